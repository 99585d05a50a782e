// String literals whole, f-strings in parts.
//
// An f-string is text (lex_fstring_middle) and replacement fields. Inside a field the ordinary lexer is at work
// until the field's own ':' or '}' (Lexer::lex_operator sees them by the bracket depth) hands back to the text.
#include <string>

#include "syntax/lexer_impl.h"
#include "syntax/limits.h"

namespace loopscope::syntax {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

// The length of b, r, u, f, br, rb, fr, rf (any case) where a quote follows; else 0.
std::size_t Lexer::string_prefix_length() const {
    bool b = false, u = false, r = false, f = false;
    for (std::size_t length = 0; length < 3; ++length) {
        const char c = lower(at(pos_ + length));
        if (c == '\'' || c == '"') return length;
        if (c == 'b' && !(b || u || f)) {
            b = true;
        } else if (c == 'u' && !(b || u || r || f)) {
            u = true;
        } else if (c == 'r' && !(r || u)) {
            r = true;
        } else if (c == 'f' && !(f || b || u)) {
            f = true;
        } else {
            return 0;
        }
    }
    return 0;
}

bool Lexer::lex_string(std::size_t prefix_length) {
    for (std::size_t i = 0; i < prefix_length; ++i) {
        if (lower(at(pos_ + i)) == 'f') return lex_fstring_start(prefix_length);
    }
    const Mark from = mark();
    pos_ += prefix_length;
    const char quote = current();
    const std::size_t quote_size = at(pos_ + 1) == quote && at(pos_ + 2) == quote ? 3 : 1;
    pos_ += quote_size;
    bool escaped_quote = false;
    for (std::size_t quotes = 0; quotes != quote_size;) {
        const char c = current();
        if (at_end() || (quote_size == 1 && c == '\n')) {
            return fail_unterminated_string(from, quote, quote_size, escaped_quote);
        }
        advance_over(c);
        quotes = c == quote ? quotes + 1 : 0;
        if (c == '\\' && !at_end()) {
            escaped_quote = escaped_quote || current() == quote;
            advance_over(current());
        }
    }
    add(TokenKind::String, from);
    return true;
}

bool Lexer::fail_unterminated_string(const Mark& from, char quote, std::size_t quote_size, bool escaped_quote) {
    const std::string detected = " (detected at line " + std::to_string(at_end() ? last_line() : line_) + ")";
    const FString* fstring = open_fstring();
    std::string message;
    if (fstring && fstring->quote == quote && fstring->quote_size == quote_size) {
        message = "f-string: expecting '}'";  // the quote was meant to end the f-string around this
    } else if (quote_size == 3) {
        message = "unterminated triple-quoted string literal" + detected;
    } else {
        message = "unterminated string literal" + detected;
        if (escaped_quote) message += "; perhaps you escaped the end quote?";
    }
    return fail_at(std::move(message), from.line, from.column + 1);
}

bool Lexer::lex_fstring_start(std::size_t prefix_length) {
    const Mark from = mark();
    FString fstring{};
    for (std::size_t i = 0; i < prefix_length; ++i) fstring.raw = fstring.raw || lower(at(pos_ + i)) == 'r';
    pos_ += prefix_length;
    fstring.quote = current();
    fstring.quote_size = at(pos_ + 1) == fstring.quote && at(pos_ + 2) == fstring.quote ? 3 : 1;
    pos_ += fstring.quote_size;
    fstring.fields = -1;
    fstring.begin = from.begin;
    fstring.line = from.line;
    fstring.column = from.column;
    if (fstrings_.size() + 1 >= kMaxFStringNesting) return fail("too many nested f-strings");
    fstrings_.push_back(fstring);
    add(TokenKind::FStringStart, from);
    return true;
}

// In the text of an f-string: the start of a field, the end of the string, or a stretch of text.
bool Lexer::lex_fstring() {
    FString& fstring = fstrings_.back();
    if (current() == '{' && at(pos_ + 1) != '{') {
        if (++fstring.fields >= kMaxReplacementNesting) return fail("f-string: expressions nested too deeply");
        fstring.in_expression = true;
        return lex_normal();
    }
    std::size_t quotes = 0;
    while (quotes < fstring.quote_size && at(pos_ + quotes) == fstring.quote) ++quotes;
    if (quotes != fstring.quote_size) return lex_fstring_middle();
    const Mark from = mark();
    pos_ += quotes;
    add(TokenKind::FStringEnd, from);
    fstrings_.pop_back();
    return true;
}

bool Lexer::lex_fstring_middle() {
    FString& fstring = fstrings_.back();
    const Mark from = mark();
    std::size_t skip = 0;  // of a doubled brace: the second one belongs to no token
    for (std::size_t quotes = 0;;) {
        const char c = current();
        const bool in_format_spec = fstring.in_format_spec && fstring.fields >= 0;
        if (at_end() || (fstring.quote_size == 1 && c == '\n')) {
            if (!in_format_spec || at_end()) return fail_unterminated_fstring();
            fstring.in_expression = true;
            fstring.in_format_spec = false;
            break;
        }
        if (c == fstring.quote) {
            ++pos_;
            if (++quotes == fstring.quote_size) {
                pos_ -= quotes;
                break;
            }
            continue;
        }
        quotes = 0;
        if (c == '{') {
            if (at(pos_ + 1) == '{' && !in_format_spec) {
                ++pos_;
                skip = 1;
                break;
            }
            if (++fstring.fields >= kMaxReplacementNesting) return fail("f-string: expressions nested too deeply");
            fstring.in_expression = true;
            break;
        }
        if (c == '}') {
            if (at(pos_ + 1) == '}' && !in_format_spec && fstring.depth == 0) {
                ++pos_;
                skip = 1;
            } else {
                fstring.in_expression = true;
            }
            break;
        }
        advance_over(c);
        if (c == '\\' && !lex_fstring_escape()) break;
    }
    add(TokenKind::FStringMiddle, from);
    pos_ += skip;
    result_.tokens.back().end_column += static_cast<std::uint32_t>(skip);
    return true;
}

// Behind a backslash in the text. A brace stays a brace; \N{...} is kept together. False: the token ends here.
bool Lexer::lex_fstring_escape() {
    const FString& fstring = fstrings_.back();
    const char c = current();
    if (c == '{' || c == '}') {
        if (!fstring.raw) warn(std::string("invalid escape sequence '\\") + c + "'");
        return true;
    }
    if (at_end()) return true;
    advance_over(c);
    if (fstring.raw || c != 'N' || current() != '{') return true;
    while (!at_end() && current() != '}' && current() != '\n' && current() != fstring.quote) ++pos_;
    if (current() != '}') return true;
    ++pos_;
    return false;
}

bool Lexer::fail_unterminated_fstring() {
    const FString& fstring = fstrings_.back();
    const std::uint32_t line = at_end() ? last_line() : line_;
    const char* kind = fstring.quote_size == 3 ? "triple-quoted f-string" : "f-string";
    return fail_at(std::string("unterminated ") + kind + " literal (detected at line " + std::to_string(line) + ")",
                   fstring.line, fstring.column + 1);
}

}  // namespace loopscope::syntax
