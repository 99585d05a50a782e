// Words of a line of Python: just enough to tell whether one line uses a name that another one binds.
//
// Called by mistakes.cpp. It reads words, not grammar: names inside of texts count as used, so that it rather sees a
// dependence too many than one too few.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace loopscope::replay {

std::string line_of(std::string_view text, uint32_t line);  // from 1; empty: there is none
// "a, b = await f()" or "await f()": no async with or for, whose awaits belong together.
bool awaits_plainly(std::string_view line);
std::string behind_await(std::string_view line);              // "f()"
std::vector<std::string> names_bound(std::string_view line);  // before the "=": {"a", "b"}
bool mentions(std::string_view line, const std::vector<std::string>& names);

}  // namespace loopscope::replay
