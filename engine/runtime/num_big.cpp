// Arithmetic of magnitudes and numbers of any size (num_big.h): school methods, Karatsuba above 40 digits, Knuth's division.
#include "runtime/num_big.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace loopscope::runtime::big {

namespace {

constexpr size_t kKaratsuba = 40;

void trim(Digits& d) {
    while (!d.empty() && !d.back()) d.pop_back();
}

// out[0 .. an + bn) = a * b; out does not overlap.
void mul_school(const uint32_t* a, size_t an, const uint32_t* b, size_t bn, uint32_t* out) {
    memset(out, 0, (an + bn) * 4);
    for (size_t i = 0; i < an; i++) {
        uint64_t carry = 0, f = a[i];
        if (!f) continue;
        for (size_t j = 0; j < bn; j++) {
            uint64_t t = f * b[j] + out[i + j] + carry;
            out[i + j] = static_cast<uint32_t>(t);
            carry = t >> 32;
        }
        out[i + bn] = static_cast<uint32_t>(carry);
    }
}

// to[0..n) += from[0..m), m <= n; the carry runs on inside `to`.
void add_into(uint32_t* to, size_t n, const uint32_t* from, size_t m) {
    uint64_t carry = 0;
    for (size_t i = 0; i < n && (i < m || carry); i++) {
        uint64_t t = uint64_t(to[i]) + (i < m ? from[i] : 0) + carry;
        to[i] = static_cast<uint32_t>(t);
        carry = t >> 32;
    }
}

void sub_from(uint32_t* to, size_t n, const uint32_t* from, size_t m) {
    int64_t borrow = 0;
    for (size_t i = 0; i < n && (i < m || borrow); i++) {
        int64_t t = int64_t(to[i]) - (i < m ? from[i] : 0) + borrow;
        to[i] = static_cast<uint32_t>(t);
        borrow = t >> 32;
    }
}

void mul_any(const uint32_t* a, size_t an, const uint32_t* b, size_t bn, uint32_t* out);

// Both of n digits. a = a1 * B + a0, b likewise: three products of half the size.
void mul_karatsuba(const uint32_t* a, const uint32_t* b, size_t n, uint32_t* out) {
    size_t low = n / 2, high = n - low;
    mul_any(a, low, b, low, out);
    mul_any(a + low, high, b + low, high, out + 2 * low);
    Digits sums(2 * (high + 1)), middle(2 * (high + 1));
    uint32_t *sa = sums.data(), *sb = sa + high + 1;
    std::copy(a + low, a + n, sa);
    std::copy(b + low, b + n, sb);
    add_into(sa, high + 1, a, low);
    add_into(sb, high + 1, b, low);
    mul_any(sa, high + 1, sb, high + 1, middle.data());
    sub_from(middle.data(), middle.size(), out, 2 * low);
    sub_from(middle.data(), middle.size(), out + 2 * low, 2 * high);
    size_t m = middle.size();
    while (m && !middle[m - 1]) m--;
    add_into(out + low, 2 * n - low, middle.data(), m);
}

void mul_any(const uint32_t* a, size_t an, const uint32_t* b, size_t bn, uint32_t* out) {
    if (an < bn) {
        std::swap(a, b);
        std::swap(an, bn);
    }
    if (bn < kKaratsuba) return mul_school(a, an, b, bn, out);
    if (an == bn) return mul_karatsuba(a, b, an, out);
    // Uneven: the longer one in pieces as long as the shorter one.
    memset(out, 0, (an + bn) * 4);
    Digits part(2 * bn);
    for (size_t at = 0; at < an; at += bn) {
        size_t n = std::min(bn, an - at);
        mul_any(a + at, n, b, bn, part.data());
        add_into(out + at, an + bn - at, part.data(), n + bn);
    }
}

}  // namespace

Big::Big(int64_t v) : negative(v < 0) {
    uint64_t u = v < 0 ? 0 - static_cast<uint64_t>(v) : static_cast<uint64_t>(v);
    for (; u; u >>= 32) d.push_back(static_cast<uint32_t>(u));
}

int compare(Mag a, Mag b) {
    if (a.n != b.n) return a.n < b.n ? -1 : 1;
    for (size_t i = a.n; i-- > 0;)
        if (a.p[i] != b.p[i]) return a.p[i] < b.p[i] ? -1 : 1;
    return 0;
}

uint64_t bit_length(Mag a) { return a.n ? a.n * 32 - static_cast<uint64_t>(__builtin_clz(a.p[a.n - 1])) : 0; }

