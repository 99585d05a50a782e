// UiState: all that the app's picture depends on besides the recordings. Plain values; views read it, apply() alone
// writes it.
//
// Callers: apply() (actions.h), views (const), settings (what is saved). Free of any window system and of ImGui.
#pragma once
#include <array>
#include <bitset>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/editor.h"
#include "app/views/views.def"
#include "app/widgets/theme.h"

namespace loopscope::app {

enum class Pane : uint8_t {
#define X(id, name, title, digit, glyph, w, h, help) id,
    LOOPSCOPE_VIEWS(X)
#undef X
        Count
};
constexpr int kPaneCount = static_cast<int>(Pane::Count);

struct PaneInfo {
    Pane pane;
    std::string_view name, title;
    int digit;
    float least_width, least_height;
    std::string_view help;
};
const PaneInfo& pane_info(Pane pane);
bool pane_from_name(std::string_view name, Pane& out);
using PaneSet = std::bitset<kPaneCount>;
inline bool shows(const PaneSet& set, Pane pane) { return set.test(static_cast<size_t>(pane)); }

enum class Screen : uint8_t { Gallery, Run, Refused };
enum class Mode : uint8_t { Step, Predict, Compare, Loop };
// What comes after now is not shown at all.
inline bool hides_future(Mode mode) { return mode == Mode::Predict || mode == Mode::Loop; }
enum class Overlay : uint8_t { None, Help, Palette, Browser, GoTo, Speed, AddStop };
enum class PlayBy : uint8_t { Event, Clock };

// Where one run of the document is looked at.
struct RunPlace {
    uint64_t step = 0;
    uint32_t task = 0;            // selected; 0: follows the one that runs
    std::vector<uint64_t> jumps;  // for Backspace: where we were before each jump
    std::set<uint64_t> bookmarks;
    std::vector<int> answers;  // by stop: the choice given, 0 none
};

struct TimelineView {
    bool by_time = false;
    double zoom = 1;  // 1: all of it fits
    double left = 0;  // the left edge, as a share of the whole length
    float lane_offset = 0;
    bool measures = false;  // a span is measured, from step to step
    uint64_t measure_from = 0, measure_to = 0;
    bool filters = false;  // lanes are chosen by a part of their name
    std::string filter;
};

struct GalleryState {
    int talk = 0, entry = 0;
    std::string search;
    bool want_313 = true, want_36 = true, want_micropython = true, only_unseen = false;
};

struct BrowserState {
    std::string folder;
    std::string typed;  // the path field
    int chosen = 0;
    bool show_hidden = false;
    bool saving = false;  // a name is asked for, to save under
    std::string over;     // that file exists: Enter once more writes over it
};

struct EditState {
    bool on = false;
    Editor editor;          // the program as it is being written
    std::string original;   // ... and as it stood when that began
    bool dirty = false;     // differs from what was run last
    bool kept = false;      // left while it did not run: taken up again
    size_t run = 0;         // of the document's runs
    double changed_at = 0;  // seconds, for running by itself after a pause
};

// You are the loop: the score, and what was said about the last pick.
struct LoopGame {
    int asked = 0, right = 0;  // decisions made, and those made at the first try
    std::vector<int> tried;    // wrong picks at the decision that is open
    std::string says;
    bool said_right = false;
};

// A stop that the teacher writes where the class stands.
struct StopDraft {
    std::string say, ask, choices, answer;  // choices: divided by bars
};

// Text that was written and not saved: when the app ended, or when something else was opened.
struct Draft {
    std::string path, run, text;  // path empty: of no file
    bool whole_file = false;      // not a run's program but the file's own text, of one that was refused
};

// How one scenario was looked at last.
struct SavedLayout {
    std::string path;
    PaneSet panes;
    std::map<std::string, float> shares;
};

// Kept from one start of the app to the next.
struct Saved {
    ThemeName theme = ThemeName::Dark;
    float scale = 1;
    bool letters = false;  // letters instead of glyphs on bars
    bool less_motion = false;
    float speed = 1;
    PlayBy play_by = PlayBy::Event;
    int level = 1;
    PaneSet panes;
    std::map<std::string, float> shares;  // splitters, 0 to 1
    struct Recent {
        std::string path;
        uint64_t step = 0;
        int64_t day = 0;  // days since 1970
    };
    std::vector<Recent> recent;
    std::set<std::string> seen;        // scenarios stepped to their end, by path
    std::vector<SavedLayout> layouts;  // of the scenarios looked at last, newest first
    Saved();
};

struct UiState {
    Saved saved;
    Screen screen = Screen::Gallery;
    Mode mode = Mode::Step;
    Overlay overlay = Overlay::None;
    bool presenter = false;
    bool blank = false;  // presenter: the screen is dark
    bool full_screen = false;
    bool quit = false;

    size_t run = 0;                                          // index into the document's runs
    size_t other_run = 1;                                    // compare: the second
    std::vector<RunPlace> places;                            // one a run
    std::set<std::pair<std::string, uint32_t>> breakpoints;  // file, line

    bool playing = false;
    bool play_back = false;
    double play_rest = 0;  // part of a step (or second) that has passed since the last one
    double last_frame = 0;

    PaneSet panes;           // shown now
    int level = 1;           // of detail, for this document
    bool ask_go_on = false;  // the run pauses at a number of events: shall it go on?
    TimelineView timeline;
    Pane focus = Pane::Source;
    Pane alone = Pane::Count;          // one pane shown in place of all
    std::map<std::string, Pane> tabs;  // tab groups: which is in front
    uint32_t frame = 0;                // inspector: which frame of the chain, 0 the innermost
    std::string inspected;             // inspector: "" the selected task, else a future's name
    std::set<std::string> unfolded;    // inspector: values whose parts are shown, by their path
    std::string events_filter;
    std::string palette, go_to;
    int palette_row = 0;
    GalleryState gallery;
    BrowserState browser;
    EditState edit;
    StopDraft stop;
    LoopGame game;
    std::optional<Draft> draft;              // offered until it is taken or thrown away; Services holds it
    bool refused_editing = false;            // the refused file is open as text
    std::string refused_text, refused_path;  // what was written of it, and of which file
    std::string notice;                      // one line over the picture, until the next action
    double notice_at = 0;

    RunPlace& place() { return places[run]; }
    const RunPlace& place() const { return places[run]; }
};

}  // namespace loopscope::app
