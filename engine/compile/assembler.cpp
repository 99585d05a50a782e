#include "compile/assembler.h"

#include <algorithm>
#include <cassert>
#include <unordered_map>

#include "compile/flow_graph.h"
#include "compile/line_marks.h"

namespace loopscope::compile {

namespace {

Op opposite(Op op) {
    switch (op) {
        case Op::POP_JUMP_IF_FALSE: return Op::POP_JUMP_IF_TRUE;
        case Op::POP_JUMP_IF_TRUE: return Op::POP_JUMP_IF_FALSE;
        case Op::POP_JUMP_IF_NONE: return Op::POP_JUMP_IF_NOT_NONE;
        default: return Op::POP_JUMP_IF_NONE;
    }
}

bool is_loop_head(const Block* block) { return block && !block->code.empty() && block->code[0].is(Op::FOR_ITER); }

class Assembler {
public:
    Assembler(CodeSpec& spec, std::vector<Instr>&& code, const std::vector<int32_t>& labels)
        : spec_(spec), graph_(std::move(code), labels) {}

    void run() {
        graph_.optimize(spec_.consts, spec_.first_line);
        lay_out_slots();
        make_cells();
        graph_.compute_depths();
        graph_.drop_inner_instructions();
        spec_.stack_size = static_cast<uint32_t>(graph_.prune());
        turn_round_backward_tests();
        close_for_loops();
        mark_lines(graph_);
        drop_markers();
        drop_unused_constants();
        emit();
    }

private:
    // ---------------------------------------------------------------------------------------- variables

    // In CPython's order: cell variables by their slots, those that are locals too first.
    void lay_out_slots() {
        spec_.slot_names = spec_.varnames;
        std::unordered_map<std::string, uint32_t> local;
        for (uint32_t i = 0; i < spec_.varnames.size(); ++i) local.emplace(spec_.varnames[i], i);
        for (const std::string& name : spec_.cellvars) {
            auto found = local.find(name);
            deref_slots_.push_back(found != local.end() ? found->second : static_cast<uint32_t>(spec_.slot_names.size()));
            if (found == local.end()) spec_.slot_names.push_back(name);
        }
        std::sort(spec_.cellvars.begin(), spec_.cellvars.end(), [&](const std::string& x, const std::string& y) {
            const auto slot_x = local.find(x), slot_y = local.find(y);
            if (slot_x == local.end() || slot_y == local.end())
                return slot_x != local.end() || (slot_y == local.end() && x < y);
            return slot_x->second < slot_y->second;
        });
        spec_.free_base = static_cast<uint32_t>(spec_.slot_names.size());
        for (const std::string& name : spec_.freevars) {
            deref_slots_.push_back(static_cast<uint32_t>(spec_.slot_names.size()));
            spec_.slot_names.push_back(name);
        }
    }

    int32_t slot(const Instr& i) const {
        switch (i.code()) {
            case Op::LOAD_CLOSURE:
            case Op::LOAD_DEREF:
            case Op::STORE_DEREF:
            case Op::DELETE_DEREF:
            case Op::LOAD_FROM_DICT_OR_DEREF:
            case Op::MAKE_CELL: return static_cast<int32_t>(deref_slots_[static_cast<size_t>(i.a)]);
            case Op::LOAD_FAST_AND_CLEAR:
            case Op::STORE_FAST_MAYBE_NULL: return i.b ? static_cast<int32_t>(deref_slots_[static_cast<size_t>(i.a)]) : i.a;
            default: return i.a;
        }
    }

    // A function that has cells makes them before anything else; its line has not begun yet.
    void make_cells() {
        Block& first = *graph_.entry();
        assert(!first.code.empty() && first.code[0].is(Inner::Enter));
        std::vector<Instr> cells;
        for (size_t i = 0; i < spec_.cellvars.size(); ++i) {
            Instr cell;
            cell.op = static_cast<uint16_t>(Op::MAKE_CELL);
            cell.a = static_cast<int32_t>(i);
            cell.at = first.code[0].at;
            cells.push_back(cell);
        }
        std::sort(cells.begin(), cells.end(), [&](const Instr& x, const Instr& y) { return slot(x) < slot(y); });
        first.code.insert(first.code.begin() + 1, cells.begin(), cells.end());
    }

    // ---------------------------------------------------------------------------------------- jumps

    // Tests that go back to a `for`, or back at all without counting as a jump back, become a test over a jump.
    void turn_round_backward_tests() {
        std::unordered_map<const Block*, size_t> place;
        size_t count = 0;
        for (Block* b = graph_.entry(); b; b = b->next) place[b] = count++;
        for (Block* b = graph_.entry(); b; b = b->next) {
            Instr* last = b->last();
            if (!last || !is_conditional_pop_jump(*last)) continue;
            Block* target = solid(last->target);
            const bool ticks = last->is(Op::POP_JUMP_IF_FALSE) || last->is(Op::POP_JUMP_IF_TRUE);
            const bool back = place[target] <= place[b];
            if (!is_loop_head(target) && (ticks || !back)) continue;
            Instr jump = *last;
            jump.op = static_cast<uint16_t>(Op::JUMP);
            jump.target = target;
            last->op = static_cast<uint16_t>(opposite(last->code()));
            last->target = solid(b->next);
            Block* way_back = graph_.add_block_after(b);
            way_back->code.push_back(jump);
            b = way_back;
        }
    }

