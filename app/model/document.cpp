#include "app/model/document.h"

#include <algorithm>

namespace loopscope::app {

int Stop::answer_index() const {
    for (size_t i = 0; i < choices.size(); ++i) {
        if (choices[i] == answer) return static_cast<int>(i);
    }
    return -1;
}

bool RunData::asks() const {
    return std::any_of(stops.begin(), stops.end(), [](const Stop& stop) { return !stop.ask.empty(); });
}

const replay::SourceText* RunData::source(std::string_view file) const {
    if (!recording) return nullptr;
    for (const replay::SourceText& source : recording->raw().sources) {
        if (source.file == file) return &source;
    }
    return nullptr;
}

namespace {

// Who sleeps into a time in which the loop cannot serve it. Only so many bands are looked into: each costs a state.
std::vector<LateTimer> late_timers(const replay::Recording& recording, const replay::Timeline& timeline) {
    constexpr size_t kMostBands = 64;
    std::vector<LateTimer> late;
    for (size_t i = 0; i < std::min(kMostBands, timeline.blocked.size()); ++i) {
        const replay::BlockedBand& band = timeline.blocked[i];
        for (const replay::TaskState& task : recording.state(band.step_begin).tasks) {
            if (!task.due || replay::is_finished(task.status) || *task.due <= band.t_begin || *task.due >= band.t_end) continue;
            late.push_back({task.number, band.step_begin, *task.due, band.t_end});
        }
    }
    return late;
}

}  // namespace

RunData make_run(std::shared_ptr<const replay::Recording> recording) {
    auto timeline = std::make_shared<const replay::Timeline>(replay::make_timeline(*recording));
    std::vector<replay::Mistake> mistakes = replay::find_mistakes(*recording);
    return make_run(std::move(recording), std::move(timeline), std::move(mistakes));
}

RunData make_run(std::shared_ptr<const replay::Recording> recording, std::shared_ptr<const replay::Timeline> timeline,
                 std::vector<replay::Mistake> mistakes) {
    RunData run;
    run.name = recording->raw().run_name;
    run.main_file = recording->raw().main_file();
    run.timeline = std::move(timeline);
    run.late = late_timers(*recording, *run.timeline);
    run.mistakes = std::move(mistakes);
    run.recording = std::move(recording);
    return run;
}

std::shared_ptr<const Document> document_of(std::vector<std::shared_ptr<const replay::Recording>> runs, std::string path) {
    auto document = std::make_shared<Document>();
    document->path = std::move(path);
    for (auto& recording : runs) {
        document->title = recording->raw().title;
        document->python = recording->raw().python;
        document->runs.push_back(make_run(std::move(recording)));
        if (document->runs.back().name.empty()) document->runs.back().name = "run " + std::to_string(document->runs.size());
    }
    return document;
}

}  // namespace loopscope::app
