#include "app/shell/settings.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "app/shell/json_file.h"

namespace loopscope::app {
namespace {

using Json = nlohmann::json;

// Only values of the right kind and within range are taken: the file may have been written by hand.
template <class T>
void take_number(const Json& json, const char* key, T& into, double least, double most) {
    const auto it = json.find(key);
    if (it == json.end() || !it->is_number()) return;
    const double value = it->get<double>();
    if (value >= least && value <= most) into = static_cast<T>(value);
}

void take_bool(const Json& json, const char* key, bool& into) {
    const auto it = json.find(key);
    if (it != json.end() && it->is_boolean()) into = it->get<bool>();
}

PaneSet panes_of(const Json& json) {
    PaneSet panes;
    for (const Json& name : json) {
        Pane pane;
        if (name.is_string() && pane_from_name(name.get<std::string>(), pane)) panes.set(static_cast<size_t>(pane));
    }
    return panes;
}

Json names_of(const PaneSet& panes) {
    Json names = Json::array();
    for (int i = 0; i < kPaneCount; ++i) {
        if (shows(panes, static_cast<Pane>(i))) names.push_back(pane_info(static_cast<Pane>(i)).name);
    }
    return names;
}

std::map<std::string, float> shares_of(const Json& json) {
    std::map<std::string, float> shares;
    for (const auto& [name, share] : json.items()) {
        if (share.is_number()) shares[name] = std::clamp(share.get<float>(), 0.05f, 0.95f);
    }
    return shares;
}

void take_layouts(const Json& json, Saved& saved) {
    for (const Json& row : json) {
        if (!row.is_object() || text_of(row, "path").empty() || saved.layouts.size() >= 100) continue;
        const auto panes = row.find("panes"), shares = row.find("shares");
        if (panes == row.end() || !panes->is_array() || shares == row.end() || !shares->is_object()) continue;
        saved.layouts.push_back({text_of(row, "path"), panes_of(*panes), shares_of(*shares)});
    }
}

}  // namespace

std::string settings_path() {
    std::string base;
    if (const char* config = std::getenv("XDG_CONFIG_HOME"); config && *config) {
        base = config;
    } else if (const char* data = std::getenv("APPDATA"); data && *data) {
        base = data;
    } else if (const char* home = std::getenv("HOME"); home && *home) {
        base = std::string(home) + "/.config";
    }
    return base.empty() ? std::string() : base + "/loopscope/settings.json";
}

bool load_settings(const std::string& path, Saved& saved, WindowPlace& window) {
    std::ifstream in(path);
    if (!in) return false;
    const Json json = Json::parse(in, nullptr, false);
    if (!json.is_object()) return false;
    theme_from_name(text_of(json, "theme"), saved.theme);
    take_number(json, "scale", saved.scale, 0.6, 3);
    take_number(json, "speed", saved.speed, 0.25, 10);
    take_number(json, "level", saved.level, 1, 4);
    take_bool(json, "letters", saved.letters);
    take_bool(json, "less_motion", saved.less_motion);
    saved.play_by = text_of(json, "play_by") == "clock" ? PlayBy::Clock : PlayBy::Event;
    take_number(json, "width", window.width, 320, 16384);
    take_number(json, "height", window.height, 240, 16384);
    take_bool(json, "maximised", window.maximised);
    if (const auto it = json.find("panes"); it != json.end() && it->is_array()) {
        saved.panes = panes_of(*it);
    }
    if (const auto it = json.find("shares"); it != json.end() && it->is_object()) saved.shares = shares_of(*it);
    if (const auto it = json.find("layouts"); it != json.end() && it->is_array()) take_layouts(*it, saved);
    if (const auto it = json.find("seen"); it != json.end() && it->is_array()) {
        for (const Json& name : *it) {
            if (name.is_string()) saved.seen.insert(name.get<std::string>());
        }
    }
    if (const auto it = json.find("recent"); it != json.end() && it->is_array()) {
        for (const Json& row : *it) {
            if (!row.is_object() || text_of(row, "path").empty() || saved.recent.size() >= 12) continue;
            Saved::Recent recent{text_of(row, "path"), 0, 0};
            take_number(row, "step", recent.step, 0, 1e15);
            take_number(row, "day", recent.day, 0, 1e7);
            saved.recent.push_back(recent);
        }
    }
    return true;
}

bool save_settings(const std::string& path, const Saved& saved, const WindowPlace& window) {
    if (path.empty()) return false;
    Json json;
    json["theme"] = theme_name(saved.theme);
    json["scale"] = saved.scale;
    json["speed"] = saved.speed;
    json["level"] = saved.level;
    json["letters"] = saved.letters;
    json["less_motion"] = saved.less_motion;
    json["play_by"] = saved.play_by == PlayBy::Clock ? "clock" : "event";
    json["width"] = window.width;
    json["height"] = window.height;
    json["maximised"] = window.maximised;
    json["panes"] = names_of(saved.panes);
    json["layouts"] = Json::array();
    for (const SavedLayout& layout : saved.layouts) {
        json["layouts"].push_back({{"path", layout.path}, {"panes", names_of(layout.panes)}, {"shares", layout.shares}});
    }
    json["shares"] = saved.shares;
    json["seen"] = saved.seen;
    json["recent"] = Json::array();
    for (const Saved::Recent& recent : saved.recent)
        json["recent"].push_back({{"path", recent.path}, {"step", recent.step}, {"day", recent.day}});
    return write_json(path, json);
}

}  // namespace loopscope::app
