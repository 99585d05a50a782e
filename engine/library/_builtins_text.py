"""Parts of str, bytes and the numbers that need Python code in their middle. They stand for C code: no tracebacks, no events."""


def _splitlines(text, keepends):
    return type(text).splitlines(text, True if keepends else False)


def _translate(text, table):
    exact = {}
    for char in str.__iter__(text):
        code = ord(char)
        if code not in exact:
            try:
                exact[code] = table[code]
            except LookupError:
                pass
    return str.translate(text, exact)
