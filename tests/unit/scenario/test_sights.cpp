// What a scenario may say of an expected event: every field that a trace's events have.
#include <doctest/doctest.h>

#include <algorithm>

#include "scenario/keys.h"
#include "scenario/load.h"
#include "trace/events.h"

using namespace loopscope;

namespace {

bool is_key(std::string_view name) {
    const auto keys = scenario::keys_of(scenario::Shape::Sight);
    return std::any_of(keys.begin(), keys.end(), [&](const scenario::KeyInfo& key) { return key.name == name; });
}

}  // namespace

TEST_CASE("every field of every kind of event can be asked for") {
    std::size_t fields = 0;
    for (std::size_t kind = 0; kind < trace::kKindCount; ++kind) {
        std::string_view row = trace::kind_info(static_cast<trace::Kind>(kind)).fields;
        while (!row.empty()) {
            const std::size_t space = std::min(row.find(' '), row.size());
            std::string_view name = row.substr(row.find(':') + 1, space - row.find(':') - 1);
            row.remove_prefix(std::min(space + 1, row.size()));
            if (name == "title") continue;  // said by the task's name
            if (name == "job_function") name = "function";
            CAPTURE(name);
            CHECK(is_key(name));
            ++fields;
        }
    }
    CHECK(fields > 60);
    for (const char* name : {"event", "task", "thread", "function", "line", "t", "iteration", "by", "parent", "worker",
                             "flavor", "generator", "callback", "from"}) {
        CAPTURE(name);
        CHECK(is_key(name));
    }
}

TEST_CASE("expected events are read, a run's in place of the scenario's, and written again") {
    const auto loaded = scenario::load_scenario(
        R"({"runs": [{"name": "a", "program": ""},
                     {"name": "b", "program": "", "expect": {"events": [{"event": "print", "text": "x", "t": 1.5}]}}],
            "expect": {"events": [{"event": "task.done"}, {"event": "line", "line": 3}]}})",
        "x.json", {});
    REQUIRE(loaded.ok());
    REQUIRE(loaded->runs[0].expect.events.size() == 2);
    CHECK(loaded->runs[0].expect.events[0].fields.empty());
    CHECK(loaded->runs[0].expect.events[1].fields[0].number == 3);
    REQUIRE(loaded->runs[1].expect.events.size() == 1);
    const scenario::Sight& sight = loaded->runs[1].expect.events[0];
    CHECK(sight.event == "print");
    REQUIRE(sight.fields.size() == 2);
    CHECK(sight.fields[0].text == "x");
    CHECK_FALSE(sight.fields[0].number);
    CHECK(sight.fields[1].number == 1.5);
    const std::string saved = scenario::to_json(*loaded);
    const auto again = scenario::load_scenario(saved, "x.json", {});
    REQUIRE(again.ok());
    CHECK(scenario::to_json(*again) == saved);
    CHECK(again->runs[1].expect.events[0].fields[1].number == 1.5);
}
