// The objects of the loop layer: threads, contexts, futures, tasks, handles, loops. All in the arena, reference counted;
// `lifetime.cpp` lets go of what they hold. Invariants: a pending Task has either a step (or wake-up) in a ready queue or a
// future it waits for, never both; a future's callbacks are scheduled, never called; cells are EMPTY where nothing was set.
#pragma once
#include "runtime/frames.h"
#include "runtime/vm.h"
#include "trace/values.h"

namespace loopscope::runtime {

// A thread of the program: a stack of frames of its own. While it runs, these values are in the VM; while parked, here.
struct Strand : Obj {
    uint64_t ident;               // threading.get_ident()
    uint32_t number;              // in the trace: 0 is main
    uint8_t woken;                // was it woken, rather than timed out?
    uint8_t done, answers_woken;  // answers_woken: what parked it wants to know `woken` as its result (else None)
    uint64_t entry;               // sequence of its live entry in the schedule; 0: none
    Cell name;                    // a str
    Dict* data;                   // threading.local's attributes in this thread
    Cell function;                // what it runs, until it has begun
    Cell waits_for;               // a str, for deadlock messages; EMPTY while it runs
    Cell interrupt;       // called (once) when it goes on, before what it waited for: a signal's handlers; EMPTY: nothing
    double until;         // parked until then, if `timed`
    uint8_t blocks_loop;  // it waits for something in the middle of its event loop's turn
    uint8_t timed, kind_parked;  // kind: of its entry in the schedule
    Dict* own_sys;               // a process's own values of names in module sys; null: the program's
    Frame* frame;
    ExcItem* exc_top;
    ExcItem exc_base;
    uint32_t depth, origin_depth, current_task_slot;
    Cell context;       // its current contextvars.Context, or EMPTY: not needed yet
    Cell running_loop;  // EMPTY: none
    Cell asyncgen_firstiter, asyncgen_finalizer;
};

}  // namespace loopscope::runtime

namespace loopscope::loop {

using namespace runtime;

struct ContextObj : Obj {
    Tuple* map;  // variable, value, variable, value ...: never changed, shared by copies; null: empty
    uint8_t entered;
};
struct ContextVarObj : Obj {
    Str* name;
    Cell fallback;
};  // fallback EMPTY: no default
struct TokenObj : Obj {
    ContextObj* context;
    ContextVarObj* var;
    Cell old_value;
    uint8_t used;
};  // EMPTY: it had no value

enum class FutureState : uint8_t { Pending, Cancelled, Finished };

// What is to be called when a future is done. A task that waits for it is kept as itself: fn is the Task, context EMPTY.
struct DoneCallback {
    Cell fn, context;
};

struct FutureObj : Obj {
    Cell loop;            // EMPTY: __init__ was not called
    Cell value;           // the result, or the exception if `failed`
    Cell held;            // failed: the traceback it had when it was set; cancelled: a CancelledError to raise again
    Cell cancel_message;  // EMPTY stands for None
    Cell source_traceback;
    DoneCallback first;  // most futures have one callback
    DoneCallback* more;
    uint32_t n_callbacks, cap_more;
    uint32_t slot;  // trace slot
    FutureState state;
    uint8_t blocking;  // _asyncio_future_blocking
    uint8_t failed;
    uint8_t log_traceback;  // nobody has asked for the exception yet
    uint8_t has_slot;
};

struct TaskObj : FutureObj {
    Cell coro, context;
    Cell fut_waiter;         // what it waits for, EMPTY: nothing
    Cell name;               // a str, or the number of Task-<number>
    Cell step_exc;           // goes into the coroutine at the next step
    TaskObj *older, *newer;  // all tasks that all_tasks() knows
    uint32_t cancels_requested;
    uint8_t must_cancel;
    uint8_t log_destroy_pending;
    uint8_t linked;  // in the list of tasks
    uint8_t wakeup;  // its entry in the ready queue is a wake-up (by fut_waiter), not a plain step
};

struct HandleObj : Obj {  // also TimerHandle
    Cell callback;        // EMPTY: cancelled, or __init__ was not called
    Cell args;            // a tuple
    Cell context, loop;
    Cell source_traceback, shown;  // shown: _repr
    Cell when;                     // of a timer, as it was given (rounded)
    double due;
    uint64_t age;  // equal deadlines run in the order of creation
    uint32_t slot;
    uint8_t cancelled, scheduled, has_slot;
};

// Which of a loop's methods are not the engine's own: overridden in a subclass or put on the instance.
enum LoopOwn : uint32_t {
    kOwnTime = 1,
    kOwnCallSoon = 2,
    kOwnCallAt = 4,
    kOwnRunOnce = 8,
    kOwnProcess = 16,
    kOwnSelector = 32,
    kOwnTimerCancelled = 64,
    kOwnGetDebug = 128,
    kOwnWriteToSelf = 256,
    kOwnTurn = kOwnTime | kOwnRunOnce | kOwnProcess | kOwnSelector,
};

struct LoopObj : Obj {
    Deque* ready;                                                // Handles; a Task stands for its own step
    List* scheduled;                                             // timers, a heap
    Cell task_factory, current_handle, thread_id, current_task;  // EMPTY stands for None
    Cell poller;  // what it watches besides the clock (library Python: sockets, pipes, signals), EMPTY: nothing yet
    double slow_callback_duration, clock_resolution;
    int64_t timers_cancelled;
    Strand* parked;   // borrowed: the thread that polls in this loop; null: it does not poll
    uint32_t number;  // in the trace, from 1
    uint32_t seen_class_version, seen_dict_version, own;  // cache of LoopOwn
    uint8_t closed, stopping, debug;
    uint8_t ready_shown;  // the program has seen _ready: from now on all entries are Handles
};

struct FutureIterObj : Obj {
    FutureObj* future;
};  // null: it is over

struct SlotPool {
    uint32_t* free;
    uint32_t n_free, cap, next;
};

struct ScheduleEntry {
    double time;
    uint32_t kind;
    uint64_t sequence;
    Strand* strand;
};  // the strand is counted

struct LoopNames {
#define NAME(id) Str* id;
#include "loop/names.def"
#undef NAME
};

}  // namespace loopscope::loop

