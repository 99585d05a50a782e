// Stepping in both directions, by every unit, by key and by button; playing; going to places.
#include "gui/driver.h"

using namespace loopscope;
using namespace loopscope::tests;

TEST_CASE("arrows step by the events of the level, both ways") {
    Driver d;
    d.show(Sample::Countdown);
    const uint64_t first = d.step();
    CHECK(d.recording().level_index(1, first) == 0);
    for (uint64_t n = 1; n < 10; ++n) {
        d.press("Right");
        CHECK(d.step() == d.recording().level_step(1, n));
    }
    d.press("Left");
    CHECK(d.step() == d.recording().level_step(1, 8));
    d.press(".");
    d.press(",");
    CHECK(d.step() == d.recording().level_step(1, 8));
}

TEST_CASE("the buttons of the transport do what the keys do") {
    Driver d;
    d.show(Sample::Countdown);
    d.click("step");
    d.click("step");
    CHECK(d.step() == d.recording().level_step(1, 2));
    d.click("step-back");
    CHECK(d.step() == d.recording().level_step(1, 1));
    d.click("end");
    CHECK(d.step() == d.recording().step_count() - 1);
    d.click("home");
    CHECK(d.step() == 0);
    d.click("turn");
    CHECK(d.recording().event(d.step()).kind == trace::Kind::LoopIteration);
}

TEST_CASE("every step forwards can be taken back, at every level") {
    Driver d;
    d.show(Sample::Cancellation);
    for (int level = 1; level <= 4; ++level) {
        d.app.emit({ActionId::SetLevel, level});
        d.press("Home");
        std::vector<uint64_t> steps;
        for (;;) {
            steps.push_back(d.step());
            d.app.emit(ActionId::StepForward);
            d.frame();
            if (d.step() == steps.back()) break;
        }
        CHECK(steps.size() >= d.recording().level_count(level));
        for (size_t i = steps.size() - 1; i-- > 1;) {
            d.app.emit(ActionId::StepBack);
            d.frame();
            REQUIRE(d.step() == steps[i]);
        }
    }
}

TEST_CASE("L shows more, Shift+L less, and the level is on the picture") {
    Driver d;
    d.show(Sample::Countdown);
    CHECK(d.app.ui().level == 1);
    const uint64_t few = d.app.shown_count();
    d.press("L");
    CHECK(d.app.ui().level == 2);
    CHECK(d.app.shown_count() > few);
    d.press("L");
    d.press("L");
    CHECK(d.app.ui().level == 4);
    d.press("L");
    CHECK(d.app.ui().level == 1);
    d.press("Shift+L");
    CHECK(d.app.ui().level == 1);
    CHECK(d.has("level"));
    d.click("level");
    CHECK(d.app.ui().level == 2);
}

TEST_CASE("by task, by change of state, by turn, by jump of the clock, by line") {
    Driver d;
    d.show(Sample::Countdown);
    const auto& rec = d.recording();
    d.app.emit({ActionId::SelectTask, rec.task_by_name("B")});
    d.frame();
    d.press("Shift+Right");
    const uint32_t b = rec.task_by_name("B");
    CHECK((rec.event(d.step()).task == b || rec.event(d.step()).subject == b));
    d.press("N");
    const uint64_t changed = d.step();
    d.press("N");
    CHECK(d.step() > changed);
    d.press("Alt+N");
    CHECK(d.step() == changed);
    d.press("Alt+Right");
    CHECK(rec.event(d.step()).kind == trace::Kind::LoopIteration);
    d.press("C");
    CHECK(rec.event(d.step()).kind == trace::Kind::LoopAdvance);
    const uint64_t jump = d.step();
    d.press("C");
    d.press("Shift+C");
    CHECK(d.step() == jump);
    d.press("F11");
    CHECK(rec.event(d.step()).kind == trace::Kind::Line);
    d.press("T");
    CHECK(rec.event(d.step()).kind == trace::Kind::TaskStep);
}

TEST_CASE("over goes on in the same frame, out leaves it") {
    Driver d;
    d.show(Sample::Countdown);
    const auto& rec = d.recording();
    const auto body = rec.find_next(0, [](const trace::Event& e) { return e.kind == trace::Kind::Line && e.line == 5; });
    REQUIRE(body);
    d.app.emit({ActionId::Seek, static_cast<int64_t>(*body)});
    d.frame();
    const uint32_t task = rec.event(*body).task;
    d.press("F10");
    CHECK(rec.event(d.step()).line == 6);
    d.press("F10");  // over the sleep: the other task's lines come between
    CHECK(rec.event(d.step()).line == 7);
    CHECK(rec.event(d.step()).task == task);
    d.press("Ctrl+F10");
    CHECK(rec.event(d.step()).line == 6);
    d.press("Shift+F11");
    CHECK(rec.event(d.step()).task != task);
}

TEST_CASE("cause and effect are walked by brackets, Backspace goes back") {
    Driver d;
    d.show(Sample::Countdown);
    d.press("End");
    const uint64_t end = d.step();
    d.press("[");
    CHECK(d.step() < end);
    const uint64_t cause = d.step();
    d.press("[");
    CHECK(d.step() < cause);
    d.press("Backspace");
    CHECK(d.step() == cause);
    d.press("Backspace");
    CHECK(d.step() == end);
}

