// Special methods that the number classes share, as natives: template arguments say which. Inside of num_type_*.cpp only.
#pragma once
#include "runtime/native_defs.h"
#include "runtime/num_ops.h"
#include "runtime/text_util.h"

namespace loopscope::runtime {

// What the other operand may be: an int for int's methods, any number for float's.
enum class Among : uint8_t { Ints, Numbers };

template <Among among>
bool operand(Cell c) {
    return among == Among::Ints ? is_int(c) : is_number(c);
}

template <BinOp op, Among among>
Status forward_op(VM& vm, Args a, Cell* out) {
    return operand<among>(a[1]) ? number_binary(vm, op, a[0], a[1], out) : give_not_implemented(vm, out);
}
template <BinOp op, Among among>
Status reflected_op(VM& vm, Args a, Cell* out) {
    return operand<among>(a[1]) ? number_binary(vm, op, a[1], a[0], out) : give_not_implemented(vm, out);
}
template <CmpOp op, Among among>
Status compare_op(VM& vm, Args a, Cell* out) {
    return operand<among>(a[1]) ? number_compare(vm, op, a[0], a[1], out) : give_not_implemented(vm, out);
}
template <NumberUnary which>
Status unary_number(VM& vm, Args a, Cell* out) {
    return number_unary(vm, which, a[0], out);
}

template <Among among>
Status divmod_op(VM& vm, Args a, Cell* out) {
    return operand<among>(a[1]) ? number_divmod(vm, a[0], a[1], out) : give_not_implemented(vm, out);
}
template <Among among>
Status rdivmod_op(VM& vm, Args a, Cell* out) {
    return operand<among>(a[1]) ? number_divmod(vm, a[1], a[0], out) : give_not_implemented(vm, out);
}
template <Among among>
Status pow_op(VM& vm, Args a, Cell* out) {
    bool known = operand<among>(a[1]) && (a.n < 3 || is_none(a[2]) || is_number(a[2]));
    return known ? number_power(vm, a[0], a[1], a.n > 2 ? a[2] : none_cell(), out) : give_not_implemented(vm, out);
}
template <Among among>
Status rpow_op(VM& vm, Args a, Cell* out) {
    bool known = operand<among>(a[1]) && (a.n < 3 || is_none(a[2]) || is_number(a[2]));
    return known ? number_power(vm, a[1], a[0], a.n > 2 ? a[2] : none_cell(), out) : give_not_implemented(vm, out);
}

Status number_repr_method(VM& vm, Args a, Cell* out);
Status number_hash_method(VM& vm, Args a, Cell* out);
Status number_bool_method(VM& vm, Args a, Cell* out);
Status number_format_method(VM& vm, Args a, Cell* out);
Status number_round_method(VM& vm, Args a, Cell* out);
Status number_plain_method(VM& vm, Args a, Cell* out);  // +x as an exact int or float: __int__ of int, conjugate, __trunc__ ...
Status number_to_int_method(VM& vm, Args a, Cell* out);    // __int__ and __trunc__
Status number_to_float_method(VM& vm, Args a, Cell* out);  // __float__

// One row each of the tables of int and float.
#define LS_ARITHMETIC(name, op, among)                                        \
    native("__" #name "__", forward_op<BinOp::op, among>, 2, 2, kSlotMethod), \
        native("__r" #name "__", reflected_op<BinOp::op, among>, 2, 2, kSlotMethod)
#define LS_COMPARISONS(among)                                              \
    native("__lt__", compare_op<CmpOp::Lt, among>, 2, 2, kSlotMethod),     \
        native("__le__", compare_op<CmpOp::Le, among>, 2, 2, kSlotMethod), \
        native("__eq__", compare_op<CmpOp::Eq, among>, 2, 2, kSlotMethod), \
        native("__ne__", compare_op<CmpOp::Ne, among>, 2, 2, kSlotMethod), \
        native("__gt__", compare_op<CmpOp::Gt, among>, 2, 2, kSlotMethod), \
        native("__ge__", compare_op<CmpOp::Ge, among>, 2, 2, kSlotMethod)

void setup_int_type(VM& vm);
void setup_bool_type(VM& vm);
void setup_float_type(VM& vm);

// The ASCII text that int() and float() read in a str: digits of all scripts become 0-9, spaces blanks, all else '?'.
std::string number_text(const Str* s);

}  // namespace loopscope::runtime
