#!/usr/bin/env python3
"""Check the generator itself: validate.py A..B [--profile P] [--size S] [--other PY] [--oracle ORACLE]"""
import argparse
import collections
import os
import sys
import time

import bulk

parser = argparse.ArgumentParser()
parser.add_argument('seeds')
parser.add_argument('--profile', default='all')
parser.add_argument('--size', type=int, default=2)
parser.add_argument('--python', default=os.path.join(os.path.dirname(os.path.abspath(__file__)), 'python313'))
parser.add_argument('--other', default='')
parser.add_argument('--oracle', default=os.path.join(os.path.dirname(os.path.abspath(__file__)), 'oracle.py'))
parser.add_argument('--without', default='')
parser.add_argument('--dir', default=None)
parser.add_argument('--checks', default='twice,perturb,pure,heap,other')
args = parser.parse_args()
a, b = map(int, args.seeds.split('..'))
programs = bulk.make_programs(args.dir, range(a, b + 1), args.profile, args.size, [f for f in args.without.split(',') if f])
paths = [p for _, _, p in programs]
profile_of = {p: n for _, n, p in programs}
start = time.time()
base = bulk.record(args.python, args.oracle, paths)
print(f'{len(paths)} programs recorded in {time.time() - start:.1f} s')
stats = collections.defaultdict(collections.Counter)
for path in paths:
    status, out, err = base[path]
    s = stats[profile_of[path]]
    s['n'] += 1
    s['lines'] += out.count(b'\n')
    text = open(path, encoding='utf-8').read()
    s['source'] += text.count('\n')
    last = err.strip().splitlines()[-1] if err.strip() else ''
    if status == -14:
        s['HANG'] += 1
        print('HANG', path)
    elif status not in (0, 1, 4) or 'SyntaxError' in err or (status == 4 and 'sys.exit(4)' not in text):
        s['BAD'] += 1
        print('BAD', status, path, last)
    elif status == 1 and 'the end' not in last:
        s['RAISED'] += 1
        print('RAISED', path, last)
    if b'guard gives up' in out:
        print('GIVES UP', path)
    if b'NameError' in out and 'undefined_name' not in text and 'a_b_c' not in text or b'UnboundLocal' in out or b'NameError' in err.encode():
        print('NAME', path)
    if b'object at 0x' in out:
        print('ADDRESS', path)
for name, s in stats.items():
    print(f"{name:12} n={s['n']} avg source lines {s['source'] / s['n']:.0f}, output lines {s['lines'] / s['n']:.0f}, hang {s['HANG']}, bad {s['BAD']}, raised {s['RAISED']}")


def compare(label, other, show=8):
    def same(run):      # the one message that the C and the Python Future word differently
        return run[0], run[1].replace(b'Result is not ready', b'Result is not set')
    bad = [p for p in paths if same(base[p]) != same(other[p])]
    print(f'{label}: {len(bad)} differ', dict(collections.Counter(profile_of[p] for p in bad)))
    for p in bad[:show]:
        x, y = base[p][1].splitlines(), other[p][1].splitlines()
        for k in range(max(len(x), len(y)) + 1):
            if x[k:k + 1] != y[k:k + 1] or k == max(len(x), len(y)):
                print('   ', os.path.basename(p), base[p][0], other[p][0], 'line', k + 1, x[k:k + 1], y[k:k + 1], other[p][2].strip().splitlines()[-1:] if base[p][0] != other[p][0] else '')
                break
    return bad


checks = args.checks.split(',')
if 'twice' in checks:
    compare('second run', bulk.record(args.python, args.oracle, paths))
if 'perturb' in checks:
    for seed in (1, 2):
        compare(f'addresses scattered {seed}', bulk.record(args.python, args.oracle, paths, '--perturb', seed))
if 'pure' in checks:
    compare('pure Python asyncio', bulk.record(args.python, args.oracle, paths, '--pure'))
if 'heap' in checks:
    compare('ties by heap', bulk.record(args.python, args.oracle, paths, '--ties', 'heap'), 2)
if 'other' in checks and args.other:
    bad = compare(args.other, bulk.record(args.other, args.oracle, paths), 40)
    uses = collections.Counter()
    total = collections.Counter()
    for p in paths:
        words = open(p, encoding='utf-8').read().split('# uses: ')[1].split('\n')[0].split()
        total.update(words)
        if p in bad:
            uses.update(words)
    print('most telling features:', [(w, f'{uses[w]}/{total[w]}') for w in sorted(uses, key=lambda w: -uses[w] / total[w])[:14]])
