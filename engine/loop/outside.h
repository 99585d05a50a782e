// Module _outside: what library Python needs to make the world outside of the program (sockets, pipes, processes, signals): the
// scenario's `world`, the trace's events of it, and what could still come from there when nothing can run.
#pragma once
#include "loop/natives.h"

namespace loopscope::loop {

bool setup_outside(VM& vm);

}  // namespace loopscope::loop
