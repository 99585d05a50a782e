#include "app/layout/machine_text.h"

#include <algorithm>

#include "app/layout/machine_story.h"
#include "app/layout/machine_tables.h"
#include "replay/sentence.h"
#include "replay/why.h"

namespace loopscope::app {
namespace {

using trace::Event;
using trace::Kind;
using trace::Outcome;

struct Choice {
    Routine routine = Routine::RunOnce;
    const MachineLine* lines = nullptr;
    size_t count = 0;
    size_t now = 0;     // the line that the event stands at
    unsigned ways = 0;  // lines on these ways have run, if they stand above `now`
};

template <size_t N>
Choice choose(Routine routine, const MachineLine (&lines)[N], size_t now, unsigned ways) {
    return {routine, lines, N, now, ways};
}

Choice at_step(size_t now, unsigned ways) { return choose(Routine::Step, kStep, now, ways); }

std::string of_field(const replay::Recording& recording, const Event& event, const char* name) {
    for (const replay::FieldText& field : replay::field_texts(recording, event.step))
        if (field.name == name) return field.value;
    return {};
}

class Room {
public:
    Room(const replay::Recording& recording, const Event& event, const replay::State& state)
        : r_(recording),
          e_(event),
          state_(state),
          micropython_(recording.raw().python == "micropython"),
          story_(machine_story(recording, event)) {}

    MachineState make() {
        MachineState machine;
        machine.any = state_.loop.number != 0;
        if (!machine.any) return machine;
        const Choice choice = micropython_ ? choice_of_pass() : choice_of_event();
        machine.routine = choice.routine;
        machine.path = path_to(choice.routine);
        fill_rows(choice, machine);
        if (story_.step) add_task(machine);
        return machine;
    }

private:
    // ---- which line

    // What the step has sent or thrown, and what came back: the ways through Task.step so far.
    unsigned ways_of_step() const {
        unsigned ways = 0;
        if (story_.flagged) ways |= kFlag;
        if (story_.entered) ways |= story_.entered->kind == Kind::GeneratorThrow ? kThrows : kSends;
        if (!story_.left) return ways;
        switch (story_.left->kind) {
            case Kind::GeneratorReturn: return ways | kReturned;
            case Kind::GeneratorRaise: return ways | (left_cancelled() ? kLeftByCancel : kLeftByError);
            default: return ways | (left_nothing() ? kBare : left_future() ? kWaits : kBad);
        }
    }
    // A future that is not waited for (yielded without await, or the task itself) is as bad as anything else.
    bool is_waited_for() const {
        const uint32_t task = story_.step->subject;
        const auto end = r_.find_next(story_.left->step, [&](const Event& p) {
            return (p.kind == Kind::TaskSuspended || p.kind == Kind::TaskStep) && p.subject == task;
        });
        if (!end) return true;
        const Event event = r_.event(*end);
        return event.kind == Kind::TaskSuspended && event.target;
    }
    bool left_cancelled() const { return r_.tables().string(story_.left->value.name) == "CancelledError"; }
    bool left_nothing() const { return story_.left->value.code == trace::ValueCode::None; }
    bool left_future() const {
        const trace::ValueCode code = story_.left->value.code;
        const bool future =
            code == trace::ValueCode::Future || code == trace::ValueCode::Task || code == trace::ValueCode::Object;
        return future && is_waited_for();
    }

    // The event is one of the step itself: of its beginning, of the coroutine's border, or of its end.
    Choice choice_in_step() const {
        const unsigned ways = ways_of_step();
        if (e_.kind == Kind::TaskStep) return at_step(kStepCall, ways);
        if (e_.kind == Kind::CancelDelivered)
            return story_.flagged ? at_step(kFlagTaken, ways | kFlag) : at_step(kErrorTest, ways);
        if (e_.kind == Kind::TaskSuspended) {
            if (e_.target) return at_step(kWait, ways | kWaits);
            return ways & kBad ? at_step(kBadLine, ways) : at_step(kAgain, ways | kBare);
        }
        if (e_.kind == Kind::TaskDone) return at_end(e_.outcome, ways);
        if (!story_.entered) return at_step(kErrorTest, ways);
        const size_t inside = story_.entered->kind == Kind::GeneratorThrow ? kThrow : kSend;
        if (!story_.left || e_.step < story_.left->step) return at_step(inside, ways);
        if (e_.step == story_.left->step) return at_exit(ways);
        return at_step(ways & kWaits ? kHook : kAwaited, ways);
    }
    static Choice at_end(Outcome outcome, unsigned ways) {
        if (outcome == Outcome::Result) return at_step(kReturn, ways | kReturned);
        if (ways & kReturned) return at_step(kLostLine, ways | kLost);
        if (outcome == Outcome::Cancelled) return at_step(kCancelledLine, ways | kLeftByCancel);
        return at_step(kRaise, ways | kLeftByError);
    }
    static Choice at_exit(unsigned ways) {
        if (ways & kReturned) return at_step(kStop, ways);
        if (ways & kLeftByCancel) return at_step(kCancelledLine - 1, ways);
        if (ways & kLeftByError) return at_step(kRaise - 1, ways);
        return at_step(kYielded, ways);
    }

