#include "app/shell/pictures.h"

#include <imgui.h>

#include <cmath>

#include "app/shell/headless.h"
#include "app/shell/still_services.h"

namespace loopscope::app {
namespace {

// The window's own context comes back whatever happens here.
class ContextKeeper {
public:
    ContextKeeper() : before_(ImGui::GetCurrentContext()) {}
    ~ContextKeeper() { ImGui::SetCurrentContext(before_); }

private:
    ImGuiContext* before_;
};

void draw(Headless& headless) {
    // The first frames find out what is where.
    for (int i = 0; i < 4; ++i) headless.frame();
}

// Where the pane stands, in pixels.
Box pane_box(Headless& headless, const std::string& name) {
    const Box* found = headless.regions.find("pane." + name);
    if (!found) return {};
    const float k = headless.scale();
    return {std::round(found->x * k), std::round(found->y * k), std::round(found->w * k), std::round(found->h * k)};
}

std::string drawing_of(Headless& headless, const std::string& pane, const Box& part, const std::string& title) {
    SvgDrawing drawing;
    headless.memory.svg = &drawing;
    headless.memory.svg_pane = pane;
    headless.frame();
    headless.memory.svg = nullptr;
    return drawing.finish(part, title);
}

}  // namespace

std::optional<std::string> make_picture(const std::shared_ptr<const Document>& document, const PictureOrder& order,
                                        const LoadOptions& options) {
    if (!document || order.run >= document->runs.size()) return std::nullopt;
    if (order.step > 0 && order.step >= document->runs[order.run].recording->step_count()) return std::nullopt;
    const ContextKeeper keeper;
    StillServices services(options);
    App app(services);
    UiState& ui = app.ui_for_setup();
    ui.saved.theme = order.theme;
    ui.saved.level = order.level;
    OpenRequest request;
    request.step = order.step;
    app.show(document, request);
    ui.run = order.run;
    ui.timeline.by_time = order.by_time;
    if (order.hides) ui.mode = Mode::Predict;
    const bool alone = order.pane != Pane::Count && order.pane != Pane::Compare && order.pane != Pane::Now;
    const std::string pane = alone ? std::string(pane_info(order.pane).name) : "";
    if (alone) ui.alone = ui.focus = order.pane;
    if (order.pane == Pane::Compare) app.emit({ActionId::CompareMode});
    Headless headless(app, order.width, order.height, find_font_files());
    draw(headless);
    Box part{0, 0, static_cast<float>(order.width), static_cast<float>(order.height)};
    if (alone && order.bare) {
        // As much larger as what stands around the pane.
        const Box first = pane_box(headless, pane);
        headless.resize(order.width * 2 - static_cast<int>(first.w), order.height * 2 - static_cast<int>(first.h));
        draw(headless);
        part = pane_box(headless, pane);
    }
    if (order.svg) return drawing_of(headless, order.bare ? pane : "", part, document->title);
    return png_of(cropped(headless.picture(), static_cast<int>(part.x), static_cast<int>(part.y), static_cast<int>(part.w),
                          static_cast<int>(part.h)));
}

}  // namespace loopscope::app
