import json, enum, collections, io
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(json.dumps({"a":[1,2.5,None,True,"é\n\"\\\x01\u2028😀"],"b":{},"c":[],1:2,None:3,True:4,1.5:6}), json.dumps("é漢",ensure_ascii=False), json.dumps({"b":1,"a":2},sort_keys=True), json.dumps([1,[2,{"a":[]}]],indent=2), json.dumps({"a":1},separators=(",",":")), json.dumps((1,2)), json.dumps([1,2],indent="\t"), json.dumps({"a":{"b":[1,2]}},indent=0), json.dumps(float("nan")), json.dumps([1e100,1e-7,-0.0,10**30]))
t(lambda: json.dumps({1,2})); t(lambda: json.dumps({(1,2):3})); print(json.dumps({(1,2):3,"a":1},skipkeys=True)); t(lambda: json.dumps(float("inf"),allow_nan=False)); l=[]; l.append(l); t(lambda: json.dumps(l)); t(lambda: json.dumps(object)); t(lambda: json.dumps({"a":1,2:3},sort_keys=True)); t(lambda: json.dumps(b"a"))
class C: pass
class E(enum.IntEnum): A=1
class S(str): pass
class D(dict): pass
class N(float): pass
print(json.dumps([C()],default=lambda o:"C!"), json.dumps([E.A,S("x"),D(a=1),N(1.5),collections.OrderedDict(z=1),collections.namedtuple("P","x y")(1,2)]), json.dumps({E.A:1}), json.dumps({"a":C(),"b":[C()]},default=lambda o:{"k":1},indent=1,sort_keys=True))
class Enc(json.JSONEncoder):
    def default(self,o):
        if isinstance(o,set): return sorted(o)
        return super().default(o)
print(json.dumps({"s":{3,1}},cls=Enc), Enc(indent=1).encode({1:{2}}), list(json.JSONEncoder().iterencode([1,{"a":2}]))); t(lambda: Enc().encode(C()))
f=io.StringIO(); json.dump({"a":[1]},f); print(f.getvalue(), json.load(io.StringIO("[1]")))
for s in ['{"a":[1,2.5,-3e2,null,true,false,"\\u00e9\\n\\ud83d\\ude00\\/"]}'," [ ] ","{}","1","-0","1.0","1E5","NaN","-Infinity",'"\\ud800"',"12345678901234567890123","[[[]]]",'{"a":1,"a":2}',"\t1\n"]: t(lambda: repr(json.loads(s)))
for s in ["","x","[1,]","[1 2]",'{"a"}','{"a":}','{"a":1,}',"{a:1}","[","{",'"abc','"a\nb"','"\\x"','"\\u12"',"1 2","nul","[1,\n2,\n x]","-","01","1.","+1","'a'",'{"a" 1}','{,}',"[,]",'{"a":1 "b"}','["a"','\ufeff[]','"\\',"tru","{\"a\":1,,}","- 1",'["\\ud83d\\u12"]']:
    t(lambda: (s,json.loads(s)))
t(lambda: json.loads(1)); print(json.loads(b'{"a":1}'), json.loads("é".encode("utf-16").join([b'']) or b'1'), json.loads('"é"'.encode("utf-16")), json.loads(bytearray(b"[1]")))
print(json.loads('{"a":{"b":1.5}}',object_hook=lambda d:sorted(d)), json.loads('{"a":1,"b":[2]}',object_pairs_hook=list), json.loads("[1.1,2,NaN]",parse_float=str,parse_int=float,parse_constant=lambda c:c), json.loads('"a\nb"',strict=False), json.JSONDecoder().raw_decode('[1] x'), json.loads('[1]',cls=json.JSONDecoder))
try: json.loads("[1,\n 2,,]")
except json.JSONDecodeError as e: print(e.msg,e.pos,e.lineno,e.colno,e.doc,isinstance(e,ValueError), repr(e))
for s in ['{"a":1,}','[1,',"{1:2}",'{"a":1 x','"\x01"','[1 ']: t(lambda: json.loads(s,object_hook=lambda d:d)); 
print(json.loads(json.dumps(list(range(50)))), json.loads(json.dumps({"k%d"%i:i for i in range(5)})), json.dumps([[]]*3), json.dumps([{}]), json.dumps(""), json.dumps({"":""}), json.dumps("\x7f\x80"), json.dumps("\u007f", ensure_ascii=False))
t(lambda: json.dumps({"a":1},foo=1)); print(json.dumps([1,2],indent=None), json.dumps({"a":[1]},indent=4,ensure_ascii=False,separators=(",", "=")))
