// Expressions, but for calls, comprehensions and lambdas.
#include "compile/code_writer.h"

#include <algorithm>
#include <cctype>

#include "compile/interned_words.h"
#include "syntax/lexer.h"

namespace loopscope::compile {

using syntax::as;
using syntax::Context;
using syntax::node_cast;
using syntax::NodeKind;

namespace {

bool has_starred(const syntax::Expressions& list) {
    for (const syntax::Expression* node : list) {
        if (node->kind == NodeKind::Starred) return true;
    }
    return false;
}

}  // namespace

void CodeWriter::visit_all(const syntax::Expressions& list) {
    for (const Expression* node : list) visit(*node);
}

void CodeWriter::visit(const Expression& node) {
    if (error_) return;
    if (const Constant* constant = folder_.value(node)) return load(at(node), *constant);
    switch (node.kind) {
        case NodeKind::Name: {
            const auto& name = as<syntax::Name>(node);
            return name_op(at(node), node.span, name.id, name.ctx);
        }
        case NodeKind::Attribute: return attribute(as<syntax::Attribute>(node));
        case NodeKind::Call: return call(as<syntax::Call>(node));
        case NodeKind::BinOp: return binary(as<syntax::BinOp>(node));
        case NodeKind::Subscript: return subscript(as<syntax::Subscript>(node));
        case NodeKind::Compare: return compare(as<syntax::Compare>(node));
        default: return visit_rare(node);
    }
}

void CodeWriter::visit_rare(const Expression& node) {
    switch (node.kind) {
        case NodeKind::BoolOp: return boolean(as<syntax::BoolOp>(node));
        case NodeKind::NamedExpr:
            visit(*as<syntax::NamedExpr>(node).value);
            emit(at(node), Op::COPY, 1);
            return visit(*as<syntax::NamedExpr>(node).target);
        case NodeKind::UnaryOp: return unary(as<syntax::UnaryOp>(node));
        case NodeKind::Lambda: return lambda(as<syntax::Lambda>(node));
        case NodeKind::IfExp: return conditional(as<syntax::IfExp>(node));
        case NodeKind::Dict: return dict(as<syntax::Dict>(node));
        case NodeKind::Set:
            return build_starred(at(node), as<syntax::Set>(node).elts, Op::BUILD_SET, Op::SET_ADD, Op::SET_UPDATE, false);
        case NodeKind::List: return sequence(node, as<syntax::ListExpr>(node).elts, as<syntax::ListExpr>(node).ctx);
        case NodeKind::Tuple: return sequence(node, as<syntax::Tuple>(node).elts, as<syntax::Tuple>(node).ctx);
        case NodeKind::ListComp:
        case NodeKind::SetComp:
        case NodeKind::DictComp:
        case NodeKind::GeneratorExp: return comprehension(node);
        case NodeKind::Await: return await(as<syntax::Await>(node));
        case NodeKind::Yield: return yield(as<syntax::Yield>(node));
        case NodeKind::YieldFrom: return yield_from(as<syntax::YieldFrom>(node));
        case NodeKind::JoinedStr: return joined_string(as<syntax::JoinedStr>(node));
        case NodeKind::FormattedValue: return formatted_value(as<syntax::FormattedValue>(node));
        case NodeKind::Slice: return emit(at(node), Op::BUILD_SLICE, slice_parts(as<syntax::Slice>(node)));
        case NodeKind::Starred:
            if (as<syntax::Starred>(node).ctx == Context::Store) {
                return fail(node.span, "starred assignment target must be in a list or tuple");
            }
            return fail(node.span, "can't use starred expression here");
        default: return;
    }
}

// ------------------------------------------------------------------------------------------------ operators

void CodeWriter::binary(const syntax::BinOp& node) {
    if (node.op == syntax::BinaryOperator::Mod && percent_format(node)) return;
    visit(*node.left);
    visit(*node.right);
    binary_op(at(node), node.op, false);
}

void CodeWriter::binary_op(const Location& where, syntax::BinaryOperator op, bool in_place) {
    static constexpr Op kOps[] = {
        Op::BINARY_ADD,       Op::BINARY_SUBTRACT, Op::BINARY_MULTIPLY,     Op::BINARY_MATRIX_MULTIPLY, Op::BINARY_TRUE_DIVIDE,
        Op::BINARY_REMAINDER, Op::BINARY_POWER,    Op::BINARY_LSHIFT,       Op::BINARY_RSHIFT,          Op::BINARY_OR,
        Op::BINARY_XOR,       Op::BINARY_AND,      Op::BINARY_FLOOR_DIVIDE,
    };
    emit(where, kOps[static_cast<int>(op)], 0, in_place);
}

namespace {

// One piece of a %-format: literal text, or a conversion of the next value.
struct FormatPiece {
    std::string text;     // literal, or the format spec
    char conversion = 0;  // 's', 'r', 'a'; 0: literal
};

// The number of a width or precision; false where it has more digits than anybody needs.
bool read_number(std::string_view format, size_t& i, std::string& out) {
    constexpr size_t kMaxDigits = 3;
    const size_t start = i;
    while (i < format.size() && format[i] >= '0' && format[i] <= '9') ++i;
    out = std::string(format.substr(start, i - start));
    return out.size() <= kMaxDigits;
}

// What stands after a %, if it is %s, %r or %a with at most a `-`, a width and a precision.
bool read_conversion(std::string_view format, size_t& i, FormatPiece& piece) {
    bool left = false;
    while (i < format.size() && std::string_view("-+ #0").find(format[i]) != std::string_view::npos) {
        left |= format[i] == '-';
        ++i;
    }
    std::string width, precision;
    if (!read_number(format, i, width)) return false;
    const bool has_precision = i < format.size() && format[i] == '.';
    if (has_precision && !read_number(format, ++i, precision)) return false;
    if (i >= format.size()) return false;
    piece.conversion = format[i++];
    if (piece.conversion != 's' && piece.conversion != 'r' && piece.conversion != 'a') return false;
    const bool has_width = width.find_first_not_of('0') != std::string::npos;
    if (has_width && !left) piece.text += '>';
    if (!width.empty()) piece.text += std::to_string(std::stoi(width));
    if (has_precision) piece.text += "." + std::to_string(precision.empty() ? 0 : std::stoi(precision));
    return true;
}

bool parse_percent_format(std::string_view format, std::vector<FormatPiece>& pieces) {
    FormatPiece literal;
    for (size_t i = 0; i < format.size();) {
        if (format[i] != '%') {
            literal.text += format[i++];
            continue;
        }
        if (++i < format.size() && format[i] == '%') {
            literal.text += '%';
            ++i;
            continue;
        }
        if (!literal.text.empty()) pieces.push_back(std::move(literal));
        literal = {};
        FormatPiece piece;
        if (!read_conversion(format, i, piece)) return false;
        pieces.push_back(std::move(piece));
    }
    if (!literal.text.empty()) pieces.push_back(std::move(literal));
    return true;
}

int conversion_bits(int conversion) { return conversion == 's' ? 1 : conversion == 'r' ? 2 : conversion == 'a' ? 3 : 0; }

}  // namespace

// "%s and %r" % (a, b) is written as the f-string that says the same.
bool CodeWriter::percent_format(const syntax::BinOp& node) {
    const auto* values = node_cast<syntax::Tuple>(node.right);
    const Constant* format = values && !folder_.value(*values) ? folder_.value(*node.left) : nullptr;
    if (!format || format->kind != Constant::Kind::Str || has_starred(values->elts)) return false;
    std::vector<FormatPiece> pieces;
    if (!parse_percent_format(format->text, pieces)) return false;
    size_t conversions = 0;
    for (const FormatPiece& piece : pieces) conversions += piece.conversion != 0;
    if (conversions != values->elts.size() || pieces.size() > kStackGuideline) return false;
    uint32_t next = 0;
    for (const FormatPiece& piece : pieces) {
        if (!piece.conversion) {
            load_text(kNoLocation, piece.text);
            continue;
        }
        const Expression& value = *values->elts[next++];
        visit(value);
        const int bits = conversion_bits(piece.conversion);
        if (!piece.text.empty()) load_text(kNoLocation, piece.text);
        emit(at(value), Op::FORMAT_VALUE, 0, bits | (piece.text.empty() ? 0 : 4));
    }
    if (pieces.empty())
        load_text(at(node), "");
    else if (pieces.size() > 1)
        emit(at(node), Op::BUILD_STRING, static_cast<int32_t>(pieces.size()));
    return true;
}

void CodeWriter::unary(const syntax::UnaryOp& node) {
    if (node.op == syntax::UnaryOperator::Not) {
        // not (a is b) is a is not b, and so on.
        const auto* test = node_cast<syntax::Compare>(node.operand);
        if (test && test->ops.size() == 1) {
            using syntax::CompareOperator;
            const CompareOperator op = test->ops.front();
            std::optional<CompareOperator> opposite;
            if (op == CompareOperator::Is)
                opposite = CompareOperator::IsNot;
            else if (op == CompareOperator::IsNot)
                opposite = CompareOperator::Is;
            else if (op == CompareOperator::In)
                opposite = CompareOperator::NotIn;
            else if (op == CompareOperator::NotIn)
                opposite = CompareOperator::In;
            if (opposite) {
                warn_about_compare(*test);
                visit(*test->left);
                compare_operand(*test->comparators.front(), op == CompareOperator::In || op == CompareOperator::NotIn);
                return compare_op(at(*test), *opposite);
            }
            // Its result is tested where the `not` stands.
            visit(*test->left);
            visit(*test->comparators.front());
            compare_op(at(node), op);
            return emit(at(node), Op::UNARY_NOT);
        }
    }
    visit(*node.operand);
    switch (node.op) {
        case syntax::UnaryOperator::Invert: return emit(at(node), Op::UNARY_INVERT);
        case syntax::UnaryOperator::Not: return emit(at(node), Op::UNARY_NOT);
        case syntax::UnaryOperator::UAdd: return emit(at(node), Op::UNARY_POSITIVE);
        case syntax::UnaryOperator::USub: return emit(at(node), Op::UNARY_NEGATIVE);
    }
}

void CodeWriter::boolean(const syntax::BoolOp& node) {
    const Op op = node.op == syntax::BoolOperator::And ? Op::JUMP_IF_FALSE_OR_POP : Op::JUMP_IF_TRUE_OR_POP;
    const Label end = new_label();
    for (uint32_t i = 0; i + 1 < node.values.size(); ++i) {
        visit(*node.values[i]);
        emit_jump(at(node), op, end);
    }
    visit(*node.values.back());
    place(end);
}

void CodeWriter::conditional(const syntax::IfExp& node) {
    const Label otherwise = new_label(), end = new_label();
    jump_if(*node.test, otherwise, false);
    visit(*node.body);
    jump_on(kNoLocation, end);
    place(otherwise);
    visit(*node.orelse);
    place(end);
}

// ------------------------------------------------------------------------------------------------ comparison

void CodeWriter::compare_op(const Location& where, syntax::CompareOperator op) {
    using syntax::CompareOperator;
    switch (op) {
        case CompareOperator::Eq: return emit(where, Op::COMPARE_EQ);
        case CompareOperator::NotEq: return emit(where, Op::COMPARE_NE);
        case CompareOperator::Lt: return emit(where, Op::COMPARE_LT);
        case CompareOperator::LtE: return emit(where, Op::COMPARE_LE);
        case CompareOperator::Gt: return emit(where, Op::COMPARE_GT);
        case CompareOperator::GtE: return emit(where, Op::COMPARE_GE);
        case CompareOperator::Is: return emit(where, Op::IS_OP, 0, 0);
        case CompareOperator::IsNot: return emit(where, Op::IS_OP, 0, 1);
        case CompareOperator::In: return emit(where, Op::CONTAINS_OP, 0, 0);
        case CompareOperator::NotIn: return emit(where, Op::CONTAINS_OP, 0, 1);
    }
}

// Whether CPython has interned a text before it makes the code object that holds it.
bool CodeWriter::interned_before(const std::string& text) {
    const bool word = std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c) || c == '_'; });
    if (!word || text.size() < 2) return false;
    if (interned_at_start(text)) return true;
    if (!identifiers_) {
        identifiers_.emplace();
        for (const syntax::Token& token : syntax::lex(module_.source, file_, {}).tokens)
            if (token.kind == syntax::TokenKind::Name)
                identifiers_->emplace(module_.source.substr(token.begin, token.end - token.begin));
    }
    return identifiers_->contains(text);
}

