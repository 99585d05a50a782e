// Parsing the format mini-language, laying out what was formatted, and format() of the built-in types (format_spec.h).
#include "runtime/format_spec.h"

#include <algorithm>

#include "base/utf8.h"

namespace loopscope::runtime {

namespace {

bool is_align(uint32_t c) { return c == '<' || c == '>' || c == '^' || c == '='; }

struct SpecReader {
    VM& vm;
    std::u32string_view s;
    size_t at = 0;
    uint32_t peek() const { return at < s.size() ? static_cast<uint32_t>(s[at]) : 0; }
    bool take(uint32_t c) {
        if (at >= s.size() || s[at] != c) return false;
        at++;
        return true;
    }
    // Digits; *out stays -1 where there are none.
    Status number(int64_t* out) {
        for (; at < s.size() && s[at] >= '0' && s[at] <= '9'; at++) {
            if (*out < 0) *out = 0;
            if (*out > (INT64_MAX - 9) / 10) return raise(vm, C::ValueError, "Too many decimal digits in format string");
            *out = *out * 10 + (s[at] - '0');
        }
        return Status::Ok;
    }
};

std::string shown_type(uint32_t c) {
    char room[16];
    if (c > 32 && c < 128) return {static_cast<char>(c)};
    snprintf(room, sizeof room, "\\x%x", c);
    return room;
}

Status read_grouping(SpecReader& r, FormatSpec* out) {
    if (r.take(',')) out->grouping = ',';
    if (r.take('_')) {
        if (out->grouping) return raise(r.vm, C::ValueError, "Cannot specify both ',' and '_'.");
        out->grouping = '_';
    }
    if (out->grouping == '_' && r.peek() == ',') return raise(r.vm, C::ValueError, "Cannot specify both ',' and '_'.");
    return Status::Ok;
}

Status check_grouping(VM& vm, const FormatSpec& spec) {
    static constexpr char kGrouped[] = "defgEGF%";
    if (!spec.grouping || spec.type == 0 || (spec.type < 128 && strchr(kGrouped, static_cast<int>(spec.type))))
        return Status::Ok;
    if (spec.grouping == '_' && (spec.type == 'b' || spec.type == 'o' || spec.type == 'x' || spec.type == 'X'))
        return Status::Ok;
    return raise(vm, C::ValueError, "Cannot specify '%c' with '%s'.", spec.grouping, shown_type(spec.type).c_str());
}

std::string spec_utf8(std::u32string_view s) {
    std::string out;
    for (char32_t c : s) base::append_utf8(out, c);
    return out;
}

}  // namespace

Status unknown_format_code(VM& vm, uint32_t type, Cell value) {
    return raise(vm, C::ValueError, "Unknown format code '%s' for object of type '%s'", shown_type(type).c_str(),
                 type_name(vm, value));
}

Status parse_format_spec(VM& vm, std::u32string_view text, uint32_t default_type, Cell value, FormatSpec* out) {
    SpecReader r{vm, text};
    out->align = default_type == 's' ? '<' : '>';
    out->type = default_type;
    bool has_fill = false, has_align = false;
    if (text.size() >= 2 && is_align(text[1])) {
        out->fill = text[0];
        out->align = static_cast<char>(text[1]);
        has_fill = has_align = true;
        r.at = 2;
    } else if (is_align(r.peek())) {
        out->align = static_cast<char>(text[r.at++]);
        has_align = true;
    }
    uint32_t sign = r.peek();
    if (sign == '+' || sign == '-' || sign == ' ') out->sign = static_cast<char>(text[r.at++]);
    out->no_negative_zero = r.take('z');
    out->alternate = r.take('#');
    if (!has_fill && r.take('0')) {
        out->fill = '0';
        if (!has_align && out->align == '>') out->align = '=';
    }
    if (Status s = r.number(&out->width); s != Status::Ok) return s;
    if (Status s = read_grouping(r, out); s != Status::Ok) return s;
    if (r.take('.')) {
        if (Status s = r.number(&out->precision); s != Status::Ok) return s;
        if (out->precision < 0) return raise(vm, C::ValueError, "Format specifier missing precision");
    }
    if (text.size() > r.at + 1)
        return raise(vm, C::ValueError, "Invalid format specifier '%s' for object of type '%s'", spec_utf8(text).c_str(),
                     type_name(vm, value));
    if (r.at < text.size()) out->type = static_cast<uint32_t>(text[r.at]);
    return check_grouping(vm, *out);
}

// ---- layout

namespace {

// Digits in groups from the right; `width`: how wide zeros and separators must make it at least.
std::string grouped(const std::string& digits, char separator, size_t group, int64_t width) {
    std::string out;  // backwards
    auto left = static_cast<int64_t>(digits.size());
    for (;;) {
        int64_t n = std::min<int64_t>(static_cast<int64_t>(group), std::max<int64_t>(std::max(left, width), 1));
        for (int64_t i = 0; i < n; i++) out += i < left ? digits[static_cast<size_t>(left - 1 - i)] : '0';
        left -= std::min(n, std::max<int64_t>(left, 0));
        width -= n;
        if (left <= 0 && width <= 0) break;
        out += separator;
        width--;
    }
    std::reverse(out.begin(), out.end());
    return out;
}

bool check_width(VM& vm, int64_t width) {
    if (width <= 4096) return true;
    if (width > kMaxTextLength) {
        (void)too_long(vm);
        return false;
    }
    return charge_text(vm, static_cast<uint64_t>(width)) && reserve_heap(vm, static_cast<uint64_t>(width) * 4);
}

}  // namespace

Status layout_number(VM& vm, const FormatSpec& spec, const NumberText& number, Cell* out) {
    if (!check_width(vm, spec.width)) return Status::Fail;
    size_t around = (number.sign != 0) + number.prefix.size() + number.rest.size();
    std::string digits = number.digits;
    bool zero_filled = spec.fill == '0' && spec.align == '=';
    if (spec.grouping && !digits.empty()) {
        bool four = spec.type == 'b' || spec.type == 'o' || spec.type == 'x' || spec.type == 'X';
        digits = grouped(digits, spec.grouping, four ? 4 : 3, zero_filled ? spec.width - static_cast<int64_t>(around) : 0);
    }
    int64_t room = std::max<int64_t>(0, spec.width - static_cast<int64_t>(around + digits.size()));
    std::string head = number.sign ? std::string(1, number.sign) + number.prefix : number.prefix;
    if (room == 0) {
        std::string all = head + digits + number.rest;
        return give_obj(out, str_from_ascii(vm, all.data(), all.size()));
    }
    int64_t left = spec.align == '>' ? room : spec.align == '^' ? room / 2 : 0;
    StrBuilder b;
    b.fill(spec.fill, static_cast<size_t>(left));
    b.add_ascii(head);
    if (spec.align == '=') b.fill(spec.fill, static_cast<size_t>(room));
    b.add_ascii(digits);
    b.add_ascii(number.rest);
    if (spec.align != '=') b.fill(spec.fill, static_cast<size_t>(room - left));
    return b.finish(vm, out);
}

Status layout_text(VM& vm, const FormatSpec& spec, Str* text, Cell* out) {
    uint32_t n = text->len;
    if (spec.precision >= 0 && spec.precision < n) n = static_cast<uint32_t>(spec.precision);
    if (spec.width <= int64_t(n)) return give_obj(out, substring(vm, text, 0, n));
    if (!check_width(vm, spec.width)) return Status::Fail;
    int64_t room = spec.width - n, left = spec.align == '>' ? room : spec.align == '^' ? room / 2 : 0;
    StrBuilder b;
    b.fill(spec.fill, static_cast<size_t>(left));
    b.add(text, 0, n);
    b.fill(spec.fill, static_cast<size_t>(room - left));
    return b.finish(vm, out);
}

// ---- format() of the built-in types

namespace {

Status format_str(VM& vm, Cell value, std::u32string_view text, Cell* out) {
    FormatSpec spec;
    if (Status s = parse_format_spec(vm, text, 's', value, &spec); s != Status::Ok) return s;
    if (spec.type != 's') return unknown_format_code(vm, spec.type, value);
    if (spec.sign == ' ') return raise(vm, C::ValueError, "Space not allowed in string format specifier");
    if (spec.sign) return raise(vm, C::ValueError, "Sign not allowed in string format specifier");
    if (spec.no_negative_zero)
        return raise(vm, C::ValueError, "Negative zero coercion (z) not allowed in string format specifier");
    if (spec.alternate) return raise(vm, C::ValueError, "Alternate form (#) not allowed in string format specifier");
    if (spec.align == '=') return raise(vm, C::ValueError, "'=' alignment not allowed in string format specifier");
    return layout_text(vm, spec, as<Str>(value), out);
}

bool is_float_type(uint32_t type) { return type < 128 && type && strchr("eEfFgG%", static_cast<int>(type)); }

}  // namespace

Status format_native(VM& vm, Cell value, std::string_view spec_text, Cell* out) {
    if (spec_text.empty()) {
        if (is_str(value)) return give_obj(out, substring(vm, as<Str>(value), 0, as<Str>(value)->len));
        return number_repr(vm, value, out);
    }
    StrBuilder wide;
    wide.add_utf8(spec_text);
    if (is_str(value)) return format_str(vm, value, wide.text, out);
    FormatSpec spec;
    bool is_float_value = is_float(value);
    if (Status s = parse_format_spec(vm, wide.text, is_float_value ? 0 : 'd', value, &spec); s != Status::Ok) return s;
    if (!is_float_value && !is_float_type(spec.type)) return format_int(vm, value, spec, out);
    double d;
    if (Status s = float_of_number(vm, value, &d); s != Status::Ok) return s;
    return format_float(vm, d, value, spec, out);
}

}  // namespace loopscope::runtime
