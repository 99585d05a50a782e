// Recordings that no program made: a small event loop of scripts drives a Writer by hand, in the order in which the
// real loop records. For tests of everything that reads recordings, and for looking at views.
#pragma once
#include <memory>
#include <vector>

#include "replay/recording.h"

namespace loopscope::fake {

using Raw = std::shared_ptr<const replay::RawRecording>;

// Two countdowns side by side under asyncio.wait: 3 virtual seconds, three tasks.
std::shared_ptr<const replay::RawRecording> countdown();

// Generators only: top yields from middle, which yields from bottom; next(), throw(ValueError), send(84).
std::shared_ptr<const replay::RawRecording> chain();

// main cancels a task that sleeps; the task cleans up in `finally`, main awaits it and catches CancelledError.
std::shared_ptr<const replay::RawRecording> cancellation();

// One task blocks the loop with time.sleep(4) while another sleeps; then the same work in an executor's thread.
std::shared_ptr<const replay::RawRecording> blocking();
std::shared_ptr<const replay::RawRecording> executor();

// `tasks` tasks that give way to each other `turns` times with sleep(0): long runs for speed and for keyframes.
std::shared_ptr<const replay::RawRecording> crowd(int tasks, int turns);

// An exception that nobody catches, three calls deep.
std::shared_ptr<const replay::RawRecording> failure();

// One of every small kind above: what holds for a recording has to hold for each.
std::vector<Raw> one_of_each();

}  // namespace loopscope::fake
