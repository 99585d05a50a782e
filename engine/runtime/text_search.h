// Searching in arrays of code points or bytes. Templates over the unit; used by str's and bytes' methods.
// Cost: linear. A search begins as a plain one with a budget of comparisons, and goes on with Knuth-Morris-Pratt's when that is
// spent.
#pragma once
#include <cstdint>
#include <cstring>
#include <vector>

namespace loopscope::runtime::search {

constexpr int64_t kNone = -1;

template <class T>
int64_t find_unit(const T* s, int64_t n, T c) {
    if constexpr (sizeof(T) == 1) {
        auto* p = static_cast<const T*>(n > 0 ? memchr(s, c, static_cast<size_t>(n)) : nullptr);
        return p ? p - s : kNone;
    } else {
        for (int64_t i = 0; i < n; i++)
            if (s[i] == c) return i;
        return kNone;
    }
}

template <class T>
int64_t rfind_unit(const T* s, int64_t n, T c) {
    for (int64_t i = n; i-- > 0;)
        if (s[i] == c) return i;
    return kNone;
}

// `at(i)` and `needle(i)` read the text and what is looked for, forwards or backwards.
template <class At, class Needle>
int64_t find_linear(At at, int64_t n, Needle needle, int64_t m) {
    std::vector<uint32_t> border(static_cast<size_t>(m));
    for (int64_t i = 1, k = 0; i < m; i++) {
        while (k && needle(i) != needle(k)) k = border[static_cast<size_t>(k - 1)];
        if (needle(i) == needle(k)) k++;
        border[static_cast<size_t>(i)] = static_cast<uint32_t>(k);
    }
    for (int64_t i = 0, k = 0; i < n; i++) {
        while (k && at(i) != needle(k)) k = border[static_cast<size_t>(k - 1)];
        if (at(i) == needle(k)) k++;
        if (k == m) return i + 1 - m;
    }
    return kNone;
}

// First place of needle[0..m) in s[0..n), or kNone. An empty needle is found at 0.
template <class T>
int64_t find(const T* s, int64_t n, const T* needle, int64_t m) {
    if (m > n) return kNone;
    if (m == 0) return 0;
    if (m == 1) return find_unit(s, n, needle[0]);
    int64_t budget = 4 * n + 64, last = n - m;
    for (int64_t i = 0; i <= last; i++) {
        int64_t skip = find_unit(s + i, last - i + 1, needle[0]);
        if (skip == kNone) return kNone;
        i += skip;
        int64_t j = 1;
        while (j < m && s[i + j] == needle[j]) j++;
        if (j == m) return i;
        budget -= j + 4;
        if (budget < 0) {
            int64_t more =
                find_linear([&](int64_t k) { return s[i + 1 + k]; }, n - i - 1, [&](int64_t k) { return needle[k]; }, m);
            return more == kNone ? kNone : i + 1 + more;
        }
    }
    return kNone;
}

// Last place.
template <class T>
int64_t rfind(const T* s, int64_t n, const T* needle, int64_t m) {
    if (m > n) return kNone;
    if (m == 0) return n;
    if (m == 1) return rfind_unit(s, n, needle[0]);
    int64_t budget = 4 * n + 64;
    for (int64_t i = n - m; i >= 0; i--) {
        if (s[i] != needle[0]) continue;
        int64_t j = 1;
        while (j < m && s[i + j] == needle[j]) j++;
        if (j == m) return i;
        budget -= j + 4;
        if (budget < 0) {
            int64_t end = i + m - 1;  // what is left ends before here
            int64_t more =
                find_linear([&](int64_t k) { return s[end - 1 - k]; }, end, [&](int64_t k) { return needle[m - 1 - k]; }, m);
            return more == kNone ? kNone : end - more - m;
        }
    }
    return kNone;
}

// Number of places that do not overlap, at most `most`. m > 0.
template <class T>
int64_t count(const T* s, int64_t n, const T* needle, int64_t m, int64_t most) {
    int64_t found = 0;
    for (int64_t at = 0; found < most;) {
        int64_t i = find(s + at, n - at, needle, m);
        if (i == kNone) break;
        found++;
        at += i + m;
    }
    return found;
}

struct Range {
    uint32_t start, end;
};
using Ranges = std::vector<Range>;

// The parts between separators, at most `most` cuts (negative: all).
template <class T>
Ranges split(const T* s, uint32_t n, const T* sep, uint32_t m, int64_t most) {
    Ranges out;
    uint32_t at = 0;
    for (; most != 0; most--) {
        int64_t i = find(s + at, int64_t(n) - at, sep, m);
        if (i == kNone) break;
        out.push_back({at, at + static_cast<uint32_t>(i)});
        at += static_cast<uint32_t>(i) + m;
    }
    out.push_back({at, n});
    return out;
}

template <class T>
Ranges rsplit(const T* s, uint32_t n, const T* sep, uint32_t m, int64_t most) {
    Ranges out;
    uint32_t end = n;
    for (; most != 0; most--) {
        int64_t i = rfind(s, end, sep, m);
        if (i == kNone) break;
        out.push_back({static_cast<uint32_t>(i) + m, end});
        end = static_cast<uint32_t>(i);
    }
    out.push_back({0, end});
    return {out.rbegin(), out.rend()};
}

// The words: what lies between runs of spaces. When `most` is reached the rest is one part.
template <class T, class Space>
Ranges split_words(const T* s, uint32_t n, int64_t most, Space is_space) {
    Ranges out;
    uint32_t i = 0;
    for (;;) {
        while (i < n && is_space(s[i])) i++;
        if (i == n) return out;
        if (most-- == 0) break;
        uint32_t start = i;
        while (i < n && !is_space(s[i])) i++;
        out.push_back({start, i});
    }
    out.push_back({i, n});
    return out;
}

template <class T, class Space>
Ranges rsplit_words(const T* s, uint32_t n, int64_t most, Space is_space) {
    Ranges out;
    uint32_t i = n;
    for (;;) {
        while (i > 0 && is_space(s[i - 1])) i--;
        if (i == 0) return {out.rbegin(), out.rend()};
        if (most-- == 0) break;
        uint32_t end = i;
        while (i > 0 && !is_space(s[i - 1])) i--;
        out.push_back({i, end});
    }
    out.push_back({0, i});
    return {out.rbegin(), out.rend()};
}

// Lines; \r\n counts as one break.
template <class T, class Break>
Ranges split_lines(const T* s, uint32_t n, bool keep_ends, Break is_break) {
    Ranges out;
    for (uint32_t i = 0; i < n;) {
        uint32_t start = i;
        while (i < n && !is_break(s[i])) i++;
        uint32_t end = i;
        if (i < n) i += s[i] == '\r' && i + 1 < n && s[i + 1] == '\n' ? 2 : 1;
        out.push_back({start, keep_ends ? i : end});
    }
    return out;
}

}  // namespace loopscope::runtime::search
