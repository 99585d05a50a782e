// Every pane draws at steps sampled over whole runs, at every level, theme, scale and size; what is drawn stays inside.
#include <imgui.h>

#include <cmath>

#include "app/widgets/compat.hpp"
#include "gui/driver.h"

using namespace loopscope;
using namespace loopscope::tests;

namespace {

constexpr Sample kSamples[] = {Sample::Countdown, Sample::Chain, Sample::Cancellation,
                               Sample::Blocking,  Sample::Crowd, Sample::Failure};

// Indexes in range, corners finite and not absurdly far away.
void check_draw_data() {
    size_t astray = 0, out_of_range = 0;  // a check a corner would take minutes
    for (const ImDrawList* list : compat::draw_lists(ImGui::GetDrawData())) {
        for (const ImDrawVert& v : list->VtxBuffer) {
            const bool good =
                std::isfinite(v.pos.x) && std::isfinite(v.pos.y) && std::abs(v.pos.x) < 60000 && std::abs(v.pos.y) < 60000;
            astray += !good;
        }
        for (const ImDrawCmd& cmd : list->CmdBuffer) {
            for (unsigned i = 0; i < cmd.ElemCount; ++i) {
                out_of_range += list->IdxBuffer[static_cast<int>(cmd.IdxOffset + i)] + cmd.VtxOffset >=
                                static_cast<unsigned>(list->VtxBuffer.Size);
            }
        }
    }
    REQUIRE(astray == 0);
    REQUIRE(out_of_range == 0);
}

}  // namespace

TEST_CASE("every pane alone, at sampled steps of every sample") {
    Driver d;
    for (const Sample which : kSamples) {
        d.show(which);
        const uint64_t count = d.recording().step_count();
        for (int pane = 0; pane < kPaneCount; ++pane) {
            if (static_cast<Pane>(pane) == Pane::Now || static_cast<Pane>(pane) == Pane::Compare) continue;
            d.app.ui_for_setup().alone = static_cast<Pane>(pane);
            for (int i = 0; i <= 2; ++i) {
                d.app.emit({ActionId::Seek, static_cast<int64_t>(count * static_cast<uint64_t>(i) / 2)});
                d.frame();
                CHECK(d.headless.vertex_count() > 100);
                check_draw_data();
            }
        }
    }
}

TEST_CASE("all themes, levels and sizes") {
    Driver d;
    for (const auto& [width, height] : {std::pair{1280, 720}, {1600, 900}, {1920, 1080}, {900, 600}, {640, 400}}) {
        d.headless.resize(width, height);
        d.show(Sample::Cancellation);
        for (int t = 0; t < kThemeCount; ++t) {
            d.app.emit({ActionId::SetTheme, t});
            for (int level = 1; level <= 4; ++level) {
                d.app.emit({ActionId::SetLevel, level});
                d.app.emit(ActionId::StepForward);
                d.frame();
                check_draw_data();
            }
        }
    }
}

TEST_CASE("the scale changes everything but the layout's units") {
    Driver d(1600, 900);
    d.show(Sample::Countdown);
    const Box before = d.box("play");
    d.press("Ctrl++");
    CHECK(d.app.ui().saved.scale == doctest::Approx(1.1));
    d.frame(2);
    CHECK(d.box("play").w == before.w);
    // Each size bakes the fonts anew, which takes seconds under the sanitizers: the steps on the way are not drawn.
    const auto after = [&](const char* key, int times) {
        for (int i = 0; i < times; ++i) d.app.key(parse_key(key));
        d.app.apply_pending();
        return d.app.ui().saved.scale;
    };
    CHECK(after("Ctrl+-", 2) == doctest::Approx(0.9));
    CHECK(after("Ctrl+0", 1) == 1);
    CHECK(after("Ctrl++", 12) == 3);
    d.app.emit({ActionId::SetScale, 0, 2});
    d.frame(2);
    CHECK(d.box("play").w == before.w);
    check_draw_data();
}

TEST_CASE("the theme turns by key and by button, and the picture with it") {
    Driver d;
    d.show(Sample::Countdown);
    const uint32_t dark = d.headless.picture().at(800, 870);
    d.press("Ctrl+T");
    CHECK(d.app.ui().saved.theme == ThemeName::Light);
    CHECK(d.headless.picture().at(800, 870) != dark);
    d.click("theme");
    CHECK(d.app.ui().saved.theme == ThemeName::Contrast);
    d.click("theme");
    CHECK(d.app.ui().saved.theme == ThemeName::Dark);
    CHECK(d.headless.picture().at(800, 870) == dark);
}

TEST_CASE("digits show and hide panes") {
    Driver d;
    d.show(Sample::Countdown);
    CHECK(d.has("pane.console"));
    d.press("6");
    CHECK_FALSE(d.has("pane.console"));
    d.press("6");
    CHECK(d.has("pane.console"));
    d.click("close.console");
    CHECK_FALSE(d.has("pane.console"));
    d.click("rail.events");
    CHECK(d.has("pane.events"));
    for (const char* digit : {"1", "2", "3", "4", "5", "7"}) d.press(digit);
    d.frame(2);
    CHECK(d.has("rail.source"));  // nothing is shown, but the way back is
    d.click("rail.source");
    CHECK(d.has("pane.source"));
}

TEST_CASE("a small window makes tabs, and they can be chosen") {
    Driver d(1280, 720);
    d.show(Sample::Countdown);
    CHECK(d.has("tab.loop"));
    d.click("tab.console");
    CHECK(d.has("pane.console"));
    CHECK_FALSE(d.has("pane.loop"));
    d.click("tab.loop");
    CHECK(d.has("pane.loop"));
}

