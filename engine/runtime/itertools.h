// itertools, in three files: streams (count ... zip_longest), groups (groupby, tee, pairwise, batched), combinatorics (product
// ...). All are Compounds: native iterators whose steps are machines, so that no frame of theirs is ever seen.
#pragma once
#include "runtime/compound.h"

namespace loopscope::runtime {

// The steps, in the order of CompoundType.
Status count_next(VM& vm, Compound* c, Cell* out);
bool count_native(VM& vm, Compound* c, int depth);
Status cycle_next(VM& vm, Compound* c, Cell* out);
bool cycle_native(VM& vm, Compound* c, int depth);
Status repeat_next(VM& vm, Compound* c, Cell* out);
Status chain_next(VM& vm, Compound* c, Cell* out);
bool chain_native(VM& vm, Compound* c, int depth);
Status accumulate_next(VM& vm, Compound* c, Cell* out);
Status compress_next(VM& vm, Compound* c, Cell* out);
Status dropwhile_next(VM& vm, Compound* c, Cell* out);
Status filterfalse_next(VM& vm, Compound* c, Cell* out);
Status islice_next(VM& vm, Compound* c, Cell* out);
bool islice_native(VM& vm, Compound* c, int depth);
Status starmap_next(VM& vm, Compound* c, Cell* out);
Status takewhile_next(VM& vm, Compound* c, Cell* out);
Status zip_longest_next(VM& vm, Compound* c, Cell* out);
bool zip_longest_native(VM& vm, Compound* c, int depth);

Status product_next(VM& vm, Compound* c, Cell* out);
Status permutations_next(VM& vm, Compound* c, Cell* out);
Status combinations_next(VM& vm, Compound* c, Cell* out);
Status combinations_with_replacement_next(VM& vm, Compound* c, Cell* out);

Status groupby_next(VM& vm, Compound* c, Cell* out);
Status grouper_next(VM& vm, Compound* c, Cell* out);
Status tee_next(VM& vm, Compound* c, Cell* out);
Status no_next(VM& vm, Compound* c, Cell* out);
Status pairwise_next(VM& vm, Compound* c, Cell* out);
bool pairwise_native(VM& vm, Compound* c, int depth);
Status batched_next(VM& vm, Compound* c, Cell* out);
bool batched_native(VM& vm, Compound* c, int depth);

Status filterfalse_new(VM& vm, Args a, Cell* out);

// A class of the module with its __new__ and other methods.
void add_itertool(VM& vm, C cls, NativeFn make, const char* doc, const NativeDef* more = nullptr);
void setup_itertools_streams(VM& vm);
void setup_itertools_groups(VM& vm);
void setup_itertools_combinatorics(VM& vm);
extern const NativeDef kItertoolsFunctions[];  // tee

}  // namespace loopscope::runtime
