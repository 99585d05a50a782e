"""typing: type hints as objects. Nothing checks a program's hints; they print, compare and can be asked as in CPython."""

import sys
import collections
import collections.abc
from abc import ABCMeta, abstractmethod
from types import (FunctionType, GenericAlias, MethodType, BuiltinFunctionType, MethodDescriptorType, ModuleType,
                   UnionType, WrapperDescriptorType)

_ABC = collections.abc

__all__ = [
    'Annotated', 'Any', 'Callable', 'ClassVar', 'Concatenate', 'Final', 'ForwardRef', 'Generic', 'Literal', 'Optional',
    'ParamSpec', 'Protocol', 'Tuple', 'Type', 'TypeVar', 'TypeVarTuple', 'Union', 'AbstractSet', 'Container',
    'ContextManager', 'Hashable', 'ItemsView', 'Iterable', 'Iterator', 'KeysView', 'Mapping', 'MappingView',
    'MutableMapping', 'MutableSequence', 'MutableSet', 'Sequence', 'Sized', 'ValuesView', 'Awaitable', 'AsyncIterator',
    'AsyncIterable', 'Coroutine', 'Collection', 'AsyncGenerator', 'AsyncContextManager', 'Reversible', 'SupportsAbs',
    'SupportsBytes', 'SupportsComplex', 'SupportsFloat', 'SupportsIndex', 'SupportsInt', 'SupportsRound', 'ChainMap',
    'Counter', 'Deque', 'Dict', 'DefaultDict', 'List', 'OrderedDict', 'Set', 'FrozenSet', 'NamedTuple', 'TypedDict',
    'Generator', 'BinaryIO', 'IO', 'Match', 'Pattern', 'TextIO', 'AnyStr', 'assert_type', 'assert_never', 'cast',
    'clear_overloads', 'dataclass_transform', 'final', 'get_args', 'get_origin', 'get_overloads',
    'get_protocol_members', 'get_type_hints', 'is_protocol', 'is_typeddict', 'LiteralString', 'Never', 'NewType',
    'no_type_check', 'no_type_check_decorator', 'NoDefault', 'NoReturn', 'NotRequired', 'overload', 'override',
    'ParamSpecArgs', 'ParamSpecKwargs', 'ReadOnly', 'Required', 'reveal_type', 'runtime_checkable', 'Self', 'Text',
    'TYPE_CHECKING', 'TypeAlias', 'TypeGuard', 'TypeIs', 'TypeAliasType', 'Unpack']

TYPE_CHECKING = False
Text = str
NoneType = type(None)


# ---- texts and checks

def _type_repr(obj):
    if isinstance(obj, tuple):
        return '[' + ', '.join([_type_repr(item) for item in obj]) + ']'
    if isinstance(obj, type) and not isinstance(obj, GenericAlias):
        return obj.__qualname__ if obj.__module__ == 'builtins' else f'{obj.__module__}.{obj.__qualname__}'
    if obj is ...:
        return '...'
    if isinstance(obj, FunctionType):
        return obj.__name__
    return repr(obj)


def _as_type(arg, module=None, is_class=False):
    if arg is None:
        return NoneType
    if isinstance(arg, str):
        return ForwardRef(arg, module=module, is_class=is_class)
    return arg


def _checked(arg, complaint, is_argument=True, module=None, allow_special=False, is_class=False):
    """`arg` as a type: None becomes NoneType, a string a forward reference; what is no type is refused."""
    arg = _as_type(arg, module, is_class)
    refused = () if allow_special else (ClassVar, Final) if is_argument else (ClassVar,)
    if allow_special and is_argument:
        refused = ()
    if isinstance(arg, _Alias) and arg.__origin__ in (Generic, Protocol) + refused:
        raise TypeError(f"{arg} is not valid as type argument")
    if isinstance(arg, _SpecialForm) and not arg._stands_alone and not (allow_special and arg in (ClassVar, Final)):
        raise TypeError(f"Plain {arg} is not valid as type argument")
    if arg is Generic or arg is Protocol:
        raise TypeError(f"Plain {arg} is not valid as type argument")
    if type(arg) is tuple:
        raise TypeError(f"{complaint} Got {arg!r:.100}.")
    return arg


def _as_tuple(params):
    return params if isinstance(params, tuple) else (params,)


def _is_parameter(arg):
    return isinstance(arg, (TypeVar, ParamSpec, TypeVarTuple))


def _collect_parameters(args):
    """The type variables in `args`, each once, in the order in which they appear."""
    found = []
    for arg in args:
        if isinstance(arg, type) and not isinstance(arg, GenericAlias):
            continue
        if isinstance(arg, (tuple, list)):
            inside = _collect_parameters(arg)
        elif _is_parameter(arg):
            inside = (arg,)
        else:
            inside = getattr(arg, '__parameters__', ())
            if not isinstance(inside, tuple):
                inside = ()
        for parameter in inside:
            if parameter not in found:
                found.append(parameter)
    return tuple(found)


def _unique(args):
    found = []
    for arg in args:
        if arg not in found:
            found.append(arg)
    return tuple(found)


def _flattened(args):
    flat = []
    for arg in args:
        if isinstance(arg, (_UnionAlias, UnionType)):
            flat.extend(arg.__args__)
        else:
            flat.append(arg)
    return tuple(flat)


# ---- putting types in the place of type variables

def _unpacked(args):
    """Unpack[tuple[...]] among the arguments gives way to what is in it."""
    flat = []
    for arg in args:
        inner = getattr(arg, '__typing_unpacked_tuple_args__', None)
        if inner is not None and not (inner and inner[-1] is ...):
            flat.extend(inner)
        else:
            flat.append(arg)
    return tuple(flat)


def _count_complaint(alias, given, params):
    if given > len(params):
        return f"Too many arguments for {alias}; actual {given}, expected {len(params)}"
    least = len([p for p in params if not p.has_default()])
    return f"Too few arguments for {alias}; actual {given}, expected at least {least}"


def _match_arguments(alias, params, args):
    """The mapping of an alias's type variables to the arguments given in brackets."""
    args = _unpacked(args)
    many = [i for i, p in enumerate(params) if isinstance(p, TypeVarTuple)]
    if len(many) > 1:
        raise TypeError(f"More than one TypeVarTuple parameter in {alias}")
    if many:
        before, after = many[0], len(params) - many[0] - 1
        if len(args) < before + after:
            raise TypeError(f"Too few arguments for {alias}; actual {len(args)}, expected at least {before + after}")
        middle = args[before:len(args) - after]
        args = args[:before] + (middle,) + args[len(args) - after:]
    elif len(params) == 1 and isinstance(params[0], ParamSpec) and not _is_parameter_list(args):
        args = (args,)
    if len(args) < len(params):
        args += tuple([p.__default__ for p in params[len(args):] if p.has_default()])
    if len(args) != len(params):
        raise TypeError(_count_complaint(alias, len(args), params))
    return dict(zip(params, [_argument_for(p, a) for p, a in zip(params, args)]))


def _is_parameter_list(args):
    return len(args) == 1 and (args[0] is ... or isinstance(args[0], (list, tuple, ParamSpec, _ConcatenateAlias)))


