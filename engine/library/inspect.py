"""inspect: what live objects are, what they take, and where their source stands."""

import collections.abc
import sys
import types
import functools
import builtins
from collections import namedtuple, OrderedDict
from keyword import iskeyword
from operator import attrgetter

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_NESTED, CO_GENERATOR = 1, 2, 4, 8, 16, 32
CO_NOFREE, CO_COROUTINE, CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 64, 128, 256, 512
TPFLAGS_IS_ABSTRACT = 1 << 20


# ---- what an object is

def ismodule(object):
    """Whether it is a module."""
    return isinstance(object, types.ModuleType)


def isclass(object):
    """Whether it is a class."""
    return isinstance(object, type)


def ismethod(object):
    """Whether it is a method bound to an instance."""
    return isinstance(object, types.MethodType)


def isfunction(object):
    """Whether it is a function written in Python."""
    return isinstance(object, types.FunctionType)


def isbuiltin(object):
    """Whether it is a built-in function or a bound method of a built-in class."""
    return isinstance(object, types.BuiltinFunctionType) and not _is_bound_slot(object)


def ismethodwrapper(object):
    """Whether it is a special method of a built-in class, bound."""
    return isinstance(object, types.MethodWrapperType) and _is_bound_slot(object)


def _is_bound_slot(method):
    name = getattr(method, '__name__', '')
    owner = getattr(method, '__self__', None)
    return name.startswith('__') and owner is not None and not ismodule(owner) and isinstance(
        getattr(type(owner), name, None), types.WrapperDescriptorType)


def ismethoddescriptor(object):
    """Whether it is a descriptor of a method, but neither method, function nor class."""
    if isclass(object) or ismethod(object) or isfunction(object) or isinstance(object, types.BuiltinFunctionType):
        return False
    cls = type(object)
    return hasattr(cls, "__get__") and not (hasattr(cls, "__set__") or hasattr(cls, "__delete__"))


def isdatadescriptor(object):
    """Whether it is a descriptor that can be set or deleted."""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    if isinstance(object, (types.GetSetDescriptorType, types.MemberDescriptorType)):
        return True
    cls = type(object)
    return hasattr(cls, "__set__") or hasattr(cls, "__delete__")


def ismemberdescriptor(object):
    return isinstance(object, types.MemberDescriptorType)


def isgetsetdescriptor(object):
    return isinstance(object, types.GetSetDescriptorType)


def isroutine(object):
    """Whether it is any kind of function or method."""
    return (isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object)
            or ismethodwrapper(object))


def isabstract(object):
    """Whether it is an abstract class."""
    return isclass(object) and bool(getattr(object, '__abstractmethods__', None))


def isframe(object):
    return isinstance(object, types.FrameType)


def istraceback(object):
    return isinstance(object, types.TracebackType)


def iscode(object):
    return isinstance(object, types.CodeType)


def isgenerator(object):
    """Whether it is a generator."""
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    """Whether it is a coroutine."""
    return isinstance(object, types.CoroutineType)


def isasyncgen(object):
    """Whether it is an asynchronous generator."""
    return isinstance(object, types.AsyncGeneratorType)


def isawaitable(object):
    """Whether it can be used in an await expression."""
    if isinstance(object, types.CoroutineType):
        return True
    if isinstance(object, types.GeneratorType):
        return bool(object.gi_code.co_flags & CO_ITERABLE_COROUTINE)
    from collections.abc import Awaitable
    return isinstance(object, Awaitable)


def _has_code_flag(f, flag):
    f = _innermost_function(f)
    return bool(f is not None and f.__code__.co_flags & flag)


def _innermost_function(f):
    """The function behind methods and partials, or None."""
    while True:
        if ismethod(f):
            f = f.__func__
        elif isinstance(f, functools.partial):
            f = f.func
        elif isinstance(f, functools.partialmethod):
            f = f.func
        else:
            break
    partial_method = getattr(f, '__partialmethod__', None)
    if isinstance(partial_method, functools.partialmethod):
        return _innermost_function(partial_method.func)
    if isfunction(f) or _looks_like_function(f):
        return f
    return None


def _looks_like_function(obj):
    if not callable(obj) or isclass(obj):
        return False
    code = getattr(obj, '__code__', None)
    defaults = getattr(obj, '__defaults__', _empty)
    kwdefaults = getattr(obj, '__kwdefaults__', _empty)
    return (isinstance(code, types.CodeType) and isinstance(getattr(obj, '__name__', None), str)
            and (defaults is None or isinstance(defaults, tuple))
            and (kwdefaults is None or isinstance(kwdefaults, dict)))


def isgeneratorfunction(obj):
    """Whether it is a generator function."""
    return _has_code_flag(obj, CO_GENERATOR)


_is_coroutine_mark = object()


def _has_coroutine_mark(f):
    while ismethod(f):
        f = f.__func__
    if isinstance(f, functools.partial):
        return _has_coroutine_mark(f.func)
    return getattr(f, "_is_coroutine_marker", None) is _is_coroutine_mark


def markcoroutinefunction(func):
    """Let a function be taken for a coroutine function."""
    if hasattr(func, '__func__'):
        func = func.__func__
    func._is_coroutine_marker = _is_coroutine_mark
    return func


def iscoroutinefunction(obj):
    """Whether it is a coroutine function: an async def without yield."""
    return _has_code_flag(obj, CO_COROUTINE) or _has_coroutine_mark(obj)


def isasyncgenfunction(obj):
    """Whether it is an asynchronous generator function."""
    return _has_code_flag(obj, CO_ASYNC_GENERATOR)


# ---- members and classes

def getmembers(object, predicate=None):
    """The members of an object as (name, value) pairs, sorted by name."""
    return _members(object, predicate, getattr)


def getmembers_static(object, predicate=None):
    """The members as getattr_static() finds them."""
    return _members(object, predicate, getattr_static)


def _members(object, predicate, getter):
    names = dir(object)
    mro = object.__mro__ if isclass(object) else ()
    if isclass(object):
        for base in object.__bases__:
            names.extend([k for k, v in base.__dict__.items() if isinstance(v, types.DynamicClassAttribute)])
    found = []
    seen = set()
    for name in names:
        value = _empty
        if name not in seen:
            try:
                value = getter(object, name)
            except AttributeError:
                pass
        if value is _empty:
            for base in mro:
                if name in base.__dict__:
                    value = base.__dict__[name]
                    break
            else:
                continue
        if predicate is None or predicate(value):
            found.append((name, value))
        seen.add(name)
    found.sort(key=lambda pair: pair[0])
    return found


