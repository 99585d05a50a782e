#include "app/widgets/marks.h"

#include <cmath>
#include <numbers>
#include <string>

namespace loopscope::app {

using replay::TaskStatus;

float bar_height(TaskStatus status) {
    switch (status) {
        case TaskStatus::Ready:
        case TaskStatus::Running:
        case TaskStatus::Cancelling:
        case TaskStatus::Failed: return 32;
        default: return 26;
    }
}

Face bar_face(float k) { return k >= 2 ? Face::Banner : k > 1.2f ? Face::Title : Face::Head; }

namespace {

void draw_pattern(Painter& p, const Box& box, TaskStatus status, float k) {
    k = std::min(k, 1.6f);
    const Colour lines = with_alpha(kBlack, p.theme().hatch_alpha);
    switch (status) {
        case TaskStatus::Ready: p.hatch(box, Hatch::Dots, kBlack, 1.5f * k, 8 * k); break;
        case TaskStatus::Waiting: p.hatch(box, Hatch::Rising, lines, 3.2f * k, 9 * k); break;
        case TaskStatus::Sleeping: p.hatch(box, Hatch::Falling, lines, 3.2f * k, 9 * k); break;
        case TaskStatus::Cancelling: p.hatch(box, Hatch::Cross, with_alpha(kBlack, 0.55f), 1.6f * k, 9 * k); break;
        default: break;
    }
}

bool has_pattern(TaskStatus status) {
    return status == TaskStatus::Ready || status == TaskStatus::Waiting || status == TaskStatus::Sleeping ||
           status == TaskStatus::Cancelling;
}

void draw_bar_ground(Painter& p, const Box& box, TaskStatus status, float k = 1) {
    const Theme& th = p.theme();
    if (status == TaskStatus::Created) {
        p.fill(box, th.bg1, 2);
        p.outline(box, th.t2, box.w < 6 ? 1 : 1.5f, 2);
        return;
    }
    const Colour fill = status_fill(status);
    p.fill(box, fill, 2);
    draw_pattern(p, box.inset(1), status, k);
    if (has_pattern(status)) p.outline(box.inset(1), fill, 1.5f);
    const bool edge_in_text = status == TaskStatus::Failed && th.dark;
    p.outline(box, edge_in_text ? th.t0 : kBlack, 1, 2);
    if (status == TaskStatus::Cancelled) p.outline(box, th.cancel, box.w > 8 ? 3 : 1, 2);
}

// Glyph (or letter) and label, on a plate where there is a pattern.
void draw_bar_label(Painter& p, const Box& box, const BarLook& look) {
    const bool created = look.status == TaskStatus::Created;
    const Colour ink = created ? p.theme().t0 : kBlack;
    const Colour plate = created ? p.theme().bg1 : status_fill(look.status);
    const float k = look.k;
    const Face face = bar_face(k);
    const float from = std::max(box.x, look.label_from), to = std::min(box.right(), look.label_to);
    const float room = to - from, width = look.label.empty() ? 0 : p.width(face, look.label);
    const bool with_label = !look.label.empty() && room >= 25 * k + width + 8;
    if (room < 20 * k) return;
    const float cy = box.cy();
    const float plate_end = with_label ? from + 25 * k + width + 5 : std::min(to - 2, from + 25 * k);
    if (has_pattern(look.status)) {
        const float inset = look.status == TaskStatus::Cancelled ? 3 : 2;
        p.fill(box_between(from + inset, box.y + 2, plate_end, box.bottom() - 2), plate);
    }
    if (look.letter) {
        const char letter[2] = {replay::task_status_letter(look.status), 0};
        p.text_middle(Face::CodeBold, from + 13 * k, cy, letter, ink);
    } else {
        const Glyph glyph = status_glyph(look.status);
        const float size = (glyph == Glyph::Uprights ? 0.8f : 0.85f) * std::min(k, 1.5f);
        draw_glyph(p, glyph, {from + std::min(14 * k, room / 2), cy}, ink, size);
    }
    if (with_label) p.text(face, from + 25 * k, cy, look.label, ink);
}

}  // namespace

void draw_bar(Painter& p, float x0, float x1, float cy, const BarLook& look) {
    const float h = bar_height(look.status) * look.k;
    const Box box{x0, cy - h / 2, std::max(3.0f, x1 - x0), h};
    if (box.w < 4) {  // no room for an edge on both sides
        p.fill(box, look.status == TaskStatus::Created ? p.theme().t2 : status_fill(look.status));
        return;
    }
    draw_bar_ground(p, box, look.status, look.k);
    draw_bar_label(p, box, look);
}

void draw_bar_sample(Painter& p, float x, float cy, TaskStatus status) {
    const Box box{x, cy - 10.5f, 26, 21};
    draw_bar_ground(p, box, status);
    const bool created = status == TaskStatus::Created;
    if (has_pattern(status)) p.fill(box_between(box.x + 3, box.y + 2, box.x + 21, box.bottom() - 2), status_fill(status));
    const Glyph glyph = status_glyph(status);
    draw_glyph(p, glyph, {box.x + 13, cy}, created ? p.theme().t0 : kBlack, glyph == Glyph::Uprights ? 0.75f : 0.8f);
}

float chip_width(Painter& p, std::string_view name, float size) {
    return std::max(size, p.width(Face::Head, identity_letter(name)) + 8);
}

void draw_chip(Painter& p, float x, float cy, std::string_view name, float size) {
    const std::string letter = identity_letter(name);
    const Face face = size > 40 ? Face::Question : size > 30 ? Face::Banner : size > 26 ? Face::Title : Face::Head;
    const float width = std::max(size, p.width(face, letter) + 8);
    p.fill({x, cy - size / 2, width, size}, identity_colour(name), 4);
    p.text_middle(face, x + width / 2, cy, letter, kBlack);
}

void draw_margin_chip(Painter& p, float x, float cy, std::string_view name, TaskStatus status, float k) {
    const std::string letter = identity_letter(name);
    const Box box{x, cy - 11 * k, 26 * k, 22 * k};
    p.fill(box, kBlack, 3);
    p.fill({box.x, box.y, box.w, 17 * k}, identity_colour(name), 3);
    const Colour sliver = status == TaskStatus::Created ? p.theme().t2 : status_fill(status);
    p.fill({box.x + 1, box.bottom() - 5 * k, box.w - 2, 4 * k}, sliver);
    p.text_middle(k > 1.2f ? Face::Title : Face::Head, box.cx(), box.y + 8.5f * k, letter, kBlack);
}

Colour arrow_colour(const Painter& p, ArrowLook look) {
    const Theme& th = p.theme();
    switch (look) {
        case ArrowLook::Send:
        case ArrowLook::Yield: return th.t0;
        case ArrowLook::Throw: return th.thrown;
        case ArrowLook::Return: return th.okt;
        case ArrowLook::WakeUp: return th.wake;
        case ArrowLook::Cancel: return th.cancel;
        case ArrowLook::After: return th.t2;
    }
    return th.t0;
}

namespace {

float arrow_width(ArrowLook look) {
    switch (look) {
        case ArrowLook::Send:
        case ArrowLook::Yield: return 2;
        case ArrowLook::Throw: return 2.5f;
        case ArrowLook::Return:
        case ArrowLook::Cancel: return 3;
        case ArrowLook::WakeUp:
        case ArrowLook::After: return 1.5f;
    }
    return 2;
}

float head_size(ArrowLook look) {
    switch (look) {
        case ArrowLook::Throw:
        case ArrowLook::Return:
        case ArrowLook::Cancel: return 1.25f;
        case ArrowLook::WakeUp: return 0.85f;
        default: return 1;
    }
}

// Axis-aligned shafts are boxes, so that they are sharp.
void shaft(Painter& p, Vec a, Vec b, Colour colour, float width) {
    if (a.x == b.x) {
        p.fill(box_between(a.x - width / 2, std::min(a.y, b.y), a.x + width / 2, std::max(a.y, b.y)), colour);
    } else if (a.y == b.y) {
        p.fill(box_between(std::min(a.x, b.x), a.y - width / 2, std::max(a.x, b.x), a.y + width / 2), colour);
    } else {
        p.line(a, b, colour, width);
    }
}

}  // namespace

void draw_arrow_head(Painter& p, Vec tip, Vec direction, ArrowLook look, Colour ground, Colour colour) {
    const float k = head_size(look), length = 10 * k, half = 5 * k;
    const Vec back{tip.x - direction.x * length, tip.y - direction.y * length};
    const Vec side{-direction.y * half, direction.x * half};
    const Vec a = back + side, b = back - side;
    if (look == ArrowLook::Yield) {
        p.polygon({tip, a, b}, ground);
        const Vec in{tip.x - direction.x * 1.5f, tip.y - direction.y * 1.5f};
        p.polyline({in, a, b}, colour, 2, true);
        return;
    }
    p.polygon({tip, a, b}, colour);
}

void draw_arrow(Painter& p, Vec from, Vec to, ArrowLook look, Colour ground, bool after) {
    const Vec d = to - from;
    const float length = std::sqrt(d.x * d.x + d.y * d.y);
    if (length < 1) return;
    const Vec direction{d.x / length, d.y / length};
    const Colour colour = after ? p.theme().t2 : arrow_colour(p, look);
    const float width = after ? 1.5f : arrow_width(look);
    const float stop = std::min(length, 8.0f);
    const Vec end{to.x - direction.x * stop, to.y - direction.y * stop};
    shaft(p, from, end, ground, width + 4);
    if (look == ArrowLook::Throw) {
        p.dashed(from, end, colour, width, 7, 4);
    } else {
        shaft(p, from, end, colour, width);
    }
    if (look == ArrowLook::Return && !after) {
        const Vec foot{from.x + direction.x * 10, from.y + direction.y * 10};
        shaft(p, from, foot, colour, 5);
    }
    draw_arrow_head(p, to, direction, look, ground, colour);
}

void draw_station(Painter& p, Vec centre, int number, bool after) {
    const Theme& th = p.theme();
    p.disc(centre, 13, th.bg1);
    p.disc(centre, 12, after ? th.bg3 : th.cancel);
    p.text_middle(Face::Head, centre.x, centre.y, std::to_string(number), after ? th.t2 : th.station_digit);
}

void draw_cancel_diamond(Painter& p, Vec c, int station) {
    const Theme& th = p.theme();
    const float r = 7;
    p.polygon({{c.x, c.y - r - 1.5f}, {c.x + r + 1.5f, c.y}, {c.x, c.y + r + 1.5f}, {c.x - r - 1.5f, c.y}}, th.bg1);
    if (station >= 5) {
        p.polygon({{c.x, c.y - r}, {c.x + r, c.y}, {c.x, c.y + r}, {c.x - r, c.y}}, th.cancel);
        return;
    }
    p.polyline({{c.x, c.y - r + 1}, {c.x + r - 1, c.y}, {c.x, c.y + r - 1}, {c.x - r + 1, c.y}}, th.cancel, 2, true);
    if (station >= 3) p.polygon({{c.x, c.y - r}, {c.x + r, c.y}, {c.x, c.y + r}}, th.cancel);
}

namespace {

Glyph keycap_glyph(std::string_view key) {
    if (key == "Left") return Glyph::ArrowBack;
    if (key == "Right") return Glyph::Arrow;
    if (key == "Up") return Glyph::ArrowUp;
    if (key == "Enter") return Glyph::Enter;
    return Glyph::None;
}

}  // namespace

float keycap_width(Painter& p, std::string_view key) {
    if (key == "Arrows") return 44;
    if (keycap_glyph(key) != Glyph::None || key == "Down") return 28;
    return std::max(24.0f, p.width(Face::Head, key) + 14);
}

float draw_keycap(Painter& p, float x, float cy, std::string_view key, KeyGround ground) {
    const Theme& th = p.theme();
    const float width = keycap_width(p, key);
    const Colour cap = ground == KeyGround::Accent ? th.accent_deep
                       : ground == KeyGround::Pane ? th.bg3
                       : th.dark                   ? th.bg2
                                                   : th.bg1;
    p.fill({x, cy - 12, width, 24}, cap, 3);
    const Colour ink = ground == KeyGround::Accent ? kWhite : th.t0;
    if (key == "Arrows") {
        draw_glyph(p, Glyph::ArrowBack, {x + 13, cy}, ink, 0.8f);
        draw_glyph(p, Glyph::Arrow, {x + 31, cy}, ink, 0.8f);
    } else if (key == "Down") {
        p.fill({x + 13, cy - 6, 2, 8}, ink);
        p.polygon({{x + 10, cy + 1}, {x + 18, cy + 1}, {x + 14, cy + 6.5f}}, ink);
    } else if (const Glyph glyph = keycap_glyph(key); glyph != Glyph::None) {
        draw_glyph(p, glyph, {x + width / 2, cy}, ink, 0.85f);
    } else {
        p.text_middle(Face::Head, x + width / 2, cy, key, ink);
    }
    return width;
}

namespace {

// The plus signs between the keys, but not the plus that is a key itself.
std::vector<std::string_view> chord_keys(std::string_view chord) {
    std::vector<std::string_view> keys;
    for (size_t plus = chord.find('+', 1); plus != std::string_view::npos && plus + 1 < chord.size();
         plus = chord.find('+', 1)) {
        keys.push_back(chord.substr(0, plus));
        chord.remove_prefix(plus + 1);
    }
    keys.push_back(chord);
    return keys;
}

}  // namespace

float chord_width(Painter& p, std::string_view chord) {
    float width = -4;
    for (const std::string_view key : chord_keys(chord)) width += keycap_width(p, key) + 4;
    return width;
}

float draw_chord(Painter& p, float x, float cy, std::string_view chord, KeyGround ground) {
    const float from = x;
    for (const std::string_view key : chord_keys(chord)) x += draw_keycap(p, x, cy, key, ground) + 4;
    return x - from - 4;
}

void draw_plated(Painter& p, Face face, float cx, float cy, std::string_view text, Colour colour, Colour ground) {
    const float width = p.width(face, text), em = p.em(face);
    p.fill({cx - width / 2 - 8, cy - em * 0.7f, width + 16, em * 1.4f}, ground);
    p.text_middle(face, cx, cy, text, colour);
}

void draw_breakpoint(Painter& p, Vec centre, std::string_view number) {
    const float width = std::max(22.0f, p.width(Face::CodeBold, number) + 8);
    p.fill({centre.x - width / 2, centre.y - 11, width, 22}, kFailed, 11);
    p.text_middle(Face::CodeBold, centre.x, centre.y, number, kBlack);
}

void draw_error_mark(Painter& p, Vec centre) {
    p.fill({centre.x - 11, centre.y - 11, 22, 22}, kFailed, 4);
    draw_glyph(p, Glyph::Bang, centre, kBlack, 1.1f);
}

void draw_thrown_mark(Painter& p, Vec centre) {
    p.fill({centre.x - 11, centre.y - 11, 22, 22}, rgb(0xff8a7a), 4);
    draw_glyph(p, Glyph::Cross, centre, kBlack, 0.95f);
}

void draw_logo(Painter& p, Vec c) {
    const Colour blue = p.theme().link;
    constexpr float pi = std::numbers::pi_v<float>;
    p.arc(c, 10, 0.06f * pi, 1.70f * pi, blue, 3.2f);
    p.polygon({{c.x + 4, c.y - 3.8f}, {c.x + 11.8f, c.y - 10.3f}, {c.x + 11.8f, c.y - 2.4f}}, blue);
    p.fill({c.x - 1, c.y - 3.5f, 3, 3}, p.theme().t0);
}

void draw_zigzag(Painter& p, float x0, float x1, float y, Colour colour) {
    std::vector<Vec> points;
    bool low = true;
    for (float x = x0; x <= x1 + 3.9f; x += 4, low = !low) points.push_back({std::min(x, x1), low ? y + 3 : y});
    if (points.size() > 1) p.polyline(points, colour, 2);
}

}  // namespace loopscope::app
