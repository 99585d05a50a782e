// Tasks: a coroutine driven by a loop, one step at a time. A step sends None (or throws) into the coroutine; what comes back
// says what the task does next: it has ended, waits for a future, or only lets others go first. Invariant: a pending task has a
// step or wake-up in its loop's ready queue, or waits for fut_waiter, or runs; never two of these.
#pragma once
#include "loop/futures.h"

namespace loopscope::loop {

bool setup_tasks(VM& vm);

// Task(coro, loop=loop, name=name, context=context), where all of it is native; None for what was not given.
bool can_make_task(VM& vm, Cell coro, Cell loop, Cell name, Cell context);
TaskObj* make_task(VM& vm, Cell coro, Cell loop, Cell name, Cell context);

void link_task(VM& vm, TaskObj* t);  // all_tasks() knows it, as the newest
void unlink_task(VM& vm, TaskObj* t);
Cell task_name(VM& vm, TaskObj* t);  // owned str; EMPTY: no memory

// A request to cancel a task that is not done; the engine's own cancel(). Call: what it waits for has a cancel() of its own;
// the result is True.
Status cancel_task(VM& vm, TaskObj* t, Cell msg);

// ---- task_step.cpp
// The step of the task that waits in it: Resume or Call, to be answered with step_outcome; Fail: it could not begin.
// A native frame calls these; the current task is set from begin_step to the end of step_outcome.
Status begin_step(VM& vm, TaskObj* t);
// What the coroutine answered. Ok: the step is over. Call: library Python goes on; end_step() is called when it has answered.
// Fail: SystemExit or KeyboardInterrupt, which ends the loop too.
Status step_outcome(VM& vm, TaskObj* t, Outcome outcome, Cell owned_value);
void end_step(VM& vm, TaskObj* t);
// Sets step_exc from what fut_waiter came to. Call: it is no future of the engine's; the call does the whole step.
Status begin_wakeup(VM& vm, TaskObj* t, Cell future);
bool setup_task_steps(VM& vm);

// The current task of a loop (of any kind).
Status current_task_of(VM& vm, Cell loop, Cell* out);                    // owned, None where there is none
Status swap_current_task(VM& vm, Cell loop, Cell task, Cell* previous);  // task None: none; *previous owned
Status enter_task(VM& vm, Cell loop, Cell task);
Status leave_task(VM& vm, Cell loop, Cell task);

}  // namespace loopscope::loop
