#include "loop/natives.h"

#include "runtime/container_ops.h"

namespace loopscope::loop {

Status wrong_self(VM& vm, Cell self, const char* method, C cls) {
    return raise(vm, C::TypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object", method,
                 to_utf8(vm.cls(cls)->name).c_str(), type_name(vm, self));
}

Cell helper(VM& vm, const char* name) {
    Str* key = intern(vm, name);
    if (!key) return empty_cell();
    Cell found = dict_get_str(state(vm).helpers, key);
    decref(vm, key);
    return found;
}

static Status missing_helper(VM& vm, const char* name) {
    return raise(vm, C::RuntimeError, "_asyncio: '%s' is missing: import asyncio first", name);
}

Status ask(VM& vm, const char* name, std::initializer_list<Cell> args) {
    Cell fn = helper(vm, name);
    return is_empty(fn) ? missing_helper(vm, name) : call_later(vm, fn, args);
}

Status ask_args(VM& vm, const char* name, Args a) {
    Cell fn = helper(vm, name);
    return is_empty(fn) ? missing_helper(vm, name) : call_with(vm, fn, a.v, a.n, a.nkw, a.kwnames);
}

Cell rest_of_args(VM& vm, Args a, uint32_t from) {
    if (a.n <= from) return new_obj_ref(vm.empty_tuple);
    Tuple* t = new_tuple(vm, a.n - from);
    if (!t) return empty_cell();
    for (uint32_t i = from; i < a.n; i++) t->v[i - from] = newref(a[i]);
    return obj_cell(t);
}

Status only_keyword(VM& vm, Args a, const char* function, Str* allowed, Cell* value) {
    *value = empty_cell();
    for (uint32_t i = 0; i < a.nkw; i++) {
        auto* key = static_cast<Str*>(obj_of(a.kwnames->v[i]));
        if (key == allowed || str_equal(key, allowed))
            *value = a.v[a.n + i];
        else
            return raise(vm, C::TypeError, "%s() got an unexpected keyword argument '%s'", function, to_utf8(key).c_str());
    }
    return Status::Ok;
}

bool deque_push(VM& vm, Deque* d, Cell owned) { return deque_append(vm, d, owned); }

Cell deque_pop_front(Deque* d) {
    Cell c = d->v[d->head];
    d->v[d->head] = empty_cell();
    d->head = (d->head + 1) & (d->cap - 1);
    d->n--;
    d->version++;
    return c;
}

}  // namespace loopscope::loop
