"""Watching a client at work: functions that are awaited when a request begins, is sent, is answered."""

from types import SimpleNamespace

__all__ = ('TraceConfig',)

# Each signal and what its functions are told.
_SIGNALS = {
    'on_request_start': 'method url headers',
    'on_request_chunk_sent': 'method url chunk',
    'on_response_chunk_received': 'method url chunk',
    'on_request_end': 'method url headers response',
    'on_request_exception': 'method url headers exception',
    'on_request_redirect': 'method url headers response',
    'on_connection_queued_start': '',
    'on_connection_queued_end': '',
    'on_connection_create_start': '',
    'on_connection_create_end': '',
    'on_connection_reuseconn': '',
    'on_dns_resolvehost_start': 'host',
    'on_dns_resolvehost_end': 'host',
    'on_dns_cache_hit': 'host',
    'on_dns_cache_miss': 'host',
    'on_request_headers_sent': 'method url headers',
}


class _Params:
    """What a function is told of the moment."""

    def __init__(self, *values):
        for name, value in zip(self._names, values, strict=True):
            setattr(self, name, value)

    def __repr__(self):
        return f'{type(self).__name__}({", ".join([f"{name}={getattr(self, name)!r}" for name in self._names])})'

    def __eq__(self, other):
        return vars(self) == vars(other) if type(self) is type(other) else NotImplemented


def _params_class(signal):
    words = ''.join([word.capitalize() for word in signal.split('_')[1:]])
    return type(f'Trace{words}Params', (_Params,), {'_names': tuple(_SIGNALS[signal].split())})


_PARAMS = {signal: _params_class(signal) for signal in _SIGNALS}
for _class in _PARAMS.values():
    globals()[_class.__name__] = _class
__all__ += tuple(_class.__name__ for _class in _PARAMS.values())


class _Signal(list):
    def freeze(self):
        pass


class TraceConfig:
    """Lists of functions: async def on_request_start(session, context, params), and so on."""

    def __init__(self, trace_config_ctx_factory=SimpleNamespace):
        self._factory = trace_config_ctx_factory
        for signal in _SIGNALS:
            setattr(self, signal, _Signal())

    def trace_config_ctx(self, trace_request_ctx=None):
        return self._factory(trace_request_ctx=trace_request_ctx)

    def freeze(self):
        pass


class Traces:
    """Those who watch one request."""

    def __init__(self, session, configs, request_context):
        self._session = session
        self._watchers = [(config, config.trace_config_ctx(request_context)) for config in configs]

    async def tell(self, signal, *values):
        for config, context in self._watchers:
            for function in getattr(config, signal):
                await function(self._session, context, _PARAMS[signal](*values))
