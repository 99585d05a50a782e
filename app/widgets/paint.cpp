#include "app/widgets/paint.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "app/widgets/compat.hpp"
#include "base/utf8.h"

namespace loopscope::app {
namespace {

constexpr float kCapHeight = 0.727f;  // of the em, for Inter and JetBrains Mono alike
constexpr std::string_view kEllipsis = "\xe2\x80\xa6";
constexpr float kNameBoxPadding = 3;

bool is_bold(Face face) {
    switch (face) {
        case Face::Text:
        case Face::Large:
        case Face::Answer:
        case Face::Code:
        case Face::ReadoutQuiet:
        case Face::BigCode: return false;
        default: return true;
    }
}

bool plain_ascii(std::string_view text) {
    for (char c : text) {
        if (static_cast<signed char>(c) < 0x20) return false;
    }
    return true;
}

std::string code_point_name(char32_t c) {
    char text[16];
    std::snprintf(text, sizeof text, "U+%04X", static_cast<unsigned>(c));
    return text;
}

}  // namespace

float Painter::to_px(float units) const { return std::round(units * scale_); }
float Painter::px(float units) const { return std::max(1.0f, std::round(units * scale_)); }
float Painter::snap(float units) const { return std::round(units * scale_) / scale_; }

void Painter::fill(const Box& box, Colour colour, float radius) {
    const float x0 = to_px(box.x), y0 = to_px(box.y), x1 = to_px(box.right()), y1 = to_px(box.bottom());
    if (!(x1 > x0 && y1 > y0)) return;  // also where a window of one pixel made no number of them
    list_->AddRectFilled({x0, y0}, {x1, y1}, colour, radius * scale_);
    if (svg_) svg_->rect({x0, y0, x1 - x0, y1 - y0}, colour, radius * scale_);
}

void Painter::outline(const Box& box, Colour colour, float thickness, float radius) {
    const float x0 = to_px(box.x), y0 = to_px(box.y), x1 = to_px(box.right()), y1 = to_px(box.bottom());
    const float t = thickness == std::floor(thickness) ? px(thickness) : thickness * scale_;
    if (!(x1 - x0 >= 2 * t && y1 - y0 >= 2 * t)) {
        list_->AddRectFilled({x0, y0}, {std::max(x1, x0 + 1), std::max(y1, y0 + 1)}, colour);
        if (svg_) svg_->rect({x0, y0, std::max(x1 - x0, 1.0f), std::max(y1 - y0, 1.0f)}, colour, 0);
        return;
    }
    if (svg_)
        svg_->outline({x0 + t / 2, y0 + t / 2, x1 - x0 - t, y1 - y0 - t}, colour, std::max(0.0f, radius * scale_ - t / 2), t);
    const float d = t / 2 - 0.5f;  // ImGui strokes half a pixel inside of what it is given
    compat::rect_outline(list_, {x0 + d, y0 + d}, {x1 - d, y1 - d}, colour, std::max(0.0f, radius * scale_ - d), t);
}

void Painter::dashed_outline(const Box& box, Colour colour, float dash, float gap, float thickness) {
    const float h = thickness / 2;
    const float x0 = snap(box.x) + h, y0 = snap(box.y) + h, x1 = snap(box.right()) - h, y1 = snap(box.bottom()) - h;
    dashed({x0 - h, y0}, {x1 + h, y0}, colour, thickness, dash, gap);
    dashed({x0 - h, y1}, {x1 + h, y1}, colour, thickness, dash, gap);
    dashed({x0, y0}, {x0, y1}, colour, thickness, dash, gap);
    dashed({x1, y0}, {x1, y1}, colour, thickness, dash, gap);
}

void Painter::hline(float x0, float x1, float y, Colour colour, float thickness) {
    const float top = to_px(y);
    list_->AddRectFilled({to_px(x0), top}, {to_px(x1), top + px(thickness)}, colour);
    if (svg_) svg_->rect({to_px(x0), top, to_px(x1) - to_px(x0), px(thickness)}, colour, 0);
}

void Painter::vline(float x, float y0, float y1, Colour colour, float thickness) {
    const float left = to_px(x);
    list_->AddRectFilled({left, to_px(y0)}, {left + px(thickness), to_px(y1)}, colour);
    if (svg_) svg_->rect({left, to_px(y0), px(thickness), to_px(y1) - to_px(y0)}, colour, 0);
}

void Painter::line(Vec a, Vec b, Colour colour, float thickness) {
    const float t = thickness * scale_;
    // ImGui moves lines by half a pixel; the app's coordinates mean edges, not middles of pixels.
    list_->AddLine({a.x * scale_ - 0.5f, a.y * scale_ - 0.5f}, {b.x * scale_ - 0.5f, b.y * scale_ - 0.5f}, colour, t);
    if (svg_) svg_->polyline({{a.x * scale_, a.y * scale_}, {b.x * scale_, b.y * scale_}}, colour, t, false);
}

void Painter::dashed(Vec a, Vec b, Colour colour, float thickness, float dash, float gap) {
    const float dx = b.x - a.x, dy = b.y - a.y, length = std::sqrt(dx * dx + dy * dy);
    if (length <= 0) return;
    const Vec step{dx / length, dy / length};
    for (float at = 0; at < length; at += dash + gap) {
        const float to = std::min(length, at + dash);
        const Vec p{a.x + step.x * at, a.y + step.y * at}, q{a.x + step.x * to, a.y + step.y * to};
        const float half = thickness / 2;
        if (dy == 0) {
            hline(p.x, q.x, p.y - half, colour, thickness);
        } else if (dx == 0) {
            vline(p.x - half, std::min(p.y, q.y), std::max(p.y, q.y), colour, thickness);
        } else {
            line(p, q, colour, thickness);
        }
    }
}

std::vector<Vec> Painter::scaled_points(std::span<const Vec> points) const {
    std::vector<Vec> scaled;
    for (Vec p : points) scaled.push_back({p.x * scale_, p.y * scale_});
    return scaled;
}

void Painter::polyline(std::span<const Vec> points, Colour colour, float thickness, bool closed) {
    std::vector<ImVec2> scaled;
    scaled.reserve(points.size());
    for (Vec p : points) scaled.push_back({p.x * scale_, p.y * scale_});
    compat::polyline(list_, scaled.data(), static_cast<int>(scaled.size()), colour, thickness * scale_, closed);
    if (svg_) svg_->polyline(scaled_points(points), colour, thickness * scale_, closed);
}

void Painter::polygon(std::span<const Vec> points, Colour colour) {
    std::vector<ImVec2> scaled;
    scaled.reserve(points.size());
    for (Vec p : points) scaled.push_back({p.x * scale_, p.y * scale_});
    list_->AddConvexPolyFilled(scaled.data(), static_cast<int>(scaled.size()), colour);
    if (svg_) svg_->polygon(scaled_points(points), colour);
}

void Painter::disc(Vec centre, float radius, Colour colour) {
    list_->AddCircleFilled({centre.x * scale_, centre.y * scale_}, radius * scale_, colour);
    if (svg_) svg_->disc({centre.x * scale_, centre.y * scale_}, radius * scale_, colour);
}

void Painter::ring(Vec centre, float radius, Colour colour, float thickness) {
    list_->AddCircle({centre.x * scale_, centre.y * scale_}, radius * scale_ + 0.5f, colour, 0, thickness * scale_);
    if (svg_) svg_->ring({centre.x * scale_, centre.y * scale_}, radius * scale_, colour, thickness * scale_);
}

void Painter::arc(Vec centre, float radius, float from, float to, Colour colour, float thickness) {
    std::vector<Vec> points;
    constexpr int kSteps = 24;
    for (int i = 0; i <= kSteps; ++i) {
        const float angle = from + (to - from) * static_cast<float>(i) / kSteps;
        points.push_back({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
    }
    polyline(points, colour, thickness);
}

void Painter::hatch(const Box& box, Hatch kind, Colour colour, float width, float pitch) {
    const Box b{snap(box.x), snap(box.y), snap(box.right()) - snap(box.x), snap(box.bottom()) - snap(box.y)};
    if (b.empty()) return;
    if (kind == Hatch::Dots) {
        int row = 0;
        for (float y = b.y + 5; y + width <= b.bottom(); y += pitch, ++row) {
            for (float x = b.x + 5 + (row % 2 ? pitch / 2 : 0); x + width <= b.right(); x += pitch) disc({x, y}, width, colour);
        }
        return;
    }
    // Lines start on a grid of the whole picture, so that neighbours go on where the other ends.
    const bool rising = kind != Hatch::Falling;
    const bool falling = kind != Hatch::Rising;
    const float half = width * 0.7071f;  // along x, of a line that goes up at 45 degrees
    const auto one = [&](float at, float direction) {
        // The points (at + direction * (y - b.y)) of the line, with x kept inside of the box.
        float y0 = b.y, y1 = b.bottom(), x0 = at, x1 = at + direction * b.h;
        const float left = b.x + half * 0.5f, right = b.right() - half * 0.5f;
        if (right <= left) return;
        if (std::max(x0, x1) <= left || std::min(x0, x1) >= right) return;
        const auto cut = [&](float& x, float& y) {
            const float to = std::clamp(x, left, right);
            y += (to - x) / direction;
            x = to;
        };
        cut(x0, y0);
        cut(x1, y1);
        line({x0, y0}, {x1, y1}, colour, width);
    };
    const float first = std::floor((b.x - b.h) / pitch) * pitch;
    for (float x = first; x < b.right() + b.h; x += pitch) {
        if (rising) one(x + std::fmod(b.h, pitch), -1);
        if (falling) one(x, 1);
    }
}

void Painter::push_clip(const Box& box) {
    list_->PushClipRect({to_px(box.x), to_px(box.y)}, {to_px(box.right()), to_px(box.bottom())}, true);
    if (svg_)
        svg_->push_clip({to_px(box.x), to_px(box.y), to_px(box.right()) - to_px(box.x), to_px(box.bottom()) - to_px(box.y)});
}

void Painter::pop_clip() {
    list_->PopClipRect();
    if (svg_) svg_->pop_clip();
}

// Draws (colour given) or measures a text that may hold characters which no font has: those become boxes with their name.
float Painter::walk(const FaceFont& font, std::string_view text, const Colour* colour, float x_px, float y_px) const {
    float x = x_px;
    const auto put = [&](std::string_view part) {
        if (part.empty()) return;
        const char *begin = part.data(), *end = begin + part.size();
        if (colour) list_->AddText(font.font, font.size, {x, y_px}, *colour, begin, end);
        x += font.font->CalcTextSizeA(font.size, 1e9f, 0, begin, end).x;
    };
    if (plain_ascii(text)) {
        put(text);
        return x - x_px;
    }
    const float padding = std::round(kNameBoxPadding * scale_);
    size_t begin = 0;
    for (size_t at = 0; at < text.size();) {
        const base::DecodedCodePoint c = base::decode_utf8(text, at);
        const bool control = c.code_point < 0x20 || c.code_point == 0x7f;
        if (!control && compat::has_glyph(font.font, font.size, c.code_point)) {
            at += c.size;
            continue;
        }
        put(text.substr(begin, at - begin));
        const std::string name = code_point_name(c.code_point);
        const float left = x;
        x += padding * 2;
        put(name);
        x += padding * 2;
        if (colour) {
            const float top = y_px + font.ascent - std::round(kCapHeight * font.em * scale_) - padding;
            compat::rect_outline(list_, {left + padding, top}, {x - padding, y_px + font.ascent + padding}, *colour, 2 * scale_,
                                 std::max(1.0f, std::round(scale_)));
        }
        at += c.size;
        begin = at;
    }
    put(text.substr(begin));
    return x - x_px;
}

float Painter::text(Face face, float x, float cy, std::string_view text, Colour colour) {
    if (text.empty()) return 0;
    const FaceFont& font = (*fonts_)[face];
    const float baseline = std::round(cy * scale_ + kCapHeight * font.em * scale_ / 2);
    const float width = walk(font, text, &colour, to_px(x), baseline - font.ascent) / scale_;
    if (svg_) {
        svg_->text({to_px(x), baseline}, font.em * scale_, width * scale_, text, colour, font.column > 0, is_bold(face));
    }
    if (record_) {
        const float em = font.em;
        record_->push_back({{x, cy - em * 0.75f, width, em * 1.5f}, face, std::string(text)});
    }
    return width;
}

void Painter::text_right(Face face, float right, float cy, std::string_view text, Colour colour) {
    this->text(face, right - width(face, text), cy, text, colour);
}

void Painter::text_middle(Face face, float cx, float cy, std::string_view text, Colour colour) {
    this->text(face, cx - width(face, text) / 2, cy, text, colour);
}

bool Painter::text_fit(Face face, float x, float cy, float room, std::string_view text, Colour colour) {
    if (room <= 0) return !text.empty();
    if (width(face, text) <= room + 0.5f) {
        this->text(face, x, cy, text, colour);
        return false;
    }
    this->text(face, x, cy, fitted(face, text, room), colour);
    return true;
}

float Painter::width(Face face, std::string_view text) const {
    return text.empty() ? 0 : walk((*fonts_)[face], text, nullptr, 0, 0) / scale_;
}

float Painter::column(Face face) const {
    const FaceFont& font = (*fonts_)[face];
    return font.column > 0 ? font.column : font.em * 0.6f;
}

std::string Painter::fitted(Face face, std::string_view text, float room) const {
    if (width(face, text) <= room + 0.5f) return std::string(text);
    // The longest beginning that fits with the ellipsis behind it, found by halving.
    std::vector<size_t> ends = {0};
    for (size_t at = 0; at < text.size();) {
        at += base::decode_utf8(text, at).size;
        ends.push_back(at);
    }
    size_t low = 0, high = ends.size() - 1;
    while (low < high) {
        const size_t middle = (low + high + 1) / 2;
        const std::string tried = std::string(text.substr(0, ends[middle])) + std::string(kEllipsis);
        if (width(face, tried) <= room) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    std::string_view kept = text.substr(0, ends[low]);
    while (!kept.empty() && kept.back() == ' ') kept.remove_suffix(1);
    return std::string(kept) + std::string(kEllipsis);
}

std::vector<std::string> Painter::wrapped(Face face, std::string_view text, float room) const {
    std::vector<std::string> lines;
    std::string current;
    const auto flush = [&] {
        lines.push_back(current);
        current.clear();
    };
    for (size_t at = 0; at <= text.size();) {
        const size_t end = std::min(text.find_first_of(" \n", at), text.size());
        std::string_view word = text.substr(at, end - at);
        const std::string tried = current.empty() ? std::string(word) : current + " " + std::string(word);
        if (width(face, tried) <= room || (current.empty() && word.size() <= 1)) {
            current = tried;
        } else if (current.empty()) {
            // One word, longer than a line: as much of it as fits.
            size_t fits = word.size();
            while (fits > 1 && width(face, word.substr(0, fits)) > room) {
                --fits;
                while (fits > 1 && (static_cast<unsigned char>(word[fits]) & 0xc0) == 0x80) --fits;
            }
            current = std::string(word.substr(0, fits));
            flush();
            at += fits;
            continue;
        } else {
            flush();
            continue;
        }
        if (end < text.size() && text[end] == '\n') flush();
        at = end + 1;
    }
    if (!current.empty() || lines.empty()) flush();
    return lines;
}

}  // namespace loopscope::app
