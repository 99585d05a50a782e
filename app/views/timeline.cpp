// The timeline pane: header with legend, axis, lanes, playhead, key to the arrows, overview; zoom and pan.
#include <algorithm>
#include <cmath>

#include "app/views/timeline_parts.h"

namespace loopscope::app {
namespace {

constexpr float kMargin = 12, kMore = 22;

struct Rows {
    Box axis, lanes, arrows, overview, more;
    float plate_cy = 0;
    float lane_height = 46;
};

Rows lay_rows(const View& view, const Box& body, float label_width, size_t lanes) {
    Rows rows;
    const bool low = view.layout.small;
    const float left = body.x + label_width, width = body.w - label_width - kMargin;
    rows.plate_cy = body.y + 20;
    const float axis_y = body.y + 34;
    rows.axis = {left, axis_y, width, 24};
    const float top = axis_y + 24 + (low ? 4.0f : 8.0f);
    float bottom = body.bottom() - 6;
    // The latency of a cancellation stands above its bar, where there is room for that.
    const float each = (bottom - top) / static_cast<float>(std::max<size_t>(1, lanes));
    const float most = body.h > 620 || !view.data().timeline->cancels.empty() ? 60.0f : 46.0f;
    const float wish = low ? std::clamp(each, 35.0f, 40.0f) : std::clamp(each, 46.0f, most);
    const float lane_need = static_cast<float>(std::max<size_t>(1, lanes)) * wish;
    if (bottom - top - lane_need >= 36 + 12 && !low) {
        rows.overview = {left, bottom - 38, width, 36};
        bottom -= 46;
    }
    if (bottom - top - lane_need >= 30 && !low) {
        rows.arrows = {body.x, std::min(bottom - 30, top + lane_need + 2), body.w, 30};
        bottom = rows.arrows.y - 2;
    }
    rows.lane_height = wish;
    rows.lanes = {left, top, width, std::max(20.0f, bottom - top)};
    if (lane_need > bottom - top + 1 && bottom - top > wish + kMore) {
        // Whole lanes, and how many more there are.
        rows.lanes.h = std::floor((bottom - top - kMore) / wish) * wish;
        rows.more = {body.x, rows.lanes.bottom() + 1, body.w, kMore};
    }
    return rows;
}

}  // namespace

float lane_label_width(const View& view, const replay::Timeline& timeline, const std::vector<int>& order) {
    constexpr size_t kMostRows = 1000;  // looked at, of perhaps a hundred thousand tasks
    float width = 150;
    for (size_t row = 0; row < std::min(order.size(), kMostRows); ++row) {
        const replay::Lane& lane = timeline.lanes[static_cast<size_t>(order[row])];
        const float indent = static_cast<float>(lane.depth) * 18;
        width = std::max(width, 12 + indent + 22 + 11 + view.p().width(Face::Head, lane.name) + 14);
    }
    return std::min(width, std::min(196.0f, view.tile.box.w * 0.28f));
}

namespace {

void draw_legend(const View& view, const Box& room) {
    static constexpr replay::TaskStatus kOrder[] = {
        replay::TaskStatus::Created, replay::TaskStatus::Ready,     replay::TaskStatus::Running,
        replay::TaskStatus::Waiting, replay::TaskStatus::Sleeping,  replay::TaskStatus::Cancelling,
        replay::TaskStatus::Done,    replay::TaskStatus::Cancelled, replay::TaskStatus::Failed};
    static constexpr const char* kWords[] = {"created",    "ready", "running",   "waiting", "sleeping",
                                             "cancelling", "done",  "cancelled", "failed"};
    bool used[replay::kTaskStatusCount] = {};
    const uint64_t limit = hides_future(view.state().mode) ? view.step() : trace::kNoStep;
    size_t looked = 0, lanes = 0;
    for (const replay::Lane& lane : view.data().timeline->lanes) {
        if (lane.kind != replay::LaneKind::Task && lane.kind != replay::LaneKind::Thread) continue;
        // The beginnings of the lanes tell, and of the first of them; long runs need not be read to their end for a legend.
        if (++lanes > 1000) break;
        looked = 0;
        for (const replay::Segment& segment : lane.segments) {
            if (segment.step_begin > limit) break;
            used[static_cast<int>(segment.status)] = true;
            if (++looked > 400) break;
        }
        if (!lane.segments.empty() && lane.segments.back().step_begin <= limit)
            used[static_cast<int>(lane.segments.back().status)] = true;
    }
    float x = room.x + 6;
    for (int i = 0; i < replay::kTaskStatusCount; ++i) {
        if (!used[i]) continue;
        const float width = 26 + 8 + view.p().width(Face::Text, kWords[i]) + 20;
        if (x + width - 20 > room.right()) break;
        draw_bar_sample(view.p(), x, room.cy(), kOrder[i]);
        view.p().text(Face::Text, x + 34, room.cy(), kWords[i], view.th().t1);
        x += width;
    }
}

void draw_overview(const View& view, const TimelinePlace& place, const Box& box) {
    Painter& p = view.p();
    const Theme& th = view.th();
    p.text(Face::Text, place.label_left + 14, box.cy(), "Overview", th.t2);
    p.fill(box, th.bg2, 3);
    const double share = static_cast<double>(box.w) / place.axis->length();
    std::vector<int> rows;
    for (const int lane : place.order) {
        if (place.timeline->lanes[static_cast<size_t>(lane)].kind != replay::LaneKind::Loop) rows.push_back(lane);
    }
    // Not more rows than can be told apart.
    const size_t stride = 1 + rows.size() / static_cast<size_t>(2 * box.h);
    const float pitch = (box.h - 6) / static_cast<float>(std::max<size_t>(1, rows.size())) * static_cast<float>(stride);
    float y = box.y + 3;
    for (size_t row = 0; row < rows.size(); row += stride) {
        const int index = rows[row];
        float filled = box.x;
        const std::vector<replay::Segment>& segments = place.timeline->lanes[static_cast<size_t>(index)].segments;
        const auto x_of = [&](uint64_t step) {
            return box.x + static_cast<float>(place.axis->position(std::min(step, place.limit)) * share);
        };
        for (auto it = segments.begin(); it != segments.end(); ++it) {
            // At most one a pixel: the others are leapt over.
            it = first_beyond(it, segments.end(), [&](const replay::Segment& s) { return x_of(s.step_end) > filled + 0.5f; });
            if (it == segments.end() || it->step_begin > place.limit) break;
            const replay::Segment& segment = *it;
            const float x0 = x_of(segment.step_begin), x1 = x_of(segment.step_end);
            const Colour fill = segment.status == replay::TaskStatus::Created ? th.bg3 : status_fill(segment.status);
            p.fill(box_between(std::max(x0, filled), y, std::max(x1, filled + 1), y + std::max(1.0f, pitch - 1)), fill);
            filled = std::max(x1, filled + 1);
        }
        y += pitch;
    }
    const float now = box.x + static_cast<float>(place.axis->middle(place.now) * share);
    p.fill(box_between(now, box.y + 2, box.right(), box.bottom() - 2), with_alpha(th.bg1, th.veil));
    const float left = box.x + place.offset * static_cast<float>(share), width = place.lanes.w * static_cast<float>(share);
    p.outline({std::max(box.x, left), box.y, std::min(width, box.w), box.h}, th.link, 2, 3);
    p.vline(now - 1, box.y, box.bottom(), th.t0, 2);
    const Touch touch = view.ui.region(view.name("overview"), box);
    if (touch.held) {
        const double to =
            (static_cast<double>(touch.at.x - box.x) - static_cast<double>(width) / 2) / static_cast<double>(box.w);
        view.emit({ActionId::SetTimeline, 0, view.state().timeline.zoom, to});
    }
}

void draw_arrow_key(const View& view, const Box& box) {
    Painter& p = view.p();
    const Theme& th = view.th();
    p.text(Face::Text, box.x + 14, box.cy(), "Arrows", th.t2);
    float x = box.x + view.p().width(Face::Text, "Arrows") + 90;
    const auto item = [&](ArrowLook look, std::string_view word) {
        const float width = 34 + p.width(Face::Text, word) + 30;
        if (x + width > box.right()) return;
        draw_arrow(p, {x, box.cy()}, {x + 28, box.cy()}, look, th.bg1);
        p.text(Face::Text, x + 38, box.cy(), word, th.t1);
        x += width + 8;
    };
    const Moment& now = view.now();
    if (now.mood == replay::Mood::Send || now.mood == replay::Mood::Throw || now.mood == replay::Mood::Yield ||
        now.mood == replay::Mood::Return) {
        const ArrowLook look = now.mood == replay::Mood::Send    ? ArrowLook::Send
                               : now.mood == replay::Mood::Throw ? ArrowLook::Throw
                               : now.mood == replay::Mood::Yield ? ArrowLook::Yield
                                                                 : ArrowLook::Return;
        item(look, p.fitted(Face::Text, now.label, 240) + ", now");
    }
    item(ArrowLook::WakeUp, "wake-up");
    if (!view.data().timeline->cancels.empty()) item(ArrowLook::Cancel, "cancellation");
    if (!view.data().timeline->prints.empty() && x + 130 < box.right()) {
        draw_glyph(p, Glyph::Printed, {x + 4, box.cy()}, th.t0, 0.8f);
        p.text(Face::Text, x + 16, box.cy(), "printed a line", th.t1);
    }
}

}  // namespace

Touch serve_moves(const View& view, const TimelinePlace& place, const Box& lanes, float content) {
    const TimelineView& state = view.state().timeline;
    const Axis& axis = *place.axis;
    const Touch touch = view.ui.region(view.name("timeline.lanes"), lanes, kTakesWheel);
    const double length = axis.length();
    if (touch.wheel != 0 && !view.ui.pointer().shift) {
        const double cursor = static_cast<double>(touch.at.x - lanes.x);
        AxisInput zoomed = place.input;
        zoomed.zoom = std::clamp(state.zoom * (touch.wheel > 0 ? 1.25 : 0.8), 1.0, 1e6);
        const Axis::Anchor anchor = axis.anchor(cursor + static_cast<double>(place.offset));
        const Axis to(zoomed);
        view.emit({ActionId::SetTimeline, 0, zoomed.zoom, (to.x_of(anchor) - cursor) / to.length()});
    }
    const float sideways = touch.wheel_x + (view.ui.pointer().shift ? touch.wheel : 0);
    if (sideways != 0)
        view.emit({ActionId::SetTimeline, 0, state.zoom, state.left - static_cast<double>(sideways) * 60 / length});
    const auto step_under = [&](float x) { return axis.step_at(static_cast<double>(x - lanes.x + place.offset)); };
    if (touch.dragging && view.ui.pointer().shift) {
        const uint64_t from = step_under(view.ui.regions().pressed_at().x), to = step_under(touch.at.x);
        view.emit({ActionId::Measure, static_cast<int64_t>(from), static_cast<double>(to)});
    } else if (touch.dragging) {
        if (touch.drag.x != 0)
            view.emit({ActionId::SetTimeline, 0, state.zoom,
                       (static_cast<double>(place.offset) - static_cast<double>(touch.drag.x)) / length});
        if (touch.drag.y != 0 && content > lanes.h) {
            const float to = std::clamp(state.lane_offset - touch.drag.y, 0.0f, content - lanes.h);
            view.emit({ActionId::SetLaneOffset, 0, static_cast<double>(to)});
        }
    }
    if (touch.hovered && !touch.held) view.p().vline(touch.at.x, lanes.y, lanes.bottom(), with_alpha(view.th().t2, 0.5f));
    if (touch.clicked) view.jump(step_under(touch.at.x));
    return touch;
}

namespace {

// A click on a task's lane selects it, too.
void serve_pointer(const View& view, const TimelinePlace& place, const Box& lanes, float content) {
    const Touch touch = serve_moves(view, place, lanes, content);
    if (!touch.clicked) return;
    const int row = static_cast<int>((touch.at.y - lanes.y + place.lane_offset) / place.lane_height);
    if (row < 0 || static_cast<size_t>(row) >= place.order.size()) return;
    const replay::Lane& lane = place.timeline->lanes[static_cast<size_t>(place.order[static_cast<size_t>(row)])];
    if (lane.kind == replay::LaneKind::Task) view.emit({ActionId::SelectTask, lane.number});
}

// Lanes above and below those that have room; a click goes on to them.
void draw_more_lanes(const View& view, const TimelinePlace& place, const Box& box, float content) {
    const int above = static_cast<int>(std::lround(place.lane_offset / place.lane_height));
    const int seen = static_cast<int>(std::lround(place.lanes.h / place.lane_height));
    const int below = static_cast<int>(place.order.size()) - above - seen;
    const auto count = [](int n, const char* where) { return std::to_string(n) + (n == 1 ? " lane " : " lanes ") + where; };
    std::string text = below > 0 ? count(below, "below") : "";
    if (above > 0) text += (text.empty() ? "" : ", ") + count(above, "above");
    Painter& p = view.p();
    const Box label{box.x + 6, box.y, p.width(Face::Text, text) + 34, box.h};
    const Touch touch = view.ui.region(view.name("timeline.more"), label);
    if (touch.hovered) p.fill(label, view.th().bg3, 3);
    const float x = label.x + 14, cy = label.cy();
    const float up = below > 0 ? 1.0f : -1.0f;
    p.polyline({{x - 5, cy - 3 * up}, {x, cy + 3 * up}, {x + 5, cy - 3 * up}}, view.th().t2, 2);
    p.text(Face::Text, label.x + 26, cy, text, view.th().t2);
    if (touch.hovered) view.ui.cursor(Ui::Cursor::Hand);
    if (!touch.clicked) return;
    const float to = below > 0 ? std::min(content - place.lanes.h, place.lane_offset + place.lanes.h) : 0;
    view.emit({ActionId::SetLaneOffset, 0, static_cast<double>(to)});
}

// The lane in which it happens is to be seen.
void follow_lane(const View& view, const TimelinePlace& place, float content) {
    const int row = place.row_of_lane(place.timeline->lane_of_task(place.selected));
    if (row < 0 || content <= place.lanes.h + 1) return;
    const float top = static_cast<float>(row) * place.lane_height, bottom = top + place.lane_height;
    if (top >= place.lane_offset - 1 && bottom <= place.lane_offset + place.lanes.h + 1) return;
    const float to = top < place.lane_offset ? top : bottom - place.lanes.h;
    view.emit({ActionId::SetLaneOffset, 0, static_cast<double>(std::clamp(to, 0.0f, content - place.lanes.h))});
}

}  // namespace

void follow_now(const View& view, const TimelinePlace& place) {
    const TimelineView& state = view.state().timeline;
    const double visible = static_cast<double>(place.lanes.w), length = place.axis->length();
    std::string& seen = view.ui.memory().remembered[view.name("timeline.step")];
    const std::string now = std::to_string(view.run) + "." + std::to_string(place.now);
    const double at = place.axis->middle(place.now), left = static_cast<double>(place.offset);
    if (seen != now && length > visible + 1 && (at < left + 24 || at > left + visible - 24))
        view.emit({ActionId::SetTimeline, 0, state.zoom, (at - visible * 0.4) / length});
    seen = now;
}

namespace {

// What is selected, at a third of the width, where that is asked for.
void frame_selection(const View& view, const TimelinePlace& place) {
    if (!view.app.frame_wanted) return;
    view.app.frame_wanted = false;
    const Axis& axis = *place.axis;
    const double visible = static_cast<double>(place.lanes.w);
    const int lane = place.timeline->lane_of_task(place.selected);
    if (lane < 0) return;
    const replay::Segment* here = place.timeline->segment_at(lane, place.now);
    const uint64_t begin = here ? here->step_begin : place.timeline->lanes[static_cast<size_t>(lane)].step_begin;
    const uint64_t end = here ? here->step_end : place.timeline->lanes[static_cast<size_t>(lane)].step_end;
    const double from = axis.position(begin), to = std::max(axis.position(end), from + 1);
    AxisInput zoomed = place.input;
    zoomed.zoom = std::clamp(view.state().timeline.zoom * visible / ((to - from) * 3), 1.0, 1e5);
    const Axis next(zoomed);
    const double middle = (next.position(begin) + next.position(end)) / 2;
    view.emit({ActionId::SetTimeline, 0, zoomed.zoom, (middle - visible / 2) / next.length()});
}

void follow(const View& view, const TimelinePlace& place, float content) {
    std::string& seen = view.ui.memory().remembered[view.name("timeline.lane")];
    const std::string now = std::to_string(view.run) + "." + std::to_string(place.now);
    if (seen != now) follow_lane(view, place, content);
    seen = now;
    follow_now(view, place);
    frame_selection(view, place);
}

}  // namespace

// What is the same for the pane and for the presenter's large one.
TimelinePlace begin_place(const View& view) {
    TimelinePlace place;
    place.timeline = view.data().timeline.get();
    place.recording = &view.recording();
    place.now = view.step();
    place.selected = view.app.shown_task_at(view.run);
    place.order =
        shown_lanes(*place.timeline, {view.state().timeline.filter, place.now, place.selected, view.state().level >= 4});
    place.letters = view.state().saved.letters;
    if (!hides_future(view.state().mode)) return place;
    // A lane that begins later, or is shown for what happens later, would tell.
    place.limit = place.now;
    std::erase_if(place.order, [&](int index) {
        const replay::Lane& lane = place.timeline->lanes[static_cast<size_t>(index)];
        if (lane.kind == replay::LaneKind::Loop) return false;
        if (lane.step_begin > place.limit) return true;
        const auto& marks = place.timeline->cancels;
        const auto told = [&](const replay::CancelMark& mark) { return mark.lane == index && mark.step <= place.limit; };
        return lane.kind == replay::LaneKind::Future && std::none_of(marks.begin(), marks.end(), told);
    });
    return place;
}

void draw_group(const View& view, TimelinePlace& place) {
    draw_lane_grounds(view, place);
    find_crossings(view, place);
    view.ui.push_clip({place.lanes.x - 2, place.lanes.y - 2, place.lanes.w + 4, place.lanes.h + 2});
    draw_blocked_bands(view, place);
    draw_lane_bars(view, place);
    view.ui.pop_clip();
    draw_after_now(view, place);
    draw_lane_labels(view, place);
    view.ui.push_clip({place.lanes.x - 14, place.lanes.y - 40, place.lanes.w + 28, place.lanes.h + 40});
    draw_timeline_marks(view, place);
    draw_timeline_arrows(view, place);
    view.ui.pop_clip();
}

namespace {

void draw_lanes(const View& view, TimelinePlace& place, const Box& axis_box, float plate_cy) {
    draw_time_axis(view, place, axis_box);
    draw_group(view, place);
    const std::string number = std::to_string(view.app.shown_number());
    const bool by_time = view.state().timeline.by_time && !view.state().presenter;
    draw_playhead(view, place, plate_cy, place.lanes.bottom(),
                  by_time ? "t = " + short_seconds(view.now().state.t) : number + "  " + view.now().label);
}

// For the last row of the room: one turn of the loop and what is around it, lanes as high as they can be.
void draw_presenter_timeline(const View& view, const Box& body, TimelinePlace place) {
    // From the turn before this one to a little of the next.
    const auto& turns = place.timeline->turns;
    uint64_t begin = 0, end = place.recording->step_count();
    for (size_t i = 0; i < turns.size(); ++i) {
        if (place.now < turns[i].step_begin || place.now >= turns[i].step_end) continue;
        begin = i > 0 ? turns[i - 1].step_begin : 0;
        end = turns[i].step_end;
    }
    // Few lanes at that size: those that live in that span, the selected one among them.
    std::erase_if(place.order, [&](int index) {
        const replay::Lane& lane = place.timeline->lanes[static_cast<size_t>(index)];
        return lane.kind != replay::LaneKind::Loop && (lane.step_begin > end || (lane.step_end < begin && lane.step_end > 0));
    });
    const size_t most = static_cast<size_t>(std::max(2.0f, (body.h - 120) / 96));
    if (place.order.size() > most) {
        const int selected = place.row_of_lane(place.timeline->lane_of_task(place.selected));
        if (selected >= static_cast<int>(most)) std::swap(place.order[most - 1], place.order[static_cast<size_t>(selected)]);
        place.order.resize(most);
    }
    place.label_left = body.x;
    place.label_width = 116;
    const float top = body.y + 122;
    place.lane_height = std::min(142.0f, (body.bottom() - top) / static_cast<float>(std::max<size_t>(1, place.order.size())));
    place.lanes = {body.x + place.label_width, top, body.w - place.label_width - 8, body.bottom() - top};
    place.k = std::clamp(place.lane_height / 64, 1.3f, 2.2f);
    const double visible = static_cast<double>(place.lanes.w);
    place.input = {place.recording, place.timeline, view.state().level, false, visible, 1, nullptr};
    const Axis whole(place.input);
    const double span = std::max(whole.slot() * 8, whole.position(end) - whole.position(begin));
    place.input.zoom = std::clamp(visible * 0.86 / span, 1.0, 1e6);
    const Axis axis(place.input);
    place.axis = &axis;
    place.offset = static_cast<float>(std::clamp(axis.position(begin) - 2, 0.0, std::max(0.0, axis.length() - visible)));
    const double now = axis.middle(place.now);
    if (now > static_cast<double>(place.offset) + visible * 0.9) place.offset = static_cast<float>(now - visible * 0.6);
    place.now_x = place.lanes.x + static_cast<float>(now) - place.offset;
    draw_lanes(view, place, {place.lanes.x, body.y + 68, place.lanes.w, 36}, body.y + 36);
}

}  // namespace

namespace {

void draw_lane_filter(const View& view, const Box& box) {
    std::string& seen = view.ui.memory().remembered["lanes.filter"];
    if (seen != "on") view.ui.memory().focus_field = "lanes.filter";
    seen = "on";
    std::string text = view.state().timeline.filter;
    if (view.state().overlay == Overlay::None &&
        text_field(view.ui, "lanes.filter", box, text, {.hint = "lanes", .face = Face::Text})) {
        view.emit({ActionId::SetText, static_cast<int64_t>(Field::LaneFilter), 0, 0, text});
    }
}

}  // namespace

float draw_axis_choice(const View& view, const Box& room) {
    const Segments choice{{"Steps", "Time"},
                          view.state().timeline.by_time ? 1 : 0,
                          false,
                          true,
                          {"Every event equally wide", "By the virtual clock"}};
    const float width = segments_width(view.ui, choice);
    const int clicked = segments(view.ui, view.name("axis"), {room.right() - width - 10, room.y + 3}, 28, choice);
    if (clicked >= 0) view.emit({ActionId::SetTimeAxis, clicked});
    return width;
}

void draw_timeline(const View& view) {
    const PaneFrame frame = begin_pane(view);
    const TimelineView& state = view.state().timeline;
    TimelinePlace place = begin_place(view);
    const bool empty = view.recording().step_count() == 0 || shown_lanes(*place.timeline).empty();
    if (empty) {
        empty_note(
            view.ui, frame.body,
            "No event loop ran, so there are no tasks: the Conversation shows generators, the Events all that happened.");
        return;
    }
    if (view.state().presenter) {
        draw_presenter_timeline(view, frame.body, place);
        return;
    }
    if (!state.filters) view.ui.memory().remembered["lanes.filter"].clear();
    const float width = draw_axis_choice(view, frame.room);
    draw_legend(view, {frame.room.x, frame.room.y, frame.room.w - width - 30, frame.room.h});
    place.label_left = frame.body.x;
    place.label_width = lane_label_width(view, *place.timeline, place.order);
    const Rows rows = lay_rows(view, frame.body, place.label_width, place.order.size());
    place.lane_height = rows.lane_height;
    place.lanes = rows.lanes;
    const double visible = static_cast<double>(rows.lanes.w);
    place.input = {place.recording, place.timeline, view.state().level, state.by_time, visible, state.zoom, nullptr};
    const Axis axis(place.input);
    place.axis = &axis;
    place.offset = static_cast<float>(std::clamp(state.left * axis.length(), 0.0, std::max(0.0, axis.length() - visible)));
    const float content = static_cast<float>(place.order.size()) * place.lane_height;
    place.lane_offset = std::clamp(state.lane_offset, 0.0f, std::max(0.0f, content - rows.lanes.h));
    place.now_x = place.lanes.x + static_cast<float>(axis.middle(place.now)) - place.offset;
    follow(view, place, content);
    serve_pointer(view, place, rows.lanes, content);
    draw_lanes(view, place, rows.axis, rows.plate_cy);
    draw_measure(view, place);
    serve_delays(view, place);
    if (state.filters) draw_lane_filter(view, {frame.body.x + 8, rows.axis.y - 8, place.label_width - 16, 34});
    if (!rows.more.empty()) draw_more_lanes(view, place, rows.more, content);
    if (!rows.arrows.empty()) draw_arrow_key(view, rows.arrows);
    if (!rows.overview.empty()) draw_overview(view, place, rows.overview);
}

}  // namespace loopscope::app
