// int(text), float(text), str(int) and repr(float).
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>

#include "runtime/num_int.h"
#include "runtime/text_ops.h"

namespace loopscope::runtime {

namespace {

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string_view strip_blanks(std::string_view s) {
    while (!s.empty() && is_blank(s.front())) s.remove_prefix(1);
    while (!s.empty() && is_blank(s.back())) s.remove_suffix(1);
    return s;
}

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    char lower = static_cast<char>(c | 32);
    return lower >= 'a' && lower <= 'z' ? lower - 'a' + 10 : 99;
}

struct IntText {
    bool negative = false;
    int base = 10;
    std::string digits;
};

// The grammar of int(text, base): [sign] [0x] digits with single underscores between them.
bool read_int_text(std::string_view s, int base, IntText* out) {
    s = strip_blanks(s);
    if (!s.empty() && (s[0] == '+' || s[0] == '-')) {
        out->negative = s[0] == '-';
        s.remove_prefix(1);
    }
    bool zeros_only = false;
    int prefix = s.size() > 1 && s[0] == '0' ? s[1] | 32 : 0;
    int named = prefix == 'x' ? 16 : prefix == 'o' ? 8 : prefix == 'b' ? 2 : 0;
    if (base == 0) {
        base = named ? named : 10;
        zeros_only = !named && s.size() > 1 && s[0] == '0';  // 0123 is not an int, 00 is
    }
    if (named && named == base) {
        s.remove_prefix(2);
        if (!s.empty() && s[0] == '_') s.remove_prefix(1);
    }
    out->base = base;
    bool after_digit = false;
    for (char c : s) {
        if (c == '_') {
            if (!after_digit) return false;
            after_digit = false;
            continue;
        }
        if (digit_of(c) >= base || (zeros_only && c != '0')) return false;
        out->digits += c;
        after_digit = true;
    }
    return after_digit;
}

bool power_of_two(int base) { return (base & (base - 1)) == 0; }

Status digits_to_int(VM& vm, const IntText& text, Cell* out) {
    if (text.digits.size() <= 11) {  // 36^11 < 2^63
        int64_t v = 0;
        for (char c : text.digits) v = v * text.base + digit_of(c);
        *out = int_cell(text.negative ? -v : v);
        return Status::Ok;
    }
    if (text.digits.size() > kMaxIntBits / 6) return too_large(vm);
    uint64_t n = text.digits.size() / 9;
    if (n > 100 && !charge(vm, n * (n < 1000 ? n : 1000))) return Status::Fail;
    return make_big(vm, big::Big(text.negative, big::from_digits(text.digits, text.base)), out);
}

}  // namespace

Status parse_int(VM& vm, std::string_view ascii, int base, Cell shown, Cell* out) {
    IntText text;
    if (!read_int_text(ascii, base, &text)) {
        Cell repr;
        if (Status s = text_repr(vm, shown, &repr); s != Status::Ok) return s;
        Owned hold(vm, repr);
        Str* r = as<Str>(repr);
        Str* cut = substring(vm, r, 0, r->len < 200 ? r->len : 200);
        if (!cut) return Status::Fail;
        std::string name = to_utf8(cut);
        decref(vm, cut);
        return raise(vm, C::ValueError, "invalid literal for int() with base %d: %s", base, name.c_str());
    }
    if (vm.limits.int_digits && text.digits.size() > vm.limits.int_digits && !power_of_two(text.base))
        return raise(vm, C::ValueError,
                     "Exceeds the limit (%u digits) for integer string conversion: value has %zu digits; "
                     "use sys.set_int_max_str_digits() to increase the limit",
                     vm.limits.int_digits, text.digits.size());
    return digits_to_int(vm, text, out);
}

Cell int_from_text(VM& vm, std::string_view text, int base) {
    IntText read;
    Cell out;
    if (!read_int_text(text, base, &read) || digits_to_int(vm, read, &out) != Status::Ok) return empty_cell();
    return out;
}

Status int_to_text(VM& vm, Cell a, std::string* out) {
    if (!is_obj(a)) {
        char room[24];
        auto end = std::to_chars(room, room + sizeof room, int_of(a)).ptr;
        out->assign(room, end);
        return Status::Ok;
    }
    IntView v(a);
    uint64_t limit = vm.limits.int_digits;
    auto refuse = [&] {
        return raise(vm, C::ValueError,
                     "Exceeds the limit (%u digits) for integer string conversion; "
                     "use sys.set_int_max_str_digits() to increase the limit",
                     vm.limits.int_digits);
    };
    // One digit of base 2^32 is more than 9.6 decimal ones.
    if (limit && v.mag.n > limit / 9 + 2) return refuse();
    if (v.mag.n > 100 && !charge(vm, v.mag.n * (v.mag.n < 1000 ? v.mag.n : 1000))) return Status::Fail;
    std::string digits = big::to_decimal(v.mag);
    if (limit && digits.size() > limit) return refuse();
    *out = v.negative ? "-" + digits : digits;
    return Status::Ok;
}

