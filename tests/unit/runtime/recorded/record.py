"""Records what Python 3.13 computes, for the unit tests of numbers and text:

    PYTHONHASHSEED=0 python3.13 tests/unit/runtime/recorded/record.py

writes big_numbers.txt (operation, operands, result), formats.txt (kind, value, spec, result) and hashes.txt beside itself. Fields are
separated by tabs; texts are escaped as ascii(repr) does.
"""
import math
import os
import random
import struct
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.set_int_max_str_digits(0)


def write(name, rows):
    with open(os.path.join(HERE, name), "w", encoding="ascii", newline="\n") as f:
        for row in rows:
            f.write("\t".join(row) + "\n")


def number(bits):
    v = random.getrandbits(bits)
    shape = random.random()
    if shape < 0.2:
        v = (1 << bits) - random.choice([0, 1, 2])
    elif shape < 0.4:
        v = v >> bits // 2 << bits // 2
    return v * random.choice([1, -1])


def double_bits(d):
    return "%016x" % struct.unpack("Q", struct.pack("d", d))[0]


def ratio(a, b):
    try:
        return double_bits(a / b)
    except OverflowError:
        return double_bits(math.inf)


def big_numbers():
    random.seed(5)
    operations = {
        "add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b, "and": lambda a, b: a & b, "or": lambda a, b: a | b,
        "xor": lambda a, b: a ^ b, "floordiv": lambda a, b: a // b, "mod": lambda a, b: a % b, "gcd": math.gcd,
    }
    for i in range(700):
        a, b = number(random.choice([1, 31, 32, 33, 63, 64, 65, 100, 200, 1400, 3000])), number(random.choice([1, 31, 32, 33, 64, 65, 300, 1500]))
        name = random.choice(list(operations))
        if name in ("floordiv", "mod") and b == 0:
            continue
        yield name, str(a), str(b), str(operations[name](a, b))
    for i in range(150):
        a, n = number(random.choice([1, 32, 64, 65, 500])), random.randrange(200)
        yield "lshift", str(a), str(n), str(a << n)
        yield "rshift", str(a), str(n), str(a >> n)
        yield "isqrt", str(abs(a)), "0", str(math.isqrt(abs(a)))
        yield "pow", str(a), str(n % 20), str(a ** (n % 20))
        b = abs(number(random.choice([1, 32, 64, 65, 500]))) or 1
        b <<= random.choice([0, 0, 0, 500, 1000, 1070, 1074, 1100])
        yield "ratio", str(abs(a)), str(b), ratio(abs(a), b)


def formats():
    random.seed(3)
    values = [0, 5, -5, 1234567, -98765432109876, 2 ** 70, 0.0, -0.0, 1.5, -2.75, 1e20, 123456.789, -1e-7, 1e300, "", "hello", "\u65e5\u672c", True,
              math.inf, -math.inf, math.nan, 0.1, 1 / 3]
    for i in range(2500):
        spec = random.choice(["", "<", ">", "^", "=", "*<", "x>", "0^", "\u65e5=", " ="]) + random.choice(["", "", "+", "-", " "]) + \
            random.choice(["", "", "z"]) + random.choice(["", "", "#"]) + random.choice(["", "", "0"]) + random.choice(["", "", "1", "5", "12", "20"]) + \
            random.choice(["", "", ",", "_"]) + random.choice(["", "", ".0", ".1", ".3", ".10", ".17"]) + random.choice(["", "", *"bcdeEfFgGnosxX%y"])
        value = random.choice(values)
        try:
            result = "= " + ascii(format(value, spec))
        except (ValueError, OverflowError) as e:
            result = type(e).__name__ + " " + ascii(str(e))
        kind = type(value).__name__
        yield kind, ascii(value) if kind == "str" else value.hex() if kind == "float" else str(int(value)), ascii(spec), result


def hashes():
    for text in ["", "a", "ab", "abcdefg", "abcdefgh", "abcdefghi", "x" * 100, "\xe9", "\xe9" * 9, "\u65e5\u672c\u8a9e", "\u65e5" * 50, "\U0001f600", "a\U0001f600" * 20,
                 "\ud800"]:
        yield "str", ascii(text), str(hash(text))
    for n in [0, 1, -1, -2, 2 ** 31, 2 ** 61 - 2, 2 ** 61 - 1, 2 ** 61, -2 ** 61, 2 ** 63 - 1, -2 ** 63, 2 ** 64, 3 ** 100, -3 ** 100, 7 ** 500]:
        yield "int", str(n), str(hash(n))
    for d in [0.0, -0.0, 1.0, -1.0, 0.5, 0.1, 1e300, -1e300, 5e-324, math.inf, -math.inf, 2.0 ** 61, 123456.789, 1 / 3]:
        yield "float", d.hex(), str(hash(d))


if __name__ == "__main__":
    assert sys.version_info[:2] == (3, 13) and os.environ.get("PYTHONHASHSEED") == "0"
    write("big_numbers.txt", big_numbers())
    write("formats.txt", formats())
    write("hashes.txt", hashes())
