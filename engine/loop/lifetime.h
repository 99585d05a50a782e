// The end of the loop layer's objects, and walking over them. Set as hooks of the runtime by install().
#pragma once
#include "loop/natives.h"

namespace loopscope::loop {

size_t destroy(VM& vm, Obj* o);  // Hooks::destroy: lets go of what it holds; its size, 0: none of ours
void visit(VM& vm, Obj* o, void (*each)(VM&, Cell, void*), void* data);  // Hooks::visit
// Garbage of gc.collect: a task that all_tasks() must not find any more; a future or task that lets go of whom it would wake
// and of what it waits for.
void forget_task(VM& vm, Obj* task);  // Hooks::forget_task
void let_go(VM& vm, Obj* future);     // Hooks::let_go

}  // namespace loopscope::loop
