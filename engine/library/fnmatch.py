"""fnmatch: names that fit patterns with *, ? and [...]."""

__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]


def fnmatch(name, pat):
    """Whether the name fits the pattern."""
    return fnmatchcase(name, pat)


def fnmatchcase(name, pat):
    """Whether the name fits the pattern, upper and lower case told apart."""
    # Goes back to the last star only: what an earlier one matched need not change.
    i = j = 0
    star = None
    while i < len(name):
        after = _step(pat, j, name[i])
        if j < len(pat) and pat[j] == '*':
            star = (i, j)
            j += 1
        elif after is not None:
            i, j = i + 1, after
        elif star is not None:
            i, j = star[0] + 1, star[1] + 1
            star = (i, star[1])
        else:
            return False
    return not pat[j:].strip('*')


def _step(pat, j, c):
    """The place in the pattern after one character that fits, else None."""
    if j >= len(pat) or pat[j] == '*':
        return None
    if pat[j] == '?':
        return j + 1
    if pat[j] == '[':
        start = j + 2 if pat[j + 1:j + 2] == '!' else j + 1
        end = pat.find(']', start + 1)
        if end > 0:
            return end + 1 if _in_set(pat[start:end], c) != (start == j + 2) else None
    return j + 1 if pat[j] == c else None


def _in_set(chars, c):
    i = 0
    while i < len(chars):
        if chars[i + 1:i + 2] == '-' and i + 2 < len(chars):
            if chars[i] <= c <= chars[i + 2]:
                return True
            i += 3
        else:
            if chars[i] == c:
                return True
            i += 1
    return False


def filter(names, pat):
    """The names that fit the pattern."""
    return [name for name in names if fnmatchcase(name, pat)]


def translate(pat):
    """The pattern as a regular expression."""
    import re
    result, i = '', 0
    while i < len(pat):
        c = pat[i]
        i += 1
        if c == '*':
            if not result.endswith('.*'):
                result += '.*'
        elif c == '?':
            result += '.'
        elif c == '[' and pat.find(']', i + 1 + (pat[i:i + 1] == '!')) > 0:
            end = pat.find(']', i + 1 + (pat[i:i + 1] == '!'))
            inside = pat[i:end].replace('\\', r'\\')
            result += '[' + ('^' + inside[1:] if inside.startswith('!') else inside) + ']'
            i = end + 1
        else:
            result += re.escape(c)
    return f'(?s:{result})\\Z'
