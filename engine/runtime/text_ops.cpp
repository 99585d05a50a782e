// Operators and protocols of str, bytes and bytearray (text_ops.h).
#include <algorithm>

#include "runtime/container_util.h"
#include "runtime/text_search.h"
#include "runtime/text_util.h"

namespace loopscope::runtime {

namespace {

template <class T>
int order(const T* a, uint32_t an, const T* b, uint32_t bn) {
    uint32_t n = std::min(an, bn);
    if constexpr (sizeof(T) == 1) {
        if (int c = memcmp(a, b, n)) return c;
    } else {
        for (uint32_t i = 0; i < n; i++)
            if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
    }
    return an < bn ? -1 : an > bn;
}

int order_of(const Str* a, const Str* b) {
    if (a->aux == b->aux)
        return by_width(a, [&](auto* p) { return order(p, a->len, reinterpret_cast<decltype(p)>(b->data), b->len); });
    uint32_t n = std::min(a->len, b->len);
    return by_width(a, [&](auto* p) {
        return by_width(b, [&](auto* q) {
            for (uint32_t i = 0; i < n; i++)
                if (p[i] != q[i]) return p[i] < q[i] ? -1 : 1;
            return a->len < b->len ? -1 : int(a->len > b->len);
        });
    });
}

Status repeat_str(VM& vm, Str* s, int64_t times, Cell* out) {
    if (times <= 0 || s->len == 0) return give_obj(out, str_from_ascii(vm, "", 0));
    if (times == 1) return give_obj(out, substring(vm, s, 0, s->len));
    if (times > INT64_MAX / s->len) return raise(vm, C::OverflowError, "repeated string is too long");
    uint64_t n = uint64_t(s->len) * uint64_t(times), bytes = n * s->aux;
    if (n > kMaxTextLength) return too_long(vm);
    if (!charge_text(vm, n) || !reserve_heap(vm, bytes)) return Status::Fail;
    Str* r = new_str_raw(vm, static_cast<uint32_t>(n), s->aux);
    if (!r) return Status::Fail;
    r->flags |= s->flags & kAscii;
    size_t unit = size_t(s->len) * s->aux;
    memcpy(r->data, s->data, unit);
    for (size_t done = unit; done < bytes;) {  // doubling
        size_t more = std::min<size_t>(done, bytes - done);
        memcpy(r->data + done, r->data, more);
        done += more;
    }
    return give_obj(out, r);
}

Obj* new_like(VM& vm, Cell like, size_t n) {
    if (is_bytearray(like)) return new_bytearray(vm, nullptr, n);
    return new_bytes_raw(vm, static_cast<uint32_t>(n));
}

char* data_of(Obj* o) { return o->kind == kBytes ? static_cast<Bytes*>(o)->data : static_cast<ByteArray*>(o)->data; }

Status repeat_bytes(VM& vm, bool inplace, Cell b, int64_t times, Cell* out) {
    const uint8_t* p;
    uint32_t n;
    bytes_view(b, &p, &n);
    if (times < 0) times = 0;
    if (times == 1 && is_exact(vm, b, C::Bytes)) return give(out, newref(b));
    if (n && times > INT64_MAX / n) return raise(vm, C::OverflowError, "repeated bytes are too long");
    uint64_t total = uint64_t(n) * uint64_t(times);
    if (total > kMaxTextLength) return too_long(vm);
    if (!charge_text(vm, total) || !reserve_heap(vm, total)) return Status::Fail;
    if (inplace && is_bytearray(b)) {
        std::string unit(reinterpret_cast<const char*>(p), n);
        if (!bytearray_resize(vm, as<ByteArray>(b), total)) return Status::Fail;
        for (int64_t i = 0; i < times; i++) memcpy(as<ByteArray>(b)->data + size_t(i) * n, unit.data(), n);
        return give(out, newref(b));
    }
    Obj* r = new_like(vm, b, total);
    if (!r) return Status::Fail;
    for (int64_t i = 0; i < times; i++) memcpy(data_of(r) + size_t(i) * n, p, n);
    return give_obj(out, r);
}

Status repeat(VM& vm, bool inplace, Cell o, Cell count, Cell* out) {
    int64_t times;
    if (!fits_int64(count, &times)) return index_range_error(vm, count);
    return is_str(o) ? repeat_str(vm, as<Str>(o), times, out) : repeat_bytes(vm, inplace, o, times, out);
}

Status concat_bytes(VM& vm, bool inplace, Cell a, Cell b, Cell* out) {
    const uint8_t *p, *q;
    uint32_t n, m;
    bytes_view(a, &p, &n);
    bytes_view(b, &q, &m);
    uint64_t total = uint64_t(n) + m;
    if (total > kMaxTextLength) return too_long(vm);
    if (!charge_text(vm, inplace ? m : total)) return Status::Fail;
    if (inplace && is_bytearray(a)) {
        if (!bytearray_resize(vm, as<ByteArray>(a), total)) return Status::Fail;
        bytes_view(b, &q, &m);  // it may be the same one
        if (m) memmove(as<ByteArray>(a)->data + n, q, m);
        return give(out, newref(a));
    }
    Obj* r = new_like(vm, a, total);
    if (!r) return Status::Fail;
    if (n) memcpy(data_of(r), p, n);
    if (m) memcpy(data_of(r) + n, q, m);
    return give_obj(out, r);
}

bool answer(CmpOp op, int order) {
    switch (op) {
        case CmpOp::Lt: return order < 0;
        case CmpOp::Le: return order <= 0;
        case CmpOp::Eq: return order == 0;
        case CmpOp::Ne: return order != 0;
        case CmpOp::Gt: return order > 0;
        default: return order >= 0;
    }
}

template <bool inplace>
Status mul_again(VM& vm, Args a, Cell* out) {
    return repeat(vm, inplace, a[0], a[1], out);
}

}  // namespace

Status index_range_error(VM& vm, Cell c) {
    return raise(vm, C::OverflowError, "cannot fit '%s' into an index-sized integer", type_name(vm, c));
}

Status text_binary(VM& vm, BinOp op, bool inplace, Cell a, Cell b, Cell* out) {
    if (op == BinOp::Add) {
        if (is_str(a) && is_str(b)) return give_obj(out, str_concat(vm, as<Str>(a), as<Str>(b)));
        if (is_bytes_like(a) && is_bytes_like(b)) return concat_bytes(vm, inplace, a, b, out);
    } else if (op == BinOp::Mod) {
        if (is_text(a)) return percent_format(vm, a, b, out);
    } else if (op == BinOp::Mul) {
        if (is_text(a) && is_int(b)) return repeat(vm, inplace, a, b, out);
        if (is_text(b) && is_int(a)) return repeat(vm, false, b, a, out);
    }
    return give_not_implemented(vm, out);
}

Status text_binary_last(VM& vm, BinOp op, bool inplace, Cell a, Cell b, Cell* out) {
    if (op == BinOp::Add && is_str(a))
        return raise(vm, C::TypeError, "can only concatenate str (not \"%s\") to str", type_name(vm, b));
    if (op == BinOp::Add && is_text(a))
        return raise(vm, C::TypeError, "can't concat %s to %s", type_name_of(vm, b).c_str(), type_name(vm, a));
    if (op != BinOp::Mul) return give_not_implemented(vm, out);
    Cell text = is_text(a) ? a : b, count = is_text(a) ? b : a;
    Cell args[2] = {text, count};
    if (wants_index(vm, count))
        return again_with_index(vm, inplace && is_text(a) ? mul_again<true> : mul_again<false>, Args{args, 2, 0, nullptr}, out);
    return raise(vm, C::TypeError, "can't multiply sequence by non-int of type '%s'", type_name(vm, count));
}

Status text_compare(VM& vm, CmpOp op, Cell a, Cell b, Cell* out) {
    if (is_str(a) && is_str(b)) {
        auto *s = as<Str>(a), *t = as<Str>(b);
        if (op == CmpOp::Eq || op == CmpOp::Ne) return give_bool(out, str_equal(s, t) == (op == CmpOp::Eq));
        return give_bool(out, answer(op, order_of(s, t)));
    }
    if (!is_bytes_like(a) || !is_bytes_like(b)) return give_not_implemented(vm, out);
    const uint8_t *p, *q;
    uint32_t n, m;
    bytes_view(a, &p, &n);
    bytes_view(b, &q, &m);
    return give_bool(out, answer(op, order(p, n, q, m)));
}

bool text_equals(Cell a, Cell b) {
    if (is_str(a) || is_str(b)) return is_str(a) && is_str(b) && str_equal(as<Str>(a), as<Str>(b));
    const uint8_t *p, *q;
    uint32_t n, m;
    return bytes_view(a, &p, &n) && bytes_view(b, &q, &m) && n == m && (n == 0 || memcmp(p, q, n) == 0);
}

uint32_t text_length(Cell o) {
    switch (obj_of(o)->kind) {
        case kStr: return as<Str>(o)->len;
        case kBytes: return as<Bytes>(o)->len;
        default: return as<ByteArray>(o)->len;
    }
}

// ---- items

namespace {

Status text_slice(VM& vm, Cell o, Cell key, Cell* out) {
    int64_t start, stop, step, n;
    if (Status s = slice_indices(vm, as<Slice>(key), text_length(o), &start, &stop, &step, &n); s != Status::Ok) return s;
    if (!charge_text(vm, static_cast<uint64_t>(n))) return Status::Fail;
    if (is_str(o)) {
        auto* s = as<Str>(o);
        if (n <= 0) return give_obj(out, str_from_ascii(vm, "", 0));
        if (step == 1) return give_obj(out, substring(vm, s, static_cast<uint32_t>(start), static_cast<uint32_t>(start + n)));
        StrBuilder b;
        by_width(s, [&](auto* p) {
            for (int64_t i = 0, at = start; i < n; i++, at += step) b.add(p[at]);
        });
        return b.finish(vm, out);
    }
    const uint8_t* p;
    uint32_t len;
    bytes_view(o, &p, &len);
    if (n < 0) n = 0;
    if (n == len && step == 1 && is_exact(vm, o, C::Bytes)) return give(out, newref(o));
    Obj* r = new_like(vm, o, static_cast<size_t>(n));
    if (!r) return Status::Fail;
    char* to = data_of(r);
    for (int64_t i = 0, at = start; i < n; i++, at += step) to[i] = static_cast<char>(p[at]);
    return give_obj(out, r);
}

Status text_item(VM& vm, Cell o, Cell key, Cell* out) {
    int64_t i;
    if (!fits_int64(key, &i)) {
        return raise(vm, C::IndexError, "cannot fit '%s' into an index-sized integer", type_name(vm, key));
    }
    const char* what = is_str(o)     ? "string index out of range"
                       : is_bytes(o) ? "index out of range"
                                     : "bytearray index out of range";
    if (!sequence_index(&i, text_length(o))) return raise(vm, C::IndexError, "%s", what);
    if (is_str(o)) return give_obj(out, str_char(vm, str_at(as<Str>(o), static_cast<uint32_t>(i))));
    const uint8_t* p;
    uint32_t n;
    bytes_view(o, &p, &n);
    return give_int(out, p[i]);
}

Status subscript_again(VM& vm, Args a, Cell* out) { return text_subscript(vm, a[0], a[1], out); }

}  // namespace

Status text_subscript(VM& vm, Cell o, Cell key, Cell* out) {
    if (LS_LIKELY(is_small_int(key) && is_str(o))) {
        auto* s = as<Str>(o);
        int64_t i = int_of(key);
        if (i < 0) i += s->len;
        if (LS_LIKELY(i >= 0 && i < s->len)) return give_obj(out, str_char(vm, str_at(s, static_cast<uint32_t>(i))));
    }
    if (is_int(key)) return text_item(vm, o, key, out);
    Cell args[2] = {o, key};
    if (is_kind(key, kSlice)) {
        if (slice_needs_python(vm, key)) return retry_index_at(vm, subscript_again, Args{args, 2, 0, nullptr}, 1, out);
        return text_slice(vm, o, key, out);
    }
    if (wants_index(vm, key)) return again_with_index(vm, subscript_again, Args{args, 2, 0, nullptr}, out);
    if (is_str(o)) return raise(vm, C::TypeError, "string indices must be integers, not '%s'", type_name(vm, key));
    return raise(vm, C::TypeError, "%s indices must be integers or slices, not %s", is_bytes(o) ? "byte" : "bytearray",
                 type_name(vm, key));
}

namespace {

bool str_contains(const Str* s, const Str* part) {
    return with_needle(s, part, false, [&](auto* p, auto* q) { return search::find(p, s->len, q, part->len) >= 0; });
}

Status contains_again(VM& vm, Args a, Cell* out) { return text_contains(vm, a[0], a[1], out); }

}  // namespace

Status text_contains(VM& vm, Cell o, Cell item, Cell* out) {
    if (is_str(o)) {
        if (!is_str(item))
            return raise(vm, C::TypeError, "'in <string>' requires string as left operand, not %s", type_name(vm, item));
        if (!charge_text(vm, as<Str>(o)->len)) return Status::Fail;
        return give_bool(out, str_contains(as<Str>(o), as<Str>(item)));
    }
    const uint8_t *p, *q;
    uint32_t n, m;
    bytes_view(o, &p, &n);
    if (!charge_text(vm, n)) return Status::Fail;
    if (is_int(item)) {
        int64_t v;
        if (!fits_int64(item, &v) || v < 0 || v > 255) return raise(vm, C::ValueError, "byte must be in range(0, 256)");
        return give_bool(out, n && memchr(p, static_cast<int>(v), n));
    }
    Cell args[2] = {o, item};
    if (wants_index(vm, item)) return again_with_index(vm, contains_again, Args{args, 2, 0, nullptr}, out);
    if (!bytes_view(item, &q, &m))
        return raise(vm, C::TypeError, "a bytes-like object is required, not '%s'", type_name(vm, item));
    return give_bool(out, search::find(p, n, q, m) >= 0);
}

}  // namespace loopscope::runtime
