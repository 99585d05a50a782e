// The values of literals: number texts and the escapes of strings.
//
// Callers: the parser, with the text of one token. Invariant: the lexer has already checked the token's outer form.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "syntax/ast.h"

namespace loopscope::syntax {

struct NumberValue {
    ConstantKind type = ConstantKind::Int;  // Int, BigInt, Float or Complex
    std::uint8_t base = 10;
    std::int64_t int_value = 0;
    double float_value = 0.0;
    std::string digits;   // BigInt
    std::string problem;  // not empty: what is wrong
};

NumberValue decode_number(std::string_view text);

struct StringValue {
    std::string text;     // WTF-8 or bytes
    std::string problem;  // not empty: what is wrong
    std::string warning;  // not empty: about the first escape that is none
};

// `body` is what stands between the quotes.
StringValue decode_string(std::string_view body, bool raw);
StringValue decode_bytes(std::string_view body, bool raw);

}  // namespace loopscope::syntax
