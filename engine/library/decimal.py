"""Decimal floating point with a context: the General Decimal Arithmetic Specification."""

import contextvars as _contextvars
import math as _math
import numbers as _numbers
import re as _re
import sys as _sys
from collections import namedtuple as _namedtuple

__all__ = ["Decimal", "Context", "DecimalTuple", "DefaultContext", "BasicContext", "ExtendedContext", "DecimalException", "Clamped",
           "InvalidOperation", "DivisionByZero", "Inexact", "Rounded", "Subnormal", "Overflow", "Underflow", "FloatOperation",
           "DivisionImpossible", "InvalidContext", "ConversionSyntax", "DivisionUndefined", "ROUND_DOWN", "ROUND_HALF_UP", "ROUND_HALF_EVEN",
           "ROUND_CEILING", "ROUND_FLOOR", "ROUND_UP", "ROUND_HALF_DOWN", "ROUND_05UP", "setcontext", "getcontext", "localcontext",
           "MAX_PREC", "MAX_EMAX", "MIN_EMIN", "MIN_ETINY", "HAVE_THREADS", "HAVE_CONTEXTVAR"]

MAX_PREC = 999999999999999999
MAX_EMAX = 999999999999999999
MIN_EMIN = -999999999999999999
MIN_ETINY = -1999999999999999997
HAVE_THREADS = True
HAVE_CONTEXTVAR = True
__version__ = "1.70"
__libmpdec_version__ = "2.5.1"

ROUND_DOWN = "ROUND_DOWN"
ROUND_HALF_UP = "ROUND_HALF_UP"
ROUND_HALF_EVEN = "ROUND_HALF_EVEN"
ROUND_CEILING = "ROUND_CEILING"
ROUND_FLOOR = "ROUND_FLOOR"
ROUND_UP = "ROUND_UP"
ROUND_HALF_DOWN = "ROUND_HALF_DOWN"
ROUND_05UP = "ROUND_05UP"
_ROUNDINGS = (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP)

DecimalTuple = _namedtuple("DecimalTuple", "sign digits exponent", module="decimal")


# ---- signals

class DecimalException(ArithmeticError):
    pass


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class InvalidContext(InvalidOperation):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


_SIGNALS = (InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact, Rounded, Clamped)
_SHOWN = (Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow)   # in reprs
_CONDITIONS = {ConversionSyntax: InvalidOperation, DivisionImpossible: InvalidOperation, DivisionUndefined: InvalidOperation,
               InvalidContext: InvalidOperation}


# ---- contexts

