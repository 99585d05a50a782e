// Mistakes, you are the loop, handouts, pictures as files, links: what a class gets beside the panes.
#include <algorithm>

#include "app/layout/pane_layout.h"
#include "app/model/handout.h"
#include "app/model/questions.h"
#include "app/views/timeline_parts.h"
#include "gui/driver.h"

using namespace loopscope;
using namespace loopscope::tests;

namespace {

// The choice of the open decision whose kind that is, from 0; -1: none.
int choice_of_kind(Driver& d, LoopChoice::Kind kind) {
    const auto& choices = d.app.decision()->choices;
    for (size_t i = 0; i < choices.size(); ++i) {
        if (choices[i].kind == kind) return static_cast<int>(i);
    }
    return -1;
}

std::string the_only_file(Driver& d, const std::string& ending) {
    std::string found;
    for (const auto& [path, text] : d.services.written) {
        if (path.ends_with(ending)) found = path;
    }
    return found;
}

}  // namespace

TEST_CASE("mistakes are listed, and a click goes to where one is seen") {
    Driver d;
    d.show(Sample::Blocking);
    REQUIRE_FALSE(d.app.run()->mistakes.empty());
    CHECK(d.app.run()->mistakes.front().kind == replay::MistakeKind::BlockingCall);
    d.click("rail.mistakes");
    d.app.ui_for_setup().alone = Pane::Mistakes;
    d.frame(3);
    REQUIRE(d.has("mistake.0"));
    d.press("Home");
    d.click("mistake.0");
    CHECK(d.step() == d.app.run()->mistakes.front().step);
    CHECK(d.recording().event(d.step()).kind == trace::Kind::LoopBlocked);
}

TEST_CASE("predict: where no teacher asks, the app does, and the recording has the answers") {
    Driver d;
    for (const Sample which : {Sample::Cancellation, Sample::Blocking, Sample::Crowd}) {
        d.show(which);
        const std::vector<Stop> stops = questions_about(d.recording(), *d.app.run()->timeline);
        REQUIRE_FALSE(stops.empty());
        CHECK(stops.size() <= 8);
        for (size_t i = 0; i < stops.size(); ++i) {
            const Stop& stop = stops[i];
            CHECK(stop.made);
            CHECK(stop.answer_index() >= 0);
            CHECK(stop.choices.size() >= 2);
            if (i > 0) CHECK(stop.step > stops[i - 1].step);
            const auto next = d.recording().next(stop.step, {replay::Unit::Event, 1, 0});
            REQUIRE(next.has_value());
            if (stop.ask == "What is printed next?") CHECK(d.recording().event(*next).text.starts_with(stop.answer));
            if (stop.ask != "Which task runs next?") continue;
            const int lane =
                d.app.run()->timeline->lane_of_task(static_cast<uint32_t>(d.recording().task_by_name(stop.answer)));
            REQUIRE(lane >= 0);
            const replay::Segment* segment = d.app.run()->timeline->segment_at(lane, *next);
            REQUIRE(segment != nullptr);
            CHECK(segment->status == replay::TaskStatus::Running);
        }
    }
}

TEST_CASE("predict: made questions are answered like a teacher's, and are gone behind it") {
    Driver d;
    d.show(Sample::Cancellation);
    REQUIRE(d.app.run()->stops.empty());
    d.click("mode.1");
    REQUIRE(d.app.ui().mode == Mode::Predict);
    REQUIRE_FALSE(d.app.run()->stops.empty());
    const Stop first = d.app.run()->stops.front();
    d.press("PgDn");
    CHECK(d.step() == first.step);
    d.press("Right");
    CHECK(d.step() == first.step);  // hidden until it is answered
    CHECK_FALSE(d.has("line-next"));
    d.press(std::to_string(first.answer_index() + 1));
    CHECK(d.app.answered(0));
    d.press("Enter");
    CHECK(d.step() > first.step);
    d.press("Esc");
    CHECK(d.app.ui().mode == Mode::Step);
    CHECK(d.app.run()->stops.empty());
}

