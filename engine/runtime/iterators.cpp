// Iterators over the built-in containers, and iter() and next() as the interpreter and natives use them.
#include "runtime/container_util.h"
#include "runtime/ranges.h"

namespace loopscope::runtime {

namespace {

bool has_native_special(VM& vm, Cell o, Str* name) {
    Cell m = class_lookup(vm, obj_of(o)->cls, name);
    return is_kind(m, kNative);
}

Status exhausted(VM& vm, Iter* it, Cell* out) {
    assign(vm, &it->source, empty_cell());
    *out = empty_cell();
    return Status::Ok;
}

Status next_char(VM& vm, Iter* it, Cell* out) {
    auto* s = as<Str>(it->source);
    if (it->index >= s->len) return exhausted(vm, it, out);
    uint32_t cp = str_at(s, static_cast<uint32_t>(it->index++));
    if (cp < 256) return ok(out, new_obj_ref(vm.latin1[cp]));
    return ok_obj(out, str_from_code_points(vm, &cp, 1));
}

Status dict_item(VM& vm, uint16_t which, Cell key, Cell value, Cell* out) {
    auto type = static_cast<IterType>(which);
    if (type == IterType::DictKey || type == IterType::DictReverseKey) return ok(out, newref(key));
    if (type == IterType::DictValue || type == IterType::DictReverseValue) return ok(out, newref(value));
    Cell pair = tuple_of(vm, {key, value});
    return is_empty(pair) ? Status::Fail : ok_cell(out, pair);
}

Status next_of_dict(VM& vm, Iter* it, Cell* out) {
    auto* d = as<Dict>(it->source);
    if (it->left != d->n) {
        it->left = -1;  // stays an error
        return raise(vm, C::RuntimeError, "dictionary changed size during iteration");
    }
    bool backwards = it->aux >= static_cast<uint16_t>(IterType::DictReverseKey);
    if (it->index == 0 && !backwards) it->index = dict_first(d);
    for (int64_t i = it->index; i >= 0 && i < d->used; i += backwards ? -1 : 1) {
        DictEntry& e = d->entries[i];
        if (is_empty(e.key)) continue;
        if (it->step-- == 0 && !backwards) {
            assign(vm, &it->source, empty_cell());
            return raise(vm, C::RuntimeError, "dictionary keys changed during iteration");
        }
        it->index = backwards ? i - 1 : i + 1;
        return dict_item(vm, it->aux, e.key, e.value, out);
    }
    return exhausted(vm, it, out);
}

Status next_of_set(VM& vm, Iter* it, Cell* out) {
    auto* s = as<Set>(it->source);
    if (it->left != s->used) {
        it->left = -1;
        return raise(vm, C::RuntimeError, "Set changed size during iteration");
    }
    auto pos = static_cast<uint32_t>(it->index);
    Cell key;
    if (!set_next(s, &pos, &key)) return exhausted(vm, it, out);
    it->index = pos;
    it->step--;
    return ok(out, newref(key));
}

Status next_of_deque(VM& vm, Iter* it, Cell* out) {
    auto* d = as<Deque>(it->source);
    if (it->left != d->version) {
        it->step = 0;
        return raise(vm, C::RuntimeError, "deque mutated during iteration");
    }
    if (it->step == 0) return exhausted(vm, it, out);
    bool backwards = it->aux == static_cast<uint16_t>(IterType::DequeReverse);
    uint32_t i = static_cast<uint32_t>(backwards ? it->step - 1 : d->n - it->step);
    it->step--;
    return ok(out, newref(d->v[(d->head + i) & (d->cap - 1)]));
}

Status next_of_iter(VM& vm, Iter* it, Cell* out) {
    if (it->aux == static_cast<uint16_t>(IterType::Range)) {
        if (it->left == 0) return ok(out, empty_cell());
        it->left--;
        *out = int_cell(it->index);
        it->index = static_cast<int64_t>(static_cast<uint64_t>(it->index) + static_cast<uint64_t>(it->step));
        return Status::Ok;
    }
    if (is_empty(it->source)) return ok(out, empty_cell());
    switch (static_cast<IterType>(it->aux)) {
        case IterType::List: {
            auto* l = as<List>(it->source);
            if (it->index >= l->n) return exhausted(vm, it, out);
            return ok(out, newref(l->v[it->index++]));
        }
        case IterType::ListReverse: {
            auto* l = as<List>(it->source);
            if (it->index < 0 || it->index >= l->n) return exhausted(vm, it, out);
            return ok(out, newref(l->v[it->index--]));
        }
        case IterType::Tuple: {
            auto* t = as<Tuple>(it->source);
            if (it->index >= t->n) return exhausted(vm, it, out);
            return ok(out, newref(t->v[it->index++]));
        }
        case IterType::Str: return next_char(vm, it, out);
        case IterType::Bytes: {
            auto* b = as<Bytes>(it->source);
            if (it->index >= b->len) return exhausted(vm, it, out);
            return ok_int(out, static_cast<unsigned char>(b->data[it->index++]));
        }
        case IterType::ByteArray: {
            auto* b = as<ByteArray>(it->source);
            if (it->index >= b->len) return exhausted(vm, it, out);
            return ok_int(out, static_cast<unsigned char>(b->data[it->index++]));
        }
        case IterType::Set: return next_of_set(vm, it, out);
        case IterType::Deque:
        case IterType::DequeReverse: return next_of_deque(vm, it, out);
        default: return next_of_dict(vm, it, out);
    }
}

C iter_class(IterType type, Cell source) {
    switch (type) {
        case IterType::List: return C::ListIterator;
        case IterType::ListReverse: return C::ListReverseIterator;
        case IterType::Tuple: return C::TupleIterator;
        case IterType::Range: return C::RangeIterator;
        case IterType::Str: return (obj_of(source)->flags & kAscii) ? C::StrAsciiIterator : C::StrIterator;
        case IterType::Bytes: return C::BytesIterator;
        case IterType::ByteArray: return C::ByteArrayIterator;
        case IterType::DictKey: return C::DictKeyIterator;
        case IterType::DictValue: return C::DictValueIterator;
        case IterType::DictItem: return C::DictItemIterator;
        case IterType::DictReverseKey: return C::DictReverseKeyIterator;
        case IterType::DictReverseValue: return C::DictReverseValueIterator;
        case IterType::DictReverseItem: return C::DictReverseItemIterator;
        case IterType::Set: return C::SetIterator;
        case IterType::Deque: return C::DequeIterator;
        default: return C::DequeReverseIterator;
    }
}

Status iter_of_range(VM& vm, Cell o, Cell* out) {
    auto* r = as<Range>(o);
    if (range_fits_int64(r)) {
        Iter* it = new_iter(vm, IterType::Range, empty_cell());
        if (!it) return Status::Fail;
        it->index = int_of(r->start);
        it->step = int_of(r->step);
        it->left = int_of(r->length);
        return ok_obj(out, it);
    }
    Compound* c = new_compound(vm, CompoundType::LongRange, vm.cls(C::LongRangeIterator), 3);  // start, step, length
    if (!c) return Status::Fail;
    c->v[0] = newref(r->start);
    c->v[1] = newref(r->step);
    c->v[2] = newref(r->length);
    return ok_obj(out, c);
}

bool iter_type_of(Cell o, IterType* type) {
    switch (obj_of(o)->kind) {
        case kList: *type = IterType::List; return true;
        case kTuple: *type = IterType::Tuple; return true;
        case kStr: *type = IterType::Str; return true;
        case kBytes: *type = IterType::Bytes; return true;
        case kByteArray: *type = IterType::ByteArray; return true;
        case kDict: *type = IterType::DictKey; return true;
        case kSet:
        case kFrozenSet: *type = IterType::Set; return true;
        case kDeque: *type = IterType::Deque; return true;
        case kDictView: {
            constexpr IterType kByView[] = {IterType::DictKey, IterType::DictValue, IterType::DictItem};
            *type = kByView[obj_of(o)->aux];
            return true;
        }
        default: return false;
    }
}

}  // namespace

Iter* new_iter(VM& vm, IterType type, Cell source) {
    auto* it = make<Iter>(vm, kIterator, iter_class(type, source));
    if (!it) return nullptr;
    it->aux = static_cast<uint16_t>(type);
    it->source = newref(source);
    if (is_kind(source, kDict))
        it->left = it->step = as<Dict>(source)->n;
    else if (is_anyset(source))
        it->left = it->step = as<Set>(source)->used;
    else if (is_kind(source, kDeque))
        it->left = as<Deque>(source)->version, it->step = as<Deque>(source)->n;
    if (type >= IterType::DictReverseKey && type <= IterType::DictReverseItem) it->index = int64_t(as<Dict>(source)->used) - 1;
    if (type == IterType::ListReverse) it->index = int64_t(as<List>(source)->n) - 1;
    return it;
}

// iter() of a built-in kind, whatever its class overrides. Ok with EMPTY: not one of these kinds.
static Status iter_by_kind(VM& vm, Cell o, Cell* out) {
    *out = empty_cell();
    switch (obj_of(o)->kind) {
        case kIterator:
        case kCompound: return ok(out, newref(o));
        case kGenerator: return as<Generator>(o)->flavor == 0 ? ok(out, newref(o)) : Status::Ok;
        case kRange: return iter_of_range(vm, o, out);
        case kMappingProxy: return iter_of(vm, as<MappingProxy>(o)->mapping, out);
        default: break;
    }
    IterType type;
    if (!iter_type_of(o, &type)) return Status::Ok;
    Cell source = is_kind(o, kDictView) ? obj_cell(as<DictView>(o)->dict) : o;
    return ok_obj(out, new_iter(vm, type, source));
}

Status iter_of(VM& vm, Cell o, Cell* out) {
    if (is_obj(o) && (!(obj_of(o)->cls->class_flags & kClassHeap) || has_native_special(vm, o, vm.names.iter))) {
        Status s = iter_by_kind(vm, o, out);
        if (s != Status::Ok || !is_empty(*out)) return s;
    }
    Class* cls = class_of(vm, o);
    Cell method = class_lookup(vm, cls, vm.names.iter);
    if (!is_empty(method) && !is_none(method)) return call_method(vm, o, vm.names.iter, {});
    if (is_empty(method) && !is_empty(class_lookup(vm, cls, vm.names.getitem)) && !is_kind(o, kMappingProxy)) {
        Compound* c = new_compound(vm, CompoundType::SequenceIter, vm.cls(C::SequenceIterator), 1);
        if (!c) return Status::Fail;
        c->v[0] = newref(o);
        return ok_obj(out, c);
    }
    return raise(vm, C::TypeError, "'%s' object is not iterable", type_name(vm, o));
}

Status iter_next(VM& vm, Cell iterator, Cell* out) {
    if (is_obj(iterator)) {
        bool plain = !(obj_of(iterator)->cls->class_flags & kClassHeap) || has_native_special(vm, iterator, vm.names.next);
        switch (obj_of(iterator)->kind) {
            case kIterator: return next_of_iter(vm, as<Iter>(iterator), out);
            case kCompound:
                if (plain) return compound_next(vm, as<Compound>(iterator), out);
                break;
            case kGenerator: {
                auto* g = as<Generator>(iterator);
                if (g->flavor != 0) break;
                if (g->state == GenState::Closed) return ok(out, empty_cell());
                return resume_generator(vm, g, none_cell());
            }
            default: break;
        }
    }
    if (is_empty(class_lookup(vm, class_of(vm, iterator), vm.names.next)))
        return raise(vm, C::TypeError, "'%s' object is not an iterator", type_name(vm, iterator));
    return call_method(vm, iterator, vm.names.next, {});
}

bool is_iterable(VM& vm, Cell c) {
    Class* cls = class_of(vm, c);
    Cell method = class_lookup(vm, cls, vm.names.iter);
    if (!is_empty(method)) return !is_none(method);
    return !is_empty(class_lookup(vm, cls, vm.names.getitem));
}

bool is_native_iterable(VM& vm, Cell c) {
    if (!is_obj(c)) return false;
    Obj* o = obj_of(c);
    if ((o->cls->class_flags & kClassHeap) && !has_native_special(vm, c, vm.names.iter)) return false;
    if (o->kind == kIterator || o->kind == kCompound) return next_is_native(vm, c);
    if (o->kind == kRange) return true;
    if (o->kind == kMappingProxy) return is_native_iterable(vm, as<MappingProxy>(c)->mapping);
    IterType type;
    return iter_type_of(c, &type);
}

bool next_is_native(VM& vm, Cell iterator, int depth) {
    constexpr int kMostNested = 32;
    if (!is_obj(iterator)) return false;
    Obj* o = obj_of(iterator);
    if (o->kind == kIterator) return true;
    if (o->kind != kCompound || depth > kMostNested) return false;
    if ((o->cls->class_flags & kClassHeap) && !has_native_special(vm, iterator, vm.names.next)) return false;
    return compound_is_native(vm, static_cast<Compound*>(o), depth + 1);
}

namespace {

int64_t length_hint(VM&, Iter* it) {
    if (it->aux == static_cast<uint16_t>(IterType::Range)) return it->left;
    if (is_empty(it->source)) return 0;
    int64_t n = 0;
    switch (static_cast<IterType>(it->aux)) {
        case IterType::List: n = int64_t(as<List>(it->source)->n) - it->index; break;
        case IterType::ListReverse: n = it->index + 1 > as<List>(it->source)->n ? 0 : it->index + 1; break;
        case IterType::Tuple: n = int64_t(as<Tuple>(it->source)->n) - it->index; break;
        case IterType::Str: n = int64_t(as<Str>(it->source)->len) - it->index; break;
        case IterType::Bytes: n = int64_t(as<Bytes>(it->source)->len) - it->index; break;
        case IterType::ByteArray: n = int64_t(as<ByteArray>(it->source)->len) - it->index; break;
        case IterType::Set: n = it->left == as<Set>(it->source)->used ? it->step : 0; break;
        case IterType::Deque:
        case IterType::DequeReverse: n = it->step; break;
        default: n = it->left == as<Dict>(it->source)->n ? it->step : 0; break;
    }
    return n < 0 ? 0 : n;
}

Status iter_next_method(VM& vm, Args a, Cell* out) {
    Status s = next_of_iter(vm, as<Iter>(a[0]), out);
    if (s == Status::Ok && is_empty(*out)) return raise_cell(vm, C::StopIteration, empty_cell());
    return s;
}

Status iter_length_hint(VM& vm, Args a, Cell* out) { return ok_int(out, length_hint(vm, as<Iter>(a[0]))); }

// copy.copy and pickle: (iter, (what is left,)), with the position as state where CPython has it so.
Status iter_reduce(VM& vm, Args a, Cell* out) {
    auto* it = as<Iter>(a[0]);
    auto type = static_cast<IterType>(it->aux);
    Cell function = dict_get_str(vm.builtins, vm.names.iter_plain);
    if (type == IterType::Range) {
        Owned r(vm, new_range(vm, int_cell(it->index), int_cell(it->index + it->left * it->step), int_cell(it->step)));
        Owned args(vm, is_empty(r) ? empty_cell() : tuple_of(vm, {r}));
        return is_empty(args) ? Status::Fail : ok_cell(out, tuple_of(vm, {function, args, int_cell(0)}));
    }
    bool by_place = type == IterType::List || type == IterType::Tuple || type == IterType::Str || type == IterType::Bytes ||
                    type == IterType::ByteArray;
    if (by_place && !is_empty(it->source)) {
        Owned args(vm, tuple_of(vm, {it->source}));
        return is_empty(args) ? Status::Fail : ok_cell(out, tuple_of(vm, {function, args, int_cell(it->index)}));
    }
    // The rest as a list, without moving on.
    Iter copy = *it;
    copy.rc = kImmortal;
    incref(copy.source);
    List* rest = new_list(vm, 0);
    if (!rest) return Status::Fail;
    Owned hold(vm, obj_cell(rest));
    for (;;) {
        Cell item;
        Status s = next_of_iter(vm, &copy, &item);
        if (s == Status::Ok && is_empty(item)) break;
        if (s != Status::Ok || !list_append(vm, rest, item)) {
            decref(vm, copy.source);
            return Status::Fail;
        }
    }
    Owned args(vm, tuple_of(vm, {hold}));
    return is_empty(args) ? Status::Fail : ok_cell(out, tuple_of(vm, {function, args}));
}

Status iter_setstate(VM& vm, Args a, Cell* out) {
    auto* it = as<Iter>(a[0]);
    int64_t i;
    if (Status s = index_of(vm, a[1], &i, "state"); s != Status::Ok) return s;
    if (static_cast<IterType>(it->aux) == IterType::Range) {
        i = std::clamp<int64_t>(i, 0, it->left);
        it->index += i * it->step;
        it->left -= i;
    } else {
        it->index = i < 0 && it->aux != static_cast<uint16_t>(IterType::ListReverse) ? 0 : i;
    }
    return ok_none(out);
}

const NativeDef kIterMethods[] = {
    {"__iter__", iter_self_method, 1, 1, kSlot, "Implement iter(self).", nullptr},
    {"__next__", iter_next_method, 1, 1, kSlot, "Implement next(self).", nullptr},
    {"__length_hint__", iter_length_hint, 1, 1, kMethod, "Private method returning an estimate of len(list(it)).", nullptr},
    {"__reduce__", iter_reduce, 1, 1, kMethod, "Return state information for pickling.", nullptr},
    {"__setstate__", iter_setstate, 2, 2, kMethod, "Set state information for unpickling.", nullptr},
    LS_NO_MORE,
};

}  // namespace

Status iter_method(VM& vm, Args a, Cell* out) { return iter_by_kind(vm, a[0], out); }
Status iter_self_method(VM&, Args a, Cell* out) { return ok(out, newref(a[0])); }

// _collections._deque_iterator(deque, place=0) and the like.
template <IterType type>
Status deque_iter_new(VM& vm, Args a, Cell* out) {
    if (a.nkw) return raise(vm, C::TypeError, "%s() takes no keyword arguments", to_utf8(as<Class>(a[0])->name).c_str());
    if (Status s = check_positional(vm, to_utf8(as<Class>(a[0])->name).c_str(), a.n - 1, 1, 2); s != Status::Ok) return s;
    if (!is_kind(a[1], kDeque))
        return raise(vm, C::TypeError, "argument 1 must be collections.deque, not %s", type_name(vm, a[1]));
    int64_t place = 0;
    if (a.n > 2)
        if (Status s = index_of(vm, a[2], &place, "index"); s != Status::Ok) return s;
    Iter* it = new_iter(vm, type, a[1]);
    if (!it) return Status::Fail;
    it->step -= std::clamp<int64_t>(place, 0, it->step);
    return ok_obj(out, it);
}

void setup_deque_iterators(VM& vm) {
    static const NativeDef forward[] = {{"__new__", deque_iter_new<IterType::Deque>, 1, -1, kStaticNew, nullptr, nullptr},
                                        LS_NO_MORE};
    static const NativeDef backward[] = {
        {"__new__", deque_iter_new<IterType::DequeReverse>, 1, -1, kStaticNew, nullptr, nullptr}, LS_NO_MORE};
    add_methods(vm, vm.cls(C::DequeIterator), forward);
    add_methods(vm, vm.cls(C::DequeReverseIterator), backward);
    for (C c : {C::DequeIterator, C::DequeReverseIterator}) vm.cls(c)->class_flags &= ~uint32_t(kClassDisallowNew);
}

void setup_iterators(VM& vm) {
    constexpr C kClasses[] = {C::ListIterator,
                              C::ListReverseIterator,
                              C::TupleIterator,
                              C::RangeIterator,
                              C::StrIterator,
                              C::StrAsciiIterator,
                              C::BytesIterator,
                              C::ByteArrayIterator,
                              C::DictKeyIterator,
                              C::DictValueIterator,
                              C::DictItemIterator,
                              C::DictReverseKeyIterator,
                              C::DictReverseValueIterator,
                              C::DictReverseItemIterator,
                              C::SetIterator,
                              C::DequeIterator,
                              C::DequeReverseIterator};
    for (C c : kClasses) add_methods(vm, vm.cls(c), kIterMethods);
    setup_deque_iterators(vm);
}

}  // namespace loopscope::runtime
