// Which texts are interned in CPython before a program is compiled: a constant set that holds one is made anew once more, and
// its order shows that.
//
// Callers: the code writer, for displays of constants.
#pragma once

#include <string_view>

namespace loopscope::compile {

// Common words only: a text that is missing here costs no more than the order of a set that nobody can rely on.
bool interned_at_start(std::string_view word);

}  // namespace loopscope::compile