Digits add(Mag a, Mag b) {
    if (a.n < b.n) std::swap(a, b);
    Digits out(a.n + 1);
    std::copy(a.p, a.p + a.n, out.begin());
    add_into(out.data(), out.size(), b.p, b.n);
    trim(out);
    return out;
}

Digits sub(Mag a, Mag b) {
    Digits out(a.p, a.p + a.n);
    sub_from(out.data(), out.size(), b.p, b.n);
    trim(out);
    return out;
}

Digits mul(Mag a, Mag b) {
    if (a.zero() || b.zero()) return {};
    Digits out(a.n + b.n);
    mul_any(a.p, a.n, b.p, b.n, out.data());
    trim(out);
    return out;
}

uint32_t div_small(Digits& a, uint32_t b) {
    uint64_t rest = 0;
    for (size_t i = a.size(); i-- > 0;) {
        uint64_t t = rest << 32 | a[i];
        a[i] = static_cast<uint32_t>(t / b);
        rest = t % b;
    }
    trim(a);
    return static_cast<uint32_t>(rest);
}

void mul_add_small(Digits& a, uint32_t factor, uint32_t more) {
    uint64_t carry = more;
    for (uint32_t& digit : a) {
        uint64_t t = uint64_t(digit) * factor + carry;
        digit = static_cast<uint32_t>(t);
        carry = t >> 32;
    }
    if (carry) a.push_back(static_cast<uint32_t>(carry));
}

namespace {

// Knuth's algorithm D: u has one digit more than the dividend, v is shifted so that its top bit is set. u becomes the
// remainder.
Digits div_knuth(Digits& u, const Digits& v) {
    size_t n = v.size(), m = u.size() - n - 1;
    Digits q(m + 1);
    uint64_t top = v[n - 1], next = v[n - 2];
    for (size_t j = m + 1; j-- > 0;) {
        uint64_t head = uint64_t(u[j + n]) << 32 | u[j + n - 1];
        uint64_t guess = head / top, rest = head % top;
        while (guess >> 32 || guess * next > (rest << 32 | u[j + n - 2])) {
            guess--;
            rest += top;
            if (rest >> 32) break;
        }
        int64_t borrow = 0;
        uint64_t carry = 0;
        for (size_t i = 0; i < n; i++) {
            uint64_t p = guess * v[i] + carry;
            carry = p >> 32;
            int64_t t = int64_t(u[i + j]) - static_cast<uint32_t>(p) + borrow;
            u[i + j] = static_cast<uint32_t>(t);
            borrow = t >> 32;
        }
        int64_t t = int64_t(u[j + n]) - int64_t(carry) + borrow;
        u[j + n] = static_cast<uint32_t>(t);
        if (t < 0) {
            guess--;
            uint64_t c = 0;
            for (size_t i = 0; i < n; i++) {
                c += uint64_t(u[i + j]) + v[i];
                u[i + j] = static_cast<uint32_t>(c);
                c >>= 32;
            }
            u[j + n] += static_cast<uint32_t>(c);
        }
        q[j] = static_cast<uint32_t>(guess);
    }
    return q;
}

}  // namespace

Digits div(Mag a, Mag b, Digits* remainder) {
    if (compare(a, b) < 0) {
        if (remainder) remainder->assign(a.p, a.p + a.n);
        return {};
    }
    if (b.n == 1) {
        Digits q(a.p, a.p + a.n);
        uint32_t rest = div_small(q, b.p[0]);
        if (remainder) {
            remainder->clear();
            if (rest) remainder->push_back(rest);
        }
        return q;
    }
    unsigned shift = static_cast<unsigned>(__builtin_clz(b.p[b.n - 1]));
    Digits v = shift_left(b, shift), u = shift_left(a, shift);
    u.resize(a.n + 1);
    Digits q = div_knuth(u, v);
    trim(q);
    if (remainder) {
        trim(u);
        *remainder = shift_right(u, shift);
    }
    return q;
}

Digits shift_left(Mag a, uint64_t bits) {
    if (a.zero()) return {};
    size_t words = bits / 32;
    unsigned rest = bits % 32;
    Digits out(a.n + words + 1);
    uint32_t carry = 0;
    for (size_t i = 0; i < a.n; i++) {
        out[words + i] = a.p[i] << rest | carry;
        carry = rest ? a.p[i] >> (32 - rest) : 0;
    }
    out[words + a.n] = carry;
    trim(out);
    return out;
}

