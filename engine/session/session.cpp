#include "session/session.h"

namespace loopscope::session {

RunResult run_scenario_run(const scenario::Scenario& scenario, std::size_t run_index, const RunOptions&, OutputSink&) {
    RunResult result;
    result.end.status = 2;
    result.refused = base::Diagnostic{.file = scenario.runs[run_index].program.path,
                                      .message = "this build has no interpreter yet",
                                      .hint = "",
                                      .kind = base::DiagnosticKind::Unsupported,
                                      .text = ""};
    return result;
}

}  // namespace loopscope::session
