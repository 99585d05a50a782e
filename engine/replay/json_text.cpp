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

void append_plain(std::string& to, char c) {
    switch (c) {
        case '"': to += "\\\""; break;
        case '\\': to += "\\\\"; break;
        case '\n': to += "\\n"; break;
        case '\r': to += "\\r"; break;
        case '\t': to += "\\t"; break;
        default:
            if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) append_unit(to, static_cast<unsigned char>(c));
            else to += c;
    }
}

}  // namespace

std::string json_string(std::string_view text) {
    std::string to = "\"";
    for (size_t at = 0; at < text.size();) {
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            append_plain(to, text[at++]);
            continue;
        }
        base::DecodedCodePoint d = base::decode_utf8(text, at);
        if (!d.valid) append_unit(to, static_cast<unsigned char>(text[at]));
        else if (base::is_surrogate(d.code_point)) append_unit(to, static_cast<unsigned>(d.code_point));
        else to += text.substr(at, d.size);
        at += d.size;
    }
    return to + "\"";
}

std::string json_number(double seconds) {
    if (!std::isfinite(seconds)) return json_string(trace::python_float(seconds));
    return trace::time_text(seconds);
}

void JsonObject::raw(std::string_view key, std::string_view json) {
    if (text_.size() > 1) text_ += ", ";
    text_ += json_string(key);
    text_ += ": ";
    text_ += json;
}

}  // namespace loopscope::replay
