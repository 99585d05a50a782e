#include <doctest/doctest.h>

#include <cstdint>

#include "base/arena.h"

using loopscope::base::Arena;

TEST_CASE("an arena hands out aligned pieces that stay where they are") {
    struct Wide {
        alignas(16) double value;
    };
    Arena arena;
    std::vector<std::pair<Wide*, char*>> made;
    for (int i = 0; i < 20000; ++i) {
        auto* wide = arena.make<Wide>(Wide{static_cast<double>(i)});
        auto* byte = arena.make<char>(static_cast<char>(i));
        REQUIRE(reinterpret_cast<std::uintptr_t>(wide) % alignof(Wide) == 0);
        made.push_back({wide, byte});
    }
    for (int i = 0; i < 20000; ++i) {
        REQUIRE(made[static_cast<std::size_t>(i)].first->value == i);
        REQUIRE(*made[static_cast<std::size_t>(i)].second == static_cast<char>(i));
    }
}

TEST_CASE("an arena takes pieces of any size") {
    Arena arena;
    const std::string big(1000000, 'x');
    const std::string_view copy = arena.copy_text(big);
    const std::string_view small = arena.copy_text("small");
    CHECK(copy == big);
    CHECK(small == "small");
    CHECK(arena.copy_text("").empty());
    CHECK(arena.bytes() >= big.size());
}
