// loopscope trace and show: what is written, where to, and that it is the same every time.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "support/loopscope.h"

using namespace loopscope::tests;

namespace {

constexpr const char* kProgram =
    "import asyncio\n"
    "async def job(name, seconds):\n"
    "    await asyncio.sleep(seconds)\n"
    "    print(name)\n"
    "    return name\n"
    "async def main():\n"
    "    print(await asyncio.gather(job('a', 2), job('b', 1)))\n"
    "asyncio.run(main())\n";

constexpr const char* kTwoRuns =
    R"JSON({"title": "Two", "runs": [{"name": "one", "program": "print(1)"}, {"name": "two", "program": "1/0"}]})JSON";

std::vector<nlohmann::json> events_of(const std::string& text) {
    std::vector<nlohmann::json> events;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) events.push_back(nlohmann::json::parse(line, nullptr, false));
    return events;
}

}  // namespace

TEST_CASE("JSON lines: the header, consecutive steps, times that never fall") {
    const TemporaryFolder folder;
    folder.write("x.py", kProgram);
    const Finished finished = loopscope_call({"trace", "x.py"}, folder.path());
    REQUIRE(finished.status == 0);
    CHECK(finished.err.empty());
    const auto events = events_of(finished.out);
    REQUIRE(events.size() > 50);
    CHECK(events[0]["format"] == "loopscope-trace/1");
    CHECK(events[0]["title"] == "x.py");
    CHECK(events[0]["python"] == "3.13");
    double t = 0;
    std::string printed;
    for (std::size_t i = 1; i < events.size(); ++i) {
        const auto& event = events[i];
        REQUIRE(event.is_object());
        CHECK(event["step"] == i - 1);
        CHECK(event["t"] >= t);
        t = event["t"];
        for (const char* key : {"iteration", "task", "thread", "kind"}) CHECK(event.contains(key));
        CHECK_FALSE(event.contains("run"));
        if (event["kind"] == "print") printed += event["text"];
    }
    CHECK(t == 2.0);
    CHECK(printed == "b\na\n['a', 'b']\n");
}

TEST_CASE("the same every time, whatever the form, the folder and the way of writing") {
    const TemporaryFolder folder;
    folder.write("x.py", kProgram);
    for (const char* format : {"jsonl", "chrome", "text", "bin"}) {
        CAPTURE(format);
        const Finished first = loopscope_call({"trace", "x.py", "--format", format}, folder.path());
        CHECK(first.status == 0);
        CHECK_FALSE(first.out.empty());
        CHECK(loopscope_call({"trace", "x.py", "--format", format}, folder.path()).out == first.out);
        const Finished written = loopscope_call({"trace", "x.py", "--format", format, "-o", "out"}, folder.path());
        CHECK(written.status == 0);
        CHECK(written.out.empty());
        CHECK(folder.read("out") == first.out);
    }
}

TEST_CASE("a saved trace says what the run said") {
    const TemporaryFolder folder;
    folder.write("x.py", kProgram);
    folder.write("two.json", kTwoRuns);
    for (const char* file : {"x.py", "two.json"}) {
        CAPTURE(file);
        REQUIRE(loopscope_call({"trace", file, "--format", "bin", "-o", "saved.trace"}, folder.path()).status == 0);
        for (const char* format : {"jsonl", "chrome", "text", "bin"}) {
            CAPTURE(format);
            CHECK(loopscope_call({"trace", "saved.trace", "--format", format}, folder.path()).out ==
                  loopscope_call({"trace", file, "--format", format}, folder.path()).out);
        }
        CHECK(loopscope_call({"show", "saved.trace"}, folder.path()).out == loopscope_call({"show", file}, folder.path()).out);
        CHECK(loopscope_call({"show", "saved.trace", "--at", "3"}, folder.path()).out ==
              loopscope_call({"show", file, "--at", "3"}, folder.path()).out);
        const Finished run = loopscope_call({"run", "saved.trace"}, folder.path());
        const Finished live = loopscope_call({"run", file}, folder.path());
        CHECK(run.out == live.out);
        CHECK(run.status == live.status);
    }
}

TEST_CASE("a saved trace that is damaged is refused or read, never more") {
    const TemporaryFolder folder;
    folder.write("x.py", kProgram);
    const std::string saved = loopscope_call({"trace", "x.py", "--format", "bin"}, folder.path()).out;
    REQUIRE(saved.size() > 200);
    for (std::size_t i = 0; i < 40; ++i) {
        std::string damaged = saved;
        if (i % 2 == 0)
            damaged.resize(saved.size() * i / 40);
        else
            damaged[saved.size() * i / 40] = static_cast<char>(damaged[saved.size() * i / 40] ^ (1 << (i % 8)));
        folder.write("damaged.trace", damaged);
        const Finished finished = loopscope_call({"trace", "damaged.trace"}, folder.path());
        CAPTURE(i);
        CHECK_FALSE(finished.killed);
        CHECK((finished.status == 0 || finished.status == 2));
        const Finished shown = loopscope_call({"show", "damaged.trace", "--at", "end"}, folder.path());
        CHECK_FALSE(shown.killed);
        CHECK((shown.status == 0 || shown.status == 2));
    }
}

TEST_CASE("trace and show: 0 whatever the program does, 2 for what cannot be read or written") {
    const TemporaryFolder folder;
    folder.write("fails.py", "print('a')\n1/0\n");
    folder.write("stuck.py", "import asyncio\nasyncio.run(asyncio.Event().wait())\n");
    folder.write("empty.py", "");
    folder.write("limit.json", R"JSON({"program": "while True:\n    x = 1\n    y = 2", "limits": {"events": 1000}})JSON");
    for (const char* file : {"fails.py", "stuck.py", "empty.py", "limit.json"}) {
        CAPTURE(file);
        for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
                 {"trace", file}, {"trace", file, "--format", "text"}, {"show", file}, {"show", file, "--at", "end"}}) {
            const Finished finished = loopscope_call(words, folder.path());
            CHECK(finished.status == 0);
            CHECK(finished.err.empty());
            CHECK_FALSE(finished.out.empty());
        }
    }
    CHECK(events_of(loopscope_call({"trace", "limit.json"}, folder.path()).out).size() == 1001);
    const Finished beyond = loopscope_call({"show", "fails.py", "--at", "123456"}, folder.path());
    CHECK(beyond.status == 2);
    CHECK(beyond.err.starts_with("fails.py:1:1: error: there is no step 123456: the last one is "));
    CHECK(loopscope_call({"trace", "fails.py", "-o", "/dev/full"}, folder.path()).status == 2);
}

TEST_CASE("several runs are told apart") {
    const TemporaryFolder folder;
    folder.write("two.json", kTwoRuns);
    const auto events = events_of(loopscope_call({"trace", "two.json"}, folder.path()).out);
    REQUIRE(events.size() > 2);
    CHECK(events[0]["runs"] == nlohmann::json({"one", "two"}));
    CHECK(events[1]["run"] == "one");
    CHECK(events.back()["run"] == "two");
    const Finished shown = loopscope_call({"show", "two.json"}, folder.path());
    CHECK(shown.out.find("== one ==\n") == 0);
    CHECK(shown.out.find("\n== two ==\n") != std::string::npos);
}
