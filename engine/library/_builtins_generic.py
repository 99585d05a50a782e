"""What list[int] and int | str make.

Hidden, as all of _builtins*.py (see _builtins_core.py). The module typing builds on these.
"""

_own_alias_names = frozenset(('__origin__', '__args__', '__parameters__', '__unpacked__', '__mro_entries__', '__reduce_ex__',
                              '__reduce__', '__copy__', '__deepcopy__', '__typing_unpacked_tuple_args__', '__class__'))


class _GenericAlias:
    """Represent a PEP 585 generic type

E.g. for t = list[int], t.__origin__ is list and t.__args__ is (int,)."""

    __slots__ = ('__origin__', '__args__', '__parameters__', '__unpacked__', '__weakref__')

    def __new__(cls, origin, args, /):
        self = object.__new__(cls)
        if _type_of(args) is not tuple:
            args = (args,)
        self.__origin__ = origin
        self.__args__ = args
        self.__parameters__ = _parameters_in(args)
        self.__unpacked__ = False
        return self

    def __call__(self, /, *args, **kwargs):
        obj = self.__origin__(*args, **kwargs)
        try:
            obj.__orig_class__ = self
        except (AttributeError, TypeError):
            pass
        return obj

    def __getattribute__(self, name):
        if name in _own_alias_names:
            return object.__getattribute__(self, name)
        return getattr(object.__getattribute__(self, '__origin__'), name)

    @property
    def __typing_unpacked_tuple_args__(self):
        return self.__args__ if self.__unpacked__ and self.__origin__ is tuple else None

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __reduce__(self):
        return _GenericAlias, (self.__origin__, self.__args__)

    def __getitem__(self, item):
        params = self.__parameters__
        if not params:
            raise TypeError(f"{self!r} is not a generic class")
        mapping = _argument_mapping(self, params, item if _type_of(item) is tuple else (item,))
        return _type_of(self)(self.__origin__, _with_arguments(self.__args__, mapping))

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return (self.__origin__ == other.__origin__ and self.__args__ == other.__args__
                and self.__unpacked__ == other.__unpacked__)

    def __hash__(self):
        return hash(self.__origin__) ^ hash(self.__args__)

    def __repr__(self):
        args = ', '.join([_type_text(arg) for arg in self.__args__]) if self.__args__ else '()'
        return f"{'*' if self.__unpacked__ else ''}{_type_text(self.__origin__)}[{args}]"

    def __or__(self, other):
        return _union_type(self, other)

    def __ror__(self, other):
        return _union_type(other, self)

    def __instancecheck__(self, obj):
        raise TypeError("isinstance() argument 2 cannot be a parameterized generic")

    def __subclasscheck__(self, cls):
        raise TypeError("issubclass() argument 2 cannot be a parameterized generic")

    def __iter__(self):
        starred = _type_of(self)(self.__origin__, self.__args__)
        starred.__unpacked__ = True
        yield starred

    def __dir__(self):
        return sorted(set(dir(self.__origin__)) | _own_alias_names)


_GenericAlias.__name__ = _GenericAlias.__qualname__ = 'GenericAlias'
_GenericAlias.__module__ = 'types'


def _parameters_in(args):
    found = []
    for arg in args:
        if _plain_subclass(_type_of(arg), type):
            continue
        if _type_of(arg) in (list, tuple):
            inside = _parameters_in(arg)
        elif hasattr(arg, '__typing_subst__'):
            inside = (arg,)
        else:
            inside = getattr(arg, '__parameters__', ())
        for parameter in inside if _type_of(inside) is tuple else ():
            if parameter not in found:
                found.append(parameter)
    return tuple(found)


def _argument_mapping(alias, params, args):
    if [p for p in params if _type_of(p).__name__ in ('TypeVarTuple', 'ParamSpec') or p.has_default()]:
        return _typing()._match_arguments(alias, params, args)
    if len(args) != len(params):
        many = 'many' if len(args) > len(params) else 'few'
        least = '' if len(args) > len(params) else 'at least '
        raise TypeError(f"Too {many} arguments for {alias!r}; actual {len(args)}, expected {least}{len(params)}")
    return dict(zip(params, [p.__typing_subst__(a) for p, a in zip(params, args)]))


def _with_arguments(args, mapping):
    return _typing()._substituted(args, mapping)


def _type_text(t):
    if t is Ellipsis:
        return '...'
    if t is None or t is _type_of(None):
        return 'None'
    if _type_of(t) is list:
        return '[' + ', '.join([_type_text(x) for x in t]) + ']'
    if _type_of(t) is _GenericAlias or hasattr(t, '__origin__') and hasattr(t, '__args__'):
        return repr(t)
    name = getattr(t, '__qualname__', None)
    module = getattr(t, '__module__', None)
    if name is None or module is None:
        return repr(t)
    return name if module == 'builtins' else f"{module}.{name}"


def _generic_alias(origin, args):
    return _GenericAlias(origin, args)


class _UnionType:
    """Represent a PEP 604 union type

E.g. for int | str"""

    __slots__ = ('__args__', '__parameters__', '__weakref__')

    def __or__(self, other):
        return _union_type(self, other)

    def __ror__(self, other):
        return _union_type(other, self)

    def __getitem__(self, item):
        params = self.__parameters__
        if not params:
            raise TypeError(f"{self!r} is not a generic class")
        args = _with_arguments(self.__args__, _argument_mapping(self, params, item if _type_of(item) is tuple else (item,)))
        result = args[0]
        for arg in args[1:]:
            result = result | arg
        return result

    def __eq__(self, other):
        if _type_of(other) is not _UnionType:
            return NotImplemented
        return len(self.__args__) == len(other.__args__) and all([a in other.__args__ for a in self.__args__])

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        return ' | '.join([_type_text(arg) for arg in self.__args__])

    def __instancecheck__(self, obj):
        for arg in self.__args__:
            if isinstance(arg, _GenericAlias):
                raise TypeError("isinstance() argument 2 cannot be a parameterized generic")
            if isinstance(obj, arg):
                return True
        return False

    def __subclasscheck__(self, cls):
        for arg in self.__args__:
            if isinstance(arg, _GenericAlias):
                raise TypeError("issubclass() argument 2 cannot be a parameterized generic")
            if issubclass(cls, arg):
                return True
        return False


_UnionType.__name__ = _UnionType.__qualname__ = 'UnionType'
_UnionType.__module__ = 'types'


def _may_join(side):
    return (side is None or _plain_subclass(_type_of(side), type) or isinstance(side, (_GenericAlias, _UnionType))
            or _type_of(side).__name__ == 'TypeAliasType')


def _union_type(left, right):
    if not (_may_join(left) and _may_join(right)):
        return NotImplemented
    args = []
    for side in (left, right):
        for arg in side.__args__ if _type_of(side) is _UnionType else (side,):
            if arg is None:
                arg = _type_of(None)
            if arg not in args:
                args.append(arg)
    if len(args) == 1:
        return args[0]
    union = object.__new__(_UnionType)
    union.__args__ = tuple(args)
    union.__parameters__ = _parameters_in(args)
    return union


_builtin_module('_engine')._union_type = _union_type
_set_builtin(_BaseExceptionGroup, '__class_getitem__', classmethod(_generic_alias))