def _argument_for(param, arg):
    if isinstance(param, ParamSpec):
        if isinstance(arg, (list, tuple)):
            return tuple([_checked(a, "Expected a type.") for a in arg])
        if arg is ... or isinstance(arg, (ParamSpec, _ConcatenateAlias)):
            return arg
        raise TypeError("Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got " + _type_repr(arg))
    if isinstance(param, TypeVarTuple):
        return arg
    return _checked(arg, "Parameters to generic types must be types.")


def _substituted(args, mapping):
    result = []
    for arg in args:
        if isinstance(arg, TypeVarTuple) or (isinstance(arg, _UnpackAlias) and arg.__args__[0] in mapping):
            result.extend(mapping.get(arg if isinstance(arg, TypeVarTuple) else arg.__args__[0], (arg,)))
        elif _is_parameter(arg):
            value = mapping.get(arg, arg)
            if isinstance(arg, ParamSpec) and isinstance(value, tuple) and len(args) > 1 and arg is args[0]:
                result.append(value)
            else:
                result.append(value)
        elif isinstance(arg, (tuple, list)):
            result.append(type(arg)(_substituted(arg, mapping)))
        elif isinstance(arg, type) and not isinstance(arg, GenericAlias):
            result.append(arg)
        else:
            inner = getattr(arg, '__parameters__', ())
            if inner and isinstance(inner, tuple):
                chosen = []
                for p in inner:
                    value = mapping.get(p, p)
                    if isinstance(p, TypeVarTuple):
                        chosen.extend(value if isinstance(value, tuple) else (value,))
                    else:
                        chosen.append(value)
                arg = arg[tuple(chosen)]
            result.append(arg)
    return tuple(result)


# ---- special forms

class _SpecialForm:
    """Any name of this module that means something in a hint and is no class: Optional, Union, Self ..."""

    _name = '_SpecialForm'
    _stands_alone = False

    def __init__(self, name, getitem=None, stands_alone=False, doc=None):
        self._name = name
        self._getitem = getitem
        self._stands_alone = stands_alone
        self.__doc__ = doc

    def __getattr__(self, item):
        if item in ('__name__', '__qualname__'):
            return self._name
        raise AttributeError(item)

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __repr__(self):
        return 'typing.' + self._name

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, obj):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    def __getitem__(self, parameters):
        if self._getitem is None:
            raise TypeError(f"{self} is not subscriptable")
        return self._getitem(self, parameters)


def _form(stands_alone=False):
    def make(getitem):
        return _SpecialForm(getitem.__name__, getitem, stands_alone, getitem.__doc__)
    return make


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(self):
        if self is Any:
            return "typing.Any"
        return super().__repr__()


class Any(metaclass=_AnyMeta):
    """Compatible with every type."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


NoReturn = _SpecialForm('NoReturn', None, True)
Never = _SpecialForm('Never', None, True)
Self = _SpecialForm('Self', None, True)
LiteralString = _SpecialForm('LiteralString', None, True)
TypeAlias = _SpecialForm('TypeAlias', None, True)


@_form()
def ClassVar(self, parameters):
    """A variable of the class, not of its instances."""
    return _Alias(self, (_checked(parameters, f'{self} accepts only single type.', allow_special=True),))


@_form()
def Final(self, parameters):
    """A name that must not be bound again."""
    return _Alias(self, (_checked(parameters, f'{self} accepts only single type.', allow_special=True),))


@_form()
def Union(self, parameters):
    """Union[X, Y]: either X or Y."""
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    complaint = "Union[arg, ...]: each arg must be a type."
    args = _unique(_flattened([_checked(p, complaint) for p in _as_tuple(parameters)]))
    if len(args) == 1:
        return args[0]
    return _UnionAlias(self, args, name='Optional' if len(args) == 2 and NoneType in args else None)


@_form()
def Optional(self, parameters):
    """Optional[X]: X or None."""
    return Union[_checked(parameters, f"{self} requires a single type."), NoneType]


@_form()
def Literal(self, parameters):
    """Literal['r', 'w']: one of these very values."""
    flat = []
    for parameter in _as_tuple(parameters):
        flat.extend(parameter.__args__ if isinstance(parameter, _LiteralAlias) else (parameter,))
    kept = []
    for value in flat:
        if not [k for k in kept if type(k) is type(value) and k == value]:
            kept.append(value)
    return _LiteralAlias(self, tuple(kept))


@_form()
def Concatenate(self, parameters):
    """Parameters put before those of a ParamSpec."""
    if parameters == ():
        raise TypeError("Cannot take a Concatenate of no types.")
    parameters = _as_tuple(parameters)
    if not (parameters[-1] is ... or isinstance(parameters[-1], ParamSpec)):
        raise TypeError("The last parameter to Concatenate should be a ParamSpec variable or ellipsis.")
    complaint = "Concatenate[arg, ...]: each arg must be a type."
    return _ConcatenateAlias(self, tuple([_checked(p, complaint) for p in parameters[:-1]]) + parameters[-1:])


@_form()
def TypeGuard(self, parameters):
    """What a function that narrows a type returns."""
    return _Alias(self, (_checked(parameters, f'{self} accepts only single type.'),))


@_form()
def TypeIs(self, parameters):
    """What a function that tells a type returns."""
    return _Alias(self, (_checked(parameters, f'{self} accepts only single type.'),))


@_form()
def Required(self, parameters):
    """A key of a TypedDict that must be there."""
    return _Alias(self, (_checked(parameters, f'{self._name} accepts only a single type.', allow_special=True),))


@_form()
def NotRequired(self, parameters):
    """A key of a TypedDict that may be missing."""
    return _Alias(self, (_checked(parameters, f'{self._name} accepts only a single type.', allow_special=True),))


@_form()
def ReadOnly(self, parameters):
    """A key of a TypedDict that must not be changed."""
    return _Alias(self, (_checked(parameters, f'{self._name} accepts only a single type.', allow_special=True),))


@_form()
def Unpack(self, parameters):
    """The items of a tuple type or of a type variable tuple, one by one."""
    return _UnpackAlias(self, (_checked(parameters, f'{self} accepts only single type.'),))


@_form()
def Annotated(self, parameters):
    """A type with metadata of the program's own."""
    if not isinstance(parameters, tuple) or len(parameters) < 2:
        raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
    origin = _checked(parameters[0], "Annotated[t, ...]: t must be a type.", allow_special=True)
    return _AnnotatedAlias(origin, parameters[1:])


# ---- forward references

