// Tracebacks piece by piece: what the formatter in traceback.cpp and the library's module traceback share.
#pragma once
#include <string>
#include <vector>

#include "runtime/vm.h"

namespace loopscope::runtime {

compile::Position traceback_position(const Traceback* t);               // what failed, columns in bytes; -1: not known
std::vector<std::string> traceback_source(VM& vm, const Traceback* t);  // one entry's source lines with marks, without margin
std::string format_unraisable(VM& vm, Cell exc);                        // the exception alone, without marks, as of a finalizer
void setup_traceback_natives(VM& vm, Dict* engine);                     // traceback_natives.cpp: into the module _engine

}  // namespace loopscope::runtime
