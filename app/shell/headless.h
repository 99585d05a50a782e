// Headless: the app's frames without a window: for `shot` and for the tests.
//
// Owns an ImGui context, fonts and the pointer; frame() draws one picture of an App. It is not thread-safe (ImGui has
// one current context).
#pragma once
#include <string>

#include "app/shell/raster.h"
#include "app/views/frame.h"

struct ImGuiContext;

namespace loopscope::app {

class Headless {
public:
    Headless(App& app, int width, int height, const FontFiles& fonts);
    ~Headless();
    Headless(const Headless&) = delete;
    Headless& operator=(const Headless&) = delete;

    void frame(double seconds = 1.0 / 60);
    Image picture();  // of the last frame
    void resize(int width, int height);

    Pointer pointer;  // in units; written by tests
    Regions regions;
    UiMemory memory;
    FrameResult result;
    void type(const std::string& utf8);               // into the editor or the field that has the focus
    void field_key(uint16_t key, bool ctrl = false);  // Backspace and the like, to the text field
    int vertex_count() const;
    float scale() const { return scale_; }  // pixels a unit

private:
    void prepare_scale();

    App& app_;
    ImGuiContext* context_;
    FontFiles files_;
    Fonts fonts_;
    int width_, height_;
    float scale_ = 0;
    double now_ = 0;
};

}  // namespace loopscope::app
