// Futures: a result or exception that comes later, and the callbacks that wait for it. Tasks are futures too (tasks.h).
#pragma once
#include "loop/loop_core.h"

namespace loopscope::loop {

bool setup_futures(VM& vm);

FutureObj* new_future(VM& vm, Cell loop);  // of the loop's create_future(); owned
Status raise_invalid_state(VM& vm, const char* message);
Status check_initialized(VM& vm, const FutureObj* f);  // RuntimeError where __init__ was not called
bool has_own_method(VM& vm, Cell future, Str* name);   // overridden in a subclass or put on the instance

// The outcome: these set it and schedule the callbacks. `answer` (borrowed) is what a Call gives as its result in the end:
// where the loop is not the engine's own, library Python does the scheduling.
Status finish_result(VM& vm, FutureObj* f, Cell result, Cell answer);
Status finish_exception(VM& vm, FutureObj* f, Cell exception, Cell answer);  // an instance, no StopIteration
Status finish_cancelled(VM& vm, FutureObj* f, Cell message, Cell answer);

// The result; or raises the exception or CancelledError.
Status take_result(VM& vm, FutureObj* f, Cell* out);
Cell make_cancelled_error(VM& vm, FutureObj* f);  // owned; EMPTY: failed
Cell cancelled_error(VM& vm, Cell message);       // a new one; message EMPTY or None: without

bool add_callback(VM& vm, FutureObj* f, Cell fn, Cell context);  // counted here; of a pending future
Status future_iter_next(VM& vm, Obj* iterator, bool* finished, Cell* out);
FutureIterObj* new_future_iter(VM& vm, FutureObj* f);
void set_needs_finalizer(FutureObj* f);  // after log_traceback, state or log_destroy_pending changed

}  // namespace loopscope::loop
