// math's functions of whole numbers: factorial, comb, perm, gcd, lcm, isqrt.
#include <cmath>

#include "runtime/mod_math.h"

namespace loopscope::runtime {

namespace {

Status int_argument(VM& vm, Cell c) {
    if (is_int(c)) return Status::Ok;
    return raise(vm, C::TypeError, "'%s' object cannot be interpreted as an integer", type_name(vm, c));
}

// Budget and size of a product of `count` factors of so many bits.
Status charge_factors(VM& vm, uint64_t count, uint64_t bits) {
    if (count > kMaxIntBits || count * bits > kMaxIntBits) return too_large(vm);
    uint64_t digits = count * bits / 32 + 1;
    return charge_product(vm, digits, digits) ? Status::Ok : Status::Fail;
}

uint64_t bits_of(uint64_t v) { return v ? 64 - static_cast<uint64_t>(__builtin_clzll(v)) : 0; }

// n * (n - 1) * ... of k factors.
Status falling(VM& vm, const big::Big& n, uint64_t k, big::Big* out) {
    uint64_t bits = big::bit_length(n.d);
    if (Status s = charge_factors(vm, k, bits); s != Status::Ok) return s;
    if (bits <= 63) {
        uint64_t top = 0;
        for (size_t i = n.d.size(); i-- > 0;) top = top << 32 | n.d[i];
        *out = k ? big::product(top - k + 1, top) : big::Big(1);
        return Status::Ok;
    }
    *out = big::Big(1);
    big::Big factor = n, one(1);
    for (uint64_t i = 0; i < k; i++) {
        *out = big::mul(*out, factor);
        factor = big::sub(factor, one);
    }
    return Status::Ok;
}

big::Big copy_of(Cell c) {
    IntView v(c);
    return {v.negative, big::Digits(v.mag.p, v.mag.p + v.mag.n)};
}

template <class Combine>
Status fold(VM& vm, Args a, Cell* out, int64_t start, NativeFn self, Combine combine) {
    if (any_wants_index(vm, a)) return again_with_index(vm, self, a, out);
    for (uint32_t i = 0; i < a.n; i++)
        if (Status s = int_argument(vm, a[i]); s != Status::Ok) return s;
    Owned result(vm, int_cell(start));
    for (uint32_t i = 0; i < a.n; i++) {
        Cell next;
        if (Status s = combine(result.c, a[i], &next); s != Status::Ok) return s;
        result.reset(next);
    }
    return give(out, result.take());
}

Status gcd_of(VM& vm, Cell x, Cell y, Cell* out) {
    int64_t p, q;
    if (fits_int64(x, &p) && fits_int64(y, &q)) {
        auto u = static_cast<uint64_t>(p < 0 ? -static_cast<__int128>(p) : p),
             v = static_cast<uint64_t>(q < 0 ? -static_cast<__int128>(q) : q);
        while (v) {
            uint64_t r = u % v;
            u = v;
            v = r;
        }
        return give(out, make_int(vm, static_cast<__int128>(u)));
    }
    IntView a(x), b(y);
    if (!charge(vm, uint64_t(a.mag.n) * b.mag.n * 3 + 1)) return Status::Fail;
    return make_big(vm, big::gcd(a, b), out);
}

}  // namespace

Status math_gcd(VM& vm, Args a, Cell* out) {
    return fold(vm, a, out, 0, math_gcd, [&](Cell x, Cell y, Cell* r) { return gcd_of(vm, x, y, r); });
}

Status math_lcm(VM& vm, Args a, Cell* out) {
    return fold(vm, a, out, 1, math_lcm, [&](Cell x, Cell y, Cell* r) {
        if (int_sign(x) == 0 || int_sign(y) == 0) return give_int(r, 0);
        Cell divisor, quotient, product;
        if (Status s = gcd_of(vm, x, y, &divisor); s != Status::Ok) return s;
        Owned hold(vm, divisor);
        if (Status s = int_binary(vm, BinOp::FloorDiv, x, divisor, &quotient); s != Status::Ok) return s;
        Owned hold_quotient(vm, quotient);
        if (Status s = int_binary(vm, BinOp::Mul, quotient, y, &product); s != Status::Ok) return s;
        Owned hold_product(vm, product);
        return number_unary(vm, NumberUnary::Absolute, product, r);
    });
}

Status math_factorial(VM& vm, Args a, Cell* out) {
    if (any_wants_index(vm, a)) return again_with_index(vm, math_factorial, a, out);
    if (Status s = int_argument(vm, a[0]); s != Status::Ok) return s;
    int64_t n;
    if (int_sign(a[0]) < 0) return raise(vm, C::ValueError, "factorial() not defined for negative values");
    if (!fits_int64(a[0], &n)) return raise(vm, C::OverflowError, "factorial() argument should not exceed 9223372036854775807");
    if (Status s = charge_factors(vm, static_cast<uint64_t>(n), bits_of(static_cast<uint64_t>(n))); s != Status::Ok) return s;
    return make_big(vm, big::product(1, static_cast<uint64_t>(n)), out);
}

Status math_perm(VM& vm, Args a, Cell* out) {
    if (any_wants_index(vm, a)) return again_with_index(vm, math_perm, a, out);
    if (a.n == 1 || is_none(a[1])) return math_factorial(vm, Args{a.v, 1, 0, nullptr}, out);
    for (uint32_t i = 0; i < 2; i++)
        if (Status s = int_argument(vm, a[i]); s != Status::Ok) return s;
    if (int_sign(a[0]) < 0) return raise(vm, C::ValueError, "n must be a non-negative integer");
    if (int_sign(a[1]) < 0) return raise(vm, C::ValueError, "k must be a non-negative integer");
    if (int_compare(a[0], a[1]) < 0) return give_int(out, 0);
    int64_t k;
    if (!fits_int64(a[1], &k)) return raise(vm, C::OverflowError, "k must not exceed 9223372036854775807");
    big::Big r;
    if (Status s = falling(vm, copy_of(a[0]), static_cast<uint64_t>(k), &r); s != Status::Ok) return s;
    return make_big(vm, r, out);
}

Status math_comb(VM& vm, Args a, Cell* out) {
    if (any_wants_index(vm, a)) return again_with_index(vm, math_comb, a, out);
    for (uint32_t i = 0; i < 2; i++)
        if (Status s = int_argument(vm, a[i]); s != Status::Ok) return s;
    if (int_sign(a[0]) < 0) return raise(vm, C::ValueError, "n must be a non-negative integer");
    if (int_sign(a[1]) < 0) return raise(vm, C::ValueError, "k must be a non-negative integer");
    if (int_compare(a[0], a[1]) < 0) return give_int(out, 0);
    big::Big n = copy_of(a[0]), k = copy_of(a[1]), other = big::sub(n, k);
    if (big::compare(other, k) < 0) k = other;
    if (k.d.size() > 1) return raise(vm, C::OverflowError, "min(n - k, k) must not exceed 9223372036854775807");
    uint64_t few = k.d.empty() ? 0 : k.d[0];
    big::Big above, quotient;
    if (Status s = falling(vm, n, few, &above); s != Status::Ok) return s;
    big::floor_divmod(above, big::product(1, few), &quotient, nullptr);
    return make_big(vm, quotient, out);
}

Status math_isqrt(VM& vm, Args a, Cell* out) {
    if (any_wants_index(vm, a)) return again_with_index(vm, math_isqrt, a, out);
    if (Status s = int_argument(vm, a[0]); s != Status::Ok) return s;
    if (int_sign(a[0]) < 0) return raise(vm, C::ValueError, "isqrt() argument must be nonnegative");
    int64_t small;
    if (fits_int64(a[0], &small)) {
        auto r = static_cast<int64_t>(std::sqrt(static_cast<double>(small)));
        while (static_cast<__int128>(r) * r > small) r--;
        while (static_cast<__int128>(r + 1) * (r + 1) <= small) r++;
        return give_int(out, r);
    }
    IntView n(a[0]);
    if (!charge(vm, uint64_t(n.mag.n) * n.mag.n * 8 + 64)) return Status::Fail;
    return make_big(vm, big::isqrt(n.mag), out);
}

}  // namespace loopscope::runtime
