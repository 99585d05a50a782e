// What list and tuple share: slices, repeating, comparing, index and count. Inside of list.cpp, tuple.cpp, sequence.cpp,
// sort.cpp.
#pragma once
#include "runtime/container_util.h"

namespace loopscope::runtime {

Status sequence_subscript(VM& vm, Cell o, Cell key, Cell* out);
Status sequence_concat(VM& vm, bool inplace, Cell a, Cell b, Cell* out);
Status sequence_repeat(VM& vm, bool inplace, Cell o, int64_t times, Cell* out);
Status sequence_compare(VM& vm, CmpOp op, Cell a, Cell b, Cell* out);
Status sequence_contains(VM& vm, Cell o, Cell item, Cell* out);
// list.index and tuple.index: *at is the place or -1. May return Call: then `fn` is called again with plain ints.
Status sequence_find(VM& vm, NativeFn fn, Args a, Cell* out, int64_t* at);
Status sequence_count(VM& vm, Args a, Cell* out);

Status list_store(VM& vm, List* l, Cell key, Cell value);
Status list_delete(VM& vm, List* l, Cell key);
Cell list_take(VM& vm, List* l, uint32_t i);
Status list_extend_self(VM& vm, List* l, Cell iterable, Cell* out);  // as list_extend, but the result is the list
Status sort_arguments(VM& vm, Args a, Cell* key, bool* reverse);     // keywords of sort() and sorted()

// a < b where Python is not needed: 1, 0, or one of these.
constexpr int kCompareFailed = -1, kComparePython = -2;
int native_less(VM& vm, Cell a, Cell b);
bool decided(CmpOp op, int64_t an, int64_t bn);  // when all common items are equal

}  // namespace loopscope::runtime
