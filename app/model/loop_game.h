// You are the loop: what the event loop decides next, as a question with choices; and by which rule a pick is wrong.
//
// Called by App (which keeps the score) and the view. Pure: the recording is asked, nothing else. A decision is a
// handle that the loop takes, or the clock that it lets jump because nothing can run.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "replay/recording.h"
#include "replay/timeline.h"

namespace loopscope::app {

struct LoopChoice {
    enum class Kind : uint8_t { Ready, NextTurn, Timer, Task, Wait } kind = Kind::Ready;
    std::string name;               // "Task A", "on_timer"
    std::string what;               // "wake-up", "due at t = 2 s", "waits for future#3"
    uint32_t handle = 0, task = 0;  // 0: none
    double when = 0;                // timers, and Wait where `timed`
    bool timed = false, cancelled = false;
    uint64_t since = 0;  // Ready: the step at which it joined the queue
};

struct LoopDecision {
    uint64_t step = 0;  // of the event that happens; what is shown is the state before it
    double t = 0;
    std::vector<LoopChoice> choices;  // at most 9
    int right = 0;                    // index into choices
};

// The first decision after that step; none: the loop has nothing more to decide, or only tidies up.
std::optional<LoopDecision> next_decision(const replay::Recording& recording, const replay::Timeline& timeline, uint64_t after);
// The same from the beginning.
std::optional<LoopDecision> first_decision(const replay::Recording& recording, const replay::Timeline& timeline);
bool is_right(const LoopDecision& decision, int choice);
// Why: the rule that the pick breaks, or keeps.
std::string verdict(const LoopDecision& decision, int choice);

}  // namespace loopscope::app
