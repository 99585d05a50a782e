// The shape of the tree, node by node, where it is easily got wrong. That all trees equal CPython's is shown by
// compare_syntax.py.
#include <doctest/doctest.h>

#include <limits>
#include <string>

#include "syntax/parser.h"

using namespace loopscope::syntax;

namespace {

std::unique_ptr<Module> parse(std::string_view source) {
    ParseResult result = parse_module(source, "x");
    if (!result) FAIL(std::string(source) << ": " << result.error().message);
    return std::move(*result);
}

// The kinds and names of an expression as one line: "BinOp(Name a, Name b)".
std::string outline(const Node* node);

template <class T>
std::string outline_list(const List<T*>& list) {
    std::string text;
    for (const T* item : list) text += (text.empty() ? "" : ", ") + outline(item);
    return text;
}

std::string outline(const Node* node) {
    if (!node) return "-";
    std::string name = node_name(node->kind);
    switch (node->kind) {
        case NodeKind::Name: return std::string(as<Name>(*node).id);
        case NodeKind::Constant: {
            const auto& constant = as<Constant>(*node);
            if (constant.type == ConstantKind::Int) return std::to_string(constant.int_value);
            if (constant.type == ConstantKind::Str) return "'" + std::string(constant.text) + "'";
            return "Constant";
        }
        case NodeKind::BinOp: {
            const auto& op = as<BinOp>(*node);
            return "(" + outline(op.left) + " " + operator_symbol(op.op) + " " + outline(op.right) + ")";
        }
        case NodeKind::UnaryOp: {
            const auto& op = as<UnaryOp>(*node);
            return std::string(operator_name(op.op)) + "(" + outline(op.operand) + ")";
        }
        case NodeKind::BoolOp:
            return (as<BoolOp>(*node).op == BoolOperator::And ? "And(" : "Or(") + outline_list(as<BoolOp>(*node).values) + ")";
        case NodeKind::Compare: {
            const auto& compare = as<Compare>(*node);
            std::string text = "Compare(" + outline(compare.left);
            for (std::size_t i = 0; i < compare.ops.size(); ++i) {
                text += std::string(" ") + operator_symbol(compare.ops[i]) + " " + outline(compare.comparators[i]);
            }
            return text + ")";
        }
        case NodeKind::Tuple: return "Tuple(" + outline_list(as<Tuple>(*node).elts) + ")";
        case NodeKind::List: return "List(" + outline_list(as<ListExpr>(*node).elts) + ")";
        case NodeKind::Starred: return "*" + outline(as<Starred>(*node).value);
        case NodeKind::Attribute: return outline(as<Attribute>(*node).value) + "." + std::string(as<Attribute>(*node).attr);
        case NodeKind::Subscript: return outline(as<Subscript>(*node).value) + "[" + outline(as<Subscript>(*node).slice) + "]";
        case NodeKind::Slice:
            return outline(as<Slice>(*node).lower) + ":" + outline(as<Slice>(*node).upper) + ":" +
                   outline(as<Slice>(*node).step);
        case NodeKind::IfExp:
            return "If(" + outline(as<IfExp>(*node).test) + ", " + outline(as<IfExp>(*node).body) + ", " +
                   outline(as<IfExp>(*node).orelse) + ")";
        case NodeKind::Call:
            return outline(as<Call>(*node).func) + "(" + outline_list(as<Call>(*node).args) + "; " +
                   outline_list(as<Call>(*node).keywords) + ")";
        case NodeKind::Keyword: return std::string(as<Keyword>(*node).arg) + "=" + outline(as<Keyword>(*node).value);
        case NodeKind::Await: return "Await(" + outline(as<Await>(*node).value) + ")";
        case NodeKind::Yield: return "Yield(" + outline(as<Yield>(*node).value) + ")";
        case NodeKind::NamedExpr:
            return "(" + outline(as<NamedExpr>(*node).target) + " := " + outline(as<NamedExpr>(*node).value) + ")";
        case NodeKind::JoinedStr: return "f(" + outline_list(as<JoinedStr>(*node).values) + ")";
        case NodeKind::FormattedValue: {
            const auto& field = as<FormattedValue>(*node);
            std::string text = "{" + outline(field.value);
            if (field.conversion != -1) text += std::string("!") + static_cast<char>(field.conversion);
            if (field.format_spec) text += ":" + outline(field.format_spec);
            return text + "}";
        }
        default: return name;
    }
}

std::string expression(const std::string& source) {
    ParseResult result = parse_expression(source, "x");
    if (!result) return "error: " + result.error().message;
    return outline((*result)->expression);
}

}  // namespace

