// The rail at the left edge, the transport and the hint line at the bottom.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "app/views/frame.h"
#include "app/views/view.h"

namespace loopscope::app {
namespace {

constexpr Pane kRailPanes[] = {Pane::Source,  Pane::Timeline, Pane::Conversation, Pane::Loop,   Pane::Inspector,
                               Pane::Console, Pane::Events,   Pane::Machine,      Pane::Lesson, Pane::Tasks,
                               Pane::World,   Pane::Mistakes, Pane::Uasyncio};

bool rail_button(Ui& ui, std::string_view name, const Box& slot, Glyph glyph, bool on, std::string_view tip,
                 std::string_view key) {
    const Theme& th = ui.th();
    const Touch touch = ui.region(name, slot);
    if (on) {
        ui.p.fill({slot.x + 7, slot.y + 2, 38, slot.h - 4}, th.bg3, 4);
        ui.p.fill({slot.x, slot.y + 2, 4, slot.h - 4}, th.link, 1);
    } else if (touch.hovered) {
        ui.p.fill({slot.x + 7, slot.y + 2, 38, slot.h - 4}, th.bg2, 4);
    }
    if (touch.hovered) ui.cursor(Ui::Cursor::Hand);
    draw_glyph(ui.p, glyph, {slot.x + 25, slot.cy()}, on || touch.hovered ? th.t0 : th.t2, 1.25f);
    ui.tip(touch, tip, key);
    return touch.clicked;
}

// Panes that this document has nothing for get no icon.
bool offered(App& app, Pane pane) {
    switch (pane) {
        case Pane::Uasyncio: return app.document()->python == "micropython";
        case Pane::Lesson: return !app.run()->stops.empty() || app.ui().mode == Mode::Loop;
        case Pane::Mistakes: return !app.run()->mistakes.empty() || shows(app.ui().panes, pane);
        default: return true;
    }
}

}  // namespace

void draw_rail(Ui& ui, App& app, const PaneLayout& layout) {
    const Box& rail = layout.rail;
    ui.p.fill(rail, ui.th().bg1);
    std::vector<Pane> panes;
    for (const Pane pane : kRailPanes) {
        if (offered(app, pane)) panes.push_back(pane);
    }
    const float count = static_cast<float>(panes.size() + 1);
    const float pitch = std::floor(std::min(52.0f, (rail.h - 8) / count));
    float y = rail.y + 4;
    if (rail_button(ui, "rail.gallery", {0, y, 48, pitch}, Glyph::Gallery, false, "The gallery of scenarios", "Ctrl+G")) {
        app.emit({ActionId::Gallery});
    }
    for (const Pane pane : panes) {
        y += pitch;
        const PaneInfo& info = pane_info(pane);
        const std::string tip = std::string(info.title) + ": " + std::string(info.help);
        if (rail_button(ui, "rail." + std::string(info.name), {0, y, 48, pitch}, pane_glyph(pane), shows(app.ui().panes, pane),
                        tip, info.digit ? std::to_string(info.digit) : "")) {
            app.emit({ActionId::TogglePane, static_cast<int64_t>(pane)});
        }
        // Something is wrong, and that can be seen without the pane.
        if (pane != Pane::Mistakes || hides_future(app.ui().mode)) continue;
        const auto& mistakes = app.run()->mistakes;
        if (std::any_of(mistakes.begin(), mistakes.end(), [](const replay::Mistake& m) { return !m.hint; }))
            ui.p.disc({37, y + pitch / 2 - 11}, 5, kFailed);
    }
}

namespace {

struct TransportButton {
    const char* name;
    Glyph glyph;
    float width;
    ActionId action;
    const char *tip, *key;
    bool forward;
};
constexpr TransportButton kButtons[] = {
    {"home", Glyph::Home, 40, ActionId::Home, "To the beginning", "Home", false},
    {"turn-back", Glyph::TurnBack, 44, ActionId::TurnBack, "The turn of the loop before", "Alt+Left", false},
    {"step-back", Glyph::StepBack, 44, ActionId::StepBack, "The event before", "Left", false},
    {"play", Glyph::Play, 56, ActionId::Play, "Play, or pause", "Space", true},
    {"step", Glyph::Step, 44, ActionId::StepForward, "The next event", "Right", true},
    {"turn", Glyph::Turn, 44, ActionId::TurnForward, "The next turn of the loop", "Alt+Right", true},
    {"end", Glyph::End, 40, ActionId::End, "To the end", "End", true},
};

// Steps to and from the scrubber's track, in events of the level, so that playing moves the handle evenly.
struct Scrubber {
    App& app;
    const replay::Recording& rec;
    Box track;

