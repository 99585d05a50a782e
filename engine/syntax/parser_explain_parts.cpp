// Words for known mistakes, as parser_explain.cpp: in arguments, parameters, blocks, f-strings, patterns.
#include "syntax/parser_impl.h"

namespace loopscope::syntax {

namespace {

// The last condition or iterable of a comprehension.
const Expression* last_part(const List<Comprehension*>& clauses) {
    const Comprehension* last = clauses.back();
    return last->ifs.empty() ? last->iter : last->ifs.back();
}

constexpr const char* kGeneratorMustBeParenthesized = "Generator expression must be parenthesized";

}  // namespace

// ------------------------------------------------------------------------------------------------ calls

// A positional argument with "=" or ":=" behind it.
void Parser::explain_argument(TokenIndex start, Expression* value) {
    const Token& sign = token();
    if (sign.kind != TokenKind::Equal) return;
    const TokenKind first = tokens_[start].kind;
    const bool is_constant = first == TokenKind::True || first == TokenKind::False || first == TokenKind::None;
    if (is_constant && pos_ == start + 1) {
        raise_from(span_of(tokens_[start]), span_of(sign), std::string("cannot assign to ") + token_text(first));
    } else {
        raise_from(value->span, span_of(sign), "expression cannot contain assignment, perhaps you meant \"==\"?");
    }
}

// The arguments from `start` on, taken more generously than the grammar does.
void Parser::explain_call_arguments(TokenIndex start, Expression* function) {
    (void)function;
    pos_ = start;
    bool seen_keyword = false, seen_unpacking = false;
    const char* misplaced = nullptr;
    for (std::size_t count = 0; !at(TokenKind::RightParen); ++count) {
        const TokenIndex argument = pos_;
        if (at(TokenKind::Star)) {
            if (seen_unpacking && !misplaced) {
                if (starred_argument() && !raised_) {
                    raise_from(span_of(tokens_[argument - 1]), last_span(),
                               "iterable argument unpacking follows keyword argument unpacking");
                }
                return;
            }
            if (!starred_argument()) return;
        } else if (at(TokenKind::DoubleStar) || (at(TokenKind::Name) && kind(1) == TokenKind::Equal)) {
            const bool is_unpacking = at(TokenKind::DoubleStar);
            const TokenKind after = is_unpacking ? TokenKind::Name : kind(2);
            if (!misplaced && (after == TokenKind::Comma || after == TokenKind::RightParen)) {
                raise_from(span_of(tokens_[argument]), span_of(tokens_[argument + 1]), "expected argument value expression");
                return;
            }
            if (!keyword_argument()) return;
            seen_keyword = true;
            seen_unpacking = seen_unpacking || is_unpacking;
        } else {
            Expression* value = positional_argument();
            if (!value || raised_) break;
            if (at_comprehension()) {
                List<Comprehension*> clauses;
                if (!comprehension_clauses(clauses) || raised_) return;
                if (count > 0 || at(TokenKind::Comma)) {
                    raise_from(value->span, last_part(clauses)->span, kGeneratorMustBeParenthesized);
                }
                return;
            }
            if (seen_keyword && !misplaced) {
                misplaced = seen_unpacking ? "positional argument follows keyword argument unpacking"
                                           : "positional argument follows keyword argument";
            }
        }
        if (raised_ || !accept(TokenKind::Comma)) break;
    }
    if (misplaced && !raised_) raise_here(misplaced);
}

// ------------------------------------------------------------------------------------------------ parameters

void Parser::explain_parameters(TokenIndex start, bool is_lambda) {
    pos_ = start;
    const TokenKind end = is_lambda ? TokenKind::Colon : TokenKind::RightParen;
    ParameterScan scan;
    while (!raised_ && !at(end)) {
        if (!explain_parameter(scan, is_lambda, end) || raised_ || !accept(TokenKind::Comma)) return;
        ++scan.count;
    }
}

// One item of the list; false where there is nothing more to find.
bool Parser::explain_parameter(ParameterScan& scan, bool is_lambda, TokenKind end) {
    const Token& first = token();
    switch (first.kind) {
        case TokenKind::Slash:
            if (scan.count == 0) {
                if (kind(1) == TokenKind::Comma) raise_token(first, "at least one argument must precede /");
            } else if (scan.seen_star) {
                raise_token(first, "/ must be ahead of *");
            } else if (scan.seen_slash) {
                raise_token(first, "/ may appear only once");
            }
            scan.seen_slash = true;
            advance();
            if (!raised_ && at(TokenKind::Star)) raise_token(token(), "expected comma between / and *");
            return true;
        case TokenKind::Star: return explain_star_parameter(scan, is_lambda, end);
        case TokenKind::DoubleStar: return explain_keywords_parameter(is_lambda);
        case TokenKind::LeftParen:
            if (!scan.seen_default && !scan.seen_slash && !scan.seen_star) explain_parenthesized_parameters(is_lambda);
            return false;
        default: break;
    }
    const Arg* arg = parameter(!is_lambda, false);
    if (!arg) return false;
    if (accept(TokenKind::Equal)) {
        if (!scan.seen_star) scan.seen_default = true;
        return expression() != nullptr;
    }
    const bool complete = at(TokenKind::Comma) || at(end);
    if (complete && scan.seen_default && !scan.seen_star) {
        raise_at(arg->span, "parameter without a default follows parameter with a default");
    }
    return complete;
}

bool Parser::explain_star_parameter(ParameterScan& scan, bool is_lambda, TokenKind end) {
    const Token& star = token();
    advance();
    if (scan.seen_star) {
        const bool has_name = !at(TokenKind::Comma) && parameter(!is_lambda, false);
        const bool complete = at(TokenKind::Comma) || (has_name && at(end));
        if (complete && !raised_) raise_token(star, "* argument may appear only once");
        return false;
    }
    scan.seen_star = true;
    const bool ends = at(end) || (at(TokenKind::Comma) && (kind(1) == end || kind(1) == TokenKind::DoubleStar));
    if (ends) {
        if (is_lambda) {
            raise_here("named arguments must follow bare *");
        } else {
            raise_token(star, "named arguments must follow bare *");
        }
        return false;
    }
    if (at(TokenKind::Comma)) return true;
    if (!parameter(!is_lambda, true)) return false;
    if (at(TokenKind::Equal)) raise_token(token(), "var-positional argument cannot have default value");
    return true;
}

bool Parser::explain_keywords_parameter(bool is_lambda) {
    advance();
    if (!parameter(!is_lambda, false)) return false;
    if (at(TokenKind::Equal)) {
        raise_token(token(), "var-keyword argument cannot have default value");
        return false;
    }
    if (!accept(TokenKind::Comma)) return false;
    constexpr const char* kFollows = "arguments cannot follow var-keyword argument";
    if (at(TokenKind::Name)) {
        const Arg* arg = parameter(!is_lambda, false);
        if (arg && !raised_) raise_at(arg->span, kFollows);
    } else if (at(TokenKind::Star) || at(TokenKind::DoubleStar) || at(TokenKind::Slash)) {
        raise_token(token(), kFollows);
    }
    return false;
}

// def f((a, b)): as Python 2 had it.
void Parser::explain_parenthesized_parameters(bool is_lambda) {
    const Token& open = token();
    do {
        advance();
        if (at(TokenKind::RightParen)) break;
        if (!parameter(!is_lambda, false)) return;
    } while (at(TokenKind::Comma));
    if (raised_ || !at(TokenKind::RightParen) || glance_at(pos_ - 1) == TokenKind::LeftParen) return;
    raise_from(
        span_of(open), span_of(token()),
        is_lambda ? "Lambda expression parameters cannot be parenthesized" : "Function parameters cannot be parenthesized");
}

// ------------------------------------------------------------------------------------------------ blocks

// Behind `except` or `except*`, whose types or colon do not fit.
void Parser::explain_except(bool is_star) {
    if (at(TokenKind::Newline) || (is_star && at(TokenKind::Colon))) {
        raise_here(is_star ? "expected one or more exception types" : "expected ':'");
        return;
    }
    const TokenIndex start = pos_;
    const Expression* type = expression();
    if (!type || raised_) return;
    std::string_view name;
    if (accept(TokenKind::Comma)) {
        const Expression* more = expressions_list(&Parser::expression);
        if (!more || raised_) return;
        if (accept(TokenKind::As) && !accept_name(name)) return;
        if (!accept(TokenKind::Colon)) return;
        raise_at(span_from(start), "multiple exception types must be parenthesized");
        return;
    }
    if (accept(TokenKind::As) && !accept_name(name)) return;
    if (at(TokenKind::Newline)) raise_here("expected ':'");
}

// An `except` of the other sort stands at pos_.
void Parser::explain_mixed_except(bool star_here) {
    const Token& keyword = token();
    const Token& after = token(1);
    advance();
    if (star_here) advance();
    std::string_view name;
    if (star_here || !at(TokenKind::Colon)) {
        if (!expression() || raised_) return;
        if (accept(TokenKind::As) && !accept_name(name)) return;
    }
    if (!at(TokenKind::Colon)) return;
    raise_from(span_of(keyword), star_here ? span_of(after) : span_of(keyword),
               "cannot have both 'except' and 'except*' on the same 'try'");
}

// Behind `with`: items are complete, but the line ends without a colon.
void Parser::explain_with() {
    const TokenIndex start = pos_;
    const auto items = [this](bool parenthesized) {
        do {
            if (parenthesized && at(TokenKind::RightParen)) return true;
            const Expression* context = parenthesized ? expressions_list(&Parser::expression) : expression();
            if (!context || raised_) return false;
            if (accept(TokenKind::As) && !star_target()) return false;
        } while (accept(TokenKind::Comma));
        return true;
    };
    if (items(false) && at(TokenKind::Newline)) raise_here("expected ':'");
    if (raised_) return;
    pos_ = start;
    if (!accept(TokenKind::LeftParen)) return;
    if (items(true) && accept(TokenKind::RightParen) && at(TokenKind::Newline)) raise_here("expected ':'");
}

// ------------------------------------------------------------------------------------------------ f-strings, patterns

// The replacement field whose "{" is the token `open`.
void Parser::explain_field(TokenIndex open) {
    pos_ = open + 1;
    const TokenKind first = kind();
    if (first == TokenKind::Equal || first == TokenKind::Exclamation || first == TokenKind::Colon ||
        first == TokenKind::RightBrace) {
        raise_token(token(), std::string("f-string: valid expression required before '") + token_text(first) + "'");
        return;
    }
    const auto ends_with = [this](std::initializer_list<TokenKind> kinds) {
        for (TokenKind wanted : kinds) {
            if (at(wanted)) return true;
        }
        return false;
    };
    const Expression* value = annotated_value();
    if (raised_) return;
    if (!value) {
        raise_token(tokens_[open + 1], "f-string: expecting a valid expression after '{'");
        return;
    }
    using enum TokenKind;
    if (!ends_with({Equal, Exclamation, Colon, RightBrace})) {
        raise_token(token(), "f-string: expecting '=', or '!', or ':', or '}'");
        return;
    }
    if (accept(Equal) && !ends_with({Exclamation, Colon, RightBrace})) {
        raise_token(token(), "f-string: expecting '!', or ':', or '}'");
        return;
    }
    if (accept(Exclamation)) {
        if (ends_with({Colon, RightBrace})) {
            raise_token(token(), "f-string: missing conversion character");
        } else if (!at(TokenKind::Name)) {
            raise_token(token(), "f-string: invalid conversion character");
        }
        if (raised_) return;
        advance();
        if (!ends_with({Colon, RightBrace})) {
            raise_token(token(), "f-string: expecting ':' or '}'");
            return;
        }
    }
    if (at(Colon) && format_spec(false) && !raised_ && !at(RightBrace)) {
        raise_token(token(), "f-string: expecting '}', or format specs");
    }
}

// Behind the "(" of a class pattern: a positional pattern after one by keyword.
void Parser::explain_class_pattern(TokenIndex start) {
    pos_ = start;
    bool seen_keyword = false;
    const Pattern* first = nullptr;
    const Pattern* last = nullptr;
    while (!at(TokenKind::RightParen)) {
        const bool is_keyword = at(TokenKind::Name) && kind(1) == TokenKind::Equal;
        if (is_keyword && first) break;
        if (is_keyword) {
            seen_keyword = true;
            advance();
            advance();
        }
        const Pattern* value = pattern();
        if (!value || raised_) break;
        if (!is_keyword && seen_keyword) {
            if (!first) first = value;
            last = value;
        }
        if (!accept(TokenKind::Comma)) break;
    }
    if (first && !raised_) raise_from(first->span, last->span, "positional patterns follow keyword patterns");
}

// Behind the `as` of a pattern.
void Parser::explain_as_pattern() {
    if (at_soft("_")) {
        raise_token(token(), "cannot use '_' as a target");
    } else if (!at(TokenKind::Name)) {
        const Expression* target = expression();
        if (target && !raised_) raise_at(target->span, "invalid pattern target");
    }
}

}  // namespace loopscope::syntax
