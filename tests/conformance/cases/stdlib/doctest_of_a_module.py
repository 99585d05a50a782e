"""Module doc.

>>> 1 + 1
2
>>> double(3)
6
"""
import doctest


def double(x):
    """Twice.

    >>> double(2)
    4
    >>> double('ab')
    'abab'
    >>> for i in range(2):
    ...     print(i)
    0
    1
    >>> double(None)
    Traceback (most recent call last):
        ...
    TypeError: unsupported operand type(s) for *: 'NoneType' and 'int'
    >>> double(5)
    11
    >>> print(list(range(20)))  # doctest: +ELLIPSIS
    [0, 1, ..., 19]
    """
    return x * 2


class Box:
    """
    >>> Box(3).get()
    3
    >>> Box(4)
    Box(4)
    """
    def __init__(self, v): self.v = v
    def get(self):
        """>>> Box(1).get()
        1
        """
        return self.v
    def __repr__(self): return f'Box({self.v})'


print(doctest.testmod())
doctest.run_docstring_examples(double, globals())
