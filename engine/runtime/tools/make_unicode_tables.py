"""Writes text_unicode_tables.inc: what str's methods know about each code point, from the Python that runs this (3.13, Unicode 15.1).

    python3.13 engine/runtime/tools/make_unicode_tables.py > engine/runtime/text_unicode_tables.inc

Everything is asked of str itself, so that the tables say what that Python does. One record a distinct combination of properties;
code points find theirs through two index tables (blocks of 128). Mappings to one code point are kept as differences, longer
ones in a list of their own.
"""
import sys
import unicodedata

FLAGS = ["Alpha", "Decimal", "Digit", "Numeric", "Lower", "Upper", "Title", "Space", "Printable", "XidStart", "XidContinue",
         "CaseIgnorable", "Cased", "LineBreak"]


def flags_of(c):
    final = lambda s: s.lower().endswith("\u03c2")
    cased_alone = final(c + "\u03a3")
    return [
        c.isalpha(), c.isdecimal(), c.isdigit(), c.isnumeric(), c.islower(), c.isupper(), c.istitle() and not c.isupper(),
        c.isspace(), c.isprintable(), c.isidentifier() and c != "_", ("a" + c).isidentifier(),
        final("A" + c + "\u03a3") and not cased_alone, (c + "A").title()[len(c.title()):] == "a", len(("a" + c + "b").splitlines()) == 2,
    ]


def main():
    assert sys.version_info[:2] == (3, 13), "these tables are those of 3.13"
    special = []            # code points of the mappings that are not one to one
    special_at = {}
    records = {}
    order = []

    def mapping(c, mapped):
        if len(mapped) == 1:
            return ord(mapped) - ord(c)
        if mapped not in special_at:
            special_at[mapped] = len(special)
            special.extend([len(mapped)] + [ord(m) for m in mapped])
        return 0x400000 + special_at[mapped]   # far from any difference

    index = []
    for code in range(0x110000):
        c = chr(code)
        flags = sum(bit << i for i, bit in enumerate(flags_of(c)))
        record = (flags, unicodedata.decimal(c, 255), unicodedata.digit(c, 255),
                  mapping(c, c.upper()), mapping(c, c.lower()), mapping(c, c.title()), mapping(c, c.casefold()))
        if record not in records:
            records[record] = len(order)
            order.append(record)
        index.append(records[record])

    block = 128
    blocks = {}
    first, second = [], []
    for start in range(0, len(index), block):
        part = tuple(index[start:start + block])
        if part not in blocks:
            blocks[part] = len(second) // block
            second.extend(part)
        first.append(blocks[part])
    while len(first) > 1 and first[-1] == first[-2]:
        first.pop()                            # the last block stands for all behind it
    assert len(order) < 65536 and max(first) < 65536

    out = ["// Made by tools/make_unicode_tables.py from Python 3.13 (Unicode %s). Do not edit." % unicodedata.unidata_version]

    def table(kind, name, values, text=str):
        out.append("constexpr %s %s[] = {" % (kind, name))
        line = "   "
        for value in values:
            word = " " + text(value) + ","
            if len(line) + len(word) > 120:
                out.append(line)
                line = "   "
            line += word
        out.append(line)
        out.append("};")

    out.append("constexpr uint32_t kBlockBits = 7;")
    for i, name in enumerate(FLAGS):
        out.append("constexpr uint16_t k%s = 1u << %d;" % (name, i))
    table("Record", "kRecords", order, lambda r: "{%d, %d, %d, %d, %d, %d, %d}" % r)
    table("uint32_t", "kSpecialCases", special)
    table("uint16_t", "kFirstIndex", first)
    table("uint16_t", "kSecondIndex", second)
    print("\n".join(out))


main()
