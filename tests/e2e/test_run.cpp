// loopscope run: what a program prints, and the exit statuses of the contract.
#include <doctest/doctest.h>

#include "support/loopscope.h"

using namespace loopscope::tests;

namespace {

Finished run_scenario(const std::string& json, const std::vector<std::string>& more = {}) {
    return run_file("x.json", json, more);
}

}  // namespace

TEST_CASE("a program that ends well") {
    const Finished finished = run_program(
        "import asyncio\nasync def main():\n    await asyncio.sleep(3600)\n    print('an hour')\nasyncio.run(main())\n");
    CHECK(finished.status == 0);
    CHECK(finished.out == "an hour\n");
    CHECK(finished.err.empty());
    CHECK(finished.seconds < 30);
}

TEST_CASE("an uncaught exception: status 1, CPython's traceback, and the output before it") {
    const Finished finished = run_program("def f(x):\n    return x / 0\nprint('before')\nf(1)\n");
    CHECK(finished.status == 1);
    CHECK(finished.out == "before\n");
    CHECK(finished.err ==
          "Traceback (most recent call last):\n"
          "  File \"x.py\", line 4, in <module>\n"
          "    f(1)\n"
          "    ~^^^\n"
          "  File \"x.py\", line 2, in f\n"
          "    return x / 0\n"
          "           ~~^~~\n"
          "ZeroDivisionError: division by zero\n");
}

TEST_CASE("sys.exit") {
    CHECK(run_program("import sys\nsys.exit(7)\n").status == 7);
    CHECK(run_program("import sys\nsys.exit()\n").status == 0);
    CHECK(run_program("import sys\nsys.exit(0)\n").err.empty());
    CHECK(run_program("raise SystemExit(300)\n").status == 300 % 256);
    const Finished text = run_program("import sys\nprint('out')\nsys.exit('the reason')\n");
    CHECK(text.status == 1);
    CHECK(text.out == "out\n");
    CHECK(text.err == "the reason\n");
}

TEST_CASE("an uncaught KeyboardInterrupt: status 130") {
    const Finished finished = run_program("raise KeyboardInterrupt\n");
    CHECK(finished.status == 130);
    CHECK(finished.err.ends_with("KeyboardInterrupt\n"));
}

TEST_CASE("nothing can run any more: status 3") {
    const Finished waiting =
        run_program("import asyncio\nasync def main():\n    await asyncio.Event().wait()\nprint('a')\nasyncio.run(main())\n");
    CHECK(waiting.status == 3);
    CHECK(waiting.out == "a\n");
    CHECK(waiting.err.find("loopscope: deadlock: nothing left to run") != std::string::npos);
    const Finished locked = run_program("import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()\n");
    CHECK(locked.status == 3);
    CHECK(locked.err.find("loopscope: deadlock: nothing left to run") != std::string::npos);
}

TEST_CASE("a server that nobody comes to is idle: status 3") {
    const Finished finished = run_program(
        "import asyncio\nasync def main():\n    server = await asyncio.start_server(lambda r, w: None, '127.0.0.1', 8888)\n"
        "    await server.serve_forever()\nasyncio.run(main())\n");
    CHECK(finished.status == 3);
    CHECK(finished.err.find("loopscope: idle: waiting for connections at 127.0.0.1:8888") != std::string::npos);
}

TEST_CASE("limits: status 4, and the output up to there") {
    const Finished events =
        run_scenario(R"JSON({"program": "print('a')\nwhile True:\n    x = 1\n    y = 2\n", "limits": {"events": 5000}})JSON");
    CHECK(events.status == 4);
    CHECK(events.out == "a\n");
    CHECK(events.err.find("loopscope: limit: events 5000") != std::string::npos);
    const Finished heap = run_scenario(
        R"JSON({"program": "print('a')\nx = []\nwhile True: x.append('y' * 1000 + str(len(x)))\n", "limits": {"heap": 10000000}})JSON");
    CHECK((heap.status == 4 || heap.status == 1));  // a MemoryError that the program does not catch, or the limit itself
    CHECK(heap.out == "a\n");
    const Finished silent = run_scenario(
        R"JSON({"program": "x = [0] * 100000\nfor i in range(10**9): sum(x)\n", "limits": {"instructions": 1000000, "events": 20000}})JSON");
    CHECK(silent.status == 4);
}

TEST_CASE("no program hangs or exhausts the machine") {
    for (const char* program : {"def f(): f()\nf()\n", "x = 10 ** 10 ** 10\n", "x = 'a' * 10 ** 15\n", "x = [0] * 10 ** 15\n",
                                "x = 1 << 10 ** 12\n", "x = []\nfor i in range(10**6): x = [x]\nprint(x == x)\nrepr(x)\n",
                                "list(iter(int, 1))\n", "class A:\n    def __eq__(self, o): return self == o\nA() == A()\n"}) {
        CAPTURE(program);
        const Finished finished = run_program(program);
        CHECK_FALSE(finished.killed);
        CHECK((finished.status == 1 || finished.status == 4));
    }
}