    Choice choice_of_future_end() const {
        switch (e_.outcome) {
            case Outcome::Cancelled: return choose(Routine::FutureCancel, kFutureCancel, kEndState, 1);
            case Outcome::Exception: return choose(Routine::SetException, kSetException, kEndState, 1);
            default: return choose(Routine::SetResult, kSetResult, kEndState, 1);
        }
    }
    // Callbacks are scheduled right after the end of their future.
    Choice choice_of_scheduling() const {
        const auto end = r_.find_previous(e_.step, [&](const Event& p) {
            if (p.kind == Kind::FutureDone) return p.target == e_.target;
            return p.kind == Kind::TaskDone && e_.target.kind == trace::Awaitable::Kind::Task && p.subject == e_.target.number;
        });
        const Outcome outcome = end ? r_.event(*end).outcome : Outcome::Result;
        if (outcome == Outcome::Cancelled) return choose(Routine::FutureCancel, kFutureCancel, kEndQueue, 2);
        if (outcome == Outcome::Exception) return choose(Routine::SetException, kSetException, kEndQueue, 2);
        return choose(Routine::SetResult, kSetResult, kEndQueue, 2);
    }
    Choice choice_of_cancel() const {
        const bool forwarded = e_.step + 1 < r_.step_count() && r_.event(e_.step + 1).kind == Kind::CancelForwarded;
        return choose(Routine::Cancel, kCancel, 3, forwarded ? 2 : 4);
    }
    Choice choice_of_loop() const {
        switch (e_.kind) {
            case Kind::LoopPoll:
            case Kind::LoopAdvance:
                if (story_.handle) break;
                return choose(Routine::RunOnce, kRunOnce, kSelect, kPolls);
            case Kind::TimerDue: return choose(Routine::RunOnce, kRunOnce, kDueMove, kPolls | kDue);
            case Kind::HandleRun: return choose(Routine::RunOnce, kRunOnce, kCallRun, kRuns);
            case Kind::LoopIteration: return choose(Routine::RunOnce, kRunOnce, kTurn, kBegun);
            default: break;
        }
        if (!story_.handle) return choose(Routine::RunOnce, kRunOnce, kReadyTest, kBegun);
        return choose(Routine::HandleRun, kHandleRun, 2, 1);
    }
    // Asked while it ran: cancel() left a flag, and the step itself hands the request on to what the task now waits for.
    bool late() const {
        if (e_.step == 0 || !story_.step || !story_.left) return false;
        const Event before = r_.event(e_.step - 1);
        return before.kind == Kind::TaskSuspended && before.subject == e_.subject;
    }
    bool hooks_itself() const {
        return e_.kind == Kind::FutureCallbackAdded && story_.left && e_.callback.code == trace::CallbackCode::TaskWakeup;
    }
    Choice choice_of_event() const {
        switch (e_.kind) {
            case Kind::FutureDone: return choice_of_future_end();
            case Kind::FutureCallbackScheduled: return choice_of_scheduling();
            case Kind::FutureCallbackAdded:
                if (hooks_itself()) break;
                return choose(Routine::AddCallback, kAddCallback, 4, 1);
            case Kind::HandleScheduled: return choose(Routine::CallSoon, kCallSoon, 2, 1);
            case Kind::TimerScheduled: return choose(Routine::CallAt, kCallAt, 2, 1);
            case Kind::TaskCreated: return choose(Routine::MakeTask, kMakeTask, 2, 1);
            case Kind::CancelRequested: return choice_of_cancel();
            case Kind::CancelForwarded:
                if (late()) return at_step(kLateTest, ways_of_step());
                return choose(Routine::Cancel, kCancel, 5, 2);
            default: break;
        }
        const bool of_loop = e_.kind == Kind::TimerDue || e_.kind == Kind::HandleRun || e_.kind == Kind::LoopIteration;
        return story_.step && !of_loop ? choice_in_step() : choice_of_loop();
    }

