"""Test cases and what they assert."""

import sys

__unittest = True
_MAX_REPR = 80
DIFF_OMITTED = '\nDiff is %s characters long. Set self.maxDiff to None to see it.'


class SkipTest(Exception):
    """Raised in a test to skip it."""


class _ShouldStop(Exception):
    """The test has failed or was skipped: what is left of it does not run."""


class _UnexpectedSuccess(Exception):
    pass


def _id(obj):
    return obj


def skip(reason):
    """Skip a test or class."""
    def decorator(item):
        if not isinstance(item, type):
            import functools

            @functools.wraps(item)
            def skip_wrapper(*args, **kwargs):
                raise SkipTest(reason)
            item = skip_wrapper
        item.__unittest_skip__ = True
        item.__unittest_skip_why__ = reason
        return item
    if callable(reason) and not isinstance(reason, str):
        item, reason = reason, ''
        return decorator(item)
    return decorator


def skipIf(condition, reason):
    """Skip a test or class if the condition holds."""
    return skip(reason) if condition else _id


def skipUnless(condition, reason):
    """Skip a test or class unless the condition holds."""
    return _id if condition else skip(reason)


def expectedFailure(test_item):
    """Mark a test as one that fails."""
    test_item.__unittest_expecting_failure__ = True
    return test_item


_module_cleanups = []


def addModuleCleanup(function, /, *args, **kwargs):
    """Call a function when the tests of the module have run."""
    _module_cleanups.append((function, args, kwargs))


def enterModuleContext(cm):
    result = cm.__enter__()
    addModuleCleanup(cm.__exit__, None, None, None)
    return result


def doModuleCleanups():
    """Call what addModuleCleanup() was given, the last first."""
    failed = []
    while _module_cleanups:
        function, args, kwargs = _module_cleanups.pop()
        try:
            function(*args, **kwargs)
        except Exception as exc:
            failed.append(exc)
    if failed:
        raise failed[0]


def safe_repr(obj, short=False):
    try:
        result = repr(obj)
    except Exception:
        result = object.__repr__(obj)
    return result if not short or len(result) < _MAX_REPR else result[:_MAX_REPR] + ' [truncated]...'


def _shortened(first, second):
    """The reprs of two objects, what they have in common left out where they are long."""
    texts = [safe_repr(first), safe_repr(second)]
    if max(map(len, texts)) <= _MAX_REPR:
        return texts
    common = 0
    while common < min(map(len, texts)) and texts[0][common] == texts[1][common]:
        common += 1
    if common <= 5 + 12 + 30:
        return texts
    cut = common - 5
    return [f'{text[:12]}[{cut - 12} chars]{text[cut:]}' for text in texts]


class _AssertRaises:
    """assertRaises() and its like as context managers."""

    def __init__(self, expected, test_case, pattern=None):
        self.test_case = test_case
        self.expected = expected
        self.pattern = pattern
        self.msg = None
        self.exception = None

    def _fail(self, standard):
        raise self.test_case.failureException(self.test_case._formatMessage(self.msg, standard))

    def handle(self, name, args, kwargs):
        if not _is_subtype(self.expected, self._base):
            raise TypeError(f'{name}() arg 1 must be {self._base_text}')
        if not args:
            self.msg = kwargs.pop('msg', None)
            if kwargs:
                raise TypeError(f'{next(iter(kwargs))!r} is an invalid keyword argument for this function')
            return self
        function, *args = args
        with self:
            function(*args, **kwargs)

    _base = BaseException
    _base_text = 'an exception type or tuple of exception types'

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, tb):
        if exc_type is None:
            names = self.expected.__name__ if isinstance(self.expected, type) else str(self.expected)
            self._fail(f"{names} not raised")
        if not issubclass(exc_type, self.expected):
            return False
        self.exception = exc_value.with_traceback(None)
        if self.pattern is not None and not _search(self.pattern, str(exc_value)):
            self._fail(f'"{_pattern_text(self.pattern)}" does not match "{exc_value}"')
        return True


