// Compare: two runs in lockstep on one clock, one under the other, with the first difference marked.
#include <algorithm>
#include <cmath>

#include "app/views/timeline_parts.h"

namespace loopscope::app {
namespace {

constexpr float kMargin = 12, kHead = 28;

float label_width(const View& view, const replay::Timeline& timeline) {
    float width = 150;
    for (const int index : shown_lanes(timeline)) {
        const replay::Lane& lane = timeline.lanes[static_cast<size_t>(index)];
        width = std::max(width, 64 + 18 * static_cast<float>(std::min(lane.depth, 4)) + view.p().width(Face::Head, lane.name));
    }
    return std::min(width, 196.0f);
}

// The picture's map: plain seconds for both runs, so that an instant stands at one x.
struct Clock {
    Box lanes;
    double seconds = 1, zoom = 1, left = 0;
    float label_left = 0, pitch = 40, now_x = 0;

    float width() const { return lanes.w - 16; }
    float x(double t) const {
        return lanes.x + 8 + static_cast<float>((t / seconds - left) * zoom * static_cast<double>(width()));
    }
    double share(float x) const { return static_cast<double>((x - lanes.x - 8) / width()); }
    double time(float x) const { return (left + share(x) / zoom) * seconds; }
};

void serve_pointer(const View& view, const Clock& clock, float content, float shift) {
    const Touch touch = view.ui.region("compare.lanes", clock.lanes, kTakesWheel);
    const double share = clock.share(touch.at.x);
    if (touch.wheel != 0) {
        const double to = std::clamp(clock.zoom * (touch.wheel > 0 ? 1.25 : 0.8), 1.0, 1e5),
                     at = clock.left + share / clock.zoom;
        view.emit({ActionId::SetTimeline, 0, to, at - share / to});
    }
    if (touch.dragging && touch.drag.x != 0) {
        view.emit({ActionId::SetTimeline, 0, clock.zoom,
                   clock.left - static_cast<double>(touch.drag.x / clock.width()) / clock.zoom});
    }
    if (touch.dragging && touch.drag.y != 0 && content > clock.lanes.h) {
        view.emit(
            {ActionId::SetLaneOffset, 0, static_cast<double>(std::clamp(shift - touch.drag.y, 0.0f, content - clock.lanes.h))});
    }
    if (touch.clicked) view.jump(view.recording().step_at_time(std::max(0.0, clock.time(touch.at.x))));
}

void draw_axis(const View& view, const Clock& clock, const Box& axis) {
    Painter& p = view.p();
    const Theme& th = view.th();
    p.fill(axis, th.bg2, 3);
    const double step = nice_step(clock.seconds / clock.zoom * 110 / static_cast<double>(clock.width()));
    view.ui.push_clip({axis.x - 2, axis.y, axis.w + 4, clock.lanes.bottom() - axis.y});
    for (double t = std::floor(clock.left * clock.seconds / step) * step; t <= clock.seconds + step / 2; t += step) {
        const float x = clock.x(t);
        if (x > axis.right()) break;
        p.vline(clock.x(t + step / 2), axis.bottom() - 6, axis.bottom(), th.t2);
        p.vline(x, axis.y, clock.lanes.bottom(), th.line);
        const std::string text = "t = " + short_seconds(t);
        if (x + 8 + p.width(Face::Head, text) < axis.right()) p.text(Face::Head, x + 8, axis.cy(), text, th.t1);
    }
    view.ui.pop_clip();
}

void draw_loop_lane(const View& view, const Clock& clock, const replay::Timeline& timeline, float cy) {
    float filled = clock.lanes.x - 8;
    for (const replay::Turn& turn : timeline.turns) {
        const float x0 = clock.x(turn.t_begin), x1 = clock.x(turn.t_end);
        if (x1 < clock.lanes.x || x0 > clock.lanes.right() || (x0 <= filled && x1 <= x0 + 16)) continue;
        draw_turn_by_time(view, timeline, turn, x0, x1, clock.lanes, cy, false);
        filled = std::max(filled, x0 + 4);
    }
}

void draw_lane(const View& view, const Clock& clock, const RunData& run, const replay::Lane& lane, float cy) {
    float filled = clock.lanes.x - 2;
    const auto x_begin = [&](const replay::Segment& s) { return clock.x(run.recording->time_of(s.step_begin)); };
    const auto x_end = [&](const replay::Segment& s) {
        return std::max(x_begin(s) + 5, clock.x(run.recording->time_of(s.step_end)));
    };
    for (auto it = lane.segments.begin(); it != lane.segments.end(); ++it) {
        it = first_beyond(it, lane.segments.end(), [&](const replay::Segment& s) { return x_end(s) > filled + 0.75f; });
        if (it == lane.segments.end()) break;
        const replay::Segment& segment = *it;
        const float x0 = x_begin(segment), x1 = x_end(segment);
        if (x0 > clock.lanes.right()) break;
        filled = x1;
        BarLook look;
        look.status = segment.status;
        const std::string label = bar_label(*run.timeline, segment);
        look.label = label;
        look.letter = view.state().saved.letters;
        look.label_from = std::max(x0, clock.lanes.x);
        look.label_to = clock.now_x > x0 + 60 && clock.now_x < x1 ? clock.now_x : clock.lanes.right();
        look.k = clock.pitch < 36 ? 0.85f : 1;
        draw_bar(view.p(), std::max(x0, clock.lanes.x - 20), std::min(x1, clock.lanes.right() + 20), cy, look);
    }
}

void draw_label(const View& view, const Clock& clock, const replay::Lane& lane, float cy) {
    Painter& p = view.p();
    const Theme& th = view.th();
    float x = clock.label_left + 16 + 18 * static_cast<float>(std::min(lane.depth, 4));
    if (lane.kind == replay::LaneKind::Task) {
        draw_chip(p, x, cy, lane.name);
        x += chip_width(p, lane.name) + 10;
    } else {
        draw_glyph(p, lane.kind == replay::LaneKind::Loop ? Glyph::Loop : Glyph::Machine, {x + 11, cy}, th.t1, 1.1f);
        x += 32;
    }
    p.text_fit(Face::Head, x, cy, clock.lanes.x - x - 6, lane.kind == replay::LaneKind::Loop ? "Loop" : lane.name, th.t0);
}

void draw_group_head(const View& view, const Clock& clock, const Box& box, const RunData& run, const Moment& now) {
    Painter& p = view.p();
    p.fill({box.x + 8, box.y, box.w - 16, kHead - 2}, view.th().bg2, 2);
    p.text_fit(Face::Head, box.x + 18, box.y + kHead / 2 - 1, clock.lanes.x - box.x - 24, run.name.empty() ? "run" : run.name,
               view.th().t0);
    if (!now.state.blocked) return;
    const replay::BlockedState& blocked = *now.state.blocked;
    const std::string text = "LOOP BLOCKED  " + short_seconds(blocked.to - blocked.from) + " by " + blocked.call +
                             (blocked.line ? ", line " + std::to_string(blocked.line) : "");
    const float x = std::max(clock.lanes.x, clock.x(blocked.from));
    p.fill({x, box.y, p.width(Face::Head, text) + 16, kHead - 2}, kFailed, 2);
    p.text(Face::Head, x + 8, box.y + kHead / 2 - 1, text, kBlack);
}

// One run's lanes; returns where they end.
float draw_group(const View& view, const Clock& clock, const Box& body, float y, const RunData& run, const Moment& now) {
    Painter& p = view.p();
    draw_group_head(view, clock, {body.x, y, body.w, kHead}, run, now);
    y += kHead;
    const float top = y;
    std::vector<std::pair<LateTimer, Box>> late_boxes;
    const float height = static_cast<float>(shown_lanes(*run.timeline).size()) * clock.pitch;
    for (const replay::BlockedBand& band : run.timeline->blocked) {
        const Box box = box_between(std::max(clock.lanes.x, clock.x(band.t_begin)), y + 1,
                                    std::min(clock.lanes.right(), clock.x(band.t_end)), y + height - 1);
        p.hatch(box, Hatch::Rising, with_alpha(kFailed, 0.55f), 2, 16);
        p.outline(box, kFailed, 2);
    }
    for (const int index : shown_lanes(*run.timeline)) {
        const replay::Lane& lane = run.timeline->lanes[static_cast<size_t>(index)];
        const float cy = y + clock.pitch / 2;
        view.ui.push_clip({clock.lanes.x - 1, y, clock.lanes.w + 2, clock.pitch});
        if (lane.kind == replay::LaneKind::Loop) {
            draw_loop_lane(view, clock, *run.timeline, cy);
        } else {
            draw_lane(view, clock, run, lane, cy);
        }
        view.ui.pop_clip();
        draw_label(view, clock, lane, cy);
        p.hline(body.x + 8, clock.lanes.right(), y + clock.pitch - 1, view.th().line);
        y += clock.pitch;
    }
    for (const LateTimer& late : run.late) {
        const std::vector<int> lanes = shown_lanes(*run.timeline);
        const auto row = std::find(lanes.begin(), lanes.end(), run.timeline->lane_of_task(late.task)) - lanes.begin();
        if (static_cast<size_t>(row) == lanes.size() || late.blocked_step > now.step) continue;
        late_boxes.push_back({late, box_between(clock.x(late.due), top + static_cast<float>(row) * clock.pitch + 4,
                                                clock.x(late.served), top + static_cast<float>(row + 1) * clock.pitch - 4)});
    }
    if (clock.now_x < clock.lanes.right()) {
        p.fill(box_between(std::max(clock.now_x, clock.lanes.x), top, clock.lanes.right(), y),
               with_alpha(view.th().bg1, view.th().veil));
    }
    // What is certain already is drawn in full strength, now or not.
    for (const auto& [late, box] : late_boxes) {
        const auto* facts = run.recording->task(late.task);
        draw_late_timer(p, late, facts ? facts->name : "", box);
    }
    return y + 4;
}

Box draw_now_plate(const View& view, const Clock& clock, float cy, double t) {
    Painter& p = view.p();
    const Theme& th = view.th();
    if (clock.now_x < clock.lanes.x - 1 || clock.now_x > clock.lanes.right() + 1) return {};
    const float x = clock.now_x;
    p.fill(box_between(x - 3, cy + 13, x + 3, clock.lanes.bottom()), th.bg1);
    p.fill(box_between(x - 1, cy + 13, x + 1, clock.lanes.bottom()), th.t0);
    const std::string label = "t = " + short_seconds(t);
    const float w = p.width(Face::Head, label) + 20;
    const Box plate{std::clamp(x - w / 2, clock.lanes.x - 20, clock.lanes.right() - w + 8), cy - 13, w, 26};
    p.fill(plate, th.t0, 3);
    p.polygon({{x - 6, cy + 12.5f}, {x + 6, cy + 12.5f}, {x, cy + 20}}, th.t0);
    p.text(Face::Head, plate.x + 10, cy, label, th.bg1);
    return plate;
}

// The plate beside the dashed line; it makes way for the one of now.
void draw_difference(const View& view, const Clock& clock, float cy, const Box& now, uint64_t step) {
    Painter& p = view.p();
    const Theme& th = view.th();
    if (step == trace::kNoStep) {
        p.text_fit(Face::Text, clock.label_left + 16, cy, clock.lanes.x - clock.label_left - 20, "both do the same", th.t2);
        return;
    }
    const float width = 34 + p.width(Face::Head, "first difference") + 10;
    const float at = clock.x(view.recording().time_of(step));
    float x = std::clamp(at - 10, clock.label_left + 8, clock.lanes.right() - width);
    if (!now.empty() && x < now.right() + 8 && x + width > now.x - 8) x = now.right() + 10;
    if (x + width > clock.lanes.right()) x = now.x - 10 - width;
    const Box plate{x, cy - 13, width, 26};
    const Touch touch = view.ui.region("compare.difference", plate);
    p.fill(plate, th.accent, 3);
    draw_glyph(p, Glyph::NotEqual, {plate.x + 17, plate.cy()}, kWhite, 1.1f);
    p.text(Face::Head, plate.x + 34, plate.cy(), "first difference", kWhite);
    const bool room =
        plate.right() + 80 < clock.lanes.right() && (now.empty() || now.x > plate.right() + 80 || now.right() < plate.x);
    if (room) p.text(Face::Text, plate.right() + 14, plate.cy(), "key J", th.t2);
    if (touch.hovered) view.ui.cursor(Ui::Cursor::Hand);
    if (touch.clicked) view.emit({ActionId::FirstDifference});
}

}  // namespace

void draw_compare(const View& view) {
    const PaneFrame frame = begin_pane(view, "two runs, one clock", "Timeline");
    const size_t runs[2] = {view.state().run, view.state().other_run};
    if (!view.app.run_at(runs[1]) || runs[0] == runs[1]) {
        empty_note(view.ui, frame.body, "This scenario has one run only.");
        return;
    }
    const RunData *a = view.app.run_at(runs[0]), *b = view.app.run_at(runs[1]);
    const Box body = frame.body;
    const float labels = std::max(label_width(view, *a->timeline), label_width(view, *b->timeline));
    Clock clock;
    clock.label_left = body.x;
    clock.lanes = {body.x + labels, body.y + 64, body.w - labels - kMargin, body.h - 70};
    clock.seconds = std::max({a->recording->end_time(), b->recording->end_time(), 1e-6});
    clock.zoom = view.state().timeline.zoom;
    clock.left = std::clamp(view.state().timeline.left, 0.0, 1 - 1 / clock.zoom);
    const double now = view.app.moment_at(runs[0]).state.t;
    clock.now_x = clock.x(now);
    const float count = static_cast<float>(shown_lanes(*a->timeline).size() + shown_lanes(*b->timeline).size());
    clock.pitch = std::clamp((clock.lanes.h - 2 * kHead - 8) / std::max(1.0f, count), 30.0f, 40.0f);
    const float content = count * clock.pitch + 2 * kHead + 8;
    const float shift = std::clamp(view.state().timeline.lane_offset, 0.0f, std::max(0.0f, content - clock.lanes.h));
    serve_pointer(view, clock, content, shift);
    draw_axis(view, clock, {clock.lanes.x, body.y + 34, clock.lanes.w, 24});
    const uint64_t different = view.app.first_difference();
    view.ui.push_clip({body.x, clock.lanes.y - 2, body.w, clock.lanes.h + 4});
    float y = clock.lanes.y - shift;
    for (const size_t run : runs) y = draw_group(view, clock, body, y, *view.app.run_at(run), view.app.moment_at(run));
    if (different != trace::kNoStep) {
        const float x = clock.x(view.recording().time_of(different));
        view.p().dashed({x, clock.lanes.y - 2}, {x, clock.lanes.bottom()}, view.th().link, 2, 6, 5);
    }
    view.ui.pop_clip();
    const float plate_cy = body.y + 20;
    const Box plate = draw_now_plate(view, clock, plate_cy, now);
    draw_difference(view, clock, plate_cy, plate, different);
}

}  // namespace loopscope::app