// CPython makes the set of a display's constants, makes it anew when it merges equal constants, and once more where a text in
// it turns out to be interned. Programs see that in the order.
Constant CodeWriter::constant_set(std::vector<Constant> items) {
    Constant set = make_tuple(std::move(items));
    set.kind = Constant::Kind::FrozenSet;
    const bool interned = std::any_of(set.items.begin(), set.items.end(), [this](const Constant& item) {
        return item.kind == Constant::Kind::Str && interned_before(item.text);
    });
    set.i = interned ? 2 : 1;
    return set;
}

// What is only searched or gone through need not be a list: a tuple does, a constant one above all.
void CodeWriter::iterable(const Expression& node) {
    if (const auto* list = node_cast<syntax::ListExpr>(&node)) {
        if (!has_starred(list->elts)) {
            std::vector<Constant> items;
            if (folder_.values(list->elts, items)) return load(at(node), make_tuple(std::move(items)));
            return build_starred(at(node), list->elts, Op::BUILD_LIST, Op::LIST_APPEND, Op::LIST_EXTEND, true);
        }
    } else if (const auto* set = node_cast<syntax::Set>(&node)) {
        std::vector<Constant> items;
        if (folder_.values(set->elts, items)) {
            return load(at(node), constant_set(std::move(items)));
        }
    }
    visit(node);
}

