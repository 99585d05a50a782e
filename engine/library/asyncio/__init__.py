"""Asynchronous programs: tasks, an event loop, and what they use to talk to one another.

What every program needs is imported here; the rest (see _LATER) when it is first asked for.
"""

from _engine import _late_names

from . import base_events
from . import coroutines
from . import events
from . import exceptions
from . import futures
from . import locks
from . import queues
from . import runners
from . import selector_events
from . import taskgroups
from . import tasks
from . import timeouts
from . import unix_events

from .base_events import *
from .coroutines import *
from .events import *
from .exceptions import *
from .futures import *
from .locks import *
from .queues import *
from .runners import *
from .tasks import *
from .taskgroups import *
from .timeouts import *
from .unix_events import *

# Public names of the modules that are imported at first use.
_LATER = {
    '_network': ('Server',),
    'protocols': ('BaseProtocol', 'Protocol', 'DatagramProtocol', 'SubprocessProtocol', 'BufferedProtocol'),
    'streams': ('StreamReader', 'StreamWriter', 'StreamReaderProtocol', 'open_connection', 'start_server',
                'open_unix_connection', 'start_unix_server'),
    'subprocess': ('create_subprocess_exec', 'create_subprocess_shell'),
    'threads': ('to_thread',),
    'transports': ('BaseTransport', 'ReadTransport', 'WriteTransport', 'Transport', 'DatagramTransport',
                   'SubprocessTransport'),
}
_WHERE = {name: module for module, names in _LATER.items() for name in names}
_MODULES = ('base_futures', 'base_tasks', 'constants', 'format_helpers', 'log', 'mixins', 'proactor_events', 'staggered', 'trsock',
            *_LATER)

__all__ = (base_events.__all__ + _LATER['_network'] + coroutines.__all__ + events.__all__ + exceptions.__all__ + futures.__all__
           + locks.__all__ + _LATER['protocols'] + runners.__all__ + queues.__all__ + _LATER['streams']
           + _LATER['subprocess'] + tasks.__all__ + taskgroups.__all__ + _LATER['threads'] + timeouts.__all__
           + _LATER['transports'] + unix_events.__all__)


__getattr__ = _late_names(globals(), _WHERE, _MODULES)


def __dir__():
    return sorted({*globals(), *_WHERE, *_MODULES})


if __import__('sys').version_info < (3, 7):
    from ._history import put_back
    put_back(globals())