class ForwardRef:
    """A type given as a string, to be evaluated later."""

    __slots__ = ('__forward_arg__', '__forward_code__', '__forward_evaluated__', '__forward_value__',
                 '__forward_is_argument__', '__forward_is_class__', '__forward_module__', '__weakref__')

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        source = f'({arg},)[0]' if arg.startswith('*') else arg
        try:
            code = compile(source, '<string>', 'eval')
        except SyntaxError:
            raise SyntaxError(f"Forward reference must be an expression -- got {arg!r}")
        self.__forward_arg__ = arg
        self.__forward_code__ = code
        self.__forward_evaluated__ = False
        self.__forward_value__ = None
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__forward_module__ = module

    def _evaluate(self, globalns, localns, type_params=(), *, recursive_guard=frozenset()):
        if self.__forward_arg__ in recursive_guard:
            return self
        if globalns is None and localns is None:
            globalns = localns = {}
        elif globalns is None:
            globalns = localns
        elif localns is None:
            localns = globalns
        if self.__forward_module__ is not None:
            globalns = getattr(sys.modules.get(self.__forward_module__), '__dict__', globalns)
        if type_params:
            localns = {**{p.__name__: p for p in type_params}, **localns}
        value = eval(self.__forward_code__, dict(globalns), localns)
        value = _checked(value, "Forward references must evaluate to types.", allow_special=True)
        value = _evaluated(value, globalns, localns, recursive_guard | {self.__forward_arg__})
        self.__forward_value__ = value
        self.__forward_evaluated__ = True
        return value

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return self.__forward_arg__ == other.__forward_arg__ and self.__forward_module__ == other.__forward_module__

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __repr__(self):
        module = '' if self.__forward_module__ is None else f', module={self.__forward_module__!r}'
        return f'ForwardRef({self.__forward_arg__!r}{module})'


def _evaluated(hint, globalns, localns, guard=frozenset()):
    """`hint` with the forward references in it replaced by what they stand for."""
    if isinstance(hint, ForwardRef):
        return hint._evaluate(globalns, localns, recursive_guard=guard)
    if not isinstance(hint, (_Alias, GenericAlias, UnionType)):
        return hint
    if isinstance(hint, GenericAlias):
        args = tuple([ForwardRef(a) if isinstance(a, str) else a for a in hint.__args__])
    else:
        args = hint.__args__
    new = tuple([_evaluated(a, globalns, localns, guard) for a in args])
    if new == hint.__args__:
        return hint
    if isinstance(hint, GenericAlias):
        return GenericAlias(hint.__origin__, new)
    if isinstance(hint, UnionType):
        result = new[0]
        for arg in new[1:]:
            result = result | arg
        return result
    return hint._copy_with(new)


# ---- type variables

class _NoDefaultType:
    __slots__ = ()

    def __repr__(self):
        return 'typing.NoDefault'

    def __reduce__(self):
        return 'NoDefault'


_NoDefaultType.__name__ = _NoDefaultType.__qualname__ = 'NoDefaultType'
NoDefault = _NoDefaultType()


class _Parameter:
    """What TypeVar, ParamSpec and TypeVarTuple have in common."""

    _covariant = _contravariant = _inferred = False
    _default = NoDefault

    def _name_of_caller(self, name):
        self.__name__ = name
        frame = sys._getframe(2)
        self.__module__ = frame.f_globals.get('__name__', '__main__')

    @property
    def __default__(self):
        if isinstance(self._default, _Thunk):
            self._default = self._default.function()
        return self._default

    def has_default(self):
        """Whether there is a default."""
        return self._default is not NoDefault

    def __repr__(self):
        sign = '' if self._inferred else '+' if self._covariant else '-' if self._contravariant else '~'
        return sign + self.__name__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __reduce__(self):
        return self.__name__

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")


class TypeVar(_Parameter):
    """A type variable."""

    def __init__(self, name, *constraints, bound=None, default=NoDefault, covariant=False, contravariant=False,
                 infer_variance=False):
        if not isinstance(name, str):
            raise TypeError(f"TypeVar() argument 'name' must be str, not {type(name).__name__}")
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if infer_variance and (covariant or contravariant):
            raise ValueError("Variance cannot be specified with infer_variance.")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        self._name_of_caller(name)
        complaint = "TypeVar(name, constraint, ...): constraints must be types."
        self._constraints = tuple([_checked(c, complaint) for c in constraints])
        self._bound = None if bound is None else _checked(bound, "Bound must be a type.")
        self._covariant = bool(covariant)
        self._contravariant = bool(contravariant)
        self._inferred = bool(infer_variance)
        self._default = default

    def __init_subclass__(cls, **kwargs):
        raise TypeError("type 'typing.TypeVar' is not an acceptable base type")

    @property
    def __bound__(self):
        if isinstance(self._bound, _Thunk):
            self._bound = self._bound.function()
        return self._bound

    @property
    def __constraints__(self):
        if isinstance(self._constraints, _Thunk):
            self._constraints = self._constraints.function()
        return self._constraints

    __covariant__ = property(lambda self: self._covariant)
    __contravariant__ = property(lambda self: self._contravariant)
    __infer_variance__ = property(lambda self: self._inferred)

    def __typing_subst__(self, arg):
        return _argument_for(self, arg)


class TypeVarTuple(_Parameter):
    """Any number of types."""

    def __init__(self, name, *, default=NoDefault):
        self._name_of_caller(name)
        self._default = default

    def __init_subclass__(cls, **kwargs):
        raise TypeError("type 'typing.TypeVarTuple' is not an acceptable base type")

    def __iter__(self):
        yield Unpack[self]

    def __typing_subst__(self, arg):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")

    def __repr__(self):
        return self.__name__


class ParamSpec(_Parameter):
    """The parameters of a function."""

    def __init__(self, name, *, bound=None, default=NoDefault, covariant=False, contravariant=False,
                 infer_variance=False):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        self._name_of_caller(name)
        self.__bound__ = None if bound is None else _checked(bound, "Bound must be a type.")
        self._covariant = bool(covariant)
        self._contravariant = bool(contravariant)
        self._inferred = bool(infer_variance)
        self._default = default

    def __init_subclass__(cls, **kwargs):
        raise TypeError("type 'typing.ParamSpec' is not an acceptable base type")

    args = property(lambda self: ParamSpecArgs(self))
    kwargs = property(lambda self: ParamSpecKwargs(self))
    __covariant__ = property(lambda self: self._covariant)
    __contravariant__ = property(lambda self: self._contravariant)
    __infer_variance__ = property(lambda self: self._inferred)

    def __typing_subst__(self, arg):
        return _argument_for(self, arg)


class _ParamSpecPart:
    def __init__(self, origin):
        self.__origin__ = origin

    def __eq__(self, other):
        return self.__origin__ == other.__origin__ if type(other) is type(self) else NotImplemented

    def __hash__(self):
        return hash(self.__origin__)

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")


class ParamSpecArgs(_ParamSpecPart):
    """P.args: the positional parameters."""

    def __repr__(self):
        return f"{self.__origin__.__name__}.args"


class ParamSpecKwargs(_ParamSpecPart):
    """P.kwargs: the keyword parameters."""

    def __repr__(self):
        return f"{self.__origin__.__name__}.kwargs"


class _Thunk:
    """The bound or the constraints of a type parameter, evaluated when somebody asks."""

    __slots__ = ('function',)

    def __init__(self, function):
        self.function = function


def _lazy(value):
    return _Thunk(value) if isinstance(value, FunctionType) else value


def _new_typevar(name, bound, constraints):
    """A type parameter as written in brackets: def f[T: int]()."""
    var = TypeVar(name, infer_variance=True)
    var.__module__ = sys._getframe(1).f_globals.get('__name__', '__main__')
    if bound is not None:
        var._bound = _lazy(bound)
    if constraints is not None:
        var._constraints = _lazy(constraints)
    return var


