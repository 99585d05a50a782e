// Sentences: what the now banner says about a step, in plain English: subject, verb, cause.
//
// Called by views, `show` and exports. Invariant: every step of every run has a sentence; it ends with a full stop and
// speaks of things by the names that the trace gives them.
#pragma once
#include <string>
#include <vector>

#include "replay/recording.h"

namespace loopscope::replay {

class Cursor;

// "Task B resumes with send(None) because its timer fired."
std::string sentence(const Recording& recording, uint64_t step);
// The same at a cursor; without the cause ("because ...") it costs no search, for listings of many steps.
std::string sentence_at(const Recording& recording, const Cursor& cursor, bool with_cause);

// The plate on the playhead: "send(None)", "line 7", "completed".
std::string short_label(const Recording& recording, uint64_t step);
std::string short_label_at(const Cursor& cursor);

// The same event as a cause of another: "future#3 finished in turn 3". No full stop.
std::string cause_clause(const Recording& recording, uint64_t step);

// The event's own fields by name, formatted: {"value", "None"}. For the events list and the inspector.
struct FieldText {
    std::string name, value;
};
std::vector<FieldText> field_texts(const Recording& recording, uint64_t step);
std::vector<FieldText> field_texts_at(const Cursor& cursor);

// What kind of thing happens, for the banner's colour and icon.
enum class Mood : uint8_t {
    Run,
    Send,
    Throw,
    Yield,
    Return,
    Wait,
    Wake,
    Timer,
    Cancel,
    Done,
    Failed,
    Blocked,
    Print,
    Loop,
    World,
    Code
};
Mood mood(const trace::Event& event);
Mood mood(const Recording& recording, uint64_t step);

// "Task B", "Task-1": how a sentence speaks of the task of that name.
std::string task_phrase(const std::string& name);
// "1", "0.5", "1.25": a time for people.
std::string seconds_text(double t);

}  // namespace loopscope::replay
