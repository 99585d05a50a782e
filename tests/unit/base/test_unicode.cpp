#include <doctest/doctest.h>

#include "base/character_names.h"
#include "base/unicode.h"

using namespace loopscope::base;

TEST_CASE("identifiers are made of what Python allows") {
    for (char32_t c : {U'a', U'Z', U'_', U'é', U'ß', U'λ', U'日', U'ﬁ', U'\u2118'}) CHECK(is_identifier_start(c));
    for (char32_t c : {U'0', U' ', U'-', U'€', U'²', U'\u0301', U'\u00b7'}) CHECK_FALSE(is_identifier_start(c));
    for (char32_t c : {U'0', U'\u0301', U'\u00b7', U'１'}) CHECK(is_identifier_part(c));
    for (char32_t c : {U' ', U'€', U'“', char32_t{0x10FFFF}}) CHECK_FALSE(is_identifier_part(c));
}

TEST_CASE("what may be printed is what str.isprintable() says") {
    for (char32_t c : {U' ', U'~', U'é', U'☕', U'🎉'}) CHECK(is_printable(c));
    for (char32_t c : {U'\n', U'\x7f', U'\u00a0', U'\u200b', U'\u2028', U'\ufeff', char32_t{0xD800}, char32_t{0xE000}}) {
        CHECK_FALSE(is_printable(c));
    }
}

TEST_CASE("identifiers are brought to their normal form") {
    CHECK(normalize_identifier("plain") == "plain");
    CHECK(normalize_identifier("ﬁne") == "fine");
    CHECK(normalize_identifier("e\u0301") == "é");
    CHECK(normalize_identifier("𝐱𝟙") == "x1");
    CHECK(normalize_identifier("ｆｕｌｌ") == "full");
    CHECK(normalize_identifier("\u1100\u1161\u11a8") == "각");
    CHECK(normalize_identifier("각") == "각");
    CHECK(normalize_identifier("a\u0323\u0307") == normalize_identifier("a\u0307\u0323"));
    CHECK(normalize_identifier("\u212b") == "\u00c5");
    CHECK(normalize_identifier("\u0344") == "\u0308\u0301");  // never composed again
}

TEST_CASE("characters have names") {
    CHECK(find_character_by_name("BULLET") == U'•');
    CHECK(find_character_by_name("latin small letter e with acute") == U'é');
    CHECK(find_character_by_name("SNOWMAN") == U'☃');
    CHECK(find_character_by_name("LINE FEED") == U'\n');
    CHECK(find_character_by_name("CJK UNIFIED IDEOGRAPH-65E5") == U'日');
    CHECK_FALSE(find_character_by_name("CJK UNIFIED IDEOGRAPH-0041"));
    CHECK_FALSE(find_character_by_name("CJK UNIFIED IDEOGRAPH-"));
    CHECK_FALSE(find_character_by_name("NO SUCH THING"));
    CHECK_FALSE(find_character_by_name(""));
    CHECK(find_character_by_name("null") == U'\0');
}
