#include "app/shell/raster.h"

#include <algorithm>
#include <cmath>

#include "app/widgets/compat.hpp"

namespace loopscope::app {
namespace {

struct Clip {
    int x0, y0, x1, y1;
};

uint32_t blend(uint32_t under, uint32_t over, uint32_t alpha) {
    const uint32_t rest = 255 - alpha;
    const auto channel = [&](int shift) {
        const uint32_t v = ((over >> shift) & 255) * alpha + ((under >> shift) & 255) * rest;
        return ((v + 128 + (v >> 8)) >> 8 & 255) << shift;
    };
    return channel(0) | channel(8) | channel(16) | 0xff000000u;
}

// The alpha of the texture at a point given in texels, between its four neighbours. The atlas is white, so alpha is all.
class Sampler {
public:
    explicit Sampler(const Texture& texture) : t_(texture) {}
    float at(float u, float v) const {
        u -= 0.5f;
        v -= 0.5f;
        const float fu = std::floor(u), fv = std::floor(v);
        const float a = u - fu, b = v - fv;
        const int x = static_cast<int>(fu), y = static_cast<int>(fv);
        const float top = texel(x, y) * (1 - a) + texel(x + 1, y) * a;
        const float low = texel(x, y + 1) * (1 - a) + texel(x + 1, y + 1) * a;
        return (top * (1 - b) + low * b) / 255.0f;
    }
    float width() const { return static_cast<float>(t_.width); }
    float height() const { return static_cast<float>(t_.height); }

private:
    float texel(int x, int y) const {
        x = std::clamp(x, 0, t_.width - 1);
        y = std::clamp(y, 0, t_.height - 1);
        return static_cast<float>(
            t_.rgba[(static_cast<size_t>(y) * static_cast<size_t>(t_.width) + static_cast<size_t>(x)) * 4 + 3]);
    }
    const Texture& t_;
};

uint32_t to_alpha(float a) { return static_cast<uint32_t>(std::clamp(a, 0.0f, 255.0f) + 0.5f); }

// Two triangles that are one upright box of one colour: filled boxes and letters.
bool is_box(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c, const ImDrawVert& d) {
    return a.col == b.col && a.col == c.col && a.col == d.col && a.pos.y == b.pos.y && b.pos.x == c.pos.x &&
           c.pos.y == d.pos.y && d.pos.x == a.pos.x && a.pos.x <= c.pos.x && a.pos.y <= c.pos.y && a.uv.y == b.uv.y &&
           a.uv.x == d.uv.x;
}

class Raster {
public:
    Raster(const Texture& texture, Image& image) : sampler_(texture), image_(image) {}

    void command(const ImDrawList& list, const ImDrawCmd& cmd) {
        clip_ = {std::max(0, static_cast<int>(cmd.ClipRect.x)), std::max(0, static_cast<int>(cmd.ClipRect.y)),
                 std::min(image_.width, static_cast<int>(cmd.ClipRect.z)),
                 std::min(image_.height, static_cast<int>(cmd.ClipRect.w))};
        if (clip_.x0 >= clip_.x1 || clip_.y0 >= clip_.y1) return;
        const ImDrawIdx* index = list.IdxBuffer.Data + cmd.IdxOffset;
        const ImDrawVert* vertex = list.VtxBuffer.Data + cmd.VtxOffset;
        for (unsigned i = 0; i + 2 < cmd.ElemCount; i += 3) {
            const ImDrawVert &a = vertex[index[i]], &b = vertex[index[i + 1]], &c = vertex[index[i + 2]];
            if (i + 5 < cmd.ElemCount && index[i] == index[i + 3] && index[i + 2] == index[i + 4] &&
                is_box(a, b, c, vertex[index[i + 5]])) {
                box(a, c);
                i += 3;
            } else {
                triangle(a, b, c);
            }
        }
    }

private:
    uint32_t* row(int y) { return image_.pixels.data() + static_cast<size_t>(y) * static_cast<size_t>(image_.width); }

    void box(const ImDrawVert& a, const ImDrawVert& c) {
        const int x0 = std::max(clip_.x0, static_cast<int>(std::ceil(a.pos.x - 0.5f)));
        const int x1 = std::min(clip_.x1, static_cast<int>(std::ceil(c.pos.x - 0.5f)));
        const int y0 = std::max(clip_.y0, static_cast<int>(std::ceil(a.pos.y - 0.5f)));
        const int y1 = std::min(clip_.y1, static_cast<int>(std::ceil(c.pos.y - 0.5f)));
        if (x0 >= x1) return;
        const uint32_t alpha = a.col >> 24;
        if (a.uv.x == c.uv.x && a.uv.y == c.uv.y) {
            for (int y = y0; y < y1; ++y) {
                uint32_t* to = row(y);
                if (alpha == 255) {
                    std::fill(to + x0, to + x1, a.col | 0xff000000u);
                } else {
                    for (int x = x0; x < x1; ++x) to[x] = blend(to[x], a.col, alpha);
                }
            }
            return;
        }
        const float du = (c.uv.x - a.uv.x) / (c.pos.x - a.pos.x) * sampler_.width();
        const float dv = (c.uv.y - a.uv.y) / (c.pos.y - a.pos.y) * sampler_.height();
        for (int y = y0; y < y1; ++y) {
            uint32_t* to = row(y);
            const float v = a.uv.y * sampler_.height() + (static_cast<float>(y) + 0.5f - a.pos.y) * dv;
            for (int x = x0; x < x1; ++x) {
                const float u = a.uv.x * sampler_.width() + (static_cast<float>(x) + 0.5f - a.pos.x) * du;
                const uint32_t texel = to_alpha(sampler_.at(u, v) * static_cast<float>(alpha));
                if (texel) to[x] = blend(to[x], a.col, texel);
            }
        }
    }

