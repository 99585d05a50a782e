"""getopt: options of a command line."""

__all__ = ["GetoptError", "error", "getopt", "gnu_getopt"]


class GetoptError(Exception):
    opt = ''
    msg = ''

    def __init__(self, msg, opt=''):
        self.msg = msg
        self.opt = opt
        Exception.__init__(self, msg, opt)

    def __str__(self):
        return self.msg


error = GetoptError


def getopt(args, shortopts, longopts=[]):
    """The options before the first other argument, and the rest."""
    opts = []
    longopts = [longopts] if isinstance(longopts, str) else list(longopts)
    while args and args[0].startswith('-') and args[0] != '-':
        if args[0] == '--':
            return opts, args[1:]
        args = _one(opts, args, shortopts, longopts)
    return opts, args


def gnu_getopt(args, shortopts, longopts=[]):
    """The options wherever they stand, and the rest."""
    opts, others = [], []
    longopts = [longopts] if isinstance(longopts, str) else list(longopts)
    stop_at_first = shortopts.startswith('+')
    shortopts = shortopts.removeprefix('+')
    while args:
        if args[0] == '--':
            others += args[1:]
            break
        if args[0].startswith('-') and args[0] != '-':
            args = _one(opts, args, shortopts, longopts)
        elif stop_at_first:
            others += args
            break
        else:
            others.append(args[0])
            args = args[1:]
    return opts, others


def _one(opts, args, shortopts, longopts):
    first, rest = args[0], args[1:]
    if first.startswith('--'):
        return _long(opts, first[2:], longopts, rest)
    return _short(opts, first[1:], shortopts, rest)


def _long(opts, text, longopts, rest):
    name, equals, value = text.partition('=')
    has_value, name = _long_name(name, longopts)
    if has_value:
        if not equals:
            if not rest:
                raise GetoptError(f'option --{name} requires argument', name)
            value, rest = rest[0], rest[1:]
    elif equals:
        raise GetoptError(f'option --{name} must not have an argument', name)
    opts.append(('--' + name, value))
    return rest


def _long_name(name, longopts):
    possible = [option for option in longopts if option.startswith(name)]
    if not possible:
        raise GetoptError(f'option --{name} not recognized', name)
    if name in possible:
        return False, name
    if name + '=' in possible:
        return True, name
    if len(possible) > 1:
        raise GetoptError(f'option --{name} not a unique prefix', name)
    return possible[0].endswith('='), possible[0].removesuffix('=')


def _short(opts, letters, shortopts, rest):
    while letters:
        name, letters = letters[0], letters[1:]
        at = shortopts.find(name)
        if at < 0 or name == ':':
            raise GetoptError(f'option -{name} not recognized', name)
        value = ''
        if shortopts[at + 1:at + 2] == ':':
            if not letters:
                if not rest:
                    raise GetoptError(f'option -{name} requires argument', name)
                letters, rest = rest[0], rest[1:]
            value, letters = letters, ''
        opts.append(('-' + name, value))
    return rest
