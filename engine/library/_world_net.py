"""The network: connections whose bytes wait in buffers, listening sockets with their queues, names and ports.

A connection's two ends are Streams. Each belongs to a socket of the program's or to a scripted peer of the scenario's.
What one end sends is in the other's buffer after the latency; with none, at once.
"""

import _outside
from _world import (ERR, HUP, IN, OUT, Pollable, after, latency, next_connection, world)

# As much as a sender may be ahead of a reader that does not read, unless SO_SNDBUF or SO_RCVBUF say otherwise.
CAPACITY = 2626560

ECONNRESET, ECONNREFUSED, EPIPE, EADDRINUSE, ENOTCONN, EINVAL, EISCONN = 104, 111, 32, 98, 107, 22, 106



def shown(address):
    """An address as text."""
    if isinstance(address, tuple):
        host = f'[{address[0]}]' if ':' in address[0] else address[0]
        return f'{host}:{address[1]}'
    return address or 'a socket'


# ---- names

_names = {'localhost': '127.0.0.1', 'loopscope': '127.0.0.1'}       # host -> its address


def is_ip(host):
    parts = host.split('.')
    return ':' in host or len(parts) == 4 and all([p.isdigit() and int(p) < 256 for p in parts])


def resolve(host):
    """The address of a name; None: nobody knows it. Names are known that the scenario's servers and clients have."""
    if is_ip(host):
        return host
    return _names.get(host.lower())


def _learn_names():
    for item in world.get('servers', ()):
        _know(item['listen'][0])
    for item in world.get('clients', ()):
        _know(item['connect'][0])


def _know(host):
    host = host.lower()
    if not is_ip(host) and host not in _names:
        _names[host] = f'192.0.2.{len(_names) - 1}'


_learn_names()

# ---- who listens where

_listeners = {}         # (kind, host, port) -> Stream or Datagrams
_next_port = 49152
_waiting_clients = []   # functions to be called when somebody begins to listen


def free_port():
    global _next_port
    _next_port += 1
    return _next_port - 1


def listener_at(kind, address):
    host, port = address[:2]
    for name in (host, '0.0.0.0', '::'):
        found = _listeners.get((kind, name, port))
        if found is not None:
            return found
    return None


def when_listening(function):
    """Call it whenever somebody begins to listen, until it says True."""
    _waiting_clients.append(function)


def _tell_waiting_clients():
    for function in list(_waiting_clients):
        if function():
            _waiting_clients.remove(function)


