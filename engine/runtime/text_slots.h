// Special methods that str, bytes and bytearray share, as natives. Inside of text_*_type.cpp only.
#pragma once
#include "runtime/native_defs.h"
#include "runtime/text_util.h"

namespace loopscope::runtime {

template <CmpOp op>
Status text_compare_method(VM& vm, Args a, Cell* out) {
    return text_compare(vm, op, a[0], a[1], out);
}

Status text_add_method(VM& vm, Args a, Cell* out);
Status text_mul_method(VM& vm, Args a, Cell* out);
Status text_mod_method(VM& vm, Args a, Cell* out);
Status text_rmod_method(VM& vm, Args a, Cell* out);
Status text_contains_method(VM& vm, Args a, Cell* out);
Status text_len_method(VM& vm, Args a, Cell* out);
Status text_getitem_method(VM& vm, Args a, Cell* out);
Status text_iter_method(VM& vm, Args a, Cell* out);
Status text_hash_method(VM& vm, Args a, Cell* out);
Status text_repr_method(VM& vm, Args a, Cell* out);

#define LS_TEXT_SLOTS                                                                                                         \
    native("__add__", text_add_method, 2, 2, kSlotMethod), native("__mul__", text_mul_method, 2, 2, kSlotMethod),             \
        native("__rmul__", text_mul_method, 2, 2, kSlotMethod), native("__mod__", text_mod_method, 2, 2, kSlotMethod),        \
        native("__rmod__", text_rmod_method, 2, 2, kSlotMethod),                                                              \
        native("__contains__", text_contains_method, 2, 2, kSlotMethod),                                                      \
        native("__len__", text_len_method, 1, 1, kSlotMethod), native("__getitem__", text_getitem_method, 2, 2, kSlotMethod), \
        native("__iter__", text_iter_method, 1, 1, kSlotMethod), native("__repr__", text_repr_method, 1, 1, kSlotMethod),     \
        native("__lt__", text_compare_method<CmpOp::Lt>, 2, 2, kSlotMethod),                                                  \
        native("__le__", text_compare_method<CmpOp::Le>, 2, 2, kSlotMethod),                                                  \
        native("__eq__", text_compare_method<CmpOp::Eq>, 2, 2, kSlotMethod),                                                  \
        native("__ne__", text_compare_method<CmpOp::Ne>, 2, 2, kSlotMethod),                                                  \
        native("__gt__", text_compare_method<CmpOp::Gt>, 2, 2, kSlotMethod),                                                  \
        native("__ge__", text_compare_method<CmpOp::Ge>, 2, 2, kSlotMethod)

void setup_str_type(VM& vm);
void setup_bytes_types(VM& vm);

// encoding and errors of str(), bytes(), encode() and decode(): text of an argument or the default. Fail: TypeError pending.
Status codec_argument(VM& vm, Cell c, const char* function, const char* parameter, const char* absent, std::string* out);

}  // namespace loopscope::runtime