    double share(uint64_t step) const {
        const int level = app.ui().level;
        const uint64_t count = rec.level_count(level);
        if (count < 2) return 0;
        const auto at = rec.level_index(level, step);
        return std::clamp(static_cast<double>(at ? *at : 0) / static_cast<double>(count - 1), 0.0, 1.0);
    }
    float x(uint64_t step) const { return track.x + static_cast<float>(share(step)) * track.w; }
    uint64_t step_at(float px) const {
        const int level = app.ui().level;
        const uint64_t count = rec.level_count(level);
        if (count == 0) return 0;
        const double at = std::clamp(static_cast<double>((px - track.x) / std::max(1.0f, track.w)), 0.0, 1.0);
        return rec.level_step(level, static_cast<uint64_t>(at * static_cast<double>(count - 1) + 0.5));
    }
};

void draw_scrub_marks(Ui& ui, App& app, const Scrubber& scrubber, uint64_t limit) {
    const Theme& th = ui.th();
    const float cy = scrubber.track.cy();
    const auto tick = [&](float x, bool below) {
        if (below) ui.p.vline(x - 0.5f, cy + 8, cy + 13, th.t2);
    };
    for (const Stop& stop : app.run()->stops) {
        if (stop.step > limit) continue;
        const float x = scrubber.x(stop.step);
        ui.p.polygon({{x - 6, cy - 20}, {x + 6, cy - 20}, {x, cy - 12}}, th.t1);
        tick(x, true);
    }
    const auto flag = [&](uint64_t step) {
        if (step > limit) return;
        const float x = scrubber.x(step);
        draw_glyph(ui.p, Glyph::Bookmark, {x, cy - 16}, th.link, 0.85f);
        tick(x, true);
    };
    for (const Mark& mark : app.run()->bookmarks) flag(mark.step);
    for (const uint64_t step : app.ui().place().bookmarks) flag(step);
}

void draw_scrubber(Ui& ui, App& app, const Box& box) {
    const Theme& th = ui.th();
    const Scrubber scrubber{app, *app.recording(), {box.x, box.cy() - 3, box.w, 6}};
    const Touch touch = ui.region("scrubber", {box.x - 8, box.cy() - 22, box.w + 16, 40});
    if (touch.held)
        app.emit({touch.pressed ? ActionId::JumpTo : ActionId::Seek, static_cast<int64_t>(scrubber.step_at(touch.at.x))});
    const float now = scrubber.x(app.step());
    const bool hides = hides_future(app.ui().mode);
    ui.p.fill(scrubber.track, th.bg3, 3);
    if (hides) {
        ui.p.fill({now, scrubber.track.y - 2, box.right() - now, 10}, th.bg1);
        ui.p.hatch({now, scrubber.track.y - 1, box.right() - now, 8}, Hatch::Rising, th.t2, 1.2f, 10);
    }
    ui.p.fill({box.x, scrubber.track.y, now - box.x, 6}, th.link, 3);
    draw_scrub_marks(ui, app, scrubber, hides ? app.last_visible_step() : ~uint64_t(0));
    const Box handle{now - 7, box.cy() - 13, 14, 26};
    ui.p.fill(handle.inset(-2), th.bg1, 3);
    ui.p.fill(handle, th.t0, 3);
    ui.p.fill({now - 1, box.cy() - 6, 2, 12}, th.bg1);
    if (touch.hovered && !hides) {
        const uint64_t at = scrubber.step_at(touch.at.x);
        const auto number = scrubber.rec.level_index(app.ui().level, at);
        ui.tip(touch, std::to_string(number ? *number + 1 : 0) + ", t = " + short_seconds(scrubber.rec.time_of(at)));
    }
}

float draw_speed(Ui& ui, App& app, float x, float cy) {
    const Theme& th = ui.th();
    char text[16];
    std::snprintf(text, sizeof text, "%g\xc3\x97", static_cast<double>(app.ui().saved.speed));
    x += 12 + ui.p.text(Face::Text, x + 12, cy, "Speed", th.t2) + 12;
    const float width = std::max(58.0f, ui.p.width(Face::CodeBold, text) + 36);
    const Box box{x, cy - 16, width, 32};
    const Touch touch = ui.region("speed", box);
    ui.p.fill(box, touch.hovered ? th.bg3 : th.bg2, 3);
    ui.p.text(Face::Head, x + 10, cy, text, th.t0);
    draw_glyph(ui.p, Glyph::Down, {box.right() - 15, cy}, th.t1, 0.8f);
    const bool clock = app.ui().saved.play_by == PlayBy::Clock;
    ui.tip(touch, clock ? "Speed; plays by the clock" : "Speed; plays by events, two a second", "+");
    if (touch.hovered) ui.cursor(Ui::Cursor::Hand);
    if (touch.clicked) app.emit({ActionId::SpeedMenu});
    x = box.right() + 6;
    // What play goes by is shown at all times.
    const Box by{x, cy - 16, 32, 32};
    const Touch by_touch = ui.region("play-by", by);
    ui.p.fill(by, by_touch.hovered ? th.bg3 : th.bg2, 3);
    draw_glyph(ui.p, clock ? Glyph::Clock : Glyph::Events, {by.cx(), cy}, th.t1, 0.95f);
    ui.tip(by_touch, clock ? "Plays by the clock; a click: by events" : "Plays by events; a click: by the clock", "Shift+P");
    if (by_touch.hovered) ui.cursor(Ui::Cursor::Hand);
    if (by_touch.clicked) app.emit({ActionId::PlayByClock});
    return by.right() + 16;
}

float draw_level(Ui& ui, App& app, float x, float cy) {
    static constexpr const char* kNames[] = {"headlines", "loop", "lines", "library"};
    static constexpr const char* kTips[] = {"Level 1: sends, yields, changes of state, prints",
                                            "Level 2: handles, futures, turns too",
                                            "Level 3: lines and calls of the program too", "Level 4: the library's code too"};
    const Theme& th = ui.th();
    const int level = app.ui().level;
    const std::string text = std::string("L") + std::to_string(level) + " " + kNames[level - 1];
    const float width = ui.p.width(Face::Text, text) + 20;
    const Box box{x, cy - 16, width, 32};
    const Touch touch = ui.region("level", box);
    ui.p.fill(box, touch.hovered ? th.bg3 : th.bg2, 3);
    ui.p.text_middle(Face::Text, box.cx(), cy, text, th.t1);
    ui.tip(touch, std::string(kTips[level - 1]) + ". L shows more, Shift+L less", "L");
    if (touch.hovered) ui.cursor(Ui::Cursor::Hand);
    if (touch.clicked) app.emit({ActionId::LevelMore});
    return box.right() + 20;
}

void draw_presenter_transport(Ui& ui, App& app, const Box& box) {
    const Theme& th = ui.th();
    ui.p.fill(box, th.bg0);
    float right = box.right() - 24;
    for (const auto& [key, word] : {std::pair{"F6", "leave"}, std::pair{"PgDn", "next stop"}}) {
        const float width = ui.p.width(Face::Text, word);
        ui.p.text(Face::Text, right - width, box.cy(), word, th.t2);
        right -= width + 8 + keycap_width(ui.p, key);
        draw_keycap(ui.p, right, box.cy(), key, KeyGround::Window);
        right -= 24;
    }
    const Box track{24, box.y, right - 48, box.h};
    const Scrubber scrubber{app, *app.recording(), {track.x, track.cy() - 4, track.w, 8}};
    const Touch touch = ui.region("scrubber", track);
    if (touch.held) app.emit({ActionId::Seek, static_cast<int64_t>(scrubber.step_at(touch.at.x))});
    ui.p.fill(scrubber.track, th.bg3, 3);
    const float now = scrubber.x(app.step());
    ui.p.fill({track.x, track.cy() - 4, now - track.x, 8}, th.link, 3);
    draw_scrub_marks(ui, app, scrubber, app.last_visible_step());
    ui.p.fill({now - 8, track.cy() - 13, 16, 26}, th.t0, 3);
}

}  // namespace

void draw_transport(Ui& ui, App& app, const PaneLayout& layout) {
    const Box& box = layout.transport;
    const Theme& th = ui.th();
    if (app.ui().presenter) {
        draw_presenter_transport(ui, app, box);
        return;
    }
    ui.p.fill(box, th.bg1);
    ui.p.hline(0, box.right(), box.y, th.line);
    const replay::Recording& rec = *app.recording();
    const replay::Navigation how{replay::Unit::Event, app.ui().level, 0};
    const bool more = rec.step_count() > 0 && rec.next(app.step(), how).has_value();
    const bool before = rec.step_count() > 0 && rec.previous(app.step(), how).has_value();
    float x = 12;
    const float cy = box.cy();
    for (const TransportButton& b : kButtons) {
        const bool play = b.action == ActionId::Play;
        Button look;
        look.glyph = play && app.ui().playing ? Glyph::Pause : b.glyph;
        look.glyph_size = 1.3f;
        look.look = play ? ButtonLook::Accent : ButtonLook::Quiet;
        look.enabled = play ? more || before : b.forward ? more : before;
        look.tip = b.tip;
        look.tip_key = b.key;
        if (button(ui, b.name, {x, cy - 20, b.width, 40}, look)) app.emit({b.action});
        x += b.width + 4;
    }
    x = draw_speed(ui, app, x, cy);
    if (!layout.small || box.w >= 1240) x = draw_level(ui, app, x, cy);
    std::string count = std::to_string(app.shown_number()) + " / " +
                        (hides_future(app.ui().mode) ? std::string("?") : std::to_string(app.shown_count()));
    if (app.ui().mode == Mode::Compare) {
        count = clock_text(app.moment().state.t) + " / " + clock_text(rec.end_time());
    }
    const float width = ui.p.width(Face::Code, count);
    ui.p.text(Face::Code, box.right() - 20 - width, cy, count, th.t1);
    draw_scrubber(ui, app, {x + 8, box.y, box.right() - 20 - width - 24 - x - 8, box.h});
}

void draw_hint_line(Ui& ui, App& app, const Box& box) {
    const Theme& th = ui.th();
    ui.p.fill(box, th.bg0);
    const unsigned place = hint_place(app.where());
    std::vector<const Hint*> rows;
    for (const Hint& hint : hints()) {
        if (hint.where == place) rows.push_back(&hint);
    }
    const auto width_of = [&](const Hint& hint) {
        float width = 8 + ui.p.width(Face::Text, hint.word) + 22;
        for (const std::string& key : split_keys(hint.keys)) width += keycap_width(ui.p, key) + 4;
        return width;
    };
    // What does not fit goes from the right, but never the question mark.
    float all = 12;
    for (const Hint* row : rows) all += width_of(*row);
    while (all > box.w && rows.size() > 1) {
        const size_t drop = rows.back()->keys == "?" ? rows.size() - 2 : rows.size() - 1;
        all -= width_of(*rows[drop]);
        rows.erase(rows.begin() + static_cast<ptrdiff_t>(drop));
    }
    float x = box.x + 12;
    for (const Hint* row : rows) {
        const float width = width_of(*row);
        const Touch touch = ui.region("hint." + std::string(row->action), {x, box.y, width - 14, box.h});
        float kx = x;
        for (const std::string& key : split_keys(row->keys)) kx += draw_keycap(ui.p, kx, box.cy(), key, KeyGround::Window) + 4;
        ui.p.text(Face::Text, kx + 4, box.cy(), row->word, touch.hovered ? th.t0 : th.t2);
        if (touch.hovered) ui.cursor(Ui::Cursor::Hand);
        if (const auto id = action_from_name(row->action); id && touch.clicked) app.emit({*id});
        x += width;
    }
}

void draw_speed_menu(Ui& ui, App& app, const PaneLayout& layout) {
    static constexpr float kSpeeds[] = {0.25f, 0.5f, 1, 2, 4, 10};
    const Box* at = ui.regions().find("speed");
    const float x = at ? at->x : 400, bottom = layout.transport.y - 6;
    const Box outside{0, 0, ui.size().x, ui.size().y};
    if (ui.region("outside", outside).clicked) app.emit({ActionId::Leave});
    const Box box{x, bottom - 6 * 34 - 8, 110, 6 * 34 + 8};
    ui.p.fill(box, ui.th().bg2, 4);
    ui.p.outline(box, ui.th().line, 1, 4);
    float y = box.y + 4;
    for (const float speed : kSpeeds) {
        char text[16];
        std::snprintf(text, sizeof text, "%g\xc3\x97", static_cast<double>(speed));
        const Box row{box.x + 4, y, box.w - 8, 34};
        const Touch touch = ui.region(std::string("speed.") + text, row);
        const bool chosen = speed == app.ui().saved.speed;
        if (touch.hovered || chosen) ui.p.fill(row, ui.th().bg3, 3);
        if (chosen) ui.p.fill({row.x, row.y, 4, row.h}, ui.th().link);
        ui.p.text(Face::Head, row.x + 16, row.cy(), text, ui.th().t0);
        if (touch.clicked) app.emit({ActionId::SetSpeed, 0, static_cast<double>(speed)});
        y += 34;
    }
}

}  // namespace loopscope::app
