// The methods of str, by file; text_str_type.cpp puts them into its table. Each is a NativeFn whose a[0] is the str.
#pragma once
#include "runtime/vm.h"

namespace loopscope::runtime {

#define METHOD(name) Status name(VM& vm, Args a, Cell* out);
// text_str_find.cpp
METHOD(str_find)
METHOD(str_rfind)
METHOD(str_index)
METHOD(str_rindex)
METHOD(str_count)
METHOD(str_startswith)
METHOD(str_endswith)
METHOD(str_partition)
METHOD(str_rpartition)
METHOD(str_replace)
METHOD(str_removeprefix)
METHOD(str_removesuffix)
// text_str_split.cpp
METHOD(str_split)
METHOD(str_rsplit)
METHOD(str_splitlines)
METHOD(str_join)
METHOD(str_strip)
METHOD(str_lstrip)
METHOD(str_rstrip)
// text_str_fill.cpp
METHOD(str_center)
METHOD(str_ljust)
METHOD(str_rjust)
METHOD(str_zfill)
METHOD(str_expandtabs)
// text_str_case.cpp
METHOD(str_upper)
METHOD(str_lower)
METHOD(str_title)
METHOD(str_capitalize)
METHOD(str_casefold)
METHOD(str_swapcase)
METHOD(str_isalnum)
METHOD(str_isalpha)
METHOD(str_isascii)
METHOD(str_isdecimal)
METHOD(str_isdigit)
METHOD(str_isidentifier)
METHOD(str_islower)
METHOD(str_isnumeric)
METHOD(str_isprintable)
METHOD(str_isspace)
METHOD(str_istitle)
METHOD(str_isupper)
// text_str_translate.cpp
METHOD(str_maketrans)
METHOD(str_translate)
#undef METHOD

}  // namespace loopscope::runtime
