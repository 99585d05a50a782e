import asyncio, json
import aiohttp
from aiohttp import web, WSMsgType

async def ws(request):
    s = web.WebSocketResponse(heartbeat=30, protocols=("chat",))
    await s.prepare(request)
    print("proto", s.ws_protocol)
    async for m in s:
        if m.type == WSMsgType.TEXT:
            if m.data == "close":
                await s.close(code=4000, message=b"enough")
            else:
                await s.send_json({"echo": json.loads(m.data)})
        elif m.type == WSMsgType.BINARY:
            await s.send_bytes(m.data[::-1])
    print("server over", s.close_code, s.closed)
    return s

async def main():
    app = web.Application()
    app.add_routes([web.get("/ws", ws)])
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 8080)
    await site.start()
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect("ws://127.0.0.1:8080/ws", protocols=("chat",)) as c:
            print(c.protocol)
            await c.send_json([1, 2])
            print(await c.receive_json())
            await c.send_bytes(b"abc")
            print(await c.receive_bytes())
            await c.ping()
            await c.send_str("close")
            msg = await c.receive()
            print(msg.type, msg.data, msg.extra)
            print(c.closed, c.close_code)
        try:
            await session.ws_connect("ws://127.0.0.1:8080/nope")
        except aiohttp.WSServerHandshakeError as e:
            print("handshake", e.status)
    await runner.cleanup()

asyncio.run(main())