TEST_CASE("you are the loop: the right picks lead through the whole run, by key and by mouse") {
    Driver d;
    d.show(Sample::Countdown);
    d.click("mode.3");
    REQUIRE(d.app.ui().mode == Mode::Loop);
    REQUIRE(d.app.decision().has_value());
    CHECK(d.has("pick.1"));
    CHECK_FALSE(d.has("choice.1"));
    uint64_t before = 0;
    int made = 0;
    bool waited = false;
    while (d.app.decision() && made < 200) {
        const LoopDecision decision = *d.app.decision();
        CHECK(d.step() < decision.step);
        CHECK(decision.step > before);
        before = decision.step;
        waited |= decision.choices[static_cast<size_t>(decision.right)].kind == LoopChoice::Kind::Wait;
        const std::string number = std::to_string(decision.right + 1);
        if (made % 2 == 0)
            d.press(number);
        else
            d.click("pick." + number);
        ++made;
        CHECK(d.app.ui().game.asked == made);
        CHECK(d.app.ui().game.said_right);
    }
    CHECK(made > 8);
    CHECK(waited);
    CHECK(d.app.ui().game.right == made);
    d.press("End");
    CHECK(d.step() + 1 == d.recording().step_count());
    d.press("Esc");
    CHECK(d.app.ui().mode == Mode::Step);
}

TEST_CASE("you are the loop: a wrong pick is explained by the rule that it breaks, and what comes stays hidden") {
    Driver d;
    d.show(Sample::Countdown);
    d.press("Alt+4");
    REQUIRE(d.app.ui().mode == Mode::Loop);
    const uint64_t here = d.step();
    d.press("Right");
    CHECK(d.step() == here);
    // Nobody waits as long as somebody is ready.
    const int wait = choice_of_kind(d, LoopChoice::Kind::Wait);
    d.press(std::to_string(wait + 1));
    CHECK_FALSE(d.app.ui().game.said_right);
    CHECK(d.app.ui().game.says.find("does not wait") != std::string::npos);
    CHECK(d.app.ui().game.asked == 0);
    // Go on to a decision with more than one that is ready, and take the last of them; and to one with a timer.
    bool fifo = false, early = false, asleep = false;
    for (int i = 0; i < 60 && d.app.decision(); ++i) {
        const LoopDecision decision = *d.app.decision();
        for (size_t k = 0; k < decision.choices.size(); ++k) {
            const LoopChoice& choice = decision.choices[k];
            if (is_right(decision, static_cast<int>(k))) continue;
            const std::string why = verdict(decision, static_cast<int>(k));
            CHECK_FALSE(why.empty());
            fifo |= choice.kind == LoopChoice::Kind::Ready && why.find("First in, first out") != std::string::npos;
            early |= choice.kind == LoopChoice::Kind::Timer && why.find("It is not due") != std::string::npos;
            asleep |= choice.kind == LoopChoice::Kind::Task && why.find("woken") != std::string::npos;
        }
        d.app.emit({ActionId::Pick, decision.right + 1});
        d.app.apply_pending();
    }
    CHECK(fifo);
    CHECK(early);
    CHECK(asleep);
    // The first try counts.
    CHECK(d.app.ui().game.right == d.app.ui().game.asked - 1);
}

TEST_CASE("you are the loop needs a loop") {
    Driver d;
    d.show(Sample::Chain);
    d.press("Alt+4");
    CHECK(d.app.ui().mode == Mode::Step);
    CHECK_FALSE(d.app.ui().notice.empty());
}

