// The fakes' event loop: tasks are C++ coroutines that record as they go. See fake_recording.h.
#pragma once
#include <coroutine>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "replay/recording.h"
#include "trace/writer.h"

namespace loopscope::fake {

class FakeLoop;

// The body of a task: everything between two suspensions records itself; `co_await loop.wait(future)` suspends and
// gives true where a CancelledError comes back instead of a result.
struct Script {
    struct promise_type {
        Script get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
        std::suspend_always initial_suspend() { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception() { std::terminate(); }
    };
    std::coroutine_handle<promise_type> handle;
};

struct FakeFuture {
    uint32_t aw = 0;  // as records name it
    bool done = false, cancelled = false;
    std::string result;  // text; empty: None
    std::vector<trace::Callback> callbacks;
    uint32_t timer = ~0u;
};

struct FakeTask {
    uint32_t slot = 0;
    std::string name;
    Script script;
    std::vector<uint32_t> frames;      // generator slots, outermost first
    std::shared_ptr<FakeFuture> self;  // the task as a future
    std::shared_ptr<FakeFuture> awaits;
    bool started = false, cancel = false, finished = false;
};

class FakeLoop {
public:
    explicit FakeLoop(std::string title);

    trace::Writer& w() { return *writer_; }
    uint32_t str(std::string_view text) { return writer_->intern(text); }
    uint32_t fn(const std::string& qualname, uint32_t first_line, trace::Flavor flavor = trace::Flavor::Function,
                bool library = false);
    void line(uint32_t function, uint32_t line);
    void print(const std::string& text) { writer_->print(1, text + "\n"); }
    void source(std::string text);
    uint32_t new_generator(uint32_t function);
    std::shared_ptr<FakeFuture> new_future();
    std::shared_ptr<FakeTask> create_task(const std::string& name, uint32_t function, std::function<Script(FakeTask&)> script);
    void finish(const std::shared_ptr<FakeFuture>& future, const std::string& result = {});
    void cancel_future(const std::shared_ptr<FakeFuture>& future);
    void cancel(FakeTask& task);
    std::shared_ptr<FakeFuture> call_later(double delay);
    void add_callback(const std::shared_ptr<FakeFuture>& future, const char* name, const std::shared_ptr<FakeFuture>& about,
                      std::function<void()> action);

    // Inside a script: enter an awaited coroutine, and leave it with a value.
    void enter(FakeTask& task, uint32_t function);
    void leave(FakeTask& task, bool raising = false);

    struct Wait {
        FakeLoop& loop;
        FakeTask& task;
        std::shared_ptr<FakeFuture> future;  // null: a bare yield
        bool await_ready() { return future && future->done; }
        void await_suspend(std::coroutine_handle<>) { loop.suspend(task, future); }
        bool await_resume() { return task.cancel; }
    };
    Wait wait(FakeTask& task, std::shared_ptr<FakeFuture> future) { return {*this, task, std::move(future)}; }

    void run();  // run_forever until nothing is left
    double time = 0;
    uint32_t next_job = 1;
    std::function<bool()> idle;  // asked where there is neither a ready handle nor a timer

    std::shared_ptr<const replay::RawRecording> done();

    // The main program's module frame and asyncio.run around it.
    uint32_t module = 0, run_function = 0;
    void begin_program(uint32_t lines_before_run);
    void end_program();

private:
    struct Ready {
        FakeTask* task = nullptr;
        bool wakeup = false;
        uint32_t handle = 0;
        std::function<void()> action;
    };
    struct Timer {
        uint32_t handle;
        std::shared_ptr<FakeFuture> future;
    };
    friend struct Wait;
    void suspend(FakeTask& task, const std::shared_ptr<FakeFuture>& future);
    void schedule_callbacks(FakeFuture& future);
    void step(FakeTask& task);
    void finish_task(FakeTask& task);
    void run_ready(Ready& ready);

    std::unique_ptr<replay::RawRecording> raw_;
    std::unique_ptr<trace::Writer> writer_;
    std::string file_;
    uint32_t generators_ = 0, futures_ = 0, handles_ = 0;
    std::vector<uint32_t> free_generators_;
    std::vector<std::shared_ptr<FakeTask>> tasks_;
    std::deque<Ready> ready_;
    std::map<std::pair<double, uint32_t>, Timer> timers_;
    std::map<uint32_t, std::function<void()>> actions_;                                                // by handle slot
    std::map<uint32_t, std::vector<std::pair<trace::Callback, std::function<void()>>>> done_actions_;  // by aw
};

}  // namespace loopscope::fake
