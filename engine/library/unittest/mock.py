"""unittest.mock: objects that stand for others, and remember how they were used."""

import sys
import inspect
import types
from contextlib import ExitStack

__all__ = ('Mock', 'MagicMock', 'patch', 'sentinel', 'DEFAULT', 'ANY', 'call', 'create_autospec', 'AsyncMock', 'ThreadingMock',
           'FILTER_DIR', 'NonCallableMock', 'NonCallableMagicMock', 'mock_open', 'PropertyMock', 'seal')

FILTER_DIR = True


class InvalidSpecError(Exception):
    """A mock was given another mock as its spec."""


class _SentinelObject:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f'sentinel.{self.name}'

    def __reduce__(self):
        return f'sentinel.{self.name}'


class _Sentinel:
    """sentinel.name: an object of that name and no other use."""

    def __init__(self):
        self._made = {}

    def __getattr__(self, name):
        if name == '__bases__':
            raise AttributeError
        if name not in self._made:
            self._made[name] = _SentinelObject(name)
        return self._made[name]


sentinel = _Sentinel()
DEFAULT = sentinel.DEFAULT
_missing = sentinel.MISSING
_deleted = sentinel.DELETED


class _Any:
    """ANY is equal to everything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return '<ANY>'


ANY = _Any()


# ---- calls

class _Call(tuple):
    """A call: (name, args, kwargs); a name or empty arguments may be left out on comparing."""

    def __new__(cls, value=(), name='', parent=None, two=False, from_kall=True):
        args, kwargs = (), {}
        if len(value) == 3:
            name, args, kwargs = value
        elif len(value) == 2:
            first, second = value
            if isinstance(first, str):
                name = first
                args, kwargs = (second, {}) if isinstance(second, tuple) else ((), second)
            else:
                args, kwargs = first, second
        elif len(value) == 1:
            only, = value
            if isinstance(only, str):
                name = only
            elif isinstance(only, tuple):
                args = only
            else:
                kwargs = only
        return tuple.__new__(cls, (args, kwargs) if two else (name, args, kwargs))

    def __init__(self, value=(), name=None, parent=None, two=False, from_kall=True):
        self._mock_name = name
        self._mock_parent = parent
        self._mock_from_kall = from_kall

    def __eq__(self, other):
        try:
            size = len(other)
        except TypeError:
            return NotImplemented
        mine = ('',) + tuple(self) if len(self) == 2 else tuple(self)
        if size == 0:
            theirs = ('', (), {})
        elif size in (1, 2, 3):
            if not isinstance(other, tuple):
                return False
            theirs = tuple(_Call(tuple(other)))
        else:
            return False
        if mine[0] and theirs[0] != mine[0]:
            return False
        return (theirs[1], theirs[2]) == (mine[1], mine[2])

    __ne__ = object.__ne__
    __hash__ = None

    def __call__(self, /, *args, **kwargs):
        if self._mock_name is None:
            return _Call(('', args, kwargs), name='()')
        return _Call((self._mock_name, args, kwargs), name=self._mock_name + '()', parent=self)

    def __getattr__(self, attr):
        if attr.startswith('__') and attr.endswith('__'):
            raise AttributeError(attr)
        name = attr if self._mock_name is None else f'{self._mock_name}.{attr}'
        return _Call(name=name, parent=self, from_kall=False)

    def count(self, /, *args, **kwargs):
        return self.__getattr__('count')(*args, **kwargs)

    def index(self, /, *args, **kwargs):
        return self.__getattr__('index')(*args, **kwargs)

    @property
    def args(self):
        return self[0] if len(self) == 2 else self[1]

    @property
    def kwargs(self):
        return self[1] if len(self) == 2 else self[2]

    def __repr__(self):
        if not self._mock_from_kall:
            name = self._mock_name or 'call'
            return f'call.{name}' if not name.startswith('call') else name
        name, args, kwargs = ('', *self) if len(self) == 2 else self
        if not name:
            name = 'call'
        elif not name.startswith('()'):
            name = f'call.{name}'
        else:
            name = f'call{name}'
        return _signature_text(name, args, kwargs)

    def call_list(self):
        """This call and those that led to it, for a chain of calls."""
        found = []
        thing = self
        while thing is not None:
            if thing._mock_from_kall:
                found.append(thing)
            thing = thing._mock_parent
        return _CallList(reversed(found))


call = _Call(from_kall=False)


def _signature_text(name, args, kwargs):
    shown = [repr(a) for a in args] + [f'{k}={v!r}' for k, v in kwargs.items()]
    return f"{name}({', '.join(shown)})"


class _CallList(list):
    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        size = len(value)
        return any([list(self[i:i + size]) == value for i in range(len(self) - size + 1)])

    def __repr__(self):
        return '[' + ',\n '.join([repr(c) for c in self]) + ']'


# ---- mocks

_OWN = frozenset((
    'return_value', 'side_effect', 'called', 'call_count', 'call_args', 'call_args_list', 'mock_calls', 'method_calls',
    'await_count', 'await_args', 'await_args_list'))

_ASSERTIONS = ('assert', 'assret', 'asert', 'aseert', 'assrt')


class NonCallableMock:
    """A mock that cannot be called."""

    def __new__(cls, /, *args, **kwargs):
        # A class of its own for each mock: special methods are looked up there.
        bases = (cls,)
        spec = args[0] if args and not issubclass(cls, PropertyMock) else kwargs.get('spec_set') or kwargs.get('spec')
        if spec is not None and not issubclass(cls, AsyncMockMixin) and issubclass(cls, CallableMixin) and \
                inspect.iscoroutinefunction(spec):
            bases = (AsyncMockMixin, cls)
        return object.__new__(type(cls.__name__, bases, {'__doc__': cls.__doc__, '__module__': cls.__module__}))

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None, parent=None, _spec_state=None, _new_name='',
                 _new_parent=None, _spec_as_instance=False, _eat_self=None, unsafe=False, **kwargs):
        own = self.__dict__
        own['_mock_parent'] = parent
        own['_mock_name'] = name
        own['_mock_new_name'] = _new_name
        own['_mock_new_parent'] = parent if _new_parent is None else _new_parent
        own['_mock_sealed'] = False
        own['_mock_unsafe'] = unsafe
        own['_mock_children'] = {}
        own['_mock_wraps'] = wraps
        own['_mock_delegate'] = None
        own['_mock_return'] = DEFAULT
        own['_mock_effect'] = None
        own['_mock_given_effect'] = None
        own['_spec_class'] = own['_spec_signature'] = own['_mock_methods'] = own['_spec_set'] = None
        own['_spec_asyncs'] = []
        if spec_set is not None:
            spec = spec_set
        self._take_spec(spec, spec_set is not None)
        self.reset_mock()
        if kwargs:
            self.configure_mock(**kwargs)

    def _take_spec(self, spec, strict):
        own = self.__dict__
        if spec is None:
            return
        if isinstance(spec, (list, tuple)):
            own['_mock_methods'] = list(spec)
        else:
            if _is_mock(spec):
                raise InvalidSpecError(f'Cannot spec a Mock object. [object={spec!r}]')
            own['_spec_class'] = spec if isinstance(spec, type) else type(spec)
            own['_mock_methods'] = dir(spec)
            for attr in dir(spec):
                if inspect.iscoroutinefunction(inspect.getattr_static(spec, attr, None)):
                    own['_spec_asyncs'].append(attr)
            try:
                own['_spec_signature'] = inspect.signature(spec)
            except (TypeError, ValueError):
                pass
        own['_spec_set'] = strict

    def mock_add_spec(self, spec, spec_set=False):
        """Allow only the attributes of spec from now on."""
        self._take_spec(spec, spec_set)

    @property
    def __class__(self):
        return type(self) if self.__dict__.get('_spec_class') is None else self._spec_class

    def attach_mock(self, mock, attribute):
        """Make a mock an attribute of this one."""
        mock.__dict__.update(_mock_parent=None, _mock_new_parent=None, _mock_name='', _mock_new_name=None)
        setattr(self, attribute, mock)

    def configure_mock(self, /, **kwargs):
        """Set attributes, also of attributes: configure_mock(**{'method.return_value': 3})."""
        for path, value in sorted(kwargs.items(), key=lambda entry: entry[0].count('.')):
            *way, last = path.split('.')
            obj = self
            for name in way:
                obj = getattr(obj, name)
            setattr(obj, last, value)

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        """Forget all calls."""
        visited = [] if visited is None else visited
        if id(self) in visited:
            return
        visited.append(id(self))
        self.__dict__.update(called=False, call_count=0, call_args=None, call_args_list=_CallList(),
                             mock_calls=_CallList(), method_calls=_CallList())
        if return_value:
            self.__dict__['_mock_return'] = DEFAULT
        if side_effect:
            self.__dict__['_mock_effect'] = None
        for child in self._mock_children.values():
            if _is_mock(child):
                child.reset_mock(visited, return_value=return_value, side_effect=side_effect)
        ret = self.__dict__['_mock_return']
        if _is_mock(ret) and ret is not self:
            ret.reset_mock(visited)

    # ---- attributes

    def __getattr__(self, name):
        if name in ('_mock_methods', '_mock_unsafe', '_mock_children'):
            raise AttributeError(name)
        methods = self._mock_methods
        if methods is not None:
            if name not in methods or name in _ALL_MAGICS:
                raise AttributeError(f"Mock object has no attribute {name!r}")
        elif _is_magic(name):
            raise AttributeError(name)
        if not self._mock_unsafe and (methods is None or name not in methods) and name.startswith(_ASSERTIONS):
            raise AttributeError(f"{name!r} is not a valid assertion. Use a spec for the mock if {name!r} is meant to be "
                                 "an attribute.")
        result = self._mock_children.get(name)
        if result is _deleted:
            raise AttributeError(name)
        if result is None:
            wraps = None if self._mock_wraps is None else getattr(self._mock_wraps, name)
            result = self._get_child_mock(parent=self, name=name, wraps=wraps, _new_name=name, _new_parent=self)
            self._mock_children[name] = result
        return result

    def __setattr__(self, name, value):
        own = self.__dict__
        if name in ('return_value', 'side_effect') or isinstance(getattr(type(self), name, None), property):
            object.__setattr__(self, name, value)
            return
        if own.get('_spec_set') and self._mock_methods is not None and name not in self._mock_methods and \
                name not in own and name not in _OWN:
            raise AttributeError(f"Mock object has no attribute '{name}'")
        if name in _ALL_MAGICS:
            self._set_magic(name, value)
            return
        if own.get('_mock_sealed') and name not in own and name not in self._mock_children:
            raise AttributeError(f'Cannot set {_name_of(self)}.{name}')
        if _attach(self, value, name, name):
            self._mock_children[name] = value
        else:
            self._mock_children.pop(name, None)
            object.__setattr__(self, name, value)

    def _set_magic(self, name, value):
        if self._mock_methods is not None and name not in self._mock_methods:
            raise AttributeError(f"Mock object has no attribute '{name}'")
        if _is_mock(value):
            _attach(self, value, None, name)
            setattr(type(self), name, value)
            self._mock_children[name] = value
        elif isinstance(value, types.FunctionType):
            setattr(type(self), name, lambda mock, /, *args, **kwargs: value(mock, *args, **kwargs))
            self._mock_children[name] = value
        else:
            setattr(type(self), name, value)
            self._mock_children[name] = value

    def __delattr__(self, name):
        if name in _ALL_MAGICS and name in type(self).__dict__:
            delattr(type(self), name)
            return
        child = self._mock_children.get(name, _missing)
        if name in self.__dict__:
            object.__delattr__(self, name)
        elif child is _deleted:
            raise AttributeError(name)
        self._mock_children[name] = _deleted

    def __dir__(self):
        names = set(dir(type(self))) | set(self.__dict__) if self._mock_methods is None else set(self._mock_methods)
        names |= {name for name, child in self._mock_children.items() if child is not _deleted}
        return sorted([n for n in names if not n.startswith('_mock_')])

    def __repr__(self):
        name = _name_of(self, full=True)
        shown = '' if name in ('mock', 'mock.') else f' name={name!r}'
        spec = ''
        if self._spec_class is not None:
            spec = f" spec{'_set' if self._spec_set else ''}={self._spec_class.__name__!r}"
        return f"<{type(self).__name__}{shown}{spec} id='{id(self)}'>"

    def _get_child_mock(self, /, **kwargs):
        """The mock that an attribute or the result of a call is."""
        if self._mock_sealed:
            attribute = f".{kwargs['name']}" if kwargs.get('name') else '()'
            raise AttributeError(_name_of(self, full=True) + attribute)
        name = kwargs.get('_new_name')
        if name in self.__dict__['_spec_asyncs']:
            return AsyncMock(**kwargs)
        kind = type(self).__mro__[1]
        if kind is AsyncMockMixin:
            kind = type(self).__mro__[2]
        if issubclass(type(self), MagicMock) and name in _ASYNC_METHODS:
            kind = AsyncMock
        elif issubclass(kind, AsyncMock):
            if name in _SYNC_MAGICS or self._mock_methods is not None and name in self._mock_methods:
                kind = MagicMock
            else:
                kind = AsyncMock
        elif not issubclass(kind, CallableMixin):
            kind = MagicMock if issubclass(kind, NonCallableMagicMock) else Mock
        return kind(**kwargs)

    # ---- what was called

    def _calls_text(self, prefix='Calls'):
        return f'\n{prefix}: {self.mock_calls!r}.' if self.mock_calls else ''

    def _comparable(self, one):
        """A call with its arguments bound to the parameters of the spec, where there is one."""
        sig = self._spec_signature
        if sig is None or not isinstance(one, tuple):
            return one
        args, kwargs = one[-2], one[-1]
        try:
            bound = sig.bind(*args, **kwargs)
        except TypeError as exc:
            return exc.with_traceback(None)
        return _Call(('', bound.args, bound.kwargs))

    def assert_not_called(self):
        """assert that the mock was never called."""
        if self.call_count:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to not have been called. Called "
                                 f"{self.call_count} times.{self._calls_text()}")

    def assert_called(self):
        """assert that the mock was called at least once."""
        if self.call_count == 0:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to have been called.")

    def assert_called_once(self):
        """assert that the mock was called once."""
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to have been called once. Called "
                                 f"{self.call_count} times.{self._calls_text()}")

    def _expected_text(self, args, kwargs):
        return _signature_text(self._mock_name or 'mock', args, kwargs)

    def assert_called_with(self, /, *args, **kwargs):
        """assert that the last call was made with these arguments."""
        expected = self._expected_text(args, kwargs)
        if self.call_args is None:
            raise AssertionError(f'expected call not found.\nExpected: {expected}\n  Actual: not called.')
        wanted, actual = self._comparable(_Call((args, kwargs), two=True)), self._comparable(self.call_args)
        if actual != wanted:
            cause = wanted if isinstance(wanted, Exception) else None
            shown = self._expected_text(*self.call_args)
            raise AssertionError(f'expected call not found.\nExpected: {expected}\n  Actual: {shown}') from cause

    def assert_called_once_with(self, /, *args, **kwargs):
        """assert that the mock was called once and with these arguments."""
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to be called once. Called {self.call_count} "
                                 f"times.{self._calls_text()}")
        return self.assert_called_with(*args, **kwargs)

    def assert_any_call(self, /, *args, **kwargs):
        """assert that some call was made with these arguments."""
        wanted = self._comparable(_Call((args, kwargs), two=True))
        if wanted not in [self._comparable(c) for c in self.call_args_list]:
            cause = wanted if isinstance(wanted, Exception) else None
            raise AssertionError(f'{self._expected_text(args, kwargs)} call not found') from cause

    def assert_has_calls(self, calls, any_order=False):
        """assert that these calls were made, one right after the other unless any_order."""
        wanted = [self._comparable(_Call(tuple(c))) if len(c) and not c[0] else c for c in calls]
        actual = _CallList([self._comparable(c) if not c[0] else c for c in self.mock_calls])
        if not any_order:
            if wanted not in actual:
                raise AssertionError(f'Calls not found.\nExpected: {_CallList(calls)!r}\n  Actual: {self.mock_calls!r}')
            return
        left = list(actual)
        missing = []
        for one in wanted:
            if one in left:
                left.remove(one)
            else:
                missing.append(one)
        if missing:
            raise AssertionError(f"{tuple(missing)!r} does not contain all of {_CallList(calls)!r} in its call list, "
                                 f"found {self.mock_calls!r} instead")


def _is_mock(obj):
    return issubclass(type(obj), NonCallableMock)


def _is_magic(name):
    return name[:2] == name[-2:] == '__' and len(name) > 4


def _name_of(mock, full=False):
    """The name of a mock, as a path from the outermost one."""
    parts = []
    name, parent, last = mock._mock_new_name, mock._mock_new_parent, mock
    if name == '()':
        dot = ''
    else:
        dot = '.'
    parts.append(name or '')
    seen = {id(mock)}
    while parent is not None and id(parent) not in seen:
        seen.add(id(parent))
        last = parent
        parts.append((parent._mock_new_name or '') + dot)
        dot = '' if parent._mock_new_name == '()' else '.'
        parent = parent._mock_new_parent
    parts.reverse()
    first = last._mock_name or 'mock'
    rest = ''.join(parts)
    if last is mock:
        return first if not rest or not full else first + ('' if rest == first else '')
    if not last._mock_new_name:
        return first + rest
    return rest


def _attach(parent, value, name, new_name):
    if not _is_mock(value):
        return False
    if value._mock_name or value._mock_new_name or value._mock_parent is not None or value._mock_new_parent is not None:
        return False
    above = parent
    while above is not None:
        if above is value:
            return False
        above = above._mock_new_parent
    own = value.__dict__
    if new_name:
        own['_mock_new_parent'] = parent
        own['_mock_new_name'] = new_name
    if name:
        own['_mock_parent'] = parent
        own['_mock_name'] = name
    return True


class CallableMixin:
    """What makes a mock one that can be called."""

    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None, name=None, spec_set=None,
                 parent=None, _spec_state=None, _new_name='', _new_parent=None, **kwargs):
        self.__dict__['_mock_return'] = return_value
        super().__init__(spec, wraps, name, spec_set, parent, _spec_state, _new_name, _new_parent, **kwargs)
        if return_value is not DEFAULT:
            self.return_value = return_value
        self.side_effect = side_effect

    @property
    def return_value(self):
        value = self.__dict__['_mock_return']
        if value is DEFAULT and self._mock_wraps is None:
            value = self._get_child_mock(_new_parent=self, _new_name='()')
            self.return_value = value
        return value

    @return_value.setter
    def return_value(self, value):
        self.__dict__['_mock_return'] = value
        _attach(self, value, None, '()')

    @property
    def side_effect(self):
        return self.__dict__['_mock_effect']

    @side_effect.setter
    def side_effect(self, value):
        if value is not None and not callable(value) and not _is_exception(value) and hasattr(value, '__iter__'):
            value = iter(value)
        self.__dict__['_mock_effect'] = value

    def __call__(self, /, *args, **kwargs):
        if self._spec_signature is not None:
            self._spec_signature.bind(*args, **kwargs)
        self._record(args, kwargs)
        return self._execute(args, kwargs)

    def _record(self, args, kwargs):
        own = self.__dict__
        own['called'] = True
        own['call_count'] += 1
        one = _Call((args, kwargs), two=True)
        own['call_args'] = one
        self.call_args_list.append(one)
        name = ''
        method_name = self._mock_name
        is_method = self._mock_parent is not None
        self.mock_calls.append(_Call(('', args, kwargs)))
        new_name, parent, called = self._mock_new_name, self._mock_new_parent, self._mock_new_name == '()'
        seen = {id(self)}
        while parent is not None and id(parent) not in seen:
            seen.add(id(parent))
            if is_method:
                parent.method_calls.append(_Call((method_name, args, kwargs)))
                is_method = parent._mock_parent is not None
                if is_method:
                    method_name = f'{parent._mock_name}.{method_name}'
            dot = '' if not name or name.startswith('()') else '.'
            name = new_name + dot + name
            parent.mock_calls.append(_Call((name, args, kwargs)))
            new_name, parent = parent._mock_new_name, parent._mock_new_parent

    def _execute(self, args, kwargs):
        effect = self.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            if not callable(effect):
                result = next(effect)
                if _is_exception(result):
                    raise result
                if result is DEFAULT:
                    return self.return_value
                return result
            result = effect(*args, **kwargs)
            if result is not DEFAULT:
                return result
        return self._result(args, kwargs)

    def _result(self, args, kwargs):
        if self.__dict__['_mock_return'] is not DEFAULT:
            return self.return_value
        if self._mock_wraps is not None:
            return self._mock_wraps(*args, **kwargs)
        return self.return_value


def _is_exception(obj):
    return isinstance(obj, BaseException) or isinstance(obj, type) and issubclass(obj, BaseException)


class Mock(CallableMixin, NonCallableMock):
    """A mock: any attribute of it is a mock, and it can be called."""


# ---- special methods

_NUMERICS = ('add sub mul matmul truediv floordiv mod divmod lshift rshift and xor or pow').split()
_RIGHT = ' '.join(['r' + n for n in _NUMERICS]).split()
_INPLACE = ' '.join(['i' + n for n in _NUMERICS if n != 'divmod']).split()
_PLAIN = ('lt gt le ge int contains len enter exit divmod float complex bool index round trunc floor ceil hash str sizeof '
          'getitem setitem delitem iter neg pos abs invert fspath eq ne').split()
_SYNC_MAGICS = frozenset(['__%s__' % n for n in _PLAIN + _NUMERICS + _RIGHT + _INPLACE])
_ASYNC_METHODS = frozenset(('__aenter__', '__aexit__', '__anext__'))
_ASYNC_MAGICS = _ASYNC_METHODS | {'__aiter__'}
_ALL_MAGICS = _SYNC_MAGICS | _ASYNC_MAGICS | {
    '__next__', '__reversed__', '__missing__', '__reduce__', '__reduce_ex__', '__getinitargs__', '__getnewargs__',
    '__getstate__', '__setstate__', '__getformat__', '__repr__', '__subclasses__', '__format__', '__getnewargs_ex__',
    '__call__', '__instancecheck__', '__del__'} - {'__call__', '__repr__'}

_RETURNS = {'__hash__': lambda self: object.__hash__(self), '__str__': lambda self: object.__str__(self),
            '__sizeof__': lambda self: object.__sizeof__(self), '__fspath__': lambda self: (
                f"{type(self).__name__}/{_name_of(self)}/{id(self)}")}
_FIXED = {'__lt__': NotImplemented, '__gt__': NotImplemented, '__le__': NotImplemented, '__ge__': NotImplemented,
          '__int__': 1, '__contains__': False, '__len__': 0, '__exit__': False, '__complex__': 1j, '__float__': 1.0,
          '__bool__': True, '__index__': 1, '__aexit__': False}


def _side_effect_of(mock, name):
    if name == '__eq__':
        return lambda other: mock.__eq__._mock_return if mock.__eq__._mock_return is not DEFAULT else (
            True if mock is other else NotImplemented)
    if name == '__ne__':
        return lambda other: DEFAULT if mock.__ne__._mock_return is not DEFAULT else (
            False if mock is other else NotImplemented)
    if name == '__iter__':
        return lambda: iter([]) if mock.__iter__._mock_return is DEFAULT else iter(mock.__iter__._mock_return)
    if name == '__aiter__':
        return lambda: _AsyncIterator([] if mock.__aiter__._mock_return is DEFAULT else mock.__aiter__._mock_return)
    return None


class _AsyncIterator:
    def __init__(self, items):
        self._items = iter(items)

    def __aiter__(self):
        return self

    async def __anext__(self):
        for item in self._items:
            return item
        raise StopAsyncIteration


class _MagicProxy:
    """Stands in the class for a special method until that is used: then its mock is made."""

    def __init__(self, name):
        self.name = name

    def __get__(self, mock, cls=None):
        if mock is None:
            return self
        child = mock._mock_children.get(self.name)
        return self._make(mock) if child is None else child

    def _make(self, mock):
        name = self.name
        if name in _ASYNC_METHODS:
            made = AsyncMock(name=name, _new_name=name, _new_parent=mock)
        else:
            made = MagicMock(name=name, _new_name=name, _new_parent=mock) if name != '__enter__' else \
                mock._get_child_mock(name=name, _new_name=name, _new_parent=mock)
        if name in _FIXED:
            made.return_value = _FIXED[name]
        elif name in _RETURNS:
            made.return_value = _RETURNS[name](mock)
        else:
            made.side_effect = _side_effect_of(mock, name)
        mock._mock_children[name] = made
        setattr(type(mock), name, made)
        return made


class MagicMixin:
    def __init__(self, /, *args, **kw):
        super().__init__(*args, **kw)
        self._set_magics()

    def _set_magics(self):
        cls = type(self)
        allowed = self._mock_methods
        for name in _SYNC_MAGICS | _ASYNC_MAGICS:
            if name[2] in 'ri' and name.strip('_') in _RIGHT:
                continue
            if name in cls.__dict__ or (allowed is not None and name not in allowed):
                continue
            setattr(cls, name, _MagicProxy(name))

    def mock_add_spec(self, spec, spec_set=False):
        super().mock_add_spec(spec, spec_set)
        cls = type(self)
        for name in [n for n, v in cls.__dict__.items() if isinstance(v, _MagicProxy) and n not in self._mock_methods]:
            delattr(cls, name)


class NonCallableMagicMock(MagicMixin, NonCallableMock):
    """A mock with special methods that cannot be called."""


class MagicMock(MagicMixin, Mock):
    """A mock with special methods: it has a length, can be iterated over, used in with ..."""


class ThreadingMock(MagicMock):
    """A mock for use by several threads."""


# ---- coroutines

class AsyncMockMixin:
    """What makes a mock one whose calls are awaited."""

    def __init__(self, /, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.__dict__['_is_coroutine_marker'] = inspect._is_coroutine_mark
        self.__dict__['__code__'] = _async_code

    def reset_mock(self, /, *args, **kwargs):
        super().reset_mock(*args, **kwargs)
        self.__dict__.update(await_count=0, await_args=None, await_args_list=_CallList())

    def __call__(self, /, *args, **kwargs):
        if self._spec_signature is not None:
            self._spec_signature.bind(*args, **kwargs)
        self._record(args, kwargs)
        return self._execute_mock_call(args, kwargs)

    async def _execute_mock_call(self, args, kwargs):
        own = self.__dict__
        effect = self.side_effect
        one = _Call((args, kwargs), two=True)
        if _is_exception(effect):
            self._awaited(one)
            raise effect
        if effect is not None and not callable(effect):
            try:
                result = next(effect)
            except StopIteration:
                raise StopAsyncIteration
            self._awaited(one)
            if _is_exception(result):
                raise result
            return self.return_value if result is DEFAULT else result
        if effect is not None:
            result = effect(*args, **kwargs)
            if inspect.iscoroutinefunction(effect):
                result = await result
            self._awaited(one)
            if result is not DEFAULT:
                return result
        else:
            self._awaited(one)
        if own['_mock_return'] is not DEFAULT:
            return self.return_value
        if self._mock_wraps is not None:
            result = self._mock_wraps(*args, **kwargs)
            return await result if inspect.iscoroutinefunction(self._mock_wraps) else result
        return self.return_value

    def _awaited(self, one):
        self.__dict__['await_count'] += 1
        self.__dict__['await_args'] = one
        self.await_args_list.append(one)

    def assert_awaited(self):
        """assert that the mock was awaited at least once."""
        if self.await_count == 0:
            raise AssertionError(f"Expected {self._mock_name or 'mock'} to have been awaited.")

    def assert_awaited_once(self):
        """assert that the mock was awaited once."""
        if self.await_count != 1:
            raise AssertionError(f"Expected {self._mock_name or 'mock'} to have been awaited once. Awaited "
                                 f"{self.await_count} times.")

    def assert_awaited_with(self, /, *args, **kwargs):
        """assert that the last await was with these arguments."""
        expected = self._expected_text(args, kwargs)
        if self.await_args is None:
            raise AssertionError(f'Expected await: {expected}\nNot awaited')
        if self._comparable(self.await_args) != self._comparable(_Call((args, kwargs), two=True)):
            raise AssertionError(f'expected await not found.\nExpected: {expected}\n  Actual: '
                                 f'{self._expected_text(*self.await_args)}')

    def assert_awaited_once_with(self, /, *args, **kwargs):
        """assert that the mock was awaited once and with these arguments."""
        if self.await_count != 1:
            raise AssertionError(f"Expected {self._mock_name or 'mock'} to have been awaited once. Awaited "
                                 f"{self.await_count} times.")
        return self.assert_awaited_with(*args, **kwargs)

    def assert_any_await(self, /, *args, **kwargs):
        """assert that some await was with these arguments."""
        wanted = self._comparable(_Call((args, kwargs), two=True))
        if wanted not in [self._comparable(c) for c in self.await_args_list]:
            raise AssertionError(f'{self._expected_text(args, kwargs)} await not found')

    def assert_has_awaits(self, calls, any_order=False):
        """assert that there were these awaits."""
        wanted = [self._comparable(c) for c in calls]
        actual = _CallList([self._comparable(c) for c in self.await_args_list])
        found = all([c in actual for c in wanted]) if any_order else wanted in actual
        if not found:
            raise AssertionError(f'Awaits not found.\nExpected: {_CallList(calls)}\nActual: {self.await_args_list}')

    def assert_not_awaited(self):
        """assert that the mock was never awaited."""
        if self.await_count:
            raise AssertionError(f"Expected {self._mock_name or 'mock'} to not have been awaited. Awaited "
                                 f"{self.await_count} times.")


async def _pattern_of_async():
    pass


_async_code = _pattern_of_async.__code__


class AsyncMock(AsyncMockMixin, MagicMixin, Mock):
    """A mock whose calls give coroutines."""


class PropertyMock(Mock):
    """A mock to be used as a property."""

    def _get_child_mock(self, /, **kwargs):
        return MagicMock(**kwargs)

    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, val):
        self(val)


def seal(mock):
    """Make no more mocks for attributes that this one does not have yet."""
    mock.__dict__['_mock_sealed'] = True
    for child in list(mock._mock_children.values()):
        if _is_mock(child) and child._mock_new_parent is mock:
            seal(child)


def create_autospec(spec, spec_set=False, instance=False, _parent=None, _name=None, *, unsafe=False, **kwargs):
    """A mock with the attributes and signatures of spec."""
    if _is_mock(spec):
        raise InvalidSpecError(f'Cannot autospec a Mock object. [object={spec!r}]')
    is_class = isinstance(spec, type)
    is_function = inspect.isroutine(spec)
    options = {'spec_set' if spec_set else 'spec': spec}
    if inspect.iscoroutinefunction(spec):
        kind = AsyncMock
    elif not callable(spec) or is_class and instance and '__call__' not in dir(spec):
        kind = NonCallableMagicMock
    else:
        kind = MagicMock
    mock = kind(name=_name, **options, **kwargs)
    if not is_function:
        for entry in dir(spec):
            original = inspect.getattr_static(spec, entry, None)
            if _is_magic(entry) or not callable(getattr(spec, entry, None)):
                continue
            method = getattr(spec, entry)
            child_kind = AsyncMock if inspect.iscoroutinefunction(method) else MagicMock
            child = child_kind(name=entry, parent=mock, _new_name=entry, _new_parent=mock)
            try:
                signature = inspect.signature(method)
                if inspect.isfunction(original) and (not is_class or instance) and is_class:
                    signature = signature.replace(parameters=list(signature.parameters.values())[1:])
                elif inspect.isfunction(original) and is_class:
                    signature = signature.replace(parameters=list(signature.parameters.values())[1:])
                child.__dict__['_spec_signature'] = signature
            except (TypeError, ValueError):
                pass
            mock._mock_children[entry] = child
    if is_class and not instance and 'return_value' not in kwargs:
        mock.return_value = create_autospec(spec, spec_set, instance=True, _name='()', _parent=mock)
    return mock


def mock_open(mock=None, read_data=''):
    """A mock that stands for open(), giving read_data."""
    import io
    opened = {'stream': None}

    def fresh():
        opened['stream'] = io.StringIO(read_data) if isinstance(read_data, str) else io.BytesIO(read_data)
    if mock is None:
        mock = MagicMock(name='open')
    handle = MagicMock()
    for name in ('read', 'readline', 'readlines'):
        getattr(handle, name).side_effect = (lambda name: lambda *args: getattr(opened['stream'], name)(*args))(name)
    handle.__enter__.return_value = handle
    handle.__iter__.side_effect = lambda: iter(opened['stream'])
    handle.__next__.side_effect = lambda: next(opened['stream'])

    def side_effect(*args, **kwargs):
        fresh()
        return DEFAULT
    fresh()
    mock.side_effect = side_effect
    mock.return_value = handle
    return mock


# ---- patch

class _patch:
    """Puts something in the place of an attribute, while a function or a with block runs."""

    def __init__(self, getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs):
        if new_callable is not None:
            if new is not DEFAULT:
                raise ValueError("Cannot use 'new' and 'new_callable' together")
            if autospec is not None:
                raise ValueError("Cannot use 'autospec' and 'new_callable' together")
        self.getter = getter
        self.attribute = attribute
        self.new = new
        self.spec, self.spec_set, self.autospec = spec, spec_set, autospec
        self.create = create
        self.new_callable = new_callable
        self.kwargs = kwargs
        self.attribute_name = None
        self.additional = []
        self._entered = False

    def copy(self):
        made = _patch(self.getter, self.attribute, self.new, self.spec, self.create, self.spec_set, self.autospec,
                      self.new_callable, self.kwargs)
        made.attribute_name = self.attribute_name
        made.additional = [p.copy() for p in self.additional]
        return made

    def __call__(self, func):
        if isinstance(func, type):
            for name in dir(func):
                value = getattr(func, name)
                if name.startswith(patch.TEST_PREFIX) and hasattr(value, '__call__'):
                    setattr(func, name, self.copy()(value))
            return func
        import functools
        if hasattr(func, 'patchings'):
            func.patchings.append(self)
            return func
        if inspect.iscoroutinefunction(func):
            @functools.wraps(func)
            async def patched(*args, **kw):
                with _entered(patched.patchings, args, kw) as (args, kw):
                    return await func(*args, **kw)
        else:
            @functools.wraps(func)
            def patched(*args, **kw):
                with _entered(patched.patchings, args, kw) as (args, kw):
                    return func(*args, **kw)
        patched.patchings = [self]
        return patched

    def _original(self):
        target, name = self.target, self.attribute
        local = name in getattr(target, '__dict__', ())
        original = target.__dict__[name] if local else getattr(target, name, DEFAULT)
        import builtins
        if name in vars(builtins) and isinstance(target, types.ModuleType):
            self.create = True
        if not self.create and original is DEFAULT:
            raise AttributeError(f"{target} does not have the attribute {name!r}")
        return original, local

    def __enter__(self):
        if self._entered:
            raise RuntimeError("Patch is already started")
        self.target = self.getter()
        self._stack = ExitStack()
        self.temp_original, self.is_local = self._original()
        new = self._replacement(self.temp_original)
        self._entered = True
        setattr(self.target, self.attribute, new)
        if self.attribute_name is not None:
            extra = {}
            if self.new is DEFAULT:
                extra[self.attribute_name] = new
            for patching in self.additional:
                made = self._stack.enter_context(patching)
                if patching.new is DEFAULT:
                    extra.update(made)
            return extra
        return new

    def _replacement(self, original):
        if self.new is not DEFAULT:
            if self.kwargs:
                raise TypeError("Can't pass kwargs to a mock we aren't creating")
            return self.new
        spec, spec_set, autospec = self.spec, self.spec_set, self.autospec
        if autospec is not None and autospec is not False:
            wanted = original if autospec is True else autospec
            return create_autospec(wanted, bool(spec_set), _name=self.attribute, **self.kwargs)
        if spec is True:
            spec = original
        if spec_set is True:
            spec_set, spec = original, None
        if self.new_callable is not None:
            kind = self.new_callable
        elif inspect.iscoroutinefunction(original if spec is None and spec_set is None else spec or spec_set):
            kind = AsyncMock
        else:
            kind = MagicMock
        options = dict(self.kwargs)
        if spec is not None:
            options['spec'] = spec
        if spec_set is not None:
            options['spec_set'] = spec_set
        if isinstance(kind, type) and issubclass(kind, NonCallableMock) and self.attribute:
            options.setdefault('name', self.attribute)
        made = kind(**options)
        if isinstance(spec or spec_set, type) and _is_mock(made) and isinstance(made, CallableMixin) is not None:
            made.return_value = type(made).__mro__[1](name='()', _new_parent=made, _new_name='()', **{
                'spec_set' if spec_set is not None else 'spec': spec_set if spec_set is not None else spec})
        return made

    def __exit__(self, *exc_info):
        if not self._entered:
            return False
        if self.is_local and self.temp_original is not DEFAULT:
            setattr(self.target, self.attribute, self.temp_original)
        else:
            delattr(self.target, self.attribute)
            if not self.create and (not hasattr(self.target, self.attribute)
                                    or self.attribute in ('__doc__', '__module__', '__defaults__', '__annotations__',
                                                          '__kwdefaults__')):
                setattr(self.target, self.attribute, self.temp_original)
        self._entered = False
        return self._stack.__exit__(*exc_info)

    def start(self):
        """Begin to patch; stop() ends it."""
        result = self.__enter__()
        _active.append(self)
        return result

    def stop(self):
        """End what start() began."""
        if self in _active:
            _active.remove(self)
        return self.__exit__(None, None, None)


_active = []


class _entered:
    """All patches of a decorated function, entered; what they made goes into the arguments."""

    def __init__(self, patchings, args, kwargs):
        self.patchings, self.args, self.kwargs = patchings, args, dict(kwargs)

    def __enter__(self):
        self.stack = ExitStack()
        extra = []
        try:
            for patching in self.patchings:
                made = self.stack.enter_context(patching)
                if getattr(patching, 'attribute_name', None) is not None:
                    self.kwargs.update(made)
                elif getattr(patching, 'new', None) is DEFAULT:
                    extra.append(made)
        except BaseException:
            self.stack.close()
            raise
        return self.args + tuple(extra), self.kwargs

    def __exit__(self, *exc_info):
        return self.stack.__exit__(*exc_info)


def _resolve(name):
    parts = name.split('.')
    found = __import__(parts[0])
    path = parts[0]
    for part in parts[1:]:
        path += '.' + part
        try:
            found = getattr(found, part)
        except AttributeError:
            __import__(path)
            found = getattr(found, part)
    return found


def patch(target, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, *, unsafe=False,
          **kwargs):
    """Put a mock in the place of what a dotted name stands for."""
    try:
        where, attribute = target.rsplit('.', 1)
    except (TypeError, ValueError, AttributeError):
        raise TypeError(f"Need a valid target to patch. You supplied: {target!r}")
    return _patch(lambda: _resolve(where), attribute, new, spec, create, spec_set, autospec, new_callable, kwargs)


def _patch_object(target, attribute, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None,
                  new_callable=None, *, unsafe=False, **kwargs):
    """Put a mock in the place of an object's attribute."""
    if type(target) is str:
        raise TypeError(f"{target!r} must be the actual object to be patched, not a str")
    return _patch(lambda: target, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs)


