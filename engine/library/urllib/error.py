"""What goes wrong with addresses."""


class URLError(OSError):
    """It could not be fetched."""

    def __init__(self, reason, filename=None):
        self.args = reason,
        self.reason = reason
        if filename is not None:
            self.filename = filename

    def __str__(self):
        return f'<urlopen error {self.reason}>'


class HTTPError(URLError):
    """The server answers with an error."""

    def __init__(self, url, code, msg, hdrs, fp):
        super().__init__(msg)
        self.code = self.status = code
        self.msg = msg
        self.hdrs = self.headers = hdrs
        self.fp = fp
        self.filename = self.url = url

    def __str__(self):
        return f'HTTP Error {self.code}: {self.msg}'

    def __repr__(self):
        return f'<HTTPError {self.code}: {self.msg!r}>'

    def read(self, *args):
        return self.fp.read(*args)
