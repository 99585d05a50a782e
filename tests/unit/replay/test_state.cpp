#include <doctest/doctest.h>

#include "replay/cursor.h"
#include "support/fake_recording.h"
#include "support/trace_invariants.h"

using namespace loopscope;
using namespace loopscope::replay;

namespace {

using fake::Raw;

const TaskState& task(const State& state, std::string_view name) {
    for (const TaskState& t : state.tasks) {
        if (t.name == name) return t;
    }
    static const TaskState none;
    FAIL("no task " << name);
    return none;
}

uint64_t step_of(const Recording& r, trace::Kind kind, uint64_t hit) {
    auto step = r.step_at_event(kind, hit);
    REQUIRE(step);
    return *step;
}

}  // namespace

TEST_CASE("the state at a step is the same forwards, backwards and by seeking") {
    for (const Raw& raw : fake::one_of_each()) {
        auto r = Recording::build(raw);
        CHECK(!r->broken());
        std::vector<State> forwards;
        Cursor cursor(*r);
        while (cursor.forward()) forwards.push_back(cursor.state());
        REQUIRE(forwards.size() == r->step_count());
        Cursor back(*r);
        for (uint64_t step = r->step_count(); step-- > 0;) {
            REQUIRE(back.seek(step));
            CHECK(back.event().step == step);
            CHECK(back.state() == forwards[step]);
            if (step % 7 == 0) CHECK(r->state(step) == forwards[step]);
        }
    }
}

TEST_CASE("the fold equals the keyframe at every keyframe of a long run") {
    auto r = Recording::build(fake::crowd(60, 1200));
    REQUIRE(r->keyframe_count() > 5);
    Cursor cursor(*r);
    size_t next = 1;
    while (cursor.forward() && next < r->keyframe_count()) {
        const Recording::Keyframe& keyframe = r->keyframe(next);
        if (cursor.step() + 1 < keyframe.first_step) continue;
        REQUIRE(cursor.step() + 1 == keyframe.first_step);
        CHECK(cursor.state(false) == make_state(keyframe.fold, keyframe.decoder, false));
        ++next;
    }
    CHECK(next == r->keyframe_count());
    Cursor seeking(*r);
    for (uint64_t step : {r->step_count() - 1, uint64_t(5), r->step_count() / 2, r->step_count() / 3, uint64_t(0)}) {
        REQUIRE(seeking.seek(step));
        Cursor walking(*r);
        while (walking.forward() && walking.step() < step) {
        }
        CHECK(seeking.state() == walking.state());
    }
    CHECK(!seeking.seek(r->step_count()));
}

TEST_CASE("tasks go through their states") {
    auto r = Recording::build(fake::countdown());
    State start = r->state_at_start();
    CHECK(start.tasks.empty());
    CHECK(start.step == trace::kNoStep);
    State created = r->state(step_of(*r, trace::Kind::TaskCreated, 2));
    CHECK(task(created, "A").status == TaskStatus::Created);
    CHECK(task(created, "A").parent_name == "Task-1");
    CHECK(task(created, "A").coroutine == "countdown");
    CHECK(task(created, "Task-1").status == TaskStatus::Running);
    State waiting = r->state(step_of(*r, trace::Kind::TaskSuspended, 3));
    CHECK(task(waiting, "Task-1").status == TaskStatus::Waiting);
    CHECK(task(waiting, "Task-1").awaits_what == "A, B");
    CHECK(task(waiting, "B").status == TaskStatus::Sleeping);
    CHECK(task(waiting, "B").due == 1.0);
    CHECK(task(waiting, "B").awaits_what == "sleep");
    REQUIRE(task(waiting, "B").chain.size() == 2);
    CHECK(task(waiting, "B").chain[0].function == "countdown");
    CHECK(task(waiting, "B").chain[0].line == 6);
    CHECK(task(waiting, "B").chain[1].status == trace::GeneratorStatus::Suspended);
    CHECK(task(waiting, "B").chain[1].library);
    State ready = r->state(step_of(*r, trace::Kind::TaskStep, 4));
    CHECK(task(ready, "A").status == TaskStatus::Running);
    CHECK(task(ready, "B").status == TaskStatus::Ready);
    CHECK(ready.iteration == 4);
    State end = r->state_at_end();
    for (const TaskState& t : end.tasks) CHECK(t.status == TaskStatus::Done);
    CHECK(end.output_count == 5);
    CHECK(end.t == 3.0);
    CHECK(!end.loop.running);
}

TEST_CASE("the ready queue and the timer heap: what is added in a turn waits for the next") {
    auto r = Recording::build(fake::countdown());
    State state = r->state(step_of(*r, trace::Kind::HandleScheduled, 3));  // B was created while Task-1 ran
    REQUIRE(state.loop.ready.size() == 3);
    CHECK(state.loop.phase == LoopPhase::Ready);
    CHECK(state.loop.ready[0].place == HandleState::Place::Running);
    CHECK(!state.loop.ready[0].next_turn);
    CHECK(state.loop.ready[1].next_turn);
    CHECK(state.loop.ready[2].callback == "B.step");
    CHECK(state.loop.turn_total == 1);
    State timers = r->state(step_of(*r, trace::Kind::LoopPoll, 1));
    CHECK(timers.loop.phase == LoopPhase::Poll);
    CHECK(timers.loop.poll_until == 1.0);
    CHECK(timers.loop.ready.empty());
    REQUIRE(timers.loop.timers.size() == 2);
    CHECK(timers.loop.timers[0].name == "handle#4");
    State due = r->state(step_of(*r, trace::Kind::TimerDue, 1));
    CHECK(due.loop.phase == LoopPhase::Timers);
    CHECK(due.loop.timers.size() == 1);
    REQUIRE(due.loop.ready.size() == 1);
    CHECK(!due.loop.ready[0].next_turn);
    CHECK(due.loop.ready[0].when == 1.0);
}

