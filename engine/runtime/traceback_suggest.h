// What the program may have meant by a name that does not exist: the end of an exception's line in a traceback.
//
// Callers: traceback.cpp and the library's traceback module. Invariant: nothing of the program's runs.
#pragma once
#include <string>

#include "runtime/vm.h"

namespace loopscope::runtime {

// ". Did you mean: 'x'?" for NameError, AttributeError and ImportError; empty where nothing comes near.
std::string suggestion_for(VM& vm, Exception* e);

// Does sys.stdlib_module_names have the name?
bool is_standard_module(VM& vm, Cell name);

}  // namespace loopscope::runtime
