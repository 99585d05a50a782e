// complex: arithmetic and what operators.cpp dispatches to. Used by num_*.cpp, operators.cpp and the code loader.
#pragma once
#include "runtime/num_ops.h"

namespace loopscope::runtime {

struct ComplexValue {
    double re = 0.0, im = 0.0;
};

inline bool is_complex(Cell c) { return is_kind(c, kComplex); }
inline ComplexValue complex_value(Cell c) { return {as<Complex>(c)->re, as<Complex>(c)->im}; }
Cell new_complex(VM& vm, double re, double im);  // owned; EMPTY: MemoryError pending
// Ok with vm.not_implemented (counted) where one of them is no number.
Status complex_binary(VM& vm, BinOp op, Cell a, Cell b, Cell* out);
Status complex_power(VM& vm, ComplexValue a, ComplexValue b, Cell* out);
std::string complex_repr(ComplexValue v);
Status format_complex(VM& vm, Cell value, std::u32string_view spec, Cell* out);  // num_complex_format.cpp
void setup_complex_type(VM& vm);

}  // namespace loopscope::runtime
