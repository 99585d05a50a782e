// Characters by their Unicode name, for \N{...}.
//
// Callers: the string decoder, regular expressions, unicodedata. The table holds the names of the blocks that programs use
// (make_character_names.py lists them) and the CJK ideographs, whose names are their numbers.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace loopscope::base {

// The character with this name (upper and lower case alike), or nothing.
std::optional<char32_t> find_character_by_name(std::string_view name);

// The name of a character; empty where it has none or the table does not hold it.
std::string find_character_name(char32_t code_point);

}  // namespace loopscope::base