Attribute = namedtuple('Attribute', 'name kind defining_class object')


def classify_class_attrs(cls):
    """(name, kind, defining class, object) of each attribute of a class."""
    result = []
    for name in sorted(set(dir(cls))):
        home = None
        for base in cls.__mro__ + type(cls).__mro__:
            if name in base.__dict__:
                home = base
                break
        if home is None:
            continue
        obj = home.__dict__[name]
        if isinstance(obj, (staticmethod, types.BuiltinMethodType)):
            kind = 'static method'
            value = obj.__get__(None, cls) if isinstance(obj, staticmethod) else obj
            obj = obj if isinstance(obj, staticmethod) else value
        elif isinstance(obj, (classmethod, types.ClassMethodDescriptorType)):
            kind = 'class method'
        elif isinstance(obj, property):
            kind = 'property'
        elif isroutine(obj):
            kind = 'method'
        else:
            kind = 'data'
        result.append(Attribute(name, kind, home, obj))
    return result


def getmro(cls):
    """The base classes in method resolution order."""
    return cls.__mro__


_sentinel = object()


def getattr_static(obj, attr, default=_sentinel):
    """An attribute as it is stored: no descriptor, __getattr__ or __getattribute__ runs."""
    if not isclass(obj):
        klass = type(obj)
        own = _instance_dict(obj).get(attr, _sentinel)
    else:
        klass = obj
        own = _in_mro(obj, attr)
    from_class = _in_mro(klass, attr)
    if own is not _sentinel and from_class is not _sentinel and not isclass(obj):
        found_type = type(from_class)
        if _in_mro(found_type, '__get__') is not _sentinel and (
                _in_mro(found_type, '__set__') is not _sentinel or _in_mro(found_type, '__delete__') is not _sentinel):
            return from_class
    if own is not _sentinel:
        return own
    if from_class is not _sentinel:
        return from_class
    if isclass(obj):
        from_meta = _in_mro(type(obj), attr)
        if from_meta is not _sentinel:
            return from_meta
    if default is not _sentinel:
        return default
    raise AttributeError(attr)


def _instance_dict(obj):
    from _engine import _attrs
    try:
        return _attrs(obj) or {}
    except AttributeError:
        return {}


def _in_mro(klass, attr):
    for base in klass.__mro__:
        if attr in base.__dict__:
            return base.__dict__[attr]
    return _sentinel


def getclasstree(classes, unique=False):
    """The classes as nested lists, each class followed by the list of those derived from it."""
    children = {}
    roots = []
    for c in classes:
        if not c.__bases__:
            if c not in roots:
                roots.append(c)
            continue
        for parent in c.__bases__:
            below = children.setdefault(parent, [])
            if c not in below:
                below.append(c)
            if unique and parent in classes:
                break
    for parent in children:
        if parent not in classes:
            roots.append(parent)
    return walktree(roots, children, None)


def walktree(classes, children, parent):
    results = []
    classes.sort(key=attrgetter('__module__', '__name__'))
    for c in classes:
        results.append((c, c.__bases__))
        if c in children:
            results.append(walktree(children[c], children, c))
    return results


def unwrap(func, *, stop=None):
    """The function that decorators made with functools.wraps() wrap."""
    first = func
    seen = {id(func): func}
    limit = sys.getrecursionlimit()
    while not isinstance(func, type) and hasattr(func, '__wrapped__'):
        if stop is not None and stop(func):
            break
        func = func.__wrapped__
        if id(func) in seen or len(seen) >= limit:
            raise ValueError(f'wrapper loop when unwrapping {first!r}')
        seen[id(func)] = func
    return func


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    """The annotations of a function, class or module, in a dictionary of their own."""
    if isinstance(obj, type):
        ann = obj.__dict__.get('__annotations__', None)
        if isinstance(ann, types.GetSetDescriptorType):
            ann = None
        obj_globals = getattr(sys.modules.get(getattr(obj, '__module__', None)), '__dict__', None)
        obj_locals = dict(vars(obj))
        inner = obj
    elif isinstance(obj, types.ModuleType):
        ann = getattr(obj, '__annotations__', None)
        obj_globals, obj_locals, inner = obj.__dict__, None, None
    elif callable(obj):
        ann = getattr(obj, '__annotations__', None)
        obj_globals, obj_locals, inner = getattr(obj, '__globals__', None), None, obj
    else:
        raise TypeError(f"{obj!r} is not a module, class, or callable.")
    if ann is None:
        return {}
    if not isinstance(ann, dict):
        raise ValueError(f"{obj!r}.__annotations__ is neither a dict nor None")
    if not eval_str:
        return dict(ann)
    if inner is not None and not isinstance(inner, type):
        inner = unwrap(inner)
        while isinstance(inner, functools.partial):
            inner = inner.func
        obj_globals = getattr(inner, "__globals__", obj_globals)
    globals = obj_globals if globals is None else globals
    locals = obj_locals if locals is None else locals
    params = getattr(obj, '__type_params__', ())
    if params:
        locals = {**{p.__name__: p for p in params}, **(locals or {})}
    return {key: eval(value, globals, locals) if isinstance(value, str) else value for key, value in ann.items()}


# ---- documentation

def cleandoc(doc):
    """The text of a docstring, without the indentation that its code has."""
    first, *rest = doc.expandtabs().split('\n')
    margins = [len(line) - len(line.lstrip(' ')) for line in rest if line.strip(' ')]
    margin = min(margins) if margins else 0
    lines = [first.lstrip(' ')] + [line[margin:] for line in rest]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return '\n'.join(lines)


def getdoc(object):
    """The docstring of an object, that of a base class where it has none, cleaned up."""
    doc = getattr(object, '__doc__', None)
    if doc is None:
        try:
            doc = _inherited_doc(object)
        except (AttributeError, TypeError):
            return None
    return cleandoc(doc) if isinstance(doc, str) else None


