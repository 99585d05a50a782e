// What fuzzers share: seeds one after the other, for so many or for so long, and one of several things.
//
// LOOPSCOPE_FUZZ_FIRST is the first seed, LOOPSCOPE_FUZZ_SECONDS goes on for so long (`tests/fuzz/run --kind` sets both).
#pragma once
#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <random>

namespace loopscope::tests {

using Random = std::mt19937_64;

inline std::uint64_t number_of(const char* variable, std::uint64_t otherwise) {
    const char* text = std::getenv(variable);
    return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

// Calls f with one seed after the other; a failure tells the seed.
template <class F>
void for_seeds(std::uint64_t count, F f) {
    const std::uint64_t first = number_of("LOOPSCOPE_FUZZ_FIRST", 1), seconds = number_of("LOOPSCOPE_FUZZ_SECONDS", 0);
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
    std::uint64_t seed = first;
    for (; seconds ? std::chrono::steady_clock::now() < end : seed < first + count; ++seed) {
        CAPTURE(seed);
        Random random(seed);
        f(random);
    }
    if (seconds) MESSAGE("seeds ", first, " to ", seed - 1);
}

template <class C>
auto& one_of(C& items, Random& random) {
    return items[random() % std::size(items)];
}

}  // namespace loopscope::tests
