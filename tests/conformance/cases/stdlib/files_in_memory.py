# open() and os on files that a program makes itself.
import os, io
def err(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
import tempfile; os.chdir(tempfile.mkdtemp()); os.makedirs('a/b')
with open('x.txt', 'w') as f:
    print(f.write('hello\nwörld\n'), f.tell(), f.name, f.mode, f.closed, f.writable(), f.readable())
print(f.closed, os.path.exists('x.txt'), os.path.getsize('x.txt'), os.path.isfile('x.txt'), os.path.isdir('a'), sorted(os.listdir('.')))
with open('x.txt') as f:
    for line in f: print(repr(line))
print(open('x.txt').read(), open('x.txt').readlines(), open('x.txt', 'rb').read())
with open('x.txt', 'a') as f: f.write('more'); print('last', file=f)
with open('x.txt', 'r+') as f: print(f.readline(), f.tell(), f.read(3), f.seek(0), f.read(2))
with open('x.txt', 'rb') as f: print(f, f.read(3), f.seek(-3, 2), f.read(), f.tell(), f.readline())
err(lambda: open('nope.txt')); err(lambda: open('a')); err(lambda: open('x.txt', 'x')); err(lambda: open('x.txt', 'zz')); err(lambda: open('x.txt', 'rw')); err(lambda: open('x.txt', 'rb', encoding='utf-8')); err(lambda: open('x.txt', 'rbt')); err(lambda: open('nodir/x', 'w')); err(lambda: open('x.txt/y', 'w')); err(lambda: open('x.txt').write('a')); err(lambda: open('y.txt', 'w').read()); err(lambda: open('x.txt', 'wb').write('str')); err(lambda: open('y.txt', 'w').write(3)); err(lambda: open('y.txt', buffering=0)); err(lambda: open(3.5)); err(lambda: open('')); err(lambda: open('y.txt', 'b'))
f = open('y.txt', 'w'); f.close(); err(lambda: f.write('x')); err(lambda: f.read()); print(f, repr(open('y.txt')), repr(open('y.txt', 'rb', 0)), open('y.txt', 'wb'))
with open('/dev/null', 'w') as n: print(n.write('gone'), 'ok')
print(repr(open('/dev/null').read()))
with open('crlf.txt', 'wb') as f: f.write(b'a\r\nb\rc\nd')
print(open('crlf.txt').readlines(), open('crlf.txt', newline='').readlines(), open('crlf.txt', newline='\r').readlines(), open('crlf.txt', newline='\n').read())
with open('nl.txt', 'w', newline='\r\n') as f: f.write('a\nb\n')
print(open('nl.txt', 'rb').read())
with open('lat.txt', 'w', encoding='latin-1') as f: f.write('äö')
print(open('lat.txt', 'rb').read(), open('lat.txt', encoding='latin-1').read()); err(lambda: open('lat.txt').read())
os.rename('nl.txt', 'nl2.txt'); os.remove('lat.txt'); print(sorted(os.listdir())); err(lambda: os.remove('zz')); err(lambda: os.rmdir('a')); err(lambda: os.mkdir('a')); err(lambda: os.listdir('zz')); err(lambda: os.listdir('x.txt')); err(lambda: os.rename('zz', 'yy')); err(lambda: os.remove('a')); err(lambda: os.stat('zz')); err(lambda: os.makedirs('a/b')); err(lambda: os.makedirs('a/b', exist_ok=True))
for root, dirs, files in os.walk('.'): print(root, sorted(dirs), sorted(files))
print([e.name for e in sorted(os.scandir('.'), key=lambda e: e.name) if e.is_file()])
print(os.path.join('a', 'b', '/c', 'd'), os.path.split('/a/b.txt'), os.path.splitext('a/b.tar.gz'), os.path.basename('/a/b/'), os.path.normpath('/a/./b/../c'), os.path.commonpath(['/a/b', '/a/c']), os.path.relpath('/a/b', '/a/c'), os.path.isabs('a'))
with open('lines.txt', 'w') as f: f.writelines(['1\n', '2\n', '3\n'])
with open('lines.txt') as f: print(next(f), f.readline(), list(f), f.read())
with open('lines.txt', 'r+') as f: f.truncate(2); print(f.read())
w = open('buf.txt', 'w'); w.write('pending'); print(repr(open('buf.txt').read())); w.flush(); print(repr(open('buf.txt').read())); w.close()
print(io.StringIO('a\nb').readlines(), io.BytesIO(b'abc').read(2), isinstance(io.StringIO(), io.TextIOBase), isinstance(open('x.txt'), io.TextIOWrapper), issubclass(io.BytesIO, io.BufferedIOBase), type(open('x.txt')), type(open('x.txt','rb')), type(open('x.txt', 'wb')), io.StringIO.__module__)
s = io.StringIO(); print('x', 'y', file=s, sep='-'); s.write('z'); print(repr(s.getvalue()), s.tell(), s.seek(0), s.read(), s.truncate(1), repr(s.getvalue())); s.close(); err(lambda: s.write('x'))
b = io.BytesIO(); b.write(b'abc'); b.seek(1); b.write(b'XYZ'); print(b.getvalue(), b.tell()); err(lambda: b.write('x')); err(lambda: io.StringIO().write(b'x'))
t = io.TextIOWrapper(io.BytesIO(b'l1\nl2\n'), encoding='utf-8'); print(t.readline(), t.read(), t); 
class Up(io.TextIOBase):
    def __init__(self): self.parts = []
    def write(self, s): self.parts.append(s.upper()); return len(s)
u = Up(); print('hello', 3, file=u); print(u.parts, u.readable(), u.closed); err(lambda: u.read()); u.close(); print(u.closed)
class R(io.RawIOBase):
    def __init__(self): self.n = 0
    def readable(self): return True
    def readinto(self, b):
        if self.n > 2: return 0
        self.n += 1; b[:2] = b'ab'; return 2
print(io.BufferedReader(R()).read(), R().readall(), io.TextIOWrapper(io.BufferedReader(R())).read())
import sys
print(sys.stdout.name, sys.stdout.encoding, isinstance(sys.stdout, io.TextIOBase), sys.stdout.writable())
import errno; print(errno.ENOENT, errno.errorcode[17], os.strerror(2))
try: open('nope')
except OSError as e: print(e.errno, e.strerror, e.filename, e.args, e.errno == errno.ENOENT)
