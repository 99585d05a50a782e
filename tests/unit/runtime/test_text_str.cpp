// str objects: widths, hashes, interning, cutting, growing in place.
#include "recorded.h"
#include "runtime/num_ops.h"

using namespace loopscope::runtime;

namespace {

Cell recorded_value(VM& vm, const std::string& kind, const std::string& text) {
    if (kind == "str") return new_str_cell(vm, recorded::unescaped(text));
    if (kind == "float")
        return float_cell(text == "inf" || text == "-inf" || text == "nan" ? std::stod(text) : strtod(text.c_str(), nullptr));
    return int_from_text(vm, text, 10);
}

}  // namespace

TEST_CASE("hashes are those of Python with PYTHONHASHSEED=0") {
    recorded::BareVm vm;
    for (auto& row : recorded::rows("hashes.txt")) {
        Owned value(vm, recorded_value(vm, row[0], row[1]));
        int64_t hash;
        REQUIRE(hash_of(vm, value, &hash) == Status::Ok);
        CHECK_MESSAGE(std::to_string(hash) == row[2], row[0], " ", row[1]);
    }
}

TEST_CASE("a str takes the narrowest width that holds it, also when it is cut out of a wider one") {
    recorded::BareVm vm;
    Owned text(vm, new_str_cell(vm, "ab\xC3\xA9\xE6\x97\xA5\xF0\x9F\x98\x80"));  // a b e-acute, a kanji, an emoji
    auto* s = as<Str>(text);
    CHECK(s->len == 5);
    CHECK(s->aux == 4);
    struct {
        uint32_t start, end;
        int width;
        bool ascii;
    } parts[] = {{0, 2, 1, true}, {0, 3, 1, false}, {1, 4, 2, false}, {3, 5, 4, false}};
    for (auto& part : parts) {
        Owned cut(vm, obj_cell(substring(vm, s, part.start, part.end)));
        CHECK(as<Str>(cut)->aux == part.width);
        CHECK(((as<Str>(cut)->flags & kAscii) != 0) == part.ascii);
    }
    CHECK(to_utf8(s) == "ab\xC3\xA9\xE6\x97\xA5\xF0\x9F\x98\x80");
    Owned lone(vm, new_str_cell(vm, "\xED\xA0\x80"));  // a lone surrogate survives
    CHECK(as<Str>(lone)->len == 1);
    CHECK(str_at(as<Str>(lone), 0) == 0xD800);
    CHECK(str_utf8(lone) == "\xED\xA0\x80");
}

TEST_CASE("single characters of latin-1 and the empty text exist once; interned texts too") {
    recorded::BareVm vm;
    for (const char* text : {"", "a", "\xC3\xA9"}) {
        Owned one(vm, new_str_cell(vm, text)), two(vm, new_str_cell(vm, text));
        CHECK(same(one, two));
    }
    Owned first(vm, obj_cell(intern(vm, "a name of its own"))),
        second(vm, obj_cell(intern(vm, new_str(vm, "a name of its own"))));
    CHECK(same(first, second));
}

TEST_CASE("growing in place keeps the heap's books: what is freed is what was taken") {
    recorded::BareVm vm;
    VM& v = vm;
    uint64_t before = v.heap_used;
    int64_t objects = v.live_objects;
    Owned more(vm, new_str_cell(vm, "0123456789"));
    Str* text = new_str(vm, "start ");
    int moved = 0;
    for (int i = 0; i < 3000; i++) {
        Str* grown = str_append_inplace(vm, text, as<Str>(more));
        REQUIRE(grown);
        moved += grown != text;
        text = grown;
    }
    CHECK(text->len == 30006);
    CHECK(moved < 150);  // up to 1 KiB each block is 16 bytes larger, then they double
    CHECK(to_utf8(text).substr(0, 26) == "start 01234567890123456789");
    decref(vm, text);
    more.reset(empty_cell());
    CHECK(v.heap_used == before);
    CHECK(v.live_objects == objects);
    Owned wide(vm, new_str_cell(vm, "\xE6\x97\xA5")), shared(vm, new_str_cell(vm, "shared"));
    Str* kept = as<Str>(shared);
    Str* other = str_append_inplace(vm, newref(kept), as<Str>(wide));  // two references: the original stays as it is
    REQUIRE(other);
    CHECK(other != kept);
    CHECK(to_utf8(kept) == "shared");
    CHECK(other->len == 7);
    decref(vm, other);
}

TEST_CASE("repr quotes and escapes as Python does") {
    recorded::BareVm vm;
    const char* cases[][2] = {{"it's", "\"it's\""},
                              {"say \"hi\"", "'say \"hi\"'"},
                              {"it's \"both\"", "'it\\'s \"both\"'"},
                              {"\\\t\n\r\x7f", "'\\\\\\t\\n\\r\\x7f'"},
                              {"\xC2\xA0\xC3\xA9", "'\\xa0\xC3\xA9'"},
                              {"\xE2\x80\xA8", "'\\u2028'"},
                              {"\xED\xA0\x80", "'\\ud800'"}};
    for (auto& c : cases) {
        Owned text(vm, new_str_cell(vm, c[0]));
        CHECK(str_repr_utf8(as<Str>(text)) == c[1]);
    }
    CHECK(bytes_repr(reinterpret_cast<const uint8_t*>("a'\x00\xff"), 4) == "b\"a'\\x00\\xff\"");
}
