"""URLs taken apart, put together, quoted."""

from collections import namedtuple
import re

__all__ = ["urlparse", "urlunparse", "urljoin", "urldefrag", "urlsplit", "urlunsplit", "urlencode", "parse_qs", "parse_qsl", "quote",
           "quote_plus", "quote_from_bytes", "unquote", "unquote_plus", "unquote_to_bytes", "DefragResult", "ParseResult", "SplitResult",
           "DefragResultBytes", "ParseResultBytes", "SplitResultBytes"]

uses_relative = ["", "ftp", "http", "gopher", "nntp", "imap", "wais", "file", "https", "shttp", "mms", "prospero", "rtsp", "rtsps", "rtspu",
                 "sftp", "svn", "svn+ssh", "ws", "wss"]
uses_netloc = ["", "ftp", "http", "gopher", "nntp", "telnet", "imap", "wais", "file", "mms", "https", "shttp", "snews", "prospero", "rtsp",
               "rtsps", "rtspu", "rsync", "svn", "svn+ssh", "sftp", "nfs", "git", "git+ssh", "ws", "wss", "itms-services"]
uses_params = ["", "ftp", "hdl", "prospero", "http", "imap", "https", "shttp", "rtsp", "rtsps", "rtspu", "sip", "sips", "mms", "sftp", "tel"]
scheme_chars = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-."
_CONTROL_AND_SPACE = "".join(map(chr, range(33)))
_ALWAYS_SAFE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~")


# ---- str or bytes in, the same out

def _same(value):
    return value


def _encode_result(value, encoding="ascii", errors="strict"):
    return value.encode(encoding, errors)


def _coerce_args(*args):
    """The arguments as str, and what turns a result into their kind."""
    is_text = isinstance(args[0], str)
    for arg in args[1:]:
        if arg and isinstance(arg, str) != is_text:
            raise TypeError("Cannot mix str and non-str arguments")
    if is_text:
        return args + (_same,)
    return tuple(x.decode("ascii", "strict") if x else "" for x in args) + (_encode_result,)


class _ResultMixin:
    """What can be read from the network location."""

    __slots__ = ()

    def _parts(self):
        """(user, password, host, port) as text or None."""
        netloc = self.netloc
        if isinstance(netloc, bytes):
            netloc = netloc.decode("ascii")
        user, at, place = netloc.rpartition("@")
        username = password = None
        if at:
            username, colon, password = user.partition(":")
            if not colon:
                password = None
        _, bracket, rest = place.partition("[")
        if bracket:
            host, _, port = rest.partition("]")
            _, _, port = port.partition(":")
        else:
            host, _, port = place.partition(":")
        return username, password, host or None, port or None

    def _own(self, text):
        return text if text is None or isinstance(self.netloc, str) else text.encode("ascii")

    @property
    def username(self):
        return self._own(self._parts()[0])

    @property
    def password(self):
        return self._own(self._parts()[1])

    @property
    def hostname(self):
        host = self._parts()[2]
        if not host:
            return None
        # Only the name is without case; a zone of an IPv6 address keeps its own.
        name, percent, zone = host.partition("%")
        return self._own(name.lower() + percent + zone)

    @property
    def port(self):
        port = self._parts()[3]
        if port is None:
            return None
        if not (port.isdigit() and port.isascii()):
            raise ValueError("Port could not be cast to integer value as %r" % port)
        port = int(port)
        if not 0 <= port <= 65535:
            raise ValueError("Port out of range 0-65535")
        return port

    def encode(self, encoding="ascii", errors="strict"):
        return self._encoded_counterpart(*(x.encode(encoding, errors) for x in self))

    def decode(self, encoding="ascii", errors="strict"):
        return self._decoded_counterpart(*(x.decode(encoding, errors) for x in self))


class _Defrag(namedtuple("DefragResult", "url fragment")):
    __slots__ = ()

    def geturl(self):
        if not self.fragment:
            return self.url
        return self.url + ("#" if isinstance(self.url, str) else b"#") + self.fragment

    encode, decode = _ResultMixin.encode, _ResultMixin.decode


class _Split(_ResultMixin, namedtuple("SplitResult", "scheme netloc path query fragment")):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class _Parse(_ResultMixin, namedtuple("ParseResult", "scheme netloc path params query fragment")):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


class DefragResult(_Defrag):
    __slots__ = ()


class SplitResult(_Split):
    __slots__ = ()


class ParseResult(_Parse):
    __slots__ = ()


