import asyncio
import pathlib
import aiohttp
from aiohttp import web

async def sse(request):
    resp = web.StreamResponse(status=200, reason="OK", headers={"Content-Type": "text/event-stream"})
    await resp.prepare(request)
    for i in range(3):
        await resp.write(f"data: {i}\n\n".encode())
        await asyncio.sleep(0.1)
    await resp.write_eof()
    return resp

async def download(request):
    return web.FileResponse(pathlib.Path("hello.txt"))

async def body(request):
    n = 0
    async for chunk in request.content.iter_chunked(4):
        n += 1
    return web.Response(text=str(n))

async def gen():
    for i in range(3):
        yield b"abcd"
        await asyncio.sleep(0.01)

async def main():
    pathlib.Path("hello.txt").write_text("hello static\n")
    pathlib.Path("pub").mkdir(exist_ok=True)
    pathlib.Path("pub/page.html").write_text("<p>page</p>")
    app = web.Application()
    app.router.add_get("/sse", sse)
    app.router.add_get("/file", download)
    app.router.add_post("/body", body)
    app.router.add_static("/static/", path="pub", name="static")
    sub = web.Application()
    sub.router.add_get("/x", lambda r: ok(r))
    app.add_subapp("/admin", sub)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 8080).start()
    base = "http://127.0.0.1:8080"
    async with aiohttp.ClientSession() as s:
        async with s.get(base + "/sse") as r:
            print(r.content_type)
            async for line in r.content:
                if line.strip():
                    print(line)
        async with s.get(base + "/file") as r:
            print(r.status, r.content_type, r.content_length, await r.text())
        for p in ("/static/page.html", "/static/none.html", "/static/../hello.txt"):
            async with s.get(base + p) as r:
                print(p, r.status, r.content_type, (await r.text())[:20])
        async with s.get(base + "/file", headers={"Range": "bytes=0-4"}) as r:
            print(r.status, r.headers.get("Content-Range"), await r.text())
        async with s.post(base + "/body", data=gen()) as r:
            print(await r.text())
        async with s.post(base + "/body", data=b"x" * 17) as r:
            print(await r.text())
        async with s.get(base + "/admin/x") as r:
            print(r.status, await r.text())
        async with s.get(base + "/file") as r:
            with open("copy.txt", "wb") as f:
                async for chunk in r.content.iter_chunked(5):
                    f.write(chunk)
        print(open("copy.txt").read())
    await runner.cleanup()

async def ok(request):
    return web.Response(text=f"sub {request.path}")

asyncio.run(main())
