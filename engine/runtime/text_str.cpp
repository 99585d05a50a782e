// str objects: making, cutting, joining, interning, UTF-8 in and out.
#include <algorithm>
#include <new>

#include "base/utf8.h"
#include "runtime/memory.h"
#include "runtime/text_util.h"

namespace loopscope::runtime {

Status too_long(VM& vm) { return raise_cell(vm, C::MemoryError, empty_cell()); }

namespace {

std::nullptr_t no_room(VM& vm) {
    (void)too_long(vm);
    return nullptr;
}

uint32_t width_for(uint32_t bits) { return bits < 0x100 ? 1 : bits < 0x10000 ? 2 : 4; }

// All code points or-ed: enough to tell ASCII from the three widths.
template <class T>
uint32_t bits_of(const T* p, size_t n) {
    uint32_t bits = 0;
    for (size_t i = 0; i < n; i++) bits |= p[i];
    return bits;
}

bool all_ascii(const char* s, size_t n) {
    size_t i = 0;
    for (; i + 8 <= n; i += 8) {
        uint64_t word;
        memcpy(&word, s + i, 8);
        if (word & 0x8080808080808080ull) return false;
    }
    for (; i < n; i++)
        if (s[i] & 0x80) return false;
    return true;
}

Str* make_cached(VM& vm, uint32_t len, uint8_t c) {
    Str* s = new_str_raw(vm, len, 1);
    if (!s) return nullptr;
    if (len) s->data[0] = static_cast<char>(c);
    if (c < 0x80) s->flags |= kAscii;
    s->flags |= kInterned;
    s->rc = kImmortal;
    return s;
}

Str* empty(VM& vm) {
    if (LS_UNLIKELY(!vm.empty_str)) vm.empty_str = make_cached(vm, 0, 0);
    return vm.empty_str ? newref(vm.empty_str) : nullptr;
}

Str* latin1_char(VM& vm, uint8_t c) {
    if (LS_UNLIKELY(!vm.latin1[c])) vm.latin1[c] = make_cached(vm, 1, c);
    return vm.latin1[c] ? newref(vm.latin1[c]) : nullptr;
}

template <class T>
Str* from_units(VM& vm, const T* p, size_t n) {
    if (n == 0) return empty(vm);
    if (n > kMaxTextLength) return no_room(vm);
    uint32_t bits = bits_of(p, n);
    if (n == 1 && bits < 0x100) return latin1_char(vm, static_cast<uint8_t>(bits));
    Str* s = new_str_raw(vm, static_cast<uint32_t>(n), width_for(bits));
    if (!s) return nullptr;
    if (bits < 0x80) s->flags |= kAscii;
    if (s->aux == 1)
        std::copy(p, p + n, chars<uint8_t>(s));
    else if (s->aux == 2)
        std::copy(p, p + n, chars<uint16_t>(s));
    else
        std::copy(p, p + n, chars<uint32_t>(s));
    return s;
}

Str* decode(VM& vm, std::string_view utf8) {
    std::u32string points;
    points.reserve(utf8.size());
    for (size_t at = 0; at < utf8.size();) {
        auto c = base::decode_utf8(utf8, at);
        points += c.code_point;
        at += c.size;
    }
    return from_units(vm, points.data(), points.size());
}

}  // namespace

Str* new_str_raw(VM& vm, uint32_t len, uint32_t width) {
    if (LS_UNLIKELY(len > kMaxTextLength)) return no_room(vm);
    auto* s = static_cast<Str*>(make_object(vm, kStr, vm.cls(C::Str), str_bytes(len, width)));
    if (!s) return nullptr;
    s->len = len;
    s->aux = static_cast<uint16_t>(width);
    return s;
}

Str* str_from_ascii(VM& vm, const char* p, size_t n) {
    if (n == 0) return empty(vm);
    if (n == 1) return latin1_char(vm, static_cast<uint8_t>(p[0]));
    if (n > kMaxTextLength) return no_room(vm);
    Str* s = new_str_raw(vm, static_cast<uint32_t>(n), 1);
    if (!s) return nullptr;
    s->flags |= kAscii;
    memcpy(s->data, p, n);
    return s;
}

Str* str_from_latin1(VM& vm, const uint8_t* p, size_t n) { return from_units(vm, p, n); }
Str* str_from_code_points(VM& vm, const uint32_t* cps, uint32_t n) { return from_units(vm, cps, n); }

Str* str_char(VM& vm, uint32_t c) { return c < 0x100 ? latin1_char(vm, static_cast<uint8_t>(c)) : from_units(vm, &c, 1); }

Str* new_str(VM& vm, std::string_view utf8) {
    return all_ascii(utf8.data(), utf8.size()) ? str_from_ascii(vm, utf8.data(), utf8.size()) : decode(vm, utf8);
}

Cell new_str_cell(VM& vm, std::string_view utf8) {
    Str* s = new_str(vm, utf8);
    return s ? obj_cell(s) : empty_cell();
}

Str* StrBuilder::finish(VM& vm) const {
    if (!full) return from_units(vm, text.data(), text.size());
    (void)too_long(vm);
    return nullptr;
}

void StrBuilder::add_utf8(std::string_view s) {
    for (size_t at = 0; at < s.size();) {
        auto c = base::decode_utf8(s, at);
        add(c.code_point);
        at += c.size;
    }
}

std::string to_utf8(const Str* s) {
    if (is_ascii(s)) return {s->data, s->len};
    std::string out;
    out.reserve(s->len * 2u);
    by_width(s, [&](auto* p) {
        for (uint32_t i = 0; i < s->len; i++) base::append_utf8(out, p[i]);
    });
    return out;
}

std::string str_utf8(Cell c) { return to_utf8(as<Str>(c)); }

uint32_t str_at(const Str* s, uint32_t i) {
    return by_width(s, [&](auto* p) -> uint32_t { return p[i]; });
}

bool str_equal(const Str* a, const Str* b) {
    if (a == b) return true;
    return a->len == b->len && a->aux == b->aux && memcmp(a->data, b->data, size_t(a->len) * a->aux) == 0;
}

bool str_is(const Str* s, const char* ascii) {
    size_t n = strlen(ascii);
    return s->len == n && s->aux == 1 && memcmp(s->data, ascii, n) == 0;
}

// ---- interned strings: vm.interned maps each to itself and keeps it for good

Str* intern(VM& vm, Str* owned) {
    if (owned->flags & kInterned) return owned;
    Str* plain = owned;
    if (owned->cls != vm.cls(C::Str) || owned->len <= 1) {
        plain = substring(vm, owned, 0, owned->len);
        decref(vm, owned);
        if (!plain || (plain->flags & kInterned)) return plain;
    }
    Cell found;
    if (dict_get(vm, vm.interned, obj_cell(plain), &found) != Status::Ok) return nullptr;
    if (!is_empty(found)) {
        Str* s = newref(as<Str>(found));
        decref(vm, plain);
        return s;
    }
    if (dict_set(vm, vm.interned, obj_cell(plain), obj_cell(plain)) != Status::Ok) return nullptr;
    plain->flags |= kInterned;
    return plain;
}

namespace {
constexpr size_t kShort = 128;

// Most names are there already, and are found without making them first. Empty: not there, or not a short ASCII text.
Cell find_interned(VM& vm, std::string_view text) {
    if (text.size() < 2 || text.size() > kShort || !all_ascii(text.data(), text.size())) return empty_cell();
    alignas(Str) char place[sizeof(Str) + kShort];
    Str* key = new (place) Str{};
    key->kind = kStr;
    key->len = static_cast<uint32_t>(text.size());
    key->aux = 1;
    memcpy(key->data, text.data(), text.size());
    return dict_get_str(vm.interned, key);
}
}  // namespace

Str* intern(VM& vm, std::string_view utf8) {
    if (Cell found = find_interned(vm, utf8); !is_empty(found)) return newref(as<Str>(found));
    // The names that the engine itself asks for are always there: short ones may go beyond the heap's limit.
    const uint64_t more = utf8.size() <= kShort ? kPromised : 0;
    vm.heap_limit += more;
    Str* s = new_str(vm, utf8);
    s = s ? intern(vm, s) : nullptr;
    vm.heap_limit -= more;
    return s;
}

// ---- cutting and joining

Str* substring(VM& vm, Str* s, uint32_t start, uint32_t end) {
    if (start == 0 && end == s->len && s->cls == vm.cls(C::Str)) return newref(s);
    uint32_t n = end - start;
    if (is_ascii(s)) return str_from_ascii(vm, s->data + start, n);
    return by_width(s, [&](auto* p) { return from_units(vm, p + start, n); });
}

void write_chars(Str* to, uint32_t at, const Str* s, uint32_t start, uint32_t n) {
    if (to->aux == 1)
        copy_chars(chars<uint8_t>(to) + at, s, start, n);
    else if (to->aux == 2)
        copy_chars(chars<uint16_t>(to) + at, s, start, n);
    else
        copy_chars(chars<uint32_t>(to) + at, s, start, n);
}

Str* str_concat(VM& vm, Str* a, Str* b) {
    if (a->len == 0) return substring(vm, b, 0, b->len);
    if (b->len == 0) return substring(vm, a, 0, a->len);
    uint64_t n = uint64_t(a->len) + b->len;
    if (n > kMaxTextLength) return no_room(vm);
    if (!charge_text(vm, n)) return nullptr;
    Str* s = new_str_raw(vm, static_cast<uint32_t>(n), std::max(a->aux, b->aux));
    if (!s) return nullptr;
    s->flags |= a->flags & b->flags & kAscii;
    write_chars(s, 0, a, 0, a->len);
    write_chars(s, a->len, b, 0, b->len);
    return s;
}

namespace {

// Does the block that an object of `bytes` got also hold `more`? Blocks are multiples of 16 up to 1 KiB, then powers of two
// less the 16 bytes of their header (arena.cpp).
bool same_block(size_t bytes, size_t more) {
    if (bytes <= 1024) return more <= ((bytes + 15) & ~size_t(15));
    return more + 16 <= size_t(1) << (64 - __builtin_clzll(bytes + 16 - 1));
}

}  // namespace

Str* str_append_inplace(VM& vm, Str* left, Str* right) {
    uint64_t n = uint64_t(left->len) + right->len;
    bool fits = left->rc == 1 && !(left->flags & (kInterned | kHasAttrs)) && left->cls == vm.cls(C::Str) &&
                right->aux <= left->aux && left != right && n <= kMaxTextLength &&
                same_block(str_bytes(left->len, left->aux), str_bytes(static_cast<uint32_t>(n), left->aux));
    if (!fits) {
        Str* s = str_concat(vm, left, right);
        decref(vm, left);
        return s;
    }
    write_chars(left, left->len, right, 0, right->len);
    if (!is_ascii(right)) left->flags &= static_cast<uint8_t>(~kAscii);
    left->len = static_cast<uint32_t>(n);
    left->hash = 0;
    return left;
}

Status join_strings(VM& vm, Str* separator, const Cell* items, uint32_t n, Cell* out) {
    uint64_t total = n ? uint64_t(separator->len) * (n - 1) : 0;
    uint32_t width = n > 1 ? separator->aux : 1;
    bool ascii = n <= 1 || is_ascii(separator);
    for (uint32_t i = 0; i < n; i++) {
        if (!is_str(items[i]))
            return raise(vm, C::TypeError, "sequence item %u: expected str instance, %s found", i, type_name(vm, items[i]));
        auto* s = as<Str>(items[i]);
        total += s->len;
        width = std::max<uint32_t>(width, s->aux);
        ascii = ascii && is_ascii(s);
    }
    if (n == 1 && is_exact_str(vm, items[0])) return give(out, newref(items[0]));
    if (total == 0) return give_obj(out, empty(vm));
    if (total > kMaxTextLength) return too_long(vm);
    if (!charge_text(vm, total + n)) return Status::Fail;
    if (total == 1 && width == 1) {
        for (uint32_t i = 0; i < n; i++)
            if (as<Str>(items[i])->len) return give_obj(out, str_char(vm, str_at(as<Str>(items[i]), 0)));
        return give_obj(out, str_char(vm, str_at(separator, 0)));
    }
    Str* r = new_str_raw(vm, static_cast<uint32_t>(total), width);
    if (!r) return Status::Fail;
    if (ascii) r->flags |= kAscii;
    uint32_t at = 0;
    for (uint32_t i = 0; i < n; i++) {
        auto* s = as<Str>(items[i]);
        if (i && separator->len) {
            write_chars(r, at, separator, 0, separator->len);
            at += separator->len;
        }
        write_chars(r, at, s, 0, s->len);
        at += s->len;
    }
    return give(out, obj_cell(r));
}

}  // namespace loopscope::runtime
