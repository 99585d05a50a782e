#include "app/shell/values.h"

#include <algorithm>

#include "app/cli/input.h"
#include "replay/cursor.h"
#include "session/values.h"

namespace loopscope::app {
namespace {

constexpr size_t kKept = 48;

// Names of the trace for what a value is.
class Namer {
public:
    explicit Namer(const replay::Cursor& cursor, const replay::Recording& recording) : cursor_(cursor), recording_(recording) {}

    std::string thing(session::ValueRef ref, uint32_t slot) const {
        const trace::Decoder& decoder = cursor_.decoder();
        switch (ref) {
            case session::ValueRef::Task:
                if (slot >= decoder.tasks().size() || !recording_.task(decoder.tasks()[slot].number)) return {};
                return recording_.task(decoder.tasks()[slot].number)->name;
            case session::ValueRef::Future:
                return slot < decoder.futures().size() && decoder.futures()[slot] != 0
                           ? "future#" + std::to_string(decoder.futures()[slot])
                           : "";
            case session::ValueRef::Handle:
                return slot < decoder.handles().size() && decoder.handles()[slot].number != 0
                           ? "handle#" + std::to_string(decoder.handles()[slot].number)
                           : "";
            case session::ValueRef::Generator:
            case session::ValueRef::None: break;
        }
        return {};
    }

