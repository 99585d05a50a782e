// _heapq and _bisect: heaps in lists and places in sorted lists. Natively where the items compare without Python; else hidden
// helpers (library/_builtins_tools.py) do the same comparisons in the same order.
//
// A sift only asks first and moves afterwards: the comparisons of a sift never look at a place that the same sift has changed,
// so when one of them turns out to need Python nothing has happened yet.
#include "runtime/builtins.h"
#include "runtime/sequence.h"

namespace loopscope::runtime {

namespace {

Status need_list(VM& vm, Args a, const char* function, bool numbered, List** out) {
    if (!is_kind(a[0], kList))
        return raise(vm, C::TypeError, "%s() argument%s must be list, not %s", function, numbered ? " 1" : "",
                     type_name(vm, a[0]));
    *out = as<List>(a[0]);
    return Status::Ok;
}

// 1, 0, kCompareFailed, kComparePython. Max heaps turn the comparison round.
struct Order {
    VM& vm;
    bool max;
    int operator()(Cell a, Cell b) const { return max ? native_less(vm, b, a) : native_less(vm, a, b); }
};

// Where `item` comes to lie when it rises from `at` (not above `top`): the ancestors in between move down. Negative: see Order.
int rise(const Order& less, const Cell* v, uint32_t top, uint32_t at, Cell item, std::vector<uint32_t>* path) {
    while (at > top) {
        uint32_t parent = (at - 1) >> 1;
        int lt = less(item, v[parent]);
        if (lt < 0) return lt;
        if (!lt) break;
        path->push_back(parent);
        at = parent;
    }
    return 0;
}

// Pushes `item` (borrowed) as the last of the list.
int push(const Order& less, List* l, Cell item) {
    uint32_t at = l->n;
    std::vector<uint32_t> path;
    if (int e = rise(less, l->v, 0, at, item, &path)) return e;
    if (!list_append(less.vm, l, newref(item))) return kCompareFailed;
    for (uint32_t parent : path) {
        l->v[at] = l->v[parent];
        at = parent;
    }
    l->v[at] = item;
    return 0;
}

// `item` goes in at `top` of a heap of n: the smaller children move up all the way, then it rises again from the bottom. The
// place `top` itself is free or holds what is being taken out.
int settle_down(const Order& less, Cell* v, uint32_t n, uint32_t top, Cell item) {
    std::vector<uint32_t> down{top};
    uint32_t at = top, limit = n >> 1;
    while (at < limit) {
        uint32_t child = 2 * at + 1;
        if (child + 1 < n) {
            int lt = less(v[child], v[child + 1]);
            if (lt < 0) return lt;
            if (!lt) child++;
        }
        down.push_back(child);
        at = child;
    }
    // Rising, it meets what has moved up: the parent of down[i] then holds what was at down[i].
    size_t end = down.size() - 1;
    while (end > 0) {
        int lt = less(item, v[down[end]]);
        if (lt < 0) return lt;
        if (!lt) break;
        end--;
    }
    for (size_t i = 0; i < end; i++) v[down[i]] = v[down[i + 1]];
    v[down[end]] = item;
    return 0;
}

template <bool max>
Status pop(VM& vm, Args a, Cell* out) {
    List* l;
    if (Status s = need_list(vm, a, max ? "_heappop_max" : "heappop", false, &l); s != Status::Ok) return s;
    if (l->n == 0) return raise(vm, C::IndexError, "index out of range");
    Cell last = l->v[l->n - 1];
    if (l->n == 1) return ok(out, list_take(vm, l, 0));
    Cell first = l->v[0];
    int e = settle_down({vm, max}, l->v, l->n - 1, 0, last);
    if (e == kComparePython) return call_hidden(vm, max ? "_heappop_max" : "_heappop", {a[0]});
    if (e) return Status::Fail;
    l->n--;
    return ok(out, first);
}

Status heappush(VM& vm, Args a, Cell* out) {
    List* l;
    if (Status s = check_positional(vm, "heappush", a.n, 2, 2); s != Status::Ok) return s;
    if (Status s = need_list(vm, a, "heappush", true, &l); s != Status::Ok) return s;
    int e = push({vm, false}, l, a[1]);
    if (e == 0) return ok_none(out);
    return e == kComparePython ? call_hidden(vm, "_heappush", {a[0], a[1]}) : Status::Fail;
}

template <bool max>
Status replace(VM& vm, Args a, Cell* out) {
    List* l;
    const char* name = max ? "_heapreplace_max" : "heapreplace";
    if (Status s = check_positional(vm, name, a.n, 2, 2); s != Status::Ok) return s;
    if (Status s = need_list(vm, a, name, true, &l); s != Status::Ok) return s;
    if (l->n == 0) return raise(vm, C::IndexError, "index out of range");
    Cell first = l->v[0];
    int e = settle_down({vm, max}, l->v, l->n, 0, newref(a[1]));
    if (e == 0) return ok(out, first);
    decref(vm, a[1]);
    return e == kComparePython ? call_hidden(vm, max ? "_heapreplace_max" : "_heapreplace", {a[0], a[1]}) : Status::Fail;
}

Status heappushpop(VM& vm, Args a, Cell* out) {
    List* l;
    if (Status s = check_positional(vm, "heappushpop", a.n, 2, 2); s != Status::Ok) return s;
    if (Status s = need_list(vm, a, "heappushpop", true, &l); s != Status::Ok) return s;
    if (l->n == 0) return ok(out, newref(a[1]));
    int lt = native_less(vm, l->v[0], a[1]);
    if (lt == 0) return ok(out, newref(a[1]));
    if (lt == kCompareFailed) return Status::Fail;
    if (lt == 1) {
        Cell first = l->v[0];
        int e = settle_down({vm, false}, l->v, l->n, 0, newref(a[1]));
        if (e == 0) return ok(out, first);
        decref(vm, a[1]);
        if (e == kCompareFailed) return Status::Fail;
    }
    return call_hidden(vm, "_heappushpop", {a[0], a[1]});
}

// The order in which CPython visits the inner nodes: from the last one back, in large heaps so that memory stays near.
template <class F>
bool visit_inner_nodes(uint32_t n, F visit) {
    uint32_t m = n >> 1;
    if (n <= 2500) {
        for (uint32_t i = m; i-- > 0;)
            if (!visit(i)) return false;
        return true;
    }
    uint32_t leftmost = m + 1, half = m >> 1;
    while (leftmost & (leftmost - 1)) leftmost &= leftmost - 1;  // the highest power of two in it
    leftmost -= 1;                                               // the first node of m's row
    auto family = [&](uint32_t i) {
        for (;; i >>= 1) {
            if (!visit(i)) return false;
            if (!(i & 1)) return true;
        }
    };
    for (uint32_t i = leftmost; i-- > half;)
        if (!family(i)) return false;
    for (uint32_t i = m; i-- > leftmost;)
        if (!family(i)) return false;
    return true;
}

template <bool max>
Status heapify(VM& vm, Args a, Cell* out) {
    List* l;
    if (Status s = need_list(vm, a, max ? "_heapify_max" : "heapify", false, &l); s != Status::Ok) return s;
    if (!charge(vm, uint64_t(l->n) * 8)) return Status::Fail;
    std::vector<Cell> copy(l->v, l->v + l->n);  // borrowed: the same objects in another order
    int e = 0;
    visit_inner_nodes(l->n, [&](uint32_t i) {
        e = settle_down({vm, max}, copy.data(), static_cast<uint32_t>(copy.size()), i, copy[i]);
        return e == 0;
    });
    if (e == kComparePython) return call_hidden(vm, max ? "_heapify_max" : "_heapify", {a[0]});
    if (copy.size() == l->n) std::copy(copy.begin(), copy.end(), l->v);
    return e ? Status::Fail : ok_none(out);
}

// ---- bisect

struct Search {
    Cell list, x, key;
    int64_t lo, hi;
};

Status search_arguments(VM& vm, Args a, const char* function, Search* s) {
    static const char* const kNames[] = {"a", "x", "lo", "hi", "key", nullptr};
    Cell v[5];
    if (Status st = bind_native(vm, a, function, kNames, 2, 4, v); st != Status::Ok) return st;
    *s = {v[0], v[1], is_empty(v[4]) ? none_cell() : v[4], 0, -1};
    if (!is_empty(v[2]))
        if (Status st = place_of(vm, v[2], C::OverflowError, &s->lo); st != Status::Ok) return st;
    if (!is_empty(v[3]) && !is_none(v[3]))
        if (Status st = place_of(vm, v[3], C::OverflowError, &s->hi); st != Status::Ok) return st;
    return s->lo < 0 ? raise(vm, C::ValueError, "lo must be non-negative") : Status::Ok;
}

// Natively for a plain list without a key. kComparePython: not for here.
template <bool right>
int find_place(VM& vm, const Search& s, int64_t* at) {
    if (!is_kind(s.list, kList) || is_program_object(s.list) || !is_none(s.key)) return kComparePython;
    auto* l = as<List>(s.list);
    int64_t lo = s.lo, hi = s.hi < 0 ? l->n : s.hi;
    while (lo < hi) {
        int64_t mid = static_cast<int64_t>((static_cast<uint64_t>(lo) + static_cast<uint64_t>(hi)) / 2);
        if (mid >= l->n) {
            (void)raise(vm, C::IndexError, "list index out of range");
            return kCompareFailed;
        }
        int lt = right ? native_less(vm, s.x, l->v[mid]) : native_less(vm, l->v[mid], s.x);
        if (lt < 0) return lt;
        if (lt == (right ? 1 : 0))
            hi = mid;
        else
            lo = mid + 1;
    }
    *at = lo;
    return 0;
}

template <bool right, bool insert>
Status bisect(VM& vm, Args a, Cell* out) {
    constexpr const char* kFunction =
        insert ? (right ? "insort_right" : "insort_left") : (right ? "bisect_right" : "bisect_left");
    Search s;
    if (Status st = search_arguments(vm, a, kFunction, &s); st != Status::Ok) return st;
    int64_t at;
    int e = find_place<right>(vm, s, &at);
    if (e == kCompareFailed) return Status::Fail;
    if (e == kComparePython) {
        constexpr const char* kHelper =
            insert ? (right ? "_insort_right" : "_insort_left") : (right ? "_bisect_right" : "_bisect_left");
        return call_hidden(vm, kHelper, {s.list, s.x, int_cell(s.lo), s.hi < 0 ? none_cell() : int_cell(s.hi), s.key});
    }
    if (!insert) return ok_int(out, at);
    if (Status st = list_insert(vm, as<List>(s.list), at, s.x); st != Status::Ok) return st;
    return ok_none(out);
}

const NativeDef kHeapFunctions[] = {
    {"heappush", heappush, 0, -1, 0, "Push item onto heap, maintaining the heap invariant.", "($module, heap, item, /)"},
    {"heappop", pop<false>, 1, 1, 0, "Pop the smallest item off the heap, maintaining the heap invariant.",
     "($module, heap, /)"},
    {"heapify", heapify<false>, 1, 1, 0, "Transform list into a heap, in-place, in O(len(heap)) time.", "($module, heap, /)"},
    {"heapreplace", replace<false>, 0, -1, 0, "Pop and return the current smallest value, and add the new item.",
     "($module, heap, item, /)"},
    {"heappushpop", heappushpop, 0, -1, 0, "Push item on the heap, then pop and return the smallest item from the heap.",
     "($module, heap, item, /)"},
    {"_heappop_max", pop<true>, 1, 1, 0, "Maxheap variant of heappop.", "($module, heap, /)"},
    {"_heapify_max", heapify<true>, 1, 1, 0, "Maxheap variant of heapify.", "($module, heap, /)"},
    {"_heapreplace_max", replace<true>, 0, -1, 0, "Maxheap variant of heapreplace.", "($module, heap, item, /)"},
    LS_NO_MORE,
};
const NativeDef kBisectFunctions[] = {
    {"bisect", bisect<true, false>, 0, -1, kNativeKeywords,
     "Return the index where to insert item x in list a, assuming a is sorted.", "($module, a, x, lo=0, hi=None, *, key=None)"},
    {"bisect_right", bisect<true, false>, 0, -1, kNativeKeywords,
     "Return the index where to insert item x in list a, assuming a is sorted.", "($module, a, x, lo=0, hi=None, *, key=None)"},
    {"bisect_left", bisect<false, false>, 0, -1, kNativeKeywords,
     "Return the index where to insert item x in list a, assuming a is sorted.", "($module, a, x, lo=0, hi=None, *, key=None)"},
    {"insort", bisect<true, true>, 0, -1, kNativeKeywords, "Insert item x in list a, and keep it sorted assuming a is sorted.",
     "($module, a, x, lo=0, hi=None, *, key=None)"},
    {"insort_right", bisect<true, true>, 0, -1, kNativeKeywords,
     "Insert item x in list a, and keep it sorted assuming a is sorted.", "($module, a, x, lo=0, hi=None, *, key=None)"},
    {"insort_left", bisect<false, true>, 0, -1, kNativeKeywords,
     "Insert item x in list a, and keep it sorted assuming a is sorted.", "($module, a, x, lo=0, hi=None, *, key=None)"},
    LS_NO_MORE,
};

}  // namespace

void setup_heap_modules(VM& vm) {
    add_functions(vm, new_module(vm, "_heapq"), "_heapq", kHeapFunctions);
    add_functions(vm, new_module(vm, "_bisect"), "_bisect", kBisectFunctions);
}

}  // namespace loopscope::runtime
