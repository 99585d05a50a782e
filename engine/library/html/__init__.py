"""HTML's special characters."""

import re as _re

__all__ = ["escape", "unescape"]

# The named ones that texts use; what is not known stays as it is.
_NAMES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": "\xa0", "iexcl": "¡", "cent": "¢", "pound": "£", "curren": "¤",
          "yen": "¥", "brvbar": "¦", "sect": "§", "uml": "¨", "copy": "©", "ordf": "ª", "laquo": "«", "not": "¬", "shy": "\xad", "reg": "®",
          "macr": "¯", "deg": "°", "plusmn": "±", "sup2": "²", "sup3": "³", "acute": "´", "micro": "µ", "para": "¶", "middot": "·",
          "cedil": "¸", "sup1": "¹", "ordm": "º", "raquo": "»", "frac14": "¼", "frac12": "½", "frac34": "¾", "iquest": "¿", "times": "×",
          "divide": "÷", "szlig": "ß", "euro": "€", "hellip": "…", "mdash": "—", "ndash": "–", "lsquo": "‘", "rsquo": "’", "sbquo": "‚",
          "ldquo": "“", "rdquo": "”", "bdquo": "„", "bull": "•", "trade": "™", "larr": "←", "uarr": "↑", "rarr": "→", "darr": "↓",
          "harr": "↔", "infin": "∞", "ne": "≠", "le": "≤", "ge": "≥", "asymp": "≈", "sum": "∑", "minus": "−", "radic": "√", "dagger": "†",
          "Dagger": "‡", "permil": "‰", "prime": "′", "Prime": "″", "lsaquo": "‹", "rsaquo": "›", "thinsp": "\u2009", "ensp": "\u2002",
          "emsp": "\u2003", "zwnj": "\u200c", "zwj": "\u200d"}
for _letters, _mark in (("AEIOUYaeiouy", "acute"), ("AEIOUaeiou", "grave"), ("AEIOUaeiou", "circ"), ("AEIOUaeiouy", "uml"), ("ANOano", "tilde")):
    _accented = {"acute": "ÁÉÍÓÚÝáéíóúý", "grave": "ÀÈÌÒÙàèìòù", "circ": "ÂÊÎÔÛâêîôû", "uml": "ÄËÏÖÜäëïöüÿ", "tilde": "ÃÑÕãñõ"}[_mark]
    _NAMES.update((letter + _mark, accented) for letter, accented in zip(_letters, _accented))
_NAMES.update({"Aring": "Å", "aring": "å", "AElig": "Æ", "aelig": "æ", "Ccedil": "Ç", "ccedil": "ç", "Oslash": "Ø", "oslash": "ø", "ETH": "Ð",
               "eth": "ð", "THORN": "Þ", "thorn": "þ", "OElig": "Œ", "oelig": "œ", "Scaron": "Š", "scaron": "š"})
_GREEK = ("Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho Sigma Tau Upsilon Phi Chi Psi Omega").split()
for _i, _name in enumerate(_GREEK):
    _at = 0x391 + _i + (_i > 16)
    _NAMES[_name], _NAMES[_name.lower()] = chr(_at), chr(_at + 32)
# These are also known without their semicolon.
_WITHOUT_SEMICOLON = {n for n, c in _NAMES.items() if ord(c) < 256 and n != "apos"}
_WINDOWS = {0x80 + i: c for i, c in enumerate("€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ")}
_REFERENCE = _re.compile(r"&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")


def escape(s, quote=True):
    """& < and > (and both quotes) as references."""
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return s.replace('"', "&quot;").replace("'", "&#x27;") if quote else s


def _meant(match):
    text = match[1]
    if text[0] == "#":
        digits = text[1:].rstrip(";")
        code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
        if code in _WINDOWS:
            return _WINDOWS[code]
        if code == 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
            return "\ufffd"
        if code == 13:
            return "\r"
        if code < 32 and code not in (9, 10, 12) or 0x7F <= code <= 0x9F or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE:
            return ""
        return chr(code)
    if text.endswith(";") and text[:-1] in _NAMES:
        return _NAMES[text[:-1]]
    for end in range(len(text), 1, -1):
        if text[:end] in _WITHOUT_SEMICOLON:
            return _NAMES[text[:end]] + text[end:]
    return match[0]


def unescape(s):
    """References as the characters that they stand for."""
    return _REFERENCE.sub(_meant, s) if "&" in s else s
