// The frame: one picture of the app, from its state. Called once a frame by the window, by `shot` and by the tests.
#pragma once
#include <string>
#include <vector>

#include "app/layout/pane_layout.h"
#include "app/model/app.h"
#include "app/widgets/ui.h"

namespace loopscope::app {

// What a frame says about itself.
struct FrameResult {
    double wake = 1e9;  // seconds until the next frame is wanted without any input
    Ui::Cursor cursor = Ui::Cursor::Arrow;
    bool typing = false;  // a text field has the focus
};

// `size` in units. Must stand between ImGui::NewFrame() and ImGui::Render().
FrameResult draw_frame(App& app, const Fonts& fonts, Regions& regions, UiMemory& memory, const Pointer& pointer, Vec size);

// Parts of it, each in a file of its own.
void draw_top_bar(Ui& ui, App& app, const PaneLayout& layout);
void draw_banner(Ui& ui, App& app, const PaneLayout& layout);
void draw_rail(Ui& ui, App& app, const PaneLayout& layout);
void draw_transport(Ui& ui, App& app, const PaneLayout& layout);
void draw_hint_line(Ui& ui, App& app, const Box& box);
void draw_panes(Ui& ui, App& app, const PaneLayout& layout);
void draw_gallery(Ui& ui, App& app, const PaneLayout& layout);
void draw_refused(Ui& ui, App& app, const PaneLayout& layout);
void draw_overlay(Ui& ui, App& app, const PaneLayout& layout);
void draw_help(Ui& ui, App& app);
void draw_palette(Ui& ui, App& app);
void draw_go_to(Ui& ui, App& app);
void draw_browser(Ui& ui, App& app);
void draw_add_stop(Ui& ui, App& app);
void draw_speed_menu(Ui& ui, App& app, const PaneLayout& layout);

// A darkened ground that takes all clicks beside the sheet; returns true where one fell there.
bool begin_sheet(Ui& ui, const Box& sheet);

}  // namespace loopscope::app
