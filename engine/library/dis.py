"""What is known of code objects. The engine's instructions are its own, and are not listed here."""

import types

__all__ = ['code_info', 'show_code', 'pretty_flags', 'COMPILER_FLAG_NAMES']

COMPILER_FLAG_NAMES = {1: 'OPTIMIZED', 2: 'NEWLOCALS', 4: 'VARARGS', 8: 'VARKEYWORDS', 16: 'NESTED', 32: 'GENERATOR',
                       64: 'NOFREE', 128: 'COROUTINE', 256: 'ITERABLE_COROUTINE', 512: 'ASYNC_GENERATOR'}


def pretty_flags(flags):
    """The names of the flags of a code object."""
    names = []
    for i in range(32):
        if flags & 1 << i:
            names.append(COMPILER_FLAG_NAMES.get(1 << i, hex(1 << i)))
    return ', '.join(names) or '0'


def _code_of(x):
    """The code object of a function, method, generator, coroutine, of source text, or the object itself."""
    x = getattr(x, '__func__', x)
    for name in ('__code__', 'gi_code', 'ag_code', 'cr_code'):
        if hasattr(x, name):
            x = getattr(x, name)
            break
    if isinstance(x, str):
        try:
            x = compile(x, '<disassembly>', 'eval')
        except SyntaxError:
            x = compile(x, '<disassembly>', 'exec')
    if not isinstance(x, types.CodeType):
        raise TypeError(f"don't know how to disassemble {type(x).__name__} objects")
    return x


def code_info(x):
    """What a code object says of itself, as text."""
    code = _code_of(x)
    lines = [f'Name:              {code.co_name}', f'Filename:          {code.co_filename}',
             f'Argument count:    {code.co_argcount}', f'Positional-only arguments: {code.co_posonlyargcount}',
             f'Kw-only arguments: {code.co_kwonlyargcount}', f'Number of locals:  {code.co_nlocals}',
             f'Stack size:        {code.co_stacksize}', f'Flags:             {pretty_flags(code.co_flags)}']
    numbered = {'Constants:': map(repr, code.co_consts), 'Names:': code.co_names, 'Variable names:': code.co_varnames,
                'Free variables:': code.co_freevars, 'Cell variables:': code.co_cellvars}
    for title, things in numbered.items():
        things = list(things)
        if things:
            lines += [title] + [f'{i:4}: {thing}' for i, thing in enumerate(things)]
    return '\n'.join(lines)


def show_code(co, *, file=None):
    """Print what a code object says of itself."""
    print(code_info(co), file=file)
