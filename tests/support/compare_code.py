#!/usr/bin/env python3
"""Holds the compiler's code objects against CPython 3.13's own.

    python3.13 compare_code.py DUMP_CODE [-v] FILE.py ...       DUMP_CODE: the binary built from dump_code.cpp

For each code object: name, qualified name, first line, parameters, flags, docstring, names of local, cell and free
variables, positions of what may raise, and the line events: for each line that runs, which lines may be seen to run
next, on every path, exceptions included. CPython decides at run time whether going on to an instruction is a line event;
here that is worked out from its bytecode by the same rule. Without CPython 3.13 the status is 77 (skipped).
"""

import ast
import collections
import dis
import json
import subprocess
import sys
import warnings

SKIPPED = 77

# flags of code.h, and those of CPython that say the same
FLAGS = {1: 0x04, 2: 0x08, 4: 0x20, 8: 0x80, 16: 0x200, 32: 0x1, 128: 0x10}

# What is not there in the same form: CPython's helpers for super(), and the hidden argument of inlined comprehensions.
QUIET = {"NOP", "POP_TOP", "LOAD_CONST", "STORE_FAST", "SWAP", "COPY", "PUSH_NULL", "JUMP_FORWARD", "JUMP_BACKWARD",
         "JUMP_BACKWARD_NO_INTERRUPT", "JUMP", "JUMP_BACK", "POP_EXCEPT", "PUSH_EXC_INFO", "RETURN_VALUE",
         "RETURN_CONST", "LOAD_FAST", "LOAD_FAST_AND_CLEAR", "STORE_FAST_MAYBE_NULL", "MAKE_CELL", "LOAD_CLOSURE",
         "STORE_DEREF", "POP_JUMP_IF_NONE", "POP_JUMP_IF_NOT_NONE", "BUILD_TUPLE", "IS_OP", "RESUME", "END_FOR",
         "LOAD_FAST_LOAD_FAST", "STORE_FAST_LOAD_FAST", "STORE_FAST_STORE_FAST", "END_SEND", "LOAD_FAST_CHECK",
         "COPY_FREE_VARS", "RETURN_GENERATOR", "EXTENDED_ARG", "CALL_INTRINSIC_1", "CLEANUP_THROW",
         "SET_FUNCTION_ATTRIBUTE", "MAKE_FUNCTION", "TO_BOOL", "LIST_APPEND", "BUILD_LIST", "BUILD_MAP", "END_ASYNC_FOR",
         "CALL_INTRINSIC", "CALL_INTRINSIC_2", "LIST_TO_TUPLE", "BUILD_STRING", "BUILD_SLICE", "YIELD_VALUE", "SEND",
         "BUILD_CONST_KEY_MAP", "MAP_ADD",
         "POP_JUMP_IF_TRUE", "POP_JUMP_IF_FALSE", "JUMP_IF_FALSE_OR_POP", "JUMP_IF_TRUE_OR_POP"}

FINAL = {"RETURN_VALUE", "RETURN_CONST", "RAISE_VARARGS", "RERAISE", "JUMP_FORWARD", "JUMP_BACKWARD",
         "JUMP_BACKWARD_NO_INTERRUPT", "JUMP", "JUMP_BACK"}

JUMPS = {"JUMP", "JUMP_BACK", "POP_JUMP_IF_FALSE", "POP_JUMP_IF_TRUE", "POP_JUMP_IF_NONE", "POP_JUMP_IF_NOT_NONE",
         "JUMP_IF_FALSE_OR_POP", "JUMP_IF_TRUE_OR_POP", "FOR_ITER", "FOR_NEXT", "SEND"}


class Graph:
    """Instructions and the ways between them; event[p, q]: going from p to q is a line event."""

    def __init__(self, lines, names):
        self.lines, self.names = lines, names
        self.ways = [[] for _ in lines]

    def successors(self, p):
        return self.ways[p]

    def pairs(self, start_line):
        """(line, next line) for every two line events that may follow each other; 'start' and 'end' for the ends."""
        result = set()
        seeds = collections.deque([("start", 0, False)])
        first = self.first_event(start_line)
        seen = set()
        todo = []
        if first:
            result.add(("start", self.lines[0]))
            todo.append((self.lines[0], 0))
        else:
            todo.append(("start", 0))
        while todo:
            state = todo.pop()
            if state in seen:
                continue
            seen.add(state)
            line, at = state
            for target, event in self.ways[at]:
                if event:
                    result.add((line, self.lines[target]))
                    todo.append((self.lines[target], target))
                else:
                    todo.append((line, target))
        return result

    def first_event(self, start_line):
        return False


def guard_of(table, index):
    for start, end, target in table:
        if start <= index < end:
            return target
    return None


