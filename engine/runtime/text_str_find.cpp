// str's methods that look for something: find, index, count, startswith, partition, replace and their kin.
#include <algorithm>

#include "runtime/argument_name.h"
#include "runtime/text_search.h"
#include "runtime/text_str_methods.h"
#include "runtime/text_util.h"

namespace loopscope::runtime {

namespace {

Status str_argument(VM& vm, Cell c, const char* method, int position) {
    if (is_str(c)) return Status::Ok;
    return raise(vm, C::TypeError, "%s() argument %d must be str, not %s", method, position, argument_name(vm, c));
}

struct Place {
    int64_t start, end;
};

// Common head of the searching methods: what is looked for, and where.
Status search_args(VM& vm, Args a, const char* method, Place* place) {
    if (Status s = str_argument(vm, a[1], method, 1); s != Status::Ok) return s;
    if (!charge_text(vm, as<Str>(a[0])->len)) return Status::Fail;
    return range_args(vm, a, 2, as<Str>(a[0])->len, &place->start, &place->end);
}

int64_t find_between(const Str* s, const Str* part, Place at, bool last) {
    if (at.end - at.start < int64_t(part->len)) return -1;
    int64_t found = with_needle<int64_t>(s, part, -1, [&](auto* p, auto* q) {
        return last ? search::rfind(p + at.start, at.end - at.start, q, part->len)
                    : search::find(p + at.start, at.end - at.start, q, part->len);
    });
    return found < 0 ? -1 : found + at.start;
}

template <bool last, bool must>
Status find_method(VM& vm, Args a, Cell* out, NativeFn self, const char* name) {
    if (must_convert(vm, a, 2)) return again_with_index(vm, self, a, out);
    Place at;
    if (Status s = search_args(vm, a, name, &at); s != Status::Ok) return s;
    int64_t i = find_between(as<Str>(a[0]), as<Str>(a[1]), at, last);
    if (must && i < 0) return raise(vm, C::ValueError, "substring not found");
    return give_int(out, i);
}

bool matches_at(const Str* s, const Str* part, int64_t at) {
    return with_needle<bool>(s, part, false, [&](auto* p, auto* q) { return memcmp(p + at, q, part->len * sizeof(*p)) == 0; });
}

bool has_affix(const Str* s, const Str* part, Place at, bool suffix) {
    if (at.end - at.start < int64_t(part->len)) return false;
    return matches_at(s, part, suffix ? at.end - part->len : at.start);
}

Status affix_method(VM& vm, Args a, Cell* out, bool suffix) {
    const char* name = suffix ? "endswith" : "startswith";
    if (must_convert(vm, a, 2)) return again_with_index(vm, suffix ? str_endswith : str_startswith, a, out);
    auto* s = as<Str>(a[0]);
    Place at;
    if (Status st = range_args(vm, a, 2, s->len, &at.start, &at.end); st != Status::Ok) return st;
    if (is_str(a[1])) return give_bool(out, has_affix(s, as<Str>(a[1]), at, suffix));
    if (!is_kind(a[1], kTuple))
        return raise(vm, C::TypeError, "%s first arg must be str or a tuple of str, not %s", name, type_name(vm, a[1]));
    auto* parts = as<Tuple>(a[1]);
    for (uint32_t i = 0; i < parts->n; i++) {
        if (!is_str(parts->v[i]))
            return raise(vm, C::TypeError, "tuple for %s must only contain str, not %s", name, type_name(vm, parts->v[i]));
        if (has_affix(s, as<Str>(parts->v[i]), at, suffix)) return give_bool(out, true);
    }
    return give_bool(out, false);
}

Status give_three(VM& vm, Cell* out, Str* x, Str* y, Str* z) {
    Owned a(vm, x ? obj_cell(x) : empty_cell()), b(vm, y ? obj_cell(y) : empty_cell()), c(vm, z ? obj_cell(z) : empty_cell());
    if (!x || !y || !z) return Status::Fail;
    return give(out, tuple_of(vm, {a, b, c}));
}

Status partition_method(VM& vm, Args a, Cell* out, bool last) {
    if (!is_str(a[1])) return raise(vm, C::TypeError, "must be str, not %s", type_name(vm, a[1]));
    auto *s = as<Str>(a[0]), *sep = as<Str>(a[1]);
    if (sep->len == 0) return raise(vm, C::ValueError, "empty separator");
    if (!charge_text(vm, s->len)) return Status::Fail;
    int64_t i = find_between(s, sep, {0, s->len}, last);
    if (i >= 0) {
        auto at = static_cast<uint32_t>(i);
        return give_three(vm, out, substring(vm, s, 0, at), substring(vm, sep, 0, sep->len),
                          substring(vm, s, at + sep->len, s->len));
    }
    Str *whole = substring(vm, s, 0, s->len), *none = str_from_ascii(vm, "", 0), *nothing = str_from_ascii(vm, "", 0);
    return last ? give_three(vm, out, none, nothing, whole) : give_three(vm, out, whole, none, nothing);
}

}  // namespace

Status str_find(VM& vm, Args a, Cell* out) { return find_method<false, false>(vm, a, out, str_find, "find"); }
Status str_rfind(VM& vm, Args a, Cell* out) { return find_method<true, false>(vm, a, out, str_rfind, "rfind"); }
Status str_index(VM& vm, Args a, Cell* out) { return find_method<false, true>(vm, a, out, str_index, "index"); }
Status str_rindex(VM& vm, Args a, Cell* out) { return find_method<true, true>(vm, a, out, str_rindex, "rindex"); }

Status str_count(VM& vm, Args a, Cell* out) {
    if (must_convert(vm, a, 2)) return again_with_index(vm, str_count, a, out);
    Place at;
    if (Status s = search_args(vm, a, "count", &at); s != Status::Ok) return s;
    auto *s = as<Str>(a[0]), *part = as<Str>(a[1]);
    if (at.end < at.start) return give_int(out, 0);
    if (part->len == 0) return give_int(out, at.end - at.start + 1);
    return give_int(out, with_needle<int64_t>(s, part, 0, [&](auto* p, auto* q) {
                        return search::count(p + at.start, at.end - at.start, q, part->len, INT64_MAX);
                    }));
}

Status str_startswith(VM& vm, Args a, Cell* out) { return affix_method(vm, a, out, false); }
Status str_endswith(VM& vm, Args a, Cell* out) { return affix_method(vm, a, out, true); }
Status str_partition(VM& vm, Args a, Cell* out) { return partition_method(vm, a, out, false); }
Status str_rpartition(VM& vm, Args a, Cell* out) { return partition_method(vm, a, out, true); }

Status str_removeprefix(VM& vm, Args a, Cell* out) {
    if (!is_str(a[1])) return raise(vm, C::TypeError, "removeprefix() argument must be str, not %s", argument_name(vm, a[1]));
    auto *s = as<Str>(a[0]), *part = as<Str>(a[1]);
    bool has = has_affix(s, part, {0, s->len}, false);
    return give_obj(out, substring(vm, s, has ? part->len : 0, s->len));
}

Status str_removesuffix(VM& vm, Args a, Cell* out) {
    if (!is_str(a[1])) return raise(vm, C::TypeError, "removesuffix() argument must be str, not %s", argument_name(vm, a[1]));
    auto *s = as<Str>(a[0]), *part = as<Str>(a[1]);
    bool has = has_affix(s, part, {0, s->len}, true);
    return give_obj(out, substring(vm, s, 0, has ? s->len - part->len : s->len));
}

// ---- replace

namespace {

// The new text between all characters, and at both ends: what replacing the empty text means.
Status interleave(VM& vm, const Str* s, const Str* with, int64_t most, Cell* out) {
    int64_t n = int64_t(s->len) + 1;
    if (most < 0 || most > n) most = n;
    if (uint64_t(s->len) + uint64_t(most) * with->len > kMaxTextLength) return too_long(vm);
    if (!charge_text(vm, s->len + uint64_t(most) * with->len)) return Status::Fail;
    StrBuilder b;
    for (uint32_t i = 0; i < s->len; i++) {
        if (i < most) b.add(with);
        b.add(str_at(s, i));
    }
    if (most == n) b.add(with);
    return b.finish(vm, out);
}

// All of the same width: units are copied in runs.
template <class T>
void replace_into(T* to, const T* s, uint32_t n, const T* part, uint32_t m, const T* with, uint32_t w, int64_t times) {
    uint32_t at = 0;
    for (; times > 0; times--) {
        auto i = static_cast<uint32_t>(search::find(s + at, int64_t(n) - at, part, int64_t(m)));
        to = std::copy(s + at, s + at + i, to);
        to = std::copy(with, with + w, to);
        at += i + m;
    }
    std::copy(s + at, s + n, to);
}

Status replace_found(VM& vm, Str* s, const Str* part, const Str* with, int64_t times, Cell* out) {
    uint64_t n = uint64_t(s->len) - uint64_t(times) * part->len + uint64_t(times) * with->len;
    if (n > kMaxTextLength) return too_long(vm);
    if (!charge_text(vm, n)) return Status::Fail;
    if (n == 0) return give_obj(out, str_from_ascii(vm, "", 0));
    if (s->aux != 1 || with->aux != 1 || n == 1 || !is_ascii(s) || !is_ascii(with)) {
        // The result may be narrower than the text: build it, then look.
        StrBuilder b;
        uint32_t at = 0;
        for (; times > 0; times--) {
            auto i = static_cast<uint32_t>(find_between(s, part, {at, s->len}, false));
            b.add(s, at, i);
            b.add(with);
            at = i + part->len;
        }
        b.add(s, at, s->len);
        return b.finish(vm, out);
    }
    Str* r = new_str_raw(vm, static_cast<uint32_t>(n), 1);
    if (!r) return Status::Fail;
    r->flags |= kAscii;
    replace_into(chars<uint8_t>(r), chars<uint8_t>(s), s->len, chars<uint8_t>(part), part->len, chars<uint8_t>(with), with->len,
                 times);
    return give_obj(out, r);
}

}  // namespace

Status str_replace(VM& vm, Args a, Cell* out) {
    if (must_convert(vm, a, 3)) return again_with_index(vm, str_replace, a, out);
    int64_t most = -1;
    if (a.n < 3) return raise(vm, C::TypeError, "replace() takes at least 2 positional arguments (%u given)", a.n - 1);
    if (a.n + a.nkw > 4) return raise(vm, C::TypeError, "replace() takes at most 3 arguments (%u given)", a.n + a.nkw - 1);
    if (a.nkw && !str_is(as<Str>(a.kwnames->v[0]), "count"))
        return raise(vm, C::TypeError, "replace() got an unexpected keyword argument '%s'",
                     to_utf8(as<Str>(a.kwnames->v[0])).c_str());
    for (int i = 1; i <= 2; i++)
        if (Status s = str_argument(vm, a[static_cast<uint32_t>(i)], "replace", i); s != Status::Ok) return s;
    if (a.n + a.nkw == 4)
        if (Status s = index_of(vm, a[3], &most, "replace"); s != Status::Ok) return s;
    auto *s = as<Str>(a[0]), *part = as<Str>(a[1]), *with = as<Str>(a[2]);
    if (!charge_text(vm, s->len)) return Status::Fail;
    if (most == 0 || (part->len == with->len && str_equal(part, with))) return give_obj(out, substring(vm, s, 0, s->len));
    if (part->len == 0) return interleave(vm, s, with, most, out);
    int64_t limit = most < 0 ? INT64_MAX : most;
    int64_t times =
        with_needle<int64_t>(s, part, 0, [&](auto* p, auto* q) { return search::count(p, s->len, q, part->len, limit); });
    if (times == 0) return give_obj(out, substring(vm, s, 0, s->len));
    return replace_found(vm, s, part, with, times, out);
}

}  // namespace loopscope::runtime
