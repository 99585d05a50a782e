"""argparse: command lines, taken apart."""

import os
import sys

__all__ = ['ArgumentParser', 'ArgumentError', 'ArgumentTypeError', 'BooleanOptionalAction', 'FileType', 'HelpFormatter',
           'ArgumentDefaultsHelpFormatter', 'RawDescriptionHelpFormatter', 'RawTextHelpFormatter', 'MetavarTypeHelpFormatter',
           'Namespace', 'Action', 'ONE_OR_MORE', 'OPTIONAL', 'PARSER', 'REMAINDER', 'SUPPRESS', 'ZERO_OR_MORE']

SUPPRESS = '==SUPPRESS=='
OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, PARSER, REMAINDER = '?', '*', '+', 'A...', '...'


class Namespace:
    """What the arguments of a command line stand for, as attributes."""

    def __init__(self, **kwargs):
        self.__dict__.update(kwargs)

    def __eq__(self, other):
        return self.__dict__ == other.__dict__ if isinstance(other, Namespace) else NotImplemented

    __hash__ = None

    def __contains__(self, key):
        return key in self.__dict__

    def __repr__(self):
        plain = [f'{name}={value!r}' for name, value in self.__dict__.items() if name.isidentifier()]
        odd = {name: value for name, value in self.__dict__.items() if not name.isidentifier()}
        return f"{type(self).__name__}({', '.join(plain + ([f'**{odd!r}'] if odd else []))})"


class ArgumentError(Exception):
    """Something is wrong with an argument."""

    def __init__(self, argument, message):
        self.argument_name = None if argument is None else argument._shown_name()
        self.message = message

    def __str__(self):
        return self.message if self.argument_name is None else f'argument {self.argument_name}: {self.message}'


class ArgumentTypeError(Exception):
    """A text is none of the values that an argument can have; raised by a type function."""


# ---- help

