// _collections and natives for the hidden classes that stand for C ones (defaultdict, OrderedDict, lru_cache's wrapper):
// counting, looking up with a hash known already, the ends of a dict, fields of named tuples.
#include <array>

#include "runtime/builtins.h"
#include "runtime/setup.h"

namespace loopscope::runtime {

namespace {

// ---- _count_elements. slots: 1 the dict, 2 the key being counted.

Next count_item(VM& vm, Cell* slots, Cell* item, Cell*) {
    auto* d = as<Dict>(slots[1]);
    int64_t hash;
    Cell old;
    if (hash_of(vm, *item, &hash) != Status::Ok || dict_get_hashed(vm, d, *item, hash, &old) != Status::Ok) return Next::Fail;
    if (is_empty(old)) return dict_set_hashed(vm, d, *item, hash, int_cell(1)) == Status::Ok ? Next::Go : Next::Fail;
    if (is_small_int(old) && int_of(old) < INT64_MAX)
        return dict_set_hashed(vm, d, *item, hash, int_cell(int_of(old) + 1)) == Status::Ok ? Next::Go : Next::Fail;
    return call_hidden(vm, "_add", {old, int_cell(1)}) == Status::Call ? Next::Call : Next::Fail;
}
Next count_answer(VM& vm, Cell* slots, Cell owned_count, Cell* item, Cell*) {
    Owned count(vm, owned_count);
    return dict_set(vm, as<Dict>(slots[1]), *item, count) == Status::Ok ? Next::Go : Next::Fail;
}
constexpr Consumer kCount = {"count elements", count_item, count_answer, [](VM&, Cell*, Cell* out) { return ok_none(out); }};

Status count_elements(VM& vm, Args a, Cell* out) {
    if (Status s = check_positional(vm, "_count_elements", a.n, 2, 2); s != Status::Ok) return s;
    // A mapping with a get or __setitem__ of its own is asked through them.
    bool plain = is_kind(a[0], kDict);
    if (plain && is_program_object(a[0])) {
        Class *cls = obj_of(a[0])->cls, *dict = vm.cls(C::Dict);
        plain = same(class_lookup(vm, cls, vm.names.get_plain), class_lookup(vm, dict, vm.names.get_plain)) &&
                same(class_lookup(vm, cls, vm.names.setitem), class_lookup(vm, dict, vm.names.setitem));
    }
    if (!plain) return call_hidden(vm, "_count_into", {a[0], a[1]});
    return consume(vm, kCount, a[1], {a[0]}, out);
}

// ---- dicts with a hash that is known, and their ends

Status hidden_hashed_get(VM& vm, Args a, Cell* out) {  // _hashed_get(d, key, hash, default)
    Cell v;
    if (Status s = dict_get_hashed(vm, as<Dict>(a[0]), a[1], int_of(a[2]), &v); s != Status::Ok) return s;
    return ok(out, newref(is_empty(v) ? a[3] : v));
}
Status hidden_hashed_set(VM& vm, Args a, Cell* out) {  // _hashed_set(d, key, hash, value)
    if (Status s = dict_set_hashed(vm, as<Dict>(a[0]), a[1], int_of(a[2]), a[3]); s != Status::Ok) return s;
    return ok_none(out);
}
Status hidden_hashed_renew(VM& vm, Args a, Cell* out) {  // _hashed_renew(d, key, hash): the entry becomes the last one
    auto* d = as<Dict>(a[0]);
    Cell value;
    if (Status s = dict_take_hashed(vm, d, a[1], int_of(a[2]), &value); s != Status::Ok) return s;
    Owned hold(vm, value);
    if (is_empty(value)) return raise_key_error(vm, a[1]);
    if (Status s = dict_set_hashed(vm, d, a[1], int_of(a[2]), value); s != Status::Ok) return s;
    return ok_none(out);
}
Status hidden_take_first(VM& vm, Args a, Cell* out) {  // _take_first(d): (key, value), or None where it is empty
    auto* d = as<Dict>(a[0]);
    uint32_t pos = 0;
    Cell k, v;
    if (!dict_next(d, &pos, &k, &v)) return ok_none(out);
    int64_t hash = d->entries[pos - 1].hash;
    Owned pair(vm, tuple_of(vm, {k, v}));
    bool found;
    if (is_empty(pair)) return Status::Fail;
    if (Status s = dict_delete_hashed(vm, d, k, hash, &found); s != Status::Ok) return s;
    return ok(out, pair.take());
}
Status hidden_take_last(VM& vm, Args a, Cell* out) {
    Cell k, v;
    if (!dict_pop_last(vm, as<Dict>(a[0]), &k, &v)) return ok_none(out);
    Owned key(vm, k), value(vm, v);
    return ok_cell(out, tuple_of(vm, {key, value}));
}
Status hidden_to_front(VM& vm, Args a, Cell* out) {  // _to_front(d, key): all others are appended again behind it
    auto* d = as<Dict>(a[0]);
    int64_t hash;
    uint32_t place;
    if (Status s = hash_of(vm, a[1], &hash); s != Status::Ok) return s;
    if (Status s = dict_find_place(vm, d, a[1], hash, &place); s != Status::Ok) return s;
    if (place == UINT32_MAX) return raise_key_error(vm, a[1]);
    if (!charge(vm, d->n)) return Status::Fail;
    if (!dict_rotate_to_front(vm, d, place)) return Status::Fail;
    return ok_none(out);
}

// ---- named tuples: fields are properties whose getters are natives, one a place

template <uint32_t place>
Status tuple_field(VM& vm, Args a, Cell* out) {
    if (!is_kind(a[0], kTuple) || place >= as<Tuple>(a[0])->n)
        return raise(vm, C::TypeError, "descriptor for index '%u' for tuple subclasses doesn't apply to '%s' object", place,
                     type_name(vm, a[0]));
    return ok(out, newref(as<Tuple>(a[0])->v[place]));
}

constexpr uint32_t kFieldGetters = 64;
template <uint32_t... i>
constexpr std::array<NativeDef, sizeof...(i) + 1> field_getters(std::integer_sequence<uint32_t, i...>) {
    return {NativeDef{"_field", tuple_field<i>, 1, 1, 0, nullptr, nullptr}..., NativeDef LS_NO_MORE};
}
constexpr auto kFields = field_getters(std::make_integer_sequence<uint32_t, kFieldGetters>());

Status hidden_field_getter(VM& vm, Args a, Cell* out) {  // _field_getter(place): a native, or None beyond those there are
    int64_t i = int_of(a[0]);
    if (i < 0 || i >= kFieldGetters) return ok_none(out);
    NativeDef one[] = {kFields[static_cast<size_t>(i)], LS_NO_MORE};
    Dict* ns = new_dict(vm);
    if (!ns) return Status::Fail;
    Owned hold(vm, obj_cell(ns));
    add_functions(vm, ns, "_collections", one);
    uint32_t pos = 0;
    Cell k, v;
    return dict_next(ns, &pos, &k, &v) ? ok(out, newref(v)) : Status::Fail;
}

// _hidden_function(text, globals): evaluates an expression (a lambda) as code of the hidden library.
Status hidden_function(VM& vm, Args a, Cell*) {
    Cell code = empty_cell();
    if (Status s = compile_source(vm, str_utf8(a[0]), "<string>", "eval", true, true, "collections", &code); s != Status::Ok)
        return s;
    Owned hold(vm, code);
    Function* fn = new_function(vm, as<Code>(code), as<Dict>(a[1]));
    if (!fn) return Status::Fail;
    Owned function(vm, obj_cell(fn));
    return call_later(vm, function, {a[1]});
}

const NativeDef kCollections[] = {
    {"_count_elements", count_elements, 0, -1, 0, "Count elements in the iterable, updating the mapping",
     "($module, mapping, iterable, /)"},
    LS_NO_MORE,
};
const NativeDef kHidden[] = {
    {"_count_elements", count_elements, 0, -1, 0, nullptr, nullptr},
    {"_hashed_get", hidden_hashed_get, 4, 4, 0, nullptr, nullptr},
    {"_hashed_set", hidden_hashed_set, 4, 4, 0, nullptr, nullptr},
    {"_hashed_renew", hidden_hashed_renew, 3, 3, 0, nullptr, nullptr},
    {"_take_first", hidden_take_first, 1, 1, 0, nullptr, nullptr},
    {"_take_last", hidden_take_last, 1, 1, 0, nullptr, nullptr},
    {"_to_front", hidden_to_front, 2, 2, 0, nullptr, nullptr},
    {"_field_getter", hidden_field_getter, 1, 1, 0, nullptr, nullptr},
    {"_hidden_function", hidden_function, 2, 2, 0, nullptr, nullptr},
    LS_NO_MORE,
};

}  // namespace

void setup_collections_module(VM& vm) {
    Dict* ns = new_module(vm, "_collections");
    for (C id : {C::Deque, C::DequeIterator, C::DequeReverseIterator})
        (void)dict_set_str(vm, ns, vm.cls(id)->name, obj_cell(vm.cls(id)));
    add_functions(vm, ns, "_collections", kCollections);
    add_functions(vm, vm.hidden, "builtins", kHidden);
    (void)new_module(vm, "_functools");
}

}  // namespace loopscope::runtime
