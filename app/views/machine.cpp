// The machine room: what Task.step, wakeup, Future.set_result and the loop's run_once do inside, as annotated code.
#include <algorithm>

#include "app/layout/machine_text.h"
#include "app/views/view.h"
#include "app/widgets/code.h"

namespace loopscope::app {
namespace {

constexpr float kMachinePitch = 28, kFactsWidth = 400, kFact = 36;

// The machine's state of the step that is shown, kept as long as that is: it takes searches in the recording.
const MachineState& state_now(const View& view) {
    static std::shared_ptr<const replay::Recording> of;
    static uint64_t step = trace::kNoStep;
    static MachineState state;
    const Moment& now = view.now();
    if (of != now.recording || step != now.step) {
        of = now.recording;
        step = now.step;
        state = now.any ? machine_state(view.recording(), now.event, now.state) : MachineState{};
    }
    return state;
}

void draw_crumbs(const View& view, const Box& box, const MachineState& machine) {
    Painter& p = view.p();
    const Theme& th = view.th();
    float x = box.x;
    for (size_t i = 0; i < machine.path.size(); ++i) {
        const MachineCrumb& at = machine.path[i];
        const std::string name(machine_routine(at.routine).name);
        const Face face = at.here ? Face::CodeBold : Face::Code;
        const float width = p.width(face, name) + 20;
        if (x + width > box.right()) break;
        const Box crumb{x, box.y, width, box.h};
        p.fill(crumb, at.here ? kRunning : th.bg2, 3);
        p.text(face, x + 10, box.cy(), name, at.here ? kBlack : at.ahead ? th.t2 : th.t1);
        x = crumb.right();
        if (i + 1 < machine.path.size()) draw_glyph(p, Glyph::Right, {x + 11, box.cy()}, th.t2, 0.65f);
        x += 22;
    }
}

// What goes into the coroutine in this step and what comes out.
void draw_in_out(const View& view, const Box& box, const char* name, const std::string& text) {
    Painter& p = view.p();
    const Theme& th = view.th();
    if (text.empty()) {
        p.dashed_outline(box, th.line, 4, 4);
    } else {
        p.fill(box, th.bg2, 3);
    }
    p.text(Face::Text, box.x + 12, box.y + 18, name, th.t1);
    p.text_fit(text.empty() ? Face::Code : Face::CodeBold, box.x + 12, box.y + 46, box.w - 20, text.empty() ? "not yet" : text,
               text.empty() ? th.t2 : th.t0);
}

// The task whose step it is: what the step reads and writes.
void draw_facts(const View& view, const Box& box, const MachineState& machine) {
    Painter& p = view.p();
    const Theme& th = view.th();
    p.vline(box.x - 12, box.y, box.bottom(), th.line);
    p.text_fit(Face::Head, box.x, box.y + 16, box.w,
               task_name(view, view.now().event.task ? view.now().event.task : view.now().event.subject), th.t0);
    float y = box.y + 38;
    for (const MachineFact& fact : machine.facts) {
        const float cy = y + kFact / 2 - 2, note = p.width(Face::Text, fact.note);
        p.text(Face::Code, box.x, cy, fact.name, th.t1);
        p.text_right(Face::Text, box.right(), cy, fact.note, th.t2);
        const float x = box.x + 132;
        p.text_fit(fact.changed ? Face::CodeBold : Face::Code, x, cy, box.right() - note - 8 - x, fact.value,
                   fact.changed ? th.okt : th.t0);
        y += kFact;
        p.hline(box.x, box.right(), y - 2, th.line);
    }
    y += 22;
    for (const std::string& line : p.wrapped(Face::Text, "Either a step is scheduled or waiter is set, never both.", box.w)) {
        p.text(Face::Text, box.x, y, line, th.t1);
        y += 24;
    }
    const float half = (box.w - 12) / 2;
    if (y + 70 > box.bottom()) return;
    draw_in_out(view, {box.x, y, half, 66}, "in", machine.in);
    draw_in_out(view, {box.x + half + 12, y, half, 66}, "out", machine.out);
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
    const float x = divide + 14 + 92;
    if (p.text_fit(Face::Text, x, row.cy(), row.right() - x - 12, line.says, now ? th.t0 : ran ? th.t1 : th.t2)) {
        view.ui.tip(view.ui.region(view.name("machine.line." + std::to_string(static_cast<int>(row.y))), row), line.says);
    }
}

// A routine that is longer than the pane shows the line of this step, with two before and after it.
void follow_line(const View& view, const MachineState& machine) {
    size_t line = 0;
    while (line < machine.rows.size() && machine.rows[line].state != MachineMark::Now) ++line;
    if (line == machine.rows.size()) return;
    const std::string scroller = view.name("machine"), now = std::to_string(view.now().step);
    std::string& seen = view.ui.memory().remembered[scroller];
    if (seen == now) return;
    seen = now;
    const float y = static_cast<float>(line) * kMachinePitch;
    reveal(view.ui, scroller, std::max(0.0f, y - 2 * kMachinePitch), y + 3 * kMachinePitch);
}

}  // namespace

void draw_machine(const View& view) {
    const Moment& now = view.now();
    const MachineState& machine = state_now(view);
    const std::string name(machine.any ? machine_routine(machine.routine).name : "");
    const PaneFrame frame = begin_pane(view, machine.task.empty() || !machine.any ? name : machine.task + ", " + name);
    Painter& p = view.p();
    const Theme& th = view.th();
    if (!now.any || !machine.any) {
        empty_note(
            view.ui, frame.body,
            now.any ? "No event loop runs at this step: there is nothing to look into." : "Nothing happens in this run.");
        return;
    }
    draw_crumbs(view, {frame.body.x + 12, frame.body.y + 12, frame.body.w - 24, 32}, machine);
    Box area = box_between(frame.body.x, frame.body.y + 54, frame.body.right(), frame.body.bottom() - 36);
    const bool beside = !machine.task.empty() && area.w > 1150;
    if (beside) {
        const float facts = view.layout.small ? 320.0f : kFactsWidth;
        area.w -= facts;
        draw_facts(view, {area.right() + 14, area.y, facts - 30, area.h}, machine);
    }
    const float divide = area.x + std::max(440.0f, area.w * 0.555f);
    follow_line(view, machine);
    {
        Scroller scroll(view.ui, view.name("machine"), area, static_cast<float>(machine.rows.size()) * kMachinePitch + 12,
                        kMachinePitch);
        p.vline(divide, area.y, std::min(area.bottom(), scroll.top() + static_cast<float>(machine.rows.size()) * kMachinePitch),
                th.line);
        for (size_t i = 0; i < machine.rows.size(); ++i) {
            const Box row{area.x + 2, scroll.top() + static_cast<float>(i) * kMachinePitch, area.w - 12, kMachinePitch};
            if (row.bottom() < area.y || row.y > area.bottom()) continue;
            draw_line(view, row, machine.rows[i], divide);
        }
    }
    const float cy = frame.body.bottom() - 20;
    float x = frame.body.x + 20;
    p.disc({x, cy}, 5, th.okt);
    x += 14 + p.text(Face::Text, x + 14, cy, "ran", th.t1) + 30;
    p.ring({x, cy}, 5, th.t2, 2);
    x += 14 + p.text(Face::Text, x + 14, cy, "not taken", th.t1) + 30;
    p.text_fit(Face::Text, x, cy, frame.body.right() - x - 12, "grey: a way this may still end", th.t1);
}

}  // namespace loopscope::app
