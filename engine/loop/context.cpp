#include "loop/context.h"

#include "runtime/container_ops.h"

namespace loopscope::loop {

namespace {

ContextObj* new_context(VM& vm, Tuple* map) {
    auto* c = make<ContextObj>(vm, kContext, C::Context);
    if (!c) return nullptr;
    c->map = map;
    if (map) incref(map);
    return c;
}

ContextObj* context_of(Cell c) { return static_cast<ContextObj*>(obj_of(c)); }
ContextVarObj* var_of(Cell c) { return static_cast<ContextVarObj*>(obj_of(c)); }

int find(const Tuple* map, const Obj* var) {
    for (uint32_t i = 0; map && i < map->n; i += 2)
        if (obj_of(map->v[i]) == var) return static_cast<int>(i);
    return -1;
}

Cell value_in(const ContextObj* c, const Obj* var) {  // borrowed or EMPTY
    int i = c ? find(c->map, var) : -1;
    return i < 0 ? empty_cell() : c->map->v[i + 1];
}

// The map with another value of var; value EMPTY: without it. Null: no memory.
bool set_value(VM& vm, ContextObj* c, Obj* var, Cell value) {
    Tuple* old = c->map;
    int at = find(old, var);
    uint32_t n = old ? old->n : 0;
    if (is_empty(value)) {
        if (at < 0) return true;
        if (n == 2) {
            c->map = nullptr;
            decref(vm, old);
            return true;
        }
    }
    Tuple* map = new_tuple(vm, is_empty(value) ? n - 2 : at < 0 ? n + 2 : n);
    if (!map) return false;
    uint32_t k = 0;
    for (uint32_t i = 0; i < n; i += 2) {
        bool its = static_cast<int>(i) == at;
        if (its && is_empty(value)) continue;
        map->v[k++] = newref(old->v[i]);
        map->v[k++] = newref(its ? value : old->v[i + 1]);
    }
    if (at < 0) {
        map->v[k++] = new_obj_ref(var);
        map->v[k++] = newref(value);
    }
    c->map = map;
    decref_null(vm, old);
    return true;
}

std::string shown(VM& vm, Cell c) {
    std::string text;
    if (repr_nested(vm, c, &text) != Status::Ok) {
        clear_exception(vm);
        return type_name(vm, c);
    }
    return text;
}

}  // namespace

ContextObj* current_context(VM& vm) {
    if (is_empty(vm.context)) {
        ContextObj* c = new_context(vm, nullptr);
        if (!c) return nullptr;
        c->entered = 1;
        vm.context = obj_cell(c);
    }
    return context_of(vm.context);
}

ContextObj* copy_current_context(VM& vm) {
    return new_context(vm, is_empty(vm.context) ? nullptr : context_of(vm.context)->map);
}

Status enter_context(VM& vm, ContextObj* ctx, Cell* saved) {
    if (ctx->entered) {
        return raise(vm, C::RuntimeError, "cannot enter context: %s is already entered", shown(vm, obj_cell(ctx)).c_str());
    }
    *saved = vm.context;
    ctx->entered = 1;
    vm.context = new_obj_ref(ctx);
    return Status::Ok;
}

void leave_context(VM& vm, Cell saved) {
    Cell left = vm.context;
    if (is_kind(left, kContext)) context_of(left)->entered = 0;
    vm.context = saved;
    decref(vm, left);
}

// ---- Context

namespace {

Status context_new(VM& vm, Args a, Cell* out) {
    if (a.n > 1 || a.nkw) return raise(vm, C::TypeError, "Context() does not accept any arguments");
    return ok_obj(out, new_context(vm, nullptr));
}

#define CONTEXT(var) SELF(ContextObj, var, is_kind(a[0], kContext), C::Context)

Status copy(VM& vm, Args a, Cell* out) {
    CONTEXT(self);
    return ok_obj(out, new_context(vm, self->map));
}

// run(): slots [context, what was current, callable, arguments ...]
Status run_step(VM& vm, Frame* f, Outcome outcome, Cell value, Cell* out) {
    if (outcome == Outcome::Start) {
        Cell saved = empty_cell();
        if (enter_context(vm, context_of(f->slots[0]), &saved) != Status::Ok) return Status::Fail;
        f->slots[1] = saved;
        f->state = 1;
        uint32_t nkw = static_cast<uint32_t>(int_of(f->slots[2]));
        Tuple* kwnames = nkw ? static_cast<Tuple*>(obj_of(f->slots[3])) : nullptr;
        return call_with(vm, f->slots[4], f->slots + 5, f->nslots - 5 - nkw, nkw, kwnames);
    }
    Cell saved = f->slots[1];
    f->slots[1] = empty_cell();
    leave_context(vm, saved);
    if (outcome == Outcome::Raised) return Status::Fail;
    return ok(out, value);
}
constexpr NativeFrameType kRunFrame = {"Context.run", &run_step};

Status run(VM& vm, Args a, Cell*) {
    CONTEXT(self);
    if (a.n < 2) return raise(vm, C::TypeError, "run() missing 1 required positional argument");
    uint32_t given = a.n - 2 + a.nkw;
    Frame* f = new_native_frame(vm, &kRunFrame, 5 + given);
    if (!f) return Status::Fail;
    f->slots[0] = new_obj_ref(self);
    f->slots[2] = int_cell(a.nkw);
    if (a.nkw) f->slots[3] = new_obj_ref(a.kwnames);
    f->slots[4] = newref(a[1]);
    for (uint32_t i = 0; i < given; i++) f->slots[5 + i] = newref(a.v[2 + i]);
    return enter_native_frame(vm, f);
}

Status check_key(VM& vm, Cell key) {
    if (is_kind(key, kContextVar)) return Status::Ok;
    return raise(vm, C::TypeError, "a ContextVar key was expected, got %s", shown(vm, key).c_str());
}

Status getitem(VM& vm, Args a, Cell* out) {
    CONTEXT(self);
    if (check_key(vm, a[1]) != Status::Ok) return Status::Fail;
    Cell v = value_in(self, obj_of(a[1]));
    return is_empty(v) ? raise_key_error(vm, a[1]) : ok_ref(out, v);
}

Status contains(VM& vm, Args a, Cell* out) {
    CONTEXT(self);
    if (check_key(vm, a[1]) != Status::Ok) return Status::Fail;
    return ok_bool(out, find(self->map, obj_of(a[1])) >= 0);
}

Status context_get(VM& vm, Args a, Cell* out) {
    CONTEXT(self);
    if (check_key(vm, a[1]) != Status::Ok) return Status::Fail;
    Cell v = value_in(self, obj_of(a[1]));
    return ok_ref(out, !is_empty(v) ? v : a.n > 2 ? a[2] : none_cell());
}

Status len(VM& vm, Args a, Cell* out) {
    CONTEXT(self);
    return ok(out, int_cell(self->map ? self->map->n / 2 : 0));
}

enum class Part { Keys, Values, Items };

Status iterate(VM& vm, ContextObj* self, Part part, Cell* out) {
    uint32_t n = self->map ? self->map->n / 2 : 0;
    Tuple* t = new_tuple(vm, n);
    if (!t) return Status::Fail;
    Owned keep(vm, obj_cell(t));
    for (uint32_t i = 0; i < n; i++) {
        Cell key = self->map->v[2 * i], value = self->map->v[2 * i + 1];
        t->v[i] = part == Part::Keys ? newref(key) : part == Part::Values ? newref(value) : tuple_of(vm, {key, value});
        if (is_empty(t->v[i])) return Status::Fail;
    }
    return iter_of(vm, keep, out);
}

Status keys(VM& vm, Args a, Cell* out) {
    CONTEXT(self);
    return iterate(vm, self, Part::Keys, out);
}
Status values(VM& vm, Args a, Cell* out) {
    CONTEXT(self);
    return iterate(vm, self, Part::Values, out);
}
Status items(VM& vm, Args a, Cell* out) {
    CONTEXT(self);
    return iterate(vm, self, Part::Items, out);
}

Status context_eq(VM& vm, Args a, Cell* out) {
    CONTEXT(self);
    if (!is_kind(a[1], kContext)) return ok(out, new_obj_ref(vm.not_implemented));
    ContextObj* other = context_of(a[1]);
    uint32_t n = self->map ? self->map->n : 0;
    if (n != (other->map ? other->map->n : 0)) return ok_bool(out, false);
    for (uint32_t i = 0; i < n; i += 2) {
        Cell theirs = value_in(other, obj_of(self->map->v[i]));
        bool same_value = false;
        if (is_empty(theirs)) return ok_bool(out, false);
        if (equals(vm, self->map->v[i + 1], theirs, &same_value) != Status::Ok) return Status::Fail;
        if (!same_value) return ok_bool(out, false);
    }
    return ok_bool(out, true);
}

Status copy_context(VM& vm, Args, Cell* out) { return ok_obj(out, copy_current_context(vm)); }

const NativeDef kContextMethods[] = {
    {"__new__", context_new, 1, -1, kStaticNew, "Create and return a new object.", nullptr},
    {"run", run, 1, -1, kMethodKw, "Call a function in this context.", nullptr},
    {"copy", copy, 1, 1, kMethod, "Return a shallow copy of the context object.", nullptr},
    {"get", context_get, 2, 3, kMethod, "Return the value for `key` if `key` has the value in the context object.", nullptr},
    {"keys", keys, 1, 1, kMethod, "Return a list of all variables in the context object.", nullptr},
    {"values", values, 1, 1, kMethod, "Return a list of all variables' values in the context object.", nullptr},
    {"items", items, 1, 1, kMethod, "Return all variables and their values in the context object.", nullptr},
    {"__getitem__", getitem, 2, 2, kMethod | kNativeSpecial, "Return self[key].", nullptr},
    {"__contains__", contains, 2, 2, kMethod | kNativeSpecial, "Return bool(key in self).", nullptr},
    {"__iter__", keys, 1, 1, kMethod | kNativeSpecial, "Implement iter(self).", nullptr},
    {"__len__", len, 1, 1, kMethod | kNativeSpecial, "Return len(self).", nullptr},
    {"__eq__", context_eq, 2, 2, kMethod | kNativeSpecial, "Return self==value.", nullptr},
    LS_NO_MORE,
};

// ---- ContextVar

#define VARIABLE(var) SELF(ContextVarObj, var, is_kind(a[0], kContextVar), C::ContextVar)

Status var_new(VM& vm, Args a, Cell* out) {
    static const char* const kNames[] = {"name", "default", nullptr};
    Cell v[2];
    Args rest{a.v + 1, a.n - 1, a.nkw, a.kwnames};
    if (rest.n == 0) return raise(vm, C::TypeError, "ContextVar() takes exactly 1 positional argument (0 given)");
    if (Status s = bind_native(vm, rest, "ContextVar", kNames, 1, 1, v); s != Status::Ok) return s;
    if (!is_str(v[0])) return raise(vm, C::TypeError, "context variable name must be a str");
    auto* var = make<ContextVarObj>(vm, kContextVar, C::ContextVar);
    if (!var) return Status::Fail;
    var->name = newref(static_cast<Str*>(obj_of(v[0])));
    var->fallback = newref(v[1]);
    return ok(out, obj_cell(var));
}

Status get(VM& vm, Args a, Cell* out) {
    VARIABLE(self);
    Cell v = is_empty(vm.context) ? empty_cell() : value_in(context_of(vm.context), self);
    if (is_empty(v) && a.n > 1) v = a[1];
    if (is_empty(v)) v = self->fallback;
    return is_empty(v) ? raise_cell(vm, C::LookupError, a[0]) : ok_ref(out, v);
}

Status set(VM& vm, Args a, Cell* out) {
    VARIABLE(self);
    ContextObj* ctx = current_context(vm);
    if (!ctx) return Status::Fail;
    auto* token = make<TokenObj>(vm, kToken, C::Token);
    if (!token) return Status::Fail;
    token->context = newref(ctx);
    token->var = newref(self);
    token->old_value = newref(value_in(ctx, self));
    if (!set_value(vm, ctx, self, a[1])) {
        decref(vm, token);
        return Status::Fail;
    }
    return ok(out, obj_cell(token));
}

Status reset(VM& vm, Args a, Cell* out) {
    VARIABLE(self);
    if (!is_kind(a[1], kToken)) {
        return raise(vm, C::TypeError, "expected an instance of Token, got %s", shown(vm, a[1]).c_str());
    }
    auto* token = static_cast<TokenObj*>(obj_of(a[1]));
    if (token->used) return raise(vm, C::RuntimeError, "%s has already been used once", shown(vm, a[1]).c_str());
    if (token->var != self) {
        return raise(vm, C::ValueError, "%s was created by a different ContextVar", shown(vm, a[1]).c_str());
    }
    ContextObj* ctx = current_context(vm);
    if (!ctx) return Status::Fail;
    if (token->context != ctx) {
        return raise(vm, C::ValueError, "%s was created in a different Context", shown(vm, a[1]).c_str());
    }
    token->used = 1;
    if (!set_value(vm, ctx, self, token->old_value)) return Status::Fail;
    return ok_none(out);
}

Status var_repr(VM& vm, Args a, Cell* out) {
    VARIABLE(self);
    std::string text = "<ContextVar name=" + shown(vm, obj_cell(self->name));
    if (!is_empty(self->fallback)) text += " default=" + shown(vm, self->fallback);
    return ok_cell(out, new_str_cell(vm, text + " at " + address_of(vm, self) + ">"));
}

Status class_getitem(VM& vm, Args a, Cell* out) {
    // ContextVar[int] and Token[int]: types.GenericAlias, as list[int] is.
    Cell of_list = class_lookup(vm, vm.cls(C::List), vm.names.class_getitem);
    if (!is_kind(of_list, kNative)) return raise(vm, C::TypeError, "type '%s' is not subscriptable", type_name(vm, a[0]));
    return static_cast<Native*>(obj_of(of_list))->fn(vm, a, out);
}

Status get_name(VM&, Cell self, Cell* out) { return ok_ref(out, obj_cell(var_of(self)->name)); }
const GetSetDef kVarFields[] = {{"name", get_name, nullptr, nullptr}, LS_NO_MORE_FIELDS};
const NativeDef kVarMethods[] = {
    {"__new__", var_new, 1, -1, kStaticNew, "Create and return a new object.", nullptr},
    {"get", get, 1, 2, kMethod, "Return a value for the context variable for the current context.", nullptr},
    {"set", set, 2, 2, kMethod, "Call to set a new value for the context variable in the current context.", nullptr},
    {"reset", reset, 2, 2, kMethod, "Reset the context variable.", nullptr},
    {"__repr__", var_repr, 1, 1, kMethod | kNativeSpecial, "Return repr(self).", nullptr},
    {"__class_getitem__", class_getitem, 2, 2, kClassWay, "See PEP 585", nullptr},
    LS_NO_MORE,
};

// ---- Token

TokenObj* token_of(Cell c) { return static_cast<TokenObj*>(obj_of(c)); }
Status token_var(VM&, Cell self, Cell* out) { return ok_ref(out, obj_cell(token_of(self)->var)); }
Status token_old(VM& vm, Cell self, Cell* out) {
    Cell old = token_of(self)->old_value;
    return ok_ref(out, is_empty(old) ? obj_cell(state(vm).missing) : old);
}
Status token_repr(VM& vm, Args a, Cell* out) {
    SELF(TokenObj, self, is_kind(a[0], kToken), C::Token);
    std::string text = self->used ? "<Token used var=" : "<Token var=";
    return ok_cell(out, new_str_cell(vm, text + shown(vm, obj_cell(self->var)) + " at " + address_of(vm, self) + ">"));
}
const GetSetDef kTokenFields[] = {
    {"var", token_var, nullptr, nullptr}, {"old_value", token_old, nullptr, nullptr}, LS_NO_MORE_FIELDS};
const NativeDef kTokenMethods[] = {
    {"__repr__", token_repr, 1, 1, kMethod | kNativeSpecial, "Return repr(self).", nullptr},
    {"__class_getitem__", class_getitem, 2, 2, kClassWay, "See PEP 585", nullptr},
    LS_NO_MORE,
};

const NativeDef kFunctions[] = {
    {"copy_context", copy_context, 0, 0, kPlain, "A copy of the current context.", nullptr},
    LS_NO_MORE,
};

}  // namespace

bool setup_contextvars(VM& vm) {
    add_methods(vm, vm.cls(C::Context), kContextMethods);
    add_methods(vm, vm.cls(C::ContextVar), kVarMethods);
    add_getsets(vm, vm.cls(C::ContextVar), kVarFields);
    add_methods(vm, vm.cls(C::Token), kTokenMethods);
    add_getsets(vm, vm.cls(C::Token), kTokenFields);
    auto* missing = make<Singleton>(vm, kSingleton, C::Object);
    if (!missing) return false;
    missing->rc = kImmortal;
    missing->name = "<Token.MISSING>";
    state(vm).missing = missing;
    Str* key = intern(vm, "MISSING");
    if (!key || !dict_set_str(vm, vm.cls(C::Token)->dict, key, obj_cell(missing))) return false;
    decref(vm, key);
    // Contexts are compared by their values, so they cannot be keys.
    if (!dict_set_str(vm, vm.cls(C::Context)->dict, vm.names.hash, none_cell())) return false;
    vm.cls(C::Context)->class_flags |= kClassUnhashable | kClassWeakrefable;
    Dict* ns = new_module(vm, "_contextvars");
    if (!ns) return false;
    add_functions(vm, ns, "_contextvars", kFunctions);
    for (C cls : {C::Context, C::ContextVar, C::Token}) {
        if (!dict_set_str(vm, ns, vm.cls(cls)->name, obj_cell(vm.cls(cls)))) return false;
    }
    return true;
}

}  // namespace loopscope::loop