def _inherited_doc(obj):
    if isclass(obj):
        bases, name = obj.__mro__, None
    else:
        cls = _home_class(obj)
        if cls is None:
            return None
        bases = cls.__mro__
        name = obj.fget.__name__ if isinstance(obj, property) else obj.__name__
    for base in bases:
        if name is None:
            doc = None if base is object else getattr(base, '__doc__', None)
        else:
            doc = getattr(getattr(base, name, None), '__doc__', None)
        if doc is not None:
            return doc
    return None


def _home_class(obj):
    if ismethod(obj) or isbuiltin(obj):
        owner = obj.__self__
        return owner if isclass(owner) else type(owner)
    if isinstance(obj, property):
        obj = obj.fget
    if isfunction(obj):
        module = sys.modules.get(obj.__module__)
        cls = module
        for part in obj.__qualname__.split('.')[:-1]:
            cls = getattr(cls, part)
        return cls if isclass(cls) else None
    return getattr(obj, '__objclass__', None)


# ---- source

def getfile(object):
    """The file in which an object was defined."""
    if ismodule(object):
        if getattr(object, '__file__', None):
            return object.__file__
        raise TypeError(f'{object!r} is a built-in module')
    if isclass(object):
        module = sys.modules.get(object.__module__)
        if getattr(module, '__file__', None):
            return module.__file__
        if object.__module__ == '__main__':
            raise OSError('source code not available')
        raise TypeError(f'{object!r} is a built-in class')
    code = _code_of(object)
    if code is not None:
        return code.co_filename
    raise TypeError('module, class, method, function, traceback, frame, or code object was expected, '
                    f'got {type(object).__name__}')


def _code_of(object):
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    return object if iscode(object) else None


def getsourcefile(object):
    """The source file of an object, or None."""
    return getfile(object)


def getabsfile(object, _filename=None):
    return _filename or getfile(object)


def getmodulename(path):
    """The module's name for a path, or None."""
    name = path.rpartition('/')[2]
    return name[:-3] if name.endswith('.py') else None


def getmodule(object, _filename=None):
    """The module in which an object was defined, or None."""
    if ismodule(object):
        return object
    if hasattr(object, '__module__'):
        return sys.modules.get(object.__module__)
    try:
        file = getfile(object)
    except TypeError:
        return None
    for module in list(sys.modules.values()):
        if ismodule(module) and getattr(module, '__file__', None) == file:
            return module
    return None


class ClassFoundException(Exception):
    pass


def findsource(object):
    """All lines of the file of an object, and the place of its first line among them."""
    import linecache
    file = getfile(object)
    lines = linecache.getlines(file)
    if not lines:
        raise OSError('could not get source code')
    if ismodule(object):
        return lines, 0
    if isclass(object):
        try:
            first = vars(object)['__firstlineno__']
        except (TypeError, KeyError):
            raise OSError('source code not available')
        if first > len(lines):
            raise OSError('lineno is out of bounds')
        return lines, first - 1
    code = _code_of(object)
    if code is None:
        raise OSError('could not find code object')
    if code.co_firstlineno > len(lines):
        raise OSError('lineno is out of bounds')
    return lines, code.co_firstlineno - 1


class EndOfBlock(Exception):
    pass


def indentsize(line):
    """How far a line is indented, in columns."""
    expanded = line.expandtabs()
    return len(expanded) - len(expanded.lstrip())


class _Lines:
    """Reads source lines one by one and knows whether a bracket, string or backslash joins the next to them."""

    def __init__(self):
        self.depth = 0
        self.quote = None
        self.joined = False

    def feed(self, line):
        """Take in a line; whether the statement goes on in the next."""
        i, n = 0, len(line)
        self.joined = False
        while i < n:
            if self.quote:
                i = self._in_string(line, i)
                continue
            c = line[i]
            if c == '#':
                break
            if c in '"\'':
                self.quote = c * 3 if line[i:i + 3] == c * 3 else c
                i += len(self.quote)
                continue
            if c in '([{':
                self.depth += 1
            elif c in ')]}':
                self.depth -= 1
            elif c == '\\' and line[i + 1:].strip() == '':
                self.joined = True
            i += 1
        return self.depth > 0 or self.joined or bool(self.quote and len(self.quote) == 3)

    def _in_string(self, line, i):
        n = len(line)
        while i < n:
            if line[i] == '\\':
                i += 2
                continue
            if line.startswith(self.quote, i):
                i += len(self.quote)
                self.quote = None
                return i
            i += 1
        if self.quote and len(self.quote) == 1 and not line.rstrip('\n').endswith('\\'):
            self.quote = None
        return i


def getblock(lines):
    """The lines of the function, class or statement with which `lines` begin."""
    reader = _Lines()
    margin = indentsize(lines[0]) if lines else 0
    last = 0            # the number of lines that belong to the block for sure
    in_header = True    # decorators and the header itself
    body = None         # the indentation of the body
    going_on = False
    compound = False
    for number, line in enumerate(lines):
        stripped = line.strip()
        if not going_on:
            if not stripped:
                continue
            if stripped.startswith('#'):
                if body is not None and indentsize(line) >= body:
                    last = number + 1
                continue
            indent = indentsize(line)
            if not in_header:
                if not compound or indent <= margin:
                    break
                if body is None:
                    body = indent
            elif not stripped.startswith('@'):
                in_header = False
                compound = stripped.startswith(('def ', 'class ', 'async ', 'def\t', 'class\t'))
                compound = compound and not stripped.startswith('async with')
        going_on = reader.feed(line)
        last = number + 1
    return lines[:last]


def getsourcelines(object):
    """The source lines of an object and the number of the first."""
    object = unwrap(object)
    lines, first = findsource(object)
    if istraceback(object):
        object = object.tb_frame
    if ismodule(object) or isframe(object) and object.f_code.co_name == "<module>":
        return lines, 0
    return getblock(lines[first:]), first + 1


def getsource(object):
    """The source text of an object."""
    return ''.join(getsourcelines(object)[0])


