// range and slice as the other containers' files see them.
#pragma once
#include "runtime/container_util.h"

namespace loopscope::runtime {

Status range_subscript(VM& vm, Cell o, Cell key, Cell* out);
Status range_contains(VM& vm, Cell o, Cell item, Cell* out);
Status range_compare(VM& vm, CmpOp op, Cell a, Cell b, Cell* out);
bool range_fits_int64(const Range* r);  // is every number of it an int64_t?
Status range_hash(VM& vm, Range* r, int64_t* out);

// slice_indices for lengths of any size: parts are owned ints (start, stop, step).
Status slice_indices_any(VM& vm, Slice* s, Cell length, Cell* parts);
Status slice_compare(VM& vm, CmpOp op, Cell a, Cell b, Cell* out);
Status slice_hash(VM& vm, Slice* s, int64_t* out);

}  // namespace loopscope::runtime
