// An instruction while code is being made: an opcode of opcodes.def or one of a few inner ones, with a label or a block as
// its target and its place in the source, which an artificial instruction does not have.
//
// Callers: the code writer makes them, the flow graph rearranges them, the assembler turns them into Ins. Operands that
// name a variable are not slots yet: `a` counts within the local names (LOAD_FAST ...) or within the cell variables
// followed by the free ones (LOAD_DEREF ...); the assembler knows the slots once all names are known.
#pragma once

#include <cstdint>

#include "compile/code.h"

namespace loopscope::compile {

// Opcodes that exist only in here. SetupFinally and SetupWith open a guarded region whose handler is the target, PopBlock
// closes the innermost one. LoopEnd stands where a for loop ends with its iterator used up, and Enter at the start of the
// function: their lines count as having run before what follows.
enum class Inner : uint16_t { SetupFinally = 0x100, SetupWith, PopBlock, LoopEnd, Enter };

struct Location {
    int32_t line = -1, end_line = -1, column = -1, end_column = -1;
    bool known() const { return line >= 0; }
};

inline constexpr Location kNoLocation{};

struct Label {
    int32_t id = -1;
};

struct Block;

struct Instr {
    uint16_t op = 0;
    uint16_t b = 0;  // while the code is made, of a JUMP: 1 for one that closes no loop
    int32_t a = 0;
    int32_t label = -1;        // until the flow graph is built
    Block* target = nullptr;   // afterwards
    Block* handler = nullptr;  // where an exception here goes, nullptr: out of the function
    bool mark = false;         // running it is a line event
    Location at;

    bool is(Op which) const { return op == static_cast<uint16_t>(which); }
    bool is(Inner which) const { return op == static_cast<uint16_t>(which); }
    bool is_inner() const { return op >= 0x100; }
    Op code() const { return static_cast<Op>(op); }
};

inline bool is_setup(const Instr& i) { return i.is(Inner::SetupFinally) || i.is(Inner::SetupWith); }

inline bool is_conditional_pop_jump(const Instr& i) {
    return i.is(Op::POP_JUMP_IF_FALSE) || i.is(Op::POP_JUMP_IF_TRUE) || i.is(Op::POP_JUMP_IF_NONE) ||
           i.is(Op::POP_JUMP_IF_NOT_NONE);
}

inline bool is_jump(const Instr& i) {
    return i.is(Op::JUMP) || is_conditional_pop_jump(i) || i.is(Op::JUMP_IF_FALSE_OR_POP) || i.is(Op::JUMP_IF_TRUE_OR_POP) ||
           i.is(Op::FOR_ITER) || i.is(Op::FOR_NEXT) || i.is(Op::SEND);
}

inline bool leaves_scope(const Instr& i) { return i.is(Op::RETURN_VALUE) || i.is(Op::RAISE_VARARGS) || i.is(Op::RERAISE); }

// Nothing runs on behind it.
inline bool is_final(const Instr& i) { return i.is(Op::JUMP) || leaves_scope(i); }

}  // namespace loopscope::compile
