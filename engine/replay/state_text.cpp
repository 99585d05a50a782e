// A State as lines of text, for `show` and for tests.
#include "replay/sentence.h"
#include "replay/state.h"

namespace loopscope::replay {

namespace {

class StateText {
public:
    explicit StateText(const State& state) : s_(state) {}
    std::string make();

private:
    void put(int indent, const std::string& text) {
        text_.append(static_cast<size_t>(indent) * 2, ' ');
        text_ += text;
        text_ += '\n';
    }
    static std::string since(uint64_t step) { return step == trace::kNoStep ? "" : " since step " + std::to_string(step); }
    static std::string place(const FrameState& frame);
    void head();
    void tasks();
    void chain(const std::vector<FrameState>& chain, int indent);
    void loop(const LoopState& loop);
    void futures();
    void generators();
    void threads();
    void locks();
    void world();
    void cancellations();

    const State& s_;
    std::string text_;
};

std::string StateText::place(const FrameState& frame) {
    std::string text = frame.function;
    if (frame.line) text += ", line " + std::to_string(frame.line);
    if (frame.library) text += " (library)";
    return text;
}

void StateText::head() {
    std::string line = s_.step == trace::kNoStep ? "before the first step" : "step " + std::to_string(s_.step);
    line += "  t = " + seconds_text(s_.t) + " s";
    if (s_.iteration) line += "  turn " + std::to_string(s_.iteration);
    if (s_.thread < s_.threads.size()) line += "  thread " + s_.threads[s_.thread].name;
    if (const TaskState* task = s_.task ? s_.find_task(s_.task) : nullptr) line += "  task " + task->name;
    put(0, line);
    if (s_.last_line.line) put(0, "line run last: " + s_.last_line.file + ":" + std::to_string(s_.last_line.line));
    if (s_.next_line.line) put(0, "line run next: " + s_.next_line.file + ":" + std::to_string(s_.next_line.line));
    if (s_.blocked) put(0, "the loop is blocked by " + s_.blocked->call + " until t = " + seconds_text(s_.blocked->to) + " s");
}

void StateText::chain(const std::vector<FrameState>& chain, int indent) {
    for (const FrameState& frame : chain) {
        put(indent, std::string(generator_status_name(frame.status)) + " " + place(frame));
    }
}

void StateText::tasks() {
    if (s_.tasks.empty()) return;
    put(0, "tasks");
    for (const TaskState& t : s_.tasks) {
        std::string line = t.name + "  " + task_status_name(t.status);
        if (!t.awaits_text.empty()) line += " for " + t.awaits_text;
        if (!t.awaits_what.empty()) line += " (" + t.awaits_what + ")";
        if (t.due) line += " until t = " + seconds_text(*t.due) + " s";
        if (!t.outcome.empty()) line += ": " + t.outcome;
        line += since(t.since_step);
        if (!t.parent_name.empty()) line += ", child of " + t.parent_name;
        if (t.cancelling) line += ", cancelling() is " + std::to_string(t.cancelling);
        if (t.must_cancel) line += ", must cancel";
        if (t.held) line += ", a request to cancel is held back";
        put(1, line);
        chain(t.chain, 2);
    }
}

void StateText::loop(const LoopState& loop) {
    bool empty = !loop.running && loop.ready.empty() && loop.timers.empty();
    if (empty) return;
    std::string line = "loop";
    if (loop.number > 1) line += " " + std::to_string(loop.number);
    if (loop.iteration) line += "  turn " + std::to_string(loop.iteration);
    if (loop.phase != LoopPhase::None) line += std::string("  ") + loop_phase_name(loop.phase);
    if (loop.phase == LoopPhase::Ready)
        line += "  " + std::to_string(loop.turn_begun) + " of " + std::to_string(loop.turn_total);
    if (!loop.running) line += "  not running";
    if (loop.polling)
        line += loop.poll_until ? "  polls until t = " + seconds_text(*loop.poll_until) + " s" : std::string("  polls");
    put(0, line);
    for (const HandleState& h : loop.ready) {
        const char* how = h.cancelled                              ? "cancelled"
                          : h.place == HandleState::Place::Ran     ? "ran"
                          : h.place == HandleState::Place::Running ? "now"
                          : h.next_turn                            ? "next turn"
                                                                   : "ready";
        put(1, std::string(how) + "  " + h.name + "  " + h.callback);
    }
    for (const HandleState& h : loop.timers) {
        put(1,
            "timer  t = " + seconds_text(*h.when) + " s  " + h.name + "  " + h.callback + (h.cancelled ? "  cancelled" : ""));
    }
}

void StateText::futures() {
    if (s_.futures.empty()) return;
    put(0, "futures");
    for (const FutureState& f : s_.futures) {
        std::string line = f.name + "  " + future_status_name(f.status);
        if (!f.outcome.empty()) line += ": " + f.outcome;
        if (f.due) line += "  due t = " + seconds_text(*f.due) + " s";
        for (const std::string& callback : f.callbacks) line += "  -> " + callback;
        put(1, line);
    }
}

void StateText::generators() {
    bool any = false;
    for (const GeneratorState& g : s_.generators) {
        if (g.owner_task) continue;
        if (!any) put(0, "generators outside of tasks");
        any = true;
        std::string line = g.name + "  " + generator_status_name(g.frame.status) + "  " + place(g.frame);
        if (const GeneratorState* inner = s_.find_generator(g.delegates_to)) line += "  -> " + inner->name;
        put(1, line);
    }
}

void StateText::threads() {
    put(0, "threads");
    for (const ThreadView& t : s_.threads) {
        std::string line = t.name;
        if (!t.alive) line += "  ended";
        if (t.current) line += "  runs";
        if (t.blocked) line += "  waits for " + t.waits_for;
        if (t.until) line += " until t = " + seconds_text(*t.until) + " s";
        if (!t.job.empty()) line += "  job " + t.job;
        put(1, line);
        for (const FrameState& frame : t.stack) put(2, place(frame));
    }
}

void StateText::locks() {
    auto name = [&](uint32_t number) {
        const TaskState* task = s_.find_task(number);
        return task ? task->name : std::string("?");
    };
    for (const LockState& lock : s_.locks) {
        std::string line = lock.name + (lock.depth ? "  held by " + name(lock.owner) : "  free");
        if (lock.depth > 1) line += ", depth " + std::to_string(lock.depth);
        for (size_t i = 0; i < lock.waiting.size(); ++i) line += (i ? ", " : "; waiting: ") + name(lock.waiting[i]);
        put(0, line);
    }
}

void StateText::world() {
    for (const JobState& j : s_.jobs) {
        constexpr const char* kPlaces[] = {"queued", "running", "finished"};
        put(0, "executor job " + std::to_string(j.number) + "  " + j.function + "  " + kPlaces[static_cast<size_t>(j.place)]);
    }
    for (const ConnectionState& c : s_.connections) {
        put(0,
            "connection " + std::to_string(c.number) + "  " + c.peer + " at " + c.address + (c.open ? "  open" : "  closed"));
    }
    for (const ProcessState& p : s_.processes) {
        put(0, "process " + p.command + (p.running ? "  running" : "  ended with status " + std::to_string(p.status)));
    }
}

void StateText::cancellations() {
    for (const CancellationState& c : s_.cancellations) {
        std::string line =
            "cancellation of " + c.target_name + " by " + c.by + ": requested in step " + std::to_string(c.requested_step);
        for (size_t i = 0; i < c.forwarded_steps.size(); ++i)
            line += ", forwarded in step " + std::to_string(c.forwarded_steps[i]);
        auto stage = [&](const char* name, uint64_t step) {
            if (step != trace::kNoStep) line += std::string(", ") + name + " in step " + std::to_string(step);
        };
        stage("delivered", c.delivered_step);
        stage("caught", c.caught_step);
        stage("completed", c.completed_step);
        put(0, line);
    }
}

std::string StateText::make() {
    head();
    tasks();
    loop(s_.loop);
    for (const LoopState& other : s_.other_loops) loop(other);
    futures();
    generators();
    threads();
    locks();
    world();
    cancellations();
    if (s_.output_count) put(0, "printed so far: " + std::to_string(s_.output_count));
    return std::move(text_);
}

}  // namespace

std::string to_text(const State& state) { return StateText(state).make(); }

}  // namespace loopscope::replay
