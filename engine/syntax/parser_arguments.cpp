// Arguments of calls and class definitions, parameters of functions and lambdas.
#include "syntax/parser_impl.h"

namespace loopscope::syntax {

// ------------------------------------------------------------------------------------------------ calls

Expression* Parser::call(Expression* function, TokenIndex start) {
    Depth depth(*this);
    if (!depth.ok()) return nullptr;
    advance();
    Expressions args;
    List<Keyword*> keywords;
    if (!call_arguments(args, keywords, function)) return nullptr;
    auto* node = make<Call>(NodeKind::Call, start);
    node->func = function;
    node->args = args;
    node->keywords = keywords;
    return seal(node, function, args, keywords);
}

// "*" expression
Expression* Parser::starred_argument() {
    const TokenIndex start = pos_;
    advance();
    const bool bracketed = at(TokenKind::LeftParen) || at(TokenKind::LeftBracket) || at(TokenKind::LeftBrace);
    if (explaining_ && bracketed) {
        // What does not even begin well is told in general, not by what is wrong in it.
        const Quiet quiet(*this);
        if (!attempt(pos_, [this] { return atom(); }) && !raised_) return raise_here("Invalid star expression");
    }
    Expression* value = expression();
    if (!value) return explaining_ && !raised_ ? raise_here("Invalid star expression") : nullptr;
    if (explaining_ && at(TokenKind::Equal)) {
        advance();
        if (Expression* assigned = expression()) {
            return raise_from(span_of(tokens_[start]), assigned->span, "cannot assign to iterable argument unpacking");
        }
        return nullptr;
    }
    auto* node = make<Starred>(NodeKind::Starred, start);
    node->value = value;
    return seal(node, value);
}

// Behind the "(", up to and with the ")". Positional arguments, then names, then ** too; *iterable before any **.
bool Parser::call_arguments(Expressions& args, List<Keyword*>& keywords, Expression* function) {
    const TokenIndex start = pos_;
    std::vector<Keyword*> named;
    Items<Expression> positional(*this);
    bool seen_unpacking = false;
    bool good = true;
    while (good && !at(TokenKind::RightParen)) {
        if (at(TokenKind::Star)) {
            Expression* argument = seen_unpacking ? nullptr : starred_argument();
            if ((good = argument != nullptr)) positional.push(argument);
        } else if (at(TokenKind::DoubleStar) || (at(TokenKind::Name) && kind(1) == TokenKind::Equal)) {
            seen_unpacking = seen_unpacking || at(TokenKind::DoubleStar);
            Keyword* keyword = keyword_argument();
            if ((good = keyword != nullptr)) named.push_back(keyword);
        } else {
            const TokenIndex argument_start = pos_;
            Expression* argument = named.empty() ? positional_argument() : nullptr;
            good = argument != nullptr;
            if (good && at_comprehension()) {
                // A generator expression needs no parentheses of its own where it is the only argument.
                if (positional.size() == 0 && function) {
                    argument = sole_generator(argument_start, argument);
                    if (argument) {
                        positional.push(argument);
                        args = positional.finish();
                        return true;
                    }
                }
                good = false;
            }
            if (good) positional.push(argument);
        }
        if (good && !accept(TokenKind::Comma)) break;
    }
    if (!good || !accept(TokenKind::RightParen)) {
        if (explaining_ && !raised_) explain_call_arguments(start, function);
        return false;
    }
    args = positional.finish();
    keywords = {module_.arena.copy_array(named.data(), named.size()), static_cast<std::uint32_t>(named.size())};
    return true;
}

// NAME ":=" value, or an expression: no ":=" and no "=" behind it.
Expression* Parser::positional_argument() {
    const TokenIndex start = pos_;
    if (at(TokenKind::Name) && kind(1) == TokenKind::ColonEqual) return named_expression();
    Expression* value = expression();
    if (value && (at(TokenKind::ColonEqual) || at(TokenKind::Equal))) {
        if (explaining_ && !raised_) explain_argument(start, value);
        return nullptr;
    }
    return value;
}

// NAME "=" value, or "**" value.
Keyword* Parser::keyword_argument() {
    const TokenIndex start = pos_;
    std::string_view name;
    if (!accept(TokenKind::DoubleStar)) {
        accept_name(name);
        advance();
    }
    Expression* value = expression();
    if (!value) return nullptr;
    if (explaining_ && name.empty() && at(TokenKind::Equal)) {
        advance();
        if (Expression* assigned = expression()) {
            return raise_from(span_of(tokens_[start]), assigned->span, "cannot assign to keyword argument unpacking");
        }
        return nullptr;
    }
    if (explaining_ && !name.empty() && at_comprehension()) {
        const TokenIndex equal = start + 1;
        List<Comprehension*> clauses;
        if (comprehension_clauses(clauses)) {
            return raise_from(span_of(tokens_[start]), span_of(tokens_[equal]),
                              "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
        }
        return nullptr;
    }
    auto* keyword = make<syntax::Keyword>(NodeKind::Keyword, start);
    keyword->arg = name;
    keyword->value = value;
    return seal(keyword, value);
}

// f(x for x in y): its span is that of the parentheses.
Expression* Parser::sole_generator(TokenIndex argument_start, Expression* element) {
    List<Comprehension*> clauses;
    if (!comprehension_clauses(clauses) || !accept(TokenKind::RightParen)) return nullptr;
    auto* node = make<ElementComp>(NodeKind::GeneratorExp, argument_start - 1);
    node->elt = element;
    node->generators = clauses;
    return seal(node, element, clauses);
}

// ------------------------------------------------------------------------------------------------ parameters

Arg* Parser::parameter(bool annotated, bool starred) {
    const TokenIndex start = pos_;
    std::string_view name;
    if (!accept_name(name)) return nullptr;
    Expression* annotation = nullptr;
    if (annotated && accept(TokenKind::Colon)) {
        annotation = starred ? star_expression() : expression();
        if (!annotation) return nullptr;
    }
    auto* node = make<Arg>(NodeKind::Arg, start);
    node->arg = name;
    node->annotation = annotation;
    return seal(node, annotation);
}

// One run over a parameter list.
struct ParameterLists {
    std::vector<Arg*> positional_only, positional, keyword_only;
    std::vector<Expression*> defaults, keyword_defaults;
    Arg* variadic = nullptr;
    Arg* keywords = nullptr;
    bool seen_slash = false;
    bool seen_star = false;
};

// Up to the ")" or, of a lambda, the ":" (not taken).
Arguments* Parser::parameters(bool is_lambda) {
    const TokenIndex start = pos_;
    const TokenKind end = is_lambda ? TokenKind::Colon : TokenKind::RightParen;
    ParameterLists lists;
    bool good = true;
    while (good && !at(end)) {
        good = parameter_item(lists, is_lambda, end);
        if (good && !accept(TokenKind::Comma)) break;
        if (lists.keywords && !at(end)) good = false;
    }
    if (!good || !at(end)) {
        if (explaining_ && !raised_) explain_parameters(start, is_lambda);
        return nullptr;
    }
    auto* node = module_.arena.make<Arguments>();
    node->kind = NodeKind::Arguments;
    node->posonlyargs = copy_list(lists.positional_only);
    node->args = copy_list(lists.positional);
    node->vararg = lists.variadic;
    node->kwonlyargs = copy_list(lists.keyword_only);
    node->kw_defaults = copy_list(lists.keyword_defaults);
    node->kwarg = lists.keywords;
    node->defaults = copy_list(lists.defaults);
    return seal(node, node->posonlyargs, node->args, node->vararg, node->kwonlyargs, node->kw_defaults, node->kwarg,
                node->defaults);
}

// One of: a parameter with or without a default, "/", "*", "*" parameter, "**" parameter.
bool Parser::parameter_item(ParameterLists& lists, bool is_lambda, TokenKind end) {
    if (at(TokenKind::Slash)) {
        if (lists.seen_slash || lists.seen_star || lists.positional.empty()) return false;
        advance();
        lists.seen_slash = true;
        lists.positional_only.swap(lists.positional);
        return true;
    }
    if (at(TokenKind::Star)) {
        if (lists.seen_star) return false;
        advance();
        lists.seen_star = true;
        if (at(TokenKind::Comma)) return kind(1) == TokenKind::Name;
        lists.variadic = parameter(!is_lambda, true);
        return lists.variadic && (at(TokenKind::Comma) || at(end));
    }
    if (accept(TokenKind::DoubleStar)) {
        lists.keywords = parameter(!is_lambda, false);
        return lists.keywords && (at(TokenKind::Comma) || at(end));
    }
    Arg* arg = parameter(!is_lambda, false);
    if (!arg) return false;
    Expression* default_value = nullptr;
    if (accept(TokenKind::Equal)) {
        if (explaining_ && (at(TokenKind::RightParen) || at(TokenKind::Comma))) {
            raise_token(tokens_[pos_ - 1], "expected default value expression");
            return false;
        }
        default_value = expression();
        if (!default_value) return false;
    }
    if (lists.seen_star) {
        lists.keyword_only.push_back(arg);
        lists.keyword_defaults.push_back(default_value);
        return true;
    }
    lists.positional.push_back(arg);
    if (default_value) lists.defaults.push_back(default_value);
    return default_value || lists.defaults.empty();
}

}  // namespace loopscope::syntax
