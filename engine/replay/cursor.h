// Cursor: a place in a recording that can move: the fold at one step.
//
// Called by views that play or step (one cursor a view thread; it is not shared), and by the queries of this folder.
// Invariant: after a successful seek or forward, event() is the step's event and state() the state just after it.
#pragma once
#include "replay/fold.h"
#include "replay/recording.h"

namespace loopscope::replay {

struct Recording::Keyframe {
    trace::Decoder decoder;
    Fold fold;
    uint64_t first_step = 0;  // the next step that the decoder will give
};

class Cursor {
public:
    // Stands before step 0. The recording must outlive the cursor.
    explicit Cursor(const Recording& recording);

    bool seek(uint64_t step);  // false: there is no such step; the cursor then stands at the start
    void seek_start();
    bool seek_end();  // after the last record, closing meta records included
    bool forward();   // to the next step; false at the end
    uint64_t step() const { return event().step; }
    const trace::Event& event() const { return events_[at_]; }
    const Fold& fold() const { return fold_; }
    const trace::Decoder& decoder() const { return decoder_; }
    State state(bool peek_lines = true) const { return make_state(fold_, decoder_, peek_lines); }

private:
    const Recording* recording_;
    trace::Decoder decoder_;
    Fold fold_;
    trace::Event events_[2];  // the one it stands at, and room to read the next
    int at_ = 0;
    bool skip_code(uint64_t to);
    void restart(const Recording::Keyframe& keyframe);
};

// The level at which an event is told: that of its kind; code of the library is told at level 4, code that stands for
// C code never (kLevels + 1).
int event_level(const trace::Event& event, const trace::Tables& tables);

}  // namespace loopscope::replay
