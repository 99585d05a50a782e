#include <doctest/doctest.h>

#include "syntax/parser.h"

using namespace loopscope::syntax;

namespace {

bool parses(std::string_view source, Dialect dialect) {
    ParseOptions options;
    options.dialect = dialect;
    return parse_module(source, "x", options).ok();
}

}  // namespace

TEST_CASE("in the dialect of 3.6, async and await are names outside async def") {
    for (std::string_view source : {
             "async = 1\nawait = 2\nprint(async + await)\n",
             "import asyncio\ntask = asyncio.async(work())\n",
             "def async(await): return await\n",
             "f(async=True)\n",
             "from asyncio import async\n",
             "async def f():\n    await g()\nasync = 1\n",
             "async def f(): await g()\nawait = 1\n",
             "async def f():\n    x = asyncio.async(g())\n    await x\n",
             // NOLINTNEXTLINE(bugprone-suspicious-missing-comma): one program
             "class A:\n    async def f(self):\n        async with a as b:\n            await c\n"
             "    def await(self): pass\n",
         }) {
        CAPTURE(source);
        CHECK(parses(source, Dialect::Py36));
    }
    CHECK_FALSE(parses("await x\n", Dialect::Py36));
    CHECK_FALSE(parses("async for x in y: pass\n", Dialect::Py36));
    CHECK_FALSE(parses("async def f():\n    await = 1\n", Dialect::Py36));
    CHECK_FALSE(parses("async def f():\n    def async(): pass\n", Dialect::Py36));
}

TEST_CASE("old and new spelling side by side") {
    ParseOptions options;
    options.dialect = Dialect::Py36;
    ParseResult result = parse_module(
        "@asyncio.coroutine\ndef old():\n    yield from new()\n\nasync def new():\n"
        "    await asyncio.async(old())\n\nloop.run_until_complete(old())\n",
        "x", options);
    REQUIRE(result);
    CHECK((*result)->body[0]->kind == NodeKind::FunctionDef);
    CHECK((*result)->body[1]->kind == NodeKind::AsyncFunctionDef);
}

TEST_CASE("in 3.13 and MicroPython they are keywords") {
    for (Dialect dialect : {Dialect::Py313, Dialect::MicroPython}) {
        CHECK_FALSE(parses("async = 1\n", dialect));
        CHECK_FALSE(parses("asyncio.async(x)\n", dialect));
        CHECK(parses("await x\n", dialect));  // outside a function: the compiler's matter
        CHECK(parses("async def f():\n    async for x in y: await x\n", dialect));
    }
}
