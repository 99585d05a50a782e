"""doctest: the examples in documentation, run and compared."""

import builtins
import difflib
import inspect
import io
import re
import sys
import traceback
from collections import namedtuple

__all__ = ['DONT_ACCEPT_TRUE_FOR_1', 'DONT_ACCEPT_BLANKLINE', 'NORMALIZE_WHITESPACE', 'ELLIPSIS', 'SKIP',
           'IGNORE_EXCEPTION_DETAIL', 'REPORT_NDIFF', 'FAIL_FAST', 'Example', 'DocTest', 'DocTestParser',
           'DocTestFinder', 'DocTestRunner', 'OutputChecker', 'TestResults', 'testmod', 'run_docstring_examples', 'register_optionflag']

OPTIONFLAGS_BY_NAME = {}
TestResults = namedtuple('TestResults', 'failed attempted')


def register_optionflag(name):
    """The flag of that name, a new one where there is none."""
    return OPTIONFLAGS_BY_NAME.setdefault(name, 1 << len(OPTIONFLAGS_BY_NAME))


DONT_ACCEPT_TRUE_FOR_1 = register_optionflag('DONT_ACCEPT_TRUE_FOR_1')
DONT_ACCEPT_BLANKLINE = register_optionflag('DONT_ACCEPT_BLANKLINE')
NORMALIZE_WHITESPACE = register_optionflag('NORMALIZE_WHITESPACE')
ELLIPSIS = register_optionflag('ELLIPSIS')
SKIP = register_optionflag('SKIP')
IGNORE_EXCEPTION_DETAIL = register_optionflag('IGNORE_EXCEPTION_DETAIL')
REPORT_UDIFF = register_optionflag('REPORT_UDIFF')
REPORT_CDIFF = register_optionflag('REPORT_CDIFF')
REPORT_NDIFF = register_optionflag('REPORT_NDIFF')
REPORT_ONLY_FIRST_FAILURE = register_optionflag('REPORT_ONLY_FIRST_FAILURE')
FAIL_FAST = register_optionflag('FAIL_FAST')

_BLANK = '<BLANKLINE>'
_HEAD = re.compile(r'Traceback \((?:most recent call last|innermost last)\):')
_OPTION = re.compile(r'#\s*doctest:\s*([^\n]*)$', re.MULTILINE)


class Example:
    """One statement with the output that it should have; `lineno` counts from 0 within its text."""

    def __init__(self, source, want, exc_msg=None, lineno=0, indent=0, options=None):
        self.source = source if source.endswith('\n') else source + '\n'
        self.want = want + '\n' if want and not want.endswith('\n') else want
        self.exc_msg = exc_msg + '\n' if exc_msg is not None and not exc_msg.endswith('\n') else exc_msg
        self.lineno, self.indent, self.options = lineno, indent, options or {}


class DocTest:
    """The examples of one text and the names that they see."""

    def __init__(self, examples, globs, name, filename, lineno, docstring):
        self.examples, self.globs, self.name = examples, dict(globs), name
        self.filename, self.lineno, self.docstring = filename, lineno, docstring

    def __repr__(self):
        count = len(self.examples)
        many = 'no examples' if not count else '1 example' if count == 1 else f'{count} examples'
        return f'<{type(self).__name__} {self.name} from {self.filename}:{self.lineno} ({many})>'


class DocTestParser:
    """Finds the examples in a text."""

    def get_examples(self, string, name='<string>'):
        lines, examples, at = string.expandtabs().split('\n'), [], 0
        while at < len(lines):
            stripped = lines[at].lstrip(' ')
            if not (stripped == '>>>' or stripped.startswith('>>> ')):
                at += 1
                continue
            first, indent = at, len(lines[at]) - len(stripped)
            source = [stripped[4:]]
            at += 1
            while at < len(lines) and not lines[at][:indent].strip() and (lines[at][indent:] + ' ').startswith('... '):
                source.append(lines[at][indent + 4:])
                at += 1
            want = []
            while at < len(lines) and lines[at].strip() and not lines[at].lstrip(' ').startswith('>>>'):
                if lines[at][:indent].strip():
                    raise ValueError(f'line {at + 1} of the docstring for {name} has inconsistent leading whitespace: '
                                     f'{lines[at]!r}')
                want.append(lines[at][indent:].rstrip())
                at += 1
            if all(not line.strip() or line.lstrip().startswith('#') for line in source):
                continue
            examples.append(self._example(source, want, first, indent))
        return examples

    def _example(self, source, want, lineno, indent):
        text, options = '\n'.join(source), {}
        for words in _OPTION.findall(text):
            for word in words.replace(',', ' ').split():
                if word[:1] not in '+-' or word[1:] not in OPTIONFLAGS_BY_NAME:
                    raise ValueError(f'line {lineno + 1} of the doctest has an invalid option: {word!r}')
                options[OPTIONFLAGS_BY_NAME[word[1:]]] = word[0] == '+'
        message = None
        if want and _HEAD.match(want[0]):
            for number, line in enumerate(want[1:], 1):
                if line[:1].isalnum() or line[:1] == '_':
                    message = '\n'.join(want[number:])
                    break
        return Example(text, '\n'.join(want), message, lineno, indent, options)

    def get_doctest(self, string, globs, name, filename, lineno):
        return DocTest(self.get_examples(string, name), globs, name, filename, lineno, string)


