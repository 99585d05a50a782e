"""Writes character_names.inc: the names that \\N{...} knows, from the Unicode data of the Python that runs it.

Not all 34,000 names, but those of the blocks that programs use: European scripts, punctuation, arrows, mathematics,
technical and box drawing characters, symbols, kana and emoji. Run by hand: python3.13 make_character_names.py
"""

import os
import unicodedata

BLOCKS = [
    (0x0020, 0x058F), (0x05D0, 0x06FF), (0x1E00, 0x218F),
    (0x2190, 0x2BFF), (0x2C60, 0x2C7F), (0x2E00, 0x2E7F), (0x3000, 0x30FF), (0xFB00, 0xFB06), (0xFE00, 0xFE0F),
    (0xFE20, 0xFE4F), (0xFEFF, 0xFEFF), (0xFF00, 0xFFFD), (0x1F000, 0x1FAFF),
]
ALIASES = [
    "NULL", "START OF HEADING", "START OF TEXT", "END OF TEXT", "END OF TRANSMISSION", "ENQUIRY", "ACKNOWLEDGE",
    "ALERT", "BEL", "BACKSPACE", "CHARACTER TABULATION", "HORIZONTAL TABULATION", "LINE FEED", "NEW LINE",
    "END OF LINE", "LINE TABULATION", "VERTICAL TABULATION", "FORM FEED", "CARRIAGE RETURN", "SHIFT OUT", "SHIFT IN",
    "SUBSTITUTE", "ESCAPE", "DELETE", "NEXT LINE", "NUL", "TAB", "LF", "CR", "FF", "ESC", "DEL", "SP", "NBSP", "SHY",
    "ZWSP", "ZWNJ", "ZWJ", "LRM", "RLM", "BOM", "BYTE ORDER MARK", "NNBSP", "WJ",
]


def main():
    rows = {}
    for first, last in BLOCKS:
        for code in range(first, last + 1):
            name = unicodedata.name(chr(code), None)
            if name:
                rows[name] = code
    for alias in ALIASES:
        rows[alias] = ord(unicodedata.lookup(alias))
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "character_names.inc")
    with open(path, "w") as out:
        out.write("// Made by make_character_names.py from Unicode %s; not to be edited by hand. Sorted by name.\n"
                  % unicodedata.unidata_version)
        for name in sorted(rows):
            out.write('{"%s", 0x%X},\n' % (name, rows[name]))


if __name__ == "__main__":
    main()
