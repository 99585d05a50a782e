"""Sockets: connections through the simulated network."""

from _socket import *
from _socket import gaierror, herror, error, timeout

__all__ = [name for name in dir() if not name.startswith('_')]
