// File watch: notices that a file was changed by another program. Looks twice a second on a thread of its own; the app sleeps
// meanwhile.
#pragma once
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace loopscope::app {

class FileWatch {
public:
    FileWatch();
    ~FileWatch();

    void watch(const std::vector<std::string>& paths);  // these in place of those before
    void seen(const std::string& path);                 // as it is now: written by the app itself
    bool take_change();                                 // true once after a change
    void set_wake(std::function<void()> wake);

private:
    struct Stamp {
        std::filesystem::file_time_type time{};
        uintmax_t size = 0;
        bool there = false;
        bool operator==(const Stamp&) const = default;
    };
    static Stamp stamp_of(const std::string& path);
    void work();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::map<std::string, Stamp> files_;
    bool change_ = false, ends_ = false;
    std::function<void()> wake_;
    std::thread worker_;
};

}  // namespace loopscope::app
