// The world outside of the program: scripted peers, signals, standard input, processes, on the virtual clock.
#include <doctest/doctest.h>

#include "support/loopscope.h"

using namespace loopscope::tests;

namespace {

Finished run_world(const std::string& text, const std::vector<std::string>& more = {}) {
    return run_file("x.json", "{\"format\": \"loopscope-scenario/1\", \"title\": \"x\", " + text + "}", more);
}

const char* const kEchoServer = R"JSON("program": [
    "import asyncio",
    "async def handle(reader, writer):",
    "    loop = asyncio.get_running_loop()",
    "    while line := await reader.readline():",
    "        print(loop.time(), line)",
    "        writer.write(line.upper())",
    "        await writer.drain()",
    "    print(loop.time(), 'closed')",
    "    writer.close()",
    "async def main():",
    "    server = await asyncio.start_server(handle, '127.0.0.1', 8888)",
    "    async with server:",
    "        await server.serve_forever()",
    "asyncio.run(main())"])JSON";

}  // namespace

TEST_CASE("a client's script, and a server that then waits for nothing but connections") {
    const Finished run = run_world(std::string(kEchoServer) + R"JSON(, "world": {"network": {"clients": [
        {"name": "c", "connect": "127.0.0.1:8888", "at": 0.5, "script": [{"send": "hello\n"}, {"receive": "HELLO\n"},
         {"wait": 1.0}, {"send": "again\n"}, {"receive": "AGAIN\n"}, {"close": true}]}]}})JSON");
    CHECK(run.out == "0.5 b'hello\\n'\n1.5 b'again\\n'\n1.5 closed\n");
    CHECK(run.status == 3);
    CHECK(run.err == "loopscope: idle: waiting for connections at 127.0.0.1:8888\n");
}

TEST_CASE("latency holds for each way") {
    const Finished run =
        run_world(std::string(kEchoServer) + R"JSON(, "until": 5, "world": {"network": {"latency": 0.25, "clients": [
        {"connect": "127.0.0.1:8888", "at": 1, "script": [{"send": "a\n"}, {"receive": "A\n"}, {"send": "b\n"}]}]}})JSON");
    // Connected after a round trip at 1.5, there at 1.75; the answer at 2.0, the next line at 2.25.
    CHECK(run.out == "1.75 b'a\\n'\n2.25 b'b\\n'\n");
    CHECK(run.status == 0);
}

TEST_CASE("an idle server: by --until, by a signal") {
    const char* kProgram =
        "import asyncio\nasync def main():\n    s = await asyncio.start_server(lambda r, w: None, '127.0.0.1', 7)\n"
        "    async with s:\n        await s.serve_forever()\nasyncio.run(main())\n";
    CHECK(run_program(kProgram, {"--until", "3"}).status == 0);
    CHECK(run_program(kProgram).status == 3);
    const Finished interrupted =
        run_world(std::string(kEchoServer) + R"JSON(, "world": {"signals": [{"at": 2, "signal": "SIGINT"}]})JSON");
    CHECK(interrupted.status == 130);
    CHECK(interrupted.err.ends_with("KeyboardInterrupt\n"));
    const Finished ended =
        run_world(std::string(kEchoServer) + R"JSON(, "world": {"signals": [{"at": 2, "signal": "SIGTERM"}]})JSON");
    CHECK(ended.status == 143);
}

TEST_CASE("a deadlock in a program with a scripted world is one") {
    const Finished run = run_world(
        R"JSON("program": "import asyncio\nasync def main():\n    await asyncio.Event().wait()\nasyncio.run(main())",
        "world": {"signals": [{"at": 1, "signal": "SIGWINCH"}]})JSON");
    CHECK(run.status == 3);
    CHECK(run.err.starts_with("loopscope: deadlock: nothing left to run"));
}

TEST_CASE("signals: handlers in the middle of what blocks, of the loop, and Ctrl-C") {
    const Finished plain = run_world(R"JSON("program": [
        "import signal, threading, time",
        "def handler(number, frame):",
        "    print('handler', number, time.monotonic())",
        "signal.signal(signal.SIGUSR1, handler)",
        "time.sleep(3)",
        "print('slept', time.monotonic())",
        "try:",
        "    time.sleep(10)",
        "except KeyboardInterrupt:",
        "    print('interrupted', time.monotonic())",
        "event = threading.Event()",
        "signal.signal(signal.SIGUSR1, lambda number, frame: event.set())",
        "print(event.wait(), time.monotonic())"],
        "world": {"signals": [{"at": 1, "signal": "SIGUSR1"}, {"at": 4, "signal": "SIGINT"}, {"at": 5, "signal": "SIGUSR1"}]})JSON");
    CHECK(plain.out == "handler 10 1.0\nslept 3.0\ninterrupted 4.0\nTrue 5.0\n");
    CHECK(plain.status == 0);
    const Finished in_loop = run_world(R"JSON("program": [
        "import asyncio, signal",
        "async def main():",
        "    loop = asyncio.get_running_loop()",
        "    stop = asyncio.Event()",
        "    loop.add_signal_handler(signal.SIGTERM, stop.set)",
        "    await stop.wait()",
        "    print('asked to stop', loop.time())",
        "asyncio.run(main())"], "world": {"signals": [{"at": 2, "signal": "SIGTERM"}]})JSON");
    CHECK(in_loop.out == "asked to stop 2.0\n");
    CHECK(in_loop.status == 0);
    const Finished cleaned = run_world(R"JSON("program": [
        "import asyncio",
        "async def main():",
        "    try:",
        "        await asyncio.sleep(100)",
        "    finally:",
        "        print('clean-up', asyncio.get_running_loop().time())",
        "asyncio.run(main())"], "world": {"signals": [{"at": 2, "signal": "SIGINT"}]})JSON");
    CHECK(cleaned.out == "clean-up 2.0\n");
    CHECK(cleaned.status == 130);
}

