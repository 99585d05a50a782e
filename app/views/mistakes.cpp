// The mistakes pane: what went wrong in ways that have a name. A click goes to where it is seen.
#include <algorithm>
#include <cctype>

#include "app/views/view.h"

namespace loopscope::app {
namespace {

constexpr float kLine = 24, kPad = 12, kLeft = 48, kNumber = 70;

struct Card {
    const replay::Mistake* mistake;
    std::vector<std::string> says, advice;
    float height = 0;
};

std::vector<Card> cards_of(const View& view, float width) {
    std::vector<Card> cards;
    const bool hides = hides_future(view.state().mode);
    for (const replay::Mistake& mistake : view.data().mistakes) {
        if (hides && mistake.step > view.step()) break;
        Card card{&mistake, {}, {}, 0};
        const std::string times = mistake.times > 1 ? " It does so " + std::to_string(mistake.times) + " times." : "";
        card.says = view.p().wrapped(Face::Text, mistake.says + times, width - kLeft - 16);
        card.advice = view.p().wrapped(Face::Text, mistake.advice, width - kLeft - 16);
        card.height = kPad * 2 + kLine * static_cast<float>(1 + card.says.size() + card.advice.size()) + 4;
        cards.push_back(std::move(card));
    }
    return cards;
}

void draw_card(const View& view, const Box& box, const Card& card, size_t index) {
    Painter& p = view.p();
    const Theme& th = view.th();
    const replay::Mistake& mistake = *card.mistake;
    const Touch touch = view.ui.region(view.name("mistake." + std::to_string(index)), box);
    const bool here = mistake.step == view.step();
    p.fill(box, here || touch.hovered ? th.bg3 : th.bg2, 4);
    if (here) p.fill({box.x, box.y, 4, box.h}, th.link, 1);
    const Box mark{box.x + 14, box.y + kPad, 22, 22};
    p.fill(mark, mistake.hint ? th.bg3 : kFailed, 4);
    if (mistake.hint) p.outline(mark, th.t2, 1, 4);
    draw_glyph(p, Glyph::Bang, {mark.cx(), mark.cy()}, mistake.hint ? th.t0 : kBlack, 0.85f);
    float y = box.y + kPad + 11;
    std::string title = replay::mistake_title(mistake.kind);
    title[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(title[0])));
    p.text_fit(Face::Head, box.x + kLeft, y, box.w - kLeft - kNumber, mistake.hint ? title + ", a hint" : title, th.t0);
    const auto number = view.recording().level_index(view.state().level, mistake.step);
    p.text_right(Face::Code, box.right() - 12, y, std::to_string(number ? *number + 1 : 0), th.link);
    for (const std::string& line : card.says) p.text(Face::Text, box.x + kLeft, y += kLine, line, th.t1);
    y += 4;
    for (const std::string& line : card.advice) p.text(Face::Text, box.x + kLeft, y += kLine, line, th.t2);
    if (touch.hovered) view.ui.cursor(Ui::Cursor::Hand);
    if (!touch.clicked) return;
    view.jump(mistake.step);
    if (mistake.task != 0) view.emit({ActionId::SelectTask, mistake.task});
}

}  // namespace

void draw_mistakes(const View& view) {
    const float width = view.tile.box.w - 28;
    const std::vector<Card> cards = cards_of(view, width);
    const PaneFrame frame = begin_pane(view, cards.empty() ? "" : std::to_string(cards.size()) + " found");
    if (cards.empty()) {
        empty_note(
            view.ui, frame.body,
            "Nothing wrong was found: all coroutines are awaited, nothing blocks the loop, no cancellation is swallowed.");
        return;
    }
    float height = 16;
    for (const Card& card : cards) height += card.height + 8;
    Scroller scroll(view.ui, view.name("mistakes"), frame.body, height);
    float y = scroll.top() + 10;
    for (size_t i = 0; i < cards.size(); ++i) {
        const Box box{frame.body.x + 10, y, width - 4, cards[i].height};
        if (box.bottom() > frame.body.y && box.y < frame.body.bottom()) draw_card(view, box, cards[i], i);
        y += cards[i].height + 8;
    }
}

}  // namespace loopscope::app
