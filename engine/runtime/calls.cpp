// Calls: binding arguments to parameters as Python does, calling classes, asking the interpreter for a call, spreading *args
// and **kwargs.
#include "runtime/classes.h"
#include "runtime/frames.h"
#include "runtime/interp_parts.h"
#include "runtime/memory.h"

namespace loopscope::runtime {

// ---- asking
Status call_with(VM& vm, Cell callee, const Cell* args, uint32_t n, uint32_t nkw, Tuple* kwnames) {
    CallRequest& c = vm.call;
    c.callee = newref(callee);
    c.n = n;
    c.nkw = nkw;
    c.kwnames = kwnames;
    c.spread = nullptr;
    if (n + nkw > 22) {
        List* l = new_list(vm, n + nkw + 1);
        if (!l) {
            decref(vm, callee);
            c.callee = empty_cell();
            return Status::Fail;
        }
        l->v[0] = none_cell();
        for (uint32_t i = 0; i < n + nkw; i++) l->v[i + 1] = newref(args[i]);
        l->n = n + nkw + 1;
        c.spread = l;
        return Status::Call;
    }
    for (uint32_t i = 0; i < n + nkw; i++) c.args[i] = newref(args[i]);
    return Status::Call;
}

Status call_later(VM& vm, Cell callee, std::initializer_list<Cell> args) {
    return call_with(vm, callee, args.begin(), static_cast<uint32_t>(args.size()));
}

Cell hidden_function(VM& vm, const char* name) {
    Str* key = intern(vm, name);
    if (!key) return empty_cell();
    Cell f = dict_get_str(vm.hidden, key);
    decref(vm, key);
    if (is_empty(f)) (void)raise(vm, C::SystemError, "the engine's library lacks the helper %s", name);
    return f;
}

Status call_hidden(VM& vm, const char* helper, std::initializer_list<Cell> args) {
    Cell f = hidden_function(vm, helper);
    return is_empty(f) ? Status::Fail : call_later(vm, f, args);
}

Status call_hidden_args(VM& vm, const char* helper, Args args) {
    Cell f = hidden_function(vm, helper);
    return is_empty(f) ? Status::Fail : call_with(vm, f, args.v, args.n, args.nkw, args.kwnames);
}

Status call_method(VM& vm, Cell self, Str* name, std::initializer_list<Cell> args) {
    Class* cls = class_of(vm, self);
    Cell f = class_lookup(vm, cls, name);
    if (is_empty(f)) return no_attribute(vm, self, name);
    Cell all[24];
    uint32_t n = 0;
    if (method_binds(f)) {
        all[n++] = self;
        for (Cell c : args) all[n++] = c;
        return call_with(vm, f, all, n);
    }
    Cell bound = empty_cell();
    if (special_method(vm, self, name, &bound) != Status::Ok) return Status::Fail;
    Status s = call_later(vm, bound, args);
    decref(vm, bound);
    return s;
}

Status call_method_dynamic(VM& vm, Cell o, Str* name, Cell arg) {
    Cell method = empty_cell();
    if (get_attr_plain(vm, o, name, &method) != Status::Ok) return Status::Fail;
    if (is_empty(method)) {
        Cell hook = class_lookup(vm, class_of(vm, o), vm.names.getattr);
        if (is_empty(hook)) return no_attribute(vm, o, name);
        if (run_nested(vm, hook, {o, obj_cell(name)}, &method) != Status::Ok) return Status::Fail;
    }
    Status s = call_later(vm, method, {arg});
    decref(vm, method);
    return s;
}

void insert_callee(VM& vm, Cell callee) {
    CallRequest& c = vm.call;
    if (c.spread) {
        auto* l = static_cast<List*>(c.spread);
        (void)list_append(vm, l, none_cell());
        for (uint32_t i = l->n - 1; i > 1; i--) l->v[i] = l->v[i - 1];
        l->v[1] = newref(callee);
    } else {
        for (uint32_t i = c.n + c.nkw; i > 0; i--) c.args[i] = c.args[i - 1];
        c.args[0] = newref(callee);
    }
    c.n++;
}

// ---- frames
Status recursion_error(VM& vm) { return raise(vm, C::RecursionError, "maximum recursion depth exceeded"); }

Frame* push_frame(VM& vm, Code* code) {
    bool counted = !(code->flags & compile::kHidden);
    if (LS_UNLIKELY(vm.depth + counted > vm.limits.recursion)) {
        // While the error is being handled a little room is there, so that handlers can run.
        (void)recursion_error(vm);
        return nullptr;
    }
    size_t bytes = sizeof(Frame) + (code->nslots + code->nstack) * sizeof(Cell);
    auto* f = static_cast<Frame*>(alloc_object_unzeroed(vm, bytes));
    if (LS_UNLIKELY(!f)) return nullptr;
    f->rc = 1;
    f->kind = kFrame;
    f->flags = 0;
    f->aux = 0;
    f->cls = vm.cls(C::Frame);
    f->code = code;
    incref(code);
    f->back = nullptr;
    f->fn = nullptr;
    f->names = nullptr;
    f->gen = nullptr;
    f->native = nullptr;
    f->state = 0;
    f->thrown = 0;
    f->how_arg = 0;
    f->line = 0;
    f->nslots = code->nslots;
    f->bytes = static_cast<uint32_t>(bytes);
    f->trace_locals = empty_cell();
    vm.depth += counted;
    vm.live_objects++;
    return f;
}

Frame* new_native_frame(VM& vm, const NativeFrameType* type, uint32_t nslots) {
    size_t bytes = sizeof(Frame) + nslots * sizeof(Cell);
    auto* f = static_cast<Frame*>(make_object(vm, kFrame, vm.cls(C::Frame), bytes));
    if (!f) return nullptr;
    f->native = const_cast<NativeFrameType*>(type);
    f->nslots = nslots;
    f->bytes = static_cast<uint32_t>(bytes);
    f->sp = f->slots + nslots;
    return f;
}

Status enter_native_frame(VM& vm, Frame* owned) {
    CallRequest& c = vm.call;
    c.callee = obj_cell(owned);
    c.n = c.nkw = 0;
    c.kwnames = nullptr;
    c.spread = nullptr;
    return Status::Call;
}

Status resume_generator(VM& vm, Generator* g, Cell owned_value) {
    vm.resume = {g, owned_value, false};
    return Status::Resume;
}

Status throw_into_generator(VM& vm, Generator* g, Cell owned_exception) {
    vm.exc = owned_exception;
    vm.resume = {g, empty_cell(), true};
    return Status::Resume;
}

void clear_frame(VM& vm, Frame* f) {
    // From the top down, as the interpreter would have let go of it; the frame is empty before anything runs.
    Cell* end = f->sp;
    f->sp = f->slots;
    uint32_t nslots = f->nslots;
    f->nslots = 0;
    Cell* base = f->slots;
    for (Cell* c = base; c < base + nslots && c < end; c++) {
        Cell old = *c;
        *c = empty_cell();
        decref(vm, old);
    }
    for (Cell* c = base + nslots; c < end; c++) {
        Cell old = *c;
        *c = empty_cell();
        decref(vm, old);
    }
}

// ---- binding
namespace {

std::string quoted_list(const std::vector<std::string>& names) {
    std::string s;
    for (size_t i = 0; i < names.size(); i++) {
        if (i > 0) s += names.size() == 2 ? " and " : i + 1 == names.size() ? ", and " : ", ";
        s += "'" + names[i] + "'";
    }
    return s;
}

std::string slot_name(const Code* c, uint32_t i) { return c->spec->slot_names[i]; }

Status too_many(VM& vm, Function* fn, uint32_t given, uint32_t kwonly_given) {
    Code* c = fn->code;
    uint32_t max = c->arg_count, defaults = fn->defaults ? fn->defaults->n : 0;
    bool plural = max != 1;
    std::string takes =
        defaults ? "from " + std::to_string(max - defaults) + " to " + std::to_string(max) : std::to_string(max);
    if (defaults) plural = true;
    std::string extra;
    if (kwonly_given)
        extra = " positional argument" + std::string(given != 1 ? "s" : "") + " (and " + std::to_string(kwonly_given) +
                " keyword-only argument" + (kwonly_given != 1 ? "s" : "") + ")";
    return raise(vm, C::TypeError, "%s() takes %s positional argument%s but %u%s %s given", to_utf8(fn->qualname).c_str(),
                 takes.c_str(), plural ? "s" : "", given, extra.c_str(), given == 1 && !kwonly_given ? "was" : "were");
}

Status missing(VM& vm, Function* fn, const std::vector<std::string>& names, const char* kind) {
    return raise(vm, C::TypeError, "%s() missing %zu required %s argument%s: %s", to_utf8(fn->qualname).c_str(), names.size(),
                 kind, names.size() == 1 ? "" : "s", quoted_list(names).c_str());
}

struct Binder {
    VM& vm;
    Function* fn;
    Code* c;
    Cell* slots;
    uint32_t total;  // named parameters, keyword-only included
    Dict* kwargs = nullptr;
    Tuple* given = nullptr;  // names of all keyword arguments
    uint32_t n_given = 0;

