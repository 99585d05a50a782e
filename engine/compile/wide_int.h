// Whole numbers wider than 64 bits, as far as constant expressions need them: 2 ** 64 - 1, -(1 << 100).
//
// Caller: constants.cpp. Invariants: the lowest limb comes first, there is no zero limb on top, zero is not negative.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace loopscope::compile {

struct WideInt {
    bool negative = false;
    std::vector<uint32_t> limbs;

    static WideInt of(int64_t value);
    static WideInt of_text(std::string_view text);  // decimal, or with 0x; may begin with a minus

    bool fits(int64_t& out) const;
    size_t bits() const;
    std::string text() const;  // 0x..., with a minus where negative
};

WideInt add(const WideInt& x, const WideInt& y);
WideInt negate(WideInt x);
WideInt multiply(const WideInt& x, const WideInt& y);
WideInt shift_left(const WideInt& x, size_t count);

}  // namespace loopscope::compile