TEST_CASE("Ctrl-C is a KeyboardInterrupt, whether or not somebody has imported module signal") {
    const Finished loop = run_world(R"JSON("world": {"signals": [{"at": 1, "signal": "SIGINT"}]}, "program": [
        "import asyncio",
        "loop = asyncio.new_event_loop()",
        "loop.call_later(5, print, 'late')",
        "try:",
        "    loop.run_forever()",
        "except KeyboardInterrupt:",
        "    print('interrupted at', loop.time())",
        "loop.close()"])JSON");
    CHECK(loop.out == "interrupted at 1.0\n");
    CHECK(loop.status == 0);
    const Finished sleep =
        run_world(R"JSON("world": {"signals": [{"at": 1, "signal": "SIGINT"}, {"at": 3, "signal": "SIGINT"}]}, "program": [
        "import time",
        "try:",
        "    time.sleep(10)",
        "except KeyboardInterrupt:",
        "    print('interrupted at', time.monotonic())",
        "time.sleep(10)"])JSON");
    CHECK(sleep.out == "interrupted at 1.0\n");
    CHECK(sleep.err.ends_with("KeyboardInterrupt\n"));
    CHECK(sleep.status == 130);
}

TEST_CASE("aiohttp's limits of time are of three kinds, and a password goes along") {
    const Finished run = run_world(R"JSON("world": {"network": {"servers": [
        {"listen": "slow.example:80", "http": {"GET /": {"body": "late", "delay": 1}}}]}}, "program": [
        "import asyncio, aiohttp",
        "async def attempt(session, **limits):",
        "    start = loop.time()",
        "    try:",
        "        async with session.get('http://slow.example/', timeout=aiohttp.ClientTimeout(**limits)) as response:",
        "            print(await response.text(), response.request_info.headers['Authorization'], end=' ')",
        "    except asyncio.TimeoutError as error:",
        "        print(type(error).__name__, isinstance(error, aiohttp.ServerTimeoutError), end=' ')",
        "    print(f'{loop.time() - start:.1f}')",
        "async def main():",
        "    async with aiohttp.ClientSession(auth=aiohttp.BasicAuth('user', 'pw')) as session:",
        "        await attempt(session, total=0.3)",
        "        await attempt(session, sock_read=0.4)",
        "        await attempt(session, total=5, connect=2)",
        "loop = asyncio.new_event_loop()",
        "loop.run_until_complete(main())"])JSON");
    CHECK(run.out == "TimeoutError False 0.3\nSocketTimeoutError True 0.4\nlate Basic dXNlcjpwdw== 1.0\n");
    CHECK(run.err.empty());
}

TEST_CASE("standard input comes when it is typed, and nobody types more than the scenario says") {
    const Finished run = run_world(R"JSON("program": [
        "import asyncio, sys",
        "print(input('? '))",
        "async def main():",
        "    loop = asyncio.get_running_loop()",
        "    reader = asyncio.StreamReader()",
        "    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)",
        "    while True:",
        "        print(await reader.readline(), loop.time())",
        "asyncio.run(main())"],
        "world": {"stdin": [{"at": 0.5, "text": "yes\n"}, {"at": 2, "text": "a\nb"}, {"at": 3, "text": "c\n"}]})JSON");
    CHECK(run.out == "? yes\nb'a\\n' 2.0\nb'bc\\n' 3.0\n");
    CHECK(run.status == 3);
    CHECK(run.err == "loopscope: idle: waiting for standard input\n");
    const Finished ended = run_world(R"JSON("program": "import sys\nfor line in sys.stdin:\n    print(repr(line))",
        "world": {"stdin": [{"at": 1, "text": "one\ntwo\n\u0004"}]})JSON");
    CHECK(ended.out == "'one\\n'\n'two\\n'\n");
    CHECK(ended.status == 0);
}

