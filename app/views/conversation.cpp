// The conversation: the chain of frames of the shown task with what went through it last, or (where there is room, and
// no timeline) the whole conversation as a ladder of life lines.
#include <algorithm>

#include "app/layout/ladder.h"
#include "app/views/view.h"

namespace loopscope::app {
namespace {

using replay::FrameState;
using trace::GeneratorStatus;

// --- the chain --------------------------------------------------------------------------------------------------------------
struct Box2 {
    std::string title, right, status;
    GeneratorStatus state = GeneratorStatus::Running;
    bool outer = false;  // the task or the caller, or the future at the end
    bool library = false;
    std::string file;
    uint32_t line = 0;
    std::string inspect;
};

std::string frame_title(const View& view, const FrameState& frame) {
    (void)view;
    return frame.function + "()";
}

std::vector<Box2> chain_boxes(const View& view, uint32_t number) {
    const replay::State& state = view.now().state;
    std::vector<Box2> boxes;
    const replay::TaskState* task = state.find_task(number);
    std::vector<FrameState> frames;
    if (task) {
        boxes.push_back(
            {task->name, "", replay::task_status_name(task->status), GeneratorStatus::Running, true, false, {}, 0, {}});
        frames = task->chain;
    } else {
        // Outside of tasks: the thread's own frames, and the generators that the last of them drives.
        for (const replay::ThreadView& thread : state.threads) {
            if (thread.id == state.thread) frames = thread.stack;
        }
        const auto deepest = std::find_if(frames.rbegin(), frames.rend(), [](const FrameState& f) { return f.generator != 0; });
        const replay::GeneratorState* last = nullptr;
        if (deepest == frames.rend()) {
            // Nobody is inside: the chain that was left last, outermost first.
            for (const replay::GeneratorState& g : state.generators) {
                const bool inner = std::any_of(state.generators.begin(), state.generators.end(),
                                               [&](const replay::GeneratorState& o) { return o.delegates_to == g.number; });
                if (!inner) last = &g;
            }
            for (size_t hops = 0; last && hops < 64; ++hops) {
                frames.push_back(last->frame);
                last = last->delegates_to ? state.find_generator(last->delegates_to) : nullptr;
            }
        }
    }
    for (const FrameState& frame : frames) {
        if (frame.library && frame.generator == 0) continue;
        Box2 box;
        box.title = frame.function == "<module>" ? "the program" : frame_title(view, frame);
        if (frame.line > 0 && !frame.library) box.right = "line " + std::to_string(frame.line);
        box.state = frame.generator == 0 ? GeneratorStatus::Running : frame.status;
        box.status = frame.generator == 0 ? "" : replay::generator_status_name(frame.status);
        box.outer = frame.generator == 0;
        box.library = frame.library;
        box.file = frame.file;
        box.line = frame.line;
        boxes.push_back(box);
    }
    if (task && task->awaits && !replay::is_finished(task->status)) {
        Box2 box;
        box.title = task->awaits_text;
        if (task->awaits.kind == trace::Awaitable::Kind::Future) {
            const replay::FutureState* future = state.find_future(task->awaits.number);
            box.title = "Future " + task->awaits_text;
            box.status = future ? replay::future_status_name(future->status) : "";
            if (future && future->due) box.right = "due " + short_seconds(*future->due);
            box.inspect = task->awaits_text;
        } else {
            const replay::TaskState* other = state.find_task(task->awaits.number);
            box.title = "Task " + task->awaits_text;
            box.status = other ? replay::task_status_name(other->status) : "";
        }
        box.outer = true;
        boxes.push_back(box);
    }
    return boxes;
}

// What the present event sends over which link of the chain: link i lies between box i and i + 1.
struct LinkText {
    int link = -1;
    ArrowLook look = ArrowLook::Send;
    bool up = false;
    std::string text;
};

LinkText link_now(const View& view, const std::vector<Box2>& boxes, uint32_t number) {
    const Moment& now = view.now();
    LinkText link;
    const replay::TaskState* task = now.state.find_task(number);
    if (!now.any || (task && now.event.task != number)) return link;
    switch (now.event.kind) {
        case trace::Kind::GeneratorSend: link.look = ArrowLook::Send; break;
        case trace::Kind::GeneratorThrow: link.look = ArrowLook::Throw; break;
        case trace::Kind::GeneratorYield:
        case trace::Kind::GeneratorPasses:
            link.look = ArrowLook::Yield;
            link.up = true;
            break;
        case trace::Kind::GeneratorReturn:
            link.look = ArrowLook::Return;
            link.up = true;
            break;
        case trace::Kind::GeneratorRaise:
            link.look = ArrowLook::Throw;
            link.up = true;
            break;
        default: return link;
    }
    link.text = now.label;
    // The frame that the event is about, by its function, from the inside.
    std::string name;
    if (now.event.function != trace::kNoFunction) name = view.recording().tables().function(now.event.function).qualname + "()";
    for (size_t i = 0; i < boxes.size(); ++i) {
        if (boxes[i].title == name) link.link = static_cast<int>(i) - 1;
    }
    // A frame that has returned is gone from the chain: what it gave goes to the innermost that is left.
    if (link.link < 0 && link.up) {
        link.link = static_cast<int>(boxes.size()) - 1;
        for (size_t i = 0; i < boxes.size(); ++i) {
            if (boxes[i].state == GeneratorStatus::Running && (!boxes[i].outer || i == 0)) link.link = static_cast<int>(i);
        }
    }
    return link;
}

void draw_frame_box(const View& view, const Box& box, const Box2& frame, int index) {
    Painter& p = view.p();
    const Theme& th = view.th();
    const bool running = !frame.outer && frame.state == GeneratorStatus::Running,
               closed = !frame.outer && frame.state == GeneratorStatus::Closed;
    const bool suspended = !frame.outer && frame.state == GeneratorStatus::Suspended;
    const Touch touch = view.ui.region(view.name("frame." + std::to_string(index)), box);
    if (closed) {
        p.dashed_outline(box, th.line, 4, 4);
    } else {
        p.fill(box, running ? th.bg3 : frame.outer ? th.bg1 : th.bg2, 4);
        p.outline(box,
                  running         ? th.okt
                  : touch.hovered ? th.t2
                  : frame.outer   ? th.t2
                                  : th.line,
                  running       ? 2
                  : frame.outer ? 1.5f
                                : 1,
                  4);
    }
    if (running) p.fill({box.x, box.y + 1, 8, box.h - 2}, kRunning, 2);
    if (suspended) {
        p.fill({box.x, box.y + 1, 8, box.h - 2}, th.bg2);
        p.hatch({box.x, box.y + 1, 8, box.h - 2}, Hatch::Rising, th.t2, 1.5f, 6);
    }
    float right = box.right() - 14;
    const Colour status_ink = running ? th.okt : suspended || closed ? th.t2 : th.t1;
    right -= p.width(Face::Head, frame.status);
    p.text(Face::Head, right, box.cy(), frame.status, status_ink);
    right -= 12;
    if (!frame.right.empty() && right - box.x > 220) {
        right -= p.width(Face::Text, frame.right);
        p.text(Face::Text, right, box.cy(), frame.right, th.t2);
        right -= 12;
    }
    const Face face = running ? Face::CodeBold : Face::Code;
    if (p.text_fit(face, box.x + 20, box.cy(), right - box.x - 20, frame.title, suspended || closed ? th.t1 : th.t0))
        view.ui.tip(touch, frame.title);
    if (!frame.inspect.empty() && touch.clicked) view.emit({ActionId::Inspect, 0, 0, 0, frame.inspect});
    if (touch.clicked && frame.inspect.empty() && index > 0) view.emit({ActionId::SelectFrame, index});
}

void draw_chain(const View& view, const Box& body, uint32_t number) {
    Painter& p = view.p();
    const Theme& th = view.th();
    const std::vector<Box2> boxes = chain_boxes(view, number);
    if (boxes.empty()) {
        empty_note(view.ui, body, "No generator and no coroutine is alive at this step.");
        return;
    }
    const float count = static_cast<float>(boxes.size());
    const float room = body.h - 24;
    const float height = room > count * 46 + (count - 1) * 44 ? 46.0f : 38.0f;
    const float gap = boxes.size() < 2 ? 25 : std::clamp((room - height * count) / (count - 1), 25.0f, 44.0f);
    const LinkText now = link_now(view, boxes, number);
    Scroller scroll(view.ui, view.name("conversation"), body, 24 + count * height + (count - 1) * gap + 6, 40);
    float y = scroll.top() + 12;
    for (size_t i = 0; i < boxes.size(); ++i) {
        const Box box{body.x + 12, y, body.w - 24, height};
        draw_frame_box(view, box, boxes[i], static_cast<int>(i));
        y += height;
        if (i + 1 == boxes.size()) break;
        const float x = box.x + 40, cy = y + gap / 2;
        if (static_cast<int>(i) == now.link) {
            const Vec top{x, y + 3}, bottom{x, y + gap - 3};
            draw_arrow(p, now.up ? bottom : top, now.up ? top : bottom, now.look, th.bg1);
            const Colour ink = now.look == ArrowLook::Throw ? th.thrown : th.t0;
            p.text_fit(Face::CodeBold, x + 16, cy, box.right() - x - 70, now.text, ink);
            p.text_right(Face::Text, box.right() - 14, cy, "now", th.okt);
        } else {
            const bool parked = boxes[i + 1].state == GeneratorStatus::Suspended && !boxes[i + 1].outer;
            if (parked || boxes[i + 1].outer) {
                p.dashed({x, y + 3}, {x, y + gap - 3}, th.t2, 2, 3, 4);
            } else {
                p.vline(x - 1, y + 3, y + gap - 3, th.t2, 2);
            }
            const char* word = boxes[i + 1].outer && !boxes[i + 1].inspect.empty() ? "awaits" : boxes[i].outer ? "" : "awaits";
            p.text(Face::Text, x + 16, cy, word, th.t2);
        }
        y += gap;
    }
    if (now.link == static_cast<int>(boxes.size()) - 1 && now.up) {
        const float x = body.x + 52;
        draw_arrow(p, {x, y + 30}, {x, y + 3}, now.look, th.bg1);
        p.text_fit(Face::CodeBold, x + 16, y + 18, body.w - 150, now.text, now.look == ArrowLook::Throw ? th.thrown : th.t0);
        p.text_right(Face::Text, body.right() - 26, y + 18, "now", th.okt);
    }
}

// --- the ladder ------------------------------------------------------------------------------------------------------------
struct KeptLadder {
    const void* recording = nullptr;
    uint32_t task = ~0u;
    bool library = true;
    Ladder ladder;
    uint64_t around = 0;
};

const Ladder& ladder_of(const View& view, uint32_t task) {
    static thread_local KeptLadder kept[2];
    KeptLadder& k = kept[view.tile.run & 1];
    const bool far_away = k.ladder.cut && (k.ladder.rows.empty() || view.step() < k.ladder.rows.front().step ||
                                           view.step() > k.ladder.rows.back().step);
    if (k.recording != &view.recording() || k.task != task || far_away) {
        k.recording = &view.recording();
        k.task = task;
        LadderInput input;
        input.recording = &view.recording();
        input.task = task;
        input.around = view.step();
        k.ladder = make_ladder(input);
    }
    return k.ladder;
}

ArrowLook ladder_look(LadderKind kind) {
    switch (kind) {
        case LadderKind::Send: return ArrowLook::Send;
        case LadderKind::Throw:
        case LadderKind::Raise: return ArrowLook::Throw;
        case LadderKind::Yield:
        case LadderKind::Passes: return ArrowLook::Yield;
        case LadderKind::Return: return ArrowLook::Return;
    }
    return ArrowLook::Send;
}

void draw_life(const View& view, float x, float y0, float y1, LifeState state, bool after) {
    Painter& p = view.p();
    const Theme& th = view.th();
    const Box box{x - 9, y0, 18, y1 - y0};
    switch (state) {
        case LifeState::None: break;
        case LifeState::Running: p.fill(box, after ? mix(th.bg1, kRunning, 0.35f) : kRunning, 1); break;
        case LifeState::InCall: p.fill(box, after ? th.bg2 : th.bg3); break;
        case LifeState::Suspended:
            p.fill(box, th.bg2);
            p.hatch(box, Hatch::Rising, after ? th.line : th.t2, 1.8f, 8);
            break;
        case LifeState::Closed: p.dashed({x, y0}, {x, y1}, th.line, 2, 2, 5); break;
    }
}

const char* life_word(LifeState state) {
    switch (state) {
        case LifeState::Running: return "RUNNING";
        case LifeState::InCall: return "waiting inside";
        case LifeState::Suspended: return "SUSPENDED";
        case LifeState::Closed: return "CLOSED";
        case LifeState::None: break;
    }
    return "not yet";
}

void draw_ladder_heads(const View& view, const Ladder& ladder, const Box& box, const std::vector<float>& xs, size_t happened) {
    Painter& p = view.p();
    const Theme& th = view.th();
    const float room = xs.size() > 1 ? xs[1] - xs[0] - 12 : 220;
    for (size_t i = 0; i < xs.size(); ++i) {
        const float width = std::min({room, 190.0f, std::max(150.0f, p.width(Face::CodeBold, ladder.columns[i].name) + 30)});
        const Box head{xs[i] - width / 2, box.y, width, 52};
        const LifeState state =
            happened == 0 ? (i == 0 ? LifeState::Running : LifeState::None) : ladder.states[i][happened - 1];
        const bool running = state == LifeState::Running;
        p.fill(head, running ? th.bg3 : th.bg2, 4);
        p.outline(head, running ? th.okt : th.line, running ? 2 : 1, 4);
        if (running) p.fill({head.x, head.y + 1, 8, head.h - 2}, kRunning, 2);
        if (state == LifeState::Suspended) p.hatch({head.x, head.y + 1, 8, head.h - 2}, Hatch::Rising, th.t2, 1.5f, 6);
        const std::string name = p.fitted(Face::CodeBold, ladder.columns[i].name, width - 24);
        p.text_middle(Face::CodeBold, head.cx() + 2, head.y + 17, name, th.t0);
        p.text_middle(Face::Text, head.cx() + 2, head.y + 39, p.fitted(Face::Text, life_word(state), width - 20),
                      running ? th.okt : th.t2);
    }
}

void draw_ladder(const View& view, const Box& body, const Ladder& ladder) {
    Painter& p = view.p();
    const Theme& th = view.th();
    const size_t columns = ladder.columns.size();
    const float margin = 100;
    std::vector<float> xs;
    const float pitch_x = columns > 1 ? std::min(520.0f, (body.w - 2 * margin) / static_cast<float>(columns - 1)) : 0;
    const float left = body.cx() - pitch_x * static_cast<float>(columns - 1) / 2;
    for (size_t i = 0; i < columns; ++i) xs.push_back(p.snap(left + pitch_x * static_cast<float>(i)));
    const size_t happened = ladder.row_at(view.step());
    draw_ladder_heads(view, ladder, {body.x, body.y + 12, body.w, 52}, xs, happened);
    const Box area = box_between(body.x, body.y + 76, body.right(), body.bottom());
    size_t last = ladder.rows.size();
    if (hides_future(view.state().mode)) last = std::min(last, happened);
    const float pitch = std::clamp((area.h - 24) / static_cast<float>(std::max<size_t>(1, last)), 27.0f, 38.0f);
    const std::string scroller = view.name("ladder");
    std::string& seen = view.ui.memory().remembered[scroller];
    if (seen != std::to_string(happened)) {
        seen = std::to_string(happened);
        const float at = static_cast<float>(happened) * pitch;
        reveal(view.ui, scroller, std::max(0.0f, at - pitch), at + 2 * pitch);
    }
    Scroller scroll(view.ui, scroller, area, static_cast<float>(last) * pitch + 24, pitch);
    const float top = scroll.top() + 10;
    const size_t first = scroll.first_row(pitch) > 1 ? scroll.first_row(pitch) - 1 : 0,
                 end = std::min(last, scroll.last_row(pitch, last) + 1);
    if (happened > 0) p.fill({area.x, top + static_cast<float>(happened - 1) * pitch, area.w, pitch}, th.curline);
    for (size_t c = 0; c < columns; ++c) {
        for (size_t r = first; r < end; ++r) {
            const float y = top + (static_cast<float>(r) + 0.5f) * pitch;
            const LifeState before = r == 0 ? (c == 0 ? LifeState::Running : LifeState::None) : ladder.states[c][r - 1];
            draw_life(view, xs[c], y - pitch / 2, y, before, r > happened);
            draw_life(view, xs[c], y, y + pitch / 2, ladder.states[c][r], r >= happened);
        }
    }
    for (size_t r = first; r < end; ++r) {
        const LadderRow& row = ladder.rows[r];
        const float y = p.snap(top + (static_cast<float>(r) + 0.5f) * pitch);
        const bool after = r >= happened, now = r + 1 == happened;
        const Colour ground = now ? th.curline : th.bg1;
        const float x0 = xs[static_cast<size_t>(row.from)], x1 = xs[static_cast<size_t>(row.to)];
        const float sign = x1 > x0 ? 1.0f : -1.0f;
        const ArrowLook look = ladder_look(row.kind);
        draw_arrow(p, {x0 + sign * 11, y}, {x1 - sign * 11, y}, look, ground, after);
        const Face face = now ? Face::CodeBold : Face::Code;
        std::string label = p.fitted(face, row.label, std::abs(x1 - x0) - 70);
        if (label != row.label && label.size() < 8) label.clear();
        const Colour ink = after ? th.t2 : look == ArrowLook::Throw ? th.thrown : th.t0;
        if (!label.empty()) draw_plated(p, face, (x0 + x1) / 2, y, label, ink, ground);
        const Touch touch = view.ui.region(view.name("ladder." + std::to_string(row.step)),
                                           {std::min(x0, x1) + 12, y - pitch / 2, std::abs(x1 - x0) - 24, pitch});
        if (touch.hovered) view.ui.cursor(Ui::Cursor::Hand);
        view.ui.tip(touch, replay::sentence(view.recording(), row.step));
        if (touch.clicked) view.jump(row.step);
    }
    const float y = top + static_cast<float>(happened) * pitch;
    p.fill(box_between(area.x + 4, y - 1, area.right() - 4, y + 1), th.t0);
    p.polygon({{area.x + 4, y - 6}, {area.x + 11, y}, {area.x + 4, y + 6}}, th.t0);
}

bool has_room_for_ladder(const View& view) { return view.tile.box.w >= 640 && view.tile.box.h >= 420; }

// An arrow says what it carries; where many frames leave no room for that, the chain tells more.
bool has_room_for_words(const View& view, const Ladder& ladder) {
    constexpr float kLeast = 135;
    return ladder.columns.size() < 2 || (view.tile.box.w - 200) / static_cast<float>(ladder.columns.size() - 1) >= kLeast;
}

void draw_ladder_legend(const View& view, const Box& room, const Ladder& ladder) {
    static constexpr std::pair<ArrowLook, const char*> kLegend[] = {
        {ArrowLook::Send, "send"}, {ArrowLook::Throw, "throw"}, {ArrowLook::Yield, "yield"}, {ArrowLook::Return, "return"}};
    float x = room.x + 20;
    for (const auto& [look, word] : kLegend) {
        const bool used = std::any_of(ladder.rows.begin(), ladder.rows.end(),
                                      [look = look](const LadderRow& r) { return ladder_look(r.kind) == look; });
        if (!used) continue;
        const float width = 44 + view.p().width(Face::Text, word) + 24;
        if (x + width > room.right()) break;
        draw_arrow(view.p(), {x, room.cy()}, {x + 34, room.cy()}, look, view.th().bg2);
        view.p().text(Face::Text, x + 44, room.cy(), word, view.th().t1);
        x += width;
    }
}

}  // namespace

void draw_conversation(const View& view) {
    const uint32_t task = view.app.shown_task_at(view.run);
    const std::string name = task_name(view, task);
    const bool room = has_room_for_ladder(view) && view.recording().step_count() > 0;
    if (room && has_room_for_words(view, ladder_of(view, task))) {
        const Ladder& ladder = ladder_of(view, task);
        const PaneFrame frame = begin_pane(view, name.empty() ? "the whole run" : name);
        if (ladder.rows.empty()) {
            empty_note(view.ui, frame.body, "No generator and no coroutine runs here.");
            return;
        }
        draw_ladder_legend(view, frame.room, ladder);
        draw_ladder(view, frame.body, ladder);
        return;
    }
    const PaneFrame frame = begin_pane(view, name.empty() ? "outside of tasks" : name);
    draw_chain(view, frame.body, task);
}

}  // namespace loopscope::app
