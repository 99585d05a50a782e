// Token: one piece of the source text, made by the lexer, read by the parser.
#pragma once

#include <cstdint>
#include <string_view>

namespace loopscope::syntax {

enum class TokenKind : std::uint8_t {
#define TOKEN(kind, name) kind,
#define OPERATOR(kind, text) kind,
#define KEYWORD(kind, text) kind,
#include "syntax/tokens.def"
};

// The fixed text of an operator or keyword, else a name such as "NEWLINE".
const char* token_text(TokenKind kind);

inline bool is_keyword(TokenKind kind) { return kind >= TokenKind::False; }

// The keyword with this text, or TokenKind::Name.
TokenKind keyword_kind(std::string_view text);

struct Token {
    TokenKind kind;
    std::uint8_t level;                  // brackets open after this token
    std::uint32_t begin, end;            // bytes in the (normalised) source
    std::uint32_t line, column;          // as Span: 1-based line, 0-based code point
    std::uint32_t end_line, end_column;  // exclusive
};

}  // namespace loopscope::syntax