void CodeWriter::compare_operand(const Expression& node, bool of_in) {
    if (of_in)
        iterable(node);
    else
        visit(node);
}

void CodeWriter::compare(const syntax::Compare& node) {
    warn_about_compare(node);
    const Location where = at(node);
    const uint32_t last = node.ops.size() - 1;
    auto is_search = [&](uint32_t i) {
        return node.ops[i] == syntax::CompareOperator::In || node.ops[i] == syntax::CompareOperator::NotIn;
    };
    visit(*node.left);
    if (last == 0) {
        compare_operand(*node.comparators[0], is_search(0));
        return compare_op(where, node.ops[0]);
    }
    const Label cleanup = new_label(), end = new_label();
    for (uint32_t i = 0; i < last; ++i) {
        visit(*node.comparators[i]);
        emit(where, Op::SWAP, 2);
        emit(where, Op::COPY, 2);
        compare_op(where, node.ops[i]);
        emit_jump(where, Op::JUMP_IF_FALSE_OR_POP, cleanup);
    }
    compare_operand(*node.comparators[last], is_search(last));
    compare_op(where, node.ops[last]);
    jump_on(kNoLocation, end);
    place(cleanup);
    emit(where, Op::SWAP, 2);
    emit(where, Op::POP_TOP);
    place(end);
}

