// The timeline by the clock: the end of a sleep can be dragged; the program's text follows, and it runs again.
#include <algorithm>
#include <cmath>

#include "app/views/timeline_parts.h"

namespace loopscope::app {
namespace {

constexpr float kHandle = 14;      // what the pointer must meet
constexpr int kMostHandles = 200;  // on one picture

struct Sleep {
    const replay::Lane* lane;
    const replay::Segment* segment;
    float x0, x1, cy;
};

// By how many seconds a pixel stands for, where this sleep is drawn; rounded to what the eye can aim at.
double wanted_seconds(const View& view, const Sleep& sleep, float x) {
    const double t0 = view.recording().time_of(sleep.segment->step_begin),
                 t1 = view.recording().time_of(sleep.segment->step_end);
    const double a_pixel = (t1 - t0) / static_cast<double>(std::max(1.0f, sleep.x1 - sleep.x0));
    const double wanted = t1 - t0 + static_cast<double>(x - sleep.x1) * a_pixel;
    const double step = nice_step(a_pixel * 5);
    return std::max(0.0, std::round(wanted / step) * step);
}

void draw_dragged(const View& view, const TimelinePlace& place, const Sleep& sleep, float x, double seconds) {
    Painter& p = view.p();
    const Theme& th = view.th();
    const float at = std::clamp(x, sleep.x0, place.lanes.right());
    const float high = sleep.cy - 14 * place.k;
    p.dashed_outline(box_between(sleep.x0, high, at, sleep.cy + 14 * place.k), th.link, 6, 4, 2);
    p.vline(at, place.lanes.y, place.lanes.bottom(), th.link, 2);
    const std::string text = "sleep " + short_seconds(seconds);
    const float width = p.width(Face::Head, text) + 20;
    const Box plate{std::clamp(at - width / 2, place.lanes.x, place.lanes.right() - width), high - 30, width, 26};
    p.fill(plate, th.accent, 3);
    p.text_middle(Face::Head, plate.cx(), plate.cy(), text, kWhite);
}

void serve_handle(const View& view, const TimelinePlace& place, const Sleep& sleep) {
    const std::string name =
        view.name("delay." + std::to_string(sleep.lane->number) + "." + std::to_string(sleep.segment->step_begin));
    const Touch touch = view.ui.region(name, {sleep.x1 - kHandle / 2, sleep.cy - 16 * place.k, kHandle, 32 * place.k});
    view.ui.tip(touch, "Drag: a longer or shorter sleep; the program runs again");
    if (touch.hovered || touch.held) {
        view.ui.cursor(Ui::Cursor::SizeX);
        view.p().fill({sleep.x1 - 2, sleep.cy - 14 * place.k, 4, 28 * place.k}, view.th().link, 2);
    }
    std::string& held = view.ui.memory().remembered["delay.held"];
    if (touch.dragging) {
        held = name;
        draw_dragged(view, place, sleep, touch.at.x, wanted_seconds(view, sleep, touch.at.x));
    } else if (held == name && !touch.held) {
        held.clear();
        view.emit({ActionId::SetDelay, static_cast<int64_t>(sleep.segment->step_begin), wanted_seconds(view, sleep, touch.at.x),
                   static_cast<double>(sleep.lane->number)});
    }
}

}  // namespace

void serve_delays(const View& view, const TimelinePlace& place) {
    if (view.state().mode != Mode::Step || !view.state().timeline.by_time || !view.app.document()->scenario) return;
    int handles = 0;
    for (size_t row = 0; row < place.order.size(); ++row) {
        const replay::Lane& lane = place.timeline->lanes[static_cast<size_t>(place.order[row])];
        const float cy = place.lane_middle(row);
        if (lane.kind != replay::LaneKind::Task || cy < place.lanes.y || cy > place.lanes.bottom()) continue;
        const auto first = std::partition_point(lane.segments.begin(), lane.segments.end(),
                                                [&](const replay::Segment& s) { return place.x(s.step_end) < place.lanes.x; });
        for (auto it = first; it != lane.segments.end() && place.x(it->step_begin) < place.lanes.right(); ++it) {
            if (it->status != replay::TaskStatus::Sleeping) continue;
            const Sleep sleep{&lane, &*it, place.x(it->step_begin), place.x(it->step_end), cy};
            if (sleep.x1 - sleep.x0 < 2 * kHandle || sleep.x1 > place.lanes.right() + 1) continue;
            if (++handles > kMostHandles) return;
            serve_handle(view, place, sleep);
        }
    }
}

}  // namespace loopscope::app
