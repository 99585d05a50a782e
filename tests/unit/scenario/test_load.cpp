// What a good scenario file says arrives in the Scenario, all of it.
#include <doctest/doctest.h>

#include "scenario/load.h"
#include "support/scenario_samples.h"

using namespace loopscope;
using scenario::ScriptStep;

namespace {

scenario::FileText read_executor_file(const std::string& path) {
    if (path == "sub/executor.py") return {"print('from a file')\n", ""};
    return {std::nullopt, "no such file"};
}

scenario::Scenario load_whole(std::string_view text, std::string_view file = "dir/x.json") {
    auto loaded = scenario::load_scenario(text, file, {read_executor_file, {}});
    INFO((loaded.ok() ? "" : base::format_diagnostic(loaded.error())));
    REQUIRE(loaded.ok());
    return std::move(loaded).value();
}

}  // namespace

TEST_CASE("the head of a scenario") {
    const scenario::Scenario s = load_whole(tests::kFullScenario);
    CHECK(s.file == "dir/x.json");
    CHECK(s.title == "Blocking the loop, and not");
    CHECK(s.summary == "One paragraph\nfor the gallery.");
    CHECK(s.talk == "asyncio - deep dive, 5.1 and 5.2");
    CHECK(s.clock_read == 0.000001);
    CHECK(s.costs.at("crunch") == 2.0);
    CHECK(s.costs.at("Worker.run") == 0.1);
    CHECK(s.limits.events == 2'000'000);
    CHECK(s.limits.heap == 268'435'456);
    CHECK(s.limits.instructions == 1'000'000);
    CHECK(s.limits.seconds == 60);
}

TEST_CASE("runs take over what the scenario says, and replace it by what they say themselves") {
    const scenario::Scenario s = load_whole(tests::kFullScenario);
    REQUIRE(s.runs.size() == 2);
    CHECK(s.several_runs());
    const scenario::Run& first = s.runs[0];
    CHECK(first.name == "blocking");
    CHECK(first.python == scenario::Dialect::Py36);
    CHECK(first.until == 30.0);
    CHECK(first.world.executor_workers == 8);
    CHECK(first.expect.out == std::vector<std::string>{"one", "two"});
    CHECK(first.expect.err == "a part of it");
    CHECK(first.expect.seconds == 3.0);
    const scenario::Run& second = s.runs[1];
    CHECK(second.python == scenario::Dialect::Py313);
    CHECK(second.until == 2.0);
    CHECK(second.world.executor_workers == 1);
    CHECK(second.world.clients.empty());
    CHECK(second.expect.out == std::vector<std::string>{"a", "b"});
    CHECK(second.expect.status == 3);
    CHECK_FALSE(second.expect.seconds.has_value());
    CHECK(s.find_run("run_in_executor") == &second);
    CHECK(s.find_run("none") == nullptr);
}

TEST_CASE("programs: where they stand and what they are called") {
    const scenario::Scenario s = load_whole(tests::kFullScenario);
    CHECK(s.runs[0].program.text == "import asyncio, time\n\nprint('é')\n");
    CHECK(s.runs[0].program.path == "dir/x.json[blocking]");
    CHECK(s.runs[0].program.folder == "dir/");
    CHECK(s.runs[0].program.json_lines == std::vector<std::uint32_t>{9, 9, 9});
    CHECK(s.runs[1].program.text == "print('from a file')\n");
    CHECK(s.runs[1].program.path == "dir/sub/executor.py");
    CHECK(s.runs[1].program.folder == "dir/sub/");
    CHECK(s.runs[1].program.file == "sub/executor.py");

    const scenario::Scenario one = load_whole("{\"program\": [\n\"a\",\n\"b\\nc\", \"d\"]}", "x.json");
    CHECK(one.runs[0].name == "main");
    CHECK(one.runs[0].program.path == "x.json");
    CHECK(one.runs[0].program.folder.empty());
    CHECK(one.runs[0].program.text == "a\nb\nc\nd\n");
    CHECK(one.runs[0].program.json_lines == std::vector<std::uint32_t>{2, 3, 3, 3});
    CHECK(load_whole(R"({"runs": [{"name": "a", "program": ""}]})", "x.json").runs[0].program.path == "x.json");
}

