// complex: arithmetic, text, and the table of its methods.
#include "runtime/num_complex.h"
#include "runtime/argument_name.h"

#include <cmath>

#include "runtime/format_spec.h"
#include "runtime/num_slots.h"

namespace loopscope::runtime {

Cell new_complex(VM& vm, double re, double im) {
    auto* c = make<Complex>(vm, kComplex, C::Complex);
    if (!c) return empty_cell();
    c->re = re;
    c->im = im;
    return obj_cell(c);
}

namespace {

// A number as a complex one. Fail: an int too large.
Status to_complex(VM& vm, Cell c, ComplexValue* out) {
    if (is_complex(c)) {
        *out = complex_value(c);
        return Status::Ok;
    }
    out->im = 0.0;
    return float_of_number(vm, c, &out->re);
}

bool is_operand(Cell c) { return is_complex(c) || is_number(c); }

ComplexValue product(ComplexValue a, ComplexValue b) { return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re}; }

// Smith's way: dividing by the larger part of b, so that nothing overflows on the way.
ComplexValue quotient(ComplexValue a, ComplexValue b) {
    if (std::fabs(b.re) >= std::fabs(b.im)) {
        double ratio = b.im / b.re, denominator = b.re + b.im * ratio;
        return {(a.re + a.im * ratio) / denominator, (a.im - a.re * ratio) / denominator};
    }
    if (std::fabs(b.im) >= std::fabs(b.re)) {
        double ratio = b.re / b.im, denominator = b.re * ratio + b.im;
        return {(a.re * ratio + a.im) / denominator, (a.im * ratio - a.re) / denominator};
    }
    return {std::nan(""), std::nan("")};
}

ComplexValue whole_power(ComplexValue a, unsigned n) {
    ComplexValue r{1.0, 0.0};
    for (unsigned bit = 1; bit <= n; bit <<= 1, a = product(a, a))
        if (n & bit) r = product(r, a);
    return r;
}

ComplexValue polar_power(ComplexValue a, ComplexValue b) {
    double size = std::hypot(a.re, a.im), length = std::pow(size, b.re), angle = std::atan2(a.im, a.re), phase = angle * b.re;
    if (b.im != 0.0) {
        length *= std::exp(-angle * b.im);
        phase += b.im * std::log(size);
    }
    return {length * std::cos(phase), length * std::sin(phase)};
}

Status give_complex(VM& vm, Cell* out, ComplexValue v) { return give(out, new_complex(vm, v.re, v.im)); }

}  // namespace

Status complex_power(VM& vm, ComplexValue a, ComplexValue b, Cell* out) {
    ComplexValue r;
    bool whole = b.im == 0.0 && b.re == std::floor(b.re) && std::fabs(b.re) <= 100.0;
    if (b.re == 0.0 && b.im == 0.0)
        r = {1.0, 0.0};
    else if (a.re == 0.0 && a.im == 0.0) {
        if (b.im != 0.0 || b.re < 0.0) return raise(vm, C::ZeroDivisionError, "0.0 to a negative or complex power");
    } else if (whole) {
        r = whole_power(a, static_cast<unsigned>(std::fabs(b.re)));
        if (b.re < 0) {
            if (r.re == 0.0 && r.im == 0.0) return raise(vm, C::ZeroDivisionError, "0.0 to a negative or complex power");
            r = quotient({1.0, 0.0}, r);
        }
    } else {
        r = polar_power(a, b);
    }
    if (std::isinf(r.re) || std::isinf(r.im)) return raise(vm, C::OverflowError, "complex exponentiation");
    return give_complex(vm, out, r);
}

Status complex_binary(VM& vm, BinOp op, Cell x, Cell y, Cell* out) {
    if (!is_operand(x) || !is_operand(y)) return give_not_implemented(vm, out);
    ComplexValue a, b;
    if (Status s = to_complex(vm, x, &a); s != Status::Ok) return s;
    if (Status s = to_complex(vm, y, &b); s != Status::Ok) return s;
    switch (op) {
        case BinOp::Add: return give_complex(vm, out, {a.re + b.re, a.im + b.im});
        case BinOp::Sub: return give_complex(vm, out, {a.re - b.re, a.im - b.im});
        case BinOp::Mul: return give_complex(vm, out, product(a, b));
        case BinOp::TrueDiv:
            if (b.re == 0.0 && b.im == 0.0) return raise(vm, C::ZeroDivisionError, "complex division by zero");
            return give_complex(vm, out, quotient(a, b));
        case BinOp::Pow: return complex_power(vm, a, b, out);
        default: return give_not_implemented(vm, out);
    }
}

std::string complex_repr(ComplexValue v) {
    auto part = [](double d, bool with_sign) {
        std::string s = float_repr(d);
        if (s.ends_with(".0")) s.resize(s.size() - 2);
        return with_sign && s[0] != '-' ? "+" + s : s;
    };
    if (v.re == 0.0 && !std::signbit(v.re)) return part(v.im, false) + "j";
    return "(" + part(v.re, false) + part(v.im, true) + "j)";
}

// ---- methods