def getcomments(object):
    """The comment lines just above an object's source, or None."""
    try:
        lines, first = findsource(object)
    except (OSError, TypeError):
        return None
    start = first
    margin = indentsize(lines[first]) if lines else 0
    while start > 0 and lines[start - 1].lstrip().startswith('#') and indentsize(lines[start - 1]) == margin:
        start -= 1
    if start == first:
        return None
    return ''.join([line.expandtabs().lstrip() for line in lines[start:first]])


# ---- frames

_FrameInfo = namedtuple('_FrameInfo', ('frame', 'filename', 'lineno', 'function', 'code_context', 'index'))
_Traceback = namedtuple('_Traceback', ('filename', 'lineno', 'function', 'code_context', 'index'))


class Traceback(_Traceback):
    def __new__(cls, filename, lineno, function, code_context, index, *, positions=None):
        made = super().__new__(cls, filename, lineno, function, code_context, index)
        made.positions = positions
        return made

    def __repr__(self):
        return (f'Traceback(filename={self.filename!r}, lineno={self.lineno!r}, function={self.function!r}, '
                f'code_context={self.code_context!r}, index={self.index!r}, positions={self.positions!r})')


class FrameInfo(_FrameInfo):
    def __new__(cls, frame, filename, lineno, function, code_context, index, *, positions=None):
        made = super().__new__(cls, frame, filename, lineno, function, code_context, index)
        made.positions = positions
        return made

    def __repr__(self):
        return (f'FrameInfo(frame={self.frame!r}, filename={self.filename!r}, lineno={self.lineno!r}, '
                f'function={self.function!r}, code_context={self.code_context!r}, index={self.index!r}, '
                f'positions={self.positions!r})')


