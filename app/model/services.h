// Services: all that the app asks from outside: files, runs, values. The shell has the real ones, tests bring their own.
//
// Called by App alone, on the thread of the frames. open() and run_text() begin work and return; poll() hands over what
// is finished. Nothing in here blocks for longer than reading a small file.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/model/document.h"
#include "app/ui_state.h"

namespace loopscope::app {

// Opens as a small program that stands in no file yet.
inline constexpr const char* kNewProgramPath = "(new program)";

struct OpenRequest {
    std::string path;
    std::optional<uint64_t> step = {};  // where to begin
    std::string pane = {};              // that is to be shown and focused
    std::string run = {};               // only that run
    bool keep_place = false;            // the same document again
    uint64_t most_events = 0;           // where a run pauses; 0: at the first million
};

struct Opened {
    OpenRequest request;
    std::shared_ptr<const Document> document;  // null: refused
    std::optional<Refusal> refusal;
    bool edited = false;  // of run_text
};

// The program run again up to a step: what its names are bound to there.
struct LocalValue {
    std::string name, text;
    std::string thing = {};              // a task or future by the trace's name, which can be inspected; may be empty
    std::vector<LocalValue> parts = {};  // items, attributes
    uint32_t more = 0;                   // parts that are too many to be listed
};
struct FrameValues {
    std::string function;
    uint32_t line = 0;
    std::vector<LocalValue> locals;
    bool library = false;
    bool globals = false;  // the names of the main module
};
struct Values {
    bool ready = false;               // not yet: `frames` are those of a step before, ask again
    std::string problem;              // why there are none
    std::vector<FrameValues> frames;  // of the task asked for (or of the running thread), innermost first; globals last
};

struct FolderRow {
    std::string name;
    bool folder = false;
    uint64_t size = 0;
};
struct FolderList {
    std::string path;             // absolute
    std::vector<FolderRow> rows;  // folders first, then files, by name
    std::string problem;
};

struct GalleryEntry {
    std::string path, number, title, summary, python;
    std::vector<std::string> run_names;
    std::string searched;  // lower case: title, summary, code
    bool broken = false;
};
struct GalleryTalk {
    std::string name, subtitle;
    std::vector<GalleryEntry> entries;
};

// A picture that is asked for as a file.
struct PictureOrder {
    size_t run = 0;  // of the document's
    uint64_t step = 0;
    Pane pane = Pane::Timeline;      // that pane alone; Count: the whole app
    int width = 1600, height = 900;  // of the pane, or of all; in pixels
    ThemeName theme = ThemeName::Light;
    int level = 1;
    bool hides = false;    // what comes after the step is not shown
    bool svg = false;      // else PNG
    bool bare = true;      // without the app around the pane
    bool by_time = false;  // the timeline's axis
};

class Services {
public:
    virtual ~Services() = default;

    virtual void open(const OpenRequest& request) = 0;
    // The same scenario with another program in that run.
    virtual void run_text(std::shared_ptr<const Document> document, size_t run, const std::string& text) = 0;
    virtual std::optional<Opened> poll() = 0;
    virtual bool busy() const = 0;
    virtual double busy_seconds() const = 0;
    virtual void stop() = 0;

    // Made by running again, off this thread. The document's run number `run`.
    virtual Values values(const std::shared_ptr<const Document>& document, size_t run, uint64_t step, uint32_t task) = 0;
    virtual const std::vector<GalleryTalk>& gallery() = 0;
    virtual FolderList list(const std::string& folder) = 0;
    virtual std::optional<std::string> read(const std::string& path) = 0;
    virtual bool write(const std::string& path, const std::string& text, std::string* problem) = 0;
    // The file's content; nothing: no such run or step.
    virtual std::optional<std::string> picture(const std::shared_ptr<const Document>& document, const PictureOrder& order) = 0;
    // True once after one of the watched files was changed by somebody else.
    virtual void watch(const std::vector<std::string>& paths) = 0;
    virtual bool changed_outside() = 0;
    // Text that is being written, kept beside the settings until its file is saved. What is put aside (of one run, or of all
    // where `run` is null) is offered again, as what an earlier app left is.
    virtual void keep_draft(const Draft& draft) = 0;
    virtual void drafts_saved(const std::string& path) = 0;
    virtual void put_drafts_aside(const std::string* run) = 0;
    virtual std::optional<Draft> offered_draft() = 0;
    virtual void forget_offered_draft() = 0;
    virtual std::string home() const = 0;
    virtual int64_t today() const = 0;  // days since 1970
};

}  // namespace loopscope::app
