// The end of the loop layer's objects, and walking over them. Set as hooks of the runtime by install().
#pragma once
#include "loop/natives.h"

namespace loopscope::loop {

size_t destroy(VM& vm, Obj* o);          // Hooks::destroy: lets go of what it holds; its size, 0: none of ours
void visit(VM& vm, Obj* o, void (*each)(VM&, Cell, void*), void* data);   // Hooks::visit
// With `each` null o is garbage of gc.collect: data not null: all_tasks() must not find it any more; null: it lets go of what it holds.

}  // namespace loopscope::loop
