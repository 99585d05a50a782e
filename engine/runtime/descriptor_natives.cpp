// property, staticmethod, classmethod, super and modules.
#include "runtime/classes.h"
#include "runtime/container_ops.h"
#include "runtime/frames.h"
#include "runtime/interp_parts.h"
#include "runtime/setup.h"

namespace loopscope::runtime {

// ---- property
constexpr uint16_t kDocOfGetter = 1;  // Property::aux

static Status property_new(VM& vm, Args a, Cell* out) {
    auto* p = static_cast<Property*>(make_object(vm, kProperty, as<Class>(a[0]), sizeof(Property)));
    if (!p) return Status::Fail;
    p->get = p->set = p->del = p->doc = none_cell();
    *out = obj_cell(p);
    return Status::Ok;
}
static Status property_init(VM& vm, Args a, Cell* out) {
    static const char* const names[] = {"fget", "fset", "fdel", "doc", nullptr};
    Cell v[4];
    if (bind_native(vm, Args{a.v + 1, a.n - 1, a.nkw, a.kwnames}, "property", names, 0, 4, v) != Status::Ok)
        return Status::Fail;
    auto* p = as<Property>(a[0]);
    Cell* places[] = {&p->get, &p->set, &p->del};
    for (int i = 0; i < 3; i++) assign(vm, places[i], is_empty(v[i]) ? none_cell() : newref(v[i]));
    Owned doc(vm, is_empty(v[3]) ? none_cell() : newref(v[3]));
    p->aux = 0;
    if (is_none(doc) && !is_none(p->get)) {
        Cell found = empty_cell();
        if (get_attr_plain(vm, p->get, vm.names.doc, &found) != Status::Ok) return Status::Fail;
        p->aux = !is_empty(found) && !is_none(found) ? kDocOfGetter : 0;
        if (!is_empty(found)) doc.reset(found);
    }
    *out = none_cell();
    if (p->cls == vm.cls(C::Property)) {
        assign(vm, &p->doc, doc.take());
        return Status::Ok;
    }
    // A subclass has a __doc__ of its own: that of the property is an attribute. One that takes none goes without.
    Status s = set_attr(vm, a[0], vm.names.doc, doc);
    if (s != Status::Fail || p->aux == kDocOfGetter || !pending_is(vm, C::AttributeError)) return s;
    clear_exception(vm);
    return Status::Ok;
}
static Status property_with(VM& vm, Args a, int which, Cell* out) {
    auto* p = as<Property>(a[0]);
    Cell get = which == 0 ? a[1] : p->get, doc = p->doc;
    bool ask_getter = p->aux == kDocOfGetter && !is_none(get);
    if (p->cls != vm.cls(C::Property))
        return call_later(vm, obj_cell(p->cls),
                          {get, which == 1 ? a[1] : p->set, which == 2 ? a[1] : p->del, ask_getter ? none_cell() : doc});
    Owned found(vm);
    if (ask_getter && which == 0) {
        if (get_attr_plain(vm, get, vm.names.doc, &found.c) != Status::Ok) return Status::Fail;
        doc = is_empty(found) ? none_cell() : Cell(found);
    }
    auto* q = make<Property>(vm, kProperty, C::Property);
    if (!q) return Status::Fail;
    q->aux = p->aux;
    q->get = newref(get);
    q->set = newref(which == 1 ? a[1] : p->set);
    q->del = newref(which == 2 ? a[1] : p->del);
    q->doc = newref(doc);
    q->name = p->name ? newref(p->name) : nullptr;
    *out = obj_cell(q);
    return Status::Ok;
}
static Status property_getter(VM& vm, Args a, Cell* out) { return property_with(vm, a, 0, out); }
static Status property_setter(VM& vm, Args a, Cell* out) { return property_with(vm, a, 1, out); }
static Status property_deleter(VM& vm, Args a, Cell* out) { return property_with(vm, a, 2, out); }
static Status property_get(VM& vm, Args a, Cell* out) {
    if (is_none(a[1])) {
        *out = newref(a[0]);
        return Status::Ok;
    }
    return descriptor_get(vm, a[0], a[1], class_of(vm, a[1]), out);
}
static Status property_set(VM& vm, Args a, Cell* out) {
    *out = none_cell();
    if (is_none(as<Property>(a[0])->set)) return property_lacks(vm, as<Property>(a[0]), a[1], "setter");
    return call_later(vm, as<Property>(a[0])->set, {a[1], a[2]});
}
static Status property_delete(VM& vm, Args a, Cell* out) {
    *out = none_cell();
    if (is_none(as<Property>(a[0])->del)) return property_lacks(vm, as<Property>(a[0]), a[1], "deleter");
    return call_later(vm, as<Property>(a[0])->del, {a[1]});
}
static Status property_set_name(VM& vm, Args a, Cell* out) {
    if (a.n != 3) return raise(vm, C::TypeError, "__set_name__() takes 2 positional arguments but %u were given", a.n - 1);
    auto* p = as<Property>(a[0]);
    if (is_str(a[2])) {
        decref_null(vm, p->name);
        p->name = newref(as<Str>(a[2]));
    }
    *out = none_cell();
    return Status::Ok;
}
template <Cell Property::* field>
static Status property_field(VM&, Cell self, Cell* out) {
    *out = newref(as<Property>(self)->*field);
    return Status::Ok;
}
static Status property_set_doc(VM& vm, Cell self, Cell v) {
    assign(vm, &as<Property>(self)->doc, newref(v));
    return Status::Ok;
}
static Status property_name(VM& vm, Cell self, Cell* out) {
    auto* p = as<Property>(self);
    if (p->name) {
        *out = new_obj_ref(p->name);
        return Status::Ok;
    }
    return get_attr(vm, p->get, vm.names.name, out);
}
// Is the function marked as abstract? The mark's truth may need Python.
static Status abstract_mark(VM& vm, Cell f, Cell* out) {
    Owned v(vm);
    if (get_attr_plain(vm, f, vm.names.isabstractmethod, &v.c) != Status::Ok) return Status::Fail;
    int t = is_empty(v) ? 0 : truth_native(v);
    if (t < 0) return call_hidden(vm, "_truth", {v});
    *out = bool_cell(t == 1);
    return Status::Ok;
}
static Status property_abstract(VM& vm, Cell self, Cell* out) {
    auto* p = as<Property>(self);
    for (Cell f : {p->get, p->set, p->del}) {
        if (is_none(f)) continue;
        if (Status s = abstract_mark(vm, f, out); s != Status::Ok || is_true(*out)) return s;
    }
    *out = bool_cell(false);
    return Status::Ok;
}

// ---- staticmethod, classmethod
static Status wrapper_new(VM& vm, Args a, Cell* out) {
    auto* cls = as<Class>(a[0]);
    auto* w = static_cast<StaticMethod*>(make_object(vm, cls->instance_kind, cls, sizeof(StaticMethod)));
    if (!w) return Status::Fail;
    w->fn = a.n > 1 ? newref(a[1]) : none_cell();
    *out = obj_cell(w);
    return Status::Ok;
}
static Status wrapper_init(VM& vm, Args a, Cell* out) {
    if (a.n != 2) return raise(vm, C::TypeError, "%s expected 1 argument, got %u", type_name(vm, a[0]), a.n - 1);
    assign(vm, &as<StaticMethod>(a[0])->fn, newref(a[1]));
    *out = none_cell();
    return Status::Ok;
}
static Status wrapper_get(VM& vm, Args a, Cell* out) {
    Class* cls = a.n > 2 && is_kind(a[2], kClass) ? as<Class>(a[2]) : class_of(vm, a[1]);
    return descriptor_get(vm, a[0], is_none(a[1]) ? empty_cell() : a[1], cls, out);
}
static Status wrapper_call(VM& vm, Args a, Cell*) {
    return call_with(vm, as<StaticMethod>(a[0])->fn, a.v + 1, a.n - 1, a.nkw, a.kwnames);
}
static Status wrapper_func(VM&, Cell self, Cell* out) {
    *out = newref(as<StaticMethod>(self)->fn);
    return Status::Ok;
}
static Status wrapper_abstract(VM& vm, Cell self, Cell* out) { return abstract_mark(vm, as<StaticMethod>(self)->fn, out); }
static Status wrapper_getattr(VM& vm, Args a, Cell* out) {
    return get_attr(vm, as<StaticMethod>(a[0])->fn, as<Str>(a[1]), out);
}

// ---- super
// Is it a method that says super() itself? Hidden helpers between it and the call do not.
static bool uses_class_cell(VM& vm, const Code* c) {
    for (uint32_t i = 0; i < c->nfree; i++)
        if (as<Str>(c->slot_names->v[c->free_base + i]) == vm.names.class_) return true;
    return false;
}

// Does the first slot hold the cell of a captured variable, and not a cell that the program has passed?
static bool first_is_captured(const Code* c) {
    const Tuple* captured = c->cellvar_names;
    for (uint32_t i = 0; captured && i < captured->n; i++)
        if (str_equal(as<Str>(captured->v[i]), as<Str>(c->slot_names->v[0]))) return true;
    return false;
}

static Status super_new(VM& vm, Args a, Cell* out) {
    auto* s = static_cast<Super*>(make_object(vm, kSuper, as<Class>(a[0]), sizeof(Super)));
    if (!s) return Status::Fail;
    *out = obj_cell(s);
    Owned keep(vm, *out);
    Cell start = a.n > 1 ? a[1] : empty_cell(), self = a.n > 2 ? a[2] : empty_cell();
    if (a.n == 1) {  // super(): from __class__ and the first argument of the calling function
        Frame* f = vm.frame;
        while (f && (!f->code || ((f->code->flags & compile::kHidden) && !uses_class_cell(vm, f->code)))) f = f->back;
        if (!f || !(f->code->flags & compile::kOptimized)) return raise(vm, C::RuntimeError, "super(): no arguments");
        if (f->code->arg_count == 0 && !(f->code->flags & compile::kVarArgs))
            return raise(vm, C::RuntimeError, "super(): no arguments");
        self = f->slots[0];
        if (is_kind(self, kCellBox) && first_is_captured(f->code)) self = as<CellBox>(self)->v;
        if (f->code->arg_count == 0 && is_kind(self, kTuple) && as<Tuple>(self)->n) self = as<Tuple>(self)->v[0];
        if (is_empty(self)) return raise(vm, C::RuntimeError, "super(): arg[0] deleted");
        for (uint32_t i = 0; i < f->code->nfree; i++) {
            uint32_t slot = f->code->free_base + i;
            if (as<Str>(f->code->slot_names->v[slot]) == vm.names.class_) start = as<CellBox>(f->slots[slot])->v;
        }
        if (is_empty(start)) return raise(vm, C::RuntimeError, "super(): __class__ cell not found");
    }
    if (!is_kind(start, kClass))
        return raise(vm, C::TypeError, "super() argument 1 must be a type, not %s", type_name(vm, start));
    s->start = newref(as<Class>(start));
    if (!is_empty(self) && !is_none(self)) {
        Class* own = class_of(vm, self);
        if (is_kind(self, kClass) && is_subclass(as<Class>(self), s->start))
            s->self_class = as<Class>(self);
        else if (is_subclass(own, s->start))
            s->self_class = own;
        else {
            return raise(vm, C::TypeError, "super(type, obj): obj (%s) is not an instance or subtype of type (%s).",
                         is_kind(self, kClass) ? ("type " + to_utf8(as<Class>(self)->name)).c_str()
                                               : ("instance of " + std::string(type_name(vm, self))).c_str(),
                         to_utf8(s->start->name).c_str());
        }
        s->self = newref(self);
    }
    *out = keep.take();
    return Status::Ok;
}
static Status super_init(VM&, Args, Cell* out) {
    *out = none_cell();
    return Status::Ok;
}
static Status super_self(VM&, Cell self, Cell* out) {
    Cell s = as<Super>(self)->self;
    *out = is_empty(s) ? none_cell() : newref(s);
    return Status::Ok;
}
static Status super_this(VM&, Cell self, Cell* out) {
    *out = new_obj_ref(as<Super>(self)->start);
    return Status::Ok;
}
static Status super_self_class(VM&, Cell self, Cell* out) {
    auto* c = as<Super>(self)->self_class;
    *out = c ? new_obj_ref(c) : none_cell();
    return Status::Ok;
}

// ---- module
static Status module_new(VM& vm, Args a, Cell* out) {
    auto* m = static_cast<Module*>(make_object(vm, kModule, as<Class>(a[0]), sizeof(Module)));
    if (!m) return Status::Fail;
    *out = obj_cell(m);
    m->dict = new_dict(vm);
    m->name = newref(vm.empty_str);
    return m->dict ? Status::Ok : Status::Fail;
}
static Status module_init(VM& vm, Args a, Cell* out) {
    static const char* const names[] = {"name", "doc", nullptr};
    Cell v[2];
    if (bind_native(vm, Args{a.v + 1, a.n - 1, a.nkw, a.kwnames}, "module", names, 1, 2, v) != Status::Ok) return Status::Fail;
    if (!is_str(v[0])) return raise(vm, C::TypeError, "module() argument 'name' must be str, not %s", type_name(vm, v[0]));
    auto* m = as<Module>(a[0]);
    decref_null(vm, m->name);
    m->name = newref(as<Str>(v[0]));
    bool ok = dict_set_str(vm, m->dict, vm.names.name, v[0]) &&
              dict_set_str(vm, m->dict, vm.names.doc, is_empty(v[1]) ? none_cell() : v[1]) &&
              dict_set_str(vm, m->dict, vm.names.package, none_cell()) &&
              dict_set_str(vm, m->dict, vm.names.loader, none_cell()) && dict_set_str(vm, m->dict, vm.names.spec, none_cell());
    *out = none_cell();
    return ok ? Status::Ok : Status::Fail;
}
static Status module_dir(VM& vm, Args a, Cell* out) {
    (void)out;
    return call_hidden(vm, "_dir_module", {a[0]});
}

void setup_descriptor_classes(VM& vm) {
    static const NativeDef property[] = {{"__new__", property_new, 1, -1, kNativeStatic | kNativeKeywords, nullptr, nullptr},
                                         {"__init__", property_init, 1, -1, kNativeMethod | kNativeKeywords, nullptr, nullptr},
                                         {"getter", property_getter, 2, 2, kNativeMethod, nullptr, nullptr},
                                         {"setter", property_setter, 2, 2, kNativeMethod, nullptr, nullptr},
                                         {"deleter", property_deleter, 2, 2, kNativeMethod, nullptr, nullptr},
                                         {"__get__", property_get, 2, 3, kNativeMethod, nullptr, nullptr},
                                         {"__set__", property_set, 3, 3, kNativeMethod, nullptr, nullptr},
                                         {"__delete__", property_delete, 2, 2, kNativeMethod, nullptr, nullptr},
                                         {"__set_name__", property_set_name, 1, -1, kNativeMethod, nullptr, nullptr},
                                         {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}};
    static const GetSetDef property_fields[] = {{"fget", property_field<&Property::get>, nullptr, nullptr},
                                                {"fset", property_field<&Property::set>, nullptr, nullptr},
                                                {"fdel", property_field<&Property::del>, nullptr, nullptr},
                                                {"__doc__", property_field<&Property::doc>, property_set_doc, nullptr},
                                                {"__name__", property_name, nullptr, nullptr},
                                                {"__isabstractmethod__", property_abstract, nullptr, nullptr},
                                                {nullptr, nullptr, nullptr, nullptr}};
    add_methods(vm, vm.cls(C::Property), property);
    add_getsets(vm, vm.cls(C::Property), property_fields);
    static const NativeDef wrapper[] = {{"__new__", wrapper_new, 1, -1, kNativeStatic, nullptr, nullptr},
                                        {"__init__", wrapper_init, 1, -1, kNativeMethod, nullptr, nullptr},
                                        {"__get__", wrapper_get, 2, 3, kNativeMethod, nullptr, nullptr},
                                        {"__getattr__", wrapper_getattr, 2, 2, kNativeMethod, nullptr, nullptr},
                                        {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}};
    static const NativeDef callable[] = {{"__call__", wrapper_call, 1, -1, kNativeMethod | kNativeKeywords, nullptr, nullptr},
                                         {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}};
    static const GetSetDef wrapper_fields[] = {{"__func__", wrapper_func, nullptr, nullptr},
                                               {"__wrapped__", wrapper_func, nullptr, nullptr},
                                               {"__isabstractmethod__", wrapper_abstract, nullptr, nullptr},
                                               {nullptr, nullptr, nullptr, nullptr}};
    for (C c : {C::StaticMethod, C::ClassMethod}) {
        add_methods(vm, vm.cls(c), wrapper);
        add_getsets(vm, vm.cls(c), wrapper_fields);
    }
    add_methods(vm, vm.cls(C::StaticMethod), callable);
    static const NativeDef super[] = {{"__new__", super_new, 1, 3, kNativeStatic, nullptr, nullptr},
                                      {"__init__", super_init, 1, 3, kNativeMethod, nullptr, nullptr},
                                      {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}};
    static const GetSetDef super_fields[] = {{"__self__", super_self, nullptr, nullptr},
                                             {"__thisclass__", super_this, nullptr, nullptr},
                                             {"__self_class__", super_self_class, nullptr, nullptr},
                                             {nullptr, nullptr, nullptr, nullptr}};
    add_methods(vm, vm.cls(C::Super), super);
    add_getsets(vm, vm.cls(C::Super), super_fields);
    static const NativeDef module[] = {{"__new__", module_new, 1, -1, kNativeStatic | kNativeKeywords, nullptr, nullptr},
                                       {"__init__", module_init, 1, -1, kNativeMethod | kNativeKeywords, nullptr, nullptr},
                                       {"__dir__", module_dir, 1, 1, kNativeMethod, nullptr, nullptr},
                                       {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}};
    add_methods(vm, vm.cls(C::Module), module);
}

}  // namespace loopscope::runtime