class HelpFormatter:
    """Lays out usage and help."""

    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        self._prog = prog
        self._width = 78 if width is None else width
        self._max_help_position = max_help_position

    def _wrapped(self, text, width, indent=''):
        import textwrap
        text = ' '.join(text.split())
        return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent)

    def _fill(self, text):
        return '\n'.join(self._wrapped(text, self._width))

    def _help_lines(self, text, width):
        return self._wrapped(text, width)

    def _metavar(self, action, default):
        if action.metavar is not None:
            return action.metavar
        if action.choices is not None:
            return '{%s}' % ','.join([str(choice) for choice in action.choices])
        return default

    def _default_metavar(self, action):
        return action.dest.upper() if action.option_strings else action.dest

    def _arguments(self, action, default):
        """How the arguments of an action are shown."""
        metavar = self._metavar(action, default)
        names = metavar if isinstance(metavar, tuple) else None
        nargs = action.nargs

        def name(i):
            return names[min(i, len(names) - 1)] if names else metavar
        if nargs is None:
            return name(0)
        if nargs == OPTIONAL:
            return f'[{name(0)}]'
        if nargs == ZERO_OR_MORE:
            return f'[{name(0)} [{name(1)} ...]]' if names and len(names) == 2 else f'[{name(0)} ...]'
        if nargs == ONE_OR_MORE:
            return f'{name(0)} [{name(1)} ...]'
        if nargs == REMAINDER:
            return '...'
        if nargs == PARSER:
            return f'{name(0)} ...'
        if nargs == SUPPRESS:
            return ''
        return ' '.join([name(i) for i in range(nargs)])

    def _usage_part(self, action, grouped=False):
        if not action.option_strings:
            return self._arguments(action, self._default_metavar(action))
        if action.nargs == 0:
            part = action.format_usage()
        else:
            part = f'{action.option_strings[0]} {self._arguments(action, self._default_metavar(action))}'
        return part if action.required or grouped else f'[{part}]'

    def usage(self, usage, actions, groups, prefix='usage: '):
        if usage is not None:
            return f"{prefix}{usage % {'prog': self._prog}}\n\n"
        options = self._usage_parts([a for a in actions if a.option_strings and a.help != SUPPRESS], groups)
        places = self._usage_parts([a for a in actions if not a.option_strings and a.help != SUPPRESS], groups)
        line = ' '.join([self._prog] + options + places)
        if len(prefix) + len(line) <= self._width:
            return f'{prefix}{line}\n\n'
        if len(prefix) + len(self._prog) <= 0.75 * self._width:
            indent = ' ' * (len(prefix) + len(self._prog) + 1)
            if options:
                lines = self._usage_lines([self._prog] + options, indent, prefix) + self._usage_lines(places, indent)
            else:
                lines = self._usage_lines([self._prog] + places, indent, prefix)
        else:
            indent = ' ' * len(prefix)
            lines = [self._prog] + self._usage_lines(options + places, indent)
        return prefix + '\n'.join(lines) + '\n\n'

    def _usage_lines(self, parts, indent, prefix=None):
        lines, line = [], []
        length = (len(prefix) if prefix is not None else len(indent)) - 1
        for part in parts:
            if length + 1 + len(part) > self._width and line:
                lines.append(indent + ' '.join(line))
                line = []
                length = len(indent) - 1
            line.append(part)
            length += len(part) + 1
        if line:
            lines.append(indent + ' '.join(line))
        if prefix is not None and lines:
            lines[0] = lines[0][len(indent):]
        return lines

    def _usage_parts(self, actions, groups):
        parts = []
        done = []
        for action in actions:
            if action in done:
                continue
            group = next((g for g in groups if action in g._group_actions and all([
                a in actions for a in g._group_actions if a.help != SUPPRESS])), None)
            if group is None:
                parts.append(self._usage_part(action))
                continue
            members = [a for a in group._group_actions if a.help != SUPPRESS]
            done.extend(members)
            inside = ' | '.join([self._usage_part(a, True).strip('[]') if not a.option_strings else
                                 self._usage_part(a, True) for a in members])
            if len(members) == 1 and not group.required:
                parts.append(f'[{inside}]')
            else:
                parts.append(f'({inside})' if group.required else f'[{inside}]')
        return [part for part in parts if part]

    def _invocation(self, action):
        if not action.option_strings:
            return self._one_metavar(action)
        if action.nargs == 0:
            return ', '.join(action.option_strings)
        return f'{", ".join(action.option_strings)} {self._arguments(action, self._default_metavar(action))}'

    def _one_metavar(self, action):
        metavar = self._metavar(action, action.dest)
        return ' '.join(metavar) if isinstance(metavar, tuple) else metavar

    def _expanded(self, action):
        params = {**vars(action), 'prog': self._prog}
        params = {k: v.__name__ if hasattr(v, '__name__') else v for k, v in params.items() if v is not SUPPRESS}
        if params.get('choices') is not None:
            params['choices'] = ', '.join([str(c) for c in params['choices']])
        return self._help_of(action) % params

    def _help_of(self, action):
        return action.help

    def _indented_actions(self, actions, indent=2):
        """(action, indentation) of all that are shown, those below subcommands too."""
        found = []
        for action in actions:
            if action.help == SUPPRESS:
                continue
            found.append((action, indent))
            if isinstance(action, _SubParsersAction):
                found.extend([(choice, indent + 2) for choice in action._choices_actions if choice.help != SUPPRESS])
        return found

    def sections(self, groups):
        shown = [(group, self._indented_actions(group._group_actions)) for group in groups]
        longest = max([len(self._invocation(a)) + indent for _, actions in shown for a, indent in actions] or [0])
        place = min(longest + 2, self._max_help_position)
        text = ''
        for group, actions in shown:
            if not actions and not group.description:
                continue
            part = f'{group.title}:\n' if group.title not in (None, SUPPRESS) else ''
            if group.description:
                part += '\n'.join(self._wrapped(group.description, self._width, '  ')) + '\n\n'
            for action, indent in actions:
                part += self._action_text(action, indent, place)
            text += part + '\n'
        return text

    def _action_text(self, action, indent, place):
        head = ' ' * indent + self._invocation(action)
        if not action.help or not action.help.strip():
            return head + '\n'
        lines = self._help_lines(self._expanded(action), max(self._width - place, 11)) or ['']
        if len(head) <= place - 2:
            text = f'{head:{place}}{lines[0]}\n'
            lines = lines[1:]
        else:
            text = head + '\n'
        return text + ''.join([' ' * place + line + '\n' for line in lines])


class RawDescriptionHelpFormatter(HelpFormatter):
    """Leaves descriptions as they are."""

    def _fill(self, text):
        return text.rstrip('\n') if not text.endswith('\n\n') else text


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    """Leaves all texts as they are."""

    def _help_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    """Adds defaults to the help."""

    def _help_of(self, action):
        text = action.help or ''
        if '%(default)' not in text and action.default is not SUPPRESS:
            if action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE):
                text += ' (default: %(default)s)'
        return text