class DefragResultBytes(_Defrag):
    __slots__ = ()


class SplitResultBytes(_Split):
    __slots__ = ()


class ParseResultBytes(_Parse):
    __slots__ = ()


for _text, _bytes in ((DefragResult, DefragResultBytes), (SplitResult, SplitResultBytes), (ParseResult, ParseResultBytes)):
    _text._encoded_counterpart = _bytes
    _bytes._decoded_counterpart = _text
ResultBase = _ResultMixin


# ---- taking apart

def urlparse(url, scheme="", allow_fragments=True):
    """scheme://netloc/path;params?query#fragment as six parts."""
    url, scheme, coerce = _coerce_args(url, scheme)
    scheme, netloc, url, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ""
    if scheme in uses_params and ";" in url:
        last = url.find(";", url.rfind("/")) if "/" in url else url.find(";")
        if last >= 0:
            url, params = url[:last], url[last + 1:]
    result = ParseResult(scheme, netloc, url, params, query, fragment)
    return result if coerce is _same else result.encode()


def urlsplit(url, scheme="", allow_fragments=True):
    """scheme://netloc/path?query#fragment as five parts."""
    url, scheme, coerce = _coerce_args(url, scheme)
    url = url.lstrip(_CONTROL_AND_SPACE)
    scheme = scheme.strip(_CONTROL_AND_SPACE)
    for c in "\t\r\n":
        url = url.replace(c, "")
        scheme = scheme.replace(c, "")
    netloc = query = fragment = ""
    colon = url.find(":")
    if colon > 0 and url[0].isascii() and url[0].isalpha() and all(c in scheme_chars for c in url[:colon]):
        scheme, url = url[:colon].lower(), url[colon + 1:]
    if url[:2] == "//":
        end = min([at for at in (url.find(c, 2) for c in "/?#") if at >= 0], default=len(url))
        netloc, url = url[2:end], url[end:]
        if ("[" in netloc) != ("]" in netloc):
            raise ValueError("Invalid IPv6 URL")
        if "[" in netloc:
            _check_bracketed(netloc)
    if allow_fragments and "#" in url:
        url, fragment = url.split("#", 1)
    if "?" in url:
        url, query = url.split("?", 1)
    result = SplitResult(scheme, netloc, url, query, fragment)
    return result if coerce is _same else result.encode()


def _check_bracketed(netloc):
    before, _, rest = netloc.rpartition("@")[2].partition("[")
    host, _, after = rest.partition("]")
    if before or after and not after.startswith(":"):
        raise ValueError("Invalid IPv6 URL")
    if host.startswith("v"):
        if not re.match(r"\Av[a-fA-F0-9]+\..+\Z", host):
            raise ValueError("IPvFuture address is invalid")
    elif not re.match(r"[0-9A-Fa-f:.]+(%.*)?\Z", host) or ":" not in host:
        raise ValueError("%r does not appear to be an IPv4 or IPv6 address" % host)


def urlunparse(components):
    """The URL of the six parts."""
    scheme, netloc, url, params, query, fragment, coerce = _coerce_args(*components)
    if params:
        url = "%s;%s" % (url, params)
    return coerce(urlunsplit((scheme, netloc, url, query, fragment)))


def urlunsplit(components):
    """The URL of the five parts."""
    scheme, netloc, url, query, fragment, coerce = _coerce_args(*components)
    if netloc:
        if url and url[:1] != "/":
            url = "/" + url
        url = "//" + netloc + url
    elif url[:2] == "//":
        url = "//" + url
    elif scheme and scheme in uses_netloc and (not url or url[:1] == "/"):
        url = "//" + url
    if scheme:
        url = scheme + ":" + url
    if query:
        url = url + "?" + query
    if fragment:
        url = url + "#" + fragment
    return coerce(url)


def urljoin(base, url, allow_fragments=True):
    """The URL that a relative one means, seen from the base."""
    if not base:
        return url
    if not url:
        return base
    base, url, coerce = _coerce_args(base, url)
    bscheme, bnetloc, bpath, bparams, bquery, bfragment = urlparse(base, "", allow_fragments)
    scheme, netloc, path, params, query, fragment = urlparse(url, bscheme, allow_fragments)
    if scheme != bscheme or scheme not in uses_relative:
        return coerce(url)
    if scheme in uses_netloc:
        if netloc:
            return coerce(urlunparse((scheme, netloc, path, params, query, fragment)))
        netloc = bnetloc
    if not path and not params:
        path, params = bpath, bparams
        if not query:
            query = bquery
        return coerce(urlunparse((scheme, netloc, path, params, query, fragment)))
    base_parts = bpath.split("/")
    if base_parts[-1] != "":
        del base_parts[-1]
    if path[:1] == "/":
        segments = path.split("/")
    else:
        segments = base_parts + path.split("/")
        segments[1:-1] = filter(None, segments[1:-1])
    resolved = []
    for segment in segments:
        if segment == "..":
            if resolved:
                resolved.pop()
        elif segment != ".":
            resolved.append(segment)
    if segments[-1] in (".", ".."):
        resolved.append("")
    return coerce(urlunparse((scheme, netloc, "/".join(resolved) or "/", params, query, fragment)))