TEST_CASE("the handout: a picture a stop, questions with room for the answers or with them") {
    Driver d;
    d.show(Sample::Countdown);
    const Document& document = *d.app.document();
    const auto pictures = handout_pictures(document, "lesson", false);
    REQUIRE(pictures.size() == 3);
    CHECK(pictures[1].file == "lesson-2.png");
    CHECK(pictures[1].order.step == document.runs[0].stops[1].step);
    CHECK(pictures[1].order.hides);
    const std::string asked = handout_text(document, pictures, false);
    CHECK(asked.find("![Stop 2](lesson-2.png)") != std::string::npos);
    CHECK(asked.find("**Which task runs next?**") != std::string::npos);
    CHECK(asked.find("2. B\n") != std::string::npos);
    CHECK(asked.find("Answer: B") == std::string::npos);
    CHECK(asked.find("of 2\n") != std::string::npos);
    const auto open = handout_pictures(document, "lesson", true);
    CHECK_FALSE(open[1].order.hides);
    const std::string answered = handout_text(document, open, true);
    CHECK(answered.find("2. **B**") != std::string::npos);
    CHECK(answered.find("Answer: B") != std::string::npos);
    // From the app: all files beside the scenario.
    d.app.emit(ActionId::Handout);
    d.frame(2);
    CHECK(d.services.written.count("/home/ada/sample-handout.md") == 1);
    CHECK(d.services.written.count("/home/ada/sample-handout-3.png") == 1);
    CHECK(d.services.written["/home/ada/sample-handout-1.png"].substr(1, 3) == "PNG");
    CHECK(d.services.written["/home/ada/sample-handout-1.png"] != d.services.written["/home/ada/sample-handout-2.png"]);
    d.app.emit(ActionId::HandoutAnswers);
    d.frame(2);
    CHECK(d.services.written.count("/home/ada/sample-answers.md") == 1);
    CHECK(d.services.written["/home/ada/sample-answers-2.png"] != d.services.written["/home/ada/sample-handout-2.png"]);
}

TEST_CASE("the timeline as a picture and as a drawing; the app goes on afterwards") {
    Driver d;
    d.show(Sample::Countdown);
    d.press("End");
    const auto before = d.headless.picture().pixels;
    d.press("Ctrl+P");
    d.type("drawing");
    d.press("Enter");
    d.frame(3);
    const std::string svg = the_only_file(d, ".svg");
    CHECK(svg == "/home/ada/sample-step" + std::to_string(d.step()) + ".svg");
    const std::string& text = d.services.written[svg];
    CHECK(text.starts_with("<svg "));
    CHECK(text.ends_with("</svg>\n"));
    CHECK(text.find(">Timeline</text>") != std::string::npos);
    CHECK(text.find("Console") == std::string::npos);
    CHECK(std::count(text.begin(), text.end(), '<') == std::count(text.begin(), text.end(), '>'));
    d.app.emit(ActionId::ExportPng);
    d.frame(3);
    CHECK(the_only_file(d, ".png") == "/home/ada/sample-step" + std::to_string(d.step()) + ".png");
    d.app.emit(ActionId::DismissNotice);
    d.headless.pointer.at = {-100, -100};
    d.frame(6);
    CHECK(d.headless.picture().pixels == before);
}

TEST_CASE("an order that cannot be met gives no picture") {
    Driver d;
    d.show(Sample::Countdown);
    PictureOrder order;
    order.run = 7;
    CHECK_FALSE(d.services.picture(d.app.document(), order).has_value());
    order.run = 0;
    order.step = d.recording().step_count();
    CHECK_FALSE(d.services.picture(d.app.document(), order).has_value());
}

TEST_CASE("the trace for Perfetto") {
    Driver d;
    d.show(Sample::Countdown);
    d.app.emit(ActionId::ExportTrace);
    d.frame(2);
    const std::string& text = d.services.written["/home/ada/sample-trace.json"];
    CHECK(text.find("traceEvents") != std::string::npos);
}

TEST_CASE("a link is copied, and opens where it was copied") {
    Driver d;
    d.show(Sample::Countdown);
    d.app.emit({ActionId::Seek, 40});
    d.app.emit({ActionId::FocusPane, static_cast<int64_t>(Pane::Console)});
    d.app.apply_pending();
    d.app.emit(ActionId::CopyLink);
    d.app.apply_pending();
    CHECK(d.app.copy_now == "/home/ada/sample.json#step=40&pane=console");
    d.services.files["/home/ada/sample.json"] = sample(Sample::Countdown);
    d.app.open({d.app.copy_now});
    d.press("Home");
    d.app.open({"/home/ada/sample.json#step=30&pane=events"});
    d.frame(3);
    CHECK(d.services.opened.back() == "/home/ada/sample.json");
    CHECK(d.step() == 30);
    CHECK(d.app.ui().focus == Pane::Events);
    d.app.open({"/home/ada/odd#name.json"});
    CHECK(d.services.opened.back() == "/home/ada/odd#name.json");
}

