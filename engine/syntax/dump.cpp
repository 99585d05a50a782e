// The tree as text, for tests: a node a line with its span, its fields below it, two blanks deeper.
//
//     Expr 1:0-1:5
//       value:
//         Name 1:0-1:5
//           id = 'hello'
//           ctx = Load
//
// The fields are CPython's (tests/support/dump_ast.py writes the same from CPython's `ast`). Texts are shown as ASCII
// with \xNN for other bytes of their WTF-8, ints in hexadecimal, floats by their bits: no rounding, no big numbers.
#include <bit>
#include <cstdio>

#include "syntax/ast.h"

namespace loopscope::syntax {

namespace {

const char* context_name(Context context) {
    return context == Context::Load ? "Load" : context == Context::Store ? "Store" : "Del";
}

std::string quoted(std::string_view text) {
    std::string result = "'";
    for (char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7F && c != '\'' && c != '\\') {
            result += c;
        } else {
            char escape[8];
            std::snprintf(escape, sizeof escape, "\\x%02x", static_cast<unsigned>(byte));
            result += escape;
        }
    }
    return result + "'";
}

std::string float_bits(double value) {
    char text[24];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(std::bit_cast<std::uint64_t>(value)));
    return text;
}

int digit_value(char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; }

// Digits of any base as hexadecimal ones.
std::string to_hexadecimal(std::string_view digits, unsigned base) {
    std::vector<std::uint32_t> words;  // little end first
    for (char c : digits) {
        std::uint64_t carry = static_cast<std::uint64_t>(digit_value(c));
        for (std::uint32_t& word : words) {
            carry += static_cast<std::uint64_t>(word) * base;
            word = static_cast<std::uint32_t>(carry);
            carry >>= 32;
        }
        if (carry != 0) words.push_back(static_cast<std::uint32_t>(carry));
    }
    if (words.empty()) return "0";
    char text[16];
    std::snprintf(text, sizeof text, "%x", words.back());
    std::string result = text;
    for (std::size_t i = words.size() - 1; i-- > 0;) {
        std::snprintf(text, sizeof text, "%08x", words[i]);
        result += text;
    }
    return result;
}

std::string constant_text(const Constant& constant) {
    switch (constant.type) {
        case ConstantKind::None: return "None";
        case ConstantKind::False: return "False";
        case ConstantKind::True: return "True";
        case ConstantKind::Ellipsis: return "Ellipsis";
        case ConstantKind::Int: {
            char text[32];
            std::snprintf(text, sizeof text, "int %llx", static_cast<unsigned long long>(constant.int_value));
            return text;
        }
        case ConstantKind::BigInt: return "int " + to_hexadecimal(constant.text, constant.base);
        case ConstantKind::Float: return "float " + float_bits(constant.float_value);
        case ConstantKind::Complex: return "complex " + float_bits(constant.float_value);
        case ConstantKind::Str: return "str " + quoted(constant.text);
        case ConstantKind::Bytes: return "bytes " + quoted(constant.text);
    }
    return {};
}

class Dumper {
public:
    std::string out;

    void statements(const char* name, const Statements& list) { nodes(name, list); }

    void node(const Node* node, int depth) {
        if (!node) return line(depth, "None");
        std::string head = node_name(node->kind);
        if (node->span.line != 0) {
            const Span& s = node->span;
            head += " " + std::to_string(s.line) + ":" + std::to_string(s.column) + "-" + std::to_string(s.end_line) + ":" +
                    std::to_string(s.end_column);
        }
        line(depth, head);
        const int before = depth_;
        depth_ = depth + 1;
        if (node->kind <= NodeKind::Continue) {
            statement(*node);
        } else if (node->kind <= NodeKind::Slice) {
            expression(*node);
        } else if (node->kind <= NodeKind::MatchOr) {
            pattern(*node);
        } else {
            part(*node);
        }
        depth_ = before;
    }

