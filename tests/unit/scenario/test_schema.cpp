// assets/scenario.schema.json says what the loader does: it is made from the loader's table, takes what the loader
// takes and refuses what the loader refuses, save for what JSON Schema cannot say.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "scenario/keys.h"
#include "support/broken_inputs.h"
#include "support/json_schema.h"
#include "support/scenario_samples.h"

using namespace loopscope;

namespace {

const std::string kSchemaPath = LOOPSCOPE_SOURCE_DIR "/assets/scenario.schema.json";

std::string read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

nlohmann::json parse(const std::string& text) { return nlohmann::json::parse(text, nullptr, false); }

// Kinds of mistakes that need more than one look at the file, or a look beyond it.
const std::set<std::string> kBeyondSchemas = {
    "two runs of a name",
    "two clients of a name",
    "two servers at an address",
    "file missing",
    "file a folder",
    "file on a drive",
    "file ends in a slash",
    "port out of range",
    "port 0",
    "unknown event",
    "expected event unknown",
    "stop of an unknown run",
    "answer that is no choice",
    "receive nothing",
    "duplicate key",
    "duplicate key further in",
    "overflowing number",
    "NUL outside of strings",
    "huge nesting of lists",
    "huge nesting of objects",
    "very many values",
};

}  // namespace

TEST_CASE("the schema is up to date") {
    if (std::getenv("LOOPSCOPE_WRITE_SCHEMA")) std::ofstream(kSchemaPath, std::ios::binary) << scenario::schema_text();
    INFO("to write it anew: LOOPSCOPE_WRITE_SCHEMA=1 tests/run unit/scenario/schema");
    CHECK(read_file(kSchemaPath) == scenario::schema_text());
}

TEST_CASE("the schema takes what the loader takes") {
    const nlohmann::json schema = parse(scenario::schema_text());
    REQUIRE(schema.is_object());
    for (const char* text : {tests::kFullScenario, tests::kSmallScenario}) {
        CHECK(tests::check_schema(schema, parse(text)) == "");
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(LOOPSCOPE_SOURCE_DIR)) {
        const std::string path = entry.path().string();
        if (path.find("/scenarios/") == std::string::npos || !path.ends_with(".json")) continue;
        CAPTURE(path);
        CHECK(tests::check_schema(schema, parse(read_file(path))) == "");
    }
}

TEST_CASE("the schema refuses what the loader refuses") {
    const nlohmann::json schema = parse(scenario::schema_text());
    std::size_t refused = 0;
    for (const tests::BrokenInput& input : tests::broken_scenarios()) {
        if (input.text.size() > 100'000) continue;
        const nlohmann::json value = parse(input.text);
        if (value.is_discarded() || kBeyondSchemas.count(input.name)) continue;
        CAPTURE(input.name);
        CHECK(tests::check_schema(schema, value) != "");
        ++refused;
    }
    CHECK(refused > 90);
}
