// The other dialects' recordings: a request to cancel and its delivery in uasyncio and through a shield scope; what tells them
// apart.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "support/loopscope.h"

using namespace loopscope::tests;

namespace {

struct Told {
    std::string kind, task;
    double t = 0;
    long line = 0;
};

// The cancellation's events and the ends of tasks, in order.
std::vector<Told> story_of(const std::string& program, std::vector<std::string> options = {}) {
    const TemporaryFolder folder;
    folder.write("x.py", program);
    options.insert(options.begin(), {"trace", "x.py"});
    const Finished finished = loopscope_call(options, folder.path());
    REQUIRE(finished.status == 0);
    std::vector<Told> story;
    std::istringstream in(finished.out);
    for (std::string text; std::getline(in, text);) {
        const auto event = nlohmann::json::parse(text, nullptr, false);
        const std::string kind = event.value("kind", "");
        const bool wanted = kind.starts_with("cancel.") || kind.starts_with("shield.") || kind == "task.parked";
        if (wanted)
            story.push_back(
                {kind, event.contains("target") ? event["target"] : event["name"], event["t"], event.value("line", 0L)});
    }
    return story;
}

std::string kinds(const std::vector<Told>& story) {
    std::string all;
    for (const Told& e : story) all += (all.empty() ? "" : " ") + e.kind;
    return all;
}

}  // namespace

TEST_CASE("uasyncio: a request waits in the sleeping coroutine, and is delivered when its sleep is over") {
    const auto story = story_of(
        "import uasyncio as asyncio\n"
        "async def foo():\n"
        "    while True:\n"
        "        await asyncio.sleep(10)\n"
        "async def bar():\n"
        "    coro = foo()\n"
        "    loop.create_task(coro)\n"
        "    await asyncio.sleep(12)\n"
        "    asyncio.cancel(coro)\n"
        "    await asyncio.sleep(10)\n"
        "loop = asyncio.get_event_loop()\n"
        "loop.run_until_complete(bar())\n");
    CHECK(kinds(story) == "cancel.requested cancel.delivered cancel.completed");
    REQUIRE(story.size() == 3);
    for (const Told& e : story) CHECK(e.task == "foo");
    CHECK(story[0].t == 12);
    CHECK(story[0].line == 9);
    CHECK(story[1].t == 20);
}

TEST_CASE("uasyncio: the coroutine that is awaited is meant, the one that the loop holds is hit") {
    const auto story = story_of(
        "import uasyncio as asyncio\n"
        "async def foo():\n"
        "    await asyncio.sleep(10)\n"
        "async def runner(coro):\n"
        "    await coro\n"
        "async def bar():\n"
        "    coro = foo()\n"
        "    loop.create_task(runner(coro))\n"
        "    await asyncio.sleep(1)\n"
        "    asyncio.cancel(coro)\n"
        "    await asyncio.sleep(20)\n"
        "loop = asyncio.get_event_loop()\n"
        "loop.run_until_complete(bar())\n");
    CHECK(kinds(story) == "cancel.requested cancel.delivered cancel.completed");
    for (const Told& e : story) CHECK(e.task == "runner");
}

TEST_CASE("a shield scope holds a request back until its end, in the trace too") {
    const auto story = story_of(
        "import asyncio\n"
        "from whatamithinking.aiotools import create_shieldable_task, shield_scope\n"
        "async def job():\n"
        "    with shield_scope():\n"
        "        await asyncio.sleep(2)\n"
        "    await asyncio.sleep(5)\n"
        "async def main():\n"
        "    task = loop.create_task(job(), name='job')\n"
        "    await asyncio.sleep(1)\n"
        "    task.cancel()\n"
        "    await asyncio.wait([task])\n"
        "loop = asyncio.new_event_loop()\n"
        "loop.set_task_factory(create_shieldable_task)\n"
        "loop.run_until_complete(main())\n"
        "loop.close()\n");
    // At the end of the scope it is let go: the next await gets it, whose future is cancelled first.
    CHECK(kinds(story) ==
          "shield.entered cancel.requested cancel.held shield.left cancel.armed cancel.forwarded cancel.completed "
          "cancel.delivered cancel.completed");
    REQUIRE(story.size() == 9);
    CHECK(story[1].t == 1);
    CHECK(story[7].t == 2);
    CHECK(story[7].task == "job");
}

TEST_CASE("the same program under two Pythons: what a task that returns after cancel() has become") {
    const std::string program =
        "import asyncio\n"
        "async def job():\n"
        "    (getattr(asyncio, 'current_task', None) or asyncio.Task.current_task)().cancel()\n"
        "    return 1\n"
        "loop = asyncio.new_event_loop()\n"
        "task = loop.create_task(job())\n"
        "try:\n"
        "    loop.run_until_complete(task)\n"
        "except asyncio.CancelledError:\n"
        "    print(task.cancelled(), issubclass(asyncio.CancelledError, Exception))\n";
    const TemporaryFolder folder;
    folder.write("x.py", program);
    CHECK(loopscope_call({"run", "x.py"}, folder.path()).out == "True False\n");
    CHECK(loopscope_call({"run", "x.py", "--python", "3.6"}, folder.path()).out == "False True\n");
}
