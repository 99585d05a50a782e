// SvgDrawing: a picture as an SVG text: what the painter draws, in its own pixels, as shapes and as text that can be
// selected and edited.
//
// Callers: Painter, while it is told to record; the shell, which writes the file. finish() gives the part of the picture
// that is wanted. Text names the fonts Inter and JetBrains Mono, is stretched to the width that it had here, and falls
// back to the viewer's own fonts.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "app/layout/geometry.h"
#include "app/widgets/theme.h"

namespace loopscope::app {

class SvgDrawing {
public:
    void rect(const Box& box, Colour colour, float radius);
    void outline(const Box& box, Colour colour, float radius, float thickness);
    void polyline(const std::vector<Vec>& points, Colour colour, float thickness, bool closed);
    void polygon(const std::vector<Vec>& points, Colour colour);
    void disc(Vec centre, float radius, Colour colour);
    void ring(Vec centre, float radius, Colour colour, float thickness);
    void text(Vec at, float em, float width, std::string_view utf8, Colour colour, bool code, bool bold);
    void push_clip(const Box& box);  // inside of the one around it
    void pop_clip();

    // The whole file: that part of what was drawn.
    std::string finish(const Box& part, std::string_view title) const;

private:
    void number(float value);
    void place(const Box& box, float radius);
    void place(Vec centre, float radius);
    void place(const std::vector<Vec>& points);
    void stroke(Colour colour, float thickness);
    void attribute(const char* name, float value);
    void paint(const char* how, Colour colour);

    std::string body_, clips_;
    int clip_count_ = 0, open_ = 0;
};

}  // namespace loopscope::app
