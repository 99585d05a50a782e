// Values at a step: the program is run again up to it, on a thread of its own, and looked at there.
//
// Callers: Desk (the app) and shot. Invariant: the newest question wins; an older one that still runs is given up.
#pragma once
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "app/shell/loader.h"

namespace loopscope::app {

// On the thread of the caller. `ready` is false where it was given up.
Values values_at(const Document& document, size_t run, uint64_t step, uint32_t task, const LoadOptions& options);

class ValueWorker {
public:
    explicit ValueWorker(cli::RunArguments arguments);
    ~ValueWorker();

    // What is known already, else the last ones, not ready, and the run is begun.
    Values values(const std::shared_ptr<const Document>& document, size_t run, uint64_t step, uint32_t task);
    // Called from the worker when an answer is there.
    void set_wake(std::function<void()> wake);

private:
    struct Question {
        std::shared_ptr<const Document> document;
        size_t run = 0;
        uint64_t step = 0;
        uint32_t task = 0;
        bool operator==(const Question&) const = default;
    };
    void work();
    void keep(const Question& question, Values values);

    cli::RunArguments arguments_;
    std::mutex mutex_;
    std::condition_variable changed_;
    Question asked_;
    std::deque<std::pair<Question, Values>> known_;  // newest first
    std::atomic<uint64_t> number_{0};                // of the newest question
    uint64_t answered_ = 0;
    std::atomic<bool> ends_{false};
    std::function<void()> wake_;
    std::thread worker_;
};

}  // namespace loopscope::app
