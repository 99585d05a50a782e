#include "app/layout/pane_layout.h"

#include <algorithm>
#include <cmath>

namespace loopscope::app {
namespace {

constexpr float kRailWidth = 48;

// Divides boxes, remembers the splitters.
class Divider {
public:
    Divider(const LayoutInput& input, PaneLayout& out) : input_(input), out_(out) {}

    // Left (top) part of the box: `wanted`, or the share that was chosen, kept so that both sides have their least size.
    std::pair<Box, Box> columns(const std::string& share, const Box& box, float wanted, float least_left, float least_right) {
        const float left = size(share, box.w, wanted, least_left, least_right);
        const Box a{box.x, box.y, left, box.h}, b{box.x + left + kGap, box.y, box.w - left - kGap, box.h};
        out_.splitters.push_back({share, {a.right() - 2, box.y, 8, box.h}, true, box.x, box.right()});
        return {a, b};
    }
    std::pair<Box, Box> rows(const std::string& share, const Box& box, float wanted, float least_top, float least_bottom) {
        const float top = size(share, box.h, wanted, least_top, least_bottom);
        const Box a{box.x, box.y, box.w, top}, b{box.x, box.y + top + kGap, box.w, box.h - top - kGap};
        out_.splitters.push_back({share, {box.x, a.bottom() - 2, box.w, 8}, false, box.y, box.bottom()});
        return {a, b};
    }

    // Panes side by side; what does not fit joins the last one as tabs.
    void row(const std::string& name, Box box, const std::vector<Pane>& panes, int run = 0) {
        if (panes.empty()) return;
        size_t fit = 0;
        float used = 0;
        for (const Pane pane : panes) {
            const float least = pane_info(pane).least_width;
            if (fit > 0 && used + kGap + least > box.w) break;
            used += least + (fit > 0 ? kGap : 0);
            ++fit;
        }
        for (size_t i = 0; i < fit; ++i) {
            const bool last = i + 1 == fit;
            if (last) {
                std::vector<Pane> tabs(panes.begin() + static_cast<ptrdiff_t>(i), panes.end());
                tile(box, tabs, name, run);
                return;
            }
            float all = 0, rest = 0;
            for (size_t k = i; k < fit; ++k) {
                all += weight(panes[k]);
                if (k > i) rest += pane_info(panes[k]).least_width + kGap;
            }
            const float wanted = box.w * weight(panes[i]) / all;
            const auto [left, right] = columns(name + "." + std::string(pane_info(panes[i]).name), box, wanted,
                                               pane_info(panes[i]).least_width, rest - kGap);
            tile(left, {panes[i]}, name, run);
            box = right;
        }
    }

    void tile(const Box& box, std::vector<Pane> panes, const std::string& group, int run = 0) {
        if (!panes.empty()) out_.tiles.push_back({box, std::move(panes), group, run});
    }

private:
    static float weight(Pane pane) {
        switch (pane) {
            case Pane::Conversation: return 490;
            case Pane::Loop: return 438;
            case Pane::Events: return 360;
            case Pane::Tasks: return 520;
            case Pane::Source: return 640;
            case Pane::Console: return 304;
            case Pane::Inspector: return 304;
            default: return 400;
        }
    }
    float size(const std::string& share, float whole, float wanted, float least_a, float least_b) const {
        float a = wanted;
        if (input_.shares) {
            const auto it = input_.shares->find(share);
            if (it != input_.shares->end()) a = whole * it->second;
        }
        const float most = whole - kGap - least_b;
        a = most < least_a ? (whole - kGap) * least_a / (least_a + least_b) : std::clamp(a, least_a, most);
        return std::round(a);
    }

