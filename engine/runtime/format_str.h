// str.format and the natives behind its hidden helper _str_format and the module _string. Registered by text_str_type.cpp.
#pragma once
#include "runtime/vm.h"

namespace loopscope::runtime {

Status str_format(VM& vm, Args a, Cell* out);  // str.format(self, ...)
Status str_format_map(VM& vm, Args a, Cell* out);
// (format, position) -> (next position, literal, field name or None, spec, conversion or None, spec has fields), or None at the
// end.
Status format_next_native(VM& vm, Args a, Cell* out);
// (field name) -> (first: int, str or "" for the next number; [(is attribute, name or index), ...])
Status format_field_native(VM& vm, Args a, Cell* out);
Status formatter_parser(VM& vm, Args a, Cell* out);  // _string.formatter_parser
Status formatter_field_name_split(VM& vm, Args a, Cell* out);

}  // namespace loopscope::runtime
