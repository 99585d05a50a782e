"""Helpers that stand for C code of CPython: classes, calls, imports, operators' last resorts, exception groups.

Every function here is hidden: it is in no traceback and leaves no events. The namespace is shared by all _builtins*.py;
names that begin with an underscore and are not defined here are natives of the engine (runtime/*_natives.cpp).
"""

_BaseExceptionGroup = BaseExceptionGroup
_module_type = _classes['Module']
_sys = _modules()['sys']


def _call(callee, /, *args, **kwargs):
    return callee(*args, **kwargs)


# ---- classes

def _winning_metaclass(meta, bases):
    for base in bases:
        candidate = _type_of(base)
        if _plain_subclass(meta, candidate):
            continue
        if _plain_subclass(candidate, meta):
            meta = candidate
            continue
        raise TypeError("metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the "
                        "metaclasses of all its bases")
    return meta


_plain_mro = _lookup(type, 'mro', None)


def _set_mro(cls, classes):
    """An order of look-up that a metaclass has chosen."""
    order = tuple(classes)
    for base in order:
        if not _plain_subclass(_type_of(base), type):
            raise TypeError(f"mro() returned a non-class ('{_type_of(base).__name__}')")
    _type_set_mro(cls, order)


def _type_new(meta, name, bases, namespace, /, **kwargs):
    for base in bases:
        if not _plain_subclass(_type_of(base), type) and hasattr(base, '__mro_entries__'):
            raise TypeError("type() doesn't support MRO entry resolution; use types.new_class()")
    winner = _winning_metaclass(meta, bases)
    if winner is not meta and winner.__new__ is not type.__new__:
        return winner.__new__(winner, name, bases, namespace, **kwargs)
    cls = _type_make(winner, name, bases, namespace)
    if winner is not type and _lookup(winner, 'mro', None) is not _plain_mro:
        _set_mro(cls, winner.mro(cls))
    for key, value in list(namespace.items()):
        if _lookup(_type_of(value), '__set_name__', None) is not None:
            try:
                _special(value, '__set_name__')(cls, key)
            except BaseException as exc:
                exc.add_note(f"Error calling __set_name__ on {_type_of(value).__name__!r} instance {key!r} in {name!r}")
                raise
    super(cls, cls).__init_subclass__(**kwargs)
    return cls


def _resolve_bases(bases):
    resolved = []
    changed = False
    for base in bases:
        if _plain_subclass(_type_of(base), type):
            resolved.append(base)
            continue
        entries = getattr(base, '__mro_entries__', None)
        if entries is None:
            resolved.append(base)
            continue
        new = entries(bases)
        if _type_of(new) is not tuple:
            raise TypeError("__mro_entries__ must return a tuple")
        resolved.extend(new)
        changed = True
    return tuple(resolved) if changed else bases


def __build_class__(func, name, /, *bases, **kwargs):
    resolved = _resolve_bases(bases)
    if 'metaclass' in kwargs:
        meta = kwargs.pop('metaclass')
    else:
        meta = _type_of(resolved[0]) if resolved else type
    if _plain_subclass(_type_of(meta), type):
        meta = _winning_metaclass(meta, resolved)
    if meta is type:
        namespace = {}
    else:
        prepare = getattr(meta, '__prepare__', None)
        namespace = {} if prepare is None else prepare(name, resolved, **kwargs)
        if not hasattr(_type_of(namespace), '__getitem__'):
            raise TypeError(f"{getattr(meta, '__name__', '<metaclass>')}.__prepare__() must return a mapping, not "
                            f"{_type_of(namespace).__name__}")
    cell = func(namespace)
    if resolved is not bases:
        namespace['__orig_bases__'] = bases
    cls = meta(name, resolved, namespace, **kwargs)
    if cell is not None and _plain_subclass(_type_of(cls), type):
        _check_class_cell(cell, name, cls)
    return cls


def _check_class_cell(cell, name, cls):
    """Has the metaclass handed the cell on to type.__new__, for super() and __class__ in the methods?"""
    try:
        found = cell.cell_contents
    except ValueError:
        raise RuntimeError(f"__class__ not set defining {name!r} as {cls!r}. "
                           "Was __classcell__ propagated to type.__new__?") from None
    if found is not cls:
        raise TypeError(f"__class__ set to {found!r} defining {name!r} as {cls!r}")


_modules()['builtins'].__build_class__ = __build_class__  # at once: the classes below need it


def _type_call(cls, /, *args, **kwargs):
    obj = cls.__new__(cls, *args, **kwargs)
    own = _type_of(obj)
    if _plain_subclass(own, cls):
        if _special(obj, '__init__')(*args, **kwargs) is not None:
            raise TypeError("__init__() should return None")
    return obj


def _abstract_error(cls):
    names = sorted(cls.__abstractmethods__)
    plural = 's' if len(names) > 1 else ''
    joined = ', '.join(f"'{name}'" for name in names) if len(names) < 1 else ', '.join(["'" + n + "'" for n in names])
    raise TypeError(f"Can't instantiate abstract class {cls.__name__} without an implementation for abstract "
                    f"method{plural} {joined}")


def _isinstance(obj, cls):
    if _type_of(cls) is tuple:
        for one in cls:
            if isinstance(obj, one):
                return True
        return False
    hook = _special(cls, '__instancecheck__')
    if hook is not None:
        return bool(hook(obj))
    if _bases_of(cls) is None:
        raise TypeError("isinstance() arg 2 must be a type, a tuple of types, or a union")
    claimed = getattr(obj, '__class__', None)
    return claimed is not None and _descends(claimed, cls, 1)


