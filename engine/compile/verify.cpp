#include "compile/verify.h"

#include <algorithm>

namespace loopscope::compile {

namespace {

Op op_of(const Ins& ins) { return static_cast<Op>(ins.op & ~kLineMark); }

bool is_jump(Op op) {
    switch (op) {
        case Op::JUMP:
        case Op::JUMP_BACK:
        case Op::POP_JUMP_IF_FALSE:
        case Op::POP_JUMP_IF_TRUE:
        case Op::POP_JUMP_IF_NONE:
        case Op::POP_JUMP_IF_NOT_NONE:
        case Op::JUMP_IF_FALSE_OR_POP:
        case Op::JUMP_IF_TRUE_OR_POP:
        case Op::FOR_ITER:
        case Op::FOR_NEXT:
        case Op::SEND: return true;
        default: return false;
    }
}

bool is_final(Op op) {
    return op == Op::JUMP || op == Op::JUMP_BACK || op == Op::RETURN_VALUE || op == Op::RAISE_VARARGS || op == Op::RERAISE;
}

// Which way a jump may go: what goes back without counting against the budget could run for ever.
bool may_go_back(Op op) {
    return op == Op::JUMP_BACK || op == Op::FOR_NEXT || op == Op::POP_JUMP_IF_FALSE || op == Op::POP_JUMP_IF_TRUE;
}

// Values that must lie on the stack for the instruction, whatever its effect.
int needs(const Ins& ins) {
    const int a = ins.a;
    switch (op_of(ins)) {
        case Op::NOP:
        case Op::JUMP:
        case Op::JUMP_BACK:
        case Op::MAKE_CELL:
        case Op::DELETE_FAST:
        case Op::DELETE_DEREF:
        case Op::DELETE_GLOBAL:
        case Op::DELETE_NAME:
        case Op::SETUP_ANNOTATIONS: return 0;
        case Op::COPY:
        case Op::SWAP: return a;
        case Op::LIST_APPEND:
        case Op::SET_ADD:
        case Op::LIST_EXTEND:
        case Op::SET_UPDATE:
        case Op::DICT_UPDATE: return a + 1;
        case Op::MAP_ADD: return a + 2;
        case Op::DICT_MERGE: return a + ins.b + 1;
        case Op::POP_TOP:
        case Op::STORE_FAST:
        case Op::STORE_FAST_MAYBE_NULL:
        case Op::STORE_DEREF:
        case Op::STORE_GLOBAL:
        case Op::STORE_NAME:
        case Op::LOAD_ATTR:
        case Op::LOAD_METHOD:
        case Op::DELETE_ATTR:
        case Op::UNARY_NEGATIVE:
        case Op::UNARY_POSITIVE:
        case Op::UNARY_INVERT:
        case Op::UNARY_NOT:
        case Op::GET_ITER:
        case Op::FOR_ITER:
        case Op::FOR_NEXT:
        case Op::GET_YIELD_FROM_ITER:
        case Op::GET_AWAITABLE:
        case Op::GET_AITER:
        case Op::GET_ANEXT:
        case Op::YIELD_VALUE:
        case Op::RETURN_VALUE:
        case Op::RERAISE:
        case Op::PUSH_EXC_INFO:
        case Op::POP_EXCEPT:
        case Op::BEFORE_WITH:
        case Op::BEFORE_ASYNC_WITH:
        case Op::IMPORT_FROM:
        case Op::LIST_TO_TUPLE:
        case Op::MATCH_MAPPING:
        case Op::MATCH_SEQUENCE:
        case Op::GET_LEN:
        case Op::UNPACK_SEQUENCE:
        case Op::UNPACK_EX:
        case Op::POP_JUMP_IF_FALSE:
        case Op::POP_JUMP_IF_TRUE:
        case Op::POP_JUMP_IF_NONE:
        case Op::POP_JUMP_IF_NOT_NONE:
        case Op::JUMP_IF_FALSE_OR_POP:
        case Op::JUMP_IF_TRUE_OR_POP: return 1;
        case Op::SEND:
        case Op::END_SEND:
        case Op::END_ASYNC_FOR:
        case Op::STORE_ATTR:
        case Op::BINARY_SUBSCR:
        case Op::DELETE_SUBSCR:
        case Op::IMPORT_NAME:
        case Op::CHECK_EXC_MATCH:
        case Op::CHECK_EG_MATCH:
        case Op::MATCH_KEYS: return 2;
        case Op::STORE_SUBSCR:
        case Op::MATCH_CLASS:
        case Op::WITH_EXCEPT_START: return 3;
        case Op::FORMAT_VALUE: return ins.b & 4 ? 2 : 1;
        case Op::RAISE_VARARGS: return a;
        default: return std::max(0, 1 - stack_effect(ins, false));
    }
}

class Verifier {
public:
    explicit Verifier(const CodeSpec& code) : code_(code), count_(code.ins.size()), heights_(count_, -1) {}

