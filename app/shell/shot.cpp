#include "app/shell/shot.h"

#include <tuple>

#include "app/shell/headless.h"
#include "app/shell/values.h"

namespace loopscope::app {
namespace {

// One file, no threads: what is opened is there when it is asked for.
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
    void watch(const std::vector<std::string>&) override {}
    bool changed_outside() override { return false; }
    void keep_draft(const std::optional<Draft>&) override {}
    std::string home() const override { return "/"; }
    int64_t today() const override { return 0; }

private:
    LoadOptions options_;
    std::optional<Opened> done_;
    std::vector<GalleryTalk> gallery_;
    std::tuple<size_t, uint64_t, uint32_t> asked_{~size_t(0), 0, 0};
    Values values_;
};

base::Diagnostic cannot(const std::string& file, std::string message) {
    base::Diagnostic diagnostic;
    diagnostic.file = file;
    diagnostic.message = std::move(message);
    diagnostic.kind = base::DiagnosticKind::Input;
    return diagnostic;
}

}  // namespace

base::Result<void> render_shot(const cli::ShotArguments& arguments) {
    LoadOptions options;
    options.arguments = arguments.run;
    Opened opened = load_document({arguments.file}, options);
    if (!opened.document) return opened.refusal ? opened.refusal->diagnostic : cannot(arguments.file, "the run was stopped");
    StillServices services(options);
    App app(services);
    app.ui_for_setup().saved.theme = arguments.light ? ThemeName::Light : ThemeName::Dark;
    OpenRequest request{arguments.file};
    const uint64_t count = opened.document->runs.front().recording->step_count();
    // Without --at, and with "--at end": the end.
    request.step = arguments.at.step ? *arguments.at.step : count > 0 ? count - 1 : 0;
    if (arguments.at.step && *arguments.at.step >= count) {
        return cannot(arguments.file, "there is no step " + std::to_string(*arguments.at.step) + ": the run has " + std::to_string(count));
    }
    app.show(opened.document, request);
    Pane pane;
    if (!arguments.view.empty() && pane_from_name(arguments.view, pane)) {
        if (pane == Pane::Compare) {
            app.emit({ActionId::CompareMode});
        } else if (pane != Pane::Now) {
            app.ui_for_setup().alone = pane;
            app.ui_for_setup().focus = pane;
        }
    }
    Headless headless(app, arguments.width, arguments.height, find_font_files());
    // The first frames find out what is where.
    for (int i = 0; i < 4; ++i) headless.frame();
    if (!write_png(arguments.output, headless.picture())) return cannot(arguments.output, "cannot be written");
    return {};
}

}  // namespace loopscope::app
