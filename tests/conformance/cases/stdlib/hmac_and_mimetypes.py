import hashlib
import hmac
import mimetypes

mimetypes.init([])
for name in ('a.html', 'a.HTM', 'x.js', 's.css', 'p.png', 'j.jpeg', 'd.json', 't.txt', 'a.tar.gz', 'a.tgz', 'unknown', '.bashrc',
             'http://host/x/y.html?q=1', 'data:text/html,abc', 'a.webp', 'i.gif', 'x.mp3', 'x.mp4', 'f.svg', 'x.pdf'):
    print(name, mimetypes.guess_type(name))
print(mimetypes.guess_extension('text/html'), mimetypes.guess_extension('image/jpeg'), mimetypes.guess_extension('x/y'))
mimetypes.add_type('x/y', '.xy')
print(mimetypes.guess_type('f.xy'), mimetypes.guess_extension('x/y'))

print(hmac.new(b'key', b'msg', hashlib.sha256).hexdigest())
print(hmac.new(b'k' * 100, b'msg', 'md5').hexdigest(), hmac.digest(b'a', b'b', 'sha1').hex())
mac = hmac.new(b'k', digestmod='sha512')
mac.update(b'x')
print(mac.name, mac.digest_size, mac.block_size, mac.copy().hexdigest() == mac.hexdigest())
print(hmac.compare_digest('a', 'b'), hmac.compare_digest(b'a', b'a'))
for call in (lambda: hmac.new(b'k', b'x'), lambda: hmac.new('k', b'x', 'md5'), lambda: hmac.compare_digest('a', b'b')):
    try:
        call()
    except TypeError as error:
        print(error)

import secrets

for a, b in (("a", "a"), ("a", b"a"), (b"a", bytearray(b"a")), (1, 2), ("\xe9", "a"), (b"a", 1), (b"a", "b"), (memoryview(b"x"), b"x")):
    for compare in (hmac.compare_digest, secrets.compare_digest):
        try:
            print(compare(a, b))
        except TypeError as error:
            print(error)