void CodeWriter::jump_if(const Expression& node, Label target, bool condition) {
    if (error_) return;
    const Expression* tested = &node;
    if (!folder_.value(node)) {
        if (const auto* negation = node_cast<syntax::UnaryOp>(&node)) {
            if (negation->op == syntax::UnaryOperator::Not) {
                const auto* test = node_cast<syntax::Compare>(negation->operand);
                // A single `is` or `in` under a `not` is one operator: see unary().
                const bool folds = test && test->ops.size() == 1 &&
                                   static_cast<int>(test->ops.front()) >= static_cast<int>(syntax::CompareOperator::Is);
                if (!folds) return jump_if(*negation->operand, target, !condition);
                tested = test;
            }
        } else if (const auto* boolean_op = node_cast<syntax::BoolOp>(&node)) {
            return jump_if_boolean(*boolean_op, target, condition);
        } else if (const auto* choice = node_cast<syntax::IfExp>(&node)) {
            const Label otherwise = new_label(), end = new_label();
            jump_if(*choice->test, otherwise, false);
            jump_if(*choice->body, target, condition);
            jump_on(kNoLocation, end);
            place(otherwise);
            jump_if(*choice->orelse, target, condition);
            return place(end);
        } else if (const auto* comparison = node_cast<syntax::Compare>(&node)) {
            if (comparison->ops.size() > 1) return jump_if_compare(*comparison, target, condition);
        }
    }
    visit(node);
    emit_jump(at(*tested), condition ? Op::POP_JUMP_IF_TRUE : Op::POP_JUMP_IF_FALSE, target);
}

