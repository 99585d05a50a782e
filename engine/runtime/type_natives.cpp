// The methods and attributes of `type`; isinstance and issubclass.
#include "runtime/classes.h"
#include "runtime/container_ops.h"
#include "runtime/frames.h"
#include "runtime/interp_parts.h"
#include "runtime/setup.h"
#include "runtime/text_util.h"

namespace loopscope::runtime {

static Status type_new(VM& vm, Args a, Cell* out) {
    (void)out;
    if (a.n == 2 && a.nkw == 0 && is_kind(a[0], kClass) && as<Class>(a[0]) == vm.cls(C::Type)) {
        *out = new_obj_ref(class_of(vm, a[1]));
        return Status::Ok;
    }
    if (a.n < 4) return raise(vm, C::TypeError, "type() takes 1 or 3 arguments");
    return call_hidden_args(vm, "_type_new", a);
}

static Status type_init(VM&, Args, Cell* out) {
    *out = none_cell();
    return Status::Ok;
}

static Status type_call_native(VM& vm, Args a, Cell* out) {
    if (!is_kind(a[0], kClass))
        return raise(vm, C::TypeError, "descriptor '__call__' requires a 'type' object but received a '%s'",
                     type_name(vm, a[0]));
    return type_call(vm, as<Class>(a[0]), Args{a.v + 1, a.n - 1, a.nkw, a.kwnames}, out);
}

static Status type_mro(VM& vm, Args a, Cell* out) { return to_list(vm, obj_cell(as<Class>(a[0])->mro), out); }
static Status type_subclasses(VM& vm, Args a, Cell* out) {
    List* subs = as<Class>(a[0])->subclasses;
    List* l = new_list(vm, subs ? subs->n : 0);
    if (!l) return Status::Fail;
    for (uint32_t i = 0; subs && i < subs->n; i++)
        (void)list_append(vm, l, new_obj_ref(reinterpret_cast<Class*>(subs->v[i].i)));
    *out = obj_cell(l);
    return Status::Ok;
}
// An object may claim another class than its own by an attribute __class__ of the program's.
static bool may_claim_class(VM& vm, Cell o) {
    Class* cls = class_of(vm, o);
    if (!(cls->class_flags & kClassHeap)) return false;
    return (cls->class_flags & kClassHasGetattribute) || !is_kind(class_lookup(vm, cls, vm.names.class_), kGetSet);
}
static Status type_instancecheck(VM& vm, Args a, Cell* out) {
    bool yes = is_instance(vm, a[1], as<Class>(a[0]));
    if (!yes && may_claim_class(vm, a[1])) return call_hidden(vm, "_claims_class", {a[0], a[1]});
    *out = bool_cell(yes);
    return Status::Ok;
}
static Status type_subclasscheck(VM& vm, Args a, Cell* out) {
    if (!is_kind(a[1], kClass)) return call_hidden(vm, "_is_derived", {a[0], a[1]});
    *out = bool_cell(is_subclass(as<Class>(a[1]), as<Class>(a[0])));
    return Status::Ok;
}
static Status type_prepare(VM& vm, Args, Cell* out) { return give_obj(out, new_dict(vm)); }
static Status type_dir(VM& vm, Args a, Cell* out) {
    (void)out;
    return call_hidden(vm, "_dir_class", {a[0]});
}
static Status type_repr(VM& vm, Args a, Cell* out) { return repr_by_kind(vm, a[0], out); }
static Status type_or(VM& vm, Args a, Cell* out) { return binary_native(vm, BinOp::Or, a[0], a[1], out); }
static Status type_ror(VM& vm, Args a, Cell* out) { return binary_native(vm, BinOp::Or, a[1], a[0], out); }
static Status type_getattribute(VM& vm, Args a, Cell* out) {
    if (!is_str(a[1])) return raise(vm, C::TypeError, "attribute name must be string, not '%s'", type_name(vm, a[1]));
    Str* name = intern(vm, newref(as<Str>(a[1])));
    Status s = generic_get_attr(vm, a[0], name, out);
    decref(vm, name);
    return s;
}

static Status get_name(VM&, Cell self, Cell* out) {
    *out = new_obj_ref(as<Class>(self)->name);
    return Status::Ok;
}
static Status set_name(VM& vm, Cell self, Cell v) {
    auto* c = as<Class>(self);
    if (!(c->class_flags & kClassHeap))
        return raise(vm, C::TypeError, "cannot set '__name__' attribute of immutable type '%s'", to_utf8(c->name).c_str());
    if (!is_str(v))
        return raise(vm, C::TypeError, "can only assign string to %s.__name__, not '%s'", to_utf8(c->name).c_str(),
                     type_name(vm, v));
    Str* old = c->name;
    c->name = newref(as<Str>(v));
    c->aux = 0;  // the trace's number was that of the old name
    decref(vm, old);
    return Status::Ok;
}
static Status get_qualname(VM&, Cell self, Cell* out) {
    *out = new_obj_ref(as<Class>(self)->qualname);
    return Status::Ok;
}
static Status set_qualname(VM& vm, Cell self, Cell v) {
    auto* c = as<Class>(self);
    if (!is_str(v))
        return raise(vm, C::TypeError, "can only assign string to %s.__qualname__, not '%s'", to_utf8(c->name).c_str(),
                     type_name(vm, v));
    Str* old = c->qualname;
    c->qualname = newref(as<Str>(v));
    decref(vm, old);
    return Status::Ok;
}
static Status get_module(VM& vm, Cell self, Cell* out) {
    auto* c = as<Class>(self);
    Cell m = c->class_flags & kClassHeap ? dict_get_str(c->dict, vm.names.module) : c->module;
    *out = is_empty(m) ? new_obj_ref(intern(vm, "builtins")) : newref(m);
    return Status::Ok;
}
static Status set_module(VM& vm, Cell self, Cell v) {
    auto* c = as<Class>(self);
    if (!(c->class_flags & kClassHeap))
        return raise(vm, C::TypeError, "cannot set '__module__' attribute of immutable type '%s'", to_utf8(c->name).c_str());
    return dict_set_str(vm, c->dict, vm.names.module, v) ? Status::Ok : Status::Fail;
}
static Status get_bases(VM& vm, Cell self, Cell* out) {
    auto* c = as<Class>(self);
    *out = new_obj_ref(c->bases ? c->bases : vm.empty_tuple);
    return Status::Ok;
}
static Status set_bases(VM& vm, Cell self, Cell v) {
    auto* c = as<Class>(self);
    if (!(c->class_flags & kClassHeap) || !is_kind(v, kTuple))
        return raise(vm, C::TypeError, "can only assign tuple to %s.__bases__, not %s", to_utf8(c->name).c_str(),
                     type_name(vm, v));
    Tuple* old = c->bases;
    c->bases = newref(as<Tuple>(v));
    if (!ready_class(vm, c)) {
        decref(vm, c->bases);
        c->bases = old;
        return Status::Fail;
    }
    decref(vm, old);
    update_class(vm, c);
    return Status::Ok;
}
static Status get_base(VM&, Cell self, Cell* out) {
    auto* b = as<Class>(self)->base;
    *out = b ? new_obj_ref(b) : none_cell();
    return Status::Ok;
}
static Status get_mro(VM&, Cell self, Cell* out) {
    *out = new_obj_ref(as<Class>(self)->mro);
    return Status::Ok;
}
static Status get_dict(VM& vm, Cell self, Cell* out) {
    auto* p = make<MappingProxy>(vm, kMappingProxy, C::MappingProxy);
    if (!p) return Status::Fail;
    p->mapping = new_obj_ref(as<Class>(self)->dict);
    *out = obj_cell(p);
    return Status::Ok;
}
static Status get_doc(VM& vm, Cell self, Cell* out) {
    Cell d = dict_get_str(as<Class>(self)->dict, vm.names.doc);
    if (is_empty(d)) {
        *out = none_cell();
        return Status::Ok;
    }
    return descriptor_get(vm, d, empty_cell(), as<Class>(self), out);
}
static Status set_doc(VM& vm, Cell self, Cell v) {
    auto* c = as<Class>(self);
    if (!(c->class_flags & kClassHeap))
        return raise(vm, C::TypeError, "cannot set '__doc__' attribute of immutable type '%s'", to_utf8(c->name).c_str());
    return dict_set_str(vm, c->dict, vm.names.doc, v) ? Status::Ok : Status::Fail;
}
static Status get_abstract(VM& vm, Cell self, Cell* out) {
    Cell v = dict_get_str(as<Class>(self)->dict, vm.names.abstractmethods);
    if (is_empty(v)) return no_attribute(vm, self, vm.names.abstractmethods);
    *out = newref(v);
    return Status::Ok;
}
static Status set_abstract(VM& vm, Cell self, Cell v) {
    auto* c = as<Class>(self);
    if (!dict_set_str(vm, c->dict, vm.names.abstractmethods, v)) return Status::Fail;
    if (truth_native(v) == 1)
        c->class_flags |= kClassAbstract;
    else
        c->class_flags &= ~kClassAbstract;
    return Status::Ok;
}
static Status get_annotations(VM& vm, Cell self, Cell* out) {
    auto* c = as<Class>(self);
    Cell v = dict_get_str(c->dict, vm.names.annotations);
    if (is_empty(v)) {
        if (!(c->class_flags & kClassHeap)) return no_attribute(vm, self, vm.names.annotations);
        Dict* d = new_dict(vm);
        if (!d || !dict_set_str(vm, c->dict, vm.names.annotations, obj_cell(d))) return Status::Fail;
        *out = obj_cell(d);
        return Status::Ok;
    }
    *out = newref(v);
    return Status::Ok;
}
static Status set_annotations(VM& vm, Cell self, Cell v) {
    if (is_empty(v)) return dict_delete_str(vm, as<Class>(self)->dict, vm.names.annotations) ? Status::Ok : Status::Fail;
    return dict_set_str(vm, as<Class>(self)->dict, vm.names.annotations, v) ? Status::Ok : Status::Fail;
}
static Status get_flags(VM&, Cell self, Cell* out) {
    auto* c = as<Class>(self);
    int64_t flags = (c->class_flags & kClassHeap ? 1 << 9 : 0) | (c->class_flags & kClassBaseType ? 1 << 10 : 0) |
                    (c->class_flags & kClassAbstract ? 1 << 20 : 0);
    *out = int_cell(flags);
    return Status::Ok;
}
// Sizes as CPython counts them, where a program can see them: what one item of a variable-sized object takes.
static Status get_itemsize(VM&, Cell self, Cell* out) {
    Kind kind = as<Class>(self)->instance_kind;
    *out = int_cell(kind == kTuple || kind == kClass ? (kind == kTuple ? 8 : 40)
                    : kind == kBytes                 ? 1
                    : kind == kBigInt                ? 4
                                                     : 0);
    return Status::Ok;
}
static Status get_basicsize(VM&, Cell self, Cell* out) {
    auto* c = as<Class>(self);
    bool base = c->instance_kind == kInstance || c->instance_kind == kFloatObj || c->instance_kind == kTuple ||
                c->instance_kind == kBigInt;
    *out = int_cell((base ? c->instance_kind == kInstance ? 16 : 24 : 40) + 8 * int64_t(c->slot_count));
    return Status::Ok;
}
static Status get_type_params(VM& vm, Cell self, Cell* out) {
    Cell v = dict_get_str(as<Class>(self)->dict, vm.names.type_params);
    *out = is_empty(v) ? new_obj_ref(vm.empty_tuple) : newref(v);
    return Status::Ok;
}
static Status set_type_params(VM& vm, Cell self, Cell v) {
    return dict_set_str(vm, as<Class>(self)->dict, vm.names.type_params, v) ? Status::Ok : Status::Fail;
}

// ---- isinstance, issubclass
// 1, 0, or -1: a class with __instancecheck__ (__subclasscheck__) of its own, or something that is no class, decides in Python.
static int check_plain(VM& vm, Cell o, Cell cls, bool instance, int depth) {
    if (is_kind(cls, kTuple)) {
        for (uint32_t i = 0; i < as<Tuple>(cls)->n; i++) {
            int r = depth > 50 ? -1 : check_plain(vm, o, as<Tuple>(cls)->v[i], instance, depth + 1);
            if (r != 0) return r;
        }
        return 0;
    }
    if (!is_kind(cls, kClass)) return -1;
    auto* c = as<Class>(cls);
    if (instance && class_of(vm, o) == c) return 1;
    if (vm.dialect == 2 && instance && c == vm.cls(C::Int) && class_of(vm, o) == vm.cls(C::Bool)) return 0;  // in MicroPython
    Class* meta = c->cls;
    if (meta != vm.cls(C::Type)) {
        Str* names[2] = {vm.names.instancecheck, vm.names.subclasscheck};
        Cell f = class_lookup(vm, meta, names[instance ? 0 : 1]);
        if (!is_kind(f, kNative)) return -1;
    }
    if (!instance) return is_kind(o, kClass) ? is_subclass(as<Class>(o), c) : -1;
    if (is_instance(vm, o, c)) return 1;
    return may_claim_class(vm, o) ? -1 : 0;
}

static Status builtin_isinstance(VM& vm, Args a, Cell* out) {
    int r = check_plain(vm, a[0], a[1], true, 0);
    if (r < 0) return call_hidden(vm, "_isinstance", {a[0], a[1]});
    *out = bool_cell(r == 1);
    return Status::Ok;
}
static Status builtin_issubclass(VM& vm, Args a, Cell* out) {
    int r = check_plain(vm, a[0], a[1], false, 0);
    if (r < 0) return call_hidden(vm, "_issubclass", {a[0], a[1]});
    *out = bool_cell(r == 1);
    return Status::Ok;
}

// ---- natives for the hidden helpers: _type_make(meta, name, bases, namespace), and looking names up on classes
static Status make_type(VM& vm, Args a, Cell* out) {
    if (!is_str(a[1])) return raise(vm, C::TypeError, "type.__new__() argument 1 must be str, not %s", type_name(vm, a[1]));
    if (!is_kind(a[2], kTuple))
        return raise(vm, C::TypeError, "type.__new__() argument 2 must be tuple, not %s", type_name(vm, a[2]));
    if (!is_kind(a[3], kDict))
        return raise(vm, C::TypeError, "type.__new__() argument 3 must be dict, not %s", type_name(vm, a[3]));
    Status why = Status::Fail;
    Class* c = new_class(vm, as<Class>(a[0]), as<Str>(a[1]), as<Tuple>(a[2]), as<Dict>(a[3]), &why);
    if (!c) return why;
    *out = obj_cell(c);
    return Status::Ok;
}
static Status set_type_mro(VM& vm, Args a, Cell* out) {  // _type_set_mro(cls, classes)
    auto* c = as<Class>(a[0]);
    Tuple* old = c->mro;
    c->mro = newref(as<Tuple>(a[1]));
    decref(vm, old);
    update_class(vm, c);
    *out = none_cell();
    return Status::Ok;
}
static Status lookup_on_type(VM& vm, Args a, Cell* out) {  // _lookup(cls, name, default)
    Str* name = intern(vm, newref(as<Str>(a[1])));
    Cell v = class_lookup(vm, as<Class>(a[0]), name);
    decref(vm, name);
    *out = is_empty(v) ? newref(a[2]) : newref(v);
    return Status::Ok;
}
static Status special_of(VM& vm, Args a, Cell* out) {  // _special(object, name): bound, or None
    Str* name = intern(vm, newref(as<Str>(a[1])));
    Status s = special_method(vm, a[0], name, out);
    decref(vm, name);
    if (s == Status::Ok && is_empty(*out)) *out = none_cell();
    return s;
}
static Status plain_subclass(VM&, Args a, Cell* out) {
    *out = bool_cell(is_kind(a[0], kClass) && is_kind(a[1], kClass) && is_subclass(as<Class>(a[0]), as<Class>(a[1])));
    return Status::Ok;
}
static Status own_type(VM& vm, Args a, Cell* out) {
    *out = new_obj_ref(class_of(vm, a[0]));
    return Status::Ok;
}

void setup_type_class(VM& vm) {
    static const NativeDef methods[] = {
        {"__new__", type_new, 1, -1, kNativeStatic | kNativeKeywords, nullptr, nullptr},
        {"__init__", type_init, 1, -1, kNativeMethod | kNativeKeywords, nullptr, nullptr},
        {"__call__", type_call_native, 1, -1, kNativeMethod | kNativeKeywords, "Call self as a function.", nullptr},
        {"mro", type_mro, 1, 1, kNativeMethod, "Return a type's method resolution order.", nullptr},
        {"__subclasses__", type_subclasses, 1, 1, kNativeMethod, "Return a list of immediate subclasses.", nullptr},
        {"__instancecheck__", type_instancecheck, 2, 2, kNativeMethod, "Check if an object is an instance.", nullptr},
        {"__subclasscheck__", type_subclasscheck, 2, 2, kNativeMethod, "Check if a class is a subclass.", nullptr},
        {"__prepare__", type_prepare, 1, -1, kNativeClassMethod | kNativeKeywords,
         "Create the namespace for the class statement", nullptr},
        {"__dir__", type_dir, 1, 1, kNativeMethod, nullptr, nullptr},
        {"__repr__", type_repr, 1, 1, kNativeMethod, nullptr, nullptr},
        {"__or__", type_or, 2, 2, kNativeMethod, nullptr, nullptr},
        {"__ror__", type_ror, 2, 2, kNativeMethod, nullptr, nullptr},
        {"__getattribute__", type_getattribute, 2, 2, kNativeMethod, nullptr, nullptr},
        {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}};
    static const GetSetDef fields[] = {{"__name__", get_name, set_name, nullptr},
                                       {"__qualname__", get_qualname, set_qualname, nullptr},
                                       {"__module__", get_module, set_module, nullptr},
                                       {"__bases__", get_bases, set_bases, nullptr},
                                       {"__base__", get_base, nullptr, nullptr},
                                       {"__mro__", get_mro, nullptr, nullptr},
                                       {"__dict__", get_dict, nullptr, nullptr},
                                       {"__doc__", get_doc, set_doc, nullptr},
                                       {"__abstractmethods__", get_abstract, set_abstract, nullptr},
                                       {"__annotations__", get_annotations, set_annotations, nullptr},
                                       {"__flags__", get_flags, nullptr, nullptr},
                                       {"__itemsize__", get_itemsize, nullptr, nullptr},
                                       {"__basicsize__", get_basicsize, nullptr, nullptr},
                                       {"__type_params__", get_type_params, set_type_params, nullptr},
                                       {nullptr, nullptr, nullptr, nullptr}};
    add_methods(vm, vm.cls(C::Type), methods);
    add_getsets(vm, vm.cls(C::Type), fields);
    static const NativeDef functions[] = {
        {"isinstance", builtin_isinstance, 2, 2, 0,
         "Return whether an object is an instance of a class or of a subclass thereof.", "($module, obj, class_or_tuple, /)"},
        {"issubclass", builtin_issubclass, 2, 2, 0, "Return whether 'cls' is derived from another class or is the same class.",
         "($module, cls, class_or_tuple, /)"},
        {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}};
    add_functions(vm, vm.builtins, "builtins", functions);
    static const NativeDef hidden[] = {{"_type_make", make_type, 4, 4, 0, nullptr, nullptr},
                                       {"_type_set_mro", set_type_mro, 2, 2, 0, nullptr, nullptr},
                                       {"_lookup", lookup_on_type, 3, 3, 0, nullptr, nullptr},
                                       {"_special", special_of, 2, 2, 0, nullptr, nullptr},
                                       {"_plain_subclass", plain_subclass, 2, 2, 0, nullptr, nullptr},
                                       {"_type_of", own_type, 1, 1, 0, nullptr, nullptr},
                                       {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}};
    add_functions(vm, vm.hidden, "builtins", hidden);
}

}  // namespace loopscope::runtime
