#!/usr/bin/env python3
"""Record the corpus anew: make_cases.py [--first SEED] [--each N] [--size S]

Writes N programs of each profile to cases/PROFILE/NAME.py and what CPython 3.13 (./python313) prints under oracle.py to
NAME.out, its exit status to NAME.status where it is not 0. Programs that write addresses or hit the time limit are left
out. Programs under cases/found stay: they are the small programs of differences that were found and mended.
"""
import argparse
import os
import shutil
import tempfile

import bulk
import genprog


def write_case(folder, name, source, run):
    os.makedirs(folder, exist_ok=True)
    with open(source, 'rb') as program, open(f'{folder}/{name}.py', 'wb') as copy:
        copy.write(program.read())
    with open(f'{folder}/{name}.out', 'wb') as out:
        out.write(run[1])
    if run[0]:
        with open(f'{folder}/{name}.status', 'w', encoding='ascii') as status:
            status.write(f'{run[0]}\n')


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n', maxsplit=1)[0])
    parser.add_argument('--first', type=int, default=500000)
    parser.add_argument('--each', type=int, default=8)
    parser.add_argument('--size', type=int, default=1)
    args = parser.parse_args()
    here = os.path.dirname(os.path.abspath(__file__))
    with tempfile.TemporaryDirectory() as scratch:
        for profile in genprog.PROFILES:
            seeds = range(args.first, args.first + args.each)
            made = bulk.make_programs(scratch, seeds, profile, args.size)
            runs = bulk.record(f'{here}/python313', f'{here}/oracle.py', [path for _, _, path in made])
            folder = f'{here}/cases/{profile}'
            shutil.rmtree(folder, ignore_errors=True)
            for seed, _, path in made:
                if runs[path][0] != -14 and b' at 0x' not in runs[path][1]:
                    write_case(folder, f'seed_{seed}', path, runs[path])


if __name__ == '__main__':
    main()
