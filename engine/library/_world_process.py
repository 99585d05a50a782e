"""Processes: those of the scenario, a few small commands, the shell's sequences of them, and Python programs.

Each runs in a thread of its own on the same clock, with ends of pipes (or what the program has) for its standard streams.
"""

import sys

import _outside
import _strands
import _world
from _strands import current, now, park
from _world import IN, Pollable, drop, world
from _world_pipes import Nothing, ReadEnd, ends, keyboard, receive, send_all
import _world_pipes
import _world_signals

PIPE, STDOUT, DEVNULL = -1, -2, -3
OWN_PID = 1000

processes = {}              # pid -> Process, until its end has been asked for
_by_strand = {}             # id(strand) -> Process
_started = 0                # processes in the trace
_worker_pids = {}           # id(strand) -> the number of the process that it stands for
_next_pid = OWN_PID + 1
_abandoned = []


def current_process():
    return _by_strand.get(id(current()))


def getpid():
    process = current_process()
    return _worker_pids.get(id(current()), OWN_PID) if process is None else process.pid


def number_worker():
    """The running thread stands for a process of a pool: from now on it has a number of its own."""
    global _next_pid
    _worker_pids[id(current())] = _next_pid
    _next_pid += 1


def kill(pid, number):
    """os.kill()."""
    if pid == getpid() and current_process() is None or pid == 0:
        if number:
            _world_signals.arrive(number)
        return
    process = processes.get(pid)
    if process is None:
        if pid == OWN_PID:
            return _world_signals.arrive(number)
        raise ProcessLookupError(3, 'No such process')
    process.signal(number)


class Process(Pollable):
    """A process that runs, or has ended: then returncode is its status, or minus the signal that ended it."""

    def __init__(self, args, shown, streams, body):
        global _next_pid, _started
        self.pid = _next_pid
        _next_pid += 1
        self.number = _started = _started + 1   # in the trace
        self.args = args
        self.shown_as = shown
        self.streams = streams                  # what its descriptors 0, 1 and 2 are
        self.returncode = None
        self.at_exit = []                       # functions(pid, returncode)
        self.body = body
        for thing in streams:
            thing.refs += 1
        processes[self.pid] = self
        _outside.process_started(self.number, shown)
        self.strand = _strands.start(self._run)
        _by_strand[id(self.strand)] = self

    # A process is ready to be waited for when it has ended (what a pidfd is).
    def mask(self):
        return IN if self.returncode is not None else 0

    def shown(self, mask):
        return f'the end of {self.shown_as}'

    def close(self):
        pass

    def _run(self):
        _strands.named(current(), self.shown_as)
        try:
            status = self.body(self)
        except BrokenPipeError:
            status = -13
        self.ended(status)

    def ended(self, status):
        self.returncode = status
        for thing in self.streams:
            drop(thing)
        _outside.process_exited(self.number, status)
        for function in self.at_exit:
            function(self.pid, status)
        self.changed(IN)

    def signal(self, number):
        if self.returncode is not None or number == 0:
            return
        if number in _world_signals.IGNORED or number in (19, 20, 21, 22):
            return
        _strands.abandon(self.strand)
        _abandoned.append(self.strand)          # its frames stay as they are
        self.ended(-number)

    def wait(self, timeout=None):
        """Block until it has ended; False: the time came first."""
        deadline = None if timeout is None else now() + timeout
        return self.sleep_until(IN, deadline, self.shown(IN))


# ---- what can be run

def _words(text):
    """A command line's words, as a shell splits it."""
    words, word, quote = [], None, ''
    i = 0
    while i < len(text):
        c = text[i]
        if quote:
            if c == quote:
                quote = ''
            elif c == '\\' and quote == '"' and i + 1 < len(text) and text[i + 1] in '"\\$`':
                i += 1
                word += text[i]
            else:
                word += c
        elif c in '"\'':
            quote, word = c, word or ''
        elif c == '\\' and i + 1 < len(text):
            i += 1
            word = (word or '') + text[i]
        elif c in ' \t\n':
            if word is not None:
                words.append(word)
            word = None
        else:
            word = (word or '') + c
        i += 1
    if word is not None:
        words.append(word)
    return words


