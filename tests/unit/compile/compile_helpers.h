// What the tests of the compiler share: source text in, code object or complaint out. Everything that is compiled here is
// verified.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compile/compiler.h"
#include "compile/verify.h"
#include "syntax/parser.h"

namespace compile_test {

using namespace loopscope;
using compile::CodeSpec;
using compile::Op;

using Code = std::shared_ptr<const CodeSpec>;

// The code of the module; the test fails where it does not compile.
Code compile_text(const std::string& source, compile::CompileOptions options = {});

// The code object of that qualified name inside of `code`, which it keeps alive.
Code inner(const Code& code, std::string_view qualname);

// "LINE:COLUMN: MESSAGE" of the refusal, or "compiles".
std::string complaint(const std::string& source);

// "OP a,b; OP a,b; ..." without marks.
std::string listing(const CodeSpec& code);

// Lines of the marked instructions, in the order of the code.
std::vector<int> marked_lines(const CodeSpec& code);

// Number of instructions with this opcode.
int count(const CodeSpec& code, Op op);

}  // namespace compile_test
