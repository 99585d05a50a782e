#include "base/unicode.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <vector>

#include "base/utf8.h"

namespace loopscope::base {

namespace {

struct CodePointRange {
    char32_t first, last;
};

struct Decomposition {
    char32_t code_point;
    std::uint16_t start, size;  // in the pool: the full compatibility decomposition
};

struct Composition {
    char32_t first, second, composed;
};

struct CombiningClass {
    char32_t first, last;
    std::uint8_t number;
};

#include "base/unicode_tables.inc"

template <std::size_t N>
bool in_table(const CodePointRange (&table)[N], char32_t c) {
    const auto after = std::upper_bound(std::begin(table), std::end(table), c,
                                        [](char32_t code, const CodePointRange& range) { return code < range.first; });
    return after != std::begin(table) && c <= std::prev(after)->last;
}

std::uint8_t combining_class(char32_t c) {
    const auto after = std::upper_bound(std::begin(kCombiningClasses), std::end(kCombiningClasses), c,
                                        [](char32_t code, const CombiningClass& range) { return code < range.first; });
    if (after == std::begin(kCombiningClasses) || c > std::prev(after)->last) return 0;
    return std::prev(after)->number;
}

// Hangul syllables are composed by arithmetic (Unicode, chapter 3.12).
constexpr char32_t kHangulBase = 0xAC00, kLeadBase = 0x1100, kVowelBase = 0x1161, kTailBase = 0x11A7;
constexpr char32_t kLeadCount = 19, kVowelCount = 21, kTailCount = 28;
constexpr char32_t kHangulCount = kLeadCount * kVowelCount * kTailCount;

void decompose(std::u32string& to, char32_t c) {
    if (c >= kHangulBase && c < kHangulBase + kHangulCount) {
        const char32_t index = c - kHangulBase;
        to.push_back(kLeadBase + index / (kVowelCount * kTailCount));
        to.push_back(kVowelBase + index % (kVowelCount * kTailCount) / kTailCount);
        if (index % kTailCount != 0) to += kTailBase + index % kTailCount;
        return;
    }
    const auto found = std::lower_bound(std::begin(kDecompositions), std::end(kDecompositions), c,
                                        [](const Decomposition& row, char32_t code) { return row.code_point < code; });
    if (found == std::end(kDecompositions) || found->code_point != c) {
        to += c;
    } else {
        to.append(kDecompositionPool + found->start, found->size);
    }
}

// Marks in a row go by their combining class.
void reorder_marks(std::u32string& text) {
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t end = begin + 1;
        if (combining_class(text[begin]) == 0) {
            begin = end;
            continue;
        }
        while (end < text.size() && combining_class(text[end]) != 0) ++end;
        std::stable_sort(text.data() + begin, text.data() + end,
                         [](char32_t a, char32_t b) { return combining_class(a) < combining_class(b); });
        begin = end;
    }
}

// The single character that two make, or 0.
char32_t compose_pair(char32_t first, char32_t second) {
    if (first >= kLeadBase && first < kLeadBase + kLeadCount && second >= kVowelBase && second < kVowelBase + kVowelCount) {
        return kHangulBase + ((first - kLeadBase) * kVowelCount + (second - kVowelBase)) * kTailCount;
    }
    if (first >= kHangulBase && first < kHangulBase + kHangulCount && (first - kHangulBase) % kTailCount == 0 &&
        second > kTailBase && second < kTailBase + kTailCount) {
        return first + (second - kTailBase);
    }
    const auto found = std::lower_bound(std::begin(kCompositions), std::end(kCompositions), Composition{first, second, 0},
                                        [](const Composition& a, const Composition& b) {
                                            return a.first != b.first ? a.first < b.first : a.second < b.second;
                                        });
    const bool hit = found != std::end(kCompositions) && found->first == first && found->second == second;
    return hit ? found->composed : 0;
}

void compose(std::u32string& text) {
    constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    std::u32string result;
    std::size_t starter = kNone;
    int last_class = -1;  // of the character put last behind the starter; -1: none
    for (char32_t c : text) {
        const int number = combining_class(c);
        const bool blocked = last_class >= number && last_class != -1;
        if (starter != kNone && !blocked) {
            if (const char32_t composed = compose_pair(result[starter], c); composed != 0) {
                result[starter] = composed;
                continue;
            }
        }
        if (number == 0) {
            starter = result.size();
            last_class = -1;
        } else {
            last_class = number;
        }
        result += c;
    }
    text = std::move(result);
}

}  // namespace

bool is_identifier_start(char32_t c) { return in_table(kIdentifierStart, c); }
bool is_identifier_part(char32_t c) { return in_table(kIdentifierPart, c); }
bool is_printable(char32_t c) { return c < 0x7F ? c >= 0x20 : in_table(kPrintable, c); }

std::string normalize_identifier(std::string_view name) {
    std::u32string text;
    for (std::size_t at = 0; at < name.size();) {
        const DecodedCodePoint decoded = decode_utf8(name, at);
        decompose(text, decoded.code_point);
        at += decoded.size;
    }
    reorder_marks(text);
    compose(text);
    std::string result;
    for (char32_t c : text) append_utf8(result, c);
    return result;
}

}  // namespace loopscope::base
