// What interp.cpp alone uses: the entry, and the parts of instructions that are not worth a label. Defined in calls.cpp,
// attributes.cpp, generators.cpp, names.cpp and exceptions.cpp.
#pragma once
#include "runtime/container_ops.h"
#include "runtime/operators.h"

namespace loopscope::runtime {

enum class RunResult : uint8_t;
enum class CallFrom : uint8_t { Request };
RunResult run(VM& vm, Cell callee, CallFrom from, Cell* result);  // makes the call that lies in vm.call

// code
constexpr uint32_t kNoCache = 0xffff;  // the cache that is never filled, for what a code object has beyond so many
// Copies to `to`, without line marks if quiet, with caches numbered and sequences fused. Returns how many caches there are.
uint32_t prepare_instructions(const std::vector<compile::Ins>& from, bool quiet, compile::Ins* to);

// names, caches
// What AttrCache::slot says beside the number of a slot in Instance::slots.
enum : uint32_t {
    kCachedValue = 0xffffffff,   // of the class (or module): AttrCache::value, or the entry of the module's dict
    kCachedGetter = 0xfffffffe,  // a property: AttrCache::value is its getter
    kCachedMember = 0xfffffffd,  // __slots__: AttrCache::value is the place in Instance::members
    kCachedLast = kCachedMember,
};
Status load_global_cached(VM& vm, Frame* f, Str* name, GlobalCache* cache, Cell* borrowed);
Status load_attr_cached(VM& vm, Cell o, Str* name, AttrCache* cache, Cell* out);  // as get_attr; fills the cache where it can
Status load_method_cached(VM& vm, Cell o, Str* name, AttrCache* cache, Cell* fn, Cell* self);  // both owned; self EMPTY: none
Status set_attr_cached(VM& vm, Cell o, Str* name, Cell value, AttrCache* cache);
bool setup_annotations(VM& vm, Frame* f);
std::string module_lacks(VM& vm, Module* m, Str* name);  // what an AttributeError says

// calls
bool check_native_call(VM& vm, Native* f, const Cell* args, uint32_t n,
                       uint32_t nkw);                                  // count, keywords, and is self of its class?
List* arguments_to_list(VM& vm, Cell* args, uint32_t n, Obj* holder);  // moves them to v[1..]; v[0] is free; lets go of holder
void release_arguments(VM& vm, Cell* args, uint32_t n, Obj* holder);
bool plain_instance_class(VM& vm, Class* cls);  // object.__new__, type.__call__, not abstract
Obj* new_instance(VM& vm, Class* cls);
Status call_class(VM& vm, Class* cls, Args args, Cell* out);
Status spread_argument(VM& vm, Cell args, Cell* out);  // [*args] as a tuple
bool spread_call(VM& vm, Tuple* args, Dict* kwargs, List** all, Tuple** kwnames);
void insert_callee(VM& vm, Cell callee);  // vm.call is hidden _call(...): its first argument becomes the callee
Status call_method_dynamic(VM& vm, Cell o, Str* name, Cell arg);  // o.name(arg) through an attribute look-up
Status recursion_error(VM& vm);

// helpers of the hidden library
Cell hidden_function(VM& vm, const char* name);  // borrowed; EMPTY: SystemError is pending

// values
bool build_string(VM& vm, const Cell* parts, uint32_t n, Cell* out);
Status list_extend_op(VM& vm, List* l, Cell iterable, uint32_t for_call);
Status set_update_op(VM& vm, Set* s, Cell iterable);
Status dict_update_op(VM& vm, Dict* d, Cell mapping);
Status dict_merge_op(VM& vm, Dict* d, Cell mapping, Cell callee);
Status unpack_to_tuple(VM& vm, Cell o, uint32_t n, Cell* out);
// Likewise for `a, *b = o`: a list of all that o gives.
Status unpack_to_list(VM& vm, Cell o, Cell* out);
int truth_result(VM& vm, Cell r, bool from_len);  // -1: a TypeError is pending
bool is_iterator(VM& vm, Cell c);
bool check_await_result(VM& vm, Cell r);
Status length_of(VM& vm, Cell o, Cell* out);

// exceptions
void link_context(VM& vm, Exception* e);  // what is being handled becomes the context of one that is raised

// generators
Cell stop_iteration_value(VM& vm);  // of the pending StopIteration, owned; none is pending then
Status start_item(VM& vm, AsyncGenItem* item,
                  Cell* value);  // Ok: resume with *value; Resume: throw vm.exc (EMPTY: it is over); Fail
Status exception_to_throw(VM& vm, Args args, Cell* owned_exc);
Cell as_thrown(Cell exc);                // what throw() was given for it, borrowed
bool take_pended(VM& vm, Generator* g);  // what pend_throw() left in g becomes vm.exc; false: only a mark lies there
Status getattr_fallback(VM& vm, Cell o, Str* name);
Status run_pending_call(VM& vm, Cell* out);  // runs what vm.call asks for, nested
Status before_with(VM& vm, Cell manager, bool async, Cell* exit);

}  // namespace loopscope::runtime
