#include "loop/lifetime.h"

#include "loop/record.h"
#include "loop/tasks.h"

namespace loopscope::loop {

namespace {

template <class T>
Cell as_cell(T* o) {
    return o ? obj_cell(o) : empty_cell();
}

bool recording(VM& vm) { return vm.recording && !vm.finishing; }

// Everything a future holds goes through `each`, cells by reference so that destroy can empty them.
template <class Each>
void each_of_future(FutureObj* f, Each&& each) {
    for (Cell* c : {&f->loop, &f->value, &f->held, &f->cancel_message, &f->source_traceback, &f->first.fn, &f->first.context})
        each(*c);
    for (uint32_t i = 1; i < f->n_callbacks; i++) {
        each(f->more[i - 1].fn);
        each(f->more[i - 1].context);
    }
    if (f->kind != kTask) return;
    auto* t = static_cast<TaskObj*>(f);
    for (Cell* c : {&t->coro, &t->context, &t->fut_waiter, &t->name, &t->step_exc}) each(*c);
}

template <class Each>
void each_of_handle(HandleObj* h, Each&& each) {
    for (Cell* c : {&h->callback, &h->args, &h->context, &h->loop, &h->source_traceback, &h->shown, &h->when}) each(*c);
}

template <class Each>
void each_of_loop(LoopObj* l, Each&& each) {
    for (Cell* c : {&l->task_factory, &l->current_handle, &l->thread_id, &l->current_task, &l->poller}) each(*c);
}

template <class Each>
void each_of_strand(Strand* s, Each&& each) {
    for (Cell* c : {&s->name, &s->function, &s->waits_for, &s->interrupt, &s->context, &s->running_loop, &s->asyncgen_firstiter,
                    &s->asyncgen_finalizer, &s->exc_base.handled})
        each(*c);
}

void free_slot(VM& vm, FutureObj* f) {
    if (!f->has_slot) return;
    f->has_slot = 0;
    bool task = f->kind == kTask;
    if (recording(vm)) (void)(task ? vm.trace->task_freed(f->slot) : vm.trace->future_freed(f->slot));
    give_slot(vm, task ? state(vm).tasks : state(vm).futures, f->slot);
}

size_t end_future(VM& vm, FutureObj* f) {
    bool task = f->kind == kTask;
    if (task) unlink_task(vm, static_cast<TaskObj*>(f));
    each_of_future(f, [&](Cell& c) { assign(vm, &c, empty_cell()); });
    free_raw(vm, f->more, f->cap_more * sizeof(DoneCallback));
    free_slot(vm, f);
    return task ? sizeof(TaskObj) : sizeof(FutureObj);
}

size_t end_handle(VM& vm, HandleObj* h) {
    each_of_handle(h, [&](Cell& c) { assign(vm, &c, empty_cell()); });
    if (h->has_slot) {
        if (recording(vm)) (void)vm.trace->handle_freed(h->slot);
        give_slot(vm, state(vm).handles, h->slot);
    }
    return sizeof(HandleObj);
}

}  // namespace

size_t destroy(VM& vm, Obj* o) {
    auto drop = [&](Cell& c) { assign(vm, &c, empty_cell()); };
    switch (o->kind) {
        case kContext: decref_null(vm, static_cast<ContextObj*>(o)->map); return sizeof(ContextObj);
        case kContextVar:
            decref_null(vm, static_cast<ContextVarObj*>(o)->name);
            drop(static_cast<ContextVarObj*>(o)->fallback);
            return sizeof(ContextVarObj);
        case kToken:
            decref_null(vm, static_cast<TokenObj*>(o)->context);
            decref_null(vm, static_cast<TokenObj*>(o)->var);
            drop(static_cast<TokenObj*>(o)->old_value);
            return sizeof(TokenObj);
        case kFuture:
        case kTask: return end_future(vm, static_cast<FutureObj*>(o));
        case kHandle: return end_handle(vm, static_cast<HandleObj*>(o));
        case kFutureIter: decref_null(vm, static_cast<FutureIterObj*>(o)->future); return sizeof(FutureIterObj);
        case kLoop: {
            auto* l = static_cast<LoopObj*>(o);
            each_of_loop(l, drop);
            decref_null(vm, l->ready);
            decref_null(vm, l->scheduled);
            return sizeof(LoopObj);
        }
        case kStrand:
            each_of_strand(static_cast<Strand*>(o), drop);
            decref_null(vm, static_cast<Strand*>(o)->data);
            decref_null(vm, static_cast<Strand*>(o)->own_sys);
            return sizeof(Strand);
        default: return 0;
    }
}

void forget_task(VM& vm, Obj* task) { unlink_task(vm, static_cast<TaskObj*>(task)); }

void let_go(VM& vm, Obj* o) {
    auto* f = static_cast<FutureObj*>(o);
    if (o->kind == kTask) assign(vm, &static_cast<TaskObj*>(f)->fut_waiter, empty_cell());
    const uint32_t n = f->n_callbacks;
    f->n_callbacks = 0;
    for (uint32_t i = 0; i < n; i++) {
        DoneCallback& c = i ? f->more[i - 1] : f->first;
        assign(vm, &c.fn, empty_cell());
        assign(vm, &c.context, empty_cell());
    }
}

void visit(VM& vm, Obj* o, void (*each)(VM&, Cell, void*), void* data) {
    auto see = [&](Cell& c) { each(vm, c, data); };
    auto see_obj = [&](Obj* p) { each(vm, as_cell(p), data); };
    switch (o->kind) {
        case kContext: see_obj(static_cast<ContextObj*>(o)->map); break;
        case kContextVar: see(static_cast<ContextVarObj*>(o)->fallback); break;
        case kToken:
            see_obj(static_cast<TokenObj*>(o)->context);
            see_obj(static_cast<TokenObj*>(o)->var);
            see(static_cast<TokenObj*>(o)->old_value);
            break;
        case kFuture:
        case kTask: each_of_future(static_cast<FutureObj*>(o), see); break;
        case kHandle: each_of_handle(static_cast<HandleObj*>(o), see); break;
        case kFutureIter: see_obj(static_cast<FutureIterObj*>(o)->future); break;
        case kLoop:
            each_of_loop(static_cast<LoopObj*>(o), see);
            see_obj(static_cast<LoopObj*>(o)->ready);
            see_obj(static_cast<LoopObj*>(o)->scheduled);
            break;
        case kStrand:
            each_of_strand(static_cast<Strand*>(o), see);
            see_obj(static_cast<Strand*>(o)->data);
            see_obj(static_cast<Strand*>(o)->own_sys);
            see_obj(static_cast<Strand*>(o)->frame);
            break;
        default: break;
    }
}

}  // namespace loopscope::loop
