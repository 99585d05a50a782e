// Writing JSON as text, piece by piece: what the exports need, no more. Results are strict UTF-8.
#pragma once
#include <string>
#include <string_view>

namespace loopscope::replay {

std::string json_string(std::string_view text);      // with its quotes; surrogates and malformed bytes become \ud800 or \u00ff
std::string json_number(double seconds);             // at most 6 decimals; infinities and NaN as strings

// One object, its members in the order in which they are added.
class JsonObject {
public:
    void text(std::string_view key, std::string_view value) { raw(key, json_string(value)); }
    void number(std::string_view key, int64_t value) { raw(key, std::to_string(value)); }
    void seconds(std::string_view key, double value) { raw(key, json_number(value)); }
    void boolean(std::string_view key, bool value) { raw(key, value ? "true" : "false"); }
    void null(std::string_view key) { raw(key, "null"); }
    void raw(std::string_view key, std::string_view json);
    std::string end() { return text_ + "}"; }

private:
    std::string text_ = "{";
};

}  // namespace loopscope::replay
