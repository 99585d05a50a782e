// complex(...) and format() of complex numbers.
#include <cmath>

#include "runtime/format_spec.h"
#include "runtime/machine.h"
#include "runtime/num_complex.h"
#include "runtime/num_slots.h"

namespace loopscope::runtime {

void setup_complex_methods(VM& vm);  // num_complex.cpp

namespace {

// ---- complex("1+2j")

// The longest decimal float at s[at..); false: there is none.
bool take_float(std::string_view s, size_t* at, double* out) {
    size_t i = *at, digits = 0;
    if (i < s.size() && (s[i] == '+' || s[i] == '-')) i++;
    auto word = [&](const char* w, size_t n) {
        for (size_t k = 0; k < n; k++)
            if (i + k >= s.size() || (s[i + k] | 32) != w[k]) return false;
        i += n;
        return true;
    };
    if (!word("infinity", 8) && !word("inf", 3) && !word("nan", 3)) {
        auto run = [&] {
            while (i < s.size() && ((s[i] >= '0' && s[i] <= '9') || s[i] == '_')) i++, digits++;
        };
        run();
        if (i < s.size() && s[i] == '.') {
            i++;
            run();
        }
        if (!digits) return false;
        size_t e = i;
        if (e < s.size() && (s[e] | 32) == 'e') {
            e++;
            if (e < s.size() && (s[e] == '+' || s[e] == '-')) e++;
            size_t first = e;
            while (e < s.size() && ((s[e] >= '0' && s[e] <= '9') || s[e] == '_')) e++;
            if (e > first) i = e;
        }
    }
    if (!parse_float(s.substr(*at, i - *at), out)) return false;
    *at = i;
    return true;
}

std::string_view strip(std::string_view s) {
    auto blank = [](char c) { return c == ' ' || (c >= 9 && c <= 13); };
    while (!s.empty() && blank(s.front())) s.remove_prefix(1);
    while (!s.empty() && blank(s.back())) s.remove_suffix(1);
    return s;
}

bool is_j(std::string_view s, size_t at) { return at < s.size() && (s[at] | 32) == 'j'; }

// A sign alone, or nothing, in front of a j: one.
double sign_unit(std::string_view s, size_t* at) {
    if (*at < s.size() && (s[*at] == '+' || s[*at] == '-')) return s[(*at)++] == '-' ? -1.0 : 1.0;
    return 1.0;
}

bool parse_complex(std::string_view s, ComplexValue* out) {
    s = strip(s);
    if (s.size() > 1 && s.front() == '(' && s.back() == ')') s = strip(s.substr(1, s.size() - 2));
    size_t at = 0;
    double first;
    if (!take_float(s, &at, &first)) {  // j, +j, -j
        out->im = sign_unit(s, &at);
        return is_j(s, at) && at + 1 == s.size();
    }
    if (is_j(s, at)) {
        out->im = first;
        return at + 1 == s.size();
    }
    out->re = first;
    if (at == s.size()) return true;
    if (s[at] != '+' && s[at] != '-') return false;
    if (!take_float(s, &at, &out->im)) out->im = sign_unit(s, &at);
    return is_j(s, at) && at + 1 == s.size();
}

// ---- complex(real, imag)

Status complex_result(VM& vm, Class* cls, ComplexValue v, Cell* out) {
    if (cls == vm.cls(C::Complex)) return give(out, new_complex(vm, v.re, v.im));
    auto* c = static_cast<Complex*>(make_object(vm, kComplex, cls, sizeof(Complex)));
    if (!c) return Status::Fail;
    c->re = v.re;
    c->im = v.im;
    return give(out, obj_cell(c));
}

Status part_of(VM& vm, Cell c, bool second, ComplexValue* out) {
    if (is_complex(c)) {
        *out = complex_value(c);
        return Status::Ok;
    }
    if (is_number(c)) return float_of_number(vm, c, &out->re);
    if (second) return raise(vm, C::TypeError, "complex() second argument must be a number, not '%s'", type_name(vm, c));
    return raise(vm, C::TypeError, "complex() first argument must be a string or a number, not '%s'", type_name(vm, c));
}

Status complex_new(VM& vm, Args a, Cell* out);

// Cells: the class, the first argument, the second or EMPTY. The first one's __complex__ answers.
Status by_method_step(Machine& m, Cell* out) {
    VM& vm = m.vm;
    if (m.state == 0)
        if (Status s = m.call_special(m.cells[1], vm.names.complex, {}, 0, 1); s != Status::Ok) return s;
    if (!is_complex(m.value))
        return raise(vm, C::TypeError, "__complex__ returned non-complex (type %s)", type_name(vm, m.value));
    m.keep(1);
    Args again{m.cells, is_empty(m.cells[2]) ? 2u : 3u, 0, nullptr};
    return m.tail_status(complex_new(vm, again, out));
}

Status complex_from_text(VM& vm, Class* cls, Cell text, Cell* out) {
    ComplexValue v;
    std::string number = number_text(as<Str>(text));
    if (!parse_complex(number, &v)) {
        // CPython takes the underscores out first and says so where they do not stand between digits.
        if (number.find('_') == std::string::npos) return raise(vm, C::ValueError, "complex() arg is a malformed string");
        return raise(vm, C::ValueError, "could not convert string to complex: %s", str_repr_utf8(as<Str>(text)).c_str());
    }
    return complex_result(vm, cls, v, out);
}

Status complex_new(VM& vm, Args a, Cell* out) {
    static const char* const kNames[] = {"real", "imag", nullptr};
    Cell v[2];
    if (Status s = bind_native(vm, behind_self(a), "complex", kNames, 0, 2, v); s != Status::Ok) return s;
    auto* cls = as<Class>(a[0]);
    if (is_str(v[0])) {
        if (!is_empty(v[1])) return raise(vm, C::TypeError, "complex() can't take second arg if first is a string");
        return complex_from_text(vm, cls, v[0], out);
    }
    if (is_str(v[1])) return raise(vm, C::TypeError, "complex() second arg can't be a string");
    if (is_obj(v[0]) && !is_complex(v[0]) && !is_empty(class_lookup(vm, class_of(vm, v[0]), vm.names.complex)))
        return run_machine<by_method_step, 3>(vm, {a[0], v[0], v[1]}, out);
    for (Cell c : v)
        if (!is_empty(c) && wants_float(vm, c)) return again_with_float(vm, complex_new, a, out);
    ComplexValue re, im;
    if (!is_empty(v[0]))
        if (Status s = part_of(vm, v[0], false, &re); s != Status::Ok) return s;
    if (is_empty(v[1])) return complex_result(vm, cls, re, out);
    if (Status s = part_of(vm, v[1], true, &im); s != Status::Ok) return s;
    ComplexValue r{re.re, im.re};
    if (is_complex(v[1])) r.re -= im.im;  // im * 1j
    if (is_complex(v[0])) r.im += re.im;
    return complex_result(vm, cls, r, out);
}

constexpr NativeDef kConstructor[] = {native("__new__", complex_new, 1, -1, kNewFlags), kEndOfNatives};

// ---- format

// One part, with its sign where wanted.
std::string part_text(double d, const FormatSpec& spec, char how, int precision, bool with_sign) {
    std::string text = float_digits(d, how, precision, spec.alternate);
    if (how == 'r' && text.ends_with(".0")) text.resize(text.size() - 2);
    bool negative = std::signbit(d) && !std::isnan(d);
    if (spec.no_negative_zero && negative && std::isfinite(d) && text.find_first_of("123456789") == std::string::npos)
        negative = false;
    if (spec.type < 128 && spec.type && strchr("EFG", static_cast<int>(spec.type)))
        for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    if (spec.grouping) {
        size_t whole = 0;
        while (whole < text.size() && text[whole] >= '0' && text[whole] <= '9') whole++;
        for (size_t i = whole; i > 3; i -= 3) text.insert(i - 3, 1, spec.grouping);
    }
    char plus = with_sign ? '+' : spec.sign == '+' || spec.sign == ' ' ? spec.sign : 0;
    if (negative) return "-" + text;
    return plus ? plus + text : text;
}

}  // namespace

Status format_complex(VM& vm, Cell value, std::u32string_view spec_text, Cell* out) {
    FormatSpec spec;
    if (Status s = parse_format_spec(vm, spec_text, 0, value, &spec); s != Status::Ok) return s;
    if (spec.type > 127 || (spec.type && !strchr("eEfFgGn", static_cast<int>(spec.type))))
        return unknown_format_code(vm, spec.type, value);
    if (spec.fill == '0') return raise(vm, C::ValueError, "Zero padding is not allowed in complex format specifier");
    if (spec.align == '=') return raise(vm, C::ValueError, "'=' alignment flag is not allowed in complex format specifier");
    if (spec.precision > 100000) return too_long(vm);
    ComplexValue v = complex_value(value);
    auto precision = static_cast<int>(spec.precision < 0 ? 6 : spec.precision);
    bool plain = spec.type == 0, only_imaginary = plain && v.re == 0.0 && !std::signbit(v.re);
    char how = plain ? (spec.precision < 0 ? 'r' : 'g') : spec.type == 'n' ? 'g' : static_cast<char>(spec.type | 32);
    std::string text = part_text(v.im, spec, how, precision, !only_imaginary) + "j";
    if (!only_imaginary) text = part_text(v.re, spec, how, precision, false) + text;
    if (plain && !only_imaginary) text = "(" + text + ")";
    Str* s = str_from_ascii(vm, text.data(), text.size());
    if (!s) return Status::Fail;
    Owned hold(vm, obj_cell(s));
    spec.precision = -1;
    return layout_text(vm, spec, s, out);
}

void setup_complex_type(VM& vm) {
    add_methods(vm, vm.cls(C::Complex), kConstructor);
    setup_complex_methods(vm);
}

}  // namespace loopscope::runtime
