// Inside of the int implementation: cells as numbers of any size and back. Used by num_*.cpp, mod_math and the formats.
#pragma once
#include "runtime/num_big.h"
#include "runtime/num_ops.h"

namespace loopscope::runtime {

// An int cell seen as sign and magnitude; borrows the object's digits or keeps its own.
struct IntView {
    explicit IntView(Cell c);
    IntView(const IntView&) = delete;
    IntView& operator=(const IntView&) = delete;
    bool negative;
    big::Mag mag;
    operator big::View() const { return {negative, mag}; }

private:
    uint32_t room_[2];
};

Status make_big(VM& vm, const big::Big& v, Cell* out);  // normalised to an inline int where it fits; MemoryError above the cap
bool as_int128(Cell c, __int128* out);                  // false: too large
// Charges the budget for a product or quotient of so many digits; false: an exception is pending.
bool charge_product(VM& vm, size_t n, size_t m);
Status too_large(VM& vm);  // the MemoryError of an int beyond kMaxIntBits

}  // namespace loopscope::runtime
