"""Suites of tests, finding tests, and main()."""

import sys
import types

from unittest.case import TestCase, SkipTest, doModuleCleanups
from unittest.runner import TextTestRunner

__unittest = True


class _ErrorHolder:
    """Stands for a test where the set-up of a class or module failed."""

    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def __str__(self):
        return self.description


class TestSuite:
    """Several tests, run one after another."""

    def __init__(self, tests=()):
        self._tests = []
        self.addTests(tests)

    def addTest(self, test):
        if not callable(test):
            raise TypeError(f"{test!r} is not callable")
        if isinstance(test, type) and issubclass(test, (TestCase, TestSuite)):
            raise TypeError("TestCases and TestSuites must be instantiated before passing them to addTest()")
        self._tests.append(test)

    def addTests(self, tests):
        if isinstance(tests, str):
            raise TypeError("tests must be an iterable of tests, not a string")
        for test in tests:
            self.addTest(test)

    def countTestCases(self):
        return sum([test.countTestCases() for test in self._tests])

    def __iter__(self):
        return iter(self._tests)

    def __eq__(self, other):
        return list(self) == list(other) if isinstance(other, TestSuite) else NotImplemented

    __hash__ = None

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__qualname__} tests={list(self)}>"

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def _flat(self):
        for test in self._tests:
            if isinstance(test, TestSuite):
                yield from test._flat()
            else:
                yield test

    def run(self, result, debug=False):
        """Run all tests, with the set-up of classes and modules around them."""
        current_class = current_module = None
        failed_module = False
        for test in self._flat():
            if result.shouldStop:
                break
            cls = type(test)
            if cls is not current_class:
                self._tear_down_class(current_class, result)
                if cls.__module__ != current_module:
                    self._tear_down_module(current_module, failed_module, result)
                    current_module = cls.__module__
                    failed_module = not self._set_up(sys.modules.get(current_module), 'setUpModule', current_module, result)
                current_class = cls
                if not failed_module and not getattr(cls, '__unittest_skip__', False):
                    cls._classSetupFailed = not self._set_up(cls, 'setUpClass', f'{cls.__module__}.{cls.__qualname__}', result)
                    if cls._classSetupFailed:
                        self._clean_class(cls, result)
            if failed_module or getattr(cls, '_classSetupFailed', False):
                continue
            test(result)
        self._tear_down_class(current_class, result)
        self._tear_down_module(current_module, failed_module, result)
        return result

    def _set_up(self, owner, name, shown, result):
        function = getattr(owner, name, None)
        if function is None:
            return True
        try:
            function()
            return True
        except SkipTest as exc:
            result.addSkip(self._holder(name, shown), str(exc))
        except Exception:
            result.addError(self._holder(name, shown), sys.exc_info())
        return False

    @staticmethod
    def _holder(name, shown):
        holder = _ErrorHolder(f'{name} ({shown})')
        holder.failureException = AssertionError
        return holder

    def _tear_down_class(self, cls, result):
        if cls is None or getattr(cls, '_classSetupFailed', False) or getattr(cls, '__unittest_skip__', False):
            return
        self._set_up(cls, 'tearDownClass', f'{cls.__module__}.{cls.__qualname__}', result)
        self._clean_class(cls, result)

    def _clean_class(self, cls, result):
        if hasattr(cls, 'doClassCleanups'):
            cls.doClassCleanups()
            for info in cls.tearDown_exceptions:
                result.addError(self._holder('tearDownClass', f'{cls.__module__}.{cls.__qualname__}'), info)

    def _tear_down_module(self, module, failed, result):
        if module is None:
            return
        if not failed:
            self._set_up(sys.modules.get(module), 'tearDownModule', module, result)
        try:
            doModuleCleanups()
        except Exception:
            result.addError(self._holder('tearDownModule', module), sys.exc_info())


