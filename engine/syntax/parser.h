// The parser's front door: source text -> Module (ast.h), or the Diagnostic that says what is wrong.
//
// Callers: the session (programs and modules), the compiler's eval/exec/compile. Invariants: never throws, never
// reads anything but its arguments; no input can make it crash, hang or use more than the limits in limits.h allow.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "base/diagnostic.h"
#include "syntax/ast.h"

namespace loopscope::syntax {

enum class Dialect : std::uint8_t {
    Py313,
    Py36,         // async and await are names except in and inside `async def`
    MicroPython,  // parses as Py313
};

struct ParseOptions {
    Dialect dialect = Dialect::Py313;
    std::uint32_t line_offset = 0;  // added to every line number: for a program that starts further down in a file
};

using ParseResult = base::Result<std::unique_ptr<Module>>;

// A whole program or module: fills Module::body.
ParseResult parse_module(std::string_view source, std::string_view file, const ParseOptions& options = {});

// One expression (eval): fills Module::expression. Leading spaces and tabs are skipped as eval() does.
ParseResult parse_expression(std::string_view source, std::string_view file, const ParseOptions& options = {});

}  // namespace loopscope::syntax
