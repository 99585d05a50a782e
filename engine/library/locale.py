"""The locale, which is always "C"."""

__all__ = ["LC_ALL", "LC_COLLATE", "LC_CTYPE", "LC_MESSAGES", "LC_MONETARY", "LC_NUMERIC", "LC_TIME", "Error", "setlocale", "getlocale",
           "getdefaultlocale", "getpreferredencoding", "getencoding", "localeconv", "strcoll", "strxfrm", "str", "atof", "atoi", "currency",
           "format_string", "normalize", "delocalize", "CHAR_MAX"]

LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)
CHAR_MAX = 127
_str = str


class Error(Exception):
    pass


def setlocale(category, locale=None):
    """Only C and POSIX (and the empty name, which means the default) are there."""
    if not isinstance(category, int) or not 0 <= category <= 6:
        raise Error("invalid locale category")
    if locale is not None and not isinstance(locale, _str):
        locale = ".".join(locale)
    if locale not in (None, "", "C", "POSIX", "C.UTF-8", "C.utf8"):
        raise Error("unsupported locale setting")
    return "C" if locale in (None, "", "POSIX") else locale


def getlocale(category=LC_CTYPE):
    return (None, None) if category != LC_CTYPE else ("C", "UTF-8")


def getdefaultlocale(envvars=()):
    return "C", "UTF-8"


def getencoding():
    return "utf-8"


def getpreferredencoding(do_setlocale=True):
    return "UTF-8"


def localeconv():
    unknown = dict.fromkeys(("int_frac_digits", "frac_digits", "p_cs_precedes", "p_sep_by_space", "n_cs_precedes", "n_sep_by_space",
                             "p_sign_posn", "n_sign_posn"), CHAR_MAX)
    texts = dict.fromkeys(("int_curr_symbol", "currency_symbol", "mon_decimal_point", "mon_thousands_sep", "positive_sign", "negative_sign",
                           "thousands_sep"), "")
    return {"decimal_point": ".", "grouping": [], "mon_grouping": [], **texts, **unknown}


def strcoll(a, b, /):
    return (a > b) - (a < b)


def strxfrm(string, /):
    return string


def normalize(localename):
    return localename


def format_string(f, val, grouping=False, monetary=False):
    return f % val


def currency(val, symbol=True, grouping=False, international=False):
    raise ValueError("Currency formatting is not possible using the 'C' locale.")


def str(val):
    return "%.12g" % val


def delocalize(string):
    return string


def atof(string, func=float):
    return func(string)


def atoi(string):
    return int(string)
