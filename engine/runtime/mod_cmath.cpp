// The module cmath. Finite arguments by Kahan's formulas, the ones that CPython uses; infinities and nans by C's Annex G.
#include <cmath>
#include <complex>
#include <limits>
#include <numbers>

#include "runtime/machine.h"
#include "runtime/mod_math.h"
#include "runtime/num_complex.h"

namespace loopscope::runtime {

namespace {

using Value = ComplexValue;

constexpr double kHuge = std::numeric_limits<double>::max() / 4.0;
constexpr double kTiny = std::numeric_limits<double>::min();
const double kLogHuge = std::log(kHuge);
constexpr int kDigits = 53;

enum class Fault : uint8_t { None, Domain, Range };

bool finite(Value z) { return std::isfinite(z.re) && std::isfinite(z.im); }

Value root(Value z) {
    if (z.re == 0.0 && z.im == 0.0) return {0.0, z.im};
    double ax = std::fabs(z.re), ay = std::fabs(z.im), s;
    if (ax < kTiny && ay < kTiny) {
        constexpr int kUp = 2 * (kDigits / 2) + 1;
        ax = std::ldexp(ax, kUp);
        s = std::ldexp(std::sqrt(ax + std::hypot(ax, std::ldexp(ay, kUp))), -(kUp + 1) / 2);
    } else {
        ax /= 8.0;
        s = 2.0 * std::sqrt(ax + std::hypot(ax, ay / 8.0));
    }
    double d = ay / (2.0 * s);
    if (z.re >= 0.0) return {s, std::copysign(d, z.im)};
    return {d, std::copysign(s, z.im)};
}

Value root_of(Value z, Fault*) { return root(z); }

Value exponential(Value z, Fault* fault) {
    Value r;
    if (z.re > kLogHuge) {
        double l = std::exp(z.re - 1.0);
        r = {l * std::cos(z.im) * std::numbers::e, l * std::sin(z.im) * std::numbers::e};
    } else {
        double l = std::exp(z.re);
        r = {l * std::cos(z.im), l * std::sin(z.im)};
    }
    if (!finite(r)) *fault = Fault::Range;
    return r;
}

Value logarithm(Value z, Fault* fault) {
    double ax = std::fabs(z.re), ay = std::fabs(z.im), re;
    if (ax > kHuge || ay > kHuge) {
        re = std::log(std::hypot(ax / 2.0, ay / 2.0)) + std::numbers::ln2;
    } else if (ax < kTiny && ay < kTiny) {
        if (ax == 0.0 && ay == 0.0) {
            *fault = Fault::Domain;
            return {};
        }
        re = std::log(std::hypot(std::ldexp(ax, kDigits), std::ldexp(ay, kDigits))) - kDigits * std::numbers::ln2;
    } else {
        double h = std::hypot(ax, ay);
        if (0.71 <= h && h <= 1.73) {  // near 1: what is above 1 counts
            double larger = std::max(ax, ay), smaller = std::min(ax, ay);
            re = std::log1p((larger - 1) * (larger + 1) + smaller * smaller) / 2.0;
        } else {
            re = std::log(h);
        }
    }
    return {re, std::atan2(z.im, z.re)};
}

Value decimal_logarithm(Value z, Fault* fault) {
    Value r = logarithm(z, fault);
    return {r.re / std::numbers::ln10, r.im / std::numbers::ln10};
}

Value hyperbolic_sine(Value z, Fault* fault) {
    Value r;
    if (std::fabs(z.re) > kLogHuge) {
        double smaller = z.re - std::copysign(1.0, z.re);
        r = {std::cos(z.im) * std::sinh(smaller) * std::numbers::e, std::sin(z.im) * std::cosh(smaller) * std::numbers::e};
    } else {
        r = {std::cos(z.im) * std::sinh(z.re), std::sin(z.im) * std::cosh(z.re)};
    }
    if (!finite(r)) *fault = Fault::Range;
    return r;
}

Value hyperbolic_cosine(Value z, Fault* fault) {
    Value r;
    if (std::fabs(z.re) > kLogHuge) {
        double smaller = z.re - std::copysign(1.0, z.re);
        r = {std::cos(z.im) * std::cosh(smaller) * std::numbers::e, std::sin(z.im) * std::sinh(smaller) * std::numbers::e};
    } else {
        r = {std::cos(z.im) * std::cosh(z.re), std::sin(z.im) * std::sinh(z.re)};
    }
    if (!finite(r)) *fault = Fault::Range;
    return r;
}

Value hyperbolic_tangent(Value z, Fault*) {
    if (std::fabs(z.re) > kLogHuge)
        return {std::copysign(1.0, z.re), 4.0 * std::sin(z.im) * std::cos(z.im) * std::exp(-2.0 * std::fabs(z.re))};
    double tx = std::tanh(z.re), ty = std::tan(z.im), cx = 1.0 / std::cosh(z.re), both = tx * ty,
           denominator = 1.0 + both * both;
    return {tx * (1.0 + ty * ty) / denominator, ((ty / denominator) * cx) * cx};
}

bool is_large(Value z) { return std::fabs(z.re) > kHuge || std::fabs(z.im) > kHuge; }

Value arc_cosine(Value z, Fault*) {
    if (is_large(z)) {
        double h = std::log(std::hypot(z.re / 2.0, z.im / 2.0)) + std::numbers::ln2 * 2.0;
        return {std::atan2(std::fabs(z.im), z.re), z.re < 0.0 ? -std::copysign(h, z.im) : std::copysign(h, -z.im)};
    }
    Value a = root({1.0 - z.re, -z.im}), b = root({1.0 + z.re, z.im});
    return {2.0 * std::atan2(a.re, b.re), std::asinh(b.re * a.im - b.im * a.re)};
}

Value arc_hyperbolic_cosine(Value z, Fault*) {
    if (is_large(z)) return {std::log(std::hypot(z.re / 2.0, z.im / 2.0)) + std::numbers::ln2 * 2.0, std::atan2(z.im, z.re)};
    Value a = root({z.re - 1.0, z.im}), b = root({z.re + 1.0, z.im});
    return {std::asinh(a.re * b.re + a.im * b.im), 2.0 * std::atan2(a.im, b.re)};
}

Value arc_hyperbolic_sine(Value z, Fault*) {
    if (is_large(z)) {
        double h = std::log(std::hypot(z.re / 2.0, z.im / 2.0)) + std::numbers::ln2 * 2.0;
        return {z.im >= 0.0 ? std::copysign(h, z.re) : -std::copysign(h, -z.re), std::atan2(z.im, std::fabs(z.re))};
    }
    Value a = root({1.0 + z.im, -z.re}), b = root({1.0 - z.im, z.re});
    return {std::asinh(a.re * b.im - b.re * a.im), std::atan2(z.im, a.re * b.re - a.im * b.im)};
}

Value arc_hyperbolic_tangent(Value z, Fault* fault) {
    if (z.re < 0.0 || (z.re == 0.0 && std::signbit(z.re))) {
        Value r = arc_hyperbolic_tangent({-z.re, -z.im}, fault);
        return {-r.re, -r.im};
    }
    double ay = std::fabs(z.im);
    if (z.re > std::sqrt(kHuge) || ay > std::sqrt(kHuge)) {
        double h = std::hypot(z.re / 2.0, z.im / 2.0);
        return {z.re / 4.0 / h / h, -std::copysign(std::numbers::pi / 2.0, -z.im)};
    }
    if (z.re == 1.0 && ay < std::sqrt(kTiny)) {
        if (ay == 0.0) {
            *fault = Fault::Domain;
            return {HUGE_VAL, z.im};
        }
        return {-std::log(std::sqrt(ay) / std::sqrt(std::hypot(ay, 2.0))), std::copysign(std::atan2(2.0, -ay) / 2.0, z.im)};
    }
    return {std::log1p(4.0 * z.re / ((1 - z.re) * (1 - z.re) + ay * ay)) / 4.0,
            -std::atan2(-2.0 * z.im, (1 - z.re) * (1 + z.re) - ay * ay) / 2.0};
}

// The circular functions are the hyperbolic ones a quarter turn away.
Value sine(Value z, Fault* f) {
    Value r = hyperbolic_sine({-z.im, z.re}, f);
    return {r.im, -r.re};
}
Value cosine(Value z, Fault* f) { return hyperbolic_cosine({-z.im, z.re}, f); }
Value tangent(Value z, Fault* f) {
    Value r = hyperbolic_tangent({-z.im, z.re}, f);
    return {r.im, -r.re};
}
Value arc_sine(Value z, Fault* f) {
    Value r = arc_hyperbolic_sine({-z.im, z.re}, f);
    return {r.im, -r.re};
}
Value arc_tangent(Value z, Fault* f) {
    Value r = arc_hyperbolic_tangent({-z.im, z.re}, f);
    return {r.im, -r.re};
}

// ---- arguments

// A number, or an object with __complex__, __float__ or __index__, which complex() converts first.
bool is_plain(Cell c) { return is_complex(c) || is_number(c); }

Status value_of(VM& vm, Cell c, Value* out) {
    if (is_complex(c)) {
        *out = complex_value(c);
        return Status::Ok;
    }
    out->im = 0.0;
    return math_argument(vm, c, &out->re);
}

// Cells: the object, the function to call with the complex number that it stands for.
Status converted_step(Machine& m, Cell* out) {
    VM& vm = m.vm;
    if (m.state == 0)
        if (Status s = m.call(obj_cell(vm.cls(C::Complex)), {m.cells[0]}, 0, 1); s != Status::Ok) return s;
    m.keep(0);
    auto fn = reinterpret_cast<NativeFn>(int_of(m.cells[1]));
    return m.tail_status(fn(vm, Args{m.cells, 1, 0, nullptr}, out));
}

bool can_convert(VM& vm, Cell c) {
    return is_obj(c) && !is_str(c) && (wants_float(vm, c) || !is_empty(class_lookup(vm, class_of(vm, c), vm.names.complex)));
}

Status one_argument(VM& vm, Args a, NativeFn self, Value* z, Cell* out, bool* done) {
    *done = !is_plain(a[0]) && can_convert(vm, a[0]);
    if (*done) return run_machine<converted_step, 2>(vm, {a[0], int_cell(reinterpret_cast<int64_t>(self))}, out);
    return value_of(vm, a[0], z);
}

Status answer(VM& vm, Fault fault, Value z, Value r, Cell* out) {
    bool fresh_nan = (std::isnan(r.re) || std::isnan(r.im)) && !std::isnan(z.re) && !std::isnan(z.im);
    if (fault == Fault::Domain || fresh_nan) return domain_error(vm);
    if (fault == Fault::Range) return range_error(vm);
    return give(out, new_complex(vm, r.re, r.im));
}

using Standard = std::complex<double> (*)(const std::complex<double>&);

template <Value (*f)(Value, Fault*), Standard special>
Status function(VM& vm, Args a, Cell* out) {
    Value z, r;
    bool done;
    Fault fault = Fault::None;
    if (Status s = one_argument(vm, a, function<f, special>, &z, out, &done); done || s != Status::Ok) return s;
    if (finite(z)) {
        r = f(z, &fault);
    } else {
        std::complex<double> w = special({z.re, z.im});
        r = {w.real(), w.imag()};
    }
    return answer(vm, fault, z, r, out);
}

Status complex_log(VM& vm, Args a, Cell* out) {
    if (a.n == 1) return function<logarithm, std::log>(vm, a, out);
    Cell x, y;
    if (!is_plain(a[0]) || !is_plain(a[1])) return call_hidden(vm, "_complex_log", {a[0], a[1]});
    if (Status s = function<logarithm, std::log>(vm, Args{a.v, 1, 0, nullptr}, &x); s != Status::Ok) return s;
    Owned hold_x(vm, x);
    if (Status s = function<logarithm, std::log>(vm, Args{a.v + 1, 1, 0, nullptr}, &y); s != Status::Ok) return s;
    Owned hold_y(vm, y);
    return complex_binary(vm, BinOp::TrueDiv, x, y, out);
}

Status phase(VM& vm, Args a, Cell* out) {
    Value z;
    bool done;
    if (Status s = one_argument(vm, a, phase, &z, out, &done); done || s != Status::Ok) return s;
    return give(out, float_cell(std::atan2(z.im, z.re)));
}

Status polar(VM& vm, Args a, Cell* out) {
    Value z;
    bool done;
    if (Status s = one_argument(vm, a, polar, &z, out, &done); done || s != Status::Ok) return s;
    double r = std::hypot(z.re, z.im);
    if (std::isinf(r) && finite(z)) return range_error(vm);
    return give(out, tuple_of(vm, {float_cell(r), float_cell(std::atan2(z.im, z.re))}));
}

Status rect(VM& vm, Args a, Cell* out) {
    if (any_wants_float(vm, a)) return again_with_float(vm, rect, a, out);
    double r, angle;
    if (Status s = math_argument(vm, a[0], &r); s != Status::Ok) return s;
    if (Status s = math_argument(vm, a[1], &angle); s != Status::Ok) return s;
    if (r != 0.0 && std::isinf(angle)) return domain_error(vm);
    if (r == 0.0 && !std::isfinite(angle)) return give(out, new_complex(vm, 0.0, 0.0));
    if (angle == 0.0) return give(out, new_complex(vm, r, r * angle));
    return give(out, new_complex(vm, r * std::cos(angle), r * std::sin(angle)));
}

template <bool (*f)(Value)>
Status question(VM& vm, Args a, Cell* out) {
    Value z;
    bool done;
    if (Status s = one_argument(vm, a, question<f>, &z, out, &done); done || s != Status::Ok) return s;
    return give_bool(out, f(z));
}

bool some_nan(Value z) { return std::isnan(z.re) || std::isnan(z.im); }
bool some_infinity(Value z) { return std::isinf(z.re) || std::isinf(z.im); }

Status is_close(VM& vm, Args a, Cell* out) {
    static const char* const kNames[] = {"a", "b", "rel_tol", "abs_tol", nullptr};
    Cell v[4];
    Value x, y;
    double relative = 1e-9, absolute = 0.0;
    if (a.n > 2) return raise(vm, C::TypeError, "isclose() takes exactly 2 positional arguments (%u given)", a.n);
    if (Status s = bind_native(vm, a, "isclose", kNames, 2, 2, v); s != Status::Ok) return s;
    if (Status s = value_of(vm, v[0], &x); s != Status::Ok) return s;
    if (Status s = value_of(vm, v[1], &y); s != Status::Ok) return s;
    if (!is_empty(v[2]))
        if (Status s = math_argument(vm, v[2], &relative); s != Status::Ok) return s;
    if (!is_empty(v[3]))
        if (Status s = math_argument(vm, v[3], &absolute); s != Status::Ok) return s;
    if (relative < 0.0 || absolute < 0.0) return raise(vm, C::ValueError, "tolerances must be non-negative");
    if (x.re == y.re && x.im == y.im) return give_bool(out, true);
    if (some_infinity(x) || some_infinity(y)) return give_bool(out, false);
    double apart = std::hypot(x.re - y.re, x.im - y.im);
    return give_bool(
        out, apart <= relative * std::hypot(y.re, y.im) || apart <= relative * std::hypot(x.re, x.im) || apart <= absolute);
}

#define LS_FUNCTION(name, f, special) native(#name, function<f, std::special>, 1, 1, kFunctionFlags, "(z, /)")

constexpr NativeDef kFunctions[] = {
    LS_FUNCTION(acos, arc_cosine, acos),
    LS_FUNCTION(acosh, arc_hyperbolic_cosine, acosh),
    LS_FUNCTION(asin, arc_sine, asin),
    LS_FUNCTION(asinh, arc_hyperbolic_sine, asinh),
    LS_FUNCTION(atan, arc_tangent, atan),
    LS_FUNCTION(atanh, arc_hyperbolic_tangent, atanh),
    LS_FUNCTION(cos, cosine, cos),
    LS_FUNCTION(cosh, hyperbolic_cosine, cosh),
    LS_FUNCTION(exp, exponential, exp),
    LS_FUNCTION(log10, decimal_logarithm, log10),
    LS_FUNCTION(sin, sine, sin),
    LS_FUNCTION(sinh, hyperbolic_sine, sinh),
    LS_FUNCTION(sqrt, root_of, sqrt),
    LS_FUNCTION(tan, tangent, tan),
    LS_FUNCTION(tanh, hyperbolic_tangent, tanh),
    native("log", complex_log, 1, 2, kFunctionFlags),
    native("phase", phase, 1, 1, kFunctionFlags, "(z, /)"),
    native("polar", polar, 1, 1, kFunctionFlags, "(z, /)"),
    native("rect", rect, 2, 2, kFunctionFlags, "(r, phi, /)"),
    native("isnan", question<some_nan>, 1, 1, kFunctionFlags, "(z, /)"),
    native("isinf", question<some_infinity>, 1, 1, kFunctionFlags, "(z, /)"),
    native("isfinite", question<finite>, 1, 1, kFunctionFlags, "(z, /)"),
    native("isclose", is_close, 2, -1, kKeywordFunction),
    kEndOfNatives,
};

}  // namespace

void setup_cmath_module(VM& vm) {
    Dict* ns = new_module(vm, "cmath");
    add_functions(vm, ns, "cmath", kFunctions);
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    const double nan = std::numeric_limits<double>::quiet_NaN();
    struct {
        const char* name;
        Cell value;
    } constants[] = {
        {"pi", float_cell(std::numbers::pi)}, {"e", float_cell(std::numbers::e)}, {"tau", float_cell(2 * std::numbers::pi)},
        {"inf", float_cell(kInfinity)},       {"nan", float_cell(nan)},           {"infj", new_complex(vm, 0.0, kInfinity)},
        {"nanj", new_complex(vm, 0.0, nan)},
    };
    for (auto& c : constants) {
        Str* key = intern(vm, c.name);
        if (key) (void)dict_set_str(vm, ns, key, c.value);
        decref_null(vm, key);
        decref(vm, c.value);
    }
}

}  // namespace loopscope::runtime
