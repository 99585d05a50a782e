"""Writes library/_unicode_data.py from the Unicode data of the Python that runs it (3.13: Unicode 15.1).

Run it by hand after a change of the Unicode version: python3.13 make_unicode_data.py
"""

import os
import sys
import unicodedata

ALL = range(sys.maxunicode + 1)


def runs(value):
    """'Cc32 Zs1 ...': the values of all code points, each with the length of its run."""
    result, last, n = [], None, 0
    for code in ALL:
        v = value(chr(code))
        if v != last:
            if n:
                result.append("%s%d" % (last, n))
            last, n = v, 0
        n += 1
    result.append("%s%d" % (last, n))
    return " ".join(result)


def digits(c):
    """'n1/2' numeric, 'd2' a digit, 'D2' a decimal digit."""
    value = unicodedata.numeric(c, None)
    if value is None:
        return None
    if unicodedata.decimal(c, None) is not None:
        return "D%d" % value
    if unicodedata.digit(c, None) is not None:
        return "d%d" % value
    if value == int(value):
        return "n%d" % value
    for bottom in range(2, 1000):
        if abs(value * bottom - round(value * bottom)) < 1e-9:
            return "n%d/%d" % (round(value * bottom), bottom)


def write(out, name, text):
    out.write("%s = (\n" % name)
    while text:
        end = len(text) if len(text) <= 110 else text.rfind(" ", 0, 110) + 1 or 110
        out.write('    "%s"\n' % text[:end])
        text = text[end:]
    out.write(")\n")


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "..", "library", "_unicode_data.py"), "w") as out:
        out.write('"""Data of unicodedata, of Unicode %s. Made by base/make_unicode_data.py; not to be edited by hand."""\n\n'
                  % unicodedata.unidata_version)
        write(out, "CATEGORIES", runs(unicodedata.category))
        write(out, "BIDIRECTIONAL", runs(lambda c: unicodedata.bidirectional(c) or "-"))
        write(out, "WIDTHS", runs(unicodedata.east_asian_width))
        write(out, "COMBINING", runs(lambda c: "%d:" % unicodedata.combining(c)))
        write(out, "MIRRORED", runs(lambda c: "MN"[not unicodedata.mirrored(c)]))
        write(out, "NUMBERS", " ".join("%X%s" % (code, "=" + digits(chr(code))) for code in ALL if digits(chr(code))))
        write(out, "DECOMPOSITIONS", " ".join("%X=%s" % (code, unicodedata.decomposition(chr(code)).replace(" ", ","))
                                              for code in ALL if unicodedata.decomposition(chr(code))))
        write(out, "NOT_COMPOSED", " ".join("%X" % code for code in ALL if not 0xD800 <= code < 0xE000
                                            and unicodedata.decomposition(chr(code))
                                            and not unicodedata.decomposition(chr(code)).startswith("<")
                                            and unicodedata.normalize("NFC", chr(code)) != chr(code)))


if __name__ == "__main__":
    main()
