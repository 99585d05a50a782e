// RankBits: a set of steps that can count and find: "which of the level's events is this?"
//
// Built once by the recording's index, then only read. finish() after the last set(). A set that is nearly empty or nearly full
// is kept as the list of its members or of the steps that are missing, any other one as a bit a step.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace loopscope::replay {

class RankBits {
public:
    void set(uint64_t at) {  // in rising order, below 2^32
        ++count_;
        if (at / 64 < words_.size())
            words_[at / 64] |= uint64_t(1) << (at % 64);
        else if (words_.empty() && listed_.size() < at / 32 + 1024)
            listed_.push_back(static_cast<uint32_t>(at));
        else
            set_bit(at);
    }
    void append(uint64_t first, uint64_t word);  // the 64 steps from `first` on, a bit each; every word in order, no set()
    void finish(uint64_t size);
    bool test(uint64_t at) const;
    uint64_t count() const { return count_; }
    uint64_t rank(uint64_t at) const;                     // how many are set below `at`
    uint64_t select(uint64_t index) const;                // the index-th set one, index < count()
    std::optional<uint64_t> next(uint64_t at) const;      // the first set one > at
    std::optional<uint64_t> previous(uint64_t at) const;  // the last set one < at
    size_t bytes() const { return 8 * words_.capacity() + 4 * before_.capacity() + 4 * listed_.capacity(); }

private:
    enum class Form : uint8_t { Members, Missing, Bits };
    void set_bit(uint64_t at);
    void leave_list(uint64_t words);
    void list_missing();
    void list_members();
    uint64_t listed_below(uint64_t at) const;
    uint64_t rank_of_bits(uint64_t at) const;
    uint64_t select_bit(uint64_t index) const;

    Form form_ = Form::Members;
    std::vector<uint32_t> listed_;  // members or missing steps; while it is built: the members so far, until there are many
    std::vector<uint64_t> words_;
    std::vector<uint32_t> before_;  // set bits before each block of eight words
    uint64_t count_ = 0, size_ = 0;
};

// Of what is in both of two sets of the same size.
std::optional<uint64_t> next_of_both(const RankBits& a, const RankBits& b, uint64_t at);
std::optional<uint64_t> previous_of_both(const RankBits& a, const RankBits& b, uint64_t at);

}  // namespace loopscope::replay
