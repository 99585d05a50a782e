#include "replay/why.h"

#include "replay/causes.h"
#include "replay/cursor.h"
#include "replay/sentence.h"

namespace loopscope::replay {

using trace::Event;
using trace::Kind;

namespace {
// A cause that lies further back is not looked for: these are asked for while somebody waits for a picture, and so many events
// are read in a tenth of a second at most.
constexpr uint64_t kMostRead = 500'000;
}  // namespace

std::optional<uint64_t> cause_of(const Recording& recording, uint64_t step) {
    if (step >= recording.step_count()) return std::nullopt;
    Backward reader(recording, kMostRead);
    return telling_cause(reader, Event(reader.event(step)));
}

std::vector<Cause> why(const Recording& recording, uint64_t step, size_t limit) {
    std::vector<Cause> chain;
    if (step >= recording.step_count()) return chain;
    Backward reader(recording, kMostRead);
    Event at = reader.event(step);
    while (chain.size() < limit) {
        std::optional<uint64_t> cause = telling_cause(reader, at);
        if (!cause) break;
        chain.push_back({cause_clause(recording, *cause), *cause});
        at = reader.event(*cause);
    }
    return chain;
}

// The first later step whose telling cause this one is. Effects follow soon or are waited for by name, so the search
// ends after a number of candidates.
std::optional<uint64_t> effect_of(const Recording& recording, uint64_t step) {
    constexpr int kMostCandidates = 400;
    if (step >= recording.step_count()) return std::nullopt;
    Backward reader(recording, kMostRead);
    const Event from = reader.event(step);
    int candidates = 0;
    bool found = false;
    std::optional<uint64_t> at = recording.find_next(step, [&](const Event& e) {
        if (is_mechanical(e, recording.tables()) && e.kind != Kind::GeneratorSend) return false;
        bool related =
            e.thread == from.thread || e.subject == from.subject || e.target == from.target || e.number == from.number;
        if (!related) return false;
        found = direct_cause(reader, e) == step || telling_cause(reader, e) == step;
        return found || ++candidates >= kMostCandidates;
    });
    return found ? at : std::nullopt;
}

std::vector<Cause> why_task(const Recording& recording, uint32_t task, uint64_t step, size_t limit) {
    Navigation by;
    by.unit = Unit::StateChange;
    by.task = task;
    std::optional<uint64_t> changed = recording.previous(step + 1, by);
    if (!changed) return {};
    std::vector<Cause> chain{{cause_clause(recording, *changed), *changed}};
    for (Cause& cause : why(recording, *changed, limit > 0 ? limit - 1 : 0)) chain.push_back(std::move(cause));
    return chain;
}

namespace {

std::string station_text(const Recording& recording, uint64_t step) {
    std::string text = sentence(recording, step);
    if (!text.empty() && text.back() == '.') text.pop_back();
    return text;
}

}  // namespace

std::vector<Station> cancellation_story(const Recording& recording, uint32_t task, uint64_t step) {
    std::vector<Station> story;
    auto is_request = [&](const Event& e) {
        return e.kind == Kind::CancelRequested && e.target.kind == trace::Awaitable::Kind::Task && e.target.number == task;
    };
    std::optional<uint64_t> request = recording.find_previous(step + 1, is_request);
    if (!request) request = recording.find_next(step, is_request);
    if (!request) return story;
    auto add = [&](uint32_t station, uint64_t at) { story.push_back({station, station_text(recording, at), at}); };
    add(1, *request);
    bool delivered = false, caught = false, completed = false;
    recording.find_next(*request, [&](const Event& e) {
        bool its = e.subject == task;
        if (is_request(e) && delivered) return true;  // another cancellation begins
        if (e.kind == Kind::CancelForwarded && its && !delivered) add(2, e.step);
        if (e.kind == Kind::CancelDelivered && its && !delivered) {
            delivered = true;
            add(3, e.step);
        }
        if (e.kind == Kind::CancelCaught && its && delivered && !caught) {
            caught = true;
            add(4, e.step);
        }
        if (e.kind == Kind::TaskDone && its) {
            completed = true;
            add(5, e.step);
            return false;
        }
        // Raised in whoever awaited it: the next throw into another task, or a raise in one.
        bool raised = e.kind == Kind::GeneratorThrow || e.kind == Kind::ExceptionRaised;
        if (completed && raised && e.task && e.task != task) {
            if (recording.tables().string(e.value.name) == "CancelledError") add(6, e.step);
            return true;
        }
        return false;
    });
    return story;
}

}  // namespace loopscope::replay