TEST_CASE("operators bind as Python says") {
    CHECK(expression("a + b * c - d") == "((a + (b * c)) - d)");
    CHECK(expression("a ** b ** c") == "(a ** (b ** c))");
    CHECK(expression("-a ** -b") == "USub((a ** USub(b)))");
    CHECK(expression("a << b + c | d & e ^ f") == "((a << (b + c)) | ((d & e) ^ f))");
    CHECK(expression("not a == b and c or d") == "Or(And(Not(Compare(a == b)), c), d)");
    CHECK(expression("not not a") == "Not(Not(a))");
    CHECK(expression("~-+a") == "Invert(USub(UAdd(a)))");
    CHECK(expression("a < b <= c != d is not e not in f is g in h") == "Compare(a < b <= c != d is not e not in f is g in h)");
    CHECK(expression("a if b else c if d else e") == "If(b, a, If(d, c, e))");
    CHECK(expression("await a ** 2") == "(Await(a) ** 2)");
    CHECK(expression("a @ b // c % d") == "(((a @ b) // c) % d)");
    CHECK(expression("(a := 1) + 2") == "((a := 1) + 2)");
    CHECK(expression("a and b and c") == "And(a, b, c)");
    CHECK(expression("(a and b) and c") == "And(And(a, b), c)");
}

TEST_CASE("primaries and arguments") {
    CHECK(expression("a.b[c](d)") == "a.b[c](d; )");
    CHECK(expression("f(a, *b, c=1, *d, **e, g=2)") == "f(a, *b, *d; c=1, =e, g=2)");
    CHECK(expression("f(x for x in y)") == "f(GeneratorExp; )");
    CHECK(expression("a[1:2, ::3, ...]") == "a[Tuple(1:2:-, -:-:3, Constant)]");
    CHECK(expression("a[:]") == "a[-:-:-]");
    CHECK(expression("a[b,]") == "a[Tuple(b)]");
    CHECK(expression("a[*b]") == "a[Tuple(*b)]");
    CHECK(expression("a[b:=1]") == "a[(b := 1)]");
    CHECK(expression("()") == "Tuple()");
    CHECK(expression("(a)") == "a");
    CHECK(expression("(a,)") == "Tuple(a)");
    CHECK(expression("[*a, b]") == "List(*a, b)");
    CHECK(expression("  \ta + b\n\n") == "(a + b)");
}

TEST_CASE("strings are joined and decoded") {
    CHECK(expression("'a' \"b\" '''c'''") == "'abc'");
    CHECK(expression(R"('\x41\u00e9\101\n\'\
b')") == "'A\u00e9A\n'b'");
    CHECK(expression(R"(r'\n')") == "'\\n'");
    CHECK(expression(R"('\N{BULLET}\N{latin small letter a}')") == "'•a'");
    CHECK(expression(R"('\ud800')") == "'\xED\xA0\x80'");
    CHECK(expression(R"('\U0001F389')") == "'🎉'");
    CHECK(expression("'a' f'b{c}d' 'e'") == "f('ab', {c}, 'de')");
    CHECK(expression("f''") == "f()");
    CHECK(expression("f'{{a}}{b!r:>{w}.2f}'") == "f('{a}', {b!r:f('>', {w}, '.2f')})");
    CHECK(expression("f'{ x = }'") == "f(' x = ', {x!r})");
    CHECK(expression("f'{x = :>5}'") == "f('x = ', {x:f('>5')})");
    CHECK(expression("f'{x=!s}'") == "f('x=', {x!s})");
    CHECK(expression("f'{f\"{a['b']}\"}'") == "f({f({a['b']})})");
    CHECK(expression("f'{(lambda: 1)}'") == "f({Lambda})");
    CHECK(expression("f'{a!=b}'") == "f({Compare(a != b)})");
    CHECK(expression("f'{a:=5}'") == "f({a:f('=5')})");
    CHECK(expression("f'{a,}'") == "f({Tuple(a)})");
    CHECK(expression("f'''{\na # text\n}'''") == "f({a})");
    CHECK(expression("rf'\\d{x}'") == "f('\\d', {x})");
    CHECK(expression("f'\\N{BULLET}{x}'") == "f('•', {x})");
    CHECK(expression("f'{x:{{}}}'") == "f({x:f({Dict})})");
}

TEST_CASE("numbers of every kind") {
    const auto constant = [](std::string_view source) {
        ParseResult result = parse_expression(source, "x");
        REQUIRE(result);
        return as<Constant>(*(*result)->expression);
    };
    CHECK(constant("1_000").int_value == 1000);
    CHECK(constant("0xFF_ff").int_value == 0xFFFF);
    CHECK(constant("0o17").int_value == 15);
    CHECK(constant("0b_101").int_value == 5);
    CHECK(constant("000").int_value == 0);
    CHECK(constant("9223372036854775807").type == ConstantKind::Int);
    ParseResult big = parse_expression("0x8000_0000_0000_0000", "x");
    const auto& big_constant = as<Constant>(*(*big)->expression);
    CHECK(big_constant.type == ConstantKind::BigInt);
    CHECK(big_constant.base == 16);
    CHECK(big_constant.text == "8000000000000000");
    CHECK(constant("1.").float_value == 1.0);
    CHECK(constant(".5e1").float_value == 5.0);
    CHECK(constant("1e400").float_value == std::numeric_limits<double>::infinity());
    CHECK(constant("1e-400").float_value == 0.0);
    CHECK(constant("4.9e-324").float_value == std::numeric_limits<double>::denorm_min());
    CHECK(constant("0.1").float_value == 0.1);
    CHECK(constant("2.5j").type == ConstantKind::Complex);
    CHECK(constant("2.5j").float_value == 2.5);
    CHECK(constant("07.5").float_value == 7.5);
}

