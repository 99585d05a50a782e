"""The media type of a file by the end of its name."""

import os
import posixpath
from urllib.parse import urlsplit

__all__ = ('knownfiles', 'inited', 'MimeTypes', 'guess_type', 'guess_file_type', 'guess_all_extensions', 'guess_extension',
           'add_type', 'init', 'read_mime_types', 'suffix_map', 'encodings_map', 'types_map', 'common_types')

knownfiles = []
inited = True

suffix_map = {'.svgz': '.svg.gz', '.tgz': '.tar.gz', '.taz': '.tar.gz', '.tz': '.tar.gz', '.tbz2': '.tar.bz2',
              '.txz': '.tar.xz'}
encodings_map = {'.gz': 'gzip', '.Z': 'compress', '.bz2': 'bzip2', '.xz': 'xz', '.br': 'br'}

# A type and its ends, the usual one first.
_TYPES = '''
text/javascript js mjs
application/epub+zip epub
application/gzip gz
application/json json
application/manifest+json webmanifest
application/msword doc dot wiz
application/n-quads nq
application/n-triples nt
application/octet-stream bin a dll exe o obj so
application/oda oda
application/ogg ogx
application/pdf pdf
application/pkcs7-mime p7c
application/postscript ps ai eps
application/trig trig
application/vnd.apple.mpegurl m3u m3u8
application/vnd.ms-excel xls xlb
application/vnd.ms-powerpoint ppt pot ppa pps pwz
application/vnd.openxmlformats-officedocument.presentationml.presentation pptx
application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx
application/vnd.openxmlformats-officedocument.wordprocessingml.document docx
application/wasm wasm
application/x-7z-compressed 7z
application/x-csh csh
application/x-dvi dvi
application/x-gtar gtar
application/x-hdf hdf
application/x-netcdf nc cdf
application/x-texinfo texinfo texi
application/x-hdf5 h5
application/x-latex latex
application/x-pkcs12 p12 pfx
application/x-python-code pyc pyo
application/x-sh sh
application/x-shockwave-flash swf
application/x-tar tar
application/x-tcl tcl
application/x-tex tex
application/x-troff roff t tr
application/xml xsl rdf wsdl xpdl
application/xhtml+xml xhtml
application/zip zip
audio/3gpp 3gp 3gpp
audio/3gpp2 3g2 3gpp2
audio/aac aac adts loas ass
audio/basic au snd
audio/flac flac
audio/mpeg mp3 mp2
audio/opus opus
audio/x-aiff aif aifc aiff
audio/x-wav wav
font/otf otf
font/ttf ttf
font/woff woff
font/woff2 woff2
image/avif avif
image/bmp bmp
image/gif gif
image/heic heic
image/heif heif
image/x-portable-pixmap ppm
image/x-xbitmap xbm
image/jpeg jpg jpe jpeg
image/png png
image/svg+xml svg
image/tiff tiff tif
image/vnd.microsoft.icon ico
image/webp webp
message/rfc822 eml mht mhtml nws
text/css css
text/csv csv
text/html html htm
text/markdown md markdown
text/n3 n3
text/plain txt bat c h ksh pl srt
text/richtext rtx
text/tab-separated-values tsv
text/vtt vtt
text/x-python py
text/x-rst rst
text/x-sgml sgm sgml
text/x-vcard vcf
text/xml xml
video/mp4 mp4
video/mpeg mpeg m1v mpa mpe mpg
video/ogg ogv
video/quicktime mov qt
video/webm webm
video/x-matroska mkv
video/x-msvideo avi
'''
types_map = {}
for _line in _TYPES.split('\n'):
    _words = _line.split()
    for _word in _words[1:]:
        types_map[f'.{_word}'] = _words[0]
common_types = {'.rtf': 'application/rtf', '.jpg': 'image/jpg', '.webp': 'image/webp', '.pic': 'image/pict',
                '.pct': 'image/pict', '.pict': 'image/pict', '.xul': 'text/xul', '.mid': 'audio/midi', '.midi': 'audio/midi'}


class MimeTypes:
    """A table of types of one's own."""

    def __init__(self, filenames=(), strict=True):
        self.encodings_map = dict(encodings_map)
        self.suffix_map = dict(suffix_map)
        self.types_map = (dict(common_types), dict(types_map))
        self.types_map_inv = ({}, {})
        for strictly in (False, True):
            for end, kind in self.types_map[strictly].items():
                self.types_map_inv[strictly].setdefault(kind, []).append(end)
        for name in filenames:
            self.read(name, strict)

    def add_type(self, type, ext, strict=True):
        if not ext:
            return
        self.types_map[strict][ext] = type
        ends = self.types_map_inv[strict].setdefault(type, [])
        if ext not in ends:
            ends.append(ext)

    def guess_type(self, url, strict=True):
        """(type or None, encoding or None) of a URL or a path."""
        url = os.fspath(url)
        parts = urlsplit(url)
        if parts.scheme == 'data':
            kind = parts.path.partition(',')[0].partition(';')[0] if ',' in parts.path else ''
            if ',' not in parts.path:
                return None, None
            return (kind if '/' in kind else 'text/plain'), None
        return self.guess_file_type(parts.path if len(parts.scheme) > 1 else url, strict=strict)

    def guess_file_type(self, path, *, strict=True):
        """The same of a path alone."""
        base, ext = posixpath.splitext(os.fsdecode(path))
        while (longer := self.suffix_map.get(ext.lower())) is not None:
            base, ext = posixpath.splitext(base + longer)
        encoding = self.encodings_map.get(ext)
        if encoding is not None:
            base, ext = posixpath.splitext(base)
        for strictly in (True,) if strict else (True, False):
            kind = self.types_map[strictly].get(ext) or self.types_map[strictly].get(ext.lower())
            if kind is not None:
                return kind, encoding
        return None, encoding

    def guess_all_extensions(self, type, strict=True):
        type = type.lower()
        ends = list(self.types_map_inv[True].get(type, ()))
        if not strict:
            ends += [end for end in self.types_map_inv[False].get(type, ()) if end not in ends]
        return ends

    def guess_extension(self, type, strict=True):
        ends = self.guess_all_extensions(type, strict)
        return ends[0] if ends else None

    def read(self, filename, strict=True):
        with open(filename, encoding='utf-8') as file:
            self.readfp(file, strict)

    def readfp(self, fp, strict=True):
        for line in fp:
            words = line.partition('#')[0].split()
            for end in words[1:]:
                self.add_type(words[0], f'.{end}', strict)


_table = MimeTypes()
types_map, common_types = _table.types_map[True], _table.types_map[False]
encodings_map, suffix_map = _table.encodings_map, _table.suffix_map


def guess_type(url, strict=True):
    return _table.guess_type(url, strict)


def guess_file_type(path, *, strict=True):
    return _table.guess_file_type(path, strict=strict)


def guess_all_extensions(type, strict=True):
    return _table.guess_all_extensions(type, strict)


def guess_extension(type, strict=True):
    return _table.guess_extension(type, strict)


def add_type(type, ext, strict=True):
    return _table.add_type(type, ext, strict)


def init(files=None):
    for name in files or ():
        _table.read(name)


def read_mime_types(file):
    try:
        table = MimeTypes()
        table.read(file)
    except OSError:
        return None
    return table.types_map[True]
