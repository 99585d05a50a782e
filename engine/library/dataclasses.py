"""dataclasses: classes made from their annotations."""

import collections.abc
import sys
import types
import copy
import keyword
import reprlib

__all__ = ['dataclass', 'field', 'Field', 'FrozenInstanceError', 'InitVar', 'KW_ONLY', 'MISSING', 'fields', 'asdict', 'astuple',
           'make_dataclass', 'replace', 'is_dataclass']


class FrozenInstanceError(AttributeError):
    pass


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return '<factory>'


_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()


class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()


class _KW_ONLY_TYPE:
    pass


KW_ONLY = _KW_ONLY_TYPE()
_EMPTY_METADATA = types.MappingProxyType({})
_FIELDS = '__dataclass_fields__'
_PARAMS = '__dataclass_params__'
_POST_INIT_NAME = '__post_init__'


class _FIELD_BASE:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD = _FIELD_BASE('_FIELD')
_FIELD_CLASSVAR = _FIELD_BASE('_FIELD_CLASSVAR')
_FIELD_INITVAR = _FIELD_BASE('_FIELD_INITVAR')


class InitVar:
    __slots__ = ('type',)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f'dataclasses.InitVar[{name}]'

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    __slots__ = ('name', 'type', 'default', 'default_factory', 'repr', 'hash', 'init', 'compare', 'metadata', 'kw_only', '_field_type')

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _EMPTY_METADATA if metadata is None else types.MappingProxyType(metadata)
        self.kw_only = kw_only
        self._field_type = None

    def __repr__(self):
        return (f'Field(name={self.name!r},type={self.type!r},default={self.default!r},default_factory={self.default_factory!r},'
                f'init={self.init!r},repr={self.repr!r},hash={self.hash!r},compare={self.compare!r},metadata={self.metadata!r},'
                f'kw_only={self.kw_only!r},_field_type={self._field_type})')

    def __set_name__(self, owner, name):
        func = getattr(type(self.default), '__set_name__', None)
        if func:
            func(self.default, owner, name)


