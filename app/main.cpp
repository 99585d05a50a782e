// The executable: hands its words to the command line, and the window to those who draw it.
#include <string>
#include <vector>

#include "app/cli/commands.h"

int main(int count, char** words) {
    loopscope::cli::Frontend frontend;
    return loopscope::cli::run_command_line(std::vector<std::string>(words + (count > 0), words + count), frontend);
}