TEST_CASE("lines: run last and run next") {
    auto r = Recording::build(fake::countdown());
    uint64_t step = step_of(*r, trace::Kind::TaskStep, 4) + 1;  // A resumes
    State state = r->state(step);
    CHECK(state.last_line.line == 6);
    CHECK(state.next_line.line == 7);
    CHECK(state.next_line.file == "program.py");
    State before = r->state_at_start();
    CHECK(before.next_line.line == 1);
}

TEST_CASE("a cancellation is followed from its request to its end") {
    auto r = Recording::build(fake::cancellation());
    State asked = r->state(step_of(*r, trace::Kind::CancelForwarded, 1));
    CHECK(task(asked, "worker").status == TaskStatus::Cancelling);
    CHECK(task(asked, "worker").cancelling == 1);
    CHECK(!task(asked, "worker").must_cancel);
    REQUIRE(asked.cancellations.size() == 1);
    CHECK(asked.cancellations[0].by == "Task-1");
    CHECK(asked.cancellations[0].target_name == "worker");
    CHECK(asked.cancellations[0].forwarded_steps.size() == 1);
    CHECK(asked.cancellations[0].delivered_step == trace::kNoStep);
    State delivered = r->state(step_of(*r, trace::Kind::CancelCaught, 1));
    REQUIRE(delivered.cancellations.size() == 1);
    CHECK(delivered.cancellations[0].delivered_step != trace::kNoStep);
    CHECK(delivered.cancellations[0].caught_step == delivered.step);
    CHECK(task(delivered, "worker").status == TaskStatus::Running);
    State done = r->state(step_of(*r, trace::Kind::CancelCompleted, 1));
    CHECK(task(done, "worker").status == TaskStatus::Cancelled);
    REQUIRE(done.cancellations.size() == 1);
    CHECK(done.cancellations[0].completed_step != trace::kNoStep);
    CHECK(r->state_at_end().cancellations.empty());
}

TEST_CASE("a blocked loop is blocked until its thread goes on") {
    auto r = Recording::build(fake::blocking());
    uint64_t step = step_of(*r, trace::Kind::LoopBlocked, 1);
    State state = r->state(step);
    REQUIRE(state.blocked);
    CHECK(state.blocked->call == "time.sleep(4)");
    CHECK(state.blocked->to == 4.0);
    CHECK(state.blocked->line == 8);
    CHECK(r->state(step + 1).blocked);
    CHECK(!r->state(step + 2).blocked);
}

TEST_CASE("worker threads and executor jobs") {
    auto r = Recording::build(fake::executor());
    State state = r->state(step_of(*r, trace::Kind::ThreadBlocked, 1));
    REQUIRE(state.threads.size() == 2);
    CHECK(state.threads[1].name == "worker-1");
    CHECK(state.threads[1].blocked);
    CHECK(state.threads[1].until == 4.0);
    CHECK(state.threads[1].job == "crunch");
    REQUIRE(state.threads[1].stack.size() == 1);
    CHECK(state.threads[1].stack[0].line == 21);
    REQUIRE(state.jobs.size() == 1);
    CHECK(state.jobs[0].place == JobState::Place::Running);
    CHECK(task(state, "blocking").awaits_what == "crunch in worker-1");
}

TEST_CASE("generators outside of tasks show whom they yield from") {
    auto r = Recording::build(fake::chain());
    State state = r->state(step_of(*r, trace::Kind::GeneratorYield, 3));
    REQUIRE(state.generators.size() == 3);
    CHECK(state.generators[0].name == "top#1");
    CHECK(state.generators[0].delegates_to == 2);
    CHECK(state.generators[1].delegates_to == 3);
    CHECK(state.generators[2].delegates_to == 0);
    for (const GeneratorState& g : state.generators) CHECK(g.frame.status == trace::GeneratorStatus::Suspended);
    State end = r->state_at_end();
    for (const GeneratorState& g : end.generators) CHECK(g.frame.status == trace::GeneratorStatus::Closed);
}

TEST_CASE("text of a state names what runs, waits and is due") {
    auto r = Recording::build(fake::countdown());
    std::string text = to_text(r->state(step_of(*r, trace::Kind::TaskStep, 4)));
    CHECK(text.find("A  RUNNING") != std::string::npos);
    CHECK(text.find("Task-1  WAITING for future#1 (A, B)") != std::string::npos);
    CHECK(text.find("now  handle#6  A.wakeup") != std::string::npos);
    CHECK(text.find("turn 4") != std::string::npos);
}
