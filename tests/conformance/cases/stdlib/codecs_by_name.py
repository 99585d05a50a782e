import codecs
print(codecs.lookup('UTF8').name, codecs.lookup('latin1').name, codecs.lookup('ascii').name)
d = codecs.getincrementaldecoder('utf-8')()
for b in 'aé€😀'.encode():
    print(repr(d.decode(bytes([b]))), end=' ')
print(repr(d.decode(b'', True)))
d = codecs.getincrementaldecoder('utf-8')(errors='replace')
print(repr(d.decode(b'a\xc3')), repr(d.decode(b'(x\xff')), repr(d.decode(b'\xe2\x82', True)))
print(codecs.encode('Hello', 'rot13'), codecs.encode(b'abc', 'hex'), codecs.decode(b'616263', 'hex'), codecs.encode(b'abc','base64'))
try: codecs.lookup('nope')
except LookupError as e: print(e)
with codecs.open('/tmp/codecs_by_name.txt', 'w', 'utf-8') as f:
    f.write('é1\r\n2\n3')
with codecs.open('/tmp/codecs_by_name.txt', 'r', encoding='utf-8') as f:
    print([l for l in f])
with codecs.open('/tmp/codecs_by_name.txt', 'r', encoding='utf-8') as f:
    print(repr(f.read(2)), repr(f.readline()), f.readlines())
print(list(codecs.iterdecode([b'\xff\xfea', b'\x00b', b'\x00'], 'utf-16')))
print(list(codecs.iterencode(['a','b'], 'utf-16')), codecs.BOM_UTF8)
d = codecs.getincrementaldecoder('utf-8')()
try: d.decode(b'\xff')
except UnicodeDecodeError as e: print(e)
try: d.decode(b'\xe2\x82', True)
except UnicodeDecodeError as e: print(e)
print(codecs.getencoder('ascii')('abc'), codecs.getdecoder('ascii')(b'abc'))
import io
r = codecs.getreader('utf-8')(io.BytesIO('ü\nä'.encode()))
print(list(r))
b = io.BytesIO(); w = codecs.getwriter('latin-1')(b); w.write('ü'); print(b.getvalue())
