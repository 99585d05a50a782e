// TimelineMaker: makes a Timeline out of a run's events, one at a time and in order.
//
// Called by make_timeline and by the recording's index, which reads all events anyway. finish() once, at the end.
#pragma once
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "replay/fold.h"
#include "replay/timeline.h"

namespace loopscope::replay {

class TimelineMaker {
public:
    explicit TimelineMaker(const trace::Tables& tables) : tables_(tables) {
        open(lane(LaneKind::Thread, 0, "main", -1), TaskStatus::Running, {});
    }
    // A step that the fold and the decoder have just taken.
    void note(const trace::Event& e, const Fold& fold, const trace::Decoder& decoder);
    // Steps of CodeReader, all at once; the least and the greatest line of the program's own code that ran in them. Steps in
    // which none ran need not be noted. For a thread that is_plain().
    void note_code(uint32_t first_line, uint32_t last_line, const Fold& fold, const trace::Decoder& decoder);
    bool is_plain(uint32_t thread) const { return thread == thread_ && !blocked_; }
    Timeline finish(const Recording& recording);

private:
    // Lanes are made as they are met and put in order at the end; until then arrows hold the numbers given here.
    int lane(LaneKind kind, uint32_t number, const std::string& name, int parent);
    int lane_of(LaneKind kind, uint32_t number) const;
    int task_lane(uint32_t number, uint32_t parent = 0);
    int loop_lane(uint32_t number);
    int actor_lane(uint32_t task, uint32_t thread, uint32_t loop);
    int actor_lane(const trace::Event& e) { return actor_lane(e.task, e.thread, e.loop); }
    void stand_at(const Fold& fold, const trace::Decoder& decoder);
    int future_lane(trace::Awaitable future, uint32_t task);
    int awaitable_lane(trace::Awaitable a) {
        return a.kind == trace::Awaitable::Kind::Task ? task_lane(a.number) : future_lane(a, 0);
    }
    struct Label {
        LabelKind kind = LabelKind::None;
        uint32_t what = 0;
        bool operator==(const Label&) const = default;
    };
    Label text(const std::string& text);
    Label label_of(uint32_t slot);
    Label label_of_wait(const TaskFold& task, uint32_t slot);
    void open(int lane, TaskStatus status, Label label);
    void close_all();
    void find_quiet(const Recording& recording);
    void arrow(ArrowKind kind, int from, int to);

    void note_line(const trace::Event& e);
    void note_lines(int lane, uint32_t first, uint32_t last);
    void note_task(const trace::Event& e);
    void note_conversation(const trace::Event& e);
    void note_loop(const trace::Event& e);
    void note_cancel(const trace::Event& e);
    void note_threads(const trace::Event& e);
    void note_world(const trace::Event& e);
    void note_future(const trace::Event& e);
    void note_end_of_cancellation(const trace::Event& e);
    void thread_state(uint32_t id, TaskStatus status, Label label);
    void mark(uint32_t number, uint32_t station, int lane);
    uint32_t active_cancellation(uint32_t task) const;
    void put_in_order();
    std::vector<int> tree_order();

    const trace::Tables& tables_;
    const Fold* fold_ = nullptr;  // while an event is noted
    const trace::Decoder* decoder_ = nullptr;
    Timeline t_;
    std::map<std::pair<int, uint32_t>, int> lane_ids_;  // of all but tasks
    std::unordered_map<std::string, uint32_t> text_ids_;
    std::vector<uint32_t> function_texts_;  // by function: "waiting for " it, index into texts + 1
    uint32_t step_ = 0;
    double now_ = 0;
    uint32_t iteration_ = 0;
    std::vector<uint32_t> stepping_;         // by thread: the task whose step has begun and not yet entered its frames
    std::vector<uint32_t> wakeups_;          // by task: its wake-up arrow + 1, until the step
    std::vector<uint32_t> cancelled_tasks_;  // by cancellation - 1: its target task, 0: over
    uint32_t raised_in_waiter_ = 0;          // the cancellation whose end somebody waits for
    uint32_t raised_target_ = 0;
    bool blocked_ = false;
    static constexpr size_t kMainLane = 0;  // of the main thread; dropped where there are tasks, which tell more
    uint32_t thread_ = 0;
};

}  // namespace loopscope::replay
