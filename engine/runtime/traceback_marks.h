// The source of one entry of a traceback with the marks under it, as CPython 3.13 draws them.
//
// Callers: traceback.cpp and the library's traceback module. Invariant: depends on the text and the place alone.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "compile/code.h"

namespace loopscope::runtime {

// `source`: the lines from place.line to place.end_line, without their ends. Columns count UTF-8 bytes; place.column < 0 where
// they are not known: then there is the first line alone and no marks. Returns the lines to show, without the margin of four
// spaces; none where the source is blank.
std::vector<std::string> marked_source(const std::vector<std::string_view>& source, const compile::Position& place);

// Columns that a text takes on a screen: a wide character (East Asian, emoji) takes two.
size_t display_width(std::u32string_view text);

}  // namespace loopscope::runtime
