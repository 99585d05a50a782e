// Warnings about expressions that can hardly be meant: SyntaxWarning in Python.
#include "compile/code_writer.h"

namespace loopscope::compile {

using syntax::as;
using syntax::node_cast;
using syntax::NodeKind;

namespace {

const char* constant_type(Constant::Kind kind) {
    switch (kind) {
        case Constant::Kind::None: return "NoneType";
        case Constant::Kind::True:
        case Constant::Kind::False: return "bool";
        case Constant::Kind::Ellipsis: return "ellipsis";
        case Constant::Kind::Int:
        case Constant::Kind::BigInt: return "int";
        case Constant::Kind::Float: return "float";
        case Constant::Kind::Complex: return "complex";
        case Constant::Kind::Str: return "str";
        case Constant::Kind::Bytes: return "bytes";
        case Constant::Kind::Tuple: return "tuple";
        case Constant::Kind::FrozenSet: return "frozenset";
        case Constant::Kind::Code: return "code";
    }
    return nullptr;
}

bool is_singleton(Constant::Kind kind) {
    return kind == Constant::Kind::None || kind == Constant::Kind::True || kind == Constant::Kind::False ||
           kind == Constant::Kind::Ellipsis;
}

bool is_number(Constant::Kind kind) {
    return kind == Constant::Kind::Int || kind == Constant::Kind::BigInt || kind == Constant::Kind::True ||
           kind == Constant::Kind::False || kind == Constant::Kind::Float || kind == Constant::Kind::Complex;
}

}  // namespace

// The name of the type that a literal has, nullptr for what is no literal.
const char* CodeWriter::literal_type(const Expression& node) {
    if (const Constant* constant = folder_.value(node)) return constant_type(constant->kind);
    switch (node.kind) {
        case NodeKind::Tuple: return "tuple";
        case NodeKind::List:
        case NodeKind::ListComp: return "list";
        case NodeKind::Dict:
        case NodeKind::DictComp: return "dict";
        case NodeKind::Set:
        case NodeKind::SetComp: return "set";
        case NodeKind::GeneratorExp: return "generator";
        case NodeKind::Lambda: return "function";
        case NodeKind::JoinedStr:
        case NodeKind::FormattedValue: return "str";
        default: return nullptr;
    }
}

void CodeWriter::warn_about_compare(const syntax::Compare& node) {
    if (!options_.warnings) return;
    auto suspicious = [&](const Expression& part) {
        const Constant* constant = folder_.value(part);
        return constant && !is_singleton(constant->kind);
    };
    const Expression* left = node.left;
    for (uint32_t i = 0; i < node.ops.size(); ++i) {
        const Expression* right = node.comparators[i];
        const bool is = node.ops[i] == syntax::CompareOperator::Is;
        if ((is || node.ops[i] == syntax::CompareOperator::IsNot) && (suspicious(*left) || suspicious(*right))) {
            const std::string type = literal_type(suspicious(*left) ? *left : *right);
            return warn(node.span, is ? "\"is\" with '" + type + "' literal. Did you mean \"==\"?"
                                      : "\"is not\" with '" + type + "' literal. Did you mean \"!=\"?");
        }
        left = right;
    }
}

void CodeWriter::warn_about_call(const Expression& callee) {
    if (!options_.warnings || callee.kind == NodeKind::Lambda) return;
    if (const char* type = literal_type(callee)) {
        warn(callee.span, "'" + std::string(type) + "' object is not callable; perhaps you missed a comma?");
    }
}

void CodeWriter::warn_about_subscript(const syntax::Subscript& node) {
    if (!options_.warnings) return;
    const Expression& object = *node.value;
    const Constant* constant = folder_.value(object);
    const bool number = constant && (is_number(constant->kind) || is_singleton(constant->kind));
    if (number || object.kind == NodeKind::Set || object.kind == NodeKind::SetComp || object.kind == NodeKind::GeneratorExp ||
        object.kind == NodeKind::Lambda) {
        warn(node.span, "'" + std::string(literal_type(object)) + "' object is not subscriptable; perhaps you missed a comma?");
        return;
    }
    const char* index = literal_type(*node.slice);
    const char* type = literal_type(object);
    if (!index || !type || object.kind == NodeKind::Dict || object.kind == NodeKind::DictComp) return;
    if (std::string_view(index) == "int" || std::string_view(index) == "bool") return;
    warn(node.span, std::string(type) + " indices must be integers or slices, not " + index + "; perhaps you missed a comma?");
}

}  // namespace loopscope::compile
