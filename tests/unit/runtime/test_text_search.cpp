// Search in arrays: against the obvious way of doing it, and in time where that would take for ever.
#include <doctest/doctest.h>

#include <chrono>
#include <string>

#include "runtime/text_search.h"

namespace search = loopscope::runtime::search;

namespace {

template <class T>
int64_t obvious(const std::basic_string<T>& s, const std::basic_string<T>& part, bool last) {
    if (part.size() > s.size()) return -1;
    auto n = static_cast<int64_t>(s.size() - part.size());
    for (int64_t i = 0; i <= n; i++) {
        int64_t at = last ? n - i : i;
        if (s.compare(static_cast<size_t>(at), part.size(), part) == 0) return at;
    }
    return -1;
}

template <class T>
void compare_all() {
    uint32_t seed = 5;
    auto next = [&](uint32_t n) { return (seed = seed * 1664525u + 1013904223u) >> 16 & 0xffff ? (seed >> 16) % n : 0; };
    for (int round = 0; round < 4000; round++) {
        std::basic_string<T> s, part;
        uint32_t letters = 1 + next(3), n = next(40), m = next(6);
        for (uint32_t i = 0; i < n; i++) s += static_cast<T>('a' + next(letters));
        for (uint32_t i = 0; i < m; i++) part += static_cast<T>('a' + next(letters));
        auto size = static_cast<int64_t>(n);
        CHECK(search::find(s.data(), size, part.data(), int64_t(m)) == obvious(s, part, false));
        CHECK(search::rfind(s.data(), size, part.data(), int64_t(m)) == obvious(s, part, true));
        if (m) {
            int64_t count = 0;
            for (size_t at = 0; (at = s.find(part, at)) != s.npos; at += part.size()) count++;
            CHECK(search::count(s.data(), size, part.data(), int64_t(m), INT64_MAX) == count);
            auto parts = search::split(s.data(), n, part.data(), m, -1);
            CHECK(static_cast<int64_t>(parts.size()) == count + 1);
        }
    }
}

}  // namespace

TEST_CASE("search finds what the obvious search finds, in all widths") {
    compare_all<char>();
    compare_all<char16_t>();
    compare_all<char32_t>();
}

TEST_CASE("a text made to slow a search down does not") {
    std::string hay(400000, 'a'), needle(200000, 'a');
    std::string back = "b" + needle, forth = needle + "b";
    auto start = std::chrono::steady_clock::now();
    CHECK(search::find(hay.data(), int64_t(hay.size()), forth.data(), int64_t(forth.size())) == -1);
    CHECK(search::rfind(hay.data(), int64_t(hay.size()), back.data(), int64_t(back.size())) == -1);
    hay += "b";
    CHECK(search::find(hay.data(), int64_t(hay.size()), forth.data(), int64_t(forth.size())) == 200000);
    hay = "b" + hay;
    CHECK(search::rfind(hay.data(), int64_t(hay.size()), back.data(), int64_t(back.size())) == 0);
    auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    CHECK(seconds < 5.0);  // the obvious way needs 4e10 comparisons
}

TEST_CASE("words and lines") {
    std::string s = "  a bc  d ";
    auto space = [](char c) { return c == ' '; };
    auto n = static_cast<uint32_t>(s.size());
    CHECK(search::split_words(s.data(), n, -1, space).size() == 3);
    auto limited = search::split_words(s.data(), n, 1, space);
    REQUIRE(limited.size() == 2);
    CHECK(s.substr(limited[1].start, limited[1].end - limited[1].start) == "bc  d ");
    limited = search::rsplit_words(s.data(), n, 1, space);
    REQUIRE(limited.size() == 2);
    CHECK(s.substr(limited[0].start, limited[0].end - limited[0].start) == "  a bc");
    std::string lines = "a\r\nb\rc\n\nd";
    auto is_break = [](char c) { return c == '\n' || c == '\r'; };
    CHECK(search::split_lines(lines.data(), static_cast<uint32_t>(lines.size()), false, is_break).size() == 5);
}
