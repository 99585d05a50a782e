"""textwrap: paragraphs and margins."""


def dedent(text):
    lines = text.split('\n')
    margin = None
    for line in lines:
        if not line.strip():
            continue
        indent = line[:len(line) - len(line.lstrip())]
        if margin is None:
            margin = indent
        else:
            i = 0
            while i < len(margin) and i < len(indent) and margin[i] == indent[i]:
                i += 1
            margin = margin[:i]
    margin = margin or ''
    return '\n'.join([line[len(margin):] if line.strip() else '' for line in lines])


def indent(text, prefix, predicate=None):
    if predicate is None:
        predicate = str.strip
    return ''.join([prefix + line if predicate(line) else line for line in text.splitlines(True)])


def wrap(text, width=70, *, initial_indent='', subsequent_indent='', **kwargs):
    lines, current = [], []
    used = 0
    room = width - len(initial_indent)
    for word in text.split():
        while len(word) > room and not current:
            lines.append((initial_indent if not lines else subsequent_indent) + word[:room])
            word = word[room:]
            room = width - len(subsequent_indent)
        if current and used + 1 + len(word) > room:
            lines.append((initial_indent if not lines else subsequent_indent) + ' '.join(current))
            current, used = [], 0
            room = width - len(subsequent_indent)
        used += len(word) + (1 if current else 0)
        current.append(word)
    if current:
        lines.append((initial_indent if not lines else subsequent_indent) + ' '.join(current))
    return lines


def fill(text, width=70, **kwargs):
    return '\n'.join(wrap(text, width, **kwargs))


def shorten(text, width, *, placeholder=' [...]', **kwargs):
    words = text.split()
    whole = ' '.join(words)
    if len(whole) <= width:
        return whole
    while words and len(' '.join(words)) + len(placeholder) > width:
        words.pop()
    return (' '.join(words) + placeholder).strip()
