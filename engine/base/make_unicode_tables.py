"""Writes unicode_tables.inc from the Unicode data of the Python that runs it (3.13: Unicode 15.1).

Run it by hand after a change of the Unicode version: python3.13 make_unicode_tables.py
"""

import os
import sys
import unicodedata

ALL = range(sys.maxunicode + 1)
HANGUL = range(0xAC00, 0xD7A4)


def is_surrogate(code):
    return 0xD800 <= code <= 0xDFFF


def ranges(test):
    result = []
    for code in ALL:
        if not test(chr(code)):
            continue
        if result and result[-1][1] == code - 1:
            result[-1][1] = code
        else:
            result.append([code, code])
    return result


def wrap(items):
    lines, line = [], "   "
    for item in items:
        if len(line) + len(item) + 2 > 119:
            lines.append(line)
            line = "   "
        line += " " + item + ","
    return "\n".join(lines + [line])


def range_table(out, name, test):
    out.write(f"constexpr CodePointRange {name}[] = {{\n")
    out.write(wrap("{0x%X, 0x%X}" % tuple(pair) for pair in ranges(test)))
    out.write("\n};\n\n")


def decompositions(out):
    pool, entries = [], []
    for code in ALL:
        if is_surrogate(code) or code in HANGUL or not ("a" + chr(code)).isidentifier():
            continue
        text = unicodedata.normalize("NFKD", chr(code))
        if text != chr(code):
            entries.append("{0x%X, %d, %d}" % (code, len(pool), len(text)))
            pool += [ord(c) for c in text]
    out.write("constexpr Decomposition kDecompositions[] = {\n" + wrap(entries) + "\n};\n\n")
    out.write("constexpr char32_t kDecompositionPool[] = {\n" + wrap("0x%X" % c for c in pool) + "\n};\n\n")


def compositions(out):
    entries = []
    for code in ALL:
        if is_surrogate(code) or code in HANGUL:
            continue
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) != 2 or parts[0].startswith("<"):
            continue
        if unicodedata.normalize("NFC", chr(code)) != chr(code):
            continue  # excluded from composition
        entries.append((int(parts[0], 16), int(parts[1], 16), code))
    out.write("constexpr Composition kCompositions[] = {\n")
    out.write(wrap("{0x%X, 0x%X, 0x%X}" % entry for entry in sorted(entries)) + "\n};\n\n")


def combining_classes(out):
    rows = []
    for code in ALL:
        number = unicodedata.combining(chr(code))
        if not number:
            continue
        if rows and rows[-1][1] == code - 1 and rows[-1][2] == number:
            rows[-1][1] = code
        else:
            rows.append([code, code, number])
    out.write("constexpr CombiningClass kCombiningClasses[] = {\n")
    out.write(wrap("{0x%X, 0x%X, %d}" % tuple(row) for row in rows) + "\n};\n")


def main():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "unicode_tables.inc")
    with open(path, "w") as out:
        out.write("// Made by make_unicode_tables.py from Unicode %s; not to be edited by hand.\n\n"
                  % unicodedata.unidata_version)
        range_table(out, "kIdentifierStart", lambda c: c.isidentifier())
        range_table(out, "kIdentifierPart", lambda c: ("a" + c).isidentifier())
        range_table(out, "kPrintable", lambda c: c.isprintable())
        decompositions(out)
        compositions(out)
        combining_classes(out)


if __name__ == "__main__":
    main()
