// Questions that the app asks by itself where the teacher asks none: what is printed next, which task runs next.
//
// Called on entering predict mode. Pure: the recording has the answers. No question where a run leaves nothing to choose from.
#pragma once
#include <vector>

#include "app/model/document.h"

namespace loopscope::app {

// By step, spread over the run, at most `most` of them; each is `made` and has two to four choices.
std::vector<Stop> questions_about(const replay::Recording& recording, const replay::Timeline& timeline, size_t most = 8);

}  // namespace loopscope::app
