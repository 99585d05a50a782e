import asyncio
async def handle(r, w):
    try:
        while True:
            line = await r.readuntil(b'\n')
            print('server', line)
            if line == b'quit\n': break
            if line == b'boom\n': raise ValueError('boom')
            w.write(b'<' + line.strip() + b'>\n'); await w.drain()
    except asyncio.IncompleteReadError as e:
        print('incomplete', e.partial, e.expected, e)
    except asyncio.LimitOverrunError as e:
        print('limit', e, e.consumed)
    except ConnectionResetError as e:
        print('reset', e)
    finally:
        print('server closes'); w.close()
        try: await w.wait_closed()
        except Exception as e: print('wait_closed', repr(e))
        print('server closed')
async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda l, c: print('HANDLER', c['message'], repr(c.get('exception'))))
    server = await asyncio.start_server(handle, '127.0.0.1', 0, limit=16)
    port = server.sockets[0].getsockname()[1]
    r, w = await asyncio.open_connection('127.0.0.1', port)
    w.write(b'one\ntwo\n'); 
    print(await r.readline(), await r.readexactly(6), r.at_eof())
    w.write(b'part'); w.write_eof(); print(await r.read(), r.at_eof()); w.close(); await w.wait_closed()
    r, w = await asyncio.open_connection('127.0.0.1', port)
    w.write(b'x'*40 + b'\n'); 
    print(await r.read())
    w.close()
    r, w = await asyncio.open_connection('127.0.0.1', port)
    w.write(b'boom\n'); print('after boom', await r.read()); w.close(); await w.wait_closed()
    r, w = await asyncio.open_connection('127.0.0.1', port)
    w.writelines([b'a\n', b'b\n', b'quit\n'])
    async for line in r: print('client', line)
    print(w.get_extra_info('peername')[0], w.get_extra_info('nothing', 5), w.can_write_eof(), w.is_closing())
    w.close(); print(w.is_closing())
    try: w.write(b'x')
    except Exception as e: print(repr(e))
    try: await w.drain()
    except Exception as e: print(repr(e))
    r, w = await asyncio.open_connection('127.0.0.1', port)
    t = asyncio.create_task(r.readexactly(5)); await asyncio.sleep(0)
    try: await r.read()
    except RuntimeError as e: print(e)
    w.write(b'1\n'); 
    await asyncio.sleep(0.01); w.write(b'quit\n')
    try: print(await t)
    except asyncio.IncompleteReadError as e: print(repr(e))
    try: await r.readexactly(-1)
    except ValueError as e: print(e)
    try: await r.readuntil(b'')
    except ValueError as e: print(e)
    w.close()
    server.close()
    await server.wait_closed()
    print('end')
asyncio.run(main())
