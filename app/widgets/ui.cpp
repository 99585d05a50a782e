#include "app/widgets/ui.h"

#include <algorithm>
#include <cmath>

namespace loopscope::app {
namespace {
constexpr double kTipDelay = 0.45, kMotion = 0.12;
constexpr float kFarthest = 200;
}  // namespace

void Ui::push_clip(const Box& box) {
    p.push_clip(box);
    regions_.push_clip(box);
}

void Ui::pop_clip() {
    p.pop_clip();
    regions_.pop_clip();
}

float Ui::settled() {
    const double passed = now() - memory_.shown_since;
    if (memory_.still || passed >= kMotion || passed < 0) return 1;
    wake_in(0.012);
    return static_cast<float>(passed / kMotion);
}

float Ui::glide(const std::string& name, float target) {
    auto& values = memory_.values;
    const auto known = values.find(name + ".to");
    const float share = settled(), eased = 1 - (1 - share) * (1 - share) * (1 - share);
    if (known == values.end() || share >= 1) {
        values[name + ".from"] = values[name + ".to"] = target;
        return target;
    }
    float& from = values[name + ".from"];
    float& to = known->second;
    if (to != target) {
        // A step taken while the last one still moves goes on from where things stand.
        from = std::abs(target - to) > kFarthest ? target : to;
        to = target;
    }
    return from + (to - from) * eased;
}

void Ui::tip(const Touch& touch, std::string_view text, std::string_view key) {
    if (!touch.hovered || touch.held || text.empty()) return;
    const double rested = now() - regions_.hot_since();
    if (rested < kTipDelay) {
        wake_in(kTipDelay - rested + 0.01);
        return;
    }
    tip_text_ = text;
    tip_key_ = key;
}

void Ui::draw_tip() {
    if (tip_text_.empty()) return;
    const std::vector<std::string> lines = p.wrapped(Face::Text, tip_text_, 520);
    float width = 0;
    for (const std::string& line : lines) width = std::max(width, p.width(Face::Text, line));
    const float key = tip_key_.empty() ? 0 : chord_width(p, tip_key_) + 14;
    const float w = width + key + 20, h = static_cast<float>(lines.size()) * 24 + 10;
    Vec at{pointer().at.x + 14, pointer().at.y + 20};
    at.x = std::max(4.0f, std::min(at.x, size_.x - w - 4));
    if (at.y + h > size_.y - 4) at.y = pointer().at.y - h - 10;
    p.fill({at.x, at.y, w, h}, th().bg3, 4);
    p.outline({at.x, at.y, w, h}, th().line, 1, 4);
    float y = at.y + 17;
    for (const std::string& line : lines) {
        p.text(Face::Text, at.x + 10, y, line, th().t0);
        y += 24;
    }
    if (key > 0) draw_chord(p, at.x + w - key + 4, at.y + h / 2, tip_key_, KeyGround::Window);
}

float button_width(Ui& ui, const Button& look) {
    float width = 24 + ui.p.width(look.face, look.label);
    if (look.glyph != Glyph::None) width += look.label.empty() ? 12 : 26;
    if (!look.key.empty()) width += keycap_width(ui.p, look.key) + 12;
    return width;
}

namespace {

struct ButtonColours {
    Colour ground, ink;
    bool filled;
};

ButtonColours button_colours(const Theme& th, const Button& look, const Touch& touch) {
    if (!look.enabled) return {th.bg1, th.t2, false};
    switch (look.look) {
        case ButtonLook::Accent:
            return {touch.hovered ? mix(th.accent, kWhite, touch.held ? 0.0f : 0.10f) : th.accent, kWhite, true};
        case ButtonLook::Chosen: return {th.bg3, th.t0, true};
        case ButtonLook::Plain: return {touch.hovered ? th.bg3 : th.bg2, touch.hovered ? th.t0 : th.t2, touch.hovered};
        case ButtonLook::Quiet: break;
    }
    return {touch.hovered ? th.bg3 : th.bg2, th.t0, true};
}

}  // namespace

bool button(Ui& ui, std::string_view name, const Box& box, const Button& look) {
    const Touch touch = ui.region(name, box);
    const ButtonColours colours = button_colours(ui.th(), look, touch);
    if (colours.filled) ui.p.fill(box, colours.ground, 3);
    if (touch.hovered && look.enabled) ui.cursor(Ui::Cursor::Hand);
    if (touch.hovered && look.enabled && look.look != ButtonLook::Accent) ui.p.outline(box, ui.th().line, 1, 3);
    const float key = look.key.empty() ? 0 : keycap_width(ui.p, look.key);
    const float label = ui.p.width(look.face, look.label);
    const float icon = look.glyph == Glyph::None ? 0 : look.label.empty() ? 12 : 26;
    const float content = label + icon + (key > 0 ? key + 14 : 0);
    float x = box.cx() - content / 2;
    if (icon > 0) {
        draw_glyph(ui.p, look.glyph, {x + 6, box.cy()}, colours.ink, look.glyph_size);
        x += icon;
    }
    if (!look.label.empty()) ui.p.text(look.face, x, box.cy(), look.label, colours.ink);
    if (key > 0)
        draw_keycap(ui.p, x + label + 14, box.cy(), look.key,
                    look.look == ButtonLook::Accent ? KeyGround::Accent : KeyGround::Pane);
    if (!look.tip.empty()) ui.tip(touch, look.tip, look.tip_key);
    return touch.clicked && look.enabled;
}

namespace {
float segment_width(Ui& ui, const Segments& look, const std::string& label) {
    return ui.p.width(Face::Head, label) + (look.small ? 18.0f : 22.0f);
}
}  // namespace

float segments_width(Ui& ui, const Segments& look) {
    float width = 0;
    for (const std::string& label : look.labels) width += segment_width(ui, look, label);
    return width;
}

int segments(Ui& ui, std::string_view name, Vec at, float height, const Segments& look) {
    const Theme& th = ui.th();
    int clicked = -1;
    ui.p.fill({at.x, at.y, segments_width(ui, look), height}, look.small ? th.bg1 : th.bg2, 3);
    float x = at.x;
    for (size_t i = 0; i < look.labels.size(); ++i) {
        const Box box{x, at.y, segment_width(ui, look, look.labels[i]), height};
        const std::string id = std::string(name) + "." + std::to_string(i);
        const Touch touch = ui.region(id, box);
        const bool chosen = static_cast<int>(i) == look.chosen;
        if (chosen) {
            ui.p.fill(box, look.accent ? th.accent : th.bg3, 3);
            if (!look.accent && !look.small) ui.p.fill({box.x + 10, box.bottom() - 3, box.w - 20, 3}, th.link);
        } else if (touch.hovered) {
            ui.p.fill(box, th.bg3, 3);
        }
        if (touch.hovered) ui.cursor(Ui::Cursor::Hand);
        const Colour ink = chosen ? (look.accent ? kWhite : th.t0) : touch.hovered ? th.t0 : look.small ? th.t2 : th.t1;
        ui.p.text_middle(chosen && look.accent ? Face::Head : Face::Text, box.cx(), box.cy(), look.labels[i], ink);
        if (i < look.tips.size()) ui.tip(touch, look.tips[i]);
        if (touch.clicked) clicked = static_cast<int>(i);
        x = box.right();
    }
    return clicked;
}

// --- scrolling ---------------------------------------------------------------------------------------------------------
Scroller::Scroller(Ui& ui, std::string_view name, const Box& view, float content, float row)
    : ui_(ui), name_(name), view_(view), content_(content) {
    ScrollMemory& memory = ui.memory().scroll[name_];
    const Touch touch = ui.region(name_ + ".scroll", view, kTakesWheel);
    // Whole rows, so that at the end too none is cut at the top.
    memory.max = content > view.h ? std::ceil((content - view.h) / row) * row : 0;
    if (memory.reveal_from >= 0) {
        const float from = memory.reveal_from, to = memory.reveal_to;
        if (from < memory.offset || to > memory.offset + view.h) {
            // Well inside of the picture, so that what comes next can be seen too.
            memory.offset = to - from > view.h ? from : from - (view.h - (to - from)) * 0.4f;
            memory.offset = std::floor(memory.offset / row) * row;  // no row is cut at the top
        }
        memory.reveal_from = -1;
    }
    memory.offset -= touch.wheel * row * 3;
    memory.offset = std::round(std::clamp(memory.offset, 0.0f, memory.max));
    offset_ = memory.offset;
    ui.push_clip(view);
}

Scroller::~Scroller() {
    ui_.pop_clip();
    if (!needed()) return;
    const Theme& th = ui_.th();
    ScrollMemory& memory = ui_.memory().scroll[name_];
    const Box track{view_.right() - 10, view_.y, 10, view_.h};
    const float length = std::max(24.0f, view_.h * view_.h / content_);
    const float y = view_.y + (view_.h - length) * (memory.max > 0 ? offset_ / memory.max : 0);
    const Touch touch = ui_.region(name_ + ".bar", track);
    if (touch.held) {
        if (touch.pressed && (touch.at.y < y || touch.at.y > y + length)) {
            memory.offset = (touch.at.y - view_.y - length / 2) / std::max(1.0f, view_.h - length) * memory.max;
        } else {
            memory.offset += touch.drag.y / std::max(1.0f, view_.h - length) * memory.max;
        }
        memory.offset = std::clamp(memory.offset, 0.0f, memory.max);
    }
    const bool awake = touch.hovered || touch.held;
    ui_.p.fill({track.right() - (awake ? 9 : 6), y + 1, awake ? 8.0f : 5.0f, length - 2}, awake ? th.t2 : th.line, 2);
}

size_t Scroller::first_row(float height) const { return static_cast<size_t>(std::max(0.0f, std::floor(offset_ / height))); }
size_t Scroller::last_row(float height, size_t count) const {
    return std::min(count, static_cast<size_t>(std::max(0.0f, std::ceil((offset_ + view_.h) / height))));
}

void reveal(Ui& ui, std::string_view scroller, float from, float to) {
    ScrollMemory& memory = ui.memory().scroll[std::string(scroller)];
    memory.reveal_from = std::max(0.0f, from);
    memory.reveal_to = to;
}

void empty_note(Ui& ui, const Box& box, std::string_view sentence) {
    float y = box.y + 30;
    for (const std::string& line : ui.p.wrapped(Face::Text, sentence, std::max(60.0f, box.w - 32))) {
        if (y + 10 > box.bottom()) break;
        ui.p.text(Face::Text, box.x + 16, y, line, ui.th().t2);
        y += 26;
    }
}

}  // namespace loopscope::app