def cpython_graph(code):
    """Line events as CPython 3.13 finds them: see Python/instrumentation.c."""
    instructions = list(dis.get_instructions(code))
    at = {i.offset: n for n, i in enumerate(instructions)}
    lines = [i.positions.lineno if i.positions.lineno is not None else -1 for i in instructions]
    graph = Graph(lines, [i.opname for i in instructions])
    table = [(at[e.start], at.get(e.end, len(instructions)), at[e.target]) for e in dis._parse_exception_table(code)]
    starts = [False] * len(instructions)
    current = -1
    first = 0
    while instructions[first].opname != "RESUME":
        first += 1
    for n in range(first, len(instructions)):
        if instructions[n].opname in ("END_ASYNC_FOR", "END_FOR", "END_SEND", "RESUME"):
            continue
        starts[n] = lines[n] != current and lines[n] >= 0
        current = lines[n]
    targets = {}
    for n, i in enumerate(instructions):
        if i.jump_target is not None:
            target = at[i.jump_target]
            if i.opname == "FOR_ITER":
                target += 1
            targets[n] = target
            line_start = target + 1 if i.opname == "SEND" else target
            if lines[line_start] >= 0:
                starts[line_start] = True
    for _, _, target in table:
        if lines[target] >= 0 and instructions[target].opname != "END_ASYNC_FOR":
            starts[target] = True

    def way(p, q):
        again = instructions[p].opname == "RERAISE" and instructions[p].arg
        graph.ways[p].append((q, starts[q] and (lines[q] != lines[p] or bool(again))))

    for n, i in enumerate(instructions):
        if n in targets:
            way(n, targets[n])
        if i.opname not in FINAL:
            way(n, n + 1)
        handler = guard_of(table, n)
        if handler is not None and i.opname not in QUIET:
            way(n, handler)
    graph.entry = first
    return graph


def our_graph(code):
    ins = code["ins"]
    graph = Graph([i[4] for i in ins], [i[0] for i in ins])
    table = [(start, end, target) for start, end, target, _ in code["exceptions"]]
    for n, i in enumerate(ins):
        def way(q):
            graph.ways[n].append((q, bool(ins[q][3])))
        if i[0] in JUMPS:
            way(n + 1 + i[1])
        if i[0] not in FINAL:
            way(n + 1)
        handler = guard_of(table, n)
        if handler is not None and i[0] not in QUIET:
            way(handler)
    graph.entry = 0
    return graph


def pairs(graph, first_is_event):
    result, seen, todo = set(), set(), []
    if first_is_event:
        result.add(("start", graph.lines[graph.entry]))
        todo.append((graph.lines[graph.entry], graph.entry))
    else:
        todo.append(("start", graph.entry))
    while todo:
        state = todo.pop()
        if state in seen:
            continue
        seen.add(state)
        line, at = state
        for target, event in graph.ways[at]:
            if event:
                result.add((line, graph.lines[target]))
                todo.append((graph.lines[target], target))
            else:
                todo.append((line, target))
    return result


KINDS = {"LOAD_ATTR": "attribute", "LOAD_METHOD": "attribute", "LOAD_GLOBAL": "name", "LOAD_NAME": "name",
         "BINARY_SUBSCR": "item", "BINARY_SLICE": "item", "STORE_SUBSCR": "set item", "STORE_SLICE": "set item",
         "DELETE_SUBSCR": "delete item", "STORE_ATTR": "set attribute", "DELETE_ATTR": "delete attribute",
         "LOAD_SUPER_ATTR": "attribute", "RAISE_VARARGS": "raise", "CONTAINS_OP": "contains", "UNPACK_SEQUENCE": "unpack", "UNPACK_EX": "unpack",
         "GET_ITER": "iter", "IMPORT_NAME": "import", "IMPORT_FROM": "import from", "CALL_KW": "call",
         "CALL_FUNCTION_EX": "call", "UNARY_NEGATIVE": "unary", "UNARY_INVERT": "unary", "GET_AWAITABLE": "await",
         "BEFORE_WITH": "with", "BEFORE_ASYNC_WITH": "with", "CHECK_EXC_MATCH": "match exception"}


def kind_of(name):
    if name.startswith("COMPARE_"):
        return "compare"
    if name.startswith("BINARY_") and name not in KINDS:
        return "binary"
    return KINDS.get(name)


def cpython_positions(code):
    found = collections.Counter()
    for i in dis.get_instructions(code):
        kind = kind_of(i.opname)
        if kind and i.positions.lineno is not None:
            found[kind, tuple(i.positions)] += 1
    return found


def our_positions(code):
    found = collections.Counter()
    for i in code["ins"]:
        kind = kind_of(i[0])
        if kind and not (i[0] == "GET_AWAITABLE" and i[2] == 3):  # CPython's GET_ANEXT does that too
            found[kind, (i[4], i[5], i[6], i[7])] += 1
    return found


