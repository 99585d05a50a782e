// from __future__ import ...: what it switches on, and where it may stand.
#pragma once

#include "base/diagnostic.h"
#include "syntax/ast.h"

namespace loopscope::compile {

struct FutureFeatures {
    bool annotations = false;
    uint32_t last_line = 0;  // of the last such import that stands at the beginning; later ones are an error
};

base::Result<void> read_future_features(const syntax::Module& module, FutureFeatures& out);

}  // namespace loopscope::compile
