// Writing: the editor by itself and in the app, saving, text that is offered again, files changed by others, stops added.
#include <imgui.h>

#include "gui/driver.h"
#include "scenario/scenario.h"

using namespace loopscope;
using namespace loopscope::tests;

namespace {

Editor editor_of(const std::string& text, size_t caret) {
    Editor editor;
    editor.set_text(text);
    editor.place_caret(caret, false);
    return editor;
}

void press(Editor& editor, const std::string& chord) { CHECK(editor.key(parse_key(chord), 10)); }

// The countdown, with a scenario that can be saved.
void show_program(Driver& d) {
    d.show(Sample::Countdown);
    auto document = std::make_shared<Document>(*d.app.document());
    auto scenario = std::make_shared<scenario::Scenario>();
    scenario->runs.resize(1);
    scenario->runs[0].program.text = "import asyncio\n";
    document->scenario = scenario;
    document->path = "/home/ada/countdown.json";
    d.app.show(document);
    d.frame(3);
}

}  // namespace

TEST_CASE("the caret goes by characters, words and lines, over letters of several bytes too") {
    Editor e = editor_of("aé = bb\n  cc\n", 0);
    press(e, "Right");
    press(e, "Right");
    CHECK(e.caret() == 3);
    press(e, "Left");
    CHECK(e.caret() == 1);
    press(e, "Ctrl+Right");
    press(e, "Ctrl+Right");
    CHECK(e.caret() == 8);
    press(e, "Down");
    CHECK(e.caret() == e.line_end(1));
    press(e, "Up");
    CHECK(e.caret() == 8);  // the column is remembered
    press(e, "Ctrl+End");
    CHECK(e.caret() == e.text().size());
    press(e, "Up");
    press(e, "Home");
    CHECK(e.caret() == e.line_start(1) + 2);  // to the text first, then to the edge
    press(e, "Home");
    CHECK(e.caret() == e.line_start(1));
}

TEST_CASE("what is typed in one go is undone in one go, and can be done again") {
    Editor e = editor_of("x\n", 1);
    for (const char* letter : {"a", "b", "c"}) e.type(letter);
    e.type(" ");
    e.type("d");
    CHECK(e.text() == "xabc d\n");
    e.undo();
    e.undo();
    CHECK(e.text() == "xabc\n");
    e.undo();
    CHECK(e.text() == "x\n");
    CHECK(e.caret() == 1);
    e.redo();
    CHECK(e.text() == "xabc\n");
    e.type("!");
    CHECK(e.text() == "xabc!\n");
    for (int i = 0; i < 20; ++i) e.undo();
    CHECK(e.text() == "x\n");
}

TEST_CASE("a new line is indented as the one before, more after a colon; Backspace takes an indentation") {
    Editor e = editor_of("    if x:", 9);
    press(e, "Enter");
    CHECK(e.text() == "    if x:\n        ");
    press(e, "Backspace");
    CHECK(e.text() == "    if x:\n    ");
    press(e, "Tab");
    CHECK(e.text() == "    if x:\n        ");
    e.type("y");
    press(e, "Enter");
    CHECK(e.text() == "    if x:\n        y\n        ");
}

TEST_CASE("selected lines are indented, taken back and commented out") {
    Editor e = editor_of("a\n\nb\n", 0);
    press(e, "Shift+Down");
    press(e, "Shift+Down");
    press(e, "Shift+End");
    press(e, "Tab");
    CHECK(e.text() == "    a\n\n    b\n");
    press(e, "Shift+Tab");
    CHECK(e.text() == "a\n\nb\n");
    press(e, "Ctrl+/");
    CHECK(e.text() == "# a\n\n# b\n");
    press(e, "Ctrl+/");
    CHECK(e.text() == "a\n\nb\n");
    e.select_all();
    press(e, "Del");
    CHECK(e.text().empty());
    press(e, "Ctrl+Z");
    CHECK(e.text() == "a\n\nb\n");
}

TEST_CASE("random keys never leave the text") {
    const char* keys[] = {"Left",       "Right",          "Up",          "Down",       "Home",       "End",    "PgUp",
                          "PgDn",       "Enter",          "Tab",         "Shift+Tab",  "Backspace",  "Delete", "Ctrl+Left",
                          "Ctrl+Right", "Ctrl+Backspace", "Ctrl+Delete", "Shift+Left", "Shift+Down", "Ctrl+A", "Ctrl+Z",
                          "Ctrl+Y",     "Ctrl+/"};
    Editor e = editor_of("def f(é):\n    return 1\n\nprint(f(2))\n", 5);
    uint32_t random = 12345;
    for (int i = 0; i < 4000; ++i) {
        random = random * 1664525u + 1013904223u;
        const uint32_t n = (random >> 8) % 30;
        if (n < 23)
            e.key(parse_key(keys[n]), 5);
        else
            e.type(n % 2 ? "ü" : "if x:");
        REQUIRE(e.caret() <= e.text().size());
        REQUIRE(e.selection_end() <= e.text().size());
        if (e.text().size() > 4000) e.set_text("a\n");
    }
}

