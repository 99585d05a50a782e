#include "replay/timeline.h"

#include <algorithm>
#include <map>

#include "replay/cursor.h"
#include "replay/fields.h"
#include "replay/sentence.h"

namespace loopscope::replay {

using trace::Awaitable;
using trace::Event;
using trace::Kind;

int Timeline::lane_of_task(uint32_t number) const {
    for (size_t i = 0; i < lanes.size(); ++i) {
        if (lanes[i].kind == LaneKind::Task && lanes[i].number == number) return static_cast<int>(i);
    }
    return -1;
}

int Timeline::lane_of_thread(uint32_t id) const {
    for (size_t i = 0; i < lanes.size(); ++i) {
        if (lanes[i].kind == LaneKind::Thread && lanes[i].number == id) return static_cast<int>(i);
    }
    return -1;
}

const Segment* Timeline::segment_at(int lane, uint64_t step) const {
    if (lane < 0 || static_cast<size_t>(lane) >= lanes.size()) return nullptr;
    const std::vector<Segment>& segments = lanes[static_cast<size_t>(lane)].segments;
    auto after = std::upper_bound(segments.begin(), segments.end(), step,
                                  [](uint64_t s, const Segment& segment) { return s < segment.step_begin; });
    if (after == segments.begin() || (after - 1)->step_end <= step) return nullptr;
    return &*(after - 1);
}

namespace {

class TimelineMaker {
public:
    explicit TimelineMaker(const Recording& recording) : r_(recording), cursor_(recording) {}
    Timeline make();

private:
    // Lanes are made as they are met and put in order at the end; until then arrows hold the numbers given here.
    int lane(LaneKind kind, uint32_t number, const std::string& name, int parent);
    int task_lane(uint32_t number);
    int loop_lane(uint32_t number);
    int actor_lane(const Event& e);
    int future_lane(Awaitable future, uint32_t task);
    int awaitable_lane(Awaitable a) {
        return a.kind == Awaitable::Kind::Task ? task_lane(a.number) : future_lane(a, 0);
    }
    void open(int lane, TaskStatus status, const std::string& label);
    void close_all();
    void arrow(ArrowKind kind, int from, int to, const std::string& label);

    void note(const Event& e);
    void note_task(const Event& e);
    void note_conversation(const Event& e);
    void note_loop(const Event& e);
    void note_cancel(const Event& e);
    void note_threads(const Event& e);
    void note_world(const Event& e);
    void thread_state(uint32_t id, TaskStatus status, const std::string& label);
    void mark(uint32_t number, uint32_t station, int lane);
    uint32_t active_cancellation(uint32_t task) const;
    void put_in_order();
    std::vector<int> tree_order();

