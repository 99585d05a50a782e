// Lists on top: the palette, the file browser's rows, "go to", search.
#include <algorithm>

#include "app/model/app.h"

namespace loopscope::app {

// The actions that can be done here, then the panes and the runs by name.
std::vector<Command> App::commands() const {
    std::vector<Command> rows;
    for (const ActionId id : find_actions(ui_.palette, where() & ~(kList | kTyping))) {
        const ActionInfo& info = action_info(id);
        rows.push_back({{id}, std::string(info.name), std::string(info.help), std::string(first_key(id))});
    }
    if (ui_.screen != Screen::Run || !run()) return rows;
    const std::vector<std::string> words = split_keys(lower_case(ui_.palette));
    const auto add = [&](Command row) {
        const std::string help = lower_case(row.help);
        const auto in_help = [&](const std::string& word) { return help.find(word) != std::string::npos; };
        if (std::all_of(words.begin(), words.end(), in_help)) rows.push_back(std::move(row));
    };
    for (int i = 0; i < kPaneCount; ++i) {
        const PaneInfo& info = pane_info(static_cast<Pane>(i));
        if (info.pane == Pane::Now || info.pane == Pane::Compare) continue;
        add({{ActionId::TogglePane, i},
             "pane-" + std::string(info.name),
             (shows(ui_.panes, info.pane) ? "Hide the pane " : "Show the pane ") + std::string(info.title),
             info.digit ? std::to_string(info.digit) : ""});
    }
    for (size_t i = 0; i < document_->runs.size() && document_->runs.size() > 1; ++i) {
        const std::string& name = document_->runs[i].name;
        if (i != ui_.run)
            add({{ActionId::SelectRun, static_cast<int64_t>(i)}, "run-" + std::to_string(i), "Go to the run " + name, ""});
    }
    return rows;
}

void App::accept_palette() {
    const std::vector<Command> found = commands();
    ui_.overlay = Overlay::None;
    const size_t row = static_cast<size_t>(std::max(0, ui_.palette_row));
    if (row < found.size()) emit(found[row].action);
}

bool App::apply_lists(const Action& action) {
    switch (action.id) {
        case ActionId::Palette:
            ui_.overlay = ui_.overlay == Overlay::Palette ? Overlay::None : Overlay::Palette;
            ui_.palette.clear();
            ui_.palette_row = 0;
            return true;
        case ActionId::PaletteRow:
            ui_.palette_row = static_cast<int>(action.n);
            accept_palette();
            return true;
        case ActionId::GoTo:
            if (ui_.screen != Screen::Run) return true;
            ui_.overlay = Overlay::GoTo;
            ui_.go_to.clear();
            return true;
        case ActionId::GoToTyped:
            ui_.overlay = Overlay::None;
            if (ui_.screen == Screen::Run && run()) go_to_typed(action.text);
            return true;
        case ActionId::ListDown:
        case ActionId::ListUp: {
            const int by = action.id == ActionId::ListDown ? 1 : -1;
            if (ui_.overlay == Overlay::Palette) {
                const int count = static_cast<int>(commands().size());
                ui_.palette_row = std::clamp(ui_.palette_row + by, 0, std::max(0, count - 1));
            } else if (ui_.overlay == Overlay::Browser) {
                ui_.browser.chosen = std::max(0, ui_.browser.chosen + by);
            }
            return true;
        }
        case ActionId::ListAccept:
            if (ui_.overlay == Overlay::Palette) accept_palette();
            if (ui_.overlay == Overlay::GoTo) apply_lists({ActionId::GoToTyped, 0, 0, 0, ui_.go_to});
            if (ui_.overlay == Overlay::Browser) accept_wanted = true;
            if (ui_.overlay == Overlay::AddStop) apply_files({ActionId::AddStopNow});
            return true;
        case ActionId::Search:
            if (ui_.screen == Screen::Run) {
                ui_.panes.set(static_cast<size_t>(Pane::Events));
                ui_.focus = Pane::Events;
                for (auto& [group, pane] : ui_.tabs) pane = Pane::Events;
            }
            search_wanted = true;
            return true;
        default: return false;
    }
}

}  // namespace loopscope::app
