// Modules are found as CPython finds them.
#include <doctest/doctest.h>

#include "app/cli/files.h"
#include "support/process.h"

using namespace loopscope;
using loopscope::tests::TemporaryFolder;

namespace {

std::string found(const session::ModuleFinder& find, const char* name) {
    const auto module = find(name);
    if (!module) return "nothing";
    if (!module->problem.empty()) return "problem: " + module->problem;
    return (module->bare_folder ? "folder " : module->package ? "package " : "module ") + module->text;
}

}  // namespace

TEST_CASE("the program's folder comes first, then the paths in order; a package comes before a module") {
    const TemporaryFolder folder;
    folder.write("program/a.py", "program's a");
    folder.write("one/a.py", "one's a");
    folder.write("one/b.py", "one's b");
    folder.write("two/b.py", "two's b");
    folder.write("two/c.py", "two's c");
    folder.write("two/c/__init__.py", "two's package c");
    const std::string root = folder.path().string();
    const auto find = cli::module_finder(root + "/program/", {root + "/one", root + "/two/", root + "/absent"});
    CHECK(found(find, "a") == "module program's a");
    CHECK(found(find, "b") == "module one's b");
    CHECK(found(find, "c") == "package two's package c");
    CHECK(found(find, "d") == "nothing");
    CHECK(find("a")->path == root + "/program/a.py");
    CHECK(find("c")->path == root + "/two/c/__init__.py");
}

TEST_CASE("dotted names") {
    const TemporaryFolder folder;
    folder.write("one/pkg/__init__.py", "pkg");
    folder.write("one/pkg/inner/__init__.py", "inner");
    folder.write("one/pkg/inner/leaf.py", "leaf");
    folder.write("two/pkg/other.py", "not reached: the first folder's package is the package");
    folder.write("one/space/a.py", "a");
    folder.write("two/space/b.py", "b");
    folder.write("one/plain.py", "plain");
    const std::string root = folder.path().string();
    const auto find = cli::module_finder(root + "/one", {root + "/two"});
    CHECK(found(find, "pkg.inner.leaf") == "module leaf");
    CHECK(found(find, "pkg.inner") == "package inner");
    CHECK(found(find, "pkg.other") == "nothing");
    CHECK(found(find, "space") == "folder ");
    CHECK(found(find, "space.a") == "module a");
    CHECK(found(find, "space.b") == "module b");
    CHECK(found(find, "plain.x") == "nothing");
}

TEST_CASE("no name leads out of the folders") {
    const TemporaryFolder folder;
    folder.write("secret.py", "secret");
    folder.write("inside/x.py", "x");
    const std::string root = folder.path().string();
    const auto find = cli::module_finder(root + "/inside", {});
    using namespace std::string_literals;
    for (const std::string& name :
         {"../secret"s, "..secret"s, ".."s, ""s, "."s, "x."s, "/etc/passwd"s, "a/b"s, "a\\b"s, "x\0y"s, root + "/secret"}) {
        CAPTURE(name);
        CHECK_FALSE(find(name).has_value());
    }
}

TEST_CASE("what is there but cannot be read says why") {
    const TemporaryFolder folder;
    folder.write("big.py", std::string(33 * 1024 * 1024, '#'));
    std::filesystem::create_symlink("/dev/zero", folder.path() / "endless.py");
    const auto find = cli::module_finder(folder.path().string(), {});
    CHECK(found(find, "big") == "problem: bigger than 33554432 bytes");
    CHECK(found(find, "endless") == "problem: not a regular file");
}
