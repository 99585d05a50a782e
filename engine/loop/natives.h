// Small things that the loop layer's natives share: results, checked `self`, keyword arguments, questions to library Python.
#pragma once
#include <initializer_list>

#include "loop/objects.h"

namespace loopscope::loop {

inline Status ok(Cell* out, Cell owned) {
    *out = owned;
    return Status::Ok;
}
inline Status ok_none(Cell* out) { return ok(out, none_cell()); }
inline Status ok_bool(Cell* out, bool b) { return ok(out, bool_cell(b)); }
inline Status ok_obj(Cell* out, Obj* owned) { return owned ? ok(out, obj_cell(owned)) : Status::Fail; }
inline Status ok_cell(Cell* out, Cell owned) { return is_empty(owned) ? Status::Fail : ok(out, owned); }
inline Status ok_ref(Cell* out, Cell borrowed) { return ok(out, newref(borrowed)); }
inline Status ok_or_none(Cell* out, Cell borrowed) { return ok(out, is_empty(borrowed) ? none_cell() : newref(borrowed)); }

// EMPTY stands for None in our own fields.
inline Cell empty_for_none(Cell c) { return is_none(c) ? empty_cell() : c; }

constexpr uint8_t kMethod = kNativeMethod, kMethodKw = kNativeMethod | kNativeKeywords,
                  kStaticNew = kNativeStatic | kNativeKeywords, kPlain = 0, kPlainKw = kNativeKeywords,
                  kClassWay = kNativeClassMethod;
#define LS_NO_MORE {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}
#define LS_NO_MORE_FIELDS {nullptr, nullptr, nullptr, nullptr}

// "descriptor 'x' requires a 'Future' object but received a 'int'"
Status wrong_self(VM& vm, Cell self, const char* method, C cls);
#define SELF(Type, var, test, cls)                                        \
    if (LS_UNLIKELY(!(test))) return wrong_self(vm, a[0], __func__, cls); \
    auto* var = static_cast<Type*>(obj_of(a[0]))

// A helper of library Python, by the name it was given with _asyncio._install. The call's result is the native's.
Status ask(VM& vm, const char* helper, std::initializer_list<Cell> args);
Status ask_args(VM& vm, const char* helper, Args args);  // passes all arguments on
Cell helper(VM& vm, const char* name);                   // borrowed; EMPTY: asyncio has not been imported

// *args of a method from position `from` on, as a tuple (owned; EMPTY: no memory).
Cell rest_of_args(VM& vm, Args a, uint32_t from);
// The value of one keyword, EMPTY: not given; other keywords than `allowed` fail. For methods with *args.
Status only_keyword(VM& vm, Args a, const char* function, Str* allowed, Cell* value);

// Pushing and popping a deque in C++.
bool deque_push(VM& vm, Deque* d, Cell owned);
Cell deque_pop_front(Deque* d);  // owned; d->n > 0

// float(x) of a plain number: an int or float without Python code.
inline bool plain_number(Cell c, double* value) {
    if (is_inline_float(c)) {
        *value = float_of(c);
        return true;
    }
    if (is_small_int(c) || is_bool(c)) {
        *value = static_cast<double>(int_of(c));
        return true;
    }
    return false;
}

}  // namespace loopscope::loop
