#include "app/ui_state.h"

namespace loopscope::app {
namespace {

constexpr PaneInfo kPaneInfos[kPaneCount] = {
#define X(id, name, title, digit, glyph, w, h, help) {Pane::id, name, title, digit, w, h, help},
    LOOPSCOPE_VIEWS(X)
#undef X
};

}  // namespace

const PaneInfo& pane_info(Pane pane) { return kPaneInfos[static_cast<size_t>(pane) % kPaneCount]; }

bool pane_from_name(std::string_view name, Pane& out) {
    for (const PaneInfo& info : kPaneInfos) {
        if (info.name != name) continue;
        out = info.pane;
        return true;
    }
    return false;
}

Saved::Saved() {
    for (Pane pane : {Pane::Source, Pane::Timeline, Pane::Conversation, Pane::Loop, Pane::Inspector, Pane::Console}) {
        panes.set(static_cast<size_t>(pane));
    }
}

}  // namespace loopscope::app
