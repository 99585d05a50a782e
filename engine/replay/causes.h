// Causes: which earlier step a step follows from. The rules of why.h, one kind of event at a time.
//
// Called by why.cpp and sentence.cpp. Invariant: a cause's step is smaller than its effect's.
#pragma once
#include <optional>

#include "replay/backward.h"

namespace loopscope::replay {

// The nearest cause, mechanical links (a handle taken from the queue, a callback scheduled) included.
std::optional<uint64_t> direct_cause(Backward& reader, const trace::Event& event);

// Links that say little by themselves, so that chains skip them.
bool is_mechanical(const trace::Event& event, const trace::Tables& tables);

// The nearest cause that says something.
std::optional<uint64_t> telling_cause(Backward& reader, const trace::Event& event);

}  // namespace loopscope::replay
