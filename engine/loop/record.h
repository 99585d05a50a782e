// What the loop layer writes into the trace, and how callbacks and awaitables are named there.
//
// Callers: everything in loop/. Invariants: nothing is written unless vm.recording; names come from the objects themselves,
// never from the program's code. A record that says stop is noticed at the interpreter's next own event.
#pragma once
#include <string>

#include "loop/natives.h"
#include "trace/writer.h"

namespace loopscope::loop {

uint32_t take_slot(VM& vm, SlotPool& pool);
void give_slot(VM& vm, SlotPool& pool, uint32_t slot);

inline uint32_t aw_of(const FutureObj* f) { return f->kind == kTask ? trace::aw_task(f->slot) : trace::aw_future(f->slot); }

std::string callable_name(VM& vm, Cell callable);               // "worker", "Timeout._on_timeout", "print"
trace::Callback callback_of(VM& vm, Cell callback, Cell args);  // args: a tuple, or EMPTY
uint32_t string_id(VM& vm, Str* text);

void note_future_created(VM& vm, FutureObj* f);  // gives it its slot too
void note_task_created(VM& vm, TaskObj* t);
void note_future_done(VM& vm, FutureObj* f);  // of a future or task that has just got its outcome
void note_callback_added(VM& vm, FutureObj* f, const DoneCallback& cb);
void note_callback_removed(VM& vm, FutureObj* f, const DoneCallback& cb);
void note_callback_scheduled(VM& vm, FutureObj* f, const DoneCallback& cb);
void note_handle_scheduled(VM& vm, HandleObj* h);  // gives it its slot too; a timer if it has a time
void note_handle_run(VM& vm, HandleObj* h);
void note_handle_cancelled(VM& vm, HandleObj* h);
void note_timer_due(VM& vm, HandleObj* h);
void note_cancel_requested(VM& vm, FutureObj* target, Cell message);
void note_cancel_forwarded(VM& vm, TaskObj* from, FutureObj* to);
void exception_caught(VM& vm, Exception* exc);                // Hooks::exception_caught
bool describe_object(VM& vm, trace::ValueWriter& w, Obj* o);  // Hooks::describe

}  // namespace loopscope::loop