class _DataclassParams:
    __slots__ = ('init', 'repr', 'eq', 'order', 'unsafe_hash', 'frozen', 'match_args', 'kw_only', 'slots', 'weakref_slot')

    def __init__(self, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
        self.init, self.repr, self.eq, self.order, self.unsafe_hash, self.frozen = init, repr, eq, order, unsafe_hash, frozen
        self.match_args, self.kw_only, self.slots, self.weakref_slot = match_args, kw_only, slots, weakref_slot

    def __repr__(self):
        return '_DataclassParams(' + ','.join([f'{n}={getattr(self, n)!r}' for n in self.__slots__]) + ')'


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _is_classvar(annotation, cls):
    if isinstance(annotation, str):
        return annotation.startswith(('ClassVar', 'typing.ClassVar', 't.ClassVar'))
    typing = sys.modules.get('typing')
    return typing is not None and (annotation is typing.ClassVar or getattr(annotation, '__origin__', None) is typing.ClassVar)


def _is_initvar(annotation):
    if isinstance(annotation, str):
        return annotation.startswith(('InitVar', 'dataclasses.InitVar'))
    return annotation is InitVar or type(annotation) is InitVar


def _get_field(cls, name, annotation, default_kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if isinstance(default, types.MemberDescriptorType):
            default = MISSING
        f = field(default=default)
    f.name = name
    f.type = annotation
    f._field_type = _FIELD
    if _is_classvar(annotation, cls):
        f._field_type = _FIELD_CLASSVAR
    elif _is_initvar(annotation):
        f._field_type = _FIELD_INITVAR
    if f._field_type in (_FIELD_CLASSVAR, _FIELD_INITVAR) and f.default_factory is not MISSING:
        raise TypeError(f'field {f.name} cannot have a default factory')
    if f._field_type in (_FIELD, _FIELD_INITVAR):
        if f.kw_only is MISSING:
            f.kw_only = default_kw_only
    elif f.kw_only is not MISSING:
        raise TypeError(f'field {f.name} is a ClassVar but specifies kw_only')
    if f._field_type is _FIELD and f.default.__class__.__hash__ is None:
        raise ValueError(f'mutable default {type(f.default)} for field {f.name} is not allowed: use default_factory')
    return f


def _make(cls, name, params, body, namespace):
    text = f'def {name}({", ".join(params)}):\n' + '\n'.join([f'    {line}' for line in body])
    exec(text, namespace)
    function = namespace.pop(name)
    function.__qualname__ = f'{cls.__qualname__}.{name}'
    function.__module__ = cls.__module__
    return function


def _init_function(cls, std_fields, kw_fields, frozen, has_post_init, self_name):
    seen_default = None
    for f in std_fields:
        if f.init:
            if not (f.default is MISSING and f.default_factory is MISSING):
                seen_default = f
            elif seen_default:
                raise TypeError(f'non-default argument {f.name!r} follows default argument {seen_default.name!r}')
    namespace = {'_MISSING': MISSING, '_FACTORY': _HAS_DEFAULT_FACTORY, '_setattr': object.__setattr__}

    def parameter(f):
        if f.default is MISSING and f.default_factory is MISSING:
            return f.name
        if f.default is not MISSING:
            namespace[f'_dflt_{f.name}'] = f.default
            return f'{f.name}=_dflt_{f.name}'
        return f'{f.name}=_FACTORY'

    def assign(f, value):
        return f'_setattr({self_name}, {f.name!r}, {value})' if frozen else f'{self_name}.{f.name} = {value}'
    body = []
    for f in std_fields + kw_fields:
        if f.default_factory is not MISSING:
            namespace[f'_factory_{f.name}'] = f.default_factory
            value = f'_factory_{f.name}() if {f.name} is _FACTORY else {f.name}' if f.init else f'_factory_{f.name}()'
        elif f.init:
            value = f.name
        elif f.default is not MISSING and '__slots__' in cls.__dict__:
            namespace[f'_dflt_{f.name}'] = f.default
            value = f'_dflt_{f.name}'
        else:
            continue
        if f._field_type is _FIELD_INITVAR:
            if f.default_factory is not MISSING or not f.init:
                continue
            continue
        body.append(assign(f, value))
    if has_post_init:
        args = ', '.join([f.name for f in std_fields + kw_fields if f._field_type is _FIELD_INITVAR])
        body.append(f'{self_name}.{_POST_INIT_NAME}({args})')
    params = [self_name] + [parameter(f) for f in std_fields if f.init]
    if kw_fields:
        params += ['*'] + [parameter(f) for f in kw_fields if f.init]
        if params[-1] == '*':
            params.pop()
    function = _make(cls, '__init__', params, body or ['pass'], namespace)
    function.__annotations__ = {f.name: f.type for f in std_fields + kw_fields if f.init}
    function.__annotations__['return'] = None
    return function


def _frozen_functions(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f'cannot assign to field {name!r}')
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f'cannot delete field {name!r}')
        super(cls, self).__delattr__(name)
    return __setattr__, __delattr__


def _set_new(cls, name, value):
    if name in cls.__dict__:
        return True
    if isinstance(value, types.FunctionType):
        value.__qualname__ = f'{cls.__qualname__}.{value.__name__}'
    setattr(cls, name, value)
    return False


def _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    all_fields = {}
    setattr(cls, _PARAMS, _DataclassParams(init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot))
    any_frozen, has_dataclass_bases = False, False
    for base in cls.__mro__[-1:0:-1]:
        base_fields = getattr(base, _FIELDS, None)
        if base_fields is not None:
            has_dataclass_bases = True
            for f in base_fields.values():
                all_fields[f.name] = f
            if getattr(base, _PARAMS).frozen:
                any_frozen = True
    annotations = cls.__dict__.get('__annotations__', {})
    cls_fields = []
    kw_seen = False
    for name, annotation in annotations.items():
        if annotation is KW_ONLY or (isinstance(annotation, str) and annotation in ('KW_ONLY', 'dataclasses.KW_ONLY')):
            if kw_seen:
                raise TypeError(f'{name!r} is KW_ONLY, but KW_ONLY has already been specified')
            kw_seen = True
            kw_only = True
        else:
            cls_fields.append(_get_field(cls, name, annotation, kw_only))
    for f in cls_fields:
        all_fields[f.name] = f
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f'{name!r} is a field but has no type annotation')
    if has_dataclass_bases:
        if any_frozen and not frozen:
            raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
        if not any_frozen and frozen and any([getattr(b, _PARAMS, None) is not None for b in cls.__bases__]):
            raise TypeError('cannot inherit frozen dataclass from a non-frozen one')
    setattr(cls, _FIELDS, all_fields)
    class_hash = cls.__dict__.get('__hash__', MISSING)
    has_explicit_hash = not (class_hash is MISSING or (class_hash is None and '__eq__' in cls.__dict__))
    if order and not eq:
        raise ValueError('eq must be true if order is true')
    init_fields = [f for f in all_fields.values() if f._field_type in (_FIELD, _FIELD_INITVAR)]
    std = [f for f in init_fields if f.init and not f.kw_only or not f.init and not f.kw_only]
    kw = [f for f in init_fields if f.kw_only]
    if init:
        _set_new(cls, '__init__', _init_function(cls, std, kw, frozen, hasattr(cls, _POST_INIT_NAME),
                                                 '__dataclass_self__' if 'self' in all_fields else 'self'))
    field_list = [f for f in all_fields.values() if f._field_type is _FIELD]
    if repr:
        names = [f.name for f in field_list if f.repr]

        @reprlib.recursive_repr()
        def __repr__(self):
            return self.__class__.__qualname__ + '(' + ', '.join([f'{name}={getattr(self, name)!r}' for name in names]) + ')'
        _set_new(cls, '__repr__', __repr__)
    compared = [f.name for f in field_list if f.compare]
    if eq:
        def __eq__(self, other):
            if self is other:
                return True
            if other.__class__ is not self.__class__:
                return NotImplemented
            for name in compared:
                if not getattr(self, name) == getattr(other, name):
                    return False
            return True
        _set_new(cls, '__eq__', __eq__)
    if order:
        def key(obj):
            return tuple([getattr(obj, name) for name in compared])

        def __lt__(self, other):
            return key(self) < key(other) if other.__class__ is self.__class__ else NotImplemented

        def __le__(self, other):
            return key(self) <= key(other) if other.__class__ is self.__class__ else NotImplemented

        def __gt__(self, other):
            return key(self) > key(other) if other.__class__ is self.__class__ else NotImplemented

        def __ge__(self, other):
            return key(self) >= key(other) if other.__class__ is self.__class__ else NotImplemented
        for function in (__lt__, __le__, __gt__, __ge__):
            if _set_new(cls, function.__name__, function):
                raise TypeError(f'Cannot overwrite attribute {function.__name__} in class {cls.__name__}. Consider using '
                                'functools.total_ordering')
    if frozen:
        for function in _frozen_functions(cls, frozenset([f.name for f in field_list])):
            if _set_new(cls, function.__name__, function):
                raise TypeError(f'Cannot overwrite attribute {function.__name__} in class {cls.__name__}')
    hashed = [f.name for f in field_list if (f.compare if f.hash is None else f.hash)]

    def __hash__(self):
        return hash(tuple([getattr(self, name) for name in hashed]))
    if unsafe_hash:
        if has_explicit_hash:
            raise TypeError(f'Cannot overwrite attribute __hash__ in class {cls.__name__}')
        cls.__hash__ = __hash__
    elif eq and not has_explicit_hash:
        cls.__hash__ = __hash__ if frozen else None
    if not getattr(cls, '__doc__'):
        parts = []
        for f in init_fields:
            if f.init:
                shown = f.type.__name__ if isinstance(f.type, type) else str(f.type)
                default = '' if f.default is MISSING and f.default_factory is MISSING else \
                    f' = {f.default!r}' if f.default is not MISSING else ' = <factory>'
                parts.append(f"{f.name}: {f.type!r}{default}" if isinstance(f.type, str) else f'{f.name}: {shown}{default}')
        cls.__doc__ = cls.__name__ + '(' + ', '.join(parts) + ')'
    if match_args:
        _set_new(cls, '__match_args__', tuple([f.name for f in std if f.init]))
    if weakref_slot and not slots:
        raise TypeError('weakref_slot is True but slots is False')
    if slots:
        cls = _add_slots(cls, field_list, weakref_slot)
    _set_new(cls, '__replace__', _replace)
    return cls


