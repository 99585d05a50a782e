"""Abstract base classes: ABCMeta, abstractmethod and ABC."""

from _weakref import ref as _ref


def abstractmethod(funcobj):
    """Mark a method that a class must define before it can be instantiated."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    __isabstractmethod__ = True


_registrations = 0      # of all classes together: answers "no subclass" that are older than the last one are no longer certain


def get_cache_token():
    """A number that changes whenever a class is registered with an abstract base class."""
    return _registrations


class _abc_data:
    """What an abstract base class knows of other classes, as sets of weak references."""

    __slots__ = 'registered', 'subclasses', 'others', 'others_since'

    def __init__(self):
        self.registered = {}        # reference -> None: in the order of their registration
        self.subclasses = set()     # found to be subclasses
        self.others = set()         # found not to be, at the count `others_since` of registrations
        self.others_since = _registrations


_abc_data.__module__ = '_abc'


def _ask(cls, data, subclass):
    """Is it a subclass? Asked of the class's own hook, then of its relatives and of what has been registered."""
    answer = cls.__subclasshook__(subclass)
    if answer is not NotImplemented:
        if not isinstance(answer, bool):
            raise AssertionError('__subclasshook__ must return either False, True, or NotImplemented')
        return answer
    if cls in getattr(subclass, '__mro__', ()):
        return True
    for reference in list(data.registered):
        registered = reference()
        if registered is not None and issubclass(subclass, registered):
            return True
    for sub in cls.__subclasses__():
        if issubclass(subclass, sub):
            return True
    return False


def update_abstractmethods(cls):
    """Work out again which methods of cls are abstract."""
    if not hasattr(cls, '__abstractmethods__'):
        return cls
    cls.__abstractmethods__ = _abstract_names(cls)
    return cls


def _abstract_names(cls):
    names = [name for name, value in cls.__dict__.items() if getattr(value, '__isabstractmethod__', False)]
    for base in cls.__bases__:
        for name in getattr(base, '__abstractmethods__', ()):
            if getattr(getattr(cls, name, None), '__isabstractmethod__', False) and name not in names:
                names.append(name)
    return frozenset(names)


class ABCMeta(type):
    """Metaclass of abstract base classes."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_names(cls)
        cls._abc_impl = _abc_data()
        return cls

    def register(cls, subclass):
        """Declare a class to be a (virtual) subclass."""
        global _registrations
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        registered = cls._abc_impl.registered
        registered[_ref(subclass, lambda reference: registered.pop(reference, None))] = None
        _registrations += 1
        for mark in ('_abc_sequence', '_abc_mapping'):
            if getattr(cls, mark, False) and not getattr(subclass, mark, False):
                try:
                    setattr(subclass, mark, True)
                except TypeError:
                    pass
        return subclass

    def __instancecheck__(cls, instance):
        subclass = instance.__class__
        own = type(instance)
        if subclass is own:
            return cls.__subclasscheck__(subclass)
        return cls.__subclasscheck__(subclass) or cls.__subclasscheck__(own)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError('issubclass() arg 1 must be a class')
        data = cls._abc_impl
        reference = _ref(subclass)
        if reference in data.subclasses:
            return True
        if data.others_since != _registrations:
            data.others.clear()
            data.others_since = _registrations
        elif reference in data.others:
            return False
        answer = _ask(cls, data, subclass)
        known = data.subclasses if answer else data.others
        known.add(_ref(subclass, known.discard))
        return answer

    def _dump_registry(cls, file=None):
        data = cls._abc_impl
        print(f"Class: {cls.__module__}.{cls.__qualname__}", file=file)
        print(f"Inv. counter: {_registrations}", file=file)
        print(f"_abc_registry: {set(data.registered)!r}", file=file)
        print(f"_abc_cache: {data.subclasses!r}", file=file)
        print(f"_abc_negative_cache: {data.others!r}", file=file)
        print(f"_abc_negative_cache_version: {data.others_since!r}", file=file)

    def _abc_registry_clear(cls):
        """Forget what has been registered (for tests)."""
        cls._abc_impl.registered.clear()

    def _abc_caches_clear(cls):
        """Forget which classes were found to be subclasses, and which not (for tests)."""
        data = cls._abc_impl
        data.subclasses.clear()
        data.others.clear()


class ABC(metaclass=ABCMeta):
    """Helper class that provides a standard way to create an ABC using inheritance."""
    __slots__ = ()
