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


def _percent_text(value, kind, of_bytes):
    if kind == "r":
        return repr(value)
    if kind == "a":
        return ascii(value)
    if not of_bytes:
        return str(value)
    if isinstance(value, (bytes, bytearray)):
        return bytes(value)
    to_bytes = getattr(type(value), "__bytes__", None)
    if to_bytes is None:
        raise TypeError("%%b requires a bytes-like object, or an object that implements __bytes__, not '%s'" % type(value).__name__)
    return to_bytes(value)


def _percent_number(value, kind):
    if kind in "eEfFgG":
        return _as_float(value)
    if kind in "diu" and hasattr(type(value), "__int__"):
        return int(value)
    return _as_index(value)


def _percent_values(format, values, plan, is_mapping):
    of_bytes = not isinstance(format, str)
    queue = list(values) if isinstance(values, tuple) else [values]
    queue.reverse()
    out = []
    for key, kinds in plan:
        if key is not None:
            if not is_mapping:
                raise TypeError("format requires a mapping")
            queue = [values[key]]
        for kind in kinds:
            if not queue:
                raise TypeError("not enough arguments for format string")
            value = queue.pop()
            if kind in "sra" or kind == "b" and of_bytes:
                value = _percent_text(value, kind, of_bytes)
            elif kind in "diuoxXeEfFgG" and not isinstance(value, (int, float, str, bytes, bytearray)):
                if hasattr(type(value), "__index__") or hasattr(type(value), "__int__" if kind in "diu" else "__float__"):
                    value = _percent_number(value, kind)
            elif kind == "c" and hasattr(type(value), "__index__"):
                value = _as_index(value)
            out.append(value)
    if queue and not is_mapping:
        raise TypeError("not all arguments converted during %s formatting" % ("bytes" if of_bytes else "string"))
    return _percent_apply(format, out)


def _format_expand(format, args, kwargs, depth, counter):
    if depth <= 0:
        raise ValueError("Max string recursion exceeded")
    out = []
    position = 0
    while (part := _format_next(format, position)) is not None:
        position, literal, name, spec, conversion, nested = part
        out.append(literal)
        if name is None:
            continue
        value = _format_lookup(name, args, kwargs, counter)
        if conversion == "r":
            value = repr(value)
        elif conversion == "s":
            value = str(value)
        elif conversion == "a":
            value = ascii(value)
        elif conversion is not None:
            code = ord(conversion)
            raise ValueError("Unknown conversion specifier " + (conversion if 32 < code < 127 else "\\x%x" % code))
        if nested:
            spec = _format_expand(spec, args, kwargs, depth - 1, counter)
        out.append(format_builtin(value, spec))
    return "".join(out)


def _format_lookup(name, args, kwargs, counter):
    first, steps = _format_field(name)
    automatic = first == ""
    if automatic or isinstance(first, int):
        if counter[0] is None:
            counter[0] = automatic
        if counter[0] and not automatic:
            raise ValueError("cannot switch from automatic field numbering to manual field specification")
        if automatic and not counter[0]:
            raise ValueError("cannot switch from manual field specification to automatic field numbering")
        if automatic:
            first = counter[1]
            counter[1] += 1
        if args is None:
            raise ValueError("Format string contains positional fields")
        if first >= len(args):
            raise IndexError("Replacement index %d out of range for positional args tuple" % first)
        value = args[first]
    else:
        value = kwargs[first]
    for is_attribute, key in steps:
        if is_attribute is None:
            if key is not None:
                raise key
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
        value = getattr(value, key) if is_attribute else value[key]
    return value


format_builtin = format


def _str_format(format, args, kwargs):
    return _format_expand(format, args, kwargs, 2, [None, 0])


def _int_from_bytes(cls, data, order, signed):
    return cls.from_bytes(bytes(data), order, signed=signed)


# ---- math, where an iterable or an item needs Python code

def _math_floats(iterable):
    return _math_fsum([_as_float(item) for item in iterable])


def _math_product(iterable, start):
    for item in iterable:
        start = start * item
    return start


def _math_sum_of_products(p, q):
    total = 0
    p = list(p)
    q = list(q)
    if len(p) != len(q):
        raise ValueError("Inputs are not the same length")
    for index, item in enumerate(p):
        total = total + item * q[index]
    return total


def _math_hypot_of(*coordinates):
    return _math_hypot(*[_as_float(item) for item in coordinates])


def _math_distance(p, q):
    return _math_dist(tuple(p), tuple(q))


def _math_distance_of(p, q):
    return _math_dist(tuple([_as_float(item) for item in p]), tuple([_as_float(item) for item in q]))


def _complex_log(z, base):
    from cmath import log
    return log(complex(z), complex(base))
