// Classes: making them, their method resolution order, and what the interpreter wants to know of them at a glance
// (class_flags).
#pragma once
#include "runtime/vm.h"

namespace loopscope::runtime {

Class* new_class(VM& vm, Class* meta, Str* name, Tuple* bases, Dict* ns,
                 Status* why);  // type.__new__ without hooks; null: *why
Class* new_builtin_class(VM& vm, const char* name, const char* module, Kind kind, Class* base, uint32_t flags);
bool ready_class(VM& vm, Class* cls);   // mro from bases; false: TypeError pending
void update_class(VM& vm, Class* cls);  // after its dict or bases changed: flags and versions, of subclasses too
Cell class_lookup_after(VM& vm, Class* cls, Class* start, Str* name);  // in cls's mro behind start (super); borrowed or EMPTY
Shape* shape_with(VM& vm, Shape* s, Str* key);                         // s and one attribute more; null: no memory
int shape_slot(const Shape* s, const Str* key);                        // -1: not in it
Dict* instance_dict(VM& vm, Instance* i);                              // switches to dict mode; null: no memory or no __dict__
Dict** attr_dict_place(VM& vm, Obj* o);  // where the attribute dict of an object lies; null: it has none (or is an Instance)
Status descriptor_get(VM& vm, Cell attr, Cell o, Class* cls, Cell* out);  // o EMPTY: through the class
bool is_data_descriptor(VM& vm, Cell attr);
bool method_binds(Cell attr);                       // function or native method: becomes bound on access
Cell new_bound_method(VM& vm, Cell fn, Cell self);  // EMPTY: no memory
Status type_get_attr(VM& vm, Class* cls, Str* name, Cell* out, bool* found);
Status no_attribute(VM& vm, Cell o, Str* name);                              // AttributeError as CPython words it
Status property_lacks(VM& vm, const Property* p, Cell o, const char* what);  // a getter, setter or deleter: AttributeError
Status isinstance_plain(VM& vm, Cell o, Cell cls, int* result);              // 1, 0; -1: needs Python (__instancecheck__)
void setup_type_natives(VM& vm);
void setup_object_natives(VM& vm);
void setup_function_natives(VM& vm);
void setup_exception_natives(VM& vm);
void setup_generator_natives(VM& vm);
void setup_builtin_core(VM& vm);  // isinstance, super, globals, exec ... and hidden helpers' natives
bool setup_modules(VM& vm);       // sys, builtins, hidden library

}  // namespace loopscope::runtime
