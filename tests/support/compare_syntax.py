"""Compares the parser with CPython 3.13's, tree by tree and message by message.

    python3.13 compare_syntax.py SYNTAX_DUMP trees PATH...       files or folders: trees must be the same
                                                                 (--library: all of its own library)
    python3.13 compare_syntax.py SYNTAX_DUMP errors PATH...      broken variants of the files: messages are counted
    python3.13 compare_syntax.py SYNTAX_DUMP cases FILE...       files of cases (read_cases): all answers the same
    python3.13 compare_syntax.py SYNTAX_DUMP write FILE...       puts CPython's answers into files of cases

`errors` prints how many messages agree and, with --show N, the commonest differences; --seed, --count choose them.
Ends with 77 (skipped) where the Python that runs it is not 3.13.
"""

import argparse
import collections
import io
import os
import random
import subprocess
import sys
import tokenize
import warnings

import dump_ast

BATCH = 200


def read_text(path):
    """The source as UTF-8 text, or None where it is in another encoding."""
    with open(path, "rb") as file:
        data = file.read()
    try:
        text = data.decode("utf-8-sig")
        encoding = tokenize.detect_encoding(io.BytesIO(data).readline)[0]
    except (SyntaxError, UnicodeDecodeError, LookupError):
        return None
    if encoding not in ("utf-8", "utf-8-sig", "ascii") and not text.isascii():
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if "\0" not in text else None


def collect(paths):
    for path in paths:
        if os.path.isfile(path):
            yield path
            continue
        for folder, folders, files in os.walk(path):
            folders[:] = sorted(f for f in folders if f not in ("__pycache__", "site-packages"))
            for name in sorted(files):
                if name.endswith(".py"):
                    yield os.path.join(folder, name)


def ask(tool, sources):
    """The parser's answers, in batches."""
    answers = []
    for start in range(0, len(sources), BATCH):
        batch = [source.encode("utf-8", "surrogatepass") for source in sources[start:start + BATCH]]
        data = b"".join(b"%d\n%s" % (len(source), source) for source in batch)
        done = subprocess.run([tool], input=data, stdout=subprocess.PIPE, timeout=600)
        out = done.stdout
        for _ in batch:
            size, _, out = out.partition(b"\n")
            if not size:
                raise SystemExit("the parser stopped with status %d after %d sources" % (done.returncode, len(answers)))
            answers.append(out[:int(size)].decode("utf-8", "replace"))
            out = out[int(size):]
    return answers


