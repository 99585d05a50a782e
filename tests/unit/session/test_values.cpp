// Values at a step: the program run again up to it. What the trace knows too must agree with what is seen there.
#include <doctest/doctest.h>

#include <algorithm>

#include "replay/cursor.h"
#include "scenario/load.h"
#include "session/values.h"

using namespace loopscope;

namespace {

struct Ran {
    scenario::Scenario scenario;
    std::shared_ptr<const replay::Recording> recording;

    explicit Ran(const char* program) : scenario(scenario::scenario_of_program(program, "program.py")) {
        session::RunOptions options;
        options.record = true;
        session::SilentSink sink;
        const session::RunResult result = session::run_scenario_run(scenario, 0, options, sink);
        REQUIRE_FALSE(result.refused.has_value());
        recording = replay::Recording::build(result.recording);
    }
    session::Snapshot at(uint64_t step, std::vector<uint32_t> generators = {}) const {
        const auto snapshot = session::values_at_step(scenario, 0, {}, {step, std::move(generators)});
        REQUIRE(snapshot.has_value());
        CHECK(snapshot->reached);
        return *snapshot;
    }
    // The hit-th time that the line is run.
    uint64_t line(uint32_t number, uint64_t hit = 1) const {
        const auto step = recording->step_at_line("program.py", number, hit);
        REQUIRE(step.has_value());
        return *step;
    }
};

const session::Value* find(const std::vector<session::Value>& values, std::string_view name) {
    for (const session::Value& value : values) {
        if (value.name == name) return &value;
    }
    return nullptr;
}

std::string text(const std::vector<session::Value>& values, std::string_view name) {
    const session::Value* found = find(values, name);
    return found ? found->text : "(not bound)";
}

constexpr const char* kCountdown =
    "import asyncio\n"
    "class Point:\n"
    "    def __init__(self, x):\n"
    "        self.x = x\n"
    "        self.next = self\n"
    "    def __repr__(self):\n"
    "        print('never')\n"
    "        return 'Point!'\n"
    "async def countdown(name, n):\n"
    "    seen = []\n"
    "    p = Point(n)\n"
    "    while n > 0:\n"
    "        seen.append((n, {'at': n * 2}))\n"
    "        await asyncio.sleep(1)\n"
    "        n -= 1\n"
    "async def main():\n"
    "    await asyncio.gather(countdown('A', 2), countdown('B', 3))\n"
    "limit = 3\n"
    "asyncio.run(main())\n";

}  // namespace

TEST_CASE("locals of the running frame are those before its line runs") {
    const Ran ran(kCountdown);
    const session::Snapshot first = ran.at(ran.line(13));
    REQUIRE_FALSE(first.stacks.empty());
    CHECK(first.stacks.back().name == "countdown");
    CHECK(text(first.stacks.back().locals, "n") == "2");
    CHECK(text(first.stacks.back().locals, "seen") == "[]");
    CHECK(text(first.stacks.back().locals, "name") == "'A'");
    const session::Snapshot later = ran.at(ran.line(13, 3));
    CHECK(text(later.stacks.back().locals, "name") == "'A'");
    CHECK(text(later.stacks.back().locals, "n") == "1");
    CHECK(text(later.stacks.back().locals, "seen") == "[(2, {'at': 4})]");
    CHECK(text(first.globals, "limit") == "3");
    CHECK(find(first.globals, "asyncio") == nullptr);
    CHECK(find(first.globals, "countdown") == nullptr);
}

TEST_CASE("a name that is not bound yet is not there") {
    const Ran ran(kCountdown);
    const session::Snapshot first = ran.at(ran.line(10));
    CHECK(find(first.stacks.back().locals, "seen") == nullptr);
    CHECK(find(first.globals, "limit") != nullptr);
    CHECK(find(ran.at(ran.line(18)).globals, "limit") == nullptr);
}

TEST_CASE("objects are trees, what holds itself ends, and no code of the program runs") {
    const Ran ran(kCountdown);
    const session::Snapshot at = ran.at(ran.line(13, 3));
    const session::Value* seen = find(at.stacks.back().locals, "seen");
    REQUIRE(seen);
    REQUIRE(seen->parts.size() == 1);
    REQUIRE(seen->parts[0].parts.size() == 2);
    CHECK(seen->parts[0].parts[1].parts[0].name == "'at'");
    CHECK(seen->parts[0].parts[1].parts[0].text == "4");
    const session::Value* p = find(at.stacks.back().locals, "p");
    REQUIRE(p);
    CHECK(p->text.starts_with("<Point"));
    CHECK(text(p->parts, "x") == "2");
    REQUIRE(find(p->parts, "next"));
    CHECK(find(p->parts, "next")->parts.empty());
}

TEST_CASE("the frames that the trace knows are the frames that are there, at every step") {
    const Ran ran(kCountdown);
    const uint64_t count = ran.recording->step_count();
    for (uint64_t step = 0; step < count; step += std::max<uint64_t>(1, count / 60)) {
        replay::Cursor cursor(*ran.recording);
        REQUIRE(cursor.seek(step));
        const replay::State state = cursor.state();
        std::vector<uint32_t> slots;
        const auto& generators = cursor.decoder().generators();
        for (uint32_t i = 0; i < generators.size(); ++i) {
            const bool parked = generators[i].status == trace::GeneratorStatus::Created ||
                                generators[i].status == trace::GeneratorStatus::Suspended;
            if (generators[i].number != 0 && parked) slots.push_back(i);
        }
        const session::Snapshot snapshot = ran.at(step, slots);
        std::string known, there;
        for (const replay::ThreadView& thread : state.threads) {
            for (const replay::FrameState& frame : thread.stack) known += frame.function + "\n";
        }
        for (const session::FrameValues& frame : snapshot.stacks) there += frame.name + "\n";
        // An event of the loop is noticed a little late: a frame may have been entered already, but not run a line.
        size_t entered = 0;
        for (const session::FrameValues& frame : snapshot.stacks) {
            entered += frame.generator && std::find(slots.begin(), slots.end(), *frame.generator) != slots.end();
        }
        CAPTURE(step);
        CHECK(snapshot.parked.size() + entered == slots.size());
        CHECK(there.substr(0, known.size()) == known);
    }
}

TEST_CASE("huge and deep things are cut") {
    const Ran ran(
        "big = list(range(100000))\n"
        "deep = []\n"
        "for i in range(1000):\n"
        "    deep = [deep]\n"
        "text = 'x' * 1000000\n"
        "many = [[[i] * 200] * 200 for i in range(200)]\n"
        "print(1)\n");
    const session::Snapshot at = ran.at(ran.line(7));
    const session::Value* big = find(at.stacks.back().locals, "big");
    REQUIRE(big);
    CHECK(big->parts.size() == 100);
    CHECK(big->more == 99900);
    CHECK(big->text.size() < 300);
    CHECK(text(at.stacks.back().locals, "text").size() < 300);
    CHECK(find(at.stacks.back().locals, "deep") != nullptr);
}

TEST_CASE("a run that is given up has no values") {
    const Ran ran("n = 0\nwhile n < 1000000:\n    n += 1\nprint(n)\n");
    session::RunOptions options;
    options.keep_going = [] { return false; };
    CHECK_FALSE(session::values_at_step(ran.scenario, 0, options, {ran.line(4), {}}).has_value());
}
