// float: conversions, arithmetic as CPython defines it on top of C's, hash, rounding.
#include <charconv>
#include <cmath>
#include <limits>

#include "runtime/num_complex.h"
#include "runtime/num_float.h"
#include "runtime/num_int.h"

namespace loopscope::runtime {

bool is_float(Cell c) { return is_inline_float(c) || is_kind(c, kFloatObj); }
bool is_number(Cell c) { return is_inline_number(c) || is_kind(c, kBigInt) || is_kind(c, kFloatObj); }
double float_value(Cell c) { return is_obj(c) ? as<FloatObj>(c)->value : float_of(c); }

double as_double(Cell c) {
    if (is_inline_float(c)) return float_of(c);
    if (!is_obj(c)) return static_cast<double>(int_of(c));
    if (obj_of(c)->kind == kFloatObj) return as<FloatObj>(c)->value;
    IntView v(c);
    double d = big::to_double(v.mag);
    return v.negative ? -d : d;
}

Status float_of_number(VM& vm, Cell a, double* out) {
    *out = as_double(a);
    if (LS_UNLIKELY(std::isinf(*out)) && !is_float(a)) return raise(vm, C::OverflowError, "int too large to convert to float");
    return Status::Ok;
}

Cell float_to_int(VM& vm, double d) {
    if (d > -9e18 && d < 9e18) return int_cell(static_cast<int64_t>(d));
    Cell out;
    return make_big(vm, big::Big(d < 0, big::from_double(d)), &out) == Status::Ok ? out : empty_cell();
}

Status int_of_float(VM& vm, double d, Cell* out) {
    if (std::isnan(d)) return raise(vm, C::ValueError, "cannot convert float NaN to integer");
    if (std::isinf(d)) return raise(vm, C::OverflowError, "cannot convert float infinity to integer");
    *out = float_to_int(vm, d);
    return is_empty(*out) ? Status::Fail : Status::Ok;
}

Status float_instance(VM& vm, Class* cls, double value, Cell* out) {
    auto* o = static_cast<FloatObj*>(make_object(vm, kFloatObj, cls, sizeof(FloatObj)));
    if (!o) return Status::Fail;
    o->value = value;
    *out = obj_cell(o);
    return Status::Ok;
}

int64_t float_hash(double d) {
    if (std::isnan(d)) return 0;
    if (std::isinf(d)) return d > 0 ? 314159 : -314159;
    constexpr uint64_t kPrime = (1ull << 61) - 1;
    int exponent;
    double m = std::frexp(std::fabs(d), &exponent);
    uint64_t h = 0;
    while (m != 0.0) {  // 28 bits at a time, modulo 2^61 - 1
        h = (h << 28 & kPrime) | h >> 33;
        m = std::ldexp(m, 28);
        exponent -= 28;
        auto part = static_cast<uint64_t>(m);
        m -= static_cast<double>(part);
        h += part;
        if (h >= kPrime) h -= kPrime;
    }
    exponent = exponent >= 0 ? exponent % 61 : 60 - (-1 - exponent) % 61;
    h = exponent ? (h << exponent & kPrime) | h >> (61 - exponent) : h;
    auto signed_hash = static_cast<int64_t>(h);
    if (d < 0) signed_hash = -signed_hash;
    return signed_hash == -1 ? -2 : signed_hash;
}

int compare_int_float(Cell i, double d) {
    if (std::isnan(d)) return 2;
    if (!is_obj(i)) {
        int64_t v = int_of(i);
        if (d >= 9223372036854775808.0) return -1;
        if (d < -9223372036854775808.0) return 1;
        auto whole = static_cast<int64_t>(d);
        if (v != whole) return v < whole ? -1 : 1;
        double rest = d - static_cast<double>(whole);
        return rest > 0 ? -1 : rest < 0;
    }
    if (std::isinf(d)) return d > 0 ? -1 : 1;
    IntView v(i);
    big::Big whole(d < 0, big::from_double(d));
    if (int c = big::compare(v, whole); c != 0) return c;
    double rest = d - std::trunc(d);
    return rest > 0 ? -1 : rest < 0;
}

// ---- arithmetic

void float_divmod(double x, double y, double* quotient, double* remainder) {
    double rest = std::fmod(x, y), q = (x - rest) / y;
    if (rest != 0.0) {
        if ((y < 0) != (rest < 0)) {
            rest += y;
            q -= 1.0;
        }
    } else {
        rest = std::copysign(0.0, y);
    }
    if (q != 0.0) {
        double whole = std::floor(q);
        if (q - whole > 0.5) whole += 1.0;
        q = whole;
    } else {
        q = std::copysign(0.0, x / y);
    }
    *quotient = q;
    *remainder = rest;
}

Status raise_errno_range(VM& vm) {
    Exception* e = make_exception(vm, vm.cls(C::OverflowError), empty_cell());
    if (!e) return Status::Fail;
    Cell text = new_str_cell(vm, "Numerical result out of range");
    if (is_empty(text)) return Status::Fail;
    Cell args = tuple_of(vm, {int_cell(34), text});
    decref(vm, text);
    if (is_empty(args)) return Status::Fail;
    assign(vm, &e->args, args);
    return raise_exception(vm, obj_cell(e));
}

namespace {

bool odd_whole(double d) { return std::fmod(std::fabs(d), 2.0) == 1.0; }

}  // namespace

Status float_power(VM& vm, double x, double y, Cell* out) {
    auto give = [&](double d) {
        *out = float_cell(d);
        return Status::Ok;
    };
    if (y == 0.0 || x == 1.0) return give(1.0);
    if (std::isnan(x) || std::isnan(y)) return give(std::isnan(x) ? x : y);
    if (std::isinf(y)) {
        double size = std::fabs(x);
        if (size == 1.0) return give(1.0);
        return give((y > 0) == (size > 1.0) ? std::fabs(y) : 0.0);
    }
    bool odd = odd_whole(y);
    if (std::isinf(x)) {
        if (y > 0) return give(odd ? x : std::fabs(x));
        return give(odd ? std::copysign(0.0, x) : 0.0);
    }
    if (x == 0.0) {
        if (y < 0) return raise(vm, C::ZeroDivisionError, "0.0 cannot be raised to a negative power");
        return give(odd ? x : 0.0);
    }
    bool negate = false;
    if (x < 0) {
        if (y != std::floor(y)) return complex_power(vm, {x, 0.0}, {y, 0.0}, out);
        x = -x;
        negate = odd;
    }
    double r = x == 1.0 ? 1.0 : std::pow(x, y);
    if (std::isinf(r)) return raise_errno_range(vm);
    return give(negate ? -r : r);
}

Status float_binary(VM& vm, BinOp op, double x, double y, Cell* out) {
    double q, r;
    switch (op) {
        case BinOp::Add: *out = float_cell(x + y); return Status::Ok;
        case BinOp::Sub: *out = float_cell(x - y); return Status::Ok;
        case BinOp::Mul: *out = float_cell(x * y); return Status::Ok;
        case BinOp::TrueDiv:
            if (y == 0.0) return raise(vm, C::ZeroDivisionError, "float division by zero");
            *out = float_cell(x / y);
            return Status::Ok;
        case BinOp::FloorDiv:
            if (y == 0.0) return raise(vm, C::ZeroDivisionError, "float floor division by zero");
            float_divmod(x, y, &q, &r);
            *out = float_cell(q);
            return Status::Ok;
        case BinOp::Mod:
            if (y == 0.0) return raise(vm, C::ZeroDivisionError, "float modulo by zero");
            r = std::fmod(x, y);
            if (r == 0.0)
                r = std::copysign(0.0, y);
            else if ((y < 0) != (r < 0))
                r += y;
            *out = float_cell(r);
            return Status::Ok;
        case BinOp::Pow: return float_power(vm, x, y, out);
        default: *out = new_obj_ref(vm.not_implemented); return Status::Ok;
    }
}

// ---- rounding

namespace {

double read_double(const char* begin, const char* end) {
    double v = 0.0;
    auto r = std::from_chars(begin, end, v);
    return r.ec == std::errc::result_out_of_range ? std::numeric_limits<double>::infinity() : v;
}

// |d| rounded to a multiple of 10^tens, half to even of the exact value.
double round_to_tens(double d, int tens) {
    char room[1200];
    auto end = std::to_chars(room, room + sizeof room, d, std::chars_format::scientific, 1080).ptr;
    std::string_view s(room, static_cast<size_t>(end - room));
    size_t e = s.find('e');
    int exponent = atoi(std::string(s.substr(e + 1)).c_str()), precision = exponent - tens;
    if (precision < -1) return 0.0;
    if (precision >= 0) {
        end = std::to_chars(room, room + sizeof room, d, std::chars_format::scientific, precision).ptr;
        return read_double(room, end);
    }
    bool up = s[0] > '5' || (s[0] == '5' && s.substr(1, e - 1).find_first_not_of(".0") != std::string_view::npos);
    if (!up) return 0.0;
    auto n = snprintf(room, sizeof room, "1e%d", exponent + 1);
    return read_double(room, room + n);
}

}  // namespace

Status float_round(VM& vm, double d, int64_t ndigits, Cell* out) {
    *out = float_cell(d);
    if (!std::isfinite(d) || d == 0.0 || ndigits > 323) return Status::Ok;
    if (ndigits < -308) {
        *out = float_cell(std::copysign(0.0, d));
        return Status::Ok;
    }
    double r;
    if (ndigits >= 0) {
        char room[700];
        auto end =
            std::to_chars(room, room + sizeof room, std::fabs(d), std::chars_format::fixed, static_cast<int>(ndigits)).ptr;
        if (!charge(vm, static_cast<uint64_t>(end - room) * 4)) return Status::Fail;  // 309 digits take a microsecond and more
        r = read_double(room, end);
    } else {
        r = round_to_tens(std::fabs(d), static_cast<int>(-ndigits));
    }
    if (std::isinf(r)) return raise(vm, C::OverflowError, "rounded value too large to represent");
    *out = float_cell(std::copysign(r, d));
    return Status::Ok;
}

}  // namespace loopscope::runtime
