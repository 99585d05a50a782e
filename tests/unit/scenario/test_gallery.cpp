// The gallery's scenarios are lessons: each has a summary, sentences, notes for the teacher, a question, and for each
// run the output and the events that it is about. That they hold is for `loopscope check`, one ctest a file.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "scenario/load.h"

using namespace loopscope;

namespace {

scenario::Scenario load(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    auto loaded = scenario::load_scenario(text.str(), path.string(), {});
    INFO((loaded.ok() ? "" : base::format_diagnostic(loaded.error())));
    REQUIRE(loaded.ok());
    return std::move(loaded).value();
}

template <class Has>
bool any_stop(const scenario::Lesson& lesson, Has&& has) {
    return std::any_of(lesson.stops.begin(), lesson.stops.end(), has);
}

}  // namespace

TEST_CASE("every scenario of the gallery is a lesson") {
    std::size_t scenarios = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(LOOPSCOPE_SOURCE_DIR "/scenarios")) {
        if (entry.path().extension() != ".json") continue;
        ++scenarios;
        CAPTURE(entry.path().string());
        const scenario::Scenario s = load(entry.path());
        CHECK_FALSE(s.summary.empty());
        CHECK_FALSE(s.talk.empty());
        CHECK_FALSE(s.lesson.views.empty());
        CHECK_FALSE(any_stop(s.lesson, [](const scenario::Stop& stop) { return stop.notes.empty(); }));
        CHECK(any_stop(s.lesson, [](const scenario::Stop& stop) { return stop.choices.size() >= 2 && !stop.answer.empty(); }));
        CHECK_FALSE(any_stop(s.lesson, [](const scenario::Stop& stop) { return stop.say.empty(); }));
        for (const scenario::Run& run : s.runs) {
            CAPTURE(run.name);
            CHECK(run.expect.out);
            CHECK(run.expect.events.size() >= 2);
            CHECK(any_stop(s.lesson, [&](const scenario::Stop& stop) { return stop.run.empty() || stop.run == run.name; }));
        }
    }
    CHECK(scenarios >= 90);
}
