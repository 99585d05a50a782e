#!/usr/bin/env python3
"""Makes engine/SUPPORTED.md: what the engine itself lists of its names, what CPython 3.13 has beside them, and the intended differences.

    engine/library/tools/make_supported.py build/loopscope PYTHON313

Needs the release build and CPython 3.13. tests/e2e/test_differences.cpp holds the page up to date.
"""
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parents[2]
DIFFERENCES = PROJECT / "tests/conformance/differences"

HEAD = """# The Python that Loopscope runs

The language is that of CPython 3.13, whole: what its parser takes is compiled, and what it refuses is refused with the same words.
Also there: the dialects `3.6` and `micropython` (`"python"` in a scenario). This page is made by
`engine/library/tools/make_supported.py` from what the engine lists and from `tests/conformance/differences`.

## Built-in names

| kind | names |
|---|---|
"""
MODULES = """
## Modules of the standard library

Behind each the public names that CPython 3.13 has and the engine has not, the first 12 of them (submodules and what a module
imports for itself are not counted). A module that is not here raises ModuleNotFoundError. The engine's own modules: uasyncio,
asyn, utime, usocket, aiohttp, async_timeout, whatamithinking.aiotools.

| module | not there |
|---|---|
"""
DIFFERENT = """
## Intended differences from CPython 3.13

Each is a program in `tests/conformance/differences`, with what it prints here and what it printed there.

| program | difference | here | CPython 3.13 |
|---|---|---|---|
"""

CPYTHON_NAMES = """
import importlib, sys, types
names = __import__(sys.argv[1]).__dict__
print(*sorted(n for n, v in names.items() if not n.startswith("_") and not isinstance(v, types.ModuleType)))
"""


def run(*words):
    return subprocess.run(words, capture_output=True, text=True, check=True, cwd=PROJECT, stdin=subprocess.DEVNULL).stdout


def missing(engine, python, module):
    theirs = run(python, "-W", "ignore", "-c", CPYTHON_NAMES, module).split()
    program = PROJECT / "build/names_of.py"
    program.write_text(f"module = __import__({module!r})\nprint(*(n for n in {theirs} if not hasattr(module, n)))\n")
    lacking = run(engine, "run", str(program)).split()
    program.unlink()
    shown = " ".join(f"`{name}`" for name in lacking[:12])
    return shown + (f" and {len(lacking) - 12} more" if len(lacking) > 12 else "")


def difference_row(path):
    lines = path.read_text().splitlines()
    reason = " ".join(line[2:] for line in lines[: next(i for i, line in enumerate(lines) if not line.startswith("#"))])
    output = [path.with_suffix(end).read_text().strip().replace("\n", " / ").replace("|", "\\|") or "(nothing)" for end in (".out", ".cpython")]
    return f"| `{path.stem}` | {reason} | {output[0]} | {output[1]} |"


def main(engine, python):
    built_in, modules = [], []
    for row in run(engine, "run", str(HERE / "list_names.py")).splitlines():
        (modules if row.startswith("| `") else built_in).append(row)
    page = HEAD + "\n".join(built_in) + "\n" + MODULES
    for row in modules:
        page += f"{row} {missing(engine, python, row.split('`')[1])} |\n"
    page += DIFFERENT + "\n".join(difference_row(path) for path in sorted(DIFFERENCES.glob("*.py"))) + "\n"
    (PROJECT / "engine/SUPPORTED.md").write_text(page)


main(str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2])
