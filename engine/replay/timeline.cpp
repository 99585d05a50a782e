#include "replay/timeline.h"

#include <algorithm>

#include "replay/cursor.h"
#include "replay/fields.h"
#include "replay/sentence.h"
#include "replay/timeline_maker.h"

namespace loopscope::replay {

using trace::Awaitable;
using trace::Event;
using trace::Kind;

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

const Turn* Timeline::turn_at(uint64_t step) const {
    auto after =
        std::upper_bound(turns.begin(), turns.end(), step, [](uint64_t s, const Turn& turn) { return s < turn.step_begin; });
    return after == turns.begin() ? nullptr : &*(after - 1);
}

std::string Timeline::label(const Segment& segment) const {
    switch (segment.label_kind) {
        case LabelKind::None: break;
        case LabelKind::Text: return texts[segment.label];
        case LabelKind::Until: return "until t = " + seconds_text(times[segment.label]) + " s";
        case LabelKind::Task: {
            const int lane = lane_of_task(segment.label);
            return "waiting for " + (lane < 0 ? "?" : lanes[static_cast<size_t>(lane)].name);
        }
        case LabelKind::Number: return std::to_string(static_cast<int32_t>(segment.label));
        case LabelKind::Future: return "waiting for future#" + std::to_string(segment.label);
    }
    return {};
}

int TimelineMaker::lane(LaneKind kind, uint32_t number, const std::string& name, int parent) {
    auto [found, fresh] = lane_ids_.emplace(std::make_pair(static_cast<int>(kind), number), static_cast<int>(t_.lanes.size()));
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

int TimelineMaker::lane_of(LaneKind kind, uint32_t number) const {
    auto found = lane_ids_.find({static_cast<int>(kind), number});
    return found == lane_ids_.end() ? -1 : found->second;
}

// Names may change until the end: tasks get theirs in finish().
int TimelineMaker::task_lane(uint32_t number, uint32_t parent) {
    if (number == 0) return -1;
    if (number >= t_.task_lanes.size()) t_.task_lanes.resize(number + 1, -1);
    if (t_.task_lanes[number] < 0) {
        int above = parent && parent < number ? task_lane(parent) : -1;
        t_.task_lanes[number] = static_cast<int>(t_.lanes.size());
        Lane made;
        made.number = number;
        made.parent = above;
        made.step_begin = step_;
        t_.lanes.push_back(std::move(made));
    }
    return t_.task_lanes[number];
}

int TimelineMaker::loop_lane(uint32_t number) {
    return lane(LaneKind::Loop, number, number > 1 ? "Loop " + std::to_string(number) : "Loop", -1);
}

int TimelineMaker::actor_lane(uint32_t task, uint32_t thread, uint32_t loop) {
    if (task) return task_lane(task);
    if (thread) return lane(LaneKind::Thread, thread, thread_name(*decoder_, thread), -1);
    if (loop) return loop_lane(loop);
    return lane_of(LaneKind::Thread, 0);
}

int TimelineMaker::future_lane(Awaitable future, uint32_t task) {
    int known = lane_of(LaneKind::Future, future.number);
    if (known >= 0 || task == 0) return known;
    int made = lane(LaneKind::Future, future.number, "future#" + std::to_string(future.number), task_lane(task));
    Lane& its = t_.lanes[static_cast<size_t>(made)];
    const std::vector<FutureFold>& futures = fold_->futures;
    if (future.slot < futures.size() && futures[future.slot].number == future.number)
        its.step_begin = futures[future.slot].created_step;
    Segment pending;
    pending.step_begin = static_cast<uint32_t>(its.step_begin);
    pending.status = TaskStatus::Waiting;
    pending.label_kind = LabelKind::Text;
    pending.label = text("PENDING").what;
    its.segments.push_back(pending);
    return made;
}

TimelineMaker::Label TimelineMaker::text(const std::string& text) {
    if (text.empty()) return {};
    auto [found, fresh] = text_ids_.emplace(text, static_cast<uint32_t>(t_.texts.size()));
    if (fresh) t_.texts.push_back(text);
    return {LabelKind::Text, found->second};
}

void TimelineMaker::open(int lane, TaskStatus status, Label label) {
    if (lane < 0) return;
    std::vector<Segment>& segments = t_.lanes[static_cast<size_t>(lane)].segments;
    if (!segments.empty()) {
        segments.back().step_end = step_;
        if (segments.back().step_begin == step_) segments.pop_back();
    }
    Segment segment;
    segment.step_begin = step_;
    segment.status = status;
    segment.label_kind = label.kind;
    segment.label = label.what;
    segments.push_back(segment);
}

void TimelineMaker::arrow(ArrowKind kind, int from, int to) { t_.arrows.push_back({kind, from, to, step_, step_}); }

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

// What the task awaits: the library function that the program's own code awaits, else the future itself. What is more than
// that (all of a gather, a job of the executor, another task) is put into words at once; it is rare.
TimelineMaker::Label TimelineMaker::label_of_wait(const TaskFold& task, uint32_t slot) {
    const std::vector<trace::GeneratorSlot>& generators = decoder_->generators();
    const trace::GeneratorSlot* g =
        task.coroutine && task.coroutine <= generators.size() ? &generators[task.coroutine - 1] : nullptr;
    if (g && g->number != task.coroutine_number) g = nullptr;
    if (const trace::LockSlot* lock = decoder_->lock_waited_for(task.number))
        return text("waiting for " + trace::Namer{tables_, decoder_->names(), decoder_->offset()}.lock(lock->number));
    bool simple = task.awaits && task.waits_for.empty() && !task.waits_for_job;
    for (size_t depth = 0; simple && g && g->status != trace::GeneratorStatus::Closed && depth <= generators.size(); ++depth) {
        if (trace::quick_function(tables_, g->function).library) {
            if (g->function >= function_texts_.size()) function_texts_.resize(g->function + 1);
            uint32_t& known = function_texts_[g->function];
            if (!known) known = text("waiting for " + trace::strict_utf8(tables_.function(g->function).qualname)).what + 1;
            return {LabelKind::Text, known - 1};
        }
        g = decoder_->delegate_of(*g);
    }
    if (simple && task.awaits.kind == Awaitable::Kind::Future && !task.parked) return {LabelKind::Future, task.awaits.number};
    if (simple && task.awaits.kind == Awaitable::Kind::Task && !task.parked) return {LabelKind::Task, task.awaits.number};
    return text("waiting for " + make_task_state(*fold_, *decoder_, slot).awaited());
}

namespace {
bool is_small_number(const trace::Value& value) {
    bool number = value.code == trace::ValueCode::Int || value.code == trace::ValueCode::SmallInt;
    return number && value.n == static_cast<int32_t>(value.n);
}
}  // namespace

TimelineMaker::Label TimelineMaker::label_of(uint32_t slot) {
    const TaskFold& task = fold_->tasks[slot];
    switch (task.status) {
        case TaskStatus::Waiting: return label_of_wait(task, slot);
        case TaskStatus::Cancelling: return text(task.held ? "cancel held back" : "cancelling");
        case TaskStatus::Sleeping: {
            std::optional<double> due = due_of(*fold_, task);
            if (!due) return {};
            if (t_.times.empty() || t_.times.back() != *due) t_.times.push_back(*due);
            return {LabelKind::Until, static_cast<uint32_t>(t_.times.size()) - 1};
        }
        case TaskStatus::Done:
            if (is_small_number(task.value)) return {LabelKind::Number, static_cast<uint32_t>(task.value.n)};
            [[fallthrough]];
        case TaskStatus::Failed: return text(trace::Namer{tables_, decoder_->names(), decoder_->offset()}.value(task.value));
        default: return {};
    }
}

void TimelineMaker::note_task(const Event& e) {
    if (fold_->changed_task) {
        const TaskFold& task = fold_->tasks[fold_->changed_slot];
        open(task_lane(task.number, task.parent), task.status, label_of(fold_->changed_slot));
    }
    switch (e.kind) {
        case Kind::TaskStep:
            if (e.thread >= stepping_.size()) stepping_.resize(e.thread + 1);
            stepping_[e.thread] = e.subject;
            if (e.subject >= wakeups_.size() || wakeups_[e.subject] == 0) break;
            t_.arrows[wakeups_[e.subject] - 1].to_step = step_;
            wakeups_[e.subject] = 0;
            break;
        case Kind::TaskDone:
            arrow(e.outcome == trace::Outcome::Result ? ArrowKind::Return : ArrowKind::Throw, task_lane(e.subject),
                  loop_lane(e.loop));
            break;
        case Kind::TaskSuspended: arrow(ArrowKind::Yield, task_lane(e.subject), loop_lane(e.loop)); break;
        default: break;
    }
}

void TimelineMaker::note_line(const Event& e) {
    const trace::FunctionInfo& info = trace::quick_function(tables_, e.function);
    if (info.library || info.hidden) return;
    note_lines(actor_lane(e), e.line, e.line);
}

void TimelineMaker::note_lines(int its, uint32_t first, uint32_t last) {
    if (its < 0) return;
    std::vector<Segment>& segments = t_.lanes[static_cast<size_t>(its)].segments;
    if (segments.empty() || segments.back().status != TaskStatus::Running) return;
    Segment& segment = segments.back();
    last = std::max(segment.first_line + segment.more_lines, last);
    segment.first_line = segment.first_line ? std::min(segment.first_line, first) : first;
    segment.more_lines = static_cast<uint16_t>(std::min(last - segment.first_line, 0xffffu));
}

void TimelineMaker::note_code(uint32_t first_line, uint32_t last_line, const Fold& fold, const trace::Decoder& decoder) {
    stand_at(fold, decoder);
    note_lines(actor_lane(fold.task, fold.thread, decoder.threads()[fold.thread].loop), first_line, last_line);
}

// The first send or throw of a step comes from the loop.
void TimelineMaker::note_conversation(const Event& e) {
    bool raised = e.kind == Kind::ExceptionRaised || (e.kind == Kind::GeneratorThrow && !e.delegated);
    if (raised && raised_in_waiter_ && e.task && e.task != raised_target_) {
        if (tables_.string(e.value.name) == "CancelledError") mark(raised_in_waiter_, 6, task_lane(e.task));
        raised_in_waiter_ = 0;
    }
    bool enters = e.kind == Kind::GeneratorSend || (e.kind == Kind::GeneratorThrow && !e.delegated);
    if (!enters || e.thread >= stepping_.size() || !stepping_[e.thread]) return;
    arrow(e.kind == Kind::GeneratorSend ? ArrowKind::Send : ArrowKind::Throw, loop_lane(e.loop),
          task_lane(stepping_[e.thread]));
    stepping_[e.thread] = 0;
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
            band.call = trace::strict_utf8(tables_.string(e.names[0]));
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
            arrow(ArrowKind::CancelRequest, actor_lane(e), awaitable_lane(e.target));
            break;
        }
        case Kind::CancelForwarded: {
            int to = e.target.kind == Awaitable::Kind::Task ? task_lane(e.target.number) : future_lane(e.target, e.subject);
            mark(active_cancellation(e.subject), 2, to);
            arrow(ArrowKind::CancelForward, task_lane(e.subject), to);
            break;
        }
        case Kind::CancelDelivered: {
            mark(active_cancellation(e.subject), 3, task_lane(e.subject));
            int from = -1;
            for (size_t i = t_.arrows.size(); i-- > 0 && from < 0;) {
                bool its = t_.arrows[i].kind == ArrowKind::CancelForward && t_.arrows[i].from_lane == task_lane(e.subject);
                if (its) from = t_.arrows[i].to_lane;
                if (t_.arrows.size() - i > 200) break;
            }
            arrow(ArrowKind::CancelDeliver, from < 0 ? loop_lane(e.loop) : from, task_lane(e.subject));
            break;
        }
        case Kind::CancelCaught: mark(active_cancellation(e.subject), 4, task_lane(e.subject)); break;
        default: break;
    }
}

