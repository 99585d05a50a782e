import asyncio
import json
import aiohttp
from aiohttp import web

routes = web.RouteTableDef()

@web.middleware
async def error_middleware(request, handler):
    try:
        return await handler(request)
    except web.HTTPException as ex:
        return web.json_response({"error": ex.reason}, status=ex.status)
    except ValueError as ex:
        return web.json_response({"error": str(ex)}, status=400)

@routes.get("/todos")
async def list_todos(request):
    done = request.query.get("done")
    items = [t for t in request.app["db"].values() if done is None or str(t["done"]).lower() == done]
    return web.json_response(items)

@routes.post("/todos")
async def create(request):
    data = await request.json()
    if "title" not in data:
        raise ValueError("title is missing")
    db = request.app["db"]
    n = max(db, default=0) + 1
    db[n] = {"id": n, "title": data["title"], "done": False}
    return web.json_response(db[n], status=201, headers={"Location": str(request.app.router["one"].url_for(id=str(n)))})

@routes.view(r"/todos/{id:\d+}", name="one")
class Todo(web.View):
    def item(self):
        try:
            return self.request.app["db"][int(self.request.match_info["id"])]
        except KeyError:
            raise web.HTTPNotFound()

    async def get(self):
        return web.json_response(self.item())

    async def patch(self):
        self.item().update(await self.request.json())
        return web.json_response(self.item())

    async def delete(self):
        del self.request.app["db"][self.item()["id"]]
        return web.Response(status=204)

async def background(app):
    print("up")
    app["ticker"] = asyncio.create_task(ticks())
    yield
    app["ticker"].cancel()
    try:
        await app["ticker"]
    except asyncio.CancelledError:
        print("ticker stopped")

async def ticks():
    while True:
        await asyncio.sleep(10)

async def main():
    app = web.Application(middlewares=[error_middleware])
    app["db"] = {}
    app.add_routes(routes)
    app.cleanup_ctx.append(background)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "localhost", 8080).start()
    async with aiohttp.ClientSession("http://localhost:8080") as s:
        async def call(method, path, **kw):
            async with s.request(method, path, **kw) as r:
                body = await r.read()
                print(method, path, r.status, r.headers.get("Location"), json.loads(body) if body and "json" in r.content_type else body)
        await call("POST", "/todos", json={"title": "milk"})
        await call("POST", "/todos", json={"title": "bread"})
        await call("POST", "/todos", json={"name": "x"})
        await call("POST", "/todos", data=b"not json")
        await call("PATCH", "/todos/1", json={"done": True})
        await call("GET", "/todos", params={"done": "true"})
        await call("GET", "/todos/1")
        await call("DELETE", "/todos/1")
        await call("GET", "/todos/1")
        await call("PUT", "/todos/2")
        await call("GET", "/nothing")
        await call("HEAD", "/todos")
    await runner.cleanup()

asyncio.run(main())
