#include "replay/cursor.h"

#include "trace/code_run.h"

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

// Code that runs on the way to a step, at once. The step itself is left to forward(), which makes its event.
bool Cursor::skip_code(uint64_t to) {
    struct Visitor {
        const trace::Tables& tables;
        Fold::Lines lines{};
        void line(uint64_t, uint32_t function, uint32_t line) {
            const trace::FunctionInfo& info = trace::quick_function(tables, function);
            lines.add(function, line, !info.library && !info.hidden);
        }
        void code(uint64_t, uint32_t) {}
    };
    if (decoder_.steps() >= to || !fold_.is_plain(decoder_.thread())) return false;
    Visitor visitor{decoder_.tables()};
    if (!trace::CodeReader::read(decoder_, ~uint64_t(0), to - decoder_.steps(), visitor)) return false;
    fold_.apply_code(visitor.lines, decoder_);
    return true;
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
        if (!skip_code(step) && !forward()) return false;
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
