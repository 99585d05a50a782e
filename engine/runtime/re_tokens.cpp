// The characters of a regular expression, or of the template of a substitution, one after the other.
#include "runtime/re_syntax.h"
#include "runtime/text_unicode.h"
#include "runtime/text_util.h"

namespace loopscope::runtime::re {

std::string utf8_of(std::u32string_view text) {
    std::string s;
    for (char32_t c : text) {
        if (c < 0x80) {
            s += static_cast<char>(c);
        } else if (c < 0x800) {
            s += static_cast<char>(0xC0 | c >> 6);
            s += static_cast<char>(0x80 | (c & 63));
        } else if (c < 0x10000) {
            s += static_cast<char>(0xE0 | c >> 12);
            s += static_cast<char>(0x80 | (c >> 6 & 63));
            s += static_cast<char>(0x80 | (c & 63));
        } else {
            s += static_cast<char>(0xF0 | c >> 18);
            s += static_cast<char>(0x80 | (c >> 12 & 63));
            s += static_cast<char>(0x80 | (c >> 6 & 63));
            s += static_cast<char>(0x80 | (c & 63));
        }
    }
    return s;
}

bool is_identifier(std::u32string_view name) {
    if (name.empty()) return false;
    for (size_t i = 0; i < name.size(); i++)
        if (name[i] != '_' && !(i ? unicode::is_xid_continue(name[i]) : unicode::is_xid_start(name[i]))) return false;
    return true;
}

std::string repr_of_name(VM& vm, std::u32string_view name) {
    Str* s = str_from_code_points(vm, reinterpret_cast<const uint32_t*>(name.data()), static_cast<uint32_t>(name.size()));
    if (!s) {
        clear_exception(vm);
        return "''";
    }
    Owned hold(vm, obj_cell(s));
    return str_repr_utf8(s);
}

bool Tokens::fail_at(std::string message, int64_t position) {
    if (failed()) return false;
    problem.message = is_text ? std::move(message) : ascii_of_repr(message);
    problem.position = position;
    index = text.size();
    length = 0;
    return false;
}

bool Tokens::fail(std::string message, int64_t back) { return fail_at(std::move(message), tell() - back); }

void Tokens::advance() {
    length = 0;
    if (index >= text.size() || failed()) return;
    if (text[index] == '\\') {
        if (index + 1 >= text.size()) {
            fail_at("bad escape (end of pattern)", static_cast<int64_t>(text.size()) - 1);
            return;
        }
        length = 1;
    }
    index += ++length;
}

bool Tokens::accept(char32_t c) {
    if (length != 1 || text[index - 1] != c) return false;
    advance();
    return true;
}

std::u32string Tokens::take() {
    std::u32string token = text.substr(index - length, length);
    advance();
    return token;
}

void Tokens::take_while(size_t most, bool (*wanted)(char32_t), std::u32string* to) {
    for (; most && length == 1 && wanted(text[index - 1]); most--) *to += take();
}

bool Tokens::take_until(char32_t end, const char* what, std::u32string* name) {
    for (;;) {
        if (at_end()) {
            if (name->empty()) return fail(std::string("missing ") + what);
            return fail("missing " + utf8_of({&end, 1}) + ", unterminated name", static_cast<int64_t>(name->size()));
        }
        std::u32string token = take();
        if (token.size() == 1 && token[0] == end) return !name->empty() || fail(std::string("missing ") + what, 1);
        *name += token;
    }
}

bool Tokens::check_group_name(std::u32string_view name, int64_t offset) {
    bool ascii = true;
    for (char32_t c : name) ascii = ascii && c < 128;
    if ((is_text || ascii) && is_identifier(name)) return true;
    return fail("bad character in group name " + repr_of_name(vm, name), static_cast<int64_t>(name.size()) + offset);
}

}  // namespace loopscope::runtime::re
