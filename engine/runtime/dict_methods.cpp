// dict's methods and operators; updating from mappings and from pairs.
#include "runtime/container_util.h"
#include "runtime/operators.h"
#include "runtime/set_table.h"

namespace loopscope::runtime {

namespace {

// A dict whose keys can be taken as they are: no __iter__ of a program's.
bool plain_dict(VM& vm, Cell c) {
    return is_kind(c, kDict) && is_kind(class_lookup(vm, obj_of(c)->cls, vm.names.iter), kNative);
}

Status wrong_pair(VM& vm, int64_t i, uint32_t n) {
    return raise(vm, C::ValueError, "dictionary update sequence element #%lld has length %u; 2 is required",
                 static_cast<long long>(i), n);
}

// ---- update from pairs. Cells: the dict, the iterable, its iterator, number of the pair, the pair.
Status pairs_step(Machine& m, Cell* out) {
    enum : uint8_t { kStart, kHaveIter, kPull, kItem, kExpand, kExpanded };
    VM& vm = m.vm;
    Cell* v = nullptr;
    uint32_t n = 0;
    for (;;) switch (m.state) {
            case kStart:
                if (Status s = m.make_iter(m.cells[1], kHaveIter); s != Status::Ok) return s;
                [[fallthrough]];
            case kHaveIter:
                m.keep(2);
                m.cells[3] = int_cell(0);
                [[fallthrough]];
            case kPull:
                if (Status s = m.pull(m.cells[2], kPull, kItem); s != Status::Ok) return s;
                [[fallthrough]];
            case kItem:
                if (is_empty(m.value)) return ok_none(out);
                m.keep(4);
                [[fallthrough]];
            case kExpand: {
                Cell pair = m.cells[4], items = empty_cell();
                Status s = Status::Ok;
                if (is_exact_kind(vm, pair, kTuple, C::Tuple) || is_exact_kind(vm, pair, kList, C::List))
                    items = newref(pair);
                else if (!is_iterable(vm, pair))
                    return raise(vm, C::TypeError, "cannot convert dictionary update sequence element #%lld to a sequence",
                                 static_cast<long long>(int_of(m.cells[3])));
                else
                    s = to_list(vm, pair, &items);
                if (s == Status::Ok) assign(vm, &m.value, items);
                if (Status p = m.pass(s, kExpanded); p != Status::Ok) return p;
                [[fallthrough]];
            }
            default:
                sequence_cells(m.value, &v, &n);
                if (n != 2) return wrong_pair(vm, int_of(m.cells[3]), n);
                if (Status s = dict_set(vm, as<Dict>(m.cells[0]), v[0], v[1]); s != Status::Ok) return s;
                m.drop();
                m.cells[3] = int_cell(int_of(m.cells[3]) + 1);
                m.state = kPull;
        }
}

// Has the object an attribute `keys`, known without running Python? -1: Python must tell.
int has_keys(VM& vm, Cell o) {
    if (!is_obj(o) || !(obj_of(o)->cls->class_flags & kClassHeap))
        return !is_empty(class_lookup(vm, class_of(vm, o), vm.names.keys));
    return -1;
}

}  // namespace

Status dict_update(VM& vm, Dict* to, Cell other, Cell* out) {
    if (plain_dict(vm, other)) return dict_merge(vm, to, as<Dict>(other), true) ? ok_none(out) : Status::Fail;
    if (is_kind(other, kMappingProxy) && plain_dict(vm, as<MappingProxy>(other)->mapping))
        return dict_update(vm, to, as<MappingProxy>(other)->mapping, out);
    if (has_keys(vm, other) == 0 && !(is_obj(other) && obj_of(other)->kind == kInstance))
        return run_machine<pairs_step, 5>(vm, {obj_cell(to), other}, out);
    return call_hidden(vm, "_dict_update", {obj_cell(to), other});
}

namespace {

bool add_keywords(VM& vm, Dict* d, Args a) {
    for (uint32_t k = 0; k < a.nkw; k++)
        if (!dict_set_str(vm, d, as<Str>(a.kwnames->v[k]), a[a.n + k])) return false;
    return true;
}

// Cells: the dict, what to update from, a dict of keywords or EMPTY.
Status update_with_keywords(Machine& m, Cell* out) {
    if (m.state == 0) {
        Cell ignored = empty_cell();
        Status s = dict_update(m.vm, as<Dict>(m.cells[0]), m.cells[1], &ignored);
        if (Status p = m.pass(s, 1); p != Status::Ok) return p;
    }
    return dict_merge(m.vm, as<Dict>(m.cells[0]), as<Dict>(m.cells[2]), true) ? ok_none(out) : Status::Fail;
}

Status update_from(VM& vm, const char* name, Args a, Cell* out) {
    if (Status s = check_positional(vm, name, a.n - 1, 0, 1); s != Status::Ok) return s;
    auto* d = as<Dict>(a[0]);
    if (a.n == 1) return add_keywords(vm, d, a) ? ok_none(out) : Status::Fail;
    if (a.nkw == 0) return dict_update(vm, d, a[1], out);
    Dict* keywords = new_dict(vm);
    if (!keywords) return Status::Fail;
    Owned hold(vm, obj_cell(keywords));
    if (!add_keywords(vm, keywords, a)) return Status::Fail;
    return run_machine<update_with_keywords, 3>(vm, {a[0], a[1], hold}, out);
}

Status d_new(VM& vm, Args a, Cell* out) { return ok_obj(out, new_dict(vm, as<Class>(a[0]))); }
Status d_init(VM& vm, Args a, Cell* out) { return update_from(vm, "dict", a, out); }
Status d_update(VM& vm, Args a, Cell* out) { return update_from(vm, "update", a, out); }

Status d_get(VM& vm, Args a, Cell* out) {
    if (Status s = check_positional(vm, "get", a.n - 1, 1, 2); s != Status::Ok) return s;
    Cell v;
    if (Status s = dict_get(vm, as<Dict>(a[0]), a[1], &v); s != Status::Ok) return s;
    if (is_empty(v)) v = a.n == 3 ? a[2] : none_cell();
    return ok(out, newref(v));
}

Status d_setdefault(VM& vm, Args a, Cell* out) {
    if (Status s = check_positional(vm, "setdefault", a.n - 1, 1, 2); s != Status::Ok) return s;
    auto* d = as<Dict>(a[0]);
    int64_t hash;
    if (Status s = hash_of(vm, a[1], &hash); s != Status::Ok) return s;
    Cell v;
    if (Status s = dict_get_hashed(vm, d, a[1], hash, &v); s != Status::Ok) return s;
    if (is_empty(v)) {
        v = a.n == 3 ? a[2] : none_cell();
        if (Status s = dict_add_hashed(vm, d, a[1], hash, v); s != Status::Ok) return s;
    }
    return ok(out, newref(v));
}

Status d_pop(VM& vm, Args a, Cell* out) {
    if (Status s = check_positional(vm, "pop", a.n - 1, 1, 2); s != Status::Ok) return s;
    auto* d = as<Dict>(a[0]);
    if (d->n > 0) {
        int64_t hash;
        if (Status s = hash_of(vm, a[1], &hash); s != Status::Ok) return s;
        if (Status s = dict_take_hashed(vm, d, a[1], hash, out); s != Status::Ok || !is_empty(*out)) return s;
    } else if (a.n < 3) {
        int64_t hash;
        if (Status s = hash_of(vm, a[1], &hash); s != Status::Ok) return s;
    }
    return a.n == 3 ? ok(out, newref(a[2])) : raise_key_error(vm, a[1]);
}

Status d_popitem(VM& vm, Args a, Cell* out) {
    Cell key, value;
    if (!dict_pop_last(vm, as<Dict>(a[0]), &key, &value)) return raise(vm, C::KeyError, "popitem(): dictionary is empty");
    Owned hold_key(vm, key), hold_value(vm, value);
    return ok_cell(out, tuple_of(vm, {key, value}));
}

Status d_clear(VM& vm, Args a, Cell* out) {
    dict_clear(vm, as<Dict>(a[0]));
    return ok_none(out);
}

Status d_copy(VM& vm, Args a, Cell* out) { return ok_obj(out, dict_copy(vm, as<Dict>(a[0]))); }
template <int which>
Status d_view(VM& vm, Args a, Cell* out) {
    return ok_cell(out, new_dict_view(vm, as<Dict>(a[0]), which));
}
Status d_reversed(VM& vm, Args a, Cell* out) { return ok_obj(out, new_iter(vm, IterType::DictReverseKey, a[0])); }
Status d_sizeof(VM&, Args a, Cell* out) { return ok_int(out, 64 + 40 * int64_t(as<Dict>(a[0])->cap)); }

// The method itself knows nothing of __missing__'s absence in subclasses: dict.__getitem__ asks for it like d[k] does.
Status d_getitem(VM& vm, Args a, Cell* out) { return container_subscript(vm, a[0], a[1], out); }

Status d_ior(VM& vm, Args a, Cell* out) {
    Status s = dict_update(vm, as<Dict>(a[0]), a[1], out);
    if (s == Status::Ok) return ok(out, newref(a[0]));
    if (s != Status::Call) return s;
    drop_call(vm);
    return call_hidden(vm, "_dict_ior", {a[0], a[1]});
}

// ---- fromkeys. Cells: the class, the iterable, the value, the new dict, the iterator, the key.
Status fromkeys_step(Machine& m, Cell* out) {
    enum : uint8_t { kMake, kMade, kAskIter, kHaveIter, kPull, kItem, kStore };
    VM& vm = m.vm;
    for (;;) switch (m.state) {
            case kMake:
                if (obj_of(m.cells[0]) == vm.cls(C::Dict)) {
                    Dict* d = new_dict(vm);
                    if (!d) return Status::Fail;
                    m.value = obj_cell(d);
                } else if (Status s = m.call(m.cells[0], {}, kMake, kMade); s != Status::Ok) {
                    return s;
                }
                [[fallthrough]];
            case kMade: m.keep(3); [[fallthrough]];
            case kAskIter:
                if (Status s = m.make_iter(m.cells[1], kHaveIter); s != Status::Ok) return s;
                [[fallthrough]];
            case kHaveIter: m.keep(4); [[fallthrough]];
            case kPull:
                if (Status s = m.pull(m.cells[4], kPull, kItem); s != Status::Ok) return s;
                [[fallthrough]];
            case kItem:
                if (is_empty(m.value)) return ok(out, newref(m.cells[3]));
                m.keep(5);
                [[fallthrough]];
            default: {
                Status s = is_kind(m.cells[3], kDict) && !overrides(m.cells[3])
                               ? dict_set(vm, as<Dict>(m.cells[3]), m.cells[5], m.cells[2])
                               : set_item(vm, m.cells[3], m.cells[5], m.cells[2]);
                if (Status p = m.pass(s, kPull); p != Status::Ok) return p;
            }
        }
}

// From an exact set or dict: its keys are hashed already.
Status fromkeys_hashed(VM& vm, Cell keys, Cell value, Cell* out) {
    Dict* d = new_dict(vm);
    if (!d) return Status::Fail;
    Owned hold(vm, obj_cell(d));
    auto store = [&](Cell key, int64_t hash) {
        Owned k(vm, newref(key));
        return dict_set_hashed(vm, d, k, hash, value);
    };
    if (is_kind(keys, kDict)) {
        auto* from = as<Dict>(keys);
        for (uint32_t i = 0; i < from->used; i++)
            if (!is_empty(from->entries[i].key))
                if (Status s = store(from->entries[i].key, from->entries[i].hash); s != Status::Ok) return s;
    } else {
        auto* from = as<Set>(keys);
        for (uint32_t i = 0; from->table && i <= from->mask; i++)
            if (!is_empty(from->table[i].key))
                if (Status s = store(from->table[i].key, from->table[i].hash); s != Status::Ok) return s;
    }
    return ok(out, hold.take());
}

Status d_fromkeys(VM& vm, Args a, Cell* out) {
    if (Status s = check_positional(vm, "fromkeys", a.n - 1, 1, 2); s != Status::Ok) return s;
    Class* from = class_of(vm, a[1]);
    bool hashed = from == vm.cls(C::Dict) || from == vm.cls(C::Set) || from == vm.cls(C::FrozenSet);
    if (hashed && obj_of(a[0]) == vm.cls(C::Dict)) return fromkeys_hashed(vm, a[1], a.n == 3 ? a[2] : none_cell(), out);
    return run_machine<fromkeys_step, 6>(vm, {a[0], a[1], a.n == 3 ? a[2] : none_cell()}, out);
}

const NativeDef kDictMethods[] = {
    {"__new__", d_new, 1, -1, kStaticNew, "Create and return a new object.  See help(type) for accurate signature.", nullptr},
    {"__init__", d_init, 1, -1, kSlot | kNativeKeywords, "Initialize self.  See help(type(self)) for accurate signature.",
     nullptr},
    {"get", d_get, 1, -1, kMethod, "Return the value for key if key is in the dictionary, else default.",
     "($self, key, default=None, /)"},
    {"setdefault", d_setdefault, 1, -1, kMethod,
     "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the "
     "dictionary, else default.",
     "($self, key, default=None, /)"},
    {"pop", d_pop, 1, -1, kMethod,
     "D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\n\nIf the key is not found, return the "
     "default if given; otherwise,\nraise a KeyError.",
     nullptr},
    {"popitem", d_popitem, 1, 1, kMethod,
     "Remove and return a (key, value) pair as a 2-tuple.\n\nPairs are returned in LIFO (last-in, first-out) order.\nRaises "
     "KeyError if the dict is empty.",
     "($self, /)"},
    {"keys", d_view<0>, 1, 1, kMethod, "D.keys() -> a set-like object providing a view on D's keys", nullptr},
    {"values", d_view<1>, 1, 1, kMethod, "D.values() -> an object providing a view on D's values", nullptr},
    {"items", d_view<2>, 1, 1, kMethod, "D.items() -> a set-like object providing a view on D's items", nullptr},
    {"update", d_update, 1, -1, kMethodKw, "D.update([E, ]**F) -> None.  Update D from mapping/iterable E and F.", nullptr},
    {"fromkeys", d_fromkeys, 1, -1, kClassWay, "Create a new dictionary with keys from iterable and values set to value.",
     "($type, iterable, value=None, /)"},
    {"clear", d_clear, 1, 1, kMethod, "D.clear() -> None.  Remove all items from D.", nullptr},
    {"copy", d_copy, 1, 1, kMethod, "D.copy() -> a shallow copy of D", nullptr},
    {"__len__", len_method, 1, 1, kSlot, "Return len(self).", "($self, /)"},
    {"__getitem__", d_getitem, 2, 2, kMethod, "Return self[key].", "($self, key, /)"},
    {"__setitem__", setitem_method, 3, 3, kSlot, "Set self[key] to value.", "($self, key, value, /)"},
    {"__delitem__", delitem_method, 2, 2, kSlot, "Delete self[key].", "($self, key, /)"},
    {"__contains__", contains_method, 2, 2, kMethod, "True if the dictionary has the specified key, else False.",
     "($self, key, /)"},
    {"__iter__", iter_method, 1, 1, kSlot, "Implement iter(self).", "($self, /)"},
    {"__reversed__", d_reversed, 1, 1, kMethod, "Return a reverse iterator over the dict keys.", "($self, /)"},
    {"__or__", binary_method<BinOp::Or>, 2, 2, kSlot, "Return self|value.", "($self, value, /)"},
    {"__ror__", reflected_method<BinOp::Or>, 2, 2, kSlot, "Return value|self.", "($self, value, /)"},
    {"__ior__", d_ior, 2, 2, kSlot, "Return self|=value.", "($self, value, /)"},
    {"__repr__", repr_method, 1, 1, kSlot, "Return repr(self).", "($self, /)"},
    {"__sizeof__", d_sizeof, 1, 1, kMethod, "Return the size of the dict in memory.", "($self, /)"},
    {"__class_getitem__", container_class_getitem, 2, 2, kClassWay, "See PEP 585", nullptr},
    LS_COMPARE_METHODS,
    LS_NO_MORE,
};

}  // namespace

Status dict_compare(VM& vm, CmpOp op, Cell a, Cell b, Cell* out) {
    if (!is_kind(b, kDict) || (op != CmpOp::Eq && op != CmpOp::Ne)) return not_implemented(vm, out);
    auto *x = as<Dict>(a), *y = as<Dict>(b);
    bool equal = x->n == y->n;
    Nesting deeper(vm, " in comparison");
    if (!deeper.ok) return Status::Fail;
    for (uint32_t i = 0; equal && i < x->used; i++) {
        DictEntry e = x->entries[i];
        if (is_empty(e.key)) continue;
        Owned key(vm, newref(e.key)), value(vm, newref(e.value));
        Cell other;
        if (Status s = dict_get_hashed(vm, y, e.key, e.hash, &other); s != Status::Ok) return s;
        if (is_empty(other))
            equal = false;
        else if (Status s = item_equals(vm, value, other, &equal); s != Status::Ok)
            return s;
    }
    return ok_bool(out, equal == (op == CmpOp::Eq));
}

Status dict_or(VM& vm, bool inplace, Cell a, Cell b, Cell* out) {
    if (inplace && is_kind(a, kDict)) {
        Cell args[] = {a, b};
        return d_ior(vm, Args{args, 2, 0, nullptr}, out);
    }
    if (!is_kind(a, kDict) || !is_kind(b, kDict)) return not_implemented(vm, out);
    Dict* d = dict_copy(vm, as<Dict>(a));
    if (!d) return Status::Fail;
    Owned hold(vm, obj_cell(d));
    return dict_merge(vm, d, as<Dict>(b), true) ? ok(out, hold.take()) : Status::Fail;
}

Status dict_subscript(VM& vm, Cell o, Cell key, Cell* out) {
    Cell v;
    if (Status s = dict_get(vm, as<Dict>(o), key, &v); s != Status::Ok) return s;
    if (!is_empty(v)) return ok(out, newref(v));
    Class* cls = obj_of(o)->cls;
    if (cls != vm.cls(C::Dict) && !is_empty(class_lookup(vm, cls, vm.names.missing)))
        return call_method(vm, o, vm.names.missing, {key});
    return raise_key_error(vm, key);
}

void setup_dict(VM& vm) { add_methods(vm, vm.cls(C::Dict), kDictMethods); }

}  // namespace loopscope::runtime
