#include "app/shell/gallery_scan.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <map>

#include "app/cli/files.h"
#include "scenario/load.h"

namespace loopscope::app {
namespace {

namespace fs = std::filesystem;

std::string lower(std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

// "asyncio - deep dive, 5.1 and 5.2": the talk, and the place in it.
void split_talk(const std::string& text, std::string& talk, std::string& number) {
    const size_t comma = text.rfind(", ");
    const bool has_number =
        comma != std::string::npos && comma + 2 < text.size() && std::isdigit(static_cast<unsigned char>(text[comma + 2]));
    talk = has_number ? text.substr(0, comma) : text;
    number = has_number ? text.substr(comma + 2) : "";
}

std::string words_of(const std::string& folder) {
    std::string text;
    for (char c : folder) text += c == '_' || c == '-' ? ' ' : c;
    if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    return text;
}

GalleryEntry entry_of(const fs::path& path, std::string& talk) {
    GalleryEntry entry;
    entry.path = path.string();
    entry.title = path.filename().string();
    entry.python = "3.13";
    const scenario::FileText read = cli::read_file(entry.path, cli::kMaxTextBytes);
    if (!read.text) {
        entry.broken = true;
        return entry;
    }
    const auto loaded = scenario::load_scenario(*read.text, entry.path, {cli::scenario_reader(entry.path), {}});
    if (!loaded) {
        entry.broken = true;
        entry.summary = loaded.error().message;
        return entry;
    }
    entry.title = loaded->title;
    entry.summary = loaded->summary;
    split_talk(loaded->talk, talk, entry.number);
    entry.searched = lower(loaded->title + " " + loaded->summary + " " + loaded->talk);
    for (const scenario::Run& run : loaded->runs) {
        entry.run_names.push_back(run.name);
        entry.searched += " " + lower(run.name + " " + run.program.text);
        if (run.python) entry.python = std::string(scenario::dialect_name(*run.python));
        const bool micropython = run.program.text.find("import uasyncio") != std::string::npos ||
                                 run.program.text.find("import asyn\n") != std::string::npos;
        if (!run.python && micropython) entry.python = "micropython";
    }
    return entry;
}

// "0.2" before "0.10", "1.5" before "1.10".
std::vector<double> number_key(const std::string& number) {
    std::vector<double> key;
    for (size_t at = 0; at < number.size() && key.size() < 4;) {
        if (!std::isdigit(static_cast<unsigned char>(number[at]))) {
            ++at;
            continue;
        }
        double n = 0;
        while (at < number.size() && std::isdigit(static_cast<unsigned char>(number[at]))) n = n * 10 + (number[at++] - '0');
        key.push_back(n);
    }
    return key;
}

// The folders in the order in which talks.txt names them, a line each; those that it does not name come after, by name.
std::vector<std::string> in_teaching_order(const std::string& folder,
                                           const std::map<std::string, std::vector<fs::path>>& talks) {
    std::vector<std::string> order;
    std::ifstream file(fs::path(folder) / "talks.txt");
    for (std::string line; std::getline(file, line) && order.size() < talks.size();) {
        if (talks.count(line) && std::find(order.begin(), order.end(), line) == order.end()) order.push_back(line);
    }
    for (const auto& [name, paths] : talks) {
        if (std::find(order.begin(), order.end(), name) == order.end()) order.push_back(name);
    }
    return order;
}

}  // namespace

std::string find_scenarios(const std::string& wanted, const std::string& executable) {
    std::error_code error;
    const fs::path program = fs::path(executable).parent_path();
    std::vector<fs::path> places;
    if (!wanted.empty()) places.push_back(wanted);
    places.push_back(LOOPSCOPE_SOURCE_SCENARIOS);
    if (!executable.empty()) {
        places.push_back(program / ".." / "share" / "loopscope" / "scenarios");
        places.push_back(program / ".." / "scenarios");
        places.push_back(program / "scenarios");
    }
    for (const fs::path& place : places) {
        if (fs::is_directory(place, error)) return place.lexically_normal().string();
    }
    return {};
}

std::vector<GalleryTalk> scan_gallery(const std::string& folder) {
    std::vector<GalleryTalk> gallery;
    std::error_code error;
    std::map<std::string, std::vector<fs::path>> talks;
    for (fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, error), end;
         !error && it != end; it.increment(error)) {
        if (it.depth() > 2 || !it->is_regular_file(error) || it->path().extension() != ".json") continue;
        talks[fs::relative(it->path().parent_path(), folder, error).string()].push_back(it->path());
    }
    for (const std::string& name : in_teaching_order(folder, talks)) {
        std::vector<fs::path>& paths = talks[name];
        std::sort(paths.begin(), paths.end());
        GalleryTalk talk;
        std::map<std::string, int> names;
        for (const fs::path& path : paths) {
            std::string said;
            talk.entries.push_back(entry_of(path, said));
            if (!said.empty()) ++names[said];
        }
        talk.name = words_of(name == "." ? "Scenarios" : name);
        int most = 0;
        for (const auto& [said, count] : names) {
            if (count > most) {
                most = count;
                talk.name = said;
            }
        }
        std::stable_sort(talk.entries.begin(), talk.entries.end(), [](const GalleryEntry& a, const GalleryEntry& b) {
            return number_key(a.number) < number_key(b.number);
        });
        size_t runs = 0;
        for (const GalleryEntry& entry : talk.entries) runs += std::max<size_t>(1, entry.run_names.size());
        const size_t count = talk.entries.size();
        talk.subtitle = std::to_string(count) + (count == 1 ? " scenario, " : " scenarios, ") + std::to_string(runs) +
                        (runs == 1 ? " run" : " runs");
        gallery.push_back(std::move(talk));
    }
    return gallery;
}

}  // namespace loopscope::app
