// What the compiler refuses, with the messages and places of CPython 3.13 (all rows were taken from it).
#include "compile_helpers.h"

using namespace compile_test;

namespace {

struct Row {
    const char* source;
    const char* complaint;  // LINE:COLUMN: MESSAGE
};

constexpr Row kRows[] = {
    {"return\n", "1:1: 'return' outside function"},
    {"class A:\n    return 1\n", "2:5: 'return' outside function"},
    {"yield 1\n", "1:1: 'yield' outside function"},
    {"class A:\n    yield 1\n", "2:5: 'yield' outside function"},
    {"x = yield from y\n", "1:5: 'yield from' outside function"},
    {"await x\n", "1:1: 'await' outside function"},
    {"def f():\n    await x\n", "2:5: 'await' outside async function"},
    {"def f():\n    async for x in y: pass\n", "2:5: 'async for' outside async function"},
    {"def f():\n    async with x: pass\n", "2:5: 'async with' outside async function"},
    {"def f():\n    return [x async for x in y]\n", "2:12: asynchronous comprehension outside of an asynchronous function"},
    {"async def f():\n    yield 1\n    return 2\n", "3:5: 'return' with value in async generator"},
    {"async def f():\n    yield from x\n", "2:5: 'yield from' inside async function"},
    {"break\n", "1:1: 'break' outside loop"},
    {"if 1:\n    continue\n", "2:5: 'continue' not properly in loop"},
    {"def f():\n    break\n", "2:5: 'break' outside loop"},
    {"for x in y:\n    def f():\n        break\n", "3:9: 'break' outside loop"},
    {"while 1:\n    class A:\n        continue\n", "3:9: 'continue' not properly in loop"},
    {"def f(x):\n    global x\n", "2:5: name 'x' is parameter and global"},
    {"def f():\n    x = 1\n    global x\n", "3:5: name 'x' is assigned to before global declaration"},
    {"def f():\n    print(x)\n    global x\n", "3:5: name 'x' is used prior to global declaration"},
    {"def f():\n    x: int\n    global x\n", "3:5: annotated name 'x' can't be global"},
    {"def f():\n    global x\n    x: int = 1\n", "3:5: annotated name 'x' can't be global"},
    {"nonlocal x\n", "1:1: nonlocal declaration not allowed at module level"},
    {"def f():\n    nonlocal x\n", "2:5: no binding for nonlocal 'x' found"},
    {"def f():\n    x = 1\n    def g():\n        x = 2\n        nonlocal x\n",
     "5:9: name 'x' is assigned to before nonlocal declaration"},
    {"def f():\n    x = 1\n    def g(x):\n        nonlocal x\n", "4:9: name 'x' is parameter and nonlocal"},
    {"def f():\n    x = 1\n    def g():\n        print(x)\n        nonlocal x\n",
     "5:9: name 'x' is used prior to nonlocal declaration"},
    {"def f():\n    x = 1\n    def g():\n        nonlocal x\n        global x\n", "4:9: name 'x' is nonlocal and global"},
    {"def f():\n    x = 1\n    def g():\n        nonlocal x\n        x: int = 3\n",
     "5:9: annotated name 'x' can't be nonlocal"},
    {"def f(a, a): pass\n", "1:10: duplicate argument 'a' in function definition"},
    {"lambda a, *, a: 1\n", "1:14: duplicate argument 'a' in function definition"},
    {"def f(a, b, *a): pass\n", "1:14: duplicate argument 'a' in function definition"},
    {"[x := 1 for x in y]\n", "1:2: assignment expression cannot rebind comprehension iteration variable 'x'"},
    {"[[x := 1 for z in y] for x in y]\n", "1:3: assignment expression cannot rebind comprehension iteration variable 'x'"},
    {"[z for x in (y := [1])]\n", "1:14: assignment expression cannot be used in a comprehension iterable expression"},
    {"[y for y in [1] if [z for y in (y := 2)]]\n",
     "1:33: assignment expression cannot be used in a comprehension iterable expression"},
    {"class A:\n    [x := 1 for y in z]\n", "2:6: assignment expression within a comprehension cannot be used in a class body"},
    {"[(x := 1) for y in z for x in y]\n", "1:3: assignment expression cannot rebind comprehension iteration variable 'x'"},
    {"[[x for x in y] for y in [1] if (x := 2)]\n", "compiles"},
    {"try: pass\nexcept: pass\nexcept A: pass\n", "2:1: default 'except:' must be last"},
    {"*a, *b = c\n", "1:1: multiple starred expressions in assignment"},
    {"*a = c\n", "1:1: starred assignment target must be in a list or tuple"},
    {"a = *b\n", "1:5: can't use starred expression here"},
    {"for *a in b: pass\n", "1:5: starred assignment target must be in a list or tuple"},
    {"def f():\n    from a import *\n", "2:19: import * only allowed at module level"},
    {"class A:\n    from a import *\n", "2:19: import * only allowed at module level"},
    {"x = 1\nfrom __future__ import annotations\n", "2:1: from __future__ imports must occur at the beginning of the file"},
    {"from __future__ import braces\n", "1:1: not a chance"},
    {"from __future__ import nonsense\n", "1:1: future feature nonsense is not defined"},
    {"\"doc\"\nfrom __future__ import annotations\nfrom os import path\nfrom __future__ import division\n",
     "4:1: from __future__ imports must occur at the beginning of the file"},
    {"__debug__ = 1\n", "1:1: cannot assign to __debug__"},
    {"del __debug__\n", "1:5: cannot delete __debug__"},
    {"a.__debug__ = 1\n", "1:1: cannot assign to __debug__"},
    {"def f(__debug__): pass\n", "1:7: cannot assign to __debug__"},
    {"def __debug__(): pass\n", "1:1: cannot assign to __debug__"},
    {"f(__debug__=1)\n", "1:3: cannot assign to __debug__"},
    {"f(a=1, a=2)\n", "1:8: keyword argument repeated: a"},
    {"f(a=1, **b, a=2)\n", "1:13: keyword argument repeated: a"},
    {"import __debug__\n", "1:1: cannot assign to __debug__"},
    {"class C(a=1, a=2): pass\n", "1:14: keyword argument repeated: a"},
    {"for __debug__ in x: pass\n", "1:5: cannot assign to __debug__"},
    {"try: pass\nexcept* A:\n    return\n", "3:5: 'return' outside function"},
    {"def f():\n    try: pass\n    except* A:\n        return\n",
     "4:9: 'break', 'continue' and 'return' cannot appear in an except* block"},
    {"for x in y:\n    try: pass\n    except* A:\n        break\n",
     "4:9: 'break', 'continue' and 'return' cannot appear in an except* block"},
    {"while 1:\n    try: pass\n    except* A:\n        continue\n",
     "4:9: 'break', 'continue' and 'return' cannot appear in an except* block"},
    {"match x:\n    case y: pass\n    case z: pass\n", "2:10: name capture 'y' makes remaining patterns unreachable"},
    {"match x:\n    case _: pass\n    case 1: pass\n", "2:10: wildcard makes remaining patterns unreachable"},
    {"match x:\n    case a | 1: pass\n", "2:10: name capture 'a' makes remaining patterns unreachable"},
    {"match x:\n    case 1 | a: pass\n", "2:10: alternative patterns bind different names"},
    {"match x:\n    case [a, a]: pass\n", "2:14: multiple assignments to name 'a' in pattern"},
    {"match x:\n    case [*a, *b]: pass\n", "2:10: multiple starred names in sequence pattern"},
    {"match x:\n    case {1: a, 1: b}: pass\n", "2:10: mapping pattern checks duplicate key (1)"},
    {"match x:\n    case {\"a\": a, **a}: pass\n", "2:10: multiple assignments to name 'a' in pattern"},
    {"match x:\n    case A(x=1, x=2): pass\n", "2:19: attribute name repeated in class pattern: x"},
    {"match x:\n    case [a] | {\"x\": b}: pass\n", "2:10: alternative patterns bind different names"},
    {"match x:\n    case (a as b) as b: pass\n", "2:10: multiple assignments to name 'b' in pattern"},
    {"def f[T, T](): pass\n", "1:10: duplicate type parameter 'T'"},
    {"class A[T=int, U]: pass\n", "1:16: non-default type parameter 'U' follows default type parameter"},
    {"def f[T: (yield 1)](): pass\n", "1:11: yield expression cannot be used within a TypeVar bound"},
    {"type A = (yield)\n", "1:11: yield expression cannot be used within a type alias"},
    {"type A = (x := 1)\n", "1:11: named expression cannot be used within a type alias"},
    {"class A[T: (await x)]: pass\n", "1:13: await expression cannot be used within a TypeVar bound"},
    {"def f[T: [x := 1 for y in z]](): pass\n",
     "1:11: assignment expression within a comprehension cannot be used in a TypeVar bound"},
    {"def f[__classdict__](): pass\n", "compiles"},
    {"def f():\n    type T = 1\n    def g[T]():\n        nonlocal T\n",
     "4:9: nonlocal binding not allowed for type parameter 'T'"},
    {"[(yield 1) for x in y]\n", "1:3: 'yield' inside list comprehension"},
    {"{(yield 1) for x in y}\n", "1:3: 'yield' inside set comprehension"},
    {"{(yield 1): 2 for x in y}\n", "1:3: 'yield' inside dict comprehension"},
    {"((yield 1) for x in y)\n", "1:3: 'yield' inside generator expression"},
    {"[(yield from z) for x in y]\n", "1:3: 'yield' inside list comprehension"},
    {"from __future__ import annotations\ndef f(x: (yield 1)): pass\n",
     "2:11: yield expression cannot be used within an annotation"},
    {"from __future__ import annotations\ndef f(x: (y := 1)): pass\n",
     "2:11: named expression cannot be used within an annotation"},
    {"from __future__ import annotations\nasync def f(x: (await y)): pass\n",
     "2:17: await expression cannot be used within an annotation"},
    {"x: int = 1\ndef f():\n    (x): int = 3\n    nonlocal x\n", "4:5: name 'x' is assigned to before nonlocal declaration"},
    {"if 1:\n  if 1:\n    print(__debug__)\n    (__debug__) += 1\n", "4:6: cannot assign to __debug__"},
    {"with x as __debug__: pass\n", "1:11: cannot assign to __debug__"},
    {"lambda __debug__: 1\n", "1:8: cannot assign to __debug__"},
    {"x = lambda: (yield)\n", "compiles"},
    {"class A:\n    def f(self):\n        nonlocal y\n", "3:9: no binding for nonlocal 'y' found"},
    {"def f():\n    def g():\n        nonlocal __class__\n", "3:9: no binding for nonlocal '__class__' found"},
    {"def f():\n    with a:\n        return\n    try:\n        pass\n    finally:\n        continue\n",
     "7:9: 'continue' not properly in loop"},
    {"async def f():\n    def g():\n        await x\n", "3:9: 'await' outside async function"},
    {"async def f():\n    lambda: await x\n", "2:13: 'await' outside async function"},
    {"async def f():\n    class A:\n        await x\n", "3:9: 'await' outside function"},
    {"def f():\n    (await x for x in y)\n", "compiles"},
    {"def f():\n    [await x for x in y]\n", "2:5: asynchronous comprehension outside of an asynchronous function"},
    {"def f():\n    {x: y async for x in y}\n", "2:5: asynchronous comprehension outside of an asynchronous function"},
    {"async def f():\n    def g():\n        return {x async for x in y}\n",
     "3:16: asynchronous comprehension outside of an asynchronous function"},
    {"async def f():\n    return 1, (yield)\n", "2:5: 'return' with value in async generator"},
};

}  // namespace

