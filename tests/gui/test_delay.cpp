// A delay in the text, and the end of a sleep that is dragged on the timeline.
#include "app/model/delay.h"
#include "gui/driver.h"

using namespace loopscope;
using namespace loopscope::tests;

TEST_CASE("the number in a line's only sleep is found, and nothing that is computed") {
    struct Row {
        const char* line;
        const char* found;  // null: nothing
    };
    const Row rows[] = {
        {"    await asyncio.sleep(1)", "1"},
        {"await sleep( 2.50 )", "2.50"},
        {"await asyncio.sleep(3, 'done')", "3"},
        {"await uasyncio.sleep_ms(20)", "20"},
        {"time.sleep(4); print('sleep')", "4"},
        {"x = asyncio.gather(asyncio.sleep(1), work())", "1"},
        {"await asyncio.sleep(n)", nullptr},
        {"await asyncio.sleep(2 * n)", nullptr},
        {"await asyncio.sleep(1e3)", nullptr},
        {"await asyncio.sleep(1) or asyncio.sleep(2)", nullptr},
        {"oversleep(3)", nullptr},
        {"sleep", nullptr},
        {"sleep(", nullptr},
        {"sleep(1", nullptr},
        {"", nullptr},
    };
    for (const Row& row : rows) {
        CAPTURE(row.line);
        const std::string text = "import asyncio\n" + std::string(row.line) + "\nend = 1\n";
        const auto place = delay_on_line(text, 2);
        REQUIRE(place.has_value() == (row.found != nullptr));
        if (place) CHECK(text.substr(place->begin, place->end - place->begin) == row.found);
    }
    CHECK_FALSE(delay_on_line("sleep(1)", 7).has_value());
    CHECK(delay_text({0, 0, 1, false}, 2.5) == "2.5");
    CHECK(delay_text({0, 0, 1, false}, -1) == "0");
    CHECK(delay_text({0, 0, 0.02, true}, 0.035) == "35");
}

TEST_CASE("the end of a sleep is dragged: the text says the new delay, and runs; it can be undone") {
    Driver d;
    d.show(Sample::Cancellation);
    d.press("X");
    d.frame(2);
    std::string handle;
    for (const std::string& name : d.headless.regions.names()) {
        if (name.starts_with("delay.")) handle = name;
        if (!handle.empty()) break;
    }
    REQUIRE_FALSE(handle.empty());
    const std::string before = d.app.run()->main_source()->text;
    d.drag(handle, -150, 0);
    d.frame(2);
    REQUIRE_FALSE(d.services.texts.empty());
    const std::string after = d.services.texts.back();
    CHECK(after != before);
    CHECK(after.find("sleep(") != std::string::npos);
    CHECK(d.app.ui().edit.on);
    CHECK(d.app.ui().focus == Pane::Timeline);
    d.app.ui_for_setup().edit.editor.undo();
    CHECK(d.app.ui().edit.editor.text() == before);
}