def _quoted(word):
    plain = word and all([c.isalnum() or c in '_-./=:,@%+' for c in word])
    return word if plain else "'" + word.replace("'", "'\"'\"'") + "'"


def shown_command(args):
    if len(args) == 3 and args[1] == '-c' and args[0].rpartition('/')[2].startswith('python'):
        lines = args[2].strip().split('\n')
        return f'{args[0].rpartition("/")[2]} -c {_quoted(lines[0] + (" ..." if len(lines) > 1 else ""))}'
    return ' '.join([_quoted(a) for a in args])


def _of_scenario(args):
    """The scenario's own process for this command."""
    for item in world.get('processes', ()):
        if item['command'] == ' '.join(args) or _words(item['command']) == list(args):
            return item
    return None


def _body_of_scenario(item):
    def body(process):
        if item['takes']:
            park(now() + item['takes'], 0, 'its end')
        send_all(process.streams[1], item['stdout'].encode())
        send_all(process.streams[2], item['stderr'].encode())
        return item['exit']
    return body


def _echo(process, args, streams):
    end = '\n'
    if args and args[0] == '-n':
        end, args = '', args[1:]
    send_all(streams[1], (' '.join(args) + end).encode())
    return 0


def _cat(process, args, streams):
    if not args:
        while True:
            data = receive(streams[0], 65536)
            if not data:
                return 0
            send_all(streams[1], data)
    status = 0
    for name in args:
        text = world.get('files', {}).get(name)
        if text is None:
            send_all(streams[2], f'cat: {name}: No such file or directory\n'.encode())
            status = 1
        else:
            send_all(streams[1], text.encode())
    return status


_UNITS = {'s': 1, 'm': 60, 'h': 3600, 'd': 86400}


def _sleep(process, args, streams):
    seconds = 0.0
    for word in args:
        number, unit = (word[:-1], _UNITS[word[-1]]) if word[-1:] in _UNITS else (word, 1)
        try:
            seconds += float(number) * unit
        except ValueError:
            send_all(streams[2], f"sleep: invalid time interval '{word}'\n".encode())
            return 1
    if not args:
        send_all(streams[2], b'sleep: missing operand\n')
        return 1
    park(now() + seconds, 0, 'its time')
    return 0


def _shell(process, args, streams):
    if len(args) >= 2 and args[0] == '-c':
        return run_line(process, args[1], streams)
    text = b''
    while True:
        data = receive(streams[0], 65536)
        if not data:
            return run_line(process, text.decode(), streams)
        text += data


COMMANDS = {
    'echo': _echo, 'cat': _cat, 'sleep': _sleep, 'sh': _shell, 'bash': _shell,
    'true': lambda process, args, streams: 0, 'false': lambda process, args, streams: 1,
    ':': lambda process, args, streams: 0,
}


def _tokens(text):
    """A shell line as words and operators; words keep their quotes."""
    tokens, word, quote, i = [], '', '', 0
    while i < len(text):
        c = text[i]
        if quote:
            word += c
            if c == quote:
                quote = ''
        elif c in '"\'':
            quote = c
            word += c
        elif c == '\\' and i + 1 < len(text):
            word += text[i:i + 2]
            i += 1
        elif c in ';|&\n' and not (c == '&' and word[-1:] == '>'):
            tokens.append(word)
            operator = c
            if c in '|&' and text[i + 1:i + 2] == c:
                operator = c * 2
                i += 1
            tokens.append(';' if c == '\n' else operator)
            word = ''
        else:
            word += c
        i += 1
    tokens.append(word)
    return tokens


class _Exit(Exception):
    pass


def run_line(process, text, streams):
    """The shell's own sequences: a; b && c || d | e, exit N."""
    tokens = _tokens(text)
    status = 0
    i = 0
    skip = False            # the next command is not run, because of && or ||
    try:
        while i < len(tokens):
            line = [tokens[i]]
            while i + 1 < len(tokens) and tokens[i + 1] == '|':
                i += 2
                line.append(tokens[i])
            operator = tokens[i + 1] if i + 1 < len(tokens) else ';'
            if not skip:
                status = _pipeline(process, line, streams, status)
            skip = operator == '&&' and status != 0 or operator == '||' and status == 0
            i += 2
    except _Exit as leave:
        return leave.args[0]
    return status


