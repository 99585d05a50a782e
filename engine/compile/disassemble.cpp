// A code object as text, for tests and for people: one instruction a line.
//
//        12 >  4 LOAD_FAST            0 (x)
// line --^  ^  ^-- index    a --------^
//           `-- `>`: a line mark
#include "compile/code.h"

namespace loopscope::compile {

namespace {

std::string constant_text(const Constant& c) {
    using Kind = Constant::Kind;
    switch (c.kind) {
        case Kind::None: return "None";
        case Kind::True: return "True";
        case Kind::False: return "False";
        case Kind::Ellipsis: return "...";
        case Kind::Int: return std::to_string(c.i);
        case Kind::BigInt: return c.text;
        case Kind::Float: return std::to_string(c.f);
        case Kind::Complex: return std::to_string(c.f) + "j";
        case Kind::Str: return "'" + c.text + "'";
        case Kind::Bytes: return "b'" + c.text + "'";
        case Kind::Tuple:
        case Kind::FrozenSet: {
            std::string text = c.kind == Kind::Tuple ? "(" : "frozenset(";
            for (size_t i = 0; i < c.items.size(); ++i) text += (i ? ", " : "") + constant_text(c.items[i]);
            return text + (c.kind == Kind::Tuple && c.items.size() == 1 ? ",)" : ")");
        }
        case Kind::Code: return "<code " + c.code->qualname + ">";
    }
    return "?";
}

bool is_jump_op(Op op) {
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

std::string operand_text(const CodeSpec& code, const Ins& ins, size_t index) {
    const auto a = static_cast<size_t>(ins.a);
    const Op op = static_cast<Op>(ins.op & ~kLineMark);
    if (is_jump_op(op)) return "to " + std::to_string(static_cast<int64_t>(index) + 1 + ins.a);
    switch (op) {
        case Op::LOAD_CONST:
        case Op::MAKE_FUNCTION: return a < code.consts.size() ? constant_text(code.consts[a]) : "?";
        case Op::LOAD_FAST:
        case Op::STORE_FAST:
        case Op::DELETE_FAST:
        case Op::LOAD_FAST_AND_CLEAR:
        case Op::STORE_FAST_MAYBE_NULL:
        case Op::MAKE_CELL:
        case Op::LOAD_CLOSURE:
        case Op::LOAD_DEREF:
        case Op::STORE_DEREF:
        case Op::DELETE_DEREF:
        case Op::LOAD_FROM_DICT_OR_DEREF: return a < code.slot_names.size() ? code.slot_names[a] : "?";
        case Op::LOAD_GLOBAL:
        case Op::STORE_GLOBAL:
        case Op::DELETE_GLOBAL:
        case Op::LOAD_NAME:
        case Op::STORE_NAME:
        case Op::DELETE_NAME:
        case Op::LOAD_ATTR:
        case Op::LOAD_METHOD:
        case Op::STORE_ATTR:
        case Op::DELETE_ATTR:
        case Op::IMPORT_NAME:
        case Op::IMPORT_FROM: return a < code.names.size() ? code.names[a] : "?";
        default: return {};
    }
}

std::string padded(std::string text, size_t width, bool right) {
    if (text.size() >= width) return text;
    const std::string space(width - text.size(), ' ');
    return right ? space + text : text + space;
}

void append_code(std::string& out, const CodeSpec& code) {
    out += code.qualname + ":\n";
    for (size_t i = 0; i < code.ins.size(); ++i) {
        const Ins& ins = code.ins[i];
        const Op op = static_cast<Op>(ins.op & ~kLineMark);
        out += padded(std::to_string(code.positions[i].line), 5, true);
        out += ins.op & kLineMark ? " > " : "   ";
        out += padded(std::to_string(i), 4, true) + " " + padded(op_name(op), 24, false);
        out += " " + std::to_string(ins.a);
        if (ins.b) out += "," + std::to_string(ins.b);
        const std::string text = operand_text(code, ins, i);
        if (!text.empty()) out += " (" + text + ")";
        out += '\n';
    }
    for (const ExceptionEntry& entry : code.exceptions) {
        out += "      " + std::to_string(entry.start) + " to " + std::to_string(entry.end) + " -> " +
               std::to_string(entry.target) + " [" + std::to_string(entry.depth) + "]\n";
    }
    for (const Constant& constant : code.consts) {
        if (constant.kind != Constant::Kind::Code) continue;
        out += '\n';
        append_code(out, *constant.code);
    }
}

}  // namespace

std::string disassemble(const CodeSpec& code) {
    std::string out;
    append_code(out, code);
    return out;
}

}  // namespace loopscope::compile