def urldefrag(url):
    """The URL without its fragment, and the fragment."""
    url, coerce = _coerce_args(url)
    fragment = ""
    if "#" in url:
        scheme, netloc, path, params, query, fragment = urlparse(url)
        url = urlunparse((scheme, netloc, path, params, query, ""))
    result = DefragResult(url, fragment)
    return result if coerce is _same else result.encode()


# ---- quoting

def unquote_to_bytes(string):
    """%xx as bytes."""
    if not string:
        return b""
    if isinstance(string, str):
        string = string.encode("utf-8")
    parts = bytes(string).split(b"%")
    out = [parts[0]]
    for part in parts[1:]:
        digits = part[:2].decode("latin-1")
        if len(digits) == 2 and all(c in "0123456789abcdefABCDEF" for c in digits):
            out.append(bytes((int(digits, 16),)) + part[2:])
        else:
            out.append(b"%" + part)
    return b"".join(out)


_ESCAPED = re.compile("(?:%[0-9A-Fa-f]{2})+")


def unquote(string, encoding="utf-8", errors="replace"):
    """%xx as characters."""
    if isinstance(string, bytes):
        return unquote_to_bytes(string).decode(encoding, errors)
    if "%" not in string:
        return string
    if encoding is None:
        encoding = "utf-8"
    if errors is None:
        errors = "replace"
    return _ESCAPED.sub(lambda m: bytes.fromhex(m[0].replace("%", "")).decode(encoding, errors), string)


def unquote_plus(string, encoding="utf-8", errors="replace"):
    return unquote(string.replace("+", " "), encoding, errors)


def quote(string, safe="/", encoding=None, errors=None):
    """Characters that mean something in a URL as %xx."""
    if isinstance(string, str):
        if not string:
            return string
        string = string.encode(encoding or "utf-8", errors or "strict")
    else:
        if encoding is not None:
            raise TypeError("quote() doesn't support 'encoding' for bytes")
        if errors is not None:
            raise TypeError("quote() doesn't support 'errors' for bytes")
    return quote_from_bytes(string, safe)


def quote_plus(string, safe="", encoding=None, errors=None):
    """quote() with + for blanks, as in forms."""
    space = " " if isinstance(string, str) else b" "
    if space not in string:
        return quote(string, safe, encoding, errors)
    return quote(string, safe + (" " if isinstance(safe, str) else b" "), encoding, errors).replace(" ", "+")


def quote_from_bytes(bs, safe="/"):
    if not isinstance(bs, (bytes, bytearray)):
        raise TypeError("quote_from_bytes() expected bytes")
    if not bs:
        return ""
    if isinstance(safe, str):
        safe = safe.encode("ascii", "ignore")
    allowed = _ALWAYS_SAFE.union(c for c in safe if c < 128)
    return "".join([chr(c) if c in allowed else "%%%02X" % c for c in bs])


# ---- queries

