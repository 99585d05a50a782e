// Desk: the app's Services for real: files of this machine, and a worker thread that runs programs.
//
// One job at a time; a new one stops the one before. Results are handed over by poll(), on the thread of the frames.
#pragma once
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "app/shell/drafts.h"
#include "app/shell/file_watch.h"
#include "app/shell/loader.h"
#include "app/shell/values.h"

namespace loopscope::app {

// A run in the app pauses there and asks whether to go on.
inline constexpr uint64_t kFirstEvents = 1'000'000;

class Desk : public Services {
public:
    Desk(cli::RunArguments arguments, std::string scenarios);
    ~Desk() override;

    void open(const OpenRequest& request) override;
    void run_text(std::shared_ptr<const Document> document, size_t run, const std::string& text) override;
    std::optional<Opened> poll() override;
    bool busy() const override { return busy_; }
    double busy_seconds() const override;
    void stop() override;
    Values values(const std::shared_ptr<const Document>& document, size_t run, uint64_t step, uint32_t task) override;
    const std::vector<GalleryTalk>& gallery() override;
    FolderList list(const std::string& folder) override;
    std::optional<std::string> read(const std::string& path) override;
    bool write(const std::string& path, const std::string& text, std::string* problem) override;
    std::optional<std::string> picture(const std::shared_ptr<const Document>& document, const PictureOrder& order) override;
    void watch(const std::vector<std::string>& paths) override;
    bool changed_outside() override;
    void keep_draft(const Draft& draft) override { drafts_.keep(draft); }
    void drafts_saved(const std::string& path) override { drafts_.saved(path); }
    void put_drafts_aside(const std::string* run) override { drafts_.put_aside(run); }
    std::optional<Draft> offered_draft() override { return drafts_.offered(); }
    void forget_offered_draft() override { drafts_.forget_offered(); }
    std::string home() const override;
    int64_t today() const override;

    // Called from the worker when a result is there.
    void set_wake(std::function<void()> wake);

private:
    using Job = std::function<Opened(const std::function<bool()>&)>;
    void give(Job job);
    void work();

    cli::RunArguments arguments_;
    std::string scenarios_;
    std::vector<GalleryTalk> gallery_;
    bool gallery_read_ = false;

    std::mutex mutex_;
    std::condition_variable changed_;
    Job next_;
    std::optional<Opened> done_;
    std::function<void()> wake_;
    std::atomic<uint64_t> current_{0};  // number of the job that is wanted; older ones stop
    std::atomic<bool> busy_{false}, ends_{false};
    std::chrono::steady_clock::time_point began_;
    FileWatch files_;
    Drafts drafts_{draft_folder()};
    ValueWorker values_;
    std::thread worker_;
};

}  // namespace loopscope::app
