// Makes the readable State out of a fold and a decoder.
#include "replay/state.h"

#include <algorithm>

#include "replay/fold.h"
#include "trace/describe.h"

namespace loopscope::replay {

using trace::Awaitable;
using trace::CallbackCode;
using trace::GeneratorSlot;
using trace::GeneratorStatus;

const char* task_status_name(TaskStatus status) {
    constexpr const char* kNames[] = {"CREATED",    "READY", "RUNNING",   "WAITING", "SLEEPING",
                                      "CANCELLING", "DONE",  "CANCELLED", "FAILED"};
    return kNames[static_cast<size_t>(status)];
}
char task_status_letter(TaskStatus status) { return "NQRWSCDXF"[static_cast<size_t>(status)]; }
const char* future_status_name(FutureStatus status) {
    constexpr const char* kNames[] = {"PENDING", "FINISHED", "CANCELLED"};
    return kNames[static_cast<size_t>(status)];
}
const char* generator_status_name(GeneratorStatus status) {
    constexpr const char* kNames[] = {"CREATED", "RUNNING", "SUSPENDED", "CLOSED"};
    return kNames[static_cast<size_t>(status)];
}
const char* loop_phase_name(LoopPhase phase) {
    constexpr const char* kNames[] = {"", "Poll", "Move due timers", "Run ready"};
    return kNames[static_cast<size_t>(phase)];
}

const TaskState* State::find_task(uint32_t number) const {
    auto found = std::find_if(tasks.begin(), tasks.end(), [&](const TaskState& t) { return t.number == number; });
    return found == tasks.end() ? nullptr : &*found;
}
const FutureState* State::find_future(uint32_t number) const {
    auto found = std::find_if(futures.begin(), futures.end(), [&](const FutureState& f) { return f.number == number; });
    return found == futures.end() ? nullptr : &*found;
}
const GeneratorState* State::find_generator(uint32_t number) const {
    auto found =
        std::find_if(generators.begin(), generators.end(), [&](const GeneratorState& g) { return g.number == number; });
    return found == generators.end() ? nullptr : &*found;
}
const LockState* State::lock_waited_for(uint32_t task) const {
    auto found = std::find_if(locks.begin(), locks.end(), [&](const LockState& lock) {
        return std::find(lock.waiting.begin(), lock.waiting.end(), task) != lock.waiting.end();
    });
    return found == locks.end() ? nullptr : &*found;
}

namespace {

class StateMaker {
public:
    StateMaker(const Fold& fold, const trace::Decoder& decoder)
        : f_(fold), d_(decoder), namer_{decoder.tables(), decoder.names(), decoder.offset()} {}

    State make();
    TaskState one_task(uint32_t slot) const { return task_state(f_.tasks[slot]); }

private:
    std::string text(uint32_t string_id) const { return trace::strict_utf8(d_.tables().string(string_id)); }
    FrameState frame_of(uint32_t function, uint32_t line, uint32_t generator, GeneratorStatus status) const;
    void add_tasks();
    TaskState task_state(const TaskFold& fold) const;
    void describe_wait(const TaskFold& fold, TaskState& task) const;
    std::vector<FrameState> chain_of(const TaskFold& fold) const;
    void add_futures();
    void add_generators();
    void mark_chain(std::vector<GeneratorState>& found) const;
    void add_loops();
    LoopState loop_state(const LoopFold& fold) const;
    HandleState handle_state(uint32_t number, const trace::CallbackRef& callback, const Moment& scheduled) const;
    void add_threads();
    void add_locks();
    void add_world();
    void add_cancellations();

