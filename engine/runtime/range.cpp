// range: ints of any size, made, indexed, sliced and compared without going over them.
#include "runtime/ranges.h"

namespace loopscope::runtime {

namespace {

// Exact arithmetic on int cells for the cases that do not fit 64 bits. A failure (memory) is kept until the end.
struct Sum {
    VM& vm;
    bool failed = false;
    Cell op(BinOp which, Cell a, Cell b) {  // borrowed in, owned out
        Cell r = int_cell(0);
        if (failed || int_binary(vm, which, a, b, &r) != Status::Ok) {
            failed = true;
            return int_cell(0);
        }
        return r;
    }
};

bool fit(Cell a, Cell b, Cell c, int64_t* x, int64_t* y, int64_t* z) {
    return is_small_int(a) && is_small_int(b) && is_small_int(c) && (*x = int_of(a), *y = int_of(b), *z = int_of(c), true);
}

// How many values start, start + step ... lie before stop.
Cell length_between(VM& vm, Cell start, Cell stop, Cell step) {
    int64_t a, b, s;
    if (fit(start, stop, step, &a, &b, &s)) {
        __int128 span = s > 0 ? __int128(b) - a : __int128(a) - b;
        __int128 stride = s > 0 ? __int128(s) : -__int128(s);
        return span <= 0 ? int_cell(0) : make_int(vm, (span - 1) / stride + 1);
    }
    bool up = int_compare(step, int_cell(0)) > 0;
    if (up ? int_compare(start, stop) >= 0 : int_compare(start, stop) <= 0) return int_cell(0);
    Sum sum{vm};
    Owned span(vm, up ? sum.op(BinOp::Sub, stop, start) : sum.op(BinOp::Sub, start, stop));
    Owned stride(vm, up ? newref(step) : sum.op(BinOp::Sub, int_cell(0), step));
    Owned less(vm, sum.op(BinOp::Sub, span, int_cell(1)));
    Owned steps(vm, sum.failed ? int_cell(0) : sum.op(BinOp::FloorDiv, less, stride));
    Cell n = sum.op(BinOp::Add, steps, int_cell(1));
    return sum.failed ? empty_cell() : n;
}

// start + i * step
Cell value_at(VM& vm, const Range* r, Cell i) {
    int64_t a, s, k, product, value;
    if (fit(r->start, r->step, i, &a, &s, &k) && !__builtin_mul_overflow(s, k, &product) &&
        !__builtin_add_overflow(a, product, &value))
        return int_cell(value);
    Sum sum{vm};
    Owned offset(vm, sum.op(BinOp::Mul, i, r->step));
    Cell v = sum.op(BinOp::Add, r->start, offset);
    return sum.failed ? empty_cell() : v;
}

Status range_index(VM& vm, const Range* r, Cell key, Cell* out) {
    Owned i(vm, newref(key));
    if (int_compare(key, int_cell(0)) < 0) {
        Sum sum{vm};
        i.reset(sum.op(BinOp::Add, key, r->length));
        if (sum.failed) return Status::Fail;
    }
    if (int_compare(i, int_cell(0)) < 0 || int_compare(i, r->length) >= 0)
        return raise(vm, C::IndexError, "range object index out of range");
    return ok_cell(out, value_at(vm, r, i));
}

Status range_slice(VM& vm, const Range* r, Slice* s, Cell* out) {
    Cell parts[3];  // start, stop, step for a sequence of r's length
    if (Status st = slice_indices_any(vm, s, r->length, parts); st != Status::Ok) return st;
    Owned start(vm, parts[0]), stop(vm, parts[1]), step(vm, parts[2]);
    Sum sum{vm};
    Owned new_step(vm, sum.op(BinOp::Mul, r->step, step));
    Owned new_start(vm, value_at(vm, r, start)), new_stop(vm, value_at(vm, r, stop));
    if (sum.failed || is_empty(new_start) || is_empty(new_stop)) return Status::Fail;
    return ok_cell(out, new_range(vm, new_start, new_stop, new_step));
}

bool same_int(Cell a, Cell b) { return int_compare(a, b) == 0; }

bool ranges_equal(const Range* a, const Range* b) {
    if (a == b) return true;
    if (!same_int(a->length, b->length)) return false;
    if (same_int(a->length, int_cell(0))) return true;
    if (!same_int(a->start, b->start)) return false;
    return same_int(a->length, int_cell(1)) || same_int(a->step, b->step);
}

// Is the int in the range? Sets *owned_offset to (item - start) // step where it is.
Status find_int(VM& vm, const Range* r, Cell item, bool* there, Cell* owned_offset) {
    *there = false;
    bool up = int_compare(r->step, int_cell(0)) > 0;
    bool inside = up ? int_compare(r->start, item) <= 0 && int_compare(item, r->stop) < 0
                     : int_compare(item, r->start) <= 0 && int_compare(r->stop, item) < 0;
    if (!inside) return Status::Ok;
    Sum sum{vm};
    Owned offset(vm, sum.op(BinOp::Sub, item, r->start));
    Owned rest(vm, sum.op(BinOp::Mod, offset, r->step));
    *there = !sum.failed && same_int(rest, int_cell(0));
    if (*there) *owned_offset = sum.op(BinOp::FloorDiv, offset, r->step);
    return sum.failed ? Status::Fail : Status::Ok;
}

bool exact_int(VM& vm, Cell c) { return is_int(c) && !(is_obj(c) && obj_of(c)->cls != vm.cls(C::Int)); }

// Something else than an int: each value is compared with ==.
Status search(VM& vm, Cell range, Cell item, bool count_all, int64_t* found_at, int64_t* count) {
    *found_at = -1;
    *count = 0;
    Cell it;
    if (Status s = iter_of(vm, range, &it); s != Status::Ok) return s;
    Owned hold(vm, it);
    for (int64_t i = 0;; i++) {
        Cell value;
        if ((i & 255) == 255 && !charge(vm, 16384)) return Status::Fail;
        if (Status s = iter_next(vm, it, &value); s != Status::Ok || is_empty(value)) return s;
        Owned v(vm, value);
        bool eq;
        if (Status s = item_equals(vm, v, item, &eq); s != Status::Ok) return s;
        if (!eq) continue;
        if (*found_at < 0) *found_at = i;
        ++*count;
        if (!count_all) return Status::Ok;
    }
}

Status r_new(VM& vm, Args a, Cell* out) {
    if (a.nkw) return raise(vm, C::TypeError, "range() takes no keyword arguments");
    if (Status s = check_positional(vm, "range", a.n - 1, 1, 3); s != Status::Ok) return s;
    for (uint32_t i = 1; i < a.n; i++) {
        if (is_int(a[i])) continue;
        return wants_index(vm, a[i]) ? retry_index_at(vm, r_new, a, i, out) : not_an_index(vm, a[i]);
    }
    Cell start = a.n > 2 ? a[1] : int_cell(0), stop = a.n > 2 ? a[2] : a[1], step = a.n > 3 ? a[3] : int_cell(1);
    return ok_cell(out, new_range(vm, start, stop, step));
}

Status r_index(VM& vm, Args a, Cell* out) {
    auto* r = as<Range>(a[0]);
    if (!exact_int(vm, a[1])) {
        int64_t at, n;
        if (Status s = search(vm, a[0], a[1], false, &at, &n); s != Status::Ok) return s;
        return at >= 0 ? ok_int(out, at) : raise(vm, C::ValueError, "sequence.index(x): x not in sequence");
    }
    bool there;
    if (Status s = find_int(vm, r, a[1], &there, out); s != Status::Ok || there) return s;
    std::string text;
    if (Status s = repr_nested(vm, a[1], &text); s != Status::Ok) return s;
    return raise(vm, C::ValueError, "%s is not in range", text.c_str());
}

Status r_count(VM& vm, Args a, Cell* out) {
    if (exact_int(vm, a[1])) {
        bool there;
        Cell offset = empty_cell();
        if (Status s = find_int(vm, as<Range>(a[0]), a[1], &there, &offset); s != Status::Ok) return s;
        decref(vm, offset);
        return ok_int(out, there);
    }
    int64_t at, n;
    if (Status s = search(vm, a[0], a[1], true, &at, &n); s != Status::Ok) return s;
    return ok_int(out, n);
}

Status r_reversed(VM& vm, Args a, Cell* out) {
    auto* r = as<Range>(a[0]);
    Sum sum{vm};
    Owned last_place(vm, sum.op(BinOp::Sub, r->length, int_cell(1)));
    Owned first(vm, value_at(vm, r, last_place));
    Owned step(vm, sum.op(BinOp::Sub, int_cell(0), r->step));
    Owned stop(vm, sum.op(BinOp::Sub, r->start, r->step));
    if (sum.failed || is_empty(first)) return Status::Fail;
    Owned backwards(vm, new_range(vm, first, stop, step));
    return is_empty(backwards) ? Status::Fail : iter_of(vm, backwards, out);
}

Status r_bool(VM&, Args a, Cell* out) { return ok_bool(out, !same_int(as<Range>(a[0])->length, int_cell(0))); }

Status r_len(VM& vm, Args a, Cell* out) {
    int64_t n;
    if (!fits_int64(as<Range>(a[0])->length, &n))
        return raise(vm, C::OverflowError, "Python int too large to convert to C ssize_t");
    return ok_int(out, n);
}

Status r_reduce(VM& vm, Args a, Cell* out) {
    auto* r = as<Range>(a[0]);
    Owned args(vm, tuple_of(vm, {r->start, r->stop, r->step}));
    return is_empty(args) ? Status::Fail : ok_cell(out, tuple_of(vm, {obj_cell(r->cls), args}));
}

template <Cell Range::* part>
Status r_part(VM&, Cell self, Cell* out) {
    return ok(out, newref(as<Range>(self)->*part));
}

const NativeDef kRangeMethods[] = {
    {"__new__", r_new, 1, -1, kStaticNew, "Create and return a new object.  See help(type) for accurate signature.", nullptr},
    {"index", r_index, 2, 2, kMethod,
     "rangeobject.index(value) -> integer -- return index of value.\nRaise ValueError if the value is not present.", nullptr},
    {"count", r_count, 2, 2, kMethod, "rangeobject.count(value) -> integer -- return number of occurrences of value", nullptr},
    {"__len__", r_len, 1, 1, kSlot, "Return len(self).", "($self, /)"},
    {"__bool__", r_bool, 1, 1, kSlot, "True if self else False", "($self, /)"},
    {"__getitem__", getitem_method, 2, 2, kSlot, "Return self[key].", "($self, key, /)"},
    {"__contains__", contains_method, 2, 2, kSlot, "Return bool(key in self).", "($self, key, /)"},
    {"__iter__", iter_method, 1, 1, kSlot, "Implement iter(self).", "($self, /)"},
    {"__reversed__", r_reversed, 1, 1, kMethod, "Return a reverse iterator.", nullptr},
    {"__repr__", repr_method, 1, 1, kSlot, "Return repr(self).", "($self, /)"},
    {"__hash__", hash_method, 1, 1, kSlot, "Return hash(self).", "($self, /)"},
    {"__reduce__", r_reduce, 1, 1, kMethod, "", nullptr},
    LS_COMPARE_METHODS,
    LS_NO_MORE,
};
const GetSetDef kRangeAttributes[] = {
    {"start", r_part<&Range::start>, nullptr, nullptr},
    {"stop", r_part<&Range::stop>, nullptr, nullptr},
    {"step", r_part<&Range::step>, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};

}  // namespace

// bool and subclasses of int become plain ints.
static Cell plain_int(VM& vm, Cell c) {
    if (is_small_int(c)) return c;
    int64_t i;
    if (fits_int64(c, &i)) return int_cell(i);
    if (obj_of(c)->cls == vm.cls(C::Int)) return newref(c);
    Cell r;
    return int_binary(vm, BinOp::Add, c, int_cell(0), &r) == Status::Ok ? r : empty_cell();
}

bool range_fits_int64(const Range* r) {
    if (!is_small_int(r->start) || !is_small_int(r->step) || !is_small_int(r->length)) return false;
    int64_t way = 0, last = 0;
    return int_of(r->length) == 0 || (!__builtin_mul_overflow(int_of(r->step), int_of(r->length) - 1, &way) &&
                                      !__builtin_add_overflow(int_of(r->start), way, &last));
}

Cell new_range(VM& vm, Cell start, Cell stop, Cell step) {
    if (int_compare(step, int_cell(0)) == 0) {
        (void)raise(vm, C::ValueError, "range() arg 3 must not be zero");
        return empty_cell();
    }
    Owned a(vm, plain_int(vm, start)), b(vm, plain_int(vm, stop)), s(vm, plain_int(vm, step));
    if (is_empty(a) || is_empty(b) || is_empty(s)) return empty_cell();
    Owned n(vm, length_between(vm, a, b, s));
    if (is_empty(n)) return empty_cell();
    auto* r = make<Range>(vm, kRange, C::Range);
    if (!r) return empty_cell();
    r->start = a.take();
    r->stop = b.take();
    r->step = s.take();
    r->length = n.take();
    return obj_cell(r);
}

Status range_subscript(VM& vm, Cell o, Cell key, Cell* out) {
    auto* r = as<Range>(o);
    if (is_int(key)) return range_index(vm, r, key, out);
    Cell args[] = {o, key};
    if (is_kind(key, kSlice)) {
        if (slice_needs_python(vm, key)) return retry_index_at(vm, getitem_method, Args{args, 2, 0, nullptr}, 1, out);
        return range_slice(vm, r, as<Slice>(key), out);
    }
    if (wants_index(vm, key)) return retry_index_at(vm, getitem_method, Args{args, 2, 0, nullptr}, 1, out);
    return raise(vm, C::TypeError, "range indices must be integers or slices, not %s", type_name(vm, key));
}

Status range_contains(VM& vm, Cell o, Cell item, Cell* out) {
    if (exact_int(vm, item)) {
        bool there;
        Cell offset = empty_cell();
        if (Status s = find_int(vm, as<Range>(o), item, &there, &offset); s != Status::Ok) return s;
        decref(vm, offset);
        return ok_bool(out, there);
    }
    int64_t at, n;
    if (Status s = search(vm, o, item, false, &at, &n); s != Status::Ok) return s;
    return ok_bool(out, at >= 0);
}

Status range_compare(VM& vm, CmpOp op, Cell a, Cell b, Cell* out) {
    if (!is_kind(b, kRange) || (op != CmpOp::Eq && op != CmpOp::Ne)) return not_implemented(vm, out);
    return ok_bool(out, ranges_equal(as<Range>(a), as<Range>(b)) == (op == CmpOp::Eq));
}

Status range_hash(VM& vm, Range* r, int64_t* out) {
    bool none = same_int(r->length, int_cell(0)), one = same_int(r->length, int_cell(1));
    Owned t(vm, tuple_of(vm, {r->length, none ? none_cell() : r->start, none || one ? none_cell() : r->step}));
    return is_empty(t) ? Status::Fail : tuple_hash(vm, as<Tuple>(t), out);
}

void setup_range(VM& vm) {
    add_methods(vm, vm.cls(C::Range), kRangeMethods);
    add_getsets(vm, vm.cls(C::Range), kRangeAttributes);
}

}  // namespace loopscope::runtime
