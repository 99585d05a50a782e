// The intended differences from CPython 3.13: each a program beside which stand what it prints here (.out) and what it printed
// there (.cpython). And the page of the supported Python, which tells of them and of what the engine has.
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

std::string supported_page() { return read_whole_file(kSource / "engine/SUPPORTED.md"); }

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::size_t at = 0;
    for (std::size_t end; (end = text.find('\n', at)) != std::string::npos; at = end + 1)
        lines.push_back(text.substr(at, end - at));
    return lines;
}

// The page says of these names, a module's row each, that they are not there.
constexpr const char* kNamesOfThePage = R"PY(import re
rows = False
for line in PAGE.splitlines():
    rows = rows and line.startswith("|") or line.startswith("| module |")
    module, *names = rows and re.findall("`([^`]+)`", line) or [None]
    for name in names:
        if hasattr(__import__(module), name):
            print(module, name)
)PY";

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

TEST_CASE("the page of the supported Python is up to date") {
    // engine/library/tools/make_supported.py makes it anew.
    const std::string page = supported_page();
    for (const fs::path& path : differences()) {
        CAPTURE(path.filename().string());
        CHECK(page.find("| `" + path.stem().string() + "` |") != std::string::npos);
    }
    const Finished listed = loopscope_call({"run", "engine/library/tools/list_names.py"}, kSource);
    REQUIRE(listed.status == 0);
    for (const std::string& line : lines_of(listed.out)) {
        CAPTURE(line);
        CHECK(page.find(line) != std::string::npos);
    }
}

TEST_CASE("what the page says is not there is not there") {
    const TemporaryFolder folder;
    folder.write("names.py", "PAGE = r'''" + supported_page() + "'''\n" + kNamesOfThePage);
    const Finished finished = loopscope_call({"run", "names.py"}, folder.path());
    CHECK(finished.status == 0);
    CHECK(finished.out == "");
}
