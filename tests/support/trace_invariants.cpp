#include "support/trace_invariants.h"

#include <deque>
#include <map>
#include <set>

#include "trace/describe.h"
#include "trace/reader.h"

namespace loopscope::fake {

using trace::Awaitable;
using trace::Event;
using trace::GeneratorStatus;
using trace::Kind;

namespace {

class Checker {
public:
    explicit Checker(const replay::RawRecording& raw) : raw_(raw), decoder_(raw.chunks, *raw.tables, names_) {}
    std::vector<std::string> run(bool complete);

private:
    void broken(const std::string& rule) {
        if (problems_.size() < 20)
            problems_.push_back("step " + std::to_string(e_.step) + " (" + std::string(trace::kind_info(e_.kind).name) +
                                "): " + rule);
    }
    void check(bool holds, const char* rule) {
        if (!holds) broken(rule);
    }
    void clock();
    void generators();
    void tasks();
    void locks();
    void futures();
    void handles();
    void cancellations();

    struct TaskFacts {
        bool created = false, running = false, done = false, pending = false;
        Awaitable awaits;
    };
    struct FutureFacts {
        bool created = false, done = false;
    };
    struct LockFacts {
        uint32_t owner = 0;
        int64_t depth = 0;
        std::set<uint32_t> waiting;  // tasks
    };
    struct HandleFacts {
        bool scheduled = false, cancelled = false, ran = false, timer = false;
        double when = 0;
    };

