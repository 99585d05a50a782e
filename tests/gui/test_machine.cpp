// The machine room: one line of one routine for every event, and Task.step gone through in CPython's order.
#include "app/layout/machine_text.h"
#include "gui/driver.h"

using namespace loopscope;
using namespace loopscope::app;
using namespace loopscope::tests;

namespace {

size_t line_now(const MachineState& machine) {
    size_t found = machine.rows.size();
    for (size_t i = 0; i < machine.rows.size(); ++i)
        if (machine.rows[i].state == MachineMark::Now) found = i;
    return found;
}

MachineState at(const replay::Recording& recording, uint64_t step) {
    return machine_state(recording, recording.event(step), recording.state(step));
}

}  // namespace

TEST_CASE("every event while a loop runs stands at one line of one routine") {
    for (Sample which : {Sample::Countdown, Sample::Cancellation}) {
        const auto document = sample(which);
        const replay::Recording& rec = *document->runs[0].recording;
        for (uint64_t s = 0; s < rec.step_count(); ++s) {
            const MachineState machine = at(rec, s);
            if (!machine.any) continue;
            size_t now = 0, here = 0;
            for (const MachineRow& row : machine.rows) now += row.state == MachineMark::Now;
            for (const MachineCrumb& crumb : machine.path) here += crumb.here;
            CHECK_MESSAGE(now == 1, "step ", s);
            CHECK_MESSAGE(here == 1, "step ", s);
        }
    }
}

TEST_CASE("a step goes through Task.step from top to bottom") {
    for (Sample which : {Sample::Countdown, Sample::Cancellation}) {
        const auto document = sample(which);
        const replay::Recording& rec = *document->runs[0].recording;
        size_t last = 0, steps = 0;
        for (uint64_t s = 0; s < rec.step_count(); ++s) {
            const MachineState machine = at(rec, s);
            if (!machine.any || machine.routine != Routine::Step) continue;
            const size_t now = line_now(machine);
            if (rec.event(s).kind == trace::Kind::TaskStep) {
                last = 0;
                ++steps;
            }
            CHECK_MESSAGE(now >= last, "step ", s, " goes back from line ", last, " to ", now);
            last = now;
        }
        CHECK(steps > 3);
    }
}
