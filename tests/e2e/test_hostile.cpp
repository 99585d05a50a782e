// Programs that would eat the machine: each ends by itself, in seconds and within its memory, with the contract's status and
// text. The limits are set lower than the defaults where only their kind matters, so that this stays quick with sanitizers.
#include <doctest/doctest.h>

#include "support/loopscope.h"

using namespace loopscope::tests;

namespace {

constexpr const char* kLow = R"JSON("limits": {"events": 300000, "instructions": 3000000, "heap": 67108864})JSON";

Finished run_low(const TemporaryFolder& folder, const std::string& program) {
    folder.write("x.py", program);
    folder.write("x.json", std::string(R"JSON({"program": {"file": "x.py"}, )JSON") + kLow + "}");
    return loopscope_call({"run", "x.json"}, folder.path(), 120);
}

bool has(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("results that no memory holds are a MemoryError") {
    const TemporaryFolder folder;
    for (const std::string expression :
         {"'a' * 10**10", "[0] * 10**10", "bytes(10**10)", "'x'.center(10**10)", "('ab' * 10**6).translate({97: 'x' * 10**6})",
          "'\\x00'.join(['\\x01' * 10**6] * 70)", "repr('\\x00' * 30_000_000)", "('\\ufb03' * 30_000_000).upper()",
          "('a' * 10**6).replace('a', 'b' * 10**6)", "repr([10**17] * 3_000_000)", "f'{1:10000000000}'"}) {
        CAPTURE(expression);
        const Finished finished = run_low(folder, std::string("x = ") + expression + "\nprint(len(x))\n");
        CHECK(finished.status == 1);
        CHECK((has(finished.err, "MemoryError") || has(finished.err, "ValueError: Too many decimal digits") ||
               has(finished.err, "too big")));
    }
}

TEST_CASE("work without end meets the limit of instructions, however it is spelt") {
    const TemporaryFolder folder;
    const std::string line = [] {
        std::string text = "while True: x = 1";
        for (int i = 0; i < 3000; ++i) text += "; x = 2";
        return text + "\n";
    }();
    const std::string programs[] = {
        "while True: pass\n",
        line,
        "-1 in __import__('itertools').count()\n",
        "10.5 in range(10**18)\n",
        "sum(iter(int, 1))\n",
        "while True: exec('x = 1')\n",
        "while True: 3**100000\n",
        "x = [0] * 10**5\nwhile True:\n    sorted(x)\n    y = 1\n",
        "import re\nwhile True:\n    try: re.match('(a+)+$', 'a' * 40 + 'b')\n    except RuntimeError: pass\n",
    };
    for (const std::string& program : programs) {
        CAPTURE(program.substr(0, 60));
        const Finished finished = run_low(folder, program);
        CHECK(finished.status == 4);
        CHECK((has(finished.err, "loopscope: limit: instructions ") || has(finished.err, "loopscope: limit: heap ")));
    }
}

TEST_CASE("a busy wait is told about the clock") {
    const TemporaryFolder folder;
    for (const char* program : {"import time\nend = time.time() + 5\nwhile time.time() < end: pass\n",
                                "import time\nend = time.monotonic() + 5\nwhile time.monotonic() < end:\n    pass\n",
                                "import datetime\nend = datetime.datetime.now() + datetime.timedelta(seconds=1)\nwhile "
                                "datetime.datetime.now() < end: pass\n",
                                "import asyncio\nasync def main():\n    loop = asyncio.get_running_loop()\n    end = "
                                "loop.time() + 1\n    while loop.time() < end:\n"
                                "        await asyncio.sleep(0)\nasyncio.run(main())\n"}) {
        CAPTURE(program);
        const Finished finished = run_low(folder, program);
        CHECK(finished.status == 4);
        CHECK(has(finished.err, "\"clock\""));
    }
    const Finished finished = run_low(folder, "while True: pass\n");
    CHECK_FALSE(has(finished.err, "\"clock\""));
}

TEST_CASE("a heap too small even to begin is told") {
    const TemporaryFolder folder;
    folder.write("x.json", R"JSON({"program": "print(1)", "limits": {"heap": 1}})JSON");
    const Finished finished = loopscope_call({"run", "x.json"}, folder.path());
    CHECK((finished.status == 1 || finished.status == 4));
}

TEST_CASE("source of every odd shape is run or refused") {
    const TemporaryFolder folder;
    const auto times = [](const std::string& piece, int count) {
        std::string text;
        for (int i = 0; i < count; ++i) text += piece;
        return text;
    };
    const std::string shapes[] = {
        times("(", 20000),
        times("-", 20000) + "1",
        "x = " + times("1 + ", 20000) + "1",
        "x = 1\nx" + times(".real", 20000),
        times("not ", 20000) + "1",
        times("lambda: ", 5000) + "1",
        "x = [" + times("1, ", 50000) + "]",
        "if 0: pass\n" + times("elif 0: pass\n", 5000),
        times("x = ", 5000) + "1",
        "x = " + times("f'{", 200),
        times("\\\n", 20000) + "x = 1",
        "x = 0x" + times("f", 500000),
        times("@f\n", 5000) + "def f(): pass",
        "x = " + times("1 if 1 else ", 20000) + "1",
        "f = lambda: f\nf" + times("()", 5000),
        "x = " + times("-1 ** ", 5000) + "1",
    };
    for (const std::string& shape : shapes) {
        CAPTURE(shape.substr(0, 40));
        const Finished finished = run_low(folder, shape + "\n");
        CHECK((finished.status == 0 || finished.status == 1 || finished.status == 2 || finished.status == 4));
        if (finished.status == 2) CHECK(has(first_line(finished.err), ": error: "));
    }
}

TEST_CASE("deep and wide things that no stack and no patience hold") {
    const TemporaryFolder folder;
    const Finished chains =
        run_program("import itertools\nx = iter([1])\nfor i in range(50000): x = itertools.chain(x, [2])\nprint(next(x))\n");
    CHECK((chains.status == 0 || chains.status == 1 || chains.status == 4));
    const Finished bases =
        run_program("bases = [type(f'a{i}', (), {}) for i in range(2000)]\nprint(len(type('X', tuple(bases), {}).__mro__))\n");
    CHECK(bases.out == "2002\n");
    // The table of weak references is full when the memory is.
    const Finished full = run_low(folder,
                                  "import weakref\nclass A: pass\nkept = []\nwhile True:\n    a = A()\n"
                                  "    kept.append((a, weakref.ref(a), weakref.ref(a, print)))\n");
    CHECK((full.status == 1 || full.status == 4));
}
