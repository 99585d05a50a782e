"""TLS is not simulated: the names are there, so that programs can be read; using one says what to do instead."""

_WORDS = 'TLS is not simulated: leave ssl= out and use http:// addresses'

PROTOCOL_TLS, PROTOCOL_TLS_CLIENT, PROTOCOL_TLS_SERVER = 2, 16, 17
CERT_NONE, CERT_OPTIONAL, CERT_REQUIRED = 0, 1, 2


class SSLError(OSError):
    pass


class SSLCertVerificationError(SSLError, ValueError):
    pass


class Purpose:
    SERVER_AUTH = 'SERVER_AUTH'
    CLIENT_AUTH = 'CLIENT_AUTH'


class SSLContext:
    def __init__(self, *args, **kwargs):
        raise NotImplementedError(_WORDS)


def create_default_context(*args, **kwargs):
    raise NotImplementedError(_WORDS)


def wrap_socket(*args, **kwargs):
    raise NotImplementedError(_WORDS)
