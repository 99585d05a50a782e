"""literal_eval: values from their text, without running anything. The trees of programs are not shown here."""

__all__ = ['literal_eval']

_NAMES = {'None': None, 'True': True, 'False': False, 'Ellipsis': Ellipsis}


def literal_eval(node_or_string):
    """The value of an expression of literals: numbers, str, bytes, None, booleans, tuples, lists, dicts and sets."""
    if not isinstance(node_or_string, str):
        raise ValueError(f'malformed node or string: {node_or_string!r}')
    text = node_or_string.lstrip(' \t')
    compile(text, '<unknown>', 'eval')          # a SyntaxError for what is no expression at all
    return _Reader(text).sequence('')


class _Reader:
    """Reads a text that is known to be an expression."""

    def __init__(self, text):
        self.text = text
        self.place = 0

    def malformed(self):
        return ValueError(f'malformed node or string on line {self.text.count(chr(10), 0, self.place) + 1}: '
                          f'{self.text[self.place:self.place + 40]!r}')

    def peek(self):
        """The next character that counts; '' at the end."""
        text = self.text
        while self.place < len(text):
            if text[self.place] in ' \t\r\n\f\\':
                self.place += 1
            elif text[self.place] == '#':
                end = text.find('\n', self.place)
                self.place = len(text) if end < 0 else end
            else:
                return text[self.place]
        return ''

    def take(self, wanted):
        if self.peek() != wanted:
            return False
        self.place += 1
        return True

    def sequence(self, closing):
        """What stands in round brackets, or the whole text (closing ''): a value, or a tuple of them."""
        if self.peek() == closing:
            self.place += 1
            return ()
        values, commas = [], 0
        while self.peek() not in (closing, ''):
            values.append(self.sum())
            if not self.take(','):
                break
            commas += 1
        if self.peek() != closing:
            raise self.malformed()
        self.place += 1
        return tuple(values) if commas else values[0]

    def items(self, closing):
        values = []
        while not self.take(closing):
            values.append(self.sum())
            if not self.take(',') and self.peek() != closing:
                raise self.malformed()
        return values

    def braces(self):
        """A dict or a set."""
        if self.take('}'):
            return {}
        pairs, values = {}, set()
        is_dict = None
        while not self.take('}'):
            key = self.sum()
            if is_dict is None:
                is_dict = self.peek() == ':'
            if is_dict:
                if not self.take(':'):
                    raise self.malformed()
                pairs[key] = self.sum()
            else:
                values.add(key)
            if not self.take(',') and self.peek() != '}':
                raise self.malformed()
        return pairs if is_dict else values

    def sum(self):
        """A value; or a real number and an imaginary one: 1+2j."""
        value = self.signed()
        sign = self.peek()
        if sign in ('+', '-') and sign:
            if type(value) not in (int, float):
                raise self.malformed()
            self.place += 1
            imaginary = self.operand()
            if type(imaginary) is not complex:
                raise self.malformed()
            value = value + imaginary if sign == '+' else value - imaginary
        return value

    def signed(self):
        sign = self.peek()
        if sign not in ('+', '-') or not sign:
            return self.operand()
        self.place += 1
        value = self.operand()
        if type(value) not in (int, float, complex):
            raise self.malformed()
        return value if sign == '+' else -value

    def operand(self):
        first = self.peek()
        if first == '(':
            self.place += 1
            return self.sequence(')')
        if first == '[':
            self.place += 1
            return self.items(']')
        if first == '{':
            self.place += 1
            return self.braces()
        if first.isdigit() or (first == '.' and self.text[self.place + 1:self.place + 2].isdigit()):
            return self.number()
        if self.text.startswith('...', self.place):
            self.place += 3
            return Ellipsis
        return self.word_or_string()

    def number(self):
        start = self.place
        text = self.text
        end = start
        is_hex = text[start:start + 2] in ('0x', '0X')
        while end < len(text) and (text[end].isalnum() or text[end] in '._'
                                   or (text[end] in '+-' and text[end - 1] in 'eE' and not is_hex)):
            end += 1
        self.place = end
        digits = text[start:end]
        if digits[-1] in 'jJ':
            return complex(0, float(digits[:-1]))
        if digits[:2].lower() in ('0x', '0o', '0b'):
            return int(digits, 0)
        return int(digits) if digits.replace('_', '').isdigit() else float(digits)

    def word_or_string(self):
        start = self.place
        end = start
        while end < len(self.text) and (self.text[end].isalnum() or self.text[end] == '_'):
            end += 1
        word = self.text[start:end]
        if end < len(self.text) and self.text[end] in '"\'' and len(word) <= 2 and 'f' not in word.lower():
            return self.string()
        self.place = end
        if word == 'set' and self.take('(') and self.take(')'):
            return set()
        if word not in _NAMES:
            self.place = start
            raise self.malformed()
        return _NAMES[word]

    def string(self):
        """One string or more in a row."""
        value = None
        while True:
            start = self.place
            while self.text[self.place] not in '"\'':
                self.place += 1
            quote = self.text[self.place]
            if self.text.startswith(quote * 3, self.place):
                quote *= 3
            self.place += len(quote)
            while not self.text.startswith(quote, self.place):
                self.place += 2 if self.text[self.place] == '\\' else 1
            self.place += len(quote)
            part = eval(self.text[start:self.place], {'__builtins__': {}})
            value = part if value is None else value + part
            following = self.peek()
            rest = self.text[self.place:self.place + 3].lower()
            prefixed = any([rest.startswith((prefix + '"', prefix + "'")) for prefix in ('r', 'b', 'u', 'br', 'rb')])
            if not following or (following not in '"\'' and not prefixed):
                return value
