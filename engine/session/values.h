// Values: what names were bound to at a step, read out of a VM that stopped there. The trace keeps no values; since a run is
// deterministic, running it again up to the step gives them.
//
// An event that native code records is noticed when that code is done: the rest of its line may have run then, never the next
// line. Callers: the app's worker for values, tests. Invariants: looking runs none of the program's code and changes nothing
// that the program could see (no id is given out); what is returned holds no pointer into the VM and is bounded whatever the
// program made.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "session/session.h"

namespace loopscope::session {

// What a value is beside its text: something that the trace has a name for.
enum class ValueRef : std::uint8_t { None, Future, Task, Handle, Generator };

struct Value {
    std::string name;  // of the local, the attribute, "[0]", or the key's description
    std::string text;  // the engine's own description, at most 200 bytes or so
    ValueRef ref = ValueRef::None;
    std::uint32_t slot = 0;    // trace slot of what `ref` says, at the step
    std::vector<Value> parts;  // items, attributes; empty where there are none or it is too deep
    std::uint32_t more = 0;    // parts that were left out
};

struct FrameValues {
    std::uint32_t thread = 0;                // trace number of its thread; of a parked frame: 0
    std::optional<std::uint32_t> generator;  // trace slot, where it is a generator's or coroutine's frame
    std::uint32_t function = 0;              // trace id of its function
    std::string name;                        // qualified name
    bool module = false;                     // a module's body: the names are its globals
    std::vector<Value> locals;               // in the order of their slots; unbound names are left out
};

struct Snapshot {
    bool reached = false;             // the run got to the step
    std::vector<FrameValues> stacks;  // running frames of all threads, outermost first within each thread
    std::vector<FrameValues> parked;  // of the generators asked for, in the order of the request
    std::vector<Value> globals;       // the main module's data: no modules, functions, classes
};

struct ValuesRequest {
    std::uint64_t step = 0;
    std::vector<std::uint32_t> generators;  // trace slots of parked frames that are wanted
};

// Runs that run again, up to the step; `options.keep_going` gives up. Nothing where the program cannot be used or it was given
// up.
std::optional<Snapshot> values_at_step(const scenario::Scenario& scenario, std::size_t run_index, RunOptions options,
                                       const ValuesRequest& request);

}  // namespace loopscope::session
