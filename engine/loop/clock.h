// Module time: the virtual clock's readings and sleep(). What deals with dates (localtime, strftime ...) is library Python
// (_calendar_time.py), loaded when first asked for.
#pragma once
#include "loop/natives.h"

namespace loopscope::loop {

bool setup_clock(VM& vm);

}  // namespace loopscope::loop
