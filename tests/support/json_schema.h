// A JSON Schema validator for what assets/scenario.schema.json uses of draft 7, and no more: an unknown keyword is an
// error, so that the schema cannot say what nobody checks.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace loopscope::tests {

// Empty where the value fits, else the first thing that does not.
std::string check_schema(const nlohmann::json& schema, const nlohmann::json& value);

}  // namespace loopscope::tests