def _is_subtype(expected, base):
    if isinstance(expected, tuple):
        return all([_is_subtype(e, base) for e in expected])
    return isinstance(expected, type) and issubclass(expected, base)


def _search(pattern, text):
    import re
    return re.search(pattern, text) if isinstance(pattern, str) else pattern.search(text)


def _pattern_text(pattern):
    return pattern if isinstance(pattern, str) else pattern.pattern


class _AssertWarns(_AssertRaises):
    _base = Warning
    _base_text = 'a warning type or tuple of warning types'

    def __enter__(self):
        import warnings
        for module in list(sys.modules.values()):
            if getattr(module, '__warningregistry__', None):
                module.__warningregistry__ = {}
        self._manager = warnings.catch_warnings(record=True)
        self.warnings = self._manager.__enter__()
        warnings.simplefilter("always", self.expected if isinstance(self.expected, type) else Warning)
        return self

    def __exit__(self, exc_type, exc_value, tb):
        self._manager.__exit__(exc_type, exc_value, tb)
        if exc_type is not None:
            return
        names = self.expected.__name__ if isinstance(self.expected, type) else str(self.expected)
        first = None
        for caught in self.warnings:
            if not isinstance(caught.message, self.expected):
                continue
            first = first or caught.message
            if self.pattern is not None and not _search(self.pattern, str(caught.message)):
                continue
            self.warning, self.filename, self.lineno = caught.message, caught.filename, caught.lineno
            return
        if first is not None:
            self._fail(f'"{_pattern_text(self.pattern)}" does not match "{first}"')
        self._fail(f"{names} not triggered")


class _AssertLogs:
    """assertLogs() and assertNoLogs()."""

    def __init__(self, test_case, logger, level, none_wanted):
        import logging
        self.test_case = test_case
        self.logger = logger if isinstance(logger, logging.Logger) else logging.getLogger(logger)
        self.level = logging._nameToLevel.get(level, level) if level else logging.INFO
        self.none_wanted = none_wanted

    def __enter__(self):
        import logging
        self.records, self.output = records, output = [], []
        formatter = logging.Formatter("%(levelname)s:%(name)s:%(message)s")

        class Capture(logging.Handler):
            def emit(self, record):
                records.append(record)
                output.append(formatter.format(record))
        handler = Capture()
        handler.setLevel(self.level)
        logger = self.logger
        self._before = logger.handlers[:], logger.level, logger.propagate
        logger.handlers = [handler]
        logger.setLevel(self.level)
        logger.propagate = False
        return None if self.none_wanted else self

    def __exit__(self, exc_type, exc_value, tb):
        import logging
        self.logger.handlers, level, self.logger.propagate = self._before
        self.logger.setLevel(level)
        if exc_type is not None:
            return False
        fail = self.test_case.failureException
        if self.none_wanted:
            if self.records:
                raise fail(f"Unexpected logs found: {self.output!r}")
        elif not self.records:
            raise fail(f"no logs of level {logging.getLevelName(self.level)} or higher triggered on {self.logger.name}")