    const LayoutInput& input_;
    PaneLayout& out_;
};

std::vector<Pane> wanted_of(const PaneSet& set, std::initializer_list<Pane> order) {
    std::vector<Pane> found;
    for (Pane pane : order) {
        if (shows(set, pane)) found.push_back(pane);
    }
    return found;
}

// The frame around the panes.
void lay_bars(const LayoutInput& input, PaneLayout& out) {
    const float w = input.size.x, h = input.size.y;
    if (input.presenter) {
        out.banner = {0, 0, w, 150};
        out.transport = {0, h - 48, w, 48};
        out.area = {0, 154, w, h - 154 - 48};
        return;
    }
    const bool low = h < 800;
    const float banner = low ? 88 : 92, transport = low ? 56 : 60;
    out.top = {0, 0, w, 48};
    out.banner = {0, 52, w, banner};
    out.hints = {0, h - 32, w, 32};
    out.transport = {0, h - 32 - transport, w, transport};
    const float top = out.banner.bottom() + kGap, bottom = out.transport.y - kGap;
    out.rail = {0, top, kRailWidth, std::max(0.0f, bottom - top)};
    out.area = {kRailWidth + kGap, top, w - kRailWidth - kGap, std::max(0.0f, bottom - top)};
}

// 1280 x 720: the timeline above, below it the source and one group of tabs.
void lay_small(const LayoutInput& input, PaneLayout& out, Divider& divide) {
    Box rest = out.area;
    const PaneSet& set = input.panes;
    std::vector<Pane> tabs = wanted_of(set, {Pane::Loop, Pane::Conversation, Pane::Inspector, Pane::Console, Pane::Tasks,
                                             Pane::Events, Pane::World, Pane::Mistakes, Pane::Uasyncio});
    const bool lesson = shows(set, Pane::Lesson), machine = shows(set, Pane::Machine), source = shows(set, Pane::Source);
    if (lesson) tabs = {Pane::Lesson};
    if (shows(set, Pane::Timeline)) {
        if (tabs.empty() && !machine && !source) {
            divide.tile(rest, {Pane::Timeline}, "timeline");
            return;
        }
        // A question needs its room, the lanes scroll.
        const float below = lesson ? 284.0f : 200.0f;
        const float wish = std::min(input.timeline_height_small, rest.h - below);
        const auto [top, low] = divide.rows(lesson ? "small.lesson" : "small.timeline", rest, wish, 180, below);
        divide.tile(top, {Pane::Timeline}, "timeline");
        rest = low;
    }
    std::vector<Pane> left;
    if (machine) left.push_back(Pane::Machine);
    if (source) left.push_back(Pane::Source);
    if (left.empty() || tabs.empty()) {
        divide.tile(rest, left.empty() ? tabs : left, "left");
        return;
    }
    const float least = pane_info(tabs.front()).least_width;
    const float first = lesson ? std::min(500.0f, rest.w * 0.42f) : std::min(612.0f, rest.w / 2);
    const auto [a, b] = divide.columns(lesson ? "small.lesson.left" : "small.left", rest, first, 300, least);
    divide.tile(a, left, "left");
    divide.tile(b, tabs, "right");
}

// The machine room stands beside the source and what the step reads and writes.
void lay_machine(const LayoutInput& input, PaneLayout& out, Divider& divide) {
    const PaneSet& set = input.panes;
    const auto [left, right] = divide.columns("machine", out.area, out.area.w * 0.622f, 720, 480);
    divide.tile(left, {Pane::Machine}, "machine");
    std::vector<Pane> low = wanted_of(set, {Pane::Inspector, Pane::Loop, Pane::Conversation, Pane::Console, Pane::Tasks,
                                            Pane::Events, Pane::World, Pane::Mistakes, Pane::Uasyncio});
    std::vector<Pane> high = wanted_of(set, {Pane::Source, Pane::Timeline});
    if (high.empty() || low.empty()) {
        divide.tile(right, high.empty() ? low : high, "machine.right");
        return;
    }
    const auto [top, bottom] = divide.rows("machine.source", right, 232, 180, 200);
    divide.tile(top, high, "machine.high");
    divide.tile(bottom, low, "machine.low");
}

// 1600 x 900: source, console and inspector on the left; the timeline, and under it the rest, on the right.
void lay_wide(const LayoutInput& input, PaneLayout& out, Divider& divide) {
    const PaneSet& set = input.panes;
    const bool source = shows(set, Pane::Source), timeline = shows(set, Pane::Timeline);
    std::vector<Pane> side = wanted_of(set, {Pane::Console, Pane::Inspector});
    std::vector<Pane> low = wanted_of(
        set, {Pane::Conversation, Pane::Loop, Pane::Uasyncio, Pane::Tasks, Pane::Events, Pane::World, Pane::Mistakes});
    if (shows(set, Pane::Lesson)) low = {Pane::Lesson};
    if (!source && low.empty()) {
        low = side;
        side.clear();
    }
    Box rest = out.area;
    const bool lesson_shown = !low.empty() && low[0] == Pane::Lesson;
    if (source && timeline &&
        ((input.wide_timeline && !lesson_shown) || low.empty() ||
         (low.size() == 1 && side.size() <= 1 && low[0] != Pane::Lesson && low[0] != Pane::Conversation))) {
        // Few panes: the timeline gets the whole width.
        const auto [top, bottom] = divide.rows("full.timeline", rest, std::min(input.timeline_height, rest.h - 244), 240, 200);
        divide.tile(top, {Pane::Timeline}, "timeline");
        std::vector<Pane> panes = {Pane::Source};
        panes.insert(panes.end(), low.begin(), low.end());
        panes.insert(panes.end(), side.begin(), side.end());
        divide.row("full", bottom, panes);
        return;
    }
    if (source || !side.empty()) {
        if (!timeline && low.empty()) {
            if (!source || side.empty()) {
                divide.row("left", rest, source ? std::vector<Pane>{Pane::Source} : side);
                return;
            }
            const auto [a, b] = divide.columns("left", rest, rest.w * 0.62f, 480, 300);
            divide.tile(a, {Pane::Source}, "source");
            divide.tile(b, side, "side");
            return;
        }
        const auto [left, right] = divide.columns("left", rest, std::min(612.0f, rest.w * 0.45f), 420, 560);
        rest = right;
        if (source && !side.empty()) {
            const auto [top, bottom] =
                divide.rows("left.source", left, std::min(input.source_height, left.h * 0.72f), 200, 120);
            divide.tile(top, {Pane::Source}, "source");
            divide.row("side", bottom, side);
        } else if (source) {
            divide.tile(left, {Pane::Source}, "source");
        } else {
            divide.row("side", left, side);
        }
    }
    if (timeline && low.empty()) {
        divide.tile(rest, {Pane::Timeline}, "timeline");
    } else if (timeline) {
        // A question needs more room than what it is about.
        const bool lesson = low[0] == Pane::Lesson;
        const float wanted = lesson ? input.timeline_height_bare : input.timeline_height;
        const auto [top, bottom] = divide.rows(lesson ? "lesson" : "timeline", rest,
                                               std::min(wanted, rest.h - (lesson ? 300 : 274)), 200, lesson ? 300 : 200);
        divide.tile(top, {Pane::Timeline}, "timeline");
        divide.row("low", bottom, low);
    } else {
        divide.row("low", rest, low);
    }
}

void lay_compare(const LayoutInput& input, PaneLayout& out, Divider& divide) {
    const auto [top, bottom] =
        divide.rows("compare", out.area, std::min(input.timeline_height + 90, out.area.h * 0.68f), 260, 150);
    divide.tile(top, {Pane::Compare}, "timeline");
    const float half = std::round((bottom.w - kGap) / 2);
    const Box left{bottom.x, bottom.y, half, bottom.h},
        right{bottom.x + half + kGap, bottom.y, bottom.w - half - kGap, bottom.h};
    for (int run = 0; run < 2; ++run) {
        const Box& box = run == 0 ? left : right;
        const float first = std::round(box.w * 0.635f);
        divide.tile({box.x, box.y, first, box.h}, {Pane::Source}, run == 0 ? "compare.a" : "compare.b", run);
        divide.tile({box.x + first + kGap, box.y, box.w - first - kGap, box.h}, {Pane::Console},
                    run == 0 ? "compare.ac" : "compare.bc", run);
    }
}

}  // namespace

float fitting_scale(int width, int height) {
    const float share = std::min(static_cast<float>(width) / 1920, static_cast<float>(height) / 1080);
    return std::max(1.0f, std::floor(share * 4) / 4);
}

PaneLayout layout_panes(const LayoutInput& input) {
    PaneLayout out;
    lay_bars(input, out);
    Divider divide(input, out);
    out.small = input.size.x < 1450 || input.size.y < 800;
    PaneSet set = input.panes;
    set.reset(static_cast<size_t>(Pane::Now));
    set.reset(static_cast<size_t>(Pane::Compare));
    LayoutInput wanted = input;
    wanted.panes = set;
    if (input.presenter) {
        const auto [left, right] = divide.columns("presenter", out.area, out.area.w * 0.5225f, 480, 400);
        divide.tile(left, {Pane::Source}, "source");
        divide.tile(right,
                    {shows(set, Pane::Timeline) || !shows(set, Pane::Conversation) ? Pane::Timeline : Pane::Conversation},
                    "timeline");
    } else if (input.alone != Pane::Count) {
        divide.tile(out.area, {input.alone}, "alone");
    } else if (input.mode == Mode::Compare) {
        lay_compare(wanted, out, divide);
    } else if (set.none()) {
        // Nothing is wanted: the frame says how to get something back.
    } else if (out.small) {
        lay_small(wanted, out, divide);
    } else if (shows(set, Pane::Machine)) {
        lay_machine(wanted, out, divide);
    } else {
        lay_wide(wanted, out, divide);
    }
    return out;
}

}  // namespace loopscope::app
