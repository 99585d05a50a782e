// The core of an event loop: ready queue, timer heap, call_soon and its kin. One turn of it is turn.cpp.
// Callers: futures and tasks (their callbacks and steps), handles, the turn.
#pragma once
#include <string>

#include "loop/handles.h"

namespace loopscope::loop {

bool setup_loop_core(VM& vm);

uint32_t own_methods(VM& vm, LoopObj* loop);  // a set of LoopOwn
// The loop, if callbacks may be put into its ready queue directly: the engine's own call_soon, not in debug mode. Else null.
LoopObj* plain_loop(VM& vm, Cell loop);
Status check_closed(VM& vm, LoopObj* loop);

// Appends a callback; context EMPTY: a copy of the current one. The loop must be plain.
Status push_callback(VM& vm, LoopObj* loop, Cell callback, std::initializer_list<Cell> args, Cell context);
// Appends a task's step (or wake-up), with step_exc as it stands. A Handle where the program looks at the queue.
Status push_step(VM& vm, LoopObj* loop, TaskObj* task, bool wakeup);

Cell running_loop(VM& vm);  // borrowed; EMPTY: none runs in this thread

// The timer heap.
bool heap_push(VM& vm, LoopObj* loop, HandleObj* owned_timer);
HandleObj* heap_pop(LoopObj* loop);        // owned; the heap is not empty
void heap_rebuild(VM& vm, LoopObj* loop);  // throws cancelled timers out

// turn.cpp: run turns until stop() (or just one); a native frame.
Status run_turns(VM& vm, LoopObj* loop, bool once);
// Ok: at once; or Park. `what`: what it waits for beside the clock, for the trace; may be empty.
Status poll(VM& vm, LoopObj* loop, double timeout, bool forever, const std::string& what, Cell* out);

}  // namespace loopscope::loop