def _add_slots(cls, field_list, weakref_slot):
    if '__slots__' in cls.__dict__:
        raise TypeError(f'{cls.__name__} already specifies __slots__')
    namespace = dict(cls.__dict__)
    names = [f.name for f in field_list]
    inherited = set()
    for base in cls.__mro__[1:-1]:
        inherited.update(base.__dict__.get('__slots__', ()))
    namespace['__slots__'] = tuple([n for n in names if n not in inherited] + (['__weakref__'] if weakref_slot else []))
    for name in names:
        namespace.pop(name, None)
    for name in ('__dict__', '__weakref__'):
        namespace.pop(name, None)
    qualname = cls.__qualname__
    old = cls
    cls = type(cls)(cls.__name__, cls.__bases__, namespace)
    cls.__qualname__ = qualname
    for value in namespace.values():
        function = getattr(value, '__wrapped__', value)
        for cell in getattr(function, '__closure__', None) or ():
            try:
                if cell.cell_contents is old:
                    cell.cell_contents = cls
            except ValueError:
                pass
    return cls


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True,
              kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        return _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)
    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError('must be called with a dataclass type or instance') from None
    return tuple([f for f in found.values() if f._field_type is _FIELD])


def is_dataclass(obj):
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, _FIELDS)


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError('asdict() should be called on dataclass instances')
    return _asdict_inner(obj, dict_factory)


