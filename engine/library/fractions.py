"""Exact fractions."""

import math
import numbers
import operator
import re
import sys

__all__ = ["Fraction"]

_HASH_MODULUS = sys.hash_info.modulus
_TEXT = re.compile(r"""\s*(?P<sign>[-+]?)(?=\d|\.\d)(?P<num>\d*|\d+(_\d+)*)
    (?:(?:\s*/\s*(?P<denom>\d+(_\d+)*))?|(?:\.(?P<decimal>\d*|\d+(_\d+)*))?(?:E(?P<exp>[-+]?\d+(_\d+)*))?)\s*\Z""", re.VERBOSE | re.IGNORECASE)
_SPEC = re.compile(r"(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ]?)(?P<no_neg_zero>z)?(?P<alt>#)?(?P<zeropad>0(?=[0-9]))?"
                   r"(?P<minimumwidth>[0-9]+)?(?P<thousands>[,_])?(?:\.(?P<precision>[0-9]+))?(?P<type>[eEfFgG%])", re.DOTALL)
_PLAIN_SPEC = re.compile(r"(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ]?)(?P<alt>#)?(?P<minimumwidth>[1-9][0-9]*)?"
                         r"(?P<thousands>[,_])?", re.DOTALL)


def _round_to_exponent(n, d, exponent, no_neg_zero=False):
    """n / d as (is negative, whole multiples of 10 ** exponent), halves to even."""
    if exponent >= 0:
        d *= 10 ** exponent
    else:
        n *= 10 ** -exponent
    q, r = divmod(n + (d >> 1), d)
    if r == 0 and d & 1 == 0:
        q &= -2
    return (q < 0 if no_neg_zero else n < 0), abs(q)


def _round_to_figures(n, d, figures):
    """n / d as (is negative, digits as a number, exponent) with so many figures."""
    if n == 0:
        return False, 0, 1 - figures
    text_n, text_d = str(abs(n)), str(d)
    m = len(text_n) - len(text_d) + (text_d <= text_n)
    exponent = m - figures
    negative, digits = _round_to_exponent(n, d, exponent)
    if len(str(digits)) == figures + 1:
        digits //= 10
        exponent += 1
    return negative, digits, exponent