TEST_CASE("targets carry their context, inner ones too") {
    const auto module = parse("a, (b, [c.d, *e[0]]) = f = g\ndel h, (i, j.k)\nfor x, y in z: pass\n");
    const std::string text = dump(*module);
    const auto count = [&](const std::string& word) {
        std::size_t found = 0;
        for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++found;
        return found;
    };
    CHECK(count("ctx = Store") == 12);  // a b c.d e[0] *e[0] list, two tuples, f, x y and their tuple
    CHECK(count("ctx = Del") == 4);
    CHECK(count("ctx = Load") == 5);  // c e g j z
}

TEST_CASE("annotations know whether their target is simple") {
    const auto module = parse("a: int\n(b): int = 1\nc.d: int\n");
    CHECK(as<AnnAssign>(*module->body[0]).simple);
    CHECK_FALSE(as<AnnAssign>(*module->body[1]).simple);
    CHECK_FALSE(as<AnnAssign>(*module->body[2]).simple);
}

TEST_CASE("soft keywords are names where they are no keywords") {
    const auto module = parse(
        "match = case = type = _ = 1\nmatch(x)\nmatch[1]\nmatch.x\nmatch -1\ntype(x)\ntype: int\n"
        "match x:\n    case 1: pass\nmatch (x):\n    case [1, *_]: pass\ntype X = int\n"
        "match *a, b:\n    case _: pass\nprint(match, case)\n");
    const NodeKind kinds[] = {NodeKind::Assign, NodeKind::Expr,      NodeKind::Expr,      NodeKind::Expr,
                              NodeKind::Expr,   NodeKind::Expr,      NodeKind::AnnAssign, NodeKind::Match,
                              NodeKind::Match,  NodeKind::TypeAlias, NodeKind::Match,     NodeKind::Expr};
    REQUIRE(module->body.size() == std::size(kinds));
    for (std::size_t i = 0; i < std::size(kinds); ++i) CHECK(module->body[i]->kind == kinds[i]);
}

TEST_CASE("spans are those of CPython, in characters") {
    const auto module = parse("x = 'é' + y\nif a:\n    b\nelif c:\n    d\nelse:\n    e\n\n@f\ndef g(): pass\n");
    const auto& value = as<Assign>(*module->body[0]);
    CHECK(value.value->span.column == 4);
    CHECK(value.value->span.end_column == 11);
    const auto& branch = as<If>(*module->body[1]);
    CHECK(branch.span.end_line == 7);
    CHECK(branch.orelse[0]->kind == NodeKind::If);
    CHECK(branch.orelse[0]->span.line == 4);
    CHECK(branch.orelse[0]->span.end_line == 7);
    CHECK(module->body[2]->span.line == 10);
}

TEST_CASE("parameters are sorted into their lists") {
    const auto module = parse("def f(a, b=1, /, c=2, *d, e, f=3, **g): pass\nlambda *, x: 0\n");
    const Arguments& args = *as<FunctionDef>(*module->body[0]).args;
    CHECK(args.posonlyargs.size() == 2);
    CHECK(args.args.size() == 1);
    CHECK(args.vararg->arg == "d");
    CHECK(args.kwonlyargs.size() == 2);
    CHECK(args.kw_defaults[0] == nullptr);
    CHECK(args.kw_defaults[1] != nullptr);
    CHECK(args.kwarg->arg == "g");
    CHECK(args.defaults.size() == 2);
}

TEST_CASE("with: parentheses of the statement and of an expression") {
    const auto items = [](std::string_view source) { return as<With>(*parse(source)->body[0]).items.size(); };
    CHECK(items("with (a, b): pass\n") == 2);
    CHECK(items("with (a as b, c as d,): pass\n") == 2);
    CHECK(items("with (a, b) as c: pass\n") == 1);
    CHECK(items("with (a).b as c, d: pass\n") == 2);
    CHECK(items("with (yield): pass\n") == 1);
    CHECK(items("with (a): pass\n") == 1);
}

TEST_CASE("names are normalised") {
    const auto module = parse("ﬁx = 1\n");
    CHECK(as<Name>(*as<Assign>(*module->body[0]).targets[0]).id == "fix");
}

TEST_CASE("newlines of all systems, tabs, form feeds, continuations") {
    const auto module = parse("if a:\r\n\tb\r\n\tc\rd = 'x\\\r\ny'\n\f\ne = \\\n  1; f\\\n = 2;\n");
    CHECK(module->body.size() == 4);
    CHECK(as<Constant>(*as<Assign>(*module->body[1]).value).text == "xy");
    CHECK(module->source.find('\r') == std::string_view::npos);
}