def urlencode(query, doseq=False, safe="", encoding=None, errors=None, quote_via=quote_plus):
    """A mapping or pairs as a query: a=1&b=2."""
    if hasattr(query, "items"):
        query = query.items()
    else:
        try:
            if len(query) and not isinstance(query[0], tuple):
                raise TypeError
        except TypeError as err:
            raise TypeError("not a valid non-string sequence or mapping object") from err

    def quoted(value):
        if isinstance(value, bytes):
            return quote_via(value, safe)
        return quote_via(str(value), safe, encoding, errors)

    out = []
    for key, value in query:
        key = quoted(key)
        if doseq and not isinstance(value, (str, bytes)):
            try:
                len(value)
            except TypeError:
                out.append(key + "=" + quoted(value))
            else:
                out.extend([key + "=" + quoted(item) for item in value])
        else:
            out.append(key + "=" + quoted(value))
    return "&".join(out)


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace", max_num_fields=None, separator="&"):
    """A query as a dict of lists."""
    result = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, encoding, errors, max_num_fields, separator):
        result.setdefault(name, []).append(value)
    return result


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace", max_num_fields=None, separator="&"):
    """A query as a list of pairs."""
    if not separator or not isinstance(separator, (str, bytes)):
        raise ValueError("Separator must be of type string or bytes.")
    is_bytes = isinstance(qs, (bytes, bytearray))
    if is_bytes:
        qs = bytes(qs).decode("ascii")
    if isinstance(separator, bytes):
        separator = separator.decode("ascii")
    if not qs:
        return []
    if max_num_fields is not None and 1 + qs.count(separator) > max_num_fields:
        raise ValueError("Max number of fields exceeded")
    result = []
    for pair in qs.split(separator):
        if not pair and not strict_parsing:
            continue
        name, equals, value = pair.partition("=")
        if not equals and strict_parsing:
            raise ValueError("bad query field: %r" % pair)
        if value or keep_blank_values:
            name, value = (unquote(x.replace("+", " "), encoding, errors) for x in (name, value))
            result.append((name.encode("utf-8"), value.encode("utf-8")) if is_bytes else (name, value))
    return result


# ---- the old way of taking URLs apart

def _old_way(name, instead):
    import sys
    import warnings
    if sys.version_info >= (3, 8):
        warnings.warn(f"urllib.parse.{name}() is deprecated as of 3.8, use {instead} instead", DeprecationWarning, stacklevel=3)


def _cut_scheme(url):
    match = re.match("([^/:]+):(.*)", url, re.DOTALL)
    return (match[1].lower(), match[2]) if match else (None, url)


def _cut_host(url):
    match = re.match("//([^/#?]*)(.*)", url, re.DOTALL)
    if not match:
        return None, url
    path = match[2]
    return match[1], "/" + path if path and path[0] != "/" else path


def _cut_last(text, mark):
    """What stands before the last mark, and what behind it; None where there is none."""
    before, found, after = text.rpartition(mark)
    return (before, after) if found else (text, None)


def splittype(url):
    """'type:rest' as (type or None, rest)."""
    _old_way("splittype", "urllib.parse.urlparse()")
    return _cut_scheme(url)


def splithost(url):
    """'//host/path' as (host or None, path)."""
    _old_way("splithost", "urllib.parse.urlparse()")
    return _cut_host(url)


def splituser(host):
    """'user@host' as (user or None, host)."""
    _old_way("splituser", "urllib.parse.urlparse()")
    user, found, host = host.rpartition("@")
    return (user if found else None), host


def splitpasswd(user):
    """'user:password' as (user, password or None)."""
    _old_way("splitpasswd", "urllib.parse.urlparse()")
    name, found, password = user.partition(":")
    return name, (password if found else None)


def splitport(host):
    """'host:port' as (host, port or None)."""
    _old_way("splitport", "urllib.parse.urlparse()")
    match = re.fullmatch("(.*):([0-9]*)", host, re.DOTALL)
    return (match[1], match[2] or None) if match else (host, None)


def splitnport(host, defport=-1):
    """'host:port' as (host, port as a number); defport where there is none, None where it is no number."""
    _old_way("splitnport", "urllib.parse.urlparse()")
    host, found, port = host.rpartition(":")
    if not found:
        return port, defport
    if not port:
        return host, defport
    return host, int(port) if port.isdigit() and port.isascii() else None


def splitquery(url):
    """'path?query' as (path, query or None)."""
    _old_way("splitquery", "urllib.parse.urlparse()")
    return _cut_last(url, "?")


def splittag(url):
    """'path#tag' as (path, tag or None)."""
    _old_way("splittag", "urllib.parse.urlparse()")
    return _cut_last(url, "#")


def splitattr(url):
    """'path;a=1;b=2' as (path, ['a=1', 'b=2'])."""
    _old_way("splitattr", "urllib.parse.urlparse()")
    words = url.split(";")
    return words[0], words[1:]


def splitvalue(attr):
    """'a=1' as ('a', '1' or None)."""
    _old_way("splitvalue", "urllib.parse.parse_qsl()")
    name, found, value = attr.partition("=")
    return name, (value if found else None)


def unwrap(url):
    """'<URL:type://host/path>' without the marks around it."""
    url = str(url).strip()
    if url[:1] == "<" and url[-1:] == ">":
        url = url[1:-1].strip()
    return url[4:].strip() if url[:4] == "URL:" else url