TEST_CASE("several runs: headings, and the first status that is not 0") {
    const std::string json = R"JSON({"runs": [{"name": "one", "program": "print(1)"},
        {"name": "two", "program": "import sys; print(2); sys.exit(5)"}, {"name": "three", "program": "print(3); 1/0"}]})JSON";
    const Finished all = run_scenario(json);
    CHECK(all.out == "== one ==\n1\n== two ==\n2\n== three ==\n3\n");
    CHECK(all.status == 5);
    const Finished one = run_scenario(json, {"--run", "three"});
    CHECK(one.out == "3\n");
    CHECK(one.status == 1);
    CHECK(one.err.find("File \"x.json[three]\", line 1, in <module>") != std::string::npos);
    const Finished none = run_scenario(json, {"--run", "four"});
    CHECK(none.status == 2);
    CHECK(none.err == "x.json:1:1: error: there is no run 'four'\nhint: runs: one, two, three\n");
}

TEST_CASE("--until and \"until\" end the run as finished") {
    const char* kTicker =
        "import asyncio\nasync def main():\n    while True:\n        print('tick')\n        await "
        "asyncio.sleep(1)\nasyncio.run(main())\n";
    const Finished option = run_program(kTicker, {"--until", "2.5"});
    CHECK(option.status == 0);
    CHECK(option.out == "tick\ntick\ntick\n");
    const Finished key = run_scenario(R"JSON({"program": "import time\nprint(1)\ntime.sleep(5)\nprint(2)", "until": 3})JSON");
    CHECK(key.status == 0);
    CHECK(key.out == "1\n");
}

TEST_CASE("sys.argv, __file__ and standard input") {
    const Finished arguments = run_program("import sys\nprint(sys.argv, __file__, __name__)\n", {"--", "-o", "b c"});
    CHECK(arguments.out == "['x.py', '-o', 'b c'] x.py __main__\n");
    const Finished scenario = run_scenario(R"JSON({"program": "import sys\nprint(sys.argv[0], __file__)"})JSON");
    CHECK(scenario.out == "x.json x.json\n");
    const Finished input = run_scenario(R"JSON({"program": "print(input('? ').upper())\nimport time\nprint(time.monotonic())",
        "world": {"stdin": [{"at": 0.5, "text": "yes\n"}]}})JSON");
    CHECK(input.out == "? YES\n0.5\n");
    const Finished end = run_program("try:\n    input()\nexcept EOFError:\n    print('the end')\n");
    CHECK(end.out == "the end\n");
}

TEST_CASE("environment variables have no effect") {
    const TemporaryFolder folder;
    folder.write("x.py", "import os\nprint(os.environ.get('LOOPSCOPE_TEST'), sorted(os.environ)[:1] == ['LOOPSCOPE_TEST'])\n");
    setenv("LOOPSCOPE_TEST", "seen", 1);
    setenv("PYTHONHASHSEED", "123", 1);
    const Finished finished = loopscope_call({"run", "x.py"}, folder.path());
    unsetenv("LOOPSCOPE_TEST");
    unsetenv("PYTHONHASHSEED");
    CHECK(finished.out == "None False\n");
}

TEST_CASE("modules: the program's folder, --path in order, then the engine's own") {
    const TemporaryFolder folder;
    folder.write("program/x.py",
                 "import a, b, queue\nfrom pkg import part\nprint(a.NAME, b.NAME, queue.NAME, part.NAME, a.__file__)\n");
    folder.write("program/a.py", "NAME = 'program/a'\n");
    folder.write("one/a.py", "NAME = 'one/a'\n");
    folder.write("one/b.py", "NAME = 'one/b'\n");
    folder.write("two/b.py", "NAME = 'two/b'\n");
    folder.write("two/pkg/__init__.py", "");
    folder.write("two/pkg/part.py", "NAME = 'two/pkg/part'\n");
    folder.write("program/queue.py", "NAME = 'my own queue'\n");
    folder.write("program/sys.py", "raise RuntimeError('built-in modules cannot be hidden')\n");
    const Finished finished = loopscope_call({"run", "--path", "one", "program/x.py", "--path", "two"}, folder.path());
    CHECK(finished.err.empty());
    CHECK(finished.out == "program/a one/b my own queue two/pkg/part program/a.py\n");
    folder.write("program/y.py", "import nowhere\n");
    const Finished missing = loopscope_call({"run", "program/y.py"}, folder.path());
    CHECK(missing.status == 1);
    CHECK(missing.err.ends_with("ModuleNotFoundError: No module named 'nowhere'\n"));
}

TEST_CASE("recording or not, the program does the same") {
    const char* kProgram =
        "import asyncio\nasync def f(n):\n    await asyncio.sleep(n)\n    print(n)\nasync def main():\n"
        "    await asyncio.gather(f(2), f(1))\nasyncio.run(main())\n";
    CHECK(run_program(kProgram).out == "1\n2\n");
    CHECK(run_program(kProgram, {"--no-record"}).out == "1\n2\n");
}