    std::string run() {
        check_tables();
        if (problem_.empty()) walk();
        if (problem_.empty()) check_reached();
        for (const Constant& constant : code_.consts) {
            if (!problem_.empty()) break;
            check_constant(constant);
        }
        return problem_.empty() ? problem_ : code_.qualname + ": " + problem_;
    }

private:
    void complain(size_t at, const std::string& what) {
        if (!problem_.empty()) return;
        problem_ = "instruction " + std::to_string(at);
        if (at < count_) problem_ += std::string(" ") + op_name(op_of(code_.ins[at]));
        problem_ += ": " + what;
    }

    void check_constant(const Constant& constant) {
        if (constant.kind == Constant::Kind::Code) problem_ = verify(*constant.code);
        for (const Constant& item : constant.items) check_constant(item);
    }

    // ---------------------------------------------------------------------------------------- tables, operands

    void check_tables() {
        if (count_ == 0) return complain(0, "no instructions");
        if (code_.positions.size() != count_) return complain(0, "not one position an instruction");
        const size_t parameters =
            code_.arg_count + code_.kwonly_count + ((code_.flags & kVarArgs) != 0) + ((code_.flags & kVarKeywords) != 0);
        if (parameters > code_.varnames.size()) return complain(0, "fewer names than parameters");
        if (code_.free_base + code_.freevars.size() != code_.slot_names.size()) return complain(0, "free slots");
        if (code_.posonly_count > code_.arg_count) return complain(0, "more positional-only than positional parameters");
        if ((code_.flags & kHasDocstring) && (code_.consts.empty() || code_.consts[0].kind != Constant::Kind::Str)) {
            return complain(0, "no docstring at constant 0");
        }
        for (size_t i = 0; i < count_ && problem_.empty(); ++i) check_operands(i);
        for (const ExceptionEntry& entry : code_.exceptions) {
            if (entry.start >= entry.end || entry.end > count_ || entry.target >= count_) {
                return complain(entry.start, "bad exception entry");
            }
        }
    }

    void check_operands(size_t i) {
        const Ins& ins = code_.ins[i];
        if (op_of(ins) >= Op::kCount) return complain(i, "no such opcode");
        const auto a = static_cast<size_t>(static_cast<uint32_t>(ins.a));
        auto below = [&](size_t limit, const char* what) {
            if (a >= limit) complain(i, std::string("no such ") + what);
        };
        const int32_t line = code_.positions[i].line - code_.first_line;
        const bool near = line >= 0 && line < kFarLine;
        if (ins.line != (near ? line : kFarLine)) complain(i, "line byte and position differ");
        if (is_jump(op_of(ins))) {
            const int64_t target = static_cast<int64_t>(i) + 1 + ins.a;
            if (target < 0 || target >= static_cast<int64_t>(count_)) complain(i, "jump out of the code");
            if (ins.a < 0 && !may_go_back(op_of(ins))) complain(i, "jumps back");
            if (ins.a >= 0 && op_of(ins) == Op::JUMP_BACK) complain(i, "jumps on");
        }
        switch (op_of(ins)) {
            case Op::LOAD_CONST: return below(code_.consts.size(), "constant");
            case Op::MAKE_FUNCTION:
                below(code_.consts.size(), "constant");
                if (problem_.empty() && code_.consts[a].kind != Constant::Kind::Code) complain(i, "constant is no code");
                if (problem_.empty() && ((ins.b & 8) != 0) != !code_.consts[a].code->freevars.empty()) {
                    complain(i, "closure and free variables differ");
                }
                return;
            case Op::LOAD_FAST:
            case Op::STORE_FAST:
            case Op::DELETE_FAST: return below(code_.varnames.size(), "local");
            case Op::LOAD_FAST_AND_CLEAR:
            case Op::STORE_FAST_MAYBE_NULL:
            case Op::MAKE_CELL:
            case Op::LOAD_CLOSURE:
            case Op::LOAD_DEREF:
            case Op::STORE_DEREF:
            case Op::DELETE_DEREF:
            case Op::LOAD_FROM_DICT_OR_DEREF: return below(code_.slot_names.size(), "slot");
            case Op::LOAD_NAME:
            case Op::STORE_NAME:
            case Op::DELETE_NAME:
                if (code_.flags & kOptimized) complain(i, "a function has no namespace");
                return below(code_.names.size(), "name");
            case Op::LOAD_GLOBAL:
            case Op::STORE_GLOBAL:
            case Op::DELETE_GLOBAL:
            case Op::LOAD_ATTR:
            case Op::LOAD_METHOD:
            case Op::STORE_ATTR:
            case Op::DELETE_ATTR:
            case Op::IMPORT_NAME:
            case Op::IMPORT_FROM: return below(code_.names.size(), "name");
            case Op::COPY:
                if (ins.a < 1) complain(i, "copies nothing");
                return;
            case Op::SWAP:
                if (ins.a < 2) complain(i, "swaps nothing");
                return;
            case Op::YIELD_VALUE: return check_yield(i);
            default: return;
        }
    }

