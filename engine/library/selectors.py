"""Selectors: which of many files can be read or written."""

from abc import ABCMeta, abstractmethod
from collections import namedtuple
from collections.abc import Mapping

import _world

EVENT_READ = 1
EVENT_WRITE = 2

SelectorKey = namedtuple('SelectorKey', ['fileobj', 'fd', 'events', 'data'])


class _SelectorMapping(Mapping):
    """Files to their keys, to look at."""

    def __init__(self, selector):
        self._selector = selector

    def __len__(self):
        return len(self._selector._fd_to_key)

    def get(self, fileobj, default=None):
        return self._selector._fd_to_key.get(self._selector._lookup(fileobj), default)

    def __getitem__(self, fileobj):
        key = self._selector._fd_to_key.get(self._selector._lookup(fileobj))
        if key is None:
            raise KeyError(f'{fileobj!r} is not registered')
        return key

    def __iter__(self):
        return iter(self._selector._fd_to_key)


class BaseSelector(metaclass=ABCMeta):
    """What all selectors have."""

    @abstractmethod
    def register(self, fileobj, events, data=None):
        raise NotImplementedError

    @abstractmethod
    def unregister(self, fileobj):
        raise NotImplementedError

    def modify(self, fileobj, events, data=None):
        self.unregister(fileobj)
        return self.register(fileobj, events, data)

    @abstractmethod
    def select(self, timeout=None):
        raise NotImplementedError

    def close(self):
        pass

    def get_key(self, fileobj):
        mapping = self.get_map()
        if mapping is None:
            raise RuntimeError('Selector is closed')
        try:
            return mapping[fileobj]
        except KeyError:
            raise KeyError(f'{fileobj!r} is not registered') from None

    @abstractmethod
    def get_map(self):
        raise NotImplementedError

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def _mask(events):
    return (_world.IN if events & EVENT_READ else 0) | (_world.OUT if events & EVENT_WRITE else 0)


class EpollSelector(BaseSelector):
    """Over the engine's own poll. A loop that is given one uses its own in its place."""

    _own_poller = True

    def __init__(self):
        self._fd_to_key = {}
        self._map = _SelectorMapping(self)
        self._poller = _world.Poller()

    def _lookup(self, fileobj):
        try:
            return _world.fd_of(fileobj)
        except ValueError:
            for key in self._fd_to_key.values():
                if key.fileobj is fileobj:
                    return key.fd
            raise

    def register(self, fileobj, events, data=None):
        if not events or events & ~(EVENT_READ | EVENT_WRITE):
            raise ValueError(f'Invalid events: {events!r}')
        key = SelectorKey(fileobj, self._lookup(fileobj), events, data)
        if key.fd in self._fd_to_key:
            raise KeyError(f'{fileobj!r} (FD {key.fd}) is already registered')
        self._poller.register(key.fd, _world.thing_of(key.fd), _mask(events))
        self._fd_to_key[key.fd] = key
        return key

    def unregister(self, fileobj):
        try:
            key = self._fd_to_key.pop(self._lookup(fileobj))
        except KeyError:
            raise KeyError(f'{fileobj!r} is not registered') from None
        if key.fd in self._poller.entries:
            self._poller.unregister(key.fd)
        return key

    def modify(self, fileobj, events, data=None):
        try:
            key = self._fd_to_key[self._lookup(fileobj)]
        except KeyError:
            raise KeyError(f'{fileobj!r} is not registered') from None
        if events != key.events:
            self._poller.modify(key.fd, _mask(events))
        key = self._fd_to_key[key.fd] = key._replace(events=events, data=data)
        return key

    def select(self, timeout=None):
        if timeout is not None and timeout < 0:
            timeout = 0
        found = []
        for fd, mask, _ in self._poller.poll(timeout):
            key = self._fd_to_key.get(fd)
            if key is None:
                continue
            events = (EVENT_WRITE if mask & ~_world.IN else 0) | (EVENT_READ if mask & ~_world.OUT else 0)
            if events & key.events:
                found.append((key, events & key.events))
        return found

    def get_map(self):
        return self._map

    def close(self):
        for fd in list(self._poller.entries):
            self._poller.unregister(fd)
        self._fd_to_key.clear()
        self._map = None

    def fileno(self):
        return 3


class SelectSelector(EpollSelector):
    pass


class PollSelector(EpollSelector):
    pass


DefaultSelector = EpollSelector
