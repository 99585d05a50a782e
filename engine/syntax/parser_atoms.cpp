// Atoms: names, constants, displays, comprehensions; and expressions as targets of an assignment.
#include "syntax/literals.h"
#include "syntax/parser_impl.h"

namespace loopscope::syntax {

Expression* Parser::atom() { return second_pass_ ? remembered(atoms_, &Parser::any_atom) : any_atom(); }

Expression* Parser::any_atom() {
    switch (kind()) {
        case TokenKind::Name: {
            auto* node = make<Name>(NodeKind::Name, pos_);
            accept_name(node->id);
            return node;
        }
        case TokenKind::True: return constant(ConstantKind::True);
        case TokenKind::False: return constant(ConstantKind::False);
        case TokenKind::None: return constant(ConstantKind::None);
        case TokenKind::Ellipsis: return constant(ConstantKind::Ellipsis);
        case TokenKind::Number: return number();
        case TokenKind::String:
        case TokenKind::FStringStart: return strings();
        case TokenKind::LeftParen: return parenthesized();
        case TokenKind::LeftBracket: return list_display();
        case TokenKind::LeftBrace: return brace_display();
        default: return nullptr;
    }
}

Expression* Parser::constant(ConstantKind type) {
    auto* node = make<Constant>(NodeKind::Constant, pos_);
    node->type = type;
    advance();
    return node;
}

Expression* Parser::number() {
    const Token& token = this->token();
    const NumberValue value = decode_number(text_of(token));
    if (!value.problem.empty()) return raise_token(token, value.problem);
    auto* node = make<Constant>(NodeKind::Constant, pos_);
    node->type = value.type;
    node->base = value.base;
    node->int_value = value.int_value;
    node->float_value = value.float_value;
    if (!value.digits.empty()) node->text = module_.arena.copy_text(value.digits);
    advance();
    return node;
}

// ------------------------------------------------------------------------------------------------ displays

// "(": a tuple, a group, a generator expression or a yield.
Expression* Parser::parenthesized() {
    Depth depth(*this);
    if (!depth.ok()) return nullptr;
    const TokenIndex start = pos_;
    advance();
    if (at(TokenKind::Yield)) {
        Expression* value = yield_expression();
        if (value && explaining_) explain_named_expression(start + 1, value);
        return value && !raised_ && accept(TokenKind::RightParen) ? value : nullptr;
    }
    Items<Expression> items(*this);
    if (!at(TokenKind::RightParen)) {
        Expression* first = star_named_expression();
        if (!first) {
            if (explaining_ && !raised_) explain_group(start);
            return nullptr;
        }
        if (at_comprehension()) return generator_expression(start, first);
        if (!at(TokenKind::Comma)) {
            if (at(TokenKind::RightParen) && first->kind == NodeKind::Starred) {
                if (explaining_) raise_at(first->span, "cannot use starred expression here");
                return nullptr;
            }
            return accept(TokenKind::RightParen) ? first : nullptr;
        }
        items.push(first);
    }
    while (accept(TokenKind::Comma)) {
        if (at(TokenKind::RightParen)) break;
        Expression* item = star_named_expression();
        if (!item) return nullptr;
        items.push(item);
    }
    if (!accept(TokenKind::RightParen)) return nullptr;
    auto* tuple = make<Tuple>(NodeKind::Tuple, start);
    tuple->elts = items.finish();
    return seal(tuple, tuple->elts);
}

// The element is parsed; `start` is the bracket.
Expression* Parser::generator_expression(TokenIndex start, Expression* element) {
    if (element->kind == NodeKind::Starred) {
        if (explaining_) raise_at(element->span, "iterable unpacking cannot be used in comprehension");
        return nullptr;
    }
    List<Comprehension*> clauses;
    if (!comprehension_clauses(clauses) || !accept(TokenKind::RightParen)) return nullptr;
    auto* node = make<ElementComp>(NodeKind::GeneratorExp, start);
    node->elt = element;
    node->generators = clauses;
    return seal(node, element, clauses);
}

Expression* Parser::list_display() {
    Depth depth(*this);
    if (!depth.ok()) return nullptr;
    const TokenIndex start = pos_;
    advance();
    Items<Expression> items(*this);
    bool good = true;
    while (!at(TokenKind::RightBracket)) {
        Expression* item = star_named_expression();
        good = item != nullptr;
        if (!good) break;
        if (items.size() == 0 && at_comprehension()) return element_comprehension(start, item, NodeKind::ListComp);
        items.push(item);
        if (!accept(TokenKind::Comma)) break;
    }
    if (!good || !accept(TokenKind::RightBracket)) {
        if (explaining_ && !raised_) explain_bracket_comprehension(start);
        return nullptr;
    }
    auto* node = make<ListExpr>(NodeKind::List, start);
    node->elts = items.finish();
    return seal(node, node->elts);
}

Expression* Parser::element_comprehension(TokenIndex start, Expression* element, NodeKind kind) {
    if (element->kind == NodeKind::Starred) {
        if (explaining_) raise_at(element->span, "iterable unpacking cannot be used in comprehension");
        return nullptr;
    }
    List<Comprehension*> clauses;
    if (!comprehension_clauses(clauses)) return nullptr;
    if (!accept(kind == NodeKind::ListComp ? TokenKind::RightBracket : TokenKind::RightBrace)) return nullptr;
    auto* node = make<ElementComp>(kind, start);
    node->elt = element;
    node->generators = clauses;
    return seal(node, element, clauses);
}

// "{": a dict if it is empty or begins with ** or key: ; else a set.
Expression* Parser::brace_display() {
    Depth depth(*this);
    if (!depth.ok()) return nullptr;
    const TokenIndex start = pos_;
    advance();
    if (at(TokenKind::RightBrace) || at(TokenKind::DoubleStar)) return dict_display(start, nullptr);
    Expression* first = star_named_expression();
    if (!first) return nullptr;
    const bool named = first->kind == NodeKind::NamedExpr && tokens_[start + 1].kind == TokenKind::Name;
    if (at(TokenKind::Colon) && first->kind != NodeKind::Starred && !named) return dict_display(start, first);
    return set_display(start, first);
}

Expression* Parser::set_display(TokenIndex start, Expression* first) {
    if (at_comprehension()) return element_comprehension(start, first, NodeKind::SetComp);
    Items<Expression> items(*this);
    items.push(first);
    bool good = true;
    while (accept(TokenKind::Comma)) {
        if (at(TokenKind::RightBrace)) break;
        Expression* item = star_named_expression();
        good = item != nullptr;
        if (!good) break;
        items.push(item);
    }
    if (!good || !accept(TokenKind::RightBrace)) {
        if (explaining_ && !raised_) explain_bracket_comprehension(start);
        return nullptr;
    }
    auto* node = make<Set>(NodeKind::Set, start);
    node->elts = items.finish();
    return seal(node, node->elts);
}

// `first_key`: already parsed, its colon comes next; nullptr: nothing is parsed yet.
Expression* Parser::dict_display(TokenIndex start, Expression* first_key) {
    std::vector<Expression*> keys;
    Items<Expression> values(*this);
    while (first_key || !at(TokenKind::RightBrace)) {
        Expression* key = first_key;
        Expression* value = nullptr;
        if (!dict_item(key, value)) {
            if (second_pass_ && !raised_) explain_dict(start);
            return nullptr;
        }
        if (keys.empty() && at_comprehension()) return dict_comprehension(start, key, value);
        first_key = nullptr;
        keys.push_back(key);
        values.push(value);
        if (!accept(TokenKind::Comma)) break;
    }
    if (!accept(TokenKind::RightBrace)) {
        if (second_pass_ && !raised_) explain_dict(start);
        return nullptr;
    }
    auto* node = make<Dict>(NodeKind::Dict, start);
    node->keys = copy_list(keys);
    node->values = values.finish();
    return seal(node, node->keys, node->values);
}

Expression* Parser::dict_comprehension(TokenIndex start, Expression* key, Expression* value) {
    if (!key) {
        if (explaining_) raise_token(tokens_[start + 1], "dict unpacking cannot be used in dict comprehension");
        return nullptr;
    }
    List<Comprehension*> clauses;
    if (!comprehension_clauses(clauses) || !accept(TokenKind::RightBrace)) return nullptr;
    auto* node = make<DictComp>(NodeKind::DictComp, start);
    node->key = key;
    node->value = value;
    node->generators = clauses;
    return seal(node, key, value, clauses);
}

// key ":" value, or "**" value (key stays nullptr). A key given is already parsed.
bool Parser::dict_item(Expression*& key, Expression*& value) {
    if (!key && accept(TokenKind::DoubleStar)) {
        value = bitwise_or();
        return value != nullptr;
    }
    if (!key) key = expression();
    if (!key || !accept(TokenKind::Colon)) return false;
    value = expression();
    return value != nullptr;
}

// ------------------------------------------------------------------------------------------------ comprehensions

bool Parser::comprehension_clauses(List<Comprehension*>& clauses) {
    Items<Comprehension> items(*this);
    while (at_comprehension()) {
        Comprehension* clause = comprehension_clause();
        if (!clause) return false;
        items.push(clause);
    }
    clauses = items.finish();
    return !clauses.empty();
}

Comprehension* Parser::comprehension_clause() {
    const bool is_async = accept(TokenKind::Async);
    advance();
    const TokenIndex after_for = pos_;
    Expression* target = star_targets();
    if (!target || !accept(TokenKind::In)) {
        if (explaining_ && !raised_) {
            pos_ = after_for;
            explain_comprehension_clause();
        }
        return nullptr;
    }
    Expression* iter = disjunction();
    if (!iter) return nullptr;
    Items<Expression> conditions(*this);
    while (accept(TokenKind::If)) {
        Expression* condition = disjunction();
        if (!condition) return nullptr;
        conditions.push(condition);
    }
    auto* node = module_.arena.make<Comprehension>();
    node->kind = NodeKind::Comprehension;
    node->target = target;
    node->iter = iter;
    node->ifs = conditions.finish();
    node->is_async = is_async;
    return seal(node, target, iter, node->ifs);
}

// ------------------------------------------------------------------------------------------------ targets

// Targets before `in`: primaries, since a whole expression would take the `in` for itself.
Expression* Parser::star_targets() {
    const TokenIndex start = pos_;
    Expression* first = star_target();
    if (!first || !at(TokenKind::Comma)) return first;
    Items<Expression> items(*this);
    items.push(first);
    while (accept(TokenKind::Comma)) {
        if (at(TokenKind::In)) break;
        Expression* item = star_target();
        if (!item) return nullptr;
        items.push(item);
    }
    auto* tuple = make<Tuple>(NodeKind::Tuple, start);
    tuple->elts = items.finish();
    tuple->ctx = Context::Store;
    return seal(tuple, tuple->elts);
}

Expression* Parser::star_target() {
    const TokenIndex start = pos_;
    const bool is_starred = accept(TokenKind::Star);
    Expression* target = primary();
    if (!target || !make_target(target, Context::Store)) return nullptr;
    if (!is_starred) return target;
    auto* node = make<Starred>(NodeKind::Starred, start);
    node->value = target;
    node->ctx = Context::Store;
    return seal(node, target);
}

bool Parser::make_target(Expression* expression, Context context) {
    if (!is_valid_target(expression, context == Context::Store)) return false;
    set_context(expression, context);
    return true;
}

// Whether this may be assigned to, or (starred parts apart) deleted.
bool Parser::is_valid_target(const Expression* expression, bool starred_too) const {
    const Expressions* elements = nullptr;
    switch (expression->kind) {
        case NodeKind::Name:
        case NodeKind::Attribute:
        case NodeKind::Subscript: return true;
        case NodeKind::Starred: return starred_too && is_valid_target(static_cast<const Starred*>(expression)->value, true);
        case NodeKind::Tuple: elements = &static_cast<const Tuple*>(expression)->elts; break;
        case NodeKind::List: elements = &static_cast<const ListExpr*>(expression)->elts; break;
        default: return false;
    }
    for (const Expression* element : *elements) {
        if (!is_valid_target(element, starred_too)) return false;
    }
    return true;
}

void Parser::set_context(Expression* expression, Context context) {
    switch (expression->kind) {
        case NodeKind::Name: static_cast<Name*>(expression)->ctx = context; break;
        case NodeKind::Attribute: static_cast<Attribute*>(expression)->ctx = context; break;
        case NodeKind::Subscript: static_cast<Subscript*>(expression)->ctx = context; break;
        case NodeKind::Starred:
            static_cast<Starred*>(expression)->ctx = context;
            set_context(static_cast<Starred*>(expression)->value, context);
            break;
        case NodeKind::Tuple:
            static_cast<Tuple*>(expression)->ctx = context;
            for (Expression* element : static_cast<Tuple*>(expression)->elts) set_context(element, context);
            break;
        case NodeKind::List:
            static_cast<ListExpr*>(expression)->ctx = context;
            for (Expression* element : static_cast<ListExpr*>(expression)->elts) set_context(element, context);
            break;
        default: break;
    }
}

}  // namespace loopscope::syntax
