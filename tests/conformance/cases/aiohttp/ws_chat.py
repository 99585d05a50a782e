import asyncio
import aiohttp
from aiohttp import web

async def wshandler(request):
    resp = web.WebSocketResponse()
    available = resp.can_prepare(request)
    if not available:
        return web.Response(text="<html>chat</html>", content_type="text/html")
    await resp.prepare(request)
    await resp.send_str("Welcome!!!")
    try:
        print("Someone joined.")
        for ws in request.app["sockets"]:
            await ws.send_str("Someone joined")
        request.app["sockets"].append(resp)
        async for msg in resp:
            if msg.type == web.WSMsgType.TEXT:
                for ws in request.app["sockets"]:
                    if ws is not resp:
                        await ws.send_str(msg.data)
            else:
                return resp
        return resp
    finally:
        request.app["sockets"].remove(resp)
        print("Someone disconnected.")
        for ws in request.app["sockets"]:
            await ws.send_str("Someone disconnected.")

async def on_shutdown(app):
    for ws in app["sockets"]:
        await ws.close()

def init():
    app = web.Application()
    app["sockets"] = []
    app.router.add_get("/", wshandler)
    app.on_shutdown.append(on_shutdown)
    return app

async def client(name, session, say, wait):
    async with session.ws_connect("http://127.0.0.1:8080/") as ws:
        await asyncio.sleep(wait)
        await ws.send_str(f"{name}: {say}")
        async for msg in ws:
            if msg.type == aiohttp.WSMsgType.TEXT:
                print(name, "got", msg.data)
                if msg.data.endswith("bye"):
                    await ws.close()
            elif msg.type in (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR):
                break
        print(name, "closed", ws.close_code)

async def main():
    runner = web.AppRunner(init())
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 8080).start()
    async with aiohttp.ClientSession() as session:
        async with session.get("http://127.0.0.1:8080/") as r:
            print(r.status, r.content_type, await r.text())
        a = asyncio.create_task(client("ann", session, "hello", 0.2))
        await asyncio.sleep(0.1)
        b = asyncio.create_task(client("bob", session, "bye", 0.5))
        await asyncio.sleep(1)
        await runner.cleanup()
        await asyncio.wait([a, b])

asyncio.run(main())
