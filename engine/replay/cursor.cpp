#include "replay/cursor.h"

namespace loopscope::replay {

Cursor::Cursor(const Recording& recording)
    : recording_(&recording), decoder_(recording.keyframe(0).decoder), fold_(recording.keyframe(0).fold) {}

void Cursor::seek_start() {
    decoder_ = recording_->keyframe(0).decoder;
    fold_ = recording_->keyframe(0).fold;
    event_ = trace::Event{};
}

bool Cursor::forward() {
    trace::Event event;
    while (decoder_.next(event)) {
        fold_.apply(event, decoder_);
        if (event.step == trace::kNoStep) continue;
        event_ = event;
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
    bool ahead = event_.step != trace::kNoStep && event_.step <= step && event_.step >= keyframe.first_step;
    if (!ahead) {
        decoder_ = keyframe.decoder;
        fold_ = keyframe.fold;
        event_ = trace::Event{};
    }
    while (event_.step == trace::kNoStep || event_.step < step) {
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
