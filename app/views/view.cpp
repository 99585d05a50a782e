#include "app/views/view.h"

namespace loopscope::app {
namespace {

using DrawPane = void (*)(const View&);

void draw_nothing(const View&) {}
constexpr DrawPane draw_now = draw_nothing;  // the banner stands above the panes

constexpr DrawPane draw_function(Pane pane) {
    switch (pane) {
        case Pane::Now: return draw_now;
        case Pane::Source: return draw_source;
        case Pane::Timeline: return draw_timeline;
        case Pane::Conversation: return draw_conversation;
        case Pane::Loop: return draw_loop;
        case Pane::Inspector: return draw_inspector;
        case Pane::Console: return draw_console;
        case Pane::Events: return draw_events;
        case Pane::Machine: return draw_machine;
        case Pane::Lesson: return draw_lesson;
        case Pane::Tasks: return draw_tasks;
        case Pane::World: return draw_world;
        case Pane::Compare: return draw_compare;
        case Pane::Uasyncio: return draw_uasyncio;
        case Pane::Mistakes: return draw_mistakes;
        case Pane::Count: break;
    }
    return draw_nothing;
}

constexpr Glyph kGlyphs[kPaneCount] = {
#define X(id, name, title, digit, glyph, w, h, help) Glyph::glyph,
    LOOPSCOPE_VIEWS(X)
#undef X
};

bool close_button(const View& view, const Box& header) {
    const Box box{header.right() - 30, header.y + 3, 28, 28};
    const Touch touch = view.ui.region(view.name("close." + std::string(pane_info(view.pane).name)), box);
    if (touch.hovered) {
        view.p().fill(box, view.th().bg3, 3);
        view.ui.cursor(Ui::Cursor::Hand);
    }
    draw_glyph(view.p(), Glyph::Close, {header.right() - 17, header.cy()}, touch.hovered ? view.th().t0 : view.th().t2);
    const int digit = pane_info(view.pane).digit;
    view.ui.tip(touch, "Hide this pane", digit ? std::to_string(digit) : "");
    return touch.clicked;
}

// Tabs in place of title and subject; returns where they end.
float draw_tabs(const View& view, const Box& header) {
    Painter& p = view.p();
    float x = header.x + 4;
    for (const Pane pane : view.tile.panes) {
        const PaneInfo& info = pane_info(pane);
        const float width = p.width(Face::Head, info.title) + 26;
        if (x + width > header.right() - 30) break;
        const Box box{x, header.y, width, header.h};
        const Touch touch = view.ui.region(view.name("tab." + std::string(info.name)), box);
        const bool chosen = pane == view.pane;
        if (chosen) {
            p.fill({box.x + 8, box.y, box.w - 16, 3}, view.th().link);
        } else if (touch.hovered) {
            p.fill(box.inset(2), view.th().bg3, 3);
        }
        if (touch.hovered) view.ui.cursor(Ui::Cursor::Hand);
        p.text(Face::Head, x + 13, header.cy(), info.title,
               chosen          ? view.th().t0
               : touch.hovered ? view.th().t0
                               : view.th().t2);
        view.ui.tip(touch, info.help);
        if (touch.clicked) view.emit({ActionId::ChooseTab, static_cast<int64_t>(pane), 0, 0, view.tile.group});
        x = box.right();
    }
    return x + 8;
}

}  // namespace

Glyph pane_glyph(Pane pane) { return kGlyphs[static_cast<size_t>(pane)]; }

namespace {

Touch pane_ground(const View& view) {
    const Box& box = view.tile.box;
    view.p().fill(box, view.th().bg1, 4);
    view.ui.mark(view.name("pane." + std::string(pane_info(view.pane).name)), box);
    const Touch ground = view.ui.region(view.name("ground." + std::string(pane_info(view.pane).name)), box);
    if (ground.pressed) view.emit({ActionId::FocusPane, static_cast<int64_t>(view.pane)});
    return ground;
}

}  // namespace

PaneFrame begin_bare_pane(const View& view) {
    pane_ground(view);
    const Box& box = view.tile.box;
    return {box, {box.right(), box.y, 0, 0}};
}

PaneFrame begin_pane(const View& view, std::string_view subject, std::string_view title) {
    if (view.state().presenter) return begin_bare_pane(view);
    Painter& p = view.p();
    const Theme& th = view.th();
    const Box& box = view.tile.box;
    const Box header{box.x, box.y, box.w, kHeaderHeight};
    const Touch ground = pane_ground(view);
    p.fill({header.x, header.y, header.w, header.h}, th.bg2, 4);
    p.fill({header.x, header.bottom() - 8, header.w, 8}, th.bg2);
    p.hline(header.x, header.right(), header.bottom() - 1, th.line);
    if (ground.double_clicked && header.contains(ground.at)) view.emit({ActionId::Maximise});
    float x = header.x + 12;
    if (view.tile.panes.size() > 1) {
        x = draw_tabs(view, header);
    } else {
        const std::string_view shown = title.empty() ? pane_info(view.pane).title : title;
        x += p.text(Face::Head, x, header.cy(), shown, th.t0) + 12;
    }
    if (!subject.empty() && view.tile.panes.size() <= 1) {
        const float room = header.right() - 40 - x;
        const std::string text = p.fitted(Face::Text, subject, std::max(0.0f, room));
        x += p.text(Face::Text, x, header.cy(), text, th.t2) + 16;
    }
    if (close_button(view, header)) view.emit({ActionId::TogglePane, static_cast<int64_t>(view.pane)});
    const float right = header.right() - 34;
    const Box body{box.x, header.bottom(), box.w, std::max(0.0f, box.h - header.h)};
    return {body, {x, header.y, std::max(0.0f, right - x), header.h}};
}

bool header_action(const View& view, std::string_view name, float& right, float cy, std::string_view word, std::string_view tip,
                   std::string_view key) {
    const float width = view.p().width(Face::Text, word) + 16;
    const Box box{right - width, cy - 14, width, 28};
    const Touch touch = view.ui.region(view.name(name), box);
    if (touch.hovered) {
        view.p().fill(box, view.th().bg3, 3);
        view.ui.cursor(Ui::Cursor::Hand);
    }
    view.p().text(Face::Text, box.x + 8, cy, word, touch.hovered ? view.th().t0 : view.th().t2);
    view.ui.tip(touch, tip, key);
    right = box.x;
    return touch.clicked;
}

void draw_pane(const View& view) { draw_function(view.pane)(view); }

std::string task_name(const View& view, uint32_t number) {
    if (number == 0) return {};
    if (const replay::TaskState* task = view.now().state.find_task(number)) return task->name;
    const auto* facts = view.recording().task(number);
    return facts ? facts->name : std::string();
}

}  // namespace loopscope::app
