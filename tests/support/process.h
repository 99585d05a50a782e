// Runs a program as a user would, and a folder to run it in that is gone afterwards. For tests of the whole executable.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "support/files.h"

namespace loopscope::tests {

struct Finished {
    int status = -1;      // the exit status; 128 + N where signal N ended it; -1: it had to be killed (see `killed`)
    bool killed = false;  // it did not end within the time
    std::string out, err;
    double seconds = 0;  // of wall time
};

// words[0] is the program. Standard input is empty. The environment is the test's own.
Finished run_process(const std::vector<std::string>& words, const std::filesystem::path& folder, double timeout_seconds = 60);

class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path write(const std::string& name, std::string_view content) const;  // makes folders on the way
    std::string read(const std::string& name) const;

private:
    std::filesystem::path path_;
};

}  // namespace loopscope::tests
