// Names: globals and their cache, namespaces of module, class and exec bodies, functions being made, imports' instructions.
#include <algorithm>

#include "runtime/classes.h"
#include "runtime/container_ops.h"
#include "runtime/frames.h"
#include "runtime/interp_parts.h"
#include "runtime/operators.h"
#include "runtime/text_ops.h"
#include "runtime/traceback_suggest.h"

namespace loopscope::runtime {

static Status name_error(VM& vm, Str* name, const char* format = "name '%s' is not defined") {
    Status s = raise(vm, C::NameError, format, to_utf8(name).c_str());  // NOLINT: the format is one of ours
    if (is_kind(vm.exc, kException)) assign(vm, &as<Exception>(vm.exc)->extra[0], new_obj_ref(name));
    return s;
}

Status load_global_cached(VM& vm, Frame* f, Str* name, GlobalCache* cache, Cell* borrowed) {
    Cell v = dict_get_str(f->globals, name);
    Dict* where = f->globals;
    if (is_empty(v)) {
        where = f->builtins;
        v = dict_get_str(where, name);
    }
    if (is_empty(v)) return name_error(vm, name);
    int64_t at = dict_entry_of(where, name);
    if (at >= 0)
        *cache = GlobalCache{f->globals->key_version, f->builtins->key_version, static_cast<uint32_t>(at),
                             where == f->globals ? 1u : 2u};
    *borrowed = v;
    return Status::Ok;
}

Status load_name(VM& vm, Frame* f, Str* name, Cell* out) {
    Cell v = empty_cell();
    if (f->names->kind == kDict && !(f->names->cls->class_flags & kClassOverrides))
        v = dict_get_str(static_cast<Dict*>(f->names), name);
    else
        return call_hidden(vm, "_load_name", {obj_cell(f->names), obj_cell(name), obj_cell(f->globals), obj_cell(f->builtins)});
    if (is_empty(v) && f->names != f->globals) v = dict_get_str(f->globals, name);
    if (is_empty(v)) v = dict_get_str(f->builtins, name);
    if (is_empty(v)) return name_error(vm, name);
    *out = newref(v);
    return Status::Ok;
}

Status store_name(VM& vm, Frame* f, Str* name, Cell value) {
    if (f->names->kind == kDict && !(f->names->cls->class_flags & kClassOverrides))
        return dict_set_str(vm, static_cast<Dict*>(f->names), name, value) ? Status::Ok : Status::Fail;
    return set_item(vm, obj_cell(f->names), obj_cell(name), value);
}

Status delete_name(VM& vm, Frame* f, Str* name) {
    if (f->names->kind == kDict) {
        auto* d = static_cast<Dict*>(f->names);
        if (is_empty(dict_get_str(d, name))) return name_error(vm, name);
        return dict_delete_str(vm, d, name) ? Status::Ok : Status::Fail;
    }
    return delete_item(vm, obj_cell(f->names), obj_cell(name));
}

Status unbound_local(VM& vm, Frame* f, uint32_t slot) {
    Code* c = f->code;
    auto* name = as<Str>(c->slot_names->v[slot]);
    if (slot >= c->free_base)
        return name_error(vm, name,
                          "cannot access free variable '%s' where it is not associated with a value in enclosing scope");
    return raise(vm, C::UnboundLocalError, "cannot access local variable '%s' where it is not associated with a value",
                 to_utf8(name).c_str());
}

bool setup_annotations(VM& vm, Frame* f) {
    auto* ns = f->names->kind == kDict ? static_cast<Dict*>(f->names) : f->globals;
    if (!is_empty(dict_get_str(ns, vm.names.annotations))) return true;
    Dict* d = new_dict(vm);
    if (!d) return false;
    bool ok = dict_set_str(vm, ns, vm.names.annotations, obj_cell(d));
    decref(vm, d);
    return ok;
}

Status make_function(VM& vm, Frame* f, uint32_t code_const, uint32_t flags, Cell* parts, Cell* out) {
    Function* fn = new_function(vm, as<Code>(f->code->consts[code_const]), f->globals);
    if (!fn) return Status::Fail;
    uint32_t i = 0;
    if (flags & 1) fn->defaults = as<Tuple>(parts[i++]);
    if (flags & 2) fn->kwdefaults = as<Dict>(parts[i++]);
    if (flags & 4) {
        fn->annotations = parts[i++];
        if (is_kind(fn->annotations, kTuple)) {  // name, value, name, value ...
            auto* t = as<Tuple>(fn->annotations);
            Dict* d = new_dict(vm);
            if (!d) return Status::Fail;
            for (uint32_t k = 0; k + 1 < t->n; k += 2)
                if (dict_set(vm, d, t->v[k], t->v[k + 1]) != Status::Ok) return Status::Fail;
            assign(vm, &fn->annotations, obj_cell(d));
        }
    }
    if (flags & 8) fn->closure = as<Tuple>(parts[i++]);
    *out = obj_cell(fn);
    return Status::Ok;
}

// ---- modules that lack a name

// An attribute that needs no Python code, or EMPTY; owned.
static Cell plain_part(VM& vm, Cell o, const char* name) {
    Str* key = intern(vm, name);
    Cell v = empty_cell();
    if (get_attr_plain(vm, o, key, &v) != Status::Ok) clear_exception(vm);
    decref(vm, key);
    return v;
}

static bool contains(Cell list, Str* name) {
    if (!is_kind(list, kList)) return false;
    const auto* l = as<List>(list);
    return std::any_of(l->v, l->v + l->n, [&](Cell c) { return is_str(c) && str_equal(as<Str>(c), name); });
}

// Does the file lie in the folder where modules are looked for first, so that it may hide another of its name?
static bool may_hide_another(VM& vm, Cell sys, std::string file) {
    constexpr std::string_view kPackage = "/__init__.py";
    if (file.ends_with(kPackage)) file.resize(file.size() - kPackage.size());
    size_t slash = file.rfind('/');
    std::string folder = slash == std::string::npos ? "" : file.substr(0, slash);
    Owned path(vm, plain_part(vm, sys, "path"));
    return is_kind(path, kList) && as<List>(path)->n && is_str(as<List>(path)->v[0]) &&
           str_utf8(as<List>(path)->v[0]) == folder;
}

std::string module_lacks(VM& vm, Module* m, Str* name) {
    std::string module = to_utf8(m->name), lacks = " has no attribute '" + to_utf8(name) + "'",
                plain = "module '" + module + "'" + lacks;
    Owned spec(vm, plain_part(vm, obj_cell(m), "__spec__"));
    if (is_empty(spec) || is_none(spec)) return plain;
    Str* key = intern(vm, "sys");
    Cell sys = dict_get_str(vm.modules, key);
    decref(vm, key);
    Owned file(vm, plain_part(vm, spec, "origin"));
    std::string origin = is_str(file) ? str_utf8(file) : "";
    bool hides = is_str(file) && is_kind(sys, kModule) && may_hide_another(vm, sys, origin);
    if (hides && is_standard_module(vm, obj_cell(m->name)))
        return plain + " (consider renaming '" + origin +
               "' since it has the same name as the standard library module named '" + module +
               "' and the import system gives it precedence)";
    Owned begun(vm, plain_part(vm, spec, "_initializing"));
    if (is_true(begun)) {
        if (hides)
            return plain + " (consider renaming '" + origin +
                   "' if it has the same name as a third-party module you intended to import)";
        return "partially initialized module '" + module + "'" + (is_str(file) ? " from '" + origin + "'" : "") + lacks +
               " (most likely due to a circular import)";
    }
    Owned waiting(vm, plain_part(vm, spec, "_uninitialized_submodules"));
    if (contains(waiting, name))
        return "cannot access submodule '" + to_utf8(name) + "' of module '" + module +
               "' (most likely due to a circular import)";
    return plain;
}

// ---- imports. The work is done by hidden Python (engine/library/_builtins_import.py), so that module bodies run like any
// other code.
Status import_name(VM& vm, Frame* f, Str* name, Cell fromlist, Cell level, Cell* out) {
    // A module that is there already, imported whole: no need to run anything.
    Cell hook = dict_get_str(f->builtins, vm.names.import_);
    if (is_small_int(level) && int_of(level) == 0 && is_kind(hook, kFunction) &&
        (as<Function>(hook)->code->flags & compile::kHidden)) {
        Cell m = dict_get_str(vm.modules, name);
        bool dotted = to_utf8(name).find('.') != std::string::npos;
        bool from_package = !is_none(fromlist);
        if (is_kind(m, kModule) && !(dotted && is_none(fromlist)) &&
            !(from_package && !is_empty(dict_get_str(as<Module>(m)->dict, vm.names.path)))) {
            Str* ready = intern(vm, "__ready__");
            bool done = is_empty(dict_get_str(as<Module>(m)->dict, ready));
            decref(vm, ready);
            if (done) {
                *out = newref(m);
                return Status::Ok;
            }
        }
    }
    if (is_empty(hook)) return raise(vm, C::ImportError, "__import__ not found");
    return call_later(vm, hook,
                      {obj_cell(name), obj_cell(f->globals), f->names ? obj_cell(f->names) : none_cell(), fromlist, level});
}

Status import_from(VM& vm, Cell module, Str* name, Cell* out) {
    Status s = get_attr_plain(vm, module, name, out);
    if (s != Status::Ok || !is_empty(*out)) return s;
    return call_hidden(vm, "_import_from", {module, obj_cell(name)});
}

Status intrinsic(VM& vm, Frame* f, int32_t which, Cell* sp, uint32_t* consumed, Cell* out) {
    using compile::Intrinsic;
    switch (static_cast<Intrinsic>(which)) {
        case Intrinsic::ImportStar:
            *consumed = 1;
            return call_hidden(vm, "_import_star", {sp[-1], f->names ? obj_cell(f->names) : obj_cell(f->globals)});
        case Intrinsic::PrepReraiseStar: *consumed = 2; return call_hidden(vm, "_prep_reraise_star", {sp[-2], sp[-1]});
        case Intrinsic::TypeVar: *consumed = 1; return call_hidden(vm, "_make_typevar", {sp[-1]});
        case Intrinsic::TypeVarWithConstraints:
            *consumed = 2;
            return call_hidden(vm, "_make_typevar", {sp[-2], none_cell(), sp[-1]});
        case Intrinsic::SetTypeParamDefault: *consumed = 2; return call_hidden(vm, "_set_typeparam_default", {sp[-2], sp[-1]});
        case Intrinsic::TypeVarWithBound: *consumed = 2; return call_hidden(vm, "_make_typevar", {sp[-2], sp[-1]});
        case Intrinsic::TypeVarTuple: *consumed = 1; return call_hidden(vm, "_make_typevartuple", {sp[-1]});
        case Intrinsic::ParamSpec: *consumed = 1; return call_hidden(vm, "_make_paramspec", {sp[-1]});
        case Intrinsic::TypeAlias: *consumed = 3; return call_hidden(vm, "_make_typealias", {sp[-3], sp[-2], sp[-1]});
        case Intrinsic::SubscriptGeneric: *consumed = 1; return call_hidden(vm, "_subscript_generic", {sp[-1]});
        case Intrinsic::SetTypeParams: *consumed = 2; return call_hidden(vm, "_set_type_params", {sp[-2], sp[-1]});
        case Intrinsic::AsyncGenWrap:
            *consumed = 1;
            *out = newref(sp[-1]);
            return Status::Ok;
        case Intrinsic::Spend: {
            *consumed = 1;
            auto* cost = as<Tuple>(sp[-1]);
            return hooks().spend(vm, float_of(cost->v[1]), str_utf8(cost->v[0]).c_str(), out);
        }
    }
    return raise(vm, C::SystemError, "unknown intrinsic %d", which);
}

// ---- match
enum class PatternKind : uint8_t { None, Sequence, Mapping };

// What its classes say of an object: a mark that collections.abc has put on one, or being one of the built-in kinds. The first
// one in the order of look-up that says anything counts.
static PatternKind pattern_kind(VM& vm, Class* cls) {
    Str *sequence = intern(vm, "_abc_sequence"), *mapping = intern(vm, "_abc_mapping");
    auto kind = PatternKind::None;
    for (uint32_t i = 0; kind == PatternKind::None && i < cls->mro->n; i++) {
        auto* one = as<Class>(cls->mro->v[i]);
        if (is_true(dict_get_str(one->dict, sequence)))
            kind = PatternKind::Sequence;
        else if (is_true(dict_get_str(one->dict, mapping)))
            kind = PatternKind::Mapping;
        else if (one == vm.cls(C::List) || one == vm.cls(C::Tuple) || one == vm.cls(C::Range) || one == vm.cls(C::Deque))
            kind = PatternKind::Sequence;
        else if (one == vm.cls(C::Dict) || one == vm.cls(C::MappingProxy))
            kind = PatternKind::Mapping;
    }
    decref(vm, sequence);
    decref(vm, mapping);
    return kind;
}

bool is_sequence_pattern(VM& vm, Cell c) {
    if (!is_obj(c)) return false;
    Obj* o = obj_of(c);
    if (o->cls->class_flags & kClassHeap) return pattern_kind(vm, o->cls) == PatternKind::Sequence;
    return o->kind == kList || o->kind == kTuple || o->kind == kRange || o->kind == kDeque;
}

bool is_mapping_pattern(VM& vm, Cell c) {
    if (!is_obj(c)) return false;
    Obj* o = obj_of(c);
    if (o->cls->class_flags & kClassHeap) return pattern_kind(vm, o->cls) == PatternKind::Mapping;
    return o->kind == kDict || o->kind == kMappingProxy;
}

// Keys given by names may be equal, which the compiler cannot know.
static Status check_distinct_keys(VM& vm, const Tuple* keys) {
    for (uint32_t i = 1; i < keys->n; i++)
        for (uint32_t j = 0; j < i; j++) {
            bool eq = false;
            if (equals(vm, keys->v[i], keys->v[j], &eq) != Status::Ok) return Status::Fail;
            std::string shown;
            if (eq && repr_nested(vm, keys->v[i], &shown) != Status::Ok) return Status::Fail;
            if (eq) return raise(vm, C::ValueError, "mapping pattern checks duplicate key (%s)", shown.c_str());
        }
    return Status::Ok;
}

Status match_keys(VM& vm, Cell subject, Cell keys, Cell* out) {
    auto* names = as<Tuple>(keys);
    if (Status s = check_distinct_keys(vm, names); s != Status::Ok) return s;
    if (!is_kind(subject, kDict) || (obj_of(subject)->cls->class_flags & kClassHeap))
        return call_hidden(vm, "_match_keys", {subject, keys});
    Tuple* t = new_tuple(vm, names->n);
    if (!t) return Status::Fail;
    for (uint32_t i = 0; i < names->n; i++) t->v[i] = none_cell();
    for (uint32_t i = 0; i < names->n; i++) {
        Cell v = empty_cell();
        if (dict_get(vm, as<Dict>(subject), names->v[i], &v) != Status::Ok) {
            decref(vm, t);
            return Status::Fail;
        }
        if (is_empty(v)) {
            decref(vm, t);
            *out = none_cell();
            return Status::Ok;
        }
        t->v[i] = newref(v);
    }
    *out = obj_cell(t);
    return Status::Ok;
}

Status match_class(VM& vm, Cell subject, Cell cls, uint32_t positional, Cell names, Cell* out) {
    (void)out;
    return call_hidden(vm, "_match_class", {subject, cls, int_cell(positional), names});
}

Status before_with(VM& vm, Cell manager, bool async, Cell* exit) {
    Class* cls = class_of(vm, manager);
    const char* name = type_name(vm, manager);
    const char* protocol = async ? "asynchronous context manager" : "context manager";
    if (is_empty(class_lookup(vm, cls, async ? vm.names.aenter : vm.names.enter)))
        return raise(vm, C::TypeError, "'%s' object does not support the %s protocol", name, protocol);
    if (is_empty(class_lookup(vm, cls, async ? vm.names.aexit : vm.names.exit)))
        return raise(vm, C::TypeError, "'%s' object does not support the %s protocol (missed %s method)", name, protocol,
                     async ? "__aexit__" : "__exit__");
    return special_method(vm, manager, async ? vm.names.aexit : vm.names.exit, exit);
}

}  // namespace loopscope::runtime
