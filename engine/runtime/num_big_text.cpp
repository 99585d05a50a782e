// Numbers of any size to and from texts, doubles and bytes (num_big.h).
#include <algorithm>
#include <cmath>
#include <limits>

#include "runtime/num_big.h"

namespace loopscope::runtime::big {

namespace {

constexpr uint32_t kBillion = 1000000000;
constexpr size_t kSplit = 80;  // digits above which a number is split in two halves to be written

void append_nine(std::string& out, uint32_t v, bool all) {
    char text[9];
    int n = 0;
    for (int i = 8; i >= 0; i--, v /= 10) text[i] = static_cast<char>('0' + v % 10);
    if (!all)
        while (n < 8 && text[n] == '0') n++;
    out.append(text + n, 9 - n);
}

std::string small_decimal(Digits d) {
    std::vector<uint32_t> parts;
    while (!d.empty()) parts.push_back(div_small(d, kBillion));
    std::string out;
    for (size_t i = parts.size(); i-- > 0;) append_nine(out, parts[i], i + 1 < parts.size());
    return out;
}

// Powers 10^(9 * 2^k), each the square of the one before.
void split_decimal(Mag a, const std::vector<Digits>& powers, int level, size_t width, std::string& out) {
    if (a.n <= kSplit || level < 0) {
        std::string text = small_decimal(Digits(a.p, a.p + a.n));
        if (text.size() < width) out.append(width - text.size(), '0');
        out += text;
        return;
    }
    if (compare(a, Mag(powers[level])) < 0) return split_decimal(a, powers, level - 1, width, out);
    Digits rest;
    Digits high = div(a, powers[level], &rest);
    size_t low_width = size_t(9) << level;
    split_decimal(high, powers, level - 1, width > low_width ? width - low_width : 0, out);
    split_decimal(rest, powers, level - 1, low_width, out);
}

}  // namespace

std::string to_decimal(Mag a) {
    if (a.zero()) return "0";
    std::vector<Digits> powers{Digits{kBillion}};
    while (a.n > kSplit && powers.back().size() * 2 <= a.n) powers.push_back(mul(powers.back(), powers.back()));
    std::string out;
    split_decimal(a, powers, a.n > kSplit ? static_cast<int>(powers.size()) - 1 : -1, 0, out);
    return out;
}

std::string to_base(Mag a, int bits) {
    if (a.zero()) return "0";
    size_t n = (bit_length(a) + bits - 1) / bits;
    std::string out(n, '0');
    for (size_t i = 0; i < n; i++) {
        size_t at = i * bits;
        uint64_t two = uint64_t(a[at / 32 + 1]) << 32 | a[at / 32];
        unsigned digit = static_cast<unsigned>(two >> at % 32) & ((1u << bits) - 1);
        out[n - 1 - i] = "0123456789abcdef"[digit];
    }
    return out;
}

namespace {

uint32_t digit_value(char c) {
    if (c >= '0' && c <= '9') return static_cast<uint32_t>(c - '0');
    return static_cast<uint32_t>((c | 32) - 'a' + 10);
}

// Digits of 1 to 5 bits: each goes to its place.
Digits from_bits(std::string_view s, unsigned bits) {
    Digits out((s.size() * bits + 31) / 32 + 1);
    size_t at = 0;
    for (size_t i = s.size(); i-- > 0; at += bits) {
        uint64_t value = static_cast<uint64_t>(digit_value(s[i])) << at % 32;
        out[at / 32] |= static_cast<uint32_t>(value);
        out[at / 32 + 1] |= static_cast<uint32_t>(value >> 32);
    }
    while (!out.empty() && !out.back()) out.pop_back();
    return out;
}

Digits from_short(std::string_view s, uint32_t base, size_t chunk, uint32_t chunk_factor) {
    Digits out;
    for (size_t i = 0; i < s.size();) {
        size_t n = std::min(chunk, s.size() - i);
        uint32_t value = 0, factor = n == chunk ? chunk_factor : 1;
        for (size_t j = 0; j < n; j++) {
            value = value * base + digit_value(s[i + j]);
            if (n != chunk) factor *= base;
        }
        mul_add_small(out, factor, value);
        i += n;
    }
    return out;
}

}  // namespace

Digits from_digits(std::string_view s, int base) {
    size_t zeros = s.find_first_not_of('0');
    if (zeros == std::string_view::npos) return {};
    s.remove_prefix(zeros);
    if ((base & (base - 1)) == 0) return from_bits(s, static_cast<unsigned>(__builtin_ctz(static_cast<unsigned>(base))));
    size_t chunk = 1;
    uint64_t factor = static_cast<uint64_t>(base);
    while (factor * base < (1ull << 32)) {
        factor *= base;
        chunk++;
    }
    if (s.size() <= chunk * 200) return from_short(s, static_cast<uint32_t>(base), chunk, static_cast<uint32_t>(factor));
    size_t half = s.size() / 2;
    Digits high = from_digits(s.substr(0, s.size() - half), base), low = from_digits(s.substr(s.size() - half), base);
    Big scale = power(Big(base), half);
    return add(mul(high, scale.d), low);
}

Digits from_bytes(const uint8_t* bytes, size_t n) {
    Digits out((n + 3) / 4);
    for (size_t i = 0; i < n; i++) out[i / 4] |= uint32_t(bytes[i]) << i % 4 * 8;
    while (!out.empty() && !out.back()) out.pop_back();
    return out;
}

// Rounds once, also to subnormal numbers.
double rounded(uint64_t mantissa, int64_t exponent, bool sticky) {
    int bits = 64 - __builtin_clzll(mantissa);
    int64_t top = bits + exponent;  // the value lies in [2^(top-1), 2^top)
    if (top > 1024) return std::numeric_limits<double>::infinity();
    int64_t keep = top < -1021 ? 53 - (-1021 - top) : 53;
    if (keep < 0) return 0.0;
    int64_t drop = bits - keep;
    if (drop > 0) {
        bool half = drop <= 64 && (mantissa >> (drop - 1) & 1);
        bool rest = sticky || (drop > 1 && (mantissa & ((1ull << (drop - 1)) - 1)));
        mantissa = drop >= 64 ? 0 : mantissa >> drop;
        if (half && (rest || (mantissa & 1))) mantissa++;
        exponent += drop;
    }
    return std::ldexp(static_cast<double>(mantissa), static_cast<int>(exponent));
}

namespace {

uint64_t low_two(const Digits& d) { return d.empty() ? 0 : d.size() == 1 ? d[0] : uint64_t(d[1]) << 32 | d[0]; }

}  // namespace

double to_double(Mag a) {
    uint64_t bits = bit_length(a);
    if (bits == 0) return 0.0;
    if (bits > 1024) return std::numeric_limits<double>::infinity();
    if (bits <= 64) return rounded(uint64_t(a[1]) << 32 | a[0], 0, false);
    bool sticky = false;
    Digits top = shift_right(a, bits - 64, &sticky);
    return rounded(low_two(top), static_cast<int64_t>(bits - 64), sticky);
}

double ratio(Mag a, Mag b) {
    if (a.zero()) return 0.0;
    int64_t shift =
        static_cast<int64_t>(bit_length(a)) - static_cast<int64_t>(bit_length(b)) - 62;  // 62 or 63 bits of quotient
    if (shift > 1024) return std::numeric_limits<double>::infinity();
    if (shift < -1200) return 0.0;
    Digits scaled, rest, q;
    bool sticky = false;
    if (shift <= 0) {
        scaled = shift_left(a, static_cast<uint64_t>(-shift));
        q = div(scaled, b, &rest);
    } else {
        scaled = shift_left(b, static_cast<uint64_t>(shift));
        q = div(a, scaled, &rest);
    }
    sticky = !rest.empty();
    return rounded(low_two(q), shift, sticky);
}

Digits from_double(double d) {
    int exponent;
    double fraction = std::frexp(std::fabs(d), &exponent);
    if (exponent <= 0) return {};
    auto mantissa = static_cast<uint64_t>(std::ldexp(fraction, 53));
    Digits m{static_cast<uint32_t>(mantissa), static_cast<uint32_t>(mantissa >> 32)};
    return exponent >= 53 ? shift_left(m, static_cast<uint64_t>(exponent - 53))
                          : shift_right(m, static_cast<uint64_t>(53 - exponent));
}

}  // namespace loopscope::runtime::big
