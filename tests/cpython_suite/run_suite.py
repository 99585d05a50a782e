#!/usr/bin/env python3
"""CPython's own test files on the engine.

  run_suite.py ENGINE                 the chosen files; what passing.txt lists must pass, what else passes is told
  run_suite.py ENGINE --all           the same with all files
  run_suite.py ENGINE --files A,B     these files alone, or all of these tiers
  run_suite.py ENGINE --show --tests 'test_set::*Triple*'     with the tracebacks of what fails
  run_suite.py ENGINE --all --update  add what passes to passing.txt; what no longer passes stays an error

The files are those of an installed CPython 3.11, copied into a scratch folder at run time: LOOPSCOPE_CPYTHON_LIB names
its library folder, else the usual places are looked through. Without them nothing is tested, and the status is 77.
Beside them lie small stand-ins of our own for unittest, test.support and the like (shim/), and for modules that the
engine does not bring (stubs/). One process runs the tests of one file; a test in which it dies or hangs is failed, and
the rest goes on in a new process.
"""

import argparse
import concurrent.futures
import fnmatch
import glob
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading

HERE = os.path.dirname(os.path.abspath(__file__))
NO_CPYTHON = 77

TIERS = {
    'A': ['test_base_events', 'test_events', 'test_futures', 'test_futures2', 'test_locks', 'test_pep492',
          'test_protocols', 'test_queues', 'test_runners', 'test_streams', 'test_taskgroups', 'test_tasks',
          'test_timeouts', 'test_transports', 'test_waitfor'],
    'B': ['test_generators', 'test_yield_from', 'test_generator_stop', 'test_coroutines', 'test_asyncgen',
          'test_contextlib', 'test_contextlib_async', 'test_context', 'test_exception_group',
          'test_except_star', 'test_exceptions', 'test_exception_variations', 'test_baseexception',
          'test_raise', 'test_with'],
    'C': ['test_scope', 'test_fstring', 'test_dict', 'test_list', 'test_tuple', 'test_set', 'test_deque', 'test_heapq',
          'test_bisect', 'test_functools', 'test_named_expressions', 'test_patma', 'test_class', 'test_super',
          'test_property', 'test_decorators', 'test_keywordonlyarg', 'test_positional_only_arg', 'test_unary',
          'test_augassign', 'test_binop', 'test_contains', 'test_compare', 'test_dictcomps',
          'test_genericclass', 'test_isinstance', 'test_iter', 'test_iterlen', 'test_enumerate', 'test_range',
          'test_slice', 'test_pow', 'test_print', 'test_dictviews', 'test_richcmp', 'test_int_literal',
          'test_global', 'test_funcattrs', 'test_subclassinit', 'test_call', 'test_defaultdict',
          'test_userdict', 'test_userlist', 'test_operator', 'test_bool', 'test_graphlib', 'test_opcodes',
          'test_index', 'test_typechecks', 'test_sort', 'test_unpack', 'test_dynamic', 'test_itertools',
          'test_textwrap'],
}
# What runs without --all: quick files of each tier.
CHOSEN = ['test_locks', 'test_timeouts', 'test_protocols', 'test_generators', 'test_yield_from', 'test_raise',
          'test_with', 'test_context', 'test_exception_variations', 'test_except_star', 'test_super',
          'test_binop', 'test_property', 'test_deque', 'test_dictviews', 'test_named_expressions',
          'test_index', 'test_iterlen']
HELPERS = ['mapping_tests.py', 'list_tests.py', 'seq_tests.py', 'string_tests.py', 'test_asyncio/functional.py']
EXTRA = {'test_contextlib_async': ['test_contextlib.py'], 'test_baseexception': ['exception_hierarchy.txt'],
         'test_opcodes': ['typinganndata/__init__.py', 'typinganndata/ann_module.py']}


def find_library():
    """The library folder of a CPython 3.11 that has its test files, or None."""
    places = [os.environ.get('LOOPSCOPE_CPYTHON_LIB', '')]
    places += sorted(glob.glob(os.path.expanduser('~/.pyenv/versions/3.11.*/lib/python3.11')), reverse=True)
    places += ['/usr/local/lib/python3.11', '/usr/lib/python3.11']
    for place in places:
        if place and os.path.isfile(os.path.join(place, 'test', 'test_set.py')):
            return place
    return None


def path_of(name):
    return f'test_asyncio/{name}.py' if name in TIERS['A'] else f'{name}.py'


def copy_into(tree, library, files):
    ignore = shutil.ignore_patterns('__pycache__')
    shutil.copytree(os.path.join(HERE, 'shim'), tree, dirs_exist_ok=True, ignore=ignore)
    shutil.copytree(os.path.join(HERE, 'stubs'), tree, dirs_exist_ok=True, ignore=ignore)
    shutil.copy(os.path.join(HERE, 'own_utils.py'), os.path.join(tree, 'test/test_asyncio/utils.py'))
    wanted = list(HELPERS)
    for name in files:
        wanted += [path_of(name), *EXTRA.get(name, ())]
    for relative in wanted:
        source, target = os.path.join(library, 'test', relative), os.path.join(tree, 'test', relative)
        if os.path.isfile(source):
            os.makedirs(os.path.dirname(target), exist_ok=True)
            shutil.copy(source, target)


