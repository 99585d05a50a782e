#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "replay/cursor.h"
#include "replay/export.h"
#include "replay/json_text.h"
#include "replay/sentence.h"
#include "replay/timeline.h"
#include "replay/why.h"
#include "support/fake_recording.h"
#include "support/trace_invariants.h"

using namespace loopscope;
using namespace loopscope::replay;
using nlohmann::json;

namespace {

using fake::Raw;

template <class Export>
std::string collect(Export&& run) {
    std::string text;
    CHECK(run([&](std::string_view piece) {
        text += piece;
        return true;
    }));
    return text;
}

std::vector<json> lines_of(const std::string& text) {
    std::vector<json> lines;
    for (size_t at = 0; at < text.size();) {
        size_t end = text.find('\n', at);
        REQUIRE(end != std::string::npos);
        lines.push_back(json::parse(text.substr(at, end - at), nullptr, false));
        REQUIRE(!lines.back().is_discarded());
        at = end + 1;
    }
    return lines;
}

std::string jsonl(const std::vector<Raw>& runs) {
    return collect([&](const Sink& sink) { return export_jsonl(runs, sink); });
}

}  // namespace

TEST_CASE("JSON lines: a header, then every step with what every event has") {
    for (const Raw& raw : fake::one_of_each()) {
        std::vector<json> lines = lines_of(jsonl({raw}));
        CHECK(lines[0]["format"] == "loopscope-trace/1");
        CHECK(lines[0]["title"] == raw->title);
        CHECK(lines[0]["runs"].is_array());
        auto r = Recording::build(raw);
        REQUIRE(lines.size() == r->step_count() + 1);
        for (size_t i = 1; i < lines.size(); ++i) {
            const json& event = lines[i];
            CHECK(event["step"] == i - 1);
            CHECK(event["t"].is_number());
            CHECK((event["iteration"].is_null() || event["iteration"].is_number()));
            CHECK((event["task"].is_null() || event["task"].is_string()));
            CHECK(event["thread"].is_string());
            trace::Kind kind;
            CHECK(trace::kind_from_name(event["kind"].get<std::string>(), kind));
            CHECK(!event.contains("run"));
        }
    }
}

TEST_CASE("JSON lines: the fields of the kinds that the contract names") {
    std::vector<json> lines = lines_of(jsonl({fake::cancellation()}));
    auto find = [&](const char* kind, int hit = 1) {
        for (const json& line : lines) {
            if (line.value("kind", "") == kind && --hit == 0) return line;
        }
        FAIL("no event of kind " << kind);
        return json();
    };
    json send = find("generator.send");
    CHECK(send["flavor"] == "coroutine");
    CHECK(send["value"] == "None");
    CHECK(send["first"] == true);
    CHECK(send["function"] == "main");
    CHECK(send["line"] == 10);
    json created = find("task.created", 2);
    CHECK(created["name"] == "worker");
    CHECK(created["parent"] == "Task-1");
    CHECK(created["coroutine"] == "worker");
    CHECK(find("task.created")["parent"].is_null());
    CHECK(find("task.suspended")["awaits"] == "future#1");
    json done = find("task.done");
    CHECK(done["outcome"] == "cancelled");
    CHECK(done["name"] == "worker");
    CHECK(done["task"] == "worker");
    CHECK(find("future.created")["future"] == "future#1");
    CHECK(find("future.callback_added")["callback"] == "Task-1.wakeup");
    CHECK(find("timer.scheduled")["when"] == 1.0);
    CHECK(find("timer.scheduled")["handle"] == "handle#3");
    CHECK(find("loop.advance")["from"] == 0.0);
    CHECK(find("loop.advance")["to"] == 1.0);
    json requested = find("cancel.requested");
    CHECK(requested["target"] == "worker");
    CHECK(requested["by"] == "Task-1");
    json forwarded = find("cancel.forwarded");
    CHECK(forwarded["from"] == "worker");
    CHECK(forwarded["target"] == "future#2");
    json thrown = find("generator.throw");
    CHECK(thrown["delegated"] == true);
    CHECK(thrown["exception"] == "CancelledError()");
    CHECK(find("print")["text"] == "worker: sleeps\n");
    CHECK(find("print")["stream"] == "stdout");
    bool library = false;
    for (const json& line : lines) library = library || (line.value("function", "") == "sleep" && line.value("library", false));
    CHECK(library);
    std::vector<json> executor = lines_of(jsonl({fake::executor()}));
    for (const json& line : executor) {
        if (line.value("kind", "") != "executor.started") continue;
        CHECK(line["worker"] == "worker-1");
        CHECK(line["thread"] == "worker-1");
    }
}

