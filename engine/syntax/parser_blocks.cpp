// Statements that own blocks, and the blocks.
#include "syntax/parser_impl.h"

namespace loopscope::syntax {

// The block behind a colon. `what` and `owner` are for the message where its indentation is missing.
bool Parser::block(Statements& body, const char* what, const Token& owner) {
    if (accept(TokenKind::Newline)) {
        if (!at(TokenKind::Indent)) {
            if (explaining_) {
                raise_here(std::string("expected an indented block after ") + what + " on line " + std::to_string(owner.line),
                           base::DiagnosticKind::IndentationError);
            }
            return false;
        }
        advance();
        if (!statements_until(TokenKind::Dedent, body)) return false;
        advance();
        return true;
    }
    Items<Statement> items(*this);
    if (!simple_statements(items)) return false;
    body = items.finish();
    return true;
}

// A colon. Where it is missing: a message at the end of the line, or (`forced`) wherever.
bool Parser::colon(bool forced) {
    if (accept(TokenKind::Colon)) return true;
    if (!explaining_ || raised_) return false;
    if (forced) {
        raise_token(token(), "expected ':'");
    } else if (at(TokenKind::Newline)) {
        raise_here("expected ':'");
    }
    return false;
}

// The compound statement that starts here. Without one: nullptr, and `handled` false.
Statement* Parser::compound_statement(bool& handled) {
    handled = true;
    switch (kind()) {
        case TokenKind::If: return if_statement();
        case TokenKind::Def: return function_definition(pos_, false, {});
        case TokenKind::At: return decorated();
        case TokenKind::Class: return class_definition(pos_, {});
        case TokenKind::For: return for_statement(pos_, false);
        case TokenKind::While: return while_statement();
        case TokenKind::With: return with_statement(pos_, false);
        case TokenKind::Try: return try_statement();
        case TokenKind::Async: return async_statement();
        case TokenKind::Name:
            if (at_soft("match")) return match_statement(handled);
            break;
        default: break;
    }
    handled = false;
    return nullptr;
}

// ------------------------------------------------------------------------------------------------ if, while, for

// `if` and its `elif`s: a loop, since a ladder may be long; the nodes nest from the last one up.
Statement* Parser::if_statement() {
    Items<Statement> ladder(*this);
    Statements orelse;
    for (;;) {
        const TokenIndex start = pos_;
        const Token& keyword = token();
        const char* what = keyword.kind == TokenKind::If ? "'if' statement" : "'elif' statement";
        advance();
        Expression* test = named_expression();
        if (!test || !colon(false)) return nullptr;
        Statements body;
        if (!block(body, what, keyword)) return nullptr;
        auto* node = make<If>(NodeKind::If, start);
        node->test = test;
        node->body = body;
        ladder.push(node);
        if (ladder.size() > kMaxTreeDepth) {
            fail_too_deep();
            return nullptr;
        }
        if (at(TokenKind::Elif)) continue;
        if (at(TokenKind::Else) && !else_block(orelse)) return nullptr;
        break;
    }
    const Span end = last_span();
    for (std::size_t i = ladder.size(); i-- > 0;) {
        auto* node = static_cast<If*>(ladder[i]);
        node->orelse = orelse;
        node->span = span_between(node->span, end);
        if (!seal(node, node->test, node->body, node->orelse)) return nullptr;
        Statement* single = node;
        if (i > 0) orelse = {module_.arena.copy_array(&single, 1), 1};
    }
    return ladder[0];
}

bool Parser::else_block(Statements& body) {
    if (!at(TokenKind::Else)) return true;
    const Token& keyword = token();
    advance();
    return colon(true) && block(body, "'else' statement", keyword);
}

Statement* Parser::while_statement() {
    const TokenIndex start = pos_;
    const Token& keyword = token();
    advance();
    Expression* test = named_expression();
    if (!test || !colon(false)) return nullptr;
    Statements body, orelse;
    if (!block(body, "'while' statement", keyword) || !else_block(orelse)) return nullptr;
    auto* node = make<While>(NodeKind::While, start);
    node->test = test;
    node->body = body;
    node->orelse = orelse;
    return seal(node, test, body, orelse);
}

Statement* Parser::for_statement(TokenIndex start, bool is_async) {
    const Token& keyword = token();
    const TokenIndex after_for = pos_ + 1;
    advance();
    Expression* target = star_targets();
    if (!target || !accept(TokenKind::In)) {
        if (explaining_ && !raised_) {
            pos_ = after_for;
            explain_for_target();
        }
        return nullptr;
    }
    Expression* iter = star_expressions();
    if (!iter || !colon(false)) return nullptr;
    Statements body, orelse;
    if (!block(body, "'for' statement", keyword) || !else_block(orelse)) return nullptr;
    auto* node = make<For>(is_async ? NodeKind::AsyncFor : NodeKind::For, start);
    node->target = target;
    node->iter = iter;
    node->body = body;
    node->orelse = orelse;
    return seal(node, target, iter, body, orelse);
}

// ------------------------------------------------------------------------------------------------ with

Statement* Parser::with_statement(TokenIndex start, bool is_async) {
    const Token& keyword = token();
    advance();
    const TokenIndex after_with = pos_;
    List<WithItem*> items;
    // Parentheses may be those of the statement or the start of an expression: the first is tried first.
    bool found = at(TokenKind::LeftParen) && with_items_in_parentheses(items);
    if (!found && !raised_) {
        pos_ = after_with;
        found = with_items(items) && at(TokenKind::Colon);
    }
    if (!found) {
        if (explaining_ && !raised_) {
            pos_ = after_with;
            explain_with();
        }
        return nullptr;
    }
    advance();
    Statements body;
    if (!block(body, "'with' statement", keyword)) return nullptr;
    auto* node = make<With>(is_async ? NodeKind::AsyncWith : NodeKind::With, start);
    node->items = items;
    node->body = body;
    return seal(node, items, body);
}

// "(" item ("," item)* [","] ")", and a colon behind it (not taken).
bool Parser::with_items_in_parentheses(List<WithItem*>& list) {
    advance();
    Items<WithItem> items(*this);
    for (;;) {
        WithItem* item = with_item();
        if (!item) return false;
        items.push(item);
        if (!accept(TokenKind::Comma)) break;
        if (at(TokenKind::RightParen)) break;
    }
    if (!accept(TokenKind::RightParen) || !at(TokenKind::Colon)) return false;
    list = items.finish();
    return true;
}

bool Parser::with_items(List<WithItem*>& list) {
    Items<WithItem> items(*this);
    do {
        WithItem* item = with_item();
        if (!item) return false;
        items.push(item);
    } while (accept(TokenKind::Comma));
    list = items.finish();
    return true;
}

WithItem* Parser::with_item() {
    Expression* context = expression();
    if (!context) return nullptr;
    Expression* variables = nullptr;
    if (at(TokenKind::As)) {
        advance();
        const TokenIndex target_start = pos_;
        variables = star_target();
        const bool good = variables && (at(TokenKind::Comma) || at(TokenKind::RightParen) || at(TokenKind::Colon));
        if (!good) {
            if (explaining_ && !raised_) {
                pos_ = target_start;
                Expression* wrong = expression();
                if (wrong && (at(TokenKind::Comma) || at(TokenKind::RightParen) || at(TokenKind::Colon))) {
                    explain_invalid_target(wrong, TargetUse::Assign);
                }
            }
            return nullptr;
        }
    }
    auto* item = module_.arena.make<WithItem>();
    item->kind = NodeKind::WithItem;
    item->context_expr = context;
    item->optional_vars = variables;
    return seal(item, context, variables);
}

// ------------------------------------------------------------------------------------------------ try

Statement* Parser::try_statement() {
    const TokenIndex start = pos_;
    const Token& keyword = token();
    advance();
    Statements body, orelse, finalbody;
    if (!colon(true)) return nullptr;
    const TokenIndex body_start = pos_;
    if (!block(body, "'try' statement", keyword)) {
        // Without a body at all, at least what is wrong with an `except` right behind it can be told.
        const bool bare_except = pos_ == body_start && at(TokenKind::Except);
        if (explaining_ && !raised_ && bare_except) except_handler(kind(1) == TokenKind::Star);
        return nullptr;
    }
    Items<ExceptHandler> handlers(*this);
    bool is_star = false;
    while (at(TokenKind::Except)) {
        const bool star_here = kind(1) == TokenKind::Star;
        if (handlers.size() != 0 && star_here != is_star) {
            if (explaining_) explain_mixed_except(star_here);
            return nullptr;
        }
        is_star = star_here;
        ExceptHandler* handler = except_handler(is_star);
        if (!handler) return nullptr;
        handlers.push(handler);
    }
    if (handlers.size() == 0 && !at(TokenKind::Finally)) {
        if (explaining_) raise_here("expected 'except' or 'finally' block");
        return nullptr;
    }
    if (handlers.size() != 0 && !else_block(orelse)) return nullptr;
    if (at(TokenKind::Finally)) {
        const Token& finally = token();
        advance();
        if (!colon(true) || !block(finalbody, "'finally' statement", finally)) return nullptr;
    }
    auto* node = make<Try>(is_star ? NodeKind::TryStar : NodeKind::Try, start);
    node->body = body;
    node->handlers = handlers.finish();
    node->orelse = orelse;
    node->finalbody = finalbody;
    return seal(node, body, node->handlers, orelse, finalbody);
}

ExceptHandler* Parser::except_handler(bool is_star) {
    const TokenIndex start = pos_;
    const Token& keyword = token();
    advance();
    if (is_star) advance();
    const TokenIndex after_except = pos_;
    Expression* type = nullptr;
    std::string_view name;
    bool good = true;
    if (is_star || !at(TokenKind::Colon)) {
        type = expression();
        good = type != nullptr;
        if (good && accept(TokenKind::As)) good = accept_name(name);
    }
    if (!good || !accept(TokenKind::Colon)) {
        if (explaining_ && !raised_) {
            pos_ = after_except;
            explain_except(is_star);
        }
        return nullptr;
    }
    Statements body;
    if (!block(body, is_star ? "'except*' statement" : "'except' statement", keyword)) return nullptr;
    auto* handler = make<ExceptHandler>(NodeKind::ExceptHandler, start);
    handler->type = type;
    handler->name = name;
    handler->body = body;
    return seal(handler, type, body);
}

// ------------------------------------------------------------------------------------------------ match

namespace {

// Whether a subject may begin with this token: quick, so that a plain name `match` costs nothing.
bool may_start_subject(TokenKind kind) {
    switch (kind) {
        case TokenKind::Name:
        case TokenKind::Number:
        case TokenKind::String:
        case TokenKind::FStringStart:
        case TokenKind::LeftParen:
        case TokenKind::LeftBracket:
        case TokenKind::LeftBrace:
        case TokenKind::Minus:
        case TokenKind::Plus:
        case TokenKind::Tilde:
        case TokenKind::Star:
        case TokenKind::Not:
        case TokenKind::Lambda:
        case TokenKind::Await:
        case TokenKind::Ellipsis:
        case TokenKind::None:
        case TokenKind::True:
        case TokenKind::False: return true;
        default: return false;
    }
}

}  // namespace

// `match` is a name unless a subject, a colon and a new line follow.
Statement* Parser::match_statement(bool& handled) {
    handled = false;
    const TokenIndex start = pos_;
    const Token& keyword = token();
    if (!may_start_subject(kind(1))) return nullptr;
    advance();
    // Where `match` may just as well be a value (match(x), match[1], match - 1), a missing colon says nothing.
    const bool is_value = at(TokenKind::LeftParen) || at(TokenKind::LeftBracket) || at(TokenKind::Minus) ||
                          at(TokenKind::Plus) || at(TokenKind::Star);
    Expression* subject = subject_expression();
    if (subject && !raised_ && explaining_ && !is_value && at(TokenKind::Newline)) raise_here("expected ':'");
    if (!subject || raised_ || !accept(TokenKind::Colon) || !at(TokenKind::Newline)) {
        pos_ = start;
        return nullptr;
    }
    handled = true;
    advance();
    if (!at(TokenKind::Indent)) {
        if (explaining_) {
            raise_here("expected an indented block after 'match' statement on line " + std::to_string(keyword.line),
                       base::DiagnosticKind::IndentationError);
        }
        return nullptr;
    }
    advance();
    Items<MatchCase> cases(*this);
    while (!at(TokenKind::Dedent)) {
        MatchCase* one = at_soft("case") ? match_case() : nullptr;
        if (!one) return nullptr;
        cases.push(one);
    }
    advance();
    auto* node = make<Match>(NodeKind::Match, start);
    node->subject = subject;
    node->cases = cases.finish();
    return seal(node, subject, node->cases);
}

// A subject may be a tuple without parentheses, and its items may be starred.
Expression* Parser::subject_expression() {
    const TokenIndex start = pos_;
    Expression* first = star_named_expression();
    if (!first) return nullptr;
    if (!at(TokenKind::Comma)) return first->kind == NodeKind::Starred ? nullptr : first;
    Items<Expression> items(*this);
    items.push(first);
    while (accept(TokenKind::Comma)) {
        if (at(TokenKind::Colon)) break;
        Expression* item = star_named_expression();
        if (!item) return nullptr;
        items.push(item);
    }
    auto* tuple = make<Tuple>(NodeKind::Tuple, start);
    tuple->elts = items.finish();
    return seal(tuple, tuple->elts);
}

MatchCase* Parser::match_case() {
    const Token& keyword = token();
    advance();
    Pattern* pattern = patterns();
    if (!pattern) return nullptr;
    Expression* guard = nullptr;
    if (accept(TokenKind::If)) {
        guard = named_expression();
        if (!guard) return nullptr;
    }
    if (!colon(false)) return nullptr;
    Statements body;
    if (!block(body, "'case' statement", keyword)) return nullptr;
    auto* node = module_.arena.make<MatchCase>();
    node->kind = NodeKind::MatchCase;
    node->pattern = pattern;
    node->guard = guard;
    node->body = body;
    return seal(node, pattern, guard, body);
}

// ------------------------------------------------------------------------------------------------ definitions

Statement* Parser::decorated() {
    Items<Expression> decorators(*this);
    while (accept(TokenKind::At)) {
        Expression* decorator = named_expression();
        if (!decorator || !accept(TokenKind::Newline)) return nullptr;
        decorators.push(decorator);
    }
    const Expressions list = decorators.finish();
    if (at(TokenKind::Class)) return class_definition(pos_, list);
    if (at(TokenKind::Def)) return function_definition(pos_, false, list);
    if (!at(TokenKind::Async)) return nullptr;
    const TokenIndex start = pos_;
    advance();
    return at(TokenKind::Def) ? function_definition(start, true, list) : nullptr;
}

Statement* Parser::async_statement() {
    const TokenIndex start = pos_;
    advance();
    switch (kind()) {
        case TokenKind::Def: return function_definition(start, true, {});
        case TokenKind::With: return with_statement(start, true);
        case TokenKind::For: return for_statement(start, true);
        default: return nullptr;
    }
}

Statement* Parser::function_definition(TokenIndex start, bool is_async, Expressions decorators) {
    const Token& keyword = token();
    advance();
    std::string_view name;
    if (!accept_name(name)) return nullptr;
    List<TypeParam*> type_params;
    if (at(TokenKind::LeftBracket)) {
        const TokenIndex bracket = pos_;
        if (!type_parameters(type_params)) pos_ = bracket;
        if (raised_) return nullptr;
    }
    if (!accept(TokenKind::LeftParen)) {
        if (explaining_) raise_token(token(), "expected '('");
        return nullptr;
    }
    Arguments* args = parameters(false);
    if (!args || !accept(TokenKind::RightParen)) return nullptr;
    Expression* returns = nullptr;
    if (accept(TokenKind::Arrow)) {
        returns = expression();
        if (!returns) return nullptr;
    }
    Statements body;
    if (!colon(true) || !block(body, "function definition", keyword)) return nullptr;
    auto* node = make<FunctionDef>(is_async ? NodeKind::AsyncFunctionDef : NodeKind::FunctionDef, start);
    node->name = name;
    node->args = args;
    node->body = body;
    node->decorator_list = decorators;
    node->returns = returns;
    node->type_params = type_params;
    return seal(node, args, body, decorators, returns, type_params);
}

Statement* Parser::class_definition(TokenIndex start, Expressions decorators) {
    const Token& keyword = token();
    advance();
    std::string_view name;
    if (!accept_name(name)) return nullptr;
    List<TypeParam*> type_params;
    if (at(TokenKind::LeftBracket) && !type_parameters(type_params)) return nullptr;
    Expressions bases;
    List<Keyword*> keywords;
    if (accept(TokenKind::LeftParen) && !call_arguments(bases, keywords, nullptr)) return nullptr;
    if (!colon(false)) return nullptr;
    Statements body;
    if (!block(body, "class definition", keyword)) return nullptr;
    auto* node = make<ClassDef>(NodeKind::ClassDef, start);
    node->name = name;
    node->bases = bases;
    node->keywords = keywords;
    node->body = body;
    node->decorator_list = decorators;
    node->type_params = type_params;
    return seal(node, bases, keywords, body, decorators, type_params);
}

// "[" type_param ("," type_param)* [","] "]"
bool Parser::type_parameters(List<TypeParam*>& params) {
    advance();
    if (explaining_ && at(TokenKind::RightBracket)) {
        raise_token(token(), "Type parameter list cannot be empty");
        return false;
    }
    Items<TypeParam> items(*this);
    for (;;) {
        TypeParam* param = type_parameter();
        if (!param) return false;
        items.push(param);
        if (!accept(TokenKind::Comma)) break;
        if (at(TokenKind::RightBracket)) break;
    }
    if (!accept(TokenKind::RightBracket)) return false;
    params = items.finish();
    return true;
}

TypeParam* Parser::type_parameter() {
    const TokenIndex start = pos_;
    const bool is_tuple = accept(TokenKind::Star);
    const bool is_spec = !is_tuple && accept(TokenKind::DoubleStar);
    std::string_view name;
    if (!accept_name(name)) return nullptr;
    Expression* bound = nullptr;
    Expression* default_value = nullptr;
    if (at(TokenKind::Colon)) {
        const Token& colon = token();
        if ((is_tuple || is_spec) && !explaining_) return nullptr;
        advance();
        bound = expression();
        if (!bound) return nullptr;
        if (is_tuple || is_spec) {
            const char* what = bound->kind == NodeKind::Tuple ? "constraints" : "bound";
            return raise_from(span_of(colon), bound->span,
                              std::string("cannot use ") + what + " with " + (is_tuple ? "TypeVarTuple" : "ParamSpec"));
        }
    }
    if (accept(TokenKind::Equal)) {
        default_value = is_tuple ? star_expression() : expression();
        if (!default_value) return nullptr;
    }
    if (is_tuple) {
        auto* node = make<TypeVarTuple>(NodeKind::TypeVarTuple, start);
        node->name = name;
        node->default_value = default_value;
        return seal(node, default_value);
    }
    if (is_spec) {
        auto* node = make<ParamSpec>(NodeKind::ParamSpec, start);
        node->name = name;
        node->default_value = default_value;
        return seal(node, default_value);
    }
    auto* node = make<TypeVar>(NodeKind::TypeVar, start);
    node->name = name;
    node->bound = bound;
    node->default_value = default_value;
    return seal(node, bound, default_value);
}

}  // namespace loopscope::syntax
