#!/usr/bin/env python3
"""Compare an engine with the CPython oracle on random programs.

    difftest.py --cmd "PATH run" --oracle PATH/oracle.py --python PY --seeds A..B
                [--profile NAME] [--size S] [--without f,g] [--with f,g] [--out DIR]
                [--no-shrink] [--shrink-time S] [--jobs N] [--files F.py ...]

Makes the program of each seed, records what the oracle says of all of them in
one process (record.py; kept in OUT/expected for the next run), runs CMD PROGRAM
for each, and compares stdout and exit status.  For a mismatch, OUT/NAME/ gets
program.py, expected.txt, got.txt, stderr.txt, diff.txt and small.py: the program
with as much left out as the mismatch allows.  Ends with 'N passed, N failed'.
"""

import argparse
import ast
import base64
import collections
import concurrent.futures
import copy
import difflib
import hashlib
import json
import os
import re
import shlex
import subprocess
import sys
import time

import bulk
import genprog

Run = collections.namedtuple('Run', 'status out err')      # status -14: ran into the limit


class Engine:
    """The program under test."""

    def __init__(self, command, limit):
        self.command = shlex.split(command)
        self.limit = limit

    def run(self, path):
        try:
            done = subprocess.run(self.command + [path], stdin=subprocess.DEVNULL, capture_output=True, timeout=self.limit)
        except subprocess.TimeoutExpired as exc:
            return Run(-14, exc.stdout or b'', 'time limit')
        return Run(done.returncode, done.stdout, done.stderr[-2000:].decode('utf-8', 'replace'))


class Oracle:
    """record.py, kept running; remembers its answers in a folder."""

    def __init__(self, python, oracle, folder, limit):
        self.command = [python, os.path.join(bulk.HERE, 'record.py'), oracle, '--limit', str(limit)]
        self.folder = folder
        self.process = None
        os.makedirs(folder, exist_ok=True)
        with open(oracle, 'rb') as file:
            self.salt = file.read() + python.encode()

    def key(self, path):
        with open(path, 'rb') as file:
            return os.path.join(self.folder, hashlib.sha256(self.salt + file.read()).hexdigest()[:32] + '.json')

    def run(self, paths, keep=True):
        """{path: Run}"""
        found, todo = {}, []
        for path in paths:
            key = self.key(path)
            if os.path.exists(key):
                with open(key) as file:
                    found[path] = self.decode(json.load(file))
            else:
                todo.append(path)
        if todo:
            if self.process is None:
                env = dict(os.environ, PYTHONHASHSEED='0', TZ='UTC')
                self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env)
            for start in range(0, len(todo), 500):
                some = todo[start:start + 500]
                self.process.stdin.write('\n'.join(some) + '\nflush\n')
                self.process.stdin.flush()
                for _ in some:
                    line = self.process.stdout.readline()
                    if not line:
                        sys.exit('difftest: record.py ended early')
                    answer = json.loads(line)
                    path = answer['path']
                    found[path] = self.decode(answer)
                    if keep and found[path].status != -14:
                        with open(self.key(path), 'w') as file:
                            json.dump({k: answer[k] for k in ('status', 'out', 'err')}, file)
        return found

    @staticmethod
    def decode(answer):
        return Run(answer['status'], base64.b64decode(answer['out']), answer['err'])

    def close(self):
        if self.process:
            self.process.stdin.close()
            self.process.wait()


def kind_of(want, got):
    """None if they agree, else what sort of mismatch it is (kept while shrinking)."""
    if (want.status, want.out) == (got.status, got.out):
        return None
    if got.status == -14:
        return ('hang',)
    if got.status != want.status:
        last = (got.err.strip().splitlines() or [''])[-1]
        return ('status', got.status, re.sub(r"['\"].*?['\"]|[\d/.]+|\w+\.py", '', last)[:50])
    return ('output',)


# --------------------------------------------------------------------------
# Shrinking
# --------------------------------------------------------------------------

PRELUDE = {name for value in vars(genprog).values() if isinstance(value, str)
           for name in re.findall(r'^(?:async def|def|class) (\w+)', value, re.M)}
PRELUDE |= {name for value in genprog.THREAD_TEXT.values() for name in re.findall(r'^def (\w+)', value, re.M)} | {'_main', 'Manager'}
UNWRAP = (ast.Try, ast.With, ast.AsyncWith, ast.If, ast.For, ast.AsyncFor, ast.While) + ((ast.TryStar,) if hasattr(ast, 'TryStar') else ())


