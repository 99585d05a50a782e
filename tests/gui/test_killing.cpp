// A process that is killed at a random moment of saving: what was there is there, whole, the old or the new. And disks that
// refuse.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <random>
#include <set>

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/shell/drafts.h"
#include "app/shell/safe_write.h"
#include "support/files.h"

using namespace loopscope::app;
using loopscope::tests::read_whole_file;

namespace {

namespace fs = std::filesystem;

struct KillFolder {
    KillFolder() : path(fs::temp_directory_path() / ("loopscope-kill-" + std::to_string(getpid()))) {
        fs::create_directories(path);
    }
    ~KillFolder() {
        fs::permissions(path, fs::perms::owner_all);
        fs::remove_all(path);
    }
    fs::path path;
};

// Text number n: its number at both ends, so that half of it is seen.
std::string text_of(unsigned n) {
    const std::string number = std::to_string(n);
    return number + "\n" + std::string(20'000 + n % 7 * 30'000, static_cast<char>('a' + n % 26)) + "\n" + number + "\n";
}

// The number of a whole text, or nothing.
std::optional<unsigned> number_in(const std::string& text) {
    const unsigned n = static_cast<unsigned>(std::strtoul(text.c_str(), nullptr, 10));
    if (text == text_of(n)) return n;
    return std::nullopt;
}

int times() {
    const char* text = std::getenv("LOOPSCOPE_KILLS");
    return text ? std::atoi(text) : 20;
}

// Calls `save` with 1, 2, 3 ... in a process of its own, and kills that after so many microseconds.
template <class F>
void killed_after(unsigned microseconds, F save) {
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0)
        for (unsigned n = 1;; ++n) save(n);
    usleep(microseconds);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
}

}  // namespace

TEST_CASE("killed while saving") {
    const KillFolder folder;
    const std::string path = (folder.path / "program.py").string();
    REQUIRE(write_safely(path, text_of(0), nullptr));
    std::mt19937 random(7);
    std::set<unsigned> seen;
    for (int i = 0; i < times(); ++i) {
        killed_after(1000 + random() % 20'000, [&](unsigned n) { (void)write_safely(path, text_of(n), nullptr); });
        const auto number = number_in(read_whole_file(path));
        REQUIRE(number.has_value());
        seen.insert(*number);
    }
    CHECK(seen.size() > 1);  // it was killed at different places, indeed
}

TEST_CASE("killed while keeping what is typed") {
    const KillFolder folder;
    const std::string drafts = (folder.path / "drafts").string();
    REQUIRE(Drafts(drafts).keep({"a.py", "", text_of(0)}));
    std::mt19937 random(8);
    int seen = 0;
    for (int i = 0; i < times(); ++i) {
        killed_after(1000 + random() % 20'000, [&](unsigned n) {
            static Drafts kept(drafts);
            if (n == 1) kept.forget_offered();
            (void)kept.keep({"a.py", "", text_of(n)});
        });
        // In the moment between the two there is none: the old was thrown away, the new is not yet there.
        const auto draft = Drafts(drafts).offered();
        if (draft) CHECK(number_in(draft->text).has_value());
        seen += draft.has_value();
    }
    CHECK(seen > 0);
}

TEST_CASE("every program has a draft of its own, whoever runs at the same time") {
    const KillFolder folder;
    const std::string drafts = (folder.path / "drafts").string();
    {
        Drafts one(drafts), two(drafts);
        CHECK(one.keep({"a.py", "", "first"}));
        CHECK(two.keep({"a.py", "", "second"}));
        CHECK(one.keep({"b.json", "left", "third"}));
        CHECK(one.keep({"b.json", "right", "fourth"}));
        CHECK_FALSE(one.offered().has_value());
        Drafts three(drafts);
        CHECK_FALSE(three.offered().has_value());  // those who write them live
        const std::string left = "left";
        one.put_aside(&left);
        REQUIRE(one.offered().has_value());
        CHECK(one.offered()->text == "third");
        two.saved("a.py");
    }
    Drafts later(drafts);
    std::set<std::string> texts;
    while (const auto draft = later.offered()) {
        texts.insert(draft->text);
        later.forget_offered();
    }
    CHECK(texts == std::set<std::string>{"first", "third", "fourth"});
    CHECK_FALSE(Drafts(drafts).offered().has_value());
}

TEST_CASE("a full disk: what was there stays, and the reason is said") {
    const KillFolder folder;
    const std::string path = (folder.path / "program.py").string();
    REQUIRE(write_safely(path, "old", nullptr));
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        // No file may grow beyond 10,000 bytes: a write fails half way, as on a disk that is full.
        signal(SIGXFSZ, SIG_IGN);
        const rlimit most{10'000, 10'000};
        setrlimit(RLIMIT_FSIZE, &most);
        std::string problem;
        const bool written = write_safely(path, std::string(50'000, 'x'), &problem);
        _exit(!written && problem == "File too large" ? 0 : 1);
    }
    int status = -1;
    waitpid(child, &status, 0);
    CHECK(status == 0);
    CHECK(read_whole_file(path) == "old");
    CHECK_FALSE(fs::exists(path + ".new"));
}

TEST_CASE("what cannot be written says why, and the old text stays") {
    std::string problem;
    CHECK_FALSE(write_safely("/dev/full/x", "text", &problem));
    CHECK_FALSE(problem.empty());
    const KillFolder folder;
    const std::string path = (folder.path / "program.py").string();
    REQUIRE(write_safely(path, "old", nullptr));
    fs::create_directory(folder.path / "program.py.new");  // nothing can be written beside it
    CHECK_FALSE(write_safely(path, "new", &problem));
    CHECK(problem == "Is a directory");
    CHECK(read_whole_file(path) == "old");
    if (geteuid() == 0) return;  // who may do all is refused nothing
    fs::remove(folder.path / "program.py.new");
    fs::permissions(folder.path, fs::perms::owner_read | fs::perms::owner_exec);
    CHECK_FALSE(write_safely(path, "new", &problem));
    CHECK(problem == "Permission denied");
    CHECK(read_whole_file(path) == "old");
}

TEST_CASE("a link stays a link, and the rights of a file stay") {
    const KillFolder folder;
    const fs::path real = folder.path / "real.py", link = folder.path / "link.py";
    REQUIRE(write_safely(real.string(), "old", nullptr));
    fs::permissions(real, fs::perms::owner_read | fs::perms::owner_write);
    fs::create_symlink("real.py", link);
    REQUIRE(write_safely(link.string(), "new", nullptr));
    CHECK(fs::is_symlink(link));
    CHECK(read_whole_file(real) == "new");
    CHECK(fs::status(real).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
}
