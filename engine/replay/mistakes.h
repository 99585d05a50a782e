// Mistakes: what went wrong in a run in ways that have a name, found in the recording alone.
//
// Called by the app after a run (on the worker thread) and by `show`. Each mistake says in one sentence what happened,
// where and to whom, and in another what to write instead. Invariants: sorted by step; every step is one of the
// recording's; at most kMostMistakes, and what one line does again and again is told once, with a count.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "replay/recording.h"

namespace loopscope::replay {

enum class MistakeKind : uint8_t { NeverAwaited, NeverRetrieved, BlockingCall, SwallowedCancellation, Deadlock, Sequential };
const char* mistake_title(MistakeKind kind);  // "never awaited"

struct Mistake {
    MistakeKind kind = MistakeKind::BlockingCall;
    uint64_t step = 0;   // where it is seen
    std::string says;    // "time.sleep(4) in line 13 of blocking blocks the loop for 4 s; Task-2 waited."
    std::string advice;  // "await asyncio.sleep(4) instead, or ..."
    std::string file;    // of the line at fault; empty: none
    uint32_t line = 0;   // 0: none
    uint32_t task = 0;   // in which it happened, 0: none
    uint32_t times = 1;  // that this line did so
    bool hint = false;   // no fault: it could be better
};

constexpr size_t kMostMistakes = 200;

std::vector<Mistake> find_mistakes(const Recording& recording);

// Tasks that wait for one another in a ring, none of which can ever go on; empty where there is none.
std::vector<uint32_t> ring_of(const State& state);
// "A waits for B, B waits for A: none of them can go on."
std::string ring_text(const State& state, const std::vector<uint32_t>& ring);

}  // namespace loopscope::replay
