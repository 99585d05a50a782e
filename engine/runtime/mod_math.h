// The module math, by file; mod_math.cpp puts them into its namespace. Inside of mod_math*.cpp only.
#pragma once
#include "runtime/native_defs.h"
#include "runtime/num_int.h"
#include "runtime/text_util.h"

namespace loopscope::runtime {

#define FUNCTION(name) Status name(VM& vm, Args a, Cell* out);
// mod_math_int.cpp
FUNCTION(math_factorial)
FUNCTION(math_comb)
FUNCTION(math_perm)
FUNCTION(math_gcd)
FUNCTION(math_lcm)
FUNCTION(math_isqrt)
// mod_math_sum.cpp
FUNCTION(math_fsum)
FUNCTION(math_prod)
FUNCTION(math_sumprod)
FUNCTION(math_hypot)
FUNCTION(math_dist)
#undef FUNCTION

// The double of an argument. Fail: TypeError "must be real number, not X" or OverflowError.
Status math_argument(VM& vm, Cell c, double* out);
Status domain_error(VM& vm);
Status range_error(VM& vm);

void setup_cmath_module(VM& vm);                             // mod_cmath.cpp
double gamma_function(double x, bool* domain, bool* range);  // mod_math_gamma.cpp
double log_gamma_function(double x, bool* domain);

}  // namespace loopscope::runtime
