#include "app/views/sheet.h"

#include <cstdio>

namespace loopscope::app {
namespace {

using replay::TaskStatus;

void draw_states(Ui& ui) {
    Painter& p = ui.p;
    const Theme& th = p.theme();
    struct Row {
        TaskStatus status;
        const char *name, *text;
    };
    static constexpr Row kRows[] = {
        {TaskStatus::Created, "Created", "made, first step queued"},
        {TaskStatus::Ready, "Ready", "its step is in the ready queue"},
        {TaskStatus::Running, "Running", "inside one send or throw"},
        {TaskStatus::Waiting, "Waiting", "on a future, task, lock, queue"},
        {TaskStatus::Sleeping, "Sleeping", "on a timer, due time shown"},
        {TaskStatus::Cancelling, "Cancelling", "asked to stop, not there yet"},
        {TaskStatus::Done, "Done", "returned"},
        {TaskStatus::Cancelled, "Cancelled", "ended by CancelledError"},
        {TaskStatus::Failed, "Failed", "ended by another exception"},
    };
    p.text(Face::Title, 36, 44, "States: letter, glyph, pattern and colour", th.t0);
    float y = 84;
    for (const Row& row : kRows) {
        const char letter[2] = {replay::task_status_letter(row.status), 0};
        p.text(Face::CodeBold, 44, y, letter, th.t0);
        draw_bar(p, 68, 98, y, {row.status});
        draw_bar(p, 106, 326, y, {row.status, row.name});
        p.text(Face::Text, 342, y, row.text, th.t1);
        y += 40;
    }
}

void draw_arrows(Ui& ui) {
    Painter& p = ui.p;
    const Theme& th = p.theme();
    struct Row {
        ArrowLook look;
        const char *name, *text;
    };
    static constexpr Row kRows[] = {
        {ArrowLook::Send, "send", "solid, filled head, 2 px"},
        {ArrowLook::Throw, "throw", "dashed 7 4, filled head, 2.5 px"},
        {ArrowLook::Yield, "yield", "solid, hollow head, 2 px"},
        {ArrowLook::Return, "return", "solid with a foot, 3 px"},
        {ArrowLook::WakeUp, "wake-up", "solid, thin, 1.5 px"},
        {ArrowLook::Cancel, "cancellation path", "solid, 3 px, numbered stations"},
        {ArrowLook::After, "after now", "any kind, 1.5 px, quiet"},
    };
    p.text(Face::Title, 640, 44, "Arrows", th.t0);
    float y = 84;
    for (const Row& row : kRows) {
        draw_arrow(p, {648, y}, {716, y}, row.look, th.bg1);
        p.text(Face::Head, 736, y, row.name, th.t0);
        p.text(Face::Text, 900, y, row.text, th.t1);
        y += 40;
    }
    for (int i = 0; i < 3; ++i) draw_station(p, {660 + 30.0f * static_cast<float>(i), y + 40}, i + 1);
    p.text(Face::Head, 750, y + 40, "stations", th.t0);
}

void draw_lines(Ui& ui) {
    Painter& p = ui.p;
    const Theme& th = p.theme();
    p.text(Face::Title, 1230, 44, "Lines of the source", th.t0);
    draw_line_just_run(p, {1246, 84}, th.t1);
    draw_line_next(p, {1246, 124}, th.okt);
    draw_breakpoint(p, {1246, 164}, "7");
    draw_error_mark(p, {1246, 204});
    draw_thrown_mark(p, {1246, 244});
    draw_margin_chip(p, 1233, 284, "Task A", TaskStatus::Sleeping);
    draw_glyph(p, Glyph::Printed, {1246, 324}, th.t1, 0.8f);
    draw_glyph(p, Glyph::Bookmark, {1246, 364}, th.link, 1.1f);
    for (int i = 0; i < 3; ++i) draw_cancel_diamond(p, {1240 + 24.0f * static_cast<float>(i), 404}, 1 + 2 * i);
}

void draw_type(Ui& ui) {
    Painter& p = ui.p;
    const Theme& th = p.theme();
    p.text(Face::Title, 980, 494, "Type", th.t0);
    p.text(Face::Question, 980, 530, "Question  34", th.t0);
    p.text(Face::Banner, 980, 575, "Now banner  26", th.t0);
    p.text(Face::Title, 980, 613, "Title  20", th.t0);
    p.text(Face::Head, 980, 648, "Header, label  17", th.t0);
    p.text(Face::Text, 980, 682, "Text, the smallest size  17", th.t0);
    p.text(Face::Code, 980, 716, "code  17   await asyncio.sleep(1)", th.t0);
    p.text(Face::Title, 1330, 494, "Keys and controls", th.t0);
    float x = 1330;
    for (const char* key : {"Space", "Shift", "G", "Enter", "Arrows"}) x += draw_keycap(p, x, 536, key) + 10;
    button(ui, "sheet.open", {1330, 563, 150, 43},
           {.label = "Open", .glyph = Glyph::Play, .look = ButtonLook::Accent, .face = Face::Title});
    button(ui, "sheet.edit", {1492, 563, 72, 43}, {.label = "Edit"});
    segments(ui, "sheet.axis", {1330, 624}, 30, {{"Steps", "Time"}, 0, false, true, {}});
    p.text(Face::Text, 1330, 684, "blocked loop", th.t1);
    p.hatch({1450, 668, 114, 32}, Hatch::Rising, with_alpha(kFailed, 0.55f), 2, 16);
    p.outline({1450, 668, 114, 32}, kFailed, 2);
    p.text(Face::Text, 1330, 730, "hidden future", th.t1);
    p.fill({1450, 714, 114, 32}, th.bg2);
    p.hatch({1450, 714, 114, 32}, Hatch::Rising, th.bg3, 2, 14);
}

void draw_colours(Ui& ui) {
    Painter& p = ui.p;
    const Theme& th = p.theme();
    p.text(Face::Title, 36, 494, "Surfaces and text", th.t0);
    const std::pair<const char*, Colour> grounds[] = {
        {"bg0", th.bg0}, {"bg1", th.bg1}, {"bg2", th.bg2}, {"bg3", th.bg3}, {"line", th.line}};
    const std::pair<const char*, Colour> inks[] = {
        {"t0", th.t0},         {"t1", th.t1},        {"t2", th.t2}, {"link", th.link}, {"okt", th.okt}, {"errt", th.errt},
        {"cancel", th.cancel}, {"throw", th.thrown}, {"kw", th.kw}, {"st", th.st},     {"nu", th.nu},   {"cm", th.cm}};
    float x = 36;
    for (const auto& [name, colour] : grounds) {
        p.fill({x, 516, 104, 56}, colour, 4);
        p.outline({x, 516, 104, 56}, th.line, 1, 4);
        p.text_middle(Face::Head, x + 52, 544, name, th.t0);
        x += 112;
    }
    x = 36;
    float y = 586;
    for (const auto& [name, colour] : inks) {
        p.fill({x, y, 104, 56}, th.bg2, 4);
        p.text_middle(Face::Head, x + 52, y + 28, name, colour);
        x += 112;
        if (x > 880) x = 36, y += 64;
    }
}

}  // namespace

void draw_sheet(Ui& ui) {
    Painter& p = ui.p;
    const Theme& th = p.theme();
    p.fill({0, 0, ui.size().x, ui.size().y}, th.bg0);
    p.fill({12, 12, ui.size().x - 24, ui.size().y - 24}, th.bg1, 4);
    draw_states(ui);
    draw_arrows(ui);
    draw_lines(ui);
    p.hline(36, 1564, 462, th.line);
    draw_colours(ui);
    draw_type(ui);
    p.text(Face::Title, 36, 798, "Glyphs", th.t0);
    float x = 52, y = 836;
    for (int i = 1; i <= static_cast<int>(Glyph::Dot); ++i) {
        draw_glyph(p, static_cast<Glyph>(i), {x, y}, th.t0, 1.3f);
        x += 36;
        if (x > 1560) x = 52, y += 34;
    }
}

}  // namespace loopscope::app