TEST_CASE("processes of the scenario take their time") {
    const Finished run = run_world(R"JSON("program": [
        "import asyncio, subprocess",
        "async def main():",
        "    loop = asyncio.get_running_loop()",
        "    p = await asyncio.create_subprocess_exec('ls', '-l', stdout=asyncio.subprocess.PIPE)",
        "    print(await p.communicate(), p.returncode, loop.time())",
        "    p = await asyncio.create_subprocess_exec('sleep', '5')",
        "    try:",
        "        await asyncio.wait_for(p.wait(), 1)",
        "    except TimeoutError:",
        "        p.terminate()",
        "        print(await p.wait(), loop.time())",
        "asyncio.run(main())",
        "print(subprocess.run('ls -l; sleep 2; exit 4', shell=True).returncode)"],
        "world": {"processes": [{"command": "ls -l", "stdout": "total 0\n", "takes": 1.5, "exit": 3}]})JSON");
    CHECK(run.out == "(b'total 0\\n', None) 3 1.5\n-15 2.5\ntotal 0\n4\n");
    CHECK(run.status == 0);
}

TEST_CASE("HTTP: a blocking client holds the loop up, a thread does not") {
    const Finished run = run_world(R"JSON("program": [
        "import asyncio, time, urllib.request",
        "def fetch():",
        "    return urllib.request.urlopen('http://example.org/').read()",
        "async def tick():",
        "    await asyncio.sleep(0.1)",
        "    print('tick', time.monotonic())",
        "async def main():",
        "    task = asyncio.create_task(tick())",
        "    await asyncio.sleep(0)",
        "    print(fetch(), time.monotonic())",
        "    await task",
        "    task = asyncio.create_task(tick())",
        "    print(await asyncio.to_thread(fetch), time.monotonic())",
        "asyncio.run(main())"],
        "world": {"network": {"servers": [{"listen": "example.org:80", "http": {"GET /": {"body": "hi", "delay": 0.35}}}]}})JSON");
    CHECK(run.out == "b'hi' 0.35\ntick 0.35\ntick 0.45\nb'hi' 0.7\n");
}

TEST_CASE("aiohttp: a server until Ctrl-C, a client with a limit") {
    const Finished server = run_world(R"JSON("program": [
        "from aiohttp import web",
        "async def handle(request):",
        "    name = request.match_info.get('name', 'Anonymous')",
        "    print(request.method, request.path)",
        "    return web.Response(text='Hello, ' + name)",
        "app = web.Application()",
        "app.add_routes([web.get('/', handle), web.get('/{name}', handle)])",
        "web.run_app(app)"],
        "world": {"signals": [{"at": 2, "signal": "SIGINT"}], "network": {"clients": [{"connect": "127.0.0.1:8080", "at": 0.5,
            "script": [{"send": "GET /World HTTP/1.1\r\nHost: x\r\n\r\n"}, {"receive": "Hello, World"}, {"send": "GET / HTTP/1.1\r\n\r\n"},
                       {"receive": "Hello, Anonymous"}, {"close": true}]}]}})JSON");
    CHECK(server.out == "======== Running on http://0.0.0.0:8080 ========\n(Press CTRL+C to quit)\nGET /World\nGET /\n");
    CHECK(server.status == 0);
    const Finished client = run_world(R"JSON("program": [
        "import aiohttp, asyncio, async_timeout",
        "async def fetch(session, url):",
        "    async with async_timeout.timeout(10):",
        "        async with session.get(url) as response:",
        "            return response.status, await response.text()",
        "async def main():",
        "    async with aiohttp.ClientSession() as session:",
        "        print(await fetch(session, 'http://python.org'))",
        "        try:",
        "            await fetch(session, 'http://python.org/slow')",
        "        except TimeoutError:",
        "            print('too slow', asyncio.get_running_loop().time())",
        "        try:",
        "            await fetch(session, 'http://nowhere.example')",
        "        except aiohttp.ClientError as exc:",
        "            print(exc)",
        "asyncio.run(main())"],
        "world": {"network": {"servers": [{"listen": "python.org:80",
            "http": {"GET /": {"body": "page", "delay": 1}, "GET /slow": {"body": "x", "delay": 20}}}]}})JSON");
    CHECK(client.out ==
          "(200, 'page')\ntoo slow 11.0\n"
          "Cannot connect to host nowhere.example:80 ssl:default [Name or service not known]\n");
    CHECK(client.status == 0);
}

TEST_CASE("the trace of a connection: listening, connected, received, sent, closed, in this order") {
    const TemporaryFolder folder;
    folder.write(
        "x.json",
        std::string("{\"format\": \"loopscope-scenario/1\", \"title\": \"x\", ") + kEchoServer +
            R"JSON(, "until": 3, "world": {"network": {"clients": [{"name": "visitor", "connect": "127.0.0.1:8888", "at": 0.5,
            "script": [{"send": "a\n"}, {"receive": "A\n"}, {"close": true}]}]}}})JSON");
    const Finished trace = loopscope_call({"trace", "x.json"}, folder.path());
    std::size_t place = 0;
    for (const char* kind : {"io.listening", "io.connected", "io.received", "io.sent", "io.closed"}) {
        const std::size_t found = trace.out.find(std::string("\"kind\": \"") + kind + "\"", place);
        INFO(kind);
        REQUIRE(found != std::string::npos);
        place = found;
    }
    CHECK(trace.out.find("\"peer\": \"visitor\"") != std::string::npos);
    CHECK(trace.out.find("\"waits_for\": \"connections at 127.0.0.1:8888\"") != std::string::npos);
}
