// Hints: a sentence in plain words that goes with an error message.
//
// Callers: the parser and the compiler's front door.
#pragma once

#include <string>
#include <string_view>

namespace loopscope::syntax {

// A sentence for beginners that goes with a message of the parser or the compiler, or nothing.
std::string hint_for(std::string_view message);

}  // namespace loopscope::syntax
