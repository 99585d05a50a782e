// What must hold in every recording, whatever program made it.
//
// Called by tests on hand-made and on real recordings. Each broken rule is one line: "step 17: ...".
#pragma once
#include <string>
#include <vector>

#include "replay/recording.h"

namespace loopscope::fake {

// At most 20 of them. `complete`: the run ended by itself, so every frame must have been left.
std::vector<std::string> check_invariants(const replay::RawRecording& raw, bool complete = true);

}  // namespace loopscope::fake
