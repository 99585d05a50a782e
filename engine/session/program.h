// A run's program, read and compiled: what the session gives to a VM.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "compile/code.h"
#include "scenario/scenario.h"
#include "session/session.h"

namespace loopscope::session {

struct Program {
    std::string text, path, folder;
    scenario::Dialect dialect = scenario::Dialect::Py313;
    std::shared_ptr<const compile::CodeSpec> code;
    std::vector<base::Diagnostic> warnings;  // SyntaxWarnings, in the order in which CPython 3.13 gives them
};

// Decides the dialect (--python, the scenario, an import of uasyncio or asyn at the top level), parses and compiles.
// `costs`: what calls of the program's functions take, in seconds (a scenario's "costs").
base::Result<Program> prepare_program(const scenario::Run& run, const std::map<std::string, double>& costs,
                                      const RunOptions& options);

}  // namespace loopscope::session
