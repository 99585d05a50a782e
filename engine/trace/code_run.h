// CodeReader: reads lines, calls and returns that follow each other in one thread, without making an Event of each.
//
// They are most of all records, and all that they change is where the frames stand. Called by the recording's index and by
// cursors, which both read millions. It stops in front of whatever it does not know (another kind, a line far down, a value
// that is spoken of by its slot, damaged bytes): Decoder::next reads on from there, and the two give the same steps.
#pragma once
#include <algorithm>

#include "trace/reader.h"
#include "trace/wire.h"
#include "trace/writer.h"

namespace loopscope::trace {

class CodeReader {
public:
    // Reads until the trace offset `before` is reached or `most` steps are read; how many it has read. Calls
    // visit.line(step, function, line) and visit.code(step, function) for calls and returns.
    template <class Visitor>
    static uint64_t read(Decoder& d, uint64_t before, uint64_t most, Visitor& visit) {
        ThreadState& thread = d.threads_[d.thread_];
        if (thread.leaving || d.broken() || d.chunk_ >= d.chunks_->size() || before <= d.offset_) return 0;
        const Chunk& chunk = (*d.chunks_)[d.chunk_];
        const uint8_t *const begin = chunk.data.get() + d.at_, *const end = chunk.data.get() + chunk.used;
        const uint8_t* const stop = begin + std::min<uint64_t>(static_cast<uint64_t>(end - begin), before - d.offset_);
        CodeReader reader(d, thread.frames, end);
        const uint8_t* p = begin;
        const uint64_t first = d.steps_, last = first + std::min(most, kMost);
        uint64_t step = first;
        for (; p < stop && step < last; ++step) {
            const uint8_t* next = *p & kLineBit ? reader.line(p, step, visit) : reader.code(p, step, visit);
            if (!next) break;
            p = next;
        }
        d.steps_ = step;
        d.at_ += static_cast<size_t>(p - begin);
        d.offset_ += static_cast<uint64_t>(p - begin);
        return step - first;
    }

private:
    static constexpr uint64_t kMost = uint64_t(1) << 32;
    CodeReader(Decoder& d, std::vector<Frame>& frames, const uint8_t* end) : d_(d), frames_(frames), end_(end) {}

    template <class Visitor>
    const uint8_t* line(const uint8_t* p, uint64_t step, Visitor& visit) {
        if (*p == kFarLine || frames_.empty()) return nullptr;
        Frame& frame = frames_.back();
        if (frame.delegating) d_.stop_delegating(frame);
        frame.line = quick_function(*d_.tables_, frame.function).first_line + (*p & 0x7fu);
        visit.line(step, frame.function, frame.line);
        return p + 1;
    }
    template <class Visitor>
    const uint8_t* code(const uint8_t* p, uint64_t step, Visitor& visit) {
        if (*p == static_cast<uint8_t>(Tag::Call)) {
            FieldReader in(p + 1, end_);
            const uint32_t function = static_cast<uint32_t>(in.varint());
            if (!in.ok) return nullptr;
            if (!frames_.empty() && frames_.back().delegating) d_.stop_delegating(frames_.back());
            frames_.push_back({function, 0, 0, quick_function(*d_.tables_, function).first_line, false});
            visit.code(step, function);
            return in.at();
        }
        if (*p != static_cast<uint8_t>(Tag::Return) || frames_.empty() || frames_.back().generator) return nullptr;
        FieldReader in(p + 1, end_);
        if (!skip_value(in) || !in.ok) return nullptr;
        const uint32_t function = frames_.back().function;
        frames_.pop_back();
        visit.code(step, function);
        return in.at();
    }
    // False: one that the decoder has to look at.
    static bool skip_value(FieldReader& in) {
        const uint8_t code = in.byte();
        if (code & 0x80) return true;
        switch (static_cast<ValueCode>(code)) {
            case ValueCode::Nothing:
            case ValueCode::None:
            case ValueCode::False:
            case ValueCode::True:
            case ValueCode::Ellipsis: return true;
            case ValueCode::Float: in.bits(); return true;
            case ValueCode::Str:
            case ValueCode::StrCut:
            case ValueCode::Bytes:
            case ValueCode::BytesCut:
            case ValueCode::Text:
            case ValueCode::TextCut: in.text(); return true;
            case ValueCode::Object: in.varint(); [[fallthrough]];
            case ValueCode::Int:
            case ValueCode::Class:
            case ValueCode::Function: in.varint(); return true;
            default: return false;
        }
    }

    Decoder& d_;
    std::vector<Frame>& frames_;
    const uint8_t* end_;
};

}  // namespace loopscope::trace
