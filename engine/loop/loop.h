// The loop layer as session sees it: putting it into a VM, its settings, and why nothing can run any more.
//
// Callers: engine/session and tests. Invariants: install() runs once a VM, after create_vm() and before any program code;
// all state lies in the VM's arena (LoopState); the rules of time, threads and order are those of contracts.md section 2.
#pragma once
#include <limits>
#include <string>

#include "runtime/vm.h"

namespace loopscope::loop {

struct Settings {
    double until = std::numeric_limits<double>::infinity();  // the run ends here as finished (StopReason::Until)
    uint32_t workers = 0;                                    // threads of the loop's default executor; 0: Python's own number
};

// Natives of Future, Task, Handle, contexts ..., the modules time, _asyncio, _contextvars and _strands, and the hooks.
// False: no memory.
bool install(runtime::VM& vm, const Settings& settings);

// The functions that modules want called at the program's end (threading's waits for threads), in order: a List, owned.
// Session calls them with run_call, one after the other, when the main program has ended.
runtime::Cell program_end_calls(runtime::VM& vm);

// After StopReason::Deadlock: who waits for what, a line each, no newline at the end. Empty where nobody says.
std::string who_waits(runtime::VM& vm);

// What the scenario says of the outside, for library Python (module _outside). Before the program starts.
void set_world(runtime::VM& vm, runtime::Cell owned_dict);

// After StopReason::Idle: what could still come from outside, as "connections at 127.0.0.1:8888, SIGINT".
std::string waits_outside(runtime::VM& vm);

// After StopReason::Until: the exit status of a program that a signal or os._exit ended; 0 otherwise.
int exit_status(runtime::VM& vm);

// Has the clock been read over and over without moving? Then the program probably waits for it in a loop that never ends.
bool waits_busily(runtime::VM& vm);

// A call takes so long and blocks its thread (a scenario's "costs"): a Status::Park or Ok, the native's result is None.
runtime::Status spend(runtime::VM& vm, double seconds, const char* what, runtime::Cell* out);

}  // namespace loopscope::loop
