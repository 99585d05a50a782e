// MicroPython's loop: runq and waitq as boxes, the error that waits inside a coroutine, and one sentence about it.
#include <algorithm>

#include "app/views/view.h"

namespace loopscope::app {
namespace {

constexpr float kWheelRow = 34, kWheelPitch = 40;

std::string milliseconds(double seconds) {
    std::string digits = std::to_string(static_cast<long long>(seconds * 1000 + 0.5)), shown;
    for (size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) shown += ' ';
        shown += digits[i];
    }
    return shown;
}

// A coroutine in a queue. One with an error waiting inside is taller and says which.
float draw_entry(const View& view, const Box& at, const replay::HandleState& handle, bool waiting) {
    Painter& p = view.p();
    const Theme& th = view.th();
    const replay::TaskState* task = view.now().state.find_task(handle.task);
    const bool now = handle.place == replay::HandleState::Place::Running;
    const bool pending = task && (task->must_cancel || task->status == replay::TaskStatus::Cancelling);
    const Box box{at.x, at.y, at.w, pending ? 78.0f : kWheelRow};
    const Touch touch = view.ui.region(view.name((waiting ? "waitq." : "runq.") + std::to_string(handle.number)), box);
    p.fill(box, now ? th.bg3 : th.bg2, 3);
    p.outline(box, pending ? th.cancel : now ? th.okt : th.line, pending || now ? 2 : 1, 3);
    const float cy = box.y + kWheelRow / 2;
    const std::string name = task ? task->name : handle.callback;
    draw_chip(p, box.x + 8, cy, name);
    const std::string right = waiting && handle.when ? milliseconds(*handle.when) : now ? "now" : "";
    p.text_right(waiting ? Face::Code : Face::Text, box.right() - 10, cy, right, now ? th.okt : th.t1);
    const float x = box.x + 8 + chip_width(p, name) + 9;
    p.text_fit(now ? Face::Head : Face::Text, x, cy, box.right() - 18 - p.width(Face::Code, right) - x, name, th.t0);
    if (pending) {
        const Box strip{box.x + 8, box.y + 40, box.w - 16, 28};
        p.fill(strip, kCancelling, 2);
        draw_glyph(p, Glyph::Cross, {strip.x + 16, strip.cy()}, kBlack, 0.85f);
        p.text_fit(Face::Head, strip.x + 30, strip.cy(), strip.w - 36, "CancelledError", kBlack);
    }
    if (touch.hovered) view.ui.cursor(Ui::Cursor::Hand);
    if (touch.clicked && handle.task) view.emit({ActionId::SelectTask, handle.task});
    return box.h + kWheelPitch - kWheelRow;
}

// A coroutine that is in no queue: it waits for a socket, or for somebody who queues it.
void draw_parked(const View& view, const Box& at, const replay::TaskState& task) {
    Painter& p = view.p();
    const Theme& th = view.th();
    const Touch touch = view.ui.region(view.name("parked." + std::to_string(task.number)), at);
    p.dashed_outline(at, task.must_cancel ? th.cancel : th.line, 4, 4);
    draw_chip(p, at.x + 8, at.cy(), task.name);
    const float x = at.x + 8 + chip_width(p, task.name) + 9;
    p.text_fit(Face::Text, x, at.cy(), at.right() - 10 - x, task.name + ", in no queue: waits for " + task.awaits_text, th.t0);
    if (touch.hovered) view.ui.cursor(Ui::Cursor::Hand);
    if (touch.clicked) view.emit({ActionId::SelectTask, task.number});
}

bool is_parked(const replay::TaskState& task) {
    const bool waits = task.status == replay::TaskStatus::Waiting || task.status == replay::TaskStatus::Cancelling;
    return waits && !task.awaits_text.empty();
}

// The entries that have room, and how many more there are; false where there are more. `y` moves down behind them.
bool draw_queue(const View& view, const Box& box, const std::vector<replay::HandleState>& queue, bool waiting, float& y) {
    size_t shown = 0;
    for (const replay::HandleState& handle : queue) {
        const bool last = shown + 1 == queue.size();
        if (y + kWheelRow + (last ? 0 : 22) > box.bottom()) break;
        y += draw_entry(view, {box.x, y, box.w, kWheelRow}, handle, waiting);
        ++shown;
    }
    if (shown == queue.size()) return true;
    view.p().text(Face::Text, box.x + 10, y + 8, std::to_string(queue.size() - shown) + " more", view.th().t2);
    return false;
}

}  // namespace

