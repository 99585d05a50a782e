// Methods and operators of set and frozenset.
#include "runtime/set_table.h"

namespace loopscope::runtime {

namespace {

Class* base_class(VM& vm, Cell set) { return vm.cls(is_kind(set, kFrozenSet) ? C::FrozenSet : C::Set); }
bool set_or_dict(VM& vm, Cell c) { return is_anyset(c) || is_exact_kind(vm, c, kDict, C::Dict); }
bool plain_anyset(Cell c) { return is_anyset(c); }

Set* set_at(Cell* slots, int i) { return as<Set>(slots[i]); }
Next next_of(Status s) { return s == Status::Ok ? Next::Go : Next::Fail; }
Status none_end(VM&, Cell*, Cell* out) { return ok_none(out); }
Status true_end(VM&, Cell*, Cell* out) { return ok_bool(out, true); }

Next add_item(VM& vm, Cell* slots, Cell* item, Cell*) { return next_of(set_add(vm, set_at(slots, 1), *item)); }
Next discard_item(VM& vm, Cell* slots, Cell* item, Cell*) {
    bool found;
    return next_of(set_discard(vm, set_at(slots, 1), *item, &found));
}
// slots: 1 the set, 2 the result.
Next common_item(VM& vm, Cell* slots, Cell* item, Cell* out) {
    int64_t hash;
    bool there;
    if (hash_of(vm, *item, &hash) != Status::Ok || set_contains_hashed(vm, set_at(slots, 1), *item, hash, &there) != Status::Ok)
        return Next::Fail;
    if (!there) return Next::Go;
    if (set_add_hashed(vm, set_at(slots, 2), *item, hash) != Status::Ok) return Next::Fail;
    if (set_at(slots, 2)->used < set_at(slots, 1)->used) return Next::Go;
    *out = newref(slots[2]);  // all of the set is in it: the rest is not asked for
    return Next::Done;
}
template <bool stop_on>
Next ask_item(VM& vm, Cell* slots, Cell* item, Cell* out) {
    bool there;
    if (set_contains(vm, set_at(slots, 1), *item, &there) != Status::Ok) return Next::Fail;
    if (there != stop_on) return Next::Go;
    *out = bool_cell(false);
    return Next::Done;
}

constexpr Consumer kAddAll = {"set update", add_item, nullptr, none_end};
constexpr Consumer kDiscardAll = {"set difference_update", discard_item, nullptr, [](VM& vm, Cell* slots, Cell* out) {
                                      return set_drop_dummies(vm, set_at(slots, 1)) ? ok_none(out) : Status::Fail;
                                  }};
constexpr Consumer kCommon = {"set intersection", common_item, nullptr,
                              [](VM&, Cell* slots, Cell* out) { return ok(out, newref(slots[2])); }};
constexpr Consumer kDisjoint = {"set isdisjoint", ask_item<true>, nullptr, true_end};
constexpr Consumer kSuperset = {"set issuperset", ask_item<false>, nullptr, true_end};

// The intersection with any iterable, as a new set.
Status intersection_any(VM& vm, Cell set, Cell other, Cell* out) {
    if (is_anyset(other)) {
        Set* result;
        Status s = set_intersection_with(vm, as<Set>(set), as<Set>(other), &result);
        return s == Status::Ok ? ok_obj(out, result) : s;
    }
    Set* result = new_set_of(vm, base_class(vm, set));
    if (!result) return Status::Fail;
    Owned hold(vm, obj_cell(result));
    return consume(vm, kCommon, other, {set, hold}, out);
}

// ---- symmetric difference with any iterable: a set is made of it first. Cells: the set, the iterable, the set made of it.
Status symmetric_step(Machine& m, Cell* out) {
    if (m.state == 0) {
        if (is_empty(m.cells[2])) {
            Set* other = new_set_of(m.vm, base_class(m.vm, m.cells[0]));
            if (!other) return Status::Fail;
            m.cells[2] = obj_cell(other);
        }
        Cell ignored;
        Status s = set_update(m.vm, as<Set>(m.cells[2]), m.cells[1], &ignored);
        if (Status p = m.pass(s, 1); p != Status::Ok) return p;
    }
    if (Status s = set_symmetric_update_with(m.vm, as<Set>(m.cells[0]), m.cells[2]); s != Status::Ok) return s;
    return ok_none(out);
}

}  // namespace

Status set_update(VM& vm, Set* s, Cell iterable, Cell* out) {
    *out = none_cell();
    if (is_anyset(iterable)) return set_merge(vm, s, as<Set>(iterable));
    if (is_exact_kind(vm, iterable, kDict, C::Dict)) return set_add_dict_keys(vm, s, as<Dict>(iterable));
    return consume(vm, kAddAll, iterable, {obj_cell(s)}, out);
}

Status set_difference_update_any(VM& vm, Set* s, Cell iterable, Cell* out) {
    *out = none_cell();
    if (is_anyset(iterable)) return set_difference_update_with(vm, s, iterable);
    return consume(vm, kDiscardAll, iterable, {obj_cell(s)}, out);
}

Status set_symmetric_update_any(VM& vm, Set* s, Cell iterable, Cell* out) {
    *out = none_cell();
    if (set_or_dict(vm, iterable)) return set_symmetric_update_with(vm, s, iterable);
    return run_machine<symmetric_step, 3>(vm, {obj_cell(s), iterable}, out);
}

Status set_key_hash(VM& vm, Cell key, int64_t* hash) {
    Status s = hash_of(vm, key, hash);
    if (s == Status::Ok || !is_kind(key, kSet) || !pending_is(vm, C::TypeError)) return s;
    clear_exception(vm);
    *hash = frozenset_hash(as<Set>(key));
    return Status::Ok;
}

Status set_contains_key(VM& vm, Cell set, Cell key, Cell* out) {
    int64_t hash;
    bool there;
    if (Status s = set_key_hash(vm, key, &hash); s != Status::Ok) return s;
    if (Status s = set_contains_hashed(vm, as<Set>(set), key, hash, &there); s != Status::Ok) return s;
    return ok_bool(out, there);
}

Status set_compare(VM& vm, CmpOp op, Cell a, Cell b, Cell* out) {
    if (is_set_view(b)) {
        constexpr CmpOp kSwapped[] = {CmpOp::Gt, CmpOp::Ge, CmpOp::Eq, CmpOp::Ne, CmpOp::Lt, CmpOp::Le};
        return view_compare(vm, kSwapped[static_cast<int>(op)], b, a, out);
    }
    if (!is_anyset(b)) return not_implemented(vm, out);
    auto *x = as<Set>(a), *y = as<Set>(b);
    bool yes = false;
    Status s = Status::Ok;
    switch (op) {
        case CmpOp::Eq:
        case CmpOp::Ne:
            if (x->used == y->used && !(x->hash != -1 && y->hash != -1 && x->hash != y->hash))
                s = set_is_subset(vm, x, y, &yes);
            yes = yes == (op == CmpOp::Eq);
            break;
        case CmpOp::Le: s = set_is_subset(vm, x, y, &yes); break;
        case CmpOp::Ge: s = set_is_subset(vm, y, x, &yes); break;
        case CmpOp::Lt:
            if (x->used < y->used) s = set_is_subset(vm, x, y, &yes);
            break;
        default:
            if (x->used > y->used) s = set_is_subset(vm, y, x, &yes);
            break;
    }
    return s == Status::Ok ? ok_bool(out, yes) : s;
}

namespace {

Status set_binary_new(VM& vm, BinOp op, Cell a, Cell b, Cell* out) {
    auto *x = as<Set>(a), *y = as<Set>(b);
    Set* result = nullptr;
    Status s = Status::Ok;
    switch (op) {
        case BinOp::And: s = set_intersection_with(vm, x, y, &result); break;
        case BinOp::Sub: s = set_difference_with(vm, x, b, &result); break;
        default: {
            bool either = op == BinOp::Or;
            result = set_copy(vm, either ? x : y, base_class(vm, a));
            if (!result) return Status::Fail;
            if (either)
                s = x == y ? Status::Ok : set_merge(vm, result, y);
            else
                s = set_symmetric_update_with(vm, result, a);
            if (s != Status::Ok) decref(vm, result);
        }
    }
    return s == Status::Ok ? ok_obj(out, result) : s;
}

Status set_binary_inplace(VM& vm, BinOp op, Cell a, Cell b, Cell* out) {
    auto *x = as<Set>(a), *y = as<Set>(b);
    Status s = Status::Ok;
    switch (op) {
        case BinOp::Or: s = set_merge(vm, x, y); break;
        case BinOp::Sub: s = set_difference_update_with(vm, x, b); break;
        case BinOp::Xor: s = set_symmetric_update_with(vm, x, b); break;
        default: {
            Set* common;
            s = set_intersection_with(vm, x, y, &common);
            if (s != Status::Ok) return s;
            set_swap(x, common);
            decref(vm, common);
        }
    }
    return s == Status::Ok ? ok(out, newref(a)) : s;
}

}  // namespace

Status set_binary(VM& vm, BinOp op, bool inplace, Cell a, Cell b, Cell* out) {
    bool known = op == BinOp::And || op == BinOp::Or || op == BinOp::Sub || op == BinOp::Xor;
    if (!known || !is_anyset(a) || !is_anyset(b)) return not_implemented(vm, out);
    if (inplace && is_kind(a, kSet)) return set_binary_inplace(vm, op, a, b, out);
    return set_binary_new(vm, op, a, b, out);
}

// ---- methods

namespace {

Status s_new(VM& vm, Args a, Cell* out) { return ok_obj(out, new_set_of(vm, as<Class>(a[0]))); }

Status s_init(VM& vm, Args a, Cell* out) {
    if (a.nkw) return raise(vm, C::TypeError, "set() takes no keyword arguments");
    if (Status s = check_positional(vm, "set", a.n - 1, 0, 1); s != Status::Ok) return s;
    set_clear(vm, as<Set>(a[0]));
    return a.n == 2 ? set_update(vm, as<Set>(a[0]), a[1], out) : ok_none(out);
}

// Cells: the set (or what a step made of it), tuple of the others, place of the next one, which step.
using SetStep = Status (*)(VM& vm, Cell* set, Cell other, Cell* out);

Status step_update(VM& vm, Cell* set, Cell other, Cell* out) { return set_update(vm, as<Set>(*set), other, out); }
Status step_remove(VM& vm, Cell* set, Cell other, Cell* out) {
    return set_difference_update_any(vm, as<Set>(*set), other, out);
}
Status step_intersect(VM& vm, Cell* set, Cell other, Cell* out) { return intersection_any(vm, *set, other, out); }

constexpr SetStep kSteps[] = {step_update, step_remove, step_intersect};
enum SetStepId : int64_t { kUpdate, kRemove, kIntersect };
enum Give : int64_t { kGiveSet, kGiveNone, kSwapInto };

// Cells: the set at work, tuple of others, place, step, what to give, the set whose contents are to be replaced.
Status each_other(Machine& m, Cell* out) {
    auto* others = as<Tuple>(m.cells[1]);
    for (;;) {
        auto i = static_cast<uint32_t>(int_of(m.cells[2]));
        if (i == others->n) break;
        if (m.state == 0) {
            Cell result = empty_cell();
            Status s = kSteps[int_of(m.cells[3])](m.vm, &m.cells[0], others->v[i], &result);
            if (s == Status::Ok) assign(m.vm, &m.value, result);
            if (Status p = m.pass(s, 1); p != Status::Ok) return p;
        }
        if (is_anyset(m.value)) m.keep(0);
        m.cells[2] = int_cell(i + 1);
        m.state = 0;
    }
    switch (int_of(m.cells[4])) {
        case kGiveSet: return ok(out, newref(m.cells[0]));
        case kSwapInto: set_swap(as<Set>(m.cells[5]), as<Set>(m.cells[0])); return ok_none(out);
        default: return ok_none(out);
    }
}

Status run_each(VM& vm, Cell set, Args a, uint32_t first, SetStepId step, Give give, Cell target, Cell* out) {
    Tuple* others = tuple_from(vm, a.v + first, a.n - first);
    if (!others) return Status::Fail;
    Owned hold(vm, obj_cell(others));
    return run_machine<each_other, 6>(vm, {set, hold, int_cell(0), int_cell(step), int_cell(give), target}, out);
}

Status copy_then(VM& vm, Args a, SetStepId step, Cell* out) {
    Owned copy(vm);
    Set* s = set_copy(vm, as<Set>(a[0]), base_class(vm, a[0]));
    if (!s) return Status::Fail;
    copy.reset(obj_cell(s));
    return run_each(vm, copy, a, 1, step, kGiveSet, none_cell(), out);
}

Status s_union(VM& vm, Args a, Cell* out) { return copy_then(vm, a, kUpdate, out); }
Status s_update(VM& vm, Args a, Cell* out) { return run_each(vm, a[0], a, 1, kUpdate, kGiveNone, none_cell(), out); }

Status s_intersection(VM& vm, Args a, Cell* out) {
    if (a.n == 1) return copy_then(vm, a, kIntersect, out);
    return run_each(vm, a[0], a, 1, kIntersect, kGiveSet, none_cell(), out);
}

Status s_intersection_update(VM& vm, Args a, Cell* out) {
    if (a.n == 1) return ok_none(out);
    return run_each(vm, a[0], a, 1, kIntersect, kSwapInto, a[0], out);
}

Status s_difference(VM& vm, Args a, Cell* out) {
    if (a.n == 1) return copy_then(vm, a, kRemove, out);
    if (set_or_dict(vm, a[1])) {
        Set* result;
        if (Status s = set_difference_with(vm, as<Set>(a[0]), a[1], &result); s != Status::Ok) return s;
        Owned hold(vm, obj_cell(result));
        return run_each(vm, hold, a, 2, kRemove, kGiveSet, none_cell(), out);
    }
    return copy_then(vm, a, kRemove, out);
}

Status s_difference_update(VM& vm, Args a, Cell* out) { return run_each(vm, a[0], a, 1, kRemove, kGiveNone, none_cell(), out); }

// Cells: the other made into a set, the set.
Status symmetric_new(Machine& m, Cell* out) {
    if (m.state == 0) {
        Cell ignored;
        Status s = set_update(m.vm, as<Set>(m.cells[0]), m.cells[2], &ignored);
        if (Status p = m.pass(s, 1); p != Status::Ok) return p;
    }
    if (Status s = set_symmetric_update_with(m.vm, as<Set>(m.cells[0]), m.cells[1]); s != Status::Ok) return s;
    return ok(out, newref(m.cells[0]));
}

Status s_symmetric_difference(VM& vm, Args a, Cell* out) {
    Set* other = new_set_of(vm, base_class(vm, a[0]));
    if (!other) return Status::Fail;
    Owned hold(vm, obj_cell(other));
    return run_machine<symmetric_new, 3>(vm, {hold, a[0], a[1]}, out);
}

Status s_symmetric_difference_update(VM& vm, Args a, Cell* out) {
    return set_symmetric_update_any(vm, as<Set>(a[0]), a[1], out);
}

Status s_isdisjoint(VM& vm, Args a, Cell* out) {
    if (obj_of(a[0]) == (is_obj(a[1]) ? obj_of(a[1]) : nullptr)) return ok_bool(out, as<Set>(a[0])->used == 0);
    if (!plain_anyset(a[1])) return consume(vm, kDisjoint, a[1], {a[0]}, out);
    auto *x = as<Set>(a[0]), *y = as<Set>(a[1]);
    if (y->used > x->used) std::swap(x, y);
    for (uint32_t i = 0; y->table && i <= y->mask; i++) {
        SetEntry e = y->table[i];
        if (is_empty(e.key)) continue;
        Owned key(vm, newref(e.key));
        bool there;
        if (Status s = set_contains_hashed(vm, x, e.key, e.hash, &there); s != Status::Ok) return s;
        if (there) return ok_bool(out, false);
    }
    return ok_bool(out, true);
}

// Cells: the set, the iterable.
Status subset_step(Machine& m, Cell* out) {
    if (m.state == 0) {
        Cell common = empty_cell();
        Status s = intersection_any(m.vm, m.cells[0], m.cells[1], &common);
        if (s == Status::Ok) assign(m.vm, &m.value, common);
        if (Status p = m.pass(s, 1); p != Status::Ok) return p;
    }
    return ok_bool(out, as<Set>(m.value)->used == as<Set>(m.cells[0])->used);
}

Status s_issubset(VM& vm, Args a, Cell* out) {
    if (is_anyset(a[1])) return set_compare(vm, CmpOp::Le, a[0], a[1], out);
    return run_machine<subset_step, 2>(vm, {a[0], a[1]}, out);
}

Status s_issuperset(VM& vm, Args a, Cell* out) {
    if (is_anyset(a[1])) return set_compare(vm, CmpOp::Ge, a[0], a[1], out);
    return consume(vm, kSuperset, a[1], {a[0]}, out);
}

Status s_add(VM& vm, Args a, Cell* out) {
    if (Status s = set_add(vm, as<Set>(a[0]), a[1]); s != Status::Ok) return s;
    return ok_none(out);
}

Status remove_key(VM& vm, Args a, bool* found) {
    int64_t hash;
    if (Status s = set_key_hash(vm, a[1], &hash); s != Status::Ok) return s;
    return set_discard_hashed(vm, as<Set>(a[0]), a[1], hash, found);
}

Status s_discard(VM& vm, Args a, Cell* out) {
    bool found;
    if (Status s = remove_key(vm, a, &found); s != Status::Ok) return s;
    return ok_none(out);
}

Status s_remove(VM& vm, Args a, Cell* out) {
    bool found;
    if (Status s = remove_key(vm, a, &found); s != Status::Ok) return s;
    return found ? ok_none(out) : raise_key_error(vm, a[1]);
}

Status s_pop(VM& vm, Args a, Cell* out) {
    if (set_pop(vm, as<Set>(a[0]), out)) return Status::Ok;
    return raise(vm, C::KeyError, "pop from an empty set");
}

Status s_clear(VM& vm, Args a, Cell* out) {
    set_clear(vm, as<Set>(a[0]));
    return ok_none(out);
}

Status s_copy(VM& vm, Args a, Cell* out) {
    if (is_exact_kind(vm, a[0], kFrozenSet, C::FrozenSet)) return ok(out, newref(a[0]));
    return ok_obj(out, set_copy(vm, as<Set>(a[0]), base_class(vm, a[0])));
}

Status s_reduce(VM& vm, Args a, Cell* out) {
    (void)out;
    return call_hidden(vm, "_set_reduce", {a[0]});
}
Status s_sizeof(VM&, Args a, Cell* out) {
    return ok_int(out, 200 + (as<Set>(a[0])->mask > 7 ? 16 * (int64_t(as<Set>(a[0])->mask) + 1) : 0));
}

// Cells: the new frozenset, the iterable.
Status frozen_fill(Machine& m, Cell* out) {
    if (m.state == 0) {
        Cell ignored;
        Status s = set_update(m.vm, as<Set>(m.cells[0]), m.cells[1], &ignored);
        if (Status p = m.pass(s, 1); p != Status::Ok) return p;
    }
    return ok(out, newref(m.cells[0]));
}

Status f_new(VM& vm, Args a, Cell* out) {
    auto* cls = as<Class>(a[0]);
    bool exact = cls == vm.cls(C::FrozenSet);
    if (a.nkw && !(cls->class_flags & kClassHasInit)) return raise(vm, C::TypeError, "frozenset() takes no keyword arguments");
    if (Status s = check_positional(vm, "frozenset", a.n - 1, 0, 1); s != Status::Ok) return s;
    if (exact && a.n == 2 && is_exact_kind(vm, a[1], kFrozenSet, C::FrozenSet)) return ok(out, newref(a[1]));
    Set* set = new_set_of(vm, cls);
    if (!set || a.n == 1) return ok_obj(out, set);
    Owned hold(vm, obj_cell(set));
    return run_machine<frozen_fill, 2>(vm, {hold, a[1]}, out);
}

#define LS_SET_COMMON                                                                                                         \
    {"union", s_union, 1, -1, kMethod, "Return a new set with elements from the set and all others.", nullptr},               \
        {"intersection", s_intersection, 1, -1, kMethod, "Return a new set with elements common to the set and all others.",  \
         nullptr},                                                                                                            \
        {"difference", s_difference, 1, -1, kMethod, "Return a new set with elements in the set that are not in the others.", \
         nullptr},                                                                                                            \
        {"symmetric_difference",                                                                                              \
         s_symmetric_difference,                                                                                              \
         2,                                                                                                                   \
         2,                                                                                                                   \
         kMethod,                                                                                                             \
         "Return a new set with elements in either the set or other but not both.",                                           \
         nullptr},                                                                                                            \
        {"isdisjoint", s_isdisjoint, 2, 2, kMethod, "Return True if two sets have a null intersection.", nullptr},            \
        {"issubset", s_issubset, 2, 2, kMethod, "Report whether another set contains this set.", nullptr},                    \
        {"issuperset", s_issuperset, 2, 2, kMethod, "Report whether this set contains another set.", nullptr},                \
        {"copy", s_copy, 1, 1, kMethod, "Return a shallow copy of a set.", nullptr},                                          \
        {"__len__", len_method, 1, 1, kSlot, "Return len(self).", "($self, /)"},                                              \
        {"__contains__", contains_method, 2, 2, kMethod, "x.__contains__(y) <==> y in x.", nullptr},                          \
        {"__iter__", iter_method, 1, 1, kSlot, "Implement iter(self).", "($self, /)"},                                        \
        {"__and__", binary_method<BinOp::And>, 2, 2, kSlot, "Return self&value.", "($self, value, /)"},                       \
        {"__rand__", reflected_method<BinOp::And>, 2, 2, kSlot, "Return value&self.", "($self, value, /)"},                   \
        {"__or__", binary_method<BinOp::Or>, 2, 2, kSlot, "Return self|value.", "($self, value, /)"},                         \
        {"__ror__", reflected_method<BinOp::Or>, 2, 2, kSlot, "Return value|self.", "($self, value, /)"},                     \
        {"__sub__", binary_method<BinOp::Sub>, 2, 2, kSlot, "Return self-value.", "($self, value, /)"},                       \
        {"__rsub__", reflected_method<BinOp::Sub>, 2, 2, kSlot, "Return value-self.", "($self, value, /)"},                   \
        {"__xor__", binary_method<BinOp::Xor>, 2, 2, kSlot, "Return self^value.", "($self, value, /)"},                       \
        {"__rxor__", reflected_method<BinOp::Xor>, 2, 2, kSlot, "Return value^self.", "($self, value, /)"},                   \
        {"__repr__", repr_method, 1, 1, kSlot, "Return repr(self).", "($self, /)"},                                           \
        {"__reduce__", s_reduce, 1, 1, kMethod, "Return state information for pickling.", "($self, /)"},                      \
        {"__sizeof__", s_sizeof, 1, 1, kMethod, "S.__sizeof__() -> size of S in memory, in bytes.", "($self, /)"},            \
        {"__class_getitem__", container_class_getitem, 2, 2, kClassWay, "See PEP 585", nullptr}, LS_COMPARE_METHODS

const NativeDef kSetMethods[] = {
    {"__new__", s_new, 1, -1, kStaticNew, "Create and return a new object.  See help(type) for accurate signature.", nullptr},
    {"__init__", s_init, 1, -1, kSlot | kNativeKeywords, "Initialize self.  See help(type(self)) for accurate signature.",
     nullptr},
    {"add", s_add, 2, 2, kMethod, "Add an element to a set.\n\nThis has no effect if the element is already present.",
     "($self, object, /)"},
    {"remove", s_remove, 2, 2, kMethod,
     "Remove an element from a set; it must be a member.\n\nIf the element is not a member, raise a KeyError.",
     "($self, object, /)"},
    {"discard", s_discard, 2, 2, kMethod,
     "Remove an element from a set if it is a member.\n\nUnlike set.remove(), the discard() method does not raise\nan "
     "exception when an element is missing from the set.",
     "($self, object, /)"},
    {"pop", s_pop, 1, 1, kMethod, "Remove and return an arbitrary set element.\n\nRaises KeyError if the set is empty.",
     "($self, /)"},
    {"clear", s_clear, 1, 1, kMethod, "Remove all elements from this set.", "($self, /)"},
    {"update", s_update, 1, -1, kMethod, "Update the set, adding elements from all others.", nullptr},
    {"intersection_update", s_intersection_update, 1, -1, kMethod,
     "Update the set, keeping only elements found in it and all others.", nullptr},
    {"difference_update", s_difference_update, 1, -1, kMethod, "Update the set, removing elements found in others.", nullptr},
    {"symmetric_difference_update", s_symmetric_difference_update, 2, 2, kMethod,
     "Update the set, keeping only elements found in either set, but not in both.", nullptr},
    {"__iand__", inplace_method<BinOp::And>, 2, 2, kSlot, "Return self&=value.", "($self, value, /)"},
    {"__ior__", inplace_method<BinOp::Or>, 2, 2, kSlot, "Return self|=value.", "($self, value, /)"},
    {"__isub__", inplace_method<BinOp::Sub>, 2, 2, kSlot, "Return self-=value.", "($self, value, /)"},
    {"__ixor__", inplace_method<BinOp::Xor>, 2, 2, kSlot, "Return self^=value.", "($self, value, /)"},
    LS_SET_COMMON,
    LS_NO_MORE,
};

const NativeDef kFrozenSetMethods[] = {
    {"__new__", f_new, 1, -1, kStaticNew, "Create and return a new object.  See help(type) for accurate signature.", nullptr},
    {"__hash__", hash_method, 1, 1, kSlot, "Return hash(self).", "($self, /)"},
    LS_SET_COMMON,
    LS_NO_MORE,
};

}  // namespace

void setup_set(VM& vm) {
    add_methods(vm, vm.cls(C::Set), kSetMethods);
    add_methods(vm, vm.cls(C::FrozenSet), kFrozenSetMethods);
}

}  // namespace loopscope::runtime
