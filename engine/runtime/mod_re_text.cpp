// Texts of the module _re: subjects and what is cut out of them, templates of substitutions, results put together.
#include <algorithm>

#include "runtime/memory.h"
#include "runtime/mod_re.h"

namespace loopscope::runtime::re {

Status subject_of(VM& vm, Pattern* p, Cell string, Subject* out) {
    bool text_pattern = is_str(p->pattern);
    const uint8_t* bytes;
    uint32_t n;
    if (is_str(string)) {
        if (!text_pattern) return raise(vm, C::TypeError, "cannot use a bytes pattern on a string-like object");
        auto* s = as<Str>(string);
        *out = {string, s->data, s->aux, s->len};
        return Status::Ok;
    }
    if (!bytes_view(string, &bytes, &n))
        return raise(vm, C::TypeError, "expected string or bytes-like object, got '%s'", type_name(vm, string));
    if (text_pattern) return raise(vm, C::TypeError, "cannot use a string pattern on a bytes-like object");
    *out = {string, bytes, 1, n};
    return Status::Ok;
}

Status slice_of(VM& vm, Cell string, int64_t start, int64_t end, Cell* out) {
    if (is_str(string)) {
        auto* s = as<Str>(string);
        end = std::min<int64_t>(end, s->len);
        start = std::min(start, end);
        if (start == 0 && end == s->len && is_exact_str(vm, string)) return give(out, newref(string));
        return give_obj(out, substring(vm, s, static_cast<uint32_t>(start), static_cast<uint32_t>(end)));
    }
    const uint8_t* bytes;
    uint32_t n;
    if (!bytes_view(string, &bytes, &n))
        return raise(vm, C::TypeError, "expected string or bytes-like object, got '%s'", type_name(vm, string));
    end = std::min<int64_t>(end, n);
    start = std::min(start, end);
    if (start == 0 && end == n && is_kind(string, kBytes)) return give(out, newref(string));
    return give_obj(out, new_bytes(vm, bytes + start, static_cast<size_t>(end - start)));
}

std::u32string code_points_of(Cell text) {
    std::u32string r;
    const uint8_t* bytes;
    uint32_t n;
    if (is_str(text)) {
        auto* s = as<Str>(text);
        by_width(s, [&](auto* p) { r.assign(p, p + s->len); });
    } else if (bytes_view(text, &bytes, &n)) {
        r.assign(bytes, bytes + n);
    }
    return r;
}

Walk::Walk(VM& v, Pattern* p, const Subject& s, int64_t from, int64_t end)
    : vm(v), pattern(p), subject(s), attempt{s.data, s.width, from, end, Where::Search, false} {
    spans.resize(2 * (size_t(p->groups) + 1));
}

Found Walk::next() {
    Found found = find(vm, pattern, attempt, spans.data(), &last_group);
    if (found != Found::Yes) return found;
    attempt.from = spans[1];
    attempt.not_empty = spans[1] == spans[0];
    return found;
}

// ---- templates

namespace {

struct TemplateParser {
    VM& vm;
    Pattern* pattern;
    Tokens in;
    Template* out;
    Problem& problem;
    std::string unknown_name;  // of \g<name>: an IndexError

    TemplateParser(VM& v, Pattern* p, const std::u32string& text, bool is_text, Template* t, Problem& pr)
        : vm(v), pattern(p), in(v, text, is_text, pr), out(t), problem(pr) {}

