// Classes: creation, method resolution order, look-up with its cache, shapes of instances.
#include "runtime/classes.h"

#include <algorithm>
#include <cstring>
#include <unordered_map>
#include <vector>

#include "runtime/frames.h"
#include "runtime/interp_parts.h"
#include "runtime/memory.h"
#include "runtime/setup.h"

namespace loopscope::runtime {

namespace {

constexpr size_t kMethodCacheSize = 1024;

size_t cache_place(const Class* cls, const Str* name) {
    return ((reinterpret_cast<uintptr_t>(cls) >> 5) ^ (reinterpret_cast<uintptr_t>(name) >> 4)) & (kMethodCacheSize - 1);
}

struct FlagName {
    Str* Names::* name;
    uint32_t flag;
};
const FlagName kFlagNames[] = {
    {&Names::getattr, kClassHasGetattr}, {&Names::getattribute, kClassHasGetattribute},
    {&Names::setattr, kClassHasSetattr}, {&Names::delattr, kClassHasDelattr},
    {&Names::del, kClassHasDel},         {&Names::call, kClassHasCall},
    {&Names::eq, kClassHasEq},           {&Names::hash, kClassHasHash},
    {&Names::bool_, kClassHasBool},      {&Names::len, kClassHasLen},
    {&Names::missing, kClassHasMissing}, {&Names::new_, kClassHasNew},
    {&Names::init, kClassHasInit},       {&Names::iter, kClassHasIter},
    {&Names::repr, kClassHasRepr},       {&Names::str, kClassHasStr},
    {&Names::format, kClassHasFormat},   {&Names::instancecheck, kClassHasInstancecheck},
};

// Special methods whose override in a subclass of a built-in container closes the native fast paths.
Str* Names::* const kContainerSpecials[] = {&Names::getitem, &Names::setitem, &Names::delitem,     &Names::contains,
                                            &Names::len,     &Names::iter,    &Names::eq,          &Names::ne,
                                            &Names::lt,      &Names::hash,    &Names::add,         &Names::bool_,
                                            &Names::missing, &Names::repr,    &Names::getattribute};

bool is_native_attr(Cell c) { return is_empty(c) || is_kind(c, kNative); }

void compute_flags(VM& vm, Class* cls) {
    uint32_t all = 0;
    for (const auto& f : kFlagNames) all |= f.flag;
    cls->class_flags &= ~(all | kClassOverrides | kClassUnhashable);
    for (const auto& f : kFlagNames) {
        Cell v = class_lookup(vm, cls, vm.names.*f.name);
        if (!is_native_attr(v)) cls->class_flags |= f.flag;
        if (f.flag == kClassHasHash && is_none(v)) cls->class_flags |= kClassUnhashable;
    }
    // object's own are natives; __getattr__ has no default at all, so any definition counts, native ones too.
    if (!is_empty(class_lookup(vm, cls, vm.names.getattr))) cls->class_flags |= kClassHasGetattr;
    if (cls->instance_kind != kInstance && (cls->class_flags & kClassHeap))
        for (auto m : kContainerSpecials) {
            Cell v = class_lookup(vm, cls, vm.names.*m);
            if (!is_native_attr(v)) cls->class_flags |= kClassOverrides;
        }
}

// C3 linearization: the lists are the bases' orders and the bases themselves.
bool merge_orders(const std::vector<std::vector<Class*>>& lists, std::vector<Class*>* out) {
    std::vector<size_t> at(lists.size(), 0);          // where each list has come to
    std::unordered_map<const Class*, size_t> behind;  // in how many lists a class still stands behind another
    for (const auto& l : lists)
        for (size_t i = 1; i < l.size(); i++) behind[l[i]]++;
    for (;;) {
        Class* next = nullptr;
        bool any = false;
        for (size_t k = 0; k < lists.size() && !next; k++) {
            if (at[k] == lists[k].size()) continue;
            any = true;
            const auto found = behind.find(lists[k][at[k]]);
            if (found == behind.end() || found->second == 0) next = lists[k][at[k]];
        }
        if (!any) return true;
        if (!next) return false;
        out->push_back(next);
        for (size_t k = 0; k < lists.size(); k++) {
            if (at[k] == lists[k].size() || lists[k][at[k]] != next) continue;
            if (++at[k] < lists[k].size()) behind[lists[k][at[k]]]--;
        }
    }
}

}  // namespace

Cell class_lookup_after(VM&, Class* cls, Class* start, Str* name) {
    bool on = start == nullptr;
    for (uint32_t i = 0; cls->mro && i < cls->mro->n; i++) {
        auto* k = as<Class>(cls->mro->v[i]);
        if (on && k->dict) {
            Cell v = dict_get_str(k->dict, name);
            if (!is_empty(v)) return v;
        }
        if (k == start) on = true;
    }
    return empty_cell();
}

Cell class_lookup(VM& vm, Class* cls, Str* name) {
    auto& e = vm.method_cache[cache_place(cls, name)];
    if (LS_LIKELY(e.cls == cls && e.name == name && e.version == cls->version)) return e.value;
    Cell v = class_lookup_after(vm, cls, nullptr, name);
    if (name->flags & kInterned) {
        e.cls = cls;
        e.name = name;
        e.version = cls->version;
        e.value = v;
    }
    return v;
}

bool is_subclass(Class* cls, Class* base) {
    if (cls == base) return true;
    if (!cls->mro) return false;
    for (uint32_t i = 0; i < cls->mro->n; i++)
        if (as<Class>(cls->mro->v[i]) == base) return true;
    return false;
}

void update_class(VM& vm, Class* cls) {
    cls->version = ++vm.next_class_version;
    compute_flags(vm, cls);
    if (!cls->subclasses) return;
    for (uint32_t i = 0; i < cls->subclasses->n; i++) update_class(vm, reinterpret_cast<Class*>(cls->subclasses->v[i].i));
}

// cls and its bases in the order of C3 linearization; false: there is none.
static bool order_of(const Class* cls, std::vector<Class*>* order) {
    std::vector<std::vector<Class*>> lists;
    std::vector<Class*> direct;
    if (cls->bases->n == 1) {  // as it is with nearly every class: what the base has
        Tuple* above = as<Class>(cls->bases->v[0])->mro;
        for (uint32_t j = 0; j < above->n; j++) order->push_back(as<Class>(above->v[j]));
        return true;
    }
    for (uint32_t i = 0; i < cls->bases->n; i++) {
        auto* b = as<Class>(cls->bases->v[i]);
        std::vector<Class*> l;
        for (uint32_t j = 0; j < b->mro->n; j++) l.push_back(as<Class>(b->mro->v[j]));
        lists.push_back(l);
        direct.push_back(b);
    }
    lists.push_back(direct);
    return merge_orders(lists, order);
}

bool ready_class(VM& vm, Class* cls) {
    std::vector<Class*> order{cls};
    if (!order_of(cls, &order)) {
        std::string names;
        for (uint32_t i = 0; i < cls->bases->n; i++) names += (i ? ", " : "") + to_utf8(as<Class>(cls->bases->v[i])->name);
        (void)raise(vm, C::TypeError, "Cannot create a consistent method resolution order (MRO) for bases %s", names.c_str());
        return false;
    }
    Tuple* mro = new_tuple(vm, static_cast<uint32_t>(order.size()));
    if (!mro) return false;
    for (size_t i = 0; i < order.size(); i++) mro->v[i] = new_obj_ref(order[i]);
    decref_null(vm, cls->mro);
    cls->mro = mro;
    return true;
}

static void add_subclass(VM& vm, Class* base, Class* cls) {
    if (!base->subclasses) base->subclasses = new_list(vm, 4);
    // Borrowed pointers kept as ints: a class takes itself out when it dies.
    if (base->subclasses) (void)list_append(vm, base->subclasses, int_cell(reinterpret_cast<int64_t>(cls)));
}

static Shape* new_shape(VM& vm, Class* cls, Shape* parent, Str* key) {
    auto* s = static_cast<Shape*>(alloc_raw(vm, sizeof(Shape)));
    if (!s) return nullptr;
    *s = Shape{cls, parent, nullptr, nullptr, key, parent ? parent->n + 1 : 0, ++vm.next_shape_id};
    if (key) incref(key);
    return s;
}

Class* new_builtin_class(VM& vm, const char* name, const char* module, Kind kind, Class* base, uint32_t flags) {
    auto* c = static_cast<Class*>(alloc_object(vm, sizeof(Class)));
    c->rc = kImmortal;
    c->kind = kClass;
    c->cls = vm.cls(C::Type);
    c->instance_kind = kind;
    c->class_flags = flags;
    c->base = base;
    c->name = c->qualname = name ? intern(vm, name) : nullptr;
    c->dict = new_dict(vm);
    c->module = module ? obj_cell(intern(vm, module)) : none_cell();
    c->version = ++vm.next_class_version;
    c->root_shape = new_shape(vm, c, nullptr, nullptr);
    vm.live_objects++;
    return c;
}

namespace {

// The base whose instances' layout the new class takes over; TypeError where two do not fit together.
Class* best_base(VM& vm, Tuple* bases) {
    Class* best = vm.cls(C::Object);
    for (uint32_t i = 0; i < bases->n; i++) {
        if (!is_kind(bases->v[i], kClass)) {
            (void)raise(vm, C::TypeError, "bases must be types");
            return nullptr;
        }
        auto* b = as<Class>(bases->v[i]);
        if (!(b->class_flags & kClassBaseType)) {
            (void)raise(vm, C::TypeError, "type '%s' is not an acceptable base type", to_utf8(b->name).c_str());
            return nullptr;
        }
        bool wider = b->instance_kind != kInstance && best->instance_kind == kInstance;
        if (b->instance_kind != kInstance && best->instance_kind != kInstance && b->instance_kind != best->instance_kind) {
            bool related = is_subclass(b, best) || is_subclass(best, b);
            if (!related) {
                (void)raise(vm, C::TypeError, "multiple bases have instance lay-out conflict");
                return nullptr;
            }
        }
        if (wider || (is_subclass(b, best) && b != best))
            best = b;
        else if (b->slot_count > best->slot_count)
            best = b;
    }
    return best;
}

std::string mangle(const std::string& cls, std::string name) {
    if (name.size() < 3 || name[0] != '_' || name[1] != '_' || (name.size() > 4 && name.ends_with("__"))) return name;
    size_t skip = cls.find_first_not_of('_');
    return skip == std::string::npos ? name : "_" + cls.substr(skip) + name;
}

// __slots__: descriptors for its names; whether instances keep a dict.
bool make_slots(VM& vm, Class* cls, Cell slots) {
    std::vector<Str*> names;
    if (is_str(slots))
        names.push_back(as<Str>(slots));
    else {
        Cell list;
        if (is_kind(slots, kDict)) {
            uint32_t pos = 0;
            Cell k, v;
            while (dict_next(as<Dict>(slots), &pos, &k, &v))
                if (is_str(k)) names.push_back(as<Str>(k));
        } else if (!is_native_iterable(vm, slots) || to_list(vm, slots, &list) != Status::Ok) {
            if (is_empty(vm.exc)) (void)raise(vm, C::TypeError, "__slots__ must be a sequence of str");
            return false;
        } else {
            Owned keep(vm, list);
            for (uint32_t i = 0; i < as<List>(list)->n; i++) {
                Cell name = as<List>(list)->v[i];
                if (!is_str(name)) {
                    (void)raise(vm, C::TypeError, "__slots__ items must be strings, not '%s'", type_name(vm, name));
                    return false;
                }
                names.push_back(newref(as<Str>(name)));
            }
        }
    }
    std::vector<std::string> texts;
    for (auto* s : names) texts.push_back(mangle(to_utf8(cls->name), to_utf8(s)));
    std::sort(texts.begin(), texts.end());
    bool dict = false;
    for (const auto& text : texts) {
        if (text == "__dict__") {
            dict = true;
            continue;
        }
        if (text == "__weakref__") {
            cls->class_flags |= kClassWeakrefable;
            continue;
        }
        Str* key = intern(vm, text);
        if (!is_empty(dict_get_str(cls->dict, key))) {
            (void)raise(vm, C::ValueError, "'%s' in __slots__ conflicts with class variable", text.c_str());
            return false;
        }
        auto* m = make<Member>(vm, kMember, C::Member);
        if (!m) return false;
        m->owner = cls;
        m->name = key;
        m->slot = cls->slot_count++;
        if (!dict_set_str(vm, cls->dict, key, obj_cell(m))) return false;
        decref(vm, m);
    }
    bool base_dict = false;
    for (uint32_t i = 1; i < cls->mro->n; i++) {
        auto* b = as<Class>(cls->mro->v[i]);
        if (b != vm.cls(C::Object) && (b->class_flags & kClassHeap) && !(b->class_flags & kClassHasSlots)) base_dict = true;
    }
    if (!dict && !base_dict) {
        cls->class_flags |= kClassHasSlots;
        if (cls->instance_kind != kInstance && cls->slot_count == 0) cls->class_flags &= ~kClassDict;
    }
    return true;
}

// Is the size of an instance its own, so that nothing can be added behind it in CPython?
bool has_items_inside(VM& vm, Class* c) {
    for (C inside : {C::Int, C::Tuple, C::Bytes, C::Type})
        if (is_subclass(c, vm.cls(inside))) return true;
    return false;
}

bool add_instance_attribute(VM& vm, Class* c, Str* key, const char* name, decltype(GetSet::get) get,
                            decltype(GetSet::set) set) {
    if (!is_empty(dict_get_str(c->dict, key)) || !is_empty(class_lookup(vm, c, key))) return true;
    auto* g = make<GetSet>(vm, kGetSet, C::GetSet);
    if (!g) return false;
    g->name = name;
    g->get = get;
    g->set = set;
    g->owner = c;
    bool ok = dict_set_str(vm, c->dict, key, obj_cell(g));
    decref(vm, g);
    return ok;
}

// What instances have that those of the base have not: __dict__ and __weakref__.
bool add_instance_attributes(VM& vm, Class* c, Class* base) {
    if (!(c->class_flags & kClassHasSlots) &&
        !add_instance_attribute(vm, c, vm.names.dict, "__dict__", get_object_dict, set_object_dict))
        return false;
    switch (c->instance_kind) {  // built-in classes whose instances can be referred to weakly without an attribute
        case kFunction:
        case kClass:
        case kSet:
        case kFrozenSet:
        case kDeque:
        case kModule:
        case kGenerator: return true;
        default: break;
    }
    if (!(c->class_flags & kClassWeakrefable) || (base->class_flags & kClassWeakrefable)) return true;
    return add_instance_attribute(vm, c, vm.names.weakref, "__weakref__", get_first_weakref, nullptr);
}

}  // namespace

Class* new_class(VM& vm, Class* meta, Str* name, Tuple* bases, Dict* ns, Status* why) {
    *why = Status::Fail;
    Class* base = best_base(vm, bases);
    if (!base) return nullptr;
    auto* c = static_cast<Class*>(make_object(vm, kClass, meta, sizeof(Class)));
    if (!c) return nullptr;
    Owned keep(vm, obj_cell(c));
    c->class_flags = kClassHeap | kClassBaseType | (base->class_flags & (kClassException | kClassDisallowNew));
    c->instance_kind = base->instance_kind;
    c->slot_count = base->slot_count;
    c->name = newref(name);
    c->qualname = newref(name);
    c->base = newref(base);
    c->module = none_cell();
    if (bases->n == 0) {
        Cell one = tuple_of(vm, {obj_cell(vm.cls(C::Object))});
        if (is_empty(one)) return nullptr;
        c->bases = as<Tuple>(one);
    } else
        c->bases = newref(bases);
    c->dict = new_dict(vm);
    if (!c->dict || !ready_class(vm, c)) return nullptr;
    uint32_t pos = 0;
    Cell k, v;
    while (dict_next(ns, &pos, &k, &v))
        if (dict_set(vm, c->dict, k, v) != Status::Ok) return nullptr;
    Cell qualname = dict_get_str(c->dict, vm.names.qualname);
    if (!is_empty(qualname)) {
        if (!is_str(qualname)) {
            (void)raise(vm, C::TypeError, "type __qualname__ must be a str, not %s", type_name(vm, qualname));
            return nullptr;
        }
        decref(vm, c->qualname);
        c->qualname = newref(as<Str>(qualname));
        (void)dict_delete_str(vm, c->dict, vm.names.qualname);
    }
    Cell module = dict_get_str(c->dict, vm.names.module);
    if (is_empty(module)) {
        Frame* f = caller_frame(vm);
        Cell from = f ? dict_get_str(f->globals, vm.names.name) : empty_cell();
        if (!is_empty(from) && !dict_set_str(vm, c->dict, vm.names.module, from)) return nullptr;
    }
    // A plain function __new__ is a static method; __init_subclass__ and __class_getitem__ are class methods.
    auto wrap = [&](Str* key, Kind kind, C cls) {
        Cell f = dict_get_str(c->dict, key);
        if (!is_kind(f, kFunction)) return true;
        auto* w = make<StaticMethod>(vm, kind, cls);
        if (!w) return false;
        w->fn = newref(f);
        bool ok = dict_set_str(vm, c->dict, key, obj_cell(w));
        decref(vm, w);
        return ok;
    };
    if (!wrap(vm.names.new_, kStaticMethod, C::StaticMethod) || !wrap(vm.names.init_subclass, kClassMethod, C::ClassMethod) ||
        !wrap(vm.names.class_getitem, kClassMethod, C::ClassMethod))
        return nullptr;
    if (!is_empty(dict_get_str(c->dict, vm.names.eq)) && is_empty(dict_get_str(c->dict, vm.names.hash)))
        if (!dict_set_str(vm, c->dict, vm.names.hash, none_cell())) return nullptr;
    bool own_attrs = c->instance_kind != kInstance && c->instance_kind != kException && c->instance_kind != kClass &&
                     c->instance_kind != kModule && c->instance_kind != kFunction;
    if (own_attrs) c->class_flags |= kClassDict;
    Cell slots = dict_get_str(c->dict, vm.names.slots);
    if (!is_empty(slots)) {
        if (!make_slots(vm, c, slots)) return nullptr;
        c->class_flags |= base->class_flags & kClassWeakrefable;
    } else if (!has_items_inside(vm, c))
        c->class_flags |= kClassWeakrefable;
    if (!add_instance_attributes(vm, c, base)) return nullptr;
    if (is_empty(dict_get_str(c->dict, vm.names.doc)) && !dict_set_str(vm, c->dict, vm.names.doc, none_cell())) return nullptr;
    if (!is_empty(slots) && (base->class_flags & kClassDict)) c->class_flags |= kClassDict;
    if (own_attrs && c->slot_count) c->class_flags |= kClassDict;
    c->root_shape = new_shape(vm, c, nullptr, nullptr);
    if (!c->root_shape) return nullptr;
    for (uint32_t i = 0; i < c->bases->n; i++) add_subclass(vm, as<Class>(c->bases->v[i]), c);
    update_class(vm, c);
    Cell abstract = dict_get_str(c->dict, vm.names.abstractmethods);
    (void)abstract;
    Cell cell = dict_get_str(c->dict, vm.names.classcell);
    if (!is_empty(cell)) {
        if (!is_kind(cell, kCellBox)) {
            std::string shown;
            if (repr_nested(vm, obj_cell(class_of(vm, cell)), &shown) == Status::Ok)
                (void)raise(vm, C::TypeError, "__classcell__ must be a nonlocal cell, not %s", shown.c_str());
            return nullptr;
        }
        assign(vm, &as<CellBox>(cell)->v, new_obj_ref(c));
        (void)dict_delete_str(vm, c->dict, vm.names.classcell);
    }
    *why = Status::Ok;
    return static_cast<Class*>(obj_of(keep.take()));
}

// ---- shapes and instances
int shape_slot(const Shape* s, const Str* key) {
    for (; s && s->key; s = s->parent)
        if (s->key == key) return static_cast<int>(s->n - 1);
    return -1;
}

Shape* shape_with(VM& vm, Shape* s, Str* key) {
    for (Shape* c = s->first_child; c; c = c->sibling)
        if (c->key == key) return c;
    Shape* c = new_shape(vm, s->cls, s, key);
    if (!c) return nullptr;
    c->sibling = s->first_child;
    s->first_child = c;
    return c;
}

Dict* instance_dict(VM& vm, Instance* i) {
    if (i->dict) return i->dict;
    Dict* d = new_dict(vm);
    if (!d) return nullptr;
    Shape* order[kMaxShapeAttrs + 1];
    uint32_t n = 0;
    for (Shape* s = i->shape; s && s->key; s = s->parent) order[n++] = s;
    while (n > 0) {
        Shape* s = order[--n];
        if (!dict_set_str(vm, d, s->key, i->slots[s->n - 1])) {
            decref(vm, d);
            return nullptr;
        }
    }
    for (uint32_t k = 0; i->shape && k < i->shape->n; k++) decref(vm, i->slots[k]);
    if (i->slots != i->inl) free_raw(vm, i->slots, i->cap * sizeof(Cell));
    i->slots = i->inl;
    i->shape = nullptr;
    i->dict = d;
    return d;
}

Obj* new_instance(VM& vm, Class* cls) {
    uint32_t room = cls->class_flags & kClassHasSlots ? 0 : cls->inst_hint;
    if (room > kMaxShapeAttrs) room = kMaxShapeAttrs;
    size_t bytes = sizeof(Instance) + (room + cls->slot_count) * sizeof(Cell);
    auto* i = static_cast<Instance*>(make_object(vm, kInstance, cls, bytes));
    if (!i) return nullptr;
    i->shape = cls->root_shape;
    i->slots = i->inl;
    i->cap = room + 1;
    i->aux = static_cast<uint16_t>(room);
    i->member_count = cls->slot_count;
    i->members = cls->slot_count ? i->inl + room + 1 : nullptr;
    return i;
}

size_t instance_bytes(const Instance* i) { return sizeof(Instance) + (i->aux + i->member_count) * sizeof(Cell); }

Dict** attr_dict_place(VM&, Obj* o) {
    switch (o->kind) {
        case kException: return &static_cast<Exception*>(o)->dict;
        case kFunction: return &static_cast<Function*>(o)->dict;
        case kModule: return &static_cast<Module*>(o)->dict;
        case kStaticMethod:
        case kClassMethod: return &static_cast<StaticMethod*>(o)->dict;
        default: return o->flags & kHasAttrs ? attrs_place(o) : nullptr;
    }
}

}  // namespace loopscope::runtime
