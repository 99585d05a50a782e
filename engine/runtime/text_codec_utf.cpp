// UTF-8, UTF-16 and UTF-32 with CPython's idea of which bytes one error covers.
#include "base/utf8.h"
#include "runtime/text_codecs.h"

namespace loopscope::runtime::codec {

namespace {

// What a lead byte asks of its sequence: the length, and the limits of its second byte.
struct Lead {
    uint32_t length;
    uint8_t low, high;
};

Lead lead_of(uint8_t b) {
    if (b < 0xC2 || b > 0xF4) return {0, 0, 0};
    if (b < 0xE0) return {2, 0x80, 0xBF};
    if (b < 0xF0) return {3, static_cast<uint8_t>(b == 0xE0 ? 0xA0 : 0x80), static_cast<uint8_t>(b == 0xED ? 0x9F : 0xBF)};
    return {4, static_cast<uint8_t>(b == 0xF0 ? 0x90 : 0x80), static_cast<uint8_t>(b == 0xF4 ? 0x8F : 0xBF)};
}

Status decode_sequence(Decoding& d) {
    uint8_t b = d.p[d.at];
    Lead lead = lead_of(b);
    if (!lead.length) return d.wrong(d.at + 1, "invalid start byte");
    uint32_t c = b & (0xFFu >> (lead.length + 1));
    for (uint32_t i = 1; i < lead.length; i++) {
        if (d.at + i >= d.n) return d.wrong(d.n, "unexpected end of data");
        uint8_t next = d.p[d.at + i];
        bool ok = i == 1 ? next >= lead.low && next <= lead.high : (next & 0xC0) == 0x80;
        if (!ok) return d.wrong(d.at + i, "invalid continuation byte");
        c = c << 6 | (next & 0x3F);
    }
    d.out.add(c);
    d.at += lead.length;
    return Status::Ok;
}

uint32_t unit_at(const Decoding& d, size_t at, unsigned unit, bool big) {
    uint32_t v = 0;
    for (unsigned i = 0; i < unit; i++) v |= uint32_t(d.p[at + i]) << 8 * (big ? unit - 1 - i : i);
    return v;
}

void put_unit(std::string& out, uint32_t v, unsigned unit, bool big) {
    for (unsigned i = 0; i < unit; i++) out += static_cast<char>(v >> 8 * (big ? unit - 1 - i : i));
}

Status decode_utf16_unit(Decoding& d, bool big) {
    uint32_t c = unit_at(d, d.at, 2, big);
    if (!base::is_surrogate(c)) {
        d.out.add(c);
        d.at += 2;
        return Status::Ok;
    }
    if (d.handler == Handler::SurrogatePass && (c >= 0xDC00 || d.at + 4 > d.n)) {
        d.out.add(c);
        d.at += 2;
        return Status::Ok;
    }
    if (c >= 0xDC00) return d.wrong(d.at + 2, "illegal encoding");
    if (d.at + 4 > d.n) return d.wrong(d.n, "unexpected end of data");
    uint32_t low = unit_at(d, d.at + 2, 2, big);
    if (low < 0xDC00 || low > 0xDFFF) {
        if (d.handler != Handler::SurrogatePass) return d.wrong(d.at + 2, "illegal UTF-16 surrogate");
        d.out.add(c);
        d.at += 2;
        return Status::Ok;
    }
    d.out.add(0x10000 + ((c & 0x3FF) << 10) + (low & 0x3FF));
    d.at += 4;
    return Status::Ok;
}

Status decode_utf32_unit(Decoding& d, bool big) {
    uint32_t c = unit_at(d, d.at, 4, big);
    bool pass = d.handler == Handler::SurrogatePass;
    if (base::is_surrogate(c) && !pass) return d.wrong(d.at + 4, "code point in surrogate code point range(0xd800, 0xe000)");
    if (c > 0x10FFFF) return d.wrong(d.at + 4, "code point not in range(0x110000)");
    d.out.add(c);
    d.at += 4;
    return Status::Ok;
}

void pass_utf8(Encoding& e, uint32_t c) { base::append_utf8(e.out, c); }
template <unsigned unit, bool big>
void put_wide(Encoding& e, uint32_t c) {
    put_unit(e.out, c, unit, big);
}

}  // namespace

Status decode_utf8(Decoding& d) {
    while (d.at < d.n) {
        if (d.p[d.at] < 0x80) {
            d.out.add(d.p[d.at++]);
            continue;
        }
        if (Status s = decode_sequence(d); s != Status::Ok) return s;
    }
    return Status::Ok;
}

Status decode_wide(Decoding& d, unsigned unit, bool big, bool find_mark) {
    if (find_mark && d.n >= unit) {
        uint32_t first = unit_at(d, 0, unit, false), mark = unit == 2 ? 0xFFFE : 0xFFFE0000;
        big = first == mark;
        if (big || first == 0xFEFF) d.at = unit;
    }
    while (d.at < d.n) {
        Status s = d.at + unit > d.n ? d.wrong(d.n, "truncated data")
                   : unit == 2       ? decode_utf16_unit(d, big)
                                     : decode_utf32_unit(d, big);
        if (s != Status::Ok) return s;
    }
    return Status::Ok;
}

Status encode_utf8(Encoding& e) {
    while (e.at < e.s->len) {
        uint32_t c = str_at(e.s, e.at);
        if (!base::is_surrogate(c)) {
            base::append_utf8(e.out, c);
            e.at++;
            continue;
        }
        uint32_t end = e.at + 1;
        while (end < e.s->len && base::is_surrogate(str_at(e.s, end))) end++;
        if (Status s = e.wrong(end, "surrogates not allowed", pass_utf8); s != Status::Ok) return s;
    }
    return Status::Ok;
}

Status encode_wide(Encoding& e, unsigned unit, bool big) {
    e.put_ascii = unit == 2 ? (big ? put_wide<2, true> : put_wide<2, false>) : (big ? put_wide<4, true> : put_wide<4, false>);
    while (e.at < e.s->len) {
        uint32_t c = str_at(e.s, e.at);
        if (base::is_surrogate(c)) {
            if (Status s = e.wrong(e.at + 1, "surrogates not allowed", e.put_ascii); s != Status::Ok) return s;
            continue;
        }
        if (unit == 2 && c >= 0x10000) {
            put_unit(e.out, 0xD800 | (c - 0x10000) >> 10, 2, big);
            put_unit(e.out, 0xDC00 | ((c - 0x10000) & 0x3FF), 2, big);
        } else {
            put_unit(e.out, c, unit, big);
        }
        e.at++;
    }
    return Status::Ok;
}

}  // namespace loopscope::runtime::codec
