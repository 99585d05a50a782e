// The parser of regular expressions: Python's syntax, with the messages and positions of CPython's re.error.
#include <algorithm>
#include <optional>

#include "base/character_names.h"
#include "runtime/re_syntax.h"
#include "runtime/text_unicode.h"
#include "runtime/text_util.h"

namespace loopscope::runtime::re {

namespace {

bool is_hex_digit(char32_t c) { return is_ascii_digit(c) || ((c | 32) >= 'a' && (c | 32) <= 'f' && c < 128); }

uint64_t number_of(std::u32string_view digits, uint32_t base) {
    uint64_t n = 0;
    for (char32_t c : digits) {
        n = n * base + (is_ascii_digit(c) ? c - '0' : (c | 32) - 'a' + 10);
        if (n > UINT32_MAX) return uint64_t(UINT32_MAX) + 1;
    }
    return n;
}

uint32_t inline_flag(char32_t c) {
    switch (c) {
        case 'i': return kIgnoreCase;
        case 'L': return kLocale;
        case 'm': return kMultiline;
        case 's': return kDotAll;
        case 'x': return kVerbose;
        case 'a': return kAscii;
        case 'u': return kUnicode;
        default: return 0;
    }
}

bool is_letter(std::u32string_view token) { return token.size() == 1 && unicode::is_alpha(token[0]); }

struct Width {
    uint64_t low, high;
};
constexpr uint64_t kWidest = UINT32_MAX;

struct Parser {
    Tokens in;
    Syntax& out;
    std::vector<std::optional<Width>> closed;              // by group: its width once it is closed
    std::vector<std::pair<uint32_t, int64_t>> conditions;  // groups that (?(n)...) asks for, and where
    int64_t behind_from = -1;                              // in a lookbehind: the groups from here on are its own
    Problem& problem;
    uint32_t depth = 0;

    Parser(VM& vm, const std::u32string& text, bool is_text, Syntax& o, Problem& p)
        : in(vm, text, is_text, p), out(o), problem(p) {
        closed.push_back({});
    }

    bool is_closed(uint32_t group) const { return group < closed.size() && closed[group].has_value(); }
    Node node(Op op, uint32_t flags, uint32_t value = 0) const {
        Node n;
        n.op = op;
        n.flags = flags;
        n.value = value;
        return n;
    }
    Node literal(uint32_t flags, uint32_t c) {
        out.widest = std::max(out.widest, c);
        return node(Op::Literal, flags, c);
    }
    bool check_behind(uint32_t group) {
        if (behind_from < 0) return true;
        if (!is_closed(group)) return in.fail("cannot refer to an open group");
        if (group >= behind_from) return in.fail("cannot refer to group defined in the same lookbehind subpattern");
        return true;
    }

