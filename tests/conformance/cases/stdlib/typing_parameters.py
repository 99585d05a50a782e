# Generic classes, type parameters, protocols, named tuples and typed dicts.
from typing import (
    Annotated, Any, Callable, ClassVar, Concatenate, Final, ForwardRef, Generic, Literal, Optional, ParamSpec,
    Protocol, Tuple, Type, TypeVar, TypeVarTuple, Union, AbstractSet, ByteString, Container, ContextManager,
    Hashable, ItemsView, Iterable, Iterator, KeysView, Mapping, MappingView, MutableMapping, MutableSequence,
    MutableSet, Sequence, Sized, ValuesView, Awaitable, AsyncIterator, AsyncIterable, Coroutine, Collection,
    AsyncGenerator, AsyncContextManager, Reversible, SupportsAbs, SupportsBytes, SupportsComplex, SupportsFloat,
    SupportsIndex, SupportsInt, SupportsRound, ChainMap, Counter, Deque, Dict, DefaultDict, List, OrderedDict, Set,
    FrozenSet, NamedTuple, TypedDict, Generator, BinaryIO, IO, TextIO, AnyStr, assert_type, assert_never, cast,
    clear_overloads, dataclass_transform, final, get_args, get_origin, get_overloads, get_protocol_members,
    get_type_hints, is_protocol, is_typeddict, LiteralString, Never, NewType, no_type_check,
    no_type_check_decorator, NoDefault, NoReturn, NotRequired, overload, override, ParamSpecArgs, ParamSpecKwargs,
    ReadOnly, Required, reveal_type, runtime_checkable, Self, Text, TYPE_CHECKING, TypeAlias, TypeGuard, TypeIs,
    TypeAliasType, Unpack)
