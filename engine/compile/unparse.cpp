// Expressions as text, as CPython's ast_unparse.c writes them: annotations under `from __future__ import annotations`.
#include <charconv>
#include <cmath>

#include "base/unicode.h"
#include "base/utf8.h"
#include "compile/code_writer.h"

namespace loopscope::compile {

namespace {

using syntax::as;
using syntax::Expression;
using syntax::node_cast;
using syntax::NodeKind;

// How tightly an operator binds: parentheses stand where a looser one is inside of a tighter one.
enum Level {
    kTuple,
    kTest,
    kOr,
    kAnd,
    kNot,
    kCompare,
    kBitOr,
    kBitXor,
    kBitAnd,
    kShift,
    kArith,
    kTerm,
    kFactor,
    kPower,
    kAwait,
    kAtom
};

struct BinaryText {
    const char* text;
    int level;
};

constexpr BinaryText kBinary[] = {
    {" + ", kArith},  {" - ", kArith},  {" * ", kTerm},  {" @ ", kTerm},   {" / ", kTerm},   {" % ", kTerm},  {" ** ", kPower},
    {" << ", kShift}, {" >> ", kShift}, {" | ", kBitOr}, {" ^ ", kBitXor}, {" & ", kBitAnd}, {" // ", kTerm},
};

constexpr const char* kComparison[] = {" == ", " != ", " < ", " <= ", " > ", " >= ", " is ", " is not ", " in ", " not in "};

std::string float_text(double value) {
    if (std::isinf(value)) return "1e309";
    char buffer[64];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific).ptr;
    const std::string_view text(buffer, static_cast<size_t>(end - buffer));
    const size_t e = text.find('e');
    const int exponent = std::atoi(std::string(text.substr(e + 1)).c_str());
    std::string digits;
    for (char c : text.substr(0, e)) {
        if (c != '.') digits += c;
    }
    if (exponent < -4 || exponent >= 16) {
        std::string result = digits.substr(0, 1);
        if (digits.size() > 1) result += "." + digits.substr(1);
        const int size = std::abs(exponent);
        return result + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + std::to_string(size);
    }
    if (exponent < 0) return "0." + std::string(static_cast<size_t>(-exponent - 1), '0') + digits;
    const auto whole = static_cast<size_t>(exponent) + 1;
    if (digits.size() <= whole) return digits + std::string(whole - digits.size(), '0') + ".0";
    return digits.substr(0, whole) + "." + digits.substr(whole);
}

void append_escape(std::string& out, char32_t c) {
    static const char* kHex = "0123456789abcdef";
    const int size = c <= 0xFF ? 2 : c <= 0xFFFF ? 4 : 8;
    out += c <= 0xFF ? "\\x" : c <= 0xFFFF ? "\\u" : "\\U";
    for (int shift = (size - 1) * 4; shift >= 0; shift -= 4) out += kHex[(c >> shift) & 15];
}

std::string quoted_text(std::string_view text, bool bytes) {
    const bool doubled = text.find('\'') != std::string_view::npos && text.find('"') == std::string_view::npos;
    const char quote = doubled ? '"' : '\'';
    std::string out = bytes ? "b" : "";
    out += quote;
    for (size_t i = 0; i < text.size();) {
        const auto decoded =
            bytes ? base::DecodedCodePoint{static_cast<unsigned char>(text[i]), 1, true} : base::decode_utf8(text, i);
        const char32_t c = decoded.code_point;
        i += decoded.size;
        if (c == static_cast<char32_t>(quote) || c == '\\') {
            out += '\\';
            out += static_cast<char>(c);
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\r') {
            out += "\\r";
        } else if (c == '\t') {
            out += "\\t";
        } else if (c < 0x20 || c == 0x7F || (c >= 0x80 && (bytes || !base::is_printable(c)))) {
            append_escape(out, c);
        } else {
            base::append_utf8(out, c);
        }
    }
    return out + quote;
}

class Unparser {
public:
    std::string take() { return std::move(out_); }

