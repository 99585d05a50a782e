"""Methods that are imported when they are first asked for."""


class Later:
    """A class attribute that stands for a method of another module's class, until somebody asks for it.

    All methods of that class that stand in the asking class as Later then take their places there.
    """

    def __init__(self, module, source, name):
        self._module, self._source, self._name = module, source, name

    def __get__(self, instance, owner=None):
        source = getattr(__import__(self._module, fromlist=(self._source,)), self._source)
        for cls in owner.__mro__:
            names = [n for n, later in cls.__dict__.items() if type(later) is Later and later._module == self._module]
            for name in names:
                setattr(cls, name, getattr(source, name))
        return getattr(owner if instance is None else instance, self._name)
