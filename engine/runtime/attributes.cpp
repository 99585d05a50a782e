// Attribute access: descriptors, instances, classes, modules, super, and the caches of LOAD_ATTR and STORE_ATTR.
#include "runtime/classes.h"
#include "runtime/frames.h"
#include "runtime/interp_parts.h"
#include "runtime/memory.h"

namespace loopscope::runtime {

bool method_binds(Cell attr) {
    if (!is_obj(attr)) return false;
    if (obj_of(attr)->kind == kFunction) return true;
    return obj_of(attr)->kind == kNative && (obj_of(attr)->aux & kNativeMethod);
}

Cell new_bound_method(VM& vm, Cell fn, Cell self) {
    auto* b = make<BoundMethod>(vm, kBoundMethod, is_kind(fn, kNative) ? C::BuiltinFunction : C::Method);
    if (!b) return empty_cell();
    b->fn = newref(fn);
    b->self = newref(self);
    return obj_cell(b);
}

bool is_data_descriptor(VM& vm, Cell attr) {
    if (!is_obj(attr)) return false;
    switch (obj_of(attr)->kind) {
        case kProperty:
        case kGetSet:
        case kMember: return true;
        case kInstance: {
            Class* c = obj_of(attr)->cls;
            return !is_empty(class_lookup(vm, c, vm.names.set)) || !is_empty(class_lookup(vm, c, vm.names.delete_));
        }
        default: return false;
    }
}

Status property_lacks(VM& vm, const Property* p, Cell o, const char* what) {
    std::string name = p->name ? " '" + to_utf8(p->name) + "'" : "";
    return raise(vm, C::AttributeError, "property%s of '%s' object has no %s", name.c_str(),
                 to_utf8(class_of(vm, o)->qualname).c_str(), what);
}

Status no_attribute(VM& vm, Cell o, Str* name) {
    std::string text = to_utf8(name);
    Status s;
    if (is_kind(o, kClass))
        s = raise(vm, C::AttributeError, "type object '%s' has no attribute '%s'", to_utf8(as<Class>(o)->name).c_str(),
                  text.c_str());
    else if (is_kind(o, kModule))
        s = raise(vm, C::AttributeError, "%s", module_lacks(vm, as<Module>(o), name).c_str());
    else
        s = raise(vm, C::AttributeError, "'%s' object has no attribute '%s'", type_name(vm, o), text.c_str());
    if (is_kind(vm.exc, kException)) {
        auto* e = as<Exception>(vm.exc);
        assign(vm, &e->extra[0], new_obj_ref(name));
        assign(vm, &e->extra[1], newref(o));
    }
    return s;
}

static Status member_get(VM& vm, Member* m, Cell o, Cell* out) {
    if (is_kind(o, kInstance)) {
        auto* i = as<Instance>(o);
        if (m->slot < i->member_count) {
            Cell v = i->members[m->slot];
            if (!is_empty(v)) {
                *out = newref(v);
                return Status::Ok;
            }
        }
        return no_attribute(vm, o, m->name);
    }
    Dict** d = attr_dict_place(vm, obj_of(o));
    Cell v = d && *d ? dict_get_str(*d, m->name) : empty_cell();
    if (is_empty(v)) return no_attribute(vm, o, m->name);
    *out = newref(v);
    return Status::Ok;
}

Status descriptor_get(VM& vm, Cell attr, Cell o, Class* cls, Cell* out) {
    if (!is_obj(attr)) {
        *out = attr;
        return Status::Ok;
    }
    switch (obj_of(attr)->kind) {
        case kFunction:
            if (is_empty(o)) break;
            *out = new_bound_method(vm, attr, o);
            return is_empty(*out) ? Status::Fail : Status::Ok;
        case kNative: {
            uint16_t flags = obj_of(attr)->aux;
            if (flags & kNativeClassMethod)
                *out = new_bound_method(vm, attr, obj_cell(cls));
            else if ((flags & kNativeMethod) && !is_empty(o))
                *out = new_bound_method(vm, attr, o);
            else
                break;
            return is_empty(*out) ? Status::Fail : Status::Ok;
        }
        case kProperty:
            if (is_empty(o)) break;
            if (is_none(as<Property>(attr)->get)) return property_lacks(vm, as<Property>(attr), o, "getter");
            return call_later(vm, as<Property>(attr)->get, {o});
        case kStaticMethod: *out = newref(as<StaticMethod>(attr)->fn); return Status::Ok;
        case kClassMethod:  // whatever it wraps, a class too, is called with the class first
            *out = new_bound_method(vm, as<StaticMethod>(attr)->fn, obj_cell(cls));
            return is_empty(*out) ? Status::Fail : Status::Ok;
        case kGetSet:
            if (is_empty(o)) break;
            return as<GetSet>(attr)->get(vm, o, out);
        case kMember:
            if (is_empty(o)) break;
            return member_get(vm, as<Member>(attr), o, out);
        case kInstance: {
            Cell get = class_lookup(vm, obj_of(attr)->cls, vm.names.get);
            if (is_empty(get)) break;
            return call_later(vm, get, {attr, is_empty(o) ? none_cell() : o, obj_cell(cls)});
        }
        default: break;
    }
    *out = newref(attr);
    return Status::Ok;
}

// An attribute in the object's own storage; borrowed or EMPTY.
static Cell own_attr(VM& vm, Obj* o, Str* name) {
    if (o->kind == kInstance) {
        auto* i = static_cast<Instance*>(o);
        if (i->dict) return dict_get_str(i->dict, name);
        int slot = shape_slot(i->shape, name);
        return slot < 0 ? empty_cell() : i->slots[slot];
    }
    Dict** d = attr_dict_place(vm, o);
    return d && *d ? dict_get_str(*d, name) : empty_cell();
}

Status type_get_attr(VM& vm, Class* cls, Str* name, Cell* out, bool* found) {
    *found = true;
    Class* meta = cls->cls;
    Cell m = class_lookup(vm, meta, name);
    if (!is_empty(m) && is_data_descriptor(vm, m)) return descriptor_get(vm, m, obj_cell(cls), meta, out);
    Cell v = class_lookup(vm, cls, name);
    if (!is_empty(v)) return descriptor_get(vm, v, empty_cell(), cls, out);
    if (!is_empty(m)) return descriptor_get(vm, m, obj_cell(cls), meta, out);
    *found = false;
    return Status::Ok;
}

static Status super_get_attr(VM& vm, Super* s, Str* name, Cell* out, bool* found) {
    *found = true;
    if (!is_empty(s->self) && name != vm.names.class_) {
        Cell v = class_lookup_after(vm, s->self_class, s->start, name);
        if (!is_empty(v)) {
            bool through_class = is_kind(s->self, kClass) && as<Class>(s->self) == s->self_class;
            return descriptor_get(vm, v, through_class ? empty_cell() : s->self, s->self_class, out);
        }
    }
    *found = false;
    return Status::Ok;
}

// The look-up of object.__getattribute__ (or type's, a module's, super's). *found false: no such attribute, nothing raised.
static Status plain_get_attr(VM& vm, Cell o, Class* cls, Str* name, Cell* out, bool* found) {
    *found = true;
    Kind kind = is_obj(o) ? obj_of(o)->kind : kFree;
    if (kind == kClass) return type_get_attr(vm, as<Class>(o), name, out, found);
    if (kind == kSuper) {
        Status s = super_get_attr(vm, as<Super>(o), name, out, found);
        if (s != Status::Ok || *found) return s;
        *found = true;
    }
    Cell attr = class_lookup(vm, cls, name);
    bool data = !is_empty(attr) && is_data_descriptor(vm, attr);
    if (data) return descriptor_get(vm, attr, o, cls, out);
    if (is_obj(o)) {
        Cell own = own_attr(vm, obj_of(o), name);
        if (!is_empty(own)) {
            *out = newref(own);
            return Status::Ok;
        }
    }
    if (!is_empty(attr)) return descriptor_get(vm, attr, o, cls, out);
    *found = false;
    return Status::Ok;
}

Status getattr_fallback(VM& vm, Cell o, Str* name) {
    Class* cls = class_of(vm, o);
    Cell hook = empty_cell();
    if (is_kind(o, kModule)) hook = dict_get_str(as<Module>(o)->dict, vm.names.getattr);
    if (!is_empty(hook)) {
        if (!is_empty(vm.exc)) clear_exception(vm);
        return call_later(vm, hook, {obj_cell(name)});
    }
    if (!(cls->class_flags & kClassHasGetattr)) return Status::Fail;
    hook = class_lookup(vm, cls, vm.names.getattr);
    if (!is_empty(vm.exc)) clear_exception(vm);
    return call_later(vm, hook, {o, obj_cell(name)});
}

Status get_attr(VM& vm, Cell o, Str* name, Cell* out) {
    Class* cls = class_of(vm, o);
    if (LS_UNLIKELY(cls->class_flags & kClassHasGetattribute))
        return call_later(vm, class_lookup(vm, cls, vm.names.getattribute), {o, obj_cell(name)});
    bool found = true;
    Status s = plain_get_attr(vm, o, cls, name, out, &found);
    if (s == Status::Ok && found) return s;
    if (s == Status::Call) return s;
    if (s == Status::Fail && !pending_is(vm, C::AttributeError)) return s;
    Status hook = getattr_fallback(vm, o, name);
    if (hook == Status::Call) return hook;
    return s == Status::Fail ? s : no_attribute(vm, o, name);
}

Status get_attr_plain(VM& vm, Cell o, Str* name, Cell* out) {
    *out = empty_cell();
    Class* cls = class_of(vm, o);
    bool found = true;
    Status s = plain_get_attr(vm, o, cls, name, out, &found);
    if (s == Status::Call) {  // a property: natives cannot wait for it here
        drop_call(vm);
        *out = empty_cell();
        return Status::Ok;
    }
    if (s == Status::Fail && pending_is(vm, C::AttributeError)) {
        clear_exception(vm);
        *out = empty_cell();
        return Status::Ok;
    }
    if (!found) *out = empty_cell();
    return s;
}

// object.__getattribute__ called by name: raises where nothing is found, does not try __getattr__.
Status generic_get_attr(VM& vm, Cell o, Str* name, Cell* out) {
    bool found = true;
    Status s = plain_get_attr(vm, o, class_of(vm, o), name, out, &found);
    if (s == Status::Ok && !found) return no_attribute(vm, o, name);
    return s;
}

// ---- setting
static Status class_set_attr(VM& vm, Class* cls, Str* name, Cell value) {
    if (!(cls->class_flags & kClassHeap))
        return raise(vm, C::TypeError, "cannot set '%s' attribute of immutable type '%s'", to_utf8(name).c_str(),
                     to_utf8(cls->name).c_str());
    Cell m = class_lookup(vm, cls->cls, name);
    if (!is_empty(m) && is_data_descriptor(vm, m)) {
        if (is_kind(m, kGetSet) && as<GetSet>(m)->set) return as<GetSet>(m)->set(vm, obj_cell(cls), value);
        if (is_kind(m, kProperty)) return call_later(vm, as<Property>(m)->set, {obj_cell(cls), value});
        if (is_kind(m, kInstance) && !is_empty(value))
            return call_later(vm, class_lookup(vm, obj_of(m)->cls, vm.names.set), {m, obj_cell(cls), value});
    }
    Cell old = dict_get_str(cls->dict, name);
    // Rebinding a plain value cannot change what a cached look-up of a method finds, and caches keep no values of data.
    if (is_empty(value)) {
        if (is_empty(old)) return no_attribute(vm, obj_cell(cls), name);
        if (!dict_delete_str(vm, cls->dict, name)) return Status::Fail;
    } else if (!dict_set_str(vm, cls->dict, name, value))
        return Status::Fail;
    update_class(vm, cls);
    return Status::Ok;
}

static Status instance_set_attr(VM& vm, Instance* i, Str* name, Cell value) {
    if (i->cls->class_flags & kClassHasSlots) {
        if (!is_empty(class_lookup(vm, i->cls, name)))
            return raise(vm, C::AttributeError, "'%s' object attribute '%s' is read-only", to_utf8(i->cls->name).c_str(),
                         to_utf8(name).c_str());
        return raise(vm, C::AttributeError, "'%s' object has no attribute '%s' and no __dict__ for setting new attributes",
                     to_utf8(i->cls->name).c_str(), to_utf8(name).c_str());
    }
    if (is_empty(value)) {
        Dict* d = instance_dict(vm, i);
        if (!d) return Status::Fail;
        if (is_empty(dict_get_str(d, name))) return no_attribute(vm, obj_cell(i), name);
        return dict_delete_str(vm, d, name) ? Status::Ok : Status::Fail;
    }
    if (i->dict) return dict_set_str(vm, i->dict, name, value) ? Status::Ok : Status::Fail;
    int slot = shape_slot(i->shape, name);
    if (slot >= 0) {
        assign(vm, &i->slots[slot], newref(value));
        return Status::Ok;
    }
    if (i->shape->n >= kMaxShapeAttrs || !(name->flags & kInterned)) {
        Dict* d = instance_dict(vm, i);
        return d && dict_set_str(vm, d, name, value) ? Status::Ok : Status::Fail;
    }
    Shape* next = shape_with(vm, i->shape, name);
    if (!next) return Status::Fail;
    if (next->n > i->cap) {
        uint32_t cap = i->cap * 2 < 4 ? 4 : i->cap * 2;
        auto* more = static_cast<Cell*>(alloc_raw(vm, cap * sizeof(Cell)));
        if (!more) return Status::Fail;
        for (uint32_t k = 0; k < i->shape->n; k++) more[k] = i->slots[k];
        if (i->slots != i->inl) free_raw(vm, i->slots, i->cap * sizeof(Cell));
        i->slots = more;
        i->cap = cap;
    }
    i->slots[next->n - 1] = newref(value);
    i->shape = next;
    if (next->n > i->cls->inst_hint) i->cls->inst_hint = next->n;
    return Status::Ok;
}

// object.__setattr__ / __delattr__ (value EMPTY).
Status generic_set_attr(VM& vm, Cell o, Str* name, Cell value) {
    if (is_kind(o, kClass)) return class_set_attr(vm, as<Class>(o), name, value);
    Class* cls = class_of(vm, o);
    Cell attr = class_lookup(vm, cls, name);
    if (is_obj(attr)) {
        switch (obj_of(attr)->kind) {
            case kProperty: {
                auto* p = as<Property>(attr);
                Cell f = is_empty(value) ? p->del : p->set;
                if (is_none(f)) return property_lacks(vm, p, o, is_empty(value) ? "deleter" : "setter");
                return is_empty(value) ? call_later(vm, f, {o}) : call_later(vm, f, {o, value});
            }
            case kGetSet: {
                auto* g = as<GetSet>(attr);
                if (!g->set)
                    return raise(vm, C::AttributeError, "attribute '%s' of '%s' objects is not writable", g->name,
                                 g->owner ? to_utf8(g->owner->name).c_str() : type_name(vm, o));
                return g->set(vm, o, value);
            }
            case kMember: {
                auto* m = as<Member>(attr);
                if (is_kind(o, kInstance) && m->slot < as<Instance>(o)->member_count) {
                    Cell* place = &as<Instance>(o)->members[m->slot];
                    if (is_empty(value) && is_empty(*place)) return no_attribute(vm, o, name);
                    assign(vm, place, newref(value));
                    return Status::Ok;
                }
                break;
            }
            case kInstance: {
                Cell hook = class_lookup(vm, obj_of(attr)->cls, is_empty(value) ? vm.names.delete_ : vm.names.set);
                if (!is_empty(hook))
                    return is_empty(value) ? call_later(vm, hook, {attr, o}) : call_later(vm, hook, {attr, o, value});
                if (is_data_descriptor(vm, attr))
                    return raise(vm, C::AttributeError, is_empty(value) ? "__delete__" : "__set__");
                break;
            }
            default: break;
        }
    }
    if (is_kind(o, kInstance)) return instance_set_attr(vm, as<Instance>(o), name, value);
    Dict** place = is_obj(o) ? attr_dict_place(vm, obj_of(o)) : nullptr;
    if (!place) {
        if (!is_empty(attr))
            return raise(vm, C::AttributeError, "'%s' object attribute '%s' is read-only", type_name(vm, o),
                         to_utf8(name).c_str());
        if (is_empty(value)) return no_attribute(vm, o, name);
        return raise(vm, C::AttributeError, "'%s' object has no attribute '%s' and no __dict__ for setting new attributes",
                     type_name(vm, o), to_utf8(name).c_str());
    }
    if (!*place && !(*place = new_dict(vm))) return Status::Fail;
    if (is_empty(value)) {
        if (is_empty(dict_get_str(*place, name))) return no_attribute(vm, o, name);
        return dict_delete_str(vm, *place, name) ? Status::Ok : Status::Fail;
    }
    return dict_set_str(vm, *place, name, value) ? Status::Ok : Status::Fail;
}

Status set_attr(VM& vm, Cell o, Str* name, Cell value) {
    Class* cls = class_of(vm, o);
    uint32_t hook = is_empty(value) ? kClassHasDelattr : kClassHasSetattr;
    if (LS_UNLIKELY(cls->class_flags & hook)) {
        Cell f = class_lookup(vm, cls, is_empty(value) ? vm.names.delattr : vm.names.setattr);
        return is_empty(value) ? call_later(vm, f, {o, obj_cell(name)}) : call_later(vm, f, {o, obj_cell(name), value});
    }
    return generic_set_attr(vm, o, name, value);
}

// ---- caches of the interpreter's instructions. Valid while the class's version and the shape (or the module's keys) stay.
namespace {

AttrCache cached_for(Class* cls, Shape* shape, uint32_t slot, Cell value) {
    return {cls, shape, cls->version, slot, nullptr, value};
}

// Is a value found in a class the attribute itself, read through an instance (or through the class)?
bool is_plain_value(VM& vm, Cell v, bool through_class) {
    if (!is_obj(v)) return true;
    switch (obj_of(v)->kind) {
        case kFunction: return through_class;
        case kNative:
            return through_class ? !(obj_of(v)->aux & kNativeClassMethod)
                                 : !(obj_of(v)->aux & (kNativeMethod | kNativeClassMethod));
        case kProperty:
        case kGetSet:
        case kMember:
        case kStaticMethod:
        case kClassMethod: return false;
        case kInstance: return is_empty(class_lookup(vm, obj_of(v)->cls, vm.names.get)) && !is_data_descriptor(vm, v);
        default: return !(obj_of(v)->cls->class_flags & kClassHeap);
    }
}

void note_instance_attr(VM& vm, Instance* i, Str* name, AttrCache* cache) {
    if (!i->shape || (i->cls->class_flags & kClassHasGetattribute)) return;
    Cell attr = class_lookup(vm, i->cls, name);
    bool data = !is_empty(attr) && is_data_descriptor(vm, attr);
    int slot = data ? -1 : shape_slot(i->shape, name);
    if (slot >= 0)
        *cache = cached_for(i->cls, i->shape, static_cast<uint32_t>(slot), empty_cell());
    else if (is_kind(attr, kProperty) && is_kind(as<Property>(attr)->get, kFunction))
        *cache = cached_for(i->cls, i->shape, kCachedGetter, as<Property>(attr)->get);
    else if (is_kind(attr, kMember) && as<Member>(attr)->slot < i->member_count)
        *cache = cached_for(i->cls, i->shape, kCachedMember, int_cell(as<Member>(attr)->slot));
    else if (!is_empty(attr) && is_plain_value(vm, attr, false))
        *cache = cached_for(i->cls, i->shape, kCachedValue, attr);
}

void note_module_attr(VM& vm, Module* m, Str* name, AttrCache* cache) {
    Cell attr = class_lookup(vm, m->cls, name);
    if (m->cls != vm.cls(C::Module) || (!is_empty(attr) && is_data_descriptor(vm, attr))) return;
    int64_t at = dict_entry_of(m->dict, name);
    if (at >= 0)
        *cache = {nullptr, nullptr, m->dict->key_version, kCachedValue, reinterpret_cast<Shape*>(m->dict), int_cell(at)};
}

void note_class_attr(VM& vm, Class* cls, Str* name, AttrCache* cache) {
    Class* meta = vm.cls(C::Type);
    if (cls == meta || cls->cls != meta || (is_data_descriptor(vm, class_lookup(vm, meta, name)))) return;
    Cell v = class_lookup(vm, cls, name);
    if (!is_empty(v) && is_plain_value(vm, v, true)) *cache = cached_for(cls, nullptr, kCachedValue, v);
}

void note_attr(VM& vm, Cell o, Str* name, AttrCache* cache) {
    if (!is_obj(o) || !(name->flags & kInterned)) return;
    switch (obj_of(o)->kind) {
        case kInstance: note_instance_attr(vm, as<Instance>(o), name, cache); break;
        case kModule: note_module_attr(vm, as<Module>(o), name, cache); break;
        case kClass: note_class_attr(vm, as<Class>(o), name, cache); break;
        default: break;
    }
}

// A method of an object that has no attributes of its own (or not this one, as its shape says).
void note_method(Obj* o, Cell method, AttrCache* cache) {
    switch (o->kind) {
        case kException:
        case kFunction:
        case kModule:
        case kStaticMethod:
        case kClassMethod:
        case kClass:
        case kSuper: return;
        case kInstance:
            if (static_cast<Instance*>(o)->shape)
                *cache = cached_for(o->cls, static_cast<Instance*>(o)->shape, kCachedValue, method);
            return;
        default:
            if (!(o->flags & kHasAttrs)) *cache = cached_for(o->cls, nullptr, kCachedValue, method);
    }
}

}  // namespace

Status load_attr_cached(VM& vm, Cell o, Str* name, AttrCache* cache, Cell* out) {
    note_attr(vm, o, name, cache);
    return get_attr(vm, o, name, out);
}

Status set_attr_cached(VM& vm, Cell o, Str* name, Cell value, AttrCache* cache) {
    Shape* before = is_kind(o, kInstance) ? as<Instance>(o)->shape : nullptr;
    Status s = set_attr(vm, o, name, value);
    if (s != Status::Ok || !before) return s;
    auto* i = as<Instance>(o);
    if (!i->shape || (i->cls->class_flags & kClassHasSetattr)) return s;
    Cell attr = class_lookup(vm, i->cls, name);
    if (is_kind(attr, kMember) && as<Member>(attr)->slot < i->member_count) {
        *cache = cached_for(i->cls, i->shape, kCachedMember, int_cell(as<Member>(attr)->slot));
        return s;
    }
    int slot = shape_slot(i->shape, name);
    if (slot < 0 || (!is_empty(attr) && is_data_descriptor(vm, attr))) return s;
    bool grown = before != i->shape;
    if (grown && (i->shape->parent != before || static_cast<uint32_t>(slot) + 1 != i->shape->n))
        return s;  // more than this was set
    *cache = cached_for(i->cls, before, static_cast<uint32_t>(slot), empty_cell());
    if (grown) cache->next_shape = i->shape;
    return s;
}

Status load_method_cached(VM& vm, Cell o, Str* name, AttrCache* cache, Cell* fn, Cell* self) {
    Class* cls = class_of(vm, o);
    *self = empty_cell();
    bool special =
        (cls->class_flags & kClassHasGetattribute) || is_kind(o, kClass) || is_kind(o, kModule) || is_kind(o, kSuper);
    if (LS_LIKELY(!special)) {
        Cell f = class_lookup(vm, cls, name);
        if (LS_LIKELY(method_binds(f)) && (!is_obj(o) || is_empty(own_attr(vm, obj_of(o), name)))) {
            *fn = newref(f);
            *self = newref(o);
            if (is_obj(o) && (name->flags & kInterned)) note_method(obj_of(o), f, cache);
            return Status::Ok;
        }
    } else if (is_kind(o, kSuper) && !is_empty(as<Super>(o)->self)) {
        // super().method(...): bound to the object behind it, without a method object
        auto* s = as<Super>(o);
        Cell f = class_lookup_after(vm, s->self_class, s->start, name);
        bool through_class = is_kind(s->self, kClass) && as<Class>(s->self) == s->self_class;
        if (method_binds(f) && !through_class) {
            *fn = newref(f);
            *self = newref(s->self);
            return Status::Ok;
        }
    } else if (is_kind(o, kClass) || is_kind(o, kModule)) {
        note_attr(vm, o, name, cache);
    }
    return get_attr(vm, o, name, fn);
}

Status special_method(VM& vm, Cell o, Str* name, Cell* out) {
    *out = empty_cell();
    Class* cls = class_of(vm, o);
    Cell f = class_lookup(vm, cls, name);
    if (is_empty(f)) return Status::Ok;
    Status s = descriptor_get(vm, f, o, cls, out);
    if (s == Status::Call) {  // a property or the like as a special method: worked out nested
        CallRequest c = vm.call;
        vm.call.callee = empty_cell();
        vm.call.spread = nullptr;
        vm.call.n = vm.call.nkw = 0;
        Cell args[24];
        for (uint32_t i = 0; i < c.n && i < 24; i++) args[i] = c.args[i];
        s = c.n == 1   ? run_nested(vm, c.callee, {args[0]}, out)
            : c.n == 2 ? run_nested(vm, c.callee, {args[0], args[1]}, out)
                       : run_nested(vm, c.callee, {args[0], args[1], args[2]}, out);
        for (uint32_t i = 0; i < c.n; i++) decref(vm, args[i]);
        decref(vm, c.callee);
    }
    return s;
}

}  // namespace loopscope::runtime