class Stream(Pollable):
    """One end of a connection, or a socket that listens, or one that is nothing yet."""

    def __init__(self, kind='tcp'):
        self.kind = kind
        self.local = self.remote = None     # addresses
        self.state = 'new'                  # bound, listening, connecting, connected, closed
        self.buffer = bytearray()           # has come and was not read
        self.on_its_way = 0                 # bytes sent that have not come yet
        self.eof = False                    # the other end will send no more
        self.no_more = False                # this end will not
        self.error = 0                      # to be told at the next call
        self.peer = None
        self.queue = []                     # listening: connections to be accepted
        self.backlog = 0
        self.room = CAPACITY
        self.number = 0                     # in the trace; 0: not the program's
        self.who = None                     # the scripted peer that it belongs to
        self.listener_key = None

    # ---- what it is ready for

    def mask(self):
        if self.state == 'listening':
            return IN if self.queue else 0
        if self.state in ('new', 'bound'):
            return OUT | HUP
        if self.state == 'connecting':
            return 0
        mask = 0
        if self.error:
            mask |= ERR | IN | OUT
        if self.buffer or self.eof:
            mask |= IN
        if self.no_more or self.space() > 0:
            mask |= OUT
        if self.eof and self.no_more or self.state == 'failed':
            mask |= HUP
        return mask

    def space(self):
        """How many bytes can be sent now."""
        peer = self.peer
        return self.room if peer is None else max(0, self.room - len(peer.buffer) - peer.on_its_way)

    def awaited(self):
        if self.state == 'listening':
            return f'connections at {shown(self.local)}'
        if self.peer is not None and self.peer.who is not None and not self.eof:
            return f'data from {self.peer.who}'
        return None

    def shown(self, mask):
        if self.state == 'listening':
            return f'connections at {shown(self.local)}'
        if self.state == 'connecting':
            return f'a connection with {shown(self.remote)}'
        parts = []
        if mask & IN:
            parts.append(f'data from {self.peer_name()}')
        if mask & OUT:
            parts.append(f'room to send to {self.peer_name()}')
        return ', '.join(parts)

    def peer_name(self):
        if self.peer is not None and self.peer.who is not None:
            return self.peer.who
        return shown(self.remote)

    # ---- binding and listening

    def bind(self, address):
        if self.state != 'new':
            raise OSError(EINVAL, 'Invalid argument')
        if isinstance(address, tuple):
            host, port = address[:2]
            if port == 0:
                port = free_port()
            address = (host, port, *address[2:])
            key = (self.kind, host, port)
        else:
            key = (self.kind, address, 0)
        if key in _listeners:
            raise OSError(EADDRINUSE, 'Address already in use')
        _listeners[key] = self
        self.listener_key = key
        self.local = address
        self.state = 'bound'

    def listen(self, backlog):
        if self.state == 'new':
            self.bind(('0.0.0.0', 0))
        if self.state not in ('bound', 'listening'):
            raise OSError(EINVAL, 'Invalid argument')
        self.backlog = max(backlog, 1)
        if self.state == 'listening':
            return
        self.state = 'listening'
        if self.who is None:
            _outside.listening(shown(self.local))
        _tell_waiting_clients()

    def _give_up_address(self):
        if self.listener_key is not None:
            _listeners.pop(self.listener_key, None)
            self.listener_key = None

    # ---- connecting

    def connect(self, address):
        """Begin to connect; the state changes when the answer is there."""
        if self.state == 'connected':
            raise OSError(EISCONN, 'Transport endpoint is already connected')
        self.remote = address
        if self.local is None and isinstance(address, tuple):
            self.local = ('127.0.0.1', free_port()) if address[0].startswith('127.') else ('10.0.0.1', free_port())
        self.state = 'connecting'
        after(latency, self._arrive)

    def _arrive(self):
        listener = listener_at(self.kind, self.remote if isinstance(self.remote, tuple) else (self.remote, 0))
        if listener is None or listener.state != 'listening' or len(listener.queue) > listener.backlog:
            after(latency, self._refused)
            return
        other = Stream(self.kind)
        other.state = 'connected'
        other.local = self.remote if isinstance(self.remote, tuple) else listener.local
        other.remote = self.local
        other.room = listener.room
        other.peer = self
        self.peer = other
        listener.queue.append(other)
        listener.arrived()
        after(latency, self._connected)

    def _refused(self):
        if self.state == 'connecting':
            self.state = 'failed'
            self.error = ECONNREFUSED
            self.changed(ERR | HUP | IN | OUT)

    def _connected(self):
        if self.state == 'connecting':
            self.state = 'connected'
            if self.who is None:
                self.told_connected()
            self.changed(self.mask())

    def arrived(self):
        """A connection waits in the queue of this listening socket."""
        self.changed(IN)

    def accept(self):
        """The next connection, or None."""
        if self.state != 'listening':
            raise OSError(EINVAL, 'Invalid argument')
        if not self.queue:
            return None
        end = self.queue.pop(0)
        if self.who is None:
            end.told_connected()
        return end

    def told_connected(self):
        if self.kind == 'pair':
            return
        self.number = next_connection()
        _outside.connected(self.number, self.peer_name(), shown(self.local))
        if self.buffer:
            _outside.received(self.number, bytes(self.buffer))      # came before it was accepted

    # ---- bytes

    def send(self, data):
        """How many bytes went; 0: there is no room now."""
        if self.error:
            self._raise_error()
        if self.no_more:
            raise BrokenPipeError(EPIPE, 'Broken pipe')
        if self.state != 'connected':
            raise OSError(ENOTCONN, 'Transport endpoint is not connected')
        data = bytes(data[:self.space()])
        if data and self.number:
            _outside.sent(self.number, data)
        if data:
            peer = self.peer
            peer.on_its_way += len(data)
            after(latency, peer._receive, data)
        return len(data)

    def _receive(self, data):
        self.on_its_way -= len(data)
        if self.state == 'closed':
            # Nobody reads this any more: the sender is told.
            after(latency, self.peer._reset)
            return
        self.buffer += data
        if self.number:
            _outside.received(self.number, data)
        self.changed(IN)

    def recv(self, size, peek=False):
        """Some bytes, b'' at the end, None: nothing has come yet."""
        if not self.buffer:
            if self.error and (self.error != EPIPE or not self.eof):
                self._raise_error()
            if self.eof:
                return b''
            if self.state not in ('connected', 'connecting'):
                raise OSError(ENOTCONN, 'Transport endpoint is not connected')
            return None
        data = bytes(self.buffer[:size])
        if not peek:
            peer = self.peer
            was_full = peer is not None and peer.space() <= 0
            del self.buffer[:size]
            if was_full and peer.state == 'connected':
                peer.changed(OUT)
        return data

    def _raise_error(self):
        error, self.error = self.error, 0
        if error == EPIPE:
            raise BrokenPipeError(EPIPE, 'Broken pipe')
        if error == ECONNREFUSED:
            raise ConnectionRefusedError(ECONNREFUSED, 'Connection refused')
        raise ConnectionResetError(ECONNRESET, 'Connection reset by peer')

    def shutdown(self, reading, writing):
        if self.state != 'connected':
            raise OSError(ENOTCONN, 'Transport endpoint is not connected')
        if writing and not self.no_more:
            self.no_more = True
            after(latency, self.peer._ended)
        if reading:
            self.eof = True
        self.changed(self.mask())

    def _ended(self):
        if self.state != 'closed' and not self.eof:
            self.eof = True
            self.changed(IN | (HUP if self.no_more else 0))

    def _reset(self):
        if self.state == 'closed':
            return
        self.error = EPIPE if self.eof else ECONNRESET
        self.eof = self.no_more = True
        self.changed(ERR | HUP | IN | OUT)

    def close(self):
        if self.state == 'closed':
            return
        was, self.state = self.state, 'closed'
        self._give_up_address()
        for end in self.queue:
            end.peer._reset()
            end.state = 'closed'
        self.queue.clear()
        peer = self.peer
        if peer is None:
            return
        if self.number:
            _outside.closed(self.number)
        if self.buffer:
            after(latency, peer._reset)
        elif not self.no_more:
            after(latency, peer._ended)
        if was == 'connected':
            self.no_more = True


