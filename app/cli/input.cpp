#include "app/cli/input.h"

#include "app/cli/files.h"
#include "replay/export.h"
#include "scenario/load.h"
#include "trace/events.h"

namespace loopscope::cli {

namespace {

base::Diagnostic unusable(const std::string& file, std::string message, std::string hint = {}) {
    base::Diagnostic diagnostic;
    diagnostic.file = file;
    diagnostic.line = diagnostic.column = 1;
    diagnostic.message = std::move(message);
    diagnostic.hint = std::move(hint);
    diagnostic.kind = base::DiagnosticKind::Input;
    return diagnostic;
}

// The kinds that a lesson may stop at: all but the records that are no steps.
const std::vector<std::string_view>& event_kinds() {
    static const std::vector<std::string_view> kKinds = [] {
        std::vector<std::string_view> kinds;
        for (std::size_t i = 0; i < trace::kKindCount; ++i) {
            const trace::KindInfo& info = trace::kind_info(static_cast<trace::Kind>(i));
            if (info.level > 0) kinds.push_back(info.name);
        }
        return kinds;
    }();
    return kKinds;
}

base::Diagnostic no_such_run(const std::string& file, const std::string& name, const std::vector<std::string>& names) {
    std::string known;
    for (const std::string& run : names) known += (known.empty() ? "" : ", ") + run;
    return unusable(file, "there is no run '" + name + "'", "runs: " + known);
}

base::Result<Input> input_of_trace(const std::string& file, const std::string& bytes, const RunArguments& arguments) {
    auto loaded = replay::load_binary(bytes);
    if (!loaded) {
        base::Diagnostic error = loaded.error();
        return unusable(file, error.message, error.hint);
    }
    Input input;
    std::vector<std::string> names;
    for (auto& recording : *loaded) {
        names.push_back(recording->run_name);
        if (arguments.run.empty() || arguments.run == recording->run_name) input.recordings.push_back(recording);
    }
    if (input.recordings.empty()) return no_such_run(file, arguments.run, names);
    return input;
}

base::Result<Input> input_of_scenario(const std::string& file, const std::string& text, const RunArguments& arguments) {
    const scenario::LoadOptions options{scenario_reader(file), event_kinds()};
    auto loaded = scenario::load_scenario(text, file, options);
    if (!loaded) return loaded.error();
    Input input;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < loaded->runs.size(); ++i) {
        names.push_back(loaded->runs[i].name);
        if (arguments.run.empty() || arguments.run == names.back()) input.run_indices.push_back(i);
    }
    if (input.run_indices.empty()) return no_such_run(file, arguments.run, names);
    input.scenario = std::move(loaded).value();
    return input;
}

bool looks_like_json(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    return first != std::string_view::npos && text[first] == '{';
}

}  // namespace

base::Result<Input> load_input(const std::string& file, const RunArguments& arguments) {
    const bool program = file.ends_with(".py"), json = file.ends_with(".json");
    scenario::FileText read = read_file(file, program || json ? kMaxTextBytes : kMaxTraceBytes);
    if (!read.text) return unusable(file, read.problem);
    if (program || json) return input_of_scenario(file, *read.text, arguments);
    if (replay::looks_like_binary(*read.text)) return input_of_trace(file, *read.text, arguments);
    if (looks_like_json(*read.text)) {
        return unusable(file, "neither .json, .py nor a saved trace",
                        "a scenario's name ends in .json; a trace can be opened again where it was written with --format bin");
    }
    return unusable(file, "neither a scenario (.json), a Python program (.py) nor a saved trace");
}

session::RunOptions run_options(const scenario::Run& run, const RunArguments& arguments) {
    session::RunOptions options;
    options.python = arguments.python;
    options.until = arguments.until;
    options.argv = arguments.argv;
    options.trace_off = !arguments.record;
    options.find_module = module_finder(run.program.folder, arguments.paths);
    return options;
}

}  // namespace loopscope::cli
