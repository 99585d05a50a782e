// What a scenario says of its recording: where the stops of its lesson are, and which events must be seen.
//
// Callers: `loopscope check` and the app's loader, so that both mean the same place. Reads the recording alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "replay/recording.h"
#include "scenario/scenario.h"

namespace loopscope::session {

// The step of a place; none where the run does not come to it. A time is the last step of that time.
std::optional<std::uint64_t> step_of_place(const replay::Recording& recording, std::string_view main_file,
                                           const scenario::Place& place);

// How the recording answers a list of expected events: the step of each, until the first that does not come.
std::vector<std::uint64_t> steps_of_sights(const replay::Recording& recording, const std::vector<scenario::Sight>& sights);

// "line 7, hit 2", "event task.done"; "task.done, name 'Task-2'": for messages.
std::string place_text(const scenario::Place& place);
std::string sight_text(const scenario::Sight& sight);

}  // namespace loopscope::session
