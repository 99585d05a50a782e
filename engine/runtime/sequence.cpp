// What list and tuple share: slices, repeating, comparing, index and count.
#include "runtime/sequence.h"

namespace loopscope::runtime {

namespace {

constexpr uint64_t kMaxItems = 1u << 31;

struct Items {
    Cell* v;
    uint32_t n;
};
Items items_of(Cell o) {
    Items i{nullptr, 0};
    sequence_cells(o, &i.v, &i.n);
    return i;
}

Status sequence_slice(VM& vm, Cell o, Slice* slice, Cell* out) {
    Items s = items_of(o);
    int64_t start, stop, step, count;
    if (Status st = slice_indices(vm, slice, s.n, &start, &stop, &step, &count); st != Status::Ok) return st;
    bool list = is_kind(o, kList);
    if (step == 1) {
        if (list) return ok_obj(out, list_from(vm, s.v + start, static_cast<uint64_t>(count)));
        if (count == s.n && is_exact_kind(vm, o, kTuple, C::Tuple)) return ok(out, newref(o));
        return ok_obj(out, tuple_from(vm, s.v + start, static_cast<uint64_t>(count)));
    }
    std::vector<Cell> picked(static_cast<size_t>(count));
    for (int64_t i = 0; i < count; i++) picked[static_cast<size_t>(i)] = s.v[start + i * step];
    if (list) return ok_obj(out, list_from(vm, picked.data(), picked.size()));
    return ok_obj(out, tuple_from(vm, picked.data(), picked.size()));
}

Status memory_error(VM& vm) { return raise_cell(vm, C::MemoryError, empty_cell()); }

Status repeat_inplace(VM& vm, List* l, int64_t times, Cell* out) {
    if (times <= 0) {
        list_clear(vm, l);
        return ok(out, new_obj_ref(l));
    }
    uint32_t n = l->n;
    unsigned __int128 total = static_cast<unsigned __int128>(n) * static_cast<uint64_t>(times);
    if (total > kMaxItems) return memory_error(vm);
    auto size = static_cast<uint64_t>(total);
    if (!reserve_heap(vm, size * sizeof(Cell)) || !charge(vm, size) || !list_reserve(vm, l, size)) return Status::Fail;
    for (uint64_t i = n; i < size; i++) l->v[i] = newref(l->v[i - n]);
    l->n = static_cast<uint32_t>(size);
    return ok(out, new_obj_ref(l));
}

}  // namespace

Status sequence_subscript(VM& vm, Cell o, Cell key, Cell* out) {
    bool list = is_kind(o, kList);
    if (is_int(key)) {
        int64_t i;
        if (Status s = place_of(vm, key, C::IndexError, &i); s != Status::Ok) return s;
        Items s = items_of(o);
        if (!sequence_index(&i, s.n)) return raise(vm, C::IndexError, "%s index out of range", list ? "list" : "tuple");
        return ok(out, newref(s.v[i]));
    }
    Cell args[] = {o, key};
    if (is_kind(key, kSlice)) {
        if (slice_needs_python(vm, key)) return retry_index_at(vm, getitem_method, Args{args, 2, 0, nullptr}, 1, out);
        return sequence_slice(vm, o, as<Slice>(key), out);
    }
    if (wants_index(vm, key)) return retry_index_at(vm, getitem_method, Args{args, 2, 0, nullptr}, 1, out);
    return raise(vm, C::TypeError, "%s indices must be integers or slices, not %s", list ? "list" : "tuple",
                 type_name(vm, key));
}

Status sequence_repeat(VM& vm, bool inplace, Cell o, int64_t times, Cell* out) {
    if (inplace && is_kind(o, kList)) return repeat_inplace(vm, as<List>(o), times, out);
    Items s = items_of(o);
    bool list = is_kind(o, kList);
    if (!list && is_exact_kind(vm, o, kTuple, C::Tuple) && (times == 1 || s.n == 0)) return ok(out, newref(o));
    auto count = static_cast<uint64_t>(std::max<int64_t>(times, 0));
    unsigned __int128 total = static_cast<unsigned __int128>(s.n) * count;
    if (total > kMaxItems) return memory_error(vm);
    auto size = static_cast<uint64_t>(total);
    if (!reserve_heap(vm, size * sizeof(Cell)) || !charge(vm, size)) return Status::Fail;
    Cell* to;
    if (list) {
        List* l = new_list(vm, static_cast<uint32_t>(size));
        if (!l) return Status::Fail;
        l->n = static_cast<uint32_t>(size);
        to = l->v;
        *out = obj_cell(l);
    } else {
        Tuple* t = new_tuple(vm, static_cast<uint32_t>(size));
        if (!t) return Status::Fail;
        to = t->v;
        *out = obj_cell(t);
    }
    for (uint64_t i = 0; i < size; i++) to[i] = newref(i < s.n ? s.v[i] : to[i - s.n]);
    return Status::Ok;
}

Status sequence_concat(VM& vm, bool inplace, Cell a, Cell b, Cell* out) {
    if (is_kind(a, kList) && inplace) return list_extend_self(vm, as<List>(a), b, out);
    if (!is_obj(b) || obj_of(a)->kind != obj_of(b)->kind) return not_implemented(vm, out);
    Items x = items_of(a), y = items_of(b);
    uint64_t n = uint64_t(x.n) + y.n;
    if (n > kMaxItems) return memory_error(vm);
    if (is_kind(a, kTuple)) {
        if (y.n == 0 && is_exact_kind(vm, a, kTuple, C::Tuple)) return ok(out, newref(a));
        if (x.n == 0 && is_exact_kind(vm, b, kTuple, C::Tuple)) return ok(out, newref(b));
        if (!charge(vm, n)) return Status::Fail;
        Tuple* t = new_tuple(vm, static_cast<uint32_t>(n));
        if (!t) return Status::Fail;
        for (uint32_t i = 0; i < x.n; i++) t->v[i] = newref(x.v[i]);
        for (uint32_t i = 0; i < y.n; i++) t->v[x.n + i] = newref(y.v[i]);
        return ok_obj(out, t);
    }
    if (!reserve_heap(vm, n * sizeof(Cell)) || !charge(vm, n)) return Status::Fail;
    List* l = new_list(vm, static_cast<uint32_t>(n));
    if (!l) return Status::Fail;
    for (uint32_t i = 0; i < x.n; i++) l->v[l->n++] = newref(x.v[i]);
    for (uint32_t i = 0; i < y.n; i++) l->v[l->n++] = newref(y.v[i]);
    return ok_obj(out, l);
}

bool decided(CmpOp op, int64_t an, int64_t bn) {
    switch (op) {
        case CmpOp::Lt: return an < bn;
        case CmpOp::Le: return an <= bn;
        case CmpOp::Eq: return an == bn;
        case CmpOp::Ne: return an != bn;
        case CmpOp::Gt: return an > bn;
        default: return an >= bn;
    }
}

Status ordered_by(VM& vm, CmpOp op, Cell a, Cell b, Cell* out) {
    static const char* const kHelpers[] = {"_lt", "_le", "_eq", "_ne", "_gt", "_ge"};
    auto program_object = [](Cell c) { return is_obj(c) && (obj_of(c)->cls->class_flags & kClassHeap); };
    if (!program_object(a) && !program_object(b)) {
        Status s = compare_native(vm, op, a, b, out);
        if (s != Status::Ok || !is_not_implemented(vm, *out)) return s;
        decref(vm, *out);
    }
    return call_hidden(vm, kHelpers[static_cast<int>(op)], {a, b});
}

Status sequence_compare(VM& vm, CmpOp op, Cell a, Cell b, Cell* out) {
    if (!is_obj(b) || obj_of(a)->kind != obj_of(b)->kind) return not_implemented(vm, out);
    bool equality = op == CmpOp::Eq || op == CmpOp::Ne;
    if (equality && is_kind(a, kList) && as<List>(a)->n != as<List>(b)->n) return ok_bool(out, op == CmpOp::Ne);
    Nesting deeper(vm, " in comparison");
    if (!deeper.ok) return Status::Fail;
    for (uint32_t i = 0;; i++) {
        Items x = items_of(a), y = items_of(b);  // again each time: == may have changed a list
        if (i >= x.n || i >= y.n) return ok_bool(out, decided(op, x.n, y.n));
        bool eq;
        Owned p(vm, newref(x.v[i])), q(vm, newref(y.v[i]));
        if (Status s = item_equals(vm, p, q, &eq); s != Status::Ok) return s;
        if (eq) continue;
        x = items_of(a), y = items_of(b);
        if (i >= x.n || i >= y.n) return ok_bool(out, decided(op, x.n, y.n));
        if (equality) return ok_bool(out, op == CmpOp::Ne);
        return ordered_by(vm, op, p, q, out);
    }
}

Status sequence_contains(VM& vm, Cell o, Cell item, Cell* out) {
    for (uint32_t i = 0; i < items_of(o).n; i++) {
        bool eq;
        if (Status s = item_equals(vm, items_of(o).v[i], item, &eq); s != Status::Ok) return s;
        if (eq) return ok_bool(out, true);
    }
    return ok_bool(out, false);
}

Status sequence_find(VM& vm, NativeFn fn, Args a, Cell* out, int64_t* at) {
    if (Status s = check_positional(vm, "index", a.n - 1, 1, 3); s != Status::Ok) return s;
    int64_t bounds[2] = {0, INT64_MAX};
    for (uint32_t i = 2; i < a.n; i++) {
        if (wants_index(vm, a[i])) return retry_index_at(vm, fn, a, i, out);
        if (Status s = clamped_place(vm, a[i], &bounds[i - 2]); s != Status::Ok) return s;
    }
    uint32_t n = items_of(a[0]).n;
    for (int64_t& b : bounds)
        if (b < 0) b = std::max<int64_t>(0, b + n);
    *at = -1;
    for (int64_t i = bounds[0]; i < bounds[1] && i < items_of(a[0]).n; i++) {
        bool eq;
        if (Status s = item_equals(vm, items_of(a[0]).v[i], a[1], &eq); s != Status::Ok) return s;
        if (!eq) continue;
        *at = i;
        break;
    }
    return Status::Ok;
}

Status sequence_count(VM& vm, Args a, Cell* out) {
    int64_t count = 0;
    for (uint32_t i = 0; i < items_of(a[0]).n; i++) {
        bool eq;
        if (Status s = item_equals(vm, items_of(a[0]).v[i], a[1], &eq); s != Status::Ok) return s;
        count += eq;
    }
    return ok_int(out, count);
}

}  // namespace loopscope::runtime
