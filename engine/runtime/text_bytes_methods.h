// The methods of bytes and bytearray, by file; text_bytes_type.cpp puts them into its tables. a[0] is bytes-like; results are
// of its kind.
#pragma once
#include "runtime/text_util.h"

namespace loopscope::runtime {

// ---- shared by the files
struct ByteView {
    const uint8_t* p = nullptr;
    uint32_t n = 0;
    ByteView() = default;
    explicit ByteView(Cell c) { bytes_view(c, &p, &n); }
    ByteView(const uint8_t* data, uint32_t count) : p(data), n(count) {}
};
Status give_like(VM& vm, Cell like, const void* data, size_t n, Cell* out);  // bytes or bytearray of these bytes
Status bytes_argument(VM& vm, Cell c, ByteView* out);                        // TypeError a bytes-like object is required
inline bool byte_space(uint32_t c) { return c == ' ' || (c >= 9 && c <= 13); }

#define METHOD(name) Status name(VM& vm, Args a, Cell* out);
// text_bytes_find.cpp
METHOD(bytes_find)
METHOD(bytes_rfind)
METHOD(bytes_index)
METHOD(bytes_rindex)
METHOD(bytes_count)
METHOD(bytes_startswith)
METHOD(bytes_endswith)
METHOD(bytes_partition)
METHOD(bytes_rpartition)
METHOD(bytes_replace)
METHOD(bytes_removeprefix)
METHOD(bytes_removesuffix)
METHOD(bytes_split)
METHOD(bytes_rsplit)
METHOD(bytes_splitlines)
METHOD(bytes_join)
METHOD(bytes_strip)
METHOD(bytes_lstrip)
METHOD(bytes_rstrip)
// text_bytes_shape.cpp
METHOD(bytes_center)
METHOD(bytes_ljust)
METHOD(bytes_rjust)
METHOD(bytes_zfill)
METHOD(bytes_expandtabs)
METHOD(bytes_upper)
METHOD(bytes_lower)
METHOD(bytes_title)
METHOD(bytes_capitalize)
METHOD(bytes_swapcase)
METHOD(bytes_isalnum)
METHOD(bytes_isalpha)
METHOD(bytes_isascii)
METHOD(bytes_isdigit)
METHOD(bytes_islower)
METHOD(bytes_isspace)
METHOD(bytes_istitle)
METHOD(bytes_isupper)
METHOD(bytes_hex)
METHOD(bytes_translate)
METHOD(bytes_maketrans)
METHOD(bytes_decode)
// text_bytearray.cpp
METHOD(bytearray_append)
METHOD(bytearray_extend)
METHOD(bytearray_insert)
METHOD(bytearray_pop)
METHOD(bytearray_remove)
METHOD(bytearray_reverse)
METHOD(bytearray_clear)
METHOD(bytearray_copy)
#undef METHOD

}  // namespace loopscope::runtime