TEST_CASE("complaints are CPython's, in its words and places") {
    for (const Row& row : kRows) {
        INFO(row.source);
        CHECK(complaint(row.source) == row.complaint);
    }
}

TEST_CASE("a complaint carries the source line") {
    auto module = syntax::parse_module("x = 1\nreturn x\n", "test.py");
    REQUIRE(module.ok());
    auto code = compile::compile_module(**module, "shown.py");
    REQUIRE(!code.ok());
    CHECK(code.error().file == "shown.py");
    CHECK(code.error().text == "return x\n");
    CHECK(code.error().end_line == 2);
    CHECK(code.error().end_column == 9);
}

TEST_CASE("blocks nest 21 deep, no more") {
    auto nested = [](int depth) {
        std::string source;
        for (int i = 0; i < depth; ++i) source += std::string(static_cast<size_t>(i), ' ') + "while x:\n";
        return source + std::string(static_cast<size_t>(depth), ' ') + "pass\n";
    };
    CHECK(complaint(nested(21)) == "compiles");
    CHECK(complaint(nested(22)) == "22:22: too many statically nested blocks");
}

namespace {

std::vector<std::string> warnings_of(const std::string& source) {
    std::vector<base::Diagnostic> found;
    compile::CompileOptions options;
    options.warnings = &found;
    compile_text(source, options);
    std::vector<std::string> out;
    for (const base::Diagnostic& d : found) {
        CHECK(d.kind == base::DiagnosticKind::Warning);
        out.push_back(std::to_string(d.line) + ":" + std::to_string(d.column) + ": " + d.message);
    }
    return out;
}

}  // namespace

