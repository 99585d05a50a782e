"""The settings of terminals. No file here is a terminal, so that every call raises what it raises for other files."""

TCSANOW = 0
TCSADRAIN = 1
TCSAFLUSH = 2
TCIFLUSH = 0
TCOFLUSH = 1
TCIOFLUSH = 2


class error(Exception):
    pass


def _no_terminal(fd):
    if hasattr(fd, 'fileno'):
        fd = fd.fileno()
    if not isinstance(fd, int):
        raise TypeError('argument must be an int, or have a fileno() method.')
    raise error(25, 'Inappropriate ioctl for device')


def tcgetattr(fd, /):
    """Get the settings of a terminal."""
    _no_terminal(fd)


def tcsetattr(fd, when, attributes, /):
    """Change the settings of a terminal."""
    _no_terminal(fd)


def tcdrain(fd, /):
    """Wait until all that was written is out."""
    _no_terminal(fd)


def tcflush(fd, queue, /):
    """Throw away what has been written or not read yet."""
    _no_terminal(fd)
