// Ladder: the conversation between frames as rows: one row an event, one life line a frame.
//
// Called by the conversation pane; pure. It follows one task (or, where there are none, the whole program): who sends,
// throws, yields and returns what to whom. Invariants: rows are in order of steps; `from` and `to` are columns.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "replay/recording.h"

namespace loopscope::app {

enum class LadderKind : uint8_t { Send, Throw, Yield, Return, Raise, Passes };

struct LadderRow {
    uint64_t step = 0;
    LadderKind kind = LadderKind::Send;
    int from = 0, to = 0;
    std::string label;       // "send(84)"
    bool delegated = false;  // the receiver only hands it on and does not itself run
};

struct LadderColumn {
    std::string name;                        // function; "caller" for the outermost
    uint32_t generator = 0;                  // 0: the caller
    uint64_t first_step = 0, last_step = 0;  // of its life in the conversation
    bool library = false;
};

// A piece of a life line: what the frame was from that row on.
enum class LifeState : uint8_t { None, Running, InCall, Suspended, Closed };

struct Ladder {
    std::vector<LadderColumn> columns;
    std::vector<LadderRow> rows;
    // states[column][row]: after the row's event.
    std::vector<std::vector<LifeState>> states;
    bool cut = false;  // there was more than could be shown

    size_t row_at(uint64_t step) const;  // how many rows have happened at that step
};

struct LadderInput {
    const replay::Recording* recording = nullptr;
    uint32_t task = 0;    // 0: everything on the main thread outside of tasks, or all where there is none
    bool library = true;  // frames of the library too
    uint64_t around = 0;  // rows near that step are kept where there are too many
    size_t most_rows = 2000, most_columns = 12;
};
Ladder make_ladder(const LadderInput& input);

}  // namespace loopscope::app
