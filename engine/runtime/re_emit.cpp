// A regular expression's tree as text for PCRE2. The text is ASCII and fully explicit: every group, class and assertion is
// written out, so that nothing depends on options of PCRE2 but "ignore case", which is switched inside of the text.
//
// Subjects are matched as they lie in memory, as code units of 1, 2 or 4 bytes without UTF, so a text is made for each width.
#include <algorithm>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "runtime/re_syntax.h"
#include "runtime/text_unicode.h"

namespace loopscope::runtime::re {

namespace {

struct Range {
    uint32_t low, high;
};
using Ranges = std::vector<Range>;

constexpr Range kSpaces[] = {{9, 13},          {0x1C, 0x20},     {0x85, 0x85},     {0xA0, 0xA0},     {0x1680, 0x1680},
                             {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}};
constexpr Range kAsciiWord[] = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
constexpr char kWideWord[] = "\\p{L}\\p{N}_";

struct Writer {
    bool is_text;
    uint32_t width, largest;
    std::string out;
    bool caseless = false;

    bool unicode(uint32_t flags) const { return is_text && !(flags & kAscii); }
    void code_point(uint32_t c) {
        if (is_ascii_letter(c) || is_ascii_digit(c)) {
            out += static_cast<char>(c);
            return;
        }
        char room[16];
        snprintf(room, sizeof room, "\\x{%x}", c);
        out += room;
    }
    void set_case(uint32_t flags) {
        bool wanted = (flags & kIgnoreCase) != 0;
        if (wanted != caseless) out += wanted ? "(?i)" : "(?-i)";
        caseless = wanted;
    }
    void range(Range r) {
        code_point(r.low);
        if (r.high == r.low) return;
        out += '-';
        code_point(r.high);
    }

