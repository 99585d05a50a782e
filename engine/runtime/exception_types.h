// The built-in exception classes: what their arguments and attributes mean. Used by exceptions.cpp, which raises them.
#pragma once
#include "runtime/vm.h"

namespace loopscope::runtime {

Exception* bare_exception(VM& vm, Class* cls);  // no arguments, nothing linked; null: MemoryError is pending
// e->args into the attributes of its class. TypeError for what the class does not take; Call: a SyntaxError whose details are
// no tuple.
Status take_arguments(VM& vm, Exception* e);
void setup_exception_types(VM& vm);

}  // namespace loopscope::runtime
