// Builtins about any object: len, hash, id, repr, ascii, format, callable, getattr and its like, dir, vars.
#include "runtime/argument_name.h"
#include "runtime/builtins.h"

#include "runtime/classes.h"
#include "runtime/interp_parts.h"

namespace loopscope::runtime {

namespace {

// ---- len, hash

Status check_len(VM& vm, const Cell*, Cell owned, Cell* out) {
    Owned v(vm, owned);
    if (!is_int(v)) {
        if (wants_index(vm, v)) return call_hidden(vm, "_len_of_index", {v});
        return not_an_index(vm, v);
    }
    int64_t n;
    if (int_compare(v, int_cell(0)) < 0) return raise(vm, C::ValueError, "__len__() should return >= 0");
    if (!fits_int64(v, &n)) return raise(vm, C::OverflowError, "cannot fit 'int' into an index-sized integer");
    return ok_int(out, n);
}

Status builtin_len(VM& vm, Args a, Cell* out) {
    Cell o = a[0];
    int64_t n;
    bool plain = is_obj(o) && (!is_program_object(o) || is_kind(class_lookup(vm, obj_of(o)->cls, vm.names.len), kNative));
    if (plain && is_text(o)) return ok_int(out, text_length(o));
    if (plain && container_length(o, &n)) return ok_int(out, n);
    if (is_empty(class_lookup(vm, class_of(vm, o), vm.names.len)))
        return raise(vm, C::TypeError, "object of type '%s' has no len()", type_name(vm, o));
    return call_method_checked(vm, check_len, o, vm.names.len, {});
}

Status check_hash(VM& vm, const Cell*, Cell owned, Cell* out) {
    Owned v(vm, owned);
    if (!is_int(v)) return raise(vm, C::TypeError, "__hash__ method should return an integer");
    int64_t h;
    if (!fits_int64(v, &h)) h = int_hash(v);
    return ok_int(out, h == -1 ? -2 : h);
}

Status builtin_hash(VM& vm, Args a, Cell* out) {
    if (is_obj(a[0]) && (obj_of(a[0])->cls->class_flags & (kClassHasHash | kClassUnhashable)) == kClassHasHash)
        return call_method_checked(vm, check_hash, a[0], vm.names.hash, {});
    int64_t h;
    if (Status s = hash_of(vm, a[0], &h); s != Status::Ok) return s;
    return ok_int(out, h);
}

// Numbers that agree with the addresses in reprs; numbers and None, which are no objects here, get theirs from their value.
Status builtin_id(VM& vm, Args a, Cell* out) {
    constexpr int64_t kObjects = 0x7f0000000000, kValues = 0x550000000000;
    Cell c = a[0];
    if (is_obj(c)) return ok_int(out, kObjects + static_cast<int64_t>(id_of(vm, obj_of(c))) * 16 + 0x1000);
    if (is_none(c)) return ok_int(out, kObjects + 0x10);
    if (is_bool(c)) return ok_int(out, kObjects + (bool_of(c) ? 0x30 : 0x20));
    __int128 v = is_small_int(c) ? int_of(c) : static_cast<__int128>(__builtin_bit_cast(int64_t, float_of(c)));
    v = v < 0 ? -v * 2 - 1 : v * 2;
    return ok_cell(out, make_int(vm, kValues + v * 32 + (is_small_int(c) ? 0 : 16)));
}

// ---- repr, ascii, format

template <bool ascii>
Status check_repr(VM& vm, const Cell*, Cell owned, Cell* out) {
    Owned v(vm, owned);
    if (!is_str(v)) return raise(vm, C::TypeError, "__repr__ returned non-string (type %s)", type_name(vm, v));
    if (!ascii || (obj_of(v)->flags & kAscii)) return ok(out, v.take());
    return ok_cell(out, new_str_cell(vm, ascii_of_repr(str_utf8(v))));
}

// Cells: the object.
template <bool ascii>
Status repr_step(Machine& m, Cell* out) {
    if (m.state == 0) {
        Cell text = empty_cell();
        Status s = repr_of(m.vm, m.cells[0], &text);
        if (s == Status::Ok) assign(m.vm, &m.value, text);
        if (Status p = m.pass(s, 1); p != Status::Ok) return p;
    }
    return check_repr<ascii>(m.vm, nullptr, m.take(), out);
}
template <bool ascii>
Status builtin_repr(VM& vm, Args a, Cell* out) {
    return run_machine<repr_step<ascii>, 1>(vm, {a[0]}, out);
}

Status format_step(Machine& m, Cell* out) {
    if (m.state == 0) {
        Cell text = empty_cell();
        Status s = format_value(m.vm, m.cells[0], m.cells[1], 0, &text);
        if (s == Status::Ok) assign(m.vm, &m.value, text);
        if (Status p = m.pass(s, 1); p != Status::Ok) return p;
    }
    if (!is_str(m.value)) return raise(m.vm, C::TypeError, "__format__ must return a str, not %s", type_name(m.vm, m.value));
    return ok(out, m.take());
}

Status builtin_format(VM& vm, Args a, Cell* out) {
    if (Status s = check_positional(vm, "format", a.n, 1, 2); s != Status::Ok) return s;
    if (a.n == 2 && !is_str(a[1]))
        return raise(vm, C::TypeError, "format() argument 2 must be str, not %s", argument_name(vm, a[1]));
    return run_machine<format_step, 2>(vm, {a[0], a.n == 2 ? a[1] : obj_cell(vm.empty_str)}, out);
}

Status builtin_callable(VM& vm, Args a, Cell* out) { return ok_bool(out, is_callable(vm, a[0])); }

// ---- attributes by name

// The name as an interned str; null: a TypeError is pending.
Str* attribute_name(VM& vm, Cell c) {
    if (is_str(c)) return intern(vm, newref(as<Str>(c)));
    (void)raise(vm, C::TypeError, "attribute name must be string, not '%s'", type_name(vm, c));
    return nullptr;
}

// Cells: the object, the name, the default or EMPTY, was it __getattr__ that was asked?
Status getattr_step(Machine& m, Cell* out) {
    enum : uint8_t { kAsk, kAnswer, kLastAnswer };
    VM& vm = m.vm;
    Cell o = m.cells[0];
    auto* name = as<Str>(m.cells[1]);
    if (m.state == kAsk) {
        Cell v = empty_cell();
        Status s = get_attr(vm, o, name, &v);
        if (s == Status::Ok) assign(vm, &m.value, v);
        if (s == Status::Call) {
            Cell hook = class_lookup(vm, class_of(vm, o), vm.names.getattr);
            m.cells[3] = bool_cell(!is_empty(hook) && same(vm.call.callee, hook));
        }
        if (Status p = m.pass_caught(s, kAnswer); p != Status::Ok) return p;
    }
    if (m.state == kAnswer && is_empty(m.value) && m.frame && !is_true(m.cells[3]) && pending_is(vm, C::AttributeError)) {
        Status s = getattr_fallback(vm, o, name);
        if (Status p = m.pass_caught(s, kLastAnswer); p != Status::Ok) return p;
    }
    if (!is_empty(m.value)) return ok(out, m.take());
    if (is_empty(m.cells[2]) || !pending_is(vm, C::AttributeError)) return Status::Fail;
    clear_exception(vm);
    return ok(out, newref(m.cells[2]));
}

Status builtin_getattr(VM& vm, Args a, Cell* out) {
    if (Status s = check_positional(vm, "getattr", a.n, 2, 3); s != Status::Ok) return s;
    Str* name = attribute_name(vm, a[1]);
    if (!name) return Status::Fail;
    Owned hold(vm, obj_cell(name));
    return run_machine<getattr_step, 4>(vm, {a[0], hold, a.n == 3 ? a[2] : empty_cell(), bool_cell(false)}, out);
}

// Cells: the object, the name. hasattr() is getattr() whose AttributeError is an answer.
Status hasattr_step(Machine& m, Cell* out) {
    if (m.state == 0) {
        Cell v = empty_cell(), args[] = {m.cells[0], m.cells[1]};
        Status s = builtin_getattr(m.vm, Args{args, 2, 0, nullptr}, &v);
        if (s == Status::Ok) assign(m.vm, &m.value, v);
        if (Status p = m.pass_caught(s, 1); p != Status::Ok) return p;
    }
    if (!is_empty(m.value)) return ok_bool(out, true);
    if (!pending_is(m.vm, C::AttributeError)) return Status::Fail;
    clear_exception(m.vm);
    return ok_bool(out, false);
}

Status builtin_hasattr(VM& vm, Args a, Cell* out) {
    if (Status s = check_positional(vm, "hasattr", a.n, 2, 2); s != Status::Ok) return s;
    if (!is_str(a[1])) return raise(vm, C::TypeError, "attribute name must be string, not '%s'", type_name(vm, a[1]));
    return run_machine<hasattr_step, 2>(vm, {a[0], a[1]}, out);
}

// Cells: the object, the name, the value (EMPTY: delete).
Status setattr_step(Machine& m, Cell* out) {
    if (m.state == 0) {
        Status s = set_attr(m.vm, m.cells[0], as<Str>(m.cells[1]), m.cells[2]);
        if (Status p = m.pass(s, 1); p != Status::Ok) return p;
    }
    return ok_none(out);
}

Status set_named(VM& vm, Cell o, Cell name_cell, Cell value, Cell* out) {
    Str* name = attribute_name(vm, name_cell);
    if (!name) return Status::Fail;
    Owned hold(vm, obj_cell(name));
    return run_machine<setattr_step, 3>(vm, {o, hold, value}, out);
}

Status builtin_setattr(VM& vm, Args a, Cell* out) {
    if (Status s = check_positional(vm, "setattr", a.n, 3, 3); s != Status::Ok) return s;
    return set_named(vm, a[0], a[1], a[2], out);
}

Status builtin_delattr(VM& vm, Args a, Cell* out) {
    if (Status s = check_positional(vm, "delattr", a.n, 2, 2); s != Status::Ok) return s;
    return set_named(vm, a[0], a[1], empty_cell(), out);
}

Cell caller_locals(VM& vm) {
    Cell locals = dict_get_str(vm.builtins, vm.names.locals_plain), out = empty_cell();
    if (!is_kind(locals, kNative) || as<Native>(locals)->fn(vm, Args{nullptr, 0, 0, nullptr}, &out) != Status::Ok)
        return empty_cell();
    return out;
}

Status builtin_dir(VM& vm, Args a, Cell*) {
    if (Status s = check_positional(vm, "dir", a.n, 0, 1); s != Status::Ok) return s;
    if (a.n == 1) return call_hidden(vm, "_dir", {a[0]});
    Owned locals(vm, caller_locals(vm));
    return is_empty(locals) ? Status::Fail : call_hidden(vm, "_sorted_keys", {locals});
}

Status builtin_vars(VM& vm, Args a, Cell* out) {
    if (Status s = check_positional(vm, "vars", a.n, 0, 1); s != Status::Ok) return s;
    if (a.n == 0) return ok_cell(out, caller_locals(vm));
    return call_hidden(vm, "_vars", {a[0]});
}

}  // namespace

bool is_callable(VM& vm, Cell c) {
    if (!is_obj(c)) return false;
    switch (obj_of(c)->kind) {
        case kFunction:
        case kNative:
        case kBoundMethod:
        case kClass: return true;
        case kInstance: return !is_empty(class_lookup(vm, obj_of(c)->cls, vm.names.call));
        default: {
            Cell call = class_lookup(vm, obj_of(c)->cls, vm.names.call);
            return !is_empty(call) && !is_none(call);
        }
    }
}

const NativeDef kObjectBuiltins[] = {
    {"len", builtin_len, 1, 1, 0, "Return the number of items in a container.", "($module, obj, /)"},
    {"hash", builtin_hash, 1, 1, 0,
     "Return the hash value for the given object.\n\nTwo objects that compare equal must also have the same hash value, but "
     "the\nreverse is not necessarily true.",
     "($module, obj, /)"},
    {"id", builtin_id, 1, 1, 0,
     "Return the identity of an object.\n\nThis is guaranteed to be unique among simultaneously existing objects.\n(CPython "
     "uses the object's memory address.)",
     "($module, obj, /)"},
    {"repr", builtin_repr<false>, 1, 1, 0,
     "Return the canonical string representation of the object.\n\nFor many object types, including most builtins, "
     "eval(repr(obj)) == obj.",
     "($module, obj, /)"},
    {"ascii", builtin_repr<true>, 1, 1, 0, "Return an ASCII-only representation of an object.", "($module, obj, /)"},
    {"format", builtin_format, 0, -1, 0, "Return type(value).__format__(value, format_spec)",
     "($module, value, format_spec='', /)"},
    {"callable", builtin_callable, 1, 1, 0,
     "Return whether the object is callable (i.e., some kind of function).\n\nNote that classes are callable, as are instances "
     "of classes with a\n__call__() method.",
     "($module, obj, /)"},
    {"getattr", builtin_getattr, 0, -1, 0,
     "getattr(object, name[, default]) -> value\n\nGet a named attribute from an object; getattr(x, 'y') is equivalent to x.y.",
     nullptr},
    {"hasattr", builtin_hasattr, 0, -1, 0, "Return whether the object has an attribute with the given name.",
     "($module, obj, name, /)"},
    {"setattr", builtin_setattr, 0, -1, 0, "Sets the named attribute on the given object to the specified value.",
     "($module, obj, name, value, /)"},
    {"delattr", builtin_delattr, 0, -1, 0, "Deletes the named attribute from the given object.", "($module, obj, name, /)"},
    {"dir", builtin_dir, 0, -1, 0, "dir([object]) -> list of strings", nullptr},
    {"vars", builtin_vars, 0, -1, 0, "vars([object]) -> dictionary", nullptr},
    LS_NO_MORE,
};

}  // namespace loopscope::runtime
