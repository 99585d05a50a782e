// The timeline's parts, shared by the timeline and the compare pane: one x map, lanes, bars, arrows, marks.
#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "app/layout/axis.h"
#include "app/views/view.h"

namespace loopscope::app {

struct Crossing {
    float left = 0, right = 0;
};

// Where everything stands in the pane. x of a step: left + position - offset.
struct TimelinePlace {
    const replay::Timeline* timeline = nullptr;
    const replay::Recording* recording = nullptr;
    const Axis* axis = nullptr;
    AxisInput input;  // the axis was made of it
    Box lanes;        // of the bars, labels excluded
    float label_left = 0, label_width = 150;
    float lane_height = 46;
    float offset = 0;       // the axis is moved to the left by that
    float lane_offset = 0;  // lanes are moved up by that
    uint64_t now = 0;
    float now_x = 0;
    uint64_t limit = ~uint64_t(0);               // what comes after is hidden (predict)
    uint32_t selected = 0;                       // task
    std::vector<int> order;                      // lanes shown, by index into timeline.lanes
    std::vector<std::vector<Crossing>> crossed;  // by row: what stands over the bars there, from left to right
    bool letters = false;
    float k = 1;  // presenter: larger

    float x(uint64_t step) const { return lanes.x + static_cast<float>(axis->position(step)) - offset; }
    float x_of_time(double t) const { return lanes.x + static_cast<float>(axis->position_of_time(t)) - offset; }
    float lane_top(size_t row) const { return lanes.y + static_cast<float>(row) * lane_height - lane_offset; }
    float lane_middle(size_t row) const { return lane_top(row) + lane_height / 2; }
    int row_of_lane(int lane) const;  // -1: not shown
};

// Lanes that are shown: the loop, tasks with a life, threads, what a cancellation passed, peers and processes.
// `filter`: only tasks and others with all those words in their names.
// Quiet lanes (replay/timeline.h) are shown while something happens in them, when they are selected, or where all are wanted.
struct LaneChoice {
    std::string_view filter = {};
    uint64_t now = ~uint64_t(0);
    uint32_t selected = 0;
    bool quiet_too = false;
};
std::vector<int> shown_lanes(const replay::Timeline& timeline, const LaneChoice& choice = {});
TimelinePlace begin_place(const View& view);  // what does not depend on where the lanes are
float lane_label_width(const View& view, const replay::Timeline& timeline, const std::vector<int>& order);
// Steps or Time, at the right of the header; returns how much of it that takes.
float draw_axis_choice(const View& view, const Box& room);
// Wheel and drag on the lanes, and the line under the pointer; all of it becomes actions. `content`: height of all lanes.
Touch serve_moves(const View& view, const TimelinePlace& place, const Box& lanes, float content);
void follow_now(const View& view, const TimelinePlace& place);    // keeps now in sight when the step changes
void draw_group(const View& view, TimelinePlace& place);          // lanes with all that stands on them, but the playhead
void draw_measure(const View& view, const TimelinePlace& place);  // the span that is measured

void draw_lane_labels(const View& view, const TimelinePlace& place);
void draw_lane_grounds(const View& view, const TimelinePlace& place);   // separators, gaps of the clock
void draw_blocked_bands(const View& view, const TimelinePlace& place);  // under the bars
void draw_lane_bars(const View& view, const TimelinePlace& place);
void draw_after_now(const View& view, const TimelinePlace& place);  // the veil, and the texts that stay
void find_crossings(const View& view, TimelinePlace& place);        // fills `crossed`, for the labels of bars
void draw_timeline_arrows(const View& view, const TimelinePlace& place);
void draw_timeline_marks(const View& view, const TimelinePlace& place);  // prints, cancellations, blocked bands
// A dashed box from the due time to the time at which it was served, saying how late that is.
void draw_late_timer(Painter& p, const LateTimer& late, std::string_view task, const Box& box);
// The loop's lane by the clock: a tick where a turn runs, a box where it waits.
void draw_turn_by_time(const View& view, const replay::Timeline& timeline, const replay::Turn& turn, float x0, float x1,
                       const Box& lanes, float cy, bool after);
// "waiting for A", or what the state is called.
std::string bar_label(const replay::Timeline& timeline, const replay::Segment& segment);
void draw_time_axis(const View& view, const TimelinePlace& place, const Box& box);
void serve_delays(const View& view, const TimelinePlace& place);                // ends of sleeps that can be dragged
void draw_riding_arrow(const View& view, const TimelinePlace& place, float x);  // of the event now, on the playhead
// The plate with a point over the line of now, `half` high to both sides of `at` and between left and right; where it stands.
Box draw_plate_of_now(Painter& p, Vec at, float half, float left, float right, Face face, std::string_view text);
void draw_playhead(const View& view, const TimelinePlace& place, float plate_cy, float bottom, std::string_view label);

// The first from `begin` on for which `beyond` holds, where it holds for all after one for which it does: in leaps that grow.
template <class Iterator, class Test>
Iterator first_beyond(Iterator begin, Iterator end, Test beyond) {
    auto leap = decltype(end - begin)(1);
    while (end - begin > leap && !beyond(begin[leap])) {
        begin += leap;
        leap *= 2;
    }
    return std::partition_point(begin, begin + std::min(leap + 1, end - begin), [&](const auto& one) { return !beyond(one); });
}

}  // namespace loopscope::app
