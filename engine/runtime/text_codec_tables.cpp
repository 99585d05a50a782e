// One-byte encodings (ascii, latin-1, cp1252) and the escapes of Python's literals as an encoding.
#include "base/utf8.h"
#include "runtime/text_codecs.h"

namespace loopscope::runtime::codec {

namespace {

// cp1252 differs from latin-1 in 0x80 to 0x9F; 0: no character.
constexpr uint16_t kCp1252[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                  0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                  0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

// The byte of a character, or -1.
int byte_of(uint32_t c, Codec codec) {
    if (c < 0x80) return static_cast<int>(c);
    if (codec == Codec::Ascii) return -1;
    if (codec == Codec::Latin1) return c < 0x100 ? static_cast<int>(c) : -1;
    if (c >= 0xA0 && c < 0x100) return static_cast<int>(c);
    for (int i = 0; i < 32; i++)
        if (kCp1252[i] == c) return 0x80 + i;
    return -1;
}

int hex_value(uint8_t c) {
    if (c >= '0' && c <= '9') return c - '0';
    uint8_t lower = c | 32;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// \xhh, \uhhhh, \Uhhhhhhhh at d.at.
Status decode_hex_escape(Decoding& d, size_t digits) {
    uint32_t c = 0;
    size_t i = d.at + 2, end = i + digits;
    for (; i < end; i++) {
        int v = i < d.n ? hex_value(d.p[i]) : -1;
        if (v < 0)
            return d.wrong(i, digits == 2   ? "truncated \\xXX escape"
                              : digits == 4 ? "truncated \\uXXXX escape"
                                            : "truncated \\UXXXXXXXX escape");
        c = c << 4 | static_cast<uint32_t>(v);
    }
    if (c > 0x10FFFF) return d.wrong(end, "illegal Unicode character");
    d.out.add(c);
    d.at = end;
    return Status::Ok;
}

void decode_octal(Decoding& d) {
    uint32_t c = 0;
    size_t i = d.at + 1, end = i + 3;
    for (; i < end && i < d.n && d.p[i] >= '0' && d.p[i] <= '7'; i++) c = c << 3 | (d.p[i] - '0');
    d.out.add(c);
    d.at = i;
}

Status decode_escape(Decoding& d) {
    static constexpr char kFrom[] = "\\'\"abfnrtv", kTo[] = "\\'\"\a\b\f\n\r\t\v";
    if (d.at + 1 >= d.n) return d.wrong(d.n, "\\ at end of string");
    char c = static_cast<char>(d.p[d.at + 1]);
    if (c == '\n') {
        d.at += 2;
        return Status::Ok;
    }
    if (const char* found = strchr(kFrom, c); found && c) {
        d.out.add(static_cast<uint8_t>(kTo[found - kFrom]));
        d.at += 2;
        return Status::Ok;
    }
    if (c == 'x') return decode_hex_escape(d, 2);
    if (c == 'u') return decode_hex_escape(d, 4);
    if (c == 'U') return decode_hex_escape(d, 8);
    if (c >= '0' && c <= '7') {
        decode_octal(d);
        return Status::Ok;
    }
    d.out.add('\\');
    d.at++;
    return Status::Ok;
}

}  // namespace

Status decode_table(Decoding& d, Codec codec) {
    while (d.at < d.n) {
        uint8_t b = d.p[d.at];
        uint32_t c = b;
        if (codec == Codec::Ascii && b >= 0x80) {
            if (Status s = d.wrong(d.at + 1, "ordinal not in range(128)"); s != Status::Ok) return s;
            continue;
        }
        if (codec == Codec::Cp1252 && b >= 0x80 && b < 0xA0) {
            c = kCp1252[b - 0x80];
            if (!c) {
                if (Status s = d.wrong(d.at + 1, "character maps to <undefined>"); s != Status::Ok) return s;
                continue;
            }
        }
        d.out.add(c);
        d.at++;
    }
    return Status::Ok;
}

Status encode_table(Encoding& e, Codec codec) {
    const char* reason = codec == Codec::Ascii    ? "ordinal not in range(128)"
                         : codec == Codec::Latin1 ? "ordinal not in range(256)"
                                                  : "character maps to <undefined>";
    while (e.at < e.s->len) {
        int b = byte_of(str_at(e.s, e.at), codec);
        if (b >= 0) {
            e.out += static_cast<char>(b);
            e.at++;
            continue;
        }
        uint32_t end = e.at + 1;
        while (end < e.s->len && byte_of(str_at(e.s, end), codec) < 0) end++;
        if (Status s = e.wrong(end, reason); s != Status::Ok) return s;
    }
    return Status::Ok;
}

Status decode_escapes(Decoding& d, bool raw) {
    while (d.at < d.n) {
        bool escape = d.p[d.at] == '\\';
        if (raw && escape) escape = d.at + 1 < d.n && (d.p[d.at + 1] == 'u' || d.p[d.at + 1] == 'U');
        if (!escape) {
            bool pair = raw && d.p[d.at] == '\\' && d.at + 1 < d.n && d.p[d.at + 1] == '\\';
            d.out.add(d.p[d.at++]);
            if (pair) d.out.add(d.p[d.at++]);
            continue;
        }
        if (Status s = raw ? decode_hex_escape(d, d.p[d.at + 1] == 'u' ? 4 : 8) : decode_escape(d); s != Status::Ok) return s;
    }
    return Status::Ok;
}

Status encode_escapes(Encoding& e, bool raw) {
    char room[16];
    for (; e.at < e.s->len; e.at++) {
        uint32_t c = str_at(e.s, e.at);
        if (raw ? c < 0x100 : c >= ' ' && c < 0x7F && c != '\\') {
            e.out += static_cast<char>(c);
            continue;
        }
        if (c == '\\')
            e.out += "\\\\";
        else if (c == '\n')
            e.out += "\\n";
        else if (c == '\r')
            e.out += "\\r";
        else if (c == '\t')
            e.out += "\\t";
        else {
            snprintf(room, sizeof room, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
            e.out += room;
        }
    }
    return Status::Ok;
}

}  // namespace loopscope::runtime::codec