class TestLoader:
    """Finds tests in classes and modules."""

    testMethodPrefix = 'test'
    suiteClass = TestSuite
    testNamePatterns = None

    def __init__(self):
        self.errors = []

    def getTestCaseNames(self, testCaseClass):
        names = [name for name in dir(testCaseClass)
                 if name.startswith(self.testMethodPrefix) and callable(getattr(testCaseClass, name))]
        if self.testNamePatterns:
            from fnmatch import fnmatchcase
            full = f'{testCaseClass.__module__}.{testCaseClass.__qualname__}.'
            names = [name for name in names if any([fnmatchcase(full + name, p) for p in self.testNamePatterns])]
        return sorted(names)

    def loadTestsFromTestCase(self, testCaseClass):
        if issubclass(testCaseClass, TestSuite):
            raise TypeError("Test cases should not be derived from TestSuite. Maybe you meant to derive from TestCase?")
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, 'runTest'):
            names = ['runTest']
        return self.suiteClass([testCaseClass(name) for name in names])

    def loadTestsFromModule(self, module, *, pattern=None):
        suites = []
        for name in dir(module):
            obj = getattr(module, name)
            if isinstance(obj, type) and issubclass(obj, TestCase) and not obj.__module__.startswith('unittest.'):
                suites.append(self.loadTestsFromTestCase(obj))
        tests = self.suiteClass(suites)
        hook = getattr(module, 'load_tests', None)
        return tests if hook is None else hook(self, tests, pattern)

    def loadTestsFromName(self, name, module=None):
        parts = name.split('.')
        if module is None:
            module = __import__(parts[0])
            for part in parts[1:-1]:
                if hasattr(module, part):
                    break
                __import__('.'.join(parts[:parts.index(part) + 1]))
            parts = parts[1:]
        obj, parent = module, None
        for part in parts:
            parent, obj = obj, getattr(obj, part)
        if isinstance(obj, types.ModuleType):
            return self.loadTestsFromModule(obj)
        if isinstance(obj, type) and issubclass(obj, TestCase):
            return self.loadTestsFromTestCase(obj)
        if isinstance(parent, type) and issubclass(parent, TestCase):
            return self.suiteClass([parent(parts[-1])])
        if isinstance(obj, TestSuite):
            return obj
        made = obj()
        return made if isinstance(made, TestSuite) else self.suiteClass([made])

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])

    def discover(self, start_dir, pattern='test*.py', top_level_dir=None):
        raise NotImplementedError('tests are not looked for in folders here: import their modules')


defaultTestLoader = TestLoader()


class TestProgram:
    """Runs the tests of a module and ends the program: main()."""

    def __init__(self, module='__main__', defaultTest=None, argv=None, testRunner=None, testLoader=defaultTestLoader,
                 exit=True, verbosity=1, failfast=None, catchbreak=None, buffer=None, warnings=None, *, tb_locals=False,
                 durations=None):
        if isinstance(module, str):
            __import__(module)
            module = sys.modules[module]
        self.module = module
        argv = sys.argv if argv is None else argv
        names = []
        rest = list(argv[1:])
        while rest:
            arg = rest.pop(0)
            if arg in ('-v', '--verbose'):
                verbosity = 2
            elif arg in ('-q', '--quiet'):
                verbosity = 0
            elif arg in ('-f', '--failfast'):
                failfast = True
            elif arg == '-k' and rest:
                pattern = rest.pop(0)
                testLoader.testNamePatterns = (testLoader.testNamePatterns or []) + [
                    pattern if '*' in pattern else f'*{pattern}*']
            elif not arg.startswith('-'):
                names.append(arg)
        if not names and defaultTest is not None:
            names = [defaultTest] if isinstance(defaultTest, str) else list(defaultTest)
        if names:
            test = testLoader.loadTestsFromNames(names, module)
        else:
            test = testLoader.loadTestsFromModule(module)
        runner = TextTestRunner if testRunner is None else testRunner
        if isinstance(runner, type):
            runner = runner(verbosity=verbosity, failfast=bool(failfast))
        self.result = runner.run(test)
        if exit:
            if self.result.testsRun == 0 and not self.result.skipped:
                sys.exit(5)
            sys.exit(not self.result.wasSuccessful())


main = TestProgram