    template <class T>
    void nodes(const char* name, const List<T*>& list) {
        line(depth_, std::string(name) + " [" + std::to_string(list.size()) + "]");
        for (const T* item : list) node(item, depth_ + 1);
    }

private:
    void line(int depth, std::string_view text) {
        out.append(static_cast<std::size_t>(depth) * 2, ' ');
        out += text;
        out += '\n';
    }
    void field(const char* name, const std::string& value) { line(depth_, std::string(name) + " = " + value); }
    void name(const char* field_name, std::string_view value) { field(field_name, value.empty() ? "None" : quoted(value)); }
    void number(const char* field_name, long value) { field(field_name, std::to_string(value)); }
    void context(Context value) { field("ctx", context_name(value)); }
    void names(const char* field_name, const Names& list) {
        std::string text = "[";
        for (std::string_view item : list) text += (text.size() > 1 ? ", " : "") + quoted(item);
        field(field_name, text + "]");
    }
    void child(const char* field_name, const Node* value) {
        if (!value) return field(field_name, "None");
        line(depth_, std::string(field_name) + ":");
        node(value, depth_ + 1);
    }

    void statement(const Node& node);
    void expression(const Node& node);
    void pattern(const Node& node);
    void part(const Node& node);

    int depth_ = 0;
};

void Dumper::statement(const Node& n) {
    switch (n.kind) {
        case NodeKind::FunctionDef:
        case NodeKind::AsyncFunctionDef: {
            const auto& s = as<FunctionDef>(n);
            name("name", s.name);
            child("args", s.args);
            nodes("body", s.body);
            nodes("decorator_list", s.decorator_list);
            child("returns", s.returns);
            return nodes("type_params", s.type_params);
        }
        case NodeKind::ClassDef: {
            const auto& s = as<ClassDef>(n);
            name("name", s.name);
            nodes("bases", s.bases);
            nodes("keywords", s.keywords);
            nodes("body", s.body);
            nodes("decorator_list", s.decorator_list);
            return nodes("type_params", s.type_params);
        }
        case NodeKind::Return: return child("value", as<Return>(n).value);
        case NodeKind::Delete: return nodes("targets", as<Delete>(n).targets);
        case NodeKind::Assign: nodes("targets", as<Assign>(n).targets); return child("value", as<Assign>(n).value);
        case NodeKind::TypeAlias:
            child("name", as<TypeAlias>(n).name);
            nodes("type_params", as<TypeAlias>(n).type_params);
            return child("value", as<TypeAlias>(n).value);
        case NodeKind::AugAssign:
            child("target", as<AugAssign>(n).target);
            field("op", operator_name(as<AugAssign>(n).op));
            return child("value", as<AugAssign>(n).value);
        case NodeKind::AnnAssign:
            child("target", as<AnnAssign>(n).target);
            child("annotation", as<AnnAssign>(n).annotation);
            child("value", as<AnnAssign>(n).value);
            return number("simple", as<AnnAssign>(n).simple);
        case NodeKind::For:
        case NodeKind::AsyncFor:
            child("target", as<For>(n).target);
            child("iter", as<For>(n).iter);
            nodes("body", as<For>(n).body);
            return nodes("orelse", as<For>(n).orelse);
        case NodeKind::While:
            child("test", as<While>(n).test);
            nodes("body", as<While>(n).body);
            return nodes("orelse", as<While>(n).orelse);
        case NodeKind::If:
            child("test", as<If>(n).test);
            nodes("body", as<If>(n).body);
            return nodes("orelse", as<If>(n).orelse);
        case NodeKind::With:
        case NodeKind::AsyncWith: nodes("items", as<With>(n).items); return nodes("body", as<With>(n).body);
        case NodeKind::Match: child("subject", as<Match>(n).subject); return nodes("cases", as<Match>(n).cases);
        case NodeKind::Raise: child("exc", as<Raise>(n).exc); return child("cause", as<Raise>(n).cause);
        case NodeKind::Try:
        case NodeKind::TryStar:
            nodes("body", as<Try>(n).body);
            nodes("handlers", as<Try>(n).handlers);
            nodes("orelse", as<Try>(n).orelse);
            return nodes("finalbody", as<Try>(n).finalbody);
        case NodeKind::Assert: child("test", as<Assert>(n).test); return child("msg", as<Assert>(n).msg);
        case NodeKind::Import: return nodes("names", as<Import>(n).names);
        case NodeKind::ImportFrom:
            name("module", as<ImportFrom>(n).module);
            nodes("names", as<ImportFrom>(n).names);
            return number("level", as<ImportFrom>(n).level);
        case NodeKind::Global: return names("names", as<Global>(n).names);
        case NodeKind::Nonlocal: return names("names", as<Nonlocal>(n).names);
        case NodeKind::Expr: return child("value", as<Expr>(n).value);
        default: return;
    }
}

