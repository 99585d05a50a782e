#include "support/broken_inputs.h"

namespace loopscope::tests {

namespace {

std::string repeated(const std::string& piece, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += piece;
    return text;
}

std::string stairs(int height) {
    std::string text;
    for (int i = 0; i < height; ++i) text += std::string(static_cast<std::size_t>(i), ' ') + "if x:\n";
    return text + std::string(static_cast<std::size_t>(height), ' ') + "pass\n";
}

}  // namespace

// Places and messages are those of CPython 3.13.
std::vector<BrokenInput> broken_programs() {
    using namespace std::string_literals;
    return {
        {"unclosed bracket", "x = (1,\ny = 2\n", "1:5: error: '(' was never closed", ""},
        {"unclosed string", "x = 'abc\ny = 1\n", "1:5: error: unterminated string literal (detected at line 1)", ""},
        {"unclosed triple quotes", "x = '''abc\ny = 1\n",
         "1:5: error: unterminated triple-quoted string literal (detected at line 2)", ""},
        {"unmatched bracket", "x = 1)\n", "1:6: error: unmatched ')'", ""},
        {"mismatched brackets", "x = (1, 2]\n", "1:10: error: closing parenthesis ']' does not match opening parenthesis '('",
         ""},
        {"missing colon", "if True\n    pass\n", "1:8: error: expected ':'", ""},
        {"missing block", "def f():\nx = 1\n", "2:1: error: expected an indented block after function definition on line 1",
         ""},
        {"missing block at the end", "for x in y:\n", "1:12: error: expected an indented block after 'for' statement on line 1",
         ""},
        {"unexpected indent", "x = 1\n    y = 2\n", "2:4: error: unexpected indent", ""},
        {"dedent to no level", "if x:\n        a\n    b\n", "3:6: error: unindent does not match any outer indentation level",
         ""},
        {"tabs and spaces", "if x:\n        a\n\tb\n", "3:1: error: inconsistent use of tabs and spaces in indentation", ""},
        {"assignment to a literal", "1 = x\n",
         "1:1: error: cannot assign to literal here. Maybe you meant '==' instead of '='?", ""},
        {"assignment to a call", "f() = 1\n",
         "1:1: error: cannot assign to function call here. Maybe you meant '==' instead of '='?", ""},
        {"assignment for comparison", "if x = 1:\n    pass\n",
         "1:4: error: invalid syntax. Maybe you meant '==' or ':=' instead of '='?", ""},
        {"assignment to None", "None = 1\n", "1:1: error: cannot assign to None", ""},
        {"keyword as a name", "class = 3\n", "1:7: error: invalid syntax", ""},
        {"return outside of a function", "return 1\n", "1:1: error: 'return' outside function", ""},
        {"yield outside of a function", "yield 1\n", "1:1: error: 'yield' outside function", ""},
        {"await outside of a function", "await x\n", "1:1: error: 'await' outside function", ""},
        {"await in a plain function", "def f():\n    await x\n", "2:5: error: 'await' outside async function", ""},
        {"break outside of a loop", "break\n", "1:1: error: 'break' outside loop", ""},
        {"continue outside of a loop", "if x:\n    continue\n", "2:5: error: 'continue' not properly in loop", ""},
        {"async for in a plain function", "def f():\n    async for x in y:\n        pass\n",
         "2:5: error: 'async for' outside async function", ""},
        {"yield from in async def", "async def f():\n    yield from x\n", "2:5: error: 'yield from' inside async function", ""},
        {"return with value in an async generator", "async def f():\n    yield 1\n    return 2\n",
         "3:5: error: 'return' with value in async generator", ""},
        {"nonlocal at module level", "nonlocal x\n", "1:1: error: nonlocal declaration not allowed at module level", ""},
        {"nonlocal without binding", "def f():\n    nonlocal x\n", "2:5: error: no binding for nonlocal 'x' found", ""},
        {"name is parameter and global", "def f(x):\n    global x\n", "2:5: error: name 'x' is parameter and global", ""},
        {"duplicate argument", "def f(x, x):\n    pass\n", "1:10: error: duplicate argument 'x' in function definition", ""},
        {"default before non-default", "def f(a=1, b):\n    pass\n",
         "1:12: error: parameter without a default follows parameter with a default", ""},
        {"positional after keyword", "f(a=1, 2)\n", "1:9: error: positional argument follows keyword argument", ""},
        {"keyword repeated", "f(a=1, a=2)\n", "1:8: error: keyword argument repeated: a", ""},
        {"python 2 print", "print 'hello'\n", "1:1: error: Missing parentheses in call to 'print'. Did you mean print(...)?",
         ""},
        {"python 2 except", "try:\n    pass\nexcept A, B:\n    pass\n",
         "3:8: error: multiple exception types must be parenthesized", ""},
        {"try without except", "try:\n    x\ny = 1\n", "3:1: error: expected 'except' or 'finally' block", ""},
        {"default except not last", "try:\n    pass\nexcept:\n    pass\nexcept A:\n    pass\n",
         "3:1: error: default 'except:' must be last", ""},
        {"bad escape at the end", "x = 'a\\", "1:5: error: unterminated string literal (detected at line 1)", ""},
        {"backslash before space", "x = 1 + \\ \n2\n", "1:10: error: unexpected character after line continuation character",
         ""},
        {"unicode escape cut off", "x = '\\x4'\n",
         "1:5: error: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-2: truncated \\xXX escape", ""},
        {"unknown character", "x = 5 $ 3\n", "1:7: error: invalid syntax", ""},
        {"curly quotes", "print(\xe2\x80\x9chello\xe2\x80\x9d)\n", "1:7: error: invalid character '\xe2\x80\x9c' (U+201C)", ""},
        {"no-break space",
         "x =\xc2\xa0"
         "1\n",
         "1:4: error: invalid non-printable character U+00A0", ""},
        {"leading zeros", "x = 012\n",
         "1:5: error: leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers", ""},
        {"bad number", "x = 12abc\n", "1:6: error: invalid decimal literal", ""},
        {"bad hexadecimal", "x = 0xg\n", "1:6: error: invalid hexadecimal literal", ""},
        {"two stars in a list", "x = *a\n", "1:5: error: can't use starred expression here", ""},
        {"f-string without end", "x = f'{a'\n", "1:9: error: f-string: expecting '}'", ""},
        {"f-string with nothing", "x = f'{}'\n", "1:8: error: f-string: valid expression required before '}'", ""},
        {"f-string with a single brace", "x = f'a}'\n", "1:8: error: f-string: single '}' is not allowed", ""},
        {"import star in a function", "def f():\n    from a import *\n", "2:19: error: import * only allowed at module level",
         ""},
        {"future feature unknown", "from __future__ import braces\n", "1:1: error: not a chance", ""},
        {"future import too late", "x = 1\nfrom __future__ import annotations\n",
         "2:1: error: from __future__ imports must occur at the beginning of the file", ""},
        {"delete a literal", "del 1\n", "1:5: error: cannot delete literal", ""},
        {"lambda with a statement", "f = lambda: return 1\n", "1:13: error: invalid syntax", ""},
        {"decorator without function", "@a\nx = 1\n", "2:1: error: invalid syntax", ""},
        {"ternary without else", "x = 1 if y\n", "1:5: error: expected 'else' after 'if' expression", ""},
        {"walrus at statement level", "x := 1\n", "1:3: error: invalid syntax", ""},
        {"star expression alone", "print(*)\n", "1:8: error: Invalid star expression", ""},
        {"generator argument without parentheses", "f(x for x in y, 1)\n",
         "1:3: error: Generator expression must be parenthesized", ""},
        {"type annotation on a call", "f(): int = 1\n", "1:1: error: illegal target for annotation", ""},
        {"with without as target", "with open() as 1:\n    pass\n", "1:16: error: cannot assign to literal", ""},
        {"end of file in a def", "async def main(:\n    pass\n", "1:16: error: invalid syntax", ""},

        {"NUL byte", "x = 1\0\n"s, "1:1: error: source code cannot contain null bytes", ""},
        {"not UTF-8", "x = 1\ny = '\xe9'\n",
         "2:1: error: Non-UTF-8 code starting with '\\xe9' in file x.py on line 2, but no encoding declared; see "
         "https://peps.python.org/pep-0263/ for details",
         ""},
        {"unknown encoding", "# -*- coding: foo -*-\n", "1:1: error: encoding problem: foo", ""},
        {"nested brackets", "x = " + repeated("(", 300) + repeated(")", 300) + "\n",
         "1:205: error: too many nested parentheses", ""},
        {"very many brackets", "x = " + repeated("[", 900'000) + "\n", "1:205: error: too many nested parentheses", ""},
        {"nested blocks", stairs(120), "101:1: error: too many levels of indentation", ""},
    };
}

}  // namespace loopscope::tests
