// Ui: what a view gets to draw and to ask with: the painter, the regions, tooltips, scrolling, text fields.
//
// Callers: views; made once a frame by the frame function. What lives longer than a frame but is not worth saving
// (scroll offsets, drafts of text fields) is in UiMemory.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/widgets/marks.h"
#include "app/widgets/paint.h"
#include "app/widgets/regions.h"

namespace loopscope::app {

struct ScrollMemory {
    float offset = 0;
    float reveal_from = -1, reveal_to = -1;  // content that is to be made visible, asked for before
    float max = 0;
};

// A selection of drawn text inside one pane, by the order of drawing.
struct TextSelection {
    std::string pane;
    Vec from{}, to{};
    bool active = false, dragging = false;
};

struct UiMemory {
    std::map<std::string, ScrollMemory, std::less<>> scroll;
    std::map<std::string, std::string, std::less<>> remembered;  // what a view saw last time, to notice a change
    std::map<std::string, float, std::less<>> values;            // drags under way
    TextSelection selection;
    std::string focus_field;    // the text field to be given the focus when it is drawn next
    std::string focused_field;  // the one that has it
    bool field_drawn = false;   // ... and is on the picture of this frame
    SvgDrawing* svg = nullptr;  // what is drawn is drawn there too ...
    std::string svg_pane;       // ... of that pane alone, "timeline"; empty: all
    std::string shown_step;     // run and step of the last frame, and since when they are shown
    double shown_since = 0;
    bool still = true;  // no motion
};

class Ui {
public:
    Ui(Painter painter, Regions& regions, UiMemory& memory, Vec size)
        : p(painter), regions_(regions), memory_(memory), size_(size) {}

    Painter p;
    const Theme& th() const { return p.theme(); }
    Vec size() const { return size_; }
    Regions& regions() { return regions_; }
    UiMemory& memory() { return memory_; }
    const Pointer& pointer() const { return regions_.pointer(); }
    double now() const { return regions_.pointer().now; }

    Touch region(std::string_view name, const Box& box, unsigned flags = kNoFlags) { return regions_.region(name, box, flags); }
    void mark(std::string_view name, const Box& box) { regions_.region(name, box, kQuiet); }
    void push_clip(const Box& box);
    void pop_clip();

    // Shown beside the pointer after it has rested there.
    void tip(const Touch& touch, std::string_view text, std::string_view key = {});
    void draw_tip();

    // Motion: from 0 to 1 in the time after a step in which what is new fades in; 1 where motion is off.
    float settled();
    // Where something stands that glides to `target`: at once where that is far, or where motion is off.
    float glide(const std::string& name, float target);

    // The shell sleeps between frames: ask for one more after that many seconds.
    void wake_in(double seconds) {
        if (seconds < wake_) wake_ = seconds;
    }
    double wake() const { return wake_; }

    // The pointer's shape.
    enum class Cursor : unsigned char { Arrow, Hand, Text, SizeX, SizeY };
    void cursor(Cursor cursor) { cursor_ = cursor; }
    Cursor cursor() const { return cursor_; }

private:
    Regions& regions_;
    UiMemory& memory_;
    Vec size_;
    double wake_ = 1e9;
    Cursor cursor_ = Cursor::Arrow;
    std::string tip_text_, tip_key_;
};

// --- controls: h is 32 or 40 unless said otherwise -------------------------------------------------------------------
enum class ButtonLook : uint8_t { Quiet, Accent, Plain /* no ground until hovered */, Chosen };

struct Button {
    std::string_view label = {};
    Glyph glyph = Glyph::None;
    float glyph_size = 1;
    ButtonLook look = ButtonLook::Quiet;
    bool enabled = true;
    std::string_view key = {};  // a key cap at its right end
    std::string_view tip = {}, tip_key = {};
    Face face = Face::Head;
};
bool button(Ui& ui, std::string_view name, const Box& box, const Button& look);
float button_width(Ui& ui, const Button& look);

// One of several; returns the index clicked or -1. Each is named NAME.INDEX.
struct Segments {
    std::vector<std::string> labels;
    int chosen = 0;
    bool accent = false;  // chosen: accent fill; else bg3 and a line under it
    bool small = false;   // in a pane's header: h 28, no line
    std::vector<std::string> tips;
};
float segments_width(Ui& ui, const Segments& segments);
int segments(Ui& ui, std::string_view name, Vec at, float height, const Segments& look);

// A scrolled area: clips, takes the wheel, draws its bar. `content` is the height of all there is.
class Scroller {
public:
    Scroller(Ui& ui, std::string_view name, const Box& view, float content, float row = 28);
    ~Scroller();
    Scroller(const Scroller&) = delete;
    Scroller& operator=(const Scroller&) = delete;
    float top() const { return view_.y - offset_; }  // where the content's y = 0 is drawn
    float offset() const { return offset_; }
    bool needed() const { return content_ > view_.h + 0.5f; }
    // Rows of that height that can be seen: [first, last).
    size_t first_row(float height) const;
    size_t last_row(float height, size_t count) const;

private:
    Ui& ui_;
    std::string name_;
    Box view_;
    float content_, offset_ = 0;
};
// Makes that part of the content visible when it is drawn next; `centre`: in the middle where it was not visible.
void reveal(Ui& ui, std::string_view scroller, float from, float to);

// A single line of text. True where the text changed.
struct TextField {
    std::string_view hint = {};
    Face face = Face::Large;
    bool frame = true;            // 2 px link outline while it has the focus
    float left = 12, right = 12;  // room inside
};
bool text_field(Ui& ui, std::string_view name, const Box& box, std::string& text, const TextField& look);
// Several lines, mono; true where it changed. Tab inserts four spaces.
struct EditorPlace {
    int line = 0, column = 0;  // of the caret, from 0
    float scroll_y = 0;
};
bool text_editor(Ui& ui, std::string_view name, const Box& box, std::string& text, float pitch, EditorPlace& place);

// An empty pane says in one sentence what would be there.
void empty_note(Ui& ui, const Box& box, std::string_view sentence);

}  // namespace loopscope::app