def getframeinfo(frame, context=1):
    """File, line, function and the lines around it, of a frame or traceback."""
    import linecache
    if istraceback(frame):
        lineno = frame.tb_lineno
        frame = frame.tb_frame
    else:
        lineno = frame.f_lineno
        if not isframe(frame):
            raise TypeError(f'{frame!r} is not a frame or traceback object')
    code = frame.f_code
    lines = index = None
    if context > 0:
        every = linecache.getlines(code.co_filename)
        if every:
            start = max(0, min(lineno - 1 - context // 2, len(every) - context))
            lines = every[start:start + context]
            index = lineno - 1 - start
    return Traceback(code.co_filename, lineno, code.co_name, lines, index)


def getlineno(frame):
    return frame.f_lineno


def getouterframes(frame, context=1):
    """A frame and those that called it."""
    found = []
    while frame:
        found.append(_frame_info(frame, frame, context))
        frame = frame.f_back
    return found


def getinnerframes(tb, context=1):
    """The frames of a traceback."""
    found = []
    while tb:
        found.append(_frame_info(tb, tb.tb_frame, context))
        tb = tb.tb_next
    return found


def _frame_info(place, frame, context):
    info = getframeinfo(place, context)
    return FrameInfo(frame, *info, positions=info.positions)


def currentframe():
    """The frame of the caller."""
    return sys._getframe(1)


def stack(context=1):
    """The frames of the caller and of those that called it."""
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    """The frames between here and where the exception being handled was raised."""
    exc = sys.exception()
    return getinnerframes(None if exc is None else exc.__traceback__, context)


Arguments = namedtuple('Arguments', 'args, varargs, varkw')
ArgInfo = namedtuple('ArgInfo', 'args varargs keywords locals')
ClosureVars = namedtuple('ClosureVars', 'nonlocals globals builtins unbound')


def getargs(co):
    """The names of the parameters of a code object."""
    if not iscode(co):
        raise TypeError(f'{co!r} is not a code object')
    names = co.co_varnames
    count = co.co_argcount + co.co_kwonlyargcount
    rest = list(names[count:])
    varargs = rest.pop(0) if co.co_flags & CO_VARARGS else None
    varkw = rest.pop(0) if co.co_flags & CO_VARKEYWORDS else None
    return Arguments(list(names[:count]), varargs, varkw)


def getargvalues(frame):
    """The parameters of a frame and its local variables."""
    args, varargs, varkw = getargs(frame.f_code)
    return ArgInfo(args, varargs, varkw, frame.f_locals)


def formatargvalues(args, varargs, varkw, locals, formatarg=str, formatvarargs=lambda name: '*' + name,
                    formatvarkw=lambda name: '**' + name, formatvalue=lambda value: '=' + repr(value)):
    """What getargvalues() returned, as a text."""
    specs = [formatarg(name) + formatvalue(locals[name]) for name in args]
    if varargs:
        specs.append(formatvarargs(varargs) + formatvalue(locals[varargs]))
    if varkw:
        specs.append(formatvarkw(varkw) + formatvalue(locals[varkw]))
    return '(' + ', '.join(specs) + ')'


def getclosurevars(func):
    """What the names that a function uses and does not bind stand for."""
    if ismethod(func):
        func = func.__func__
    if not isfunction(func):
        raise TypeError(f"{func!r} is not a Python function")
    code = func.__code__
    nonlocals = {}
    for name, cell in zip(code.co_freevars, func.__closure__ or ()):
        try:
            nonlocals[name] = cell.cell_contents
        except ValueError:
            pass
    space = func.__globals__
    builtin_space = vars(builtins)
    found, built_in, unbound = {}, {}, set()
    for name in code.co_names:
        if name in space:
            found[name] = space[name]
        elif name in builtin_space:
            built_in[name] = builtin_space[name]
        else:
            unbound.add(name)
    return ClosureVars(nonlocals, found, built_in, unbound)


# ---- states

GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = 'GEN_CREATED', 'GEN_RUNNING', 'GEN_SUSPENDED', 'GEN_CLOSED'
CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = 'CORO_CREATED', 'CORO_RUNNING', 'CORO_SUSPENDED', 'CORO_CLOSED'
AGEN_CREATED, AGEN_RUNNING, AGEN_SUSPENDED, AGEN_CLOSED = 'AGEN_CREATED', 'AGEN_RUNNING', 'AGEN_SUSPENDED', 'AGEN_CLOSED'


def _state(running, suspended, frame, states):
    if running:
        return states[1]
    if suspended:
        return states[2]
    return states[3] if frame is None else states[0]


def getgeneratorstate(generator):
    """GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED or GEN_CLOSED."""
    return _state(generator.gi_running, generator.gi_suspended, generator.gi_frame,
                  (GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED))


def getcoroutinestate(coroutine):
    """CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED or CORO_CLOSED."""
    return _state(coroutine.cr_running, coroutine.cr_suspended, coroutine.cr_frame,
                  (CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED))


def getasyncgenstate(agen):
    """AGEN_CREATED, AGEN_RUNNING, AGEN_SUSPENDED or AGEN_CLOSED."""
    return _state(agen.ag_running, agen.ag_suspended, agen.ag_frame,
                  (AGEN_CREATED, AGEN_RUNNING, AGEN_SUSPENDED, AGEN_CLOSED))


def getgeneratorlocals(generator):
    """The local variables of a generator; empty once it is closed."""
    if not isgenerator(generator):
        raise TypeError(f"{generator!r} is not a Python generator")
    frame = generator.gi_frame
    return {} if frame is None else frame.f_locals


def getcoroutinelocals(coroutine):
    """The local variables of a coroutine; empty once it is closed."""
    frame = getattr(coroutine, "cr_frame", None)
    return {} if frame is None else frame.f_locals


def getasyncgenlocals(agen):
    """The local variables of an asynchronous generator; empty once it is closed."""
    if not isasyncgen(agen):
        raise TypeError(f"{agen!r} is not a Python async generator")
    frame = agen.ag_frame
    return {} if frame is None else frame.f_locals


# ---- signatures

class _void:
    """Stands for "not given" where None and _empty are values."""


class _empty:
    """Stands for "no default" and "no annotation"."""


class _ParameterKind(int):
    """The kinds of parameters, in the order in which they stand in a signature."""

    _names = ('POSITIONAL_ONLY', 'POSITIONAL_OR_KEYWORD', 'VAR_POSITIONAL', 'KEYWORD_ONLY', 'VAR_KEYWORD')
    _texts = ('positional-only', 'positional or keyword', 'variadic positional', 'keyword-only', 'variadic keyword')

    name = property(lambda self: self._names[int(self)])
    value = property(lambda self: int(self))
    description = property(lambda self: self._texts[int(self)])

    def __str__(self):
        return self.name

    def __repr__(self):
        return f'<_ParameterKind.{self.name}: {int(self)}>'

    def __format__(self, spec):
        return format(str(self), spec)

    def __reduce__(self):
        return _kind, (int(self),)


_KINDS = [_ParameterKind(i) for i in range(5)]
for _each in _KINDS:
    setattr(_ParameterKind, _each.name, _each)
_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _VAR_POSITIONAL, _KEYWORD_ONLY, _VAR_KEYWORD = _KINDS
del _each


def _kind(value):
    return _KINDS[value]


def formatannotation(annotation, base_module=None):
    """An annotation as it is shown in a signature."""
    if getattr(annotation, '__module__', None) == 'typing':
        return _without_typing(repr(annotation))
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ('builtins', base_module):
            return annotation.__qualname__
        return f'{annotation.__module__}.{annotation.__qualname__}'
    return repr(annotation)


def _without_typing(text):
    parts = text.split('typing.')
    result = parts[0]
    for part in parts[1:]:
        before = result[-1:]
        result += part if not (before.isalnum() or before in ('_', '.')) else 'typing.' + part
    return result


def formatannotationrelativeto(object):
    module = getattr(object, '__module__', None)
    return lambda annotation: formatannotation(annotation, module)


class Parameter:
    """One parameter: its name, kind, default and annotation."""

    __slots__ = ('_name', '_kind', '_default', '_annotation')

    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        if not isinstance(kind, int) or not 0 <= kind <= 4:
            raise ValueError(f'value {kind!r} is not a valid Parameter.kind')
        self._kind = _KINDS[kind]
        if default is not _empty and self._kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError(f'{self._kind.description} parameters cannot have default values')
        self._default = default
        self._annotation = annotation
        if name is _empty:
            raise ValueError('name is a required attribute for Parameter')
        if not isinstance(name, str):
            raise TypeError(f'name must be a str, not a {type(name).__name__}')
        if name[:1] == '.' and name[1:].isdigit():  # the argument of a comprehension
            if self._kind != _POSITIONAL_OR_KEYWORD:
                raise ValueError(f'implicit arguments must be passed as positional or keyword arguments, '
                                 f'not {self._kind.description}')
            self._kind = _POSITIONAL_ONLY
            name = f'implicit{name[1:]}'
        if iskeyword(name) and self._kind is not _POSITIONAL_ONLY or not name.isidentifier():
            raise ValueError(f'{name!r} is not a valid parameter name')
        self._name = name

    name = property(lambda self: self._name)
    default = property(lambda self: self._default)
    annotation = property(lambda self: self._annotation)
    kind = property(lambda self: self._kind)

    def replace(self, *, name=_void, kind=_void, annotation=_void, default=_void):
        """A copy with some of the attributes changed."""
        return type(self)(self._name if name is _void else name, self._kind if kind is _void else kind,
                          default=self._default if default is _void else default,
                          annotation=self._annotation if annotation is _void else annotation)

    __replace__ = replace

    def __str__(self):
        return self._format()

    def _format(self, quote=True):
        text = self._name
        if self._annotation is not _empty:
            text = f'{text}: {formatannotation(self._annotation)}'
        if self._default is not _empty:
            text += (' = ' if self._annotation is not _empty else '=') + repr(self._default)
        if self._kind == _VAR_POSITIONAL:
            return '*' + text
        if self._kind == _VAR_KEYWORD:
            return '**' + text
        return text

    def __repr__(self):
        return f'<{self.__class__.__name__} "{self}">'

    def __hash__(self):
        return hash((self._name, int(self._kind), self._annotation, self._default))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self._name == other._name and self._kind == other._kind and self._default == other._default
                and self._annotation == other._annotation)

    def __reduce__(self):
        return _restore_parameter, (type(self), self._name, int(self._kind), self._default, self._annotation)


def _restore_parameter(cls, name, kind, default, annotation):
    return cls(name, kind, default=default, annotation=annotation)


class BoundArguments:
    """Which arguments a call gives to which parameters."""

    __slots__ = ('arguments', '_signature', '__weakref__')

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    signature = property(lambda self: self._signature)

    @property
    def args(self):
        values = []
        for name, param in self._signature.parameters.items():
            if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY) or name not in self.arguments:
                break
            if param.kind == _VAR_POSITIONAL:
                values.extend(self.arguments[name])
            else:
                values.append(self.arguments[name])
        return tuple(values)

    @property
    def kwargs(self):
        values = {}
        by_keyword = False
        for name, param in self._signature.parameters.items():
            if not by_keyword:
                if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                    by_keyword = True
                elif name not in self.arguments:
                    by_keyword = True
                    continue
            if not by_keyword or name not in self.arguments:
                continue
            if param.kind == _VAR_KEYWORD:
                values.update(self.arguments[name])
            else:
                values[name] = self.arguments[name]
        return values

    def apply_defaults(self):
        """Put in the defaults of the parameters that got no argument."""
        complete = []
        for name, param in self._signature.parameters.items():
            if name in self.arguments:
                complete.append((name, self.arguments[name]))
            elif param.default is not _empty:
                complete.append((name, param.default))
            elif param.kind is _VAR_POSITIONAL:
                complete.append((name, ()))
            elif param.kind is _VAR_KEYWORD:
                complete.append((name, {}))
        self.arguments = dict(complete)

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments

    __hash__ = None

    def __repr__(self):
        shown = ', '.join([f'{name}={value!r}' for name, value in self.arguments.items()])
        return f'<{self.__class__.__name__} ({shown})>'


