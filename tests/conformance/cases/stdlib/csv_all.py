import csv, io
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def w(rows,**kw):
    f=io.StringIO(); x=csv.writer(f,**kw); x.writerows(rows); return f.getvalue()
R=[["a","b c",'q"x',"n,l","l\nm",None,1,2.5,""],["x"],[""]]
for kw in [{}, dict(quoting=csv.QUOTE_ALL), dict(quoting=csv.QUOTE_NONNUMERIC), dict(quoting=csv.QUOTE_STRINGS), dict(quoting=csv.QUOTE_NOTNULL), dict(delimiter=";"), dict(dialect="excel-tab"), dict(dialect="unix"), dict(doublequote=False,escapechar="\\"), dict(quoting=csv.QUOTE_NONE,escapechar="\\"), dict(quoting=csv.QUOTE_NONE), dict(quotechar="'"), dict(lineterminator="|"), dict(escapechar="\\")]:
    t(lambda: repr(w(R,**kw))); t(lambda: repr(w(R[:1],**kw)))
for s in ['a,b,c\r\n1,2,3\r\n','"a ""q"" b",c\n','a,"b\nc",d\n','a, b\n','"a"b,c\n','a"b,c\n',',,\n','\n\na\n','"unterminated','a,b','"a\r\nb"\r\n','a\\,b,c\n',"1,'x'\n",'1,"2",a\n', '"",\n']:
    for kw in [{},dict(skipinitialspace=True),dict(escapechar="\\"),dict(quoting=csv.QUOTE_NONE),dict(strict=True),dict(quotechar="'"),dict(quoting=csv.QUOTE_NONNUMERIC), dict(quoting=csv.QUOTE_STRINGS)]:
        t(lambda: list(csv.reader(io.StringIO(s,newline=""),**kw)))
r=csv.DictReader(io.StringIO("a,b\n1,2\n3\n4,5,6\n")); print(list(r), r.fieldnames, r.line_num); print(list(csv.DictReader(["1,2"],fieldnames=["x","y","z"],restval="?")))
f=io.StringIO(); d=csv.DictWriter(f,["a","b"]); d.writeheader(); d.writerow({"a":1,"b":2}); d.writerows([{"a":3}]); t(lambda: d.writerow({"c":1})); print(repr(f.getvalue()))
t(lambda: csv.writer(1)); t(lambda: w([1])); t(lambda: csv.reader([],delimiter="ab")); t(lambda: csv.reader([],quoting=9)); t(lambda: csv.reader([],foo=1)); t(lambda: csv.get_dialect("x")); t(lambda: list(csv.reader([b"a"]))); t(lambda: csv.reader([],delimiter=None)); t(lambda: csv.reader([],quotechar="ab")); t(lambda: csv.reader([],delimiter="\n"))
print(csv.list_dialects(), csv.field_size_limit(), list(csv.reader(["a b","c d"],delimiter=" ")), csv.Sniffer().sniff("a;b;c\n1;2;3\n").delimiter, csv.Sniffer().has_header("name,age\nbob,3\nann,4\n"))
class D(csv.Dialect): delimiter="|"; quotechar='"'; lineterminator="\n"; quoting=csv.QUOTE_MINIMAL
csv.register_dialect("p",D); print(repr(w([[1,"a|b"]],dialect="p")), csv.get_dialect("p").delimiter, list(csv.reader(["1|2"],D)), type(csv.reader([])), type(csv.writer(io.StringIO())))
