// Fold: what the events have led to so far, in arrays that are cheap to copy. A keyframe is a Decoder and a Fold;
// make_state turns the two into a State.
//
// Called by the recording's index, by cursors and the timeline; nobody else. It keeps what is alive by slot, as the
// decoder does, and refers to text in the recording, so it must not outlive it. apply() is total: whatever events come,
// also such as no engine would record, it goes on.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "replay/state.h"
#include "trace/reader.h"

namespace loopscope::replay {

// A moment of the run.
struct Moment {
    uint64_t step = trace::kNoStep;
    double t = 0;
    uint32_t iteration = 0;
};

// Callbacks of a future. They are scheduled in order when it is done: those before `taken` are gone.
struct CallbackList {
    std::vector<trace::CallbackRef> all;
    size_t taken = 0;
    void add(const trace::CallbackRef& callback) { all.push_back(callback); }
    void remove(const trace::CallbackRef& callback);
    void take(const trace::CallbackRef& callback);
};

struct TaskFold {
    uint32_t number = 0;  // 0: the slot is free
    uint32_t parent = 0;
    uint32_t coroutine = 0;         // generator slot + 1 ...
    uint32_t coroutine_number = 0;  // ... and which one that was
    uint32_t function = trace::kNoFunction;
    uint32_t loop = 0, thread = 0;
    TaskStatus status = TaskStatus::Created;
    trace::Awaitable awaits;
    uint32_t waits_for_job = 0;               // the awaited future stands for an executor's job
    std::vector<trace::Awaitable> waits_for;  // ... or for all of these (gather, wait)
    Moment since;
    uint32_t cancelling = 0;
    bool must_cancel = false;
    bool asked = false;  // a request to cancel that is not delivered yet
    bool held = false;   // ... because a shield scope keeps it back
    uint32_t pending_handle = 0;
    bool requeued = false;  // uasyncio: it lies in the run queue itself ...
    bool timed = false;     // ... or in the wait queue, due at ...
    double due = 0;
    uint32_t parked = 0;  // ... or in no queue: what it waits for, string id + 1
    CallbackList callbacks;
    trace::Outcome outcome = trace::Outcome::Result;
    trace::Value value;
};

struct FutureFold {
    uint32_t number = 0;
    FutureStatus status = FutureStatus::Pending;
    trace::Outcome outcome = trace::Outcome::Result;
    trace::Value value;
    CallbackList callbacks;
    uint64_t created_step = 0;
    uint32_t creator = 0;  // the task in whose step it was made
    uint32_t timer = 0;    // the handle that will finish it
    double due = 0;
};

enum class HandlePlace : uint8_t { None, Timer, Ready };

struct HandleFold {
    uint32_t number = 0;
    HandlePlace place = HandlePlace::None;
    trace::CallbackRef callback;
    Moment scheduled;
    double when = 0;
    bool timed = false, cancelled = false;
    uint32_t loop = 0;
};

struct ReadyEntry {
    uint32_t number = 0;
    trace::CallbackRef callback;
    Moment scheduled;
    double when = 0;
    bool timed = false, cancelled = false, own = false;
    HandleState::Place place = HandleState::Place::Ready;
};

struct LoopFold {
    uint32_t number = 0;
    bool running = false;
    uint32_t thread = 0;
    LoopPhase phase = LoopPhase::None;
    std::vector<ReadyEntry> ready;  // this turn's (run, running, to run), then the next turn's
    size_t begun = 0;               // of this turn's entries
    size_t turn_total = 0;          // entries of this turn; fixed when the first one is run
    bool fixed = false;
    bool polling = false, has_until = false;
    double poll_until = 0;
    uint32_t poll_for = 0;
};

struct ThreadFold {
    bool blocked = false, has_until = false;
    double until = 0;
    uint32_t waits_for = 0;
    uint32_t job = 0;  // 0: none
    uint32_t line_function = trace::kNoFunction, line = 0;
    Moment since;
};

struct JobFold {
    uint32_t number = 0, function = 0, thread = 0;
    JobState::Place place = JobState::Place::Queued;
    uint64_t since_step = 0;
};

struct CancellationFold {
    trace::Awaitable target;
    uint32_t by_task = 0;
    trace::CallbackRef by_callback;  // where no task asked
    uint32_t by_thread = 0;
    trace::Value message;
    Moment requested, delivered, caught, completed;
    std::vector<uint64_t> forwarded_steps;
    std::vector<trace::Awaitable> forwarded_to;
};

struct BlockedFold {
    bool on = false;
    double from = 0, to = 0;
    uint32_t call = 0, function = trace::kNoFunction, line = 0, thread = 0;
    uint64_t step = 0;
};

class Fold {
public:
    void apply(const trace::Event& event, const trace::Decoder& after);
    // Steps of CodeReader, all at once: lines, calls and returns change only the place. For a thread that is_plain().
    struct Lines {  // those that ran last; kNoFunction: none
        uint32_t function = trace::kNoFunction, line = 0;
        uint32_t own_function = trace::kNoFunction, own_line = 0;
        void add(uint32_t of, uint32_t at, bool own) {
            function = of;
            line = at;
            if (!own) return;
            own_function = of;
            own_line = at;
        }
    };
    void apply_code(const Lines& lines, const trace::Decoder& after);
    bool is_plain(uint32_t in_thread) const {
        return !blocked.on && (in_thread >= threads.size() || !threads[in_thread].blocked);
    }

