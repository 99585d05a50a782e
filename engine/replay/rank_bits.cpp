#include "replay/rank_bits.h"

#include <algorithm>
#include <bit>

namespace loopscope::replay {

namespace {
constexpr uint64_t kBlock = 8;  // words
}

void RankBits::set(uint64_t at) {
    if (at / 64 >= words_.size()) words_.resize(std::max<size_t>(at / 64 + 1, words_.size() + words_.size() / 2));
    words_[at / 64] |= uint64_t(1) << (at % 64);
    ++count_;
}

void RankBits::finish(uint64_t size) {
    words_.resize(size / 64 + 1);
    words_.shrink_to_fit();
    before_.clear();
    uint64_t sum = 0;
    for (uint64_t i = 0; i < words_.size(); ++i) {
        if (i % kBlock == 0) before_.push_back(sum);
        sum += static_cast<uint64_t>(std::popcount(words_[i]));
    }
}

bool RankBits::test(uint64_t at) const { return at / 64 < words_.size() && (words_[at / 64] >> (at % 64) & 1); }

uint64_t RankBits::rank(uint64_t at) const {
    if (at / 64 >= words_.size()) return count_;
    uint64_t word = at / 64, block = word / kBlock;
    uint64_t sum = before_[block];
    for (uint64_t i = block * kBlock; i < word; ++i) sum += static_cast<uint64_t>(std::popcount(words_[i]));
    uint64_t below = at % 64 ? words_[word] & (~uint64_t(0) >> (64 - at % 64)) : 0;
    return sum + static_cast<uint64_t>(std::popcount(below));
}

uint64_t RankBits::select(uint64_t index) const {
    if (index >= count_) return words_.size() * 64;
    uint64_t block =
        static_cast<uint64_t>(std::upper_bound(before_.begin(), before_.end(), index) - before_.begin()) - 1;
    uint64_t left = index - before_[block], word = block * kBlock;
    for (;; ++word) {
        uint64_t here = static_cast<uint64_t>(std::popcount(words_[word]));
        if (left < here) break;
        left -= here;
    }
    uint64_t bits = words_[word];
    for (; left > 0; --left) bits &= bits - 1;
    return word * 64 + static_cast<uint64_t>(std::countr_zero(bits));
}

std::optional<uint64_t> RankBits::next(uint64_t at) const {
    uint64_t index = rank(at + 1);
    if (index >= count_) return std::nullopt;
    return select(index);
}

std::optional<uint64_t> RankBits::previous(uint64_t at) const {
    uint64_t index = rank(at);
    if (index == 0) return std::nullopt;
    return select(index - 1);
}

}  // namespace loopscope::replay
