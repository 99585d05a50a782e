// The routines' text, line by line. Used by machine_text.cpp alone.
#pragma once
#include "app/layout/machine_text.h"

namespace loopscope::app {

// A line of a routine: its code, the word beside it, and the ways through the routine on which it runs (bits).
struct MachineLine {
    const char *code, *word, *says;
    unsigned ways;
};

constexpr unsigned kAlways = ~0u;
constexpr unsigned kNever = 0;

// run_once: the ways are how far the turn has come.
enum RunOnceWay : unsigned { kBegun = 1, kPolls = 2, kDue = 4, kRuns = 8 };
enum RunOnceLine : size_t { kTurn = 0, kReadyTest = 1, kSelect = 4, kDueMove = 6, kTake = 8, kCallRun = 10 };
constexpr MachineLine kRunOnce[] = {
    {"def run_once(loop):", "turn", "one turn of the loop", kAlways},
    {"    wait = 0 if loop.ready else None", "ready?", "with something ready: no waiting", kAlways},
    {"    if wait is None and loop.timers:", "timers?", "else it waits for the first timer", kAlways},
    {"        wait = loop.timers[0].when - loop.time()", "until", "how long nothing can happen", kPolls},
    {"    loop.add_events(loop.selector.select(wait))", "poll", "until then, or something arrives", kAlways},
    {"    while loop.timers and loop.timers[0].when <= loop.time():", "due?", "timers that are due now ...", kAlways},
    {"        loop.ready.append(heappop(loop.timers))", "move", "... join the ready queue", kDue},
    {"    for i in range(len(loop.ready)):", "count", "only what is ready by now", kRuns},
    {"        handle = loop.ready.popleft()", "take", "first in, first out", kRuns},
    {"        if not handle.cancelled:", "skip?", "a cancelled one is dropped", kRuns},
    {"            handle.run()", "run", "calls its callback in its context", kRuns},
};

enum StepWay : unsigned {
    kSends = 1,
    kThrows = 2,
    kReturned = 4,
    kLeftByCancel = 8,
    kLeftByError = 16,
    kWaits = 32,
    kFlag = 64,
    kBare = 128,
    kBad = 256,
    kLate = 512,
    kLost = 1024
};
enum StepLine : size_t {
    kStepCall = 0,
    kFlagTest = 1,
    kFlagTaken = 2,
    kWaiterFree = 4,
    kErrorTest = 6,
    kSend = 7,
    kThrow = 9,
    kStop = 10,
    kLostLine = 12,
    kReturn = 14,
    kCancelledLine = 16,
    kRaise = 18,
    kYielded = 19,
    kAwaited = 20,
    kHook = 21,
    kWait = 22,
    kLateTest = 23,
    kBareTest = 25,
    kAgain = 26,
    kBadLine = 28,
};
constexpr unsigned kYields = kWaits | kBare | kBad;
constexpr MachineLine kStep[] = {
    {"def step(self, error=None):", "call", "from the queue, or from wakeup", kAlways},
    {"    if self.must_cancel:", "asked?", "did somebody call cancel()?", kAlways},
    {"        error = CancelledError()", "cancel", "then that is what it gets", kFlag},
    {"        self.must_cancel = False", "", "", kFlag},
    {"    self.waiter = None", "free", "it waits for nothing now", kAlways},
    {"    try:", "", "", kAlways},
    {"        if error is None:", "error?", "was a result or an error brought?", kAlways},
    {"            result = self.coro.send(None)", "send", "it goes on behind its await", kSends},
    {"        else:", "", "", kThrows},
    {"            result = self.coro.throw(error)", "throw", "the error comes out of its await", kThrows},
    {"    except StopIteration as stop:", "return", "the coroutine returned", kReturned},
    {"        if self.must_cancel:", "too late?", "asked while it ran to its end", kReturned},
    {"            self.set_cancelled()", "", "CANCELLED, its value is lost", kLost},
    {"        else:", "", "", kReturned},
    {"            self.set_result(stop.value)", "", "the task is done", kReturned},
    {"    except CancelledError:", "cancelled", "the error left it", kLeftByCancel},
    {"        self.set_cancelled()", "", "the task is CANCELLED", kLeftByCancel},
    {"    except Exception as problem:", "raise", "another error left it", kLeftByError},
    {"        self.set_exception(problem)", "", "the task is FAILED", kLeftByError},
    {"    else:", "yield", "it yielded: not done yet", kYields},
    {"        if is_awaited_future(result):", "future?", "await says so; never itself", kYields},
    {"            result.add_done_callback(self.wakeup)", "hook", "it asks to be woken", kWaits},
    {"            self.waiter = result", "wait", "and remembers whom it waits for", kWaits},
    {"            if self.must_cancel and result.cancel():", "late?", "asked while it ran: cancel that", kWaits},
    {"                self.must_cancel = False", "", "", kLate},
    {"        elif result is None:", "bare?", "sleep(0) waits for nothing", kBare | kBad},
    {"            self.loop.call_soon(self.step)", "again", "its next step: the next turn", kBare},
    {"        else:", "", "", kBad},
    {"            self.loop.call_soon(self.step, RuntimeError(...))", "bad yield", "thrown in the next turn", kBad},
};

constexpr MachineLine kWakeup[] = {
    {"def wakeup(self, future):", "call", "what it waited for is done", kAlways},
    {"    try:", "", "", kAlways},
    {"        future.result()", "look", "a result, or the error", kAlways},
    {"    except BaseException as error:", "error", "an error goes into the coroutine", 2},
    {"        self.step(error)", "throw", "", 2},
    {"    else:", "", "", 1},
    {"        self.step()", "step", "a result: it reads that itself", 1},
};

// The ends of a future: 2, somebody waits.
enum EndLine : size_t { kEndState = 4, kEndQueue = 6 };
constexpr MachineLine kSetResult[] = {
    {"def set_result(self, value):", "call", "somebody has what was waited for", kAlways},
    {"    if self.state != PENDING:", "twice?", "a future is finished once", kAlways},
    {"        raise InvalidStateError", "", "", kNever},
    {"    self.value = value", "keep", "", kAlways},
    {"    self.state = FINISHED", "done", "PENDING becomes FINISHED", kAlways},
    {"    for callback in self.callbacks:", "tell", "whoever asked to be told ...", 2},
    {"        self.loop.call_soon(callback, self)", "queue", "... is queued, not called", 2},
    {"    self.callbacks.clear()", "", "", 2},
};
constexpr MachineLine kSetException[] = {
    {"def set_exception(self, error):", "call", "an error in place of a result", kAlways},
    {"    if self.state != PENDING:", "twice?", "a future is finished once", kAlways},
    {"        raise InvalidStateError", "", "", kNever},
    {"    self.error = error", "keep", "raised in whoever awaits it", kAlways},
    {"    self.state = FINISHED", "done", "PENDING becomes FINISHED", kAlways},
    {"    for callback in self.callbacks:", "tell", "whoever asked to be told ...", 2},
    {"        self.loop.call_soon(callback, self)", "queue", "... is queued, not called", 2},
    {"    self.callbacks.clear()", "", "", 2},
};
constexpr MachineLine kFutureCancel[] = {
    {"def cancel(self, message=None):", "call", "nobody needs this future any more", kAlways},
    {"    if self.state != PENDING:", "late?", "too late for one that is done", kAlways},
    {"        return False", "", "", kNever},
    {"    self.message = message", "keep", "", kAlways},
    {"    self.state = CANCELLED", "done", "PENDING becomes CANCELLED", kAlways},
    {"    for callback in self.callbacks:", "tell", "whoever asked to be told ...", 2},
    {"        self.loop.call_soon(callback, self)", "queue", "... is queued, not called", 2},
    {"    self.callbacks.clear()", "", "", 2},
    {"    return True", "", "", kAlways},
};

constexpr MachineLine kAddCallback[] = {
    {"def add_done_callback(self, callback):", "call", "somebody wants to be told", kAlways},
    {"    if self.state != PENDING:", "done?", "then it is told in the next turn", kAlways},
    {"        self.loop.call_soon(callback, self)", "", "", kNever},
    {"    else:", "", "", kAlways},
    {"        self.callbacks.append(callback)", "note", "told when the future is done", kAlways},
};

// Task.cancel: 2, forwarded; 4, left for the next step.
constexpr MachineLine kCancel[] = {
    {"def cancel(self, message=None):", "call", "somebody asks the task to stop", kAlways},
    {"    if self.done():", "late?", "too late for a finished one", kAlways},
    {"        return False", "", "", kNever},
    {"    self.cancel_requests += 1", "count", "cancelling() is that number", kAlways},
    {"    if self.waiter is not None:", "waits?", "does it wait for somebody?", kAlways},
    {"        if self.waiter.cancel(message):", "forward", "cancelled, that will wake it", 2},
    {"            return True", "", "", 2},
    {"    self.must_cancel = True", "note", "else its next step throws", 4},
    {"    return True", "", "thrown in the next turn", 4},
};

constexpr MachineLine kHandleRun[] = {
    {"def run(self):", "call", "taken from the ready queue", kAlways},
    {"    try:", "", "", kAlways},
    {"        self.context.run(self.callback, *self.args)", "run", "in the context it was made in", kAlways},
    {"    except Exception as problem:", "error", "reported, and the loop goes on", 2},
    {"        self.loop.call_exception_handler(problem)", "", "", 2},
};

constexpr MachineLine kCallSoon[] = {
    {"def call_soon(self, callback, *args):", "call", "a callback for the next turn", kAlways},
    {"    handle = Handle(callback, args, self)", "wrap", "with the context of who asks", kAlways},
    {"    self.ready.append(handle)", "queue", "behind all that is ready already", kAlways},
    {"    return handle", "", "handle.cancel() takes it back", kAlways},
};
constexpr MachineLine kCallAt[] = {
    {"def call_at(self, when, callback, *args):", "call", "a callback for later", kAlways},
    {"    timer = TimerHandle(when, callback, args, self)", "wrap", "", kAlways},
    {"    heappush(self.timers, timer)", "heap", "the earliest on top", kAlways},
    {"    return timer", "", "timer.cancel() takes it back", kAlways},
};
constexpr MachineLine kMakeTask[] = {
    {"def __init__(self, coro, loop):", "call", "a future for what coro returns", kAlways},
    {"    self.state = PENDING", "", "", kAlways},
    {"    self.coro = coro", "keep", "none of its code has run", kAlways},
    {"    self.waiter, self.must_cancel = None, False", "", "", kAlways},
    {"    loop.call_soon(self.step)", "queue", "its first step: the next turn", kAlways},
};

// uasyncio's loop. 1: wait queue, 2: runs, 4: rests; how a coroutine came back: 8 nothing, 16 a number, 32 over, 64 dropped,
// 128 error.
enum PassWay : unsigned {
    kPassDue = 1,
    kPassRuns = 2,
    kPassRests = 4,
    kBackNone = 8,
    kBackNumber = 16,
    kOver = 32,
    kDropped = 64,
    kPassFailed = 128
};
enum PassLine : size_t {
    kPassNow = 1,
    kPassMove = 3,
    kPassTake = 5,
    kPassNext = 7,
    kPassOver = 9,
    kPassDrop = 11,
    kPassAppend = 14,
    kPassPush = 16,
    kPassWait = 17
};
constexpr MachineLine kPass[] = {
    {"def one_pass(loop):", "pass", "uasyncio: two queues, no tasks", kAlways},
    {"    now = loop.time()", "time", "in milliseconds", kAlways},
    {"    while waitq and waitq[0].due <= now:", "due?", "whose pause is over ...", kAlways},
    {"        runq.append(waitq.pop())", "move", "... joins the run queue", kPassDue},
    {"    for i in range(len(runq)):", "count", "later ones: the next pass", kPassRuns},
    {"        coro = runq.popleft()", "take", "first in, first out", kPassRuns},
    {"        try:", "", "", kPassRuns},
    {"            value = next(coro)", "next", "or throws the pended error", kPassRuns},
    {"        except StopIteration:", "return", "the coroutine is over", kOver},
    {"            continue", "", "and forgotten", kOver},
    {"        except CancelledError:", "cancelled", "nobody trapped it", kDropped},
    {"            continue", "dropped", "without a word", kDropped},
    {"        # another error leaves the loop", "raise", "run_until_complete() raises it", kPassFailed},
    {"        if value is None:", "yield", "a bare yield, or a pause of 0 ms", kBackNone | kBackNumber},
    {"            runq.append(coro)", "again", "to the back of the run queue", kBackNone},
    {"        else:", "", "", kBackNumber},
    {"            waitq.push(now + value, coro)", "sleep", "until then nobody can wake it", kBackNumber},
    {"    wait(0 if runq else waitq[0].due - now)", "wait", "only if the run queue is empty", kPassRests},
};

}  // namespace loopscope::app
