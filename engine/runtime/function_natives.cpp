// Functions, methods, built-in functions, code objects, frames and cells as Python sees them; code being loaded into a VM.
#include <cstring>

#include "runtime/classes.h"
#include "runtime/container_ops.h"
#include "runtime/frames.h"
#include "runtime/interp_parts.h"
#include "runtime/memory.h"
#include "runtime/num_complex.h"
#include "runtime/outside.h"
#include "runtime/setup.h"
#include "runtime/text_ops.h"
#include "runtime/text_util.h"
#include "runtime/trace_ids.h"
#include "trace/writer.h"

namespace loopscope::runtime {

// A constant set filled anew, in the order of the first: so CPython's compiler leaves them (see CodeWriter::constant_set).
static Set* reinserted(VM& vm, Set* owned) {
    Owned first(vm, obj_cell(owned));
    Set* s = new_set(vm, true);
    uint32_t pos = 0;
    for (Cell key; s && set_next(owned, &pos, &key);)
        if (set_add(vm, s, key) != Status::Ok) {
            decref(vm, s);
            return nullptr;
        }
    return s;
}

// ---- code
static Code* load_promised(VM& vm, const std::shared_ptr<const compile::CodeSpec>& spec, std::string_view module, bool library);

static Cell load_constant(VM& vm, const compile::Constant& k, std::string_view module, bool library) {
    using Kind = compile::Constant::Kind;
    switch (k.kind) {
        case Kind::None: return none_cell();
        case Kind::True: return bool_cell(true);
        case Kind::False: return bool_cell(false);
        case Kind::Ellipsis: return new_obj_ref(vm.ellipsis);
        case Kind::Int: return int_cell(k.i);
        case Kind::BigInt: return int_from_text(vm, k.text, 0);
        case Kind::Float: return float_cell(k.f);
        case Kind::Complex: return new_complex(vm, 0.0, k.f);
        case Kind::Str: {
            Str* s = intern(vm, k.text);
            return s ? obj_cell(s) : empty_cell();
        }
        case Kind::Bytes: {
            Bytes* b = new_bytes(vm, k.text.data(), k.text.size());
            return b ? obj_cell(b) : empty_cell();
        }
        case Kind::Code: {
            Code* c = load_promised(vm, k.code, module, library);
            return c ? obj_cell(c) : empty_cell();
        }
        case Kind::Tuple: {
            if (k.items.empty()) return new_obj_ref(vm.empty_tuple);
            Tuple* t = new_tuple(vm, static_cast<uint32_t>(k.items.size()));
            for (size_t i = 0; t && i < k.items.size(); i++) t->v[i] = load_constant(vm, k.items[i], module, library);
            return t ? obj_cell(t) : empty_cell();
        }
        case Kind::FrozenSet: {
            Set* s = new_set(vm, true);
            for (const auto& item : k.items) {
                Cell c = load_constant(vm, item, module, library);
                if (!s || set_add(vm, s, c) != Status::Ok) return empty_cell();
                decref(vm, c);
            }
            for (int64_t turns = k.i ? k.i : 1; s && turns > 0; turns--) s = reinserted(vm, s);
            return s ? obj_cell(s) : empty_cell();
        }
    }
    return none_cell();
}

static Tuple* name_tuple(VM& vm, const std::vector<std::string>& names) {
    Tuple* t = names.empty() ? newref(vm.empty_tuple) : new_tuple(vm, static_cast<uint32_t>(names.size()));
    for (size_t i = 0; t && i < names.size(); i++) t->v[i] = obj_cell(intern(vm, names[i]));
    return t;
}

uint32_t give_trace_id(VM& vm, Code* code) {
    const UnrecordedFunction& f = vm.outside->functions[code->trace_id & ~kNoTraceId];
    const compile::CodeSpec& s = *f.code;
    trace::FunctionInfo info;
    info.qualname = s.qualname;
    info.file = s.file;
    info.module = f.module;
    info.first_line = static_cast<uint32_t>(s.first_line);
    info.flavor = s.flags & compile::kCoroutine        ? trace::Flavor::Coroutine
                  : s.flags & compile::kAsyncGenerator ? trace::Flavor::AsyncGenerator
                  : s.flags & compile::kGenerator      ? trace::Flavor::Generator
                                                       : trace::Flavor::Function;
    info.library = f.library;
    info.hidden = (s.flags & compile::kHidden) != 0;
    return code->trace_id = vm.trace->add_function(info);
}

// Bytes that loaded code takes, about: its objects, and what lies outside of the heap for as long as the VM lives.
static uint64_t code_bytes(const compile::CodeSpec& s) {
    uint64_t bytes = 1024 + s.ins.size() * 48 + (s.names.size() + s.slot_names.size() * 2) * 64;
    for (const auto& k : s.consts) bytes += 64 + k.text.size() * 5 + k.items.size() * 96;
    for (const auto& k : s.consts)
        if (k.code) bytes += code_bytes(*k.code);
    return bytes;
}

static Code* load_promised(VM& vm, const std::shared_ptr<const compile::CodeSpec>& spec, std::string_view module,
                           bool library) {
    const compile::CodeSpec& s = *spec;
    auto* c = make<Code>(vm, kCode, C::Code);
    if (!c) return nullptr;
    vm.outside->specs.push_back(spec);
    c->spec = &s;
    auto* ins = static_cast<compile::Ins*>(alloc_raw(vm, s.ins.size() * sizeof(compile::Ins)));
    if (!ins) return nullptr;
    c->ins = ins;
    c->n_caches = prepare_instructions(s.ins, (s.flags & compile::kHidden) != 0, ins);  // what stands for C code has no lines
    c->flags = s.flags | (library ? uint32_t(compile::kLibrary) : 0);
    c->nslots = static_cast<uint32_t>(s.slot_names.size());
    c->nstack = s.stack_size + 4;
    c->arg_count = s.arg_count;
    c->posonly_count = s.posonly_count;
    c->kwonly_count = s.kwonly_count;
    constexpr uint32_t kNotSimple =
        compile::kVarArgs | compile::kVarKeywords | compile::kGenerator | compile::kCoroutine | compile::kAsyncGenerator;
    if ((s.flags & compile::kOptimized) && !(s.flags & kNotSimple) && !s.kwonly_count) c->flags |= compile::kSimpleCall;
    c->free_base = s.free_base;
    c->nfree = static_cast<uint32_t>(s.freevars.size());
    c->call_ticks = 1 + static_cast<uint32_t>(s.ins.size() / 8);
    c->name = intern(vm, s.name);
    c->qualname = intern(vm, s.qualname);
    c->file = intern(vm, s.file);
    c->varnames = name_tuple(vm, s.varnames);
    c->slot_names = name_tuple(vm, s.slot_names);
    c->freevar_names = name_tuple(vm, s.freevars);
    c->cellvar_names = name_tuple(vm, s.cellvars);
    c->names_tuple = name_tuple(vm, s.names);
    c->names = static_cast<Str**>(alloc_raw(vm, s.names.size() * sizeof(Str*)));
    for (size_t i = 0; i < s.names.size(); i++) c->names[i] = newref(as<Str>(c->names_tuple->v[i]));
    c->caches = static_cast<Cache*>(alloc_raw(vm, c->n_caches * sizeof(Cache)));
    c->consts = static_cast<Cell*>(alloc_raw(vm, s.consts.size() * sizeof(Cell)));
    if (!c->names || !c->caches || !c->consts) return nullptr;
    memset(static_cast<void*>(c->caches), 0, c->n_caches * sizeof(Cache));
    c->trace_id = kNoTraceId | static_cast<uint32_t>(vm.outside->functions.size());
    vm.outside->functions.push_back({&s, std::string(module), library});
    for (size_t i = 0; i < s.consts.size(); i++) {
        c->consts[i] = load_constant(vm, s.consts[i], module, library);
        if (is_empty(c->consts[i])) return nullptr;
    }
    return c;
}

Code* load_code(VM& vm, const std::shared_ptr<const compile::CodeSpec>& spec, std::string_view module, bool library) {
    uint64_t bytes = code_bytes(*spec);
    HeapPromise promise(vm, bytes);
    if (!promise.given) return nullptr;
    Code* c = load_promised(vm, spec, module, library);
    vm.heap_used += bytes / 2;  // what of it lies outside of the heap
    return c;
}

Function* new_function(VM& vm, Code* code, Dict* globals) {
    auto* f = make<Function>(vm, kFunction, C::Function);
    if (!f) return nullptr;
    f->code = newref(code);
    f->globals = newref(globals);
    f->name = newref(code->name);
    f->qualname = newref(code->qualname);
    f->doc = code->flags & compile::kHasDocstring ? newref(code->consts[0]) : none_cell();
    Cell module = dict_get_str(globals, vm.names.name);
    f->module = is_empty(module) ? none_cell() : newref(module);
    f->annotations = empty_cell();
    return f;
}

// ---- function
template <Str* Function::* field>
static Status fn_text(VM&, Cell self, Cell* out) {
    *out = new_obj_ref(as<Function>(self)->*field);
    return Status::Ok;
}
template <Str* Function::* field>
static Status set_fn_text(VM& vm, Cell self, Cell v) {
    if (!is_str(v))
        return raise(vm, C::TypeError, "%s must be set to a string object",
                     field == &Function::name ? "__name__" : "__qualname__");
    Str* old = as<Function>(self)->*field;
    as<Function>(self)->*field = newref(as<Str>(v));
    decref(vm, old);
    return Status::Ok;
}
template <Cell Function::* field>
static Status fn_cell(VM&, Cell self, Cell* out) {
    Cell v = as<Function>(self)->*field;
    *out = is_empty(v) ? none_cell() : newref(v);
    return Status::Ok;
}
template <Cell Function::* field>
static Status set_fn_cell(VM& vm, Cell self, Cell v) {
    assign(vm, &(as<Function>(self)->*field), is_empty(v) ? none_cell() : newref(v));
    return Status::Ok;
}
template <class T, T* Function::* field>
static Status fn_obj(VM&, Cell self, Cell* out) {
    T* p = as<Function>(self)->*field;
    *out = p ? new_obj_ref(p) : none_cell();
    return Status::Ok;
}
static Status set_defaults(VM& vm, Cell self, Cell v) {
    if (!is_none(v) && !is_empty(v) && !is_kind(v, kTuple))
        return raise(vm, C::TypeError, "__defaults__ must be set to a tuple object");
    Tuple* old = as<Function>(self)->defaults;
    as<Function>(self)->defaults = is_kind(v, kTuple) ? newref(as<Tuple>(v)) : nullptr;
    decref_null(vm, old);
    return Status::Ok;
}
static Status set_kwdefaults(VM& vm, Cell self, Cell v) {
    if (!is_none(v) && !is_empty(v) && !is_kind(v, kDict))
        return raise(vm, C::TypeError, "__kwdefaults__ must be set to a dict object");
    Dict* old = as<Function>(self)->kwdefaults;
    as<Function>(self)->kwdefaults = is_kind(v, kDict) ? newref(as<Dict>(v)) : nullptr;
    decref_null(vm, old);
    return Status::Ok;
}
static Status set_code(VM& vm, Cell self, Cell v) {
    if (!is_kind(v, kCode)) return raise(vm, C::TypeError, "__code__ must be set to a code object");
    uint32_t have = as<Function>(self)->closure ? as<Function>(self)->closure->n : 0;
    if (as<Code>(v)->nfree != have)
        return raise(vm, C::ValueError, "%s() requires a code object with %u free vars, not %u",
                     to_utf8(as<Function>(self)->name).c_str(), have, as<Code>(v)->nfree);
    Code* old = as<Function>(self)->code;
    as<Function>(self)->code = newref(as<Code>(v));
    decref(vm, old);
    return Status::Ok;
}
static Status fn_annotations(VM& vm, Cell self, Cell* out) {
    Cell* place = &as<Function>(self)->annotations;
    if (is_empty(*place) || is_none(*place)) {
        Dict* d = new_dict(vm);
        if (!d) return Status::Fail;
        *place = obj_cell(d);
    }
    *out = newref(*place);
    return Status::Ok;
}
static Status fn_builtins(VM& vm, Cell, Cell* out) {
    *out = new_obj_ref(vm.builtins);
    return Status::Ok;
}
static Status fn_type_params(VM& vm, Cell self, Cell* out) {
    Dict* d = as<Function>(self)->dict;
    Cell v = d ? dict_get_str(d, vm.names.type_params) : empty_cell();
    *out = is_empty(v) ? new_obj_ref(vm.empty_tuple) : newref(v);
    return Status::Ok;
}
static Status set_fn_type_params(VM& vm, Cell self, Cell v) {
    auto* f = as<Function>(self);
    if (!is_kind(v, kTuple)) return raise(vm, C::TypeError, "__type_params__ must be set to a tuple");
    if (!f->dict && !(f->dict = new_dict(vm))) return Status::Fail;
    return dict_set_str(vm, f->dict, vm.names.type_params, v) ? Status::Ok : Status::Fail;
}
static Status fn_get(VM& vm, Args a, Cell* out) {
    if (is_none(a[1])) {
        *out = newref(a[0]);
        return Status::Ok;
    }
    *out = new_bound_method(vm, a[0], a[1]);
    return is_empty(*out) ? Status::Fail : Status::Ok;
}
static Status call_self(VM& vm, Args a, Cell*) { return call_with(vm, a[0], a.v + 1, a.n - 1, a.nkw, a.kwnames); }
static Status fn_new(VM& vm, Args a, Cell* out) {  // types.FunctionType(code, globals, name, argdefs, closure)
    if (a.n < 3 || !is_kind(a[1], kCode) || !is_kind(a[2], kDict))
        return raise(vm, C::TypeError, "function() argument 'code' must be code, not %s",
                     a.n > 1 ? type_name(vm, a[1]) : "nothing");
    Function* f = new_function(vm, as<Code>(a[1]), as<Dict>(a[2]));
    if (!f) return Status::Fail;
    *out = obj_cell(f);
    static const char* const names[] = {"code", "globals", "name", "argdefs", "closure", "kwdefaults", nullptr};
    Cell v[6];
    if (bind_native(vm, Args{a.v + 1, a.n - 1, a.nkw, a.kwnames}, "function", names, 2, 6, v) != Status::Ok)
        return Status::Fail;
    if (is_str(v[2])) {
        decref(vm, f->name);
        f->name = newref(as<Str>(v[2]));
        decref(vm, f->qualname);
        f->qualname = newref(as<Str>(v[2]));
    }
    if (is_kind(v[3], kTuple)) f->defaults = newref(as<Tuple>(v[3]));
    if (is_kind(v[4], kTuple)) f->closure = newref(as<Tuple>(v[4]));
    if (is_kind(v[5], kDict)) f->kwdefaults = newref(as<Dict>(v[5]));
    if (f->code->nfree != (f->closure ? f->closure->n : 0))
        return raise(vm, C::ValueError, "%s requires closure of length %u, not %u", to_utf8(f->name).c_str(), f->code->nfree,
                     f->closure ? f->closure->n : 0);
    return Status::Ok;
}

// ---- method
static Status method_new(VM& vm, Args a, Cell* out) {
    if (a.n != 3) return raise(vm, C::TypeError, "method expected 2 arguments, got %u", a.n - 1);
    if (is_none(a[2])) return raise(vm, C::TypeError, "instance must not be None");
    *out = new_bound_method(vm, a[1], a[2]);
    return is_empty(*out) ? Status::Fail : Status::Ok;
}
static Status method_func(VM&, Cell self, Cell* out) {
    *out = newref(as<BoundMethod>(self)->fn);
    return Status::Ok;
}
static Status method_self(VM&, Cell self, Cell* out) {
    *out = newref(as<BoundMethod>(self)->self);
    return Status::Ok;
}
static Status method_getattr(VM& vm, Args a, Cell* out) { return get_attr(vm, as<BoundMethod>(a[0])->fn, as<Str>(a[1]), out); }
static Status method_doc(VM& vm, Cell self, Cell* out) { return get_attr(vm, as<BoundMethod>(self)->fn, vm.names.doc, out); }
static Status method_module(VM& vm, Cell self, Cell* out) {
    return get_attr(vm, as<BoundMethod>(self)->fn, vm.names.module, out);
}
static Status method_eq(VM& vm, Args a, Cell* out) {
    if (!is_kind(a[1], kBoundMethod)) {
        *out = new_obj_ref(vm.not_implemented);
        return Status::Ok;
    }  // compare_native would ask here again
    return compare_native(vm, CmpOp::Eq, a[0], a[1], out);
}
static Status method_hash(VM& vm, Args a, Cell* out) {
    int64_t h = 0;
    if (hash_of(vm, a[0], &h) != Status::Ok) return Status::Fail;
    *out = int_cell(h);
    return Status::Ok;
}

// ---- natives; a bound one is a BoundMethod of this class too
static Native* native_of(Cell c) { return is_kind(c, kBoundMethod) ? as<Native>(as<BoundMethod>(c)->fn) : as<Native>(c); }
static Status native_name(VM& vm, Cell self, Cell* out) { return give_obj(out, intern(vm, native_of(self)->name)); }
static Status native_qualname(VM& vm, Cell self, Cell* out) {
    Native* f = native_of(self);
    *out = new_str_cell(vm, f->owner ? to_utf8(f->owner->name) + "." + f->name : std::string(f->name));
    return is_empty(*out) ? Status::Fail : Status::Ok;
}
static Status native_doc(VM& vm, Cell self, Cell* out) {
    const char* d = native_of(self)->doc;
    *out = d ? new_str_cell(vm, d) : none_cell();
    return Status::Ok;
}
static Status native_module(VM&, Cell self, Cell* out) {
    Cell m = native_of(self)->module;
    *out = is_empty(m) || native_of(self)->owner ? none_cell() : newref(m);
    return Status::Ok;
}
static Status native_self(VM& vm, Cell self, Cell* out) {
    if (is_kind(self, kBoundMethod)) {
        *out = newref(as<BoundMethod>(self)->self);
        return Status::Ok;
    }
    Cell m = native_of(self)->module, found = empty_cell();
    if (is_str(m) && dict_get(vm, vm.modules, m, &found) != Status::Ok) return Status::Fail;
    *out = is_empty(found) ? none_cell() : newref(found);
    return Status::Ok;
}
static Status native_objclass(VM&, Cell self, Cell* out) {
    Class* c = native_of(self)->owner;
    *out = c ? new_obj_ref(c) : none_cell();
    return Status::Ok;
}
static Status native_signature(VM& vm, Cell self, Cell* out) {
    const char* s = native_of(self)->text_signature;
    *out = s ? new_str_cell(vm, s) : none_cell();
    return Status::Ok;
}
static Status native_get(VM& vm, Args a, Cell* out) {
    if (is_kind(a[0], kBoundMethod)) {
        *out = newref(a[0]);
        return Status::Ok;
    }
    return descriptor_get(vm, a[0], is_none(a[1]) ? empty_cell() : a[1],
                          a.n > 2 && is_kind(a[2], kClass) ? as<Class>(a[2]) : class_of(vm, a[1]), out);
}

// ---- code, frame, cell
template <class T, T* Code::* field>
static Status code_obj(VM&, Cell self, Cell* out) {
    *out = new_obj_ref(as<Code>(self)->*field);
    return Status::Ok;
}
template <uint32_t Code::* field>
static Status code_number(VM&, Cell self, Cell* out) {
    *out = int_cell(as<Code>(self)->*field);
    return Status::Ok;
}
static Status code_firstline(VM&, Cell self, Cell* out) {
    *out = int_cell(as<Code>(self)->spec->first_line);
    return Status::Ok;
}
static Status code_nlocals(VM&, Cell self, Cell* out) {
    *out = int_cell(int64_t(as<Code>(self)->spec->varnames.size()));
    return Status::Ok;
}
static Status code_flags(VM&, Cell self, Cell* out) {
    uint32_t f = as<Code>(self)->flags;
    int64_t r = 0;
    if (f & compile::kOptimized) r |= 3;
    if (f & compile::kVarArgs) r |= 4;
    if (f & compile::kVarKeywords) r |= 8;
    if (f & compile::kNested) r |= 16;
    if (f & compile::kGenerator) r |= 32;
    if (f & compile::kCoroutine) r |= 128;
    if (f & compile::kIterableCoroutine) r |= 256;
    if (f & compile::kAsyncGenerator) r |= 512;
    *out = int_cell(r);
    return Status::Ok;
}
static Status code_consts(VM& vm, Cell self, Cell* out) {
    auto* c = as<Code>(self);
    Tuple* t = tuple_from(vm, c->consts, c->spec->consts.size());
    *out = t ? obj_cell(t) : empty_cell();
    return t ? Status::Ok : Status::Fail;
}

// Locals of a frame as a dict: its namespace, or the fast locals that are set.
Cell frame_locals(VM& vm, Frame* f) {
    if (!f->code) return empty_cell();
    if (!(f->code->flags & compile::kOptimized)) return f->names ? new_obj_ref(f->names) : new_obj_ref(f->globals);
    Dict* d = new_dict(vm);
    if (!d) return empty_cell();
    for (uint32_t i = 0; i < f->nslots; i++) {
        auto* name = as<Str>(f->code->slot_names->v[i]);
        Cell v = f->slots[i];
        if (is_kind(v, kCellBox)) v = as<CellBox>(v)->v;
        if (is_empty(v) || (name->len && str_at(name, 0) == '.')) continue;
        if (!dict_set_str(vm, d, name, v)) {
            decref(vm, d);
            return empty_cell();
        }
    }
    return obj_cell(d);
}
static Status frame_locals_get(VM& vm, Cell self, Cell* out) {
    *out = frame_locals(vm, as<Frame>(self));
    return is_empty(*out) ? Status::Fail : Status::Ok;
}
static Status frame_code(VM& vm, Cell self, Cell* out) {
    auto* f = as<Frame>(self);
    if (!f->code) return raise(vm, C::AttributeError, "f_code");
    *out = new_obj_ref(f->code);
    return Status::Ok;
}
static Status frame_back(VM&, Cell self, Cell* out) {
    Frame* f = as<Frame>(self)->back;
    while (f && (!f->code || (f->code->flags & compile::kHidden))) f = f->back;
    *out = f ? new_obj_ref(f) : none_cell();
    return Status::Ok;
}
static Status frame_globals(VM&, Cell self, Cell* out) {
    *out = new_obj_ref(as<Frame>(self)->globals);
    return Status::Ok;
}
static Status frame_builtins(VM& vm, Cell, Cell* out) {
    *out = new_obj_ref(vm.builtins);
    return Status::Ok;
}
static Status frame_lineno(VM&, Cell self, Cell* out) {
    *out = int_cell(frame_line(as<Frame>(self)));
    return Status::Ok;
}
static Status frame_lasti(VM&, Cell self, Cell* out) {
    auto* f = as<Frame>(self);
    *out = int_cell(f->pc && f->code ? (f->pc - f->code->ins) * 2 : -1);
    return Status::Ok;
}
static Status frame_none(VM&, Cell, Cell* out) {
    *out = none_cell();
    return Status::Ok;
}
static Status frame_set_trace(VM&, Cell, Cell) { return Status::Ok; }
static Status frame_clear(VM& vm, Args a, Cell* out) {
    auto* f = as<Frame>(a[0]);
    for (Frame* r = vm.frame; r; r = r->back)
        if (r == f) return raise(vm, C::RuntimeError, "cannot clear an executing frame");
    if (f->gen && f->gen->state == GenState::Suspended) return raise(vm, C::RuntimeError, "cannot clear a suspended frame");
    *out = none_cell();
    if (!f->gen) {
        f->line = frame_line(f);
        clear_frame(vm, f);
        return Status::Ok;
    }
    if (f->gen->state != GenState::Created) return Status::Ok;
    return call_hidden(vm, "_close_quietly", {obj_cell(f->gen)});
}
static Status getset_name(VM& vm, Cell self, Cell* out) {
    *out = new_str_cell(vm, as<GetSet>(self)->name);
    return is_empty(*out) ? Status::Fail : Status::Ok;
}
static Status getset_doc(VM& vm, Cell self, Cell* out) {
    const char* doc = as<GetSet>(self)->doc;
    *out = doc ? new_str_cell(vm, doc) : none_cell();
    return is_empty(*out) ? Status::Fail : Status::Ok;
}
static Status getset_owner(VM&, Cell self, Cell* out) {
    auto* c = as<GetSet>(self)->owner;
    *out = c ? new_obj_ref(c) : none_cell();
    return Status::Ok;
}
static Status getset_qualname(VM& vm, Cell self, Cell* out) {
    auto* g = as<GetSet>(self);
    *out = new_str_cell(vm, (g->owner ? to_utf8(g->owner->qualname) + "." : "") + g->name);
    return is_empty(*out) ? Status::Fail : Status::Ok;
}
static Status cell_new(VM& vm, Args a, Cell* out) {
    auto* b = make<CellBox>(vm, kCellBox, C::Cell);
    if (!b) return Status::Fail;
    b->v = a.n > 1 ? newref(a[1]) : empty_cell();
    *out = obj_cell(b);
    return Status::Ok;
}
static Status cell_get(VM& vm, Cell self, Cell* out) {
    Cell v = as<CellBox>(self)->v;
    if (is_empty(v)) return raise(vm, C::ValueError, "Cell is empty");
    *out = newref(v);
    return Status::Ok;
}
// An empty cell comes before any other.
template <CmpOp op>
static Status cell_compare(VM& vm, Args a, Cell* out) {
    if (!is_kind(a[1], kCellBox)) {
        *out = new_obj_ref(vm.not_implemented);
        return Status::Ok;
    }
    Cell x = as<CellBox>(a[0])->v, y = as<CellBox>(a[1])->v;
    static const char* const kHelpers[] = {"_lt", "_le", "_eq", "_ne", "_gt", "_ge"};
    if (!is_empty(x) && !is_empty(y)) return call_hidden(vm, kHelpers[static_cast<int>(op)], {x, y});
    return compare_native(vm, op, int_cell(!is_empty(x)), int_cell(!is_empty(y)), out);
}
static Status cell_set(VM& vm, Cell self, Cell v) {
    assign(vm, &as<CellBox>(self)->v, newref(v));
    return Status::Ok;
}

void setup_function_classes(VM& vm) {
    static const GetSetDef fn_fields[] = {
        {"__name__", fn_text<&Function::name>, set_fn_text<&Function::name>, nullptr},
        {"__qualname__", fn_text<&Function::qualname>, set_fn_text<&Function::qualname>, nullptr},
        {"__doc__", fn_cell<&Function::doc>, set_fn_cell<&Function::doc>, nullptr},
        {"__module__", fn_cell<&Function::module>, set_fn_cell<&Function::module>, nullptr},
        {"__annotations__", fn_annotations, set_fn_cell<&Function::annotations>, nullptr},
        {"__defaults__", fn_obj<Tuple, &Function::defaults>, set_defaults, nullptr},
        {"__kwdefaults__", fn_obj<Dict, &Function::kwdefaults>, set_kwdefaults, nullptr},
        {"__code__", fn_obj<Code, &Function::code>, set_code, nullptr},
        {"__globals__", fn_obj<Dict, &Function::globals>, nullptr, nullptr},
        {"__closure__", fn_obj<Tuple, &Function::closure>, nullptr, nullptr},
        {"__builtins__", fn_builtins, nullptr, nullptr},
        {"__type_params__", fn_type_params, set_fn_type_params, nullptr},
        {nullptr, nullptr, nullptr, nullptr}};
    static const NativeDef fn_methods[] = {{"__new__", fn_new, 1, -1, kNativeStatic | kNativeKeywords, nullptr, nullptr},
                                           {"__get__", fn_get, 2, 3, kNativeMethod, nullptr, nullptr},
                                           {"__call__", call_self, 1, -1, kNativeMethod | kNativeKeywords, nullptr, nullptr},
                                           {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}};
    add_getsets(vm, vm.cls(C::Function), fn_fields);
    add_methods(vm, vm.cls(C::Function), fn_methods);
    static const GetSetDef method_fields[] = {{"__func__", method_func, nullptr, nullptr},
                                              {"__self__", method_self, nullptr, nullptr},
                                              {"__doc__", method_doc, nullptr, nullptr},
                                              {"__module__", method_module, nullptr, nullptr},
                                              {nullptr, nullptr, nullptr, nullptr}};
    static const NativeDef method_methods[] = {
        {"__new__", method_new, 1, -1, kNativeStatic, nullptr, nullptr},
        {"__getattr__", method_getattr, 2, 2, kNativeMethod, nullptr, nullptr},
        {"__call__", call_self, 1, -1, kNativeMethod | kNativeKeywords, nullptr, nullptr},
        {"__eq__", method_eq, 2, 2, kNativeMethod, nullptr, nullptr},
        {"__hash__", method_hash, 1, 1, kNativeMethod, nullptr, nullptr},
        {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}};
    add_getsets(vm, vm.cls(C::Method), method_fields);
    add_methods(vm, vm.cls(C::Method), method_methods);
    static const GetSetDef native_fields[] = {
        {"__name__", native_name, nullptr, nullptr}, {"__qualname__", native_qualname, nullptr, nullptr},
        {"__doc__", native_doc, nullptr, nullptr},   {"__module__", native_module, nullptr, nullptr},
        {"__self__", native_self, nullptr, nullptr}, {"__text_signature__", native_signature, nullptr, nullptr},
        {nullptr, nullptr, nullptr, nullptr}};
    static const GetSetDef descriptor_fields[] = {{"__name__", native_name, nullptr, nullptr},
                                                  {"__qualname__", native_qualname, nullptr, nullptr},
                                                  {"__doc__", native_doc, nullptr, nullptr},
                                                  {"__objclass__", native_objclass, nullptr, nullptr},
                                                  {"__text_signature__", native_signature, nullptr, nullptr},
                                                  {nullptr, nullptr, nullptr, nullptr}};
    static const NativeDef native_methods[] = {
        {"__get__", native_get, 2, 3, kNativeMethod, nullptr, nullptr},
        {"__call__", call_self, 1, -1, kNativeMethod | kNativeKeywords, nullptr, nullptr},
        {"__eq__", method_eq, 2, 2, kNativeMethod, nullptr, nullptr},
        {"__hash__", method_hash, 1, 1, kNativeMethod, nullptr, nullptr},
        {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}};
    add_getsets(vm, vm.cls(C::BuiltinFunction), native_fields);
    add_methods(vm, vm.cls(C::BuiltinFunction), native_methods);
    for (C c : {C::MethodDescriptor, C::WrapperDescriptor}) {
        add_getsets(vm, vm.cls(c), descriptor_fields);
        add_methods(vm, vm.cls(c), native_methods);
    }
    static const GetSetDef code_fields[] = {{"co_name", code_obj<Str, &Code::name>, nullptr, nullptr},
                                            {"co_qualname", code_obj<Str, &Code::qualname>, nullptr, nullptr},
                                            {"co_filename", code_obj<Str, &Code::file>, nullptr, nullptr},
                                            {"co_varnames", code_obj<Tuple, &Code::varnames>, nullptr, nullptr},
                                            {"co_freevars", code_obj<Tuple, &Code::freevar_names>, nullptr, nullptr},
                                            {"co_cellvars", code_obj<Tuple, &Code::cellvar_names>, nullptr, nullptr},
                                            {"co_names", code_obj<Tuple, &Code::names_tuple>, nullptr, nullptr},
                                            {"co_argcount", code_number<&Code::arg_count>, nullptr, nullptr},
                                            {"co_posonlyargcount", code_number<&Code::posonly_count>, nullptr, nullptr},
                                            {"co_kwonlyargcount", code_number<&Code::kwonly_count>, nullptr, nullptr},
                                            {"co_stacksize", code_number<&Code::nstack>, nullptr, nullptr},
                                            {"co_firstlineno", code_firstline, nullptr, nullptr},
                                            {"co_nlocals", code_nlocals, nullptr, nullptr},
                                            {"co_flags", code_flags, nullptr, nullptr},
                                            {"co_consts", code_consts, nullptr, nullptr},
                                            {nullptr, nullptr, nullptr, nullptr}};
    add_getsets(vm, vm.cls(C::Code), code_fields);
    static const GetSetDef frame_fields[] = {{"f_locals", frame_locals_get, nullptr, nullptr},
                                             {"f_code", frame_code, nullptr, nullptr},
                                             {"f_back", frame_back, nullptr, nullptr},
                                             {"f_globals", frame_globals, nullptr, nullptr},
                                             {"f_builtins", frame_builtins, nullptr, nullptr},
                                             {"f_lineno", frame_lineno, nullptr, nullptr},
                                             {"f_lasti", frame_lasti, nullptr, nullptr},
                                             {"f_trace", frame_none, frame_set_trace, nullptr},
                                             {nullptr, nullptr, nullptr, nullptr}};
    static const NativeDef frame_methods[] = {{"clear", frame_clear, 1, 1, kNativeMethod, nullptr, nullptr},
                                              {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}};
    add_getsets(vm, vm.cls(C::Frame), frame_fields);
    add_methods(vm, vm.cls(C::Frame), frame_methods);
    static const NativeDef cell_methods[] = {{"__new__", cell_new, 1, 2, kNativeStatic, nullptr, nullptr},
                                             {"__lt__", cell_compare<CmpOp::Lt>, 2, 2, kNativeMethod, nullptr, nullptr},
                                             {"__le__", cell_compare<CmpOp::Le>, 2, 2, kNativeMethod, nullptr, nullptr},
                                             {"__eq__", cell_compare<CmpOp::Eq>, 2, 2, kNativeMethod, nullptr, nullptr},
                                             {"__ne__", cell_compare<CmpOp::Ne>, 2, 2, kNativeMethod, nullptr, nullptr},
                                             {"__gt__", cell_compare<CmpOp::Gt>, 2, 2, kNativeMethod, nullptr, nullptr},
                                             {"__ge__", cell_compare<CmpOp::Ge>, 2, 2, kNativeMethod, nullptr, nullptr},
                                             {nullptr, nullptr, 0, 0, 0, nullptr, nullptr}};
    static const GetSetDef cell_fields[] = {{"cell_contents", cell_get, cell_set, nullptr},
                                            {nullptr, nullptr, nullptr, nullptr}};
    static const GetSetDef getset_fields[] = {{"__name__", getset_name, nullptr, nullptr},
                                              {"__doc__", getset_doc, nullptr, nullptr},
                                              {"__objclass__", getset_owner, nullptr, nullptr},
                                              {"__qualname__", getset_qualname, nullptr, nullptr},
                                              {nullptr, nullptr, nullptr, nullptr}};
    if (is_empty(dict_get_str(vm.cls(C::GetSet)->dict, vm.names.doc))) add_getsets(vm, vm.cls(C::GetSet), getset_fields);
    add_methods(vm, vm.cls(C::Cell), cell_methods);
    add_getsets(vm, vm.cls(C::Cell), cell_fields);
}

}  // namespace loopscope::runtime