class DocTestFinder:
    """The documented objects of a module that have examples."""

    def __init__(self, verbose=False, parser=DocTestParser(), recurse=True, exclude_empty=True):
        self._parser, self._recurse, self._exclude_empty = parser, recurse, exclude_empty

    def find(self, obj, name=None, module=None, globs=None, extraglobs=None):
        name = name or obj.__name__
        if module is None:
            module = inspect.getmodule(obj)
        globs = dict(module.__dict__ if globs is None and module else globs or {}, **(extraglobs or {}))
        globs.setdefault('__name__', '__main__')
        found = []
        self._look(found, obj, name, module, globs, set())
        return sorted(found, key=lambda test: test.name)

    def _look(self, found, obj, name, module, globs, seen):
        if id(obj) in seen:
            return
        seen.add(id(obj))
        text = obj if isinstance(obj, str) else getattr(obj, '__doc__', None) or ''
        if isinstance(text, str) and (text or not self._exclude_empty):
            file, line = getattr(module, '__file__', None), self._line_of(obj, text, module)
            test = self._parser.get_doctest(text, globs, name, file, line)
            if test.examples or not self._exclude_empty:
                found.append(test)
        if not self._recurse or not (inspect.ismodule(obj) or inspect.isclass(obj)):
            return
        for key, value in obj.__dict__.items():
            if isinstance(value, (staticmethod, classmethod)):
                value = value.__func__
            if inspect.isfunction(inspect.unwrap(value)) or inspect.isclass(value) or isinstance(value, property):
                home = getattr(value, '__module__', None)
                if isinstance(value, property) or module is None or home == module.__name__:
                    self._look(found, value, f'{name}.{key}', module, globs, seen)
        for key, value in obj.__dict__.get('__test__', {}).items() if inspect.ismodule(obj) else ():
            self._look(found, value, f'{name}.__test__.{key}', module, globs, seen)

    def _line_of(self, obj, text, module):
        """The line, from 0, at which the text begins; None where nobody knows."""
        if inspect.ismodule(obj):
            return 0
        try:
            lines, first = inspect.getsourcelines(inspect.unwrap(obj.fget if isinstance(obj, property) else obj))
        except (OSError, TypeError):
            return None
        for number, line in enumerate(lines):
            if re.match(r'\s*[rRuU]?("""|\'\'\'|"|\')', line):
                return first - 1 + number
        return None


class OutputChecker:
    """Compares what was printed with what was wanted."""

    def check_output(self, want, got, optionflags):
        if got == want:
            return True
        if not optionflags & DONT_ACCEPT_TRUE_FOR_1 and (got, want) in (('True\n', '1\n'), ('False\n', '0\n')):
            return True
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            want = re.sub(rf'(?m)^{re.escape(_BLANK)}\s*?$', '', want)
            got = re.sub(r'(?m)^[^\S\n]+$', '', got)
            if got == want:
                return True
        if optionflags & NORMALIZE_WHITESPACE:
            got, want = ' '.join(got.split()), ' '.join(want.split())
            if got == want:
                return True
        return bool(optionflags & ELLIPSIS) and self._fits(want, got)

    def _fits(self, want, got):
        pieces = want.split('...')
        if len(pieces) == 1 or not got.startswith(pieces[0]):
            return False
        at, end = len(pieces[0]), len(got) - len(pieces[-1])
        if at > end or not got.endswith(pieces[-1]):
            return False
        for piece in pieces[1:-1]:
            at = got.find(piece, at, end)
            if at < 0:
                return False
            at += len(piece)
        return True

    def output_difference(self, example, got, optionflags):
        want = example.want
        if optionflags & (REPORT_NDIFF | REPORT_UDIFF | REPORT_CDIFF):
            lines = list(difflib.ndiff(want.splitlines(True), got.splitlines(True)))
            return 'Differences (ndiff with -expected +actual):\n' + _indented(''.join(lines))
        if want and got:
            return f'Expected:\n{_indented(want)}Got:\n{_indented(got)}'
        if want:
            return f'Expected:\n{_indented(want)}Got nothing\n'
        return f'Expected nothing\nGot:\n{_indented(got)}' if got else 'Expected nothing\nGot nothing\n'


def _indented(text):
    return re.sub('(?m)^(?!$)', '    ', text)


