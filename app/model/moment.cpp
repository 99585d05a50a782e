#include "app/model/moment.h"

#include "replay/cursor.h"

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
    replay::Cursor cursor(*recording);
    cursor.seek(step);
    moment.state = cursor.state();
    moment.event = cursor.event();
    moment.sentence = replay::sentence_at(*recording, cursor, true);
    moment.label = replay::short_label_at(cursor);
    moment.mood = replay::mood(moment.event);
    moment.causes = replay::why(*recording, step, 8);
    return moment;
}

}  // namespace loopscope::app
