#include "compile/line_marks.h"

#include <unordered_map>

namespace loopscope::compile {

namespace {

// Instructions that cannot raise: how an exception would leave them does not matter.
bool may_raise(const Instr& i) {
    if (i.is_inner()) return false;
    switch (i.code()) {
        case Op::NOP:
        case Op::LOAD_CONST:
        case Op::STORE_FAST:
        case Op::LOAD_FAST_AND_CLEAR:
        case Op::STORE_FAST_MAYBE_NULL:
        case Op::MAKE_CELL:
        case Op::LOAD_CLOSURE:
        case Op::STORE_DEREF:
        case Op::POP_TOP:
        case Op::PUSH_NULL:
        case Op::COPY:
        case Op::SWAP:
        case Op::JUMP:
        case Op::POP_JUMP_IF_NONE:
        case Op::POP_JUMP_IF_NOT_NONE:
        case Op::BUILD_TUPLE:
        case Op::PUSH_EXC_INFO:
        case Op::POP_EXCEPT:
        case Op::RETURN_VALUE:
        case Op::IS_OP: return false;
        default: return true;
    }
}

// The ways into a block: does one bring a change of line, and does another bring none?
struct Entries {
    bool changes = false;
    bool changes_by_test = false;  // by another way than a plain jump, which can carry the NOP itself
    bool keeps = false;
    bool falls_in = false;  // from the block before
    bool falls_in_changes = false;
    Block* marked = nullptr;  // where the ways that change the line enter
};

class LineMarks {
public:
    explicit LineMarks(FlowGraph& graph) : graph_(graph) {}

    void run() {
        for (Block* b = graph_.entry(); b; b = b->next) {
            mark_inside(*b);
            note_ways_out(*b);
        }
        std::vector<Block*> order;
        for (Block* b = graph_.entry(); b; b = b->next) order.push_back(b);
        for (size_t i = 0; i < order.size(); ++i) enter(*order[i], i ? order[i - 1] : nullptr, order.back());
        for (Block* b : order) redirect(*b);
    }

private:
    // An exception that is raised again counts as coming from where it was raised first: hardly ever this line.
    static bool changes_line(const Instr& from, const Block& to) {
        if (!to.code[0].at.known()) return false;
        return to.code[0].at.line != from.at.line || (from.is(Op::RERAISE) && from.b == 1);
    }

    static void mark_inside(Block& block) {
        for (size_t i = 1; i < block.code.size(); ++i) {
            Instr& now = block.code[i];
            now.mark = now.at.known() && now.at.line != block.code[i - 1].at.line;
        }
    }

    void note(const Instr& from, Block* to) {
        Entries& entries = entries_[to];
        const bool changes = changes_line(from, *to);
        (changes ? entries.changes : entries.keeps) = true;
        if (changes && !from.is(Op::JUMP)) entries.changes_by_test = true;
    }

    void note_ways_out(const Block& block) {
        if (block.code.empty()) return;
        for (const Instr& i : block.code) {
            if (i.handler && may_raise(i)) note(i, solid(i.handler));
        }
        const Instr& last = *block.last();
        if (is_jump(last)) note(last, solid(last.target));
        Block* next = solid(block.next);
        if (!next || !block.falls_through()) return;
        note(last, next);
        Entries& entries = entries_[next];
        entries.falls_in = true;
        entries.falls_in_changes = changes_line(last, *next);
    }

    void enter(Block& block, Block* before, Block* last) {
        auto found = entries_.find(&block);
        if (found == entries_.end() || !found->second.changes) return;
        Entries& entries = found->second;
        Instr& first = block.code[0];
        if (first.is(Op::END_ASYNC_FOR)) return;  // the end of an `async for` is no event
        if (!entries.keeps) {
            first.mark = true;
            return;
        }
        if (!entries.changes_by_test) return;
        const bool in_place = before && (!entries.falls_in || entries.falls_in_changes);
        Block* stub = graph_.add_block_after(in_place ? before : last);
        const Instr nop = marked_nop(first);
        stub->code.push_back(nop);
        stub->start_depth = block.start_depth;
        if (!in_place) {
            Instr jump = nop;
            jump.op = static_cast<uint16_t>(Op::JUMP);
            jump.mark = false;
            jump.target = &block;
            stub->code.push_back(jump);
        }
        entries.marked = stub;
    }

    static Instr marked_nop(const Instr& line) {
        Instr nop;
        nop.op = static_cast<uint16_t>(Op::NOP);
        nop.at = line.at;
        nop.handler = line.handler;
        nop.mark = true;
        return nop;
    }

    // Is `to` reached both ways, and from here as a change of line?
    bool needs_nop(const Instr& from, Block* to) {
        auto found = entries_.find(to);
        return found != entries_.end() && found->second.changes && found->second.keeps && changes_line(from, *to) &&
               !to->code[0].is(Op::END_ASYNC_FOR);
    }

    Block* way(const Instr& from, Block* to) { return needs_nop(from, to) ? entries_[to].marked : to; }

    void redirect(Block& block) {
        for (Instr& i : block.code) {
            if (is_jump(i)) i.target = i.is(Op::JUMP) ? solid(i.target) : way(i, solid(i.target));
            if (!i.handler) continue;
            Block* target = solid(i.handler);
            // What cannot raise goes along with its neighbour, so that the table of handlers stays short.
            const bool same = last_plain_ == target;
            if (may_raise(i) || !same) last_way_ = may_raise(i) ? way(i, target) : target;
            last_plain_ = target;
            i.handler = last_way_;
        }
        if (!block.last() || !block.last()->is(Op::JUMP)) return;
        Instr jump = *block.last();
        if (!needs_nop(jump, jump.target)) return;
        block.code.pop_back();
        auto push_nop = [&](const Instr& line) {
            Instr nop = marked_nop(line);
            nop.handler = jump.handler;
            block.code.push_back(nop);
        };
        if (jump.mark) push_nop(jump);
        push_nop(jump.target->code[0]);
        jump.mark = false;
        block.code.push_back(jump);
    }

    FlowGraph& graph_;
    std::unordered_map<Block*, Entries> entries_;  // looked up only, never iterated
    Block* last_plain_ = nullptr;
    Block* last_way_ = nullptr;
};

}  // namespace

void mark_lines(FlowGraph& graph) { LineMarks(graph).run(); }

}  // namespace loopscope::compile
