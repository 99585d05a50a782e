"""Terminals put into raw mode. No file here is a terminal, so that every call says so."""

from termios import error, tcgetattr, tcsetattr, TCSAFLUSH

__all__ = ['setraw', 'setcbreak']


def setraw(fd, when=TCSAFLUSH):
    """Put a terminal into raw mode."""
    mode = tcgetattr(fd)
    tcsetattr(fd, when, mode)
    return mode


def setcbreak(fd, when=TCSAFLUSH):
    """Put a terminal into cbreak mode."""
    return setraw(fd, when)
