import asyncio
log = []
def p(*a): print(*a)
class Proto(asyncio.Protocol):
    def __init__(self, name): self.name=name; p(name,'factory')
    def connection_made(self, tr):
        self.tr=tr; p(self.name,'made', type(tr).__name__, tr.is_reading(), tr.get_write_buffer_size(), tr.get_write_buffer_limits())
    def data_received(self, d): p(self.name,'data',len(d), d[:10]); 
    def eof_received(self): p(self.name,'eof'); return self.name.startswith('k')
    def connection_lost(self, exc): p(self.name,'lost',repr(exc)); lost.append(self.name)
    def pause_writing(self): p(self.name,'pause')
    def resume_writing(self): p(self.name,'resume')
lost=[]
async def ticker(n):
    for i in range(n):
        p('tick', i); await asyncio.sleep(0)
async def main():
    loop = asyncio.get_running_loop()
    names = iter(['s1','s2','k3','s4'])
    server = await loop.create_server(lambda: Proto(next(names)), '127.0.0.1', 0)
    port = server.sockets[0].getsockname()[1]
    t = asyncio.create_task(ticker(12))
    tr, pr = await loop.create_connection(lambda: Proto('c1'), '127.0.0.1', port)
    p('connected', asyncio.current_task().get_name(), sorted(x.get_name() for x in asyncio.all_tasks()))
    tr.write(b'hello'); tr.write(b' world')
    await asyncio.sleep(0); p('a')
    await asyncio.sleep(0); p('b')
    tr.write(b'more'); tr.close()
    p(tr.is_closing())
    await t
    while len(lost)<2: await asyncio.sleep(0)
    # abort
    t = asyncio.create_task(ticker(12))
    tr, pr = await loop.create_connection(lambda: Proto('c2'), '127.0.0.1', port)
    tr.write(b'x'*10); tr.abort()
    await t
    while len(lost)<4: await asyncio.sleep(0)
    # half close
    t = asyncio.create_task(ticker(12))
    tr, pr = await loop.create_connection(lambda: Proto('c3'), '127.0.0.1', port)
    tr.write(b'bye'); tr.write_eof()
    try: tr.write(b'x')
    except RuntimeError as e: p(repr(e))
    await t
    p(lost)
    tr.close()
    while len(lost)<5: await asyncio.sleep(0)
    p(server.is_serving(), len(server.sockets)); server.close(); p(server.is_serving(), server.sockets)
    try:
        await loop.create_connection(lambda: Proto('c4'), '127.0.0.1', port)
    except OSError as e: p(type(e).__name__, e.errno, str(e).replace(str(port),'PORT'))
    try: tr.write(b'x')
    except Exception as e: p(repr(e))
    try: await loop.create_connection(Proto, '127.0.0.1')
    except Exception as e: p(type(e).__name__)
    try: await loop.create_connection(Proto)
    except Exception as e: p(repr(e))
    try: await loop.create_server(Proto)
    except Exception as e: p(repr(e))
asyncio.run(main())
