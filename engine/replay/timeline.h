// Timeline: the whole run as lanes with segments, for the timeline view; made in one pass (Recording::build makes it in its
// own).
//
// Called by the app after a run (on the worker thread) and by `show`. Invariants: a lane's segments are in order, do
// not overlap and cover its life without holes; parents stand before their children.
#pragma once
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "replay/recording.h"
#include "replay/state.h"

namespace loopscope::replay {

enum class LaneKind : uint8_t { Loop, Task, Thread, Future, Peer, Process };

// What a segment's label is made of; Timeline::label makes it.
enum class LabelKind : uint8_t { None, Text, Until, Future, Task, Number };

// Small, because a long run has millions: steps fit into 32 bits (a run has at most 1e9 events), times are
// Recording::time_of's business, labels are put together when they are shown.
struct Segment {
    uint32_t step_begin = 0, step_end = 0;    // [begin, end): end is the step that begins the next segment
    uint32_t label = 0;                       // index into texts or times, a future's or task's number, or the number itself
    uint32_t first_line = 0;                  // running: the lines of the user's code that ran, 0: none
    uint16_t more_lines = 0;                  // ... up to first_line + more_lines
    TaskStatus status = TaskStatus::Created;  // tasks; threads: Running, Waiting, Sleeping, Done
    LabelKind label_kind = LabelKind::None;
};

// A turn of the loop: from loop.iteration to the next one.
struct Turn {
    uint32_t loop = 0, iteration = 0;
    uint64_t step_begin = 0, step_end = 0;
    double t_begin = 0, t_end = 0;
    uint64_t poll_step = trace::kNoStep;  // when it waited: where
};

// The clock jumps: an instant ends before step_end and the next begins there.
struct TimeJump {
    uint64_t step = 0;  // the loop.advance
    double from = 0, to = 0;
};

enum class ArrowKind : uint8_t {
    Send,
    Throw,
    Yield,
    Return,
    WakeUp,
    CancelRequest,
    CancelForward,
    CancelDeliver,
    CancelComplete
};

struct Arrow {
    ArrowKind kind = ArrowKind::Send;
    int from_lane = -1, to_lane = -1;     // index into lanes; -1: none (outside)
    uint32_t from_step = 0, to_step = 0;  // the same for most; wake-up: cause and effect
};

struct PrintMark {
    int lane = -1;
    uint64_t step = 0;
    double t = 0;
};

struct CancelMark {
    uint32_t number = 0;   // which cancellation of the run, from 1
    uint32_t station = 1;  // 1 requested, 2 forwarded, 3 delivered, 4 caught, 5 completed, 6 raised in the waiter
    int lane = -1;
    uint64_t step = 0;
    double t = 0;
    uint32_t iteration = 0;
};

struct BlockedBand {
    uint64_t step_begin = 0, step_end = 0;
    double t_begin = 0, t_end = 0;
    std::string call;
    uint32_t line = 0;
};

struct Lane {
    LaneKind kind = LaneKind::Task;
    std::string name;
    uint32_t number = 0;                    // task, future, thread, connection or process number; loop number
    int parent = -1;                        // index of the parent's lane
    int depth = 0;                          // indentation
    uint64_t step_begin = 0, step_end = 0;  // of its life
    // A task by which the loop tidies up at its end, in which nothing happens: none of the program's code, no waiting.
    bool quiet = false;
    uint64_t quiet_until = 0;  // the step at which it was done
    std::vector<Segment> segments;

    bool tidies_up_at(uint64_t step) const { return quiet && step >= step_begin && step <= quiet_until; }
    // Whether a picture of the whole run needs room for it.
    bool counts() const { return !quiet && (kind == LaneKind::Loop || !segments.empty()); }
};

struct Timeline {
    std::vector<Lane> lanes;  // loops, tasks in tree order, threads, futures that a cancellation passed, peers, processes
    std::vector<Turn> turns;  // in order
    std::vector<TimeJump> jumps;
    std::vector<Arrow> arrows;  // by from_step
    std::vector<PrintMark> prints;
    std::vector<CancelMark> cancels;
    std::vector<BlockedBand> blocked;
    uint64_t step_count = 0;
    double t_end = 0;

    std::vector<std::string> texts;  // of labels
    std::vector<double> times;
    std::vector<int> task_lanes;  // by the task's number

    int lane_of_task(uint32_t number) const {  // -1: none
        return number < task_lanes.size() ? task_lanes[number] : -1;
    }
    int lane_of_thread(uint32_t id) const;
    size_t counting_lanes() const {
        return static_cast<size_t>(std::count_if(lanes.begin(), lanes.end(), [](const Lane& lane) { return lane.counts(); }));
    }
    const Segment* segment_at(int lane, uint64_t step) const;
    const Turn* turn_at(uint64_t step) const;         // the last that began at or before that step
    std::string label(const Segment& segment) const;  // "waiting for A, B", "until t = 2 s"; may be empty
};

Timeline make_timeline(const Recording& recording);

}  // namespace loopscope::replay