def _claims_class(cls, obj):
    """isinstance(), of an object that is no instance but may say that it is."""
    claimed = getattr(obj, '__class__', None)
    return claimed is not _type_of(obj) and _plain_subclass(claimed, cls)


def _bases_of(cls):
    """The bases of something that need be no class, as a tuple; None where it has none."""
    bases = getattr(cls, '__bases__', None)
    return bases if _plain_subclass(_type_of(bases), tuple) else None


def _descends(derived, cls, depth):
    if depth > _sys.getrecursionlimit():
        raise RecursionError("maximum recursion depth exceeded in __issubclass__")
    while derived is not cls:
        bases = _bases_of(derived)
        if not bases:
            return False
        if len(bases) > 1:
            for base in bases:
                if _descends(base, cls, depth + 1):
                    return True
            return False
        derived = bases[0]
    return True


def _issubclass(sub, cls):
    if _type_of(cls) is tuple:
        for one in cls:
            if issubclass(sub, one):
                return True
        return False
    hook = _special(cls, '__subclasscheck__')
    return _is_derived(cls, sub) if hook is None else bool(hook(sub))


def _is_derived(cls, sub):
    """issubclass(), of things that need not be classes but have __bases__."""
    if _bases_of(sub) is None:
        raise TypeError("issubclass() arg 1 must be a class")
    if _bases_of(cls) is None:
        raise TypeError("issubclass() arg 2 must be a class, a tuple of classes, or a union")
    return _descends(sub, cls, 1)


def _dir_class(cls):
    names = set()
    for base in cls.__mro__:
        names.update(_class_names(base))
    return list(names)


def _dir_object(obj):
    names = set(_dir_class(_type_of(obj)))
    attrs = getattr(obj, '__dict__', None)
    if isinstance(attrs, dict):
        names.update(attrs)
    return list(names)


def _dir_module(module):
    hook = module.__dict__.get('__dir__')
    return list(module.__dict__) if hook is None else hook()


def _object_reduce(obj):
    state = _attrs(obj)
    return (_new_object, (_type_of(obj),), state)


def _new_object(cls):
    return cls.__new__(cls)


def _repr_method(method, function, self):
    name = getattr(function, '__qualname__', None) or getattr(function, '__name__', '?')
    return f"<bound method {name} of {self!r}>"


def _repr_wrapper(cls, function):
    return f"<{cls.__name__}({function!r})>"


# ---- operators and protocols

def _ne_from_eq(a, b):
    result = _type_of(a).__eq__(a, b)
    return result if result is NotImplemented else not result


def _contains_iter(container, item):
    for value in container:
        if value is item or value == item:
            return True
    return False


def _len(obj):
    n = _special(obj, '__len__')()
    if not isinstance(n, int):
        index = _special(n, '__index__')
        if index is None:
            raise TypeError(f"'{_type_of(n).__name__}' object cannot be interpreted as an integer")
        n = index()
    if n < 0:
        raise ValueError("__len__() should return >= 0")
    if n > 9223372036854775807:
        raise OverflowError("cannot fit 'int' into an index-sized integer")
    return n


def _format_converted(value, conversion, spec):
    text = str(value) if conversion == 1 else repr(value) if conversion == 2 else ascii(value)
    return format(text, spec)


def _mapping_to_dict(mapping):
    result = {}
    for key in mapping.keys():
        result[key] = mapping[key]
    return result


def _unpack(iterable, count):
    iterator = iter(iterable)
    values = []
    for value in iterator:
        if len(values) == count:
            raise ValueError(f"too many values to unpack (expected {count})")
        values.append(value)
    if len(values) < count:
        raise ValueError(f"not enough values to unpack (expected {count}, got {len(values)})")
    return tuple(values)


def _load_name(names, name, globals, builtins):
    try:
        return names[name]
    except KeyError:
        pass
    if name in globals:
        return globals[name]
    if name in builtins:
        return builtins[name]
    raise NameError(f"name '{name}' is not defined", name=name)


# ---- match

def _match_keys(subject, keys):
    missing = _Missing
    values = []
    get = subject.get
    for key in keys:
        value = get(key, missing)
        if value is missing:
            return None
        values.append(value)
    return tuple(values)


class _Missing:
    pass


_match_self = (bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple)


def _match_class(subject, cls, positional, names):
    if not _plain_subclass(_type_of(cls), type):
        raise TypeError("called match pattern must be a class")
    if not isinstance(subject, cls):
        return None
    values = []
    seen = set()
    if positional:
        match_self = False
        try:
            match_args = cls.__match_args__
            if _type_of(match_args) is not tuple:
                raise TypeError(f"{cls.__name__}.__match_args__ must be a tuple (got {_type_of(match_args).__name__})")
        except AttributeError:
            match_args = ()
            match_self = issubclass(cls, _match_self)
        allowed = 1 if match_self else len(match_args)
        if allowed < positional:
            plural = '' if allowed == 1 else 's'
            raise TypeError(f"{cls.__name__}() accepts {allowed} positional sub-pattern{plural} ({positional} given)")
        if match_self:
            values.append(subject)
        else:
            for name in match_args[:positional]:
                if _type_of(name) is not str:
                    raise TypeError(f"__match_args__ elements must be strings (got {_type_of(name).__name__})")
                if name in seen:
                    raise TypeError(f"{cls.__name__}() got multiple sub-patterns for attribute {name!r}")
                seen.add(name)
                try:
                    values.append(getattr(subject, name))
                except AttributeError:
                    return None
    for name in names:
        if name in seen:
            raise TypeError(f"{cls.__name__}() got multiple sub-patterns for attribute {name!r}")
        seen.add(name)
        try:
            values.append(getattr(subject, name))
        except AttributeError:
            return None
    return tuple(values)


