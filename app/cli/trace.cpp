// loopscope trace: the recording, in one of its forms.
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "replay/export.h"

namespace loopscope::cli {

namespace {

using Recordings = std::vector<std::shared_ptr<const replay::RawRecording>>;

void export_as_text(const Recordings& runs, const replay::Sink& write) {
    for (const auto& raw : runs) {
        if (runs.size() > 1 && !write("== " + raw->run_name + " ==\n")) return;
        if (!replay::export_text(*replay::Recording::build(raw), write)) return;
    }
}

void export_trace(const Recordings& runs, TraceFormat format, const replay::Sink& write) {
    switch (format) {
        case TraceFormat::JsonLines: replay::export_jsonl(runs, write); break;
        case TraceFormat::Chrome: replay::export_chrome(runs, write); break;
        case TraceFormat::Text: export_as_text(runs, write); break;
        case TraceFormat::Binary: replay::export_binary(runs, write); break;
    }
}

}  // namespace

std::optional<Recordings> record_runs(const Input& input, const RunArguments& arguments) {
    Recordings recordings = input.recordings;
    SilentSink sink;
    for (std::size_t index : input.run_indices) {
        const scenario::Run& run = input.scenario->runs[index];
        session::RunOptions options = run_options(run, arguments);
        options.record = true;
        session::RunResult result = session::run_scenario_run(*input.scenario, index, options, sink);
        if (result.refused) {
            print_refusal(*result.refused, run.program);
            return std::nullopt;
        }
        recordings.push_back(std::move(result.recording));
    }
    return recordings;
}

int trace_call(const Arguments& arguments) {
    const base::Result<Input> input = load_input(arguments.files[0], arguments.run);
    if (!input) {
        print_error(input.error());
        return kUnusable;
    }
    // The output is opened first: a name that cannot be written is known before a long run.
    base::Result<Output> output = Output::open(arguments.output, arguments.files[0]);
    if (!output) {
        print_error(output.error());
        return kUnusable;
    }
    const auto recordings = record_runs(*input, arguments.run);
    if (!recordings) return kUnusable;
    export_trace(*recordings, arguments.format, [&output](std::string_view text) { return output->write(text); });
    const base::Result<void> written = output->finish();
    if (!written) print_error(written.error());
    return written ? 0 : kUnusable;
}

}  // namespace loopscope::cli
