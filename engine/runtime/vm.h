// The VM: one engine = one arena = one OS thread at a time. This header is what natives are written against: reference counts,
// making objects, raising, looking up. The VM struct itself lies at the start of its arena; nothing that changes during a run
// is elsewhere, except the trace, the host's callbacks and the shared code (all append-only or constant).
#pragma once
#include <cstdarg>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/object.h"

namespace loopscope::trace {
class Writer;
}

namespace loopscope::runtime {

enum class C : uint16_t {  // built-in classes: vm.cls(C::List)
#define CLASS(id, name, module, kind, base, flags) id,
#include "runtime/builtin_classes.def"
#undef CLASS
#define EXC(name, base) name,
#include "runtime/exceptions.def"
#undef EXC
    kCount
};

struct Names {
#define NAME(id, text) Str* id;
#include "runtime/names.def"
#undef NAME
};

struct Limits {
    uint64_t heap = 512ull << 20;  // bytes
    uint64_t instructions_between_events = 1000000000ull;
    uint64_t instructions_in_all() const {
        return instructions_between_events * 3;
    }  // so that events do not keep hard work going for ever
    uint32_t recursion = 1000;    // Python frames, RecursionError
    uint32_t native_depth = 100;  // nested run() calls (hash, ==, del, repr of containers)
    uint32_t int_digits = 4300;   // sys.set_int_max_str_digits
};

// What the engine asks of the outside: the only two ways out, and the text that comes out.
struct ModuleSource {
    std::string text, path;
    bool package = false, library = false;
};
struct Host {
    virtual ~Host() = default;
    // Source of a module by dotted name, or false. Confinement to the scenario's folder is the host's.
    virtual bool module_source(std::string_view name, ModuleSource* out) = 0;
    virtual bool keep_going() { return true; }              // polled every 65,536 ticks: Stop, wall time
    virtual void write(int fd, std::string_view text) = 0;  // 1 stdout, 2 stderr; UTF-8 as the program wrote it
    virtual void flush(int) {}
};

// Why run() ended although the program did not.
enum class StopReason : uint8_t {
    None,
    Finished,
    StopRequested,
    StepReached,
    EventLimit,
    ByteLimit,
    HeapLimit,
    InstructionLimit,
    Deadlock,
    Idle,
    Until,
    SystemExit
};

// A call that a native asks the interpreter to make (Status::Call): callee and arguments, owned.
struct CallRequest {
    Cell callee;
    uint32_t n, nkw;
    Tuple* kwnames;   // borrowed
    Cell self_place;  // room for a bound method's self
    Cell args[24];    // more arguments than this go through `spread`
    Obj* spread;      // owned List holding the arguments, or null
};
struct ResumeRequest {
    Generator* gen;
    Cell value;
    bool is_throw;
};  // throw: the exception is in VM::exc... value EMPTY

struct Strand;  // a thread of the program (loop/strands.h)

struct VM {
    // --- memory (arena.h)
    char *arena_begin, *arena_end, *arena_top;
    void* free_objects[65];  // by 16-byte class, up to 1 KiB
    void* free_raw[65];
    void* big_free[40];  // by power of two
    char *raw_page, *raw_page_end;
    uint64_t heap_used, heap_limit;
    uint64_t returned;  // bytes of idle big blocks whose pages the system has back
    void* pages;        // list of object pages, for heap walks
    int64_t live_objects;

    // --- running state
    Frame* frame;      // running frame (innermost)
    Cell exc;          // pending exception, or EMPTY
    ExcItem* exc_top;  // the handled exception, innermost
    ExcItem exc_base;
    uint32_t depth;      // Python frames on the stack
    uint32_t run_depth;  // nested run() calls
    uint32_t nesting;    // natives inside natives: ==, hash and repr of nested containers
    int64_t budget;      // ticks until the slow check
    uint64_t ticks_since_event, ticks_in_all, last_checked_step;
    uint8_t stop_flag, in_finalize, finishing, recording;
    StopReason stop_reason;
    CallRequest call;
    ResumeRequest resume;
    uint32_t destroy_depth;
    List* showing;   // what repr() is being made of: an object, the strand it happens in, and so on; or null
    Cell unprinted;  // text of a print() that waits for an argument's __str__: goes out before anything else does
    List* trash;     // objects whose destruction waits for a shallower stack

