// repr of str, bytes and bytearray, and ascii().
#include "base/utf8.h"
#include "runtime/memory.h"
#include "runtime/text_unicode.h"
#include "runtime/text_util.h"

namespace loopscope::runtime {

namespace {

constexpr char kHex[] = "0123456789abcdef";

void add_hex(std::string& out, uint32_t c, int digits) {
    for (int i = digits - 1; i >= 0; i--) out += kHex[c >> 4 * i & 15];
}

void add_escape(std::string& out, uint32_t c) {
    if (c < 0x100) {
        out += "\\x";
        add_hex(out, c, 2);
    } else if (c < 0x10000) {
        out += "\\u";
        add_hex(out, c, 4);
    } else {
        out += "\\U";
        add_hex(out, c, 8);
    }
}

// Single quotes, unless there are some in it and no double ones.
char quote_for(bool has_single, bool has_double) { return has_single && !has_double ? '"' : '\''; }

void add_shown(std::string& out, uint32_t c, char quote, bool ascii_only) {
    if (c == static_cast<unsigned char>(quote) || c == '\\') {
        out += '\\';
        out += static_cast<char>(c);
    } else if (c == '\t') {
        out += "\\t";
    } else if (c == '\n') {
        out += "\\n";
    } else if (c == '\r') {
        out += "\\r";
    } else if (c < 0x7f && c >= ' ') {
        out += static_cast<char>(c);
    } else if (c < 0x80 || ascii_only || !unicode::is_printable(c)) {
        add_escape(out, c);
    } else {
        base::append_utf8(out, c);
    }
}

bool is_plain(uint32_t c) { return c >= ' ' && c < 0x7f && c != '\'' && c != '"' && c != '\\'; }

// Where `most` is given, an empty text stands for one that is longer.
std::string shown(const Str* s, bool ascii_only, uint64_t most = ~uint64_t(0)) {
    std::string out;
    out.reserve(s->len + 2u);
    by_width(s, [&](auto* p) {
        bool single = false, twice = false;
        for (uint32_t i = 0; i < s->len; i++) {
            single = single || p[i] == '\'';
            twice = twice || p[i] == '"';
        }
        char quote = quote_for(single, twice);
        out += quote;
        for (uint32_t i = 0; i < s->len && out.size() <= most;) {
            const uint32_t begin = i;  // most of a text is shown as it is
            while (i < s->len && is_plain(p[i])) i++;
            out.append(p + begin, p + i);
            if (i < s->len) add_shown(out, p[i++], quote, ascii_only);
        }
        out += quote;
    });
    return out.size() > most ? std::string() : out;
}

std::string bytes_shown(const uint8_t* data, size_t n, uint64_t most) {
    bool single = n && memchr(data, '\'', n), twice = n && memchr(data, '"', n);
    char quote = quote_for(single, twice);
    std::string out = "b";
    out += quote;
    for (size_t i = 0; i < n && out.size() <= most; i++) {
        if (data[i] < 0x80) {
            add_shown(out, data[i], quote, true);
        } else {
            add_escape(out, data[i]);
        }
    }
    out += quote;
    return out.size() > most ? std::string() : out;
}

}  // namespace

std::string str_repr_utf8(const Str* s) { return shown(s, false); }
std::string str_ascii_repr_utf8(const Str* s) { return shown(s, true); }

std::string ascii_of_repr(std::string_view repr) {
    std::string out;
    for (size_t at = 0; at < repr.size();) {
        auto c = base::decode_utf8(repr, at);
        if (c.code_point < 0x80)
            out += static_cast<char>(c.code_point);
        else
            add_escape(out, c.code_point);
        at += c.size;
    }
    return out;
}

std::string bytes_repr(const uint8_t* data, size_t n) { return bytes_shown(data, n, ~uint64_t(0)); }

Status text_repr(VM& vm, Cell o, Cell* out) {
    if (!charge_text(vm, text_length(o) * 2)) return Status::Fail;
    // The text is made outside of the heap, so not longer than what the heap has room for.
    const uint64_t room = heap_room(vm);
    std::string text;
    if (is_str(o)) {
        text = shown(as<Str>(o), false, room);
    } else {
        const uint8_t* p;
        uint32_t n;
        bytes_view(o, &p, &n);
        text = bytes_shown(p, n, room);
    }
    if (text.empty()) return too_long(vm);
    if (is_bytearray(o)) text = to_utf8(obj_of(o)->cls->name) + "(" + text + ")";
    return give_text(vm, out, text);
}

}  // namespace loopscope::runtime
