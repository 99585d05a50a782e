// The module math: functions of one or two floats, and the table of all.
#include "runtime/mod_math.h"

#include <cmath>
#include <limits>
#include <numbers>

#include "runtime/machine.h"
#include "runtime/num_float.h"

namespace loopscope::runtime {

Status domain_error(VM& vm) { return raise(vm, C::ValueError, "math domain error"); }
Status range_error(VM& vm) { return raise(vm, C::OverflowError, "math range error"); }

Status math_argument(VM& vm, Cell c, double* out) {
    if (LS_LIKELY(is_inline_float(c))) {
        *out = float_of(c);
        return Status::Ok;
    }
    if (!is_number(c)) return raise(vm, C::TypeError, "must be real number, not %s", type_name(vm, c));
    return float_of_number(vm, c, out);
}

namespace {

// C's function with Python's idea of errors: a nan out of no nan is outside the domain; an infinity out of a finite number is
// too large, or a pole where the function cannot overflow.
Status checked(VM& vm, double x, double r, bool can_overflow, Cell* out) {
    if (std::isnan(r) && !std::isnan(x)) return domain_error(vm);
    if (std::isinf(r) && std::isfinite(x)) return can_overflow ? range_error(vm) : domain_error(vm);
    return give(out, float_cell(r));
}

template <double (*f)(double), bool can_overflow>
Status unary(VM& vm, Args a, Cell* out) {
    double x;
    if (any_wants_float(vm, a)) return again_with_float(vm, unary<f, can_overflow>, a, out);
    if (Status s = math_argument(vm, a[0], &x); s != Status::Ok) return s;
    return checked(vm, x, f(x), can_overflow, out);
}

double to_degrees(double x) { return x * (180.0 / std::numbers::pi); }
double to_radians(double x) { return x * (std::numbers::pi / 180.0); }

template <bool (*f)(double)>
Status question(VM& vm, Args a, Cell* out) {
    double x;
    if (any_wants_float(vm, a)) return again_with_float(vm, question<f>, a, out);
    if (Status s = math_argument(vm, a[0], &x); s != Status::Ok) return s;
    return give_bool(out, f(x));
}

bool is_nan(double x) { return std::isnan(x); }
bool is_inf(double x) { return std::isinf(x); }
bool is_finite(double x) { return std::isfinite(x); }

// Both doubles of a function of two.
Status two_arguments(VM& vm, Args a, double* x, double* y) {
    if (Status s = math_argument(vm, a[0], x); s != Status::Ok) return s;
    return math_argument(vm, a[1], y);
}

// How a pair becomes a result: Ok, outside the domain, or too large.
enum class Verdict : uint8_t { Ok, Domain, Range };

template <Verdict (*f)(double, double, double*)>
Status binary(VM& vm, Args a, Cell* out) {
    double x, y, r;
    if (any_wants_float(vm, a)) return again_with_float(vm, binary<f>, a, out);
    if (Status s = two_arguments(vm, a, &x, &y); s != Status::Ok) return s;
    switch (f(x, y, &r)) {
        case Verdict::Domain: return domain_error(vm);
        case Verdict::Range: return range_error(vm);
        default: return give(out, float_cell(r));
    }
}

Verdict atan2_of(double y, double x, double* r) {
    *r = std::atan2(y, x);
    return Verdict::Ok;
}

Verdict copysign_of(double x, double y, double* r) {
    *r = std::copysign(x, y);
    return Verdict::Ok;
}

Verdict fmod_of(double x, double y, double* r) {
    if (std::isinf(y) && std::isfinite(x))
        *r = x;
    else
        *r = std::fmod(x, y);
    return std::isnan(*r) && !std::isnan(x) && !std::isnan(y) ? Verdict::Domain : Verdict::Ok;
}

Verdict remainder_of(double x, double y, double* r) {
    *r = std::isinf(y) && std::isfinite(x) ? x : std::remainder(x, y);
    return std::isnan(*r) && !std::isnan(x) && !std::isnan(y) ? Verdict::Domain : Verdict::Ok;
}

Verdict pow_of(double x, double y, double* r) {
    *r = std::pow(x, y);
    if (!std::isfinite(x) || !std::isfinite(y)) return Verdict::Ok;
    if (std::isnan(*r)) return Verdict::Domain;
    if (std::isinf(*r)) return x == 0.0 ? Verdict::Domain : Verdict::Range;
    return Verdict::Ok;
}

// ---- logarithms: ints of any size have one

double log_function(double x, double (*f)(double), bool* domain) {
    if (std::isnan(x) || x > 0) return std::isinf(x) || std::isnan(x) ? x : f(x);
    *domain = true;
    return 0;
}

Status log_of(VM& vm, Cell c, double (*f)(double), double* out) {
    bool domain = false;
    if (is_int(c) && std::isinf(as_double(c))) {
        IntView v(c);
        if (v.negative) return domain_error(vm);
        uint64_t bits = big::bit_length(v.mag);  // c = fraction * 2^bits
        double fraction = std::ldexp(big::to_double(big::shift_right(v.mag, bits - 64)), -64);
        *out = f(fraction) + f(2.0) * static_cast<double>(bits);
        return Status::Ok;
    }
    double x;
    if (Status s = math_argument(vm, c, &x); s != Status::Ok) return s;
    *out = log_function(x, f, &domain);
    return domain ? domain_error(vm) : Status::Ok;
}

double natural(double x) { return std::log(x); }
double binary_log(double x) { return std::log2(x); }
double decimal_log(double x) { return std::log10(x); }

Status math_log(VM& vm, Args a, Cell* out) {
    if (any_wants_float(vm, a)) return again_with_float(vm, math_log, a, out);
    double x, base;
    if (Status s = log_of(vm, a[0], natural, &x); s != Status::Ok) return s;
    if (a.n == 1) return give(out, float_cell(x));
    if (Status s = log_of(vm, a[1], natural, &base); s != Status::Ok) return s;
    return float_binary(vm, BinOp::TrueDiv, x, base, out);
}

template <double (*f)(double)>
Status other_log(VM& vm, Args a, Cell* out) {
    if (any_wants_float(vm, a)) return again_with_float(vm, other_log<f>, a, out);
    double x;
    if (Status s = log_of(vm, a[0], f, &x); s != Status::Ok) return s;
    return give(out, float_cell(x));
}

// ---- gamma

Status math_gamma(VM& vm, Args a, Cell* out) {
    if (any_wants_float(vm, a)) return again_with_float(vm, math_gamma, a, out);
    double x;
    bool domain = false, range = false;
    if (Status s = math_argument(vm, a[0], &x); s != Status::Ok) return s;
    double r = gamma_function(x, &domain, &range);
    return domain ? domain_error(vm) : range ? range_error(vm) : give(out, float_cell(r));
}

Status math_lgamma(VM& vm, Args a, Cell* out) {
    if (any_wants_float(vm, a)) return again_with_float(vm, math_lgamma, a, out);
    double x;
    bool domain = false;
    if (Status s = math_argument(vm, a[0], &x); s != Status::Ok) return s;
    double r = log_gamma_function(x, &domain);
    if (domain) return domain_error(vm);
    return std::isinf(r) && std::isfinite(x) ? range_error(vm) : give(out, float_cell(r));
}

// ---- whole numbers out of floats: __ceil__, __floor__ and __trunc__ of an object win

template <double (*f)(double)>
Status rounded_float(VM& vm, Args a, Cell* out) {
    double x;
    if (any_wants_float(vm, a)) return again_with_float(vm, rounded_float<f>, a, out);
    if (Status s = math_argument(vm, a[0], &x); s != Status::Ok) return s;
    return int_of_float(vm, f(x), out);
}

double ceiling(double x) { return std::ceil(x); }
double floor_of(double x) { return std::floor(x); }

template <double (*f)(double)>
Status whole(VM& vm, Args a, Cell* out, const char* special) {
    if (is_inline_float(a[0])) return int_of_float(vm, f(float_of(a[0])), out);
    Str* name = intern(vm, special);
    if (!name) return Status::Fail;
    Owned hold(vm, obj_cell(name));
    if (!is_empty(class_lookup(vm, class_of(vm, a[0]), name))) return call_method(vm, a[0], name, {});
    return rounded_float<f>(vm, a, out);
}

Status math_ceil(VM& vm, Args a, Cell* out) { return whole<ceiling>(vm, a, out, "__ceil__"); }
Status math_floor(VM& vm, Args a, Cell* out) { return whole<floor_of>(vm, a, out, "__floor__"); }

Status math_trunc(VM& vm, Args a, Cell* out) {
    if (is_inline_float(a[0])) return int_of_float(vm, float_of(a[0]), out);
    if (is_empty(class_lookup(vm, class_of(vm, a[0]), vm.names.trunc)))
        return raise(vm, C::TypeError, "type %s doesn't define __trunc__ method", type_name(vm, a[0]));
    return call_method(vm, a[0], vm.names.trunc, {});
}

// ---- the parts of a float

Status math_frexp(VM& vm, Args a, Cell* out) {
    if (any_wants_float(vm, a)) return again_with_float(vm, math_frexp, a, out);
    double x;
    int exponent = 0;
    if (Status s = math_argument(vm, a[0], &x); s != Status::Ok) return s;
    if (std::isfinite(x)) x = std::frexp(x, &exponent);
    return give(out, tuple_of(vm, {float_cell(x), int_cell(exponent)}));
}

Status math_modf(VM& vm, Args a, Cell* out) {
    if (any_wants_float(vm, a)) return again_with_float(vm, math_modf, a, out);
    double x, whole_part;
    if (Status s = math_argument(vm, a[0], &x); s != Status::Ok) return s;
    double rest = std::modf(x, &whole_part);
    return give(out, tuple_of(vm, {float_cell(rest), float_cell(whole_part)}));
}

Status math_ldexp(VM& vm, Args a, Cell* out) {
    if (wants_float(vm, a[0])) return again_with_float(vm, math_ldexp, a, out);
    double x;
    int64_t exponent;
    if (Status s = math_argument(vm, a[0], &x); s != Status::Ok) return s;
    if (!is_int(a[1])) return raise(vm, C::TypeError, "Expected an int as second argument to ldexp.");
    if (!fits_int64(a[1], &exponent)) exponent = int_sign(a[1]) < 0 ? INT64_MIN : INT64_MAX;
    if (x == 0.0 || !std::isfinite(x)) return give(out, float_cell(x));
    if (exponent > 100000) return range_error(vm);
    double r = exponent < -100000 ? std::copysign(0.0, x) : std::ldexp(x, static_cast<int>(exponent));
    return std::isinf(r) ? range_error(vm) : give(out, float_cell(r));
}

// Doubles in order as whole numbers, so that a step is 1.
int64_t place_of(double x) {
    int64_t bits;
    memcpy(&bits, &x, 8);
    return bits < 0 ? INT64_MIN - bits : bits;
}

double at_place(int64_t place) {
    int64_t bits = place < 0 ? INT64_MIN - place : place;
    double x;
    memcpy(&x, &bits, 8);
    return place == 0 ? 0.0 : x;
}

Status math_nextafter(VM& vm, Args a, Cell* out) {
    if (any_wants_float(vm, a)) return again_with_float(vm, math_nextafter, a, out);
    static const char* const kNames[] = {"x", "y", "steps", nullptr};
    Cell v[3];
    double x, y;
    if (Status s = bind_native(vm, a, "nextafter", kNames, 2, 2, v); s != Status::Ok) return s;
    if (Status s = math_argument(vm, v[0], &x); s != Status::Ok) return s;
    if (Status s = math_argument(vm, v[1], &y); s != Status::Ok) return s;
    if (is_empty(v[2]) || is_none(v[2])) return give(out, float_cell(std::nextafter(x, y)));
    if (!is_int(v[2])) return raise(vm, C::TypeError, "'%s' object cannot be interpreted as an integer", type_name(vm, v[2]));
    if (int_sign(v[2]) < 0) return raise(vm, C::ValueError, "steps must be a non-negative integer");
    int64_t steps;
    if (!fits_int64(v[2], &steps)) steps = INT64_MAX;
    if (steps == 0 || std::isnan(x)) return give(out, float_cell(x));
    if (std::isnan(y) || x == y) return give(out, float_cell(y));
    int64_t from = place_of(x), to = place_of(y);
    auto distance = static_cast<uint64_t>(from < to ? static_cast<__int128>(to) - from : static_cast<__int128>(from) - to);
    if (static_cast<uint64_t>(steps) >= distance) return give(out, float_cell(y));
    return give(out, float_cell(at_place(from < to ? from + steps : from - steps)));
}

Status math_ulp(VM& vm, Args a, Cell* out) {
    if (any_wants_float(vm, a)) return again_with_float(vm, math_ulp, a, out);
    double x;
    if (Status s = math_argument(vm, a[0], &x); s != Status::Ok) return s;
    x = std::fabs(x);
    if (!std::isfinite(x)) return give(out, float_cell(x));
    double next = std::nextafter(x, HUGE_VAL);
    return give(out, float_cell(std::isinf(next) ? x - std::nextafter(x, 0.0) : next - x));
}

Status math_fma(VM& vm, Args a, Cell* out) {
    if (any_wants_float(vm, a)) return again_with_float(vm, math_fma, a, out);
    double x, y, z;
    if (Status s = two_arguments(vm, a, &x, &y); s != Status::Ok) return s;
    if (Status s = math_argument(vm, a[2], &z); s != Status::Ok) return s;
    double r = std::fma(x, y, z);
    if (std::isnan(r) && !std::isnan(x) && !std::isnan(y) && !std::isnan(z))
        return raise(vm, C::ValueError, "invalid operation in fma");
    if (std::isinf(r) && std::isfinite(x) && std::isfinite(y) && std::isfinite(z))
        return raise(vm, C::OverflowError, "overflow in fma");
    return give(out, float_cell(r));
}

Status math_isclose(VM& vm, Args a, Cell* out) {
    if (any_wants_float(vm, a)) return again_with_float(vm, math_isclose, a, out);
    static const char* const kNames[] = {"a", "b", "rel_tol", "abs_tol", nullptr};
    if (a.n > 2) return raise(vm, C::TypeError, "isclose() takes exactly 2 positional arguments (%u given)", a.n);
    Cell v[4];
    double x, y, relative = 1e-9, absolute = 0.0;
    if (Status s = bind_native(vm, a, "isclose", kNames, 2, 2, v); s != Status::Ok) return s;
    if (Status s = math_argument(vm, v[0], &x); s != Status::Ok) return s;
    if (Status s = math_argument(vm, v[1], &y); s != Status::Ok) return s;
    if (!is_empty(v[2]))
        if (Status s = math_argument(vm, v[2], &relative); s != Status::Ok) return s;
    if (!is_empty(v[3]))
        if (Status s = math_argument(vm, v[3], &absolute); s != Status::Ok) return s;
    if (relative < 0.0 || absolute < 0.0) return raise(vm, C::ValueError, "tolerances must be non-negative");
    if (x == y) return give_bool(out, true);
    if (std::isinf(x) || std::isinf(y)) return give_bool(out, false);
    double apart = std::fabs(y - x);
    return give_bool(out, apart <= std::fabs(relative * y) || apart <= std::fabs(relative * x) || apart <= absolute);
}

#define UNARY(name, f, can_overflow) native(#name, unary<f, can_overflow>, 1, 1, kFunctionFlags, "(x, /)")

constexpr NativeDef kMath[] = {
    UNARY(acos, std::acos, false),
    UNARY(acosh, std::acosh, false),
    UNARY(asin, std::asin, false),
    UNARY(asinh, std::asinh, false),
    UNARY(atan, std::atan, false),
    UNARY(atanh, std::atanh, false),
    UNARY(cbrt, std::cbrt, false),
    UNARY(cos, std::cos, false),
    UNARY(cosh, std::cosh, true),
    UNARY(degrees, to_degrees, true),
    UNARY(erf, std::erf, false),
    UNARY(erfc, std::erfc, false),
    UNARY(exp, std::exp, true),
    UNARY(exp2, std::exp2, true),
    UNARY(expm1, std::expm1, true),
    UNARY(fabs, std::fabs, false),
    UNARY(log1p, std::log1p, false),
    UNARY(radians, to_radians, false),
    UNARY(sin, std::sin, false),
    UNARY(sinh, std::sinh, true),
    UNARY(sqrt, std::sqrt, false),
    UNARY(tan, std::tan, false),
    UNARY(tanh, std::tanh, false),
    native("isnan", question<is_nan>, 1, 1, kFunctionFlags, "(x, /)"),
    native("isinf", question<is_inf>, 1, 1, kFunctionFlags, "(x, /)"),
    native("isfinite", question<is_finite>, 1, 1, kFunctionFlags, "(x, /)"),
    native("atan2", binary<atan2_of>, 2, 2, kFunctionFlags, "(y, x, /)"),
    native("copysign", binary<copysign_of>, 2, 2, kFunctionFlags, "(x, y, /)"),
    native("fmod", binary<fmod_of>, 2, 2, kFunctionFlags, "(x, y, /)"),
    native("remainder", binary<remainder_of>, 2, 2, kFunctionFlags, "(x, y, /)"),
    native("pow", binary<pow_of>, 2, 2, kFunctionFlags, "(x, y, /)"),
    native("log", math_log, 1, 2, kFunctionFlags),
    native("log2", other_log<binary_log>, 1, 1, kFunctionFlags, "(x, /)"),
    native("log10", other_log<decimal_log>, 1, 1, kFunctionFlags, "(x, /)"),
    native("gamma", math_gamma, 1, 1, kFunctionFlags, "(x, /)"),
    native("lgamma", math_lgamma, 1, 1, kFunctionFlags, "(x, /)"),
    native("ceil", math_ceil, 1, 1, kFunctionFlags, "(x, /)"),
    native("floor", math_floor, 1, 1, kFunctionFlags, "(x, /)"),
    native("trunc", math_trunc, 1, 1, kFunctionFlags, "(x, /)"),
    native("frexp", math_frexp, 1, 1, kFunctionFlags, "(x, /)"),
    native("modf", math_modf, 1, 1, kFunctionFlags, "(x, /)"),
    native("ldexp", math_ldexp, 2, 2, kFunctionFlags, "(x, i, /)"),
    native("nextafter", math_nextafter, 2, -1, kKeywordFunction, "(x, y, /, *, steps=None)"),
    native("ulp", math_ulp, 1, 1, kFunctionFlags, "(x, /)"),
    native("fma", math_fma, 3, 3, kFunctionFlags, "(x, y, z, /)"),
    native("isclose", math_isclose, 2, -1, kKeywordFunction),
    native("factorial", math_factorial, 1, 1, kFunctionFlags, "(n, /)"),
    native("comb", math_comb, 2, 2, kFunctionFlags, "(n, k, /)"),
    native("perm", math_perm, 1, 2, kFunctionFlags, "(n, k=None, /)"),
    native("gcd", math_gcd, 0, -1, kFunctionFlags),
    native("lcm", math_lcm, 0, -1, kFunctionFlags),
    native("isqrt", math_isqrt, 1, 1, kFunctionFlags, "(n, /)"),
    native("fsum", math_fsum, 1, 1, kFunctionFlags, "(seq, /)"),
    native("prod", math_prod, 1, -1, kKeywordFunction, "(iterable, /, *, start=1)"),
    native("sumprod", math_sumprod, 2, 2, kFunctionFlags, "(p, q, /)"),
    native("hypot", math_hypot, 0, -1, kFunctionFlags),
    native("dist", math_dist, 2, 2, kFunctionFlags, "(p, q, /)"),
    kEndOfNatives,
};
constexpr NativeDef kHiddenMath[] = {
    native("_math_fsum", math_fsum, 1, 1, kFunctionFlags),       native("_math_prod", math_prod, 1, -1, kKeywordFunction),
    native("_math_sumprod", math_sumprod, 2, 2, kFunctionFlags), native("_math_hypot", math_hypot, 0, -1, kFunctionFlags),
    native("_math_dist", math_dist, 2, 2, kFunctionFlags),       kEndOfNatives,
};

void add_constant(VM& vm, Dict* ns, const char* name, double value) {
    Str* key = intern(vm, name);
    if (!key) return;
    (void)dict_set_str(vm, ns, key, float_cell(value));
    decref(vm, key);
}

}  // namespace

void setup_math_module(VM& vm) {
    Dict* ns = new_module(vm, "math");
    add_functions(vm, ns, "math", kMath);
    add_functions(vm, vm.hidden, "math", kHiddenMath);
    add_constant(vm, ns, "pi", std::numbers::pi);
    add_constant(vm, ns, "e", std::numbers::e);
    add_constant(vm, ns, "tau", 2 * std::numbers::pi);
    add_constant(vm, ns, "inf", std::numeric_limits<double>::infinity());
    add_constant(vm, ns, "nan", std::numeric_limits<double>::quiet_NaN());
    setup_cmath_module(vm);
}

}  // namespace loopscope::runtime
