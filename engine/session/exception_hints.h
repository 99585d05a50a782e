// What to do about an exception that ended a program at the border of what is simulated: modules that are not there, files,
// peers and typed lines that only the scenario can give.
//
// Callers: the run, behind the traceback. Invariants: runs nothing of the program's.
#pragma once

#include <string>

#include "runtime/object.h"

namespace loopscope::session {

// One sentence, or nothing.
std::string hint_of_exception(runtime::VM& vm, runtime::Cell exc);

}  // namespace loopscope::session
