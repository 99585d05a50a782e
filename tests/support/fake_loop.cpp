#include "support/fake_loop.h"

namespace loopscope::fake {

using trace::Callback;
using trace::Outcome;
using trace::ValueWriter;

namespace {
auto none = [](ValueWriter& v) { v.none(); };
}  // namespace

FakeLoop::FakeLoop(std::string title) : raw_(new replay::RawRecording) {
    raw_->title = std::move(title);
    raw_->file = file_ = "program.py";
    writer_ = std::make_unique<trace::Writer>(*raw_->tables);
    module = fn("<module>", 1);
    run_function = fn("run", 160, trace::Flavor::Function, true);
}

void FakeLoop::source(std::string text) { raw_->sources.push_back({file_, "", std::move(text), false}); }

uint32_t FakeLoop::fn(const std::string& qualname, uint32_t first_line, trace::Flavor flavor, bool library) {
    trace::FunctionInfo info;
    info.qualname = qualname;
    info.file = library ? "asyncio/tasks.py" : file_;
    info.module = library ? "asyncio.tasks" : "";
    info.first_line = first_line;
    info.flavor = flavor;
    info.library = library;
    return writer_->add_function(info);
}

void FakeLoop::line(uint32_t function, uint32_t number) { writer_->line(number - raw_->tables->function(function).first_line); }

uint32_t FakeLoop::new_generator(uint32_t function) {
    uint32_t slot = generators_;
    if (free_generators_.empty()) {
        ++generators_;
    } else {
        slot = free_generators_.back();
        free_generators_.pop_back();
    }
    writer_->gen_created(slot, function);
    return slot;
}

std::shared_ptr<FakeFuture> FakeLoop::new_future() {
    auto future = std::make_shared<FakeFuture>();
    future->aw = trace::aw_future(futures_);
    writer_->future_created(futures_++);
    return future;
}

std::shared_ptr<FakeTask> FakeLoop::create_task(const std::string& name, uint32_t function,
                                                std::function<Script(FakeTask&)> script) {
    auto task = std::make_shared<FakeTask>();
    uint32_t generator = new_generator(function);
    task->slot = static_cast<uint32_t>(tasks_.size());
    task->name = name;
    task->frames.push_back(generator);
    task->self = std::make_shared<FakeFuture>();
    task->self->aw = trace::aw_task(task->slot);
    tasks_.push_back(task);
    task->script = script(*task);
    writer_->task_created(task->slot, str(name), generator + 1);
    writer_->step_scheduled(task->slot);
    ready_.push_back({task.get(), false, 0, {}});
    return task;
}

void FakeLoop::schedule_callbacks(FakeFuture& future) {
    std::vector<Callback> callbacks = std::move(future.callbacks);
    future.callbacks.clear();
    for (const Callback& cb : callbacks) {
        writer_->callback_scheduled(future.aw, cb);
        if (cb.code == trace::CallbackCode::TaskWakeup) {
            writer_->wakeup_scheduled(cb.a);
            ready_.push_back({tasks_[cb.a].get(), true, 0, {}});
            continue;
        }
        std::function<void()> action;
        for (auto& [which, what] : done_actions_[future.aw]) {
            if (which.a == cb.a && which.b == cb.b) action = what;
        }
        writer_->handle_scheduled(handles_, cb);
        ready_.push_back({nullptr, false, handles_++, action});
    }
}

void FakeLoop::finish(const std::shared_ptr<FakeFuture>& future, const std::string& result) {
    if (future->done) return;
    future->done = true;
    future->result = result;
    if (future->aw % 2 == 0) {
        writer_->future_done(future->aw / 2, Outcome::Result,
                             [&](ValueWriter& v) { result.empty() ? v.none() : v.text(result); });
    }
    schedule_callbacks(*future);
}

void FakeLoop::cancel_future(const std::shared_ptr<FakeFuture>& future) {
    if (future->done) return;
    future->done = future->cancelled = true;
    writer_->future_done(future->aw / 2, Outcome::Cancelled, [](ValueWriter& v) { v.nothing(); });
    schedule_callbacks(*future);
}

void FakeLoop::cancel(FakeTask& task) {
    writer_->cancel_requested(task.self->aw, [](ValueWriter& v) { v.nothing(); });
    task.cancel = true;
    if (!task.awaits || task.awaits->done) return;
    writer_->cancel_forwarded(task.slot, task.awaits->aw);
    if (task.awaits->aw % 2 == 0)
        cancel_future(task.awaits);
    else
        cancel(*tasks_[task.awaits->aw / 2]);
}

std::shared_ptr<FakeFuture> FakeLoop::call_later(double delay) {
    auto future = new_future();
    future->timer = handles_;
    writer_->timer_scheduled(handles_, time + delay, Callback::set_result(future->aw / 2));
    timers_[{time + delay, handles_}] = {handles_, future};
    ++handles_;
    return future;
}

void FakeLoop::add_callback(const std::shared_ptr<FakeFuture>& future, const char* name,
                            const std::shared_ptr<FakeFuture>& about, std::function<void()> action) {
    Callback cb = Callback::named_for(str(name), about->aw);
    writer_->callback_added(future->aw, cb);
    future->callbacks.push_back(cb);
    done_actions_[future->aw].emplace_back(cb, std::move(action));
}

void FakeLoop::enter(FakeTask& task, uint32_t function) {
    uint32_t generator = new_generator(function);
    task.frames.push_back(generator);
    writer_->gen_start(generator, true);
}

void FakeLoop::leave(FakeTask& task, bool raising) {
    if (raising)
        writer_->gen_raise_same();
    else
        writer_->gen_return(none);
    if (task.frames.size() > 1) {
        writer_->gen_freed(task.frames.back());
        free_generators_.push_back(task.frames.back());
    }
    task.frames.pop_back();
    // The outer frames stood still while the innermost was thrown into; now the exception goes on into the next one.
    if (raising && !task.frames.empty()) {
        uint32_t cancelled = str("CancelledError");
        writer_->gen_throw(task.frames.back(), [&](ValueWriter& v) {
            v.exception(cancelled);
            v.nothing();
        });
    }
}

void FakeLoop::suspend(FakeTask& task, const std::shared_ptr<FakeFuture>& future) {
    for (size_t i = task.frames.size(); i-- > 0;) {
        if (i + 1 < task.frames.size()) {
            writer_->gen_yield_same();
            continue;
        }
        writer_->gen_yield([&](ValueWriter& v) {
            if (!future)
                v.none();
            else if (future->aw % 2)
                v.task(future->aw / 2);
            else
                v.future(future->aw / 2);
        });
    }
    if (!future) {
        writer_->step_scheduled(task.slot);
        writer_->task_suspended_bare();
        ready_.push_back({&task, false, 0, {}});
        return;
    }
    Callback wakeup = Callback::wakeup(task.slot);
    writer_->callback_added(future->aw, wakeup);
    future->callbacks.push_back(wakeup);
    task.awaits = future;
    writer_->task_suspended(future->aw);
}

void FakeLoop::finish_task(FakeTask& task) {
    task.finished = true;
    task.self->done = true;
    bool cancelled = task.cancel;
    task.self->cancelled = cancelled;
    task.self->result = task.name;
    writer_->task_done(task.slot, cancelled ? Outcome::Cancelled : Outcome::Result,
                       [&](ValueWriter& v) { cancelled ? v.nothing() : v.none(); });
    if (cancelled) writer_->cancel_completed(task.self->aw);
    schedule_callbacks(*task.self);
}

void FakeLoop::step(FakeTask& task) {
    writer_->task_step(task.slot);
    task.awaits = nullptr;
    if (task.cancel) {
        uint32_t cancelled = str("CancelledError");
        auto exception = [&](ValueWriter& v) {
            v.exception(cancelled);
            v.nothing();
        };
        writer_->cancel_delivered(task.slot);
        for (size_t i = 0; i + 1 < task.frames.size(); ++i) writer_->gen_throw_delegated(task.frames[i], exception);
        writer_->gen_throw(task.frames.back(), exception);
    } else if (!task.started) {
        writer_->gen_start(task.frames[0], false);
    } else {
        writer_->gen_send(task.frames[0], false, none);
        for (size_t i = 1; i < task.frames.size(); ++i) writer_->gen_send_next();
    }
    task.started = true;
    task.script.handle.resume();
    if (task.script.handle.done()) finish_task(task);
}

void FakeLoop::run_ready(Ready& ready) {
    if (ready.task) {
        writer_->step_run(ready.task->slot);
        step(*ready.task);
        return;
    }
    writer_->handle_run(ready.handle);
    if (ready.action) ready.action();
    writer_->handle_freed(ready.handle);
}

void FakeLoop::run() {
    writer_->loop_started(1);
    for (;;) {
        writer_->loop_iteration();
        if (ready_.empty()) {
            if (timers_.empty()) {
                if (!idle) break;
                writer_->loop_poll(nullptr, str("worker-1"));
                if (!idle()) break;
                continue;
            }
            double when = timers_.begin()->first.first;
            if (when > time) {
                writer_->loop_poll(&when, str(""));
                if (idle) idle();  // threads run meanwhile
                if (when > time) writer_->loop_advance(time = when);
            }
        }
        while (!timers_.empty() && timers_.begin()->first.first <= time) {
            Timer timer = timers_.begin()->second;
            timers_.erase(timers_.begin());
            if (timer.future->done) continue;
            writer_->timer_due(timer.handle);
            ready_.push_back({nullptr, false, timer.handle, [this, timer] { finish(timer.future); }});
        }
        size_t count = ready_.size();
        for (size_t i = 0; i < count; ++i) {
            Ready ready = std::move(ready_.front());
            ready_.pop_front();
            run_ready(ready);
        }
        if (!tasks_.empty() && tasks_[0]->finished) break;
    }
    writer_->loop_stopped();
}

void FakeLoop::begin_program(uint32_t run_line) {
    writer_->call(module);
    for (uint32_t n : {1u, 3u}) line(module, n);
    line(module, run_line);
    writer_->call(run_function);
    line(run_function, 190);
}

void FakeLoop::end_program() {
    line(run_function, 195);
    writer_->ret_none();
    writer_->ret_none();
}

std::shared_ptr<const replay::RawRecording> FakeLoop::done() {
    for (auto& task : tasks_) {
        if (task->script.handle) task->script.handle.destroy();
    }
    raw_->chunks = writer_->take_chunks();
    return std::shared_ptr<const replay::RawRecording>(std::move(raw_));
}

}  // namespace loopscope::fake
