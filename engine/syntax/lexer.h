// The lexer: normalised source text -> all tokens at once, f-strings taken apart (FStringStart, FStringMiddle,
// the expressions' own tokens, FStringEnd).
//
// Callers: the parser. Invariants: the token list always ends with EndMarker or, where the text cannot be split
// into tokens, with Error, and `error` says why; positions never leave the text.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "syntax/parser.h"
#include "syntax/token.h"

namespace loopscope::syntax {

struct LexError {
    base::Diagnostic diagnostic;
    // Whether it is told rather than an error of the parser that lies before it.
    bool overrides = false;
    bool whole_line = false;  // SyntaxError.text ends with the line's newline: as of a parser's error
    // The innermost bracket that was open where the lexer stopped: told where it stands no further down than the
    // parser's error.
    bool has_open_bracket = false;
    base::Diagnostic open_bracket;
};

struct LexResult {
    std::vector<Token> tokens;
    std::optional<LexError> error;
    std::vector<base::Diagnostic> warnings;
};

// `source` has \n newlines only, ends with one, is valid UTF-8 and has no NUL (see prepare_source).
LexResult lex(std::string_view source, std::string_view file, const ParseOptions& options);

// Checks encoding, size and NULs; drops the BOM, turns \r\n and \r into \n, ends the text with a newline.
base::Result<std::string> prepare_source(std::string_view raw, std::string_view file, const ParseOptions& options);

// The text to show of a source that prepare_source took: UTF-8; what is not is Latin-1.
std::string source_to_show(std::string_view raw);

// The text of line `line` (1-based, counted from `line_offset`) without its newline.
std::string source_line(std::string_view source, std::uint32_t line, std::uint32_t line_offset);

}  // namespace loopscope::syntax
