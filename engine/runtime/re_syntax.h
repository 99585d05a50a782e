// Regular expressions as Python writes them: the parser and the tree that it makes. Used by re_emit.cpp (the tree as PCRE2's
// syntax) and mod_re.cpp. A tree is plain C++ and lives inside of one native's call only.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "runtime/vm.h"

namespace loopscope::runtime::re {

// The bits of re.RegexFlag.
enum Flag : uint32_t {
    kIgnoreCase = 2,
    kLocale = 4,
    kMultiline = 8,
    kDotAll = 16,
    kUnicode = 32,
    kVerbose = 64,
    kDebug = 128,
    kAscii = 256
};
constexpr uint32_t kTypeFlags = kAscii | kLocale | kUnicode;
constexpr uint64_t kEndless = UINT32_MAX;  // Repeat::max of * and +
constexpr uint32_t kMostNested = 500;      // groups within groups: beyond it a RecursionError

enum class Op : uint8_t {
    Sequence,  // kids, one after the other
    Branch,    // one of kids
    Literal,   // value: the code point
    Any,
    Set,          // items, negated or not; \d and its like outside of brackets are sets of one item
    At,           // value: one of ^ $ A Z b B
    Group,        // kids[0]; value: its number, 0 where it does not capture
    Atomic,       // kids[0]
    Repeat,       // kids[0], min to max times; value: 'g'reedy, 'l'azy, 'p'ossessive
    Look,         // kids[0]; behind, negated
    Reference,    // value: the group
    Conditional,  // value: the group; kids: yes, no
    Fail,         // matches nothing
};
struct SetItem {
    uint32_t low, high;
    char category;
};  // category: one of d D s S w W, or 0: a range
struct Node {
    Op op = Op::Sequence;
    bool negated = false, behind = false;
    uint32_t flags = 0;  // those in effect there
    uint32_t value = 0;
    uint64_t min = 0, max = 0;
    std::vector<SetItem> items;
    std::vector<Node> kids;
};

struct Syntax {
    Node root;
    uint32_t flags = 0;   // with those that the pattern itself turns on
    uint32_t groups = 0;  // that capture, without the whole
    uint32_t widest = 0;  // the largest code point of a literal
    std::vector<std::pair<std::u32string, uint32_t>> names;
};
struct Problem {
    std::string message;    // UTF-8; empty: none
    int64_t position = -1;  // code points; -1: of the pattern as a whole
    bool overflow = false;  // an OverflowError, not re.error
    bool nesting = false;   // a RecursionError
};

// For charge(), of each character that is parsed or compiled: a node is made, looked at and thrown away again, some 200 ns.
constexpr uint64_t kWorkOfPatternCharacter = 512;

// `text`: the pattern's code points, or bytes where !is_text. False: *problem says why.
bool parse(VM& vm, const std::u32string& text, bool is_text, uint32_t flags, Syntax* out, Problem* problem);

// The pattern for PCRE2, all ASCII, for subjects of code points below 1 << (8 * width).
std::string emit(const Syntax& syntax, bool is_text, uint32_t width, bool report_last_group);

// ---- small things shared with the parser of templates
bool is_identifier(std::u32string_view name);
std::string repr_of_name(VM& vm, std::u32string_view name);
inline bool is_ascii_digit(char32_t c) { return c >= '0' && c <= '9'; }
inline bool is_octal_digit(char32_t c) { return c >= '0' && c <= '7'; }
inline bool is_ascii_letter(char32_t c) { return (c | 32) >= 'a' && (c | 32) <= 'z' && c < 128; }
std::string utf8_of(std::u32string_view text);  // lone surrogates as WTF-8

// A text taken a character, or a backslash with the character behind it, at a time. The first failure stays and ends the text.
struct Tokens {
    VM& vm;
    const std::u32string& text;
    bool is_text;
    Problem& problem;
    size_t index = 0, length = 0;  // the next token ends at index; length 0: there is none

    Tokens(VM& v, const std::u32string& t, bool is_text_, Problem& p) : vm(v), text(t), is_text(is_text_), problem(p) {
        advance();
    }
    bool failed() const { return !problem.message.empty() || problem.nesting; }
    bool fail(std::string message, int64_t back = 0);  // at the next token, or `back` before it; always false
    bool fail_at(std::string message, int64_t position);
    bool at_end() const { return length == 0; }
    char32_t peek() const { return length == 1 ? text[index - 1] : 0xFFFFFFFF; }  // a token of one character
    int64_t tell() const { return static_cast<int64_t>(index - length); }
    void advance();
    void seek(size_t to) {
        index = to;
        advance();
    }
    bool accept(char32_t c);
    std::u32string take();  // the next token; empty at the end
    void take_while(size_t most, bool (*wanted)(char32_t), std::u32string* to);
    bool take_until(char32_t end, const char* what, std::u32string* name);
    bool check_group_name(std::u32string_view name, int64_t offset);
};

}  // namespace loopscope::runtime::re