class Context:
    """Precision, rounding, range of exponents, and what is signalled and trapped."""

    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None):
        default = DefaultContext if "DefaultContext" in globals() else None
        self.__dict__["_flags"] = dict.fromkeys(_SIGNALS, False)
        self.__dict__["_traps"] = dict.fromkeys(_SIGNALS, False)
        for name, value, otherwise in (("prec", prec, 28), ("rounding", rounding, ROUND_HALF_EVEN), ("Emin", Emin, -999999),
                                       ("Emax", Emax, 999999), ("capitals", capitals, 1), ("clamp", clamp, 0)):
            if value is None:
                value = getattr(default, name) if default is not None else otherwise
            setattr(self, name, value)
        if traps is None:
            self._traps.update(default._traps if default is not None else {})
        else:
            self.traps = traps
        if flags is not None:
            self.flags = flags

    _LIMITS = {"prec": (1, MAX_PREC, "valid range for prec is [1, MAX_PREC]"), "Emin": (MIN_EMIN, 0, "valid range for Emin is [MIN_EMIN, 0]"),
               "Emax": (0, MAX_EMAX, "valid range for Emax is [0, MAX_EMAX]"), "capitals": (0, 1, "valid values for capitals are 0 or 1"),
               "clamp": (0, 1, "valid values for clamp are 0 or 1")}

    def __setattr__(self, name, value):
        if name in self._LIMITS:
            low, high, message = self._LIMITS[name]
            if not isinstance(value, int):
                raise TypeError("optional argument must be an integer")
            if not low <= value <= high:
                raise ValueError(message)
            self.__dict__[name] = value
        elif name == "rounding":
            if value not in _ROUNDINGS:
                raise TypeError("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, "
                                "ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
            self.__dict__[name] = value
        elif name in ("flags", "traps"):
            if not isinstance(value, dict):
                value = {signal: signal in value for signal in _SIGNALS}
            elif set(value) != set(_SIGNALS):
                raise KeyError("invalid error flag")
            self.__dict__["_" + name].update({signal: bool(on) for signal, on in value.items()})
        else:
            raise AttributeError("'decimal.Context' object has no attribute '%s'" % name)

    def __getattr__(self, name):
        raise AttributeError("'decimal.Context' object has no attribute '%s'" % name)

    def __delattr__(self, name):
        raise AttributeError("context attributes cannot be deleted")

    flags = property(lambda self: self._flags)
    traps = property(lambda self: self._traps)

    def __repr__(self):
        def names(signals):
            return "[%s]" % ", ".join(signal.__name__ for signal in _SHOWN if signals[signal])
        return ("Context(prec=%d, rounding=%s, Emin=%d, Emax=%d, capitals=%d, clamp=%d, flags=%s, traps=%s)"
                % (self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, names(self._flags), names(self._traps)))

    def clear_flags(self):
        for signal in self._flags:
            self._flags[signal] = False

    def clear_traps(self):
        for signal in self._traps:
            self._traps[signal] = False

    def copy(self):
        other = Context.__new__(Context)
        other.__dict__.update(self.__dict__)
        other.__dict__["_flags"] = dict(self._flags)
        other.__dict__["_traps"] = dict(self._traps)
        return other

    __copy__ = copy

    def __reduce__(self):
        return Context, (self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp,
                         [s for s in self._flags if self._flags[s]], [s for s in self._traps if self._traps[s]])

    def Etiny(self):
        return self.Emin - self.prec + 1

    def Etop(self):
        return self.Emax - self.prec + 1

    def radix(self):
        return Decimal(10)

    def _signal(self, *conditions):
        """Notes what happened; raises where it is trapped."""
        trapped = []
        for condition in conditions:
            signal = _CONDITIONS.get(condition, condition)
            self._flags[signal] = True
            if self._traps[signal] and condition not in trapped:
                trapped.append(condition)
        if trapped:
            trapped.sort(key=lambda c: _SIGNALS.index(_CONDITIONS.get(c, c)))
            raise _CONDITIONS.get(trapped[0], trapped[0])(trapped)

    def _invalid(self, condition=InvalidOperation):
        self._signal(condition)
        return _NAN

    def create_decimal(self, num="0", /):
        if isinstance(num, str) and (num != num.strip() or "_" in num):
            return self._invalid(ConversionSyntax)
        value = Decimal(num, self)
        if value._is_nan() and len(str(value._coef)) > self.prec - self.clamp and value._coef:
            return self._invalid(ConversionSyntax)
        return _fix(value, self)

    def create_decimal_from_float(self, f, /):
        return _fix(Decimal.from_float(f), self)

    def to_sci_string(self, a, /):
        return _convert(a)._text(False, self)

    def to_eng_string(self, a, /):
        return _convert(a)._text(True, self)

    def plus(self, a, /):
        return _convert(a)._plus(self)

    def minus(self, a, /):
        return _convert(a)._minus(self)

    def abs(self, a, /):
        return _convert(a)._abs(self)

    def add(self, a, b, /):
        return _add(_convert(a), _convert(b), self)

    def subtract(self, a, b, /):
        return _add(_convert(a), _negated(_convert(b)), self)

    def multiply(self, a, b, /):
        return _multiply(_convert(a), _convert(b), self)

    def divide(self, a, b, /):
        return _divide(_convert(a), _convert(b), self)

    def divide_int(self, a, b, /):
        return _divmod(_convert(a), _convert(b), self, "//")[0]

    def remainder(self, a, b, /):
        return _divmod(_convert(a), _convert(b), self, "%")[1]

    def divmod(self, a, b, /):
        return _divmod(_convert(a), _convert(b), self, "divmod")

    def power(self, a, b, modulo=None):
        if modulo is not None:
            return _power_modulo(_convert(a), _convert(b), _convert(modulo), self)
        return _power(_convert(a), _convert(b), self)

    def is_signed(self, a, /):
        return _convert(a).is_signed()

    def canonical(self, a, /):
        return a

    def copy_abs(self, a, /):
        return _convert(a).copy_abs()

    def copy_negate(self, a, /):
        return _convert(a).copy_negate()

    def copy_decimal(self, a, /):
        return _convert(a)

    def copy_sign(self, a, b, /):
        return _convert(a).copy_sign(_convert(b))


def _context_method(name, count):
    if count == 1:
        def method(self, a, /):
            return getattr(_convert(a), name)(context=self)
    elif count == 2:
        def method(self, a, b, /):
            return getattr(_convert(a), name)(b, context=self)
    else:
        def method(self, a, b, c, /):
            return getattr(_convert(a), name)(b, c, context=self)
    method.__name__ = name
    method.__qualname__ = "Context." + name
    return method


for _name, _count in (("compare", 2), ("compare_signal", 2), ("compare_total", 2), ("exp", 1), ("fma", 3), ("is_normal", 1), ("is_subnormal", 1),
                      ("ln", 1), ("log10", 1), ("logb", 1), ("max", 2), ("max_mag", 2), ("min", 2), ("min_mag", 2), ("next_minus", 1),
                      ("next_plus", 1), ("next_toward", 2), ("normalize", 1), ("number_class", 1), ("quantize", 2), ("remainder_near", 2),
                      ("scaleb", 2), ("sqrt", 1), ("to_integral_exact", 1), ("to_integral_value", 1), ("rotate", 2), ("shift", 2)):
    setattr(Context, _name, _context_method(_name, _count))
Context.to_integral = Context.to_integral_value


def _plain_method(name):
    def method(self, a, /):
        return getattr(_convert(a), name)()
    method.__name__ = name
    return method


for _name in ("is_canonical", "is_finite", "is_infinite", "is_nan", "is_qnan", "is_snan", "is_zero"):
    setattr(Context, _name, _plain_method(_name))

DefaultContext = Context(28, ROUND_HALF_EVEN, -999999, 999999, 1, 0, [], [DivisionByZero, Overflow, InvalidOperation])
BasicContext = Context(9, ROUND_HALF_UP, -999999, 999999, 1, 0, [], [DivisionByZero, Overflow, InvalidOperation, Clamped, Underflow])
ExtendedContext = Context(9, ROUND_HALF_EVEN, -999999, 999999, 1, 0, [], [])
_current = _contextvars.ContextVar("decimal_context")


def getcontext():
    """The context of this thread or task."""
    context = _current.get(None)
    if context is None:
        context = DefaultContext.copy()
        _current.set(context)
    return context


def setcontext(context, /):
    """Makes it the context of this thread or task."""
    if not isinstance(context, Context):
        raise TypeError("optional argument must be a context")
    if context in (DefaultContext, BasicContext, ExtendedContext):
        context = context.copy()
        context.clear_flags()
    _current.set(context)


class _ContextManager:
    def __init__(self, context):
        self._new = context

    def __enter__(self):
        self._saved = getcontext()
        setcontext(self._new)
        return self._new

    def __exit__(self, *exc):
        setcontext(self._saved)


def localcontext(ctx=None, **kwargs):
    """A with statement's context: a copy of ctx or of the current one, with some settings changed."""
    if ctx is None:
        ctx = getcontext()
    elif not isinstance(ctx, Context):
        raise TypeError("optional argument must be a context")
    ctx = ctx.copy()
    for name, value in kwargs.items():
        if name not in ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"):
            raise TypeError("'%s' is an invalid keyword argument for this function" % name)
        setattr(ctx, name, value)
    return _ContextManager(ctx)


# ---- rounding

def _rounds_away(coef, cut, sign, rounding):
    """coef without its last `cut` digits: (what is left, is something lost, does it go up by one)."""
    power = 10 ** cut
    kept, rest = divmod(coef, power)
    if not rest:
        return kept, False, False
    twice = 2 * rest
    if rounding == ROUND_HALF_EVEN:
        up = twice > power or twice == power and kept & 1
    elif rounding == ROUND_DOWN:
        up = False
    elif rounding == ROUND_UP:
        up = True
    elif rounding == ROUND_HALF_UP:
        up = twice >= power
    elif rounding == ROUND_HALF_DOWN:
        up = twice > power
    elif rounding == ROUND_CEILING:
        up = not sign
    elif rounding == ROUND_FLOOR:
        up = bool(sign)
    else:
        up = kept % 5 == 0
    return kept, True, up


def _overflow(sign, context):
    context._signal(Overflow, Inexact, Rounded)
    rounding = context.rounding
    if (rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN, ROUND_UP) or rounding == ROUND_CEILING and not sign
            or rounding == ROUND_FLOOR and sign):
        return _INFINITIES[sign]
    return _make(sign, 10 ** context.prec - 1, context.Emax - context.prec + 1)


def _fix(value, context):
    """The value as the context's precision and range have it."""
    if value._special:
        if value._is_nan():
            room = context.prec - context.clamp
            if value._coef and len(str(value._coef)) > room:
                return _make_special(value._sign, value._special, int(str(value._coef)[-room:] if room else "0"))
        return value
    return _finish(value._sign, value._coef, value._exp, context, value)


def _finish(sign, coef, exp, context, unchanged=None):
    prec = context.prec
    tiny, top = context.Emin - prec + 1, context.Emax - prec + 1
    if not coef:
        new = min(max(exp, tiny), top if context.clamp else context.Emax)
        if new != exp:
            context._signal(Clamped)
            return _make(sign, 0, new)
        return unchanged or _make(sign, 0, exp)
    digits = len(str(coef))
    low = digits + exp - prec
    if low > top:
        return _overflow(sign, context)
    subnormal = low < tiny
    if subnormal:
        low = tiny
    if exp < low:
        cut = low - exp
        if cut > digits:
            coef, cut = 1, 2      # far less than half of the last place
        kept, inexact, up = _rounds_away(coef, cut, sign, context.rounding)
        if up:
            kept += 1
            if len(str(kept)) > prec:
                kept //= 10
                low += 1
        if low > top:
            return _overflow(sign, context)
        conditions = [Rounded]
        if inexact:
            conditions.insert(0, Inexact)
        if subnormal:
            conditions.insert(0, Subnormal)
            if inexact:
                conditions.insert(0, Underflow)
        if not kept:
            conditions.append(Clamped)
        context._signal(*conditions)
        return _make(sign, kept, low)
    if subnormal:
        context._signal(Subnormal)
    if context.clamp and exp > top:
        context._signal(Clamped)
        return _make(sign, coef * 10 ** (exp - top), top)
    return unchanged or _make(sign, coef, exp)


# ---- making

_TEXT = _re.compile(r"(?P<sign>[-+])?((?=\d|\.\d)(?P<int>\d*)(\.(?P<frac>\d*))?(E(?P<exp>[-+]?\d+))?|Inf(inity)?|(?P<signal>s)?NaN(?P<diag>\d*))\Z",
                    _re.IGNORECASE)


def _make(sign, coef, exp, cls=None):
    self = object.__new__(cls or Decimal)
    self._sign, self._coef, self._exp, self._special = sign, coef, exp, ""
    return self


