#include "syntax/ast.h"

namespace loopscope::syntax {

namespace {

constexpr const char* kNodeNames[] = {
    "FunctionDef",
    "AsyncFunctionDef",
    "ClassDef",
    "Return",
    "Delete",
    "Assign",
    "TypeAlias",
    "AugAssign",
    "AnnAssign",
    "For",
    "AsyncFor",
    "While",
    "If",
    "With",
    "AsyncWith",
    "Match",
    "Raise",
    "Try",
    "TryStar",
    "Assert",
    "Import",
    "ImportFrom",
    "Global",
    "Nonlocal",
    "Expr",
    "Pass",
    "Break",
    "Continue",
    "BoolOp",
    "NamedExpr",
    "BinOp",
    "UnaryOp",
    "Lambda",
    "IfExp",
    "Dict",
    "Set",
    "ListComp",
    "SetComp",
    "DictComp",
    "GeneratorExp",
    "Await",
    "Yield",
    "YieldFrom",
    "Compare",
    "Call",
    "FormattedValue",
    "JoinedStr",
    "Constant",
    "Attribute",
    "Subscript",
    "Starred",
    "Name",
    "List",
    "Tuple",
    "Slice",
    "MatchValue",
    "MatchSingleton",
    "MatchSequence",
    "MatchMapping",
    "MatchClass",
    "MatchStar",
    "MatchAs",
    "MatchOr",
    "TypeVar",
    "ParamSpec",
    "TypeVarTuple",
    "arguments",
    "arg",
    "keyword",
    "alias",
    "withitem",
    "match_case",
    "comprehension",
    "ExceptHandler",
};
static_assert(std::size(kNodeNames) == kNodeKindCount);

struct OperatorText {
    const char* name;
    const char* symbol;
};

constexpr OperatorText kBinaryOperators[] = {
    {"Add", "+"},     {"Sub", "-"},     {"Mult", "*"},  {"MatMult", "@"}, {"Div", "/"},    {"Mod", "%"},       {"Pow", "**"},
    {"LShift", "<<"}, {"RShift", ">>"}, {"BitOr", "|"}, {"BitXor", "^"},  {"BitAnd", "&"}, {"FloorDiv", "//"},
};

constexpr const char* kUnaryOperators[] = {"Invert", "Not", "UAdd", "USub"};

constexpr OperatorText kCompareOperators[] = {
    {"Eq", "=="},  {"NotEq", "!="}, {"Lt", "<"},         {"LtE", "<="}, {"Gt", ">"},
    {"GtE", ">="}, {"Is", "is"},    {"IsNot", "is not"}, {"In", "in"},  {"NotIn", "not in"},
};

}  // namespace

const char* node_name(NodeKind kind) { return kNodeNames[static_cast<std::size_t>(kind)]; }
const char* operator_name(BinaryOperator op) { return kBinaryOperators[static_cast<std::size_t>(op)].name; }
const char* operator_name(UnaryOperator op) { return kUnaryOperators[static_cast<std::size_t>(op)]; }
const char* operator_name(CompareOperator op) { return kCompareOperators[static_cast<std::size_t>(op)].name; }
const char* operator_symbol(BinaryOperator op) { return kBinaryOperators[static_cast<std::size_t>(op)].symbol; }
const char* operator_symbol(CompareOperator op) { return kCompareOperators[static_cast<std::size_t>(op)].symbol; }

}  // namespace loopscope::syntax
