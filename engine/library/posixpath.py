"""os.path: names of files, as text."""

curdir, pardir, extsep, sep, pathsep, defpath, altsep, devnull = '.', '..', '.', '/', ':', '/bin:/usr/bin', None, '/dev/null'


def normcase(s):
    return s


def isabs(s):
    return s.startswith('/')


def join(a, *p):
    path = a
    for b in p:
        if b.startswith('/'):
            path = b
        elif not path or path.endswith('/'):
            path += b
        else:
            path += '/' + b
    return path


def split(p):
    i = p.rfind('/') + 1
    head, tail = p[:i], p[i:]
    if head and head != '/' * len(head):
        head = head.rstrip('/')
    return head, tail


def splitext(p):
    slash, dot = p.rfind('/'), p.rfind('.')
    if dot > slash:
        i = slash + 1
        while i < dot:
            if p[i] != '.':
                return p[:dot], p[dot:]
            i += 1
    return p, ''


def splitdrive(p):
    return '', p


def basename(p):
    return p[p.rfind('/') + 1:]


def dirname(p):
    return split(p)[0]


def normpath(path):
    if not path:
        return '.'
    lead = '/' if path.startswith('/') else ''
    parts = []
    for part in path.split('/'):
        if part in ('', '.'):
            continue
        if part != '..' or (not lead and not parts) or (parts and parts[-1] == '..'):
            parts.append(part)
        elif parts:
            parts.pop()
    return lead + '/'.join(parts) or '.'


def abspath(path):
    return normpath(path if isabs(path) else join('/', path))


realpath = abspath


def commonprefix(m):
    if not m:
        return ''
    a, b = min(m), max(m)
    for i, c in enumerate(a):
        if c != b[i]:
            return a[:i]
    return a


def relpath(path, start='.'):
    a = [x for x in abspath(start).split('/') if x]
    b = [x for x in abspath(path).split('/') if x]
    i = len(commonprefix([a, b]))
    return '/'.join(['..'] * (len(a) - i) + b[i:]) or '.'


def expanduser(path):
    return path


expandvars = expanduser


def exists(path):
    return False


lexists = isfile = isdir = islink = ismount = exists


def getsize(path):
    raise FileNotFoundError(2, 'No such file or directory', path)


getmtime = getatime = getctime = getsize
