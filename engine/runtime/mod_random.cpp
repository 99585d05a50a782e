// The module _random: the Mersenne Twister (MT19937) with CPython's way of seeding. library/random.py builds on it.
// The state lies in the generator object itself, so that going back in time takes it back too.
#include "runtime/digest.h"
#include "runtime/native_defs.h"
#include "runtime/num_int.h"
#include "runtime/text_util.h"

namespace loopscope::runtime {

namespace {

constexpr uint32_t kWords = 624, kApart = 397;

struct Twister {
    uint32_t index;
    uint32_t words[kWords];

    void seed_word(uint32_t s) {
        words[0] = s;
        for (uint32_t i = 1; i < kWords; i++) words[i] = 1812433253u * (words[i - 1] ^ words[i - 1] >> 30) + i;
        index = kWords;
    }

    void seed_words(const uint32_t* key, size_t n) {
        seed_word(19650218u);
        uint32_t i = 1;
        size_t j = 0;
        auto step = [&] {
            if (++i < kWords) return;
            words[0] = words[kWords - 1];
            i = 1;
        };
        for (size_t k = n > kWords ? n : kWords; k; k--) {
            words[i] = (words[i] ^ (words[i - 1] ^ words[i - 1] >> 30) * 1664525u) + key[j] + static_cast<uint32_t>(j);
            step();
            if (++j >= n) j = 0;
        }
        for (uint32_t k = kWords - 1; k; k--) {
            words[i] = (words[i] ^ (words[i - 1] ^ words[i - 1] >> 30) * 1566083941u) - i;
            step();
        }
        words[0] = 0x80000000u;
    }

    void refill() {
        for (uint32_t i = 0; i < kWords; i++) {
            uint32_t y = (words[i] & 0x80000000u) | (words[(i + 1) % kWords] & 0x7fffffffu);
            words[i] = words[(i + kApart) % kWords] ^ y >> 1 ^ (y & 1 ? 0x9908b0dfu : 0u);
        }
        index = 0;
    }

