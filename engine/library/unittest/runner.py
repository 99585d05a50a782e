"""Results of tests, and the runner that tells of them as text."""

import sys
import time

__unittest = True


class TestResult:
    """Collects how tests went."""

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failfast = False
        self.failures = []
        self.errors = []
        self.testsRun = 0
        self.skipped = []
        self.expectedFailures = []
        self.unexpectedSuccesses = []
        self.collectedDurations = []
        self.shouldStop = False
        self.buffer = False
        self.tb_locals = False

    def startTest(self, test):
        self.testsRun += 1

    def stopTest(self, test):
        pass

    def startTestRun(self):
        pass

    def stopTestRun(self):
        pass

    def _stop_if_wanted(self):
        if self.failfast:
            self.stop()

    def addError(self, test, err):
        self.errors.append((test, self._exc_info_to_string(err, test)))
        self._stop_if_wanted()

    def addFailure(self, test, err):
        self.failures.append((test, self._exc_info_to_string(err, test)))
        self._stop_if_wanted()

    def addSubTest(self, test, subtest, err):
        if err is not None:
            failed = issubclass(err[0], test.failureException)
            (self.failures if failed else self.errors).append((subtest, self._exc_info_to_string(err, test)))
            self._stop_if_wanted()

    def addSuccess(self, test):
        pass

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, self._exc_info_to_string(err, test)))

    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)
        self._stop_if_wanted()

    def addDuration(self, test, elapsed):
        self.collectedDurations.append((str(test), elapsed))

    def wasSuccessful(self):
        return not self.failures and not self.errors and not self.unexpectedSuccesses

    def stop(self):
        self.shouldStop = True

    def _exc_info_to_string(self, err, test):
        import traceback
        exc_type, value, tb = err
        self._clean(value, tb, test.failureException)
        return ''.join(traceback.format_exception(exc_type, value, value.__traceback__))

    def _clean(self, value, tb, failure):
        """Leave out what belongs to the test framework, of the exception and of those that led to it."""
        seen = []
        todo = [(value, tb)]
        while todo:
            exc, tb = todo.pop()
            if exc is None or exc in seen:
                continue
            seen.append(exc)
            while tb is not None and '__unittest' in tb.tb_frame.f_globals:
                tb = tb.tb_next
            if isinstance(exc, failure):
                last, at = None, tb
                while at is not None and '__unittest' not in at.tb_frame.f_globals:
                    last, at = at, at.tb_next
                if at is not None and last is not None:
                    last.tb_next = None
            exc.__traceback__ = tb
            for other in (exc.__cause__, exc.__context__):
                if other is not None:
                    todo.append((other, other.__traceback__))

    def __repr__(self):
        return (f"<{type(self).__module__}.{type(self).__qualname__} run={self.testsRun} errors={len(self.errors)} "
                f"failures={len(self.failures)}>")


class TextTestResult(TestResult):
    """Tells how each test went as it ends."""

    separator1 = '=' * 70
    separator2 = '-' * 70

    def __init__(self, stream, descriptions, verbosity, *, durations=None):
        super().__init__(stream, descriptions, verbosity)
        self.stream = stream
        self.showAll = verbosity > 1
        self.dots = verbosity == 1
        self.descriptions = descriptions
        self._newline = True

    def getDescription(self, test):
        first_line = test.shortDescription()
        return f'{test}\n{first_line}' if self.descriptions and first_line else str(test)

    def startTest(self, test):
        super().startTest(test)
        if self.showAll:
            self.stream.write(self.getDescription(test) + ' ... ')
            self.stream.flush()
            self._newline = False

    def _tell(self, test, short, long, subtest=False):
        if self.showAll:
            if self._newline or subtest:
                if not self._newline:
                    self.stream.write('\n')
                self.stream.write(f"{'  ' if subtest else ''}{self.getDescription(test)} ... ")
            self.stream.write(long + '\n')
            self._newline = True
        elif self.dots:
            self.stream.write(short)
        self.stream.flush()

    def addSubTest(self, test, subtest, err):
        if err is not None:
            if issubclass(err[0], subtest.failureException):
                self._tell(subtest, 'F', 'FAIL', True)
            else:
                self._tell(subtest, 'E', 'ERROR', True)
        super().addSubTest(test, subtest, err)

    def addSuccess(self, test):
        super().addSuccess(test)
        self._tell(test, '.', 'ok')

    def addError(self, test, err):
        super().addError(test, err)
        self._tell(test, 'E', 'ERROR')

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._tell(test, 'F', 'FAIL')

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._tell(test, 's', f'skipped {reason!r}')

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._tell(test, 'x', 'expected failure')

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._tell(test, 'u', 'unexpected success')

    def printErrors(self):
        if self.dots or self.showAll:
            self.stream.write('\n')
        for flavour, errors in (('ERROR', self.errors), ('FAIL', self.failures)):
            for test, text in errors:
                self.stream.write(f'{self.separator1}\n{flavour}: {self.getDescription(test)}\n{self.separator2}\n{text}\n')
        if self.unexpectedSuccesses:
            self.stream.write(self.separator1 + '\n')
            for test in self.unexpectedSuccesses:
                self.stream.write(f"UNEXPECTED SUCCESS: {self.getDescription(test)}\n")
        self.stream.flush()


class TextTestRunner:
    """Runs tests and tells of them on standard error."""

    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None,
                 warnings=None, *, tb_locals=False, durations=None):
        self.stream = sys.stderr if stream is None else stream
        self.descriptions = descriptions
        self.verbosity = verbosity
        self.failfast = failfast
        if resultclass is not None:
            self.resultclass = resultclass

    def run(self, test):
        """Run a test or suite; the result."""
        result = self.resultclass(self.stream, self.descriptions, self.verbosity)
        result.failfast = self.failfast
        start = time.perf_counter()
        result.startTestRun()
        try:
            test(result)
        finally:
            result.stopTestRun()
        taken = time.perf_counter() - start
        if hasattr(result, 'printErrors'):
            result.printErrors()
        write = self.stream.write
        if hasattr(result, 'separator2'):
            write(result.separator2 + '\n')
        run = result.testsRun
        write(f"Ran {run} test{'s' if run != 1 else ''} in {taken:.3f}s\n\n")
        notes = []
        if not result.wasSuccessful():
            write("FAILED")
            notes += [f'{name}={len(found)}' for name, found in (('failures', result.failures), ('errors', result.errors))
                      if found]
        elif run == 0 and not result.skipped:
            write("NO TESTS RAN")
        else:
            write("OK")
        notes += [f'{name}={len(found)}' for name, found in (
            ('skipped', result.skipped), ('expected failures', result.expectedFailures),
            ('unexpected successes', result.unexpectedSuccesses)) if found]
        write(f" ({', '.join(notes)})\n" if notes else "\n")
        self.stream.flush()
        return result
