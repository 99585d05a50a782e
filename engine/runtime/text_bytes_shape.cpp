// Methods of bytes and bytearray that change the shape or the letters, ask about them, or turn them into text.
#include "runtime/text_bytes_methods.h"
#include "runtime/text_slots.h"

namespace loopscope::runtime {

namespace {

bool is_upper(uint8_t c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(uint8_t c) { return c >= 'a' && c <= 'z'; }
bool is_alpha(uint8_t c) { return is_upper(c & ~32); }
bool is_digit(uint8_t c) { return c >= '0' && c <= '9'; }
uint8_t up(uint8_t c) { return is_lower(c) ? c - 32 : c; }
uint8_t down(uint8_t c) { return is_upper(c) ? c + 32 : c; }

enum class Side : uint8_t { Center, Left, Right };

Status padded(VM& vm, Cell self, int64_t left, int64_t right, uint8_t fill, Cell* out) {
    ByteView s(self);
    if (left <= 0 && right <= 0) return give_like(vm, self, s.p, s.n, out);
    if (left > kMaxTextLength || right > kMaxTextLength) return too_long(vm);
    uint64_t n = s.n + uint64_t(left) + uint64_t(right);
    if (!charge_text(vm, n) || !reserve_heap(vm, n)) return Status::Fail;
    std::string r(static_cast<size_t>(left), static_cast<char>(fill));
    r.append(reinterpret_cast<const char*>(s.p), s.n);
    r.append(static_cast<size_t>(right), static_cast<char>(fill));
    return give_like(vm, self, r.data(), r.size(), out);
}

Status pad_method(VM& vm, Args a, Cell* out, Side side, const char* name, NativeFn self) {
    if (must_convert(vm, a, 1)) return again_with_index(vm, self, a, out);
    int64_t width, length = text_length(a[0]);
    ByteView fill;
    uint8_t blank = ' ';
    if (Status s = index_of(vm, a[1], &width, "width"); s != Status::Ok) return s;
    if (a.n > 2) {
        if (!bytes_view(a[2], &fill.p, &fill.n) || fill.n != 1) {
            bool wrong_length = is_bytes_like(a[2]);
            return raise(vm, C::TypeError, "%s() argument 2 must be a byte string of length 1, not %s%s", name,
                         wrong_length ? "a bytes object of length " : type_name(vm, a[2]),
                         wrong_length ? std::to_string(fill.n).c_str() : "");
        }
        blank = fill.p[0];
    }
    int64_t room = width > length ? width - length : 0;
    if (side == Side::Left) return padded(vm, a[0], 0, room, blank, out);
    if (side == Side::Right) return padded(vm, a[0], room, 0, blank, out);
    int64_t left = room / 2 + (room & width & 1);
    return padded(vm, a[0], left, room - left, blank, out);
}

template <class F>
Status mapped(VM& vm, Cell self, F f, Cell* out) {
    ByteView s(self);
    if (!charge_text(vm, s.n)) return Status::Fail;
    std::string r(s.n, '\0');
    for (uint32_t i = 0; i < s.n; i++) r[i] = static_cast<char>(f(s.p[i]));
    return give_like(vm, self, r.data(), r.size(), out);
}

template <class F>
Status all_of(Args a, F holds, Cell* out) {
    ByteView s(a[0]);
    for (uint32_t i = 0; i < s.n; i++)
        if (!holds(s.p[i])) return give_bool(out, false);
    return give_bool(out, s.n > 0);
}

// Some letters of the wanted case, none of the other.
Status cased(Args a, bool (*wanted)(uint8_t), bool (*other)(uint8_t), Cell* out) {
    ByteView s(a[0]);
    bool some = false;
    for (uint32_t i = 0; i < s.n; i++) {
        if (other(s.p[i])) return give_bool(out, false);
        some = some || wanted(s.p[i]);
    }
    return give_bool(out, some);
}

}  // namespace

Status bytes_center(VM& vm, Args a, Cell* out) { return pad_method(vm, a, out, Side::Center, "center", bytes_center); }
Status bytes_ljust(VM& vm, Args a, Cell* out) { return pad_method(vm, a, out, Side::Left, "ljust", bytes_ljust); }
Status bytes_rjust(VM& vm, Args a, Cell* out) { return pad_method(vm, a, out, Side::Right, "rjust", bytes_rjust); }

Status bytes_zfill(VM& vm, Args a, Cell* out) {
    if (must_convert(vm, a, 1)) return again_with_index(vm, bytes_zfill, a, out);
    ByteView s(a[0]);
    int64_t width;
    if (Status st = index_of(vm, a[1], &width, "width"); st != Status::Ok) return st;
    if (width <= int64_t(s.n)) return give_like(vm, a[0], s.p, s.n, out);
    if (width > kMaxTextLength) return too_long(vm);
    if (!charge_text(vm, static_cast<uint64_t>(width)) || !reserve_heap(vm, static_cast<uint64_t>(width))) return Status::Fail;
    bool sign = s.n && (s.p[0] == '+' || s.p[0] == '-');
    std::string r(reinterpret_cast<const char*>(s.p), s.n);
    r.insert(sign, static_cast<size_t>(width - s.n), '0');
    return give_like(vm, a[0], r.data(), r.size(), out);
}

Status bytes_expandtabs(VM& vm, Args a, Cell* out) {
    if (must_convert(vm, a, 1)) return again_with_index(vm, bytes_expandtabs, a, out);
    static const char* const kNames[] = {"tabsize", nullptr};
    Cell v;
    int64_t size = 8, column = 0;
    if (Status s = bind_native(vm, behind_self(a), "expandtabs", kNames, 0, 1, &v); s != Status::Ok) return s;
    if (!is_empty(v))
        if (Status s = index_of(vm, v, &size, "tabsize"); s != Status::Ok) return s;
    if (size > INT32_MAX || size < INT32_MIN) return raise(vm, C::OverflowError, "Python int too large to convert to C int");
    ByteView s(a[0]);
    std::string r;
    for (uint32_t i = 0; i < s.n; i++) {
        uint8_t c = s.p[i];
        if (c != '\t') {
            r += static_cast<char>(c);
            column = c == '\n' || c == '\r' ? 0 : column + 1;
        } else if (size > 0) {
            int64_t room = size - column % size;
            if (r.size() + static_cast<uint64_t>(room) > kMaxTextLength) return raise(vm, C::OverflowError, "result too long");
            if (room > 4096 && (!charge_text(vm, uint64_t(room)) || !reserve_heap(vm, r.size() + uint64_t(room))))
                return Status::Fail;
            r.append(static_cast<size_t>(room), ' ');
            column += room;
        }
    }
    return give_like(vm, a[0], r.data(), r.size(), out);
}

Status bytes_upper(VM& vm, Args a, Cell* out) { return mapped(vm, a[0], up, out); }
Status bytes_lower(VM& vm, Args a, Cell* out) { return mapped(vm, a[0], down, out); }
Status bytes_swapcase(VM& vm, Args a, Cell* out) {
    return mapped(vm, a[0], [](uint8_t c) { return is_alpha(c) ? c ^ 32 : c; }, out);
}

Status bytes_title(VM& vm, Args a, Cell* out) {
    bool inside = false;
    return mapped(
        vm, a[0],
        [&](uint8_t c) {
            uint8_t r = inside ? down(c) : up(c);
            inside = is_alpha(c);
            return r;
        },
        out);
}

Status bytes_capitalize(VM& vm, Args a, Cell* out) {
    bool first = true;
    return mapped(
        vm, a[0],
        [&](uint8_t c) {
            uint8_t r = first ? up(c) : down(c);
            first = false;
            return r;
        },
        out);
}

Status bytes_isalnum(VM&, Args a, Cell* out) {
    return all_of(a, [](uint8_t c) { return is_alpha(c) || is_digit(c); }, out);
}
Status bytes_isalpha(VM&, Args a, Cell* out) { return all_of(a, is_alpha, out); }
Status bytes_isdigit(VM&, Args a, Cell* out) { return all_of(a, is_digit, out); }
Status bytes_isspace(VM&, Args a, Cell* out) { return all_of(a, byte_space, out); }
Status bytes_islower(VM&, Args a, Cell* out) { return cased(a, is_lower, is_upper, out); }
Status bytes_isupper(VM&, Args a, Cell* out) { return cased(a, is_upper, is_lower, out); }

Status bytes_isascii(VM&, Args a, Cell* out) {
    ByteView s(a[0]);
    for (uint32_t i = 0; i < s.n; i++)
        if (s.p[i] & 0x80) return give_bool(out, false);
    return give_bool(out, true);
}

Status bytes_istitle(VM&, Args a, Cell* out) {
    ByteView s(a[0]);
    bool inside = false, some = false;
    for (uint32_t i = 0; i < s.n; i++) {
        if ((is_upper(s.p[i]) && inside) || (is_lower(s.p[i]) && !inside)) return give_bool(out, false);
        inside = is_alpha(s.p[i]);
        some = some || inside;
    }
    return give_bool(out, some);
}

// ---- hex, translate, decode

Status bytes_hex(VM& vm, Args a, Cell* out) {
    if (must_convert(vm, a, 2)) return again_with_index(vm, bytes_hex, a, out);
    static const char* const kNames[] = {"sep", "bytes_per_sep", nullptr};
    Cell v[2];
    if (Status s = bind_native(vm, behind_self(a), "hex", kNames, 0, 2, v); s != Status::Ok) return s;
    int64_t group = 1;
    uint32_t sep = 0;
    if (!is_empty(v[1]))
        if (Status s = index_of(vm, v[1], &group, "bytes_per_sep"); s != Status::Ok) return s;
    if (!is_empty(v[0])) {
        if (!is_text(v[0])) return raise(vm, C::TypeError, "object of type '%s' has no len()", type_name(vm, v[0]));
        if (text_length(v[0]) != 1) return raise(vm, C::ValueError, "sep must be length 1.");
        sep = is_str(v[0]) ? str_at(as<Str>(v[0]), 0) : ByteView(v[0]).p[0];
        if (sep >= 0x80) return raise(vm, C::ValueError, "sep must be ASCII.");
    }
    ByteView s(a[0]);
    if (!charge_text(vm, uint64_t(s.n) * 2)) return Status::Fail;
    std::string r;
    r.reserve(s.n * 3u);
    for (int64_t i = 0; i < int64_t(s.n); i++) {
        bool cut = group > 0 ? (s.n - i) % group == 0 : group < 0 && i % -group == 0;
        if (!is_empty(v[0]) && i && cut) r += static_cast<char>(sep);
        r += "0123456789abcdef"[s.p[i] >> 4];
        r += "0123456789abcdef"[s.p[i] & 15];
    }
    return give_obj(out, str_from_ascii(vm, r.data(), r.size()));
}

Status bytes_translate(VM& vm, Args a, Cell* out) {
    static const char* const kNames[] = {"table", "delete", nullptr};
    Cell v[2];
    ByteView table, gone;
    if (Status s = bind_native(vm, behind_self(a), "translate", kNames, 1, 2, v); s != Status::Ok) return s;
    if (!is_none(v[0])) {
        if (Status s = bytes_argument(vm, v[0], &table); s != Status::Ok) return s;
        if (table.n != 256) return raise(vm, C::ValueError, "translation table must be 256 characters long");
    }
    bool drop[256] = {};
    if (!is_empty(v[1])) {
        if (Status s = bytes_argument(vm, v[1], &gone); s != Status::Ok) return s;
        for (uint32_t i = 0; i < gone.n; i++) drop[gone.p[i]] = true;
    }
    ByteView s(a[0]);
    if (!charge_text(vm, s.n)) return Status::Fail;
    std::string r;
    for (uint32_t i = 0; i < s.n; i++)
        if (!drop[s.p[i]]) r += static_cast<char>(table.p ? table.p[s.p[i]] : s.p[i]);
    return give_like(vm, a[0], r.data(), r.size(), out);
}

Status bytes_maketrans(VM& vm, Args a, Cell* out) {
    ByteView from, to;
    if (Status s = bytes_argument(vm, a[0], &from); s != Status::Ok) return s;
    if (Status s = bytes_argument(vm, a[1], &to); s != Status::Ok) return s;
    if (from.n != to.n) return raise(vm, C::ValueError, "maketrans arguments must have same length");
    uint8_t table[256];
    for (int i = 0; i < 256; i++) table[i] = static_cast<uint8_t>(i);
    for (uint32_t i = 0; i < from.n; i++) table[from.p[i]] = to.p[i];
    return give_obj(out, new_bytes(vm, table, 256));
}

Status bytes_decode(VM& vm, Args a, Cell* out) {
    static const char* const kNames[] = {"encoding", "errors", nullptr};
    Cell v[2];
    std::string encoding, errors;
    if (Status s = bind_native(vm, behind_self(a), "decode", kNames, 0, 2, v); s != Status::Ok) return s;
    if (Status s = codec_argument(vm, v[0], "decode", "encoding", "utf-8", &encoding); s != Status::Ok) return s;
    if (Status s = codec_argument(vm, v[1], "decode", "errors", "strict", &errors); s != Status::Ok) return s;
    return decode_bytes(vm, a[0], encoding, errors, out);
}

}  // namespace loopscope::runtime
