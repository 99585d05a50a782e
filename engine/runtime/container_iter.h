// Iterators of the built-in containers and of map, zip, itertools ...: their layouts, and what goes over any iterable from C++.
// Used by the interpreter (fast paths of FOR_ITER), destroy and the heap walk (layouts), and by natives that take an iterable.
// Invariants: an Iter never calls Python; a Compound may, and then its step runs on a native frame.
#pragma once
#include "runtime/vm.h"

namespace loopscope::runtime {

enum class IterType : uint16_t {  // Obj::aux of an Iter
    List,
    ListReverse,
    Tuple,
    Range,
    Str,
    Bytes,
    ByteArray,
    DictKey,
    DictValue,
    DictItem,
    DictReverseKey,
    DictReverseValue,
    DictReverseItem,
    Set,
    Deque,
    DequeReverse,
};
struct Iter : Obj {
    Cell source;    // the container; EMPTY once exhausted; of a range: EMPTY
    int64_t index;  // place of the next one; of a range: the next value
    int64_t left;   // range: how many are left; dict, set: their size at the start; deque: its version
    int64_t step;   // range: its step; dict and set: how many are left
};

enum class CompoundType : uint16_t {  // Obj::aux of a Compound
    Map,
    Filter,
    Zip,
    Enumerate,
    Reversed,
    SequenceIter,
    CallableIter,
    LongRange,
    Count,
    Cycle,
    Repeat,
    Chain,
    Accumulate,
    Compress,
    DropWhile,
    FilterFalse,
    ISlice,
    StarMap,
    TakeWhile,
    ZipLongest,
    Product,
    Permutations,
    Combinations,
    CombinationsWithReplacement,
    GroupBy,
    Grouper,
    Tee,
    TeeData,
    PairWise,
    Batched,
    kCount
};
struct Compound : Obj {
    uint32_t n;       // cells in v
    uint32_t state;   // use differs by type
    int64_t a, b, c;  // likewise
    Cell v[1];
};
inline size_t tuple_bytes(uint32_t n) { return sizeof(Tuple) + (n ? n - 1 : 0) * sizeof(Cell); }
inline size_t compound_bytes(uint32_t n) { return sizeof(Compound) + (n ? n - 1 : 0) * sizeof(Cell); }

Compound* new_compound(VM& vm, CompoundType type, Class* cls, uint32_t n);  // v EMPTY, to be filled; null: no memory
Iter* new_iter(VM& vm, IterType type, Cell source);                         // counts the source
Status compound_next(VM& vm, Compound* c, Cell* out);                       // as iter_next
// Can the next item of this iterator be had without Python code? `depth` guards against chains of chains.
bool next_is_native(VM& vm, Cell iterator, int depth = 0);
bool compound_is_native(VM& vm, Compound* c, int depth);

// ---- Going over any iterable, written once: `item` gets each item. Where the iterable is native this runs in one C++ loop;
// else, or where `item` asks for a call, it goes on as a native frame, so that the caller just returns what `consume` returns.
// `slots` are owned cells, the consumer's own state (EMPTY where not given): slots[1] to slots[7]; slots[0] holds the iterator.
constexpr uint32_t kConsumerSlots = 7;
// Go: the next item. Done: *out is the result. Fail. Call: vm.call is asked, `answer` gets its result. Tail: vm.call's result
// is the result.
enum class Next : uint8_t { Go, Done, Fail, Call, Tail };
struct Consumer {
    const char* name;
    // Takes one item: *item is owned by the machine, taken by setting it EMPTY.
    Next (*item)(VM& vm, Cell* slots, Cell* item, Cell* out);
    Next (*answer)(VM& vm, Cell* slots, Cell owned_result, Cell* item, Cell* out);  // null: never calls
    Status (*end)(VM& vm, Cell* slots, Cell* out);  // the items are over; may return Call (a tail call)
};
// slots: borrowed start values for slots 1, 2, ... of the consumer.
Status consume(VM& vm, const Consumer& consumer, Cell iterable, std::initializer_list<Cell> slots, Cell* out);

// ---- A call whose result is looked at before it becomes the native's own: `check` owns the result; `kept` are the callee's
// arguments.
using ResultCheck = Status (*)(VM& vm, const Cell* kept, Cell owned_result, Cell* out);
Status call_checked(VM& vm, ResultCheck check, Cell callee, std::initializer_list<Cell> args);
Status call_method_checked(VM& vm, ResultCheck check, Cell self, Str* name, std::initializer_list<Cell> args);

// The call that was asked for (vm.call) is made first, its result is dropped, and `owned` is the native's result.
Status then_give(VM& vm, Cell owned);

void drop_call(VM& vm);  // lets go of a call that was asked for (vm.call) and is not wanted

// ---- for destroy and the heap walk: contents of kTuple kList kDict kSet kFrozenSet kRange kSlice kDictView kMappingProxy
// kIterator kCompound kDeque. `free_container` lets go of what the object holds and of blocks of its own, not of the object's
// memory.
void free_container(VM& vm, Obj* o);
void visit_container(VM& vm, Obj* o, void (*each)(VM&, Cell, void*), void* data);
size_t container_bytes(const Obj* o);  // of the object itself

}  // namespace loopscope::runtime
