// The loader's parts, shared between load.cpp (runs and programs), load_world.cpp and load_lesson.cpp. For them alone.
#pragma once

#include "scenario/check.h"
#include "scenario/load.h"

namespace loopscope::scenario {

void read_world(Checker& check, const Node& node, World& world);
void read_lesson(Checker& check, const Node& node, const Scenario& scenario, std::span<const std::string_view> event_kinds,
                 Lesson& lesson);

// One of the kinds; any word where no kinds are given.
void read_event_kind(Checker& check, const Node& node, std::span<const std::string_view> kinds, std::string& to);

// A list of strings, or one string.
void read_lines(Checker& check, const Node& node, std::vector<std::string>& lines);

}  // namespace loopscope::scenario
