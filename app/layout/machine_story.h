// What has happened inside the loop's present entry up to an event: which handle runs, which step of which task, what went into
// the coroutine and what came out of it. Read off the recording; used by machine_text.cpp alone.
#pragma once
#include <optional>

#include "replay/recording.h"

namespace loopscope::app {

struct MachineStory {
    std::optional<trace::Event> handle;   // handle.run of the entry that runs; none: the loop is between two entries
    std::optional<trace::Event> step;     // task.step that is not over
    bool over = false;                    // that step has ended: suspended or done; what follows is its tail
    std::optional<trace::Event> entered;  // what went into its coroutine: generator.send or .throw of the outermost frame
    std::optional<trace::Event> left;     // what came out: generator.yield, .return, .raise or .passes of that frame
    std::optional<trace::Event> ended;    // how what it had waited for ended: future.done or task.done
    trace::Awaitable waited_for;          // before this step
    bool woken = false;                   // by wakeup, not by the step's own entry
    bool flagged = false;                 // must_cancel was set when the step began
};

MachineStory machine_story(const replay::Recording& recording, const trace::Event& event);

}  // namespace loopscope::app