# ---- async generators, generators

def _asyncgen_first_anext(hook, agen, argument):
    hook(agen)
    return agen.__anext__()


def _asyncgen_first_asend(hook, agen, argument):
    hook(agen)
    return agen.asend(argument)


def _asyncgen_first_athrow(hook, agen, argument):
    hook(agen)
    return agen.athrow(argument)


def _asyncgen_first_aclose(hook, agen, argument):
    hook(agen)
    return agen.aclose()


def _get_aiter(obj):
    iterator = _special(obj, '__aiter__')()
    if _lookup(_type_of(iterator), '__anext__', None) is None:
        raise TypeError("'async for' received an object from __aiter__ that does not implement __anext__: "
                        f"{_type_of(iterator).__name__}")
    return iterator


def _get_anext(iterator):
    obj = _special(iterator, '__anext__')()
    try:
        return _await_iterator(obj)
    except BaseException as problem:
        complaint = TypeError(f"'async for' received an invalid object from __anext__: {_type_of(obj).__name__}")
        raise complaint from problem


def _await_iterator(obj):
    """What `await obj` goes through."""
    cls = _type_of(obj)
    if cls is _classes['Coroutine'] or cls is _classes['Generator'] and obj.gi_code.co_flags & 0x100:
        return obj
    method = _special(obj, '__await__')
    if method is None:
        raise TypeError(f"object {cls.__name__} can't be used in 'await' expression")
    iterator = method()
    cls = _type_of(iterator)
    if cls is _classes['Coroutine'] or cls is _classes['Generator'] and iterator.gi_code.co_flags & 0x100:
        raise TypeError("__await__() returned a coroutine")
    if _lookup(cls, '__next__', None) is None:
        raise TypeError(f"__await__() returned non-iterator of type '{cls.__name__}'")
    return iterator


def _throw_into_delegate(obj, exc):
    """What `yield from obj` does with an exception, where obj's attributes are found by Python code."""
    try:
        method = obj.throw
    except AttributeError:
        method = None
    if method is None:
        raise exc
    return method(exc)


def _close_delegate(obj):
    try:
        method = getattr(obj, 'close', None)
    except BaseException as problem:
        _report_unraisable(problem, None, obj)
    else:
        if method is not None:
            method()


def _throw_class(generator, cls, value):
    """generator.throw(cls, value): what goes wrong in making the exception is thrown into the generator instead."""
    try:
        if value is None:
            exc = cls()
        elif _type_of(value) is tuple:
            exc = cls(*value)
        else:
            exc = cls(value)
        if not isinstance(exc, BaseException):
            raise TypeError(f"calling {cls!r} should have returned an instance of BaseException, not {_type_of(exc)!r}")
    except BaseException as problem:
        exc = problem
    return generator.throw(exc)


def _throw_parts(generator, cls, value, traceback):
    """throw(cls, value, traceback), the old form."""
    name = 'athrow' if _type_of(generator) is _classes['AsyncGenerator'] else 'throw'
    _load_module('warnings').warn(f'the (type, exc, tb) signature of {name}() is deprecated, use the single-arg signature instead.',
                                  DeprecationWarning)
    throw = getattr(generator, name)
    if traceback is not None and not isinstance(traceback, _classes['Traceback']):
        raise TypeError('throw() third argument must be a traceback object')
    if isinstance(cls, BaseException):
        if value is not None:
            raise TypeError('instance exception may not have a separate value')
        exc = cls
    elif not (isinstance(cls, type) and issubclass(cls, BaseException)):
        raise TypeError(f'exceptions must be classes or instances deriving from BaseException, not {_type_of(cls).__name__}')
    elif isinstance(value, cls):
        exc = value
    else:
        try:
            exc = cls() if value is None else cls(*value) if isinstance(value, tuple) else cls(value)
            if not isinstance(exc, BaseException):
                raise TypeError(f"calling {cls!r} should have returned an instance of BaseException, not {_type_of(exc)!r}")
        except BaseException as problem:
            exc = problem
    return throw(exc if traceback is None else exc.with_traceback(traceback))


def _warn_never_awaited(coroutine):
    try:
        warnings = _load_module('warnings')
    except ImportError:
        _write(2, f"RuntimeWarning: coroutine '{coroutine.__qualname__}' was never awaited\n")
        return
    hook = getattr(warnings, '_warn_unawaited_coroutine', None)
    if hook is not None:
        try:
            hook(coroutine)
            return
        except RuntimeWarning:
            raise
        except BaseException as exc:
            if not _report_unraisable(exc, None, coroutine):
                _unraisablehook(_UnraisableHookArgs((_type_of(exc), exc, exc.__traceback__, None, coroutine)))
    warnings.warn(f"coroutine '{coroutine.__qualname__}' was never awaited", RuntimeWarning, 2)


def _close_quietly(generator):
    """frame.clear() of one that has not begun."""
    if _type_of(generator) is _classes['Coroutine']:
        _warn_never_awaited(generator)
    generator.close()


# ---- exceptions

def _exception_repr(cls, args):
    if len(args) == 1:
        return f"{cls.__name__}({args[0]!r})"
    return f"{cls.__name__}{args!r}"


def _exception_repr36(cls, args):
    return f"{cls.__name__}{args!r}"


