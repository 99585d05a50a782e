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

// What the recording says of locks, an event a line: kind, task, depth, owner, queue.
std::string locks_of(const std::string& program) {
    const TemporaryFolder folder;
    folder.write("x.py", program);
    const Finished finished = loopscope_call({"trace", "x.py"}, folder.path());
    REQUIRE(finished.status == 0);
    std::string all;
    std::istringstream in(finished.out);
    for (std::string text; std::getline(in, text);) {
        const auto event = nlohmann::json::parse(text, nullptr, false);
        const std::string kind = event.value("kind", "");
        if (!kind.starts_with("lock.")) continue;
        const auto word = [&](const char* key) { return event[key].is_string() ? event[key].get<std::string>() : "-"; };
        all += kind.substr(5) + " " + word("lock") + " by " + word("task");
        if (event.contains("depth")) all += " depth " + std::to_string(event["depth"].get<long>());
        all += " of " + word("owner") + ": " + word("waiting") + "\n";
    }
    return all;
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

TEST_CASE("RLock: who holds it how deep, and who waits") {
    CHECK(locks_of("import asyncio\n"
                   "from whatamithinking.aiotools import RLock\n"
                   "async def other(lock):\n"
                   "    async with lock:\n"
                   "        pass\n"
                   "async def main():\n"
                   "    lock = RLock()\n"
                   "    async with lock:\n"
                   "        a = asyncio.create_task(other(lock), name='a')\n"
                   "        b = asyncio.create_task(other(lock), name='b')\n"
                   "        async with lock:\n"
                   "            await asyncio.sleep(1)\n"
                   "        a.cancel()\n"
                   "        await asyncio.sleep(1)\n"
                   "    await b\n"
                   "asyncio.run(main())\n") ==
          "acquired lock#1 by Task-1 depth 1 of Task-1: -\n"
          "acquired lock#1 by Task-1 depth 2 of Task-1: -\n"
          "waits lock#1 by a of Task-1: a\n"
          "waits lock#1 by b of Task-1: a, b\n"
          "released lock#1 by Task-1 depth 1 of Task-1: a, b\n"
          "left lock#1 by a of Task-1: b\n"
          "released lock#1 by Task-1 depth 0 of -: b\n"
          "acquired lock#1 by b depth 1 of b: -\n"
          "released lock#1 by b depth 0 of -: -\n");
}

TEST_CASE("asyncio.Lock: a task that waits for itself is told of") {
    const std::string program =
        "import asyncio\n"
        "async def main():\n"
        "    lock = asyncio.Lock()\n"
        "    async with lock:\n"
        "        await lock.acquire()\n"
        "asyncio.run(main())\n";
    const TemporaryFolder folder;
    folder.write("x.py", program);
    const Finished state = loopscope_call({"show", "x.py", "--at", "end"}, folder.path());
    CHECK(state.out.find("lock#1  held by Task-1; waiting: Task-1") != std::string::npos);
    const Finished story = loopscope_call({"show", "x.py"}, folder.path());
    CHECK(story.out.find("Task-1 waits for lock#1, which it holds itself: it cannot go on.") != std::string::npos);
}

TEST_CASE("a pipe is a connection: what is written into it is sent and arrives") {
    const TemporaryFolder folder;
    folder.write("x.py", "import os\nr, w = os.pipe()\nos.write(w, b'abc')\nos.read(r, 9)\nos.close(w)\n");
    const Finished story = loopscope_call({"show", "x.py"}, folder.path());
    const size_t at = story.out.find("pipe#1 is connected at descriptors 3 and 4.");
    REQUIRE(at != std::string::npos);
    const size_t sent = story.out.find("b'abc' is sent to pipe#1.", at);
    REQUIRE(sent != std::string::npos);
    const size_t arrived = story.out.find("b'abc' arrives from pipe#1.", sent);
    REQUIRE(arrived != std::string::npos);
    CHECK(story.out.find("The connection with pipe#1 is closed.", arrived) != std::string::npos);
}

TEST_CASE("the pipes of a process are told of too") {
    const TemporaryFolder folder;
    folder.write("x.py",
                 "import asyncio\n"
                 "async def main():\n"
                 "    p = await asyncio.create_subprocess_exec('cat', stdin=-1, stdout=-1)\n"
                 "    print(await p.communicate(b'hello'))\n"
                 "asyncio.run(main())\n");
    const Finished story = loopscope_call({"show", "x.py"}, folder.path());
    const size_t sent = story.out.find("b'hello' is sent to standard input of cat.");
    REQUIRE(sent != std::string::npos);
    CHECK(story.out.find("b'hello' arrives from standard output of cat.", sent) != std::string::npos);
}
