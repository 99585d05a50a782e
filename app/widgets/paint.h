// Painter: draws boxes, lines, text and patterns in units (a pixel at scale 1), rounded to whole pixels.
//
// Callers: widgets and views; it is the only place where ImDrawList is used. It knows the theme and the fonts.
// Invariants: a box's edges and a text's baseline fall on whole pixels at every scale; nothing is drawn blurred.
#pragma once
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/layout/geometry.h"
#include "app/widgets/fonts.h"
#include "app/widgets/svg.h"
#include "app/widgets/theme.h"

struct ImDrawList;

namespace loopscope::app {

enum class Hatch : unsigned char { Rising, Falling, Cross, Dots };  // /  \  both  dots

// A piece of text as it was drawn: what can be selected and copied.
struct DrawnText {
    Box box;
    Face face;
    std::string text;
};

class Painter {
public:
    Painter(ImDrawList* list, const Theme& theme, const Fonts& fonts, float scale)
        : list_(list), theme_(&theme), fonts_(&fonts), scale_(scale) {}

    const Theme& theme() const { return *theme_; }
    const Fonts& fonts() const { return *fonts_; }
    ImDrawList* list() const { return list_; }
    float scale() const { return scale_; }

    // --- boxes and lines ----------------------------------------------------------------------------------------------
    void fill(const Box& box, Colour colour, float radius = 0);
    void outline(const Box& box, Colour colour, float thickness = 1, float radius = 0);  // inside of the box
    void dashed_outline(const Box& box, Colour colour, float dash, float gap, float thickness = 1);
    void hline(float x0, float x1, float y, Colour colour, float thickness = 1);  // below y
    void vline(float x, float y0, float y1, Colour colour, float thickness = 1);  // right of x
    void line(Vec a, Vec b, Colour colour, float thickness);
    void dashed(Vec a, Vec b, Colour colour, float thickness, float dash, float gap);
    void polyline(std::span<const Vec> points, Colour colour, float thickness, bool closed = false);
    void polyline(std::initializer_list<Vec> points, Colour colour, float thickness, bool closed = false) {
        polyline(std::span(points.begin(), points.size()), colour, thickness, closed);
    }
    void polygon(std::span<const Vec> points, Colour colour);  // convex
    void polygon(std::initializer_list<Vec> points, Colour colour) {
        polygon(std::span(points.begin(), points.size()), colour);
    }
    void disc(Vec centre, float radius, Colour colour);
    void ring(Vec centre, float radius, Colour colour, float thickness);
    void arc(Vec centre, float radius, float from, float to, Colour colour, float thickness);  // radians, clockwise
    // Lines over a box, clipped to it by arithmetic; width is across the line, pitch along x.
    void hatch(const Box& box, Hatch kind, Colour colour, float width, float pitch);

    void push_clip(const Box& box);
    void pop_clip();

    // --- text: `cy` is the middle of the capitals ---------------------------------------------------------------------
    float text(Face face, float x, float cy, std::string_view text, Colour colour);  // returns its width
    void text_right(Face face, float right, float cy, std::string_view text, Colour colour);
    void text_middle(Face face, float cx, float cy, std::string_view text, Colour colour);
    // Cut with an ellipsis where it does not fit; true where it was cut.
    bool text_fit(Face face, float x, float cy, float width, std::string_view text, Colour colour);
    float width(Face face, std::string_view text) const;
    float em(Face face) const { return (*fonts_)[face].em; }
    float column(Face face) const;  // of a mono face
    std::string fitted(Face face, std::string_view text, float width) const;
    // Lines of at most that width, broken at spaces (a longer word is broken inside).
    std::vector<std::string> wrapped(Face face, std::string_view text, float width) const;

    // While set, every text drawn is noted there.
    void record_text(std::vector<DrawnText>* into) { record_ = into; }
    // While set, all that is drawn is drawn there too.
    void record_svg(SvgDrawing* into) { svg_ = into; }

    float px(float units) const;    // rounded to a whole pixel, at least one, in pixels
    float snap(float units) const;  // the nearest unit that falls on a pixel

private:
    float to_px(float units) const;
    std::vector<Vec> scaled_points(std::span<const Vec> points) const;
    float walk(const FaceFont& font, std::string_view text, const Colour* colour, float x_px, float y_px) const;

    ImDrawList* list_;
    const Theme* theme_;
    const Fonts* fonts_;
    float scale_;
    std::vector<DrawnText>* record_ = nullptr;
    SvgDrawing* svg_ = nullptr;
};

}  // namespace loopscope::app
