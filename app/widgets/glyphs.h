// Glyphs: all icons of the app, drawn by lines and polygons in a 12 x 12 box, since no wanted font has them.
//
// Callers: widgets and views. A glyph never stands alone: a word, a tooltip or a state's pattern says the same.
#pragma once
#include <cstdint>

#include "app/widgets/paint.h"
#include "replay/sentence.h"

namespace loopscope::app {

enum class Glyph : uint8_t {
    None,
    // moving
    Home,
    TurnBack,
    StepBack,
    PlayBack,
    Play,
    Pause,
    Step,
    Turn,
    End,
    // panes
    Gallery,
    Source,
    Timeline,
    Conversation,
    Loop,
    Inspect,
    Console,
    Events,
    Machine,
    Lesson,
    Compare,
    Tasks,
    World,
    // things
    Clock,
    Folder,
    File,
    Drop,
    Bookmark,
    Pin,
    Check,
    Cross,
    Plus,
    Bang,
    Sun,
    Moon,
    HalfDisc,
    Close,
    Left,
    Right,
    Down,
    Up,
    Question,
    Enter,
    Diamond,
    Slash,
    NotEqual,
    // states
    Chevrons,
    Uprights,
    Zed,
    // the banner
    Arrow,
    ArrowBack,
    ArrowIn,
    ArrowUp,
    Printed,
    Dot
};

void draw_glyph(Painter& p, Glyph glyph, Vec centre, Colour colour, float k = 1);

Glyph status_glyph(replay::TaskStatus status);
Glyph mood_glyph(replay::Mood mood);
Colour mood_colour(replay::Mood mood);

// Lines of the source.
void draw_line_just_run(Painter& p, Vec centre, Colour colour);           // hollow triangle
void draw_line_next(Painter& p, Vec centre, Colour colour, float k = 1);  // block arrow

}  // namespace loopscope::app
