#include "app/model/moment.h"

namespace loopscope::app {

Moment make_moment(const std::shared_ptr<const replay::Recording>& recording, uint64_t step) {
    Moment moment;
    moment.recording = recording;
    moment.step = step;
    moment.any = step < recording->step_count();
    if (!moment.any) {
        moment.state = recording->state_at_start();
        moment.sentence = "Nothing happens in this run.";
        return moment;
    }
    moment.state = recording->state(step);
    moment.event = recording->event(step);
    moment.sentence = replay::sentence(*recording, step);
    moment.label = replay::short_label(*recording, step);
    moment.mood = replay::mood(*recording, step);
    moment.causes = replay::why(*recording, step, 8);
    return moment;
}

}  // namespace loopscope::app
