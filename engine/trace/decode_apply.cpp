// What a record means: frames are entered and left, tasks run, handles and loops are known by their numbers.
#include <algorithm>

#include "trace/decoder_steps.h"

namespace loopscope::trace {

// --- frames --------------------------------------------------------------------------------------------------------

void DecoderSteps::push(uint32_t function, uint32_t generator_slot_plus_one) {
    Frame frame;
    frame.function = function;
    frame.line = quick_function(*d_.tables_, function).first_line;
    if (generator_slot_plus_one) {
        const GeneratorSlot& g = d_.generators_[generator_slot_plus_one - 1];
        frame.generator = g.number;
        frame.slot = generator_slot_plus_one - 1;
        if (g.line) frame.line = g.line;
        frame.delegating = g.delegate != 0;
    }
    thread().frames.push_back(frame);
}

// Takes the top frame off; the event speaks of it. A frame of the wrong kind is left where it is.
void DecoderSteps::pop(GeneratorStatus left_as) {
    std::vector<Frame>& frames = thread().frames;
    bool of_generator = kind_info(e_.kind).category == Category::Generator;
    if (frames.empty() || (frames.back().generator != 0) != of_generator) {
        refuse("a frame is left that was not entered");
        return;
    }
    Frame frame = frames.back();
    frames.pop_back();
    e_.function = frame.function;
    e_.line = frame.line;
    e_.generator = frame.generator;
    if (!of_generator) return;
    gen_slot_ = frame.slot;
    GeneratorSlot& g = d_.generators_[frame.slot];
    if (g.number != frame.generator) return;  // dropped meanwhile
    g.line = frame.line;
    g.status = left_as;
    if (left_as == GeneratorStatus::Closed) g.delegate = 0;
}

void DecoderSteps::stop_delegating(Frame& frame) { d_.stop_delegating(frame); }

void DecoderSteps::enter_generator() {
    GeneratorSlot& g = d_.generators_[gen_slot_];
    std::vector<Frame>& frames = thread().frames;
    if (e_.awaited && !frames.empty() && frames.back().generator) {
        GeneratorSlot& outer = d_.generators_[frames.back().slot];
        if (outer.number == frames.back().generator) {
            outer.delegate = gen_slot_ + 1;
            outer.delegate_number = g.number;
            frames.back().delegating = true;
        }
    } else {
        undelegate();
    }
    const GeneratorSlot* inner = d_.delegate_of(g);
    if (!inner || inner->status == GeneratorStatus::Closed) Decoder::forget_delegate(g);
    g.status = GeneratorStatus::Running;
    push(g.function, gen_slot_ + 1);
}

void DecoderSteps::place(bool own_function) {
    const std::vector<Frame>& frames = thread().frames;
    if (own_function || frames.empty()) return;
    if (thread().loop && frames.size() <= thread().loop_base && loop_itself()) return;
    e_.function = frames.back().function;
    e_.line = frames.back().line;
}

// Events that are the loop's own doing where no code of the program runs above it.
bool DecoderSteps::loop_itself() {
    switch (kind_info(e_.kind).category) {
        case Category::Task:
        case Category::Future:
        case Category::Handle:
        case Category::Loop:
        case Category::Cancel:
        case Category::World: return true;
        default: return false;
    }
}

void DecoderSteps::apply_code() {
    switch (e_.kind) {
        case Kind::Call:
            undelegate();
            push(e_.called, 0);
            place(false);
            break;
        case Kind::Return: pop(GeneratorStatus::Closed); break;
        case Kind::Unwind:
            e_.value = thread().in_flight;
            pop(GeneratorStatus::Closed);
            break;
        case Kind::ExceptionRaised:
            undelegate();
            thread().in_flight = e_.value;
            place(false);
            break;
        case Kind::ExceptionCaught:
            e_.value = thread().in_flight;
            place(false);
            break;
        default: place(false);
    }
}

void DecoderSteps::apply_generator() {
    bool own = true;
    switch (e_.tag) {
        case Tag::GeneratorCreated: {
            undelegate();
            GeneratorSlot& g = d_.generators_[gen_slot_];
            g = GeneratorSlot{};
            g.number = ++d_.generator_count_;
            g.function = e_.called;
            break;
        }
        case Tag::GeneratorStart:
        case Tag::GeneratorStartAwaited:
            e_.first = true;
            e_.awaited = e_.tag == Tag::GeneratorStartAwaited;
            e_.value.code = ValueCode::None;
            thread().passed_in = e_.value;
            break;
        case Tag::GeneratorSend:
        case Tag::GeneratorSendAwaited:
            e_.awaited = e_.tag == Tag::GeneratorSendAwaited;
            thread().passed_in = e_.value;
            break;
        case Tag::GeneratorSendNext: {
            const std::vector<Frame>& frames = thread().frames;
            const GeneratorSlot* outer =
                frames.empty() || !frames.back().generator ? nullptr : &d_.generators_[frames.back().slot];
            if (!outer || outer->number != frames.back().generator || !d_.delegate_of(*outer)) {
                refuse("the frame on top awaits nothing that could be sent to");
                return;
            }
            gen_slot_ = outer->delegate - 1;
            has_gen_ = true;
            e_.awaited = true;
            e_.value = thread().passed_in;
            break;
        }
        case Tag::GeneratorThrow:
        case Tag::GeneratorThrowDelegated:
            e_.delegated = e_.tag == Tag::GeneratorThrowDelegated;
            thread().in_flight = e_.value;
            // After generator.close: it is not over yet, GeneratorExit goes into it.
            if (d_.generators_[gen_slot_].status == GeneratorStatus::Closed)
                d_.generators_[gen_slot_].status = GeneratorStatus::Suspended;
            break;
        case Tag::GeneratorYield:
        case Tag::GeneratorYieldSame:
            if (e_.tag == Tag::GeneratorYieldSame) e_.value = thread().passed_out;
            thread().passed_out = e_.value;
            pop(GeneratorStatus::Suspended);
            return;
        case Tag::GeneratorReturn: pop(GeneratorStatus::Closed); return;
        case Tag::GeneratorRaise:
        case Tag::GeneratorRaiseSame:
            if (e_.tag == Tag::GeneratorRaiseSame) e_.value = thread().in_flight;
            thread().in_flight = e_.value;
            pop(GeneratorStatus::Closed);
            return;
        case Tag::GeneratorPasses: thread().passed_out = e_.value; break;
        default: break;
    }
    if (!has_gen_) return;
    GeneratorSlot& g = d_.generators_[gen_slot_];
    e_.generator = g.number;
    bool enters = e_.kind == Kind::GeneratorSend || (e_.kind == Kind::GeneratorThrow && !e_.delegated);
    if (enters) enter_generator();
    e_.function = g.function;
    e_.line = g.line ? g.line : d_.tables_->function(g.function).first_line;
    place(own);
    if (e_.kind == Kind::GeneratorClose) g.status = GeneratorStatus::Closed;  // a throw that follows enters it again
    if (e_.kind == Kind::GeneratorFreed) g = GeneratorSlot{};
}

// --- tasks, futures, handles ---------------------------------------------------------------------------------------

// After task.done what the task still schedules belongs to it; anything else does not.
void DecoderSteps::finish_task() {
    ThreadState& t = thread();
    bool still = e_.kind == Kind::FutureCallbackScheduled || e_.kind == Kind::HandleScheduled ||
                 e_.kind == Kind::CancelCompleted || kind_info(e_.kind).level == 0;
    if (still) return;
    t.leaving = false;
    if (!t.tasks.empty()) t.tasks.pop_back();
}

void DecoderSteps::apply_tasks_and_futures() {
    ThreadState& t = thread();
    switch (e_.kind) {
        case Kind::TaskCreated: {
            TaskSlot& slot = d_.tasks_[task_slot_];
            slot = TaskSlot{};
            slot.number = e_.subject = ++d_.task_count_;
            slot.coroutine = coroutine_slot_;
            e_.parent = t.tasks.empty() ? 0 : t.tasks.back().number;
            if (d_.filling_) d_.filling_->created(slot.number, d_.tables_->string(e_.names[0]), e_.offset);
            break;
        }
        case Kind::TaskRenamed:
            if (d_.filling_) d_.filling_->renamed(e_.subject, d_.tables_->string(e_.names[0]), e_.offset);
            break;
        case Kind::TaskStep:
            d_.tasks_[task_slot_].pending_handle = 0;
            t.tasks.push_back({e_.subject, task_slot_});
            break;
        case Kind::TaskFreed: d_.tasks_[task_slot_] = TaskSlot{}; break;
        case Kind::FutureFreed: d_.futures_[future_slot_] = 0; break;
        default: break;
    }
    e_.task = t.tasks.empty() ? 0 : t.tasks.back().number;
    if (e_.kind == Kind::TaskSuspended) {
        e_.subject = e_.task;
        if (!t.tasks.empty()) {
            task_slot_ = t.tasks.back().slot;
            t.tasks.pop_back();
        }
    } else if (e_.kind == Kind::TaskDone && e_.task == e_.subject) {
        t.leaving = true;
    }
    if (is_of_lock(e_.kind)) apply_lock();
    place(false);
}

// Who holds a lock and who queues for it. A lock that is free and that nobody waits for is forgotten.
void DecoderSteps::apply_lock() {
    if (e_.number <= 0 || e_.number > UINT32_MAX) {
        refuse("a lock number out of range");
        return;
    }
    const uint32_t number = static_cast<uint32_t>(e_.number);
    std::vector<LockSlot>& locks = d_.locks_;
    auto at =
        std::lower_bound(locks.begin(), locks.end(), number, [](const LockSlot& lock, uint32_t n) { return lock.number < n; });
    if (at == locks.end() || at->number != number) at = locks.insert(at, {number, 0, 0, {}});
    std::vector<uint32_t>& waiting = at->waiting;
    switch (e_.kind) {
        case Kind::LockWaits: waiting.push_back(e_.task); break;
        case Kind::LockReleased: at->depth = e_.status; break;
        case Kind::LockAcquired:
            at->depth = e_.status;
            at->owner = e_.task;
            [[fallthrough]];
        default:
            if (auto it = std::find(waiting.begin(), waiting.end(), e_.task); it != waiting.end()) waiting.erase(it);
    }
    if (at->depth == 0) at->owner = 0;
    if (at->depth == 0 && waiting.empty()) locks.erase(at);
}

void DecoderSteps::apply_handles() {
    ThreadState& t = thread();
    bool by_task = e_.tag == Tag::StepScheduled || e_.tag == Tag::WakeupScheduled || e_.tag == Tag::StepRun;
    bool scheduled = e_.kind == Kind::HandleScheduled || e_.kind == Kind::TimerScheduled;
    e_.own_handle = by_task;
    if (by_task) {
        TaskSlot& slot = d_.tasks_[task_slot_];
        if (scheduled) {
            slot.pending_handle = ++d_.handle_count_;
            slot.wakeup = e_.tag == Tag::WakeupScheduled;
        }
        e_.handle = slot.pending_handle;
        e_.callback.code = slot.wakeup ? CallbackCode::TaskWakeup : CallbackCode::TaskStep;
        e_.callback.about = {Awaitable::Kind::Task, slot.number, task_slot_};
        if (!scheduled) slot.pending_handle = 0;
    } else if (has_handle_) {
        HandleSlot& slot = d_.handles_[handle_slot_];
        if (scheduled)
            slot = {++d_.handle_count_, e_.callback};
        else if (slot.number == 0 && e_.kind != Kind::HandleFreed)
            slot.number = ++d_.handle_count_;
        e_.handle = slot.number;
        e_.callback = slot.callback;
        if (e_.kind == Kind::HandleFreed) slot = HandleSlot{};
    }
    if (e_.kind == Kind::HandleRun) {
        t.tasks.clear();
        t.leaving = false;
        t.running_handle = e_.handle;
        t.running_callback = e_.callback;
    }
    place(false);
}

// --- the loop and threads ------------------------------------------------------------------------------------------

void DecoderSteps::apply_loop() {
    ThreadState& t = thread();
    bool idle = e_.kind == Kind::LoopIteration || e_.kind == Kind::LoopPoll || e_.kind == Kind::LoopStopped;
    if (idle) {
        t.running_handle = 0;
        t.running_callback = {};
        if (e_.kind != Kind::LoopStopped) t.tasks.clear();
        t.leaving = false;
    }
    switch (e_.kind) {
        case Kind::LoopStarted:
            if (e_.number < 0 || static_cast<uint64_t>(e_.number) > d_.iterations_.size() + 64) {
                refuse("a loop number out of range");
                return;
            }
            t.loop = static_cast<uint32_t>(e_.number);
            t.loop_base = t.frames.size();
            if (t.loop >= d_.iterations_.size()) d_.iterations_.resize(t.loop + 1);
            break;
        case Kind::LoopIteration:
            if (t.loop < d_.iterations_.size()) ++d_.iterations_[t.loop];
            break;
        case Kind::LoopAdvance:
            e_.from = d_.time_;
            d_.time_ = e_.when;
            break;
        case Kind::LoopBlocked: e_.from = d_.time_; break;
        default: break;
    }
    place(false);
}

void DecoderSteps::apply_threads() {
    bool names_thread = e_.kind == Kind::ThreadStarted || e_.kind == Kind::ThreadEnded || e_.kind == Kind::ThreadSwitched;
    if (!names_thread) {
        place(false);
        return;
    }
    uint64_t id = static_cast<uint64_t>(e_.number);
    if (id > d_.threads_.size() + 16) {
        refuse("a thread number out of range");
        return;
    }
    if (id >= d_.threads_.size()) d_.threads_.resize(static_cast<size_t>(id) + 1);
    ThreadState& other = d_.threads_[static_cast<size_t>(id)];
    if (e_.kind == Kind::ThreadStarted) {
        other = ThreadState{};
        other.name = e_.names[0] + 1;
        other.alive = true;
    } else if (e_.kind == Kind::ThreadEnded) {
        other.alive = false;
        other.frames.clear();
        other.tasks.clear();
        e_.names[0] = other.name ? other.name - 1 : 0;
    } else {
        d_.thread_ = static_cast<uint32_t>(id);
    }
    place(false);
}

void DecoderSteps::apply() {
    if (thread().leaving) finish_task();
    switch (kind_info(e_.kind).category) {
        case Category::Code: apply_code(); break;
        case Category::Generator: apply_generator(); break;
        case Category::Task:
        case Category::Future: apply_tasks_and_futures(); break;
        case Category::Handle: apply_handles(); break;
        case Category::Loop: apply_loop(); break;
        case Category::Thread: apply_threads(); break;
        default: place(false);
    }
    fill();
    if (e_.kind == Kind::LoopStopped) d_.threads_[d_.thread_].loop = 0;
}

}  // namespace loopscope::trace
