from urllib.parse import *
import html
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for u in ["http://user:pw@Host.COM:8080/p/a;x=1?q=1&r=2#frag","//h/p","/a/b?c","mailto:a@b.c","","http://[::1]:80/","http://h:99999/","http://h:ab/","a:b:c","HTTP://X","http://x?y","file:///etc/passwd","urn:isbn:1","  http://a\n/b","http://[::1/","http://a]b/","x;y?z","http://h/a;b/c;d","tel:+1;ext=2"]:
    def f():
        r=urlparse(u); s=urlsplit(u); return r, s, r.geturl(), s.hostname, s.username, s.password
    t(f); t(lambda: urlsplit(u).port)
print(urlparse(b"http://a/b?c"), urlsplit("b","http"), urldefrag("http://a/b#c"), urldefrag("x").geturl(), urlunsplit(("http","h","p","q","f")), urlunparse(["http","h","/p","x","q","f"]))
b="http://a/b/c/d;p?q"
for r in ["g:h","g","./g","g/","/g","//g","?y","g?y","#s","g#s","g?y#s",";x","g;x","","." ,"./","..","../","../g","../..","../../","../../g","../../../g","/./g","/../g","g.","..g","./../g","g;x=1/../y","http:g","mailto:x"]: print(r, urljoin(b,r))
print(quote("a b/é&=~"), quote("a b/c",safe=""), quote_plus("a b+c/"), unquote("a%20b%C3%A9%zz%"), unquote_plus("a+b%2B"), unquote_to_bytes("%ff%41a%4"), quote(b"\xff a"), unquote("%E9",encoding="latin-1"), unquote("%ff"), quote("é",encoding="latin-1"))
print(urlencode({"a":1,"b":"x y","c":"é"}), urlencode([("a","1"),("a","2")]), urlencode({"a":[1,2]},doseq=True), urlencode({"a":"b c"},quote_via=quote), parse_qs("a=1&b=2&a=3&c="), parse_qsl("a=1&b=&c",keep_blank_values=True), parse_qs("a=%20x+y"), parse_qsl(b"a=1"), parse_qsl("a=1;b=2",separator=";"))
t(lambda: parse_qsl("a",strict_parsing=True)); t(lambda: urlencode("abc")); t(lambda: urljoin("a",b"b")); t(lambda: quote(1)); t(lambda: parse_qsl("a=1&b=2",max_num_fields=1))
r=urlsplit("http://h/p?q#f"); print(r._replace(path="/x").geturl(), r.encode(), repr(r), r[0], list(r))
print(html.escape("<a href='x'>&\"</a>"), html.escape("'",quote=False), html.unescape("&lt;p&gt; &amp;amp; &#65;&#x42; &eacute;&nbsp;&copy &unknown; &notit; &#128; &#0; &alpha;&Omega; &quot&apos;"))
