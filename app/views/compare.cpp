// Compare: two runs in lockstep on one clock, one under the other, with the first difference marked.
#include <algorithm>
#include <cmath>

#include "app/views/timeline_parts.h"

namespace loopscope::app {
namespace {

constexpr float kMargin = 12, kHead = 28;

// Both runs share one axis of time: the longer one's seconds.
struct Group {
    View view;
    Tile tile;
    TimelinePlace place;
    float top = 0;
};

float label_width(const View& view, const replay::Timeline& timeline) {
    float width = 150;
    for (const int lane : shown_lanes(timeline)) {
        width = std::max(width, 60 + 18 * static_cast<float>(timeline.lanes[static_cast<size_t>(lane)].depth) +
                                    view.p().width(Face::Head, timeline.lanes[static_cast<size_t>(lane)].name));
    }
    return std::min(width, 196.0f);
}

}  // namespace

void draw_compare(const View& view) {
    const PaneFrame frame = begin_pane(view, "two runs, one clock", "Timeline");
    Painter& p = view.p();
    const Theme& th = view.th();
    const size_t runs[2] = {view.state().run, view.state().other_run};
    if (!view.app.run_at(runs[1]) || runs[0] == runs[1]) {
        empty_note(view.ui, frame.body, "This scenario has one run only.");
        return;
    }
    // The two runs on one map: an axis of plain time, instants opened by a fixed width so that both agree.
    const RunData *a = view.app.run_at(runs[0]), *b = view.app.run_at(runs[1]);
    const double seconds = std::max({a->recording->end_time(), b->recording->end_time(), 1e-6});
    float labels = std::max(label_width(view, *a->timeline), label_width(view, *b->timeline));
    const Box body = frame.body;
    const Box lanes{body.x + labels, body.y + 34 + 24 + 6, body.w - labels - kMargin, body.h - 34 - 24 - 12};
    const TimelineView& state = view.state().timeline;
    const double zoom = state.zoom;
    const float width = lanes.w - 16;
    const auto x_of_time = [&](double t) {
        return lanes.x + 8 + static_cast<float>((t / seconds - std::clamp(state.left, 0.0, 1 - 1 / zoom)) * zoom * static_cast<double>(width));
    };
    const Touch touch = view.ui.region("compare.lanes", lanes, kTakesWheel);
    if (touch.wheel != 0) {
        const double share = static_cast<double>((touch.at.x - lanes.x - 8) / width);
        const double to = std::clamp(zoom * (touch.wheel > 0 ? 1.25 : 0.8), 1.0, 1e5), at = state.left + share / zoom;
        view.emit({ActionId::SetTimeline, 0, to, at - share / to});
    }
    if (touch.dragging && touch.drag.x != 0) {
        view.emit({ActionId::SetTimeline, 0, zoom, state.left - static_cast<double>(touch.drag.x / width) / zoom});
    }
    if (touch.clicked) {
        const double t = (state.left + static_cast<double>((touch.at.x - lanes.x - 8) / width) / zoom) * seconds;
        view.jump(a->recording->step_at_time(std::max(0.0, t)));
    }
    // The axis.
    const Box axis{lanes.x, body.y + 34, lanes.w, 24};
    p.fill(axis, th.bg2, 3);
    const double step = nice_step(seconds / zoom * 110 / static_cast<double>(width));
    view.ui.push_clip({lanes.x - 2, body.y, lanes.w + 4, body.h});
    for (double t = 0; t <= seconds + step / 2; t += step) {
        const float x = x_of_time(t);
        p.vline(x_of_time(t + step / 2), axis.bottom() - 6, axis.bottom(), th.t2);
        p.vline(x, axis.y, axis.bottom(), th.line);
        p.vline(x, lanes.y, lanes.bottom(), th.line);
        p.text(Face::Head, x + 8, axis.cy(), "t = " + short_seconds(t), th.t1);
    }
    view.ui.pop_clip();
    // Two groups, each with its own lanes.
    const double t_now = view.app.moment_at(runs[0]).state.t;
    const float now_x = x_of_time(t_now);
    size_t rows = 2;
    for (const RunData* run : {a, b}) rows += shown_lanes(*run->timeline).size();
    const float pitch = std::clamp((lanes.h - 2 * kHead) / static_cast<float>(std::max<size_t>(1, rows - 2)), 30.0f, 40.0f);
    const float content = static_cast<float>(rows - 2) * pitch + 2 * kHead + 8;
    const float shift = std::clamp(state.lane_offset, 0.0f, std::max(0.0f, content - lanes.h));
    if (touch.dragging && touch.drag.y != 0 && content > lanes.h) {
        view.emit({ActionId::SetLaneOffset, 0, static_cast<double>(std::clamp(shift - touch.drag.y, 0.0f, content - lanes.h))});
    }
    view.ui.push_clip({body.x, lanes.y - 2, body.w, lanes.h + 4});
    float y = lanes.y - shift;
    for (size_t g = 0; g < 2; ++g) {
        const RunData& run = g == 0 ? *a : *b;
        p.fill({body.x + 8, y, body.w - 16, kHead - 2}, th.bg2, 2);
        p.text_fit(Face::Head, body.x + 18, y + kHead / 2 - 1, labels - 20, run.name, th.t0);
        const Moment& now = view.app.moment_at(runs[g]);
        if (now.state.blocked) {
            const replay::BlockedState& blocked = *now.state.blocked;
            const std::string text = "LOOP BLOCKED  " + short_seconds(blocked.to - blocked.from) + " by " + blocked.call +
                                     (blocked.line ? ", line " + std::to_string(blocked.line) : "");
            const float x = std::max(lanes.x, x_of_time(blocked.from)), w = p.width(Face::Head, text) + 16;
            p.fill({x, y, w, kHead - 2}, kFailed, 2);
            p.text(Face::Head, x + 8, y + kHead / 2 - 1, text, kBlack);
        }
        y += kHead;
        const float group_top = y;
        for (const int index : shown_lanes(*run.timeline)) {
            const replay::Lane& lane = run.timeline->lanes[static_cast<size_t>(index)];
            const float cy = y + pitch / 2;
            view.ui.push_clip({lanes.x - 1, y, lanes.w + 2, pitch});
            if (lane.kind == replay::LaneKind::Loop) {
                for (const replay::Turn& turn : run.timeline->turns) {
                    const float x0 = x_of_time(turn.t_begin), x1 = std::max(x0 + 5, x_of_time(turn.t_end));
                    const bool waits = turn.t_end > turn.t_begin;
                    p.fill(box_between(x0, cy - 12, x0 + 5, cy + 12), th.t1, 1);
                    if (waits && x1 - x0 > 12) {
                        p.outline(box_between(x0 + 8, cy - 12, x1 - 2, cy + 12), th.line, 1, 2);
                        const std::string text = "poll: nothing to run until t = " + short_seconds(turn.t_end);
                        if (p.width(Face::Text, text) + 30 < x1 - x0) p.text(Face::Text, x0 + 22, cy, text, th.t1);
                    }
                }
            } else {
                float filled = lanes.x - 2;
                for (const replay::Segment& segment : lane.segments) {
                    const float x0 = x_of_time(segment.t_begin), x1 = std::max(x0 + 5, x_of_time(segment.t_end));
                    if (x1 <= filled + 0.75f) continue;
                    filled = x1;
                    BarLook look;
                    look.status = segment.status;
                    look.label = segment.label;
                    look.letter = view.state().saved.letters;
                    look.label_from = std::max(x0, lanes.x);
                    look.label_to = now_x > x0 + 60 && now_x < x1 ? now_x : lanes.right();
                    look.k = pitch < 36 ? 0.85f : 1;
                    draw_bar(p, std::max(x0, lanes.x - 20), std::min(x1, lanes.right() + 20), cy, look);
                }
            }
            view.ui.pop_clip();
            float x = body.x + 16 + 18 * static_cast<float>(std::min(lane.depth, 4));
            if (lane.kind == replay::LaneKind::Task) {
                draw_chip(p, x, cy, lane.name);
                x += chip_width(p, lane.name) + 10;
            } else {
                draw_glyph(p, lane.kind == replay::LaneKind::Loop ? Glyph::Loop : Glyph::Machine, {x + 11, cy}, th.t1, 1.1f);
                x += 32;
            }
            p.text_fit(Face::Head, x, cy, lanes.x - x - 6, lane.kind == replay::LaneKind::Loop ? "Loop" : lane.name, th.t0);
            p.hline(body.x + 8, lanes.right(), y + pitch - 1, th.line);
            y += pitch;
        }
        for (const replay::BlockedBand& band : run.timeline->blocked) {
            const float x0 = std::max(lanes.x, x_of_time(band.t_begin)), x1 = std::min(lanes.right(), x_of_time(band.t_end));
            const Box box = box_between(x0, group_top + 1, x1, y - 1);
            p.hatch(box, Hatch::Rising, with_alpha(kFailed, 0.55f), 2, 16);
            p.outline(box, kFailed, 2);
        }
        if (now_x < lanes.right()) p.fill(box_between(std::max(now_x, lanes.x), group_top, lanes.right(), y), with_alpha(th.bg1, th.veil));
        y += 4;
    }
    const uint64_t different = view.app.first_difference();
    if (different != trace::kNoStep) {
        const float x = x_of_time(a->recording->time_of(different));
        p.dashed({x, lanes.y - 4}, {x, lanes.bottom()}, th.link, 2, 6, 5);
    }
    view.ui.pop_clip();
    const float plate_y = body.y + 20;
    if (different != trace::kNoStep) {
        const float x = std::clamp(x_of_time(a->recording->time_of(different)) - 10, body.x + 8, lanes.right() - 260);
        const Box plate{x, plate_y - 13, 36 + p.width(Face::Head, "first difference") + 10, 26};
        const Touch on = view.ui.region("compare.difference", plate);
        p.fill(plate, th.accent, 3);
        draw_glyph(p, Glyph::NotEqual, {plate.x + 17, plate.cy()}, kWhite, 1.1f);
        p.text(Face::Head, plate.x + 34, plate.cy(), "first difference", kWhite);
        if (now_x < plate.right() || now_x > plate.right() + 100) p.text(Face::Text, plate.right() + 14, plate.cy(), "key J", th.t2);
        if (on.hovered) view.ui.cursor(Ui::Cursor::Hand);
        if (on.clicked) view.emit({ActionId::FirstDifference});
    } else {
        p.text(Face::Text, body.x + 16, plate_y, "the runs do the same", th.t2);
    }
    if (now_x >= lanes.x - 1 && now_x <= lanes.right() + 1) {
        p.fill(box_between(now_x - 3, plate_y + 13, now_x + 3, lanes.bottom()), th.bg1);
        p.fill(box_between(now_x - 1, plate_y + 13, now_x + 1, lanes.bottom()), th.t0);
        const std::string label = "t = " + short_seconds(t_now);
        const float w = p.width(Face::Head, label) + 20, left = std::clamp(now_x - w / 2, lanes.x, lanes.right() - w);
        p.fill({left, plate_y - 13, w, 26}, th.t0, 3);
        p.polygon({{now_x - 6, plate_y + 12.5f}, {now_x + 6, plate_y + 12.5f}, {now_x, plate_y + 20}}, th.t0);
        p.text(Face::Head, left + 10, plate_y, label, th.bg1);
    }
}

}  // namespace loopscope::app
