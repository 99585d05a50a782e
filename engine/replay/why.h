// Why: the chain of causes of a step, back to the program's own doing.
//
// Called by the banner, the inspector and the Why pane. Invariants: each cause lies before its effect, so the chain
// ends; the first link is the nearest cause. A chain also ends where its next link lies some hundred thousand events back.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "replay/recording.h"

namespace loopscope::replay {

struct Cause {
    std::string sentence;  // "future#3 finished in turn 3"
    uint64_t step = 0;
};

// Nearest cause first; at most `limit` links.
std::vector<Cause> why(const Recording& recording, uint64_t step, size_t limit = 12);
std::optional<uint64_t> cause_of(const Recording& recording, uint64_t step);  // key [
std::optional<uint64_t> effect_of(const Recording& recording,
                                  uint64_t step);  // key ]: the first step that this one causes,
                                                   // if it is found among the next few hundred

// "Why is this task as it is at that step?": the step at which its present state began, and from there back.
std::vector<Cause> why_task(const Recording& recording, uint32_t task, uint64_t step, size_t limit = 12);

// One cancellation's stations in order (requested, forwarded, delivered, caught, completed, raised in the waiter), the
// later ones included: for the numbered Why list.
struct Station {
    uint32_t station = 1;
    std::string sentence;
    uint64_t step = 0;
};
std::vector<Station> cancellation_story(const Recording& recording, uint32_t task, uint64_t step);

}  // namespace loopscope::replay