def _oserror_str(errno, strerror, filename, filename2):
    if filename2 is not None:
        return f"[Errno {errno}] {strerror}: {filename!r} -> {filename2!r}"
    if filename is not None:
        return f"[Errno {errno}] {strerror}: {filename!r}"
    return f"[Errno {errno}] {strerror}"


def _syntaxerror_str(msg, place):
    filename, line = place[:2] if place else (None, None)
    if not isinstance(filename, str):
        filename = None
    if _type_of(line) is not int:
        line = None
    if filename is not None and line is not None:
        return f"{msg} ({filename.rpartition('/')[2]}, line {line})"
    if filename is not None:
        return f"{msg} ({filename.rpartition('/')[2]})"
    if line is not None:
        return f"{msg} (line {line})"
    return str(msg)


def _init_syntax_error(exc, msg, details):
    SyntaxError.__init__(exc, msg, tuple(details))
    exc.args = msg, details


def _unicode_error_str(exc):
    start, end, text = exc.start, exc.end, exc.object
    decoding = isinstance(text, (bytes, bytearray))
    codec = "" if exc.encoding is None else f"'{exc.encoding}' codec "
    verb = "translate" if exc.encoding is None else "decode" if decoding else "encode"
    if end == start + 1 and 0 <= start < len(text):
        if decoding:
            what = f"byte 0x{text[start]:02x} in position {start}"
        else:
            code = ord(text[start])
            shown = f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
            what = f"character '{shown}' in position {start}"
    else:
        what = f"{'bytes' if decoding else 'characters'} in position {start}-{end - 1}"
    return f"{codec}can't {verb} {what}: {exc.reason}"


def _set_attributes(obj, attributes):
    for name, value in attributes.items():
        setattr(obj, name, value)


def _group_new(cls, /, *args, **kwargs):
    if len(args) != 2:
        raise TypeError(f"BaseExceptionGroup.__new__() takes exactly 2 arguments ({len(args)} given)")
    message, exceptions = args
    if _type_of(message) is not str:
        raise TypeError(f"BaseExceptionGroup.__new__() argument 1 must be str, not {_type_of(message).__name__}")
    if not hasattr(_type_of(exceptions), '__getitem__') or isinstance(exceptions, (dict, str)):
        raise TypeError("second argument (exceptions) must be a sequence")
    parts = tuple(exceptions)
    if not parts:
        raise ValueError("second argument (exceptions) must be a non-empty sequence")
    plain = True
    for index, exc in enumerate(parts):
        if not isinstance(exc, BaseException):
            raise ValueError(f"Item {index} of second argument (exceptions) is not an exception")
        if not isinstance(exc, Exception):
            plain = False
    if cls is _BaseExceptionGroup:
        if plain:
            cls = ExceptionGroup
    elif not plain and issubclass(cls, Exception):
        if cls is ExceptionGroup:
            raise TypeError("Cannot nest BaseExceptions in an ExceptionGroup")
        raise TypeError(f"Cannot nest BaseExceptions in {cls.__name__!r}")
    self = BaseException.__new__(cls, message, exceptions)
    _group_set(self, message, parts)
    return self


def _group_str(self):
    count = len(self.exceptions)
    return f"{self.message} ({count} sub-exception{'s' if count != 1 else ''})"


def _group_derive(self, exceptions):
    return _BaseExceptionGroup(self.message, exceptions)


def _condition_of(condition):
    if isinstance(condition, type) and issubclass(condition, BaseException):
        return lambda exc: isinstance(exc, condition)
    if _type_of(condition) is tuple and all([isinstance(c, type) and issubclass(c, BaseException) for c in condition]):
        return lambda exc: isinstance(exc, condition)
    if callable(condition) and not isinstance(condition, type):
        return condition
    raise TypeError("expected a function, exception type or tuple of exception types")


def _group_like(group, exceptions):
    derived = group.derive(exceptions)
    if not isinstance(derived, _BaseExceptionGroup):
        raise TypeError("derive must return an instance of BaseExceptionGroup")
    derived.__traceback__ = group.__traceback__
    derived.__context__ = group.__context__
    cause = group.__cause__
    suppress = group.__suppress_context__
    derived.__cause__ = cause
    derived.__suppress_context__ = suppress
    notes = getattr(group, '__notes__', None)
    if isinstance(notes, list):
        derived.__notes__ = list(notes)
    return derived


def _split_group(group, matches):
    if matches(group):
        return group, None
    if not isinstance(group, _BaseExceptionGroup):
        return None, group
    matched, rest = [], []
    for exc in group.exceptions:
        yes, no = _split_group(exc, matches)
        if yes is not None:
            matched.append(yes)
        if no is not None:
            rest.append(no)
    return (_group_like(group, matched) if matched else None), (_group_like(group, rest) if rest else None)


def _group_split(self, condition, /):
    return _split_group(self, _condition_of(condition))


def _subgroup_of(group, matches):
    if matches(group):
        return group
    if not isinstance(group, _BaseExceptionGroup):
        return None
    matched = []
    for exc in group.exceptions:
        yes = _subgroup_of(exc, matches)
        if yes is not None:
            matched.append(yes)
    return _group_like(group, matched) if matched else None


def _group_subgroup(self, condition, /):
    return _subgroup_of(self, _condition_of(condition))


