// Weak references: one list an object (VM::weakrefs), cleared by destroy before the object goes. The module `_weakref`; the
// rest of weakref (WeakSet, WeakKeyDictionary ...) is Python of our own.
#include "runtime/classes.h"
#include "runtime/frames.h"
#include "runtime/interp_parts.h"
#include "runtime/memory.h"
#include "runtime/setup.h"

namespace loopscope::runtime {

static bool weakrefable(VM& vm, Cell c) {
    if (!is_obj(c)) return false;
    Obj* o = obj_of(c);
    switch (o->kind) {
        case kFunction:
        case kClass:
        case kGenerator:
        case kSet:
        case kFrozenSet:
        case kDeque:
        case kModule:
        case kBoundMethod:
        case kFuture:
        case kTask:
        case kHandle:
        case kLoop:
        case kContext:
        case kNative:
        case kCode:
        case kPattern: return true;
        case kException:
        case kInstance:
        default: return (o->cls->class_flags & kClassWeakrefable) && (o->cls->class_flags & kClassHeap) && (void(vm), true);
    }
}

static Status ref_new(VM& vm, Args a, Cell* out) {
    if (a.n < 2) return raise(vm, C::TypeError, "ReferenceType expected at least 1 argument, got 0");
    Cell target = a[1], callback = a.n > 2 && !is_none(a[2]) ? a[2] : empty_cell();
    if (!weakrefable(vm, target))
        return raise(vm, C::TypeError, "cannot create weak reference to '%s' object", type_name(vm, target));
    auto* cls = as<Class>(a[0]);
    Obj* o = obj_of(target);
    uint64_t* place = side_insert(vm, vm.weakrefs, o);
    if (!place) return Status::Fail;
    o->flags |= kHasWeakrefs;
    auto* first = reinterpret_cast<WeakrefObj*>(*place);
    if (is_empty(callback) && cls == vm.cls(C::Weakref))  // plain references to one object are the same object
        for (auto* w = first; w; w = w->next)
            if (is_empty(w->callback) && w->cls == cls) {
                *out = new_obj_ref(w);
                return Status::Ok;
            }
    auto* w = static_cast<WeakrefObj*>(make_object(vm, kWeakref, cls, sizeof(WeakrefObj)));
    if (!w) return Status::Fail;
    w->target = o;
    w->callback = is_empty(callback) ? empty_cell() : newref(callback);
    place = side_insert(vm, vm.weakrefs, o);
    w->next = reinterpret_cast<WeakrefObj*>(*place);
    *place = reinterpret_cast<uint64_t>(w);
    *out = obj_cell(w);
    return Status::Ok;
}
static Status ref_init(VM&, Args, Cell* out) {
    *out = none_cell();
    return Status::Ok;
}
static Status ref_call(VM&, Args a, Cell* out) {
    Obj* t = as<WeakrefObj>(a[0])->target;
    *out = t && t->rc > 0 ? new_obj_ref(t) : none_cell();
    return Status::Ok;
}
static Status ref_callback(VM&, Cell self, Cell* out) {
    Cell c = as<WeakrefObj>(self)->callback;
    *out = is_empty(c) ? none_cell() : newref(c);
    return Status::Ok;
}
static Status ref_hash(VM& vm, Args a, Cell* out) {
    auto* w = as<WeakrefObj>(a[0]);
    if (!w->aux) {  // not known yet
        if (!w->target) return raise(vm, C::TypeError, "weak object has gone away");
        if (hash_of(vm, obj_cell(w->target), &w->hash) != Status::Ok) return Status::Fail;
        w->aux = 1;
    }
    *out = int_cell(w->hash);
    return Status::Ok;
}
static Status ref_eq(VM& vm, Args a, Cell* out) {
    if (!is_kind(a[1], kWeakref)) {
        *out = new_obj_ref(vm.not_implemented);
        return Status::Ok;
    }
    auto *x = as<WeakrefObj>(a[0]), *y = as<WeakrefObj>(a[1]);
    bool eq = x == y;
    if (x->target && y->target && equals(vm, obj_cell(x->target), obj_cell(y->target), &eq) != Status::Ok) return Status::Fail;
    *out = bool_cell(eq);
    return Status::Ok;
}
static Status ref_count(VM& vm, Args a, Cell* out) {
    int64_t n = 0;
    if (is_obj(a[0]))
        if (uint64_t* place = side_find(vm.weakrefs, obj_of(a[0])))
            for (auto* w = reinterpret_cast<WeakrefObj*>(*place); w; w = w->next) n++;
    *out = int_cell(n);
    return Status::Ok;
}
static Status ref_list(VM& vm, Args a, Cell* out) {
    List* l = new_list(vm, 2);
    if (!l) return Status::Fail;
    if (is_obj(a[0]))
        if (uint64_t* place = side_find(vm.weakrefs, obj_of(a[0])))
            for (auto* w = reinterpret_cast<WeakrefObj*>(*place); w; w = w->next) (void)list_append(vm, l, new_obj_ref(w));
    *out = obj_cell(l);
    return Status::Ok;
}

Status get_first_weakref(VM& vm, Cell self, Cell* out) {
    uint64_t* place = is_obj(self) ? side_find(vm.weakrefs, obj_of(self)) : nullptr;
    *out = place && *place ? new_obj_ref(reinterpret_cast<WeakrefObj*>(*place)) : none_cell();
    return Status::Ok;
}

void setup_weakref_module(VM& vm) {
    static const NativeDef methods[] = {{"__new__", ref_new, 1, -1, kNativeStatic | kNativeKeywords, nullptr, nullptr},
                                        {"__init__", ref_init, 1, -1, kNativeMethod | kNativeKeywords, nullptr, nullptr},
                                        {"__call__", ref_call, 1, 1, kNativeMethod, nullptr, nullptr},
                                        {"__hash__", ref_hash, 1, 1, kNativeMethod, nullptr, nullptr},
                                        {"__eq__", ref_eq, 2, 2, kNativeMethod, nullptr, nullptr},
                                        {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}};
    static const GetSetDef fields[] = {{"__callback__", ref_callback, nullptr, nullptr}, {nullptr, nullptr, nullptr, nullptr}};
    add_methods(vm, vm.cls(C::Weakref), methods);
    add_getsets(vm, vm.cls(C::Weakref), fields);
    Dict* m = new_module(vm, "_weakref");
    static const NativeDef functions[] = {{"getweakrefcount", ref_count, 1, 1, 0, nullptr, nullptr},
                                          {"getweakrefs", ref_list, 1, 1, 0, nullptr, nullptr},
                                          {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}};
    add_functions(vm, m, "_weakref", functions);
    Str* key = intern(vm, "ref");
    (void)dict_set_str(vm, m, key, obj_cell(vm.cls(C::Weakref)));
    decref(vm, key);
}

}  // namespace loopscope::runtime
