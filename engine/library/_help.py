"""help(object): its signature and docstring, and those of what it holds."""

import inspect

_SILENT = {'__author__', '__builtins__', '__cached__', '__credits__', '__date__', '__doc__', '__file__', '__firstlineno__', '__loader__',
           '__module__', '__name__', '__package__', '__path__', '__qualname__', '__slots__', '__spec__', '__static_attributes__', '__version__'}
_RULE = '-' * 70
_OWN_WORDS = {'__dict__': 'dictionary for instance variables', '__weakref__': 'list of weak references to the object'}


def _indented(text, by='    '):
    return '\n'.join([(by + line).rstrip() for line in text.split('\n')])


def _is_shown(name):
    return name not in _SILENT and (not name.startswith('_') or name.startswith('__') and name.endswith('__'))


def _documented(obj):
    doc = inspect.getdoc(obj)
    if not doc:
        doc = inspect.getcomments(obj) or '' if inspect.isfunction(obj) or inspect.isclass(obj) else ''
    return doc.rstrip('\n')


def _signature(obj):
    try:
        return str(inspect.signature(obj))
    except (TypeError, ValueError):
        return '(...)'


def _routine(obj, name=None, note=''):
    head = ('async ' if inspect.iscoroutinefunction(obj) else '') + (name or obj.__name__) + _signature(obj) + note
    doc = _documented(obj)
    return head + '\n' + (_indented(doc) + '\n' if doc else '')


def _note(obj):
    """What stands behind the signature of a routine that is shown alone."""
    owner = getattr(obj, '__self__', None)
    if inspect.ismethod(obj) or inspect.isbuiltin(obj) and owner is not None and not inspect.ismodule(owner):
        cls = owner if inspect.isclass(owner) else type(owner)
        kind = ' class method of {}' if cls is owner else ' method of {} instance'
        return kind.format(f'{cls.__module__}.{cls.__qualname__}')
    if inspect.ismethoddescriptor(obj):
        cls = obj.__objclass__
        return f' unbound {cls.__module__}.{cls.__qualname__} method'
    return ''


def _kind(name, value):
    if isinstance(value, staticmethod):
        return 'Static methods'
    if isinstance(value, classmethod):
        return 'Class methods'
    if isinstance(value, property):
        return 'Readonly properties' if value.fset is None and value.fdel is None else 'Data descriptors'
    if inspect.isroutine(value):
        return 'Methods'
    return 'Data descriptors' if inspect.isdatadescriptor(value) else 'Data and other attributes'


def _attribute(name, value, kind):
    if kind in ('Methods', 'Class methods', 'Static methods'):
        return _routine(getattr(value, '__func__', value), name)
    if kind == 'Data and other attributes':
        return f'{name} = {value!r}'[:70] + '\n'
    doc = _OWN_WORDS.get(name) or inspect.getdoc(value) or ''
    return name + '\n' + (_indented(doc) + '\n' if doc else '')


def _name_from(cls, base):
    return base.__name__ if base.__module__ == cls.__module__ else f'{base.__module__}.{base.__name__}'


def _bases_of(cls):
    names = [_name_from(cls, base) for base in cls.__bases__]
    return f"({', '.join(names)})" if names else ''


def _class(cls):
    lines = []
    signature = _signature(cls)
    if signature != '()':
        lines += [cls.__name__ + signature, '']
    doc = _documented(cls) if cls.__doc__ or not lines else ''
    if doc:
        lines += doc.split('\n') + ['']
    order = [base for base in cls.__mro__]
    if len(order) > 2:
        lines += ['Method resolution order:']
        lines += ['    ' + _name_from(cls, base) for base in order] + ['']
    seen, first = set(), True
    for base in order:
        if base is object and cls is not object:
            continue
        found = {}
        for name in sorted(vars(base)):
            if name not in seen and _is_shown(name):
                seen.add(name)
                value = vars(base)[name]
                found.setdefault(_kind(name, value), []).append((name, value))
        where = 'defined here' if base is cls else 'inherited from ' + _name_from(cls, base)
        for kind in ('Methods', 'Class methods', 'Static methods', 'Readonly properties', 'Data descriptors', 'Data and other attributes'):
            if kind not in found:
                continue
            if not first:
                lines += [_RULE]
            first = False
            lines += [f'{kind} {where}:', '']
            for name, value in found[kind]:
                lines += _attribute(name, value, kind).rstrip('\n').split('\n') + ['']
    while lines and not lines[-1]:
        lines.pop()
    return '\n'.join([f'class {cls.__name__}{_bases_of(cls)}'] + [(' |  ' + line).rstrip() for line in lines]) + '\n'


def _module(module):
    doc = _documented(module).split('\n')
    lines = ['NAME', f'    {module.__name__}' + (f' - {doc[0]}' if doc[0] else '')]
    if len(doc) > 2:
        lines += ['', 'DESCRIPTION', _indented('\n'.join(doc[2:]))]
    own = [value for name, value in sorted(vars(module).items()) if _is_shown(name) and getattr(value, '__module__', None) == module.__name__]
    for title, wanted, text in (('CLASSES', inspect.isclass, _class), ('FUNCTIONS', inspect.isroutine, _routine)):
        found = [_indented(text(value).rstrip('\n')) for value in own if wanted(value)]
        if found:
            lines += ['', title, '\n\n'.join(found)]
    return '\n'.join(lines) + '\n'


def _title(obj):
    if inspect.ismodule(obj):
        return f'module {obj.__name__}'
    if inspect.isclass(obj):
        return f'class {obj.__name__} in module {obj.__module__}'
    if inspect.ismethoddescriptor(obj):
        return 'method_descriptor'
    if inspect.isroutine(obj):
        kind = 'method' if inspect.ismethod(obj) else 'built-in function' if inspect.isbuiltin(obj) else 'function'
        where = getattr(obj, '__module__', None)
        return f'{kind} {obj.__name__}' + (f' in module {where}' if where else '')
    return f'{type(obj).__name__} in module {type(obj).__module__} object'


def show(*args):
    """Print it."""
    if not args or isinstance(args[0], str):
        print('help(object) shows the docstrings of an object; there is no interactive help here.')
        return
    obj = args[0]
    text = (_module(obj) if inspect.ismodule(obj) else _class(obj) if inspect.isclass(obj)
            else _routine(obj, note=_note(obj)) if inspect.isroutine(obj) else _class(type(obj)))
    print(f'Help on {_title(obj)}:\n')
    print(text)
