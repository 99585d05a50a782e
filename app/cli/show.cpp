// loopscope show: a timeline of the run, or the state at a step, for a terminal.
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "replay/export.h"

namespace loopscope::cli {

namespace {

base::Result<std::string> show(const replay::Recording& recording, const AtArgument& at, const std::string& file) {
    const std::uint64_t steps = recording.step_count();
    if (!at.given || steps == 0) return replay::show_run(recording);
    if (!at.step) return replay::show_step(recording, steps - 1);
    if (*at.step < steps) return replay::show_step(recording, *at.step);
    base::Diagnostic refused;
    refused.file = file;
    refused.line = refused.column = 1;
    refused.message = "there is no step " + std::to_string(*at.step) + ": the last one is " + std::to_string(steps - 1);
    refused.kind = base::DiagnosticKind::Input;
    return refused;
}

}  // namespace

int show_call(const Arguments& arguments) {
    const base::Result<Input> input = load_input(arguments.files[0], arguments.run);
    if (!input) {
        print_error(input.error());
        return kUnusable;
    }
    const auto recordings = record_runs(*input, arguments.run);
    if (!recordings) return kUnusable;
    std::string text;
    for (const auto& raw : *recordings) {
        if (input->several()) text += "== " + raw->run_name + " ==\n";
        const base::Result<std::string> shown = show(*replay::Recording::build(raw), arguments.at, arguments.files[0]);
        if (!shown) {
            print_error(shown.error());
            return kUnusable;
        }
        text += *shown;
    }
    base::Result<Output> output = Output::open("", "");
    output->write(text);
    const base::Result<void> written = output->finish();
    if (!written) print_error(written.error());
    return written ? 0 : kUnusable;
}

}  // namespace loopscope::cli
