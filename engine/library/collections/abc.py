"""collections.abc: abstract base classes of containers, iterators and awaitables."""
from _collections_abc import *
from _collections_abc import __all__