    // The positional-only parameters that were given by name, as an error lists them.
    std::string positional_only_given() const {
        std::string names;
        for (uint32_t i = 0; i < c->posonly_count; i++)
            for (uint32_t k = 0; k < n_given; k++)
                if (str_equal(as<Str>(c->slot_names->v[i]), as<Str>(given->v[k])))
                    names += (names.empty() ? "" : ", ") + slot_name(c, i);
        return names;
    }

    bool keyword(Str* name, Cell value) {  // takes value
        for (uint32_t i = c->posonly_count; i < total; i++) {
            auto* param = as<Str>(c->slot_names->v[i]);
            if (param != name && !str_equal(param, name)) continue;
            if (!is_empty(slots[i])) {
                decref(vm, value);
                (void)raise(vm, C::TypeError, "%s() got multiple values for argument '%s'", to_utf8(fn->qualname).c_str(),
                            to_utf8(name).c_str());
                return false;
            }
            slots[i] = value;
            return true;
        }
        if (kwargs) {
            Status s = dict_set(vm, kwargs, obj_cell(name), value);
            decref(vm, value);
            return s == Status::Ok;
        }
        decref(vm, value);
        for (uint32_t i = 0; i < c->posonly_count; i++)
            if (str_equal(as<Str>(c->slot_names->v[i]), name)) {
                (void)raise(vm, C::TypeError, "%s() got some positional-only arguments passed as keyword arguments: '%s'",
                            to_utf8(fn->qualname).c_str(), positional_only_given().c_str());
                return false;
            }
        (void)raise(vm, C::TypeError, "%s() got an unexpected keyword argument '%s'", to_utf8(fn->qualname).c_str(),
                    to_utf8(name).c_str());
        return false;
    }

