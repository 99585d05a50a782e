#include "app/shell/loader.h"

#include <algorithm>

#include "app/cli/files.h"
#include "app/cli/input.h"
#include "scenario/load.h"
#include "session/lesson.h"
#include "session/session.h"

namespace loopscope::app {
namespace {

constexpr const char* kNewProgram =
    "import asyncio\n\n\nasync def main():\n    print(\"hello\")\n    await asyncio.sleep(1)\n    "
    "print(\"world\")\n\n\nasyncio.run(main())\n";

void add_lesson(const scenario::Scenario& scenario, size_t index, RunData& run) {
    const std::string& name = scenario.runs[index].name;
    const auto here = [&](const std::string& wanted) { return wanted.empty() ? index == 0 : wanted == name; };
    for (const scenario::Stop& stop : scenario.lesson.stops) {
        if (!here(stop.run)) continue;
        const auto step = session::step_of_place(*run.recording, run.main_file, stop.at);
        if (step) run.stops.push_back({*step, stop.say, stop.notes, stop.ask, stop.answer, stop.choices});
    }
    for (const scenario::Bookmark& mark : scenario.lesson.bookmarks) {
        if (!here(mark.run)) continue;
        const auto step = session::step_of_place(*run.recording, run.main_file, mark.at);
        if (step) run.bookmarks.push_back({*step, mark.say});
    }
    std::stable_sort(run.stops.begin(), run.stops.end(), [](const Stop& a, const Stop& b) { return a.step < b.step; });
    std::stable_sort(run.bookmarks.begin(), run.bookmarks.end(), [](const Mark& a, const Mark& b) { return a.step < b.step; });
}

Refusal refusal_of(const std::string& path, const base::Diagnostic& diagnostic, const scenario::Scenario* scenario) {
    Refusal refusal{path, {}, diagnostic};
    // A program inside of a scenario is shown as the program that it is.
    if (scenario) {
        for (const scenario::Run& run : scenario->runs) {
            if (run.program.path == diagnostic.file) refusal.text = run.program.text;
        }
    }
    if (refusal.text.empty()) {
        const std::string& file = diagnostic.file.empty() ? path : diagnostic.file;
        scenario::FileText read = cli::read_file(file, cli::kMaxTextBytes);
        if (!read.text) read = cli::read_file(path, cli::kMaxTextBytes);
        if (read.text) refusal.text = std::move(*read.text);
    }
    return refusal;
}

// All that the app shows of a recording, in one pass over it. False: it was to stop.
bool read_run(const std::shared_ptr<const replay::RawRecording>& raw, const LoadOptions& options, RunData& into) {
    const auto timeline = std::make_shared<replay::Timeline>();
    std::vector<replay::Mistake> mistakes;
    const auto recording = replay::Recording::build(raw, options.keep_going, timeline.get(), &mistakes);
    if (!recording) return false;
    into = make_run(recording, timeline, std::move(mistakes));
    return true;
}

// Runs one run; false: refused or stopped (then `refusal` says which).
bool run_one(const scenario::Scenario& scenario, size_t index, const LoadOptions& options, const std::string& path,
             RunData& into, std::optional<Refusal>& refusal) {
    session::RunOptions run = cli::run_options(scenario.runs[index], options.arguments);
    run.record = true;
    run.keep_going = options.keep_going;
    session::SilentSink sink;
    const session::RunResult result = session::run_scenario_run(scenario, index, run, sink);
    if (result.refused) {
        refusal = refusal_of(path, *result.refused, &scenario);
        return false;
    }
    if (!result.recording) return false;
    if (!read_run(result.recording, options, into)) return false;
    if (into.name.empty()) into.name = scenario.runs[index].name;
    add_lesson(scenario, index, into);
    return true;
}

std::shared_ptr<scenario::Scenario> limited(const scenario::Scenario& scenario, uint64_t most_events) {
    auto copy = std::make_shared<scenario::Scenario>(scenario);
    if (most_events > 0) {
        const uint64_t own = copy->limits.events.value_or(scenario::kDefaultEvents);
        copy->limits.events = std::min(own, most_events);
    }
    return copy;
}

std::shared_ptr<Document> document_for(const scenario::Scenario& scenario, const std::string& path) {
    auto document = std::make_shared<Document>();
    document->path = path;
    document->title = scenario.title;
    document->talk = scenario.talk;
    document->summary = scenario.summary;
    document->views = scenario.lesson.views;
    document->scenario = std::make_shared<scenario::Scenario>(scenario);
    return document;
}

void run_all(const cli::Input& input, const LoadOptions& options, Opened& opened) {
    const auto scenario = limited(*input.scenario, options.most_events);
    auto document = document_for(*input.scenario, opened.request.path);
    for (const size_t index : input.run_indices) {
        RunData run;
        if (!run_one(*scenario, index, options, opened.request.path, run, opened.refusal)) return;
        document->python = run.recording->raw().python;
        const bool at_limit =
            run.recording->raw().end.kind == replay::EndKind::Limit && run.recording->step_count() + 1 >= options.most_events;
        if (options.most_events > 0 && at_limit && *scenario->limits.events == options.most_events)
            document->paused_at = options.most_events;
        document->runs.push_back(std::move(run));
    }
    opened.document = std::move(document);
}

void open_trace(const cli::Input& input, const LoadOptions& options, Opened& opened) {
    auto document = std::make_shared<Document>();
    document->path = opened.request.path;
    for (const auto& raw : input.recordings) {
        RunData run;
        if (!read_run(raw, options, run)) return;
        document->title = raw->title;
        document->python = raw->python;
        document->runs.push_back(std::move(run));
        if (document->runs.back().name.empty()) document->runs.back().name = "main";
    }
    opened.document = std::move(document);
}

}  // namespace

Opened load_document(const OpenRequest& request, const LoadOptions& options) {
    Opened opened;
    opened.request = request;
    if (request.path == kNewProgramPath) {
        cli::Input input;
        input.scenario = scenario::scenario_of_program(kNewProgram, "program.py");
        input.run_indices = {0};
        opened.request.path.clear();
        run_all(input, options, opened);
        return opened;
    }
    cli::RunArguments arguments = options.arguments;
    if (!request.run.empty()) arguments.run = request.run;
    const base::Result<cli::Input> input = cli::load_input(request.path, arguments);
    if (!input) {
        opened.refusal = refusal_of(request.path, input.error(), nullptr);
        return opened;
    }
    if (input->scenario) {
        run_all(*input, options, opened);
    } else {
        open_trace(*input, options, opened);
    }
    return opened;
}

size_t scenario_index(const Document& document, size_t run) {
    const std::vector<scenario::Run>& runs = document.scenario->runs;
    for (size_t i = 0; i < runs.size(); ++i) {
        if (runs[i].name == document.runs[run].name) return i;
    }
    return std::min(run, runs.size() - 1);
}

Opened run_changed_program(const Document& document, size_t run, const std::string& text, const LoadOptions& options) {
    Opened opened;
    opened.edited = true;
    opened.request.path = document.path;
    opened.request.keep_place = true;
    if (!document.scenario || run >= document.runs.size()) return opened;
    auto changed = std::make_shared<Document>(document);
    scenario::Scenario scenario = *document.scenario;
    const size_t index = scenario_index(document, run);
    scenario.runs[index].program.text = text;
    scenario.runs[index].program.file.clear();
    scenario.runs[index].program.json_lines.clear();
    const auto run_this = limited(scenario, options.most_events);
    RunData data;
    if (!run_one(*run_this, index, options, document.path, data, opened.refusal)) {
        if (opened.refusal) opened.refusal->text = text;
        return opened;
    }
    changed->runs[run] = std::move(data);
    changed->scenario = std::make_shared<scenario::Scenario>(std::move(scenario));
    changed->edited = true;
    opened.document = std::move(changed);
    return opened;
}

}  // namespace loopscope::app
