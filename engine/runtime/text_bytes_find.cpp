// Methods of bytes and bytearray that look for something, take apart and put together.
#include "runtime/container_iter.h"
#include "runtime/text_bytes_methods.h"
#include "runtime/text_search.h"

namespace loopscope::runtime {

Status give_like(VM& vm, Cell like, const void* data, size_t n, Cell* out) {
    if (is_bytearray(like)) return give_obj(out, new_bytearray(vm, data, n));
    if (is_exact(vm, like, C::Bytes) && n == as<Bytes>(like)->len && data == as<Bytes>(like)->data)
        return give(out, newref(like));
    return give_obj(out, new_bytes(vm, data, n));
}

Status bytes_argument(VM& vm, Cell c, ByteView* out) {
    if (bytes_view(c, &out->p, &out->n)) return Status::Ok;
    return raise(vm, C::TypeError, "a bytes-like object is required, not '%s'", type_name(vm, c));
}

namespace {

struct Place {
    int64_t start, end;
};
struct Needle {
    ByteView view;
    uint8_t single;
};

// Bytes, or an int that stands for one.
Status needle_argument(VM& vm, Cell c, Needle* out) {
    if (bytes_view(c, &out->view.p, &out->view.n)) return Status::Ok;
    int64_t v;
    if (!is_int(c))
        return raise(vm, C::TypeError, "argument should be integer or bytes-like object, not '%s'", type_name(vm, c));
    if (!fits_int64(c, &v) || v < 0 || v > 255) return raise(vm, C::ValueError, "byte must be in range(0, 256)");
    out->single = static_cast<uint8_t>(v);
    out->view = {&out->single, 1};
    return Status::Ok;
}

int64_t find_between(ByteView s, ByteView part, Place at, bool last) {
    if (at.end - at.start < int64_t(part.n)) return -1;
    int64_t i = last ? search::rfind(s.p + at.start, at.end - at.start, part.p, part.n)
                     : search::find(s.p + at.start, at.end - at.start, part.p, part.n);
    return i < 0 ? -1 : i + at.start;
}

Status search_args(VM& vm, Args a, Needle* needle, Place* at) {
    if (Status s = needle_argument(vm, a[1], needle); s != Status::Ok) return s;
    if (!charge_text(vm, text_length(a[0]))) return Status::Fail;
    return range_args(vm, a, 2, text_length(a[0]), &at->start, &at->end);
}

Status find_method(VM& vm, Args a, Cell* out, NativeFn self, bool last, bool must) {
    if (must_convert(vm, a, 1)) return again_with_index(vm, self, a, out);
    Needle needle;
    Place at;
    if (Status s = search_args(vm, a, &needle, &at); s != Status::Ok) return s;
    int64_t i = find_between(ByteView(a[0]), needle.view, at, last);
    if (must && i < 0) return raise(vm, C::ValueError, "subsection not found");
    return give_int(out, i);
}

Status affix_method(VM& vm, Args a, Cell* out, bool suffix) {
    const char* name = suffix ? "endswith" : "startswith";
    if (must_convert(vm, a, 2)) return again_with_index(vm, suffix ? bytes_endswith : bytes_startswith, a, out);
    ByteView s(a[0]), part;
    Place at;
    if (Status st = range_args(vm, a, 2, s.n, &at.start, &at.end); st != Status::Ok) return st;
    auto has = [&] {
        if (at.end - at.start < int64_t(part.n)) return false;
        return memcmp(s.p + (suffix ? at.end - part.n : at.start), part.p, part.n) == 0;
    };
    if (bytes_view(a[1], &part.p, &part.n)) return give_bool(out, has());
    if (!is_kind(a[1], kTuple))
        return raise(vm, C::TypeError, "%s first arg must be bytes or a tuple of bytes, not %s", name, type_name(vm, a[1]));
    for (uint32_t i = 0; i < as<Tuple>(a[1])->n; i++) {
        if (Status st = bytes_argument(vm, as<Tuple>(a[1])->v[i], &part); st != Status::Ok) return st;
        if (has()) return give_bool(out, true);
    }
    return give_bool(out, false);
}

Status partition_method(VM& vm, Args a, Cell* out, bool last) {
    ByteView s(a[0]), sep;
    if (Status st = bytes_argument(vm, a[1], &sep); st != Status::Ok) return st;
    if (sep.n == 0) return raise(vm, C::ValueError, "empty separator");
    if (!charge_text(vm, s.n)) return Status::Fail;
    int64_t i = find_between(s, sep, {0, s.n}, last);
    Cell x, y, z;
    ByteView parts[3] = {{s.p, s.n}, {s.p, 0}, {s.p, 0}};
    if (i >= 0) {
        auto at = static_cast<uint32_t>(i);
        parts[0] = {s.p, at};
        parts[1] = sep;
        parts[2] = {s.p + at + sep.n, s.n - at - sep.n};
    } else if (last) {
        std::swap(parts[0], parts[2]);
    }
    if (Status st = give_like(vm, a[0], parts[0].p, parts[0].n, &x); st != Status::Ok) return st;
    Owned hold_x(vm, x);
    if (Status st = give_like(vm, i >= 0 && is_bytes(a[0]) ? a[1] : a[0], parts[1].p, parts[1].n, &y); st != Status::Ok)
        return st;
    Owned hold_y(vm, y);
    if (Status st = give_like(vm, a[0], parts[2].p, parts[2].n, &z); st != Status::Ok) return st;
    Owned hold_z(vm, z);
    return give(out, tuple_of(vm, {x, y, z}));
}

Status give_parts(VM& vm, Cell of, ByteView s, const search::Ranges& parts, Cell* out) {
    List* l = new_list(vm, static_cast<uint32_t>(parts.size()));
    if (!l) return Status::Fail;
    Owned hold(vm, obj_cell(l));
    for (search::Range r : parts) {
        Cell part;
        if (Status st = give_like(vm, of, s.p + r.start, r.end - r.start, &part); st != Status::Ok) return st;
        if (!list_append(vm, l, part)) return Status::Fail;
    }
    return give(out, hold.take());
}

Status split_method(VM& vm, Args a, Cell* out, bool from_right) {
    if (must_convert(vm, a, 1)) return again_with_index(vm, from_right ? bytes_rsplit : bytes_split, a, out);
    static const char* const kNames[] = {"sep", "maxsplit", nullptr};
    Cell v[2];
    if (Status s = bind_native(vm, behind_self(a), from_right ? "rsplit" : "split", kNames, 0, 2, v); s != Status::Ok) return s;
    int64_t most = -1;
    if (!is_empty(v[1]))
        if (Status s = index_of(vm, v[1], &most, "split"); s != Status::Ok) return s;
    ByteView s(a[0]), sep;
    if (!charge_text(vm, s.n)) return Status::Fail;
    if (is_empty(v[0]) || is_none(v[0]))
        return give_parts(
            vm, a[0], s,
            from_right ? search::rsplit_words(s.p, s.n, most, byte_space) : search::split_words(s.p, s.n, most, byte_space),
            out);
    if (Status st = bytes_argument(vm, v[0], &sep); st != Status::Ok) return st;
    if (sep.n == 0) return raise(vm, C::ValueError, "empty separator");
    return give_parts(vm, a[0], s,
                      from_right ? search::rsplit(s.p, s.n, sep.p, sep.n, most) : search::split(s.p, s.n, sep.p, sep.n, most),
                      out);
}

}  // namespace

Status bytes_find(VM& vm, Args a, Cell* out) { return find_method(vm, a, out, bytes_find, false, false); }
Status bytes_rfind(VM& vm, Args a, Cell* out) { return find_method(vm, a, out, bytes_rfind, true, false); }
Status bytes_index(VM& vm, Args a, Cell* out) { return find_method(vm, a, out, bytes_index, false, true); }
Status bytes_rindex(VM& vm, Args a, Cell* out) { return find_method(vm, a, out, bytes_rindex, true, true); }
Status bytes_startswith(VM& vm, Args a, Cell* out) { return affix_method(vm, a, out, false); }
Status bytes_endswith(VM& vm, Args a, Cell* out) { return affix_method(vm, a, out, true); }
Status bytes_partition(VM& vm, Args a, Cell* out) { return partition_method(vm, a, out, false); }
Status bytes_rpartition(VM& vm, Args a, Cell* out) { return partition_method(vm, a, out, true); }
Status bytes_split(VM& vm, Args a, Cell* out) { return split_method(vm, a, out, false); }
Status bytes_rsplit(VM& vm, Args a, Cell* out) { return split_method(vm, a, out, true); }

Status bytes_count(VM& vm, Args a, Cell* out) {
    if (must_convert(vm, a, 1)) return again_with_index(vm, bytes_count, a, out);
    Needle needle;
    Place at;
    if (Status s = search_args(vm, a, &needle, &at); s != Status::Ok) return s;
    if (at.end < at.start) return give_int(out, 0);
    if (needle.view.n == 0) return give_int(out, at.end - at.start + 1);
    return give_int(out,
                    search::count(ByteView(a[0]).p + at.start, at.end - at.start, needle.view.p, needle.view.n, INT64_MAX));
}

Status bytes_splitlines(VM& vm, Args a, Cell* out) {
    static const char* const kNames[] = {"keepends", nullptr};
    Cell keep;
    if (Status s = bind_native(vm, behind_self(a), "splitlines", kNames, 0, 1, &keep); s != Status::Ok) return s;
    int truth = is_empty(keep) ? 0 : truth_native(keep);
    if (truth < 0) return call_hidden(vm, "_splitlines", {a[0], keep});
    ByteView s(a[0]);
    if (!charge_text(vm, s.n)) return Status::Fail;
    return give_parts(vm, a[0], s, search::split_lines(s.p, s.n, truth == 1, [](uint8_t c) { return c == '\n' || c == '\r'; }),
                      out);
}

Status bytes_removeprefix(VM& vm, Args a, Cell* out) {
    ByteView s(a[0]), part;
    if (Status st = bytes_argument(vm, a[1], &part); st != Status::Ok) return st;
    uint32_t cut = part.n <= s.n && memcmp(s.p, part.p, part.n) == 0 ? part.n : 0;
    return give_like(vm, a[0], s.p + cut, s.n - cut, out);
}

Status bytes_removesuffix(VM& vm, Args a, Cell* out) {
    ByteView s(a[0]), part;
    if (Status st = bytes_argument(vm, a[1], &part); st != Status::Ok) return st;
    uint32_t cut = part.n <= s.n && memcmp(s.p + s.n - part.n, part.p, part.n) == 0 ? part.n : 0;
    return give_like(vm, a[0], s.p, s.n - cut, out);
}

Status bytes_replace(VM& vm, Args a, Cell* out) {
    if (must_convert(vm, a, 3)) return again_with_index(vm, bytes_replace, a, out);
    ByteView s(a[0]), part, with;
    int64_t most = -1;
    if (Status st = bytes_argument(vm, a[1], &part); st != Status::Ok) return st;
    if (Status st = bytes_argument(vm, a[2], &with); st != Status::Ok) return st;
    if (a.n > 3)
        if (Status st = index_of(vm, a[3], &most, "replace"); st != Status::Ok) return st;
    if (!charge_text(vm, s.n)) return Status::Fail;
    int64_t limit = most < 0 ? INT64_MAX : most;
    int64_t times = part.n ? search::count(s.p, s.n, part.p, part.n, limit) : std::min<int64_t>(limit, int64_t(s.n) + 1);
    if (times == 0) return give_like(vm, a[0], s.p, s.n, out);
    uint64_t n = s.n + uint64_t(times) * with.n - uint64_t(times) * part.n;
    if (n > kMaxTextLength) return too_long(vm);
    if (!charge_text(vm, n) || !reserve_heap(vm, n)) return Status::Fail;
    std::string r;
    r.reserve(n);
    uint32_t at = 0;
    for (int64_t i = 0; i < times; i++) {
        uint32_t next = part.n ? at + static_cast<uint32_t>(search::find(s.p + at, int64_t(s.n) - at, part.p, int64_t(part.n)))
                        : i    ? at + 1
                               : at;
        r.append(reinterpret_cast<const char*>(s.p) + at, next - at);
        r.append(reinterpret_cast<const char*>(with.p), with.n);
        at = next + part.n;
    }
    r.append(reinterpret_cast<const char*>(s.p) + at, s.n - at);
    return give_like(vm, a[0], r.data(), r.size(), out);
}

// ---- join

namespace {

Status join_parts(VM& vm, Cell separator, const Cell* v, uint32_t n, Cell* out) {
    ByteView sep(separator), part;
    uint64_t total = n ? uint64_t(sep.n) * (n - 1) : 0;
    for (uint32_t i = 0; i < n; i++) {
        if (!bytes_view(v[i], &part.p, &part.n))
            return raise(vm, C::TypeError, "sequence item %u: expected a bytes-like object, %s found", i, type_name(vm, v[i]));
        total += part.n;
    }
    if (total > kMaxTextLength) return too_long(vm);
    if (!charge_text(vm, total + n) || !reserve_heap(vm, total)) return Status::Fail;
    if (n == 1 && is_bytes(separator) && is_exact(vm, v[0], C::Bytes)) return give(out, newref(v[0]));
    std::string r;
    r.reserve(total);
    for (uint32_t i = 0; i < n; i++) {
        if (i) r.append(reinterpret_cast<const char*>(sep.p), sep.n);
        bytes_view(v[i], &part.p, &part.n);
        r.append(reinterpret_cast<const char*>(part.p), part.n);
    }
    return is_bytearray(separator) ? give_obj(out, new_bytearray(vm, r.data(), r.size()))
                                   : give_obj(out, new_bytes(vm, r.data(), r.size()));
}

enum : uint32_t { kSeparator = 1, kItems = 2 };

Next join_item(VM& vm, Cell* slots, Cell* item, Cell*) {
    Cell c = *item;
    *item = empty_cell();
    return list_append(vm, as<List>(slots[kItems]), c) ? Next::Go : Next::Fail;
}

Status join_end(VM& vm, Cell* slots, Cell* out) {
    auto* l = as<List>(slots[kItems]);
    return join_parts(vm, slots[kSeparator], l->v, l->n, out);
}

constexpr Consumer kJoin = {"join", join_item, nullptr, join_end};

}  // namespace

Status bytes_join(VM& vm, Args a, Cell* out) {
    if (is_exact(vm, a[1], C::List)) return join_parts(vm, a[0], as<List>(a[1])->v, as<List>(a[1])->n, out);
    if (is_exact(vm, a[1], C::Tuple)) return join_parts(vm, a[0], as<Tuple>(a[1])->v, as<Tuple>(a[1])->n, out);
    Class* cls = class_of(vm, a[1]);
    if (!is_native_iterable(vm, a[1]) && is_empty(class_lookup(vm, cls, vm.names.iter)) &&
        is_empty(class_lookup(vm, cls, vm.names.getitem)))
        return raise(vm, C::TypeError, "can only join an iterable");
    List* l = new_list(vm, 0);
    if (!l) return Status::Fail;
    Owned hold(vm, obj_cell(l));
    return consume(vm, kJoin, a[1], {a[0], hold}, out);
}

// ---- strip

namespace {

Status strip_method(VM& vm, Args a, Cell* out, bool left, bool right) {
    ByteView s(a[0]), set;
    bool drop[256] = {};
    if (a.n < 2 || is_none(a[1])) {
        for (uint32_t c = 0; c < 256; c++) drop[c] = byte_space(c);
    } else {
        if (Status st = bytes_argument(vm, a[1], &set); st != Status::Ok) return st;
        for (uint32_t i = 0; i < set.n; i++) drop[set.p[i]] = true;
    }
    uint32_t start = 0, end = s.n;
    while (left && start < end && drop[s.p[start]]) start++;
    while (right && end > start && drop[s.p[end - 1]]) end--;
    return give_like(vm, a[0], s.p + start, end - start, out);
}

}  // namespace

Status bytes_strip(VM& vm, Args a, Cell* out) { return strip_method(vm, a, out, true, true); }
Status bytes_lstrip(VM& vm, Args a, Cell* out) { return strip_method(vm, a, out, true, false); }
Status bytes_rstrip(VM& vm, Args a, Cell* out) { return strip_method(vm, a, out, false, true); }

}  // namespace loopscope::runtime
