// Handles: callbacks in a ready queue or on a timer heap. Callers: the loop's methods, futures (their callbacks), the loop's
// turn.
#pragma once
#include "loop/context.h"

namespace loopscope::loop {

void setup_handles(VM& vm);
// Owned; null: no memory. callback, args (a tuple) and loop are borrowed; context borrowed, EMPTY or None: a copy of the
// current one.
HandleObj* new_handle(VM& vm, Class* cls, Cell callback, Cell args, Cell loop, Cell context);
void cancel_handle(VM& vm, HandleObj* h);                    // lets go of the callback; the loop's counts are the caller's
int compare_timers(const HandleObj* a, const HandleObj* b);  // -1, 0, 1 by deadline and age

}  // namespace loopscope::loop
