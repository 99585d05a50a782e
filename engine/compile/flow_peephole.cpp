// Small improvements inside of one block.
#include <cassert>

#include "compile/flow_graph.h"

namespace loopscope::compile {

namespace {

void set_op(Instr& i, Op op, int32_t a = 0) {
    i.op = static_cast<uint16_t>(op);
    i.a = a;
    i.b = 0;
    i.target = nullptr;
}

bool is_none_constant(const Instr& i, const std::vector<Constant>& constants) {
    return i.is(Op::LOAD_CONST) && constants[static_cast<size_t>(i.a)].kind == Constant::Kind::None;
}

// A jump to a jump goes to where that one goes. The place of the second counts: the first keeps a NOP with its own.
bool thread_jump(Block& block, size_t at) {
    Instr jump = block.code[at];
    const Block* target = jump.target;
    if (target->code.empty() || !target->code[0].is(Op::JUMP)) return false;
    const Instr& second = target->code[0];
    if (second.target == jump.target) return false;
    jump.target = second.target;
    jump.target->is_target = true;
    jump.at = second.at;
    if (jump.is(Op::JUMP)) jump.b = jump.b && second.b;
    set_op(block.code[at], Op::NOP);
    block.code.push_back(jump);
    return true;
}

// Test of a constant: jump always or never.
void decide_test(Block& block, size_t at, const std::vector<Constant>& constants) {
    if (at + 1 >= block.code.size()) return;
    Instr& load = block.code[at];
    Instr& test = block.code[at + 1];
    const bool if_true = test.is(Op::POP_JUMP_IF_TRUE);
    if (!if_true && !test.is(Op::POP_JUMP_IF_FALSE)) return;
    const bool jumps = is_truthy(constants[static_cast<size_t>(load.a)]) == if_true;
    set_op(load, Op::NOP);
    if (jumps) {
        test.op = static_cast<uint16_t>(Op::JUMP);
        test.b = 0;
    } else {
        set_op(test, Op::NOP);
    }
}

// x is None, followed by a jump.
void shorten_none_test(Block& block, size_t at, const std::vector<Constant>& constants) {
    if (at + 2 >= block.code.size() || !is_none_constant(block.code[at], constants)) return;
    Instr& is = block.code[at + 1];
    Instr& test = block.code[at + 2];
    if (!is.is(Op::IS_OP)) return;
    const bool if_true = test.is(Op::POP_JUMP_IF_TRUE);
    if (!if_true && !test.is(Op::POP_JUMP_IF_FALSE)) return;
    const bool if_none = if_true != (is.b == 1);
    set_op(block.code[at], Op::NOP);
    set_op(is, Op::NOP);
    test.op = static_cast<uint16_t>(if_none ? Op::POP_JUMP_IF_NONE : Op::POP_JUMP_IF_NOT_NONE);
}

// a, b = b, a: no tuple is needed for two or three values.
void shorten_swap(Block& block, size_t at) {
    if (at + 1 >= block.code.size()) return;
    Instr& build = block.code[at];
    Instr& unpack = block.code[at + 1];
    if (!unpack.is(Op::UNPACK_SEQUENCE) || unpack.a != build.a || build.a < 1 || build.a > 3) return;
    const int32_t count = build.a;
    set_op(build, Op::NOP);
    if (count == 1)
        set_op(unpack, Op::NOP);
    else
        set_op(unpack, Op::SWAP, count);
}

// A tuple of constants is a constant; its parts keep their lines as NOPs.
bool fold_tuple(Block& block, size_t at, std::vector<Constant>& constants) {
    const auto count = static_cast<size_t>(block.code[at].a);
    if (count > at) return false;
    for (size_t i = at - count; i < at; ++i) {
        if (!block.code[i].is(Op::LOAD_CONST)) return false;
    }
    Constant tuple;
    tuple.kind = Constant::Kind::Tuple;
    for (size_t i = at - count; i < at; ++i) {
        tuple.items.push_back(constants[static_cast<size_t>(block.code[i].a)]);
        set_op(block.code[i], Op::NOP);
    }
    set_op(block.code[at], Op::LOAD_CONST, static_cast<int32_t>(constants.size()));
    constants.push_back(std::move(tuple));
    return true;
}

// A run of SWAPs becomes the shortest one that has the same effect.
void shorten_swaps(Block& block, size_t& at) {
    const size_t begin = at;
    size_t end = begin;
    int depth = 0, swaps = 0;
    while (end < block.code.size() && (block.code[end].is(Op::SWAP) || block.code[end].is(Op::NOP))) {
        if (block.code[end].is(Op::SWAP)) {
            depth = std::max(depth, block.code[end].a);
            ++swaps;
        }
        ++end;
    }
    if (swaps < 2) return;
    std::vector<int> stack(static_cast<size_t>(depth));
    for (int i = 0; i < depth; ++i) stack[static_cast<size_t>(i)] = i;
    for (size_t i = begin; i < end; ++i) {
        if (block.code[i].is(Op::SWAP)) std::swap(stack[0], stack[static_cast<size_t>(block.code[i].a - 1)]);
    }
    // Undo the shuffle cycle by cycle, written from the back: each cycle through the top costs its length minus one.
    constexpr int kVisited = -1;
    size_t current = end;
    auto write = [&](int a) {
        --current;
        set_op(block.code[current], Op::SWAP, a);
    };
    for (int i = 0; i < depth; ++i) {
        if (stack[static_cast<size_t>(i)] == kVisited || stack[static_cast<size_t>(i)] == i) continue;
        int j = i;
        while (true) {
            if (j) write(j + 1);
            if (stack[static_cast<size_t>(j)] == kVisited) break;
            const int next = stack[static_cast<size_t>(j)];
            stack[static_cast<size_t>(j)] = kVisited;
            j = next;
        }
    }
    assert(current >= begin);
    while (current > begin) set_op(block.code[--current], Op::NOP);
    at = end - 1;
}

bool is_store(const Instr& i) { return i.is(Op::STORE_FAST) || i.is(Op::STORE_FAST_MAYBE_NULL); }
bool is_swappable(const Instr& i) { return is_store(i) || i.is(Op::POP_TOP); }
int32_t stored_slot(const Instr& i) { return is_store(i) ? i.a * 2 + (i.b & 1) : -1; }

// The next instruction that may change places with another, on the given line (-1: on any).
int next_swappable(const Block& block, int from, int32_t line) {
    for (size_t i = static_cast<size_t>(from) + 1; i < block.code.size(); ++i) {
        if (line >= 0 && block.code[i].at.line != line) return -1;
        if (block.code[i].is(Op::NOP)) continue;
        return is_swappable(block.code[i]) ? static_cast<int>(i) : -1;
    }
    return -1;
}

// SWAP before plain stores: store in the other order instead.
void apply_static_swaps(Block& block, size_t from) {
    for (int i = static_cast<int>(from); i >= 0; --i) {
        Instr& swap = block.code[static_cast<size_t>(i)];
        if (!swap.is(Op::SWAP)) {
            if (swap.is(Op::NOP) || is_swappable(swap)) continue;
            return;
        }
        const int first = next_swappable(block, i, -1);
        if (first < 0) return;
        int second = first;
        const int32_t line = block.code[static_cast<size_t>(first)].at.line;
        for (int count = swap.a; count > 1; --count) {
            second = next_swappable(block, second, line);
            if (second < 0) return;
        }
        Instr& x = block.code[static_cast<size_t>(first)];
        Instr& y = block.code[static_cast<size_t>(second)];
        const int32_t slot_x = stored_slot(x), slot_y = stored_slot(y);
        if (slot_x >= 0 || slot_y >= 0) {
            if (slot_x == slot_y) return;
            for (int k = first + 1; k < second; ++k) {
                const int32_t slot = stored_slot(block.code[static_cast<size_t>(k)]);
                if (slot >= 0 && (slot == slot_x || slot == slot_y)) return;
            }
        }
        set_op(swap, Op::NOP);
        std::swap(x, y);
    }
}

}  // namespace

bool is_truthy(const Constant& constant) {
    using Kind = Constant::Kind;
    switch (constant.kind) {
        case Kind::None:
        case Kind::False: return false;
        case Kind::Int: return constant.i != 0;
        case Kind::Float: return constant.f != 0;
        case Kind::Complex: return constant.f != 0;
        case Kind::Str:
        case Kind::Bytes: return !constant.text.empty();
        case Kind::Tuple:
        case Kind::FrozenSet: return !constant.items.empty();
        case Kind::True:
        case Kind::Ellipsis:
        case Kind::BigInt:
        case Kind::Code: return true;
    }
    return true;
}

void optimize_block(Block& block, std::vector<Constant>& constants) {
    for (size_t i = 0; i < block.code.size(); ++i) {
        const Instr& now = block.code[i];
        if (now.is(Op::LOAD_CONST)) {
            shorten_none_test(block, i, constants);
            if (block.code[i].is(Op::LOAD_CONST)) decide_test(block, i, constants);
        } else if (now.is(Op::BUILD_TUPLE)) {
            if (!fold_tuple(block, i, constants)) shorten_swap(block, i);
        } else if (now.is(Op::JUMP) || is_conditional_pop_jump(now)) {
            thread_jump(block, i);
        } else if (now.is(Op::SWAP) && now.a == 1) {
            set_op(block.code[i], Op::NOP);
        }
    }
    for (size_t i = 0; i < block.code.size(); ++i) {
        if (!block.code[i].is(Op::SWAP)) continue;
        shorten_swaps(block, i);
        apply_static_swaps(block, i);
    }
}

// A NOP is there for its line; it goes where the line is seen to run without it.
int remove_redundant_nops(Block& block) {
    auto is_needed = [&](size_t at, int32_t line_before) {
        const int32_t line = block.code[at].at.line;
        if (line < 0 || line == line_before) return false;
        if (at + 1 < block.code.size()) {
            Instr& next = block.code[at + 1];
            if (next.at.line == line) return false;
            if (next.at.known()) return true;
            next.at = block.code[at].at;
            return false;
        }
        const Block* next = solid(block.next);
        if (!next) return true;
        for (const Instr& i : next->code) {
            if (i.is(Op::NOP) && !i.at.known()) continue;
            return i.at.line != line;
        }
        return true;
    };
    size_t kept = 0;
    int32_t line_before = -1;
    const size_t count = block.code.size();
    for (size_t i = 0; i < count; ++i) {
        if (block.code[i].is(Op::NOP) && !is_needed(i, line_before)) continue;
        line_before = block.code[i].at.line;
        if (kept != i) block.code[kept] = block.code[i];
        ++kept;
    }
    block.code.resize(kept);
    return static_cast<int>(count - kept);
}

}  // namespace loopscope::compile
