// One source for Dear ImGui 1.86 to 1.92: what changed between them, behind one name each.
//
// Callers: widgets, views and shell, in place of the calls named here. Nothing else tests IMGUI_VERSION_NUM, but
// for the window's font texture, which belongs to the OpenGL backend.
#pragma once
#include <imgui.h>

#include "app/keys.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace loopscope::app::compat {

// The draw lists of a frame; CmdLists became an ImVector in 1.89.8.
inline std::span<ImDrawList* const> draw_lists(const ImDrawData* data) {
#if IMGUI_VERSION_NUM >= 18980
    return {data->CmdLists.Data, static_cast<size_t>(data->CmdLists.Size)};
#else
    return {data->CmdLists, static_cast<size_t>(data->CmdListsCount)};
#endif
}

// 1.92.8 swapped the last two arguments.
inline void polyline(ImDrawList* list, const ImVec2* points, int count, ImU32 colour, float thickness, bool closed) {
    const ImDrawFlags flags = closed ? ImDrawFlags_Closed : ImDrawFlags_None;
#if IMGUI_VERSION_NUM >= 19280
    list->AddPolyline(points, count, colour, thickness, flags);
#else
    list->AddPolyline(points, count, colour, flags, thickness);
#endif
}

inline void rect_outline(ImDrawList* list, ImVec2 a, ImVec2 b, ImU32 colour, float rounding, float thickness) {
#if IMGUI_VERSION_NUM >= 19280
    list->AddRect(a, b, colour, rounding, thickness);
#else
    list->AddRect(a, b, colour, rounding, 0, thickness);
#endif
}

// Makes the font current for ImGui's own widgets (text fields alone; everything else names its font when it draws).
inline void push_font(ImFont* font, float size) {
#if IMGUI_VERSION_NUM >= 19200
    ImGui::PushFont(font, size);
#else
    (void)size;
    ImGui::PushFont(font);
#endif
}

// The distance from the top of a line to its baseline, as glyphs are placed: rounded.
inline float font_ascent(ImFont* font, float size) {
#if IMGUI_VERSION_NUM >= 19200
    const float ascent = font->GetFontBaked(size)->Ascent;
#else
    const float ascent = font->Ascent * (size / font->FontSize);
#endif
    return static_cast<float>(static_cast<int>(ascent + 0.5f));
}

inline void set_atlas_width(ImFontAtlas* atlas, int pixels) {
#if IMGUI_VERSION_NUM < 19200
    atlas->TexDesiredWidth = pixels;
#else
    (void)atlas, (void)pixels;
#endif
}

// From 1.92 on glyphs are made when they are first drawn.
inline void build_atlas(ImFontAtlas* atlas) {
#if IMGUI_VERSION_NUM < 19200
    atlas->Build();
#else
    (void)atlas;
#endif
}

// Whether the font (with what was merged into it) can draw that character.
inline bool has_glyph(ImFont* font, float size, char32_t code_point) {
    if (code_point > 0xffff) return false;
#if IMGUI_VERSION_NUM >= 19200
    return font->GetFontBaked(size)->FindGlyphNoFallback(static_cast<ImWchar>(code_point)) != nullptr;
#else
    (void)size;
    return font->FindGlyphNoFallback(static_cast<ImWchar>(code_point)) != nullptr;
#endif
}

// A null or software renderer: says what it can do, and gets the font atlas. From 1.92 on textures arrive with the draw
// data, before that the atlas is built once.
struct Atlas {
    const unsigned char* rgba = nullptr;
    int width = 0, height = 0;
};
#if IMGUI_VERSION_NUM >= 19200
inline void init_software_renderer() {
    ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset | ImGuiBackendFlags_RendererHasTextures;
}
inline Atlas update_atlas(ImDrawData* data) {
    Atlas atlas;
    if (!data || !data->Textures) return atlas;
    for (ImTextureData* texture : *data->Textures) {
        if (texture->Status == ImTextureStatus_WantCreate || texture->Status == ImTextureStatus_WantUpdates) {
            texture->SetTexID(ImTextureID(1));
            texture->SetStatus(ImTextureStatus_OK);
        } else if (texture->Status == ImTextureStatus_WantDestroy && texture->UnusedFrames > 0) {
            texture->SetTexID(ImTextureID_Invalid);
            texture->SetStatus(ImTextureStatus_Destroyed);
        }
        if (texture->Status == ImTextureStatus_OK && texture->Pixels) {
            atlas = {static_cast<const unsigned char*>(texture->GetPixels()), texture->Width, texture->Height};
        }
    }
    return atlas;
}
inline void shutdown_software_renderer() {
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        texture->SetTexID(ImTextureID_Invalid);
        texture->SetStatus(ImTextureStatus_Destroyed);
    }
}
#else
inline void init_software_renderer() { ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset; }
inline Atlas update_atlas(ImDrawData*) {
    unsigned char* pixels = nullptr;
    Atlas atlas;
    ImFontAtlas* fonts = ImGui::GetIO().Fonts;
    fonts->GetTexDataAsRGBA32(&pixels, &atlas.width, &atlas.height);
    fonts->SetTexID(reinterpret_cast<ImTextureID>(static_cast<intptr_t>(1)));
    atlas.rgba = pixels;
    return atlas;
}
inline void shutdown_software_renderer() {}
#endif

// What a driver without a window feeds in: 1.86 is written to directly, later versions take events.
inline ImGuiKey imgui_key(unsigned key) {
    switch (key) {
        case kKeyBackspace: return ImGuiKey_Backspace;
        case kKeyDelete: return ImGuiKey_Delete;
        case kKeyLeft: return ImGuiKey_LeftArrow;
        case kKeyRight: return ImGuiKey_RightArrow;
        case kKeyUp: return ImGuiKey_UpArrow;
        case kKeyDown: return ImGuiKey_DownArrow;
        case kKeyHome: return ImGuiKey_Home;
        case kKeyEnd: return ImGuiKey_End;
        case kKeyEnter: return ImGuiKey_Enter;
        case kKeyTab: return ImGuiKey_Tab;
        case 'A': return ImGuiKey_A;
        case 'Z': return ImGuiKey_Z;
        default: return ImGuiKey_Escape;
    }
}

inline void map_keys() {
#if IMGUI_VERSION_NUM < 18700
    for (int key = 0; key < ImGuiKey_COUNT; ++key) ImGui::GetIO().KeyMap[key] = key;
#endif
}

inline void feed_pointer(float x, float y, bool down, float wheel) {
    ImGuiIO& io = ImGui::GetIO();
#if IMGUI_VERSION_NUM >= 18700
    io.AddMousePosEvent(x, y);
    io.AddMouseButtonEvent(0, down);
    if (wheel != 0) io.AddMouseWheelEvent(0, wheel);
#else
    io.MousePos = ImVec2(x, y);
    io.MouseDown[0] = down;
    io.MouseWheel += wheel;
#endif
}

inline void feed_key(unsigned key, bool down, bool ctrl) {
    ImGuiIO& io = ImGui::GetIO();
#if IMGUI_VERSION_NUM >= 18700
    io.AddKeyEvent(ImGuiMod_Ctrl, ctrl);
    io.AddKeyEvent(imgui_key(key), down);
#else
    io.KeyCtrl = ctrl;
    io.KeysDown[imgui_key(key)] = down;
#endif
}

}  // namespace loopscope::app::compat