    void literal(char32_t c) {
        if (out->parts.empty() || out->parts.back().group >= 0) out->parts.push_back({{}, -1});
        out->parts.back().literal += c;
    }
    bool group(int64_t index, int64_t back) {
        if (index > pattern->groups) return in.fail("invalid group reference " + std::to_string(index), back);
        out->parts.push_back({{}, index});
        return true;
    }
    bool named() {
        std::u32string name;
        if (!in.accept('<')) return in.fail("missing <");
        if (!in.take_until('>', "group name", &name)) return false;
        auto back = static_cast<int64_t>(name.size()) + 1;
        if (std::all_of(name.begin(), name.end(), is_ascii_digit)) {
            int64_t index = 0;
            for (char32_t c : name)
                if ((index = index * 10 + (c - '0')) >= 1073741823)
                    return in.fail("invalid group reference " + utf8_of(name), back);
            return group(index, back);
        }
        if (!in.check_group_name(name, 1)) return false;
        Str* key = intern(vm, utf8_of(name));
        Cell found = key ? dict_get_str(pattern->group_index, key) : empty_cell();
        decref_null(vm, key);
        if (is_empty(found)) {
            unknown_name = repr_of_name(vm, name);
            return false;
        }
        return group(int_of(found), back);
    }
    bool number(std::u32string token) {
        if (is_ascii_digit(in.peek())) {
            token += in.take();
            if (is_octal_digit(token[1]) && is_octal_digit(token[2]) && is_octal_digit(in.peek())) {
                token += in.take();
                uint32_t c = (token[1] - '0') * 64 + (token[2] - '0') * 8 + (token[3] - '0');
                if (c > 0377)
                    return in.fail("octal escape value " + utf8_of(token) + " outside of range 0-0o377",
                                   static_cast<int64_t>(token.size()));
                literal(c);
                return true;
            }
        }
        int64_t index = 0;
        for (char32_t c : std::u32string_view(token).substr(1)) index = index * 10 + (c - '0');
        return group(index, static_cast<int64_t>(token.size()) - 1);
    }
    bool escape(const std::u32string& token) {
        char32_t c = token[1];
        if (c == 'g') return named();
        if (c == '0') {
            std::u32string digits;
            in.take_while(2, is_octal_digit, &digits);
            uint32_t value = 0;
            for (char32_t d : digits) value = value * 8 + (d - '0');
            literal(value & 0xFF);
            return true;
        }
        if (is_ascii_digit(c)) return number(token);
        static constexpr char kLetters[] = "abfnrtv\\", kMeant[] = "\a\b\f\n\r\t\v\\";
        for (size_t i = 0; kLetters[i]; i++)
            if (c == static_cast<char32_t>(kLetters[i])) {
                literal(static_cast<unsigned char>(kMeant[i]));
                return true;
            }
        if (is_ascii_letter(c)) return in.fail("bad escape " + utf8_of(token), static_cast<int64_t>(token.size()));
        literal('\\');
        literal(c);
        return true;
    }
    bool run() {
        while (!in.at_end()) {
            std::u32string token = in.take();
            if (token.size() == 1)
                literal(token[0]);
            else if (!escape(token))
                return false;
        }
        return !in.failed();
    }
};

}  // namespace

Status raise_error(VM& vm, const Problem& problem, Cell pattern) {
    Str* message = new_str(vm, problem.message);
    if (!message) return Status::Fail;
    Owned hold(vm, obj_cell(message));
    return call_hidden(vm, "_re_error", {hold.c, pattern, problem.position < 0 ? none_cell() : int_cell(problem.position)});
}

Status parse_template(VM& vm, Pattern* p, Cell text, Template* out) {
    if (!is_str(text) && !is_bytes_like(text))
        return raise(vm, C::TypeError, "decoding to str: need a bytes-like object, %s found", type_name(vm, text));
    std::u32string chars = code_points_of(text);
    if (chars.find(U'\\') == std::u32string::npos) {
        if (!chars.empty()) out->parts.push_back({std::move(chars), -1});
        return Status::Ok;
    }
    Problem problem;
    TemplateParser parser(vm, p, chars, is_str(text), out, problem);
    if (parser.run()) return Status::Ok;
    if (!parser.unknown_name.empty()) return raise(vm, C::IndexError, "unknown group name %s", parser.unknown_name.c_str());
    return raise_error(vm, problem, text);
}

// ---- results

void Pieces::widen() {
    if (is_wide) return;
    is_wide = true;
    for (char c : bytes) wide.add(static_cast<unsigned char>(c));
    bytes.clear();
}

void Pieces::add(const Subject& s, int64_t start, int64_t end) {
    if (s.width == 1 && !is_wide) {
        bytes.append(static_cast<const char*>(s.data) + start, static_cast<size_t>(end - start));
        return;
    }
    widen();
    for (int64_t i = start; i < end; i++)
        wide.add(s.width == 1   ? static_cast<const uint8_t*>(s.data)[i]
                 : s.width == 2 ? static_cast<const uint16_t*>(s.data)[i]
                                : static_cast<const uint32_t*>(s.data)[i]);
}

void Pieces::add(std::u32string_view literal) {
    for (char32_t c : literal) {
        if (c > 255) widen();
        if (is_wide)
            wide.add(c);
        else
            bytes += static_cast<char>(c);
    }
}

Status Pieces::finish(Cell* out) {
    if (std::max(bytes.size(), wide.text.size()) > kMaxTextLength) return too_long(vm);
    if (!is_text) return give_obj(out, new_bytes(vm, bytes.data(), bytes.size()));
    return is_wide ? wide.finish(vm, out)
                   : give_obj(out, str_from_latin1(vm, reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()));
}

Status add_expanded(Pieces* to, const Template& t, const Subject& s, const int64_t* spans) {
    const uint64_t room = std::min<uint64_t>(kMaxTextLength, heap_room(to->vm));
    const auto size = [&] { return to->bytes.size() + 4 * to->wide.text.size(); };
    for (const Template::Part& part : t.parts) {
        if (part.group < 0)
            to->add(part.literal);
        else if (spans[2 * part.group] >= 0)
            to->add(s, spans[2 * part.group], spans[2 * part.group + 1]);
        // Long before the length that a text may have, so that nothing outside of the arena grows without end.
        if (to->wide.full || size() > room) return too_long(to->vm);
    }
    return to->wide.full || size() > room ? too_long(to->vm) : Status::Ok;
}

}  // namespace loopscope::runtime::re
