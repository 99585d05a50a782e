// FILE and the files that a scenario names: what is no readable file is refused, never waited for.
#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/loopscope.h"

using namespace loopscope::tests;

namespace {

std::string refusal_of(const TemporaryFolder& folder, const std::string& file) {
    const Finished finished = loopscope_call({"run", file}, folder.path(), 20);
    CHECK(finished.status == 2);
    CHECK(finished.out.empty());
    return first_line(finished.err);
}

}  // namespace

TEST_CASE("FILE that is no file") {
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder.path() / "folder.py");
    std::filesystem::create_symlink("nowhere", folder.path() / "dangling.py");
    std::filesystem::create_symlink("circle.py", folder.path() / "circle.py");
    REQUIRE(mkfifo((folder.path() / "pipe.json").c_str(), 0600) == 0);
    folder.write("text.txt", "hello\n");
    folder.write("empty", "");
    folder.write("scenario", "{\"program\": \"pass\"}");
    CHECK(refusal_of(folder, "absent.py") == "absent.py:1:1: error: no such file");
    CHECK(refusal_of(folder, "absent/x.json") == "absent/x.json:1:1: error: no such file");
    CHECK(refusal_of(folder, "text.txt/x.json") == "text.txt/x.json:1:1: error: no such file");
    CHECK(refusal_of(folder, "folder.py") == "folder.py:1:1: error: a folder, not a file");
    CHECK(refusal_of(folder, ".") == ".:1:1: error: a folder, not a file");
    CHECK(refusal_of(folder, "dangling.py") == "dangling.py:1:1: error: a link that leads nowhere");
    CHECK(refusal_of(folder, "circle.py") == "circle.py:1:1: error: a link that leads to itself");
    CHECK(refusal_of(folder, "pipe.json") == "pipe.json:1:1: error: not a regular file");
    CHECK(refusal_of(folder, "/dev/zero") == "/dev/zero:1:1: error: not a regular file");
    CHECK(refusal_of(folder, "text.txt") ==
          "text.txt:1:1: error: neither a scenario (.json), a Python program (.py) nor a saved trace");
    CHECK(refusal_of(folder, "empty") ==
          "empty:1:1: error: neither a scenario (.json), a Python program (.py) nor a saved trace");
    CHECK(refusal_of(folder, "scenario") == "scenario:1:1: error: neither .json, .py nor a saved trace");
}

TEST_CASE("a program's file: links that leave the scenario's folder are refused, others are followed") {
    const TemporaryFolder folder;
    folder.write("outside.py", "print('outside')\n");
    folder.write("inside/real.py", "print('inside')\n");
    folder.write("inside/big.py", std::string(33 * 1024 * 1024, ' '));
    std::filesystem::create_symlink("../outside.py", folder.path() / "inside/leaving.py");
    std::filesystem::create_symlink("..", folder.path() / "inside/up");
    std::filesystem::create_symlink("real.py", folder.path() / "inside/staying.py");
    REQUIRE(mkfifo((folder.path() / "inside/pipe.py").c_str(), 0600) == 0);
    const auto refusal_of_program = [&](const std::string& program) {
        folder.write("inside/x.json", "{\"program\": {\"file\": \"" + program + "\"}}");
        const std::string line = refusal_of(folder, "inside/x.json");
        return line.substr(line.rfind(": ") + 2);
    };
    CHECK(refusal_of_program("leaving.py") == "a link that leaves the scenario's folder");
    CHECK(refusal_of_program("up/outside.py") == "a link that leaves the scenario's folder");
    CHECK(refusal_of_program("up/inside/../outside.py") == "a path with '..'");
    CHECK(refusal_of_program("pipe.py") == "not a regular file");
    CHECK(refusal_of_program("big.py") == "bigger than 33554432 bytes");
    CHECK(refusal_of_program("real.py/x") == "no such file");
    folder.write("inside/x.json", R"JSON({"program": {"file": "staying.py"}})JSON");
    CHECK(loopscope_call({"run", "x.json"}, folder.path() / "inside").out == "inside\n");
    CHECK(loopscope_call({"run", "inside/x.json"}, folder.path()).out == "inside\n");
    CHECK(loopscope_call({"run", (folder.path() / "inside/x.json").string()}, "/").out == "inside\n");
}
