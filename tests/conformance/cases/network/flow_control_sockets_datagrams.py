import asyncio, socket
class P(asyncio.Protocol):
    def __init__(self): self.n=0
    def connection_made(self, tr): self.tr=tr; tr.pause_reading(); P.inst=self; print('reading', tr.is_reading())
    def data_received(self, d): self.n+=len(d)
    def connection_lost(self, exc): print('server lost', exc, self.n); done.set_result(None)
async def main():
    global done
    loop=asyncio.get_running_loop(); done=loop.create_future()
    server=await loop.create_server(P,'127.0.0.1',0)
    r,w=await asyncio.open_connection('127.0.0.1',server.sockets[0].getsockname()[1])
    w.transport.set_write_buffer_limits(high=1000)
    print(w.transport.get_write_buffer_limits())
    total=20_000_000
    w.write(b'x'*total)
    print(w.transport.get_write_buffer_size()>1000)
    d=asyncio.create_task(w.drain())
    await asyncio.sleep(0.01)
    print('drained?', d.done())
    P.inst.tr.resume_reading(); P.inst.tr.resume_reading()
    await d
    print('drained', w.transport.get_write_buffer_size()<=250)
    w.close(); await w.wait_closed(); await done
    server.close(); await server.wait_closed()
    a,b=socket.socketpair(); a.setblocking(False); b.setblocking(False)
    def rd(): print('readable', b.recv(10)); loop.remove_reader(b)
    loop.add_reader(b, rd); loop.add_writer(a, lambda: (print('writable'), a.send(b'hi'), loop.remove_writer(a)))
    await asyncio.sleep(0.01)
    print(loop.remove_reader(b), loop.remove_writer(a))
    await loop.sock_sendall(a, b'data'); print(await loop.sock_recv(b, 2), await loop.sock_recv(b, 9))
    t=asyncio.create_task(loop.sock_recv(b,9)); await asyncio.sleep(0); t.cancel()
    try: await t
    except asyncio.CancelledError: print('cancelled')
    a.close(); print(await loop.sock_recv(b,9)); b.close()
    srv=socket.socket(); srv.bind(('127.0.0.1',0)); srv.listen(); srv.setblocking(False)
    c=socket.socket(); c.setblocking(False)
    acc=asyncio.create_task(loop.sock_accept(srv))
    await loop.sock_connect(c, srv.getsockname()); conn,addr=await acc
    buf=bytearray(4); 
    await loop.sock_sendall(conn,b'abcdef'); print(await loop.sock_recv_into(c,buf), buf)
    conn.close(); print(await loop.sock_recv(c,10), await loop.sock_recv(c,10)); c.close(); srv.close()
    # udp
    class U(asyncio.DatagramProtocol):
        def __init__(s,n): s.n=n
        def connection_made(s,t): s.t=t; print(s.n,'made')
        def datagram_received(s,d,a):
            print(s.n,d)
            if s.n=='srv': s.t.sendto(d.upper(),a)
            else: fut.set_result(None)
        def connection_lost(s,e): print(s.n,'lost',e)
    fut=loop.create_future()
    t1,_=await loop.create_datagram_endpoint(lambda:U('srv'),local_addr=('127.0.0.1',0))
    t2,_=await loop.create_datagram_endpoint(lambda:U('cli'),remote_addr=t1.get_extra_info('sockname'))
    t2.sendto(b'ping'); await fut; t1.close(); t2.close(); await asyncio.sleep(0.01)
asyncio.run(main())
