// loopscope check: 0 where all holds, 1 with a difference, 2 for what cannot be used.
#include <doctest/doctest.h>

#include "support/loopscope.h"

using namespace loopscope::tests;

namespace {

struct Checked {
    const char* expect;
    int status;
    const char* part;    // of what is printed
};

}  // namespace

TEST_CASE("scenarios against what they expect") {
    const TemporaryFolder folder;
    const std::string program = R"JSON("program": ["import sys, time", "print('one')", "time.sleep(1.5)", "print('two')", "print('why', file=sys.stderr)", "sys.exit(3)"])JSON";
    const Checked cases[] = {
        {R"JSON({})JSON", 1, "status: expected 0, got 3"},
        {R"JSON({"status": 3})JSON", 0, "ok   x.json\n1 as expected, 0 not\n"},
        {R"JSON({"status": 4})JSON", 1, "status: expected 4, got 3"},
        {R"JSON({"status": 3, "stdout": ["one", "two"], "stderr": "wh", "seconds": 1.5})JSON", 0, "ok"},
        {R"JSON({"status": 3, "stdout": "one\ntwo\n"})JSON", 0, "ok"},
        {R"JSON({"status": 3, "stdout": ["one", "three"]})JSON", 1, "      one\n    - three\n    + two\n"},
        {R"JSON({"status": 3, "stdout": []})JSON", 1, "    + one\n    + two\n"},
        {R"JSON({"status": 3, "stderr": "because"})JSON", 1, "stderr: expected a part that reads\n    - because\n    + why\n"},
        {R"JSON({"status": 3, "seconds": 2})JSON", 1, "seconds: expected 2, got 1.5"},
    };
    for (const Checked& checked : cases) {
        CAPTURE(checked.expect);
        folder.write("x.json", "{" + program + ", \"expect\": " + checked.expect + "}");
        const Finished finished = loopscope_call({"check", "x.json"}, folder.path());
        CHECK(finished.status == checked.status);
        INFO(finished.out);
        CHECK(finished.out.find(checked.part) != std::string::npos);
        CHECK(finished.err.empty());
    }
}

TEST_CASE("a bare program must end with status 0; a scenario without a status may end as it likes, but not stuck") {
    const TemporaryFolder folder;
    folder.write("good.py", "print(1)\n");
    folder.write("fails.py", "1/0\n");
    folder.write("fails.json", R"JSON({"program": "1/0", "expect": {"stderr": "ZeroDivisionError"}})JSON");
    folder.write("stuck.json", R"JSON({"program": "import asyncio\nasyncio.run(asyncio.Event().wait())"})JSON");
    folder.write("known.json", R"JSON({"program": "import asyncio\nasyncio.run(asyncio.Event().wait())", "expect": {"status": 3, "stderr": "deadlock"}})JSON");
    folder.write("limit.json", R"JSON({"program": "while True:\n    x = 1\n    y = 2", "limits": {"events": 1000}})JSON");
    CHECK(loopscope_call({"check", "good.py"}, folder.path()).status == 0);
    CHECK(loopscope_call({"check", "fails.py"}, folder.path()).status == 1);
    CHECK(loopscope_call({"check", "fails.json"}, folder.path()).status == 0);
    CHECK(loopscope_call({"check", "stuck.json"}, folder.path()).status == 1);
    CHECK(loopscope_call({"check", "known.json"}, folder.path()).status == 0);
    CHECK(loopscope_call({"check", "limit.json"}, folder.path()).status == 1);
}

TEST_CASE("several files and several runs") {
    const TemporaryFolder folder;
    folder.write("good.py", "print(1)\n");
    folder.write("bad.py", "1/0\n");
    folder.write("broken.json", "{");
    folder.write("two.json", R"JSON({"runs": [{"name": "a", "program": "print(1)", "expect": {"stdout": ["1"]}},
                                          {"name": "b", "program": "print(2)", "expect": {"stdout": ["1"]}}]})JSON");
    const Finished two = loopscope_call({"check", "two.json", "good.py"}, folder.path());
    CHECK(two.status == 1);
    CHECK(two.out.starts_with("ok   two.json[a]\nFAIL two.json[b]\n"));
    CHECK(two.out.ends_with("ok   good.py\n2 as expected, 1 not\n"));
    const Finished all = loopscope_call({"check", "bad.py", "broken.json", "good.py", "absent.json"}, folder.path());
    CHECK(all.status == 2);
    CHECK(all.err.find("absent.json:1:1: error: no such file") != std::string::npos);
    CHECK(all.out.ends_with("1 as expected, 1 not, 2 cannot be used\n"));
    CHECK(loopscope_call({"check", "two.json", "--run", "a"}, folder.path()).status == 0);
}
