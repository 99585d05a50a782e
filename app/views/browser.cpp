// The file browser: folders and programs, by mouse or by keys. Our own, so that it looks and works alike everywhere.
#include <algorithm>

#include "app/views/frame.h"

namespace loopscope::app {
namespace {

struct ShownRow {
    std::string name, path;
    bool folder = false, usable = false;
    uint64_t size = 0;
};

bool usable(std::string_view name) {
    return name.ends_with(".py") || name.ends_with(".json") || name.ends_with(".trace") || name.ends_with(".bin");
}

std::string joined(const std::string& folder, const std::string& name) {
    return folder.ends_with('/') ? folder + name : folder + "/" + name;
}

std::vector<ShownRow> shown_rows(const FolderList& list, const BrowserState& browser) {
    std::vector<ShownRow> rows;
    BrowserState state = browser;
    if (state.saving) state.typed.clear();  // a new name filters nothing
    const size_t cut = list.path.find_last_of('/');
    if (state.typed.empty() && list.path.size() > 1 && cut != std::string::npos) {
        rows.push_back({"..", cut == 0 ? "/" : list.path.substr(0, cut), true, true, 0});
    }
    for (const FolderRow& row : list.rows) {
        if (!state.show_hidden && row.name.starts_with('.')) continue;
        if (!state.typed.empty() && row.name.find(state.typed) == std::string::npos) continue;
        rows.push_back({row.name, joined(list.path, row.name), row.folder, row.folder || usable(row.name), row.size});
    }
    return rows;
}

std::string size_text(uint64_t bytes) {
    if (bytes < 1000) return std::to_string(bytes) + " B";
    if (bytes < 1000000) return std::to_string((bytes + 500) / 1000) + " kB";
    return std::to_string((bytes + 500000) / 1000000) + " MB";
}

void take(App& app, const ShownRow& row) {
    if (app.ui().browser.saving && !row.folder) {
        app.emit({ActionId::SetText, static_cast<int64_t>(Field::BrowserPath), 0, 0, row.name});
        return;
    }
    app.emit({row.folder ? ActionId::BrowseTo : ActionId::OpenPath, 0, 0, 0, row.path});
}

// The folders on the way, each a button.
void draw_crumbs(Ui& ui, App& app, const Box& box) {
    const std::string& path = app.folder().path;
    std::vector<std::pair<std::string, std::string>> crumbs = {{"/", "/"}};
    for (size_t at = 1; at < path.size();) {
        const size_t end = std::min(path.find('/', at), path.size());
        crumbs.push_back({path.substr(at, end - at), path.substr(0, end)});
        at = end + 1;
    }
    size_t first = 0;
    const auto width_from = [&](size_t begin) {
        float width = 0;
        for (size_t i = begin; i < crumbs.size(); ++i) width += ui.p.width(Face::Text, crumbs[i].first) + 34;
        return width;
    };
    while (first + 1 < crumbs.size() && width_from(first) > box.w) ++first;
    float x = box.x;
    for (size_t i = first; i < crumbs.size(); ++i) {
        const float width = std::min(ui.p.width(Face::Text, crumbs[i].first) + 16, box.right() - x);
        const Box crumb{x, box.y, width, box.h};
        const Touch touch = ui.region("crumb." + std::to_string(i), crumb);
        if (touch.hovered) {
            ui.p.fill(crumb, ui.th().bg3, 3);
            ui.cursor(Ui::Cursor::Hand);
        }
        ui.p.text_fit(Face::Text, x + 8, box.cy(), width - 12, crumbs[i].first,
                      i + 1 == crumbs.size() ? ui.th().t0 : ui.th().t1);
        if (touch.clicked) app.emit({ActionId::BrowseTo, 0, 0, 0, crumbs[i].second});
        x = crumb.right();
        if (i + 1 < crumbs.size()) draw_glyph(ui.p, Glyph::Right, {x + 9, box.cy()}, ui.th().t2, 0.7f);
        x += 18;
    }
}

}  // namespace

void draw_browser(Ui& ui, App& app) {
    const Theme& th = ui.th();
    const UiState& state = app.ui();
    const float width = std::min(960.0f, ui.size().x - 80), height = std::min(680.0f, ui.size().y - 80);
    const Box sheet{(ui.size().x - width) / 2, (ui.size().y - height) / 2, width, height};
    if (begin_sheet(ui, sheet)) app.emit({ActionId::Leave});
    ui.p.text(Face::Banner, sheet.x + 24, sheet.y + 34, state.browser.saving ? "Save as" : "Open a program or a scenario",
              th.t0);
    draw_crumbs(ui, app, {sheet.x + 16, sheet.y + 60, sheet.w - 32, 32});
    UiMemory& memory = ui.memory();
    if (memory.focused_field != "browser.field") memory.focus_field = "browser.field";
    std::string text = state.browser.typed;
    if (text_field(ui, "browser.field", {sheet.x + 16, sheet.y + 98, sheet.w - 32, 42}, text,
                   {.hint = state.browser.saving ? "A name" : "A part of a name, or a path"})) {
        app.emit({ActionId::SetText, static_cast<int64_t>(Field::BrowserPath), 0, 0, text});
    }
    const std::vector<ShownRow> rows = shown_rows(app.folder(), state.browser);
    const int chosen = rows.empty() ? -1 : std::clamp(state.browser.chosen, 0, static_cast<int>(rows.size()) - 1);
    if (chosen != state.browser.chosen && chosen >= 0) app.emit({ActionId::BrowseChoose, chosen});
    if (app.accept_wanted) {
        app.accept_wanted = false;
        if (state.browser.saving) {
            const std::string& typed = state.browser.typed;
            if (!typed.empty())
                app.emit({ActionId::OpenPath, 0, 0, 0, typed.starts_with('/') ? typed : joined(app.folder().path, typed)});
        } else if (state.browser.typed.starts_with('/')) {
            const bool folder = app.services().list(state.browser.typed).problem.empty();
            app.emit({folder ? ActionId::BrowseTo : ActionId::OpenPath, 0, 0, 0, state.browser.typed});
        } else if (chosen >= 0) {
            take(app, rows[static_cast<size_t>(chosen)]);
        }
    }
    const Box view{sheet.x + 8, sheet.y + 150, sheet.w - 16, sheet.h - 212};
    constexpr float kRow = 34;
    std::string& seen = memory.remembered["browser"];
    const std::string now = app.folder().path + "#" + std::to_string(chosen);
    if (seen != now && chosen >= 0)
        reveal(ui, "browser", static_cast<float>(chosen) * kRow, static_cast<float>(chosen + 1) * kRow);
    seen = now;
    {
        Scroller scroll(ui, "browser", view, static_cast<float>(rows.size()) * kRow, kRow);
        for (size_t i = scroll.first_row(kRow); i < scroll.last_row(kRow, rows.size()); ++i) {
            const ShownRow& row = rows[i];
            const Box box{view.x, scroll.top() + static_cast<float>(i) * kRow, view.w - 8, kRow};
            const Touch touch = ui.region("file." + row.name, box);
            const bool is_chosen = static_cast<int>(i) == chosen;
            if (is_chosen || touch.hovered) ui.p.fill(box, is_chosen ? th.bg3 : th.bg2, 4);
            if (is_chosen) ui.p.fill({box.x, box.y, 4, box.h}, th.link);
            draw_glyph(ui.p, row.folder ? Glyph::Folder : Glyph::File, {box.x + 28, box.cy()}, row.usable ? th.t1 : th.t2);
            ui.p.text_fit(Face::Code, box.x + 50, box.cy(), box.w - 170, row.name, row.usable ? th.t0 : th.t2);
            if (!row.folder) ui.p.text_right(Face::Text, box.right() - 16, box.cy(), size_text(row.size), th.t2);
            if (touch.hovered) ui.cursor(Ui::Cursor::Hand);
            // A click opens, as in the gallery; what cannot be used only says so when it is tried.
            if (touch.clicked) take(app, row);
        }
        if (rows.empty()) ui.p.text(Face::Text, view.x + 24, view.y + 24, "Nothing here has that in its name.", th.t2);
    }
    ui.p.hline(sheet.x + 16, sheet.right() - 16, sheet.bottom() - 58, th.line);
    if (state.browser.saving) {
        if (!state.browser.over.empty())
            ui.p.text(Face::Head, sheet.x + 24, sheet.bottom() - 30, "It exists. Enter once more writes over it.", th.errt);
        if (button(ui, "browser.save", {sheet.right() - 136 - 190, sheet.bottom() - 50, 180, 40},
                   {.label = "Save", .look = ButtonLook::Accent, .key = "Enter"})) {
            app.emit({ActionId::ListAccept});
        }
    }
    if (!app.folder().problem.empty())
        ui.p.text_fit(Face::Text, sheet.x + 24, sheet.bottom() - 30, 500, app.folder().problem, th.errt);
    if (button(ui, "browser.cancel", {sheet.right() - 136, sheet.bottom() - 50, 120, 40}, {.label = "Cancel", .key = "Esc"})) {
        app.emit({ActionId::Leave});
    }
    if (state.browser.saving) return;
    const char* hidden = state.browser.show_hidden ? "Hide hidden files" : "Show hidden files";
    if (button(ui, "browser.hidden", {sheet.right() - 136 - 190, sheet.bottom() - 50, 180, 40}, {.label = hidden})) {
        app.emit({ActionId::BrowseHidden});
    }
}

}  // namespace loopscope::app
