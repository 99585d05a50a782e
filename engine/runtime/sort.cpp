// list.sort and sorted: natively where the keys compare without Python, else by the hidden twin of timsort.h in
// library/_builtins.py. While a list is sorted it looks empty; what a program puts into it meanwhile is a ValueError, as in
// CPython.
#include "runtime/builtins.h"
#include "runtime/sequence.h"
#include "runtime/timsort.h"

namespace loopscope::runtime {

int native_less(VM& vm, Cell a, Cell b) {
    if (both_small_int(a, b)) return int_of(a) < int_of(b);
    if (both_inline_float(a, b)) return float_of(a) < float_of(b);
    if (is_program_object(a) || is_program_object(b)) return kComparePython;
    Cell r;
    Status s = compare_native(vm, CmpOp::Lt, a, b, &r);
    if (s == Status::Call) {
        drop_call(vm);
        return kComparePython;
    }
    if (s != Status::Ok) return kCompareFailed;
    if (is_bool(r)) return bool_of(r);
    decref(vm, r);
    return kComparePython;  // NotImplemented: the TypeError is Python's to raise
}

namespace {

struct Keyed {
    Cell key, value;
};

// Sorts `items` (and `keys` beside them, if any) in place. kComparePython: both are as they were.
int sort_natively(VM& vm, List* keys, List* items) {
    uint32_t n = items->n;
    if (n > 1) {
        Cell first = keys ? keys->v[0] : items->v[0];
        if (is_program_object(first)) return kComparePython;
        uint64_t levels = 64 - static_cast<uint64_t>(__builtin_clzll(n));
        if (!charge(vm, n * levels * 4) || !reserve_heap(vm, uint64_t(n) * (keys ? sizeof(Keyed) : sizeof(Cell))))
            return kCompareFailed;
    }
    int r;
    if (keys) {
        std::vector<Keyed> pairs(n);
        for (uint32_t i = 0; i < n; i++) pairs[i] = {keys->v[i], items->v[i]};
        auto less = [&](const Keyed& a, const Keyed& b) { return native_less(vm, a.key, b.key); };
        r = Timsort<Keyed, decltype(less)>(pairs.data(), n, less).run();
        if (r != kComparePython)
            for (uint32_t i = 0; i < n; i++) items->v[i] = pairs[i].value;
    } else {
        std::vector<Cell> copy(items->v, items->v + n);
        auto less = [&](Cell a, Cell b) { return native_less(vm, a, b); };
        r = Timsort<Cell, decltype(less)>(copy.data(), n, less).run();
        if (r != kComparePython) std::copy(copy.begin(), copy.end(), items->v);
    }
    return r;
}

void reverse(List* l) { std::reverse(l->v, l->v + l->n); }

void swap_contents(List* a, List* b) {
    std::swap(a->v, b->v);
    std::swap(a->n, b->n);
    std::swap(a->cap, b->cap);
}

// Cells: the list, its items meanwhile, the key function or None, the keys, reverse.
struct Sorting {
    Machine& m;
    List* list() { return as<List>(m.cells[0]); }
    List* items() { return as<List>(m.cells[1]); }
    List* keys() { return is_empty(m.cells[3]) ? nullptr : as<List>(m.cells[3]); }
    bool backwards() { return bool_of(m.cells[4]); }
};

// The list gets its items back. `good`: an exception is not on its way.
Status finish(Machine& m, bool sorted, bool good, Cell* out) {
    Sorting s{m};
    if (sorted && s.backwards()) reverse(s.items());
    assign(m.vm, &m.cells[3], empty_cell());  // keys may have a __del__ that looks at the list
    bool modified = s.list()->cap != 0;
    swap_contents(s.list(), s.items());  // what was put in meanwhile goes with `items`
    if (!good) return Status::Fail;
    if (modified) return raise(m.vm, C::ValueError, "list modified during sort");
    return ok_none(out);
}

Status sort_step(Machine& m, Cell* out) {
    enum : uint8_t { kStart, kKey, kHaveKey, kSort, kSorted };
    VM& vm = m.vm;
    Sorting s{m};
    for (;;) switch (m.state) {
            case kStart: {
                List* items = new_list(vm, 0);
                if (!items) return Status::Fail;
                m.cells[1] = obj_cell(items);
                swap_contents(s.list(), items);
                m.state = kSort;
                if (is_none(m.cells[2])) continue;
                List* keys = new_list(vm, items->n);
                if (!keys) return finish(m, false, false, out);
                m.cells[3] = obj_cell(keys);
                m.state = kKey;
                continue;
            }
            case kKey: {
                if (s.keys()->n == s.items()->n) {
                    m.state = kSort;
                    continue;
                }
                if (!m.frame) return m.promote(kKey);
                Status st = call_with(vm, m.cells[2], &s.items()->v[s.keys()->n], 1);
                if (Status p = m.pass_caught(st, kHaveKey); p != Status::Ok) return p;
                [[fallthrough]];
            }
            case kHaveKey:
                if (is_empty(m.value) || !list_append(vm, s.keys(), m.take())) return finish(m, false, false, out);
                m.state = kKey;
                continue;
            case kSort: {
                if (s.backwards()) {
                    reverse(s.items());
                    if (s.keys()) reverse(s.keys());
                }
                int r = sort_natively(vm, s.keys(), s.items());
                if (r != kComparePython) return finish(m, true, r == 0, out);
                if (!m.frame && s.backwards()) {  // this state begins again on the frame
                    reverse(s.items());
                    if (s.keys()) reverse(s.keys());
                }
                if (!m.frame) return m.promote(kSort);
                Status st = call_hidden(vm, "_sort", {s.keys() ? m.cells[3] : m.cells[1], m.cells[1]});
                if (Status p = m.pass_caught(st, kSorted); p != Status::Ok) return p;
                [[fallthrough]];
            }
            default: return finish(m, true, !is_empty(m.value), out);
        }
}

}  // namespace

Status sort_list(VM& vm, List* l, Cell key, bool reversed, Cell* out) {
    return run_machine<sort_step, 5>(vm, {obj_cell(l), empty_cell(), key, empty_cell(), bool_cell(reversed)}, out);
}

Status sort_arguments(VM& vm, Args a, Cell* key, bool* reversed) {
    *key = none_cell();
    *reversed = false;
    for (uint32_t k = 0; k < a.nkw; k++) {
        auto* name = as<Str>(a.kwnames->v[k]);
        Cell v = a[a.n + k];
        if (name == vm.names.key) {
            *key = v;
        } else if (name == vm.names.reverse) {
            int t = truth_native(v);
            *reversed = t != 0;
        } else {
            return raise(vm, C::TypeError, "sort() got an unexpected keyword argument '%s'", to_utf8(name).c_str());
        }
    }
    return Status::Ok;
}

}  // namespace loopscope::runtime
