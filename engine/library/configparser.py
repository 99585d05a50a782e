"""Settings in files: sections in brackets, and in them names with values."""

import collections
import itertools
import re
from collections.abc import MutableMapping

__all__ = ('NoSectionError', 'DuplicateOptionError', 'DuplicateSectionError', 'NoOptionError', 'InterpolationError',
           'InterpolationDepthError', 'InterpolationMissingOptionError', 'InterpolationSyntaxError', 'ParsingError',
           'MissingSectionHeaderError', 'ConfigParser', 'RawConfigParser', 'Interpolation', 'BasicInterpolation',
           'ExtendedInterpolation', 'SectionProxy', 'ConverterMapping', 'DEFAULTSECT', 'MAX_INTERPOLATION_DEPTH')

DEFAULTSECT = 'DEFAULT'
MAX_INTERPOLATION_DEPTH = 10
_UNSET = object()


# ---- errors

class Error(Exception):
    def __init__(self, msg=''):
        self.message = msg
        Exception.__init__(self, msg)

    def __repr__(self):
        return self.message

    __str__ = __repr__


class NoSectionError(Error):
    def __init__(self, section):
        Error.__init__(self, f'No section: {section!r}')
        self.section = section
        self.args = (section,)


class _Duplicate(Error):
    def _tell(self, what, source, lineno, args):
        place = ''
        if source is not None:
            place = f'While reading from {source!r}' + (f' [line {lineno:2d}]' if lineno is not None else '') + ': '
        Error.__init__(self, place + (what[0].lower() + what[1:] if source is not None else what))
        self.source, self.lineno = source, lineno
        self.args = args


class DuplicateSectionError(_Duplicate):
    def __init__(self, section, source=None, lineno=None):
        self._tell(f'Section {section!r} already exists', source, lineno, (section, source, lineno))
        self.section = section


class DuplicateOptionError(_Duplicate):
    def __init__(self, section, option, source=None, lineno=None):
        self._tell(f'Option {option!r} in section {section!r} already exists', source, lineno,
                   (section, option, source, lineno))
        self.section, self.option = section, option


class NoOptionError(Error):
    def __init__(self, option, section):
        Error.__init__(self, f'No option {option!r} in section: {section!r}')
        self.option, self.section = option, section
        self.args = (option, section)


class InterpolationError(Error):
    def __init__(self, option, section, msg):
        Error.__init__(self, msg)
        self.option, self.section = option, section
        self.args = (option, section, msg)


class InterpolationMissingOptionError(InterpolationError):
    def __init__(self, option, section, rawval, reference):
        InterpolationError.__init__(self, option, section, (
            f'Bad value substitution: option {option!r} in section {section!r} contains an interpolation key {reference!r} '
            f'which is not a valid option name. Raw value: {rawval!r}'))
        self.reference = reference
        self.args = (option, section, rawval, reference)


class InterpolationSyntaxError(InterpolationError):
    pass


class InterpolationDepthError(InterpolationError):
    def __init__(self, option, section, rawval):
        InterpolationError.__init__(self, option, section, (
            f'Recursion limit exceeded in value substitution: option {option!r} in section {section!r} contains an '
            f'interpolation key which cannot be substituted in {MAX_INTERPOLATION_DEPTH} steps. Raw value: {rawval!r}'))
        self.args = (option, section, rawval)


class ParsingError(Error):
    def __init__(self, source, *args):
        super().__init__(f'Source contains parsing errors: {source!r}')
        self.source = source
        self.errors = []
        self.args = (source,)

    def append(self, lineno, line):
        self.errors.append((lineno, line))
        self.message += f'\n\t[line {lineno:2d}]: {line!r}'


class MissingSectionHeaderError(ParsingError):
    def __init__(self, filename, lineno, line):
        Error.__init__(self, f'File contains no section headers.\nfile: {filename!r}, line: {lineno}\n{line!r}')
        self.source, self.lineno, self.line = filename, lineno, line
        self.args = (filename, lineno, line)


# ---- values that name other values

class Interpolation:
    """None of it: values are as they stand."""

    def before_get(self, parser, section, option, value, defaults):
        return value

    def before_set(self, parser, section, option, value):
        return value

    def before_read(self, parser, section, option, value):
        return value

    def before_write(self, parser, section, option, value):
        return value


