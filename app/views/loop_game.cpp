// You are the loop: what may run next as cards, what was said about the last pick, the score.
#include <algorithm>

#include "app/views/view.h"

namespace loopscope::app {
namespace {

constexpr float kCardGap = 8, kFoot = 52, kSays = 62;

void draw_pick(const View& view, const Box& box, const LoopChoice& choice, int index, bool tried) {
    Painter& p = view.p();
    const Theme& th = view.th();
    const Touch touch = view.ui.region(view.name("pick." + std::to_string(index + 1)), box);
    p.fill(box, touch.hovered && !tried ? th.bg3 : th.bg2, 4);
    p.outline(box, tried ? th.errt : th.line, tried ? 3.0f : 1.0f, 4);
    const float side = std::min(32.0f, box.h - 10);
    const Box digit{box.x + 12, box.cy() - side / 2, side, side};
    p.fill(digit, tried ? kFailed : th.bg3, 3);
    if (tried)
        draw_glyph(p, Glyph::Cross, {digit.cx(), digit.cy()}, kBlack, 1.3f);
    else
        p.text_middle(Face::Title, digit.cx(), digit.cy(), std::to_string(index + 1), th.t0);
    float x = digit.right() + 14;
    if (choice.task != 0) {
        draw_chip(p, x, box.cy(), choice.name);
        x += chip_width(p, choice.name) + 12;
    } else {
        draw_glyph(p, choice.kind == LoopChoice::Kind::Wait ? Glyph::Zed : Glyph::Loop, {x + 11, box.cy()}, th.t1, 1.1f);
        x += 34;
    }
    const Face face = box.w > 420 ? Face::Title : Face::Head;
    const float room = box.right() - x - 12;
    const float name = std::min(p.width(face, choice.name), room * 0.55f);
    p.text_fit(face, x, box.cy(), name + 1, choice.name, tried ? th.t2 : th.t0);
    if (p.text_fit(Face::Text, x + name + 12, box.cy(), room - name - 12, choice.what, th.t2))
        view.ui.tip(touch, choice.name + ": " + choice.what);
    if (touch.hovered && !tried) view.ui.cursor(Ui::Cursor::Hand);
    if (touch.clicked) view.emit({ActionId::Pick, index + 1});
}

void draw_says(const View& view, const Box& box) {
    const LoopGame& game = view.state().game;
    Painter& p = view.p();
    const Theme& th = view.th();
    if (game.says.empty()) {
        p.text_fit(Face::Text, box.x, box.cy(), box.w,
                   "The source, the queue and the heap say it. Look back as far as you like.", th.t2);
        return;
    }
    const Colour edge = game.said_right ? th.okt : th.errt;
    p.fill({box.x, box.y + 4, 4, box.h - 8}, edge, 1);
    const std::vector<std::string> lines = p.wrapped(Face::Large, game.says, box.w - 20);
    const size_t count = std::min<size_t>(2, lines.size());
    float y = box.cy() - 13 * static_cast<float>(count - 1);
    for (size_t i = 0; i < count; ++i, y += 26) p.text(Face::Large, box.x + 16, y, lines[i], game.said_right ? th.t0 : th.errt);
}

}  // namespace

void draw_loop_game(const View& view, const Box& body) {
    Painter& p = view.p();
    const Theme& th = view.th();
    const LoopGame& game = view.state().game;
    const auto& decision = view.app.decision();
    p.fill({body.x, body.y, body.w, 6}, decision ? th.accent : kRunning);
    const float x = body.x + 24, room = body.w - 48;
    p.text_fit(body.h > 330 ? Face::Question : Face::Banner, x, body.y + 38, room - 190,
               decision ? "You are the loop. What runs next?" : "The loop has nothing more to decide.", th.t0);
    const std::string score = std::to_string(game.right) + " of " + std::to_string(game.asked) + " right";
    p.text_right(Face::Large, body.right() - 24, body.y + 38, score, th.t2);
    draw_says(view, {x, body.bottom() - kSays - 6, room, kSays});
    if (!decision) return;
    const float top = body.y + 68, bottom = body.bottom() - kSays - 14;
    const size_t count = decision->choices.size();
    const size_t columns = count > 3 && room > 640 ? 2 : 1, rows = (count + columns - 1) / columns;
    const float width = (room - kCardGap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    const float height = std::min(kFoot, (bottom - top) / static_cast<float>(rows) - kCardGap);
    for (size_t i = 0; i < count; ++i) {
        const float cx = x + static_cast<float>(i / rows) * (width + kCardGap),
                    cy = top + static_cast<float>(i % rows) * (height + kCardGap);
        const bool tried = std::find(game.tried.begin(), game.tried.end(), static_cast<int>(i)) != game.tried.end();
        draw_pick(view, {cx, cy, width, height}, decision->choices[i], static_cast<int>(i), tried);
    }
}

}  // namespace loopscope::app