def expected(source):
    """CPython's answer in the tool's words."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            text = dump_ast.dump(source)
        except SyntaxError as error:
            return "error\n%s\n%s\n%s\n%s\n" % (type(error).__name__, error.lineno, error.offset, error.msg)
        except (RecursionError, MemoryError, ValueError, UnicodeError) as error:
            return "other\n%s\n" % type(error).__name__
    for warning in caught:
        text += "warning %s %s\n" % (warning.lineno, warning.message)
    return text


def plain_warnings(text):
    """Warnings in the order of lines: CPython may give one twice or in another order."""
    lines = text.split("\n")
    tree = [line for line in lines if not line.startswith("warning ")]
    found = sorted(set(line for line in lines if line.startswith("warning ")))
    return "\n".join(tree + found)


def first_difference(ours, theirs):
    ours, theirs = ours.split("\n"), theirs.split("\n")
    for i, (a, b) in enumerate(zip(ours, theirs)):
        if a != b:
            return "line %d:\n  ours    %s\n  CPython %s" % (i + 1, "\n          ".join(ours[max(0, i - 3):i + 1]), b)
    return "lengths %d and %d" % (len(ours), len(theirs))


def compare_trees(tool, paths, every):
    names, sources = [], []
    for path in list(collect(paths))[::every]:
        text = read_text(path)
        if text is not None:
            names.append(path)
            sources.append(text)
    bad = 0
    for start in range(0, len(names), BATCH):
        part = sources[start:start + BATCH]
        for name, source, ours in zip(names[start:start + BATCH], part, ask(tool, part)):
            theirs = expected(source)
            if plain_warnings(ours) != plain_warnings(theirs):
                bad += 1
                print("%s: %s" % (name, first_difference(plain_warnings(ours), plain_warnings(theirs))))
    print("%d files, %d differ" % (len(names), bad))
    return bad


SNIPPETS = ["(", ")", "[", "]", "{", "}", ":", ",", ";", "=", "==", "+", "-", "*", "**", ".", "'", '"', "\\", "\n", " ",
            "    ", "\t", "if", "else", "for", "in", "def", "class", "return", "lambda", "await", "async", "with", "as",
            "yield", "from", "import", "not", "x", "1", "0x", "1.5", "f'{", "}'", "#", "@", ":=", "->", "...", "print",
            "None", "try", "except", "finally", "while", "del", "is", "and", "or", "match", "case", "'''", "!", "$",
            "?"]


def mutate(source, random_):
    """A few lines of the source with one or two things broken."""
    lines = source.split("\n")
    start = random_.randrange(len(lines))
    piece = "\n".join(lines[start:start + random_.choice((1, 2, 4, 12))])
    margin = len(piece) - len(piece.lstrip(" "))
    piece = "\n".join(line[margin:] if not line[:margin].strip() else line for line in piece.split("\n")) + "\n"
    for _ in range(random_.choice((1, 1, 1, 2))):
        if not piece.strip():
            break
        tokens = [m for m in split_tokens(piece)]
        at = random_.randrange(len(tokens))
        action = random_.randrange(5)
        if action == 0:
            del tokens[at]
        elif action == 1:
            tokens.insert(at, random_.choice(SNIPPETS))
        elif action == 2:
            tokens[at] = random_.choice(SNIPPETS)
        elif action == 3:
            other = random_.randrange(len(tokens))
            tokens[at], tokens[other] = tokens[other], tokens[at]
        else:
            tokens.insert(at, tokens[random_.randrange(len(tokens))])
        piece = "".join(tokens)
    return piece


def split_tokens(text):
    import re
    return re.findall(r"\w+|\s+|[^\w\s]", text)


def head(answer):
    return answer.split("\n")[:5] if answer.startswith("error\n") else ["ok"]


def compare_errors(tool, paths, seed, count, show):
    random_ = random.Random(seed)
    texts = [text for text in map(read_text, collect(paths)) if text]
    sources = [mutate(random_.choice(texts), random_) for _ in range(count)]
    answers = ask(tool, sources)
    counts = collections.Counter()
    differences = collections.defaultdict(list)
    crashes = 0
    for source, ours in zip(sources, answers):
        theirs = expected(source)
        if theirs.startswith("other\n"):
            counts["CPython gave up"] += 1
            continue
        a, b = head(ours), head(theirs)
        if a == ["ok"] and b == ["ok"]:
            same = plain_warnings(ours) == plain_warnings(theirs)
            counts["valid, same" if same else "valid, other tree"] += 1
            if not same:
                differences[("valid", "other tree")].append(source)
        elif a == b:
            counts["error, same"] += 1
        else:
            if a == ["ok"] or b == ["ok"]:
                counts["error in one only"] += 1
                crashes += 1
            elif a[4] == b[4]:
                counts["error, other place"] += 1
            else:
                counts["error, other words"] += 1
            differences[("/".join(a), "/".join(b)) if show > 1000 else (a[-1], b[-1])].append(source)
    for name, number in counts.most_common():
        print("%7d %s" % (number, name))
    ranked = sorted(differences.items(), key=lambda item: -len(item[1]))
    for (ours, theirs), examples in ranked[:show]:
        example = min(examples, key=len)
        print("--- %d times\n  ours    %s\n  CPython %s" % (len(examples), ours, theirs))
        print("    %r\n    ours %s\n    CPython %s" % (example, head(ask(tool, [example])[0]), head(expected(example))))
    return counts["error in one only"] + counts["valid, other tree"]


SEPARATOR = "-----\n"
ANSWER = "=> "


def read_cases(path):
    """(source, answer) for each block of a file of cases: the source, and a line "=> KIND LINE:COLUMN MESSAGE"."""
    with open(path, encoding="utf-8") as file:
        for block in file.read().split(SEPARATOR):
            source, _, answer = block.rpartition(ANSWER)
            if source:
                yield source, answer.strip()


def brief(answer):
    """An answer as the files of cases have it."""
    if not answer.startswith("error\n"):
        return "ok"
    _, kind, line, column, message = answer.split("\n")[:5]
    return "%s %s:%s %s" % (kind, line, column, message)


def compare_cases(tool, path):
    cases = list(read_cases(path))
    bad = 0
    for (source, written), ours in zip(cases, ask(tool, [source for source, _ in cases])):
        theirs = brief(expected(source))
        if brief(ours) != theirs or written != theirs:
            bad += 1
            print("%r\n  written %s\n  ours    %s\n  CPython %s" % (source, written, brief(ours), theirs))
    print("%d cases, %d differ" % (len(cases), bad))
    return bad


def write_cases(path):
    """Puts CPython's answers into a file of cases; sources may stand there without."""
    with open(path, encoding="utf-8") as file:
        blocks = [block.rpartition(ANSWER)[0] or block for block in file.read().split(SEPARATOR)]
    with open(path, "w", encoding="utf-8") as file:
        file.write(SEPARATOR.join("%s%s%s\n" % (b, ANSWER, brief(expected(b))) for b in blocks if b.strip()))


def main():
    if sys.version_info[:2] != (3, 13):
        print("skipped: needs CPython 3.13")
        return 77
    sys.setrecursionlimit(20000)
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("mode", choices=("trees", "errors", "cases", "write"))
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--library", action="store_true", help="compare the library of the Python that runs this, too")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="trees: every N-th file only")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    if options.library:
        options.paths.append(os.path.dirname(os.__file__))
    if options.mode == "trees":
        return 1 if compare_trees(options.tool, options.paths, options.every) else 0
    if options.mode == "cases":
        return 1 if sum(compare_cases(options.tool, path) for path in options.paths) else 0
    if options.mode == "write":
        for path in options.paths:
            write_cases(path)
        return 0
    return 1 if compare_errors(options.tool, options.paths, options.seed, options.count, options.show) else 0


if __name__ == "__main__":
    sys.exit(main())