class MetavarTypeHelpFormatter(HelpFormatter):
    """Shows the type in the place of an argument's name."""

    def _default_metavar(self, action):
        return action.type.__name__


# ---- actions

class Action:
    """What is done with an argument."""

    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None,
                 required=False, help=None, metavar=None, deprecated=False):
        self.option_strings = option_strings
        self.dest = dest
        self.nargs = nargs
        self.const = const
        self.default = default
        self.type = type
        self.choices = choices
        self.required = required
        self.help = help
        self.metavar = metavar
        self.deprecated = deprecated

    def format_usage(self):
        return self.option_strings[0]

    def _shown_name(self):
        if self.option_strings:
            return '/'.join(self.option_strings)
        if self.metavar not in (None, SUPPRESS):
            return self.metavar if isinstance(self.metavar, str) else ' '.join(self.metavar)
        if self.dest not in (None, SUPPRESS):
            return self.dest
        if self.choices:
            return '{%s}' % ','.join([str(c) for c in self.choices])
        return None

    def __repr__(self):
        names = ('option_strings', 'dest', 'nargs', 'const', 'default', 'type', 'choices', 'required', 'help', 'metavar',
                 'deprecated')
        return f"{type(self).__name__}({', '.join([f'{n}={getattr(self, n)!r}' for n in names])})"

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError('.__call__() not defined')


class _StoreAction(Action):
    def __init__(self, option_strings, dest, nargs=None, const=None, **options):
        if nargs == 0:
            raise ValueError('nargs for store actions must be != 0; if you have nothing to store, actions such as store '
                             'true or store const may be more appropriate')
        if const is not None and nargs != OPTIONAL:
            raise ValueError(f'nargs must be {OPTIONAL!r} to supply const')
        super().__init__(option_strings, dest, nargs, const, **options)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _StoreConstAction(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None,
                 deprecated=False):
        super().__init__(option_strings, dest, 0, const, default, required=required, help=help, deprecated=deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrueAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=False, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, True, default, required, help, deprecated=deprecated)


class _StoreFalseAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=True, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, False, default, required, help, deprecated=deprecated)


class BooleanOptionalAction(Action):
    """--flag and --no-flag."""

    def __init__(self, option_strings, dest, default=None, required=False, help=None, **options):
        every = []
        for option in option_strings:
            every.append(option)
            if option.startswith('--'):
                every.append('--no-' + option[2:])
        super().__init__(every, dest, 0, None, default, required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, not option_string.startswith('--no-'))

    def format_usage(self):
        return ' | '.join(self.option_strings)


def _copied(items):
    return [] if items is None else items[:] if type(items) is list else list(items)


class _AppendAction(_StoreAction):
    def __call__(self, parser, namespace, values, option_string=None):
        items = _copied(getattr(namespace, self.dest, None))
        items.append(values)
        setattr(namespace, self.dest, items)


class _AppendConstAction(_StoreConstAction):
    def __call__(self, parser, namespace, values, option_string=None):
        items = _copied(getattr(namespace, self.dest, None))
        items.append(self.const)
        setattr(namespace, self.dest, items)


class _ExtendAction(_StoreAction):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, _copied(getattr(namespace, self.dest, None)) + list(values))


class _CountAction(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, 0, None, default, required=required, help=help, deprecated=deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)


class _HelpAction(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None, deprecated=False):
        super().__init__(option_strings, dest, 0, None, default, help=help, deprecated=deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _VersionAction(Action):
    def __init__(self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS, help=None, deprecated=False):
        super().__init__(option_strings, dest, 0, None, default,
                         help="show program's version number and exit" if help is None else help)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        text = (parser.version if self.version is None else self.version) % {'prog': parser.prog}
        parser._print_message(text + '\n', sys.stdout)
        parser.exit()


class _SubParsersAction(Action):
    class _Choice(Action):
        def __init__(self, name, aliases, help):
            shown = f"{name} ({', '.join(aliases)})" if aliases else name
            super().__init__([], shown, help=help, metavar=shown)

    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS, required=False, help=None, metavar=None):
        self._prog_prefix = prog
        self._parser_class = parser_class
        self._name_parser_map = {}
        self._choices_actions = []
        super().__init__(option_strings, dest, PARSER, choices=self._name_parser_map, required=required, help=help,
                         metavar=metavar)

    def add_parser(self, name, *, deprecated=False, aliases=(), **kwargs):
        """A parser for a subcommand."""
        if kwargs.get('prog') is None:
            kwargs['prog'] = f'{self._prog_prefix} {name}'
        for taken in (name, *aliases):
            if taken in self._name_parser_map:
                raise ValueError(f'conflicting subparser: {taken}')
        if 'help' in kwargs:
            self._choices_actions.append(self._Choice(name, aliases, kwargs.pop('help')))
        parser = self._parser_class(**kwargs)
        for known in (name, *aliases):
            self._name_parser_map[known] = parser
        return parser

    def __call__(self, parser, namespace, values, option_string=None):
        name, *rest = values
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        if name not in self._name_parser_map:
            raise ArgumentError(self, f"unknown parser {name!r} (choices: {', '.join(self._name_parser_map)})")
        found, unknown = self._name_parser_map[name].parse_known_args(rest, None)
        for key, value in vars(found).items():
            setattr(namespace, key, value)
        if unknown:
            namespace.__dict__.setdefault('_unrecognized_args', []).extend(unknown)