namespace loopscope::runtime {

struct LoopState {
    // the schedule of threads: a heap by (time, kind, sequence)
    loop::ScheduleEntry* entries;
    uint32_t n_entries, cap_entries;
    uint64_t sequence;
    Strand* main;
    List* strands;  // all that have not ended, oldest first
    uint64_t next_ident;
    uint32_t next_thread;
    double until;
    uint64_t idle_clock_reads;  // since the clock moved last
    uint32_t workers;
    Cell world;     // what the scenario says of the outside: a dict, or EMPTY
    Dict* waiting;  // what could still come from outside: key -> a str for the message `idle: waiting for ...`
    Dict *sys_of_program,
        *sys_now;     // the program's own sys.stdout and so on while a process runs; whose are in sys, null: the program's
    int exit_status;  // of a program that ended at once (a signal, os._exit)
    // asyncio
    Dict* helpers;  // Python functions and classes that natives need, by name (see _asyncio._install)
    Class *cancelled_error, *invalid_state_error;  // of them, at hand
    Obj *set_result_unless_cancelled, *run_once;
    loop::SlotPool futures, tasks, handles;
    uint64_t timer_age, task_number;
    uint32_t loops, jobs, locks;
    loop::TaskObj *oldest_task, *newest_task;
    Dict* foreign_current;  // current tasks of loops that are not the engine's
    List* at_end;
    Str* missing_name;  // of Token.MISSING
    Obj* missing;
    uint32_t* name_ids;  // trace function id -> trace string id + 1, for callbacks
    uint32_t cap_name_ids;
    loop::LoopNames names;
};

}  // namespace loopscope::runtime

namespace loopscope::loop {

inline LoopState& state(VM& vm) { return *vm.loops; }
inline LoopNames& names(VM& vm) { return vm.loops->names; }

inline bool is_future(Cell c) { return is_obj(c) && (obj_of(c)->kind == kFuture || obj_of(c)->kind == kTask); }
inline bool is_task(Cell c) { return is_kind(c, kTask); }
inline FutureObj* future_of(Cell c) { return static_cast<FutureObj*>(obj_of(c)); }
inline TaskObj* task_of(Cell c) { return static_cast<TaskObj*>(obj_of(c)); }
inline LoopObj* loop_of(Cell c) { return static_cast<LoopObj*>(obj_of(c)); }
inline HandleObj* handle_of(Cell c) { return static_cast<HandleObj*>(obj_of(c)); }

}  // namespace loopscope::loop
