// Hashes of str and bytes: SipHash-1-3 with the key zero, over the code points as they lie in memory, which is what CPython
// computes with PYTHONHASHSEED=0.
#include "runtime/text_hash.h"

#include <cstring>

#include "runtime/text_util.h"

namespace loopscope::runtime {

namespace {

struct SipState {
    uint64_t a = 0x736f6d6570736575ull, b = 0x646f72616e646f6dull, c = 0x6c7967656e657261ull, d = 0x7465646279746573ull;
    static uint64_t turn(uint64_t v, int bits) { return v << bits | v >> (64 - bits); }
    void round() {
        a += b;
        b = turn(b, 13) ^ a;
        a = turn(a, 32);
        c += d;
        d = turn(d, 16) ^ c;
        a += d;
        d = turn(d, 21) ^ a;
        c += b;
        b = turn(b, 17) ^ c;
        c = turn(c, 32);
    }
    void take(uint64_t word) {
        d ^= word;
        round();
        a ^= word;
    }
};

}  // namespace

int64_t hash_buffer(const void* data, size_t n) {
    if (n == 0) return 0;
    auto* p = static_cast<const unsigned char*>(data);
    SipState s;
    uint64_t tail = uint64_t(n) << 56;
    for (; n >= 8; n -= 8, p += 8) {
        uint64_t word;
        memcpy(&word, p, 8);
        s.take(word);
    }
    for (size_t i = 0; i < n; i++) tail |= uint64_t(p[i]) << 8 * i;
    s.take(tail);
    s.c ^= 0xff;
    s.round();
    s.round();
    s.round();
    auto h = static_cast<int64_t>(s.a ^ s.b ^ s.c ^ s.d);
    return h == -1 ? -2 : h;
}

int64_t str_hash(Str* s) {
    if (!s->hash) s->hash = hash_buffer(s->data, size_t(s->len) * s->aux);
    return s->hash;
}

Status text_hash(VM& vm, Cell o, int64_t* out) {
    if (is_str(o)) {
        *out = str_hash(as<Str>(o));
        return Status::Ok;
    }
    if (is_bytearray(o)) return raise(vm, C::TypeError, "unhashable type: '%s'", type_name(vm, o));
    auto* b = as<Bytes>(o);
    if (!b->hash) b->hash = hash_buffer(b->data, b->len);
    *out = b->hash;
    return Status::Ok;
}

}  // namespace loopscope::runtime