    Ranges category(char which, uint32_t flags) const;
    bool wide_word(const SetItem& i, uint32_t flags) const { return width > 1 && unicode(flags) && (i.category | 32) == 'w'; }
    void items(const Node& n);
    void set(const Node& n);
    void literal(const Node& n);
    void at(const Node& n);
    void word_boundary(const Node& n);
    void body(const Node& n);
    void enclosed(const char* open, const Node& n);
    void repeat(const Node& n);
    void write(const Node& n);
};

Ranges complement(const Ranges& ranges, uint32_t largest) {
    Ranges result;
    uint32_t next = 0;
    for (Range r : ranges) {
        if (r.low > next) result.push_back({next, r.low - 1});
        next = r.high + 1;
    }
    if (next <= largest) result.push_back({next, largest});
    return result;
}

// The code points of \d, \s, \w and their opposites that the width has; not for \w of wide text.
Ranges Writer::category(char which, uint32_t flags) const {
    Ranges r;
    if ((which | 32) == 'd') {
        r.push_back({'0', '9'});
    } else if ((which | 32) == 's') {
        for (Range s : kSpaces)
            if (s.low <= largest && (unicode(flags) || s.high < 128)) r.push_back(s);
        if (!unicode(flags)) r = {{9, 13}, {' ', ' '}};
    } else {
        r.assign(std::begin(kAsciiWord), std::end(kAsciiWord));
        for (uint32_t c = 128; unicode(flags) && c < 256; c++)
            if (unicode::is_alnum(c)) r.push_back({c, c});
    }
    return which < 'a' ? complement(r, largest) : r;
}

// The inside of a class, but for \W of wide text.
void Writer::items(const Node& n) {
    bool fold = (n.flags & kIgnoreCase) != 0, dotted = false;
    for (const SetItem& i : n.items) {
        if (!i.category) {
            if (i.low > largest) continue;
            range({i.low, std::min(i.high, largest)});
            dotted = dotted || (i.low <= 'i' && i.high >= 'i') || (i.low <= 'I' && i.high >= 'I');
        } else if (wide_word(i, n.flags)) {
            if (i.category == 'w') out += kWideWord;
        } else if (width > 1 && unicode(n.flags) && (i.category | 32) == 'd') {
            out += i.category == 'd' ? "\\p{Nd}" : "\\P{Nd}";
        } else {
            for (Range r : category(i.category, n.flags)) range(r);
        }
    }
    // In Python the letters with and without a dot are one and the same letter when case is ignored.
    if (fold && dotted && width > 1 && unicode(n.flags)) out += "\\x{130}\\x{131}";
}

void Writer::set(const Node& n) {
    set_case(n.flags);
    bool not_word =
        std::any_of(n.items.begin(), n.items.end(), [&](auto& i) { return i.category == 'W' && wide_word(i, n.flags); });
    size_t before = out.size();
    out += n.negated && !not_word ? "[^" : "[";
    size_t inside = out.size();
    items(n);
    bool none = out.size() == inside;
    out += ']';
    if (!not_word) {
        if (none) {
            out.resize(before);
            out += n.negated ? "(?s:.)" : "(?!)";
        }
        return;
    }
    std::string others = none ? "" : out.substr(before);
    out.resize(before);
    if (n.negated)
        out += others.empty() ? std::string("[") + kWideWord + "]" : "(?:(?!" + others + ")[" + kWideWord + "])";
    else
        out += others.empty() ? std::string("[^") + kWideWord + "]" : "(?:" + others + "|[^" + kWideWord + "])";
}

void Writer::literal(const Node& n) {
    if (n.value > largest) {
        out += "(?!)";
        return;
    }
    bool letter = n.value >= 128 || is_ascii_letter(n.value);
    if (letter) set_case(n.flags);
    if ((n.flags & kIgnoreCase) && (n.value | 32) == 'i' && width > 1 && unicode(n.flags))
        out += "[iI\\x{130}\\x{131}]";
    else
        code_point(n.value);
}

void Writer::word_boundary(const Node& n) {
    bool negated = n.value == 'B';
    // PCRE2's own \b knows Python's word characters where there are no marks among the characters, and since 10.43 only there.
    constexpr bool kSameWords = PCRE2_MAJOR == 10 && PCRE2_MINOR < 43;
    if (negated) out += "(?:(?!\\A\\z)";
    if (!is_text || (unicode(n.flags) && (width == 1 || kSameWords))) {
        out += negated ? "\\B" : "\\b";
    } else {
        std::string word = unicode(n.flags) ? kWideWord : "A-Za-z0-9_";
        std::string before = "(?<=[" + word + "])", after = "(?=[" + word + "])";
        std::string not_before = "(?<![" + word + "])", not_after = "(?![" + word + "])";
        if (negated)
            out += "(?:" + before + after + "|" + not_before + not_after + ")";
        else
            out += "(?:" + before + not_after + "|" + not_before + after + ")";
    }
    if (negated) out += ')';
}

void Writer::at(const Node& n) {
    switch (n.value) {
        case '^': out += n.flags & kMultiline ? "(?m:^)" : "\\A"; break;
        case '$': out += n.flags & kMultiline ? "(?m:$)" : "$"; break;
        case 'A': out += "\\A"; break;
        case 'Z': out += "\\z"; break;
        default: word_boundary(n);
    }
}

// What stands between the parentheses of a group: alternatives without parentheses of their own. A switch of case ends with the
// group.
void Writer::body(const Node& n) {
    if (n.op != Op::Branch) {
        write(n);
        return;
    }
    for (size_t i = 0; i < n.kids.size(); i++) {
        if (i) out += '|';
        write(n.kids[i]);
    }
}

void Writer::enclosed(const char* open, const Node& n) {
    bool outside = caseless;
    out += open;
    body(n);
    out += ')';
    caseless = outside;
}

void Writer::repeat(const Node& n) {
    const Node& kid = n.kids[0];
    bool alone = kid.op == Op::Literal || kid.op == Op::Any || kid.op == Op::Set || kid.op == Op::Group ||
                 kid.op == Op::Reference || kid.op == Op::Atomic;
    if (alone)
        write(kid);
    else
        enclosed("(?:", kid);
    if (n.min == 0 && n.max == kEndless)
        out += '*';
    else if (n.min == 1 && n.max == kEndless)
        out += '+';
    else if (n.min == 0 && n.max == 1)
        out += '?';
    else if (n.max == kEndless)
        out += "{" + std::to_string(n.min) + ",}";
    else
        out += "{" + std::to_string(n.min) + "," + std::to_string(n.max) + "}";
    if (n.value != 'g') out += n.value == 'l' ? '?' : '+';
}

void Writer::write(const Node& n) {
    switch (n.op) {
        case Op::Sequence:
            for (const Node& k : n.kids) write(k);
            return;
        case Op::Branch: return enclosed("(?:", n);
        case Op::Literal: return literal(n);
        case Op::Any: out += n.flags & kDotAll ? "(?s:.)" : "."; return;
        case Op::Set: return set(n);
        case Op::At: return at(n);
        case Op::Group: return enclosed(n.value ? "(" : "(?:", n.kids[0]);
        case Op::Atomic: return enclosed("(?>", n.kids[0]);
        case Op::Repeat: return repeat(n);
        case Op::Look: return enclosed(n.behind ? (n.negated ? "(?<!" : "(?<=") : (n.negated ? "(?!" : "(?="), n.kids[0]);
        case Op::Reference:
            set_case(n.flags);
            out += "\\g{" + std::to_string(n.value) + "}";
            return;
        case Op::Conditional: {
            bool outside = caseless;
            out += "(?(" + std::to_string(n.value) + ")";
            write(n.kids[0]);
            if (n.kids.size() > 1) {
                out += '|';
                write(n.kids[1]);
            }
            out += ')';
            caseless = outside;
            return;
        }
        case Op::Fail: out += "(?!)"; return;
    }
}

}  // namespace

std::string emit(const Syntax& syntax, bool is_text, uint32_t width, bool report_last_group) {
    Writer w{is_text, width, width == 1 ? 0xFFu : width == 2 ? 0xFFFFu : 0x10FFFFu, {}};
    if (!report_last_group) {
        w.body(syntax.root);
        return std::move(w.out);
    }
    w.enclosed("(?:", syntax.root);
    return std::move(w.out) + "(?C1)";
}

}  // namespace loopscope::runtime::re
