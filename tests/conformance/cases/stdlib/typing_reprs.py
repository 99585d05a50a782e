# What hints print, compare and refuse.
import typing
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
import collections.abc
T = TypeVar('T'); K = TypeVar('K'); V = TypeVar('V'); P = ParamSpec('P'); Ts = TypeVarTuple('Ts')
for x in [List, List[int], Dict[str, int], Optional[int], Union[int, str], Union[int, str, None], Any, Callable, Callable[[int], str], Callable[..., Any], Callable[P, T], Callable[Concatenate[int, P], T],
          Tuple[int, ...], Tuple[()], Tuple[int, str], Type[int], Literal['a', 1, None], Final, Final[int], ClassVar[int], Annotated[int, 'x', 3], Generic[T], T, P, Ts, P.args, P.kwargs,
          Unpack[Ts], Self, Never, NoReturn, LiteralString, TypeGuard[int], TypeIs[str], Required[int], NotRequired[str], ReadOnly[int], Iterable[int], Iterator[str], Generator[int, None, str], Generator[int],
          AsyncIterator[int], AsyncGenerator[int, None], AsyncGenerator[int], Awaitable[int], Coroutine[Any, Any, int], Mapping[str, List[int]], Deque[int], DefaultDict[str, int], Counter[str], ChainMap[str, int],
          OrderedDict[str, int], Set[int], FrozenSet[int], ContextManager[int], AsyncContextManager[int], Hashable, Sized, Sequence, List['Foo'], Optional['Bar'], list[T], dict[str, T], list[T][int],
          int | str, int | None, list[int] | None, List[int] | None, T | None, Optional[T], Union[T, int], Dict[K, V][int, str], Callable[[T], K][int, str], Union[T, K][int, int], typing.IO[str], TextIO, AnyStr, SupportsInt,
          collections.abc.Callable[[int], str], list[int] | list[str], Text, 'x' if False else ForwardRef('X'), NewType('UserId', int), Tuple[T, *Ts], Tuple[T, *Ts][int, str, float], tuple[int, ...], Callable[P, T][[int, str], bool], Callable[P,T][..., int], List[None], Union[None, int], Optional[Union[int, str]], Optional[None]]:
    print(x)
print(get_origin(List[int]), get_args(List[int]), get_args(Callable[[int, str], bool]), get_args(Callable[..., bool]), get_args(int | str), get_origin(int | str), get_args(Annotated[int, 'x']), get_origin(Annotated[int, 'x']), get_origin(int), get_args(int), get_origin(Generic[T]), get_origin(Union[int, str]), get_origin(Literal[1]), get_args(Literal[1, 'a']))
class Box(Generic[T]):
    def __init__(self, v: T): self.v = v
    def get(self) -> T: return self.v
