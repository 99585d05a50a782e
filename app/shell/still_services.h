// StillServices: the app's Services where nothing is asked of it but pictures: no threads, no files.
//
// Called by shot, by the handout and by the app's own pictures. What is opened is there when it is asked for.
#pragma once
#include <tuple>

#include "app/shell/loader.h"
#include "app/shell/values.h"

namespace loopscope::app {

class StillServices : public Services {
public:
    explicit StillServices(LoadOptions options) : options_(std::move(options)) {}
    void open(const OpenRequest& request) override { done_ = load_document(request, options_); }
    void run_text(std::shared_ptr<const Document>, size_t, const std::string&) override {}
    std::optional<Opened> poll() override {
        std::optional<Opened> result = std::move(done_);
        done_.reset();
        return result;
    }
    bool busy() const override { return false; }
    double busy_seconds() const override { return 0; }
    void stop() override {}
    Values values(const std::shared_ptr<const Document>& document, size_t run, uint64_t step, uint32_t task) override {
        if (asked_ != std::tuple(run, step, task)) {
            asked_ = {run, step, task};
            values_ = values_at(*document, run, step, task, options_);
        }
        return values_;
    }
    const std::vector<GalleryTalk>& gallery() override { return gallery_; }
    FolderList list(const std::string&) override { return {}; }
    std::optional<std::string> read(const std::string&) override { return std::nullopt; }
    bool write(const std::string&, const std::string&, std::string*) override { return false; }
    std::optional<std::string> picture(const std::shared_ptr<const Document>&, const PictureOrder&) override {
        return std::nullopt;
    }
    void watch(const std::vector<std::string>&) override {}
    bool changed_outside() override { return false; }
    void keep_draft(const Draft&) override {}
    void drafts_saved(const std::string&) override {}
    void put_drafts_aside(const std::string*) override {}
    std::optional<Draft> offered_draft() override { return std::nullopt; }
    void forget_offered_draft() override {}
    std::string home() const override { return "/"; }
    int64_t today() const override { return 0; }

private:
    LoadOptions options_;
    std::optional<Opened> done_;
    std::vector<GalleryTalk> gallery_;
    std::tuple<size_t, uint64_t, uint32_t> asked_{~size_t(0), 0, 0};
    Values values_;
};

}  // namespace loopscope::app
