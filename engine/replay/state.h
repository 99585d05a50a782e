// State: everything that can be shown about the program at one step, as plain values.
//
// Made by Recording::state and Cursor::state out of the fold; read by views, by `show` and by tests. It holds no
// pointer into anything. Two States are equal (==) if and only if a view could not tell them apart.
// Numbers of tasks, futures, handles and generators are running numbers in the run, from 1; 0 is none.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "trace/reader.h"

namespace loopscope::replay {

enum class TaskStatus : uint8_t { Created, Ready, Running, Waiting, Sleeping, Cancelling, Done, Cancelled, Failed };
constexpr int kTaskStatusCount = 9;
const char* task_status_name(TaskStatus status);  // "CREATED"
char task_status_letter(TaskStatus status);       // style.md: N Q R W S C D X F
inline bool is_finished(TaskStatus s) { return s >= TaskStatus::Done; }

enum class FutureStatus : uint8_t { Pending, Finished, Cancelled };
const char* future_status_name(FutureStatus status);
const char* generator_status_name(trace::GeneratorStatus status);

// A frame, running or parked. In a chain: outermost first.
struct FrameState {
    std::string function;  // qualified name
    std::string file, module;
    uint32_t function_id = trace::kNoFunction;
    uint32_t line = 0;  // the line last run in it; 0: not begun
    trace::Flavor flavor = trace::Flavor::Function;
    uint32_t generator = 0;  // 0: a plain call
    trace::GeneratorStatus status = trace::GeneratorStatus::Running;
    bool library = false;
    bool operator==(const FrameState&) const = default;
};

struct GeneratorState {
    uint32_t number = 0;
    std::string name;  // "countdown#3"
    FrameState frame;
    uint32_t delegates_to = 0;  // the generator that it awaits or yields from
    uint32_t owner_task = 0;    // the task in whose chain it stands
    bool operator==(const GeneratorState&) const = default;
};

struct TaskState {
    uint32_t number = 0;
    std::string name;
    uint32_t parent = 0;
    std::string parent_name;
    std::string coroutine;  // qualified name of its outermost frame
    TaskStatus status = TaskStatus::Created;
    trace::Awaitable awaits;
    std::string awaits_text;  // "future#3", "Task-2"; empty: nothing
    std::string awaits_what;  // more of it where known: "sleep", "executor job crunch"; may be empty
    uint64_t since_step = 0;  // in this status since
    double since_t = 0;
    uint32_t since_iteration = 0;
    std::optional<double> due;  // SLEEPING: when its timer comes due
    uint32_t cancelling = 0;    // Task.cancelling()
    bool must_cancel = false;
    bool held = false;              // a shield scope keeps a request to cancel back
    std::string outcome;            // text of the result or the exception; empty while it is not finished
    std::vector<FrameState> chain;  // coroutine stack, outermost to leaf
    uint32_t thread = 0;            // of its loop
    uint32_t loop = 0;
    uint32_t pending_handle = 0;  // its own step or wake-up in the ready queue
    const std::string& awaited() const { return awaits_what.empty() ? awaits_text : awaits_what; }  // as told in a sentence
    bool operator==(const TaskState&) const = default;
};

struct FutureState {
    uint32_t number = 0;
    std::string name;  // "future#3"
    FutureStatus status = FutureStatus::Pending;
    std::string outcome;                  // text of result or exception
    std::vector<std::string> callbacks;   // in order
    std::vector<uint32_t> waiting_tasks;  // those that wake up when it is done
    uint64_t created_step = 0;
    std::optional<double> due;  // a timer will finish it then
    bool operator==(const FutureState&) const = default;
};

// One entry of the ready queue or the timer heap.
struct HandleState {
    uint32_t number = 0;
    std::string name;      // "handle#12"
    std::string callback;  // "Task-1 wakeup", "on_timer"
    trace::CallbackRef ref;
    uint32_t task = 0;  // whose step or wake-up it is
    uint64_t scheduled_step = 0;
    double scheduled_t = 0;
    uint32_t scheduled_iteration = 0;
    std::optional<double> when;  // timers
    bool cancelled = false;
    bool next_turn = false;  // ready queue: added during this turn, so it waits for the next
    enum class Place : uint8_t { Ready, Running, Ran } place = Place::Ready;
    bool operator==(const HandleState&) const = default;
};

enum class LoopPhase : uint8_t { None, Poll, Timers, Ready };
const char* loop_phase_name(LoopPhase phase);  // "Poll", "Move due timers", "Run ready"

struct LoopState {
    uint32_t number = 0;  // 0: no loop runs
    bool running = false;
    uint32_t thread = 0;
    uint32_t iteration = 0;
    LoopPhase phase = LoopPhase::None;
    // The turn's handles in order: those that ran, the one running, those still to run (Place says which) ...
    std::vector<HandleState> ready;  // ... and behind them those with next_turn
    uint32_t turn_total = 0;         // "2 of 2": handles of this turn, and how many have begun
    uint32_t turn_begun = 0;
    std::vector<HandleState> timers;  // by due time, then by creation
    std::optional<double> poll_until;
    bool polling = false;
    std::string poll_for;  // what else it waits for
    bool operator==(const LoopState&) const = default;
};

struct ThreadView {
    uint32_t id = 0;
    std::string name;  // "main", "worker-1"
    bool alive = true;
    bool current = false;
    bool blocked = false;
    std::optional<double> until;
    std::string waits_for;
    std::string job;                // the executor's function that runs in it
    std::vector<FrameState> stack;  // outermost first
    bool operator==(const ThreadView&) const = default;
};

struct JobState {
    uint32_t number = 0;
    std::string function;
    enum class Place : uint8_t { Queued, Running, Finished } place = Place::Queued;
    uint32_t thread = 0;
    uint64_t since_step = 0;
    bool operator==(const JobState&) const = default;
};

struct ConnectionState {
    uint32_t number = 0;
    std::string peer, address;
    bool open = true;
    uint64_t since_step = 0;
    bool operator==(const ConnectionState&) const = default;
};

// A lock that is held or waited for.
struct LockState {
    uint32_t number = 0;
    std::string name;               // "lock#1"
    uint32_t owner = 0;             // the task that holds it, 0: nobody
    int64_t depth = 0;              // how often; 0: it is free, and goes to the first of those who wait
    std::vector<uint32_t> waiting;  // tasks, the next one first
    bool operator==(const LockState&) const = default;
};

struct ProcessState {
    uint32_t number = 0;
    std::string command;
    bool running = true;
    int64_t status = 0;
    uint64_t since_step = 0;
    bool operator==(const ProcessState&) const = default;
};

// A cancellation from its request to its end. Steps are kNoStep until they happen.
struct CancellationState {
    trace::Awaitable target;
    std::string target_name;
    std::string by;  // the task or callback that asked, or "main"
    uint32_t by_task = 0;
    std::string message;
    uint64_t requested_step = trace::kNoStep, delivered_step = trace::kNoStep;
    uint64_t caught_step = trace::kNoStep, completed_step = trace::kNoStep;
    double requested_t = 0, delivered_t = 0, completed_t = 0;
    uint32_t requested_iteration = 0, delivered_iteration = 0;
    std::vector<uint64_t> forwarded_steps;
    std::vector<trace::Awaitable> forwarded_to;
    bool operator==(const CancellationState&) const = default;
};

struct BlockedState {
    double from = 0, to = 0;
    std::string call;  // "time.sleep(4)"
    std::string function;
    uint32_t line = 0;
    uint64_t step = 0;
    bool operator==(const BlockedState&) const = default;
};

// A place in a source text.
struct Place {
    std::string file;
    uint32_t function_id = trace::kNoFunction;
    uint32_t line = 0;  // 0: nowhere
    bool operator==(const Place&) const = default;
};

struct State {
    uint64_t step = trace::kNoStep;  // kNoStep: before the first
    double t = 0;
    uint32_t thread = 0;
    uint32_t task = 0;       // that runs, 0: none
    uint32_t iteration = 0;  // 0: outside of a loop
    LoopState loop;          // of the current thread, else the one that ran last
    std::vector<LoopState> other_loops;
    std::vector<TaskState> tasks;            // in order of creation; finished ones stay
    std::vector<FutureState> futures;        // alive, in order of creation
    std::vector<GeneratorState> generators;  // alive, in order of creation
    std::vector<ThreadView> threads;         // [0] is main
    std::vector<JobState> jobs;
    std::vector<LockState> locks;  // by number
    std::vector<ConnectionState> connections;
    std::vector<ProcessState> processes;
    std::vector<CancellationState> cancellations;  // in flight, and those completed in this turn
    std::optional<BlockedState> blocked;
    uint64_t output_count = 0;  // see Recording::outputs()
    Place last_line;            // of the program's own code: where the running thread stands, or stood last
    Place next_line;            // the next line event of the program's own code, in any thread
    Place next_any_line;        // the next line event, library code included
    bool operator==(const State&) const = default;

    const TaskState* find_task(uint32_t number) const;
    const FutureState* find_future(uint32_t number) const;
    const GeneratorState* find_generator(uint32_t number) const;
    const LockState* lock_waited_for(uint32_t task) const;
};

// For `show` and for tests: everything, as lines of text.
std::string to_text(const State& state);

}  // namespace loopscope::replay