print(Box[int], Box[int](3).v, Box[int](3).__orig_class__, Box.__parameters__, Box.__orig_bases__, Box[T], Box[List[T]][int])
class IntBox(Box[int]): pass
print(IntBox.__mro__, IntBox.__orig_bases__, IntBox.__parameters__)
class Pair(Generic[K, V]): pass
print(Pair[int, str], Pair.__parameters__)
def err(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
err(lambda: Box[int, str]); err(lambda: Pair[int]); err(lambda: IntBox[int]); err(lambda: Generic[int]); err(lambda: Generic[T, T]); err(lambda: Generic[()])
err(lambda: Dict[int]); err(lambda: List[int, str]); err(lambda: List[int][str]); err(lambda: isinstance([], List[int])); err(lambda: isinstance([], List)); err(lambda: issubclass(list, List)); err(lambda: isinstance(1, Any)); err(lambda: Any())
err(lambda: isinstance(1, Union[int, str])); err(lambda: isinstance(1, Optional[int])); err(lambda: isinstance(None, Optional[int])); err(lambda: isinstance(1, int | str)); err(lambda: List()); err(lambda: Union[()]); err(lambda: Optional[int, str]); err(lambda: Literal[1] == Literal[True]); err(lambda: Union[int, str] == Union[str, int]); err(lambda: Union[int, str] == (int | str))
err(lambda: Final[ClassVar[int]]); err(lambda: List[Final]); err(lambda: Union[int]); err(lambda: List[(1, 2)]); err(lambda: Callable[int, str]); err(lambda: Callable[int]); err(lambda: isinstance(1, T)); err(lambda: TypeVar('X', int)); err(lambda: TypeVar('X', covariant=True, contravariant=True)); err(lambda: Self[int]); err(lambda: Optional()); err(lambda: hash(List[int]) == hash(List[int])); err(lambda: {List[int]: 1}[List[int]])
try:
    class Bad(Generic): pass
except TypeError as e: print(e)
try:
    class Bad(Generic[T], Box[K]): pass
except TypeError as e: print(e)
try:
    class Bad(Optional[int]): pass
except TypeError as e: print(e)
@runtime_checkable
class Closeable(Protocol):
    def close(self) -> None: ...
class File:
    def close(self): pass
class HasName(Protocol):
    name: str
@runtime_checkable
class HasAge(Protocol):
    age: int
print(isinstance(File(), Closeable), isinstance(3, Closeable), issubclass(File, Closeable))
err(lambda: isinstance(File(), HasName)); err(lambda: issubclass(File, HasAge)); err(lambda: Closeable()); err(lambda: isinstance(File(), HasAge))
f = File(); f.age = 3; err(lambda: isinstance(f, HasAge))
print(is_protocol(Closeable), is_protocol(File), sorted(get_protocol_members(HasAge)))
class Impl(Closeable):
    def __init__(self): self.x = 1
print(Impl().x, isinstance(Impl(), Closeable))
print(isinstance(3, SupportsInt), isinstance('a', SupportsInt), isinstance(3.2, SupportsFloat), isinstance(3, SupportsIndex), isinstance([], SupportsAbs), isinstance(-3, SupportsAbs))
class Proto2(Protocol[T]):
    def run(self, x: T) -> T: ...
print(Proto2[int], Proto2.__parameters__)
class Point(NamedTuple):
    """A point."""
    x: int
    y: int = 5
    def total(self): return self.x + self.y
print(Point(1), Point(1, 2).total(), Point._fields, Point._field_defaults, Point.__annotations__, Point.__doc__, Point.__mro__)
Q = NamedTuple('Q', [('a', int), ('b', str)])
print(Q(1, 'x'), Q.__annotations__)
try:
    class Bad(NamedTuple):
        x: int = 1
        y: int
except TypeError as e: print(e)
class Movie(TypedDict):
    name: str
    year: int
class Movie2(Movie, total=False):
    extra: NotRequired[int]
    must: Required[str]
m = Movie(name='x', year=3)
print(m, type(m), Movie.__annotations__, Movie.__total__, sorted(Movie2.__required_keys__), sorted(Movie2.__optional_keys__), is_typeddict(Movie), Movie2.__total__)
err(lambda: isinstance({}, Movie))
M3 = TypedDict('M3', {'a b': int})
print(M3.__annotations__, M3)
def f(a: int, b: 'List[int]' = None, *args: str, **kw: Optional[int]) -> 'Box[int]': pass
print(get_type_hints(f))
class C:
    x: 'int'
    y: ClassVar[int] = 3
    z: Annotated[int, 'meta']
class D(C):
    w: 'C'
print(get_type_hints(D)); print(get_type_hints(D, include_extras=True)); print(get_type_hints(Point), get_type_hints(Movie2))
UserId = NewType('UserId', int)
print(UserId, UserId(5), UserId.__supertype__, UserId.__name__, UserId | None)
@overload
def g(x: int) -> int: ...
@overload
def g(x: str) -> str: ...
def g(x): return x
print(g(3), len(get_overloads(g)))
@overload
def h(x: int) -> int: ...
err(lambda: h(3))
print(cast(int, 'x'), cast('List[int]', 3))
@final
class Fin: pass
print(Fin.__final__, TYPE_CHECKING)
err(lambda: assert_never(3))
print(T.__name__, T.__bound__, T.__constraints__, T.__covariant__, TypeVar('B', bound=int).__bound__, TypeVar('C2', int, str).__constraints__, TypeVar('Tco', covariant=True), TypeVar('Tcn', contravariant=True), T.__default__, T.has_default(), repr(NoDefault))
class Node:
    def __init__(self, nxt: Optional['Node'] = None): self.nxt = nxt
print(get_type_hints(Node.__init__), Node.__init__.__annotations__)
print(List[int] == List[int], List[int] != List[str], List[int] == list[int])
print(Dict.__origin__, Dict[str, int].__origin__, Dict[str, int].__args__, Dict[str, T].__parameters__, List.__name__, List[int].__name__, List._name, Callable.__origin__, Optional[int].__args__)
class MyList(List[int]): pass
print(MyList.__mro__, MyList([1, 2]), MyList.__orig_bases__)
class MyMap(Mapping[str, T]):
    def __getitem__(self, k): return k
    def __len__(self): return 0
    def __iter__(self): return iter(())
print(MyMap.__mro__, MyMap[int], MyMap.__parameters__)
