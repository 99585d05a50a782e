// int: cells and digits, arithmetic with fast paths for 64 and 128 bits.
#include "runtime/num_int.h"

#include <cmath>
#include <cstring>

#include "runtime/num_float.h"

namespace loopscope::runtime {

bool is_int(Cell c) { return is_small_int(c) || is_bool(c) || is_kind(c, kBigInt); }

IntView::IntView(Cell c) {
    if (is_obj(c)) {
        auto* b = as<BigInt>(c);
        negative = b->sign < 0;
        mag = big::Mag(b->digits, b->n);
        return;
    }
    int64_t v = int_of(c);
    negative = v < 0;
    uint64_t u = v < 0 ? 0 - static_cast<uint64_t>(v) : static_cast<uint64_t>(v);
    room_[0] = static_cast<uint32_t>(u);
    room_[1] = static_cast<uint32_t>(u >> 32);
    mag = big::Mag(room_, 2);
}

Status too_large(VM& vm) { return raise_cell(vm, C::MemoryError, empty_cell()); }

namespace {

BigInt* new_bigint(VM& vm, Class* cls, bool negative, const uint32_t* digits, size_t n) {
    auto* o = static_cast<BigInt*>(make_object(vm, kBigInt, cls, bigint_bytes(static_cast<uint32_t>(n))));
    if (!o) return nullptr;
    o->sign = n == 0 ? 0 : negative ? -1 : 1;
    o->n = static_cast<uint32_t>(n);
    if (n) memcpy(o->digits, digits, n * 4);
    return o;
}

bool fits_small(bool negative, big::Mag m, int64_t* out) {
    if (m.n > 2) return false;
    uint64_t u = uint64_t(m[1]) << 32 | m[0];
    if (u > uint64_t(INT64_MAX) + negative) return false;
    *out = static_cast<int64_t>(negative ? 0 - u : u);
    return true;
}

}  // namespace

Status make_big(VM& vm, const big::Big& v, Cell* out) {
    int64_t small;
    if (fits_small(v.negative, v.d, &small)) {
        *out = int_cell(small);
        return Status::Ok;
    }
    if (v.d.size() > kMaxIntBits / 32 + 1) return too_large(vm);
    vm.budget -= static_cast<int64_t>(v.d.size() / 4);  // the next instruction, or item, looks at it
    BigInt* o = new_bigint(vm, vm.cls(C::Int), v.negative, v.d.data(), v.d.size());
    if (!o) return Status::Fail;
    *out = obj_cell(o);
    return Status::Ok;
}

Cell make_int(VM& vm, __int128 v) {
    if (v >= INT64_MIN && v <= INT64_MAX) return int_cell(static_cast<int64_t>(v));
    unsigned __int128 u = v < 0 ? 0 - static_cast<unsigned __int128>(v) : static_cast<unsigned __int128>(v);
    uint32_t digits[4];
    size_t n = 0;
    for (; u; u >>= 32) digits[n++] = static_cast<uint32_t>(u);
    BigInt* o = new_bigint(vm, vm.cls(C::Int), v < 0, digits, n);
    return o ? obj_cell(o) : empty_cell();
}

Status int_instance(VM& vm, Class* cls, Cell value, Cell* out) {
    IntView v(value);
    BigInt* o = new_bigint(vm, cls, v.negative, v.mag.p, v.mag.n);
    if (!o) return Status::Fail;
    *out = obj_cell(o);
    return Status::Ok;
}

bool as_int128(Cell c, __int128* out) {
    if (!is_obj(c)) {
        *out = int_of(c);
        return true;
    }
    auto* b = as<BigInt>(c);
    if (b->n > 4 || (b->n == 4 && b->digits[3] >> 31)) return false;
    unsigned __int128 u = 0;
    for (uint32_t i = b->n; i-- > 0;) u = u << 32 | b->digits[i];
    *out = b->sign < 0 ? -static_cast<__int128>(u) : static_cast<__int128>(u);
    return true;
}

bool fits_int64(Cell c, int64_t* out) {
    if (!is_obj(c)) {
        *out = int_of(c);
        return true;
    }
    IntView v(c);
    return fits_small(v.negative, v.mag, out);
}

int int_sign(Cell a) {
    if (is_obj(a)) return as<BigInt>(a)->sign;
    return int_of(a) < 0 ? -1 : int_of(a) > 0;
}

bool int_is_odd(Cell a) {
    if (is_obj(a)) return as<BigInt>(a)->n && (as<BigInt>(a)->digits[0] & 1);
    return int_of(a) & 1;
}

uint64_t int_bit_length(Cell a) { return big::bit_length(IntView(a).mag); }

int int_compare(Cell a, Cell b) {
    if (!is_obj(a) && !is_obj(b)) return int_of(a) < int_of(b) ? -1 : int_of(a) > int_of(b);
    return big::compare(IntView(a), IntView(b));
}

int64_t int_hash(Cell c) {
    constexpr uint64_t kPrime = (1ull << 61) - 1;
    uint64_t h = 0;
    bool negative;
    if (!is_obj(c)) {
        int64_t v = int_of(c);
        negative = v < 0;
        h = (negative ? 0 - static_cast<uint64_t>(v) : static_cast<uint64_t>(v)) % kPrime;
    } else {
        auto* b = as<BigInt>(c);
        negative = b->sign < 0;
        for (uint32_t i = b->n; i-- > 0;) {
            // h * 2^32 modulo 2^61 - 1 is a rotation within 61 bits
            h = (h << 32 & kPrime) | h >> 29;
            h += b->digits[i];
            if (h >= kPrime) h -= kPrime;
        }
    }
    auto signed_hash = static_cast<int64_t>(h);
    if (negative) signed_hash = -signed_hash;
    return signed_hash == -1 ? -2 : signed_hash;
}

bool charge_product(VM& vm, size_t n, size_t m) {
    if (n < 64 && m < 64) return true;
    uint64_t low = n < m ? n : m, high = n < m ? m : n;
    // Karatsuba: low^1.585 a piece of that length; 0.6 as an exponent of the rest is near enough for a budget.
    double work = low < 40 ? double(low) * double(high) * 2 : double(high) * std::pow(double(low), 0.6) * 4;
    return charge(vm, static_cast<uint64_t>(work));
}

namespace {

Status done(VM& vm, __int128 v, Cell* out) {
    *out = make_int(vm, v);
    return is_empty(*out) ? Status::Fail : Status::Ok;
}

Status divide_by_zero(VM& vm, BinOp op) {
    return raise(vm, C::ZeroDivisionError, "%s",
                 op == BinOp::Mod       ? "integer modulo by zero"
                 : op == BinOp::TrueDiv ? "division by zero"
                                        : "integer division or modulo by zero");
}

Status true_divide(VM& vm, Cell a, Cell b, Cell* out) {
    if (int_sign(b) == 0) return divide_by_zero(vm, BinOp::TrueDiv);
    double d = int_ratio(a, b);
    if (std::isinf(d)) return raise(vm, C::OverflowError, "integer division result too large for a float");
    *out = float_cell(d);
    return Status::Ok;
}

Status shift_left_by(VM& vm, Cell a, Cell b, Cell* out) {
    if (int_sign(b) < 0) return raise(vm, C::ValueError, "negative shift count");
    if (int_sign(a) == 0) {
        *out = int_cell(0);
        return Status::Ok;
    }
    int64_t n;
    if (!fits_int64(b, &n)) return raise(vm, C::OverflowError, "too many digits in integer");
    if (!is_obj(a) && n < 63) return done(vm, static_cast<__int128>(int_of(a)) * (static_cast<__int128>(1) << n), out);
    if (uint64_t(n) + int_bit_length(a) > kMaxIntBits) return too_large(vm);
    if (n > 4096 && (!charge(vm, uint64_t(n) / 64) || !reserve_heap(vm, uint64_t(n) / 8))) return Status::Fail;
    IntView v(a);
    return make_big(vm, big::shift_left(big::View(v), static_cast<uint64_t>(n)), out);
}

Status shift_right_by(VM& vm, Cell a, Cell b, Cell* out) {
    if (int_sign(b) < 0) return raise(vm, C::ValueError, "negative shift count");
    int64_t n;
    if (!fits_int64(b, &n) || uint64_t(n) > kMaxIntBits) n = int64_t(kMaxIntBits) + 32;
    if (!is_obj(a)) {
        *out = int_cell(n > 63 ? (int_of(a) < 0 ? -1 : 0) : int_of(a) >> n);
        return Status::Ok;
    }
    IntView v(a);
    return make_big(vm, big::shift_right(big::View(v), static_cast<uint64_t>(n)), out);
}

Status small_power(VM& vm, int64_t base, int64_t exponent, Cell* out) {
    int64_t result = 1, square = base;
    for (int64_t e = exponent;;) {
        if ((e & 1) && __builtin_mul_overflow(result, square, &result)) break;
        e >>= 1;
        if (!e) {
            *out = int_cell(result);
            return Status::Ok;
        }
        if (__builtin_mul_overflow(square, square, &square)) break;
    }
    *out = empty_cell();  // does not fit 64 bits
    (void)vm;
    return Status::Ok;
}

Status int_power(VM& vm, Cell a, Cell b, Cell* out) {
    if (int_sign(b) < 0) {
        double x, y;
        if (Status s = float_of_number(vm, a, &x); s != Status::Ok) return s;
        if (Status s = float_of_number(vm, b, &y); s != Status::Ok) return s;
        return float_power(vm, x, y, out);
    }
    int64_t base, exponent;
    bool small_exponent = fits_int64(b, &exponent);
    if (small_exponent && fits_int64(a, &base)) {
        if (Status s = small_power(vm, base, exponent, out); s != Status::Ok || !is_empty(*out)) return s;
    }
    uint64_t bits = int_bit_length(a);
    if (bits <= 1) {  // 0, 1, -1 to a huge power
        bool odd = int_is_odd(b);
        *out = int_cell(int_sign(b) == 0 ? 1 : int_sign(a) < 0 ? (odd ? -1 : 1) : int_sign(a));
        return Status::Ok;
    }
    if (!small_exponent || uint64_t(exponent) > kMaxIntBits || (bits - 1) * uint64_t(exponent) > kMaxIntBits)
        return too_large(vm);
    uint64_t digits = (bits * uint64_t(exponent)) / 32 + 1;
    if (!charge_product(vm, digits, digits) || (digits > 4096 && !reserve_heap(vm, digits * 8))) return Status::Fail;
    IntView v(a);
    return make_big(vm, big::power(v, uint64_t(exponent)), out);
}

// Both of at most 127 bits, and neither product nor sum can leave 128.
bool wide_binary(VM& vm, BinOp op, __int128 x, __int128 y, Cell* out, Status* status) {
    __int128 r;
    switch (op) {
        case BinOp::Add:
            if (__builtin_add_overflow(x, y, &r)) return false;
            break;
        case BinOp::Sub:
            if (__builtin_sub_overflow(x, y, &r)) return false;
            break;
        case BinOp::Mul:
            if (__builtin_mul_overflow(x, y, &r)) return false;
            break;
        case BinOp::And: r = x & y; break;
        case BinOp::Or: r = x | y; break;
        case BinOp::Xor: r = x ^ y; break;
        case BinOp::FloorDiv:
        case BinOp::Mod: {
            if (y == 0) {
                *status = divide_by_zero(vm, op);
                return true;
            }
            __int128 rest = x % y;
            bool fix = rest != 0 && (rest < 0) != (y < 0);
            r = op == BinOp::Mod ? rest + (fix ? y : 0) : x / y - fix;
            break;
        }
        default: return false;
    }
    *status = done(vm, r, out);
    return true;
}

Status long_divide(VM& vm, BinOp op, const IntView& x, const IntView& y, Cell* out) {
    if (y.mag.zero()) return divide_by_zero(vm, op);
    if (x.mag.n > y.mag.n && !charge(vm, (x.mag.n - y.mag.n) * y.mag.n / 2)) return Status::Fail;
    big::Big q, r;
    big::floor_divmod(x, y, &q, &r);
    return make_big(vm, op == BinOp::Mod ? r : q, out);
}

Status long_binary(VM& vm, BinOp op, Cell a, Cell b, Cell* out) {
    IntView x(a), y(b);
    switch (op) {
        case BinOp::Add: return make_big(vm, big::add(x, y), out);
        case BinOp::Sub: return make_big(vm, big::sub(x, y), out);
        case BinOp::Mul:
            if ((x.mag.n + y.mag.n) * 32 > kMaxIntBits + 64) return too_large(vm);
            if (!charge_product(vm, x.mag.n, y.mag.n)) return Status::Fail;
            return make_big(vm, big::mul(x, y), out);
        case BinOp::FloorDiv:
        case BinOp::Mod: return long_divide(vm, op, x, y, out);
        case BinOp::And: return make_big(vm, big::bitwise(big::Bitwise::And, x, y), out);
        case BinOp::Or: return make_big(vm, big::bitwise(big::Bitwise::Or, x, y), out);
        default: return make_big(vm, big::bitwise(big::Bitwise::Xor, x, y), out);
    }
}

}  // namespace

Status int_binary(VM& vm, BinOp op, Cell a, Cell b, Cell* out) {
    if (!is_obj(a) && !is_obj(b)) {
        int64_t x = int_of(a), y = int_of(b), r;
        switch (op) {
            case BinOp::Add:
                if (!__builtin_add_overflow(x, y, &r)) {
                    *out = int_cell(r);
                    return Status::Ok;
                }
                break;
            case BinOp::Sub:
                if (!__builtin_sub_overflow(x, y, &r)) {
                    *out = int_cell(r);
                    return Status::Ok;
                }
                break;
            case BinOp::Mul:
                if (!__builtin_mul_overflow(x, y, &r)) {
                    *out = int_cell(r);
                    return Status::Ok;
                }
                break;
            case BinOp::And: *out = int_cell(x & y); return Status::Ok;
            case BinOp::Or: *out = int_cell(x | y); return Status::Ok;
            case BinOp::Xor: *out = int_cell(x ^ y); return Status::Ok;
            case BinOp::TrueDiv: {
                constexpr int64_t kExact = 1ll << 53;
                if (y != 0 && x <= kExact && x >= -kExact && y <= kExact && y >= -kExact) {
                    *out = float_cell(static_cast<double>(x) / static_cast<double>(y));
                    return Status::Ok;
                }
                break;
            }
            default: break;
        }
    }
    switch (op) {
        case BinOp::TrueDiv: return true_divide(vm, a, b, out);
        case BinOp::LShift: return shift_left_by(vm, a, b, out);
        case BinOp::RShift: return shift_right_by(vm, a, b, out);
        case BinOp::Pow: return int_power(vm, a, b, out);
        case BinOp::MatMul: *out = new_obj_ref(vm.not_implemented); return Status::Ok;
        default: break;
    }
    __int128 x, y;
    Status s;
    if (as_int128(a, &x) && as_int128(b, &y) && wide_binary(vm, op, x, y, out, &s)) return s;
    return long_binary(vm, op, a, b, out);
}

double int_ratio(Cell a, Cell b) {
    IntView x(a), y(b);
    double d = big::ratio(x.mag, y.mag);
    return x.negative != y.negative ? -d : d;
}

Status index_of(VM& vm, Cell c, int64_t* out, const char* what) {
    (void)what;
    if (LS_LIKELY(is_small_int(c) || is_bool(c))) {
        *out = int_of(c);
        return Status::Ok;
    }
    if (!is_int(c)) return raise(vm, C::TypeError, "'%s' object cannot be interpreted as an integer", type_name(vm, c));
    if (fits_int64(c, out)) return Status::Ok;
    return raise(vm, C::OverflowError, "cannot fit '%s' into an index-sized integer", type_name(vm, c));
}

}  // namespace loopscope::runtime