void Dumper::expression(const Node& n) {
    switch (n.kind) {
        case NodeKind::BoolOp:
            field("op", as<BoolOp>(n).op == BoolOperator::And ? "And" : "Or");
            return nodes("values", as<BoolOp>(n).values);
        case NodeKind::NamedExpr: child("target", as<NamedExpr>(n).target); return child("value", as<NamedExpr>(n).value);
        case NodeKind::BinOp:
            child("left", as<BinOp>(n).left);
            field("op", operator_name(as<BinOp>(n).op));
            return child("right", as<BinOp>(n).right);
        case NodeKind::UnaryOp: field("op", operator_name(as<UnaryOp>(n).op)); return child("operand", as<UnaryOp>(n).operand);
        case NodeKind::Lambda: child("args", as<Lambda>(n).args); return child("body", as<Lambda>(n).body);
        case NodeKind::IfExp:
            child("test", as<IfExp>(n).test);
            child("body", as<IfExp>(n).body);
            return child("orelse", as<IfExp>(n).orelse);
        case NodeKind::Dict: nodes("keys", as<Dict>(n).keys); return nodes("values", as<Dict>(n).values);
        case NodeKind::Set: return nodes("elts", as<Set>(n).elts);
        case NodeKind::ListComp:
        case NodeKind::SetComp:
        case NodeKind::GeneratorExp:
            child("elt", as<ElementComp>(n).elt);
            return nodes("generators", as<ElementComp>(n).generators);
        case NodeKind::DictComp:
            child("key", as<DictComp>(n).key);
            child("value", as<DictComp>(n).value);
            return nodes("generators", as<DictComp>(n).generators);
        case NodeKind::Await: return child("value", as<Await>(n).value);
        case NodeKind::Yield: return child("value", as<Yield>(n).value);
        case NodeKind::YieldFrom: return child("value", as<YieldFrom>(n).value);
        case NodeKind::Compare: {
            const auto& e = as<Compare>(n);
            child("left", e.left);
            std::string ops;
            for (CompareOperator op : e.ops) ops += (ops.empty() ? "" : ", ") + std::string(operator_name(op));
            field("ops", ops);
            return nodes("comparators", e.comparators);
        }
        case NodeKind::Call:
            child("func", as<Call>(n).func);
            nodes("args", as<Call>(n).args);
            return nodes("keywords", as<Call>(n).keywords);
        case NodeKind::FormattedValue:
            child("value", as<FormattedValue>(n).value);
            number("conversion", as<FormattedValue>(n).conversion);
            return child("format_spec", as<FormattedValue>(n).format_spec);
        case NodeKind::JoinedStr: return nodes("values", as<JoinedStr>(n).values);
        case NodeKind::Constant:
            field("value", constant_text(as<Constant>(n)));
            return field("kind", as<Constant>(n).u_prefix ? "'u'" : "None");
        case NodeKind::Attribute:
            child("value", as<Attribute>(n).value);
            name("attr", as<Attribute>(n).attr);
            return context(as<Attribute>(n).ctx);
        case NodeKind::Subscript:
            child("value", as<Subscript>(n).value);
            child("slice", as<Subscript>(n).slice);
            return context(as<Subscript>(n).ctx);
        case NodeKind::Starred: child("value", as<Starred>(n).value); return context(as<Starred>(n).ctx);
        case NodeKind::Name: name("id", as<Name>(n).id); return context(as<Name>(n).ctx);
        case NodeKind::List: nodes("elts", as<ListExpr>(n).elts); return context(as<ListExpr>(n).ctx);
        case NodeKind::Tuple: nodes("elts", as<Tuple>(n).elts); return context(as<Tuple>(n).ctx);
        case NodeKind::Slice:
            child("lower", as<Slice>(n).lower);
            child("upper", as<Slice>(n).upper);
            return child("step", as<Slice>(n).step);
        default: return;
    }
}