_set_builtin(_BaseExceptionGroup, '__new__', staticmethod(_group_new))
_set_builtin(_BaseExceptionGroup, '__str__', _group_str)
_set_builtin(_BaseExceptionGroup, 'derive', _group_derive)
_set_builtin(_BaseExceptionGroup, 'split', _group_split)
_set_builtin(_BaseExceptionGroup, 'subgroup', _group_subgroup)
_set_builtin(_BaseExceptionGroup, 'message', property(lambda self: _group_get(self, False)))
_set_builtin(_BaseExceptionGroup, 'exceptions', property(lambda self: _group_get(self, True)))


class ExceptionGroup(BaseExceptionGroup, Exception):
    pass


def _except_star(exc, types):
    if isinstance(exc, types):
        if isinstance(exc, _BaseExceptionGroup):
            return None, exc
        wrapped = _BaseExceptionGroup("", (exc,))
        wrapped.__traceback__ = exc.__traceback__
        return None, wrapped
    if isinstance(exc, _BaseExceptionGroup):
        match, rest = exc.split(types)
        return rest, match
    return exc, None


def _leaves(exc, found):
    if isinstance(exc, _BaseExceptionGroup):
        for part in exc.exceptions:
            _leaves(part, found)
    elif exc is not None:
        found.append(id(exc))
    return found


def _same_metadata(a, b):
    return (getattr(a, '__notes__', None) is getattr(b, '__notes__', None) or getattr(a, '__notes__', None) == getattr(b, '__notes__', None)) \
        and a.__traceback__ is b.__traceback__ and a.__cause__ is b.__cause__ and a.__context__ is b.__context__


def _prep_reraise_star(orig, excs):
    if not excs:
        return None
    if not isinstance(orig, _BaseExceptionGroup):
        return excs[0]
    raised, again = [], []
    for exc in excs:
        if exc is None:
            continue
        if isinstance(exc, _BaseExceptionGroup) and _same_metadata(exc, orig):
            again.append(exc)
        else:
            raised.append(exc)
    rest = None
    if again:
        leaves = []
        for exc in again:
            _leaves(exc, leaves)
        rest = _subgroup_of(orig, lambda exc: not isinstance(exc, _BaseExceptionGroup) and id(exc) in leaves)
    if not raised:
        return rest
    if rest is not None:
        raised.append(rest)
    return raised[0] if len(raised) == 1 else _BaseExceptionGroup("", raised)


# ---- imports

class _ModuleSpec:
    def __init__(self, name, loader, origin=None, is_package=False):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.submodule_search_locations = [] if is_package else None
        self.parent = name if is_package else name.rpartition('.')[0]
        self.cached = None
        self.has_location = origin is not None

    def __repr__(self):
        return f"ModuleSpec(name={self.name!r}, loader={self.loader!r}, origin={self.origin!r})"


_ModuleSpec.__name__ = _ModuleSpec.__qualname__ = 'ModuleSpec'
_ModuleSpec.__module__ = 'importlib._bootstrap'
_first_builtin = ('sys', 'builtins', 'time', 'gc', '_strands')


def _load_module(name):
    modules = _modules()
    if name in modules:
        module = modules[name]
        if module is None:
            raise ModuleNotFoundError(f"import of {name} halted; None in sys.modules", name=name)
        return module
    parent, _, tail = name.rpartition('.')
    if parent:
        above = _load_module(parent)
        if name in modules:
            return modules[name]
        if not hasattr(above, '__path__'):
            raise ModuleNotFoundError(f"No module named {name!r}; {parent!r} is not a package", name=name)
    built_in = _builtin_module(name)
    source = None if name in _first_builtin else _find_source(name)
    if built_in is not None and (source is None or source[3]):
        modules[name] = built_in
        return built_in
    if source is None:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    text, path, package, library = source
    module = _module_type(name)
    spec = _ModuleSpec(name, None, path, package)
    module.__spec__ = spec
    module.__file__ = path
    module.__package__ = name if package else parent
    module.__cached__ = None
    if package:
        module.__path__ = spec.submodule_search_locations = [path.rpartition('/')[0]]
    module.__builtins__ = _modules()['builtins'].__dict__
    modules[name] = module
    try:
        body = _module_function(text, path, name, library, module.__dict__)
        if library:
            _run_library(body, module.__dict__)
        else:
            _run_module(body, module, getattr(above, '__spec__', None) if parent else None, tail)
    except BaseException:
        modules.pop(name, None)
        raise
    module = modules.get(name, module)
    if parent:
        setattr(above, tail, module)
    return module


def _run_module(body, module, above, tail):
    """A module of the program. What asks it for names meanwhile is told that it is not complete yet."""
    spec = module.__spec__
    spec._initializing = True
    if above is not None:
        above._uninitialized_submodules = [*getattr(above, '_uninitialized_submodules', ()), tail]
    try:
        body(module.__dict__)
    finally:
        spec._initializing = False
        if above is not None:
            above._uninitialized_submodules.remove(tail)


def _absolute_name(name, globals, level):
    package = globals.get('__package__') if globals else None
    if package is None:
        package = (globals or {}).get('__name__', '')
        if '__path__' not in (globals or {}):
            package = package.rpartition('.')[0]
    if not package:
        raise ImportError("attempted relative import with no known parent package")
    for _ in range(level - 1):
        package, dot, _ = package.rpartition('.')
        if not dot:
            raise ImportError("attempted relative import beyond top-level package")
    return f"{package}.{name}" if name else package


