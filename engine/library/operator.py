"""Operator interface: functions for Python's operators. All of it stands for C code.

_pyoperator is taken where module _operator is out of reach.
"""

try:
    from _operator import *
    from _operator import (__add__, __sub__, __mul__, __matmul__, __truediv__, __floordiv__, __mod__, __pow__,
                           __lshift__, __rshift__, __and__, __or__, __xor__, __iadd__, __isub__, __imul__,
                           __imatmul__, __itruediv__, __ifloordiv__, __imod__, __ipow__, __ilshift__, __irshift__,
                           __iand__, __ior__, __ixor__, __lt__, __le__, __eq__, __ne__, __gt__, __ge__, __neg__,
                           __pos__, __inv__, __invert__, __abs__, __index__, __not__, __getitem__, __setitem__,
                           __delitem__, __contains__, __concat__, __iconcat__, __call__)
except ImportError:
    from _pyoperator import *
    from _pyoperator import (__add__, __sub__, __mul__, __matmul__, __truediv__, __floordiv__, __mod__, __pow__,
                             __lshift__, __rshift__, __and__, __or__, __xor__, __iadd__, __isub__, __imul__,
                             __imatmul__, __itruediv__, __ifloordiv__, __imod__, __ipow__, __ilshift__, __irshift__,
                             __iand__, __ior__, __ixor__, __lt__, __le__, __eq__, __ne__, __gt__, __ge__, __neg__,
                             __pos__, __inv__, __invert__, __abs__, __index__, __not__, __getitem__, __setitem__,
                             __delitem__, __contains__, __concat__, __iconcat__, __call__)

__all__ = ['abs', 'add', 'and_', 'attrgetter', 'call', 'concat', 'contains', 'countOf', 'delitem', 'eq', 'floordiv',
           'ge', 'getitem', 'gt', 'iadd', 'iand', 'iconcat', 'ifloordiv', 'ilshift', 'imatmul', 'imod', 'imul',
           'index', 'indexOf', 'inv', 'invert', 'ior', 'ipow', 'irshift', 'is_', 'is_not', 'isub', 'itemgetter',
           'itruediv', 'ixor', 'le', 'length_hint', 'lshift', 'lt', 'matmul', 'methodcaller', 'mod', 'mul', 'ne',
           'neg', 'not_', 'or_', 'pos', 'pow', 'rshift', 'setitem', 'sub', 'truediv', 'truth', 'xor']
