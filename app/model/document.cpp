#include "app/model/document.h"

namespace loopscope::app {

int Stop::answer_index() const {
    for (size_t i = 0; i < choices.size(); ++i) {
        if (choices[i] == answer) return static_cast<int>(i);
    }
    return -1;
}

const replay::SourceText* RunData::source(std::string_view file) const {
    if (!recording) return nullptr;
    for (const replay::SourceText& source : recording->raw().sources) {
        if (source.file == file) return &source;
    }
    return nullptr;
}

RunData make_run(std::shared_ptr<const replay::Recording> recording) {
    RunData run;
    const replay::RawRecording& raw = recording->raw();
    run.name = raw.run_name;
    for (const replay::SourceText& source : raw.sources) {
        if (!source.library && source.module.empty()) run.main_file = source.file;
    }
    run.timeline = std::make_shared<const replay::Timeline>(replay::make_timeline(*recording));
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
    }
    return document;
}

}  // namespace loopscope::app
