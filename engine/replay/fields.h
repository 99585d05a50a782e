// The fields of an event as text, in the order of its row in events.def. Shared by the exports and the views' lists.
#pragma once
#include <string>
#include <vector>

#include "trace/describe.h"
#include "trace/reader.h"

namespace loopscope::replay {

enum class FieldForm : uint8_t { Text, Number, Seconds, Null, True };

struct EventField {
    std::string_view name;
    FieldForm form = FieldForm::Text;
    std::string text;    // Text
    int64_t number = 0;  // Number
    double seconds = 0;  // Seconds
};

// The event's own fields; what every event has (step, t, task, function ...) is not among them.
std::vector<EventField> event_fields(const trace::Event& event, const trace::Namer& namer, const trace::Decoder& decoder);

// "worker-1"
std::string thread_name(const trace::Decoder& decoder, uint32_t id);
// The task, the callback or the thread on whose behalf an event happens: "Task-1", "on_timer", "main".
std::string actor(const trace::Event& event, const trace::Namer& namer, const trace::Decoder& decoder);

}  // namespace loopscope::replay
