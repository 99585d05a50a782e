// The set-up of a VM, part by part, in the order of vm_life.cpp. Each part registers natives; none runs Python.
#pragma once
#include "runtime/vm.h"

namespace loopscope::runtime {

void setup_object_class(VM& vm);        // object_natives.cpp
void setup_type_class(VM& vm);          // type_natives.cpp
void setup_function_classes(VM& vm);    // function_natives.cpp: function, method, builtin function, code, frame, cell
void setup_descriptor_classes(VM& vm);  // descriptor_natives.cpp: property, staticmethod, classmethod, super, module
void setup_core_functions(VM& vm);      // core_functions.cpp: isinstance, exec, globals ..., natives of hidden helpers
void setup_sys_module(VM& vm);          // sys_module.cpp
void setup_weakref_module(VM& vm);      // weakref_module.cpp
void setup_gc_module(VM& vm);           // gc_module.cpp
void setup_re_module(VM& vm);           // mod_re.cpp
void setup_json_module(VM& vm);         // mod_json.cpp

Status generic_get_attr(VM& vm, Cell o, Str* name, Cell* out);
Status generic_set_attr(VM& vm, Cell o, Str* name, Cell value);
std::string default_object_repr(VM& vm, Cell c);
Status repr_by_kind(VM& vm, Cell c, Cell* out);
Status type_call(VM& vm, Class* cls, Args a, Cell* out);
Status get_object_dict(VM& vm, Cell self, Cell* out);  // the attribute __dict__ of instances
Status set_object_dict(VM& vm, Cell self, Cell value);
Status get_first_weakref(VM& vm, Cell self, Cell* out);  // the attribute __weakref__ of instances: a reference to them, or None
Cell object_dict(VM& vm, Cell o);  // owned dict of its attributes (the live one); EMPTY: it has none or an error is pending

// Source to code, for import, exec and compile. Fail: SyntaxError pending.
Status compile_source(VM& vm, std::string_view text, std::string_view file, std::string_view mode, bool library, bool hidden,
                      std::string_view module, Cell* code);

}  // namespace loopscope::runtime
