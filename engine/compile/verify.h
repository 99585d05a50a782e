// Checks that a code object holds together: what the interpreter relies on without looking.
//
// Callers: tests, over everything they compile; the compiler itself in builds that check (LOOPSCOPE_VERIFY_CODE, or debug
// ones). Every path is walked with the height of the stack, anew from the finished code: jump targets, heights where ways
// meet, handlers, operands, the stack's size, slots and lines.
#pragma once

#include <string>

#include "compile/code.h"

namespace loopscope::compile {

// What is wrong, with the code objects inside; empty: nothing.
std::string verify(const CodeSpec& code);

}  // namespace loopscope::compile
