// What lies on top: the help sheet, the command palette, "go to".
#include <algorithm>

#include "app/views/frame.h"

namespace loopscope::app {
namespace {

// A chord whose right edge stands at `right`; returns its left edge.
float draw_chord_right(Ui& ui, std::string_view chord, float right, float cy) {
    const float left = right - chord_width(ui.p, chord);
    draw_chord(ui.p, left, cy, chord);
    return left;
}

}  // namespace

void draw_help(Ui& ui, App& app) {
    const Theme& th = ui.th();
    const Box sheet{40, 40, ui.size().x - 80, ui.size().y - 80};
    if (begin_sheet(ui, sheet)) app.emit({ActionId::Leave});
    ui.p.text(Face::Banner, sheet.x + 28, sheet.y + 36, "All keys", th.t0);
    ui.p.text_right(Face::Text, sheet.right() - 28, sheet.y + 36, "Ctrl P finds every command by name", th.t2);
    struct Row {
        const ActionInfo* info;  // null: a heading
        std::string_view title;
    };
    std::vector<Row> rows;
    for (const ActionGroup group : {ActionGroup::Play, ActionGroup::Move, ActionGroup::Look, ActionGroup::Marks,
                                    ActionGroup::App, ActionGroup::Gallery}) {
        rows.push_back({nullptr, group_title(group)});
        for (int i = 0; i < kActionCount; ++i) {
            const ActionInfo& info = action_info(static_cast<ActionId>(i));
            if (info.group == group && !info.keys.empty()) rows.push_back({&info, {}});
        }
    }
    const int columns = sheet.w > 1500 ? 3 : sheet.w > 1000 ? 2 : 1;
    const size_t each = (rows.size() + static_cast<size_t>(columns) - 1) / static_cast<size_t>(columns);
    const float pitch = 30, width = (sheet.w - 56) / static_cast<float>(columns);
    const Box view{sheet.x + 8, sheet.y + 66, sheet.w - 16, sheet.h - 80};
    Scroller scroll(ui, "help", view, static_cast<float>(each + 1) * pitch + 10, pitch);
    for (size_t i = 0; i < rows.size(); ++i) {
        const float x = sheet.x + 28 + width * static_cast<float>(i / each);
        const float cy = scroll.top() + 18 + pitch * static_cast<float>(i % each);
        if (cy < view.y - pitch || cy > view.bottom() + pitch) continue;
        if (!rows[i].info) {
            ui.p.text(Face::Head, x, cy, rows[i].title, th.link);
            continue;
        }
        const std::vector<std::string> keys = split_keys(rows[i].info->keys);
        float right = x + width - 28;
        const float left = draw_chord_right(ui, keys.front(), right, cy);
        ui.p.text_fit(Face::Text, x, cy, left - x - 10, rows[i].info->help, th.t1);
    }
}

void draw_palette(Ui& ui, App& app) {
    const Theme& th = ui.th();
    const float width = std::min(780.0f, ui.size().x - 80);
    const Box sheet{(ui.size().x - width) / 2, 90, width, std::min(560.0f, ui.size().y - 150)};
    if (begin_sheet(ui, sheet)) app.emit({ActionId::Leave});
    UiMemory& memory = ui.memory();
    if (memory.focused_field != "palette.field") memory.focus_field = "palette.field";
    std::string text = app.ui().palette;
    if (text_field(ui, "palette.field", {sheet.x + 16, sheet.y + 16, sheet.w - 32, 46}, text,
                   {.hint = "What shall be done?"})) {
        app.emit({ActionId::SetText, static_cast<int64_t>(Field::Palette), 0, 0, text});
    }
    const std::vector<Command> found = app.commands();
    const Box view{sheet.x + 8, sheet.y + 74, sheet.w - 16, sheet.h - 84};
    constexpr float kRow = 36;
    const float at = static_cast<float>(app.ui().palette_row) * kRow;
    std::string& seen = memory.remembered["palette"];
    if (seen != std::to_string(app.ui().palette_row)) {
        seen = std::to_string(app.ui().palette_row);
        reveal(ui, "palette", at, at + kRow);
    }
    Scroller scroll(ui, "palette", view, static_cast<float>(found.size()) * kRow, kRow);
    for (size_t i = scroll.first_row(kRow); i < scroll.last_row(kRow, found.size()); ++i) {
        const Command& command = found[i];
        const Box row{view.x, scroll.top() + static_cast<float>(i) * kRow, view.w - 8, kRow};
        const Touch touch = ui.region("palette." + command.name, row);
        const bool chosen = static_cast<int>(i) == app.ui().palette_row;
        if (chosen || touch.hovered) ui.p.fill(row, chosen ? th.bg3 : th.bg2, 4);
        if (chosen) ui.p.fill({row.x, row.y, 4, row.h}, th.link);
        float right = row.right() - 12;
        if (!command.keys.empty()) right = draw_chord_right(ui, command.keys, right, row.cy()) - 10;
        ui.p.text_fit(Face::Text, row.x + 16, row.cy(), right - row.x - 20, command.help, chosen ? th.t0 : th.t1);
        if (touch.hovered) ui.cursor(Ui::Cursor::Hand);
        if (touch.clicked) app.emit({ActionId::PaletteRow, static_cast<int64_t>(i)});
    }
    if (found.empty()) ui.p.text(Face::Text, view.x + 16, view.y + 24, "No command has these words.", th.t2);
}

// The teacher writes a stop where the class stands.
void draw_add_stop(Ui& ui, App& app) {
    const Theme& th = ui.th();
    const StopDraft& draft = app.ui().stop;
    const float width = std::min(860.0f, ui.size().x - 80);
    const Box sheet{(ui.size().x - width) / 2, 90, width, 420};
    if (begin_sheet(ui, sheet)) app.emit({ActionId::Leave});
    ui.p.text(Face::Banner, sheet.x + 24, sheet.y + 36, "A stop at step " + std::to_string(app.shown_number()), th.t0);
    struct Row {
        const char *name, *label, *hint;
        Field field;
        const std::string* text;
    };
    const Row rows[] = {{"stop.say", "Say", "What the class shall look at", Field::StopSay, &draft.say},
                        {"stop.ask", "Ask", "A question, or nothing", Field::StopAsk, &draft.ask},
                        {"stop.choices", "Choices", "A | B | main", Field::StopChoices, &draft.choices},
                        {"stop.answer", "Answer", "B", Field::StopAnswer, &draft.answer}};
    float y = sheet.y + 72;
    UiMemory& memory = ui.memory();
    if (!memory.focused_field.starts_with("stop.") && memory.focus_field.empty() && !ui.pointer().down[0])
        memory.focus_field = rows[0].name;
    for (const Row& row : rows) {
        ui.p.text(Face::Head, sheet.x + 24, y + 23, row.label, th.t1);
        std::string text = *row.text;
        if (text_field(ui, row.name, {sheet.x + 130, y, sheet.w - 154, 46}, text, {.hint = row.hint})) {
            app.emit({ActionId::SetText, static_cast<int64_t>(row.field), 0, 0, text});
        }
        y += 62;
    }
    ui.p.text(Face::Text, sheet.x + 130, y + 10, "Tab goes to the next field. Ctrl S saves the scenario afterwards.", th.t2);
    if (button(ui, "stop.add", {sheet.right() - 24 - 180, sheet.bottom() - 58, 180, 40},
               {.label = "Add it", .look = ButtonLook::Accent, .key = "Enter"})) {
        app.emit({ActionId::AddStopNow});
    }
    if (button(ui, "stop.cancel", {sheet.right() - 24 - 180 - 136, sheet.bottom() - 58, 124, 40},
               {.label = "Cancel", .key = "Esc"})) {
        app.emit({ActionId::Leave});
    }
}

void draw_go_to(Ui& ui, App& app) {
    const Theme& th = ui.th();
    const float width = std::min(620.0f, ui.size().x - 80);
    const Box sheet{(ui.size().x - width) / 2, 120, width, 154};
    if (begin_sheet(ui, sheet)) app.emit({ActionId::Leave});
    if (ui.memory().focused_field != "go-to.field") ui.memory().focus_field = "go-to.field";
    std::string text = app.ui().go_to;
    if (text_field(ui, "go-to.field", {sheet.x + 16, sheet.y + 16, sheet.w - 32, 46}, text, {.hint = "Go to ..."})) {
        app.emit({ActionId::SetText, static_cast<int64_t>(Field::GoTo), 0, 0, text});
    }
    ui.p.text(Face::Text, sheet.x + 18, sheet.y + 88, "77: a step    1.5 s: a time    :7 the next run of line 7", th.t1);
    ui.p.text(Face::Text, sheet.x + 18, sheet.y + 118, "#120: a step as links and the trace count them", th.t2);
    const float cap = keycap_width(ui.p, "Enter");
    draw_keycap(ui.p, sheet.right() - 16 - cap, sheet.y + 118, "Enter");
}

}  // namespace loopscope::app