    // uasyncio: everything is a line of the pass.
    Choice choice_of_pass() const {
        const unsigned ways = kPassRuns | ways_back();
        auto at = [&](size_t line, unsigned more) { return choose(Routine::Pass, kPass, line, ways | more); };
        switch (e_.kind) {
            case Kind::LoopIteration:
            case Kind::LoopStarted: return choose(Routine::Pass, kPass, kPassNow, 0);
            case Kind::TimerDue: return choose(Routine::Pass, kPass, kPassMove, kPassDue);
            case Kind::LoopPoll:
            case Kind::LoopStopped: return at(kPassWait, kPassRests);
            case Kind::LoopAdvance:
                if (!story_.step || story_.over) return at(kPassWait, kPassRests);
                break;
            case Kind::HandleRun: return at(kPassTake, 0);
            case Kind::TaskDone:
                if (e_.outcome == Outcome::Result) return at(kPassOver, kOver);
                return e_.outcome == Outcome::Cancelled ? at(kPassDrop, kDropped) : at(kPassDrop + 1, kPassFailed);
            case Kind::HandleScheduled:
                if (story_.over) return at(kPassAppend, kBackNone);
                break;
            case Kind::TimerScheduled:
                if (story_.over) return at(kPassPush, kBackNumber);
                break;
            default: break;
        }
        if (!story_.handle) return choose(Routine::Pass, kPass, kPassNow, 0);
        return at(story_.over ? kPassAppend - 1 : kPassNext, 0);
    }
    unsigned ways_back() const {
        if (!story_.left || story_.left->kind != Kind::GeneratorYield) return 0;
        return left_nothing() ? kBackNone : kBackNumber;
    }

    // ---- the way there

    std::vector<MachineCrumb> path_to(Routine routine) const {
        std::vector<Routine> path{micropython_ ? Routine::Pass : Routine::RunOnce};
        const bool in_entry = story_.handle && routine != Routine::RunOnce && !micropython_;
        if (in_entry) {
            path.push_back(Routine::HandleRun);
            if (story_.step && story_.woken) path.push_back(Routine::Wakeup);
            if (story_.step) path.push_back(Routine::Step);
            if (!story_.step && routine != Routine::HandleRun) path.push_back(Routine::Callback);
        }
        const bool in_coroutine = story_.step && story_.entered && !story_.left && e_.step > story_.entered->step;
        if (in_coroutine) path.push_back(Routine::CoroSend);
        if (path.back() != routine && routine != Routine::Step) path.push_back(routine);
        std::vector<MachineCrumb> crumbs;
        for (Routine r : path) crumbs.push_back({r, false, false});
        crumbs.back().here = true;
        add_next(routine, crumbs);
        return crumbs;
    }
    void add_next(Routine routine, std::vector<MachineCrumb>& crumbs) const {
        if (e_.kind == Kind::HandleRun && routine == Routine::RunOnce) crumbs.push_back({Routine::HandleRun, false, true});
        const bool enters = routine == Routine::Step && (e_.kind == Kind::TaskStep || e_.kind == Kind::CancelDelivered);
        const bool entering = story_.entered && e_.step == story_.entered->step;
        if (enters || entering) crumbs.push_back({Routine::CoroSend, false, true});
    }

    // ---- the rows

    void fill_rows(const Choice& choice, MachineState& machine) const {
        for (size_t i = 0; i < choice.count; ++i) {
            const MachineLine& line = choice.lines[i];
            MachineRow row{line.code, line.word, line.says, MachineMark::Ahead};
            const bool on_way = line.ways == kAlways || (line.ways & choice.ways) != 0;
            if (i < choice.now) row.state = on_way ? MachineMark::Ran : MachineMark::NotTaken;
            if (i == choice.now) row.state = MachineMark::Now;
            if (choice.routine == Routine::Step) tell_step_line(i, row);
            if (i == choice.now) {
                row.word = "now";
                if (row.says.empty()) row.says = replay::sentence(r_, e_.step);
            }
            machine.rows.push_back(std::move(row));
        }
    }