TEST_CASE("the editor: caret by click, words by double click, cut, paste, undo by key") {
    Driver d;
    d.show(Sample::Countdown);
    d.press("E");
    const Box box = d.box("editor");
    const float column = 10.2f;
    d.headless.pointer.at = {box.x + 134 + 8 * column, box.y + 8 + 26 * 2 + 13};  // line 3, in "def"
    d.frame(2);
    for (int i = 0; i < 2; ++i) {
        d.headless.pointer.down[0] = true;
        d.frame();
        d.headless.pointer.down[0] = false;
        d.frame(2);
    }
    CHECK(d.app.ui().edit.editor.selected() == "def");
    const std::string before = d.app.ui().edit.editor.text();
    d.press("Ctrl+X");
    CHECK(std::string(ImGui::GetClipboardText()) == "def");
    CHECK(d.app.ui().edit.editor.text().size() == before.size() - 3);
    d.press("Ctrl+V");
    CHECK(d.app.ui().edit.editor.text() == before);
    d.press("Ctrl+Z");
    d.press("Ctrl+Z");
    CHECK(d.app.ui().edit.editor.text() == before);
    CHECK(d.has("editor.caret"));
}

TEST_CASE("what does not run is kept when the editor is left, and taken up again") {
    Driver d;
    d.show(Sample::Countdown);
    d.press("E");
    d.services.refuse_text = true;
    d.type("(");
    for (int i = 0; i < 60; ++i) d.headless.frame(0.02);
    REQUIRE(d.app.refusal().has_value());
    const std::string written = d.app.ui().edit.editor.text();
    d.press("Esc");
    CHECK_FALSE(d.app.ui().edit.on);
    d.press("E");
    CHECK(d.app.ui().edit.editor.text() == written);
}

TEST_CASE("every change is kept as a draft until it is saved; a draft is offered and taken up") {
    Driver d;
    show_program(d);
    d.services.files["/home/ada/countdown.json"] = d.app.document();
    d.press("E");
    d.type("# new");
    REQUIRE(d.services.draft.has_value());
    CHECK(d.services.draft->path == "/home/ada/countdown.json");
    CHECK(d.services.draft->text.find("# new") != std::string::npos);
    const Draft kept = *d.services.draft;
    d.press("Ctrl+S");
    CHECK_FALSE(d.services.draft.has_value());
    CHECK(d.services.written["/home/ada/countdown.json"].find("# new") != std::string::npos);

    Driver again;
    again.services.files["/home/ada/countdown.json"] = d.app.document();
    again.services.aside = {kept};
    again.app.ui_for_setup().draft = kept;
    again.frame(2);
    REQUIRE(again.has("draft.take"));
    again.click("draft.take");
    again.frame(3);
    CHECK(again.app.ui().screen == Screen::Run);
    CHECK(again.app.ui().edit.on);
    CHECK(again.app.ui().edit.editor.text() == kept.text);
    CHECK_FALSE(again.app.ui().draft.has_value());
    CHECK(again.services.aside.empty());
    REQUIRE(again.services.draft.has_value());
    CHECK(again.services.draft->text == kept.text);
}

TEST_CASE("text that was not saved is offered when another file is opened, and when the file is read again") {
    Driver d;
    show_program(d);
    d.services.files["/home/ada/countdown.json"] = d.app.document();
    d.services.files["/home/ada/other.json"] = sample(Sample::Chain);
    d.press("E");
    d.type("# mine");
    d.app.emit({ActionId::OpenPath, 0, 0, 0, "/home/ada/other.json"});
    d.frame(3);
    REQUIRE(d.app.ui().draft.has_value());
    CHECK(d.app.ui().draft->text.find("# mine") != std::string::npos);
    d.click("draft.take");
    d.frame(3);
    CHECK(d.app.document()->path == "/home/ada/countdown.json");
    CHECK(d.app.ui().edit.editor.text().find("# mine") != std::string::npos);
    CHECK_FALSE(d.app.ui().draft.has_value());
    d.press("Ctrl+R");
    d.frame(3);
    CHECK_FALSE(d.app.ui().edit.on);
    REQUIRE(d.app.ui().draft.has_value());
    CHECK(d.app.ui().draft->text.find("# mine") != std::string::npos);
    d.click("draft.drop");
    d.frame(2);
    CHECK_FALSE(d.app.ui().draft.has_value());
}

TEST_CASE("a draft whose file is gone is written beside it") {
    Driver d;
    d.services.aside = {Draft{"/home/ada/gone.py", "", "print('mine')"}};
    d.app.ui_for_setup().draft = d.services.aside.front();
    Refusal gone;
    gone.path = "/home/ada/gone.py";
    d.services.broken["/home/ada/gone.py"] = gone;
    d.frame(2);
    d.click("draft.take");
    d.frame(3);
    CHECK(d.services.written["/home/ada/gone.py.unsaved"] == "print('mine')");
    CHECK_FALSE(d.app.ui().draft.has_value());
}