    uint32_t generator_slot(uint32_t number) const {
        const auto& slots = cursor_.decoder().generators();
        for (size_t i = 0; i < slots.size(); ++i) {
            if (slots[i].number == number) return static_cast<uint32_t>(i);
        }
        return ~uint32_t(0);
    }

private:
    const replay::Cursor& cursor_;
    const replay::Recording& recording_;
};

LocalValue local_of(const session::Value& value, const Namer& namer) {
    LocalValue out;
    out.name = value.name;
    const std::string thing = namer.thing(value.ref, value.slot);
    const bool inspectable = value.ref == session::ValueRef::Task || value.ref == session::ValueRef::Future;
    out.text = thing.empty() ? value.text : thing;
    if (inspectable) out.thing = thing;
    out.more = value.more;
    for (const session::Value& part : value.parts) out.parts.push_back(local_of(part, namer));
    return out;
}

// The frames that are asked about, outermost first.
std::vector<replay::FrameState> wanted_frames(const replay::State& state, uint32_t number) {
    const replay::TaskState* task = state.find_task(number);
    if (task && number != state.task)
        return replay::is_finished(task->status) ? std::vector<replay::FrameState>() : task->chain;
    for (const replay::ThreadView& thread : state.threads) {
        if (thread.id == state.thread) return thread.stack;
    }
    return {};
}

// The frame of the snapshot that the trace means; plain calls are matched in order, by their function.
const session::FrameValues* matching(const session::Snapshot& snapshot, const replay::FrameState& frame, uint32_t slot,
                                     uint32_t thread, size_t& from) {
    if (frame.generator != 0) {
        for (const auto* frames : {&snapshot.stacks, &snapshot.parked}) {
            for (const session::FrameValues& f : *frames) {
                if (f.generator == slot && f.function == frame.function_id) return &f;
            }
        }
        return nullptr;
    }
    for (size_t i = from; i < snapshot.stacks.size(); ++i) {
        const session::FrameValues& f = snapshot.stacks[i];
        if (f.thread != thread || f.generator || f.function != frame.function_id) continue;
        from = i + 1;
        return &f;
    }
    return nullptr;
}

Values values_of(const session::Snapshot& snapshot, const std::vector<replay::FrameState>& frames, uint32_t thread,
                 const Namer& namer) {
    Values values;
    values.ready = true;
    size_t from = 0;
    bool has_module = false;
    for (const replay::FrameState& frame : frames) {
        const session::FrameValues* found =
            matching(snapshot, frame, frame.generator ? namer.generator_slot(frame.generator) : 0, thread, from);
        if (!found) continue;
        FrameValues out;
        out.function = frame.function;
        out.line = frame.line;
        out.library = frame.library;
        out.globals = found->module && frame.module.empty() && !frame.library;
        has_module = has_module || out.globals;
        for (const session::Value& value : found->locals) out.locals.push_back(local_of(value, namer));
        values.frames.push_back(std::move(out));
    }
    std::reverse(values.frames.begin(), values.frames.end());
    if (has_module || snapshot.globals.empty()) return values;
    FrameValues globals;
    globals.function = "globals";
    globals.globals = true;
    for (const session::Value& value : snapshot.globals) globals.locals.push_back(local_of(value, namer));
    values.frames.push_back(std::move(globals));
    return values;
}

}  // namespace

Values values_at(const Document& document, size_t run, uint64_t step, uint32_t task, const LoadOptions& options) {
    Values values;
    if (!document.scenario || run >= document.runs.size()) {
        values.problem = "A saved trace keeps no values.";
        return values;
    }
    const replay::Recording& recording = *document.runs[run].recording;
    replay::Cursor cursor(recording);
    if (step >= recording.step_count() || !cursor.seek(step)) {
        values.problem = "Nothing runs here.";
        return values;
    }
    const replay::State state = cursor.state();
    const Namer namer(cursor, recording);
    const std::vector<replay::FrameState> frames = wanted_frames(state, task);
    session::ValuesRequest request;
    request.step = step;
    for (const replay::FrameState& frame : frames) {
        if (frame.generator != 0) request.generators.push_back(namer.generator_slot(frame.generator));
    }
    const size_t index = scenario_index(document, run);
    session::RunOptions again = cli::run_options(document.scenario->runs[index], options.arguments);
    again.keep_going = options.keep_going;
    const auto snapshot = session::values_at_step(*document.scenario, index, again, request);
    if (!snapshot) return values;
    return values_of(*snapshot, frames, state.thread, namer);
}

ValueWorker::ValueWorker(cli::RunArguments arguments) : arguments_(std::move(arguments)), worker_([this] { work(); }) {}

ValueWorker::~ValueWorker() {
    {
        const std::lock_guard lock(mutex_);
        ends_ = true;
        ++number_;
    }
    changed_.notify_all();
    worker_.join();
}

void ValueWorker::set_wake(std::function<void()> wake) {
    const std::lock_guard lock(mutex_);
    wake_ = std::move(wake);
}

Values ValueWorker::values(const std::shared_ptr<const Document>& document, size_t run, uint64_t step, uint32_t task) {
    const Question question{document, run, step, task};
    {
        const std::lock_guard lock(mutex_);
        for (const auto& [asked, values] : known_) {
            if (asked == question) return values;
        }
        if (!(asked_ == question && answered_ < number_)) {
            asked_ = question;
            ++number_;
        }
    }
    changed_.notify_all();
    const std::lock_guard lock(mutex_);
    Values stale;
    if (!known_.empty() && known_.front().first.document == document && known_.front().first.run == run)
        stale = known_.front().second;
    stale.ready = false;
    stale.problem.clear();
    return stale;
}

void ValueWorker::keep(const Question& question, Values values) {
    known_.emplace_front(question, std::move(values));
    if (known_.size() > kKept) known_.pop_back();
}

void ValueWorker::work() {
    for (;;) {
        Question question;
        uint64_t mine = 0;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return ends_ || answered_ < number_; });
            if (ends_) return;
            question = asked_;
            mine = number_;
        }
        Values values = values_at(*question.document, question.run, question.step, question.task,
                                  {arguments_, [this, mine] { return number_ == mine; }, 0});
        const std::lock_guard lock(mutex_);
        if (number_ != mine) continue;
        answered_ = mine;
        if (!values.ready && values.problem.empty()) values.problem = "The values at this step cannot be had.";
        keep(question, std::move(values));
        if (wake_) wake_();
    }
}

}  // namespace loopscope::app
