// Sentences, causes and the timeline: what is told about a run.
#include <doctest/doctest.h>

#include "replay/causes.h"
#include "replay/cursor.h"
#include "replay/sentence.h"
#include "replay/timeline.h"
#include "replay/why.h"
#include "support/fake_recording.h"

using namespace loopscope;
using namespace loopscope::replay;

namespace {

using fake::Raw;

bool said(const Recording& r, const std::string& text) {
    for (uint64_t step = 0; step < r.step_count(); ++step) {
        if (sentence(r, step) == text) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("every step has a sentence with a capital and a full stop, and a label") {
    for (const Raw& raw : fake::one_of_each()) {
        auto r = Recording::build(raw);
        for (uint64_t step = 0; step < r->step_count(); ++step) {
            std::string text = sentence(*r, step);
            CHECK(text.size() > 5);
            CHECK(text.back() == '.');
            CHECK(text.find("..") == std::string::npos);
            CHECK(text.find('{') == std::string::npos);
            CHECK(!short_label(*r, step).empty());
            CHECK(!cause_clause(*r, step).empty());
            field_texts(*r, step);
        }
    }
}

TEST_CASE("the banner says who, what and why") {
    auto r = Recording::build(fake::countdown());
    CHECK(said(*r, "Task B resumes with send(None) because its timer fired."));
    CHECK(said(*r, "Task-1 resumes with send(None) because future#1 is done."));
    CHECK(said(*r, "Task A starts: the loop sends None into countdown."));
    CHECK(said(*r, "Task-1 waits for A, B (future#1)."));
    CHECK(said(*r, "Task A prints 'T-minus 2 (A)'."));
    CHECK(said(*r, "Nothing can run before t = 1 s, so the clock jumps there from t = 0 s."));
    auto chain = Recording::build(fake::chain());
    CHECK(said(*chain, "Middle hands send(84) on to bottom.") == false);
    CHECK(said(*chain, "middle hands send(84) on to bottom, which resumes at line 5."));
    CHECK(said(*chain, "top passes 7 outwards without running."));
    auto cancel = Recording::build(fake::cancellation());
    CHECK(said(*cancel, "Task worker ends CANCELLED."));
    CHECK(said(*cancel, "Task-1 asks Task worker to cancel, line 13."));
    auto blocked = Recording::build(fake::blocking());
    CHECK(said(*blocked, "time.sleep(4) in blocking, line 8 blocks the loop until t = 4 s."));
}

TEST_CASE("a cause lies before its effect, for every step") {
    for (const Raw& raw : fake::one_of_each()) {
        auto r = Recording::build(raw);
        Backward reader(*r);
        for (uint64_t step = 0; step < r->step_count(); ++step) {
            auto direct = direct_cause(reader, r->event(step));
            if (direct) CHECK(*direct < step);
            uint64_t last = step;
            for (const Cause& cause : why(*r, step)) {
                CHECK(cause.step < last);
                CHECK(!cause.sentence.empty());
                last = cause.step;
            }
        }
    }
}

TEST_CASE("why a sleeping task resumes: its future, its timer, its sleep") {
    auto r = Recording::build(fake::countdown());
    auto step =
        r->find_next(0, [&](const trace::Event& e) { return e.kind == trace::Kind::GeneratorSend && e.t == 1 && e.task == 3; });
    REQUIRE(step);
    std::vector<Cause> chain = why(*r, *step);
    REQUIRE(chain.size() >= 4);
    CHECK(chain[0].sentence == "future#3 finished in turn 3");
    CHECK(chain[1].sentence == "its timer was due at t = 1 s");
    CHECK(chain[2].sentence == "sleep set the timer at t = 0 s");
    CHECK(chain[3].sentence == "Task B ran line 6 in turn 2");
    auto back = cause_of(*r, *step);
    REQUIRE(back);
    CHECK(effect_of(*r, *back) == *step);
    CHECK(effect_of(*r, chain[1].step) == chain[0].step);
    CHECK(!effect_of(*r, r->step_count() - 1));
}

TEST_CASE("a cancellation's story has its stations in order") {
    auto r = Recording::build(fake::cancellation());
    uint32_t worker = r->task_by_name("worker");
    std::vector<Station> story = cancellation_story(*r, worker, r->step_count() - 1);
    REQUIRE(story.size() == 6);
    for (size_t i = 0; i < story.size(); ++i) CHECK(story[i].station == i + 1);
    for (size_t i = 1; i < story.size(); ++i) CHECK(story[i].step > story[i - 1].step);
    CHECK(cancellation_story(*r, r->task_by_name("Task-1"), 0).empty());
    std::vector<Cause> causes = why_task(*r, worker, r->step_count() - 1);
    REQUIRE(!causes.empty());
    CHECK(causes[0].sentence.find("was cancelled") != std::string::npos);
}

TEST_CASE("lanes cover the life of each task without holes or overlaps") {
    for (const Raw& raw : fake::one_of_each()) {
        auto r = Recording::build(raw);
        Timeline line = make_timeline(*r);
        for (size_t i = 0; i < line.lanes.size(); ++i) {
            const Lane& lane = line.lanes[i];
            CHECK(lane.parent < static_cast<int>(i));
            if (lane.parent >= 0) CHECK(lane.depth == line.lanes[static_cast<size_t>(lane.parent)].depth + 1);
            for (size_t s = 0; s < lane.segments.size(); ++s) {
                CHECK(lane.segments[s].step_begin < lane.segments[s].step_end);
                CHECK(r->time_of(lane.segments[s].step_begin) <= r->time_of(lane.segments[s].step_end));
                if (s) CHECK(lane.segments[s].step_begin == lane.segments[s - 1].step_end);
            }
            if (!lane.segments.empty()) CHECK(lane.segments.back().step_end == r->step_count());
        }
        for (const Arrow& arrow : line.arrows) {
            CHECK(arrow.from_lane < static_cast<int>(line.lanes.size()));
            CHECK(arrow.to_lane < static_cast<int>(line.lanes.size()));
            CHECK(arrow.from_step <= arrow.to_step);
        }
    }
}

TEST_CASE("lanes made beside the index are those made of the recording") {
    for (const Raw& raw : fake::one_of_each()) {
        Timeline beside;
        auto r = Recording::build(raw, {}, &beside);
        Timeline after = make_timeline(*r);
        REQUIRE(beside.lanes.size() == after.lanes.size());
        for (size_t i = 0; i < after.lanes.size(); ++i) {
            CHECK(beside.lanes[i].name == after.lanes[i].name);
            REQUIRE(beside.lanes[i].segments.size() == after.lanes[i].segments.size());
            for (size_t s = 0; s < after.lanes[i].segments.size(); ++s) {
                CHECK(beside.lanes[i].segments[s].step_begin == after.lanes[i].segments[s].step_begin);
                CHECK(beside.label(beside.lanes[i].segments[s]) == after.label(after.lanes[i].segments[s]));
            }
        }
        CHECK(beside.arrows.size() == after.arrows.size());
    }
}

TEST_CASE("a task's segment at a step has the status that the state has") {
    for (const Raw& raw : {fake::countdown(), fake::cancellation(), fake::executor()}) {
        auto r = Recording::build(raw);
        Timeline line = make_timeline(*r);
        Cursor cursor(*r);
        while (cursor.forward()) {
            for (const TaskState& task : cursor.state(false).tasks) {
                const Segment* segment = line.segment_at(line.lane_of_task(task.number), cursor.step());
                REQUIRE(segment);
                CHECK(segment->status == task.status);
            }
        }
    }
}

TEST_CASE("the timeline of the countdown: lanes, turns, jumps, prints, wake-ups") {
    auto r = Recording::build(fake::countdown());
    Timeline line = make_timeline(*r);
    REQUIRE(line.lanes.size() == 4);
    CHECK(line.lanes[0].kind == LaneKind::Loop);
    CHECK(line.lanes[1].name == "Task-1");
    CHECK(line.lanes[2].name == "A");
    CHECK(line.lanes[2].depth == 1);
    CHECK(line.turns.size() == 11);
    CHECK(line.jumps.size() == 3);
    CHECK(line.prints.size() == 5);
    size_t wakeups = 0, sends = 0;
    for (const Arrow& arrow : line.arrows) {
        if (arrow.kind == ArrowKind::WakeUp) {
            ++wakeups;
            CHECK(arrow.to_step > arrow.from_step);
            CHECK(r->event(arrow.to_step).kind == trace::Kind::TaskStep);
        }
        if (arrow.kind == ArrowKind::Send) ++sends;
    }
    CHECK(wakeups == 6);
    CHECK(sends == 9);
    bool sleeping = false;
    for (const Segment& s : line.lanes[3].segments)
        sleeping = sleeping || (s.status == TaskStatus::Sleeping && line.label(s) == "until t = 2 s");
    CHECK(sleeping);
}

TEST_CASE("the timeline marks a cancellation's stations and shows the future it passed") {
    auto r = Recording::build(fake::cancellation());
    Timeline line = make_timeline(*r);
    std::vector<uint32_t> stations;
    for (const CancelMark& mark : line.cancels) stations.push_back(mark.station);
    CHECK(stations == std::vector<uint32_t>{1, 2, 3, 4, 5, 6});
    bool future = false;
    for (const Lane& lane : line.lanes) {
        if (lane.kind != LaneKind::Future) continue;
        future = true;
        CHECK(line.lanes[static_cast<size_t>(lane.parent)].name == "worker");
        REQUIRE(lane.segments.size() == 2);
        CHECK(line.label(lane.segments[1]) == "CANCELLED");
    }
    CHECK(future);
}

TEST_CASE("a blocked loop is a band, a worker thread a lane") {
    Timeline blocked = make_timeline(*Recording::build(fake::blocking()));
    REQUIRE(blocked.blocked.size() == 1);
    CHECK(blocked.blocked[0].call == "time.sleep(4)");
    CHECK(blocked.blocked[0].t_end == 4.0);
    CHECK(blocked.blocked[0].step_begin < blocked.blocked[0].step_end);
    auto r = Recording::build(fake::executor());
    Timeline line = make_timeline(*r);
    int worker = line.lane_of_thread(1);
    REQUIRE(worker >= 0);
    CHECK(line.lanes[static_cast<size_t>(worker)].name == "worker-1");
    CHECK(line.lanes[static_cast<size_t>(worker)].segments.size() >= 3);
    CHECK(line.blocked.empty());
}

TEST_CASE("a backward reader finds what reading forwards finds") {
    for (const Raw& raw : fake::one_of_each()) {
        auto r = Recording::build(raw);
        Backward reader(*r);
        for (uint64_t step = r->step_count(); step-- > 0;) {
            CHECK(reader.event(step).offset == r->event(step).offset);
            uint32_t thread = r->event(step).thread;
            auto same = [&](const trace::Event& e) { return e.thread == thread; };
            auto found = reader.find_previous(step, same);
            CHECK(found == Backward(*r).find_previous(step, same));
            if (found) CHECK(r->find_next(*found, same) == step);
        }
        CHECK_FALSE(reader.find_previous(r->step_count(), [](const trace::Event&) { return false; }));
    }
}