def _make_special(sign, kind, coef=0, cls=None):
    """kind: 'F' infinity, 'n' quiet NaN, 'N' signalling NaN."""
    self = object.__new__(cls or Decimal)
    self._sign, self._coef, self._exp, self._special = sign, coef, kind, kind
    return self


def _as(cls, value):
    if cls is Decimal:
        return value
    self = object.__new__(cls)
    self._sign, self._coef, self._exp, self._special = value._sign, value._coef, value._exp, value._special
    return self


def _negated(value):
    if value._special:
        return _make_special(1 - value._sign, value._special, value._coef)
    return _make(1 - value._sign, value._coef, value._exp)


def _convert(other):
    """For methods that take numbers: an int or a Decimal."""
    if isinstance(other, Decimal):
        return other
    if isinstance(other, int):
        return _make(int(other < 0), abs(int(other)), 0)
    raise TypeError("conversion from %s to Decimal is not supported" % type(other).__name__)


def _operand(other):
    """For operators: None where the other side is to try."""
    if isinstance(other, Decimal):
        return other
    if isinstance(other, int):
        return _make(int(other < 0), abs(int(other)), 0)
    return None


def _nan_result(context, *values):
    """The NaN that comes of an operation on these; None where none of them is one."""
    for value in values:
        if value._special == "N":
            context._signal(InvalidOperation)
            return _fix(_make_special(value._sign, "n", value._coef), context)
    for value in values:
        if value._special == "n":
            return _fix(value, context)
    return None


# ---- arithmetic

def _add(a, b, context):
    if a._special or b._special:
        nan = _nan_result(context, a, b)
        if nan is not None:
            return nan
        if a._special:
            return context._invalid() if b._special and a._sign != b._sign else a
        return b
    exp = min(a._exp, b._exp)
    negative_zero = context.rounding == ROUND_FLOOR and a._sign != b._sign
    if not a._coef and not b._coef:
        sign = 1 if negative_zero else min(a._sign, b._sign)
        return _finish(sign, 0, exp, context)
    if not a._coef or not b._coef:
        zero, other = (a, b) if not a._coef else (b, a)
        exp = max(exp, other._exp - context.prec - 1)
        value = other._coef * 10 ** (other._exp - exp) if exp < other._exp else other._coef
        return _finish(other._sign, value, min(exp, other._exp), context)
    high, low = (a, b) if a._exp >= b._exp else (b, a)
    high_coef, low_coef, low_exp = high._coef, low._coef, low._exp
    digits, low_digits = len(str(high_coef)), len(str(low_coef))
    # A number far below the last place only decides which way that place is rounded.
    floor = high._exp + min(-1, digits - context.prec - 2)
    if low_digits + low_exp - 1 < floor:
        low_coef, low_exp = 1, floor
    high_coef *= 10 ** (high._exp - low_exp)
    total = (-high_coef if high._sign else high_coef) + (-low_coef if low._sign else low_coef)
    if not total:
        return _finish(int(negative_zero), 0, min(exp, low_exp), context)
    return _finish(int(total < 0), abs(total), low_exp, context)


def _multiply(a, b, context):
    sign = a._sign ^ b._sign
    if a._special or b._special:
        nan = _nan_result(context, a, b)
        if nan is not None:
            return nan
        if not a and not a._special or not b and not b._special:
            return context._invalid()
        return _INFINITIES[sign]
    return _finish(sign, a._coef * b._coef, a._exp + b._exp, context)


def _divide(a, b, context):
    sign = a._sign ^ b._sign
    if a._special or b._special:
        nan = _nan_result(context, a, b)
        if nan is not None:
            return nan
        if a._special and b._special:
            return context._invalid()
        if a._special:
            return _INFINITIES[sign]
        context._signal(Clamped)
        return _make(sign, 0, context.Etiny())
    if not b._coef:
        if not a._coef:
            return context._invalid(DivisionUndefined)
        context._signal(DivisionByZero)
        return _INFINITIES[sign]
    exp = a._exp - b._exp
    if not a._coef:
        return _finish(sign, 0, exp, context)
    shift = len(str(b._coef)) - len(str(a._coef)) + context.prec + 1
    if shift >= 0:
        coef, rest = divmod(a._coef * 10 ** shift, b._coef)
    else:
        coef, rest = divmod(a._coef, b._coef * 10 ** -shift)
    exp -= shift
    if rest:
        if coef % 5 == 0:
            coef += 1             # so that it does not look like a tie or as exact
    else:
        ideal = a._exp - b._exp
        while exp < ideal and coef % 10 == 0:
            coef //= 10
            exp += 1
    return _finish(sign, coef, exp, context)


def _divmod(a, b, context, which):
    """(quotient as a whole number, remainder). which: '//', '%' or 'divmod', what is asked for."""
    sign = a._sign ^ b._sign
    if a._special or b._special:
        nan = _nan_result(context, a, b)
        if nan is not None:
            return nan, nan
        if a._special:
            if b._special or which == "%":
                nan = context._invalid()
                return nan, nan
            if which == "divmod":
                context._signal(InvalidOperation)
            return _INFINITIES[sign], _NAN
        return _make(sign, 0, 0), _fix(a, context)
    if not b._coef:
        if not a._coef:
            nan = context._invalid(DivisionUndefined)
            return nan, nan
        if which == "%":
            return _NAN, context._invalid()
        if which == "divmod":
            context._signal(DivisionByZero, InvalidOperation)
        else:
            context._signal(DivisionByZero)
        return _INFINITIES[sign], _NAN
    ideal = min(a._exp, b._exp)
    if not a._coef or a.adjusted() - b.adjusted() <= -2:
        return _make(sign, 0, 0), _fix(_rescaled(a, ideal), context)
    if a.adjusted() - b.adjusted() <= context.prec:
        x, y = a._coef, b._coef
        if a._exp >= b._exp:
            x *= 10 ** (a._exp - b._exp)
        else:
            y *= 10 ** (b._exp - a._exp)
        q, r = divmod(x, y)
        if q < 10 ** context.prec:
            return _make(sign, q, 0), _fix(_make(a._sign, r, ideal), context)
    nan = context._invalid(DivisionImpossible)
    return nan, nan


def _rescaled(a, exp):
    """The same value with a lower exponent (exact)."""
    if not a._coef:
        return _make(a._sign, 0, exp)
    return _make(a._sign, a._coef * 10 ** (a._exp - exp), exp) if a._exp > exp else a


# ---- exp, ln, log10, power: whole numbers with a fixed number of places

def _div_nearest(a, b):
    q, r = divmod(a, b)
    return q + (2 * r + (q & 1) > b)


def _fixed_exp(x, scale):
    """exp(x / scale) * scale, for x of any size but not enormous; the last places are wrong."""
    halvings = max(8, x.bit_length() - scale.bit_length() + 8)
    x = x << 64
    scale <<= 64
    x >>= halvings
    total = term = scale
    n = 1
    while term:
        term = term * x // scale // n
        total += term
        n += 1
        if -2 < term < 2:
            break
    for _ in range(halvings):
        total = total * total // scale
    return total >> 64


def _fixed_ln(coef, exp, places):
    """ln(coef * 10 ** exp) with so many decimal places, nearly."""
    guard = 10 ** (places + 10)
    digits = len(str(coef))
    # m in [0.1, 1) times 10 ** k
    k = exp + digits
    m = coef * guard // 10 ** digits
    # Near 1 it pays to take the root a few times first.
    roots = 0
    while abs(m - guard) * 20 > guard:
        m = _math.isqrt(m * guard)
        roots += 1
    z = (m - guard) * guard // (m + guard)
    square = z * z // guard
    total = term = z
    n = 1
    while term:
        term = term * square // guard
        n += 2
        total += _div_nearest(term, n)
        if -2 < term < 2:
            break
    value = (2 * total) << roots
    if k:
        value += k * _fixed_ln10(places + 10)
    return _div_nearest(value, 10 ** 10)


