// The intended differences from CPython 3.13: each a program beside which stand what it prints here (.out) and what it printed
// there (.cpython).
#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "support/loopscope.h"

using namespace loopscope::tests;

namespace {

namespace fs = std::filesystem;

const fs::path kSource = LOOPSCOPE_SOURCE_DIR;

std::vector<fs::path> differences() {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(kSource / "tests/conformance/differences"))
        if (entry.path().extension() == ".py") paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    return paths;
}

fs::path beside(fs::path path, const char* extension) { return path.replace_extension(extension); }

}  // namespace

TEST_CASE("every intended difference is what is said of it") {
    REQUIRE(differences().size() > 10);
    for (const fs::path& path : differences()) {
        CAPTURE(path.filename().string());
        const std::string here = read_whole_file(beside(path, ".out")), there = read_whole_file(beside(path, ".cpython"));
        CHECK(here != there);
        const Finished finished = loopscope_call({"run", path.filename().string()}, path.parent_path());
        CHECK(finished.out == here);
        CHECK((finished.status == 0 || path.stem() == "standard_input"));
    }
}
