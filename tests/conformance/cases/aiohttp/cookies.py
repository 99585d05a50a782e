import asyncio
import aiohttp
from aiohttp import web

async def root(request):
    return web.Response(content_type="text/html", text="cookies: %s" % sorted(request.cookies.items()))

async def login(request):
    exc = web.HTTPFound(location="/")
    exc.set_cookie("AUTH", "secret", max_age=3600, httponly=True)
    exc.set_cookie("theme", "dark mode")
    raise exc

async def logout(request):
    exc = web.HTTPFound(location="/")
    exc.del_cookie("AUTH")
    return exc

def init():
    app = web.Application()
    app.router.add_get("/", root)
    app.router.add_get("/login", login)
    app.router.add_get("/logout", logout)
    return app

async def main():
    runner = web.AppRunner(init())
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 8080).start()
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar, cookies={"first": "1"}) as s:
        for path in ("/", "/login", "/", "/logout", "/"):
            async with s.get("http://127.0.0.1:8080" + path) as r:
                print(path, r.status, r.url.path, [h.status for h in r.history], await r.text())
        async with s.get("http://127.0.0.1:8080/login", allow_redirects=False) as r:
            print(r.status, r.headers.getall("Set-Cookie"), r.cookies["AUTH"].value, r.cookies["AUTH"]["max-age"])
        print(sorted((c.key, c.value) for c in s.cookie_jar))
        async with s.get("http://127.0.0.1:8080/", cookies={"once": "yes"}) as r:
            print(await r.text())
        s.cookie_jar.clear()
        print(len(s.cookie_jar))
    await runner.cleanup()

asyncio.run(main())