class BasicInterpolation(Interpolation):
    """%(name)s stands for another value of the section or of the defaults; %% for a per cent sign."""

    def before_get(self, parser, section, option, value, defaults):
        return self._filled(parser, option, section, value, defaults, 1)

    def before_set(self, parser, section, option, value):
        rest = re.sub(r'%\([^)]+\)s', '', value.replace('%%', ''))
        if '%' in rest:
            raise ValueError(f'invalid interpolation syntax in {value!r} at position {rest.find("%")}')
        return value

    def _filled(self, parser, option, section, rest, values, depth):
        raw = parser.get(section, option, raw=True, fallback=rest)
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, raw)
        done = []
        while rest:
            before, sign, rest = rest.partition('%')
            done.append(before)
            if not sign:
                break
            if rest[:1] == '%':
                done.append('%')
                rest = rest[1:]
            elif rest[:1] == '(':
                found = re.match(r'\(([^)]+)\)s', rest)
                if found is None:
                    raise InterpolationSyntaxError(option, section, f'bad interpolation variable reference {"%" + rest!r}')
                name = parser.optionxform(found[1])
                rest = rest[found.end():]
                try:
                    value = values[name]
                except KeyError:
                    raise InterpolationMissingOptionError(option, section, raw, name) from None
                done.append(self._filled(parser, option, section, value, values, depth + 1) if '%' in value else value)
            else:
                raise InterpolationSyntaxError(option, section, f"'%' must be followed by '%' or '(', found: {'%' + rest!r}")
        return ''.join(done)


class ExtendedInterpolation(Interpolation):
    """${name} or ${section:name}; $$ for a dollar sign."""

    def before_get(self, parser, section, option, value, defaults):
        return self._filled(parser, option, section, value, defaults, 1)

    def before_set(self, parser, section, option, value):
        rest = re.sub(r'\$\{[^}]+\}', '', value.replace('$$', ''))
        if '$' in rest:
            raise ValueError(f'invalid interpolation syntax in {value!r} at position {rest.find("$")}')
        return value

    def _filled(self, parser, option, section, rest, values, depth):
        raw = parser.get(section, option, raw=True, fallback=rest)
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, raw)
        done = []
        while rest:
            before, sign, rest = rest.partition('$')
            done.append(before)
            if not sign:
                break
            if rest[:1] == '$':
                done.append('$')
                rest = rest[1:]
                continue
            if rest[:1] != '{':
                raise InterpolationSyntaxError(option, section, f"'$' must be followed by '$' or '{{', found: {'$' + rest!r}")
            found = re.match(r'\{([^}]+)\}', rest)
            if found is None:
                raise InterpolationSyntaxError(option, section, f'bad interpolation variable reference {"$" + rest!r}')
            path = found[1].split(':')
            rest = rest[found.end():]
            if len(path) > 2:
                raise InterpolationSyntaxError(option, section, f"More than one ':' found: {'$' + rest!r}")
            at_section, at_option = (section if len(path) == 1 else path[0]), parser.optionxform(path[-1])
            try:
                value = values[at_option] if len(path) == 1 else parser.get(at_section, at_option, raw=True)
            except (KeyError, NoSectionError, NoOptionError):
                raise InterpolationMissingOptionError(option, section, raw, ':'.join(path)) from None
            if '$' in value:
                inner = values if len(path) == 1 else dict(parser.items(at_section, raw=True))
                value = self._filled(parser, at_option, at_section, value, inner, depth + 1)
            done.append(value)
        return ''.join(done)


# ---- the parser

