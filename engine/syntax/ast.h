// The syntax tree: CPython's `ast` node by node and field by field, in one arena that the Module owns.
//
// Callers: the parser makes it; the symbol pass, the compiler and the dump read it. Invariants:
// - immutable once parse_* has returned; nodes are plain structs with a trivial destructor, children plain pointers;
// - "optional" children are nullptr; an optional name (None in CPython) is an empty string_view: no name is empty;
// - the contexts Load/Store/Del are set by the parser, in nested targets too (tuples, lists, starred);
// - no path from the root to a leaf is longer than kMaxTreeDepth (limits.h) nodes, so that a recursive walk is safe;
// - names are already NFKC-normalised; name mangling (__x in a class) is the compiler's;
// - every string_view points into the arena of the Module and is valid as long as the Module.
//
// Node pairs that differ by a keyword only share a struct: FunctionDef/AsyncFunctionDef, For/AsyncFor, With/AsyncWith,
// Try/TryStar; ListComp/SetComp/GeneratorExp share ElementComp. `node.kind` tells.
#pragma once

#include <cassert>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/diagnostic.h"

namespace loopscope::syntax {

// ---------------------------------------------------------------------------------------------------- kinds

enum class NodeKind : std::uint8_t {
    // statements
    FunctionDef,
    AsyncFunctionDef,
    ClassDef,
    Return,
    Delete,
    Assign,
    TypeAlias,
    AugAssign,
    AnnAssign,
    For,
    AsyncFor,
    While,
    If,
    With,
    AsyncWith,
    Match,
    Raise,
    Try,
    TryStar,
    Assert,
    Import,
    ImportFrom,
    Global,
    Nonlocal,
    Expr,
    Pass,
    Break,
    Continue,
    // expressions
    BoolOp,
    NamedExpr,
    BinOp,
    UnaryOp,
    Lambda,
    IfExp,
    Dict,
    Set,
    ListComp,
    SetComp,
    DictComp,
    GeneratorExp,
    Await,
    Yield,
    YieldFrom,
    Compare,
    Call,
    FormattedValue,
    JoinedStr,
    Constant,
    Attribute,
    Subscript,
    Starred,
    Name,
    List,
    Tuple,
    Slice,
    // patterns
    MatchValue,
    MatchSingleton,
    MatchSequence,
    MatchMapping,
    MatchClass,
    MatchStar,
    MatchAs,
    MatchOr,
    // type parameters
    TypeVar,
    ParamSpec,
    TypeVarTuple,
    // parts
    Arguments,
    Arg,
    Keyword,
    Alias,
    WithItem,
    MatchCase,
    Comprehension,
    ExceptHandler,
};

inline constexpr int kNodeKindCount = static_cast<int>(NodeKind::ExceptHandler) + 1;

// CPython's name of the node: "FunctionDef", "arguments", "arg", "match_case" ...
const char* node_name(NodeKind kind);

enum class Context : std::uint8_t { Load, Store, Del };
enum class BoolOperator : std::uint8_t { And, Or };
enum class BinaryOperator : std::uint8_t {
    Add,
    Sub,
    Mult,
    MatMult,
    Div,
    Mod,
    Pow,
    LShift,
    RShift,
    BitOr,
    BitXor,
    BitAnd,
    FloorDiv,
};
enum class UnaryOperator : std::uint8_t { Invert, Not, UAdd, USub };
enum class CompareOperator : std::uint8_t { Eq, NotEq, Lt, LtE, Gt, GtE, Is, IsNot, In, NotIn };

const char* operator_name(BinaryOperator op);     // "Add" ...
const char* operator_name(UnaryOperator op);      // "Invert" ...
const char* operator_name(CompareOperator op);    // "Eq" ...
const char* operator_symbol(BinaryOperator op);   // "+" ...
const char* operator_symbol(CompareOperator op);  // "==", "not in" ...

// ---------------------------------------------------------------------------------------------------- basics

// Where a node stands in the file. Lines are 1-based (plus ParseOptions::line_offset). Columns are 0-based and count
// CODE POINTS from the start of the line (CPython's col_offset counts UTF-8 bytes); end_column is exclusive.
struct Span {
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::uint32_t end_line = 0;
    std::uint32_t end_column = 0;
};

struct Node {
    NodeKind kind;
    std::uint16_t height = 1;  // longest path down to a leaf, itself included; the parser's guard for kMaxTreeDepth
    Span span;
};

struct Expression : Node {};
struct Statement : Node {};
struct Pattern : Node {};
struct TypeParam : Node {};

// A view of an array in the arena.
template <class T>
struct List {
    const T* items = nullptr;
    std::uint32_t count = 0;

