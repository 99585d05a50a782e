// Formatting ints and floats: their digits by presentation type (format_spec.h).
#include <charconv>
#include <cmath>

#include "runtime/format_spec.h"
#include "runtime/num_int.h"

namespace loopscope::runtime {

namespace {

std::string convert(double d, std::chars_format format, int precision) {
    char small[400];
    size_t need = static_cast<size_t>(precision) + 320;
    std::string large;
    char* room = small;
    if (need > sizeof small) {
        large.resize(need);
        room = large.data();
    }
    auto end = std::to_chars(room, room + std::max(need, sizeof small), d, format, precision).ptr;
    return {room, end};
}

void drop_zeros(std::string& mantissa) {
    if (mantissa.find('.') == std::string::npos) return;
    while (mantissa.back() == '0') mantissa.pop_back();
    if (mantissa.back() == '.') mantissa.pop_back();
}

std::string with_point(std::string mantissa, bool wanted) {
    if (wanted && mantissa.find('.') == std::string::npos) mantissa += '.';
    return mantissa;
}

// As %g: exponent form where the exponent is below -4 or not below `limit`; zeros at the end dropped unless `alternate`.
std::string general(double d, int precision, int limit, bool alternate, bool show_float) {
    std::string s = convert(d, std::chars_format::scientific, precision - 1);
    size_t e = s.find('e');
    int exponent = atoi(s.c_str() + e + 1);
    if (exponent < -4 || exponent >= limit) {
        std::string mantissa = s.substr(0, e);
        if (!alternate) drop_zeros(mantissa);
        return with_point(mantissa, alternate) + s.substr(e);
    }
    s = convert(d, std::chars_format::fixed, std::max(0, precision - 1 - exponent));
    if (!alternate) drop_zeros(s);
    s = with_point(s, alternate);
    if (show_float && s.find('.') == std::string::npos) s += ".0";
    return s;
}

}  // namespace

std::string float_digits(double d, char type, int precision, bool alternate) {
    d = std::fabs(d);
    if (std::isnan(d)) return "nan";
    if (std::isinf(d)) return "inf";
    switch (type) {
        case 'f': return with_point(convert(d, std::chars_format::fixed, precision), alternate);
        case 'e': {
            std::string s = convert(d, std::chars_format::scientific, precision);
            size_t e = s.find('e');
            return with_point(s.substr(0, e), alternate) + s.substr(e);
        }
        case 'g': return general(d, std::max(precision, 1), std::max(precision, 1), alternate, false);
        case 'r': return float_repr(d);
        default: return general(d, std::max(precision, 1), std::max(precision, 1) - 1, alternate, true);
    }
}

Status format_float(VM& vm, double d, Cell value, const FormatSpec& spec, Cell* out) {
    uint32_t type = spec.type;
    bool upper = type == 'E' || type == 'F' || type == 'G';
    if (type > 127 || (type && !strchr("eEfFgGn%", static_cast<int>(type)))) return unknown_format_code(vm, type, value);
    if (spec.precision > INT32_MAX) return raise(vm, C::ValueError, "precision too big");
    if (spec.precision > kMaxTextLength) return too_long(vm);
    if (spec.precision > 2000 &&
        (!charge_text(vm, uint64_t(spec.precision) * 4) || !reserve_heap(vm, uint64_t(spec.precision) * 4)))
        return Status::Fail;
    auto precision = static_cast<int>(spec.precision);
    char how = upper ? static_cast<char>(type | 32) : static_cast<char>(type);
    if (type == '%') {
        d *= 100;
        how = 'f';
    } else if (type == 'n') {
        how = 'g';
    }
    if (precision < 0) {
        precision = 6;
        if (type == 0) how = 'r';
    }
    NumberText number;
    std::string text = float_digits(d, how, precision, spec.alternate);
    if (how == 'r' && spec.alternate && std::isfinite(d) && text.find_first_of(".") == std::string::npos)
        text.insert(text.find('e'), ".");
    if (upper)
        for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    bool negative = std::signbit(d) && !std::isnan(d);
    if (spec.no_negative_zero && negative && std::isfinite(d)) {  // nothing but zeros is left of it
        size_t digit = text.find_first_of("123456789"), e = text.find_first_of("eE");
        if (digit == std::string::npos || digit > e) negative = false;
    }
    number.sign = negative ? '-' : spec.sign == '+' || spec.sign == ' ' ? spec.sign : 0;
    size_t whole = 0;
    while (whole < text.size() && text[whole] >= '0' && text[whole] <= '9') whole++;
    number.digits = text.substr(0, whole);
    number.rest = text.substr(whole);
    if (type == '%') number.rest += '%';
    return layout_number(vm, spec, number, out);
}

namespace {

Status format_char(VM& vm, Cell value, FormatSpec spec, Cell* out) {
    if (spec.sign) return raise(vm, C::ValueError, "Sign not allowed with integer format specifier 'c'");
    if (spec.alternate) return raise(vm, C::ValueError, "Alternate form (#) not allowed with integer format specifier 'c'");
    int64_t c;
    if (!fits_int64(value, &c)) return raise(vm, C::OverflowError, "Python int too large to convert to C long");
    if (c < 0 || c > 0x10FFFF) return raise(vm, C::OverflowError, "%%c arg not in range(0x110000)");
    Str* s = str_char(vm, static_cast<uint32_t>(c));
    if (!s) return Status::Fail;
    if (spec.align == '=') spec.align = '>';
    Owned hold(vm, obj_cell(s));
    spec.precision = -1;
    return layout_text(vm, spec, s, out);
}

}  // namespace

Status format_int(VM& vm, Cell value, const FormatSpec& spec, Cell* out) {
    uint32_t type = spec.type;
    if (type > 127 || !type || !strchr("bcdoxXn", static_cast<int>(type))) return unknown_format_code(vm, type, value);
    if (spec.precision >= 0) return raise(vm, C::ValueError, "Precision not allowed in integer format specifier");
    if (spec.no_negative_zero)
        return raise(vm, C::ValueError, "Negative zero coercion (z) not allowed in integer format specifier");
    if (type == 'c') return format_char(vm, value, spec, out);
    NumberText number;
    std::string text;
    if (type == 'd' || type == 'n') {
        if (Status s = int_to_text(vm, value, &text); s != Status::Ok) return s;
    } else {
        if (!charge_text(vm, int_bit_length(value))) return Status::Fail;
        text = int_to_base(value, type == 'b' ? 2 : type == 'o' ? 8 : 16);
        if (spec.alternate) number.prefix = std::string("0") + static_cast<char>(type);
        if (type == 'X')
            for (char& c : text) c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c;
    }
    bool negative = text[0] == '-';
    number.sign = negative ? '-' : spec.sign == '+' || spec.sign == ' ' ? spec.sign : 0;
    number.digits = text.substr(negative);
    return layout_number(vm, spec, number, out);
}

}  // namespace loopscope::runtime
