// Broken variants of a program that uses the whole grammar: each is parsed or refused, and what is said makes sense.
#include <doctest/doctest.h>

#include <random>
#include <string>

#include "base/utf8.h"
#include "syntax/parser.h"

using namespace loopscope;
using namespace loopscope::syntax;

namespace {

constexpr std::string_view kProgram = R"py(# coding: utf-8
import a.b as c, d
from ..e import (f as g, h,)
@deco(1)
async def fn[T: int, *U, **P](a, /, b: int = 1, *args: *U, k, **kw) -> T:
    async with x as y, (z): await q
    async for i, *j in [k async for k in l if m]: yield i
    return (yield)
class A(B, metaclass=C):
    x: int = 0; y = z = 1; w += 2
    def m(self): nonlocal v; global u
try:
    raise E from None
except* (F, G) as e: pass
else: ...
finally: del a.b, c[1:2, ::3]
while not (n := 1) < 2 is not None: break
else: continue
match p, q:
    case [1, *_] | {"k": None, **r} if s: pass
    case Point(x=0, y=-1.5j) as t: pass
    case a.b | "s" "t" | (1): pass
type X[T] = list[T]
v = f'{a!r:>{w}} {b=} {{}}' rf"\d{c}" 'x\x41\N{BULLET}\
y' if a else lambda *b, c=1, **d: {**e, 1: 2}, {*f}, b'\xff' b"", 0x1F, 1_0.5e-3j
with (a as b, c): assert x, "é"
print(*a, **b, c=d)
)py";

constexpr std::string_view kPieces[] = {
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    "=",
    "*",
    "**",
    "'",
    "\"",
    "'''",
    "\\",
    "\n",
    "\t",
    "    ",
    "\r",
    "\f",
    "#",
    "@",
    "if ",
    "else ",
    "for ",
    "lambda ",
    "print ",
    "f'{",
    "}}",
    "!r",
    ":=",
    "0x",
    "1e",
    "\\N{",
    "\x01",
    "\xC3",
    "\xED\xA0\x80",
    "\xE2\x80\xA8",
};

std::string mutate(std::string text, std::mt19937& random) {
    const std::size_t changes = 1 + random() % 4;
    for (std::size_t i = 0; i < changes && !text.empty(); ++i) {
        const std::size_t at = random() % text.size();
        switch (random() % 5) {
            case 0: text.erase(at, 1 + random() % 8); break;
            case 1: text.insert(at, kPieces[random() % std::size(kPieces)]); break;
            case 2: text[at] = static_cast<char>(random()); break;
            case 3: text.insert(at, text.substr(random() % text.size(), random() % 40)); break;
            default: text.erase(0, random() % text.size()); break;
        }
    }
    return text;
}

std::size_t lines_of(std::string_view text) {
    std::size_t lines = 1;
    for (char c : text) lines += c == '\n' || c == '\r';
    return lines;
}

}  // namespace

TEST_CASE("the program itself parses") {
    ParseResult result = parse_module(kProgram, "x");
    if (!result) FAIL(base::format_diagnostic(result.error()));
    CHECK((*result)->body.size() == 11);
}

TEST_CASE("broken variants are refused with a place inside the text and words in UTF-8") {
    std::mt19937 random(20240607);
    std::size_t refused = 0;
    for (int round = 0; round < 6000; ++round) {
        const std::string source = mutate(std::string(kProgram), random);
        ParseOptions options;
        options.dialect = round % 3 == 0 ? Dialect::Py36 : Dialect::Py313;
        ParseResult result = parse_module(source, "x", options);
        if (result) {
            dump(**result);
            continue;
        }
        ++refused;
        const base::Diagnostic& error = result.error();
        CAPTURE(source);
        CHECK_FALSE(error.message.empty());
        CHECK(base::find_invalid_utf8(error.message) == std::string::npos);
        CHECK(error.line <= lines_of(source));
        CHECK((error.line > 0 || error.message.find("encoding") != std::string::npos));
    }
    CHECK(refused > 3000);
}

TEST_CASE("every beginning of the program is parsed or refused") {
    for (std::size_t size = 0; size < kProgram.size(); ++size) {
        ParseResult result = parse_module(kProgram.substr(0, size), "x");
        if (!result) CHECK_FALSE(result.error().message.empty());
    }
}