def _patch_multiple(target, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, **kwargs):
    """Put mocks in the place of several attributes of an object."""
    getter = (lambda: _resolve(target)) if type(target) is str else (lambda: target)
    if not kwargs:
        raise ValueError('Must supply at least one keyword argument with patch.multiple')
    patches = []
    for attribute, new in kwargs.items():
        made = _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, {})
        made.attribute_name = attribute
        patches.append(made)
    patches[0].additional = patches[1:]
    return patches[0]


class _patch_dict:
    """Puts other items into a dictionary for a while."""

    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict = in_dict
        self.values = {**dict(values), **kwargs}
        self.clear = clear

    def __call__(self, f):
        if isinstance(f, type):
            for name in dir(f):
                value = getattr(f, name)
                if name.startswith(patch.TEST_PREFIX) and hasattr(value, '__call__'):
                    setattr(f, name, _patch_dict(self.in_dict, self.values, self.clear)(value))
            return f
        import functools
        if inspect.iscoroutinefunction(f):
            @functools.wraps(f)
            async def inner(*args, **kw):
                with self:
                    return await f(*args, **kw)
        else:
            @functools.wraps(f)
            def inner(*args, **kw):
                with self:
                    return f(*args, **kw)
        return inner

    def __enter__(self):
        if isinstance(self.in_dict, str):
            self.in_dict = _resolve(self.in_dict)
        self._original = dict(self.in_dict)
        if self.clear:
            self.in_dict.clear()
        self.in_dict.update(self.values)
        return self.in_dict

    def __exit__(self, *exc_info):
        self.in_dict.clear()
        self.in_dict.update(self._original)
        return False

    def start(self):
        result = self.__enter__()
        _active.append(self)
        return result

    def stop(self):
        if self in _active:
            _active.remove(self)
        return self.__exit__(None, None, None)


def _stop_all():
    """Stop all patches that were begun with start()."""
    for patching in reversed(_active[:]):
        patching.stop()


patch.object = _patch_object
patch.dict = _patch_dict
patch.multiple = _patch_multiple
patch.stopall = _stop_all
patch.TEST_PREFIX = 'test'
