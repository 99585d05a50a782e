#include "session/lesson.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "replay/fields.h"
#include "trace/events.h"

namespace loopscope::session {

using replay::EventField;
using replay::FieldForm;
using trace::Event;

namespace {

std::string number_text(double number) {
    char text[40];
    std::snprintf(text, sizeof text, "%.15g", number);
    return text;
}

bool same_text(std::string_view wanted, std::string_view text) {
    if (wanted == text) return true;
    return wanted.ends_with('*') && text.starts_with(wanted.substr(0, wanted.size() - 1));
}

bool same_number(double wanted, double number) { return std::fabs(wanted - number) <= 1e-6; }

bool fits(const scenario::Sight::Field& wanted, const EventField& field) {
    switch (field.form) {
        case FieldForm::Text: return !wanted.number && same_text(wanted.text, field.text);
        case FieldForm::Number: return wanted.number && same_number(*wanted.number, static_cast<double>(field.number));
        case FieldForm::Seconds: return wanted.number && same_number(*wanted.number, field.seconds);
        case FieldForm::Null:
        case FieldForm::True: return false;
    }
    return false;
}

// What every event has, in the form of its own fields; those come first, as one of them may have the same name.
std::vector<EventField> all_fields(const Event& event, const trace::Decoder& decoder) {
    const trace::Namer namer{decoder.tables(), decoder.names(), event.offset};
    std::vector<EventField> fields;
    if (event.kind != trace::Kind::Line) fields = replay::event_fields(event, namer, decoder);
    const auto text = [&](std::string_view name, std::string value) {
        fields.push_back({name, FieldForm::Text, std::move(value), 0, 0});
    };
    if (event.task) text("task", namer.task(event.task));
    text("thread", replay::thread_name(decoder, event.thread));
    fields.push_back({"t", FieldForm::Seconds, {}, 0, event.t});
    if (event.iteration) fields.push_back({"iteration", FieldForm::Number, {}, event.iteration, 0});
    if (event.function == trace::kNoFunction) return fields;
    text("function", decoder.tables().function(event.function).qualname);
    if (event.line) fields.push_back({"line", FieldForm::Number, {}, event.line, 0});
    return fields;
}

bool fits(const scenario::Sight& sight, const Event& event, const trace::Decoder& decoder) {
    if (trace::kind_info(event.kind).name != sight.event) return false;
    if (sight.fields.empty()) return true;
    const std::vector<EventField> fields = all_fields(event, decoder);
    for (const scenario::Sight::Field& wanted : sight.fields) {
        const auto field =
            std::find_if(fields.begin(), fields.end(), [&](const EventField& f) { return f.name == wanted.name; });
        if (field == fields.end() || !fits(wanted, *field)) return false;
    }
    return true;
}

}  // namespace

std::optional<std::uint64_t> step_of_place(const replay::Recording& recording, std::string_view main_file,
                                           const scenario::Place& place) {
    std::optional<std::uint64_t> step;
    switch (place.kind) {
        case scenario::Place::Kind::Step: step = place.number; break;
        case scenario::Place::Kind::Time:
            if (place.time <= recording.end_time()) step = recording.step_at_time(place.time);
            break;
        case scenario::Place::Kind::Line:
            step = recording.step_at_line(main_file, static_cast<std::uint32_t>(place.number), place.hit);
            break;
        case scenario::Place::Kind::Event: {
            trace::Kind kind;
            if (trace::kind_from_name(place.event, kind)) step = recording.step_at_event(kind, place.hit);
            break;
        }
    }
    return step && *step < recording.step_count() ? step : std::nullopt;
}

std::vector<std::uint64_t> steps_of_sights(const replay::Recording& recording, const std::vector<scenario::Sight>& sights) {
    std::vector<std::uint64_t> steps;
    const replay::RawRecording& raw = recording.raw();
    trace::NameBook names;
    trace::Decoder decoder(raw.chunks, *raw.tables, names);
    Event event;
    while (steps.size() < sights.size() && decoder.next(event)) {
        if (event.step != trace::kNoStep && fits(sights[steps.size()], event, decoder)) steps.push_back(event.step);
    }
    return steps;
}

std::string place_text(const scenario::Place& place) {
    const std::string hit = place.hit == 1 ? "" : ", hit " + std::to_string(place.hit);
    switch (place.kind) {
        case scenario::Place::Kind::Step: return "step " + std::to_string(place.number);
        case scenario::Place::Kind::Time: return "time " + number_text(place.time);
        case scenario::Place::Kind::Line: return "line " + std::to_string(place.number) + hit;
        case scenario::Place::Kind::Event: return "event " + place.event + hit;
    }
    return {};
}

std::string sight_text(const scenario::Sight& sight) {
    std::string text = sight.event;
    for (const scenario::Sight::Field& field : sight.fields) {
        text += ", " + field.name + " ";
        text += field.number ? number_text(*field.number) : "'" + field.text + "'";
    }
    return text;
}

}  // namespace loopscope::session
