// The tasks pane: the tree of tasks, their states, what each awaits and since when.
#include <algorithm>
#include <cmath>
#include <functional>

#include "app/views/view.h"
#include "replay/mistakes.h"

namespace loopscope::app {
namespace {

constexpr float kTaskRow = 38;

struct Entry {
    const replay::TaskState* task;
    int depth;
};

// Parents before children, in order of creation.
std::vector<Entry> tree_of(const replay::State& state) {
    std::vector<Entry> entries;
    const std::function<void(uint32_t, int)> add = [&](uint32_t parent, int depth) {
        for (const replay::TaskState& task : state.tasks) {
            const bool orphan = depth == 0 && task.parent != 0 && !state.find_task(task.parent);
            if (task.parent != parent && !orphan) continue;
            entries.push_back({&task, depth});
            if (depth < 60) add(task.number, depth + 1);
        }
    };
    add(0, 0);
    return entries;
}

std::string awaits_text(const View& view, const replay::TaskState& task) {
    if (replay::is_finished(task.status)) return task.outcome;
    if (task.held) return "a cancel is held back";
    if (!task.awaits) return task.must_cancel ? "must cancel" : "";
    std::string text = task.awaited();
    if (task.due) return text + " until " + short_seconds(*task.due);
    (void)view;
    return text;
}

std::string since_text(const View& view, const replay::TaskState& task) {
    const replay::State& state = view.now().state;
    const double seconds = state.t - task.since_t;
    if (seconds > 0) return short_seconds(seconds);
    if (state.iteration > 0 && task.since_iteration > 0 && state.iteration >= task.since_iteration) {
        const uint32_t turns = state.iteration - task.since_iteration;
        return turns == 0 ? "this turn" : std::to_string(turns) + (turns == 1 ? " turn" : " turns");
    }
    return {};
}

constexpr size_t kMostLocks = 4;  // rows; what does not fit is counted

float locks_height(const replay::State& state) {
    return state.locks.empty() ? 0 : kTaskRow * static_cast<float>(std::min(state.locks.size(), kMostLocks)) + 10;
}

// A lock a row: who holds it and how deep, then its queue, the next one first.
void draw_lock(const View& view, const Box& row, const replay::LockState& lock) {
    Painter& p = view.p();
    const Theme& th = view.th();
    const Touch touch = view.ui.region(view.name("lock." + std::to_string(lock.number)), row);
    if (touch.hovered) p.fill(row, th.bg2, 4);
    float x = row.x + 12;
    const auto word = [&](Face face, const std::string& text, Colour colour) {
        x += p.text_fit(face, x, row.cy(), std::max(0.0f, row.right() - 12 - x), text, colour)
                 ? std::max(0.0f, row.right() - 12 - x)
                 : p.width(face, text) + 10;
    };
    const auto task = [&](uint32_t number) {
        const replay::TaskState* found = view.now().state.find_task(number);
        const std::string name = found ? found->name : "?";
        if (x + chip_width(p, name) > row.right() - 12) return;
        draw_chip(p, x, row.cy(), name);
        x += chip_width(p, name) + 8;
        word(Face::Text, name, th.t0);
        if (found && touch.clicked) view.emit({ActionId::SelectTask, number});
    };
    word(Face::Head, lock.name, th.t0);
    if (lock.depth == 0) word(Face::Text, "free, handed on", th.t1);
    if (lock.depth > 0) {
        word(Face::Text, "held by", th.t1);
        task(lock.owner);
        if (lock.depth > 1) word(Face::Head, "depth " + std::to_string(lock.depth), th.t0);
    }
    word(Face::Text, lock.waiting.empty() ? "nobody waits" : "queue", th.t2);
    for (uint32_t waiter : lock.waiting) task(waiter);
}

void draw_locks(const View& view, const Box& box) {
    const std::vector<replay::LockState>& locks = view.now().state.locks;
    view.p().hline(box.x + 6, box.right() - 6, box.y + 2, view.th().line);
    for (size_t i = 0; i < locks.size() && i < kMostLocks; ++i) {
        const Box row{box.x + 6, box.y + 6 + static_cast<float>(i) * kTaskRow, box.w - 12, kTaskRow};
        if (i + 1 == kMostLocks && locks.size() > kMostLocks) {
            const std::string more = std::to_string(locks.size() - i) + " more locks";
            view.p().text(Face::Text, row.x + 12, row.cy(), more, view.th().t2);
        } else {
            draw_lock(view, row, locks[i]);
        }
    }
}

}  // namespace

void draw_tasks(const View& view) {
    const replay::State& state = view.now().state;
    const auto alive = std::count_if(state.tasks.begin(), state.tasks.end(),
                                     [](const replay::TaskState& t) { return !replay::is_finished(t.status); });
    const PaneFrame frame = begin_pane(view, std::to_string(alive) + " of " + std::to_string(state.tasks.size()) + " alive");
    Painter& p = view.p();
    const Theme& th = view.th();
    if (state.tasks.empty()) {
        empty_note(view.ui, frame.body, "No task has been created yet.");
        return;
    }
    const std::vector<Entry> entries = tree_of(state);
    const std::vector<uint32_t> ring = replay::ring_of(state);
    Box body = frame.body;
    if (!ring.empty()) {
        const Box strip{body.x, body.y, body.w, 36};
        p.fill(strip, th.err);
        p.fill({strip.x, strip.y, 4, strip.h}, kFailed);
        const std::string text = replay::ring_text(state, ring);
        const Touch touch = view.ui.region(view.name("tasks.ring"), strip);
        if (p.text_fit(Face::Head, strip.x + 18, strip.cy(), strip.w - 36, text, th.errt)) view.ui.tip(touch, text);
        body = box_between(body.x, strip.bottom(), body.right(), body.bottom());
    }
    if (const float height = locks_height(state); height > 0 && body.h > height + 2 * kTaskRow) {
        draw_locks(view, {body.x, body.bottom() - height, body.w, height});
        body.h -= height;
    }
    Scroller scroll(view.ui, view.name("tasks"), body, static_cast<float>(entries.size()) * kTaskRow + 12, kTaskRow);
    const uint32_t selected = view.app.shown_task_at(view.run);
    for (size_t i = scroll.first_row(kTaskRow); i < scroll.last_row(kTaskRow, entries.size()); ++i) {
        const replay::TaskState& task = *entries[i].task;
        const Box row{body.x + 6, scroll.top() + 6 + static_cast<float>(i) * kTaskRow, body.w - 18, kTaskRow};
        const Touch touch = view.ui.region(view.name("task." + std::to_string(task.number)), row);
        const bool chosen = task.number == selected;
        if (chosen || touch.hovered) p.fill(row, chosen ? th.bg3 : th.bg2, 4);
        if (chosen) p.fill({row.x, row.y, 4, row.h}, th.link, 1);
        if (std::find(ring.begin(), ring.end(), task.number) != ring.end()) p.outline(row, kFailed, 2, 4);
        if (touch.hovered) view.ui.cursor(Ui::Cursor::Hand);
        if (touch.clicked) view.emit({ActionId::SelectTask, task.number});
        float x = row.x + 12 + 18 * static_cast<float>(std::min(entries[i].depth, 6));
        if (entries[i].depth > 0) {
            p.vline(x - 12, row.y, row.cy(), th.t2, 2);
            p.hline(x - 12, x - 4, row.cy() - 1, th.t2, 2);
        }
        draw_chip(p, x, row.cy(), task.name);
        x += chip_width(p, task.name) + 10;
        const float name_room = std::max(60.0f, row.w * 0.3f - (x - row.x) + 30);
        p.text_fit(Face::Head, x, row.cy(), name_room, task.name, th.t0);
        if (task.cancelling > 0) {
            const std::string count = "cancelling " + std::to_string(task.cancelling);
            view.ui.tip(touch, task.name + ": cancelling() is " + std::to_string(task.cancelling));
            (void)count;
        }
        x = row.x + std::max(row.w * 0.36f, x - row.x + name_room * 0.5f);
        draw_bar_sample(p, x, row.cy(), task.status);
        const float word = p.text(Face::Head, x + 36, row.cy(), replay::task_status_name(task.status),
                                  task.status == replay::TaskStatus::Running ? th.okt : th.t0);
        x += 36 + std::max(104.0f, word) + 12;
        const std::string since = since_text(view, task);
        const float since_width = p.width(Face::Text, since);
        const float room = row.right() - 12 - since_width - 12 - x;
        if (room > 40)
            p.text_fit(replay::is_finished(task.status) ? Face::Code : Face::Text, x, row.cy(), room, awaits_text(view, task),
                       th.t1);
        p.text_right(Face::Text, row.right() - 8, row.cy(), since, th.t2);
    }
}

}  // namespace loopscope::app
