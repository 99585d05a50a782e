// Dispatch of operators among int, bool and float, and the protocols that they share: compare, unary, divmod, pow, round, repr,
// hash.
#include "runtime/num_ops.h"

#include <cmath>

#include "runtime/num_float.h"
#include "runtime/num_int.h"
#include "runtime/text_ops.h"

namespace loopscope::runtime {

namespace {

Status unknown(VM& vm, Cell* out) {
    *out = new_obj_ref(vm.not_implemented);
    return Status::Ok;
}

bool is_bitwise(BinOp op) { return op == BinOp::And || op == BinOp::Or || op == BinOp::Xor; }
bool is_shift_or_bitwise(BinOp op) {
    return is_bitwise(op) || op == BinOp::LShift || op == BinOp::RShift || op == BinOp::MatMul;
}

bool holds(CmpOp op, int order) {  // order: -1, 0, 1; 2: unordered
    switch (op) {
        case CmpOp::Lt: return order == -1;
        case CmpOp::Le: return order == -1 || order == 0;
        case CmpOp::Eq: return order == 0;
        case CmpOp::Ne: return order != 0;
        case CmpOp::Gt: return order == 1;
        default: return order == 1 || order == 0;
    }
}

int order_of(Cell a, Cell b) {
    bool fa = is_float(a), fb = is_float(b);
    if (!fa && !fb) return int_compare(a, b);
    if (fa && fb) {
        double x = float_value(a), y = float_value(b);
        return x < y ? -1 : x > y ? 1 : x == y ? 0 : 2;
    }
    if (fb) return compare_int_float(a, float_value(b));
    int c = compare_int_float(b, float_value(a));
    return c == 2 ? 2 : -c;
}

}  // namespace

Status number_binary(VM& vm, BinOp op, Cell a, Cell b, Cell* out) {
    if (both_inline_float(a, b)) return float_binary(vm, op, float_of(a), float_of(b), out);
    if (is_int(a) && is_int(b)) {
        Status s = int_binary(vm, op, a, b, out);
        if (is_bool(a) && is_bool(b) && is_bitwise(op)) *out = bool_cell(int_of(*out) != 0);
        return s;
    }
    if (!is_number(a) || !is_number(b) || is_shift_or_bitwise(op)) return unknown(vm, out);
    double x, y;
    if (Status s = float_of_number(vm, a, &x); s != Status::Ok) return s;
    if (Status s = float_of_number(vm, b, &y); s != Status::Ok) return s;
    return float_binary(vm, op, x, y, out);
}

Status number_compare(VM& vm, CmpOp op, Cell a, Cell b, Cell* out) {
    if (!is_number(a) || !is_number(b)) return unknown(vm, out);
    *out = bool_cell(holds(op, order_of(a, b)));
    return Status::Ok;
}

bool number_equals(Cell a, Cell b) { return order_of(a, b) == 0; }

Status number_divmod(VM& vm, Cell a, Cell b, Cell* out) {
    if (!is_number(a) || !is_number(b)) return unknown(vm, out);
    Cell q, r;
    if (is_int(a) && is_int(b)) {
        if (Status s = int_binary(vm, BinOp::FloorDiv, a, b, &q); s != Status::Ok) return s;
        Owned hold(vm, q);
        if (Status s = int_binary(vm, BinOp::Mod, a, b, &r); s != Status::Ok) return s;
        Owned hold_rest(vm, r);
        *out = tuple_of(vm, {q, r});
        return is_empty(*out) ? Status::Fail : Status::Ok;
    }
    double x, y;
    if (Status s = float_of_number(vm, a, &x); s != Status::Ok) return s;
    if (Status s = float_of_number(vm, b, &y); s != Status::Ok) return s;
    if (y == 0.0) return raise(vm, C::ZeroDivisionError, "float divmod()");
    float_divmod(x, y, &q.f, &r.f);
    *out = tuple_of(vm, {float_cell(q.f), float_cell(r.f)});
    return is_empty(*out) ? Status::Fail : Status::Ok;
}

namespace {

Status modular_power(VM& vm, Cell a, Cell b, Cell modulus, Cell* out) {
    if (int_sign(modulus) == 0) return raise(vm, C::ValueError, "pow() 3rd argument cannot be 0");
    IntView base(a), exponent(b), m(modulus);
    if (m.mag.n == 1 && m.mag[0] == 1) {
        *out = int_cell(0);
        return Status::Ok;
    }
    uint64_t rounds = big::bit_length(exponent.mag) * 2 + 1;
    if (rounds * m.mag.n * m.mag.n > 64 && !charge(vm, rounds * (uint64_t(m.mag.n) * m.mag.n * 3 + 20))) return Status::Fail;
    if (!exponent.negative) return make_big(vm, big::power_mod(base, exponent, m), out);
    big::Big inverse;
    if (!big::inverse_mod(base, m, &inverse)) return raise(vm, C::ValueError, "base is not invertible for the given modulus");
    return make_big(vm, big::power_mod(inverse, big::View(false, exponent.mag), m), out);
}

}  // namespace

Status number_power(VM& vm, Cell a, Cell b, Cell modulus, Cell* out) {
    if (!is_number(a) || !is_number(b)) return unknown(vm, out);
    if (is_empty(modulus) || is_none(modulus)) return number_binary(vm, BinOp::Pow, a, b, out);
    if (is_int(a) && is_int(b) && is_int(modulus)) return modular_power(vm, a, b, modulus, out);
    if (!is_number(modulus)) return unknown(vm, out);
    return raise(vm, C::TypeError, "pow() 3rd argument not allowed unless all arguments are integers");
}

namespace {

// The plain int that a bool or an instance of a subclass stands for.
Status plain_int(VM& vm, Cell a, Cell* out) {
    if (!is_obj(a)) {
        *out = int_cell(int_of(a));
        return Status::Ok;
    }
    if (is_exact(vm, a, C::Int)) {
        *out = newref(a);
        return Status::Ok;
    }
    IntView v(a);
    return make_big(vm, big::Big(v.negative, big::Digits(v.mag.p, v.mag.p + v.mag.n)), out);
}

Status unary_int(VM& vm, NumberUnary which, Cell a, Cell* out) {
    if (which == NumberUnary::Positive) return plain_int(vm, a, out);
    if (which == NumberUnary::Absolute && int_sign(a) >= 0) return plain_int(vm, a, out);
    if (which == NumberUnary::Invert) {
        if (!is_obj(a)) {
            *out = int_cell(~int_of(a));
            return Status::Ok;
        }
        return int_binary(vm, BinOp::Sub, int_cell(-1), a, out);
    }
    return int_binary(vm, BinOp::Sub, int_cell(0), a, out);
}

}  // namespace

Status number_unary(VM& vm, NumberUnary which, Cell a, Cell* out) {
    if (is_int(a)) return unary_int(vm, which, a, out);
    if (!is_float(a) || which == NumberUnary::Invert) return unknown(vm, out);
    double d = float_value(a);
    *out = float_cell(which == NumberUnary::Negative ? -d : which == NumberUnary::Absolute ? std::fabs(d) : d);
    return Status::Ok;
}

namespace {

// To a multiple of 10^digits, half to even.
Status round_int(VM& vm, Cell a, int64_t digits, Cell* out) {
    uint64_t bits = int_bit_length(a);
    if (uint64_t(digits) > bits) {  // 10^digits is then more than twice as large
        *out = int_cell(0);
        return Status::Ok;
    }
    Cell power;
    if (Status s = int_binary(vm, BinOp::Pow, int_cell(10), int_cell(digits), &power); s != Status::Ok) return s;
    Owned hold(vm, power);
    IntView v(a), p(power);
    if (!charge(vm, uint64_t(v.mag.n) * p.mag.n)) return Status::Fail;
    big::Big q, rest;
    big::floor_divmod(v, p, &q, &rest);
    big::Digits twice = big::shift_left(rest.d, 1);
    int order = big::compare(big::Mag(twice), p.mag);
    bool odd = !q.d.empty() && (q.d[0] & 1);
    big::Big down = big::sub(v, rest);
    return make_big(vm, order > 0 || (order == 0 && odd) ? big::add(down, p) : down, out);
}

double round_half_even(double d) {
    double r = std::round(d);
    return std::fabs(d - r) == 0.5 ? 2.0 * std::round(d / 2.0) : r;
}

}  // namespace

Status number_round(VM& vm, Cell a, Cell ndigits, Cell* out) {
    bool none = is_empty(ndigits) || is_none(ndigits);
    int64_t digits = 0;
    if (!none && !is_int(ndigits)) return index_of(vm, ndigits, &digits, "round");
    if (!none && !fits_int64(ndigits, &digits)) digits = int_sign(ndigits) < 0 ? INT64_MIN / 2 : INT64_MAX / 2;
    if (is_int(a)) {
        if (none || digits >= 0) return plain_int(vm, a, out);
        return round_int(vm, a, -digits, out);
    }
    if (none) return int_of_float(vm, round_half_even(float_value(a)), out);
    return float_round(vm, float_value(a), digits, out);
}

Status number_repr(VM& vm, Cell a, Cell* out) {
    std::string text;
    if (is_bool(a))
        text = int_of(a) ? "True" : "False";
    else if (is_float(a))
        text = float_repr(float_value(a));
    else if (Status s = int_to_text(vm, a, &text); s != Status::Ok)
        return s;
    Str* r = str_from_ascii(vm, text.data(), text.size());
    if (!r) return Status::Fail;
    *out = obj_cell(r);
    return Status::Ok;
}

int64_t number_hash(Cell a) { return is_float(a) ? float_hash(float_value(a)) : int_hash(a); }
bool number_truth(Cell a) { return is_float(a) ? float_value(a) != 0.0 : int_sign(a) != 0; }

}  // namespace loopscope::runtime
