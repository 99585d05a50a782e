// Shot: renders what the app would show of a file into a PNG or an SVG, and a lesson's stops into a handout, without a screen.
#pragma once
#include <string>

#include "app/cli/frontend.h"

namespace loopscope::app {

// The command line's `shot`. The same file and options give the same bytes.
base::Result<void> render_shot(const cli::ShotArguments& arguments);
// `handout`: the Markdown file and its pictures beside it.
base::Result<void> write_handout(const cli::HandoutArguments& arguments);

}  // namespace loopscope::app
