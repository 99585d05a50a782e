// Moment: everything about one step of one run that several panes show, asked for once.
//
// Callers: App::moment() and views. It is kept until the step or the recording changes.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "replay/recording.h"
#include "replay/sentence.h"
#include "replay/why.h"

namespace loopscope::app {

struct Moment {
    std::shared_ptr<const replay::Recording> recording;
    uint64_t step = 0;
    bool any = false;  // the run has events at all
    replay::State state;
    trace::Event event;
    std::string sentence, label;
    replay::Mood mood = replay::Mood::Code;
    std::vector<replay::Cause> causes;
};

Moment make_moment(const std::shared_ptr<const replay::Recording>& recording, uint64_t step);

}  // namespace loopscope::app
