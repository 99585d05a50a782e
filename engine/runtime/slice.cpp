// slice: parts, indices for a length, comparing, hash.
#include "runtime/ranges.h"

namespace loopscope::runtime {

Slice* new_slice(VM& vm, Cell start, Cell stop, Cell step) {
    auto* s = make<Slice>(vm, kSlice, C::Slice);
    if (!s) return nullptr;
    s->start = newref(start);
    s->stop = newref(stop);
    s->step = newref(step);
    return s;
}

namespace {

Status bad_part(VM& vm) {
    return raise(vm, C::TypeError, "slice indices must be integers or None or have an __index__ method");
}

// A part as a 64-bit number; larger ones are cut.
Status part_of(VM& vm, Cell c, int64_t* out) {
    if (!is_int(c)) return bad_part(vm);
    if (!fits_int64(c, out)) *out = int_compare(c, int_cell(0)) < 0 ? INT64_MIN : INT64_MAX;
    return Status::Ok;
}

int64_t placed(int64_t i, int64_t n, int64_t step) {
    if (i < 0) return i + n < 0 ? (step < 0 ? -1 : 0) : i + n;
    return i >= n ? (step < 0 ? n - 1 : n) : i;
}

}  // namespace

Status slice_indices(VM& vm, Slice* s, int64_t n, int64_t* start, int64_t* stop, int64_t* step, int64_t* count) {
    *step = 1;
    if (!is_none(s->step)) {
        if (Status st = part_of(vm, s->step, step); st != Status::Ok) return st;
        if (*step == 0) return raise(vm, C::ValueError, "slice step cannot be zero");
        *step = std::max(*step, -INT64_MAX);
    }
    *start = *step < 0 ? INT64_MAX : 0;
    *stop = *step < 0 ? INT64_MIN : INT64_MAX;
    if (!is_none(s->start))
        if (Status st = part_of(vm, s->start, start); st != Status::Ok) return st;
    if (!is_none(s->stop))
        if (Status st = part_of(vm, s->stop, stop); st != Status::Ok) return st;
    *start = placed(*start, n, *step);
    *stop = *stop == INT64_MIN ? (*step < 0 ? -1 : 0) : placed(*stop, n, *step);
    if (*step < 0)
        *count = *stop < *start ? (*start - *stop - 1) / -*step + 1 : 0;
    else
        *count = *start < *stop ? (*stop - *start - 1) / *step + 1 : 0;
    return Status::Ok;
}

namespace {

// One part for any length: clamped to [lower, upper], negative ones counted from the end.
Status clamp_part(VM& vm, Cell part, Cell absent, Cell length, Cell lower, Cell upper, Cell* owned) {
    if (is_none(part)) {
        *owned = newref(absent);
        return Status::Ok;
    }
    if (!is_int(part)) return bad_part(vm);
    if (int_compare(part, int_cell(0)) >= 0) {
        *owned = newref(int_compare(part, upper) > 0 ? upper : part);
        return Status::Ok;
    }
    Cell from_end;
    if (Status s = int_binary(vm, BinOp::Add, part, length, &from_end); s != Status::Ok) return s;
    if (int_compare(from_end, lower) < 0) assign(vm, &from_end, newref(lower));
    *owned = from_end;
    return Status::Ok;
}

}  // namespace

Status slice_indices_any(VM& vm, Slice* s, Cell length, Cell* parts) {
    if (!is_none(s->step) && !is_int(s->step)) return bad_part(vm);
    Owned step(vm, is_none(s->step) ? int_cell(1) : newref(s->step));
    int sign = int_compare(step, int_cell(0));
    if (sign == 0) return raise(vm, C::ValueError, "slice step cannot be zero");
    Owned lower(vm, sign < 0 ? int_cell(-1) : int_cell(0)), upper(vm, newref(length));
    if (sign < 0) {
        Cell last;
        if (Status st = int_binary(vm, BinOp::Sub, length, int_cell(1), &last); st != Status::Ok) return st;
        upper.reset(last);
    }
    Cell start, stop;
    if (Status st = clamp_part(vm, s->start, sign < 0 ? upper : lower, length, lower, upper, &start); st != Status::Ok)
        return st;
    Owned hold(vm, start);
    if (Status st = clamp_part(vm, s->stop, sign < 0 ? lower : upper, length, lower, upper, &stop); st != Status::Ok) return st;
    parts[0] = hold.take();
    parts[1] = stop;
    parts[2] = step.take();
    return Status::Ok;
}

namespace {

Cell slice_tuple(VM& vm, const Slice* s) { return tuple_of(vm, {s->start, s->stop, s->step}); }

Status sl_new(VM& vm, Args a, Cell* out) {
    if (a.nkw) return raise(vm, C::TypeError, "slice() takes no keyword arguments");
    if (Status s = check_positional(vm, "slice", a.n - 1, 1, 3); s != Status::Ok) return s;
    if (a.n == 2) return ok_obj(out, new_slice(vm, none_cell(), a[1], none_cell()));
    return ok_obj(out, new_slice(vm, a[1], a[2], a.n == 4 ? a[3] : none_cell()));
}

Status sl_indices(VM& vm, Args a, Cell* out) {
    if (!is_int(a[1])) return wants_index(vm, a[1]) ? retry_index_at(vm, sl_indices, a, 1, out) : not_an_index(vm, a[1]);
    if (int_compare(a[1], int_cell(0)) < 0) return raise(vm, C::ValueError, "length should not be negative");
    auto* s = as<Slice>(a[0]);
    if (slice_needs_python(vm, a[0])) return retry_index_at(vm, sl_indices, a, 0, out);
    Cell parts[3];
    if (Status st = slice_indices_any(vm, s, a[1], parts); st != Status::Ok) return st;
    Owned x(vm, parts[0]), y(vm, parts[1]), z(vm, parts[2]);
    return ok_cell(out, tuple_of(vm, {x, y, z}));
}

Status sl_reduce(VM& vm, Args a, Cell* out) {
    Owned parts(vm, slice_tuple(vm, as<Slice>(a[0])));
    return is_empty(parts) ? Status::Fail : ok_cell(out, tuple_of(vm, {obj_cell(vm.cls(C::Slice)), parts}));
}

template <Cell Slice::* part>
Status sl_part(VM&, Cell self, Cell* out) {
    return ok(out, newref(as<Slice>(self)->*part));
}

const NativeDef kSliceMethods[] = {
    {"__new__", sl_new, 1, -1, kStaticNew, "Create and return a new object.  See help(type) for accurate signature.", nullptr},
    {"indices", sl_indices, 2, 2, kMethod,
     "S.indices(len) -> (start, stop, stride)\n\nAssuming a sequence of length len, calculate the start and stop\nindices, and "
     "the stride length of the extended slice described by\nS. Out of bounds indices are clipped in a manner consistent with "
     "the\nhandling of normal slices.",
     nullptr},
    {"__repr__", repr_method, 1, 1, kSlot, "Return repr(self).", "($self, /)"},
    {"__hash__", hash_method, 1, 1, kSlot, "Return hash(self).", "($self, /)"},
    {"__reduce__", sl_reduce, 1, 1, kMethod, "Return state information for pickling.", nullptr},
    LS_COMPARE_METHODS,
    LS_NO_MORE,
};
const GetSetDef kSliceAttributes[] = {
    {"start", sl_part<&Slice::start>, nullptr, nullptr},
    {"stop", sl_part<&Slice::stop>, nullptr, nullptr},
    {"step", sl_part<&Slice::step>, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};

}  // namespace

Status slice_compare(VM& vm, CmpOp op, Cell a, Cell b, Cell* out) {
    if (!is_kind(b, kSlice)) return not_implemented(vm, out);
    Owned x(vm, slice_tuple(vm, as<Slice>(a))), y(vm, slice_tuple(vm, as<Slice>(b)));
    if (is_empty(x) || is_empty(y)) return Status::Fail;
    return container_compare(vm, op, x, y, out);
}

// CPython mixes the parts as a tuple's items are, but without their number at the end.
Status slice_hash(VM& vm, Slice* s, int64_t* out) {
    constexpr uint64_t kPrime1 = 11400714785074694791u, kPrime2 = 14029467366897019727u, kPrime5 = 2870177450012600261u;
    uint64_t acc = kPrime5;
    for (Cell part : {s->start, s->stop, s->step}) {
        int64_t lane;
        if (Status st = hash_of(vm, part, &lane); st != Status::Ok) return st;
        acc += static_cast<uint64_t>(lane) * kPrime2;
        acc = acc << 31 | acc >> 33;
        acc *= kPrime1;
    }
    *out = acc == UINT64_MAX ? 1546275796 : static_cast<int64_t>(acc);
    return Status::Ok;
}

void setup_slice(VM& vm) {
    add_methods(vm, vm.cls(C::Slice), kSliceMethods);
    add_getsets(vm, vm.cls(C::Slice), kSliceAttributes);
}

}  // namespace loopscope::runtime
