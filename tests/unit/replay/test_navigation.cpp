#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "replay/cursor.h"
#include "replay/rank_bits.h"
#include "support/fake_recording.h"

using namespace loopscope;
using namespace loopscope::replay;

namespace {

// Every step as the cursor meets it, to hold the indexes against.
struct Walk {
    std::vector<trace::Event> events;
    std::vector<uint32_t> changed;
    std::vector<int> levels;
};

Walk walk(const Recording& r) {
    Walk w;
    Cursor cursor(r);
    while (cursor.forward()) {
        w.events.push_back(cursor.event());
        w.changed.push_back(cursor.fold().changed_task);
        w.levels.push_back(event_level(cursor.event(), r.tables()));
    }
    return w;
}

template <class Wanted>
void check_unit(const Recording& r, const Navigation& by, Wanted&& wanted) {
    std::optional<uint64_t> last;
    for (uint64_t step = 0; step < r.step_count(); ++step) {
        CHECK(r.previous(step, by) == last);
        if (!wanted(step)) continue;
        if (last)
            CHECK(r.next(*last, by) == step);
        else
            CHECK(r.next(trace::kNoStep, by) == step);
        last = step;
    }
    CHECK(r.previous(r.step_count(), by) == last);
    if (last) CHECK(r.next(*last, by) == std::nullopt);
}

// `gap`: the most steps between two members.
void check_ranks(std::mt19937& random, unsigned gap, int members) {
    RankBits bits;
    std::vector<uint64_t> set;
    uint64_t at = random() % gap;
    for (int i = 0; i < members; ++i) {
        bits.set(at);
        set.push_back(at);
        at += 1 + random() % gap;
    }
    bits.finish(at + 100);
    REQUIRE(bits.count() == set.size());
    size_t below = 0;
    for (uint64_t i = 0; i < at + 100; ++i) {
        REQUIRE(bits.rank(i) == below);
        bool is = below < set.size() && set[below] == i;
        REQUIRE(bits.test(i) == is);
        if (is) REQUIRE(bits.select(below) == i);
        REQUIRE(bits.previous(i) == (below ? std::optional<uint64_t>(set[below - 1]) : std::nullopt));
        if (is) ++below;
        REQUIRE(bits.next(i) == (below < set.size() ? std::optional<uint64_t>(set[below]) : std::nullopt));
    }
    CHECK(bits.rank(~0ull) == set.size());
}

}  // namespace

TEST_CASE("rank and select agree with a plain list, be it nearly empty, nearly full or between") {
    std::mt19937 random(3);
    check_ranks(random, 1, 8000);
    check_ranks(random, 3, 8000);
    check_ranks(random, 900, 5000);
    RankBits bits;  // all but a few
    for (uint64_t at = 0; at < 20000; ++at) {
        if (at % 1000 != 7) bits.set(at);
    }
    bits.finish(20000);
    CHECK(bits.count() == 19980);
    CHECK(bits.rank(1008) == 1006);
    CHECK(bits.select(1006) == 1008);
    CHECK(bits.next(6) == std::optional<uint64_t>(8));
    CHECK(bits.previous(1008) == std::optional<uint64_t>(1006));
    CHECK(!bits.test(19007));
    RankBits empty;
    empty.finish(0);
    CHECK(empty.next(0) == std::nullopt);
    CHECK(empty.previous(5) == std::nullopt);
}

TEST_CASE("levels: a step is numbered among those of its level and the coarser ones") {
    auto r = Recording::build(fake::countdown());
    Walk w = walk(*r);
    for (int level = 1; level <= Recording::kLevels; ++level) {
        uint64_t count = 0;
        for (uint64_t step = 0; step < r->step_count(); ++step) {
            bool in = w.levels[step] <= level;
            CHECK(r->in_level(level, step) == in);
            if (in) {
                CHECK(r->level_step(level, count) == step);
                ++count;
            }
            auto index = r->level_index(level, step);
            CHECK(index == (count ? std::optional<uint64_t>(count - 1) : std::nullopt));
        }
        CHECK(r->level_count(level) == count);
    }
    CHECK(r->level_count(1) < r->level_count(2));
    CHECK(r->level_count(4) == r->step_count());
    CHECK(r->level_count(1) < 60);
}

