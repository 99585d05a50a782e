// The classes int and bool: constructors, methods, attributes.
#include "runtime/argument_name.h"
#include "runtime/machine.h"
#include "runtime/num_int.h"
#include "runtime/num_slots.h"

namespace loopscope::runtime {

namespace {

// ---- int(x, base)

// `value` (borrowed) as an instance of cls.
Status int_result(VM& vm, Class* cls, Cell value, Cell* out) {
    if (cls != vm.cls(C::Int)) return int_instance(vm, cls, value, out);
    return number_unary(vm, NumberUnary::Positive, value, out);
}

struct Conversion {
    Str* Names::* name;
    const char* title;
};
constexpr Conversion kConversions[] = {{&Names::int_, "__int__"}, {&Names::index, "__index__"}, {&Names::trunc, "__trunc__"}};

// Which of them turns x into an int; 3: none.
uint32_t conversion_of(VM& vm, Cell x) {
    uint32_t i = 0;
    while (i < 3 && is_empty(class_lookup(vm, class_of(vm, x), vm.names.*kConversions[i].name))) i++;
    return i;
}

// Cells: the class, x, which conversion.
Status int_new_step(Machine& m, Cell* out) {
    VM& vm = m.vm;
    const Conversion& c = kConversions[int_of(m.cells[2])];
    if (m.state == 0)
        if (Status s = m.call_special(m.cells[1], vm.names.*c.name, {}, 0, 1); s != Status::Ok) return s;
    if (!is_int(m.value)) {
        bool trunc = int_of(m.cells[2]) == 2;
        return raise(vm, C::TypeError, "%s returned non-%s (type %s)", c.title, trunc ? "Integral" : "int",
                     type_name(vm, m.value));
    }
    return int_result(vm, as<Class>(m.cells[0]), m.value, out);
}

bool is_numeric_native(VM& vm, Cell x) {
    if (!is_number(x)) return false;
    return !is_obj(x) || is_kind(class_lookup(vm, obj_of(x)->cls, vm.names.int_), kNative);
}

Status int_from_object(VM& vm, Class* cls, Cell x, Cell* out) {
    if (is_numeric_native(vm, x)) {
        if (is_int(x)) return int_result(vm, cls, x, out);
        Cell whole;
        if (Status s = int_of_float(vm, float_value(x), &whole); s != Status::Ok) return s;
        Owned hold(vm, whole);
        return int_result(vm, cls, whole, out);
    }
    uint32_t which = conversion_of(vm, x);
    if (which < 3) return run_machine<int_new_step, 3>(vm, {obj_cell(cls), x, int_cell(which)}, out);
    Cell value;
    Status s;
    const uint8_t* p;
    uint32_t n;
    if (is_str(x))
        s = parse_int(vm, number_text(as<Str>(x)), 10, x, &value);
    else if (bytes_view(x, &p, &n))
        s = parse_int(vm, {reinterpret_cast<const char*>(p), n}, 10, x, &value);
    else
        return raise(vm, C::TypeError, "int() argument must be a string, a bytes-like object or a real number, not '%s'",
                     type_name(vm, x));
    if (s != Status::Ok) return s;
    Owned hold(vm, value);
    return int_result(vm, cls, value, out);
}

Status int_with_base(VM& vm, Class* cls, Cell x, Cell base, Cell* out) {
    int64_t b;
    if (Status s = index_of(vm, base, &b, "base"); s != Status::Ok) return s;
    if ((b != 0 && b < 2) || b > 36) return raise(vm, C::ValueError, "int() base must be >= 2 and <= 36, or 0");
    const uint8_t* p;
    uint32_t n;
    Cell value;
    Status s;
    if (is_str(x))
        s = parse_int(vm, number_text(as<Str>(x)), static_cast<int>(b), x, &value);
    else if (bytes_view(x, &p, &n))
        s = parse_int(vm, {reinterpret_cast<const char*>(p), n}, static_cast<int>(b), x, &value);
    else
        return raise(vm, C::TypeError, "int() can't convert non-string with explicit base");
    if (s != Status::Ok) return s;
    Owned hold(vm, value);
    return int_result(vm, cls, value, out);
}

Status int_new(VM& vm, Args a, Cell* out) {
    auto* cls = as<Class>(a[0]);
    uint32_t given = a.n - 1 + a.nkw;
    if (cls == vm.cls(C::Bool)) return raise(vm, C::TypeError, "int.__new__(bool) is not safe, use bool.__new__()");
    if (a.n > 3) return raise(vm, C::TypeError, "int expected at most 2 arguments, got %u", a.n - 1);
    if (given > 2) return raise(vm, C::TypeError, "int() takes at most 2 arguments (%u given)", given);
    Cell base = a.n > 2 ? a[2] : empty_cell();
    for (uint32_t i = 0; i < a.nkw; i++) {
        auto* name = as<Str>(a.kwnames->v[i]);
        if (!str_is(name, "base"))
            return raise(vm, C::TypeError, "int() got an unexpected keyword argument '%s'", to_utf8(name).c_str());
        base = a.v[a.n + i];
    }
    if (a.n < 2) {
        if (!is_empty(base)) return raise(vm, C::TypeError, "int() missing string argument");
        return int_result(vm, cls, int_cell(0), out);
    }
    if (is_empty(base)) return int_from_object(vm, cls, a[1], out);
    if (wants_index(vm, base)) return again_with_index(vm, int_new, a, out);
    return int_with_base(vm, cls, a[1], base, out);
}

// ---- methods

Status int_bit_length_method(VM&, Args a, Cell* out) { return give_int(out, static_cast<int64_t>(int_bit_length(a[0]))); }

Status int_bit_count(VM&, Args a, Cell* out) {
    IntView v(a[0]);
    int64_t n = 0;
    for (size_t i = 0; i < v.mag.n; i++) n += __builtin_popcount(v.mag.p[i]);
    return give_int(out, n);
}

Status int_as_integer_ratio(VM& vm, Args a, Cell* out) {
    Cell plain;
    if (Status s = number_unary(vm, NumberUnary::Positive, a[0], &plain); s != Status::Ok) return s;
    Owned hold(vm, plain);
    return give(out, tuple_of(vm, {plain, int_cell(1)}));
}

Status int_is_integer(VM&, Args, Cell* out) { return give_bool(out, true); }

Status byte_order(VM& vm, Cell order, bool* little) {
    *little = false;
    if (is_empty(order)) return Status::Ok;
    if (!is_str(order)) return Status::Fail;
    *little = str_is(as<Str>(order), "little");
    if (*little || str_is(as<Str>(order), "big")) return Status::Ok;
    return raise(vm, C::ValueError, "byteorder must be either 'little' or 'big'");
}

bool is_truth(Cell c) { return !is_empty(c) && truth_native(c) == 1; }

Status int_to_bytes(VM& vm, Args a, Cell* out) {
    static const char* const kNames[] = {"length", "byteorder", "signed", nullptr};
    if (must_convert(vm, a, 1)) return again_with_index(vm, int_to_bytes, a, out);
    Cell v[3];
    int64_t length = 1;
    bool little, with_sign;
    if (Status s = bind_native(vm, behind_self(a), "to_bytes", kNames, 0, 2, v); s != Status::Ok) return s;
    if (!is_empty(v[0]))
        if (Status s = index_of(vm, v[0], &length, "length"); s != Status::Ok) return s;
    if (!is_empty(v[1]) && !is_str(v[1]))
        return raise(vm, C::TypeError, "to_bytes() argument 'byteorder' must be str, not %s", argument_name(vm, v[1]));
    if (Status s = byte_order(vm, v[1], &little); s != Status::Ok) return s;
    with_sign = is_truth(v[2]);
    if (length < 0) return raise(vm, C::ValueError, "length argument must be non-negative");
    IntView n(a[0]);
    if (n.negative && !with_sign) return raise(vm, C::OverflowError, "can't convert negative int to unsigned");
    if (length > kMaxTextLength) return too_long(vm);
    uint64_t bits = big::bit_length(n.mag);
    if (n.negative && bits && !big::any_low_bits(n.mag, bits - 1)) bits--;  // -128 fits where 128 does not
    bool nothing_wanted = length == 0 && bits == 0;                         // 0, and -1 too
    if (bits + with_sign > uint64_t(length) * 8 && !nothing_wanted)
        return raise(vm, C::OverflowError, "int too big to convert");
    if (!charge_text(vm, static_cast<uint64_t>(length))) return Status::Fail;
    Bytes* b = new_bytes_raw(vm, static_cast<uint32_t>(length));
    if (!b) return Status::Fail;
    uint32_t carry = 1;
    for (int64_t i = 0; i < length; i++) {
        uint32_t byte = n.mag[static_cast<size_t>(i) / 4] >> i % 4 * 8 & 0xFF;
        if (n.negative) {
            byte = (byte ^ 0xFF) + carry;
            carry = byte >> 8;
        }
        b->data[little ? i : length - 1 - i] = static_cast<char>(byte);
    }
    return give_obj(out, b);
}

Status int_from_bytes(VM& vm, Args a, Cell* out) {
    static const char* const kNames[] = {"bytes", "byteorder", "signed", nullptr};
    Cell v[3];
    bool little;
    if (Status s = bind_native(vm, behind_self(a), "from_bytes", kNames, 1, 2, v); s != Status::Ok) return s;
    if (!is_empty(v[1]) && !is_str(v[1]))
        return raise(vm, C::TypeError, "from_bytes() argument 'byteorder' must be str, not %s", argument_name(vm, v[1]));
    if (Status s = byte_order(vm, v[1], &little); s != Status::Ok) return s;
    const uint8_t* p;
    uint32_t n;
    if (!bytes_view(v[0], &p, &n)) {
        if (is_str(v[0]) || is_number(v[0]))
            return raise(vm, C::TypeError, "cannot convert '%s' object to bytes", type_name(vm, v[0]));
        Owned order(vm, is_empty(v[1]) ? new_str_cell(vm, "big") : newref(v[1]));
        return call_hidden(vm, "_int_from_bytes", {a[0], v[0], order, bool_cell(is_truth(v[2]))});
    }
    if (uint64_t(n) * 8 > kMaxIntBits) return too_large(vm);
    std::vector<uint8_t> low_first(p, p + n);
    if (!little) low_first.assign(std::make_reverse_iterator(p + n), std::make_reverse_iterator(p));
    bool negative = is_truth(v[2]) && n && (low_first[n - 1] & 0x80);
    if (negative) {
        uint32_t carry = 1;
        for (uint8_t& byte : low_first) {
            uint32_t t = (byte ^ 0xFFu) + carry;
            byte = static_cast<uint8_t>(t);
            carry = t >> 8;
        }
    }
    big::Big value(negative, big::from_bytes(low_first.data(), n));
    // The most negative number: its magnitude came out as 2^(8n-1), which is right as it stands.
    Cell result;
    if (Status s = make_big(vm, value, &result); s != Status::Ok) return s;
    if (as<Class>(a[0]) == vm.cls(C::Int)) return give(out, result);
    Owned hold(vm, result);
    return call_later(vm, a[0], {result});
}

Status int_getnewargs(VM& vm, Args a, Cell* out) {
    Cell plain;
    if (Status s = number_unary(vm, NumberUnary::Positive, a[0], &plain); s != Status::Ok) return s;
    Owned hold(vm, plain);
    return give(out, tuple_of(vm, {plain}));
}

Status int_sizeof(VM&, Args a, Cell* out) {
    auto digits = static_cast<int64_t>((int_bit_length(a[0]) + 29) / 30);
    return give_int(out, 24 + 4 * (digits ? digits : 1));
}

Status get_plain(VM& vm, Cell self, Cell* out) { return number_unary(vm, NumberUnary::Positive, self, out); }
Status get_zero(VM&, Cell, Cell* out) { return give_int(out, 0); }
Status get_one(VM&, Cell, Cell* out) { return give_int(out, 1); }

// ---- bool

Status bool_step(Machine& m, Cell* out) {
    if (m.state == 0)
        if (Status s = m.truth(m.cells[0], 0, 1); s != Status::Ok) return s;
    *out = m.take();
    return Status::Ok;
}

Status bool_new(VM& vm, Args a, Cell* out) {
    if (a.nkw) return raise(vm, C::TypeError, "bool() takes no keyword arguments");
    if (a.n > 2) return raise(vm, C::TypeError, "bool expected at most 1 argument, got %u", a.n - 1);
    if (a.n == 1) return give_bool(out, false);
    int truth = truth_native(a[1]);
    if (truth >= 0) return give_bool(out, truth == 1);
    return run_machine<bool_step, 1>(vm, {a[1]}, out);
}

// True & True is a bool, True & 1 an int.
template <BinOp op>
Status bool_op(VM& vm, Args a, Cell* out) {
    if (!is_int(a[1])) return give_not_implemented(vm, out);
    return number_binary(vm, op, a[0], a[1], out);
}

constexpr Among kInts = Among::Ints;

constexpr NativeDef kIntMethods[] = {
    native("__new__", int_new, 1, -1, kNewFlags),
    LS_ARITHMETIC(add, Add, kInts),
    LS_ARITHMETIC(sub, Sub, kInts),
    LS_ARITHMETIC(mul, Mul, kInts),
    LS_ARITHMETIC(truediv, TrueDiv, kInts),
    LS_ARITHMETIC(floordiv, FloorDiv, kInts),
    LS_ARITHMETIC(mod, Mod, kInts),
    LS_ARITHMETIC(lshift, LShift, kInts),
    LS_ARITHMETIC(rshift, RShift, kInts),
    LS_ARITHMETIC(and, And, kInts),
    LS_ARITHMETIC(or, Or, kInts),
    LS_ARITHMETIC(xor, Xor, kInts),
    LS_COMPARISONS(kInts),
    native("__divmod__", divmod_op<kInts>, 2, 2, kSlotMethod),
    native("__rdivmod__", rdivmod_op<kInts>, 2, 2, kSlotMethod),
    native("__pow__", pow_op<kInts>, 2, 3, kSlotMethod),
    native("__rpow__", rpow_op<kInts>, 2, 3, kSlotMethod),
    native("__neg__", unary_number<NumberUnary::Negative>, 1, 1, kSlotMethod),
    native("__pos__", unary_number<NumberUnary::Positive>, 1, 1, kSlotMethod),
    native("__abs__", unary_number<NumberUnary::Absolute>, 1, 1, kSlotMethod),
    native("__invert__", unary_number<NumberUnary::Invert>, 1, 1, kSlotMethod),
    native("__bool__", number_bool_method, 1, 1, kSlotMethod),
    native("__int__", number_plain_method, 1, 1, kSlotMethod),
    native("__index__", number_plain_method, 1, 1, kSlotMethod),
    native("__float__", number_to_float_method, 1, 1, kSlotMethod),
    native("__hash__", number_hash_method, 1, 1, kSlotMethod),
    native("__repr__", number_repr_method, 1, 1, kSlotMethod),
    native("__trunc__", number_plain_method, 1, 1, kMethodFlags),
    native("__floor__", number_plain_method, 1, 1, kMethodFlags),
    native("__ceil__", number_plain_method, 1, 1, kMethodFlags),
    native("__round__", number_round_method, 1, 2, kMethodFlags),
    native("__format__", number_format_method, 2, 2, kMethodFlags),
    native("__getnewargs__", int_getnewargs, 1, 1, kMethodFlags),
    native("__sizeof__", int_sizeof, 1, 1, kMethodFlags),
    native("conjugate", number_plain_method, 1, 1, kMethodFlags),
    native("bit_length", int_bit_length_method, 1, 1, kMethodFlags),
    native("bit_count", int_bit_count, 1, 1, kMethodFlags),
    native("to_bytes", int_to_bytes, 1, -1, kKeywordMethod),
    native("from_bytes", int_from_bytes, 1, -1, kClassMethodFlags | kNativeKeywords),
    native("as_integer_ratio", int_as_integer_ratio, 1, 1, kMethodFlags),
    native("is_integer", int_is_integer, 1, 1, kMethodFlags),
    kEndOfNatives,
};
constexpr GetSetDef kIntAttributes[] = {
    {"real", get_plain, nullptr, nullptr},      {"imag", get_zero, nullptr, nullptr},
    {"numerator", get_plain, nullptr, nullptr}, {"denominator", get_one, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr},
};
constexpr NativeDef kBoolMethods[] = {
    native("__new__", bool_new, 1, -1, kNewFlags),
    native("__and__", bool_op<BinOp::And>, 2, 2, kSlotMethod),
    native("__rand__", bool_op<BinOp::And>, 2, 2, kSlotMethod),
    native("__or__", bool_op<BinOp::Or>, 2, 2, kSlotMethod),
    native("__ror__", bool_op<BinOp::Or>, 2, 2, kSlotMethod),
    native("__xor__", bool_op<BinOp::Xor>, 2, 2, kSlotMethod),
    native("__rxor__", bool_op<BinOp::Xor>, 2, 2, kSlotMethod),
    native("__invert__", unary_number<NumberUnary::Invert>, 1, 1, kSlotMethod),
    native("__repr__", number_repr_method, 1, 1, kSlotMethod),
    kEndOfNatives,
};

}  // namespace

void setup_int_type(VM& vm) {
    add_methods(vm, vm.cls(C::Int), kIntMethods);
    add_getsets(vm, vm.cls(C::Int), kIntAttributes);
}

void setup_bool_type(VM& vm) { add_methods(vm, vm.cls(C::Bool), kBoolMethods); }

}  // namespace loopscope::runtime
