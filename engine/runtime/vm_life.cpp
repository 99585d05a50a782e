// The life of a VM: its arena, the built-in classes, the modules made in C++, the hidden library, and the entry of runs.
#include <algorithm>
#include <cstring>

#include "library/library.h"
#include "runtime/classes.h"
#include "runtime/container_ops.h"
#include "runtime/frames.h"
#include "runtime/interp_parts.h"
#include "runtime/memory.h"
#include "runtime/num_ops.h"
#include "runtime/outside.h"
#include "runtime/setup.h"
#include "runtime/text_ops.h"
#include "trace/writer.h"

namespace loopscope::runtime {

namespace {

constexpr int64_t kTicksBetweenChecks = 65536;
constexpr uint64_t kTicksOfEvent = 20;  // what the making of an event costs, beside the work that led to it
constexpr size_t kMethodCacheEntries = 1024;
constexpr uint64_t kLeastArena = 128 << 20;

Obj* make_singleton(VM& vm, const char* name, C cls) {
    auto* s = static_cast<Singleton*>(alloc_object(vm, sizeof(Singleton)));
    s->rc = kImmortal;
    s->kind = kSingleton;
    s->cls = vm.cls(cls);
    s->name = name;
    return s;
}

// Strings and dicts must exist before the classes that describe them: the first classes are bare memory that is filled later.
void reserve_classes(VM& vm) {
    for (auto& c : vm.classes) {
        c = static_cast<Class*>(alloc_object(vm, sizeof(Class)));
        c->rc = kImmortal;
        c->kind = kClass;
    }
}

struct BuiltinClass {
    C id;
    const char* name;
    const char* module;
    Kind kind;
    C base;
    uint32_t flags;
};

void fill_class(VM& vm, const BuiltinClass& b) {
    Class* made = new_builtin_class(vm, b.name, b.module, b.kind, b.id == C::Object ? nullptr : vm.cls(b.base), b.flags);
    Class* c = vm.cls(b.id);
    *c = *made;
    c->root_shape->cls = c;
    c->cls = vm.cls(C::Type);
    Class* base = c->base;
    if (base) {
        Cell bases = tuple_of(vm, {obj_cell(base)});
        c->bases = as<Tuple>(bases);
    } else
        c->bases = newref(vm.empty_tuple);
}

void make_classes(VM& vm) {
    static const BuiltinClass kClasses[] = {
#define B kClassBaseType
#define N kClassDisallowNew
#define CLASS(id, name, module, kind, base, flags) {C::id, name, module, kind, C::base, flags},
#include "runtime/builtin_classes.def"
#undef CLASS
#define EXC(name, base) {C::name, #name, "builtins", kException, C::base, kClassBaseType | kClassException},
#include "runtime/exceptions.def"
#undef EXC
    };
    for (const auto& b : kClasses) fill_class(vm, b);
    for (const auto& b : kClasses) {
        Class* c = vm.cls(b.id);
        if (!ready_class(vm, c)) continue;
        if (b.id != C::Object) {
            if (!c->base->subclasses) c->base->subclasses = new_list(vm, 4);
            (void)list_append(vm, c->base->subclasses, int_cell(reinterpret_cast<int64_t>(c)));
        }
    }
}

void publish_classes(VM& vm) {
    static const C kPublic[] = {
        C::Object,      C::Type,  C::Int,  C::Bool,   C::Float,     C::Complex,   C::Str,      C::Bytes,        C::ByteArray,
        C::Tuple,       C::List,  C::Dict, C::Set,    C::FrozenSet, C::Range,     C::Slice,    C::Property,     C::StaticMethod,
        C::ClassMethod, C::Super, C::Map,  C::Filter, C::Zip,       C::Enumerate, C::Reversed, C::BaseException};
    auto put = [&](C id) {
        Class* c = vm.cls(id);
        (void)dict_set_str(vm, vm.builtins, c->name, obj_cell(c));
    };
    for (C id : kPublic) put(id);
    for (size_t i = static_cast<size_t>(C::BaseException); i < static_cast<size_t>(C::kCount); i++) put(static_cast<C>(i));
    auto name = [&](const char* text, Cell value) {
        Str* key = intern(vm, text);
        (void)dict_set_str(vm, vm.builtins, key, value);
        decref(vm, key);
    };
    name("Ellipsis", obj_cell(vm.ellipsis));
    name("NotImplemented", obj_cell(vm.not_implemented));
    name("EnvironmentError", obj_cell(vm.cls(C::OSError)));
    name("IOError", obj_cell(vm.cls(C::OSError)));
    name("__debug__", bool_cell(true));
    name("None", none_cell());
    name("True", bool_cell(true));
    name("False", bool_cell(false));
    // Hidden helpers and library modules reach every built-in class through `_classes`.
    Dict* all = new_dict(vm);
    static const char* const kIds[] = {
#define CLASS(id, name, module, kind, base, flags) #id,
#include "runtime/builtin_classes.def"
#undef CLASS
    };
    for (size_t i = 0; i < std::size(kIds); i++) {
        Str* key = intern(vm, kIds[i]);
        (void)dict_set_str(vm, all, key, obj_cell(vm.classes[i]));
        decref(vm, key);
    }
    Str* key = intern(vm, "_classes");
    (void)dict_set_str(vm, vm.hidden, key, obj_cell(all));
    decref(vm, key);
}

// The hidden library: every _builtins*.py, in the order of their names, into one namespace that begins as a copy of builtins.
bool run_hidden_library(VM& vm) {
    std::vector<const library::LibraryFile*> files;
    for (const auto& f : library::library_files())
        if (f.name.starts_with("_builtins") && f.name.ends_with(".py")) files.push_back(&f);
    std::sort(files.begin(), files.end(), [](auto* a, auto* b) { return a->name < b->name; });
    vm.finishing = 1;  // nothing of this is the program's: no warnings, no events
    uint8_t recording = vm.recording;
    vm.recording = 0;
    bool ok = true;
    for (auto* f : files) {
        Cell code = empty_cell(), out = empty_cell();
        ok = compile_source(vm, f->text, std::string("<engine>/") + std::string(f->name), "exec", true, true, "builtins",
                            &code) == Status::Ok;
        if (!ok) break;
        Function* fn = new_function(vm, as<Code>(code), vm.hidden);
        Cell ns = obj_cell(vm.hidden);
        ok = run_call(vm, obj_cell(fn), &ns, 1, &out) == RunResult::Returned;
        decref(vm, fn);
        decref(vm, code);
        if (!ok) break;
    }
    vm.recording = recording;
    vm.finishing = 0;
    return ok;
}

}  // namespace

Hooks& hooks() {
    static Hooks h;
    return h;
}

bool check_budget(VM& vm) {
    auto spent = static_cast<uint64_t>(kTicksBetweenChecks - vm.budget);  // one charge may be many times the budget
    vm.budget = kTicksBetweenChecks;
    if (vm.stop_flag)
        vm.stop_reason = StopReason::StopRequested;
    else if (vm.host && !vm.host->keep_going())
        vm.stop_reason = StopReason::StopRequested;
    uint64_t steps = vm.trace->steps();
    if (steps != vm.last_checked_step) {
        vm.ticks_in_all += (steps - vm.last_checked_step) * kTicksOfEvent;
        vm.last_checked_step = steps;
        vm.ticks_since_event = 0;
    }
    vm.ticks_since_event += spent;
    vm.ticks_in_all += spent;
    const Limits& most = vm.limits;
    if (vm.ticks_since_event > most.instructions_between_events || vm.ticks_in_all > most.instructions_in_all())
        vm.stop_reason = StopReason::InstructionLimit;
    if (vm.stop_reason == StopReason::None) return true;
    if (is_empty(vm.exc)) (void)raise(vm, C::SystemExit, "stopped");
    return false;
}

RunResult run_call(VM& vm, Cell callee, const Cell* args, uint32_t n, Cell* out) {
    if (call_with(vm, callee, args, n) == Status::Fail) return RunResult::Raised;
    vm.run_depth++;
    RunResult r = run(vm, empty_cell(), CallFrom::Request, out);
    vm.run_depth--;
    return r;
}

void drop_call_request(VM& vm) { drop_call(vm); }

Class* class_of(VM& vm, Cell c) {
    switch (c.tag) {
        case kTagObj: return obj_of(c)->cls;
        case kTagInt: return vm.cls(C::Int);
        case kTagFloat: return vm.cls(C::Float);
        case kTagBool: return vm.cls(C::Bool);
        default: return vm.cls(C::NoneType);
    }
}

// Classes that are C code in CPython carry the name of their module: collections.deque, but Fraction.
static std::string shown_name(VM& vm, const Class* cls) {
    std::string name = to_utf8(cls->name);
    bool heap = cls->class_flags & kClassHeap;
    Cell where = heap ? dict_get_str(cls->dict, vm.names.module) : cls->module;
    if (!is_str(where)) return name;
    std::string module = str_utf8(where);
    bool native = heap ? module == "datetime" || module == "decimal"
                       : module != "builtins" && !module.starts_with("_asyncio") && !module.starts_with("asyncio");
    return native ? module + "." + name : name;
}

const char* type_name(VM& vm, Cell c) {
    static thread_local std::string names[4];
    static thread_local int next = 0;
    std::string& s = names[next++ & 3];
    s = is_empty(c) ? "nothing" : shown_name(vm, class_of(vm, c));
    return s.c_str();
}

// ---- registering
static Native* new_native(VM& vm, const NativeDef& d, Class* owner, Cell module) {
    bool method = (d.flags & (kNativeMethod | kNativeClassMethod)) != 0;
    auto* f = static_cast<Native*>(alloc_object(vm, sizeof(Native)));
    f->rc = kImmortal;
    f->kind = kNative;
    bool slot = owner && d.name[0] == '_' && d.name[1] == '_';
    f->cls = vm.cls(method && owner ? (slot && !(d.flags & kNativeClassMethod) ? C::WrapperDescriptor : C::MethodDescriptor)
                                    : C::BuiltinFunction);
    f->aux = d.flags;
    f->name = d.name;
    f->fn = d.fn;
    f->min_args = d.min_args;
    f->max_args = d.max_args;
    f->owner = owner;
    f->doc = d.doc;
    f->text_signature = d.text_signature;
    f->module = module;
    vm.live_objects++;
    return f;
}

void add_methods(VM& vm, Class* cls, const NativeDef* defs) {
    for (; defs->name; defs++) {
        Str* key = intern(vm, defs->name);
        (void)dict_set_str(vm, cls->dict, key, obj_cell(new_native(vm, *defs, cls, empty_cell())));
        decref(vm, key);
    }
    cls->version = ++vm.next_class_version;
}

void add_getsets(VM& vm, Class* cls, const GetSetDef* defs) {
    for (; defs->name; defs++) {
        auto* g = static_cast<GetSet*>(alloc_object(vm, sizeof(GetSet)));
        g->rc = kImmortal;
        g->kind = kGetSet;
        g->cls = vm.cls(C::GetSet);
        g->name = defs->name;
        g->get = defs->get;
        g->set = defs->set;
        g->owner = cls;
        g->doc = defs->doc;
        vm.live_objects++;
        Str* key = intern(vm, defs->name);
        (void)dict_set_str(vm, cls->dict, key, obj_cell(g));
        decref(vm, key);
    }
    cls->version = ++vm.next_class_version;
}

void add_functions(VM& vm, Dict* ns, const char* module, const NativeDef* defs) {
    Cell name = obj_cell(intern(vm, module));
    for (; defs->name; defs++) {
        Str* key = intern(vm, defs->name);
        (void)dict_set_str(vm, ns, key, obj_cell(new_native(vm, *defs, nullptr, name)));
        decref(vm, key);
    }
}

Dict* new_module(VM& vm, const char* name) {
    auto* m = make<Module>(vm, kModule, C::Module);
    m->dict = new_dict(vm);
    m->name = intern(vm, name);
    Cell text = obj_cell(m->name);
    (void)dict_set_str(vm, m->dict, vm.names.name, text);
    (void)dict_set_str(vm, m->dict, vm.names.doc, none_cell());
    (void)dict_set_str(vm, m->dict, vm.names.package, obj_cell(vm.empty_str));
    (void)dict_set_str(vm, m->dict, vm.names.loader, none_cell());
    (void)dict_set_str(vm, m->dict, vm.names.spec, none_cell());
    (void)dict_set(vm, vm.builtin_modules, text, obj_cell(m));
    bool at_once = !strcmp(name, "sys") || !strcmp(name, "builtins");
    if (at_once) (void)dict_set(vm, vm.modules, text, obj_cell(m));
    return m->dict;
}

int find_keyword(Args a, const Str* name) {
    for (uint32_t i = 0; i < a.nkw; i++)
        if (obj_of(a.kwnames->v[i]) == name || str_equal(as<Str>(a.kwnames->v[i]), name)) return static_cast<int>(i);
    return -1;
}

Status bind_native(VM& vm, Args a, const char* function, const char* const* names, uint32_t required, uint32_t positional_max,
                   Cell* values) {
    uint32_t total = 0;
    while (names[total]) values[total++] = empty_cell();
    if (a.n > positional_max) {
        if (positional_max == total && required == total)
            return raise(vm, C::TypeError, "%s() takes exactly %u argument%s (%u given)", function, total,
                         total == 1 ? "" : "s", a.n + a.nkw);
        return raise(vm, C::TypeError, "%s() takes at most %u %sargument%s (%u given)", function, positional_max,
                     positional_max < total ? "positional " : "", positional_max == 1 ? "" : "s",
                     a.n + (positional_max < total ? 0 : a.nkw));
    }
    for (uint32_t i = 0; i < a.n; i++) values[i] = a.v[i];
    for (uint32_t k = 0; k < a.nkw; k++) {
        auto* key = as<Str>(a.kwnames->v[k]);
        uint32_t i = 0;
        while (i < total && !str_is(key, names[i])) i++;
        if (i == total)
            return raise(vm, C::TypeError, "%s() got an unexpected keyword argument '%s'", function, to_utf8(key).c_str());
        if (!is_empty(values[i]))
            return raise(vm, C::TypeError, "argument for %s() given by name ('%s') and position (%u)", function, names[i],
                         i + 1);
        values[i] = a.v[a.n + k];
    }
    for (uint32_t i = 0; i < required; i++)
        if (is_empty(values[i]))
            return raise(vm, C::TypeError, "%s() missing required argument '%s' (pos %u)", function, names[i], i + 1);
    return Status::Ok;
}

bool sequence_index(int64_t* index, int64_t n) {
    if (*index < 0) *index += n;
    return *index >= 0 && *index < n;
}

// ---- making and unmaking
VM* create_vm(const VMOptions& options) {
    uint64_t bytes = options.arena_bytes;
    char* arena = reserve_arena(bytes);
    while (!arena && bytes > kLeastArena) arena = reserve_arena(bytes /= 2);  // address space may be scarce (ulimit -v)
    if (!arena) return nullptr;
    auto* vm = reinterpret_cast<VM*>(arena);
    vm->arena_begin = arena;
    vm->arena_end = arena + bytes;
    vm->arena_top = arena + ((sizeof(VM) + 4095) & ~size_t(4095));
    vm->limits = options.limits;
    vm->heap_limit = ~0ull >> 1;  // the program's limit begins when the engine itself is set up
    vm->host = options.host;
    vm->trace = options.trace;
    vm->dialect = options.dialect;
    vm->outside = new Outside;
    vm->budget = kTicksBetweenChecks;
    vm->exc = vm->exc_base.handled = empty_cell();
    vm->exc_top = &vm->exc_base;
    VM& v = *vm;
    reserve_classes(v);
    v.method_cache = static_cast<VM::MethodCacheEntry*>(alloc_raw(v, kMethodCacheEntries * sizeof(VM::MethodCacheEntry)));
    memset(static_cast<void*>(v.method_cache), 0, kMethodCacheEntries * sizeof(VM::MethodCacheEntry));
    v.empty_tuple = static_cast<Tuple*>(alloc_object(v, sizeof(Tuple)));
    v.empty_tuple->rc = kImmortal;
    v.empty_tuple->kind = kTuple;
    v.empty_tuple->cls = v.cls(C::Tuple);
    decref(v, new_str(v, ""));
    for (int i = 0; i < 256; i++) {
        auto byte = static_cast<uint8_t>(i);
        decref(v, str_from_latin1(v, &byte, 1));
    }
    v.interned = new_dict(v);
#define NAME(id, text) v.names.id = intern(v, text);
#include "runtime/names.def"
#undef NAME
    make_classes(v);
    v.ellipsis = make_singleton(v, "Ellipsis", C::Ellipsis);
    v.not_implemented = make_singleton(v, "NotImplemented", C::NotImplemented);
    v.modules = new_dict(v);
    v.builtin_modules = new_dict(v);
    v.hidden = new_dict(v);
    v.trash = new_list(v, 64);
    v.context = v.asyncgen_firstiter = v.asyncgen_finalizer = none_cell();
    v.builtins = new_module(v, "builtins");
    setup_object_class(v);
    setup_type_class(v);
    setup_function_classes(v);
    setup_descriptor_classes(v);
    setup_generator_natives(v);
    setup_exception_natives(v);
    publish_classes(v);
    setup_number_types(v);
    setup_text_types(v);
    setup_container_types(v);
    setup_builtin_functions(v);
    setup_core_functions(v);
    setup_sys_module(v);
    setup_weakref_module(v);
    setup_gc_module(v);
    setup_math_module(v);
    setup_random_module(v);
    setup_re_module(v);
    setup_json_module(v);
    for (auto* c : v.classes) update_class(v, c);
    return vm;
}

bool start_library(VM& vm) {
    bool ok = run_hidden_library(vm);
    for (auto* c : vm.classes) update_class(vm, c);
    vm.heap_limit = vm.heap_used + vm.limits.heap;
    return ok;
}

void destroy_vm(VM* vm) {
    if (!vm) return;
    delete vm->outside;
    release_arena(vm->arena_begin, static_cast<uint64_t>(vm->arena_end - vm->arena_begin));
}

}  // namespace loopscope::runtime
