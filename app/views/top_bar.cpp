// The bar at the top: what is open, which run, which mode, scale, theme, help.
#include "app/views/frame.h"
#include "app/views/view.h"

namespace loopscope::app {
namespace {

constexpr float kTop = 8, kHeight = 32;

// From the right: help, theme, scale. Returns what is left of the room.
float draw_app_buttons(Ui& ui, App& app, float right) {
    const Saved& saved = app.ui().saved;
    float x = right - 12 - 36;
    if (button(ui, "help", {x, kTop, 36, kHeight}, {.label = "?", .tip = "All keys", .tip_key = "?"}))
        app.emit({ActionId::Help});
    x -= 6 + 36;
    const Glyph sun = saved.theme == ThemeName::Dark    ? Glyph::Sun
                      : saved.theme == ThemeName::Light ? Glyph::HalfDisc
                                                        : Glyph::Moon;
    if (button(ui, "theme", {x, kTop, 36, kHeight},
               {.glyph = sun, .tip = "Dark, light or high contrast", .tip_key = "Ctrl+T"})) {
        app.emit({ActionId::Theme});
    }
    const std::string percent = std::to_string(static_cast<int>(saved.scale * 100 + 0.5f)) + " %";
    const float width = ui.p.width(Face::Text, percent) + 20;
    x -= 6 + width;
    if (button(ui, "scale", {x, kTop, width, kHeight},
               {.label = percent,
                .tip = "Size: Ctrl and + or -; a click goes back to 100 %",
                .tip_key = "Ctrl+0",
                .face = Face::Text})) {
        app.emit({ActionId::ScaleReset});
    }
    return x - 16;
}

float draw_modes(Ui& ui, App& app, float right) {
    const Segments modes{{"Step", "Predict", "Compare", "Be the loop"},
                         static_cast<int>(app.ui().mode),
                         true,
                         false,
                         {"Step freely through the run", "Predict what comes, then reveal it", "Two runs on one clock",
                          "You are the loop: pick what runs next"}};
    const float width = segments_width(ui, modes);
    const int clicked = segments(ui, "mode", {right - width, kTop}, kHeight, modes);
    static constexpr ActionId kModes[] = {ActionId::StepMode, ActionId::PredictMode, ActionId::CompareMode, ActionId::LoopMode};
    if (clicked >= 0) app.emit({kModes[clicked]});
    return right - width - 16;
}

float draw_runs(Ui& ui, App& app, float left, float right) {
    const Document& document = *app.document();
    if (document.runs.size() < 2 || (app.ui().mode != Mode::Step && app.ui().mode != Mode::Loop)) return right;
    Segments runs;
    for (const RunData& run : document.runs) runs.labels.push_back(run.name);
    runs.chosen = static_cast<int>(app.ui().run);
    float width = segments_width(ui, runs);
    if (width <= right - left) {
        const int clicked = segments(ui, "run", {right - width, kTop}, kHeight, runs);
        if (clicked >= 0) app.emit({ActionId::SelectRun, clicked});
        return right - width - 16;
    }
    // No room for all of them: the chosen one, between two arrows.
    const std::string name = ui.p.fitted(Face::Text, runs.labels[app.ui().run], std::max(60.0f, right - left - 90));
    const std::string text = name + "  " + std::to_string(app.ui().run + 1) + "/" + std::to_string(document.runs.size());
    width = ui.p.width(Face::Text, text) + 24;
    if (button(ui, "run.next", {right - 32, kTop, 32, kHeight},
               {.glyph = Glyph::Right, .tip = "The next run", .tip_key = "Tab"})) {
        app.emit({ActionId::RunNext});
    }
    ui.p.fill({right - 34 - width, kTop, width, kHeight}, ui.th().bg3);
    ui.p.text_middle(Face::Text, right - 34 - width / 2, kTop + kHeight / 2, text, ui.th().t0);
    if (button(ui, "run.previous", {right - 68 - width, kTop, 32, kHeight},
               {.glyph = Glyph::Left, .tip = "The run before", .tip_key = "Shift+Tab"})) {
        app.emit({ActionId::RunPrevious});
    }
    return right - 68 - width - 16;
}

}  // namespace

void draw_top_bar(Ui& ui, App& app, const PaneLayout& layout) {
    const Theme& th = ui.th();
    const Box bar{0, 0, ui.size().x, 48};
    ui.p.fill(bar, th.bg1);
    const float cy = 24;
    draw_logo(ui.p, {21, cy + 1});
    float x = 44;
    const Touch home = ui.region("logo", {6, 6, 130, 36});
    if (home.hovered) ui.cursor(Ui::Cursor::Hand);
    ui.tip(home, "The gallery of scenarios", "Ctrl+G");
    if (home.clicked) app.emit({ActionId::Gallery});
    x += ui.p.text(Face::Head, x, cy, "Loopscope", th.t0) + 16;
    float right = draw_app_buttons(ui, app, bar.right());
    if (app.ui().screen == Screen::Gallery) return;
    ui.p.vline(x, 14, 34, th.line);
    x += 16;
    if (app.ui().screen == Screen::Refused) {
        const std::string path = app.refusal() ? app.refusal()->path : "";
        ui.p.text_fit(Face::Head, x, cy, right - x, path.substr(path.find_last_of('/') + 1), th.t0);
        return;
    }
    const Document& document = *app.document();
    right = draw_modes(ui, app, right);
    const float title = ui.p.width(Face::Head, document.title);
    right = draw_runs(ui, app, x + std::min(title, 200.0f) + 20, right);
    if (ui.p.text_fit(Face::Head, x, cy, right - x, document.title, th.t0)) {
        ui.tip(ui.region("title", {x, 8, right - x, 32}), document.title);
        return;
    }
    x += title + 12;
    const std::string subject = document.edited ? "edited" : document.talk;
    if (!subject.empty() && !layout.small) ui.p.text_fit(Face::Text, x, cy, right - x, subject, th.t2);
    if (!document.summary.empty()) ui.tip(ui.region("title", {44 + 100, 8, title + 20, 32}), document.summary);
}

}  // namespace loopscope::app
