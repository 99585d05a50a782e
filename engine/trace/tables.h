// Tables: what records refer to by number instead of repeating it: functions and strings.
//
// Callers: the writer while a run is recorded (append only), then everybody who reads. Kept outside of VM memory and
// shared with re-runs: adding what is there already gives the same id, so a deterministic re-run changes nothing.
#pragma once
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace loopscope::trace {

enum class Flavor : uint8_t { Function, Generator, Coroutine, AsyncGenerator };
std::string_view flavor_name(Flavor flavor);

struct FunctionInfo {
    std::string qualname;  // "countdown", "Point.__init__", "<module>"
    std::string file;
    std::string module;       // empty for the main program, else the imported module's name
    uint32_t first_line = 1;  // lines on the wire count from here
    Flavor flavor = Flavor::Function;
    bool library = false;  // code of the modules that the engine brings
    bool hidden = false;   // stands for C code of CPython
    bool operator==(const FunctionInfo&) const = default;
};

class Tables {
public:
    Tables() = default;
    Tables(const Tables&) = delete;
    Tables& operator=(const Tables&) = delete;

    uint32_t add_function(const FunctionInfo& info);
    uint32_t intern(std::string_view text);

    const std::vector<FunctionInfo>& functions() const { return functions_; }
    size_t string_count() const { return strings_.size(); }
    // Of any number: an empty string, or "?", where there is no such entry.
    std::string_view string(uint64_t id) const { return id < strings_.size() ? std::string_view(strings_[id]) : "?"; }
    const FunctionInfo& function(uint64_t id) const;
    size_t bytes() const { return bytes_; }
    std::unique_ptr<Tables> copy() const;  // for a re-run on another thread: the same ids

private:
    std::vector<FunctionInfo> functions_;
    std::unordered_map<std::string, uint32_t> function_ids_;  // by all that is in them
    std::deque<std::string> strings_;
    std::unordered_map<std::string_view, uint32_t> string_ids_;
    size_t bytes_ = 0;
};

}  // namespace loopscope::trace
