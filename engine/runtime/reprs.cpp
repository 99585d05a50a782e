// repr() by kind, for what has no __repr__ of its own; the dispatch of repr().
#include "runtime/classes.h"
#include "runtime/container_ops.h"
#include "runtime/frames.h"
#include "runtime/interp_parts.h"
#include "runtime/num_ops.h"
#include "runtime/text_ops.h"

namespace loopscope::runtime {

std::string generator_repr(VM& vm, Generator* g);

static std::string class_path(VM& vm, Class* c) {
    if (vm.dialect == 2) return to_utf8(c->name);  // MicroPython: no module before it
    Cell m = c->class_flags & kClassHeap ? dict_get_str(c->dict, vm.names.module) : c->module;
    std::string module = is_str(m) ? str_utf8(m) : "";
    return module.empty() || module == "builtins" ? to_utf8(c->qualname) : module + "." + to_utf8(c->qualname);
}

std::string default_object_repr(VM& vm, Cell c) {
    if (!is_obj(c)) return "<" + std::string(type_name(vm, c)) + " object>";
    return "<" + class_path(vm, obj_of(c)->cls) + " object at " + address_of(vm, obj_of(c)) + ">";
}

static std::string native_repr(VM& vm, Native* f) {
    std::string name = f->name;
    if (f->owner && (f->aux & kNativeMethod)) {
        bool slot = (f->aux & kNativeSpecial) != 0 || (name.starts_with("__") && name.ends_with("__"));
        return slot ? "<slot wrapper '" + name + "' of '" + to_utf8(f->owner->name) + "' objects>"
                    : "<method '" + name + "' of '" + to_utf8(f->owner->name) + "' objects>";
    }
    if (f->owner) return "<built-in method " + name + " of type object at " + address_of(vm, f->owner) + ">";
    return "<built-in function " + name + ">";
}

static Status text(VM& vm, const std::string& s, Cell* out) {
    *out = new_str_cell(vm, s);
    return is_empty(*out) ? Status::Fail : Status::Ok;
}

// open, aiter and anext: Python code of the hidden library in the place of C code.
static bool stands_for_builtin(const Function* f) {
    return (f->code->flags & compile::kHidden) && f->code->spec->qualname == to_utf8(f->qualname) &&
           f->code->spec->qualname.find('.') == std::string::npos;
}

// What object.__repr__ and the kinds without one show.
Status repr_by_kind(VM& vm, Cell c, Cell* out) {
    Obj* o = obj_of(c);
    switch (o->kind) {
        case kSingleton: return text(vm, static_cast<Singleton*>(o)->name, out);
        case kFunction:
            if (stands_for_builtin(static_cast<Function*>(o)))
                return text(vm, "<built-in function " + to_utf8(static_cast<Function*>(o)->qualname) + ">", out);
            return text(vm, "<function " + to_utf8(static_cast<Function*>(o)->qualname) + " at " + address_of(vm, o) + ">",
                        out);
        case kNative: return text(vm, native_repr(vm, static_cast<Native*>(o)), out);
        case kBoundMethod: {
            auto* m = static_cast<BoundMethod*>(o);
            if (is_kind(m->fn, kNative))
                return text(vm,
                            std::string("<built-in method ") + as<Native>(m->fn)->name + " of " + type_name(vm, m->self) +
                                " object at " + (is_obj(m->self) ? address_of(vm, obj_of(m->self)) : "0x0") + ">",
                            out);
            return call_hidden(vm, "_repr_method", {c, m->fn, m->self});
        }
        case kClass: return text(vm, "<class '" + class_path(vm, static_cast<Class*>(o)) + "'>", out);
        case kModule: {
            auto* m = static_cast<Module*>(o);
            Cell file = m->dict ? dict_get_str(m->dict, vm.names.file) : empty_cell();
            Cell spec = m->dict ? dict_get_str(m->dict, vm.names.spec) : empty_cell();
            std::string name = m->name ? to_utf8(m->name) : "?", from;
            if (is_str(file))
                from = " from " + str_repr_utf8(as<Str>(file));
            else if (!is_none(spec))
                from = " (built-in)";
            return text(vm, "<module '" + name + "'" + from + ">", out);
        }
        case kGenerator: return text(vm, generator_repr(vm, static_cast<Generator*>(o)), out);
        case kCode: {
            auto* k = static_cast<Code*>(o);
            return text(vm,
                        "<code object " + to_utf8(k->name) + " at " + address_of(vm, o) + ", file \"" + to_utf8(k->file) +
                            "\", line " + std::to_string(k->spec->first_line) + ">",
                        out);
        }
        case kFrame: {
            auto* f = static_cast<Frame*>(o);
            if (!f->code) break;
            return text(vm,
                        "<frame at " + address_of(vm, o) + ", file '" + to_utf8(f->code->file) + "', line " +
                            std::to_string(frame_line(f)) + ", code " + to_utf8(f->code->name) + ">",
                        out);
        }
        case kSuper: {
            auto* s = static_cast<Super*>(o);
            std::string start = to_utf8(s->start->name);
            if (is_empty(s->self)) return text(vm, "<super: <class '" + start + "'>, NULL>", out);
            return text(vm, "<super: <class '" + start + "'>, <" + to_utf8(s->self_class->name) + " object>>", out);
        }
        case kCellBox: {
            Cell v = static_cast<CellBox*>(o)->v;
            if (is_empty(v)) return text(vm, "<cell at " + address_of(vm, o) + ": empty>", out);
            return text(vm,
                        "<cell at " + address_of(vm, o) + ": " + type_name(vm, v) + " object at " +
                            (is_obj(v) ? address_of(vm, obj_of(v)) : "0x7f0000000010") + ">",
                        out);
        }
        case kMember:
            return text(vm,
                        "<member '" + to_utf8(static_cast<Member*>(o)->name) + "' of '" +
                            to_utf8(static_cast<Member*>(o)->owner->name) + "' objects>",
                        out);
        case kGetSet:
            return text(vm,
                        std::string("<attribute '") + static_cast<GetSet*>(o)->name + "' of '" +
                            (static_cast<GetSet*>(o)->owner ? to_utf8(static_cast<GetSet*>(o)->owner->name) : "?") +
                            "' objects>",
                        out);
        case kWeakref: {
            auto* w = static_cast<WeakrefObj*>(o);
            if (!w->target) return text(vm, "<weakref at " + address_of(vm, o) + "; dead>", out);
            return text(vm,
                        "<weakref at " + address_of(vm, o) + "; to '" + to_utf8(w->target->cls->name) + "' at " +
                            address_of(vm, w->target) + ">",
                        out);
        }
        case kStaticMethod:
            return call_hidden(vm, "_repr_wrapper", {obj_cell(vm.cls(C::StaticMethod)), static_cast<StaticMethod*>(o)->fn});
        case kClassMethod:
            return call_hidden(vm, "_repr_wrapper", {obj_cell(vm.cls(C::ClassMethod)), static_cast<StaticMethod*>(o)->fn});
        default: break;
    }
    return text(vm, default_object_repr(vm, c), out);
}

Status repr_of(VM& vm, Cell c, Cell* out) {
    if (is_none(c)) return text(vm, "None", out);
    if (!is_obj(c)) return number_repr(vm, c, out);
    Obj* o = obj_of(c);
    if (o->cls->class_flags & kClassHasRepr) return call_method(vm, c, vm.names.repr, {});
    switch (o->kind) {
        case kBigInt:
        case kFloatObj: return number_repr(vm, c, out);
        case kStr:
        case kBytes:
        case kByteArray: return text_repr(vm, c, out);
        default: break;
    }
    if (is_container(c)) return container_repr(vm, c, out);
    Cell f = class_lookup(vm, o->cls, vm.names.repr);
    if (is_kind(f, kNative) && !same(f, class_lookup(vm, vm.cls(C::Object), vm.names.repr))) {
        Cell args[2] = {c, empty_cell()};
        return as<Native>(f)->fn(vm, Args{args, 1, 0, nullptr}, out);
    }
    return repr_by_kind(vm, c, out);
}

Status repr_nested(VM& vm, Cell c, std::string* utf8) {
    Cell out = empty_cell();
    CallRequest saved = vm.call;
    vm.call.spread = nullptr;
    Status s = repr_of(vm, c, &out);
    if (s == Status::Call) s = run_pending_call(vm, &out);
    vm.call = saved;
    if (s != Status::Ok) return Status::Fail;
    if (!is_str(out)) {
        Status bad = raise(vm, C::TypeError, "__repr__ returned non-string (type %s)", type_name(vm, out));
        decref(vm, out);
        return bad;
    }
    *utf8 = str_utf8(out);
    decref(vm, out);
    return Status::Ok;
}

}  // namespace loopscope::runtime