bool any_low_bits(Mag a, uint64_t bits) {
    size_t words = bits / 32;
    for (size_t i = 0; i < std::min(words, a.n); i++)
        if (a.p[i]) return true;
    return words < a.n && (a.p[words] & ((1u << bits % 32) - 1));
}

Digits shift_right(Mag a, uint64_t bits, bool* lost_ones) {
    if (lost_ones) *lost_ones = any_low_bits(a, bits);
    size_t words = bits / 32;
    unsigned rest = bits % 32;
    if (words >= a.n) return {};
    Digits out(a.n - words);
    for (size_t i = 0; i < out.size(); i++) {
        uint32_t above = i + words + 1 < a.n ? a.p[i + words + 1] : 0;
        out[i] = rest ? a.p[i + words] >> rest | above << (32 - rest) : a.p[i + words];
    }
    trim(out);
    return out;
}

// ---- numbers

int compare(View a, View b) {
    if (a.negative != b.negative) return a.negative ? -1 : 1;
    int c = compare(a.mag, b.mag);
    return a.negative ? -c : c;
}

Big add(View a, View b) {
    if (a.negative == b.negative) return {a.negative, add(a.mag, b.mag)};
    if (compare(a.mag, b.mag) >= 0) return {a.negative, sub(a.mag, b.mag)};
    return {b.negative, sub(b.mag, a.mag)};
}

Big sub(View a, View b) {
    b.negative = !b.negative;
    return add(a, b);
}

Big mul(View a, View b) { return {a.negative != b.negative, mul(a.mag, b.mag)}; }

void floor_divmod(View a, View b, Big* quotient, Big* remainder) {
    Digits rest;
    Digits q = div(a.mag, b.mag, &rest);
    if (a.negative != b.negative && !rest.empty()) {
        rest = sub(b.mag, rest);
        mul_add_small(q, 1, 1);
    }
    if (quotient) *quotient = Big(a.negative != b.negative, std::move(q));
    if (remainder) *remainder = Big(b.negative, std::move(rest));
}

Big shift_left(View a, uint64_t bits) { return {a.negative, shift_left(a.mag, bits)}; }

Big shift_right(View a, uint64_t bits) {
    bool lost = false;
    Digits d = shift_right(a.mag, bits, &lost);
    if (a.negative && lost) mul_add_small(d, 1, 1);
    return {a.negative, std::move(d)};
}

namespace {

// Two's complement of n digits.
Digits complement(View a, size_t n) {
    Digits out(n);
    uint64_t carry = a.negative;
    for (size_t i = 0; i < n; i++) {
        uint32_t digit = a.mag[i];
        uint64_t t = a.negative ? uint64_t(~digit) + carry : digit;
        out[i] = static_cast<uint32_t>(t);
        carry = a.negative ? t >> 32 : 0;
    }
    return out;
}

}  // namespace

Big bitwise(Bitwise op, View a, View b) {
    size_t n = std::max(a.mag.n, b.mag.n) + 1;
    Digits x = complement(a, n), y = complement(b, n);
    for (size_t i = 0; i < n; i++) {
        switch (op) {
            case Bitwise::And: x[i] &= y[i]; break;
            case Bitwise::Or: x[i] |= y[i]; break;
            case Bitwise::Xor: x[i] ^= y[i]; break;
        }
    }
    if (!(x[n - 1] >> 31)) return {false, std::move(x)};
    uint64_t carry = 1;
    for (uint32_t& digit : x) {
        uint64_t t = uint64_t(~digit) + carry;
        digit = static_cast<uint32_t>(t);
        carry = t >> 32;
    }
    return {true, std::move(x)};
}

Big power(View base, uint64_t exponent) {
    Digits result{1};
    for (int bit = 63 - (exponent ? __builtin_clzll(exponent) : 63); bit >= 0; bit--) {
        result = mul(result, result);
        if (exponent >> bit & 1) result = mul(result, base.mag);
    }
    return {base.negative && (exponent & 1), std::move(result)};
}

Big power_mod(View base, View exponent, View modulus) {
    Mag m = modulus.mag;
    Digits b, result;
    Big reduced;
    floor_divmod(base, View(false, m), nullptr, &reduced);
    b = std::move(reduced.d);
    Digits one{1};
    div(one, m, &result);
    uint64_t bits = bit_length(exponent.mag);
    for (uint64_t i = bits; i-- > 0;) {
        Digits rest;
        div(mul(result, result), m, &rest);
        result = std::move(rest);
        if (exponent.mag[i / 32] >> i % 32 & 1) {
            Digits more;
            div(mul(result, b), m, &more);
            result = std::move(more);
        }
    }
    if (modulus.negative && !result.empty()) return {true, sub(m, result)};
    return {false, std::move(result)};
}

