import asyncio
import io
import aiohttp
from aiohttp import web

async def form(request):
    data = await request.post()
    out = []
    for k, v in data.items():
        if isinstance(v, web.FileField):
            out.append((k, v.filename, v.content_type, v.file.read().decode()))
        else:
            out.append((k, v))
    print("form", request.content_type, out)
    return web.Response(text="ok")

async def upload(request):
    reader = await request.multipart()
    while True:
        part = await reader.next()
        if part is None:
            break
        if part.filename:
            size = 0
            while True:
                chunk = await part.read_chunk(4096)
                if not chunk:
                    break
                size += len(chunk)
            print("file", part.name, part.filename, size)
        else:
            print("field", part.name, await part.text())
    return web.json_response({"ok": 1})

async def main():
    app = web.Application(client_max_size=1024**2)
    app.add_routes([web.post("/form", form), web.post("/upload", upload)])
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 8080).start()
    async with aiohttp.ClientSession() as s:
        async with s.post("http://127.0.0.1:8080/form", data={"a": "1", "b": "two words"}) as r:
            print(r.status, await r.text())
        fd = aiohttp.FormData()
        fd.add_field("name", "report")
        fd.add_field("file", io.BytesIO(b"hello file content"), filename="r.txt", content_type="text/plain")
        async with s.post("http://127.0.0.1:8080/form", data=fd) as r:
            print(r.status)
        fd = aiohttp.FormData()
        fd.add_field("note", "x y")
        fd.add_field("file", b"0123456789" * 5, filename="d.bin")
        async with s.post("http://127.0.0.1:8080/upload", data=fd) as r:
            print(r.status, await r.text())
        async with s.post("http://127.0.0.1:8080/form", data={"f": io.BytesIO(b"bytes")}) as r:
            print(r.status)
        with aiohttp.MultipartWriter("form-data") as mp:
            mp.append("text part")
            mp.append_json({"k": 1})
            async with s.post("http://127.0.0.1:8080/upload2", data=mp) as r:
                print(r.status)
    await runner.cleanup()

asyncio.run(main())
