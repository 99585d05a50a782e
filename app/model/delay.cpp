#include "app/model/delay.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace loopscope::app {
namespace {

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool is_number(char c) { return (c >= '0' && c <= '9') || c == '.'; }

std::string_view line_of(std::string_view text, uint32_t line, size_t& at) {
    at = 0;
    for (uint32_t i = 1; i < line; ++i) {
        const size_t end = text.find('\n', at);
        if (end == std::string_view::npos) return {};
        at = end + 1;
    }
    return text.substr(at, std::min(text.size(), text.find('\n', at)) - at);
}

// The argument behind a call's name, where it is a plain number and nothing else.
std::optional<DelayPlace> number_behind(std::string_view line, size_t at) {
    DelayPlace place;
    if (line.substr(at).starts_with("_ms")) {
        place.milliseconds = true;
        at += 3;
    }
    if (at >= line.size() || line[at] != '(') return std::nullopt;
    place.begin = line.find_first_not_of(' ', at + 1);
    if (place.begin == std::string_view::npos) return std::nullopt;
    place.end = place.begin;
    while (place.end < line.size() && is_number(line[place.end])) ++place.end;
    const size_t behind = line.find_first_not_of(' ', place.end);
    if (place.end == place.begin || behind == std::string_view::npos) return std::nullopt;
    if (line[behind] != ')' && line[behind] != ',') return std::nullopt;
    const std::string digits(line.substr(place.begin, place.end - place.begin));
    char* end = nullptr;
    place.seconds = std::strtod(digits.c_str(), &end) / (place.milliseconds ? 1000 : 1);
    if (end != digits.c_str() + digits.size()) return std::nullopt;
    return place;
}

}  // namespace

std::optional<DelayPlace> delay_on_line(std::string_view text, uint32_t line) {
    constexpr std::string_view kName = "sleep";
    size_t start = 0;
    const std::string_view whole = line_of(text, line, start);
    std::optional<DelayPlace> found;
    for (size_t at = whole.find(kName); at != std::string_view::npos; at = whole.find(kName, at + 1)) {
        if (at > 0 && is_word(whole[at - 1])) continue;
        const auto place = number_behind(whole, at + kName.size());
        if (!place) continue;
        if (found) return std::nullopt;
        found = place;
    }
    if (found) found->begin += start, found->end += start;
    return found;
}

std::string delay_text(const DelayPlace& place, double seconds) {
    char text[40];
    const double least = std::max(0.0, seconds);
    if (place.milliseconds) {
        std::snprintf(text, sizeof text, "%.0f", std::round(least * 1000));
    } else {
        std::snprintf(text, sizeof text, "%.6g", least);
    }
    return text;
}

}  // namespace loopscope::app