std::string int_to_decimal(VM& vm, Cell c) {
    std::string out;
    return int_to_text(vm, c, &out) == Status::Ok ? out : std::string();
}

std::string int_to_base(Cell a, int base) {
    IntView v(a);
    return (v.negative ? "-" : "") + big::to_base(v.mag, base == 16 ? 4 : base == 8 ? 3 : 1);
}

namespace {

bool equals_ignoring_case(std::string_view s, const char* lower) {
    size_t n = strlen(lower);
    if (s.size() != n) return false;
    for (size_t i = 0; i < n; i++)
        if ((s[i] | 32) != lower[i]) return false;
    return true;
}

// digits [. digits] [e [sign] digits], at least one digit before the exponent.
bool is_decimal_float(std::string_view s) {
    size_t i = 0, digits = 0;
    auto run = [&] {
        size_t at = i;
        while (i < s.size() && s[i] >= '0' && s[i] <= '9') i++;
        return i - at;
    };
    digits = run();
    if (i < s.size() && s[i] == '.') {
        i++;
        digits += run();
    }
    if (!digits) return false;
    if (i < s.size() && (s[i] | 32) == 'e') {
        i++;
        if (i < s.size() && (s[i] == '+' || s[i] == '-')) i++;
        if (!run()) return false;
    }
    return i == s.size();
}

// Too large or too small for a double: which of both? By the decimal exponent of its first digit that is not 0.
double out_of_range(std::string_view s) {
    int64_t exponent = 0;
    size_t e = s.find_first_of("eE");
    if (e != std::string_view::npos) {
        bool negative = s[e + 1] == '-';
        for (char c : s.substr(e + 1))
            if (c >= '0' && c <= '9' && exponent < 100000000) exponent = exponent * 10 + (c - '0');
        if (negative) exponent = -exponent;
    }
    std::string_view mantissa = s.substr(0, e);
    size_t point = mantissa.find('.'), first = mantissa.find_first_of("123456789");
    if (first == std::string_view::npos) return 0.0;
    if (point == std::string_view::npos) point = mantissa.size();
    exponent += first < point ? static_cast<int64_t>(point - first) : -static_cast<int64_t>(first - point);
    return exponent > 0 ? std::numeric_limits<double>::infinity() : 0.0;
}

bool drop_underscores(std::string_view s, std::string* out) {
    auto digit = [](char c) { return c >= '0' && c <= '9'; };
    for (size_t i = 0; i < s.size(); i++) {
        if (s[i] != '_')
            *out += s[i];
        else if (i == 0 || i + 1 == s.size() || !digit(s[i - 1]) || !digit(s[i + 1]))
            return false;
    }
    return true;
}

}  // namespace

bool parse_float(std::string_view text, double* out) {
    std::string plain;
    std::string_view s = strip_blanks(text);
    if (s.find('_') != std::string_view::npos) {
        if (!drop_underscores(s, &plain)) return false;
        s = plain;
    }
    bool negative = !s.empty() && s[0] == '-';
    if (!s.empty() && (s[0] == '-' || s[0] == '+')) s.remove_prefix(1);
    double v;
    if (equals_ignoring_case(s, "inf") || equals_ignoring_case(s, "infinity")) {
        v = std::numeric_limits<double>::infinity();
    } else if (equals_ignoring_case(s, "nan")) {
        v = std::numeric_limits<double>::quiet_NaN();
    } else {
        if (!is_decimal_float(s)) return false;
        auto r = std::from_chars(s.data(), s.data() + s.size(), v);
        if (r.ec == std::errc::result_out_of_range) v = out_of_range(s);
    }
    *out = negative ? -v : v;
    return true;
}

std::string float_repr(double d) {
    if (std::isnan(d)) return "nan";
    if (std::isinf(d)) return d < 0 ? "-inf" : "inf";
    char room[40];
    auto end = std::to_chars(room, room + sizeof room, d, std::chars_format::scientific).ptr;
    std::string_view s(room, static_cast<size_t>(end - room));
    std::string out;
    if (s[0] == '-') {
        out = "-";
        s.remove_prefix(1);
    }
    size_t e = s.find('e');
    int exponent = atoi(std::string(s.substr(e + 1)).c_str());
    std::string digits(s.substr(0, 1));
    if (e > 2) digits += s.substr(2, e - 2);
    int n = static_cast<int>(digits.size());
    if (exponent < -4 || exponent >= 16) {
        out += digits[0];
        if (n > 1) out += "." + digits.substr(1);
        char tail[16];
        snprintf(tail, sizeof tail, "e%c%02d", exponent < 0 ? '-' : '+', exponent < 0 ? -exponent : exponent);
        return out + tail;
    }
    if (exponent < 0) return out + "0." + std::string(static_cast<size_t>(-exponent - 1), '0') + digits;
    if (n <= exponent + 1) return out + digits + std::string(static_cast<size_t>(exponent + 1 - n), '0') + ".0";
    return out + digits.substr(0, static_cast<size_t>(exponent) + 1) + "." + digits.substr(static_cast<size_t>(exponent) + 1);
}

}  // namespace loopscope::runtime
