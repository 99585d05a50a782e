// The timeline: axis, zoom, pan, selection, the level of detail for long runs; two runs on one clock.
#include <cmath>
#include <set>

#include "app/layout/axis.h"
#include "gui/driver.h"

using namespace loopscope;
using namespace loopscope::tests;

TEST_CASE("positions grow with the step, and a position leads back to its step") {
    const auto document = sample(Sample::Countdown);
    const RunData& run = document->runs[0];
    for (const bool by_time : {false, true}) {
        for (const double zoom : {1.0, 3.0, 50.0}) {
            for (int level = 1; level <= 4; ++level) {
                const Axis axis({run.recording.get(), run.timeline.get(), level, by_time, 800, zoom});
                double before = -1;
                for (uint64_t i = 0; i < run.recording->level_count(level); ++i) {
                    const uint64_t step = run.recording->level_step(level, i);
                    const double x = axis.position(step);
                    REQUIRE(x >= before);
                    REQUIRE(x <= axis.length());
                    REQUIRE(axis.step_at(axis.middle(step)) == step);
                    before = x;
                }
                if (zoom == 1) CHECK(axis.length() == doctest::Approx(800));
            }
        }
    }
}

TEST_CASE("by steps events are equally wide; by time a second is as wide as the next") {
    const auto document = sample(Sample::Countdown);
    const RunData& run = document->runs[0];
    const Axis steps({run.recording.get(), run.timeline.get(), 1, false, 900, 1});
    double width = 0;
    for (uint64_t i = 0; i + 1 < run.recording->level_count(1); ++i) {
        const uint64_t a = run.recording->level_step(1, i), b = run.recording->level_step(1, i + 1);
        if (steps.instant_of(a) != steps.instant_of(b)) continue;
        const double w = steps.position(b) - steps.position(a);
        if (width > 0) CHECK(w == doctest::Approx(width));
        width = w;
    }
    const Axis time({run.recording.get(), run.timeline.get(), 1, true, 900, 1});
    const double first = time.position_of_time(1) - time.position_of_time(0),
                 second = time.position_of_time(2) - time.position_of_time(1);
    CHECK(first == doctest::Approx(second));
    CHECK(time.time_at(time.position_of_time(1.5)) == doctest::Approx(1.5));
}

TEST_CASE("an anchor stands at the same event at another zoom") {
    const auto document = sample(Sample::Countdown);
    const RunData& run = document->runs[0];
    const Axis a({run.recording.get(), run.timeline.get(), 1, false, 900, 1}),
        b({run.recording.get(), run.timeline.get(), 1, false, 900, 20});
    for (double x = 10; x < 880; x += 37) CHECK(a.step_at(x) == b.step_at(b.x_of(a.anchor(x))));
}

TEST_CASE("the wheel zooms at the cursor, dragging pans, 0 shows all") {
    Driver d;
    d.show(Sample::Countdown);
    d.wheel("timeline.lanes", 3);
    const double zoom = d.app.ui().timeline.zoom;
    CHECK(zoom > 1.1);
    for (int i = 0; i < 6; ++i) d.wheel("timeline.lanes", 1);
    CHECK(d.app.ui().timeline.zoom > zoom);
    const double left = d.app.ui().timeline.left;
    d.drag("timeline.lanes", -120, 0);
    CHECK(d.app.ui().timeline.left > left);
    d.press("A");
    d.press("D");
    d.press("W");
    d.press("S");
    d.press("0");
    CHECK(d.app.ui().timeline.zoom == 1);
    d.press("F");
    CHECK(d.app.ui().timeline.zoom > 1);
}

TEST_CASE("a click goes to the step and selects the lane; a label selects and lets go") {
    Driver d;
    d.show(Sample::Countdown);
    d.press("Home");
    d.click("timeline.lanes");
    CHECK(d.step() > 10);
    d.click("lane.3");
    CHECK(d.app.ui().place().task == d.recording().task_by_name("B"));
    d.click("lane.3");
    CHECK(d.app.ui().place().task == 0);
    d.press("Down");
    CHECK(d.app.ui().place().task != 0);
}

TEST_CASE("steps and time are switched by key and by button") {
    Driver d;
    d.show(Sample::Countdown);
    d.press("X");
    CHECK(d.app.ui().timeline.by_time);
    d.click("axis.0");
    CHECK_FALSE(d.app.ui().timeline.by_time);
    d.click("axis.1");
    CHECK(d.app.ui().timeline.by_time);
}

TEST_CASE("while stepping the playhead stays in sight") {
    Driver d;
    d.show(Sample::Crowd);
    for (int i = 0; i < 40; ++i) d.wheel("timeline.lanes", 1);
    d.press("Home");
    const double left = d.app.ui().timeline.left;
    d.press("End");
    d.frame(3);
    CHECK(d.app.ui().timeline.left > left);
}

