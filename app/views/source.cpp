// The source pane: the program with the line just run and the line next, who is parked where, breakpoints, the editor.
#include <algorithm>
#include <map>
#include <memory>

#include "app/views/source_lines.h"
#include "app/views/view.h"

namespace loopscope::app {

const std::vector<CodeLine>& highlighted(const std::string& text) {
    struct Kept {
        std::string copy;
        std::vector<CodeLine> lines;
        uint64_t used = 0;
    };
    static thread_local Kept kept[4];
    static thread_local uint64_t uses = 0;
    Kept* oldest = &kept[0];
    for (Kept& k : kept) {
        if (k.used > 0 && k.copy == text) {
            k.used = ++uses;
            return k.lines;
        }
        if (k.used < oldest->used) oldest = &k;
    }
    oldest->copy = text;
    oldest->lines = highlight(oldest->copy);
    oldest->used = ++uses;
    return oldest->lines;
}

namespace {

constexpr float kSourcePitch = 26, kPitchLarge = 30, kPitchPresenter = 48;

struct Metrics {
    float pitch = kSourcePitch, number_right = 40, chips = 50, arrow = 111, code = 134, k = 1;
    bool numbers = true;
};

Metrics metrics_of(const View& view) {
    Metrics m;
    if (view.state().presenter) {
        m = {kPitchPresenter, 0, 8, 98, 116, 1.35f, false};
    } else if (view.ui.size().y >= 1000) {
        m.pitch = kPitchLarge;
    }
    return m;
}

// Where the program stands: the innermost frame of the program's own code, unless the library is being looked at.
struct Lines {
    std::string file;
    uint32_t just = 0, next = 0;
    bool next_elsewhere = false;
};

bool is_own(const View& view, const replay::Place& place) {
    if (place.line == 0) return false;
    if (view.state().level >= 4) return view.data().source(place.file) != nullptr;
    return place.function_id == trace::kNoFunction || !view.recording().tables().function(place.function_id).library;
}

Lines lines_of(const View& view) {
    const replay::State& state = view.now().state;
    Lines lines;
    lines.file = view.data().main_file;
    replay::Place just = state.last_line;
    if (!is_own(view, just)) {
        just = {};
        for (const replay::ThreadView& thread : state.threads) {
            if (!thread.current && thread.id != state.thread) continue;
            for (const replay::FrameState& frame : thread.stack) {
                if (!frame.library && frame.line > 0) just = {frame.file, frame.function_id, frame.line};
            }
        }
    }
    // While the loop itself works nobody's line has just run: the selected task's place is shown by its chip.
    if (just.line > 0 && view.data().source(just.file)) {
        lines.file = just.file;
        lines.just = just.line;
    }
    // Which line comes next is a part of what is asked.
    const bool hidden = hides_future(view.state().mode) && view.step() >= view.app.last_visible_step();
    if (!hidden && is_own(view, state.next_line)) {
        if (lines.just == 0 && view.data().source(state.next_line.file)) lines.file = state.next_line.file;
        if (state.next_line.file == lines.file) lines.next = state.next_line.line;
    }
    return lines;
}

struct Chip {
    std::string name;
    uint32_t task = 0;
    replay::TaskStatus status = replay::TaskStatus::Created;
};

std::map<uint32_t, std::vector<Chip>> chips_of(const View& view, const std::string& file) {
    std::map<uint32_t, std::vector<Chip>> chips;
    const replay::State& state = view.now().state;
    for (const replay::TaskState& task : state.tasks) {
        if (replay::is_finished(task.status)) continue;
        uint32_t line = 0;
        for (const replay::FrameState& frame : task.chain) {
            if (frame.file == file && frame.line > 0) line = frame.line;
        }
        if (line > 0) chips[line].push_back({task.name, task.number, task.status});
    }
    if (!state.tasks.empty()) return chips;
    // Without tasks: generators, by their function's letter.
    for (const replay::GeneratorState& generator : state.generators) {
        if (generator.frame.file != file || generator.frame.line == 0 ||
            generator.frame.status == trace::GeneratorStatus::Closed)
            continue;
        const bool running = generator.frame.status == trace::GeneratorStatus::Running;
        chips[generator.frame.line].push_back(
            {generator.frame.function, 0, running ? replay::TaskStatus::Running : replay::TaskStatus::Waiting});
    }
    return chips;
}

void draw_margin(const View& view, const Metrics& m, const Box& row, uint32_t line, const std::vector<Chip>* chips,
                 const std::string& file) {
    Painter& p = view.p();
    const Theme& th = view.th();
    const bool breakpoint = view.state().breakpoints.count({file, line}) != 0;
    const std::string number = std::to_string(line);
    const Box gutter{row.x, row.y, m.numbers ? 48.0f : 8.0f, row.h};
    const Touch touch = view.ui.region(view.name("line." + number), gutter);
    if (touch.hovered) view.ui.cursor(Ui::Cursor::Hand);
    view.ui.tip(touch, breakpoint ? "Remove the breakpoint" : "Set a breakpoint", "F9");
    if (touch.clicked) view.emit({ActionId::ToggleBreakpoint, line, 0, 0, file});
    if (breakpoint) {
        draw_breakpoint(p, {row.x + std::max(20.0f, m.number_right - 10), row.cy()}, number);
    } else if (m.numbers) {
        p.text_right(Face::Code, row.x + m.number_right, row.cy(), number, touch.hovered ? th.t0 : th.t2);
    }
    if (!chips) return;
    const size_t fits = chips->size() > 2 ? 1 : 2;
    float x = row.x + m.chips;
    for (size_t i = 0; i < std::min(fits, chips->size()); ++i) {
        const Chip& chip = (*chips)[i];
        draw_margin_chip(p, x, row.cy(), chip.name, chip.status, m.k);
        const Touch on_chip =
            view.ui.region(view.name("chip." + number + "." + std::to_string(i)), {x, row.y, 26 * m.k, row.h});
        view.ui.tip(on_chip, chip.name + " is " + replay::task_status_name(chip.status) + " at this line");
        if (on_chip.clicked && chip.task) view.emit({ActionId::SelectTask, chip.task});
        x += 28 * m.k;
    }
    if (chips->size() > fits) {
        const std::string more = "+" + std::to_string(chips->size() - fits);
        p.text(Face::Head, x + 1, row.cy(), more, th.t1);
        std::string names;
        for (const Chip& chip : *chips) names += (names.empty() ? "" : ", ") + chip.name;
        view.ui.tip(view.ui.region(view.name("chips." + number), {x, row.y, 28, row.h}), names);
    }
}

// Long lines: the wheel with Shift, or a wheel that goes sideways, moves all of them. Returns by how much.
float scroll_sideways(const View& view, const Box& body, const Metrics& m, const std::vector<CodeLine>& lines) {
    float& left = view.ui.memory().values[view.name("source.left")];
    size_t longest = 0;
    for (const CodeLine& line : lines) longest = std::max(longest, line.text.size());
    const float column = view.p().column(view.state().presenter ? Face::BigCode : Face::Code);
    const float most = std::max(0.0f, column * static_cast<float>(longest) - (body.w - m.code - 20));
    if (body.contains(view.ui.pointer().at) && view.state().overlay == Overlay::None) {
        const Pointer& pointer = view.ui.pointer();
        left -= (pointer.wheel_x + (pointer.shift ? pointer.wheel : 0)) * column * 4;
    }
    left = std::clamp(left, 0.0f, most);
    return left;
}

void draw_lines(const View& view, const Box& body, const std::string& text, const Lines& at) {
    Painter& p = view.p();
    const Theme& th = view.th();
    const Metrics m = metrics_of(view);
    const std::vector<CodeLine>& lines = highlighted(text);
    const auto chips = chips_of(view, at.file);
    const std::string scroller = view.name("source");
    std::string& seen = view.ui.memory().remembered[scroller];
    const std::string now = at.file + ":" + std::to_string(at.just) + ":" + std::to_string(at.next) + ":" +
                            std::to_string(static_cast<int>(body.h));
    if (seen != now && (at.just > 0 || at.next > 0)) {
        // The line that just ran, which the banner tells of; and the next one, where there is room for both.
        uint32_t from = at.just > 0 ? at.just : at.next, to = from;
        const uint32_t room = static_cast<uint32_t>(std::max(1.0f, (body.h - 16) / m.pitch - 3));
        if (at.next > 0 && std::max(at.next, from) - std::min(at.next, from) <= room) {
            from = std::min(from, at.next);
            to = std::max(to, at.next);
        }
        reveal(view.ui, scroller, 8 + static_cast<float>(std::max<uint32_t>(2, from) - 2) * m.pitch,
               8 + static_cast<float>(to + 1) * m.pitch);
    }
    seen = now;
    Scroller scroll(view.ui, scroller, body, 16 + static_cast<float>(lines.size()) * m.pitch, m.pitch);
    const float left = scroll_sideways(view, body, m, lines);
    const Face code = view.state().presenter ? Face::BigCode : Face::Code,
               bold = view.state().presenter ? Face::BigCodeBold : Face::CodeBold;
    for (size_t i = scroll.first_row(m.pitch); i < std::min(lines.size(), scroll.last_row(m.pitch, lines.size()) + 1); ++i) {
        const uint32_t number = static_cast<uint32_t>(i + 1);
        const Box row{body.x, scroll.top() + 8 + static_cast<float>(i) * m.pitch, body.w, m.pitch};
        const bool next = number == at.next, just = number == at.just;
        if (next || just) p.fill(row, next ? mix(th.bg1, th.curline, view.ui.settled()) : th.justline);
        if (next) view.ui.mark(view.name("line-next"), row);
        if (just) view.ui.mark(view.name("line-just"), row);
        const Touch on_code =
            view.ui.region(view.name("code." + std::to_string(number)), {row.x + m.code, row.y, row.w - m.code - 10, row.h});
        const float needed = p.column(code) * static_cast<float>(column_of(lines[i].text, lines[i].text.size()));
        if (needed > row.w - m.code - 8) view.ui.tip(on_code, lines[i].text);
        if (on_code.double_clicked) view.emit({ActionId::GoToTyped, 0, 0, 0, ":" + std::to_string(number)});
        const auto found = chips.find(number);
        draw_margin(view, m, row, number, found == chips.end() ? nullptr : &found->second, at.file);
        if ((next || just) && m.numbers && view.state().breakpoints.count({at.file, number}) == 0) {
            p.fill({row.x + 4, row.y + 2, m.number_right - 3, row.h - 4}, next ? th.curline : th.justline);
            p.text_right(Face::CodeBold, row.x + m.number_right, row.cy(), std::to_string(number), th.t0);
        }
        // Both on one line: the next one's arrow stands left of the other.
        if (just) draw_line_just_run(p, {row.x + m.arrow + (next ? 10.0f : 5.0f), row.cy()}, th.t1);
        if (next) draw_line_next(p, {row.x + m.arrow + (just ? -10.0f : 6.0f), row.cy()}, th.okt, m.k);
        view.ui.push_clip({row.x + m.code - 4, row.y, row.w - m.code - 4, row.h});
        draw_code_line(p, lines[i], row.x + m.code - left, row.cy(), {code, bold, false});
        view.ui.pop_clip();
    }
}

std::string short_file(const std::string& path) { return path.substr(path.find_last_of('/') + 1); }

}  // namespace

void draw_source(const View& view) {
    const Lines at = lines_of(view);
    const bool editing = view.state().edit.on && view.tile.run == 0;
    std::string subject = view.state().mode == Mode::Compare ? view.data().name : short_file(at.file);
    if (editing) subject += ", editing";
    const PaneFrame frame = begin_pane(view, subject);
    if (!view.state().presenter && view.state().mode == Mode::Step) {
        float right = frame.room.right();
        if (header_action(view, "edit", right, frame.room.cy(), editing ? "Done" : "Edit",
                          editing ? "Leave the editor" : "Change the program: it runs again by itself",
                          editing ? "Esc" : "E")) {
            view.emit({ActionId::Edit});
        }
        if (editing && header_action(view, "edit.run", right, frame.room.cy(), "Run", "Run it now", "Ctrl+Enter"))
            view.emit({ActionId::RunEdited});
    }
    if (editing) {
        draw_editor(view, frame.body);
        return;
    }
    const replay::SourceText* source = view.data().source(at.file);
    if (!source) {
        empty_note(view.ui, frame.body, "The text of this program was not kept with the recording.");
        return;
    }
    draw_lines(view, frame.body, source->text, at);
}

}  // namespace loopscope::app
