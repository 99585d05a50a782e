"""The scenario's side of the world: clients that connect, servers that answer, signals that come, each by its script."""

import _world
from _world import Pollable, after, at, latency, now, world
from _world_net import Stream, resolve, shown, when_listening

_WORDS = {200: 'OK', 201: 'Created', 202: 'Accepted', 204: 'No Content', 301: 'Moved Permanently', 302: 'Found',
          303: 'See Other', 304: 'Not Modified', 307: 'Temporary Redirect', 308: 'Permanent Redirect', 400: 'Bad Request',
          401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed', 408: 'Request Timeout',
          409: 'Conflict', 410: 'Gone', 418: "I'm a Teapot", 422: 'Unprocessable Entity', 429: 'Too Many Requests',
          500: 'Internal Server Error', 501: 'Not Implemented', 502: 'Bad Gateway', 503: 'Service Unavailable',
          504: 'Gateway Timeout'}


class PeerEnd(Stream):
    """A scripted peer's end of a connection. It reads only what its script waits for."""

    def __init__(self, who, peer_script, kind='tcp'):
        super().__init__(kind)
        self.who = who
        self.script = peer_script

    def changed(self, mask):
        self.script.go_on()


class Script:
    """The steps of a peer on one connection, one after the other."""

    def __init__(self, steps):
        self.steps = steps
        self.place = 0
        self.end = None
        self.busy = False           # a step takes time, or go_on() runs
        self.unsent = b''

    def go_on(self):
        if self.busy or self.end is None or self.end.state != 'connected':
            return
        self.busy = True
        while self.place < len(self.steps) and self._step(*self.steps[self.place]):
            self.place += 1
            self.unsent = b''
        if not self._waits:
            self.busy = False

    _waits = False

    def _step(self, word, value):
        """Do a step; False: it is not over yet."""
        end = self.end
        if word == 'send':
            return self._send(value.encode())
        if word == 'receive':
            return self._receive(value.encode())
        if word == 'wait':
            self._waits = True
            at(now() + value, self._waited)
            return False
        # Who closes has seen what came: what is not read by a step is no reason to reset the connection.
        end.recv(len(end.buffer))
        end.close()
        return True

    def _send(self, data):
        rest = self.unsent or data
        try:
            rest = rest[self.end.send(rest):]
        except OSError:
            rest = b''                  # nobody is there to take it
        self.unsent = rest
        return not rest

    def _receive(self, text):
        """Wait until this text has come, then take everything up to its end."""
        found = self.end.buffer.find(text)
        if found >= 0:
            self.end.recv(found + len(text))
            return True
        return self.end.eof             # it will not come any more: on with the script

    def _waited(self):
        self._waits = False
        self.busy = False
        self.place += 1
        self.go_on()


class HttpScript:
    """A server that speaks HTTP: it answers the requests that the scenario names, the others with 404."""

    def __init__(self, answers):
        self.answers = answers
        self.end = None
        self.answering = False

    def go_on(self):
        end = self.end
        if end is None or self.answering or end.state != 'connected':
            return
        if end.error:
            end.close()
            return
        head_end = end.buffer.find(b'\r\n\r\n')
        if head_end < 0:
            if end.eof:
                end.close()
            return
        lines = bytes(end.buffer[:head_end]).decode('latin-1').split('\r\n')
        headers = {}
        for line in lines[1:]:
            name, _, value = line.partition(':')
            headers[name.strip().lower()] = value.strip()
        length = headers.get('content-length', '0')
        length = int(length) if length.isdigit() else 0
        if headers.get('transfer-encoding', '').lower() == 'chunked':
            last = end.buffer.find(b'0\r\n\r\n', head_end)
            if last < 0:
                return
            length = last + 5 - head_end - 4
        if len(end.buffer) < head_end + 4 + length:
            return
        end.recv(head_end + 4 + length)
        self.answering = True
        method, _, rest = lines[0].partition(' ')
        target, _, version = rest.partition(' ')
        answer = self._answer_for(method, target)
        close = headers.get('connection', '').lower() == 'close' or version == 'HTTP/1.0'
        delay = answer.get('delay', 0.0)
        if delay:
            at(now() + delay, self._answer, method, answer, close)
        else:
            self._answer(method, answer, close)

    def _answer_for(self, method, target):
        path = target
        if '://' in path:
            path = '/' + path.partition('://')[2].partition('/')[2]
        for key in (f'{method} {path}', f'{method} {path.partition("?")[0]}'):
            if key in self.answers:
                return self.answers[key]
        if method == 'HEAD':
            return self._answer_for('GET', target)
        return {'status': 404, 'body': '404: Not Found'}

    def _answer(self, method, answer, close):
        status = answer.get('status', 200)
        text = answer.get('body', '')
        body = text.encode()
        kind = 'application/json' if text[:1] in ('{', '[') else 'text/html' if text[:1] == '<' else 'text/plain'
        more = answer.get('headers') or {}
        plain = {'content-type': f'Content-Type: {kind}; charset=utf-8', 'content-length': f'Content-Length: {len(body)}'}
        given = [f'{name}: {value}' for name, value in more.items()]
        lines = [f'HTTP/1.1 {status} {_WORDS.get(status, "Unknown")}']
        lines += [line for name, line in plain.items() if name not in [key.lower() for key in more]] + given
        if close:
            lines.append('Connection: close')
        head = '\r\n'.join(lines) + '\r\n\r\n'
        try:
            self.end.send(head.encode() + (b'' if method == 'HEAD' else body))
        except OSError:
            close = True
        self.answering = False
        if close:
            self.end.close()
        else:
            self.go_on()


class ListeningPeer(Stream):
    """A scripted server's listening socket: it accepts at once."""

    def __init__(self, server):
        super().__init__()
        self.server = server
        self.who = shown(server['listen'])

    def arrived(self):
        end = self.queue.pop(0)
        answers = self.server['http']
        script = Script(self.server['script']) if answers is None else HttpScript(answers)
        # The plain end that the network made becomes the peer's own.
        mine = PeerEnd(self.who, script)
        mine.state, mine.local, mine.remote, mine.peer = 'connected', end.local, end.remote, end.peer
        end.peer.peer = mine
        script.end = mine
        at(now() + latency, script.go_on)


def open_servers():
    for server in world.get('servers', ()):
        listening = ListeningPeer(server)
        host, port = server['listen']
        listening.bind((resolve(host), port))
        listening.listen(4096)


# ---- clients

def _start_client(client):
    script = Script(client['script'])
    end = PeerEnd(client['name'], script)
    script.end = end
    host, port = client['connect']
    address = (resolve(host), port)

    def try_to_connect():
        from _world_net import listener_at
        if listener_at('tcp', address) is None or listener_at('tcp', address).state != 'listening':
            return False
        after(0, end.connect, address)
        return True

    # One who comes too early waits until somebody listens there.
    if not try_to_connect():
        when_listening(try_to_connect)


# ---- what comes by itself

def _start():
    open_servers()
    for client in world.get('clients', ()):
        at(client['at'], _start_client, client)
    if world.get('signals'):
        import _world_signals
        for item in world['signals']:
            at(item['at'], _world_signals.arrive, item['signal'])


_start()
