// The class float: constructor, methods, hexadecimal notation.
#include <cmath>

#include "runtime/argument_name.h"
#include "runtime/machine.h"
#include "runtime/num_int.h"
#include "runtime/num_slots.h"

namespace loopscope::runtime {

namespace {

Status float_result(VM& vm, Class* cls, double d, Cell* out) {
    if (cls == vm.cls(C::Float)) return give(out, float_cell(d));
    return float_instance(vm, cls, d, out);
}

// Cells: the class, x, whether __index__ is asked.
Status float_new_step(Machine& m, Cell* out) {
    VM& vm = m.vm;
    bool by_index = bool_of(m.cells[2]);
    if (m.state == 0)
        if (Status s = m.call_special(m.cells[1], by_index ? vm.names.index : vm.names.float_, {}, 0, 1); s != Status::Ok)
            return s;
    if (by_index ? !is_int(m.value) : !is_float(m.value)) {
        if (by_index) return raise(vm, C::TypeError, "__index__ returned non-int (type %s)", type_name(vm, m.value));
        return raise(vm, C::TypeError, "%s.__float__ returned non-float (type %s)", type_name(vm, m.cells[1]),
                     type_name(vm, m.value));
    }
    double d;
    if (Status s = float_of_number(vm, m.value, &d); s != Status::Ok) return s;
    return float_result(vm, as<Class>(m.cells[0]), d, out);
}

Status float_from_text(VM& vm, Class* cls, Cell x, std::string_view text, Cell* out) {
    double d;
    if (parse_float(text, &d)) return float_result(vm, cls, d, out);
    Cell shown;
    if (Status s = text_repr(vm, x, &shown); s != Status::Ok) return s;
    Owned hold(vm, shown);
    return raise(vm, C::ValueError, "could not convert string to float: %s", str_utf8(shown).c_str());
}

Status float_new(VM& vm, Args a, Cell* out) {
    auto* cls = as<Class>(a[0]);
    if (a.nkw && cls == vm.cls(C::Float)) return raise(vm, C::TypeError, "float() takes no keyword arguments");
    if (a.n > 2) return raise(vm, C::TypeError, "float expected at most 1 argument, got %u", a.n - 1);
    if (a.n == 1) return float_result(vm, cls, 0.0, out);
    Cell x = a[1];
    Cell method = is_obj(x) ? class_lookup(vm, obj_of(x)->cls, vm.names.float_) : empty_cell();
    if (is_number(x) && (!is_obj(x) || is_kind(method, kNative))) {
        double d;
        if (Status s = float_of_number(vm, x, &d); s != Status::Ok) return s;
        return float_result(vm, cls, d, out);
    }
    const uint8_t* p;
    uint32_t n;
    if (is_str(x)) return float_from_text(vm, cls, x, number_text(as<Str>(x)), out);
    if (bytes_view(x, &p, &n)) return float_from_text(vm, cls, x, {reinterpret_cast<const char*>(p), n}, out);
    if (!wants_float(vm, x) && is_empty(method))
        return raise(vm, C::TypeError, "float() argument must be a string or a real number, not '%s'", type_name(vm, x));
    return run_machine<float_new_step, 3>(vm, {obj_cell(cls), x, bool_cell(is_empty(method))}, out);
}

// ---- methods

Status float_as_integer_ratio(VM& vm, Args a, Cell* out) {
    double d = float_value(a[0]);
    if (std::isinf(d)) return raise(vm, C::OverflowError, "cannot convert Infinity to integer ratio");
    if (std::isnan(d)) return raise(vm, C::ValueError, "cannot convert NaN to integer ratio");
    int exponent;
    double m = std::frexp(d, &exponent);
    for (int i = 0; i < 300 && m != std::floor(m); i++) {
        m *= 2.0;
        exponent--;
    }
    big::Big numerator(m < 0, big::from_double(m)), denominator(1);
    if (exponent > 0)
        numerator = big::shift_left(numerator, static_cast<uint64_t>(exponent));
    else
        denominator = big::shift_left(denominator, static_cast<uint64_t>(-exponent));
    Cell x, y;
    if (Status s = make_big(vm, numerator, &x); s != Status::Ok) return s;
    Owned hold_x(vm, x);
    if (Status s = make_big(vm, denominator, &y); s != Status::Ok) return s;
    Owned hold_y(vm, y);
    return give(out, tuple_of(vm, {x, y}));
}

Status float_is_integer(VM&, Args a, Cell* out) {
    double d = float_value(a[0]);
    return give_bool(out, std::isfinite(d) && d == std::floor(d));
}

Status float_floor(VM& vm, Args a, Cell* out) { return int_of_float(vm, std::floor(float_value(a[0])), out); }
Status float_ceil(VM& vm, Args a, Cell* out) { return int_of_float(vm, std::ceil(float_value(a[0])), out); }

Status float_hex(VM& vm, Args a, Cell* out) {
    double d = float_value(a[0]);
    if (!std::isfinite(d)) return number_repr(vm, a[0], out);
    uint64_t bits;
    memcpy(&bits, &d, 8);
    uint64_t fraction = bits & ((1ull << 52) - 1);
    int exponent = static_cast<int>(bits >> 52 & 0x7FF), lead = exponent != 0;
    exponent = d == 0.0 ? 0 : exponent ? exponent - 1023 : -1022;
    char room[40];
    if (d == 0.0)
        snprintf(room, sizeof room, "%s0x0.0p+0", bits >> 63 ? "-" : "");
    else
        snprintf(room, sizeof room, "%s0x%d.%013llxp%+d", bits >> 63 ? "-" : "", lead,
                 static_cast<unsigned long long>(fraction), exponent);
    return give_text(vm, out, room);
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    char lower = static_cast<char>(c | 32);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string lower_stripped(std::string_view s) {
    auto blank = [](char c) { return c == ' ' || (c >= 9 && c <= 13); };
    while (!s.empty() && blank(s.front())) s.remove_prefix(1);
    while (!s.empty() && blank(s.back())) s.remove_suffix(1);
    std::string out(s);
    for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return out;
}

struct HexFloat {
    bool negative = false;
    uint64_t mantissa = 0;
    int64_t exponent = 0;
    bool sticky = false;
};

// [0x] digits [. digits] [p [sign] digits], at least one digit.
bool read_hex_float(std::string_view s, HexFloat* out) {
    if (s.size() > 1 && s[0] == '0' && s[1] == 'x') s.remove_prefix(2);
    size_t i = 0, digits = 0;
    bool point = false;
    for (; i < s.size(); i++) {
        if (s[i] == '.' && !point) {
            point = true;
            continue;
        }
        int v = hex_digit(s[i]);
        if (v < 0) break;
        digits++;
        if (out->mantissa >> 60) {
            out->sticky = out->sticky || v;
            out->exponent += point ? 0 : 4;
        } else {
            out->mantissa = out->mantissa << 4 | static_cast<uint64_t>(v);
            out->exponent -= point ? 4 : 0;
        }
    }
    if (!digits) return false;
    if (i == s.size()) return true;
    if (s[i++] != 'p') return false;
    bool minus = i < s.size() && s[i] == '-';
    if (i < s.size() && (s[i] == '-' || s[i] == '+')) i++;
    if (i == s.size()) return false;
    int64_t exponent = 0;
    for (; i < s.size(); i++) {
        if (s[i] < '0' || s[i] > '9') return false;
        if (exponent < (1ll << 50)) exponent = exponent * 10 + (s[i] - '0');
    }
    out->exponent += minus ? -exponent : exponent;
    return true;
}

Status float_fromhex(VM& vm, Args a, Cell* out) {
    if (!is_str(a[1])) return raise(vm, C::TypeError, "fromhex() argument must be str, not %s", argument_name(vm, a[1]));
    std::string text = lower_stripped(str_utf8(a[1]));
    std::string_view s = text;
    HexFloat h;
    h.negative = !s.empty() && s[0] == '-';
    if (!s.empty() && (s[0] == '-' || s[0] == '+')) s.remove_prefix(1);
    double d;
    if (s == "inf" || s == "infinity")
        d = HUGE_VAL;
    else if (s == "nan")
        d = std::nan("");
    else if (!read_hex_float(s, &h))
        return raise(vm, C::ValueError, "invalid hexadecimal floating-point string");
    else
        d = h.mantissa ? big::rounded(h.mantissa, h.exponent, h.sticky) : 0.0;
    if (std::isinf(d) && h.mantissa) return raise(vm, C::OverflowError, "hexadecimal value too large to represent as a float");
    if (h.negative) d = -d;
    if (as<Class>(a[0]) == vm.cls(C::Float)) return give(out, float_cell(d));
    return call_later(vm, a[0], {float_cell(d)});
}

Status float_getformat(VM& vm, Args a, Cell* out) {
    if (!is_str(a[1])) return raise(vm, C::TypeError, "__getformat__() argument must be str, not %s", argument_name(vm, a[1]));
    if (!str_is(as<Str>(a[1]), "double") && !str_is(as<Str>(a[1]), "float"))
        return raise(vm, C::ValueError, "__getformat__() argument 1 must be 'double' or 'float'");
    return give_text(vm, out, "IEEE, little-endian");
}

Status float_getnewargs(VM& vm, Args a, Cell* out) { return give(out, tuple_of(vm, {float_cell(float_value(a[0]))})); }
Status float_sizeof(VM&, Args, Cell* out) { return give_int(out, 24); }
Status get_real(VM&, Cell self, Cell* out) { return give(out, float_cell(float_value(self))); }
Status get_imag(VM&, Cell, Cell* out) { return give(out, float_cell(0.0)); }

constexpr Among kNumbers = Among::Numbers;

constexpr NativeDef kFloatMethods[] = {
    native("__new__", float_new, 1, -1, kNewFlags),
    LS_ARITHMETIC(add, Add, kNumbers),
    LS_ARITHMETIC(sub, Sub, kNumbers),
    LS_ARITHMETIC(mul, Mul, kNumbers),
    LS_ARITHMETIC(truediv, TrueDiv, kNumbers),
    LS_ARITHMETIC(floordiv, FloorDiv, kNumbers),
    LS_ARITHMETIC(mod, Mod, kNumbers),
    LS_COMPARISONS(kNumbers),
    native("__divmod__", divmod_op<kNumbers>, 2, 2, kSlotMethod),
    native("__rdivmod__", rdivmod_op<kNumbers>, 2, 2, kSlotMethod),
    native("__pow__", pow_op<kNumbers>, 2, 3, kSlotMethod),
    native("__rpow__", rpow_op<kNumbers>, 2, 3, kSlotMethod),
    native("__neg__", unary_number<NumberUnary::Negative>, 1, 1, kSlotMethod),
    native("__pos__", unary_number<NumberUnary::Positive>, 1, 1, kSlotMethod),
    native("__abs__", unary_number<NumberUnary::Absolute>, 1, 1, kSlotMethod),
    native("__bool__", number_bool_method, 1, 1, kSlotMethod),
    native("__int__", number_to_int_method, 1, 1, kSlotMethod),
    native("__float__", number_to_float_method, 1, 1, kSlotMethod),
    native("__hash__", number_hash_method, 1, 1, kSlotMethod),
    native("__repr__", number_repr_method, 1, 1, kSlotMethod),
    native("__trunc__", number_to_int_method, 1, 1, kMethodFlags),
    native("__floor__", float_floor, 1, 1, kMethodFlags),
    native("__ceil__", float_ceil, 1, 1, kMethodFlags),
    native("__round__", number_round_method, 1, 2, kMethodFlags),
    native("__format__", number_format_method, 2, 2, kMethodFlags),
    native("__getnewargs__", float_getnewargs, 1, 1, kMethodFlags),
    native("__sizeof__", float_sizeof, 1, 1, kMethodFlags),
    native("__getformat__", float_getformat, 2, 2, kClassMethodFlags),
    native("conjugate", number_to_float_method, 1, 1, kMethodFlags),
    native("as_integer_ratio", float_as_integer_ratio, 1, 1, kMethodFlags),
    native("is_integer", float_is_integer, 1, 1, kMethodFlags),
    native("hex", float_hex, 1, 1, kMethodFlags),
    native("fromhex", float_fromhex, 2, 2, kClassMethodFlags),
    kEndOfNatives,
};
constexpr GetSetDef kFloatAttributes[] = {
    {"real", get_real, nullptr, nullptr},
    {"imag", get_imag, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};

}  // namespace

void setup_float_type(VM& vm) {
    add_methods(vm, vm.cls(C::Float), kFloatMethods);
    add_getsets(vm, vm.cls(C::Float), kFloatAttributes);
}

}  // namespace loopscope::runtime