class FileType:
    """A type that opens files."""

    def __init__(self, mode='r', bufsize=-1, encoding=None, errors=None):
        self._options = mode, bufsize, encoding, errors

    def __call__(self, string):
        if string == '-':
            return sys.stdin if 'r' in self._options[0] else sys.stdout
        try:
            return open(string, *self._options)
        except OSError as e:
            raise ArgumentTypeError(f"can't open '{string}': {e}")


# ---- parsers

_ACTIONS = {None: _StoreAction, 'store': _StoreAction, 'store_const': _StoreConstAction, 'store_true': _StoreTrueAction,
            'store_false': _StoreFalseAction, 'append': _AppendAction, 'append_const': _AppendConstAction,
            'count': _CountAction, 'help': _HelpAction, 'version': _VersionAction, 'parsers': _SubParsersAction,
            'extend': _ExtendAction}


class _Container:
    """What arguments can be added to."""

    def add_argument(self, *args, **kwargs):
        """Add an option (-x, --xyz) or a positional argument."""
        chars = self._root.prefix_chars
        if not args or len(args) == 1 and args[0][0] not in chars:
            if args and 'dest' in kwargs:
                raise ValueError('dest supplied twice for positional argument, did you mean metavar?')
            options = self._positional(*args, **kwargs)
        else:
            options = self._optional(args, kwargs, chars)
        if 'default' not in options:
            if options['dest'] in self._root._defaults:
                options['default'] = self._root._defaults[options['dest']]
            elif self._root.argument_default is not None:
                options['default'] = self._root.argument_default
        kind = options.pop('action', None)
        cls = _ACTIONS.get(kind, kind) if kind is None or isinstance(kind, str) else kind
        if not callable(cls):
            raise ValueError(f'unknown action "{kind}"')
        action = cls(**options)
        if not callable(action.type) and action.type is not None:
            raise ValueError(f'{action.type!r} is not callable')
        if action.type is FileType:
            raise ValueError(f'{FileType!r} is a FileType class object, instance of it must be passed')
        return self._add_action(action)

    def _positional(self, dest, **kwargs):
        if 'required' in kwargs:
            raise TypeError("'required' is an invalid argument for positionals")
        nargs = kwargs.get('nargs')
        if nargs not in (OPTIONAL, ZERO_OR_MORE, REMAINDER, SUPPRESS, 0):
            kwargs['required'] = True
        if nargs == ZERO_OR_MORE and 'default' not in kwargs:
            kwargs['required'] = True
        return {**kwargs, 'dest': dest, 'option_strings': []}

    def _optional(self, args, kwargs, chars):
        for option in args:
            if option[0] not in chars:
                raise ValueError(f'invalid option string {option!r}: must start with a character {chars!r}')
        dest = kwargs.pop('dest', None)
        if dest is None:
            longs = [o for o in args if len(o) > 1 and o[1] in chars]
            dest = (longs or args)[0].lstrip(chars)
            if not dest:
                raise ValueError(f'dest= is required for options like {args[0]!r}')
            dest = dest.replace('-', '_')
        return {**kwargs, 'dest': dest, 'option_strings': list(args)}

    def _add_action(self, action):
        root = self._root
        for option in action.option_strings:
            if option in root._option_actions:
                if root.conflict_handler == 'resolve':
                    other = root._option_actions[option]
                    other.option_strings.remove(option)
                    if not other.option_strings:
                        root._actions.remove(other)
                        for group in root._action_groups:
                            if other in group._group_actions:
                                group._group_actions.remove(other)
                else:
                    conflicts = [o for o in action.option_strings if o in root._option_actions]
                    raise ArgumentError(action, f"conflicting option string{'s' if len(conflicts) > 1 else ''}: "
                                                f"{', '.join(conflicts)}")
        root._actions.append(action)
        for option in action.option_strings:
            root._option_actions[option] = action
        self._own_group(action)._group_actions.append(action)
        return action

    def add_mutually_exclusive_group(self, *, required=False):
        """A group of which one argument at most may be given."""
        group = _ExclusiveGroup(self, required)
        self._root._exclusive_groups.append(group)
        return group

    def add_argument_group(self, title=None, description=None, **kwargs):
        """A group of arguments with a heading of its own in the help."""
        group = _ArgumentGroup(self._root, title, description)
        self._root._action_groups.append(group)
        return group


