#include <doctest/doctest.h>

#include "app/cli/diff.h"

using loopscope::cli::diff_lines;
using Lines = std::vector<std::string>;

TEST_CASE("differences of a few lines") {
    CHECK(diff_lines({"a"}, {"a"}, "") == "  a\n");
    CHECK(diff_lines({"a", "b", "c"}, {"a", "x", "c"}, "") == "  a\n- b\n+ x\n  c\n");
    CHECK(diff_lines({"a", "b"}, {"a"}, "> ") == ">   a\n> - b\n");
    CHECK(diff_lines({}, {"a"}, "") == "+ a\n");
    CHECK(diff_lines({"a", "b", "c", "d", "e"}, {"b", "c", "x", "e"}, "") == "- a\n  b\n  c\n- d\n+ x\n  e\n");
}

TEST_CASE("what is alike far away is left out, and very long differences are cut") {
    Lines expected, got;
    for (int i = 0; i < 10'000; ++i) expected.push_back("line " + std::to_string(i));
    got = expected;
    got[5000] = "other";
    CHECK(diff_lines(expected, got, "") ==
          "  line 4997\n  line 4998\n  line 4999\n- line 5000\n+ other\n  line 5001\n  line 5002\n  line 5003\n");
    const std::string all = diff_lines(expected, Lines(10'000, "x"), "");
    CHECK(all.ends_with("... and 19940 lines more\n"));
}
