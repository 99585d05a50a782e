// The executable: hands its words to the command line, and the window to those who draw it.
#include <cstdio>
#include <cstdlib>
#include <new>
#include <string>
#include <vector>

#include "app/cli/commands.h"
#if defined(LOOPSCOPE_WITH_SHELL)
#include "app/shell/app.h"
#include "app/shell/shot.h"
#endif

namespace {

// The heap of a program has its limit; this is for the memory of the tool itself, where the machine has no more.
void out_of_memory() {
    std::fputs(
        "loopscope: limit: memory of the machine\nhint: close other programs, or raise the limit that the shell sets (ulimit "
        "-v)\n",
        stderr);
    std::fflush(stdout);
    std::_Exit(4);
}

}  // namespace

int main(int count, char** words) {
    std::set_new_handler(out_of_memory);
    loopscope::cli::Frontend frontend;
#if defined(LOOPSCOPE_WITH_SHELL)
    frontend.open_app = loopscope::app::open_app;
    frontend.render_shot = loopscope::app::render_shot;
    frontend.write_handout = loopscope::app::write_handout;
#endif
    return loopscope::cli::run_command_line(std::vector<std::string>(words + (count > 0), words + count), frontend);
}
