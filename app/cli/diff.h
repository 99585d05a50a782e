// The difference of two texts, line by line, for a terminal.
#pragma once

#include <string>
#include <vector>

namespace loopscope::cli {

// "- line" for what is expected and missing, "+ line" for what came instead, "  line" for what stands around; each line
// begins with the indent. Long differences are cut.
std::string diff_lines(const std::vector<std::string>& expected, const std::vector<std::string>& got,
                       const std::string& indent);

}  // namespace loopscope::cli
