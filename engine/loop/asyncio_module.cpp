// Module _asyncio: the classes of the core under their names, which loop runs in this thread, which task is current, and the
// helpers that library Python gives the natives.
#include "loop/asyncio_module.h"

#include <cstring>

#include "loop/record.h"
#include "loop/tasks.h"
#include "runtime/container_ops.h"
#include "runtime/memory.h"

namespace loopscope::loop {

namespace {

// _install(name, thing): a function or class of library Python that natives need.
Status install_helper(VM& vm, Args a, Cell* out) {
    if (!is_str(a[0])) return raise_type_arg(vm, "_install()", "str", a[0]);
    LoopState& s = state(vm);
    std::string name = str_utf8(a[0]);
    Str* key = intern(vm, name);
    if (!key || !dict_set_str(vm, s.helpers, key, a[1])) return Status::Fail;
    decref(vm, key);
    if (name == "CancelledError" && is_kind(a[1], kClass)) s.cancelled_error = static_cast<Class*>(obj_of(a[1]));
    if (name == "InvalidStateError" && is_kind(a[1], kClass)) s.invalid_state_error = static_cast<Class*>(obj_of(a[1]));
    if (name == "set_result_unless_cancelled") s.set_result_unless_cancelled = obj_of(a[1]);
    if (name == "run_once") s.run_once = obj_of(a[1]);
    return ok_none(out);
}

// ---- the running loop

Status get_running_loop_or_none(VM& vm, Args, Cell* out) { return ok_or_none(out, running_loop(vm)); }

Status no_running_loop(VM& vm) { return raise(vm, C::RuntimeError, "no running event loop"); }

Status get_running_loop(VM& vm, Args, Cell* out) {
    Cell loop = running_loop(vm);
    return is_empty(loop) ? no_running_loop(vm) : ok_ref(out, loop);
}

Status set_running_loop(VM& vm, Args a, Cell* out) {
    assign(vm, &vm.strand->running_loop, newref(empty_for_none(a[0])));
    return ok_none(out);
}

Status get_event_loop(VM& vm, Args, Cell* out) {
    Cell loop = running_loop(vm);
    return is_empty(loop) ? ask(vm, "policy_event_loop", {}) : ok_ref(out, loop);
}

// ---- tasks

Status current_task(VM& vm, Args a, Cell* out) {
    static const char* const kNames[] = {"loop", nullptr};
    Cell loop;
    if (Status s = bind_native(vm, a, "current_task", kNames, 0, 1, &loop); s != Status::Ok) return s;
    loop = empty_for_none(loop);
    if (is_empty(loop)) loop = running_loop(vm);
    return is_empty(loop) ? no_running_loop(vm) : current_task_of(vm, loop, out);
}

Status enter(VM& vm, Args a, Cell* out) {
    Status s = enter_task(vm, a[0], a[1]);
    return s == Status::Ok ? ok_none(out) : s;
}
Status leave(VM& vm, Args a, Cell* out) {
    Status s = leave_task(vm, a[0], a[1]);
    return s == Status::Ok ? ok_none(out) : s;
}
Status swap(VM& vm, Args a, Cell* out) { return swap_current_task(vm, a[0], a[1], out); }

// False: not one of the engine's.
Status link(VM& vm, Args a, Cell* out) {
    if (!is_task(a[0])) return ok_bool(out, false);
    link_task(vm, task_of(a[0]));
    return ok_bool(out, true);
}
Status unlink(VM& vm, Args a, Cell* out) {
    if (!is_task(a[0])) return ok_bool(out, false);
    unlink_task(vm, task_of(a[0]));
    return ok_bool(out, true);
}
Status linked_tasks(VM& vm, Args, Cell* out) {
    List* l = new_list(vm, 8);
    if (!l) return Status::Fail;
    Owned keep(vm, obj_cell(l));
    for (TaskObj* t = state(vm).oldest_task; t; t = t->newer)
        if (!list_append(vm, l, new_obj_ref(t))) return Status::Fail;
    return ok(out, keep.take());
}

// ---- locks

// _note_lock(number, what, depth): the running task waits for a lock (0), holds it (1), has released it (2), leaves its queue
// (3). Gives the lock's number: of its own in the run, where 0 was given.
Status note_lock(VM& vm, Args a, Cell* out) {
    if (!is_small_int(a[0]) || !is_small_int(a[1]) || !is_small_int(a[2]))
        return raise_type_arg(vm, "_note_lock()", "int", a[0]);
    uint32_t number = static_cast<uint32_t>(int_of(a[0]));
    if (number == 0) number = ++state(vm).locks;
    if (vm.recording) {
        switch (int_of(a[1])) {
            case 0: (void)vm.trace->lock_waits(number); break;
            case 1: (void)vm.trace->lock_acquired(number, int_of(a[2])); break;
            case 2: (void)vm.trace->lock_released(number, int_of(a[2])); break;
            default: (void)vm.trace->lock_left(number); break;
        }
    }
    return ok(out, int_cell(number));
}

// ---- telling things apart

Status get_loop(VM& vm, Args a, Cell* out) {
    if (!is_future(a[0]) || has_own_method(vm, a[0], names(vm).get_loop)) return ask(vm, "get_loop_by_method", {a[0]});
    if (check_initialized(vm, future_of(a[0])) != Status::Ok) return Status::Fail;
    return ok_ref(out, future_of(a[0])->loop);
}

Status isfuture(VM& vm, Args a, Cell* out) {
    if (is_future(a[0])) return ok_bool(out, true);
    if (!is_obj(a[0]) || obj_of(a[0])->kind != kInstance) return ok_bool(out, false);
    Class* cls = obj_of(a[0])->cls;
    bool has_mark = !is_empty(class_lookup(vm, cls, vm.names.asyncio_future_blocking));
    if (!has_mark && !is_kind(class_lookup(vm, cls, names(vm).__class__), kProperty)) return ok_bool(out, false);
    return ask(vm, "isfuture_by_mark", {a[0]});
}

Status iscoroutine(VM&, Args a, Cell* out) {
    return ok_bool(out, is_kind(a[0], kGenerator) && static_cast<Generator*>(obj_of(a[0]))->flavor == 1);
}

Status iscoroutinefunction(VM&, Args a, Cell* out) {
    Cell f = a[0];
    while (is_kind(f, kBoundMethod)) f = static_cast<BoundMethod*>(obj_of(f))->fn;
    return ok_bool(out, is_kind(f, kFunction) && (static_cast<Function*>(obj_of(f))->code->flags & compile::kCoroutine));
}

const NativeDef kFunctions[] = {
    {"_install", install_helper, 2, 2, kPlain, nullptr, nullptr},
    {"_get_running_loop", get_running_loop_or_none, 0, 0, kPlain, "Return the running event loop or None.", nullptr},
    {"get_running_loop", get_running_loop, 0, 0, kPlain,
     "Return the running event loop.  Raise a RuntimeError if there is none.", nullptr},
    {"_set_running_loop", set_running_loop, 1, 1, kPlain, "Set the running event loop.", nullptr},
    {"get_event_loop", get_event_loop, 0, 0, kPlain, "Return an asyncio event loop.", nullptr},
    {"current_task", current_task, 0, 1, kPlainKw, "Return a currently executed task.", nullptr},
    {"_enter_task", enter, 2, 2, kPlain, nullptr, nullptr},
    {"_leave_task", leave, 2, 2, kPlain, nullptr, nullptr},
    {"_swap_current_task", swap, 2, 2, kPlain, nullptr, nullptr},
    {"_link_task", link, 1, 1, kPlain, nullptr, nullptr},
    {"_unlink_task", unlink, 1, 1, kPlain, nullptr, nullptr},
    {"_linked_tasks", linked_tasks, 0, 0, kPlain, nullptr, nullptr},
    {"_note_lock", note_lock, 3, 3, kPlain, nullptr, nullptr},
    {"_get_loop", get_loop, 1, 1, kPlain, nullptr, nullptr},
    {"isfuture", isfuture, 1, 1, kPlain, "Check for a Future.", nullptr},
    {"_iscoroutine", iscoroutine, 1, 1, kPlain, nullptr, nullptr},
    {"_iscoroutinefunction", iscoroutinefunction, 1, 1, kPlain, nullptr, nullptr},
    LS_NO_MORE,
};

}  // namespace

bool setup_asyncio_module(VM& vm) {
    Dict* ns = new_module(vm, "_asyncio");
    if (!ns) return false;
    add_functions(vm, ns, "_asyncio", kFunctions);
    for (C cls : {C::Future, C::Task, C::FutureIter, C::Handle, C::TimerHandle, C::LoopCore}) {
        if (!dict_set_str(vm, ns, vm.cls(cls)->name, obj_cell(vm.cls(cls)))) return false;
    }
    return true;
}

}  // namespace loopscope::loop