TEST_CASE("moving by every unit finds the same places forwards and backwards") {
    for (auto raw : {fake::countdown(), fake::cancellation(), fake::executor(), fake::crowd(7, 40)}) {
        auto r = Recording::build(raw);
        Walk w = walk(*r);
        auto own = [&](const trace::Event& e) { return !r->tables().function(e.function).library; };
        check_unit(*r, {Unit::Event, 1, 0}, [&](uint64_t s) { return w.levels[s] <= 1; });
        check_unit(*r, {Unit::Event, 3, 0}, [&](uint64_t s) { return w.levels[s] <= 3; });
        check_unit(*r, {Unit::Line, 1, 0},
                   [&](uint64_t s) { return w.events[s].kind == trace::Kind::Line && own(w.events[s]); });
        check_unit(*r, {Unit::Line, 4, 0}, [&](uint64_t s) { return w.events[s].kind == trace::Kind::Line; });
        check_unit(*r, {Unit::TaskStep, 1, 0}, [&](uint64_t s) { return w.events[s].kind == trace::Kind::TaskStep; });
        check_unit(*r, {Unit::TaskStep, 1, 2},
                   [&](uint64_t s) { return w.events[s].kind == trace::Kind::TaskStep && w.events[s].subject == 2; });
        check_unit(*r, {Unit::Iteration, 1, 0}, [&](uint64_t s) { return w.events[s].kind == trace::Kind::LoopIteration; });
        check_unit(*r, {Unit::Advance, 1, 0}, [&](uint64_t s) { return w.events[s].kind == trace::Kind::LoopAdvance; });
        check_unit(*r, {Unit::Print, 1, 0}, [&](uint64_t s) { return w.events[s].kind == trace::Kind::Print; });
        check_unit(*r, {Unit::StateChange, 1, 0}, [&](uint64_t s) { return w.changed[s] != 0; });
        check_unit(*r, {Unit::StateChange, 1, 2}, [&](uint64_t s) { return w.changed[s] == 2; });
        check_unit(*r, {Unit::SameTask, 1, 2},
                   [&](uint64_t s) { return w.levels[s] <= 1 && (w.events[s].task == 2 || w.events[s].subject == 2); });
    }
}

TEST_CASE("searching over keyframes forwards and backwards") {
    auto r = Recording::build(fake::crowd(60, 600));
    REQUIRE(r->keyframe_count() > 3);
    uint64_t target = r->step_count() / 3;
    auto is_target = [&](const trace::Event& e) { return e.step == target; };
    CHECK(r->find_next(0, is_target) == target);
    CHECK(r->find_previous(r->step_count(), is_target) == target);
    CHECK(r->find_next(target, is_target) == std::nullopt);
    CHECK(r->find_previous(target, is_target) == std::nullopt);
    for (uint64_t step : {uint64_t(0), target, r->step_count() - 1}) CHECK(r->event(step).step == step);
    CHECK(r->event(r->step_count()).step == trace::kNoStep);
}

TEST_CASE("a step by time, by line and by event") {
    auto r = Recording::build(fake::countdown());
    for (double t : {0.0, 0.5, 1.0, 1.5, 2.0, 2.99, 3.0, 100.0}) {
        uint64_t step = r->step_at_time(t);
        CHECK(r->time_of(step) <= t);
        if (step + 1 < r->step_count()) CHECK(r->time_of(step + 1) > t);
        CHECK(r->event(step).t == r->time_of(step));
    }
    CHECK(r->step_at_time(-1) == 0);
    auto second = r->step_at_line("program.py", 7, 2);
    REQUIRE(second);
    CHECK(r->event(*second).line == 7);
    CHECK(r->step_at_line("program.py", 7, 1) < second);
    CHECK(!r->step_at_line("program.py", 7, 6));
    CHECK(!r->step_at_line("other.py", 7, 1));
    CHECK(r->step_at_event(trace::Kind::Print, 5));
    CHECK(!r->step_at_event(trace::Kind::Print, 6));
}

TEST_CASE("outputs know their step, and how many there were at a step") {
    auto r = Recording::build(fake::countdown());
    REQUIRE(r->outputs().size() == 5);
    CHECK(r->outputs()[0].text == "T-minus 2 (A)\n");
    CHECK(r->outputs_until(r->outputs()[2].step) == 3);
    CHECK(r->outputs_until(r->outputs()[2].step - 1) == 2);
    CHECK(r->task_by_name("B") == 3);
    CHECK(r->task_by_name("nobody") == 0);
    REQUIRE(r->task(3));
    CHECK(r->task(3)->done_step < r->step_count());
    CHECK(!r->task(0));
}