class TypeAliasType:
    """What `type X = ...` makes; the value is evaluated when somebody asks."""

    def __init__(self, name, value, *, type_params=()):
        self.__name__ = name
        self._value = value
        self.__type_params__ = type_params
        self.__module__ = sys._getframe(1).f_globals.get('__name__', '__main__')

    def __init_subclass__(cls, **kwargs):
        raise TypeError("type 'typing.TypeAliasType' is not an acceptable base type")

    @property
    def __value__(self):
        if isinstance(self._value, _Thunk):
            self._value = self._value.function()
        return self._value

    @property
    def __parameters__(self):
        flat = []
        for p in self.__type_params__:
            flat.extend(p if isinstance(p, TypeVarTuple) else (p,))
        return tuple(flat)

    def __getitem__(self, parameters):
        if not self.__type_params__:
            raise TypeError("Only generic type aliases are subscriptable")
        return GenericAlias(self, parameters)

    def __or__(self, other):
        return _union_of_types(self, other)

    def __ror__(self, other):
        return _union_of_types(other, self)

    def __repr__(self):
        return self.__name__

    def __reduce__(self):
        return self.__name__


def _union_of_types(left, right):
    from _engine import _union_type
    return _union_type(left, right)


def _new_paramspec(name):
    spec = ParamSpec(name, infer_variance=True)
    spec.__module__ = sys._getframe(1).f_globals.get('__name__', '__main__')
    return spec


def _set_default(param, default):
    param._default = _lazy(default)
    return param


def _new_typealias(name, params, value):
    alias = TypeAliasType(name, _lazy(value), type_params=params or ())
    alias.__module__ = sys._getframe(1).f_globals.get('__name__', '__main__')
    return alias


# ---- aliases: what brackets make

_OWN_NAMES = ('_name', '_inst', '_nparams', '_defaults')


class _BaseAlias:
    """A class under another name, with or without arguments in brackets."""

    def __init__(self, origin, inst=True, name=None):
        self._inst = inst
        self._name = name
        self.__origin__ = origin

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except Exception:
            pass
        return result

    def __mro_entries__(self, bases):
        res = []
        if self.__origin__ not in bases:
            res.append(self.__origin__)
        place = bases.index(self)
        for base in bases[place + 1:]:
            if isinstance(base, _BaseAlias) or isinstance(base, type) and issubclass(base, Generic):
                break
        else:
            res.append(Generic)
        return tuple(res)

    def __getattr__(self, attr):
        if attr in ('__name__', '__qualname__'):
            return self._name or self.__origin__.__name__
        if '__origin__' in self.__dict__ and not (attr.startswith('__') and attr.endswith('__')):
            return getattr(self.__origin__, attr)
        raise AttributeError(attr)

    def __setattr__(self, attr, value):
        if attr.startswith('__') and attr.endswith('__') or attr in _OWN_NAMES:
            object.__setattr__(self, attr, value)
        else:
            setattr(self.__origin__, attr, value)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __dir__(self):
        return list(set(object.__dir__(self) + [n for n in dir(self.__origin__) if not n.startswith('__')]))


class _Alias(_BaseAlias):
    """A generic with arguments: List[int], Box[str], Final[int]."""

    def __init__(self, origin, args, inst=True, name=None):
        super().__init__(origin, inst, name)
        args = tuple([... if a is Ellipsis else a for a in _as_tuple(args)])
        self.__args__ = args
        self.__parameters__ = _collect_parameters(args)
        if name is None or not isinstance(origin, type):
            self.__module__ = getattr(origin, '__module__', 'typing')

    def __eq__(self, other):
        if not isinstance(other, _Alias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]

    def __getitem__(self, args):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        if not self.__parameters__:
            raise TypeError(f"{self} is not a generic class")
        mapping = _match_arguments(self, self.__parameters__, _as_tuple(args))
        return self._copy_with(self._new_args(mapping))

    def _new_args(self, mapping):
        return _substituted(self.__args__, mapping)

    def _copy_with(self, args):
        return type(self)(self.__origin__, args, name=self._name, inst=self._inst)

    def __repr__(self):
        name = 'typing.' + self._name if self._name else _type_repr(self.__origin__)
        args = ', '.join([_type_repr(a) for a in self.__args__]) if self.__args__ else '()'
        return f'{name}[{args}]'

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        if self._name:
            return super().__mro_entries__(bases)
        if self.__origin__ is Generic:
            if Protocol in bases:
                return ()
            for base in bases[bases.index(self) + 1:]:
                if isinstance(base, _BaseAlias) and base is not self:
                    return ()
        return (self.__origin__,)

    def __iter__(self):
        yield Unpack[self]


class _SpecialAlias(_BaseAlias):
    """A class's name in this module, without brackets yet: List, Mapping, Awaitable."""

    def __init__(self, origin, nparams, inst=True, name=None, defaults=()):
        super().__init__(origin, inst, name or origin.__name__)
        self._nparams = nparams
        self._defaults = defaults
        home = '' if origin.__module__ == 'builtins' else origin.__module__ + '.'
        self.__doc__ = f'A generic version of {home}{origin.__qualname__}.'

    def __getitem__(self, params):
        params = tuple([_checked(p, "Parameters to generic types must be types.") for p in _as_tuple(params)])
        if len(params) < self._nparams and self._defaults:
            params += self._defaults[len(params) - self._nparams:]
        if len(params) != self._nparams:
            if not self._nparams:
                raise TypeError(f"{self} is not a generic class")
            expected = f"at least {self._nparams - len(self._defaults)}" if self._defaults else str(self._nparams)
            many = 'many' if len(params) > self._nparams else 'few'
            raise TypeError(f"Too {many} arguments for {self}; actual {len(params)}, expected {expected}")
        return self._with(params)

    def _with(self, params):
        return _Alias(self.__origin__, params, name=self._name, inst=self._inst)

    def __repr__(self):
        return 'typing.' + self._name

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialAlias):
            return issubclass(cls.__origin__, self.__origin__)
        if isinstance(cls, _Alias):
            return super().__subclasscheck__(cls)
        return issubclass(cls, self.__origin__)

    def __reduce__(self):
        return self._name

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]


class _CallableAlias(_Alias):
    """Callable[[A, B], R]; its arguments are A, B, R."""

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and (args[0] is ... or isinstance(args[0], (ParamSpec, _ConcatenateAlias))):
            return super().__repr__()
        shown = ', '.join([_type_repr(a) for a in args[:-1]])
        return f'typing.Callable[[{shown}], {_type_repr(args[-1])}]'

    def _new_args(self, mapping):
        args = []
        for arg, new in zip(self.__args__, [_substituted((a,), mapping) for a in self.__args__]):
            if isinstance(arg, ParamSpec) and len(new) == 1 and isinstance(new[0], tuple):
                args.extend(new[0])
            elif isinstance(arg, _ConcatenateAlias) and len(new) == 1 and isinstance(new[0], tuple):
                args.extend(new[0])
            else:
                args.extend(new)
        return tuple(args)