    bool defaults() {
        uint32_t nd = fn->defaults ? fn->defaults->n : 0, first = c->arg_count - nd;
        std::vector<std::string> lacking;
        for (uint32_t i = 0; i < c->arg_count; i++) {
            if (!is_empty(slots[i])) continue;
            if (i >= first)
                slots[i] = newref(fn->defaults->v[i - first]);
            else
                lacking.push_back(slot_name(c, i));
        }
        if (!lacking.empty()) {
            (void)missing(vm, fn, lacking, "positional");
            return false;
        }
        for (uint32_t i = c->arg_count; i < total; i++) {
            if (!is_empty(slots[i])) continue;
            Cell d = fn->kwdefaults ? dict_get_str(fn->kwdefaults, as<Str>(c->slot_names->v[i])) : empty_cell();
            if (is_empty(d))
                lacking.push_back(slot_name(c, i));
            else
                slots[i] = newref(d);
        }
        if (!lacking.empty()) {
            (void)missing(vm, fn, lacking, "keyword-only");
            return false;
        }
        return true;
    }
};

}  // namespace

bool bind_arguments(VM& vm, Function* fn, Cell* args, uint32_t n, uint32_t nkw, Tuple* kwnames, Cell* slots) {
    Code* c = fn->code;
    Binder b{vm, fn, c, slots, c->arg_count + c->kwonly_count, nullptr};
    uint32_t rest_slot = b.total, kwargs_slot = b.total + ((c->flags & compile::kVarArgs) ? 1 : 0);
    uint32_t direct = n < c->arg_count ? n : c->arg_count, done = 0;
    bool ok = true;
    for (; done < direct; done++) slots[done] = args[done];
    if (c->flags & compile::kVarArgs) {
        uint32_t more = n - direct;
        Tuple* t = more ? new_tuple(vm, more) : newref(vm.empty_tuple);
        ok = t != nullptr;
        if (ok) {
            for (uint32_t i = 0; i < more; i++) t->v[i] = args[done + i];
            done += more;
            slots[rest_slot] = obj_cell(t);
        }
    }
    if (ok && (c->flags & compile::kVarKeywords)) {
        b.kwargs = new_dict(vm);
        ok = b.kwargs != nullptr;
        if (ok) slots[kwargs_slot] = obj_cell(b.kwargs);
    }
    uint32_t taken = 0;
    b.given = kwnames;
    b.n_given = nkw;
    for (; ok && taken < nkw; taken++) ok = b.keyword(as<Str>(kwnames->v[taken]), args[n + taken]);
    if (ok && done < n) {
        uint32_t kwonly_given = 0;
        for (uint32_t i = c->arg_count; i < b.total; i++) kwonly_given += !is_empty(slots[i]);
        (void)too_many(vm, fn, n, kwonly_given);
        ok = false;
    }
    for (uint32_t i = done; i < n; i++) decref(vm, args[i]);
    for (uint32_t i = taken; i < nkw; i++) decref(vm, args[n + i]);
    return ok && b.defaults();
}

// A method taken from its class may be given anything as self; natives rely on its kind.
static bool check_self(VM& vm, Native* f, const Cell* args, uint32_t n) {
    std::string owner = to_utf8(f->owner->name);
    if (f->aux & kNativeStatic) {  // __new__
        std::string what = owner + "." + f->name;
        if (n == 0)
            (void)raise(vm, C::TypeError, "%s(): not enough arguments", what.c_str());
        else if (!is_kind(args[0], kClass))
            (void)raise(vm, C::TypeError, "%s(X): X is not a type object (%s)", what.c_str(), type_name(vm, args[0]));
        else if (!is_subclass(as<Class>(args[0]), f->owner)) {
            std::string given = to_utf8(as<Class>(args[0])->name);
            (void)raise(vm, C::TypeError, "%s(%s): %s is not a subtype of %s", what.c_str(), given.c_str(), given.c_str(),
                        owner.c_str());
        } else
            return true;
        return false;
    }
    if (n == 0) return true;  // complained of with the count
    if (f->aux & kNativeClassMethod) {
        if (is_kind(args[0], kClass) && is_subclass(as<Class>(args[0]), f->owner)) return true;
        (void)raise(vm, C::TypeError, "descriptor '%s' for type '%s' doesn't apply to '%s'", f->name, owner.c_str(),
                    type_name(vm, args[0]));
        return false;
    }
    if (is_subclass(class_of(vm, args[0]), f->owner)) return true;
    if (f->special == kGenClose && is_kind(args[0], kGenerator))
        return true;  // how every kind of generator ends that nobody needs
    if (f->aux & kNativeSpecial)
        (void)raise(vm, C::TypeError, "descriptor '%s' requires a '%s' object but received a '%s'", f->name, owner.c_str(),
                    type_name(vm, args[0]));
    else
        (void)raise(vm, C::TypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object", f->name, owner.c_str(),
                    type_name(vm, args[0]));
    return false;
}

bool check_native_call(VM& vm, Native* f, const Cell* args, uint32_t n, uint32_t nkw) {
    constexpr uint8_t kHasSelf = kNativeMethod | kNativeClassMethod | kNativeStatic;
    if (f->owner && (f->aux & kHasSelf) && !(n > 0 && is_obj(args[0]) && obj_of(args[0])->cls == f->owner) &&
        !check_self(vm, f, args, n))
        return false;
    if (LS_LIKELY(int(n) >= f->min_args && (f->max_args < 0 || int(n) <= f->max_args) &&
                  (nkw == 0 || (f->aux & kNativeKeywords))))
        return true;
    uint32_t self = (f->aux & (kNativeMethod | kNativeClassMethod)) ? 1 : 0;
    std::string name = f->owner && self && f->name[0] != '_' ? to_utf8(f->owner->name) + "." + f->name : f->name;
    if (self && n == 0 && f->name[0] == '_' && f->name[1] == '_') {
        (void)raise(vm, C::TypeError, "descriptor '%s' of '%s' object needs an argument", f->name,
                    f->owner ? to_utf8(f->owner->name).c_str() : "?");
        return false;
    }
    if (self && n == 0) {
        (void)raise(vm, C::TypeError, "unbound method %s() needs an argument", name.c_str());
        return false;
    }
    if (nkw && !(f->aux & kNativeKeywords)) {
        (void)raise(vm, C::TypeError, "%s() takes no keyword arguments", name.c_str());
        return false;
    }
    int given = int(n - self), min = f->min_args - int(self), max = f->max_args < 0 ? -1 : f->max_args - int(self);
    if (nkw && given < min) return true;  // keywords may fill the rest: the native looks itself
    if (f->name[0] == '_' && f->name[1] == '_' && min == max) {
        (void)raise(vm, C::TypeError, "expected %d argument%s, got %d", min, min == 1 ? "" : "s", given);
        return false;
    }
    if (max == 0)
        (void)raise(vm, C::TypeError, "%s() takes no arguments (%d given)", name.c_str(), given);
    else if (min == max && max == 1)
        (void)raise(vm, C::TypeError, "%s() takes exactly one argument (%d given)", name.c_str(), given);
    else if (given < min)
        (void)raise(vm, C::TypeError, "%s expected %s%d argument%s, got %d", f->name, min == max ? "" : "at least ", min,
                    min == 1 ? "" : "s", given);
    else
        (void)raise(vm, C::TypeError, "%s expected %s%d argument%s, got %d", f->name, min == max ? "" : "at most ", max,
                    max == 1 ? "" : "s", given);
    return false;
}

List* arguments_to_list(VM& vm, Cell* args, uint32_t n, Obj* holder) {
    List* l = new_list(vm, n + 1);
    if (!l) {
        release_arguments(vm, args, n, holder);
        return nullptr;
    }
    l->v[0] = none_cell();
    for (uint32_t i = 0; i < n; i++) l->v[i + 1] = args[i];
    l->n = n + 1;
    if (holder) {
        static_cast<List*>(holder)->n = 0;
        decref(vm, holder);
    }
    return l;
}

void release_arguments(VM& vm, Cell* args, uint32_t n, Obj* holder) {
    if (holder) static_cast<List*>(holder)->n = 0;
    for (uint32_t i = 0; i < n; i++) decref(vm, args[i]);
    if (holder) decref(vm, holder);
}

// ---- classes
bool plain_instance_class(VM& vm, Class* cls) {
    return cls->instance_kind == kInstance && !(cls->class_flags & (kClassHasNew | kClassAbstract | kClassDisallowNew)) &&
           !(cls->cls->class_flags & kClassHasCall) && (cls->class_flags & kClassHeap) && cls->cls->instance_kind == kClass &&
           vm.cls(C::Object) != cls;
}

// type.__call__: __new__, then __init__ if the result is an instance. Natively where both are native, else in a hidden helper.
Status type_call(VM& vm, Class* cls, Args a, Cell* out) {
    if (cls == vm.cls(C::Type) && a.n == 1 && a.nkw == 0) {
        *out = new_obj_ref(class_of(vm, a[0]));
        return Status::Ok;
    }
    Cell make = class_lookup(vm, cls, vm.names.new_), init = class_lookup(vm, cls, vm.names.init);
    if (is_kind(make, kNative) && (is_kind(init, kNative) || is_empty(init))) {
        auto* nf = as<Native>(make);
        Native* object_init = as<Native>(class_lookup(vm, vm.cls(C::Object), vm.names.init));
        Cell buffer[24];
        if (a.n + a.nkw < 23) {
            buffer[0] = obj_cell(cls);
            for (uint32_t i = 0; i < a.n + a.nkw; i++) buffer[i + 1] = a.v[i];
            Args with{buffer, a.n + 1, a.nkw, a.kwnames};
            if (!check_native_call(vm, nf, with.v, with.n, with.nkw)) return Status::Fail;
            bool needs_init = is_kind(init, kNative) && as<Native>(init) != object_init;
            Cell made = empty_cell();
            if (!needs_init) return nf->fn(vm, with, out);
            Status s = nf->fn(vm, with, &made);
            if (s == Status::Ok) {
                if (!is_instance(vm, made, cls)) {
                    *out = made;
                    return s;
                }
                buffer[0] = made;
                auto* fi = as<Native>(init);
                if (!check_native_call(vm, fi, with.v, with.n, with.nkw)) {
                    decref(vm, made);
                    return Status::Fail;
                }
                Cell none = empty_cell();
                s = fi->fn(vm, with, &none);
                if (s == Status::Ok) {
                    decref(vm, none);
                    *out = made;
                    return s;
                }
                if (s == Status::Fail) {
                    decref(vm, made);
                    return s;
                }
                return then_give(vm, made);  // __init__ must run Python first
            } else if (s == Status::Fail)
                return s;
            else if (s == Status::Call)
                drop_call(vm);
        }
    }
    CallRequest saved;
    (void)saved;
    Status s = call_hidden_args(vm, "_type_call", a);
    if (s == Status::Call) insert_callee(vm, obj_cell(cls));
    return s;
}

Status call_class(VM& vm, Class* cls, Args a, Cell* out) {
    if (LS_UNLIKELY(cls->cls != vm.cls(C::Type) && (cls->cls->class_flags & kClassHasCall))) {
        Cell hook = class_lookup(vm, cls->cls, vm.names.call);
        Status s = call_with(vm, hook, a.v, a.n, a.nkw, a.kwnames);
        if (s == Status::Call) insert_callee(vm, obj_cell(cls));
        return s;
    }
    return type_call(vm, cls, a, out);
}

// ---- *args, **kwargs
Status spread_argument(VM& vm, Cell args, Cell* out) { return tuple_from_iterable(vm, args, out); }

bool spread_call(VM& vm, Tuple* args, Dict* kwargs, List** all, Tuple** kwnames) {
    uint32_t nkw = kwargs ? kwargs->n : 0;
    List* l = new_list(vm, args->n + nkw + 1);
    if (!l) return false;
    l->v[0] = none_cell();
    for (uint32_t i = 0; i < args->n; i++) l->v[i + 1] = newref(args->v[i]);
    l->n = args->n + 1;
    *kwnames = nullptr;
    if (nkw) {
        Tuple* names = new_tuple(vm, nkw);
        if (!names) {
            decref(vm, l);
            return false;
        }
        uint32_t pos = 0, i = 0;
        Cell k, v;
        while (dict_next(kwargs, &pos, &k, &v)) {
            if (!is_str(k)) {
                decref(vm, names);
                decref(vm, l);
                (void)raise(vm, C::TypeError, "keywords must be strings");
                return false;
            }
            names->v[i++] = obj_cell(intern(vm, newref(as<Str>(k))));
            l->v[l->n++] = newref(v);
        }
        *kwnames = names;
    }
    *all = l;
    return true;
}

}  // namespace loopscope::runtime
