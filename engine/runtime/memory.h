// Inside of the runtime's memory: what arena.cpp, destroy.cpp and the heap walk share. Not for natives.
#pragma once
#include "runtime/vm.h"

namespace loopscope::runtime {

constexpr uint8_t kPreHeader = 0x80;  // Obj::flags of the 16 bytes before an object with an attribute dict

void* alloc_object_unzeroed(VM& vm, size_t bytes);
void release_object(VM& vm, Obj* o, size_t bytes);  // the memory only: what it held is let go already
Dict** attrs_place(Obj* o);                         // of an object with kHasAttrs
void walk_objects(VM& vm, void (*each)(VM&, Obj*, void*), void* data);
bool check_budget(VM& vm);  // slow path of the tick; false: MemoryError or a stop is pending

// The two halves of a frame's life that every call has, in line: sizes up to 1 KiB come from free lists by 16-byte class.
inline void* take_small(VM& vm, size_t bytes) {  // null: ask alloc_object_unzeroed
    size_t c = (bytes + 15) >> 4;
    if (LS_UNLIKELY(c > 64 || !vm.free_objects[c] || vm.heap_used + (c << 4) > vm.heap_limit)) return nullptr;
    char* p = static_cast<char*>(vm.free_objects[c]);
    __builtin_memcpy(&vm.free_objects[c], p + sizeof(Obj), sizeof(void*));
    vm.heap_used += c << 4;
    return p;
}
inline void give_small(VM& vm, Obj* o, size_t bytes) {
    size_t c = (bytes + 15) >> 4;
    vm.heap_used -= c << 4;
    o->kind = kFree;
    __builtin_memcpy(reinterpret_cast<char*>(o) + sizeof(Obj), &vm.free_objects[c], sizeof(void*));
    vm.free_objects[c] = o;
}

uint64_t heap_room(const VM& vm);  // bytes that the heap has left

constexpr uint64_t kPromised = 1ull << 60;  // added to the heap's limit where nothing may fail

// Room for work that must not stop half done: asked for at once, then no allocation of that work fails.
struct HeapPromise {
    VM& vm;
    bool given;  // false: MemoryError is pending
    HeapPromise(VM& v, uint64_t bytes);
    ~HeapPromise();
    HeapPromise(const HeapPromise&) = delete;
    HeapPromise& operator=(const HeapPromise&) = delete;
};

size_t instance_bytes(const Instance* i);
uint64_t* side_find(VM::SideTable& table, const void* key);
uint64_t* side_insert(VM& vm, VM::SideTable& table, void* key);  // value 0 where it was not there; null: no memory
void side_erase(VM::SideTable& table, const void* key);

char* reserve_arena(uint64_t bytes);  // zeroed pages, given when touched; null: no address space
void release_arena(char* p, uint64_t bytes);

}  // namespace loopscope::runtime