class DocTestRunner:
    """Runs tests and says what failed."""

    DIVIDER = '*' * 70

    def __init__(self, checker=None, verbose=None, optionflags=0):
        self._checker, self._verbose = checker or OutputChecker(), '-v' in sys.argv if verbose is None else verbose
        self.optionflags, self.tries, self.failures, self._counts = optionflags, 0, 0, {}

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        write = out or sys.stdout.write
        failed = tried = 0
        for number, example in enumerate(test.examples):
            flags = self.optionflags
            for flag, on in example.options.items():
                flags = flags | flag if on else flags & ~flag
            if flags & SKIP:
                continue
            tried += 1
            if self._verbose:
                expecting = f'Expecting:\n{_indented(example.want)}' if example.want else 'Expecting nothing\n'
                write(f'Trying:\n{_indented(example.source)}{expecting}')
            got, error = self._execute(test, example, number)
            if self._holds(example, got, error, flags):
                if self._verbose:
                    write('ok\n')
                continue
            failed += 1
            write(self._head(test, example))
            if error is not None and example.exc_msg is None:
                write('Exception raised:\n' + _indented(''.join(traceback.format_exception(error))))
            else:
                if error is not None:
                    got += ''.join(traceback.format_exception(error))
                write(self._checker.output_difference(example, got, flags))
            if flags & FAIL_FAST:
                break
        self.failures, self.tries = self.failures + failed, self.tries + tried
        before = self._counts.get(test.name, (0, 0))
        self._counts[test.name] = before[0] + failed, before[1] + tried
        if clear_globs:
            test.globs.clear()
        return TestResults(failed, tried)

    def _execute(self, test, example, number):
        """What the example prints (the value of an expression too), and the exception that left it."""
        name, printed, before = f'<doctest {test.name}[{number}]>', io.StringIO(), sys.stdout
        sys.stdout = printed
        try:
            try:
                code = compile(example.source, name, 'eval')
            except SyntaxError:
                exec(compile(example.source, name, 'exec'), test.globs)
            else:
                value = eval(code, test.globs)
                if value is not None:
                    print(repr(value))
                    builtins._ = value
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            error.__traceback__ = error.__traceback__ and error.__traceback__.tb_next
            return printed.getvalue(), error
        finally:
            sys.stdout = before
        return printed.getvalue(), None

    def _holds(self, example, got, error, flags):
        if error is None:
            return self._checker.check_output(example.want, got, flags)
        if example.exc_msg is None:
            return False
        message = traceback.format_exception_only(type(error), error)[-1]
        if self._checker.check_output(example.exc_msg, message, flags):
            return True
        if not flags & IGNORE_EXCEPTION_DETAIL:
            return False
        first, second = [text.partition(':')[0].strip().rpartition('.')[2] for text in (example.exc_msg, message)]
        return first == second

    def _head(self, test, example):
        if test.filename:
            line = '?' if test.lineno is None else test.lineno + example.lineno + 1
            place = f'File "{test.filename}", line {line}, in {test.name}'
        else:
            place = f'Line {example.lineno + 1}, in {test.name}'
        return f'{self.DIVIDER}\n{place}\nFailed example:\n{_indented(example.source)}'

    def summarize(self, verbose=None):
        verbose = self._verbose if verbose is None else verbose
        bad = [(name, f, t) for name, (f, t) in sorted(self._counts.items()) if f]
        good = [(name, t) for name, (f, t) in sorted(self._counts.items()) if t and not f]
        if verbose and good:
            print(f"{len(good)} item{'s' * (len(good) != 1)} passed all tests:")
            for name, tried in good:
                print(f" {tried:3d} test{'s' if tried != 1 else ' '} in {name}")
        if bad:
            print(self.DIVIDER)
            print(f"{len(bad)} item{'s' * (len(bad) != 1)} had failures:")
            for name, failed, tried in bad:
                print(f' {failed:3d} of {tried:3d} in {name}')
        if verbose:
            items = len(self._counts)
            print(f"{self.tries} test{'s' * (self.tries != 1)} in {items} item{'s' * (items != 1)}.")
            print(f'{self.tries - self.failures} passed' + (f' and {self.failures} failed.' if self.failures else '.'))
        if bad:
            print(f"***Test Failed*** {self.failures} failure{'s' * (self.failures != 1)}.")
        elif verbose:
            print('Test passed.')
        return TestResults(self.failures, self.tries)


def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0, extraglobs=None,
            raise_on_error=False, exclude_empty=False):
    """Run the examples of a module's documentation, of the main program's without one."""
    m = m or sys.modules.get('__main__')
    if not inspect.ismodule(m):
        raise TypeError(f'testmod: module required; {m!r}')
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in DocTestFinder(exclude_empty=True).find(m, name or m.__name__, m, globs, extraglobs):
        runner.run(test)
    if report:
        runner.summarize()
    return TestResults(runner.failures, runner.tries)


def run_docstring_examples(f, globs, verbose=False, name='NoName', compileflags=None, optionflags=0):
    """Run the examples of one object's documentation."""
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in DocTestFinder(verbose=verbose, recurse=False).find(f, name, globs=globs):
        runner.run(test, compileflags=compileflags)
