// Cyclic garbage, and the walk over what an object holds (also used to prove reference counts right).
#pragma once
#include "runtime/vm.h"

namespace loopscope::runtime {

void visit_object(VM& vm, Obj* o, void (*each)(VM&, Cell, void*), void* data);  // every counted reference that the object holds
void run_finalizer_of(VM& vm, Obj* o);  // __del__, or what a generator, future or task does at its end; not twice
// References to o that are dead from now on; those of them that are garbage too (in `garbage`, sorted) are not called.
void clear_weakrefs_of(VM& vm, Obj* o, const std::vector<Obj*>& garbage);
int64_t collect_cycles(VM& vm);  // how many objects were found

}  // namespace loopscope::runtime
