"""Parts of the modules _re and _json that need Python code in their middle. They stand for C code: no tracebacks, no events."""


def _re_error(message, pattern, position):
    from re import PatternError
    raise PatternError(message, pattern, position)


def _re_sub(pattern, function, string, most, counted):
    empty = string[:0]
    if not isinstance(empty, str):
        empty = bytes(empty)
    parts = []
    n = at = 0
    if most >= 0:
        search = pattern.scanner(string).search
        while not most or n < most:
            match = search()
            if match is None:
                break
            start, end = match.span()
            parts.append(string[at:start])
            new = function(match)
            if new is not None:
                parts.append(new)
            at = end
            n += 1
    if n:
        parts.append(string[at:])
        result = empty.join(parts)
    else:
        result = string
    return (result, n) if counted else result


def _json_error(message, text, position):
    from json.decoder import JSONDecodeError
    raise JSONDecodeError(message, text, position)
