// What the panes say: source, console, events, conversation, inspector, lesson; selecting and copying text.
#include <imgui.h>

#include "app/layout/highlight.h"
#include "app/layout/ladder.h"
#include "app/layout/pane_layout.h"
#include "gui/driver.h"

using namespace loopscope;
using namespace loopscope::tests;

TEST_CASE("the source marks the line just run and the line next, and follows them") {
    Driver d;
    d.show(Sample::Countdown);
    const auto& rec = d.recording();
    const auto seven = rec.find_next(0, [](const trace::Event& e) { return e.kind == trace::Kind::Line && e.line == 7; });
    REQUIRE(seven);
    d.app.emit({ActionId::Seek, static_cast<int64_t>(*seven)});
    d.frame(3);
    CHECK(d.has("line-just"));
    const Box just = d.box("line-just"), line = d.box("line.7");
    CHECK(just.cy() == doctest::Approx(line.cy()));
    CHECK(d.has("chip.6.0"));  // the other task is parked at its sleep
}

TEST_CASE("a task's chip in the margin selects it") {
    Driver d;
    d.show(Sample::Countdown);
    d.app.emit({ActionId::Seek, static_cast<int64_t>(d.recording().level_step(1, 22))});
    d.frame(3);
    d.click("chip.6.1");
    CHECK(d.app.ui().place().task == d.recording().task_by_name("B"));
}

TEST_CASE("the console shows what has been printed so far, and a line leads to its step") {
    Driver d;
    d.show(Sample::Countdown);
    d.press("Home");
    CHECK_FALSE(d.has("output.0"));
    d.press("End");
    CHECK(d.has("output.4"));
    d.click("output.0");
    CHECK(d.recording().event(d.step()).kind == trace::Kind::Print);
    CHECK_FALSE(d.has("output.1"));
}

TEST_CASE("events: a click goes there, the filter leaves what it says") {
    Driver d;
    d.show(Sample::Countdown);
    d.press("7");
    d.app.ui_for_setup().alone = Pane::Events;
    d.frame(3);
    const uint64_t third = d.recording().level_step(1, 3);
    d.click("event." + std::to_string(third));
    CHECK(d.step() == third);
    d.press("Ctrl+F");
    d.type("print");
    d.frame(3);
    CHECK_FALSE(d.has("event." + std::to_string(third)));
    size_t prints = 0;
    for (const std::string& name : d.headless.regions.names()) prints += name.rfind("event.", 0) == 0;
    CHECK(prints == d.recording().outputs().size());
}

TEST_CASE("a ladder has a row for every event between frames, and whoever sends waits") {
    const auto document = sample(Sample::Chain);
    const replay::Recording& rec = *document->runs[0].recording;
    LadderInput input;
    input.recording = &rec;
    const Ladder ladder = make_ladder(input);
    REQUIRE(ladder.columns.size() == 4);
    CHECK(ladder.columns[3].name == "bottom");
    uint64_t events = 0;
    for (uint64_t s = 0; s < rec.step_count(); ++s) {
        const trace::Kind kind = rec.event(s).kind;
        events += kind == trace::Kind::GeneratorSend || kind == trace::Kind::GeneratorThrow ||
                  kind == trace::Kind::GeneratorYield || kind == trace::Kind::GeneratorReturn ||
                  kind == trace::Kind::GeneratorRaise || kind == trace::Kind::GeneratorPasses;
    }
    CHECK(ladder.rows.size() == events);
    for (size_t i = 0; i < ladder.rows.size(); ++i) {
        CHECK(std::abs(ladder.rows[i].from - ladder.rows[i].to) == 1);  // each hop is between neighbours
        if (ladder.rows[i].kind == LadderKind::Send)
            CHECK(ladder.states[static_cast<size_t>(ladder.rows[i].from)][i] == LifeState::InCall);
        size_t running = 0;
        for (const auto& column : ladder.states) running += column[i] == LifeState::Running;
        CHECK(running <= 1);
    }
    for (size_t c = 1; c < 4; ++c) CHECK(ladder.states[c].back() == LifeState::Closed);
}

TEST_CASE("without a loop the conversation has the whole place, and its rows are links") {
    Driver d;
    d.show(Sample::Chain);
    CHECK_FALSE(d.has("pane.timeline"));
    CHECK(d.has("pane.conversation"));
    d.press("End");
    const uint64_t first = d.recording().level_step(1, 2);
    d.click("ladder." + std::to_string(first));
    CHECK(d.step() == first);
}

TEST_CASE("the inspector shows locals, and Why? the numbered story of a cancellation") {
    Driver d;
    d.services.local_values.ready = true;
    d.services.local_values.frames = {{"worker", 6, {{"n", "3"}, {"name", "'B'"}}}};
    d.show(Sample::Cancellation);
    d.press("End");
    d.app.ui_for_setup().alone = Pane::Inspector;
    d.frame(2);
    CHECK(d.has("field.3"));
    d.app.emit({ActionId::SelectTask, d.recording().task_by_name("worker")});
    d.frame(2);
    d.click("inspector.why");
    CHECK(d.has("why.row.3"));
    const uint64_t before = d.step();
    d.click("why.row.0");
    CHECK(d.step() < before);
}

