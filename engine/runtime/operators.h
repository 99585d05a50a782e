// Slow paths of the interpreter: operators, attributes, items, calls of special methods. Each returns Status; Call means that
// vm.call holds the call of a special method written in Python.
#pragma once
#include "runtime/vm.h"

namespace loopscope::runtime {

// Operators try candidates in Python's order; `stage` says where to go on after a candidate answered NotImplemented. With Call,
// *next_stage is where to go on if that call answers NotImplemented too.
Status binary_step(VM& vm, BinOp op, bool inplace, Cell a, Cell b, uint32_t stage, uint32_t* next_stage, Cell* out);
Status compare_step(VM& vm, CmpOp op, Cell a, Cell b, uint32_t stage, uint32_t* next_stage, Cell* out);
enum class UnaryOp : uint8_t { Negative, Positive, Invert };
Status unary_op(VM& vm, UnaryOp op, Cell a, Cell* out);
// 1, 0; -1: failed; -2: vm.call asks __bool__, -3: vm.call asks __len__.
int truth_of(VM& vm, Cell c);
Status get_item(VM& vm, Cell o, Cell key, Cell* out);
Status set_item(VM& vm, Cell o, Cell key, Cell value);  // Ok: *nothing*; Call: result is dropped
Status delete_item(VM& vm, Cell o, Cell key);
Status contains(VM& vm, Cell container, Cell item, Cell* out);  // a bool; Call: result's truth
Status format_value(VM& vm, Cell value, Cell spec, uint32_t conversion, Cell* out);
Status get_awaitable(VM& vm, Cell o, uint32_t where, Cell* out);
Status get_yield_from_iter(VM& vm, Code* code, Cell o, Cell* out);
Status get_aiter(VM& vm, Cell o, Cell* out);
Status get_anext(VM& vm, Cell o, Cell* out);
Status special_method(VM& vm, Cell o, Str* name, Cell* out);  // bound, looked up on the type; EMPTY where it is missing

// Calls
bool bind_arguments(VM& vm, Function* fn, Cell* args, uint32_t n, uint32_t nkw, Tuple* kwnames,
                    Cell* slots);       // moves the arguments
Frame* push_frame(VM& vm, Code* code);  // uninitialised slots; null: MemoryError or RecursionError pending
Obj* new_generator_object(VM& vm, Function* fn, Frame* frame);

// Names
Status load_global_slow(VM& vm, Frame* f, Str* name, Cell* out);
Status load_name(VM& vm, Frame* f, Str* name, Cell* out);
Status store_name(VM& vm, Frame* f, Str* name, Cell value);
Status delete_name(VM& vm, Frame* f, Str* name);
Status unbound_local(VM& vm, Frame* f, uint32_t slot);

// Exceptions
Status raise_from_op(VM& vm, Cell exc, Cell cause,
                     Cell* again);            // exc or cause may be a class: Call makes the instance, *again says which
Status check_except_type(VM& vm, Cell type);  // TypeError unless a class or tuple of exception classes
Status except_star_match(VM& vm, Cell exc, Cell type, Cell* rest, Cell* match);
Status prep_reraise_star(VM& vm, Cell orig, Cell list, Cell* out);
void add_traceback(VM& vm, Frame* f, uint32_t ins);
Cell topmost_handled(VM& vm);                       // borrowed or EMPTY
Status generator_stop_error(VM& vm, Generator* g);  // pending StopIteration leaves a generator: RuntimeError instead

// match
Status match_keys(VM& vm, Cell subject, Cell keys, Cell* out);
Status match_class(VM& vm, Cell subject, Cell cls, uint32_t positional, Cell names, Cell* out);
bool is_sequence_pattern(VM& vm, Cell c);
bool is_mapping_pattern(VM& vm, Cell c);

Status make_function(VM& vm, Frame* f, uint32_t code_const, uint32_t flags, Cell* parts,
                     Cell* out);  // parts: owned, in pushing order
Status intrinsic(VM& vm, Frame* f, int32_t which, Cell* sp, uint32_t* consumed, Cell* out);
Status import_name(VM& vm, Frame* f, Str* name, Cell fromlist, Cell level, Cell* out);
Status import_from(VM& vm, Cell module, Str* name, Cell* out);

// What Native::special means: natives that the interpreter does itself because they switch frames.
enum Special : uint32_t {
    kSpecialNone,
    kGenSend,
    kGenThrow,
    kGenClose,
    kGenNext,
    kItemSend,
    kItemThrow,
    kItemClose,
    kItemNext,
    kAwaitSend,
    kAwaitThrow,
    kAwaitClose,
    kAwaitNext,
    kThrowDirect
};

}  // namespace loopscope::runtime
