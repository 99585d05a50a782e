// Search: which events have the words that were typed. Walks with a cursor, so that a long run costs little an event.
//
// Callers: the events list (a piece a frame) and the keys that go from match to match.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "replay/cursor.h"
#include "replay/recording.h"

namespace loopscope::app {

// Whether the cursor's event has all words (lower case): in its kind, its task's name, its sentence.
bool cursor_matches(const replay::Recording& recording, const replay::Cursor& cursor, const std::vector<std::string>& words);

// The next (or last) event of the level after (before) `step` that has them; at most `most` steps are looked at.
std::optional<uint64_t> find_match(const replay::Recording& recording, int level, uint64_t step, bool forward,
                                   const std::vector<std::string>& words, uint64_t most);

// The first event of the level in which two runs differ, as a step of the first; nothing where they are alike.
std::optional<uint64_t> first_difference_of(const replay::Recording& a, const replay::Recording& b, int level, uint64_t most);

}  // namespace loopscope::app