TEST_CASE("lanes in which asyncio.run tidies up are shown while something happens in them") {
    replay::Timeline timeline;
    timeline.turns.push_back({1, 1, 0, 10, 0, 0});
    replay::Lane loop, task, tidy;
    loop.kind = replay::LaneKind::Loop;
    task.segments.push_back({});
    tidy.segments.push_back({});
    tidy.number = 2;
    tidy.quiet = true;
    tidy.step_begin = 50;
    tidy.quiet_until = 60;
    timeline.lanes = {loop, task, tidy};
    CHECK(shown_lanes(timeline).size() == 2);
    CHECK(shown_lanes(timeline, {.now = 55}).size() == 3);
    CHECK(shown_lanes(timeline, {.now = 61}).size() == 2);
    CHECK(shown_lanes(timeline, {.now = 61, .selected = 2}).size() == 3);
    CHECK(shown_lanes(timeline, {.quiet_too = true}).size() == 3);
}

TEST_CASE("motion: the playhead glides to the next step, and does not where motion is off") {
    Driver d;
    d.show(Sample::Countdown);
    d.press("Home");
    d.frame(20);
    const auto glides = [&] {
        const float from = d.headless.memory.values["playhead.to"];
        d.app.key(parse_key("Right"));
        d.frame(2);
        const bool wakes = d.headless.result.wake < 0.1;
        d.frame(20);
        CHECK(d.headless.memory.values["playhead.to"] != from);
        return wakes;
    };
    CHECK(glides());
    CHECK(d.headless.result.wake > 1);
    d.app.emit(ActionId::LessMotion);
    d.frame(2);
    CHECK_FALSE(glides());
}

TEST_CASE("a window of many pixels draws everything larger") {
    CHECK(fitting_scale(1280, 720) == 1);
    CHECK(fitting_scale(1920, 1080) == 1);
    CHECK(fitting_scale(2560, 1440) == 1.25f);
    CHECK(fitting_scale(3840, 2160) == 2);
    Driver small(1920, 1080), large(3840, 2160);
    small.show(Sample::Countdown);
    large.show(Sample::Countdown);
    CHECK(small.box("play") == large.box("play"));
}

TEST_CASE("a click on anything in a pane gives it the focus") {
    Driver d;
    d.show(Sample::Countdown);
    d.press("End");
    d.click("ground.source");
    CHECK(d.app.ui().focus == Pane::Source);
    d.click("output.0");
    CHECK(d.app.ui().focus == Pane::Console);
    d.click("close.inspector");
    CHECK(d.app.ui().focus == Pane::Console);
}

TEST_CASE("save as by a typed name") {
    Driver d;
    d.show(Sample::Countdown);
    d.press("Ctrl+Shift+S");
    REQUIRE(d.app.ui().overlay == Overlay::Browser);
    CHECK(d.app.ui().browser.typed == "sample.json");
    d.frame(4);
    d.type("copy.json");
    d.press("Enter");
    d.frame(2);
    CHECK(d.app.ui().overlay == Overlay::None);
    CHECK(d.services.written.count("/home/ada/copy.json") == 1);
    CHECK(d.app.document()->path == "/home/ada/copy.json");
}

TEST_CASE("text that was not saved is offered above the transport bar, which can be used meanwhile") {
    for (const auto& [width, height] : {std::pair{1280, 720}, {1600, 900}}) {
        Driver d(width, height);
        d.app.ui_for_setup().draft = Draft{"/home/ada/sample.json", "", "print(1)"};
        d.show(Sample::Countdown);
        const Box sheet = d.box("draft.sheet"), play = d.box("play");
        CHECK(sheet.bottom() < play.y);
        d.press("Home");
        const uint64_t before = d.step();
        d.click("step");
        CHECK(d.step() > before);
    }
}