TEST_CASE("a long run is drawn in few boxes and in little time") {
    Driver d;
    d.show(Sample::Crowd);
    REQUIRE(d.recording().step_count() > 10000);
    d.press("2");
    d.press("2");
    d.frame(2);
    CHECK(d.headless.vertex_count() < 250000);
}

TEST_CASE("compare: J finds where the runs differ, and the other one stands at the same moment of the clock") {
    Driver d;
    d.show(Sample::Blocking);
    d.click("mode.2");
    REQUIRE(d.app.ui().mode == Mode::Compare);
    CHECK(d.has("b.pane.source"));
    const auto& a = *d.app.run_at(0)->recording;
    const auto& b = *d.app.run_at(1)->recording;
    d.press("J");
    CHECK(b.time_of(d.app.ui().places[1].step) <= a.time_of(d.app.ui().places[0].step) + 1e-9);
    CHECK(d.step() == d.app.first_difference());
    d.press("Esc");
    CHECK(d.app.ui().mode == Mode::Step);
}

TEST_CASE("compare: one axis for both, the k-th event of an instant stands at one x; both are stepped in lockstep") {
    Driver d;
    d.show(Sample::Blocking);
    d.click("mode.2");
    const RunData &a = *d.app.run_at(0), &b = *d.app.run_at(1);
    for (const bool by_time : {false, true}) {
        AxisInput first{a.recording.get(), a.timeline.get(), 1, by_time, 900, 1, nullptr};
        AxisInput second{b.recording.get(), b.timeline.get(), 1, by_time, 900, 1, nullptr};
        const AxisGrid grid = shared_grid(first, second);
        first.shared = second.shared = &grid;
        const Axis x(first), y(second);
        CHECK(x.length() == doctest::Approx(y.length()));
        for (const Axis::Instant& i : x.instants()) {
            for (const Axis::Instant& k : y.instants()) {
                if (std::abs(i.t - k.t) < 1e-9) CHECK(i.x0 == doctest::Approx(k.x0));
                if (i.t < k.t - 1e-9) CHECK(i.x0 < k.x0);
            }
        }
        double last = -1;
        for (uint64_t n = 0; n < a.recording->level_count(1); ++n) {
            const double at = x.position(a.recording->level_step(1, n));
            CHECK(at > last);
            CHECK(x.step_at(at + 1e-6) == a.recording->level_step(1, n));
            last = at;
        }
    }
    // Every event of both runs is passed, none of them twice, and back again.
    d.press("Home");
    std::set<uint64_t> seen[2];
    const auto note = [&] {
        for (size_t i = 0; i < 2; ++i) seen[i].insert(d.app.ui().places[i].step);
    };
    uint64_t most = a.recording->level_count(1) + b.recording->level_count(1);
    for (uint64_t i = 0; i < most; ++i) {
        d.press("Right");
        note();
        const double t0 = a.recording->time_of(d.app.ui().places[0].step), t1 = b.recording->time_of(d.app.ui().places[1].step);
        const auto ends = [&](const RunData& run, size_t n) {
            return !run.recording->next(d.app.ui().places[n].step, {replay::Unit::Event, 1, 0});
        };
        // Whichever is behind is so because it has nothing more to do before the other's time.
        if (t0 < t1 && !ends(a, 0))
            CHECK(a.recording->time_of(*a.recording->next(d.app.ui().places[0].step, {replay::Unit::Event, 1, 0})) >=
                  t1 - 1e-9);
        if (t1 < t0 && !ends(b, 1))
            CHECK(b.recording->time_of(*b.recording->next(d.app.ui().places[1].step, {replay::Unit::Event, 1, 0})) >=
                  t0 - 1e-9);
    }
    CHECK(seen[0].size() >= a.recording->level_count(1) - 1);
    CHECK(seen[1].size() >= b.recording->level_count(1) - 1);
    for (uint64_t i = 0; i < most; ++i) d.press("Left");
    CHECK(d.app.ui().places[0].step <= a.recording->level_step(1, 0));
    CHECK(d.app.ui().places[1].step <= b.recording->level_step(1, 0));
}

TEST_CASE("runs are switched, each keeps its place") {
    Driver d;
    d.show(Sample::Blocking);
    d.press("Right");
    d.press("Right");
    const uint64_t here = d.step();
    d.press("Tab");
    CHECK(d.app.ui().run == 1);
    d.press("End");
    d.click("run.0");
    CHECK(d.app.ui().run == 0);
    CHECK(d.step() == here);
}
