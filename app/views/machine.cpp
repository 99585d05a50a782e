// The machine room: what Task.step, wakeup, Future.set_result and the loop's run_once do inside, as annotated code.
#include <algorithm>

#include "app/layout/machine_text.h"
#include "app/views/view.h"
#include "app/widgets/code.h"

namespace loopscope::app {
namespace {

constexpr float kPitch = 28;

void draw_crumbs(const View& view, const Box& box, const MachineState& machine) {
    Painter& p = view.p();
    const Theme& th = view.th();
    float x = box.x;
    for (size_t i = 0; i < machine.path.size(); ++i) {
        const bool here = machine.path[i].routine == machine.routine, ahead = machine.path[i].ahead;
        const std::string name(machine_routine(machine.path[i].routine).name);
        const Face face = here ? Face::CodeBold : Face::Code;
        const float width = p.width(face, name) + 20;
        if (x + width > box.right()) break;
        const Box crumb{x, box.y, width, box.h};
        p.fill(crumb, here ? kRunning : th.bg2, 3);
        p.text(face, x + 10, box.cy(), name, here ? kBlack : ahead ? th.t2 : th.t1);
        x = crumb.right();
        if (i + 1 < machine.path.size()) draw_glyph(p, Glyph::Right, {x + 11, box.cy()}, th.t2, 0.65f);
        x += 22;
    }
}

void draw_line(const View& view, const Box& row, const MachineRow& line, float divide) {
    Painter& p = view.p();
    const Theme& th = view.th();
    const bool now = line.state == MachineMark::Now, ran = line.state == MachineMark::Ran;
    if (now) p.fill(row, th.curline);
    const float dot = row.x + 20;
    if (now) {
        draw_line_next(p, {dot, row.cy()}, th.okt);
    } else if (ran) {
        p.disc({dot, row.cy()}, 5, th.okt);
    } else if (line.state == MachineMark::NotTaken) {
        p.ring({dot, row.cy()}, 5, th.t2, 2);
    }
    const bool quiet = !now && !ran;
    const std::vector<CodeLine> code = highlight(line.code);
    view.ui.push_clip({row.x, row.y, divide - row.x - 6, row.h});
    if (!code.empty()) draw_code_line(p, code.front(), row.x + 44, row.cy(), {Face::Code, Face::CodeBold, quiet});
    view.ui.pop_clip();
    const Colour ink = now ? th.okt : ran ? th.t0 : th.t2;
    p.text(Face::Head, divide + 14, row.cy(), line.word, ink);
    const float x = divide + 14 + 100;
    if (p.text_fit(Face::Text, x, row.cy(), row.right() - x - 12, line.says, now ? th.t0 : ran ? th.t1 : th.t2)) {
        view.ui.tip(view.ui.region(view.name("machine.line." + std::to_string(static_cast<int>(row.y))), row), line.says);
    }
}

}  // namespace

void draw_machine(const View& view) {
    const Moment& now = view.now();
    const MachineState machine = machine_state(view.recording(), now.event, now.state);
    const std::string name(machine_routine(machine.routine).name);
    const std::string task = task_name(view, now.event.task ? now.event.task : now.event.subject);
    const PaneFrame frame = begin_pane(view, task.empty() ? name : task + ", " + name);
    Painter& p = view.p();
    const Theme& th = view.th();
    if (!now.any) {
        empty_note(view.ui, frame.body, "Nothing happens in this run.");
        return;
    }
    draw_crumbs(view, {frame.body.x + 12, frame.body.y + 12, frame.body.w - 24, 32}, machine);
    const Box area = box_between(frame.body.x, frame.body.y + 54, frame.body.right(), frame.body.bottom() - 36);
    const float divide = area.x + std::max(440.0f, area.w * 0.58f);
    {
        Scroller scroll(view.ui, view.name("machine"), area, static_cast<float>(machine.rows.size()) * kPitch + 12, kPitch);
        p.vline(divide, area.y, std::min(area.bottom(), scroll.top() + static_cast<float>(machine.rows.size()) * kPitch), th.line);
        for (size_t i = 0; i < machine.rows.size(); ++i) {
            const Box row{area.x + 2, scroll.top() + static_cast<float>(i) * kPitch, area.w - 12, kPitch};
            if (row.bottom() < area.y || row.y > area.bottom()) continue;
            draw_line(view, row, machine.rows[i], divide);
        }
    }
    const float cy = frame.body.bottom() - 20;
    float x = frame.body.x + 20;
    p.disc({x, cy}, 5, th.okt);
    x += 14 + p.text(Face::Text, x + 14, cy, "ran in this step", th.t1) + 30;
    p.ring({x, cy}, 5, th.t2, 2);
    x += 14 + p.text(Face::Text, x + 14, cy, "not taken", th.t1) + 30;
    p.text_fit(Face::Text, x, cy, frame.body.right() - x - 12, "grey: a way this step may still end", th.t1);
}

}  // namespace loopscope::app
