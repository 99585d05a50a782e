// itertools: product, permutations, combinations, combinations_with_replacement. Their items are read once, when they are made;
// then all is native. A Compound of theirs: v[0] the pool (of product: a tuple of pools), v[1] places as a list of ints, v[2]
// cycles (permutations); state 0: nothing given yet, 1: going, 2: over; a: length of a result.
#include "runtime/itertools.h"

namespace loopscope::runtime {

namespace {

constexpr uint32_t kMostPlaces = 1u << 24;

Tuple* pool_of(Compound* c) { return as<Tuple>(c->v[0]); }
int64_t& place(Compound* c, uint32_t i) { return as<List>(c->v[1])->v[i].i; }
int64_t& cycle(Compound* c, uint32_t i) { return as<List>(c->v[2])->v[i].i; }

// A list of n ints, made by `value`.
template <class F>
bool fill_places(VM& vm, Cell* to, uint32_t n, F value) {
    List* l = new_list(vm, n);
    if (!l) return false;
    for (uint32_t i = 0; i < n; i++) l->v[i] = int_cell(value(i));
    l->n = n;
    *to = obj_cell(l);
    return true;
}

// The items of the pool at the places.
Status give(VM& vm, Compound* c, Cell* out) {
    auto n = static_cast<uint32_t>(c->a);
    Tuple* t = new_tuple(vm, n);
    if (!t) return Status::Fail;
    for (uint32_t i = 0; i < n; i++) t->v[i] = newref(pool_of(c)->v[place(c, i)]);
    return ok_obj(out, t);
}

Status give_product(VM& vm, Compound* c, Cell* out) {
    auto n = static_cast<uint32_t>(c->a);
    Tuple* t = new_tuple(vm, n);
    if (!t) return Status::Fail;
    for (uint32_t i = 0; i < n; i++) t->v[i] = newref(as<Tuple>(pool_of(c)->v[i])->v[place(c, i)]);
    return ok_obj(out, t);
}

Status over(Compound* c, Cell* out) {
    c->state = 2;
    return at_end(out);
}

// A number argument that must not be negative.
Status count_argument(VM& vm, Cell c, const char* complaint, int64_t* out) {
    if (!is_int(c)) return not_an_index(vm, c);
    if (Status s = place_of(vm, c, C::OverflowError, out); s != Status::Ok) return s;
    if (*out < 0) return raise(vm, C::ValueError, "%s", complaint);
    return *out > kMostPlaces ? raise_cell(vm, C::MemoryError, empty_cell()) : Status::Ok;
}

// ---- product

// Cells: the compound, tuple of iterables, place of the next, how often the pools are repeated.
Status product_fill(Machine& m, Cell* out) {
    VM& vm = m.vm;
    Compound* c = compound_of(m);
    auto* iterables = as<Tuple>(m.cells[1]);
    auto* pools = as<Tuple>(c->v[0]);
    for (;;) {
        auto i = static_cast<uint32_t>(int_of(m.cells[2]));
        if (i == iterables->n) break;
        if (m.state == 0) {
            Cell pool = empty_cell();
            Status s = tuple_from_iterable(vm, iterables->v[i], &pool);
            if (s == Status::Ok) assign(vm, &m.value, pool);
            if (Status p = m.pass(s, 1); p != Status::Ok) return p;
        }
        pools->v[i] = m.take();
        m.cells[2] = int_cell(i + 1);
        m.state = 0;
    }
    for (uint32_t i = iterables->n; i < pools->n; i++) pools->v[i] = newref(pools->v[i - iterables->n]);
    return ok(out, newref(m.cells[0]));
}

Status product_new(VM& vm, Args a, Cell* out) {
    int64_t repeat = 1;
    if (a.nkw) {
        if (a.nkw > 1 || !str_is(as<Str>(a.kwnames->v[0]), "repeat"))
            return raise(vm, C::TypeError, "product() got an unexpected keyword argument '%s'",
                         str_utf8(a.kwnames->v[str_is(as<Str>(a.kwnames->v[0]), "repeat")]).c_str());
        if (Status s = count_argument(vm, a[a.n], "repeat argument cannot be negative", &repeat); s != Status::Ok) return s;
    }
    uint32_t given = repeat ? a.n - 1 : 0;
    uint64_t n = static_cast<uint64_t>(given) * static_cast<uint64_t>(repeat);
    if (n > kMostPlaces) return raise(vm, C::OverflowError, "repeat argument too large");
    Compound* c = new_compound_of(vm, CompoundType::Product, a[0], 2);
    if (!c) return Status::Fail;
    Owned hold(vm, obj_cell(c));
    Tuple* pools = new_tuple(vm, static_cast<uint32_t>(n));
    if (!pools) return Status::Fail;
    c->v[0] = obj_cell(pools);
    c->a = static_cast<int64_t>(n);
    if (!fill_places(vm, &c->v[1], static_cast<uint32_t>(n), [](uint32_t) { return 0; })) return Status::Fail;
    Tuple* iterables = tuple_from(vm, a.v + 1, given);
    if (!iterables) return Status::Fail;
    Owned all(vm, obj_cell(iterables));
    return run_machine<product_fill, 3>(vm, {hold, all, int_cell(0)}, out);
}

Status product_setstate(VM& vm, Args a, Cell* out) {
    auto* c = as<Compound>(a[0]);
    uint32_t n = pool_of(c)->n;
    if (!is_kind(a[1], kTuple) || as<Tuple>(a[1])->n != n) return raise(vm, C::ValueError, "invalid arguments");
    for (uint32_t i = 0; i < n; i++) {
        int64_t place;
        if (Status s = index_of(vm, as<Tuple>(a[1])->v[i], &place, "state"); s != Status::Ok) return s;
        int64_t size = as<Tuple>(pool_of(c)->v[i])->n;
        if (size == 0) {
            c->state = 2;
            return ok_none(out);
        }
        as<List>(c->v[1])->v[i] = int_cell(std::clamp<int64_t>(place, 0, size - 1));
    }
    c->state = 1;
    return ok_none(out);
}
const NativeDef kProductMethods[] = {
    {"__setstate__", product_setstate, 2, 2, kMethod, "Set state information for unpickling.", nullptr}, LS_NO_MORE};

// ---- the others read one iterable

// Cells: the compound, the iterable, r as given (None: all). `prepare` sets up the places.
template <Status (*prepare)(VM& vm, Compound* c, Cell r)>
Status pool_fill(Machine& m, Cell* out) {
    VM& vm = m.vm;
    Compound* c = compound_of(m);
    if (m.state == 0) {
        Cell pool = empty_cell();
        Status s = tuple_from_iterable(vm, m.cells[1], &pool);
        if (s == Status::Ok) assign(vm, &m.value, pool);
        if (Status p = m.pass(s, 1); p != Status::Ok) return p;
    }
    assign(vm, &c->v[0], m.take());
    if (Status s = prepare(vm, c, m.cells[2]); s != Status::Ok) return s;
    return ok(out, newref(m.cells[0]));
}

Status prepare_permutations(VM& vm, Compound* c, Cell r) {
    uint32_t n = pool_of(c)->n;
    int64_t length = n;
    if (!is_none(r)) {
        if (!is_int(r)) return raise(vm, C::TypeError, "Expected int as r");
        if (Status s = count_argument(vm, r, "r must be non-negative", &length); s != Status::Ok) return s;
    }
    c->a = length;
    if (length > n) {
        c->state = 2;
        return Status::Ok;
    }
    bool done = fill_places(vm, &c->v[1], n, [](uint32_t i) { return int64_t(i); }) &&
                fill_places(vm, &c->v[2], static_cast<uint32_t>(length), [n](uint32_t i) { return int64_t(n) - i; });
    return done ? Status::Ok : Status::Fail;
}

template <bool again>
Status prepare_combinations(VM& vm, Compound* c, Cell r) {
    int64_t length;
    if (Status s = count_argument(vm, r, "r must be non-negative", &length); s != Status::Ok) return s;
    uint32_t n = pool_of(c)->n;
    c->a = length;
    if (again ? n == 0 && length > 0 : length > n) c->state = 2;
    return fill_places(vm, &c->v[1], static_cast<uint32_t>(length), [](uint32_t i) { return again ? 0 : int64_t(i); })
               ? Status::Ok
               : Status::Fail;
}

template <CompoundType type, C cls, Status (*prepare)(VM&, Compound*, Cell), uint32_t required>
Status pool_new(VM& vm, Args a, Cell* out) {
    static const char* const kNames[] = {"iterable", "r", nullptr};
    Cell v[2];
    std::string name = to_utf8(vm.cls(cls)->name);
    if (Status s = bind_native(vm, Args{a.v + 1, a.n - 1, a.nkw, a.kwnames}, name.c_str(), kNames, required, 2, v);
        s != Status::Ok)
        return s;
    if (!is_empty(v[1]) && wants_index(vm, v[1]) && type != CompoundType::Permutations) {
        Cell args[] = {a[0], v[0], v[1]};
        return retry_index_at(vm, pool_new<type, cls, prepare, required>, Args{args, 3, 0, nullptr}, 2, out);
    }
    Compound* c = new_compound_of(vm, type, a[0], 3);
    if (!c) return Status::Fail;
    Owned hold(vm, obj_cell(c));
    return run_machine<pool_fill<prepare>, 3>(vm, {hold, v[0], is_empty(v[1]) ? none_cell() : v[1]}, out);
}

// The next arrangement; false: that was the last.
bool next_permutation(Compound* c) {
    auto r = static_cast<uint32_t>(c->a), n = pool_of(c)->n;
    for (uint32_t i = r; i-- > 0;) {
        if (--cycle(c, i) == 0) {  // all for this place were given: the places behind it turn round once
            int64_t first = place(c, i);
            for (uint32_t j = i; j + 1 < n; j++) place(c, j) = place(c, j + 1);
            place(c, n - 1) = first;
            cycle(c, i) = int64_t(n) - i;
        } else {
            std::swap(place(c, i), place(c, n - static_cast<uint32_t>(cycle(c, i))));
            return true;
        }
    }
    return false;
}

bool next_combination(Compound* c) {
    auto r = static_cast<uint32_t>(c->a), n = pool_of(c)->n;
    for (uint32_t i = r; i-- > 0;) {
        if (place(c, i) == int64_t(i) + n - r) continue;
        place(c, i)++;
        for (uint32_t j = i + 1; j < r; j++) place(c, j) = place(c, j - 1) + 1;
        return true;
    }
    return false;
}

bool next_combination_again(Compound* c) {
    auto r = static_cast<uint32_t>(c->a), n = pool_of(c)->n;
    for (uint32_t i = r; i-- > 0;) {
        if (place(c, i) == int64_t(n) - 1) continue;
        int64_t next = place(c, i) + 1;
        for (uint32_t j = i; j < r; j++) place(c, j) = next;
        return true;
    }
    return false;
}

bool next_product(Compound* c) {
    for (auto i = static_cast<uint32_t>(c->a); i-- > 0;) {
        if (++place(c, i) < as<Tuple>(pool_of(c)->v[i])->n) return true;
        place(c, i) = 0;
    }
    return false;
}

template <bool (*advance)(Compound*)>
Status pool_next(VM& vm, Compound* c, Cell* out) {
    if (c->state == 2) return at_end(out);
    if (c->state == 1 && !advance(c)) return over(c, out);
    c->state = 1;
    return give(vm, c, out);
}

}  // namespace

Status product_next(VM& vm, Compound* c, Cell* out) {
    if (c->state == 2) return at_end(out);
    if (c->state == 0) {
        for (uint32_t i = 0; i < pool_of(c)->n; i++)
            if (as<Tuple>(pool_of(c)->v[i])->n == 0) return over(c, out);
    } else if (!next_product(c)) {
        return over(c, out);
    }
    c->state = 1;
    return give_product(vm, c, out);
}

Status permutations_next(VM& vm, Compound* c, Cell* out) { return pool_next<next_permutation>(vm, c, out); }
Status combinations_next(VM& vm, Compound* c, Cell* out) { return pool_next<next_combination>(vm, c, out); }
Status combinations_with_replacement_next(VM& vm, Compound* c, Cell* out) {
    return pool_next<next_combination_again>(vm, c, out);
}

void setup_itertools_combinatorics(VM& vm) {
    add_itertool(vm, C::Product, product_new, "Cartesian product of input iterables.  Equivalent to nested for-loops.",
                 kProductMethods);
    add_itertool(vm, C::Permutations, pool_new<CompoundType::Permutations, C::Permutations, prepare_permutations, 1>,
                 "Return successive r-length permutations of elements in the iterable.\n\npermutations(range(3), 2) --> (0,1), "
                 "(0,2), (1,0), (1,2), (2,0), (2,1)");
    add_itertool(vm, C::Combinations, pool_new<CompoundType::Combinations, C::Combinations, prepare_combinations<false>, 2>,
                 "Return successive r-length combinations of elements in the iterable.\n\ncombinations(range(4), 3) --> "
                 "(0,1,2), (0,1,3), (0,2,3), (1,2,3)");
    add_itertool(
        vm, C::CombinationsWithReplacement,
        pool_new<CompoundType::CombinationsWithReplacement, C::CombinationsWithReplacement, prepare_combinations<true>, 2>,
        "Return successive r-length combinations of elements in the iterable allowing individual elements to have successive "
        "repeats.\n\ncombinations_with_replacement('ABC', 2) --> ('A','A'), ('A','B'), ('A','C'), ('B','B'), ('B','C'), "
        "('C','C')");
}

}  // namespace loopscope::runtime
