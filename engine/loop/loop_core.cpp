#include "loop/loop_core.h"

#include <algorithm>
#include <cmath>

#include "loop/futures.h"
#include "loop/record.h"
#include "loop/strands.h"
#include "loop/tasks.h"
#include "runtime/container_ops.h"
#include "runtime/memory.h"

namespace loopscope::loop {

namespace {

#define LOOP(var) SELF(LoopObj, var, is_kind(a[0], kLoop), C::LoopCore)

Dict* instance_dict_of(LoopObj* loop) { return loop->flags & kHasAttrs ? *attrs_place(loop) : nullptr; }

struct OwnName {
    Str* LoopNames::* name;
    uint32_t flag;
    bool native;
};  // native: else only something on the instance counts
const OwnName kOwnNames[] = {
    {&LoopNames::time, kOwnTime, true},           {&LoopNames::call_soon, kOwnCallSoon, true},
    {&LoopNames::call_at, kOwnCallAt, true},      {&LoopNames::_timer_handle_cancelled, kOwnTimerCancelled, true},
    {&LoopNames::get_debug, kOwnGetDebug, true},  {&LoopNames::_write_to_self, kOwnWriteToSelf, true},
    {&LoopNames::_selector, kOwnSelector, false}, {&LoopNames::_process_events, kOwnProcess, false},
};

}  // namespace

uint32_t own_methods(VM& vm, LoopObj* loop) {
    Dict* d = instance_dict_of(loop);
    uint32_t dict_version = d ? d->key_version : 0;
    if (LS_LIKELY(loop->seen_class_version == loop->cls->version && loop->seen_dict_version == dict_version)) return loop->own;
    uint32_t own = 0;
    for (const OwnName& o : kOwnNames) {
        Str* name = names(vm).*o.name;
        if (o.native && !is_kind(class_lookup(vm, loop->cls, name), kNative)) own |= o.flag;
        if (d && !is_empty(dict_get_str(d, name))) own |= o.flag;
    }
    // _run_once is library Python: is it still the library's?
    Cell once = class_lookup(vm, loop->cls, names(vm)._run_once);
    bool on_instance = d && !is_empty(dict_get_str(d, names(vm)._run_once));
    if (!is_obj(once) || obj_of(once) != state(vm).run_once || on_instance) own |= kOwnRunOnce;
    loop->own = own;
    loop->seen_class_version = loop->cls->version;
    loop->seen_dict_version = dict_version;
    return own;
}

LoopObj* plain_loop(VM& vm, Cell loop) {
    if (!is_kind(loop, kLoop)) return nullptr;
    LoopObj* l = loop_of(loop);
    if (l->debug || (own_methods(vm, l) & (kOwnCallSoon | kOwnGetDebug))) return nullptr;
    return l;
}

Status check_closed(VM& vm, LoopObj* loop) {
    return loop->closed ? raise(vm, C::RuntimeError, "Event loop is closed") : Status::Ok;
}

Cell running_loop(VM& vm) { return vm.strand->running_loop; }

// ---- the ready queue

Status push_callback(VM& vm, LoopObj* loop, Cell callback, std::initializer_list<Cell> args, Cell context) {
    Owned tuple(vm, tuple_of(vm, args));
    if (is_empty(tuple)) return Status::Fail;
    HandleObj* h = new_handle(vm, vm.cls(C::Handle), callback, tuple, obj_cell(loop), context);
    if (!h) return Status::Fail;
    note_handle_scheduled(vm, h);
    return deque_push(vm, loop->ready, obj_cell(h)) ? Status::Ok : Status::Fail;
}

namespace {

// task.task_step or task.task_wakeup as a Handle, for programs that look at the queue.
Status push_step_handle(VM& vm, LoopObj* loop, TaskObj* task, bool wakeup) {
    Owned method(vm), args(vm);
    Cell found = empty_cell();
    Str* name = wakeup ? names(vm).task_wakeup : names(vm).task_step;
    if (get_attr_plain(vm, obj_cell(task), name, &found) != Status::Ok) return Status::Fail;
    method.reset(found);
    if (wakeup)
        args.reset(tuple_of(vm, {task->fut_waiter}));
    else if (is_empty(task->step_exc))
        args.reset(new_obj_ref(vm.empty_tuple));
    else
        args.reset(tuple_of(vm, {task->step_exc}));
    if (is_empty(args)) return Status::Fail;
    assign(vm, &task->step_exc, empty_cell());
    HandleObj* h = new_handle(vm, vm.cls(C::Handle), method, args, obj_cell(loop), task->context);
    if (!h) return Status::Fail;
    note_handle_scheduled(vm, h);
    return deque_push(vm, loop->ready, obj_cell(h)) ? Status::Ok : Status::Fail;
}

// The program looks at _ready: tasks in it become Handles.
Status show_ready(VM& vm, LoopObj* loop) {
    if (loop->ready_shown) return Status::Ok;
    loop->ready_shown = 1;
    for (uint32_t n = loop->ready->n; n > 0; n--) {
        Owned entry(vm, deque_pop_front(loop->ready));
        Status s;
        if (is_task(entry))
            s = push_step_handle(vm, loop, task_of(entry), task_of(entry)->wakeup != 0);
        else
            s = deque_push(vm, loop->ready, entry.take()) ? Status::Ok : Status::Fail;
        if (s != Status::Ok) return s;
    }
    return Status::Ok;
}

}  // namespace

Status push_step(VM& vm, LoopObj* loop, TaskObj* task, bool wakeup) {
    task->wakeup = wakeup;
    if (LS_UNLIKELY(loop->ready_shown)) return push_step_handle(vm, loop, task, wakeup);
    if (vm.recording) {
        if (wakeup)
            (void)vm.trace->wakeup_scheduled(task->slot);
        else
            (void)vm.trace->step_scheduled(task->slot);
    }
    return deque_push(vm, loop->ready, new_obj_ref(task)) ? Status::Ok : Status::Fail;
}

// ---- the timer heap: loop._scheduled, a list in heap order

namespace {

bool earlier(Cell a, Cell b) { return compare_timers(handle_of(a), handle_of(b)) < 0; }

void sift_up(List* l, uint32_t i) {
    Cell item = l->v[i];
    for (; i > 0 && earlier(item, l->v[(i - 1) / 2]); i = (i - 1) / 2) l->v[i] = l->v[(i - 1) / 2];
    l->v[i] = item;
}

void sift_down(List* l, uint32_t i) {
    Cell item = l->v[i];
    for (;;) {
        uint32_t child = 2 * i + 1;
        if (child >= l->n) break;
        if (child + 1 < l->n && earlier(l->v[child + 1], l->v[child])) child++;
        if (!earlier(l->v[child], item)) break;
        l->v[i] = l->v[child];
        i = child;
    }
    l->v[i] = item;
}

}  // namespace

bool heap_push(VM& vm, LoopObj* loop, HandleObj* owned_timer) {
    if (!list_append(vm, loop->scheduled, obj_cell(owned_timer))) return false;
    sift_up(loop->scheduled, loop->scheduled->n - 1);
    return true;
}

HandleObj* heap_pop(LoopObj* loop) {
    List* l = loop->scheduled;
    Cell first = l->v[0];
    l->v[0] = l->v[--l->n];
    if (l->n) sift_down(l, 0);
    return handle_of(first);
}

void heap_rebuild(VM& vm, LoopObj* loop) {
    List* l = loop->scheduled;
    uint32_t n = l->n, kept = 0;
    for (uint32_t i = 0; i < n; i++) {
        Cell c = l->v[i];
        if (!handle_of(c)->cancelled) {
            l->v[kept++] = c;
            continue;
        }
        handle_of(c)->scheduled = 0;
        decref(vm, c);
    }
    l->n = kept;
    for (uint32_t i = kept / 2; i-- > 0;) sift_down(l, i);
    loop->timers_cancelled = 0;
}

// ---- methods

namespace {

Status new_(VM& vm, Args a, Cell* out) {
    auto* loop = static_cast<LoopObj*>(make_object(vm, kLoop, static_cast<Class*>(obj_of(a[0])), sizeof(LoopObj)));
    if (!loop) return Status::Fail;
    Owned keep(vm, obj_cell(loop));
    loop->ready = new_deque(vm, vm.cls(C::Deque), -1);
    loop->scheduled = new_list(vm, 4);
    if (!loop->ready || !loop->scheduled) return Status::Fail;
    loop->slow_callback_duration = 0.1;
    loop->clock_resolution = 1e-9;
    loop->number = ++state(vm).loops;
    return ok(out, keep.take());
}

Status init(VM& vm, Args a, Cell* out) {
    LOOP(self);
    (void)self;
    return ok_none(out);
}

Status time(VM& vm, Args a, Cell* out) {
    LOOP(self);
    (void)self;
    read_clock(vm);
    return ok(out, float_cell(vm.now));
}

Status closed_check(VM& vm, Args a, Cell* out) {
    LOOP(self);
    return check_closed(vm, self) == Status::Ok ? ok_none(out) : Status::Fail;
}

Status add_timer(VM& vm, LoopObj* loop, Cell when, Cell callback, Cell args, Cell context, Cell* out) {
    HandleObj* h = new_handle(vm, vm.cls(C::TimerHandle), callback, args, obj_cell(loop), context);
    if (!h) return Status::Fail;
    Owned keep(vm, obj_cell(h));
    double due = 0;
    if (!plain_number(when, &due)) return raise_type_arg(vm, "call_at()", "a number", when);
    if (is_inline_float(when)) when = float_cell(due = round6(due));
    assign(vm, &h->when, newref(when));
    h->due = due;
    h->age = ++state(vm).timer_age;
    h->scheduled = 1;
    note_handle_scheduled(vm, h);
    if (!heap_push(vm, loop, static_cast<HandleObj*>(obj_of(newref(keep.c))))) return Status::Fail;
    return ok(out, keep.take());
}

Status add_ready(VM& vm, LoopObj* loop, Cell callback, Cell args, Cell context, Cell* out) {
    HandleObj* h = new_handle(vm, vm.cls(C::Handle), callback, args, obj_cell(loop), context);
    if (!h) return Status::Fail;
    note_handle_scheduled(vm, h);
    if (!deque_push(vm, loop->ready, new_obj_ref(h))) {
        decref(vm, h);
        return Status::Fail;
    }
    return ok(out, obj_cell(h));
}

// The common way of call_soon, call_soon_threadsafe and call_at. `when` EMPTY: the ready queue.
Status take_callback(VM& vm, LoopObj* loop, Args a, uint32_t first, const char* method, Cell when, Cell* out) {
    if (a.n <= first) {
        return raise(vm, C::TypeError, "BaseEventLoop.%s() missing 1 required positional argument: 'callback'", method);
    }
    Cell context;
    if (only_keyword(vm, a, method, names(vm).context, &context) != Status::Ok) return Status::Fail;
    if (check_closed(vm, loop) != Status::Ok) return Status::Fail;
    context = empty_for_none(context);
    Owned args(vm, rest_of_args(vm, a, first + 1));
    if (is_empty(args)) return Status::Fail;
    if (loop->debug) {
        Owned name(vm, new_str_cell(vm, method));
        return ask(vm, "call_soon_in_debug",
                   {obj_cell(loop), a[first], args, is_empty(context) ? none_cell() : context, name,
                    is_empty(when) ? none_cell() : when});
    }
    if (is_empty(when)) return add_ready(vm, loop, a[first], args, context, out);
    return add_timer(vm, loop, when, a[first], args, context, out);
}

Status call_soon(VM& vm, Args a, Cell* out) {
    LOOP(self);
    return take_callback(vm, self, a, 1, "call_soon", empty_cell(), out);
}

void wake_poll(VM& vm, LoopObj* loop) {
    if (loop->parked) wake(vm, loop->parked, 1);
}

Status call_soon_threadsafe(VM& vm, Args a, Cell* out) {
    LOOP(self);
    if (own_methods(vm, self) & kOwnWriteToSelf) return ask_args(vm, "call_soon_threadsafe_by_methods", a);
    Status s = take_callback(vm, self, a, 1, "call_soon_threadsafe", empty_cell(), out);
    if (s == Status::Ok) wake_poll(vm, self);
    return s;
}

Status call_at(VM& vm, Args a, Cell* out) {
    LOOP(self);
    if (a.n < 2)
        return raise(vm, C::TypeError,
                     "BaseEventLoop.call_at() missing 2 required positional arguments: 'when' and 'callback'");
    if (is_none(a[1])) return raise(vm, C::TypeError, "when cannot be None");
    double due;
    if (!plain_number(a[1], &due)) return ask_args(vm, "call_at_by_methods", a);
    return take_callback(vm, self, a, 2, "call_at", a[1], out);
}

Status call_later(VM& vm, Args a, Cell* out) {
    LOOP(self);
    double delay;
    bool plain = a.n > 2 && plain_number(a[1], &delay) && !(own_methods(vm, self) & (kOwnTime | kOwnCallAt));
    if (!plain) return ask_args(vm, "call_later_by_methods", a);
    return take_callback(vm, self, a, 2, "call_at", float_cell(vm.now + delay), out);
}

// For library Python: _add_handle(callback, args, context, when), without any checks.
Status add_handle(VM& vm, Args a, Cell* out) {
    LOOP(self);
    Cell context = empty_for_none(a[3]);
    if (is_none(a[4])) return add_ready(vm, self, a[1], a[2], context, out);
    return add_timer(vm, self, a[4], a[1], a[2], context, out);
}

Status call_soon_unchecked(VM& vm, Args a, Cell* out) {  // _call_soon(callback, args, context)
    LOOP(self);
    return add_ready(vm, self, a[1], a[2], empty_for_none(a[3]), out);
}

Status write_to_self(VM& vm, Args a, Cell* out) {
    LOOP(self);
    wake_poll(vm, self);
    return ok_none(out);
}

Status add_callback_handle(VM& vm, Args a, Cell* out) {  // _add_callback(handle)
    LOOP(self);
    if (!is_kind(a[1], kHandle)) return raise_type_arg(vm, "_add_callback()", "Handle", a[1]);
    HandleObj* h = handle_of(a[1]);
    if (h->cancelled) return ok_none(out);
    note_handle_scheduled(vm, h);
    return deque_push(vm, self->ready, newref(a[1])) ? ok_none(out) : Status::Fail;
}

Status timer_handle_cancelled(VM& vm, Args a, Cell* out) {
    LOOP(self);
    if (is_kind(a[1], kHandle) && handle_of(a[1])->scheduled) self->timers_cancelled++;
    return ok_none(out);
}

Status create_future(VM& vm, Args a, Cell* out) {
    LOOP(self);
    if (self->debug || (own_methods(vm, self) & kOwnGetDebug)) return ask(vm, "create_future_in_debug", {a[0]});
    return ok_obj(out, new_future(vm, a[0]));
}

Status create_task(VM& vm, Args a, Cell* out) {
    LOOP(self);
    static const char* const kNames[] = {"coro", "name", "context", nullptr};
    Cell v[3];
    Args rest{a.v + 1, a.n - 1, a.nkw, a.kwnames};
    if (Status s = bind_native(vm, rest, "BaseEventLoop.create_task", kNames, 1, 1, v); s != Status::Ok) return s;
    if (check_closed(vm, self) != Status::Ok) return Status::Fail;
    Cell name = is_empty(v[1]) ? none_cell() : v[1], context = is_empty(v[2]) ? none_cell() : v[2];
    if (!is_empty(self->task_factory)) return ask(vm, "create_task_by_factory", {a[0], v[0], name, context});
    if (!can_make_task(vm, v[0], a[0], name, context)) return ask(vm, "create_task_by_class", {a[0], v[0], name, context});
    return ok_obj(out, make_task(vm, v[0], a[0], name, context));
}

Status is_running(VM& vm, Args a, Cell* out) {
    LOOP(self);
    return ok_bool(out, !is_empty(self->thread_id));
}
Status is_closed(VM& vm, Args a, Cell* out) {
    LOOP(self);
    return ok_bool(out, self->closed != 0);
}
Status get_debug(VM& vm, Args a, Cell* out) {
    LOOP(self);
    return ok_bool(out, self->debug != 0);
}
Status stop(VM& vm, Args a, Cell* out) {
    LOOP(self);
    self->stopping = 1;
    return ok_none(out);
}

Status drop_callbacks(VM& vm, Args a, Cell* out) {
    LOOP(self);
    while (self->ready->n) decref(vm, deque_pop_front(self->ready));
    while (self->scheduled->n) decref(vm, self->scheduled->v[--self->scheduled->n]);
    return ok_none(out);
}

Status has_native_turns(VM& vm, Args a, Cell* out) {
    LOOP(self);
    return ok_bool(out, !(own_methods(vm, self) & kOwnTurn));
}
Status run_turn(VM& vm, Args a, Cell*) {
    LOOP(self);
    return run_turns(vm, self, true);
}
Status run_turns_method(VM& vm, Args a, Cell*) {
    LOOP(self);
    return run_turns(vm, self, false);
}
Status poll_method(VM& vm, Args a, Cell* out) {
    LOOP(self);
    double timeout = 0;
    if (!is_none(a[1]) && !plain_number(a[1], &timeout)) return raise_type_arg(vm, "_poll()", "a number", a[1]);
    std::string what = a.n > 2 && is_str(a[2]) ? str_utf8(a[2]) : "";
    Status s = poll(vm, self, timeout, is_none(a[1]), what, out);
    return s;
}

// ---- fields

LoopObj* self_of(Cell c) { return loop_of(c); }
Status get_ready(VM& vm, Cell self, Cell* out) {
    if (show_ready(vm, self_of(self)) != Status::Ok) return Status::Fail;
    return ok_ref(out, obj_cell(self_of(self)->ready));
}
Status get_scheduled(VM&, Cell self, Cell* out) { return ok_ref(out, obj_cell(self_of(self)->scheduled)); }
Status set_scheduled(VM& vm, Cell self, Cell value) {
    if (!is_kind(value, kList)) return raise_type_arg(vm, "_scheduled", "a list", value);
    List* old = self_of(self)->scheduled;
    self_of(self)->scheduled = static_cast<List*>(obj_of(newref(value)));
    decref(vm, old);
    return Status::Ok;
}

template <Cell LoopObj::* field>
Status get_cell(VM&, Cell self, Cell* out) {
    return ok_or_none(out, self_of(self)->*field);
}
template <Cell LoopObj::* field>
Status set_cell(VM& vm, Cell self, Cell value) {
    assign(vm, &(self_of(self)->*field), is_empty(value) ? empty_cell() : newref(empty_for_none(value)));
    return Status::Ok;
}
template <uint8_t LoopObj::* field>
Status get_flag(VM&, Cell self, Cell* out) {
    return ok_bool(out, self_of(self)->*field != 0);
}
template <uint8_t LoopObj::* field>
Status set_flag(VM& vm, Cell self, Cell value) {
    int t = is_empty(value) ? 0 : truth_native(value);
    if (t < 0) return raise_type_arg(vm, "flag", "a bool", value);
    self_of(self)->*field = static_cast<uint8_t>(t);
    return Status::Ok;
}
template <double LoopObj::* field>
Status get_double(VM&, Cell self, Cell* out) {
    return ok(out, float_cell(self_of(self)->*field));
}
template <double LoopObj::* field>
Status set_double(VM& vm, Cell self, Cell value) {
    double d;
    if (!plain_number(value, &d)) return raise_type_arg(vm, "attribute", "a number", value);
    self_of(self)->*field = d;
    return Status::Ok;
}
Status get_cancelled_count(VM&, Cell self, Cell* out) { return ok(out, int_cell(self_of(self)->timers_cancelled)); }
Status set_cancelled_count(VM& vm, Cell self, Cell value) {
    if (!is_small_int(value)) return raise_type_arg(vm, "_timer_cancelled_count", "an int", value);
    self_of(self)->timers_cancelled = int_of(value);
    return Status::Ok;
}

const GetSetDef kFields[] = {
    {"_ready", get_ready, nullptr, nullptr},
    {"_scheduled", get_scheduled, set_scheduled, nullptr},
    {"_task_factory", get_cell<&LoopObj::task_factory>, set_cell<&LoopObj::task_factory>, nullptr},
    {"_poller", get_cell<&LoopObj::poller>, set_cell<&LoopObj::poller>, nullptr},
    {"_current_handle", get_cell<&LoopObj::current_handle>, set_cell<&LoopObj::current_handle>, nullptr},
    {"_thread_id", get_cell<&LoopObj::thread_id>, set_cell<&LoopObj::thread_id>, nullptr},
    {"_closed", get_flag<&LoopObj::closed>, set_flag<&LoopObj::closed>, nullptr},
    {"_stopping", get_flag<&LoopObj::stopping>, set_flag<&LoopObj::stopping>, nullptr},
    {"_debug", get_flag<&LoopObj::debug>, set_flag<&LoopObj::debug>, nullptr},
    {"_timer_cancelled_count", get_cancelled_count, set_cancelled_count, nullptr},
    {"slow_callback_duration", get_double<&LoopObj::slow_callback_duration>, set_double<&LoopObj::slow_callback_duration>,
     nullptr},
    {"_clock_resolution", get_double<&LoopObj::clock_resolution>, set_double<&LoopObj::clock_resolution>, nullptr},
    LS_NO_MORE_FIELDS,
};

const NativeDef kMethods[] = {
    {"__new__", new_, 1, -1, kStaticNew, "Create and return a new object.", nullptr},
    {"__init__", init, 1, 1, kMethod, nullptr, nullptr},
    {"time", time, 1, 1, kMethod, "Return the time according to the event loop's clock.", nullptr},
    {"call_soon", call_soon, 1, -1, kMethodKw, "Arrange for a callback to be called as soon as possible.", nullptr},
    {"call_soon_threadsafe", call_soon_threadsafe, 1, -1, kMethodKw, "Like call_soon(), but thread-safe.", nullptr},
    {"call_at", call_at, 1, -1, kMethodKw, "Like call_later(), but uses an absolute time.", nullptr},
    {"call_later", call_later, 1, -1, kMethodKw, "Arrange for a callback to be called at a given time.", nullptr},
    {"create_future", create_future, 1, 1, kMethod, "Create a Future object attached to the loop.", nullptr},
    {"create_task", create_task, 1, -1, kMethodKw, "Schedule a coroutine object.", nullptr},
    {"is_running", is_running, 1, 1, kMethod, "Returns True if the event loop is running.", nullptr},
    {"is_closed", is_closed, 1, 1, kMethod, "Returns True if the event loop was closed.", nullptr},
    {"get_debug", get_debug, 1, 1, kMethod, nullptr, nullptr},
    {"stop", stop, 1, 1, kMethod, "Stop running the event loop.", nullptr},
    {"_check_closed", closed_check, 1, 1, kMethod, nullptr, nullptr},
    {"_add_handle", add_handle, 5, 5, kMethod, nullptr, nullptr},
    {"_call_soon", call_soon_unchecked, 4, 4, kMethod, nullptr, nullptr},
    {"_write_to_self", write_to_self, 1, 1, kMethod, nullptr, nullptr},
    {"_add_callback", add_callback_handle, 2, 2, kMethod, nullptr, nullptr},
    {"_timer_handle_cancelled", timer_handle_cancelled, 2, 2, kMethod, nullptr, nullptr},
    {"_drop_callbacks", drop_callbacks, 1, 1, kMethod, nullptr, nullptr},
    {"_has_native_turns", has_native_turns, 1, 1, kMethod, nullptr, nullptr},
    {"_run_turn", run_turn, 1, 1, kMethod, nullptr, nullptr},
    {"_run_turns", run_turns_method, 1, 1, kMethod, nullptr, nullptr},
    {"_poll", poll_method, 2, 3, kMethod, nullptr, nullptr},
    LS_NO_MORE,
};

}  // namespace

bool setup_loop_core(VM& vm) {
    vm.cls(C::LoopCore)->class_flags |= kClassWeakrefable;
    add_methods(vm, vm.cls(C::LoopCore), kMethods);
    add_getsets(vm, vm.cls(C::LoopCore), kFields);
    return true;
}

}  // namespace loopscope::loop
