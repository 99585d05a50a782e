"""The scenario's files: a tree in memory, which open(), os and pathlib act upon. The machine's own are never touched."""

import sys

import _outside

_FOLDER = None                # stands for a folder among the nodes
cwd = '/'


def _now():
    import time
    return time.time()


class Node:
    """A file: its bytes, and when they changed last."""

    __slots__ = ('data', 'changed', 'number')
    seekable = True
    _count = 2

    def __init__(self, data=b''):
        self.data = bytearray(data)
        self.changed = 1700000000.0
        Node._count += 1
        self.number = Node._count

    def take(self, at, size):
        """So many bytes from a place on; all, if the size is less than zero."""
        return bytes(self.data[at:] if size < 0 else self.data[at:at + size])

    def put(self, at, data):
        """Write at a place; the place after what was written."""
        if at > len(self.data):
            self.data += bytes(at - len(self.data))
        self.data[at:at + len(data)] = data
        self.changed = _now()
        return at + len(data)

    def resize(self, size):
        del self.data[size:]
        self.data += bytes(size - len(self.data))
        self.changed = _now()

    def fd(self):
        return self.number


class NullNode(Node):
    """/dev/null: empty for ever."""

    __slots__ = ()

    def put(self, at, data):
        return 0

    def resize(self, size):
        pass


class EndlessNode(NullNode):
    """/dev/zero, /dev/urandom: as many bytes as are wanted."""

    __slots__ = ('make',)

    def __init__(self, make):
        super().__init__()
        self.make = make

    def take(self, at, size):
        if size < 0:
            raise MemoryError
        return self.make(size)


def _random_bytes(size):
    from os import urandom
    return urandom(size)


nodes = {'/': _FOLDER, '/dev': _FOLDER, '/tmp': _FOLDER, '/dev/null': NullNode(), '/dev/zero': EndlessNode(bytes),
         '/dev/urandom': EndlessNode(_random_bytes), '/dev/random': EndlessNode(_random_bytes)}
Node._count = 3


def _add_parents(path):
    at = path.rfind('/')
    while at > 0:
        nodes.setdefault(path[:at], _FOLDER)
        at = path.rfind('/', 0, at)


def absolute(path):
    """The path from the root, without . and .. ."""
    if isinstance(path, (bytes, bytearray)):
        path = bytes(path).decode()
    if '\0' in path:
        raise ValueError('embedded null byte')
    if not path.startswith('/'):
        path = f'{cwd}/{path}'
    parts = []
    for part in path.split('/'):
        if part == '..':
            if parts:
                parts.pop()
        elif part and part != '.':
            parts.append(part)
    return '/' + '/'.join(parts)


for _name, _text in ((_outside.world() or {}).get('files') or {}).items():
    _path = absolute(_name)
    nodes[_path] = Node(_text.encode('utf-8', 'surrogatepass'))
    _add_parents(_path)


def _program_source(path):
    """The text of the program itself or of one of its modules, by the name that __file__ has."""
    from _engine import _source_text
    if isinstance(path, str) and not path.startswith(('/usr/lib/python3.13/', '<')):
        return _source_text(path)
    return None


def find(path):
    """The node of a path. LookupError: there is none."""
    if path == '':
        raise LookupError
    whole = absolute(path)
    if whole not in nodes:
        text = _program_source(path)
        if text is None:
            raise LookupError
        return Node(text.encode())
    if isinstance(path, str) and path.endswith('/') and nodes[whole] is not _FOLDER:
        raise NotADirectoryError(20, 'Not a directory', path)
    return nodes[whole]


def _require_parent(path, whole):
    parent = whole.rpartition('/')[0] or '/'
    if parent not in nodes:
        above = parent
        while above not in nodes:
            above = above.rpartition('/')[0] or '/'
        if nodes[above] is not _FOLDER:
            raise NotADirectoryError(20, 'Not a directory', path)
        raise FileNotFoundError(2, 'No such file or directory', path)
    if nodes[parent] is not _FOLDER:
        raise NotADirectoryError(20, 'Not a directory', path)


def open_node(path, mode):
    """What a raw stream needs: node, position, may it be read, written, is it appended to."""
    reads, writes = 'r' in mode or '+' in mode, 'r' not in mode or '+' in mode
    try:
        node = find(path)
        if node is _FOLDER:
            raise IsADirectoryError(21, 'Is a directory', path)
        if 'x' in mode:
            raise FileExistsError(17, 'File exists', path)
        if 'w' in mode:
            node.resize(0)
    except LookupError:
        if 'r' in mode or path == '':
            raise FileNotFoundError(2, 'No such file or directory', path) from None
        whole = absolute(path)
        _require_parent(path, whole)
        if path.endswith('/'):
            raise IsADirectoryError(21, 'Is a directory', path) from None
        node = nodes[whole] = Node()
        node.changed = _now()
    return node, len(node.data) if 'a' in mode else 0, reads, writes, 'a' in mode


def existing(path):
    """The node of a path. FileNotFoundError: there is none."""
    try:
        return find(path)
    except LookupError:
        raise FileNotFoundError(2, 'No such file or directory', path) from None


def is_folder(node):
    return node is _FOLDER


def names_in(path):
    """The names in a folder, in order of the alphabet."""
    if existing(path) is not _FOLDER:
        raise NotADirectoryError(20, 'Not a directory', path)
    whole = absolute(path)
    start = '/' if whole == '/' else whole + '/'
    return sorted([p[len(start):] for p in nodes if p.startswith(start) and p != '/' and '/' not in p[len(start):]])


def make_folder(path):
    whole = absolute(path)
    if whole in nodes:
        raise FileExistsError(17, 'File exists', path)
    _require_parent(path, whole)
    nodes[whole] = _FOLDER


def remove_file(path):
    if existing(path) is _FOLDER:
        raise IsADirectoryError(21, 'Is a directory', path)
    nodes.pop(absolute(path), None)


def remove_folder(path):
    if existing(path) is not _FOLDER:
        raise NotADirectoryError(20, 'Not a directory', path)
    if names_in(path):
        raise OSError(39, 'Directory not empty', path)
    del nodes[absolute(path)]


def rename(source, target, replace=True):
    try:
        node = find(source)
    except LookupError:
        raise FileNotFoundError(2, 'No such file or directory', source, None, target) from None
    old, new = absolute(source), absolute(target)
    _require_parent(target, new)
    if new in nodes and nodes[new] is _FOLDER and node is not _FOLDER:
        raise IsADirectoryError(21, 'Is a directory', source, None, target)
    for path in [p for p in nodes if p == old or p.startswith(old + '/')]:
        nodes[new + path[len(old):]] = nodes.pop(path)


def change_folder(path):
    global cwd
    if existing(path) is not _FOLDER:
        raise NotADirectoryError(20, 'Not a directory', path)
    cwd = absolute(path)