class _CallableForm(_SpecialAlias):
    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        args, result = params
        result = _checked(result, "Callable[args, result]: result must be a type.")
        if isinstance(args, list):
            args = tuple(args)
        if isinstance(args, tuple):
            given = tuple([_checked(a, "Callable[[arg, ...], result]: each arg must be a type.") for a in args])
        elif args is ... or isinstance(args, (ParamSpec, _ConcatenateAlias)):
            given = (args,)
        else:
            given = (_checked(args, "Callable[[arg, ...], result]: each arg must be a type."),)
        return _CallableAlias(self.__origin__, given + (result,), name=self._name, inst=self._inst)


class _TupleForm(_SpecialAlias):
    def __getitem__(self, params):
        params = _as_tuple(params)
        if len(params) >= 2 and params[-1] is ...:
            first = tuple([_checked(p, "Tuple[t, ...]: t must be a type.") for p in params[:-1]])
            return self._with(first + (...,))
        return self._with(tuple([_checked(p, "Tuple[t0, t1, ...]: each t must be a type.") for p in params]))


class _UnionAlias(_Alias):
    def _copy_with(self, args):
        return Union[args]

    def __eq__(self, other):
        if not isinstance(other, (_UnionAlias, UnionType)):
            return NotImplemented
        mine, theirs = self.__args__, other.__args__
        return len(mine) == len(theirs) and all([a in theirs for a in mine])

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        args = self.__args__
        if len(args) == 2:
            if args[0] is NoneType:
                return f'typing.Optional[{_type_repr(args[1])}]'
            if args[1] is NoneType:
                return f'typing.Optional[{_type_repr(args[0])}]'
        return f"typing.Union[{', '.join([_type_repr(a) for a in args])}]"

    def __instancecheck__(self, obj):
        for cls in self.__args__:
            if isinstance(obj, cls):
                return True
        return False

    def __subclasscheck__(self, cls):
        for arg in self.__args__:
            if issubclass(cls, arg):
                return True
        return False


class _LiteralAlias(_Alias):
    def __eq__(self, other):
        if not isinstance(other, _LiteralAlias):
            return NotImplemented
        return set(self._typed_values()) == set(other._typed_values())

    def __hash__(self):
        return hash(frozenset(self._typed_values()))

    def _typed_values(self):
        return [(value, type(value)) for value in self.__args__]

    def __repr__(self):
        return f"typing.Literal[{', '.join([repr(v) for v in self.__args__])}]"


class _ConcatenateAlias(_Alias):
    def _new_args(self, mapping):
        return _substituted(self.__args__, mapping)

    def _copy_with(self, args):
        if isinstance(args[-1], (list, tuple)):
            return tuple(args[:-1]) + tuple(args[-1])
        if isinstance(args[-1], _ConcatenateAlias):
            args = args[:-1] + args[-1].__args__
        return super()._copy_with(args)


class _AnnotatedAlias(_Alias):
    def __init__(self, origin, metadata, inst=True, name=None):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, (origin,), name='Annotated')
        self.__metadata__ = metadata

    def _copy_with(self, args):
        return _AnnotatedAlias(args[0], self.__metadata__)

    def __repr__(self):
        return f"typing.Annotated[{_type_repr(self.__origin__)}, {', '.join([repr(a) for a in self.__metadata__])}]"

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __getattr__(self, attr):
        if attr in ('__name__', '__qualname__'):
            return 'Annotated'
        return super().__getattr__(attr)

    def __mro_entries__(self, bases):
        return (self.__origin__,)


class _UnpackAlias(_Alias):
    def __repr__(self):
        return f'typing.Unpack[{_type_repr(self.__args__[0])}]'

    @property
    def __typing_unpacked_tuple_args__(self):
        arg = self.__args__[0]
        if isinstance(arg, (_Alias, GenericAlias)) and arg.__origin__ is tuple:
            return arg.__args__
        return None


# ---- Generic

class Generic:
    """The base of a class with type variables."""

    __slots__ = ()
    _is_protocol = False

    def __class_getitem__(cls, params):
        params = _as_tuple(params)
        if cls in (Generic, Protocol):
            if not params:
                raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
            for param in params:
                if not (_is_parameter(param) or isinstance(param, _UnpackAlias)):
                    raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables or "
                                    "parameter specification variables.")
            if len(_unique(params)) != len(params):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
            return _Alias(cls, params)
        own = cls.__parameters__
        if not own:
            raise TypeError(f"{cls} is not a generic class")
        mapping = _match_arguments(cls, own, params)
        args = []
        for param in own:
            if isinstance(param, TypeVarTuple):
                args.extend(mapping[param])
            else:
                args.append(mapping[param])
        return _Alias(cls, tuple(args))

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get('__orig_bases__')
        if bases is not None:
            plain = Generic in bases
        else:
            plain = Generic in cls.__bases__ and cls.__name__ != 'Protocol' and type(cls) is not _TypedDictMeta
        if plain:
            raise TypeError("Cannot inherit from plain Generic")
        cls.__parameters__ = () if bases is None else _class_parameters(cls, bases)


def _class_parameters(cls, bases):
    found = _collect_parameters(bases)
    declared = None
    for base in bases:
        if isinstance(base, _Alias) and base.__origin__ in (Generic, Protocol):
            if declared is not None and base.__origin__ is Generic:
                raise TypeError("Cannot inherit from Generic[...] multiple times.")
            if base.__origin__ is Generic or declared is None:
                declared = base.__parameters__
    if declared is None:
        return found
    missing = [p for p in found if p not in declared]
    if missing:
        shown = ', '.join([str(p) for p in missing])
        raise TypeError(f"Some type variables ({shown}) are not listed in "
                        f"Generic[{', '.join([str(g) for g in declared])}]")
    return declared


# ---- Protocol

_NO_PROTOCOL_MEMBERS = frozenset([
    '__abstractmethods__', '__annotations__', '__dict__', '__doc__', '__init__', '__module__', '__new__', '__slots__',
    '__subclasshook__', '__weakref__', '__class_getitem__', '__match_args__', '__static_attributes__',
    '__firstlineno__', '__parameters__', '__orig_bases__', '__orig_class__', '_is_protocol', '_is_runtime_protocol',
    '__protocol_attrs__', '__non_callable_proto_members__', '__type_params__', '__qualname__', '_MutableMapping__marker',
    '__callable_proto_members_only__'])


def _protocol_members(cls):
    names = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ('Protocol', 'Generic'):
            continue
        for name in (*base.__dict__, *base.__dict__.get('__annotations__', {})):
            if not name.startswith('_abc_') and name not in _NO_PROTOCOL_MEMBERS:
                names.add(name)
    return names


def _no_init(self, *args, **kwargs):
    if type(self)._is_protocol:
        raise TypeError('Protocols cannot be instantiated')
    # The class inherits from a protocol: what its other bases have for __init__ is found once and kept.
    for base in type(self).__mro__:
        init = base.__dict__.get('__init__', _no_init)
        if init is not _no_init:
            type(self).__init__ = init
            break
    else:
        type(self).__init__ = object.__init__
    type(self).__init__(self, *args, **kwargs)


def _has_attribute(obj, name):
    """Whether obj or its class has the name, found without running properties of the program."""
    if name in getattr(obj, '__dict__', ()):
        return True, obj.__dict__[name]
    for base in type(obj).__mro__:
        if name in base.__dict__:
            return True, base.__dict__[name]
    if isinstance(obj, type):
        for base in obj.__mro__:
            if name in base.__dict__:
                return True, base.__dict__[name]
    return False, None


