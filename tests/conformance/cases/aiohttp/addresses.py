# Addresses: what a client encodes, and what the server's handler sees of it.
import asyncio

import aiohttp
from aiohttp import web


async def show(request):
    print(request.method, request.raw_path, request.path, request.query_string, sorted(request.query.items()),
          request.match_info.get("rest"))
    return web.Response(text="ok")


async def main():
    app = web.Application()
    app.router.add_get("/{rest:.*}", show)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 8080).start()
    base = "http://127.0.0.1:8080"
    async with aiohttp.ClientSession() as session:
        for path in ("/a b/ü", "/%7Euser/%2Fx", "/a/../b/./c", "/q?x=1 2&y=ä%20z", "/p?a=b;c&d", "/it's(1)", "/"):
            async with session.get(base + path) as response:
                print(response.status, str(response.url)[len(base):], response.url.path)
        params = {"a": "x y", "b": "1+1", "c": "a/b?c&d=e", "l": "ö"}
        async with session.get(base + "/params", params=params) as response:
            print(response.url.raw_query_string)
        async with session.get(base + "/more?z=0", params=[("k", "1"), ("k", "2")]) as response:
            print(response.url.query_string)
    await runner.cleanup()


asyncio.run(main())
