// Context variables. A context's values are one immutable map that copies share, so copy_context() and a task's own context
// cost nothing. Callers: module contextvars, handles and tasks (a copy each), the loop (which enters a context around each
// callback).
#pragma once
#include "loop/natives.h"

namespace loopscope::loop {

bool setup_contextvars(VM& vm);
ContextObj* current_context(VM& vm);       // borrowed; made on first use; null: no memory
ContextObj* copy_current_context(VM& vm);  // owned; null: no memory
// Makes ctx the current one; *saved takes what was (owned), to be given back to leave_context. RuntimeError where it is entered
// already.
Status enter_context(VM& vm, ContextObj* ctx, Cell* saved);
void leave_context(VM& vm, Cell saved);

}  // namespace loopscope::loop
