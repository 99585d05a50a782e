// Natives of the hidden helper _percent_values (library/_builtins_text.py). Registered by text_str_type.cpp.
#pragma once
#include "runtime/vm.h"

namespace loopscope::runtime {

Status percent_apply(VM& vm, Args a, Cell* out);  // (format, [plain values in order])

}  // namespace loopscope::runtime
