#include "trace/values.h"

#include <cmath>

#include "base/utf8.h"

namespace loopscope::trace {

namespace {

// Little endian on every machine.
uint8_t* put_bits(uint8_t* q, double d) {
    uint64_t bits;
    std::memcpy(&bits, &d, sizeof bits);
    for (int i = 0; i < 8; ++i) *q++ = static_cast<uint8_t>(bits >> (8 * i));
    return q;
}

}  // namespace

uint8_t* put_time(uint8_t* q, double seconds) {
    constexpr double kMost = 4e9;  // well inside of what microseconds in 53 bits can tell apart
    if (seconds >= 0 && seconds < kMost && !std::signbit(seconds)) {
        uint64_t us = static_cast<uint64_t>(std::llround(seconds * 1e6));
        if (static_cast<double>(us) / 1e6 == seconds) return put_varint(q, us << 1);
    }
    *q++ = 1;
    return put_bits(q, seconds);
}

void ValueWriter::real(double d) {
    code(ValueCode::Float);
    q_ = put_bits(q_, d);
}

void ValueWriter::text_of(ValueCode whole, std::string_view text) {
    size_t keep = text.size();
    if (keep > kMaxValueCharacters) {
        keep = whole == ValueCode::Bytes ? kMaxValueCharacters : base::code_point_offset(text, kMaxValueCharacters);
    }
    bool cut = keep < text.size();
    code(cut ? static_cast<ValueCode>(static_cast<int>(whole) + 1) : whole);
    q_ = put_varint(q_, keep);
    if (keep) std::memcpy(q_, text.data(), keep);
    q_ += keep;
}

}  // namespace loopscope::trace
