#include "replay/causes.h"

#include "replay/cursor.h"

namespace loopscope::replay {

using trace::Awaitable;
using trace::CallbackCode;
using trace::Event;
using trace::Kind;

namespace {

using Found = std::optional<uint64_t>;

class CauseFinder {
public:
    CauseFinder(Backward& reader, const Event& event) : reader_(reader), r_(reader.recording()), e_(event) {}
    Found find() const;

private:
    template <class Test>
    Found before(Test&& test) const {
        return reader_.find_previous(e_.step, [&](const Event& p) { return test(p); });
    }
    template <class Test>
    Found before_here(Test&& test) const {  // in the same thread
        return before([&](const Event& p) { return p.thread == e_.thread && test(p); });
    }
    bool own(const Event& p) const {
        if (p.function == trace::kNoFunction) return false;
        const trace::FunctionInfo& info = r_.tables().function(p.function);
        return !info.library && !info.hidden;
    }
    // The line that did it: of the program's own code where there is one in this turn of things, else of any.
    Found line() const {
        Found found = before_here([&](const Event& p) {
            return (p.kind == Kind::Line && own(p)) || p.kind == Kind::HandleRun || p.kind == Kind::TaskStep;
        });
        return found;
    }
    bool same_awaitable(const Event& p, Awaitable target) const {
        if (p.kind == Kind::FutureDone) return p.target == target;
        return p.kind == Kind::TaskDone && target.kind == Awaitable::Kind::Task && p.subject == target.number;
    }
    bool targets_task(const Event& p, uint32_t task) const {
        return p.target.kind == Awaitable::Kind::Task && p.target.number == task;
    }

    Found of_generator() const;
    Found of_task() const;
    Found of_future() const;
    Found of_handle() const;
    Found of_loop() const;
    Found of_cancel() const;
    Found of_thread() const;
    Found of_code() const;

