// Reading files in tests that start no process.
#pragma once
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace loopscope::tests {

inline std::string read_whole_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace loopscope::tests
