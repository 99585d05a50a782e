#include "loop/uasyncio_module.h"

#include <cmath>

#include "loop/record.h"
#include "loop/strands.h"

namespace loopscope::loop {

namespace {

// There are no Task objects: a coroutine that the loop itself holds has a task's slot in the trace, each entry of a queue a
// handle's.
Status slot_of(VM& vm, Cell c, uint32_t* slot) {
    if (!is_small_int(c) || int_of(c) < 0) return raise_type_arg(vm, "_uasyncio", "a slot", c);
    *slot = static_cast<uint32_t>(int_of(c));
    return Status::Ok;
}
#define SLOT(var, cell) \
    uint32_t var = 0;   \
    if (slot_of(vm, cell, &var) != Status::Ok) return Status::Fail

auto describing(VM& vm, Cell c) {
    return [&vm, c](trace::ValueWriter& w) { describe(vm, w, c); };
}

double seconds_of(int64_t ms) { return round6(static_cast<double>(ms) / 1000.0); }

// ---- the loop

Status new_loop(VM& vm, Args, Cell* out) { return ok(out, int_cell(++state(vm).loops)); }

Status loop_begins(VM& vm, Args a, Cell* out) {  // (loop, number)
    SLOT(number, a[1]);
    assign(vm, &vm.strand->running_loop, newref(a[0]));
    if (vm.recording) (void)vm.trace->loop_started(number);
    return ok_none(out);
}

Status loop_ends(VM& vm, Args, Cell* out) {
    assign(vm, &vm.strand->running_loop, empty_cell());
    if (vm.recording) (void)vm.trace->loop_stopped();
    return ok_none(out);
}

Status pass_begins(VM& vm, Args, Cell* out) {
    if (!charge(vm, 256)) return Status::Fail;
    if (vm.recording) (void)vm.trace->loop_iteration();
    return ok_none(out);
}

Status ticks(VM& vm, Args, Cell* out) {  // milliseconds
    read_clock(vm);
    return ok(out, int_cell(static_cast<int64_t>(std::floor(vm.now * 1000 + 1e-6))));
}

// wait(milliseconds or None: for ever, for what)
Status wait(VM& vm, Args a, Cell* out) {
    bool forever = is_none(a[0]);
    if (!forever && !is_small_int(a[0])) return raise_type_arg(vm, "wait()", "milliseconds", a[0]);
    double until = forever ? 0 : round6(vm.now + seconds_of(int_of(a[0])));
    std::string what = is_str(a[1]) ? str_utf8(a[1]) : "";
    if (vm.recording) (void)vm.trace->loop_poll(forever ? nullptr : &until, vm.trace->intern(what));
    if (!forever && alone_until(vm, until, 1)) {
        advance_clock(vm, until);
        return ok_none(out);
    }
    return park(vm, forever ? nullptr : &until, 1, false, what.c_str());
}

// ---- entries of the queues

// entry(slot of a task or None, callback, due in milliseconds or None) -> the entry's slot
Status entry(VM& vm, Args a, Cell* out) {
    uint32_t slot = take_slot(vm, state(vm).handles);
    if (vm.recording) {
        SLOT(task, is_none(a[0]) ? int_cell(0) : a[0]);
        trace::Callback cb = is_none(a[0]) ? callback_of(vm, a[1], empty_cell()) : trace::Callback::step(task);
        if (is_none(a[2]))
            (void)vm.trace->handle_scheduled(slot, cb);
        else
            (void)vm.trace->timer_scheduled(slot, seconds_of(int_of(a[2])), cb);
    }
    return ok(out, int_cell(slot));
}

Status entry_due(VM& vm, Args a, Cell* out) {
    SLOT(slot, a[0]);
    if (vm.recording) (void)vm.trace->timer_due(slot);
    return ok_none(out);
}

Status entry_runs(VM& vm, Args a, Cell* out) {
    SLOT(slot, a[0]);
    if (vm.recording) (void)vm.trace->handle_run(slot);
    return ok_none(out);
}

Status entry_over(VM& vm, Args a, Cell* out) {
    SLOT(slot, a[0]);
    if (vm.recording) (void)vm.trace->handle_freed(slot);
    give_slot(vm, state(vm).handles, slot);
    return ok_none(out);
}

// ---- coroutines that the loop holds

Status task(VM& vm, Args a, Cell* out) {  // (coroutine, name) -> slot
    uint32_t slot = take_slot(vm, state(vm).tasks);
    if (vm.recording) {
        uint32_t coroutine = is_kind(a[0], kGenerator) ? static_cast<Generator*>(obj_of(a[0]))->slot + 1 : 0;
        (void)vm.trace->task_created(slot, vm.trace->intern(is_str(a[1]) ? str_utf8(a[1]) : "?"), coroutine);
    }
    return ok(out, int_cell(slot));
}

// The generator in whose frame a resumption of `c` arrives as the exception that pend_throw() left there; null: it goes on as
// usual.
Exception* pended_in_chain(Cell c) {
    while (is_kind(c, kGenerator)) {
        auto* g = static_cast<Generator*>(obj_of(c));
        if (g->aux && is_kind(g->origin, kException)) return static_cast<Exception*>(obj_of(g->origin));
        if (!g->frame || g->state != GenState::Suspended || g->frame->sp == g->frame->slots) return nullptr;
        c = g->frame->sp[-1];
    }
    return nullptr;
}

Status step_begins(VM& vm, Args a, Cell* out) {  // (slot, coroutine)
    SLOT(slot, a[0]);
    vm.current_task_slot = slot + 1;
    if (!vm.recording) return ok_none(out);
    (void)vm.trace->task_step(slot);
    Exception* exc = pended_in_chain(a[1]);
    Class* cancelled = state(vm).cancelled_error;
    if (exc && cancelled && is_subclass(exc->cls, cancelled)) (void)vm.trace->cancel_delivered(slot);
    return ok_none(out);
}

Status step_suspends(VM& vm, Args, Cell* out) {
    vm.current_task_slot = 0;
    if (vm.recording) (void)vm.trace->task_suspended_bare();
    return ok_none(out);
}

Status task_parked(VM& vm, Args a, Cell* out) {  // (slot, for what): it is in no queue
    SLOT(slot, a[0]);
    if (vm.recording) (void)vm.trace->task_parked(slot, vm.trace->intern(is_str(a[1]) ? str_utf8(a[1]) : "?"));
    return ok_none(out);
}

Status task_ends(VM& vm, Args a, Cell* out) {  // (slot, 0 result 1 exception 2 cancelled, value)
    SLOT(slot, a[0]);
    SLOT(outcome, a[1]);
    vm.current_task_slot = 0;
    if (vm.recording) {
        (void)vm.trace->task_done(slot, static_cast<trace::Outcome>(outcome), describing(vm, a[2]));
        if (outcome == 2) (void)vm.trace->cancel_completed(trace::aw_task(slot));
        (void)vm.trace->task_freed(slot);
    }
    give_slot(vm, state(vm).tasks, slot);
    return ok_none(out);
}

// cancel_asked(slot, what): `what` is the coroutine that was meant where the loop's own one only awaits it, or the exception.
Status cancel_asked(VM& vm, Args a, Cell* out) {
    SLOT(slot, a[0]);
    Cell what = a[1];
    if (vm.recording) {
        (void)vm.trace->cancel_requested(trace::aw_task(slot), [&vm, what](trace::ValueWriter& w) {
            if (is_none(what))
                w.nothing();
            else
                describe(vm, w, what);
        });
    }
    return ok_none(out);
}

const NativeDef kFunctions[] = {
    {"new_loop", new_loop, 0, 0, kPlain, nullptr, nullptr},
    {"loop_begins", loop_begins, 2, 2, kPlain, nullptr, nullptr},
    {"loop_ends", loop_ends, 0, 0, kPlain, nullptr, nullptr},
    {"pass_begins", pass_begins, 0, 0, kPlain, nullptr, nullptr},
    {"ticks", ticks, 0, 0, kPlain, "Milliseconds of the virtual clock.", nullptr},
    {"wait", wait, 2, 2, kPlain, nullptr, nullptr},
    {"entry", entry, 3, 3, kPlain, nullptr, nullptr},
    {"entry_due", entry_due, 1, 1, kPlain, nullptr, nullptr},
    {"entry_runs", entry_runs, 1, 1, kPlain, nullptr, nullptr},
    {"entry_over", entry_over, 1, 1, kPlain, nullptr, nullptr},
    {"task", task, 2, 2, kPlain, nullptr, nullptr},
    {"step_begins", step_begins, 2, 2, kPlain, nullptr, nullptr},
    {"step_suspends", step_suspends, 0, 0, kPlain, nullptr, nullptr},
    {"task_parked", task_parked, 2, 2, kPlain, nullptr, nullptr},
    {"task_ends", task_ends, 3, 3, kPlain, nullptr, nullptr},
    {"cancel_asked", cancel_asked, 2, 2, kPlain, nullptr, nullptr},
    LS_NO_MORE,
};

}  // namespace

bool setup_uasyncio_module(VM& vm) {
    if (vm.dialect != 2) return true;
    Dict* ns = new_module(vm, "_uasyncio");
    if (!ns) return false;
    add_functions(vm, ns, "_uasyncio", kFunctions);
    return true;
}

}  // namespace loopscope::loop