class _ArgumentGroup(_Container):
    def __init__(self, root, title=None, description=None):
        self._root = root
        self.title = title
        self.description = description
        self._group_actions = []

    def _own_group(self, action):
        return self


class _ExclusiveGroup(_Container):
    def __init__(self, container, required):
        self._root = container._root
        self._container = container
        self.required = required
        self._group_actions = []

    def _own_group(self, action):
        return self._container._own_group(action)

    def _add_action(self, action):
        if action.required and not self.required and not action.option_strings:
            raise ValueError('mutually exclusive arguments must be optional')
        super()._add_action(action)
        self._group_actions.append(action)
        return action


class ArgumentParser(_Container):
    """Takes command lines apart."""

    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=[], formatter_class=HelpFormatter,
                 prefix_chars='-', fromfile_prefix_chars=None, argument_default=None, conflict_handler='error',
                 add_help=True, allow_abbrev=True, exit_on_error=True):
        self.prog = os.path.basename(sys.argv[0]) if prog is None else prog
        self.usage = usage
        self.description = description
        self.epilog = epilog
        self.formatter_class = formatter_class
        self.prefix_chars = prefix_chars
        self.fromfile_prefix_chars = fromfile_prefix_chars
        self.argument_default = argument_default
        self.conflict_handler = conflict_handler
        self.add_help = add_help
        self.allow_abbrev = allow_abbrev
        self.exit_on_error = exit_on_error
        self._root = self
        self._actions = []
        self._option_actions = {}
        self._defaults = {}
        self._exclusive_groups = []
        self._subparsers = None
        self._action_groups = []
        self._positionals = self.add_argument_group('positional arguments')
        self._optionals = self.add_argument_group('options')
        if add_help:
            dash = '-' if '-' in prefix_chars else prefix_chars[0]
            self.add_argument(dash + 'h', dash * 2 + 'help', action='help', default=SUPPRESS,
                              help='show this help message and exit')
        for parent in parents:
            self._take_over(parent)

    def _take_over(self, parent):
        for group in parent._action_groups:
            if group is parent._positionals or group is parent._optionals:
                target = self
            else:
                target = self.add_argument_group(group.title, group.description)
            for action in group._group_actions:
                target._add_action(action)
        self._exclusive_groups.extend(parent._exclusive_groups)
        self._defaults.update(parent._defaults)

    def _own_group(self, action):
        return self._optionals if action.option_strings else self._positionals

    def add_subparsers(self, *, title=None, description=None, prog=None, parser_class=None, dest=SUPPRESS, required=False,
                       help=None, metavar=None, action=None):
        """Subcommands, each with a parser of its own."""
        if self._subparsers is not None:
            raise ValueError('cannot have multiple subparser arguments')
        group = self
        if title is not None or description is not None:
            group = self.add_argument_group('subcommands' if title is None else title, description)
        if prog is None:
            formatter = self.formatter_class(self.prog)
            positionals = [a for a in self._actions if not a.option_strings]
            prog = formatter.usage(self.usage, positionals, self._exclusive_groups, '').strip()
        self._subparsers = _SubParsersAction([], prog, parser_class or type(self), dest, required, help, metavar)
        group._add_action(self._subparsers)
        return self._subparsers

    def set_defaults(self, **kwargs):
        """Values of attributes that no argument sets."""
        self._defaults.update(kwargs)
        for action in self._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    # ---- parsing

    def parse_args(self, args=None, namespace=None):
        """The arguments of a command line; what is unknown is an error."""
        args, unknown = self.parse_known_args(args, namespace)
        if unknown:
            message = f"unrecognized arguments: {' '.join(unknown)}"
            if self.exit_on_error:
                self.error(message)
            raise ArgumentError(None, message)
        return args

    def parse_known_args(self, args=None, namespace=None):
        """The arguments of a command line, and a list of those that are unknown."""
        args = list(sys.argv[1:] if args is None else args)
        namespace = Namespace() if namespace is None else namespace
        for action in self._actions:
            if action.dest is not SUPPRESS and not hasattr(namespace, action.dest) and action.default is not SUPPRESS:
                setattr(namespace, action.dest, action.default)
        for dest, value in self._defaults.items():
            if not hasattr(namespace, dest):
                setattr(namespace, dest, value)
        if not self.exit_on_error:
            return self._parsed(args, namespace)
        try:
            return self._parsed(args, namespace)
        except ArgumentError as err:
            self.error(str(err))

    parse_intermixed_args = parse_args
    parse_known_intermixed_args = parse_known_args

    def _parsed(self, args, namespace):
        if self.fromfile_prefix_chars is not None:
            args = self._from_files(args)
        unknown = _Parse(self, args, namespace).run()
        if hasattr(namespace, '_unrecognized_args'):
            unknown.extend(namespace._unrecognized_args)
            del namespace._unrecognized_args
        return namespace, unknown

    def _from_files(self, args):
        result = []
        for arg in args:
            if not arg or arg[0] not in self.fromfile_prefix_chars:
                result.append(arg)
                continue
            try:
                with open(arg[1:]) as file:
                    lines = [part for line in file.read().splitlines() for part in self.convert_arg_line_to_args(line)]
            except OSError as err:
                raise ArgumentError(None, str(err))
            result.extend(self._from_files(lines))
        return result

    def convert_arg_line_to_args(self, arg_line):
        return [arg_line]

    # ---- telling

    def _get_formatter(self):
        return self.formatter_class(prog=self.prog)

    def format_usage(self):
        return self._get_formatter().usage(self.usage, self._actions, self._exclusive_groups).rstrip('\n') + '\n'

    def format_help(self):
        formatter = self._get_formatter()
        text = formatter.usage(self.usage, self._actions, self._exclusive_groups)
        if self.description:
            text += formatter._fill(self.description % {'prog': self.prog}) + '\n\n'
        text += formatter.sections(self._action_groups)
        if self.epilog:
            text += formatter._fill(self.epilog % {'prog': self.prog}) + '\n\n'
        return text.strip('\n') + '\n'

    def print_usage(self, file=None):
        self._print_message(self.format_usage(), sys.stdout if file is None else file)

    def print_help(self, file=None):
        self._print_message(self.format_help(), sys.stdout if file is None else file)

    def _print_message(self, message, file=None):
        if message:
            (sys.stderr if file is None else file).write(message)

    def exit(self, status=0, message=None):
        """End the program."""
        if message:
            self._print_message(message, sys.stderr)
        sys.exit(status)

    def error(self, message):
        """Tell of usage and of what is wrong, and end the program with status 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f'{self.prog}: error: {message}\n')


class _Parse:
    """One command line on its way through a parser."""

    def __init__(self, parser, args, namespace):
        self.parser = parser
        self.args = args
        self.namespace = namespace
        self.unknown = []
        self.positionals = [a for a in parser._actions if not a.option_strings]
        self.seen = []
        self.seen_given = []   # with a value that is not the default
        self.kinds = self._kinds()

    def _kinds(self):
        """O for each argument that is an option, - for the first --, A for all others."""
        kinds = ''
        for i, arg in enumerate(self.args):
            if arg == '--':
                return kinds + '-' + 'A' * (len(self.args) - i - 1)
            kinds += 'O' if self._option(arg) is not None else 'A'
        return kinds

    def _option(self, arg):
        """(action or None, option, its value or None), or None where the text is no option."""
        parser = self.parser
        if not arg or arg[0] not in parser.prefix_chars or len(arg) == 1 and arg not in parser._option_actions:
            return None
        if arg in parser._option_actions:
            return parser._option_actions[arg], arg, None
        head, equals, value = arg.partition('=')
        if equals and head in parser._option_actions:
            return parser._option_actions[head], head, value
        matches = self._abbreviated(arg, head, value if equals else None)
        if len(matches) > 1:
            raise ArgumentError(None, f"ambiguous option: {arg} could match {', '.join([m[1] for m in matches])}")
        if matches:
            return matches[0]
        if self._is_negative_number(arg) and not [o for o in parser._option_actions if self._is_negative_number(o)]:
            return None
        if ' ' in arg:
            return None
        return None, arg, None

    @staticmethod
    def _is_negative_number(text):
        body = text[1:].replace('.', '', 1)
        return text.startswith('-') and body.isdigit()

    def _abbreviated(self, arg, head, value):
        parser = self.parser
        chars = parser.prefix_chars
        if arg[1:2] and arg[1] in chars:
            if not parser.allow_abbrev:
                return []
            return [(action, option, value) for option, action in parser._option_actions.items()
                    if option.startswith(head)]
        found = []
        for option, action in parser._option_actions.items():
            if option == arg[:2]:
                found.append((action, option, arg[2:]))
            elif parser.allow_abbrev and len(option) > 2 and option[1] not in chars and option.startswith(head):
                found.append((action, option, value))
        return found

    def run(self):
        at = 0
        last_option = self.kinds.rfind('O')
        while at <= last_option:
            next_option = self.kinds.find('O', at)
            if next_option != at:
                end = self._positionals_from(at)
                if end > at:
                    at = end
                    continue
                self.unknown.extend(self.args[at:next_option])
                at = next_option
            at = self._option_at(at)
        at = self._positionals_from(at, last=True)
        self.unknown.extend(self.args[at:])
        self._check_required()
        return self.unknown

    def _check_required(self):
        missing = []
        for action in self.parser._actions:
            if action in self.seen:
                continue
            if action.required:
                missing.append(action._shown_name())
            elif action.default is not None and isinstance(action.default, str) and \
                    getattr(self.namespace, action.dest, None) is action.default:
                setattr(self.namespace, action.dest, self._value(action, action.default))
        if missing:
            raise ArgumentError(None, f"the following arguments are required: {', '.join(missing)}")
        for group in self.parser._exclusive_groups:
            if group.required and not [a for a in group._group_actions if a in self.seen_given]:
                names = [a._shown_name() for a in group._group_actions if a.help is not SUPPRESS]
                raise ArgumentError(None, f"one of the arguments {' '.join(names)} is required")

    # ---- options

    def _option_at(self, start):
        action, option, value = self._option(self.args[start])
        if action is None:
            self.unknown.append(self.args[start])
            return start + 1
        if value is None:
            count = self._count(action, self.kinds[start + 1:])
            if count is None:
                self._refuse_count(action)
            end = start + 1 + count
            self._take(action, self.args[start + 1:end], option)
            return end
        while action.nargs == 0:
            # -abc: letters one by one
            if self.args[start][1:2] in self.parser.prefix_chars or not value:
                raise ArgumentError(action, f'ignored explicit argument {value!r}')
            self._take(action, [], option)
            option, value = option[0] + value[0], value[1:]
            if option not in self.parser._option_actions:
                raise ArgumentError(action, f'ignored explicit argument {option[1] + value!r}')
            action = self.parser._option_actions[option]
            if not value:
                count = self._count(action, self.kinds[start + 1:])
                if count is None:
                    self._refuse_count(action)
                self._take(action, self.args[start + 1:start + 1 + count], option)
                return start + 1 + count
            if value.startswith('=') and action.nargs != 0:
                value = value[1:]
        if self._count(action, 'A') != 1:
            self._refuse_count(action)
        self._take(action, [value], option)
        return start + 1

    def _refuse_count(self, action):
        texts = {None: 'expected one argument', OPTIONAL: 'expected at most one argument',
                 ONE_OR_MORE: 'expected at least one argument'}
        message = texts.get(action.nargs)
        if message is None:
            message = f"expected {action.nargs} argument{'s' if action.nargs != 1 else ''}"
        raise ArgumentError(action, message)

    def _count(self, action, kinds):
        """How many arguments an option takes of those that follow, or None: too few."""
        nargs = action.nargs
        there = len(kinds) - len(kinds.lstrip('A'))
        if nargs is None:
            return 1 if there else None
        if nargs == OPTIONAL:
            return min(there, 1)
        if nargs == ZERO_OR_MORE:
            return there
        if nargs == ONE_OR_MORE:
            return there or None
        if nargs == REMAINDER:
            return len(kinds)
        if nargs == PARSER:
            return len(kinds) if there else None
        return nargs if there >= nargs else None

    # ---- positional arguments

    def _positionals_from(self, start, last=False):
        """Hand out arguments to as many positional ones as can be served; the place after them."""
        first_option = self.kinds.find('O', start)
        plain_stop = len(self.args) if last or first_option < 0 else first_option
        for used in range(len(self.positionals), 0, -1):
            actions = self.positionals[:used]
            greedy = [i for i, a in enumerate(actions) if a.nargs in (REMAINDER, PARSER)]
            stop = len(self.args) if greedy else plain_stop
            counts = self._shares(actions, start, stop, stop - start)
            if counts is None or greedy and start + sum(counts[:greedy[0]]) > plain_stop:
                continue
            at = start
            for action, count in zip(self.positionals[:len(counts)], counts):
                taken = self.args[at:at + count]
                if '-' in self.kinds[at:at + count] and action.nargs not in (REMAINDER,):
                    taken.pop(self.kinds[at:at + count].index('-'))
                at += count
                self._take(action, taken, None)
            del self.positionals[:len(counts)]
            return at
        return start

    def _shares(self, actions, start, stop, there):
        dashes = 1 if '-' in self.kinds[start:stop] else 0
        least = [self._least(a) for a in actions]
        free = there - dashes - sum(least)
        if free < 0:
            return None
        counts = []
        for action, count in zip(actions, least):
            most = 1 - count if action.nargs == OPTIONAL else free if action.nargs in (
                ZERO_OR_MORE, ONE_OR_MORE, REMAINDER, PARSER) else 0
            more = min(free, most)
            free -= more
            counts.append(count + more)
        if dashes:
            # The -- belongs to the one in whose share it lies.
            place = self.kinds.index('-', start) - start
            at = 0
            for i, count in enumerate(counts):
                if at + count > place or i == len(counts) - 1 or at + count == place and counts[i + 1:] and any(counts[i + 1:]):
                    if at + count > place or not any(counts[i + 1:]):
                        counts[i] += 1
                        break
                at += count
            else:
                counts[-1] += 1
        return counts

    @staticmethod
    def _least(action):
        if action.nargs is None or action.nargs in (ONE_OR_MORE, PARSER):
            return 1
        return action.nargs if isinstance(action.nargs, int) else 0

    # ---- values

    def _take(self, action, texts, option):
        self.seen.append(action)
        values = self._values(action, texts)
        if action.option_strings or values is not action.default:
            for group in self.parser._exclusive_groups:
                if action not in group._group_actions:
                    continue
                for other in group._group_actions:
                    if other is not action and other in self.seen_given:
                        raise ArgumentError(action, f'not allowed with argument {other._shown_name()}')
            self.seen_given.append(action)
        if values is not SUPPRESS:
            action(self.parser, self.namespace, values, option)

    def _values(self, action, texts):
        nargs = action.nargs
        if not texts and nargs == OPTIONAL:
            value = action.const if action.option_strings else action.default
            if isinstance(value, str) and value is not SUPPRESS:
                value = self._value(action, value)
            return value
        if not texts and nargs == ZERO_OR_MORE and not action.option_strings:
            return [] if action.default is None else action.default
        if len(texts) == 1 and nargs in (None, OPTIONAL):
            value = self._value(action, texts[0])
            self._check_choice(action, value)
            return value
        if nargs == REMAINDER:
            return [self._value(action, text) for text in texts]
        if nargs == PARSER:
            values = [self._value(action, text) for text in texts]
            self._check_choice(action, values[0])
            return values
        values = [self._value(action, text) for text in texts]
        for value in values:
            self._check_choice(action, value)
        return values

    def _value(self, action, text):
        convert = action.type
        if convert is None:
            return text
        try:
            return convert(text)
        except ArgumentTypeError as err:
            raise ArgumentError(action, str(err))
        except (TypeError, ValueError):
            name = getattr(convert, '__name__', repr(convert))
            raise ArgumentError(action, f'invalid {name} value: {text!r}')

    @staticmethod
    def _check_choice(action, value):
        if action.choices is None:
            return
        choices = iter(action.choices) if isinstance(action.choices, str) else action.choices
        if value not in choices:
            shown = ', '.join([str(c) if isinstance(action.choices, dict) else repr(c) for c in action.choices])
            if isinstance(action.choices, dict):
                shown = ', '.join([repr(c) for c in action.choices])
            raise ArgumentError(action, f'invalid choice: {value!r} (choose from {shown})')