    const Recording& r_;
    Cursor cursor_;
    Timeline t_;
    std::map<std::pair<int, uint32_t>, int> lane_ids_;
    uint64_t step_ = 0;
    double now_ = 0;
    uint32_t iteration_ = 0;
    std::map<uint32_t, uint32_t> stepping_;  // by thread: the task whose step has begun and not yet entered its frames
    std::map<uint32_t, size_t> wakeups_;     // by task: its wake-up arrow, until the step
    std::vector<uint32_t> cancelled_tasks_;  // by cancellation - 1: its target task, 0: over
    uint32_t raised_in_waiter_ = 0;          // the cancellation whose end somebody waits for
    uint32_t raised_target_ = 0;
    bool blocked_ = false;
    uint32_t thread_ = 0;
};

int TimelineMaker::lane(LaneKind kind, uint32_t number, const std::string& name, int parent) {
    auto [found, fresh] =
        lane_ids_.emplace(std::make_pair(static_cast<int>(kind), number), static_cast<int>(t_.lanes.size()));
    if (fresh) {
        Lane made;
        made.kind = kind;
        made.name = name;
        made.number = number;
        made.parent = parent;
        made.step_begin = step_;
        t_.lanes.push_back(std::move(made));
    }
    return found->second;
}

int TimelineMaker::task_lane(uint32_t number) {
    if (number == 0) return -1;
    auto found = lane_ids_.find({static_cast<int>(LaneKind::Task), number});
    if (found != lane_ids_.end()) return found->second;
    const Recording::TaskFacts* facts = r_.task(number);
    int parent = facts && facts->parent && facts->parent < number ? task_lane(facts->parent) : -1;
    return lane(LaneKind::Task, number, std::string(r_.names().name(number, ~uint64_t(0))), parent);
}

int TimelineMaker::loop_lane(uint32_t number) {
    return lane(LaneKind::Loop, number, number > 1 ? "Loop " + std::to_string(number) : "Loop", -1);
}

int TimelineMaker::actor_lane(const Event& e) {
    if (e.task) return task_lane(e.task);
    if (e.thread) return lane(LaneKind::Thread, e.thread, thread_name(cursor_.decoder(), e.thread), -1);
    if (e.loop) return loop_lane(e.loop);
    auto main = lane_ids_.find({static_cast<int>(LaneKind::Thread), 0});
    return main == lane_ids_.end() ? -1 : main->second;
}

int TimelineMaker::future_lane(Awaitable future, uint32_t task) {
    auto found = lane_ids_.find({static_cast<int>(LaneKind::Future), future.number});
    if (found != lane_ids_.end()) return found->second;
    if (task == 0) return -1;
    int made = lane(LaneKind::Future, future.number, "future#" + std::to_string(future.number), task_lane(task));
    Lane& its = t_.lanes[static_cast<size_t>(made)];
    const std::vector<FutureFold>& futures = cursor_.fold().futures;
    if (future.slot < futures.size() && futures[future.slot].number == future.number)
        its.step_begin = futures[future.slot].created_step;
    Segment pending;
    pending.step_begin = its.step_begin;
    pending.t_begin = r_.time_of(its.step_begin);
    pending.status = TaskStatus::Waiting;
    pending.label = "PENDING";
    its.segments.push_back(pending);
    return made;
}

void TimelineMaker::open(int lane, TaskStatus status, const std::string& label) {
    if (lane < 0) return;
    std::vector<Segment>& segments = t_.lanes[static_cast<size_t>(lane)].segments;
    if (!segments.empty()) {
        segments.back().step_end = step_;
        segments.back().t_end = now_;
        if (segments.back().step_begin == step_) segments.pop_back();
    }
    Segment segment;
    segment.step_begin = step_;
    segment.t_begin = now_;
    segment.status = status;
    segment.label = label;
    segments.push_back(std::move(segment));
}

void TimelineMaker::arrow(ArrowKind kind, int from, int to, const std::string& label) {
    t_.arrows.push_back({kind, from, to, step_, step_, now_, label});
}

void TimelineMaker::mark(uint32_t number, uint32_t station, int lane) {
    t_.cancels.push_back({number, station, lane, step_, now_, iteration_});
}

uint32_t TimelineMaker::active_cancellation(uint32_t task) const {
    for (size_t i = cancelled_tasks_.size(); i-- > 0;) {
        if (cancelled_tasks_[i] == task && task) return static_cast<uint32_t>(i) + 1;
    }
    return 0;
}

// --- one event -----------------------------------------------------------------------------------------------------

void TimelineMaker::note_task(const Event& e) {
    const Fold& fold = cursor_.fold();
    if (fold.changed_task) {
        TaskState task = make_task_state(fold, cursor_.decoder(), fold.changed_slot);
        std::string label;
        if (task.status == TaskStatus::Sleeping && task.due) label = "until t = " + seconds_text(*task.due) + " s";
        if (task.status == TaskStatus::Waiting)
            label = "waiting for " + (task.awaits_what.empty() ? task.awaits_text : task.awaits_what);
        if (task.status == TaskStatus::Cancelling) label = "cancelling";
        if (is_finished(task.status) && task.status != TaskStatus::Cancelled) label = task.outcome;
        open(task_lane(task.number), task.status, label);
    }
    if (e.kind == Kind::TaskStep) {
        stepping_[e.thread] = e.subject;
        auto wakeup = wakeups_.find(e.subject);
        if (wakeup != wakeups_.end()) {
            t_.arrows[wakeup->second].to_step = step_;
            wakeups_.erase(wakeup);
        }
    }
    if (e.kind == Kind::TaskDone) {
        arrow(e.outcome == trace::Outcome::Result ? ArrowKind::Return : ArrowKind::Throw, task_lane(e.subject),
              loop_lane(e.loop), short_label_at(cursor_));
    }
    if (e.kind == Kind::TaskSuspended) {
        trace::Namer namer{r_.tables(), r_.names(), e.offset};
        arrow(ArrowKind::Yield, task_lane(e.subject), loop_lane(e.loop),
              "yield " + (e.target ? namer.awaitable(e.target) : "None"));
    }
}

// The first send or throw of a step comes from the loop.
void TimelineMaker::note_conversation(const Event& e) {
    if (e.kind == Kind::Line) {
        const trace::FunctionInfo& info = r_.tables().function(e.function);
        int its = e.task ? task_lane(e.task) : actor_lane(e);
        if (info.library || info.hidden || its < 0) return;
        std::vector<Segment>& segments = t_.lanes[static_cast<size_t>(its)].segments;
        if (segments.empty() || segments.back().status != TaskStatus::Running) return;
        Segment& segment = segments.back();
        segment.first_line = segment.first_line ? std::min(segment.first_line, e.line) : e.line;
        segment.last_line = std::max(segment.last_line, e.line);
        return;
    }
    bool raised = e.kind == Kind::ExceptionRaised || (e.kind == Kind::GeneratorThrow && !e.delegated);
    if (raised && raised_in_waiter_ && e.task && e.task != raised_target_) {
        if (r_.tables().string(e.value.name) == "CancelledError") mark(raised_in_waiter_, 6, task_lane(e.task));
        raised_in_waiter_ = 0;
    }
    bool enters = e.kind == Kind::GeneratorSend || (e.kind == Kind::GeneratorThrow && !e.delegated);
    auto stepping = stepping_.find(e.thread);
    if (!enters || stepping == stepping_.end()) return;
    ArrowKind kind = e.kind == Kind::GeneratorSend ? ArrowKind::Send : ArrowKind::Throw;
    arrow(kind, loop_lane(e.loop), task_lane(stepping->second), short_label_at(cursor_));
    stepping_.erase(stepping);
}

void TimelineMaker::note_loop(const Event& e) {
    switch (e.kind) {
        case Kind::LoopIteration:
        case Kind::LoopStopped: {
            for (size_t i = t_.turns.size(); i-- > 0;) {
                if (t_.turns[i].loop != e.loop) continue;
                if (t_.turns[i].step_end == trace::kNoStep) {
                    t_.turns[i].step_end = step_;
                    t_.turns[i].t_end = now_;
                }
                break;
            }
            loop_lane(e.loop);
            if (e.kind == Kind::LoopStopped) break;
            Turn turn;
            turn.loop = e.loop;
            turn.iteration = e.iteration;
            turn.step_begin = step_;
            turn.step_end = trace::kNoStep;
            turn.t_begin = now_;
            t_.turns.push_back(turn);
            break;
        }
        case Kind::LoopPoll:
            if (!t_.turns.empty()) t_.turns.back().poll_step = step_;
            break;
        case Kind::LoopAdvance:
            if (e.when > e.from) t_.jumps.push_back({step_, e.from, e.when});
            break;
        case Kind::LoopBlocked: {
            BlockedBand band;
            band.step_begin = step_;
            band.step_end = trace::kNoStep;
            band.t_begin = e.from;
            band.t_end = e.when;
            band.call = trace::strict_utf8(r_.tables().string(e.names[0]));
            band.line = e.line;
            t_.blocked.push_back(std::move(band));
            blocked_ = true;
            break;
        }
        default: break;
    }
}

void TimelineMaker::note_cancel(const Event& e) {
    switch (e.kind) {
        case Kind::CancelRequested: {
            uint32_t target = e.target.kind == Awaitable::Kind::Task ? e.target.number : 0;
            uint32_t number = active_cancellation(target);
            if (!number) {
                cancelled_tasks_.push_back(target);
                number = static_cast<uint32_t>(cancelled_tasks_.size());
            }
            mark(number, 1, actor_lane(e));
            arrow(ArrowKind::CancelRequest, actor_lane(e), awaitable_lane(e.target), "cancel()");
            break;
        }
        case Kind::CancelForwarded: {
            int to =
                e.target.kind == Awaitable::Kind::Task ? task_lane(e.target.number) : future_lane(e.target, e.subject);
            mark(active_cancellation(e.subject), 2, to);
            arrow(ArrowKind::CancelForward, task_lane(e.subject), to, "");
            break;
        }
        case Kind::CancelDelivered: {
            mark(active_cancellation(e.subject), 3, task_lane(e.subject));
            int from = -1;
            for (size_t i = t_.arrows.size(); i-- > 0 && from < 0;) {
                bool its =
                    t_.arrows[i].kind == ArrowKind::CancelForward && t_.arrows[i].from_lane == task_lane(e.subject);
                if (its) from = t_.arrows[i].to_lane;
                if (t_.arrows.size() - i > 200) break;
            }
            arrow(ArrowKind::CancelDeliver, from < 0 ? loop_lane(e.loop) : from, task_lane(e.subject),
                  "CancelledError");
            break;
        }
        case Kind::CancelCaught: mark(active_cancellation(e.subject), 4, task_lane(e.subject)); break;
        default: break;
    }
}

void TimelineMaker::thread_state(uint32_t id, TaskStatus status, const std::string& label) {
    int its = lane(LaneKind::Thread, id, thread_name(cursor_.decoder(), id), -1);
    const std::vector<Segment>& segments = t_.lanes[static_cast<size_t>(its)].segments;
    if (!segments.empty() && segments.back().status == status && segments.back().label == label) return;
    open(its, status, label);
}

void TimelineMaker::note_threads(const Event& e) {
    const trace::Tables& tables = r_.tables();
    if (e.kind == Kind::ThreadStarted) thread_state(static_cast<uint32_t>(e.number), TaskStatus::Ready, "");
    if (e.kind == Kind::ThreadEnded) {
        thread_state(static_cast<uint32_t>(e.number), TaskStatus::Done, "");
        return;
    }
    if (e.thread == 0 && !lane_ids_.count({static_cast<int>(LaneKind::Thread), 0})) return;
    if (e.kind == Kind::ThreadBlocked) {
        std::string what = trace::strict_utf8(tables.string(e.names[0]));
        thread_state(e.thread, e.has_when ? TaskStatus::Sleeping : TaskStatus::Waiting, what);
        return;
    }
    if (e.thread != thread_ || e.kind == Kind::ExecutorStarted) {
        const ThreadFold* fold = e.thread < cursor_.fold().threads.size() ? &cursor_.fold().threads[e.thread] : nullptr;
        std::string label;
        for (const JobFold& job : cursor_.fold().jobs) {
            if (fold && fold->job && job.number == fold->job) label = trace::strict_utf8(tables.string(job.function));
        }
        if (e.kind != Kind::LoopAdvance) thread_state(e.thread, TaskStatus::Running, label);
    }
}

void TimelineMaker::note_world(const Event& e) {
    uint32_t number = static_cast<uint32_t>(e.number);
    auto text = [&](int i) { return trace::strict_utf8(r_.tables().string(e.names[i])); };
    switch (e.kind) {
        case Kind::IoConnected: open(lane(LaneKind::Peer, number, text(0), -1), TaskStatus::Running, text(1)); break;
        case Kind::IoClosed: open(lane(LaneKind::Peer, number, "?", -1), TaskStatus::Done, ""); break;
        case Kind::ProcessStarted: open(lane(LaneKind::Process, number, text(0), -1), TaskStatus::Running, ""); break;
        case Kind::ProcessExited:
            open(lane(LaneKind::Process, number, "?", -1), TaskStatus::Done, "status " + std::to_string(e.status));
            break;
        default: break;
    }
}

void TimelineMaker::note(const Event& e) {
    step_ = e.step;
    now_ = e.t;
    iteration_ = e.iteration;
    if (blocked_ && !cursor_.fold().blocked.on) {
        blocked_ = false;
        t_.blocked.back().step_end = step_;
    }
    note_threads(e);
    trace::Category category = trace::kind_info(e.kind).category;
    if (category == trace::Category::Loop) note_loop(e);
    if (category == trace::Category::Cancel) note_cancel(e);
    if (category == trace::Category::World) note_world(e);
    note_task(e);
    note_conversation(e);
    switch (e.kind) {
        case Kind::Print: t_.prints.push_back({actor_lane(e), step_, now_}); break;
        case Kind::FutureCallbackScheduled:
            if (e.callback.code == trace::CallbackCode::TaskWakeup) {
                int from = e.target.kind == Awaitable::Kind::Task ? task_lane(e.target.number) : actor_lane(e);
                wakeups_[e.callback.about.number] = t_.arrows.size();
                arrow(ArrowKind::WakeUp, from, task_lane(e.callback.about.number), "");
            }
            break;
        case Kind::FutureDone: {
            auto its = lane_ids_.find({static_cast<int>(LaneKind::Future), e.target.number});
            bool cancelled = e.outcome == trace::Outcome::Cancelled;
            if (its != lane_ids_.end())
                open(its->second, cancelled ? TaskStatus::Cancelled : TaskStatus::Done,
                     cancelled ? "CANCELLED" : "FINISHED");
            break;
        }
        case Kind::TaskDone:
            if (uint32_t number = active_cancellation(e.subject)) {
                mark(number, 5, task_lane(e.subject));
                if (e.outcome == trace::Outcome::Cancelled)
                    arrow(ArrowKind::CancelComplete, task_lane(e.subject), -1, "completed");
                cancelled_tasks_[number - 1] = 0;
                raised_in_waiter_ = e.outcome == trace::Outcome::Cancelled ? number : 0;
                raised_target_ = e.subject;
            }
            break;
        default: break;
    }
    thread_ = e.thread;
}

// --- the end -------------------------------------------------------------------------------------------------------

void TimelineMaker::close_all() {
    for (Turn& turn : t_.turns) {
        if (turn.step_end != trace::kNoStep) continue;
        turn.step_end = t_.step_count;
        turn.t_end = t_.t_end;
    }
    for (BlockedBand& band : t_.blocked) {
        if (band.step_end == trace::kNoStep) band.step_end = t_.step_count;
    }
    for (Lane& lane : t_.lanes) {
        lane.step_end = t_.step_count;
        if (lane.segments.empty()) continue;
        lane.segments.back().step_end = t_.step_count;
        lane.segments.back().t_end = t_.t_end;
    }
}

// Tasks and the futures shown below them, parents before children: futures of a task before its child tasks, and both
// in order of creation.
std::vector<int> TimelineMaker::tree_order() {
    std::vector<std::vector<int>> children(t_.lanes.size());
    std::vector<int> waiting, order;  // a stack: the last one is next
    for (LaneKind kind : {LaneKind::Task, LaneKind::Future}) {
        for (size_t i = t_.lanes.size(); i-- > 0;) {
            if (t_.lanes[i].kind != kind) continue;
            if (t_.lanes[i].parent >= 0)
                children[static_cast<size_t>(t_.lanes[i].parent)].push_back(static_cast<int>(i));
            else
                waiting.push_back(static_cast<int>(i));
        }
    }
    while (!waiting.empty()) {
        int at = waiting.back();
        waiting.pop_back();
        order.push_back(at);
        for (int child : children[static_cast<size_t>(at)]) {
            t_.lanes[static_cast<size_t>(child)].depth = t_.lanes[static_cast<size_t>(at)].depth + 1;
            waiting.push_back(child);
        }
    }
    return order;
}

void TimelineMaker::put_in_order() {
    std::vector<int> order, place(t_.lanes.size(), -1);
    auto add = [&](LaneKind kind) {
        for (size_t i = 0; i < t_.lanes.size(); ++i) {
            if (t_.lanes[i].kind == kind) order.push_back(static_cast<int>(i));
        }
    };
    add(LaneKind::Loop);
    for (int task : tree_order()) order.push_back(task);
    add(LaneKind::Thread);
    add(LaneKind::Peer);
    add(LaneKind::Process);
    std::vector<Lane> lanes;
    for (int from : order) {
        place[static_cast<size_t>(from)] = static_cast<int>(lanes.size());
        lanes.push_back(std::move(t_.lanes[static_cast<size_t>(from)]));
    }
    auto moved = [&](int& lane) {
        if (lane >= 0) lane = place[static_cast<size_t>(lane)];
    };
    t_.lanes = std::move(lanes);
    for (Lane& lane : t_.lanes) moved(lane.parent);
    for (Arrow& arrow : t_.arrows) {
        moved(arrow.from_lane);
        moved(arrow.to_lane);
    }
    for (PrintMark& print : t_.prints) moved(print.lane);
    for (CancelMark& cancel : t_.cancels) moved(cancel.lane);
}

Timeline TimelineMaker::make() {
    t_.step_count = r_.step_count();
    t_.t_end = r_.end_time();
    if (r_.tasks().empty()) thread_state(0, TaskStatus::Running, "");
    while (cursor_.forward()) note(cursor_.event());
    close_all();
    put_in_order();
    return std::move(t_);
}

}  // namespace

Timeline make_timeline(const Recording& recording) { return TimelineMaker(recording).make(); }

}  // namespace loopscope::replay