    // The interpreter finds the way on from a suspended `await` by the jump behind it.
    void check_yield(size_t i) {
        if (!(code_.flags & (kGenerator | kCoroutine | kAsyncGenerator))) return complain(i, "not in a generator");
        if (code_.ins[i].b != 2) return;
        const Op next = i + 1 < count_ ? op_of(code_.ins[i + 1]) : Op::NOP;
        if (next != Op::JUMP_BACK) return complain(i, "not followed by the jump to its SEND");
        const int64_t send = static_cast<int64_t>(i) + 2 + code_.ins[i + 1].a;
        if (send < 0 || op_of(code_.ins[static_cast<size_t>(send)]) != Op::SEND) complain(i, "jump to no SEND");
    }

    // ---------------------------------------------------------------------------------------- heights

    void reach(size_t from, size_t to, int height) {
        if (to >= count_) return complain(from, "runs out of the code");
        if (height < 0) return complain(from, "stack below its bottom");
        greatest_ = std::max(greatest_, height);
        if (heights_[to] == height) return;
        if (heights_[to] >= 0) {
            return complain(to, "heights " + std::to_string(heights_[to]) + " and " + std::to_string(height) + " (from " +
                                    std::to_string(from) + ")");
        }
        heights_[to] = height;
        todo_.push_back(to);
    }

    void walk() {
        reach(0, 0, 0);
        while (!todo_.empty() && problem_.empty()) {
            const size_t at = todo_.back();
            todo_.pop_back();
            step(at, heights_[at]);
        }
        if (problem_.empty() && static_cast<uint32_t>(greatest_) != code_.stack_size) {
            complain(0, "stack_size is " + std::to_string(code_.stack_size) + ", needed are " + std::to_string(greatest_));
        }
    }

    void step(size_t at, int height) {
        const Ins& ins = code_.ins[at];
        if (height < needs(ins)) return complain(at, "too few values on the stack");
        for (const ExceptionEntry& entry : code_.exceptions) {
            if (at < entry.start || at >= entry.end) continue;
            const int depth = static_cast<int>(entry.depth);
            if (height < depth) return complain(at, "handler keeps more than there is");
            reach(at, entry.target, depth + 1);
            break;
        }
        if (is_jump(op_of(ins))) {
            const bool plain = op_of(ins) == Op::JUMP || op_of(ins) == Op::JUMP_BACK;
            reach(at, static_cast<size_t>(static_cast<int64_t>(at) + 1 + ins.a),
                  height + (plain ? 0 : stack_effect(ins, true)));
        }
        if (!is_final(op_of(ins))) reach(at, at + 1, height + stack_effect(ins, false));
    }

    void check_reached() {
        for (size_t i = 0; i < count_; ++i) {
            if (heights_[i] < 0) return complain(i, "never reached");
        }
    }

    const CodeSpec& code_;
    size_t count_;
    std::vector<int> heights_;
    std::vector<size_t> todo_;
    int greatest_ = 0;
    std::string problem_;
};

}  // namespace

std::string verify(const CodeSpec& code) { return Verifier(code).run(); }

}  // namespace loopscope::compile
