#include "trace/tables.h"

namespace loopscope::trace {

uint32_t Tables::add_function(const FunctionInfo& info) {
    std::string key = info.qualname + '\0' + info.file + '\0' + info.module + '\0' + std::to_string(info.first_line);
    key += static_cast<char>('0' + static_cast<int>(info.flavor));
    key += info.library ? 'l' : '-';
    key += info.hidden ? 'h' : '-';
    auto [found, fresh] = function_ids_.emplace(std::move(key), static_cast<uint32_t>(functions_.size()));
    if (!fresh) return found->second;
    functions_.push_back(info);
    bytes_ += sizeof(FunctionInfo) + 2 * (info.qualname.size() + info.file.size() + info.module.size());
    return found->second;
}

uint32_t Tables::intern(std::string_view text) {
    auto found = string_ids_.find(text);
    if (found != string_ids_.end()) return found->second;
    uint32_t id = static_cast<uint32_t>(strings_.size());
    strings_.emplace_back(text);
    string_ids_.emplace(strings_.back(), id);  // a deque's strings stay where they are
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
