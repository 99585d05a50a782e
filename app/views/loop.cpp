// The loop pane: which phase the loop is in, its ready queue, its timer heap, what the poll waits for, the workers.
#include <algorithm>

#include "app/views/view.h"

namespace loopscope::app {
namespace {

using replay::HandleState;
using replay::LoopPhase;
using replay::LoopState;

constexpr float kLoopRow = 34, kLoopPitch = 38;

void draw_phases(const View& view, const LoopState& loop, const Box& box) {
    Painter& p = view.p();
    const Theme& th = view.th();
    static constexpr LoopPhase kPhases[] = {LoopPhase::Poll, LoopPhase::Timers, LoopPhase::Ready};
    float x = box.x;
    for (const LoopPhase phase : kPhases) {
        const std::string name = replay::loop_phase_name(phase);
        const bool now = loop.phase == phase;
        const Face face = now ? Face::Head : Face::Text;
        const float width = p.width(face, name) + 18;
        if (phase != LoopPhase::Poll) {
            draw_glyph(p, Glyph::Right, {x + 11, box.cy()}, th.t1, 0.65f);
            x += 22;
        }
        if (x + width > box.right()) break;
        p.fill({x, box.y, width, box.h}, now ? kRunning : th.bg2, 3);
        p.text(face, x + 9, box.cy(), name, now ? kBlack : th.t2);
        x += width;
    }
    if (loop.turn_total > 0) {
        const std::string count = std::to_string(loop.turn_begun) + " of " + std::to_string(loop.turn_total);
        if (x + p.width(Face::Text, count) + 16 < box.right()) p.text_right(Face::Text, box.right(), box.cy(), count, th.t1);
    }
}

// A timer that finishes a future is told by the future, and by the task that waits for it.
std::string waiter_of(const View& view, std::string& callback) {
    if (!callback.starts_with("future#")) return {};
    const std::string name = callback.substr(0, callback.find('.'));
    for (const replay::FutureState& future : view.now().state.futures) {
        if (future.name != name) continue;
        callback = name;
        if (!future.waiting_tasks.empty()) return task_name(view, future.waiting_tasks.front());
    }
    callback = name;
    return {};
}

// What the handle does, said about its task where it has one: chip and "wakeup".
void draw_handle(const View& view, const Box& box, const HandleState& handle, bool timer) {
    Painter& p = view.p();
    const Theme& th = view.th();
    const bool now = handle.place == HandleState::Place::Running, ran = handle.place == HandleState::Place::Ran;
    const Touch touch = view.ui.region(view.name((timer ? "timer." : "handle.") + std::to_string(handle.number)), box);
    p.fill(box, now ? th.bg3 : th.bg2, 3);
    if (now) {
        p.outline(box, th.okt, 2, 3);
    } else {
        p.outline(box, touch.hovered ? th.t2 : th.line, 1, 3);
    }
    std::string right = ran ? "ran" : now ? "now" : "";
    if (timer && handle.when) right = "t = " + short_seconds(*handle.when);
    if (handle.cancelled) right = "cancelled";
    const float right_width = p.width(Face::Text, right);
    p.text_right(Face::Text, box.right() - 10, box.cy(), right, now ? th.okt : ran || handle.cancelled ? th.t2 : th.t1);
    float x = box.x + 10;
    std::string what = handle.callback;
    std::string task = task_name(view, handle.task);
    if (handle.task == 0) task = waiter_of(view, what);
    if (!task.empty()) {
        draw_chip(p, x - 2, box.cy(), task);
        x += chip_width(p, task) + 8;
        if (what.starts_with(task + " ")) what = what.substr(task.size() + 1);
        if (const size_t dot = what.rfind('.'); dot != std::string::npos && what.starts_with(task)) what = what.substr(dot + 1);
    }
    const float room = box.right() - 20 - right_width - x;
    const Face face = now ? Face::Head : Face::Text;
    // A method is known by its own name rather than by its class's.
    if (const size_t dot = what.rfind('.'); dot != std::string::npos && p.width(face, what) > room) what = what.substr(dot + 1);
    p.text_fit(face, x, box.cy(), room, what, ran || handle.cancelled ? th.t2 : now ? th.t0 : th.t1);
    if (handle.cancelled) p.hline(x, x + std::min(room, p.width(Face::Text, what)), box.cy(), th.t2);
    view.ui.tip(touch,
                handle.name + ": " + handle.callback + ", scheduled in turn " + std::to_string(handle.scheduled_iteration));
    if (touch.hovered) view.ui.cursor(Ui::Cursor::Hand);
    if (touch.clicked) view.jump(handle.scheduled_step);
}

void draw_empty(const View& view, const Box& box, std::string_view text) {
    view.p().dashed_outline(box, view.th().line, 4, 4);
    view.p().text_fit(Face::Text, box.x + 10, box.cy(), box.w - 20, text, view.th().t2);
}

// Rows of one column; returns where the next may stand. What does not fit is counted.
float draw_column(const View& view, const Box& box, float pitch, const std::vector<const HandleState*>& handles, bool timers) {
    const size_t room = static_cast<size_t>(std::max(1.0f, (box.h + pitch - kLoopRow) / pitch));
    // A long queue that is half done shows the place where it is being worked on.
    size_t first = 0;
    for (size_t i = 0; i < handles.size(); ++i) {
        if (handles[i]->place == HandleState::Place::Running && i + 1 >= room) first = i - (room > 2 ? room - 2 : 0);
    }
    if (handles.size() <= room) first = 0;
    float y = box.y;
    for (size_t row = 0; row < room && first + row < handles.size(); ++row, y += pitch) {
        const size_t left = handles.size() - first - row;
        if (row + 1 == room && left > 1) {
            view.p().text(Face::Text, box.x + 10, y + kLoopRow / 2, std::to_string(left) + " more", view.th().t2);
        } else {
            draw_handle(view, {box.x, y, box.w, kLoopRow}, *handles[first + row], timers);
        }
    }
    return y;
}

std::string poll_text(const LoopState& loop) {
    std::string text;
    if (loop.polling) {
        text = loop.poll_until ? "until t = " + short_seconds(*loop.poll_until) : "until something happens";
    } else if (!loop.ready.empty() &&
               std::any_of(loop.ready.begin(), loop.ready.end(), [](const HandleState& h) { return h.next_turn; })) {
        text = "next: does not wait";
    } else if (!loop.timers.empty() && loop.timers.front().when) {
        text = "next: until t = " + short_seconds(*loop.timers.front().when);
    } else {
        text = "next: nothing";
    }
    if (!loop.poll_for.empty()) text += ", for " + loop.poll_for;
    return text;
}

void draw_workers(const View& view, const Box& box) {
    Painter& p = view.p();
    const Theme& th = view.th();
    const replay::State& state = view.now().state;
    p.text(Face::Head, box.x, box.cy(), "Executor", th.t0);
    const float x = box.x + p.width(Face::Head, "Executor") + 14;
    std::string text;
    for (const replay::ThreadView& thread : state.threads) {
        if (thread.id == 0 || !thread.alive) continue;
        if (!text.empty()) text += ", ";
        text += thread.name;
        if (!thread.job.empty()) text += ": " + thread.job;
        if (thread.blocked && thread.until) text += " until " + short_seconds(*thread.until);
    }
    const auto queued = std::count_if(state.jobs.begin(), state.jobs.end(),
                                      [](const replay::JobState& j) { return j.place == replay::JobState::Place::Queued; });
    if (queued > 0) text += (text.empty() ? "" : ", ") + std::to_string(queued) + " queued";
    if (text.empty()) text = state.jobs.empty() ? "not used" : "idle";
    if (p.text_fit(Face::Text, x, box.cy(), box.right() - x, text, th.t2))
        view.ui.tip(view.ui.region(view.name("workers"), box), text);
}

// A question whose answer stands in the ready queue: the queue is covered until it is answered.
bool queue_is_covered(const View& view) {
    if (view.state().mode != Mode::Predict) return false;
    const Stop* stop = view.app.stop_here();
    if (!stop || stop->ask.empty() || view.app.answered(view.app.stop_index_here())) return false;
    return std::any_of(stop->choices.begin(), stop->choices.end(),
                       [&](const std::string& choice) { return view.recording().task_by_name(choice) != 0; });
}

void draw_cover(const View& view, const Box& box) {
    Painter& p = view.p();
    p.fill(box, view.th().bg2, 3);
    p.hatch(box, Hatch::Rising, view.th().bg3, 2, 14);
    const char* text = "hidden until you answer";
    const float width = p.width(Face::Text, text) + 20;
    p.fill({box.cx() - width / 2, box.cy() - 15, width, 30}, view.th().bg1, 4);
    p.text_middle(Face::Text, box.cx(), box.cy(), text, view.th().t1);
}

}  // namespace

void draw_loop(const View& view) {
    const replay::State& state = view.now().state;
    const LoopState& loop = state.loop;
    const PaneFrame frame = begin_pane(view, loop.iteration > 0 ? "turn " + std::to_string(loop.iteration) : "");
    Painter& p = view.p();
    const Theme& th = view.th();
    if (loop.number == 0) {
        empty_note(view.ui, frame.body, "No event loop runs yet. Its ready queue and its timers are shown here.");
        return;
    }
    const Box body = frame.body.inset(12, 10);
    const bool low = body.h < 200;
    float y = body.y;
    if (!low) {
        draw_phases(view, loop, {body.x, y, body.w, 28});
        y += 38;
    }
    const float half = (body.w - 12) / 2, right = body.x + half + 12;
    const std::string title = low ? "Ready, turn " + std::to_string(loop.iteration) : "Ready queue";
    p.text(Face::Head, body.x, y + 7, title, th.t0);
    p.text(Face::Head, right, y + 7, "Timer heap", th.t0);
    y += 22;
    const float foot = low ? frame.body.bottom() - 8 : frame.body.bottom() - 42;
    std::vector<const HandleState*> now, next, timers;
    for (const HandleState& handle : loop.ready) (handle.next_turn ? next : now).push_back(&handle);
    for (const HandleState& handle : loop.timers) timers.push_back(&handle);
    const float pitch = low ? 36 : kLoopPitch;
    const float next_room = 10 + pitch * static_cast<float>(std::max<size_t>(1, std::min<size_t>(next.size(), low ? 1 : 3)));
    float ready_y = y;
    if (queue_is_covered(view)) {
        draw_cover(view, {body.x, y, half, foot - y - 4});
        next.clear();
        ready_y = foot;
    } else if (now.empty()) {
        draw_empty(view, {body.x, ready_y, half, kLoopRow}, "empty");
        ready_y += pitch;
    } else {
        ready_y = draw_column(view, {body.x, ready_y, half, foot - next_room - ready_y}, pitch, now, false);
    }
    // What was added in this turn waits behind a line for the next one.
    if (ready_y < foot) p.dashed({body.x, ready_y + 3}, {body.x + half, ready_y + 3}, th.t2, 2, 6, 4);
    ready_y += 10;
    if (next.empty()) {
        if (ready_y + kLoopRow <= foot + 2) draw_empty(view, {body.x, ready_y, half, kLoopRow}, "next turn: empty");
    } else {
        draw_column(view, {body.x, ready_y, half, foot - ready_y}, pitch, next, false);
    }
    const float timer_foot = low ? foot - 28 : foot;
    const float timer_y = timers.empty() ? y : draw_column(view, {right, y, half, timer_foot - y}, pitch, timers, true);
    if (timer_y + kLoopRow <= timer_foot)
        draw_empty(view, {right, timer_y, half, kLoopRow}, timers.empty() ? "empty" : "nothing else");
    if (low) {
        p.text(Face::Head, right, foot - 12, "Poll", th.t0);
        p.text_fit(Face::Text, right + 50, foot - 12, half - 50, poll_text(loop), th.t2);
        return;
    }
    p.hline(body.x, body.right(), foot + 2, th.line);
    p.text(Face::Head, body.x, foot + 22, "Poll", th.t0);
    p.text_fit(Face::Text, body.x + 50, foot + 22, half - 50, poll_text(loop), loop.polling ? th.t0 : th.t2);
    draw_workers(view, {right, foot + 8, half, 28});
}

}  // namespace loopscope::app