TEST_CASE("each cause in the banner is a link") {
    Driver d;
    d.show(Sample::Countdown);
    d.app.emit({ActionId::Seek, static_cast<int64_t>(d.recording().level_step(1, 22))});
    d.frame(2);
    REQUIRE(d.app.moment().causes.size() > 1);
    const uint64_t wanted = d.app.moment().causes[1].step;
    d.click("why.1");
    CHECK(d.step() == wanted);
}

TEST_CASE("bookmarks and stops are walked, set and removed") {
    Driver d;
    d.show(Sample::Countdown);
    const auto& rec = d.recording();
    d.press("PgDn");
    CHECK(d.step() == rec.level_step(1, 6));
    d.press("PgDn");
    CHECK(d.step() == rec.level_step(1, 20));
    d.press("PgUp");
    CHECK(d.step() == rec.level_step(1, 6));
    d.press("Ctrl+Right");
    CHECK(d.step() == rec.level_step(1, 12));
    d.press("Right");
    d.press("M");
    CHECK(d.app.ui().place().bookmarks.count(d.step()) == 1);
    d.press("Home");
    d.press("Ctrl+Right");
    d.press("Ctrl+Right");
    d.press("Ctrl+Right");
    CHECK(d.step() == rec.level_step(1, 13));
    d.press("M");
    CHECK(d.app.ui().place().bookmarks.empty());
}

TEST_CASE("breakpoints: F9 and a click in the margin; F5 runs on, Shift+F5 back") {
    Driver d;
    d.show(Sample::Countdown);
    d.click("line.7");
    REQUIRE(d.app.ui().breakpoints.size() == 1);
    d.press("F5");
    CHECK(d.recording().event(d.step()).line == 7);
    const uint64_t first = d.step();
    d.press("F5");
    CHECK(d.step() > first);
    d.press("Shift+F5");
    CHECK(d.step() == first);
    d.press("F9");
    CHECK(d.app.ui().breakpoints.empty());
    d.press("F9");
    CHECK(d.app.ui().breakpoints.size() == 1);
}

TEST_CASE("go to a step, a time, a line, a step of the trace; nonsense is answered") {
    Driver d;
    d.show(Sample::Countdown);
    const auto go = [&](const std::string& place) {
        d.press("G");
        d.type(place);
        d.press("Enter");
    };
    go("12");
    CHECK(d.app.shown_number() == 12);
    go("2 s");
    CHECK(d.recording().time_of(d.step()) == doctest::Approx(2));
    go("t=1");
    CHECK(d.recording().time_of(d.step()) == doctest::Approx(1));
    d.press("Home");
    go(":7");
    CHECK(d.recording().event(d.step()).line == 7);
    go("#40");
    CHECK(d.step() == 40);
    const uint64_t before = d.step();
    go("somewhere");
    CHECK(d.step() == before);
    CHECK(d.app.ui().notice.find("Not a place") == 0);
}

TEST_CASE("play goes by events, two a second, faster with a higher speed, and ends at the end") {
    Driver d;
    d.show(Sample::Countdown);
    const uint64_t begin = d.app.shown_number();
    d.press("Space");
    CHECK(d.app.ui().playing);
    for (int i = 0; i < 100; ++i) d.headless.frame(0.02);  // two seconds
    CHECK(d.app.shown_number() - begin >= 3);
    CHECK(d.app.shown_number() - begin <= 5);
    d.press("+");
    d.press("+");
    d.press("+");
    CHECK(d.app.ui().saved.speed == 10);
    for (int i = 0; i < 200; ++i) d.headless.frame(0.05);
    CHECK_FALSE(d.app.ui().playing);
    CHECK(d.app.shown_number() == d.app.shown_count());
}

TEST_CASE("play backwards, and pause by the button") {
    Driver d;
    d.show(Sample::Countdown);
    d.press("End");
    const uint64_t end = d.app.shown_number();
    d.press("Shift+Space");
    for (int i = 0; i < 60; ++i) d.headless.frame(0.05);
    CHECK(d.app.shown_number() < end);
    d.click("play");  // forwards now
    CHECK(d.app.ui().playing);
    CHECK_FALSE(d.app.ui().play_back);
    d.click("play");
    CHECK_FALSE(d.app.ui().playing);
}

TEST_CASE("by the clock a virtual second takes a second") {
    Driver d;
    d.show(Sample::Countdown);
    d.press("Shift+P");
    CHECK(d.app.ui().saved.play_by == PlayBy::Clock);
    d.app.emit({ActionId::Seek, static_cast<int64_t>(d.recording().step_at_time(0.5))});
    d.frame();
    const double before = d.app.moment().state.t;
    d.press("Space");
    for (int i = 0; i < 30; ++i) d.headless.frame(0.02);  // 0.6 s: not yet
    CHECK(d.app.moment().state.t == before);
    for (int i = 0; i < 40; ++i) d.headless.frame(0.02);
    CHECK(d.app.moment().state.t > before);
}

TEST_CASE("the scrubber seeks, and at either end the buttons do nothing") {
    Driver d;
    d.show(Sample::Countdown);
    d.click("scrubber");
    const double share = static_cast<double>(d.app.shown_number()) / static_cast<double>(d.app.shown_count());
    CHECK(share > 0.4);
    CHECK(share < 0.6);
    d.press("End");
    const uint64_t end = d.step();
    d.click("step");
    CHECK(d.step() == end);
}

TEST_CASE("a failed run opens at its first error") {
    Driver d;
    d.show(Sample::Failure);
    const auto problem = d.recording().first_problem();
    REQUIRE(problem);
    if (d.recording().raw().end.status != 0) CHECK(d.step() == *problem);
}
