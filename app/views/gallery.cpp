// The gallery: talks, their scenarios, what was open lately, and a place to drop a program on.
#include <algorithm>
#include <cmath>

#include "app/views/frame.h"

namespace loopscope::app {
namespace {

struct SeenCount {
    int seen = 0, all = 0;
};

SeenCount seen_of(const GalleryTalk& talk, const Saved& saved) {
    SeenCount count;
    for (const GalleryEntry& entry : talk.entries) {
        ++count.all;
        count.seen += saved.seen.count(entry.path) != 0;
    }
    return count;
}

// A segment a scenario; at least 3 px each, else one bar.
void draw_progress(Ui& ui, const Box& box, SeenCount count) {
    const Theme& th = ui.th();
    if (count.all <= 0) return;
    const float gap = count.all > 40 ? 0 : 3,
                each = (box.w - gap * static_cast<float>(count.all - 1)) / static_cast<float>(count.all);
    const Colour empty = th.dark ? th.bg3 : th.line;
    if (each < 3) {
        ui.p.fill(box, empty);
        ui.p.fill({box.x, box.y, box.w * static_cast<float>(count.seen) / static_cast<float>(count.all), box.h}, kRunning);
        return;
    }
    for (int i = 0; i < count.all; ++i) {
        ui.p.fill({box.x + static_cast<float>(i) * (each + gap), box.y, each, box.h}, i < count.seen ? kRunning : empty, 1);
    }
}

void pane_ground(Ui& ui, const Box& box, std::string_view title, std::string_view subject) {
    ui.p.fill(box, ui.th().bg1, 4);
    ui.p.fill({box.x, box.y, box.w, kHeaderHeight}, ui.th().bg2, 4);
    ui.p.hline(box.x, box.right(), box.y + kHeaderHeight - 1, ui.th().line);
    const std::string fitted = ui.p.fitted(Face::Head, title, box.w - 24);
    const float x = box.x + 12 + ui.p.text(Face::Head, box.x + 12, box.y + 17, fitted, ui.th().t0) + 12;
    ui.p.text_fit(Face::Text, x, box.y + 17, box.right() - x - 12, subject, ui.th().t2);
}

void draw_talks(Ui& ui, App& app, const Box& box) {
    const Theme& th = ui.th();
    const auto& gallery = app.services().gallery();
    const GalleryState& state = app.ui().gallery;
    pane_ground(ui, box, "Talks", std::to_string(gallery.size()));
    const Box view{box.x, box.y + kHeaderHeight, box.w, box.h - kHeaderHeight};
    constexpr float kCard = 134;
    std::string& seen = ui.memory().remembered["talks"];
    if (seen != std::to_string(state.talk)) {
        seen = std::to_string(state.talk);
        reveal(ui, "talks", static_cast<float>(state.talk) * kCard, static_cast<float>(state.talk + 1) * kCard);
    }
    Scroller scroll(ui, "talks", view, static_cast<float>(gallery.size()) * kCard + 12, 40);
    for (size_t i = 0; i < gallery.size(); ++i) {
        const Box card{box.x + 10, scroll.top() + 10 + static_cast<float>(i) * kCard, box.w - 20, kCard - 8};
        if (card.bottom() < view.y || card.y > view.bottom()) continue;
        const bool chosen = static_cast<int>(i) == state.talk;
        const Touch touch = ui.region("talk." + std::to_string(i), card);
        ui.p.fill(card, chosen || touch.hovered ? th.bg3 : th.bg2, 6);
        if (chosen) ui.p.outline(card, th.link, 2, 6);
        const SeenCount count = seen_of(gallery[i], app.ui().saved);
        const float room = card.w - 36;
        if (ui.p.text_fit(Face::Title, card.x + 18, card.y + 28, room, gallery[i].name, th.t0)) ui.tip(touch, gallery[i].name);
        ui.p.text_fit(Face::Text, card.x + 18, card.y + 57, room, gallery[i].subtitle, chosen ? th.t1 : th.t2);
        draw_progress(ui, {card.x + 18, card.y + 80, room, 9}, count);
        const std::string text = std::to_string(count.seen) + " of " + std::to_string(count.all) + " seen";
        const bool all = count.all > 0 && count.seen == count.all;
        ui.p.text_right(Face::Text, card.right() - 18, card.y + 107, text, all ? th.okt : chosen ? th.t1 : th.t2);
        if (all) draw_glyph(ui.p, Glyph::Check, {card.right() - 30 - ui.p.width(Face::Text, text), card.y + 107}, th.okt);
        if (touch.hovered) ui.cursor(Ui::Cursor::Hand);
        if (touch.clicked) app.emit({ActionId::GalleryChoose, static_cast<int64_t>(i)});
    }
    if (gallery.empty())
        empty_note(ui, view, "No folder of scenarios was found. --scenarios names one; a program can be opened with Ctrl O.");
}

void draw_entry(Ui& ui, App& app, const Box& row, const GalleryEntry& entry, int index, bool chosen) {
    const Theme& th = ui.th();
    const Touch touch = ui.region("entry." + std::to_string(index), row);
    ui.p.fill(row, chosen ? th.bg3 : touch.hovered ? th.bg3 : th.bg2, 4);
    if (chosen) {
        ui.p.outline(row, th.link, 2, 4);
        ui.p.fill({row.x, row.y, 6, row.h}, th.link, 2);
    }
    const bool seen = app.ui().saved.seen.count(entry.path) != 0;
    const Box tick{row.x + 18, row.cy() - 13, 26, 26};
    if (seen) {
        ui.p.fill(tick, kRunning, 4);
        draw_glyph(ui.p, Glyph::Check, {tick.cx(), tick.cy()}, kBlack, 1.1f);
    } else if (entry.broken) {
        ui.p.fill(tick, kFailed, 4);
        draw_glyph(ui.p, Glyph::Bang, {tick.cx(), tick.cy()}, kBlack, 1.1f);
    } else {
        ui.p.outline(tick, th.t2, 2, 4);
    }
    float x = row.x + 60;
    if (!entry.number.empty()) {
        x += std::max(58.0f, ui.p.text(Face::Code, x, row.cy(), ui.p.fitted(Face::Code, entry.number, 120), th.t2) + 14);
    }
    const std::string python = entry.python == "micropython" ? "uasyncio" : entry.python;
    const float right = row.right() - 18;
    ui.p.text_right(Face::Code, right, row.cy(), python, th.t2);
    float room = right - ui.p.width(Face::Code, python) - 24 - x;
    const float title = std::min(ui.p.width(Face::Title, entry.title), room);
    ui.p.text_fit(Face::Title, x, row.cy(), room, entry.title, th.t0);
    room -= title + 30;
    std::string note = entry.summary;
    if (const size_t cut = note.find_first_of(".:;"); cut != std::string::npos) note.resize(cut);
    if (entry.run_names.size() > 1) {
        note = entry.run_names[0];
        for (size_t i = 1; i < entry.run_names.size(); ++i) note += ", " + entry.run_names[i];
    }
    if (room > 80 && ui.p.width(Face::Text, note) <= room) {
        ui.p.text_right(Face::Text, right - ui.p.width(Face::Code, python) - 24, row.cy(), note, chosen ? th.t1 : th.t2);
    } else if (room > 150) {
        ui.p.text_right(Face::Text, right - ui.p.width(Face::Code, python) - 24, row.cy(), ui.p.fitted(Face::Text, note, room),
                        chosen ? th.t1 : th.t2);
    }
    if (touch.hovered) ui.cursor(Ui::Cursor::Hand);
    if (touch.clicked) app.emit({ActionId::GalleryChoose, app.ui().gallery.talk, static_cast<double>(index)});
    if (touch.double_clicked) app.emit({ActionId::GalleryOpen});
}

void draw_entries(Ui& ui, App& app, const Box& box) {
    const Theme& th = ui.th();
    const auto& gallery = app.services().gallery();
    const GalleryState& state = app.ui().gallery;
    if (state.talk < 0 || static_cast<size_t>(state.talk) >= gallery.size()) {
        pane_ground(ui, box, "Scenarios", "");
        return;
    }
    const GalleryTalk& talk = gallery[static_cast<size_t>(state.talk)];
    const SeenCount count = seen_of(talk, app.ui().saved);
    pane_ground(ui, box, talk.name, std::to_string(count.seen) + " of " + std::to_string(count.all) + " seen");
    const std::vector<int> shown = gallery_entries(gallery, state.talk, state, app.ui().saved);
    constexpr float kRow = 66, kFoot = 138;
    const Box view{box.x, box.y + kHeaderHeight, box.w, box.h - kHeaderHeight - kFoot};
    std::string& seen = ui.memory().remembered["entries"];
    const std::string now = std::to_string(state.talk) + "." + std::to_string(state.entry);
    if (seen != now) {
        seen = now;
        reveal(ui, "entries", static_cast<float>(state.entry) * kRow, static_cast<float>(state.entry + 1) * kRow + 10);
    }
    {
        Scroller scroll(ui, "entries", view, static_cast<float>(shown.size()) * kRow + 16, kRow);
        for (size_t i = scroll.first_row(kRow); i < scroll.last_row(kRow, shown.size()); ++i) {
            const Box row{box.x + 10, scroll.top() + 10 + static_cast<float>(i) * kRow, box.w - 20, kRow - 6};
            draw_entry(ui, app, row, talk.entries[static_cast<size_t>(shown[i])], static_cast<int>(i),
                       static_cast<int>(i) == state.entry);
        }
        if (shown.empty()) empty_note(ui, view, "No scenario of this talk has these words.");
    }
    ui.p.hline(box.x + 14, box.right() - 14, box.bottom() - kFoot + 6, th.line);
    if (state.entry < 0 || static_cast<size_t>(state.entry) >= shown.size()) return;
    const GalleryEntry& entry = talk.entries[static_cast<size_t>(shown[static_cast<size_t>(state.entry)])];
    const float right = box.right() - 28 - 150;
    const std::vector<std::string> lines = ui.p.wrapped(Face::Text, entry.summary, right - box.x - 28 - 20);
    float y = box.bottom() - kFoot + 34;
    for (size_t i = 0; i < std::min<size_t>(4, lines.size()); ++i, y += 26) {
        ui.p.text(Face::Text, box.x + 28, y, i == 3 && lines.size() > 4 ? lines[i] + " \xe2\x80\xa6" : lines[i], th.t1);
    }
    if (button(ui, "gallery.open", {right, box.bottom() - kFoot + 24, 150, 44},
               {.label = "Open", .glyph = Glyph::Play, .look = ButtonLook::Accent, .key = "Enter", .face = Face::Title})) {
        app.emit({ActionId::GalleryOpen});
    }
}

std::string day_text(int64_t today, int64_t day) {
    static constexpr const char* kDays[] = {"Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"};
    if (day == today) return "today";
    if (day == today - 1) return "yesterday";
    if (day > today - 7 && day < today) return kDays[((day % 7) + 7) % 7];
    return std::to_string(today - day) + " days ago";
}

void draw_recent(Ui& ui, App& app, const Box& box) {
    const Theme& th = ui.th();
    pane_ground(ui, box, "Recent", "");
    const auto& recent = app.ui().saved.recent;
    float y = box.y + kHeaderHeight + 6;
    for (size_t i = 0; i < recent.size() && y + 66 <= box.bottom() + 1; ++i, y += 66) {
        const Box row{box.x + 12, y, box.w - 24, 66};
        const Touch touch = ui.region("recent." + std::to_string(i), row);
        if (touch.hovered) {
            ui.p.fill(row, th.bg2, 4);
            ui.cursor(Ui::Cursor::Hand);
        }
        draw_glyph(ui.p, Glyph::Source, {row.x + 16, row.cy()}, th.t2);
        const std::string name = recent[i].path.substr(recent[i].path.find_last_of('/') + 1);
        ui.p.text_fit(Face::Code, row.x + 40, row.y + 21, row.w - 44, name, th.t0);
        ui.p.text_fit(Face::Text, row.x + 40, row.y + 46, row.w - 44,
                      "step " + std::to_string(recent[i].step) + ", " + day_text(app.services().today(), recent[i].day), th.t2);
        ui.p.hline(row.x, row.right(), row.bottom() - 1, th.line);
        ui.tip(touch, recent[i].path);
        if (touch.clicked) app.open({recent[i].path, recent[i].step});
    }
    if (recent.empty()) empty_note(ui, {box.x, box.y + kHeaderHeight, box.w, box.h}, "What you open is listed here.");
}

void draw_drop(Ui& ui, App& app, const Box& box) {
    const Theme& th = ui.th();
    ui.p.fill(box, th.bg1, 4);
    const Box open{box.x + 16, box.bottom() - 16 - 40 - 48, box.w - 32, 40};
    const Box fresh{open.x, open.bottom() + 8, open.w, 40};
    const Box target = box_between(box.x + 16, box.y + 16, box.right() - 16, open.y - 8);
    if (target.h > 90) {
        ui.p.fill(target, th.bg2, 4);
        ui.p.dashed_outline(target, th.t2, 10, 6, 2);
        draw_glyph(ui.p, Glyph::Drop, {target.cx(), target.cy() - 34}, th.t1, 3.2f);
        ui.p.text_middle(Face::Title, target.cx(), target.cy() + 14, "Drop a program here", th.t0);
        if (target.h > 140) ui.p.text_middle(Face::Text, target.cx(), target.cy() + 44, ".py or .json", th.t2);
    }
    const auto row = [&](std::string_view name, const Box& at, std::string_view label, std::string_view key, ActionId action) {
        const Touch touch = ui.region(name, at);
        ui.p.fill(at, touch.hovered ? th.bg3 : th.bg2, 4);
        ui.p.text(Face::Text, at.x + 16, at.cy(), label, th.t0);
        const float letter = keycap_width(ui.p, key), ctrl = keycap_width(ui.p, "Ctrl");
        draw_keycap(ui.p, at.right() - 14 - letter, at.cy(), key);
        draw_keycap(ui.p, at.right() - 18 - letter - ctrl, at.cy(), "Ctrl");
        if (touch.hovered) ui.cursor(Ui::Cursor::Hand);
        if (touch.clicked) app.emit({action});
    };
    row("gallery.file", open, "Open a file", "O", ActionId::Open);
    row("gallery.new", fresh, "New program", "N", ActionId::NewProgram);
}

void draw_search(Ui& ui, App& app, const Box& box) {
    const Theme& th = ui.th();
    ui.p.fill(box, th.bg1);
    const float cy = box.cy();
    float x = box.x + 32;
    x += ui.p.text(Face::Question, x, cy, "What shall we watch?", th.t0) + 40;
    struct Filter {
        const char* word;
        bool on;
    };
    const GalleryState& state = app.ui().gallery;
    const Filter filters[] = {{"3.13", state.want_313},
                              {"3.6", state.want_36},
                              {"uasyncio", state.want_micropython},
                              {"not seen", state.only_unseen}};
    float right = box.right() - 24;
    for (int i = 3; i >= 0; --i) {
        const float width = ui.p.width(Face::Text, filters[i].word) + 24;
        const Box chip{right - width, cy - 18, width, 36};
        const Touch touch = ui.region(std::string("filter.") + filters[i].word, chip);
        ui.p.fill(chip, filters[i].on ? th.bg3 : th.bg2, 4);
        if (filters[i].on) ui.p.outline(chip, th.link, 2, 4);
        ui.p.text_middle(Face::Text, chip.cx(), cy, filters[i].word, filters[i].on ? th.t0 : th.t2);
        if (touch.hovered) ui.cursor(Ui::Cursor::Hand);
        if (touch.clicked) app.emit({ActionId::GalleryFilter, i});
        right -= width + 8;
    }
    if (app.search_wanted) {
        app.search_wanted = false;
        ui.memory().focus_field = "gallery.search";
    }
    size_t count = 0;
    for (const GalleryTalk& talk : app.services().gallery()) count += talk.entries.size();
    const std::string total = std::to_string(count) + " scenarios";
    const float total_width = ui.p.width(Face::Text, total);
    const Box field{x, cy - 24, std::max(120.0f, right - 12 - x), 48};
    std::string text = state.search;
    const bool room = field.w > 480;
    if (text_field(ui, "gallery.search", field, text,
                   {.hint = "Search titles, code and events", .left = 54, .right = room ? total_width + 30 : 12})) {
        app.emit({ActionId::SetText, static_cast<int64_t>(Field::GallerySearch), 0, 0, text});
    }
    draw_glyph(ui.p, Glyph::Inspect, {field.x + 26, cy}, th.t1, 1.2f);
    if (room) ui.p.text_right(Face::Text, field.right() - 16, cy, total, th.t2);
}

}  // namespace

void draw_gallery(Ui& ui, App& app, const PaneLayout& layout) {
    draw_top_bar(ui, app, layout);
    const Vec size = ui.size();
    draw_search(ui, app, {0, 52, size.x, 92});
    const Box area = box_between(12, 148, size.x - 12, size.y - 36);
    const float left = std::round(std::clamp(area.w * 0.2725f, 260.0f, 430.0f));
    const float right = size.x < 1200 ? 0 : std::round(std::clamp(area.w * 0.232f, 240.0f, 366.0f));
    draw_talks(ui, app, {area.x, area.y, left, area.h});
    const float middle = area.w - left - kGap - (right > 0 ? right + kGap : 0);
    draw_entries(ui, app, {area.x + left + kGap, area.y, middle, area.h});
    if (right > 0) {
        const Box side{area.right() - right, area.y, right, area.h};
        const float recent = std::round(std::min(kHeaderHeight + 12 + 66 * 4.3f, side.h * 0.5f));
        draw_recent(ui, app, {side.x, side.y, side.w, recent});
        draw_drop(ui, app, {side.x, side.y + recent + kGap, side.w, side.h - recent - kGap});
    }
    draw_hint_line(ui, app, {0, size.y - 32, size.x, 32});
}

}  // namespace loopscope::app