    const replay::RawRecording& raw_;
    trace::NameBook names_;
    trace::Decoder decoder_;
    Event e_;
    std::vector<std::string> problems_;
    uint64_t next_step_ = 0;
    double t_ = 0;
    std::map<uint32_t, uint32_t> turns_;  // by loop
    std::map<uint32_t, GeneratorStatus> generators_;
    std::map<uint32_t, TaskFacts> tasks_;
    std::map<uint32_t, FutureFacts> futures_;
    std::map<uint32_t, HandleFacts> handles_;
    std::map<int64_t, LockFacts> locks_;
    uint32_t owes_step_ = 0;                          // the task that has just given way
    std::map<uint32_t, uint32_t> asked_;              // requests to cancel, by task
    bool any_asked_ = false;                          // of anything, or a future was cancelled
    std::map<uint32_t, std::deque<uint32_t>> ready_;  // handles by loop; 0: before any loop ran
};

void Checker::clock() {
    check(e_.step == next_step_, "steps are numbered without gaps");
    next_step_ = e_.step + 1;
    check(e_.t >= t_, "time does not go back");
    check(e_.t == t_ || e_.kind == Kind::LoopAdvance, "time moves by loop.advance only");
    t_ = e_.t;
    if (e_.kind == Kind::LoopAdvance) check(e_.when >= e_.from, "the clock jumps forwards");
    if (e_.kind != Kind::LoopIteration) return;
    uint32_t& turn = turns_[e_.loop];
    check(e_.iteration == turn + 1, "turns of a loop are numbered without gaps");
    turn = e_.iteration;
}

void Checker::generators() {
    if (trace::kind_info(e_.kind).category != trace::Category::Generator) return;
    if (e_.kind == Kind::GeneratorCreated) {
        generators_[e_.generator] = GeneratorStatus::Created;
        return;
    }
    auto found = generators_.find(e_.generator);
    if (found == generators_.end()) {
        broken("a generator is created before it is used");
        generators_[e_.generator] = GeneratorStatus::Suspended;
        return;
    }
    GeneratorStatus& status = found->second;
    switch (e_.kind) {
        case Kind::GeneratorSend:
            check(status == GeneratorStatus::Created || status == GeneratorStatus::Suspended,
                  "only a fresh or suspended generator is sent to");
            check(e_.first == (status == GeneratorStatus::Created), "`first` marks the first entry");
            status = GeneratorStatus::Running;
            break;
        case Kind::GeneratorThrow:
            check(status != GeneratorStatus::Running, "nothing is thrown into a running generator");
            if (!e_.delegated) status = GeneratorStatus::Running;
            break;
        case Kind::GeneratorYield:
            check(status == GeneratorStatus::Running, "only a running generator yields");
            status = GeneratorStatus::Suspended;
            break;
        case Kind::GeneratorReturn:
        case Kind::GeneratorRaise:
            check(status == GeneratorStatus::Running, "only a running generator ends");
            status = GeneratorStatus::Closed;
            break;
        case Kind::GeneratorPasses:
            check(status == GeneratorStatus::Suspended, "a frame that passes a value on does not run");
            break;
        default: break;
    }
}

void Checker::tasks() {
    // In debug mode library Python looks at the call first; nothing of the loop comes in between.
    const bool of_loop = e_.kind == Kind::HandleScheduled || e_.kind == Kind::HandleRun || e_.kind == Kind::TaskStep ||
                         e_.kind == Kind::LoopIteration;
    if (owes_step_ && of_loop) {
        bool scheduled = e_.kind == Kind::HandleScheduled && (!e_.own_handle || e_.callback.about.number == owes_step_);
        check(scheduled, "a task that gives way has its next step scheduled at once");
        owes_step_ = 0;
    }
    bool of_task = trace::kind_info(e_.kind).category == trace::Category::Task && trace::kind_info(e_.kind).level > 0;
    if (!of_task || trace::is_of_lock(e_.kind)) return;
    TaskFacts& task = tasks_[e_.subject];
    if (e_.kind == Kind::TaskCreated) {
        check(!task.created, "a task is created once");
        task.created = true;
        return;
    }
    check(task.created, "a task is created before it is used");
    check(!task.done, "nothing happens to a task that is done");
    switch (e_.kind) {
        case Kind::TaskStep:
            check(!task.running, "a task does not run inside itself");
            task.running = true;
            task.awaits = {};
            break;
        case Kind::TaskSuspended:
            check(task.running, "only a running task is suspended");
            task.running = false;
            task.awaits = e_.target;
            // (In uasyncio a coroutine may also be put into the wait queue, or be parked.)
            if (!e_.target && !task.pending && raw_.python != "micropython") owes_step_ = e_.subject;
            break;
        case Kind::TaskDone:
            check(!task.pending, "a task that is done has no step scheduled");
            task.running = false;
            task.done = true;
            break;
        default: break;
    }
}

// Of asyncio.Lock, which one task holds once, and of aiotools' RLock.
void Checker::locks() {
    if (!trace::is_of_lock(e_.kind)) return;
    LockFacts& lock = locks_[e_.number];
    switch (e_.kind) {
        case Kind::LockAcquired:
            check(lock.depth == 0 || lock.owner == e_.task, "a lock is taken where it is free, or again by its owner");
            check(e_.status == lock.depth + 1, "a lock is taken one deeper at a time");
            lock.owner = e_.task;
            lock.depth = e_.status;
            lock.waiting.erase(e_.task);
            break;
        case Kind::LockReleased:
            check(e_.status == lock.depth - 1, "a lock is released once for each time it was taken");
            lock.depth = e_.status;
            break;
        case Kind::LockWaits: check(lock.waiting.insert(e_.task).second, "a task waits once for a lock"); break;
        default: check(lock.waiting.erase(e_.task) == 1, "only who waits for a lock leaves its queue");
    }
}

void Checker::futures() {
    if (e_.target.kind != Awaitable::Kind::Future) return;
    FutureFacts& future = futures_[e_.target.number];
    if (e_.kind == Kind::FutureCreated) future.created = true;
    check(future.created, "a future is created before it is used");
    if (e_.kind == Kind::FutureDone) {
        check(!future.done, "a future is done once");
        future.done = true;
    }
    if (e_.kind == Kind::FutureCallbackScheduled) check(future.done, "callbacks are scheduled when the future is done");
}

void Checker::handles() {
    if (trace::kind_info(e_.kind).category != trace::Category::Handle || e_.step == trace::kNoStep) return;
    HandleFacts& handle = handles_[e_.handle];
    uint32_t task = e_.own_handle ? e_.callback.about.number : 0;
    switch (e_.kind) {
        case Kind::HandleScheduled:
            check(!handle.scheduled, "a handle is scheduled once");
            handle.scheduled = true;
            ready_[e_.loop].push_back(e_.handle);
            if (task) {
                check(!tasks_[task].pending, "a task has at most one step scheduled");
                tasks_[task].pending = true;
            }
            break;
        case Kind::TimerScheduled:
            check(!handle.scheduled, "a handle is scheduled once");
            handle = {true, false, false, true, e_.when};
            break;
        case Kind::TimerDue:
            check(handle.timer, "only a timer comes due");
            check(!handle.cancelled, "a cancelled timer does not come due");
            check(handle.when <= e_.t + 1e-9, "a timer is not due before its time");
            ready_[e_.loop].push_back(e_.handle);
            break;
        case Kind::HandleCancelled: handle.cancelled = true; break;
        case Kind::HandleRun: {
            check(handle.scheduled, "a handle is scheduled before it is run");
            check(!handle.cancelled, "a cancelled handle is not run");
            check(!handle.ran, "a handle is run once");
            handle.ran = true;
            if (task) tasks_[task].pending = false;
            std::deque<uint32_t>& queue = ready_[e_.loop];
            std::deque<uint32_t>& early = ready_[0];  // scheduled before the loop ran, or from another thread
            while (!queue.empty() && handles_[queue.front()].cancelled) queue.pop_front();
            while (!early.empty() && handles_[early.front()].cancelled) early.pop_front();
            if (!early.empty() && early.front() == e_.handle)
                early.pop_front();
            else if (!queue.empty() && queue.front() == e_.handle)
                queue.pop_front();
            else
                broken("handles are run in the order in which they joined the ready queue");
            break;
        }
        default: break;
    }
}

void Checker::cancellations() {
    if (e_.kind == Kind::CancelRequested && e_.target.kind == Awaitable::Kind::Task) ++asked_[e_.target.number];
    bool cancelled = e_.kind == Kind::FutureDone && e_.outcome == trace::Outcome::Cancelled;
    any_asked_ = any_asked_ || e_.kind == Kind::CancelRequested || cancelled;
    // A task is also told of it when the future that it awaits is cancelled by somebody else.
    if (e_.kind == Kind::CancelDelivered) check(any_asked_, "a cancellation is requested before it is delivered");
    if (e_.kind != Kind::CancelForwarded) return;
    check(asked_[e_.subject] > 0, "a cancellation is requested before it is forwarded");
    if (e_.target.kind == Awaitable::Kind::Task) ++asked_[e_.target.number];  // which may forward it in turn
}

std::vector<std::string> Checker::run(bool complete) {
    while (decoder_.next(e_)) {
        if (e_.step == trace::kNoStep) continue;
        clock();
        generators();
        tasks();
        locks();
        futures();
        handles();
        cancellations();
    }
    if (decoder_.broken()) problems_.push_back("offset " + std::to_string(decoder_.offset()) + ": " + decoder_.problem());
    if (complete && !decoder_.threads()[0].frames.empty())
        problems_.push_back("at the end: main has frames that were not left");
    return problems_;
}

}  // namespace

std::vector<std::string> check_invariants(const replay::RawRecording& raw, bool complete) { return Checker(raw).run(complete); }

}  // namespace loopscope::fake
