// The app's own small JSON files: read with care, since somebody may have written them by hand, and written safely.
#pragma once
#include <nlohmann/json.hpp>
#include <string>

namespace loopscope::app {

// The member's text; empty where there is none, or something else.
inline std::string text_of(const nlohmann::json& json, const char* key) {
    const auto it = json.find(key);
    return it != json.end() && it->is_string() ? it->get<std::string>() : std::string();
}

// Makes the folder, and the file by safe_write.h. Bytes that are no UTF-8 become U+FFFD. False: it could not be written.
bool write_json(const std::string& path, const nlohmann::json& json);

}  // namespace loopscope::app
