// Compare: two runs in lockstep on one axis, one under the other, with the first difference marked.
#include <algorithm>
#include <cmath>

#include "app/views/timeline_parts.h"

namespace loopscope::app {
namespace {

constexpr float kRightMargin = 12, kHead = 32, kBetween = 4;

// One of the two runs: what a pane's draw function gets, and where its lanes stand.
struct Group {
    Tile tile;
    View view;
    TimelinePlace place;

    Group(const View& pane, size_t run, int which)
        : tile{pane.tile.box, pane.tile.panes, pane.tile.group, which},
          view{pane.ui, pane.app, pane.pane, tile, run, pane.layout},
          place(begin_place(view)) {}
    Group(const Group&) = delete;
    Group& operator=(const Group&) = delete;

    float height() const { return kHead + static_cast<float>(place.order.size()) * place.lane_height; }
};

// The run's name, and what it does now.
void draw_head(const Group& group, const Box& box) {
    Painter& p = group.view.p();
    const Theme& th = group.view.th();
    const Box head{box.x + 8, box.y + 2, box.w - 16, kHead - 4};
    p.fill(head, th.bg2, 2);
    const std::string& name = group.view.data().name;
    const float x = group.place.lanes.x;
    p.text_fit(Face::Head, head.x + 10, head.cy(), x - head.x - 16, name.empty() ? "run" : name, th.t0);
    if (group.view.now().state.blocked) return;  // its plate stands there
    const std::string& sentence = group.view.now().sentence;
    if (p.text_fit(Face::Text, x + 8, head.cy(), head.right() - x - 16, sentence, th.t1))
        group.view.ui.tip(group.view.ui.region(group.view.name("compare.head"), head), sentence);
}

// The line of now through a run's lanes: where the other run has more to do in this instant, it stands elsewhere.
void draw_line_of_now(const Group& group, float top) {
    const TimelinePlace& place = group.place;
    const float x = place.now_x;
    if (x < place.lanes.x - 1 || x > place.lanes.right() + 1) return;
    Painter& p = group.view.p();
    p.fill(box_between(x - 3, top, x + 3, place.lanes.bottom()), group.view.th().bg1);
    p.fill(box_between(x - 1, top, x + 1, place.lanes.bottom()), group.view.th().t0);
    draw_riding_arrow(group.view, place, x);
}

Box draw_now_plate(const Group& group, float cy, float bottom) {
    const TimelinePlace& place = group.place;
    const float x = place.now_x;
    if (x < place.lanes.x - 1 || x > place.lanes.right() + 1) return {};
    Painter& p = group.view.p();
    const Theme& th = group.view.th();
    const Moment& now = group.view.now();
    const std::string label = group.view.state().timeline.by_time
                                  ? "t = " + short_seconds(now.state.t)
                                  : std::to_string(group.view.app.shown_number()) + "  " + p.fitted(Face::Head, now.label, 300);
    p.fill(box_between(x - 1, cy + 13, x + 1, bottom), th.t0);
    return draw_plate_of_now(p, {x, cy}, 13, place.lanes.x - 20, place.lanes.right() + 8, Face::Head, label);
}

// The plate beside the dashed line; it makes way for the one of now.
void draw_difference(const Group& group, float cy, const Box& now, uint64_t step) {
    const View& view = group.view;
    const Box& lanes = group.place.lanes;
    Painter& p = view.p();
    const Theme& th = view.th();
    if (step == trace::kNoStep) {
        p.text_fit(Face::Text, group.place.label_left + 16, cy, lanes.x - group.place.label_left - 20, "both do the same",
                   th.t2);
        return;
    }
    const float width = 34 + p.width(Face::Head, "first difference") + 10;
    float x = std::clamp(group.place.x(step) - 10, group.place.label_left + 8, lanes.right() - width);
    if (!now.empty() && x < now.right() + 8 && x + width > now.x - 8) x = now.right() + 10;
    if (x + width > lanes.right()) x = now.x - 10 - width;
    const Box plate{x, cy - 13, width, 26};
    const Touch touch = view.ui.region("compare.difference", plate);
    p.fill(plate, th.accent, 3);
    draw_glyph(p, Glyph::NotEqual, {plate.x + 17, plate.cy()}, kWhite, 1.1f);
    p.text(Face::Head, plate.x + 34, plate.cy(), "first difference", kWhite);
    const bool room =
        plate.right() + 80 < lanes.right() && (now.empty() || now.x > plate.right() + 80 || now.right() < plate.x);
    if (room) p.text(Face::Text, plate.right() + 14, plate.cy(), "key J", th.t2);
    if (touch.hovered) view.ui.cursor(Ui::Cursor::Hand);
    if (touch.clicked) view.emit({ActionId::FirstDifference});
}

void leave_out_futures(TimelinePlace& place) {
    std::erase_if(place.order, [&](int index) {
        return place.timeline->lanes[static_cast<size_t>(index)].kind == replay::LaneKind::Future;
    });
}

// Where the lanes of both stand, with one map from steps to x.
void place_groups(Group& a, Group& b, const Box& body, const Box& lanes, float pitch) {
    const TimelineView& state = a.view.state().timeline;
    for (Group* group : {&a, &b}) {
        TimelinePlace& place = group->place;
        place.label_left = body.x;
        place.label_width = lanes.x - body.x;
        place.lane_height = pitch;
        place.k = std::clamp(pitch / 38, 0.7f, 1.0f);
        place.lanes = lanes;
        place.input = {place.recording, place.timeline, group->view.state().level, state.by_time, static_cast<double>(lanes.w),
                       state.zoom,      nullptr};
    }
    const float content = a.height() + b.height() + kBetween;
    const float shift = std::clamp(state.lane_offset, 0.0f, std::max(0.0f, content - lanes.h));
    a.place.lanes.y = lanes.y - shift + kHead;
    a.place.lanes.h = a.height() - kHead;
    b.place.lanes.y = a.place.lanes.bottom() + kBetween + kHead;
    b.place.lanes.h = b.height() - kHead;
}

void use_axis(Group& group, const Axis& axis) {
    TimelinePlace& place = group.place;
    const double visible = static_cast<double>(place.lanes.w);
    place.axis = &axis;
    place.offset = static_cast<float>(
        std::clamp(group.view.state().timeline.left * axis.length(), 0.0, std::max(0.0, axis.length() - visible)));
    place.now_x = place.lanes.x + static_cast<float>(axis.middle(place.now)) - place.offset;
}

}  // namespace

void draw_compare(const View& view) {
    const PaneFrame frame = begin_pane(view, "two runs, one clock", "Timeline");
    const size_t runs[2] = {view.state().run, view.state().other_run};
    if (!view.app.run_at(runs[1]) || runs[0] == runs[1]) {
        empty_note(view.ui, frame.body, "This scenario has one run only.");
        return;
    }
    draw_axis_choice(view, frame.room);
    Group a(view, runs[0], 0), b(view, runs[1], 1);
    const Box body = frame.body;
    const float labels = std::max(lane_label_width(a.view, *a.place.timeline, a.place.order),
                                  lane_label_width(b.view, *b.place.timeline, b.place.order));
    const Box lanes{body.x + labels, body.y + 64, body.w - labels - kRightMargin, body.h - 70};
    // Where there is little room, the futures that a cancellation passed make way for the other run.
    constexpr float kLeastPitch = 26, kMostPitch = 46;
    const auto rows = [&] { return static_cast<float>(a.place.order.size() + b.place.order.size()); };
    const float room = lanes.h - 2 * kHead - kBetween;
    if (rows() * kLeastPitch > room) {
        leave_out_futures(a.place);
        leave_out_futures(b.place);
    }
    place_groups(a, b, body, lanes, std::clamp(room / std::max(1.0f, rows()), kLeastPitch, kMostPitch));
    const AxisGrid grid = shared_grid(a.place.input, b.place.input);
    a.place.input.shared = b.place.input.shared = &grid;
    const Axis first(a.place.input), second(b.place.input);
    use_axis(a, first);
    use_axis(b, second);
    follow_now(a.view, a.place);
    serve_moves(a.view, a.place, lanes, a.height() + b.height() + kBetween);
    draw_time_axis(a.view, a.place, {lanes.x, body.y + 34, lanes.w, 24});

    const uint64_t different = view.app.first_difference();
    view.ui.push_clip({body.x, lanes.y - 2, body.w, lanes.h + 4});
    for (Group* group : {&a, &b}) {
        draw_head(*group, {body.x, group->place.lanes.y - kHead, body.w, kHead});
        draw_group(group->view, group->place);
    }
    if (different != trace::kNoStep) {
        const float x = a.place.x(different);
        view.p().dashed({x, lanes.y - 2}, {x, lanes.bottom()}, view.th().link, 2, 6, 5);
    }
    draw_line_of_now(a, a.place.lanes.y - kHead);
    const bool alike = std::abs(a.place.now_x - b.place.now_x) < 1;
    draw_line_of_now(b, alike ? a.place.lanes.bottom() : b.place.lanes.y);
    view.ui.pop_clip();
    const Box plate = draw_now_plate(a, body.y + 20, lanes.y);
    draw_difference(a, body.y + 20, plate, different);
}

}  // namespace loopscope::app
