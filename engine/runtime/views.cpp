// dict_keys, dict_values, dict_items and mappingproxy.
#include "runtime/operators.h"
#include "runtime/set_table.h"

namespace loopscope::runtime {

namespace {

enum : uint16_t { kKeys, kValues, kItems };
Dict* dict_of(Cell view) { return as<DictView>(view)->dict; }
uint16_t which_view(Cell view) { return obj_of(view)->aux; }

}  // namespace

Cell new_dict_view(VM& vm, Dict* d, int which) {
    constexpr C kClasses[] = {C::DictKeys, C::DictValues, C::DictItems};
    auto* v = make<DictView>(vm, kDictView, kClasses[which]);
    if (!v) return empty_cell();
    v->aux = static_cast<uint16_t>(which);
    v->dict = newref(d);
    return obj_cell(v);
}

bool is_set_view(Cell c) { return is_kind(c, kDictView) && which_view(c) != kValues; }

Status view_contains(VM& vm, Cell view, Cell item, bool* out) {
    Dict* d = dict_of(view);
    *out = false;
    Cell value;
    if (which_view(view) == kKeys) {
        Status s = dict_get(vm, d, item, &value);
        *out = s == Status::Ok && !is_empty(value);
        return s;
    }
    if (which_view(view) == kItems) {
        if (!is_kind(item, kTuple) || as<Tuple>(item)->n != 2) return Status::Ok;
        if (Status s = dict_get(vm, d, as<Tuple>(item)->v[0], &value); s != Status::Ok || is_empty(value)) return s;
        return item_equals(vm, value, as<Tuple>(item)->v[1], out);
    }
    for (uint32_t i = 0; i < d->used; i++) {
        if (is_empty(d->entries[i].key)) continue;
        if (Status s = item_equals(vm, d->entries[i].value, item, out); s != Status::Ok || *out) return s;
    }
    return Status::Ok;
}

// ---- set operators. CPython's steps, because they decide the order of the result.

namespace {

// Steps of view_step: make the set, change it with the other, give it. Cells: left, right, operator, the set.
Status view_step(Machine& m, Cell* out) {
    VM& vm = m.vm;
    auto op = static_cast<BinOp>(int_of(m.cells[2]));
    enum : uint8_t { kMake, kMade, kChange, kChanged };
    Cell ignored;
    switch (m.state) {
        case kMake: {
            if (is_empty(m.cells[3])) {
                Set* result = new_set(vm, false);
                if (!result) return Status::Fail;
                m.cells[3] = obj_cell(result);
            }
            // The keys of an exact dict go in as a dict's keys do: one growth in front.
            Cell left = m.cells[0];
            bool keys = is_kind(left, kDictView) && which_view(left) == kKeys && dict_of(left)->cls == vm.cls(C::Dict);
            Status s = keys ? set_add_dict_keys(vm, as<Set>(m.cells[3]), dict_of(left))
                            : set_update(vm, as<Set>(m.cells[3]), left, &ignored);
            if (Status p = m.pass(s, kMade); p != Status::Ok) return p;
            [[fallthrough]];
        }
        case kMade:
            m.drop();
            m.state = kChange;
            [[fallthrough]];
        case kChange: {
            auto* set = as<Set>(m.cells[3]);
            Status s = op == BinOp::Or    ? set_update(vm, set, m.cells[1], &ignored)
                       : op == BinOp::Sub ? set_difference_update_any(vm, set, m.cells[1], &ignored)
                                          : set_symmetric_update_any(vm, set, m.cells[1], &ignored);
            if (Status p = m.pass(s, kChanged); p != Status::Ok) return p;
            [[fallthrough]];
        }
        default: return ok(out, newref(m.cells[3]));
    }
}

// slots: 1 the view, 2 the result.
Next common_item(VM& vm, Cell* slots, Cell* item, Cell*) {
    bool there;
    if (view_contains(vm, slots[1], *item, &there) != Status::Ok) return Next::Fail;
    if (there && set_add(vm, as<Set>(slots[2]), *item) != Status::Ok) return Next::Fail;
    return Next::Go;
}
constexpr Consumer kCommon = {"view intersection", common_item, nullptr,
                              [](VM&, Cell* slots, Cell* out) { return ok(out, newref(slots[2])); }};

Status view_intersection(VM& vm, Cell self, Cell other, Cell* out) {
    if (!is_set_view(self)) std::swap(self, other);
    bool exact_set = is_exact_kind(vm, other, kSet, C::Set);
    if (exact_set && dict_of(self)->n <= as<Set>(other)->used) {
        Set* result = new_set_of(vm, obj_of(other)->cls);
        if (!result) return Status::Fail;
        Owned hold(vm, obj_cell(result));
        static constexpr Consumer kInSet = {"set intersection",
                                            [](VM& m, Cell* slots, Cell* item, Cell* o) {
                                                bool there;
                                                if (set_contains(m, as<Set>(slots[1]), *item, &there) != Status::Ok)
                                                    return Next::Fail;
                                                if (there && set_add(m, as<Set>(slots[2]), *item) != Status::Ok)
                                                    return Next::Fail;
                                                if (as<Set>(slots[2])->used < as<Set>(slots[1])->used) return Next::Go;
                                                *o = newref(slots[2]);
                                                return Next::Done;
                                            },
                                            nullptr, [](VM&, Cell* slots, Cell* o) { return ok(o, newref(slots[2])); }};
        return consume(vm, kInSet, self, {other, hold}, out);
    }
    if (is_set_view(other) && dict_of(other)->n > dict_of(self)->n) std::swap(self, other);
    Set* result = new_set(vm, false);
    if (!result) return Status::Fail;
    Owned hold(vm, obj_cell(result));
    return consume(vm, kCommon, other, {self, hold}, out);
}

// items ^ items: pairs of the larger dict that the smaller has not, then what is left of the smaller.
Status items_xor(VM& vm, Cell a, Cell b, Cell* out) {
    Dict *d1 = dict_of(a), *d2 = dict_of(b);
    if (d1->n > d2->n) std::swap(d1, d2);
    Dict* rest = dict_copy(vm, d1);
    if (!rest) return Status::Fail;
    Owned hold_rest(vm, obj_cell(rest));
    Set* result = new_set(vm, false);
    if (!result) return Status::Fail;
    Owned hold(vm, obj_cell(result));
    auto add_pair = [&](Cell k, Cell v) {
        Owned pair(vm, tuple_of(vm, {k, v}));
        return is_empty(pair) ? Status::Fail : set_add(vm, result, pair);
    };
    for (uint32_t i = 0; i < d2->used; i++) {
        DictEntry e = d2->entries[i];
        if (is_empty(e.key)) continue;
        Owned key(vm, newref(e.key)), value(vm, newref(e.value));
        Cell mine;
        bool both = false;
        if (Status s = dict_get_hashed(vm, rest, e.key, e.hash, &mine); s != Status::Ok) return s;
        if (!is_empty(mine))
            if (Status s = item_equals(vm, mine, value, &both); s != Status::Ok) return s;
        Status s = both ? dict_delete_hashed(vm, rest, e.key, e.hash, &both) : add_pair(key, value);
        if (s != Status::Ok) return s;
    }
    uint32_t pos = 0;
    Cell k, v;
    while (dict_next(rest, &pos, &k, &v))
        if (Status s = add_pair(k, v); s != Status::Ok) return s;
    return ok(out, hold.take());
}

}  // namespace

Status view_binary(VM& vm, BinOp op, Cell a, Cell b, Cell* out) {
    bool known = op == BinOp::And || op == BinOp::Or || op == BinOp::Sub || op == BinOp::Xor;
    if (!known || (!is_set_view(a) && !is_set_view(b))) return not_implemented(vm, out);
    if (op == BinOp::And) return view_intersection(vm, a, b, out);
    bool items = is_set_view(a) && is_set_view(b) && which_view(a) == kItems && which_view(b) == kItems;
    if (op == BinOp::Xor && items) return items_xor(vm, a, b, out);
    return run_machine<view_step, 4>(vm, {a, b, int_cell(static_cast<int64_t>(op))}, out);
}

namespace {

bool size_of(Cell c, int64_t* n) {
    if (is_anyset(c))
        *n = as<Set>(c)->used;
    else if (is_set_view(c))
        *n = dict_of(c)->n;
    else
        return false;
    return true;
}

Status contained_in(VM& vm, Cell a, Cell b, bool* out) {
    Owned it(vm);
    Cell iterator;
    if (Status s = iter_of(vm, a, &iterator); s != Status::Ok) return s;
    it.reset(iterator);
    for (;;) {
        Cell item;
        if (Status s = iter_next(vm, it, &item); s != Status::Ok) return s;
        *out = true;
        if (is_empty(item)) return Status::Ok;
        Owned hold(vm, item);
        Status s = is_anyset(b) ? set_contains(vm, as<Set>(b), item, out) : view_contains(vm, b, item, out);
        if (s != Status::Ok || !*out) return s;
    }
}

}  // namespace

Status view_compare(VM& vm, CmpOp op, Cell a, Cell b, Cell* out) {
    int64_t x, y;
    if (!is_set_view(a) || !size_of(b, &y)) return not_implemented(vm, out);
    x = dict_of(a)->n;
    bool yes = false;
    Status s = Status::Ok;
    switch (op) {
        case CmpOp::Eq:
        case CmpOp::Ne:
            if (x == y) s = contained_in(vm, a, b, &yes);
            yes = yes == (op == CmpOp::Eq);
            break;
        case CmpOp::Lt:
            if (x < y) s = contained_in(vm, a, b, &yes);
            break;
        case CmpOp::Le:
            if (x <= y) s = contained_in(vm, a, b, &yes);
            break;
        case CmpOp::Gt:
            if (x > y) s = contained_in(vm, b, a, &yes);
            break;
        default:
            if (x >= y) s = contained_in(vm, b, a, &yes);
            break;
    }
    return s == Status::Ok ? ok_bool(out, yes) : s;
}

// ---- methods of views

namespace {

Next disjoint_item(VM& vm, Cell* slots, Cell* item, Cell* out) {
    bool there;
    if (view_contains(vm, slots[1], *item, &there) != Status::Ok) return Next::Fail;
    if (!there) return Next::Go;
    *out = bool_cell(false);
    return Next::Done;
}

Status v_isdisjoint(VM& vm, Args a, Cell* out) {
    static constexpr Consumer kDisjoint = {"isdisjoint", disjoint_item, nullptr,
                                           [](VM&, Cell*, Cell* o) { return ok_bool(o, true); }};
    if (same(a[0], a[1])) return ok_bool(out, dict_of(a[0])->n == 0);
    Cell self = a[0], other = a[1];
    int64_t n;
    if (size_of(other, &n) && n > dict_of(self)->n) {  // the smaller one is gone over
        if (is_set_view(other))
            std::swap(self, other);
        else {
            bool hit = false;
            Owned it(vm);
            Cell iterator;
            if (Status s = iter_of(vm, self, &iterator); s != Status::Ok) return s;
            it.reset(iterator);
            for (Cell item;;) {
                if (Status s = iter_next(vm, it, &item); s != Status::Ok) return s;
                if (is_empty(item)) return ok_bool(out, true);
                Owned hold(vm, item);
                if (Status s = set_contains(vm, as<Set>(other), item, &hit); s != Status::Ok) return s;
                if (hit) return ok_bool(out, false);
            }
        }
    }
    return consume(vm, kDisjoint, other, {self}, out);
}

Status v_reversed(VM& vm, Args a, Cell* out) {
    constexpr IterType kByView[] = {IterType::DictReverseKey, IterType::DictReverseValue, IterType::DictReverseItem};
    return ok_obj(out, new_iter(vm, kByView[which_view(a[0])], obj_cell(dict_of(a[0]))));
}

Status v_mapping(VM& vm, Cell self, Cell* out) {
    auto* p = make<MappingProxy>(vm, kMappingProxy, C::MappingProxy);
    if (p) p->mapping = new_obj_ref(dict_of(self));
    return ok_obj(out, p);
}

template <BinOp op>
Status v_reflected(VM& vm, Args a, Cell* out) {
    return view_binary(vm, op, a[1], a[0], out);
}

#define LS_VIEW_COMMON                                                                                         \
    {"__len__", len_method, 1, 1, kSlot, "Return len(self).", "($self, /)"},                                   \
        {"__iter__", iter_method, 1, 1, kSlot, "Implement iter(self).", "($self, /)"},                         \
        {"__reversed__", v_reversed, 1, 1, kMethod, "Return a reverse iterator over the dict view.", nullptr}, \
        {"__repr__", repr_method, 1, 1, kSlot, "Return repr(self).", "($self, /)"}

const NativeDef kValuesMethods[] = {LS_VIEW_COMMON, LS_NO_MORE};
const NativeDef kSetViewMethods[] = {
    LS_VIEW_COMMON,
    {"__contains__", contains_method, 2, 2, kSlot, "Return bool(key in self).", "($self, key, /)"},
    {"isdisjoint", v_isdisjoint, 2, 2, kMethod, "Return True if the view and the given iterable have a null intersection.",
     nullptr},
    {"__and__", binary_method<BinOp::And>, 2, 2, kSlot, "Return self&value.", "($self, value, /)"},
    {"__rand__", v_reflected<BinOp::And>, 2, 2, kSlot, "Return value&self.", "($self, value, /)"},
    {"__or__", binary_method<BinOp::Or>, 2, 2, kSlot, "Return self|value.", "($self, value, /)"},
    {"__ror__", v_reflected<BinOp::Or>, 2, 2, kSlot, "Return value|self.", "($self, value, /)"},
    {"__sub__", binary_method<BinOp::Sub>, 2, 2, kSlot, "Return self-value.", "($self, value, /)"},
    {"__rsub__", v_reflected<BinOp::Sub>, 2, 2, kSlot, "Return value-self.", "($self, value, /)"},
    {"__xor__", binary_method<BinOp::Xor>, 2, 2, kSlot, "Return self^value.", "($self, value, /)"},
    {"__rxor__", v_reflected<BinOp::Xor>, 2, 2, kSlot, "Return value^self.", "($self, value, /)"},
    LS_COMPARE_METHODS,
    LS_NO_MORE,
};
const GetSetDef kViewAttributes[] = {{"mapping", v_mapping, nullptr, "dictionary that this view refers to"},
                                     {nullptr, nullptr, nullptr, nullptr}};

}  // namespace

// ---- mappingproxy: everything goes to the mapping, which may be a program's

namespace {

Cell mapping_of(Cell proxy) { return as<MappingProxy>(proxy)->mapping; }
Cell unwrapped(Cell c) { return is_kind(c, kMappingProxy) ? mapping_of(c) : c; }

Status p_new(VM& vm, Args a, Cell* out) {
    static const char* const kNames[] = {"mapping", nullptr};
    Cell mapping;
    if (Status s = bind_native(vm, Args{a.v + 1, a.n - 1, a.nkw, a.kwnames}, "mappingproxy", kNames, 1, 1, &mapping);
        s != Status::Ok)
        return s;
    bool subscriptable = !is_empty(class_lookup(vm, class_of(vm, mapping), vm.names.getitem));
    if (!subscriptable || is_kind(mapping, kList) || is_kind(mapping, kTuple) || is_kind(mapping, kStr))
        return raise(vm, C::TypeError, "mappingproxy() argument must be a mapping, not %s", type_name(vm, mapping));
    auto* p = static_cast<MappingProxy*>(make_object(vm, kMappingProxy, as<Class>(a[0]), sizeof(MappingProxy)));
    if (p) p->mapping = newref(mapping);
    return ok_obj(out, p);
}

Status p_forward(VM& vm, Args a, Str* name, Cell* out) {
    (void)out;
    Cell method = class_lookup(vm, class_of(vm, mapping_of(a[0])), name);
    if (is_empty(method))
        return raise(vm, C::AttributeError, "'%s' object has no attribute '%s'", type_name(vm, mapping_of(a[0])),
                     to_utf8(name).c_str());
    switch (a.n) {
        case 1: return call_method(vm, mapping_of(a[0]), name, {});
        case 2: return call_method(vm, mapping_of(a[0]), name, {a[1]});
        default: return call_method(vm, mapping_of(a[0]), name, {a[1], a[2]});
    }
}

template <Str* Names::* name>
Status p_method(VM& vm, Args a, Cell* out) {
    return p_forward(vm, a, vm.names.*name, out);
}

Status p_values(VM& vm, Args a, Cell* out) {
    Owned name(vm, obj_cell(intern(vm, "values")));
    return p_forward(vm, a, as<Str>(name), out);
}
Status p_copy(VM& vm, Args a, Cell* out) {
    Owned name(vm, obj_cell(intern(vm, "copy")));
    return p_forward(vm, a, as<Str>(name), out);
}
Status p_get(VM& vm, Args a, Cell* out) {
    if (Status s = check_positional(vm, "get", a.n - 1, 1, 2); s != Status::Ok) return s;
    if (a.n == 3) return p_forward(vm, a, vm.names.get_plain, out);
    Cell args[] = {a[0], a[1], none_cell()};
    return p_forward(vm, Args{args, 3, 0, nullptr}, vm.names.get_plain, out);
}

Status p_getitem(VM& vm, Args a, Cell* out) { return get_item(vm, mapping_of(a[0]), a[1], out); }
Status p_contains(VM& vm, Args a, Cell* out) { return contains(vm, mapping_of(a[0]), a[1], out); }
Status p_iter(VM& vm, Args a, Cell* out) { return iter_of(vm, mapping_of(a[0]), out); }
Status p_hash(VM& vm, Args a, Cell* out) {
    int64_t h;
    if (Status s = hash_of(vm, mapping_of(a[0]), &h); s != Status::Ok) return s;
    return ok_int(out, h);
}
Status p_str(VM& vm, Args a, Cell* out) { return str_of(vm, mapping_of(a[0]), out); }
Status p_ior(VM& vm, Args, Cell*) { return raise(vm, C::TypeError, "'|=' is not supported by mappingproxy; use '|' instead"); }

const NativeDef kProxyMethods[] = {
    {"__new__", p_new, 1, -1, kStaticNew, "Create and return a new object.  See help(type) for accurate signature.", nullptr},
    {"get", p_get, 1, -1, kMethod, "Return the value for key if key is in the mapping, else default.", nullptr},
    {"keys", p_method<&Names::keys>, 1, 1, kMethod, "a set-like object providing a view on D's keys", nullptr},
    {"values", p_values, 1, 1, kMethod, "an object providing a view on D's values", nullptr},
    {"items", p_method<&Names::items>, 1, 1, kMethod, "a set-like object providing a view on D's items", nullptr},
    {"copy", p_copy, 1, 1, kMethod, "a shallow copy of D", nullptr},
    {"__getitem__", p_getitem, 2, 2, kSlot, "Return self[key].", "($self, key, /)"},
    {"__contains__", p_contains, 2, 2, kSlot, "Return bool(key in self).", "($self, key, /)"},
    {"__len__", p_method<&Names::len>, 1, 1, kSlot, "Return len(self).", "($self, /)"},
    {"__iter__", p_iter, 1, 1, kSlot, "Implement iter(self).", "($self, /)"},
    {"__reversed__", p_method<&Names::reversed>, 1, 1, kMethod, "D.__reversed__() -> reverse iterator", nullptr},
    {"__hash__", p_hash, 1, 1, kSlot, "Return hash(self).", "($self, /)"},
    {"__repr__", repr_method, 1, 1, kSlot, "Return repr(self).", "($self, /)"},
    {"__str__", p_str, 1, 1, kSlot, "Return str(self).", "($self, /)"},
    {"__or__", binary_method<BinOp::Or>, 2, 2, kSlot, "Return self|value.", "($self, value, /)"},
    {"__ror__", reflected_method<BinOp::Or>, 2, 2, kSlot, "Return value|self.", "($self, value, /)"},
    {"__ior__", p_ior, 2, 2, kSlot, "Return self|=value.", "($self, value, /)"},
    {"__class_getitem__", container_class_getitem, 2, 2, kClassWay, "See PEP 585", nullptr},
    LS_COMPARE_METHODS,
    LS_NO_MORE,
};

}  // namespace

Status proxy_binary(VM& vm, BinOp op, bool inplace, Cell a, Cell b, Cell* out) {
    if (op != BinOp::Or) return not_implemented(vm, out);
    if (inplace && is_kind(a, kMappingProxy))
        return raise(vm, C::TypeError, "'|=' is not supported by mappingproxy; use '|' instead");
    Cell x = unwrapped(a), y = unwrapped(b);
    if (is_kind(x, kDict) && is_kind(y, kDict)) return dict_or(vm, false, x, y, out);
    if (!is_obj(x) || !is_obj(y) || obj_of(x)->kind < kTuple || obj_of(y)->kind < kTuple) return not_implemented(vm, out);
    return call_hidden(vm, "_or", {x, y});
}

Status proxy_compare(VM& vm, CmpOp op, Cell a, Cell b, Cell* out) {
    Cell x = unwrapped(a), y = unwrapped(b);
    if (is_kind(x, kDict) && is_kind(y, kDict) && !overrides(x) && !overrides(y)) return dict_compare(vm, op, x, y, out);
    return ordered_by(vm, op, x, y, out);
}

void setup_views(VM& vm) {
    add_methods(vm, vm.cls(C::DictKeys), kSetViewMethods);
    add_methods(vm, vm.cls(C::DictItems), kSetViewMethods);
    add_methods(vm, vm.cls(C::DictValues), kValuesMethods);
    for (C c : {C::DictKeys, C::DictItems, C::DictValues}) add_getsets(vm, vm.cls(c), kViewAttributes);
    add_methods(vm, vm.cls(C::MappingProxy), kProxyMethods);
}

}  // namespace loopscope::runtime
