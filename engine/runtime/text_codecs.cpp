// str.encode and bytes.decode: the codecs by name, and what the error handlers do.
#include "runtime/text_codecs.h"

#include "base/utf8.h"

namespace loopscope::runtime {

namespace codec {

namespace {

// Encoding names are compared without case and with - for _ and spaces.
std::string normal(std::string_view name) {
    std::string out;
    for (char c : name) out += c == '_' || c == ' ' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return out;
}

struct CodecName {
    const char* name;
    Codec codec;
};
constexpr CodecName kCodecs[] = {
    {"utf-8", Codec::Utf8},
    {"utf8", Codec::Utf8},
    {"u8", Codec::Utf8},
    {"utf", Codec::Utf8},
    {"cp65001", Codec::Utf8},
    {"utf-8-sig", Codec::Utf8Sig},
    {"ascii", Codec::Ascii},
    {"us-ascii", Codec::Ascii},
    {"646", Codec::Ascii},
    {"latin-1", Codec::Latin1},
    {"latin1", Codec::Latin1},
    {"iso-8859-1", Codec::Latin1},
    {"iso8859-1", Codec::Latin1},
    {"8859", Codec::Latin1},
    {"cp819", Codec::Latin1},
    {"latin", Codec::Latin1},
    {"l1", Codec::Latin1},
    {"utf-16", Codec::Utf16},
    {"utf16", Codec::Utf16},
    {"u16", Codec::Utf16},
    {"utf-16-le", Codec::Utf16Le},
    {"utf-16le", Codec::Utf16Le},
    {"utf-16-be", Codec::Utf16Be},
    {"utf-16be", Codec::Utf16Be},
    {"utf-32", Codec::Utf32},
    {"utf32", Codec::Utf32},
    {"u32", Codec::Utf32},
    {"utf-32-le", Codec::Utf32Le},
    {"utf-32le", Codec::Utf32Le},
    {"utf-32-be", Codec::Utf32Be},
    {"utf-32be", Codec::Utf32Be},
    {"cp1252", Codec::Cp1252},
    {"windows-1252", Codec::Cp1252},
    {"1252", Codec::Cp1252},
    {"unicode-escape", Codec::UnicodeEscape},
    {"unicodeescape", Codec::UnicodeEscape},
    {"raw-unicode-escape", Codec::RawUnicodeEscape},
    {"rawunicodeescape", Codec::RawUnicodeEscape},
};

struct HandlerName {
    const char* name;
    Handler handler;
};
constexpr HandlerName kHandlers[] = {
    {"strict", Handler::Strict},
    {"ignore", Handler::Ignore},
    {"replace", Handler::Replace},
    {"backslashreplace", Handler::Backslash},
    {"namereplace", Handler::Backslash},
    {"xmlcharrefreplace", Handler::XmlCharRef},
    {"surrogateescape", Handler::SurrogateEscape},
    {"surrogatepass", Handler::SurrogatePass},
};

std::string escape_of(uint32_t c) {
    char room[16];
    snprintf(room, sizeof room, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
    return room;
}

Status raise_coding(VM& vm, C exc, const char* encoding, Cell object, size_t start, size_t end, const char* reason) {
    Owned name(vm, new_str_cell(vm, encoding)), why(vm, new_str_cell(vm, reason));
    if (is_empty(name) || is_empty(why)) return Status::Fail;
    Owned args(vm, tuple_of(vm, {name, object, int_cell(int64_t(start)), int_cell(int64_t(end)), why}));
    if (is_empty(args)) return Status::Fail;
    return raise_cell(vm, exc, args);
}

Status unknown_handler(VM& vm, std::string_view name) {
    return raise(vm, C::LookupError, "unknown error handler name '%s'", std::string(name).c_str());
}

}  // namespace

Codec codec_of(std::string_view encoding) {
    if (encoding == "utf-8") return Codec::Utf8;
    std::string name = normal(encoding);
    for (auto& c : kCodecs)
        if (name == c.name) return c.codec;
    return Codec::Unknown;
}

Handler handler_of(std::string_view name) {
    for (auto& h : kHandlers)
        if (name == h.name) return h.handler;
    return Handler::Unknown;
}

Status Decoding::wrong(size_t end, const char* reason) {
    if (end > n) end = n;
    size_t first = at;
    auto refuse = [&] {
        Owned bytes(vm, is_bytes(object) ? newref(object) : empty_cell());
        if (is_empty(bytes)) {
            Bytes* copy = new_bytes(vm, p, n);
            if (!copy) return Status::Fail;
            bytes.reset(obj_cell(copy));
        }
        return raise_coding(vm, C::UnicodeDecodeError, encoding, bytes, first, end, reason);
    };
    switch (handler) {
        case Handler::Ignore: break;
        case Handler::Replace: out.add(0xFFFD); break;
        case Handler::Backslash:
            for (size_t i = at; i < end; i++) out.add_ascii(escape_of(p[i]));
            break;
        case Handler::SurrogateEscape:
            if (p[at] < 0x80) return refuse();
            while (at < end && p[at] >= 0x80) out.add(0xDC00u + p[at++]);
            return Status::Ok;
        case Handler::SurrogatePass:
            if (at + 2 < n && p[at] == 0xED && p[at + 1] >= 0xA0 && p[at + 1] <= 0xBF && (p[at + 2] & 0xC0) == 0x80 &&
                std::string_view(encoding) == "utf-8") {
                out.add(0xD000u | (p[at + 1] & 0x3Fu) << 6 | (p[at + 2] & 0x3Fu));
                at += 3;
                return Status::Ok;
            }
            return refuse();
        case Handler::XmlCharRef:
            return raise(vm, C::TypeError, "don't know how to handle UnicodeDecodeError in error callback");
        case Handler::Unknown: return unknown_handler(vm, handler_name);
        default: return refuse();
    }
    at = end;
    return Status::Ok;
}

Status Encoding::wrong(uint32_t end, const char* reason, void (*pass)(Encoding&, uint32_t)) {
    auto put = [&](const std::string& text) {
        for (char c : text) put_ascii(*this, static_cast<uint8_t>(c));
    };
    for (; at < end; at++) {
        uint32_t c = str_at(s, at);
        switch (handler) {
            case Handler::Ignore: continue;
            case Handler::Replace: put_ascii(*this, '?'); continue;
            case Handler::Backslash: put(escape_of(c)); continue;
            case Handler::XmlCharRef: put("&#" + std::to_string(c) + ";"); continue;
            case Handler::SurrogateEscape:
                if (c < 0xDC80 || c > 0xDCFF) break;
                out += static_cast<char>(c - 0xDC00);
                continue;
            case Handler::SurrogatePass:
                if (!pass || !base::is_surrogate(c)) break;
                pass(*this, c);
                continue;
            case Handler::Unknown: return unknown_handler(vm, handler_name);
            default: break;
        }
        return raise_coding(vm, C::UnicodeEncodeError, encoding, object, at, end, reason);
    }
    return Status::Ok;
}

}  // namespace codec

using codec::Codec;

namespace {

Status unknown_encoding(VM& vm, std::string_view encoding) {
    return raise(vm, C::LookupError, "unknown encoding: %s", std::string(encoding).c_str());
}

const char* shown_name(Codec c) {
    switch (c) {
        case Codec::Ascii: return "ascii";
        case Codec::Latin1: return "latin-1";
        case Codec::Utf16: return "utf-16";
        case Codec::Utf16Le: return "utf-16-le";
        case Codec::Utf16Be: return "utf-16-be";
        case Codec::Utf32: return "utf-32";
        case Codec::Utf32Le: return "utf-32-le";
        case Codec::Utf32Be: return "utf-32-be";
        case Codec::Cp1252: return "charmap";
        case Codec::UnicodeEscape: return "unicodeescape";
        case Codec::RawUnicodeEscape: return "rawunicodeescape";
        default: return "utf-8";
    }
}

Status decode_by(codec::Decoding& d, Codec c) {
    switch (c) {
        case Codec::Utf8: return codec::decode_utf8(d);
        case Codec::Utf8Sig:
            if (d.n >= 3 && memcmp(d.p, "\xEF\xBB\xBF", 3) == 0) d.at = 3;
            return codec::decode_utf8(d);
        case Codec::Utf16: return codec::decode_wide(d, 2, false, true);
        case Codec::Utf16Le: return codec::decode_wide(d, 2, false, false);
        case Codec::Utf16Be: return codec::decode_wide(d, 2, true, false);
        case Codec::Utf32: return codec::decode_wide(d, 4, false, true);
        case Codec::Utf32Le: return codec::decode_wide(d, 4, false, false);
        case Codec::Utf32Be: return codec::decode_wide(d, 4, true, false);
        case Codec::UnicodeEscape: return codec::decode_escapes(d, false);
        case Codec::RawUnicodeEscape: return codec::decode_escapes(d, true);
        default: return codec::decode_table(d, c);
    }
}

Status encode_by(codec::Encoding& e, Codec c) {
    switch (c) {
        case Codec::Utf8Sig: e.out = "\xEF\xBB\xBF"; return codec::encode_utf8(e);
        case Codec::Utf8: return codec::encode_utf8(e);
        case Codec::Utf16: e.out = std::string("\xFF\xFE", 2); return codec::encode_wide(e, 2, false);
        case Codec::Utf16Le: return codec::encode_wide(e, 2, false);
        case Codec::Utf16Be: return codec::encode_wide(e, 2, true);
        case Codec::Utf32: e.out = std::string("\xFF\xFE\0\0", 4); return codec::encode_wide(e, 4, false);
        case Codec::Utf32Le: return codec::encode_wide(e, 4, false);
        case Codec::Utf32Be: return codec::encode_wide(e, 4, true);
        case Codec::UnicodeEscape: return codec::encode_escapes(e, false);
        case Codec::RawUnicodeEscape: return codec::encode_escapes(e, true);
        default: return codec::encode_table(e, c);
    }
}

bool is_ascii_superset(Codec c) { return c == Codec::Utf8 || c == Codec::Ascii || c == Codec::Latin1 || c == Codec::Cp1252; }

}  // namespace

Status decode_bytes(VM& vm, Cell object, std::string_view encoding, std::string_view errors, Cell* out) {
    const uint8_t* p;
    uint32_t n;
    if (!bytes_view(object, &p, &n))
        return raise(vm, C::TypeError, "a bytes-like object is required, not '%s'", type_name(vm, object));
    if (n == 0) return give_obj(out, str_from_ascii(vm, "", 0));
    Codec c = codec::codec_of(encoding);
    if (c == Codec::Unknown) return unknown_encoding(vm, encoding);
    if (!charge_text(vm, uint64_t(n) * 2)) return Status::Fail;
    std::string_view text(reinterpret_cast<const char*>(p), n);
    if (is_ascii_superset(c) && base::is_ascii(text)) return give_obj(out, str_from_ascii(vm, text.data(), n));
    if (c == Codec::Latin1) return give_obj(out, str_from_latin1(vm, p, n));
    if (!reserve_heap(vm, uint64_t(n) * 2)) return Status::Fail;
    codec::Decoding d{vm, object, p, n, shown_name(c), codec::handler_of(errors), errors, {}};
    if (Status s = decode_by(d, c); s != Status::Ok) return s;
    return d.out.finish(vm, out);
}

Status encode_str(VM& vm, Cell text, std::string_view encoding, std::string_view errors, Cell* out) {
    auto* s = as<Str>(text);
    Codec c = codec::codec_of(encoding);
    if (c == Codec::Unknown) return unknown_encoding(vm, encoding);
    if (!charge_text(vm, uint64_t(s->len) * 2)) return Status::Fail;
    if (is_ascii_superset(c) && is_ascii(s)) return give_obj(out, new_bytes(vm, s->data, s->len));
    if (!reserve_heap(vm, uint64_t(s->len) * 4)) return Status::Fail;
    codec::Encoding e{
        vm, text, s, shown_name(c), codec::handler_of(errors), errors, {}, 0, [](codec::Encoding& to, uint32_t ch) {
            to.out += static_cast<char>(ch);
        }};
    if (Status st = encode_by(e, c); st != Status::Ok) return st;
    return give_obj(out, new_bytes(vm, e.out.data(), e.out.size()));
}

std::string unicode_error_text(const Exception* e, bool decode) {
    const Cell* x = e->extra;
    if (!is_str(x[0]) || !is_small_int(x[2]) || !is_small_int(x[3]) || !is_str(x[4])) return "";
    int64_t start = int_of(x[2]), end = int_of(x[3]);
    std::string codec = str_utf8(x[0]), reason = str_utf8(x[4]), what;
    if (end != start + 1) {
        what = std::string(decode ? "bytes" : "characters") + " in position " + std::to_string(start) + "-" +
               std::to_string(end - 1);
    } else if (decode) {
        const uint8_t* p;
        uint32_t n;
        char room[8] = "";
        if (bytes_view(x[1], &p, &n) && start >= 0 && start < n) snprintf(room, sizeof room, "0x%02x", p[start]);
        what = std::string("byte ") + room + " in position " + std::to_string(start);
    } else {
        std::string shown;
        if (is_str(x[1]) && start >= 0 && start < as<Str>(x[1])->len)
            shown = codec::escape_of(str_at(as<Str>(x[1]), uint32_t(start)));
        what = "character '" + shown + "' in position " + std::to_string(start);
    }
    return "'" + codec + "' codec can't " + (decode ? "decode " : "encode ") + what + ": " + reason;
}

}  // namespace loopscope::runtime
