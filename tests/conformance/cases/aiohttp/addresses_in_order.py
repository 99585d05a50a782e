# Addresses have an order, by their parts: a crawler sorts its report by them.
import asyncio

import aiohttp
from aiohttp import web


async def answer(request):
    return web.Response(text="ok")


async def main():
    app = web.Application()
    app.router.add_get("/{rest:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 8080).start()
    seen = []
    async with aiohttp.ClientSession() as session:
        for path in ("/b", "/a/c", "/a?x=1", "/a", "/"):
            async with session.get("http://127.0.0.1:8080" + path) as response:
                seen.append(response.url)
    for url in sorted(seen):
        print(url)
    print(seen[0] > seen[1], seen[0] <= seen[0], seen[3] < seen[2], seen[4] >= seen[3])
    try:
        seen[0] < "http://127.0.0.1:8080/b"
    except TypeError as error:
        print(error)
    await runner.cleanup()


asyncio.run(main())