    Backward& reader_;
    const Recording& r_;
    const Event& e_;
};

Found CauseFinder::of_code() const {
    switch (e_.kind) {
        case Kind::Line:
            return before_here([&](const Event& p) {
                bool enters =
                    p.kind == Kind::Call || p.kind == Kind::GeneratorSend || (p.kind == Kind::GeneratorThrow && !p.delegated);
                return enters && p.function == e_.function;
            });
        case Kind::ExceptionCaught:
        case Kind::Unwind:
            return before_here(
                [](const Event& p) { return p.kind == Kind::ExceptionRaised || p.kind == Kind::GeneratorThrow; });
        default: return before_here([](const Event& p) { return p.kind == Kind::Line; });
    }
}

Found CauseFinder::of_generator() const {
    switch (e_.kind) {
        case Kind::GeneratorSend:
        case Kind::GeneratorThrow:
            return before_here([](const Event& p) {
                return p.kind == Kind::Line || p.kind == Kind::TaskStep || p.kind == Kind::GeneratorSend ||
                       p.kind == Kind::GeneratorThrow || p.kind == Kind::GeneratorRaise || p.kind == Kind::CancelDelivered ||
                       p.kind == Kind::GeneratorClose;
            });
        case Kind::GeneratorYield:
        case Kind::GeneratorPasses:
        case Kind::GeneratorReturn:
        case Kind::GeneratorRaise:
            return before_here([](const Event& p) {
                return p.kind == Kind::Line || p.kind == Kind::GeneratorYield || p.kind == Kind::GeneratorSend ||
                       p.kind == Kind::GeneratorRaise || p.kind == Kind::GeneratorThrow || p.kind == Kind::ExceptionRaised;
            });
        default: return line();
    }
}

Found CauseFinder::of_task() const {
    switch (e_.kind) {
        case Kind::TaskStep:
            return before_here([&](const Event& p) { return p.kind == Kind::HandleRun || p.kind == Kind::TaskCreated; });
        case Kind::TaskSuspended:
            return before_here(
                [](const Event& p) { return p.kind == Kind::GeneratorYield || p.kind == Kind::GeneratorPasses; });
        case Kind::TaskDone:
            if (e_.outcome == trace::Outcome::Cancelled) {
                Found cancel = before([&](const Event& p) {
                    bool its = p.kind == Kind::CancelDelivered || p.kind == Kind::CancelCaught;
                    return its && p.subject == e_.subject;
                });
                if (cancel) return cancel;
            }
            return before_here(
                [](const Event& p) { return p.kind == Kind::GeneratorReturn || p.kind == Kind::GeneratorRaise; });
        case Kind::LockWaits:
            return before([&](const Event& p) { return p.kind == Kind::LockAcquired && p.number == e_.number; });
        case Kind::LockAcquired: {
            // Who has waited gets it by a release.
            Found asked = before([&](const Event& p) {
                bool mine = p.kind == Kind::LockWaits || p.kind == Kind::LockAcquired;
                return mine && p.number == e_.number && p.task == e_.task;
            });
            if (!asked || reader_.event(*asked).kind == Kind::LockAcquired) return line();
            return before([&](const Event& p) { return p.kind == Kind::LockReleased && p.number == e_.number; });
        }
        default: return line();
    }
}

Found CauseFinder::of_future() const {
    if (e_.kind == Kind::FutureCallbackScheduled) {
        return before([&](const Event& p) { return same_awaitable(p, e_.target); });
    }
    if (e_.kind != Kind::FutureDone) return line();
    return before_here([&](const Event& p) {
        switch (p.kind) {
            case Kind::Line: return own(p);
            case Kind::HandleRun:
            case Kind::TaskStep:
            case Kind::ExecutorFinished:
            case Kind::IoReceived:
            case Kind::IoConnected:
            case Kind::IoClosed:
            case Kind::SignalReceived:
            case Kind::ProcessExited: return true;
            case Kind::CancelForwarded:
            case Kind::CancelRequested: return p.target == e_.target;
            default: return false;
        }
    });
}

Found CauseFinder::of_handle() const {
    switch (e_.kind) {
        case Kind::HandleRun:
            return before([&](const Event& p) {
                bool queued = p.kind == Kind::HandleScheduled || p.kind == Kind::TimerDue || p.kind == Kind::TimerScheduled;
                return queued && p.handle == e_.handle;
            });
        case Kind::TimerDue:
        case Kind::HandleCancelled:
            return before([&](const Event& p) {
                return (p.kind == Kind::TimerScheduled || p.kind == Kind::HandleScheduled) && p.handle == e_.handle;
            });
        case Kind::HandleScheduled:
            return before_here([&](const Event& p) {
                if (p.kind == Kind::FutureCallbackScheduled) return p.callback == e_.callback;
                if (p.kind == Kind::TaskCreated) return e_.callback.about.number == p.subject;
                return p.kind == Kind::GeneratorYield || p.kind == Kind::TaskSuspended || (p.kind == Kind::Line && own(p)) ||
                       p.kind == Kind::HandleRun;
            });
        default: return line();
    }
}

Found CauseFinder::of_loop() const {
    switch (e_.kind) {
        case Kind::LoopAdvance: {
            Found timer = before([&](const Event& p) {
                bool timed = p.kind == Kind::TimerScheduled || p.kind == Kind::ThreadBlocked || p.kind == Kind::LoopBlocked;
                return timed && p.has_when && p.when == e_.when;
            });
            if (timer) return timer;
            return before_here([](const Event& p) { return p.kind == Kind::LoopPoll; });
        }
        case Kind::LoopBlocked:
        case Kind::LoopStarted: return before_here([](const Event& p) { return p.kind == Kind::Line; });
        default: return std::nullopt;
    }
}

Found CauseFinder::of_cancel() const {
    uint32_t task = e_.subject;
    if (!task && e_.target.kind == Awaitable::Kind::Task) task = e_.target.number;
    switch (e_.kind) {
        case Kind::CancelRequested: {
            if (e_.step > 0) {
                const Event& previous = reader_.event(e_.step - 1);
                if (previous.kind == Kind::CancelForwarded && previous.target == e_.target) return previous.step;
            }
            return line();
        }
        case Kind::CancelForwarded:
            return before([&](const Event& p) { return p.kind == Kind::CancelRequested && targets_task(p, task); });
        case Kind::CancelDelivered:
            return before([&](const Event& p) {
                return ((p.kind == Kind::CancelForwarded || p.kind == Kind::CancelArmed) && p.subject == task) ||
                       (p.kind == Kind::CancelRequested && targets_task(p, task));
            });
        case Kind::CancelHeld:
            return before([&](const Event& p) { return p.kind == Kind::CancelRequested && targets_task(p, task); });
        case Kind::CancelArmed: return before([&](const Event& p) { return p.kind == Kind::CancelHeld && p.subject == task; });
        case Kind::ShieldEntered:
        case Kind::ShieldLeft: return line();
        case Kind::CancelCaught:
        case Kind::CancelUncancelled:
            return before([&](const Event& p) { return p.kind == Kind::CancelDelivered && p.subject == task; });
        case Kind::CancelCompleted:
            return before([&](const Event& p) {
                bool its = (p.kind == Kind::CancelDelivered || p.kind == Kind::CancelCaught) && p.subject == task;
                return task ? its : p.kind == Kind::CancelRequested && p.target == e_.target;
            });
        default: return std::nullopt;
    }
}

Found CauseFinder::of_thread() const {
    switch (e_.kind) {
        case Kind::ExecutorStarted:
            return before([&](const Event& p) { return p.kind == Kind::ExecutorSubmitted && p.number == e_.number; });
        case Kind::ExecutorFinished:
            return before([&](const Event& p) { return p.kind == Kind::ExecutorStarted && p.number == e_.number; });
        case Kind::ThreadEnded:
            return before([&](const Event& p) { return p.kind == Kind::ThreadStarted && p.number == e_.number; });
        default: return before_here([](const Event& p) { return p.kind == Kind::Line; });
    }
}

Found CauseFinder::find() const {
    if (e_.step == trace::kNoStep || e_.step == 0) return std::nullopt;
    switch (trace::kind_info(e_.kind).category) {
        case trace::Category::Code:
        case trace::Category::Output: return of_code();
        case trace::Category::Generator: return of_generator();
        case trace::Category::Task: return of_task();
        case trace::Category::Future: return of_future();
        case trace::Category::Handle: return of_handle();
        case trace::Category::Loop: return of_loop();
        case trace::Category::Cancel: return of_cancel();
        case trace::Category::Thread: return of_thread();
        case trace::Category::World:
            if (e_.kind == Kind::IoSent || e_.kind == Kind::ProcessStarted || e_.kind == Kind::IoListening) return line();
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

Found direct_cause(Backward& reader, const Event& event) { return CauseFinder(reader, event).find(); }

bool is_mechanical(const Event& e, const trace::Tables& tables) {
    switch (e.kind) {
        case Kind::HandleRun:
        case Kind::HandleScheduled:
        case Kind::FutureCallbackScheduled:
        case Kind::TaskStep:
        case Kind::LoopPoll:
        case Kind::GeneratorYield:
        case Kind::GeneratorPasses:
        case Kind::GeneratorSend: return true;
        default: return event_level(e, tables) >= Recording::kLevels;
    }
}

Found telling_cause(Backward& reader, const Event& event) {
    Event at = event;
    for (int links = 0; links < 64; ++links) {
        Found step = direct_cause(reader, at);
        if (!step || *step >= at.step) return std::nullopt;
        at = reader.event(*step);
        if (!is_mechanical(at, reader.recording().tables())) return step;
    }
    return std::nullopt;
}

}  // namespace loopscope::replay
