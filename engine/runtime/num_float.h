// Inside of the float implementation: arithmetic on plain doubles. Used by num_*.cpp and mod_math.
#pragma once
#include "runtime/num_ops.h"

namespace loopscope::runtime {

Status float_binary(VM& vm, BinOp op, double x, double y, Cell* out);
Status float_power(VM& vm, double x, double y, Cell* out);
void float_divmod(double x, double y, double* quotient, double* remainder);  // y not 0
Status float_round(VM& vm, double d, int64_t ndigits, Cell* out);
Status raise_errno_range(VM& vm);  // OverflowError (34, 'Numerical result out of range')

}  // namespace loopscope::runtime
