// Lexer: the state of one run of lex(). Split over lexer.cpp (lines, indentation, operators, names), lexer_numbers.cpp
// and lexer_strings.cpp (string and f-string literals).
//
// Invariants: `pos_` never passes the end of the text; `line_start_` is where the line of `pos_` begins.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "syntax/lexer.h"

namespace loopscope::syntax {

// What a byte can be part of. A byte of a character beyond ASCII is taken for part of a name until it is looked at.
inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_name_start(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
inline bool is_name_part(char c) { return is_name_start(c) || is_digit(c); }

class Lexer {
public:
    Lexer(std::string_view source, std::string_view file, const ParseOptions& options);

    LexResult run();

private:
    struct Bracket {
        char text;
        std::uint32_t line, column;
    };

    struct Indent {
        std::uint32_t column;       // tabs to the next multiple of 8
        std::uint32_t alternative;  // tabs as one: both measures must agree on the order of lines
    };

    // One open f-string. `depth` counts the brackets open inside it; a replacement field whose '{' was the bracket
    // number n has fields == n - 1 while it is the innermost: a ':' or '}' at depth fields + 1 belongs to the field.
    struct FString {
        char quote;
        std::uint8_t quote_size;  // 1 or 3
        bool raw;
        bool in_expression;
        bool in_format_spec;
        int depth;
        int fields;
        std::uint32_t begin, line, column;
    };

    struct Mark {
        std::uint32_t begin, line, column;
    };

    // lexer.cpp
    bool step();
    bool lex_indentation();
    bool handle_indentation(std::uint32_t column, std::uint32_t alternative);
    bool lex_normal();
    bool skip_blanks_and_comment(bool& newline_seen);
    bool lex_newline(std::uint32_t begin);
    bool lex_continuation();
    bool lex_end();
    bool lex_name();
    bool verify_identifier(std::uint32_t begin, std::uint32_t end);
    bool lex_operator();
    bool lex_closing_bracket(char c);
    bool lex_unknown();
    TokenKind classify_name(std::string_view text);
    void track_async_line();

    // lexer_numbers.cpp
    bool lex_number();
    bool lex_radix(bool (*is_digit)(char), const char* kind);
    bool lex_leading_zero();
    bool lex_decimal_tail();
    bool lex_fraction_and_exponent();
    bool verify_number_end(const char* kind);

    // lexer_strings.cpp
    std::size_t string_prefix_length() const;
    bool lex_string(std::size_t prefix_length);
    bool lex_fstring_start(std::size_t prefix_length);
    bool lex_fstring();
    bool lex_fstring_middle();
    bool lex_fstring_escape();
    bool fail_unterminated_fstring();
    bool fail_unterminated_string(const Mark& mark, char quote, std::size_t quote_size, bool escaped_quote);

    // positions and results
    char at(std::size_t i) const { return i < source_.size() ? source_[i] : '\0'; }
    char current() const { return at(pos_); }
    bool at_end() const { return pos_ >= source_.size(); }
    void begin_line(std::size_t start);
    void advance_over(char c);
    std::uint32_t column_of(std::size_t pos);
    Mark mark() { return {static_cast<std::uint32_t>(pos_), line_, column_of(pos_)}; }
    std::uint32_t last_line() const;
    FString* open_fstring() { return fstrings_.empty() ? nullptr : &fstrings_.back(); }
    bool push_bracket(char c, const Mark& mark);

    void add(TokenKind kind, const Mark& from);
    bool fail(std::string message);                 // at the character before pos_
    static constexpr std::uint32_t kNowhere = ~0u;  // SyntaxError.end_offset -1
    bool tell_as_parser(std::uint32_t end_column);
    bool fail_at(std::string message, std::uint32_t line, std::uint32_t column, std::uint32_t end_column = 0);
    bool fail_indentation(base::DiagnosticKind kind, std::string message, std::uint32_t column);
    void warn(std::string message);
    base::Diagnostic diagnostic(std::string message, std::uint32_t line, std::uint32_t column);

    std::string_view source_;
    std::string_view file_;
    ParseOptions options_;
    std::size_t pos_ = 0;
    std::uint32_t line_ = 0;
    std::size_t line_start_ = 0;
    std::uint32_t last_line_length_ = 0;  // of the line before, its newline counted
    bool line_is_ascii_ = true;
    std::size_t known_pos_ = 0;  // a position in this line and its column, to count on from
    std::uint32_t known_column_ = 0;
    bool at_line_start_ = true;
    bool blank_line_ = false;
    std::vector<Bracket> brackets_;
    std::vector<Indent> indents_;
    std::vector<FString> fstrings_;

    // Py36: inside `async def`, where async and await are keywords.
    bool async_def_ = false;
    bool async_def_line_done_ = false;
    std::size_t async_def_indent_ = 0;

    LexResult result_;
};

}  // namespace loopscope::syntax