class _ProtocolMeta(ABCMeta):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        if name == 'Protocol' and bases == (Generic,):
            pass
        elif Protocol in bases:
            for base in bases:
                if not (base in (object, Generic) or base.__name__ in _PROTO_ALLOWED.get(base.__module__, ())
                        or getattr(base, '_is_protocol', False) and issubclass(base, Generic)):
                    raise TypeError(f"Protocols can only inherit from other protocols, got {base!r}")
        return super().__new__(mcls, name, bases, namespace, **kwargs)

    def __init__(cls, *args, **kwargs):
        if getattr(cls, '_is_protocol', False):
            cls.__protocol_attrs__ = _protocol_members(cls)

    def __subclasscheck__(cls, other):
        if cls is Protocol:
            return type.__subclasscheck__(cls, other)
        if getattr(cls, '_is_protocol', False) and not _is_abc_asking():
            if not isinstance(other, type):
                raise TypeError('issubclass() arg 1 must be a class')
            if not getattr(cls, '_is_runtime_protocol', False):
                raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
            data = _data_members(cls)
            if data:
                shown = ', '.join([repr(name) for name in sorted(data)])
                raise TypeError("Protocols with non-method members don't support issubclass(). "
                                f"Non-method members: {shown}.")
        return super().__subclasscheck__(other)

    def __instancecheck__(cls, instance):
        if cls is Protocol:
            return type.__instancecheck__(cls, instance)
        if not getattr(cls, '_is_protocol', False):
            return super().__instancecheck__(instance)
        if not getattr(cls, '_is_runtime_protocol', False) and not _is_abc_asking():
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if ABCMeta.__instancecheck__(cls, instance):
            return True
        data = _data_members(cls)
        for name in cls.__protocol_attrs__:
            there, value = _has_attribute(instance, name)
            if not there:
                return False
            if value is None and name not in data:
                return False
        return True


def _is_abc_asking():
    """abc walks over subclasses: that a protocol is among them is no question of the program's."""
    frame = sys._getframe(2)
    return frame.f_globals.get('__name__') in ('abc', 'functools', '_collections_abc')


def _data_members(cls):
    return [name for name in cls.__protocol_attrs__ if not callable(getattr(cls, name, None))]


def _proto_hook(cls, other):
    if not cls.__dict__.get('_is_protocol', False):
        return NotImplemented
    for name in cls.__protocol_attrs__:
        for base in other.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
            hints = base.__dict__.get('__annotations__', {})
            if name in hints and issubclass(other, Generic) and getattr(other, '_is_protocol', False):
                break
        else:
            return NotImplemented
    return True


_PROTO_ALLOWED = {
    'collections.abc': ['Callable', 'Awaitable', 'Iterable', 'Iterator', 'AsyncIterable', 'AsyncIterator', 'Hashable',
                        'Sized', 'Container', 'Collection', 'Reversible', 'Buffer'],
    'contextlib': ['AbstractContextManager', 'AbstractAsyncContextManager']}


class Protocol(Generic, metaclass=_ProtocolMeta):
    """The base of a protocol: a class that says which methods and attributes an object must have."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get('_is_protocol', False):
            cls._is_protocol = Protocol in cls.__bases__
        if '__subclasshook__' not in cls.__dict__:
            cls.__subclasshook__ = classmethod(_proto_hook)
        if cls._is_protocol and cls.__init__ is Protocol.__init__:
            cls.__init__ = _no_init


def runtime_checkable(cls):
    """Mark a protocol as one that isinstance() may be asked about."""
    if not isinstance(cls, type) or not issubclass(cls, Generic) or not getattr(cls, '_is_protocol', False):
        raise TypeError(f'@runtime_checkable can be only applied to protocol classes, got {cls!r}')
    cls._is_runtime_protocol = True
    return cls


def is_protocol(tp, /):
    """Whether the class is a protocol."""
    return isinstance(tp, type) and getattr(tp, '_is_protocol', False) and tp is not Protocol


def get_protocol_members(tp, /):
    """The names that a protocol asks for."""
    if not is_protocol(tp):
        raise TypeError(f'{tp!r} is not a Protocol')
    return frozenset(tp.__protocol_attrs__)


# ---- the names of classes

def _alias(origin, nparams, name=None, inst=True, defaults=()):
    return _SpecialAlias(origin, nparams, inst, name, defaults)


for _name, _count in (('Awaitable', 1), ('Coroutine', 3), ('AsyncIterable', 1), ('AsyncIterator', 1), ('Iterable', 1),
                      ('Iterator', 1), ('Reversible', 1), ('Container', 1), ('Collection', 1), ('MutableSet', 1),
                      ('Mapping', 2), ('MutableMapping', 2), ('Sequence', 1), ('MutableSequence', 1), ('MappingView', 1),
                      ('KeysView', 1), ('ItemsView', 2), ('ValuesView', 1), ('Hashable', 0), ('Sized', 0)):
    globals()[_name] = _alias(getattr(_ABC, _name), _count)
AbstractSet = _alias(_ABC.Set, 1, 'AbstractSet')
Generator = _alias(_ABC.Generator, 3, defaults=(NoneType, NoneType))
AsyncGenerator = _alias(_ABC.AsyncGenerator, 2, defaults=(NoneType,))
List = _alias(list, 1, 'List', False)
Set = _alias(set, 1, 'Set', False)
FrozenSet = _alias(frozenset, 1, 'FrozenSet', False)
Dict = _alias(dict, 2, 'Dict', False)
Type = _alias(type, 1, 'Type', False)
Deque = _alias(collections.deque, 1, 'Deque')
DefaultDict = _alias(collections.defaultdict, 2, 'DefaultDict')
OrderedDict = _alias(collections.OrderedDict, 2)
Counter = _alias(collections.Counter, 1)
ChainMap = _alias(collections.ChainMap, 2)
Callable = _CallableForm(_ABC.Callable, 2)
Tuple = _TupleForm(tuple, -1, False, 'Tuple')
if hasattr(_ABC, 'ByteString'):
    ByteString = _alias(_ABC.ByteString, 0)
del _name, _count


def __getattr__(name):
    # Made when asked for: their classes lie in modules that few programs with hints need.
    if name in ('Pattern', 'Match'):
        import re
        value = _alias(getattr(re, name), 1)
    elif name in ('ContextManager', 'AsyncContextManager'):
        import contextlib
        value = _alias(getattr(contextlib, 'Abstract' + name), 2, name, defaults=(bool | None,))
    else:
        raise AttributeError(f"module 'typing' has no attribute {name!r}")
    globals()[name] = value
    return value


def _own_typevar(name, *constraints, **options):
    var = TypeVar(name, *constraints, **options)
    var.__module__ = 'typing'
    return var


T = _own_typevar('T')
KT = _own_typevar('KT')
VT = _own_typevar('VT')
T_co = _own_typevar('T_co', covariant=True)
T_contra = _own_typevar('T_contra', contravariant=True)
AnyStr = _own_typevar('AnyStr', bytes, str)


# ---- asking about hints

def get_origin(tp):
    """The generic behind a hint: list for list[int], Union for int | None written with Union."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_BaseAlias, GenericAlias, ParamSpecArgs, ParamSpecKwargs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    if isinstance(tp, UnionType):
        return UnionType
    return None


