// FILE, whatever it is: a scenario, a bare program or a saved trace.
//
// Callers: the calls of the command line and the app. Invariant: what cannot be used is a Diagnostic with FILE, a line
// and a column, as the contract of `run` has it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/cli/frontend.h"
#include "replay/recording.h"
#include "scenario/scenario.h"
#include "session/session.h"

namespace loopscope::cli {

struct Input {
    // Either a scenario to run ...
    std::optional<scenario::Scenario> scenario;
    std::vector<std::size_t> run_indices;  // of the runs asked for (--run), in order
    // ... or the runs that a saved trace holds, already chosen by --run.
    std::vector<std::shared_ptr<const replay::RawRecording>> recordings;

    bool several() const { return (scenario ? run_indices.size() : recordings.size()) > 1; }
};

base::Result<Input> load_input(const std::string& file, const RunArguments& arguments);

// How the session is to run that run.
session::RunOptions run_options(const scenario::Run& run, const RunArguments& arguments);

}  // namespace loopscope::cli
