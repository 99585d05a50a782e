// Adjacent string literals make one Constant, or one JoinedStr where an f-string is among them.
#include "syntax/literals.h"
#include "syntax/parser_impl.h"

namespace loopscope::syntax {

namespace {

struct Prefix {
    bool bytes = false, raw = false, unicode = false;
    std::size_t length = 0;
};

Prefix read_prefix(std::string_view literal) {
    Prefix prefix;
    for (char c : literal) {
        if (c == '\'' || c == '"') break;
        const char lower = static_cast<char>(c | 0x20);
        prefix.bytes = prefix.bytes || lower == 'b';
        prefix.raw = prefix.raw || lower == 'r';
        prefix.unicode = prefix.unicode || lower == 'u';
        ++prefix.length;
    }
    return prefix;
}

// What stands between the quotes of a whole literal.
std::string_view literal_body(std::string_view literal, std::size_t prefix_length) {
    literal.remove_prefix(prefix_length);
    const bool triple = literal.size() >= 6 && literal[1] == literal[0] && literal[2] == literal[0];
    const std::size_t quotes = triple ? 3 : 1;
    return literal.substr(quotes, literal.size() - 2 * quotes);
}

// Source text between two tokens, comments left out.
void append_without_comments(std::string& to, std::string_view gap) {
    bool in_comment = false;
    for (char c : gap) {
        if (c == '#') in_comment = true;
        if (c == '\n') in_comment = false;
        if (!in_comment) to += c;
    }
}

}  // namespace

Expression* Parser::strings() {
    const TokenIndex start = pos_;
    std::vector<StringPart> parts;
    bool any_bytes = false, any_text = false, any_fstring = false;
    while (at(TokenKind::String) || at(TokenKind::FStringStart)) {
        if (at(TokenKind::FStringStart)) {
            any_fstring = any_text = true;
            if (!fstring(parts)) return nullptr;
            continue;
        }
        bool bytes = false;
        Constant* literal = string_literal(bytes);
        if (!literal) return nullptr;
        (bytes ? any_bytes : any_text) = true;
        parts.push_back({literal});
    }
    if (any_bytes && any_text) return raise_here("cannot mix bytes and nonbytes literals");
    if (any_fstring) {
        auto* node = make<JoinedStr>(NodeKind::JoinedStr, start);
        node->values = join_parts(parts);
        return seal(node, node->values);
    }
    if (parts.size() == 1) return parts[0].node;
    auto* node = make<Constant>(NodeKind::Constant, start);
    const auto& first = as<Constant>(*parts[0].node);
    node->type = first.type;
    node->u_prefix = first.u_prefix;
    std::string text;
    for (const StringPart& part : parts) text += as<Constant>(*part.node).text;
    node->text = module_.arena.copy_text(text);
    return node;
}

Constant* Parser::string_literal(bool& bytes) {
    const Token& token = this->token();
    const std::string_view literal = text_of(token);
    const Prefix prefix = read_prefix(literal);
    const std::string_view body = literal_body(literal, prefix.length);
    bytes = prefix.bytes;
    auto* node = make<Constant>(NodeKind::Constant, pos_);
    node->type = bytes ? ConstantKind::Bytes : ConstantKind::Str;
    node->u_prefix = prefix.unicode;
    advance();
    if (!bytes && (prefix.raw || body.find('\\') == std::string_view::npos)) {
        node->text = body;
        return node;
    }
    const StringValue value = bytes ? decode_bytes(body, prefix.raw) : decode_string(body, prefix.raw);
    if (!value.problem.empty()) return raise_token(token, value.problem), nullptr;
    warn_about_escape(value, token.line);
    node->text = module_.arena.copy_text(value.text);
    return node;
}

void Parser::warn_about_escape(const StringValue& value, std::uint32_t line) {
    if (value.warning.empty() || module_.warnings.size() >= 2 * kMaxWarnings) return;
    base::Diagnostic warning;
    warning.file = module_.file;
    warning.line = line;
    warning.message = value.warning;
    warning.kind = base::DiagnosticKind::Warning;
    module_.warnings.push_back(std::move(warning));
}

// ------------------------------------------------------------------------------------------------ f-strings

// Texts are decoded when the end of the f-string is reached, as CPython does: what is wrong in a field is told first.
bool Parser::fstring(std::vector<StringPart>& parts) {
    Depth depth(*this);
    if (!depth.ok()) return false;
    const bool raw = read_prefix(text_of(token())).raw;
    advance();
    const std::size_t first = parts.size();
    for (;;) {
        if (at(TokenKind::FStringMiddle)) {
            parts.push_back({nullptr, pos_});
            advance();
        } else if (at(TokenKind::LeftBrace)) {
            if (!fstring_field(parts, raw)) return false;
        } else {
            break;
        }
    }
    if (!accept(TokenKind::FStringEnd)) return false;
    for (std::size_t i = first; i < parts.size(); ++i) {
        if (parts[i].node) continue;
        const TokenIndex before = pos_;
        pos_ = parts[i].text;
        parts[i].node = fstring_text(raw, tokens_[before - 1]);
        pos_ = before;
        if (!parts[i].node) return false;
    }
    return true;
}

// The text at pos_; what is wrong with it is told at `blamed`.
Constant* Parser::fstring_text(bool raw, const Token& blamed) {
    const Token& token = tokens_[pos_];
    auto* node = make<Constant>(NodeKind::Constant, pos_);
    node->type = ConstantKind::Str;
    node->span = span_of(token);
    const StringValue value = decode_string(text_of(token), raw);
    if (!value.problem.empty()) return raise_token(blamed, value.problem), nullptr;
    warn_about_escape(value, token.end_line);
    node->text = module_.arena.copy_text(value.text);
    return node;
}

// "{" expression ["="] ["!" NAME] [":" spec] "}"
bool Parser::fstring_field(std::vector<StringPart>& parts, bool raw) {
    Depth depth(*this);
    if (!depth.ok()) return false;
    const TokenIndex open = pos_;
    advance();
    FormattedValue* field = field_contents(parts, open, raw);
    if (!field && explaining_ && !raised_) explain_field(open);
    if (!field || raised_) return false;
    parts.push_back({field});
    return true;
}

FormattedValue* Parser::field_contents(std::vector<StringPart>& parts, TokenIndex open, bool raw) {
    Expression* value = annotated_value();
    if (!value) return nullptr;
    const bool debug = accept(TokenKind::Equal);
    const TokenIndex after_value = pos_;
    int conversion = -1;
    if (at(TokenKind::Exclamation) && !fstring_conversion(conversion)) return nullptr;
    JoinedStr* spec = nullptr;
    if (at(TokenKind::Colon)) {
        spec = format_spec(raw);
        if (!spec) return nullptr;
    }
    if (!accept(TokenKind::RightBrace)) return nullptr;
    if (debug) {
        parts.push_back({debug_text(open, after_value)});
        if (conversion == -1 && !spec) conversion = 'r';
    }
    auto* node = make<FormattedValue>(NodeKind::FormattedValue, open);
    node->value = value;
    node->conversion = conversion;
    node->format_spec = spec;
    return seal(node, value, spec);
}

// "!" and one of s, r, a right behind it.
bool Parser::fstring_conversion(int& conversion) {
    const Token& mark = token();
    if (kind(1) != TokenKind::Name) return false;
    advance();
    const Token& name = token();
    advance();
    if (name.begin != mark.end) {
        raise_from(span_of(mark), span_of(name), "f-string: conversion type must come right after the exclamanation mark");
        return false;
    }
    const std::string_view text = text_of(name);
    if (text != "s" && text != "r" && text != "a") {
        raise_token(name, "f-string: invalid conversion character '" + std::string(text) + "': expected 's', 'r', or 'a'");
        return false;
    }
    conversion = static_cast<unsigned char>(text[0]);
    return true;
}

// ":" and texts and fields, up to the "}" (not taken).
JoinedStr* Parser::format_spec(bool raw) {
    const TokenIndex start = pos_;
    advance();
    std::vector<StringPart> parts;
    for (;;) {
        if (at(TokenKind::FStringMiddle)) {
            Constant* text = fstring_text(raw, token());
            if (!text) return nullptr;
            parts.push_back({text});
            advance();
        } else if (at(TokenKind::LeftBrace)) {
            if (!fstring_field(parts, raw)) return nullptr;
        } else {
            break;
        }
    }
    auto* node = make<JoinedStr>(NodeKind::JoinedStr, start);
    node->values = join_parts(parts);
    return seal(node, node->values);
}

// Of `{x = }`: the text of the field as written, up to the token at `end`.
Constant* Parser::debug_text(TokenIndex open, TokenIndex end) {
    std::string text;
    for (TokenIndex i = open + 1; i <= end; ++i) {
        const std::uint32_t before = tokens_[i - 1].end;
        append_without_comments(text, module_.source.substr(before, tokens_[i].begin - before));
        if (i < end) text += text_of(tokens_[i]);
    }
    auto* node = make<Constant>(NodeKind::Constant, open);
    node->type = ConstantKind::Str;
    node->text = module_.arena.copy_text(text);
    node->span = {tokens_[open].end_line, tokens_[open].end_column, tokens_[end].line, tokens_[end].column};
    return node;
}

// Texts side by side become one, empty ones go.
Expressions Parser::join_parts(const std::vector<StringPart>& parts) {
    std::vector<Expression*> joined;
    for (std::size_t i = 0; i < parts.size();) {
        if (parts[i].node->kind != NodeKind::Constant) {
            joined.push_back(parts[i++].node);
            continue;
        }
        std::size_t end = i;
        std::string text;
        for (; end < parts.size() && parts[end].node->kind == NodeKind::Constant; ++end) {
            text += as<Constant>(*parts[end].node).text;
        }
        auto* first = static_cast<Constant*>(parts[i].node);
        if (!text.empty()) {
            first->span = span_between(first->span, parts[end - 1].node->span);
            first->text = module_.arena.copy_text(text);
            joined.push_back(first);
        }
        i = end;
    }
    return copy_list(joined);
}

}  // namespace loopscope::syntax
