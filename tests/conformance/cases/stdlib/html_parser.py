from html.parser import HTMLParser


class Log(HTMLParser):
    def handle_starttag(self, tag, attrs):
        print("start", tag, attrs, self.getpos(), repr(self.get_starttag_text()))

    def handle_startendtag(self, tag, attrs):
        print("startend", tag, attrs)

    def handle_endtag(self, tag):
        print("end", tag, self.getpos())

    def handle_data(self, data):
        print("data", repr(data))

    def handle_comment(self, data):
        print("comment", repr(data))

    def handle_entityref(self, name):
        print("entity", name)

    def handle_charref(self, name):
        print("char", name)

    def handle_decl(self, decl):
        print("decl", decl)

    def handle_pi(self, data):
        print("pi", data)

    def unknown_decl(self, data):
        print("unknown", data)


PAGES = [
    '<!DOCTYPE html>\n<html lang="en"><head><title>A &amp; B</title></head>\n<body>text</body></html>',
    '<a href="/x?a=1&amp;b=2" class=big disabled>link</a><br/><img src=x.png alt=\'a > b\' />',
    "<script>if (a < b && c > d) { document.write('<b>no</b>'); }</script><p>after",
    "<style>p > a { }</style><!-- a comment --><?php echo ?><![CDATA[x<y]]>",
    "1 < 2 and 3 > 2 &lt;tag&gt; &copy; &#65;&#x42; &nosuch; AT&T &amp",
    "<P CLASS='x'\n  ID=y>Upper</P ><input value = 'spaced'  checked>",
    "<div><ul><li>one<li>two</ul></div></>< notatag <3",
    "<a href='unclosed>text</a>",
    "<td nowrap colspan=2><a b='c'd='e'>", "text</p junk><!bogus><!-->x-->",
]

for convert in (True, False):
    for page in PAGES:
        print("--", convert)
        p = Log(convert_charrefs=convert)
        p.feed(page)
        p.close()
print("-- in pieces")
p = Log()
for i in range(0, len(PAGES[1]), 7):
    p.feed(PAGES[1][i:i + 7])
p.close()
p = Log()
for piece in ("a &am", "p; b", " <b", ">c</", "b>", " &lt"):
    p.feed(piece)
p.close()


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.links = []

    def handle_starttag(self, tag, attrs):
        if tag == "a" and (href := dict(attrs).get("href")):
            self.links.append(href)


links = Links()
links.feed('<nav><a href="/">home</a> <A HREF=/about>about</A> <a name="x">none</a></nav>')
print(links.links)