TEST_CASE("what is written of a refused file is a draft, and is there again after Esc and after a crash") {
    Driver d;
    Refusal wrong;
    wrong.path = "/home/ada/wrong.json";
    wrong.text = "{}";
    d.services.broken["/home/ada/wrong.json"] = wrong;
    d.app.emit({ActionId::OpenPath, 0, 0, 0, "/home/ada/wrong.json"});
    d.frame(3);
    d.app.emit({ActionId::EditFile});
    d.frame(2);
    d.type("mine");
    const std::string typed = d.app.ui().refused_text;
    REQUIRE(typed.find("mine") != std::string::npos);
    REQUIRE(d.services.draft.has_value());
    CHECK(d.services.draft->whole_file);
    d.press("Esc");
    d.app.emit({ActionId::EditFile});
    d.frame(2);
    CHECK(d.app.ui().refused_text == typed);

    Driver again;
    again.services.broken["/home/ada/wrong.json"] = wrong;
    again.services.aside = {*d.services.draft};
    again.app.ui_for_setup().draft = again.services.aside.front();
    again.frame(2);
    again.click("draft.take");
    again.frame(3);
    CHECK(again.app.ui().screen == Screen::Refused);
    CHECK(again.app.ui().refused_editing);
    CHECK(again.app.ui().refused_text == typed);
}

TEST_CASE("a file changed by another program is run again, unless something is being written") {
    Driver d;
    show_program(d);
    d.services.files["/home/ada/countdown.json"] = d.app.document();
    d.services.is_changed = true;
    d.frame(3);
    REQUIRE(d.services.opened.size() == 1);
    d.press("E");
    d.type("x");
    d.services.is_changed = true;
    d.frame(3);
    CHECK(d.services.opened.size() == 1);
    CHECK(d.app.ui().notice.find("changed") != std::string::npos);
}

TEST_CASE("a stop is added where the class stands, and goes into the file") {
    Driver d;
    show_program(d);
    for (int i = 0; i < 8; ++i) d.press("Right");
    const uint64_t here = d.step();
    d.press("Shift+M");
    REQUIRE(d.app.ui().overlay == Overlay::AddStop);
    d.type("Look here");
    CHECK(d.app.ui().stop.say == "Look here");
    d.app.emit({ActionId::SetText, static_cast<int64_t>(Field::StopAsk), 0, 0, "Who?"});
    d.press("Enter");
    CHECK(d.app.ui().overlay == Overlay::AddStop);  // a question needs choices
    d.app.emit({ActionId::SetText, static_cast<int64_t>(Field::StopChoices), 0, 0, "A | B"});
    d.app.emit({ActionId::SetText, static_cast<int64_t>(Field::StopAnswer), 0, 0, "B"});
    d.press("Enter");
    CHECK(d.app.ui().overlay == Overlay::None);
    const auto& stops = d.app.run()->stops;
    const auto added = std::find_if(stops.begin(), stops.end(), [&](const Stop& s) { return s.step == here; });
    REQUIRE(added != stops.end());
    CHECK(added->answer_index() == 1);
    d.press("Ctrl+S");
    CHECK(d.services.written["/home/ada/countdown.json"].find("Look here") != std::string::npos);
}

TEST_CASE("each scenario keeps its layout") {
    Driver d;
    show_program(d);
    d.press("6");
    CHECK_FALSE(d.has("pane.console"));
    d.press("Ctrl+G");
    d.show(Sample::Countdown);
    CHECK(d.has("pane.console"));
    auto document = std::make_shared<Document>(*d.app.document());
    document->path = "/home/ada/countdown.json";
    d.app.show(document);
    d.frame(3);
    CHECK_FALSE(d.has("pane.console"));
}

TEST_CASE("lanes are filtered by name, a span is measured, Esc lets both go") {
    Driver d;
    d.show(Sample::Countdown);
    const size_t all = [&] {
        size_t n = 0;
        for (const std::string& name : d.headless.regions.names()) n += name.rfind("lane.", 0) == 0;
        return n;
    }();
    d.press("/");
    d.type("b");
    d.frame(2);
    size_t left = 0;
    for (const std::string& name : d.headless.regions.names()) left += name.rfind("lane.", 0) == 0;
    CHECK(left < all);
    d.press("Esc");
    CHECK_FALSE(d.app.ui().timeline.filters);
    d.headless.pointer.shift = true;
    d.drag("timeline.lanes", 150, 0);
    d.headless.pointer.shift = false;
    d.frame(2);
    CHECK(d.app.ui().timeline.measures);
    CHECK(d.has("measure"));
    d.press("Esc");
    CHECK_FALSE(d.app.ui().timeline.measures);
}

TEST_CASE("Enter in the filter goes from match to match, Shift+Enter back") {
    Driver d;
    d.show(Sample::Countdown);
    d.press("Home");
    d.press("Ctrl+F");
    d.type("print");
    d.press("Enter");
    CHECK(d.recording().event(d.step()).kind == trace::Kind::Print);
    const uint64_t first = d.step();
    d.press("Enter");
    CHECK(d.step() > first);
    CHECK(d.recording().event(d.step()).kind == trace::Kind::Print);
    d.press("Shift+Enter");
    CHECK(d.step() == first);
}