void Dumper::pattern(const Node& n) {
    switch (n.kind) {
        case NodeKind::MatchValue: return child("value", as<MatchValue>(n).value);
        case NodeKind::MatchSingleton: {
            const ConstantKind value = as<MatchSingleton>(n).value;
            return field("value", value == ConstantKind::None ? "None" : value == ConstantKind::True ? "True" : "False");
        }
        case NodeKind::MatchSequence: return nodes("patterns", as<MatchSequence>(n).patterns);
        case NodeKind::MatchMapping:
            nodes("keys", as<MatchMapping>(n).keys);
            nodes("patterns", as<MatchMapping>(n).patterns);
            return name("rest", as<MatchMapping>(n).rest);
        case NodeKind::MatchClass:
            child("cls", as<MatchClass>(n).cls);
            nodes("patterns", as<MatchClass>(n).patterns);
            names("kwd_attrs", as<MatchClass>(n).kwd_attrs);
            return nodes("kwd_patterns", as<MatchClass>(n).kwd_patterns);
        case NodeKind::MatchStar: return name("name", as<MatchStar>(n).name);
        case NodeKind::MatchAs: child("pattern", as<MatchAs>(n).pattern); return name("name", as<MatchAs>(n).name);
        case NodeKind::MatchOr: return nodes("patterns", as<MatchOr>(n).patterns);
        default: return;
    }
}

void Dumper::part(const Node& n) {
    switch (n.kind) {
        case NodeKind::TypeVar:
            name("name", as<TypeVar>(n).name);
            child("bound", as<TypeVar>(n).bound);
            return child("default_value", as<TypeVar>(n).default_value);
        case NodeKind::ParamSpec:
            name("name", as<ParamSpec>(n).name);
            return child("default_value", as<ParamSpec>(n).default_value);
        case NodeKind::TypeVarTuple:
            name("name", as<TypeVarTuple>(n).name);
            return child("default_value", as<TypeVarTuple>(n).default_value);
        case NodeKind::Arguments: {
            const auto& a = as<Arguments>(n);
            nodes("posonlyargs", a.posonlyargs);
            nodes("args", a.args);
            child("vararg", a.vararg);
            nodes("kwonlyargs", a.kwonlyargs);
            nodes("kw_defaults", a.kw_defaults);
            child("kwarg", a.kwarg);
            return nodes("defaults", a.defaults);
        }
        case NodeKind::Arg: name("arg", as<Arg>(n).arg); return child("annotation", as<Arg>(n).annotation);
        case NodeKind::Keyword: name("arg", as<Keyword>(n).arg); return child("value", as<Keyword>(n).value);
        case NodeKind::Alias: name("name", as<Alias>(n).name); return name("asname", as<Alias>(n).asname);
        case NodeKind::WithItem:
            child("context_expr", as<WithItem>(n).context_expr);
            return child("optional_vars", as<WithItem>(n).optional_vars);
        case NodeKind::MatchCase:
            child("pattern", as<MatchCase>(n).pattern);
            child("guard", as<MatchCase>(n).guard);
            return nodes("body", as<MatchCase>(n).body);
        case NodeKind::Comprehension:
            child("target", as<Comprehension>(n).target);
            child("iter", as<Comprehension>(n).iter);
            nodes("ifs", as<Comprehension>(n).ifs);
            return number("is_async", as<Comprehension>(n).is_async);
        case NodeKind::ExceptHandler:
            child("type", as<ExceptHandler>(n).type);
            name("name", as<ExceptHandler>(n).name);
            return nodes("body", as<ExceptHandler>(n).body);
        default: return;
    }
}

}  // namespace

std::string dump(const Node& node) {
    Dumper dumper;
    dumper.node(&node, 0);
    return std::move(dumper.out);
}

std::string dump(const Module& module) {
    if (module.expression) return dump(*module.expression);
    Dumper dumper;
    dumper.statements("body", module.body);
    return std::move(dumper.out);
}

}  // namespace loopscope::syntax