class Signature:
    """The parameters and the return annotation of something that can be called."""

    __slots__ = ('_return_annotation', '_parameters')

    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        parameters = list(parameters or ())
        if __validate_parameters__:
            _validate(parameters)
        self._parameters = types.MappingProxyType(OrderedDict([(p.name, p) for p in parameters]))
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
        """The signature of something that can be called."""
        return _Finder(cls, follow_wrapped, True, globals, locals, eval_str).signature_of(obj)

    parameters = property(lambda self: self._parameters)
    return_annotation = property(lambda self: self._return_annotation)

    def replace(self, *, parameters=_void, return_annotation=_void):
        """A copy with some of the attributes changed."""
        return type(self)(self.parameters.values() if parameters is _void else parameters,
                          return_annotation=self._return_annotation if return_annotation is _void else return_annotation)

    __replace__ = replace

    def _comparable(self):
        by_place = tuple([p for p in self.parameters.values() if p.kind != _KEYWORD_ONLY])
        by_name = {p.name: p for p in self.parameters.values() if p.kind == _KEYWORD_ONLY}
        return by_place, by_name, self._return_annotation

    def __hash__(self):
        by_place, by_name, annotation = self._comparable()
        return hash((by_place, frozenset(by_name.values()), annotation))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Signature):
            return NotImplemented
        return self._comparable() == other._comparable()

    def bind(self, /, *args, **kwargs):
        """The arguments of a call, each at its parameter. TypeError: they do not fit."""
        return _Binder(self, args, kwargs, False).bind()

    def bind_partial(self, /, *args, **kwargs):
        """As bind(), but arguments may be missing."""
        return _Binder(self, args, kwargs, True).bind()

    def __reduce__(self):
        return _restore_signature, (type(self), tuple(self._parameters.values()), self._return_annotation)

    def __repr__(self):
        return f'<{self.__class__.__name__} {self}>'

    def __str__(self):
        return self.format()

    def format(self, *, max_width=None):
        """The signature as a text; on several lines where it would be wider than max_width."""
        shown = []
        positional_only = False
        star_due = True
        for param in self.parameters.values():
            kind = param.kind
            if kind == _POSITIONAL_ONLY:
                positional_only = True
            elif positional_only:
                shown.append('/')
                positional_only = False
            if kind == _VAR_POSITIONAL:
                star_due = False
            elif kind == _KEYWORD_ONLY and star_due:
                shown.append('*')
                star_due = False
            shown.append(str(param))
        if positional_only:
            shown.append('/')
        text = f"({', '.join(shown)})"
        if max_width is not None and len(text) > max_width:
            text = '(\n    ' + ',\n    '.join(shown) + '\n)'
        if self.return_annotation is not _empty:
            text += f' -> {formatannotation(self.return_annotation)}'
        return text


def _restore_signature(cls, parameters, annotation):
    return cls(parameters, return_annotation=annotation)


def _validate(parameters):
    highest = _POSITIONAL_ONLY
    with_default = False
    names = set()
    for param in parameters:
        if param.kind < highest:
            raise ValueError(f'wrong parameter order: {highest.description} parameter before '
                             f'{param.kind.description} parameter')
        highest = param.kind
        if param.kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
            if param.default is not _empty:
                with_default = True
            elif with_default:
                raise ValueError('non-default argument follows default argument')
        if param.name in names:
            raise ValueError(f'duplicate parameter name: {param.name!r}')
        names.add(param.name)


class _Binder:
    """Finds a parameter for each argument, in two passes: by place, then by name."""

    def __init__(self, signature, args, kwargs, partial):
        self.signature = signature
        self.args = args
        self.kwargs = kwargs
        self.partial = partial
        self.arguments = {}
        self.misnamed = []  # positional-only parameters whose names are among the keywords

    def bind(self):
        params = list(self.signature.parameters.values())
        start = self._by_place(params)
        many = self._by_name(params[start:])
        if self.kwargs:
            self._rest(many)
        return BoundArguments(self.signature, self.arguments)

    def _by_place(self, params):
        """Hand out the positional arguments; the place of the first parameter left for the keywords."""
        given = 0
        for place, param in enumerate(params):
            if given < len(self.args):
                if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                    break
                if param.kind == _VAR_POSITIONAL:
                    self.arguments[param.name] = tuple(self.args[given:])
                    return place + 1
                if param.name in self.kwargs and param.kind != _POSITIONAL_ONLY:
                    raise TypeError(f'multiple values for argument {param.name!r}')
                self.arguments[param.name] = self.args[given]
                given += 1
            elif param.kind == _VAR_POSITIONAL:
                return place + 1
            elif param.name in self.kwargs:
                if param.kind != _POSITIONAL_ONLY:
                    return place
                if param.default is _empty:
                    self.misnamed.append(param)
                    continue
                self.misnamed.append(param)
            elif param.kind == _VAR_KEYWORD or param.default is not _empty or self.partial:
                return place
            else:
                which = ' keyword-only' if param.kind == _KEYWORD_ONLY else ''
                raise TypeError(f'missing a required{which} argument: {param.name!r}')
        if given < len(self.args):
            raise TypeError('too many positional arguments')
        return len(params)

    def _by_name(self, params):
        many = None
        for param in params:
            if param.kind == _VAR_KEYWORD:
                many = param
            elif param.kind == _POSITIONAL_ONLY and param.name in self.kwargs:
                self.misnamed.append(param)
            elif param.kind == _VAR_POSITIONAL:
                continue
            elif param.name in self.kwargs:
                self.arguments[param.name] = self.kwargs.pop(param.name)
            elif not self.partial and param.default is _empty:
                raise TypeError(f'missing a required argument: {param.name!r}')
        return many

    def _rest(self, many):
        if many is not None:
            self.arguments[many.name] = self.kwargs
        elif self.misnamed:
            names = ', '.join([p.name for p in self.misnamed])
            raise TypeError(f'got some positional-only arguments passed as keyword arguments: {names!r}')
        else:
            raise TypeError(f'got an unexpected keyword argument {next(iter(self.kwargs))!r}')


