// Words of a line of Python: what an await binds, and whether a later line uses it.
#include "replay/source_words.h"

#include <doctest/doctest.h>

using namespace loopscope::replay;

TEST_CASE("lines by number") {
    CHECK(line_of("a\nb\n\nd", 1) == "a");
    CHECK(line_of("a\nb\n\nd", 3) == "");
    CHECK(line_of("a\nb\n\nd", 4) == "d");
    CHECK(line_of("a\nb", 3) == "");
    CHECK(line_of("a", 0) == "");
}

TEST_CASE("plain awaits, and what they bind") {
    CHECK(awaits_plainly("    a = await f(1)"));
    CHECK(awaits_plainly("await f()"));
    CHECK_FALSE(awaits_plainly("async with await f():"));
    CHECK_FALSE(awaits_plainly("awaited = f()"));
    CHECK_FALSE(awaits_plainly("an_await()"));
    CHECK(names_bound("    a, b[i] = await f(c)") == std::vector<std::string>{"a", "b", "i"});
    CHECK(names_bound("await f(x=1)").empty());
    CHECK(names_bound("total += await f()") == std::vector<std::string>{"total"});
    CHECK(behind_await("x = await f(x)") == " f(x)");
    CHECK(behind_await("f(x)").empty());
}

TEST_CASE("whole words are mentioned, parts of words are not") {
    CHECK(mentions("b = await f(a)", {"a"}));
    CHECK_FALSE(mentions("bar = await fa(aa)", {"a"}));
    CHECK_FALSE(mentions("b = await f(a)", {}));
    CHECK(
        mentions("gr\xc3\xb6\xc3\x9f"
                 "e + 1",
                 {"gr\xc3\xb6\xc3\x9f"
                  "e"}));
}
