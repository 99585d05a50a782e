#include "app/shell/file_watch.h"

#include <chrono>

namespace loopscope::app {

FileWatch::FileWatch() : worker_([this] { work(); }) {}

FileWatch::~FileWatch() {
    {
        const std::lock_guard lock(mutex_);
        ends_ = true;
    }
    changed_.notify_all();
    worker_.join();
}

FileWatch::Stamp FileWatch::stamp_of(const std::string& path) {
    Stamp stamp;
    std::error_code error;
    stamp.time = std::filesystem::last_write_time(path, error);
    if (error) return {};
    stamp.size = std::filesystem::file_size(path, error);
    stamp.there = !error;
    return stamp;
}

void FileWatch::watch(const std::vector<std::string>& paths) {
    const std::lock_guard lock(mutex_);
    files_.clear();
    for (const std::string& path : paths) files_[path] = stamp_of(path);
    change_ = false;
    changed_.notify_all();
}

void FileWatch::seen(const std::string& path) {
    const std::lock_guard lock(mutex_);
    if (const auto it = files_.find(path); it != files_.end()) it->second = stamp_of(path);
}

bool FileWatch::take_change() {
    const std::lock_guard lock(mutex_);
    const bool change = change_;
    change_ = false;
    return change;
}

void FileWatch::set_wake(std::function<void()> wake) {
    const std::lock_guard lock(mutex_);
    wake_ = std::move(wake);
}

void FileWatch::work() {
    std::unique_lock lock(mutex_);
    while (!ends_) {
        if (files_.empty()) {
            changed_.wait(lock, [this] { return ends_ || !files_.empty(); });
            continue;
        }
        changed_.wait_for(lock, std::chrono::milliseconds(500));
        if (ends_) return;
        bool change = false;
        for (auto& [path, before] : files_) {
            const Stamp now = stamp_of(path);
            // One that is gone is about to be written anew, as many editors do it.
            if (!now.there || now == before) continue;
            before = now;
            change = true;
        }
        if (!change) continue;
        change_ = true;
        if (wake_) wake_();
    }
}

}  // namespace loopscope::app
