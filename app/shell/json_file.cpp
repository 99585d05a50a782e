#include "app/shell/json_file.h"

#include <filesystem>

#include "app/shell/safe_write.h"

namespace loopscope::app {

bool write_json(const std::string& path, const nlohmann::json& json) {
    std::error_code error;
    std::filesystem::create_directories(std::filesystem::path(path).parent_path(), error);
    return write_safely(path, json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n", nullptr);
}

}  // namespace loopscope::app
