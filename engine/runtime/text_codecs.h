// Inside of the codecs: what encoders and decoders share, above all the error handlers. Used by text_codec*.cpp only.
#pragma once
#include "runtime/text_util.h"

namespace loopscope::runtime::codec {

enum class Handler : uint8_t { Strict, Ignore, Replace, Backslash, XmlCharRef, SurrogateEscape, SurrogatePass, Unknown };
Handler handler_of(std::string_view name);

enum class Codec : uint8_t {
    Utf8,
    Utf8Sig,
    Ascii,
    Latin1,
    Utf16,
    Utf16Le,
    Utf16Be,
    Utf32,
    Utf32Le,
    Utf32Be,
    Cp1252,
    UnicodeEscape,
    RawUnicodeEscape,
    Unknown
};
Codec codec_of(std::string_view encoding);

struct Decoding {
    VM& vm;
    Cell object;  // for the exception
    const uint8_t* p;
    size_t n;
    const char* encoding;  // its name in messages
    Handler handler;
    std::string_view handler_name;
    StrBuilder out;
    size_t at = 0;

    // The bytes from `at` to `end` are wrong: the handler writes what stands for them and `at` moves behind. Fail: raised.
    Status wrong(size_t end, const char* reason);
};

struct Encoding {
    VM& vm;
    Cell object;
    const Str* s;
    const char* encoding;
    Handler handler;
    std::string_view handler_name;
    std::string out;
    uint32_t at = 0;
    void (*put_ascii)(Encoding& e, uint32_t c);  // writes one replacement character

    // The characters from `at` to `end` cannot be encoded. `pass`: how surrogatepass writes a surrogate, or null.
    Status wrong(uint32_t end, const char* reason, void (*pass)(Encoding& e, uint32_t c) = nullptr);
};

Status decode_utf8(Decoding& d);
Status decode_table(Decoding& d, Codec codec);                             // ascii, latin-1, cp1252
Status decode_wide(Decoding& d, unsigned unit, bool big, bool find_mark);  // utf-16, utf-32
Status decode_escapes(Decoding& d, bool raw);
Status encode_utf8(Encoding& e);
Status encode_table(Encoding& e, Codec codec);
Status encode_wide(Encoding& e, unsigned unit, bool big);
Status encode_escapes(Encoding& e, bool raw);

}  // namespace loopscope::runtime::codec
