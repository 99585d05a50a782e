// Marks: the parts of the picture that mean something: state bars, chips, arrows, key caps, plates.
//
// Callers: views. Each part looks the same wherever it stands: the sheet view draws all of them once.
#pragma once
#include <string_view>

#include "app/widgets/glyphs.h"
#include "app/widgets/paint.h"
#include "replay/timeline.h"

namespace loopscope::app {

// A state's bar: fill, pattern, edge, and in it the glyph and the label where there is room. `label_to`: the label must end
// before that x (now, or the end of what is visible); `label_from`: it must begin after (arrows that cross).
struct BarLook {
    replay::TaskStatus status = replay::TaskStatus::Created;
    std::string_view label = {};
    float label_from = 0, label_to = 1e9f;
    bool letter = false;  // the state's letter instead of its glyph
    float k = 1;          // presenter: larger
};
float bar_height(replay::TaskStatus status);
Face bar_face(float k);  // of its label
// Within a lane of which `cy` is the middle. Returns where the label (or glyph) ends.
void draw_bar(Painter& p, float x0, float x1, float cy, const BarLook& look);
// A small sample of the pattern, for legends: 26 x 20.
void draw_bar_sample(Painter& p, float x, float cy, replay::TaskStatus status);

// A task's chip: 22 x 22 with its letter. With `status` a sliver of the state's fill under it (source margin).
float chip_width(Painter& p, std::string_view name, float size = 22);
void draw_chip(Painter& p, float x, float cy, std::string_view name, float size = 22);
void draw_margin_chip(Painter& p, float x, float cy, std::string_view name, replay::TaskStatus status, float k = 1);

enum class ArrowLook : uint8_t { Send, Throw, Yield, Return, WakeUp, Cancel, After };
Colour arrow_colour(const Painter& p, ArrowLook look);
// Straight, from tail to tip; `ground` is the colour of the casing.
void draw_arrow(Painter& p, Vec from, Vec to, ArrowLook look, Colour ground, bool after = false);
void draw_arrow_head(Painter& p, Vec tip, Vec direction, ArrowLook look, Colour ground, Colour colour);
void draw_station(Painter& p, Vec centre, int number, bool after = false);
void draw_cancel_diamond(Painter& p, Vec centre, int station);  // 1 hollow, 3 half, 5 full

// A key cap, h 24; returns its width. It stands out from the ground that it is on.
enum class KeyGround : uint8_t { Window, Pane, Accent };
float keycap_width(Painter& p, std::string_view key);
float draw_keycap(Painter& p, float x, float cy, std::string_view key, KeyGround ground = KeyGround::Pane);

// "Ctrl+Shift+Left" as caps side by side.
float chord_width(Painter& p, std::string_view chord);
float draw_chord(Painter& p, float x, float cy, std::string_view chord, KeyGround ground = KeyGround::Pane);

// A label on a plate of the ground, so that no line runs through it.
void draw_plated(Painter& p, Face face, float cx, float cy, std::string_view text, Colour colour, Colour ground);

// A breakpoint: the line's number on a disc; an error mark; a thrown-in mark.
void draw_breakpoint(Painter& p, Vec centre, std::string_view number);
void draw_error_mark(Painter& p, Vec centre);
void draw_thrown_mark(Painter& p, Vec centre);

// The mark of the app.
void draw_logo(Painter& p, Vec centre);

// Under a wrong word: a zig-zag of 4 by 3.
void draw_zigzag(Painter& p, float x0, float x1, float y, Colour colour);

}  // namespace loopscope::app
