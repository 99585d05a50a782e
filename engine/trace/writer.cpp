#include "trace/writer.h"

#include <algorithm>

namespace loopscope::trace {

namespace {

Chunk make_chunk(size_t capacity) {
    Chunk chunk;
    chunk.data = std::make_unique_for_overwrite<uint8_t[]>(capacity);
    chunk.capacity = capacity;
    return chunk;
}

}  // namespace

Writer::Writer(Tables& tables, WriterMode mode, std::vector<Chunk> spare)
    : tables_(tables), mode_(mode), spare_(std::move(spare)), sink_(make_chunk(2 * kSlack)) {
    if (mode_ == WriterMode::Scratch) {
        chunks_.push_back(make_chunk(kScratchSize));
        base_ = p = chunks_.back().data.get();
    } else {
        next_chunk(0);
    }
    aim();
}

void Writer::next_chunk(size_t room) {
    if (!chunks_.empty()) {
        chunks_.back().used = static_cast<size_t>(p - base_);
        done_bytes_ += chunks_.back().used;
    }
    if (mode_ == WriterMode::Scratch) {
        p = base_;
        return;
    }
    size_t need = std::max(kChunkSize, room + 2 * kSlack);
    if (need == kChunkSize && !spare_.empty() && spare_.back().capacity >= need) {
        chunks_.push_back(std::move(spare_.back()));
        spare_.pop_back();
    } else {
        chunks_.push_back(make_chunk(need));
    }
    base_ = p = chunks_.back().data.get();
}

void Writer::aim() {
    uint64_t at = offset(), done = steps();
    uint64_t room = static_cast<uint64_t>(base_ + chunks_.back().capacity - kSlack - p);
    auto ahead = [&](uint64_t limit_at, uint64_t now) { room = std::min(room, limit_at > now ? limit_at - now : 0); };
    if (event_limit_ != kNever) ahead(event_limit_, done);
    if (stop_step_ != kNever) ahead(stop_step_ + 1, done);
    if (stop_offset_ != kNever) ahead(stop_offset_, at);
    if (byte_limit_ != kNever) ahead(byte_limit_, at);
    limit = asked_ ? p : p + room;
}

bool Writer::full() {
    if (stop_ != StopReason::None) {
        p = limit = sink_.data.get();
        return true;
    }
    uint64_t at = offset(), done = steps();
    if (asked_) return stop(StopReason::Asked);
    if (stop_step_ != kNever && done > stop_step_) return stop(StopReason::Step);
    if (stop_offset_ != kNever && at >= stop_offset_) return stop(StopReason::Offset);
    if (done >= event_limit_) return stop(StopReason::EventLimit);
    if (at >= byte_limit_) return stop(StopReason::ByteLimit);
    if (p + kSlack >= base_ + chunks_.back().capacity) next_chunk(0);
    aim();
    return false;
}

bool Writer::stop(StopReason reason) {
    stopped_p_ = p;
    stopped_extra_ = extra_;
    stop_ = reason;
    p = limit = sink_.data.get();
    return true;
}

void Writer::go_on() {
    if (stop_ == StopReason::None) return;
    p = stopped_p_;
    extra_ = stopped_extra_;
    stop_ = StopReason::None;
    asked_ = false;
    aim();
}

void Writer::set_event_limit(uint64_t events) {
    event_limit_ = events;
    if (stop_ == StopReason::None) aim();
}

void Writer::set_byte_limit(uint64_t bytes) {
    byte_limit_ = bytes;
    if (stop_ == StopReason::None) aim();
}

void Writer::set_stop_at_step(uint64_t step) {
    stop_step_ = step;
    if (stop_ == StopReason::None) aim();
}

void Writer::set_stop_at_offset(uint64_t offset) {
    stop_offset_ = offset;
    if (stop_ == StopReason::None) aim();
}

void Writer::ask_to_stop() {
    asked_ = true;
    if (stop_ == StopReason::None) aim();
}

void Writer::set_position(uint64_t offset, uint64_t steps) {
    done_bytes_ = offset - static_cast<uint64_t>(p - base_);
    extra_ = offset - steps;
    if (stop_ == StopReason::None) aim();
}

std::vector<Chunk> Writer::take_chunks() {
    if (mode_ == WriterMode::Scratch) return {};
    if (stop_ == StopReason::None) stop(StopReason::Asked);
    chunks_.back().used = static_cast<size_t>(stopped_p_ - base_);
    return std::move(chunks_);
}

bool Writer::print(uint32_t stream, std::string_view text) {
    if (stop_ != StopReason::None) return true;
    size_t inline_bytes = text.size();
    if (mode_ == WriterMode::Scratch) {
        inline_bytes = 0;  // counted, not copied
    } else if (p + text.size() + kSlack > base_ + chunks_.back().capacity) {
        next_chunk(text.size());
    }
    uint8_t* q = put_varint(put(Tag::Print), stream);
    q = put_varint(q, text.size());
    if (inline_bytes) std::memcpy(q, text.data(), inline_bytes);
    extra_ += text.size() - inline_bytes;
    done_bytes_ += text.size() - inline_bytes;
    q += inline_bytes;
    extra_ += static_cast<uint64_t>(q - p) - 1;
    p = q;
    return full();  // always: the chunk may be another one, and the counts have jumped
}

bool Writer::slot_callback(Tag tag, uint64_t slot, Callback cb) {
    uint8_t* q = put_varint(put(tag), slot);
    *q++ = static_cast<uint8_t>(cb.code);
    q = put_varint(q, cb.a);
    if (cb.code == CallbackCode::NamedFor) q = put_varint(q, cb.b);
    return commit(q);
}

bool Writer::timer_scheduled(uint32_t slot, double when, Callback cb) {
    uint8_t* q = put_time(put_varint(put(Tag::TimerScheduled), slot), when);
    *q++ = static_cast<uint8_t>(cb.code);
    q = put_varint(q, cb.a);
    if (cb.code == CallbackCode::NamedFor) q = put_varint(q, cb.b);
    return commit(q);
}

namespace {

uint8_t* put_optional_time(uint8_t* q, const double* time) {
    *q++ = time != nullptr;
    return time ? put_time(q, *time) : q;
}

}  // namespace

bool Writer::loop_poll(const double* until, uint32_t waits_for) {
    return commit(put_varint(put_optional_time(put(Tag::LoopPoll), until), waits_for));
}

bool Writer::loop_advance(double to) { return commit(put_time(put(Tag::LoopAdvance), to)); }

bool Writer::loop_blocked(double to, uint32_t call) { return commit(put_varint(put_time(put(Tag::LoopBlocked), to), call)); }

bool Writer::thread_blocked(const double* until, uint32_t waits_for) {
    return commit(put_varint(put_optional_time(put(Tag::ThreadBlocked), until), waits_for));
}

}  // namespace loopscope::trace
