// Writing JSON as text, piece by piece: what the exports need, no more. Results are strict UTF-8.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace loopscope::replay {

// With its quotes; a lone surrogate becomes the text \ud800, a malformed byte U+00FF.
void append_json_string(std::string& to, std::string_view text);
std::string json_string(std::string_view text);
std::string json_number(double seconds);  // at most 6 decimals; infinities and NaN as strings

// One object at the end of a text, its members in the order in which they are added.
class JsonObject {
public:
    explicit JsonObject(std::string& to) : to_(to) { to_ += '{'; }

    void text(std::string_view name, std::string_view value) {
        key(name);
        append_json_string(to_, value);
    }
    void number(std::string_view name, int64_t value) { raw(name, std::to_string(value)); }
    void seconds(std::string_view name, double value) { raw(name, json_number(value)); }
    void boolean(std::string_view name, bool value) { raw(name, value ? "true" : "false"); }
    void null(std::string_view name) { raw(name, "null"); }
    void raw(std::string_view name, std::string_view json) {
        key(name);
        to_ += json;
    }
    void end() { to_ += '}'; }

private:
    void key(std::string_view name);  // names are plain

    std::string& to_;
    bool first_ = true;
};

}  // namespace loopscope::replay
