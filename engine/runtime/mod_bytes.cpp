// Natives of library modules about bytes: _struct (floats as bytes) and binascii (hexadecimal, base64, checksums).
#include <cmath>
#include <cstring>

#include "runtime/native_defs.h"
#include "runtime/num_big.h"
#include "runtime/num_ops.h"
#include "runtime/text_util.h"

namespace loopscope::runtime {

namespace {

// |d| as a half-precision float, to nearest even; -1: too large.
int half_bits(double d) {
    d = std::fabs(d);
    if (std::isnan(d)) return 0x7E00;
    if (std::isinf(d)) return 0x7C00;
    int exponent;
    std::frexp(d, &exponent);
    exponent -= 1;  // d = 1.xxx * 2^exponent
    if (d == 0.0 || exponent < -25) return 0;
    if (exponent < -14) exponent = -14;
    double units = std::nearbyint(std::ldexp(d, 10 - exponent));  // whole multiples of the last place
    auto bits = static_cast<int>(units);
    if (bits >= 0x400) bits += (exponent + 14) << 10;  // the leading one is the exponent's lowest
    return bits >= 0x7C00 ? -1 : bits;
}

double half_value(uint32_t bits) {
    uint32_t exponent = bits >> 10 & 31, fraction = bits & 0x3FF;
    double d;
    if (exponent == 31)
        d = fraction ? std::nan("") : HUGE_VAL;
    else if (exponent == 0)
        d = std::ldexp(static_cast<double>(fraction), -24);
    else
        d = std::ldexp(static_cast<double>(fraction | 0x400), static_cast<int>(exponent) - 25);
    return bits & 0x8000 ? -d : d;
}

Status give_big_endian(VM& vm, Cell* out, uint64_t bits, int size) {
    char room[8];
    for (int i = 0; i < size; i++) room[i] = static_cast<char>(bits >> 8 * (size - 1 - i));
    return give_obj(out, new_bytes(vm, room, static_cast<size_t>(size)));
}

// (size, float) -> bytes, the most significant one first.
Status pack_float(VM& vm, Args a, Cell* out) {
    double d = as_double(a[1]);
    if (int_of(a[0]) == 8) {
        uint64_t bits;
        memcpy(&bits, &d, 8);
        return give_big_endian(vm, out, bits, 8);
    }
    if (int_of(a[0]) == 4) {
        auto f = static_cast<float>(d);
        if (std::isinf(f) && !std::isinf(d)) return raise(vm, C::OverflowError, "float too large to pack with f format");
        uint32_t bits;
        memcpy(&bits, &f, 4);
        return give_big_endian(vm, out, bits, 4);
    }
    int bits = half_bits(d);
    if (bits < 0) return raise(vm, C::OverflowError, "float too large to pack with e format");
    return give_big_endian(vm, out, static_cast<uint32_t>(bits) | (std::signbit(d) ? 0x8000u : 0u), 2);
}

Status unpack_float(VM& vm, Args a, Cell* out) {
    const uint8_t* p;
    uint32_t n;
    if (!bytes_view(a[0], &p, &n) || (n != 2 && n != 4 && n != 8)) return raise(vm, C::TypeError, "2, 4 or 8 bytes are needed");
    uint64_t bits = 0;
    for (uint32_t i = 0; i < n; i++) bits = bits << 8 | p[i];
    if (n == 2) return give(out, float_cell(half_value(static_cast<uint32_t>(bits))));
    if (n == 4) {
        auto low = static_cast<uint32_t>(bits);
        float f;
        memcpy(&f, &low, 4);
        return give(out, float_cell(f));
    }
    double d;
    memcpy(&d, &bits, 8);
    return give(out, float_cell(d));
}

// ---- checksums and base64, for library/binascii.py

Status bytes_of(VM& vm, Cell c, const uint8_t** p, uint32_t* n) {
    if (!bytes_view(c, p, n)) return raise(vm, C::TypeError, "a bytes-like object is required, not '%s'", type_name(vm, c));
    return charge_text(vm, uint64_t(*n) * 4) ? Status::Ok : Status::Fail;
}

Status crc32(VM& vm, Args a, Cell* out) {
    const uint8_t* p;
    uint32_t n;
    int64_t start = 0;
    if (Status s = bytes_of(vm, a[0], &p, &n); s != Status::Ok) return s;
    if (a.n > 1)
        if (Status s = index_of(vm, a[1], &start, "crc32"); s != Status::Ok) return s;
    uint32_t crc = ~static_cast<uint32_t>(start);
    for (uint32_t i = 0; i < n; i++) {
        crc ^= p[i];
        for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0u);
    }
    crc = ~crc;
    return give_int(out, crc);
}

Status adler32(VM& vm, Args a, Cell* out) {
    const uint8_t* p;
    uint32_t n;
    int64_t start = 1;
    if (Status s = bytes_of(vm, a[0], &p, &n); s != Status::Ok) return s;
    if (a.n > 1)
        if (Status s = index_of(vm, a[1], &start, "adler32"); s != Status::Ok) return s;
    uint32_t low = static_cast<uint32_t>(start) & 0xFFFF, high = static_cast<uint32_t>(start) >> 16 & 0xFFFF;
    for (uint32_t i = 0; i < n; i++) {
        low = (low + p[i]) % 65521;
        high = (high + low) % 65521;
    }
    return give_int(out, static_cast<int64_t>(high) << 16 | low);
}

constexpr char kBase64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

Status to_base64(VM& vm, Args a, Cell* out) {
    const uint8_t* p;
    uint32_t n;
    if (Status s = bytes_of(vm, a[0], &p, &n); s != Status::Ok) return s;
    std::string r;
    for (uint32_t i = 0; i < n; i += 3) {
        uint32_t three = uint32_t(p[i]) << 16 | (i + 1 < n ? uint32_t(p[i + 1]) << 8 : 0) | (i + 2 < n ? p[i + 2] : 0);
        for (uint32_t k = 0; k < 4; k++) r += k > n - i ? '=' : kBase64[three >> (18 - 6 * k) & 63];
    }
    return give_obj(out, new_bytes(vm, r.data(), r.size()));
}

// (data) -> bytes, or the message of what is wrong with it as a str. Characters that are not base64's are passed over.
Status from_base64(VM& vm, Args a, Cell* out) {
    const uint8_t* p;
    uint32_t n, bits = 0, held = 0, pads = 0;
    if (Status s = bytes_of(vm, a[0], &p, &n); s != Status::Ok) return s;
    std::string r;
    uint32_t letters = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (p[i] == '=') {
            if (held >= 2 && held + ++pads >= 4) return give_obj(out, new_bytes(vm, r.data(), r.size()));
            continue;
        }
        auto* found = static_cast<const char*>(p[i] ? memchr(kBase64, p[i], 64) : nullptr);
        if (!found) continue;
        pads = 0;
        letters++;
        bits = bits << 6 | static_cast<uint32_t>(found - kBase64);
        held = (held + 1) % 4;
        if (held) {
            if (held > 1) r += static_cast<char>(bits >> (held == 2 ? 4 : 2) & 0xFF);
        } else {
            r += static_cast<char>(bits & 0xFF);
        }
    }
    if (!held) return give_obj(out, new_bytes(vm, r.data(), r.size()));
    if (held == 1)
        return give_text(vm, out,
                         "Invalid base64-encoded string: number of data characters (" + std::to_string(letters) +
                             ") cannot be 1 more than a multiple of 4");
    return give_text(vm, out, "Incorrect padding");
}

constexpr NativeDef kStruct[] = {native("pack_float", pack_float, 2, 2, kFunctionFlags),
                                 native("unpack_float", unpack_float, 1, 1, kFunctionFlags), kEndOfNatives};
constexpr NativeDef kBinascii[] = {native("crc32", crc32, 1, 2, kFunctionFlags),
                                   native("adler32", adler32, 1, 2, kFunctionFlags),
                                   native("to_base64", to_base64, 1, 1, kFunctionFlags),
                                   native("from_base64", from_base64, 1, 1, kFunctionFlags), kEndOfNatives};

}  // namespace

void setup_bytes_modules(VM& vm) {
    add_functions(vm, new_module(vm, "_struct"), "_struct", kStruct);
    add_functions(vm, new_module(vm, "_binascii"), "_binascii", kBinascii);
}

}  // namespace loopscope::runtime
