// A run's program, read and compiled: what the session gives to a VM.
#pragma once
#include <memory>
#include <string>

#include "base/diagnostic.h"
#include "compile/code.h"
#include "scenario/scenario.h"
#include "session/session.h"

namespace loopscope::session {

struct Program {
    std::string text, path, folder;
    scenario::Dialect dialect = scenario::Dialect::Py313;
    std::shared_ptr<const compile::CodeSpec> code;
};

// Decides the dialect (--python, the scenario, an import of uasyncio or asyn at the top level), parses and compiles.
base::Result<Program> prepare_program(const scenario::Run& run, const RunOptions& options);

}  // namespace loopscope::session
