// The flow graph of one function's code: blocks of instructions that run from the first to the last, and what is done to
// them before they become a code object: dead code goes, jumps to jumps are short-cut, tests of constants are decided,
// what only exceptions reach moves to the end, artificial instructions get the line of what leads to them.
//
// Callers: the assembler. Invariant: none of the passes changes which lines of the program are seen to run, or in which
// order; they follow CPython 3.13's, since what they do to artificial instructions can be seen there.
#pragma once

#include <deque>
#include <vector>

#include "compile/instruction.h"

namespace loopscope::compile {

struct Block {
    std::vector<Instr> code;
    Block* next = nullptr;  // in the order of the code; where it goes on unless its last instruction is final
    int predecessors = 0;
    int start_depth = -1;    // height of the stack above the locals on entry
    bool is_target = false;  // of a jump
    bool is_handler = false;
    bool visited = false;
    bool warm = false, cold = false;

    const Instr* last() const { return code.empty() ? nullptr : &code.back(); }
    Instr* last() { return code.empty() ? nullptr : &code.back(); }
    bool falls_through() const { return code.empty() || !is_final(code.back()); }
};

// The block itself, or the next one in order that holds an instruction.
Block* solid(Block* block);

class FlowGraph {
public:
    // `labels`: the index of the instruction that each label stands before.
    FlowGraph(std::vector<Instr>&& code, const std::vector<int32_t>& labels);

    void optimize(std::vector<Constant>& constants, int32_t first_line);

    // Fills start_depth; that of a handler counts the exception itself.
    void compute_depths();

    // SetupFinally, SetupWith and PopBlock have done their duty once handlers and depths are known.
    void drop_inner_instructions();

    // Drops handlers that guard nothing after all, and returns the greatest height of the stack in the rest.
    int prune();

    Block* entry() { return &blocks_.front(); }
    Block* add_block_after(Block* block);

private:
    void label_handlers();
    void inline_small_exits();
    void remove_unreachable();
    void resolve_lines(int32_t first_line);
    void duplicate_exits_without_line();
    void propagate_lines();
    void guarantee_exit_lines(int32_t first_line);
    void remove_nops_and_pairs();
    void remove_nops_and_jumps();
    int remove_redundant_jumps();
    void push_cold_blocks_to_end();
    void mark_cold_blocks();

    std::deque<Block> blocks_;  // all ever made; the order is the chain of `next`
};

// Peephole steps inside of one block (flow_peephole.cpp).
void optimize_block(Block& block, std::vector<Constant>& constants);
int remove_redundant_nops(Block& block);

bool is_truthy(const Constant& constant);

}  // namespace loopscope::compile
