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

// loopscope run NAME MORE, with that file, in a folder of its own.
inline Finished run_file(const std::string& name, const std::string& text, const std::vector<std::string>& more = {}) {
    const TemporaryFolder folder;
    folder.write(name, text);
    std::vector<std::string> words = {"run", name};
    words.insert(words.end(), more.begin(), more.end());
    return loopscope_call(std::move(words), folder.path());
}

inline Finished run_program(const std::string& program, const std::vector<std::string>& more = {}) {
    return run_file("x.py", program, more);
}

inline std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace loopscope::tests