class TestCase:
    """A class of tests: each method whose name begins with test is one."""

    failureException = AssertionError
    longMessage = True
    maxDiff = 80 * 8
    _diffThreshold = 2 ** 16
    _classSetupFailed = False
    _class_cleanups = []

    def __init_subclass__(cls, *args, **kwargs):
        cls._classSetupFailed = False
        cls._class_cleanups = []
        super().__init_subclass__(*args, **kwargs)

    def __init__(self, methodName='runTest'):
        self._testMethodName = methodName
        self._cleanups = []
        self._subtest = None
        self._equality = {dict: 'assertDictEqual', list: 'assertListEqual', tuple: 'assertTupleEqual',
                          set: 'assertSetEqual', frozenset: 'assertSetEqual', str: 'assertMultiLineEqual'}
        method = getattr(self, methodName, None)
        if method is None:
            if methodName != 'runTest':
                raise ValueError(f"no such test method in {self.__class__}: {methodName}")
            self._testMethodDoc = 'No test'
        else:
            self._testMethodDoc = method.__doc__

    def addTypeEqualityFunc(self, typeobj, function):
        """Use a function for assertEqual() of two objects of a type."""
        self._equality[typeobj] = function

    def addCleanup(self, function, /, *args, **kwargs):
        """Call a function after the test, whatever its outcome."""
        self._cleanups.append((function, args, kwargs))

    def enterContext(self, cm):
        result = cm.__enter__()
        self.addCleanup(cm.__exit__, None, None, None)
        return result

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        cls._class_cleanups.append((function, args, kwargs))

    @classmethod
    def enterClassContext(cls, cm):
        result = cm.__enter__()
        cls.addClassCleanup(cm.__exit__, None, None, None)
        return result

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        from unittest.runner import TestResult
        return TestResult()

    def shortDescription(self):
        """The first line of the test's docstring, or None."""
        return self._testMethodDoc.strip().split("\n")[0].strip() if self._testMethodDoc else None

    def id(self):
        return f"{type(self).__module__}.{type(self).__qualname__}.{self._testMethodName}"

    def __eq__(self, other):
        return type(self) is type(other) and self._testMethodName == other._testMethodName

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def __str__(self):
        return f"{self._testMethodName} ({type(self).__module__}.{type(self).__qualname__}.{self._testMethodName})"

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__qualname__} testMethod={self._testMethodName}>"

    def skipTest(self, reason):
        """Skip this test."""
        raise SkipTest(reason)

    # ---- running

    def _callSetUp(self):
        self.setUp()

    def _callTestMethod(self, method):
        method()

    def _callTearDown(self):
        self.tearDown()

    def _callCleanup(self, function, *args, **kwargs):
        function(*args, **kwargs)

    def run(self, result=None):
        """Run this test, and tell `result` how it went."""
        own_result = result is None
        if own_result:
            result = self.defaultTestResult()
            result.startTestRun()
        result.startTest(self)
        try:
            method = getattr(self, self._testMethodName)
            if getattr(type(self), '__unittest_skip__', False) or getattr(method, '__unittest_skip__', False):
                result.addSkip(self, getattr(type(self), '__unittest_skip_why__', '') or
                               getattr(method, '__unittest_skip_why__', ''))
            else:
                self._run(result, method)
            return result
        finally:
            result.stopTest(self)
            if own_result:
                result.stopTestRun()

    def _run(self, result, method):
        expecting = getattr(self, '__unittest_expecting_failure__', False) or getattr(
            method, '__unittest_expecting_failure__', False)
        self._outcome = outcome = _Outcome(self, result, expecting)
        try:
            if outcome.try_part(self._callSetUp):
                outcome.try_part(lambda: self._callTestMethod(method))
                outcome.try_part(self._callTearDown)
            self.doCleanups()
            outcome.tell()
        finally:
            self._outcome = None

    def doCleanups(self):
        """Call what addCleanup() was given, the last first."""
        outcome = self._outcome
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            if outcome is None:
                self._callCleanup(function, *args, **kwargs)
            else:
                outcome.try_part(lambda: self._callCleanup(function, *args, **kwargs))
        return outcome is None or outcome.success

    @classmethod
    def doClassCleanups(cls):
        cls.tearDown_exceptions = []
        while cls._class_cleanups:
            function, args, kwargs = cls._class_cleanups.pop()
            try:
                function(*args, **kwargs)
            except Exception:
                cls.tearDown_exceptions.append(sys.exc_info())

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        """Run the test without catching what it raises."""
        self._outcome = None
        self._callSetUp()
        self._callTestMethod(getattr(self, self._testMethodName))
        self._callTearDown()
        self.doCleanups()

    def subTest(self, msg=None, **params):
        """A part of a test that may fail without ending it."""
        return _SubTestContext(self, msg, params)

    # ---- assertions

    def _formatMessage(self, msg, standard):
        if not self.longMessage:
            return msg or standard
        return standard if msg is None else f'{standard} : {msg}'

    def fail(self, msg=None):
        """Fail at once."""
        raise self.failureException(msg)

    def _refuse(self, msg, standard):
        raise self.failureException(self._formatMessage(msg, standard))

    def assertTrue(self, expr, msg=None):
        if not expr:
            self._refuse(msg, f"{safe_repr(expr)} is not true")

    def assertFalse(self, expr, msg=None):
        if expr:
            self._refuse(msg, f"{safe_repr(expr)} is not false")

    def assertEqual(self, first, second, msg=None):
        function = self._equality.get(type(first)) if type(first) == type(second) else None
        if function is None:
            if not first == second:
                self._refuse(msg, '%s != %s' % tuple(_shortened(first, second)))
        elif isinstance(function, str):
            getattr(self, function)(first, second, msg=msg)
        else:
            function(first, second, msg=msg)

    def assertNotEqual(self, first, second, msg=None):
        if not first != second:
            self._refuse(msg, f'{safe_repr(first)} == {safe_repr(second)}')

    def assertIs(self, expr1, expr2, msg=None):
        if expr1 is not expr2:
            self._refuse(msg, f'{safe_repr(expr1)} is not {safe_repr(expr2)}')

    def assertIsNot(self, expr1, expr2, msg=None):
        if expr1 is expr2:
            self._refuse(msg, f'unexpectedly identical: {safe_repr(expr1)}')

    def assertIsNone(self, obj, msg=None):
        if obj is not None:
            self._refuse(msg, f'{safe_repr(obj)} is not None')

    def assertIsNotNone(self, obj, msg=None):
        if obj is None:
            self._refuse(msg, 'unexpectedly None')

    def assertIn(self, member, container, msg=None):
        if member not in container:
            self._refuse(msg, f'{safe_repr(member)} not found in {safe_repr(container)}')

    def assertNotIn(self, member, container, msg=None):
        if member in container:
            self._refuse(msg, f'{safe_repr(member)} unexpectedly found in {safe_repr(container)}')

    def assertIsInstance(self, obj, cls, msg=None):
        if not isinstance(obj, cls):
            self._refuse(msg, f'{safe_repr(obj)} is not an instance of {cls!r}')

    def assertNotIsInstance(self, obj, cls, msg=None):
        if isinstance(obj, cls):
            self._refuse(msg, f'{safe_repr(obj)} is an instance of {cls!r}')

    def assertGreater(self, a, b, msg=None):
        if not a > b:
            self._refuse(msg, f'{safe_repr(a)} not greater than {safe_repr(b)}')

    def assertGreaterEqual(self, a, b, msg=None):
        if not a >= b:
            self._refuse(msg, f'{safe_repr(a)} not greater than or equal to {safe_repr(b)}')

    def assertLess(self, a, b, msg=None):
        if not a < b:
            self._refuse(msg, f'{safe_repr(a)} not less than {safe_repr(b)}')

    def assertLessEqual(self, a, b, msg=None):
        if not a <= b:
            self._refuse(msg, f'{safe_repr(a)} not less than or equal to {safe_repr(b)}')

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        diff = abs(first - second)
        shown = f'{safe_repr(first)} != {safe_repr(second)} within'
        if delta is not None:
            if diff > delta:
                self._refuse(msg, f'{shown} {safe_repr(delta)} delta ({safe_repr(diff)} difference)')
        elif round(diff, 7 if places is None else places) != 0:
            self._refuse(msg, f'{shown} {7 if places is None else places} places ({safe_repr(diff)} difference)')

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        diff = abs(first - second)
        shown = f'{safe_repr(first)} == {safe_repr(second)} within'
        if delta is not None:
            if first == second or diff <= delta:
                self._refuse(msg, f'{shown} {safe_repr(delta)} delta ({safe_repr(diff)} difference)')
        elif first == second or round(diff, 7 if places is None else places) == 0:
            self._refuse(msg, f'{shown} {7 if places is None else places} places')

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        name = seq_type.__name__ if seq_type is not None else 'sequence'
        for place, seq in (('First', seq1), ('Second', seq2)):
            if seq_type is not None and not isinstance(seq, seq_type):
                raise self.failureException(f'{place} sequence is not a {name}: {safe_repr(seq)}')
        if seq1 == seq2:
            return
        standard = '%ss differ: %s != %s\n' % ((name.capitalize(),) + tuple(_shortened(seq1, seq2)))
        for i in range(min(len(seq1), len(seq2))):
            if seq1[i] != seq2[i]:
                standard += '\nFirst differing element %d:\n%s\n%s\n' % ((i,) + tuple(_shortened(seq1[i], seq2[i])))
                break
        for here, there, longer in ((seq1, seq2, 'First'), (seq2, seq1, 'Second')):
            if len(here) > len(there):
                standard += (f'\n{longer} {name} contains {len(here) - len(there)} additional elements.\n'
                             f'First extra element {len(there)}:\n{safe_repr(here[len(there)])}\n')
        self._refuse(msg, self._with_diff(standard, _pretty(seq1), _pretty(seq2)))

    def _with_diff(self, standard, first, second):
        try:
            import difflib
        except ImportError:
            return standard
        diff = '\n' + '\n'.join(difflib.ndiff(first, second))
        if self.maxDiff is None or len(diff) <= self.maxDiff:
            return standard + diff
        return standard + DIFF_OMITTED % len(diff)

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, seq_type=list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, seq_type=tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        only1, only2 = set1.difference(set2), set2.difference(set1)
        if not only1 and not only2:
            return
        lines = []
        for only, which in ((only1, 'first'), (only2, 'second')):
            if only:
                lines.append(f'Items in the {which} set but not the {"second" if which == "first" else "first"}:')
                lines.extend([repr(item) for item in only])
        self._refuse(msg, '\n'.join(lines))

    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, 'First argument is not a dictionary')
        self.assertIsInstance(d2, dict, 'Second argument is not a dictionary')
        if d1 != d2:
            self._refuse(msg, self._with_diff('%s != %s' % tuple(_shortened(d1, d2)), _pretty(d1), _pretty(d2)))

    def assertCountEqual(self, first, second, msg=None):
        first, second = list(first), list(second)
        counts = []
        for item in first + second:
            if item not in [known for known, _, _ in counts]:
                counts.append((item, first.count(item), second.count(item)))
        differences = [f'First has {a}, Second has {b}:  {item!r}' for item, a, b in counts if a != b]
        if differences:
            self._refuse(msg, 'Element counts were not equal:\n' + '\n'.join(differences))

    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertIsInstance(first, str, "First argument is not a string")
        self.assertIsInstance(second, str, "Second argument is not a string")
        if first != second:
            standard = '%s != %s' % tuple(_shortened(first, second))
            one = (first if first.endswith('\n') else first + '\n').splitlines(keepends=True)
            two = (second if second.endswith('\n') else second + '\n').splitlines(keepends=True)
            try:
                import difflib
                standard += '\n' + ''.join(difflib.ndiff(one, two))
            except ImportError:
                pass
            self._refuse(msg, standard)

    def assertRaises(self, expected_exception, *args, **kwargs):
        return _AssertRaises(expected_exception, self).handle('assertRaises', args, kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        return _AssertRaises(expected_exception, self, expected_regex).handle('assertRaisesRegex', args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        return _AssertWarns(expected_warning, self).handle('assertWarns', args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        return _AssertWarns(expected_warning, self, expected_regex).handle('assertWarnsRegex', args, kwargs)

    def assertLogs(self, logger=None, level=None):
        return _AssertLogs(self, logger, level, False)

    def assertNoLogs(self, logger=None, level=None):
        return _AssertLogs(self, logger, level, True)

    def assertRegex(self, text, expected_regex, msg=None):
        if not _search(expected_regex, text):
            self._refuse(msg, f"Regex didn't match: {_pattern_text(expected_regex)!r} not found in {text!r}")

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        found = _search(unexpected_regex, text)
        if found:
            self._refuse(msg, f"Regex matched: {found.group()!r} matches {_pattern_text(unexpected_regex)!r} in {text!r}")


def _pretty(obj):
    try:
        import pprint
    except ImportError:
        return repr(obj).splitlines()
    return pprint.pformat(obj).splitlines()


class _Outcome:
    """How the parts of one test went."""

    def __init__(self, test, result, expecting_failure):
        self.test = test
        self.result = result
        self.expecting_failure = expecting_failure
        self.expected = None
        self.success = True

    def try_part(self, function):
        """Run a part; whether the test may go on."""
        try:
            function()
        except KeyboardInterrupt:
            raise
        except SkipTest as exc:
            self.success = False
            self.result.addSkip(self.test, str(exc))
        except _ShouldStop:
            self.success = False
        except BaseException:
            info = sys.exc_info()
            if self.expecting_failure:
                self.expected = info
            elif issubclass(info[0], self.test.failureException):
                self.result.addFailure(self.test, info)
            else:
                self.result.addError(self.test, info)
            self.success = False
            info = None
        else:
            return True
        return False

    def tell(self):
        if self.expecting_failure and self.expected:
            self.result.addExpectedFailure(self.test, self.expected)
        elif self.expecting_failure and self.success:
            self.result.addUnexpectedSuccess(self.test)
        elif self.success:
            self.result.addSuccess(self.test)


class _SubTest(TestCase):
    def __init__(self, test_case, message, params):
        super().__init__()
        self.test_case = test_case
        self._message = message
        self.params = params
        self.failureException = test_case.failureException

    def _subDescription(self):
        parts = [] if self._message is None else [f"[{self._message}]"]
        if self.params:
            parts.append('(' + ', '.join([f"{k}={v!r}" for k, v in self.params.items()]) + ')')
        return ' '.join(parts) or '(<subtest>)'

    def id(self):
        return f"{self.test_case.id()} {self._subDescription()}"

    def shortDescription(self):
        return self.test_case.shortDescription()

    def __str__(self):
        return f"{self.test_case} {self._subDescription()}"


class _SubTestContext:
    def __init__(self, test, msg, params):
        self.test = test
        outer = test._subtest
        self.before = outer
        self.subtest = _SubTest(test, msg, {**(outer.params if outer else {}), **params})

    def __enter__(self):
        self.test._subtest = self.subtest

    def __exit__(self, exc_type, exc, tb):
        self.test._subtest = self.before
        outcome = getattr(self.test, '_outcome', None)
        if outcome is None or exc_type is KeyboardInterrupt:
            return False
        if exc_type is None:
            outcome.result.addSubTest(self.test, self.subtest, None)
            return False
        if issubclass(exc_type, SkipTest):
            outcome.success = False
            outcome.result.addSkip(self.subtest, str(exc))
            return True
        if exc_type is _ShouldStop:
            return False
        outcome.success = False
        if outcome.expecting_failure:
            outcome.expected = (exc_type, exc, tb)
            return False
        outcome.result.addSubTest(self.test, self.subtest, (exc_type, exc, tb))
        if outcome.result.failfast:
            raise _ShouldStop
        return True


class FunctionTestCase(TestCase):
    """A function as a test."""

    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._functions = testFunc, setUp, tearDown
        self._description = description

    def setUp(self):
        if self._functions[1] is not None:
            self._functions[1]()

    def tearDown(self):
        if self._functions[2] is not None:
            self._functions[2]()

    def runTest(self):
        self._functions[0]()

    def id(self):
        return self._functions[0].__name__

    def __str__(self):
        return f"{type(self).__qualname__} ({self._functions[0].__name__})"

    def shortDescription(self):
        if self._description is not None:
            return self._description
        doc = self._functions[0].__doc__
        return doc.split("\n")[0].strip() if doc else None