def _asdict_inner(obj, factory):
    if _is_instance(obj):
        return factory([(f.name, _asdict_inner(getattr(obj, f.name), factory)) for f in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, '_fields'):
        return type(obj)(*[_asdict_inner(v, factory) for v in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_asdict_inner(v, factory) for v in obj])
    if isinstance(obj, dict):
        return type(obj)([(_asdict_inner(k, factory), _asdict_inner(v, factory)) for k, v in obj.items()])
    return copy.deepcopy(obj)


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError('astuple() should be called on dataclass instances')
    return _astuple_inner(obj, tuple_factory)


def _astuple_inner(obj, factory):
    if _is_instance(obj):
        return factory([_astuple_inner(getattr(obj, f.name), factory) for f in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, '_fields'):
        return type(obj)(*[_astuple_inner(v, factory) for v in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_astuple_inner(v, factory) for v in obj])
    if isinstance(obj, dict):
        return type(obj)([(_astuple_inner(k, factory), _astuple_inner(v, factory)) for k, v in obj.items()])
    return copy.deepcopy(obj)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False, unsafe_hash=False,
                   frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False, module=None):
    namespace = dict(namespace or {})
    annotations, defaults = {}, {}
    for item in fields:
        if isinstance(item, str):
            name, tp = item, 'typing.Any'
        elif len(item) == 2:
            name, tp = item
        else:
            name, tp, defaults[name] = item[0], item[1], item[2]
        if not name.isidentifier():
            raise TypeError(f'Field names must be valid identifiers: {name!r}')
        if keyword.iskeyword(name):
            raise TypeError(f'Field names must not be keywords: {name!r}')
        annotations[name] = tp
    namespace['__annotations__'] = annotations
    namespace.update(defaults)
    if module is None:
        module = sys._getframe(1).f_globals.get('__name__')
    namespace['__module__'] = module
    cls = types.new_class(cls_name, bases, {}, lambda ns: ns.update(namespace))
    return dataclass(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen, match_args=match_args,
                     kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError('replace() should be called on dataclass instances')
    return _replace(obj, **changes)


def _replace(self, /, **changes):
    for f in getattr(self, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise TypeError(f'field {f.name} is declared with init=False, it cannot be specified with replace()')
            continue
        if f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise TypeError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(self, f.name)
    return self.__class__(**changes)
