"""The package's logger. `logging` itself is only imported when something is to be logged."""


class _Logger:
    """Stands for logging.getLogger('asyncio') until that is needed."""

    def __getattr__(self, name):
        import logging
        return getattr(logging.getLogger('asyncio'), name)


_stand_in = _Logger()


def __getattr__(name):
    if name == 'logger':
        import logging
        return logging.getLogger('asyncio')
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
