// Operators and protocols of int, bool and float: what operators.cpp and the natives dispatch to, and what num_*.cpp share.
// All go by the cell or the object's Kind: whether a subclass overrides something is the caller's to look at. None of them ever
// calls Python. Invariant: an int that fits 64 bits is never a BigInt, except as an instance of a subclass of int.
#pragma once
#include "runtime/vm.h"

namespace loopscope::runtime {

constexpr uint64_t kMaxIntBits = 1ull << 27;  // larger results are a MemoryError before any work is done

// Each returns Ok with vm.not_implemented (counted) where it does not know the operands.
Status number_binary(VM& vm, BinOp op, Cell a, Cell b, Cell* out);
Status number_compare(VM& vm, CmpOp op, Cell a, Cell b, Cell* out);
Status number_divmod(VM& vm, Cell a, Cell b, Cell* out);
Status number_power(VM& vm, Cell a, Cell b, Cell modulus, Cell* out);  // modulus None or EMPTY: a ** b
enum class NumberUnary : uint8_t { Negative, Positive, Invert, Absolute };
Status number_unary(VM& vm, NumberUnary which, Cell a, Cell* out);
Status number_round(VM& vm, Cell a, Cell ndigits, Cell* out);  // ndigits None or EMPTY: to an int
Status number_repr(VM& vm, Cell a, Cell* out);                 // also str(); fails above the digit limit
int64_t number_hash(Cell a);
bool number_truth(Cell a);
bool number_equals(Cell a, Cell b);  // both is_number

// Text of an int without an allocation in the arena; fails above Limits::int_digits.
Status int_to_text(VM& vm, Cell a, std::string* out);
Status float_of_number(VM& vm, Cell a, double* out);  // is_number; OverflowError "int too large to convert to float"
Status int_of_float(VM& vm, double d, Cell* out);     // int(d), with its errors for nan and infinities
double int_ratio(Cell a, Cell b);                     // a / b correctly rounded; inf where too large; b not 0
uint64_t int_bit_length(Cell a);
int int_sign(Cell a);
bool int_is_odd(Cell a);
int compare_int_float(Cell i, double d);    // -1, 0, 1; 2: unordered
std::string int_to_base(Cell a, int base);  // 2, 8 or 16: digits with a minus, no prefix
// An int or a float as a new instance of a class derived from it.
Status int_instance(VM& vm, Class* cls, Cell value, Cell* out);
Status float_instance(VM& vm, Class* cls, double value, Cell* out);

// Parses what int() and float() take. `shown`: the object whose repr the error names.
Status parse_int(VM& vm, std::string_view ascii, int base, Cell shown, Cell* out);
bool parse_float(std::string_view ascii, double* out);

// ---- arguments of natives that objects with __index__ (__float__) may stand for
bool wants_index(VM& vm, Cell c);  // no int, but its class has __index__
bool wants_float(VM& vm, Cell c);  // neither float nor int, but its class has __float__ or __index__
// Converts such arguments (all of them) through the interpreter and calls `fn` again: `return again_with_index(vm, fn, args,
// out)`.
Status again_with_index(VM& vm, NativeFn fn, Args args, Cell* out);
Status again_with_float(VM& vm, NativeFn fn, Args args, Cell* out);
bool any_wants_index(VM& vm, Args args);
bool any_wants_float(VM& vm, Args args);

inline size_t bigint_bytes(uint32_t n) { return sizeof(BigInt) + (n > 1 ? (n - 1) * 4 : 0); }  // of an object of n digits

void setup_number_types(VM& vm);
void setup_math_module(VM& vm);
void setup_random_module(VM& vm);

}  // namespace loopscope::runtime
