#include "replay/rank_bits.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace loopscope::replay {

namespace {
constexpr uint64_t kBlock = 8;        // words
constexpr uint64_t kListedBits = 32;  // that a listed step takes, to be held against the bit that each step takes otherwise

uint64_t lowest(uint64_t word) { return static_cast<uint64_t>(std::countr_zero(word)); }
uint64_t highest(uint64_t word) { return 63 - static_cast<uint64_t>(std::countl_zero(word)); }
}  // namespace

// The listed steps become bits of so many words.
void RankBits::leave_list(uint64_t words) {
    words_.resize(words);
    for (uint32_t step : listed_) words_[step / 64] |= uint64_t(1) << (step % 64);
    listed_.clear();
}

void RankBits::set_bit(uint64_t at) {
    if (!listed_.empty()) leave_list(at / 64 + 1);
    if (at / 64 >= words_.size()) words_.resize(std::max<size_t>(at / 64 + 1, words_.size() + words_.size() / 2));
    words_[at / 64] |= uint64_t(1) << (at % 64);
}

void RankBits::append(uint64_t first, uint64_t word) {
    count_ += static_cast<uint64_t>(std::popcount(word));
    if (words_.empty()) {
        if (word == 0) return;
        if (listed_.size() < first / kListedBits + 1024) {
            for (; word; word &= word - 1) listed_.push_back(static_cast<uint32_t>(first + lowest(word)));
            return;
        }
        leave_list(first / 64);
    }
    if (words_.size() == words_.capacity()) words_.reserve(words_.size() + words_.size() / 2 + 64);
    words_.push_back(word);
}

void RankBits::finish(uint64_t size) {
    size_ = size;
    if (!words_.empty() && count_ * kListedBits < size) list_members();
    if (!words_.empty() && (size - count_) * kListedBits < size) list_missing();
    listed_.shrink_to_fit();
    if (words_.empty()) return;
    form_ = Form::Bits;
    words_.resize(size / 64 + 1);
    words_.shrink_to_fit();
    before_.reserve(words_.size() / kBlock + 1);
    uint32_t sum = 0;
    for (uint64_t i = 0; i < words_.size(); ++i) {
        if (i % kBlock == 0) before_.push_back(sum);
        sum += static_cast<uint32_t>(std::popcount(words_[i]));
    }
}

void RankBits::list_members() {
    for (uint64_t i = 0; i < words_.size(); ++i) {
        for (uint64_t word = words_[i]; word; word &= word - 1) listed_.push_back(static_cast<uint32_t>(64 * i + lowest(word)));
    }
    words_ = {};
}

void RankBits::list_missing() {
    form_ = Form::Missing;
    words_.resize(size_ / 64 + 1);
    for (uint64_t i = 0; i < words_.size(); ++i) {
        for (uint64_t word = ~words_[i]; word; word &= word - 1) {
            if (64 * i + lowest(word) < size_) listed_.push_back(static_cast<uint32_t>(64 * i + lowest(word)));
        }
    }
    words_ = {};
}

uint64_t RankBits::listed_below(uint64_t at) const {
    return static_cast<uint64_t>(std::lower_bound(listed_.begin(), listed_.end(), at) - listed_.begin());
}

bool RankBits::test(uint64_t at) const {
    if (at >= size_) return false;
    if (form_ == Form::Bits) return words_[at / 64] >> (at % 64) & 1;
    return std::binary_search(listed_.begin(), listed_.end(), at) == (form_ == Form::Members);
}

uint64_t RankBits::rank(uint64_t at) const {
    if (at >= size_) return count_;
    if (form_ == Form::Bits) return rank_of_bits(at);
    return form_ == Form::Members ? listed_below(at) : at - listed_below(at);
}

uint64_t RankBits::rank_of_bits(uint64_t at) const {
    uint64_t word = at / 64, block = word / kBlock;
    uint64_t sum = before_[block];
    for (uint64_t i = block * kBlock; i < word; ++i) sum += static_cast<uint64_t>(std::popcount(words_[i]));
    uint64_t below = at % 64 ? words_[word] & (~uint64_t(0) >> (64 - at % 64)) : 0;
    return sum + static_cast<uint64_t>(std::popcount(below));
}

uint64_t RankBits::select(uint64_t index) const {
    if (index >= count_) return size_;
    if (form_ == Form::Bits) return select_bit(index);
    if (form_ == Form::Members) return listed_[index];
    // Before the k-th missing step there are as many members as its number less k.
    uint64_t low = 0, high = listed_.size();
    while (low < high) {
        uint64_t middle = (low + high) / 2;
        if (listed_[middle] - middle <= index)
            low = middle + 1;
        else
            high = middle;
    }
    return index + low;
}

uint64_t RankBits::select_bit(uint64_t index) const {
    uint64_t block = static_cast<uint64_t>(std::upper_bound(before_.begin(), before_.end(), index) - before_.begin()) - 1;
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
    if (form_ == Form::Bits && at + 1 < size_) {  // mostly near by
        const uint64_t word = (at + 1) / 64, bits = words_[word] >> ((at + 1) % 64);
        if (bits) return at + 1 + lowest(bits);
    }
    uint64_t index = rank(at + 1);
    if (index >= count_) return std::nullopt;
    return select(index);
}

std::optional<uint64_t> RankBits::previous(uint64_t at) const {
    if (form_ == Form::Bits && at > 0 && at < size_) {
        const uint64_t bits = words_[(at - 1) / 64] << (63 - (at - 1) % 64);
        if (bits) return at - 1 - (63 - highest(bits));
    }
    uint64_t index = rank(at);
    if (index == 0) return std::nullopt;
    return select(index - 1);
}

// Each set leaps over what the other one lacks.
std::optional<uint64_t> next_of_both(const RankBits& a, const RankBits& b, uint64_t at) {
    std::optional<uint64_t> found = a.next(at);
    for (const RankBits *other = &b, *one = &a; found && !other->test(*found); std::swap(one, other))
        found = other->next(*found);
    return found;
}

std::optional<uint64_t> previous_of_both(const RankBits& a, const RankBits& b, uint64_t at) {
    std::optional<uint64_t> found = a.previous(at);
    for (const RankBits *other = &b, *one = &a; found && !other->test(*found); std::swap(one, other))
        found = other->previous(*found);
    return found;
}

}  // namespace loopscope::replay
