// One step of a task: what goes into its coroutine, and what is made of what comes out. Follows CPython's Task.__step and
// __wakeup.
#include "loop/record.h"
#include "loop/tasks.h"
#include "runtime/container_ops.h"

namespace loopscope::loop {

// ---- which task is current, for each loop

namespace {

Status foreign_current(VM& vm, Cell loop, Cell* out) {  // borrowed or EMPTY
    return dict_get(vm, state(vm).foreign_current, loop, out);
}

Status set_foreign_current(VM& vm, Cell loop, Cell task) {
    if (!is_none(task)) return dict_set(vm, state(vm).foreign_current, loop, task);
    bool found;
    return dict_delete(vm, state(vm).foreign_current, loop, &found);
}

std::string shown(VM& vm, Cell c) {
    std::string text;
    if (repr_nested(vm, c, &text) == Status::Ok) return text;
    clear_exception(vm);
    return type_name(vm, c);
}

}  // namespace

Status current_task_of(VM& vm, Cell loop, Cell* out) {
    if (is_kind(loop, kLoop)) return ok_or_none(out, loop_of(loop)->current_task);
    Cell found = empty_cell();
    if (Status s = foreign_current(vm, loop, &found); s != Status::Ok) return s;
    return ok_or_none(out, found);
}

Status swap_current_task(VM& vm, Cell loop, Cell task, Cell* previous) {
    if (Status s = current_task_of(vm, loop, previous); s != Status::Ok) return s;
    if (is_kind(loop, kLoop))
        assign(vm, &loop_of(loop)->current_task, newref(empty_for_none(task)));
    else if (Status s = set_foreign_current(vm, loop, task); s != Status::Ok)
        return s;
    vm.current_task_slot = is_task(task) && future_of(task)->has_slot ? future_of(task)->slot + 1 : 0;
    return Status::Ok;
}

Status enter_task(VM& vm, Cell loop, Cell task) {
    Owned now(vm);
    Cell current = empty_cell();
    if (Status s = current_task_of(vm, loop, &current); s != Status::Ok) return s;
    now.reset(current);
    if (!is_none(current)) {
        return raise(vm, C::RuntimeError, "Cannot enter into task %s while another task %s is being executed.",
                     shown(vm, task).c_str(), shown(vm, current).c_str());
    }
    Cell previous = empty_cell();
    Status s = swap_current_task(vm, loop, task, &previous);
    decref(vm, previous);
    return s;
}

Status leave_task(VM& vm, Cell loop, Cell task) {
    Owned now(vm);
    Cell current = empty_cell();
    if (Status s = current_task_of(vm, loop, &current); s != Status::Ok) return s;
    now.reset(current);
    if (!same(current, task)) {
        return raise(vm, C::RuntimeError, "Invalid attempt to leave task %s while task %s is entered.", shown(vm, task).c_str(),
                     shown(vm, current).c_str());
    }
    Cell previous = empty_cell();
    Status s = swap_current_task(vm, loop, none_cell(), &previous);
    decref(vm, previous);
    return s;
}

// ---- into the coroutine

namespace {

bool is_cancelled_error(VM& vm, Cell exc) {
    return is_kind(exc, kException) && state(vm).cancelled_error && is_subclass(obj_of(exc)->cls, state(vm).cancelled_error);
}

// What a task keeps and also lets out of the loop.
bool is_exit(VM& vm, Cell exc) {
    if (vm.dialect == 1) return !is_instance(vm, exc, C::Exception);  // until 3.7
    return is_instance(vm, exc, C::SystemExit) || is_instance(vm, exc, C::KeyboardInterrupt);
}

Status go_into(VM& vm, TaskObj* t, Cell owned_exc) {
    if (vm.recording) {
        (void)vm.trace->task_step(t->slot);
        if (is_cancelled_error(vm, owned_exc)) (void)vm.trace->cancel_delivered(t->slot);
    }
    if (is_kind(t->coro, kGenerator)) {
        auto* g = static_cast<Generator*>(obj_of(t->coro));
        return is_empty(owned_exc) ? resume_generator(vm, g, none_cell()) : throw_into_generator(vm, g, owned_exc);
    }
    Owned exc(vm, owned_exc), method(vm);  // an object that only behaves like a coroutine
    Cell found = empty_cell();
    Status s = get_attr_plain(vm, t->coro, is_empty(exc) ? names(vm).send : vm.names.throw_, &found);
    if (s != Status::Ok) return s;
    method.reset(found);
    if (is_empty(found)) return raise(vm, C::AttributeError, "'%s' object has no attribute 'send'", type_name(vm, t->coro));
    return call_later(vm, method, {is_empty(exc) ? none_cell() : exc.c});
}

}  // namespace

Status begin_step(VM& vm, TaskObj* t) {
    Owned exc(vm, t->step_exc);
    t->step_exc = empty_cell();
    if (t->state != FutureState::Pending) {
        std::string text =
            "__step(): already done: " + shown(vm, obj_cell(t)) + " " + (is_empty(exc) ? "None" : shown(vm, exc));
        return raise_invalid_state(vm, text.c_str());
    }
    if (t->must_cancel) {
        if (!is_cancelled_error(vm, exc)) {
            exc.reset(make_cancelled_error(vm, t));
            if (is_empty(exc)) return Status::Fail;
        }
        t->must_cancel = 0;
    }
    assign(vm, &t->fut_waiter, empty_cell());
    if (Status s = enter_task(vm, t->loop, obj_cell(t)); s != Status::Ok) return s;
    Status s = go_into(vm, t, exc.take());
    if (s == Status::Fail) end_step(vm, t);
    return s;
}

Status begin_wakeup(VM& vm, TaskObj* t, Cell future) {
    if (!is_future(future)) return ask(vm, "wakeup_by_methods", {obj_cell(t), future});
    Cell value = empty_cell();
    Status s = take_result(vm, future_of(future), &value);
    if (s == Status::Ok)
        decref(vm, value);  // the await itself asks the future again
    else
        assign(vm, &t->step_exc, take_exception(vm));
    return Status::Ok;
}

void end_step(VM& vm, TaskObj* t) {
    Cell exc = take_exception(vm);
    if (leave_task(vm, t->loop, obj_cell(t)) != Status::Ok && !is_empty(exc)) clear_exception(vm);
    if (!is_empty(exc)) vm.exc = exc;
}

// ---- out of the coroutine

namespace {

Status returned(VM& vm, TaskObj* t, Cell owned_value) {
    Owned value(vm, owned_value);
    if (!t->must_cancel) return finish_result(vm, t, value, none_cell());
    // Cancelled, but it ended before that could reach it.
    t->must_cancel = 0;
    if (vm.dialect == 1) {  // until 3.7 it then held a CancelledError like any other exception
        Owned exc(vm, make_cancelled_error(vm, t));
        return is_empty(exc) ? Status::Fail : finish_exception(vm, t, exc, none_cell());
    }
    Owned msg(vm, newref(t->cancel_message));
    return finish_cancelled(vm, t, msg, none_cell());
}

Status raised(VM& vm, TaskObj* t) {
    Owned exc(vm, take_exception(vm));
    if (is_instance(vm, exc, C::StopIteration) && !is_kind(t->coro, kGenerator)) {
        return returned(vm, t, newref(static_cast<Exception*>(obj_of(exc))->extra[0]));
    }
    if (is_cancelled_error(vm, exc)) {
        assign(vm, &t->held, newref(exc));
        return finish_cancelled(vm, t, empty_cell(), none_cell());
    }
    Status s = finish_exception(vm, t, exc, none_cell());
    if (s == Status::Ok && is_exit(vm, exc)) {
        vm.exc = exc.take();
        return Status::Fail;
    }
    return s;
}

// A bare yield: the next step joins the ready queue.
Status yielded_none(VM& vm, TaskObj* t, LoopObj* loop) {
    if (vm.recording) (void)vm.trace->task_suspended_bare();
    if (check_closed(vm, loop) != Status::Ok) return Status::Fail;
    return push_step(vm, loop, t, false);
}

// A future of the engine's, of the same loop, and awaited (not only yielded): the usual case.
bool waits_plainly(VM& vm, TaskObj* t, FutureObj* f) {
    if (!f->blocking || f->state != FutureState::Pending || !same(f->loop, t->loop) || static_cast<Obj*>(f) == t) return false;
    Cell c = obj_cell(f);
    if (has_own_method(vm, c, names(vm).add_done_callback) || has_own_method(vm, c, names(vm).get_loop)) return false;
    return !t->must_cancel || !has_own_method(vm, c, names(vm).cancel);
}

Status wait_for(VM& vm, TaskObj* t, FutureObj* f) {
    f->blocking = 0;
    if (!add_callback(vm, f, obj_cell(t), empty_cell())) return Status::Fail;
    assign(vm, &t->fut_waiter, new_obj_ref(f));
    if (vm.recording) (void)vm.trace->task_suspended(aw_of(f));
    if (!t->must_cancel) return Status::Ok;
    // A cancellation came while it ran: it goes to what the task waits for now.
    t->must_cancel = 0;
    Owned msg(vm, newref(t->cancel_message));
    note_cancel_forwarded(vm, t, f);
    if (f->kind == kTask) return cancel_task(vm, static_cast<TaskObj*>(f), msg);
    return finish_cancelled(vm, f, msg, none_cell());
}

Status yielded(VM& vm, TaskObj* t, Cell owned_value) {
    Owned value(vm, owned_value);
    if (is_none(value)) {
        if (LoopObj* loop = plain_loop(vm, t->loop)) return yielded_none(vm, t, loop);
    } else if (is_future(value) && waits_plainly(vm, t, future_of(value))) {
        return wait_for(vm, t, future_of(value));
    }
    return ask(vm, "take_yielded", {obj_cell(t), value});
}

Status take_outcome(VM& vm, TaskObj* t, Outcome outcome, Cell owned_value) {
    if (outcome == Outcome::Raised) return raised(vm, t);
    if (outcome == Outcome::Yielded || !is_kind(t->coro, kGenerator)) return yielded(vm, t, owned_value);
    return returned(vm, t, owned_value);
}

}  // namespace

Status step_outcome(VM& vm, TaskObj* t, Outcome outcome, Cell owned_value) {
    Status s = take_outcome(vm, t, outcome, owned_value);
    if (s != Status::Call) end_step(vm, t);
    return s == Status::Ok && !is_empty(vm.exc) ? Status::Fail : s;
}

// ---- a step outside of the loop's turn: task.task_step(), task.task_wakeup() and eager tasks

namespace {

#define TASK(var) SELF(TaskObj, var, is_task(a[0]), C::Task)

enum StepState : uint8_t { kBegin, kInCoroutine, kInLibrary };

// Slots: [task].
Status step_frame(VM& vm, Frame* f, Outcome outcome, Cell value, Cell* out) {
    TaskObj* t = task_of(f->slots[0]);
    if (f->state == kInLibrary) {
        end_step(vm, t);
        if (outcome == Outcome::Raised) return Status::Fail;
        decref(vm, value);
        return ok_none(out);
    }
    if (f->state == kBegin) {
        f->state = kInCoroutine;
        return begin_step(vm, t);
    }
    f->state = kInLibrary;
    Status s = step_outcome(vm, t, outcome, value);
    return s == Status::Ok ? ok_none(out) : s;
}
constexpr NativeFrameType kStepFrame = {"Task.__step", &step_frame};

Status enter_step(VM& vm, TaskObj* t) {
    Frame* f = new_native_frame(vm, &kStepFrame, 1);
    if (!f) return Status::Fail;
    f->slots[0] = new_obj_ref(t);
    return enter_native_frame(vm, f);
}

Status task_step(VM& vm, Args a, Cell*) {
    TASK(self);
    if (a.n > 1 && !is_none(a[1])) assign(vm, &self->step_exc, newref(a[1]));
    return enter_step(vm, self);
}

Status task_wakeup(VM& vm, Args a, Cell*) {
    TASK(self);
    Status s = begin_wakeup(vm, self, a[1]);
    return s == Status::Ok ? enter_step(vm, self) : s;
}

// An eager task runs its first step at once, in the middle of whoever makes it. Slots: [task, previous current task, previous
// context].
Status eager_begin(VM& vm, Frame* f, TaskObj* t) {
    Cell previous = empty_cell(), saved = empty_cell();
    if (swap_current_task(vm, t->loop, obj_cell(t), &previous) != Status::Ok) return Status::Fail;
    f->slots[1] = previous;
    link_task(vm, t);
    if (enter_context(vm, static_cast<ContextObj*>(obj_of(t->context)), &saved) != Status::Ok) {
        Cell mine = empty_cell();
        (void)swap_current_task(vm, t->loop, f->slots[1], &mine);
        decref(vm, mine);
        return Status::Fail;
    }
    f->slots[2] = saved;
    return go_into(vm, t, empty_cell());
}

void eager_end(VM& vm, Frame* f, TaskObj* t) {
    Cell exc = take_exception(vm), saved = f->slots[2], mine = empty_cell();
    f->slots[2] = empty_cell();
    leave_context(vm, saved);
    (void)swap_current_task(vm, t->loop, f->slots[1], &mine);
    decref(vm, mine);
    if (t->state != FutureState::Pending) {
        unlink_task(vm, t);
        assign(vm, &t->coro, empty_cell());
    } else {
        link_task(vm, t);  // now it is one of the others: the newest
    }
    if (!is_empty(exc)) vm.exc = exc;
}

Status eager_frame(VM& vm, Frame* f, Outcome outcome, Cell value, Cell* out) {
    TaskObj* t = task_of(f->slots[0]);
    Status s = outcome == Outcome::Raised ? Status::Fail : Status::Ok;
    if (f->state == kBegin) {
        f->state = kInCoroutine;
        return eager_begin(vm, f, t);
    }
    if (f->state == kInCoroutine) {
        f->state = kInLibrary;
        s = take_outcome(vm, t, outcome, value);
        if (s == Status::Call) return s;
    } else if (s == Status::Ok) {
        decref(vm, value);
    }
    eager_end(vm, f, t);
    return s == Status::Ok ? ok_none(out) : s;
}
constexpr NativeFrameType kEagerFrame = {"Task eager start", &eager_frame};

Status start_eagerly(VM& vm, Args a, Cell*) {
    TASK(self);
    Frame* f = new_native_frame(vm, &kEagerFrame, 3);
    if (!f) return Status::Fail;
    f->slots[0] = new_obj_ref(self);
    return enter_native_frame(vm, f);
}

const NativeDef kMethods[] = {
    {"task_step", task_step, 1, 2, kMethod, nullptr, nullptr},
    {"task_wakeup", task_wakeup, 2, 2, kMethod, nullptr, nullptr},
    {"_start_eagerly", start_eagerly, 1, 1, kMethod, nullptr, nullptr},
    LS_NO_MORE,
};

}  // namespace

bool setup_task_steps(VM& vm) {
    add_methods(vm, vm.cls(C::Task), kMethods);
    state(vm).foreign_current = new_dict(vm);
    return state(vm).foreign_current != nullptr;
}

}  // namespace loopscope::loop
