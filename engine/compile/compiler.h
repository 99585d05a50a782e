// The compiler's front door: a syntax tree -> the code object of its module, with those of its functions inside.
//
// Callers: the session (programs), import (modules), compile/exec/eval. Invariants: never throws and reads nothing but its
// arguments; whatever the tree, it ends with a code object that verify() accepts, or with the Diagnostic that CPython 3.13
// would give; the same tree gives the same code, byte for byte.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "compile/code.h"
#include "syntax/ast.h"

namespace loopscope::compile {

enum class Mode : uint8_t {
    Exec,  // a program or module: returns None
    Eval,  // Module::expression: returns its value
};

struct CompileOptions {
    bool library = false;  // every code object gets kLibrary
    bool hidden = false;   // and kHidden
    Mode mode = Mode::Exec;
    uint32_t line_offset = 0;                // as in the ParseOptions that the tree was made with
    bool coroutines_are_generators = false;  // MicroPython: async def makes a plain generator, and await is yield from
    bool future_annotations = false;         // as if the program began with: from __future__ import annotations
    const std::map<std::string, double>* costs =
        nullptr;  // seconds that a call of the function of this name or qualified name takes
    std::vector<base::Diagnostic>* warnings = nullptr;  // SyntaxWarnings go here
};

using CompileResult = base::Result<std::shared_ptr<const CodeSpec>>;

CompileResult compile_module(const syntax::Module& module, std::string_view file, const CompileOptions& options = {});

// Instructions of all code objects of one module together: more is refused as too complex. Nested `finally` blocks double
// their code at each level.
inline constexpr size_t kMaxInstructions = 1'500'000;

}  // namespace loopscope::compile
