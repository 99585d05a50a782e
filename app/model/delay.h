// A delay in the program's text, for the timeline where the end of a sleep can be dragged.
//
// Pure. Only a number that stands in a call of sleep() itself can be changed: what is computed is left alone.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace loopscope::app {

// Where a line's delay stands in the text, in bytes, and what it says.
struct DelayPlace {
    size_t begin = 0, end = 0;
    double seconds = 0;
    bool milliseconds = false;  // sleep_ms(20)
};

// The number in the only call of sleep() or sleep_ms() on that line, from 1; nothing where there is none or several.
std::optional<DelayPlace> delay_on_line(std::string_view text, uint32_t line);
// As it is written there: "2.5", or "2500" for milliseconds. Negative delays become 0.
std::string delay_text(const DelayPlace& place, double seconds);

}  // namespace loopscope::app