void TimelineMaker::thread_state(uint32_t id, TaskStatus status, Label label) {
    int its = lane(LaneKind::Thread, id, thread_name(*decoder_, id), -1);
    const std::vector<Segment>& segments = t_.lanes[static_cast<size_t>(its)].segments;
    bool same = !segments.empty() && segments.back().status == status &&
                Label{segments.back().label_kind, segments.back().label} == label;
    if (!same) open(its, status, label);
}

void TimelineMaker::note_threads(const Event& e) {
    if (e.kind == Kind::ThreadStarted) thread_state(static_cast<uint32_t>(e.number), TaskStatus::Ready, {});
    if (e.kind == Kind::ThreadEnded) {
        thread_state(static_cast<uint32_t>(e.number), TaskStatus::Done, {});
        return;
    }
    if (e.kind == Kind::ThreadBlocked) {
        std::string what = trace::strict_utf8(tables_.string(e.names[0]));
        thread_state(e.thread, e.has_when ? TaskStatus::Sleeping : TaskStatus::Waiting, text(what));
        return;
    }
    if (e.thread != thread_ || e.kind == Kind::ExecutorStarted) {
        const ThreadFold* fold = e.thread < fold_->threads.size() ? &fold_->threads[e.thread] : nullptr;
        std::string label;
        for (const JobFold& job : fold_->jobs) {
            if (fold && fold->job && job.number == fold->job) label = trace::strict_utf8(tables_.string(job.function));
        }
        if (e.kind != Kind::LoopAdvance) thread_state(e.thread, TaskStatus::Running, text(label));
    }
}