TEST_CASE("predict mode stops at the question, hides what comes, takes the answer and counts") {
    Driver d;
    d.show(Sample::Countdown);
    d.press("Alt+2");
    REQUIRE(d.app.ui().mode == Mode::Predict);
    const uint64_t question = d.recording().level_step(1, 20);
    d.press("End");
    CHECK(d.step() == question);
    d.press("Right");
    CHECK(d.step() == question);
    CHECK(d.app.ui().notice.find("hidden") != std::string::npos);
    REQUIRE(d.has("choice.2"));
    d.press("2");
    CHECK(d.app.answered(1));
    d.press("Enter");
    CHECK(d.step() > question);
    d.press("End");
    CHECK(d.step() == d.recording().level_step(1, 30));
    d.click("choice.1");
    CHECK(d.app.ui().place().answers[2] == 1);
    d.press("Esc");
    CHECK(d.app.ui().mode == Mode::Step);
}

TEST_CASE("editing: the text runs by itself, an error keeps the last good picture and says its hint") {
    Driver d;
    d.show(Sample::Countdown);
    d.press("Right");
    const uint64_t here = d.step();
    d.press("E");
    REQUIRE(d.app.ui().edit.on);
    CHECK(d.has("editor"));
    d.frame(3);
    d.services.refuse_text = true;
    d.type("x");
    for (int i = 0; i < 60; ++i) d.headless.frame(0.02);
    REQUIRE(d.services.texts.size() == 1);
    CHECK(d.services.texts[0].find('x') != std::string::npos);
    CHECK(d.app.refusal().has_value());
    CHECK(d.step() == here);
    CHECK(d.app.ui().screen == Screen::Run);
    d.services.refuse_text = false;
    d.press("Ctrl+Enter");
    d.frame(3);
    CHECK_FALSE(d.app.refusal().has_value());
    CHECK(d.app.document()->edited);
    CHECK(d.app.ui().edit.on);
    d.press("Esc");
    CHECK_FALSE(d.app.ui().edit.on);
}

TEST_CASE("keys that a text needs are not taken from it") {
    Driver d;
    d.show(Sample::Countdown);
    d.press("E");
    d.frame(4);
    const uint64_t here = d.step();
    for (const char* key : {"Space", "Right", "N", "7", "["}) d.press(key);
    CHECK(d.step() == here);
    CHECK_FALSE(d.app.ui().playing);
}

TEST_CASE("text is selected by dragging over it and copied; without a selection the focused pane is") {
    Driver d;
    d.show(Sample::Countdown);
    d.press("End");
    const Box first = d.box("output.0"), last = d.box("output.2");
    d.headless.pointer.at = {first.x + 70, first.cy()};
    d.frame(2);
    d.headless.pointer.down[0] = true;
    d.frame();
    const uint64_t before = d.step();
    for (int i = 1; i <= 5; ++i) {
        d.headless.pointer.at = {first.x + 70 + 30.0f * static_cast<float>(i),
                                 first.cy() + (last.cy() - first.cy()) * static_cast<float>(i) / 5};
        d.frame();
    }
    d.headless.pointer.down[0] = false;
    d.frame(2);
    CHECK(d.step() == before);  // a drag is no click
    d.press("Ctrl+C");
    const std::string copied = ImGui::GetClipboardText();
    CHECK(copied.find("T-minus") != std::string::npos);
    CHECK(copied.find('\n') != std::string::npos);
    d.click("ground.source");
    d.press("Ctrl+C");
    CHECK(std::string(ImGui::GetClipboardText()).find("async def countdown(name, n):") != std::string::npos);
}

TEST_CASE("highlighting follows strings over lines, prefixes, comments and definitions") {
    const std::vector<CodeLine> lines = highlight("def f(x):  # a comment\n    s = rb'''one\ntwo''' + f\"{x}\" + 0x1F\n");
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].spans[0].token == Token::Keyword);
    CHECK(lines[0].spans[1].token == Token::Defined);
    CHECK(lines[0].spans.back().token == Token::Comment);
    CHECK(lines[1].spans.back().token == Token::String);
    CHECK(lines[2].spans.front().token == Token::String);
    CHECK(lines[2].spans.back().token == Token::Number);
    for (const CodeLine& line : highlight(std::string("\xff\xfe\0'''unclosed\n\t\"", 16))) {
        for (const Span& span : line.spans) CHECK(span.end <= line.text.size());
    }
}

TEST_CASE("tiles never overlap, whatever is shown and however large the window is") {
    std::map<std::string, float> shares = {{"left", 0.9f}, {"timeline", 0.05f}, {"small.left", 0.95f}};
    for (const float width : {640.0f, 1280.0f, 1600.0f, 1920.0f, 3000.0f}) {
        for (const float height : {400.0f, 720.0f, 900.0f, 1200.0f}) {
            for (unsigned set = 0; set < 1u << kPaneCount; set += 37) {
                LayoutInput input;
                input.size = {width, height};
                input.panes = PaneSet(set);
                input.shares = set % 2 ? &shares : nullptr;
                const PaneLayout layout = layout_panes(input);
                size_t panes = 0;
                for (size_t i = 0; i < layout.tiles.size(); ++i) {
                    const Box& box = layout.tiles[i].box;
                    panes += layout.tiles[i].panes.size();
                    REQUIRE(box.x >= layout.area.x - 1);
                    REQUIRE(box.right() <= layout.area.right() + 1);
                    REQUIRE(box.bottom() <= layout.area.bottom() + 1);
                    for (size_t k = i + 1; k < layout.tiles.size(); ++k) REQUIRE(intersect(box, layout.tiles[k].box).empty());
                }
                REQUIRE((panes > 0 || (set & ~((1u << static_cast<unsigned>(Pane::Now)) |
                                               (1u << static_cast<unsigned>(Pane::Compare)))) == 0));
            }
        }
    }
}