TEST_CASE("one pane alone, and back") {
    Driver d;
    d.show(Sample::Countdown);
    d.click("ground.loop");
    d.press("Z");
    CHECK(d.has("pane.loop"));
    CHECK_FALSE(d.has("pane.source"));
    d.press("Esc");
    CHECK(d.has("pane.source"));
}

TEST_CASE("splitters keep shares") {
    Driver d;
    d.show(Sample::Countdown);
    const float before = d.box("pane.source").w;
    d.drag("splitter.left", 80, 0);
    const float after = d.box("pane.source").w;
    CHECK(after == doctest::Approx(before + 80).epsilon(0.02));
    d.headless.resize(1800, 900);
    d.frame(2);
    CHECK(d.box("pane.source").w > after);
}

TEST_CASE("presenter mode shows the source and one turn, F6 leaves it, Esc and F5 do nothing") {
    Driver d;
    d.show(Sample::Countdown);
    d.press("F6");
    CHECK(d.app.ui().presenter);
    CHECK_FALSE(d.has("rail.source"));
    CHECK(d.has("pane.source"));
    d.press("Esc");
    d.press("F5");
    CHECK(d.app.ui().presenter);
    d.press("B");
    CHECK(d.app.ui().blank);
    d.press("B");
    CHECK_FALSE(d.app.ui().blank);
    for (int i = 0; i < 10; ++i) d.press("PgDn");
    check_draw_data();
    d.press("F6");
    CHECK_FALSE(d.app.ui().presenter);
}

TEST_CASE("help, palette and go-to lie on top and take the clicks") {
    Driver d;
    d.show(Sample::Countdown);
    d.press("?");
    CHECK(d.app.ui().overlay == Overlay::Help);
    const uint64_t before = d.step();
    d.press("Right");
    CHECK(d.step() == before);
    d.press("Esc");
    CHECK(d.app.ui().overlay == Overlay::None);
    d.press("Ctrl+P");
    d.type("jump clock");
    d.frame(2);
    CHECK(d.has("palette.clock"));
    d.press("Enter");
    CHECK(d.app.ui().overlay == Overlay::None);
    CHECK(d.recording().event(d.step()).kind == trace::Kind::LoopAdvance);
    d.click("help");
    CHECK(d.app.ui().overlay == Overlay::Help);
    d.headless.pointer.at = {10, 450};
    d.frame(2);
    d.headless.pointer.down[0] = true;
    d.frame();
    d.headless.pointer.down[0] = false;
    d.frame(2);
    CHECK(d.app.ui().overlay == Overlay::None);
}

TEST_CASE("the palette knows the panes and the runs by their names") {
    Driver d;
    d.show(Sample::Blocking);
    REQUIRE_FALSE(shows(d.app.ui().panes, Pane::Tasks));
    d.press("Ctrl+P");
    d.type("pane tasks");
    d.frame(2);
    CHECK(d.has("palette.pane-tasks"));
    d.press("Enter");
    CHECK(shows(d.app.ui().panes, Pane::Tasks));
    d.press("Ctrl+P");
    d.type("go to the run");
    d.frame(2);
    d.click("palette.run-1");
    CHECK(d.app.ui().run == 1);
}

TEST_CASE("a stop's sentence is read in the banner, where the causes stand else") {
    Driver d;
    d.show(Sample::Countdown);
    d.press("Home");
    CHECK_FALSE(d.has("say"));
    d.press("PgDn");
    CHECK(d.has("say"));
    CHECK_FALSE(d.has("why.0"));
    d.press("Right");
    CHECK_FALSE(d.has("say"));
}

TEST_CASE("the line that just ran is always in sight, and the next one where there is room for both") {
    for (const Sample which : {Sample::Countdown, Sample::Chain, Sample::Cancellation, Sample::Failure}) {
        Driver d(1280, 720);
        d.show(which);
        d.press("Home");
        for (int i = 0; i < 40; ++i) {
            d.press("Right");
            const replay::Place& just = d.app.moment().state.last_line;
            if (just.line > 0 && just.file == d.app.run()->main_file) CHECK(d.has("line-just"));
        }
    }
}

TEST_CASE("the same state gives the same bytes") {
    Driver a, b;
    for (Driver* d : {&a, &b}) {
        d->show(Sample::Cancellation);
        d->app.emit({ActionId::Seek, 60});
        d->headless.pointer.at = {-100, -100};
        d->frame(4);
    }
    CHECK(a.headless.picture().pixels == b.headless.picture().pixels);
}

TEST_CASE("colours are told apart and text can be read") {
    for (int t = 0; t < kThemeCount; ++t) {
        const Theme& th = theme(static_cast<ThemeName>(t));
        for (const Colour ground : {th.bg0, th.bg1, th.bg2}) {
            for (const Colour ink : {th.t0, th.t1, th.t2, th.link, th.okt, th.errt, th.cancel, th.thrown})
                CHECK(contrast(ink, ground) >= 4.2);
        }
        for (const Colour ink : {th.kw, th.st, th.nu, th.cm}) CHECK(contrast(ink, th.bg1) >= 4.5);
        CHECK(contrast(kWhite, th.accent) >= 4.5);
        for (int s = 1; s < replay::kTaskStatusCount; ++s)
            CHECK(contrast(kBlack, status_fill(static_cast<replay::TaskStatus>(s))) >= 4.5);
    }
}

TEST_CASE("no text is smaller than 17 px of em") {
    Fonts fonts;
    Driver d;
    for (int i = 0; i < kFaceCount; ++i) CHECK(fonts[static_cast<Face>(i)].em >= 17);
}
