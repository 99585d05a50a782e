// str.maketrans and str.translate.
#include "runtime/argument_name.h"
#include "runtime/machine.h"
#include "runtime/operators.h"
#include "runtime/text_str_methods.h"
#include "runtime/text_util.h"

namespace loopscope::runtime {

namespace {

Status table_from_dict(VM& vm, Dict* from, Cell* out) {
    Dict* table = new_dict(vm);
    if (!table) return Status::Fail;
    Owned hold(vm, obj_cell(table));
    Cell key, value;
    for (uint32_t pos = 0; dict_next(from, &pos, &key, &value);) {
        if (is_str(key)) {
            if (as<Str>(key)->len != 1) return raise(vm, C::ValueError, "string keys in translate table must be of length 1");
            key = int_cell(str_at(as<Str>(key), 0));
        } else if (!is_int(key)) {
            return raise(vm, C::TypeError, "keys in translate table must be strings or integers");
        }
        if (Status s = dict_set(vm, table, key, value); s != Status::Ok) return s;
    }
    return give(out, hold.take());
}

}  // namespace

Status str_maketrans(VM& vm, Args a, Cell* out) {
    if (a.n == 1) {
        if (!is_exact(vm, a[0], C::Dict)) {
            if (!is_kind(a[0], kDict))
                return raise(vm, C::TypeError, "if you give only one argument to maketrans it must be a dict");
        }
        return table_from_dict(vm, as<Dict>(a[0]), out);
    }
    for (uint32_t i = 0; i < a.n; i++) {
        if (is_str(a[i])) continue;
        if (i == 0) return raise(vm, C::TypeError, "first maketrans argument must be a string if there is a second argument");
        return raise(vm, C::TypeError, "maketrans() argument %u must be str, not %s", i + 1, argument_name(vm, a[i]));
    }
    auto *from = as<Str>(a[0]), *to = as<Str>(a[1]);
    if (from->len != to->len) return raise(vm, C::ValueError, "the first two maketrans arguments must have equal length");
    Dict* table = new_dict(vm);
    if (!table) return Status::Fail;
    Owned hold(vm, obj_cell(table));
    for (uint32_t i = 0; i < from->len; i++)
        if (Status s = dict_set(vm, table, int_cell(str_at(from, i)), int_cell(str_at(to, i))); s != Status::Ok) return s;
    for (uint32_t i = 0; a.n > 2 && i < as<Str>(a[2])->len; i++)
        if (Status s = dict_set(vm, table, int_cell(str_at(as<Str>(a[2]), i)), none_cell()); s != Status::Ok) return s;
    return give(out, hold.take());
}

// ---- translate: table[code point] for each character; a LookupError keeps it

namespace {

Status add_translated(VM& vm, StrBuilder& b, uint32_t c, Cell to) {
    int64_t v;
    if (is_empty(to))
        b.add(c);
    else if (is_none(to))
        return Status::Ok;
    else if (is_str(to))
        b.add(as<Str>(to));
    else if (!is_int(to))
        return raise(vm, C::TypeError, "character mapping must return integer, None or str");
    else if (!fits_int64(to, &v) || v < 0 || v > 0x10FFFF)
        return raise(vm, C::ValueError, "character mapping must be in range(0x110000)");
    else
        b.add(static_cast<uint32_t>(v));
    return Status::Ok;
}

Status translate_by_dict(VM& vm, Str* s, Dict* table, Cell* out) {
    if (!charge_text(vm, uint64_t(s->len) * 4)) return Status::Fail;
    StrBuilder b;
    for (uint32_t i = 0; i < s->len; i++) {
        Cell to;
        uint32_t c = str_at(s, i);
        if (Status st = dict_get(vm, table, int_cell(c), &to); st != Status::Ok) return st;
        if (Status st = add_translated(vm, b, c, to); st != Status::Ok) return st;
    }
    return b.finish(vm, out);
}

}  // namespace

Status str_translate(VM& vm, Args a, Cell* out) {
    if (is_exact(vm, a[1], C::Dict)) return translate_by_dict(vm, as<Str>(a[0]), as<Dict>(a[1]), out);
    return call_hidden(vm, "_translate", {a[0], a[1]});
}

}  // namespace loopscope::runtime
