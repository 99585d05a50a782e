// Settings: what is kept from one start of the app to the next, as a JSON file in the user's configuration folder.
#pragma once
#include <optional>
#include <string>

#include "app/ui_state.h"

namespace loopscope::app {

struct WindowPlace {
    int width = 1600, height = 900;
    bool maximised = false;
};

std::string settings_path();                                                     // empty: nowhere
bool load_settings(const std::string& path, Saved& saved, WindowPlace& window);  // what cannot be read keeps its default
bool save_settings(const std::string& path, const Saved& saved, const WindowPlace& window);

}  // namespace loopscope::app
