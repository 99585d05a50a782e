#include "app/cli/files.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

namespace loopscope::cli {

namespace {

namespace fs = std::filesystem;

scenario::FileText problem(std::string text) { return {std::nullopt, std::move(text)}; }

// What stands at the path, where it is not a file that can be read; empty where it is one.
std::string problem_with(const fs::path& path) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found) {
        const bool link = fs::is_symlink(fs::symlink_status(path, error));
        return link ? "a link that leads nowhere" : "no such file";
    }
    if (status.type() == fs::file_type::none) {
        return error.value() == ELOOP ? "a link that leads to itself" : "cannot be read: " + error.message();
    }
    if (status.type() == fs::file_type::directory) return "a folder, not a file";
    if (status.type() != fs::file_type::regular) return "not a regular file";
    return {};
}

bool lies_within(const fs::path& path, const fs::path& folder) {
    std::error_code error;
    const fs::path real_path = fs::canonical(path, error);
    if (error) return false;
    const fs::path real_folder = fs::canonical(folder.empty() ? fs::path(".") : folder, error);
    if (error) return false;
    auto part = real_path.begin();
    for (const fs::path& expected : real_folder) {
        if (part == real_path.end() || *part != expected) return false;
        ++part;
    }
    return true;
}

// One name of a dotted one: no way out of the folder can be written with it.
bool is_module_name(std::string_view name) {
    return !name.empty() && name != "." && name != ".." &&
           name.find_first_of(std::string_view("/\\:\0", 4)) == std::string_view::npos;
}

bool is_folder(const std::string& path) {
    std::error_code error;
    return fs::is_directory(path.empty() ? "." : path, error);
}

bool is_there(const std::string& path) {
    std::error_code error;
    return fs::exists(path, error) && !fs::is_directory(path, error);
}

session::ModuleSource read_module(const std::string& path, bool package) {
    session::ModuleSource source;
    source.path = path;
    source.package = package;
    scenario::FileText read = read_file(path, kMaxTextBytes);
    if (read.text)
        source.text = std::move(*read.text);
    else
        source.problem = std::move(read.problem);
    return source;
}

// The search of one name in some folders: a package, else a module, in the first folder that has one; else all
// folders of that name together are a namespace package.
struct Found {
    std::optional<session::ModuleSource> module;
    std::vector<std::string> inside;  // where its own modules are looked for
};

Found find_in(const std::vector<std::string>& folders, std::string_view name) {
    Found found;
    for (const std::string& folder : folders) {
        const std::string place = folder + std::string(name);
        if (is_there(place + "/__init__.py")) return {read_module(place + "/__init__.py", true), {place + "/"}};
        if (is_there(place + ".py")) return {read_module(place + ".py", false), {}};
        if (is_folder(place)) found.inside.push_back(place + "/");
    }
    if (!found.inside.empty()) {
        found.module.emplace();
        found.module->package = found.module->bare_folder = true;
        found.module->path = found.inside[0];
    }
    return found;
}

std::string with_slash(const std::string& folder) { return folder.empty() || folder.ends_with('/') ? folder : folder + "/"; }

}  // namespace

scenario::FileText read_file(const std::string& path, std::size_t limit) {
    const std::string wrong = problem_with(path);
    if (!wrong.empty()) return problem(wrong);
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
    if (!file) return problem(std::string("cannot be read: ") + std::strerror(errno));
    std::string text;
    char piece[64 * 1024];
    while (const std::size_t size = std::fread(piece, 1, sizeof piece, file.get())) {
        text.append(piece, size);
        if (text.size() > limit) return problem("bigger than " + std::to_string(limit) + " bytes");
    }
    if (std::ferror(file.get())) return problem(std::string("cannot be read: ") + std::strerror(errno));
    return {std::move(text), {}};
}

scenario::FileReader scenario_reader(const std::string& scenario_file) {
    const std::string folder = scenario::folder_of(scenario_file);
    return [folder](const std::string& relative) -> scenario::FileText {
        const std::string path = folder + relative;
        const std::string wrong = problem_with(path);
        if (!wrong.empty()) return problem(wrong);
        if (!lies_within(path, folder)) return problem("a link that leaves the scenario's folder");
        return read_file(path, kMaxTextBytes);
    };
}

session::ModuleFinder module_finder(const std::string& folder, const std::vector<std::string>& paths) {
    std::vector<std::string> roots = {with_slash(folder)};
    for (const std::string& path : paths) roots.push_back(with_slash(path));
    return [roots](std::string_view dotted) -> std::optional<session::ModuleSource> {
        std::vector<std::string> folders = roots;
        for (;;) {
            const std::size_t dot = dotted.find('.');
            const std::string_view name = dotted.substr(0, dot);
            if (!is_module_name(name)) return std::nullopt;
            Found found = find_in(folders, name);
            if (dot == std::string_view::npos) return std::move(found.module);
            if (found.inside.empty()) return std::nullopt;
            folders = std::move(found.inside);
            dotted.remove_prefix(dot + 1);
        }
    };
}

bool same_file(const std::string& a, const std::string& b) {
    std::error_code error;
    return fs::equivalent(a, b, error) && !error;
}

bool file_exists(const std::string& path) {
    std::error_code error;
    return fs::exists(path, error);
}

}  // namespace loopscope::cli
