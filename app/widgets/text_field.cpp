// Text fields: ImGui's own widgets, dressed as the app's. They are the only ones of ImGui's that are used.
#include <imgui.h>

#include <string>

#include "app/widgets/compat.hpp"
#include "app/widgets/ui.h"

namespace loopscope::app {
namespace {

ImVec4 to_vec4(Colour c) { return ImGui::ColorConvertU32ToFloat4(c); }

// Lets a std::string be edited in place: ImGui asks for more room through the callback.
struct EditState {
    std::string* text;
    EditorPlace* place;
    bool soft_tab;
};

int on_edit(ImGuiInputTextCallbackData* data) {
    auto* state = static_cast<EditState*>(data->UserData);
    if (data->EventFlag == ImGuiInputTextFlags_CallbackResize) {
        state->text->resize(static_cast<size_t>(data->BufTextLen));
        data->Buf = state->text->data();
    } else if (data->EventFlag == ImGuiInputTextFlags_CallbackAlways && state->place) {
        EditorPlace& place = *state->place;
        place.line = place.column = 0;
        for (int i = 0; i < data->CursorPos; ++i) {
            if (data->Buf[i] == '\n') {
                ++place.line;
                place.column = 0;
            } else if ((static_cast<unsigned char>(data->Buf[i]) & 0xc0) != 0x80) {
                ++place.column;
            }
        }
    }
    return 0;
}

// The look that all fields share, for as long as it lives.
class FieldStyle {
public:
    FieldStyle(Ui& ui, Face face, Vec padding) {
        const Theme& th = ui.th();
        const float s = ui.p.scale();
        const FaceFont& font = ui.p.fonts()[face];
        compat::push_font(font.font, font.size);
        for (ImGuiCol slot :
             {ImGuiCol_FrameBg, ImGuiCol_FrameBgHovered, ImGuiCol_FrameBgActive, ImGuiCol_ChildBg, ImGuiCol_NavHighlight}) {
            ImGui::PushStyleColor(slot, ImVec4(0, 0, 0, 0));
        }
        ImGui::PushStyleColor(ImGuiCol_Text, to_vec4(th.t0));
        ImGui::PushStyleColor(ImGuiCol_TextDisabled, to_vec4(th.t2));
        ImGui::PushStyleColor(ImGuiCol_TextSelectedBg, to_vec4(with_alpha(th.link, 0.35f)));
        ImGui::PushStyleColor(ImGuiCol_ScrollbarBg, ImVec4(0, 0, 0, 0));
        ImGui::PushStyleColor(ImGuiCol_ScrollbarGrab, to_vec4(th.line));
        ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(padding.x * s, padding.y * s));
        ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0.0f);
        ImGui::PushStyleVar(ImGuiStyleVar_ChildBorderSize, 0.0f);
    }
    ~FieldStyle() {
        ImGui::PopStyleVar(3);
        ImGui::PopStyleColor(10);
        ImGui::PopFont();
    }
};

// The focus, before and after the widget.
void before_field(Ui& ui, std::string_view name) {
    UiMemory& memory = ui.memory();
    if (memory.focus_field == name) {
        ImGui::SetKeyboardFocusHere();
        memory.focus_field.clear();
    }
}

void after_field(Ui& ui, std::string_view name) {
    UiMemory& memory = ui.memory();
    if (ImGui::IsItemActive()) {
        memory.focused_field = name;
        memory.field_drawn = true;
    } else if (memory.focused_field == name) {
        memory.focused_field.clear();
    }
}

}  // namespace

bool text_field(Ui& ui, std::string_view name, const Box& box, std::string& text, const TextField& look) {
    const Theme& th = ui.th();
    const float s = ui.p.scale();
    const FaceFont& font = ui.p.fonts()[look.face];
    const bool focused = ui.memory().focused_field == name;
    ui.p.fill(box, th.bg0, 4);
    ui.p.outline(box, focused ? th.link : th.line, focused ? 2.0f : 1.0f, 4);
    const Touch touch = ui.region(name, box);
    if (touch.hovered) ui.cursor(Ui::Cursor::Text);
    const float pad_y = (box.h - font.size / s) / 2;
    const FieldStyle style(ui, look.face, {0, pad_y});
    ImGui::SetCursorScreenPos({(box.x + look.left) * s, box.y * s});
    ImGui::SetNextItemWidth((box.w - look.left - look.right) * s);
    before_field(ui, name);
    EditState state{&text, nullptr, false};
    const std::string id = "##" + std::string(name);
    const std::string hint(look.hint);
    const bool changed =
        ImGui::InputTextWithHint(id.c_str(), hint.c_str(), text.data(), text.capacity() + 1,
                                 ImGuiInputTextFlags_CallbackResize | ImGuiInputTextFlags_AutoSelectAll, on_edit, &state);
    after_field(ui, name);
    return changed;
}

bool text_editor(Ui& ui, std::string_view name, const Box& box, std::string& text, float, EditorPlace& place) {
    const float s = ui.p.scale();
    ui.mark(name, box);
    const FieldStyle style(ui, Face::Code, {0, 4});
    ImGui::SetCursorScreenPos({box.x * s, box.y * s});
    before_field(ui, name);
    EditState state{&text, &place, true};
    const std::string id = "##" + std::string(name);
    const bool changed = ImGui::InputTextMultiline(
        id.c_str(), text.data(), text.capacity() + 1, {box.w * s, box.h * s},
        ImGuiInputTextFlags_CallbackResize | ImGuiInputTextFlags_CallbackAlways | ImGuiInputTextFlags_AllowTabInput, on_edit,
        &state);
    after_field(ui, name);
    return changed;
}

}  // namespace loopscope::app
