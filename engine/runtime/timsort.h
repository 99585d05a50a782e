// The merge sort of CPython 3.13: the same comparisons in the same order, because a program's __lt__ may be watched. For keys
// that compare without Python; library/_builtins.py has its twin for those that do not.
//
// Less answers 1, 0, or a negative number to give up: the array then holds all its elements in some order.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include <algorithm>

namespace loopscope::runtime {

template <class T, class Less>
class Timsort {
public:
    Timsort(T* items, size_t n, Less less) : a_(items), n_(static_cast<int64_t>(n)), less_(less) {}

    // 0, or what Less gave up with.
    int run() {
        if (n_ < 2) return 0;
        const int64_t least = least_run(n_);
        for (int64_t start = 0; start < n_;) {
            int64_t length = 0;
            if (int e = natural_run(start, n_, &length)) return e;
            if (length < least) {
                int64_t wanted = std::min(least, n_ - start);
                if (int e = insert_rest(start, start + length, start + wanted)) return e;
                length = wanted;
            }
            if (int e = push_run(start, length)) return e;
            start += length;
        }
        while (runs_.size() > 1) {  // what is left, the smaller neighbour first
            size_t i = runs_.size() - 2;
            if (i > 0 && runs_[i - 1].length < runs_[i + 1].length) i--;
            if (int e = merge_runs(i)) return e;
        }
        return 0;
    }

private:
    struct Run {
        int64_t start, length;
        int power;
    };
    static constexpr int64_t kGallop = 7;

    // Between 32 and 64, so that n / least_run is a power of two or just below one.
    static int64_t least_run(int64_t n) {
        int64_t odd = 0;
        for (; n >= 64; n >>= 1) odd |= n & 1;
        return n + odd;
    }

    // The run at `from`, turned round if it descends. Equal neighbours belong to either kind.
    int natural_run(int64_t from, int64_t end, int64_t* length) {
        T* p = a_ + from;
        const int64_t most = end - from;
        int64_t n = 1;
        for (; n < most; n++) {
            int lt = less_(p[n], p[n - 1]);
            if (lt < 0) return lt;
            if (lt) break;
        }
        *length = n;
        if (n == most) return 0;
        if (n > 1) {  // all equal so far? then it may go on downwards
            int lt = less_(p[0], p[n - 1]);
            if (lt) return lt < 0 ? lt : 0;
            std::reverse(p, p + n);
        }
        return descending_run(p, n + 1, most, length);
    }

    int descending_run(T* p, int64_t n, int64_t most, int64_t* length) {
        int64_t equal = 0;  // elements at the end that equal the one before them: they must keep their order
        auto keep_equals = [&] {
            if (equal) std::reverse(p + n - equal - 1, p + n);
            equal = 0;
        };
        for (; n < most; n++) {
            int lt = less_(p[n], p[n - 1]);
            if (lt < 0) return lt;
            if (lt) {
                keep_equals();
                continue;
            }
            lt = less_(p[n - 1], p[n]);
            if (lt < 0) return lt;
            if (lt) break;
            equal++;
        }
        keep_equals();
        std::reverse(p, p + n);
        for (; n < most; n++) {  // now ascending: perhaps it goes on so
            int lt = less_(p[n], p[n - 1]);
            if (lt < 0) return lt;
            if (lt) break;
        }
        *length = n;
        return 0;
    }

    // [start, sorted) is in order: brings in the elements up to `end`, each by halving.
    int insert_rest(int64_t start, int64_t sorted, int64_t end) {
        for (int64_t i = sorted; i < end; i++) {
            T pivot = a_[i];
            int64_t lo = start, hi = i;
            while (lo < hi) {
                int64_t mid = (lo + hi) >> 1;
                int lt = less_(pivot, a_[mid]);
                if (lt < 0) return lt;
                if (lt)
                    hi = mid;
                else
                    lo = mid + 1;
            }
            std::move_backward(a_ + lo, a_ + i, a_ + i + 1);
            a_[lo] = pivot;
        }
        return 0;
    }

    // How deep the border between two neighbouring runs lies in an ideal tree of halvings: the first bit where their middles
    // differ.
    int border_power(int64_t s1, int64_t n1, int64_t n2) const {
        int64_t left = 2 * s1 + n1, right = left + n1 + n2;
        for (int power = 1;; power++) {
            if (left >= n_) {
                left -= n_;
                right -= n_;
            } else if (right >= n_) {
                return power;
            }
            left *= 2;
            right *= 2;
        }
    }

