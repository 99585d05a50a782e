// The executable under test, as one call.
#pragma once

#include "support/process.h"

namespace loopscope::tests {

// loopscope WORDS, in that folder.
inline Finished loopscope_call(std::vector<std::string> words, const std::filesystem::path& folder,
                               double timeout_seconds = 60) {
    words.insert(words.begin(), LOOPSCOPE_BINARY);
    return run_process(words, folder, timeout_seconds);
}

// loopscope run x.py MORE, with that program, in a folder of its own.
inline Finished run_program(const std::string& program, const std::vector<std::string>& more = {}) {
    const TemporaryFolder folder;
    folder.write("x.py", program);
    std::vector<std::string> words = {"run", "x.py"};
    words.insert(words.end(), more.begin(), more.end());
    return loopscope_call(std::move(words), folder.path());
}

inline std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace loopscope::tests
