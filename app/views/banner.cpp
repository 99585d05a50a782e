// The now banner: where we are, one sentence about this step, and the chain of causes.
#include <algorithm>
#include <cctype>
#include <optional>

#include "app/views/frame.h"
#include "app/views/view.h"

namespace loopscope::app {
namespace {

struct Readout {
    std::string label, value, rest;  // the rest is quiet: "/ 166"
};

std::vector<Readout> readouts(App& app) {
    std::vector<Readout> rows;
    const bool hidden = hides_future(app.ui().mode);
    if (app.ui().mode == Mode::Compare) {
        const size_t indexes[] = {app.ui().run, app.ui().other_run};
        for (const size_t index : indexes) {
            const RunData* run = app.run_at(index);
            if (!run) continue;
            const auto at = run->recording->level_index(app.ui().level, app.ui().places[index].step);
            rows.push_back({run->name.empty() ? "run" : run->name, std::to_string(at ? *at + 1 : 0),
                            " / " + std::to_string(run->recording->level_count(app.ui().level))});
        }
    } else {
        rows.push_back({"step", std::to_string(app.shown_number()),
                        " / " + (hidden ? std::string("?") : std::to_string(app.shown_count()))});
    }
    const Moment& now = app.moment();
    const RunData* run = app.run();
    if (app.ui().mode != Mode::Compare && run && !run->timeline->turns.empty()) {
        const bool passes = app.document()->python == "micropython";
        rows.push_back({passes ? "pass" : "turn", now.state.iteration ? std::to_string(now.state.iteration) : "-", ""});
    }
    if (run && (!run->timeline->turns.empty() || run->recording->end_time() > 0))
        rows.push_back({"time", clock_text(now.state.t), ""});
    return rows;
}

float draw_readouts(Ui& ui, App& app, const Box& box) {
    const Theme& th = ui.th();
    float x = box.x + 24;
    for (const Readout& row : readouts(app)) {
        const float value = ui.p.width(Face::Readout, row.value);
        const float rest = ui.p.width(Face::ReadoutQuiet, row.rest);
        // A number that grows must not push everything about.
        const float least = ui.p.column(Face::Readout) * static_cast<float>(row.label == "time" ? 7 : row.rest.empty() ? 3 : 2);
        const float width = std::max({ui.p.width(Face::Text, row.label), value + rest, least});
        ui.p.text(Face::Text, x, box.y + 32, row.label, th.t2);
        ui.p.text(Face::Readout, x, box.y + 60, row.value, th.t0);
        ui.p.text(Face::ReadoutQuiet, x + value, box.y + 60, row.rest, th.t2);
        x += width + 12;
        ui.p.vline(x, box.y + 20, box.bottom() - 20, th.line);
        x += 12;
    }
    return x - 12;
}

float why_width(Ui& ui) { return keycap_width(ui.p, "[") + 12 + ui.p.width(Face::Head, "Why?"); }

// The key and the word that lead to the cause; returns their width.
float draw_why(Ui& ui, App& app, float x, float cy, std::string_view tip) {
    const float width = why_width(ui);
    const Touch key = ui.region("why", {x, cy - 14, width, 28});
    ui.tip(key, tip, "[");
    if (key.hovered) ui.cursor(Ui::Cursor::Hand);
    if (key.clicked) app.emit({ActionId::Cause});
    ui.p.text(Face::Head, x + draw_keycap(ui.p, x, cy, "[") + 12, cy, "Why?", ui.th().link);
    return width;
}

// The chain: every cause is a link to its step.
void draw_causes(Ui& ui, App& app, float x, float cy, float right) {
    const Theme& th = ui.th();
    const Moment& now = app.moment();
    if (now.causes.empty()) {
        ui.p.text(Face::Text, x, cy, "Nothing before caused this: the program does it by itself.", th.t2);
        return;
    }
    x += draw_why(ui, app, x, cy, "To what caused this") + 14;
    for (size_t i = 0; i < now.causes.size(); ++i) {
        const replay::Cause& cause = now.causes[i];
        std::string text = cause.sentence;
        if (!text.empty() && text.back() == '.') text.pop_back();
        const float arrow = i == 0 ? 0 : 28, room = right - x - arrow;
        if (room < 60) break;
        const bool whole = ui.p.width(Face::Text, text) <= room;
        if (!whole && i > 0 && room < 160) break;
        if (i > 0) {
            draw_glyph(ui.p, Glyph::ArrowBack, {x + 13, cy}, th.t2, 0.9f);
            x += arrow;
        }
        const std::string shown = ui.p.fitted(Face::Text, text, room);
        const float width = ui.p.width(Face::Text, shown);
        const Touch touch = ui.region("why." + std::to_string(i), {x - 4, cy - 14, width + 8, 28});
        if (touch.hovered) {
            ui.cursor(Ui::Cursor::Hand);
            ui.p.hline(x, x + width, cy + 10, th.link);
        }
        ui.p.text(Face::Text, x, cy, shown, touch.hovered ? th.link : th.t1);
        ui.tip(touch, cause.sentence + " (step " + std::to_string(cause.step) + " of the trace)");
        if (touch.clicked) app.emit({ActionId::JumpTo, static_cast<int64_t>(cause.step)});
        x += width + 2;
        if (!whole) break;
    }
}

// The teacher's sentence at this stop, in place of the causes; what asks for them stays at the right.
void draw_say(Ui& ui, App& app, const std::string& say, float x, float cy, float right) {
    const Theme& th = ui.th();
    if (!app.moment().causes.empty()) {
        right -= why_width(ui);
        draw_why(ui, app, right, cy, app.moment().causes.front().sentence);
        right -= 20;
    }
    const Box plate{x, cy - 14, 30, 28};
    ui.p.fill(plate, th.accent, 4);
    draw_glyph(ui.p, Glyph::Lesson, {plate.cx(), plate.cy()}, kWhite, 1.1f);
    const float from = plate.right() + 12;
    const Face face = ui.p.width(Face::Title, say) <= right - from ? Face::Title : Face::Head;
    const Touch touch = ui.region("say", {x, cy - 14, right - x, 28});
    if (ui.p.text_fit(face, from, cy, right - from, say, th.link)) ui.tip(touch, say);
}

void draw_sentence(Ui& ui, const std::string& text, float x, float y, float room) {
    const Theme& th = ui.th();
    if (ui.p.width(Face::Banner, text) <= room) {
        ui.p.text(Face::Banner, x, y, text, th.t0);
        return;
    }
    // Two lines at 20, and cut behind the second.
    std::vector<std::string> lines = ui.p.wrapped(Face::Title, text, room);
    if (lines.size() == 1) {
        ui.p.text(Face::Title, x, y, lines[0], th.t0);
        return;
    }
    std::string second = lines[1];
    for (size_t i = 2; i < lines.size(); ++i) second += " " + lines[i];
    ui.p.text(Face::Title, x, y - 10, lines[0], th.t0);
    if (ui.p.text_fit(Face::Title, x, y + 15, room, second, th.t0)) ui.tip(ui.region("sentence", {x, y - 22, room, 50}), text);
}

// A word before a row, and the row; whole in the tooltip where it is cut.
void draw_hint(Ui& ui, const std::string& hint, float x, float cy, float right) {
    x += ui.p.text(Face::Head, x, cy, "hint", ui.th().link) + 14;
    if (ui.p.text_fit(Face::Text, x, cy, right - x, hint, ui.th().t1))
        ui.tip(ui.region("hint", {x, cy - 14, right - x, 28}), hint);
}

// While the program that is being written cannot run: what is wrong with it, in place of the step.
void draw_error(Ui& ui, App& app, const Box& box) {
    const Theme& th = ui.th();
    const base::Diagnostic& wrong = app.refusal()->diagnostic;
    ui.p.fill({0, box.y, 6, box.h}, kFailed);
    ui.p.fill({24, box.y + 18, 56, 56}, kFailed, 6);
    draw_glyph(ui.p, Glyph::Bang, {52, box.y + 46}, kBlack, 2.6f);
    std::string text = "Line " + std::to_string(wrong.line);
    if (wrong.column > 0) text += ", column " + std::to_string(wrong.column);
    text = (wrong.line > 0 ? text + ": " : "") + wrong.message;
    draw_sentence(ui, text, 100, box.y + 32, box.w - 120);
    const float cy = box.y + 67, right = box.right() - 20;
    if (!wrong.hint.empty()) return draw_hint(ui, wrong.hint, 100, cy, right);
    ui.p.text_fit(Face::Text, 100, cy, right - 100, "The last run that worked is still shown.", th.t1);
}

// How the run came to its end, where that is worth a sentence and nothing follows at this level.
struct Ending {
    std::string sentence;
    std::string detail = {};  // who waits for whom, what to do
    Colour colour = kFailed;
    Glyph glyph = Glyph::Bang;
};

bool nothing_follows(App& app) { return !app.recording()->next(app.step(), {replay::Unit::Event, app.ui().level, 0}); }

std::optional<Ending> ending_here(App& app) {
    const replay::Recording& rec = *app.recording();
    const replay::RunEnd& end = rec.raw().end;
    if (rec.step_count() == 0 || hides_future(app.ui().mode)) return std::nullopt;
    if (!nothing_follows(app)) return std::nullopt;
    Ending ending;
    if (end.kind == replay::EndKind::Finished) {
        // The last headline is told as it is; behind it the program has only put its things away.
        if (rec.in_level(app.ui().level, app.step()) || end.status != 0) return std::nullopt;
        return Ending{"The program has ended.", {}, kGrey, Glyph::Check};
    }
    ending.sentence = end.message.empty() ? "The run was stopped here" : end.message;
    if (const size_t line = ending.sentence.find('\n'); line != std::string::npos) {
        ending.detail = ending.sentence.substr(line + 1);
        std::replace(ending.detail.begin(), ending.detail.end(), '\n', ';');
        for (size_t at = 0; (at = ending.detail.find(';', at)) != std::string::npos; at += 2)
            ending.detail.replace(at, 1, ", ");
        ending.sentence.resize(line);
    }
    if (!ending.sentence.empty())
        ending.sentence[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(ending.sentence[0])));
    if (ending.sentence.back() != '.') ending.sentence += '.';
    if (end.kind == replay::EndKind::Idle) ending = {ending.sentence, ending.detail, rgb(0xc5cdd8), Glyph::Clock};
    if (end.kind == replay::EndKind::Stopped) ending = {ending.sentence, ending.detail, kGrey, Glyph::Uprights};
    return ending;
}

// What to do about the error that ended the run, where that error is raised or the run ends with it; empty: nothing is known.
std::string hint_here(App& app) {
    constexpr std::string_view kMark = "hint: ";
    const replay::Recording& rec = *app.recording();
    const replay::RunEnd& end = rec.raw().end;
    if (hides_future(app.ui().mode) || end.kind != replay::EndKind::Finished || !end.message.starts_with(kMark)) return {};
    const bool here = rec.first_problem() == app.step() || nothing_follows(app);
    return here ? end.message.substr(kMark.size()) : std::string();
}

void draw_presenter_banner(Ui& ui, App& app, const Box& box) {
    const Theme& th = ui.th();
    const Moment& now = app.moment();
    ui.p.fill({0, box.y, 9, box.h}, mood_colour(now.mood));
    ui.p.fill({36, box.y + 30, 92, 92}, mood_colour(now.mood), 8);
    draw_glyph(ui.p, mood_glyph(now.mood), {82, box.y + 76}, kBlack, 3.6f);
    float right = box.right() - 28;
    std::vector<Readout> rows = readouts(app);
    for (auto it = rows.rbegin(); it != rows.rend(); ++it) {
        const float width = std::max(ui.p.width(Face::BigCodeBold, it->value), ui.p.width(Face::Answer, it->label));
        ui.p.text(Face::Answer, right - width, box.y + 48, it->label, th.t2);
        ui.p.text(Face::BigCodeBold, right - width, box.y + 104, it->value, th.t0);
        right -= width + 40;
    }
    const Stop* stop = app.stop_here();
    const std::string say = stop && !hides_future(app.ui().mode) ? stop->say : std::string();
    const size_t most = say.empty() ? 3 : 2;
    Face face = Face::Huge;
    std::vector<std::string> lines = ui.p.wrapped(face, now.sentence, right - 158);
    if (lines.size() >= most) {
        face = Face::Question;
        lines = ui.p.wrapped(face, now.sentence, right - 158);
    }
    const float pitch = face == Face::Huge ? 58.0f : 44.0f;
    const size_t shown = std::min(most, lines.size());
    float y = box.cy() - (pitch * static_cast<float>(shown - 1) + (say.empty() ? 0.0f : 44.0f)) / 2;
    for (size_t i = 0; i < shown; ++i, y += pitch) {
        std::string line = lines[i];
        if (i + 1 == most && lines.size() > most) line += " ...";
        ui.p.text_fit(face, 158, y, right - 158, line, th.t0);
    }
    // What the teacher says here, for the last row too.
    if (!say.empty()) ui.p.text_fit(Face::Banner, 158, y - pitch + 46, right - 158, say, th.link);
}

}  // namespace

