// Operators and protocols of str, bytes and bytearray: what operators.cpp and the natives dispatch to. All go by the object's
// Kind: whether a subclass overrides something is the caller's to look at.
#pragma once
#include "runtime/vm.h"

namespace loopscope::runtime {

constexpr uint32_t kMaxTextLength = 1u << 30;  // code points or bytes; longer results are a MemoryError

inline bool is_bytes(Cell c) { return is_kind(c, kBytes); }
inline bool is_bytearray(Cell c) { return is_kind(c, kByteArray); }
inline bool is_bytes_like(Cell c) { return is_obj(c) && (obj_of(c)->kind == kBytes || obj_of(c)->kind == kByteArray); }
inline bool is_text(Cell c) { return is_obj(c) && obj_of(c)->kind >= kStr && obj_of(c)->kind <= kByteArray; }

// Each returns Ok with vm.not_implemented (counted) where it does not know the operands.
Status text_binary(VM& vm, BinOp op, bool inplace, Cell a, Cell b, Cell* out);  // % may return Call (native frame)
Status text_compare(VM& vm, CmpOp op, Cell a, Cell b, Cell* out);
// When every candidate answered NotImplemented: repeats by __index__ objects and complains in the sequences' own words
// (can only concatenate str (not "int") to str). Also Ok with vm.not_implemented where nothing special is to be said.
Status text_binary_last(VM& vm, BinOp op, bool inplace, Cell a, Cell b, Cell* out);
Status text_subscript(VM& vm, Cell o, Cell key, Cell* out);                 // may return Call (__index__)
Status text_store_subscript(VM& vm, Cell bytearray, Cell key, Cell value);  // value EMPTY: delete; Call: result is dropped
Status text_contains(VM& vm, Cell o, Cell item, Cell* out);                 // a bool
uint32_t text_length(Cell o);
Status text_hash(VM& vm, Cell o, int64_t* out);  // TypeError for bytearray
Status text_repr(VM& vm, Cell o, Cell* out);     // repr of str, bytes, bytearray
bool text_equals(Cell a, Cell b);                // both is_text; str never equals bytes

// `left += right` where the caller holds the only reference to left: grows in place if it can. Returns the result, which takes
// over the caller's reference to left (null: MemoryError pending, left is let go). Keeps loops of += from being quadratic.
Str* str_append_inplace(VM& vm, Str* left, Str* right);

// ---- sizes of objects, for destruction and heap walks
inline size_t str_bytes(uint32_t len, uint32_t width) {
    size_t bytes = sizeof(Str) - sizeof(Str::data) + size_t(len) * width;
    return bytes < sizeof(Str) ? sizeof(Str) : bytes;
}
inline size_t bytes_bytes(uint32_t len) {
    size_t bytes = sizeof(Bytes) - sizeof(Bytes::data) + size_t(len);
    return bytes < sizeof(Bytes) ? sizeof(Bytes) : bytes;
}
inline size_t native_state_bytes(uint32_t size) {
    return sizeof(NativeState) - sizeof(NativeState::data) + size_t(size < 8 ? 8 : size);
}
void free_bytearray(VM& vm, ByteArray* b);  // the block of its own, not the object

// ---- making bytes
Bytes* new_bytes(VM& vm, const void* data, size_t n);  // null: MemoryError pending
Bytes* new_bytes_raw(VM& vm, uint32_t n);              // to be filled
ByteArray* new_bytearray(VM& vm, const void* data, size_t n, Class* cls = nullptr);
bool bytearray_resize(VM& vm, ByteArray* b, size_t n);  // new bytes are not set
// The bytes of a bytes-like object (borrowed). False: it is none.
bool bytes_view(Cell c, const uint8_t** data, uint32_t* n);

// ---- making and cutting str
Str* substring(VM& vm, Str* s, uint32_t start, uint32_t end);  // owned; narrows; start <= end <= len
Str* str_concat(VM& vm, Str* a, Str* b);
Str* str_from_ascii(VM& vm, const char* s, size_t n);  // bytes all below 128
Str* str_from_latin1(VM& vm, const uint8_t* s, size_t n);
Str* str_char(VM& vm, uint32_t code_point);                                             // chr()
Status join_strings(VM& vm, Str* separator, const Cell* items, uint32_t n, Cell* out);  // TypeError where an item is no str
std::string str_repr_utf8(const Str* s);
std::string str_ascii_repr_utf8(const Str* s);          // ascii()
std::string ascii_of_repr(std::string_view repr_utf8);  // what ascii() makes of a repr
std::string bytes_repr(const uint8_t* data, size_t n);
Status text_machine_check_str(VM& vm, Cell value, const char* method);  // TypeError "__str__ returned non-string (type X)"

// ---- codecs: utf-8, ascii, latin-1, utf-16, utf-32, utf-8-sig, cp1252, unicode_escape with the standard error handlers
Status encode_str(VM& vm, Cell str, std::string_view encoding, std::string_view errors, Cell* out);           // bytes
Status decode_bytes(VM& vm, Cell bytes_like, std::string_view encoding, std::string_view errors, Cell* out);  // str
// What str() of a UnicodeEncodeError, UnicodeDecodeError says; their attributes encoding, object, start, end, reason are
// extra[0..4].
std::string unicode_error_text(const Exception* e, bool decode);

// ---- formatting
Status percent_format(VM& vm, Cell format, Cell values, Cell* out);  // str, bytes or bytearray; may return Call
void setup_text_types(VM& vm);

}  // namespace loopscope::runtime
