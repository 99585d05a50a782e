#include "app/actions.h"

#include <algorithm>
#include <cctype>

#include "app/ui_state.h"

namespace loopscope::app {
namespace {

constexpr ActionInfo kActionInfos[kActionCount] = {
#define X(id, name, keys, where, group, help) {ActionId::id, name, keys, where, ActionGroup::group, help},
    LOOPSCOPE_ACTIONS(X)
#undef X
};

struct Binding {
    KeyPress press;
    ActionId id;
    unsigned where;
};

const std::vector<Binding>& bindings() {
    static const std::vector<Binding> kBindings = [] {
        std::vector<Binding> made;
        for (const ActionInfo& info : kActionInfos) {
            for (const std::string& key : split_keys(info.keys)) made.push_back({parse_key(key), info.id, info.where});
        }
        return made;
    }();
    return kBindings;
}

// What a text field does with a chord is not taken from it.
bool field_needs(const KeyPress& press, unsigned where) {
    if (press.key >= kKeyF1 && press.key <= kKeyF12) return false;
    if (press.key == kKeyEscape) return false;
    if ((where & kList) != 0 && (press.key == kKeyUp || press.key == kKeyDown || press.key == kKeyEnter)) return false;
    if ((where & kGallery) != 0 &&
        (press.key == kKeyUp || press.key == kKeyDown || press.key == kKeyEnter || press.key == kKeyTab)) {
        return false;
    }
    if (press.alt && press.key == kKeyEnter) return false;
    if (!press.ctrl) return true;
    switch (press.key) {
        case 'A':
        case 'C':
        case 'V':
        case 'X':
        case 'Y':
        case 'Z':
        case kKeyLeft:
        case kKeyRight:
        case kKeyHome:
        case kKeyEnd:
        case kKeyBackspace:
        case kKeyDelete: return true;
        default: return false;
    }
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
}

}  // namespace

const ActionInfo& action_info(ActionId id) { return kActionInfos[static_cast<size_t>(id)]; }

std::optional<ActionId> action_from_name(std::string_view name) {
    for (const ActionInfo& info : kActionInfos) {
        if (info.name == name) return info.id;
    }
    return std::nullopt;
}

std::vector<std::string> split_keys(std::string_view keys) {
    std::vector<std::string> parts;
    for (size_t at = 0; at < keys.size();) {
        const size_t end = std::min(keys.find(' ', at), keys.size());
        if (end > at) parts.emplace_back(keys.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

std::string_view first_key(ActionId id) {
    const std::string_view keys = action_info(id).keys;
    return keys.substr(0, std::min(keys.find(' '), keys.size()));
}

std::optional<Action> action_of_key(const KeyPress& press, unsigned where) {
    if ((where & kTyping) != 0 && field_needs(press, where)) return std::nullopt;
    // The narrower place wins: a list on top takes Enter before the gallery under it does.
    const Binding* best = nullptr;
    for (const Binding& binding : bindings()) {
        if (!(binding.press == press)) continue;
        if (binding.where != kAnywhere && (binding.where & where) == 0) continue;
        if ((where & kList) != 0 && (binding.where & (kList | kAnywhere)) == 0) continue;
        if (!best || (best->where != kList && binding.where == kList) ||
            (best->where == kAnywhere && binding.where != kAnywhere)) {
            best = &binding;
        }
    }
    if (best) return Action{best->id};
    const bool digit = press.key >= '1' && press.key <= '9' && !press.ctrl && !press.alt && !press.shift;
    if (!digit || (where & kRun) == 0 || (where & kList) != 0) return std::nullopt;
    const int n = press.key - '0';
    if ((where & kPredict) != 0) return Action{ActionId::Answer, n};
    if ((where & kLoopGame) != 0) return Action{ActionId::Pick, n};
    for (int i = 0; i < kPaneCount; ++i) {
        if (pane_info(static_cast<Pane>(i)).digit == n) return Action{ActionId::TogglePane, i};
    }
    return std::nullopt;
}

std::string_view group_title(ActionGroup group) {
    switch (group) {
        case ActionGroup::Play: return "Playing";
        case ActionGroup::Move: return "Moving";
        case ActionGroup::Look: return "Looking";
        case ActionGroup::Marks: return "Marks";
        case ActionGroup::App: return "The app";
        case ActionGroup::Gallery: return "Gallery";
        case ActionGroup::Refused: return "A file that cannot be used";
        case ActionGroup::Hidden: break;
    }
    return "";
}

const std::vector<Hint>& hints() {
    static const std::vector<Hint> kHints = {
#define X(where, keys, word, action) {where, keys, word, action},
        LOOPSCOPE_HINTS(X)
#undef X
    };
    return kHints;
}

unsigned hint_place(unsigned where) {
    for (const unsigned place : {kEditing, kPredict, kLoopGame, kCompare, kRun, kGallery, kRefused}) {
        if ((where & place) != 0) return place;
    }
    return kGallery;
}

std::vector<ActionId> find_actions(std::string_view typed, unsigned where) {
    struct Found {
        int rank;
        ActionId id;
    };
    std::vector<Found> found;
    const std::vector<std::string> words = split_keys(lower(typed));
    for (const ActionInfo& info : kActionInfos) {
        if (info.group == ActionGroup::Hidden || (info.where != kAnywhere && (info.where & where) == 0)) continue;
        const std::string help = lower(info.help), name(info.name);
        int rank = 0;
        bool all = true;
        for (const std::string& word : words) {
            const size_t in_name = name.find(word), in_help = help.find(word);
            if (in_name == std::string::npos && in_help == std::string::npos) all = false;
            rank += in_name == 0 ? 0 : in_name != std::string::npos ? 1 : in_help == 0 ? 1 : 2;
        }
        if (all) found.push_back({rank, info.id});
    }
    std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.rank < b.rank; });
    std::vector<ActionId> ids;
    for (const Found& f : found) ids.push_back(f.id);
    return ids;
}

}  // namespace loopscope::app
