// Special methods that str, bytes and bytearray share (text_slots.h).
#include "runtime/text_slots.h"
#include "runtime/argument_name.h"

#include "runtime/container_iter.h"

namespace loopscope::runtime {

Status text_add_method(VM& vm, Args a, Cell* out) {
    Status s = text_binary(vm, BinOp::Add, false, a[0], a[1], out);
    if (s != Status::Ok || !is_obj(*out) || obj_of(*out) != vm.not_implemented) return s;
    decref(vm, *out);
    return text_binary_last(vm, BinOp::Add, false, a[0], a[1], out);
}

Status text_mul_method(VM& vm, Args a, Cell* out) {
    if (wants_index(vm, a[1])) return again_with_index(vm, text_mul_method, a, out);
    if (!is_int(a[1])) return raise(vm, C::TypeError, "'%s' object cannot be interpreted as an integer", type_name(vm, a[1]));
    return text_binary(vm, BinOp::Mul, false, a[0], a[1], out);
}

Status text_mod_method(VM& vm, Args a, Cell* out) { return percent_format(vm, a[0], a[1], out); }

Status text_rmod_method(VM& vm, Args a, Cell* out) {
    if (!is_text(a[1]) || is_str(a[0]) != is_str(a[1])) return give_not_implemented(vm, out);
    return percent_format(vm, a[1], a[0], out);
}

Status text_contains_method(VM& vm, Args a, Cell* out) { return text_contains(vm, a[0], a[1], out); }
Status text_len_method(VM&, Args a, Cell* out) { return give_int(out, text_length(a[0])); }
Status text_getitem_method(VM& vm, Args a, Cell* out) { return text_subscript(vm, a[0], a[1], out); }
Status text_repr_method(VM& vm, Args a, Cell* out) { return text_repr(vm, a[0], out); }

Status text_iter_method(VM& vm, Args a, Cell* out) {
    return give_obj(out, new_iter(vm,
                                  is_str(a[0])     ? IterType::Str
                                  : is_bytes(a[0]) ? IterType::Bytes
                                                   : IterType::ByteArray,
                                  a[0]));
}

Status text_hash_method(VM& vm, Args a, Cell* out) {
    int64_t h;
    if (Status s = text_hash(vm, a[0], &h); s != Status::Ok) return s;
    return give_int(out, h);
}

Status codec_argument(VM& vm, Cell c, const char* function, const char* parameter, const char* absent, std::string* out) {
    *out = absent;
    if (is_empty(c)) return Status::Ok;
    if (!is_str(c))
        return raise(vm, C::TypeError, "%s() argument '%s' must be str, not %s", function, parameter, argument_name(vm, c));
    *out = str_utf8(c);
    if (out->find('\0') != std::string::npos) return raise(vm, C::ValueError, "embedded null character");
    return Status::Ok;
}

void setup_text_types(VM& vm) {
    for (int c = 0; c < 256; c++) {  // all made now, so that everybody may use vm.latin1 and vm.empty_str as they are
        Str* s = str_char(vm, static_cast<uint32_t>(c));
        if (s) decref(vm, s);
    }
    Str* none = str_from_ascii(vm, "", 0);
    if (none) decref(vm, none);
    Bytes* nothing = new_bytes_raw(vm, 0);
    if (nothing) decref(vm, nothing);
    setup_str_type(vm);
    setup_bytes_types(vm);
}

}  // namespace loopscope::runtime
