// Writing a file so that at no moment, whatever ends the process, less than the old or the new text is there.
#pragma once
#include <string>
#include <string_view>

namespace loopscope::app {

// Written beside, on the disk, then put in place of the old one; through a link to the file that it names. False: nothing has
// changed, and `problem` (may be null) says why ("No space left on device").
bool write_safely(const std::string& path, std::string_view text, std::string* problem);

}  // namespace loopscope::app
