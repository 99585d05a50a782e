// tuple: making, hash, methods.
#include "runtime/sequence.h"

namespace loopscope::runtime {

Tuple* new_tuple(VM& vm, uint32_t n) {
    if (n == 0 && vm.empty_tuple) return newref(vm.empty_tuple);
    auto* t = static_cast<Tuple*>(make_object(vm, kTuple, vm.cls(C::Tuple), tuple_bytes(n)));
    if (t) t->n = n;
    return t;
}

Tuple* tuple_from(VM& vm, const Cell* borrowed, uint64_t n) {
    if (n > UINT32_MAX / 2 || !charge(vm, n)) {
        if (is_empty(vm.exc)) (void)raise_cell(vm, C::MemoryError, empty_cell());
        return nullptr;
    }
    Tuple* t = new_tuple(vm, static_cast<uint32_t>(n));
    if (!t) return nullptr;
    for (uint64_t i = 0; i < n; i++) t->v[i] = newref(borrowed[i]);
    return t;
}

Cell tuple_of(VM& vm, std::initializer_list<Cell> borrowed) {
    Tuple* t = new_tuple(vm, static_cast<uint32_t>(borrowed.size()));
    if (!t) return empty_cell();
    uint32_t i = 0;
    for (Cell c : borrowed) t->v[i++] = newref(c);
    return obj_cell(t);
}

// CPython's tuple hash: xxHash's mixing of the items' hashes.
Status tuple_hash(VM& vm, Tuple* t, int64_t* out) {
    constexpr uint64_t kPrime1 = 11400714785074694791u, kPrime2 = 14029467366897019727u, kPrime5 = 2870177450012600261u;
    Nesting deeper(vm, "");
    if (!deeper.ok) return Status::Fail;
    uint64_t acc = kPrime5;
    for (uint32_t i = 0; i < t->n; i++) {
        int64_t lane;
        if (Status s = hash_of(vm, t->v[i], &lane); s != Status::Ok) return s;
        acc += static_cast<uint64_t>(lane) * kPrime2;
        acc = acc << 31 | acc >> 33;
        acc *= kPrime1;
    }
    acc += t->n ^ (kPrime5 ^ 3527539u);
    *out = acc == UINT64_MAX ? 1546275796 : static_cast<int64_t>(acc);
    return Status::Ok;
}

namespace {

// A tuple of a subclass holding the items of `from`.
Status tuple_instance(VM& vm, Class* cls, Cell owned_from, Cell* out) {
    Owned from(vm, owned_from);
    auto* items = as<Tuple>(owned_from);
    auto* t = static_cast<Tuple*>(make_object(vm, kTuple, cls, tuple_bytes(items->n)));
    if (!t) return Status::Fail;
    t->n = items->n;
    for (uint32_t i = 0; i < t->n; i++) t->v[i] = newref(items->v[i]);
    return ok_obj(out, t);
}

Status instance_step(Machine& m, Cell* out) {
    if (m.state == 0) {
        Cell items = empty_cell();
        Status s = tuple_from_iterable(m.vm, m.cells[1], &items);
        if (s == Status::Ok) m.value = items;
        if (Status p = m.pass(s, 1); p != Status::Ok) return p;
    }
    return tuple_instance(m.vm, as<Class>(m.cells[0]), m.take(), out);
}

Status t_new(VM& vm, Args a, Cell* out) {
    auto* cls = as<Class>(a[0]);
    bool exact = cls == vm.cls(C::Tuple);
    if (a.nkw && !(cls->class_flags & kClassHasInit)) return raise(vm, C::TypeError, "tuple() takes no keyword arguments");
    if (Status s = check_positional(vm, "tuple", a.n - 1, 0, 1); s != Status::Ok) return s;
    if (a.n == 1)
        return exact ? ok(out, new_obj_ref(vm.empty_tuple)) : tuple_instance(vm, cls, new_obj_ref(vm.empty_tuple), out);
    if (exact) return tuple_from_iterable(vm, a[1], out);
    return run_machine<instance_step, 2>(vm, {a[0], a[1]}, out);
}

Status t_index(VM& vm, Args a, Cell* out) {
    int64_t at;
    if (Status s = sequence_find(vm, t_index, a, out, &at); s != Status::Ok) return s;
    return at >= 0 ? ok_int(out, at) : raise(vm, C::ValueError, "tuple.index(x): x not in tuple");
}

Status t_getnewargs(VM& vm, Args a, Cell* out) {
    Owned plain(vm);
    Tuple* t = tuple_from(vm, as<Tuple>(a[0])->v, as<Tuple>(a[0])->n);
    if (!t) return Status::Fail;
    plain.reset(obj_cell(t));
    return ok_cell(out, tuple_of(vm, {plain}));
}

const NativeDef kTupleMethods[] = {
    {"__new__", t_new, 1, -1, kStaticNew, "Create and return a new object.  See help(type) for accurate signature.", nullptr},
    {"index", t_index, 1, -1, kMethod, "Return first index of value.\n\nRaises ValueError if the value is not present.",
     "($self, value, start=0, stop=sys.maxsize, /)"},
    {"count", sequence_count, 2, 2, kMethod, "Return number of occurrences of value.", "($self, value, /)"},
    {"__len__", len_method, 1, 1, kSlot, "Return len(self).", "($self, /)"},
    {"__getitem__", getitem_method, 2, 2, kSlot, "Return self[key].", "($self, key, /)"},
    {"__contains__", contains_method, 2, 2, kSlot, "Return bool(key in self).", "($self, key, /)"},
    {"__iter__", iter_method, 1, 1, kSlot, "Implement iter(self).", "($self, /)"},
    {"__add__", concat_method, 2, 2, kSlot, "Return self+value.", "($self, value, /)"},
    {"__mul__", repeat_method, 2, 2, kSlot, "Return self*value.", "($self, value, /)"},
    {"__rmul__", repeat_method, 2, 2, kSlot, "Return value*self.", "($self, value, /)"},
    {"__repr__", repr_method, 1, 1, kSlot, "Return repr(self).", "($self, /)"},
    {"__hash__", hash_method, 1, 1, kSlot, "Return hash(self).", "($self, /)"},
    {"__getnewargs__", t_getnewargs, 1, 1, kMethod, "", "($self, /)"},
    {"__class_getitem__", container_class_getitem, 2, 2, kClassWay, "See PEP 585", nullptr},
    LS_COMPARE_METHODS,
    LS_NO_MORE,
};

}  // namespace

void setup_tuple(VM& vm) { add_methods(vm, vm.cls(C::Tuple), kTupleMethods); }

}  // namespace loopscope::runtime
