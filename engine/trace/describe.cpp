#include "trace/describe.h"

#include <charconv>
#include <cmath>
#include <cstdio>

#include "base/utf8.h"

namespace loopscope::trace {

namespace {

void append_hex(std::string& to, const char* prefix, uint32_t n, int digits) {
    char buffer[16];
    std::snprintf(buffer, sizeof buffer, "%s%0*x", prefix, digits, static_cast<unsigned>(n));
    to += buffer;
}

// Python's str.isprintable, as far as a description needs it.
bool printable(char32_t c) {
    if (c < 0x20 || c == 0x7f) return false;
    if (c < 0x7f) return true;
    if (c < 0xa1 || c == 0xad) return false;
    if (c >= 0x2000 && c <= 0x200f) return false;
    if (c >= 0x2028 && c <= 0x202f) return false;
    if (c >= 0x205f && c <= 0x206f) return false;
    if (c == 0x1680 || c == 0x3000 || c == 0xfeff || (c >= 0xfff0 && c <= 0xfffb)) return false;
    if (c >= 0xe000 && c <= 0xf8ff) return false;  // private use
    if ((c & 0xfffe) == 0xfffe) return false;
    return c < 0xe0000;
}

void append_escaped(std::string& to, char32_t c) {
    if (c < 0x100)
        append_hex(to, "\\x", c, 2);
    else if (c < 0x10000)
        append_hex(to, "\\u", c, 4);
    else
        append_hex(to, "\\U", c, 8);
}

char quote_for(std::string_view text) {
    bool single = text.find('\'') != std::string_view::npos;
    return single && text.find('"') == std::string_view::npos ? '"' : '\'';
}

bool append_common_escape(std::string& to, char c, char quote) {
    if (c == quote || c == '\\')
        (to += '\\') += c;
    else if (c == '\n')
        to += "\\n";
    else if (c == '\r')
        to += "\\r";
    else if (c == '\t')
        to += "\\t";
    else
        return false;
    return true;
}

// The whole text, or its first characters and an ellipsis.
std::string cut(std::string text, bool more) {
    size_t count = text.size() <= kMaxValueCharacters && !more ? 0 : base::count_code_points(text);
    if (count <= kMaxValueCharacters && !more) return text;
    if (count >= kMaxValueCharacters) text.resize(base::code_point_offset(text, kMaxValueCharacters - 1));
    return text + "\u2026";
}

std::string quoted(const PlainValue& v, bool bytes, bool more) {
    std::string text = python_str(v.bytes, bytes ? 'b' : 0);
    if (more) text.pop_back();
    return cut(std::move(text), more);
}

}  // namespace

std::string python_float(double d) {
    if (std::isnan(d)) return "nan";
    if (std::isinf(d)) return d < 0 ? "-inf" : "inf";
    char buffer[48];
    auto end = std::to_chars(buffer, buffer + sizeof buffer, d, std::chars_format::scientific).ptr;
    std::string_view all(buffer, static_cast<size_t>(end - buffer));
    std::string sign = all[0] == '-' ? "-" : "";
    if (!sign.empty()) all.remove_prefix(1);
    size_t e = all.find('e');
    int exponent = 0;
    std::from_chars(all.data() + e + (all[e + 1] == '+' ? 2 : 1), all.data() + all.size(), exponent);
    std::string digits(1, all[0]);
    if (e > 2) digits += all.substr(2, e - 2);
    int point = exponent + 1;  // digits before the point
    int count = static_cast<int>(digits.size());
    if (exponent < -4 || exponent >= 16) {
        std::string text = sign + digits[0];
        if (count > 1) text += "." + digits.substr(1);
        text += exponent < 0 ? "e-" : "e+";
        int size = exponent < 0 ? -exponent : exponent;
        return text + (size < 10 ? "0" : "") + std::to_string(size);
    }
    if (point <= 0) return sign + "0." + std::string(static_cast<size_t>(-point), '0') + digits;
    if (point >= count) return sign + digits + std::string(static_cast<size_t>(point - count), '0') + ".0";
    return sign + digits.substr(0, static_cast<size_t>(point)) + "." + digits.substr(static_cast<size_t>(point));
}

std::string python_str(std::string_view text, char prefix) {
    char quote = quote_for(text);
    std::string to;
    if (prefix) to += prefix;
    to += quote;
    for (size_t at = 0; at < text.size();) {
        char c = text[at];
        if (append_common_escape(to, c, quote)) {
            ++at;
        } else if (prefix) {
            auto byte = static_cast<unsigned char>(c);
            if (byte >= 0x20 && byte < 0x7f)
                to += c;
            else
                append_hex(to, "\\x", byte, 2);
            ++at;
        } else {
            base::DecodedCodePoint d = base::decode_utf8(text, at);
            if (!d.valid)
                append_hex(to, "\\x", static_cast<unsigned char>(c), 2);
            else if (base::is_surrogate(d.code_point) || !printable(d.code_point))
                append_escaped(to, d.code_point);
            else
                to += text.substr(at, d.size);
            at += d.size;
        }
    }
    to += quote;
    return to;
}

std::string strict_utf8(std::string_view text) {
    if (base::find_invalid_utf8(text) == std::string_view::npos) return std::string(text);
    std::string to;
    for (size_t at = 0; at < text.size();) {
        base::DecodedCodePoint d = base::decode_utf8(text, at);
        if (!d.valid)
            append_hex(to, "\\x", static_cast<unsigned char>(text[at]), 2);
        else if (base::is_surrogate(d.code_point))
            append_escaped(to, d.code_point);
        else
            to += text.substr(at, d.size);
        at += d.size;
    }
    return to;
}

std::string time_text(double seconds) {
    if (!std::isfinite(seconds)) return python_float(seconds);
    char buffer[352];
    int length = std::snprintf(buffer, sizeof buffer, "%.6f", seconds);
    std::string text(buffer, static_cast<size_t>(length));
    size_t last = text.find_last_not_of('0');
    text.resize(text[last] == '.' ? last + 2 : last + 1);
    return text == "-0.0" ? "0.0" : text;
}

std::string Namer::task(uint32_t number) const { return number ? strict_utf8(names.name(number, offset)) : std::string(); }

std::string Namer::awaitable(Awaitable a) const {
    if (a.kind == Awaitable::Kind::Task) return task(a.number);
    if (a.kind == Awaitable::Kind::Future) return "future#" + std::to_string(a.number);
    return {};
}

namespace {

std::string plain_text(const Namer& namer, const PlainValue& v) {
    std::string name = strict_utf8(namer.tables.string(v.name));
    std::string number = std::to_string(v.n);
    switch (v.code) {
        case ValueCode::None: return "None";
        case ValueCode::False: return "False";
        case ValueCode::True: return "True";
        case ValueCode::Ellipsis: return "Ellipsis";
        case ValueCode::SmallInt:
        case ValueCode::Int: return number;
        case ValueCode::Float: return python_float(v.real);
        case ValueCode::Str: return quoted(v, false, false);
        case ValueCode::StrCut: return quoted(v, false, true);
        case ValueCode::Bytes: return quoted(v, true, false);
        case ValueCode::BytesCut: return quoted(v, true, true);
        case ValueCode::Text: return cut(strict_utf8(v.bytes), false);
        case ValueCode::TextCut: return cut(strict_utf8(v.bytes), true);
        case ValueCode::Object: return "<" + name + " #" + number + ">";
        case ValueCode::Exception: return name;
        case ValueCode::Class: return "<class '" + name + "'>";
        case ValueCode::Function: return "<function " + name + ">";
        case ValueCode::Task: return namer.task(static_cast<uint32_t>(v.n));
        case ValueCode::Future: return "future#" + number;
        case ValueCode::Handle: return "handle#" + number;
        case ValueCode::Generator: {
            const FunctionInfo& info = namer.tables.function(v.name);
            return "<" + std::string(flavor_name(info.flavor)) + " " + strict_utf8(info.qualname) + " #" + number + ">";
        }
        case ValueCode::Nothing:
        case ValueCode::Count: break;
    }
    return {};
}

}  // namespace

std::string Namer::value(const Value& v) const {
    if (v.code != ValueCode::Exception) return cut(plain_text(*this, v), false);
    return cut(plain_text(*this, v) + "(" + plain_text(*this, v.argument) + ")", false);
}

std::string Namer::callback(const CallbackRef& callback) const {
    switch (callback.code) {
        case CallbackCode::TaskStep: return task(callback.about.number) + ".step";
        case CallbackCode::TaskWakeup: return task(callback.about.number) + ".wakeup";
        case CallbackCode::FutureSetResult: return awaitable(callback.about) + ".set_result";
        case CallbackCode::Named: return strict_utf8(tables.string(callback.name));
        case CallbackCode::NamedFor: return strict_utf8(tables.string(callback.name)) + "(" + awaitable(callback.about) + ")";
        case CallbackCode::Count: break;
    }
    return {};
}

}  // namespace loopscope::trace
