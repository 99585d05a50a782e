// The sheet: every mark of the app once, as the style page has them. Not a pane; for eyes and for tests of the drawing.
#pragma once
#include "app/widgets/ui.h"

namespace loopscope::app {

void draw_sheet(Ui& ui);

}  // namespace loopscope::app
