// The program's text as coloured lines, kept while the same text is shown. Callers: the source pane and its editor.
#pragma once
#include <string>
#include <vector>

#include "app/widgets/code.h"

namespace loopscope::app {

// Lives until four other texts have been asked for.
const std::vector<CodeLine>& highlighted(const std::string& text);

}  // namespace loopscope::app
