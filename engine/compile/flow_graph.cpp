#include "compile/flow_graph.h"

#include <algorithm>
#include <cassert>

namespace loopscope::compile {

namespace {

constexpr size_t kMaxCopiedExit = 4;  // instructions of an exit that is copied instead of jumped to

bool has_no_line(const Block& block) {
    return std::none_of(block.code.begin(), block.code.end(), [](const Instr& i) { return i.at.known(); });
}

size_t exit_size(const Block& block) { return block.code.size(); }

bool exits_scope(const Block& block) { return block.last() && leaves_scope(*block.last()); }

// Blocks that a debugger or a tracer may see as a place: exits, and jumps that may go back.
bool needs_line_of_its_own(const Block& block) {
    if (!has_no_line(block)) return false;
    return exits_scope(block) ||
           std::any_of(block.code.begin(), block.code.end(), [](const Instr& i) { return i.is(Op::JUMP) && i.b == 0; });
}

void make_nop(Instr& i) {
    i.op = static_cast<uint16_t>(Op::NOP);
    i.a = 0;
    i.b = 0;
    i.target = nullptr;
}

}  // namespace

Block* solid(Block* block) {
    while (block && block->code.empty()) block = block->next;
    return block;
}

// ------------------------------------------------------------------------------------------------ building

FlowGraph::FlowGraph(std::vector<Instr>&& code, const std::vector<int32_t>& labels) {
    std::vector<bool> starts(code.size() + 1, false);
    starts[0] = true;
    for (int32_t index : labels) {
        if (index >= 0) starts[static_cast<size_t>(index)] = true;
    }
    for (size_t i = 0; i < code.size(); ++i) {
        if (is_jump(code[i]) || leaves_scope(code[i])) starts[i + 1] = true;
    }
    std::vector<Block*> block_at(code.size() + 1, nullptr);
    for (size_t i = 0; i <= code.size(); ++i) {
        if (starts[i]) {
            Block* before = blocks_.empty() ? nullptr : &blocks_.back();
            blocks_.emplace_back();
            if (before) before->next = &blocks_.back();
        }
        block_at[i] = &blocks_.back();
        if (i < code.size()) blocks_.back().code.push_back(code[i]);
    }
    for (Block& block : blocks_) {
        for (Instr& i : block.code) {
            if (i.label < 0) continue;
            const int32_t index = labels[static_cast<size_t>(i.label)];
            assert(index >= 0 && "a jump to a label that was never placed");
            i.target = block_at[static_cast<size_t>(index)];
            if (is_jump(i))
                i.target->is_target = true;
            else
                i.target->is_handler = true;
        }
    }
}

Block* FlowGraph::add_block_after(Block* block) {
    blocks_.emplace_back();
    blocks_.back().next = block->next;
    block->next = &blocks_.back();
    return &blocks_.back();
}

// Which handler guards each instruction: the innermost region that is open on the way to it.
void FlowGraph::label_handlers() {
    struct Todo {
        Block* block;
        std::vector<Block*> open;
    };
    std::vector<Todo> todo;
    auto reach = [&](Block* block, const std::vector<Block*>& open) {
        if (block->visited) return;
        block->visited = true;
        todo.push_back({block, open});
    };
    for (Block& block : blocks_) block.visited = false;
    reach(entry(), {});
    while (!todo.empty()) {
        Todo now = std::move(todo.back());
        todo.pop_back();
        for (Instr& i : now.block->code) {
            if (is_setup(i)) {
                reach(i.target, now.open);
                now.open.push_back(i.target);
            } else if (i.is(Inner::PopBlock)) {
                assert(!now.open.empty());
                now.open.pop_back();
            } else if (is_jump(i)) {
                reach(i.target, now.open);
            }
            i.handler = now.open.empty() ? nullptr : now.open.back();
        }
        if (now.block->next && now.block->falls_through()) reach(now.block->next, now.open);
    }
}

namespace {

Ins plain(const Instr& i) { return Ins{static_cast<uint8_t>(i.op), 0, i.b, i.a}; }

int height_behind(const Instr& i, int height) { return i.is_inner() ? height : height + stack_effect(plain(i), false); }

int height_at_target(const Instr& i, int height) { return i.is(Op::JUMP) ? height : height + stack_effect(plain(i), true); }

}  // namespace

void FlowGraph::compute_depths() {
    for (Block& block : blocks_) block.start_depth = -1;
    std::vector<Block*> todo;
    auto reach = [&](Block* block, int depth) {
        assert(depth >= 0);
        assert((block->start_depth < 0 || block->start_depth == depth) && "two heights at one place");
        if (block->start_depth >= 0) return;
        block->start_depth = depth;
        todo.push_back(block);
    };
    reach(entry(), 0);
    while (!todo.empty()) {
        Block* block = todo.back();
        todo.pop_back();
        int depth = block->start_depth;
        for (const Instr& i : block->code) {
            if (i.is(Inner::SetupFinally))
                reach(i.target, depth + 1);
            else if (i.is(Inner::SetupWith))
                reach(i.target, depth);  // without the result of __enter__
            else if (is_jump(i))
                reach(i.target, height_at_target(i, depth));
            depth = height_behind(i, depth);
            assert(depth >= 0 && "the stack would go below its bottom");
        }
        if (block->next && block->falls_through()) reach(block->next, depth);
    }
}

int FlowGraph::prune() {
    for (Block& block : blocks_) block.visited = false;
    std::vector<Block*> todo;
    int greatest = 0;
    auto reach = [&](Block* block) {
        if (block->visited) return;
        block->visited = true;
        todo.push_back(block);
    };
    reach(entry());
    while (!todo.empty()) {
        Block* block = todo.back();
        todo.pop_back();
        int height = block->start_depth;
        greatest = std::max(greatest, height);
        for (const Instr& i : block->code) {
            if (i.handler) reach(i.handler);
            if (is_jump(i)) reach(i.target);
            height = height_behind(i, height);
            greatest = std::max(greatest, height);
        }
        if (block->next && block->falls_through()) reach(block->next);
    }
    for (Block& block : blocks_) {
        if (!block.visited) block.code.clear();
    }
    return greatest;
}

void FlowGraph::drop_inner_instructions() {
    for (Block* b = entry(); b; b = b->next) {
        for (Instr& i : b->code) {
            if (is_setup(i) || i.is(Inner::PopBlock)) make_nop(i);
        }
    }
    for (Block* b = entry(); b; b = b->next) remove_redundant_nops(*b);
}

// ------------------------------------------------------------------------------------------------ passes

void FlowGraph::optimize(std::vector<Constant>& constants, int32_t first_line) {
    label_handlers();
    inline_small_exits();
    remove_unreachable();
    resolve_lines(first_line);
    for (Block* b = entry(); b; b = b->next) optimize_block(*b, constants);
    remove_nops_and_pairs();
    inline_small_exits();
    remove_unreachable();
    remove_nops_and_jumps();
    push_cold_blocks_to_end();
    resolve_lines(first_line);
}

// A jump to a few instructions that leave the function becomes these instructions.
void FlowGraph::inline_small_exits() {
    for (Block* b = entry(); b; b = b->next) {
        Instr* last = b->last();
        if (!last || !last->is(Op::JUMP)) continue;
        const Block& target = *last->target;
        if (&target == b || !exits_scope(target) || exit_size(target) > kMaxCopiedExit) continue;
        make_nop(*last);
        b->code.insert(b->code.end(), target.code.begin(), target.code.end());
    }
}

void FlowGraph::remove_unreachable() {
    for (Block* b = entry(); b; b = b->next) {
        b->visited = false;
        b->predecessors = 0;
    }
    std::vector<Block*> todo{entry()};
    entry()->visited = true;
    entry()->predecessors = 1;
    auto reach = [&](Block* block) {
        ++block->predecessors;
        if (block->visited) return;
        block->visited = true;
        todo.push_back(block);
    };
    while (!todo.empty()) {
        Block* b = todo.back();
        todo.pop_back();
        if (b->next && b->falls_through()) reach(b->next);
        for (const Instr& i : b->code) {
            if (is_jump(i) || is_setup(i)) reach(i.target);
        }
    }
    for (Block* b = entry(); b; b = b->next) {
        if (b->predecessors) continue;
        b->code.clear();
        b->is_handler = false;
    }
}

void FlowGraph::resolve_lines(int32_t first_line) {
    duplicate_exits_without_line();
    propagate_lines();
    guarantee_exit_lines(first_line);
}

// An exit without a line belongs to whatever leads to it; with several ways to it, each gets its own.
void FlowGraph::duplicate_exits_without_line() {
    for (Block* b = entry(); b; b = b->next) {
        Instr* last = b->last();
        if (!last || !is_jump(*last)) continue;
        Block* target = solid(last->target);
        if (!target || !needs_line_of_its_own(*target) || target->predecessors <= 1) continue;
        Block* copy = add_block_after(target);
        copy->code = target->code;
        copy->code[0].at = last->at;
        copy->is_target = true;
        copy->predecessors = 1;
        --target->predecessors;
        last->target = copy;
    }
    for (Block* b = entry(); b; b = b->next) {
        if (b->code.empty() || !b->falls_through() || !b->next) continue;
        if (!b->next->code.empty() && needs_line_of_its_own(*b->next)) b->next->code[0].at = b->last()->at;
    }
}

void FlowGraph::propagate_lines() {
    for (Block* b = entry(); b; b = b->next) {
        if (b->code.empty()) continue;
        Location before = kNoLocation;
        for (Instr& i : b->code) {
            if (!i.at.known())
                i.at = before;
            else
                before = i.at;
        }
        auto hand_on = [&](Block* to) {
            if (to->predecessors == 1 && !to->code.empty() && !to->code[0].at.known()) to->code[0].at = before;
        };
        if (b->next && b->falls_through()) hand_on(b->next);
        if (is_jump(*b->last())) hand_on(b->last()->target);
    }
}

void FlowGraph::guarantee_exit_lines(int32_t first_line) {
    int32_t line = first_line;
    for (Block* b = entry(); b; b = b->next) {
        const Instr* last = b->last();
        if (!last) continue;
        const size_t size = b->code.size();
        const bool constant = size > 1 && b->code[size - 2].is(Op::LOAD_CONST);
        if (last->at.known()) {
            line = last->at.line;
        } else if (last->is(Op::RETURN_VALUE) && !constant) {
            // (CPython returns constants by an instruction of their own, and does not look at that one.)
            for (Instr& i : b->code) i.at.line = line;
        }
    }
}

// Values that are made only to be dropped.
void FlowGraph::remove_nops_and_pairs() {
    for (bool again = true; again;) {
        again = false;
        Instr* before = nullptr;
        for (Block* b = entry(); b; b = b->next) {
            remove_redundant_nops(*b);
            if (b->is_target || b->is_handler) before = nullptr;
            for (Instr& i : b->code) {
                const bool pure = before && (before->is(Op::LOAD_CONST) || (before->is(Op::COPY) && before->a == 1));
                if (i.is(Op::POP_TOP) && pure) {
                    make_nop(*before);
                    make_nop(i);
                    again = true;
                }
                before = &i;
            }
            if (!b->falls_through() || (b->last() && is_jump(*b->last()))) before = nullptr;
        }
    }
}

void FlowGraph::remove_nops_and_jumps() {
    int changes;
    do {
        changes = 0;
        for (Block* b = entry(); b; b = b->next) changes += remove_redundant_nops(*b);
        changes += remove_redundant_jumps();
    } while (changes);
}

// A jump to what comes next anyway.
int FlowGraph::remove_redundant_jumps() {
    int changes = 0;
    for (Block* b = entry(); b; b = b->next) {
        Instr* last = b->last();
        if (!last || !last->is(Op::JUMP)) continue;
        if (solid(last->target) != solid(b->next)) continue;
        make_nop(*last);
        ++changes;
    }
    return changes;
}

void FlowGraph::mark_cold_blocks() {
    for (Block* b = entry(); b; b = b->next) b->visited = b->warm = b->cold = false;
    std::vector<Block*> todo;
    auto reach = [&](Block* block) {
        if (block->visited) return;
        block->visited = true;
        todo.push_back(block);
    };
    auto follow = [&](bool Block::* mark) {
        while (!todo.empty()) {
            Block* b = todo.back();
            todo.pop_back();
            b->*mark = true;
            if (b->next && b->falls_through()) reach(b->next);
            if (b->last() && is_jump(*b->last())) reach(b->last()->target);
        }
    };
    reach(entry());
    follow(&Block::warm);
    for (Block* b = entry(); b; b = b->next) {
        if (b->is_handler) reach(b);
    }
    follow(&Block::cold);
}

void FlowGraph::push_cold_blocks_to_end() {
    mark_cold_blocks();
    for (Block* b = entry(); b; b = b->next) {
        if (!b->cold || !b->falls_through() || !b->next || !b->next->warm) continue;
        Block* target = b->next;
        Block* bridge = add_block_after(b);
        Instr jump;
        jump.op = static_cast<uint16_t>(Op::JUMP);
        jump.b = 1;
        jump.target = target;
        jump.handler = b->code.empty() ? nullptr : b->last()->handler;
        bridge->code.push_back(jump);
        bridge->cold = true;
        bridge->predecessors = 1;
        target->is_target = true;
    }
    std::vector<Block*> order, cold;
    for (Block* b = entry(); b; b = b->next) (b->cold ? cold : order).push_back(b);
    if (cold.empty()) return;
    order.insert(order.end(), cold.begin(), cold.end());
    for (size_t i = 0; i < order.size(); ++i) order[i]->next = i + 1 < order.size() ? order[i + 1] : nullptr;
    remove_redundant_jumps();
}

}  // namespace loopscope::compile
