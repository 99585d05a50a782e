// Operators and protocols of list, tuple, dict, set, frozenset, range, slice, dict views, mappingproxy and deque, by kind: what
// operators.cpp dispatches to. All go by the object's Kind: whether a subclass overrides something is the caller's to look at.
#pragma once
#include "runtime/container_iter.h"

namespace loopscope::runtime {

int64_t dict_entry_of(Dict* d, const Str* interned_key);  // index in entries, or -1

// Each returns Ok with vm.not_implemented (counted) where it does not know the operands.
Status container_binary(VM& vm, BinOp op, bool inplace, Cell a, Cell b, Cell* out);
Status container_compare(VM& vm, CmpOp op, Cell a, Cell b, Cell* out);
// When every candidate answered NotImplemented: sequences repeat by __index__ objects and complain in words of their own
// (can only concatenate list (not "int") to list). Also Ok with vm.not_implemented where nothing special is to be said.
Status container_binary_last(VM& vm, BinOp op, bool inplace, Cell a, Cell b, Cell* out);

Status container_subscript(VM& vm, Cell o, Cell key, Cell* out);
Status container_store_subscript(VM& vm, Cell o, Cell key, Cell value);  // Ok: done. NotImplemented cannot be said: see is_*
Status container_delete_subscript(VM& vm, Cell o, Cell key);
Status container_contains(VM& vm, Cell o, Cell item, Cell* out);  // a bool; Call: the result's truth counts
bool container_length(Cell o, int64_t* n);                        // false: this kind has no length here
Status container_hash(VM& vm, Cell o, int64_t* out);              // TypeError for unhashable kinds
Status container_repr(VM& vm, Cell o, Cell* out);                 // may return Call
bool is_container(Cell o);                                        // one of the kinds above
bool has_container_store(Cell o);                                 // list, dict, deque: store and delete are known

// list and tuple, for natives
Status list_extend(VM& vm, List* l, Cell iterable, Cell* out);  // may return Call; result None
Status list_insert(VM& vm, List* l, int64_t at, Cell borrowed);
bool list_assign_slice(VM& vm, List* l, int64_t start, int64_t stop, const Cell* borrowed, int64_t n);
void list_clear(VM& vm, List* l);
List* list_from(VM& vm, const Cell* borrowed, uint64_t n);     // null: MemoryError pending
Tuple* tuple_from(VM& vm, const Cell* borrowed, uint64_t n);   // likewise; vm.empty_tuple counted for none
Status tuple_from_iterable(VM& vm, Cell iterable, Cell* out);  // may return Call
// The cells of a list or tuple (any subclass), borrowed. False: neither.
inline bool sequence_cells(Cell o, Cell** v, uint32_t* n) {
    if (is_kind(o, kList)) {
        *v = as<List>(o)->v;
        *n = as<List>(o)->n;
        return true;
    }
    if (is_kind(o, kTuple)) {
        *v = as<Tuple>(o)->v;
        *n = as<Tuple>(o)->n;
        return true;
    }
    return false;
}

// dict and set, for natives
Dict* dict_copy(VM& vm, const Dict* d);
Status dict_update(VM& vm, Dict* to, Cell mapping_or_pairs, Cell* out);  // may return Call; result None
bool dict_merge(VM& vm, Dict* to, Dict* from, bool overwrite);           // keys of `from` are hashed already
Status dict_get_hashed(VM& vm, Dict* d, Cell key, int64_t hash, Cell* out);
Status dict_set_hashed(VM& vm, Dict* d, Cell key, int64_t hash, Cell value);
Status dict_delete_hashed(VM& vm, Dict* d, Cell key, int64_t hash, bool* found);
Set* set_copy(VM& vm, Set* s, Class* cls);  // the same order as CPython's copy
Status set_add_hashed(VM& vm, Set* s, Cell key, int64_t hash);
Status set_contains_hashed(VM& vm, Set* s, Cell key, int64_t hash, bool* out);
Status set_merge(VM& vm, Set* s, Set* other);
Status set_update(VM& vm, Set* s, Cell iterable, Cell* out);  // may return Call; result None
bool is_anyset(Cell c);

Slice* new_slice(VM& vm, Cell start, Cell stop, Cell step);  // borrowed; null: no memory
Cell new_range(VM& vm, Cell start, Cell stop, Cell step);    // ints; EMPTY: an exception is pending
Cell new_dict_view(VM& vm, Dict* d, int which);              // 0 keys, 1 values, 2 items
Deque* new_deque(VM& vm, Class* cls, int64_t maxlen);
bool deque_append(VM& vm, Deque* d, Cell owned);

// Turns an index-like object into an int: small ints at once, Call or Fail for the rest.
Status sort_list(VM& vm, List* l, Cell key, bool reverse, Cell* out);  // list.sort; may return Call; result None

void setup_container_types(VM& vm);
void setup_builtin_functions(VM& vm);
void setup_itertools_module(VM& vm);
void setup_operator_module(VM& vm);
void setup_heap_modules(VM& vm);
void setup_collections_module(VM& vm);

}  // namespace loopscope::runtime
