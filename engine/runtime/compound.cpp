// map, filter, zip, enumerate, reversed, iter(callable, sentinel), iter() of a sequence by __getitem__, and ranges beyond 64
// bits.
#include "runtime/compound.h"

#include "runtime/operators.h"
#include "runtime/text_ops.h"

namespace loopscope::runtime {

Compound* new_compound(VM& vm, CompoundType type, Class* cls, uint32_t n) {
    auto* c = static_cast<Compound*>(make_object(vm, kCompound, cls, compound_bytes(n)));
    if (!c) return nullptr;
    c->aux = static_cast<uint16_t>(type);
    c->n = n;
    return c;
}

Compound* new_compound_of(VM& vm, CompoundType type, Cell cls, uint32_t n) { return new_compound(vm, type, as<Class>(cls), n); }

Status refuse_keywords(VM& vm, Args a, C exact, const char* function) {
    if (a.nkw == 0 || (as<Class>(a[0]) != vm.cls(exact) && (as<Class>(a[0])->class_flags & kClassHasInit))) return Status::Ok;
    return raise(vm, C::TypeError, "%s() takes no keyword arguments", function);
}

bool natives_from(VM& vm, Compound* c, uint32_t first, int depth) {
    for (uint32_t i = first; i < c->n; i++)
        if (!next_is_native(vm, c->v[i], depth)) return false;
    return true;
}

namespace {

// Cells: the compound, the tuple of iterables, the place of the next one, the first place.
Status fill_iterators(Machine& m, Cell* out) {
    Compound* c = compound_of(m);
    auto* iterables = as<Tuple>(m.cells[1]);
    auto first = static_cast<uint32_t>(int_of(m.cells[3]));
    for (;;) {
        auto i = static_cast<uint32_t>(int_of(m.cells[2]));
        if (i == iterables->n) return ok(out, newref(m.cells[0]));
        if (m.state == 0) {
            if (Status s = m.make_iter(iterables->v[i], 1); s != Status::Ok) return s;
        }
        assign(m.vm, &c->v[first + i], m.take());
        m.cells[2] = int_cell(i + 1);
        m.state = 0;
    }
}

}  // namespace

Status finish_compound(VM& vm, Compound* owned, uint32_t first, const Cell* iterables, uint32_t n, Cell* out) {
    if (!owned) return Status::Fail;
    Owned c(vm, obj_cell(owned));
    if (n == 1) {  // the usual case needs no machine unless Python's __iter__ is to be called
        Status s = iter_of(vm, iterables[0], &owned->v[first]);
        if (s == Status::Ok) return ok(out, c.take());
        if (s != Status::Call) return s;
        drop_call(vm);
    }
    Tuple* all = tuple_from(vm, iterables, n);
    if (!all) return Status::Fail;
    Owned hold(vm, obj_cell(all));
    return run_machine<fill_iterators, 4>(vm, {c, hold, int_cell(0), int_cell(first)}, out);
}

namespace {

// ---- map: v[0] the function, v[1 ...] iterators. Cells: compound, tuple of items, how many of them are there.
Status map_step(Machine& m, Cell* out) {
    Compound* c = compound_of(m);
    if (c->n == 2) {
        if (m.state == 0) {
            if (Status s = m.pull(c->v[1], 0, 1); s != Status::Ok) return s;
        }
        return is_empty(m.value) ? at_end(out) : m.tail(c->v[0], {m.value});
    }
    uint32_t n = c->n - 1;
    if (is_empty(m.cells[1])) {
        Tuple* t = new_tuple(m.vm, n);
        if (!t) return Status::Fail;
        m.cells[1] = obj_cell(t);
        m.cells[2] = int_cell(0);
    }
    auto* items = as<Tuple>(m.cells[1]);
    for (;;) {
        auto i = static_cast<uint32_t>(int_of(m.cells[2]));
        if (i == n) return m.tail_array(c->v[0], items->v, n);
        if (m.state == 0) {
            if (Status s = m.pull(c->v[1 + i], 0, 1); s != Status::Ok) return s;
        }
        if (is_empty(m.value)) return at_end(out);
        items->v[i] = m.take();
        m.cells[2] = int_cell(i + 1);
        m.state = 0;
    }
}

Status map_new(VM& vm, Args a, Cell* out) {
    if (Status s = refuse_keywords(vm, a, C::Map, "map"); s != Status::Ok) return s;
    if (a.n < 3) return raise(vm, C::TypeError, "map() must have at least two arguments.");
    Compound* c = new_compound_of(vm, CompoundType::Map, a[0], a.n - 1);
    if (c) c->v[0] = newref(a[1]);
    return finish_compound(vm, c, 1, a.v + 2, a.n - 2, out);
}

// ---- filter, itertools.filterfalse: v[0] the function or None, v[1] the iterator. Cells: compound, item, the function's
// answer.
template <bool keep_true>
Status filter_step(Machine& m, Cell* out) {
    enum : uint8_t { kPull, kItem, kTest, kAnswer, kTruth, kVerdict };
    Compound* c = compound_of(m);
    for (;;) switch (m.state) {
            case kPull:
                if (Status s = m.pull(c->v[1], kPull, kItem); s != Status::Ok) return s;
                [[fallthrough]];
            case kItem:
                if (is_empty(m.value)) return at_end(out);
                m.keep(1);
                [[fallthrough]];
            case kTest:
                if (is_none(c->v[0]) || (is_obj(c->v[0]) && obj_of(c->v[0]) == m.vm.cls(C::Bool))) {
                    assign(m.vm, &m.cells[2], newref(m.cells[1]));
                    m.state = kTruth;
                    continue;
                }
                if (Status s = m.call(c->v[0], {m.cells[1]}, kTest, kAnswer); s != Status::Ok) return s;
                [[fallthrough]];
            case kAnswer: m.keep(2); [[fallthrough]];
            case kTruth:
                if (Status s = m.truth(m.cells[2], kTruth, kVerdict); s != Status::Ok) return s;
                [[fallthrough]];
            default:
                if (is_true(m.take()) == keep_true) {
                    *out = m.cells[1];
                    m.cells[1] = empty_cell();
                    return Status::Ok;
                }
                m.state = kPull;
        }
}

bool filter_native(VM& vm, Compound* c, int depth) {
    // Items of the exact built-in kinds only are known to need no __bool__: a plain iterator over a range or a string.
    return is_none(c->v[0]) && is_kind(c->v[1], kIterator) &&
           as<Iter>(c->v[1])->aux == static_cast<uint16_t>(IterType::Range) && next_is_native(vm, c->v[1], depth);
}

template <CompoundType type>
Status filter_new(VM& vm, Args a, Cell* out) {
    const char* name = type == CompoundType::Filter ? "filter" : "filterfalse";
    if (Status s = refuse_keywords(vm, a, type == CompoundType::Filter ? C::Filter : C::FilterFalse, name); s != Status::Ok)
        return s;
    if (Status s = check_positional(vm, name, a.n - 1, 2, 2); s != Status::Ok) return s;
    Compound* c = new_compound_of(vm, type, a[0], 2);
    if (c) c->v[0] = newref(a[1]);
    return finish_compound(vm, c, 1, a.v + 2, 1, out);
}

// ---- zip: v iterators; state: strict. Cells: compound, tuple of items, place of the next one.
Status zip_length_error(Machine& m, uint32_t i, const char* what) {
    return raise(m.vm, C::ValueError, "zip() argument %u is %s than argument%s%u", i + 1, what, i == 1 ? " " : "s 1-", i);
}

// The first iterator is at its end under strict: the others must be too.
Status zip_check_rest(Machine& m, Cell* out) {
    enum : uint8_t { kAsk = 2, kGot };
    Compound* c = compound_of(m);
    for (;;) {
        auto i = static_cast<uint32_t>(int_of(m.cells[2]));
        if (m.state == kAsk) {
            if (i == c->n) return at_end(out);
            if (Status s = m.pull(c->v[i], kAsk, kGot); s != Status::Ok) return s;
        }
        if (!is_empty(m.value)) return zip_length_error(m, i, "longer");
        m.cells[2] = int_cell(i + 1);
        m.state = kAsk;
    }
}

Status zip_step(Machine& m, Cell* out) {
    Compound* c = compound_of(m);
    if (c->n == 0) return at_end(out);
    if (m.state >= 2) return zip_check_rest(m, out);
    if (is_empty(m.cells[1])) {
        Tuple* t = new_tuple(m.vm, c->n);
        if (!t) return Status::Fail;
        m.cells[1] = obj_cell(t);
        m.cells[2] = int_cell(0);
    }
    auto* items = as<Tuple>(m.cells[1]);
    for (;;) {
        auto i = static_cast<uint32_t>(int_of(m.cells[2]));
        if (i == c->n) {
            *out = m.cells[1];
            m.cells[1] = empty_cell();
            return Status::Ok;
        }
        if (m.state == 0) {
            if (Status s = m.pull(c->v[i], 0, 1); s != Status::Ok) return s;
        }
        if (is_empty(m.value)) {
            if (!c->state) return at_end(out);
            if (i > 0) return zip_length_error(m, i, "shorter");
            m.cells[2] = int_cell(1);
            m.state = 2;
            return zip_check_rest(m, out);
        }
        items->v[i] = m.take();
        m.cells[2] = int_cell(i + 1);
        m.state = 0;
    }
}

// The usual case, all native and not strict, without a machine.
Status zip_next(VM& vm, Compound* c, Cell* out) {
    if (c->state || c->n == 0 || !natives_from(vm, c, 0, 0)) return compound_machine<zip_step, 3>(vm, c, out);
    Tuple* t = new_tuple(vm, c->n);
    if (!t) return Status::Fail;
    for (uint32_t i = 0; i < c->n; i++) {
        Status s = iter_next(vm, c->v[i], &t->v[i]);
        if (s == Status::Ok && !is_empty(t->v[i])) continue;
        decref(vm, t);
        *out = empty_cell();
        return s;
    }
    return ok_obj(out, t);
}

Status zip_new(VM& vm, Args a, Cell* out) {
    Cell strict = bool_cell(false);
    if (a.nkw) {
        int k = find_keyword(a, vm.names.strict);
        if (k < 0 || a.nkw > 1) {
            uint32_t bad = k == 0 ? 1 : 0;
            return raise(vm, C::TypeError, "zip() got an unexpected keyword argument '%s'",
                         str_utf8(a.kwnames->v[bad]).c_str());
        }
        strict = a[a.n + static_cast<uint32_t>(k)];
    }
    int t = truth_native(strict);
    Compound* c = new_compound_of(vm, CompoundType::Zip, a[0], a.n - 1);
    if (c) c->state = t != 0;
    return finish_compound(vm, c, 0, a.v + 1, a.n - 1, out);
}

// ---- enumerate: v[0] the iterator, v[1] the count once it is beyond 64 bits, a the count.
Status numbered(VM& vm, Compound* c, Cell owned_item, Cell* out) {
    Owned item(vm, owned_item);
    Cell count = is_empty(c->v[1]) ? int_cell(c->a) : c->v[1];
    Cell pair = tuple_of(vm, {count, item});
    if (is_empty(pair)) return Status::Fail;
    if (is_empty(c->v[1]) && c->a < INT64_MAX) {
        c->a++;
    } else {
        Cell more;
        if (int_binary(vm, BinOp::Add, count, int_cell(1), &more) != Status::Ok) {
            decref(vm, pair);
            return Status::Fail;
        }
        assign(vm, &c->v[1], more);
    }
    return ok(out, pair);
}

Status enumerate_step(Machine& m, Cell* out) {
    Compound* c = compound_of(m);
    if (m.state == 0) {
        if (Status s = m.pull(c->v[0], 0, 1); s != Status::Ok) return s;
    }
    return is_empty(m.value) ? at_end(out) : numbered(m.vm, c, m.take(), out);
}

Status enumerate_next(VM& vm, Compound* c, Cell* out) {
    if (!next_is_native(vm, c->v[0], 1)) return compound_machine<enumerate_step, 1>(vm, c, out);
    Cell item;
    Status s = iter_next(vm, c->v[0], &item);
    if (s != Status::Ok || is_empty(item)) return s == Status::Ok ? at_end(out) : s;
    return numbered(vm, c, item, out);
}

bool enumerate_native(VM& vm, Compound* c, int depth) { return next_is_native(vm, c->v[0], depth); }

Status enumerate_arguments(VM& vm, Args a, Cell* iterable, Cell* start) {
    uint32_t given = a.n - 1 + a.nkw;
    if (given > 2) return raise(vm, C::TypeError, "enumerate() takes at most 2 arguments (%u given)", given);
    *iterable = a.n > 1 ? a[1] : empty_cell();
    *start = a.n > 2 ? a[2] : empty_cell();
    for (uint32_t k = 0; k < a.nkw; k++) {
        auto* name = as<Str>(a.kwnames->v[k]);
        if (str_is(name, "iterable") && is_empty(*iterable))
            *iterable = a[a.n + k];
        else if (str_is(name, "start") && is_empty(*start))
            *start = a[a.n + k];
        else
            return raise(vm, C::TypeError, "'%s' is an invalid keyword argument for enumerate()", to_utf8(name).c_str());
    }
    if (is_empty(*iterable)) return raise(vm, C::TypeError, "enumerate() missing required argument 'iterable'");
    return Status::Ok;
}

Status enumerate_new(VM& vm, Args a, Cell* out) {
    Cell iterable, start;
    if (Status s = enumerate_arguments(vm, a, &iterable, &start); s != Status::Ok) return s;
    if (!is_empty(start) && !is_int(start)) {
        if (!wants_index(vm, start)) return not_an_index(vm, start);
        Owned args(vm, tuple_of(vm, {a[0], iterable, start}));
        if (is_empty(args)) return Status::Fail;
        return retry_index_at(vm, enumerate_new, Args{as<Tuple>(args)->v, 3, 0, nullptr}, 2, out);
    }
    Compound* c = new_compound_of(vm, CompoundType::Enumerate, a[0], 2);
    if (!c) return Status::Fail;
    if (!is_empty(start) && !fits_int64(start, &c->a)) c->v[1] = newref(start);
    return finish_compound(vm, c, 0, &iterable, 1, out);
}

// ---- reversed: v[0] the sequence (EMPTY once exhausted), a the next place.
Status reversed_step(Machine& m, Cell* out) {
    Compound* c = compound_of(m);
    if (m.state == 0) {
        if (is_empty(c->v[0])) return at_end(out);
        if (c->a >= 0)
            if (Status s = m.item_at(c->v[0], c->a, 1); s != Status::Ok) return s;
    }
    if (is_empty(m.value)) {
        c->a = -1;
        assign(m.vm, &c->v[0], empty_cell());
        return at_end(out);
    }
    c->a--;
    return ok(out, m.take());
}

bool plain_sequence(VM&, Cell c) {
    return is_obj(c) && !overrides(c) &&
           (is_kind(c, kTuple) || is_kind(c, kStr) || is_kind(c, kBytes) || is_kind(c, kByteArray) || is_kind(c, kList));
}
bool sequence_native(VM& vm, Compound* c, int) { return is_empty(c->v[0]) || plain_sequence(vm, c->v[0]); }

Status reversed_of_builtin(VM& vm, Cell o, Cell* out) {
    *out = empty_cell();
    if (overrides(o)) return Status::Ok;
    switch (obj_of(o)->kind) {
        case kList: return ok_obj(out, new_iter(vm, IterType::ListReverse, o));
        case kDict: return ok_obj(out, new_iter(vm, IterType::DictReverseKey, o));
        case kDeque: return ok_obj(out, new_iter(vm, IterType::DequeReverse, o));
        case kDictView: {
            constexpr IterType kByView[] = {IterType::DictReverseKey, IterType::DictReverseValue, IterType::DictReverseItem};
            return ok_obj(out, new_iter(vm, kByView[obj_of(o)->aux], obj_cell(as<DictView>(o)->dict)));
        }
        default: return Status::Ok;
    }
}

Status reversed_from(VM& vm, Cell cls, Cell sequence, int64_t n, Cell* out) {
    Compound* c = new_compound_of(vm, CompoundType::Reversed, cls, 1);
    if (!c) return Status::Fail;
    c->v[0] = newref(sequence);
    c->a = n - 1;
    return ok_obj(out, c);
}

Status reversed_with_len(VM& vm, const Cell* kept, Cell owned_len, Cell* out);

bool text_size(Cell o, int64_t* n) {
    if (!is_text(o)) return false;
    *n = text_length(o);
    return true;
}

Status reversed_new(VM& vm, Args a, Cell* out) {
    if (Status s = refuse_keywords(vm, a, C::Reversed, "reversed"); s != Status::Ok) return s;
    if (Status s = check_positional(vm, "reversed", a.n - 1, 1, 1); s != Status::Ok) return s;
    Cell o = a[1];
    if (is_obj(o)) {
        Status s = reversed_of_builtin(vm, o, out);
        if (s != Status::Ok || !is_empty(*out)) return s;
    }
    Class* cls = class_of(vm, o);
    Cell method = class_lookup(vm, cls, vm.names.reversed);
    if (!is_empty(method) && !is_none(method)) return call_method(vm, o, vm.names.reversed, {});
    bool sequence = !is_empty(class_lookup(vm, cls, vm.names.getitem)) && !is_kind(o, kDict) && !is_kind(o, kMappingProxy);
    if (is_none(method) || !sequence) return raise(vm, C::TypeError, "'%s' object is not reversible", type_name(vm, o));
    int64_t n;
    if (!(is_obj(o) && overrides(o)) && (container_length(o, &n) || text_size(o, &n)))
        return reversed_from(vm, a[0], o, n, out);
    if (is_empty(class_lookup(vm, cls, vm.names.len)))
        return raise(vm, C::TypeError, "object of type '%s' has no len()", type_name(vm, o));
    Cell len_function = dict_get_str(vm.builtins, vm.names.len_plain);
    return call_checked(vm, reversed_with_len, len_function, {o});
}

Status reversed_with_len(VM& vm, const Cell* kept, Cell owned_len, Cell* out) {
    return reversed_from(vm, obj_cell(vm.cls(C::Reversed)), kept[0], int_of(owned_len), out);
}

Status reversed_length_hint(VM& vm, Args a, Cell* out) {
    auto* c = as<Compound>(a[0]);
    if (is_empty(c->v[0])) return ok_int(out, 0);
    int64_t n;
    if (class_of(vm, c->v[0])->class_flags & kClassHeap)
        return call_hidden(vm, "_reversed_hint", {c->v[0], int_cell(c->a + 1)});
    if (container_length(c->v[0], &n) && n < c->a + 1) return ok_int(out, 0);
    return ok_int(out, c->a + 1);
}

// ---- iter() of what has __getitem__ only: copied and pickled by its place.
Status sequence_iter_reduce(VM& vm, Args a, Cell* out) {
    auto* c = as<Compound>(a[0]);
    Cell function = dict_get_str(vm.builtins, vm.names.iter_plain);
    Owned args(vm, tuple_of(vm, {is_empty(c->v[0]) ? obj_cell(vm.empty_tuple) : c->v[0]}));
    if (is_empty(args)) return Status::Fail;
    return ok_cell(out, is_empty(c->v[0]) ? tuple_of(vm, {function, args}) : tuple_of(vm, {function, args, int_cell(c->a)}));
}

Status sequence_iter_setstate(VM& vm, Args a, Cell* out) {
    auto* c = as<Compound>(a[0]);
    int64_t place;
    if (Status s = index_of(vm, a[1], &place, "state"); s != Status::Ok) return s;
    if (!is_empty(c->v[0])) c->a = place < 0 ? 0 : place;
    return ok_none(out);
}

// ---- iter(o) by __getitem__: v[0] the sequence, a the next place.
Status sequence_step(Machine& m, Cell* out) {
    Compound* c = compound_of(m);
    if (m.state == 0) {
        if (is_empty(c->v[0])) return at_end(out);
        if (Status s = m.item_at(c->v[0], c->a, 1); s != Status::Ok) return s;
    }
    if (is_empty(m.value)) {
        assign(m.vm, &c->v[0], empty_cell());
        return at_end(out);
    }
    c->a++;
    return ok(out, m.take());
}

// ---- iter(callable, sentinel): v[0] the callable (EMPTY once exhausted), v[1] the sentinel.
Status callable_step(Machine& m, Cell* out) {
    Compound* c = compound_of(m);
    if (m.state == 0) {
        if (is_empty(c->v[0])) return at_end(out);
        if (Status s = m.call_for_item(c->v[0], 0, 1); s != Status::Ok) return s;
    }
    bool over = is_empty(m.value) || is_empty(c->v[0]);
    if (!over && item_equals(m.vm, c->v[1], m.value, &over) != Status::Ok) return Status::Fail;
    if (!over) return ok(out, m.take());
    assign(m.vm, &c->v[0], empty_cell());
    assign(m.vm, &c->v[1], empty_cell());
    return at_end(out);
}

// ---- a range beyond 64 bits: v next value, step, how many are left.
Status long_range_next(VM& vm, Compound* c, Cell* out) {
    if (int_compare(c->v[2], int_cell(0)) <= 0) return at_end(out);
    Cell value = c->v[0], next, left;
    if (int_binary(vm, BinOp::Add, value, c->v[1], &next) != Status::Ok) return Status::Fail;
    if (int_binary(vm, BinOp::Sub, c->v[2], int_cell(1), &left) != Status::Ok) {
        decref(vm, next);
        return Status::Fail;
    }
    c->v[0] = next;
    assign(vm, &c->v[2], left);
    return ok(out, value);
}

Status long_range_hint(VM&, Args a, Cell* out) { return ok(out, newref(as<Compound>(a[0])->v[2])); }

constexpr CompoundOps kOps[] = {
    {compound_machine<map_step, 3>, nullptr},
    {compound_machine<filter_step<true>, 3>, filter_native},
    {zip_next, iterators_native<0>},
    {enumerate_next, enumerate_native},
    {compound_machine<reversed_step, 1>, sequence_native},
    {compound_machine<sequence_step, 1>, sequence_native},
    {compound_machine<callable_step, 1>, nullptr},
    {long_range_next, always_native},
};
constexpr uint16_t kFirstItertool = static_cast<uint16_t>(CompoundType::Count);
static_assert(std::size(kOps) == kFirstItertool);

const CompoundOps& ops_of(const Compound* c) {
    return c->aux < kFirstItertool ? kOps[c->aux] : kItertoolsOps[c->aux - kFirstItertool];
}

}  // namespace

Status filterfalse_next(VM& vm, Compound* c, Cell* out) { return compound_machine<filter_step<false>, 3>(vm, c, out); }
Status filterfalse_new(VM& vm, Args a, Cell* out) { return filter_new<CompoundType::FilterFalse>(vm, a, out); }

Status compound_next(VM& vm, Compound* c, Cell* out) { return ops_of(c).next(vm, c, out); }

bool compound_is_native(VM& vm, Compound* c, int depth) {
    auto* test = ops_of(c).is_native;
    return test && test(vm, c, depth);
}

Status compound_next_method(VM& vm, Args a, Cell* out) {
    Status s = compound_next(vm, as<Compound>(a[0]), out);
    if (s == Status::Ok && is_empty(*out)) return raise_cell(vm, C::StopIteration, empty_cell());
    return s;
}

Status new_callable_iterator(VM& vm, Cell callable, Cell sentinel, Cell* out) {
    Compound* c = new_compound(vm, CompoundType::CallableIter, vm.cls(C::CallableIterator), 2);
    if (!c) return Status::Fail;
    c->v[0] = newref(callable);
    c->v[1] = newref(sentinel);
    return ok_obj(out, c);
}

void setup_compounds(VM& vm) {
    static const NativeDef kCommon[] = {LS_ITERATOR_METHODS, LS_NO_MORE};
    for (C c :
         {C::Map, C::Filter, C::Zip, C::Enumerate, C::Reversed, C::SequenceIterator, C::CallableIterator, C::LongRangeIterator})
        add_methods(vm, vm.cls(c), kCommon);
    static const NativeDef kMap[] = {{"__new__", map_new, 1, -1, kStaticNew, "Create and return a new object.", nullptr},
                                     LS_NO_MORE};
    static const NativeDef kFilter[] = {
        {"__new__", filter_new<CompoundType::Filter>, 1, -1, kStaticNew, "Create and return a new object.", nullptr},
        LS_NO_MORE};
    static const NativeDef kZip[] = {{"__new__", zip_new, 1, -1, kStaticNew, "Create and return a new object.", nullptr},
                                     LS_NO_MORE};
    static const NativeDef kEnumerate[] = {
        {"__new__", enumerate_new, 1, -1, kStaticNew, "Create and return a new object.", nullptr},
        {"__class_getitem__", container_class_getitem, 2, 2, kClassWay, "See PEP 585", nullptr},
        LS_NO_MORE};
    static const NativeDef kReversed[] = {
        {"__new__", reversed_new, 1, -1, kStaticNew, "Create and return a new object.", nullptr},
        {"__length_hint__", reversed_length_hint, 1, 1, kMethod, "Private method returning an estimate of len(list(it)).",
         nullptr},
        LS_NO_MORE};
    static const NativeDef kSequence[] = {
        {"__reduce__", sequence_iter_reduce, 1, 1, kMethod, "Return state information for pickling.", nullptr},
        {"__setstate__", sequence_iter_setstate, 2, 2, kMethod, "Set state information for unpickling.", nullptr},
        LS_NO_MORE};
    add_methods(vm, vm.cls(C::SequenceIterator), kSequence);
    static const NativeDef kLongRange[] = {{"__length_hint__", long_range_hint, 1, 1, kMethod, "", nullptr}, LS_NO_MORE};
    add_methods(vm, vm.cls(C::Map), kMap);
    add_methods(vm, vm.cls(C::Filter), kFilter);
    add_methods(vm, vm.cls(C::Zip), kZip);
    add_methods(vm, vm.cls(C::Enumerate), kEnumerate);
    add_methods(vm, vm.cls(C::Reversed), kReversed);
    add_methods(vm, vm.cls(C::LongRangeIterator), kLongRange);
}

}  // namespace loopscope::runtime
