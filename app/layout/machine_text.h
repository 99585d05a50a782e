// Machine text: our own annotated pseudo-code of asyncio's inner routines, and which of its lines an event stands at.
//
// Called by the machine room; pure. The text is ours, written for teaching; its lines stand in the order in which the engine
// (and CPython) does things, and every "now" is a point that the recording itself reports.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "replay/recording.h"

namespace loopscope::app {

enum class Routine : uint8_t {
    RunOnce,
    HandleRun,
    Callback,
    Wakeup,
    Step,
    CoroSend,
    SetResult,
    SetException,
    FutureCancel,
    AddCallback,
    Cancel,
    CallSoon,
    CallAt,
    MakeTask,
    Pass,
};

struct RoutineText {
    std::string_view name;  // "Task.step"
};
const RoutineText& machine_routine(Routine routine);

enum class MachineMark : uint8_t { Ahead, Ran, NotTaken, Now };

struct MachineRow {
    std::string code;        // with its indentation
    std::string word, says;  // the two columns beside it
    MachineMark state = MachineMark::Ahead;
};

struct MachineCrumb {
    Routine routine;
    bool here = false;   // where the run stands
    bool ahead = false;  // what is called next
};

// A field of the task that the routine reads or writes.
struct MachineFact {
    std::string name, value, note;
    bool changed = false;  // in this step
};

struct MachineState {
    bool any = false;  // false: no loop runs at this step
    Routine routine = Routine::RunOnce;
    std::vector<MachineCrumb> path;
    std::vector<MachineRow> rows;
    std::string task;                // whose step it is, empty: none's
    std::vector<MachineFact> facts;  // of that task
    std::string in, out;             // what went into its coroutine in this step, and what came out; empty: not yet
};

MachineState machine_state(const replay::Recording& recording, const trace::Event& event, const replay::State& state);

}  // namespace loopscope::app
