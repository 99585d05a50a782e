// A JSON reader that remembers where each value stands, so that what is wrong with a scenario can be pointed at.
//
// Callers: load.cpp and tests. Invariants: accepts RFC 8259 and nothing else (UTF-8, no duplicate keys, no NaN, no
// number that overflows); bounded by the limits below; any bytes at all may be given. Everything it refuses has a
// line, a column, a JSON pointer and, where one can be guessed, a hint.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace loopscope::scenario {

inline constexpr std::size_t kMaxJsonBytes = 16 * 1024 * 1024;
inline constexpr std::size_t kMaxJsonDepth = 64;
inline constexpr std::size_t kMaxJsonValues = 500'000;

struct JsonMember;

struct Json {
    enum class Kind : std::uint8_t { Null, Bool, Number, String, Array, Object };
    Kind kind = Kind::Null;
    bool truth = false;
    double number = 0;
    std::string text;
    std::vector<Json> items;
    std::vector<JsonMember> members;   // in the file's order
    std::uint32_t begin = 0, end = 0;  // in the file's bytes

    const JsonMember* find(std::string_view key) const;
};

struct JsonMember {
    std::string key;
    std::uint32_t key_begin = 0;
    Json value;
};

struct TextPosition {
    std::uint32_t line = 1, column = 1;  // from 1; columns in code points
};
TextPosition position_of(std::string_view text, std::size_t offset);

base::Result<Json> parse_json(std::string_view text, std::string_view file);

// A reference token of a JSON pointer: ~ and / escaped.
std::string pointer_token(std::string_view key);

// The text as a JSON string, with its quotes.
std::string quote_json(std::string_view text);

}  // namespace loopscope::scenario
