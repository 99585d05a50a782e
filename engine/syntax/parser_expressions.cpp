// Expressions down to primaries: f(x)[i].name.
#include "syntax/parser_impl.h"

namespace loopscope::syntax {

namespace {

struct BinaryInfo {
    BinaryOperator op;
    int strength;  // higher binds tighter; -1: no binary operator
};

constexpr int kSumStrength = 4;

BinaryInfo binary_info(TokenKind kind) {
    switch (kind) {
        case TokenKind::Bar: return {BinaryOperator::BitOr, 0};
        case TokenKind::Caret: return {BinaryOperator::BitXor, 1};
        case TokenKind::Ampersand: return {BinaryOperator::BitAnd, 2};
        case TokenKind::LeftShift: return {BinaryOperator::LShift, 3};
        case TokenKind::RightShift: return {BinaryOperator::RShift, 3};
        case TokenKind::Plus: return {BinaryOperator::Add, 4};
        case TokenKind::Minus: return {BinaryOperator::Sub, 4};
        case TokenKind::Star: return {BinaryOperator::Mult, 5};
        case TokenKind::Slash: return {BinaryOperator::Div, 5};
        case TokenKind::DoubleSlash: return {BinaryOperator::FloorDiv, 5};
        case TokenKind::Percent: return {BinaryOperator::Mod, 5};
        case TokenKind::At: return {BinaryOperator::MatMult, 5};
        default: return {BinaryOperator::Add, -1};
    }
}

// Whether a list of expressions without brackets may go on behind a comma: with what may start an expression.
bool ends_expression_list(TokenKind kind) {
    switch (kind) {
        case TokenKind::Newline:
        case TokenKind::EndMarker:
        case TokenKind::Semicolon:
        case TokenKind::Equal:
        case TokenKind::Colon:
        case TokenKind::RightParen:
        case TokenKind::RightBracket:
        case TokenKind::RightBrace:
        case TokenKind::Exclamation:
        case TokenKind::In: return true;
        default: return kind >= TokenKind::PlusEqual && kind <= TokenKind::DoubleSlashEqual;
    }
}

}  // namespace

// ------------------------------------------------------------------------------------------------ lists

// element ("," element)* [","]: one element alone is itself, else a tuple.
Expression* Parser::expressions_list(Expression* (Parser::*element)()) {
    const TokenIndex start = pos_;
    Expression* first = (this->*element)();
    if (!first || !at(TokenKind::Comma)) return first;
    Items<Expression> items(*this);
    items.push(first);
    while (accept(TokenKind::Comma)) {
        if (ends_expression_list(kind())) break;
        const TokenIndex item_start = pos_;
        Expression* item = (this->*element)();
        if (!item && !fall_back(item_start)) return nullptr;
        if (!item) break;
        items.push(item);
    }
    auto* tuple = make<Tuple>(NodeKind::Tuple, start);
    tuple->elts = items.finish();
    return seal(tuple, tuple->elts);
}

Expression* Parser::star_expressions() { return expressions_list(&Parser::star_expression); }

Expression* Parser::star_expression() {
    if (!at(TokenKind::Star)) return expression();
    const TokenIndex start = pos_;
    advance();
    Expression* value = bitwise_or();
    if (!value) return nullptr;
    auto* node = make<Starred>(NodeKind::Starred, start);
    node->value = value;
    return seal(node, value);
}

Expression* Parser::star_named_expression() { return at(TokenKind::Star) ? star_expression() : named_expression(); }

Expression* Parser::named_expression() {
    return second_pass_ ? remembered(named_expressions_[explaining_], &Parser::any_named_expression) : any_named_expression();
}

Expression* Parser::any_named_expression() {
    const TokenIndex start = pos_;
    if (at(TokenKind::Name) && kind(1) == TokenKind::ColonEqual) {
        auto* target = make<Name>(NodeKind::Name, start);
        target->span = span_of(token());
        target->ctx = Context::Store;
        accept_name(target->id);
        advance();
        Expression* value = expression();
        if (!value) return nullptr;
        auto* node = make<NamedExpr>(NodeKind::NamedExpr, start);
        node->target = target;
        node->value = value;
        return seal(node, target, value);
    }
    Expression* value = expression();
    if (explaining_ && !raised_) explain_named_expression(start, value);
    if (!value || raised_ || at(TokenKind::ColonEqual)) return nullptr;
    return value;
}

Expression* Parser::yield_expression() {
    const TokenIndex start = pos_;
    advance();
    const TokenIndex after_yield = pos_;
    if (accept(TokenKind::From)) {
        Expression* value = expression();
        if (!value) return fall_back(after_yield) ? make<Yield>(NodeKind::Yield, start) : nullptr;
        auto* node = make<YieldFrom>(NodeKind::YieldFrom, start);
        node->value = value;
        return seal(node, value);
    }
    Expression* value = nullptr;
    if (!ends_expression_list(kind())) {
        value = star_expressions();
        if (!value && !fall_back(after_yield)) return nullptr;
    }
    auto* node = make<Yield>(NodeKind::Yield, start);
    node->value = value;
    return seal(node, value);
}

// ------------------------------------------------------------------------------------------------ expression

Expression* Parser::expression() {
    return second_pass_ ? remembered(expressions_[explaining_], &Parser::any_expression) : any_expression();
}

Expression* Parser::any_expression() {
    Depth depth(*this);
    if (!depth.ok()) return nullptr;
    if (at(TokenKind::Lambda)) return lambda();
    const TokenIndex start = pos_;
    Expression* body = disjunction();
    if (!body) return nullptr;
    if (explaining_ && !raised_) explain_expression(start, body);
    if (raised_) return nullptr;
    if (!at(TokenKind::If)) return body;
    const TokenIndex after_body = pos_;
    advance();
    Expression* test = disjunction();
    if (explaining_ && test && !at(TokenKind::Else) && !at(TokenKind::Colon)) {
        return raise_from(body->span, test->span, "expected 'else' after 'if' expression");
    }
    Expression* orelse = test && accept(TokenKind::Else) ? expression() : nullptr;
    if (!orelse) return fall_back(after_body) ? body : nullptr;
    auto* node = make<IfExp>(NodeKind::IfExp, start);
    node->test = test;
    node->body = body;
    node->orelse = orelse;
    return seal(node, test, body, orelse);
}

Expression* Parser::lambda() {
    const TokenIndex start = pos_;
    advance();
    Arguments* args = parameters(true);
    if (!args) return nullptr;
    const Token& colon = token();
    if (!accept(TokenKind::Colon)) return nullptr;
    if (explaining_ && (at(TokenKind::FStringMiddle) || at(TokenKind::FStringEnd))) {
        return raise_from(span_of(tokens_[start]), span_of(colon),
                          "f-string: lambda expressions are not allowed without parentheses");
    }
    Expression* body = expression();
    if (!body) return nullptr;
    auto* node = make<Lambda>(NodeKind::Lambda, start);
    node->args = args;
    node->body = body;
    return seal(node, args, body);
}

Expression* Parser::disjunction() {
    return second_pass_ ? remembered(disjunctions_, &Parser::any_disjunction) : any_disjunction();
}

Expression* Parser::any_disjunction() {
    const TokenIndex start = pos_;
    Expression* first = conjunction();
    if (!first || !at(TokenKind::Or)) return first;
    Items<Expression> values(*this);
    values.push(first);
    while (at(TokenKind::Or)) {
        const TokenIndex before = pos_;
        advance();
        Expression* value = conjunction();
        if (!value && !fall_back(before)) return nullptr;
        if (!value) break;
        values.push(value);
    }
    if (values.size() == 1) return first;
    auto* node = make<BoolOp>(NodeKind::BoolOp, start);
    node->op = BoolOperator::Or;
    node->values = values.finish();
    return seal(node, node->values);
}

Expression* Parser::conjunction() {
    const TokenIndex start = pos_;
    Expression* first = inversion();
    if (!first || !at(TokenKind::And)) return first;
    Items<Expression> values(*this);
    values.push(first);
    while (at(TokenKind::And)) {
        const TokenIndex before = pos_;
        advance();
        Expression* value = inversion();
        if (!value && !fall_back(before)) return nullptr;
        if (!value) break;
        values.push(value);
    }
    if (values.size() == 1) return first;
    auto* node = make<BoolOp>(NodeKind::BoolOp, start);
    node->op = BoolOperator::And;
    node->values = values.finish();
    return seal(node, node->values);
}

// `not` in a row: counted, not recursed into.
Expression* Parser::inversion() {
    const TokenIndex start = pos_;
    while (at(TokenKind::Not)) advance();
    const TokenIndex operand_start = pos_;
    Expression* value = comparison();
    for (TokenIndex i = operand_start; value && i-- > start;) {
        auto* node = make<UnaryOp>(NodeKind::UnaryOp, i);
        node->op = UnaryOperator::Not;
        node->operand = value;
        value = seal(node, value);
    }
    return value;
}

// Takes a comparison operator, `not in` and `is not` as one.
bool Parser::comparison_operator(CompareOperator& op) {
    switch (kind()) {
        case TokenKind::EqualEqual: op = CompareOperator::Eq; break;
        case TokenKind::NotEqual: op = CompareOperator::NotEq; break;
        case TokenKind::Less: op = CompareOperator::Lt; break;
        case TokenKind::LessEqual: op = CompareOperator::LtE; break;
        case TokenKind::Greater: op = CompareOperator::Gt; break;
        case TokenKind::GreaterEqual: op = CompareOperator::GtE; break;
        case TokenKind::In: op = CompareOperator::In; break;
        case TokenKind::Is:
            advance();
            op = accept(TokenKind::Not) ? CompareOperator::IsNot : CompareOperator::Is;
            return true;
        case TokenKind::Not:
            if (kind(1) != TokenKind::In) return false;
            advance();
            op = CompareOperator::NotIn;
            break;
        default: return false;
    }
    advance();
    return true;
}

Expression* Parser::comparison() {
    const TokenIndex start = pos_;
    Expression* left = bitwise_or();
    CompareOperator op;
    TokenIndex before = pos_;
    if (!left || !comparison_operator(op)) return left;
    std::vector<CompareOperator> ops;
    Items<Expression> comparators(*this);
    do {
        Expression* right = bitwise_or();
        if (!right && !fall_back(before)) return nullptr;
        if (!right) break;
        ops.push_back(op);
        comparators.push(right);
        before = pos_;
    } while (comparison_operator(op));
    if (ops.empty()) return left;
    auto* node = make<Compare>(NodeKind::Compare, start);
    node->left = left;
    node->ops = {module_.arena.copy_array(ops.data(), ops.size()), static_cast<std::uint32_t>(ops.size())};
    node->comparators = comparators.finish();
    return seal(node, left, node->comparators);
}

Expression* Parser::bitwise_or() { return second_pass_ ? remembered(bitwise_ors_, &Parser::any_bitwise_or) : binary(0); }

// Binary operators of at least this strength, left to right.
Expression* Parser::binary(int lowest) {
    const TokenIndex start = pos_;
    Expression* left = factor();
    while (left) {
        const BinaryInfo info = binary_info(kind());
        if (info.strength < lowest) break;
        const TokenIndex before = pos_;
        advance();
        if (explaining_ && info.strength >= kSumStrength && at(TokenKind::Not)) {
            explain_not_operand();
            return nullptr;
        }
        Expression* right = binary(info.strength + 1);
        if (!right) return fall_back(before) ? left : nullptr;
        auto* node = make<BinOp>(NodeKind::BinOp, start);
        node->left = left;
        node->op = info.op;
        node->right = right;
        left = seal(node, left, right);
    }
    return left;
}

// Signs in a row: counted, not recursed into.
Expression* Parser::factor() {
    const TokenIndex start = pos_;
    while (at(TokenKind::Minus) || at(TokenKind::Plus) || at(TokenKind::Tilde)) advance();
    const TokenIndex operand_start = pos_;
    if (explaining_ && operand_start > start && at(TokenKind::Not)) {
        explain_not_operand();
        return nullptr;
    }
    Expression* value = power();
    for (TokenIndex i = operand_start; value && i-- > start;) {
        const TokenKind sign = tokens_[i].kind;
        auto* node = make<UnaryOp>(NodeKind::UnaryOp, i);
        node->op = sign == TokenKind::Minus  ? UnaryOperator::USub
                   : sign == TokenKind::Plus ? UnaryOperator::UAdd
                                             : UnaryOperator::Invert;
        node->operand = value;
        value = seal(node, value);
    }
    return value;
}

Expression* Parser::power() {
    const TokenIndex start = pos_;
    Expression* left = await_primary();
    if (!left || !at(TokenKind::DoubleStar)) return left;
    Depth depth(*this);
    if (!depth.ok()) return nullptr;
    const TokenIndex before = pos_;
    advance();
    Expression* right = factor();
    if (!right) return fall_back(before) ? left : nullptr;
    auto* node = make<BinOp>(NodeKind::BinOp, start);
    node->left = left;
    node->op = BinaryOperator::Pow;
    node->right = right;
    return seal(node, left, right);
}

Expression* Parser::await_primary() {
    if (!at(TokenKind::Await)) return primary();
    const TokenIndex start = pos_;
    advance();
    Expression* value = primary();
    if (!value) return nullptr;
    auto* node = make<Await>(NodeKind::Await, start);
    node->value = value;
    return seal(node, value);
}

// ------------------------------------------------------------------------------------------------ primaries

Expression* Parser::primary() { return second_pass_ ? remembered(primaries_, &Parser::any_primary) : any_primary(); }

Expression* Parser::any_primary() {
    const TokenIndex start = pos_;
    Expression* value = atom();
    while (value) {
        const TokenIndex before = pos_;
        Expression* longer = nullptr;
        switch (kind()) {
            case TokenKind::Dot: longer = attribute(value, start); break;
            case TokenKind::LeftParen: longer = call(value, start); break;
            case TokenKind::LeftBracket: longer = subscript(value, start); break;
            default: return value;
        }
        if (!longer && fall_back(before)) return value;
        value = longer;
    }
    return nullptr;
}

Expression* Parser::attribute(Expression* value, TokenIndex start) {
    advance();
    std::string_view name;
    if (!accept_name(name)) return nullptr;
    auto* node = make<Attribute>(NodeKind::Attribute, start);
    node->value = value;
    node->attr = name;
    return seal(node, value);
}

Expression* Parser::subscript(Expression* value, TokenIndex start) {
    Depth depth(*this);
    if (!depth.ok()) return nullptr;
    advance();
    Expression* index = slices();
    if (!index || !accept(TokenKind::RightBracket)) return nullptr;
    auto* node = make<Subscript>(NodeKind::Subscript, start);
    node->value = value;
    node->slice = index;
    return seal(node, value, index);
}

Expression* Parser::slices() {
    const TokenIndex start = pos_;
    Items<Expression> items(*this);
    for (;;) {
        Expression* item = at(TokenKind::Star) ? starred_argument() : slice();
        if (!item) return nullptr;
        if (items.size() == 0 && !at(TokenKind::Comma) && item->kind != NodeKind::Starred) return item;
        items.push(item);
        if (!accept(TokenKind::Comma) || at(TokenKind::RightBracket)) break;
    }
    auto* tuple = make<Tuple>(NodeKind::Tuple, start);
    tuple->elts = items.finish();
    return seal(tuple, tuple->elts);
}

Expression* Parser::slice() {
    const TokenIndex start = pos_;
    Expression* lower = nullptr;
    if (!at(TokenKind::Colon)) {
        lower = named_expression();
        if (!lower) return nullptr;
        const bool named = lower->kind == NodeKind::NamedExpr && tokens_[start].kind == TokenKind::Name;
        if (named || !at(TokenKind::Colon)) return lower;
    }
    advance();
    Expression* parts[2] = {nullptr, nullptr};
    for (int i = 0; i < 2; ++i) {
        if (i == 1 && !accept(TokenKind::Colon)) break;
        if (at(TokenKind::Colon) || at(TokenKind::Comma) || at(TokenKind::RightBracket)) continue;
        parts[i] = expression();
        if (!parts[i]) return nullptr;
    }
    auto* node = make<Slice>(NodeKind::Slice, start);
    node->lower = lower;
    node->upper = parts[0];
    node->step = parts[1];
    return seal(node, lower, parts[0], parts[1]);
}

}  // namespace loopscope::syntax
