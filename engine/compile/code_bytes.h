// Code objects as bytes and back: the library's modules are compiled when the engine is built and lie in the binary in this
// form.
//
// Callers: library/tools (writing), the runtime (reading). Invariants: reading what was written gives an equal CodeSpec; no
// bytes, however broken, make reading fail in another way than by null. The form is that of one build: no version, never in a
// file of the user's.
#pragma once
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "compile/code.h"

namespace loopscope::compile {

// CodeSpec::file is not kept: the reader says it.
std::string code_to_bytes(const CodeSpec& code);
std::shared_ptr<const CodeSpec> code_from_bytes(std::string_view bytes, std::string_view file);

}  // namespace loopscope::compile
