// One turn of the loop after the other, as a native frame: wait if nothing is ready, move due timers to the ready queue, run
// what was ready when the turn's run began. The only place where callbacks are called and tasks stepped.
#include <cmath>

#include "loop/record.h"
#include "loop/strands.h"
#include "loop/tasks.h"
#include "runtime/container_ops.h"

namespace loopscope::loop {

namespace {

constexpr uint32_t kMinTimers = 100;    // below so many, cancelled timers wait in the heap for their time
constexpr double kMaxWait = 24 * 3600;  // the longest single wait
constexpr uint32_t kPythonFrames = 2;   // CPython has _run_once and Handle._run on the stack: they count for RecursionError

enum Place : uint8_t {
    kTurn,
    kPolled,
    kSelected,
    kStep,
    kStepInLibrary,
    kWakeupInLibrary,
    kCallback,
    kFailureTold,
    kSlownessTold
};

// The frame's slots.
enum : uint32_t {
    kLoopSlot,  // the loop
    kEntry,     // the Task or Handle that runs
    kSaved,     // the context that was current
    kLeft,      // entries of this turn that are still to run
    kOnce,      // one turn only?
    kStarted,   // debug mode: when the entry began
    kSlots,
};

struct Turn {
    VM& vm;
    Frame* frame;
    LoopObj* loop;

    Cell& slot(uint32_t i) const { return frame->slots[i]; }
    void go(Place p) const { frame->state = p; }

