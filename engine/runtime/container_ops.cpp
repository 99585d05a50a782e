// Operators and protocols of the containers by kind: where container_ops.h's promises are kept. And their end.
#include "runtime/operators.h"
#include "runtime/ranges.h"
#include "runtime/sequence.h"
#include "runtime/set_table.h"

namespace loopscope::runtime {

namespace {

bool is_sequence(Cell c) { return is_kind(c, kList) || is_kind(c, kTuple); }
bool is_repeatable(Cell c) { return is_sequence(c) || is_kind(c, kDeque); }
bool is_proxy(Cell c) { return is_kind(c, kMappingProxy); }
bool is_view(Cell c) { return is_kind(c, kDictView); }

Status repeat(VM& vm, bool inplace, Cell o, Cell times, Cell* out) {
    int64_t n;
    if (Status s = place_of(vm, times, C::OverflowError, &n); s != Status::Ok) return s;
    return is_kind(o, kDeque) ? deque_repeat(vm, inplace, as<Deque>(o), n, out) : sequence_repeat(vm, inplace, o, n, out);
}

Status add(VM& vm, bool inplace, Cell a, Cell b, Cell* out) {
    if (is_sequence(a)) return sequence_concat(vm, inplace, a, b, out);
    if (is_kind(a, kDeque)) return deque_concat(vm, inplace, a, b, out);
    return not_implemented(vm, out);
}

}  // namespace

bool is_container(Cell o) {
    if (!is_obj(o)) return false;
    Kind k = obj_of(o)->kind;
    return (k >= kTuple && k <= kMappingProxy) || k == kDeque;
}
bool has_container_store(Cell o) { return is_kind(o, kList) || is_kind(o, kDict) || is_kind(o, kDeque); }

Status container_binary(VM& vm, BinOp op, bool inplace, Cell a, Cell b, Cell* out) {
    switch (op) {
        case BinOp::Add: return add(vm, inplace, a, b, out);
        case BinOp::Mul:
            if (is_repeatable(a) && is_int(b)) return repeat(vm, inplace, a, b, out);
            if (is_repeatable(b) && is_int(a)) return repeat(vm, false, b, a, out);
            return not_implemented(vm, out);
        case BinOp::Or:
        case BinOp::And:
        case BinOp::Sub:
        case BinOp::Xor:
            if (is_proxy(a) || is_proxy(b)) return proxy_binary(vm, op, inplace, a, b, out);
            if (is_view(a) || is_view(b)) return view_binary(vm, op, a, b, out);
            if (is_kind(a, kDict) && op == BinOp::Or) return dict_or(vm, inplace, a, b, out);
            return set_binary(vm, op, inplace, a, b, out);
        default: return not_implemented(vm, out);
    }
}

Status container_binary_last(VM& vm, BinOp op, bool inplace, Cell a, Cell b, Cell* out) {
    if (op == BinOp::Add && (is_sequence(a) || is_kind(a, kDeque))) {
        const char* kind = is_kind(a, kList) ? "list" : is_kind(a, kTuple) ? "tuple" : "deque";
        return raise(vm, C::TypeError, "can only concatenate %s (not \"%s\") to %s", kind, type_name(vm, b), kind);
    }
    bool left = is_repeatable(a);
    if (op != BinOp::Mul || (!left && !is_repeatable(b))) return not_implemented(vm, out);
    Cell times = left ? b : a;
    if (!wants_index(vm, times))
        return raise(vm, C::TypeError, "can't multiply sequence by non-int of type '%s'", type_name(vm, times));
    Cell args[] = {left ? a : b, times};
    return retry_index_at(vm, inplace && left ? inplace_repeat_method : repeat_method, Args{args, 2, 0, nullptr}, 1, out);
}

Status container_compare(VM& vm, CmpOp op, Cell a, Cell b, Cell* out) {
    if (is_proxy(a) || is_proxy(b)) return proxy_compare(vm, op, a, b, out);
    switch (obj_of(a)->kind) {
        case kList:
        case kTuple: return sequence_compare(vm, op, a, b, out);
        case kDict: return dict_compare(vm, op, a, b, out);
        case kSet:
        case kFrozenSet: return set_compare(vm, op, a, b, out);
        case kRange: return range_compare(vm, op, a, b, out);
        case kSlice: return slice_compare(vm, op, a, b, out);
        case kDictView: return view_compare(vm, op, a, b, out);
        case kDeque: return deque_compare(vm, op, a, b, out);
        default: return not_implemented(vm, out);
    }
}

Status container_subscript(VM& vm, Cell o, Cell key, Cell* out) {
    switch (obj_of(o)->kind) {
        case kList:
        case kTuple: return sequence_subscript(vm, o, key, out);
        case kDict: return dict_subscript(vm, o, key, out);
        case kRange: return range_subscript(vm, o, key, out);
        case kDeque: return deque_subscript(vm, o, key, out);
        case kMappingProxy: return get_item(vm, as<MappingProxy>(o)->mapping, key, out);
        default: return raise(vm, C::TypeError, "'%s' object is not subscriptable", type_name(vm, o));
    }
}

Status container_store_subscript(VM& vm, Cell o, Cell key, Cell value) {
    switch (obj_of(o)->kind) {
        case kList: return list_store(vm, as<List>(o), key, value);
        case kDict: return dict_set(vm, as<Dict>(o), key, value);
        case kDeque: return deque_store(vm, as<Deque>(o), key, value);
        default: return raise(vm, C::TypeError, "'%s' object does not support item assignment", type_name(vm, o));
    }
}

Status container_delete_subscript(VM& vm, Cell o, Cell key) {
    switch (obj_of(o)->kind) {
        case kList: return list_delete(vm, as<List>(o), key);
        case kDict: {
            bool found;
            if (Status s = dict_delete(vm, as<Dict>(o), key, &found); s != Status::Ok) return s;
            return found ? Status::Ok : raise_key_error(vm, key);
        }
        case kDeque: return deque_store(vm, as<Deque>(o), key, empty_cell());
        default: return raise(vm, C::TypeError, "'%s' object doesn't support item deletion", type_name(vm, o));
    }
}

Status container_contains(VM& vm, Cell o, Cell item, Cell* out) {
    switch (obj_of(o)->kind) {
        case kList:
        case kTuple: return sequence_contains(vm, o, item, out);
        case kDict: {
            Cell v;
            if (Status s = dict_get(vm, as<Dict>(o), item, &v); s != Status::Ok) return s;
            return ok_bool(out, !is_empty(v));
        }
        case kSet:
        case kFrozenSet: return set_contains_key(vm, o, item, out);
        case kRange: return range_contains(vm, o, item, out);
        case kDeque: return deque_contains(vm, o, item, out);
        case kMappingProxy: return contains(vm, as<MappingProxy>(o)->mapping, item, out);
        case kDictView: {
            bool there;
            if (Status s = view_contains(vm, o, item, &there); s != Status::Ok) return s;
            return ok_bool(out, there);
        }
        default: return raise(vm, C::TypeError, "argument of type '%s' is not iterable", type_name(vm, o));
    }
}

bool container_length(Cell o, int64_t* n) {
    if (!is_obj(o)) return false;
    switch (obj_of(o)->kind) {
        case kList: *n = as<List>(o)->n; return true;
        case kTuple: *n = as<Tuple>(o)->n; return true;
        case kDict: *n = as<Dict>(o)->n; return true;
        case kSet:
        case kFrozenSet: *n = as<Set>(o)->used; return true;
        case kDeque: *n = as<Deque>(o)->n; return true;
        case kDictView: *n = as<DictView>(o)->dict->n; return true;
        case kRange: return fits_int64(as<Range>(o)->length, n);
        case kMappingProxy: {
            Cell m = as<MappingProxy>(o)->mapping;
            return is_kind(m, kDict) && !overrides(m) && container_length(m, n);
        }
        default: return false;
    }
}

Status container_hash(VM& vm, Cell o, int64_t* out) {
    switch (obj_of(o)->kind) {
        case kTuple: return tuple_hash(vm, as<Tuple>(o), out);
        case kFrozenSet: {
            auto* s = as<Set>(o);
            if (s->hash == -1) s->hash = frozenset_hash(s);
            *out = s->hash;
            return Status::Ok;
        }
        case kRange: return range_hash(vm, as<Range>(o), out);
        case kSlice: return slice_hash(vm, as<Slice>(o), out);
        case kMappingProxy: return hash_of(vm, as<MappingProxy>(o)->mapping, out);
        case kDictView:  // views of values are compared by identity
            if (obj_of(o)->aux == 1) {
                *out = static_cast<int64_t>(id_of(vm, obj_of(o)) * 2654435761u);
                return Status::Ok;
            }
            [[fallthrough]];
        default:
            return raise(vm, C::TypeError, "unhashable type: '%s'",
                         is_kind(o, kDeque) ? "collections.deque" : type_name(vm, o));
    }
}

// ---- the end of containers, and what they hold

namespace {

void let_go(VM& vm, Cell* place) {
    Cell old = *place;
    *place = empty_cell();
    decref(vm, old);
}

}  // namespace

size_t container_bytes(const Obj* o) {
    switch (o->kind) {
        case kTuple: return tuple_bytes(static_cast<const Tuple*>(o)->n);
        case kList: return sizeof(List);
        case kDict: return sizeof(Dict);
        case kSet:
        case kFrozenSet: return sizeof(Set);
        case kRange: return sizeof(Range);
        case kSlice: return sizeof(Slice);
        case kDictView: return sizeof(DictView);
        case kMappingProxy: return sizeof(MappingProxy);
        case kIterator: return sizeof(Iter);
        case kCompound: return compound_bytes(static_cast<const Compound*>(o)->n);
        default: return sizeof(Deque);
    }
}

void free_container(VM& vm, Obj* o) {
    switch (o->kind) {
        case kTuple: {
            auto* t = static_cast<Tuple*>(o);
            for (uint32_t i = t->n; i-- > 0;) decref(vm, t->v[i]);
            break;
        }
        case kList: list_clear(vm, static_cast<List*>(o)); break;
        case kDict: dict_free_block(vm, static_cast<Dict*>(o)); break;
        case kSet:
        case kFrozenSet: set_free_table(vm, static_cast<Set*>(o)); break;
        case kRange: {
            auto* r = static_cast<Range*>(o);
            for (Cell* c : {&r->start, &r->stop, &r->step, &r->length}) let_go(vm, c);
            break;
        }
        case kSlice: {
            auto* s = static_cast<Slice*>(o);
            for (Cell* c : {&s->start, &s->stop, &s->step}) let_go(vm, c);
            break;
        }
        case kDictView: decref(vm, static_cast<DictView*>(o)->dict); break;
        case kMappingProxy: let_go(vm, &static_cast<MappingProxy*>(o)->mapping); break;
        case kIterator: let_go(vm, &static_cast<Iter*>(o)->source); break;
        case kCompound: {
            auto* c = static_cast<Compound*>(o);
            for (uint32_t i = 0; i < c->n; i++) let_go(vm, &c->v[i]);
            break;
        }
        default: deque_free(vm, static_cast<Deque*>(o)); break;
    }
}

void visit_container(VM& vm, Obj* o, void (*each)(VM&, Cell, void*), void* data) {
    auto all = [&](const Cell* v, uint32_t n) {
        for (uint32_t i = 0; i < n; i++)
            if (!is_empty(v[i])) each(vm, v[i], data);
    };
    switch (o->kind) {
        case kTuple: all(static_cast<Tuple*>(o)->v, static_cast<Tuple*>(o)->n); break;
        case kList: all(static_cast<List*>(o)->v, static_cast<List*>(o)->n); break;
        case kDict: {
            auto* d = static_cast<Dict*>(o);
            for (uint32_t i = 0; i < d->used; i++) all(&d->entries[i].key, 2);
            break;
        }
        case kSet:
        case kFrozenSet: {
            auto* s = static_cast<Set*>(o);
            for (uint32_t i = 0; s->table && i <= s->mask; i++) all(&s->table[i].key, 1);
            break;
        }
        case kRange: all(&static_cast<Range*>(o)->start, 4); break;
        case kSlice: all(&static_cast<Slice*>(o)->start, 3); break;
        case kDictView: each(vm, obj_cell(static_cast<DictView*>(o)->dict), data); break;
        case kMappingProxy: all(&static_cast<MappingProxy*>(o)->mapping, 1); break;
        case kIterator: all(&static_cast<Iter*>(o)->source, 1); break;
        case kCompound: all(static_cast<Compound*>(o)->v, static_cast<Compound*>(o)->n); break;
        default: {
            auto* d = static_cast<Deque*>(o);
            for (uint32_t i = 0; i < d->n; i++) all(&d->v[(d->head + i) & (d->cap - 1)], 1);
            break;
        }
    }
}

static void set_doc(VM& vm, C cls, const char* doc) {
    Owned text(vm, new_str_cell(vm, doc));
    (void)dict_set_str(vm, vm.cls(cls)->dict, vm.names.doc, text);
}

static void describe_classes(VM& vm) {
    set_doc(vm, C::List,
            "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.\nThe argument "
            "must be an iterable if specified.");
    set_doc(vm, C::Tuple,
            "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.\nIf iterable is "
            "specified the tuple is initialized from iterable's items.\n\nIf the argument is a tuple, the return value is the "
            "same object.");
    set_doc(vm, C::Dict,
            "dict() -> new empty dictionary\ndict(mapping) -> new dictionary initialized from a mapping object's\n    (key, "
            "value) pairs\ndict(iterable) -> new dictionary initialized as if via:\n    d = {}\n    for k, v in iterable:\n    "
            "    d[k] = v\ndict(**kwargs) -> new dictionary initialized with the name=value pairs\n    in the keyword argument "
            "list.  For example:  dict(one=1, two=2)");
    set_doc(vm, C::Set, "Build an unordered collection of unique elements.");
    set_doc(vm, C::FrozenSet, "Build an immutable unordered collection of unique elements.");
    set_doc(vm, C::Range,
            "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nReturn an object that produces a "
            "sequence of integers from start (inclusive)\nto stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., "
            "j-1.\nstart defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.\nThese are exactly the valid "
            "indices for a list of 4 elements.\nWhen step is given, it specifies the increment (or decrement).");
    set_doc(vm, C::Slice,
            "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object.  This is used for extended slicing (e.g. "
            "a[0:10:2]).");
    set_doc(vm, C::Deque, "A list-like sequence optimized for data accesses near its endpoints.");
    set_doc(vm, C::Map,
            "Make an iterator that computes the function using arguments from\neach of the iterables.  Stops when the shortest "
            "iterable is exhausted.");
    set_doc(vm, C::Filter,
            "Return an iterator yielding those items of iterable for which function(item)\nis true. If function is None, "
            "return the items that are true.");
    set_doc(
        vm, C::Zip,
        "The zip object yields n-length tuples, where n is the number of iterables\npassed as positional arguments to zip().  "
        "The i-th element in every tuple\ncomes from the i-th iterable argument to zip().  This continues until the\nshortest "
        "argument is exhausted.\n\nIf strict is true and one of the arguments is exhausted before the others,\nraise a "
        "ValueError.\n\n   >>> list(zip('abcdefg', range(3), range(4)))\n   [('a', 0, 0), ('b', 1, 1), ('c', 2, 2)]");
    set_doc(vm, C::Enumerate,
            "Return an enumerate object.\n\n  iterable\n    an object supporting iteration\n\nThe enumerate object yields "
            "pairs containing a count (from start, which\ndefaults to zero) and a value yielded by the iterable "
            "argument.\n\nenumerate is useful for obtaining an indexed list:\n    (0, seq[0]), (1, seq[1]), (2, seq[2]), ...");
    set_doc(vm, C::Reversed, "Return a reverse iterator over the values of the given sequence.");
    for (C cls : {C::List, C::Dict, C::Set, C::Deque, C::DictKeys, C::DictItems})
        (void)dict_set_str(vm, vm.cls(cls)->dict, vm.names.hash, none_cell());
}

void setup_container_types(VM& vm) {
    describe_classes(vm);
    setup_iterators(vm);
    setup_compounds(vm);
    setup_list(vm);
    setup_tuple(vm);
    setup_dict(vm);
    setup_views(vm);
    setup_set(vm);
    setup_range(vm);
    setup_slice(vm);
    setup_deque(vm);
}

}  // namespace loopscope::runtime
