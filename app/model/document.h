// Document: what the app shows: a scenario's runs, each with its recording and its timeline. Immutable once made.
//
// Made by a loader on a worker thread (or by a test), handed to App as shared_ptr<const Document>.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "replay/mistakes.h"
#include "replay/recording.h"
#include "replay/timeline.h"

namespace loopscope::scenario {
struct Scenario;
}

namespace loopscope::app {

// A place that the teacher chose; predict mode stops there.
struct Stop {
    uint64_t step = 0;
    std::string say, notes, ask, answer;
    std::vector<std::string> choices;
    bool made = false;         // by the app, for predict mode: no teacher asked it
    int answer_index() const;  // into choices, -1: there is no such choice
};

struct Mark {
    uint64_t step = 0;
    std::string say;
};

// A timer that came due while the loop was blocked.
struct LateTimer {
    uint32_t task = 0;
    uint64_t blocked_step = 0;
    double due = 0, served = 0;
};

struct RunData {
    std::string name;
    std::shared_ptr<const replay::Recording> recording;
    std::shared_ptr<const replay::Timeline> timeline;
    std::vector<Stop> stops;      // by step
    std::vector<Mark> bookmarks;  // by step
    std::string main_file;        // of the program, as frames have it
    std::vector<LateTimer> late;
    std::vector<replay::Mistake> mistakes;  // by step

    bool asks() const;  // one of its stops, at least
    const replay::SourceText* source(std::string_view file) const;
    const replay::SourceText* main_source() const { return source(main_file); }
};

struct Document {
    std::string path;  // empty: nowhere yet
    std::string title, talk, summary, python = "3.13";
    std::vector<RunData> runs;                           // never empty
    std::vector<std::string> views;                      // that the lesson asks for; empty: the usual ones
    std::shared_ptr<const scenario::Scenario> scenario;  // null: a saved trace
    bool edited = false;                                 // not what stands in the file
    uint64_t paused_at = 0;                              // a run was ended at so many events by the app, not by its own limit
};

// A file that cannot be used.
struct Refusal {
    std::string path;
    std::string text;  // of the file at fault; empty: it could not be read
    base::Diagnostic diagnostic;
};

// What Recording::build made beside the recording where it was asked to; without that it is made now.
RunData make_run(std::shared_ptr<const replay::Recording> recording, std::shared_ptr<const replay::Timeline> timeline,
                 std::vector<replay::Mistake> mistakes);
RunData make_run(std::shared_ptr<const replay::Recording> recording);
std::shared_ptr<const Document> document_of(std::vector<std::shared_ptr<const replay::Recording>> runs, std::string path = {});

}  // namespace loopscope::app