TEST_CASE("a failed run is opened where the exception was raised") {
    auto r = Recording::build(fake::failure());
    REQUIRE(r->first_problem());
    CHECK(r->event(*r->first_problem()).kind == trace::Kind::ExceptionRaised);
    CHECK(!Recording::build(fake::countdown())->first_problem());
    Navigation problems{Unit::Problem, 1, 0};
    CHECK(Recording::build(fake::blocking())->next(trace::kNoStep, problems));
}

TEST_CASE("an empty recording can be asked everything") {
    auto r = Recording::build(std::make_shared<RawRecording>());
    CHECK(r->step_count() == 0);
    CHECK(r->state(0) == r->state_at_start());
    CHECK(r->state_at_end().tasks.empty());
    CHECK(r->level_count(1) == 0);
    CHECK(!r->level_index(1, 0));
    for (int unit = 0; unit <= static_cast<int>(Unit::Problem); ++unit) {
        CHECK(!r->next(trace::kNoStep, {static_cast<Unit>(unit), 1, 1}));
        CHECK(!r->previous(0, {static_cast<Unit>(unit), 1, 1}));
    }
    CHECK(r->step_at_time(1) == 0);
    CHECK(!r->first_problem());
}

TEST_CASE("building can be given up") {
    int asked = 0;
    CHECK(!Recording::build(fake::crowd(60, 600), [&] { return ++asked < 2; }));
    CHECK(asked == 2);
}

TEST_CASE("a failed task's exception is found where it was raised, not where somebody awaits the task") {
    auto raw = std::make_shared<RawRecording>();
    trace::Writer w(*raw->tables);
    trace::FunctionInfo module, job;
    module.qualname = "<module>";
    job.qualname = "job";
    job.flavor = trace::Flavor::Coroutine;
    uint32_t m = w.add_function(module), j = w.add_function(job);
    auto value = [&](const char* name) {
        return [id = w.intern(name)](trace::ValueWriter& v) {
            v.exception(id);
            v.str("x");
        };
    };
    w.call(m);
    w.gen_created(0, j);
    w.task_created(0, w.intern("T"), 1);
    w.task_step(0);
    w.gen_start(0, false);
    w.line(0);
    uint64_t origin = w.steps();
    w.raised(value("KeyError"));
    w.gen_raise_same();
    w.task_done(0, trace::Outcome::Exception, value("KeyError"));
    w.line(1);
    w.raised(value("OSError"));  // another one meanwhile
    w.caught();
    w.raised(value("KeyError"));  // the await
    w.unwind();
    raw->chunks = w.take_chunks();
    raw->end.status = 1;
    auto r = Recording::build(raw);
    CHECK(r->first_problem() == origin);
}

TEST_CASE("the index, which reads lines, calls and returns in a row, has the steps that one by one gives") {
    for (const auto& raw :
         {fake::countdown(), fake::chain(), fake::cancellation(), fake::executor(), fake::failure(), fake::crowd(20, 60)}) {
        auto r = Recording::build(raw);
        trace::NameBook names;
        trace::Decoder decoder(raw->chunks, *raw->tables, names);
        trace::Event e;
        uint64_t counts[Recording::kLevels] = {}, steps = 0;
        std::vector<uint64_t> lines, own;
        while (decoder.next(e)) {
            if (e.step == trace::kNoStep) continue;
            REQUIRE(e.step == steps++);
            for (int level = 1; level <= Recording::kLevels; ++level) {
                const bool in = event_level(e, *raw->tables) <= level;
                counts[level - 1] += in;
                REQUIRE(r->in_level(level, e.step) == in);
            }
            if (e.kind != trace::Kind::Line) continue;
            lines.push_back(e.step);
            const trace::FunctionInfo& info = raw->tables->function(e.function);
            if (!info.library && !info.hidden) own.push_back(e.step);
        }
        CHECK(r->step_count() == steps);
        for (int level = 1; level <= Recording::kLevels; ++level) CHECK(r->level_count(level) == counts[level - 1]);
        for (int level : {1, 4}) {
            Navigation by;
            by.unit = Unit::Line;
            by.level = level;
            std::vector<uint64_t> forward, backward;
            for (auto at = r->next(trace::kNoStep, by); at; at = r->next(*at, by)) forward.push_back(*at);
            for (auto at = r->previous(r->step_count(), by); at; at = r->previous(*at, by)) backward.push_back(*at);
            CHECK(forward == (level == 4 ? lines : own));
            std::reverse(backward.begin(), backward.end());
            CHECK(backward == forward);
        }
    }
}
