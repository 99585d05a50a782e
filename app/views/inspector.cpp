// The inspector: all that is known about the selected task, a future, and the locals of its frames; the Why? list.
#include <algorithm>

#include "app/views/view.h"

namespace loopscope::app {
namespace {

constexpr float kValueRow = 29;

enum class Ink : uint8_t { Normal, Now, Link, Code, String, Number, Quiet };

struct Field_ {
    std::string name, value;
    Ink ink = Ink::Normal;
    std::string inspect = {};  // a thing that can be looked at
    uint64_t jump = trace::kNoStep;
    bool heading = false;
    int depth = 0;
    std::string unfold = {};  // path of a value with parts
    bool open = false;
};

Ink ink_of_value(const std::string& text) {
    if (text.empty()) return Ink::Code;
    const char c = text[0];
    if (c == '"' || c == '\'' || ((c == 'b' || c == 'r') && text.size() > 1 && (text[1] == '"' || text[1] == '\'')))
        return Ink::String;
    if ((c >= '0' && c <= '9') || c == '-') return Ink::Number;
    return Ink::Code;
}

Colour ink_colour(const Theme& th, Ink ink) {
    switch (ink) {
        case Ink::Now: return th.okt;
        case Ink::Link: return th.link;
        case Ink::String: return th.st;
        case Ink::Number: return th.nu;
        case Ink::Quiet: return th.t2;
        case Ink::Code:
        case Ink::Normal: break;
    }
    return th.t0;
}

void add_task_fields(const View& view, const replay::TaskState& task, std::vector<Field_>& rows) {
    rows.push_back({"state",
                    replay::task_status_name(task.status),
                    task.status == replay::TaskStatus::Running ? Ink::Now : Ink::Normal,
                    {},
                    task.since_step,
                    false});
    rows.push_back({"coroutine", task.coroutine, Ink::Code, {}, trace::kNoStep, false});
    if (task.awaits) {
        const std::string what = task.awaits_what.empty() ? "" : " (" + task.awaits_what + ")";
        rows.push_back({"waits for", task.awaits_text + what, Ink::Link, task.awaits_text, trace::kNoStep, false});
    }
    if (task.due) rows.push_back({"due", "t = " + short_seconds(*task.due), Ink::Normal, {}, trace::kNoStep, false});
    const std::string since =
        "t = " + short_seconds(task.since_t) + (task.since_iteration ? ", turn " + std::to_string(task.since_iteration) : "");
    rows.push_back({"since", since, Ink::Quiet, {}, task.since_step, false});
    if (!task.parent_name.empty()) rows.push_back({"created by", task.parent_name, Ink::Normal, {}, trace::kNoStep, false});
    rows.push_back({"result",
                    task.outcome.empty() ? "pending" : task.outcome,
                    task.outcome.empty() ? Ink::Quiet : ink_of_value(task.outcome),
                    {},
                    trace::kNoStep,
                    false});
    rows.push_back({"cancelling",
                    std::to_string(task.cancelling) + (task.must_cancel ? ", must cancel"
                                                       : task.held      ? ", held back"
                                                                        : ""),
                    Ink::Code,
                    {},
                    trace::kNoStep,
                    false});
    (void)view;
}

// A value, and where it is unfolded its parts. `path` tells it from others of the same name.
void add_value(const View& view, const LocalValue& value, const std::string& above, int depth, bool ready,
               std::vector<Field_>& rows) {
    const std::string path = above + "/" + value.name;
    Field_ row{value.name, value.text,
               !ready                ? Ink::Quiet
               : value.thing.empty() ? ink_of_value(value.text)
                                     : Ink::Link,
               value.thing};
    row.depth = depth;
    const bool parts = !value.parts.empty() || value.more > 0;
    if (parts) row.unfold = path;
    row.open = parts && view.state().unfolded.count(path) != 0;
    const bool open = row.open;
    rows.push_back(std::move(row));
    if (!open) return;
    for (const LocalValue& part : value.parts) add_value(view, part, path, depth + 1, ready, rows);
    if (value.more > 0) {
        Field_ more{std::to_string(value.more) + " more", "", Ink::Quiet};
        more.depth = depth + 1;
        rows.push_back(std::move(more));
    }
}

// The frames' names, innermost first: the program's own, at level 4 the library's too.
void add_locals(const View& view, uint32_t task, std::vector<Field_>& rows) {
    const Values values = view.app.services().values(view.app.document(), view.run, view.step(), task);
    if (!values.problem.empty()) rows.push_back({"values", values.problem, Ink::Quiet});
    for (const FrameValues& frame : values.frames) {
        if (frame.library && view.state().level < 4) continue;
        if (frame.globals && frame.locals.empty()) continue;
        const std::string where = frame.globals    ? "of the module"
                                  : frame.line > 0 ? "line " + std::to_string(frame.line)
                                                   : "not begun";
        rows.push_back({frame.globals ? "globals" : frame.function, where, Ink::Quiet, {}, trace::kNoStep, true});
        if (frame.locals.empty()) rows.push_back({"no names yet", "", Ink::Quiet});
        for (const LocalValue& local : frame.locals) add_value(view, local, frame.function, 0, values.ready, rows);
    }
}

void add_future_fields(const replay::FutureState& future, std::vector<Field_>& rows) {
    const bool pending = future.status == replay::FutureStatus::Pending;
    rows.push_back(
        {"state", replay::future_status_name(future.status), pending ? Ink::Normal : Ink::Now, {}, trace::kNoStep, false});
    rows.push_back({"result",
                    future.outcome.empty() ? "pending" : future.outcome,
                    future.outcome.empty() ? Ink::Quiet : ink_of_value(future.outcome),
                    {},
                    trace::kNoStep,
                    false});
    if (future.due) rows.push_back({"due", "t = " + short_seconds(*future.due), Ink::Normal, {}, trace::kNoStep, false});
    rows.push_back({"created", "step " + std::to_string(future.created_step), Ink::Link, {}, future.created_step, false});
    for (const std::string& callback : future.callbacks)
        rows.push_back({"callback", callback, Ink::Code, {}, trace::kNoStep, false});
}

void add_event_fields(const View& view, std::vector<Field_>& rows) {
    const Moment& now = view.now();
    if (!now.any) return;
    rows.push_back({std::string(trace::kind_info(now.event.kind).name),
                    "step " + std::to_string(now.step) + " of the trace",
                    Ink::Quiet,
                    {},
                    trace::kNoStep,
                    true});
    for (const replay::FieldText& field : replay::field_texts(view.recording(), now.step)) {
        rows.push_back({field.name, field.value, ink_of_value(field.value), {}, trace::kNoStep, false});
    }
}

// Line ends are written as in a literal: a value stands on one line.
std::string one_line(const std::string& text) {
    std::string out;
    for (char c : text) {
        if (c == '\n') {
            out += "\\n";
        } else {
            out += c;
        }
    }
    return out;
}

void draw_rows(const View& view, const Box& body, const std::vector<Field_>& rows) {
    Painter& p = view.p();
    const Theme& th = view.th();
    Scroller scroll(view.ui, view.name("inspector"), body, static_cast<float>(rows.size()) * kValueRow + 20, kValueRow);
    float y = scroll.top() + 10;
    for (size_t i = 0; i < rows.size(); ++i, y += kValueRow) {
        if (y + kValueRow < body.y || y > body.bottom()) continue;
        const Field_& row = rows[i];
        const Box box{body.x + 12, y, body.w - 26, kValueRow};
        const float cy = y + kValueRow / 2 - 1;
        const float indent =
            18 * static_cast<float>(std::min(row.depth, 8)) + (row.depth > 0 || !row.unfold.empty() ? 16.0f : 0.0f);
        const Face name_face = row.heading ? Face::Head : Face::Text;
        const float name_room = std::min(p.width(name_face, row.name), (box.w > 700 ? 300.0f : box.w * 0.55f) - indent),
                    name = name_room + indent;
        p.text_fit(name_face, box.x + indent, cy, name_room + 1, row.name, row.heading ? th.t0 : th.t1);
        const Face face = row.ink == Ink::Normal || row.ink == Ink::Now ? Face::Head
                          : row.ink == Ink::Quiet                       ? Face::Text
                                                                        : Face::Code;
        const float room = box.w > 700 ? box.w - 330 : box.w - name - 14;
        const std::string value = one_line(row.value), shown = p.fitted(face, value, room);
        const Touch touch = view.ui.region(view.name("field." + std::to_string(i)), box);
        const bool link = !row.inspect.empty() || row.jump != trace::kNoStep || !row.unfold.empty();
        if (!row.unfold.empty())
            draw_glyph(p, row.open ? Glyph::Down : Glyph::Right, {box.x + indent - 9, cy}, touch.hovered ? th.t0 : th.t2, 0.7f);
        const Colour ink = link && touch.hovered ? th.link : ink_colour(th, row.ink);
        // Far apart, name and value are not read together.
        if (box.w > 700)
            p.text(face, box.x + 320, cy, shown, ink);
        else
            p.text_right(face, box.right(), cy, shown, ink);
        if (shown != value) view.ui.tip(touch, row.value);
        if (link && touch.hovered) view.ui.cursor(Ui::Cursor::Hand);
        if (touch.clicked && !row.unfold.empty()) view.emit({ActionId::Unfold, 0, 0, 0, row.unfold});
        if (touch.clicked && row.unfold.empty() && !row.inspect.empty()) view.emit({ActionId::Inspect, 0, 0, 0, row.inspect});
        if (touch.clicked && row.unfold.empty() && row.inspect.empty() && row.jump != trace::kNoStep) view.jump(row.jump);
        p.hline(box.x, box.right(), y + kValueRow - 1, th.line);
    }
}

// A cancellation's stations, or the chain of causes, as a numbered list on a rail.
void draw_why(const View& view, const Box& body, uint32_t task) {
    Painter& p = view.p();
    const Theme& th = view.th();
    struct Row {
        int station;
        std::string text;
        uint64_t step;
    };
    std::vector<Row> rows;
    for (const replay::Station& station : replay::cancellation_story(view.recording(), task, view.step())) {
        rows.push_back({static_cast<int>(station.station), station.sentence, station.step});
    }
    const bool story = !rows.empty();
    if (!story) {
        std::vector<replay::Cause> causes = replay::why_task(view.recording(), task, view.step());
        int n = static_cast<int>(causes.size());
        for (auto it = causes.rbegin(); it != causes.rend(); ++it) rows.push_back({n--, it->sentence, it->step});
        std::reverse(rows.begin(), rows.end());
    }
    if (rows.empty()) {
        empty_note(view.ui, body, "Nothing before caused this.");
        return;
    }
    constexpr float kPitch = 40;
    const float number = 70, text_x = body.x + 52, room = body.right() - number - text_x;
    std::vector<std::vector<std::string>> wrapped;
    float content = 16;
    for (const Row& row : rows) {
        wrapped.push_back(p.wrapped(Face::Text, row.text, room));
        content += kPitch + 24 * static_cast<float>(wrapped.back().size() - 1);
    }
    Scroller scroll(view.ui, view.name("why"), body, content, kPitch);
    float y = scroll.top() + 8, before = 0;
    for (size_t i = 0; i < rows.size(); ++i) {
        const float height = kPitch + 24 * static_cast<float>(wrapped[i].size() - 1);
        const Box box{text_x - 10, y + 2, body.right() - 12 - text_x + 10, height - 4};
        const bool now = rows[i].step == view.step(), after = rows[i].step > view.step();
        if (after && hides_future(view.state().mode)) break;
        const Touch touch = view.ui.region(view.name("why.row." + std::to_string(i)), box);
        if (now || touch.hovered) p.fill(box, now ? th.bg3 : th.bg2, 3);
        const float cy = y + kPitch / 2;
        if (i > 0) {
            if (after) {
                p.dashed({body.x + 24, before + 14}, {body.x + 24, cy - 14}, th.cancel, 2, 4, 4);
            } else {
                p.vline(body.x + 22.5f, before + 13, cy - 13, story ? th.cancel : th.line, 3);
            }
        }
        if (story) {
            draw_station(p, {body.x + 24, cy}, rows[i].station, after);
        } else {
            p.disc({body.x + 24, cy}, 6, now ? th.okt : th.t2);
        }
        float row_y = cy;
        for (const std::string& line : wrapped[i]) {
            p.text(now ? Face::Head : Face::Text, text_x, row_y, line, after ? th.t2 : now ? th.t0 : th.t1);
            row_y += 24;
        }
        const auto index = view.recording().level_index(view.state().level, rows[i].step);
        p.text_right(Face::Code, body.right() - 22, cy, std::to_string(index ? *index + 1 : 0), th.link);
        if (touch.hovered) view.ui.cursor(Ui::Cursor::Hand);
        if (touch.clicked) view.jump(rows[i].step);
        before = cy;
        y += height;
    }
}

}  // namespace

void draw_inspector(const View& view) {
    const uint32_t number = view.app.shown_task_at(view.run);
    const replay::State& state = view.now().state;
    const std::string& wanted = view.state().inspected;
    const bool why = wanted == "why";
    const replay::FutureState* future = nullptr;
    const replay::TaskState* task = state.find_task(number);
    if (!wanted.empty() && !why) {
        for (const replay::FutureState& f : state.futures) {
            if (f.name == wanted) future = &f;
        }
        for (const replay::TaskState& t : state.tasks) {
            if (t.name == wanted) task = &t;
        }
    }
    const std::string subject = future ? future->name : task ? task->name : "";
    const PaneFrame frame = begin_pane(view, subject);
    float right = frame.room.right();
    if (frame.room.w > 60) {
        if (header_action(view, "inspector.why", right, frame.room.cy(), why ? "Values" : "Why?",
                          why ? "Locals and fields" : "Why it is as it is: the chain of causes")) {
            view.emit({ActionId::Inspect, 0, 0, 0, why ? "" : "why"});
        }
    }
    if (why && task) {
        draw_why(view, frame.body, task->number);
        return;
    }
    std::vector<Field_> rows;
    if (future) {
        rows.push_back(
            {"back to", task ? task->name : "the program", Ink::Link, task ? task->name : " ", trace::kNoStep, false});
        add_future_fields(*future, rows);
    } else {
        if (task) add_task_fields(view, *task, rows);
        add_locals(view, task ? task->number : 0, rows);
    }
    add_event_fields(view, rows);
    if (rows.empty()) {
        empty_note(view.ui, frame.body, "Select a task, a frame or a future to see what it holds.");
        return;
    }
    draw_rows(view, frame.body, rows);
}

}  // namespace loopscope::app
