#include "base/utf8.h"

namespace loopscope::base {

namespace {

bool read_tail(std::string_view text, std::size_t at, std::size_t count, char32_t& code_point) {
    if (text.size() - at < count + 1) return false;
    for (std::size_t i = 1; i <= count; ++i) {
        if (!is_utf8_continuation(text[at + i])) return false;
        code_point = (code_point << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3F);
    }
    return true;
}

}  // namespace

DecodedCodePoint decode_utf8(std::string_view text, std::size_t at) {
    constexpr DecodedCodePoint kMalformed{kReplacementCharacter, 1, false};
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) return {lead, 1, true};
    if (lead < 0xC2 || lead > 0xF4) return kMalformed;
    const std::uint32_t tail = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    char32_t code_point = lead & (0x3F >> tail);
    if (!read_tail(text, at, tail, code_point)) return kMalformed;
    constexpr char32_t kSmallest[] = {0, 0x80, 0x800, 0x10000};
    if (code_point < kSmallest[tail] || code_point > kMaxCodePoint) return kMalformed;
    return {code_point, tail + 1, true};
}

std::size_t utf8_size(char32_t code_point) {
    return code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
}

void append_utf8(std::string& to, char32_t code_point) {
    const auto tail = [&](int shift) { to += static_cast<char>(0x80 | ((code_point >> shift) & 0x3F)); };
    switch (utf8_size(code_point)) {
        case 1: to += static_cast<char>(code_point); break;
        case 2:
            to += static_cast<char>(0xC0 | (code_point >> 6));
            tail(0);
            break;
        case 3:
            to += static_cast<char>(0xE0 | (code_point >> 12));
            tail(6);
            tail(0);
            break;
        default:
            to += static_cast<char>(0xF0 | (code_point >> 18));
            tail(12);
            tail(6);
            tail(0);
    }
}

std::size_t count_code_points(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) {
        at += static_cast<unsigned char>(text[at]) < 0x80 ? 1 : decode_utf8(text, at).size;
    }
    return count;
}

std::size_t code_point_offset(std::string_view text, std::size_t index) {
    std::size_t at = 0;
    for (; index > 0 && at < text.size(); --index) at += decode_utf8(text, at).size;
    return at;
}

std::size_t find_invalid_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            ++at;
            continue;
        }
        const DecodedCodePoint decoded = decode_utf8(text, at);
        if (!decoded.valid || is_surrogate(decoded.code_point)) return at;
        at += decoded.size;
    }
    return std::string_view::npos;
}

}  // namespace loopscope::base