_ln10 = [0, 0]


def _fixed_ln10(places):
    if _ln10[0] < places:
        guard = 10 ** (places + 20)

        def log_ratio(n, d):
            # ln(n / d) by 2 * artanh((n - d) / (n + d))
            p, q = n - d, n + d
            term = guard * p // q
            total, i = term, 1
            while term:
                term = term * p * p // (q * q)
                i += 2
                total += term // i
            return 2 * total
        # ln 10 = 3 ln 2 + ln(10 / 8), ln 2 by ln(3/2) and ln(4/3)
        ln2 = log_ratio(3, 2) + log_ratio(4, 3)
        _ln10[:] = [places, (3 * ln2 + log_ratio(5, 4)) // 10 ** 20]
    return _ln10[1] // 10 ** (_ln10[0] - places)


def _settled(compute, context, sign_of=None):
    """Computes with more and more places until the rounding is certain. compute(places) -> (sign, coef, exp), off by a few units."""
    extra = 4
    while True:
        sign, coef, exp = compute(context.prec + extra)
        cut = max(len(str(coef)) - context.prec, 1)
        half = 5 * 10 ** (cut - 1)
        if abs(coef % 10 ** cut - half) > 100 and min(coef % 10 ** cut, 10 ** cut - coef % 10 ** cut) > 100:
            return _finish_rounded(sign, coef, exp, context)
        extra = extra * 2 if extra < 200 else extra + 400
        if extra > 3000:
            return _finish_rounded(sign, coef, exp, context)


def _finish_rounded(sign, coef, exp, context):
    """Rounds to nearest whatever the context's rounding is: as the functions of the specification do."""
    if context.rounding == ROUND_HALF_EVEN:
        return _finish(sign, coef, exp, context)
    saved = context.rounding
    context.__dict__["rounding"] = ROUND_HALF_EVEN
    try:
        return _finish(sign, coef, exp, context)
    finally:
        context.__dict__["rounding"] = saved


def _exp(a, context):
    nan = _nan_result(context, a) if a._special else None
    if nan is not None:
        return nan
    if a._special:
        return _make(0, 0, 0) if a._sign else a
    if not a._coef:
        return _make(0, 1, 0)
    size = a.adjusted()
    if not a._sign and size > len(str((context.Emax + 1) * 3)):
        return _finish(0, 1, context.Emax + 1, context)
    if a._sign and size > len(str((-context.Etiny() + 1) * 3)):
        return _finish_rounded(0, 1, context.Etiny() - 1, context)
    if size < -context.prec - 1:
        # 1 and a little more or less
        digits = 10 ** (context.prec + 1)
        return _finish_rounded(0, digits - 1 if a._sign else digits + 1, -context.prec - 1 if not a._sign else -context.prec - 1, context)

    def compute(places):
        work = places + max(size, 0) + 10
        scale = 10 ** work
        x = a._coef * 10 ** (a._exp + work) if a._exp + work >= 0 else a._coef // 10 ** -(a._exp + work)
        if a._sign:
            x = -x
        ten = _fixed_ln10(work)
        k, x = divmod(x, ten)
        return 0, _fixed_exp(x, scale) // 10 ** (work - places), k - places
    return _settled(compute, context)


def _ln(a, context, decimal_logarithm=False):
    nan = _nan_result(context, a) if a._special else None
    if nan is not None:
        return nan
    if not a._coef and not a._special:
        return _INFINITIES[1]
    if a._sign:
        return context._invalid()
    if a._special:
        return a
    if a._coef == 10 ** -a._exp if a._exp <= 0 else False:
        return _make(0, 0, 0)
    if decimal_logarithm:
        digits = str(a._coef)
        if digits.strip("0") == "1":
            return _fix(_convert(a._exp + len(digits) - 1), context)
    # The nearer to 1, the smaller the logarithm, and the more places it takes.
    lost = max(0, -(a - 1).adjusted()) if 0 >= a.adjusted() >= -1 else 0

    def compute(places):
        work = places + lost + 5
        value = _fixed_ln(a._coef, a._exp, work)
        if decimal_logarithm:
            value = _div_nearest(value * 10 ** work, _fixed_ln10(work))
        return int(value < 0), abs(value), -work
    return _settled(compute, context)


def _sqrt(a, context):
    nan = _nan_result(context, a) if a._special else None
    if nan is not None:
        return nan
    if a._special and not a._sign:
        return a
    if not a._coef and not a._special:
        return _finish(a._sign, 0, a._exp >> 1, context)
    if a._sign:
        return context._invalid()
    prec = context.prec + 1
    exp = a._exp >> 1
    coef, digits = a._coef, len(str(a._coef))
    if a._exp & 1:
        coef *= 10
        length = (digits >> 1) + 1
    else:
        length = (digits + 1) >> 1
    shift = prec - length
    if shift >= 0:
        coef *= 100 ** shift
        exact = True
    else:
        coef, rest = divmod(coef, 100 ** -shift)
        exact = not rest
    exp -= shift
    root = _math.isqrt(coef)
    exact = exact and root * root == coef
    if exact:
        if shift >= 0:
            root //= 10 ** shift
        else:
            root *= 10 ** -shift
        exp += shift
    elif root % 5 == 0:
        root += 1
    return _finish_rounded(0, root, exp, context)


def _power_exact(a, n, context):
    """a ** n where it can be told exactly within a few more digits than the precision; else None."""
    if n < 0 or n > 100000:
        return None
    if n * len(str(a._coef)) > 4 * context.prec + 200 and len(str(a._coef).rstrip("0")) * n > 4 * context.prec + 200:
        return None
    sign = a._sign if n & 1 else 0
    return _finish(sign, a._coef ** n, a._exp * n, context)


def _power(a, b, context):
    if a._special in ("n", "N") or b._special in ("n", "N"):
        return _nan_result(context, a, b)
    if not b._special and not b._coef:
        return context._invalid() if not a._special and not a._coef else _make(0, 1, 0)
    whole = not b._special and (b._exp >= 0 or b._coef % 10 ** min(-b._exp, len(str(b._coef)) + 1) == 0)
    sign = 0
    if a._sign:
        if whole:
            odd = b._exp == 0 and b._coef & 1 or b._exp < 0 and (b._coef // 10 ** -b._exp) & 1
            sign = int(bool(odd))
        elif a._special or a._coef:
            return context._invalid()
        a = a.copy_abs()
    if not a._special and not a._coef:
        return _make(sign, 0, 0) if not b._sign else _INFINITIES[sign]
    if a._special:
        return _INFINITIES[sign] if not b._sign else _make(sign, 0, 0)
    if a == 1:
        if whole and not b._special:
            # 1.00 ** 3 keeps as many places as fit.
            n = int(b) if not b._sign else context.prec
            places = min(-a._exp * min(n, context.prec), context.prec - 1) if a._exp < 0 else 0
            if b._sign or places < -a._exp * n:
                context._signal(Inexact, Rounded) if b._sign and a._exp < 0 else context._signal(Rounded)
                places = context.prec - 1 if a._exp < 0 else 0
            return _make(sign, 10 ** places, -places)
        context._signal(Inexact, Rounded)
        return _make(sign, 10 ** (context.prec - 1), 1 - context.prec)
    if b._special:
        return _INFINITIES[sign] if (a > 1) == (not b._sign) else _make(sign, 0, 0)
    return _power_finite(a, b, whole, sign, context)


def _power_finite(a, b, whole, sign, context):
    result = None
    if whole and abs(b) < 1000000:
        n = int(b)
        if n > 0:
            result = _power_exact(_make(sign, a._coef, a._exp) if n & 1 else a, n, context)
        else:
            result = _inverse_power_exact(a, -n, sign, context)
    elif b == Decimal("0.5"):
        pass
    if result is not None:
        return result
    root = _exact_root(a, b, context) if not whole else None
    if root is not None:
        return root
    estimate = a.adjusted() * (b if not b._special else 0)
    if abs(estimate) > 2 * MAX_EMAX or estimate > context.Emax + 10 and a.adjusted() != 0:
        return _finish(sign, 1, context.Emax + 1, context)
    if estimate < context.Etiny() - 10 and a.adjusted() != 0:
        return _finish_rounded(sign, 1, context.Etiny() - 2, context)

    def compute(places):
        size = max(b.adjusted(), 0) + len(str(abs(a.adjusted()) + 1)) + 2
        work = places + size + 10
        log = _fixed_ln(a._coef, a._exp, work + max(b.adjusted(), 0) + 5)
        log_places = work + max(b.adjusted(), 0) + 5
        x = log * b._coef * (-1 if b._sign else 1)
        exp = b._exp - log_places
        x = x * 10 ** (exp + work) if exp + work >= 0 else x // 10 ** -(exp + work)
        ten = _fixed_ln10(work)
        k, x = divmod(x, ten)
        return sign, _fixed_exp(x, 10 ** work) // 10 ** (work - places), k - places
    return _settled(compute, context)


def _inverse_power_exact(a, n, sign, context):
    """a ** -n where that is a short decimal fraction; else None."""
    coef, exp = a._coef, a._exp
    while coef % 10 == 0:
        coef //= 10
        exp += 1
    if coef == 1:
        return _padded(sign, 1, -exp * n, context)
    twos = fives = 0
    while coef % 2 == 0:
        coef //= 2
        twos += 1
    while coef % 5 == 0:
        coef //= 5
        fives += 1
    if coef != 1 or max(twos, fives) * n > 4 * context.prec:
        return None
    places = max(twos, fives) * n
    value = 5 ** (places - fives * n) * 2 ** (places - twos * n)
    if len(str(value)) > context.prec:
        return None
    return _finish(sign, value, -exp * n - places, context)


def _padded(sign, coef, exp, context):
    return _finish(sign, coef, exp, context)


def _exact_root(a, b, context):
    """a ** b for b such as 0.5 or 0.25 where the result is exact; then it is still given with all places, as inexact powers are."""
    n, d = b.as_integer_ratio()
    if d > 64 or abs(n) > 64:
        return None
    coef, exp = a._coef, a._exp
    while coef % 10 == 0:
        coef //= 10
        exp += 1
    while exp % d:
        coef *= 10
        exp -= 1
    guess = _integer_root(coef, d)
    if guess ** d != coef:
        return None
    if n < 0:
        result = _inverse_power_exact(_make(0, guess, exp // d), -n, 0, context)
        if result is None:
            return None
        guess, exp = result._coef, result._exp
    else:
        guess, exp = guess ** n, exp // d * n
    digits = len(str(guess))
    if digits > context.prec:
        return None
    pad = context.prec - digits
    context._signal(Inexact, Rounded)
    return _finish(0, guess * 10 ** pad, exp - pad, context)


def _integer_root(n, k):
    if k == 1:
        return n
    x = 1 << -(-n.bit_length() // k)
    while True:
        y = ((k - 1) * x + n // x ** (k - 1)) // k
        if y >= x:
            return x
        x = y


def _power_modulo(a, b, m, context):
    if a._special or b._special or m._special:
        nan = _nan_result(context, a, b, m)
        return nan if nan is not None else context._invalid()
    if not (a._is_whole() and b._is_whole() and m._is_whole()) or b._sign or not m or (not a and not b):
        return context._invalid()
    if m.adjusted() >= context.prec:
        return context._invalid()
    sign = a._sign if int(b) & 1 else 0
    return _make(sign, pow(abs(int(a)), int(b), abs(int(m))), 0)


class Decimal:
    """A decimal number: a sign, digits and an exponent; or an infinity or NaN."""

    __slots__ = ("_sign", "_coef", "_exp", "_special")

    def __new__(cls, value="0", context=None):
        if isinstance(value, str):
            return cls._from_text(value, context)
        if isinstance(value, Decimal):
            if type(value) is cls:
                return value
            return _as(cls, value) if cls is not Decimal else (
                _make_special(value._sign, value._special, value._coef) if value._special else _make(value._sign, value._coef, value._exp))
        if isinstance(value, int):
            return _make(int(value < 0), abs(int(value)), 0, cls)
        if isinstance(value, (list, tuple)):
            return cls._from_tuple(value)
        if isinstance(value, float):
            (context or getcontext())._signal(FloatOperation)
            return cls.from_float(value)
        raise TypeError("conversion from %s to Decimal is not supported" % type(value).__name__)

    @classmethod
    def _from_text(cls, text, context):
        found = _TEXT.match(text.strip().replace("_", ""))
        if found is None:
            return _as(cls, (context or getcontext())._invalid(ConversionSyntax))
        sign = int(found["sign"] == "-")
        whole = found["int"]
        if whole is not None:
            fraction = found["frac"] or ""
            return _make(sign, int(whole + fraction), int(found["exp"] or "0") - len(fraction), cls)
        if found["diag"] is not None:
            return _make_special(sign, "N" if found["signal"] else "n", int(found["diag"] or "0"), cls)
        return _make_special(sign, "F", 0, cls)

    @classmethod
    def _from_tuple(cls, value):
        if len(value) != 3:
            raise ValueError("argument must be a sequence of length 3")
        sign, digits, exp = value
        if not isinstance(sign, int) or sign not in (0, 1):
            raise ValueError("sign must be an integer with the value 0 or 1")
        if exp == "F":
            return _make_special(sign, "F", 0, cls)
        if exp not in ("n", "N") and not isinstance(exp, int):
            raise ValueError("exponent must be an integer" if not isinstance(exp, str) else "string argument in the third position must be 'F', 'n' or 'N'")
        coef = 0
        for digit in digits:
            if not isinstance(digit, int) or not 0 <= digit <= 9:
                raise ValueError("coefficient must be a tuple of digits")
            coef = coef * 10 + digit
        return _make_special(sign, exp, coef, cls) if isinstance(exp, str) else _make(sign, coef, exp, cls)

    @classmethod
    def from_float(cls, f, /):
        if isinstance(f, int):
            return _make(int(f < 0), abs(int(f)), 0, cls)
        if not isinstance(f, float):
            raise TypeError("argument must be int or float")
        if f != f:
            return _make_special(int(_math.copysign(1.0, f) < 0), "n", 0, cls)
        if _math.isinf(f):
            return _make_special(int(f < 0), "F", 0, cls)
        n, d = abs(f).as_integer_ratio()
        k = d.bit_length() - 1
        return _make(int(_math.copysign(1.0, f) < 0), n * 5 ** k, -k, cls)

    # ---- what it is

    def _is_nan(self):
        return self._special in ("n", "N")

    def _is_whole(self):
        return not self._special and (self._exp >= 0 or self._coef % 10 ** -self._exp == 0)

    def is_canonical(self):
        return True

    def canonical(self):
        return self

    def is_finite(self):
        return not self._special

    def is_infinite(self):
        return self._special == "F"

    def is_nan(self):
        return self._is_nan()

    def is_qnan(self):
        return self._special == "n"

    def is_snan(self):
        return self._special == "N"

    def is_signed(self):
        return self._sign == 1

    def is_zero(self):
        return not self._special and not self._coef

    def is_normal(self, context=None):
        return bool(not self._special and self._coef and self.adjusted() >= (context or getcontext()).Emin)

    def is_subnormal(self, context=None):
        return bool(not self._special and self._coef and self.adjusted() < (context or getcontext()).Emin)

    def __bool__(self):
        return bool(self._special) or self._coef != 0

    def adjusted(self):
        return 0 if self._special else self._exp + len(str(self._coef)) - 1

    def as_tuple(self):
        digits = tuple(map(int, str(self._coef)))
        if self._special == "F":
            digits = (0,)
        elif self._special and not self._coef:
            digits = ()
        return DecimalTuple(self._sign, digits, self._exp)

    def as_integer_ratio(self):
        if self._special:
            if self._is_nan():
                raise ValueError("cannot convert NaN to integer ratio")
            raise OverflowError("cannot convert Infinity to integer ratio")
        if not self._coef:
            return 0, 1
        n, d = self._coef, 1
        if self._exp >= 0:
            n *= 10 ** self._exp
        else:
            d = 10 ** -self._exp
            common = _math.gcd(n, d)
            n, d = n // common, d // common
        return (-n if self._sign else n), d

    def number_class(self, context=None):
        if self._special == "N":
            return "sNaN"
        if self._special == "n":
            return "NaN"
        sign = "-" if self._sign else "+"
        if self._special:
            return sign + "Infinity"
        if not self._coef:
            return sign + "Zero"
        return sign + ("Subnormal" if self.is_subnormal(context) else "Normal")

    # ---- as text

    def _text(self, engineering=False, context=None):
        sign = "-" if self._sign else ""
        if self._special:
            if self._special == "F":
                return sign + "Infinity"
            return sign + ("NaN" if self._special == "n" else "sNaN") + (str(self._coef) if self._coef else "")
        digits = str(self._coef)
        left = self._exp + len(digits)
        if self._exp <= 0 and left > -6:
            point = left
        elif not engineering:
            point = 1
        elif not self._coef:
            point = (left + 1) % 3 - 1
        else:
            point = (left - 1) % 3 + 1
        if point <= 0:
            whole, fraction = "0", "." + "0" * -point + digits
        elif point >= len(digits):
            whole, fraction = digits + "0" * (point - len(digits)), ""
        else:
            whole, fraction = digits[:point], "." + digits[point:]
        exp = ""
        if left != point:
            exp = ("E" if (context or getcontext()).capitals else "e") + "%+d" % (left - point)
        return sign + whole + fraction + exp

    def __str__(self):
        return self._text()

    def __repr__(self):
        return "Decimal('%s')" % self._text()

    def to_eng_string(self, context=None):
        return self._text(True, context)

    def __format__(self, spec, /):
        return _format_decimal(self, spec)

    # ---- as other numbers

    def __int__(self):
        if self._special:
            if self._is_nan():
                raise ValueError("cannot convert NaN to integer")
            raise OverflowError("cannot convert Infinity to integer")
        value = self._coef * 10 ** self._exp if self._exp >= 0 else self._coef // 10 ** -self._exp
        return -value if self._sign else value

    __trunc__ = __int__

    def __float__(self):
        if self._special:
            if self._special == "N":
                raise ValueError("cannot convert signaling NaN to float")
            return float(("-" if self._sign else "") + ("nan" if self._special == "n" else "inf"))
        return float("%s%de%d" % ("-" if self._sign else "", self._coef, self._exp))

    def __complex__(self):
        return complex(float(self))

    @property
    def real(self):
        return self

    @property
    def imag(self):
        return Decimal(0)

    def conjugate(self):
        return self

    def __round__(self, n=None):
        if n is not None:
            if not isinstance(n, int):
                raise TypeError("optional arg must be an integer")
            return self.quantize(_make(0, 1, -n))
        return int(self._to_whole(ROUND_HALF_EVEN))

    def __floor__(self):
        return int(self._to_whole(ROUND_FLOOR))

    def __ceil__(self):
        return int(self._to_whole(ROUND_CEILING))

    def _to_whole(self, rounding):
        if self._special:
            if self._is_nan():
                raise ValueError("cannot convert NaN to integer")
            raise OverflowError("cannot convert Infinity to integer")
        return _round_to(self, 0, rounding)[0]

    def __hash__(self):
        if self._special:
            if self._special == "N":
                raise TypeError("Cannot hash a signaling NaN value")
            if self._special == "n":
                return object.__hash__(self)
            return -_sys.hash_info.inf if self._sign else _sys.hash_info.inf
        modulus = _sys.hash_info.modulus
        if self._exp >= 0:
            power = pow(10, self._exp, modulus)
        else:
            power = pow(pow(10, -1, modulus), -self._exp, modulus)
        value = self._coef * power % modulus
        value = -value if self._sign else value
        return -2 if value == -1 else value

    # ---- comparing

    def _order(self, other):
        """-1, 0 or 1; neither is a NaN."""
        if self._special or other._special:
            x = 0 if not self._special else -1 if self._sign else 1
            y = 0 if not other._special else -1 if other._sign else 1
            return (x > y) - (x < y)
        if not self._coef or not other._coef:
            x = 0 if not self._coef else -1 if self._sign else 1
            y = 0 if not other._coef else -1 if other._sign else 1
            return (x > y) - (x < y)
        if self._sign != other._sign:
            return -1 if self._sign else 1
        x, y = self.adjusted(), other.adjusted()
        if x == y:
            x, y = self._coef, other._coef
            if self._exp > other._exp:
                x *= 10 ** (self._exp - other._exp)
            else:
                y *= 10 ** (other._exp - self._exp)
        result = (x > y) - (x < y)
        return -result if self._sign else result

    def _comparand(self, other, equality):
        if isinstance(other, Decimal):
            return other
        if isinstance(other, int):
            return _convert(other)
        if isinstance(other, float):
            context = getcontext()
            if equality:
                context._flags[FloatOperation] = True
            else:
                context._signal(FloatOperation)
            return Decimal.from_float(other)
        if isinstance(other, _numbers.Rational):
            return other
        if equality and isinstance(other, complex) and other.imag == 0:
            return Decimal.from_float(other.real)
        return None

    def _compare_with(self, other, equality=False):
        """The order as -1, 0, 1; 2: unordered; None: the other does not compare."""
        other = self._comparand(other, equality)
        if other is None:
            return None
        if not isinstance(other, Decimal):
            if self._special:
                return 2 if self._is_nan() else -1 if self._sign else 1
            n, d = self.as_integer_ratio()
            x, y = n * other.denominator, other.numerator * d
            return (x > y) - (x < y)
        if self._is_nan() or other._is_nan():
            if self._special == "N" or other._special == "N" or not equality:
                getcontext()._signal(InvalidOperation)
            return 2
        return self._order(other)

    def __eq__(self, other):
        order = self._compare_with(other, True)
        return NotImplemented if order is None else order == 0

    def __lt__(self, other):
        order = self._compare_with(other)
        return NotImplemented if order is None else order == -1

    def __le__(self, other):
        order = self._compare_with(other)
        return NotImplemented if order is None else order in (-1, 0)

    def __gt__(self, other):
        order = self._compare_with(other)
        return NotImplemented if order is None else order == 1

    def __ge__(self, other):
        order = self._compare_with(other)
        return NotImplemented if order is None else order in (0, 1)

    def compare(self, other, context=None):
        other = _convert(other)
        nan = _nan_result(context or getcontext(), self, other)
        return nan if nan is not None else Decimal(self._order(other))

    def compare_signal(self, other, context=None):
        other = _convert(other)
        if self._is_nan() or other._is_nan():
            (context or getcontext())._signal(InvalidOperation)
            return _NAN
        return Decimal(self._order(other))

    def _total_key(self):
        rank = {"": 0, "F": 1, "n": 2, "N": 2}[self._special]
        return rank

    def compare_total(self, other, context=None):
        other = _convert(other)
        if self._sign != other._sign:
            return Decimal(-1 if self._sign else 1)
        ranks = {"": 0, "F": 1, "N": 2, "n": 3}
        x, y = ranks[self._special], ranks[other._special]
        if x == y:
            if self._special:
                x, y = self._coef, other._coef
            else:
                a, b = self.copy_abs(), other.copy_abs()
                x, y = a._order(b), 0
                if x == 0:
                    x, y = self._exp, other._exp
        result = (x > y) - (x < y)
        return Decimal(-result if self._sign else result)

    def compare_total_mag(self, other, context=None):
        return self.copy_abs().compare_total(_convert(other).copy_abs())

    # ---- operators

    def _plus(self, context):
        if self._is_nan():
            return _nan_result(context, self)
        if not self._special and not self._coef and context.rounding != ROUND_FLOOR:
            return _fix(self.copy_abs(), context)
        return _fix(self, context)

    def _minus(self, context):
        if self._is_nan():
            return _nan_result(context, self)
        if not self._special and not self._coef and context.rounding != ROUND_FLOOR:
            return _fix(self.copy_abs(), context)
        return _fix(_negated(self), context)

    def _abs(self, context):
        return self._minus(context) if self._sign else self._plus(context)

    def __pos__(self):
        return self._plus(getcontext())

    def __neg__(self):
        return self._minus(getcontext())

    def __abs__(self):
        return self._abs(getcontext())

    def __add__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else _add(self, other, getcontext())

    __radd__ = __add__

    def __sub__(self, other):
        other = _operand(other)
        if other is None:
            return NotImplemented
        return _add(self, other if other._is_nan() else _negated(other), getcontext())

    def __rsub__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else other.__sub__(self)

    def __mul__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else _multiply(self, other, getcontext())

    __rmul__ = __mul__

    def __truediv__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else _divide(self, other, getcontext())

    def __rtruediv__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else _divide(other, self, getcontext())

    def __floordiv__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else _divmod(self, other, getcontext(), "//")[0]

    def __rfloordiv__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else _divmod(other, self, getcontext(), "//")[0]

    def __mod__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else _divmod(self, other, getcontext(), "%")[1]

    def __rmod__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else _divmod(other, self, getcontext(), "%")[1]

    def __divmod__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else _divmod(self, other, getcontext(), "divmod")

    def __rdivmod__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else _divmod(other, self, getcontext(), "divmod")

    def __pow__(self, other, modulo=None):
        other = _operand(other)
        if other is None:
            return NotImplemented
        if modulo is not None:
            modulo = _operand(modulo)
            return NotImplemented if modulo is None else _power_modulo(self, other, modulo, getcontext())
        return _power(self, other, getcontext())

    def __rpow__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else _power(other, self, getcontext())

    # ---- functions

    def copy_abs(self):
        return _make_special(0, self._special, self._coef) if self._special else _make(0, self._coef, self._exp)

    def copy_negate(self):
        return _negated(self)

    def copy_sign(self, other, context=None):
        other = _convert(other)
        return self if self._sign == other._sign else _negated(self)

    def exp(self, context=None):
        return _exp(self, context or getcontext())

    def ln(self, context=None):
        return _ln(self, context or getcontext())

    def log10(self, context=None):
        return _ln(self, context or getcontext(), True)

    def logb(self, context=None):
        context = context or getcontext()
        nan = _nan_result(context, self)
        if nan is not None:
            return nan
        if self._special:
            return _INFINITIES[0]
        if not self._coef:
            context._signal(DivisionByZero)
            return _INFINITIES[1]
        return _fix(Decimal(self.adjusted()), context)

    def sqrt(self, context=None):
        return _sqrt(self, context or getcontext())

    def fma(self, other, third, context=None):
        context = context or getcontext()
        other, third = _convert(other), _convert(third)
        if self._special or other._special:
            nan = _nan_result(context, self, other, third)
            if nan is not None:
                return nan
            product = _multiply(self, other, context)
        else:
            product = _make(self._sign ^ other._sign, self._coef * other._coef, self._exp + other._exp)
        return _add(product, third, context)

    def normalize(self, context=None):
        context = context or getcontext()
        nan = _nan_result(context, self)
        if nan is not None:
            return nan
        value = _fix(self, context)
        if value._special:
            return value
        if not value._coef:
            return _make(value._sign, 0, 0)
        coef, exp = value._coef, value._exp
        highest = context.Etop() if context.clamp else context.Emax
        while exp < highest and coef % 10 == 0:
            coef //= 10
            exp += 1
        return _make(value._sign, coef, exp)

    def quantize(self, exp, rounding=None, context=None):
        context = context or getcontext()
        exp = _convert(exp)
        if rounding is None:
            rounding = context.rounding
        elif rounding not in _ROUNDINGS:
            context.copy().rounding = rounding
        if self._special or exp._special:
            nan = _nan_result(context, self, exp)
            if nan is not None:
                return nan
            return self if self._special and exp._special else context._invalid()
        if not context.Etiny() <= exp._exp <= context.Emax:
            return context._invalid()
        if not self._coef:
            return _finish(self._sign, 0, exp._exp, context)
        if self.adjusted() > context.Emax or self.adjusted() - exp._exp + 1 > context.prec:
            return context._invalid()
        value, inexact = _round_to(self, exp._exp, rounding)
        if value.adjusted() > context.Emax or len(str(value._coef)) > context.prec:
            return context._invalid()
        conditions = []
        if value._coef and value.adjusted() < context.Emin:
            conditions.append(Subnormal)
        if value._exp > self._exp:
            conditions += [Inexact, Rounded] if inexact else [Rounded]
        if conditions:
            context._signal(*conditions)
        return _fix(value, context)

    def same_quantum(self, other, context=None):
        other = _convert(other)
        if self._special or other._special:
            return self._is_nan() and other._is_nan() or self.is_infinite() and other.is_infinite()
        return self._exp == other._exp

    def to_integral_value(self, rounding=None, context=None):
        context = context or getcontext()
        if self._special:
            return _nan_result(context, self) or self if self._is_nan() else self
        return self if self._exp >= 0 else _round_to(self, 0, rounding or context.rounding)[0]

    to_integral = to_integral_value

    def to_integral_exact(self, rounding=None, context=None):
        context = context or getcontext()
        if self._special:
            return _nan_result(context, self) if self._is_nan() else self
        if self._exp >= 0:
            return self
        value, inexact = _round_to(self, 0, rounding or context.rounding)
        context._signal(*([Inexact, Rounded] if inexact else [Rounded]))
        return value

    def remainder_near(self, other, context=None):
        context = context or getcontext()
        other = _convert(other)
        if self._special or other._special:
            nan = _nan_result(context, self, other)
            if nan is not None:
                return nan
            return context._invalid() if self._special else _fix(self, context)
        if not other._coef:
            return context._invalid(InvalidOperation if self._coef else DivisionUndefined)
        ideal = min(self._exp, other._exp)
        a, b = _rescaled(self, ideal)._coef, _rescaled(other, ideal)._coef
        q, r = divmod(a, b)
        if 2 * r + (q & 1) > b:
            r -= b
            q += 1
        if q >= 10 ** context.prec:
            return context._invalid(DivisionImpossible)
        sign = self._sign
        if r < 0:
            sign, r = 1 - sign, -r
        return _finish(sign, r, ideal, context)

    def scaleb(self, other, context=None):
        context = context or getcontext()
        other = _convert(other)
        nan = _nan_result(context, self, other)
        if nan is not None:
            return nan
        if other._special or other._exp != 0 or abs(int(other)) > 2 * (context.Emax + context.prec):
            return context._invalid()
        return self if self._special else _finish(self._sign, self._coef, self._exp + int(other), context)

    def _best(self, other, context, largest, magnitude):
        context = context or getcontext()
        other = _convert(other)
        if self._is_nan() or other._is_nan():
            if other._special == "n" and not self._is_nan():
                return _fix(self, context)
            if self._special == "n" and not other._is_nan():
                return _fix(other, context)
            return _nan_result(context, self, other)
        order = self.copy_abs()._order(other.copy_abs()) if magnitude else self._order(other)
        if order == 0:
            order = int(self.compare_total(other))
        return _fix((self if order >= 0 else other) if largest else (self if order < 0 else other), context)

    def max(self, other, context=None):
        return self._best(other, context, True, False)

    def min(self, other, context=None):
        return self._best(other, context, False, False)

    def max_mag(self, other, context=None):
        return self._best(other, context, True, True)

    def min_mag(self, other, context=None):
        return self._best(other, context, False, True)

    def _next(self, context, up):
        nan = _nan_result(context, self)
        if nan is not None:
            return nan
        if self._special:
            if self._sign != int(up):
                return self
            return _make(self._sign, 10 ** context.prec - 1, context.Etop())
        quiet = context.copy()
        quiet.clear_traps()
        quiet.rounding = ROUND_CEILING if up else ROUND_FLOOR
        value = _fix(self, quiet)
        if value != self:
            return value
        return _add(self, _make(int(not up), 1, context.Etiny() - 1), quiet)

    def next_plus(self, context=None):
        return self._next(context or getcontext(), True)

    def next_minus(self, context=None):
        return self._next(context or getcontext(), False)

    def next_toward(self, other, context=None):
        context = context or getcontext()
        other = _convert(other)
        nan = _nan_result(context, self, other)
        if nan is not None:
            return nan
        order = self._order(other)
        if order == 0:
            return self.copy_sign(other)
        value = self._next(context, order < 0)
        if value._special:
            context._signal(Overflow, Inexact, Rounded)
        elif value.adjusted() < context.Emin:
            context._signal(Underflow, Subnormal, Inexact, Rounded)
            if not value:
                context._signal(Clamped)
        return value

    def radix(self):
        return Decimal(10)

    def shift(self, other, context=None):
        context = context or getcontext()
        other = _convert(other)
        nan = _nan_result(context, self, other)
        if nan is not None:
            return nan
        if other._special or other._exp != 0 or not -context.prec <= int(other) <= context.prec:
            return context._invalid()
        if self._special:
            return self
        n = int(other)
        coef = self._coef * 10 ** n % 10 ** context.prec if n >= 0 else self._coef // 10 ** -n
        return _make(self._sign, coef, self._exp)

    def rotate(self, other, context=None):
        context = context or getcontext()
        other = _convert(other)
        nan = _nan_result(context, self, other)
        if nan is not None:
            return nan
        if other._special or other._exp != 0 or not -context.prec <= int(other) <= context.prec:
            return context._invalid()
        if self._special:
            return self
        digits = str(self._coef).rjust(context.prec, "0")[-context.prec:]
        n = int(other) % context.prec
        return _make(self._sign, int(digits[n:] + digits[:n]), self._exp)

    def __reduce__(self):
        return self.__class__, (str(self),)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


_numbers.Number.register(Decimal)
_INFINITIES = (_make_special(0, "F"), _make_special(1, "F"))
_NAN = _make_special(0, "n")


def _round_to(value, exp, rounding):
    """(the value with that exponent, was something lost)."""
    if value._exp >= exp:
        return _rescaled(value, exp), False
    cut = exp - value._exp
    coef = value._coef
    if cut > len(str(coef)) + 1:
        coef, cut = min(coef, 1), 2
    kept, inexact, up = _rounds_away(coef, cut, value._sign, rounding)
    return _make(value._sign, kept + up, exp), inexact


# ---- format()

_SPEC = _re.compile(r"(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ])?(?P<no_neg_zero>z)?(?P<alt>#)?(?P<zeropad>0)?(?P<width>(?!0)\d+)?"
                    r"(?P<thousands>,)?(?:\.(?P<precision>\d+))?(?P<type>[eEfFgGn%])?\Z", _re.DOTALL)


def _format_decimal(value, text):
    spec = _SPEC.match(text)
    if spec is None or spec["zeropad"] and spec["align"]:
        raise ValueError("invalid format string")
    kind = spec["type"] or ("g" if value._special else "")
    width = int(spec["width"] or "0")
    sign_spec = spec["sign"] or "-"
    fill, align = (("0", "=") if spec["zeropad"] else (spec["fill"] or " ", spec["align"] or ">"))
    if value._special:
        if fill == "0" and spec["zeropad"]:
            fill, align = " ", ">"
        body = _make_special(0, value._special, value._coef)._text() + ("%" if kind == "%" else "")
        return _aligned(_sign_text(value._sign, sign_spec), body, fill, align, width)
    precision = None if spec["precision"] is None else int(spec["precision"])
    digits_sign, whole, fraction, exp = _format_digits(value, kind, precision, spec["no_neg_zero"])
    sign = _sign_text(digits_sign, sign_spec)
    tail = fraction
    if exp or kind in "eE" and kind:
        mark = "E" if kind in "EG" and kind or not kind and getcontext().capitals else "e"
        tail += "%s%+d" % (mark, exp)
    if kind == "%":
        tail += "%"
    if spec["thousands"]:
        least = width - len(sign) - len(tail) if spec["zeropad"] else 1
        whole = _grouped(whole, spec["thousands"], least)
    elif spec["zeropad"]:
        whole = whole.rjust(width - len(sign) - len(tail), "0")
    return _aligned(sign, whole + tail, fill, align, width)


def _format_digits(value, kind, precision, no_negative_zero):
    """(sign, whole part, '.fraction' or '', exponent) of a finite number."""
    rounding = getcontext().rounding
    if kind == "%":
        value = _make(value._sign, value._coef, value._exp + 2)
    if precision is None and kind and kind in "gG":
        pass
    elif precision is not None:
        if kind and kind in "eE":
            value = _to_figures(value, precision + 1, rounding)
        elif kind and kind in "fF%":
            value = _round_to(value, -precision, rounding)[0]
        elif len(str(value._coef)) > max(precision, 1):
            value = _to_figures(value, max(precision, 1), rounding)
    if not value._coef and value._exp > 0 and kind and kind in "fF%":
        value = _make(value._sign, 0, 0)
    sign = value._sign
    if no_negative_zero and not value._coef:
        sign = 0
    digits = str(value._coef)
    left = value._exp + len(digits)
    if kind and kind in "eE":
        point = 1 - precision if not value._coef and precision is not None else 1
    elif kind and kind in "fF%":
        point = left
    else:
        point = left if value._exp <= 0 and left > -6 else 1
    if point < 0:
        whole, fraction = "0", "0" * -point + digits
    elif point > len(digits):
        whole, fraction = digits + "0" * (point - len(digits)), ""
    else:
        whole, fraction = digits[:point] or "0", digits[point:]
    return sign, whole, "." + fraction if fraction else "", left - point


def _to_figures(value, figures, rounding):
    if not value._coef:
        return value
    exp = value.adjusted() + 1 - figures
    if exp <= value._exp:
        return _rescaled(value, exp)
    rounded = _round_to(value, exp, rounding)[0]
    if len(str(rounded._coef)) > figures:
        rounded = _make(rounded._sign, rounded._coef // 10, exp + 1)
    return rounded


def _sign_text(sign, spec):
    return "-" if sign else "" if spec == "-" else spec


def _grouped(whole, separator, least):
    while True:
        first = (len(whole) - 1) % 3 + 1
        text = whole[:first] + "".join(separator + whole[i:i + 3] for i in range(first, len(whole), 3))
        if len(text) >= least:
            return text
        whole = "0" + whole


def _aligned(sign, body, fill, align, width):
    padding = fill * (width - len(sign) - len(body))
    if align == "<":
        return sign + body + padding
    if align == ">":
        return padding + sign + body
    if align == "=":
        return sign + padding + body
    half = len(padding) // 2
    return padding[:half] + sign + body + padding[half:]
