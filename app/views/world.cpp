// The world outside of the program: peers and their connections, processes, worker threads and their jobs.
#include <algorithm>

#include "app/views/view.h"

namespace loopscope::app {
namespace {

constexpr float kWorldRow = 36;

class WorldRows {
public:
    WorldRows(const View& view, const Box& body, size_t count)
        : view_(view),
          scroll_(view.ui, view.name("world"), body, static_cast<float>(count) * kWorldRow + 20, kWorldRow),
          y_(scroll_.top() + 8),
          body_(body) {}

    void heading(std::string_view text) {
        view_.p().text(Face::Head, body_.x + 14, y_ + kWorldRow / 2, text, view_.th().t0);
        y_ += kWorldRow;
    }
    void row(Glyph glyph, std::string_view name, std::string_view what, std::string_view state, bool alive, uint64_t since) {
        Painter& p = view_.p();
        const Theme& th = view_.th();
        const Box box{body_.x + 10, y_ + 1, body_.w - 28, kWorldRow - 4};
        const Touch touch = view_.ui.region(view_.name("world." + std::to_string(index_++)), box);
        p.fill(box, touch.hovered ? th.bg3 : th.bg2, 3);
        draw_glyph(p, glyph, {box.x + 20, box.cy()}, alive ? th.t1 : th.t2);
        const float state_width = p.width(Face::Head, state);
        p.text_right(Face::Head, box.right() - 12, box.cy(), state, alive ? th.okt : th.t2);
        const float room = box.w - state_width - 70, name_width = std::min(p.width(Face::Head, name), room);
        p.text_fit(Face::Head, box.x + 42, box.cy(), name_width + 1, name, alive ? th.t0 : th.t1);
        p.text_fit(Face::Code, box.x + 56 + name_width, box.cy(), room - name_width - 14, what, th.t2);
        if (touch.hovered) view_.ui.cursor(Ui::Cursor::Hand);
        if (touch.clicked) view_.jump(since);
        y_ += kWorldRow;
    }

private:
    const View& view_;
    Scroller scroll_;
    float y_;
    Box body_;
    int index_ = 0;
};

}  // namespace

void draw_world(const View& view) {
    const replay::State& state = view.now().state;
    const PaneFrame frame = begin_pane(view);
    const size_t workers = state.threads.size() > 1 ? state.threads.size() - 1 : 0;
    const size_t count = state.connections.size() + state.processes.size() + workers + state.jobs.size();
    if (count == 0) {
        empty_note(view.ui, frame.body,
                   "Nothing outside of the program takes part yet: no connection, no process, no worker thread.");
        return;
    }
    WorldRows rows(view, frame.body, count + 4);
    if (!state.connections.empty()) rows.heading("Connections");
    for (const replay::ConnectionState& c : state.connections) {
        rows.row(Glyph::World, c.peer, c.address, c.open ? "open" : "closed", c.open, c.since_step);
    }
    if (!state.processes.empty()) rows.heading("Processes");
    for (const replay::ProcessState& process : state.processes) {
        rows.row(Glyph::Console, process.command, "", process.running ? "running" : "exit " + std::to_string(process.status),
                 process.running, process.since_step);
    }
    if (workers > 0) rows.heading("Threads");
    for (const replay::ThreadView& thread : state.threads) {
        if (thread.id == 0) continue;
        const std::string what = !thread.job.empty() ? thread.job : thread.waits_for;
        const std::string word = !thread.alive    ? "ended"
                                 : thread.blocked ? thread.until ? "until " + short_seconds(*thread.until) : "waits"
                                                  : "running";
        rows.row(Glyph::Machine, thread.name, what, word, thread.alive, view.step());
    }
    if (!state.jobs.empty()) rows.heading("Jobs");
    for (const replay::JobState& job : state.jobs) {
        static constexpr const char* kWords[] = {"queued", "running", "finished"};
        rows.row(Glyph::Play, job.function, "", kWords[static_cast<int>(job.place)],
                 job.place == replay::JobState::Place::Running, job.since_step);
    }
}

}  // namespace loopscope::app
