// The n-th allocation of a program fails: it becomes MemoryError where the program can see it, or the run ends cleanly. Never a
// crash, and what is recorded up to there is whole. The programs are those of the fuzzers' corpus.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "replay/recording.h"
#include "scenario/load.h"
#include "session/session.h"

using namespace loopscope;

namespace {

struct Outcome {
    int status = 0;
    std::string out, err, message;
    std::uint64_t allocations = 0;
    std::shared_ptr<const replay::RawRecording> recording;
};

Outcome run_with_faults(const std::string& text, std::uint64_t first, std::uint64_t count) {
    auto scenario = scenario::scenario_of_program(text, "program.py");
    scenario.limits.events = 200'000;
    session::RunOptions options;
    options.record = true;
    options.fail_first = first;
    options.fail_count = count;
    session::CapturingSink sink;
    const auto result = session::run_scenario_run(scenario, 0, options, sink);
    REQUIRE_FALSE(result.refused.has_value());
    return {result.end.status, sink.out, sink.err, result.end.message, result.allocations, result.recording};
}

std::string program(const char* name) {
    std::ifstream in(std::string(LOOPSCOPE_SOURCE_DIR "/tests/fuzz/corpus/") + name);
    return {std::istreambuf_iterator<char>(in), {}};
}

constexpr std::uint64_t kNever = ~std::uint64_t(0) / 2;

// So many runs, spread over all the allocations of the program.
void sweep(const char* name, std::uint64_t runs, std::uint64_t count) {
    const std::string text = program(name);
    const Outcome whole = run_with_faults(text, kNever, 1);
    REQUIRE(whole.err.find("MemoryError") == std::string::npos);
    REQUIRE(whole.allocations > 1000);
    const std::uint64_t step = whole.allocations / runs + 1;
    std::uint64_t seen = 0;
    for (std::uint64_t first = 1; first <= whole.allocations; first += step) {
        CAPTURE(name);
        CAPTURE(first);
        const Outcome broken = run_with_faults(text, first, count);
        const bool told = broken.err.find("MemoryError") != std::string::npos || broken.message.starts_with("limit: heap");
        seen += told;
        CHECK((broken.status == 0 || broken.status == 1 || broken.status == 3 || broken.status == 4));
        if (broken.status == 0) CHECK(broken.message.empty());
        REQUIRE(broken.recording);
        CHECK(replay::Recording::build(broken.recording) != nullptr);
    }
    if (count == 1) CHECK(seen * 4 > runs);  // most of what fails is told; where nothing can be had any more, little
}

}  // namespace

TEST_CASE("no hook, no change") {
    const std::string text = program("language.py");
    const Outcome plain = run_with_faults(text, 0, 0), counted = run_with_faults(text, kNever, 1);
    CHECK(plain.out == counted.out);
    CHECK(plain.status == 0);
    CHECK(counted.status == 0);
}

TEST_CASE("one allocation fails") {
    sweep("language.py", 30, 1);
    sweep("asyncio.py", 30, 1);
}

TEST_CASE("every allocation from one on fails") {
    sweep("language.py", 40, kNever);
    sweep("asyncio.py", 40, kNever);
}
