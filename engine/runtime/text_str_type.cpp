// The class str: its constructor, the table of its methods, natives of the hidden helpers that work on text.
#include "runtime/container_iter.h"
#include "runtime/format_percent.h"
#include "runtime/format_str.h"
#include "runtime/machine.h"
#include "runtime/text_slots.h"
#include "runtime/text_str_methods.h"

namespace loopscope::runtime {

namespace {

// A str (borrowed) as an instance of cls.
Status str_result(VM& vm, Class* cls, Cell text, Cell* out) {
    auto* s = as<Str>(text);
    if (cls == vm.cls(C::Str)) return give_obj(out, substring(vm, s, 0, s->len));
    auto* r = static_cast<Str*>(make_object(vm, kStr, cls, str_bytes(s->len, s->aux)));
    if (!r) return Status::Fail;
    r->len = s->len;
    r->aux = s->aux;
    r->flags |= s->flags & kAscii;
    memcpy(r->data, s->data, size_t(s->len) * s->aux);
    return give_obj(out, r);
}

// Cells: the class, the object.
Status str_new_step(Machine& m, Cell* out) {
    VM& vm = m.vm;
    if (m.state == 0)
        if (Status s = m.pass(str_of(vm, m.cells[1], &m.value), 1); s != Status::Ok) return s;
    if (Status s = text_machine_check_str(vm, m.value, "__str__"); s != Status::Ok) return s;
    return str_result(vm, as<Class>(m.cells[0]), m.value, out);
}

Status str_decoded(VM& vm, Class* cls, const Cell* v, Cell* out) {
    std::string encoding, errors;
    if (Status s = codec_argument(vm, v[1], "str", "encoding", "utf-8", &encoding); s != Status::Ok) return s;
    if (Status s = codec_argument(vm, v[2], "str", "errors", "strict", &errors); s != Status::Ok) return s;
    if (is_empty(v[0])) return str_result(vm, cls, obj_cell(vm.empty_str), out);
    if (is_str(v[0])) return raise(vm, C::TypeError, "decoding str is not supported");
    if (!is_bytes_like(v[0]))
        return raise(vm, C::TypeError, "decoding to str: need a bytes-like object, %s found", type_name(vm, v[0]));
    Cell text;
    if (Status s = decode_bytes(vm, v[0], encoding, errors, &text); s != Status::Ok) return s;
    Owned hold(vm, text);
    return str_result(vm, cls, text, out);
}

Status str_new(VM& vm, Args a, Cell* out) {
    auto* cls = as<Class>(a[0]);
    if (LS_LIKELY(a.n == 2 && a.nkw == 0 && cls == vm.cls(C::Str) && (!is_obj(a[1]) || is_exact_str(vm, a[1]))))
        return str_of(vm, a[1], out);
    static const char* const kNames[] = {"object", "encoding", "errors", nullptr};
    Cell v[3];
    if (a.n > 4) return raise(vm, C::TypeError, "str expected at most 3 arguments, got %u", a.n - 1);
    if (Status s = bind_native(vm, behind_self(a), "str", kNames, 0, 3, v); s != Status::Ok) return s;
    if (!is_empty(v[1]) || !is_empty(v[2])) return str_decoded(vm, cls, v, out);
    if (is_empty(v[0])) return str_result(vm, cls, obj_cell(vm.empty_str), out);
    return run_machine<str_new_step, 2>(vm, {a[0], v[0]}, out);
}

// ---- special methods and small ones

Status str_str(VM& vm, Args a, Cell* out) { return give_obj(out, substring(vm, as<Str>(a[0]), 0, as<Str>(a[0])->len)); }

Status str_format_method(VM& vm, Args a, Cell* out) {
    if (!is_str(a[1])) return raise(vm, C::TypeError, "__format__() argument must be str, not %s", type_name(vm, a[1]));
    if (as<Str>(a[1])->len == 0) return str_of(vm, a[0], out);
    return format_native(vm, a[0], str_utf8(a[1]), out);
}

Status str_encode(VM& vm, Args a, Cell* out) {
    static const char* const kNames[] = {"encoding", "errors", nullptr};
    Cell v[2];
    std::string encoding, errors;
    if (Status s = bind_native(vm, behind_self(a), "encode", kNames, 0, 2, v); s != Status::Ok) return s;
    if (Status s = codec_argument(vm, v[0], "encode", "encoding", "utf-8", &encoding); s != Status::Ok) return s;
    if (Status s = codec_argument(vm, v[1], "encode", "errors", "strict", &errors); s != Status::Ok) return s;
    return encode_str(vm, a[0], encoding, errors, out);
}

Status str_getnewargs(VM& vm, Args a, Cell* out) {
    Str* s = as<Str>(a[0]);
    Owned plain(vm, obj_cell(substring(vm, s, 0, s->len)));
    return give(out, tuple_of(vm, {plain}));
}

Status str_sizeof(VM&, Args a, Cell* out) {
    auto* s = as<Str>(a[0]);
    return give_int(out, is_ascii(s) ? 41 + int64_t(s->len) : 56 + (int64_t(s->len) + 1) * s->aux);
}

constexpr NativeDef kStrMethods[] = {
    native("__new__", str_new, 1, -1, kNewFlags),
    LS_TEXT_SLOTS,
    native("__hash__", text_hash_method, 1, 1, kSlotMethod),
    native("__str__", str_str, 1, 1, kSlotMethod),
    native("__format__", str_format_method, 2, 2, kMethodFlags),
    native("__getnewargs__", str_getnewargs, 1, 1, kMethodFlags),
    native("__sizeof__", str_sizeof, 1, 1, kMethodFlags),
    native("capitalize", str_capitalize, 1, 1, kMethodFlags),
    native("casefold", str_casefold, 1, 1, kMethodFlags),
    native("center", str_center, 2, 3, kMethodFlags),
    native("count", str_count, 2, 4, kMethodFlags),
    native("encode", str_encode, 1, -1, kKeywordMethod),
    native("endswith", str_endswith, 2, 4, kMethodFlags),
    native("expandtabs", str_expandtabs, 1, -1, kKeywordMethod),
    native("find", str_find, 2, 4, kMethodFlags),
    native("format", str_format, 1, -1, kKeywordMethod),
    native("format_map", str_format_map, 2, 2, kMethodFlags),
    native("index", str_index, 2, 4, kMethodFlags),
    native("isalnum", str_isalnum, 1, 1, kMethodFlags),
    native("isalpha", str_isalpha, 1, 1, kMethodFlags),
    native("isascii", str_isascii, 1, 1, kMethodFlags),
    native("isdecimal", str_isdecimal, 1, 1, kMethodFlags),
    native("isdigit", str_isdigit, 1, 1, kMethodFlags),
    native("isidentifier", str_isidentifier, 1, 1, kMethodFlags),
    native("islower", str_islower, 1, 1, kMethodFlags),
    native("isnumeric", str_isnumeric, 1, 1, kMethodFlags),
    native("isprintable", str_isprintable, 1, 1, kMethodFlags),
    native("isspace", str_isspace, 1, 1, kMethodFlags),
    native("istitle", str_istitle, 1, 1, kMethodFlags),
    native("isupper", str_isupper, 1, 1, kMethodFlags),
    native("join", str_join, 2, 2, kMethodFlags),
    native("ljust", str_ljust, 2, 3, kMethodFlags),
    native("lower", str_lower, 1, 1, kMethodFlags),
    native("lstrip", str_lstrip, 1, 2, kMethodFlags),
    native("maketrans", str_maketrans, 1, 3, kStaticFlags),
    native("partition", str_partition, 2, 2, kMethodFlags),
    native("removeprefix", str_removeprefix, 2, 2, kMethodFlags),
    native("removesuffix", str_removesuffix, 2, 2, kMethodFlags),
    native("replace", str_replace, 1, -1, kKeywordMethod),
    native("rfind", str_rfind, 2, 4, kMethodFlags),
    native("rindex", str_rindex, 2, 4, kMethodFlags),
    native("rjust", str_rjust, 2, 3, kMethodFlags),
    native("rpartition", str_rpartition, 2, 2, kMethodFlags),
    native("rsplit", str_rsplit, 1, -1, kKeywordMethod),
    native("rstrip", str_rstrip, 1, 2, kMethodFlags),
    native("split", str_split, 1, -1, kKeywordMethod),
    native("splitlines", str_splitlines, 1, -1, kKeywordMethod),
    native("startswith", str_startswith, 2, 4, kMethodFlags),
    native("strip", str_strip, 1, 2, kMethodFlags),
    native("swapcase", str_swapcase, 1, 1, kMethodFlags),
    native("title", str_title, 1, 1, kMethodFlags),
    native("translate", str_translate, 2, 2, kMethodFlags),
    native("upper", str_upper, 1, 1, kMethodFlags),
    native("zfill", str_zfill, 2, 2, kMethodFlags),
    kEndOfNatives,
};

// ---- natives of the helpers in library/_builtins_text.py

Status as_index(VM& vm, Args a, Cell* out) {
    if (wants_index(vm, a[0])) return again_with_index(vm, as_index, a, out);
    if (!is_int(a[0])) return raise(vm, C::TypeError, "'%s' object cannot be interpreted as an integer", type_name(vm, a[0]));
    return give(out, newref(a[0]));
}

Status as_float(VM& vm, Args a, Cell* out) {
    if (wants_float(vm, a[0])) return again_with_float(vm, as_float, a, out);
    if (!is_number(a[0])) return raise(vm, C::TypeError, "must be real number, not %s", type_name(vm, a[0]));
    double d;
    if (Status s = float_of_number(vm, a[0], &d); s != Status::Ok) return s;
    return give(out, float_cell(d));
}

constexpr NativeDef kHiddenNatives[] = {
    native("_percent_apply", percent_apply, 2, 2, kFunctionFlags),
    native("_format_next", format_next_native, 2, 2, kFunctionFlags),
    native("_format_field", format_field_native, 1, 1, kFunctionFlags),
    native("_as_index", as_index, 1, 1, kFunctionFlags),
    native("_as_float", as_float, 1, 1, kFunctionFlags),
    kEndOfNatives,
};
constexpr NativeDef kStringModule[] = {
    native("formatter_parser", formatter_parser, 1, 1, kFunctionFlags),
    native("formatter_field_name_split", formatter_field_name_split, 1, 1, kFunctionFlags),
    kEndOfNatives,
};

}  // namespace

Status text_machine_check_str(VM& vm, Cell value, const char* method) {
    if (is_str(value)) return Status::Ok;
    return raise(vm, C::TypeError, "%s returned non-string (type %s)", method, type_name(vm, value));
}

void setup_str_type(VM& vm) {
    add_methods(vm, vm.cls(C::Str), kStrMethods);
    add_functions(vm, vm.hidden, "builtins", kHiddenNatives);
    add_functions(vm, new_module(vm, "_string"), "_string", kStringModule);
}

}  // namespace loopscope::runtime
