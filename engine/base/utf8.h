// UTF-8 and WTF-8 (UTF-8 that may carry lone surrogates, for Python's str): decode, encode, count, validate.
//
// Callers: everybody who handles text. Invariant: none of these reads outside the view or fails in another way
// than by its result; malformed input decodes as one U+FFFD a byte.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace loopscope::base {

inline constexpr char32_t kReplacementCharacter = 0xFFFD;
inline constexpr char32_t kMaxCodePoint = 0x10FFFF;

struct DecodedCodePoint {
    char32_t code_point;
    std::uint32_t size;  // bytes taken, at least 1
    bool valid;
};

inline bool is_surrogate(char32_t c) { return c >= 0xD800 && c <= 0xDFFF; }
inline bool is_utf8_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// The code point that starts at `at` (at < text.size()). Surrogates are accepted: see validate_utf8 for strictness.
DecodedCodePoint decode_utf8(std::string_view text, std::size_t at);

// Appends one code point (a surrogate as its three WTF-8 bytes).
void append_utf8(std::string& to, char32_t code_point);

// Bytes that the code point needs: 1 to 4.
std::size_t utf8_size(char32_t code_point);

// Number of code points; malformed bytes count one each.
std::size_t count_code_points(std::string_view text);

// Byte offset of the index-th code point; text.size() where there are fewer.
std::size_t code_point_offset(std::string_view text, std::size_t index);

// Offset of the first byte that is not strict UTF-8 (surrogates and overlong forms are not), or npos.
std::size_t find_invalid_utf8(std::string_view text);

inline bool is_ascii(std::string_view text) {
    for (char c : text) {
        if (static_cast<unsigned char>(c) >= 0x80) return false;
    }
    return true;
}

}  // namespace loopscope::base
