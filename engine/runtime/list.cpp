// list: memory, items, slices, methods.
#include "runtime/ranges.h"
#include "runtime/sequence.h"

namespace loopscope::runtime {

namespace {
constexpr uint64_t kMaxItems = 1u << 31;
}

List* new_list(VM& vm, uint32_t capacity) {
    auto* l = make<List>(vm, kList, C::List);
    if (!l) return nullptr;
    if (capacity && !list_reserve(vm, l, capacity)) {
        decref(vm, l);
        return nullptr;
    }
    return l;
}

static bool set_capacity(VM& vm, List* l, uint64_t cap) {
    auto* v = static_cast<Cell*>(alloc_raw(vm, cap * sizeof(Cell)));
    if (!v) return false;
    if (l->n) memcpy(static_cast<void*>(v), l->v, l->n * sizeof(Cell));
    free_raw(vm, l->v, l->cap * sizeof(Cell));
    l->v = v;
    l->cap = static_cast<uint32_t>(cap);
    return true;
}

bool list_reserve(VM& vm, List* l, uint64_t cap) {
    if (cap <= l->cap) return true;
    if (cap > kMaxItems) {
        (void)raise_cell(vm, C::MemoryError, empty_cell());
        return false;
    }
    return set_capacity(vm, l, cap);
}

static bool grow(VM& vm, List* l, uint64_t n) {
    if (n <= l->cap) return true;
    return list_reserve(vm, l, std::max<uint64_t>(n, uint64_t(l->cap) + (l->cap >> 1) + 4));
}

// A list that has lost most of its items gives the room back.
static void shrink(VM& vm, List* l) {
    if (l->cap < 128 || l->n > l->cap / 4) return;
    if (!set_capacity(vm, l, l->n + l->n / 2 + 8)) clear_exception(vm);
}

bool list_append(VM& vm, List* l, Cell owned) {
    if (LS_UNLIKELY(l->n == l->cap) && !grow(vm, l, uint64_t(l->n) + 1)) {
        decref(vm, owned);
        return false;
    }
    l->v[l->n++] = owned;
    return true;
}

List* list_from(VM& vm, const Cell* borrowed, uint64_t n) {
    if (n > kMaxItems || !reserve_heap(vm, n * sizeof(Cell)) || !charge(vm, n)) {
        if (is_empty(vm.exc)) (void)raise_cell(vm, C::MemoryError, empty_cell());
        return nullptr;
    }
    List* l = new_list(vm, static_cast<uint32_t>(n));
    if (!l) return nullptr;
    for (uint64_t i = 0; i < n; i++) l->v[i] = newref(borrowed[i]);
    l->n = static_cast<uint32_t>(n);
    return l;
}

void list_clear(VM& vm, List* l) {
    Cell* v = l->v;
    uint32_t n = l->n, cap = l->cap;
    l->v = nullptr;
    l->n = l->cap = 0;
    for (uint32_t i = n; i-- > 0;) decref(vm, v[i]);
    free_raw(vm, v, cap * sizeof(Cell));
}

Status list_insert(VM& vm, List* l, int64_t at, Cell borrowed) {
    if (at < 0) at = std::max<int64_t>(0, at + l->n);
    at = std::min<int64_t>(at, l->n);
    if (!grow(vm, l, uint64_t(l->n) + 1)) return Status::Fail;
    memmove(static_cast<void*>(l->v + at + 1), l->v + at, (l->n - static_cast<size_t>(at)) * sizeof(Cell));
    l->v[at] = newref(borrowed);
    l->n++;
    return Status::Ok;
}

bool list_assign_slice(VM& vm, List* l, int64_t start, int64_t stop, const Cell* borrowed, int64_t n) {
    stop = std::max(start, stop);
    int64_t gone = stop - start;
    List* old = list_from(vm, l->v + start, static_cast<uint64_t>(gone));  // let go of when the list is whole again
    if (!old) return false;
    Owned hold(vm, obj_cell(old));
    std::vector<Cell> fresh(borrowed, borrowed + n);  // may be the list's own items
    if (!grow(vm, l, static_cast<uint64_t>(l->n + n - gone))) return false;
    for (Cell c : fresh) incref(c);
    for (int64_t i = start; i < stop; i++) decref(vm, l->v[i]);  // `old` still holds them
    if (size_t behind = l->n - static_cast<size_t>(stop))        // an empty list has no items to point to
        memmove(static_cast<void*>(l->v + start + n), l->v + stop, behind * sizeof(Cell));
    for (int64_t i = 0; i < n; i++) l->v[start + i] = fresh[static_cast<size_t>(i)];
    l->n = static_cast<uint32_t>(l->n + n - gone);
    shrink(vm, l);
    return true;
}

// ---- items and slices

namespace {

Status out_of_range(VM& vm, const char* what) { return raise(vm, C::IndexError, "%s", what); }

Status assign_extended(VM& vm, List* l, int64_t start, int64_t step, int64_t count, const Cell* v, int64_t n) {
    if (n != count)
        return raise(vm, C::ValueError, "attempt to assign sequence of size %lld to extended slice of size %lld",
                     static_cast<long long>(n), static_cast<long long>(count));
    std::vector<Cell> fresh(v, v + n);
    for (Cell c : fresh) incref(c);
    std::vector<Cell> old;
    for (int64_t i = 0; i < n; i++) {
        Cell* place = &l->v[start + i * step];
        old.push_back(*place);
        *place = fresh[static_cast<size_t>(i)];
    }
    for (Cell c : old) decref(vm, c);
    return Status::Ok;
}

Status delete_extended(VM& vm, List* l, int64_t start, int64_t step, int64_t count) {
    if (count <= 0) return Status::Ok;
    if (step < 0) {
        start += (count - 1) * step;
        step = -step;
    }
    std::vector<Cell> old;
    int64_t to = start;
    for (int64_t i = start, k = 0; i < l->n; i++) {
        if (k < count && i == start + k * step) {
            old.push_back(l->v[i]);
            k++;
        } else {
            l->v[to++] = l->v[i];
        }
    }
    l->n = static_cast<uint32_t>(to);
    shrink(vm, l);
    for (Cell c : old) decref(vm, c);
    return Status::Ok;
}

Status list_assign_from(VM& vm, List* l, Slice* s, Cell value) {
    Cell* v;
    uint32_t n;
    if (!sequence_cells(value, &v, &n)) return Status::Fail;
    int64_t start, stop, step, count;
    if (Status st = slice_indices(vm, s, l->n, &start, &stop, &step, &count); st != Status::Ok) return st;
    if (step == 1) return list_assign_slice(vm, l, start, stop, v, n) ? Status::Ok : Status::Fail;
    return assign_extended(vm, l, start, step, count, v, n);
}

// list[slice] = iterable: the iterable is collected first.
Status assign_collected(Machine& m, Cell* out) {
    if (m.state == 0) {
        Cell items = empty_cell();
        Status s = to_list(m.vm, m.cells[2], &items);
        if (s == Status::Ok) m.value = items;
        if (Status p = m.pass(s, 1); p != Status::Ok) return p;
    }
    m.keep(3);
    *out = none_cell();
    return list_assign_from(m.vm, as<List>(m.cells[0]), as<Slice>(m.cells[1]), m.cells[3]);
}

}  // namespace

Status list_store(VM& vm, List* l, Cell key, Cell value) {
    if (is_int(key)) {
        int64_t i;
        if (Status s = place_of(vm, key, C::IndexError, &i); s != Status::Ok) return s;
        if (!sequence_index(&i, l->n)) return out_of_range(vm, "list assignment index out of range");
        assign(vm, &l->v[i], newref(value));
        return Status::Ok;
    }
    Cell args[] = {obj_cell(l), key, value}, ignored;
    if (is_kind(key, kSlice)) {
        if (slice_needs_python(vm, key)) return retry_index_at(vm, setitem_method, Args{args, 3, 0, nullptr}, 1, &ignored);
        if (is_exact_kind(vm, value, kList, C::List) || is_exact_kind(vm, value, kTuple, C::Tuple))
            return list_assign_from(vm, l, as<Slice>(key), value);
        if (!is_iterable(vm, value)) return raise(vm, C::TypeError, "must assign iterable to extended slice");
        return run_machine<assign_collected, 4>(vm, {obj_cell(l), key, value}, &ignored);
    }
    if (wants_index(vm, key)) return retry_index_at(vm, setitem_method, Args{args, 3, 0, nullptr}, 1, &ignored);
    return raise(vm, C::TypeError, "list indices must be integers or slices, not %s", type_name(vm, key));
}

Status list_delete(VM& vm, List* l, Cell key) {
    if (is_int(key)) {
        int64_t i;
        if (Status s = place_of(vm, key, C::IndexError, &i); s != Status::Ok) return s;
        if (!sequence_index(&i, l->n)) return out_of_range(vm, "list assignment index out of range");
        decref(vm, list_take(vm, l, static_cast<uint32_t>(i)));
        return Status::Ok;
    }
    Cell args[] = {obj_cell(l), key}, ignored;
    bool slice = is_kind(key, kSlice);
    if (slice ? slice_needs_python(vm, key) : wants_index(vm, key))
        return retry_index_at(vm, delitem_method, Args{args, 2, 0, nullptr}, 1, &ignored);
    if (!slice) return raise(vm, C::TypeError, "list indices must be integers or slices, not %s", type_name(vm, key));
    int64_t start, stop, step, count;
    if (Status s = slice_indices(vm, as<Slice>(key), l->n, &start, &stop, &step, &count); s != Status::Ok) return s;
    if (step == 1) return list_assign_slice(vm, l, start, stop, nullptr, 0) ? Status::Ok : Status::Fail;
    return delete_extended(vm, l, start, step, count);
}

// Takes item i out; the list shrinks.
Cell list_take(VM& vm, List* l, uint32_t i) {
    Cell item = l->v[i];
    memmove(static_cast<void*>(l->v + i), l->v + i + 1, (l->n - i - 1) * sizeof(Cell));
    l->n--;
    shrink(vm, l);
    return item;
}

// ---- collecting iterables

namespace {

enum : int64_t { kGiveNone, kGiveList, kGiveTuple };

bool has_length_hint(VM& vm, Cell o) {
    if (!is_obj(o) || !(obj_of(o)->cls->class_flags & kClassHeap)) return false;
    Class* cls = obj_of(o)->cls;
    Cell len = class_lookup(vm, cls, vm.names.len), hint = class_lookup(vm, cls, vm.names.length_hint);
    return (!is_empty(len) && !is_kind(len, kNative)) || (!is_empty(hint) && !is_kind(hint, kNative));
}

// The answer of __len__ or __length_hint__ in m.value (EMPTY: it raised, pending). Ok with *known: no need to ask further.
Status check_length_hint(Machine& m, bool from_len, bool* known) {
    VM& vm = m.vm;
    *known = true;
    if (is_empty(m.value)) {
        if (!pending_is(vm, C::TypeError)) return Status::Fail;
        clear_exception(vm);
        *known = !from_len;
        return Status::Ok;
    }
    Owned v(vm, m.take());
    if (!from_len && is_not_implemented(vm, v)) return Status::Ok;
    if (!is_int(v)) {
        *known = !from_len;  // from len(): a TypeError, which is forgotten
        return from_len ? Status::Ok : raise(vm, C::TypeError, "__length_hint__ must be an integer, not %s", type_name(vm, v));
    }
    if (int_compare(v, int_cell(0)) >= 0) return Status::Ok;
    return raise(vm, C::ValueError, "%s() should return >= 0", from_len ? "__len__" : "__length_hint__");
}

Status collected(Machine& m, Cell* out) {
    switch (int_of(m.cells[3])) {
        case kGiveNone: return ok_none(out);
        case kGiveList: return ok(out, newref(m.cells[0]));
        default: return ok_obj(out, tuple_from(m.vm, as<List>(m.cells[0])->v, as<List>(m.cells[0])->n));
    }
}

// Cells: the list, the iterable, its iterator, what to give.
Status collect_step(Machine& m, Cell* out) {
    enum : uint8_t { kStart, kHaveIter, kLen, kLenKnown, kHint, kHintKnown, kPull, kItem };
    auto* l = as<List>(m.cells[0]);
    bool known;
    for (;;) switch (m.state) {
            case kStart:
                if (Status s = m.make_iter(m.cells[1], kHaveIter); s != Status::Ok) return s;
                [[fallthrough]];
            case kHaveIter:
                m.keep(2);
                m.state = has_length_hint(m.vm, m.cells[1]) ? kLen : kPull;
                continue;
            case kLen:
                if (is_empty(class_lookup(m.vm, class_of(m.vm, m.cells[1]), m.vm.names.len))) {
                    m.state = kHint;
                    continue;
                }
                if (Status s = m.try_special(m.cells[1], m.vm.names.len, kLen, kLenKnown); s != Status::Ok) return s;
                [[fallthrough]];
            case kLenKnown:
                if (check_length_hint(m, true, &known) != Status::Ok) return Status::Fail;
                m.state = known ? kPull : kHint;
                continue;
            case kHint:
                m.state = kPull;
                if (is_empty(class_lookup(m.vm, class_of(m.vm, m.cells[1]), m.vm.names.length_hint))) continue;
                if (Status s = m.try_special(m.cells[1], m.vm.names.length_hint, kHint, kHintKnown); s != Status::Ok) return s;
                [[fallthrough]];
            case kHintKnown:
                if (check_length_hint(m, false, &known) != Status::Ok) return Status::Fail;
                [[fallthrough]];
            case kPull:
                if (Status s = m.pull(m.cells[2], kPull, kItem); s != Status::Ok) return s;
                [[fallthrough]];
            default:
                if (is_empty(m.value)) return collected(m, out);
                if (!list_append(m.vm, l, m.take())) return Status::Fail;
                if (LS_UNLIKELY((l->n & 1023) == 0) && !m.frame && !charge(m.vm, 8192)) return Status::Fail;
                m.state = kPull;
        }
}

// Kinds whose items can be copied at once. False: not one of them (or no memory: pending).
bool extend_at_once(VM& vm, List* l, Cell iterable, bool* failed) {
    Cell* v;
    uint32_t n;
    *failed = false;
    if (!is_obj(iterable) || (obj_of(iterable)->cls->class_flags & kClassHeap)) return false;
    if (sequence_cells(iterable, &v, &n)) {
        *failed = !reserve_heap(vm, n * sizeof(Cell)) || !charge(vm, n) || !grow(vm, l, uint64_t(l->n) + n);
        if (*failed) return true;
        sequence_cells(iterable, &v, &n);  // it may be the list itself
        for (uint32_t i = 0; i < n; i++) l->v[l->n + i] = newref(v[i]);
        l->n += n;
        return true;
    }
    if (is_kind(iterable, kRange)) {
        auto* r = as<Range>(iterable);
        if (!range_fits_int64(r)) return false;
        auto count = static_cast<uint64_t>(int_of(r->length));
        *failed =
            count > kMaxItems || !reserve_heap(vm, count * sizeof(Cell)) || !charge(vm, count) || !grow(vm, l, l->n + count);
        if (*failed && is_empty(vm.exc)) (void)raise_cell(vm, C::MemoryError, empty_cell());
        if (*failed) return true;
        auto value = static_cast<uint64_t>(int_of(r->start));
        for (uint64_t i = 0; i < count; i++, value += static_cast<uint64_t>(int_of(r->step)))
            l->v[l->n++] = int_cell(static_cast<int64_t>(value));
        return true;
    }
    return false;
}

Status collect(VM& vm, List* l, Cell iterable, int64_t give, Cell* out) {
    bool failed;
    Cell cells[] = {obj_cell(l), iterable, empty_cell(), int_cell(give)};
    if (!extend_at_once(vm, l, iterable, &failed))
        return run_machine<collect_step, 4>(vm, {cells[0], cells[1], cells[2], cells[3]}, out);
    if (failed) return Status::Fail;
    if (give == kGiveNone) return ok_none(out);
    if (give == kGiveList) return ok(out, new_obj_ref(l));
    return ok_obj(out, tuple_from(vm, l->v, l->n));
}

}  // namespace

Status list_extend(VM& vm, List* l, Cell iterable, Cell* out) { return collect(vm, l, iterable, kGiveNone, out); }

Status list_extend_self(VM& vm, List* l, Cell iterable, Cell* out) { return collect(vm, l, iterable, kGiveList, out); }

Status to_list(VM& vm, Cell iterable, Cell* out) {
    List* l = new_list(vm, 0);
    if (!l) return Status::Fail;
    Owned hold(vm, obj_cell(l));
    return collect(vm, l, iterable, kGiveList, out);
}

Status tuple_from_iterable(VM& vm, Cell iterable, Cell* out) {
    if (is_exact_kind(vm, iterable, kTuple, C::Tuple)) return ok(out, newref(iterable));
    if (is_exact_kind(vm, iterable, kList, C::List))
        return ok_obj(out, tuple_from(vm, as<List>(iterable)->v, as<List>(iterable)->n));
    List* l = new_list(vm, 0);
    if (!l) return Status::Fail;
    Owned hold(vm, obj_cell(l));
    return collect(vm, l, iterable, kGiveTuple, out);
}

// ---- methods

namespace {

Status list_new(VM& vm, Args a, Cell* out) {
    return ok_obj(out, static_cast<List*>(make_object(vm, kList, as<Class>(a[0]), sizeof(List))));
}

Status list_init(VM& vm, Args a, Cell* out) {
    if (a.nkw && !(obj_of(a[0])->cls->class_flags & kClassHasNew))
        return raise(vm, C::TypeError, "list() takes no keyword arguments");
    if (Status s = check_positional(vm, "list", a.n - 1, 0, 1); s != Status::Ok) return s;
    auto* l = as<List>(a[0]);
    if (l->n) list_clear(vm, l);
    return a.n == 2 ? list_extend(vm, l, a[1], out) : ok_none(out);
}

Status m_append(VM& vm, Args a, Cell* out) {
    return list_append(vm, as<List>(a[0]), newref(a[1])) ? ok_none(out) : Status::Fail;
}
Status m_extend(VM& vm, Args a, Cell* out) { return list_extend(vm, as<List>(a[0]), a[1], out); }

Status m_clear(VM& vm, Args a, Cell* out) {
    list_clear(vm, as<List>(a[0]));
    return ok_none(out);
}

Status m_copy(VM& vm, Args a, Cell* out) { return ok_obj(out, list_from(vm, as<List>(a[0])->v, as<List>(a[0])->n)); }

Status m_insert(VM& vm, Args a, Cell* out) {
    if (Status s = check_positional(vm, "insert", a.n - 1, 2, 2); s != Status::Ok) return s;
    if (wants_index(vm, a[1])) return retry_index_at(vm, m_insert, a, 1, out);
    int64_t i;
    if (Status s = place_of(vm, a[1], C::OverflowError, &i); s != Status::Ok) return s;
    if (Status s = list_insert(vm, as<List>(a[0]), i, a[2]); s != Status::Ok) return s;
    return ok_none(out);
}

Status m_pop(VM& vm, Args a, Cell* out) {
    if (Status s = check_positional(vm, "pop", a.n - 1, 0, 1); s != Status::Ok) return s;
    auto* l = as<List>(a[0]);
    int64_t i = -1;
    if (a.n == 2) {
        if (wants_index(vm, a[1])) return retry_index_at(vm, m_pop, a, 1, out);
        if (Status s = place_of(vm, a[1], C::IndexError, &i); s != Status::Ok) return s;
    }
    if (l->n == 0) return out_of_range(vm, "pop from empty list");
    if (!sequence_index(&i, l->n)) return out_of_range(vm, "pop index out of range");
    return ok(out, list_take(vm, l, static_cast<uint32_t>(i)));
}

Status m_remove(VM& vm, Args a, Cell* out) {
    auto* l = as<List>(a[0]);
    for (uint32_t i = 0; i < l->n; i++) {
        bool eq;
        if (Status s = item_equals(vm, l->v[i], a[1], &eq); s != Status::Ok) return s;
        if (!eq) continue;
        if (i < l->n) decref(vm, list_take(vm, l, i));
        return ok_none(out);
    }
    return raise(vm, C::ValueError, "list.remove(x): x not in list");
}

Status m_index(VM& vm, Args a, Cell* out) {
    int64_t at;
    if (Status s = sequence_find(vm, m_index, a, out, &at); s != Status::Ok) return s;
    if (at >= 0) return ok_int(out, at);
    std::string text;
    if (Status s = repr_nested(vm, a[1], &text); s != Status::Ok) return s;
    return raise(vm, C::ValueError, "%s is not in list", text.c_str());
}

Status m_reverse(VM&, Args a, Cell* out) {
    auto* l = as<List>(a[0]);
    std::reverse(l->v, l->v + l->n);
    return ok_none(out);
}

Status m_sort(VM& vm, Args a, Cell* out) {
    if (a.n > 1) return raise(vm, C::TypeError, "sort() takes no positional arguments");
    Cell key = none_cell();
    bool reverse = false;
    if (Status s = sort_arguments(vm, a, &key, &reverse); s != Status::Ok) return s;
    return sort_list(vm, as<List>(a[0]), key, reverse, out);
}

Status m_iadd(VM& vm, Args a, Cell* out) { return container_binary(vm, BinOp::Add, true, a[0], a[1], out); }
Status m_reversed(VM& vm, Args a, Cell* out) { return ok_obj(out, new_iter(vm, IterType::ListReverse, a[0])); }
Status m_sizeof(VM&, Args a, Cell* out) { return ok_int(out, 40 + 8 * int64_t(as<List>(a[0])->cap)); }

const NativeDef kListMethods[] = {
    {"__new__", list_new, 1, -1, kStaticNew, "Create and return a new object.  See help(type) for accurate signature.",
     nullptr},
    {"__init__", list_init, 1, -1, kSlot | kNativeKeywords, "Initialize self.  See help(type(self)) for accurate signature.",
     nullptr},
    {"append", m_append, 2, 2, kMethod, "Append object to the end of the list.", "($self, object, /)"},
    {"extend", m_extend, 2, 2, kMethod, "Extend list by appending elements from the iterable.", "($self, iterable, /)"},
    {"insert", m_insert, 1, -1, kMethod, "Insert object before index.", "($self, index, object, /)"},
    {"pop", m_pop, 1, -1, kMethod,
     "Remove and return item at index (default last).\n\nRaises IndexError if list is empty or index is out of range.",
     "($self, index=-1, /)"},
    {"remove", m_remove, 2, 2, kMethod, "Remove first occurrence of value.\n\nRaises ValueError if the value is not present.",
     "($self, value, /)"},
    {"clear", m_clear, 1, 1, kMethod, "Remove all items from list.", "($self, /)"},
    {"copy", m_copy, 1, 1, kMethod, "Return a shallow copy of the list.", "($self, /)"},
    {"index", m_index, 1, -1, kMethod, "Return first index of value.\n\nRaises ValueError if the value is not present.",
     "($self, value, start=0, stop=sys.maxsize, /)"},
    {"count", sequence_count, 2, 2, kMethod, "Return number of occurrences of value.", "($self, value, /)"},
    {"reverse", m_reverse, 1, 1, kMethod, "Reverse *IN PLACE*.", "($self, /)"},
    {"sort", m_sort, 1, -1, kMethodKw,
     "Sort the list in ascending order and return None.\n\nThe sort is in-place (i.e. the list itself is modified) and stable "
     "(i.e. the\norder of two equal elements is maintained).\n\nIf a key function is given, apply it once to each list item "
     "and sort them,\nascending or descending, according to their function values.\n\nThe reverse flag can be set to sort in "
     "descending order.",
     "($self, /, *, key=None, reverse=False)"},
    {"__len__", len_method, 1, 1, kSlot, "Return len(self).", "($self, /)"},
    {"__getitem__", getitem_method, 2, 2, kMethod, "Return self[index].", "($self, index, /)"},
    {"__setitem__", setitem_method, 3, 3, kSlot, "Set self[key] to value.", "($self, key, value, /)"},
    {"__delitem__", delitem_method, 2, 2, kSlot, "Delete self[key].", "($self, key, /)"},
    {"__contains__", contains_method, 2, 2, kSlot, "Return bool(key in self).", "($self, key, /)"},
    {"__iter__", iter_method, 1, 1, kSlot, "Implement iter(self).", "($self, /)"},
    {"__reversed__", m_reversed, 1, 1, kMethod, "Return a reverse iterator over the list.", "($self, /)"},
    {"__add__", concat_method, 2, 2, kSlot, "Return self+value.", "($self, value, /)"},
    {"__iadd__", m_iadd, 2, 2, kSlot, "Implement self+=value.", "($self, value, /)"},
    {"__mul__", repeat_method, 2, 2, kSlot, "Return self*value.", "($self, value, /)"},
    {"__rmul__", repeat_method, 2, 2, kSlot, "Return value*self.", "($self, value, /)"},
    {"__imul__", inplace_repeat_method, 2, 2, kSlot, "Implement self*=value.", "($self, value, /)"},
    {"__repr__", repr_method, 1, 1, kSlot, "Return repr(self).", "($self, /)"},
    {"__sizeof__", m_sizeof, 1, 1, kMethod, "Return the size of the list in memory, in bytes.", "($self, /)"},
    {"__class_getitem__", container_class_getitem, 2, 2, kClassWay, "See PEP 585", nullptr},
    LS_COMPARE_METHODS,
    LS_NO_MORE,
};

}  // namespace

void setup_list(VM& vm) { add_methods(vm, vm.cls(C::List), kListMethods); }

}  // namespace loopscope::runtime