    void triangle(ImDrawVert a, ImDrawVert b, ImDrawVert c) {
        float area = (b.pos.x - a.pos.x) * (c.pos.y - a.pos.y) - (b.pos.y - a.pos.y) * (c.pos.x - a.pos.x);
        if (area == 0) return;
        if (area < 0) {
            std::swap(b, c);
            area = -area;
        }
        const float low_x = std::min({a.pos.x, b.pos.x, c.pos.x}), high_x = std::max({a.pos.x, b.pos.x, c.pos.x});
        const float low_y = std::min({a.pos.y, b.pos.y, c.pos.y}), high_y = std::max({a.pos.y, b.pos.y, c.pos.y});
        const int x0 = std::max(clip_.x0, static_cast<int>(std::floor(std::max(low_x, -1e6f))));
        const int x1 = std::min(clip_.x1, static_cast<int>(std::ceil(std::min(high_x, 1e6f))) + 1);
        const int y0 = std::max(clip_.y0, static_cast<int>(std::floor(std::max(low_y, -1e6f))));
        const int y1 = std::min(clip_.y1, static_cast<int>(std::ceil(std::min(high_y, 1e6f))) + 1);
        // A pixel on an edge that two triangles share belongs to just one of them.
        const auto owns = [](ImVec2 p, ImVec2 q) { return q.y < p.y || (q.y == p.y && q.x > p.x); };
        const bool own_a = owns(b.pos, c.pos), own_b = owns(c.pos, a.pos), own_c = owns(a.pos, b.pos);
        const bool flat = a.uv.x == b.uv.x && a.uv.x == c.uv.x && a.uv.y == b.uv.y && a.uv.y == c.uv.y;
        for (int y = y0; y < y1; ++y) {
            uint32_t* to = row(y);
            const float py = static_cast<float>(y) + 0.5f;
            for (int x = x0; x < x1; ++x) {
                const float px = static_cast<float>(x) + 0.5f;
                float wa = (c.pos.x - b.pos.x) * (py - b.pos.y) - (c.pos.y - b.pos.y) * (px - b.pos.x);
                float wb = (a.pos.x - c.pos.x) * (py - c.pos.y) - (a.pos.y - c.pos.y) * (px - c.pos.x);
                float wc = (b.pos.x - a.pos.x) * (py - a.pos.y) - (b.pos.y - a.pos.y) * (px - a.pos.x);
                if (!((wa > 0 || (wa == 0 && own_a)) && (wb > 0 || (wb == 0 && own_b)) && (wc > 0 || (wc == 0 && own_c))))
                    continue;
                wa /= area;
                wb /= area;
                wc /= area;
                const auto mixed = [&](int shift) {
                    return wa * static_cast<float>((a.col >> shift) & 255) + wb * static_cast<float>((b.col >> shift) & 255) +
                           wc * static_cast<float>((c.col >> shift) & 255);
                };
                const float texel = flat ? 1.0f
                                         : sampler_.at((wa * a.uv.x + wb * b.uv.x + wc * c.uv.x) * sampler_.width(),
                                                       (wa * a.uv.y + wb * b.uv.y + wc * c.uv.y) * sampler_.height());
                const uint32_t alpha = to_alpha(mixed(24) * texel);
                if (alpha == 0) continue;
                const uint32_t colour = static_cast<uint32_t>(mixed(0) + 0.5f) | static_cast<uint32_t>(mixed(8) + 0.5f) << 8 |
                                        static_cast<uint32_t>(mixed(16) + 0.5f) << 16;
                to[x] = blend(to[x], colour, alpha);
            }
        }
    }

    Sampler sampler_;
    Image& image_;
    Clip clip_{};
};

}  // namespace

void rasterise(const ImDrawData* data, const Texture& texture, Image& image) {
    if (!data || !texture.rgba) return;
    Raster raster(texture, image);
    for (const ImDrawList* list : compat::draw_lists(data)) {
        for (const ImDrawCmd& cmd : list->CmdBuffer) {
            if (!cmd.UserCallback) raster.command(*list, cmd);
        }
    }
}

}  // namespace loopscope::app
