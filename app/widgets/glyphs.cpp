#include "app/widgets/glyphs.h"

#include <cmath>
#include <numbers>

namespace loopscope::app {
namespace {

// Draws in the glyph's own box.
struct Pen {
    Painter& p;
    Vec c;
    Colour colour;
    float k;

    Vec at(float x, float y) const { return {c.x + x * k, c.y + y * k}; }
    void tri(Vec a, Vec b, Vec d) const { p.polygon({at(a.x, a.y), at(b.x, b.y), at(d.x, d.y)}, colour); }
    void rect(float x, float y, float w, float h) const {
        p.polygon({at(x, y), at(x + w, y), at(x + w, y + h), at(x, y + h)}, colour);
    }
    void box(float x, float y, float w, float h, float stroke = 2) const {
        p.polyline({at(x, y), at(x + w, y), at(x + w, y + h), at(x, y + h)}, colour, stroke * k, true);
    }
    void stroke(std::initializer_list<Vec> points, float width = 2, bool closed = false) const {
        std::vector<Vec> moved;
        for (Vec v : points) moved.push_back(at(v.x, v.y));
        p.polyline(moved, colour, width * k, closed);
    }
    void disc(float x, float y, float r) const { p.disc(at(x, y), r * k, colour); }
    void ring(float x, float y, float r, float width = 2) const { p.ring(at(x, y), r * k, colour, width * k); }
};

void turn(const Pen& pen, float sign, float shift = 0) {
    pen.tri({sign * -7 + shift, -5.5f}, {sign * -0.5f + shift, 0}, {sign * -7 + shift, 5.5f});
    pen.tri({shift, -5.5f}, {sign * 6.5f + shift, 0}, {shift, 5.5f});
}

bool draw_moving(const Pen& pen, Glyph glyph) {
    switch (glyph) {
        case Glyph::Play: pen.tri({-4, -6}, {6, 0}, {-4, 6}); return true;
        case Glyph::PlayBack: pen.tri({4, -6}, {-6, 0}, {4, 6}); return true;
        case Glyph::Pause:
            pen.rect(-5, -6, 3.5f, 12);
            pen.rect(1.5f, -6, 3.5f, 12);
            return true;
        case Glyph::Step:
            pen.tri({-5, -6}, {3, 0}, {-5, 6});
            pen.rect(4, -6, 2, 12);
            return true;
        case Glyph::StepBack:
            pen.tri({5, -6}, {-3, 0}, {5, 6});
            pen.rect(-6, -6, 2, 12);
            return true;
        case Glyph::Turn: turn(pen, 1); return true;
        case Glyph::TurnBack: turn(pen, -1); return true;
        case Glyph::Home:
            turn(pen, -1, 1);
            pen.rect(-8, -5.5f, 2, 11);
            return true;
        case Glyph::End:
            turn(pen, 1, -1);
            pen.rect(6, -5.5f, 2, 11);
            return true;
        default: return false;
    }
}

bool draw_pane(const Pen& pen, Glyph glyph) {
    switch (glyph) {
        case Glyph::Gallery:
            pen.rect(-6, -6, 5, 5);
            pen.rect(1, -6, 5, 5);
            pen.rect(-6, 1, 5, 5);
            pen.rect(1, 1, 5, 5);
            return true;
        case Glyph::Source:
            pen.stroke({{-2, -5}, {-6, 0}, {-2, 5}});
            pen.stroke({{2, -5}, {6, 0}, {2, 5}});
            return true;
        case Glyph::Timeline:
            pen.rect(-6, -6, 7, 3);
            pen.rect(-2, -1.5f, 8, 3);
            pen.rect(-4, 3, 6, 3);
            return true;
        case Glyph::Conversation:
            pen.stroke({{-4, -6}, {-4, 5}});
            pen.stroke({{-7, 2}, {-4, 5.5f}, {-1, 2}});
            pen.stroke({{4, 6}, {4, -5}});
            pen.stroke({{1, -2}, {4, -5.5f}, {7, -2}});
            return true;
        case Glyph::Loop: {
            pen.p.arc(pen.c, 5.6f * pen.k, 0.1f * std::numbers::pi_v<float>, 1.75f * std::numbers::pi_v<float>, pen.colour,
                      2 * pen.k);
            pen.tri({1.2f, -1.6f}, {6.6f, -7}, {7, -0.8f});
            return true;
        }
        case Glyph::Inspect:
            pen.ring(-1.2f, -1.2f, 4.2f);
            pen.stroke({{2, 2}, {6, 6}}, 2.4f);
            return true;
        case Glyph::Console:
            pen.stroke({{-6, -4}, {-2, 0}, {-6, 4}});
            pen.rect(0, 3, 6, 2);
            return true;
        case Glyph::Events:
            for (float y : {-5.0f, -1.0f, 3.0f}) {
                pen.rect(-6, y, 2, 2);
                pen.rect(-2.5f, y, 8.5f, 2);
            }
            return true;
        case Glyph::Machine:
            pen.box(-5, -5, 10, 10);
            pen.rect(-2, -2, 4, 4);
            return true;
        case Glyph::Lesson: pen.stroke({{-6, -5}, {6, -5}, {6, 3}, {0, 3}, {-3, 6}, {-3, 3}, {-6, 3}}, 2, true); return true;
        case Glyph::Compare:
            pen.box(-5.5f, -5.5f, 4, 11);
            pen.box(1.5f, -5.5f, 4, 11);
            return true;
        case Glyph::Tasks:
            pen.rect(-6, -6, 5, 3);
            pen.stroke({{-4, -3}, {-4, 4.5f}, {0, 4.5f}}, 1.6f);
            pen.stroke({{-4, 0}, {0, 0}}, 1.6f);
            pen.rect(0, -1.5f, 6, 3);
            pen.rect(0, 3, 6, 3);
            return true;
        case Glyph::World:
            pen.ring(0, 0, 5.6f, 1.8f);
            pen.stroke({{-5.6f, 0}, {5.6f, 0}}, 1.6f);
            pen.stroke({{0, -5.6f}, {-2.6f, 0}, {0, 5.6f}, {2.6f, 0}}, 1.6f, true);
            return true;
        default: return false;
    }
}

void draw_sun(const Pen& pen) {
    pen.disc(0, 0, 2.6f);
    for (int i = 0; i < 8; ++i) {
        const float a = static_cast<float>(i) * std::numbers::pi_v<float> / 4, x = std::cos(a), y = std::sin(a);
        pen.stroke({{x * 4.4f, y * 4.4f}, {x * 6.2f, y * 6.2f}}, 1.7f);
    }
}

bool draw_thing(const Pen& pen, Glyph glyph) {
    switch (glyph) {
        case Glyph::Clock:
            pen.ring(0, 0, 5.4f, 1.8f);
            pen.stroke({{0, -3.4f}, {0, 0}, {2.6f, 1.6f}}, 1.7f);
            return true;
        case Glyph::Folder: pen.stroke({{-6, 5}, {-6, -5}, {-1.5f, -5}, {0, -3}, {6, -3}, {6, 5}}, 2, true); return true;
        case Glyph::File: pen.stroke({{-4.5f, -6}, {1, -6}, {4.5f, -2.5f}, {4.5f, 6}, {-4.5f, 6}}, 1.8f, true); return true;
        case Glyph::Drop:
            pen.stroke({{0, -6}, {0, 1}});
            pen.stroke({{-3.5f, -2}, {0, 1.8f}, {3.5f, -2}});
            pen.stroke({{-6, 1}, {-6, 5.5f}, {6, 5.5f}, {6, 1}});
            return true;
        case Glyph::Bookmark:
            pen.p.polygon({pen.at(-4, -6), pen.at(4, -6), pen.at(4, 2.5f), pen.at(-4, 2.5f)}, pen.colour);
            pen.tri({-4, 2.4f}, {0, 2.4f}, {-4, 6});
            pen.tri({0, 2.4f}, {4, 2.4f}, {4, 6});
            return true;
        case Glyph::Pin:
            pen.rect(-5, -6, 10, 2);
            pen.rect(-5, -1.2f, 10, 2);
            pen.rect(-1, -4, 2, 10);
            return true;
        case Glyph::Check: pen.stroke({{-5.5f, 0}, {-1.5f, 4.5f}, {5.5f, -4.5f}}, 2.2f); return true;
        case Glyph::Cross:
            pen.stroke({{-5, -5}, {5, 5}}, 2.2f);
            pen.stroke({{5, -5}, {-5, 5}}, 2.2f);
            return true;
        case Glyph::Close:
            pen.stroke({{-4, -4}, {4, 4}}, 1.7f);
            pen.stroke({{4, -4}, {-4, 4}}, 1.7f);
            return true;
        case Glyph::Plus:
            pen.rect(-6, -1, 12, 2);
            pen.rect(-1, -6, 2, 12);
            return true;
        case Glyph::Bang:
            pen.rect(-1.25f, -6, 2.5f, 8);
            pen.rect(-1.25f, 4, 2.5f, 2.5f);
            return true;
        case Glyph::Sun: draw_sun(pen); return true;
        case Glyph::Moon: pen.p.arc(pen.c, 5 * pen.k, 0.35f, 4.4f, pen.colour, 2.4f * pen.k); return true;
        case Glyph::HalfDisc:
            pen.ring(0, 0, 5.4f, 1.8f);
            for (float x = -4.6f; x < 0; x += 0.9f) pen.rect(x, -std::sqrt(25.0f - x * x), 1, 2 * std::sqrt(25.0f - x * x));
            return true;
        case Glyph::Left: pen.stroke({{2.5f, -5}, {-2.5f, 0}, {2.5f, 5}}); return true;
        case Glyph::Right: pen.stroke({{-2.5f, -5}, {2.5f, 0}, {-2.5f, 5}}); return true;
        case Glyph::Down: pen.stroke({{-5, -2.5f}, {0, 2.5f}, {5, -2.5f}}); return true;
        case Glyph::Up: pen.stroke({{-5, 2.5f}, {0, -2.5f}, {5, 2.5f}}); return true;
        case Glyph::Question:
            pen.p.arc(pen.at(0, -3), 3 * pen.k, -3.2f, 1.3f, pen.colour, 2 * pen.k);
            pen.rect(-1, 0, 2, 2.5f);
            pen.rect(-1, 4.3f, 2, 2.2f);
            return true;
        case Glyph::Enter:
            pen.stroke({{5, -4}, {5, 1.5f}, {-4, 1.5f}}, 1.8f);
            pen.tri({-6.5f, 1.5f}, {-2, -2}, {-2, 5});
            return true;
        case Glyph::Diamond: pen.p.polygon({pen.at(0, -6), pen.at(6, 0), pen.at(0, 6), pen.at(-6, 0)}, pen.colour); return true;
        case Glyph::Slash: pen.stroke({{4, -6}, {-4, 6}}); return true;
        case Glyph::NotEqual:
            pen.rect(-6, -3.5f, 12, 2);
            pen.rect(-6, 1.5f, 12, 2);
            pen.stroke({{3, -6}, {-3, 6}}, 1.8f);
            return true;
        case Glyph::Dot: pen.disc(0, 0, 3.4f); return true;
        default: return false;
    }
}

void draw_state_or_mood(const Pen& pen, Glyph glyph) {
    switch (glyph) {
        case Glyph::Chevrons:
            pen.stroke({{-5, 0}, {0, -5}, {5, 0}});
            pen.stroke({{-5, 5}, {0, 0}, {5, 5}});
            break;
        case Glyph::Uprights:
            pen.rect(-5, -6, 3.5f, 12);
            pen.rect(1.5f, -6, 3.5f, 12);
            break;
        case Glyph::Zed: pen.stroke({{-4.5f, -5}, {4.5f, -5}, {-4.5f, 5}, {4.5f, 5}}); break;
        case Glyph::Arrow:
            pen.rect(-6.5f, -1, 8, 2);
            pen.tri({1, -4}, {7, 0}, {1, 4});
            break;
        case Glyph::ArrowBack:
            pen.rect(-1.5f, -1, 8, 2);
            pen.tri({-1, -4}, {-7, 0}, {-1, 4});
            break;
        case Glyph::ArrowIn:
            pen.rect(-7, -1, 2.5f, 2);
            pen.rect(-3, -1, 2.5f, 2);
            pen.tri({1, -4}, {7, 0}, {1, 4});
            break;
        case Glyph::ArrowUp:
            pen.rect(-1, -1.5f, 2, 8);
            pen.tri({-4, -1}, {0, -7}, {4, -1});
            break;
        case Glyph::Printed: pen.tri({-5.5f, -4}, {5.5f, -4}, {0, 5}); break;
        default: break;
    }
}

}  // namespace

void draw_glyph(Painter& p, Glyph glyph, Vec centre, Colour colour, float k) {
    if (glyph == Glyph::None) return;
    const Pen pen{p, {p.snap(centre.x), p.snap(centre.y)}, colour, k};
    if (draw_moving(pen, glyph) || draw_pane(pen, glyph) || draw_thing(pen, glyph)) return;
    draw_state_or_mood(pen, glyph);
}

Glyph status_glyph(replay::TaskStatus status) {
    using replay::TaskStatus;
    switch (status) {
        case TaskStatus::Created: return Glyph::Plus;
        case TaskStatus::Ready: return Glyph::Chevrons;
        case TaskStatus::Running: return Glyph::Play;
        case TaskStatus::Waiting: return Glyph::Uprights;
        case TaskStatus::Sleeping: return Glyph::Zed;
        case TaskStatus::Cancelling: return Glyph::Cross;
        case TaskStatus::Done: return Glyph::Check;
        case TaskStatus::Cancelled: return Glyph::Cross;
        case TaskStatus::Failed: return Glyph::Bang;
    }
    return Glyph::None;
}

Glyph mood_glyph(replay::Mood mood) {
    using replay::Mood;
    switch (mood) {
        case Mood::Run: return Glyph::Play;
        case Mood::Send: return Glyph::Arrow;
        case Mood::Throw: return Glyph::ArrowIn;
        case Mood::Yield:
        case Mood::Return: return Glyph::ArrowBack;
        case Mood::Wait: return Glyph::Uprights;
        case Mood::Wake: return Glyph::Chevrons;
        case Mood::Timer: return Glyph::Clock;
        case Mood::Cancel: return Glyph::Cross;
        case Mood::Done: return Glyph::Check;
        case Mood::Failed: return Glyph::Bang;
        case Mood::Blocked: return Glyph::Uprights;
        case Mood::Print: return Glyph::Console;
        case Mood::Loop: return Glyph::Loop;
        case Mood::World: return Glyph::World;
        case Mood::Code: return Glyph::Source;
    }
    return Glyph::Dot;
}

Colour mood_colour(replay::Mood mood) {
    using replay::Mood;
    switch (mood) {
        case Mood::Run:
        case Mood::Send:
        case Mood::Return: return kRunning;
        case Mood::Throw: return rgb(0xff8a7a);
        case Mood::Yield:
        case Mood::Wait: return rgb(0xf0e442);
        case Mood::Wake: return kReady;
        case Mood::Timer: return rgb(0xe69f00);
        case Mood::Cancel: return kCancelling;
        case Mood::Failed:
        case Mood::Blocked: return kFailed;
        case Mood::Done: return kGrey;
        case Mood::Print:
        case Mood::Loop:
        case Mood::World:
        case Mood::Code: return rgb(0xc5cdd8);
    }
    return kGrey;
}

void draw_line_just_run(Painter& p, Vec centre, Colour colour) {
    p.polyline({{centre.x - 5, centre.y - 6}, {centre.x + 5.5f, centre.y}, {centre.x - 5, centre.y + 6}}, colour, 2, true);
}

void draw_line_next(Painter& p, Vec centre, Colour colour, float k) {
    const Vec c{centre.x - 6 * k, centre.y};
    p.polygon({{c.x - 3 * k, c.y - 4 * k}, {c.x + 5 * k, c.y - 4 * k}, {c.x + 5 * k, c.y + 4 * k}, {c.x - 3 * k, c.y + 4 * k}},
              colour);
    p.polygon({{c.x + 5 * k, c.y - 9 * k}, {c.x + 16 * k, c.y}, {c.x + 5 * k, c.y + 9 * k}}, colour);
}

}  // namespace loopscope::app