def get_args(tp):
    """The arguments of a hint: (int,) for list[int]."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__,) + tp.__metadata__
    if isinstance(tp, (_Alias, GenericAlias)):
        args = tp.__args__
        if tp.__origin__ is _ABC.Callable and not (len(args) == 2 and _is_parameter_form(args[0])):
            args = (list(args[:-1]), args[-1])
        return args
    if isinstance(tp, UnionType):
        return tp.__args__
    return ()


def _is_parameter_form(arg):
    return arg is ... or isinstance(arg, (ParamSpec, _ConcatenateAlias))


def _without_extras(hint):
    if isinstance(hint, _AnnotatedAlias):
        return _without_extras(hint.__origin__)
    if isinstance(hint, _Alias) and hint.__origin__ in (Required, NotRequired, ReadOnly):
        return _without_extras(hint.__args__[0])
    if isinstance(hint, (_Alias, GenericAlias, UnionType)):
        args = tuple([_without_extras(a) for a in hint.__args__])
        if args == hint.__args__:
            return hint
        if isinstance(hint, GenericAlias):
            return GenericAlias(hint.__origin__, args)
        if isinstance(hint, UnionType):
            result = args[0]
            for arg in args[1:]:
                result = result | arg
            return result
        return hint._copy_with(args)
    return hint


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The hints of a function, class or module as a dict, strings evaluated."""
    if getattr(obj, '__no_type_check__', None):
        return {}
    if isinstance(obj, type):
        hints = _class_hints(obj, globalns, localns)
    else:
        hints = _object_hints(obj, globalns, localns)
    return hints if include_extras else {name: _without_extras(hint) for name, hint in hints.items()}


def _class_hints(cls, globalns, localns):
    hints = {}
    for base in reversed(cls.__mro__):
        if globalns is None:
            base_globals = getattr(sys.modules.get(base.__module__, None), '__dict__', {})
        else:
            base_globals = globalns
        base_locals = dict(vars(base)) if localns is None else localns
        if localns is None and globalns is None:
            base_globals, base_locals = base_locals, base_globals
        params = base.__dict__.get('__type_params__', ())
        for name, value in base.__dict__.get('__annotations__', {}).items():
            if value is None:
                value = NoneType
            if isinstance(value, str):
                value = ForwardRef(value, is_argument=False, is_class=True)
            hints[name] = _evaluate_with(value, base_globals, base_locals, params)
    return hints


def _evaluate_with(value, globalns, localns, params):
    if params:
        localns = {**{p.__name__: p for p in params}, **localns}
    return _evaluated(value, globalns, localns)


def _object_hints(obj, globalns, localns):
    if globalns is None:
        if isinstance(obj, ModuleType):
            globalns = obj.__dict__
        else:
            inner = obj
            while hasattr(inner, '__wrapped__'):
                inner = inner.__wrapped__
            globalns = getattr(inner, '__globals__', {})
        if localns is None:
            localns = globalns
    elif localns is None:
        localns = globalns
    hints = getattr(obj, '__annotations__', None)
    if hints is None:
        if isinstance(obj, (FunctionType, BuiltinFunctionType, MethodType, ModuleType, WrapperDescriptorType,
                            MethodDescriptorType)):
            return {}
        raise TypeError(f'{obj!r} is not a module, class, method, or function.')
    params = getattr(obj, '__type_params__', ())
    result = {}
    for name, value in dict(hints).items():
        if value is None:
            value = NoneType
        if isinstance(value, str):
            value = ForwardRef(value, is_argument=not isinstance(obj, ModuleType))
        result[name] = _evaluate_with(value, globalns, localns, params)
    return result


# ---- small helpers of programs

def cast(typ, val):
    """Return val; a type checker takes it for typ."""
    return val


def assert_type(val, typ, /):
    """Return val; a type checker makes sure that it is a typ."""
    return val


def reveal_type(obj, /):
    """Print the type of obj to standard error and return it."""
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def assert_never(arg, /):
    """A type checker makes sure that this cannot be reached."""
    value = repr(arg)
    if len(value) > 100:
        value = value[:100] + '...'
    raise AssertionError(f"Expected code to be unreachable, but got: {value}")


def final(f):
    """Mark a method or class that is not to be overridden."""
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def override(method, /):
    """Mark a method that overrides one of a base class."""
    try:
        method.__override__ = True
    except (AttributeError, TypeError):
        pass
    return method


def no_type_check(arg):
    """Mark hints as being no types."""
    if isinstance(arg, type):
        for name in dir(arg):
            obj = getattr(arg, name)
            if not hasattr(obj, '__qualname__') or obj.__qualname__ != f'{arg.__qualname__}.{obj.__name__}':
                continue
            if isinstance(obj, FunctionType):
                obj.__no_type_check__ = True
            elif isinstance(obj, MethodType):
                obj.__func__.__no_type_check__ = True
            elif isinstance(obj, type):
                no_type_check(obj)
    try:
        arg.__no_type_check__ = True
    except TypeError:
        pass
    return arg


def no_type_check_decorator(decorator):
    """Give a decorator the effect of @no_type_check."""
    import functools

    @functools.wraps(decorator)
    def wrapped_decorator(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))
    return wrapped_decorator


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False, frozen_default=False,
                        field_specifiers=(), **kwargs):
    """Mark a decorator, class or metaclass that makes dataclasses."""
    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {
            'eq_default': eq_default, 'order_default': order_default, 'kw_only_default': kw_only_default,
            'frozen_default': frozen_default, 'field_specifiers': field_specifiers, 'kwargs': kwargs}
        return cls_or_fn
    return decorator


_overloads = {}


def _overload_dummy(*args, **kwds):
    """What a call of an overload without its implementation reaches."""
    raise NotImplementedError("You should not call an overloaded function. A series of @overload-decorated functions "
                              "outside a stub module should always be followed by an implementation that is not "
                              "@overload-ed.")


def overload(func):
    """Declare one of several signatures of the function that follows."""
    inner = getattr(func, '__func__', func)
    try:
        _overloads.setdefault((inner.__module__, inner.__qualname__), {})[inner.__code__.co_firstlineno] = func
    except AttributeError:
        pass
    return _overload_dummy


def get_overloads(func):
    """The overloads of a function, in the order of their definition."""
    inner = getattr(func, '__func__', func)
    return list(_overloads.get((inner.__module__, inner.__qualname__), {}).values())


def clear_overloads():
    """Forget all overloads."""
    _overloads.clear()


class NewType:
    """A type of the program's own that costs nothing at run time."""

    __call__ = None

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition('.')[2]
        self.__supertype__ = tp
        self.__module__ = sys._getframe(1).f_globals.get('__name__', '__main__')

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of NewType. Perhaps you were looking for: "
                        f"`Name = NewType('Name', {self.__name__})`")

    def __call__(self, x):
        return x

    def __repr__(self):
        return f'{self.__module__}.{self.__qualname__}'

    def __reduce__(self):
        return self.__qualname__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


