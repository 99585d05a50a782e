#include "app/shell/headless.h"

#include <imgui.h>

#include "app/layout/pane_layout.h"
#include "app/widgets/compat.hpp"

namespace loopscope::app {

Headless::Headless(App& app, int width, int height, const FontFiles& fonts)
    : app_(app), context_(nullptr), files_(fonts), width_(width), height_(height) {
    IMGUI_CHECKVERSION();
    context_ = ImGui::CreateContext();
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    compat::init_software_renderer();
    compat::map_keys();
    prepare_scale();
}

Headless::~Headless() {
    ImGui::SetCurrentContext(context_);
    compat::shutdown_software_renderer();
    ImGui::DestroyContext(context_);
}

void Headless::prepare_scale() {
    const float wanted = app_.ui().saved.scale * fitting_scale(width_, height_);
    if (wanted == scale_) return;
    scale_ = wanted;
    load_fonts(fonts_, files_, scale_);
    compat::update_atlas(nullptr);
}

void Headless::resize(int width, int height) {
    width_ = width;
    height_ = height;
}

void Headless::frame(double seconds) {
    ImGui::SetCurrentContext(context_);
    prepare_scale();
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = ImVec2(static_cast<float>(width_), static_cast<float>(height_));
    io.DeltaTime = static_cast<float>(seconds);
    compat::feed_pointer(pointer.at.x * scale_, pointer.at.y * scale_, pointer.down[0], pointer.wheel);
    now_ += seconds;
    pointer.now = now_;
    ImGui::NewFrame();
    result = draw_frame(app_, fonts_, regions, memory, pointer,
                        {static_cast<float>(width_) / scale_, static_cast<float>(height_) / scale_});
    ImGui::Render();
    compat::update_atlas(ImGui::GetDrawData());
    pointer.wheel = pointer.wheel_x = 0;
}

Image Headless::picture() {
    ImGui::SetCurrentContext(context_);
    Image image;
    image.width = width_;
    image.height = height_;
    image.pixels.assign(static_cast<size_t>(width_) * static_cast<size_t>(height_), 0xff000000u);
    const compat::Atlas atlas = compat::update_atlas(ImGui::GetDrawData());
    rasterise(ImGui::GetDrawData(), {atlas.rgba, atlas.width, atlas.height}, image);
    return image;
}

void Headless::type(const std::string& utf8) {
    ImGui::SetCurrentContext(context_);
    if (app_.editor_has_focus())
        app_.text(utf8);
    else
        ImGui::GetIO().AddInputCharactersUTF8(utf8.c_str());
    frame();
    frame();
}

void Headless::field_key(uint16_t key, bool ctrl) {
    ImGui::SetCurrentContext(context_);
    compat::feed_key(key, true, ctrl);
    frame();
    compat::feed_key(key, false, false);
    frame();
}

int Headless::vertex_count() const { return ImGui::GetDrawData() ? ImGui::GetDrawData()->TotalVtxCount : 0; }

}  // namespace loopscope::app
