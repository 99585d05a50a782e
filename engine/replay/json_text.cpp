#include "replay/json_text.h"

#include <cmath>
#include <cstdio>

#include "base/utf8.h"
#include "trace/describe.h"

namespace loopscope::replay {

namespace {

void append_unit(std::string& to, unsigned unit) {
    char buffer[8];
    std::snprintf(buffer, sizeof buffer, "\\u%04x", unit);
    to += buffer;
}

void append_escape(std::string& to, char c) {
    switch (c) {
        case '"': to += "\\\""; break;
        case '\\': to += "\\\\"; break;
        case '\n': to += "\\n"; break;
        case '\r': to += "\\r"; break;
        case '\t': to += "\\t"; break;
        default: append_unit(to, static_cast<unsigned char>(c));
    }
}

// Which bytes stand for themselves.
struct PlainTable {
    bool plain[256] = {};
    constexpr PlainTable() {
        for (int c = 0x20; c < 0x7f; ++c) plain[c] = c != '"' && c != '\\';
    }
    constexpr bool operator[](unsigned char c) const { return plain[c]; }
};
constexpr PlainTable kPlain;

}  // namespace

void append_json_string(std::string& to, std::string_view text) {
    to += '"';
    for (size_t at = 0; at < text.size();) {
        size_t plain = at;
        while (plain < text.size() && kPlain[static_cast<unsigned char>(text[plain])]) ++plain;
        to += text.substr(at, plain - at);
        at = plain;
        if (at == text.size()) break;
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            append_escape(to, text[at++]);
            continue;
        }
        base::DecodedCodePoint d = base::decode_utf8(text, at);
        if (!d.valid) {
            append_unit(to, static_cast<unsigned char>(text[at]));
        } else if (base::is_surrogate(d.code_point)) {
            to += '\\';  // a lone one is no JSON: shown as Python writes it
            append_unit(to, static_cast<unsigned>(d.code_point));
        } else {
            to += text.substr(at, d.size);
        }
        at += d.size;
    }
    to += '"';
}

std::string json_string(std::string_view text) {
    std::string to;
    append_json_string(to, text);
    return to;
}

std::string json_number(double seconds) {
    if (!std::isfinite(seconds)) return json_string(trace::python_float(seconds));
    return trace::time_text(seconds);
}

void JsonObject::key(std::string_view name) {
    to_ += first_ ? "\"" : ", \"";
    first_ = false;
    to_ += name;
    to_ += "\": ";
}

}  // namespace loopscope::replay
