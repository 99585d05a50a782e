// The rules that a compiler does not see: which layer may know which, what the engine must not touch, how files look.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <vector>

namespace {

namespace fs = std::filesystem;

const fs::path kRoot = LOOPSCOPE_SOURCE_DIR;

struct Source {
    std::string path;  // from the project's root, with forward slashes
    std::string text;
    std::vector<std::string> lines;
};

std::vector<Source> sources_in(const std::vector<std::string>& folders, const std::set<std::string>& extensions) {
    std::vector<Source> sources;
    for (const std::string& folder : folders) {
        if (!fs::exists(kRoot / folder)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(kRoot / folder)) {
            if (!entry.is_regular_file() || !extensions.count(entry.path().extension().string())) continue;
            Source& source = sources.emplace_back();
            source.path = fs::relative(entry.path(), kRoot).generic_string();
            std::stringstream text;
            text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
            source.text = text.str();
            for (std::string line; std::getline(text, line);) source.lines.push_back(line);
        }
    }
    std::sort(sources.begin(), sources.end(), [](const Source& a, const Source& b) { return a.path < b.path; });
    return sources;
}

// What a line includes: "trace/events.h" or <chrono>, without the brackets; empty: nothing.
std::string included(const std::string& line) {
    if (!line.starts_with("#include ")) return {};
    const std::size_t begin = line.find_first_of("\"<"), end = line.find_first_of("\">", begin + 1);
    return begin == std::string::npos || end == std::string::npos ? "" : line.substr(begin + 1, end - begin - 1);
}

std::string part(const std::string& path, std::size_t index) {
    std::istringstream in(path);
    std::string piece;
    for (std::size_t i = 0; i <= index; ++i) {
        if (!std::getline(in, piece, '/')) return {};
    }
    return piece;
}

void complain(const Source& source, std::size_t line, const std::string& what) {
    FAIL_CHECK(source.path << ":" << line + 1 << ": " << what);
}

const std::set<std::string> kCode = {".cpp", ".h", ".hpp", ".def", ".inc"};

// What becomes part of the engine. Folders named tools hold programs that run while it is built.
std::vector<Source> engine_sources() {
    std::vector<Source> sources = sources_in({"engine"}, kCode);
    std::erase_if(sources, [](const Source& source) { return source.path.find("/tools/") != std::string::npos; });
    return sources;
}

}  // namespace

TEST_CASE("a layer of the engine knows the layers below it and no other") {
    const std::map<std::string, std::set<std::string>> allowed = {
        {"base", {"base"}},
        {"syntax", {"syntax", "base"}},
        {"compile", {"compile", "syntax", "base"}},
        {"trace", {"trace", "base"}},
        {"library", {"library"}},
        {"runtime", {"runtime", "compile", "syntax", "library", "trace", "base"}},
        {"loop", {"loop", "runtime", "compile", "trace", "base"}},
        {"replay", {"replay", "trace", "base"}},
        {"scenario", {"scenario", "base"}},
        {"session", {"session", "scenario", "replay", "loop", "runtime", "compile", "syntax", "library", "trace", "base"}},
    };
    const auto sources = engine_sources();
    REQUIRE(sources.size() > 50);
    for (const Source& source : sources) {
        const std::string layer = part(source.path, 1);
        REQUIRE_MESSAGE(allowed.count(layer), source.path);
        for (std::size_t i = 0; i < source.lines.size(); ++i) {
            const std::string other =
                included(source.lines[i]).find('/') == std::string::npos ? "" : part(included(source.lines[i]), 0);
            if (allowed.count(other) && !allowed.at(layer).count(other)) complain(source, i, layer + " must not know " + other);
            if (other == "app") complain(source, i, "the engine must not know the app");
        }
    }
}

TEST_CASE("the engine touches no file, clock, thread or environment") {
    const std::set<std::string> forbidden = {
        "thread", "mutex",  "shared_mutex", "condition_variable", "future",     "semaphore", "latch",   "barrier",   "chrono",
        "ctime",  "time.h", "fstream",      "iostream",           "filesystem", "unistd.h",  "fcntl.h", "pthread.h", "random",
        "regex",  "locale"};
    for (const Source& source : engine_sources()) {
        for (std::size_t i = 0; i < source.lines.size(); ++i) {
            if (forbidden.count(included(source.lines[i]))) complain(source, i, source.lines[i]);
            for (const char* call : {"getenv(", "setlocale(", "std::rand(", "fopen("}) {
                if (source.lines[i].find(call) != std::string::npos) complain(source, i, std::string("calls ") + call + ")");
            }
        }
    }
}

TEST_CASE("Dear ImGui is known to shell, views and widgets alone, GLFW to the shell alone") {
    for (const Source& source : sources_in({"app", "engine"}, kCode)) {
        const std::string folder = part(source.path, 1);
        for (std::size_t i = 0; i < source.lines.size(); ++i) {
            const std::string header = included(source.lines[i]);
            const bool drawn = folder == "shell" || folder == "views" || folder == "widgets";
            if (header.find("imgui") != std::string::npos && !drawn) complain(source, i, "Dear ImGui outside of the picture");
            if (header.find("GLFW") != std::string::npos && folder != "shell") complain(source, i, "GLFW outside of the shell");
        }
    }
}

TEST_CASE("headers say what they are for, and are read once") {
    for (const Source& source : sources_in({"engine", "app"}, {".h", ".hpp"})) {
        REQUIRE(!source.lines.empty());
        if (!source.lines[0].starts_with("// ")) complain(source, 0, "a header opens with its duty, callers and invariants");
        if (source.text.find("#pragma once\n") == std::string::npos) complain(source, 0, "#pragma once is missing");
    }
}

TEST_CASE("no tabs, no blanks at the end of a line, a newline at the end of a file") {
    for (const Source& source :
         sources_in({"engine", "app", "assets", "third_party", "tests/unit", "tests/support", "tests/e2e", "tests/tidy"},
                    {".cpp", ".h", ".hpp", ".def", ".inc", ".py", ".cmake", ".json", ".md"})) {
        if (!source.text.empty() && !source.text.ends_with('\n'))
            complain(source, source.lines.size() - 1, "no newline at the end");
        for (std::size_t i = 0; i < source.lines.size(); ++i) {
            const std::string& line = source.lines[i];
            if (line.find('\t') != std::string::npos) complain(source, i, "a tab");
            if (line.ends_with(' ') || line.ends_with('\r')) complain(source, i, "a blank at the end");
        }
    }
}
