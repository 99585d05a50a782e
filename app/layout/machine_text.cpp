#include "app/layout/machine_text.h"

#include <algorithm>
#include <cstdio>

#include "replay/sentence.h"

namespace loopscope::app {
namespace {

using trace::Event;
using trace::Kind;

// A line of a routine: its code, the word beside it, and the ways through the routine on which it runs (bits).
struct Line {
    const char *code, *word, *says;
    unsigned ways;
};

constexpr unsigned kAlways = ~0u;

// run_once: the ways are how far the turn has come.
enum RunOnceWay : unsigned { kBegun = 1, kPolls = 2, kDue = 4, kRuns = 8 };
constexpr Line kRunOnce[] = {
    {"def run_once(loop):", "turn", "one turn of the loop", kAlways},
    {"    wait = 0 if loop.ready else None", "ready?", "with something ready the poll does not wait", kBegun | kPolls | kDue | kRuns},
    {"    if wait is None and loop.timers:", "timers?", "else it waits for the first timer", kPolls},
    {"        wait = loop.timers[0].when - loop.time()", "until", "the first due time is how long nothing can happen", kPolls},
    {"    loop.add_events(loop.selector.select(wait))", "poll", "sleep until then, or until something arrives", kPolls},
    {"    while loop.timers and loop.timers[0].when <= now:", "due?", "timers that are due now ...", kDue},
    {"        loop.ready.append(heappop(loop.timers))", "move", "... join the ready queue, in order", kDue},
    {"    for i in range(len(loop.ready)):", "count", "only what is ready now: later ones wait for the next turn", kRuns},
    {"        handle = loop.ready.popleft()", "take", "first in, first out", kRuns},
    {"        if not handle.cancelled:", "skip?", "a cancelled handle is dropped here", kRuns},
    {"            handle.run()", "run", "calls its callback in its context", kRuns},
};

enum StepWay : unsigned { kSends = 1, kThrows = 2, kReturned = 4, kCancelled = 8, kFailed_ = 16, kYielded = 32, kFlag = 64, kBare = 128 };
constexpr unsigned kEntered = kSends | kThrows | kReturned | kCancelled | kFailed_ | kYielded | kFlag | kBare;
constexpr Line kStep[] = {
    {"def step(self, error=None):", "call", "from the ready queue, or from wakeup", kEntered},
    {"    if self.must_cancel:", "asked?", "did somebody ask it to cancel meanwhile?", kEntered},
    {"        error = CancelledError()", "cancel", "then that is what it gets", kFlag},
    {"        self.must_cancel = False", "", "", kFlag},
    {"    self.waiter = None", "free", "it waits for nothing now", kEntered},
    {"    try:", "", "", kEntered},
    {"        if error is None:", "error?", "what it waited for brought a result, or an error", kEntered},
    {"            result = self.coro.send(None)", "send", "the coroutine goes on behind its await", kSends},
    {"        else:", "", "", kThrows},
    {"            result = self.coro.throw(error)", "throw", "the error comes out of its await", kThrows},
    {"    except StopIteration as stop:", "return", "the coroutine returned: the task is done", kReturned},
    {"        self.set_result(stop.value)", "", "", kReturned},
    {"    except CancelledError:", "cancelled", "the error left it: the task is CANCELLED", kCancelled},
    {"        self.set_cancelled()", "", "", kCancelled},
    {"    except Exception as problem:", "raise", "another error left it: the task is FAILED", kFailed_},
    {"        self.set_exception(problem)", "", "", kFailed_},
    {"    else:", "yield", "it yielded a future: the task waits again", kYielded | kBare},
    {"        if result is None:", "bare?", "a bare yield, as sleep(0) does, waits for nothing", kYielded | kBare},
    {"            self.loop.call_soon(self.step)", "again", "so its next step is queued for the next turn", kBare},
    {"        else:", "", "", kYielded},
    {"            self.waiter = result", "wait", "remember whom it waits for", kYielded},
    {"            result.add_done_callback(self.wakeup)", "hook", "and ask to be woken", kYielded},
};

constexpr Line kWakeup[] = {
    {"def wakeup(self, future):", "call", "the future that it waited for is done", kAlways},
    {"    try:", "", "", kAlways},
    {"        future.result()", "look", "a result, or the error that it brought", kAlways},
    {"    except BaseException as error:", "error", "an error goes into the coroutine", 2},
    {"        self.step(error)", "throw", "", 2},
    {"    else:", "", "", 1},
    {"        self.step()", "step", "a result: the coroutine reads it itself", 1},
};

constexpr Line kSetResult[] = {
    {"def set_result(self, value):", "call", "somebody has what was waited for", kAlways},
    {"    if self.state != PENDING:", "twice?", "a future is finished once", kAlways},
    {"        raise InvalidStateError", "", "", 0},
    {"    self.value = value", "keep", "", kAlways},
    {"    self.state = FINISHED", "done", "PENDING becomes FINISHED", kAlways},
    {"    for callback in self.callbacks:", "tell", "everybody who asked to be told ...", 2},
    {"        self.loop.call_soon(callback, self)", "queue", "... is put into the ready queue, not called", 2},
    {"    self.callbacks.clear()", "", "", 2},
};

constexpr Line kCancel[] = {
    {"def cancel(self, message=None):", "call", "somebody asks the task to stop", kAlways},
    {"    if self.done():", "late?", "too late for a finished one", kAlways},
    {"        return False", "", "", 0},
    {"    self.cancel_requests += 1", "count", "cancelling() says how many have asked", kAlways},
    {"    if self.waiter is not None:", "waits?", "does it wait for somebody?", kAlways},
    {"        if self.waiter.cancel(message):", "forward", "then that one is cancelled, and will wake it", 2},
    {"            return True", "", "", 2},
    {"    self.must_cancel = True", "note", "else its next step throws the error in", 4},
    {"    return True", "", "nothing was thrown yet: that is for the next turn", 4},
};

constexpr Line kHandleRun[] = {
    {"def run(self):", "call", "the loop took this handle from the queue", kAlways},
    {"    try:", "", "", kAlways},
    {"        self.context.run(self.callback, *self.args)", "run", "the callback, in the context it was made in", kAlways},
    {"    except Exception as problem:", "error", "a callback's error is reported, the loop goes on", 2},
    {"        self.loop.call_exception_handler(problem)", "", "", 2},
};

struct Choice {
    Routine routine = Routine::RunOnce;
    const Line* lines = nullptr;
    size_t count = 0;
    size_t now = 0;                      // the line that the event stands at
    unsigned ways = 0;                   // lines on these ways have run, if they stand above `now`
};

template <size_t N>
Choice choose(Routine routine, const Line (&lines)[N], size_t now, unsigned ways) {
    return {routine, lines, N, now, ways};
}

bool takes_error(const Event& e) { return e.outcome != trace::Outcome::Result; }

Choice choice_of_task(const Event& e, const replay::State& state) {
    const replay::TaskState* task = state.find_task(e.subject ? e.subject : e.task);
    switch (e.kind) {
        case Kind::TaskStep: return choose(Routine::Step, kStep, 0, kEntered);
        case Kind::GeneratorThrow: return choose(Routine::Step, kStep, 9, kThrows);
        case Kind::TaskSuspended: {
            const bool bare = !e.target;
            return choose(Routine::Step, kStep, bare ? 18 : 21, bare ? kBare | kSends : kYielded | kSends);
        }
        case Kind::TaskDone:
            if (e.outcome == trace::Outcome::Result) return choose(Routine::Step, kStep, 11, kReturned | kSends);
            if (e.outcome == trace::Outcome::Cancelled) return choose(Routine::Step, kStep, 13, kCancelled | kThrows);
            return choose(Routine::Step, kStep, 15, kFailed_ | kSends);
        case Kind::CancelDelivered: return choose(Routine::Step, kStep, 2, kFlag);
        default: break;
    }
    (void)task;
    return choose(Routine::Step, kStep, 7, kSends);
}

Choice choice_of(const Event& e, const replay::State& state) {
    switch (e.kind) {
        case Kind::LoopIteration: return choose(Routine::RunOnce, kRunOnce, 1, kBegun);
        case Kind::LoopPoll:
        case Kind::LoopAdvance: return choose(Routine::RunOnce, kRunOnce, 4, kPolls);
        case Kind::TimerDue: return choose(Routine::RunOnce, kRunOnce, 6, kPolls | kDue);
        case Kind::HandleRun:
            if (e.callback.code == trace::CallbackCode::TaskWakeup) return choose(Routine::Wakeup, kWakeup, 0, 1);
            if (e.callback.code == trace::CallbackCode::TaskStep) return choose(Routine::HandleRun, kHandleRun, 2, 1);
            return choose(Routine::HandleRun, kHandleRun, 2, 1);
        case Kind::HandleScheduled:
        case Kind::FutureCallbackScheduled: return choose(Routine::SetResult, kSetResult, 6, 2);
        case Kind::FutureDone: return choose(Routine::SetResult, kSetResult, 4, takes_error(e) ? 1 : 2);
        case Kind::CancelRequested: return choose(Routine::Cancel, kCancel, 3, 1);
        case Kind::CancelForwarded: return choose(Routine::Cancel, kCancel, 5, 2);
        case Kind::LoopStarted:
        case Kind::LoopStopped:
        case Kind::LoopBlocked: return choose(Routine::RunOnce, kRunOnce, 10, kRuns);
        default: break;
    }
    if (e.task != 0 || e.subject != 0) return choice_of_task(e, state);
    return choose(Routine::RunOnce, kRunOnce, 10, kRuns);
}

std::vector<MachineCrumb> path_of(Routine routine, const Event& e) {
    switch (routine) {
        case Routine::RunOnce: return {{Routine::RunOnce}, {Routine::HandleRun, true}};
        case Routine::HandleRun: return {{Routine::RunOnce}, {Routine::HandleRun}, {Routine::Step, true}};
        case Routine::Wakeup: return {{Routine::RunOnce}, {Routine::HandleRun}, {Routine::Wakeup}, {Routine::Step, true}, {Routine::CoroSend, true}};
        case Routine::SetResult: return {{Routine::RunOnce}, {Routine::HandleRun}, {Routine::SetResult}};
        case Routine::Cancel: return {{Routine::RunOnce}, {Routine::HandleRun}, {Routine::Step}, {Routine::Cancel}};
        default: break;
    }
    (void)e;
    return {{Routine::RunOnce}, {Routine::HandleRun}, {Routine::Step}, {Routine::CoroSend, true}};
}

}  // namespace

const RoutineText& machine_routine(Routine routine) {
    static constexpr RoutineText kTexts[] = {{"Loop.run_once"}, {"Handle.run"}, {"Task.wakeup"}, {"Task.step"}, {"coro.send"}, {"Future.set_result"}, {"Task.cancel"}};
    return kTexts[static_cast<size_t>(routine)];
}

MachineState machine_state(const replay::Recording& recording, const Event& event, const replay::State& state) {
    const Choice choice = choice_of(event, state);
    MachineState machine;
    machine.routine = choice.routine;
    machine.path = path_of(choice.routine, event);
    for (size_t i = 0; i < choice.count; ++i) {
        const Line& line = choice.lines[i];
        MachineRow row{line.code, line.word, line.says, MachineMark::Ahead};
        const bool on_way = line.ways == kAlways || (line.ways & choice.ways) != 0;
        if (i == choice.now) {
            row.state = MachineMark::Now;
            row.word = "now";
            row.says = replay::sentence(recording, event.step);
        } else if (i < choice.now) {
            row.state = on_way ? MachineMark::Ran : MachineMark::NotTaken;
        }
        machine.rows.push_back(row);
    }
    return machine;
}

}  // namespace loopscope::app
