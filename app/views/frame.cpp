#include "app/views/frame.h"

#include <imgui.h>

#include <algorithm>

#include "app/layout/pane_layout.h"
#include "app/views/selection.h"
#include "app/views/view.h"

namespace loopscope::app {
namespace {

// How tall the panes would like to be, so that nothing is cut without need.
LayoutInput layout_input(App& app, Vec size) {
    const UiState& state = app.ui();
    LayoutInput input;
    input.size = size;
    input.panes = state.panes;
    input.mode = state.mode;
    input.presenter = state.presenter && state.screen == Screen::Run;
    input.alone = state.alone;
    input.shares = &state.saved.shares;
    const RunData* run = app.run();
    if (!run) return input;
    const float shown = static_cast<float>(std::clamp<size_t>(run->timeline->counting_lanes(), 2, 9));
    input.wide_timeline = !run->timeline->cancels.empty();
    const float lane = input.wide_timeline ? 56.0f : 46.0f;
    input.timeline_height = 34 + 68 + shown * lane + 30 + 36 + 16;
    input.timeline_height_bare = 34 + 66 + std::min(shown, 6.0f) * 46 + 8;
    input.timeline_height_small = 34 + 46 + 20 + std::min(shown, 6.0f) * 40 + 6;
    if (const replay::SourceText* source = run->main_source()) {
        const auto lines = static_cast<float>(std::count(source->text.begin(), source->text.end(), '\n') + 1);
        input.source_height = kHeaderHeight + 16 + lines * 26;
    }
    return input;
}

void draw_splitters(Ui& ui, App& app, const PaneLayout& layout) {
    for (const Splitter& splitter : layout.splitters) {
        const Touch touch = ui.region("splitter." + splitter.share, splitter.hit);
        if (!touch.hovered && !touch.held) continue;
        ui.cursor(splitter.upright ? Ui::Cursor::SizeX : Ui::Cursor::SizeY);
        Box line = splitter.hit;
        if (splitter.upright) {
            line = {line.x + 2, line.y, 4, line.h};
        } else {
            line = {line.x, line.y + 2, line.w, 4};
        }
        ui.p.fill(line, ui.th().link);
        if (!touch.dragging) continue;
        const float at = splitter.upright ? touch.at.x : touch.at.y;
        const float share = (at - kGap / 2 - splitter.from) / std::max(1.0f, splitter.to - splitter.from);
        app.emit({ActionId::SetShare, 0, static_cast<double>(share), 0, splitter.share});
    }
}

Pane chosen_of(const UiState& state, const Tile& tile) {
    const auto it = state.tabs.find(tile.group);
    if (it != state.tabs.end() && std::find(tile.panes.begin(), tile.panes.end(), it->second) != tile.panes.end())
        return it->second;
    // The pane that was shown or focused last is in front.
    if (std::find(tile.panes.begin(), tile.panes.end(), state.focus) != tile.panes.end()) return state.focus;
    return tile.panes.front();
}

// A click on anything in a pane gives it the focus; the splitters and the pane's own cross are not in it.
bool is_clicked_into(Ui& ui, const Box& box) {
    const std::string_view held = ui.regions().held();
    if (!ui.regions().just_pressed() || !box.contains(ui.pointer().at) || held.empty()) return false;
    for (const std::string_view outside : {"splitter.", "close.", "b.close.", "notice", "draft.", "go-on", "keep-paused"}) {
        if (held.starts_with(outside)) return false;
    }
    return true;
}

// Text that was being written when the app ended last.
void draw_draft(Ui& ui, App& app, const PaneLayout& layout) {
    const Draft& draft = *app.ui().draft;
    const std::string name = draft.path.empty() ? "a new program" : draft.path.substr(draft.path.find_last_of('/') + 1);
    const std::string text = "There is unsaved text of " + name + ".";
    const float width = std::min(ui.size().x - 40, ui.p.width(Face::Title, text) + 400);
    const bool run = app.ui().screen == Screen::Run && layout.transport.h > 0;
    const Box box{(ui.size().x - width) / 2, run ? layout.transport.y - 74 : ui.size().y - 130, width, 62};
    ui.p.fill(box, ui.th().bg3, 6);
    ui.p.outline(box, ui.th().link, 2, 6);
    ui.region("draft.sheet", box);
    ui.p.text_fit(Face::Title, box.x + 20, box.cy(), width - 390, text, ui.th().t0);
    if (button(ui, "draft.take", {box.right() - 370, box.y + 11, 180, 40},
               {.label = "Go on with it", .look = ButtonLook::Accent})) {
        app.emit({ActionId::TakeDraft});
    }
    if (button(ui, "draft.drop", {box.right() - 180, box.y + 11, 166, 40}, {.label = "Throw it away"}))
        app.emit({ActionId::DropDraft});
}

// While what is written does not run: the last picture, dimmed.
void draw_last_good(const View& view) {
    Painter& p = view.p();
    const Box& box = view.tile.box;
    const Box body = box_between(box.x, box.y + kHeaderHeight, box.right(), box.bottom());
    p.fill(body, with_alpha(view.th().bg1, 0.72f), 4);
    if (view.pane != Pane::Timeline) return;
    const std::string text = "the last run that worked, step " + std::to_string(view.app.shown_number());
    const float width = p.width(Face::Title, text) + 56;
    if (width > body.w) return;
    const Box plate{body.cx() - width / 2, body.cy() - 24, width, 48};
    p.fill(plate, view.th().bg3, 4);
    p.outline(plate, view.th().errt, 2, 4);
    p.text_middle(Face::Title, plate.cx(), plate.cy(), text, view.th().t0);
}

// A run that the app has paused: shall it go on?
void draw_go_on(Ui& ui, App& app, const PaneLayout& layout) {
    const std::string text = "This run goes on. It pauses at " + std::to_string(app.document()->paused_at) + " events.";
    const float width = std::min(ui.size().x - 40, ui.p.width(Face::Title, text) + 340);
    const Box box{(ui.size().x - width) / 2, layout.transport.y - 74, width, 62};
    ui.p.fill(box, ui.th().bg3, 6);
    ui.p.outline(box, ui.th().link, 2, 6);
    ui.region("go-on.sheet", box);
    ui.p.text_fit(Face::Title, box.x + 20, box.cy(), width - 330, text, ui.th().t0);
    if (button(ui, "go-on", {box.right() - 300, box.y + 11, 140, 40},
               {.label = "Go on", .glyph = Glyph::Play, .look = ButtonLook::Accent})) {
        app.emit({ActionId::GoOn});
    }
    if (button(ui, "keep-paused", {box.right() - 150, box.y + 11, 136, 40}, {.label = "Leave it"}))
        app.emit({ActionId::KeepPaused});
}

void draw_notice(Ui& ui, App& app, const PaneLayout& layout) {
    const UiState& state = app.ui();
    if (state.ask_go_on && state.screen == Screen::Run && !app.services().busy()) {
        draw_go_on(ui, app, layout);
        return;
    }
    if (state.draft && !app.services().busy() && state.overlay == Overlay::None && state.notice.empty()) {
        draw_draft(ui, app, layout);
        return;
    }
    const bool busy = app.services().busy() && app.services().busy_seconds() > 0.3;
    if (state.notice.empty() && !busy) return;
    const std::string text = busy ? "Running the program ..." : state.notice;
    const std::vector<std::string> lines = ui.p.wrapped(Face::Title, text, std::min(900.0f, ui.size().x - 120));
    float width = 0;
    for (const std::string& line : lines) width = std::max(width, ui.p.width(Face::Title, line));
    const float stop = busy ? 110.0f : 0.0f;
    const float height = static_cast<float>(lines.size()) * 28 + 24;
    const float bottom = layout.transport.h > 0 ? layout.transport.y - 12 : ui.size().y - 48;
    const Box box{(ui.size().x - width - stop) / 2 - 24, bottom - height, width + stop + 48, height};
    ui.p.fill(box, ui.th().bg3, 6);
    ui.p.outline(box, ui.th().link, 2, 6);
    const Touch touch = ui.region("notice", box);
    float y = box.y + 26;
    for (const std::string& line : lines) {
        ui.p.text(Face::Title, box.x + 24, y, line, ui.th().t0);
        y += 28;
    }
    if (busy) {
        if (button(ui, "notice.stop", {box.right() - 116, box.cy() - 18, 100, 36}, {.label = "Stop"}))
            app.emit({ActionId::StopRun});
    } else if (touch.clicked) {
        app.emit({ActionId::DismissNotice});
    }
}

// When the step that is shown was reached: what is new fades in from there.
void note_step(const App& app, UiMemory& memory, double now) {
    const UiState& state = app.ui();
    const std::string shown = std::to_string(state.run) + "." + std::to_string(app.step());
    memory.still = state.saved.less_motion || (state.playing && state.saved.speed > 2) || state.screen != Screen::Run;
    if (shown == memory.shown_step) return;
    if (memory.shown_step.empty()) memory.still = true;
    memory.shown_step = shown;
    memory.shown_since = memory.still ? -1 : now;
}

void draw_run_screen(Ui& ui, App& app, const PaneLayout& layout) {
    if (!app.ui().presenter) {
        draw_top_bar(ui, app, layout);
        draw_rail(ui, app, layout);
    }
    draw_banner(ui, app, layout);
    draw_panes(ui, app, layout);
    draw_splitters(ui, app, layout);
    draw_transport(ui, app, layout);
    if (!app.ui().presenter) draw_hint_line(ui, app, layout.hints);
    if (app.ui().blank) ui.p.fill({0, 0, ui.size().x, ui.size().y}, kBlack);
}

}  // namespace

void draw_panes(Ui& ui, App& app, const PaneLayout& layout) {
    const UiState& state = app.ui();
    if (layout.tiles.empty()) {
        ui.p.fill(layout.area, ui.th().bg1, 4);
        empty_note(ui, layout.area,
                   "All panes are hidden. The digits 1 to 9, and the icons at the left edge, bring them back.");
    }
    const std::string selected_pane = ui.memory().selection.active ? ui.memory().selection.pane : "";
    for (const Tile& tile : layout.tiles) {
        const Pane pane = chosen_of(state, tile);
        const size_t run = tile.run == 0 ? state.run : state.other_run;
        if (!app.run_at(run)) continue;
        const View view{ui, app, pane, tile, run, layout};
        const std::string name = view.name(pane_info(pane).name);
        std::vector<DrawnText> drawn;
        const bool wanted = ui.memory().svg && ui.memory().svg_pane == name;
        if (wanted) ui.p.record_svg(ui.memory().svg);
        ui.push_clip(tile.box);
        ui.p.record_text(&drawn);
        draw_pane(view);
        if (state.edit.on && app.refusal() && pane != Pane::Source) draw_last_good(view);
        ui.p.record_text(nullptr);
        if (state.overlay == Overlay::None) serve_selection(ui, name, tile.box, drawn);
        ui.pop_clip();
        if (wanted) ui.p.record_svg(nullptr);
        if (state.overlay == Overlay::None && is_clicked_into(ui, tile.box) && state.focus != pane && tile.run == 0)
            app.emit({ActionId::FocusPane, static_cast<int64_t>(pane)});
        // Ctrl+C: what is selected, else all that the focused pane shows.
        const bool meant = selected_pane.empty() ? pane == state.focus && tile.run == 0 : selected_pane == name;
        if (!app.copy_wanted || !meant) continue;
        app.copy_wanted = false;
        ImGui::SetClipboardText(selected_text(ui, name, drawn).c_str());
        app.notice(selected_pane.empty() ? "The pane's text is copied." : "Copied.");
    }
    app.copy_wanted = false;
    if (!app.copy_now.empty()) ImGui::SetClipboardText(app.copy_now.c_str());
    app.copy_now.clear();
}

bool begin_sheet(Ui& ui, const Box& sheet) {
    const Box all{0, 0, ui.size().x, ui.size().y};
    ui.p.fill(all, with_alpha(ui.th().dark ? kBlack : rgb(0x36404c), 0.62f));
    const Touch outside = ui.region("outside", all, kTakesWheel);
    ui.p.fill(sheet, ui.th().bg1, 6);
    ui.p.outline(sheet, ui.th().line, 1, 6);
    ui.region("sheet", sheet);
    return outside.clicked;
}

void draw_overlay(Ui& ui, App& app, const PaneLayout& layout) {
    switch (app.ui().overlay) {
        case Overlay::None: break;
        case Overlay::Help: draw_help(ui, app); break;
        case Overlay::Palette: draw_palette(ui, app); break;
        case Overlay::Browser: draw_browser(ui, app); break;
        case Overlay::GoTo: draw_go_to(ui, app); break;
        case Overlay::Speed: draw_speed_menu(ui, app, layout); break;
        case Overlay::AddStop: draw_add_stop(ui, app); break;
    }
}

FrameResult draw_frame(App& app, const Fonts& fonts, Regions& regions, UiMemory& memory, const Pointer& pointer, Vec size) {
    app.apply_pending();
    app.tick(pointer.now);
    app.apply_pending();
    const Theme& th = theme(app.ui().saved.theme);
    const float scale = fonts.scale();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0f);
    ImGui::Begin("Loopscope", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBringToFrontOnFocus);
    regions.begin(pointer);
    memory.field_drawn = false;
    Ui ui(Painter(ImGui::GetWindowDrawList(), th, fonts, scale), regions, memory, size);
    if (memory.svg && memory.svg_pane.empty()) ui.p.record_svg(memory.svg);
    note_step(app, memory, pointer.now);
    ui.p.fill({0, 0, size.x, size.y}, th.bg0);
    const PaneLayout layout = layout_panes(layout_input(app, size));
    switch (app.ui().screen) {
        case Screen::Gallery: draw_gallery(ui, app, layout); break;
        case Screen::Refused: draw_refused(ui, app, layout); break;
        case Screen::Run: draw_run_screen(ui, app, layout); break;
    }
    draw_overlay(ui, app, layout);
    draw_notice(ui, app, layout);
    ui.draw_tip();
    regions.end();
    ImGui::End();
    ImGui::PopStyleVar(2);
    // A sheet that has been closed took its field with it.
    if (!memory.field_drawn) memory.focused_field.clear();
    app.set_typing(memory.focused_field);
    FrameResult result;
    result.wake = std::min(ui.wake(), app.next_wake());
    result.cursor = ui.cursor();
    result.typing = ImGui::GetIO().WantTextInput;
    return result;
}

}  // namespace loopscope::app
