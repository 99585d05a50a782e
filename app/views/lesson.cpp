// The lesson: the teacher's stop here, its question and choices, what was answered, and the score.
#include <algorithm>

#include "app/views/view.h"

namespace loopscope::app {
namespace {

struct Score {
    int right = 0, asked = 0, all = 0;
};

Score score_of(const View& view) {
    Score score;
    const auto& stops = view.data().stops;
    const auto& answers = view.state().places[view.run].answers;
    for (size_t i = 0; i < stops.size(); ++i) {
        if (stops[i].ask.empty()) continue;
        ++score.all;
        if (i >= answers.size() || answers[i] == 0) continue;
        ++score.asked;
        score.right += answers[i] == stops[i].answer_index() + 1;
    }
    return score;
}

// One choice, h 66: digit, task's chip where it names one, text.
void draw_choice(const View& view, const Box& box, const Stop& stop, int index, int given, bool revealed) {
    Painter& p = view.p();
    const Theme& th = view.th();
    const bool chosen = given == index + 1, right = stop.answer_index() == index;
    const Touch touch = view.ui.region(view.name("choice." + std::to_string(index + 1)), box);
    p.fill(box, chosen || (revealed && right) ? th.bg3 : touch.hovered && !revealed ? th.bg3 : th.bg2, 4);
    if (revealed && right) {
        p.outline(box, th.okt, 3, 4);
    } else if (revealed && chosen) {
        p.outline(box, th.errt, 3, 4);
    } else if (chosen) {
        p.outline(box, th.link, 3, 4);
    } else {
        p.outline(box, th.line, 1, 4);
    }
    const float side = std::min(40.0f, box.h - 8);
    const Box digit{box.x + 16, box.cy() - side / 2, side, side};
    if (revealed && right) {
        p.fill(digit, kRunning, 3);
        draw_glyph(p, Glyph::Check, {digit.cx(), digit.cy()}, kBlack, 1.7f);
    } else if (revealed && chosen) {
        p.fill(digit, kFailed, 3);
        draw_glyph(p, Glyph::Cross, {digit.cx(), digit.cy()}, kBlack, 1.6f);
    } else {
        p.fill(digit, chosen ? th.accent : th.bg3, 3);
        p.text_middle(Face::Banner, digit.cx(), digit.cy(), std::to_string(index + 1), chosen ? kWhite : th.t0);
    }
    float x = digit.right() + 18;
    const std::string& text = stop.choices[static_cast<size_t>(index)];
    if (view.recording().task_by_name(text) != 0) {
        draw_chip(p, x, box.cy(), text, 28);
        x += 28 + 16;
    }
    const bool quiet = revealed && !right && !chosen;
    if (p.width(Face::Banner, text) <= box.right() - x - 16) {
        p.text(Face::Banner, x, box.cy(), text, quiet ? th.t2 : th.t0);
    } else {
        const std::vector<std::string> lines = p.wrapped(Face::Large, text, box.right() - x - 16);
        float y = box.cy() - 13 * static_cast<float>(std::min<size_t>(2, lines.size()) - 1);
        for (size_t i = 0; i < std::min<size_t>(2, lines.size()); ++i, y += 26)
            p.text(Face::Large, x, y, lines[i], quiet ? th.t2 : th.t0);
    }
    if (touch.hovered && !revealed) view.ui.cursor(Ui::Cursor::Hand);
    if (touch.clicked && !revealed) view.emit({ActionId::Answer, index + 1});
}

// One under the other; in two columns where that would make them too low to read.
void draw_choices(const View& view, const Box& box, const Stop& stop, int given, bool revealed) {
    constexpr float kGap = 10, kLeast = 48, kMost = 66;
    const size_t count = std::max<size_t>(1, stop.choices.size());
    const auto height_of = [&](size_t rows) { return std::min(kMost, (box.h + kGap) / static_cast<float>(rows) - kGap); };
    const size_t columns = height_of(count) < kLeast && count > 1 ? 2 : 1, rows = (count + columns - 1) / columns;
    const float height = std::max(24.0f, height_of(rows));
    const float width = (box.w - kGap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    for (size_t i = 0; i < stop.choices.size(); ++i) {
        const float x = box.x + static_cast<float>(i / rows) * (width + kGap);
        draw_choice(view, {x, box.y + static_cast<float>(i % rows) * (height + kGap), width, height}, stop, static_cast<int>(i),
                    given, revealed);
    }
}

// A square a question: done, here, to come.
void draw_score(const View& view, const Box& box, int here) {
    Painter& p = view.p();
    const Theme& th = view.th();
    const Score score = score_of(view);
    const auto& stops = view.data().stops;
    const auto& answers = view.state().places[view.run].answers;
    float x = box.x;
    x += p.text(Face::Question, x, box.cy(), std::to_string(score.right), th.t0) + 12;
    x += p.text(Face::Large, x, box.cy() + 3, "of " + std::to_string(score.asked) + " right", th.t1) + 30;
    int number = 0;
    for (size_t i = 0; i < stops.size(); ++i) {
        if (stops[i].ask.empty()) continue;
        ++number;
        const Box square{x, box.cy() - 18, 36, 36};
        if (square.right() > box.right()) break;
        const int given = i < answers.size() ? answers[i] : 0;
        const bool right = given == stops[i].answer_index() + 1;
        if (given != 0 && static_cast<int>(i) != here) {
            p.fill(square, right ? kRunning : kFailed, 3);
            draw_glyph(p, right ? Glyph::Check : Glyph::Cross, {square.cx(), square.cy()}, kBlack, 1.5f);
        } else {
            p.outline(square, static_cast<int>(i) == here ? th.link : th.line, static_cast<int>(i) == here ? 2.0f : 1.0f, 4);
            p.text_middle(Face::Head, square.cx(), square.cy(), std::to_string(number),
                          static_cast<int>(i) == here ? th.t0 : th.t2);
        }
        x += 44;
    }
}

void draw_question(const View& view, Box body, const Stop& stop, int at) {
    Painter& p = view.p();
    const Theme& th = view.th();
    const auto& answers = view.state().places[view.run].answers;
    const int given = static_cast<size_t>(at) < answers.size() ? answers[static_cast<size_t>(at)] : 0;
    const bool revealed = given != 0;
    const bool right = given == stop.answer_index() + 1;
    p.fill({body.x, body.y, body.w, 6}, revealed ? right ? kRunning : kFailed : th.accent);
    std::string title = stop.ask;
    if (revealed) title = (right ? "Right: " : "It is: ") + stop.answer;
    const float x = body.x + 28, room = body.w - 56;
    std::vector<std::string> lines = p.wrapped(Face::Question, title, room - 180);
    Face face = Face::Question;
    if (lines.size() > 1) {
        face = Face::Banner;
        lines = p.wrapped(face, title, room - 180);
    }
    float y = body.y + 46;
    for (const std::string& line : lines) {
        p.text(face, x, y, line, th.t0);
        y += face == Face::Question ? 42.0f : 34.0f;
    }
    const std::string keys = revealed ? given > 0 ? "answered " + std::to_string(given) : "shown"
                                      : "press 1 to " + std::to_string(stop.choices.size());
    p.text_right(Face::Large, body.right() - 28, body.y + 46, keys, th.t2);
    const float foot = 56, score = body.h > 420 ? 60.0f : 0.0f;
    draw_choices(view, {body.x + 24, y - 4, body.w - 48, body.bottom() - foot - score - y}, stop, given, revealed);
    if (score > 0) draw_score(view, {x, body.bottom() - foot - score, room, score}, at);
    const float cy = body.bottom() - 28;
    const char* key = revealed ? "PgDn" : "Enter";
    const char* word = revealed ? "next stop" : "reveal";
    float end = body.right() - 28 - p.width(Face::Large, word);
    p.text(Face::Large, end, cy, word, th.t2);
    end -= 10 + keycap_width(p, key);
    const Box reveal{end - 6, cy - 18, body.right() - 22 - end, 36};
    const Touch touch = view.ui.region(view.name("reveal"), reveal);
    draw_keycap(p, end, cy, key);
    if (touch.hovered) view.ui.cursor(Ui::Cursor::Hand);
    if (touch.clicked) view.emit({revealed ? ActionId::StopForward : ActionId::Reveal});
    p.text_fit(Face::Large, x, cy, end - x - 20, stop.say, th.t1);
}

// Before the first question: how many there are, and the way there.
void draw_before_questions(const View& view, const Box& body) {
    Painter& p = view.p();
    const int count = score_of(view).all;
    const float x = body.x + 28;
    p.fill({body.x, body.y, body.w, 6}, view.th().accent);
    const std::string title = count == 1 ? "One question waits" : std::to_string(count) + " questions wait";
    p.text_fit(Face::Question, x, body.y + 46, body.w - 56, title, view.th().t0);
    p.text_fit(Face::Large, x, body.y + 86, body.w - 56, "What comes after it stays hidden until you answer.", view.th().t1);
    const Button look{.label = "To the first one", .glyph = Glyph::Lesson, .look = ButtonLook::Accent};
    const Box box{x, body.y + 112, button_width(view.ui, look), 44};
    if (button(view.ui, view.name("lesson.first"), box, look)) view.emit({ActionId::StopForward});
    const float end = box.right() + 16 + draw_keycap(p, box.right() + 16, box.cy(), "PgDn");
    p.text(Face::Text, end + 10, box.cy(), "next stop", view.th().t2);
}

// Outside of predict mode: the list of stops.
void draw_stops(const View& view, const Box& body) {
    Painter& p = view.p();
    const Theme& th = view.th();
    constexpr float kRow = 64;
    const auto& stops = view.data().stops;
    Scroller scroll(view.ui, view.name("lesson"), body, static_cast<float>(stops.size()) * kRow + 70, kRow);
    float y = scroll.top() + 10;
    for (size_t i = 0; i < stops.size(); ++i, y += kRow) {
        const Box row{body.x + 10, y, body.w - 28, kRow - 6};
        const bool here = stops[i].step == view.step();
        const Touch touch = view.ui.region(view.name("stop." + std::to_string(i)), row);
        p.fill(row, here || touch.hovered ? th.bg3 : th.bg2, 4);
        if (here) p.fill({row.x, row.y, 4, row.h}, th.link, 1);
        draw_glyph(p, Glyph::Printed, {row.x + 22, row.y + 20}, th.t1, 0.9f);
        p.text_fit(Face::Head, row.x + 42, row.y + 19, row.w - 130, stops[i].say.empty() ? stops[i].ask : stops[i].say, th.t0);
        const std::string second = stops[i].say.empty() ? stops[i].notes : stops[i].ask.empty() ? stops[i].notes : stops[i].ask;
        p.text_fit(Face::Text, row.x + 42, row.y + 43, row.w - 130, second, th.t2);
        const auto number = view.recording().level_index(view.state().level, stops[i].step);
        p.text_right(Face::Code, row.right() - 14, row.cy(), std::to_string(number ? *number + 1 : 0), th.link);
        if (touch.hovered) view.ui.cursor(Ui::Cursor::Hand);
        if (touch.clicked) view.jump(stops[i].step);
    }
    if (view.data().asks() && button(view.ui, view.name("lesson.predict"), {body.x + 10, y + 8, 200, 40},
                                     {.label = "Predict", .glyph = Glyph::Lesson, .look = ButtonLook::Accent})) {
        view.emit({ActionId::PredictMode});
    }
}

}  // namespace

void draw_lesson(const View& view) {
    const auto& stops = view.data().stops;
    const std::string count = std::to_string(stops.size()) + (stops.size() == 1 ? " stop" : " stops");
    if (view.state().mode == Mode::Loop) {
        draw_loop_game(view, (view.tile.panes.size() == 1 ? begin_bare_pane(view) : begin_pane(view, "you are the loop")).body);
        return;
    }
    const bool asking = view.state().mode == Mode::Predict && view.tile.panes.size() == 1;
    const PaneFrame frame = asking ? begin_bare_pane(view) : begin_pane(view, count);
    if (stops.empty()) {
        empty_note(view.ui, frame.body, "This scenario has no lesson: its file may name stops, questions and bookmarks.");
        return;
    }
    if (view.state().mode != Mode::Predict) {
        draw_stops(view, frame.body);
        return;
    }
    // The last stop that was reached: after its answer was revealed one step on, it is still the one that is shown.
    int at = -1;
    for (size_t i = 0; i < stops.size(); ++i) {
        if (stops[i].step <= view.step() && !stops[i].ask.empty()) at = static_cast<int>(i);
    }
    if (at < 0) {
        draw_before_questions(view, frame.body);
        return;
    }
    draw_question(view, frame.body, stops[static_cast<size_t>(at)], at);
}

}  // namespace loopscope::app
