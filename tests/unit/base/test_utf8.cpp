#include <doctest/doctest.h>

#include "base/utf8.h"

using namespace loopscope::base;

TEST_CASE("every code point comes back as it went in") {
    for (char32_t c = 0; c <= kMaxCodePoint; c += c < 0x1000 ? 1 : 37) {
        std::string text;
        append_utf8(text, c);
        CHECK(text.size() == utf8_size(c));
        const DecodedCodePoint decoded = decode_utf8(text, 0);
        REQUIRE(decoded.valid);
        REQUIRE(decoded.code_point == c);
        REQUIRE(decoded.size == text.size());
        REQUIRE((find_invalid_utf8(text) == std::string::npos) == !is_surrogate(c));
    }
}

TEST_CASE("malformed bytes count one each and never reach past the end") {
    for (std::string_view text : {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xF0\x80\x80\x80", "\xF4\x90\x80\x80",
                                  "\xF5\x80\x80\x80", "\xFF", "\xC3", "\xE2\x82", "\xF0\x9F\x98"}) {
        CAPTURE(text.size());
        const DecodedCodePoint decoded = decode_utf8(text, 0);
        CHECK_FALSE(decoded.valid);
        CHECK(decoded.size == 1);
        CHECK(decoded.code_point == kReplacementCharacter);
        CHECK(find_invalid_utf8(text) == 0);
        CHECK(count_code_points(text) == text.size());
    }
    CHECK(find_invalid_utf8("ab\xED\xA0\x80") == 2);  // a surrogate
}

TEST_CASE("code points are counted and found") {
    const std::string text = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z";
    CHECK(count_code_points(text) == 5);
    CHECK(code_point_offset(text, 0) == 0);
    CHECK(code_point_offset(text, 2) == 3);
    CHECK(code_point_offset(text, 4) == 10);
    CHECK(code_point_offset(text, 99) == text.size());
    CHECK_FALSE(is_ascii(text));
    CHECK(is_ascii("plain"));
}