    int push_run(int64_t start, int64_t length) {
        if (!runs_.empty()) {
            int power = border_power(runs_.back().start, runs_.back().length, length);
            while (runs_.size() > 1 && runs_[runs_.size() - 2].power > power)
                if (int e = merge_runs(runs_.size() - 2)) return e;
            runs_.back().power = power;
        }
        runs_.push_back({start, length, 0});
        return 0;
    }

    int merge_runs(size_t i) {
        int64_t a = runs_[i].start, na = runs_[i].length, b = runs_[i + 1].start, nb = runs_[i + 1].length;
        runs_[i].length = na + nb;
        runs_.erase(runs_.begin() + static_cast<ptrdiff_t>(i) + 1);
        int64_t k = place_after(a_[b], a_ + a, na, 0);  // what of a is in place already
        if (k < 0) return static_cast<int>(k);
        a += k;
        na -= k;
        if (na == 0) return 0;
        nb = place_before(a_[a + na - 1], a_ + b, nb, nb - 1);  // and of b
        if (nb <= 0) return static_cast<int>(nb);
        return na <= nb ? merge_from_left(a, na, b, nb) : merge_from_right(a, na, b, nb);
    }

    // Where `key` belongs in p[0 .. n), before its equals, searched from `hint` outwards in steps that double.
    int64_t place_before(T key, const T* p, int64_t n, int64_t hint) {
        int64_t last = 0, step = 1;
        int lt = less_(p[hint], key);
        if (lt < 0) return lt;
        if (lt) {
            const int64_t most = n - hint;
            while (step < most) {
                lt = less_(p[hint + step], key);
                if (lt < 0) return lt;
                if (!lt) break;
                last = step;
                step = 2 * step + 1;
            }
            step = std::min(step, most) + hint;
            last += hint;
        } else {
            const int64_t most = hint + 1;
            while (step < most) {
                lt = less_(p[hint - step], key);
                if (lt < 0) return lt;
                if (lt) break;
                last = step;
                step = 2 * step + 1;
            }
            int64_t far = hint - std::min(step, most);
            step = hint - last;
            last = far;
        }
        for (last++; last < step;) {
            int64_t mid = last + ((step - last) >> 1);
            lt = less_(p[mid], key);
            if (lt < 0) return lt;
            if (lt)
                last = mid + 1;
            else
                step = mid;
        }
        return step;
    }

    // The same behind its equals.
    int64_t place_after(T key, const T* p, int64_t n, int64_t hint) {
        int64_t last = 0, step = 1;
        int lt = less_(key, p[hint]);
        if (lt < 0) return lt;
        if (lt) {
            const int64_t most = hint + 1;
            while (step < most) {
                lt = less_(key, p[hint - step]);
                if (lt < 0) return lt;
                if (!lt) break;
                last = step;
                step = 2 * step + 1;
            }
            int64_t far = hint - std::min(step, most);
            step = hint - last;
            last = far;
        } else {
            const int64_t most = n - hint;
            while (step < most) {
                lt = less_(key, p[hint + step]);
                if (lt < 0) return lt;
                if (lt) break;
                last = step;
                step = 2 * step + 1;
            }
            step = std::min(step, most) + hint;
            last += hint;
        }
        for (last++; last < step;) {
            int64_t mid = last + ((step - last) >> 1);
            lt = less_(key, p[mid]);
            if (lt < 0) return lt;
            if (lt)
                step = mid;
            else
                last = mid + 1;
        }
        return step;
    }

