// Pane layout: the size of the window and the panes that are wanted -> where everything stands.
//
// Called by the frame function each frame; pure. Invariants: tiles do not overlap and lie inside of the area; every pane
// that is wanted is in just one tile (a pane without room joins a group of tabs).
#pragma once
#include <map>
#include <string>
#include <vector>

#include "app/layout/geometry.h"
#include "app/ui_state.h"

namespace loopscope::app {

struct LayoutInput {
    Vec size;
    PaneSet panes;
    Mode mode = Mode::Step;
    bool presenter = false;
    Pane alone = Pane::Count;
    float timeline_height = 368;                           // that its lanes would like to have
    float timeline_height_bare = 292;                      // the same, without the overview and the key to the arrows
    float timeline_height_small = 266;                     // and with lower lanes
    bool wide_timeline = false;                            // a cancellation is told over the whole width
    float source_height = 414;                             // that all lines of the program would like to have
    const std::map<std::string, float>* shares = nullptr;  // splitters that were moved
};

struct Tile {
    Box box;
    std::vector<Pane> panes;  // more than one: tabs
    std::string group;        // of the tabs
    int run = 0;              // compare: 1 is the other run
};

struct Splitter {
    std::string share;
    Box hit;
    bool upright = true;     // divides left from right
    float from = 0, to = 0;  // what the share is a share of
};

struct PaneLayout {
    Box top, banner, rail, area, transport, hints;
    bool small = false;
    std::vector<Tile> tiles;
    std::vector<Splitter> splitters;
};

PaneLayout layout_panes(const LayoutInput& input);

// How much larger everything is drawn where the window has more pixels than 1920 x 1080, in quarters; 1 or more.
float fitting_scale(int width, int height);

constexpr float kGap = 4;
constexpr float kHeaderHeight = 34;

}  // namespace loopscope::app
