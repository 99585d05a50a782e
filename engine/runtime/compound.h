// How one kind of Compound goes on, and how they are made: between compound.cpp (map, filter, zip ...) and mod_itertools.cpp.
#pragma once
#include "runtime/container_util.h"

namespace loopscope::runtime {

struct CompoundOps {
    Status (*next)(VM& vm, Compound* c, Cell* out);     // as iter_next
    bool (*is_native)(VM& vm, Compound* c, int depth);  // can next be had without Python? null: never
};
extern const CompoundOps kItertoolsOps[];  // from CompoundType::Count on

template <MachineFn fn, uint32_t n_cells>
Status compound_machine(VM& vm, Compound* c, Cell* out) {
    return run_machine<fn, n_cells, true>(vm, {obj_cell(c)}, out);
}

inline Compound* compound_of(Machine& m) { return as<Compound>(m.cells[0]); }
inline Status at_end(Cell* out) { return ok(out, empty_cell()); }

bool natives_from(VM& vm, Compound* c, uint32_t first, int depth);  // all iterators v[first ...] are native
template <uint32_t first>
bool iterators_native(VM& vm, Compound* c, int depth) {
    return natives_from(vm, c, first, depth);
}
inline bool always_native(VM&, Compound*, int) { return true; }

// Ends making a Compound: turns iterables[0 .. n) into iterators at c->v[first ...]; the result is the compound. Takes c over.
Status finish_compound(VM& vm, Compound* owned, uint32_t first, const Cell* iterables, uint32_t n, Cell* out);
Compound* new_compound_of(VM& vm, CompoundType type, Cell cls, uint32_t n);  // cls: first argument of a __new__
// Keywords where only subclasses of `exact` may take some (for their __init__): false and a TypeError otherwise.
Status refuse_keywords(VM& vm, Args a, C exact, const char* function);

Status compound_next_method(VM& vm, Args a, Cell* out);
#define LS_ITERATOR_METHODS                                                             \
    {"__iter__", iter_self_method, 1, 1, kSlot, "Implement iter(self).", nullptr}, {    \
        "__next__", compound_next_method, 1, 1, kSlot, "Implement next(self).", nullptr \
    }

}  // namespace loopscope::runtime