bool inverse_mod(View a, View modulus, Big* out) {
    Big r0(false, Digits(modulus.mag.p, modulus.mag.p + modulus.mag.n)), r1, t0, t1(1);
    floor_divmod(a, r0, nullptr, &r1);
    while (!r1.zero()) {
        Big q, rest;
        floor_divmod(r0, r1, &q, &rest);
        Big t = sub(t0, mul(q, t1));
        r0 = std::move(r1);
        r1 = std::move(rest);
        t0 = std::move(t1);
        t1 = std::move(t);
    }
    if (r0.d.size() != 1 || r0.d[0] != 1) return false;
    floor_divmod(t0, View(false, modulus.mag), nullptr, out);
    return true;
}

namespace {

uint64_t gcd64(uint64_t a, uint64_t b) {
    while (b) {
        uint64_t r = a % b;
        a = b;
        b = r;
    }
    return a;
}

uint64_t low64(const Digits& d) { return d.empty() ? 0 : d.size() == 1 ? d[0] : uint64_t(d[1]) << 32 | d[0]; }

// One round of Lehmer's method: the leading 62 bits of a and b stand for them as long as their quotients are certain.
bool lehmer_step(Digits& a, Digits& b) {
    uint64_t shift = bit_length(a) - 62;
    Digits ha = shift_right(a, shift), hb = shift_right(b, shift);
    int64_t x = static_cast<int64_t>(low64(ha)), y = static_cast<int64_t>(low64(hb)), A = 1, B = 0, C = 0, D = 1;
    for (;;) {
        if (y + C <= 0 || y + D <= 0) break;
        int64_t q = (x + A) / (y + C);
        if (q != (x + B) / (y + D)) break;
        __int128 nA = A - __int128(q) * C, nB = B - __int128(q) * D;
        if (nA > INT32_MAX || nA < -INT32_MAX || nB > INT32_MAX || nB < -INT32_MAX) break;
        int64_t t = x - q * y;
        x = y;
        y = t;
        int64_t oldC = C, oldD = D;
        C = static_cast<int64_t>(nA);
        D = static_cast<int64_t>(nB);
        A = oldC;
        B = oldD;
    }
    if (!B) return false;
    auto combine = [&](int64_t f, int64_t g) {
        Big p = mul(View(false, a), Big(f)), q = mul(View(false, b), Big(g));
        return add(p, q).d;
    };
    Digits na = combine(A, B), nb = combine(C, D);
    a = std::move(na);
    b = std::move(nb);
    return true;
}

}  // namespace

Big gcd(View va, View vb) {
    Digits a(va.mag.p, va.mag.p + va.mag.n), b(vb.mag.p, vb.mag.p + vb.mag.n);
    if (compare(Mag(a), Mag(b)) < 0) std::swap(a, b);
    while (b.size() > 2) {
        if (lehmer_step(a, b)) {
            if (compare(Mag(a), Mag(b)) < 0) std::swap(a, b);
            continue;
        }
        Digits rest;
        div(a, b, &rest);
        a = std::move(b);
        b = std::move(rest);
    }
    if (b.empty()) return {false, std::move(a)};
    Digits rest;
    div(a, b, &rest);
    uint64_t g = gcd64(low64(b), low64(rest));
    return {false, Digits{static_cast<uint32_t>(g), static_cast<uint32_t>(g >> 32)}};
}

Big isqrt(Mag a) {
    if (a.zero()) return {};
    Digits x = shift_left(Digits{1}, (bit_length(a) + 1) / 2);  // not below the root: Newton's steps then only fall
    for (;;) {
        Digits y = shift_right(add(x, div(a, x, nullptr)), 1);
        if (compare(Mag(y), Mag(x)) >= 0) return {false, std::move(x)};
        x = std::move(y);
    }
}

Big product(uint64_t first, uint64_t last) {
    if (first > last) return Big(1);
    if (last - first < 12) {
        Big r(1);
        for (uint64_t i = first; i <= last; i++) {
            if (i >> 32)
                r = mul(r, Big(false, Digits{static_cast<uint32_t>(i), static_cast<uint32_t>(i >> 32)}));
            else
                mul_add_small(r.d, static_cast<uint32_t>(i), 0);
        }
        r.normalise();
        return r;
    }
    uint64_t middle = first + (last - first) / 2;
    return mul(product(first, middle), product(middle + 1, last));
}

}  // namespace loopscope::runtime::big
