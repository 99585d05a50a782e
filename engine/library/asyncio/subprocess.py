"""Processes. They are not there yet: the names are, and say so when used."""

__all__ = ('create_subprocess_exec', 'create_subprocess_shell')

PIPE = -1
STDOUT = -2
DEVNULL = -3

_MISSING = 'asyncio subprocesses are not supported yet'


class Process:
    def __init__(self, *args, **kwargs):
        raise NotImplementedError(_MISSING)


async def create_subprocess_shell(cmd, stdin=None, stdout=None, stderr=None, limit=2 ** 16, **kwds):
    raise NotImplementedError(_MISSING)


async def create_subprocess_exec(program, *args, stdin=None, stdout=None, stderr=None, limit=2 ** 16, **kwds):
    raise NotImplementedError(_MISSING)
