// compile/code_bytes: code objects as bytes and back.
#include <doctest/doctest.h>

#include <random>

#include "compile/code_bytes.h"
#include "compile/compiler.h"
#include "syntax/parser.h"

using namespace loopscope;

namespace {

const char* const kProgram = R"(
import os.path as p
BIG = 123456789012345678901234567890
NUMBERS = (1, -2, 3.5, 2j, None, True, ..., b"\x00\xff", "text \u00e9", frozenset)
class Point:
    """A point."""
    __slots__ = ("x", "y")
    def __init__(self, x, y=-70000, /, *rest, key=None, **more):
        self.x, self.y = x, y
async def work(n):
    async with n as m:
        try:
            return [await f(i) async for i in m if i in {1, 2, 3}]
        except* ValueError as e:
            raise
        finally:
            print(f"{n!r:>{m}}")
def outer():
    a = 1
    def inner():
        nonlocal a
        yield from (a, lambda: a)
    return inner
)";

std::shared_ptr<const compile::CodeSpec> compiled() {
    auto module = syntax::parse_module(kProgram, "test.py", {});
    REQUIRE(module);
    auto code = compile::compile_module(**module, "test.py");
    REQUIRE(code);
    return *code;
}

void check_same(const compile::CodeSpec& a, const compile::CodeSpec& b);

void check_same(const compile::Constant& a, const compile::Constant& b) {
    REQUIRE(a.kind == b.kind);
    CHECK(a.i == b.i);
    CHECK(a.f == b.f);
    CHECK(a.text == b.text);
    REQUIRE(a.items.size() == b.items.size());
    for (size_t i = 0; i < a.items.size(); i++) check_same(a.items[i], b.items[i]);
    if (a.code) check_same(*a.code, *b.code);
}

void check_same(const compile::CodeSpec& a, const compile::CodeSpec& b) {
    CHECK(compile::disassemble(a) == compile::disassemble(b));
    CHECK(a.qualname == b.qualname);
    CHECK(a.file == b.file);
    CHECK(a.first_line == b.first_line);
    CHECK(a.flags == b.flags);
    CHECK(a.arg_count == b.arg_count);
    CHECK(a.posonly_count == b.posonly_count);
    CHECK(a.kwonly_count == b.kwonly_count);
    CHECK(a.free_base == b.free_base);
    CHECK(a.stack_size == b.stack_size);
    CHECK(a.varnames == b.varnames);
    CHECK(a.cellvars == b.cellvars);
    CHECK(a.freevars == b.freevars);
    CHECK(a.slot_names == b.slot_names);
    CHECK(a.names == b.names);
    REQUIRE(a.positions.size() == b.positions.size());
    for (size_t i = 0; i < a.positions.size(); i++) {
        CHECK(a.positions[i].line == b.positions[i].line);
        CHECK(a.positions[i].end_line == b.positions[i].end_line);
        CHECK(a.positions[i].column == b.positions[i].column);
        CHECK(a.positions[i].end_column == b.positions[i].end_column);
    }
    REQUIRE(a.exceptions.size() == b.exceptions.size());
    for (size_t i = 0; i < a.exceptions.size(); i++) {
        CHECK(a.exceptions[i].start == b.exceptions[i].start);
        CHECK(a.exceptions[i].end == b.exceptions[i].end);
        CHECK(a.exceptions[i].target == b.exceptions[i].target);
        CHECK(a.exceptions[i].depth == b.exceptions[i].depth);
    }
    REQUIRE(a.consts.size() == b.consts.size());
    for (size_t i = 0; i < a.consts.size(); i++) check_same(a.consts[i], b.consts[i]);
}

}  // namespace

TEST_CASE("code comes back as it was") {
    auto code = compiled();
    auto back = compile::code_from_bytes(compile::code_to_bytes(*code), "test.py");
    REQUIRE(back);
    check_same(*code, *back);
}

TEST_CASE("bytes that are cut are refused, changed ones do no harm") {
    const std::string bytes = compile::code_to_bytes(*compiled());
    for (size_t n = 0; n < bytes.size(); n += 7) CHECK_FALSE(compile::code_from_bytes(bytes.substr(0, n), "test.py"));
    std::mt19937 random(1);
    for (int round = 0; round < 2000; round++) {
        std::string changed = bytes;
        changed[random() % changed.size()] = static_cast<char>(random());
        (void)compile::code_from_bytes(changed, "test.py");
    }
}
