// str's methods about letters: upper, lower, title ... and the questions that begin with "is".
#include "runtime/text_str_methods.h"
#include "runtime/text_unicode.h"
#include "runtime/text_util.h"

namespace loopscope::runtime {

namespace {

bool ascii_upper(uint32_t c) { return c >= 'A' && c <= 'Z'; }
bool ascii_lower(uint32_t c) { return c >= 'a' && c <= 'z'; }
bool ascii_alpha(uint32_t c) { return ascii_upper(c & ~32u); }
bool ascii_digit(uint32_t c) { return c >= '0' && c <= '9'; }

// A text of ASCII made from another one character by character.
template <class F>
Status map_ascii(VM& vm, Str* s, F f, Cell* out) {
    if (!charge_text(vm, s->len)) return Status::Fail;
    if (s->len == 0) return give_obj(out, str_from_ascii(vm, "", 0));
    if (s->len == 1) return give_obj(out, str_char(vm, f(static_cast<uint8_t>(s->data[0]))));
    Str* r = new_str_raw(vm, s->len, 1);
    if (!r) return Status::Fail;
    r->flags |= kAscii;
    auto* p = chars<uint8_t>(s);
    auto* q = chars<uint8_t>(r);
    for (uint32_t i = 0; i < s->len; i++) q[i] = f(p[i]);
    return give_obj(out, r);
}

uint8_t upper_ascii(uint8_t c) { return ascii_lower(c) ? c - 32 : c; }
uint8_t lower_ascii(uint8_t c) { return ascii_upper(c) ? c + 32 : c; }

void add_mapped(StrBuilder& b, uint32_t c, size_t (*map)(uint32_t, uint32_t*)) {
    uint32_t to[3];
    size_t n = map(c, to);
    for (size_t i = 0; i < n; i++) b.add(to[i]);
}

constexpr uint32_t kSigma = 0x3A3;

// A capital sigma becomes the final form behind a cased letter and not before one; letters that case ignores do not count.
uint32_t lower_sigma(const Str* s, uint32_t at) {
    int64_t i = int64_t(at) - 1;
    while (i >= 0 && unicode::is_case_ignorable(str_at(s, static_cast<uint32_t>(i)))) i--;
    if (i < 0 || !unicode::is_cased(str_at(s, static_cast<uint32_t>(i)))) return 0x3C3;
    uint32_t j = at + 1;
    while (j < s->len && unicode::is_case_ignorable(str_at(s, j))) j++;
    return j < s->len && unicode::is_cased(str_at(s, j)) ? 0x3C3 : 0x3C2;
}

void add_lower(StrBuilder& b, const Str* s, uint32_t i) {
    uint32_t c = str_at(s, i);
    if (c == kSigma)
        b.add(lower_sigma(s, i));
    else
        add_mapped(b, c, unicode::to_lower);
}

template <class F>
Status map_wide(VM& vm, Str* s, F add, Cell* out) {
    if (!charge_text(vm, uint64_t(s->len) * 4)) return Status::Fail;
    StrBuilder b;
    for (uint32_t i = 0; i < s->len; i++) add(b, i, str_at(s, i));
    return b.finish(vm, out);
}

}  // namespace

Status str_upper(VM& vm, Args a, Cell* out) {
    auto* s = as<Str>(a[0]);
    if (is_ascii(s)) return map_ascii(vm, s, upper_ascii, out);
    return map_wide(vm, s, [](StrBuilder& b, uint32_t, uint32_t c) { add_mapped(b, c, unicode::to_upper); }, out);
}

Status str_lower(VM& vm, Args a, Cell* out) {
    auto* s = as<Str>(a[0]);
    if (is_ascii(s)) return map_ascii(vm, s, lower_ascii, out);
    return map_wide(vm, s, [s](StrBuilder& b, uint32_t i, uint32_t) { add_lower(b, s, i); }, out);
}

Status str_casefold(VM& vm, Args a, Cell* out) {
    auto* s = as<Str>(a[0]);
    if (is_ascii(s)) return map_ascii(vm, s, lower_ascii, out);
    return map_wide(vm, s, [](StrBuilder& b, uint32_t, uint32_t c) { add_mapped(b, c, unicode::to_folded); }, out);
}

Status str_title(VM& vm, Args a, Cell* out) {
    auto* s = as<Str>(a[0]);
    bool inside = false;
    if (is_ascii(s)) {
        return map_ascii(
            vm, s,
            [&](uint8_t c) {
                uint8_t r = inside ? lower_ascii(c) : upper_ascii(c);
                inside = ascii_alpha(c);
                return r;
            },
            out);
    }
    return map_wide(
        vm, s,
        [&](StrBuilder& b, uint32_t i, uint32_t c) {
            if (inside)
                add_lower(b, s, i);
            else
                add_mapped(b, c, unicode::to_title);
            inside = unicode::is_cased(c);
        },
        out);
}

Status str_capitalize(VM& vm, Args a, Cell* out) {
    auto* s = as<Str>(a[0]);
    if (is_ascii(s)) {
        bool first = true;
        return map_ascii(
            vm, s,
            [&](uint8_t c) {
                uint8_t r = first ? upper_ascii(c) : lower_ascii(c);
                first = false;
                return r;
            },
            out);
    }
    return map_wide(
        vm, s,
        [&](StrBuilder& b, uint32_t i, uint32_t c) {
            if (i == 0)
                add_mapped(b, c, unicode::to_title);
            else
                add_lower(b, s, i);
        },
        out);
}

Status str_swapcase(VM& vm, Args a, Cell* out) {
    auto* s = as<Str>(a[0]);
    if (is_ascii(s)) return map_ascii(vm, s, [](uint8_t c) -> uint8_t { return ascii_alpha(c) ? c ^ 32 : c; }, out);
    return map_wide(
        vm, s,
        [&](StrBuilder& b, uint32_t i, uint32_t c) {
            if (unicode::is_upper(c))
                add_lower(b, s, i);
            else if (unicode::is_lower(c))
                add_mapped(b, c, unicode::to_upper);
            else
                b.add(c);
        },
        out);
}

// ---- questions

namespace {

// Is the text not empty, and does the question hold for each of its characters?
template <class F>
Status all_of(VM& vm, Args a, F holds, Cell* out) {
    auto* s = as<Str>(a[0]);
    if (!charge_text(vm, s->len)) return Status::Fail;
    return give_bool(out, s->len && by_width(s, [&](auto* p) {
                              for (uint32_t i = 0; i < s->len; i++)
                                  if (!holds(p[i])) return false;
                              return true;
                          }));
}

// Are there cased characters, and all of them of the wanted case?
Status all_cased(VM& vm, Args a, bool (*wanted)(uint32_t), bool (*other)(uint32_t), Cell* out) {
    auto* s = as<Str>(a[0]);
    if (!charge_text(vm, s->len)) return Status::Fail;
    bool some = false;
    for (uint32_t i = 0; i < s->len; i++) {
        uint32_t c = str_at(s, i);
        if (other(c) || unicode::is_title(c)) return give_bool(out, false);
        some = some || wanted(c);
    }
    return give_bool(out, some);
}

}  // namespace

Status str_isalnum(VM& vm, Args a, Cell* out) {
    return all_of(vm, a, [](uint32_t c) { return c < 0x80 ? ascii_alpha(c) || ascii_digit(c) : unicode::is_alnum(c); }, out);
}
Status str_isalpha(VM& vm, Args a, Cell* out) {
    return all_of(vm, a, [](uint32_t c) { return c < 0x80 ? ascii_alpha(c) : unicode::is_alpha(c); }, out);
}
Status str_isdecimal(VM& vm, Args a, Cell* out) { return all_of(vm, a, unicode::is_decimal, out); }
Status str_isdigit(VM& vm, Args a, Cell* out) { return all_of(vm, a, unicode::is_digit, out); }
Status str_isnumeric(VM& vm, Args a, Cell* out) { return all_of(vm, a, unicode::is_numeric, out); }
Status str_isspace(VM& vm, Args a, Cell* out) { return all_of(vm, a, unicode::is_space, out); }
Status str_isascii(VM&, Args a, Cell* out) { return give_bool(out, is_ascii(as<Str>(a[0])) || as<Str>(a[0])->len == 0); }

Status str_isprintable(VM& vm, Args a, Cell* out) {
    if (as<Str>(a[0])->len == 0) return give_bool(out, true);
    return all_of(vm, a, unicode::is_printable, out);
}

Status str_isidentifier(VM& vm, Args a, Cell* out) {
    bool first = true;
    return all_of(
        vm, a,
        [&](uint32_t c) {
            bool ok = first ? c == '_' || unicode::is_xid_start(c) : unicode::is_xid_continue(c);
            first = false;
            return ok;
        },
        out);
}

Status str_islower(VM& vm, Args a, Cell* out) { return all_cased(vm, a, unicode::is_lower, unicode::is_upper, out); }
Status str_isupper(VM& vm, Args a, Cell* out) { return all_cased(vm, a, unicode::is_upper, unicode::is_lower, out); }

Status str_istitle(VM& vm, Args a, Cell* out) {
    auto* s = as<Str>(a[0]);
    if (!charge_text(vm, s->len)) return Status::Fail;
    bool some = false, inside = false;
    for (uint32_t i = 0; i < s->len; i++) {
        uint32_t c = str_at(s, i);
        bool big = unicode::is_upper(c) || unicode::is_title(c), small = unicode::is_lower(c);
        if ((big && inside) || (small && !inside)) return give_bool(out, false);
        inside = big || small;
        some = some || inside;
    }
    return give_bool(out, some);
}

}  // namespace loopscope::runtime
