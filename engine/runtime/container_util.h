// Small things that the containers' natives share. Inside of the containers' files only.
#pragma once
#include <algorithm>
#include <cstring>

#include "runtime/container_ops.h"
#include "runtime/machine.h"
#include "runtime/num_ops.h"

namespace loopscope::runtime {

inline Status ok(Cell* out, Cell owned) {
    *out = owned;
    return Status::Ok;
}
inline Status ok_none(Cell* out) { return ok(out, none_cell()); }
inline Status ok_bool(Cell* out, bool b) { return ok(out, bool_cell(b)); }
inline Status ok_int(Cell* out, int64_t i) { return ok(out, int_cell(i)); }
inline Status ok_obj(Cell* out, Obj* o) { return o ? ok(out, obj_cell(o)) : Status::Fail; }  // null: a failure is pending
inline Status ok_cell(Cell* out, Cell owned_or_empty) {                                      // EMPTY: a failure is pending
    *out = owned_or_empty;
    return is_empty(owned_or_empty) ? Status::Fail : Status::Ok;
}
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

// Natives that recurse into containers (==, hash, repr) hold one of these: RecursionError rather than an overflowing C++ stack.
struct Nesting {
    VM& vm;
    bool ok;
    Nesting(VM& v, const char* doing) : vm(v), ok(true) {
        constexpr uint32_t kMostNested = 2500;
        if (++vm.nesting <= kMostNested) return;
        ok = false;
        (void)raise(vm, C::RecursionError, "maximum recursion depth exceeded%s", doing);
    }
    ~Nesting() { vm.nesting--; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;
};

// Arguments by position only, in CPython's words: "pop expected at most 1 argument, got 2". `self` is not counted in n.
Status check_positional(VM& vm, const char* function, uint32_t n, uint32_t min, uint32_t max);
Status no_keywords(VM& vm, Args a, const char* function);  // f() takes no keyword arguments
// Calls `fn` again with args[nth] replaced by its __index__ (wants_index must hold), or, for a slice, with its parts replaced.
Status retry_index_at(VM& vm, NativeFn fn, Args a, uint32_t nth, Cell* out);
bool is_iterable(VM& vm, Cell c);             // would iter() take it?
bool slice_needs_python(VM& vm, Cell slice);  // a part of it has a __index__ of Python
// "'str' object cannot be interpreted as an integer" where c is neither an int nor has __index__.
Status not_an_index(VM& vm, Cell c);
// The place that an index argument means: an int that fits. Big ints raise `overflow` (CPython: IndexError or OverflowError).
Status place_of(VM& vm, Cell c, C overflow, int64_t* out);
// start and stop of list.index and its like: "slice indices must be integers or have an __index__ method"; big ints are cut.
Status clamped_place(VM& vm, Cell c, int64_t* out);

// [a, b, ...] and the like being made into text now, so that one inside itself is shown as [...].
bool repr_enter(VM& vm, Obj* o);  // false: it is being shown already
void repr_leave(VM& vm, Obj* o);

// deque.cpp
Status deque_repeat(VM& vm, bool inplace, Deque* d, int64_t times, Cell* out);
Status deque_concat(VM& vm, bool inplace, Cell a, Cell b, Cell* out);
Status deque_compare(VM& vm, CmpOp op, Cell a, Cell b, Cell* out);
Status deque_subscript(VM& vm, Cell o, Cell key, Cell* out);
Status deque_store(VM& vm, Deque* d, Cell key, Cell value);  // value EMPTY: delete
Status deque_contains(VM& vm, Cell o, Cell item, Cell* out);
void deque_free(VM& vm, Deque* d);

// The order of two values, where the operator's answer is the native's: Call where it needs Python.
Status ordered_by(VM& vm, CmpOp op, Cell a, Cell b, Cell* out);
Status dict_add_hashed(VM& vm, Dict* d, Cell key, int64_t hash, Cell value);  // a key that is not there
bool dict_pop_last(VM& vm, Dict* d, Cell* owned_key, Cell* owned_value);
Status dict_take_hashed(VM& vm, Dict* d, Cell key, int64_t hash, Cell* owned_value);  // EMPTY: it was not there
Status dict_find_place(VM& vm, Dict* d, Cell key, int64_t hash, uint32_t* place);     // of its entry; UINT32_MAX: not there
uint32_t dict_first(const Dict* d);                                                   // no live entry lies before it
bool dict_rotate_to_front(VM& vm, Dict* d, uint32_t place);                           // the entry there becomes the first one
bool dict_reserve(VM& vm, Dict* d, uint64_t keys);
void dict_free_block(VM& vm, Dict* d);
void set_free_table(VM& vm, Set* s);
Status tuple_hash(VM& vm, Tuple* t, int64_t* out);
Status container_class_getitem(VM& vm, Args a, Cell* out);  // list[int]: types.GenericAlias

// Methods that several classes share: __len__, __contains__, __getitem__ ... by kind.
template <BinOp op>
Status binary_method(VM& vm, Args a, Cell* out) {
    return container_binary(vm, op, false, a[0], a[1], out);
}
template <BinOp op>
Status reflected_method(VM& vm, Args a, Cell* out) {
    return container_binary(vm, op, false, a[1], a[0], out);
}
template <BinOp op>
Status inplace_method(VM& vm, Args a, Cell* out) {
    return container_binary(vm, op, true, a[0], a[1], out);
}
template <CmpOp op>
Status compare_method(VM& vm, Args a, Cell* out) {
    return container_compare(vm, op, a[0], a[1], out);
}
Status len_method(VM& vm, Args a, Cell* out);
Status iter_method(VM& vm, Args a, Cell* out);  // by kind, whatever the class overrides
Status iter_self_method(VM& vm, Args a, Cell* out);
Status contains_method(VM& vm, Args a, Cell* out);
Status getitem_method(VM& vm, Args a, Cell* out);
Status setitem_method(VM& vm, Args a, Cell* out);
Status delitem_method(VM& vm, Args a, Cell* out);
Status repr_method(VM& vm, Args a, Cell* out);
Status hash_method(VM& vm, Args a, Cell* out);
Status concat_method(VM& vm, Args a, Cell* out);  // sequences' __add__: raises where it cannot
Status repeat_method(VM& vm, Args a, Cell* out);
Status inplace_repeat_method(VM& vm, Args a, Cell* out);

#define LS_COMPARE_METHODS                                                                                            \
    {"__lt__", compare_method<CmpOp::Lt>, 2, 2, kNativeMethod | kNativeSpecial, "Return self<value.", nullptr},       \
        {"__le__", compare_method<CmpOp::Le>, 2, 2, kNativeMethod | kNativeSpecial, "Return self<=value.", nullptr},  \
        {"__eq__", compare_method<CmpOp::Eq>, 2, 2, kNativeMethod | kNativeSpecial, "Return self==value.", nullptr},  \
        {"__ne__", compare_method<CmpOp::Ne>, 2, 2, kNativeMethod | kNativeSpecial, "Return self!=value.", nullptr},  \
        {"__gt__", compare_method<CmpOp::Gt>, 2, 2, kNativeMethod | kNativeSpecial, "Return self>value.", nullptr}, { \
        "__ge__", compare_method<CmpOp::Ge>, 2, 2, kNativeMethod | kNativeSpecial, "Return self>=value.", nullptr     \
    }
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
