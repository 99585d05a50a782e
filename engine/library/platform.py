"""platform: what a program is told about the machine, alike everywhere."""

import sys
from collections import namedtuple

uname_result = namedtuple('uname_result', 'system node release version machine processor')


def uname():
    return uname_result('Linux', 'localhost', '6.1.0', '#1 SMP', 'x86_64', '')


def system():
    return 'Linux'


def node():
    return 'localhost'


def release():
    return '6.1.0'


def version():
    return '#1 SMP'


def machine():
    return 'x86_64'


def processor():
    return ''


def architecture(executable=None, bits='', linkage=''):
    return '64bit', 'ELF'


def platform(aliased=False, terse=False):
    return 'Linux-6.1.0-x86_64-with-glibc2.36'


def python_version():
    return '.'.join([str(n) for n in sys.version_info[:3]])


def python_version_tuple():
    return tuple([str(n) for n in sys.version_info[:3]])


def python_implementation():
    return 'CPython'


def python_compiler():
    return ''


def python_build():
    return 'main', ''


def python_branch():
    return ''


def libc_ver(executable=None, lib='', version='', chunksize=16384):
    return 'glibc', '2.36'
