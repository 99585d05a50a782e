// The world outside of the program, as the scenario describes it, handed to the run.
//
// Callers: the session, before the program starts. Invariants: nothing of it is recorded; a program whose scenario has no world
// starts nothing (library Python makes sockets, signals and processes at their first use).
#pragma once
#include "runtime/vm.h"
#include "scenario/scenario.h"

namespace loopscope::session {

// False: vm.exc says why.
bool start_world(runtime::VM& vm, const scenario::World& world);

}  // namespace loopscope::session
