// The functions of the builtins module, in the files builtins_*.cpp. Each part is a table for add_functions.
#pragma once
#include "runtime/container_util.h"
#include "runtime/operators.h"
#include "runtime/text_ops.h"

namespace loopscope::runtime {

extern const NativeDef kObjectBuiltins[];          // len, hash, repr, getattr ...
extern const NativeDef kNumberBuiltins[];          // abs, divmod, round, chr, bin ...
extern const NativeDef kIterationBuiltins[];       // iter, next, sum, min, sorted ...
extern const NativeDef kPrintBuiltins[];           // print, input
extern const NativeDef kHiddenContainerHelpers[];  // for library/_builtins_*.py

inline bool is_program_object(Cell c) { return is_obj(c) && (obj_of(c)->cls->class_flags & kClassHeap); }
Status new_callable_iterator(VM& vm, Cell callable, Cell sentinel, Cell* out);
bool is_callable(VM& vm, Cell c);

}  // namespace loopscope::runtime
