// Reading a recording backwards: searches for what came before, one after the other.
//
// Called by causes.cpp, why.cpp and sentence.cpp. A trace can only be decoded forwards, from a keyframe; whoever looks for a
// chain of causes goes back a little, many times. This reader keeps the piece that it decoded last, and takes larger pieces
// the longer a search goes on, so that each event is decoded a few times at most. Not for several threads at once.
#pragma once
#include <functional>
#include <optional>
#include <vector>

#include "replay/recording.h"

namespace loopscope::replay {

class Backward {
public:
    static constexpr uint64_t kAll = ~uint64_t(0);
    // `most`: how many events its searches may read, all together; then they find nothing more.
    explicit Backward(const Recording& recording, uint64_t most = kAll) : r_(recording), left_(most) {}
    const Recording& recording() const { return r_; }

    // The last step before `step` for which `wanted` holds.
    std::optional<uint64_t> find_previous(uint64_t step, const std::function<bool(const trace::Event&)>& wanted);
    // The event of a step below step_count(). Stays valid until the next call.
    const trace::Event& event(uint64_t step);

private:
    bool holds(uint64_t step) const { return step >= first_ && step - first_ < events_.size(); }
    void load(uint64_t last);

    static constexpr uint64_t kLeast = 256, kMost = 64 * 1024;  // events in a piece; the most takes some 10 MB
    const Recording& r_;
    std::vector<trace::Event> events_;  // of the steps from first_ on
    uint64_t first_ = 0, piece_ = kLeast, left_;
};

}  // namespace loopscope::replay
