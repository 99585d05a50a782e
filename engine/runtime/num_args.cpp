// Arguments of natives that objects with __index__ or __float__ may stand for: they are converted one after the other by the
// interpreter, then the native runs again with plain numbers.
#include "runtime/machine.h"
#include "runtime/num_ops.h"

namespace loopscope::runtime {

namespace {

bool class_has(VM& vm, Cell c, Str* name) { return !is_empty(class_lookup(vm, class_of(vm, c), name)); }

enum : uint32_t { kFunction, kPositional, kKeywordNames, kConverting, kFirst, kMostCells = 12 };

// The wanted method of the first argument that has it.
template <bool to_float>
bool find_wanting(VM& vm, const Cell* cells, uint32_t n, uint32_t* at) {
    for (*at = kFirst; *at < n; ++*at)
        if (to_float ? wants_float(vm, cells[*at]) : wants_index(vm, cells[*at])) return true;
    return false;
}

template <bool to_float>
Status check_converted(VM& vm, Cell original, Cell result, bool by_index) {
    if (to_float && !by_index ? is_float(result) : is_int(result)) return Status::Ok;
    if (to_float && !by_index)
        return raise(vm, C::TypeError, "%s.__float__ returned non-float (type %s)", type_name(vm, original),
                     type_name(vm, result));
    return raise(vm, C::TypeError, "__index__ returned non-int (type %s)", type_name(vm, result));
}

Status run_again(Machine& m, Cell* out) {
    auto fn = reinterpret_cast<NativeFn>(int_of(m.cells[kFunction]));
    auto positional = static_cast<uint32_t>(int_of(m.cells[kPositional]));
    Cell names = m.cells[kKeywordNames];
    Args args{m.cells + kFirst, positional, m.n - kFirst - positional, is_obj(names) ? as<Tuple>(names) : nullptr};
    return m.tail_status(fn(m.vm, args, out));
}

// State 0: look for the next one; state 1: its method has answered. kConverting: which one that is, and by which method.
template <bool to_float>
Status convert_step(Machine& m, Cell* out) {
    VM& vm = m.vm;
    for (;;) {
        if (m.state == 0) {
            uint32_t at;
            if (!find_wanting<to_float>(vm, m.cells, m.n, &at)) return run_again(m, out);
            bool by_index = !to_float || !class_has(vm, m.cells[at], vm.names.float_);
            m.cells[kConverting] = int_cell(at * 2 + by_index);
            if (Status s = m.call_special(m.cells[at], by_index ? vm.names.index : vm.names.float_, {}, 0, 1); s != Status::Ok)
                return s;
        }
        auto converting = static_cast<uint32_t>(int_of(m.cells[kConverting]));
        Status s = check_converted<to_float>(vm, m.cells[converting / 2], m.value, converting & 1);
        if (s != Status::Ok) return s;
        m.keep(converting / 2);
        m.state = 0;
    }
}

template <bool to_float>
Status convert(VM& vm, NativeFn fn, Args a, Cell* out) {
    uint32_t total = a.n + a.nkw;
    if (total + kFirst > kMostCells) return raise(vm, C::TypeError, "too many arguments");
    Cell cells[kMostCells];
    cells[kFunction] = int_cell(reinterpret_cast<int64_t>(fn));
    cells[kPositional] = int_cell(a.n);
    cells[kConverting] = empty_cell();
    cells[kKeywordNames] = a.kwnames ? obj_cell(a.kwnames) : empty_cell();
    for (uint32_t i = 0; i < total; i++) cells[kFirst + i] = a.v[i];
    return machine_run(vm, &MachineTypeOf<convert_step<to_float>, false>::kType, convert_step<to_float>, kFirst + total, cells,
                       kFirst + total, false, out);
}

}  // namespace

bool wants_index(VM& vm, Cell c) {
    return is_obj(c) && !is_kind(c, kBigInt) && !is_kind(c, kStr) && class_has(vm, c, vm.names.index);
}

bool wants_float(VM& vm, Cell c) {
    if (!is_obj(c) || is_kind(c, kBigInt) || is_kind(c, kFloatObj) || is_kind(c, kStr)) return false;
    return class_has(vm, c, vm.names.float_) || class_has(vm, c, vm.names.index);
}

bool any_wants_index(VM& vm, Args a) {
    for (uint32_t i = 0; i < a.n + a.nkw; i++)
        if (wants_index(vm, a.v[i])) return true;
    return false;
}

bool any_wants_float(VM& vm, Args a) {
    for (uint32_t i = 0; i < a.n + a.nkw; i++)
        if (wants_float(vm, a.v[i])) return true;
    return false;
}

Status again_with_index(VM& vm, NativeFn fn, Args args, Cell* out) { return convert<false>(vm, fn, args, out); }
Status again_with_float(VM& vm, NativeFn fn, Args args, Cell* out) { return convert<true>(vm, fn, args, out); }

}  // namespace loopscope::runtime
