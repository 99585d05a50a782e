// Code: draws a highlighted line. Callers: source, machine room, the page about a refused file.
#pragma once
#include "app/layout/highlight.h"
#include "app/widgets/paint.h"

namespace loopscope::app {

struct CodeLook {
    Face face = Face::Code, bold = Face::CodeBold;
    bool quiet = false;  // all of it in t2
};
// `cy` is the middle of the line. What lies outside of [left, right) need not be drawn.
void draw_code_line(Painter& p, const CodeLine& line, float x, float cy, const CodeLook& look = {});

}  // namespace loopscope::app
