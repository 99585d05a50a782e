#include "trace/tables.h"

namespace loopscope::trace {

uint32_t Tables::add_function(const FunctionInfo& info) {
    std::vector<uint32_t>& same_name = function_ids_[info.qualname];
    for (uint32_t id : same_name) {
        if (functions_[id] == info) return id;
    }
    uint32_t id = static_cast<uint32_t>(functions_.size());
    functions_.push_back(info);
    same_name.push_back(id);
    bytes_ += sizeof(FunctionInfo) + info.qualname.size() + info.file.size() + info.module.size();
    return id;
}

uint32_t Tables::intern(std::string_view text) {
    auto found = string_ids_.find(text);
    if (found != string_ids_.end()) return found->second;
    uint32_t id = static_cast<uint32_t>(strings_.size());
    strings_.emplace_back(text);
    string_ids_.emplace(strings_.back(), id);    // a deque's strings stay where they are
    bytes_ += sizeof(std::string) + text.size();
    return id;
}

const FunctionInfo& Tables::function(uint64_t id) const {
    static const FunctionInfo unknown{"?", "", "", 1, Flavor::Function, false, false};
    return id < functions_.size() ? functions_[id] : unknown;
}

std::unique_ptr<Tables> Tables::copy() const {
    auto tables = std::make_unique<Tables>();
    for (const FunctionInfo& info : functions_) tables->add_function(info);
    for (const std::string& text : strings_) tables->intern(text);
    return tables;
}

}  // namespace loopscope::trace