TEST_CASE("JSON lines of several runs name the run and count each from 0") {
    auto raw = fake::chain();
    std::vector<json> lines = lines_of(jsonl({raw, raw}));
    CHECK(lines[0]["runs"].size() == 2);
    CHECK(lines[1].contains("run"));
    size_t half = (lines.size() - 1) / 2;
    CHECK(lines[1]["step"] == 0);
    CHECK(lines[half + 1]["step"] == 0);
}

TEST_CASE("two recordings of one program are exported alike") {
    CHECK(jsonl({fake::countdown()}) == jsonl({fake::countdown()}));
}

TEST_CASE("any text becomes a JSON string") {
    for (const std::string& text :
         {std::string("plain"), std::string("a\"b\\c\n\t\x01\x7f"), std::string("caf\u00e9 \U0001f600"),
          std::string("\xff\xfe"), std::string("\xed\xa0\x80"), std::string("nul\0nul", 7)}) {
        json parsed = json::parse(json_string(text), nullptr, false);
        CHECK(parsed.is_string());
    }
    CHECK(json::parse(json_string("caf\u00e9\n"), nullptr, false) == "caf\u00e9\n");
}

TEST_CASE("text export has a line a step") {
    for (const Raw& raw : fake::one_of_each()) {
        auto r = Recording::build(raw);
        std::string text = collect([&](const Sink& sink) { return export_text(*r, sink); });
        CHECK(static_cast<uint64_t>(std::count(text.begin(), text.end(), '\n')) == r->step_count());
    }
}

TEST_CASE("a sink that gives up ends an export") {
    auto raw = fake::crowd(50, 500);
    int pieces = 0;
    CHECK(!export_jsonl({raw}, [&](std::string_view) { return ++pieces < 2; }));
    CHECK(pieces == 2);
}

TEST_CASE("Chrome traces: tracks have names, durations nest, flows have two ends") {
    for (const Raw& raw : fake::one_of_each()) {
        std::string text = collect([&](const Sink& sink) { return export_chrome({raw, raw}, sink); });
        json whole = json::parse(text, nullptr, false);
        REQUIRE(!whole.is_discarded());
        std::map<std::pair<int, int>, std::vector<std::pair<double, double>>> spans;
        std::map<json, int> flows;
        std::map<std::pair<int, int>, bool> named;
        for (const json& e : whole["traceEvents"]) {
            std::string phase = e["ph"];
            std::pair<int, int> track{e["pid"], e["tid"]};
            if (phase == "M" && e["name"] == "thread_name") named[track] = true;
            if (phase == "X") spans[track].emplace_back(e["ts"], e["ts"].get<double>() + e["dur"].get<double>());
            if (phase == "s") ++flows[e["id"]];
            if (phase == "f") {
                --flows[e["id"]];
                CHECK(e["bp"] == "e");
            }
            if (phase == "i") CHECK(e["s"] == "t");
        }
        for (auto& [track, list] : spans) {
            CHECK(named[track]);
            std::sort(list.begin(), list.end(),
                      [](auto& a, auto& b) { return a.first != b.first ? a.first < b.first : a.second > b.second; });
            std::vector<double> open;
            for (auto& [begin, end] : list) {
                while (!open.empty() && open.back() <= begin + 1e-6) open.pop_back();
                if (!open.empty()) CHECK(end <= open.back() + 1e-6);
                open.push_back(end);
            }
        }
        for (auto& [id, balance] : flows) CHECK(balance == 0);
    }
}