    bool alternatives(Node* to, uint32_t flags, bool outermost);
    bool sequence(Node* to, uint32_t* flags, bool first);
    bool escape(std::u32string token, uint32_t flags, Node* to);
    bool common_escape(std::u32string* token, std::optional<uint32_t>* to, bool in_set);
    bool named_character(uint32_t* to);
    bool set(Node* to);
    bool set_item(const std::u32string& token, SetItem* to);
    bool quantifier(char32_t which, int64_t here, uint32_t flags, Node* sequence);
    bool braces(int64_t here, uint64_t* min, uint64_t* max, bool* is_literal);
    bool group(Node* to, uint32_t* flags, bool first);
    bool group_body(Node* to, uint32_t flags, int64_t start, const std::u32string& name, Op op, bool capture);
    bool reference_by_name(Node* to, uint32_t flags);
    bool lookaround(Node* to, char32_t which, uint32_t flags, int64_t start);
    bool conditional(Node* to, uint32_t flags, int64_t start);
    bool flag_letters(char32_t c, uint32_t* add, uint32_t* del, bool* global);
    bool flags_turned_off(uint32_t* del);
    bool comment(int64_t start);
    bool close(int64_t start) { return in.accept(')') || in.fail("missing ), unterminated subpattern", in.tell() - start); }
    void skip_comment() {
        while (!in.at_end()) {
            std::u32string t = in.take();
            if (t.size() == 1 && t[0] == '\n') return;
        }
    }
    Width width(const Node& n) const;
    bool all_lookbehinds_fixed(const Node& n);
};

// ---- widths, for lookbehinds

Width Parser::width(const Node& n) const {
    Width w{0, 0};
    switch (n.op) {
        case Op::Literal:
        case Op::Any:
        case Op::Set: return {1, 1};
        case Op::Sequence:
        case Op::Group:
        case Op::Atomic:
            for (const Node& k : n.kids) {
                Width one = width(k);
                w = {std::min(w.low + one.low, kWidest), std::min(w.high + one.high, kWidest)};
            }
            return w;
        case Op::Branch:
        case Op::Conditional:
            w = {kWidest, 0};
            for (const Node& k : n.kids) {
                Width one = width(k);
                w = {std::min(w.low, one.low), std::max(w.high, one.high)};
            }
            if (n.op == Op::Conditional && n.kids.size() < 2) w.low = 0;
            return w;
        case Op::Repeat: {
            Width one = width(n.kids[0]);
            return {std::min(one.low * n.min, kWidest),
                    one.high && n.max ? std::min(one.high > kWidest / n.max ? kWidest : one.high * n.max, kWidest) : 0};
        }
        case Op::Reference: return is_closed(n.value) ? *closed[n.value] : w;
        default: return w;
    }
}

bool Parser::all_lookbehinds_fixed(const Node& n) {
    if (n.op == Op::Look && n.behind) {
        Width w = width(n.kids[0]);
        if (w.low != w.high) return in.fail_at("look-behind requires fixed-width pattern", -1);
    }
    for (const Node& k : n.kids)
        if (!all_lookbehinds_fixed(k)) return false;
    return true;
}

// ---- escapes

bool Parser::named_character(uint32_t* to) {
    std::u32string name;
    if (!in.accept('{')) return in.fail("missing {");
    if (!in.take_until('}', "character name", &name)) return false;
    std::optional<char32_t> c = base::find_character_by_name(utf8_of(name));
    if (!c) return in.fail("undefined character name " + repr_of_name(in.vm, name), static_cast<int64_t>(name.size()) + 4);
    *to = *c;
    return true;
}

// What means the same inside and outside of brackets. Leaves *to empty where it is something else.
bool Parser::common_escape(std::u32string* token, std::optional<uint32_t>* to, bool in_set) {
    char32_t c = (*token)[1];
    switch (c) {
        case 'a': *to = 7; return true;
        case 'b':
            if (in_set) *to = 8;
            return true;
        case 'f': *to = 12; return true;
        case 'n': *to = 10; return true;
        case 'r': *to = 13; return true;
        case 't': *to = 9; return true;
        case 'v': *to = 11; return true;
        case '\\': *to = '\\'; return true;
        default: break;
    }
    if (c == 'x' || (in.is_text && (c == 'u' || c == 'U'))) {
        size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : 8;
        in.take_while(digits, is_hex_digit, token);
        if (token->size() != digits + 2)
            return in.fail("incomplete escape " + utf8_of(*token), static_cast<int64_t>(token->size()));
        uint64_t code = number_of(std::u32string_view(*token).substr(2), 16);
        if (code > 0x10FFFF) return in.fail("bad escape " + utf8_of(*token), static_cast<int64_t>(token->size()));
        *to = static_cast<uint32_t>(code);
        return true;
    }
    if (c == 'N' && in.is_text) {
        uint32_t code = 0;
        if (!named_character(&code)) return false;
        *to = code;
        return true;
    }
    if (is_ascii_digit(c)) return true;
    if (is_ascii_letter(c)) return true;
    *to = c;
    return true;
}

bool bad_escape(Tokens& in, const std::u32string& token) {
    return in.fail("bad escape " + utf8_of(token), static_cast<int64_t>(token.size()));
}

bool octal_too_large(Tokens& in, const std::u32string& token) {
    return in.fail("octal escape value " + utf8_of(token) + " outside of range 0-0o377", static_cast<int64_t>(token.size()));
}

bool is_category(char32_t c) { return c == 'd' || c == 'D' || c == 's' || c == 'S' || c == 'w' || c == 'W'; }

bool Parser::escape(std::u32string token, uint32_t flags, Node* to) {
    char32_t c = token[1];
    if (is_category(c)) {
        *to = node(Op::Set, flags);
        to->items.push_back({0, 0, static_cast<char>(c)});
        return true;
    }
    if (c == 'A' || c == 'Z' || c == 'b' || c == 'B') {
        *to = node(Op::At, flags, c);
        return true;
    }
    std::optional<uint32_t> code;
    if (!common_escape(&token, &code, false)) return false;
    if (code) {
        *to = literal(flags, *code);
        return true;
    }
    if (c == '0') {
        in.take_while(2, is_octal_digit, &token);
        *to = literal(flags, static_cast<uint32_t>(number_of(std::u32string_view(token).substr(1), 8)));
        return true;
    }
    if (!is_ascii_digit(c)) return bad_escape(in, token);
    if (is_ascii_digit(in.peek())) {
        token += in.take();
        if (is_octal_digit(token[1]) && is_octal_digit(token[2]) && is_octal_digit(in.peek())) {
            token += in.take();
            uint64_t value = number_of(std::u32string_view(token).substr(1), 8);
            if (value > 0377) return octal_too_large(in, token);
            *to = literal(flags, static_cast<uint32_t>(value));
            return true;
        }
    }
    auto group = static_cast<uint32_t>(number_of(std::u32string_view(token).substr(1), 10));
    if (group >= closed.size())
        return in.fail("invalid group reference " + std::to_string(group), static_cast<int64_t>(token.size()) - 1);
    if (!is_closed(group)) return in.fail("cannot refer to an open group", static_cast<int64_t>(token.size()));
    *to = node(Op::Reference, flags, group);
    return check_behind(group);
}

// ---- sets

bool Parser::set_item(const std::u32string& first, SetItem* to) {
    std::u32string token = first;
    *to = {token[0], token[0], 0};
    if (token[0] == '\\' && token.size() == 2) {
        char32_t c = token[1];
        if (is_category(c)) {
            *to = {0, 0, static_cast<char>(c)};
            return true;
        }
        std::optional<uint32_t> code;
        if (!common_escape(&token, &code, true)) return false;
        if (!code && is_octal_digit(c)) {
            in.take_while(2, is_octal_digit, &token);
            uint64_t value = number_of(std::u32string_view(token).substr(1), 8);
            if (value > 0377) return octal_too_large(in, token);
            code = static_cast<uint32_t>(value);
        }
        if (!code) return bad_escape(in, token);
        *to = {*code, *code, 0};
    }
    return true;
}

bool Parser::set(Node* to) {
    int64_t here = in.tell() - 1;
    to->negated = in.accept('^');
    auto unterminated = [&] { return in.fail("unterminated character set", in.tell() - here); };
    for (;;) {
        if (in.at_end()) return unterminated();
        std::u32string token = in.take(), that;
        if (token == U"]" && !to->items.empty()) return true;
        SetItem item, last;
        if (!set_item(token, &item)) return false;
        if (in.accept('-')) {
            if (in.at_end()) return unterminated();
            that = in.take();
            if (that == U"]") {
                to->items.push_back(item);
                to->items.push_back({'-', '-', 0});
                return true;
            }
            if (!set_item(that, &last)) return false;
            if (item.category || last.category || last.low < item.low)
                return in.fail("bad character range " + utf8_of(token) + "-" + utf8_of(that),
                               static_cast<int64_t>(token.size() + that.size()) + 1);
            item.high = last.low;
        }
        if (!item.category) out.widest = std::max(out.widest, item.low);
        to->items.push_back(item);
    }
}

// ---- repetition

// {m,n} behind its {. *is_literal: it is no repetition, only text.
bool Parser::braces(int64_t here, uint64_t* min, uint64_t* max, bool* is_literal) {
    std::u32string low, high;
    if (in.peek() == '}') {
        *is_literal = true;
        return true;
    }
    in.take_while(SIZE_MAX, is_ascii_digit, &low);
    if (in.accept(','))
        in.take_while(SIZE_MAX, is_ascii_digit, &high);
    else
        high = low;
    if (!in.accept('}')) {
        *is_literal = true;
        in.seek(static_cast<size_t>(here));
        return !in.failed();
    }
    if (!low.empty()) *min = number_of(low, 10);
    if (!high.empty()) *max = number_of(high, 10);
    if ((!low.empty() && *min >= kEndless) || (!high.empty() && *max >= kEndless)) {
        problem.overflow = true;
        return in.fail("the repetition number is too large");
    }
    return *max >= *min || in.fail("min repeat greater than max repeat", in.tell() - here);
}

bool Parser::quantifier(char32_t which, int64_t here, uint32_t flags, Node* sequence) {
    uint64_t min = which == '+' ? 1 : 0, max = which == '?' ? 1 : kEndless;
    if (which == '{') {
        bool is_literal = false;
        if (!braces(here, &min, &max, &is_literal)) return false;
        if (is_literal) {
            sequence->kids.push_back(literal(flags, '{'));
            return true;
        }
    }
    std::vector<Node>& kids = sequence->kids;
    int64_t back = in.tell() - here + 1;
    if (kids.empty() || kids.back().op == Op::At) return in.fail("nothing to repeat", back);
    if (kids.back().op == Op::Repeat) return in.fail("multiple repeat", back);
    Node repeat = node(Op::Repeat, flags, in.accept('?') ? 'l' : in.accept('+') ? 'p' : 'g');
    repeat.min = min;
    repeat.max = max;
    repeat.kids.push_back(std::move(kids.back()));
    kids.back() = std::move(repeat);
    return true;
}

// ---- groups

bool Parser::comment(int64_t start) {
    for (;;) {
        if (in.at_end()) return in.fail("missing ), unterminated comment", in.tell() - start);
        if (in.take() == U")") return true;
    }
}

bool Parser::reference_by_name(Node* to, uint32_t flags) {
    std::u32string name;
    if (!in.take_until(')', "group name", &name) || !in.check_group_name(name, 1)) return false;
    auto found = std::find_if(out.names.begin(), out.names.end(), [&](auto& n) { return n.first == name; });
    auto back = static_cast<int64_t>(name.size()) + 1;
    if (found == out.names.end()) return in.fail("unknown group name " + repr_of_name(in.vm, name), back);
    if (!is_closed(found->second)) return in.fail("cannot refer to an open group", back);
    *to = node(Op::Reference, flags, found->second);
    return check_behind(found->second);
}

bool Parser::lookaround(Node* to, char32_t which, uint32_t flags, int64_t start) {
    *to = node(Op::Look, flags);
    int64_t outer = behind_from;
    if (which == '<') {
        if (in.at_end()) return in.fail("unexpected end of pattern");
        std::u32string token = in.take();
        if (token != U"=" && token != U"!")
            return in.fail("unknown extension ?<" + utf8_of(token), static_cast<int64_t>(token.size()) + 2);
        which = token[0];
        to->behind = true;
        if (behind_from < 0) behind_from = static_cast<int64_t>(closed.size());
    }
    to->negated = which == '!';
    Node body;
    if (!alternatives(&body, flags, false)) return false;
    behind_from = outer;
    to->kids.push_back(std::move(body));
    return close(start);
}

bool Parser::conditional(Node* to, uint32_t flags, int64_t start) {
    std::u32string name;
    if (!in.take_until(')', "group name", &name)) return false;
    auto back = static_cast<int64_t>(name.size()) + 1;
    uint32_t group;
    if (!std::all_of(name.begin(), name.end(), is_ascii_digit)) {
        if (!in.check_group_name(name, 1)) return false;
        auto found = std::find_if(out.names.begin(), out.names.end(), [&](auto& n) { return n.first == name; });
        if (found == out.names.end()) return in.fail("unknown group name " + repr_of_name(in.vm, name), back);
        group = found->second;
    } else {
        uint64_t number = number_of(name, 10);
        if (number == 0) return in.fail("bad group number", back);
        if (number >= 1073741823) return in.fail("invalid group reference " + utf8_of(name), back);
        group = static_cast<uint32_t>(number);
        conditions.push_back({group, in.tell() - back});
    }
    if (!check_behind(group)) return false;
    *to = node(Op::Conditional, flags, group);
    to->kids.resize(1);
    if (!sequence(&to->kids[0], &flags, false)) return false;
    if (in.accept('|')) {
        to->kids.emplace_back();
        if (!sequence(&to->kids[1], &flags, false)) return false;
        if (in.peek() == '|') return in.fail("conditional backref with more than two branches");
    }
    return close(start);
}

bool Parser::flags_turned_off(uint32_t* del) {
    auto next = [&](const char* missing, std::u32string* token) {
        if (in.at_end()) return in.fail(missing);
        *token = in.take();
        return true;
    };
    std::u32string token;
    if (!next("missing flag", &token)) return false;
    const char* otherwise = "missing flag";
    do {
        uint32_t flag = token.size() == 1 ? inline_flag(token[0]) : 0;
        if (!flag) return in.fail(is_letter(token) ? "unknown flag" : otherwise, static_cast<int64_t>(token.size()));
        if (flag & kTypeFlags) return in.fail("bad inline flags: cannot turn off flags 'a', 'u' and 'L'");
        *del |= flag;
        otherwise = "missing :";
        if (!next(otherwise, &token)) return false;
    } while (token != U":");
    return true;
}

bool Parser::flag_letters(char32_t c, uint32_t* add, uint32_t* del, bool* global) {
    std::u32string token(1, c);
    while (token != U")" && token != U"-" && token != U":") {
        uint32_t flag = token.size() == 1 ? inline_flag(token[0]) : 0;
        if (!flag) return in.fail(is_letter(token) ? "unknown flag" : "missing -, : or )", static_cast<int64_t>(token.size()));
        if (in.is_text && flag == kLocale) return in.fail("bad inline flags: cannot use 'L' flag with a str pattern");
        if (!in.is_text && flag == kUnicode) return in.fail("bad inline flags: cannot use 'u' flag with a bytes pattern");
        *add |= flag;
        if ((flag & kTypeFlags) && (*add & kTypeFlags) != flag)
            return in.fail("bad inline flags: flags 'a', 'u' and 'L' are incompatible");
        if (in.at_end()) return in.fail("missing -, : or )");
        token = in.take();
    }
    *global = token == U")";
    if (*global) {
        out.flags |= *add;
        return true;
    }
    if (token == U"-" && !flags_turned_off(del)) return false;
    return (*add & *del) ? in.fail("bad inline flags: flag turned on and off", 1) : !in.failed();
}

bool Parser::group_body(Node* to, uint32_t flags, int64_t start, const std::u32string& name, Op op, bool capture) {
    *to = node(op, flags);
    if (capture) {
        to->value = static_cast<uint32_t>(closed.size());
        closed.push_back({});
        for (auto& [other, number] : out.names)
            if (other == name && !name.empty())
                return in.fail("redefinition of group name " + repr_of_name(in.vm, name) + " as group " +
                                   std::to_string(to->value) + "; was group " + std::to_string(number),
                               static_cast<int64_t>(name.size()) + 1);
        if (!name.empty()) out.names.push_back({name, to->value});
    }
    to->kids.emplace_back();
    if (!alternatives(&to->kids[0], flags, false) || !close(start)) return false;
    if (capture) closed[to->value] = width(to->kids[0]);
    return true;
}

// Behind an opening parenthesis. *to stays an empty Sequence where there is nothing to match: comments and global flags.
bool Parser::group(Node* to, uint32_t* flags, bool first) {
    int64_t start = in.tell() - 1;
    if (!in.accept('?')) return group_body(to, *flags, start, {}, Op::Group, true);
    if (in.at_end()) return in.fail("unexpected end of pattern");
    std::u32string token = in.take();
    char32_t c = token.size() == 1 ? token[0] : 0xFFFFFFFF;
    switch (c) {
        case ':': return group_body(to, *flags, start, {}, Op::Group, false);
        case '>': return group_body(to, *flags, start, {}, Op::Atomic, false);
        case '#': return comment(start);
        case '=':
        case '!':
        case '<': return lookaround(to, c, *flags, start);
        case '(': return conditional(to, *flags, start);
        case 'P': {
            if (in.accept('=')) return reference_by_name(to, *flags);
            if (in.accept('<')) {
                std::u32string name;
                if (!in.take_until('>', "group name", &name) || !in.check_group_name(name, 1)) return false;
                return group_body(to, *flags, start, name, Op::Group, true);
            }
            if (in.at_end()) return in.fail("unexpected end of pattern");
            std::u32string other = in.take();
            return in.fail("unknown extension ?P" + utf8_of(other), static_cast<int64_t>(other.size()) + 2);
        }
        default: break;
    }
    if (c != '-' && !inline_flag(c))
        return in.fail("unknown extension ?" + utf8_of(token), static_cast<int64_t>(token.size()) + 1);
    uint32_t add = 0, del = 0;
    bool global = false;
    if (!flag_letters(c, &add, &del, &global)) return false;
    if (global) {
        if (!first) return in.fail("global flags not at the start of the expression", in.tell() - start);
        *flags |= add;
        return true;
    }
    uint32_t inner = *flags;
    if (add & kTypeFlags) inner &= ~kTypeFlags;
    return group_body(to, (inner | add) & ~del, start, {}, Op::Group, false);
}

// ---- sequences and alternatives

bool is_blank(char32_t c) { return c == ' ' || (c >= 9 && c <= 13); }

bool Parser::sequence(Node* to, uint32_t* flags, bool first) {
    for (;;) {
        if (in.at_end()) return !in.failed();
        char32_t c = in.peek();
        if (c == '|' || c == ')') return true;
        std::u32string token = in.take();
        if (*flags & kVerbose) {
            if (is_blank(c)) continue;
            if (c == '#') {
                skip_comment();
                continue;
            }
        }
        Node item;
        switch (c) {
            case '*':
            case '+':
            case '?':
            case '{':
                if (!quantifier(c, in.tell(), *flags, to)) return false;
                continue;
            case '[':
                item = node(Op::Set, *flags);
                if (!set(&item)) return false;
                break;
            case '(': {
                if (!group(&item, flags, first && to->kids.empty())) return false;
                if (item.op == Op::Sequence) continue;
                break;
            }
            case '.': item = node(Op::Any, *flags); break;
            case '^':
            case '$': item = node(Op::At, *flags, c); break;
            default:
                if (token.size() == 2) {
                    if (!escape(token, *flags, &item)) return false;
                } else {
                    item = literal(*flags, token[0]);
                }
        }
        if (item.op == Op::Look && item.negated && item.kids[0].op == Op::Sequence && item.kids[0].kids.empty())
            item = node(Op::Fail, *flags);
        to->kids.push_back(std::move(item));
    }
}

bool Parser::alternatives(Node* to, uint32_t flags, bool outermost) {
    if (++depth > kMostNested) {
        problem.nesting = true;
        return false;
    }
    for (bool first = true;; first = false) {
        Node one = node(Op::Sequence, flags);
        if (!sequence(&one, &flags, outermost && first)) return false;
        bool more = in.accept('|');
        if (first && !more) {
            *to = std::move(one);
            break;
        }
        if (first) *to = node(Op::Branch, flags);
        to->kids.push_back(std::move(one));
        if (!more) break;
    }
    depth--;
    return !in.failed();
}

}  // namespace

bool parse(VM& vm, const std::u32string& text, bool is_text, uint32_t flags, Syntax* out, Problem* problem) {
    out->flags = flags;
    Parser p(vm, text, is_text, *out, *problem);
    if (!p.alternatives(&out->root, flags, true)) return false;
    if (!p.in.at_end()) return p.in.fail("unbalanced parenthesis");
    for (auto& [group, position] : p.conditions)
        if (group >= p.closed.size()) return p.in.fail_at("invalid group reference " + std::to_string(group), position);
    out->groups = static_cast<uint32_t>(p.closed.size()) - 1;
    return p.all_lookbehinds_fixed(out->root);
}

}  // namespace loopscope::runtime::re
