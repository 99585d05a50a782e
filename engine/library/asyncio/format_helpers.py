"""Showing callbacks in reprs and messages, and the stack where something was made."""

import sys

from . import constants


def _as_partial(func):
    """func as a functools.partial (or partialmethod), else None."""
    functools = sys.modules.get('functools')
    if functools is not None and isinstance(func, (functools.partial, functools.partialmethod)):
        return func
    return None


def _unwrap(func):
    seen = {id(func)}
    while hasattr(func, '__wrapped__'):
        func = func.__wrapped__
        if id(func) in seen:
            raise ValueError(f'wrapper loop when unwrapping {func!r}')
        seen.add(id(func))
    return func


_function_type = type(_unwrap)


def _get_function_source(func):
    """(file, line) of a function written in Python, None of anything else."""
    func = _unwrap(func)
    if isinstance(func, _function_type):
        return func.__code__.co_filename, func.__code__.co_firstlineno
    partial = _as_partial(func)
    return None if partial is None else _get_function_source(partial.func)


def _format_callback_source(func, args, *, debug=False):
    text = _format_callback(func, args, None, debug=debug)
    source = _get_function_source(func)
    return f'{text} at {source[0]}:{source[1]}' if source else text


def _format_args_and_kwargs(args, kwargs, *, debug=False):
    """'()': arguments may be secrets, so only debug mode shows them."""
    if not debug:
        return '()'
    from reprlib import repr as short
    items = [short(arg) for arg in args or ()]
    items += [f'{name}={short(value)}' for name, value in (kwargs or {}).items()]
    return f"({', '.join(items)})"


def _format_callback(func, args, kwargs, *, debug=False, suffix=''):
    partial = _as_partial(func)
    if partial is not None:
        suffix = _format_args_and_kwargs(args, kwargs, debug=debug) + suffix
        return _format_callback(partial.func, partial.args, partial.keywords, debug=debug, suffix=suffix)
    name = getattr(func, '__qualname__', None) or getattr(func, '__name__', None) or repr(func)
    return name + _format_args_and_kwargs(args, kwargs, debug=debug) + suffix


def extract_stack(f=None, limit=None):
    """The stack from frame f outwards as a traceback.StackSummary, without reading source lines."""
    import traceback
    if f is None:
        f = sys._getframe().f_back
    if limit is None:
        limit = constants.DEBUG_STACK_DEPTH
    stack = traceback.StackSummary.extract(traceback.walk_stack(f), limit=limit, lookup_lines=False)
    stack.reverse()
    return stack
