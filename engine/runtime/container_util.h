// Small things that the containers' natives share. Inside of the containers' files only.
#pragma once
#include <algorithm>
#include <cstring>

#include "runtime/container_ops.h"
#include "runtime/machine.h"

namespace loopscope::runtime {

inline Status ok(Cell* out, Cell owned) {
    *out = owned;
    return Status::Ok;
}
inline Status ok_none(Cell* out) { return ok(out, none_cell()); }
inline Status ok_bool(Cell* out, bool b) { return ok(out, bool_cell(b)); }
inline Status ok_int(Cell* out, int64_t i) { return ok(out, int_cell(i)); }
inline Status ok_obj(Cell* out, Obj* o) { return o ? ok(out, obj_cell(o)) : Status::Fail; }  // null: a failure is pending
inline Status not_implemented(VM& vm, Cell* out) { return ok(out, new_obj_ref(vm.not_implemented)); }
inline bool is_not_implemented(VM& vm, Cell c) { return is_obj(c) && obj_of(c) == vm.not_implemented; }

// An instance of a program's subclass that overrides special methods: fast paths by kind are wrong for it.
inline bool overrides(Cell o) { return (obj_of(o)->cls->class_flags & kClassOverrides) != 0; }
inline bool is_exact_kind(VM& vm, Cell c, Kind kind, C cls) { return is_kind(c, kind) && obj_of(c)->cls == vm.cls(cls); }

// a == b or a is b. Holds both while Python code may run.
inline Status item_equals(VM& vm, Cell a, Cell b, bool* out) {
    if (same(a, b)) {
        *out = true;
        return Status::Ok;
    }
    if (both_small_int(a, b)) {
        *out = false;
        return Status::Ok;
    }
    Owned hold_a(vm, newref(a)), hold_b(vm, newref(b));
    return equals(vm, a, b, out);
}

// Arguments by position only, in CPython's words: "pop expected at most 1 argument, got 2". `self` is not counted in n.
Status check_positional(VM& vm, const char* function, uint32_t n, uint32_t min, uint32_t max);
Status no_keywords(VM& vm, Args a, const char* function);   // f() takes no keyword arguments
// As index_of, but for objects with a __index__ of Python: Call is answered, whose result is checked to be an int. `again` is the
// hidden helper's name that does the whole native again with plain ints.
inline bool is_index_native(Cell c) { return is_int(c); }
bool has_index(VM& vm, Cell c);                              // an int or with __index__
// The method `name` of `self` again with the n-th argument replaced by its __index__; Call or Fail.
Status retry_with_index(VM& vm, NativeFn fn, Args a, uint32_t nth);

// PySlice-like clamping of method arguments (list.index's start and stop): big ints are cut to the int64 range.
Status clamped_index(VM& vm, Cell c, int64_t* out);

// [a, b, ...] and the like being made into text now, so that one inside itself is shown as [...].
bool repr_enter(VM& vm, Obj* o);   // false: it is being shown already
void repr_leave(VM& vm, Obj* o);

Status container_class_getitem(VM& vm, Args a, Cell* out);  // list[int]: types.GenericAlias

// Methods that several classes share: __len__, __contains__, __getitem__ ... by kind.
template <BinOp op>
Status binary_method(VM& vm, Args a, Cell* out) { return container_binary(vm, op, false, a[0], a[1], out); }
template <BinOp op>
Status reflected_method(VM& vm, Args a, Cell* out) { return container_binary(vm, op, false, a[1], a[0], out); }
template <BinOp op>
Status inplace_method(VM& vm, Args a, Cell* out) { return container_binary(vm, op, true, a[0], a[1], out); }
template <CmpOp op>
Status compare_method(VM& vm, Args a, Cell* out) { return container_compare(vm, op, a[0], a[1], out); }
Status len_method(VM& vm, Args a, Cell* out);
Status iter_method(VM& vm, Args a, Cell* out);        // by kind, whatever the class overrides
Status iter_self_method(VM& vm, Args a, Cell* out);
Status contains_method(VM& vm, Args a, Cell* out);
Status getitem_method(VM& vm, Args a, Cell* out);
Status setitem_method(VM& vm, Args a, Cell* out);
Status delitem_method(VM& vm, Args a, Cell* out);
Status repr_method(VM& vm, Args a, Cell* out);
Status hash_method(VM& vm, Args a, Cell* out);
Status concat_method(VM& vm, Args a, Cell* out);      // sequences' __add__: raises where it cannot
Status repeat_method(VM& vm, Args a, Cell* out);
Status inplace_repeat_method(VM& vm, Args a, Cell* out);

#define LS_COMPARE_METHODS                                                                                             \
    {"__lt__", compare_method<CmpOp::Lt>, 2, 2, kNativeMethod | kNativeSpecial, "Return self<value.", nullptr},        \
    {"__le__", compare_method<CmpOp::Le>, 2, 2, kNativeMethod | kNativeSpecial, "Return self<=value.", nullptr},       \
    {"__eq__", compare_method<CmpOp::Eq>, 2, 2, kNativeMethod | kNativeSpecial, "Return self==value.", nullptr},       \
    {"__ne__", compare_method<CmpOp::Ne>, 2, 2, kNativeMethod | kNativeSpecial, "Return self!=value.", nullptr},       \
    {"__gt__", compare_method<CmpOp::Gt>, 2, 2, kNativeMethod | kNativeSpecial, "Return self>value.", nullptr},        \
    {"__ge__", compare_method<CmpOp::Ge>, 2, 2, kNativeMethod | kNativeSpecial, "Return self>=value.", nullptr}
constexpr uint8_t kMethod = kNativeMethod, kMethodKw = kNativeMethod | kNativeKeywords, kSlot = kNativeMethod | kNativeSpecial,
                  kStaticNew = kNativeStatic | kNativeKeywords, kClassWay = kNativeClassMethod;
#define LS_NO_MORE {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}

// The parts of setup_container_types.
void setup_iterators(VM& vm);
void setup_compounds(VM& vm);
void setup_list(VM& vm);
void setup_tuple(VM& vm);
void setup_dict(VM& vm);
void setup_views(VM& vm);
void setup_set(VM& vm);
void setup_range(VM& vm);
void setup_slice(VM& vm);
void setup_deque(VM& vm);

}  // namespace loopscope::runtime
