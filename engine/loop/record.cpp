#include "loop/record.h"

#include <cstring>

#include "runtime/trace_ids.h"

namespace loopscope::loop {

// ---- slots: small numbers, used again after their object's end

uint32_t take_slot(VM&, SlotPool& pool) { return pool.n_free ? pool.free[--pool.n_free] : pool.next++; }

void give_slot(VM& vm, SlotPool& pool, uint32_t slot) {
    if (pool.n_free == pool.cap) {
        uint32_t cap = pool.cap ? pool.cap * 2 : 64;
        auto* more = static_cast<uint32_t*>(alloc_raw(vm, cap * sizeof(uint32_t)));
        if (!more) {
            clear_exception(vm);
            return;
        }
        if (pool.n_free) memcpy(more, pool.free, pool.n_free * sizeof(uint32_t));
        free_raw(vm, pool.free, pool.cap * sizeof(uint32_t));
        pool.free = more;
        pool.cap = cap;
    }
    pool.free[pool.n_free++] = slot;
}

// ---- names

uint32_t string_id(VM& vm, Str* text) { return vm.trace->intern(to_utf8(text)); }

namespace {

// A function's name, looked up by its number in the trace so that it is interned once.
uint32_t function_name_id(VM& vm, Function* f) {
    LoopState& s = state(vm);
    uint32_t id = trace_id(vm, f->code);
    if (id >= s.cap_name_ids) {
        uint32_t cap = s.cap_name_ids ? s.cap_name_ids * 2 : 256;
        while (cap <= id) cap *= 2;
        auto* more = static_cast<uint32_t*>(alloc_raw(vm, cap * sizeof(uint32_t)));
        if (!more) {
            clear_exception(vm);
            return string_id(vm, f->qualname);
        }
        memset(more, 0, cap * sizeof(uint32_t));
        if (s.cap_name_ids) memcpy(more, s.name_ids, s.cap_name_ids * sizeof(uint32_t));
        free_raw(vm, s.name_ids, s.cap_name_ids * sizeof(uint32_t));
        s.name_ids = more;
        s.cap_name_ids = cap;
    }
    if (!s.name_ids[id]) s.name_ids[id] = string_id(vm, f->qualname) + 1;
    return s.name_ids[id] - 1;
}

// functools.partial and the like: an object with `func`.
Cell wrapped_function(VM& vm, Cell c) {
    Cell inner = empty_cell();
    if (!is_obj(c) || get_attr_plain(vm, c, names(vm).func, &inner) != Status::Ok) {
        clear_exception(vm);
        return empty_cell();
    }
    return inner;
}

std::string native_name(VM&, Native* f) { return f->owner ? to_utf8(f->owner->name) + "." + f->name : f->name; }

// The future that a callback of library code is about: a captured `outer` or `waiter`, or the task of a Timeout.
FutureObj* captured_future(VM& vm, Function* f) {
    Tuple* free_names = f->code->freevar_names;
    if (!f->closure || !free_names) return nullptr;
    for (uint32_t i = 0; i < f->closure->n && i < free_names->n; i++) {
        Cell name = free_names->v[i];
        if (obj_of(name) != names(vm).outer && obj_of(name) != names(vm).waiter) continue;
        Cell v = static_cast<CellBox*>(obj_of(f->closure->v[i]))->v;
        if (is_future(v)) return future_of(v);
    }
    return nullptr;
}

FutureObj* future_of_owner(VM& vm, Cell self) {
    if (is_future(self)) return future_of(self);
    if (!is_kind(self, kInstance)) return nullptr;
    Cell task = empty_cell();
    if (get_attr_plain(vm, self, names(vm)._task, &task) != Status::Ok) {
        clear_exception(vm);
        return nullptr;
    }
    FutureObj* found = is_future(task) ? future_of(task) : nullptr;
    decref(vm, task);  // the owner keeps it
    return found;
}

trace::Callback named(uint32_t id, FutureObj* about) {
    return about && about->has_slot ? trace::Callback::named_for(id, aw_of(about)) : trace::Callback::named(id);
}

trace::Callback function_callback(VM& vm, Function* f, Cell args) {
    Tuple* t = is_kind(args, kTuple) ? static_cast<Tuple*>(obj_of(args)) : nullptr;
    FutureObj* first = t && t->n && is_future(t->v[0]) ? future_of(t->v[0]) : nullptr;
    if (first && f == state(vm).set_result_unless_cancelled) return trace::Callback::set_result(first->slot);
    FutureObj* about = captured_future(vm, f);
    return named(function_name_id(vm, f), about ? about : first);
}

}  // namespace

std::string callable_name(VM& vm, Cell c) {
    if (!is_obj(c)) return type_name(vm, c);
    switch (obj_of(c)->kind) {
        case kFunction: return to_utf8(static_cast<Function*>(obj_of(c))->qualname);
        case kNative: return native_name(vm, static_cast<Native*>(obj_of(c)));
        case kBoundMethod: return callable_name(vm, static_cast<BoundMethod*>(obj_of(c))->fn);
        case kClass: return to_utf8(static_cast<Class*>(obj_of(c))->qualname);
        default: {
            Owned inner(vm, wrapped_function(vm, c));
            return is_empty(inner) || same(inner, c) ? type_name(vm, c) : callable_name(vm, inner);
        }
    }
}

trace::Callback callback_of(VM& vm, Cell c, Cell args) {
    if (is_task(c)) return trace::Callback::wakeup(task_of(c)->slot);
    if (is_kind(c, kFunction)) return function_callback(vm, static_cast<Function*>(obj_of(c)), args);
    if (is_kind(c, kBoundMethod)) {
        auto* m = static_cast<BoundMethod*>(obj_of(c));
        if (is_task(m->self) && is_kind(m->fn, kNative)) {
            const char* name = static_cast<Native*>(obj_of(m->fn))->name;
            if (strcmp(name, "task_wakeup") == 0) return trace::Callback::wakeup(task_of(m->self)->slot);
            if (strcmp(name, "task_step") == 0) return trace::Callback::step(task_of(m->self)->slot);
        }
        uint32_t id = is_kind(m->fn, kFunction) ? function_name_id(vm, static_cast<Function*>(obj_of(m->fn)))
                                                : vm.trace->intern(callable_name(vm, c));
        return named(id, future_of_owner(vm, m->self));
    }
    return trace::Callback::named(vm.trace->intern(callable_name(vm, c)));
}

// ---- records

namespace {

auto describing(VM& vm, Cell c) {
    return [&vm, c](trace::ValueWriter& w) {
        if (is_empty(c))
            w.nothing();
        else
            describe(vm, w, c);
    };
}

trace::Callback done_callback(VM& vm, const DoneCallback& cb) { return callback_of(vm, cb.fn, empty_cell()); }

uint32_t task_name_id(VM& vm, TaskObj* t) {
    return vm.trace->intern(is_str(t->name) ? str_utf8(t->name) : "Task-" + std::to_string(int_of(t->name)));
}

}  // namespace

void note_future_created(VM& vm, FutureObj* f) {
    if (f->has_slot) return;
    f->slot = take_slot(vm, state(vm).futures);
    f->has_slot = 1;
    if (vm.recording) (void)vm.trace->future_created(f->slot);
}

void note_task_created(VM& vm, TaskObj* t) {
    if (t->has_slot) return;
    t->slot = take_slot(vm, state(vm).tasks);
    t->has_slot = 1;
    if (!vm.recording) return;
    uint32_t coroutine = is_kind(t->coro, kGenerator) ? static_cast<Generator*>(obj_of(t->coro))->slot + 1 : 0;
    (void)vm.trace->task_created(t->slot, task_name_id(vm, t), coroutine);
}

void note_future_done(VM& vm, FutureObj* f) {
    if (!vm.recording || !f->has_slot) return;
    trace::Outcome outcome = f->state == FutureState::Cancelled ? trace::Outcome::Cancelled
                             : f->failed                        ? trace::Outcome::Exception
                                                                : trace::Outcome::Result;
    if (f->kind == kTask)
        (void)vm.trace->task_done(f->slot, outcome, describing(vm, f->value));
    else
        (void)vm.trace->future_done(f->slot, outcome, describing(vm, f->value));
    if (outcome == trace::Outcome::Cancelled) (void)vm.trace->cancel_completed(aw_of(f));
}

void note_callback_added(VM& vm, FutureObj* f, const DoneCallback& cb) {
    if (vm.recording && f->has_slot) (void)vm.trace->callback_added(aw_of(f), done_callback(vm, cb));
}
void note_callback_removed(VM& vm, FutureObj* f, const DoneCallback& cb) {
    if (vm.recording && f->has_slot) (void)vm.trace->callback_removed(aw_of(f), done_callback(vm, cb));
}
void note_callback_scheduled(VM& vm, FutureObj* f, const DoneCallback& cb) {
    if (vm.recording && f->has_slot) (void)vm.trace->callback_scheduled(aw_of(f), done_callback(vm, cb));
}

void note_handle_scheduled(VM& vm, HandleObj* h) {
    if (!h->has_slot) {
        h->slot = take_slot(vm, state(vm).handles);
        h->has_slot = 1;
    }
    if (!vm.recording) return;
    trace::Callback cb = callback_of(vm, h->callback, h->args);
    if (is_empty(h->when))
        (void)vm.trace->handle_scheduled(h->slot, cb);
    else
        (void)vm.trace->timer_scheduled(h->slot, h->due, cb);
}
void note_handle_run(VM& vm, HandleObj* h) {
    if (vm.recording && h->has_slot) (void)vm.trace->handle_run(h->slot);
}
void note_handle_cancelled(VM& vm, HandleObj* h) {
    if (vm.recording && h->has_slot) (void)vm.trace->handle_cancelled(h->slot);
}
void note_timer_due(VM& vm, HandleObj* h) {
    if (vm.recording && h->has_slot) (void)vm.trace->timer_due(h->slot);
}

void note_cancel_requested(VM& vm, FutureObj* target, Cell message) {
    if (vm.recording && target->has_slot)
        (void)vm.trace->cancel_requested(aw_of(target), describing(vm, empty_for_none(message)));
}
void note_cancel_forwarded(VM& vm, TaskObj* from, FutureObj* to) {
    if (vm.recording && from->has_slot && to->has_slot) (void)vm.trace->cancel_forwarded(from->slot, aw_of(to));
}

void exception_caught(VM& vm, Exception* exc) {
    if (!vm.recording || !vm.current_task_slot) return;
    // uasyncio's loop catches what it then drops: that is no handling.
    if (vm.dialect == 2 && vm.frame && vm.frame->code && (vm.frame->code->flags & compile::kLibrary)) return;
    Class* cancelled = state(vm).cancelled_error;
    if (cancelled && is_subclass(exc->cls, cancelled)) {
        (void)vm.trace->cancel_caught(vm.current_task_slot - 1);
    }
}

bool describe_object(VM&, trace::ValueWriter& w, Obj* o) {
    switch (o->kind) {
        case kTask:
            if (!static_cast<FutureObj*>(o)->has_slot) return false;
            w.task(static_cast<FutureObj*>(o)->slot);
            return true;
        case kFuture:
            if (!static_cast<FutureObj*>(o)->has_slot) return false;
            w.future(static_cast<FutureObj*>(o)->slot);
            return true;
        case kHandle:
            if (!static_cast<HandleObj*>(o)->has_slot) return false;
            w.handle(static_cast<HandleObj*>(o)->slot);
            return true;
        default: return false;
    }
}

}  // namespace loopscope::loop