namespace {

template <BinOp op>
Status forward(VM& vm, Args a, Cell* out) {
    return complex_binary(vm, op, a[0], a[1], out);
}
template <BinOp op>
Status reflected(VM& vm, Args a, Cell* out) {
    return complex_binary(vm, op, a[1], a[0], out);
}

Status power(VM& vm, Args a, Cell* out) {
    if (a.n > 2 && !is_none(a[2])) return raise(vm, C::ValueError, "complex modulo");
    return complex_binary(vm, BinOp::Pow, a[0], a[1], out);
}

Status reflected_power(VM& vm, Args a, Cell* out) {
    if (a.n > 2 && !is_none(a[2])) return raise(vm, C::ValueError, "complex modulo");
    return complex_binary(vm, BinOp::Pow, a[1], a[0], out);
}

template <bool wanted>
Status equal(VM& vm, Args a, Cell* out) {
    ComplexValue v = complex_value(a[0]);
    bool same_value;
    if (is_complex(a[1])) {
        ComplexValue w = complex_value(a[1]);
        same_value = v.re == w.re && v.im == w.im;
    } else if (is_number(a[1])) {
        same_value = v.im == 0.0 && number_equals(float_cell(v.re), a[1]);
    } else {
        return give_not_implemented(vm, out);
    }
    return give_bool(out, same_value == wanted);
}

Status order(VM& vm, Args, Cell* out) { return give_not_implemented(vm, out); }

Status negative(VM& vm, Args a, Cell* out) {
    return give(out, new_complex(vm, -complex_value(a[0]).re, -complex_value(a[0]).im));
}
Status positive(VM& vm, Args a, Cell* out) {
    return give(out, new_complex(vm, complex_value(a[0]).re, complex_value(a[0]).im));
}
Status conjugate(VM& vm, Args a, Cell* out) {
    return give(out, new_complex(vm, complex_value(a[0]).re, -complex_value(a[0]).im));
}

Status absolute(VM& vm, Args a, Cell* out) {
    ComplexValue v = complex_value(a[0]);
    double r = std::hypot(v.re, v.im);
    if (std::isinf(r) && std::isfinite(v.re) && std::isfinite(v.im))
        return raise(vm, C::OverflowError, "absolute value too large");
    return give(out, float_cell(r));
}

Status truth(VM&, Args a, Cell* out) { return give_bool(out, complex_value(a[0]).re != 0.0 || complex_value(a[0]).im != 0.0); }

Status hash(VM&, Args a, Cell* out) {
    ComplexValue v = complex_value(a[0]);
    uint64_t h = static_cast<uint64_t>(float_hash(v.re)) + 1000003ull * static_cast<uint64_t>(float_hash(v.im));
    auto r = static_cast<int64_t>(h);
    return give_int(out, r == -1 ? -2 : r);
}

Status repr(VM& vm, Args a, Cell* out) { return give_text(vm, out, complex_repr(complex_value(a[0]))); }

Status format(VM& vm, Args a, Cell* out) {
    if (!is_str(a[1])) return raise(vm, C::TypeError, "__format__() argument must be str, not %s", argument_name(vm, a[1]));
    if (as<Str>(a[1])->len == 0) return str_of(vm, a[0], out);
    StrBuilder spec;
    spec.add(as<Str>(a[1]));
    return format_complex(vm, a[0], spec.text, out);
}

Status new_arguments(VM& vm, Args a, Cell* out) {
    return give(out, tuple_of(vm, {float_cell(complex_value(a[0]).re), float_cell(complex_value(a[0]).im)}));
}

Status get_real(VM&, Cell self, Cell* out) { return give(out, float_cell(complex_value(self).re)); }
Status get_imag(VM&, Cell self, Cell* out) { return give(out, float_cell(complex_value(self).im)); }

#define LS_COMPLEX(name, op)                                        \
    native("__" #name "__", forward<BinOp::op>, 2, 2, kSlotMethod), \
        native("__r" #name "__", reflected<BinOp::op>, 2, 2, kSlotMethod)

constexpr NativeDef kMethods[] = {
    LS_COMPLEX(add, Add),
    LS_COMPLEX(sub, Sub),
    LS_COMPLEX(mul, Mul),
    LS_COMPLEX(truediv, TrueDiv),
    native("__pow__", power, 2, 3, kSlotMethod),
    native("__rpow__", reflected_power, 2, 3, kSlotMethod),
    native("__eq__", equal<true>, 2, 2, kSlotMethod),
    native("__ne__", equal<false>, 2, 2, kSlotMethod),
    native("__lt__", order, 2, 2, kSlotMethod),
    native("__le__", order, 2, 2, kSlotMethod),
    native("__gt__", order, 2, 2, kSlotMethod),
    native("__ge__", order, 2, 2, kSlotMethod),
    native("__neg__", negative, 1, 1, kSlotMethod),
    native("__pos__", positive, 1, 1, kSlotMethod),
    native("__abs__", absolute, 1, 1, kSlotMethod),
    native("__bool__", truth, 1, 1, kSlotMethod),
    native("__hash__", hash, 1, 1, kSlotMethod),
    native("__repr__", repr, 1, 1, kSlotMethod),
    native("__format__", format, 2, 2, kMethodFlags),
    native("__complex__", positive, 1, 1, kMethodFlags),
    native("__getnewargs__", new_arguments, 1, 1, kMethodFlags),
    native("conjugate", conjugate, 1, 1, kMethodFlags),
    kEndOfNatives,
};
constexpr GetSetDef kAttributes[] = {
    {"real", get_real, nullptr, nullptr}, {"imag", get_imag, nullptr, nullptr}, {nullptr, nullptr, nullptr, nullptr}};

}  // namespace

void setup_complex_methods(VM& vm) {
    add_methods(vm, vm.cls(C::Complex), kMethods);
    add_getsets(vm, vm.cls(C::Complex), kAttributes);
}

}  // namespace loopscope::runtime
