#include "loop/tasks.h"

#include "loop/record.h"
#include "runtime/container_ops.h"

namespace loopscope::loop {

namespace {

constexpr int kMostForwards = 9995;  // CPython 3.13 comes so far

#define TASK(var) SELF(TaskObj, var, is_task(a[0]), C::Task)
#define READY_TASK(var) \
    TASK(var);          \
    if (check_initialized(vm, var) != Status::Ok) return Status::Fail

// Until 3.6 a generator was one too.
bool is_coroutine(VM& vm, Cell c) {
    if (!is_kind(c, kGenerator)) return false;
    auto flavor = static_cast<Generator*>(obj_of(c))->flavor;
    return flavor == 1 || (flavor == 0 && vm.dialect == 1);
}

// What a new task holds besides its future's part. name None: the next Task-<number>; context None: a copy of the current one.
bool fill(VM& vm, TaskObj* t, Cell coro, Cell name, Cell context) {
    Cell ctx;
    if (is_none(context)) {
        ContextObj* copy = copy_current_context(vm);
        if (!copy) return false;
        ctx = obj_cell(copy);
    } else {
        ctx = newref(context);
    }
    assign(vm, &t->context, ctx);
    assign(vm, &t->coro, newref(coro));
    assign(vm, &t->name, is_none(name) ? int_cell(static_cast<int64_t>(++state(vm).task_number)) : newref(name));
    assign(vm, &t->fut_waiter, empty_cell());
    assign(vm, &t->step_exc, empty_cell());
    t->cancels_requested = 0;
    t->must_cancel = 0;
    t->log_destroy_pending = 1;
    set_needs_finalizer(t);
    note_task_created(vm, t);
    return true;
}

}  // namespace

bool can_make_task(VM& vm, Cell coro, Cell loop, Cell name, Cell context) {
    return is_coroutine(vm, coro) && plain_loop(vm, loop) && (is_none(name) || is_exact(vm, name, C::Str)) &&
           (is_none(context) || is_kind(context, kContext));
}

static bool start_soon(VM& vm, TaskObj* t) {
    LoopObj* loop = loop_of(t->loop);
    if (check_closed(vm, loop) != Status::Ok || push_step(vm, loop, t, false) != Status::Ok) return false;
    link_task(vm, t);
    return true;
}

TaskObj* make_task(VM& vm, Cell coro, Cell loop, Cell name, Cell context) {
    auto* t = static_cast<TaskObj*>(make_object(vm, kTask, vm.cls(C::Task), sizeof(TaskObj)));
    if (!t) return nullptr;
    t->loop = newref(loop);
    if (!fill(vm, t, coro, name, context) || !start_soon(vm, t)) {
        decref(vm, t);
        return nullptr;
    }
    return t;
}

void link_task(VM& vm, TaskObj* t) {
    LoopState& s = state(vm);
    if (t->linked) unlink_task(vm, t);
    t->linked = 1;
    t->older = s.newest_task;
    t->newer = nullptr;
    (t->older ? t->older->newer : s.oldest_task) = t;
    s.newest_task = t;
}

void unlink_task(VM& vm, TaskObj* t) {
    LoopState& s = state(vm);
    if (!t->linked) return;
    t->linked = 0;
    (t->older ? t->older->newer : s.oldest_task) = t->newer;
    (t->newer ? t->newer->older : s.newest_task) = t->older;
}

Cell task_name(VM& vm, TaskObj* t) {
    if (is_small_int(t->name)) assign(vm, &t->name, new_str_cell(vm, "Task-" + std::to_string(int_of(t->name))));
    return is_empty(t->name) ? empty_cell() : newref(t->name);
}

// A cancellation goes down the chain of tasks that wait for one another until it meets a future, or a task that does not wait.
// Where they wait in a circle it would go on for ever: in CPython it is calls within calls, as deep as the stack allows.
Status cancel_task(VM& vm, TaskObj* t, Cell msg) {
    for (int depth = 0;; ++depth) {
        if (depth == kMostForwards)
            return raise(vm, C::RecursionError, "maximum recursion depth exceeded while calling a Python object");
        if (t->log_traceback) t->log_traceback = 0;
        t->cancels_requested++;
        Cell w = t->fut_waiter;
        if (is_empty(w)) break;
        if (!is_future(w) || has_own_method(vm, w, names(vm).cancel)) {
            if (is_future(w)) note_cancel_forwarded(vm, t, future_of(w));
            return ask(vm, "cancel_waiter", {obj_cell(t), w, is_empty(msg) ? none_cell() : msg});
        }
        FutureObj* f = future_of(w);
        if (f->state != FutureState::Pending) break;
        note_cancel_forwarded(vm, t, f);
        if (f->kind != kTask) {
            f->log_traceback = 0;
            return finish_cancelled(vm, f, msg, bool_cell(true));
        }
        t = static_cast<TaskObj*>(f);
    }
    t->must_cancel = 1;
    assign(vm, &t->cancel_message, newref(empty_for_none(msg)));
    return Status::Ok;
}

// ---- methods

namespace {

// Everything is decided before anything is done: a call asked for from __init__ makes it run again in library Python.
Status init(VM& vm, Args a, Cell* out) {
    TASK(self);
    static const char* const kNames[] = {"coro", "loop", "name", "context", "eager_start", nullptr};
    Cell v[5];
    Args rest{a.v + 1, a.n - 1, a.nkw, a.kwnames};
    if (Status s = bind_native(vm, rest, "Task", kNames, 1, 1, v); s != Status::Ok) return s;
    for (Cell& c : v)
        if (is_empty(c)) c = none_cell();
    Cell loop = is_none(v[1]) ? running_loop(vm) : v[1];
    int eager = truth_native(v[4]);
    if (is_empty(loop) || eager != 0 || !can_make_task(vm, v[0], loop, v[2], v[3])) {
        return ask(vm, "task_init", {a[0], v[0], v[1], v[2], v[3], v[4]});
    }
    assign(vm, &self->loop, newref(loop));
    if (!fill(vm, self, v[0], v[2], v[3]) || !start_soon(vm, self)) return Status::Fail;
    return ok_none(out);
}

Status begin(VM& vm, Args a, Cell* out) {  // _begin(coro, name, context)
    READY_TASK(self);
    return fill(vm, self, a[1], a[2], a[3]) ? ok_none(out) : Status::Fail;
}

Status cancel(VM& vm, Args a, Cell* out) {
    READY_TASK(self);
    static const char* const kNames[] = {"msg", nullptr};
    Cell msg;
    Args rest{a.v + 1, a.n - 1, a.nkw, a.kwnames};
    if (Status s = bind_native(vm, rest, "cancel", kNames, 0, 1, &msg); s != Status::Ok) return s;
    if (self->log_traceback) {
        self->log_traceback = 0;
        set_needs_finalizer(self);
    }
    if (self->state != FutureState::Pending) return ok_bool(out, false);
    note_cancel_requested(vm, self, msg);
    Owned hold(vm, newref(a[0]));
    Status s = cancel_task(vm, self, msg);
    return s == Status::Ok ? ok_bool(out, true) : s;
}

// For library Python: what the task waits for did not take the cancellation.
Status cancel_at_next_step(VM& vm, Args a, Cell* out) {
    READY_TASK(self);
    self->must_cancel = 1;
    assign(vm, &self->cancel_message, newref(empty_for_none(a[1])));
    return ok_none(out);
}

Status cancel_delivered(VM& vm, Args a, Cell* out) {
    READY_TASK(self);
    self->must_cancel = 0;
    return ok_none(out);
}

// For shield scopes of library Python. _hold_back(msg): the request counts, and reaches neither the task nor what it waits for;
// _hold_pending(): one that was to strike at the next step; _let_go(msg): it strikes there after all.
Status hold_back(VM& vm, Args a, Cell* out) {
    READY_TASK(self);
    self->log_traceback = 0;
    self->cancels_requested++;
    note_cancel_requested(vm, self, a[1]);
    if (vm.recording) (void)vm.trace->cancel_held(self->slot);
    return ok_none(out);
}

Status hold_pending(VM& vm, Args a, Cell* out) {  // the message of what is held now, or NotImplemented: nothing was pending
    READY_TASK(self);
    if (!self->must_cancel) return ok_ref(out, obj_cell(vm.not_implemented));
    self->must_cancel = 0;
    if (vm.recording) (void)vm.trace->cancel_held(self->slot);
    return ok_or_none(out, self->cancel_message);
}

Status let_go(VM& vm, Args a, Cell* out) {
    READY_TASK(self);
    self->must_cancel = 1;
    assign(vm, &self->cancel_message, newref(empty_for_none(a[1])));
    if (vm.recording) (void)vm.trace->cancel_armed(self->slot);
    return ok_none(out);
}

Status note_shield(VM& vm, Args a, Cell* out) {  // _note_shield(entered, depth)
    READY_TASK(self);
    uint32_t depth = is_small_int(a[2]) ? static_cast<uint32_t>(int_of(a[2])) : 0;
    if (!vm.recording) return ok_none(out);
    if (is_true(a[1]))
        (void)vm.trace->shield_entered(self->slot, depth);
    else
        (void)vm.trace->shield_left(self->slot, depth);
    return ok_none(out);
}

Status cancelling(VM& vm, Args a, Cell* out) {
    READY_TASK(self);
    return ok(out, int_cell(self->cancels_requested));
}

Status uncancel(VM& vm, Args a, Cell* out) {
    READY_TASK(self);
    if (self->cancels_requested > 0) {
        if (--self->cancels_requested == 0) self->must_cancel = 0;
        if (vm.recording) (void)vm.trace->cancel_uncancelled(self->slot);
    }
    return ok(out, int_cell(self->cancels_requested));
}

Status get_coro(VM& vm, Args a, Cell* out) {
    READY_TASK(self);
    return ok_or_none(out, self->coro);
}
Status get_context(VM& vm, Args a, Cell* out) {
    READY_TASK(self);
    return ok_or_none(out, self->context);
}
Status get_name(VM& vm, Args a, Cell* out) {
    TASK(self);
    if (is_empty(self->name)) return ok_none(out);
    return ok_cell(out, task_name(vm, self));
}
Status set_name(VM& vm, Args a, Cell* out) {
    TASK(self);
    if (!is_exact(vm, a[1], C::Str)) return ask(vm, "task_set_name", {a[0], a[1]});
    assign(vm, &self->name, newref(a[1]));
    if (vm.recording && self->has_slot) (void)vm.trace->task_renamed(self->slot, vm.trace->intern(str_utf8(a[1])));
    return ok_none(out);
}

Status set_result(VM& vm, Args, Cell*) { return raise(vm, C::RuntimeError, "Task does not support set_result operation"); }
Status set_exception(VM& vm, Args, Cell*) {
    return raise(vm, C::RuntimeError, "Task does not support set_exception operation");
}

Status get_stack(VM& vm, Args a, Cell*) { return ask_args(vm, "task_get_stack", a); }
Status print_stack(VM& vm, Args a, Cell*) { return ask_args(vm, "task_print_stack", a); }

Status wait_for(VM& vm, Args a, Cell* out) {  // _wait_for(future): what the task waits for, set by library Python
    READY_TASK(self);
    assign(vm, &self->fut_waiter, newref(a[1]));
    if (vm.recording && is_future(a[1]) && future_of(a[1])->has_slot) (void)vm.trace->task_suspended(aw_of(future_of(a[1])));
    return ok_none(out);
}

// _schedule_step(exception or None): the next step, into which the exception goes.
Status schedule_step(VM& vm, Args a, Cell* out) {
    READY_TASK(self);
    LoopObj* loop = plain_loop(vm, self->loop);
    if (vm.recording) (void)vm.trace->task_suspended_bare();
    if (!loop) return ask(vm, "call_soon_step", {a[0], a[1]});
    if (check_closed(vm, loop) != Status::Ok) return Status::Fail;
    assign(vm, &self->step_exc, newref(empty_for_none(a[1])));
    return push_step(vm, loop, self, false) == Status::Ok ? ok_none(out) : Status::Fail;
}

// What happens when a task goes away: one that is not done is reported, then what every future does.
Status del(VM& vm, Args a, Cell* out) {
    TASK(self);
    if (is_empty(self->loop)) return ok_none(out);
    if (self->state == FutureState::Pending && self->log_destroy_pending) {
        self->log_destroy_pending = 0;
        Owned message(vm, new_str_cell(vm, "Task was destroyed but it is pending!"));
        return is_empty(message) ? Status::Fail : ask(vm, "report_destroyed", {a[0], message, none_cell()});
    }
    Cell of_future = class_lookup(vm, vm.cls(C::Future), names(vm).__del__);
    return static_cast<Native*>(obj_of(of_future))->fn(vm, a, out);
}

// ---- fields

TaskObj* self_of(Cell c) { return task_of(c); }
Status get_log(VM&, Cell self, Cell* out) { return ok_bool(out, self_of(self)->log_destroy_pending != 0); }
Status set_log(VM&, Cell self, Cell value) {
    self_of(self)->log_destroy_pending = truth_native(value) == 1;
    set_needs_finalizer(self_of(self));
    return Status::Ok;
}
Status get_must_cancel(VM&, Cell self, Cell* out) { return ok_bool(out, self_of(self)->must_cancel != 0); }
Status get_coro_field(VM&, Cell self, Cell* out) { return ok_or_none(out, self_of(self)->coro); }
Status get_waiter(VM&, Cell self, Cell* out) { return ok_or_none(out, self_of(self)->fut_waiter); }
Status get_requests(VM&, Cell self, Cell* out) { return ok(out, int_cell(self_of(self)->cancels_requested)); }

const GetSetDef kFields[] = {
    {"_log_destroy_pending", get_log, set_log, nullptr},
    {"_must_cancel", get_must_cancel, nullptr, nullptr},
    {"_coro", get_coro_field, nullptr, nullptr},
    {"_fut_waiter", get_waiter, nullptr, nullptr},
    {"_num_cancels_requested", get_requests, nullptr, nullptr},
    LS_NO_MORE_FIELDS,
};

const NativeDef kMethods[] = {
    {"__init__", init, 1, -1, kMethodKw, nullptr, nullptr},
    {"__del__", del, 1, 1, kMethod, nullptr, nullptr},
    {"cancel", cancel, 1, -1, kMethodKw, "Request that this task cancel itself.", nullptr},
    {"cancelling", cancelling, 1, 1, kMethod, "Return the count of the task's cancellation requests.", nullptr},
    {"uncancel", uncancel, 1, 1, kMethod, "Decrement the task's count of cancellation requests.", nullptr},
    {"get_coro", get_coro, 1, 1, kMethod, nullptr, nullptr},
    {"get_context", get_context, 1, 1, kMethod, nullptr, nullptr},
    {"get_name", get_name, 1, 1, kMethod, nullptr, nullptr},
    {"set_name", set_name, 2, 2, kMethod, nullptr, nullptr},
    {"set_result", set_result, 2, 2, kMethod, nullptr, nullptr},
    {"set_exception", set_exception, 2, 2, kMethod, nullptr, nullptr},
    {"get_stack", get_stack, 1, 1, kMethodKw, "Return the list of stack frames for this task's coroutine.", nullptr},
    {"print_stack", print_stack, 1, 1, kMethodKw, "Print the stack or traceback for this task's coroutine.", nullptr},
    {"_begin", begin, 4, 4, kMethod, nullptr, nullptr},
    {"_wait_for", wait_for, 2, 2, kMethod, nullptr, nullptr},
    {"_schedule_step", schedule_step, 2, 2, kMethod, nullptr, nullptr},
    {"_cancel_at_next_step", cancel_at_next_step, 2, 2, kMethod, nullptr, nullptr},
    {"_hold_back", hold_back, 2, 2, kMethod, nullptr, nullptr},
    {"_hold_pending", hold_pending, 1, 1, kMethod, nullptr, nullptr},
    {"_let_go", let_go, 2, 2, kMethod, nullptr, nullptr},
    {"_note_shield", note_shield, 3, 3, kMethod, nullptr, nullptr},
    {"_cancel_delivered", cancel_delivered, 1, 1, kMethod, nullptr, nullptr},
    LS_NO_MORE,
};

// Task.current_task(loop=None) and Task.all_tasks(loop=None), until 3.8.
Status current_task_of_class(VM& vm, Args a, Cell*) { return ask_args(vm, "current_task_of_class", a); }
Status all_tasks_of_class(VM& vm, Args a, Cell*) { return ask_args(vm, "all_tasks_of_class", a); }

const NativeDef kOldMethods[] = {
    {"current_task", current_task_of_class, 1, 2, kClassWay | kNativeKeywords, "The task that runs in a loop.", nullptr},
    {"all_tasks", all_tasks_of_class, 1, 2, kClassWay | kNativeKeywords, "The tasks of a loop.", nullptr},
    LS_NO_MORE,
};

}  // namespace

bool setup_tasks(VM& vm) {
    if (vm.dialect == 1) add_methods(vm, vm.cls(C::Task), kOldMethods);
    add_methods(vm, vm.cls(C::Task), kMethods);
    add_getsets(vm, vm.cls(C::Task), kFields);
    return setup_task_steps(vm);
}

}  // namespace loopscope::loop