void TimelineMaker::note_world(const Event& e) {
    uint32_t number = static_cast<uint32_t>(e.number);
    auto name = [&](int i) { return trace::strict_utf8(tables_.string(e.names[i])); };
    switch (e.kind) {
        case Kind::IoConnected: open(lane(LaneKind::Peer, number, name(0), -1), TaskStatus::Running, text(name(1))); break;
        case Kind::IoClosed: open(lane(LaneKind::Peer, number, "?", -1), TaskStatus::Done, {}); break;
        case Kind::ProcessStarted: open(lane(LaneKind::Process, number, name(0), -1), TaskStatus::Running, {}); break;
        case Kind::ProcessExited:
            open(lane(LaneKind::Process, number, "?", -1), TaskStatus::Done, text("status " + std::to_string(e.status)));
            break;
        default: break;
    }
}

void TimelineMaker::note_future(const Event& e) {
    if (e.kind == Kind::FutureCallbackScheduled && e.callback.code == trace::CallbackCode::TaskWakeup) {
        int from = e.target.kind == Awaitable::Kind::Task ? task_lane(e.target.number) : actor_lane(e);
        uint32_t woken = e.callback.about.number;
        if (woken >= wakeups_.size()) wakeups_.resize(woken + 1);
        arrow(ArrowKind::WakeUp, from, task_lane(woken));
        wakeups_[woken] = static_cast<uint32_t>(t_.arrows.size());
    }
    if (e.kind != Kind::FutureDone) return;
    bool cancelled = e.outcome == trace::Outcome::Cancelled;
    int its = lane_ids_.empty() ? -1 : lane_of(LaneKind::Future, e.target.number);
    if (its >= 0) open(its, cancelled ? TaskStatus::Cancelled : TaskStatus::Done, text(cancelled ? "CANCELLED" : "FINISHED"));
}

