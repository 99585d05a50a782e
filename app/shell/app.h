// The desktop app: a window with the app's frames in it.
#pragma once
#include "app/cli/frontend.h"

namespace loopscope::app {

// Opens the window and runs until it is closed; the exit status: 0, or 2 where no window can be had.
int open_app(const cli::AppArguments& arguments);

}  // namespace loopscope::app
