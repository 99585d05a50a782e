// Driver: the app without a window, for tests: click by name, press keys, type, turn the wheel, drag.
#pragma once
#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/shell/headless.h"
#include "support/fake_recording.h"

namespace loopscope::tests {

using namespace loopscope::app;

// Services that a test scripts: what is opened is looked up in `files`.
class ScriptedServices : public Services {
public:
    void open(const OpenRequest& request) override;
    void run_text(std::shared_ptr<const Document> document, size_t run, const std::string& text) override;
    std::optional<Opened> poll() override;
    bool busy() const override { return is_busy; }
    double busy_seconds() const override { return 1; }
    void stop() override {
        ++stops;
        is_busy = false;
    }
    Values values(const std::shared_ptr<const Document>&, size_t, uint64_t, uint32_t) override { return local_values; }
    const std::vector<GalleryTalk>& gallery() override { return talks; }
    FolderList list(const std::string& folder) override;
    std::optional<std::string> read(const std::string&) override { return std::nullopt; }
    bool write(const std::string& path, const std::string& text, std::string* problem) override;
    std::optional<std::string> picture(const std::shared_ptr<const Document>& document, const PictureOrder& order) override;
    void watch(const std::vector<std::string>& paths) override { watched = paths; }
    bool changed_outside() override { return std::exchange(is_changed, false); }
    void keep_draft(const Draft& text) override { draft = text; }
    void drafts_saved(const std::string&) override { draft.reset(); }
    void put_drafts_aside(const std::string* run) override {
        if (draft && (!run || draft->run == *run)) aside.push_back(*std::exchange(draft, std::nullopt));
    }
    std::optional<Draft> offered_draft() override { return aside.empty() ? std::nullopt : std::optional<Draft>(aside.front()); }
    void forget_offered_draft() override { aside.erase(aside.begin()); }
    std::string home() const override { return "/home/ada"; }
    int64_t today() const override { return 20000; }

    std::map<std::string, std::shared_ptr<const Document>> files;
    std::map<std::string, Refusal> broken;
    std::map<std::string, std::string> written;
    std::vector<GalleryTalk> talks;
    std::vector<std::string> opened, texts;
    Values local_values;
    std::vector<std::string> watched;
    std::optional<Draft> draft;  // of what is being written
    std::vector<Draft> aside;
    bool is_changed = false;
    bool is_busy = false, refuse_text = false;
    int stops = 0;

private:
    std::optional<Opened> pending_;
};

enum class Sample { Countdown, Chain, Cancellation, Blocking, Crowd, Failure };
std::shared_ptr<const Document> sample(Sample which);

class Driver {
public:
    explicit Driver(int width = 1600, int height = 900);

    void show(Sample which);
    void frame(int count = 1);
    void click(const std::string& name);
    void double_click(const std::string& name);
    void press(const std::string& chord);  // "Shift+Right"
    void type(const std::string& text);
    void move_to(const std::string& name);
    void wheel(const std::string& name, float clicks);
    void drag(const std::string& name, float dx, float dy);
    bool has(const std::string& name) { return headless.regions.find(name) != nullptr; }
    Box box(const std::string& name);
    uint64_t step() { return app.step(); }
    const replay::Recording& recording() { return *app.recording(); }

    ScriptedServices services;
    App app{services};
    Headless headless;
};

}  // namespace loopscope::tests