class _Finder:
    """Finds the signature of anything that can be called."""

    def __init__(self, cls, follow_wrapped, skip_bound, globals, locals, eval_str):
        self.cls = cls
        self.follow_wrapped = follow_wrapped
        self.skip_bound = skip_bound
        self.globals = globals
        self.locals = locals
        self.eval_str = eval_str

    def signature_of(self, obj):
        if not callable(obj):
            raise TypeError(f'{obj!r} is not a callable object')
        if ismethod(obj):
            sig = self.signature_of(obj.__func__)
            return self._without_first(sig) if self.skip_bound else sig
        if self.follow_wrapped:
            obj = unwrap(obj, stop=lambda f: hasattr(f, "__signature__") or ismethod(f))
            if ismethod(obj):
                return self.signature_of(obj)
        given = getattr(obj, '__signature__', None)
        if given is not None:
            return self._given(obj, given)
        partial_method = getattr(obj, '__partialmethod__', None)
        if isinstance(partial_method, functools.partialmethod):
            return self._of_partialmethod(partial_method)
        if isfunction(obj) or _looks_like_function(obj):
            return self._of_function(obj)
        if isinstance(obj, functools.partial):
            return self._of_partial(self.signature_of(obj.func), obj)
        if isinstance(obj, type):
            return self._of_class(obj)
        if _is_native(obj):
            return self._of_native(obj)
        return self._of_instance(obj)

    def _given(self, obj, given):
        if not isinstance(given, Signature) and callable(given):
            given = given()
        if isinstance(given, str):
            return self._of_text(obj, given)
        if not isinstance(given, Signature):
            raise TypeError(f'unexpected object {given!r} in __signature__ attribute')
        return given

    def _without_first(self, sig):
        params = list(sig.parameters.values())
        if not params or params[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
            raise ValueError('invalid method signature')
        if params[0].kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
            params = params[1:]
        return sig.replace(parameters=params)

    def _of_function(self, func):
        code = func.__code__
        names = code.co_varnames
        positional = code.co_argcount
        positional_only = code.co_posonlyargcount
        hints = get_annotations(func, globals=self.globals, locals=self.locals, eval_str=self.eval_str)
        defaults = func.__defaults__ or ()
        kwdefaults = func.__kwdefaults__ or {}
        first_default = positional - len(defaults)
        params = []
        for i in range(positional):
            params.append(Parameter(names[i], _POSITIONAL_ONLY if i < positional_only else _POSITIONAL_OR_KEYWORD,
                                    annotation=hints.get(names[i], _empty),
                                    default=defaults[i - first_default] if i >= first_default else _empty))
        at = positional + code.co_kwonlyargcount
        if code.co_flags & CO_VARARGS:
            params.append(Parameter(names[at], _VAR_POSITIONAL, annotation=hints.get(names[at], _empty)))
            at += 1
        for name in names[positional:positional + code.co_kwonlyargcount]:
            params.append(Parameter(name, _KEYWORD_ONLY, annotation=hints.get(name, _empty),
                                    default=kwdefaults.get(name, _empty)))
        if code.co_flags & CO_VARKEYWORDS:
            params.append(Parameter(names[at], _VAR_KEYWORD, annotation=hints.get(names[at], _empty)))
        return self.cls(params, return_annotation=hints.get('return', _empty), __validate_parameters__=False)

    def _of_partialmethod(self, partial_method):
        sig = self._of_partial(self.signature_of(partial_method.func), partial_method, (None,))
        first = next(iter(self.signature_of(partial_method.func).parameters.values()))
        if first.kind is _VAR_POSITIONAL:
            return sig
        rest = tuple(sig.parameters.values())
        return sig.replace(parameters=rest if rest and rest[0] is first else (first,) + rest)

    def _of_partial(self, sig, partial, extra=()):
        try:
            bound = sig.bind_partial(*extra, *(partial.args or ()), **(partial.keywords or {}))
        except TypeError as ex:
            raise ValueError(f'partial object {partial!r} has incorrect arguments') from ex
        params = []
        by_keyword = False
        for name, param in sig.parameters.items():
            kind = param.kind
            if name in bound.arguments and kind is not _VAR_KEYWORD:
                if kind is _POSITIONAL_ONLY:
                    continue
                if kind is _POSITIONAL_OR_KEYWORD:
                    if name not in (partial.keywords or {}):
                        continue
                    by_keyword = True
                    params.append(param.replace(default=bound.arguments[name], kind=_KEYWORD_ONLY))
                    continue
                if kind is _KEYWORD_ONLY:
                    params.append(param.replace(default=bound.arguments[name]))
                    continue
            if by_keyword:
                if kind is _POSITIONAL_OR_KEYWORD:
                    param = param.replace(kind=_KEYWORD_ONLY)
                elif kind is _VAR_POSITIONAL:
                    continue
            params.append(param)
        return sig.replace(parameters=params)

    def _of_class(self, cls):
        call = self._own_method(type(cls), '__call__')
        if call is not None:
            return self._without_first(self.signature_of(call))
        new = self._own_method(cls, '__new__')
        init = self._own_method(cls, '__init__')
        if new is not None and init is not None:
            mro = cls.__mro__
            new_at = [i for i, base in enumerate(mro) if '__new__' in base.__dict__][0]
            init_at = [i for i, base in enumerate(mro) if '__init__' in base.__dict__][0]
            if new_at <= init_at:
                init = None
            else:
                new = None
        method = new if new is not None else init
        if method is not None:
            sig = self.signature_of(method)
            return self._without_first(sig) if self.skip_bound else sig
        for base in cls.__mro__[:-1]:
            text = _text_signature(base)
            if text:
                return self._of_text(cls, text)
        if type not in cls.__mro__:
            if cls.__init__ is object.__init__ and cls.__new__ is object.__new__:
                return self.cls([])
        raise ValueError(f"no signature found for builtin {'' if cls is type else 'type '}{cls!r}")

    def _own_method(self, cls, name):
        """A method of that name that the program wrote, not one of a built-in class."""
        for base in cls.__mro__:
            if name in base.__dict__:
                method = base.__dict__[name]
                if isinstance(method, (staticmethod, classmethod)):
                    method = method.__func__
                return method if isfunction(method) or isinstance(method, (functools.partial, functools.partialmethod)) \
                    or _looks_like_function(method) else None
        return None

    def _of_instance(self, obj):
        call = getattr(type(obj), '__call__', None)
        if call is not None and not _is_native(call):
            sig = self.signature_of(call)
            return self._without_first(sig) if self.skip_bound else sig
        raise ValueError(f'callable {obj!r} is not supported by signature')

    def _of_native(self, func):
        text = _text_signature(func)
        if not text:
            raise ValueError(f"no signature found for builtin {func!r}")
        return self._of_text(func, text)

    def _of_text(self, obj, text):
        """The signature that a text such as "($self, x, /, *, key=None)" gives."""
        inner = text.strip()
        bound = inner.startswith('($')
        inner = inner.replace('$', '', 1) if bound else inner
        if '->' not in inner and not inner.endswith(')'):
            raise ValueError(f"{obj!r} has invalid signature")
        space = {}
        try:
            exec(f"def signature{inner}: pass", vars(builtins), space)
        except Exception:
            raise ValueError(f"{obj!r} builtin has invalid signature") from None
        sig = self._of_function(space['signature'])
        drop = bound and (ismodule(getattr(obj, '__self__', None)) or isclass(obj)
                          or getattr(obj, '__self__', None) is not None or isbuiltin(obj))
        if drop:
            sig = self._without_first(sig)
        elif bound:
            first, *rest = sig.parameters.values()
            sig = sig.replace(parameters=[first.replace(kind=_POSITIONAL_ONLY), *rest])
        return sig


_NATIVE_TYPES = (types.BuiltinFunctionType, types.WrapperDescriptorType, types.MethodWrapperType,
                 types.MethodDescriptorType, types.ClassMethodDescriptorType)


def _is_native(obj):
    return isinstance(obj, _NATIVE_TYPES)


# Built-in classes that say how they are made, as the functions among the natives do themselves.
_CLASS_TEXTS = {
    property: '(fget=None, fset=None, fdel=None, doc=None)', enumerate: '(iterable, start=0)',
    zip: '(*iterables, strict=False)', map: '(function, iterable, /, *iterables)',
    filter: '(function, iterable, /)', reversed: '(sequence, /)', staticmethod: '(function, /)',
    classmethod: '(function, /)', complex: '(real=0, imag=0)', float: '(x=0, /)', bool: '(object=False, /)',
    set: '(iterable=(), /)', frozenset: '(iterable=(), /)', list: '(iterable=(), /)', tuple: '(iterable=(), /)', object: '()'}


def _text_signature(obj):
    if isinstance(obj, type) and obj in _CLASS_TEXTS:
        return _CLASS_TEXTS[obj]
    text = getattr(obj, '__text_signature__', None)
    return text if isinstance(text, str) else None


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    """The signature of something that can be called."""
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped, globals=globals, locals=locals,
                                   eval_str=eval_str)


