"""Processes, for code that blocks: it waits, and the event loop with it."""

import _world
import _world_process
from _world_pipes import File
from _world_process import DEVNULL, PIPE, STDOUT

__all__ = ['Popen', 'PIPE', 'STDOUT', 'call', 'check_call', 'getstatusoutput', 'getoutput', 'check_output', 'run',
           'CalledProcessError', 'DEVNULL', 'SubprocessError', 'TimeoutExpired', 'CompletedProcess']


class SubprocessError(Exception):
    pass


class CalledProcessError(SubprocessError):
    """A process has ended with another status than 0."""

    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode = returncode
        self.cmd = cmd
        self.output = output
        self.stderr = stderr

    def __str__(self):
        if self.returncode and self.returncode < 0:
            import signal
            try:
                return f"Command '{self.cmd}' died with {signal._by_number[-self.returncode]!r}."
            except KeyError:
                return f"Command '{self.cmd}' died with unknown signal {-self.returncode}."
        return f"Command '{self.cmd}' returned non-zero exit status {self.returncode}."

    @property
    def stdout(self):
        return self.output


class TimeoutExpired(SubprocessError):
    """A process has not ended in time."""

    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd = cmd
        self.timeout = timeout
        self.output = output
        self.stderr = stderr

    def __str__(self):
        return f"Command '{self.cmd}' timed out after {self.timeout} seconds"

    @property
    def stdout(self):
        return self.output


class CompletedProcess:
    """What run() gives."""

    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args = args
        self.returncode = returncode
        self.stdout = stdout
        self.stderr = stderr

    def __repr__(self):
        parts = [f'args={self.args!r}', f'returncode={self.returncode!r}']
        if self.stdout is not None:
            parts.append(f'stdout={self.stdout!r}')
        if self.stderr is not None:
            parts.append(f'stderr={self.stderr!r}')
        return '{}({})'.format(type(self).__name__, ', '.join(parts))

    def check_returncode(self):
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)


class Popen:
    """A process that runs."""

    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None,
                 close_fds=True, shell=False, cwd=None, env=None, universal_newlines=None, startupinfo=None,
                 creationflags=0, restore_signals=True, start_new_session=False, pass_fds=(), *, user=None, group=None,
                 extra_groups=None, encoding=None, errors=None, text=None, umask=-1, pipesize=-1, process_group=None):
        self.args = args
        self.text_mode = bool(text or universal_newlines or encoding or errors)
        self._process, ends = _world_process.start(args, shell, stdin, stdout, stderr)
        self.pid = self._process.pid
        kind = '' if self.text_mode else 'b'
        files = [None if end is None else File(_world.open_fd(end), ('r' if fd else 'w') + kind, encoding, errors)
                 for fd, end in enumerate(ends)]
        self.stdin, self.stdout, self.stderr = files
        self.returncode = None

    def __repr__(self):
        return f'<{type(self).__name__}: returncode: {self.returncode} args: {self.args!r}>'

    def __enter__(self):
        return self

    def __exit__(self, exc_type, value, traceback):
        for file in (self.stdout, self.stderr, self.stdin):
            if file is not None:
                file.close()
        self.wait()

    def poll(self):
        if self.returncode is None and self._process.returncode is not None:
            self.returncode = self._process.returncode
            _world_process.processes.pop(self.pid, None)
        return self.returncode

    def wait(self, timeout=None):
        if self.returncode is None and not self._process.wait(timeout):
            raise TimeoutExpired(self.args, timeout)
        return self.poll()

    def communicate(self, input=None, timeout=None):
        """Write the input, read all output, wait for the end; give (stdout, stderr)."""
        end = None if timeout is None else _world.now() + timeout
        if self.stdin is not None:
            try:
                if input:
                    self.stdin.write(input)
                self.stdin.close()
            except BrokenPipeError:
                pass
        found = self._read_all([f for f in (self.stdout, self.stderr) if f is not None], end)
        if end is not None and not self._process.wait(end - _world.now()):
            raise TimeoutExpired(self.args, timeout)
        self.wait()
        out = [None if f is None else self._decoded(found[id(f)], f) for f in (self.stdout, self.stderr)]
        return out[0], out[1]

    def _decoded(self, data, file):
        return data.decode(file.encoding, file.errors) if self.text_mode else data

    def _read_all(self, files, end):
        """Everything that comes through these pipes until they are closed."""
        found = {id(file): file._buffer for file in files}
        poller = _world.Poller()
        left = [file for file in files if not file.closed]
        for file in left:
            poller.register(file.fileno(), _world.thing_of(file.fileno()), _world.IN, file)
        while left:
            ready = poller.poll(None if end is None else end - _world.now())
            if not ready:
                for file in left:
                    poller.unregister(file.fileno())
                raise TimeoutExpired(self.args, None)
            for fd, _, file in ready:
                data = _world.thing_of(fd).recv(65536)
                if data:
                    found[id(file)] += data
                else:
                    poller.unregister(fd)
                    left.remove(file)
                    file.close()
        return found

    def send_signal(self, sig):
        if self.poll() is None:
            self._process.signal(int(sig))

    def terminate(self):
        self.send_signal(15)

    def kill(self):
        self.send_signal(9)


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    """Run a command, wait for its end, give a CompletedProcess."""
    if input is not None:
        if kwargs.get('stdin') is not None:
            raise ValueError('stdin and input arguments may not both be used.')
        kwargs['stdin'] = PIPE
    if capture_output:
        if kwargs.get('stdout') is not None or kwargs.get('stderr') is not None:
            raise ValueError('stdout and stderr arguments may not be used with capture_output.')
        kwargs['stdout'] = kwargs['stderr'] = PIPE
    with Popen(*popenargs, **kwargs) as process:
        try:
            stdout, stderr = process.communicate(input, timeout=timeout)
        except TimeoutExpired as exc:
            process.kill()
            process.wait()
            exc.timeout = timeout
            raise
        except:
            process.kill()
            raise
        returncode = process.poll()
        if check and returncode:
            raise CalledProcessError(returncode, process.args, output=stdout, stderr=stderr)
    return CompletedProcess(process.args, returncode, stdout, stderr)


def call(*popenargs, timeout=None, **kwargs):
    with Popen(*popenargs, **kwargs) as process:
        try:
            return process.wait(timeout=timeout)
        except:
            process.kill()
            raise


def check_call(*popenargs, **kwargs):
    returncode = call(*popenargs, **kwargs)
    if returncode:
        raise CalledProcessError(returncode, kwargs.get('args') or popenargs[0])
    return 0


def check_output(*popenargs, timeout=None, **kwargs):
    if 'stdout' in kwargs:
        raise ValueError('stdout argument not allowed, it will be overridden.')
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **kwargs).stdout


def getstatusoutput(cmd, *, encoding=None, errors=None):
    done = run(cmd, shell=True, text=True, stdout=PIPE, stderr=STDOUT)
    return done.returncode, done.stdout[:-1] if done.stdout[-1:] == '\n' else done.stdout


def getoutput(cmd, *, encoding=None, errors=None):
    return getstatusoutput(cmd)[1]
