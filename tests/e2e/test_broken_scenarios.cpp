// Scenario files that cannot be used: status 2, the exact line on standard error, nothing on standard output.
#include <doctest/doctest.h>

#include "support/broken_inputs.h"
#include "support/loopscope.h"

using namespace loopscope::tests;

TEST_CASE("broken scenarios") {
    const TemporaryFolder folder;
    folder.write("folder/inside.py", "pass\n");
    for (const BrokenInput& input : broken_scenarios()) {
        CAPTURE(input.name);
        folder.write("x.json", input.text);
        const Finished finished = loopscope_call({"run", "x.json"}, folder.path());
        CHECK(finished.status == 2);
        CHECK(finished.out.empty());
        CHECK(first_line(finished.err) == "x.json:" + input.error);
        if (!input.hint.empty()) CHECK(finished.err.find("\nhint: " + input.hint + "\n") != std::string::npos);
    }
}

TEST_CASE("every call refuses in the same way") {
    const TemporaryFolder folder;
    folder.write("x.json", "{\"program\": 3}");
    const std::string expected = "x.json:1:13: error: 'program' at /program is 3";
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{{"run", "x.json"},
                                                                                       {"trace", "x.json"},
                                                                                       {"show", "x.json"},
                                                                                       {"check", "x.json"},
                                                                                       {"trace", "x.json", "-o", "out"}}) {
        const Finished finished = loopscope_call(words, folder.path());
        CHECK(finished.status == 2);
        CHECK(finished.err.starts_with(expected));
    }
    CHECK_FALSE(std::filesystem::exists(folder.path() / "out"));
}