class Shrinker:
    """Delta debugging over the statements of a program."""

    def __init__(self, oracle, engine, folder, seconds, pool):
        self.oracle, self.engine, self.pool = oracle, engine, pool
        self.folder = folder
        self.deadline = time.monotonic() + seconds
        self.tries = 0
        os.makedirs(folder, exist_ok=True)

    def shrink(self, source, want, got):
        self.kind = kind_of(want, got)
        self.status = want.status
        self.names_ok = b'NameError' in want.out + want.err.encode() or b'UnboundLocal' in want.out + want.err.encode()
        tree = ast.parse(source)
        best = ast.unparse(tree)
        if not self.good([best])[0]:
            return source               # comments or layout matter: leave it
        while time.monotonic() < self.deadline:
            before = best
            for sites in (self.chunks, self.unwraps, self.parts, self.arguments):
                tree, best = self.sweep(tree, best, sites)
            if best == before:
                break
        return best + '\n'

    def sweep(self, tree, best, sites):
        """Try every edit that sites() proposes; keep those that keep the mismatch."""
        level = 0
        while time.monotonic() < self.deadline:
            edits = sites(tree, level)
            if edits is None:
                return tree, best
            position = 0
            while position < len(edits) and time.monotonic() < self.deadline:
                batch = []
                for edit in edits[position:position + 6]:
                    new = copy.deepcopy(tree)
                    try:
                        edit(list(ast.walk(new)))
                        text = ast.unparse(ast.fix_missing_locations(new))
                        compile(text, '?', 'exec')
                    except (SyntaxError, ValueError, IndexError, AttributeError):
                        continue
                    if text != best:
                        batch.append((new, text))
                verdicts = self.good([text for _, text in batch])
                for (new, text), ok in zip(batch, verdicts):
                    if ok:
                        tree, best = ast.parse(text), text
                        edits = sites(tree, level) or []
                        break
                else:
                    position += 6
            level += 1
        return tree, best

    def good(self, texts):
        """Which of the programs still run under the oracle and mismatch in the same way."""
        if not texts:
            return []
        paths = []
        for k, text in enumerate(texts):
            path = os.path.join(self.folder, f'try{k}.py')
            with open(path, 'w', encoding='utf-8') as file:
                file.write(text + '\n')
            paths.append(path)
        self.tries += len(texts)
        got = list(self.pool.map(self.engine.run, paths))
        want = self.oracle.run(paths, keep=False)
        verdicts = []
        for path, run in zip(paths, got):
            w = want[path]
            valid = w.status == self.status and 'SyntaxError' not in w.err and \
                (self.names_ok or b'NameError' not in w.out + w.err.encode() and b'UnboundLocal' not in w.out + w.err.encode())
            verdicts.append(valid and kind_of(w, run) == self.kind)
        return verdicts

    # Each of these gives the edits of one level (coarse to fine), or None after the last.

    def lists(self, tree):
        """(number, node, field) of statement lists that may be cut; the prelude only as a whole."""
        skip = set()
        for node in tree.body:
            if getattr(node, 'name', None) in PRELUDE:
                skip.update(map(id, ast.walk(node)))
        for number, node in enumerate(ast.walk(tree)):
            if id(node) in skip:
                continue
            for field in ('body', 'orelse', 'finalbody', 'handlers', 'cases'):
                items = getattr(node, field, None)
                if isinstance(items, list) and items:
                    yield number, node, field

    def chunks(self, tree, level):
        lists = list(self.lists(tree))
        longest = max((len(getattr(node, field)) for _, node, field in lists), default=0)
        sizes = []
        size = longest
        while size:
            sizes.append(size)
            size //= 2
        if level >= len(sizes):
            return None
        size, edits = sizes[level], []
        for number, node, field in lists:
            count = len(getattr(node, field))
            if count < size and not (level and count > size // 2 and size > 1):
                continue
            for start in range(0, count, size):
                edits.append(self.cut(number, field, start, start + size))
        edits.reverse()         # later statements first: fewer names go missing
        return edits

    @staticmethod
    def cut(number, field, start, stop):
        def edit(nodes):
            items = getattr(nodes[number], field)
            del items[start:stop]
            if not items and field == 'body' and not isinstance(nodes[number], ast.Module):
                items.append(ast.Pass())
        return edit

    def unwraps(self, tree, level):
        if level:
            return None
        edits = []
        for number, node, field in self.lists(tree):
            for k, item in enumerate(getattr(node, field)):
                if isinstance(item, UNWRAP):
                    def edit(nodes, number=number, field=field, k=k):
                        getattr(nodes[number], field)[k:k + 1] = getattr(nodes[number], field)[k].body
                    edits.append(edit)
        return edits

    def parts(self, tree, level):
        """Drop else, finally and handlers whole."""
        if level:
            return None
        edits = []
        for number, node, field in self.lists(tree):
            if field != 'body':
                edits.append(self.cut(number, field, 0, 10 ** 6))
                edits += [self.cut(number, field, k, k + 1) for k in range(len(getattr(node, field)))]
        return edits

    def arguments(self, tree, level):
        """Drop arguments of say() and print(), elements of displays."""
        if level:
            return None
        edits = []
        for number, node in enumerate(ast.walk(tree)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ('say', 'print', 'spawn', 'drive', 'adrive'):
                for k in range(len(node.args)):
                    def edit(nodes, number=number, k=k):
                        del nodes[number].args[k]
                    edits.append(edit)
            if isinstance(node, (ast.List, ast.Set)) and node.elts:
                for k in range(len(node.elts)):
                    def edit(nodes, number=number, k=k):
                        del nodes[number].elts[k]
                    edits.append(edit)
        return edits


# --------------------------------------------------------------------------


def write(path, text):
    with open(path, 'wb') as file:
        file.write(text.encode() if isinstance(text, str) else text)


def difference(want, got):
    a, b = want.out.decode('utf-8', 'replace').splitlines(), got.out.decode('utf-8', 'replace').splitlines()
    lines = list(difflib.unified_diff(a, b, 'expected', 'got', lineterm='', n=3))
    if want.status != got.status:
        lines.insert(0, f'status: expected {want.status}, got {got.status}')
    return '\n'.join(lines[:400]) + '\n'


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--cmd', required=True, help='the engine; the program path is added')
    parser.add_argument('--oracle', default=os.path.join(os.path.dirname(os.path.abspath(__file__)), 'oracle.py'))
    parser.add_argument('--python', default=os.path.join(os.path.dirname(os.path.abspath(__file__)), 'python313'), help='CPython 3.13 for the oracle')
    parser.add_argument('--seeds', default='0..99', help='A..B, both included')
    parser.add_argument('--profile', default='all', choices=genprog.PROFILES + ('all',))
    parser.add_argument('--size', type=int, default=2)
    parser.add_argument('--without', default='')
    parser.add_argument('--with', dest='with_', default='')
    parser.add_argument('--out', default='difftest.out')
    parser.add_argument('--limit', type=float, default=10)
    parser.add_argument('--jobs', type=int, default=os.cpu_count() or 2)
    parser.add_argument('--no-shrink', action='store_true')
    parser.add_argument('--shrink-time', type=float, default=60, help='seconds for each mismatch')
    parser.add_argument('--max-shrink', type=int, default=10, help='shrink at most so many')
    parser.add_argument('--files', nargs='*', help='compare these programs instead of generated ones')
    args = parser.parse_args()

    out = os.path.abspath(args.out)
    if args.files:
        programs = [(0, 'files', os.path.abspath(path)) for path in args.files]
    else:
        first, last = map(int, args.seeds.split('..'))
        programs = bulk.make_programs(os.path.join(out, 'programs'), range(first, last + 1), args.profile, args.size,
                                      [f for f in args.without.split(',') if f], [f for f in args.with_.split(',') if f])
    paths = [path for _, _, path in programs]
    oracle = Oracle(args.python, args.oracle, os.path.join(out, 'expected'), args.limit)
    engine = Engine(args.cmd, args.limit)
    started = time.monotonic()
    want = oracle.run(paths)
    print(f'{len(paths)} programs, oracle took {time.monotonic() - started:.1f} s', flush=True)

    good, bad, kinds = collections.Counter(), collections.Counter(), collections.Counter()
    failed = []
    started = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        for (seed, profile, path), got in zip(programs, pool.map(engine.run, paths)):
            if want[path].status == -14:
                print(f'ORACLE HANGS {path}')
                bad[profile] += 1
                continue
            kind = kind_of(want[path], got)
            if kind is None:
                good[profile] += 1
                continue
            bad[profile] += 1
            kinds[kind] += 1
            failed.append((kinds[kind], path, got))
            folder = os.path.join(out, os.path.basename(path)[:-3])
            os.makedirs(folder, exist_ok=True)
            with open(path, 'rb') as file:
                write(f'{folder}/program.py', file.read())
            write(f'{folder}/expected.txt', want[path].out)
            write(f'{folder}/got.txt', got.out)
            write(f'{folder}/stderr.txt', got.err)
            write(f'{folder}/diff.txt', difference(want[path], got))
            print(f'MISMATCH {os.path.basename(path)} {" ".join(map(str, kind))}', flush=True)
        print(f'engine took {time.monotonic() - started:.1f} s')
        failed.sort(key=lambda f: f[0])         # the first of each kind first
        for _, path, got in ([] if args.no_shrink else failed[:args.max_shrink]):
            folder = os.path.join(out, os.path.basename(path)[:-3])
            with open(path, encoding='utf-8') as file:
                source = file.read()
            shrinker = Shrinker(oracle, Engine(args.cmd, min(args.limit, 4)), os.path.join(out, 'shrinking'), args.shrink_time, pool)
            small = shrinker.shrink(source, want[path], got)
            write(f'{folder}/small.py', small)
            runs = oracle.run([f'{folder}/small.py'], keep=False), engine.run(f'{folder}/small.py')
            write(f'{folder}/small_diff.txt', difference(runs[0][f'{folder}/small.py'], runs[1]))
            print(f'shrunk {os.path.basename(path)} from {source.count(chr(10))} to {small.count(chr(10))} lines '
                  f'in {shrinker.tries} tries: {folder}/small.py', flush=True)
    oracle.close()
    for kind, count in kinds.most_common(20):
        print(f'{count:5} x {" ".join(map(str, kind))}')
    for profile in sorted(set(good) | set(bad)):
        print(f'{profile:12} {good[profile]:5} match {bad[profile]:5} mismatch')
    print(f'{sum(good.values())} passed, {sum(bad.values())} failed')
    sys.exit(1 if bad else 0)


if __name__ == '__main__':
    main()
