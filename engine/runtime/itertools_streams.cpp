// itertools: count, cycle, repeat, chain, accumulate, compress, dropwhile, filterfalse, islice, starmap, takewhile,
// zip_longest.
#include "runtime/builtins.h"
#include "runtime/itertools.h"

namespace loopscope::runtime {

namespace {

Cell cls_of(Args a) { return a[0]; }
Args without_class(Args a) { return Args{a.v + 1, a.n - 1, a.nkw, a.kwnames}; }

// The sum of two values into m.value: natively, or by Python's +.
Status add_values(Machine& m, Cell a, Cell b, uint8_t after) {
    VM& vm = m.vm;
    Cell sum = empty_cell();
    Status s = Status::Call;
    bool python = is_program_object(a) || is_program_object(b);
    if (!python) {
        s = binary_native(vm, BinOp::Add, a, b, &sum);
        if (s == Status::Ok && is_not_implemented(vm, sum)) {
            decref(vm, sum);
            python = true;
        }
    }
    if (python) s = call_hidden(vm, "_add", {a, b});
    if (s == Status::Ok) assign(vm, &m.value, sum);
    return m.pass(s, after);
}

// ---- count: v[0] the next value, v[1] the step

Status count_step(Machine& m, Cell* out) {
    Compound* c = compound_of(m);
    if (m.state == 0) {
        if (Status s = add_values(m, c->v[0], c->v[1], 1); s != Status::Ok) return s;
    }
    *out = c->v[0];
    c->v[0] = m.take();
    return Status::Ok;
}

bool may_count(VM& vm, Cell c) {
    if (is_number(c)) return true;
    Class* cls = class_of(vm, c);
    return is_program_object(c) &&
           (!is_empty(class_lookup(vm, cls, vm.names.float_)) || !is_empty(class_lookup(vm, cls, vm.names.int_)) ||
            !is_empty(class_lookup(vm, cls, vm.names.index)));
}

Status count_new(VM& vm, Args a, Cell* out) {
    static const char* const kNames[] = {"start", "step", nullptr};
    Cell v[2];
    if (Status s = bind_native(vm, without_class(a), "count", kNames, 0, 2, v); s != Status::Ok) return s;
    for (Cell given : v)
        if (!is_empty(given) && !may_count(vm, given)) return raise(vm, C::TypeError, "a number is required");
    Compound* c = new_compound_of(vm, CompoundType::Count, cls_of(a), 2);
    if (!c) return Status::Fail;
    c->v[0] = is_empty(v[0]) ? int_cell(0) : newref(v[0]);
    c->v[1] = is_empty(v[1]) ? int_cell(1) : newref(v[1]);
    return ok_obj(out, c);
}

Status count_repr(VM& vm, Args a, Cell* out) {
    auto* c = as<Compound>(a[0]);
    std::string start, step;
    if (Status s = repr_nested(vm, c->v[0], &start); s != Status::Ok) return s;
    std::string name = to_utf8(c->cls->name);
    if (is_small_int(c->v[1]) && int_of(c->v[1]) == 1) return ok_cell(out, new_str_cell(vm, name + "(" + start + ")"));
    if (Status s = repr_nested(vm, c->v[1], &step); s != Status::Ok) return s;
    return ok_cell(out, new_str_cell(vm, name + "(" + start + ", " + step + ")"));
}

Status count_reduce(VM& vm, Args a, Cell* out) {
    auto* c = as<Compound>(a[0]);
    bool by_one = is_small_int(c->v[1]) && int_of(c->v[1]) == 1;
    Owned args(vm, by_one ? tuple_of(vm, {c->v[0]}) : tuple_of(vm, {c->v[0], c->v[1]}));
    return is_empty(args) ? Status::Fail : ok_cell(out, tuple_of(vm, {obj_cell(c->cls), args}));
}

// ---- cycle: v[0] the iterator (EMPTY once exhausted), v[1] what it gave, a the place in that; state: what it gives is there
// already

Status cycle_step(Machine& m, Cell* out) {
    Compound* c = compound_of(m);
    auto* seen = as<List>(c->v[1]);
    if (m.state == 1 || !is_empty(c->v[0])) {
        if (m.state == 0) {
            if (Status s = m.pull(c->v[0], 0, 1); s != Status::Ok) return s;
        }
        if (!is_empty(m.value)) {
            if (!c->state && !list_append(m.vm, seen, newref(m.value))) return Status::Fail;
            return ok(out, m.take());
        }
        assign(m.vm, &c->v[0], empty_cell());
    }
    if (seen->n == 0) return at_end(out);
    if (c->a >= seen->n) c->a = 0;
    return ok(out, newref(seen->v[c->a++]));
}

Status cycle_new(VM& vm, Args a, Cell* out) {
    if (Status s = refuse_keywords(vm, a, C::Cycle, "cycle"); s != Status::Ok) return s;
    if (Status s = check_positional(vm, "cycle", a.n - 1, 1, 1); s != Status::Ok) return s;
    Compound* c = new_compound_of(vm, CompoundType::Cycle, cls_of(a), 2);
    if (!c) return Status::Fail;
    List* seen = new_list(vm, 0);
    if (seen)
        c->v[1] = obj_cell(seen);
    else {
        decref(vm, c);
        return Status::Fail;
    }
    return finish_compound(vm, c, 0, a.v + 1, 1, out);
}

Status cycle_setstate(VM& vm, Args a, Cell* out) {
    auto* c = as<Compound>(a[0]);
    if (!is_kind(a[1], kTuple)) return raise(vm, C::TypeError, "state is not a tuple");
    auto* state = as<Tuple>(a[1]);
    if (state->n != 2) return raise(vm, C::TypeError, "function takes exactly 2 arguments (%u given)", state->n);
    if (!is_kind(state->v[0], kList))
        return raise(vm, C::TypeError, "argument 1 must be list, not %s", type_name(vm, state->v[0]));
    if (!is_int(state->v[1])) return not_an_index(vm, state->v[1]);
    assign(vm, &c->v[1], newref(state->v[0]));
    c->state = int_compare(state->v[1], int_cell(0)) != 0;
    c->a = 0;
    return ok_none(out);
}

// ---- repeat: v[0] the object, a how often still (-1: for ever)

Status repeat_new(VM& vm, Args a, Cell* out) {
    static const char* const kNames[] = {"object", "times", nullptr};
    Cell v[2];
    if (Status s = bind_native(vm, without_class(a), "repeat", kNames, 1, 2, v); s != Status::Ok) return s;
    int64_t times = -1;
    if (!is_empty(v[1])) {
        if (!is_int(v[1])) {
            if (!wants_index(vm, v[1])) return not_an_index(vm, v[1]);
            Cell args[] = {a[0], v[0], v[1]};
            return retry_index_at(vm, repeat_new, Args{args, 3, 0, nullptr}, 2, out);
        }
        if (Status s = place_of(vm, v[1], C::OverflowError, &times); s != Status::Ok) return s;
        times = std::max<int64_t>(times, 0);
    }
    Compound* c = new_compound_of(vm, CompoundType::Repeat, cls_of(a), 1);
    if (!c) return Status::Fail;
    c->v[0] = newref(v[0]);
    c->a = times;
    return ok_obj(out, c);
}

Status repeat_repr(VM& vm, Args a, Cell* out) {
    auto* c = as<Compound>(a[0]);
    std::string text;
    if (Status s = repr_nested(vm, c->v[0], &text); s != Status::Ok) return s;
    if (c->a >= 0) text += ", " + std::to_string(c->a);
    return ok_cell(out, new_str_cell(vm, to_utf8(c->cls->name) + "(" + text + ")"));
}

Status repeat_hint(VM& vm, Args a, Cell* out) {
    auto* c = as<Compound>(a[0]);
    return c->a < 0 ? raise(vm, C::TypeError, "len() of unsized object") : ok_int(out, c->a);
}

// ---- chain: v[0] the iterator over iterables, v[1] the one being gone through; state 1: all of them are native

Status chain_step(Machine& m, Cell* out) {
    enum : uint8_t { kNext, kIterable, kHaveIter, kItem };
    Compound* c = compound_of(m);
    for (;;) switch (m.state) {
            case kNext:
                if (!is_empty(c->v[1])) {
                    if (Status s = m.pull(c->v[1], kNext, kItem); s != Status::Ok) return s;
                    continue;
                }
                if (is_empty(c->v[0])) return at_end(out);
                if (Status s = m.pull(c->v[0], kNext, kIterable); s != Status::Ok) return s;
                [[fallthrough]];
            case kIterable:
                if (is_empty(m.value)) {
                    assign(m.vm, &c->v[0], empty_cell());
                    return at_end(out);
                }
                m.keep(1);
                if (Status s = m.make_iter(m.cells[1], kHaveIter); s != Status::Ok) {
                    if (s == Status::Fail) assign(m.vm, &c->v[0], empty_cell());
                    return s;
                }
                [[fallthrough]];
            case kHaveIter:
                assign(m.vm, &c->v[1], m.take());
                m.state = kNext;
                continue;
            default:
                if (!is_empty(m.value)) return ok(out, m.take());
                assign(m.vm, &c->v[1], empty_cell());
                m.state = kNext;
        }
}

Status chain_new(VM& vm, Args a, Cell* out) {
    if (Status s = refuse_keywords(vm, a, C::Chain, "chain"); s != Status::Ok) return s;
    Tuple* iterables = tuple_from(vm, a.v + 1, a.n - 1);
    if (!iterables) return Status::Fail;
    Owned hold(vm, obj_cell(iterables));
    Compound* c = new_compound_of(vm, CompoundType::Chain, cls_of(a), 2);
    if (!c) return Status::Fail;
    c->state = 1;
    for (uint32_t i = 1; i < a.n; i++)
        if (!is_native_iterable(vm, a[i])) c->state = 0;
    return finish_compound(vm, c, 0, &hold.c, 1, out);
}

Status chain_from_iterable(VM& vm, Args a, Cell* out) {
    if (Status s = check_positional(vm, "from_iterable", a.n - 1, 1, 1); s != Status::Ok) return s;
    return finish_compound(vm, new_compound_of(vm, CompoundType::Chain, cls_of(a), 2), 0, a.v + 1, 1, out);
}

Status chain_setstate(VM& vm, Args a, Cell* out) {
    auto* c = as<Compound>(a[0]);
    if (!is_kind(a[1], kTuple)) return raise(vm, C::TypeError, "state is not a tuple");
    auto* state = as<Tuple>(a[1]);
    if (state->n == 0) return raise(vm, C::TypeError, "function takes at least 1 argument (0 given)");
    if (state->n > 2) return raise(vm, C::TypeError, "function takes at most 2 arguments (%u given)", state->n);
    for (uint32_t i = 0; i < state->n; i++)
        if (is_empty(class_lookup(vm, class_of(vm, state->v[i]), vm.names.next)))
            return raise(vm, C::TypeError, "Arguments must be iterators.");
    c->state = 0;
    assign(vm, &c->v[0], newref(state->v[0]));
    assign(vm, &c->v[1], state->n == 2 ? newref(state->v[1]) : empty_cell());
    return ok_none(out);
}

// ---- accumulate: v[0] the iterator, v[1] the function or None, v[2] the total, v[3] the initial value not yet given

Status accumulate_step(Machine& m, Cell* out) {
    enum : uint8_t { kNext, kItem, kCombine, kTotal };
    Compound* c = compound_of(m);
    switch (m.state) {
        case kNext:
            if (!is_empty(c->v[3])) {
                assign(m.vm, &c->v[2], c->v[3]);
                c->v[3] = empty_cell();
                return ok(out, newref(c->v[2]));
            }
            if (Status s = m.pull(c->v[0], kNext, kItem); s != Status::Ok) return s;
            [[fallthrough]];
        case kItem:
            if (is_empty(m.value)) return at_end(out);
            if (is_empty(c->v[2])) {
                c->v[2] = m.take();
                return ok(out, newref(c->v[2]));
            }
            m.keep(1);
            [[fallthrough]];
        case kCombine: {
            Status s = is_none(c->v[1]) ? add_values(m, c->v[2], m.cells[1], kTotal)
                                        : m.call(c->v[1], {c->v[2], m.cells[1]}, kCombine, kTotal);
            if (s != Status::Ok) return s;
            [[fallthrough]];
        }
        default: assign(m.vm, &c->v[2], m.take()); return ok(out, newref(c->v[2]));
    }
}

Status accumulate_new(VM& vm, Args a, Cell* out) {
    static const char* const kNames[] = {"iterable", "func", "initial", nullptr};
    Cell v[3];
    if (Status s = bind_native(vm, without_class(a), "accumulate", kNames, 1, 2, v); s != Status::Ok) return s;
    Compound* c = new_compound_of(vm, CompoundType::Accumulate, cls_of(a), 4);
    if (!c) return Status::Fail;
    c->v[1] = is_empty(v[1]) ? none_cell() : newref(v[1]);
    if (!is_none(v[2])) c->v[3] = newref(v[2]);
    return finish_compound(vm, c, 0, &v[0], 1, out);
}

// ---- compress: v[0] data, v[1] selectors. Cells: compound, item, selector.

Status compress_step(Machine& m, Cell* out) {
    enum : uint8_t { kNext, kItem, kAsk, kSelector, kTest, kVerdict };
    Compound* c = compound_of(m);
    for (;;) switch (m.state) {
            case kNext:
                if (Status s = m.pull(c->v[0], kNext, kItem); s != Status::Ok) return s;
                [[fallthrough]];
            case kItem:
                if (is_empty(m.value)) return at_end(out);
                m.keep(1);
                [[fallthrough]];
            case kAsk:
                if (Status s = m.pull(c->v[1], kAsk, kSelector); s != Status::Ok) return s;
                [[fallthrough]];
            case kSelector:
                if (is_empty(m.value)) return at_end(out);
                m.keep(2);
                [[fallthrough]];
            case kTest:
                if (Status s = m.truth(m.cells[2], kTest, kVerdict); s != Status::Ok) return s;
                [[fallthrough]];
            default:
                if (is_true(m.value)) return ok(out, newref(m.cells[1]));
                m.state = kNext;
        }
}

Status compress_new(VM& vm, Args a, Cell* out) {
    static const char* const kNames[] = {"data", "selectors", nullptr};
    Cell v[2];
    if (Status s = bind_native(vm, without_class(a), "compress", kNames, 2, 2, v); s != Status::Ok) return s;
    return finish_compound(vm, new_compound_of(vm, CompoundType::Compress, cls_of(a), 2), 0, v, 2, out);
}

// ---- dropwhile, takewhile: v[0] the predicate, v[1] the iterator; state: dropwhile has begun to give, takewhile has ended.
// Cells: compound, item, the predicate's answer.

template <bool drop>
Status while_step(Machine& m, Cell* out) {
    enum : uint8_t { kNext, kItem, kCall, kAnswer, kTest, kVerdict };
    Compound* c = compound_of(m);
    for (;;) switch (m.state) {
            case kNext:
                if (!drop && c->state) return at_end(out);
                if (Status s = m.pull(c->v[1], kNext, kItem); s != Status::Ok) return s;
                [[fallthrough]];
            case kItem:
                if (is_empty(m.value)) return at_end(out);
                if (drop && c->state) return ok(out, m.take());
                m.keep(1);
                [[fallthrough]];
            case kCall:
                if (Status s = m.call(c->v[0], {m.cells[1]}, kCall, kAnswer); s != Status::Ok) return s;
                [[fallthrough]];
            case kAnswer: m.keep(2); [[fallthrough]];
            case kTest:
                if (Status s = m.truth(m.cells[2], kTest, kVerdict); s != Status::Ok) return s;
                [[fallthrough]];
            default:
                if (is_true(m.value)) {
                    if (!drop) return ok(out, newref(m.cells[1]));
                    m.state = kNext;
                    continue;
                }
                c->state = 1;
                return drop ? ok(out, newref(m.cells[1])) : at_end(out);
        }
}

template <CompoundType type, C cls>
Status predicate_new(VM& vm, Args a, Cell* out) {
    std::string name = to_utf8(vm.cls(cls)->name);
    if (Status s = refuse_keywords(vm, a, cls, name.c_str()); s != Status::Ok) return s;
    if (Status s = check_positional(vm, name.c_str(), a.n - 1, 2, 2); s != Status::Ok) return s;
    Compound* c = new_compound_of(vm, type, cls_of(a), 2);
    if (c) c->v[0] = newref(a[1]);
    return finish_compound(vm, c, 1, a.v + 2, 1, out);
}

// ---- islice: v[0] the iterator (EMPTY: over), v[1] the step; a how many were taken, b the next to give, c where to stop (-1:
// never)

Status islice_over(Machine& m, Compound* c, Cell* out) {
    assign(m.vm, &c->v[0], empty_cell());
    return at_end(out);
}

Status islice_step(Machine& m, Cell* out) {
    enum : uint8_t { kNext, kSkipped, kItem };
    Compound* c = compound_of(m);
    for (;;) switch (m.state) {
            case kNext:
                if (is_empty(c->v[0])) return at_end(out);
                if (c->a >= c->b) {
                    if (c->c != -1 && c->a >= c->c) return islice_over(m, c, out);
                    if (Status s = m.pull(c->v[0], kNext, kItem); s != Status::Ok) return s;
                    continue;
                }
                if (Status s = m.pull(c->v[0], kNext, kSkipped); s != Status::Ok) return s;
                [[fallthrough]];
            case kSkipped:
                if (is_empty(m.value)) return islice_over(m, c, out);
                m.drop();
                c->a++;
                m.state = kNext;
                continue;
            default: {
                if (is_empty(m.value)) return islice_over(m, c, out);
                c->a++;
                int64_t next;
                bool beyond = __builtin_add_overflow(c->b, int_of(c->v[1]), &next);
                c->b = beyond || (c->c != -1 && next > c->c) ? c->c : next;
                if (beyond && c->c == -1) c->b = INT64_MAX;
                return ok(out, m.take());
            }
        }
}

// An argument of islice: None, or an int of at least `least`. False: neither.
bool slice_argument(Cell c, int64_t absent, int64_t least, int64_t* out) {
    *out = absent;
    if (is_none(c)) return true;
    return is_int(c) && fits_int64(c, out) && *out >= least;
}

Status islice_new(VM& vm, Args a, Cell* out) {
    if (Status s = refuse_keywords(vm, a, C::ISlice, "islice"); s != Status::Ok) return s;
    if (Status s = check_positional(vm, "islice", a.n - 1, 2, 4); s != Status::Ok) return s;
    for (uint32_t i = 2; i < a.n; i++)
        if (!is_none(a[i]) && !is_int(a[i]) && wants_index(vm, a[i])) return retry_index_at(vm, islice_new, a, i, out);
    int64_t start = 0, stop, step = 1;
    if (!slice_argument(a.n == 3 ? a[2] : a[3], -1, 0, &stop))
        return raise(vm, C::ValueError, "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
    if (a.n > 3 && !slice_argument(a[2], 0, 0, &start))
        return raise(vm, C::ValueError, "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
    if (a.n > 4 && !slice_argument(a[4], 1, 1, &step))
        return raise(vm, C::ValueError, "Step for islice() must be a positive integer or None.");
    Compound* c = new_compound_of(vm, CompoundType::ISlice, cls_of(a), 2);
    if (!c) return Status::Fail;
    c->b = start;
    c->c = stop;
    c->v[1] = int_cell(step);
    return finish_compound(vm, c, 0, a.v + 1, 1, out);
}

// ---- starmap: v[0] the function, v[1] the iterator

Status starmap_step(Machine& m, Cell* out) {
    enum : uint8_t { kNext, kItem, kTuple };
    Compound* c = compound_of(m);
    if (m.state == kNext) {
        if (Status s = m.pull(c->v[1], kNext, kItem); s != Status::Ok) return s;
    }
    if (m.state == kItem) {
        if (is_empty(m.value)) return at_end(out);
        m.keep(1);
        Cell args = empty_cell();
        Status s = tuple_from_iterable(m.vm, m.cells[1], &args);
        if (s == Status::Ok) assign(m.vm, &m.value, args);
        if (Status p = m.pass(s, kTuple); p != Status::Ok) return p;
    }
    m.keep(1);
    return m.tail_array(c->v[0], as<Tuple>(m.cells[1])->v, as<Tuple>(m.cells[1])->n);
}

// ---- zip_longest: v[0] the filling, v[1 ...] iterators (EMPTY once exhausted), a how many are not. Cells: compound, items,
// place.

Status zip_longest_step(Machine& m, Cell* out) {
    Compound* c = compound_of(m);
    uint32_t n = c->n - 1;
    if (n == 0 || c->a == 0) return at_end(out);
    if (is_empty(m.cells[1])) {
        Tuple* t = new_tuple(m.vm, n);
        if (!t) return Status::Fail;
        m.cells[1] = obj_cell(t);
        m.cells[2] = int_cell(0);
    }
    auto* items = as<Tuple>(m.cells[1]);
    for (;;) {
        auto i = static_cast<uint32_t>(int_of(m.cells[2]));
        if (i == n) {
            *out = m.cells[1];
            m.cells[1] = empty_cell();
            return Status::Ok;
        }
        if (m.state == 0 && !is_empty(c->v[1 + i])) {
            if (Status s = m.pull(c->v[1 + i], 0, 1); s != Status::Ok) return s;
        }
        if (is_empty(m.value)) {
            if (!is_empty(c->v[1 + i])) {
                if (--c->a == 0) return at_end(out);
                assign(m.vm, &c->v[1 + i], empty_cell());
            }
            m.value = newref(c->v[0]);
        }
        items->v[i] = m.take();
        m.cells[2] = int_cell(i + 1);
        m.state = 0;
    }
}

Status zip_longest_new(VM& vm, Args a, Cell* out) {
    Cell fill = none_cell();
    if (a.nkw) {
        if (a.nkw > 1 || !str_is(as<Str>(a.kwnames->v[0]), "fillvalue"))
            return raise(vm, C::TypeError, "zip_longest() got an unexpected keyword argument");
        fill = a[a.n];
    }
    Compound* c = new_compound_of(vm, CompoundType::ZipLongest, cls_of(a), a.n);
    if (!c) return Status::Fail;
    c->v[0] = newref(fill);
    c->a = a.n - 1;
    return finish_compound(vm, c, 1, a.v + 1, a.n - 1, out);
}

const NativeDef kCountMethods[] = {
    {"__repr__", count_repr, 1, 1, kSlot, "Return repr(self).", "($self, /)"},
    {"__reduce__", count_reduce, 1, 1, kMethod, "Return state information for pickling.", nullptr},
    LS_NO_MORE,
};
const NativeDef kRepeatMethods[] = {
    {"__repr__", repeat_repr, 1, 1, kSlot, "Return repr(self).", "($self, /)"},
    {"__length_hint__", repeat_hint, 1, 1, kMethod, "Private method returning an estimate of len(list(it)).", nullptr},
    LS_NO_MORE,
};
const NativeDef kCycleMethods[] = {
    {"__setstate__", cycle_setstate, 2, 2, kMethod, "Set state information for unpickling.", nullptr}, LS_NO_MORE};
const NativeDef kChainMethods[] = {
    {"__setstate__", chain_setstate, 2, 2, kMethod, "Set state information for unpickling.", nullptr},
    {"from_iterable", chain_from_iterable, 1, -1, kClassWay,
     "Alternative chain() constructor taking a single iterable argument that evaluates lazily.", "($type, iterable, /)"},
    {"__class_getitem__", container_class_getitem, 2, 2, kClassWay, "See PEP 585", nullptr},
    LS_NO_MORE,
};

}  // namespace

Status count_next(VM& vm, Compound* c, Cell* out) { return compound_machine<count_step, 1>(vm, c, out); }
bool count_native(VM&, Compound* c, int) {
    return is_number(c->v[0]) && is_number(c->v[1]) && !is_program_object(c->v[0]) && !is_program_object(c->v[1]);
}
Status cycle_next(VM& vm, Compound* c, Cell* out) { return compound_machine<cycle_step, 1>(vm, c, out); }
bool cycle_native(VM& vm, Compound* c, int depth) { return is_empty(c->v[0]) || next_is_native(vm, c->v[0], depth); }
Status repeat_next(VM&, Compound* c, Cell* out) {
    if (c->a == 0) return at_end(out);
    if (c->a > 0) c->a--;
    return ok(out, newref(c->v[0]));
}
Status chain_next(VM& vm, Compound* c, Cell* out) { return compound_machine<chain_step, 2>(vm, c, out); }
bool chain_native(VM& vm, Compound* c, int depth) {
    // Where no iterable has begun the next one may be anything, a chain that has not begun as well.
    return c->state == 1 && !is_empty(c->v[1]) && next_is_native(vm, c->v[1], depth);
}
Status accumulate_next(VM& vm, Compound* c, Cell* out) { return compound_machine<accumulate_step, 2>(vm, c, out); }
Status compress_next(VM& vm, Compound* c, Cell* out) { return compound_machine<compress_step, 3>(vm, c, out); }
Status dropwhile_next(VM& vm, Compound* c, Cell* out) { return compound_machine<while_step<true>, 3>(vm, c, out); }
Status takewhile_next(VM& vm, Compound* c, Cell* out) { return compound_machine<while_step<false>, 3>(vm, c, out); }
Status islice_next(VM& vm, Compound* c, Cell* out) { return compound_machine<islice_step, 1>(vm, c, out); }
bool islice_native(VM& vm, Compound* c, int depth) { return is_empty(c->v[0]) || next_is_native(vm, c->v[0], depth); }
Status starmap_next(VM& vm, Compound* c, Cell* out) { return compound_machine<starmap_step, 2>(vm, c, out); }
Status zip_longest_next(VM& vm, Compound* c, Cell* out) { return compound_machine<zip_longest_step, 3>(vm, c, out); }
bool zip_longest_native(VM& vm, Compound* c, int depth) {
    for (uint32_t i = 1; i < c->n; i++)
        if (!is_empty(c->v[i]) && !next_is_native(vm, c->v[i], depth)) return false;
    return true;
}

void setup_itertools_streams(VM& vm) {
    add_itertool(vm, C::Count, count_new, "Return a count object whose .__next__() method returns consecutive values.",
                 kCountMethods);
    add_itertool(vm, C::Cycle, cycle_new,
                 "Return elements from the iterable until it is exhausted. Then repeat the sequence indefinitely.",
                 kCycleMethods);
    add_itertool(vm, C::Repeat, repeat_new,
                 "repeat(object [,times]) -> create an iterator which returns the object\nfor the specified number of times.  "
                 "If not specified, returns the object\nendlessly.",
                 kRepeatMethods);
    add_itertool(vm, C::Chain, chain_new,
                 "Return a chain object whose .__next__() method returns elements from the\nfirst iterable until it is "
                 "exhausted, then elements from the next\niterable, until all of the iterables are exhausted.",
                 kChainMethods);
    add_itertool(vm, C::Accumulate, accumulate_new, "Return series of accumulated sums.");
    add_itertool(vm, C::Compress, compress_new, "Return data elements corresponding to true selector elements.");
    add_itertool(vm, C::DropWhile, predicate_new<CompoundType::DropWhile, C::DropWhile>,
                 "Drop items from the iterable while predicate(item) is true.\n\nAfterwards, return every element until the "
                 "iterable is exhausted.");
    add_itertool(vm, C::FilterFalse, filterfalse_new,
                 "Return those items of iterable for which function(item) is false.\n\nIf function is None, return the items "
                 "that are false.");
    add_itertool(vm, C::ISlice, islice_new,
                 "islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> islice object");
    add_itertool(vm, C::StarMap, predicate_new<CompoundType::StarMap, C::StarMap>,
                 "Return an iterator whose values are returned from the function evaluated with an argument tuple taken from "
                 "the given sequence.");
    add_itertool(vm, C::TakeWhile, predicate_new<CompoundType::TakeWhile, C::TakeWhile>,
                 "Return successive entries from an iterable as long as the predicate evaluates to true for each entry.");
    add_itertool(vm, C::ZipLongest, zip_longest_new,
                 "Return a zip_longest object whose .__next__() method returns a tuple where\nthe i-th element comes from the "
                 "i-th iterable argument.");
}

}  // namespace loopscope::runtime
