// Builtins about numbers and characters: abs, divmod, pow, round, bin, oct, hex, chr, ord.
#include "runtime/builtins.h"

namespace loopscope::runtime {

namespace {

bool plain_number(Cell c) { return is_number(c) && !is_program_object(c); }

Status builtin_abs(VM& vm, Args a, Cell* out) {
    if (plain_number(a[0])) return number_unary(vm, NumberUnary::Absolute, a[0], out);
    if (is_empty(class_lookup(vm, class_of(vm, a[0]), vm.names.abs)))
        return raise(vm, C::TypeError, "bad operand type for abs(): '%s'", type_name(vm, a[0]));
    return call_method(vm, a[0], vm.names.abs, {});
}

Status builtin_divmod(VM& vm, Args a, Cell* out) {
    if (Status s = check_positional(vm, "divmod", a.n, 2, 2); s != Status::Ok) return s;
    if (plain_number(a[0]) && plain_number(a[1])) return number_divmod(vm, a[0], a[1], out);
    return call_hidden(vm, "_divmod", {a[0], a[1]});
}

Status builtin_pow(VM& vm, Args a, Cell* out) {
    static const char* const kNames[] = {"base", "exp", "mod", nullptr};
    Cell v[3];
    if (Status s = bind_native(vm, a, "pow", kNames, 2, 3, v); s != Status::Ok) return s;
    bool modular = !is_empty(v[2]) && !is_none(v[2]);
    if (!modular && plain_number(v[0]) && plain_number(v[1])) return number_power(vm, v[0], v[1], none_cell(), out);
    if (!modular) return call_hidden(vm, "_pow", {v[0], v[1]});
    if (plain_number(v[0]) && plain_number(v[1]) && plain_number(v[2])) {
        if (is_int(v[0]) && is_int(v[1]) && is_int(v[2])) return number_power(vm, v[0], v[1], v[2], out);
        return raise(vm, C::TypeError, "pow() 3rd argument not allowed unless all arguments are integers");
    }
    return call_hidden(vm, "_pow3", {v[0], v[1], v[2]});
}

Status builtin_round(VM& vm, Args a, Cell* out) {
    static const char* const kNames[] = {"number", "ndigits", nullptr};
    Cell v[2];
    if (Status s = bind_native(vm, a, "round", kNames, 1, 2, v); s != Status::Ok) return s;
    bool digits = !is_empty(v[1]) && !is_none(v[1]);
    if (plain_number(v[0])) {
        if (digits && !is_int(v[1])) {
            if (!wants_index(vm, v[1])) return not_an_index(vm, v[1]);
            return retry_index_at(vm, builtin_round, Args{v, 2, 0, nullptr}, 1, out);
        }
        return number_round(vm, v[0], digits ? v[1] : none_cell(), out);
    }
    if (is_empty(class_lookup(vm, class_of(vm, v[0]), vm.names.round)))
        return raise(vm, C::TypeError, "type %s doesn't define __round__ method", type_name(vm, v[0]));
    if (digits) return call_method(vm, v[0], vm.names.round, {v[1]});
    return call_method(vm, v[0], vm.names.round, {});
}

// bin, oct, hex
template <int base>
Status builtin_base(VM& vm, Args a, Cell* out) {
    if (!is_int(a[0]))
        return wants_index(vm, a[0]) ? retry_index_at(vm, builtin_base<base>, a, 0, out) : not_an_index(vm, a[0]);
    if (!charge(vm, int_bit_length(a[0]))) return Status::Fail;
    std::string digits = int_to_base(a[0], base);
    digits.insert(digits[0] == '-' ? 1 : 0, base == 2 ? "0b" : base == 8 ? "0o" : "0x");
    return ok_cell(out, new_str_cell(vm, digits));
}

Status builtin_chr(VM& vm, Args a, Cell* out) {
    if (!is_int(a[0])) return wants_index(vm, a[0]) ? retry_index_at(vm, builtin_chr, a, 0, out) : not_an_index(vm, a[0]);
    int64_t i;
    if (!fits_int64(a[0], &i) || i < 0 || i > 0x10ffff) return raise(vm, C::ValueError, "chr() arg not in range(0x110000)");
    return ok_obj(out, str_char(vm, static_cast<uint32_t>(i)));
}

Status builtin_ord(VM& vm, Args a, Cell* out) {
    if (!is_text(a[0])) return raise(vm, C::TypeError, "ord() expected string of length 1, but %s found", type_name(vm, a[0]));
    uint32_t n = text_length(a[0]);
    if (n != 1) return raise(vm, C::TypeError, "ord() expected a character, but string of length %u found", n);
    if (is_str(a[0])) return ok_int(out, str_at(as<Str>(a[0]), 0));
    const uint8_t* data;
    bytes_view(a[0], &data, &n);
    return ok_int(out, data[0]);
}

}  // namespace

const NativeDef kNumberBuiltins[] = {
    {"abs", builtin_abs, 1, 1, 0, "Return the absolute value of the argument.", "($module, x, /)"},
    {"divmod", builtin_divmod, 0, -1, 0, "Return the tuple (x//y, x%y).  Invariant: div*y + mod == x.", "($module, x, y, /)"},
    {"pow", builtin_pow, 0, -1, kNativeKeywords,
     "Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments.", "($module, base, exp, mod=None)"},
    {"round", builtin_round, 0, -1, kNativeKeywords, "Round a number to a given precision in decimal digits.",
     "($module, number, ndigits=None)"},
    {"bin", builtin_base<2>, 1, 1, 0,
     "Return the binary representation of an integer.\n\n   >>> bin(2796202)\n   '0b1010101010101010101010'",
     "($module, number, /)"},
    {"oct", builtin_base<8>, 1, 1, 0, "Return the octal representation of an integer.\n\n   >>> oct(342391)\n   '0o1234567'",
     "($module, number, /)"},
    {"hex", builtin_base<16>, 1, 1, 0,
     "Return the hexadecimal representation of an integer.\n\n   >>> hex(12648430)\n   '0xc0ffee'", "($module, number, /)"},
    {"chr", builtin_chr, 1, 1, 0, "Return a Unicode string of one character with ordinal i; 0 <= i <= 0x10ffff.",
     "($module, i, /)"},
    {"ord", builtin_ord, 1, 1, 0, "Return the ordinal value of a character.", "($module, c, /)"},
    LS_NO_MORE,
};

}  // namespace loopscope::runtime