void draw_banner(Ui& ui, App& app, const PaneLayout& layout) {
    const Box& box = layout.banner;
    ui.p.fill(box, ui.th().bg1);
    ui.mark("banner", box);
    if (app.ui().edit.on && app.refusal()) {
        draw_error(ui, app, box);
        return;
    }
    if (layout.hints.h == 0) {
        draw_presenter_banner(ui, app, box);
        return;
    }
    const Moment& now = app.moment();
    const Stop* stop = app.stop_here();
    const bool predicts = app.ui().mode == Mode::Predict;
    const bool asks = predicts && stop && !stop->ask.empty() && !app.answered(app.stop_index_here());
    const std::optional<Ending> ending = ending_here(app);
    const Colour colour = asks ? ui.th().accent : ending ? ending->colour : mood_colour(now.mood);
    const Glyph glyph = asks ? Glyph::Lesson : ending ? ending->glyph : mood_glyph(now.mood);
    ui.p.fill({0, box.y, 6, box.h}, colour);
    const float left = draw_readouts(ui, app, box) + 20;
    ui.p.fill({left, box.cy() - 28, 56, 56}, colour, 6);
    draw_glyph(ui.p, glyph, {left + 28, box.cy()}, asks ? kWhite : kBlack, 2);
    const float x = left + 56 + 16, room = box.right() - x - 16;
    const bool says = stop && !stop->say.empty();
    const std::string sentence = says && predicts ? stop->say : ending ? ending->sentence : now.sentence;
    draw_sentence(ui, sentence, x, box.y + 32, room);
    if (ending && !ending->detail.empty()) {
        const Touch touch = ui.region("ending", {x, box.y + 54, room, 28});
        if (ui.p.text_fit(Face::Text, x, box.y + 67, room, ending->detail, ui.th().t1)) ui.tip(touch, ending->detail);
        return;
    }
    if (const std::string hint = hint_here(app); !hint.empty()) {
        draw_hint(ui, hint, x, box.y + 67, box.right() - 16);
    } else if (says && app.ui().mode == Mode::Step) {
        draw_say(ui, app, stop->say, x, box.y + 67, box.right() - 16);
    } else {
        draw_causes(ui, app, x, box.y + 67, box.right() - 16);
    }
}

}  // namespace loopscope::app
