// Selection: text that was drawn can be selected with the pointer, in any pane, and copied.
//
// Called by the frame around each pane. It works on the drawn pieces of text, so no pane has to do anything for it.
#pragma once
#include <string>
#include <vector>

#include "app/widgets/ui.h"

namespace loopscope::app {

// Begins, moves and ends the selection in the pane of that name, and shows it. `box`: the pane.
void serve_selection(Ui& ui, const std::string& pane, const Box& box, const std::vector<DrawnText>& drawn);

// The selected text of a pane; all of its text where nothing is selected. Lines and columns as they were drawn.
std::string selected_text(Ui& ui, const std::string& pane, std::vector<DrawnText> drawn);

}  // namespace loopscope::app