void TimelineMaker::note_end_of_cancellation(const Event& e) {
    uint32_t number = active_cancellation(e.subject);
    if (!number) return;
    mark(number, 5, task_lane(e.subject));
    if (e.outcome == trace::Outcome::Cancelled) arrow(ArrowKind::CancelComplete, task_lane(e.subject), -1);
    cancelled_tasks_[number - 1] = 0;
    raised_in_waiter_ = e.outcome == trace::Outcome::Cancelled ? number : 0;
    raised_target_ = e.subject;
}

void TimelineMaker::stand_at(const Fold& fold, const trace::Decoder& decoder) {
    fold_ = &fold;
    decoder_ = &decoder;
    step_ = static_cast<uint32_t>(fold.now.step);
    now_ = fold.now.t;
    iteration_ = fold.now.iteration;
}

void TimelineMaker::note(const Event& e, const Fold& fold, const trace::Decoder& decoder) {
    stand_at(fold, decoder);
    if (blocked_ && !fold.blocked.on) {
        blocked_ = false;
        t_.blocked.back().step_end = step_;
    }
    const trace::Category category = trace::kind_info(e.kind).category;
    if (e.thread != thread_ || category == trace::Category::Thread) note_threads(e);
    thread_ = e.thread;
    switch (category) {
        case trace::Category::Code:
            if (e.kind == Kind::Line) return note_line(e);
            break;
        case trace::Category::Loop: note_loop(e); break;
        case trace::Category::Cancel: note_cancel(e); break;
        case trace::Category::World: note_world(e); break;
        default: break;
    }
    if (e.kind == Kind::Call || e.kind == Kind::Return) return;
    note_task(e);
    note_conversation(e);
    note_future(e);
    if (e.kind == Kind::Print) t_.prints.push_back({actor_lane(e), step_, now_});
    if (e.kind == Kind::TaskDone) note_end_of_cancellation(e);
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
        lane.segments.back().step_end = static_cast<uint32_t>(t_.step_count);
        lane.segments.shrink_to_fit();
    }
}

