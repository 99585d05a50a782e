// The objects of the VM. Everything here lives in the VM's arena (arena.h), is reference counted and may be copied away and
// back as pages (a checkpoint), so: ordinary pointers, no std:: containers, no virtual functions. Natives may use std:: inside
// one call.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "compile/code.h"
#include "runtime/cell.h"

namespace loopscope::runtime {

struct VM;
struct Class;
struct Dict;
struct Str;
struct Tuple;
struct List;
struct Frame;
struct Function;
struct Generator;

enum Kind : uint8_t {
    kFree,       // memory on a free list, never an object
    kSingleton,  // Ellipsis, NotImplemented
    kBigInt,     // an int beyond 64 bits, or an instance of a subclass of int
    kFloatObj,   // an instance of a subclass of float
    kStr,
    kBytes,
    kByteArray,
    kTuple,
    kList,
    kDict,
    kSet,
    kFrozenSet,
    kRange,
    kSlice,
    kDictView,  // dict_keys, dict_values, dict_items
    kMappingProxy,
    kFunction,
    kNative,
    kBoundMethod,
    kClass,
    kInstance,
    kModule,
    kProperty,
    kStaticMethod,
    kClassMethod,
    kSuper,
    kMember,   // descriptor of one __slots__ name
    kGetSet,   // native attribute: descriptor with C++ getter and setter
    kCellBox,  // a captured variable
    kCode,
    kFrame,
    kTraceback,
    kGenerator,
    kAsyncGenItem,  // awaitable of asend, athrow, aclose, __anext__
    kAwaitIter,     // what a coroutine's __await__ gives
    kException,
    kIterator,  // of the built-in containers: IterState says which (native, never calls Python)
    kCompound,  // map, filter, zip, enumerate, reversed, iter(callable, sentinel): cells in a tuple-like body, may call Python
    kWeakref,
    kDeque,
    kContext,
    kContextVar,
    kToken,
    kFuture,
    kTask,
    kHandle,
    kFutureIter,
    kLoop,
    kStrand,
    kPattern,
    kMatch,
    kNativeState,  // private data of a native module (bytes), e.g. random's generator
    kComplex,
    kKindCount
};

enum ObjFlags : uint8_t {
    kHasId = 1,        // a number was given out for id(), repr or the trace (VM::ids)
    kHasAttrs = 2,     // instance of a subclass of a built-in with a dict: its Dict* lies in the 16 bytes before the object
    kHasWeakrefs = 4,  // VM::weakrefs lists them
    kFinalized = 8,    // __del__ or close has run
    kMark = 16,        // used by gc.collect
    kAscii = 32,       // Str: all code points below 128
    kInterned = 64,
};

struct Obj {
    uint32_t rc;
    Kind kind;
    uint8_t flags;
    uint16_t aux;  // use differs by kind
    Class* cls;    // type(o); counted only for instances of classes made by programs (Class::heap)
};
static_assert(sizeof(Obj) == 16);
constexpr uint32_t kImmortal = 1u << 30;  // counts at or above half of this are never let go

struct BigInt : Obj {
    int32_t sign;
    uint32_t n;
    uint32_t digits[1];
};  // sign -1, 0, 1; n base 2^32 digits, least first
struct FloatObj : Obj {
    double value;
};
struct Complex : Obj {
    double re, im;
};
// Code points in 1, 2 or 4 bytes each (aux = width), the least that fits, as CPython has them: hashes are then CPython's too.
struct Str : Obj {
    uint32_t len;
    uint32_t pad;
    int64_t hash;
    char data[8];
};  // hash 0: not computed yet
struct Bytes : Obj {
    uint32_t len;
    uint32_t pad;
    int64_t hash;
    char data[8];
};
struct ByteArray : Obj {
    uint32_t len, cap;
    char* data;
};
struct Tuple : Obj {
    uint32_t n;
    uint32_t pad;
    int64_t hash;
    Cell v[1];
};
struct List : Obj {
    uint32_t n, cap;
    Cell* v;
    uint32_t version;
};  // version: changed while sorting?
struct DictEntry {
    Cell key, value;
    int64_t hash;
};  // key EMPTY: deleted
struct Dict : Obj {  // insertion ordered: entries in order, an index of uint32 (0xffffffff free, 0xfffffffe deleted)
    uint32_t n, used, cap, index_cap;  // live entries; entry places used; places there are; size of the index (power of 2)
    uint32_t key_version;              // changes whenever a key comes or goes (inline caches)
    uint32_t spent;                    // places of the index that are not free (in use or deleted)
    DictEntry* entries;
    uint32_t* index;
};
struct SetEntry {
    Cell key;
    int64_t hash;
};
struct Set : Obj {
    uint32_t fill, used, mask, finger;
    int64_t hash;
    SetEntry* table;
};  // CPython's table, so that order agrees
struct Range : Obj {
    Cell start, stop, step, length;
};
struct Slice : Obj {
    Cell start, stop, step;
};
struct DictView : Obj {
    Dict* dict;
};  // aux: 0 keys, 1 values, 2 items
struct MappingProxy : Obj {
    Cell mapping;
};
struct Function : Obj {
    struct Code* code;
    Dict* globals;
    Tuple* closure;    // of CellBox, or null
    Tuple* defaults;   // or null
    Dict* kwdefaults;  // or null
    Str *name, *qualname;
    Cell doc, module, annotations;
    Dict* dict;         // function attributes, made on demand
    uint32_t trace_id;  // of its code, in the trace's function table
};
struct CellBox : Obj {
    Cell v;
};
struct BoundMethod : Obj {
    Cell fn, self;
};
struct Module : Obj {
    Dict* dict;
    Str* name;
};
struct Property : Obj {
    Cell get, set, del, doc;
    Str* name;
};
struct StaticMethod : Obj {
    Cell fn;
    Dict* dict;
};  // aux unused; also ClassMethod
struct Super : Obj {
    Class* start;
    Cell self;
    Class* self_class;
};
struct Member : Obj {
    Class* owner;
    Str* name;
    uint32_t slot;
};
struct Singleton : Obj {
    const char* name;
};

// ---- classes and instances
// A hidden class in the sense of dynamic-language VMs: which attribute lies in which slot. Shapes form a tree from
// Class::root_shape.
struct Shape {
    Class* cls;
    Shape *parent, *first_child, *sibling;
    Str* key;     // the attribute that this shape adds; null in the root
    uint32_t n;   // attributes in all
    uint32_t id;  // never used twice in a VM
};
enum ClassFlags : uint32_t {
    kClassHeap = 1,  // made by the program (or by library Python)
    kClassHasGetattr = 2,
    kClassHasGetattribute = 4,
    kClassHasSetattr = 8,
    kClassHasDelattr = 16,
    kClassHasDel = 32,
    kClassHasCall = 64,
    kClassHasEq = 128,
    kClassHasHash = 256,
    kClassHasBool = 512,
    kClassHasLen = 1024,
    kClassHasSlots = 2048,  // instances have no __dict__
    kClassBaseType = 4096,  // may be subclassed
    kClassException = 8192,
    kClassDict = 1u << 14,  // instances of a built-in's subclass have an attribute dict
    kClassUnhashable = 1u << 15,
    kClassHasInstancecheck = 1u << 16,
    kClassHasMissing = 1u << 17,
    kClassHasNew = 1u << 18,
    kClassHasInit = 1u << 19,
    kClassAbstract = 1u << 20,  // __abstractmethods__ is not empty
    kClassOverrides =
        1u << 21,  // subclass of a built-in container that overrides one of its special methods: no native fast path
    kClassWeakrefable = 1u << 22,
    kClassHasIter = 1u << 23,
    kClassHasRepr = 1u << 24,
    kClassHasStr = 1u << 25,
    kClassHasFormat = 1u << 26,
    kClassDisallowNew = 1u << 27,  // cannot be made by calling it
};
struct Class : Obj {
    Str *name, *qualname;
    Tuple* bases;
    Tuple* mro;  // this class first
    Dict* dict;
    Class* base;  // the base that decides the layout
    Shape* root_shape;
    Kind instance_kind;  // what its instances are: kInstance for plain ones
    uint32_t class_flags;
    uint32_t inst_hint;   // most attributes an instance has had: room made at birth
    uint32_t slot_count;  // __slots__ places
    uint32_t version;     // for caches: changes whenever it or a base changes
    Cell module;
    List* subclasses;  // weak: borrowed pointers, cleared at destruction
};
// A plain object. shape != null: attributes in slots[]; shape == null: in dict (after del, __dict__ use or too many names).
struct Instance : Obj {
    Shape* shape;
    Dict* dict;
    Cell* slots;                 // inl, or a block of its own
    uint32_t cap, member_count;  // room; __slots__ members come first in members
    Cell* members;               // __slots__ storage, or null
    Cell inl[1];
};
constexpr uint32_t kMaxShapeAttrs = 32;

struct Exception : Obj {             // any BaseException; attributes beyond these in `dict`
    Cell args;                       // a Tuple
    Cell traceback, cause, context;  // none_cell() where there is none
    Dict* dict;
    uint8_t suppress_context;
    Cell extra[5];  // by class: StopIteration value; OSError errno, strerror, filename; ImportError name, path; KeyError -;
                    // AttributeError/NameError name, obj; SystemExit code; SyntaxError msg, (details); ExceptionGroup message,
                    // tuple
};

// ---- code and frames
struct AttrCache {
    Class* cls;
    Shape* shape;
    uint32_t version;
    uint32_t slot;
    Shape* next_shape;
    Cell value;
};
struct GlobalCache {
    uint32_t globals_version, builtins_version;
    uint32_t entry;
    uint32_t where;
};  // where: 1 globals, 2 builtins
union Cache {
    AttrCache attr;
    GlobalCache global;
    Cache() {}
};

struct Code : Obj {
    const compile::CodeSpec* spec;  // kept alive by VM::specs
    const compile::Ins* ins;        // its own copy, see prepare_instructions
    Cell* consts;
    Str** names;    // interned
    Cache* caches;  // of the instructions that have one: number Ins::b
    uint32_t n_caches;
    uint32_t n_spare;
    Frame* spare;  // frames of this code that have ended, linked by `back`, to be used again: not objects
    Str *name, *qualname, *file;
    Tuple *varnames, *slot_names;
    uint32_t flags, nslots, nstack, arg_count, posonly_count, kwonly_count, free_base, nfree;
    uint32_t trace_id;    // in the trace's function table
    uint32_t call_ticks;  // what a call costs of the instruction budget
    Tuple* freevar_names;
    Tuple* cellvar_names;
    Tuple* names_tuple;
};

enum class How : uint8_t {  // how a frame was entered, or a call was made: what becomes of its result
    Call,                   // push the result
    Discard,                // drop it
    Init,                   // an __init__: must be None; the instance lies on the stack already
    Entry,                  // C++ run() returns it
    Native,                 // the frame below is a native frame: resume it
    Send,                   // a generator, resumed by its method send, throw or __next__: push
    SendClose,              // likewise by close(): a yield is an error, GeneratorExit and StopIteration are the good end
    For,                    // FOR_ITER, FOR_NEXT
    Delegate,               // SEND
    DelegateCall,           // SEND on an object with __next__ or send() of its own: a return is a yield, StopIteration the end
    DelegateThrow,          // a throw handed on to what the frame below awaits; what is yielded passes through that frame
    DelegateClose,  // the same with GeneratorExit: the awaited one is closed, then the frame below gets GeneratorExit too
    CloseCall,      // close() of an awaited object that is no generator; then the frame below gets GeneratorExit
    AsyncItem,      // SEND on an asend/athrow/aclose/__anext__ awaitable: the frame is the async generator's
    AsyncItemSend,  // the same awaitable, driven by its own send() or throw() method
    Truth,
    TruthLen,  // decides the conditional instruction at pc[-1]
    Binary,    // operator with both operands still on the stack; how_arg = which candidate this was
    Compare,
    Contains,
    Replace,     // put the result in place of stack[-1-how_arg] and run the instruction again
    Attr,        // attribute read: AttributeError falls back to __getattr__
    MethodAttr,  // the same for LOAD_METHOD: push [result, EMPTY]
    Iter,
    Await,
    StrResult,    // as Call, with a check of the result
    ReplaceTop,   // result replaces the top value (unary operators, FORMAT_VALUE ...)
    StrandEntry,  // a thread's function: its result goes to Hooks::strand_ended
};

// A frame of Python code, or a native frame (code == null): a C++ state machine on the same stack.
struct Frame : Obj {
    Code* code;
    Frame* back;             // who called; null while a generator is suspended
    const compile::Ins* pc;  // next instruction, valid while not running
    Cell* sp;                // first free place of the value stack, valid while not running
    Function* fn;            // owned; null for module bodies and native frames
    Dict *globals, *builtins;
    Obj* names;                      // namespace of module, class and exec bodies: a Dict or any mapping
    Generator* gen;                  // borrowed: the generator that this frame belongs to
    struct NativeFrameType* native;  // of a native frame
    How how;
    uint8_t state;
    uint16_t how_arg;
    uint32_t nslots;  // locals-plus slots; the value stack follows
    uint32_t bytes;
    uint32_t line;   // kept when the frame ended (for tracebacks): 0 = ask pc
    How park_how;    // a native called from here gave up the baton: what becomes of its result
    uint8_t thrown;  // the generator was entered by a throw that it has not handed on yet
    uint16_t park_arg;
    Cell trace_locals;  // frame.f_locals proxy if asked for
    Cell slots[1];
};

struct Traceback : Obj {
    Traceback* next;
    Frame* frame;
    uint32_t ins;
    uint32_t line;
};

struct ExcItem {
    Cell handled;
    ExcItem* previous;
};  // the exception being handled, linked from generator to its resumer

enum class GenState : uint8_t { Created, Suspended, Running, Closed };
struct Generator : Obj {  // generator, coroutine, async generator
    Frame* frame;         // null once closed
    Str *name, *qualname;
    Code* code;  // kept for gi_code after the end
    GenState state;
    uint8_t flavor;                                    // 0 generator, 1 coroutine, 2 async generator
    uint8_t hooks_inited, closed_flag, running_async;  // async generators
    uint8_t awaited;                                   // coroutine: was ever resumed ("never awaited")
    uint32_t slot;                                     // trace slot id
    ExcItem exc;
    Cell origin;                // async generator: finalizer hook; coroutine: cr_origin
    struct AsyncGenItem* item;  // async generator: the awaitable that drives it now (borrowed)
};
struct AsyncGenItem : Obj {
    Generator* gen;
    Cell value;
    uint8_t mode, state;
    Cell exc_type, exc_value, exc_tb;
};  // mode 0 asend, 1 athrow, 2 aclose, 3 anext
struct AwaitIter : Obj {
    Generator* coro;
};

// ---- iterators: container_iter.h

// ---- natives
enum class [[nodiscard]] Status : uint8_t {
    Ok,      // *out holds an owned result
    Fail,    // an exception is pending in VM::exc
    Call,    // VM::call describes a call; its result becomes this native's result (a tail call)
    Park,    // the strand (thread) gives up the baton (VM::park); *out is the result once it goes on
    Resume,  // VM::resume names a generator to send to or throw into; its yield or return is the result (native frames get
             // both)
};
struct Args {  // borrowed; keyword values follow the positional ones: v[n .. n+nkw)
    Cell* v;
    uint32_t n;
    uint32_t nkw;
    Tuple* kwnames;  // interned Str, or null
    Cell operator[](uint32_t i) const { return v[i]; }
};
using NativeFn = Status (*)(VM& vm, Args args, Cell* out);
enum NativeFlags : uint8_t {
    kNativeMethod = 1,
    kNativeStatic = 2,
    kNativeClassMethod = 4,
    kNativeKeywords = 8,
    kNativeSpecial = 16
};
struct Native : Obj {  // builtin function (self EMPTY or module), method descriptor (owner set); aux: NativeFlags
    const char* name;
    NativeFn fn;
    int16_t min_args, max_args;  // counting self; max -1: any number
    uint32_t special;            // interpreter does it itself (generator send, throw ...)
    Class* owner;
    const char* doc;
    const char* text_signature;
    Cell module;
};
struct GetSet : Obj {
    const char* name;
    Status (*get)(VM&, Cell self, Cell* out);
    Status (*set)(VM&, Cell self, Cell value);
    Class* owner;
    const char* doc;
};

enum class Outcome : uint8_t {
    Start,
    Returned,
    Yielded,
    Raised
};  // what comes back to a native frame; Raised: VM::exc is pending
struct NativeFrameType {
    const char* name;
    // `value` is owned by the callee. Ok: the frame is done, *out is its result. Call/Resume/Park: come back with the outcome.
    Status (*resume)(VM& vm, Frame* self, Outcome outcome, Cell value, Cell* out);
};

struct WeakrefObj : Obj {
    Obj* target;
    Cell callback;
    WeakrefObj* next;
    int64_t hash;
};
struct Deque : Obj {
    uint32_t head, n, cap;
    uint32_t version;
    int64_t maxlen;
    Cell* v;
};  // maxlen -1: none; cap a power of 2
struct NativeState : Obj {
    uint32_t size;
    uint32_t pad;
    char data[8];
};

inline bool is_kind(Cell c, Kind k) { return is_obj(c) && obj_of(c)->kind == k; }
template <class T>
inline T* as(Cell c) {
    return static_cast<T*>(obj_of(c));
}

}  // namespace loopscope::runtime
