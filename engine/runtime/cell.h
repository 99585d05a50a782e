// Cell: the one value of the VM, 16 bytes {tag, payload}; 64-bit ints and floats inline, the rest objects in the arena.
// Used by everything in runtime and loop. All access goes through the functions here: no other file looks at `tag`.
#pragma once
#include <cstdint>

#define LS_LIKELY(x) __builtin_expect(!!(x), 1)
#define LS_UNLIKELY(x) __builtin_expect(!!(x), 0)

namespace loopscope::runtime {

struct Obj;

enum CellTag : uint64_t { kTagEmpty = 0, kTagNone, kTagBool, kTagInt, kTagFloat, kTagObj };  // zeroed memory is EMPTY

struct Cell {
    uint64_t tag;
    union {
        int64_t i;
        double f;
        Obj* o;
    };
    // A cell just written by two 8-byte stores must not be read by one 16-byte load (store forwarding fails), so assignment
    // moves tag and payload apart. The copy constructor stays trivial: cells are passed in two registers.
    Cell() = default;
    Cell(const Cell&) = default;
    Cell(uint64_t t, int64_t p) : tag(t), i(p) {}
    Cell& operator=(const Cell& c) {
        uint64_t t = c.tag;
        int64_t p = c.i;
        tag = t;
        i = p;
        return *this;
    }
};
static_assert(sizeof(Cell) == 16);

inline Cell empty_cell() { return {kTagEmpty, 0}; }
inline Cell none_cell() { return {kTagNone, 0}; }
inline Cell bool_cell(bool b) { return {kTagBool, b}; }
inline Cell int_cell(int64_t i) { return {kTagInt, i}; }
inline Cell float_cell(double f) {
    Cell c;
    c.tag = kTagFloat;
    c.f = f;
    return c;
}
inline Cell obj_cell(Obj* o) {
    Cell c;
    c.tag = kTagObj;
    c.o = o;
    return c;
}

inline bool is_empty(Cell c) { return c.tag == kTagEmpty; }
inline bool is_none(Cell c) { return c.tag == kTagNone; }
inline bool is_bool(Cell c) { return c.tag == kTagBool; }
inline bool is_true(Cell c) { return c.tag == kTagBool && c.i; }
inline bool is_false(Cell c) { return c.tag == kTagBool && !c.i; }
inline bool is_small_int(Cell c) { return c.tag == kTagInt; }
inline bool is_inline_float(Cell c) { return c.tag == kTagFloat; }
inline bool is_obj(Cell c) { return c.tag == kTagObj; }
inline bool both_small_int(Cell a, Cell b) { return a.tag == kTagInt && b.tag == kTagInt; }
inline bool both_inline_float(Cell a, Cell b) { return a.tag == kTagFloat && b.tag == kTagFloat; }
inline bool is_inline_number(Cell c) { return c.tag - kTagBool <= uint64_t(kTagFloat - kTagBool); }  // bool, int, float
inline int64_t int_of(Cell c) { return c.i; }                                                        // also of a bool
inline double float_of(Cell c) { return c.f; }
inline bool bool_of(Cell c) { return c.i != 0; }
inline Obj* obj_of(Cell c) { return c.o; }
inline bool same(Cell a, Cell b) { return a.tag == b.tag && a.i == b.i; }  // `is`

}  // namespace loopscope::runtime
