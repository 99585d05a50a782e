// Patterns of `case`.
#include "syntax/parser_impl.h"

namespace loopscope::syntax {

namespace {

// What may not follow a capture: then it is a value, a class or a keyword pattern.
bool continues_name(TokenKind kind) {
    return kind == TokenKind::Dot || kind == TokenKind::LeftParen || kind == TokenKind::Equal;
}

}  // namespace

// The top of a case: a sequence needs no brackets here.
Pattern* Parser::patterns() {
    const TokenIndex start = pos_;
    Pattern* first = maybe_star_pattern();
    if (!first) return nullptr;
    if (!at(TokenKind::Comma)) return first->kind == NodeKind::MatchStar ? nullptr : first;
    Items<Pattern> items(*this);
    items.push(first);
    while (accept(TokenKind::Comma)) {
        if (at(TokenKind::Colon) || at(TokenKind::If)) break;
        Pattern* item = maybe_star_pattern();
        if (!item) return nullptr;
        items.push(item);
    }
    auto* node = make<MatchSequence>(NodeKind::MatchSequence, start);
    node->patterns = items.finish();
    return seal(node, node->patterns);
}

Pattern* Parser::maybe_star_pattern() {
    if (!at(TokenKind::Star)) return pattern();
    const TokenIndex start = pos_;
    advance();
    std::string_view name;
    if (at_soft("_")) {
        advance();
    } else if (!capture_target(name)) {
        return nullptr;
    }
    auto* node = make<MatchStar>(NodeKind::MatchStar, start);
    node->name = name;
    return node;
}

// A name to bind: not `_`, and no part of something longer.
bool Parser::capture_target(std::string_view& name) {
    if (!at(TokenKind::Name) || at_soft("_") || continues_name(kind(1))) return false;
    return accept_name(name);
}

Pattern* Parser::pattern() { return second_pass_ ? remembered(patterns_, &Parser::any_pattern) : any_pattern(); }

Pattern* Parser::any_pattern() {
    Depth depth(*this);
    if (!depth.ok()) return nullptr;
    const TokenIndex start = pos_;
    Pattern* inner = or_pattern();
    if (!inner || !at(TokenKind::As)) return inner;
    advance();
    std::string_view name;
    if (!capture_target(name)) {
        if (explaining_ && !raised_) explain_as_pattern();
        return nullptr;
    }
    auto* node = make<MatchAs>(NodeKind::MatchAs, start);
    node->pattern = inner;
    node->name = name;
    return seal(node, inner);
}

Pattern* Parser::or_pattern() {
    const TokenIndex start = pos_;
    Pattern* first = closed_pattern();
    if (!first || !at(TokenKind::Bar)) return first;
    Items<Pattern> items(*this);
    items.push(first);
    while (accept(TokenKind::Bar)) {
        Pattern* item = closed_pattern();
        if (!item) return nullptr;
        items.push(item);
    }
    auto* node = make<MatchOr>(NodeKind::MatchOr, start);
    node->patterns = items.finish();
    return seal(node, node->patterns);
}

Pattern* Parser::closed_pattern() {
    const TokenIndex start = pos_;
    switch (kind()) {
        case TokenKind::Number:
        case TokenKind::Minus: return value_pattern(signed_number_or_complex(), start);
        case TokenKind::String:
        case TokenKind::FStringStart: return value_pattern(strings(), start);
        case TokenKind::None: return singleton_pattern(ConstantKind::None);
        case TokenKind::True: return singleton_pattern(ConstantKind::True);
        case TokenKind::False: return singleton_pattern(ConstantKind::False);
        case TokenKind::Name: return name_pattern();
        case TokenKind::LeftParen: return group_or_sequence_pattern();
        case TokenKind::LeftBracket: return list_pattern();
        case TokenKind::LeftBrace: return mapping_pattern();
        default: return nullptr;
    }
}

Pattern* Parser::singleton_pattern(ConstantKind value) {
    auto* node = make<MatchSingleton>(NodeKind::MatchSingleton, pos_);
    node->value = value;
    advance();
    return node;
}

Pattern* Parser::value_pattern(Expression* value, TokenIndex start) {
    if (!value) return nullptr;
    auto* node = make<MatchValue>(NodeKind::MatchValue, start);
    node->value = value;
    return seal(node, value);
}

// ["-"] NUMBER, and a complex number as a sum: -1+2j.
Expression* Parser::signed_number_or_complex() {
    const TokenIndex start = pos_;
    const bool negative = accept(TokenKind::Minus);
    if (!at(TokenKind::Number)) return nullptr;
    Expression* real = number();
    if (real && negative) {
        auto* node = make<UnaryOp>(NodeKind::UnaryOp, start);
        node->op = UnaryOperator::USub;
        node->operand = real;
        real = seal(node, real);
    }
    if (!real || (!at(TokenKind::Plus) && !at(TokenKind::Minus))) return real;
    const auto is_complex = [](const Expression* e) {
        const auto* unary = node_cast<UnaryOp>(e);
        const auto* value = node_cast<Constant>(unary ? unary->operand : e);
        return value && value->type == ConstantKind::Complex;
    };
    const bool minus = at(TokenKind::Minus);
    advance();
    if (!at(TokenKind::Number)) return nullptr;
    if (is_complex(real)) {
        return explaining_ ? raise_at(real->span, "real number required in complex literal") : nullptr;
    }
    Expression* imaginary = number();
    if (!imaginary) return nullptr;
    if (!is_complex(imaginary)) {
        return explaining_ ? raise_at(imaginary->span, "imaginary number required in complex literal") : nullptr;
    }
    auto* node = make<BinOp>(NodeKind::BinOp, start);
    node->left = real;
    node->op = minus ? BinaryOperator::Sub : BinaryOperator::Add;
    node->right = imaginary;
    return seal(node, real, imaginary);
}

// `_`, a capture, a dotted value or a class with arguments.
Pattern* Parser::name_pattern() {
    const TokenIndex start = pos_;
    const TokenKind next = kind(1);
    if (!continues_name(next)) {
        auto* node = make<MatchAs>(NodeKind::MatchAs, start);
        if (at_soft("_")) {
            advance();
        } else {
            accept_name(node->name);
        }
        return node;
    }
    if (next == TokenKind::Equal) {
        advance();
        return nullptr;
    }
    Expression* value = dotted_value();
    if (!value) return nullptr;
    if (at(TokenKind::LeftParen)) return class_pattern(value, start);
    if (at(TokenKind::Equal)) return nullptr;
    return value_pattern(value, start);
}

// NAME ("." NAME)*
Expression* Parser::dotted_value() {
    const TokenIndex start = pos_;
    auto* name = make<Name>(NodeKind::Name, start);
    accept_name(name->id);
    Expression* value = name;
    while (accept(TokenKind::Dot)) {
        std::string_view attr;
        if (!accept_name(attr)) return nullptr;
        auto* node = make<Attribute>(NodeKind::Attribute, start);
        node->value = value;
        node->attr = attr;
        value = seal(node, value);
        if (!value) return nullptr;
    }
    return value;
}

Pattern* Parser::class_pattern(Expression* cls, TokenIndex start) {
    Depth depth(*this);
    if (!depth.ok()) return nullptr;
    advance();
    const TokenIndex after_paren = pos_;
    Items<Pattern> positional(*this);
    std::vector<std::string_view> names;
    std::vector<Pattern*> named;
    bool good = true;
    while (good && !at(TokenKind::RightParen)) {
        if (at(TokenKind::Name) && kind(1) == TokenKind::Equal) {
            std::string_view name;
            accept_name(name);
            advance();
            Pattern* value = pattern();
            if ((good = value != nullptr)) {
                names.push_back(name);
                named.push_back(value);
            }
        } else {
            Pattern* value = named.empty() ? pattern() : nullptr;
            if ((good = value != nullptr)) positional.push(value);
        }
        if (good && !accept(TokenKind::Comma)) break;
    }
    if (!good || !accept(TokenKind::RightParen)) {
        if (explaining_ && !raised_) explain_class_pattern(after_paren);
        return nullptr;
    }
    auto* node = make<MatchClass>(NodeKind::MatchClass, start);
    node->cls = cls;
    node->patterns = positional.finish();
    node->kwd_attrs = {module_.arena.copy_array(names.data(), names.size()), static_cast<std::uint32_t>(names.size())};
    node->kwd_patterns = copy_list(named);
    return seal(node, cls, node->patterns, node->kwd_patterns);
}

// "(": nothing, a group, or a sequence where there is a comma.
Pattern* Parser::group_or_sequence_pattern() {
    const TokenIndex start = pos_;
    advance();
    Items<Pattern> items(*this);
    bool comma = false;
    while (!at(TokenKind::RightParen)) {
        Pattern* item = maybe_star_pattern();
        if (!item) return nullptr;
        items.push(item);
        if (!accept(TokenKind::Comma)) break;
        comma = true;
    }
    if (!at(TokenKind::RightParen)) return nullptr;
    if (items.size() == 1 && !comma) {
        if (items[0]->kind == NodeKind::MatchStar) return nullptr;
        advance();
        return items[0];
    }
    advance();
    auto* node = make<MatchSequence>(NodeKind::MatchSequence, start);
    node->patterns = items.finish();
    return seal(node, node->patterns);
}

Pattern* Parser::list_pattern() {
    const TokenIndex start = pos_;
    advance();
    Items<Pattern> items(*this);
    while (!at(TokenKind::RightBracket)) {
        Pattern* item = maybe_star_pattern();
        if (!item) return nullptr;
        items.push(item);
        if (!accept(TokenKind::Comma)) break;
    }
    if (!accept(TokenKind::RightBracket)) return nullptr;
    auto* node = make<MatchSequence>(NodeKind::MatchSequence, start);
    node->patterns = items.finish();
    return seal(node, node->patterns);
}

Pattern* Parser::mapping_pattern() {
    const TokenIndex start = pos_;
    advance();
    std::vector<Expression*> keys;
    Items<Pattern> values(*this);
    std::string_view rest;
    while (!at(TokenKind::RightBrace)) {
        if (accept(TokenKind::DoubleStar)) {
            if (!capture_target(rest)) return nullptr;
            accept(TokenKind::Comma);
            break;
        }
        Expression* key = mapping_key();
        if (!key || !accept(TokenKind::Colon)) return nullptr;
        Pattern* value = pattern();
        if (!value) return nullptr;
        keys.push_back(key);
        values.push(value);
        if (!accept(TokenKind::Comma)) break;
    }
    if (!accept(TokenKind::RightBrace)) return nullptr;
    auto* node = make<MatchMapping>(NodeKind::MatchMapping, start);
    node->keys = copy_list(keys);
    node->patterns = values.finish();
    node->rest = rest;
    return seal(node, node->keys, node->patterns);
}

// A literal or a dotted name.
Expression* Parser::mapping_key() {
    switch (kind()) {
        case TokenKind::Number:
        case TokenKind::Minus: return signed_number_or_complex();
        case TokenKind::String:
        case TokenKind::FStringStart: return strings();
        case TokenKind::None: return constant(ConstantKind::None);
        case TokenKind::True: return constant(ConstantKind::True);
        case TokenKind::False: return constant(ConstantKind::False);
        case TokenKind::Name: {
            Expression* value = dotted_value();
            return value && value->kind == NodeKind::Attribute ? value : nullptr;
        }
        default: return nullptr;
    }
}

}  // namespace loopscope::syntax
