// From the instructions of one function, as written, to its code object: slots, order, jumps, line marks, positions, the
// exception table and the stack's size.
//
// Caller: the code writer, at the end of each function, class body or module. Invariant: the sequence of line events that
// the marks give is that of CPython 3.13's sys.monitoring.
#pragma once

#include <vector>

#include "compile/instruction.h"

namespace loopscope::compile {

// `spec` comes with everything but slot_names, free_base, ins, positions, exceptions and stack_size.
void assemble(CodeSpec& spec, std::vector<Instr>&& code, const std::vector<int32_t>& labels);

}  // namespace loopscope::compile
