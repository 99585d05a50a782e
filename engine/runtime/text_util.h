// Small things that the text files share: code points by width, search, builders, arguments of methods. Inside of text_*.cpp
// and format_*.cpp only.
#pragma once
#include <cstring>
#include <string>
#include <type_traits>
#include <vector>

#include "runtime/num_ops.h"
#include "runtime/text_ops.h"

namespace loopscope::runtime {

inline Status give(Cell* out, Cell owned) {
    *out = owned;
    return is_empty(owned) ? Status::Fail : Status::Ok;
}
inline Status give_obj(Cell* out, Obj* owned) { return owned ? give(out, obj_cell(owned)) : Status::Fail; }
inline Status give_bool(Cell* out, bool b) { return give(out, bool_cell(b)); }
inline Status give_int(Cell* out, int64_t i) { return give(out, int_cell(i)); }
inline Status give_not_implemented(VM& vm, Cell* out) { return give(out, new_obj_ref(vm.not_implemented)); }
inline Status give_text(VM& vm, Cell* out, std::string_view utf8) { return give_obj(out, new_str(vm, utf8)); }

inline bool is_ascii(const Str* s) { return s->flags & kAscii; }
inline bool is_exact_str(VM& vm, Cell c) { return is_str(c) && obj_of(c)->cls == vm.cls(C::Str); }
template <class T>
inline const T* chars(const Str* s) {
    return reinterpret_cast<const T*>(s->data);
}
template <class T>
inline T* chars(Str* s) {
    return reinterpret_cast<T*>(s->data);
}

// Calls f with the code points as const uint8_t*, uint16_t* or uint32_t*.
template <class F>
inline decltype(auto) by_width(const Str* s, F&& f) {
    if (s->aux == 1) return f(chars<uint8_t>(s));
    if (s->aux == 2) return f(chars<uint16_t>(s));
    return f(chars<uint32_t>(s));
}

// Long work over n code points or bytes. Short ones cost nothing: the call itself ticks.
inline bool charge_text(VM& vm, uint64_t n) { return n < 2048 || charge(vm, n / 4); }

// The code points of a str that is being made; the width is found at the end. It lies outside of the program's heap, so it
// has a limit of its own: behind that nothing is added, and the end is a MemoryError.
struct StrBuilder {
    static constexpr size_t kMost = 64 << 20;
    std::u32string text;
    uint32_t bits = 0;  // all code points or-ed
    bool full = false;
    bool has_room(size_t n) {
        if (n > kMost - text.size()) full = true;
        return !full;
    }
    void add(uint32_t c) {
        if (LS_UNLIKELY(!has_room(1))) return;
        text += static_cast<char32_t>(c);
        bits |= c;
    }
    void add(const Str* s) { add(s, 0, s->len); }
    void add(const Str* s, uint32_t start, uint32_t end) {
        if (!has_room(end - start)) return;
        by_width(s, [&](auto* p) {
            for (uint32_t i = start; i < end; i++) {
                text += static_cast<char32_t>(p[i]);
                bits |= p[i];
            }
        });
    }
    void add_ascii(std::string_view s) {
        for (char c : s) add(static_cast<unsigned char>(c));
    }
    void add_utf8(std::string_view s);
    void fill(uint32_t c, size_t n) {
        if (!has_room(n)) return;
        text.append(n, static_cast<char32_t>(c));
        if (n) bits |= c;
    }
    Str* finish(VM& vm) const;
    Status finish(VM& vm, Cell* out) const { return give_obj(out, finish(vm)); }
};

// Copies n code points from s[start..] into `to` (same or larger width).
template <class T>
inline void copy_chars(T* to, const Str* s, uint32_t start, uint32_t n) {
    by_width(s, [&](auto* p) {
        if constexpr (sizeof(*p) == sizeof(T))
            memcpy(to, p + start, size_t(n) * sizeof(T));
        else
            for (uint32_t i = 0; i < n; i++) to[i] = static_cast<T>(p[start + i]);
    });
}
void write_chars(Str* to, uint32_t at, const Str* s, uint32_t start, uint32_t n);  // `to` is at least as wide

// Calls f(text, needle) with both in the text's width; `absent` where the needle has characters too wide to be in it.
template <class R, class F>
inline R with_needle(const Str* s, const Str* needle, R absent, F&& f) {
    if (needle->aux > s->aux) return absent;
    return by_width(s, [&](auto* p) -> R {
        using T = std::remove_cv_t<std::remove_pointer_t<decltype(p)>>;
        if (needle->aux == sizeof(T)) return f(p, chars<T>(needle));
        std::vector<T> wide(needle->len + 1);
        copy_chars(wide.data(), needle, 0, needle->len);
        return f(p, static_cast<const T*>(wide.data()));
    });
}
// The arguments behind self, for bind_native.
inline Args behind_self(Args a) { return {a.v + 1, a.n - 1, a.nkw, a.kwnames}; }

// ---- arguments
// start and end of find, count, index ...: clamped like a slice. Fail: a TypeError is pending.
Status range_args(VM& vm, Args a, uint32_t first, uint32_t len, int64_t* start, int64_t* end);
// An index-like argument as int64; big ones are cut to the range where `clamp`.
Status clamped_int(VM& vm, Cell c, int64_t* out);
// The arguments from `first` on hold something that must be converted by the interpreter before.
inline bool must_convert(VM& vm, Args a, uint32_t first) {
    for (uint32_t i = first; i < a.n + a.nkw; i++)
        if (LS_UNLIKELY(is_obj(a.v[i])) && wants_index(vm, a.v[i])) return true;
    return false;
}
Status no_keyword_args(VM& vm, Args a, const char* function);
std::string type_name_of(VM& vm, Cell c);  // a copy: lives as long as it is wanted
Status too_long(VM& vm);                   // MemoryError of a text that would be too long
Status index_range_error(VM& vm, Cell c);  // OverflowError cannot fit 'int' into an index-sized integer

}  // namespace loopscope::runtime