def connected_pair(kind='pair'):
    one, other = Stream(kind), Stream(kind)
    one.peer, other.peer = other, one
    one.state = other.state = 'connected'
    one.local = one.remote = other.local = other.remote = ''
    return one, other


class Datagrams(Pollable):
    """A socket for datagrams."""

    def __init__(self, kind='udp'):
        self.kind = kind
        self.local = self.remote = None
        self.state = 'new'
        self.queue = []                 # of (data, address)
        self.listener_key = None
        self.error = 0

    def mask(self):
        return OUT | (IN if self.queue else 0)

    def awaited(self):
        return f'datagrams at {shown(self.local)}' if self.local else None

    def shown(self, mask):
        return f'datagrams at {shown(self.local)}' if mask & IN else 'room to send'

    bind_stream = Stream.bind
    _give_up_address = Stream._give_up_address

    def bind(self, address):
        self.bind_stream(address)

    def connect(self, address):
        self._have_address()
        self.remote = address

    def _have_address(self):
        if self.local is None:
            self.bind(('127.0.0.1', 0))

    def sendto(self, data, address):
        self._have_address()
        to = listener_at(self.kind, address)
        if to is not None:
            after(latency, to._receive, bytes(data), self.local)
        return len(data)

    def _receive(self, data, address):
        if self.state != 'closed' and (self.remote is None or self.remote[:2] == address[:2]):
            self.queue.append((data, address))
            self.changed(IN)

    def recvfrom(self, size):
        if not self.queue:
            return None
        data, address = self.queue.pop(0)
        return data[:size], address

    def close(self):
        self.state = 'closed'
        self._give_up_address()


# The scenario's servers are there from the beginning.
if world.get('servers'):
    import _world_script            # opens them
