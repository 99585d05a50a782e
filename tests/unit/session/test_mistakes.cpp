// Mistakes that have a name, in programs that make them, and in some that look as if they did.
#include "replay/mistakes.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "scenario/load.h"
#include "session/session.h"

using namespace loopscope;
using replay::Mistake;
using replay::MistakeKind;

namespace {

std::vector<Mistake> mistakes_of(const std::string& program) {
    const scenario::Scenario scenario = scenario::scenario_of_program(program, "program.py");
    session::RunOptions options;
    options.record = true;
    session::SilentSink sink;
    const session::RunResult result = session::run_scenario_run(scenario, 0, options, sink);
    REQUIRE_FALSE(result.refused.has_value());
    const auto recording = replay::Recording::build(result.recording);
    std::vector<Mistake> found = replay::find_mistakes(*recording);
    for (const Mistake& mistake : found) CHECK(mistake.step < recording->step_count());
    return found;
}

bool has(const Mistake& mistake, const char* words) { return mistake.says.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("a coroutine that nobody awaits") {
    const auto found = mistakes_of(
        "import asyncio\n"
        "async def save(): print('saved')\n"
        "async def main():\n"
        "    for i in range(3):\n"
        "        save()\n"
        "    kept = save()\n"
        "    kept.close()\n"
        "    await save()\n"
        "    await asyncio.create_task(save())\n"
        "asyncio.run(main())\n");
    REQUIRE(found.size() == 1);
    CHECK(found[0].kind == MistakeKind::NeverAwaited);
    CHECK(found[0].line == 5);
    CHECK(found[0].times == 3);
    CHECK(has(found[0], "save() is called in line 5 of main but never awaited"));
}

TEST_CASE("an error that nobody asks for") {
    const char* program =
        "import asyncio\n"
        "async def fails(): raise ValueError('lost')\n"
        "async def main():\n"
        "    task = asyncio.create_task(fails(), name='loser')\n"
        "    await asyncio.sleep(1)\n"
        "    %s\n"
        "asyncio.run(main())\n";
    const auto with = [&](const std::string& line) {
        std::string text = program;
        text.replace(text.find("%s"), 2, line);
        return mistakes_of(text);
    };
    const auto found = with("del task");
    REQUIRE(found.size() == 1);
    CHECK(found[0].kind == MistakeKind::NeverRetrieved);
    CHECK(has(found[0], "loser failed with ValueError('lost')"));
    CHECK(with("task.exception()").empty());
}

TEST_CASE("a call that blocks the loop: which line, how long, who was kept waiting") {
    const auto found = mistakes_of(
        "import asyncio, time\n"
        "async def sleeper():\n"
        "    await asyncio.sleep(2)\n"
        "async def main():\n"
        "    task = asyncio.create_task(sleeper(), name='sleeper')\n"
        "    await asyncio.sleep(0)\n"
        "    other = asyncio.create_task(asyncio.sleep(0), name='other')\n"
        "    time.sleep(4)\n"
        "    await task\n"
        "asyncio.run(main())\n");
    REQUIRE(found.size() == 1);
    CHECK(found[0].kind == MistakeKind::BlockingCall);
    CHECK(found[0].line == 8);
    CHECK(has(found[0], "time.sleep(4) in line 8 of main blocks the loop for 4 s"));
    CHECK(has(found[0], "sleeper was due at t = 2 s"));
    CHECK(has(found[0], "other was ready"));
    CHECK(mistakes_of("import time\ntime.sleep(4)\n").empty());
}

TEST_CASE("a cancellation that is swallowed, and those that are not") {
    const char* program =
        "import asyncio\n"
        "async def worker():\n"
        "    try:\n"
        "        await asyncio.sleep(10)\n"
        "    except asyncio.CancelledError:\n"
        "        %s\n"
        "async def main():\n"
        "    task = asyncio.create_task(worker(), name='worker')\n"
        "    await asyncio.sleep(1)\n"
        "    task.cancel()\n"
        "    await asyncio.wait([task])\n"
        "asyncio.run(main())\n";
    const auto with = [&](const std::string& line) {
        std::string text = program;
        text.replace(text.find("%s"), 2, line);
        return mistakes_of(text);
    };
    const auto found = with("return 'no'");
    REQUIRE(found.size() == 1);
    CHECK(found[0].kind == MistakeKind::SwallowedCancellation);
    CHECK(found[0].line == 5);
    CHECK(has(found[0], "worker catches the CancelledError in line 5"));
    CHECK(with("raise").empty());
    // A timeout that is caught takes its request back.
    CHECK(mistakes_of("import asyncio\n"
                      "async def main():\n"
                      "    try:\n"
                      "        async with asyncio.timeout(1):\n"
                      "            await asyncio.sleep(5)\n"
                      "    except TimeoutError:\n"
                      "        print('late')\n"
                      "asyncio.run(main())\n")
              .empty());
}

TEST_CASE("a deadlock with its ring, and one without") {
    const auto ring = mistakes_of(
        "import asyncio\n"
        "async def a(): await tasks[1]\n"
        "async def b(): await tasks[0]\n"
        "async def main():\n"
        "    global tasks\n"
        "    tasks = [asyncio.create_task(a(), name='A'), asyncio.create_task(b(), name='B')]\n"
        "    await tasks[0]\n"
        "asyncio.run(main())\n");
    REQUIRE_FALSE(ring.empty());
    CHECK(ring.back().kind == MistakeKind::Deadlock);
    CHECK(has(ring.back(), "A waits for B, B waits for A: none of them can go on."));
    const auto plain = mistakes_of("import asyncio\nasync def main():\n    await asyncio.Future()\nasyncio.run(main())\n");
    REQUIRE(plain.size() == 1);
    CHECK(plain[0].kind == MistakeKind::Deadlock);
    CHECK(has(plain[0], "Task-1 waits for future#1"));
}

TEST_CASE("awaits one after the other that do not need each other") {
    const char* program =
        "import asyncio\n"
        "async def fetch(n):\n"
        "    await asyncio.sleep(n)\n"
        "    return n\n"
        "async def main():\n"
        "    %s\n"
        "asyncio.run(main())\n";
    const auto with = [&](const std::string& lines) {
        std::string text = program;
        text.replace(text.find("%s"), 2, lines);
        return mistakes_of(text);
    };
    const auto found = with("a = await fetch(1)\n    b = await fetch(2)\n    print(a + b)");
    REQUIRE(found.size() == 1);
    CHECK(found[0].kind == MistakeKind::Sequential);
    CHECK(found[0].hint);
    CHECK(found[0].line == 6);
    CHECK(has(found[0], "3 s one after the other, 2 s side by side"));
    CHECK(with("for n in (1, 2, 3): await fetch(n)").size() == 1);
    // The second needs the first, or something else happens between them.
    CHECK(with("a = await fetch(1)\n    b = await fetch(a)").empty());
    CHECK(with("a = await fetch(1)\n    c = a + 1\n    b = await fetch(c)").empty());
    CHECK(with("n = 1\n    for i in range(3): n = await fetch(n)").empty());
    CHECK(with("await asyncio.gather(fetch(1), fetch(2))").empty());
    CHECK(with("await fetch(0)\n    await fetch(0)").empty());
}