    void expression(const Expression& node, int level) {
        switch (node.kind) {
            case NodeKind::BoolOp: return boolean(as<syntax::BoolOp>(node), level);
            case NodeKind::BinOp: return binary(as<syntax::BinOp>(node), level);
            case NodeKind::UnaryOp: return unary(as<syntax::UnaryOp>(node), level);
            case NodeKind::Lambda: return lambda(as<syntax::Lambda>(node), level);
            case NodeKind::IfExp: return conditional(as<syntax::IfExp>(node), level);
            case NodeKind::Compare: return compare(as<syntax::Compare>(node), level);
            case NodeKind::Constant: return constant(as<syntax::Constant>(node));
            case NodeKind::Call: return call(as<syntax::Call>(node));
            case NodeKind::Name: out_ += as<syntax::Name>(node).id; return;
            case NodeKind::Attribute: return attribute(as<syntax::Attribute>(node));
            case NodeKind::Subscript:
                expression(*as<syntax::Subscript>(node).value, kAtom);
                out_ += '[';
                expression(*as<syntax::Subscript>(node).slice, kTuple);
                out_ += ']';
                return;
            case NodeKind::Tuple: return tuple(as<syntax::Tuple>(node), level);
            case NodeKind::List: return list('[', as<syntax::ListExpr>(node).elts, ']');
            case NodeKind::Set: return list('{', as<syntax::Set>(node).elts, '}');
            default: return rare(node, level);
        }
    }

private:
    void rare(const Expression& node, int level) {
        switch (node.kind) {
            case NodeKind::Dict: return dict(as<syntax::Dict>(node));
            case NodeKind::ListComp: return comprehension('[', as<syntax::ElementComp>(node), ']');
            case NodeKind::SetComp: return comprehension('{', as<syntax::ElementComp>(node), '}');
            case NodeKind::GeneratorExp: return comprehension('(', as<syntax::ElementComp>(node), ')');
            case NodeKind::DictComp: {
                const auto& comp = as<syntax::DictComp>(node);
                out_ += '{';
                expression(*comp.key, kTest);
                out_ += ": ";
                expression(*comp.value, kTest);
                generators(comp.generators);
                out_ += '}';
                return;
            }
            case NodeKind::Yield:
                out_ += "(yield";
                if (as<syntax::Yield>(node).value) {
                    out_ += ' ';
                    expression(*as<syntax::Yield>(node).value, kTest);
                }
                out_ += ')';
                return;
            case NodeKind::YieldFrom:
                out_ += "(yield from ";
                expression(*as<syntax::YieldFrom>(node).value, kTest);
                out_ += ')';
                return;
            case NodeKind::Await:
                open(level > kAwait);
                out_ += "await ";
                expression(*as<syntax::Await>(node).value, kAtom);
                return close(level > kAwait);
            case NodeKind::NamedExpr:
                open(level > kTuple);
                expression(*as<syntax::NamedExpr>(node).target, kAtom);
                out_ += " := ";
                expression(*as<syntax::NamedExpr>(node).value, kAtom);
                return close(level > kTuple);
            case NodeKind::Starred: out_ += '*'; return expression(*as<syntax::Starred>(node).value, kBitOr);
            case NodeKind::Slice: return slice(as<syntax::Slice>(node));
            case NodeKind::JoinedStr: return joined_string(as<syntax::JoinedStr>(node));
            case NodeKind::FormattedValue: return formatted_value(as<syntax::FormattedValue>(node));
            default: return;
        }
    }

    void open(bool needed) {
        if (needed) out_ += '(';
    }
    void close(bool needed) {
        if (needed) out_ += ')';
    }

    void boolean(const syntax::BoolOp& node, int level) {
        const bool is_and = node.op == syntax::BoolOperator::And;
        const int own = is_and ? kAnd : kOr;
        open(level > own);
        for (uint32_t i = 0; i < node.values.size(); ++i) {
            if (i) out_ += is_and ? " and " : " or ";
            expression(*node.values[i], own + 1);
        }
        close(level > own);
    }

    void binary(const syntax::BinOp& node, int level) {
        const BinaryText& op = kBinary[static_cast<int>(node.op)];
        const bool from_right = node.op == syntax::BinaryOperator::Pow;
        open(level > op.level);
        expression(*node.left, op.level + from_right);
        out_ += op.text;
        expression(*node.right, op.level + !from_right);
        close(level > op.level);
    }

