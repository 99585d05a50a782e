// Set and dict internals that set.cpp, set_methods.cpp, dict_methods.cpp and views.cpp share.
#pragma once
#include "runtime/container_util.h"

namespace loopscope::runtime {

// set.cpp: CPython's table
Set* new_set_of(VM& vm, Class* cls);
Status set_discard_hashed(VM& vm, Set* s, Cell key, int64_t hash, bool* found);
bool set_resize(VM& vm, Set* s, uint64_t more_than);
void set_clear(VM& vm, Set* s);
bool set_drop_dummies(VM& vm, Set* s);          // once they are many; false: no memory
bool set_pop(VM& vm, Set* s, Cell* owned_key);  // false: it is empty
Status set_is_subset(VM& vm, Set* a, Set* b, bool* out);
int64_t frozenset_hash(const Set* s);
void set_swap(Set* a, Set* b);  // contents only
Status set_add_dict_keys(VM& vm, Set* s, Dict* d);
// With another set or the keys of a dict; each in CPython's order of steps.
Status set_difference_with(VM& vm, Set* s, Cell other, Set** owned);  // a new set
Status set_difference_update_with(VM& vm, Set* s, Cell other);
Status set_intersection_with(VM& vm, Set* s, Set* other, Set** owned);
Status set_symmetric_update_with(VM& vm, Set* s, Cell other);
// A key that is itself a set is looked up as a frozenset would be (in, remove, discard).
Status set_key_hash(VM& vm, Cell key, int64_t* hash);

Status set_compare(VM& vm, CmpOp op, Cell a, Cell b, Cell* out);
Status set_binary(VM& vm, BinOp op, bool inplace, Cell a, Cell b, Cell* out);
Status set_contains_key(VM& vm, Cell set, Cell key, Cell* out);

// The steps of set methods that take any iterable; `set` is changed. Result None. May return Call.
Status set_difference_update_any(VM& vm, Set* s, Cell iterable, Cell* out);
Status set_symmetric_update_any(VM& vm, Set* s, Cell iterable, Cell* out);

Status dict_compare(VM& vm, CmpOp op, Cell a, Cell b, Cell* out);
Status dict_or(VM& vm, bool inplace, Cell a, Cell b, Cell* out);
Status dict_subscript(VM& vm, Cell o, Cell key, Cell* out);

bool is_set_view(Cell c);  // dict_keys or dict_items
Status view_contains(VM& vm, Cell view, Cell item, bool* out);
Status view_binary(VM& vm, BinOp op, Cell a, Cell b, Cell* out);
Status view_compare(VM& vm, CmpOp op, Cell a, Cell b, Cell* out);
Status proxy_binary(VM& vm, BinOp op, bool inplace, Cell a, Cell b, Cell* out);
Status proxy_compare(VM& vm, CmpOp op, Cell a, Cell b, Cell* out);

}  // namespace loopscope::runtime