void CodeWriter::jump_if_boolean(const syntax::BoolOp& node, Label target, bool condition) {
    const bool decides = node.op == syntax::BoolOperator::Or;  // the value of a part that settles the whole
    const Label settled = decides == condition ? target : new_label();
    const uint32_t last = node.values.size() - 1;
    for (uint32_t i = 0; i < last; ++i) jump_if(*node.values[i], settled, decides);
    jump_if(*node.values[last], target, condition);
    if (settled.id != target.id) place(settled);
}

void CodeWriter::jump_if_compare(const syntax::Compare& node, Label target, bool condition) {
    warn_about_compare(node);
    const Location where = at(node);
    const uint32_t last = node.ops.size() - 1;
    const Label cleanup = new_label(), end = new_label();
    visit(*node.left);
    for (uint32_t i = 0; i < last; ++i) {
        visit(*node.comparators[i]);
        emit(where, Op::SWAP, 2);
        emit(where, Op::COPY, 2);
        compare_op(where, node.ops[i]);
        emit_jump(where, Op::POP_JUMP_IF_FALSE, cleanup);
    }
    compare_operand(*node.comparators[last],
                    node.ops[last] == syntax::CompareOperator::In || node.ops[last] == syntax::CompareOperator::NotIn);
    compare_op(where, node.ops[last]);
    emit_jump(where, condition ? Op::POP_JUMP_IF_TRUE : Op::POP_JUMP_IF_FALSE, target);
    jump_on(kNoLocation, end);
    place(cleanup);
    emit(where, Op::POP_TOP);
    if (!condition) jump_on(kNoLocation, target);
    place(end);
}

// ------------------------------------------------------------------------------------------------ generators

void CodeWriter::yield(const syntax::Yield& node) {
    if (!unit_->scope->function_like()) return fail(node.span, "'yield' outside function");
    if (node.value)
        visit(*node.value);
    else
        load_none(at(node));
    emit(at(node), Op::YIELD_VALUE, 0, unit_->flags & kAsyncGenerator ? 1 : 0);
}

void CodeWriter::yield_from(const syntax::YieldFrom& node) {
    if (!unit_->scope->function_like()) return fail(node.span, "'yield from' outside function");
    if (unit_->kind == UnitKind::AsyncFunction && !options_.coroutines_are_generators) {
        return fail(node.span, "'yield from' inside async function");
    }
    visit(*node.value);
    emit(at(node), Op::GET_YIELD_FROM_ITER);
    load_none(at(node));
    run_delegate(at(node));
}

void CodeWriter::await(const syntax::Await& node) {
    if (!unit_->scope->function_like()) return fail(node.span, "'await' outside function");
    if (unit_->kind != UnitKind::AsyncFunction && unit_->kind != UnitKind::Comprehension) {
        return fail(node.span, "'await' outside async function");
    }
    visit(*node.value);
    await_value(at(node), 0);
}

void CodeWriter::await_value(const Location& where, int kind) {
    if (options_.coroutines_are_generators)
        emit(where, Op::GET_YIELD_FROM_ITER);
    else
        emit(where, Op::GET_AWAITABLE, 0, kind);
    load_none(where);
    run_delegate(where);
}

// [delegate, value to send] -> [its result]. Throwing into a frame that is suspended in here needs no code: the
// interpreter finds the delegate on the stack, and the way on by the jump behind YIELD_VALUE.
void CodeWriter::run_delegate(const Location& where) {
    const Label send = new_label(), end = new_label();
    place(send);
    emit_jump(where, Op::SEND, end);
    emit(where, Op::YIELD_VALUE, 0, 2);
    jump_on(where, send);
    place(end);
    emit(where, Op::END_SEND);
}

// ------------------------------------------------------------------------------------------------ parts of things