    void unary(const syntax::UnaryOp& node, int level) {
        const int own = node.op == syntax::UnaryOperator::Not ? kNot : kFactor;
        open(level > own);
        switch (node.op) {
            case syntax::UnaryOperator::Invert: out_ += '~'; break;
            case syntax::UnaryOperator::Not: out_ += "not "; break;
            case syntax::UnaryOperator::UAdd: out_ += '+'; break;
            case syntax::UnaryOperator::USub: out_ += '-'; break;
        }
        expression(*node.operand, own);
        close(level > own);
    }

    void lambda(const syntax::Lambda& node, int level) {
        open(level > kTest);
        const bool positional = !node.args->args.empty() || !node.args->posonlyargs.empty();
        out_ += positional ? "lambda " : "lambda";
        arguments(*node.args);
        out_ += ": ";
        expression(*node.body, kTest);
        close(level > kTest);
    }

    void arguments(const syntax::Arguments& args) {
        bool first = true;
        auto comma = [&] {
            if (!first) out_ += ", ";
            first = false;
        };
        const uint32_t only = args.posonlyargs.size(), count = only + args.args.size();
        const uint32_t required = count - args.defaults.size();
        for (uint32_t i = 0; i < count; ++i) {
            comma();
            out_ += i < only ? args.posonlyargs[i]->arg : args.args[i - only]->arg;
            if (i >= required) with_default(*args.defaults[i - required]);
            if (only && i + 1 == only) out_ += ", /";
        }
        if (args.vararg || !args.kwonlyargs.empty()) {
            comma();
            out_ += '*';
            if (args.vararg) out_ += args.vararg->arg;
        }
        for (uint32_t i = 0; i < args.kwonlyargs.size(); ++i) {
            comma();
            out_ += args.kwonlyargs[i]->arg;
            if (args.kw_defaults[i]) with_default(*args.kw_defaults[i]);
        }
        if (args.kwarg) {
            comma();
            out_ += "**";
            out_ += args.kwarg->arg;
        }
    }

    void with_default(const Expression& value) {
        out_ += '=';
        expression(value, kTest);
    }

    void conditional(const syntax::IfExp& node, int level) {
        open(level > kTest);
        expression(*node.body, kTest + 1);
        out_ += " if ";
        expression(*node.test, kTest + 1);
        out_ += " else ";
        expression(*node.orelse, kTest);
        close(level > kTest);
    }

    void compare(const syntax::Compare& node, int level) {
        open(level > kCompare);
        expression(*node.left, kCompare + 1);
        for (uint32_t i = 0; i < node.ops.size(); ++i) {
            out_ += kComparison[static_cast<int>(node.ops[i])];
            expression(*node.comparators[i], kCompare + 1);
        }
        close(level > kCompare);
    }

    void constant(const syntax::Constant& node) {
        switch (node.type) {
            case syntax::ConstantKind::None: out_ += "None"; return;
            case syntax::ConstantKind::False: out_ += "False"; return;
            case syntax::ConstantKind::True: out_ += "True"; return;
            case syntax::ConstantKind::Ellipsis: out_ += "..."; return;
            case syntax::ConstantKind::Int: out_ += std::to_string(node.int_value); return;
            case syntax::ConstantKind::BigInt:
                out_ += node.base == 2 ? "0b" : node.base == 8 ? "0o" : node.base == 16 ? "0x" : "";
                out_ += node.text;
                return;
            case syntax::ConstantKind::Float: out_ += float_text(node.float_value); return;
            case syntax::ConstantKind::Complex: out_ += float_text(node.float_value) + "j"; return;
            case syntax::ConstantKind::Str:
                if (node.u_prefix) out_ += 'u';
                out_ += quoted_text(node.text, false);
                return;
            case syntax::ConstantKind::Bytes: out_ += quoted_text(node.text, true); return;
        }
    }

    void call(const syntax::Call& node) {
        expression(*node.func, kAtom);
        if (node.args.size() == 1 && node.keywords.empty() && node.args[0]->kind == NodeKind::GeneratorExp) {
            return expression(*node.args[0], kTuple);
        }
        out_ += '(';
        bool first = true;
        auto comma = [&] {
            if (!first) out_ += ", ";
            first = false;
        };
        for (const Expression* arg : node.args) {
            comma();
            expression(*arg, kTest);
        }
        for (const syntax::Keyword* keyword : node.keywords) {
            comma();
            out_ += keyword->arg.empty() ? "**" : std::string(keyword->arg) + "=";
            expression(*keyword->value, kTest);
        }
        out_ += ')';
    }