    Status begin() const;
    Status wait() const;
    void collect_due() const;
    Status run_next(Cell* out) const;
    Status run_entry() const;
    Status run_step(TaskObj* t) const;
    Status run_handle(HandleObj* h) const;
    Status step_over(TaskObj* t, Status s) const;
    Status failed() const;
    Status entry_over() const;
    Status end(Cell* out) const;
    void restore_context() const;
    Status resume(Outcome outcome, Cell value, Cell* out) const;
};

// ---- waiting

Status Turn::begin() const {
    if (!charge(vm, 256)) return Status::Fail;
    if (vm.recording) (void)vm.trace->loop_iteration();
    List* heap = loop->scheduled;
    if (heap->n > kMinTimers && loop->timers_cancelled * 2 > static_cast<int64_t>(heap->n)) {
        heap_rebuild(vm, loop);
    } else {
        while (loop->scheduled->n && handle_of(loop->scheduled->v[0])->cancelled) {
            loop->timers_cancelled--;
            HandleObj* h = heap_pop(loop);
            h->scheduled = 0;
            decref(vm, h);
        }
    }
    return wait();
}

}  // namespace

Status poll(VM& vm, LoopObj* loop, double timeout, bool forever, const std::string& what, Cell* out) {
    if (!forever && timeout <= 0) {  // let the other threads of this instant go first
        if (alone_until(vm, vm.now, 1)) return ok_none(out);
        return park(vm, &vm.now, 1, false, nullptr);
    }
    double until = vm.now + timeout;
    if (!forever && loop->scheduled->n) {  // exactly the timer's time, without the rounding of the sum
        double due = handle_of(loop->scheduled->v[0])->due;
        if (std::fabs(due - until) < 1e-6) until = due;
    }
    std::string shown = !what.empty() ? what : forever ? "callbacks from other threads" : "a timer";
    if (vm.recording) (void)vm.trace->loop_poll(forever ? nullptr : &until, vm.trace->intern(shown));
    if (!forever && alone_until(vm, round6(until), 1)) {
        advance_clock(vm, round6(until));
        return ok_none(out);
    }
    loop->parked = vm.strand;
    return park(vm, forever ? nullptr : &until, 1, false, "something to do for the event loop");
}

namespace {

Status Turn::wait() const {
    double timeout = 0;
    bool forever = false;
    if (!loop->ready->n && !loop->stopping) {
        double due = loop->scheduled->n ? handle_of(loop->scheduled->v[0])->due : 0;
        forever = !loop->scheduled->n || std::isinf(due);
        timeout = forever ? 0 : std::fmin(due - vm.now, kMaxWait);
    }
    if (!is_empty(loop->poller)) {  // it polls, and turns what has come into handles
        go(kSelected);
        return ask(vm, "select", {obj_cell(loop), loop->poller, forever ? none_cell() : float_cell(timeout)});
    }
    go(kPolled);
    Cell none = none_cell();
    return poll(vm, loop, timeout, forever, {}, &none);
}

void Turn::collect_due() const {
    double end = vm.now + loop->clock_resolution;
    while (loop->scheduled->n && handle_of(loop->scheduled->v[0])->due < end) {
        HandleObj* h = heap_pop(loop);
        h->scheduled = 0;
        if (!h->cancelled) note_timer_due(vm, h);
        (void)deque_push(vm, loop->ready, obj_cell(h));
    }
    slot(kLeft) = int_cell(loop->ready->n);
}

// ---- running

Status Turn::end(Cell* out) const {
    vm.depth -= kPythonFrames;
    if (vm.recording) (void)vm.trace->loop_stopped();
    return ok_none(out);
}

Status Turn::run_next(Cell* out) const {
    for (;;) {
        while (int_of(slot(kLeft)) > 0 && loop->ready->n) {
            slot(kLeft) = int_cell(int_of(slot(kLeft)) - 1);
            assign(vm, &slot(kEntry), deque_pop_front(loop->ready));
            Status s = run_entry();
            if (s != Status::Ok) return s;
        }
        assign(vm, &slot(kEntry), empty_cell());
        if (loop->stopping || is_true(slot(kOnce))) return end(out);
        Status s = begin();
        if (s != Status::Ok) return s;
        collect_due();
    }
}

// Ok: it is over already.
Status Turn::run_entry() const {
    Cell entry = slot(kEntry);
    if (is_task(entry)) return run_step(task_of(entry));
    if (!is_kind(entry, kHandle)) return raise(vm, C::TypeError, "'%s' object in the loop's ready queue", type_name(vm, entry));
    HandleObj* h = handle_of(entry);
    return h->cancelled ? Status::Ok : run_handle(h);
}

Status Turn::run_step(TaskObj* t) const {
    if (vm.recording) (void)vm.trace->step_run(t->slot);
    Cell saved = empty_cell();
    if (enter_context(vm, static_cast<ContextObj*>(obj_of(t->context)), &saved) != Status::Ok) return failed();
    slot(kSaved) = saved;
    if (t->wakeup && !is_empty(t->fut_waiter)) {
        t->wakeup = 0;
        Status s = begin_wakeup(vm, t, t->fut_waiter);
        if (s != Status::Ok) {
            go(kWakeupInLibrary);
            return s;
        }
    }
    go(kStep);
    Status s = begin_step(vm, t);
    if (s != Status::Fail) return s;
    restore_context();
    return failed();
}

Status Turn::run_handle(HandleObj* h) const {
    note_handle_run(vm, h);
    if (!is_kind(h->context, kContext) || !is_kind(h->args, kTuple)) {  // what it is, only its own methods know
        go(kFailureTold);
        return ask(vm, "handle_run", {obj_cell(h)});
    }
    Cell saved = empty_cell();
    if (enter_context(vm, static_cast<ContextObj*>(obj_of(h->context)), &saved) != Status::Ok) return failed();
    slot(kSaved) = saved;
    if (loop->debug) {
        slot(kStarted) = float_cell(vm.now);
        assign(vm, &loop->current_handle, new_obj_ref(h));
    }
    go(kCallback);
    auto* args = static_cast<Tuple*>(obj_of(h->args));
    return call_with(vm, h->callback, args->v, args->n);
}

void Turn::restore_context() const {
    Cell saved = slot(kSaved);
    slot(kSaved) = empty_cell();
    leave_context(vm, saved);
}

// The entry has failed with the pending exception: SystemExit and KeyboardInterrupt end the loop, everything else its handler
// is told.
Status Turn::failed() const {
    if (vm.stop_reason != StopReason::None) return Status::Fail;
    if (pending_is(vm, C::SystemExit) || pending_is(vm, C::KeyboardInterrupt)) return Status::Fail;
    if (vm.dialect == 1 && !pending_is(vm, C::Exception)) return Status::Fail;  // until 3.7
    Owned exc(vm, take_exception(vm));
    Owned handle(vm, newref(slot(kEntry)));
    if (is_task(handle)) {  // as the Handle that CPython has here
        Cell method = empty_cell();
        if (get_attr_plain(vm, handle, names(vm).task_step, &method) != Status::Ok) return Status::Fail;
        Owned callback(vm, method);
        HandleObj* h =
            new_handle(vm, vm.cls(C::Handle), callback, obj_cell(vm.empty_tuple), obj_cell(loop), task_of(handle)->context);
        if (!h) return Status::Fail;
        handle.reset(obj_cell(h));
    }
    go(kFailureTold);
    return ask(vm, "handle_failed", {handle, exc});
}

Status Turn::step_over(TaskObj*, Status s) const {
    if (s == Status::Call) {
        go(kStepInLibrary);
        return s;
    }
    restore_context();
    return s == Status::Ok ? s : failed();
}

// In debug mode, whether it took too long.
Status Turn::entry_over() const {
    if (!loop->debug || !is_kind(slot(kEntry), kHandle) || !is_inline_float(slot(kStarted))) return Status::Ok;
    assign(vm, &loop->current_handle, empty_cell());
    double took = vm.now - float_of(slot(kStarted));
    slot(kStarted) = empty_cell();
    if (took < loop->slow_callback_duration) return Status::Ok;
    go(kSlownessTold);
    return ask(vm, "report_slow", {obj_cell(loop), slot(kEntry), float_cell(took)});
}

Status Turn::resume(Outcome outcome, Cell value, Cell* out) const {
    Status s = Status::Ok;
    Owned keep(vm, frame->state == kStep ? empty_cell() : value);
    switch (static_cast<Place>(frame->state)) {
        case kTurn:
            vm.depth += kPythonFrames;
            s = begin();
            if (s == Status::Ok) collect_due();
            break;
        case kPolled:
        case kSelected:
            loop->parked = nullptr;
            if (outcome == Outcome::Raised)
                s = Status::Fail;
            else
                collect_due();
            break;
        case kStep: {
            TaskObj* t = task_of(slot(kEntry));
            s = step_over(t, step_outcome(vm, t, outcome, value));
            break;
        }
        case kStepInLibrary: end_step(vm, task_of(slot(kEntry))); [[fallthrough]];
        case kWakeupInLibrary:
            restore_context();
            s = outcome == Outcome::Raised ? failed() : Status::Ok;
            break;
        case kCallback:
            restore_context();
            s = outcome == Outcome::Raised ? failed() : entry_over();
            break;
        case kFailureTold: s = outcome == Outcome::Raised ? Status::Fail : entry_over(); break;
        case kSlownessTold: s = outcome == Outcome::Raised ? Status::Fail : Status::Ok; break;
    }
    if (s == Status::Ok) s = run_next(out);
    return s;
}

Status turn_frame(VM& vm, Frame* f, Outcome outcome, Cell value, Cell* out) {
    Turn turn{vm, f, loop_of(f->slots[kLoopSlot])};
    Status s = turn.resume(outcome, value, out);
    if (s == Status::Fail && vm.stop_reason == StopReason::None) {
        vm.depth -= kPythonFrames;
        turn.loop->parked = nullptr;
        assign(vm, &turn.loop->current_handle, empty_cell());
        if (vm.recording) (void)vm.trace->loop_stopped();
    }
    return s;
}
constexpr NativeFrameType kTurnFrame = {"_run_once", &turn_frame};

}  // namespace

Status run_turns(VM& vm, LoopObj* loop, bool once) {
    Frame* f = new_native_frame(vm, &kTurnFrame, kSlots);
    if (!f) return Status::Fail;
    f->slots[kLoopSlot] = new_obj_ref(loop);
    f->slots[kLeft] = int_cell(0);
    f->slots[kOnce] = bool_cell(once);
    if (vm.recording) (void)vm.trace->loop_started(loop->number);
    return enter_native_frame(vm, f);
}

}  // namespace loopscope::loop
