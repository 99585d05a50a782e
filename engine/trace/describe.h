// Descriptions: recorded values, callbacks and times as text.
//
// Called by replay and exports. Invariant: the result is strict UTF-8 whatever was recorded, and a value's text has at
// most kMaxValueCharacters characters, the last of them "…" where something was cut.
#pragma once
#include <string>
#include <string_view>

#include "trace/reader.h"

namespace loopscope::trace {

struct Namer {  // what turns numbers into names, at one offset of the trace
    const Tables& tables;
    const NameBook& names;
    uint64_t offset;

    std::string task(uint32_t number) const;                  // "Task-1"
    std::string awaitable(Awaitable a) const;                 // "Task-1" or "future#3"; empty for none
    std::string value(const Value& value) const;              // "'abc'", "<Point #17>", "ValueError('x')"
    std::string callback(const CallbackRef& callback) const;  // "Task-1.step", "future#3.set_result", "on_done"
    std::string handle(uint32_t number) const { return "handle#" + std::to_string(number); }
    std::string lock(int64_t number) const { return "lock#" + std::to_string(number); }
    std::string function(uint32_t id) const { return std::string(tables.function(id).qualname); }
};

std::string python_float(double d);                              // repr(float)
std::string python_str(std::string_view wtf8, char prefix = 0);  // repr(str); prefix 'b': repr(bytes)
std::string time_text(double seconds);                           // at most 6 decimals, at least one: "1.0", "0.05"
std::string strict_utf8(std::string_view text);                  // surrogates and malformed bytes as \udc80 and \xff

}  // namespace loopscope::trace
