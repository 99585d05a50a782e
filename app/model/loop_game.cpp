#include "app/model/loop_game.h"

#include <algorithm>

#include "replay/sentence.h"

namespace loopscope::app {
namespace {

using replay::HandleState;
using replay::Recording;
using replay::State;
using trace::Event;
using trace::Kind;
using ChoiceKind = LoopChoice::Kind;

constexpr size_t kMostPicks = 9, kMostTimers = 3, kMostTasks = 3;

std::string seconds(double t) { return replay::seconds_text(t) + " s"; }

// "Task A" and "wake-up" for a task's own handle, else the callback's name.
LoopChoice choice_of(const HandleState& handle, const State& state, ChoiceKind kind) {
    LoopChoice choice;
    choice.kind = kind;
    choice.handle = handle.number;
    choice.task = handle.task;
    choice.cancelled = handle.cancelled;
    choice.since = handle.scheduled_step;
    const replay::TaskState* task = state.find_task(handle.task);
    choice.name = task ? task->name : handle.callback;
    choice.what = handle.ref.code == trace::CallbackCode::TaskWakeup ? "its wake-up" : task ? "its step" : "callback";
    if (handle.when) {
        choice.when = *handle.when;
        choice.timed = true;
        if (kind == ChoiceKind::Timer) choice.what = "timer, due at t = " + seconds(*handle.when);
    }
    return choice;
}

void add_tasks(const State& state, std::vector<LoopChoice>& choices) {
    size_t added = 0;
    for (const replay::TaskState& task : state.tasks) {
        const bool waits = task.status == replay::TaskStatus::Waiting || task.status == replay::TaskStatus::Sleeping;
        if (!waits || task.awaits_text.empty() || added >= kMostTasks) continue;
        LoopChoice choice;
        choice.kind = ChoiceKind::Task;
        choice.name = task.name;
        choice.task = task.number;
        choice.what = "waits for " + task.awaited();
        choices.push_back(std::move(choice));
        ++added;
    }
}

std::vector<LoopChoice> choices_of(const State& state) {
    std::vector<LoopChoice> choices;
    for (const HandleState& handle : state.loop.ready) {
        if (handle.place == HandleState::Place::Ready)
            choices.push_back(choice_of(handle, state, handle.next_turn ? ChoiceKind::NextTurn : ChoiceKind::Ready));
    }
    const size_t timers = std::min(kMostTimers, state.loop.timers.size());
    for (size_t i = 0; i < timers; ++i) choices.push_back(choice_of(state.loop.timers[i], state, ChoiceKind::Timer));
    add_tasks(state, choices);
    LoopChoice wait;
    wait.kind = ChoiceKind::Wait;
    wait.name = "nobody";
    wait.timed = !state.loop.timers.empty();
    if (wait.timed) wait.when = state.loop.timers.front().when.value_or(0);
    wait.what = wait.timed ? "wait until t = " + seconds(wait.when) : "wait until something arrives";
    choices.push_back(std::move(wait));
    return choices;
}

// In an order that tells nothing: by name. The right one and "nobody" are among those that are kept.
void tidy(LoopDecision& decision, size_t right) {
    std::vector<LoopChoice>& choices = decision.choices;
    while (choices.size() > kMostPicks) {
        size_t at = choices.size() - 2;
        if (at == right) --at;
        choices.erase(choices.begin() + static_cast<ptrdiff_t>(at));
        if (at < right) --right;
    }
    const LoopChoice wanted = choices[right];
    std::stable_sort(choices.begin(), choices.end() - 1,
                     [](const LoopChoice& a, const LoopChoice& b) { return a.name < b.name; });
    for (size_t i = 0; i < choices.size(); ++i) {
        if (choices[i].kind == wanted.kind && choices[i].handle == wanted.handle && choices[i].task == wanted.task)
            decision.right = static_cast<int>(i);
    }
}

bool decides(const Event& e) { return e.kind == Kind::HandleRun || (e.kind == Kind::LoopAdvance && e.when > e.from); }

// asyncio.run() tidies up at its end: that is no question.
bool tidies_up(const replay::Timeline& timeline, uint64_t step) {
    return std::any_of(timeline.lanes.begin(), timeline.lanes.end(),
                       [&](const replay::Lane& lane) { return lane.tidies_up_at(step); });
}

std::optional<LoopDecision> decision_at(const Recording& rec, const replay::Timeline& timeline, uint64_t step) {
    if (tidies_up(timeline, step)) return std::nullopt;
    const Event event = rec.event(step);
    const State before = step == 0 ? rec.state_at_start() : rec.state(step - 1);
    LoopDecision decision;
    decision.step = step;
    decision.t = before.t;
    decision.choices = choices_of(before);
    size_t right = decision.choices.size() - 1;
    if (event.kind == Kind::HandleRun) {
        const auto first = std::find_if(decision.choices.begin(), decision.choices.end(), [](const LoopChoice& choice) {
            return (choice.kind == ChoiceKind::Ready || choice.kind == ChoiceKind::NextTurn) && !choice.cancelled;
        });
        if (first == decision.choices.end()) return std::nullopt;
        // The first of a new turn may still be told as waiting for it.
        if (first->kind == ChoiceKind::NextTurn) {
            for (LoopChoice& choice : decision.choices)
                choice.kind = choice.kind == ChoiceKind::NextTurn ? ChoiceKind::Ready : choice.kind;
        }
        right = static_cast<size_t>(first - decision.choices.begin());
    }
    tidy(decision, right);
    return decision;
}

const LoopChoice* earliest(const LoopDecision& decision) {
    const LoopChoice* found = nullptr;
    for (const LoopChoice& choice : decision.choices) {
        if (choice.kind == ChoiceKind::Timer && !choice.cancelled && (!found || choice.when < found->when)) found = &choice;
    }
    return found;
}

std::string verdict_while_ready(const LoopDecision& decision, const LoopChoice& picked) {
    const LoopChoice& first = decision.choices[static_cast<size_t>(decision.right)];
    switch (picked.kind) {
        case ChoiceKind::Ready:
            if (picked.cancelled) return "That handle was cancelled: the loop drops it and calls nothing.";
            return "First in, first out: " + first.name + " has been in the ready queue for longer.";
        case ChoiceKind::NextTurn:
            return "It joined the queue in this turn. A turn runs only what was ready when it began; this waits for the next "
                   "one.";
        case ChoiceKind::Timer:
            return "It is not due: the clock stands at " + seconds(decision.t) + ", and its time is " + seconds(picked.when) +
                   ". Meanwhile others are ready.";
        case ChoiceKind::Task: return "Nobody has woken " + picked.name + ": it " + picked.what + ", and is in no queue.";
        case ChoiceKind::Wait: break;
    }
    return "Something is ready, so the loop does not wait: its poll only has a look.";
}

}  // namespace

std::optional<LoopDecision> next_decision(const Recording& recording, const replay::Timeline& timeline, uint64_t after) {
    const auto step = recording.find_next(after, decides);
    return step ? decision_at(recording, timeline, *step) : std::nullopt;
}

std::optional<LoopDecision> first_decision(const Recording& recording, const replay::Timeline& timeline) {
    if (recording.step_count() == 0) return std::nullopt;
    return decides(recording.event(0)) ? decision_at(recording, timeline, 0) : next_decision(recording, timeline, 0);
}

bool is_right(const LoopDecision& decision, int choice) {
    if (choice < 0 || static_cast<size_t>(choice) >= decision.choices.size()) return false;
    if (choice == decision.right) return true;
    // Waiting for the earliest timer, said by its name.
    const LoopChoice& picked = decision.choices[static_cast<size_t>(choice)];
    const LoopChoice* first = earliest(decision);
    const bool waits = decision.choices[static_cast<size_t>(decision.right)].kind == ChoiceKind::Wait;
    return waits && picked.kind == ChoiceKind::Timer && first && picked.when == first->when && !picked.cancelled;
}

std::string verdict(const LoopDecision& decision, int choice) {
    if (choice < 0 || static_cast<size_t>(choice) >= decision.choices.size()) return {};
    const LoopChoice& picked = decision.choices[static_cast<size_t>(choice)];
    const LoopChoice& right = decision.choices[static_cast<size_t>(decision.right)];
    if (is_right(decision, choice)) {
        if (right.kind != ChoiceKind::Wait) return "Right: " + right.name + " was first in the ready queue.";
        return right.timed
                   ? "Right: nothing was ready, so the loop waited and the clock went on to " + seconds(right.when) + "."
                   : "Right: nothing was ready.";
    }
    if (right.kind != ChoiceKind::Wait) return verdict_while_ready(decision, picked);
    if (picked.kind == ChoiceKind::Task)
        return "Nothing is ready. " + picked.name + " " + picked.what + ", and nobody has woken it.";
    const LoopChoice* first = earliest(decision);
    if (picked.kind == ChoiceKind::Timer && first)
        return "The heap gives the earliest timer first: " + first->name + ", at " + seconds(first->when) + ".";
    return "That is not ready.";
}

}  // namespace loopscope::app
