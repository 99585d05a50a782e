// Scenario files and programs that are wrong, one kind each, and what must be said of them.
//
// Used by the loader's tests (the error itself) and by the command line's (status 2 and the same line on stderr).
#pragma once

#include <string>
#include <vector>

namespace loopscope::tests {

struct BrokenInput {
    std::string name;   // of the kind of mistake
    std::string text;   // the file
    std::string error;  // what follows FILE: in the first line of the message
    std::string hint;   // the hint, without "hint: "; empty: not looked at
};

std::vector<BrokenInput> broken_scenarios();
std::vector<BrokenInput> broken_programs();  // in broken_programs.cpp

}  // namespace loopscope::tests
