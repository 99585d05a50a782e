// What stands over the lanes: arrows, prints, cancellations, the blocked loop, the playhead.
#include <algorithm>
#include <cmath>

#include "app/views/timeline_parts.h"

namespace loopscope::app {
namespace {

using replay::Arrow;
using replay::ArrowKind;

ArrowLook arrow_look(ArrowKind kind) {
    switch (kind) {
        case ArrowKind::Send: return ArrowLook::Send;
        case ArrowKind::Throw: return ArrowLook::Throw;
        case ArrowKind::Yield: return ArrowLook::Yield;
        case ArrowKind::Return: return ArrowLook::Return;
        case ArrowKind::WakeUp: return ArrowLook::WakeUp;
        case ArrowKind::CancelRequest:
        case ArrowKind::CancelForward:
        case ArrowKind::CancelDeliver:
        case ArrowKind::CancelComplete: return ArrowLook::Cancel;
    }
    return ArrowLook::Send;
}

bool is_cancel(ArrowKind kind) { return arrow_look(kind) == ArrowLook::Cancel; }

// Half the height of what the lane has at that step: arrows end at its edge.
float half_height(const TimelinePlace& place, int lane, uint64_t step) {
    const replay::Lane& l = place.timeline->lanes[static_cast<size_t>(lane)];
    if (l.kind == replay::LaneKind::Loop) return 15 * place.k;
    if (l.kind == replay::LaneKind::Future) return 11;
    const replay::Segment* segment = place.timeline->segment_at(lane, step);
    return (segment ? bar_height(segment->status) : 26) / 2 * place.k;
}

// The row of the lane that an arrow touches; -1 stands for the loop, or the first row.
int arrow_row(const TimelinePlace& place, int lane) {
    if (lane >= 0) return place.row_of_lane(lane);
    for (size_t row = 0; row < place.order.size(); ++row) {
        if (place.timeline->lanes[static_cast<size_t>(place.order[row])].kind == replay::LaneKind::Loop)
            return static_cast<int>(row);
    }
    return place.order.empty() ? -1 : 0;
}

constexpr float kStation = 8;  // a station's middle lies that far behind the border of its event, or before it

struct ArrowPlace {
    float x, y0, y1;
};

std::optional<ArrowPlace> place_arrow(const TimelinePlace& place, const Arrow& arrow) {
    const int from = arrow_row(place, arrow.from_lane), to = arrow_row(place, arrow.to_lane);
    if (from < 0 || to < 0 || from == to) return std::nullopt;
    const float sign = to > from ? 1.0f : -1.0f;
    const int from_lane = place.order[static_cast<size_t>(from)], to_lane = place.order[static_cast<size_t>(to)];
    const uint64_t step = arrow.kind == ArrowKind::WakeUp ? arrow.to_step : arrow.from_step;
    // The way of a cancellation runs through its stations.
    const bool before = arrow.kind == ArrowKind::CancelDeliver || arrow.kind == ArrowKind::CancelComplete;
    const float x = is_cancel(arrow.kind) ? place.x(step) + (before ? -kStation : kStation)
                                          : place.lanes.x + static_cast<float>(place.axis->middle(step)) - place.offset;
    return ArrowPlace{x, place.lane_middle(static_cast<size_t>(from)) + sign * half_height(place, from_lane, step),
                      place.lane_middle(static_cast<size_t>(to)) - sign * (half_height(place, to_lane, step) + 1)};
}

// The arrow of the event that just happened rides on the playhead.
const Arrow* arrow_now(const TimelinePlace& place) {
    const auto& arrows = place.timeline->arrows;
    auto it = std::lower_bound(arrows.begin(), arrows.end(), place.now,
                               [](const Arrow& a, uint64_t step) { return a.from_step < step; });
    for (; it != arrows.end() && it->from_step == place.now; ++it) {
        if (it->kind != ArrowKind::WakeUp && !is_cancel(it->kind)) return &*it;
    }
    return nullptr;
}

// Requests and arrivals stand at the beginning of what they change, ends before it.
float station_x(const TimelinePlace& place, const replay::CancelMark& mark) {
    return place.x(mark.step) + (mark.station == 3 || mark.station == 5 ? -kStation : kStation);
}

struct ShownArrow {
    const Arrow* arrow;
    ArrowPlace at;
    int from_row, to_row;
};

// Those of the last event and of the selection: of the selected task the last wake-up, the wake-ups of this turn and the
// one before, and the way of a cancellation.
std::vector<ShownArrow> shown_arrows(const View& view, const TimelinePlace& place) {
    std::vector<ShownArrow> shown;
    const auto& arrows = place.timeline->arrows;
    const auto end = std::upper_bound(arrows.begin(), arrows.end(), place.now,
                                      [](uint64_t step, const Arrow& a) { return step < a.from_step; });
    const uint32_t turn = view.now().state.iteration;
    int selected_wakes = 0, looked = 0;
    const Arrow* riding = arrow_now(place);
    for (auto it = end; it != arrows.begin() && looked < 600; ++looked) {
        --it;
        if (&*it == riding) continue;
        bool wanted = is_cancel(it->kind);
        if (it->kind == ArrowKind::WakeUp && it->to_step <= place.now) {
            const bool to_selected = it->to_lane >= 0 && it->to_lane == place.timeline->lane_of_task(place.selected);
            const replay::Turn* its = place.timeline->turn_at(it->to_step);
            const uint32_t in_turn = its ? its->iteration : 0;
            wanted = (turn > 0 && in_turn + 1 >= turn) || (to_selected && selected_wakes < 1);
            selected_wakes += to_selected;
        }
        if (!wanted) continue;
        const auto at = place_arrow(place, *it);
        if (!at || at->x < place.lanes.x - 2 || at->x > place.lanes.right()) continue;
        shown.push_back({&*it, *at, arrow_row(place, it->from_lane), arrow_row(place, it->to_lane)});
    }
    return shown;
}

}  // namespace

void find_crossings(const View& view, TimelinePlace& place) {
    place.crossed.assign(place.order.size(), {});
    for (const ShownArrow& shown : shown_arrows(view, place)) {
        const int low = std::min(shown.from_row, shown.to_row), high = std::max(shown.from_row, shown.to_row);
        for (int row = low + 1; row < high; ++row) place.crossed[static_cast<size_t>(row)].push_back({shown.at.x, shown.at.x});
    }
    for (const replay::CancelMark& mark : place.timeline->cancels) {
        const int row = place.row_of_lane(mark.lane);
        const float x = station_x(place, mark);
        if (row >= 0 && mark.step <= place.limit) place.crossed[static_cast<size_t>(row)].push_back({x - 14, x + 10});
    }
    for (auto& row : place.crossed)
        std::sort(row.begin(), row.end(), [](const Crossing& a, const Crossing& b) { return a.left < b.left; });
}

void draw_timeline_arrows(const View& view, const TimelinePlace& place) {
    for (const ShownArrow& shown : shown_arrows(view, place)) {
        draw_arrow(view.p(), {shown.at.x, shown.at.y0}, {shown.at.x, shown.at.y1}, arrow_look(shown.arrow->kind),
                   view.th().bg1);
    }
}

namespace {

void draw_prints(const View& view, const TimelinePlace& place) {
    Painter& p = view.p();
    const auto& prints = place.timeline->prints;
    const uint64_t from = place.axis->step_at(place.offset);
    auto it = std::lower_bound(prints.begin(), prints.end(), from,
                               [](const replay::PrintMark& m, uint64_t step) { return m.step < step; });
    if (it != prints.begin()) --it;
    float last = -1e9f;
    for (; it != prints.end() && it->step <= place.limit; ++it) {
        const int row = it->lane >= 0 ? place.row_of_lane(it->lane) : -1;
        const float x = place.lanes.x + static_cast<float>(place.axis->middle(it->step)) - place.offset;
        if (x > place.lanes.right()) break;
        if (row < 0 || x < place.lanes.x || x - last < 3) continue;
        last = x;
        const float y = place.lane_middle(static_cast<size_t>(row)) - 16 * place.k;
        const Colour colour = it->step > place.now ? view.th().t2 : view.th().dark ? view.th().t0 : rgb(0x10151b);
        p.polygon({{x - 5, y + 0.5f}, {x + 5, y + 0.5f}, {x, y + 7}}, colour);
    }
}

Box band_box(const View& view, const TimelinePlace& place, const replay::BlockedBand& band) {
    const float x0 = std::max(place.x(band.step_begin), place.lanes.x);
    float x1 = place.x(band.step_end);
    if (view.state().timeline.by_time && !view.state().presenter) x1 = std::max(x1, place.x_of_time(band.t_end));
    const float bottom = std::min(place.lanes.bottom(), place.lane_top(place.order.size()));
    return box_between(x0, place.lanes.y + 2, std::min(x1, place.lanes.right()), bottom);
}

// In the row above the lanes: what blocks, and for how long.
void draw_blocked_plates(const View& view, const TimelinePlace& place) {
    Painter& p = view.p();
    for (const replay::BlockedBand& band : place.timeline->blocked) {
        if (band.step_begin > place.limit || band.step_begin > place.now) continue;
        const Box box = band_box(view, place, band);
        if (box.w <= 0) continue;
        const std::string text = "LOOP BLOCKED  " + short_seconds(band.t_end - band.t_begin) + " by " + band.call +
                                 (band.line > 0 ? ", line " + std::to_string(band.line) : "");
        const std::string shown = p.fitted(Face::Head, text, place.lanes.right() - box.x - 20);
        p.fill({box.x, place.lanes.y - 32, p.width(Face::Head, shown) + 16, 26}, kFailed, 2);
        p.text(Face::Head, box.x + 8, place.lanes.y - 19, shown, kBlack);
    }
}

// "1 turn, 0 s" between the request and its delivery, above the bar of the task that is cancelled.
void draw_latency(const View& view, const TimelinePlace& place, const replay::CancelMark& requested,
                  const replay::CancelMark& delivered) {
    Painter& p = view.p();
    const Theme& th = view.th();
    const int row = place.row_of_lane(delivered.lane);
    constexpr float kLeastLane = 40;  // lower ones have no room over the bar
    if (row < 0 || place.lane_height < kLeastLane) return;
    const float x0 = place.x(requested.step), x1 = place.x(delivered.step);
    if (x1 - x0 < 60) return;
    const double seconds = delivered.t - requested.t;
    const uint32_t turns = delivered.iteration - requested.iteration;
    const std::string text =
        seconds > 0 ? "latency " + short_seconds(seconds) : std::to_string(turns) + (turns == 1 ? " turn, 0 s" : " turns, 0 s");
    const float width = p.width(Face::Head, text);
    const float y = place.lane_middle(static_cast<size_t>(row)) - std::min(30.0f, place.lane_height / 2 + 6);
    if (width + 64 > x1 - x0) return;
    const float cx = (x0 + x1) / 2;
    p.fill(box_between(x0 + 4, y - 1, cx - width / 2 - 8, y + 1), th.cancel);
    p.fill(box_between(cx + width / 2 + 8, y - 1, x1 - 4, y + 1), th.cancel);
    p.polygon({{x0 + 1, y}, {x0 + 9, y - 4.5f}, {x0 + 9, y + 4.5f}}, th.cancel);
    p.polygon({{x1 - 1, y}, {x1 - 9, y - 4.5f}, {x1 - 9, y + 4.5f}}, th.cancel);
    p.fill({cx - width / 2 - 6, y - 11, width + 12, 22}, th.bg1, 3);
    p.text_middle(Face::Head, cx, y, text, th.cancel);
}

void draw_cancellations(const View& view, const TimelinePlace& place) {
    const auto& marks = place.timeline->cancels;
    for (size_t i = 0; i < marks.size(); ++i) {
        const replay::CancelMark& mark = marks[i];
        if (mark.step > place.limit) continue;
        if (mark.station == 3) {
            for (size_t k = 0; k < marks.size(); ++k) {
                if (marks[k].number == mark.number && marks[k].station == 1 && mark.step <= place.now)
                    draw_latency(view, place, marks[k], mark);
            }
        }
        const int row = place.row_of_lane(mark.lane);
        const float x = station_x(place, mark);
        if (row < 0 || x < place.lanes.x || x > place.lanes.right()) continue;
        draw_station(view.p(), {x, place.lane_middle(static_cast<size_t>(row))}, static_cast<int>(mark.station),
                     mark.step > place.now);
    }
}

}  // namespace

void draw_late_timer(Painter& p, const LateTimer& late, std::string_view task, const Box& box) {
    const Theme& th = p.theme();
    const std::string text = std::string(task) + " due at t = " + short_seconds(late.due) +
                             ", served at t = " + short_seconds(late.served) + ": " + short_seconds(late.served - late.due) +
                             " late";
    const std::string brief = short_seconds(late.served - late.due) + " late";
    const bool whole = p.width(Face::Head, text) + 20 < box.w;
    if (!whole && p.width(Face::Head, brief) + 16 > box.w) return;
    p.fill(box, th.bg1);
    p.dashed_outline(box, th.errt, 6, 4, 2);
    p.text(Face::Head, box.x + 10, box.cy(), whole ? text : brief, th.errt);
}

namespace {

void draw_late_timers(const View& view, const TimelinePlace& place) {
    for (const LateTimer& late : view.data().late) {
        const int row = place.row_of_lane(place.timeline->lane_of_task(late.task));
        if (row < 0 || late.blocked_step > place.now) continue;
        const float cy = place.lane_middle(static_cast<size_t>(row));
        const Box box = box_between(std::max(place.lanes.x, place.x_of_time(late.due)), cy - 14,
                                    std::min(place.lanes.right(), place.x_of_time(late.served)), cy + 14);
        const auto* facts = place.recording->task(late.task);
        draw_late_timer(view.p(), late, facts ? facts->name : "", box);
    }
}

}  // namespace

void draw_blocked_bands(const View& view, const TimelinePlace& place) {
    for (const replay::BlockedBand& band : place.timeline->blocked) {
        const Box box = band_box(view, place, band);
        if (band.step_begin > place.limit || box.w <= 0) continue;
        view.p().hatch(box, Hatch::Rising, with_alpha(kFailed, 0.55f), 2, 16);
        view.p().outline(box, kFailed, 2);
    }
}

void draw_timeline_marks(const View& view, const TimelinePlace& place) {
    draw_blocked_plates(view, place);
    if (!hides_future(view.state().mode)) draw_late_timers(view, place);
    draw_prints(view, place);
    if (place.timeline->cancels.size() < 200) draw_cancellations(view, place);
}

void draw_riding_arrow(const View& view, const TimelinePlace& place, float x) {
    const Arrow* arrow = arrow_now(place);
    const auto at = arrow ? place_arrow(place, *arrow) : std::nullopt;
    if (!at) return;
    Painter& p = view.p();
    const Theme& th = view.th();
    const float sign = at->y1 > at->y0 ? 1.0f : -1.0f;
    // A lane that is scrolled away has its end of the arrow at the edge.
    const float high = place.lanes.y - 6, low = place.lanes.bottom();
    const float tail = std::clamp(at->y0 - sign * 15 * place.k, high, low), tip = std::clamp(at->y1, high, low);
    const ArrowLook look = arrow_look(arrow->kind);
    const Colour colour = look == ArrowLook::Throw ? th.thrown : look == ArrowLook::Return ? th.okt : th.t0;
    p.fill(box_between(x - 5, std::min(tail, tip), x + 5, std::max(tail, tip)), th.bg1);
    p.disc({x, tail}, 9, th.bg1);
    p.disc({x, tail}, 7, colour);
    p.fill(box_between(x - 2.5f, std::min(tail, tip - sign * 10), x + 2.5f, std::max(tail, tip - sign * 10)), colour);
    p.polygon({{x - 11, tip - sign * 17}, {x + 11, tip - sign * 17}, {x, tip + sign * 1}}, colour);
}

Box draw_plate_of_now(Painter& p, Vec at, float half, float left, float right, Face face, std::string_view text) {
    const Theme& th = p.theme();
    const float width = p.width(face, text) + 20;
    const Box plate{std::clamp(at.x - width / 2, left, right - width), at.y - half, width, 2 * half};
    const float foot = plate.bottom();
    p.fill(plate, th.t0, 3);
    p.polygon({{at.x - 6, foot - 0.5f}, {at.x + 6, foot - 0.5f}, {at.x, foot + 7}}, th.t0);
    p.text(face, plate.x + 10, at.y, text, th.bg1);
    return plate;
}

void draw_playhead(const View& view, const TimelinePlace& place, float plate_cy, float bottom, std::string_view label) {
    Painter& p = view.p();
    const Theme& th = view.th();
    const float x = std::clamp(view.ui.glide(view.name("playhead"), place.now_x), place.lanes.x - 8, place.lanes.right());
    if (place.now_x < place.lanes.x - 9 || place.now_x > place.lanes.right() + 1) return;
    const float top = plate_cy + 13;
    const float end = std::min(bottom, place.lane_top(place.order.size()) + 4);
    p.fill(box_between(x - 3, top, x + 3, end), th.bg1);
    p.fill(box_between(x - 1, top, x + 1, end), th.t0);
    draw_riding_arrow(view, place, x);
    const bool large = place.k > 1.2f;
    const Face face = large ? Face::Answer : Face::Head;
    const float half = large ? 20.0f : 13.0f;
    const float room = place.lanes.right() - place.label_left - 24;
    draw_plate_of_now(p, {x, plate_cy}, half, place.label_left + 8, place.lanes.right() + 8, face,
                      p.fitted(face, label, std::min(room, 420.0f)));
}

void draw_measure(const View& view, const TimelinePlace& place) {
    const TimelineView& state = view.state().timeline;
    if (!state.measures) return;
    const uint64_t last = std::min(place.limit, place.recording->step_count() - 1);
    const uint64_t from = std::min({state.measure_from, state.measure_to, last}),
                   to = std::min(std::max(state.measure_from, state.measure_to), last);
    Painter& p = view.p();
    const Theme& th = view.th();
    const auto x_of = [&](uint64_t step) {
        return place.lanes.x + static_cast<float>(place.axis->middle(step)) - place.offset;
    };
    const float x0 = x_of(from), x1 = x_of(to), top = place.lanes.y,
                bottom = std::min(place.lanes.bottom(), place.lane_top(place.order.size()));
    view.ui.push_clip({place.lanes.x, top - 30, place.lanes.w, bottom - top + 30});
    p.fill(box_between(x0, top, std::max(x1, x0 + 1), bottom), with_alpha(th.link, 0.16f));
    for (const float x : {x0, x1}) p.vline(x, top, bottom, th.link, 2);
    const auto number = [&](uint64_t step) {
        const auto index = place.recording->level_index(view.state().level, step);
        return index ? *index + 1 : 0;
    };
    const uint64_t events = number(to) - number(from);
    std::string text = short_seconds(place.recording->time_of(to) - place.recording->time_of(from)) + ", " +
                       std::to_string(events) + (events == 1 ? " step" : " steps");
    size_t turns = 0;
    for (const replay::Turn& turn : place.timeline->turns) turns += turn.step_begin > from && turn.step_begin <= to;
    if (turns > 0) text += ", " + std::to_string(turns) + (turns == 1 ? " turn" : " turns");
    const float width = p.width(Face::Head, text) + 24;
    const float cx = std::clamp((x0 + x1) / 2, place.lanes.x + width / 2,
                                std::max(place.lanes.x + width / 2, place.lanes.right() - width / 2));
    const Box plate{cx - width / 2, bottom - 32, width, 28};
    p.fill(plate, th.accent, 3);
    p.text_middle(Face::Head, plate.cx(), plate.cy(), text, kWhite);
    view.ui.mark(view.name("measure"), plate);
    view.ui.pop_clip();
}

}  // namespace loopscope::app