    // A jump to the head of a for loop does the head's work at once: FOR_NEXT.
    void close_for_loops() {
        for (Block* b = graph_.entry(); b; b = b->next) {
            Instr* last = b->last();
            if (!last || !last->is(Op::JUMP)) continue;
            Block* head = solid(last->target);
            if (!is_loop_head(head)) continue;
            const Instr& test = head->code[0];
            Instr next = test;
            next.op = static_cast<uint16_t>(Op::FOR_NEXT);
            next.target = solid(head->next);
            Block* end = solid(test.target);
            // The jump's own line shows where it is another than that of the head and of what stands before it.
            const size_t count = b->code.size();
            const bool same_line = count > 1 && b->code[count - 2].at.line == last->at.line;
            if (!last->at.known() || same_line || last->at.line == test.at.line) {
                b->code.pop_back();
            } else {
                last->op = static_cast<uint16_t>(Op::NOP);
                last->target = nullptr;
                last->b = 0;
            }
            b->code.push_back(next);
            if (solid(b->next) == end) continue;
            Instr leave = test;
            leave.op = static_cast<uint16_t>(Op::JUMP);
            leave.target = end;
            b = graph_.add_block_after(b);
            b->code.push_back(leave);
        }
    }

    // What only stood for a line, once it is known which lines show.
    void drop_markers() {
        for (Block* b = graph_.entry(); b; b = b->next) {
            auto is_marker = [](const Instr& i) { return i.is_inner() || (i.is(Op::NOP) && !i.mark); };
            b->code.erase(std::remove_if(b->code.begin(), b->code.end(), is_marker), b->code.end());
        }
    }

    // ---------------------------------------------------------------------------------------- output

    // Dead code and folded tests leave constants behind. A docstring stays at place 0.
    void drop_unused_constants() {
        constexpr int32_t kUnused = -1;
        std::vector<int32_t> place(spec_.consts.size(), kUnused);
        if (spec_.flags & kHasDocstring) place[0] = 0;
        for (Block* b = graph_.entry(); b; b = b->next) {
            for (const Instr& i : b->code) {
                if (i.is(Op::LOAD_CONST) || i.is(Op::MAKE_FUNCTION)) place[static_cast<size_t>(i.a)] = 0;
            }
        }
        std::vector<Constant> used;
        for (size_t i = 0; i < place.size(); ++i) {
            if (place[i] == kUnused) continue;
            place[i] = static_cast<int32_t>(used.size());
            used.push_back(std::move(spec_.consts[i]));
        }
        spec_.consts = std::move(used);
        for (Block* b = graph_.entry(); b; b = b->next) {
            for (Instr& i : b->code) {
                if (i.is(Op::LOAD_CONST) || i.is(Op::MAKE_FUNCTION)) i.a = place[static_cast<size_t>(i.a)];
            }
        }
    }

    void emit() {
        std::unordered_map<const Block*, int32_t> start;
        int32_t count = 0;
        for (Block* b = graph_.entry(); b; b = b->next) {
            start[b] = count;
            count += static_cast<int32_t>(b->code.size());
        }
        spec_.ins.reserve(static_cast<size_t>(count));
        spec_.positions.reserve(static_cast<size_t>(count));
        for (Block* b = graph_.entry(); b; b = b->next) {
            for (const Instr& i : b->code) {
                emit(i, is_jump(i) ? start[i.target] : 0);
                guard(i, i.handler ? start[i.handler] : 0);
            }
        }
    }

    void emit(const Instr& i, int32_t target) {
        const int32_t here = static_cast<int32_t>(spec_.ins.size());
        Ins out{static_cast<uint8_t>(i.op), 0, i.b, slot(i)};
        if (is_jump(i)) {
            out.a = target - (here + 1);
            if (i.is(Op::JUMP)) {
                out.b = 0;
                if (out.a < 0) out.op = static_cast<uint8_t>(Op::JUMP_BACK);
            }
        }
        if (i.is(Op::LOAD_FAST_AND_CLEAR) || i.is(Op::STORE_FAST_MAYBE_NULL)) out.b = 0;
        // What has no place of its own happens where the instruction before it does.
        Position at{i.at.line, i.at.end_line, i.at.column, i.at.end_column};
        if (!i.at.known()) at = spec_.positions.empty() ? Position{spec_.first_line, 0, 0, 0} : spec_.positions.back();
        const int32_t line = at.line - spec_.first_line;
        out.line = line >= 0 && line < kFarLine ? static_cast<uint8_t>(line) : kFarLine;
        if (i.mark) out.op |= kLineMark;
        spec_.ins.push_back(out);
        spec_.positions.push_back(at);
    }

    void guard(const Instr& i, int32_t target) {
        if (!i.handler) return;
        const auto here = static_cast<uint32_t>(spec_.ins.size() - 1);
        const auto depth = static_cast<uint32_t>(i.handler->start_depth - 1);
        if (!spec_.exceptions.empty()) {
            ExceptionEntry& entry = spec_.exceptions.back();
            if (entry.end == here && entry.target == static_cast<uint32_t>(target) && entry.depth == depth) {
                entry.end = here + 1;
                return;
            }
        }
        spec_.exceptions.push_back({here, here + 1, static_cast<uint32_t>(target), depth});
    }

    CodeSpec& spec_;
    FlowGraph graph_;
    std::vector<uint32_t> deref_slots_;  // of the cell variables, then of the free ones
};

}  // namespace

void assemble(CodeSpec& spec, std::vector<Instr>&& code, const std::vector<int32_t>& labels) {
    Assembler(spec, std::move(code), labels).run();
}

}  // namespace loopscope::compile