TEST_CASE("what can hardly be meant is warned about") {
    using List = std::vector<std::string>;
    CHECK(warnings_of("x is 1\n") == List{"1:1: \"is\" with 'int' literal. Did you mean \"==\"?"});
    CHECK(warnings_of("x is not 'a'\n") == List{"1:1: \"is not\" with 'str' literal. Did you mean \"!=\"?"});
    CHECK(warnings_of("x is None\nx is ...\nx is True\n") == List{});
    CHECK(warnings_of("assert (x, 'message')\n") == List{"1:1: assertion is always true, perhaps remove parentheses?"});
    CHECK(warnings_of("(1)(2)\n") == List{"1:2: 'int' object is not callable; perhaps you missed a comma?"});
    CHECK(warnings_of("[(1, 2) (3, 4)]\n") == List{"1:2: 'tuple' object is not callable; perhaps you missed a comma?"});
    CHECK(warnings_of("[[1] ['a']]\n") ==
          List{"1:2: list indices must be integers or slices, not str; perhaps you missed a comma?"});
    CHECK(warnings_of("x = {1}[0]\n") == List{"1:5: 'set' object is not subscriptable; perhaps you missed a comma?"});
    CHECK(warnings_of("def f():\n    try:\n        return 1\n    finally:\n        x is 1\n").size() == 1);
}
