// __context__: what was being handled when an exception was raised. For whoever puts an exception in flight by hand.
#pragma once
#include "runtime/vm.h"

namespace loopscope::runtime {

// What is being handled in the innermost frame that handles anything becomes the exception's context; a cycle is cut.
void link_context(VM& vm, Exception* e);

}  // namespace loopscope::runtime
