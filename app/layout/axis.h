// Axis: the one map from steps (and times) to x that bars, arrows, overview and playhead share.
//
// Called by the timeline and compare panes; pure. A run is a row of instants, between which the clock jumps. By steps,
// every event of the level is equally wide and a jump is a gap of fixed width; by time, a jump is as wide as it is long
// and an instant is opened a little, more when zoomed in. Invariants: positions grow with the step; length() is the
// width of all of it; step_at(position(s)) is s or a step of a deeper level beside it.
//
// Several runs can share an axis: its instants are those of all of them, each as wide as the run with most events in it
// needs, so that the k-th event of an instant stands at one x in every run.
#pragma once
#include <cstdint>
#include <vector>

#include "replay/timeline.h"

namespace loopscope::app {

// Whether two times in seconds are one moment: runs reach it on different ways, so that the last digits may differ.
constexpr double same_instant_within(double t) { return 1e-9 * (t > 1 ? t : 1); }
constexpr bool same_instant(double a, double b) { return (a > b ? a - b : b - a) <= same_instant_within(a); }

// The instants of one run or of several, in seconds, with the most events of the level that a run has in each.
struct AxisGrid {
    struct Cell {
        double t = 0;
        uint64_t count = 0;
    };
    std::vector<Cell> cells;
    double end = 0;  // of the run that lasts longest
};

struct AxisInput {
    const replay::Recording* recording = nullptr;
    const replay::Timeline* timeline = nullptr;
    int level = 1;
    bool by_time = false;
    double width = 800;  // of what can be seen
    double zoom = 1;
    const AxisGrid* shared = nullptr;  // with other runs
};

AxisGrid shared_grid(const AxisInput& a, const AxisInput& b);

class Axis {
public:
    struct Instant {
        uint64_t step_begin = 0, step_end = 0;
        double t = 0;
        double x0 = 0, x1 = 0;  // where its events lie
        double gap_to = 0;      // the jump behind it lies in [x1, gap_to)
        uint64_t rank = 0;      // events of the level before it
        uint64_t count = 0;     // ... and in it
    };

    explicit Axis(const AxisInput& input);

    double length() const { return length_; }
    double position(uint64_t step) const;  // where the event begins
    double middle(uint64_t step) const;    // the middle of its slot: the playhead
    double position_of_time(double t) const;
    uint64_t step_at(double x) const;  // an event of the level
    double time_at(double x) const;
    double slot() const { return slot_; }  // width of an event, by steps
    const std::vector<Instant>& instants() const { return instants_; }
    // Of all runs that share the axis: where there is none of this run, its steps are those that come next.
    const std::vector<Instant>& cells() const { return cells_.empty() ? instants_ : cells_; }
    bool shared() const { return !cells_.empty(); }
    size_t instant_of(uint64_t step) const;
    size_t instant_at(double x) const;

    // A place that means the same at another zoom.
    struct Anchor {
        size_t instant = 0;
        bool in_gap = false;
        double share = 0;
    };
    Anchor anchor(double x) const;
    double x_of(const Anchor& anchor) const;

private:
    uint64_t rank(uint64_t step) const;
    void lay(const AxisInput& input, std::vector<Instant>& instants, double end);
    void lay_steps(const AxisInput& input, std::vector<Instant>& instants);
    void lay_time(const AxisInput& input, std::vector<Instant>& instants, double end);
    void take_places(const AxisInput& input);

    const replay::Recording* recording_;
    int level_;
    std::vector<Instant> instants_, cells_;
    double slot_ = 1, length_ = 0;
};

// Round distances for ticks: 1, 2 or 5 times a power of ten, at least `least`.
double nice_step(double least);

}  // namespace loopscope::app