    void attribute(const syntax::Attribute& node) {
        expression(*node.value, kAtom);
        const auto* number = node_cast<syntax::Constant>(node.value);
        const bool is_int =
            number && (number->type == syntax::ConstantKind::Int || number->type == syntax::ConstantKind::BigInt);
        out_ += is_int ? " ." : ".";
        out_ += node.attr;
    }

    void tuple(const syntax::Tuple& node, int level) {
        if (node.elts.empty()) {
            out_ += "()";
            return;
        }
        open(level > kTuple);
        for (uint32_t i = 0; i < node.elts.size(); ++i) {
            if (i) out_ += ", ";
            expression(*node.elts[i], kTest);
        }
        if (node.elts.size() == 1) out_ += ',';
        close(level > kTuple);
    }

    void list(char before, const syntax::Expressions& elts, char after) {
        out_ += before;
        for (uint32_t i = 0; i < elts.size(); ++i) {
            if (i) out_ += ", ";
            expression(*elts[i], kTest);
        }
        out_ += after;
    }

    void dict(const syntax::Dict& node) {
        out_ += '{';
        for (uint32_t i = 0; i < node.values.size(); ++i) {
            if (i) out_ += ", ";
            if (node.keys[i]) {
                expression(*node.keys[i], kTest);
                out_ += ": ";
                expression(*node.values[i], kTest);
            } else {
                out_ += "**";
                expression(*node.values[i], kBitOr);
            }
        }
        out_ += '}';
    }

    void comprehension(char before, const syntax::ElementComp& node, char after) {
        out_ += before;
        expression(*node.elt, kTest);
        generators(node.generators);
        out_ += after;
    }

    void generators(const syntax::List<syntax::Comprehension*>& parts) {
        for (const syntax::Comprehension* part : parts) {
            out_ += part->is_async ? " async for " : " for ";
            expression(*part->target, kTuple);
            out_ += " in ";
            expression(*part->iter, kTest + 1);
            for (const Expression* condition : part->ifs) {
                out_ += " if ";
                expression(*condition, kTest + 1);
            }
        }
    }

    void slice(const syntax::Slice& node) {
        if (node.lower) expression(*node.lower, kTest);
        out_ += ':';
        if (node.upper) expression(*node.upper, kTest);
        if (!node.step) return;
        out_ += ':';
        expression(*node.step, kTest);
    }

    // The body of an f-string, not quoted yet.
    void string_parts(const syntax::Expressions& values) {
        for (const Expression* value : values) {
            if (const auto* text = node_cast<syntax::Constant>(value)) {
                for (char c : text->text) {
                    out_ += c;
                    if (c == '{' || c == '}') out_ += c;
                }
            } else if (const auto* formatted = node_cast<syntax::FormattedValue>(value)) {
                replacement_field(*formatted);
            } else if (const auto* inner = node_cast<syntax::JoinedStr>(value)) {
                string_parts(inner->values);
            }
        }
    }

    void replacement_field(const syntax::FormattedValue& node) {
        Unparser inner;
        inner.expression(*node.value, kTest + 1);
        const std::string text = inner.take();
        out_ += text.starts_with('{') ? "{ " : "{";
        out_ += text;
        if (node.conversion > 0) {
            out_ += '!';
            out_ += static_cast<char>(node.conversion);
        }
        if (node.format_spec) {
            out_ += ':';
            string_parts(node.format_spec->values);
        }
        out_ += '}';
    }

    void joined_string(const syntax::JoinedStr& node) {
        Unparser inner;
        inner.string_parts(node.values);
        out_ += 'f' + quoted_text(inner.take(), false);
    }

    void formatted_value(const syntax::FormattedValue& node) {
        Unparser inner;
        inner.replacement_field(node);
        out_ += 'f' + quoted_text(inner.take(), false);
    }

    std::string out_;
};

}  // namespace

std::string unparse(const syntax::Expression& node) {
    Unparser unparser;
    unparser.expression(node, kTest);
    return unparser.take();
}

}  // namespace loopscope::compile