    std::uint32_t size() const { return count; }
    bool empty() const { return count == 0; }
    const T* begin() const { return items; }
    const T* end() const { return items + count; }
    const T& operator[](std::size_t i) const {
        assert(i < count);
        return items[i];
    }
    const T& front() const { return (*this)[0]; }
    const T& back() const { return (*this)[count - 1]; }
};

using Expressions = List<Expression*>;
using Statements = List<Statement*>;
using Patterns = List<Pattern*>;
using Names = List<std::string_view>;

// ---------------------------------------------------------------------------------------------------- parts

struct Arg : Node {
    static bool is(NodeKind k) { return k == NodeKind::Arg; }
    std::string_view arg;
    Expression* annotation;  // optional; a Starred only for *args
};

struct Arguments : Node {  // span: none of its own (all zero), as in CPython
    static bool is(NodeKind k) { return k == NodeKind::Arguments; }
    List<Arg*> posonlyargs;
    List<Arg*> args;
    Arg* vararg;  // optional
    List<Arg*> kwonlyargs;
    Expressions kw_defaults;  // one for each kwonlyarg; nullptr: required
    Arg* kwarg;               // optional
    Expressions defaults;     // of the last posonlyargs + args
};

struct Keyword : Node {
    static bool is(NodeKind k) { return k == NodeKind::Keyword; }
    std::string_view arg;  // empty: **value
    Expression* value;
};

struct Alias : Node {
    static bool is(NodeKind k) { return k == NodeKind::Alias; }
    std::string_view name;    // dotted, or "*"
    std::string_view asname;  // optional
};

struct WithItem : Node {  // span: none of its own
    static bool is(NodeKind k) { return k == NodeKind::WithItem; }
    Expression* context_expr;
    Expression* optional_vars;  // optional
};

struct MatchCase : Node {  // span: none of its own
    static bool is(NodeKind k) { return k == NodeKind::MatchCase; }
    Pattern* pattern;
    Expression* guard;  // optional
    Statements body;
};

struct Comprehension : Node {  // span: none of its own
    static bool is(NodeKind k) { return k == NodeKind::Comprehension; }
    Expression* target;
    Expression* iter;
    Expressions ifs;
    bool is_async;
};

struct ExceptHandler : Node {
    static bool is(NodeKind k) { return k == NodeKind::ExceptHandler; }
    Expression* type;       // optional
    std::string_view name;  // optional
    Statements body;
};

// ---------------------------------------------------------------------------------------------------- statements

struct FunctionDef : Statement {  // also AsyncFunctionDef. span.line is that of `def`/`async`, decorators are above
    static bool is(NodeKind k) { return k == NodeKind::FunctionDef || k == NodeKind::AsyncFunctionDef; }
    std::string_view name;
    Arguments* args;
    Statements body;
    Expressions decorator_list;
    Expression* returns;  // optional
    List<TypeParam*> type_params;
    bool is_async() const { return kind == NodeKind::AsyncFunctionDef; }
};

struct ClassDef : Statement {
    static bool is(NodeKind k) { return k == NodeKind::ClassDef; }
    std::string_view name;
    Expressions bases;
    List<Keyword*> keywords;
    Statements body;
    Expressions decorator_list;
    List<TypeParam*> type_params;
};

struct Return : Statement {
    static bool is(NodeKind k) { return k == NodeKind::Return; }
    Expression* value;  // optional
};

struct Delete : Statement {
    static bool is(NodeKind k) { return k == NodeKind::Delete; }
    Expressions targets;
};

struct Assign : Statement {
    static bool is(NodeKind k) { return k == NodeKind::Assign; }
    Expressions targets;  // a = b = value: [a, b]
    Expression* value;
};

struct TypeAlias : Statement {
    static bool is(NodeKind k) { return k == NodeKind::TypeAlias; }
    Expression* name;  // a Name, Store
    List<TypeParam*> type_params;
    Expression* value;
};

struct AugAssign : Statement {
    static bool is(NodeKind k) { return k == NodeKind::AugAssign; }
    Expression* target;
    BinaryOperator op;
    Expression* value;
};

struct AnnAssign : Statement {
    static bool is(NodeKind k) { return k == NodeKind::AnnAssign; }
    Expression* target;
    Expression* annotation;
    Expression* value;  // optional
    bool simple;        // a bare name, not in parentheses
};

struct For : Statement {  // also AsyncFor
    static bool is(NodeKind k) { return k == NodeKind::For || k == NodeKind::AsyncFor; }
    Expression* target;
    Expression* iter;
    Statements body;
    Statements orelse;
    bool is_async() const { return kind == NodeKind::AsyncFor; }
};

struct While : Statement {
    static bool is(NodeKind k) { return k == NodeKind::While; }
    Expression* test;
    Statements body;
    Statements orelse;
};

struct If : Statement {  // elif: orelse holds one If whose span starts at `elif`
    static bool is(NodeKind k) { return k == NodeKind::If; }
    Expression* test;
    Statements body;
    Statements orelse;
};

struct With : Statement {  // also AsyncWith
    static bool is(NodeKind k) { return k == NodeKind::With || k == NodeKind::AsyncWith; }
    List<WithItem*> items;
    Statements body;
    bool is_async() const { return kind == NodeKind::AsyncWith; }
};

struct Match : Statement {
    static bool is(NodeKind k) { return k == NodeKind::Match; }
    Expression* subject;
    List<MatchCase*> cases;
};

struct Raise : Statement {
    static bool is(NodeKind k) { return k == NodeKind::Raise; }
    Expression* exc;    // optional
    Expression* cause;  // optional
};

struct Try : Statement {  // also TryStar (except*)
    static bool is(NodeKind k) { return k == NodeKind::Try || k == NodeKind::TryStar; }
    Statements body;
    List<ExceptHandler*> handlers;
    Statements orelse;
    Statements finalbody;
    bool is_star() const { return kind == NodeKind::TryStar; }
};

struct Assert : Statement {
    static bool is(NodeKind k) { return k == NodeKind::Assert; }
    Expression* test;
    Expression* msg;  // optional
};

struct Import : Statement {
    static bool is(NodeKind k) { return k == NodeKind::Import; }
    List<Alias*> names;
};

struct ImportFrom : Statement {
    static bool is(NodeKind k) { return k == NodeKind::ImportFrom; }
    std::string_view module;  // optional (from . import x)
    List<Alias*> names;
    std::uint32_t level;  // number of leading dots
};

struct Global : Statement {
    static bool is(NodeKind k) { return k == NodeKind::Global; }
    Names names;
};

struct Nonlocal : Statement {
    static bool is(NodeKind k) { return k == NodeKind::Nonlocal; }
    Names names;
};

struct Expr : Statement {
    static bool is(NodeKind k) { return k == NodeKind::Expr; }
    Expression* value;
};

struct Pass : Statement {
    static bool is(NodeKind k) { return k == NodeKind::Pass; }
};

struct Break : Statement {
    static bool is(NodeKind k) { return k == NodeKind::Break; }
};

struct Continue : Statement {
    static bool is(NodeKind k) { return k == NodeKind::Continue; }
};

// ---------------------------------------------------------------------------------------------------- expressions

struct BoolOp : Expression {
    static bool is(NodeKind k) { return k == NodeKind::BoolOp; }
    BoolOperator op;
    Expressions values;  // two or more: a and b and c is one node
};

struct NamedExpr : Expression {
    static bool is(NodeKind k) { return k == NodeKind::NamedExpr; }
    Expression* target;  // a Name, Store
    Expression* value;
};

struct BinOp : Expression {
    static bool is(NodeKind k) { return k == NodeKind::BinOp; }
    Expression* left;
    BinaryOperator op;
    Expression* right;
};

struct UnaryOp : Expression {
    static bool is(NodeKind k) { return k == NodeKind::UnaryOp; }
    UnaryOperator op;
    Expression* operand;
};

struct Lambda : Expression {
    static bool is(NodeKind k) { return k == NodeKind::Lambda; }
    Arguments* args;
    Expression* body;
};

struct IfExp : Expression {
    static bool is(NodeKind k) { return k == NodeKind::IfExp; }
    Expression* test;
    Expression* body;
    Expression* orelse;
};

struct Dict : Expression {
    static bool is(NodeKind k) { return k == NodeKind::Dict; }
    Expressions keys;  // nullptr: **value
    Expressions values;
};

struct Set : Expression {
    static bool is(NodeKind k) { return k == NodeKind::Set; }
    Expressions elts;
};

struct ElementComp : Expression {  // ListComp, SetComp, GeneratorExp
    static bool is(NodeKind k) { return k == NodeKind::ListComp || k == NodeKind::SetComp || k == NodeKind::GeneratorExp; }
    Expression* elt;
    List<Comprehension*> generators;
};

struct DictComp : Expression {
    static bool is(NodeKind k) { return k == NodeKind::DictComp; }
    Expression* key;
    Expression* value;
    List<Comprehension*> generators;
};

struct Await : Expression {
    static bool is(NodeKind k) { return k == NodeKind::Await; }
    Expression* value;
};

struct Yield : Expression {
    static bool is(NodeKind k) { return k == NodeKind::Yield; }
    Expression* value;  // optional
};

struct YieldFrom : Expression {
    static bool is(NodeKind k) { return k == NodeKind::YieldFrom; }
    Expression* value;
};

struct Compare : Expression {
    static bool is(NodeKind k) { return k == NodeKind::Compare; }
    Expression* left;
    List<CompareOperator> ops;
    Expressions comparators;
};

struct Call : Expression {
    static bool is(NodeKind k) { return k == NodeKind::Call; }
    Expression* func;
    Expressions args;  // Starred for *args
    List<Keyword*> keywords;
};

struct JoinedStr : Expression {
    static bool is(NodeKind k) { return k == NodeKind::JoinedStr; }
    Expressions values;  // Constant (str) and FormattedValue
};

struct FormattedValue : Expression {
    static bool is(NodeKind k) { return k == NodeKind::FormattedValue; }
    Expression* value;
    int conversion;          // -1, 's', 'r' or 'a'; `{x=}` has 'r' set where neither conversion nor spec is given
    JoinedStr* format_spec;  // optional
};

enum class ConstantKind : std::uint8_t { None, False, True, Ellipsis, Int, BigInt, Float, Complex, Str, Bytes };

struct Constant : Expression {
    static bool is(NodeKind k) { return k == NodeKind::Constant; }
    ConstantKind type;
    bool u_prefix;           // u"..."
    std::uint8_t base;       // BigInt: 2, 8, 10 or 16
    std::int64_t int_value;  // Int (never negative: -1 is UnaryOp)
    double float_value;      // Float; Complex: the imaginary part (the real one is 0)
    // Str: WTF-8 (lone surrogates as three bytes; surrogate pairs written as two escapes stay two surrogates);
    // Bytes: the bytes; BigInt: digits only, no prefix, no underscores, no leading zeros.
    std::string_view text;
};

struct Attribute : Expression {
    static bool is(NodeKind k) { return k == NodeKind::Attribute; }
    Expression* value;
    std::string_view attr;
    Context ctx;
};

struct Subscript : Expression {
    static bool is(NodeKind k) { return k == NodeKind::Subscript; }
    Expression* value;
    Expression* slice;  // any expression; Slice, or a Tuple that may hold Slice and Starred
    Context ctx;
};

struct Starred : Expression {
    static bool is(NodeKind k) { return k == NodeKind::Starred; }
    Expression* value;
    Context ctx;
};

struct Name : Expression {
    static bool is(NodeKind k) { return k == NodeKind::Name; }
    std::string_view id;
    Context ctx;
};

struct ListExpr : Expression {  // CPython's List
    static bool is(NodeKind k) { return k == NodeKind::List; }
    Expressions elts;
    Context ctx;
};

struct Tuple : Expression {
    static bool is(NodeKind k) { return k == NodeKind::Tuple; }
    Expressions elts;
    Context ctx;
};

struct Slice : Expression {
    static bool is(NodeKind k) { return k == NodeKind::Slice; }
    Expression* lower;  // each optional
    Expression* upper;
    Expression* step;
};

// ---------------------------------------------------------------------------------------------------- patterns

struct MatchValue : Pattern {
    static bool is(NodeKind k) { return k == NodeKind::MatchValue; }
    Expression* value;  // Constant, -number, complex sum, dotted Attribute; a JoinedStr is the compiler's to refuse
};

struct MatchSingleton : Pattern {
    static bool is(NodeKind k) { return k == NodeKind::MatchSingleton; }
    ConstantKind value;  // None, True or False
};

struct MatchSequence : Pattern {
    static bool is(NodeKind k) { return k == NodeKind::MatchSequence; }
    Patterns patterns;
};

struct MatchMapping : Pattern {
    static bool is(NodeKind k) { return k == NodeKind::MatchMapping; }
    Expressions keys;
    Patterns patterns;
    std::string_view rest;  // optional
};

struct MatchClass : Pattern {
    static bool is(NodeKind k) { return k == NodeKind::MatchClass; }
    Expression* cls;
    Patterns patterns;
    Names kwd_attrs;
    Patterns kwd_patterns;
};

struct MatchStar : Pattern {
    static bool is(NodeKind k) { return k == NodeKind::MatchStar; }
    std::string_view name;  // optional: *_
};

struct MatchAs : Pattern {
    static bool is(NodeKind k) { return k == NodeKind::MatchAs; }
    Pattern* pattern;       // optional: a capture, or with no name either: _
    std::string_view name;  // optional
};

struct MatchOr : Pattern {
    static bool is(NodeKind k) { return k == NodeKind::MatchOr; }
    Patterns patterns;
};

// ---------------------------------------------------------------------------------------------------- type parameters

struct TypeVar : TypeParam {
    static bool is(NodeKind k) { return k == NodeKind::TypeVar; }
    std::string_view name;
    Expression* bound;          // optional
    Expression* default_value;  // optional
};

struct ParamSpec : TypeParam {
    static bool is(NodeKind k) { return k == NodeKind::ParamSpec; }
    std::string_view name;
    Expression* default_value;  // optional
};

struct TypeVarTuple : TypeParam {
    static bool is(NodeKind k) { return k == NodeKind::TypeVarTuple; }
    std::string_view name;
    Expression* default_value;  // optional
};

// ---------------------------------------------------------------------------------------------------- the root

// What parse_module and parse_expression return. Not a Node: it owns all the nodes.
struct Module {
    base::Arena arena;
    std::string_view file;                   // as given to parse_*
    std::string_view source;                 // the text without BOM, every newline a \n, one at the end in any case
    Statements body;                         // parse_module
    Expression* expression = nullptr;        // parse_expression
    std::vector<base::Diagnostic> warnings;  // SyntaxWarnings of the front end (invalid escape sequences ...)
};

// ---------------------------------------------------------------------------------------------------- access

// The node as a T, or nullptr where it is another kind (or nullptr itself).
template <class T>
T* node_cast(Node* node) {
    return node && T::is(node->kind) ? static_cast<T*>(node) : nullptr;
}
template <class T>
const T* node_cast(const Node* node) {
    return node && T::is(node->kind) ? static_cast<const T*>(node) : nullptr;
}

// The node as a T where the kind is known: asserts.
template <class T>
T& as(Node& node) {
    assert(T::is(node.kind));
    return static_cast<T&>(node);
}
template <class T>
const T& as(const Node& node) {
    assert(T::is(node.kind));
    return static_cast<const T&>(node);
}

// ast.dump-like text, one node or list item a line, for tests: see dump.cpp.
std::string dump(const Module& module);
std::string dump(const Node& node);

}  // namespace loopscope::syntax