# ---- NamedTuple and TypedDict

def _make_named_tuple(name, types, module, defaults=()):
    checked = {n: _checked(t, f"field {n} annotation must be a type") for n, t in types}
    made = collections.namedtuple(name, [n for n, t in types], defaults=defaults, module=module)
    made.__annotations__ = made.__new__.__annotations__ = checked
    return made


_NO_OVERRIDE = ('__new__', '__init__', '__slots__', '__getnewargs__', '_fields', '_field_defaults', '_field_types',
                '_make', '_replace', '_asdict', '_source')


class NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError('can only inherit from a NamedTuple type and Generic')
        bases = tuple([tuple if base is _NamedTuple else base for base in bases])
        types = ns.get('__annotations__', {})
        defaulted = []
        for field in types:
            if field in ns:
                defaulted.append(field)
            elif defaulted:
                names = f"{'s' if len(defaulted) > 1 else ''} {', '.join(defaulted)}"
                raise TypeError(f"Non-default namedtuple field {field} cannot follow default field{names}")
        made = _make_named_tuple(typename, list(types.items()), ns['__module__'], [ns[n] for n in defaulted])
        made.__bases__ = bases if made.__bases__ != bases else made.__bases__
        if Generic in bases:
            made.__class_getitem__ = classmethod(Generic.__class_getitem__.__func__)
        for key, value in ns.items():
            if key in _NO_OVERRIDE:
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key in ('__module__', '__annotations__', '__static_attributes__', '__firstlineno__'):
                continue
            if key not in made._fields:
                setattr(made, key, value)
                hook = getattr(type(value), '__set_name__', None)
                if hook is not None:
                    hook(value, made, key)
        if Generic in bases:
            made.__init_subclass__()
        return made


def NamedTuple(typename, fields=None, /, **kwargs):
    """A named tuple with types: as a base class with annotations, or called with a list of (name, type)."""
    if fields is not None and kwargs:
        raise TypeError("Either list of fields or keywords can be provided to NamedTuple, not both")
    types = list(kwargs.items() if fields is None else fields)
    made = _make_named_tuple(typename, types, sys._getframe(1).f_globals.get('__name__', '__main__'))
    made.__orig_bases__ = (NamedTuple,)
    return made


_NamedTuple = type.__new__(NamedTupleMeta, 'NamedTuple', (), {})


def _namedtuple_mro_entries(bases):
    return (_NamedTuple,)


NamedTuple.__mro_entries__ = _namedtuple_mro_entries


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError('cannot inherit from both a TypedDict type and a non-TypedDict base class')
        generic = (Generic,) if [b for b in bases if issubclass(b, Generic)] else ()
        made = type.__new__(_TypedDictMeta, name, (*generic, dict), ns)
        if not hasattr(made, '__orig_bases__'):
            made.__orig_bases__ = bases
        complaint = "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type"
        own = {n: _checked(t, complaint, module=made.__module__, allow_special=True)
               for n, t in ns.get('__annotations__', {}).items()}
        hints = {}
        keys = {'required': [], 'optional': [], 'readonly': [], 'mutable': []}
        for base in bases:
            hints.update(base.__dict__.get('__annotations__', {}))
            for kind in keys:
                for key in base.__dict__.get(f'__{kind}_keys__', ()):
                    _move_key(keys, kind, key)
        for key, hint in own.items():
            qualifiers = _qualifiers(hint)
            needed = Required in qualifiers or (total and NotRequired not in qualifiers)
            _move_key(keys, 'required' if needed else 'optional', key)
            _move_key(keys, 'readonly' if ReadOnly in qualifiers else 'mutable', key)
        hints.update(own)
        made.__annotations__ = hints
        for kind, names in keys.items():
            setattr(made, f'__{kind}_keys__', frozenset(names))
        made.__total__ = total
        return made

    def __call__(cls, /, *args, **kwargs):
        return dict(*args, **kwargs)

    def __subclasscheck__(cls, other):
        raise TypeError('TypedDict does not support instance and class checks')

    __instancecheck__ = __subclasscheck__


_OPPOSITE = {'required': 'optional', 'optional': 'required', 'readonly': 'mutable', 'mutable': 'readonly'}


def _move_key(keys, kind, key):
    if key in keys[_OPPOSITE[kind]]:
        keys[_OPPOSITE[kind]].remove(key)
    if key not in keys[kind]:
        keys[kind].append(key)


def _qualifiers(hint):
    found = []
    while True:
        if isinstance(hint, _AnnotatedAlias):
            hint = hint.__origin__
        elif isinstance(hint, _Alias) and hint.__origin__ in (Required, NotRequired, ReadOnly):
            found.append(hint.__origin__)
            hint = hint.__args__[0]
        else:
            return found


def TypedDict(typename, fields=None, /, *, total=True):
    """A dict with known keys and their types; at run time it is a plain dict."""
    ns = {'__annotations__': dict(fields or {}), '__module__': sys._getframe(1).f_globals.get('__name__', '__main__')}
    made = _TypedDictMeta(typename, (), ns, total=total)
    made.__orig_bases__ = (TypedDict,)
    return made


_TypedDict = type.__new__(_TypedDictMeta, 'TypedDict', (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


def is_typeddict(tp):
    """Whether the class is a TypedDict."""
    return isinstance(tp, _TypedDictMeta)


# ---- protocols and classes of input and output

@runtime_checkable
class SupportsInt(Protocol):
    """An ABC with one abstract method __int__."""
    __slots__ = ()

    @abstractmethod
    def __int__(self) -> int:
        pass


@runtime_checkable
class SupportsFloat(Protocol):
    """An ABC with one abstract method __float__."""
    __slots__ = ()

    @abstractmethod
    def __float__(self) -> float:
        pass


@runtime_checkable
class SupportsComplex(Protocol):
    """An ABC with one abstract method __complex__."""
    __slots__ = ()

    @abstractmethod
    def __complex__(self):
        pass


@runtime_checkable
class SupportsBytes(Protocol):
    """An ABC with one abstract method __bytes__."""
    __slots__ = ()

    @abstractmethod
    def __bytes__(self) -> bytes:
        pass


@runtime_checkable
class SupportsIndex(Protocol):
    """An ABC with one abstract method __index__."""
    __slots__ = ()

    @abstractmethod
    def __index__(self) -> int:
        pass


@runtime_checkable
class SupportsAbs(Protocol[T_co]):
    """An ABC with one abstract method __abs__ that is covariant in its return type."""
    __slots__ = ()

    @abstractmethod
    def __abs__(self) -> T_co:
        pass


@runtime_checkable
class SupportsRound(Protocol[T_co]):
    """An ABC with one abstract method __round__ that is covariant in its return type."""
    __slots__ = ()

    @abstractmethod
    def __round__(self, ndigits: int = 0) -> T_co:
        pass


class IO(Generic[AnyStr]):
    """The type of open files."""
    __slots__ = ()


class BinaryIO(IO[bytes]):
    """The type of files opened in binary mode."""
    __slots__ = ()


class TextIO(IO[str]):
    """The type of files opened in text mode."""
    __slots__ = ()
