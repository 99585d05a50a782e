// View: what each pane's draw function gets; and the frame around a pane. One file a pane, one row in views.def.
//
// Callers: frame.cpp draws all panes through the table draw_pane(). Views read App and give it actions; they change
// nothing themselves.
#pragma once
#include <string_view>

#include "app/layout/pane_layout.h"
#include "app/model/app.h"
#include "app/widgets/ui.h"

namespace loopscope::app {

struct View {
    Ui& ui;
    App& app;
    Pane pane;
    const Tile& tile;
    size_t run;  // index into the document's runs
    const PaneLayout& layout;

    const UiState& state() const { return app.ui(); }
    const RunData& data() const { return *app.run_at(run); }
    const replay::Recording& recording() const { return *data().recording; }
    const Moment& now() const { return app.moment_at(run); }
    uint64_t step() const { return app.ui().places[run].step; }
    const Theme& th() const { return ui.th(); }
    Painter& p() const { return ui.p; }
    // A name for regions that is unique where two runs are shown: "source", "b.source".
    std::string name(std::string_view base) const { return tile.run == 0 ? std::string(base) : "b." + std::string(base); }
    void emit(Action action) const { app.emit(std::move(action)); }
    void jump(uint64_t to) const { app.emit({ActionId::JumpTo, static_cast<int64_t>(to)}); }
};

// The pane's ground and header (or tabs): what is left for its content, and for actions in the header.
struct PaneFrame {
    Box body;
    Box room;  // in the header, free for a legend or actions
};
PaneFrame begin_pane(const View& view, std::string_view subject = {}, std::string_view title = {});
// The ground alone, all of it content.
PaneFrame begin_bare_pane(const View& view);

// A word in the header that can be clicked, right-aligned at `right`; returns its left edge.
bool header_action(const View& view, std::string_view name, float& right, float cy, std::string_view word, std::string_view tip,
                   std::string_view key = {});

void draw_pane(const View& view);

void draw_source(const View& view);
void draw_editor(const View& view, const Box& body);  // of the source pane, while it is written in
void draw_timeline(const View& view);
void draw_conversation(const View& view);
void draw_loop(const View& view);
void draw_inspector(const View& view);
void draw_console(const View& view);
void draw_events(const View& view);
void draw_machine(const View& view);
void draw_lesson(const View& view);
void draw_tasks(const View& view);
void draw_world(const View& view);
void draw_compare(const View& view);
void draw_uasyncio(const View& view);
void draw_mistakes(const View& view);
void draw_loop_game(const View& view, const Box& body);  // in the lesson's place: you are the loop

// "Task B" for a task's number, with its parent's lane colour; empty for 0.
std::string task_name(const View& view, uint32_t number);
Glyph pane_glyph(Pane pane);

}  // namespace loopscope::app
