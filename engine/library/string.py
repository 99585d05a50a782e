"""string: character classes and Template."""

whitespace = ' \t\n\r\v\f'
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdef' + 'ABCDEF'
octdigits = '01234567'
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or ' ').join([x.capitalize() for x in s.split(sep)])


class Template:
    """$name and ${name} in a text, to be replaced."""
    delimiter = '$'

    def __init__(self, template):
        self.template = template

    def _fill(self, mapping, safe):
        text, out, i = self.template, [], 0
        while i < len(text):
            if text[i] != self.delimiter:
                out.append(text[i])
                i += 1
                continue
            if text[i + 1:i + 2] == self.delimiter:
                out.append(self.delimiter)
                i += 2
                continue
            braced = text[i + 1:i + 2] == '{'
            j = i + 2 if braced else i + 1
            k = j
            while k < len(text) and text[k].isascii() and (text[k].isalnum() or text[k] == '_'):
                k += 1
            name = text[j:k]
            if not name.isidentifier() or (braced and text[k:k + 1] != '}'):
                if not safe:
                    line = text.count('\n', 0, i) + 1
                    raise ValueError(f'Invalid placeholder in string: line {line}, col {i - (text.rfind(chr(10), 0, i) + 1) + 1}')
                out.append(text[i])
                i += 1
                continue
            end = k + 1 if braced else k
            try:
                out.append(str(mapping[name]))
            except KeyError:
                if not safe:
                    raise
                out.append(text[i:end])
            i = end
        return ''.join(out)

    def substitute(self, mapping={}, /, **kws):
        return self._fill({**mapping, **kws}, False)

    def safe_substitute(self, mapping={}, /, **kws):
        return self._fill({**mapping, **kws}, True)


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return format_string.format(*args, **kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)
