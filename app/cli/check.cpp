// loopscope check: runs scenarios and compares with what they expect.
#include <cmath>
#include <cstdio>

#include "app/cli/commands.h"
#include "app/cli/diff.h"
#include "app/cli/output.h"
#include "session/lesson.h"

namespace loopscope::cli {

namespace {

struct Tally {
    int good = 0, bad = 0, unusable = 0;
};

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    if (text.ends_with('\n'))
        text.remove_suffix(1);
    else if (text.empty())
        return lines;
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

// Stops and bookmarks of the lesson: each is reached, and a stop comes after the stop before it.
std::string lesson_differences(const scenario::Scenario& scenario, std::size_t index, const replay::Recording& recording) {
    const std::string main_file = recording.raw().main_file();
    const auto here = [&](const std::string& run) { return run.empty() ? index == 0 : run == scenario.runs[index].name; };
    std::string text;
    std::optional<std::uint64_t> before;
    for (std::size_t i = 0; i < scenario.lesson.stops.size(); ++i) {
        const scenario::Stop& stop = scenario.lesson.stops[i];
        if (!here(stop.run)) continue;
        const std::string name = "  stop " + std::to_string(i + 1) + " (" + session::place_text(stop.at) + "): ";
        const auto step = session::step_of_place(recording, main_file, stop.at);
        if (!step) {
            text += name + "never reached\n";
            continue;
        }
        if (before && *step <= *before) {
            text += name + "at step " + std::to_string(*step) + ", not after the stop before it, at step " +
                    std::to_string(*before) + "\n";
        }
        before = step;
    }
    for (std::size_t i = 0; i < scenario.lesson.bookmarks.size(); ++i) {
        const scenario::Bookmark& bookmark = scenario.lesson.bookmarks[i];
        if (!here(bookmark.run) || session::step_of_place(recording, main_file, bookmark.at)) continue;
        text += "  bookmark " + std::to_string(i + 1) + " (" + session::place_text(bookmark.at) + "): never reached\n";
    }
    return text;
}

std::string event_differences(const std::vector<scenario::Sight>& events, const replay::Recording& recording) {
    const std::vector<std::uint64_t> steps = session::steps_of_sights(recording, events);
    if (steps.size() == events.size()) return {};
    std::string text = "  events: " + std::to_string(steps.size() + 1) + " of " + std::to_string(events.size()) + " (" +
                       session::sight_text(events[steps.size()]) + ") does not come";
    if (!steps.empty()) {
        text += " after " + session::sight_text(events[steps.size() - 1]) + " at step " + std::to_string(steps.back());
    }
    return text + "\n";
}

// What the recording does not show; empty where nothing is asked of it.
std::string recording_differences(const scenario::Scenario& scenario, std::size_t index, const session::RunResult& result) {
    const scenario::Lesson& lesson = scenario.lesson;
    const scenario::Run& run = scenario.runs[index];
    if (lesson.stops.empty() && lesson.bookmarks.empty() && run.expect.events.empty()) return {};
    const auto recording = replay::Recording::build(result.recording);
    return lesson_differences(scenario, index, *recording) + event_differences(run.expect.events, *recording);
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
        text += "  stderr: expected a part that reads\n" + diff_lines(lines_of(*expect.err), lines_of(sink.err), "    ");
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

void check_run(const Input& input, std::size_t index, const std::string& file, const RunArguments& arguments, Tally& tally) {
    const scenario::Run& run = input.scenario->runs[index];
    const std::string name = input.scenario->several_runs() ? file + "[" + run.name + "]" : file;
    CapturingSink sink;
    session::RunOptions options = run_options(run, arguments);
    options.record = true;  // the limit of events is one of recorded events
    const auto result = session::run_scenario_run(*input.scenario, index, options, sink);
    if (result.refused) {
        print_refusal(*result.refused, run.program);
        ++tally.unusable;
        return;
    }
    sink.err += end_line(result.end);
    const std::string wrong =
        differences(run.expect, file.ends_with(".py"), result, sink) + recording_differences(*input.scenario, index, result);
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