def read_list(name):
    with open(os.path.join(HERE, name)) as lines:
        return [line.strip() for line in lines if line.strip() and not line.startswith('#')]


class Engine:
    """A process of the engine; its lines come with a time limit."""

    def __init__(self, command, program, folder):
        self.process = subprocess.Popen([*command, program], cwd=folder, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors='replace')
        self.lines = queue.Queue()
        self.errors = []
        self.threads = [threading.Thread(target=self._read_output, daemon=True),
                        threading.Thread(target=self._read_errors, daemon=True)]
        for thread in self.threads:
            thread.start()

    def _read_output(self):
        for line in self.process.stdout:
            self.lines.put(line.rstrip('\n'))
        self.lines.put(None)

    def _read_errors(self):
        self.errors += [line.rstrip('\n') for line in self.process.stderr]

    def line(self, seconds):
        try:
            return self.lines.get(timeout=seconds)
        except queue.Empty:
            return None

    def end(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.threads[1].join(5)
        return f'status {self.process.returncode}: ' + ' | '.join([line for line in self.errors if line][-3:])[-300:]


def run_file(args, tree, name, labels):
    """label -> (passed, note) for tests of one file."""
    left, results, number = list(labels), {}, 0
    while left:
        plan = {}
        for label in left:
            plan.setdefault(label.partition('.')[0], []).append(label.partition('.')[2])
        program = os.path.join(tree, f'driver_{name}_{number}.py')
        number += 1
        module = 'test.' + path_of(name)[:-3].replace('/', '.')
        with open(program, 'w') as out:
            out.write(f'import suite_runner\nimport {module} as subject\n'
                      f'suite_runner.run(subject, {list(plan.items())!r}, {args.show!r})\n')
        engine = Engine([args.engine, 'run'], program, tree)
        running, before = None, len(left)
        while (line := engine.line(args.timeout)) is not None and not line.startswith('@@ END'):
            if line.startswith('@@ START '):
                running = line[9:]
            elif line.startswith('@@ DONE '):
                status, label, *note = line[8:].split(' ', 2)
                results[label] = (status == 'ok', ' '.join([status, *note]))
                if label in left:
                    left.remove(label)
                running = None
            elif args.show:
                print(line)
        note = engine.end()
        if args.show:
            print('\n'.join(engine.errors))
        if running in left:
            left.remove(running)
            results[running] = (False, note)
        elif len(left) == before or (left and running is None and number > len(labels)):
            results.update({label: (False, note) for label in left})
            break
    return results


def run_all(args, library, chosen):
    with tempfile.TemporaryDirectory(prefix='cpython_suite.') as tree:
        copy_into(tree, library, chosen)
        results = {}
        with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
            futures = {name: pool.submit(run_file, args, tree, name, labels) for name, labels in chosen.items()}
            for name, future in futures.items():
                results.update({f'{name}::{label}': result for label, result in future.result().items()})
        return results


def chosen_tests(args):
    names = CHOSEN
    if args.files:
        names = [name for part in args.files.split(',') for name in TIERS.get(part, [part])]
    elif args.all:
        names = TIERS['A'] + TIERS['B'] + TIERS['C']
    chosen = {}
    for line in read_list('within_reach.txt'):
        name, label = line.split('::')
        if name in names and (not args.tests or fnmatch.fnmatch(line, args.tests)):
            chosen.setdefault(name, []).append(label)
    return chosen


def write_list(passing):
    order = read_list('within_reach.txt')
    with open(os.path.join(HERE, 'passing.txt'), 'w') as out:
        out.write('# The tests of within_reach.txt that pass. This list may only grow.\n')
        out.writelines(line + '\n' for line in order if line in passing)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('engine')
    parser.add_argument('--all', action='store_true')
    parser.add_argument('--files')
    parser.add_argument('--tests')
    parser.add_argument('--show', action='store_true')
    parser.add_argument('--update', action='store_true')
    parser.add_argument('--jobs', type=int, default=2)
    parser.add_argument('--timeout', type=float, default=60, help='seconds between two lines of a process')
    args = parser.parse_args()
    args.engine = os.path.abspath(args.engine)
    library = find_library()
    if library is None:
        print('passed over: no CPython 3.11 with its test files is installed (LOOPSCOPE_CPYTHON_LIB names its library)')
        return NO_CPYTHON
    chosen = chosen_tests(args)
    results = run_all(args, library, chosen)
    listed = set(read_list('passing.txt'))
    passed = {label for label, (good, _) in results.items() if good}
    lost = sorted(label for label in results if label in listed and label not in passed)
    for label in lost:
        print(f'FAILED {label}: {results[label][1]}')
    found = sorted(passed - listed)
    if args.update:
        write_list(listed | passed)
    else:
        for label in found:
            print(f'PASSES, but is not in passing.txt (run_suite.py --update): {label}')
    total = sum(len(labels) for labels in chosen.values())
    print(f'{len(passed)} of {total} tests of CPython pass, {len(lost)} that should do not')
    return 1 if lost else 0


if __name__ == '__main__':
    sys.exit(main())