FullArgSpec = namedtuple('FullArgSpec', 'args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations')


def getfullargspec(func):
    """The names and defaults of a function's parameters, as a tuple of seven things."""
    try:
        sig = _Finder(Signature, False, False, None, None, False).signature_of(func)
    except Exception as ex:
        raise TypeError('unsupported callable') from ex
    names = {kind: [] for kind in _KINDS}
    defaults = []
    kwdefaults = {}
    annotations = {}
    if sig.return_annotation is not _empty:
        annotations['return'] = sig.return_annotation
    for param in sig.parameters.values():
        names[param.kind].append(param.name)
        if param.default is not _empty:
            if param.kind is _KEYWORD_ONLY:
                kwdefaults[param.name] = param.default
            else:
                defaults.append(param.default)
        if param.annotation is not _empty:
            annotations[param.name] = param.annotation
    return FullArgSpec(names[_POSITIONAL_ONLY] + names[_POSITIONAL_OR_KEYWORD], (names[_VAR_POSITIONAL] or [None])[0],
                       (names[_VAR_KEYWORD] or [None])[0], tuple(defaults) or None, names[_KEYWORD_ONLY],
                       kwdefaults or None, annotations)


def getcallargs(func, /, *positional, **named):
    """The local variables that a call would begin with."""
    if ismethod(func) and func.__self__ is not None:
        positional = (func.__self__,) + positional
        func = func.__func__
    try:
        bound = _Finder(Signature, False, False, None, None, False).signature_of(func).bind(*positional, **named)
    except TypeError:
        func(*positional, **named)  # says what is wrong as the call itself does
        raise
    given = bound.arguments
    bound.apply_defaults()
    result = {}
    kinds = {p.name: p.kind for p in bound.signature.parameters.values()}
    for wanted in ((_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD), (_VAR_POSITIONAL,), (_VAR_KEYWORD,), (_KEYWORD_ONLY,)):
        for name, kind in kinds.items():  # first what the call gave, then the defaults
            if kind in wanted and (name in given or kind in (_VAR_POSITIONAL, _VAR_KEYWORD)):
                result[name] = bound.arguments[name]
    return {**result, **bound.arguments}
