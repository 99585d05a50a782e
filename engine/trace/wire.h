// How records lie on the wire: each tag's row with the types of its fields, and a reader of single fields.
//
// Called by the decoder only. Invariant: a FieldReader never reads behind its end; after an overrun everything it gives
// is zero and `ok` is false.
#pragma once
#include <cstdint>
#include <cstring>
#include <string_view>

#include "trace/events.h"

namespace loopscope::trace {

enum class FieldType : uint8_t {
    Fn,
    Gen,
    OptGen,
    Task,
    Fut,
    Aw,
    OptAw,
    Handle,
    Val,
    Cb,
    Str,
    Text,
    Uint,
    Int,
    Outcome,
    Time,
    OptTime
};

struct TagRow {
    Kind kind = Kind::Line;
    uint8_t level = 0;
    uint8_t count = 0;
    FieldType types[4] = {};
};

const TagRow& tag_row(uint8_t tag);  // tag < Tag::Count

class FieldReader {
public:
    FieldReader(const uint8_t* at, const uint8_t* end) : at_(at), end_(end) {}
    bool ok = true;
    const uint8_t* at() const { return at_; }

    uint8_t byte() {
        if (at_ == end_) return fail();
        return *at_++;
    }
    uint64_t varint() {
        uint64_t n = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            uint8_t b = byte();
            n |= uint64_t(b & 0x7f) << shift;
            if (!(b & 0x80)) return n;
        }
        return fail();
    }
    double bits() {
        uint64_t n = 0;
        for (int i = 0; i < 8; ++i) n |= uint64_t(byte()) << (8 * i);
        double d;
        std::memcpy(&d, &n, sizeof d);
        return d;
    }
    double time() {
        uint64_t n = varint();
        return n == 1 ? bits() : static_cast<double>(n >> 1) / 1e6;
    }
    std::string_view text() {
        uint64_t size = varint();
        if (!ok || size > static_cast<uint64_t>(end_ - at_)) {
            fail();
            return {};
        }
        std::string_view view(reinterpret_cast<const char*>(at_), static_cast<size_t>(size));
        at_ += size;
        return view;
    }

private:
    uint8_t fail() {
        ok = false;
        at_ = end_;
        return 0;
    }
    const uint8_t* at_;
    const uint8_t* end_;
};

}  // namespace loopscope::trace
