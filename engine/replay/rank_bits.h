// RankBits: a set of steps as a bit vector that can count and find: "which of the level's events is this?"
//
// Built once by the recording's index, then only read. finish() after the last set().
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace loopscope::replay {

class RankBits {
public:
    void set(uint64_t at);  // in rising order
    void finish(uint64_t size);
    bool test(uint64_t at) const;
    uint64_t count() const { return count_; }
    uint64_t rank(uint64_t at) const;                     // how many are set below `at`
    uint64_t select(uint64_t index) const;                // the index-th set one, index < count()
    std::optional<uint64_t> next(uint64_t at) const;      // the first set one > at
    std::optional<uint64_t> previous(uint64_t at) const;  // the last set one < at

private:
    std::vector<uint64_t> words_;
    std::vector<uint64_t> before_;  // set bits before each block of eight words
    uint64_t count_ = 0;
};

}  // namespace loopscope::replay