    Moment now;
    uint32_t thread = 0, task = 0, iteration = 0;
    std::vector<TaskFold> tasks;     // by slot
    std::vector<TaskFold> finished;  // whose slot is free again: the last kKeepFinished of them, oldest first
    uint64_t finished_dropped = 0;
    std::vector<FutureFold> futures;  // by slot
    std::vector<HandleFold> handles;  // by slot
    std::vector<LoopFold> loops;      // by number; [0] holds what is scheduled before any loop runs
    uint32_t last_loop = 0;
    std::vector<ThreadFold> threads;
    std::vector<JobFold> jobs;                 // not finished, and those of the last turn
    std::vector<ConnectionState> connections;  // names are filled in by make_state
    std::vector<uint32_t> connection_names;    // peer and address string ids, two each
    std::vector<ProcessState> processes;
    std::vector<uint32_t> process_names;
    std::vector<CancellationFold> cancellations;
    BlockedFold blocked;
    uint64_t outputs = 0;
    uint32_t own_function = trace::kNoFunction, own_line = 0;  // the program's own line run last, in any thread
    uint32_t changed_task = 0;                                 // whose status the last event changed, 0: nobody's
    uint32_t changed_slot = 0;

    static constexpr size_t kKeepFinished = 1000;
    static constexpr size_t kMostCancellations = 4096;  // at once
    size_t bytes() const;

private:
    void apply_task(const trace::Event& e, const trace::Decoder& d);
    void apply_future(const trace::Event& e);
    void apply_handle(const trace::Event& e);
    void schedule(const trace::Event& e);
    void run_handle(const trace::Event& e);
    void cancel_handle(const trace::Event& e);
    void apply_loop(const trace::Event& e);
    void queue_task(const trace::Event& e);
    void begin_turn(LoopFold& loop);
    void apply_cancel(const trace::Event& e);
    void apply_thread(const trace::Event& e);
    void apply_world(const trace::Event& e);
    void note_line(const trace::Event& e, const trace::Decoder& d);
    void set_status(TaskFold& task, TaskStatus status);
    void finish_cancellations(trace::Awaitable target);
    LoopFold& loop_at(uint32_t number);
    LoopFold& loop_for(const trace::Event& e);
    FutureFold* future(trace::Awaitable a);
    TaskFold* live_task(uint32_t slot, uint32_t number);
    TaskFold* task_of(trace::Awaitable a);
    CallbackList* callbacks_of(trace::Awaitable a);

    // What the running task did in its present step, to tell what the future it then awaits stands for.
    std::vector<trace::Awaitable> added_to_;
    uint32_t submitted_job_ = 0;
    uint64_t step_began_ = 0;
};

// Everything readable, from both.
State make_state(const Fold& fold, const trace::Decoder& decoder, bool peek_lines);
// When the timer that the task sleeps for comes due.
std::optional<double> due_of(const Fold& fold, const TaskFold& task);
// One task of it.
TaskState make_task_state(const Fold& fold, const trace::Decoder& decoder, uint32_t slot);

}  // namespace loopscope::replay
