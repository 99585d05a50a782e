// loopscope check: 0 where all holds, 1 with a difference, 2 for what cannot be used.
#include <doctest/doctest.h>

#include "support/loopscope.h"

using namespace loopscope::tests;

namespace {

struct Checked {
    const char* expect;
    int status;
    const char* part;  // of what is printed
};

}  // namespace

TEST_CASE("scenarios against what they expect") {
    const TemporaryFolder folder;
    const std::string program =
        R"JSON("program": ["import sys, time", "print('one')", "time.sleep(1.5)", "print('two')", "print('why', file=sys.stderr)", "sys.exit(3)"])JSON";
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
    folder.write(
        "known.json",
        R"JSON({"program": "import asyncio\nasyncio.run(asyncio.Event().wait())", "expect": {"status": 3, "stderr": "deadlock"}})JSON");
    folder.write("limit.json", R"JSON({"program": "while True:\n    x = 1\n    y = 2", "limits": {"events": 1000}})JSON");
    CHECK(loopscope_call({"check", "good.py"}, folder.path()).status == 0);
    CHECK(loopscope_call({"check", "fails.py"}, folder.path()).status == 1);
    CHECK(loopscope_call({"check", "fails.json"}, folder.path()).status == 0);
    CHECK(loopscope_call({"check", "stuck.json"}, folder.path()).status == 1);
    CHECK(loopscope_call({"check", "known.json"}, folder.path()).status == 0);
    CHECK(loopscope_call({"check", "limit.json"}, folder.path()).status == 1);
}

TEST_CASE("stops are reached, in their order; so are bookmarks") {
    const TemporaryFolder folder;
    const std::string program =
        R"JSON("program": ["import time", "for i in range(2):", "    print(i)", "    time.sleep(1)", "if i > 5:", "    print('never')"])JSON";
    const Checked cases[] = {
        {R"JSON("stops": [{"at": {"line": 3}}, {"at": {"line": 3, "hit": 2}}, {"at": {"line": 5}}])JSON", 0, "ok"},
        {R"JSON("stops": [{"at": {"line": 3}}, {"at": {"line": 6}}])JSON", 1, "  stop 2 (line 6): never reached\n"},
        {R"JSON("stops": [{"at": {"line": 3, "hit": 3}}])JSON", 1, "  stop 1 (line 3, hit 3): never reached\n"},
        {R"JSON("stops": [{"at": {"line": 5}}, {"at": {"line": 3}}])JSON", 1, "  stop 2 (line 3): at step "},
        {R"JSON("stops": [{"at": {"line": 3}}, {"at": {"line": 3}}])JSON", 1, "not after the stop before it"},
        {R"JSON("stops": [{"at": {"time": 2}}])JSON", 0, "ok"},
        {R"JSON("stops": [{"at": {"time": 2.5}}])JSON", 1, "  stop 1 (time 2.5): never reached\n"},
        {R"JSON("stops": [{"at": {"step": 1}}, {"at": {"step": 100000}}])JSON", 1, "  stop 2 (step 100000): never reached\n"},
        {R"JSON("stops": [{"at": {"event": "task.done"}}])JSON", 1, "  stop 1 (event task.done): never reached\n"},
        {R"JSON("bookmarks": [{"at": {"line": 3}}, {"at": {"line": 6}}])JSON", 1, "  bookmark 2 (line 6): never reached\n"},
    };
    for (const Checked& checked : cases) {
        CAPTURE(checked.expect);
        folder.write("x.json", "{" + program + ", \"lesson\": {" + checked.expect + "}}");
        const Finished finished = loopscope_call({"check", "x.json"}, folder.path());
        INFO(finished.out);
        CHECK(finished.status == checked.status);
        CHECK(finished.out.find(checked.part) != std::string::npos);
    }
    folder.write("two.json", R"JSON({"runs": [{"name": "a", "program": "x = 1"}, {"name": "b", "program": "x = 1\ny = 2"}],
        "lesson": {"stops": [{"at": {"line": 2}, "run": "b"}, {"at": {"line": 1}}, {"at": {"line": 1}, "run": "b"}]}})JSON");
    const Finished two = loopscope_call({"check", "two.json"}, folder.path());
    CHECK(two.out.find("ok   two.json[a]") != std::string::npos);
    CHECK(two.out.find("FAIL two.json[b]\n  stop 3 (line 1): at step") != std::string::npos);
}

TEST_CASE("events that must be seen, in their order") {
    const TemporaryFolder folder;
    const std::string program =
        R"JSON("program": ["import asyncio", "async def wait():", "    await asyncio.sleep(5)", "async def main():", "    task = asyncio.create_task(wait(), name='waiter')", "    await asyncio.sleep(1)", "    task.cancel('enough')", "    await asyncio.wait([task])", "asyncio.run(main())"])JSON";
    const Checked cases[] = {
        {R"JSON([{"event": "task.created", "name": "waiter", "parent": "Task-1"},
                 {"event": "timer.scheduled", "task": "waiter", "when": 5},
                 {"event": "cancel.requested", "target": "waiter", "by": "Task-1", "line": 7, "function": "main", "t": 1},
                 {"event": "cancel.forwarded", "from": "waiter", "target": "future*"},
                 {"event": "cancel.delivered", "target": "waiter"},
                 {"event": "task.done", "name": "waiter", "outcome": "cancelled"}])JSON",
         0, "ok"},
        {R"JSON([{"event": "task.done", "name": "waiter"}, {"event": "cancel.requested"}])JSON", 1,
         "  events: 2 of 2 (cancel.requested) does not come after task.done, name 'waiter' at step "},
        {R"JSON([{"event": "task.done", "name": "waiter", "outcome": "result"}])JSON", 1,
         "  events: 1 of 1 (task.done, name 'waiter', outcome 'result') does not come\n"},
        {R"JSON([{"event": "cancel.requested", "line": 8}])JSON", 1, "(cancel.requested, line 8) does not come\n"},
        {R"JSON([{"event": "cancel.requested", "line": "7"}])JSON", 1, "does not come"},
        {R"JSON([{"event": "cancel.requested", "worker": "w"}])JSON", 1, "does not come"},
        {R"JSON([{"event": "nonsense"}])JSON", 2, ""},
        {R"JSON([{"event": "task.done", "nonsense": "x"}])JSON", 2, ""},
        {R"JSON([{"event": "task.done", "name": true}])JSON", 2, ""},
        {R"JSON([{"name": "x"}])JSON", 2, ""},
    };
    for (const Checked& checked : cases) {
        CAPTURE(checked.expect);
        folder.write("x.json", "{" + program + ", \"expect\": {\"events\": " + checked.expect + "}}");
        const Finished finished = loopscope_call({"check", "x.json"}, folder.path());
        INFO(finished.out << finished.err);
        CHECK(finished.status == checked.status);
        CHECK(finished.out.find(checked.part) != std::string::npos);
        CHECK(finished.err.empty() == (checked.status != 2));
    }
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
