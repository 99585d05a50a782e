// Words for known mistakes, CPython's own. Runs in the second pass only, from where the text stopped making sense.
// Here: expressions, assignments, displays; the rest is in parser_explain_parts.cpp.
#include "syntax/parser_impl.h"

namespace loopscope::syntax {

const char* describe_expression(const Expression& expression) {
    switch (expression.kind) {
        case NodeKind::Attribute: return "attribute";
        case NodeKind::Subscript: return "subscript";
        case NodeKind::Starred: return "starred";
        case NodeKind::Name: return "name";
        case NodeKind::List: return "list";
        case NodeKind::Tuple: return "tuple";
        case NodeKind::Lambda: return "lambda";
        case NodeKind::Call: return "function call";
        case NodeKind::BoolOp:
        case NodeKind::BinOp:
        case NodeKind::UnaryOp: return "expression";
        case NodeKind::GeneratorExp: return "generator expression";
        case NodeKind::Yield:
        case NodeKind::YieldFrom: return "yield expression";
        case NodeKind::Await: return "await expression";
        case NodeKind::ListComp: return "list comprehension";
        case NodeKind::SetComp: return "set comprehension";
        case NodeKind::DictComp: return "dict comprehension";
        case NodeKind::Dict: return "dict literal";
        case NodeKind::Set: return "set display";
        case NodeKind::JoinedStr:
        case NodeKind::FormattedValue: return "f-string expression";
        case NodeKind::Compare: return "comparison";
        case NodeKind::IfExp: return "conditional expression";
        case NodeKind::NamedExpr: return "named expression";
        case NodeKind::Constant:
            switch (as<Constant>(expression).type) {
                case ConstantKind::None: return "None";
                case ConstantKind::False: return "False";
                case ConstantKind::True: return "True";
                case ConstantKind::Ellipsis: return "ellipsis";
                default: return "literal";
            }
        default: return "expression";
    }
}

namespace {

// CPython 3.13 takes any beginning of a soft keyword for one here, and so do we, to say what it says.
bool looks_like_soft_keyword(std::string_view name) {
    for (std::string_view keyword : {"_", "case", "match", "type"}) {
        if (keyword.starts_with(name)) return true;
    }
    return false;
}

bool is_old_statement(std::string_view name) { return name == "print" || name == "exec"; }

constexpr std::uint32_t kMaxOldStatementChain = 30;

constexpr const char* kMaybeEquals = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";

}  // namespace

// ------------------------------------------------------------------------------------------------ expressions

// `left` has just been parsed and something that cannot follow may stand behind it.
void Parser::explain_expression(TokenIndex start, Expression* left) {
    const Token& first = tokens_[start];
    const bool is_name = first.kind == TokenKind::Name;
    const bool has_old_name = is_name && is_old_statement(text_of(first));
    const bool is_prefix = is_name && tokens_[start + 1].kind == TokenKind::String;
    if (!is_prefix && !(is_name && looks_like_soft_keyword(text_of(first)))) {
        const Quiet quiet(*this);
        Expression* next = attempt(pos_, [this] { return expression(); });
        if (raised_) return;
        const bool bare_old_name = left->kind == NodeKind::Name && is_old_statement(as<Name>(*left).id);
        if (next && !bare_old_name && tokens_[after_attempt_ - 1].level != 0) {
            raise_from(left->span, next->span, "invalid syntax. Perhaps you forgot a comma?");
            return;
        }
    }
    // print x: whatever follows the name is looked at even if the name is another one, since CPython finds unclosed
    // brackets on that way. A chain of names would make this long for nothing.
    const bool is_bare = pos_ == start + 1;
    if (!is_name || (!has_old_name && !is_bare) || glance_at(start + 1) == TokenKind::LeftParen) return;
    if (old_statement_chain_ >= kMaxOldStatementChain) return;
    ++old_statement_chain_;
    Expression* rest = attempt(start + 1, [this] { return star_expressions(); });
    --old_statement_chain_;
    if (!rest || raised_ || !has_old_name) return;
    const std::string name(text_of(first));
    raise_from(span_of(first), rest->span, "Missing parentheses in call to '" + name + "'. Did you mean " + name + "(...)?");
}

void Parser::explain_named_expression(TokenIndex start, Expression* value) {
    if (value && at(TokenKind::ColonEqual)) {
        const Expression* assigned = attempt(pos_ + 1, [this] { return expression(); });
        if (assigned && !raised_) {
            raise_at(value->span, std::string("cannot use assignment expressions with ") + describe_expression(*value));
        }
        return;
    }
    const auto assigned_from = [this](TokenIndex from) -> Expression* {
        Expression* assigned = attempt(from, [this] { return bitwise_or(); });
        const TokenKind after = glance_at(after_attempt_);
        return assigned && !raised_ && after != TokenKind::Equal && after != TokenKind::ColonEqual ? assigned : nullptr;
    };
    if (tokens_[start].kind == TokenKind::Name && glance_at(start + 1) == TokenKind::Equal) {
        if (Expression* assigned = assigned_from(start + 2)) {
            raise_from(span_of(tokens_[start]), assigned->span, kMaybeEquals);
        }
        return;
    }
    if (raised_ || starts_with_display(start)) return;
    Expression* target = attempt(start, [this] { return bitwise_or(); });
    const TokenIndex equal = after_attempt_;
    if (!target || raised_ || glance_at(equal) != TokenKind::Equal || !assigned_from(equal + 1)) return;
    raise_at(target->span,
             std::string("cannot assign to ") + describe_expression(*target) + " here. Maybe you meant '==' instead of '='?");
}

// A list, tuple, generator expression or True, False, None at `start`.
bool Parser::starts_with_display(TokenIndex start) {
    switch (tokens_[start].kind) {
        case TokenKind::True:
        case TokenKind::False:
        case TokenKind::None: return true;
        case TokenKind::LeftParen:
        case TokenKind::LeftBracket: break;
        default: return false;
    }
    const Expression* display = attempt(start, [this] { return atom(); });
    if (!display || display->span.column != tokens_[start].column || display->span.line != tokens_[start].line) {
        return false;  // nothing, or a group: that is its content, which starts further right
    }
    return display->kind == NodeKind::List || display->kind == NodeKind::Tuple || display->kind == NodeKind::GeneratorExp;
}

// `not` stands where an operand should.
void Parser::explain_not_operand() {
    const TokenIndex start = pos_;
    if (Expression* operand = attempt(start, [this] { return inversion(); })) {
        raise_from(span_of(tokens_[start]), operand->span, "'not' after an operator must be parenthesized");
    }
}

// Behind a "(" that does not close as a tuple or a group.
void Parser::explain_group(TokenIndex start) {
    pos_ = start + 1;
    const Token& star = token();
    const bool is_double = star.kind == TokenKind::DoubleStar;
    if (!is_double && star.kind != TokenKind::Star) return;
    advance();
    Expression* value = expression();
    if (!value || raised_ || !at(TokenKind::RightParen)) return;
    if (is_double) {
        raise_token(star, "cannot use double starred expression here");
    } else {
        raise_from(span_of(star), value->span, "cannot use starred expression here");
    }
}

// ------------------------------------------------------------------------------------------------ assignments

void Parser::explain_statement(TokenIndex start) {
    pos_ = start;
    switch (kind()) {
        case TokenKind::Del: {
            advance();
            const Expression* targets = star_expressions();
            if (targets && !raised_) explain_invalid_target(targets, TargetUse::Delete);
            return;
        }
        case TokenKind::Return:
        case TokenKind::Import:
        case TokenKind::From:
        case TokenKind::Raise:
        case TokenKind::Pass:
        case TokenKind::Break:
        case TokenKind::Continue:
        case TokenKind::Assert:
        case TokenKind::Global:
        case TokenKind::Nonlocal: return;
        default: explain_annotation(start);
    }
    if (!raised_) explain_assignment(start);
}

// target ":" annotation, where the target is none.
void Parser::explain_annotation(TokenIndex start) {
    const auto annotated = [this] {
        if (!accept(TokenKind::Colon)) return false;
        return expression() != nullptr && !raised_;
    };
    pos_ = start;
    if (at(TokenKind::LeftParen) || at(TokenKind::LeftBracket)) {
        const Expression* display = atom();
        if (raised_) return;
        const bool wrong = display && (display->kind == NodeKind::List || display->kind == NodeKind::Tuple);
        if (wrong && annotated()) {
            raise_at(display->span,
                     std::string("only single target (not ") + describe_expression(*display) + ") can be annotated");
        }
        if (raised_) return;
    }
    pos_ = start;
    const Expression* first = at(TokenKind::Yield) ? nullptr : star_named_expression();
    if (raised_) return;
    if (first && accept(TokenKind::Comma)) {
        while (star_named_expression() && accept(TokenKind::Comma)) {
        }
        if (raised_) return;
        if (annotated()) raise_at(first->span, "only single target (not tuple) can be annotated");
        if (raised_) return;
    }
    pos_ = start;
    const Expression* target = expression();
    if (target && !raised_ && annotated()) raise_at(target->span, "illegal target for annotation");
}

// (target "=")* value "=" where the last is no target; target op= value likewise.
void Parser::explain_assignment(TokenIndex start) {
    pos_ = start;
    for (;;) {
        const bool is_yield = at(TokenKind::Yield);
        const Expression* value = is_yield ? yield_expression() : star_expressions();
        if (!value || raised_ || !at(TokenKind::Equal)) break;
        if (is_yield) {
            raise_at(value->span, "assignment to yield expression not possible");
            return;
        }
        if (!is_valid_target(value, true)) {
            explain_invalid_target(value, TargetUse::Assign);
            break;
        }
        advance();
    }
    if (raised_) return;
    pos_ = start;
    const Expression* target = star_expressions();
    if (!target || raised_ || !is_augmented_assignment(kind())) return;
    advance();
    if (annotated_value() && !raised_) {
        raise_at(target->span,
                 std::string("'") + describe_expression(*target) + "' is an illegal expression for augmented assignment");
    }
}

// The part that cannot be assigned to (or deleted), or nullptr.
const Expression* Parser::find_invalid_target(const Expression* expression, TargetUse use) const {
    const Expressions* elements = nullptr;
    switch (expression->kind) {
        case NodeKind::Name:
        case NodeKind::Attribute:
        case NodeKind::Subscript: return nullptr;
        case NodeKind::Starred:
            if (use == TargetUse::Delete) return expression;
            return find_invalid_target(as<Starred>(*expression).value, use);
        case NodeKind::Compare: {
            // for x + 1 in y: the `in` was taken for an operator.
            const auto& compare = as<Compare>(*expression);
            if (use != TargetUse::For) return expression;
            return compare.ops[0] == CompareOperator::In ? find_invalid_target(compare.left, use) : nullptr;
        }
        case NodeKind::Tuple: elements = &as<Tuple>(*expression).elts; break;
        case NodeKind::List: elements = &as<ListExpr>(*expression).elts; break;
        default: return expression;
    }
    for (const Expression* element : *elements) {
        if (const Expression* found = find_invalid_target(element, use)) return found;
    }
    return nullptr;
}

void Parser::explain_invalid_target(const Expression* expression, TargetUse use) {
    const Expression* invalid = find_invalid_target(expression, use);
    if (!invalid) return;
    const char* verb = use == TargetUse::Delete ? "cannot delete " : "cannot assign to ";
    raise_at(invalid->span, std::string(verb) + describe_expression(*invalid));
}

// Behind `for`, where no targets and `in` follow.
void Parser::explain_for_target() {
    const Expression* targets = star_expressions();
    if (targets && !raised_) explain_invalid_target(targets, TargetUse::For);
}

// ------------------------------------------------------------------------------------------------ displays

void Parser::explain_comprehension_clause() {
    const TokenIndex start = pos_;
    bool any = false;
    while (bitwise_or()) {
        any = true;
        if (!accept(TokenKind::Comma)) break;
    }
    if (raised_) return;
    if (any && !at(TokenKind::In)) {
        raise_here("'in' expected after for-loop variables");
        return;
    }
    pos_ = start;
    explain_for_target();
}

// [a, b for ...]: the comprehension is of the whole.
void Parser::explain_bracket_comprehension(TokenIndex start) {
    pos_ = start + 1;
    const Expression* first = star_named_expression();
    if (!first || raised_ || !at(TokenKind::Comma)) return;
    const Token& comma = token();
    advance();
    const Expression* last = nullptr;
    while (!at_comprehension()) {
        const Expression* item = star_named_expression();
        if (!item || raised_) return;
        last = item;
        if (!accept(TokenKind::Comma)) break;
    }
    List<Comprehension*> clauses;
    if (!at_comprehension() || !comprehension_clauses(clauses) || raised_) return;
    raise_from(first->span, last ? last->span : span_of(comma), "did you forget parentheses around the comprehension target?");
}

// The items of a dict up to the one that is wrong. CPython looks here even before it looks for other mistakes.
void Parser::explain_dict(TokenIndex start) {
    pos_ = start + 1;
    for (bool first = true; !at(TokenKind::RightBrace); first = false) {
        if (accept(TokenKind::DoubleStar)) {
            if (!bitwise_or() || raised_ || !accept(TokenKind::Comma)) return;
            continue;
        }
        const Expression* key = expression();
        if (!key || raised_) return;
        if (!at(TokenKind::Colon)) {
            Span span = key->span;
            span.line = key->span.end_line;
            span.column = std::max(key->span.end_column, 1u) - 1;
            if (!first) raise_at(span, "':' expected after dictionary key");
            return;
        }
        const Token& colon = token();
        advance();
        if (at(TokenKind::Star)) {
            const Token& star = token();
            advance();
            const Expression* value = bitwise_or();
            if (value && !raised_) {
                raise_from(span_of(star), value->span, "cannot use a starred expression in a dictionary value");
            }
            return;
        }
        if (at(TokenKind::RightBrace) || at(TokenKind::Comma)) {
            raise_token(colon, "expression expected after dictionary key and ':'");
            return;
        }
        if (!expression() || raised_ || !accept(TokenKind::Comma)) return;
    }
}

}  // namespace loopscope::syntax