def __import__(name, globals=None, locals=None, fromlist=(), level=0):
    if _type_of(name) is not str:
        raise TypeError(f"__import__() argument 1 must be str, not {_type_of(name).__name__}")
    if level < 0:
        raise ValueError("level must be >= 0")
    if not name and not level:
        raise ValueError("Empty module name")
    full = _absolute_name(name, globals, level) if level else name
    module = _load_module(full)
    if fromlist:
        if hasattr(module, '__path__'):
            _import_submodules(module, fromlist)
        return module
    if not level:
        return _modules()[name.partition('.')[0]]
    if not name:
        return module
    extra = len(name) - len(name.partition('.')[0])
    return _modules()[full[:len(full) - extra] if extra else full]


def _import_submodules(module, names):
    for name in names:
        if name == '*':
            _import_submodules(module, [n for n in getattr(module, '__all__', ()) if n != '*'])
        elif not hasattr(module, name):
            full = f"{module.__name__}.{name}"
            try:
                _load_module(full)
            except ModuleNotFoundError as exc:
                if exc.name != full:
                    raise


def _import_from(module, name):
    try:
        return getattr(module, name)
    except AttributeError:
        pass
    package = getattr(module, '__name__', '<unknown module name>')
    found = _modules().get(f"{package}.{name}")
    if found is not None:
        return found
    path = getattr(module, '__file__', None)
    place = f"({path})" if path else "(unknown location)"
    where = repr(package)
    if getattr(getattr(module, '__spec__', None), '_initializing', False):
        where = f"partially initialized module {where} (most likely due to a circular import)"
    raise ImportError(f"cannot import name {name!r} from {where} {place}", name=package, path=path, name_from=name)


def _import_star(module, namespace):
    names = getattr(module, '__all__', None)
    if names is None:
        names = [n for n in module.__dict__ if not n.startswith('_')]
    for name in names:
        namespace[name] = getattr(module, name)


# ---- type parameters

def _typing():
    return _load_module('typing')


def _make_typevar(name, bound=None, constraints=None):
    return _typing()._new_typevar(name, bound, constraints)


def _make_typevartuple(name):
    return _typing().TypeVarTuple(name)


def _make_paramspec(name):
    return _typing()._new_paramspec(name)


def _make_typealias(name, params, value):
    return _typing()._new_typealias(name, params, value)


def _subscript_generic(params):
    return _typing().Generic[params]


def _set_type_params(target, params):
    target.__type_params__ = params
    return target


def _set_typeparam_default(param, default):
    return _typing()._set_default(param, default)


# ---- sys

class _TextStream:
    """sys.stdout and sys.stderr: text goes to the host as it is written."""

    def __init__(self, fd, name):
        self._fd = fd
        self.name = name
        self.mode = 'w'
        self.encoding = 'utf-8'
        self.errors = 'strict' if fd == 1 else 'backslashreplace'
        self.newlines = None
        self.closed = False
        self.line_buffering = fd == 2

    def write(self, text, /):
        return _write(self._fd, text)

    def writelines(self, lines, /):
        for line in lines:
            _write(self._fd, line)

    def flush(self):
        _flush(self._fd)

    def isatty(self):
        return False

    def fileno(self):
        return self._fd

    def readable(self):
        return False

    def writable(self):
        return True

    def seekable(self):
        return False

    def close(self):
        pass

    def reconfigure(self, **kwargs):
        pass

    @property
    def buffer(self):
        return _ByteStream(self)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass

    def __repr__(self):
        return f"<_io.TextIOWrapper name={self.name!r} mode={self.mode!r} encoding={self.encoding!r}>"


_TextStream.__name__ = _TextStream.__qualname__ = 'TextIOWrapper'
_TextStream.__module__ = '_io'


class _ByteStream:
    def __init__(self, text):
        self._text = text

    def write(self, data, /):
        self._text.write(bytes(data).decode('utf-8', 'replace'))
        return len(data)

    def flush(self):
        self._text.flush()


_ByteStream.__name__ = _ByteStream.__qualname__ = 'BufferedWriter'
_ByteStream.__module__ = '_io'


class _InputStream:
    """sys.stdin: what the scenario's world has for it; nothing by default."""

    name = '<stdin>'
    mode = 'r'
    encoding = 'utf-8'
    errors = 'strict'
    newlines = None
    closed = False

    def _file(self):
        file = self.__dict__.get('_over')
        if file is None:
            import _world_pipes
            file = self._over = _world_pipes.File(0, 'r')
        return file

    def read(self, size=-1, /):
        return self._file().read(size)

    def readline(self, size=-1, /):
        return self._file().readline(size)

    def readlines(self, hint=-1, /):
        return list(self)

    @property
    def buffer(self):
        return self._file().buffer

    def isatty(self):
        return False

    def fileno(self):
        return 0

    def readable(self):
        return True

    def writable(self):
        return False

    def close(self):
        pass

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line


_InputStream.__name__ = _InputStream.__qualname__ = 'TextIOWrapper'
_InputStream.__module__ = '_io'


class _VersionInfo(tuple):
    __slots__ = ()
    major = property(lambda self: self[0])
    minor = property(lambda self: self[1])
    micro = property(lambda self: self[2])
    releaselevel = property(lambda self: self[3])
    serial = property(lambda self: self[4])

    def __repr__(self):
        return (f"sys.version_info(major={self[0]}, minor={self[1]}, micro={self[2]}, "
                f"releaselevel={self[3]!r}, serial={self[4]})")


_VersionInfo.__name__ = _VersionInfo.__qualname__ = 'version_info'
_VersionInfo.__module__ = 'sys'