// asyncio.run() ends with two tasks of its own, which mostly find nothing to do.
void TimelineMaker::find_quiet(const Recording& recording) {
    for (Lane& lane : t_.lanes) {
        const Recording::TaskFacts* facts = lane.kind == LaneKind::Task ? recording.task(lane.number) : nullptr;
        if (!facts || facts->parent || facts->coroutine == trace::kNoFunction || lane.segments.empty()) continue;
        const trace::FunctionInfo& info = recording.tables().function(facts->coroutine);
        const std::string_view name = info.qualname;
        bool tidies = name.ends_with(".shutdown_asyncgens") || name.ends_with(".shutdown_default_executor");
        if (!info.library || !tidies || lane.segments.back().status != TaskStatus::Done) continue;
        lane.quiet = std::all_of(lane.segments.begin(), lane.segments.end(), [](const Segment& s) {
            return s.first_line == 0 && s.status != TaskStatus::Waiting && s.status != TaskStatus::Sleeping;
        });
        lane.quiet_until = facts->done_step;
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
            bool dropped = i == kMainLane && !t_.task_lanes.empty();
            if (t_.lanes[i].kind == kind && !dropped) order.push_back(static_cast<int>(i));
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
    for (int& lane : t_.task_lanes) moved(lane);
    for (Arrow& arrow : t_.arrows) {
        moved(arrow.from_lane);
        moved(arrow.to_lane);
    }
    for (PrintMark& print : t_.prints) moved(print.lane);
    for (CancelMark& cancel : t_.cancels) moved(cancel.lane);
}

Timeline TimelineMaker::finish(const Recording& recording) {
    t_.step_count = recording.step_count();
    t_.t_end = recording.end_time();
    for (Lane& lane : t_.lanes) {
        if (lane.kind == LaneKind::Task) lane.name = recording.names().name(lane.number, ~uint64_t(0));
    }
    close_all();
    find_quiet(recording);
    put_in_order();
    t_.arrows.shrink_to_fit();
    t_.turns.shrink_to_fit();
    return std::move(t_);
}

Timeline make_timeline(const Recording& recording) {
    TimelineMaker maker(recording.tables());
    Cursor cursor(recording);
    while (cursor.forward()) maker.note(cursor.event(), cursor.fold(), cursor.decoder());
    return maker.finish(recording);
}

}  // namespace loopscope::replay