def _pipeline(process, commands, streams, status):
    data_in = streams[0]
    for number, command in enumerate(commands):
        if not command.strip():
            return status
        if number == len(commands) - 1:
            return _simple(process, command, (data_in, streams[1], streams[2]), status)
        reader, writer = ends()
        pump = _Collect()
        status = _simple(process, command, (data_in, pump, streams[2]), status)
        data_in = pump


class _Collect(Nothing):
    """What one command of a pipeline hands to the next."""

    def __init__(self):
        self.data = bytearray()

    def send(self, data):
        self.data += data
        return len(data)

    def recv(self, size):
        data = bytes(self.data[:size])
        del self.data[:size]
        return data


def _simple(process, command, streams, status):
    command = command.replace('$?', str(status)).replace('$$', str(process.pid))
    if '1>&2' in command or '>&2' in command:
        command = command.replace('1>&2', '').replace('>&2', '')
        streams = (streams[0], streams[2], streams[2])
    if '2>&1' in command:
        command = command.replace('2>&1', '')
        streams = (streams[0], streams[1], streams[1])
    if '>/dev/null' in command.replace('> /', '>/'):
        command = command.replace('> /', '>/').replace('>/dev/null', '')
        streams = (streams[0], Nothing(), streams[2])
    args = _words(command)
    if not args:
        return status
    if args[0] in ('exit', 'exec') and args[0] == 'exit':
        raise _Exit(int(args[1]) & 0xff if len(args) > 1 else status)
    if args[0] == 'exec':
        args = args[1:]
    if args[0] in ('cd', 'export', 'set', 'trap'):
        return 0
    return run_command(process, args, streams)


def run_command(process, args, streams):
    """A command inside a shell: in its process's thread."""
    item = _of_scenario(args)
    if item is not None:
        if item['takes']:
            park(now() + item['takes'], 0, 'its end')
        send_all(streams[1], item['stdout'].encode())
        send_all(streams[2], item['stderr'].encode())
        return item['exit']
    name = args[0].rpartition('/')[2]
    if name in COMMANDS:
        return COMMANDS[name](process, args[1:], streams)
    if name in _PYTHONS:
        return _python(process, args[1:], streams)
    send_all(streams[2], f'/bin/sh: 1: {args[0]}: not found\n'.encode())
    return 127


# ---- Python programs

_PYTHONS = ('python', 'python3', 'python3.13')


class ChildStream:
    """sys.stdin, sys.stdout or sys.stderr of a Python process."""

    encoding = 'utf-8'
    errors = 'strict'
    newlines = None
    closed = False

    def __init__(self, thing, fd):
        self._thing = thing
        self._fd = fd
        self.name = ('<stdin>', '<stdout>', '<stderr>')[fd]
        self.mode = 'w' if fd else 'r'
        self._buffer = b''
        self._out = ''

    def write(self, text, /):
        if not isinstance(text, str):
            raise TypeError(f'write() argument must be str, not {type(text).__name__}')
        self._out += text
        if self._fd == 2 or len(self._out) > 8192:
            self.flush()
        return len(text)

    def writelines(self, lines, /):
        for line in lines:
            self.write(line)

    def flush(self):
        out, self._out = self._out, ''
        if out:
            send_all(self._thing, out.encode())

    def _more(self):
        data = receive(self._thing, 65536)
        self._buffer += data
        return bool(data)

    def _give(self, n):
        data, self._buffer = self._buffer[:n], self._buffer[n:]
        return data.decode('utf-8', 'replace')

    def read(self, size=-1, /):
        while (size is None or size < 0 or len(self._buffer) < size) and self._more():
            pass
        return self._give(len(self._buffer) if size is None or size < 0 else size)

    def readline(self, size=-1, /):
        while b'\n' not in self._buffer and self._more():
            pass
        return self._give(self._buffer.find(b'\n') + 1 or len(self._buffer))

    def readlines(self, hint=-1, /):
        return list(self)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def fileno(self):
        return self._fd

    def isatty(self):
        return False

    def readable(self):
        return self._fd == 0

    def writable(self):
        return self._fd != 0

    def close(self):
        pass

    def reconfigure(self, **kwargs):
        pass

    @property
    def buffer(self):
        return _ChildBytes(self)