class _Namespace:
    def __init__(self, /, **kwargs):
        self.__dict__.update(kwargs)

    def __repr__(self):
        name = 'namespace' if _type_of(self) is _Namespace else _type_of(self).__name__
        return f"{name}({', '.join([f'{k}={v!r}' for k, v in self.__dict__.items()])})"

    def __eq__(self, other):
        if isinstance(other, _Namespace):
            return self.__dict__ == other.__dict__
        return NotImplemented


_Namespace.__name__ = _Namespace.__qualname__ = 'SimpleNamespace'
_Namespace.__module__ = 'types'


def _sys_exit(status=None, /):
    raise SystemExit(status)


def _excepthook(exctype, value, traceback, /):
    _sys.stderr.write(_format_traceback(value))


def _unraisablehook(unraisable, /):
    message = unraisable.err_msg
    if message is None:
        message = 'Exception ignored in'
    text = message
    if unraisable.object is not None:
        try:
            text += f': {unraisable.object!r}'
        except Exception:
            text += ': <object repr() failed>'
    _sys.stderr.write(f'{text}{":" if unraisable.object is None else ""}\n{_format_plain(unraisable.exc_value)}')


class _UnraisableHookArgs(tuple):
    """Type used to pass arguments to sys.unraisablehook."""

    __slots__ = ()
    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    err_msg = property(lambda self: self[3])
    object = property(lambda self: self[4])

    def __repr__(self):
        return (f"UnraisableHookArgs(exc_type={self[0]!r}, exc_value={self[1]!r}, exc_traceback={self[2]!r}, "
                f"err_msg={self[3]!r}, object={self[4]!r})")


_UnraisableHookArgs.__name__ = _UnraisableHookArgs.__qualname__ = 'UnraisableHookArgs'
_UnraisableHookArgs.__module__ = 'sys'


def _report_unraisable(exc, message, obj):
    hook = getattr(_sys, 'unraisablehook', None)
    if hook is None:
        hook = _unraisablehook
    args = _UnraisableHookArgs((_type_of(exc), exc, exc.__traceback__, message, obj))
    try:
        hook(args)
    except BaseException as failed:
        if hook is not _unraisablehook:
            _unraisablehook(_UnraisableHookArgs((_type_of(failed), failed, failed.__traceback__,
                                                 'Exception ignored in sys.unraisablehook', hook)))


_builtin_module('_engine')._report_unraisable = _report_unraisable


def _late_names(namespace, where, modules):
    """A module's __getattr__: names that are imported from its submodules when they are first asked for."""
    package = namespace['__name__']

    def __getattr__(name):
        if name in modules:
            return __import__(f'{package}.{name}', fromlist=('*',))
        if name not in where:
            raise AttributeError(f"module {package!r} has no attribute {name!r}", name=name, obj=_modules()[package])
        value = getattr(__import__(f'{package}.{where[name]}', fromlist=(name,)), name)
        namespace[name] = value
        return value
    return __getattr__


_builtin_module('_engine')._late_names = _late_names


def _displayhook(value, /):
    if value is not None:
        print(repr(value))


_sys.stdout = _sys.__stdout__ = _TextStream(1, '<stdout>')
_sys.stderr = _sys.__stderr__ = _TextStream(2, '<stderr>')
_sys.stdin = _sys.__stdin__ = _InputStream()
_sys.exit = _sys_exit
_sys.excepthook = _sys.__excepthook__ = _excepthook
_sys.unraisablehook = _sys.__unraisablehook__ = _unraisablehook
_sys.displayhook = _sys.__displayhook__ = _displayhook
_old = _dialect() == 1
_sys.version_info = _VersionInfo((3, 6, 15, 'final', 0) if _old else (3, 13, 0, 'final', 0))
_sys.version = '3.6.15 (loopscope)' if _old else '3.13.0 (loopscope)'
_sys.hexversion = 0x03060ff0 if _old else 0x030d00f0
_sys.implementation = _Namespace(name='micropython' if _dialect() == 2 else 'cpython', version=_sys.version_info, cache_tag='cpython-313', hexversion=_sys.hexversion)
_sys.platform = 'linux'
_sys.byteorder = 'little'
_sys.maxsize = 9223372036854775807
_sys.maxunicode = 1114111
_sys.executable = '/usr/bin/python3'
_sys.prefix = _sys.exec_prefix = _sys.base_prefix = '/usr'
_sys.path = []
_sys.argv = ['']
_sys.orig_argv = ['']
_sys.flags = _Namespace(debug=0, inspect=0, interactive=0, optimize=0, dont_write_bytecode=1, no_user_site=0, no_site=0,
                        ignore_environment=0, verbose=0, bytes_warning=0, quiet=0, hash_randomization=0, isolated=0,
                        dev_mode=False, utf8_mode=1, int_max_str_digits=4300)
_sys.float_info = _Namespace(max=1.7976931348623157e+308, max_exp=1024, max_10_exp=308, min=2.2250738585072014e-308,
                             min_exp=-1021, min_10_exp=-307, dig=15, mant_dig=53, epsilon=2.220446049250313e-16,
                             radix=2, rounds=1)
_sys.int_info = _Namespace(bits_per_digit=30, sizeof_digit=4, default_max_str_digits=4300, str_digits_check_threshold=640)
_sys.hash_info = _Namespace(width=64, modulus=2305843009213693951, inf=314159, nan=0, imag=1000003, algorithm='siphash13',
                            hash_bits=64, seed_bits=128, cutoff=0)
