#include "replay/backward.h"

#include <algorithm>

#include "replay/cursor.h"

namespace loopscope::replay {

void Backward::load(uint64_t last) {
    const bool goes_on = !events_.empty() && last + 1 == first_;
    piece_ = goes_on ? std::min(2 * piece_, kMost) : kLeast;
    const Recording::Keyframe& keyframe = r_.keyframe_before(last);
    first_ = std::max(keyframe.first_step, last + 1 - std::min(last + 1, piece_));
    events_.clear();
    trace::Decoder decoder = keyframe.decoder;
    trace::Event event;
    const uint64_t reads = last + 1 - std::min(last + 1, keyframe.first_step);
    if (left_ != kAll) left_ -= std::min(left_, reads);
    while (decoder.next(event)) {
        if (event.step == trace::kNoStep || event.step < first_) continue;
        events_.push_back(event);
        if (event.step >= last) break;
    }
}

const trace::Event& Backward::event(uint64_t step) {
    static const trace::Event none;
    if (!holds(step)) load(step);
    return holds(step) ? events_[step - first_] : none;
}

std::optional<uint64_t> Backward::find_previous(uint64_t step, const std::function<bool(const trace::Event&)>& wanted) {
    step = std::min(step, r_.step_count());
    while (step > 0) {
        if (!holds(step - 1) && left_ > 0) load(step - 1);
        if (!holds(step - 1)) return std::nullopt;  // read enough, or bytes that cannot be read
        for (uint64_t i = step - first_; i-- > 0;) {
            if (wanted(events_[i])) return events_[i].step;
        }
        step = first_;
    }
    return std::nullopt;
}

}  // namespace loopscope::replay
