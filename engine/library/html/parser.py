"""A parser of HTML as it is found: it calls a method for each tag, text, comment and declaration, and never complains."""

import re

from . import unescape

__all__ = ['HTMLParser']

_NAME = re.compile(r'[a-zA-Z][^\t\n\r\f />\x00]*')
_ATTRIBUTE = re.compile(r'''((?<=[\'"\s/])[^\s/>][^\s/=>]*)(\s*=+\s*(\'[^\']*\'|"[^"]*"|(?![\'"])[^>\s]*))?(?:\s|/(?!>))*''')
_REFERENCE = re.compile(r'&(?:#(?:[0-9]+|[xX][0-9a-fA-F]+)|([a-zA-Z][-.a-zA-Z0-9]*))(?=[^a-zA-Z0-9])')
_UNFINISHED = re.compile(r'&(?:#[0-9a-fA-FxX]*|[a-zA-Z][-.a-zA-Z0-9]*)?$')


class HTMLParser:
    """Subclass it and override the handle_ methods."""

    CDATA_CONTENT_ELEMENTS = ('script', 'style')

    def __init__(self, *, convert_charrefs=True):
        self.convert_charrefs = convert_charrefs
        self.reset()

    def reset(self):
        self.rawdata = ''
        self.lasttag = '???'
        self.cdata_elem = None
        self.lineno, self.offset = 1, 0
        self._start_text = None

    def feed(self, data):
        self.rawdata += data
        self._go(False)

    def close(self):
        self._go(True)

    def getpos(self):
        return self.lineno, self.offset

    def get_starttag_text(self):
        return self._start_text

    # ---- walking

    def _go(self, at_end):
        text, i = self.rawdata, 0
        while i < len(text):
            if text[i] == '<' and (self.cdata_elem is None or self._ends_cdata(text, i)):
                j = self._markup(text, i, at_end)
                if j < 0:
                    if not at_end:
                        break
                    j = self._rest(text, i)
            else:
                j = self._text(text, i, at_end)
                if j < 0:
                    break
            self._moved(text, i, j)
            i = j
        self.rawdata = text[i:]

    def _moved(self, text, i, j):
        lines = text.count('\n', i, j)
        if lines:
            self.lineno += lines
            self.offset = j - text.rindex('\n', i, j) - 1
        else:
            self.offset += j - i

    def _ends_cdata(self, text, i):
        return re.match(r'</%s(?=[\s/>]|$)' % re.escape(self.cdata_elem), text[i:], re.I) is not None

    def _rest(self, text, i):
        """What was begun and never ended is text; of a '<' alone, that much."""
        end = text.find('>', i + 1) + 1
        if end == 0:
            end = max(text.find('<', i + 1), i + 1)
        self._give(text[i:end])
        return end

    def _give(self, data):
        if data:
            self.handle_data(unescape(data) if self.convert_charrefs and self.cdata_elem is None else data)

    def _text(self, text, i, at_end):
        """Text up to the next tag (and without convert_charrefs, reference). -1: more of it may come."""
        if self.cdata_elem is not None:
            end = i
            while True:
                end = text.find('<', end)
                if end < 0 or self._ends_cdata(text, end):
                    break
                end += 1
            if end < 0:
                if not at_end:
                    return -1
                end = len(text)
            self._give(text[i:end])
            return end
        if not self.convert_charrefs and text[i] == '&':
            return self._reference(text, i, at_end)
        end = text.find('<', i)
        if not self.convert_charrefs:
            amp = text.find('&', i)
            end = amp if 0 <= amp and (end < 0 or amp < end) else end
        if end < 0:
            end = len(text)
            if self.convert_charrefs and not at_end:
                # A reference may be cut in two: it is kept for the next feed, and the text before it too.
                amp = text.rfind('&', max(i, end - 34))
                if amp >= 0 and not re.search(r'[\s;]', text[amp:]):
                    return -1
        self._give(text[i:end])
        return end

    def _reference(self, text, i, at_end):
        found = _REFERENCE.match(text, i)
        if found is None:
            cut = _UNFINISHED.match(text, i) is not None
            if cut and not at_end:
                return -1
            self.handle_data(text[i:] if cut else '&')
            return len(text) if cut else i + 1
        if found[1] is None:
            self.handle_charref(found[0][2:])
        else:
            self.handle_entityref(found[1])
        return found.end() + text.startswith(';', found.end())

    # ---- markup

    def _markup(self, text, i, at_end):
        after = text[i + 1:i + 2]
        if after.isalpha() and after.isascii():
            return self._start_tag(text, i)
        if after == '/':
            return self._end_tag(text, i)
        if text.startswith('<!--', i):
            return self._until(text, i + 4, '-->', self.handle_comment)
        if text.startswith('<![', i):
            return self._until(text, i + 3, ']]>' if text.startswith('<![CDATA[', i) else '>', self.unknown_decl)
        if text[i:i + 9].lower() == '<!doctype':
            return self._until(text, i + 2, '>', self.handle_decl)
        if after == '!':
            return self._until(text, i + 2, '>', self.handle_comment) if len(text) > i + 2 else -1
        if after == '?':
            return self._until(text, i + 2, '>', self.handle_pi)
        if after == '':
            return -1
        self._give('<')
        return i + 1

    def _until(self, text, begin, mark, handle):
        end = text.find(mark, begin)
        if end < 0:
            return -1
        handle(text[begin:end])
        return end + len(mark)

    def _end_of_tag(self, text, i):
        """Behind the '>' of a tag that begins at i, quotes skipped; -1: it is not there yet."""
        quote = None
        before = ''
        for j in range(i, len(text)):
            c = text[j]
            if quote:
                quote = None if c == quote else quote
            elif c in '"\'' and before == '=':
                quote = c
            elif c == '>':
                return j + 1
            if not c.isspace():
                before = c
        return -1

    def _start_tag(self, text, i):
        end = self._end_of_tag(text, i)
        if end < 0:
            return -1
        self._start_text = text[i:end]
        name = _NAME.match(text, i + 1)
        self.lasttag = tag = name[0].lower()
        attributes = []
        k = name.end()
        while k < end and (text[k].isspace() or text[k] == '/'):
            k += 1
        while k < end:
            found = _ATTRIBUTE.match(text, k, end)
            if found is None or found.end() == k:
                break
            key, rest, value = found[1], found[2], found[3]
            if not rest:
                value = None
            elif value[:1] == value[-1:] and value[:1] in ('"', "'"):
                value = value[1:-1]
            attributes.append((key.lower(), unescape(value) if value else value))
            k = found.end()
        if text[k:end].strip() not in ('>', '/>'):
            self.handle_data(text[i:end])
        elif text[k:end].strip().endswith('/>') or text[i:end].endswith('/>'):
            self.handle_startendtag(tag, attributes)
        else:
            self.handle_starttag(tag, attributes)
            if tag in self.CDATA_CONTENT_ELEMENTS:
                self.cdata_elem = tag
        return end

    def _end_tag(self, text, i):
        if len(text) == i + 2:
            return -1
        if text.startswith('</>', i):
            return i + 3
        name = _NAME.match(text, i + 2)
        if name is None:
            return self._until(text, i + 2, '>', self.handle_comment)
        end = text.find('>', name.end())
        if end < 0:
            return -1
        self.cdata_elem = None
        self.handle_endtag(name[0].lower())
        return end + 1

    # ---- to be overridden

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_starttag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        pass

    def handle_charref(self, name):
        pass

    def handle_entityref(self, name):
        pass

    def handle_data(self, data):
        pass

    def handle_comment(self, data):
        pass

    def handle_decl(self, decl):
        pass

    def handle_pi(self, data):
        pass

    def unknown_decl(self, data):
        pass
