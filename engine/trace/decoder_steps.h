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
    void line(uint32_t delta);
    void apply();
    void finish_task_if_left();

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
    void forget_delegate(GeneratorSlot& generator);
    void undelegate();
    void apply_tasks_and_futures();
    void apply_handles();
    void apply_loop();
    void apply_threads();
    void place(bool own_function);
    void fill();
    bool loop_itself();

    Decoder& d_;
    Event& e_;
    uint32_t gen_slot_ = 0, task_slot_ = 0, handle_slot_ = 0, future_slot_ = 0;
    uint32_t coroutine_slot_ = 0;  // + 1
    unsigned strings_ = 0;
    bool has_gen_ = false, has_handle_ = false;
};

}  // namespace loopscope::trace
