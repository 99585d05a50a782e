// loopscope check: runs scenarios and compares with what they expect.
#include <cmath>
#include <cstdio>

#include "app/cli/commands.h"
#include "app/cli/diff.h"
#include "app/cli/output.h"

namespace loopscope::cli {

namespace {

struct Tally {
    int good = 0, bad = 0, unusable = 0;
};

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    if (text.ends_with('\n')) text.remove_suffix(1);
    else if (text.empty()) return lines;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        lines.emplace_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

std::string seconds_text(double seconds) {
    char text[40];
    std::snprintf(text, sizeof text, "%.6f", seconds);
    std::string trimmed = text;
    trimmed.erase(trimmed.find_last_not_of('0') + 1);
    if (trimmed.ends_with('.')) trimmed.pop_back();
    return trimmed;
}

// What the run did other than expected, as lines to print; empty where all holds.
std::string differences(const scenario::Expect& expect, bool must_succeed, const session::RunResult& result,
                        const CapturingSink& sink) {
    std::string text;
    const int status = result.end.status;
    const bool stuck = status == 3 || status == 4;
    if (expect.status) {
        if (status != *expect.status) {
            text += "  status: expected " + std::to_string(*expect.status) + ", got " + std::to_string(status) + "\n";
        }
    } else if (status != 0 && (must_succeed || stuck)) {
        text += "  status: expected 0, got " + std::to_string(status) + "\n";
    }
    if (expect.out) {
        const std::vector<std::string> got = lines_of(sink.out);
        if (got != *expect.out) text += "  stdout, - expected, + got:\n" + diff_lines(*expect.out, got, "    ");
    }
    if (expect.err && sink.err.find(*expect.err) == std::string::npos) {
        text +=
            "  stderr: expected a part that reads\n" + diff_lines(lines_of(*expect.err), lines_of(sink.err), "    ");
    }
    if (expect.seconds && std::fabs(result.seconds - *expect.seconds) > 1e-6) {
        text += "  seconds: expected " + seconds_text(*expect.seconds) + ", got " + seconds_text(result.seconds) + "\n";
    }
    if (!text.empty() && status != 0 && !sink.err.empty() && !expect.err) {
        text += "  stderr:\n";
        for (const std::string& line : lines_of(sink.err)) text += "    " + line + "\n";
    }
    return text;
}

void check_run(const Input& input, std::size_t index, const std::string& file, const RunArguments& arguments,
               Tally& tally) {
    const scenario::Run& run = input.scenario->runs[index];
    const std::string name = input.scenario->several_runs() ? file + "[" + run.name + "]" : file;
    CapturingSink sink;
    session::RunOptions options = run_options(run, arguments);
    options.record = true;    // the limit of events is one of recorded events
    const auto result = session::run_scenario_run(*input.scenario, index, options, sink);
    if (result.refused) {
        print_refusal(*result.refused, run.program);
        ++tally.unusable;
        return;
    }
    if (!result.end.message.empty()) sink.err += "loopscope: " + result.end.message + "\n";
    const std::string wrong = differences(run.expect, file.ends_with(".py"), result, sink);
    (wrong.empty() ? tally.good : tally.bad) += 1;
    std::printf("%s %s\n%s", wrong.empty() ? "ok  " : "FAIL", name.c_str(), wrong.c_str());
}

void check_file(const std::string& file, const RunArguments& arguments, Tally& tally) {
    const base::Result<Input> input = load_input(file, arguments);
    if (!input) {
        print_error(input.error());
        ++tally.unusable;
    } else if (!input->scenario) {
        base::Diagnostic refused;
        refused.file = file;
        refused.line = refused.column = 1;
        refused.message = "a saved trace expects nothing that could be checked";
        print_error(refused);
        ++tally.unusable;
    } else {
        for (std::size_t index : input->run_indices) check_run(*input, index, file, arguments, tally);
    }
}

}  // namespace

int check_call(const Arguments& arguments) {
    Tally tally;
    for (const std::string& file : arguments.files) check_file(file, arguments.run, tally);
    std::printf("%d as expected, %d not", tally.good, tally.bad);
    if (tally.unusable > 0) std::printf(", %d cannot be used", tally.unusable);
    std::printf("\n");
    if (std::fflush(stdout) != 0) return kUnusable;
    if (tally.unusable > 0) return kUnusable;
    return tally.bad > 0 ? 1 : 0;
}

}  // namespace loopscope::cli
