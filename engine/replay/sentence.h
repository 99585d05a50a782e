// Sentences: what the now banner says about a step, in plain English: subject, verb, cause.
//
// Called by views, `show` and exports. Invariant: every step of every run has a sentence; it ends with a full stop and
// speaks of things by the names that the trace gives them.
#pragma once
#include <string>
#include <vector>

#include "replay/recording.h"

namespace loopscope::replay {

// "Task B resumes with send(None) because its timer fired."
std::string sentence(const Recording& recording, uint64_t step);

// The plate on the playhead: "send(None)", "line 7", "completed".
std::string short_label(const Recording& recording, uint64_t step);

// The event's own fields by name, formatted: {"value", "None"}. For the events list and the inspector.
struct FieldText {
    std::string name, value;
};
std::vector<FieldText> field_texts(const Recording& recording, const trace::Event& event);

// What kind of thing happens, for the banner's colour and icon.
enum class Mood : uint8_t { Run, Send, Throw, Yield, Return, Wait, Wake, Timer, Cancel, Done, Failed, Blocked, Print, Loop, World, Code };
Mood mood(const Recording& recording, uint64_t step);

}  // namespace loopscope::replay
