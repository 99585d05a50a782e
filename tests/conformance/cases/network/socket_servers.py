# socketserver: handlers for connections and datagrams, in the server's thread or in threads of their own.
import socket
import socketserver
import threading


class Shout(socketserver.BaseRequestHandler):
    def handle(self):
        data = self.request.recv(1024)
        self.request.sendall(data.upper())


class Lines(socketserver.StreamRequestHandler):
    def setup(self):
        super().setup()
        print('setup')

    def handle(self):
        for line in self.rfile:
            print('line', line)
            if line == b'fail\n':
                raise ValueError('asked to fail')
            self.wfile.write(b'<' + line.strip() + b'>')

    def finish(self):
        super().finish()
        print('finish')


class Datagram(socketserver.BaseRequestHandler):
    def handle(self):
        data, sock = self.request
        sock.sendto(data[::-1], self.client_address)


class Counted(socketserver.DatagramRequestHandler):
    def handle(self):
        self.wfile.write(str(len(self.rfile.read())).encode())


class Threaded(socketserver.ThreadingMixIn, socketserver.TCPServer):
    pass


class Quiet(socketserver.TCPServer):
    timeout = 0.25

    def handle_timeout(self):
        print('nobody came')

    def handle_error(self, request, client_address):
        print('a handler failed', client_address[0])

    def verify_request(self, request, client_address):
        print('verify', client_address[0])
        return True


def ask(address, message):
    with socket.create_connection(address) as connection:
        connection.sendall(message)
        connection.shutdown(socket.SHUT_WR)
        return connection.makefile('rb').read()


with Threaded(('127.0.0.1', 0), Shout) as server:
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    for word in (b'one', b'two'):
        print(ask(server.server_address, word))
    server.shutdown()
    thread.join()
    print('stopped', thread.is_alive())

with Quiet(('127.0.0.1', 0), Lines) as server:
    thread = threading.Thread(target=server.serve_forever, kwargs={'poll_interval': 0.1})
    thread.start()
    print(ask(server.server_address, b'a\nb\n'))
    print(ask(server.server_address, b'fail\n'))
    server.shutdown()
    thread.join()
    server.handle_request()

for handler in (Datagram, Counted):
    with socketserver.UDPServer(('127.0.0.1', 0), handler) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
            sock.sendto(b'abc', server.server_address)
            print(sock.recv(100))
        thread.join()
