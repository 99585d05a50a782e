// Module _asyncio. Called once, by install().
#pragma once
#include "loop/natives.h"

namespace loopscope::loop {

bool setup_asyncio_module(VM& vm);

}  // namespace loopscope::loop
