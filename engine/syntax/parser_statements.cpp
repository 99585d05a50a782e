// Statements of one line: expression statements, assignments, imports and the small keywords.
#include "syntax/parser_impl.h"

namespace loopscope::syntax {

namespace {

bool augmented_operator(TokenKind kind, BinaryOperator& op) {
    switch (kind) {
        case TokenKind::PlusEqual: op = BinaryOperator::Add; return true;
        case TokenKind::MinusEqual: op = BinaryOperator::Sub; return true;
        case TokenKind::StarEqual: op = BinaryOperator::Mult; return true;
        case TokenKind::AtEqual: op = BinaryOperator::MatMult; return true;
        case TokenKind::SlashEqual: op = BinaryOperator::Div; return true;
        case TokenKind::PercentEqual: op = BinaryOperator::Mod; return true;
        case TokenKind::AmpersandEqual: op = BinaryOperator::BitAnd; return true;
        case TokenKind::BarEqual: op = BinaryOperator::BitOr; return true;
        case TokenKind::CaretEqual: op = BinaryOperator::BitXor; return true;
        case TokenKind::LeftShiftEqual: op = BinaryOperator::LShift; return true;
        case TokenKind::RightShiftEqual: op = BinaryOperator::RShift; return true;
        case TokenKind::DoubleStarEqual: op = BinaryOperator::Pow; return true;
        case TokenKind::DoubleSlashEqual: op = BinaryOperator::FloorDiv; return true;
        default: return false;
    }
}

bool is_single_target(const Expression* expression) {
    return expression->kind == NodeKind::Name || expression->kind == NodeKind::Attribute ||
           expression->kind == NodeKind::Subscript;
}

}  // namespace

bool is_augmented_assignment(TokenKind kind) {
    BinaryOperator op;
    return augmented_operator(kind, op);
}

bool Parser::statements_until(TokenKind end, Statements& body) {
    Items<Statement> items(*this);
    while (!at(end)) {
        // Statements that were fine in the first pass need no second look.
        if (end == TokenKind::EndMarker && !second_pass_) second_start_ = pos_;
        if (!statement(items)) return false;
    }
    body = items.finish();
    return true;
}

bool Parser::statement(Items<Statement>& to) {
    bool handled = false;
    Statement* compound = compound_statement(handled);
    if (compound) to.push(compound);
    if (compound || handled || raised_) return compound != nullptr;
    return simple_statements(to);
}

// Statements up to the end of the line, `;` between them.
bool Parser::simple_statements(Items<Statement>& to) {
    for (;;) {
        const TokenIndex start = pos_;
        Statement* simple = simple_statement();
        const bool ended = simple && (at(TokenKind::Semicolon) || at(TokenKind::Newline));
        if (!ended) {
            // What was complete as something else than an expression is not looked at again.
            const bool open = !simple || simple->kind == NodeKind::Expr || simple->kind == NodeKind::Delete;
            if (explaining_ && !raised_ && open) explain_statement(start);
            return false;
        }
        to.push(simple);
        if (accept(TokenKind::Newline)) return true;
        advance();
        if (accept(TokenKind::Newline)) return true;
    }
}

Statement* Parser::simple_statement() {
    switch (kind()) {
        case TokenKind::Return: return return_statement();
        case TokenKind::Import: return import_statement();
        case TokenKind::From: return import_from_statement();
        case TokenKind::Raise: return raise_statement();
        case TokenKind::Pass: return bare_statement<Pass>(NodeKind::Pass);
        case TokenKind::Break: return bare_statement<Break>(NodeKind::Break);
        case TokenKind::Continue: return bare_statement<Continue>(NodeKind::Continue);
        case TokenKind::Del: return delete_statement();
        case TokenKind::Assert: return assert_statement();
        case TokenKind::Global:
        case TokenKind::Nonlocal: return scope_statement();
        case TokenKind::Name:
            if (at_soft("type") && kind(1) == TokenKind::Name &&
                (kind(2) == TokenKind::Equal || kind(2) == TokenKind::LeftBracket)) {
                return type_alias();
            }
            return expression_statement();
        default: return expression_statement();
    }
}

template <class T>
Statement* Parser::bare_statement(NodeKind kind) {
    const TokenIndex start = pos_;
    advance();
    return make<T>(kind, start);
}

// ------------------------------------------------------------------------------------------------ assignments

Statement* Parser::expression_statement() {
    const TokenIndex start = pos_;
    const bool is_yield = at(TokenKind::Yield);
    Expression* first = is_yield ? yield_expression() : star_expressions();
    if (!first) return nullptr;
    if (!is_yield) {
        if (at(TokenKind::Equal)) return assignment(start, first);
        if (at(TokenKind::Colon)) return annotated_assignment(start, first);
        BinaryOperator op;
        if (augmented_operator(kind(), op)) return augmented_assignment(start, first, op);
    }
    auto* statement = make<Expr>(NodeKind::Expr, start);
    statement->value = first;
    return seal(statement, first);
}

Expression* Parser::annotated_value() { return at(TokenKind::Yield) ? yield_expression() : star_expressions(); }

Statement* Parser::assignment(TokenIndex start, Expression* first) {
    Items<Expression> targets(*this);
    Expression* value = first;
    while (at(TokenKind::Equal)) {
        if (!is_valid_target(value, true)) return nullptr;
        set_context(value, Context::Store);
        targets.push(value);
        advance();
        value = annotated_value();
        if (!value) return nullptr;
    }
    auto* statement = make<Assign>(NodeKind::Assign, start);
    statement->targets = targets.finish();
    statement->value = value;
    return seal(statement, statement->targets, value);
}

Statement* Parser::annotated_assignment(TokenIndex start, Expression* target) {
    if (!is_single_target(target)) return nullptr;
    advance();
    set_context(target, Context::Store);
    Expression* annotation = expression();
    if (!annotation) return nullptr;
    Expression* value = nullptr;
    if (accept(TokenKind::Equal)) {
        value = annotated_value();
        if (!value) return nullptr;
    }
    auto* statement = make<AnnAssign>(NodeKind::AnnAssign, start);
    statement->target = target;
    statement->annotation = annotation;
    statement->value = value;
    statement->simple = tokens_[start].kind == TokenKind::Name && target->kind == NodeKind::Name;
    return seal(statement, target, annotation, value);
}

Statement* Parser::augmented_assignment(TokenIndex start, Expression* target, BinaryOperator op) {
    if (!is_single_target(target)) return nullptr;
    advance();
    set_context(target, Context::Store);
    Expression* value = annotated_value();
    if (!value) return nullptr;
    auto* statement = make<AugAssign>(NodeKind::AugAssign, start);
    statement->target = target;
    statement->op = op;
    statement->value = value;
    return seal(statement, target, value);
}

// After the name `type`, which a name follows.
Statement* Parser::type_alias() {
    const TokenIndex start = pos_;
    advance();
    auto* name = make<Name>(NodeKind::Name, pos_);
    name->span = span_of(token());
    name->ctx = Context::Store;
    accept_name(name->id);
    List<TypeParam*> params;
    if (at(TokenKind::LeftBracket) && !type_parameters(params)) return nullptr;
    if (!accept(TokenKind::Equal)) return nullptr;
    Expression* value = expression();
    if (!value) return nullptr;
    auto* statement = make<TypeAlias>(NodeKind::TypeAlias, start);
    statement->name = name;
    statement->type_params = params;
    statement->value = value;
    return seal(statement, params, value);
}

// ------------------------------------------------------------------------------------------------ small keywords

Statement* Parser::return_statement() {
    const TokenIndex start = pos_;
    advance();
    Expression* value = nullptr;
    if (!at(TokenKind::Newline) && !at(TokenKind::Semicolon)) {
        value = star_expressions();
        if (!value) return nullptr;
    }
    auto* statement = make<Return>(NodeKind::Return, start);
    statement->value = value;
    return seal(statement, value);
}

Statement* Parser::raise_statement() {
    const TokenIndex start = pos_;
    advance();
    Expression* exc = nullptr;
    Expression* cause = nullptr;
    if (!at(TokenKind::Newline) && !at(TokenKind::Semicolon)) {
        exc = expression();
        if (!exc) return nullptr;
        if (accept(TokenKind::From)) {
            cause = expression();
            if (!cause) return nullptr;
        }
    }
    auto* statement = make<Raise>(NodeKind::Raise, start);
    statement->exc = exc;
    statement->cause = cause;
    return seal(statement, exc, cause);
}

Statement* Parser::delete_statement() {
    const TokenIndex start = pos_;
    advance();
    Items<Expression> targets(*this);
    for (;;) {
        Expression* target = primary();
        if (!target || !make_target(target, Context::Del)) return nullptr;
        targets.push(target);
        if (!accept(TokenKind::Comma)) break;
        if (at(TokenKind::Newline) || at(TokenKind::Semicolon)) break;
    }
    auto* statement = make<Delete>(NodeKind::Delete, start);
    statement->targets = targets.finish();
    return seal(statement, statement->targets);
}

Statement* Parser::assert_statement() {
    const TokenIndex start = pos_;
    advance();
    Expression* test = expression();
    if (!test) return nullptr;
    Expression* message = nullptr;
    if (accept(TokenKind::Comma)) {
        message = expression();
        if (!message) return nullptr;
    }
    auto* statement = make<Assert>(NodeKind::Assert, start);
    statement->test = test;
    statement->msg = message;
    return seal(statement, test, message);
}

Statement* Parser::scope_statement() {
    const TokenIndex start = pos_;
    const bool is_global = at(TokenKind::Global);
    advance();
    std::vector<std::string_view> names;
    do {
        std::string_view name;
        if (!accept_name(name)) return nullptr;
        names.push_back(name);
    } while (accept(TokenKind::Comma));
    const Names list{module_.arena.copy_array(names.data(), names.size()), static_cast<std::uint32_t>(names.size())};
    if (is_global) {
        auto* statement = make<Global>(NodeKind::Global, start);
        statement->names = list;
        return statement;
    }
    auto* statement = make<Nonlocal>(NodeKind::Nonlocal, start);
    statement->names = list;
    return statement;
}

// ------------------------------------------------------------------------------------------------ imports

// NAME ("." NAME)*, as one text without blanks.
bool Parser::dotted_name(std::string_view& name) {
    std::string_view part;
    if (!accept_name(part)) return false;
    if (!at(TokenKind::Dot)) {
        name = part;
        return true;
    }
    std::string joined(part);
    while (accept(TokenKind::Dot)) {
        if (!accept_name(part)) return false;
        joined += '.';
        joined += part;
    }
    name = module_.arena.copy_text(joined);
    return true;
}

Alias* Parser::import_alias(bool dotted) {
    const TokenIndex start = pos_;
    std::string_view name, asname;
    if (!(dotted ? dotted_name(name) : accept_name(name))) return nullptr;
    if (accept(TokenKind::As) && !accept_name(asname)) return nullptr;
    auto* alias = make<Alias>(NodeKind::Alias, start);
    alias->name = name;
    alias->asname = asname;
    return alias;
}

std::nullptr_t Parser::raise_no_names() {
    raise_token(token(), "Expected one or more names after 'import'");
    raised_->end_column = raised_->column;
    return nullptr;
}

Statement* Parser::import_statement() {
    const TokenIndex start = pos_;
    advance();
    if (explaining_ && at(TokenKind::Newline)) {
        return raise_no_names();
    }
    Items<Alias> aliases(*this);
    bool renamed = false;
    do {
        Alias* alias = import_alias(true);
        if (!alias) return nullptr;
        renamed = renamed || !alias->asname.empty();
        aliases.push(alias);
    } while (accept(TokenKind::Comma));
    if (explaining_ && !renamed && at(TokenKind::From)) {
        advance();
        std::string_view source;
        if (dotted_name(source)) {
            return raise_at(span_from(start), "Did you mean to use 'from ... import ...' instead?");
        }
        return nullptr;
    }
    auto* statement = make<Import>(NodeKind::Import, start);
    statement->names = aliases.finish();
    return seal(statement, statement->names);
}

Statement* Parser::import_from_statement() {
    const TokenIndex start = pos_;
    advance();
    std::uint32_t level = 0;
    while (at(TokenKind::Dot) || at(TokenKind::Ellipsis)) {
        level += at(TokenKind::Dot) ? 1 : 3;
        advance();
    }
    std::string_view source;
    if ((level == 0 || !at(TokenKind::Import)) && !dotted_name(source)) return nullptr;
    if (!accept(TokenKind::Import)) return nullptr;
    List<Alias*> names;
    if (!import_targets(names)) return nullptr;
    auto* statement = make<ImportFrom>(NodeKind::ImportFrom, start);
    statement->module = source;
    statement->names = names;
    statement->level = level;
    return seal(statement, names);
}

bool Parser::import_targets(List<Alias*>& names) {
    Items<Alias> aliases(*this);
    const TokenIndex start = pos_;
    if (accept(TokenKind::Star)) {
        auto* alias = make<Alias>(NodeKind::Alias, start);
        alias->name = "*";
        aliases.push(alias);
        names = aliases.finish();
        return true;
    }
    if (explaining_ && at(TokenKind::Newline)) {
        raise_no_names();
        return false;
    }
    const bool parenthesized = accept(TokenKind::LeftParen);
    for (;;) {
        Alias* alias = import_alias(false);
        if (!alias) return false;
        aliases.push(alias);
        if (!accept(TokenKind::Comma)) break;
        if (parenthesized && at(TokenKind::RightParen)) break;
        if (!parenthesized && at(TokenKind::Newline)) {
            if (explaining_) raise_here("trailing comma not allowed without surrounding parentheses");
            return false;
        }
    }
    if (parenthesized && !accept(TokenKind::RightParen)) return false;
    names = aliases.finish();
    return true;
}

}  // namespace loopscope::syntax