TEST_CASE("show: the whole run and one step") {
    auto r = Recording::build(fake::countdown());
    std::string run = show_run(*r);
    CHECK(run.find("Countdown, concurrent") == 0);
    CHECK(run.find("Task B prints 'T-minus 3 (B)'.") != std::string::npos);
    CHECK(run.find("t = 0 s to 1 s") != std::string::npos);
    std::string step = show_step(*r, 0);
    CHECK(step.find("The program starts.") == 0);
    CHECK(show_step(*r, r->step_count() + 5).find("step " + std::to_string(r->step_count() - 1)) != std::string::npos);
    CHECK(show_step(*Recording::build(std::make_shared<RawRecording>()), 0) == "The run has no steps.\n");
}

TEST_CASE("a saved trace comes back as it was") {
    std::vector<Raw> runs = fake::one_of_each();
    std::string bytes = collect([&](const Sink& sink) { return export_binary(runs, sink); });
    CHECK(looks_like_binary(bytes));
    auto loaded = load_binary(bytes);
    REQUIRE(loaded.ok());
    CHECK(jsonl(loaded.value()) == jsonl(runs));
    for (size_t i = 0; i < runs.size(); ++i) {
        CHECK(loaded.value()[i]->sources.size() == runs[i]->sources.size());
        CHECK(loaded.value()[i]->sources[0].text == runs[i]->sources[0].text);
    }
    CHECK(bytes == collect([&](const Sink& sink) { return export_binary(loaded.value(), sink); }));
}

TEST_CASE("a damaged saved trace is refused or read, and what is read can be asked everything") {
    std::string good = collect([&](const Sink& sink) { return export_binary({fake::cancellation(), fake::executor()}, sink); });
    CHECK(!load_binary("").ok());
    CHECK(!load_binary("{}").ok());
    for (size_t size = 0; size < good.size(); size += 13) CHECK(!load_binary(std::string_view(good).substr(0, size)).ok());
    CHECK(!load_binary(good + "x").ok());
    std::mt19937 random(2);
    int readable = 0;
    for (int round = 0; round < 300; ++round) {
        std::string bytes = good;
        for (int i = 0; i < 3; ++i) bytes[30 + random() % (bytes.size() - 30)] = static_cast<char>(random());
        auto loaded = load_binary(bytes);
        if (!loaded.ok()) continue;
        ++readable;
        jsonl(loaded.value());
        for (const Raw& raw : loaded.value()) {
            auto r = Recording::build(raw);
            make_timeline(*r);
            show_run(*r);
            fake::check_invariants(*raw);
            for (uint64_t step = 0; step < r->step_count(); step += 11) {
                to_text(r->state(step));
                why(*r, step, 3);
            }
            r->state_at_end();
        }
    }
    CHECK(readable > 20);
}

TEST_CASE("the rules of recordings see what is broken") {
    auto raw = std::make_shared<RawRecording>();
    trace::Writer w(*raw->tables);
    trace::FunctionInfo info;
    info.qualname = "f";
    uint32_t f = w.add_function(info);
    auto none = [](trace::ValueWriter& v) { v.none(); };
    w.call(f);
    w.task_created(0, w.intern("T"), 0);
    w.step_scheduled(0);
    w.step_scheduled(0);  // twice
    w.task_step(0);
    w.task_step(0);  // inside itself
    w.future_created(0);
    w.callback_scheduled(0, trace::Callback::wakeup(0));  // not done
    w.future_done(0, trace::Outcome::Result, none);
    w.future_done(0, trace::Outcome::Result, none);  // twice
    w.timer_scheduled(0, 5.0, trace::Callback::named(0));
    w.timer_due(0);  // too early
    w.handle_cancelled(0);
    w.handle_run(0);        // cancelled
    w.cancel_delivered(0);  // never asked
    w.loop_advance(2);
    w.loop_advance(1);  // backwards
    raw->chunks = w.take_chunks();
    std::vector<std::string> problems = fake::check_invariants(*raw);
    CHECK(problems.size() >= 9);
}