_sys.warnoptions = []
_sys.builtin_module_names = ('builtins', 'gc', 'sys', 'time')
_sys.stdlib_module_names = frozenset('''
    abc antigravity argparse array ast asyncio atexit base64 bdb binascii bisect builtins bz2 cProfile calendar
    cmath cmd code codecs codeop collections colorsys compileall concurrent configparser contextlib contextvars copy
    copyreg csv ctypes curses dataclasses datetime dbm decimal difflib dis doctest email encodings ensurepip enum
    errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass
    gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib importlib inspect io ipaddress
    itertools json keyword linecache locale logging lzma mailbox marshal math mimetypes mmap modulefinder msvcrt
    multiprocessing netrc nt ntpath nturl2path numbers opcode operator optparse os pathlib pdb pickle pickletools
    pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc
    pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select
    selectors shelve shlex shutil signal site smtplib socket socketserver sqlite3 sre_compile sre_constants
    sre_parse ssl stat statistics string stringprep struct subprocess symtable sys sysconfig syslog tabnanny tarfile
    tempfile termios textwrap this threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc
    tty turtle turtledemo types typing unicodedata unittest urllib uuid venv warnings wave weakref webbrowser winreg
    winsound wsgiref xml xmlrpc zipapp zipfile zipimport zlib zoneinfo
'''.split())
_sys.copyright = ''
_sys.dont_write_bytecode = True
_sys.getdefaultencoding = lambda: 'utf-8'
_sys.getfilesystemencoding = lambda: 'utf-8'
_sys.gettrace = lambda: None
_sys.settrace = lambda function: None
_sys.getprofile = lambda: None
_sys.setprofile = lambda function: None
_sys.getswitchinterval = lambda: 0.005
_sys.setswitchinterval = lambda interval: None
_sys.is_finalizing = lambda: False
_sys.audit = lambda event, *args: None
_sys.getallocatedblocks = lambda: 0
_sys._git = ('', '', '')
_sys.api_version = 1013

_builtins_module = _modules()['builtins']
_builtins_module.__import__ = __import__
_builtins_module.ExceptionGroup = ExceptionGroup


class _Quitter:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Use {self.name}() or Ctrl-D (i.e. EOF) to exit"

    def __call__(self, code=None):
        raise SystemExit(code)


_builtins_module.exit = _Quitter('exit')
_builtins_module.quit = _Quitter('quit')


def aiter(async_iterable, /):
    """Return an AsyncIterator for an AsyncIterable object."""
    method = _special(async_iterable, '__aiter__')
    if method is None:
        raise TypeError(f"'{_type_of(async_iterable).__name__}' object is not an async iterable")
    iterator = method()
    if _lookup(_type_of(iterator), '__anext__', None) is None:
        raise TypeError(f"aiter() returned not an async iterator of type '{_type_of(iterator).__name__}'")
    return iterator


async def _anext_or(awaitable, default):
    try:
        return await awaitable
    except StopAsyncIteration as stop:
        if isinstance(default, (tuple, BaseException)):
            # As CPython 3.13: such a value needs a StopIteration made by a call, and that fails while the other one is pending.
            raise SystemError("<class 'StopIteration'> returned a result with an exception set") from stop
        return default


def anext(async_iterator, default=_Missing, /):
    """Return the next item from the async iterator."""
    method = _special(async_iterator, '__anext__')
    if method is None:
        raise TypeError(f"'{_type_of(async_iterator).__name__}' object is not an async iterator")
    awaitable = method()
    return awaitable if default is _Missing else _anext_or(awaitable, default)


def open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    """Open a file of the scenario's. Nothing of the machine is ever opened."""
    return _load_module('io').open(file, mode, buffering, encoding, errors, newline, closefd, opener)


_builtins_module.aiter = aiter
_builtins_module.anext = anext
_builtins_module.open = open


def _order_builtins(names):
    """The order of the names is CPython's: of two names that are as near to a misspelt one, the first is suggested."""
    namespace = _builtins_module.__dict__
    found = [(name, namespace[name]) for name in names.split() if name in namespace]
    for name, value in found:
        del namespace[name]
        namespace[name] = value


_order_builtins('''
__build_class__ __import__ abs all any ascii bin breakpoint callable chr compile delattr dir divmod eval exec format
getattr globals hasattr hash hex id input isinstance issubclass iter aiter len locals max min next anext oct ord pow
print repr round setattr sorted sum vars None Ellipsis NotImplemented False True bool memoryview bytearray bytes
classmethod complex dict enumerate filter float frozenset property int list map object range reversed set slice
staticmethod str super tuple type zip __debug__ BaseException BaseExceptionGroup Exception GeneratorExit
KeyboardInterrupt SystemExit ArithmeticError AssertionError AttributeError BufferError EOFError ImportError
LookupError MemoryError NameError OSError ReferenceError RuntimeError StopAsyncIteration StopIteration SyntaxError
SystemError TypeError ValueError Warning FloatingPointError OverflowError ZeroDivisionError BytesWarning
DeprecationWarning EncodingWarning FutureWarning ImportWarning PendingDeprecationWarning ResourceWarning
RuntimeWarning SyntaxWarning UnicodeWarning UserWarning BlockingIOError ChildProcessError ConnectionError
FileExistsError FileNotFoundError InterruptedError IsADirectoryError NotADirectoryError PermissionError
ProcessLookupError TimeoutError IndentationError IndexError KeyError ModuleNotFoundError NotImplementedError
PythonFinalizationError RecursionError UnboundLocalError UnicodeError BrokenPipeError ConnectionAbortedError
ConnectionRefusedError ConnectionResetError TabError UnicodeDecodeError UnicodeEncodeError UnicodeTranslateError
ExceptionGroup EnvironmentError IOError open quit exit copyright credits license help
''')
