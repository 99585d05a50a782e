// Whole numbers of any size: sign and magnitude, digits base 2^32, least first. Knows nothing of the VM; used by num_int.cpp
// and mod_math. Invariant of every magnitude: no zero digit at its end; zero has no digits. Costs are the caller's to charge
// and to limit.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace loopscope::runtime::big {

using Digits = std::vector<uint32_t>;

struct Mag {  // a borrowed magnitude
    const uint32_t* p = nullptr;
    size_t n = 0;
    Mag() = default;
    Mag(const uint32_t* digits, size_t count) : p(digits), n(count) { trim(); }
    Mag(const Digits& d) : Mag(d.data(), d.size()) {}
    void trim() {
        while (n && !p[n - 1]) n--;
    }
    bool zero() const { return n == 0; }
    uint32_t operator[](size_t i) const { return i < n ? p[i] : 0; }
};

struct Big {  // an owned number
    bool negative = false;
    Digits d;
    Big() = default;
    Big(bool neg, Digits digits) : negative(neg), d(std::move(digits)) { normalise(); }
    explicit Big(int64_t v);
    void normalise() {
        while (!d.empty() && !d.back()) d.pop_back();
        if (d.empty()) negative = false;
    }
    bool zero() const { return d.empty(); }
};

struct View {  // a borrowed number
    bool negative;
    Mag mag;
    View(bool neg, Mag m) : negative(neg && m.n), mag(m) {}
    View(const Big& b) : negative(b.negative), mag(b.d) {}
};

// ---- magnitudes
int compare(Mag a, Mag b);
uint64_t bit_length(Mag a);
Digits add(Mag a, Mag b);
Digits sub(Mag a, Mag b);  // a >= b
Digits mul(Mag a, Mag b);
Digits div(Mag a, Mag b, Digits* remainder);  // b not 0; remainder may be null
uint32_t div_small(Digits& a, uint32_t b);    // in place; the remainder
void mul_add_small(Digits& a, uint32_t factor, uint32_t more);
Digits shift_left(Mag a, uint64_t bits);
Digits shift_right(Mag a, uint64_t bits, bool* lost_ones = nullptr);
bool any_low_bits(Mag a, uint64_t bits);  // is one of the lowest `bits` bits set?

// ---- numbers
int compare(View a, View b);
Big add(View a, View b);
Big sub(View a, View b);
Big mul(View a, View b);
void floor_divmod(View a, View b, Big* quotient, Big* remainder);  // either may be null
Big shift_left(View a, uint64_t bits);
Big shift_right(View a, uint64_t bits);  // rounds down
enum class Bitwise : uint8_t { And, Or, Xor };
Big bitwise(Bitwise op, View a, View b);
Big power(View base, uint64_t exponent);
Big power_mod(View base, View exponent, View modulus);  // exponent >= 0, modulus not 0; the result has the modulus' sign
bool inverse_mod(View a, View modulus, Big* out);
Big gcd(View a, View b);
Big isqrt(Mag a);
Big product(uint64_t first, uint64_t last);  // first * (first + 1) * ... * last

// ---- texts and doubles
std::string to_decimal(Mag a);  // no sign
std::string to_base(Mag a, int bits_a_digit);
Digits from_digits(std::string_view digits, int base);  // digits 0-9 a-z A-Z only, all below base
double to_double(Mag a);                                // to nearest even; inf where too large
double ratio(Mag a, Mag b);                             // a / b to nearest even; inf where too large
Digits from_double(double d);                           // |d| truncated; finite
// mantissa * 2^exponent to nearest even, where `sticky` says that a little more than the mantissa is meant; mantissa not 0.
double rounded(uint64_t mantissa, int64_t exponent, bool sticky);

// Little-endian bytes.
Digits from_bytes(const uint8_t* bytes, size_t n);

}  // namespace loopscope::runtime::big
