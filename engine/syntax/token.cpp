#include "syntax/token.h"

#include <array>

namespace loopscope::syntax {

namespace {

constexpr const char* kTokenTexts[] = {
#define TOKEN(kind, name) name,
#define OPERATOR(kind, text) text,
#define KEYWORD(kind, text) text,
#include "syntax/tokens.def"
};

struct Keyword {
    std::string_view text;
    TokenKind kind;
};

constexpr Keyword kKeywords[] = {
#define TOKEN(kind, name)
#define OPERATOR(kind, text)
#define KEYWORD(kind, text) {text, TokenKind::kind},
#include "syntax/tokens.def"
};

constexpr std::size_t kLongestKeyword = 8;

// Keywords by length and first letter: a small chain each, so that a name costs few comparisons.
constexpr std::size_t bucket_of(std::string_view text) { return (text.size() * 31 + static_cast<unsigned char>(text[0])) % 64; }

struct Buckets {
    std::array<std::array<std::uint8_t, 6>, 64> rows{};  // index into kKeywords + 1, 0 ends
};

constexpr Buckets make_buckets() {
    Buckets buckets;
    for (std::size_t i = 0; i < std::size(kKeywords); ++i) {
        auto& row = buckets.rows[bucket_of(kKeywords[i].text)];
        std::size_t free = 0;
        while (row[free] != 0) ++free;
        row[free] = static_cast<std::uint8_t>(i + 1);
    }
    return buckets;
}

constexpr Buckets kBuckets = make_buckets();

}  // namespace

const char* token_text(TokenKind kind) { return kTokenTexts[static_cast<std::size_t>(kind)]; }

TokenKind keyword_kind(std::string_view text) {
    if (text.size() < 2 || text.size() > kLongestKeyword) return TokenKind::Name;
    for (std::uint8_t index : kBuckets.rows[bucket_of(text)]) {
        if (index == 0) break;
        if (kKeywords[index - 1].text == text) return kKeywords[index - 1].kind;
    }
    return TokenKind::Name;
}

}  // namespace loopscope::syntax
