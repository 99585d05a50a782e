// Memory of a VM: one reserved region, objects on pages of their own (so that the heap can be walked), blocks of cells and
// bytes on others. Sizes up to 1 KiB come from free lists by 16-byte class; larger ones are rounded to a power of two (or 64
// KiB steps).
#include <sys/mman.h>

#include <cstring>

#include "runtime/memory.h"
#include "runtime/outside.h"
#include "runtime/vm.h"

namespace loopscope::runtime {

namespace {

constexpr size_t kPage = 64 << 10;
constexpr size_t kSmall = 1024;

size_t size_class(size_t bytes) { return (bytes + 15) >> 4; }

size_t big_class(size_t bytes) { return 64 - static_cast<size_t>(__builtin_clzll(bytes - 1)); }  // power of two above

void* out_of_memory(VM& vm) {
    (void)raise(vm, C::MemoryError, "%s", "");
    return nullptr;
}

// The program's limit, also while a test lets allocations fail.
uint64_t real_limit(const VM& vm) { return vm.outside->faults.count ? vm.outside->faults.heap_limit : vm.heap_limit; }

// Freed blocks wait for others of their size, so what the machine must give can be more than what is used: half as much
// again at most.
bool too_scattered(const VM& vm, size_t bytes) {
    uint64_t held = static_cast<uint64_t>(vm.arena_top - vm.arena_begin) - vm.returned + bytes;
    uint64_t limit = real_limit(vm);
    return held / 3 * 2 > limit && held > limit + (64 << 20);
}

char* take_from_arena(VM& vm, size_t bytes) {
    if (bytes > static_cast<size_t>(vm.arena_end - vm.arena_top) || too_scattered(vm, bytes)) return nullptr;
    char* p = vm.arena_top;
    vm.arena_top += bytes;
    return p;
}

struct PageHeader {
    PageHeader* next;
    uint64_t bytes;
};  // at the start of each page of objects; bytes: of one object, 0 if mixed

void* small_block(VM& vm, size_t c, void** lists, bool objects) {
    size_t bytes = c << 4;
    if (lists[c]) {
        void* p = lists[c];
        memcpy(&lists[c], static_cast<char*>(p) + sizeof(Obj), sizeof(void*));
        return p;
    }
    // Objects of one size share pages, so that a walk finds where each begins.
    size_t page = objects ? std::max<size_t>(4096, bytes * 8) : kPage;
    char** at = objects ? nullptr : &vm.raw_page;
    if (objects) {
        page = (page + 15) & ~size_t(15);
        char* p = take_from_arena(vm, page);
        if (!p) return nullptr;
        auto* h = reinterpret_cast<PageHeader*>(p);
        h->next = static_cast<PageHeader*>(vm.pages);
        h->bytes = bytes;
        vm.pages = h;
        size_t n = (page - sizeof(PageHeader)) / bytes;
        char* first = p + sizeof(PageHeader);
        for (size_t i = n; i-- > 0;) {  // the arena is zeroed: kind is kFree; the link lies behind the header
            char* o = first + i * bytes;
            memcpy(o + sizeof(Obj), &lists[c], sizeof(void*));
            lists[c] = o;
        }
        reinterpret_cast<PageHeader*>(p)->bytes = bytes | (uint64_t(n) << 32);
        void* o = lists[c];
        memcpy(&lists[c], static_cast<char*>(o) + sizeof(Obj), sizeof(void*));
        return o;
    }
    if (!*at || *at + bytes > vm.raw_page_end) {
        char* p = take_from_arena(vm, page);
        if (!p) return nullptr;
        vm.raw_page = p;
        vm.raw_page_end = p + page;
    }
    char* p = vm.raw_page;
    vm.raw_page += bytes;
    return p;
}

constexpr uint64_t kReturned = 2;          // PageHeader::bytes of an idle block whose pages went back (no objects: bits 32 up)
constexpr size_t kReturnFrom = 256 << 10;  // smaller blocks are kept: they are soon wanted again
constexpr uint64_t kIdleKept = 64 << 20;

// The pages of a large idle block go back to the system where much lies idle already.
void return_pages(VM& vm, PageHeader* h, size_t bytes) {
    uint64_t idle = static_cast<uint64_t>(vm.arena_top - vm.arena_begin) - vm.returned - vm.heap_used;
    if (bytes < kReturnFrom || idle < kIdleKept) return;
    auto begin = (reinterpret_cast<uintptr_t>(h) + sizeof(PageHeader) + sizeof(Obj) + sizeof(void*) + 4095) & ~uintptr_t(4095);
    auto end = (reinterpret_cast<uintptr_t>(h) + bytes) & ~uintptr_t(4095);
    if (madvise(reinterpret_cast<void*>(begin), end - begin, MADV_DONTNEED) != 0) return;
    h->bytes = kReturned;
    vm.returned += bytes;
}

// Large blocks carry their page header in front when they are objects.
void* big_block(VM& vm, size_t bytes, bool object) {
    size_t c = big_class(bytes + sizeof(PageHeader));
    if (vm.big_free[c]) {
        char* p = static_cast<char*>(vm.big_free[c]);
        memcpy(&vm.big_free[c], p + sizeof(PageHeader) + sizeof(Obj), sizeof(void*));
        auto* h = reinterpret_cast<PageHeader*>(p);
        if (h->bytes == kReturned) vm.returned -= size_t(1) << c;
        h->bytes = object ? (1ull << 32 | 1) : 0;
        return p + sizeof(PageHeader);
    }
    char* p = take_from_arena(vm, size_t(1) << c);
    if (!p) return nullptr;
    auto* h = reinterpret_cast<PageHeader*>(p);
    h->next = static_cast<PageHeader*>(vm.pages);
    h->bytes = object ? (1ull << 32 | 1) : 0;
    vm.pages = h;
    return p + sizeof(PageHeader);
}

// Beyond the limit. Only a test that lets allocations fail has put the limit to nothing and counts them here.
bool granted(VM& vm, uint64_t bytes) {
    FaultPlan& plan = vm.outside->faults;
    if (plan.count == 0) return false;
    plan.seen++;
    if (plan.seen >= plan.first && plan.seen - plan.first < plan.count) return false;
    return vm.heap_used + bytes <= plan.heap_limit;
}

void* allocate(VM& vm, size_t bytes, void** lists, bool object) {
    if (bytes < 32) bytes = 32;
    bool small = bytes <= kSmall;
    size_t real = small ? size_class(bytes) << 4 : size_t(1) << big_class(bytes + sizeof(PageHeader));
    if (LS_UNLIKELY(vm.heap_used + real > vm.heap_limit) && !granted(vm, real)) return out_of_memory(vm);
    void* p = small ? small_block(vm, size_class(bytes), lists, object) : big_block(vm, bytes, object);
    if (LS_UNLIKELY(!p)) return out_of_memory(vm);
    vm.heap_used += real;
    return p;
}

void give_back(VM& vm, void* p, size_t bytes, void** lists) {
    if (bytes < 32) bytes = 32;
    if (bytes <= kSmall) {
        size_t c = size_class(bytes);
        vm.heap_used -= c << 4;
        memcpy(static_cast<char*>(p) + sizeof(Obj), &lists[c], sizeof(void*));
        lists[c] = p;
        return;
    }
    size_t c = big_class(bytes + sizeof(PageHeader));
    vm.heap_used -= size_t(1) << c;
    memcpy(static_cast<char*>(p) + sizeof(Obj), &vm.big_free[c], sizeof(void*));
    auto* h = reinterpret_cast<PageHeader*>(static_cast<char*>(p) - sizeof(PageHeader));
    h->bytes = 0;
    vm.big_free[c] = h;
    return_pages(vm, h, size_t(1) << c);
}

}  // namespace

void* alloc_object_unzeroed(VM& vm, size_t bytes) { return allocate(vm, bytes, vm.free_objects, true); }

void* alloc_object(VM& vm, size_t bytes) {
    void* p = allocate(vm, bytes, vm.free_objects, true);
    if (p) memset(p, 0, bytes);
    return p;
}

void free_object(VM& vm, void* p, size_t bytes) {
    static_cast<Obj*>(p)->kind = kFree;
    give_back(vm, p, bytes, vm.free_objects);
}

void* alloc_raw(VM& vm, size_t bytes) { return allocate(vm, bytes, vm.free_raw, false); }
void free_raw(VM& vm, void* p, size_t bytes) {
    if (p) give_back(vm, p, bytes, vm.free_raw);
}

bool reserve_heap(VM& vm, uint64_t bytes) {
    if (LS_LIKELY(vm.heap_used + bytes <= vm.heap_limit) || granted(vm, bytes)) return true;
    out_of_memory(vm);
    return false;
}

uint64_t heap_room(const VM& vm) {
    uint64_t limit = real_limit(vm);
    return limit > vm.heap_used ? limit - vm.heap_used : 0;
}

HeapPromise::HeapPromise(VM& v, uint64_t bytes) : vm(v), given(reserve_heap(v, bytes)) {
    if (given) vm.heap_limit += kPromised;
}

HeapPromise::~HeapPromise() {
    if (given) vm.heap_limit -= kPromised;
}

void fail_allocations(VM& vm, const FaultPlan& plan) {
    vm.outside->faults = plan;
    vm.outside->faults.heap_limit = vm.heap_limit;
    vm.heap_limit = 0;  // so that every allocation asks granted()
}

bool charge(VM& vm, uint64_t work) {
    vm.budget -= static_cast<int64_t>(work >> 3);
    return vm.budget >= 0 || check_budget(vm);
}

void walk_objects(VM& vm, void (*each)(VM&, Obj*, void*), void* data) {
    for (auto* h = static_cast<PageHeader*>(vm.pages); h; h = h->next) {
        size_t n = h->bytes >> 32, bytes = h->bytes & 0xffffffff;
        char* p = reinterpret_cast<char*>(h) + sizeof(PageHeader);
        for (size_t i = 0; i < n; i++) {
            auto* o = reinterpret_cast<Obj*>(p + i * bytes);
            // The 16 bytes before an object of a built-in's subclass hold its attributes; they begin with a zero count.
            if (o->kind == kFree && o->flags == kPreHeader) o++;
            if (o->kind != kFree) each(vm, o, data);
        }
    }
}

Obj* make_object(VM& vm, Kind kind, Class* cls, size_t bytes) {
    bool attrs = (cls->class_flags & kClassDict) != 0;
    char* p = static_cast<char*>(alloc_object(vm, bytes + (attrs ? sizeof(Obj) : 0)));
    if (LS_UNLIKELY(!p)) return nullptr;
    auto* o = reinterpret_cast<Obj*>(p);
    if (attrs) {
        o->kind = kFree;
        o->flags = kPreHeader;
        o++;
        o->flags = kHasAttrs;
    }
    o->rc = 1;
    o->kind = kind;
    o->cls = cls;
    if (cls->class_flags & kClassHeap) incref(cls);
    vm.live_objects++;
    return o;
}

void release_object(VM& vm, Obj* o, size_t bytes) {
    Class* cls = o->cls;
    bool heap = cls && (cls->class_flags & kClassHeap);
    vm.live_objects--;
    if (o->flags & kHasAttrs) {
        o->kind = kFree;
        o--;
        o->flags = 0;
        bytes += sizeof(Obj);
    }
    free_object(vm, o, bytes);
    if (heap) decref(vm, cls);
}

Dict** attrs_place(Obj* o) {
    // Before the object: {rc, kind, flags, aux} of a free place, then the pointer where the class would be.
    return reinterpret_cast<Dict**>(&(o - 1)->cls);
}

// ---- side tables: object -> number, open addressing, in the arena
namespace {
size_t side_place(const VM::SideTable& t, const void* key) {
    size_t mask = t.cap - 1, i = (reinterpret_cast<uintptr_t>(key) >> 4) * 0x9E3779B97F4A7C15ull >> 20 & mask;
    while (t.keys[i] && t.keys[i] != key) i = (i + 1) & mask;
    return i;
}
bool side_grow(VM& vm, VM::SideTable& t) {
    VM::SideTable bigger{nullptr, nullptr, t.cap ? t.cap * 2 : 64, t.n};
    bigger.keys = static_cast<void**>(alloc_raw(vm, bigger.cap * sizeof(void*)));
    bigger.values = static_cast<uint64_t*>(alloc_raw(vm, bigger.cap * sizeof(uint64_t)));
    if (!bigger.keys || !bigger.values) return false;
    memset(bigger.keys, 0, bigger.cap * sizeof(void*));
    for (uint32_t i = 0; i < t.cap; i++)
        if (t.keys[i]) {
            size_t at = side_place(bigger, t.keys[i]);
            bigger.keys[at] = t.keys[i];
            bigger.values[at] = t.values[i];
        }
    free_raw(vm, t.keys, t.cap * sizeof(void*));
    free_raw(vm, t.values, t.cap * sizeof(uint64_t));
    t = bigger;
    return true;
}
}  // namespace

uint64_t* side_find(VM::SideTable& t, const void* key) {
    if (!t.cap) return nullptr;
    size_t i = side_place(t, key);
    return t.keys[i] ? &t.values[i] : nullptr;
}

uint64_t* side_insert(VM& vm, VM::SideTable& t, void* key) {
    // A key that is there needs no room: it is found also where there is no memory left.
    if (uint64_t* place = side_find(t, key)) return place;
    if ((t.n + 1) * 2 > t.cap && !side_grow(vm, t)) return nullptr;
    size_t i = side_place(t, key);
    t.keys[i] = key;
    t.values[i] = 0;
    t.n++;
    return &t.values[i];
}

void side_erase(VM::SideTable& t, const void* key) {
    if (!t.cap) return;
    size_t mask = t.cap - 1, i = side_place(t, key);
    if (!t.keys[i]) return;
    t.n--;
    for (size_t j = i;;) {  // close the gap
        t.keys[i] = nullptr;
        for (;;) {
            j = (j + 1) & mask;
            if (!t.keys[j]) return;
            size_t home = (reinterpret_cast<uintptr_t>(t.keys[j]) >> 4) * 0x9E3779B97F4A7C15ull >> 20 & mask;
            if (i <= j ? (home <= i || home > j) : (home <= i && home > j)) break;
        }
        t.keys[i] = t.keys[j];
        t.values[i] = t.values[j];
        i = j;
    }
}

uint64_t id_of(VM& vm, Obj* o) {
    if (!(o->flags & kHasId)) {
        uint64_t* place = side_insert(vm, vm.ids, o);
        if (!place) {
            clear_exception(vm);
            return 0;
        }
        *place = ++vm.next_id;
        o->flags |= kHasId;
    }
    return *side_find(vm.ids, o);
}

std::string address_of(VM& vm, Obj* o) {
    char text[32];
    snprintf(text, sizeof text, "0x7f%010llx", static_cast<unsigned long long>(id_of(vm, o)) * 16 + 0x1000);
    return text;
}

char* reserve_arena(uint64_t bytes) {
    void* p = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return p == MAP_FAILED ? nullptr : static_cast<char*>(p);
}

void release_arena(char* p, uint64_t bytes) { munmap(p, bytes); }

}  // namespace loopscope::runtime