TEST_CASE("the world") {
    const scenario::World w = load_whole(tests::kFullScenario).runs[0].world;
    CHECK(w.network_latency == 0.25);
    REQUIRE(w.clients.size() == 2);
    CHECK(w.clients[0].name == "c");
    CHECK(w.clients[0].connect == scenario::Address{"127.0.0.1", 8888});
    CHECK(w.clients[0].at == 0.5);
    REQUIRE(w.clients[0].script.size() == 4);
    CHECK(w.clients[0].script[0].kind == ScriptStep::Kind::Send);
    CHECK(w.clients[0].script[0].text == "hello\n");
    CHECK(w.clients[0].script[1].kind == ScriptStep::Kind::Receive);
    CHECK(w.clients[0].script[2].kind == ScriptStep::Kind::Wait);
    CHECK(w.clients[0].script[2].seconds == 1.0);
    CHECK(w.clients[0].script[3].kind == ScriptStep::Kind::Close);
    CHECK(w.clients[1].name == "client-2");
    CHECK(w.clients[1].connect == scenario::Address{"::1", 80});
    REQUIRE(w.servers.size() == 2);
    CHECK(w.servers[0].speaks_http);
    CHECK(w.servers[0].http.at("GET /").status == 404);
    CHECK(w.servers[0].http.at("GET /").body == "hi");
    CHECK(w.servers[0].http.at("GET /").delay == 0.3);
    CHECK(w.servers[0].http.at("POST /x?y=1").status == 200);
    CHECK_FALSE(w.servers[1].speaks_http);
    CHECK(w.servers[1].script.size() == 2);
    REQUIRE(w.signals.size() == 1);
    CHECK(w.signals[0].name == "SIGINT");
    CHECK(w.signals[0].number == 2);
    REQUIRE(w.processes.size() == 1);
    CHECK(w.processes[0].command == "ls -l");
    CHECK(w.processes[0].out == "total 0\n");
    CHECK(w.processes[0].err == "e");
    CHECK(w.processes[0].takes == 1.5);
    CHECK(w.processes[0].exit == 7);
    REQUIRE(w.stdin_texts.size() == 2);
    CHECK(w.stdin_texts[0].at == 0.5);
    CHECK(w.stdin_texts[1].text == "no\n");
    CHECK(w.files == std::map<std::string, std::string>{{"data.txt", "content"}, {"empty", ""}});
}

TEST_CASE("the lesson") {
    const scenario::Lesson lesson = load_whole(tests::kFullScenario).lesson;
    CHECK(lesson.views == std::vector<std::string>{"source", "timeline", "loop"});
    REQUIRE(lesson.bookmarks.size() == 2);
    CHECK(lesson.bookmarks[0].at.kind == scenario::Place::Kind::Step);
    CHECK(lesson.bookmarks[0].at.number == 40);
    CHECK(lesson.bookmarks[1].at.kind == scenario::Place::Kind::Time);
    CHECK(lesson.bookmarks[1].at.time == 1.5);
    CHECK(lesson.bookmarks[1].run == "run_in_executor");
    REQUIRE(lesson.stops.size() == 2);
    CHECK(lesson.stops[0].at.kind == scenario::Place::Kind::Line);
    CHECK(lesson.stops[0].at.number == 7);
    CHECK(lesson.stops[0].at.hit == 2);
    CHECK(lesson.stops[0].choices == std::vector<std::string>{"A", "B"});
    CHECK(lesson.stops[0].answer == "B");
    CHECK(lesson.stops[1].at.event == "task.done");
    CHECK(lesson.stops[1].at.hit == 3);
}

TEST_CASE("what is left out has its default") {
    const scenario::Scenario s = load_whole(tests::kSmallScenario, "some/where/small.json");
    CHECK(s.title == "small.json");
    CHECK(s.runs.size() == 1);
    CHECK_FALSE(s.runs[0].python.has_value());
    CHECK_FALSE(s.runs[0].until.has_value());
    CHECK(s.runs[0].expect.empty());
    CHECK(s.clock_read == 0);
    CHECK_FALSE(s.limits.events.has_value());
}

TEST_CASE("a bare program is a scenario with defaults") {
    const scenario::Scenario s = load_whole("print(1)\r\n\xFF", "some/where/x.py");
    CHECK(s.title == "x.py");
    CHECK(s.runs[0].program.text == "print(1)\r\n\xFF");
    CHECK(s.runs[0].program.path == "some/where/x.py");
    CHECK(s.runs[0].program.folder == "some/where/");
}

TEST_CASE("what JSON allows is read") {
    CHECK(load_whole("\xEF\xBB\xBF{\"program\": \"\"}").runs[0].program.text.empty());
    CHECK(load_whole(R"({"program": "\"\\\/\b\f\n\r\t\u0041\u00e9\u20ac\ud83d\ude00"})").runs[0].program.text ==
          "\"\\/\b\f\n\r\tA\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
    CHECK(load_whole(" { \"program\" : \"\" , \"until\" : -0.0 } \r\n").runs[0].until == 0.0);
    CHECK(load_whole(R"({"program": "", "until": 12E-1})").runs[0].until == 1.2);
    CHECK(load_whole(R"({"program": []})").runs[0].program.text.empty());
}

TEST_CASE("expected output: as lines or as text") {
    const auto expected = [](const char* value) {
        return *load_whole(std::string(R"({"program": "", "expect": {"stdout": )") + value + "}}").runs[0].expect.out;
    };
    using Lines = std::vector<std::string>;
    CHECK(expected("[]") == Lines{});
    CHECK(expected(R"("")") == Lines{});
    CHECK(expected(R"("a")") == Lines{"a"});
    CHECK(expected(R"("a\n")") == Lines{"a"});
    CHECK(expected(R"("a\n\nb\n")") == Lines{"a", "", "b"});
    CHECK(expected(R"("\n")") == Lines{""});
    CHECK(expected(R"(["a", "", "b\nc"])") == Lines{"a", "", "b", "c"});
}
