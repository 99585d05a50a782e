#include "replay/fold.h"

#include <algorithm>

namespace loopscope::replay {

using trace::Awaitable;
using trace::CallbackCode;
using trace::CallbackRef;
using trace::Decoder;
using trace::Event;
using trace::Kind;

namespace {

template <class T>
T& at_slot(std::vector<T>& slots, uint32_t slot) {
    if (slot >= slots.size()) slots.resize(slot + 1);  // the decoder has seen to it that slots are dense
    return slots[slot];
}

// Jobs, connections and processes are numbered in the order in which they come.
template <class T>
T* numbered(std::vector<T>& things, uint32_t number) {
    auto found = std::lower_bound(things.begin(), things.end(), number, [](const T& a, uint32_t n) { return a.number < n; });
    return found != things.end() && found->number == number ? &*found : nullptr;
}

template <class T>
bool is_next(const std::vector<T>& things, uint32_t number) {
    return things.empty() || things.back().number < number;
}

}  // namespace

TaskFold* Fold::live_task(uint32_t slot, uint32_t number) {
    if (number == 0) return nullptr;
    TaskFold& task = at_slot(tasks, slot);
    if (task.number != number) {  // spoken of, never created
        task = TaskFold{};
        task.number = number;
        task.since = now;
    }
    return &task;
}

TaskFold* Fold::task_of(Awaitable a) { return a.kind == Awaitable::Kind::Task ? live_task(a.slot, a.number) : nullptr; }

FutureFold* Fold::future(Awaitable a) {
    if (a.kind != Awaitable::Kind::Future) return nullptr;
    FutureFold& f = at_slot(futures, a.slot);
    if (f.number != a.number) {
        f = FutureFold{};
        f.number = a.number;
        f.created_step = now.step;
    }
    return &f;
}

CallbackList* Fold::callbacks_of(Awaitable a) {
    if (FutureFold* f = future(a)) return &f->callbacks;
    if (TaskFold* t = task_of(a)) return &t->callbacks;
    return nullptr;
}

LoopFold& Fold::loop_at(uint32_t number) {
    LoopFold& loop = at_slot(loops, number);
    loop.number = number;
    return loop;
}

// The loop that an event is about: the one of its thread, else the one that runs elsewhere, else the next to start (0).
LoopFold& Fold::loop_for(const Event& e) {
    if (e.loop) return loop_at(e.loop);
    for (LoopFold& loop : loops) {
        if (loop.running) return loop;
    }
    return loop_at(0);
}

void CallbackList::remove(const CallbackRef& callback) {
    all.erase(all.begin(), all.begin() + static_cast<long>(taken));
    taken = 0;
    std::erase(all, callback);
}

void CallbackList::take(const CallbackRef& callback) {
    if (taken < all.size() && all[taken] == callback)
        ++taken;
    else
        remove(callback);
    if (taken == all.size()) {
        all.clear();
        taken = 0;
    }
}

void Fold::set_status(TaskFold& task, TaskStatus status) {
    if (task.status == status && status != TaskStatus::Created) return;
    task.status = status;
    task.since = now;
    changed_task = task.number;
    changed_slot = static_cast<uint32_t>(&task - tasks.data());
}

void Fold::apply(const Event& e, const Decoder& d) {
    if (e.step != trace::kNoStep) {
        now = {e.step, e.t, e.iteration};
        thread = e.thread;
        iteration = e.iteration;
    }
    changed_task = 0;
    if (blocked.on && e.thread == blocked.thread && e.kind != Kind::LoopAdvance && e.t >= blocked.to) blocked.on = false;
    if (e.thread < threads.size() && threads[e.thread].blocked && e.step != trace::kNoStep && e.kind != Kind::LoopAdvance &&
        e.kind != Kind::ThreadBlocked) {
        threads[e.thread].blocked = false;
        threads[e.thread].since = now;
    }
    if (e.kind == Kind::Line) {
        note_line(e, d);
        task = e.task;
        return;
    }
    switch (kind_info(e.kind).category) {
        case trace::Category::Code: break;
        case trace::Category::Output: ++outputs; break;
        case trace::Category::Generator: break;  // the decoder knows all of it
        case trace::Category::Task: apply_task(e, d); break;
        case trace::Category::Future: apply_future(e); break;
        case trace::Category::Handle: apply_handle(e); break;
        case trace::Category::Loop: apply_loop(e); break;
        case trace::Category::Cancel: apply_cancel(e); break;
        case trace::Category::Thread: apply_thread(e); break;
        case trace::Category::World: apply_world(e); break;
    }
    const trace::ThreadState& t = d.threads()[d.thread()];
    task = t.tasks.empty() || t.leaving ? 0 : t.tasks.back().number;
    if (e.step != trace::kNoStep && e.kind == Kind::TaskDone) task = 0;
}

void Fold::apply_code(const Lines& lines, const Decoder& d) {
    const uint32_t in_thread = d.thread();
    const trace::ThreadState& t = d.threads()[in_thread];
    now = {d.steps() - 1, d.time(), t.loop ? d.iteration(t.loop) : 0};
    thread = in_thread;
    iteration = now.iteration;
    changed_task = 0;
    task = t.tasks.empty() ? 0 : t.tasks.back().number;
    if (lines.function == trace::kNoFunction) return;
    ThreadFold& its = at_slot(threads, in_thread);
    its.line_function = lines.function;
    its.line = lines.line;
    if (lines.own_function == trace::kNoFunction) return;
    own_function = lines.own_function;
    own_line = lines.own_line;
}

void Fold::note_line(const Event& e, const Decoder& d) {
    ThreadFold& t = at_slot(threads, e.thread);
    t.line_function = e.function;
    t.line = e.line;
    const trace::FunctionInfo& info = trace::quick_function(d.tables(), e.function);
    if (info.library || info.hidden) return;
    own_function = e.function;
    own_line = e.line;
}

// --- tasks ---------------------------------------------------------------------------------------------------------

void Fold::apply_task(const Event& e, const Decoder& d) {
    if (e.kind == Kind::TaskCreated) {
        TaskFold& task = at_slot(tasks, e.subject_slot);
        task = TaskFold{};
        task.number = e.subject;
        task.parent = e.parent;
        task.coroutine = e.generator ? e.generator_slot + 1 : 0;
        task.coroutine_number = e.generator;
        if (e.generator) task.function = d.generators()[e.generator_slot].function;
        task.loop = e.loop;
        task.thread = e.thread;
        set_status(task, TaskStatus::Created);
        return;
    }
    TaskFold* task = live_task(e.subject_slot, e.subject);
    if (!task) return;
    switch (e.kind) {
        case Kind::TaskStep:
            task->loop = e.loop;
            task->thread = e.thread;
            task->pending_handle = 0;
            task->awaits = {};
            task->waits_for.clear();
            task->waits_for_job = 0;
            task->requeued = task->timed = false;
            task->parked = 0;
            set_status(*task, TaskStatus::Running);
            added_to_.clear();
            submitted_job_ = 0;
            step_began_ = now.step;
            break;
        case Kind::TaskSuspended: {
            task->awaits = e.target;
            FutureFold* f = future(e.target);
            if (f && f->creator == task->number && f->created_step >= step_began_) {
                task->waits_for = added_to_;
                task->waits_for_job = submitted_job_;
            }
            TaskStatus status = f && f->timer ? TaskStatus::Sleeping : TaskStatus::Waiting;
            if (!e.target) status = task->timed ? TaskStatus::Sleeping : task->parked ? TaskStatus::Waiting : TaskStatus::Ready;
            if (task->pending_handle) status = TaskStatus::Ready;
            if (task->asked) status = TaskStatus::Cancelling;
            set_status(*task, status);
            break;
        }
        case Kind::TaskParked:
            task->parked = e.names[0] + 1;
            if (!task->asked && task->status != TaskStatus::Running) set_status(*task, TaskStatus::Waiting);
            break;
        case Kind::TaskDone: {
            constexpr TaskStatus kEnds[] = {TaskStatus::Done, TaskStatus::Failed, TaskStatus::Cancelled};
            task->outcome = e.outcome;
            task->value = e.value;
            task->asked = task->must_cancel = task->held = false;
            task->awaits = {};
            task->waits_for.clear();
            task->waits_for_job = 0;
            task->pending_handle = 0;
            set_status(*task, kEnds[static_cast<size_t>(e.outcome)]);
            finish_cancellations({Awaitable::Kind::Task, task->number, e.subject_slot});
            break;
        }
        case Kind::TaskFreed:
            finished.push_back(std::move(*task));
            *task = TaskFold{};
            if (finished.size() > 2 * kKeepFinished) {
                finished.erase(finished.begin(), finished.begin() + kKeepFinished);
                finished_dropped += kKeepFinished;
            }
            break;
        default: break;
    }
}

// --- futures -------------------------------------------------------------------------------------------------------

void Fold::apply_future(const Event& e) {
    switch (e.kind) {
        case Kind::FutureCreated: {
            FutureFold& f = at_slot(futures, e.target.slot);
            f = FutureFold{};
            f.number = e.target.number;
            f.created_step = now.step;
            f.creator = e.task;
            break;
        }
        case Kind::FutureDone:
            if (FutureFold* f = future(e.target)) {
                f->status = e.outcome == trace::Outcome::Cancelled ? FutureStatus::Cancelled : FutureStatus::Finished;
                f->outcome = e.outcome;
                f->value = e.value;
                f->timer = 0;
            }
            if (e.outcome == trace::Outcome::Cancelled) finish_cancellations(e.target);
            break;
        case Kind::FutureCallbackAdded:
            if (auto* callbacks = callbacks_of(e.target)) callbacks->add(e.callback);
            if (e.callback.code == CallbackCode::Named || e.callback.code == CallbackCode::NamedFor) {
                if (added_to_.size() < 100) added_to_.push_back(e.target);
            }
            break;
        case Kind::FutureCallbackRemoved:
            if (auto* callbacks = callbacks_of(e.target)) callbacks->remove(e.callback);
            break;
        case Kind::FutureCallbackScheduled:
            if (auto* callbacks = callbacks_of(e.target)) callbacks->take(e.callback);
            break;
        case Kind::FutureFreed:
            if (e.target.slot < futures.size()) futures[e.target.slot] = FutureFold{};
            break;
        default: break;
    }
}

// --- handles -------------------------------------------------------------------------------------------------------

void Fold::apply_handle(const Event& e) {
    switch (e.kind) {
        case Kind::HandleScheduled:
        case Kind::TimerScheduled:
        case Kind::TimerDue: schedule(e); break;
        case Kind::HandleRun: run_handle(e); break;
        case Kind::HandleCancelled: cancel_handle(e); break;
        case Kind::HandleFreed:
            if (e.handle_slot < handles.size()) handles[e.handle_slot] = HandleFold{};
            break;
        default: break;
    }
}

// Into the ready queue or onto the timer heap.
void Fold::schedule(const Event& e) {
    LoopFold& loop = loop_for(e);
    ReadyEntry entry;
    entry.number = e.handle;
    entry.callback = e.callback;
    entry.scheduled = now;
    entry.own = e.own_handle;
    if (!e.own_handle) {
        HandleFold& h = at_slot(handles, e.handle_slot);
        if (e.kind != Kind::TimerDue) {
            h = HandleFold{};
            h.number = e.handle;
            h.callback = e.callback;
            h.scheduled = now;
            h.loop = loop.number;
        }
        if (e.kind == Kind::TimerScheduled) {
            h.place = HandlePlace::Timer;
            h.when = e.when;
            h.timed = true;
            FutureFold* f = e.callback.code == CallbackCode::FutureSetResult ? future(e.callback.about) : nullptr;
            if (f && f->status == FutureStatus::Pending) {
                f->timer = e.handle;
                f->due = e.when;
            }
            queue_task(e);
            return;
        }
        h.place = HandlePlace::Ready;
        entry.when = h.when;
        entry.timed = h.timed;
        entry.cancelled = h.cancelled;
        entry.scheduled = h.scheduled;
        if (e.kind == Kind::TimerDue && !loop.fixed) loop.phase = LoopPhase::Timers;
    }
    loop.ready.push_back(entry);
    if (!e.own_handle) return queue_task(e);
    TaskFold* task = task_of(e.callback.about);
    if (!task) return;
    task->pending_handle = e.handle;
    bool waits = task->status == TaskStatus::Waiting || task->status == TaskStatus::Sleeping;
    if (waits) set_status(*task, TaskStatus::Ready);
}

// uasyncio queues a coroutine itself, without a future between: its place in the queues is its state.
void Fold::queue_task(const Event& e) {
    TaskFold* task = e.callback.code == CallbackCode::TaskStep ? task_of(e.callback.about) : nullptr;
    if (!task) return;
    task->timed = e.kind == Kind::TimerScheduled;
    task->requeued = !task->timed;
    task->due = task->timed ? e.when : 0;
    task->parked = 0;
    if (task->status == TaskStatus::Running || task->asked) return;
    set_status(*task, task->timed ? TaskStatus::Sleeping : TaskStatus::Ready);
}

void Fold::begin_turn(LoopFold& loop) {
    auto over = [](const ReadyEntry& entry) { return entry.place != HandleState::Place::Ready; };
    // What was cancelled in this turn's part of the queue has been passed over.
    size_t kept = 0;
    for (size_t i = 0; i < loop.ready.size(); ++i) {
        bool passed = loop.fixed && i < loop.turn_total && loop.ready[i].cancelled;
        if (!over(loop.ready[i]) && !passed) loop.ready[kept++] = loop.ready[i];
    }
    loop.ready.resize(kept);
    loop.begun = loop.turn_total = 0;
    loop.fixed = false;
}

void Fold::run_handle(const Event& e) {
    LoopFold& loop = loop_for(e);
    loop.phase = LoopPhase::Ready;
    loop.polling = false;
    if (!loop.fixed) {
        loop.fixed = true;
        loop.turn_total = loop.ready.size();
    }
    if (loop.begun > 0 && loop.begun <= loop.ready.size()) loop.ready[loop.begun - 1].place = HandleState::Place::Ran;
    size_t at = loop.begun;
    while (at < loop.ready.size() && loop.ready[at].number != e.handle) ++at;
    if (at == loop.ready.size()) {  // scheduled where we could not see it
        at = std::min(loop.begun, loop.ready.size());
        ReadyEntry entry;
        entry.number = e.handle;
        entry.callback = e.callback;
        entry.scheduled = now;
        loop.ready.insert(loop.ready.begin() + static_cast<long>(at), entry);
        loop.turn_total = std::min(loop.turn_total + 1, loop.ready.size());
    }
    loop.ready[at].place = HandleState::Place::Running;
    loop.begun = at + 1;
    if (!e.own_handle && e.handle_slot < handles.size()) handles[e.handle_slot].place = HandlePlace::None;
}

void Fold::cancel_handle(const Event& e) {
    HandleFold& h = at_slot(handles, e.handle_slot);
    h.cancelled = true;
    FutureFold* f = h.callback.code == CallbackCode::FutureSetResult ? future(h.callback.about) : nullptr;
    if (f && f->timer == e.handle) f->timer = 0;
    if (h.place != HandlePlace::Ready) return;
    for (LoopFold& loop : loops) {
        for (ReadyEntry& entry : loop.ready) {
            if (entry.number == e.handle) entry.cancelled = true;
        }
    }
}

// --- the loop ------------------------------------------------------------------------------------------------------

void Fold::apply_loop(const Event& e) {
    switch (e.kind) {
        case Kind::LoopStarted: {
            loop_at(std::max(e.loop, 1u));
            LoopFold& loop = loop_at(e.loop);
            loop.running = true;
            loop.thread = e.thread;
            last_loop = e.loop;
            if (e.loop == 0) break;
            LoopFold& early = loop_at(0);
            loop.ready.insert(loop.ready.end(), early.ready.begin(), early.ready.end());
            early.ready.clear();
            break;
        }
        case Kind::LoopIteration: {
            LoopFold& loop = loop_for(e);
            begin_turn(loop);
            loop.phase = LoopPhase::Poll;
            loop.polling = false;
            std::erase_if(cancellations, [](const CancellationFold& c) { return c.completed.step != trace::kNoStep; });
            std::erase_if(jobs, [](const JobFold& j) { return j.place == JobState::Place::Finished; });
            break;
        }
        case Kind::LoopPoll: {
            LoopFold& loop = loop_for(e);
            loop.polling = true;
            loop.has_until = e.has_when;
            loop.poll_until = e.when;
            loop.poll_for = e.names[0];
            loop.phase = LoopPhase::Poll;
            break;
        }
        case Kind::LoopBlocked: blocked = {true, e.from, e.when, e.names[0], e.function, e.line, e.thread, now.step}; break;
        case Kind::LoopStopped: {
            LoopFold& loop = loop_for(e);
            begin_turn(loop);
            loop.running = loop.polling = false;
            loop.phase = LoopPhase::None;
            break;
        }
        default: break;
    }
}

// --- cancellation --------------------------------------------------------------------------------------------------

void Fold::finish_cancellations(Awaitable target) {
    for (CancellationFold& c : cancellations) {
        if (c.target == target && c.completed.step == trace::kNoStep) c.completed = now;
    }
}

void Fold::apply_cancel(const Event& e) {
    switch (e.kind) {
        case Kind::CancelRequested: {
            CancellationFold c;
            c.target = e.target;
            c.by_task = e.task;
            c.by_thread = e.thread;
            c.message = e.value;
            c.requested = now;
            if (cancellations.size() >= kMostCancellations) cancellations.erase(cancellations.begin());
            cancellations.push_back(std::move(c));
            if (TaskFold* task = task_of(e.target)) {
                ++task->cancelling;
                task->must_cancel = task->asked = true;
                if (task->status != TaskStatus::Running) set_status(*task, TaskStatus::Cancelling);
            }
            break;
        }
        case Kind::CancelForwarded: {
            if (TaskFold* task = live_task(e.subject_slot, e.subject)) task->must_cancel = false;
            for (CancellationFold& c : cancellations) {
                bool its = c.target.kind == Awaitable::Kind::Task && c.target.number == e.subject;
                if (!its || c.delivered.step != trace::kNoStep || c.completed.step != trace::kNoStep) continue;
                c.forwarded_steps.push_back(now.step);
                c.forwarded_to.push_back(e.target);
            }
            break;
        }
        case Kind::CancelDelivered:
        case Kind::CancelCaught: {
            bool delivered = e.kind == Kind::CancelDelivered;
            if (TaskFold* task = live_task(e.subject_slot, e.subject); task && delivered) {
                task->must_cancel = task->asked = false;
            }
            for (CancellationFold& c : cancellations) {
                bool its = c.target.kind == Awaitable::Kind::Task && c.target.number == e.subject;
                Moment& moment = delivered ? c.delivered : c.caught;
                if (its && moment.step == trace::kNoStep && (delivered || c.delivered.step != trace::kNoStep)) moment = now;
            }
            break;
        }
        case Kind::CancelCompleted: finish_cancellations(e.target); break;
        case Kind::CancelHeld:
        case Kind::CancelArmed:
            if (TaskFold* task = live_task(e.subject_slot, e.subject)) {
                task->held = e.kind == Kind::CancelHeld;
                task->must_cancel = !task->held;
            }
            break;
        case Kind::CancelUncancelled:
            if (TaskFold* task = live_task(e.subject_slot, e.subject); task && task->cancelling > 0) {
                if (--task->cancelling > 0) break;
                task->must_cancel = task->asked = task->held = false;
                finish_cancellations({Awaitable::Kind::Task, e.subject, e.subject_slot});
            }
            break;
        default: break;
    }
}

// --- threads, the executor, the world ------------------------------------------------------------------------------

void Fold::apply_thread(const Event& e) {
    ThreadFold& t = at_slot(threads, e.thread);
    uint32_t number = static_cast<uint32_t>(e.number);
    switch (e.kind) {
        case Kind::ThreadStarted: at_slot(threads, number) = ThreadFold{}; break;
        case Kind::ThreadBlocked:
            t.blocked = true;
            t.has_until = e.has_when;
            t.until = e.when;
            t.waits_for = e.names[0];
            t.since = now;
            break;
        case Kind::ExecutorSubmitted: {
            JobFold j;
            j.number = number;
            j.function = e.names[0];
            j.since_step = now.step;
            if (is_next(jobs, number)) jobs.push_back(j);
            submitted_job_ = number;
            break;
        }
        case Kind::ExecutorStarted:
        case Kind::ExecutorFinished: {
            bool started = e.kind == Kind::ExecutorStarted;
            t.job = started ? number : 0;
            JobFold* j = numbered(jobs, number);
            if (!j) break;
            j->place = started ? JobState::Place::Running : JobState::Place::Finished;
            j->thread = e.thread;
            j->since_step = now.step;
            break;
        }
        default: break;
    }
}

void Fold::apply_world(const Event& e) {
    uint32_t number = static_cast<uint32_t>(e.number);
    switch (e.kind) {
        case Kind::IoConnected: {
            if (!is_next(connections, number)) break;
            ConnectionState c;
            c.number = number;
            c.since_step = now.step;
            connections.push_back(c);
            connection_names.push_back(e.names[0]);
            connection_names.push_back(e.names[1]);
            break;
        }
        case Kind::IoClosed:
            if (ConnectionState* c = numbered(connections, number); c && c->open) {
                c->open = false;
                c->since_step = now.step;
            }
            break;
        case Kind::ProcessStarted: {
            if (!is_next(processes, number)) break;
            ProcessState p;
            p.number = number;
            p.since_step = now.step;
            processes.push_back(p);
            process_names.push_back(e.names[0]);
            break;
        }
        case Kind::ProcessExited:
            if (ProcessState* p = numbered(processes, number); p && p->running) {
                p->running = false;
                p->status = e.status;
                p->since_step = now.step;
            }
            break;
        default: break;
    }
}

size_t Fold::bytes() const {
    size_t total = sizeof *this + tasks.size() * sizeof(TaskFold) + finished.size() * sizeof(TaskFold) +
                   futures.size() * sizeof(FutureFold) + handles.size() * sizeof(HandleFold) +
                   connections.size() * sizeof(ConnectionState) + processes.size() * sizeof(ProcessState) +
                   cancellations.size() * sizeof(CancellationFold);
    for (const LoopFold& loop : loops) total += sizeof loop + loop.ready.size() * sizeof(ReadyEntry);
    for (const FutureFold& f : futures) total += f.callbacks.all.size() * sizeof(CallbackRef);
    for (const TaskFold& t : tasks) total += (t.callbacks.all.size() + t.waits_for.size()) * sizeof(CallbackRef);
    return total;
}

}  // namespace loopscope::replay
