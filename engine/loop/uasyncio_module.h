// Module _uasyncio: what MicroPython's event loop (library/uasyncio) asks of the engine: the clock, waiting, and its records in
// the trace. The scheduler itself is library Python. Called once, by install().
#pragma once
#include "loop/natives.h"

namespace loopscope::loop {

bool setup_uasyncio_module(VM& vm);

}  // namespace loopscope::loop
