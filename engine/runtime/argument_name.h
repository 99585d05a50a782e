// What messages about an argument of the wrong type call it.
#pragma once
#include "runtime/vm.h"

namespace loopscope::runtime {

// "None" for None, as CPython's argument checks have it, else the name of the type.
inline const char* argument_name(VM& vm, Cell c) { return is_none(c) ? "None" : type_name(vm, c); }

}  // namespace loopscope::runtime
