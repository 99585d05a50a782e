// The executable: hands its words to the command line, and the window to those who draw it.
#include <string>
#include <vector>

#include "app/cli/commands.h"
#if defined(LOOPSCOPE_WITH_SHELL)
#include "app/shell/app.h"
#include "app/shell/shot.h"
#endif

int main(int count, char** words) {
    loopscope::cli::Frontend frontend;
#if defined(LOOPSCOPE_WITH_SHELL)
    frontend.open_app = loopscope::app::open_app;
    frontend.render_shot = loopscope::app::render_shot;
    frontend.write_handout = loopscope::app::write_handout;
#endif
    return loopscope::cli::run_command_line(std::vector<std::string>(words + (count > 0), words + count), frontend);
}
