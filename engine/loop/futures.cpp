#include "loop/futures.h"

#include <cstring>
#include <vector>

#include "loop/record.h"
#include "runtime/container_ops.h"
#include "runtime/memory.h"

namespace loopscope::loop {

namespace {

#define FUTURE(var) SELF(FutureObj, var, is_future(a[0]), C::Future)
#define READY_FUTURE(var) \
    FUTURE(var);          \
    if (check_initialized(vm, var) != Status::Ok) return Status::Fail

}  // namespace

Status raise_invalid_state(VM& vm, const char* message) {
    Class* cls = state(vm).invalid_state_error;
    if (!cls) return raise(vm, C::RuntimeError, "%s", message);
    Owned text(vm, new_str_cell(vm, message));
    Exception* e = is_empty(text) ? nullptr : make_exception(vm, cls, text);
    return e ? raise_exception(vm, obj_cell(e)) : Status::Fail;
}

namespace {

// ---- callbacks

bool grow_callbacks(VM& vm, FutureObj* f) {
    uint32_t cap = f->cap_more ? f->cap_more * 2 : 4;
    auto* more = static_cast<DoneCallback*>(alloc_raw(vm, cap * sizeof(DoneCallback)));
    if (!more) return false;
    if (f->cap_more) memcpy(static_cast<void*>(more), f->more, f->cap_more * sizeof(DoneCallback));
    free_raw(vm, f->more, f->cap_more * sizeof(DoneCallback));
    f->more = more;
    f->cap_more = cap;
    return true;
}

DoneCallback& callback_at(FutureObj* f, uint32_t i) { return i == 0 ? f->first : f->more[i - 1]; }

void clear_callbacks(VM& vm, FutureObj* f) {
    uint32_t n = f->n_callbacks;
    f->n_callbacks = 0;
    for (uint32_t i = 0; i < n; i++) {
        DoneCallback cb = callback_at(f, i);
        callback_at(f, i) = {empty_cell(), empty_cell()};
        decref(vm, cb.fn);
        decref(vm, cb.context);
    }
}

Cell wakeup_method(VM& vm, Cell task) {  // task.task_wakeup, as programs see the callback of a waiting task
    Cell bound = empty_cell();
    if (get_attr_plain(vm, task, names(vm).task_wakeup, &bound) != Status::Ok) return empty_cell();
    return bound;
}

// The callbacks as a list of (callable, context) pairs, owned; EMPTY: no memory.
Cell callbacks_as_list(VM& vm, FutureObj* f) {
    List* l = new_list(vm, f->n_callbacks);
    if (!l) return empty_cell();
    Owned keep(vm, obj_cell(l));
    for (uint32_t i = 0; i < f->n_callbacks; i++) {
        const DoneCallback& cb = callback_at(f, i);
        bool task = is_empty(cb.context) && is_task(cb.fn);
        Owned fn(vm, task ? wakeup_method(vm, cb.fn) : newref(cb.fn));
        if (is_empty(fn)) return empty_cell();
        Cell pair = tuple_of(vm, {fn, task ? task_of(cb.fn)->context : cb.context});
        if (is_empty(pair) || !list_append(vm, l, pair)) return empty_cell();
    }
    return keep.take();
}

// One callback of a future that is done goes into the loop's ready queue.
Status schedule_one(VM& vm, LoopObj* loop, FutureObj* f, const DoneCallback& cb) {
    if (is_empty(cb.context) && is_task(cb.fn)) return push_step(vm, loop, task_of(cb.fn), true);
    return push_callback(vm, loop, cb.fn, {obj_cell(f)}, cb.context);
}

Status schedule_callbacks(VM& vm, FutureObj* f, Cell answer) {
    if (!f->n_callbacks) return Status::Ok;
    LoopObj* loop = plain_loop(vm, f->loop);
    if (!loop) {
        Owned list(vm, callbacks_as_list(vm, f));
        if (is_empty(list)) return Status::Fail;
        for (uint32_t i = 0; i < f->n_callbacks; i++) note_callback_scheduled(vm, f, callback_at(f, i));
        clear_callbacks(vm, f);
        return ask(vm, "schedule_callbacks", {obj_cell(f), list, answer});
    }
    Owned hold(vm, new_obj_ref(f));
    Status s = check_closed(vm, loop);
    for (uint32_t i = 0; i < f->n_callbacks && s == Status::Ok; i++) {
        note_callback_scheduled(vm, f, callback_at(f, i));
        s = schedule_one(vm, loop, f, callback_at(f, i));
    }
    clear_callbacks(vm, f);
    return s;
}

}  // namespace

bool add_callback(VM& vm, FutureObj* f, Cell fn, Cell context) {
    if (f->n_callbacks > f->cap_more && !grow_callbacks(vm, f)) return false;
    DoneCallback cb{newref(fn), newref(context)};
    uint32_t i = f->n_callbacks++;
    callback_at(f, i).fn = cb.fn;
    callback_at(f, i).context = cb.context;
    note_callback_added(vm, f, cb);
    return true;
}

Status check_initialized(VM& vm, const FutureObj* f) {
    if (LS_LIKELY(!is_empty(f->loop))) return Status::Ok;
    return raise(vm, C::RuntimeError, "Future object is not initialized.");
}

bool has_own_method(VM& vm, Cell future, Str* name) {
    Obj* o = obj_of(future);
    if (o->cls == vm.cls(C::Future) || o->cls == vm.cls(C::Task)) {
        if (!(o->flags & kHasAttrs) || !*attrs_place(o)) return false;
    } else if (!is_kind(class_lookup(vm, o->cls, name), kNative)) {
        return true;
    }
    if (!(o->flags & kHasAttrs) || !*attrs_place(o)) return false;
    return !is_empty(dict_get_str(*attrs_place(o), name));
}

// The finalizer (__del__) has something to do only for an exception nobody has asked for, or a task that is not done. A future
// whose class is the program's may have a __del__ of its own: it is always asked.
void set_needs_finalizer(FutureObj* f) {
    bool needs = f->log_traceback || (f->cls->class_flags & kClassHasDel);
    if (f->kind == kTask && f->state == FutureState::Pending) needs = needs || static_cast<TaskObj*>(f)->log_destroy_pending;
    if (needs)
        f->flags &= static_cast<uint8_t>(~kFinalized);
    else
        f->flags |= kFinalized;
}

// ---- outcomes

Status finish_result(VM& vm, FutureObj* f, Cell result, Cell answer) {
    if (f->state != FutureState::Pending) return raise_invalid_state(vm, "invalid state");
    assign(vm, &f->value, newref(result));
    f->state = FutureState::Finished;
    set_needs_finalizer(f);
    note_future_done(vm, f);
    return schedule_callbacks(vm, f, answer);
}

Status finish_exception(VM& vm, FutureObj* f, Cell exception, Cell answer) {
    if (f->state != FutureState::Pending) return raise_invalid_state(vm, "invalid state");
    assign(vm, &f->value, newref(exception));
    assign(vm, &f->held, newref(static_cast<Exception*>(obj_of(exception))->traceback));
    f->failed = 1;
    f->state = FutureState::Finished;
    note_future_done(vm, f);
    Status s = schedule_callbacks(vm, f, answer);
    f->log_traceback = 1;
    set_needs_finalizer(f);
    return s;
}

Status finish_cancelled(VM& vm, FutureObj* f, Cell message, Cell answer) {
    assign(vm, &f->cancel_message, newref(empty_for_none(message)));
    f->state = FutureState::Cancelled;
    set_needs_finalizer(f);
    note_future_done(vm, f);
    return schedule_callbacks(vm, f, answer);
}

Cell cancelled_error(VM& vm, Cell message) {
    Class* cls = state(vm).cancelled_error;
    if (!cls) {
        (void)raise(vm, C::RuntimeError, "_asyncio: CancelledError is missing: import asyncio first");
        return empty_cell();
    }
    // The message goes in as one argument, even if it is a tuple.
    Cell args = is_empty(message) || is_none(message) ? new_obj_ref(vm.empty_tuple) : tuple_of(vm, {message});
    if (is_empty(args)) return empty_cell();
    Exception* e = make_exception(vm, cls, empty_cell());
    if (!e) {
        decref(vm, args);
        return empty_cell();
    }
    assign(vm, &e->args, args);
    return obj_cell(e);
}

Cell make_cancelled_error(VM& vm, FutureObj* f) {
    if (f->state != FutureState::Finished && !is_empty(f->held)) {
        Cell exc = f->held;
        f->held = empty_cell();
        return exc;
    }
    return cancelled_error(vm, f->cancel_message);
}

Status take_result(VM& vm, FutureObj* f, Cell* out) {
    if (f->state == FutureState::Cancelled) {
        Cell exc = make_cancelled_error(vm, f);
        return is_empty(exc) ? Status::Fail : raise_exception(vm, exc);
    }
    if (f->state != FutureState::Finished) return raise_invalid_state(vm, "Result is not set.");
    if (f->log_traceback) {
        f->log_traceback = 0;
        set_needs_finalizer(f);
    }
    if (!f->failed) return ok_ref(out, f->value);
    Cell exc = newref(f->value);
    auto* e = static_cast<Exception*>(obj_of(exc));
    // The traceback as it was when the exception was set; what a second asking adds begins anew.
    Cell tb = f->held;
    f->held = empty_cell();
    assign(vm, &e->traceback, is_empty(tb) ? none_cell() : tb);
    return raise_exception(vm, exc);
}

// ---- making

FutureObj* new_future(VM& vm, Cell loop) {
    auto* f = static_cast<FutureObj*>(make_object(vm, kFuture, vm.cls(C::Future), sizeof(FutureObj)));
    if (!f) return nullptr;
    f->loop = newref(loop);
    f->flags |= kFinalized;
    note_future_created(vm, f);
    return f;
}

namespace {

Status new_(VM& vm, Args a, Cell* out) {
    auto* cls = static_cast<Class*>(obj_of(a[0]));
    size_t bytes = cls->instance_kind == kTask ? sizeof(TaskObj) : sizeof(FutureObj);
    Obj* o = make_object(vm, cls->instance_kind, cls, bytes);
    if (!o) return Status::Fail;
    set_needs_finalizer(static_cast<FutureObj*>(o));
    return ok(out, obj_cell(o));
}

void reset(VM& vm, FutureObj* f) {
    clear_callbacks(vm, f);
    for (Cell* c : {&f->value, &f->held, &f->cancel_message, &f->source_traceback}) assign(vm, c, empty_cell());
    f->state = FutureState::Pending;
    f->blocking = f->failed = f->log_traceback = 0;
}

Status bind(VM& vm, FutureObj* f, Cell loop) {
    reset(vm, f);
    assign(vm, &f->loop, newref(loop));
    set_needs_finalizer(f);
    if (f->kind == kFuture) note_future_created(vm, f);
    return Status::Ok;
}

Status init(VM& vm, Args a, Cell* out) {
    FUTURE(self);
    static const char* const kNames[] = {"loop", nullptr};
    Cell v[1];
    Args rest{a.v + 1, a.n - 1, a.nkw, a.kwnames};
    if (Status s = bind_native(vm, rest, "Future", kNames, 0, 0, v); s != Status::Ok) return s;
    Cell loop = empty_for_none(v[0]);
    if (is_empty(loop)) loop = running_loop(vm);
    bool plain = is_kind(loop, kLoop) && !loop_of(loop)->debug && !(own_methods(vm, loop_of(loop)) & kOwnGetDebug);
    if (!plain) return ask(vm, "future_init", {a[0], is_empty(loop) ? none_cell() : loop});
    (void)bind(vm, self, loop);
    return ok_none(out);
}

// For library Python: binds a future to a loop.
Status set_loop(VM& vm, Args a, Cell* out) {
    FUTURE(self);
    (void)bind(vm, self, a[1]);
    return ok_none(out);
}

// ---- methods

Status done(VM& vm, Args a, Cell* out) {
    FUTURE(self);
    return ok_bool(out, self->state != FutureState::Pending);
}

Status cancelled(VM& vm, Args a, Cell* out) {
    FUTURE(self);
    return ok_bool(out, self->state == FutureState::Cancelled);
}

Status result(VM& vm, Args a, Cell* out) {
    FUTURE(self);
    if (is_empty(self->loop)) return raise_invalid_state(vm, "Future object is not initialized.");
    return take_result(vm, self, out);
}

Status exception(VM& vm, Args a, Cell* out) {
    FUTURE(self);
    if (is_empty(self->loop)) return raise_invalid_state(vm, "Future object is not initialized.");
    if (self->state == FutureState::Cancelled) return take_result(vm, self, out);
    if (self->state != FutureState::Finished) return raise_invalid_state(vm, "Exception is not set.");
    if (self->log_traceback) {
        self->log_traceback = 0;
        set_needs_finalizer(self);
    }
    return ok_ref(out, self->failed ? self->value : none_cell());
}

Status set_result(VM& vm, Args a, Cell* out) {
    READY_FUTURE(self);
    Status s = finish_result(vm, self, a[1], none_cell());
    return s == Status::Ok ? ok_none(out) : s;
}

// StopIteration cannot be raised in a coroutine: a RuntimeError stands for it.
Cell storable_exception(VM& vm, Cell exc) {
    if (!is_instance(vm, exc, C::StopIteration)) return newref(exc);
    Owned text(vm, new_str_cell(vm, "StopIteration interacts badly with generators and cannot be raised into a Future"));
    Exception* e = is_empty(text) ? nullptr : make_exception(vm, vm.cls(C::RuntimeError), text);
    if (!e) return empty_cell();
    assign(vm, &e->cause, newref(exc));
    assign(vm, &e->context, newref(exc));
    e->suppress_context = 1;
    return obj_cell(e);
}

Status set_exception(VM& vm, Args a, Cell* out) {
    READY_FUTURE(self);
    if (self->state != FutureState::Pending) return raise_invalid_state(vm, "invalid state");
    if (is_exception_class(a[1])) return ask(vm, "set_exception_class", {a[0], a[1]});
    if (!is_kind(a[1], kException)) return raise(vm, C::TypeError, "invalid exception object");
    Owned exc(vm, storable_exception(vm, a[1]));
    if (is_empty(exc)) return Status::Fail;
    Status s = finish_exception(vm, self, exc, none_cell());
    return s == Status::Ok ? ok_none(out) : s;
}

Status bind_msg(VM& vm, Args a, const char* function, Cell* msg) {
    static const char* const kNames[] = {"msg", nullptr};
    Args rest{a.v + 1, a.n - 1, a.nkw, a.kwnames};
    return bind_native(vm, rest, function, kNames, 0, 1, msg);
}

Status cancel(VM& vm, Args a, Cell* out) {
    READY_FUTURE(self);
    Cell msg;
    if (Status s = bind_msg(vm, a, "cancel", &msg); s != Status::Ok) return s;
    if (self->log_traceback) {
        self->log_traceback = 0;
        set_needs_finalizer(self);
    }
    if (self->state != FutureState::Pending) return ok_bool(out, false);
    note_cancel_requested(vm, self, msg);
    Status s = finish_cancelled(vm, self, msg, bool_cell(true));
    return s == Status::Ok ? ok_bool(out, true) : s;
}

Status add_done_callback(VM& vm, Args a, Cell* out) {
    READY_FUTURE(self);
    if (a.n != 2) return raise(vm, C::TypeError, "add_done_callback() takes exactly 1 positional argument (%u given)", a.n - 1);
    Cell context;
    if (only_keyword(vm, a, "add_done_callback", names(vm).context, &context) != Status::Ok) return Status::Fail;
    context = empty_for_none(context);
    if (self->state != FutureState::Pending) {
        LoopObj* loop = plain_loop(vm, self->loop);
        if (!loop) return ask(vm, "call_soon_done", {a[0], a[1], is_empty(context) ? none_cell() : context});
        if (check_closed(vm, loop) != Status::Ok) return Status::Fail;
        Status s = push_callback(vm, loop, a[1], {a[0]}, context);
        return s == Status::Ok ? ok_none(out) : s;
    }
    Owned copy(vm);
    if (is_empty(context)) {
        ContextObj* c = copy_current_context(vm);
        if (!c) return Status::Fail;
        copy.reset(obj_cell(c));
        context = copy;
    }
    return add_callback(vm, self, a[1], context) ? ok_none(out) : Status::Fail;
}

// Is the callback, as the program sees it, equal to fn?
Status callback_equals(VM& vm, const DoneCallback& cb, Cell fn, bool* equal) {
    if (same(cb.fn, fn)) {
        *equal = true;
        return Status::Ok;
    }
    if (!is_empty(cb.context)) return equals(vm, cb.fn, fn, equal);
    Owned bound(vm, wakeup_method(vm, cb.fn));
    return is_empty(bound) ? Status::Fail : equals(vm, bound, fn, equal);
}

Status remove_done_callback(VM& vm, Args a, Cell* out) {
    READY_FUTURE(self);
    uint32_t removed = 0, kept = 0, n = self->n_callbacks;
    // Taken out first: comparing may run the program's __eq__, which may change the list.
    std::vector<DoneCallback> all;
    for (uint32_t i = 0; i < n; i++) all.push_back({newref(callback_at(self, i).fn), newref(callback_at(self, i).context)});
    std::vector<bool> gone(n);
    Status s = Status::Ok;
    for (uint32_t i = 0; i < n && s == Status::Ok; i++) {
        bool equal = false;
        s = callback_equals(vm, all[i], a[1], &equal);
        gone[i] = s == Status::Ok && equal;
    }
    if (s == Status::Ok) {
        clear_callbacks(vm, self);
        for (uint32_t i = 0; i < n; i++) {
            if (gone[i]) {
                removed++;
                note_callback_removed(vm, self, all[i]);
                continue;
            }
            uint32_t at = kept++;  // there is room: it was there before
            callback_at(self, at).fn = newref(all[i].fn);
            callback_at(self, at).context = newref(all[i].context);
        }
        self->n_callbacks = kept;
    }
    for (DoneCallback& cb : all) {
        decref(vm, cb.fn);
        decref(vm, cb.context);
    }
    return s == Status::Ok ? ok(out, int_cell(removed)) : s;
}

Status get_loop(VM& vm, Args a, Cell* out) {
    READY_FUTURE(self);
    return ok_ref(out, self->loop);
}

Status make_cancelled_error_method(VM& vm, Args a, Cell* out) {
    READY_FUTURE(self);
    return ok_cell(out, make_cancelled_error(vm, self));
}

Status await(VM& vm, Args a, Cell* out) {
    READY_FUTURE(self);
    return ok_obj(out, new_future_iter(vm, self));
}

Status repr(VM& vm, Args a, Cell*) {
    READY_FUTURE(self);
    return ask_args(vm, self->kind == kTask ? "task_repr" : "future_repr", a);
}

Status class_getitem(VM& vm, Args a, Cell* out) {
    Cell of_list = class_lookup(vm, vm.cls(C::List), vm.names.class_getitem);
    if (!is_kind(of_list, kNative)) return raise(vm, C::TypeError, "type '%s' is not subscriptable", type_name(vm, a[0]));
    return static_cast<Native*>(obj_of(of_list))->fn(vm, a, out);
}

// What happens when a future goes away: an exception that nobody has asked for is reported.
Status del(VM& vm, Args a, Cell* out) {
    FUTURE(self);
    if (!self->log_traceback || is_empty(self->loop)) return ok_none(out);
    self->log_traceback = 0;
    std::string text = std::string(type_name(vm, a[0])) + " exception was never retrieved";
    Owned message(vm, new_str_cell(vm, text));
    if (is_empty(message)) return Status::Fail;
    return ask(vm, "report_destroyed", {a[0], message, self->value});
}

// ---- fields

FutureObj* self_of(Cell c) { return future_of(c); }

Status get_state(VM& vm, Cell self, Cell* out) {
    static const char* const kNames[] = {"PENDING", "CANCELLED", "FINISHED"};
    return ok_cell(out, new_str_cell(vm, kNames[static_cast<int>(self_of(self)->state)]));
}
Status get_blocking(VM&, Cell self, Cell* out) { return ok_bool(out, self_of(self)->blocking != 0); }
Status set_blocking(VM& vm, Cell self, Cell value) {
    if (is_empty(value)) return raise(vm, C::AttributeError, "cannot delete attribute");
    self_of(self)->blocking = truth_native(value) == 1;
    return Status::Ok;
}
Status get_loop_field(VM&, Cell self, Cell* out) { return ok_or_none(out, self_of(self)->loop); }
Status get_callbacks(VM& vm, Cell self, Cell* out) {
    if (!self_of(self)->n_callbacks) return ok_none(out);
    return ok_cell(out, callbacks_as_list(vm, self_of(self)));
}
Status get_result(VM&, Cell self, Cell* out) {
    return ok_or_none(out, self_of(self)->failed ? empty_cell() : self_of(self)->value);
}
Status get_exception(VM&, Cell self, Cell* out) {
    return ok_or_none(out, self_of(self)->failed ? self_of(self)->value : empty_cell());
}
Status get_message(VM&, Cell self, Cell* out) { return ok_or_none(out, self_of(self)->cancel_message); }
Status set_message(VM& vm, Cell self, Cell value) {
    assign(vm, &self_of(self)->cancel_message, is_empty(value) ? empty_cell() : newref(empty_for_none(value)));
    return Status::Ok;
}
Status get_source(VM&, Cell self, Cell* out) { return ok_or_none(out, self_of(self)->source_traceback); }
Status set_source(VM& vm, Cell self, Cell value) {
    assign(vm, &self_of(self)->source_traceback, is_empty(value) ? empty_cell() : newref(empty_for_none(value)));
    return Status::Ok;
}
Status get_log(VM&, Cell self, Cell* out) { return ok_bool(out, self_of(self)->log_traceback != 0); }
Status set_log(VM& vm, Cell self, Cell value) {
    if (is_empty(value)) return raise(vm, C::AttributeError, "cannot delete attribute");
    if (truth_native(value) != 0) return raise(vm, C::ValueError, "_log_traceback can only be set to False");
    self_of(self)->log_traceback = 0;
    set_needs_finalizer(self_of(self));
    return Status::Ok;
}

const GetSetDef kFields[] = {
    {"_state", get_state, nullptr, nullptr},
    {"_asyncio_future_blocking", get_blocking, set_blocking, nullptr},
    {"_loop", get_loop_field, nullptr, nullptr},
    {"_callbacks", get_callbacks, nullptr, nullptr},
    {"_result", get_result, nullptr, nullptr},
    {"_exception", get_exception, nullptr, nullptr},
    {"_cancel_message", get_message, set_message, nullptr},
    {"_source_traceback", get_source, set_source, nullptr},
    {"_log_traceback", get_log, set_log, nullptr},
    LS_NO_MORE_FIELDS,
};

const NativeDef kMethods[] = {
    {"__new__", new_, 1, -1, kStaticNew, "Create and return a new object.", nullptr},
    {"__init__", init, 1, -1, kMethodKw, nullptr, nullptr},
    {"__del__", del, 1, 1, kMethod, nullptr, nullptr},
    {"__repr__", repr, 1, 1, kMethod | kNativeSpecial, nullptr, nullptr},
    {"__await__", await, 1, 1, kMethod | kNativeSpecial, "Return an iterator to be used in await expression.", nullptr},
    {"__iter__", await, 1, 1, kMethod | kNativeSpecial, "Implement iter(self).", nullptr},
    {"__class_getitem__", class_getitem, 2, 2, kClassWay, "See PEP 585", nullptr},
    {"result", result, 1, 1, kMethod, "Return the result this future represents.", nullptr},
    {"exception", exception, 1, 1, kMethod, "Return the exception that was set on this future.", nullptr},
    {"set_result", set_result, 2, 2, kMethod, "Mark the future done and set its result.", nullptr},
    {"set_exception", set_exception, 2, 2, kMethod, "Mark the future done and set an exception.", nullptr},
    {"add_done_callback", add_done_callback, 1, -1, kMethodKw, "Add a callback to be run when the future becomes done.",
     nullptr},
    {"remove_done_callback", remove_done_callback, 2, 2, kMethod, "Remove all instances of a callback.", nullptr},
    {"cancel", cancel, 1, -1, kMethodKw, "Cancel the future and schedule callbacks.", nullptr},
    {"cancelled", cancelled, 1, 1, kMethod, "Return True if the future was cancelled.", nullptr},
    {"done", done, 1, 1, kMethod, "Return True if the future is done.", nullptr},
    {"get_loop", get_loop, 1, 1, kMethod, "Return the event loop the Future is bound to.", nullptr},
    {"_make_cancelled_error", make_cancelled_error_method, 1, 1, kMethod, nullptr, nullptr},
    {"_set_loop", set_loop, 2, 2, kMethod, nullptr, nullptr},
    LS_NO_MORE,
};

// ---- FutureIter: what `await future` steps

#define ITERATOR(var) SELF(FutureIterObj, var, is_kind(a[0], kFutureIter), C::FutureIter)

Status iter_step(VM& vm, FutureIterObj* it, Cell* out) {
    bool finished = false;
    Status s = future_iter_next(vm, it, &finished, out);
    return s == Status::Ok && finished ? raise_stop_iteration(vm, *out) : s;
}
Status iter_next_method(VM& vm, Args a, Cell* out) {
    ITERATOR(self);
    return iter_step(vm, self, out);
}
Status iter_self(VM& vm, Args a, Cell* out) {
    ITERATOR(self);
    return ok(out, new_obj_ref(self));
}
Status iter_throw(VM& vm, Args a, Cell*) {
    ITERATOR(self);
    Cell type = a[1], value = a.n > 2 ? a[2] : none_cell(), traceback = a.n > 3 ? a[3] : none_cell();
    if (!is_none(traceback) && !is_kind(traceback, kTraceback))
        return raise(vm, C::TypeError, "throw() third argument must be a traceback");
    bool is_class = is_exception_class(type);
    if (!is_class && !is_kind(type, kException))
        return raise(vm, C::TypeError, "exceptions must be classes deriving BaseException or instances of such a class");
    if (!is_class && !is_none(value)) return raise(vm, C::TypeError, "instance exception may not have a separate value");
    FutureObj* f = self->future;
    self->future = nullptr;
    decref_null(vm, f);
    Owned exc(vm, newref(is_class ? value : type));
    if (is_class && !(is_kind(value, kException) && is_instance(vm, value, static_cast<Class*>(obj_of(type))))) {
        Exception* e = make_exception(vm, static_cast<Class*>(obj_of(type)), is_none(value) ? empty_cell() : value);
        if (!e) return Status::Fail;
        exc.reset(obj_cell(e));
    }
    if (!is_none(traceback)) assign(vm, &static_cast<Exception*>(obj_of(exc.c))->traceback, newref(traceback));
    return raise_exception(vm, exc.take());
}
Status iter_close(VM& vm, Args a, Cell* out) {
    ITERATOR(self);
    FutureObj* f = self->future;
    self->future = nullptr;
    decref_null(vm, f);
    return ok_none(out);
}

const NativeDef kIterMethods[] = {
    {"__iter__", iter_self, 1, 1, kMethod | kNativeSpecial, "Implement iter(self).", nullptr},
    {"__next__", iter_next_method, 1, 1, kMethod | kNativeSpecial, "Implement next(self).", nullptr},
    {"send", iter_next_method, 2, 2, kMethod, nullptr, nullptr},
    {"throw", iter_throw, 2, 4, kMethod, nullptr, nullptr},
    {"close", iter_close, 1, 1, kMethod, nullptr, nullptr},
    LS_NO_MORE,
};

}  // namespace

FutureIterObj* new_future_iter(VM& vm, FutureObj* f) {
    auto* it = make<FutureIterObj>(vm, kFutureIter, C::FutureIter);
    if (it) it->future = newref(f);
    return it;
}

Status future_iter_next(VM& vm, Obj* iterator, bool* finished, Cell* out) {
    auto* it = static_cast<FutureIterObj*>(iterator);
    FutureObj* f = it->future;
    *finished = true;
    if (!f) return ok_none(out);
    if (f->state == FutureState::Pending) {
        if (f->blocking) return raise(vm, C::RuntimeError, "await wasn't used with future");
        f->blocking = 1;
        *finished = false;
        return ok(out, new_obj_ref(f));
    }
    it->future = nullptr;
    Owned hold(vm, obj_cell(f));
    return take_result(vm, f, out);
}

bool setup_futures(VM& vm) {
    for (C cls : {C::Future, C::Task}) vm.cls(cls)->class_flags |= kClassWeakrefable | kClassDict;
    add_methods(vm, vm.cls(C::Future), kMethods);
    add_getsets(vm, vm.cls(C::Future), kFields);
    add_methods(vm, vm.cls(C::FutureIter), kIterMethods);
    hooks().future_iter_next = future_iter_next;
    return true;
}

}  // namespace loopscope::loop
