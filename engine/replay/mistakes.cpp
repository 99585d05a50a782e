#include "replay/mistakes.h"

#include <algorithm>
#include <cctype>

#include "replay/mistake_finder.h"
#include "replay/sentence.h"
#include "replay/source_words.h"
#include "trace/describe.h"

namespace loopscope::replay {

using trace::Event;
using trace::Kind;

const char* mistake_title(MistakeKind kind) {
    switch (kind) {
        case MistakeKind::NeverAwaited: return "never awaited";
        case MistakeKind::NeverRetrieved: return "never retrieved";
        case MistakeKind::BlockingCall: return "blocking call";
        case MistakeKind::SwallowedCancellation: return "swallowed cancellation";
        case MistakeKind::Deadlock: return "deadlock";
        case MistakeKind::Sequential: return "one after the other";
    }
    return "";
}

// The task without which this one cannot go on: the one it awaits, or the owner of the lock that it waits for. 0: none.
static uint32_t blocker_of(const State& state, const TaskState& task) {
    if (task.awaits.kind == trace::Awaitable::Kind::Task) return task.awaits.number;
    const LockState* lock = task.awaits ? state.lock_waited_for(task.number) : nullptr;
    return lock ? lock->owner : 0;
}

std::vector<uint32_t> ring_of(const State& state) {
    for (const TaskState& task : state.tasks) {
        std::vector<uint32_t> way;
        const TaskState* at = &task;
        while (at && !is_finished(at->status)) {
            auto again = std::find(way.begin(), way.end(), at->number);
            if (again != way.end()) return {again, way.end()};
            way.push_back(at->number);
            at = state.find_task(blocker_of(state, *at));
        }
    }
    return {};
}

std::string ring_text(const State& state, const std::vector<uint32_t>& ring) {
    std::string text;
    for (size_t i = 0; i < ring.size(); ++i) {
        const TaskState *from = state.find_task(ring[i]), *to = state.find_task(ring[(i + 1) % ring.size()]);
        const LockState* lock =
            from->awaits.kind == trace::Awaitable::Kind::Task ? nullptr : state.lock_waited_for(from->number);
        text += (i ? ", " : "") + from->name + " waits for ";
        if (lock) text += lock->name + ", which ";
        text += lock && from == to ? "it holds itself" : to->name + (lock ? " holds" : "");
    }
    if (ring.size() == 1) return text + ": it cannot go on.";
    return text + ": none of them can go on.";
}

namespace {

// A saved trace may name a thread that never began.
const std::vector<trace::Frame>& frames_of(const trace::Decoder& decoder, uint32_t thread) {
    static const std::vector<trace::Frame> kNone;
    return thread < decoder.threads().size() ? decoder.threads()[thread].frames : kNone;
}

std::string seconds(double t) { return seconds_text(t) + " s"; }

}  // namespace

bool MistakeFinder::own(uint32_t function) const {
    const trace::FunctionInfo& info = trace::quick_function(r_.tables(), function);
    return function != trace::kNoFunction && !info.library && !info.hidden;
}
const std::string& MistakeFinder::name(uint32_t function) const { return r_.tables().function(function).qualname; }
std::string MistakeFinder::task_name(uint32_t number) const {
    return task_phrase(std::string(r_.names().name(number, ~uint64_t(0))));
}
std::string MistakeFinder::place(uint32_t function, uint32_t line) const {
    return "line " + std::to_string(line) + " of " + name(function);
}

Mistake& MistakeFinder::add(MistakeKind kind, uint64_t step, uint32_t function, uint32_t line, uint32_t task) {
    Mistake mistake;
    mistake.kind = kind;
    mistake.step = step;
    mistake.line = line;
    mistake.task = task;
    if (function != trace::kNoFunction) mistake.file = r_.tables().function(function).file;
    found_.push_back(std::move(mistake));
    return found_.back();
}

// --- coroutines that nobody awaits -----------------------------------------------------------------------------------

void MistakeFinder::note_coroutine(const Event& e, const trace::Decoder& decoder) {
    switch (e.kind) {
        case Kind::GeneratorCreated: {
            if (trace::quick_function(r_.tables(), e.called).flavor != trace::Flavor::Coroutine) break;
            const std::vector<trace::Frame>& frames = frames_of(decoder, e.thread);
            if (frames.empty() || !own(frames.back().function)) break;
            fresh_[e.generator] = {e.step, e.called, frames.back().function, frames.back().line, e.task};
            break;
        }
        // Whoever runs it, closes it or makes a task of it has seen it.
        case Kind::GeneratorSend:
        case Kind::GeneratorThrow:
        case Kind::GeneratorClose:
        case Kind::TaskCreated: fresh_.erase(e.generator); break;
        default: break;
    }
}

void MistakeFinder::find_never_awaited() {
    // A run that was cut short might still have awaited them.
    const EndKind end = r_.raw().end.kind;
    if (end == EndKind::Limit || end == EndKind::Stopped) return;
    Lines told;
    for (const auto& [generator, fresh] : fresh_) {
        auto [at, first] = told.emplace(std::make_pair(fresh.caller, fresh.line), found_.size());
        if (!first) {
            ++found_[at->second].times;
            continue;
        }
        if (!room()) return;
        Mistake& mistake = add(MistakeKind::NeverAwaited, fresh.step, fresh.caller, fresh.line, fresh.task);
        mistake.says = name(fresh.called) + "() is called in " + place(fresh.caller, fresh.line) +
                       " but never awaited: a call only makes the coroutine, none of its code ran.";
        mistake.advice =
            "Write await " + name(fresh.called) + "(...), or asyncio.create_task(" + name(fresh.called) + "(...)).";
    }
}

// --- awaits that could run side by side ------------------------------------------------------------------------------

void MistakeFinder::note_await(const Event& e, const trace::Decoder& decoder) {
    if (e.kind == Kind::GeneratorSend && e.first && e.awaited) {
        const std::vector<trace::Frame>& frames = frames_of(decoder, e.thread);
        if (frames.size() < 2 || !own(frames.back().function)) return;
        const trace::Frame& parent = frames[frames.size() - 2];
        const bool coroutines = own(parent.function) && parent.generator != 0 &&
                                r_.tables().function(parent.function).flavor == trace::Flavor::Coroutine &&
                                r_.tables().function(frames.back().function).flavor == trace::Flavor::Coroutine;
        if (!coroutines) return;
        auto row = rows_.find(parent.generator);
        if (row != rows_.end() && row->second.back().to != e.t) finish_awaits(parent.generator);
        awaits_[e.generator] = {parent.generator, parent.function, parent.line, frames.back().function,
                                e.task,           e.step,          e.t,         e.t};
        return;
    }
    if (e.kind != Kind::GeneratorReturn && e.kind != Kind::GeneratorRaise) return;
    auto under_way = awaits_.find(e.generator);
    if (under_way != awaits_.end()) {
        Await await = under_way->second;
        awaits_.erase(under_way);
        await.to = e.t;
        if (e.kind == Kind::GeneratorReturn && await.to > await.from) rows_[await.parent].push_back(await);
    }
    finish_awaits(e.generator);
}

const SourceText* MistakeFinder::source(uint32_t function) const {
    for (const SourceText& text : r_.raw().sources) {
        if (text.file == r_.tables().function(function).file) return &text;
    }
    return nullptr;
}

// Whether the second await needs nothing that the first one brought, as far as the lines' words tell.
bool MistakeFinder::independent(const Await& a, const Await& b) const {
    const SourceText* text = source(a.function);
    if (!text || b.line < a.line) return false;
    const std::string first = line_of(text->text, a.line), second = line_of(text->text, b.line);
    if (!awaits_plainly(first) || !awaits_plainly(second)) return false;
    const std::vector<std::string> bound = names_bound(first);
    if (a.line == b.line) return !mentions(behind_await(first), bound);
    for (uint32_t line = a.line + 1; line <= b.line; ++line) {
        if (mentions(line_of(text->text, line), bound)) return false;
    }
    return true;
}

void MistakeFinder::tell_awaits(const std::vector<Await>& row) {
    if (row.size() < 2 || !room()) return;
    const Await& first = row.front();
    if (!sequential_.emplace(first.function, first.line).second) return;
    double longest = 0;
    std::string calls;
    for (size_t i = 0; i < row.size(); ++i) {
        longest = std::max(longest, row[i].to - row[i].from);
        if (i < 4) calls += (i ? ", then " : "") + name(row[i].called) + "() for " + seconds(row[i].to - row[i].from);
        if (i == 4) calls += " ...";
    }
    const double all = row.back().to - first.from;
    Mistake& mistake = add(MistakeKind::Sequential, first.step, first.function, first.line, first.task);
    mistake.hint = true;
    mistake.says = name(first.function) + " awaits " + calls + ": " + seconds(all) + " one after the other, " +
                   seconds(longest) + " side by side.";
    mistake.advice = "If none needs what another one does: await asyncio.gather(...), or a TaskGroup.";
}

// The rows of independent awaits in what that generator has awaited without a pause.
void MistakeFinder::finish_awaits(uint32_t parent) {
    auto found = rows_.find(parent);
    if (found == rows_.end()) return;
    std::vector<Await> row;
    for (const Await& await : found->second) {
        if (!row.empty() && (row.back().to != await.from || !independent(row.back(), await))) {
            tell_awaits(row);
            row.clear();
        }
        row.push_back(await);
    }
    tell_awaits(row);
    rows_.erase(found);
}

// --- blocking calls --------------------------------------------------------------------------------------------------

// "Task-2 was ready, Task-3 was due at t = 2 s": who could have run meanwhile.
std::string MistakeFinder::waiters(uint64_t step, uint32_t blocking, double until) const {
    std::string text;
    size_t more = 0, named = 0;
    for (const TaskState& task : r_.state(step).tasks) {
        if (task.number == blocking || is_finished(task.status)) continue;
        const bool ready = task.status == TaskStatus::Ready || task.status == TaskStatus::Created;
        const bool late = task.due && *task.due < until, cancelled = task.status == TaskStatus::Cancelling;
        if (!ready && !late && !cancelled) continue;
        if (++named > 3) {
            ++more;
            continue;
        }
        text += (text.empty() ? "" : ", ") + task_phrase(task.name) +
                (ready       ? " was ready"
                 : cancelled ? " was to be cancelled"
                             : " was due at t = " + seconds(*task.due));
    }
    if (more) text += " and " + std::to_string(more) + " more";
    return text;
}

void MistakeFinder::note_blocked(const Event& e) {
    constexpr size_t kMostStates = 64;  // each costs a state of the recording
    if (e.kind != Kind::LoopBlocked || !e.loop || e.when <= e.from) return;
    auto [function, line] = own(e.function) ? std::make_pair(e.function, e.line) : at_[e.thread];
    auto [at, first] = blocked_.emplace(std::make_pair(function, line), found_.size());
    if (!first) {
        ++found_[at->second].times;
        return;
    }
    if (!room()) return;
    const std::string call = trace::strict_utf8(r_.tables().string(e.names[0]));
    const bool looks = looked_at_++ < kMostStates;
    Mistake& mistake = add(MistakeKind::BlockingCall, e.step, line ? function : trace::kNoFunction, line, e.task);
    const std::string blocks =
        call + (line ? " in " + place(function, line) : "") + " blocks the loop for " + seconds(e.when - e.from) + "; ";
    say_at_the_end([=, this, step = e.step, task = e.task, until = e.when] {
        const std::string kept = looks ? waiters(step, task, until) : "";
        return blocks + (kept.empty() ? "nobody else wanted to run then." : kept + ".");
    });
    mistake.advice = call.starts_with("time.sleep")
                         ? "Write await asyncio.sleep(...): the loop then runs others meanwhile."
                         : "Hand it to a thread: await asyncio.to_thread(...), or loop.run_in_executor.";
}

// --- cancellations ---------------------------------------------------------------------------------------------------

void MistakeFinder::note_cancel(const Event& e) {
    switch (e.kind) {
        case Kind::CancelRequested:
            if (e.target.kind == trace::Awaitable::Kind::Task) requested_.insert(e.target.number);
            break;
        case Kind::CancelDelivered:
            // One who merely awaits what was cancelled gets the error too, and may well catch it.
            if (requested_.count(e.subject)) cancelled_[e.subject] = {};
            break;
        case Kind::CancelUncancelled:
            cancelled_.erase(e.subject);
            requested_.erase(e.subject);
            break;
        case Kind::CancelCaught: {
            auto its = cancelled_.find(e.subject);
            if (its == cancelled_.end() || !own(e.function)) break;
            its->second = {e.step, e.function, e.line, false};
            break;
        }
        case Kind::TaskSuspended:
            if (auto its = cancelled_.find(e.subject); its != cancelled_.end() && its->second.caught_step != trace::kNoStep)
                its->second.went_on = true;
            break;
        default: break;
    }
}

void MistakeFinder::note_done(const Event& e) {
    if (e.kind != Kind::TaskDone) return;
    if (e.outcome == trace::Outcome::Exception) failed_[e.subject] = e.step;
    auto its = cancelled_.find(e.subject);
    if (its == cancelled_.end()) return;
    const Cancelled cancelled = its->second;
    cancelled_.erase(its);
    if (e.outcome != trace::Outcome::Result || cancelled.caught_step == trace::kNoStep || !room()) return;
    // In MicroPython a coroutine may catch it and end: nobody reads its result.
    if (r_.raw().python == "micropython" && !cancelled.went_on) return;
    Mistake& mistake =
        add(MistakeKind::SwallowedCancellation, cancelled.caught_step, cancelled.function, cancelled.line, e.subject);
    say_at_the_end([=, this, task = e.subject] {
        return name(cancelled.function) + " catches the CancelledError in line " + std::to_string(cancelled.line) +
               " and does not raise it again: " + task_name(task) + " ends with a result, as if nobody had cancelled it.";
    });
    mistake.advice = "Clean up in finally, or end the except block with raise.";
}

// --- errors that nobody asks for -------------------------------------------------------------------------------------

// asyncio itself says so when the last reference to the task is gone.
void MistakeFinder::note_output(const Event& e) {
    constexpr std::string_view kWords = "exception was never retrieved", kName = "name='";
    if (e.kind != Kind::Print || e.number != 2 || e.text.find(kWords) == std::string_view::npos || !room()) return;
    Logged logged{e.step, {}};
    if (const size_t at = e.text.find(kName); at != std::string_view::npos) {
        const std::string_view rest = e.text.substr(at + kName.size());
        logged.task = rest.substr(0, rest.find('\''));
    }
    logged_.push_back(std::move(logged));
}

void MistakeFinder::tell_logged() {
    for (const Logged& logged : std::exchange(logged_, {})) {
        const uint32_t task = logged.task.empty() ? 0 : r_.task_by_name(logged.task);
        auto failed = failed_.find(task);
        if (task == 0 || failed == failed_.end()) {
            Mistake& mistake = add(MistakeKind::NeverRetrieved, logged.step, trace::kNoFunction, 0, 0);
            mistake.says =
                "A future failed, and nobody asked for its result: the error was only logged when it was thrown away.";
            mistake.advice = "Await it, or give it a done callback that looks at its exception().";
            continue;
        }
        const uint64_t step = failed->second;
        Mistake& mistake = add(MistakeKind::NeverRetrieved, step, trace::kNoFunction, 0, task);
        trace::Namer namer{r_.tables(), r_.names(), ~uint64_t(0)};
        mistake.says = task_name(task) + " failed with " + namer.value(r_.event(step).value) +
                       ", and nobody asked for its result: the error was only logged when the task was thrown away.";
        mistake.advice = "Keep the task and await it, or start it in a TaskGroup.";
    }
}

// --- deadlock --------------------------------------------------------------------------------------------------------

void MistakeFinder::find_deadlock() {
    if (r_.raw().end.kind != EndKind::Deadlock || r_.step_count() == 0 || !room()) return;
    const State state = r_.state_at_end();
    const std::vector<uint32_t> ring = ring_of(state);
    Mistake& mistake = add(MistakeKind::Deadlock, r_.step_count() - 1, trace::kNoFunction, 0, ring.empty() ? 0 : ring.front());
    if (!ring.empty()) {
        mistake.says = ring_text(state, ring);
        mistake.advice = "One of them has to go on without the other.";
        return;
    }
    std::string text;
    for (const TaskState& task : state.tasks) {
        if (is_finished(task.status) || task.awaits_text.empty() || text.size() > 200) continue;
        text += (text.empty() ? "" : ", ") + task_phrase(task.name) + " waits for " + task.awaited();
    }
    mistake.says = "Nothing is left that could run" + (text.empty() ? std::string(".") : ": " + text + ".");
    mistake.advice = "Somebody has to finish what they wait for: set_result(), set(), release(), put() ...";
}

// --- the pass --------------------------------------------------------------------------------------------------------

void MistakeFinder::note(const Event& e, const trace::Decoder& decoder) {
    if (e.kind == Kind::Line) {
        if (own(e.function)) at_[e.thread] = {e.function, e.line};
        return;
    }
    switch (e.kind) {
        case Kind::GeneratorSend: note_await(e, decoder); [[fallthrough]];
        case Kind::GeneratorCreated:
        case Kind::GeneratorThrow:
        case Kind::GeneratorClose:
        case Kind::TaskCreated: note_coroutine(e, decoder); break;
        case Kind::GeneratorReturn:
        case Kind::GeneratorRaise: note_await(e, decoder); break;
        case Kind::LoopBlocked: note_blocked(e); break;
        case Kind::CancelRequested:
        case Kind::CancelDelivered:
        case Kind::CancelUncancelled:
        case Kind::CancelCaught:
        case Kind::TaskSuspended: note_cancel(e); break;
        case Kind::TaskDone: note_done(e); break;
        case Kind::Print: note_output(e); break;
        default: break;
    }
}

std::vector<Mistake> MistakeFinder::finish() {
    while (!rows_.empty()) finish_awaits(rows_.begin()->first);
    tell_logged();
    find_never_awaited();
    find_deadlock();
    for (auto& [mistake, says] : late_) found_[mistake].says = says();
    std::stable_sort(found_.begin(), found_.end(), [](const Mistake& a, const Mistake& b) { return a.step < b.step; });
    return std::move(found_);
}

std::vector<Mistake> find_mistakes(const Recording& recording) {
    MistakeFinder finder(recording);
    trace::Decoder decoder(recording.raw().chunks, recording.tables(), recording.names());
    Event event;
    while (decoder.next(event)) {
        if (event.step != trace::kNoStep) finder.note(event, decoder);
    }
    return finder.finish();
}

}  // namespace loopscope::replay
