#include "app/shell/desk.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "app/cli/files.h"
#include "app/shell/gallery_scan.h"
#include "app/shell/pictures.h"
#include "app/shell/safe_write.h"
#include "app/shell/settings.h"

namespace loopscope::app {

namespace fs = std::filesystem;

Desk::Desk(cli::RunArguments arguments, std::string scenarios)
    : arguments_(std::move(arguments)), scenarios_(std::move(scenarios)), values_(arguments_), worker_([this] { work(); }) {}

Desk::~Desk() {
    {
        const std::lock_guard lock(mutex_);
        ends_ = true;
        ++current_;
        next_ = nullptr;
    }
    changed_.notify_all();
    worker_.join();
}

void Desk::give(Job job) {
    {
        const std::lock_guard lock(mutex_);
        ++current_;  // whatever runs now is not wanted any more
        next_ = std::move(job);
        done_.reset();
        began_ = std::chrono::steady_clock::now();
        busy_ = true;
    }
    changed_.notify_all();
}

void Desk::work() {
    for (;;) {
        Job job;
        uint64_t number = 0;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return ends_ || next_; });
            if (ends_) return;
            job = std::move(next_);
            next_ = nullptr;
            number = current_;
        }
        Opened opened = job([this, number] { return current_ == number && !ends_; });
        {
            const std::lock_guard lock(mutex_);
            if (current_ != number) continue;
            if (opened.document || opened.refusal) done_ = std::move(opened);
            busy_ = false;
            if (wake_) wake_();
        }
    }
}

void Desk::open(const OpenRequest& request) {
    give([request, arguments = arguments_](const std::function<bool()>& keep_going) {
        return load_document(request, {arguments, keep_going, request.most_events > 0 ? request.most_events : kFirstEvents});
    });
}

void Desk::run_text(std::shared_ptr<const Document> document, size_t run, const std::string& text) {
    give([document = std::move(document), run, text, arguments = arguments_](const std::function<bool()>& keep_going) {
        return run_changed_program(*document, run, text, {arguments, keep_going, kFirstEvents});
    });
}

std::optional<Opened> Desk::poll() {
    const std::lock_guard lock(mutex_);
    std::optional<Opened> result = std::move(done_);
    done_.reset();
    return result;
}

double Desk::busy_seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count(); }

void Desk::set_wake(std::function<void()> wake) {
    values_.set_wake(wake);
    files_.set_wake(wake);
    const std::lock_guard lock(mutex_);
    wake_ = std::move(wake);
}

void Desk::stop() {
    const std::lock_guard lock(mutex_);
    ++current_;
    next_ = nullptr;
    busy_ = false;
}

Values Desk::values(const std::shared_ptr<const Document>& document, size_t run, uint64_t step, uint32_t task) {
    return values_.values(document, run, step, task);
}

const std::vector<GalleryTalk>& Desk::gallery() {
    if (!gallery_read_) {
        gallery_read_ = true;
        if (!scenarios_.empty()) gallery_ = scan_gallery(scenarios_);
    }
    return gallery_;
}

FolderList Desk::list(const std::string& folder) {
    FolderList list;
    std::error_code error;
    fs::path path = fs::absolute(folder.empty() ? fs::path(".") : fs::path(folder), error).lexically_normal();
    list.path = path.string();
    while (list.path.size() > 1 && list.path.back() == '/') list.path.pop_back();
    fs::directory_iterator it(path, fs::directory_options::skip_permission_denied, error);
    if (error) {
        list.problem = list.path + " cannot be read: " + error.message();
        return list;
    }
    for (const fs::directory_iterator end; it != end; it.increment(error)) {
        if (error || list.rows.size() > 20000) break;
        FolderRow row;
        row.name = it->path().filename().string();
        row.folder = it->is_directory(error);
        if (!row.folder) row.size = it->is_regular_file(error) ? it->file_size(error) : 0;
        list.rows.push_back(std::move(row));
    }
    std::sort(list.rows.begin(), list.rows.end(),
              [](const FolderRow& a, const FolderRow& b) { return a.folder != b.folder ? a.folder : a.name < b.name; });
    return list;
}

std::optional<std::string> Desk::read(const std::string& path) { return cli::read_file(path, cli::kMaxTextBytes).text; }

bool Desk::write(const std::string& path, const std::string& text, std::string* problem) {
    std::string why;
    const bool written = write_safely(path, text, &why);
    files_.seen(path);
    if (!written && problem) *problem = path + " cannot be written: " + why;
    return written;
}

std::optional<std::string> Desk::picture(const std::shared_ptr<const Document>& document, const PictureOrder& order) {
    return make_picture(document, order, {arguments_, {}, 0});
}

void Desk::watch(const std::vector<std::string>& paths) { files_.watch(paths); }
bool Desk::changed_outside() { return files_.take_change(); }

std::string Desk::home() const {
    std::error_code error;
    const fs::path here = fs::current_path(error);
    if (!error) return here.string();
    const char* home = std::getenv("HOME");
    return home ? home : "/";
}

int64_t Desk::today() const {
    const auto seconds = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::hours>(seconds).count() / 24;
}

}  // namespace loopscope::app