import typing, types
def err(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
T = TypeVar('T'); K = TypeVar('K'); V = TypeVar('V'); P = ParamSpec('P'); Ts = TypeVarTuple('Ts')
err(lambda: dict[K, V][int]); err(lambda: Dict[K, V][int]); err(lambda: list[int][str]); err(lambda: dict[K, list[V]][int, str]); err(lambda: (int | list[T])[str]); err(lambda: (int | T)); err(lambda: Union[int, T][str])
err(lambda: list[int]([1])); err(lambda: list[int].__origin__); err(lambda: list[int].__args__); err(lambda: list[T].__parameters__); err(lambda: isinstance([], list[int])); err(lambda: isinstance(3, int | list[int])); err(lambda: issubclass(int, int | str)); err(lambda: type(list[int])); err(lambda: type(int | str)); err(lambda: types.GenericAlias(list, (int,))); err(lambda: list[int] == list[int]); err(lambda: hash(list[int]) == hash(list[int]))
err(lambda: int | 'x'); err(lambda: int | 3); err(lambda: None | int); err(lambda: (int | str) == (str | int)); err(lambda: (int | str) | None); err(lambda: int | int); err(lambda: list[int] | int | list[int]); err(lambda: list[int].nothing); err(lambda: tuple[int, *tuple[str, ...]]); err(lambda: list['Foo']); err(lambda: type[int]); err(lambda: dict[str, 'list[int]'])
err(lambda: list[int, str]); err(lambda: tuple[()]); err(lambda: list[...]); err(lambda: list[[int, str]]); err(lambda: isinstance(list[int], type)); err(lambda: list[int].__class__); err(lambda: (int|str).__args__); err(lambda: list[int].__name__); err(lambda: list[None]); err(lambda: dict[str, None] | None)
import collections, asyncio, queue
err(lambda: asyncio.Future[int]); err(lambda: asyncio.Task[int]); err(lambda: asyncio.Queue[int]); err(lambda: collections.deque[int]); err(lambda: queue.Queue[int])
# PEP 695
def ident[X](x: X) -> X: return x
print(ident.__type_params__, ident.__annotations__, ident(3))
class Stack[U]:
    def __init__(self): self.items: list[U] = []
    def push(self, x: U) -> None: self.items.append(x)
print(Stack.__type_params__, Stack[int], Stack.__orig_bases__, Stack.__mro__, Stack[int]().items, Stack.__parameters__)
class Num[N: (int, float), B: int, *As, **Q]: pass
print(Num.__type_params__, Num.__type_params__[0].__constraints__, Num.__type_params__[1].__bound__, [type(p).__name__ for p in Num.__type_params__])
type Pair[A] = tuple[A, A]
type IntList = list[int]
print(Pair, IntList, IntList.__value__, Pair[int], Pair.__value__, Pair.__type_params__, IntList.__name__, type(IntList), IntList | None, Pair[int].__args__)
err(lambda: IntList[int])
type Rec = dict[str, Rec] | int
print(Rec.__value__)
def late[Z: Undefined](z: Z): return z
print(late(1)); err(lambda: late.__type_params__[0].__bound__)
class Dflt[D = int]: pass
print(Dflt.__type_params__[0].__default__, Dflt[str], Dflt.__type_params__[0].has_default())
Td = TypeVar('Td', default=int)
class Gd(Generic[T, Td]): pass
print(Gd[str], Gd[str, str]); err(lambda: Gd[str, str, str])
err(lambda: ident.__type_params__[0].__infer_variance__); err(lambda: T.__infer_variance__)
class Registry(Generic[K, V]):
    _d: Dict[K, V]
    def __class_getitem__(cls, item): return super().__class_getitem__(item)
print(Registry[str, int], get_type_hints(Registry))
class Abstract(Protocol):
    @property
    def name(self) -> str: ...
    def go(self, x: int) -> str: ...
class Real:
    name = 'n'
    def go(self, x): return 'y'
err(lambda: isinstance(Real(), Abstract))
Abstract = runtime_checkable(Abstract)
err(lambda: isinstance(Real(), Abstract)); err(lambda: isinstance(3, Abstract)); err(lambda: issubclass(Real, Abstract))
err(lambda: runtime_checkable(Real))
try:
    class P3(Protocol, Real): pass
except TypeError as e: print(e)
class Emp(NamedTuple('EmpBase', [('name', str), ('id', int)])):
    def hello(self): return 'hi ' + self.name
print(Emp('a', 1), Emp('a', 1).hello())
class GT(NamedTuple, Generic[T]):
    a: T
    b: int = 0
print(GT(1), GT[int], GT[str]('x'), GT.__mro__[1:])
err(lambda: NamedTuple('X', [('a', int)], b=3)); err(lambda: Point(1)); 
class Cfg(TypedDict, total=False):
    host: str
    port: ReadOnly[int]
print(Cfg.__required_keys__, sorted(Cfg.__optional_keys__), Cfg.__readonly_keys__, Cfg(host='a'), Cfg.__mro__, Cfg.__bases__)
@dataclass_transform()
def mk(c): return c
print(mk.__dataclass_transform__)
print(get_type_hints(Stack.push), get_type_hints(ident))
err(lambda: get_type_hints(3)); err(lambda: get_type_hints(len))
def fwd(x: 'Missing'): pass
err(lambda: get_type_hints(fwd))
err(lambda: ForwardRef('a b')); err(lambda: ForwardRef(3)); err(lambda: List['a b'])
print(typing.get_type_hints(typing.NamedTuple('Z', [('q', 'int')])))
@no_type_check
def ntc(a: 'whatever'): pass
print(get_type_hints(ntc), override(ntc).__override__)
import copy
print(copy.copy(List[int]) == List[int], copy.deepcopy(List[int]), copy.deepcopy(list[int]))
class Eq(Generic[T]):
    x: 'T'
    @classmethod
    def make(cls): return cls()
print(Eq[int].make(), Eq[int].__origin__, Eq[int]().__class__) if False else print(Eq[int].__origin__)
Vec = List[Tuple[T, T]]
print(Vec[int], Vec[T][str], Vec.__parameters__, Optional[Vec][int])
def deco(f: Callable[P, T]) -> Callable[P, Awaitable[T]]: return f
print(deco.__annotations__)
print(Callable[Concatenate[int, P], T][[str], bool], Callable[[int, Unpack[Ts]], T], Concatenate[int, P], Concatenate[int, ...])
class Z2(Generic[P, T]): pass
print(Z2[[int, str], bool], Z2[int, str][0:0] if False else '', Z2[..., bool])
class Z3(Generic[P]): pass
print(Z3[int, str], Z3[[int, str]], Z3[...])
class Z4(Generic[*Ts]): pass
print(Z4[int, str], Z4[()], Z4[*tuple[int, ...]], Z4.__parameters__)
print(Literal[1, 2, 1], Literal[Literal[1, 2], 3], Literal[True, 1], Literal['a'].__args__, Literal[1, 2] == Literal[2, 1])
print(typing.Union.__name__, typing.List.__doc__, repr(typing.Generic), typing.Protocol)