void draw_uasyncio(const View& view) {
    const replay::State& state = view.now().state;
    const PaneFrame frame = begin_pane(view, state.iteration > 0 ? "pass " + std::to_string(state.iteration) : "");
    Painter& p = view.p();
    const Theme& th = view.th();
    if (state.loop.number == 0) {
        empty_note(view.ui, frame.body, "No loop runs yet. Its runq and its waitq, sorted by due time, are shown here.");
        return;
    }
    const Box body = frame.body.inset(12, 12);
    const float half = (body.w - 12) / 2, right = body.x + half + 12;
    p.text(Face::Code, body.x, body.y + 8, "runq", th.t0);
    p.text_right(Face::Text, body.x + half, body.y + 8, std::to_string(state.loop.ready.size()) + " of 16", th.t2);
    p.text(Face::Code, right, body.y + 8, "waitq", th.t0);
    p.text_right(Face::Text, body.right(), body.y + 8, std::to_string(state.loop.timers.size()) + " of 16", th.t2);
    float ready_y = body.y + 26, wait_y = ready_y;
    std::vector<const replay::TaskState*> parked;
    for (const replay::TaskState& task : state.tasks)
        if (is_parked(task) && parked.size() < 4) parked.push_back(&task);
    // A low pane shows what is queued rather than words about it.
    const float said = body.h > 190 ? 70.0f : 0.0f;
    const float bottom = body.bottom() - said - static_cast<float>(parked.size()) * kWheelPitch;
    for (size_t i = 0; i < parked.size(); ++i) {
        draw_parked(view, {body.x, bottom + 6 + static_cast<float>(i) * kWheelPitch, body.w, kWheelRow}, *parked[i]);
    }
    const bool ready_all = draw_queue(view, {body.x, ready_y, half, bottom - ready_y}, state.loop.ready, false, ready_y);
    const bool wait_all = draw_queue(view, {right, wait_y, half, bottom - wait_y}, state.loop.timers, true, wait_y);
    if (ready_all && ready_y + kWheelRow <= bottom) {
        p.dashed_outline({body.x, ready_y, half, kWheelRow}, th.line, 4, 4);
        p.text(Face::Text, body.x + 10, ready_y + kWheelRow / 2, "empty", th.t2);
    }
    if (wait_all && wait_y + kWheelRow <= bottom) {
        p.dashed_outline({right, wait_y, half, kWheelRow}, th.line, 4, 4);
        p.text(Face::Text, right + 10, wait_y + kWheelRow / 2, state.loop.timers.empty() ? "empty" : "nothing else", th.t2);
    }
    if (said == 0) return;
    const float words = body.bottom() - said;
    p.hline(body.x, body.right(), words + 8, th.line);
    const bool pending =
        std::any_of(state.loop.timers.begin(), state.loop.timers.end(), [&](const replay::HandleState& handle) {
            const replay::TaskState* task = state.find_task(handle.task);
            return task && (task->must_cancel || task->status == replay::TaskStatus::Cancelling);
        });
    const std::string text =
        pending ? "pend_throw stores the error inside the coroutine. The queues are not touched, so it sleeps to the end."
                : "A pass runs what is in the runq at its start; what is due in the waitq joins it first.";
    float y = words + 26;
    for (const std::string& line : p.wrapped(Face::Text, text, body.w)) {
        if (y + 8 > body.bottom() + 8) break;
        p.text(Face::Text, body.x, y, line, th.t2);
        y += 24;
    }
}

}  // namespace loopscope::app
