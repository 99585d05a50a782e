"""The loop that waits for sockets too."""

from . import base_events

__all__ = ('BaseSelectorEventLoop',)


class BaseSelectorEventLoop(base_events.BaseEventLoop):
    """Between the core and the loop of the system."""

    def __init__(self, selector=None):
        super().__init__()
        if selector is not None:
            self._selector = selector
