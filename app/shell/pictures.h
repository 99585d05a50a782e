// Pictures as files: of one pane or of the whole app, at a step, as PNG or SVG.
//
// Callers: shot, the handout, Desk (the app's own pictures). Each call has an ImGui context of its own and leaves the
// current one as it was, so that the app may ask between two of its frames.
#pragma once
#include <optional>
#include <string>

#include "app/model/services.h"
#include "app/shell/loader.h"

namespace loopscope::app {

std::optional<std::string> make_picture(const std::shared_ptr<const Document>& document, const PictureOrder& order,
                                        const LoadOptions& options);

}  // namespace loopscope::app
