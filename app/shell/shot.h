// Shot: renders what the app would show of a file into a PNG, without a screen.
#pragma once
#include <string>

#include "app/cli/frontend.h"

namespace loopscope::app {

// The command line's `shot`. The same file and options give the same bytes.
base::Result<void> render_shot(const cli::ShotArguments& arguments);

}  // namespace loopscope::app