class Comparison:
    def __init__(self, verbose):
        self.verbose = verbose
        self.differences = []
        self.counts = collections.Counter()
        self.codes = 0

    def differ(self, where, what, mine, theirs):
        self.counts[what] += 1
        self.differences.append((where, what, mine, theirs))

    def codes_inside(self, code):
        return [c for c in code.co_consts if hasattr(c, "co_code")]

    def compare(self, path, mine, theirs):
        self.codes += 1
        where = f"{path}: {theirs.co_qualname} line {theirs.co_firstlineno}"
        simple = [("name", mine["name"], theirs.co_name), ("qualname", mine["qualname"], theirs.co_qualname),
                  ("first line", mine["first_line"], theirs.co_firstlineno),
                  ("arguments", (mine["argcount"], mine["posonly"], mine["kwonly"]),
                   (theirs.co_argcount, theirs.co_posonlyargcount, theirs.co_kwonlyargcount)),
                  ("freevars", mine["freevars"], list(theirs.co_freevars))]
        for what, a, b in simple:
            if a != b:
                self.differ(where, what, a, b)
        flags = sum(theirs_flag for flag, theirs_flag in FLAGS.items() if mine["flags"] & flag)
        if flags != theirs.co_flags & sum(FLAGS.values()):
            self.differ(where, "flags", hex(flags), hex(theirs.co_flags))
        # A comprehension in a class puts its hidden argument aside in CPython. A comprehension's variable that is a cell
        # inside and free outside is one slot here; CPython makes three of it, and loses the outer value.
        odd = set(theirs.co_cellvars) & set(theirs.co_freevars)
        varnames = [n for n in theirs.co_varnames if n not in odd and (n != ".0" or theirs.co_argcount)
                    and (n != ".defaults" or theirs.co_argcount)]
        if mine["varnames"] != varnames:
            self.differ(where, "varnames", mine["varnames"], varnames)
        cellvars = [n for n in theirs.co_cellvars if n not in odd]
        if mine["cellvars"] != cellvars:
            self.differ(where, "cellvars", mine["cellvars"], cellvars)
        if theirs.co_flags & 0x1:
            doc = theirs.co_consts[0] if theirs.co_consts and isinstance(theirs.co_consts[0], str) else None
            if "doc" in mine and mine["doc"] != doc:
                self.differ(where, "docstring", mine["doc"], doc)
        self.compare_lines(where, mine, theirs)
        self.compare_positions(where, mine, theirs)
        inner, expected = mine["children"], self.codes_inside(theirs)
        if [c["qualname"] for c in inner] != [c.co_qualname for c in expected]:
            self.differ(where, "inner functions", [c["qualname"] for c in inner], [c.co_qualname for c in expected])
            return
        for a, b in zip(inner, expected):
            self.compare(path, a, b)

    def compare_lines(self, where, mine, theirs):
        a, b = our_graph(mine), cpython_graph(theirs)
        ours, cpythons = pairs(a, mine["ins"][0][3]), pairs(b, False)
        if ours == cpythons:
            return
        again = all(x == y for x, y in ours ^ cpythons)
        self.differ(where, "same line again" if again else "line events",
                    sorted(ours - cpythons, key=str), sorted(cpythons - ours, key=str))

    def compare_positions(self, where, mine, theirs):
        a, b = our_positions(mine), cpython_positions(theirs)
        if "__classdict__" in mine["freevars"]:
            return  # such names are looked up by several instructions here
        if set(a) != set(b):
            self.differ(where, "positions", sorted(set(a) - set(b), key=str), sorted(set(b) - set(a), key=str))


def main():
    if sys.version_info[:2] != (3, 13):
        print("compare_code: needs CPython 3.13")
        sys.exit(SKIPPED)
    args = sys.argv[1:]
    verbose = "-v" in args
    dump, *files = [a for a in args if a != "-v"]
    sys.setrecursionlimit(100000)
    warnings.simplefilter("ignore")
    comparison = Comparison(verbose)
    process = subprocess.Popen([dump, *files], stdout=subprocess.PIPE)
    for path, line in zip(files, process.stdout):
        mine = json.loads(line)
        with open(path, "rb") as file:
            source = file.read()
        try:
            theirs = compile(source, path, "exec", dont_inherit=True)
        except (SyntaxError, ValueError) as error:
            if "error" not in mine:
                comparison.differ(path, "accepted", "compiles", repr(error))
            continue
        if "ins" not in mine:
            if "complex numbers" in mine.get("error", "") or "coding" in mine.get("error", ""):
                continue
            comparison.differ(path, "refused", mine, "compiles")
            continue
        comparison.compare(path, mine, theirs)
    process.stdout.close()
    if process.wait() != 0:
        comparison.differ("dump_code", "status", process.returncode, 0)
    for where, what, mine, theirs in comparison.differences[:None if verbose else 20]:
        print(f"{where}\n    {what}: ours {mine}\n    CPython {theirs}")
    print(f"{comparison.codes} code objects compared; differences: {dict(comparison.counts) or 'none'}")
    sys.exit(bool(comparison.differences))


if __name__ == "__main__":
    main()
