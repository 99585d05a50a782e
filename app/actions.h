// Actions: what the app can be told to do, and which key tells it.
//
// Views and key presses make Actions; App::apply (model/app.h) carries them out, one at a time, between two frames.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/actions.def"
#include "app/keys.h"

namespace loopscope::app {

// Where keys count; a place of the app is several of them at once.
enum Where : unsigned {
    kRun = 1,  // a recording is shown
    kGallery = 2,
    kRefused = 4,      // the page about a file that cannot be used
    kList = 8,         // a list with a search field lies on top
    kPredict = 16,     // and kRun
    kCompare = 32,     // and kRun
    kEditing = 64,     // the editor has the focus
    kTyping = 128,     // a text field has the focus
    kPresenter = 256,  // and kRun
    kLoopGame = 512,   // and kRun
    kRunOrRefused = kRun | kRefused,
    kAnywhere = 1u << 31,
};

enum class ActionGroup : uint8_t { Play, Move, Look, Marks, App, Gallery, Refused, Hidden };
std::string_view group_title(ActionGroup group);

enum class ActionId : uint16_t {
#define X(id, name, keys, where, group, help) id,
    LOOPSCOPE_ACTIONS(X)
#undef X
        Count
};
constexpr int kActionCount = static_cast<int>(ActionId::Count);

struct Action {
    ActionId id;
    int64_t n = 0;
    double x = 0, y = 0;
    std::string text = {};
};

struct ActionInfo {
    ActionId id;
    std::string_view name, keys;
    unsigned where;
    ActionGroup group;
    std::string_view help;
};
const ActionInfo& action_info(ActionId id);
std::optional<ActionId> action_from_name(std::string_view name);
std::string_view first_key(ActionId id);                     // "Space"; empty where it has none
std::vector<std::string> split_keys(std::string_view keys);  // at spaces

// The action of that key in that place. While something is being typed only chords that no text field needs count.
std::optional<Action> action_of_key(const KeyPress& press, unsigned where);

struct Hint {
    unsigned where;
    std::string_view keys, word, action;
};
const std::vector<Hint>& hints();
// The one of the hint rows' places that fits best.
unsigned hint_place(unsigned where);

// Of all actions that the palette may show here, those whose name or help holds all words typed; best first.
std::vector<ActionId> find_actions(std::string_view typed, unsigned where);

}  // namespace loopscope::app
