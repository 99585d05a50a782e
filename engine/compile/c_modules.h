// Which modules of the library stand for what is C in CPython (or in a MicroPython firmware): they are compiled as hidden code,
// so that they are in no traceback and leave no events but those that they make on purpose. Callers: the import of modules and
// the tool that compiles the library beforehand; both must agree.
#pragma once
#include <initializer_list>
#include <string_view>

namespace loopscope::compile {

inline bool stands_for_c(std::string_view module) {
    for (std::string_view name :
         {"_socket", "_later", "io", "_files", "atexit", "errno", "_uasyncio_queues", "unicodedata", "_unicode_data"}) {
        if (module == name) return true;
    }
    return module.starts_with("_world") || module.starts_with("_builtins");
}

}  // namespace loopscope::compile
