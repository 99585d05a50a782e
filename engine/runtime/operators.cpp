// Operators: what the interpreter does when its inline paths do not serve. Built-in operands go to number_*, text_* and
// container_*; classes made by programs go through their special methods, candidate by candidate.
#include "runtime/operators.h"

#include <cstring>

#include "runtime/classes.h"
#include "runtime/container_ops.h"
#include "runtime/frames.h"
#include "runtime/interp_parts.h"
#include "runtime/num_complex.h"
#include "runtime/num_ops.h"
#include "runtime/text_ops.h"

namespace loopscope::runtime {

namespace {

bool is_heap(VM& vm, Cell c) { return is_obj(c) && (obj_of(c)->cls->class_flags & kClassHeap) && (void(vm), true); }
bool is_ni(VM& vm, Cell c) { return is_obj(c) && obj_of(c) == vm.not_implemented; }
Status answer_ni(VM& vm, Cell* out) {
    *out = new_obj_ref(vm.not_implemented);
    return Status::Ok;
}

Str* Names::* const kForward[] = {&Names::add,      &Names::sub, &Names::mul, &Names::matmul, &Names::truediv,
                                  &Names::floordiv, &Names::mod, &Names::pow, &Names::lshift, &Names::rshift,
                                  &Names::and_,     &Names::or_, &Names::xor_};
Str* Names::* const kReflected[] = {&Names::radd,      &Names::rsub, &Names::rmul, &Names::rmatmul, &Names::rtruediv,
                                    &Names::rfloordiv, &Names::rmod, &Names::rpow, &Names::rlshift, &Names::rrshift,
                                    &Names::rand,      &Names::ror,  &Names::rxor};
Str* Names::* const kInplace[] = {&Names::iadd,      &Names::isub, &Names::imul, &Names::imatmul, &Names::itruediv,
                                  &Names::ifloordiv, &Names::imod, &Names::ipow, &Names::ilshift, &Names::irshift,
                                  &Names::iand,      &Names::ior,  &Names::ixor};
const char* const kSymbols[] = {"+", "-", "*", "@", "/", "//", "%", "** or pow()", "<<", ">>", "&", "|", "^"};
const char* const kInplaceSymbols[] = {"+=", "-=", "*=", "@=", "/=", "//=", "%=", "**=", "<<=", ">>=", "&=", "|=", "^="};
Str* Names::* const kCompare[] = {&Names::lt, &Names::le, &Names::eq, &Names::ne, &Names::gt, &Names::ge};
const char* const kCompareSymbols[] = {"<", "<=", "==", "!=", ">", ">="};
constexpr CmpOp kSwapped[] = {CmpOp::Gt, CmpOp::Ge, CmpOp::Eq, CmpOp::Ne, CmpOp::Lt, CmpOp::Le};

Status native_binary(VM& vm, BinOp op, bool inplace, Cell a, Cell b, Cell* out) {
    if (is_number(a) && is_number(b)) return number_binary(vm, op, a, b, out);
    if (is_complex(a) || is_complex(b)) {
        Status s = complex_binary(vm, op, a, b, out);
        if (s != Status::Ok || !is_ni(vm, *out)) return s;
        decref(vm, *out);
    }
    if (is_text(a) || is_text(b)) {
        Status s = text_binary(vm, op, inplace, a, b, out);
        if (s != Status::Ok || !is_ni(vm, *out)) return s;
        decref(vm, *out);
    }
    if (is_container(a) || is_container(b)) {
        Status s = container_binary(vm, op, inplace, a, b, out);
        if (s != Status::Ok || !is_ni(vm, *out)) return s;
        decref(vm, *out);
    }
    if (op == BinOp::Or && (is_kind(a, kClass) || is_none(a)) && (is_kind(b, kClass) || is_none(b)) &&
        !(is_none(a) && is_none(b)))
        return call_hidden(vm, "_union_type", {a, b});
    return answer_ni(vm, out);
}

// The special method `name` of a class, called with (a, b). NotImplemented where the class has none.
Status try_method(VM& vm, Class* cls, Str* name, Cell a, Cell b, Cell* out) {
    Cell f = class_lookup(vm, cls, name);
    if (is_empty(f)) return answer_ni(vm, out);
    if (is_none(f)) return raise(vm, C::TypeError, "'NoneType' object is not callable");
    if (is_kind(f, kNative)) {
        Cell args[3] = {a, b, empty_cell()};
        return as<Native>(f)->fn(vm, Args{args, 2, 0, nullptr}, out);
    }
    if (is_kind(f, kFunction)) return call_later(vm, f, {a, b});
    Cell bound = empty_cell();
    if (special_method(vm, a, name, &bound) != Status::Ok) return Status::Fail;
    Status s = call_later(vm, bound, {b});
    decref(vm, bound);
    return s;
}

Status unsupported(VM& vm, BinOp op, bool inplace, Cell a, Cell b, Cell* out) {
    Status s = Status::Ok;
    if (is_container(a)) {  // the left operand complains first
        s = container_binary_last(vm, op, inplace, a, b, out);
        if (s != Status::Ok || !is_ni(vm, *out)) return s;
        decref(vm, *out);
    }
    if (is_text(a) || is_text(b)) {
        s = text_binary_last(vm, op, inplace, a, b, out);
        if (s != Status::Ok || !is_ni(vm, *out)) return s;
        decref(vm, *out);
    }
    if (is_container(a) || is_container(b)) {
        s = container_binary_last(vm, op, inplace, a, b, out);
        if (s != Status::Ok || !is_ni(vm, *out)) return s;
        decref(vm, *out);
    }
    const char* symbol = inplace ? kInplaceSymbols[int(op)] : kSymbols[int(op)];
    if (op == BinOp::RShift && is_kind(a, kNative) && strcmp(as<Native>(a)->name, "print") == 0 && !as<Native>(a)->owner)
        return raise(
            vm, C::TypeError,
            "unsupported operand type(s) for %s: '%s' and '%s'. Did you mean \"print(<message>, file=<output_stream>)\"?",
            symbol, type_name(vm, a), type_name(vm, b));
    return raise(vm, C::TypeError, "unsupported operand type(s) for %s: '%s' and '%s'", symbol, type_name(vm, a),
                 type_name(vm, b));
}

}  // namespace

Status binary_native(VM& vm, BinOp op, Cell a, Cell b, Cell* out) { return native_binary(vm, op, false, a, b, out); }

Status binary_step(VM& vm, BinOp op, bool inplace, Cell a, Cell b, uint32_t stage, uint32_t* next_stage, Cell* out) {
    Class *ca = class_of(vm, a), *cb = class_of(vm, b);
    bool heap_a = is_heap(vm, a), heap_b = is_heap(vm, b);
    bool right_first =
        ca != cb && heap_b && is_subclass(cb, ca) &&
        !same(class_lookup(vm, cb, vm.names.*kReflected[int(op)]), class_lookup(vm, ca, vm.names.*kReflected[int(op)]));
    for (; stage < 4; stage++) {
        *next_stage = stage + 1;
        Status s = Status::Ok;
        switch (stage) {
            case 0:
                if (!inplace || !heap_a) continue;
                s = try_method(vm, ca, vm.names.*kInplace[int(op)], a, b, out);
                break;
            case 1:
                if (!right_first) continue;
                s = try_method(vm, cb, vm.names.*kReflected[int(op)], b, a, out);
                break;
            case 2:
                s = heap_a ? try_method(vm, ca, vm.names.*kForward[int(op)], a, b, out)
                           : native_binary(vm, op, inplace, a, b, out);
                break;
            case 3:
                if (right_first || (ca == cb && heap_a)) continue;
                s = heap_b || heap_a ? try_method(vm, cb, vm.names.*kReflected[int(op)], b, a, out) : answer_ni(vm, out);
                break;
        }
        if (s != Status::Ok || !is_ni(vm, *out)) return s;
        decref(vm, *out);
    }
    *next_stage = 4;
    return unsupported(vm, op, inplace, a, b, out);
}

// ---- comparison
Status compare_native(VM& vm, CmpOp op, Cell a, Cell b, Cell* out) {
    if (is_number(a) && is_number(b)) return number_compare(vm, op, a, b, out);
    if (is_text(a) && is_text(b)) return text_compare(vm, op, a, b, out);
    if (is_container(a) && is_container(b)) return container_compare(vm, op, a, b, out);
    if ((op == CmpOp::Eq || op == CmpOp::Ne) && is_kind(a, kBoundMethod) && is_kind(b, kBoundMethod)) {
        bool t =
            same(as<BoundMethod>(a)->fn, as<BoundMethod>(b)->fn) && same(as<BoundMethod>(a)->self, as<BoundMethod>(b)->self);
        *out = bool_cell(t == (op == CmpOp::Eq));
        return Status::Ok;
    }
    if (is_obj(a) && !(obj_of(a)->cls->class_flags & kClassHeap) && !is_text(a) && !is_container(a) && !is_number(a)) {
        Cell f = class_lookup(vm, obj_of(a)->cls, vm.names.*kCompare[int(op)]);
        Cell base = class_lookup(vm, vm.cls(C::Object), vm.names.*kCompare[int(op)]);
        if (is_kind(f, kNative) && !same(f, base)) {
            Cell args[3] = {a, b, empty_cell()};
            return as<Native>(f)->fn(vm, Args{args, 2, 0, nullptr}, out);
        }
    }
    return answer_ni(vm, out);
}

namespace {

Status compare_last(VM& vm, CmpOp op, Cell a, Cell b, Cell* out) {
    if (op == CmpOp::Eq || op == CmpOp::Ne) {
        *out = bool_cell(same(a, b) == (op == CmpOp::Eq));
        return Status::Ok;
    }
    return raise(vm, C::TypeError, "'%s' not supported between instances of '%s' and '%s'", kCompareSymbols[int(op)],
                 type_name(vm, a), type_name(vm, b));
}

Status compare_method_of(VM& vm, Class* cls, CmpOp op, Cell a, Cell b, Cell* out) {
    if (op == CmpOp::Ne) {  // object.__ne__ turns __eq__ around
        Cell ne = class_lookup(vm, cls, vm.names.ne);
        if (same(ne, class_lookup(vm, vm.cls(C::Object), vm.names.ne))) {
            if (!(cls->class_flags & kClassHasEq)) return answer_ni(vm, out);
            return call_hidden(vm, "_ne_from_eq", {a, b});
        }
    }
    Cell f = class_lookup(vm, cls, vm.names.*kCompare[int(op)]);
    if (same(f, class_lookup(vm, vm.cls(C::Object), vm.names.*kCompare[int(op)]))) return answer_ni(vm, out);
    if (is_kind(f, kProperty) || is_kind(f, kInstance)) {  // a descriptor that raises counts as no method at all
        Cell bound = empty_cell();
        if (special_method(vm, a, vm.names.*kCompare[int(op)], &bound) != Status::Ok) {
            clear_exception(vm);
            return answer_ni(vm, out);
        }
        Status s = call_later(vm, bound, {b});
        decref(vm, bound);
        return s;
    }
    return try_method(vm, cls, vm.names.*kCompare[int(op)], a, b, out);
}

}  // namespace

Status compare_step(VM& vm, CmpOp op, Cell a, Cell b, uint32_t stage, uint32_t* next_stage, Cell* out) {
    Class *ca = class_of(vm, a), *cb = class_of(vm, b);
    bool heap_a = is_heap(vm, a), heap_b = is_heap(vm, b);
    if (!heap_a && !heap_b) {
        Status s = compare_native(vm, op, a, b, out);
        *next_stage = 3;
        if (s != Status::Ok || !is_ni(vm, *out)) return s;
        decref(vm, *out);
        s = compare_native(vm, kSwapped[int(op)], b, a, out);
        if (s != Status::Ok || !is_ni(vm, *out)) return s;
        decref(vm, *out);
        return compare_last(vm, op, a, b, out);
    }
    CmpOp swapped = kSwapped[int(op)];
    bool right_first = ca != cb && heap_b && is_subclass(cb, ca);
    for (; stage < 3; stage++) {
        *next_stage = stage + 1;
        Status s = Status::Ok;
        switch (stage) {
            case 0:
                if (!right_first) continue;
                s = compare_method_of(vm, cb, swapped, b, a, out);
                break;
            case 1: s = heap_a ? compare_method_of(vm, ca, op, a, b, out) : compare_native(vm, op, a, b, out); break;
            case 2:
                if (right_first) continue;
                s = heap_b ? compare_method_of(vm, cb, swapped, b, a, out) : compare_native(vm, swapped, b, a, out);
                break;
        }
        if (s != Status::Ok || !is_ni(vm, *out)) return s;
        decref(vm, *out);
    }
    return compare_last(vm, op, a, b, out);
}

Status run_pending_call(VM& vm, Cell* out) {
    if (vm.run_depth >= vm.limits.native_depth) {
        drop_call(vm);
        return recursion_error(vm);
    }
    vm.run_depth++;
    RunResult r = run(vm, empty_cell(), CallFrom::Request, out);
    vm.run_depth--;
    return r == RunResult::Returned ? Status::Ok : Status::Fail;
}

Status run_nested(VM& vm, Cell callee, std::initializer_list<Cell> args, Cell* out) {
    CallRequest saved = vm.call;
    vm.budget -= 150;  // a run of its own: some 400 ns, so much more than a call
    Status s = call_later(vm, callee, args);
    if (s == Status::Call) s = run_pending_call(vm, out);
    vm.call = saved;
    return s;
}

Status equals(VM& vm, Cell a, Cell b, bool* out) {
    if (same(a, b)) {
        *out = true;
        return Status::Ok;
    }
    bool plain_a = !is_heap(vm, a) || (!(obj_of(a)->cls->class_flags & kClassHasEq) && is_kind(a, kInstance));
    bool plain_b = !is_heap(vm, b) || (!(obj_of(b)->cls->class_flags & kClassHasEq) && is_kind(b, kInstance));
    if (plain_a && plain_b && (is_kind(a, kInstance) || is_kind(b, kInstance))) {
        *out = false;
        return Status::Ok;
    }
    uint32_t stage = 0, next = 0;
    Owned hold_a(vm, newref(a)), hold_b(vm, newref(b));
    for (;;) {
        Cell r = empty_cell();
        Status s = compare_step(vm, CmpOp::Eq, a, b, stage, &next, &r);
        if (s == Status::Call) s = run_pending_call(vm, &r);
        if (s != Status::Ok) return Status::Fail;
        if (is_ni(vm, r)) {
            decref(vm, r);
            stage = next;
            continue;
        }
        int t = truth_of(vm, r);
        if (t == -2 || t == -3) {
            Cell again = empty_cell();
            if (run_pending_call(vm, &again) != Status::Ok) {
                decref(vm, r);
                return Status::Fail;
            }
            t = truth_native(again) != 0;
            decref(vm, again);
        }
        decref(vm, r);
        if (t < 0) return Status::Fail;
        *out = t != 0;
        return Status::Ok;
    }
}

// ---- unary, truth, hash
Status unary_op(VM& vm, UnaryOp op, Cell a, Cell* out) {
    static const NumberUnary kWhich[] = {NumberUnary::Negative, NumberUnary::Positive, NumberUnary::Invert};
    static Str* Names::* const kNames[] = {&Names::neg, &Names::pos, &Names::invert};
    static const char* const kSigns[] = {"-", "+", "~"};
    if (!is_heap(vm, a) && is_number(a)) {
        Status s = number_unary(vm, kWhich[int(op)], a, out);
        if (s != Status::Ok || !is_ni(vm, *out)) return s;
        decref(vm, *out);
    } else if (is_obj(a)) {
        Cell f = class_lookup(vm, obj_of(a)->cls, vm.names.*kNames[int(op)]);
        if (!is_empty(f) && !is_none(f)) {
            if (is_kind(f, kNative)) {
                Cell args[2] = {a, empty_cell()};
                return as<Native>(f)->fn(vm, Args{args, 1, 0, nullptr}, out);
            }
            return call_method(vm, a, vm.names.*kNames[int(op)], {});
        }
    }
    return raise(vm, C::TypeError, "bad operand type for unary %s: '%s'", kSigns[int(op)], type_name(vm, a));
}

int truth_native(Cell c) {
    if (is_bool(c)) return bool_of(c);
    if (is_none(c)) return 0;
    if (is_small_int(c)) return int_of(c) != 0;
    if (is_inline_float(c)) return float_of(c) != 0;
    if (!is_obj(c)) return 0;
    Obj* o = obj_of(c);
    if ((o->cls->class_flags & kClassHeap) && (o->cls->class_flags & (kClassHasBool | kClassHasLen))) return -1;
    switch (o->kind) {
        case kBigInt:
        case kFloatObj: return number_truth(c);
        case kComplex: return static_cast<Complex*>(o)->re != 0 || static_cast<Complex*>(o)->im != 0;
        case kStr:
        case kBytes:
        case kByteArray: return text_length(c) != 0;
        default: break;
    }
    int64_t n = 0;
    if (is_container(c) && container_length(c, &n)) return n != 0;
    return 1;
}

int truth_of(VM& vm, Cell c) {
    int t = truth_native(c);
    if (t >= 0) {
        // A built-in of another kind may still have __len__ or __bool__ of its own (native).
        if (t != 1 || !is_obj(c) || !(obj_of(c)->kind > kException)) return t;
        Cell f = class_lookup(vm, obj_of(c)->cls, vm.names.bool_);
        if (!is_kind(f, kNative)) return t;
        Cell args[2] = {c, empty_cell()}, out = empty_cell();
        if (as<Native>(f)->fn(vm, Args{args, 1, 0, nullptr}, &out) != Status::Ok) return -1;
        return is_true(out);
    }
    Class* cls = obj_of(c)->cls;
    bool by_bool = (cls->class_flags & kClassHasBool) != 0;
    Status s = call_method(vm, c, by_bool ? vm.names.bool_ : vm.names.len, {});
    return s == Status::Call ? (by_bool ? -2 : -3) : -1;
}

int truth_result(VM& vm, Cell r, bool from_len) {
    if (!from_len) {
        if (is_bool(r)) return bool_of(r);
        (void)raise(vm, C::TypeError, "__bool__ should return bool, returned %s", type_name(vm, r));
        return -1;
    }
    int64_t n = 0;
    if (!is_int(r)) {
        (void)raise(vm, C::TypeError, "'%s' object cannot be interpreted as an integer", type_name(vm, r));
        return -1;
    }
    if (!fits_int64(r, &n)) {
        (void)raise(vm, C::OverflowError, "cannot fit 'int' into an index-sized integer");
        return -1;
    }
    if (n < 0) {
        (void)raise(vm, C::ValueError, "__len__() should return >= 0");
        return -1;
    }
    return n != 0;
}

Status hash_of(VM& vm, Cell c, int64_t* out) {
    if (is_small_int(c) || is_bool(c) || is_inline_float(c)) {
        *out = number_hash(c);
        return Status::Ok;
    }
    if (is_none(c)) {
        *out = 0xfca86420;
        return Status::Ok;
    }
    Obj* o = obj_of(c);
    Class* cls = o->cls;
    if (cls->class_flags & kClassUnhashable) return raise(vm, C::TypeError, "unhashable type: '%s'", type_name(vm, c));
    if (cls->class_flags & kClassHasHash) {
        Cell r = empty_cell(), f = class_lookup(vm, cls, vm.names.hash);
        Status s = is_kind(f, kFunction) ? run_nested(vm, f, {c}, &r) : [&] {
            Cell bound = empty_cell();
            if (special_method(vm, c, vm.names.hash, &bound) != Status::Ok) return Status::Fail;
            Status t = run_nested(vm, bound, {}, &r);
            decref(vm, bound);
            return t;
        }();
        if (s != Status::Ok) return s;
        if (!is_int(r)) {
            decref(vm, r);
            return raise(vm, C::TypeError, "__hash__ method should return an integer");
        }
        if (!fits_int64(r, out)) *out = int_hash(r);
        if (*out == -1) *out = -2;
        decref(vm, r);
        return Status::Ok;
    }
    switch (o->kind) {
        case kBigInt:
        case kFloatObj: *out = number_hash(c); return Status::Ok;
        case kStr: *out = str_hash(static_cast<Str*>(o)); return Status::Ok;
        case kBytes:
        case kByteArray: return text_hash(vm, c, out);
        case kTuple:
        case kList:
        case kDict:
        case kSet:
        case kFrozenSet:
        case kRange:
        case kSlice:
        case kDeque:
        case kDictView:
        case kMappingProxy: return container_hash(vm, c, out);
        case kBoundMethod: {
            int64_t a = 0, b = 0;
            auto* m = static_cast<BoundMethod*>(o);
            if (hash_of(vm, m->fn, &b) != Status::Ok) return Status::Fail;
            a = is_obj(m->self) ? static_cast<int64_t>(id_of(vm, obj_of(m->self))) : 0;
            *out = a ^ b;
            return Status::Ok;
        }
        case kNative:
            *out = static_cast<int64_t>(id_of(vm, o) * 2654435761u);
            return Status::Ok;  // its __hash__ would ask here again
        default: break;
    }
    Cell f = class_lookup(vm, cls, vm.names.hash);
    if (is_none(f)) return raise(vm, C::TypeError, "unhashable type: '%s'", type_name(vm, c));
    if (is_kind(f, kNative) && !same(f, class_lookup(vm, vm.cls(C::Object), vm.names.hash)) &&
        !(cls->class_flags & kClassHeap)) {
        Cell args[2] = {c, empty_cell()}, r = empty_cell();
        if (as<Native>(f)->fn(vm, Args{args, 1, 0, nullptr}, &r) != Status::Ok) return Status::Fail;
        if (!fits_int64(r, out)) *out = int_hash(r);
        decref(vm, r);
        return Status::Ok;
    }
    *out = static_cast<int64_t>(id_of(vm, o) * 2654435761u);
    return Status::Ok;
}

// ---- items
Status get_item(VM& vm, Cell o, Cell key, Cell* out) {
    if (is_obj(o)) {
        Class* cls = obj_of(o)->cls;
        if (!(cls->class_flags & kClassOverrides)) {
            if (is_container(o)) {
                if (obj_of(o)->kind != kSet && obj_of(o)->kind != kFrozenSet && obj_of(o)->kind != kSlice &&
                    obj_of(o)->kind != kDictView)
                    return container_subscript(vm, o, key, out);
            } else if (is_text(o))
                return text_subscript(vm, o, key, out);
        }
        Cell f = class_lookup(vm, cls, vm.names.getitem);
        if (is_kind(f, kNative)) {  // what it overrides is something else
            Cell args[3] = {o, key, empty_cell()};
            return as<Native>(f)->fn(vm, Args{args, 2, 0, nullptr}, out);
        }
        if (!is_empty(f)) return call_method(vm, o, vm.names.getitem, {key});
        if (is_kind(o, kClass)) {
            Cell hook = empty_cell();
            if (get_attr_plain(vm, o, vm.names.class_getitem, &hook) != Status::Ok) return Status::Fail;
            if (!is_empty(hook) && !is_none(hook)) {
                Status s = call_later(vm, hook, {key});
                decref(vm, hook);
                return s;
            }
            if (as<Class>(o) == vm.cls(C::Type)) return call_hidden(vm, "_generic_alias", {o, key});
            return raise(vm, C::TypeError, "type '%s' is not subscriptable", to_utf8(as<Class>(o)->name).c_str());
        }
    }
    return raise(vm, C::TypeError, "'%s' object is not subscriptable", type_name(vm, o));
}

Status set_item(VM& vm, Cell o, Cell key, Cell value) {
    if (is_obj(o)) {
        if (!(obj_of(o)->cls->class_flags & kClassOverrides)) {
            if (has_container_store(o)) return container_store_subscript(vm, o, key, value);
            if (is_bytearray(o)) return text_store_subscript(vm, o, key, value);
        }
        Cell f = class_lookup(vm, obj_of(o)->cls, vm.names.setitem);
        if (is_kind(f, kNative)) {
            Cell args[4] = {o, key, value, empty_cell()}, none = empty_cell();
            return as<Native>(f)->fn(vm, Args{args, 3, 0, nullptr}, &none);
        }
        if (!is_empty(f)) return call_method(vm, o, vm.names.setitem, {key, value});
    }
    return raise(vm, C::TypeError, "'%s' object does not support item assignment", type_name(vm, o));
}

Status delete_item(VM& vm, Cell o, Cell key) {
    if (is_obj(o)) {
        if (!(obj_of(o)->cls->class_flags & kClassOverrides)) {
            if (has_container_store(o)) return container_delete_subscript(vm, o, key);
            if (is_bytearray(o)) return text_store_subscript(vm, o, key, empty_cell());
        }
        if (!is_empty(class_lookup(vm, obj_of(o)->cls, vm.names.delitem))) return call_method(vm, o, vm.names.delitem, {key});
    }
    return raise(vm, C::TypeError, "'%s' object doesn't support item deletion", type_name(vm, o));
}

Status contains(VM& vm, Cell container, Cell item, Cell* out) {
    if (is_obj(container)) {
        Class* cls = obj_of(container)->cls;
        if (!(cls->class_flags & kClassOverrides)) {
            if (is_container(container) && obj_of(container)->kind != kSlice)
                return container_contains(vm, container, item, out);
            if (is_text(container)) return text_contains(vm, container, item, out);
        }
        Cell f = class_lookup(vm, cls, vm.names.contains);
        if (is_none(f)) return raise(vm, C::TypeError, "'%s' object is not a container", type_name(vm, container));
        if (!is_empty(f)) return call_method(vm, container, vm.names.contains, {item});
        if (!is_empty(class_lookup(vm, cls, vm.names.iter)) || !is_empty(class_lookup(vm, cls, vm.names.getitem)) ||
            is_iterator(vm, container))
            return call_hidden(vm, "_contains_iter", {container, item});
    }
    return raise(vm, C::TypeError, "argument of type '%s' is not iterable", type_name(vm, container));
}

Status length_of(VM& vm, Cell o, Cell* out) {
    int64_t n = 0;
    if (is_text(o) && !(obj_of(o)->cls->class_flags & kClassOverrides)) {
        *out = int_cell(text_length(o));
        return Status::Ok;
    }
    if (is_container(o) && !(obj_of(o)->cls->class_flags & kClassOverrides) && container_length(o, &n)) {
        *out = int_cell(n);
        return Status::Ok;
    }
    if (!is_empty(class_lookup(vm, class_of(vm, o), vm.names.len))) return call_hidden(vm, "_len", {o});
    return raise(vm, C::TypeError, "object of type '%s' has no len()", type_name(vm, o));
}

// ---- what instructions of building need
bool build_string(VM& vm, const Cell* parts, uint32_t n, Cell* out) {
    return join_strings(vm, vm.empty_str, parts, n, out) == Status::Ok;
}

// Both ask for the iterable as a list first (How::Replace), where it is none of the built-in ones.
Status list_extend_op(VM& vm, List* l, Cell iterable, uint32_t for_call) {
    if (!is_native_iterable(vm, iterable)) {
        if (for_call && !is_iterator(vm, iterable) && is_empty(class_lookup(vm, class_of(vm, iterable), vm.names.iter)) &&
            is_empty(class_lookup(vm, class_of(vm, iterable), vm.names.getitem)))
            return raise(vm, C::TypeError, "Value after * must be an iterable, not %s", type_name(vm, iterable));
        Cell list = empty_cell();
        Status s = to_list(vm, iterable, &list);
        if (s != Status::Ok) return s;
        Cell none = empty_cell();
        s = list_extend(vm, l, list, &none);
        decref(vm, list);
        return s;
    }
    Cell none = empty_cell();
    return list_extend(vm, l, iterable, &none);
}

Status set_update_op(VM& vm, Set* s, Cell iterable) {
    Cell none = empty_cell();
    if (is_native_iterable(vm, iterable)) return set_update(vm, s, iterable, &none);
    Cell list = empty_cell();
    Status st = to_list(vm, iterable, &list);
    if (st != Status::Ok) return st;
    st = set_update(vm, s, list, &none);
    decref(vm, list);
    return st;
}

Status dict_update_op(VM& vm, Dict* d, Cell mapping) {
    if (is_kind(mapping, kDict) && !(obj_of(mapping)->cls->class_flags & kClassOverrides))
        return dict_merge(vm, d, as<Dict>(mapping), true) ? Status::Ok : Status::Fail;
    if (is_empty(class_lookup(vm, class_of(vm, mapping), vm.names.keys)))
        return raise(vm, C::TypeError, "'%s' object is not a mapping", type_name(vm, mapping));
    return call_hidden(vm, "_mapping_to_dict", {mapping});
}

// For messages: module.qualname(). Valid until the next call.
static const char* callee_name(VM& vm, Cell callee) {
    static thread_local std::string name;
    Cell module = empty_cell();
    if (is_kind(callee, kBoundMethod)) return callee_name(vm, as<BoundMethod>(callee)->fn);
    if (is_kind(callee, kFunction)) {
        name = to_utf8(as<Function>(callee)->qualname);
        module = as<Function>(callee)->module;
    } else if (is_kind(callee, kNative)) {
        auto* f = as<Native>(callee);
        name = f->owner ? to_utf8(f->owner->name) + "." + f->name : f->name;
    } else if (is_kind(callee, kClass)) {
        auto* c = as<Class>(callee);
        name = to_utf8(c->qualname);
        module = c->class_flags & kClassHeap ? dict_get_str(c->dict, vm.names.module) : c->module;
    } else {
        name.clear();
        if (repr_nested(vm, callee, &name) != Status::Ok) clear_exception(vm);
        return name.c_str();
    }
    if (is_str(module) && str_utf8(module) != "builtins") name = str_utf8(module) + "." + name;
    name += "()";
    return name.c_str();
}

Status dict_merge_op(VM& vm, Dict* d, Cell mapping, Cell callee) {
    if (!is_kind(mapping, kDict)) {
        if (is_empty(class_lookup(vm, class_of(vm, mapping), vm.names.keys)))
            return raise(vm, C::TypeError, "%s argument after ** must be a mapping, not %s", callee_name(vm, callee),
                         type_name(vm, mapping));
        return call_hidden(vm, "_mapping_to_dict", {mapping});
    }
    uint32_t pos = 0;
    Cell k, v, had = empty_cell();
    while (dict_next(as<Dict>(mapping), &pos, &k, &v)) {
        if (!is_str(k)) return raise(vm, C::TypeError, "keywords must be strings");
        if (dict_get(vm, d, k, &had) != Status::Ok) return Status::Fail;
        if (!is_empty(had))
            return raise(vm, C::TypeError, "%s got multiple values for keyword argument '%s'", callee_name(vm, callee),
                         str_utf8(k).c_str());
        if (dict_set(vm, d, k, v) != Status::Ok) return Status::Fail;
    }
    return Status::Ok;
}

static bool may_iterate(VM& vm, Cell o) {
    if (is_iterator(vm, o)) return true;
    Class* cls = class_of(vm, o);
    return !is_empty(class_lookup(vm, cls, vm.names.iter)) || !is_empty(class_lookup(vm, cls, vm.names.getitem));
}

Status unpack_to_tuple(VM& vm, Cell o, uint32_t n, Cell* out) {
    if (is_kind(o, kTuple) || is_kind(o, kList)) {
        uint32_t have = is_kind(o, kTuple) ? as<Tuple>(o)->n : as<List>(o)->n;
        if (have < n) return raise(vm, C::ValueError, "not enough values to unpack (expected %u, got %u)", n, have);
        if (have > n) return raise(vm, C::ValueError, "too many values to unpack (expected %u)", n);
    }
    if (is_native_iterable(vm, o)) {
        Cell list = empty_cell();
        Status s = to_list(vm, o, &list);
        if (s != Status::Ok) return s;
        uint32_t have = as<List>(list)->n;
        if (have != n) {
            decref(vm, list);
            if (have < n) return raise(vm, C::ValueError, "not enough values to unpack (expected %u, got %u)", n, have);
            if (is_kind(o, kDict)) return raise(vm, C::ValueError, "too many values to unpack (expected %u)", n);
            return raise(vm, C::ValueError, "too many values to unpack (expected %u)", n);
        }
        *out = list;
        return Status::Ok;
    }
    if (!may_iterate(vm, o)) return raise(vm, C::TypeError, "cannot unpack non-iterable %s object", type_name(vm, o));
    return call_hidden(vm, "_unpack", {o, int_cell(n)});
}

Status unpack_to_list(VM& vm, Cell o, Cell* out) {
    if (!is_native_iterable(vm, o) && !may_iterate(vm, o))
        return raise(vm, C::TypeError, "cannot unpack non-iterable %s object", type_name(vm, o));
    return to_list(vm, o, out);
}

bool is_iterator(VM& vm, Cell c) {
    if (is_obj(c) && (obj_of(c)->kind == kIterator || obj_of(c)->kind == kCompound)) return true;
    if (is_kind(c, kGenerator)) return as<Generator>(c)->flavor == 0;
    return !is_empty(class_lookup(vm, class_of(vm, c), vm.names.next));
}

// ---- text of values
static bool has_python(VM& vm, Cell c, uint32_t flag) {
    return is_obj(c) && (obj_of(c)->cls->class_flags & flag) && (void(vm), true);
}

Status str_of(VM& vm, Cell c, Cell* out) {
    if (is_str(c) && !has_python(vm, c, kClassHasStr)) {
        if (obj_of(c)->cls == vm.cls(C::Str)) {
            *out = newref(c);
            return Status::Ok;
        }
        Str* copy = substring(vm, as<Str>(c), 0, as<Str>(c)->len);
        *out = obj_cell(copy);
        return copy ? Status::Ok : Status::Fail;
    }
    if (has_python(vm, c, kClassHasStr)) return call_method(vm, c, vm.names.str, {});
    if (is_obj(c)) {
        Cell f = class_lookup(vm, obj_of(c)->cls, vm.names.str);
        if (is_kind(f, kNative) && !same(f, class_lookup(vm, vm.cls(C::Object), vm.names.str))) {
            Cell args[2] = {c, empty_cell()};
            return as<Native>(f)->fn(vm, Args{args, 1, 0, nullptr}, out);
        }
    }
    return repr_of(vm, c, out);
}

Status format_value(VM& vm, Cell value, Cell spec, uint32_t conversion, Cell* out) {
    bool bare = is_empty(spec) || (is_str(spec) && as<Str>(spec)->len == 0);
    if (conversion) {
        if (!bare) return call_hidden(vm, "_format_converted", {value, int_cell(conversion), spec});
        if (conversion == 1) return str_of(vm, value, out);
        if (conversion == 2) return repr_of(vm, value, out);
        return call_hidden(vm, "_format_converted", {value, int_cell(conversion), obj_cell(vm.empty_str)});
    }
    if (has_python(vm, value, kClassHasFormat))
        return call_method(vm, value, vm.names.format, {bare ? obj_cell(vm.empty_str) : spec});
    if (is_obj(value) && !is_str(value)) {
        Cell f = class_lookup(vm, obj_of(value)->cls, vm.names.format);
        if (is_kind(f, kNative) && !same(f, class_lookup(vm, vm.cls(C::Object), vm.names.format))) {
            Cell args[3] = {value, bare ? obj_cell(vm.empty_str) : spec, empty_cell()};
            return as<Native>(f)->fn(vm, Args{args, 2, 0, nullptr}, out);
        }
    }
    if (bare) return str_of(vm, value, out);
    if (is_number(value) || is_str(value)) return format_native(vm, value, str_utf8(spec), out);
    return raise(vm, C::TypeError, "unsupported format string passed to %s.__format__", type_name(vm, value));
}

}  // namespace loopscope::runtime
