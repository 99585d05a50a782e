// From the bytes of a file to the text that the lexer reads: size, NULs, BOM, coding cookie, UTF-8, newlines.
#include <cstdio>
#include <cstring>
#include <string>

#include "base/utf8.h"
#include "syntax/lexer.h"
#include "syntax/limits.h"

namespace loopscope::syntax {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

base::Diagnostic refusal(std::string_view file, std::uint32_t line, std::string message, std::string hint) {
    base::Diagnostic diagnostic;
    diagnostic.file = file;
    diagnostic.line = line;
    diagnostic.message = std::move(message);
    diagnostic.hint = std::move(hint);
    return diagnostic;
}

std::uint32_t line_of(std::string_view raw, std::size_t offset, const ParseOptions& options) {
    std::uint32_t line = options.line_offset + 1;
    for (std::size_t i = 0; i < offset; ++i) {
        if (raw[i] == '\n' || (raw[i] == '\r' && !(i + 1 < raw.size() && raw[i + 1] == '\n'))) ++line;
    }
    return line;
}

bool is_cookie_character(char c) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return is_letter || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

// The encoding that a comment line declares ("# -*- coding: NAME -*-"), or nothing.
std::string_view cookie_of(std::string_view line) {
    const std::size_t hash = line.find_first_not_of(" \t\f");
    if (hash == std::string_view::npos || line[hash] != '#') return {};
    for (std::size_t at = line.find("coding", hash); at != std::string_view::npos; at = line.find("coding", at + 1)) {
        std::size_t i = at + 6;
        if (i >= line.size() || (line[i] != ':' && line[i] != '=')) continue;
        i = line.find_first_not_of(" \t", i + 1);
        if (i == std::string_view::npos) continue;
        std::size_t end = i;
        while (end < line.size() && is_cookie_character(line[end])) ++end;
        if (end > i) return line.substr(i, end - i);
    }
    return {};
}

// A cookie counts in the first line, and in the second where the first is blank or a comment.
std::string_view find_cookie(std::string_view text, std::uint32_t& line_index) {
    for (line_index = 0; line_index < 2; ++line_index) {
        const std::size_t end = text.find_first_of("\r\n");
        const std::string_view line = text.substr(0, end);
        if (std::string_view cookie = cookie_of(line); !cookie.empty()) return cookie;
        const std::size_t first = line.find_first_not_of(" \t\f");
        if (first != std::string_view::npos && line[first] != '#') return {};
        if (end == std::string_view::npos) return {};
        text.remove_prefix(end + (text.substr(end, 2) == "\r\n" ? 2 : 1));
    }
    return {};
}

std::string plain_encoding_name(std::string_view cookie) {
    std::string name;
    for (char c : cookie) name += c == '_' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return name;
}

bool is_utf8_name(const std::string& name) {
    return name == "utf-8" || name == "utf8" || name.starts_with("utf-8-") || name == "u8" || name == "cp65001";
}

// Encodings that read pure ASCII as itself: with such a text the declaration changes nothing.
bool extends_ascii(const std::string& name) {
    for (std::string_view prefix : {"ascii", "us-ascii", "latin", "iso-8859-", "iso8859-", "iso-latin-1", "l1", "cp125",
                                    "windows-125", "cp437", "cp850", "koi8-", "mac-roman", "euc-", "gb", "big5", "shift-jis"}) {
        if (name.starts_with(prefix)) return true;
    }
    return false;
}

// Latin-1: each byte is the code point of its number.
bool is_latin1_name(const std::string& name) {
    for (std::string_view known : {"latin-1", "latin1", "iso-8859-1", "iso8859-1", "iso-latin-1", "l1"}) {
        if (name == known) return true;
    }
    return false;
}

std::string latin1_to_utf8(std::string_view raw) {
    std::string text;
    text.reserve(raw.size() + raw.size() / 8);
    for (char c : raw) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            text += c;
        } else {
            text += static_cast<char>(0xC0 | byte >> 6);
            text += static_cast<char>(0x80 | (byte & 0x3F));
        }
    }
    return text;
}

std::string hexadecimal_byte(char c) {
    char text[8];
    std::snprintf(text, sizeof text, "\\x%02x", static_cast<unsigned>(static_cast<unsigned char>(c)));
    return text;
}

std::string with_plain_newlines(std::string_view raw) {
    std::string text;
    text.reserve(raw.size() + 1);
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] != '\r') {
            text += raw[i];
        } else {
            text += '\n';
            if (i + 1 < raw.size() && raw[i + 1] == '\n') ++i;
        }
    }
    if (text.empty() || text.back() != '\n') text += '\n';
    return text;
}

}  // namespace

std::string source_to_show(std::string_view raw) {
    return base::find_invalid_utf8(raw) == std::string_view::npos ? std::string(raw) : latin1_to_utf8(raw);
}

base::Result<std::string> prepare_source(std::string_view raw, std::string_view file, const ParseOptions& options) {
    if (raw.size() > kMaxSourceBytes) {
        base::Diagnostic diagnostic = refusal(
            file, 0, "the source has " + std::to_string(raw.size()) + " bytes, more than " + std::to_string(kMaxSourceBytes),
            "");
        diagnostic.kind = base::DiagnosticKind::Limit;
        return diagnostic;
    }
    const bool has_mark = raw.starts_with(kByteOrderMark);
    if (has_mark) raw.remove_prefix(kByteOrderMark.size());
    if (const std::size_t nul = raw.find('\0'); nul != std::string_view::npos) {
        return refusal(file, line_of(raw, nul, options), "source code cannot contain null bytes",
                       "save the file as UTF-8 (it may be UTF-16 now)");
    }
    std::uint32_t cookie_line = 0;
    const std::string_view cookie = find_cookie(raw, cookie_line);
    const std::string encoding = plain_encoding_name(cookie);
    if (!cookie.empty() && !is_utf8_name(encoding)) {
        if (has_mark) return refusal(file, 0, "encoding problem: " + encoding + " with BOM", "drop the coding line");
        if (is_latin1_name(encoding)) return with_plain_newlines(latin1_to_utf8(raw));
        if (!extends_ascii(encoding) || !base::is_ascii(raw)) {
            base::Diagnostic diagnostic =
                refusal(file, options.line_offset + 1 + cookie_line, "encoding problem: " + std::string(cookie),
                        "only UTF-8 and Latin-1 source is read: save the file as UTF-8 and drop the coding line");
            diagnostic.kind = base::DiagnosticKind::Unsupported;
            return diagnostic;
        }
    }
    if (const std::size_t bad = base::find_invalid_utf8(raw); bad != std::string_view::npos) {
        const std::uint32_t line = line_of(raw, bad, options);
        return refusal(file, line,
                       "Non-UTF-8 code starting with '" + hexadecimal_byte(raw[bad]) + "' in file " + std::string(file) +
                           " on line " + std::to_string(line) +
                           ", but no encoding declared; see https://peps.python.org/pep-0263/ for details",
                       "save the file as UTF-8");
    }
    return with_plain_newlines(raw);
}

}  // namespace loopscope::syntax
