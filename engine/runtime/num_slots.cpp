// Special methods that int, bool and float share (num_slots.h), and the set-up of the number classes.
#include "runtime/num_slots.h"
#include "runtime/argument_name.h"

#include "runtime/num_complex.h"
#include "runtime/num_float.h"
#include "runtime/text_unicode.h"

namespace loopscope::runtime {

Status number_repr_method(VM& vm, Args a, Cell* out) { return number_repr(vm, a[0], out); }
Status number_hash_method(VM&, Args a, Cell* out) { return give_int(out, number_hash(a[0])); }
Status number_bool_method(VM&, Args a, Cell* out) { return give_bool(out, number_truth(a[0])); }

Status number_format_method(VM& vm, Args a, Cell* out) {
    if (!is_str(a[1])) return raise(vm, C::TypeError, "__format__() argument must be str, not %s", argument_name(vm, a[1]));
    bool subclass = is_obj(a[0]) && (obj_of(a[0])->cls->class_flags & kClassHeap);
    if (as<Str>(a[1])->len == 0 && subclass) return str_of(vm, a[0], out);
    return format_native(vm, a[0], str_utf8(a[1]), out);
}

Status number_round_method(VM& vm, Args a, Cell* out) {
    if (must_convert(vm, a, 1)) return again_with_index(vm, number_round_method, a, out);
    return number_round(vm, a[0], a.n > 1 ? a[1] : none_cell(), out);
}

Status number_plain_method(VM& vm, Args a, Cell* out) { return number_unary(vm, NumberUnary::Positive, a[0], out); }

Status number_to_int_method(VM& vm, Args a, Cell* out) {
    if (is_float(a[0])) return int_of_float(vm, float_value(a[0]), out);
    return number_unary(vm, NumberUnary::Positive, a[0], out);
}

Status number_to_float_method(VM& vm, Args a, Cell* out) {
    double d;
    if (Status s = float_of_number(vm, a[0], &d); s != Status::Ok) return s;
    return give(out, float_cell(d));
}

std::string number_text(const Str* s) {
    if (s->flags & kAscii) return {s->data, s->len};
    std::string out;
    for (uint32_t i = 0; i < s->len; i++) {
        uint32_t c = str_at(s, i);
        int digit = unicode::decimal_value(c);
        out += c < 0x80 ? static_cast<char>(c) : digit >= 0 ? static_cast<char>('0' + digit) : unicode::is_space(c) ? ' ' : '?';
    }
    return out;
}

void setup_number_types(VM& vm) {
    setup_int_type(vm);
    setup_bool_type(vm);
    setup_float_type(vm);
    setup_complex_type(vm);
}

}  // namespace loopscope::runtime