    // The left run goes to the side; the gap [to, b) always has room for what is left of it. Its last element is the largest of
    // all.
    int merge_from_left(int64_t to, int64_t na, int64_t b, int64_t nb) {
        std::vector<T> side(a_ + to, a_ + to + na);
        int64_t i = 0;
        auto take_left = [&](int64_t k) { std::copy_n(side.begin() + i, k, a_ + to), to += k, i += k, na -= k; };
        auto take_right = [&](int64_t k) { std::copy(a_ + b, a_ + b + k, a_ + to), to += k, b += k, nb -= k; };
        auto give_back = [&](int e) { return take_left(na), e; };
        auto one_left = [&] { return take_right(nb), take_left(1), 0; };
        take_right(1);
        if (nb == 0) return give_back(0);
        if (na == 1) return one_left();
        int64_t patience = patience_;
        for (;;) {
            int64_t won_left = 0, won_right = 0;
            do {  // one by one, until one run wins often in a row
                int lt = less_(a_[b], side[static_cast<size_t>(i)]);
                if (lt < 0) return give_back(lt);
                if (lt) {
                    take_right(1);
                    won_right++;
                    won_left = 0;
                    if (nb == 0) return give_back(0);
                } else {
                    take_left(1);
                    won_left++;
                    won_right = 0;
                    if (na == 1) return one_left();
                }
            } while (won_left < patience && won_right < patience);
            patience++;
            do {  // in leaps, as long as they pay
                patience -= patience > 1;
                patience_ = patience;
                won_left = place_after(a_[b], side.data() + i, na, 0);
                if (won_left < 0) return give_back(static_cast<int>(won_left));
                if (won_left) {
                    take_left(won_left);
                    if (na == 1) return one_left();
                    if (na == 0) return 0;  // only where the order contradicts itself
                }
                take_right(1);
                if (nb == 0) return give_back(0);
                won_right = place_before(side[static_cast<size_t>(i)], a_ + b, nb, 0);
                if (won_right < 0) return give_back(static_cast<int>(won_right));
                if (won_right) {
                    take_right(won_right);
                    if (nb == 0) return give_back(0);
                }
                take_left(1);
                if (na == 1) return one_left();
            } while (won_left >= kGallop || won_right >= kGallop);
            patience_ = ++patience;  // a fine for having left
        }
    }

    // The mirror image: the right run goes to the side, places are filled from the end. Its first element is the smallest of
    // all.
    int merge_from_right(int64_t a, int64_t na, int64_t b, int64_t nb) {
        std::vector<T> side(a_ + b, a_ + b + nb);
        int64_t to = b + nb;  // one behind the next place
        auto take_left = [&](int64_t k) { std::move_backward(a_ + a + na - k, a_ + a + na, a_ + to), to -= k, na -= k; };
        auto take_right = [&](int64_t k) { std::copy_n(side.begin() + nb - k, k, a_ + to - k), to -= k, nb -= k; };
        auto give_back = [&](int e) { return take_right(nb), e; };
        auto one_right = [&] { return take_left(na), take_right(1), 0; };
        take_left(1);
        if (na == 0) return give_back(0);
        if (nb == 1) return one_right();
        int64_t patience = patience_;
        for (;;) {
            int64_t won_left = 0, won_right = 0;
            do {
                int lt = less_(side[static_cast<size_t>(nb - 1)], a_[a + na - 1]);
                if (lt < 0) return give_back(lt);
                if (lt) {
                    take_left(1);
                    won_left++;
                    won_right = 0;
                    if (na == 0) return give_back(0);
                } else {
                    take_right(1);
                    won_right++;
                    won_left = 0;
                    if (nb == 1) return one_right();
                }
            } while (won_left < patience && won_right < patience);
            patience++;
            do {
                patience -= patience > 1;
                patience_ = patience;
                int64_t at = place_after(side[static_cast<size_t>(nb - 1)], a_ + a, na, na - 1);
                if (at < 0) return give_back(static_cast<int>(at));
                won_left = na - at;
                if (won_left) {
                    take_left(won_left);
                    if (na == 0) return give_back(0);
                }
                take_right(1);
                if (nb == 1) return one_right();
                at = place_before(a_[a + na - 1], side.data(), nb, nb - 1);
                if (at < 0) return give_back(static_cast<int>(at));
                won_right = nb - at;
                if (won_right) {
                    take_right(won_right);
                    if (nb == 1) return one_right();
                    if (nb == 0) return 0;
                }
                take_left(1);
                if (na == 0) return give_back(0);
            } while (won_left >= kGallop || won_right >= kGallop);
            patience_ = ++patience;
        }
    }

    T* a_;
    int64_t n_;
    Less less_;
    std::vector<Run> runs_;
    int64_t patience_ = kGallop;
};

}  // namespace loopscope::runtime
