// The keys that each kind of object in a scenario file may have, from keys.def.
//
// Callers: the loader (unknown keys, hints), schema.cpp and tests.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "scenario/keys.def"

namespace loopscope::scenario {

enum class Shape : std::uint8_t {
#define SHAPE(name, called, rules) name,
    LOOPSCOPE_SCENARIO_SHAPES(SHAPE)
#undef SHAPE
};

struct KeyInfo {
    std::string_view name, type, help;
};

std::string_view shape_called(Shape shape);  // "a run"
std::span<const KeyInfo> keys_of(Shape shape);

// The word of `words` that is most like `word`; empty where none is.
std::string nearest_word(std::string_view word, std::span<const std::string_view> words);

// assets/scenario.schema.json: the JSON Schema of scenario files.
std::string schema_text();

inline constexpr std::string_view kFormatName = "loopscope-scenario/1";

// Times on the virtual clock in a scenario, in seconds: 30,000 years, so that microseconds fit an integer.
inline constexpr double kMaxTime = 1e12;
inline constexpr double kMaxWorkers = 10'000;
inline constexpr double kMaxStep = 1e15;

}  // namespace loopscope::scenario