    // --- the world of names
    Class* classes[static_cast<size_t>(C::kCount)];
    Names names;
    Dict *interned, *modules, *builtin_modules, *builtins,
        *hidden;  // hidden: namespace of library/_builtins.py, the helpers that stand for C code
    Obj *ellipsis, *not_implemented;
    Tuple* empty_tuple;
    Str *empty_str, *latin1[256];
    Bytes* empty_bytes;
    uint32_t class_epoch, next_shape_id, next_key_version, next_class_version;
    struct MethodCacheEntry {
        Class* cls;
        Str* name;
        uint32_t version;
        Cell value;
    }* method_cache;  // kMethodCacheSize entries

    // --- identity numbers and weak references: open-addressed tables in the arena
    struct SideTable {
        void** keys;
        uint64_t* values;
        uint32_t cap, n;
    } ids, weakrefs;
    uint64_t next_id;

    // --- trace slots
    uint32_t next_gen_slot;
    uint32_t* free_gen_slots;
    uint32_t n_free_gen_slots, cap_free_gen_slots;

    // --- time and threads (loop/)
    double now;                  // virtual seconds
    double clock_read_cost;      // the scenario's clock.read
    Strand* strand;              // the running thread
    Cell park_result;            // see frames.h
    uint32_t current_task_slot;  // trace slot of the running task + 1, or 0
    struct LoopState* loops;     // loop/'s own data
    void* random_state;

    // --- async generators, coroutines
    Cell asyncgen_firstiter, asyncgen_finalizer;
    Cell context;  // current contextvars.Context of this strand
    Cell sys_argv, warnings_state;
    uint32_t coroutine_origin_depth;
    uint8_t dialect;  // 0: 3.13, 1: 3.6, 2: MicroPython
    uint8_t debug_mode;

    // --- outside the arena
    Host* host;
    trace::Writer* trace;
    struct Outside* outside;  // loaded CodeSpecs (shared_ptr), compiled library modules: append only
    Limits limits;