class _ChildBytes:
    def __init__(self, text):
        self._text = text

    def write(self, data, /):
        self._text.flush()
        send_all(self._text._thing, bytes(data))
        return len(data)

    def read(self, size=-1, /):
        return self._text.read(size).encode()

    def readline(self, size=-1, /):
        return self._text.readline().encode()

    def flush(self):
        self._text.flush()


def _python(process, args, streams):
    while args and args[0] in ('-u', '-B', '-I', '-E', '-s', '-S', '-O', '-q'):
        args = args[1:]
    if not args or args[0] != '-c' or len(args) < 2:
        name = args[0] if args else '-'
        text = world.get('files', {}).get(name)
        if text is None:
            send_all(streams[2], f"python3: can't open file '{name}': [Errno 2] No such file or directory\n".encode())
            return 2
        file, argv = name, list(args)
    else:
        file, text, argv = '<string>', args[1], ['-c', *args[2:]]
    from types import ModuleType
    files = [ChildStream(thing, fd) for fd, thing in enumerate(streams)]
    _strands.own_sys(current(), {'stdin': files[0], 'stdout': files[1], 'stderr': files[2], 'argv': argv,
                                 '__stdin__': files[0], '__stdout__': files[1], '__stderr__': files[2]})
    main = ModuleType('__main__')
    status = 0
    try:
        exec(compile(text, file, 'exec'), main.__dict__)
    except SystemExit as leave:
        code = leave.code
        if isinstance(code, int):
            status = code & 0xff
        elif code is not None:
            files[2].write(str(code) + '\n')
            status = 1
    except BaseException as exc:
        from _engine import _format_traceback
        files[2].write(_format_traceback(exc))
        status = -2 if isinstance(exc, KeyboardInterrupt) else 1
    files[1].flush()
    files[2].flush()
    return status


# ---- starting one

def _stream_for(value, fd, parents):
    """What a process has for its descriptor fd: (its thing, the other end for the program or None)."""
    if value is None:
        return parents[fd], None
    if value == PIPE:
        reader, writer = ends(('standard input', 'standard output', 'standard error')[fd] + ' of a process')
        return (reader, writer) if fd == 0 else (writer, reader)
    if value == DEVNULL:
        return Nothing(), None
    number = value if isinstance(value, int) else value.fileno()
    return _world.thing_of(number), None


def start(args, shell, stdin, stdout, stderr, cwd=None, env=None):
    """A new process, and the program's ends of its pipes (None where there is none)."""
    if shell:
        line = args if isinstance(args, str) else args[0]
        argv = ['/bin/sh', '-c', line]
        shown = line
    else:
        if isinstance(args, str):
            args = [args]
        argv = [a.decode() if isinstance(a, bytes) else a if isinstance(a, str) else a.__fspath__() for a in args]
        shown = shown_command(argv)
    item = _of_scenario(_words(shown) if shell else argv)
    name = argv[0].rpartition('/')[2]
    if item is not None:
        body = _body_of_scenario(item)
    elif name in COMMANDS and name != ':' or name in _PYTHONS:
        def body(process):
            return run_command(process, argv, process.streams)
    else:
        raise FileNotFoundError(2, 'No such file or directory', argv[0])
    mother = current_process()
    parents = mother.streams if mother is not None else [_world.descriptors[n] for n in range(3)]
    own, others = [], []
    for fd, value in enumerate((stdin, stdout, stderr)):
        if fd == 2 and value == STDOUT:
            thing, other = own[1], None
        else:
            thing, other = _stream_for(value, fd, parents)
        own.append(thing)
        others.append(other)
    process = Process(args, shown, own, body)
    for fd, other in enumerate(others):
        if other is not None:
            other.buffer.name = other.buffer.name.replace('a process', shown)
            if mother is None:
                other.buffer.tell('a pipe', fd == 0, fd != 0)
    return process, others
