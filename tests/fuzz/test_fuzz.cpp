// Random input of four kinds, made from the corpus beside this file and from the gallery: nothing crashes, hangs or takes more
// than its limits. A few hundred of each here; LOOPSCOPE_FUZZ_SECONDS goes on so long with each kind, LOOPSCOPE_FUZZ_FIRST is
// the first seed (`tests/fuzz/run --kind` sets both). A failure tells its seed.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "replay/export.h"
#include "scenario/load.h"
#include "session/session.h"
#include "support/files.h"
#include "support/random_input.h"

using namespace loopscope;
using namespace loopscope::tests;

namespace {

namespace fs = std::filesystem;

std::vector<std::string> texts_in(const fs::path& folder, const char* extension) {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.path().extension() == extension && entry.file_size() < 20'000) paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> texts;
    for (const auto& path : paths) texts.push_back(read_whole_file(path));
    return texts;
}

const fs::path kSource = LOOPSCOPE_SOURCE_DIR;

constexpr std::string_view kPieces[] = {
    "\"",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "-",
    "1e999",
    "NaN",
    "null",
    "true",
    "99999999999999999999",
    "0.5",
    "-1",
    "\\u0000",
    "\\ud800",
    "\n",
    "    ",
    "(",
    ")",
    "await ",
    "yield ",
    "async ",
    "lambda: ",
    "not ",
    "*",
    "**",
    "10**10",
    "[0]*10**9",
    "'x'*10**9",
    "x",
    "self",
    "None",
    "range(10**12)",
    "iter(int, 1)",
    "raise ",
    "del ",
    "try:",
    "finally:",
    "\xff",
    "\xED\xA0\x80",
    std::string_view("\0", 1),
};

void change(std::string& text, Random& random) {
    const std::size_t at = text.empty() ? 0 : random() % text.size();
    switch (random() % 6) {
        case 0: text.erase(at, 1 + random() % 12); break;
        case 1: text.insert(at, one_of(kPieces, random)); break;
        case 2:
            if (!text.empty()) text[at] = static_cast<char>(random());
            break;
        case 3: text.insert(at, text.substr(text.empty() ? 0 : random() % text.size(), random() % 60)); break;
        case 4:
            if (!text.empty()) text[at] = static_cast<char>(text[at] ^ (1 << random() % 8));
            break;
        default:
            if (random() % 8 == 0) text.resize(at);
            break;
    }
}

void change_often(std::string& text, Random& random, std::size_t most) {
    for (std::size_t i = 1 + random() % most; i > 0; --i) change(text, random);
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines(1);
    for (const char c : text) {
        if (c == '\n')
            lines.emplace_back();
        else
            lines.back() += c;
    }
    return lines;
}

// Whole lines, so that most of what comes out is still a program.
std::string shuffled(const std::string& text, Random& random) {
    auto lines = lines_of(text);
    for (std::size_t i = 1 + random() % 4; i > 0; --i) {
        const std::size_t a = random() % lines.size(), b = random() % lines.size();
        switch (random() % 5) {
            case 0: std::swap(lines[a], lines[b]); break;
            case 1: lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(a)); break;
            case 2: lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(a), std::string(lines[b])); break;
            case 3: {
                const auto digit = lines[a].find_first_of("0123456789");
                if (digit != std::string::npos) lines[a].replace(digit, 1, random() % 2 ? "-1" : "10**9");
                break;
            }
            default: change(lines[a], random); break;
        }
        if (lines.empty()) lines.emplace_back();
    }
    std::string out;
    for (const auto& line : lines) out += line + "\n";
    return out;
}

constexpr std::uint64_t kEvents = 20'000;

session::RunResult run_small(scenario::Scenario& scenario, bool record, Random* faults) {
    scenario.limits.events = kEvents;
    scenario.limits.instructions = 2'000'000;
    scenario.limits.heap = 32 << 20;
    session::RunOptions options;
    options.record = record;
    if (faults && (*faults)() % 2) {
        options.fail_first = 1 + (*faults)() % 20'000;
        options.fail_count = (*faults)() % 3 ? 1 : 1 + (*faults)() % 1000;
    }
    session::SilentSink sink;
    return session::run_scenario_run(scenario, 0, options, sink);
}

}  // namespace

TEST_CASE("scenario files") {
    auto texts = texts_in(kSource / "scenarios", ".json");
    REQUIRE_FALSE(texts.empty());
    scenario::LoadOptions options;
    options.read_file = [](const std::string&) { return scenario::FileText{}; };
    for_seeds(400, [&](Random& random) {
        std::string text = one_of(texts, random);
        change_often(text, random, 4);
        const auto loaded = scenario::load_scenario(text, "x.json", options);
        if (loaded) return;
        CHECK_FALSE(loaded.error().message.empty());
        CHECK(loaded.error().line >= 1);
    });
}

TEST_CASE("programs") {
    auto texts = texts_in(kSource / "tests/conformance/cases", ".py");
    for (auto& text : texts_in(kSource / "tests/fuzz/corpus", ".py")) texts.push_back(text);
    REQUIRE_FALSE(texts.empty());
    for_seeds(60, [&](Random& random) {
        const std::string text = shuffled(one_of(texts, random), random);
        auto scenario = scenario::scenario_of_program(text, "x.py");
        const auto result = run_small(scenario, random() % 2, &random);
        CHECK((result.end.status >= 0 && result.end.status < 256));
    });
}

namespace {

// Reads all that a saved trace can show, up to a bound: broken counts must not make work without end.
void look_at(const std::shared_ptr<const replay::RawRecording>& raw) {
    const auto recording = replay::Recording::build(raw);
    if (!recording) return;
    std::size_t bytes = 0;
    const replay::Sink count = [&](std::string_view text) { return (bytes += text.size()) < 1 << 20; };
    (void)replay::export_jsonl({raw}, count);
    (void)replay::export_text(*recording, count);
    (void)replay::show_step(*recording, recording->step_count() / 2);
}

std::string saved(const std::string& program) {
    auto scenario = scenario::scenario_of_program(program, "x.py");
    const auto result = run_small(scenario, true, nullptr);
    std::string bytes;
    if (result.recording)
        replay::export_binary({result.recording}, [&](std::string_view piece) {
            bytes += piece;
            return true;
        });
    return bytes;
}

}  // namespace

TEST_CASE("saved traces") {
    std::vector<std::string> traces;
    for (const auto& text : texts_in(kSource / "tests/fuzz/corpus", ".py")) traces.push_back(saved(text));
    REQUIRE_FALSE(traces.empty());
    for_seeds(400, [&](Random& random) {
        std::string bytes = one_of(traces, random);
        REQUIRE(bytes.size() > 100);
        change_often(bytes, random, 4);
        const auto loaded = replay::load_binary(bytes);
        if (!loaded) {
            CHECK_FALSE(loaded.error().message.empty());
            return;
        }
        for (const auto& raw : *loaded) look_at(raw);
    });
}
