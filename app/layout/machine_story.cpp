#include "app/layout/machine_story.h"

namespace loopscope::app {
namespace {

using trace::Awaitable;
using trace::Event;
using trace::Kind;
using Found = std::optional<uint64_t>;

bool is_entry(Kind k) { return k == Kind::GeneratorSend || k == Kind::GeneratorThrow; }
bool is_exit(Kind k) {
    return k == Kind::GeneratorYield || k == Kind::GeneratorReturn || k == Kind::GeneratorRaise || k == Kind::GeneratorPasses;
}

class Teller {
public:
    Teller(const replay::Recording& recording, const Event& event) : r_(recording), now_(event) {}

    MachineStory tell() {
        find_handle();
        if (story_.handle) find_step();
        if (!story_.step) return story_;
        find_way_through_coroutine();
        find_what_it_waited_for();
        return story_;
    }

private:
    // The last event at or before `until` in this thread for which `test` holds.
    template <class Test>
    std::optional<Event> last(uint64_t until, Test&& test) const {
        const Found at = r_.find_previous(until + 1, [&](const Event& e) { return e.thread == now_.thread && test(e); });
        return at ? std::optional(r_.event(*at)) : std::nullopt;
    }

    void find_handle() {
        const auto e = last(now_.step, [](const Event& p) {
            return p.kind == Kind::HandleRun || p.kind == Kind::LoopIteration || p.kind == Kind::LoopStarted ||
                   p.kind == Kind::LoopStopped;
        });
        if (e && e->kind == Kind::HandleRun) story_.handle = *e;
    }

    void find_step() {
        const uint64_t from = story_.handle->step;
        const auto e = last(now_.step, [&](const Event& p) { return p.step > from && p.kind == Kind::TaskStep; });
        if (!e) return;
        story_.step = *e;
        const auto end = last(now_.step, [&](const Event& p) {
            return p.step > e->step && (p.kind == Kind::TaskSuspended || p.kind == Kind::TaskDone) && p.subject == e->subject;
        });
        story_.over = end.has_value();
        story_.woken = story_.handle->callback.code == trace::CallbackCode::TaskWakeup;
    }

    void find_way_through_coroutine() {
        const Event& step = *story_.step;
        const Found in = r_.find_next(step.step, [&](const Event& e) {
            return e.thread == step.thread && (is_entry(e.kind) || e.kind == Kind::TaskSuspended || e.kind == Kind::TaskDone);
        });
        if (!in || *in > now_.step) return;
        const Event entered = r_.event(*in);
        if (!is_entry(entered.kind)) return;
        story_.entered = entered;
        story_.left = last(now_.step, [&](const Event& p) {
            return p.step > entered.step && is_exit(p.kind) && p.generator == entered.generator;
        });
    }

    void find_what_it_waited_for() {
        const Event& step = *story_.step;
        const auto before =
            last(step.step, [&](const Event& p) { return p.kind == Kind::TaskSuspended && p.subject == step.subject; });
        if (before) story_.waited_for = before->target;
        const Awaitable target = story_.waited_for;
        if (target) {
            const Found end = r_.find_previous(step.step, [&](const Event& p) {
                if (p.kind == Kind::FutureDone) return p.target == target;
                return p.kind == Kind::TaskDone && target.kind == Awaitable::Kind::Task && p.subject == target.number;
            });
            if (end) story_.ended = r_.event(*end);
        }
        const bool brings_error = story_.woken && story_.ended && story_.ended->outcome != trace::Outcome::Result;
        const Found delivered = r_.find_next(step.step, [](const Event&) { return true; });
        story_.flagged = delivered && r_.event(*delivered).kind == Kind::CancelDelivered && !brings_error;
    }

    const replay::Recording& r_;
    const Event& now_;
    MachineStory story_;
};

}  // namespace

MachineStory machine_story(const replay::Recording& recording, const trace::Event& event) {
    return Teller(recording, event).tell();
}

}  // namespace loopscope::app