void CodeWriter::attribute(const syntax::Attribute& node) {
    note_self_attribute(node);
    visit(*node.value);
    if (error_ || !check_assignable(node.span, node.attr, node.ctx)) return;
    const Location where = attribute_location(node, at(node));
    switch (node.ctx) {
        case Context::Load: return emit_name(where, Op::LOAD_ATTR, node.attr);
        case Context::Store: return emit_name(where, Op::STORE_ATTR, node.attr);
        case Context::Del: return emit_name(where, Op::DELETE_ATTR, node.attr);
    }
}

// self.x = ...: for __static_attributes__ of the class around.
void CodeWriter::note_self_attribute(const syntax::Attribute& node) {
    const auto* object = node_cast<syntax::Name>(node.value);
    if (node.ctx != Context::Store || !object || object->id != "self") return;
    for (Unit* unit = unit_->outer; unit; unit = unit->outer) {
        if (unit->kind != UnitKind::Class) continue;
        unit->self_attributes.insert(node.attr);
        return;
    }
}

void CodeWriter::subscript(const syntax::Subscript& node) {
    if (node.ctx == Context::Load) warn_about_subscript(node);
    const Location where = at(node);
    visit(*node.value);
    const auto* slice = node_cast<syntax::Slice>(node.slice);
    if (slice && !slice->step && node.ctx != Context::Del)
        emit(where, Op::BUILD_SLICE, slice_parts(*slice));
    else
        visit(*node.slice);
    switch (node.ctx) {
        case Context::Load: return emit(where, Op::BINARY_SUBSCR);
        case Context::Store: return emit(where, Op::STORE_SUBSCR);
        case Context::Del: return emit(where, Op::DELETE_SUBSCR);
    }
}

int32_t CodeWriter::slice_parts(const syntax::Slice& node) {
    if (node.lower)
        visit(*node.lower);
    else
        load_none(at(node));
    if (node.upper)
        visit(*node.upper);
    else
        load_none(at(node));
    if (!node.step) return 2;
    visit(*node.step);
    return 3;
}

void CodeWriter::joined_string(const syntax::JoinedStr& node) {
    const Location where = at(node);
    const auto count = static_cast<int32_t>(node.values.size());
    if (node.values.size() > kStackGuideline) {
        load_text(where, "");
        emit_name(where, Op::LOAD_METHOD, "join");
        emit(where, Op::BUILD_LIST, 0);
        for (const Expression* value : node.values) {
            visit(*value);
            emit(where, Op::LIST_APPEND, 1);
        }
        return emit(where, Op::CALL, 1);
    }
    visit_all(node.values);
    if (count > 1)
        emit(where, Op::BUILD_STRING, count);
    else if (count == 0)
        load_text(where, "");
}

void CodeWriter::formatted_value(const syntax::FormattedValue& node) {
    const Location where = at(node);
    visit(*node.value);
    const int bits = conversion_bits(node.conversion);
    if (!node.format_spec) return emit(where, Op::FORMAT_VALUE, 0, bits);
    // The conversion comes before the spec is worked out.
    const auto& parts = node.format_spec->values;
    const bool constant_spec = parts.empty() || (parts.size() == 1 && folder_.value(*parts.front()));
    if (bits && !constant_spec) emit(where, Op::FORMAT_VALUE, 0, bits);
    visit(*node.format_spec);
    emit(where, Op::FORMAT_VALUE, 0, 4 | (constant_spec ? bits : 0));
}

// ------------------------------------------------------------------------------------------------ displays

void CodeWriter::sequence(const Expression& node, const syntax::Expressions& elts, Context ctx) {
    const bool tuple = node.kind == NodeKind::Tuple;
    switch (ctx) {
        case Context::Load: return build_starred(at(node), elts, Op::BUILD_LIST, Op::LIST_APPEND, Op::LIST_EXTEND, tuple);
        case Context::Store: return unpack_targets(at(node), node, elts);
        case Context::Del: return visit_all(elts);
    }
}

