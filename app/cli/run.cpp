// loopscope run: the program's output, and nothing else, on standard output.
#include <algorithm>
#include <cstdio>

#include "app/cli/commands.h"
#include "app/cli/output.h"

namespace loopscope::cli {

namespace {

// The output as a saved trace has it: the events that print.
int replay_output(const Input& input, StandardSink& sink) {
    int status = 0;
    for (const auto& raw : input.recordings) {
        if (input.several()) sink.write_stdout("== " + raw->run_name + " ==\n");
        const auto recording = replay::Recording::build(raw);
        for (const replay::Recording::Output& piece : recording->outputs()) {
            if (piece.stream == 2)
                sink.write_stderr(piece.text);
            else
                sink.write_stdout(piece.text);
        }
        sink.write_stderr(end_line(raw->end));
        if (status == 0) status = raw->end.status;
    }
    return status;
}

}  // namespace

void print_refusal(const base::Diagnostic& diagnostic, const scenario::Program& program) {
    base::Diagnostic placed = diagnostic;  // what concerns the file as a whole stands at its beginning
    placed.line = std::max(placed.line, 1u);
    placed.column = std::max(placed.column, 1u);
    print_error(placed);
    if (diagnostic.file != program.path || diagnostic.line == 0 || diagnostic.line > program.json_lines.size()) return;
    const std::string file = program.path.substr(0, program.path.find(".json") + 5);
    std::fprintf(stderr, "note: that is line %u of %s\n", program.json_lines[diagnostic.line - 1], file.c_str());
}

int run_call(const Arguments& arguments) {
    const base::Result<Input> input = load_input(arguments.files[0], arguments.run);
    if (!input) {
        print_error(input.error());
        return kUnusable;
    }
    StandardSink sink;
    int status = 0;
    if (!input->scenario) status = replay_output(*input, sink);
    for (std::size_t index : input->run_indices) {
        const scenario::Run& run = input->scenario->runs[index];
        if (input->several()) sink.write_stdout("== " + run.name + " ==\n");
        const auto result = session::run_scenario_run(*input->scenario, index, run_options(run, arguments.run), sink);
        sink.flush();
        if (result.refused)
            print_refusal(*result.refused, run.program);
        else
            sink.write_stderr(end_line(result.end));
        if (status == 0) status = result.refused ? kUnusable : result.end.status;
    }
    sink.flush();
    if (sink.failed()) {
        std::fputs("loopscope: error: standard output cannot be written\n", stderr);
        if (status == 0) status = kUnusable;
    }
    return status;
}

}  // namespace loopscope::cli
