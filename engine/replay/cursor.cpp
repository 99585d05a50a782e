#include "replay/cursor.h"

namespace loopscope::replay {

Cursor::Cursor(const Recording& recording)
    : recording_(&recording), decoder_(recording.keyframe(0).decoder), fold_(recording.keyframe(0).fold) {}

void Cursor::restart(const Recording::Keyframe& keyframe) {
    decoder_ = keyframe.decoder;
    fold_ = keyframe.fold;
    events_[at_] = trace::kBlankEvent;
}

void Cursor::seek_start() { restart(recording_->keyframe(0)); }

bool Cursor::forward() {
    trace::Event& next = events_[1 - at_];
    while (decoder_.next(next)) {
        fold_.apply(next, decoder_);
        if (next.step == trace::kNoStep) continue;
        at_ = 1 - at_;
        return true;
    }
    return false;
}

bool Cursor::seek(uint64_t step) {
    if (step >= recording_->step_count()) {
        seek_start();
        return false;
    }
    const Recording::Keyframe& keyframe = recording_->keyframe_before(step);
    const uint64_t here = this->step();
    bool ahead = here != trace::kNoStep && here <= step && here >= keyframe.first_step;
    if (!ahead) restart(keyframe);
    while (this->step() == trace::kNoStep || this->step() < step) {
        if (!forward()) return false;
    }
    return true;
}

bool Cursor::seek_end() {
    if (recording_->step_count() == 0)
        seek_start();
    else if (!seek(recording_->step_count() - 1))
        return false;
    trace::Event event;
    while (decoder_.next(event)) fold_.apply(event, decoder_);
    return recording_->step_count() > 0;
}

}  // namespace loopscope::replay
