// Machine text: our own annotated pseudo-code of asyncio's inner routines, and which of its lines an event stands at.
//
// Called by the machine room; pure. The text is ours, written for teaching; what it says is what the engine does.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "replay/recording.h"

namespace loopscope::app {

enum class Routine : uint8_t { RunOnce, HandleRun, Wakeup, Step, CoroSend, SetResult, Cancel };

struct RoutineText {
    std::string_view name;               // "Task.step"
};
const RoutineText& machine_routine(Routine routine);

enum class MachineMark : uint8_t { Ahead, Ran, NotTaken, Now };

struct MachineRow {
    std::string code;                    // with its indentation
    std::string word, says;              // the two columns beside it
    MachineMark state = MachineMark::Ahead;
};

struct MachineCrumb {
    Routine routine;
    bool ahead = false;
};

struct MachineState {
    Routine routine = Routine::RunOnce;
    std::vector<MachineCrumb> path;
    std::vector<MachineRow> rows;
};

MachineState machine_state(const replay::Recording& recording, const trace::Event& event, const replay::State& state);

}  // namespace loopscope::app
