// Lanes of the timeline: labels, bars by state, turns of the loop, the axis, what comes after now.
#include <algorithm>
#include <cmath>

#include "app/views/timeline_parts.h"

namespace loopscope::app {
namespace {

using replay::Lane;
using replay::LaneKind;
using replay::TaskStatus;

constexpr float kIndent = 18;

Glyph lane_glyph(LaneKind kind) {
    switch (kind) {
        case LaneKind::Loop: return Glyph::Loop;
        case LaneKind::Thread: return Glyph::Machine;
        case LaneKind::Future: return Glyph::Clock;
        case LaneKind::Peer: return Glyph::World;
        case LaneKind::Process: return Glyph::Console;
        case LaneKind::Task: break;
    }
    return Glyph::None;
}

std::string lane_name(const Lane& lane) { return lane.kind == LaneKind::Loop ? "Loop" : lane.name; }

// Moves the label to the right of what crosses the bar; without room there it is dropped.
void clear_label(const TimelinePlace& place, size_t row, float width, BarLook& look) {
    const float from = look.label_from;
    for (const Crossing& crossing : place.crossed[row]) {
        if (crossing.right > look.label_from - 4 && crossing.left < look.label_from + 34 * look.k + width)
            look.label_from = crossing.right + 8;
    }
    if (look.label_from + 25 * look.k + width + 8 <= look.label_to) return;
    look.label = {};
    look.label_from = from;
}

// The bars of a lane that can be seen, at most one a pixel column.
void draw_bars(const View& view, const TimelinePlace& place, const Lane& lane, size_t row) {
    const float cy = place.lane_middle(row);
    Painter& p = view.p();
    const float left = place.lanes.x, right = place.lanes.right();
    const auto first = std::partition_point(lane.segments.begin(), lane.segments.end(),
                                            [&](const replay::Segment& s) { return place.x(s.step_end) < left - 1; });
    float filled = left - 2;
    for (auto it = first; it != lane.segments.end(); ++it) {
        if (it->step_begin > place.limit) break;
        float x0 = place.x(it->step_begin);
        const auto x_end = [&](const replay::Segment& s) {
            const float x1 = s.step_end > place.limit ? place.now_x : place.x(s.step_end);
            // A time axis squeezes an instant: what is done in no time is still to be seen.
            return std::max(x1, place.x(s.step_begin) + 3);
        };
        float x1 = x_end(*it);
        if (x1 <= filled + 0.75f) {
            // What lies behind bars that are there already is passed over in leaps: there may be millions.
            it = first_beyond(it, lane.segments.end(), [&](const replay::Segment& s) { return x_end(s) > filled + 0.75f; });
            if (it == lane.segments.end() || it->step_begin > place.limit) break;
            x0 = place.x(it->step_begin);
            x1 = x_end(*it);
        }
        if (x0 > right) break;
        const float a = std::max(x0, filled);
        filled = x1;
        BarLook look;
        look.status = it->status;
        const std::string label = x1 - a > 40 ? bar_label(*place.timeline, *it) : std::string();
        look.label = label;
        look.letter = place.letters;
        look.k = place.k;
        // The label stands before now (where now cuts the bar), and inside of what can be seen.
        look.label_from = std::max(a, left);
        look.label_to = std::min(x1, place.now_x > a + 60 && place.now_x < x1 ? place.now_x : right);
        if (!label.empty() && x1 - a > 40) clear_label(place, row, p.width(bar_face(place.k), label), look);
        draw_bar(p, std::max(a, left - 40), std::min(x1, right + 40), cy, look);
    }
}

void draw_future_bars(const View& view, const TimelinePlace& place, const Lane& lane, float cy) {
    Painter& p = view.p();
    const Theme& th = view.th();
    for (const replay::Segment& segment : lane.segments) {
        if (segment.step_begin > place.limit) break;
        const float x0 = std::max(place.x(segment.step_begin), place.lanes.x - 4);
        const float x1 = std::min(place.x(segment.step_end), place.lanes.right() + 4);
        if (x1 <= x0) continue;
        const bool cancelled = segment.status == TaskStatus::Cancelled, pending = !replay::is_finished(segment.status);
        const Colour edge = cancelled ? th.cancel : th.t2;
        p.fill({x0, cy - 11, x1 - x0, 22}, th.bg1, 2);
        p.outline({x0, cy - 11, x1 - x0, 22}, edge, 2, 2);
        const char* word = pending ? "PENDING" : cancelled ? "CANCELLED" : "FINISHED";
        const Face face = cancelled ? Face::Head : Face::Text;
        if (p.width(face, word) + 24 < x1 - x0)
            p.text(face, std::max(x0, place.lanes.x) + 12, cy, word, cancelled ? th.cancel : th.t1);
    }
}

void draw_turns(const View& view, const TimelinePlace& place, float cy, uint32_t loop, bool after) {
    Painter& p = view.p();
    const Theme& th = view.th();
    const auto& turns = place.timeline->turns;
    const float left = place.lanes.x, right = place.lanes.right(), half = 15 * place.k;
    const auto first =
        std::partition_point(turns.begin(), turns.end(), [&](const replay::Turn& t) { return place.x(t.step_end) < left - 1; });
    const bool by_time = view.state().timeline.by_time && place.k < 1.2f;
    float filled = left - 2;
    for (auto it = first; it != turns.end(); ++it) {
        if (it->loop != loop && loop != 0) continue;
        if (it->step_begin > place.limit) break;
        const auto x_end = [&](const replay::Turn& t) {
            return std::max(place.x(t.step_begin) + 3, place.x(std::min(t.step_end, place.limit)) - 2);
        };
        if (!by_time && x_end(*it) <= filled + 0.75f) {
            it = first_beyond(it, turns.end(), [&](const replay::Turn& t) { return x_end(t) > filled + 0.75f; });
            if (it == turns.end() || it->step_begin > place.limit) break;
            if (it->loop != loop && loop != 0) continue;
        }
        const float x0 = place.x(it->step_begin), x1 = x_end(*it);
        if (x0 > right) break;
        if (by_time) {
            const bool future = it->step_begin > place.now;
            if (future == after && (x0 > filled || x1 > x0 + 16))
                draw_turn_by_time(view, *place.timeline, *it, x0, x1, place.lanes, cy, future);
            if (x0 > filled) filled = x0 + 4;
            continue;
        }
        filled = x1;
        const Box box = box_between(std::max(x0, left - 4), cy - half, std::min(x1, right + 4), cy + half);
        const bool now = place.now >= it->step_begin && place.now < it->step_end;
        const bool future = it->step_begin > place.now;
        if (future != after && !now) continue;
        if (!after) {
            p.fill(box, th.bg3, 2);
            if (now) p.outline(box, th.t1, 2, 2);
        } else if (future) {
            p.fill(box, th.bg2, 2);
        }
        if (now && after) continue;
        const Colour ink = future ? th.t2 : th.t0;
        const Face face = place.k >= 2 ? Face::Answer : place.k > 1.2f ? Face::Large : Face::Text;
        const bool passes = view.app.document()->python == "micropython";
        const std::string number = std::to_string(it->iteration), whole = (passes ? "pass " : "turn ") + number;
        const float room_to = now && place.now_x < box.right() ? std::max(place.now_x - 8, box.x) : box.right();
        const float room = room_to - box.x;
        if (p.width(face, whole) + 14 <= room) {
            if (now) {
                p.text(face, box.x + 10, cy, whole, ink);
            } else {
                p.text_middle(face, box.cx(), cy, whole, ink);
            }
        } else if (p.width(face, number) + 8 <= box.w && !(now && p.width(face, number) + 8 > room)) {
            p.text_middle(face, now ? box.x + room / 2 : box.cx(), cy, number, ink);
        }
    }
}

}  // namespace

std::string bar_label(const replay::Timeline& timeline, const replay::Segment& segment) {
    if (segment.label_kind != replay::LabelKind::None) return timeline.label(segment);
    switch (segment.status) {
        case TaskStatus::Ready: return "ready";
        case TaskStatus::Running: return "running";
        case TaskStatus::Waiting: return "waiting";
        case TaskStatus::Sleeping: return "sleeping";
        case TaskStatus::Cancelling: return "cancelling";
        case TaskStatus::Done: return "done";
        case TaskStatus::Cancelled: return "cancelled";
        case TaskStatus::Failed: return "failed";
        case TaskStatus::Created: break;
    }
    return {};
}

void draw_turn_by_time(const View& view, const replay::Timeline& timeline, const replay::Turn& turn, float x0, float x1,
                       const Box& lanes, float cy, bool after) {
    Painter& p = view.p();
    const Theme& th = view.th();
    if (x0 >= lanes.x - 5) p.fill(box_between(x0, cy - 12, x0 + 5, cy + 12), after ? th.line : th.t1, 1);
    if (x1 - x0 < 16) return;
    const Box wait = box_between(std::max(x0 + 8, lanes.x - 4), cy - 12, std::min(x1 - 3, lanes.right() + 4), cy + 12);
    const bool blocked = std::any_of(timeline.blocked.begin(), timeline.blocked.end(), [&](const replay::BlockedBand& band) {
        return band.step_begin >= turn.step_begin && band.step_begin < turn.step_end;
    });
    p.outline(wait, th.line, 1, 2);
    const std::string text = blocked ? "turn " + std::to_string(turn.iteration) + " cannot end"
                                     : "poll: nothing to run until t = " + short_seconds(turn.t_end);
    const float from = std::max(wait.x, lanes.x) + 12, to = std::min(wait.right(), lanes.right());
    if (from + p.width(Face::Text, text) + 10 < to) {
        p.text(Face::Text, from, cy, text, after ? th.t2 : th.t1);
    } else if (from + 60 < to) {
        p.text_fit(Face::Text, from, cy, to - from - 10, blocked ? "blocked" : "poll", after ? th.t2 : th.t1);
    }
}

int TimelinePlace::row_of_lane(int lane) const {
    // Long orders are rising: only the few rows of the presenter are put otherwise.
    const bool rising = order.size() > 64;
    const auto it = rising ? std::lower_bound(order.begin(), order.end(), lane) : std::find(order.begin(), order.end(), lane);
    return it == order.end() || *it != lane ? -1 : static_cast<int>(it - order.begin());
}

std::vector<int> shown_lanes(const replay::Timeline& timeline, const LaneChoice& choice) {
    std::vector<int> shown;
    const std::vector<std::string> words = split_keys(lower_case(choice.filter));
    for (size_t i = 0; i < timeline.lanes.size(); ++i) {
        const Lane& lane = timeline.lanes[i];
        if (lane.kind == LaneKind::Loop ? timeline.turns.empty() : lane.segments.empty()) continue;
        // The main thread's lane says what the loop's and the tasks' lanes say already.
        if (lane.kind == LaneKind::Thread && lane.number == 0 && !timeline.turns.empty()) continue;
        const bool passed_over = lane.quiet && !lane.tidies_up_at(choice.now) && lane.number != choice.selected;
        if (passed_over && words.empty() && !choice.quiet_too) continue;
        const std::string name = words.empty() ? std::string() : lower_case(lane.name);
        const bool found = std::all_of(words.begin(), words.end(),
                                       [&](const std::string& word) { return name.find(word) != std::string::npos; });
        if (lane.kind != LaneKind::Loop && !found) continue;
        shown.push_back(static_cast<int>(i));
    }
    return shown;
}

void draw_lane_grounds(const View& view, const TimelinePlace& place) {
    Painter& p = view.p();
    const Theme& th = view.th();
    view.ui.push_clip({place.label_left, place.lanes.y, place.lanes.right() - place.label_left, place.lanes.h});
    const auto& instants = place.axis->cells();
    const float bottom = std::min(place.lanes.bottom(), place.lane_top(place.order.size()));
    for (size_t i = 0; i + 1 < instants.size(); ++i) {
        const float x0 = place.lanes.x + static_cast<float>(instants[i].x1) - place.offset;
        const float x1 = place.lanes.x + static_cast<float>(instants[i].gap_to) - place.offset;
        if (x1 < place.lanes.x || x0 > place.lanes.right() || instants[i].step_end > place.limit) continue;
        if ((!view.state().timeline.by_time || view.state().presenter) && x1 - x0 > 4) {
            p.hatch(box_between(std::max(x0, place.lanes.x), place.lanes.y, std::min(x1, place.lanes.right()), bottom),
                    Hatch::Rising, th.line, 1, 10);
        }
    }
    for (size_t row = 0; row < place.order.size(); ++row) {
        const float y = place.lane_top(row) + place.lane_height;
        if (y > place.lanes.y && y <= place.lanes.bottom() + 1)
            p.hline(place.label_left + 8, place.lanes.right(), y - 1, th.line);
    }
    view.ui.pop_clip();
}

void draw_lane_bars(const View& view, const TimelinePlace& place) {
    for (size_t row = 0; row < place.order.size(); ++row) {
        const float cy = place.lane_middle(row);
        if (cy + place.lane_height < place.lanes.y || cy - place.lane_height > place.lanes.bottom()) continue;
        const Lane& lane = place.timeline->lanes[static_cast<size_t>(place.order[row])];
        if (lane.kind == LaneKind::Loop) {
            draw_turns(view, place, cy, lane.number, false);
        } else if (lane.kind == LaneKind::Future) {
            draw_future_bars(view, place, lane, cy);
        } else {
            draw_bars(view, place, lane, row);
        }
    }
}

void draw_after_now(const View& view, const TimelinePlace& place) {
    Painter& p = view.p();
    const Theme& th = view.th();
    if (place.now_x >= place.lanes.right()) return;
    const float x = std::max(place.now_x, place.lanes.x);
    if (hides_future(view.state().mode)) {
        const Box hidden = box_between(x, place.lanes.y - 32, place.lanes.right(), place.lanes.bottom());
        p.fill(hidden, th.bg2);
        p.hatch(hidden, Hatch::Rising, th.bg3, 2, 14);
        const Stop* stop = view.app.stop_here();
        const bool asks = stop && !stop->ask.empty() && !view.app.answered(view.app.stop_index_here());
        const char* text = view.state().mode == Mode::Loop ? "hidden: you decide"
                           : asks                          ? "hidden until you answer"
                                                           : "hidden until the next stop";
        if (hidden.w > p.width(Face::Head, text) + 40) {
            const float w = p.width(Face::Head, text) + 28;
            p.fill({hidden.cx() - w / 2, hidden.cy() - 16, w, 34}, th.bg1, 4);
            p.text_middle(Face::Head, hidden.cx(), hidden.cy() + 1, text, th.t1);
        }
        return;
    }
    const float bottom = std::min(place.lanes.bottom(), place.lane_top(place.order.size()));
    p.fill(box_between(x, place.lanes.y, place.lanes.right(), bottom), with_alpha(th.bg1, th.veil));
    view.ui.push_clip(box_between(place.lanes.x - 2, place.lanes.y, place.lanes.right(), place.lanes.bottom()));
    for (size_t row = 0; row < place.order.size(); ++row) {
        const Lane& lane = place.timeline->lanes[static_cast<size_t>(place.order[row])];
        if (lane.kind == LaneKind::Loop) draw_turns(view, place, place.lane_middle(row), lane.number, true);
    }
    view.ui.pop_clip();
}

namespace {

// The presenter's labels: the chip over the name.
void draw_large_label(const View& view, const Lane& lane, const Box& label, bool chosen) {
    Painter& p = view.p();
    const Theme& th = view.th();
    const std::string name = lane_name(lane);
    if (chosen) p.fill(label, th.bg3, 4);
    const float size = std::min(48.0f, label.h - 40), cy = label.cy() - 17;
    if (lane.kind == LaneKind::Task) {
        draw_chip(p, label.cx() - std::max(size, chip_width(p, name, size)) / 2, cy, name, size);
    } else {
        draw_glyph(p, lane_glyph(lane.kind), {label.cx(), cy}, th.t1, 2);
    }
    p.text_middle(Face::Title, label.cx(), cy + size / 2 + 16, p.fitted(Face::Title, name, label.w - 8), th.t0);
}

}  // namespace

void draw_lane_labels(const View& view, const TimelinePlace& place) {
    Painter& p = view.p();
    const Theme& th = view.th();
    view.ui.push_clip({place.label_left, place.lanes.y, place.label_width, place.lanes.h});
    // Bars that begin before the visible part end at the label column.
    p.fill({place.label_left, place.lanes.y, place.lanes.x - place.label_left - 2, place.lanes.h}, th.bg1);
    for (size_t row = 0; row < place.order.size(); ++row) {
        const Lane& lane = place.timeline->lanes[static_cast<size_t>(place.order[row])];
        const float top = place.lane_top(row), cy = place.lane_middle(row);
        if (top + place.lane_height < place.lanes.y || top > place.lanes.bottom()) continue;
        const Box label{place.label_left + 2, top + 1, place.label_width - 4, place.lane_height - 3};
        const std::string name = lane_name(lane);
        if (place.k > 1.2f) {
            draw_large_label(view, lane, label, lane.kind == LaneKind::Task && lane.number == place.selected);
            continue;
        }
        const Touch touch = view.ui.region(view.name("lane." + std::to_string(row)), label);
        const bool chosen = lane.kind == LaneKind::Task && lane.number == place.selected;
        if (chosen || (touch.hovered && lane.kind == LaneKind::Task)) p.fill(label, chosen ? th.bg3 : th.bg2, 4);
        if (chosen) p.fill({label.x, label.y, 4, label.h}, th.link, 1);
        p.hline(place.label_left + 8, place.lanes.x, top + place.lane_height - 1, th.line);
        float x = place.label_left + 14 + static_cast<float>(std::min(lane.depth, 4)) * kIndent;
        if (lane.depth > 0) {
            p.vline(x - 14, top, cy, th.t2, 2);
            p.hline(x - 14, x - 5, cy - 1, th.t2, 2);
        }
        if (lane.kind == LaneKind::Task) {
            draw_chip(p, x, cy, name);
            x += chip_width(p, name) + 11;
        } else {
            draw_glyph(p, lane_glyph(lane.kind), {x + 11, cy}, th.t1, 1.1f);
            x += 33;
        }
        const float room = label.right() - x - 4;
        if (p.text_fit(Face::Head, x, cy, room, name, th.t0)) view.ui.tip(touch, name);
        if (touch.hovered && lane.kind == LaneKind::Task) view.ui.cursor(Ui::Cursor::Hand);
        if (touch.clicked && lane.kind == LaneKind::Task)
            view.emit({ActionId::SelectTask, lane.number == view.state().places[view.run].task ? 0 : lane.number});
    }
    p.hline(place.label_left + 8, place.lanes.right(), place.lanes.y, with_alpha(th.line, 0));
    view.ui.pop_clip();
}

void draw_time_axis(const View& view, const TimelinePlace& place, const Box& box) {
    Painter& p = view.p();
    const Theme& th = view.th();
    const bool by_time = view.state().timeline.by_time && !view.state().presenter;
    const auto& instants = place.axis->cells();
    view.ui.push_clip({box.x, box.y, box.w, box.h});
    if (by_time) {
        p.fill(box, th.bg2, 3);
        const double t0 = place.axis->time_at(place.offset), t1 = place.axis->time_at(place.offset + box.w);
        const double pixels = static_cast<double>(box.w) / std::max(1e-9, t1 - t0);
        const double step = nice_step(std::max((t1 - t0) / 1e4, 190 / std::max(1e-9, pixels)));
        for (double t = std::floor(t0 / step) * step; t <= t1 + step; t += step) {
            const float x = place.x_of_time(t), minor = place.x_of_time(t + step / 2);
            p.vline(minor, box.bottom() - 6, box.bottom(), th.t2);
            if (t < 0) continue;
            p.vline(x, box.y, box.bottom(), th.line);
            if (x + 8 + p.width(Face::Head, "t = " + short_seconds(t)) < box.right()) {
                p.text(Face::Head, x + 8, box.cy(), "t = " + short_seconds(t), th.t1);
            }
        }
        view.ui.pop_clip();
        return;
    }
    for (size_t i = 0; i < instants.size(); ++i) {
        if (instants[i].step_begin > place.limit) break;
        const bool last = i + 1 == instants.size();
        const float x0 = i == 0 ? box.x : box.x + static_cast<float>(instants[i].x0) - place.offset;
        const float x1 = last ? box.right() : box.x + static_cast<float>(instants[i].gap_to) - place.offset - 3;
        if (x1 < box.x || x0 > box.right()) continue;
        const Box plate = box_between(std::max(x0, box.x), box.y, std::min(x1, box.right()), box.bottom());
        p.fill(plate, th.bg2, 3);
        const std::string text = "t = " + short_seconds(instants[i].t);
        const float width = p.width(Face::Head, text);
        const bool future = instants[i].step_begin > place.now;
        float used = plate.x;
        if (width + 14 < plate.w) {
            p.text(Face::Head, plate.x + 8, box.cy(), text, future ? th.t2 : th.t1);
            used = plate.x + 8 + width + 12;
        } else if (p.width(Face::Head, short_seconds(instants[i].t)) + 10 < plate.w) {
            p.text(Face::Head, plate.x + 5, box.cy(), short_seconds(instants[i].t), future ? th.t2 : th.t1);
            used = plate.x + p.width(Face::Head, short_seconds(instants[i].t)) + 12;
        }
        float until = plate.right();
        if (!last) {
            const std::string jump = "+" + short_seconds(instants[i + 1].t - instants[i].t);
            const float jump_width = p.width(Face::Text, jump);
            if (plate.right() - jump_width - 12 > used) {
                p.text_right(Face::Text, plate.right() - 8, box.cy(), jump, th.t2);
                until = plate.right() - jump_width - 20;
            }
        }
        // Where there is much room: the numbers of the steps. Several runs have different ones.
        const double slot = place.axis->shared() ? 0 : place.axis->slot();
        if (slot <= 0 || until - used < 90) continue;
        const uint64_t every = static_cast<uint64_t>(std::max(1.0, nice_step(90 / slot)));
        const uint64_t count = instants[i].rank + instants[i].count;
        uint64_t n = ((instants[i].rank + every - 1) / every) * every;
        const double skip =
            (static_cast<double>(used) - static_cast<double>(box.x) + static_cast<double>(place.offset) - instants[i].x0) /
            slot;
        if (skip > 0) n = std::max(n, ((instants[i].rank + static_cast<uint64_t>(skip) + every) / every) * every);
        for (; n < count; n += every) {
            const float x = box.x +
                            static_cast<float>(instants[i].x0 + (static_cast<double>(n - instants[i].rank) - 0.5) * slot) -
                            place.offset;
            const std::string number = std::to_string(n);
            const float w = p.width(Face::Text, number);
            if (x - w / 2 < used || std::abs(x - place.now_x) < w / 2 + 8) continue;
            if (x + w / 2 > until) break;
            p.text_middle(Face::Text, x, box.cy(), number, th.t2);
            p.vline(x, box.bottom() - 3, box.bottom(), th.t2);
        }
    }
    view.ui.pop_clip();
}

}  // namespace loopscope::app