class Fraction(numbers.Rational):
    """A fraction in lowest terms, of whole numbers, a text, a float or a Decimal."""

    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        self = super().__new__(cls)
        if denominator is None:
            if type(numerator) is int:
                self._numerator, self._denominator = numerator, 1
                return self
            if isinstance(numerator, numbers.Rational):
                self._numerator, self._denominator = numerator.numerator, numerator.denominator
                return self
            if isinstance(numerator, float) or not isinstance(numerator, (str, type)) and hasattr(numerator, "as_integer_ratio"):
                self._numerator, self._denominator = numerator.as_integer_ratio()
                return self
            if not isinstance(numerator, str):
                raise TypeError("argument should be a string or a Rational instance")
            found = _TEXT.match(numerator)
            if found is None:
                raise ValueError("Invalid literal for Fraction: %r" % numerator)
            numerator = int(found.group("num") or "0")
            if found.group("denom"):
                denominator = int(found.group("denom"))
            else:
                denominator = 1
                decimal = found.group("decimal")
                if decimal:
                    decimal = decimal.replace("_", "")
                    denominator = 10 ** len(decimal)
                    numerator = numerator * denominator + int(decimal)
                if found.group("exp"):
                    exponent = int(found.group("exp"))
                    if exponent >= 0:
                        numerator *= 10 ** exponent
                    else:
                        denominator *= 10 ** -exponent
            if found.group("sign") == "-":
                numerator = -numerator
        elif isinstance(numerator, numbers.Rational) and isinstance(denominator, numbers.Rational):
            numerator, denominator = (numerator.numerator * denominator.denominator, denominator.numerator * numerator.denominator)
        else:
            raise TypeError("both arguments should be Rational instances")
        if denominator == 0:
            raise ZeroDivisionError("Fraction(%s, 0)" % numerator)
        common = math.gcd(numerator, denominator)
        if denominator < 0:
            common = -common
        self._numerator, self._denominator = numerator // common, denominator // common
        return self

    @classmethod
    def from_float(cls, f):
        if isinstance(f, numbers.Integral):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError("%s.from_float() only takes floats, not %r (%s)" % (cls.__name__, f, type(f).__name__))
        return cls._made(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        from decimal import Decimal
        if isinstance(dec, numbers.Integral):
            dec = Decimal(int(dec))
        elif not isinstance(dec, Decimal):
            raise TypeError("%s.from_decimal() only takes Decimals, not %r (%s)" % (cls.__name__, dec, type(dec).__name__))
        return cls._made(*dec.as_integer_ratio())

    @classmethod
    def _made(cls, numerator, denominator):
        """Of numbers that have no factor in common."""
        self = super().__new__(cls)
        self._numerator, self._denominator = numerator, denominator
        return self

    @staticmethod
    def _reduced(numerator, denominator):
        common = math.gcd(numerator, denominator)
        if denominator < 0:
            common = -common
        return Fraction._made(numerator // common, denominator // common)

    def is_integer(self):
        return self._denominator == 1

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        """The nearest fraction with a denominator of at most that."""
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        if 2 * d * (q0 + k * q1) <= self._denominator:
            return Fraction._made(p1, q1)
        return Fraction._made(p0 + k * p1, q0 + k * q1)

    @property
    def numerator(self):
        return self._numerator

    @property
    def denominator(self):
        return self._denominator

    def __repr__(self):
        return "%s(%s, %s)" % (self.__class__.__name__, self._numerator, self._denominator)

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else "%s/%s" % (self._numerator, self._denominator)

    def __format__(self, spec, /):
        found = _PLAIN_SPEC.fullmatch(spec)
        if found:
            return self._format_plain(found)
        found = _SPEC.fullmatch(spec)
        if found:
            if found["align"] is not None and found["zeropad"] is not None:
                raise ValueError("Invalid format specifier %r for object of type %r" % (spec, type(self).__name__))
            return self._format_float(found)
        raise ValueError("Invalid format specifier %r for object of type %r" % (spec, type(self).__name__))

    def _format_plain(self, found):
        thousands = found["thousands"] or ""
        body = format(abs(self._numerator), thousands)
        if self._denominator > 1 or found["alt"]:
            body += "/" + format(self._denominator, thousands)
        sign = "-" if self._numerator < 0 else "" if found["sign"] == "-" else found["sign"] or ""
        width = int(found["minimumwidth"] or "0")
        return self._pad(sign, body, found["fill"] or " ", found["align"] or ">", width)

    @staticmethod
    def _pad(sign, body, fill, align, width):
        padding = fill * (width - len(sign) - len(body))
        if align == ">":
            return padding + sign + body
        if align == "<":
            return sign + body + padding
        if align == "^":
            half = len(padding) // 2
            return padding[:half] + sign + body + padding[half:]
        return sign + padding + body

    def _format_float(self, found):
        kind = found["type"]
        precision = int(found["precision"] or "6")
        trim_zeros = kind in "gG" and not found["alt"]
        exponent_mark = "E" if kind in "EFG" else "e"
        if kind in "fF%":
            exponent = -precision - (2 if kind == "%" else 0)
            negative, digits = _round_to_exponent(self._numerator, self._denominator, exponent, bool(found["no_neg_zero"]))
            scientific = False
            point = precision
        else:
            figures = max(precision, 1) if kind in "gG" else precision + 1
            negative, digits, exponent = _round_to_figures(self._numerator, self._denominator, figures)
            scientific = kind in "eE" or exponent > 0 or exponent + figures <= -4
            point = figures - 1 if scientific else -exponent
        suffix = "%" if kind == "%" else "%s%+03d" % (exponent_mark, exponent + point) if scientific else ""
        text = "%0*d" % (point + 1, digits)
        sign = "-" if negative else "" if found["sign"] == "-" else found["sign"] or ""
        leading, trailing = text[:len(text) - point], text[len(text) - point:]
        if trim_zeros:
            trailing = trailing.rstrip("0")
        trailing = ("." if trailing or found["alt"] else "") + trailing + suffix
        width = int(found["minimumwidth"] or "0")
        if found["zeropad"]:
            room = width - len(sign) - len(trailing)
            if found["thousands"]:
                room = 3 * room // 4 + 1
            leading = leading.zfill(room)
        if found["thousands"]:
            first = 1 + (len(leading) - 1) % 3
            leading = leading[:first] + "".join(found["thousands"] + leading[i:i + 3] for i in range(first, len(leading), 3))
        if found["zeropad"]:
            return sign + leading + trailing
        return self._pad(sign, leading + trailing, found["fill"] or " ", found["align"] or ">", width)

    # ---- arithmetic: exact with whole numbers and fractions, else in the other's own kind

    def _with(self, other, exact, otherwise, swapped):
        if isinstance(other, (int, Fraction)):
            return exact(other, self) if swapped else exact(self, other)
        if swapped and isinstance(other, numbers.Rational):
            return exact(Fraction(other), self)
        if isinstance(other, float):
            return otherwise(other, float(self)) if swapped else otherwise(float(self), other)
        if isinstance(other, complex) and otherwise not in (operator.floordiv, operator.mod, divmod):
            return otherwise(other, complex(self)) if swapped else otherwise(complex(self), other)
        return NotImplemented

    def __add__(self, other):
        return self._with(other, _add, operator.add, False)

    def __radd__(self, other):
        return self._with(other, _add, operator.add, True)

    def __sub__(self, other):
        return self._with(other, _sub, operator.sub, False)

    def __rsub__(self, other):
        return self._with(other, _sub, operator.sub, True)

    def __mul__(self, other):
        return self._with(other, _mul, operator.mul, False)

    def __rmul__(self, other):
        return self._with(other, _mul, operator.mul, True)

    def __truediv__(self, other):
        return self._with(other, _div, operator.truediv, False)

    def __rtruediv__(self, other):
        return self._with(other, _div, operator.truediv, True)

    def __floordiv__(self, other):
        return self._with(other, _floordiv, operator.floordiv, False)

    def __rfloordiv__(self, other):
        return self._with(other, _floordiv, operator.floordiv, True)

    def __mod__(self, other):
        return self._with(other, _mod, operator.mod, False)

    def __rmod__(self, other):
        return self._with(other, _mod, operator.mod, True)

    def __divmod__(self, other):
        return self._with(other, _divmod, divmod, False)

    def __rdivmod__(self, other):
        return self._with(other, _divmod, divmod, True)

    def __pow__(self, exponent):
        if isinstance(exponent, numbers.Rational):
            if exponent.denominator != 1:
                return float(self) ** float(exponent)
            power = exponent.numerator
            if power >= 0:
                return Fraction._made(self._numerator ** power, self._denominator ** power)
            if self._numerator > 0:
                return Fraction._made(self._denominator ** -power, self._numerator ** -power)
            if self._numerator == 0:
                raise ZeroDivisionError("Fraction(%s, 0)" % self._denominator ** -power)
            return Fraction._made((-self._denominator) ** -power, (-self._numerator) ** -power)
        if isinstance(exponent, (float, complex)):
            return float(self) ** exponent
        return NotImplemented

    def __rpow__(self, base):
        if self._denominator == 1 and self._numerator >= 0:
            return base ** self._numerator
        if isinstance(base, numbers.Rational):
            return Fraction(base.numerator, base.denominator) ** self
        if self._denominator == 1:
            return base ** self._numerator
        return base ** float(self)

    def __pos__(self):
        return Fraction._made(self._numerator, self._denominator)

    def __neg__(self):
        return Fraction._made(-self._numerator, self._denominator)

    def __abs__(self):
        return Fraction._made(abs(self._numerator), self._denominator)

    def __int__(self):
        return -(-self._numerator // self._denominator) if self._numerator < 0 else self._numerator // self._denominator

    def __trunc__(self):
        return self.__int__()

    def __floor__(self):
        return self._numerator // self._denominator

    def __ceil__(self):
        return -(-self._numerator // self._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            d = self._denominator
            floor, rest = divmod(self._numerator, d)
            if rest * 2 < d or rest * 2 == d and floor % 2 == 0:
                return floor
            return floor + 1
        shift = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    def __hash__(self):
        try:
            inverse = pow(self._denominator, -1, _HASH_MODULUS)
        except ValueError:
            value = sys.hash_info.inf
        else:
            value = hash(hash(abs(self._numerator)) * inverse)
        value = value if self._numerator >= 0 else -value
        return -2 if value == -1 else value

    def __eq__(self, other):
        if type(other) is int:
            return self._numerator == other and self._denominator == 1
        if isinstance(other, numbers.Rational):
            return self._numerator == other.numerator and self._denominator == other.denominator
        if isinstance(other, complex) and other.imag == 0:
            other = other.real
        if isinstance(other, float):
            if math.isnan(other) or math.isinf(other):
                return 0.0 == other
            return self == self.from_float(other)
        return NotImplemented

    def _order(self, other, compare):
        if isinstance(other, numbers.Rational):
            return compare(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, float):
            if math.isnan(other) or math.isinf(other):
                return compare(0.0, other)
            return compare(self, self.from_float(other))
        return NotImplemented

    def __lt__(self, other):
        return self._order(other, operator.lt)

    def __gt__(self, other):
        return self._order(other, operator.gt)

    def __le__(self, other):
        return self._order(other, operator.le)

    def __ge__(self, other):
        return self._order(other, operator.ge)

    def __bool__(self):
        return bool(self._numerator)

    def __reduce__(self):
        return self.__class__, (self._numerator, self._denominator)

    def __copy__(self):
        return self if type(self) is Fraction else self.__class__(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()


def _add(a, b):
    return Fraction._reduced(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)


def _sub(a, b):
    return Fraction._reduced(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator)


def _mul(a, b):
    return Fraction._reduced(a.numerator * b.numerator, a.denominator * b.denominator)


def _div(a, b):
    n, d = a.numerator * b.denominator, a.denominator * b.numerator
    if d == 0:
        raise ZeroDivisionError("Fraction(%s, 0)" % b.denominator)
    return Fraction._reduced(n, d)


def _floordiv(a, b):
    return a.numerator * b.denominator // (a.denominator * b.numerator)


def _divmod(a, b):
    whole, rest = divmod(a.numerator * b.denominator, a.denominator * b.numerator)
    return whole, Fraction._reduced(rest, a.denominator * b.denominator)


def _mod(a, b):
    return Fraction._reduced(a.numerator * b.denominator % (b.numerator * a.denominator), a.denominator * b.denominator)
