// What the containers' natives share: arguments that may have __index__, argument counts, methods that go by kind.
#include "runtime/container_util.h"

namespace loopscope::runtime {

Status check_positional(VM& vm, const char* function, uint32_t n, uint32_t min, uint32_t max) {
    if (n >= min && n <= max) return Status::Ok;
    uint32_t want = n < min ? min : max;
    const char* how = min == max ? "" : n < min ? "at least " : "at most ";
    return raise(vm, C::TypeError, "%s expected %s%u argument%s, got %u", function, how, want, want == 1 ? "" : "s", n);
}

Status no_keywords(VM& vm, Args a, const char* function) {
    return a.nkw ? raise(vm, C::TypeError, "%s() takes no keyword arguments", function) : Status::Ok;
}

Status not_an_index(VM& vm, Cell c) {
    return raise(vm, C::TypeError, "'%s' object cannot be interpreted as an integer", type_name(vm, c));
}

Status place_of(VM& vm, Cell c, C overflow, int64_t* out) {
    if (!is_int(c)) return not_an_index(vm, c);
    if (fits_int64(c, out)) return Status::Ok;
    return raise(vm, overflow, "cannot fit '%s' into an index-sized integer", type_name(vm, c));
}

Status clamped_place(VM& vm, Cell c, int64_t* out) {
    if (!is_int(c)) return raise(vm, C::TypeError, "slice indices must be integers or have an __index__ method");
    if (!fits_int64(c, out)) *out = int_compare(c, int_cell(0)) < 0 ? INT64_MIN : INT64_MAX;
    return Status::Ok;
}

namespace {

Status check_index_result(Machine& m) {
    if (is_int(m.value)) return Status::Ok;
    return raise(m.vm, C::TypeError, "__index__ returned non-int (type %s)", type_name(m.vm, m.value));
}

Cell* slice_part(Slice* s, int64_t i) { return i == 0 ? &s->start : i == 1 ? &s->stop : &s->step; }

bool part_needs_python(VM& vm, Cell part) { return !is_none(part) && !is_int(part) && wants_index(vm, part); }

// Cells: arguments (a tuple of ours), the native, which argument, the part of the slice.
Status retry_step(Machine& m, Cell* out) {
    auto* args = as<Tuple>(m.cells[0]);
    auto fn = reinterpret_cast<NativeFn>(int_of(m.cells[1]));
    Cell* place = &args->v[int_of(m.cells[2])];
    if (!is_kind(*place, kSlice)) {
        if (m.state == 0) {
            if (Status s = m.call_special(*place, m.vm.names.index, {}, 0, 1); s != Status::Ok) return s;
        }
        if (Status s = check_index_result(m); s != Status::Ok) return s;
        assign(m.vm, place, m.take());
        return m.tail_status(fn(m.vm, Args{args->v, args->n, 0, nullptr}, out));
    }
    auto* slice = as<Slice>(*place);
    for (;; m.cells[3] = int_cell(int_of(m.cells[3]) + 1)) {
        int64_t i = int_of(m.cells[3]);
        if (i == 3) return m.tail_status(fn(m.vm, Args{args->v, args->n, 0, nullptr}, out));
        Cell* part = slice_part(slice, i);
        if (m.state == 0) {
            if (!part_needs_python(m.vm, *part)) continue;
            if (Status s = m.call_special(*part, m.vm.names.index, {}, 0, 1); s != Status::Ok) return s;
        }
        if (Status s = check_index_result(m); s != Status::Ok) return s;
        assign(m.vm, part, m.take());
        m.state = 0;
    }
}

}  // namespace

bool slice_needs_python(VM& vm, Cell slice) {
    auto* s = as<Slice>(slice);
    return part_needs_python(vm, s->start) || part_needs_python(vm, s->stop) || part_needs_python(vm, s->step);
}

Status retry_index_at(VM& vm, NativeFn fn, Args a, uint32_t nth, Cell* out) {
    Tuple* args = tuple_from(vm, a.v, a.n);
    if (!args) return Status::Fail;
    Owned hold(vm, obj_cell(args));
    if (is_kind(a[nth], kSlice)) {  // its parts are to be replaced, in a slice of our own
        auto* s = as<Slice>(a[nth]);
        Slice* copy = new_slice(vm, s->start, s->stop, s->step);
        if (!copy) return Status::Fail;
        assign(vm, &args->v[nth], obj_cell(copy));
    }
    return run_machine<retry_step, 4>(vm, {hold, int_cell(reinterpret_cast<int64_t>(fn)), int_cell(nth), int_cell(0)}, out);
}

// ---- methods by kind

Status len_method(VM&, Args a, Cell* out) {
    int64_t n = 0;
    container_length(a[0], &n);
    return ok_int(out, n);
}
Status contains_method(VM& vm, Args a, Cell* out) { return container_contains(vm, a[0], a[1], out); }
Status getitem_method(VM& vm, Args a, Cell* out) { return container_subscript(vm, a[0], a[1], out); }
Status repr_method(VM& vm, Args a, Cell* out) { return container_repr(vm, a[0], out); }

Status setitem_method(VM& vm, Args a, Cell* out) {
    *out = none_cell();
    return container_store_subscript(vm, a[0], a[1], a[2]);
}
Status delitem_method(VM& vm, Args a, Cell* out) {
    *out = none_cell();
    return container_delete_subscript(vm, a[0], a[1]);
}
Status hash_method(VM& vm, Args a, Cell* out) {
    int64_t h;
    if (Status s = container_hash(vm, a[0], &h); s != Status::Ok) return s;
    return ok_int(out, h);
}

// What an answer NotImplemented of container_binary becomes in a sequence's own __add__ or __mul__.
static Status or_complain(VM& vm, Status s, BinOp op, bool inplace, Args a, Cell* out) {
    if (s != Status::Ok || !is_not_implemented(vm, *out)) return s;
    decref(vm, *out);
    if (op == BinOp::Mul && !is_int(a[1]) && !wants_index(vm, a[1])) return not_an_index(vm, a[1]);
    return container_binary_last(vm, op, inplace, a[0], a[1], out);
}
Status concat_method(VM& vm, Args a, Cell* out) {
    return or_complain(vm, container_binary(vm, BinOp::Add, false, a[0], a[1], out), BinOp::Add, false, a, out);
}
Status repeat_method(VM& vm, Args a, Cell* out) {
    return or_complain(vm, container_binary(vm, BinOp::Mul, false, a[0], a[1], out), BinOp::Mul, false, a, out);
}
Status inplace_repeat_method(VM& vm, Args a, Cell* out) {
    return or_complain(vm, container_binary(vm, BinOp::Mul, true, a[0], a[1], out), BinOp::Mul, true, a, out);
}

Status container_class_getitem(VM& vm, Args a, Cell* out) {
    (void)out;
    return call_hidden(vm, "_generic_alias", {a[0], a[1]});
}

}  // namespace loopscope::runtime