    const Fold& f_;
    const trace::Decoder& d_;
    trace::Namer namer_;
    State s_;
};

FrameState StateMaker::frame_of(uint32_t function, uint32_t line, uint32_t generator, GeneratorStatus status) const {
    const trace::FunctionInfo& info = d_.tables().function(function);
    FrameState frame;
    frame.function = trace::strict_utf8(info.qualname);
    frame.file = info.file;
    frame.module = info.module;
    frame.function_id = function;
    frame.line = line;
    frame.flavor = info.flavor;
    frame.generator = generator;
    frame.status = status;
    frame.library = info.library;
    return frame;
}

// The coroutine stack: from the task's coroutine along what each awaits.
std::vector<FrameState> StateMaker::chain_of(const TaskFold& fold) const {
    std::vector<FrameState> chain;
    if (fold.coroutine == 0 || fold.coroutine > d_.generators().size()) return chain;
    const GeneratorSlot* g = &d_.generators()[fold.coroutine - 1];
    if (g->number != fold.coroutine_number) return chain;
    while (g && chain.size() <= d_.generators().size()) {
        if (g->status == GeneratorStatus::Closed) break;
        uint32_t line = g->line;
        if (g->status == GeneratorStatus::Running) {
            for (const trace::ThreadState& t : d_.threads()) {
                for (const trace::Frame& frame : t.frames) {
                    if (frame.generator == g->number) line = frame.line;
                }
            }
        }
        chain.push_back(frame_of(g->function, line, g->number, g->status));
        g = d_.delegate_of(*g);
    }
    return chain;
}

void StateMaker::describe_wait(const TaskFold& fold, TaskState& task) const {
    if (!fold.waits_for.empty()) {
        for (size_t i = 0; i < fold.waits_for.size() && i < 8; ++i) {
            if (i) task.awaits_what += ", ";
            task.awaits_what += namer_.awaitable(fold.waits_for[i]);
        }
        if (fold.waits_for.size() > 8) task.awaits_what += ", ...";
        return;
    }
    if (const trace::LockSlot* lock = d_.lock_waited_for(fold.number)) {
        task.awaits_what = namer_.lock(lock->number);
        return;
    }
    for (const JobFold& job : f_.jobs) {
        if (job.number != fold.waits_for_job || job.number == 0) continue;
        task.awaits_what = text(job.function);
        if (job.place == JobState::Place::Running && job.thread < d_.threads().size()) {
            task.awaits_what += " in " + text(d_.threads()[job.thread].name - 1);
        }
        return;
    }
    // The library function that the program's own code awaits: "sleep", "Queue.get".
    for (const FrameState& frame : task.chain) {
        if (!frame.library) continue;
        task.awaits_what = frame.function;
        return;
    }
}

TaskState StateMaker::task_state(const TaskFold& fold) const {
    TaskState task;
    task.number = fold.number;
    task.name = namer_.task(fold.number);
    task.parent = fold.parent;
    task.parent_name = namer_.task(fold.parent);
    if (fold.function != trace::kNoFunction) task.coroutine = namer_.function(fold.function);
    task.status = fold.status;
    task.awaits = fold.awaits;
    task.awaits_text = namer_.awaitable(fold.awaits);
    task.since_step = fold.since.step;
    task.since_t = fold.since.t;
    task.since_iteration = fold.since.iteration;
    task.cancelling = fold.cancelling;
    task.must_cancel = fold.must_cancel;
    task.held = fold.held;
    if (is_finished(fold.status))
        task.outcome = namer_.value(fold.value);
    else
        task.chain = chain_of(fold);
    task.thread = fold.thread;
    task.loop = fold.loop;
    task.pending_handle = fold.pending_handle;
    if (fold.awaits) describe_wait(fold, task);
    if (fold.parked) task.awaits_text = text(fold.parked - 1);
    task.due = due_of(f_, fold);
    return task;
}

void StateMaker::add_tasks() {
    for (const TaskFold& t : f_.finished) s_.tasks.push_back(task_state(t));
    for (const TaskFold& t : f_.tasks) {
        if (t.number) s_.tasks.push_back(task_state(t));
    }
    std::sort(s_.tasks.begin(), s_.tasks.end(), [](const TaskState& a, const TaskState& b) { return a.number < b.number; });
}

void StateMaker::add_futures() {
    for (const FutureFold& f : f_.futures) {
        if (f.number == 0) continue;
        FutureState future;
        future.number = f.number;
        future.name = "future#" + std::to_string(f.number);
        future.status = f.status;
        if (f.status != FutureStatus::Pending) future.outcome = namer_.value(f.value);
        future.created_step = f.created_step;
        if (f.timer) future.due = f.due;
        for (size_t i = f.callbacks.taken; i < f.callbacks.all.size(); ++i) {
            const trace::CallbackRef& c = f.callbacks.all[i];
            future.callbacks.push_back(namer_.callback(c));
            if (c.code == CallbackCode::TaskWakeup) future.waiting_tasks.push_back(c.about.number);
        }
        s_.futures.push_back(std::move(future));
    }
    std::sort(s_.futures.begin(), s_.futures.end(),
              [](const FutureState& a, const FutureState& b) { return a.number < b.number; });
}

void StateMaker::add_generators() {
    std::vector<std::pair<uint32_t, uint32_t>> owners;  // generator, task
    for (const TaskState& task : s_.tasks) {
        for (const FrameState& frame : task.chain) owners.emplace_back(frame.generator, task.number);
    }
    std::sort(owners.begin(), owners.end());
    for (const GeneratorSlot& g : d_.generators()) {
        if (g.number == 0) continue;
        GeneratorState state;
        state.number = g.number;
        state.name = namer_.function(g.function) + "#" + std::to_string(g.number);
        uint32_t line = g.line;
        for (const trace::ThreadState& t : d_.threads()) {
            if (g.status != GeneratorStatus::Running) break;
            for (const trace::Frame& frame : t.frames) {
                if (frame.generator == g.number) line = frame.line;
            }
        }
        state.frame = frame_of(g.function, line, g.number, g.status);
        if (const GeneratorSlot* inner = d_.delegate_of(g)) state.delegates_to = inner->number;
        auto owner = std::lower_bound(owners.begin(), owners.end(), std::make_pair(g.number, 0u));
        if (owner != owners.end() && owner->first == g.number) state.owner_task = owner->second;
        s_.generators.push_back(std::move(state));
    }
    std::sort(s_.generators.begin(), s_.generators.end(),
              [](const GeneratorState& a, const GeneratorState& b) { return a.number < b.number; });
}

HandleState StateMaker::handle_state(uint32_t number, const trace::CallbackRef& callback, const Moment& scheduled) const {
    HandleState h;
    h.number = number;
    h.name = namer_.handle(number);
    h.callback = namer_.callback(callback);
    h.ref = callback;
    if (callback.about.kind == Awaitable::Kind::Task) h.task = callback.about.number;
    h.scheduled_step = scheduled.step;
    h.scheduled_t = scheduled.t;
    h.scheduled_iteration = scheduled.iteration;
    return h;
}

LoopState StateMaker::loop_state(const LoopFold& fold) const {
    LoopState loop;
    loop.number = fold.number;
    loop.running = fold.running;
    loop.thread = fold.thread;
    loop.iteration = d_.iteration(fold.number);
    loop.phase = fold.phase;
    loop.turn_total = static_cast<uint32_t>(fold.fixed ? fold.turn_total : fold.ready.size());
    loop.turn_begun = static_cast<uint32_t>(fold.begun);
    loop.polling = fold.polling;
    if (fold.polling && fold.has_until) loop.poll_until = fold.poll_until;
    if (fold.polling) loop.poll_for = text(fold.poll_for);
    for (size_t i = 0; i < fold.ready.size(); ++i) {
        const ReadyEntry& entry = fold.ready[i];
        HandleState h = handle_state(entry.number, entry.callback, entry.scheduled);
        if (entry.timed) h.when = entry.when;
        h.cancelled = entry.cancelled;
        h.place = entry.place;
        h.next_turn = fold.fixed && i >= fold.turn_total;
        loop.ready.push_back(std::move(h));
    }
    for (const HandleFold& handle : f_.handles) {
        if (handle.place != HandlePlace::Timer || handle.loop != fold.number) continue;
        HandleState h = handle_state(handle.number, handle.callback, handle.scheduled);
        h.when = handle.when;
        h.cancelled = handle.cancelled;
        loop.timers.push_back(std::move(h));
    }
    std::sort(loop.timers.begin(), loop.timers.end(), [](const HandleState& a, const HandleState& b) {
        return *a.when != *b.when ? *a.when < *b.when : a.number < b.number;
    });
    return loop;
}

void StateMaker::add_loops() {
    uint32_t shown = f_.last_loop;
    if (d_.thread() < d_.threads().size() && d_.threads()[d_.thread()].loop) shown = d_.threads()[d_.thread()].loop;
    for (const LoopFold& loop : f_.loops) {
        LoopState state = loop_state(loop);
        if (loop.number == shown)
            s_.loop = std::move(state);
        else if (loop.number || !state.ready.empty() || !state.timers.empty())
            s_.other_loops.push_back(std::move(state));
    }
}

void StateMaker::add_threads() {
    for (uint32_t id = 0; id < d_.threads().size(); ++id) {
        const trace::ThreadState& t = d_.threads()[id];
        ThreadView view;
        view.id = id;
        view.name = t.name ? text(t.name - 1) : id == 0 ? "main" : "?";
        view.alive = t.alive;
        view.current = id == f_.thread;
        if (id < f_.threads.size()) {
            const ThreadFold& fold = f_.threads[id];
            view.blocked = fold.blocked;
            if (fold.blocked && fold.has_until) view.until = fold.until;
            if (fold.blocked) view.waits_for = text(fold.waits_for);
            for (const JobFold& job : f_.jobs) {
                if (job.number == fold.job && job.number) view.job = text(job.function);
            }
        }
        for (const trace::Frame& frame : t.frames) {
            view.stack.push_back(frame_of(frame.function, frame.line, frame.generator, GeneratorStatus::Running));
        }
        s_.threads.push_back(std::move(view));
    }
}

void StateMaker::add_locks() {
    for (const trace::LockSlot& lock : d_.locks()) {
        s_.locks.push_back({lock.number, namer_.lock(lock.number), lock.owner, lock.depth, lock.waiting});
    }
}

void StateMaker::add_world() {
    for (const JobFold& job : f_.jobs) {
        s_.jobs.push_back({job.number, text(job.function), job.place, job.thread, job.since_step});
    }
    s_.connections = f_.connections;
    for (size_t i = 0; i < s_.connections.size(); ++i) {
        s_.connections[i].peer = text(f_.connection_names[2 * i]);
        s_.connections[i].address = text(f_.connection_names[2 * i + 1]);
    }
    s_.processes = f_.processes;
    for (size_t i = 0; i < s_.processes.size(); ++i) s_.processes[i].command = text(f_.process_names[i]);
    if (!f_.blocked.on) return;
    BlockedState blocked;
    blocked.from = f_.blocked.from;
    blocked.to = f_.blocked.to;
    blocked.call = text(f_.blocked.call);
    if (f_.blocked.function != trace::kNoFunction) blocked.function = namer_.function(f_.blocked.function);
    blocked.line = f_.blocked.line;
    blocked.step = f_.blocked.step;
    s_.blocked = blocked;
}

void StateMaker::add_cancellations() {
    for (const CancellationFold& c : f_.cancellations) {
        CancellationState state;
        state.target = c.target;
        state.target_name = namer_.awaitable(c.target);
        state.by_task = c.by_task;
        state.by = c.by_task ? namer_.task(c.by_task) : c.by_thread < s_.threads.size() ? s_.threads[c.by_thread].name : "main";
        state.message = namer_.value(c.message);
        state.requested_step = c.requested.step;
        state.delivered_step = c.delivered.step;
        state.caught_step = c.caught.step;
        state.completed_step = c.completed.step;
        state.requested_t = c.requested.t;
        state.delivered_t = c.delivered.t;
        state.completed_t = c.completed.t;
        state.requested_iteration = c.requested.iteration;
        state.delivered_iteration = c.delivered.iteration;
        state.forwarded_steps = c.forwarded_steps;
        state.forwarded_to = c.forwarded_to;
        s_.cancellations.push_back(std::move(state));
    }
}

State StateMaker::make() {
    s_.step = f_.now.step;
    s_.t = f_.now.t;
    s_.thread = f_.thread;
    s_.task = f_.task;
    s_.iteration = f_.iteration;
    s_.output_count = f_.outputs;
    add_threads();
    add_tasks();
    add_futures();
    add_generators();
    add_loops();
    add_locks();
    add_world();
    add_cancellations();
    const trace::ThreadState& t = d_.threads()[std::min<size_t>(f_.thread, d_.threads().size() - 1)];
    uint32_t function = f_.own_function, line = f_.own_line;
    // The innermost frame of the program's own code, unless only the loop is running.
    size_t bottom = t.loop ? t.loop_base : 0;
    for (size_t i = t.frames.size(); i-- > bottom;) {
        const trace::FunctionInfo& info = d_.tables().function(t.frames[i].function);
        if (info.library || info.hidden) continue;
        function = t.frames[i].function;
        line = t.frames[i].line;
        break;
    }
    if (function != trace::kNoFunction) s_.last_line = {d_.tables().function(function).file, function, line};
    return std::move(s_);
}

// The next line event, and the next one of the program's own code.
void peek(State& state, const trace::Decoder& decoder) {
    constexpr int kMostRecords = 20000;
    trace::Decoder ahead = decoder;
    trace::Event event;
    for (int i = 0; i < kMostRecords && ahead.next(event); ++i) {
        if (event.kind != trace::Kind::Line) continue;
        const trace::FunctionInfo& info = ahead.tables().function(event.function);
        Place place{info.file, event.function, event.line};
        if (state.next_any_line.line == 0) state.next_any_line = place;
        if (info.library || info.hidden) continue;
        state.next_line = place;
        return;
    }
}

}  // namespace

std::optional<double> due_of(const Fold& fold, const TaskFold& task) {
    if (task.awaits.kind == Awaitable::Kind::Future && task.awaits.slot < fold.futures.size()) {
        const FutureFold& future = fold.futures[task.awaits.slot];
        if (future.number == task.awaits.number && future.timer) return future.due;
    }
    if (task.timed) return task.due;
    return std::nullopt;
}

TaskState make_task_state(const Fold& fold, const trace::Decoder& decoder, uint32_t slot) {
    return StateMaker(fold, decoder).one_task(slot);
}

State make_state(const Fold& fold, const trace::Decoder& decoder, bool peek_lines) {
    State state = StateMaker(fold, decoder).make();
    if (peek_lines) peek(state, decoder);
    return state;
}

}  // namespace loopscope::replay