    Class* cls(C id) const { return classes[static_cast<size_t>(id)]; }
    Status fail() const { return Status::Fail; }
};

// ---- reference counts
void destroy(VM& vm, Obj* o);
inline void incref(Obj* o) { o->rc++; }
inline void incref(Cell c) {
    if (is_obj(c)) obj_of(c)->rc++;
}
inline void decref(VM& vm, Obj* o) {
    if (LS_UNLIKELY(--o->rc == 0)) destroy(vm, o);
}
inline void decref(VM& vm, Cell c) {
    if (is_obj(c)) decref(vm, obj_of(c));
}
inline void decref_null(VM& vm, Obj* o) {
    if (o) decref(vm, o);
}
inline Cell newref(Cell c) {
    incref(c);
    return c;
}
template <class T>
inline T* newref(T* o) {
    incref(static_cast<Obj*>(o));
    return o;
}
template <class T>
inline Cell new_obj_ref(T* o) {
    incref(static_cast<Obj*>(o));
    return obj_cell(o);
}  // counted cell of an object
// Replace the cell at *place, letting go of the old one afterwards (it may run code that sees the new one).
inline void assign(VM& vm, Cell* place, Cell owned) {
    Cell old = *place;
    *place = owned;
    decref(vm, old);
}
// An owned cell within one C++ function: `Owned x(vm, cell); ... return x.take()`.
struct Owned {
    VM& vm;
    Cell c;
    Owned(VM& v, Cell owned = empty_cell()) : vm(v), c(owned) {}
    ~Owned() { decref(vm, c); }
    Owned(const Owned&) = delete;
    Owned& operator=(const Owned&) = delete;
    Cell take() {
        Cell r = c;
        c = empty_cell();
        return r;
    }
    void reset(Cell owned) { assign(vm, &c, owned); }
    operator Cell() const { return c; }
};

// ---- memory. Objects come zeroed but for the header; null = heap limit, MemoryError is pending (callers return Status::Fail).
void* alloc_object(VM& vm, size_t bytes);
void free_object(VM& vm, void* p, size_t bytes);
void* alloc_raw(VM& vm, size_t bytes);  // not zeroed
void free_raw(VM& vm, void* p, size_t bytes);
Obj* make_object(VM& vm, Kind kind, Class* cls, size_t bytes);  // rc 1; makes the place for attributes of subclasses
template <class T>
inline T* make(VM& vm, Kind kind, C cls, size_t bytes = sizeof(T)) {
    return static_cast<T*>(make_object(vm, kind, vm.cls(cls), bytes));
}
bool reserve_heap(VM& vm, uint64_t bytes);  // would so many more bytes fit? else MemoryError is pending
bool charge(VM& vm, uint64_t work);         // long native work: counts against the budget before it is done; false: stop

// ---- raising: always return Status::Fail, so `return raise(...)`. printf-like; %s UTF-8.
Status raise(VM& vm, C exc_class, const char* format, ...) __attribute__((format(printf, 3, 4)));
Status raise_cell(VM& vm, C exc_class, Cell borrowed_arg);  // exc_class(arg); EMPTY: no argument
Status raise_exception(VM& vm, Cell owned_exception);       // an exception instance
Status raise_key_error(VM& vm, Cell key);
Status raise_stop_iteration(VM& vm, Cell owned_value);
Status raise_type_arg(VM& vm, const char* function, const char* expected, Cell got);  // "f() argument must be X, not Y"
bool pending_is(VM& vm, C exc_class);  // is the pending exception an instance of it?
Cell take_exception(VM& vm);           // the pending exception, owned; none is pending then
void clear_exception(VM& vm);
bool is_exception_class(Cell c);
bool exception_matches(VM& vm, Cell exc, Cell class_or_tuple);
Exception* make_exception(VM& vm, Class* cls, Cell borrowed_arg);  // arg EMPTY: no arguments

// ---- asking the interpreter (return what these return). Arguments are borrowed and counted here.
Status call_later(VM& vm, Cell callee, std::initializer_list<Cell> args);  // tail call: its result is the native's result
Status call_with(VM& vm, Cell callee, const Cell* args, uint32_t n, uint32_t nkw = 0, Tuple* kwnames = nullptr);
Status call_hidden(VM& vm, const char* helper, std::initializer_list<Cell> args);  // a function of library/_builtins.py
Status call_hidden_args(VM& vm, const char* helper, Args args);                    // the same, passing on all arguments
Status call_method(VM& vm, Cell self, Str* name,
                   std::initializer_list<Cell> args);  // type(self).name(self, ...): AttributeError if missing
// Runs Python to its end inside C++ (hash, ==, __del__, __repr__ inside containers only; counted by Limits::native_depth).
Status run_nested(VM& vm, Cell callee, std::initializer_list<Cell> args, Cell* out);

// ---- types and attributes
Class* class_of(VM& vm, Cell c);
bool is_subclass(Class* cls, Class* base);
inline bool is_instance(VM& vm, Cell c, Class* cls) { return is_subclass(class_of(vm, c), cls); }
inline bool is_instance(VM& vm, Cell c, C cls) { return is_instance(vm, c, vm.cls(cls)); }
inline bool is_exact(VM& vm, Cell c, C cls) { return class_of(vm, c) == vm.cls(cls); }
Cell class_lookup(VM& vm, Class* cls, Str* name);        // through the mro, method cache; borrowed or EMPTY
Status get_attr(VM& vm, Cell o, Str* name, Cell* out);   // may return Call (property, __getattr__)
Status set_attr(VM& vm, Cell o, Str* name, Cell value);  // value EMPTY: delete; may return Call (result to be dropped)
// As get_attr for what needs no Python code; *out EMPTY and Ok where there is no such attribute. For natives that may not Call.
Status get_attr_plain(VM& vm, Cell o, Str* name, Cell* out);
const char* type_name(VM& vm, Cell c);  // for messages; valid until the class dies

// ---- iteration in natives. get_iter_native/iter_next may return Call or Resume: then hand over to a hidden Python helper
// instead.
bool is_native_iterable(VM& vm, Cell c);             // iterating it never runs Python code
Status iter_of(VM& vm, Cell o, Cell* out);           // iter(o)
Status iter_next(VM& vm, Cell iterator, Cell* out);  // Ok with EMPTY: at its end
// Collects all of a native iterable into a new list; for others returns call to hidden "_list" (result is the list): so
// `Status s = to_list(...); if (s != Status::Ok) return s;` is right only where the native's own result IS that list. Others
// test is_native_iterable first and otherwise call_hidden a Python version of themselves.
Status to_list(VM& vm, Cell iterable, Cell* out);

// ---- operators. May return Call.
enum class BinOp : uint8_t { Add, Sub, Mul, MatMul, TrueDiv, FloorDiv, Mod, Pow, LShift, RShift, And, Or, Xor };
enum class CmpOp : uint8_t { Lt, Le, Eq, Ne, Gt, Ge };
Status binary_native(VM& vm, BinOp op, Cell a, Cell b,
                     Cell* out);  // built-in kinds only; NotImplemented where they do not know
Status compare_native(VM& vm, CmpOp op, Cell a, Cell b, Cell* out);  // likewise
int truth_native(Cell c);                                            // 1, 0, or -1: needs Python (or is no built-in)
Status hash_of(VM& vm, Cell c, int64_t* out);                        // Ok or Fail; may run nested
Status equals(VM& vm, Cell a, Cell b, bool* out);                    // identity or ==; Ok or Fail; may run nested
Status repr_of(VM& vm, Cell c, Cell* out);                           // a str; may return Call
Status str_of(VM& vm, Cell c, Cell* out);
// repr for containers' elements and messages: never Call, runs nested where a program's __repr__ is needed.
Status repr_nested(VM& vm, Cell c, std::string* utf8);
Status format_native(VM& vm, Cell value, std::string_view spec_utf8, Cell* out);  // int, float, str, bool by the mini-language

// ---- strings (UTF-8 in and out; WTF-8 for lone surrogates)
Str* new_str(VM& vm, std::string_view utf8);
Str* intern(VM& vm, std::string_view utf8);
Str* intern(VM& vm, Str* owned);                         // returns the interned one, owned
Str* new_str_raw(VM& vm, uint32_t len, uint32_t width);  // data to be filled; width 1, 2, 4 and `kAscii` set by the caller
Cell new_str_cell(VM& vm, std::string_view utf8);        // EMPTY: MemoryError pending
std::string to_utf8(const Str* s);
std::string str_utf8(Cell c);  // of a Str cell
inline bool is_str(Cell c) { return is_kind(c, kStr); }
uint32_t str_at(const Str* s, uint32_t i);  // code point
bool str_equal(const Str* a, const Str* b);
int64_t str_hash(Str* s);
Str* str_from_code_points(VM& vm, const uint32_t* cps, uint32_t n);  // chooses the width
bool str_is(const Str* s, const char* ascii);

// ---- numbers
Cell make_int(VM& vm, __int128 v);  // owned
bool is_int(Cell c);                // int, bool or a big int (subclasses too)
bool is_float(Cell c);              // float or subclass
bool is_number(Cell c);
double as_double(Cell c);               // of an int (may lose digits; inf if too large) or float
double float_value(Cell c);             // of an is_float
bool fits_int64(Cell c, int64_t* out);  // of an is_int
Status index_of(
    VM& vm, Cell c, int64_t* out,
    const char* what);  // an int that fits, else TypeError "'X' object cannot be interpreted as an integer" / OverflowError
std::string int_to_decimal(VM& vm, Cell c);
std::string float_repr(double d);                                // Python's repr(float)
Cell int_from_text(VM& vm, std::string_view text, int base);     // owned, EMPTY if malformed
Status int_binary(VM& vm, BinOp op, Cell a, Cell b, Cell* out);  // both is_int
int int_compare(Cell a, Cell b);                                 // -1, 0, 1
int64_t int_hash(Cell c);
int64_t float_hash(double d);
Cell float_to_int(VM& vm, double d);  // truncates; finite

// ---- containers
Tuple* new_tuple(VM& vm, uint32_t n);  // cells zeroed (EMPTY), to be filled
Cell tuple_of(VM& vm, std::initializer_list<Cell> borrowed);
List* new_list(VM& vm, uint32_t capacity);
bool list_append(VM& vm, List* l, Cell owned);
bool list_reserve(VM& vm, List* l, uint64_t cap);
Dict* new_dict(VM& vm, Class* cls = nullptr);
// Keys with a Python __hash__/__eq__ run nested. dict_get: Ok and *out borrowed, or EMPTY where there is none.
Status dict_get(VM& vm, Dict* d, Cell key, Cell* out);
Status dict_set(VM& vm, Dict* d, Cell key, Cell value);  // borrowed both
Status dict_delete(VM& vm, Dict* d, Cell key, bool* found);
Cell dict_get_str(Dict* d, const Str* interned_key);  // borrowed or EMPTY; fast path for names
bool dict_set_str(VM& vm, Dict* d, Str* key, Cell borrowed_value);
bool dict_delete_str(VM& vm, Dict* d, Str* key);
bool dict_next(const Dict* d, uint32_t* pos, Cell* key, Cell* value);  // iteration in order, borrowed; start with *pos = 0
void dict_clear(VM& vm, Dict* d);
Set* new_set(VM& vm, bool frozen);
Status set_add(VM& vm, Set* s, Cell key);
Status set_contains(VM& vm, Set* s, Cell key, bool* out);
Status set_discard(VM& vm, Set* s, Cell key, bool* found);
bool set_next(const Set* s, uint32_t* pos, Cell* key);
// start/stop/step of a slice for a sequence of n: CPython's PySlice_AdjustIndices. Fail: TypeError/ValueError pending.
Status slice_indices(VM& vm, Slice* s, int64_t n, int64_t* start, int64_t* stop, int64_t* step, int64_t* count);

// ---- registering natives: static tables, terminated by name == nullptr
struct NativeDef {
    const char* name;
    NativeFn fn;
    int16_t min_args, max_args;
    uint8_t flags;
    const char* doc;
    const char* text_signature;
};
struct GetSetDef {
    const char* name;
    Status (*get)(VM&, Cell self, Cell* out);
    Status (*set)(VM&, Cell self, Cell value);
    const char* doc;
};
void add_methods(VM& vm, Class* cls, const NativeDef* defs);  // min/max count self
void add_getsets(VM& vm, Class* cls, const GetSetDef* defs);
void add_functions(VM& vm, Dict* ns, const char* module, const NativeDef* defs);
Dict* new_module(VM& vm, const char* name);  // makes and puts it into sys.modules; returns its namespace (borrowed)
// Keyword arguments in natives: index of an interned name among the keywords, or -1; and a check that only those are there.
int find_keyword(Args a, const Str* name);
// Binds like a Python signature: `names` lists parameters ("a", "b", nullptr); values[] gets borrowed cells or EMPTY. required
// = how many must be there, positional_max = how many may be positional. Fails with CPython's messages.
Status bind_native(VM& vm, Args a, const char* function, const char* const* names, uint32_t required, uint32_t positional_max,
                   Cell* values);
bool sequence_index(int64_t* index, int64_t n);  // negative counts from the end; false: out of range

// ---- identity
uint64_t id_of(VM& vm, Obj* o);          // the object's number, given out on first use
std::string address_of(VM& vm, Obj* o);  // "0x7f0000001230", from the number

// ---- life of a VM
struct VMOptions {
    Limits limits;
    Host* host = nullptr;
    trace::Writer* trace = nullptr;
    uint8_t dialect = 0;
    uint64_t arena_bytes = 6ull << 30;
};
VM* create_vm(const VMOptions& options);  // null: no address space
// Runs the hidden library (helpers that stand for C code); false: vm.exc says why. The heap limit counts from here.
bool start_library(VM& vm);
void destroy_vm(VM* vm);

}  // namespace loopscope::runtime
