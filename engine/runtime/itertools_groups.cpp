// itertools: groupby, tee, pairwise, batched; the module itself.
#include "runtime/itertools.h"

namespace loopscope::runtime {

namespace {

// ---- groupby: v[0] the iterator, v[1] the key function or None, v[2] the key of the group last given out, v[3] the key and
// v[4] the value read last; a: number of the group that may go on. A _grouper: v[0] the groupby, v[1] its key; a its number.

enum Group : uint32_t { kIterator_ = 0, kKeyFunction, kTargetKey, kCurrentKey, kCurrentValue };

// Reads a value and its key, as states `pull` to `pull` + 2. Ok: m.value is the key and cell 1 the value, or both are EMPTY.
Status read_value(Machine& m, Compound* g, uint8_t pull) {
    if (m.state == pull) {
        if (Status s = m.pull(g->v[kIterator_], pull, pull + 1); s != Status::Ok) return s;
    }
    if (m.state == pull + 1) {
        m.keep(1);
        m.state = pull + 2;
        if (is_empty(m.cells[1])) return Status::Ok;
        if (is_none(g->v[kKeyFunction])) {
            m.value = newref(m.cells[1]);
        } else {
            if (Status s = m.call(g->v[kKeyFunction], {m.cells[1]}, pull + 3, pull + 2); s != Status::Ok) return s;
        }
    } else if (m.state == pull + 3) {
        if (Status s = m.call(g->v[kKeyFunction], {m.cells[1]}, pull + 3, pull + 2); s != Status::Ok) return s;
    }
    return Status::Ok;
}

// The value and key read become current. False: there was none.
bool take_read(Machine& m, Compound* g) {
    if (is_empty(m.cells[1])) return false;
    assign(m.vm, &g->v[kCurrentValue], m.cells[1]);
    m.cells[1] = empty_cell();
    assign(m.vm, &g->v[kCurrentKey], m.take());
    return true;
}

Status same_key(VM& vm, Cell a, Cell b, bool* same) { return item_equals(vm, a, b, same); }

Status give_group(Machine& m, Compound* g, Cell* out) {
    VM& vm = m.vm;
    assign(vm, &g->v[kTargetKey], newref(g->v[kCurrentKey]));
    Compound* group = new_compound(vm, CompoundType::Grouper, vm.cls(C::Grouper), 2);
    if (!group) return Status::Fail;
    group->v[0] = new_obj_ref(g);
    group->v[1] = newref(g->v[kTargetKey]);
    group->a = ++g->a;
    Owned hold(vm, obj_cell(group));
    return ok_cell(out, tuple_of(vm, {g->v[kCurrentKey], hold}));
}

// Cells: the groupby, the value read.
Status groupby_step(Machine& m, Cell* out) {
    enum : uint8_t { kStart, kRead, kGot = kRead + 2, kCallAgain = kRead + 3 };
    Compound* g = compound_of(m);
    if (m.state == kStart) g->a++;  // the group given out last has ended
    for (;;) {
        if (m.state == kStart) {
            bool go_on = is_empty(g->v[kCurrentKey]);
            if (!go_on && !is_empty(g->v[kTargetKey])) {
                if (same_key(m.vm, g->v[kTargetKey], g->v[kCurrentKey], &go_on) != Status::Ok) return Status::Fail;
            }
            if (!go_on) return give_group(m, g, out);
            m.state = kRead;
        }
        if (Status s = read_value(m, g, kRead); s != Status::Ok) return s;
        if (!take_read(m, g)) return at_end(out);
        m.state = kStart;
    }
}

// Cells: the _grouper, the value read.
Status grouper_step(Machine& m, Cell* out) {
    enum : uint8_t { kStart, kRead };
    Compound* group = compound_of(m);
    auto* g = as<Compound>(group->v[0]);
    if (m.state == kStart) {
        if (g->a != group->a) return at_end(out);
        if (is_empty(g->v[kCurrentValue])) m.state = kRead;
    }
    if (m.state != kStart) {
        if (Status s = read_value(m, g, kRead); s != Status::Ok) return s;
        if (!take_read(m, g)) return at_end(out);
    }
    bool same;
    if (Status s = same_key(m.vm, group->v[1], g->v[kCurrentKey], &same); s != Status::Ok) return s;
    if (!same) return at_end(out);
    *out = g->v[kCurrentValue];
    g->v[kCurrentValue] = empty_cell();
    assign(m.vm, &g->v[kCurrentKey], empty_cell());
    return Status::Ok;
}

Status groupby_new(VM& vm, Args a, Cell* out) {
    static const char* const kNames[] = {"iterable", "key", nullptr};
    Cell v[2];
    if (Status s = bind_native(vm, Args{a.v + 1, a.n - 1, a.nkw, a.kwnames}, "groupby", kNames, 1, 2, v); s != Status::Ok)
        return s;
    Compound* c = new_compound_of(vm, CompoundType::GroupBy, a[0], 5);
    if (c) c->v[kKeyFunction] = is_empty(v[1]) ? none_cell() : newref(v[1]);
    return finish_compound(vm, c, 0, v, 1, out);
}

// ---- tee: a list of links that all tees of one iterator share; each tee stands before one. A tee: v[0] the link. A link: v[0]
// the iterator, v[1] the item (EMPTY: not read yet), v[2] the next link; state 1: it is being read.

Compound* new_link(VM& vm, Cell iterator) {
    Compound* link = new_compound(vm, CompoundType::TeeData, vm.cls(C::TeeData), 3);
    if (link) link->v[0] = newref(iterator);
    return link;
}

Status new_tee(VM& vm, Cell link, Cell* out) {
    Compound* t = new_compound(vm, CompoundType::Tee, vm.cls(C::Tee), 1);
    if (t) t->v[0] = newref(link);
    return ok_obj(out, t);
}

// Cells: the tee, its link.
Status tee_step(Machine& m, Cell* out) {
    enum : uint8_t { kStart, kRead, kItem };
    VM& vm = m.vm;
    Compound* t = compound_of(m);
    if (m.state == kStart) {
        m.cells[1] = newref(t->v[0]);
        m.state = kRead;
    }
    auto* link = as<Compound>(m.cells[1]);
    if (m.state == kRead && is_empty(link->v[1])) {
        if (link->state) return raise(vm, C::RuntimeError, "cannot re-enter the tee iterator");
        if (!m.frame && !next_is_native(vm, link->v[0])) return m.promote(kRead);
        link->state = 1;
        Cell item = empty_cell();
        Status s = iter_next(vm, link->v[0], &item);
        if (s == Status::Ok) assign(vm, &m.value, item);
        if (Status p = m.pass_caught(s, kItem); p != Status::Ok) return p;
    }
    if (m.state == kItem) {
        link->state = 0;
        if (is_empty(m.value)) {
            if (is_empty(vm.exc)) return at_end(out);
            if (!pending_is(vm, C::StopIteration)) return Status::Fail;
            clear_exception(vm);
            return at_end(out);
        }
        Compound* next = new_link(vm, link->v[0]);
        if (!next) return Status::Fail;
        link->v[1] = m.take();
        link->v[2] = obj_cell(next);
    }
    *out = newref(link->v[1]);
    assign(vm, &t->v[0], newref(link->v[2]));
    return Status::Ok;
}

// Cells: the iterable, how many.
Status tee_function_step(Machine& m, Cell* out) {
    VM& vm = m.vm;
    auto n = static_cast<uint32_t>(int_of(m.cells[1]));
    if (m.state == 0) {
        if (Status s = m.make_iter(m.cells[0], 1); s != Status::Ok) return s;
    }
    Tuple* all = new_tuple(vm, n);
    if (!all) return Status::Fail;
    Owned hold(vm, obj_cell(all));
    Owned link(vm);
    bool tee_already = is_kind(m.value, kCompound) && as<Compound>(m.value)->aux == static_cast<uint16_t>(CompoundType::Tee);
    if (tee_already) {
        link.reset(newref(as<Compound>(m.value)->v[0]));
    } else {
        Compound* first = new_link(vm, m.value);
        if (!first) return Status::Fail;
        link.reset(obj_cell(first));
    }
    for (uint32_t i = 0; i < n; i++) {
        if (i == 0 && tee_already)
            all->v[0] = newref(m.value);
        else if (Status s = new_tee(vm, link, &all->v[i]); s != Status::Ok)
            return s;
    }
    return ok(out, hold.take());
}

Status tee_function(VM& vm, Args a, Cell* out) {
    if (Status s = check_positional(vm, "tee", a.n, 1, 2); s != Status::Ok) return s;
    int64_t n = 2;
    if (a.n == 2) {
        if (!is_int(a[1])) return wants_index(vm, a[1]) ? retry_index_at(vm, tee_function, a, 1, out) : not_an_index(vm, a[1]);
        if (Status s = place_of(vm, a[1], C::OverflowError, &n); s != Status::Ok) return s;
    }
    if (n < 0) return raise(vm, C::ValueError, "n must be >= 0");
    if (n == 0) return ok(out, new_obj_ref(vm.empty_tuple));
    if (n > INT32_MAX) return raise_cell(vm, C::MemoryError, empty_cell());
    return run_machine<tee_function_step, 2>(vm, {a[0], int_cell(n)}, out);
}

Status tee_new_step(Machine& m, Cell* out) {
    if (m.state == 0) {
        if (Status s = m.make_iter(m.cells[0], 1); s != Status::Ok) return s;
    }
    if (is_kind(m.value, kCompound) && as<Compound>(m.value)->aux == static_cast<uint16_t>(CompoundType::Tee))
        return new_tee(m.vm, as<Compound>(m.value)->v[0], out);
    Compound* link = new_link(m.vm, m.value);
    if (!link) return Status::Fail;
    Owned hold(m.vm, obj_cell(link));
    return new_tee(m.vm, hold, out);
}
Status tee_new(VM& vm, Args a, Cell* out) {
    if (Status s = check_positional(vm, "_tee", a.n - 1, 1, 1); s != Status::Ok) return s;
    return run_machine<tee_new_step, 1>(vm, {a[1]}, out);
}
Status tee_copy(VM& vm, Args a, Cell* out) { return new_tee(vm, as<Compound>(a[0])->v[0], out); }

// ---- pairwise: v[0] the iterator (EMPTY: over), v[1] the item before. Cells: the compound, the item before as it was when the
// next one was asked for (the iterator may ask this pairwise itself).

Status pairwise_step(Machine& m, Cell* out) {
    enum : uint8_t { kNext, kFirst, kSecond, kItem };
    VM& vm = m.vm;
    Compound* c = compound_of(m);
    auto over = [&] {
        assign(vm, &c->v[0], empty_cell());
        assign(vm, &c->v[1], empty_cell());
        return at_end(out);
    };
    for (;;) switch (m.state) {
            case kNext:
                if (is_empty(c->v[0])) return at_end(out);
                if (!is_empty(c->v[1])) {
                    assign(vm, &m.cells[1], newref(c->v[1]));
                    m.state = kSecond;
                    continue;
                }
                if (Status s = m.pull(c->v[0], kNext, kFirst); s != Status::Ok) return s;
                [[fallthrough]];
            case kFirst:
                assign(vm, &c->v[1], m.take());
                if (is_empty(c->v[1]) || is_empty(c->v[0])) return over();
                assign(vm, &m.cells[1], newref(c->v[1]));
                [[fallthrough]];
            case kSecond:
                if (Status s = m.pull(c->v[0], kSecond, kItem); s != Status::Ok) return s;
                [[fallthrough]];
            default: {
                if (is_empty(m.value)) return over();
                Cell pair = tuple_of(vm, {m.cells[1], m.value});
                if (is_empty(pair)) return Status::Fail;
                assign(vm, &c->v[1], m.take());
                return ok(out, pair);
            }
        }
}

Status pairwise_new(VM& vm, Args a, Cell* out) {
    if (Status s = refuse_keywords(vm, a, C::PairWise, "pairwise"); s != Status::Ok) return s;
    if (Status s = check_positional(vm, "pairwise", a.n - 1, 1, 1); s != Status::Ok) return s;
    return finish_compound(vm, new_compound_of(vm, CompoundType::PairWise, a[0], 2), 0, a.v + 1, 1, out);
}

// ---- batched: v[0] the iterator (EMPTY: over); a the size, state: strict. Cells: compound, the batch so far.

Status batched_step(Machine& m, Cell* out) {
    VM& vm = m.vm;
    Compound* c = compound_of(m);
    if (is_empty(m.cells[1])) {
        if (is_empty(c->v[0])) return at_end(out);
        List* l = new_list(vm, 0);
        if (!l) return Status::Fail;
        m.cells[1] = obj_cell(l);
    }
    auto* batch = as<List>(m.cells[1]);
    for (;;) {
        if (m.state == 0) {
            if (batch->n == c->a || is_empty(c->v[0])) break;
            if (Status s = m.pull(c->v[0], 0, 1); s != Status::Ok) return s;
        }
        m.state = 0;
        if (is_empty(m.value)) {
            assign(vm, &c->v[0], empty_cell());
            if (batch->n == 0) return at_end(out);
            if (c->state) return raise(vm, C::ValueError, "batched(): incomplete batch");
            break;
        }
        if (!list_append(vm, batch, m.take())) return Status::Fail;
    }
    return ok_obj(out, tuple_from(vm, batch->v, batch->n));
}

Status batched_new(VM& vm, Args a, Cell* out) {
    static const char* const kNames[] = {"iterable", "n", "strict", nullptr};
    Cell v[3];
    if (a.n > 3) return raise(vm, C::TypeError, "batched() takes exactly 2 positional arguments (%u given)", a.n - 1 + a.nkw);
    if (Status s = bind_native(vm, Args{a.v + 1, a.n - 1, a.nkw, a.kwnames}, "batched", kNames, 2, 2, v); s != Status::Ok)
        return s;
    if (!is_int(v[1])) {
        if (!wants_index(vm, v[1]) || !is_empty(v[2])) return not_an_index(vm, v[1]);
        Cell args[] = {a[0], v[0], v[1]};
        return retry_index_at(vm, batched_new, Args{args, 3, 0, nullptr}, 2, out);
    }
    int64_t n;
    if (Status s = place_of(vm, v[1], C::OverflowError, &n); s != Status::Ok) return s;
    if (n < 1) return raise(vm, C::ValueError, "n must be at least one");
    Compound* c = new_compound_of(vm, CompoundType::Batched, a[0], 1);
    if (!c) return Status::Fail;
    c->a = n;
    c->state = !is_empty(v[2]) && truth_native(v[2]) != 0;
    return finish_compound(vm, c, 0, v, 1, out);
}

const NativeDef kTeeMethods[] = {{"__copy__", tee_copy, 1, 1, kMethod, "Returns an independent iterator.", nullptr},
                                 LS_NO_MORE};

}  // namespace

Status groupby_next(VM& vm, Compound* c, Cell* out) { return compound_machine<groupby_step, 2>(vm, c, out); }
Status grouper_next(VM& vm, Compound* c, Cell* out) { return compound_machine<grouper_step, 2>(vm, c, out); }
Status tee_next(VM& vm, Compound* c, Cell* out) { return compound_machine<tee_step, 2>(vm, c, out); }
Status no_next(VM& vm, Compound*, Cell*) {
    return raise(vm, C::TypeError, "'itertools._tee_dataobject' object is not an iterator");
}
Status pairwise_next(VM& vm, Compound* c, Cell* out) { return compound_machine<pairwise_step, 2>(vm, c, out); }
bool pairwise_native(VM& vm, Compound* c, int depth) { return is_empty(c->v[0]) || next_is_native(vm, c->v[0], depth); }
Status batched_next(VM& vm, Compound* c, Cell* out) { return compound_machine<batched_step, 2>(vm, c, out); }
bool batched_native(VM& vm, Compound* c, int depth) { return is_empty(c->v[0]) || next_is_native(vm, c->v[0], depth); }

const NativeDef kItertoolsFunctions[] = {
    {"tee", tee_function, 0, -1, 0, "Returns a tuple of n independent iterators.", "($module, iterable, n=2, /)"},
    LS_NO_MORE,
};

void setup_itertools_groups(VM& vm) {
    add_itertool(
        vm, C::GroupBy, groupby_new,
        "make an iterator that returns consecutive keys and groups from the iterable\n\n  iterable\n    Elements to divide "
        "into groups according to the key function.\n  key\n    A function for computing the group category for each "
        "element.\n    If the key function is not specified or is None, the element itself\n    is used for grouping.");
    add_itertool(vm, C::Grouper, nullptr, nullptr);
    add_itertool(vm, C::Tee, tee_new, "Iterator wrapped to make it copyable.", kTeeMethods);
    add_itertool(
        vm, C::PairWise, pairwise_new,
        "Return an iterator of overlapping pairs taken from the input iterator.\n\n    s -> (s0,s1), (s1,s2), (s2, s3), ...");
    add_itertool(vm, C::Batched, batched_new,
                 "Batch data into tuples of length n. The last batch may be shorter than n.\n\nLoops over the input iterable "
                 "and accumulates data into tuples\nup to size n.  The input is consumed lazily, just enough to\nfill a batch. "
                 " The result is yielded as soon as a batch is full\nor when the input iterable is exhausted.");
}

const CompoundOps kItertoolsOps[] = {
    {count_next, count_native},
    {cycle_next, cycle_native},
    {repeat_next, always_native},
    {chain_next, chain_native},
    {accumulate_next, nullptr},
    {compress_next, nullptr},
    {dropwhile_next, nullptr},
    {filterfalse_next, nullptr},
    {islice_next, islice_native},
    {starmap_next, nullptr},
    {takewhile_next, nullptr},
    {zip_longest_next, zip_longest_native},
    {product_next, always_native},
    {permutations_next, always_native},
    {combinations_next, always_native},
    {combinations_with_replacement_next, always_native},
    {groupby_next, nullptr},
    {grouper_next, nullptr},
    {tee_next, nullptr},
    {no_next, nullptr},
    {pairwise_next, pairwise_native},
    {batched_next, batched_native},
};
static_assert(std::size(kItertoolsOps) == static_cast<size_t>(CompoundType::kCount) - static_cast<size_t>(CompoundType::Count));

void add_itertool(VM& vm, C id, NativeFn make, const char* doc, const NativeDef* more) {
    static const NativeDef kCommon[] = {LS_ITERATOR_METHODS, LS_NO_MORE};
    Class* cls = vm.cls(id);
    add_methods(vm, cls, kCommon);
    if (more) add_methods(vm, cls, more);
    if (make) {
        const NativeDef defs[] = {{"__new__", make, 1, -1, kStaticNew,
                                   "Create and return a new object.  See help(type) for accurate signature.", nullptr},
                                  LS_NO_MORE};
        add_methods(vm, cls, defs);
    }
    if (doc) {
        Owned text(vm, new_str_cell(vm, doc));
        (void)dict_set_str(vm, cls->dict, vm.names.doc, text);
    }
}

void setup_itertools_module(VM& vm) {
    setup_itertools_streams(vm);
    setup_itertools_groups(vm);
    setup_itertools_combinatorics(vm);
    Dict* ns = new_module(vm, "itertools");
    Owned doc(vm, new_str_cell(vm, "Functional tools for creating and using iterators."));
    (void)dict_set_str(vm, ns, vm.names.doc, doc);
    for (C id : {C::Count,      C::Cycle,        C::Repeat,       C::Chain,
                 C::Accumulate, C::Compress,     C::DropWhile,    C::FilterFalse,
                 C::ISlice,     C::StarMap,      C::TakeWhile,    C::ZipLongest,
                 C::Product,    C::Permutations, C::Combinations, C::CombinationsWithReplacement,
                 C::GroupBy,    C::Grouper,      C::Tee,          C::TeeData,
                 C::PairWise,   C::Batched})
        (void)dict_set_str(vm, ns, vm.cls(id)->name, obj_cell(vm.cls(id)));
    add_functions(vm, ns, "itertools", kItertoolsFunctions);
}

}  // namespace loopscope::runtime
