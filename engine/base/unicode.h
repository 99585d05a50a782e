// What Python asks of Unicode: identifiers, their normal form, what may be printed.
//
// Callers: the lexer; str's methods and repr may use it too. The tables are of Unicode 15.1, as CPython 3.13's.
#pragma once

#include <string>
#include <string_view>

namespace loopscope::base {

bool is_identifier_start(char32_t c);  // as str.isidentifier() for the first character
bool is_identifier_part(char32_t c);   // and for the others
bool is_printable(char32_t c);         // as str.isprintable()

// The NFKC form of an identifier (UTF-8 of identifier characters; anything else stays as it is).
std::string normalize_identifier(std::string_view name);

}  // namespace loopscope::base
