// Runs programs and asks of each recording what must hold for all of them.
//
//     check_recordings FOLDER|PROGRAM.py ...
//
// The same program gives the same bytes twice; the rules of trace_invariants.h hold; the state at a step is the same by
// seeking, by walking forwards and after going back; the timeline agrees with the state; every step has a sentence; the
// print events are what the program printed; a saved trace comes back as it was. What the program does is not judged.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "replay/cursor.h"
#include "replay/export.h"
#include "replay/sentence.h"
#include "replay/timeline.h"
#include "replay/why.h"
#include "scenario/load.h"
#include "session/session.h"
#include "support/trace_invariants.h"

namespace {

namespace fs = std::filesystem;
namespace replay = loopscope::replay;
namespace session = loopscope::session;
using loopscope::scenario::Scenario;

std::string text_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::optional<session::ModuleSource> find_module(const fs::path& folder, std::string_view dotted) {
    std::string name(dotted);
    std::replace(name.begin(), name.end(), '.', '/');
    session::ModuleSource source;
    for (bool package : {true, false}) {
        fs::path path = package ? folder / name / "__init__.py" : folder / (name + ".py");
        if (!fs::is_regular_file(path)) continue;
        source.text = text_of(path);
        source.path = path.string();
        source.package = package;
        return source;
    }
    if (!fs::is_directory(folder / name)) return std::nullopt;
    source.path = (folder / name).string();
    source.package = source.bare_folder = true;
    return source;
}

struct Run {
    session::RunResult result;
    session::CapturingSink output;
};

// Longer runs end here, and what is recorded until then is checked: a recording of half a million events shows no other rule
// than this many of them, and takes minutes under sanitizers.
constexpr uint64_t kMostEvents = 25'000;

void run(Run& into, const fs::path& program) {
    Scenario scenario = loopscope::scenario::scenario_of_program(text_of(program), program.string());
    scenario.limits.events = kMostEvents;
    session::RunOptions options;
    options.find_module = [&](std::string_view name) { return find_module(program.parent_path(), name); };
    options.record = true;
    // "--python X" of the area's options.
    std::istringstream words(text_of(program.parent_path() / "options.txt"));
    for (std::string word, last; words >> word; last = word) {
        if (last == "--python") options.python = loopscope::scenario::dialect_from_name(word);
    }
    into.result = session::run_scenario_run(scenario, 0, options, into.output);
}

class Judge {
public:
    explicit Judge(std::string name) : name_(std::move(name)) {}
    int failures = 0;

    void check(bool holds, const std::string& what) {
        if (holds) return;
        ++failures;
        std::printf("%s: %s\n", name_.c_str(), what.c_str());
    }

private:
    std::string name_;
};

std::string saved(const std::shared_ptr<const replay::RawRecording>& raw) {
    std::string bytes;
    replay::export_binary({raw}, [&](std::string_view piece) {
        bytes += piece;
        return true;
    });
    return bytes;
}

void check_prints(Judge& judge, const replay::Recording& recording, const session::CapturingSink& output) {
    std::string out, err;
    for (const replay::Recording::Output& piece : recording.outputs()) (piece.stream == 2 ? err : out) += piece.text;
    judge.check(out == output.out, "the print events are not what the program printed");
    judge.check(err == output.err, "the print events are not what the program wrote to stderr");
}

void check_step(Judge& judge, const replay::Recording& r, const replay::Timeline& line, const replay::State& walked) {
    std::string at = "step " + std::to_string(walked.step) + ": ";
    judge.check(r.state(walked.step) == walked, at + "seeking and walking give different states");
    judge.check(replay::sentence(r, walked.step).size() > 4, at + "no sentence");
    judge.check(!replay::to_text(walked).empty(), at + "no text");
    uint64_t last = walked.step;
    for (const replay::Cause& cause : replay::why(r, walked.step, 4)) {
        judge.check(cause.step < last, at + "a cause lies behind its effect");
        last = cause.step;
    }
    if (walked.tasks.size() > 200) return;
    for (const replay::TaskState& task : walked.tasks) {
        const replay::Segment* segment = line.segment_at(line.lane_of_task(task.number), walked.step);
        judge.check(segment && segment->status == task.status, at + "the timeline has another state of " + task.name);
    }
}

void check_states(Judge& judge, const replay::Recording& r) {
    constexpr uint64_t kSamples = 60;
    replay::Timeline line = replay::make_timeline(r);
    uint64_t every = std::max<uint64_t>(1, r.step_count() / kSamples);
    std::vector<replay::State> walked;
    replay::Cursor cursor(r);
    while (cursor.forward()) {
        if (cursor.step() % every == 0) walked.push_back(cursor.state());
    }
    for (size_t i = walked.size(); i-- > 0;) check_step(judge, r, line, walked[i]);
    r.state_at_end();
}

int check_program(const fs::path& program) {
    Judge judge(program.filename().string());
    Run first, second;
    run(first, program);
    run(second, program);
    if (first.result.refused) return 0;
    judge.check(first.result.recording != nullptr, "no recording");
    if (!first.result.recording || !second.result.recording) return judge.failures;
    std::string bytes = saved(first.result.recording);
    judge.check(bytes == saved(second.result.recording), "two runs are recorded differently");
    bool complete = first.result.end.kind == replay::EndKind::Finished;
    for (const std::string& problem : loopscope::fake::check_invariants(*first.result.recording, complete)) {
        judge.check(false, problem);
    }
    auto recording = replay::Recording::build(first.result.recording);
    check_prints(judge, *recording, first.output);
    check_states(judge, *recording);
    auto loaded = replay::load_binary(bytes);
    judge.check(loaded.ok() && saved(loaded.value()[0]) == bytes, "a saved trace does not come back as it was");
    return judge.failures;
}

std::vector<fs::path> programs_in(const fs::path& place) {
    if (!fs::is_directory(place)) return {place};
    std::vector<fs::path> programs;
    for (const auto& entry : fs::directory_iterator(place)) {
        bool program = entry.path().extension() == ".py" && fs::exists(fs::path(entry.path()).replace_extension(".out"));
        if (program) programs.push_back(entry.path());
    }
    std::sort(programs.begin(), programs.end());
    return programs;
}

}  // namespace

int main(int count, char** arguments) {
    int failed = 0, checked = 0;
    for (int i = 1; i < count; ++i) {
        for (const fs::path& program : programs_in(arguments[i])) {
            ++checked;
            if (check_program(program) > 0) ++failed;
        }
    }
    std::printf("%d programs, %d with failures\n", checked, failed);
    return failed || checked == 0 ? 1 : 0;
}