    uint32_t next() {
        if (index >= kWords) refill();
        uint32_t y = words[index++];
        y ^= y >> 11;
        y ^= y << 7 & 0x9d2c5680u;
        y ^= y << 15 & 0xefc60000u;
        return y ^ y >> 18;
    }
};

Twister& twister(Cell self) { return *reinterpret_cast<Twister*>(as<NativeState>(self)->data); }

void seed_digits(Twister& t, big::Mag m) {
    uint32_t zero = 0;
    if (m.zero())
        t.seed_words(&zero, 1);
    else
        t.seed_words(m.p, m.n);
}

// Where CPython asks the system for entropy, a counter serves: every run is alike, no two generators are.
void seed_by_counter(VM& vm, Twister& t) {
    auto count = reinterpret_cast<uintptr_t>(vm.random_state) + 1;
    vm.random_state = reinterpret_cast<void*>(count);
    uint32_t key[3] = {0x6c6f6f70u, static_cast<uint32_t>(count), static_cast<uint32_t>(uint64_t(count) >> 32)};
    t.seed_words(key, 3);
}

Status seed_from(VM& vm, Twister& t, Cell seed) {
    if (is_empty(seed) || is_none(seed)) {
        seed_by_counter(vm, t);
        return Status::Ok;
    }
    if (is_int(seed)) {
        seed_digits(t, IntView(seed).mag);
        return Status::Ok;
    }
    int64_t hash;
    if (Status s = hash_of(vm, seed, &hash); s != Status::Ok) return s;
    uint32_t digits[2] = {static_cast<uint32_t>(hash), static_cast<uint32_t>(static_cast<uint64_t>(hash) >> 32)};
    seed_digits(t, big::Mag(digits, 2));
    return Status::Ok;
}

Status random_new(VM& vm, Args a, Cell* out) {
    auto* o = static_cast<NativeState*>(make_object(vm, kNativeState, as<Class>(a[0]), native_state_bytes(sizeof(Twister))));
    if (!o) return Status::Fail;
    o->size = sizeof(Twister);
    Owned hold(vm, obj_cell(o));
    if (Status s = seed_from(vm, twister(hold),
                             a.n > 1 && !is_str(a[1]) && !is_bytes_like(a[1]) && is_number(a[1]) ? a[1] : int_cell(0));
        s != Status::Ok)
        return s;
    return give(out, hold.take());
}

Status random_seed(VM& vm, Args a, Cell* out) {
    if (Status s = seed_from(vm, twister(a[0]), a.n > 1 ? a[1] : none_cell()); s != Status::Ok) return s;
    return give(out, none_cell());
}

Status random_random(VM&, Args a, Cell* out) {
    Twister& t = twister(a[0]);
    uint32_t high = t.next() >> 5, low = t.next() >> 6;
    return give(out, float_cell((high * 67108864.0 + low) * (1.0 / 9007199254740992.0)));
}

Status random_getrandbits(VM& vm, Args a, Cell* out) {
    if (must_convert(vm, a, 1)) return again_with_index(vm, random_getrandbits, a, out);
    int64_t k;
    if (Status s = index_of(vm, a[1], &k, "getrandbits"); s != Status::Ok) return s;
    if (k < 0) return raise(vm, C::ValueError, "number of bits must be non-negative");
    Twister& t = twister(a[0]);
    if (k == 0) return give_int(out, 0);
    if (k <= 32) return give_int(out, t.next() >> (32 - k));
    if (static_cast<uint64_t>(k) > kMaxIntBits) return too_large(vm);
    if (!charge(vm, static_cast<uint64_t>(k) / 8)) return Status::Fail;
    big::Digits digits;
    for (; k > 0; k -= 32) digits.push_back(k < 32 ? t.next() >> (32 - k) : t.next());
    return make_big(vm, big::Big(false, std::move(digits)), out);
}

Status random_getstate(VM& vm, Args a, Cell* out) {
    Twister& t = twister(a[0]);
    Tuple* state = new_tuple(vm, kWords + 1);
    if (!state) return Status::Fail;
    for (uint32_t i = 0; i < kWords; i++) state->v[i] = int_cell(t.words[i]);
    state->v[kWords] = int_cell(t.index);
    return give(out, obj_cell(state));
}

Status random_setstate(VM& vm, Args a, Cell* out) {
    if (!is_kind(a[1], kTuple)) return raise(vm, C::TypeError, "state vector must be a tuple");
    auto* state = as<Tuple>(a[1]);
    if (state->n != kWords + 1) return raise(vm, C::ValueError, "state vector is the wrong size");
    Twister fresh;
    for (uint32_t i = 0; i <= kWords; i++) {
        if (!is_int(state->v[i])) return raise(vm, C::TypeError, "an integer is required");
        int64_t v;
        if (!fits_int64(state->v[i], &v) || v < 0)
            return raise(vm, C::OverflowError, "can't convert negative value to unsigned int");
        if (i < kWords)
            fresh.words[i] = static_cast<uint32_t>(v);
        else if (v > kWords)
            return raise(vm, C::ValueError, "invalid state");
        else
            fresh.index = static_cast<uint32_t>(v);
    }
    twister(a[0]) = fresh;
    return give(out, none_cell());
}

// ---- module functions

using Digest = std::string (*)(const uint8_t*, size_t);
std::string sha512(const uint8_t* p, size_t n) { return sha512_digest(p, n); }
std::string sha384(const uint8_t* p, size_t n) { return sha512_digest(p, n, true); }
std::string sha256(const uint8_t* p, size_t n) { return sha256_digest(p, n); }
std::string sha224(const uint8_t* p, size_t n) { return sha256_digest(p, n, true); }

template <Digest digest>
Status digest_of(VM& vm, Args a, Cell* out) {
    const uint8_t* p;
    uint32_t n;
    if (!bytes_view(a[0], &p, &n)) return raise(vm, C::TypeError, "object supporting the buffer API required");
    if (!charge(vm, uint64_t(n) * 4 + 256)) return Status::Fail;
    std::string r = digest(p, n);
    return give_obj(out, new_bytes(vm, r.data(), r.size()));
}

// os.urandom's bytes: alike in every run.
Status entropy(VM& vm, Args a, Cell* out) {
    int64_t n;
    if (Status s = index_of(vm, a[0], &n, "urandom"); s != Status::Ok) return s;
    if (n < 0) return raise(vm, C::ValueError, "negative argument not allowed");
    if (n > kMaxTextLength) return too_long(vm);
    if (!charge(vm, static_cast<uint64_t>(n))) return Status::Fail;
    Twister t;
    seed_by_counter(vm, t);
    Bytes* b = new_bytes_raw(vm, static_cast<uint32_t>(n));
    if (!b) return Status::Fail;
    for (int64_t i = 0; i < n; i++) b->data[i] = static_cast<char>(t.next() >> 24);
    return give_obj(out, b);
}

constexpr NativeDef kRandomMethods[] = {
    native("__new__", random_new, 1, -1, kNewFlags),
    native("seed", random_seed, 1, 2, kMethodFlags, "($self, n=None, /)"),
    native("random", random_random, 1, 1, kMethodFlags, "($self, /)"),
    native("getrandbits", random_getrandbits, 2, 2, kMethodFlags, "($self, k, /)"),
    native("getstate", random_getstate, 1, 1, kMethodFlags, "($self, /)"),
    native("setstate", random_setstate, 2, 2, kMethodFlags, "($self, state, /)"),
    kEndOfNatives,
};
constexpr NativeDef kRandomFunctions[] = {
    native("entropy", entropy, 1, 1, kFunctionFlags),           native("sha512", digest_of<sha512>, 1, 1, kFunctionFlags),
    native("sha384", digest_of<sha384>, 1, 1, kFunctionFlags),  native("sha256", digest_of<sha256>, 1, 1, kFunctionFlags),
    native("sha224", digest_of<sha224>, 1, 1, kFunctionFlags),  native("sha1", digest_of<sha1_digest>, 1, 1, kFunctionFlags),
    native("md5", digest_of<md5_digest>, 1, 1, kFunctionFlags), kEndOfNatives,
};

}  // namespace

void setup_bytes_modules(VM& vm);  // mod_bytes.cpp

void setup_random_module(VM& vm) {
    setup_bytes_modules(vm);
    add_methods(vm, vm.cls(C::RandomCore), kRandomMethods);
    Dict* ns = new_module(vm, "_random");
    add_functions(vm, ns, "_random", kRandomFunctions);
    Str* name = intern(vm, "Random");
    if (name) (void)dict_set_str(vm, ns, name, obj_cell(vm.cls(C::RandomCore)));
}

}  // namespace loopscope::runtime
