// The packed form is a row of pieces: how many plain bytes follow (varint), those bytes, then how many bytes to repeat beyond
// kLeast (varint) from how far back (varint). The last piece ends after its plain bytes. A repeat may overlap what it makes.
#include "base/squeeze.h"

#include <algorithm>
#include <cstring>
#include <vector>

namespace loopscope::base {

namespace {

constexpr size_t kLeast = 6;          // bytes of the shortest repeat worth its piece
constexpr size_t kLongest = 1 << 14;  // of the longest: bounds what few bytes can stand for
constexpr unsigned kHashBits = 16;

void put_number(std::string& to, uint64_t n) {
    for (; n >= 0x80; n >>= 7) to.push_back(static_cast<char>(n | 0x80));
    to.push_back(static_cast<char>(n));
}

uint32_t hash_at(const char* p) {  // of kLeast bytes
    uint64_t word = 0;
    memcpy(&word, p, kLeast);
    return static_cast<uint32_t>((word * 0x9E3779B97F4A7C15ull) >> (64 - kHashBits));
}

size_t common(const char* a, const char* b, const char* end) {
    const char* start = b;
    while (b < end && *a == *b) a++, b++;
    return static_cast<size_t>(b - start);
}

struct Reader {
    const char *p, *end;
    bool ok = true;

    uint64_t number() {
        uint64_t n = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (p == end) break;
            auto b = static_cast<uint8_t>(*p++);
            n |= uint64_t(b & 0x7f) << shift;
            if (b < 0x80) return n;
        }
        ok = false;
        return 0;
    }
};

}  // namespace

std::string pack(std::string_view bytes) {
    std::string packed;
    std::vector<uint32_t> last(size_t(1) << kHashBits, ~uint32_t(0));
    const char *begin = bytes.data(), *end = begin + bytes.size(), *plain = begin;
    const char* p = begin;
    while (static_cast<size_t>(end - p) >= sizeof(uint64_t)) {
        uint32_t& place = last[hash_at(p)];
        const char* before = place == ~uint32_t(0) ? nullptr : begin + place;
        place = static_cast<uint32_t>(p - begin);
        size_t length = before ? common(before, p, std::min(end, p + kLongest)) : 0;
        if (length < kLeast) {
            p++;
            continue;
        }
        put_number(packed, static_cast<uint64_t>(p - plain));
        packed.append(plain, p);
        put_number(packed, length - kLeast);
        put_number(packed, static_cast<uint64_t>(p - before));
        p += length;
        plain = p;
    }
    put_number(packed, static_cast<uint64_t>(end - plain));
    packed.append(plain, end);
    return packed;
}

uint64_t most_unpacked(uint64_t packed) { return packed > (uint64_t(1) << 40) ? ~uint64_t(0) : packed * (kLongest / 3 + 1); }

bool unpack(std::string_view packed, uint8_t* out, size_t size) {
    Reader in{packed.data(), packed.data() + packed.size()};
    uint8_t *q = out, *end = out + size;
    for (;;) {
        uint64_t plain = in.number();
        if (!in.ok || plain > static_cast<uint64_t>(in.end - in.p) || plain > static_cast<uint64_t>(end - q)) return false;
        if (plain) memcpy(q, in.p, plain);
        in.p += plain;
        q += plain;
        if (in.p == in.end) return q == end;
        uint64_t length = in.number() + kLeast, back = in.number();
        if (!in.ok || length > kLongest || length > static_cast<uint64_t>(end - q) || back == 0 ||
            back > static_cast<uint64_t>(q - out))
            return false;
        const uint8_t* from = q - back;
        if (back >= length)
            memcpy(q, from, length);
        else
            for (uint64_t i = 0; i < length; i++) q[i] = from[i];
        q += length;
    }
}

}  // namespace loopscope::base
