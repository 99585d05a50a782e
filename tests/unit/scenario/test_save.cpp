// A saved scenario is one file, and says the same when it is read again.
#include <doctest/doctest.h>

#include "scenario/load.h"
#include "support/scenario_samples.h"

using namespace loopscope;

namespace {

scenario::FileText read_unfinished_file(const std::string&) { return {"print('no newline at the end')", ""}; }

scenario::Scenario load_good(std::string_view text) {
    auto loaded = scenario::load_scenario(text, "x.json", {read_unfinished_file, {}});
    INFO((loaded.ok() ? "" : base::format_diagnostic(loaded.error())));
    REQUIRE(loaded.ok());
    return std::move(loaded).value();
}

}  // namespace

TEST_CASE("saving and loading again changes nothing, and saving again gives the same bytes") {
    for (const char* text : {tests::kFullScenario, tests::kSmallScenario}) {
        const scenario::Scenario before = load_good(text);
        const std::string saved = scenario::to_json(before);
        const scenario::Scenario after = load_good(saved);
        CHECK(scenario::to_json(after) == saved);
        REQUIRE(after.runs.size() == before.runs.size());
        for (std::size_t i = 0; i < before.runs.size(); ++i) {
            CHECK(after.runs[i].program.text == before.runs[i].program.text);
            CHECK(after.runs[i].program.file.empty());
            CHECK(after.runs[i].expect.out == before.runs[i].expect.out);
            CHECK(after.runs[i].until == before.runs[i].until);
            CHECK(after.runs[i].world.files == before.runs[i].world.files);
            CHECK(after.runs[i].world.clients.size() == before.runs[i].world.clients.size());
        }
        CHECK(after.lesson.stops.size() == before.lesson.stops.size());
        CHECK(after.costs == before.costs);
        CHECK(after.limits.instructions == before.limits.instructions);
    }
}

TEST_CASE("programs that are awkward to write survive") {
    using namespace std::string_literals;
    for (const std::string& program : {""s, "\n"s, "\n\n"s, "a"s, "a\n"s, "a\n\nb"s, "a\r\nb\r\n"s, "'\\x00 \0 \x7F \" \\'\n"s,
                                       "caf\xC3\xA9 \xF0\x9F\x98\x80\n"s}) {
        const scenario::Scenario s = scenario::scenario_of_program(program, "a.py");
        CHECK(load_good(scenario::to_json(s)).runs[0].program.text == program);
    }
    // What is not UTF-8 cannot be written as JSON: each bad byte becomes U+FFFD.
    const scenario::Scenario s = scenario::scenario_of_program("a\xFF\n", "a.py");
    CHECK(load_good(scenario::to_json(s)).runs[0].program.text == "a\xEF\xBF\xBD\n");
}

TEST_CASE("numbers are written as short as reads back the same") {
    scenario::Scenario s = scenario::scenario_of_program("", "a.py");
    for (double until : {0.1, 1.0 / 3.0, 1e-9, 123456789.123456789, 30.0, 1e12}) {
        s.runs[0].until = until;
        CHECK(load_good(scenario::to_json(s)).runs[0].until == until);
    }
    s.runs[0].until = 0.1;
    CHECK(scenario::to_json(s).find("\"until\": 0.1") != std::string::npos);
}
