// DecoderSteps: one record of the trace, read and applied to a decoder. The decoder's inner part, split over
// decode_fields.cpp (what stands in the record) and decode_apply.cpp (what it means).
#pragma once
#include "trace/reader.h"
#include "trace/wire.h"

namespace loopscope::trace {

// Reads one record's fields and applies them to the decoder.
class DecoderSteps {
public:
    DecoderSteps(Decoder& decoder, Event& event) : d_(decoder), e_(event) {}

    bool read(FieldReader& in, const TagRow& row);
    void line(ThreadState& thread, uint32_t delta);  // a frame runs
    void apply();

private:
    bool refuse(const char* why) {
        d_.problem_ = why;
        return false;
    }
    ThreadState& thread() { return d_.threads_[d_.thread_]; }
    template <class Slot>
    Slot* slot(std::vector<Slot>& slots, uint64_t at, uint32_t created);
    uint32_t generator_slot(uint64_t at);
    uint32_t task_number(uint64_t at);
    Awaitable awaitable(uint64_t wire);
    PlainValue plain(FieldReader& in, uint8_t code);
    Value value(FieldReader& in);
    CallbackRef callback(FieldReader& in);
    bool read_field(FieldReader& in, FieldType type);
    bool read_slot(FieldReader& in, FieldType type);

    void push(uint32_t function, uint32_t generator_slot_plus_one);
    void pop(GeneratorStatus left_as);
    void apply_code();
    void apply_generator();
    void enter_generator();
    // The frame on top runs code of its own, so it does not delegate now.
    void undelegate() {
        std::vector<Frame>& frames = thread().frames;
        if (!frames.empty() && frames.back().delegating) stop_delegating(frames.back());
    }
    void stop_delegating(Frame& frame);
    void finish_task();
    void apply_tasks_and_futures();
    void apply_lock();
    void apply_handles();
    void apply_loop();
    void apply_threads();
    void place(bool own_function);
    void fill() { fill_moment(thread()); }
    void fill_moment(const ThreadState& t);
    bool loop_itself();

    Decoder& d_;
    Event& e_;
    uint32_t gen_slot_ = 0, task_slot_ = 0, handle_slot_ = 0, future_slot_ = 0;
    uint32_t coroutine_slot_ = 0;  // + 1
    unsigned strings_ = 0;
    bool has_gen_ = false, has_handle_ = false;
};

inline void DecoderSteps::fill_moment(const ThreadState& t) {
    e_.generator_slot = gen_slot_;
    e_.subject_slot = task_slot_;
    e_.handle_slot = handle_slot_;
    if (e_.kind != Kind::TaskSuspended) e_.task = t.tasks.empty() ? 0 : t.tasks.back().number;
    e_.t = d_.time_;
    e_.loop = t.loop;
    e_.iteration = t.loop ? d_.iteration(t.loop) : 0;
}

// Half of all records: they take no way that is longer than need be.
inline void DecoderSteps::line(ThreadState& t, uint32_t delta) {
    if (t.leaving) finish_task();
    Frame& frame = t.frames.back();
    if (frame.delegating) stop_delegating(frame);
    frame.line = quick_function(*d_.tables_, frame.function).first_line + delta;
    e_.function = frame.function;
    e_.line = frame.line;
    fill_moment(t);
}

}  // namespace loopscope::trace
