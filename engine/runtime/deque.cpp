// collections.deque: a ring of cells.
// Invariants: cap is 0 or a power of two; version changes whenever an item comes or goes (iterators look at it).
#include "runtime/container_util.h"

namespace loopscope::runtime {

namespace {

constexpr uint32_t kMaxItems = 1u << 30;

Cell* place(Deque* d, uint32_t i) { return &d->v[(d->head + i) & (d->cap - 1)]; }

bool set_capacity(VM& vm, Deque* d, uint32_t cap) {
    if (cap > kMaxItems) {
        (void)raise_cell(vm, C::MemoryError, empty_cell());
        return false;
    }
    auto* v = static_cast<Cell*>(alloc_raw(vm, cap * sizeof(Cell)));
    if (!v) return false;
    for (uint32_t i = 0; i < d->n; i++) v[i] = *place(d, i);
    if (d->v) free_raw(vm, d->v, d->cap * sizeof(Cell));
    d->v = v;
    d->cap = cap;
    d->head = 0;
    return true;
}

bool room(VM& vm, Deque* d) { return d->n < d->cap || set_capacity(vm, d, d->cap ? d->cap * 2 : 8); }

Cell take_left(Deque* d) {
    Cell c = *place(d, 0);
    d->head = (d->head + 1) & (d->cap - 1);
    d->n--;
    d->version++;
    return c;
}

Cell take_right(Deque* d) {
    d->version++;
    return *place(d, --d->n);
}

bool append_left(VM& vm, Deque* d, Cell owned) {
    if (!room(vm, d)) {
        decref(vm, owned);
        return false;
    }
    d->head = (d->head - 1) & (d->cap - 1);
    *place(d, 0) = owned;
    d->n++;
    d->version++;
    if (d->maxlen >= 0 && d->n > d->maxlen) decref(vm, take_right(d));
    return true;
}

Status mutated(VM& vm, C type, const char* text) { return raise(vm, type, "%s", text); }

// Takes item i out.
Cell remove_at(Deque* d, uint32_t i) {
    Cell item = *place(d, i);
    if (i < d->n / 2) {
        for (uint32_t k = i; k > 0; k--) *place(d, k) = *place(d, k - 1);
        d->head = (d->head + 1) & (d->cap - 1);
    } else {
        for (uint32_t k = i; k + 1 < d->n; k++) *place(d, k) = *place(d, k + 1);
    }
    d->n--;
    d->version++;
    return item;
}

// The first place at or after `from` and before `to` whose item equals; n where there is none.
Status find(VM& vm, Deque* d, Cell item, uint32_t from, uint32_t to, C error, const char* text, uint32_t* at) {
    uint32_t version = d->version;
    for (uint32_t i = from; i < to; i++) {
        bool eq;
        if (Status s = item_equals(vm, *place(d, i), item, &eq); s != Status::Ok) return s;
        if (d->version != version) return mutated(vm, error, text);
        if (!eq) continue;
        *at = i;
        return Status::Ok;
    }
    *at = UINT32_MAX;
    return Status::Ok;
}

constexpr const char* kMutatedIteration = "deque mutated during iteration";

bool is_plain(VM& vm, Cell d) { return obj_of(d)->cls == vm.cls(C::Deque); }

Deque* copy_of(VM& vm, Deque* from, int64_t maxlen) {
    Deque* d = new_deque(vm, vm.cls(C::Deque), maxlen);
    if (!d) return nullptr;
    for (uint32_t i = 0; i < from->n; i++)
        if (!deque_append(vm, d, newref(*place(from, i)))) {
            decref(vm, d);
            return nullptr;
        }
    return d;
}

}  // namespace

Deque* new_deque(VM& vm, Class* cls, int64_t maxlen) {
    auto* d = static_cast<Deque*>(make_object(vm, kDeque, cls, sizeof(Deque)));
    if (d) d->maxlen = maxlen;
    return d;
}

bool deque_append(VM& vm, Deque* d, Cell owned) {
    if (!room(vm, d)) {
        decref(vm, owned);
        return false;
    }
    *place(d, d->n++) = owned;
    d->version++;
    if (d->maxlen >= 0 && d->n > d->maxlen) decref(vm, take_left(d));
    return true;
}

void deque_free(VM& vm, Deque* d) {
    Cell* v = d->v;
    uint32_t n = d->n, head = d->head, cap = d->cap;
    d->v = nullptr;
    d->n = d->head = d->cap = 0;
    d->version++;
    for (uint32_t i = 0; i < n; i++) decref(vm, v[(head + i) & (cap - 1)]);
    if (v) free_raw(vm, v, cap * sizeof(Cell));
}

// ---- extend. slots: 1 the deque.

namespace {

template <bool left>
Next extend_item(VM& vm, Cell* slots, Cell* item, Cell*) {
    Cell owned = *item;
    *item = empty_cell();
    auto* d = as<Deque>(slots[1]);
    return (left ? append_left(vm, d, owned) : deque_append(vm, d, owned)) ? Next::Go : Next::Fail;
}
template <bool left>
constexpr Consumer kExtend = {"deque extend", extend_item<left>, nullptr,
                              [](VM&, Cell* slots, Cell* out) { return ok(out, newref(slots[2])); }};

// The result is `result` (None, or the deque itself for +=).
template <bool left>
Status extend(VM& vm, Cell d, Cell iterable, Cell result, Cell* out) {
    Owned source(vm, newref(iterable));
    if (same(d, iterable)) {
        Cell items;
        if (Status s = to_list(vm, iterable, &items); s != Status::Ok) return s;
        source.reset(items);
    }
    return consume(vm, kExtend<left>, source, {d, result}, out);
}

}  // namespace

// ---- operators

Status deque_subscript(VM& vm, Cell o, Cell key, Cell* out) {
    auto* d = as<Deque>(o);
    if (!is_int(key)) {
        Cell args[] = {o, key};
        if (wants_index(vm, key)) return retry_index_at(vm, getitem_method, Args{args, 2, 0, nullptr}, 1, out);
        return raise(vm, C::TypeError, "sequence index must be integer, not '%s'", type_name(vm, key));
    }
    int64_t i;
    if (Status s = place_of(vm, key, C::IndexError, &i); s != Status::Ok) return s;
    if (!sequence_index(&i, d->n)) return raise(vm, C::IndexError, "deque index out of range");
    return ok(out, newref(*place(d, static_cast<uint32_t>(i))));
}

Status deque_store(VM& vm, Deque* d, Cell key, Cell value) {
    if (!is_int(key)) {
        if (!wants_index(vm, key)) return not_an_index(vm, key);
        Cell args[] = {obj_cell(d), key, value}, ignored;
        return retry_index_at(vm, is_empty(value) ? delitem_method : setitem_method,
                              Args{args, is_empty(value) ? 2u : 3u, 0, nullptr}, 1, &ignored);
    }
    int64_t i;
    if (Status s = place_of(vm, key, C::IndexError, &i); s != Status::Ok) return s;
    if (!sequence_index(&i, d->n)) return raise(vm, C::IndexError, "deque index out of range");
    if (is_empty(value))
        decref(vm, remove_at(d, static_cast<uint32_t>(i)));
    else
        assign(vm, place(d, static_cast<uint32_t>(i)), newref(value));
    return Status::Ok;
}

Status deque_contains(VM& vm, Cell o, Cell item, Cell* out) {
    auto* d = as<Deque>(o);
    uint32_t at;
    if (Status s = find(vm, d, item, 0, d->n, C::RuntimeError, kMutatedIteration, &at); s != Status::Ok) return s;
    return ok_bool(out, at != UINT32_MAX);
}

Status deque_concat(VM& vm, bool inplace, Cell a, Cell b, Cell* out) {
    if (inplace) return extend<false>(vm, a, b, a, out);
    if (!is_kind(b, kDeque)) return not_implemented(vm, out);
    if (!is_plain(vm, a)) return call_hidden(vm, "_deque_concat", {a, b});
    Deque* d = copy_of(vm, as<Deque>(a), as<Deque>(a)->maxlen);
    if (!d) return Status::Fail;
    Owned hold(vm, obj_cell(d));
    return extend<false>(vm, hold, b, hold, out);
}

static Status repeat_inplace(VM& vm, Deque* d, int64_t times, Cell* out) {
    if (times <= 0 || d->n == 0) {
        deque_free(vm, d);
        return ok(out, new_obj_ref(d));
    }
    uint32_t n = d->n;
    unsigned __int128 total = static_cast<unsigned __int128>(n) * static_cast<uint64_t>(times);
    if (d->maxlen >= 0 && total > static_cast<uint64_t>(d->maxlen)) total = (static_cast<uint64_t>(d->maxlen) + n - 1) / n * n;
    if (total > kMaxItems) return raise_cell(vm, C::MemoryError, empty_cell());
    auto size = static_cast<uint64_t>(total);
    if (!reserve_heap(vm, size * sizeof(Cell)) || !charge(vm, size)) return Status::Fail;
    std::vector<Cell> items(n);
    for (uint32_t i = 0; i < n; i++) items[i] = *place(d, i);
    for (uint64_t i = n; i < size; i++)
        if (!deque_append(vm, d, newref(items[i % n]))) return Status::Fail;
    return ok(out, new_obj_ref(d));
}

Status deque_repeat(VM& vm, bool inplace, Deque* d, int64_t times, Cell* out) {
    if (inplace) return repeat_inplace(vm, d, times, out);
    if (!is_plain(vm, obj_cell(d))) return call_hidden(vm, "_deque_repeat", {obj_cell(d), int_cell(times)});
    Deque* copy = copy_of(vm, d, d->maxlen);
    if (!copy) return Status::Fail;
    Owned hold(vm, obj_cell(copy));
    return repeat_inplace(vm, copy, times, out);
}

Status deque_compare(VM& vm, CmpOp op, Cell a, Cell b, Cell* out) {
    if (!is_kind(b, kDeque)) return not_implemented(vm, out);
    Cell x, y;
    if (Status s = to_list(vm, a, &x); s != Status::Ok) return s;
    Owned left(vm, x);
    if (Status s = to_list(vm, b, &y); s != Status::Ok) return s;
    Owned right(vm, y);
    return container_compare(vm, op, left, right, out);
}

// ---- methods

namespace {

Status dq_new(VM& vm, Args a, Cell* out) { return ok_obj(out, new_deque(vm, as<Class>(a[0]), -1)); }

Status dq_init(VM& vm, Args a, Cell* out) {
    static const char* const kNames[] = {"iterable", "maxlen", nullptr};
    Cell v[2];
    if (Status s = bind_native(vm, Args{a.v + 1, a.n - 1, a.nkw, a.kwnames}, "deque", kNames, 0, 2, v); s != Status::Ok)
        return s;
    auto* d = as<Deque>(a[0]);
    int64_t maxlen = -1;
    if (!is_empty(v[1]) && !is_none(v[1])) {
        if (!is_int(v[1])) return raise(vm, C::TypeError, "an integer is required");
        if (Status s = place_of(vm, v[1], C::OverflowError, &maxlen); s != Status::Ok) return s;
        if (maxlen < 0) return raise(vm, C::ValueError, "maxlen must be non-negative");
    }
    d->maxlen = maxlen;
    if (d->n) deque_free(vm, d);
    return is_empty(v[0]) ? ok_none(out) : extend<false>(vm, a[0], v[0], none_cell(), out);
}

Status dq_append(VM& vm, Args a, Cell* out) {
    return deque_append(vm, as<Deque>(a[0]), newref(a[1])) ? ok_none(out) : Status::Fail;
}
Status dq_appendleft(VM& vm, Args a, Cell* out) {
    return append_left(vm, as<Deque>(a[0]), newref(a[1])) ? ok_none(out) : Status::Fail;
}
Status dq_extend(VM& vm, Args a, Cell* out) { return extend<false>(vm, a[0], a[1], none_cell(), out); }
Status dq_extendleft(VM& vm, Args a, Cell* out) { return extend<true>(vm, a[0], a[1], none_cell(), out); }

template <Cell (*take)(Deque*)>
Status dq_take(VM& vm, Args a, Cell* out) {
    auto* d = as<Deque>(a[0]);
    return d->n ? ok(out, take(d)) : raise(vm, C::IndexError, "pop from an empty deque");
}

Status dq_clear(VM& vm, Args a, Cell* out) {
    deque_free(vm, as<Deque>(a[0]));
    return ok_none(out);
}

Status dq_copy(VM& vm, Args a, Cell* out) {
    auto* d = as<Deque>(a[0]);
    if (is_plain(vm, a[0])) return ok_obj(out, copy_of(vm, d, d->maxlen));
    if (d->maxlen < 0) return call_later(vm, obj_cell(d->cls), {a[0]});
    return call_later(vm, obj_cell(d->cls), {a[0], int_cell(d->maxlen)});
}

Status dq_count(VM& vm, Args a, Cell* out) {
    auto* d = as<Deque>(a[0]);
    uint32_t version = d->version;
    int64_t count = 0;
    for (uint32_t i = 0; i < d->n; i++) {
        bool eq;
        if (Status s = item_equals(vm, *place(d, i), a[1], &eq); s != Status::Ok) return s;
        if (d->version != version) return mutated(vm, C::RuntimeError, kMutatedIteration);
        count += eq;
    }
    return ok_int(out, count);
}

Status not_in_deque(VM& vm, Cell item) {
    std::string text;
    if (Status s = repr_nested(vm, item, &text); s != Status::Ok) return s;
    return raise(vm, C::ValueError, "%s is not in deque", text.c_str());
}

Status dq_index(VM& vm, Args a, Cell* out) {
    if (Status s = check_positional(vm, "index", a.n - 1, 1, 3); s != Status::Ok) return s;
    auto* d = as<Deque>(a[0]);
    int64_t bounds[2] = {0, d->n};
    for (uint32_t i = 2; i < a.n; i++) {
        if (wants_index(vm, a[i])) return retry_index_at(vm, dq_index, a, i, out);
        if (Status s = clamped_place(vm, a[i], &bounds[i - 2]); s != Status::Ok) return s;
    }
    for (int64_t& b : bounds) {
        if (b < 0) b = std::max<int64_t>(0, b + d->n);
        b = std::min<int64_t>(b, d->n);
    }
    uint32_t at;
    Status s = find(vm, d, a[1], static_cast<uint32_t>(bounds[0]), static_cast<uint32_t>(bounds[1]), C::RuntimeError,
                    kMutatedIteration, &at);
    if (s != Status::Ok) return s;
    return at == UINT32_MAX ? not_in_deque(vm, a[1]) : ok_int(out, at);
}

Status dq_remove(VM& vm, Args a, Cell* out) {
    auto* d = as<Deque>(a[0]);
    uint32_t at;
    if (Status s = find(vm, d, a[1], 0, d->n, C::IndexError, "deque mutated during remove().", &at); s != Status::Ok) return s;
    if (at == UINT32_MAX) return not_in_deque(vm, a[1]);
    decref(vm, remove_at(d, at));
    return ok_none(out);
}

Status dq_insert(VM& vm, Args a, Cell* out) {
    if (Status s = check_positional(vm, "insert", a.n - 1, 2, 2); s != Status::Ok) return s;
    if (!is_int(a[1])) return wants_index(vm, a[1]) ? retry_index_at(vm, dq_insert, a, 1, out) : not_an_index(vm, a[1]);
    auto* d = as<Deque>(a[0]);
    int64_t i;
    if (Status s = place_of(vm, a[1], C::OverflowError, &i); s != Status::Ok) return s;
    if (d->maxlen >= 0 && d->n >= d->maxlen) return raise(vm, C::IndexError, "deque already at its maximum size");
    if (i < 0) i = std::max<int64_t>(0, i + d->n);
    i = std::min<int64_t>(i, d->n);
    if (!deque_append(vm, d, newref(a[2]))) return Status::Fail;
    for (auto k = d->n - 1; k > i; k--) std::swap(*place(d, k), *place(d, k - 1));
    return ok_none(out);
}

Status dq_rotate(VM& vm, Args a, Cell* out) {
    if (Status s = check_positional(vm, "rotate", a.n - 1, 0, 1); s != Status::Ok) return s;
    auto* d = as<Deque>(a[0]);
    int64_t n = 1;
    if (a.n == 2) {
        if (!is_int(a[1])) return wants_index(vm, a[1]) ? retry_index_at(vm, dq_rotate, a, 1, out) : not_an_index(vm, a[1]);
        if (Status s = place_of(vm, a[1], C::OverflowError, &n); s != Status::Ok) return s;
    }
    if (d->n < 2) return ok_none(out);
    n %= int64_t(d->n);
    if (n > d->n / 2) n -= d->n;
    if (n < -int64_t(d->n / 2)) n += d->n;
    for (; n > 0; n--) {  // the ring has a free place or turns as a whole
        Cell c = *place(d, d->n - 1);
        d->head = (d->head - 1) & (d->cap - 1);
        *place(d, 0) = c;
    }
    for (; n < 0; n++) {
        Cell c = *place(d, 0);
        d->head = (d->head + 1) & (d->cap - 1);
        *place(d, d->n - 1) = c;
    }
    d->version++;
    return ok_none(out);
}

Status dq_reverse(VM&, Args a, Cell* out) {
    auto* d = as<Deque>(a[0]);
    for (uint32_t i = 0, j = d->n; i + 1 < j; i++, j--) std::swap(*place(d, i), *place(d, j - 1));
    return ok_none(out);
}

Status dq_reversed(VM& vm, Args a, Cell* out) { return ok_obj(out, new_iter(vm, IterType::DequeReverse, a[0])); }
Status dq_iadd(VM& vm, Args a, Cell* out) { return extend<false>(vm, a[0], a[1], a[0], out); }
Status dq_sizeof(VM&, Args a, Cell* out) { return ok_int(out, 232 + 16 * int64_t(as<Deque>(a[0])->cap)); }
Status dq_reduce(VM& vm, Args a, Cell* out) {
    (void)out;
    return call_hidden(vm, "_deque_reduce", {a[0]});
}

Status dq_maxlen(VM&, Cell self, Cell* out) {
    int64_t n = as<Deque>(self)->maxlen;
    return ok(out, n < 0 ? none_cell() : int_cell(n));
}

const NativeDef kDequeMethods[] = {
    {"__new__", dq_new, 1, -1, kStaticNew, "Create and return a new object.  See help(type) for accurate signature.", nullptr},
    {"__init__", dq_init, 1, -1, kSlot | kNativeKeywords, "Initialize self.  See help(type(self)) for accurate signature.",
     nullptr},
    {"append", dq_append, 2, 2, kMethod, "Add an element to the right side of the deque.", nullptr},
    {"appendleft", dq_appendleft, 2, 2, kMethod, "Add an element to the left side of the deque.", nullptr},
    {"extend", dq_extend, 2, 2, kMethod, "Extend the right side of the deque with elements from the iterable.", nullptr},
    {"extendleft", dq_extendleft, 2, 2, kMethod, "Extend the left side of the deque with elements from the iterable.", nullptr},
    {"pop", dq_take<take_right>, 1, 1, kMethod, "Remove and return the rightmost element.", nullptr},
    {"popleft", dq_take<take_left>, 1, 1, kMethod, "Remove and return the leftmost element.", nullptr},
    {"clear", dq_clear, 1, 1, kMethod, "Remove all elements from the deque.", nullptr},
    {"copy", dq_copy, 1, 1, kMethod, "Return a shallow copy of a deque.", nullptr},
    {"__copy__", dq_copy, 1, 1, kMethod, "Return a shallow copy of a deque.", nullptr},
    {"count", dq_count, 2, 2, kMethod, "Return number of occurrences of value.", nullptr},
    {"index", dq_index, 1, -1, kMethod, "Return first index of value.\n\nRaises ValueError if the value is not present.",
     nullptr},
    {"remove", dq_remove, 2, 2, kMethod, "Remove first occurrence of value.", nullptr},
    {"insert", dq_insert, 1, -1, kMethod, "Insert value before index.", nullptr},
    {"rotate", dq_rotate, 1, -1, kMethod, "Rotate the deque n steps to the right.  If n is negative, rotates left.", nullptr},
    {"reverse", dq_reverse, 1, 1, kMethod, "Reverse *IN PLACE*.", nullptr},
    {"__len__", len_method, 1, 1, kSlot, "Return len(self).", "($self, /)"},
    {"__getitem__", getitem_method, 2, 2, kSlot, "Return self[key].", "($self, key, /)"},
    {"__setitem__", setitem_method, 3, 3, kSlot, "Set self[key] to value.", "($self, key, value, /)"},
    {"__delitem__", delitem_method, 2, 2, kSlot, "Delete self[key].", "($self, key, /)"},
    {"__contains__", contains_method, 2, 2, kSlot, "Return bool(key in self).", "($self, key, /)"},
    {"__iter__", iter_method, 1, 1, kSlot, "Implement iter(self).", "($self, /)"},
    {"__reversed__", dq_reversed, 1, 1, kMethod, "Return a reverse iterator over the deque.", nullptr},
    {"__add__", concat_method, 2, 2, kSlot, "Return self+value.", "($self, value, /)"},
    {"__iadd__", dq_iadd, 2, 2, kSlot, "Implement self+=value.", "($self, value, /)"},
    {"__mul__", repeat_method, 2, 2, kSlot, "Return self*value.", "($self, value, /)"},
    {"__rmul__", repeat_method, 2, 2, kSlot, "Return value*self.", "($self, value, /)"},
    {"__imul__", inplace_repeat_method, 2, 2, kSlot, "Implement self*=value.", "($self, value, /)"},
    {"__repr__", repr_method, 1, 1, kSlot, "Return repr(self).", "($self, /)"},
    {"__reduce__", dq_reduce, 1, 1, kMethod, "Return state information for pickling.", nullptr},
    {"__sizeof__", dq_sizeof, 1, 1, kMethod, "Return the size of the deque in memory, in bytes.", nullptr},
    {"__class_getitem__", container_class_getitem, 2, 2, kClassWay, "See PEP 585", nullptr},
    LS_COMPARE_METHODS,
    LS_NO_MORE,
};
const GetSetDef kDequeAttributes[] = {{"maxlen", dq_maxlen, nullptr, "maximum size of a deque or None if unbounded"},
                                      {nullptr, nullptr, nullptr, nullptr}};

}  // namespace

void setup_deque(VM& vm) {
    add_methods(vm, vm.cls(C::Deque), kDequeMethods);
    add_getsets(vm, vm.cls(C::Deque), kDequeAttributes);
}

}  // namespace loopscope::runtime
