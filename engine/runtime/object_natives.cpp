// The methods of `object`.
#include "runtime/argument_name.h"
#include "runtime/classes.h"
#include "runtime/container_ops.h"
#include "runtime/frames.h"
#include "runtime/interp_parts.h"
#include "runtime/memory.h"
#include "runtime/setup.h"

namespace loopscope::runtime {

// None, Ellipsis, NotImplemented: calling their class gives the one instance. EMPTY for other classes.
static Cell only_instance(VM& vm, Class* cls) {
    if (cls == vm.cls(C::NoneType)) return none_cell();
    if (cls == vm.cls(C::Ellipsis)) return new_obj_ref(vm.ellipsis);
    return cls == vm.cls(C::NotImplemented) ? new_obj_ref(vm.not_implemented) : empty_cell();
}

static Status object_new(VM& vm, Args a, Cell* out) {
    if (!is_kind(a[0], kClass))
        return raise(vm, C::TypeError, "object.__new__(X): X is not a type object (%s)", type_name(vm, a[0]));
    auto* cls = as<Class>(a[0]);
    if (cls->instance_kind == kSingleton && !is_empty(*out = only_instance(vm, cls))) {
        if (a.n + a.nkw == 1) return Status::Ok;
        const char* name = cls == vm.cls(C::Ellipsis) ? "EllipsisType" : type_name(vm, *out);
        return raise(vm, C::TypeError, "%s takes no arguments", name);
    }
    if (a.n + a.nkw > 1) {
        if (cls->class_flags & kClassHasNew)
            return raise(vm, C::TypeError, "object.__new__() takes exactly one argument (the type to instantiate)");
        if (!(cls->class_flags & kClassHasInit))
            return raise(vm, C::TypeError, "%s() takes no arguments", to_utf8(cls->name).c_str());
    }
    if (cls->class_flags & kClassAbstract) return call_hidden(vm, "_abstract_error", {a[0]});
    if (cls->class_flags & kClassDisallowNew)
        return raise(vm, C::TypeError, "cannot create '%s' instances", to_utf8(cls->name).c_str());
    if (cls->instance_kind != kInstance)
        return raise(vm, C::TypeError, "object.__new__(%s) is not safe, use %s.__new__()", to_utf8(cls->name).c_str(),
                     to_utf8(cls->base ? cls->base->name : cls->name).c_str());
    Obj* o = new_instance(vm, cls);
    *out = o ? obj_cell(o) : empty_cell();
    return o ? Status::Ok : Status::Fail;
}

static Status object_init(VM& vm, Args a, Cell* out) {
    *out = none_cell();
    if (a.n + a.nkw <= 1) return Status::Ok;
    Class* cls = class_of(vm, a[0]);
    if (cls->class_flags & kClassHasInit)
        return raise(vm, C::TypeError, "object.__init__() takes exactly one argument (the instance to initialize)");
    if (!(cls->class_flags & kClassHasNew) && cls->instance_kind == kInstance)
        return raise(vm, C::TypeError, "%s.__init__() takes exactly one argument (the instance to initialize)",
                     to_utf8(cls->name).c_str());
    return Status::Ok;
}

static Status object_eq(VM& vm, Args a, Cell* out) {
    *out = same(a[0], a[1]) ? bool_cell(true) : new_obj_ref(vm.not_implemented);
    return Status::Ok;
}
static Status object_ne(VM& vm, Args a, Cell* out) {
    if (class_of(vm, a[0])->class_flags & kClassHasEq) return call_hidden(vm, "_ne_from_eq", {a[0], a[1]});
    *out = same(a[0], a[1]) ? bool_cell(false) : new_obj_ref(vm.not_implemented);
    return Status::Ok;
}
static Status object_order(VM& vm, Args, Cell* out) {
    *out = new_obj_ref(vm.not_implemented);
    return Status::Ok;
}
static Status object_hash(VM& vm, Args a, Cell* out) {
    int64_t h = 0;
    if (is_obj(a[0]))
        h = static_cast<int64_t>(id_of(vm, obj_of(a[0])) * 2654435761u);
    else if (hash_of(vm, a[0], &h) != Status::Ok)
        return Status::Fail;
    *out = int_cell(h);
    return Status::Ok;
}
static Status object_repr(VM& vm, Args a, Cell* out) {
    if (is_obj(a[0]) && obj_of(a[0])->kind != kInstance && !(obj_of(a[0])->cls->class_flags & kClassHeap))
        return repr_by_kind(vm, a[0], out);
    *out = new_str_cell(vm, default_object_repr(vm, a[0]));
    return is_empty(*out) ? Status::Fail : Status::Ok;
}
static Status object_str(VM& vm, Args a, Cell* out) { return repr_of(vm, a[0], out); }
static Status object_format(VM& vm, Args a, Cell* out) {
    if (!is_str(a[1])) return raise(vm, C::TypeError, "__format__() argument must be str, not %s", argument_name(vm, a[1]));
    if (as<Str>(a[1])->len)
        return raise(vm, C::TypeError, "unsupported format string passed to %s.__format__", type_name(vm, a[0]));
    return str_of(vm, a[0], out);
}
static Status attr_name(VM& vm, Cell c, Str** name) {
    if (!is_str(c)) return raise(vm, C::TypeError, "attribute name must be string, not '%s'", type_name(vm, c));
    *name = intern(vm, newref(as<Str>(c)));
    return *name ? Status::Ok : Status::Fail;
}
static Status object_getattribute(VM& vm, Args a, Cell* out) {
    Str* name = nullptr;
    if (attr_name(vm, a[1], &name) != Status::Ok) return Status::Fail;
    Status s = generic_get_attr(vm, a[0], name, out);
    decref(vm, name);
    return s;
}
static Status object_setattr(VM& vm, Args a, Cell* out) {
    Str* name = nullptr;
    if (attr_name(vm, a[1], &name) != Status::Ok) return Status::Fail;
    *out = none_cell();
    Status s = generic_set_attr(vm, a[0], name, a[2]);
    decref(vm, name);
    return s;
}
static Status object_delattr(VM& vm, Args a, Cell* out) {
    Str* name = nullptr;
    if (attr_name(vm, a[1], &name) != Status::Ok) return Status::Fail;
    *out = none_cell();
    Status s = generic_set_attr(vm, a[0], name, empty_cell());
    decref(vm, name);
    return s;
}
static Status object_init_subclass(VM& vm, Args a, Cell* out) {
    if (a.n + a.nkw > 1)
        return raise(vm, C::TypeError, "%s.__init_subclass__() takes no keyword arguments",
                     is_kind(a[0], kClass) ? to_utf8(as<Class>(a[0])->name).c_str() : "object");
    *out = none_cell();
    return Status::Ok;
}
static Status object_subclasshook(VM& vm, Args, Cell* out) {
    *out = new_obj_ref(vm.not_implemented);
    return Status::Ok;
}
static Status object_dir(VM& vm, Args a, Cell* out) {
    (void)out;
    return call_hidden(vm, "_dir_object", {a[0]});
}
static Status object_sizeof(VM&, Args, Cell* out) {
    *out = int_cell(48);
    return Status::Ok;
}
static Status object_reduce(VM& vm, Args a, Cell* out) {
    (void)out;
    return call_hidden(vm, "_object_reduce", {a[0]});
}

static Status get_class(VM& vm, Cell self, Cell* out) {
    *out = new_obj_ref(class_of(vm, self));
    return Status::Ok;
}
static Status set_class(VM& vm, Cell self, Cell value) {
    if (is_empty(value)) return raise(vm, C::TypeError, "can't delete __class__ attribute");
    if (!is_kind(value, kClass))
        return raise(vm, C::TypeError, "__class__ must be set to a class, not '%s' object", type_name(vm, value));
    auto* to = as<Class>(value);
    if (is_kind(self, kModule) && to->instance_kind == kModule) {
        incref(to);
        obj_of(self)->cls = to;
        return Status::Ok;
    }
    Class* from = class_of(vm, self);
    if (!(from->class_flags & kClassHeap) || !(to->class_flags & kClassHeap))
        return raise(vm, C::TypeError, "__class__ assignment only supported for mutable types or ModuleType subclasses");
    if (from->instance_kind != to->instance_kind || from->slot_count != to->slot_count ||
        ((from->class_flags ^ to->class_flags) & (kClassDict | kClassHasSlots)))
        return raise(vm, C::TypeError, "__class__ assignment: '%s' object layout differs from '%s'", to_utf8(to->name).c_str(),
                     to_utf8(from->name).c_str());
    if (is_kind(self, kInstance) && !instance_dict(vm, as<Instance>(self)))
        return Status::Fail;  // its shapes belong to the old class
    incref(to);
    obj_of(self)->cls = to;
    decref(vm, from);
    return Status::Ok;
}

Cell object_dict(VM& vm, Cell o) {
    if (is_kind(o, kInstance)) {
        auto* i = as<Instance>(o);
        if (i->cls->class_flags & kClassHasSlots) return empty_cell();
        Dict* d = instance_dict(vm, i);
        return d ? new_obj_ref(d) : empty_cell();
    }
    if (!is_obj(o)) return empty_cell();
    Dict** place = attr_dict_place(vm, obj_of(o));
    if (!place) return empty_cell();
    if (!*place && !(*place = new_dict(vm))) return empty_cell();
    return new_obj_ref(*place);
}

Status get_object_dict(VM& vm, Cell self, Cell* out) {
    *out = object_dict(vm, self);
    if (!is_empty(*out)) return Status::Ok;
    if (!is_empty(vm.exc)) return Status::Fail;
    return raise(vm, C::AttributeError, "'%s' object has no attribute '__dict__'", type_name(vm, self));
}
Status set_object_dict(VM& vm, Cell self, Cell value) {
    if (!is_kind(value, kDict))
        return raise(vm, C::TypeError, "__dict__ must be set to a dictionary, not a '%s'", type_name(vm, value));
    Cell now = object_dict(vm, self);
    if (is_empty(now)) return raise(vm, C::AttributeError, "'%s' object has no attribute '__dict__'", type_name(vm, self));
    decref(vm, now);
    Dict** place = is_kind(self, kInstance) ? &as<Instance>(self)->dict : attr_dict_place(vm, obj_of(self));
    Dict* old = *place;
    *place = newref(as<Dict>(value));
    decref(vm, old);
    return Status::Ok;
}

void setup_object_class(VM& vm) {
    static const NativeDef methods[] = {
        {"__new__", object_new, 1, -1, kNativeStatic | kNativeKeywords,
         "Create and return a new object.  See help(type) for accurate signature.", nullptr},
        {"__init__", object_init, 1, -1, kNativeMethod | kNativeKeywords,
         "Initialize self.  See help(type(self)) for accurate signature.", "($self, /, *args, **kwargs)"},
        {"__eq__", object_eq, 2, 2, kNativeMethod, "Return self==value.", "($self, value, /)"},
        {"__ne__", object_ne, 2, 2, kNativeMethod, "Return self!=value.", "($self, value, /)"},
        {"__lt__", object_order, 2, 2, kNativeMethod, "Return self<value.", "($self, value, /)"},
        {"__le__", object_order, 2, 2, kNativeMethod, "Return self<=value.", "($self, value, /)"},
        {"__gt__", object_order, 2, 2, kNativeMethod, "Return self>value.", "($self, value, /)"},
        {"__ge__", object_order, 2, 2, kNativeMethod, "Return self>=value.", "($self, value, /)"},
        {"__hash__", object_hash, 1, 1, kNativeMethod, "Return hash(self).", "($self, /)"},
        {"__repr__", object_repr, 1, 1, kNativeMethod, "Return repr(self).", "($self, /)"},
        {"__str__", object_str, 1, 1, kNativeMethod, "Return str(self).", "($self, /)"},
        {"__format__", object_format, 2, 2, kNativeMethod, "Default object formatter.", "($self, format_spec, /)"},
        {"__getattribute__", object_getattribute, 2, 2, kNativeMethod, "Return getattr(self, name).", "($self, name, /)"},
        {"__setattr__", object_setattr, 3, 3, kNativeMethod, "Implement setattr(self, name, value).",
         "($self, name, value, /)"},
        {"__delattr__", object_delattr, 2, 2, kNativeMethod, "Implement delattr(self, name).", "($self, name, /)"},
        {"__init_subclass__", object_init_subclass, 1, -1, kNativeClassMethod | kNativeKeywords,
         "This method is called when a class is subclassed.", nullptr},
        {"__subclasshook__", object_subclasshook, 1, 2, kNativeClassMethod, nullptr, nullptr},
        {"__dir__", object_dir, 1, 1, kNativeMethod, "Default dir() implementation.", "($self, /)"},
        {"__sizeof__", object_sizeof, 1, 1, kNativeMethod, nullptr, "($self, /)"},
        {"__reduce__", object_reduce, 1, 1, kNativeMethod, nullptr, nullptr},
        {"__reduce_ex__", object_reduce, 2, 2, kNativeMethod, nullptr, nullptr},
        {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}};
    static const GetSetDef fields[] = {{"__class__", get_class, set_class, nullptr}, {nullptr, nullptr, nullptr, nullptr}};
    static const GetSetDef dict[] = {{"__dict__", get_object_dict, set_object_dict, nullptr},
                                     {nullptr, nullptr, nullptr, nullptr}};
    add_methods(vm, vm.cls(C::Object), methods);
    add_getsets(vm, vm.cls(C::Object), fields);
    for (C c : {C::Function, C::BaseException, C::Module, C::StaticMethod, C::ClassMethod}) add_getsets(vm, vm.cls(c), dict);
}

}  // namespace loopscope::runtime
