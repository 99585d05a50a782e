// Points and boxes in the app's own unit: a pixel at scale 1. The painter multiplies by the scale and rounds.
//
// Callers: layout, widgets and views. Pure.
#pragma once
#include <algorithm>

namespace loopscope::app {

struct Vec {
    float x = 0, y = 0;
    bool operator==(const Vec&) const = default;
};
inline Vec operator+(Vec a, Vec b) { return {a.x + b.x, a.y + b.y}; }
inline Vec operator-(Vec a, Vec b) { return {a.x - b.x, a.y - b.y}; }

struct Box {
    float x = 0, y = 0, w = 0, h = 0;
    float right() const { return x + w; }
    float bottom() const { return y + h; }
    float cx() const { return x + w / 2; }
    float cy() const { return y + h / 2; }
    bool empty() const { return w <= 0 || h <= 0; }
    bool contains(Vec p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
    Box inset(float d) const { return {x + d, y + d, std::max(0.0f, w - 2 * d), std::max(0.0f, h - 2 * d)}; }
    Box inset(float dx, float dy) const { return {x + dx, y + dy, std::max(0.0f, w - 2 * dx), std::max(0.0f, h - 2 * dy)}; }
    bool operator==(const Box&) const = default;
};

inline Box box_between(float x0, float y0, float x1, float y1) { return {x0, y0, x1 - x0, y1 - y0}; }
inline Box intersect(const Box& a, const Box& b) {
    const float x0 = std::max(a.x, b.x), y0 = std::max(a.y, b.y);
    return {x0, y0, std::max(0.0f, std::min(a.right(), b.right()) - x0), std::max(0.0f, std::min(a.bottom(), b.bottom()) - y0)};
}

}  // namespace loopscope::app
