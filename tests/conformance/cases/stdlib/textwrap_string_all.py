import textwrap as T, string
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
s="The quick brown-fox jumped over the lazy dog -- and well-known self-made e-mail, a--b foo---bar. It's done! 'Yes'.  Next sentence\there.\nNew line abcdefghijklmnopqrstuvwxyz-0123456789-abc x-y 1-2 re-use"
for w in (5,10,20,30,70): print(T.wrap(s,w))
for kw in [dict(initial_indent="* ",subsequent_indent="  "),dict(break_long_words=False),dict(break_on_hyphens=False),dict(drop_whitespace=False),dict(fix_sentence_endings=True),dict(max_lines=2),dict(max_lines=1,placeholder="..."),dict(expand_tabs=False,replace_whitespace=False),dict(tabsize=2)]: print(T.wrap(s,18,**kw), repr(T.fill(s,25,**kw)))
print(T.shorten("Hello  world, how are you",15), T.shorten("Hello",10), T.shorten("Hello world!",width=11), T.shorten("aaaaaaaaaaaaaaaaaaa",8)); t(lambda: T.wrap("a",0)); t(lambda: T.shorten("aaaa bbbb",3))
print(repr(T.dedent("  a\n    b\n\n  c\n")), repr(T.dedent("\ta\n  b")), repr(T.dedent("  a\n   \n b")), repr(T.indent("a\n\nb\n","> ")), repr(T.indent("a\n\nb",">",lambda l:True)), T.wrap(""), T.fill("  "), repr(T.dedent("")))
X=string.Template
print(X("$a ${b} $$ $a1").substitute(a=1,b=2,a1=3), X("$a $b $ $1 ${").safe_substitute(a=1), X("$a").substitute({"a":5}), X("$a").substitute({"a":5},a=6), X("$a $b ${c}").get_identifiers(), X("$ ").is_valid(), X("x").template)
t(lambda: X("$a").substitute()); t(lambda: X("ab\n $ ").substitute()); t(lambda: X("${a b}").substitute(a=1)); t(lambda: X("$").substitute())
class Y(X): delimiter="%"; idpattern="[a-z.]+"
print(Y("%a.b %% $x %{q}").safe_substitute({"a.b":1,"q":2}))
F=string.Formatter()
print(F.format("{} {a!r:>5} {0[1]} {1.real} {{}} {b:{w}}",[1,2],5,a="x",b="y",w=4) if False else F.format("{0} {a!r:>5} {0[1]} {1.real} {{}} {b:{w}}",[1,2],5,a="x",b="y",w=4), list(F.parse("a{b!r:c}d{{}}e{}{x[a:b]}")), F.vformat("{}{}",(1,2),{}))
t(lambda: F.format("{0}{}",1,2)); t(lambda: F.format("{")); t(lambda: F.format("}")); t(lambda: F.format("{x}")); t(lambda: F.format("{}")); t(lambda: F.format("{!z}",1)); print(string.capwords("hello  world"), string.capwords("a-b","-"))
class G(string.Formatter):
    def get_value(self,k,a,kw): return kw.get(k,"?") if isinstance(k,str) else super().get_value(k,a,kw)
print(G().format("{a} {b}",a=1))
