#include "syntax/lexer.h"

#include <algorithm>
#include <cstdio>

#include "base/unicode.h"
#include "base/utf8.h"
#include "syntax/lexer_impl.h"
#include "syntax/limits.h"

namespace loopscope::syntax {

namespace {

constexpr std::uint32_t kTabWidth = 8;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f'; }

char opening_of(char closing) { return closing == ')' ? '(' : closing == ']' ? '[' : '{'; }

std::string code_point_text(char32_t c) {
    char text[16];
    std::snprintf(text, sizeof text, "U+%04X", static_cast<unsigned>(c));
    return text;
}

}  // namespace

LexResult lex(std::string_view source, std::string_view file, const ParseOptions& options) {
    return Lexer(source, file, options).run();
}

std::string source_line(std::string_view source, std::uint32_t line, std::uint32_t line_offset) {
    std::size_t start = 0;
    for (std::uint32_t i = line_offset + 1; i < line; ++i) {
        start = source.find('\n', start);
        if (start == std::string_view::npos) return {};
        ++start;
    }
    return std::string(source.substr(start, source.find('\n', start) - start));
}

Lexer::Lexer(std::string_view source, std::string_view file, const ParseOptions& options)
    : source_(source), file_(file), options_(options) {
    line_ = options.line_offset;
    indents_.push_back({0, 0});
    result_.tokens.reserve(source.size() / 4 + 16);
    begin_line(0);
}

LexResult Lexer::run() {
    while (step()) {
    }
    if (result_.error && !fstrings_.empty()) {
        // CPython does not look into f-strings when it has another error already.
        result_.error->overrides = false;
    } else if (result_.error && !brackets_.empty()) {
        const Bracket& open = brackets_.back();
        result_.error->has_open_bracket = true;
        result_.error->open_bracket =
            diagnostic(std::string("'") + open.text + "' was never closed", open.line, open.column + 1);
        result_.error->open_bracket.end_column = 0;
    }
    return std::move(result_);
}

// One token or one run of blanks; false at the end and after an error.
bool Lexer::step() {
    if (FString* fstring = open_fstring(); fstring && !fstring->in_expression) return lex_fstring();
    if (at_line_start_) {
        at_line_start_ = false;
        if (!lex_indentation()) return false;
    }
    return lex_normal();
}

// ------------------------------------------------------------------------------------------------ positions

void Lexer::begin_line(std::size_t start) {
    if (start > 0) last_line_length_ = column_of(start - 1) + 1;
    ++line_;
    line_start_ = start;
    known_pos_ = start;
    known_column_ = 0;
    line_is_ascii_ = true;
    for (std::size_t i = start; i < source_.size() && source_[i] != '\n'; ++i) {
        if (static_cast<unsigned char>(source_[i]) >= 0x80) {
            line_is_ascii_ = false;
            return;
        }
    }
}

void Lexer::advance_over(char c) {
    ++pos_;
    if (c == '\n') begin_line(pos_);
}

std::uint32_t Lexer::column_of(std::size_t pos) {
    if (line_is_ascii_) return static_cast<std::uint32_t>(pos - line_start_);
    if (pos < known_pos_) {
        known_pos_ = line_start_;
        known_column_ = 0;
    }
    for (; known_pos_ < pos; ++known_pos_) {
        if (!base::is_utf8_continuation(source_[known_pos_])) ++known_column_;
    }
    return known_column_;
}

// The line of the end of the text: the last one that holds something.
std::uint32_t Lexer::last_line() const { return line_start_ >= source_.size() ? line_ - 1 : line_; }

void Lexer::add(TokenKind kind, const Mark& from) {
    Token token;
    token.kind = kind;
    token.level = static_cast<std::uint8_t>(brackets_.size());
    token.begin = from.begin;
    token.end = static_cast<std::uint32_t>(pos_);
    token.line = from.line;
    token.column = from.column;
    token.end_line = line_;
    token.end_column = column_of(pos_);
    result_.tokens.push_back(token);
}

base::Diagnostic Lexer::diagnostic(std::string message, std::uint32_t line, std::uint32_t column) {
    base::Diagnostic diagnostic;
    diagnostic.file = file_;
    diagnostic.line = line;
    diagnostic.column = column;
    diagnostic.end_line = line;
    diagnostic.end_column = column;
    diagnostic.message = std::move(message);
    return diagnostic;
}

bool Lexer::fail(std::string message) { return fail_at(std::move(message), line_, column_of(pos_)); }

bool Lexer::fail_at(std::string message, std::uint32_t line, std::uint32_t column, std::uint32_t end_column) {
    LexError error;
    error.diagnostic = diagnostic(std::move(message), line, column);
    if (end_column != 0) error.diagnostic.end_column = end_column;
    error.overrides = true;
    result_.error = std::move(error);
    Token token{};
    token.kind = TokenKind::Error;
    token.line = token.end_line = line;
    token.column = token.end_column = column == 0 ? 0 : column - 1;
    token.begin = token.end = static_cast<std::uint32_t>(std::min(pos_, source_.size()));
    result_.tokens.push_back(token);
    return false;
}

// The failure is one that CPython's parser words, for the lexer: behind an error of the parser's own, with the whole line as
// its text, and an end that says little.
bool Lexer::tell_as_parser(std::uint32_t end_column) {
    result_.error->overrides = false;
    result_.error->whole_line = true;
    result_.error->diagnostic.end_column = end_column;
    return false;
}

bool Lexer::fail_indentation(base::DiagnosticKind kind, std::string message, std::uint32_t column) {
    fail_at(std::move(message), line_, column);
    tell_as_parser(column == 1 ? 0 : kNowhere);
    result_.error->diagnostic.kind = kind;
    return false;
}

void Lexer::warn(std::string message) {
    if (result_.warnings.size() >= kMaxWarnings) return;
    base::Diagnostic warning = diagnostic(std::move(message), line_, column_of(pos_));
    warning.kind = base::DiagnosticKind::Warning;
    result_.warnings.push_back(std::move(warning));
}

// ------------------------------------------------------------------------------------------------ lines

// Measures the blanks at the start of a line and says Indent or Dedent, unless the line holds nothing else.
bool Lexer::lex_indentation() {
    std::uint32_t column = 0, alternative = 0;
    std::uint32_t continued_column = 0;
    for (;; ++pos_) {
        const char c = current();
        if (c == ' ') {
            ++column;
            ++alternative;
        } else if (c == '\t') {
            column = (column / kTabWidth + 1) * kTabWidth;
            ++alternative;
        } else if (c == '\f') {
            column = alternative = 0;
        } else if (c == '\\') {
            // A line of blanks that goes on below: its own indentation counts.
            if (continued_column == 0) continued_column = column;
            if (!lex_continuation()) return false;
            --pos_;
        } else {
            break;
        }
    }
    const char c = current();
    blank_line_ = c == '#' || c == '\n' || at_end();
    if (blank_line_ || !brackets_.empty()) return true;
    if (continued_column != 0) column = alternative = continued_column;
    return handle_indentation(column, alternative);
}

bool Lexer::handle_indentation(std::uint32_t column, std::uint32_t alternative) {
    const auto fail_tabs = [this] {
        return fail_indentation(base::DiagnosticKind::TabError, "inconsistent use of tabs and spaces in indentation", 1);
    };
    const Mark here = mark();
    if (column > indents_.back().column) {
        if (indents_.size() >= kMaxIndentation) {
            return fail_indentation(base::DiagnosticKind::IndentationError, "too many levels of indentation", 1);
        }
        if (alternative <= indents_.back().alternative) return fail_tabs();
        indents_.push_back({column, alternative});
        add(TokenKind::Indent, here);
        return true;
    }
    std::size_t closed = 0;
    for (; indents_.size() > 1 && column < indents_.back().column; ++closed) indents_.pop_back();
    if (column != indents_.back().column) {
        return fail_indentation(base::DiagnosticKind::IndentationError, "unindent does not match any outer indentation level",
                                column_of(source_.find('\n', pos_)) + 1);
    }
    if (alternative != indents_.back().alternative) return fail_tabs();
    for (; closed > 0; --closed) add(TokenKind::Dedent, here);
    track_async_line();
    return true;
}

// A backslash stands at pos_: it must end its line, and the text must go on.
bool Lexer::lex_continuation() {
    if (at(pos_ + 1) != '\n') {
        pos_ += 2;
        fail_at("unexpected character after line continuation character", line_, column_of(pos_ - 1) + 1);
        return tell_as_parser(0);
    }
    if (pos_ + 2 >= source_.size()) {
        if (!brackets_.empty()) return lex_end();
        fail_at("unexpected EOF while parsing", line_, column_of(pos_) + 2);
        return tell_as_parser(kNowhere);
    }
    pos_ += 2;
    begin_line(pos_);
    return true;
}

bool Lexer::lex_end() {
    if (!brackets_.empty()) {
        const Bracket& open = brackets_.back();
        fail_at(std::string("'") + open.text + "' was never closed", open.line, open.column + 1);
        return tell_as_parser(0);
    }
    // What lies at the end is told behind the last line, not on the line after it.
    const Mark here{static_cast<std::uint32_t>(source_.size()), last_line(), last_line_length_};
    const auto add_here = [&](TokenKind kind) {
        add(kind, here);
        result_.tokens.back().end_line = here.line;
        result_.tokens.back().end_column = here.column;
    };
    for (; indents_.size() > 1; indents_.pop_back()) add_here(TokenKind::Dedent);
    add_here(TokenKind::EndMarker);
    return false;
}

bool Lexer::lex_newline(std::uint32_t begin) {
    const bool significant = !blank_line_ && brackets_.empty();
    if (significant) {
        const Mark from{begin, line_, column_of(begin)};
        add(TokenKind::Newline, from);
        result_.tokens.back().end_column = from.column + 1;
        async_def_line_done_ = true;
    }
    at_line_start_ = brackets_.empty();
    blank_line_ = false;
    advance_over('\n');
    return true;
}

// ------------------------------------------------------------------------------------------------ tokens

bool Lexer::lex_normal() {
    while (is_blank(current())) ++pos_;
    const char c = current();
    if (is_name_start(c)) {
        const std::size_t prefix = string_prefix_length();
        return prefix != 0 ? lex_string(prefix) : lex_name();
    }
    if (is_digit(c) || (c == '.' && is_digit(at(pos_ + 1)))) return lex_number();
    switch (c) {
        case '\'':
        case '"': return lex_string(0);
        case '#': {
            const auto begin = static_cast<std::uint32_t>(pos_);
            pos_ = std::min(source_.find('\n', pos_), source_.size());
            return at_end() ? lex_end() : lex_newline(begin);
        }
        case '\n': return lex_newline(static_cast<std::uint32_t>(pos_));
        case '\\': return lex_continuation();
        case '\0': return lex_end();
        default: return lex_operator();
    }
}

bool Lexer::lex_name() {
    const Mark from = mark();
    bool ascii = true;
    for (; is_name_part(current()); ++pos_) ascii = ascii && static_cast<unsigned char>(current()) < 0x80;
    if (!ascii && !verify_identifier(from.begin, static_cast<std::uint32_t>(pos_))) return false;
    add(classify_name(source_.substr(from.begin, pos_ - from.begin)), from);
    return true;
}

bool Lexer::verify_identifier(std::uint32_t begin, std::uint32_t end) {
    for (std::size_t i = begin; i < end;) {
        const base::DecodedCodePoint decoded = base::decode_utf8(source_, i);
        const bool good =
            i == begin ? base::is_identifier_start(decoded.code_point) : base::is_identifier_part(decoded.code_point);
        if (!good) {
            pos_ = i;
            return lex_unknown();
        }
        i += decoded.size;
    }
    return true;
}

// A character that no token begins with.
bool Lexer::lex_unknown() {
    const Mark from = mark();
    const base::DecodedCodePoint decoded = base::decode_utf8(source_, pos_);
    const std::string name = code_point_text(decoded.code_point);
    const std::string text(source_.substr(pos_, decoded.size));
    pos_ += decoded.size;
    if (!base::is_printable(decoded.code_point)) return fail("invalid non-printable character " + name);
    if (decoded.code_point >= 0x80) return fail("invalid character '" + text + "' (" + name + ")");
    add(TokenKind::Unknown, from);
    return true;
}

TokenKind Lexer::classify_name(std::string_view text) {
    const TokenKind kind = keyword_kind(text);
    if (options_.dialect != Dialect::Py36) return kind;
    if (kind != TokenKind::Async && kind != TokenKind::Await) return kind;
    // Names, but for `async def` and what is inside it. An attribute may have the name in any case.
    if (!result_.tokens.empty() && result_.tokens.back().kind == TokenKind::Dot) return TokenKind::Name;
    if (async_def_) return kind;
    if (kind == TokenKind::Await) return TokenKind::Name;
    std::size_t next = pos_;
    while (is_blank(at(next))) ++next;
    if (next == pos_ || source_.substr(next, 3) != "def" || is_name_part(at(next + 3))) return TokenKind::Name;
    async_def_ = true;
    async_def_line_done_ = false;
    async_def_indent_ = indents_.size();
    return kind;
}

// A new logical line begins: is it still inside the `async def`?
void Lexer::track_async_line() {
    if (async_def_ && async_def_line_done_ && indents_.size() <= async_def_indent_) async_def_ = false;
}

// ------------------------------------------------------------------------------------------------ operators

namespace {

struct Operator {
    std::string_view text;
    TokenKind kind;
};

constexpr Operator kOperators[] = {
#define TOKEN(kind, name)
#define OPERATOR(kind, text) {text, TokenKind::kind},
#define KEYWORD(kind, text)
#include "syntax/tokens.def"
};

// The longest operator at the start of `text`.
const Operator* match_operator(std::string_view text) {
    const Operator* best = nullptr;
    for (const Operator& candidate : kOperators) {
        if (candidate.text[0] != text[0] || !text.starts_with(candidate.text)) continue;
        if (best == nullptr || candidate.text.size() > best->text.size()) best = &candidate;
    }
    return best;
}

}  // namespace

bool Lexer::push_bracket(char c, const Mark& from) {
    if (brackets_.size() >= kMaxOpenBrackets) {
        ++pos_;
        return fail("too many nested parentheses");
    }
    brackets_.push_back({c, from.line, from.column});
    if (FString* fstring = open_fstring()) ++fstring->depth;
    return true;
}

bool Lexer::lex_operator() {
    const char c = current();
    const Mark from = mark();
    FString* fstring = open_fstring();
    if (c == ':' && fstring && fstring->fields >= 0 && fstring->depth - 1 == fstring->fields) {
        // The colon of a replacement field: `:=` is no operator here.
        ++pos_;
        add(TokenKind::Colon, from);
        fstring->in_expression = false;
        fstring->in_format_spec = true;
        return true;
    }
    if (c == '(' || c == '[' || c == '{') {
        if (!push_bracket(c, from)) return false;
    } else if (c == ')' || c == ']' || c == '}') {
        return lex_closing_bracket(c);
    }
    const Operator* match = match_operator(source_.substr(pos_, 3));
    if (match == nullptr) return lex_unknown();
    pos_ += match->text.size();
    add(match->kind, from);
    return true;
}

bool Lexer::lex_closing_bracket(char c) {
    const Mark from = mark();
    FString* fstring = open_fstring();
    ++pos_;
    const std::string quoted = std::string("'") + c + "'";
    if (fstring && fstring->depth == 0 && c == '}') return fail("f-string: single '}' is not allowed");
    if (brackets_.empty()) return fail("unmatched " + quoted);
    const Bracket open = brackets_.back();
    brackets_.pop_back();
    if (open.text != opening_of(c)) {
        if (fstring && open.text == '{' && fstring->depth - 1 == fstring->fields) {
            return fail("f-string: unmatched " + quoted);
        }
        std::string message = "closing parenthesis " + quoted + " does not match opening parenthesis '";
        message += open.text;
        message += "'";
        if (open.line != line_) message += " on line " + std::to_string(open.line);
        return fail(std::move(message));
    }
    add(c == ')' ? TokenKind::RightParen : c == ']' ? TokenKind::RightBracket : TokenKind::RightBrace, from);
    if (fstring == nullptr) return true;
    --fstring->depth;
    if (fstring->depth < 0) return fail("f-string: unmatched " + quoted);
    if (c == '}' && fstring->depth == fstring->fields) {
        --fstring->fields;
        fstring->in_expression = false;
        fstring->in_format_spec = fstring->fields >= 0;
    }
    return true;
}

}  // namespace loopscope::syntax
