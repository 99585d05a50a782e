// Regions: named areas of the picture that react to the pointer. The name is also how tests find them.
//
// Callers: widgets and views declare a region each frame where they draw it; what lies on top wins, as of the frame
// before. Invariants: at most one region is hot, at most one is held; a click is a press and a release on the same one.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/layout/geometry.h"

namespace loopscope::app {

struct Pointer {
    Vec at{-1e6f, -1e6f};
    bool down[2] = {false, false};  // left, right
    float wheel = 0, wheel_x = 0;
    bool shift = false, ctrl = false, alt = false;
    double now = 0;  // seconds, for double clicks and tooltips
};

struct Touch {
    bool hovered = false;
    bool pressed = false;  // this frame
    bool held = false;
    bool clicked = false;
    bool double_clicked = false;
    bool right_clicked = false;
    bool dragging = false;         // held and moved
    Vec drag{};                    // since the last frame
    Vec at{};                      // the pointer
    float wheel = 0, wheel_x = 0;  // of regions that take it
};

enum RegionFlags : unsigned { kNoFlags = 0, kTakesWheel = 1, kQuiet = 2 /* never hot: only a name for a place */ };

class Regions {
public:
    void begin(const Pointer& pointer);
    void end();

    Touch region(std::string_view name, const Box& box, unsigned flags = kNoFlags);
    void push_clip(const Box& box);
    void pop_clip();

    const Pointer& pointer() const { return pointer_; }
    bool is_hot(std::string_view name) const;
    std::string_view hot() const { return hot_; }
    bool any_held() const { return !held_.empty(); }
    std::string_view held() const { return held_; }
    bool moved() const { return moved_; }
    bool just_pressed() const { return press_[0]; }  // in this frame, wherever
    Vec pressed_at() const { return pressed_at_; }
    double hot_since() const { return hot_since_; }
    void let_go() { held_.clear(); }  // what was held is gone (a modal sheet opened)

    // Where a region was in the last finished frame; null: it was not there or clipped away.
    const Box* find(std::string_view name) const;
    std::vector<std::string> names() const;  // in drawing order

private:
    struct Region {
        std::string name;
        Box box;
        unsigned flags;
    };
    std::string_view topmost(unsigned flag) const;

    std::vector<Region> now_, last_;
    std::vector<Box> clips_;
    Pointer pointer_, before_;
    std::string hot_, held_, wheel_target_;
    Vec pressed_at_{};
    bool moved_ = false;
    bool press_[2] = {false, false}, release_[2] = {false, false};
    double hot_since_ = 0, last_click_ = -10;
    std::string last_clicked_;
};

}  // namespace loopscope::app