    std::string end_text() const {
        if (!story_.ended) return {};
        const std::string name = waited_name();
        switch (story_.ended->outcome) {
            case Outcome::Cancelled: return name + " was cancelled";
            case Outcome::Exception: return name + " brings " + of_field(r_, *story_.ended, "value");
            default: return name + " holds " + of_field(r_, *story_.ended, "value") + ", no error";
        }
    }
    std::string waited_name() const {
        if (story_.waited_for.kind == trace::Awaitable::Kind::Task) {
            const replay::Recording::TaskFacts* task = r_.task(story_.waited_for.number);
            return task ? replay::task_phrase(task->name) : "the task";
        }
        return "future#" + std::to_string(story_.waited_for.number);
    }
    // What is known of this very step, beside the lines that have run.
    void tell_step_line(size_t i, MachineRow& row) const {
        if (row.state == MachineMark::Ahead) return;
        const bool error = story_.entered ? story_.entered->kind == Kind::GeneratorThrow : story_.flagged;
        if (i == kStepCall) row.says = story_.woken ? "from wakeup: " + waited_name() + " is done" : "from the ready queue";
        if (i == kFlagTest) {
            row.word = story_.flagged ? "yes" : "no";
            row.says = story_.flagged ? "somebody has asked it to cancel" : "nobody has asked for a cancel";
        }
        if (i == kErrorTest && story_.entered) {
            row.word = error ? "no" : "yes";
            if (story_.flagged)
                row.says = "the CancelledError of must_cancel";
            else if (story_.woken && !end_text().empty())
                row.says = end_text();
            else if (!error)
                row.says = "nothing was waited for: no error";
        }
    }

    // ---- the task beside it

    void add_task(MachineState& machine) const {
        const replay::TaskState* task = state_.find_task(story_.step->subject);
        if (!task) return;
        machine.task = task->name;
        const bool done = replay::is_finished(task->status);
        auto add = [&](const char* name, std::string value, std::string note, bool changed) {
            machine.facts.push_back({name, std::move(value), std::move(note), changed});
        };
        const bool over = story_.over;
        add("state",
            !done                                           ? "PENDING"
            : task->status == replay::TaskStatus::Cancelled ? "CANCELLED"
                                                            : "FINISHED",
            done ? task->outcome : "", done);
        const uint32_t line = task->chain.empty() ? 0 : task->chain.front().line;
        add("coro", task->coroutine, line ? "at line " + std::to_string(line) : "", false);
        add("must_cancel", task->must_cancel ? "True" : "False", story_.flagged ? "was True" : "", story_.flagged);
        const std::string was = story_.waited_for ? "was " + waited_name() : "";
        add("waiter", over && task->awaits ? task->awaits_text : "None", over && task->awaits ? "set in this step" : was,
            over || !was.empty());
        add("cancelling()", std::to_string(task->cancelling), "", false);
        if (story_.entered) machine.in = replay::short_label(r_, story_.entered->step);
        if (story_.left) machine.out = replay::short_label(r_, story_.left->step);
    }

    const replay::Recording& r_;
    const Event& e_;
    const replay::State& state_;
    const bool micropython_;
    const MachineStory story_;
};

}  // namespace

const RoutineText& machine_routine(Routine routine) {
    static constexpr RoutineText kTexts[] = {
        {"Loop.run_once"},     {"Handle.run"},
        {"callback"},          {"Task.wakeup"},
        {"Task.step"},         {"coro.send"},
        {"Future.set_result"}, {"Future.set_exception"},
        {"Future.cancel"},     {"Future.add_done_callback"},
        {"Task.cancel"},       {"Loop.call_soon"},
        {"Loop.call_at"},      {"Task()"},
        {"Loop.one_pass"},
    };
    return kTexts[static_cast<size_t>(routine)];
}

MachineState machine_state(const replay::Recording& recording, const Event& event, const replay::State& state) {
    return Room(recording, event, state).make();
}

}  // namespace loopscope::app