class RawConfigParser(MutableMapping):
    """Sections by name; each a mapping of names to text."""

    _DEFAULT_INTERPOLATION = Interpolation()
    BOOLEAN_STATES = {'1': True, 'yes': True, 'true': True, 'on': True, '0': False, 'no': False, 'false': False, 'off': False}
    NONSPACECRE = re.compile(r'\S')
    SECTCRE = re.compile(r'\[(?P<header>.+)\]')

    def __init__(self, defaults=None, dict_type=dict, allow_no_value=False, *, delimiters=('=', ':'),
                 comment_prefixes=('#', ';'), inline_comment_prefixes=None, strict=True, empty_lines_in_values=True,
                 default_section=DEFAULTSECT, interpolation=_UNSET, converters=_UNSET, allow_unnamed_section=False):
        self._dict = dict_type
        self._sections, self._defaults = dict_type(), dict_type()
        self._delimiters = tuple(delimiters)
        marks = '|'.join([re.escape(mark) for mark in self._delimiters])
        value = rf'\s*(?:(?P<vi>{marks})\s*(?P<value>.*))' + ('?' if allow_no_value else '') + '$'
        self._line = re.compile(rf'(?P<option>.*?){value}')
        self._comments, self._inline = tuple(comment_prefixes or ()), tuple(inline_comment_prefixes or ())
        self._strict, self._allow_no_value = strict, allow_no_value
        self._empty_lines_in_values = empty_lines_in_values
        self.default_section = default_section
        self._interpolation = self._DEFAULT_INTERPOLATION if interpolation is _UNSET else interpolation or Interpolation()
        self._converters = ConverterMapping(self)
        self._proxies = {default_section: SectionProxy(self, default_section)}
        for name, convert in ({} if converters is _UNSET else converters).items():
            self._converters[name] = convert
        if defaults:
            for name, text in defaults.items():
                self._defaults[self.optionxform(name)] = text

    def optionxform(self, optionstr):
        return optionstr.lower()

    # ---- sections

    def defaults(self):
        return self._defaults

    def sections(self):
        return list(self._sections)

    def add_section(self, section):
        if section == self.default_section:
            raise ValueError(f'Invalid section name: {section!r}')
        if section in self._sections:
            raise DuplicateSectionError(section)
        self._sections[section] = self._dict()
        self._proxies[section] = SectionProxy(self, section)

    def has_section(self, section):
        return section in self._sections

    def remove_section(self, section):
        if section not in self._sections:
            return False
        del self._sections[section], self._proxies[section]
        return True

    def options(self, section):
        if section not in self._sections:
            raise NoSectionError(section)
        return list({**self._sections[section], **self._defaults})

    # ---- reading

    def read(self, filenames, encoding=None):
        """Read those of the files that are there; give their names."""
        if isinstance(filenames, (str, bytes)) or hasattr(filenames, '__fspath__'):
            filenames = [filenames]
        done = []
        for name in filenames:
            try:
                with open(name, encoding=encoding) as file:
                    self._read(file, name)
            except OSError:
                continue
            done.append(name.__fspath__() if hasattr(name, '__fspath__') else name)
        return done

    def read_file(self, f, source=None):
        self._read(f, source if source is not None else getattr(f, 'name', '<???>'))

    def read_string(self, string, source='<string>'):
        self._read(string.splitlines(True), source)

    def read_dict(self, dictionary, source='<dict>'):
        seen = set()
        for section, items in dictionary.items():
            try:
                self.add_section(section)
            except (DuplicateSectionError, ValueError):
                if self._strict and section in seen:
                    raise
            seen.add(section)
            for name, value in items.items():
                name = self.optionxform(str(name))
                if self._strict and (section, name) in seen:
                    raise DuplicateOptionError(section, name, source)
                seen.add((section, name))
                self.set(section, name, None if value is None else str(value))

    def _without_comment(self, line):
        """The line without a comment, and whether there was nothing but one."""
        if line.strip().startswith(self._comments or ('\0',)):
            return '', True
        ends = [found.start() for mark in self._inline for found in re.finditer(rf'(?:^|(?<=\s)){re.escape(mark)}', line)]
        return (line[:min(ends)] if ends else line).strip(), False

    def _read(self, lines, source):
        values, section, name, indent, error = None, None, None, 0, None
        seen = set()
        for number, line in enumerate(lines, 1):
            text, only_comment = self._without_comment(line)
            if not text:
                if self._empty_lines_in_values:
                    # An empty line in a value of several lines belongs to it; a comment does not.
                    if not only_comment and values is not None and name and values[name] is not None:
                        values[name].append('')
                else:
                    indent = float('inf')
                continue
            first = self.NONSPACECRE.search(line)
            depth = first.start() if first else 0
            if values is not None and name and depth > indent:
                if values[name] is None:
                    error = error or ParsingError(source)
                    error.append(number, line)
                else:
                    values[name].append(text)
                continue
            indent = depth
            header = self.SECTCRE.match(text)
            if header:
                section, name = header['header'], None
                values = self._open_section(section, seen, source, number)
            elif values is None:
                raise MissingSectionHeaderError(source, number, line)
            else:
                found = self._line.match(text)
                if not found or not found['option'].strip():
                    error = error or ParsingError(source)
                    error.append(number, line)
                    continue
                name = self.optionxform(found['option'].rstrip())
                if self._strict and (section, name) in seen:
                    raise DuplicateOptionError(section, name, source, number)
                seen.add((section, name))
                values[name] = None if found['value'] is None else [found['value'].strip()]
        self._join_lines()
        if error:
            raise error

    def _open_section(self, section, seen, source, number):
        if section == self.default_section:
            return self._defaults
        if section in self._sections:
            if self._strict and section in seen:
                raise DuplicateSectionError(section, source, number)
        else:
            self._sections[section] = self._dict()
            self._proxies[section] = SectionProxy(self, section)
        seen.add(section)
        return self._sections[section]

    def _join_lines(self):
        for section, values in itertools.chain(((self.default_section, self._defaults),), self._sections.items()):
            for name, value in values.items():
                if isinstance(value, list):
                    value = '\n'.join(value).rstrip()
                values[name] = self._interpolation.before_read(self, section, name, value)

    # ---- values

    def _values(self, section, more):
        values = {}
        if section in self._sections:
            values = self._sections[section]
        elif section != self.default_section:
            raise NoSectionError(section)
        extra = {self.optionxform(name): None if value is None else str(value) for name, value in (more or {}).items()}
        return collections.ChainMap(extra, values, self._defaults)

    def get(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        try:
            values = self._values(section, vars)
        except NoSectionError:
            if fallback is _UNSET:
                raise
            return fallback
        name = self.optionxform(option)
        if name not in values:
            if fallback is _UNSET:
                raise NoOptionError(name, section)
            return fallback
        value = values[name]
        return value if raw or value is None else self._interpolation.before_get(self, section, name, value, values)

    def _get_conv(self, section, option, conv, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        try:
            return conv(self.get(section, option, raw=raw, vars=vars))
        except (NoSectionError, NoOptionError):
            if fallback is _UNSET:
                raise
            return fallback

    def getint(self, section, option, **kwargs):
        return self._get_conv(section, option, int, **kwargs)

    def getfloat(self, section, option, **kwargs):
        return self._get_conv(section, option, float, **kwargs)

    def getboolean(self, section, option, **kwargs):
        return self._get_conv(section, option, self._convert_to_boolean, **kwargs)

    def _convert_to_boolean(self, value):
        if value.lower() not in self.BOOLEAN_STATES:
            raise ValueError(f'Not a boolean: {value}')
        return self.BOOLEAN_STATES[value.lower()]

    def items(self, section=_UNSET, raw=False, vars=None):
        if section is _UNSET:
            return super().items()
        names = list({**self._defaults, **self._values(section, None).maps[1]})
        names += [name for name in map(self.optionxform, vars or ()) if name not in names]
        return [(name, self.get(section, name, raw=raw, vars=vars)) for name in names]

    def has_option(self, section, option):
        name = self.optionxform(option)
        if not section or section == self.default_section:
            return name in self._defaults
        return section in self._sections and (name in self._sections[section] or name in self._defaults)

    def set(self, section, option, value=None):
        if value:
            value = self._interpolation.before_set(self, section, option, value)
        if not section or section == self.default_section:
            values = self._defaults
        elif section in self._sections:
            values = self._sections[section]
        else:
            raise NoSectionError(section)
        values[self.optionxform(option)] = value

    def remove_option(self, section, option):
        if not section or section == self.default_section:
            values = self._defaults
        elif section in self._sections:
            values = self._sections[section]
        else:
            raise NoSectionError(section)
        return values.pop(self.optionxform(option), _UNSET) is not _UNSET

    def write(self, fp, space_around_delimiters=True):
        mark = f' {self._delimiters[0]} ' if space_around_delimiters else self._delimiters[0]
        parts = [(self.default_section, self._defaults)] if self._defaults else []
        for section, values in itertools.chain(parts, self._sections.items()):
            fp.write(f'[{section}]\n')
            for name, value in values.items():
                value = self._interpolation.before_write(self, section, name, value)
                if value is not None or not self._allow_no_value:
                    text = mark + str(value).replace('\n', '\n\t')
                else:
                    text = ''
                fp.write(f'{name}{text}\n')
            fp.write('\n')

    # ---- as a mapping of sections

    def __getitem__(self, key):
        if key != self.default_section and not self.has_section(key):
            raise KeyError(key)
        return self._proxies[key]

    def __setitem__(self, key, value):
        if key in self and self[key] is value:
            return
        if key == self.default_section:
            self._defaults.clear()
        elif key in self._sections:
            self._sections[key].clear()
        self.read_dict({key: value})

    def __delitem__(self, key):
        if key == self.default_section:
            raise ValueError('Cannot remove the default section.')
        if not self.has_section(key):
            raise KeyError(key)
        self.remove_section(key)

    def __contains__(self, key):
        return key == self.default_section or self.has_section(key)

    def __len__(self):
        return len(self._sections) + 1

    def __iter__(self):
        return itertools.chain((self.default_section,), self._sections.keys())

    @property
    def converters(self):
        return self._converters


class ConfigParser(RawConfigParser):
    """The same with %(name)s in values; names and values are text."""

    _DEFAULT_INTERPOLATION = BasicInterpolation()

    def set(self, section, option, value=None):
        if not isinstance(option, str):
            raise TypeError('option keys must be strings')
        if not isinstance(value, str) and (value is not None or not self._allow_no_value):
            raise TypeError('option values must be strings')
        super().set(section, option, value)

    def add_section(self, section):
        if not isinstance(section, str):
            raise TypeError('section names must be strings')
        super().add_section(section)


class SectionProxy(MutableMapping):
    """One section as a mapping."""

    def __init__(self, parser, name):
        self._parser = parser
        self._name = name

    name = property(lambda self: self._name)
    parser = property(lambda self: self._parser)

    def __repr__(self):
        return f'<Section: {self._name}>'

    def __getitem__(self, key):
        if not self._parser.has_option(self._name, key):
            raise KeyError(key)
        return self._parser.get(self._name, key)

    def __setitem__(self, key, value):
        if not isinstance(key, str):
            raise TypeError('option keys must be strings')
        if not isinstance(value, str) and (value is not None or not self._parser._allow_no_value):
            raise TypeError('option values must be strings')
        self._parser.set(self._name, key, value)

    def __delitem__(self, key):
        if not (self._parser.has_option(self._name, key) and self._parser.remove_option(self._name, key)):
            raise KeyError(key)

    def __contains__(self, key):
        return self._parser.has_option(self._name, key)

    def _options(self):
        if self._name != self._parser.default_section:
            return self._parser.options(self._name)
        return list(self._parser.defaults())

    def __len__(self):
        return len(self._options())

    def __iter__(self):
        return iter(self._options())

    def get(self, option, fallback=None, *, raw=False, vars=None, **kwargs):
        return self._parser.get(self._name, option, raw=raw, vars=vars, fallback=fallback)

    def getint(self, option, fallback=None, **kwargs):
        return self._parser.getint(self._name, option, fallback=fallback, **kwargs)

    def getfloat(self, option, fallback=None, **kwargs):
        return self._parser.getfloat(self._name, option, fallback=fallback, **kwargs)

    def getboolean(self, option, fallback=None, **kwargs):
        return self._parser.getboolean(self._name, option, fallback=fallback, **kwargs)

    def __getattr__(self, name):
        convert = self.__dict__['_parser']._converters.get(name[3:]) if name.startswith('get') and '_parser' in self.__dict__ else None
        if convert is None:
            raise AttributeError(f'{type(self).__name__!r} object has no attribute {name!r}')
        return lambda option, fallback=None, **kwargs: self._parser._get_conv(self._name, option, convert, fallback=fallback, **kwargs)


class ConverterMapping(MutableMapping):
    """Converters by name: setting one gives the parser a method get<name>()."""

    def __init__(self, parser):
        self._parser = parser
        self._data = {'int': int, 'float': float, 'boolean': parser._convert_to_boolean}

    def __getitem__(self, key):
        return self._data[key]

    def __setitem__(self, key, value):
        if not callable(value):
            raise ValueError(f'Incompatible key: {key} (no callable)')
        self._data[key] = value
        parser = self._parser
        setattr(parser, f'get{key}', lambda section, option, **kwargs: parser._get_conv(section, option, value, **kwargs))

    def __delitem__(self, key):
        del self._data[key]
        self._parser.__dict__.pop(f'get{key}', None)

    def __iter__(self):
        return iter(self._data)

    def __len__(self):
        return len(self._data)
