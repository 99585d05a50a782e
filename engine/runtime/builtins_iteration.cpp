// Builtins that go over iterables: iter, next, any, all, sum, min, max, sorted. Machines and consumers: what a program's code
// must do in their middle (__next__, key functions, __lt__, __add__) runs as frames of its own.
#include <cmath>

#include "runtime/builtins.h"
#include "runtime/sequence.h"

namespace loopscope::runtime {

namespace {

// ---- iter, next

Status iter_step(Machine& m, Cell* out) {
    if (m.state == 0) {
        if (Status s = m.make_iter(m.cells[0], 1); s != Status::Ok) return s;
    }
    return ok(out, m.take());
}

Status builtin_iter(VM& vm, Args a, Cell* out) {
    if (Status s = check_positional(vm, "iter", a.n, 1, 2); s != Status::Ok) return s;
    if (a.n == 1) return run_machine<iter_step, 1>(vm, {a[0]}, out);
    if (!is_callable(vm, a[0])) return raise(vm, C::TypeError, "iter(v, w): v must be callable");
    return new_callable_iterator(vm, a[0], a[1], out);
}

// Cells: the iterator, the default.
Status next_step(Machine& m, Cell* out) {
    if (m.state == 0) {
        if (Status s = m.pull(m.cells[0], 0, 1); s != Status::Ok) return s;
    }
    return ok(out, is_empty(m.value) ? newref(m.cells[1]) : m.take());
}

Status builtin_next(VM& vm, Args a, Cell* out) {
    if (Status s = check_positional(vm, "next", a.n, 1, 2); s != Status::Ok) return s;
    if (is_empty(class_lookup(vm, class_of(vm, a[0]), vm.names.next)))
        return raise(vm, C::TypeError, "'%s' object is not an iterator", type_name(vm, a[0]));
    if (a.n == 2) return run_machine<next_step, 2>(vm, {a[0], a[1]}, out);
    Status s = iter_next(vm, a[0], out);
    if (s == Status::Ok && is_empty(*out)) return raise_cell(vm, C::StopIteration, empty_cell());
    return s;
}

// ---- any, all. Cells: the iterable, its iterator, the item.

template <bool any>
Status quantifier_step(Machine& m, Cell* out) {
    enum : uint8_t { kStart, kHaveIter, kPull, kItem, kTest, kVerdict };
    for (;;) switch (m.state) {
            case kStart:
                if (Status s = m.make_iter(m.cells[0], kHaveIter); s != Status::Ok) return s;
                [[fallthrough]];
            case kHaveIter: m.keep(1); [[fallthrough]];
            case kPull:
                if (Status s = m.pull(m.cells[1], kPull, kItem); s != Status::Ok) return s;
                [[fallthrough]];
            case kItem:
                if (is_empty(m.value)) return ok_bool(out, !any);
                m.keep(2);
                [[fallthrough]];
            case kTest:
                if (Status s = m.truth(m.cells[2], kTest, kVerdict); s != Status::Ok) return s;
                [[fallthrough]];
            default:
                if (is_true(m.value) == any) return ok_bool(out, any);
                m.state = kPull;
        }
}

template <bool any>
Status builtin_quantifier(VM& vm, Args a, Cell* out) {
    return run_machine<quantifier_step<any>, 3>(vm, {a[0]}, out);
}

// ---- sum. slots: 1 the total, 2 what float additions lost so far, 3 how: ints, floats with compensation, or any objects.

enum SumMode : int64_t { kInts, kFloats, kObjects };

bool exact_int(VM& vm, Cell c) {
    return is_small_int(c) || is_bool(c) || (is_kind(c, kBigInt) && obj_of(c)->cls == vm.cls(C::Int));
}

void fold_compensation(Cell* slots) {
    double lost = float_of(slots[2]);
    if (lost != 0 && std::isfinite(lost)) slots[1] = float_cell(float_of(slots[1]) + lost);
    slots[2] = float_cell(0);
}

// Neumaier's sum: what an addition loses is kept apart.
void add_float(Cell* slots, double x) {
    double total = float_of(slots[1]), next = total + x;
    double lost = std::fabs(total) >= std::fabs(x) ? (total - next) + x : (x - next) + total;
    slots[2] = float_cell(float_of(slots[2]) + lost);
    slots[1] = float_cell(next);
}

void choose_mode(VM& vm, Cell* slots) {
    int64_t mode = int_of(slots[3]);
    if (mode == kInts && exact_int(vm, slots[1])) return;
    slots[3] = int_cell(mode <= kFloats && is_inline_float(slots[1]) ? kFloats : kObjects);
    slots[2] = float_cell(0);
}

Next sum_item(VM& vm, Cell* slots, Cell* item, Cell*) {
    int64_t mode = int_of(slots[3]), big;
    if (mode == kFloats) {
        if (is_inline_float(*item)) return add_float(slots, float_of(*item)), Next::Go;
        if (is_int(*item) && fits_int64(*item, &big)) {
            slots[1] = float_cell(float_of(slots[1]) + static_cast<double>(big));
            return Next::Go;
        }
        fold_compensation(slots);
        slots[3] = int_cell(kObjects);
    }
    Status s;
    if (mode == kInts && exact_int(vm, *item)) {
        Cell total;
        if (int_binary(vm, BinOp::Add, slots[1], *item, &total) != Status::Ok) return Next::Fail;
        assign(vm, &slots[1], total);
        return Next::Go;
    }
    if (mode == kInts) slots[3] = int_cell(kFloats);  // a float total may follow; choose_mode looks
    if (is_program_object(slots[1]) || is_program_object(*item))
        return call_hidden(vm, "_add", {slots[1], *item}) == Status::Call ? Next::Call : Next::Fail;
    Cell total = empty_cell();
    s = binary_native(vm, BinOp::Add, slots[1], *item, &total);
    if (s == Status::Fail) return Next::Fail;
    if (s == Status::Call) return Next::Call;
    if (is_not_implemented(vm, total)) {
        decref(vm, total);
        return call_hidden(vm, "_add", {slots[1], *item}) == Status::Call ? Next::Call : Next::Fail;
    }
    assign(vm, &slots[1], total);
    choose_mode(vm, slots);
    return Next::Go;
}

Next sum_answer(VM& vm, Cell* slots, Cell owned_total, Cell*, Cell*) {
    assign(vm, &slots[1], owned_total);
    choose_mode(vm, slots);
    return Next::Go;
}

Status sum_end(VM&, Cell* slots, Cell* out) {
    if (int_of(slots[3]) == kFloats && is_inline_float(slots[1])) fold_compensation(slots);
    return ok(out, newref(slots[1]));
}

constexpr Consumer kSum = {"sum", sum_item, sum_answer, sum_end};

Status builtin_sum(VM& vm, Args a, Cell* out) {
    if (a.n + a.nkw > 2) return raise(vm, C::TypeError, "sum() takes at most 2 arguments (%u given)", a.n + a.nkw);
    if (a.n == 0) return raise(vm, C::TypeError, "sum() takes at least 1 positional argument (0 given)");
    static const char* const kNames[] = {"", "start", nullptr};
    Cell v[2];
    if (Status s = bind_native(vm, a, "sum", kNames, 1, 2, v); s != Status::Ok) return s;
    Cell start = is_empty(v[1]) ? int_cell(0) : v[1];
    if (is_str(start)) return raise(vm, C::TypeError, "sum() can't sum strings [use ''.join(seq) instead]");
    if (is_bytes(start)) return raise(vm, C::TypeError, "sum() can't sum bytes [use b''.join(seq) instead]");
    if (is_bytearray(start)) return raise(vm, C::TypeError, "sum() can't sum bytearray [use b''.join(seq) instead]");
    int64_t mode = exact_int(vm, start) && !is_bool(start) ? kInts : is_inline_float(start) ? kFloats : kObjects;
    return consume(vm, kSum, v[0], {start, float_cell(0), int_cell(mode)}, out);
}

// ---- min, max. slots: 1 the best item, 2 its key, 3 the key function or None, 4 the default or EMPTY, 5 max?, 6 the key being
// compared, 7 what the next answer is: a key, or whether that key is better.

enum MinPhase : int64_t { kAwaitsKey, kAwaitsVerdict };

Next take_best(VM& vm, Cell* slots, Cell* item, bool better) {
    if (better) {
        assign(vm, &slots[1], *item);
        *item = empty_cell();
        assign(vm, &slots[2], slots[6]);
        slots[6] = empty_cell();
    } else {
        assign(vm, &slots[6], empty_cell());
    }
    return Next::Go;
}

Next compare_key(VM& vm, Cell* slots, Cell* item) {
    if (is_empty(slots[1])) return take_best(vm, slots, item, true);
    bool max = bool_of(slots[5]);
    Cell key = slots[6], best = slots[2];
    if (both_small_int(key, best))
        return take_best(vm, slots, item, max ? int_of(key) > int_of(best) : int_of(key) < int_of(best));
    Cell verdict = empty_cell();
    Status s = ordered_by(vm, max ? CmpOp::Gt : CmpOp::Lt, key, best, &verdict);
    if (s == Status::Ok && is_bool(verdict)) return take_best(vm, slots, item, is_true(verdict));
    if (s == Status::Ok) decref(vm, verdict);
    if (s == Status::Fail) return Next::Fail;
    if (s == Status::Call) drop_call(vm);
    slots[7] = int_cell(kAwaitsVerdict);
    return call_hidden(vm, max ? "_is_greater" : "_is_less", {key, best}) == Status::Call ? Next::Call : Next::Fail;
}

Next min_item(VM& vm, Cell* slots, Cell* item, Cell*) {
    if (is_none(slots[3])) {
        slots[6] = newref(*item);
        return compare_key(vm, slots, item);
    }
    slots[7] = int_cell(kAwaitsKey);
    return call_later(vm, slots[3], {*item}) == Status::Call ? Next::Call : Next::Fail;
}

Next min_answer(VM& vm, Cell* slots, Cell owned, Cell* item, Cell*) {
    if (int_of(slots[7]) == kAwaitsVerdict) return take_best(vm, slots, item, is_true(owned));
    slots[6] = owned;
    return compare_key(vm, slots, item);
}

Status min_end(VM& vm, Cell* slots, Cell* out) {
    if (!is_empty(slots[1])) return ok(out, newref(slots[1]));
    if (!is_empty(slots[4])) return ok(out, newref(slots[4]));
    return raise(vm, C::ValueError, "%s() iterable argument is empty", bool_of(slots[5]) ? "max" : "min");
}

constexpr Consumer kMin = {"min", min_item, min_answer, min_end};

template <bool max>
Status builtin_min(VM& vm, Args a, Cell* out) {
    const char* name = max ? "max" : "min";
    if (a.n == 0) return raise(vm, C::TypeError, "%s expected at least 1 argument, got 0", name);
    Cell key = none_cell(), absent = empty_cell();
    for (uint32_t k = 0; k < a.nkw; k++) {
        auto* keyword = as<Str>(a.kwnames->v[k]);
        if (str_is(keyword, "key"))
            key = a[a.n + k];
        else if (str_is(keyword, "default"))
            absent = a[a.n + k];
        else
            return raise(vm, C::TypeError, "%s() got an unexpected keyword argument '%s'", name, to_utf8(keyword).c_str());
    }
    if (a.n == 1) return consume(vm, kMin, a[0], {empty_cell(), empty_cell(), key, absent, bool_cell(max)}, out);
    if (!is_empty(absent))
        return raise(vm, C::TypeError, "Cannot specify a default for %s() with multiple positional arguments", name);
    Tuple* items = tuple_from(vm, a.v, a.n);
    if (!items) return Status::Fail;
    Owned hold(vm, obj_cell(items));
    return consume(vm, kMin, hold, {empty_cell(), empty_cell(), key, absent, bool_cell(max)}, out);
}

// ---- sorted. Cells: the iterable, the list, the key function, reverse.

Status sorted_step(Machine& m, Cell* out) {
    enum : uint8_t { kStart, kHaveList, kSorted };
    if (m.state == kStart) {
        Cell items = empty_cell();
        Status s = to_list(m.vm, m.cells[0], &items);
        if (s == Status::Ok) assign(m.vm, &m.value, items);
        if (Status p = m.pass(s, kHaveList); p != Status::Ok) return p;
    }
    if (m.state == kHaveList) {
        m.keep(1);
        Cell none = empty_cell();
        Status s = sort_list(m.vm, as<List>(m.cells[1]), m.cells[2], bool_of(m.cells[3]), &none);
        if (Status p = m.pass(s, kSorted); p != Status::Ok) return p;
    }
    return ok(out, newref(m.cells[1]));
}

Status builtin_sorted(VM& vm, Args a, Cell* out) {
    if (Status s = check_positional(vm, "sorted", a.n, 1, 1); s != Status::Ok) return s;
    Cell key;
    bool reverse;
    if (Status s = sort_arguments(vm, a, &key, &reverse); s != Status::Ok) return s;
    return run_machine<sorted_step, 4>(vm, {a[0], empty_cell(), key, bool_cell(reverse)}, out);
}

// ---- natives of hidden helpers

Status hidden_dict_store(VM& vm, Args a, Cell* out) {  // _dict_store(d, key, value), whatever the class overrides
    if (Status s = dict_set(vm, as<Dict>(a[0]), a[1], a[2]); s != Status::Ok) return s;
    return ok_none(out);
}
Status hidden_dict_keys(VM& vm, Args a, Cell* out) { return ok_obj(out, new_iter(vm, IterType::DictKey, a[0])); }
Status hidden_set_items(VM& vm, Args a, Cell* out) { return ok_obj(out, new_iter(vm, IterType::Set, a[0])); }
Status hidden_dict_items(VM& vm, Args a, Cell* out) { return ok_obj(out, new_iter(vm, IterType::DictItem, a[0])); }
Status hidden_repr_enter(VM& vm, Args a, Cell* out) {  // _repr_enter(obj): False where it is being shown already
    bool first = !is_obj(a[0]) || repr_enter(vm, obj_of(a[0]));
    return is_empty(vm.exc) ? ok_bool(out, first) : Status::Fail;
}
Status hidden_repr_leave(VM& vm, Args a, Cell* out) {
    if (is_obj(a[0])) repr_leave(vm, obj_of(a[0]));
    return ok_none(out);
}
Status hidden_exact_iter(VM& vm, Args a, Cell* out) { return iter_method(vm, a, out); }

}  // namespace

const NativeDef kIterationBuiltins[] = {
    {"iter", builtin_iter, 0, -1, 0,
     "iter(iterable) -> iterator\niter(callable, sentinel) -> iterator\n\nGet an iterator from an object.", nullptr},
    {"next", builtin_next, 0, -1, 0,
     "next(iterator[, default])\n\nReturn the next item from the iterator. If default is given and the iterator\nis exhausted, "
     "it is returned instead of raising StopIteration.",
     nullptr},
    {"any", builtin_quantifier<true>, 1, 1, 0,
     "Return True if bool(x) is True for any x in the iterable.\n\nIf the iterable is empty, return False.",
     "($module, iterable, /)"},
    {"all", builtin_quantifier<false>, 1, 1, 0,
     "Return True if bool(x) is True for all values x in the iterable.\n\nIf the iterable is empty, return True.",
     "($module, iterable, /)"},
    {"sum", builtin_sum, 0, -1, kNativeKeywords,
     "Return the sum of a 'start' value (default: 0) plus an iterable of numbers\n\nWhen the iterable is empty, return the "
     "start value.\nThis function is intended specifically for use with numeric values and may\nreject non-numeric types.",
     "($module, iterable, /, start=0)"},
    {"min", builtin_min<false>, 0, -1, kNativeKeywords,
     "min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, key=func]) -> value", nullptr},
    {"max", builtin_min<true>, 0, -1, kNativeKeywords,
     "max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, key=func]) -> value", nullptr},
    {"sorted", builtin_sorted, 0, -1, kNativeKeywords,
     "Return a new list containing all items from the iterable in ascending order.\n\nA custom key function can be supplied to "
     "customize the sort order, and the\nreverse flag can be set to request the result in descending order.",
     "($module, iterable, /, *, key=None, reverse=False)"},
    LS_NO_MORE,
};

const NativeDef kHiddenContainerHelpers[] = {
    {"_dict_store", hidden_dict_store, 3, 3, 0, nullptr, nullptr},
    {"_dict_keys", hidden_dict_keys, 1, 1, 0, nullptr, nullptr},
    {"_dict_items", hidden_dict_items, 1, 1, 0, nullptr, nullptr},
    {"_repr_enter", hidden_repr_enter, 1, 1, 0, nullptr, nullptr},
    {"_repr_leave", hidden_repr_leave, 1, 1, 0, nullptr, nullptr},
    {"_set_items", hidden_set_items, 1, 1, 0, nullptr, nullptr},
    {"_exact_iter", hidden_exact_iter, 1, 1, 0, nullptr, nullptr},
    LS_NO_MORE,
};

void setup_builtin_functions(VM& vm) {
    for (const NativeDef* part : {kObjectBuiltins, kNumberBuiltins, kIterationBuiltins, kPrintBuiltins}) {
        add_functions(vm, vm.builtins, "builtins", part);
        add_functions(vm, vm.hidden, "builtins", part);
    }
    add_functions(vm, vm.hidden, "builtins", kHiddenContainerHelpers);
    setup_itertools_module(vm);
    setup_operator_module(vm);
    setup_heap_modules(vm);
    setup_collections_module(vm);
}

}  // namespace loopscope::runtime
