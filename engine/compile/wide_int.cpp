#include "compile/wide_int.h"

#include <algorithm>

namespace loopscope::compile {

namespace {

using Limbs = std::vector<uint32_t>;

void trim(WideInt& x) {
    while (!x.limbs.empty() && x.limbs.back() == 0) x.limbs.pop_back();
    if (x.limbs.empty()) x.negative = false;
}

int compare(const Limbs& x, const Limbs& y) {
    if (x.size() != y.size()) return x.size() < y.size() ? -1 : 1;
    for (size_t i = x.size(); i-- > 0;) {
        if (x[i] != y[i]) return x[i] < y[i] ? -1 : 1;
    }
    return 0;
}

Limbs sum(const Limbs& x, const Limbs& y) {
    Limbs out;
    uint64_t carry = 0;
    for (size_t i = 0; i < std::max(x.size(), y.size()) || carry; ++i) {
        carry += (i < x.size() ? x[i] : 0) + uint64_t{i < y.size() ? y[i] : 0};
        out.push_back(static_cast<uint32_t>(carry));
        carry >>= 32;
    }
    return out;
}

// x - y, where x is not the smaller one.
Limbs difference(const Limbs& x, const Limbs& y) {
    Limbs out;
    int64_t borrow = 0;
    for (size_t i = 0; i < x.size(); ++i) {
        int64_t value = int64_t{x[i]} - (i < y.size() ? y[i] : 0) - borrow;
        borrow = value < 0;
        if (borrow) value += int64_t{1} << 32;
        out.push_back(static_cast<uint32_t>(value));
    }
    return out;
}

void multiply_add(Limbs& x, uint32_t factor, uint32_t more) {
    uint64_t carry = more;
    for (uint32_t& limb : x) {
        carry += uint64_t{limb} * factor;
        limb = static_cast<uint32_t>(carry);
        carry >>= 32;
    }
    if (carry) x.push_back(static_cast<uint32_t>(carry));
}

}  // namespace

WideInt WideInt::of(int64_t value) {
    WideInt x;
    x.negative = value < 0;
    const uint64_t size = value < 0 ? 0 - static_cast<uint64_t>(value) : static_cast<uint64_t>(value);
    x.limbs = {static_cast<uint32_t>(size), static_cast<uint32_t>(size >> 32)};
    trim(x);
    return x;
}

WideInt WideInt::of_text(std::string_view text) {
    WideInt x;
    x.negative = text.starts_with('-');
    if (x.negative) text.remove_prefix(1);
    const bool hex = text.starts_with("0x");
    if (hex) text.remove_prefix(2);
    for (char c : text) {
        const int digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
        multiply_add(x.limbs, hex ? 16 : 10, static_cast<uint32_t>(digit));
    }
    trim(x);
    return x;
}

bool WideInt::fits(int64_t& out) const {
    if (limbs.size() > 2) return false;
    uint64_t size = 0;
    for (size_t i = limbs.size(); i-- > 0;) size = size << 32 | limbs[i];
    const uint64_t limit = static_cast<uint64_t>(INT64_MAX) + (negative ? 1 : 0);
    if (size > limit) return false;
    out = negative ? static_cast<int64_t>(0 - size) : static_cast<int64_t>(size);
    return true;
}

size_t WideInt::bits() const {
    if (limbs.empty()) return 0;
    size_t top = 0;
    for (uint32_t limb = limbs.back(); limb; limb >>= 1) ++top;
    return (limbs.size() - 1) * 32 + top;
}

std::string WideInt::text() const {
    std::string digits;
    for (size_t i = limbs.size() * 8; i-- > 0;) {
        const uint32_t digit = limbs[i / 8] >> (i % 8 * 4) & 15;
        if (digit || !digits.empty()) digits += "0123456789abcdef"[digit];
    }
    return (negative ? "-0x" : "0x") + (digits.empty() ? "0" : digits);
}

WideInt add(const WideInt& x, const WideInt& y) {
    WideInt out;
    if (x.negative == y.negative) {
        out.limbs = sum(x.limbs, y.limbs);
        out.negative = x.negative;
    } else {
        const bool x_greater = compare(x.limbs, y.limbs) >= 0;
        out.limbs = x_greater ? difference(x.limbs, y.limbs) : difference(y.limbs, x.limbs);
        out.negative = x_greater ? x.negative : y.negative;
    }
    trim(out);
    return out;
}

WideInt negate(WideInt x) {
    x.negative = !x.negative && !x.limbs.empty();
    return x;
}

WideInt multiply(const WideInt& x, const WideInt& y) {
    WideInt out;
    out.limbs.assign(x.limbs.size() + y.limbs.size(), 0);
    for (size_t i = 0; i < x.limbs.size(); ++i) {
        uint64_t carry = 0;
        for (size_t j = 0; j < y.limbs.size(); ++j) {
            carry += out.limbs[i + j] + uint64_t{x.limbs[i]} * y.limbs[j];
            out.limbs[i + j] = static_cast<uint32_t>(carry);
            carry >>= 32;
        }
        out.limbs[i + y.limbs.size()] = static_cast<uint32_t>(carry);
    }
    out.negative = x.negative != y.negative;
    trim(out);
    return out;
}

WideInt shift_left(const WideInt& x, size_t count) {
    WideInt factor;
    factor.limbs.assign(count / 32 + 1, 0);
    factor.limbs.back() = uint32_t{1} << (count % 32);
    return multiply(x, factor);
}

}  // namespace loopscope::compile