void CodeWriter::unpack_targets(const Location& where, const Expression& node, const syntax::Expressions& elts) {
    constexpr uint32_t kMaxBefore = 256, kMaxAfter = 65'536;
    const uint32_t count = elts.size();
    bool starred = false;
    for (uint32_t i = 0; i < count; ++i) {
        if (elts[i]->kind != NodeKind::Starred) continue;
        if (starred) return fail(node.span, "multiple starred expressions in assignment");
        const uint32_t after = count - i - 1;
        if (i >= kMaxBefore || after >= kMaxAfter) {
            return fail(node.span, "too many expressions in star-unpacking assignment");
        }
        emit(where, Op::UNPACK_EX, static_cast<int32_t>(i), static_cast<int32_t>(after));
        starred = true;
    }
    if (!starred) emit(where, Op::UNPACK_SEQUENCE, static_cast<int32_t>(count));
    for (const Expression* target : elts) {
        const auto* star = node_cast<syntax::Starred>(target);
        visit(star ? *star->value : *target);
    }
}

// A display, which may have starred parts.
void CodeWriter::build_starred(const Location& where, const syntax::Expressions& elts, Op build, Op add, Op extend,
                               bool tuple) {
    const size_t count = elts.size();
    std::vector<Constant> items;
    if (count > 2 && !has_starred(elts) && folder_.values(elts, items)) {
        Constant all = add == Op::SET_ADD ? constant_set(std::move(items)) : make_tuple(std::move(items));
        if (tuple) return load(where, std::move(all));
        emit(where, build, 0);
        load(where, std::move(all));
        return emit(where, extend, 1);
    }
    const bool big = count > kStackGuideline;
    const bool starred = has_starred(elts);
    if (!starred && !big) {
        visit_all(elts);
        return emit(where, tuple ? Op::BUILD_TUPLE : build, static_cast<int32_t>(count));
    }
    bool built = big;
    if (big) emit(where, build, 0);
    for (uint32_t i = 0; i < count; ++i) {
        if (const auto* star = node_cast<syntax::Starred>(elts[i])) {
            if (!built) emit(where, build, static_cast<int32_t>(i));
            built = true;
            visit(*star->value);
            emit(where, extend, 1);
        } else {
            visit(*elts[i]);
            if (built) emit(where, add, 1);
        }
    }
    if (tuple) emit(where, Op::LIST_TO_TUPLE);
}

void CodeWriter::dict(const syntax::Dict& node) {
    const Location where = at(node);
    const uint32_t count = node.values.size();
    bool built = false;
    uint32_t waiting = 0;  // pairs before i that are not written yet
    auto write = [&](uint32_t begin, uint32_t end) {
        dict_part(node, begin, end);
        if (built) emit(where, Op::DICT_UPDATE, 1);
        built = true;
        waiting = 0;
    };
    for (uint32_t i = 0; i < count; ++i) {
        if (!node.keys[i]) {
            if (waiting) write(i - waiting, i);
            if (!built) emit(where, Op::BUILD_MAP, 0);
            built = true;
            visit(*node.values[i]);
            emit(where, Op::DICT_UPDATE, 1);
        } else if (waiting * 2 > kStackGuideline) {
            write(i - waiting, i + 1);
        } else {
            ++waiting;
        }
    }
    if (waiting) write(count - waiting, count);
    if (!built) emit(where, Op::BUILD_MAP, 0);
}

void CodeWriter::dict_part(const syntax::Dict& node, uint32_t begin, uint32_t end) {
    const Location where = at(node);
    const uint32_t count = end - begin;
    const bool big = count * 2 > kStackGuideline;
    bool constant_keys = count > 1 && !big;
    for (uint32_t i = begin; i < end && constant_keys; ++i) constant_keys = folder_.value(*node.keys[i]) != nullptr;
    if (big) emit(where, Op::BUILD_MAP, 0);
    for (uint32_t i = begin; i < end; ++i) {
        const Constant* key = constant_keys ? folder_.value(*node.keys[i]) : nullptr;
        if (key && key->kind != Constant::Kind::Complex) {
            load_key(*key, *node.values[i]);
        } else {
            visit(*node.keys[i]);
            visit(*node.values[i]);
        }
        if (big) emit(where, Op::MAP_ADD, 1);
    }
    if (!big) emit(where, Op::BUILD_MAP, static_cast<int32_t>(count));
}

}  // namespace loopscope::compile
