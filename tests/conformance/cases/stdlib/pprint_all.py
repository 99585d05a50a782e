import pprint, collections, types, dataclasses, io
P=pprint.pprint
P({"b":1,"a":[1,2,3]}); P(list(range(60))); P({"key%d"%i:"value"*i for i in range(8)}); P([{"a":list(range(20)),"b":{"c":"x"*60,"d":None}}]*2)
P("word "*40); P(["long text "*12,"b"]); P({"k":"long text "*12}); P(b"bytes"*30); P(bytearray(b"xy"*60)); P({"z":b"abcd"*30})
P((1,)); P(tuple("abcdefghijklmnopqrstuvwxyz")); P(set(range(40))); P(frozenset(["aaaaaaaaaaaaaaaaaaaaaaaa%d"%i for i in range(4)]));
P(collections.OrderedDict((("k%d"%i),"v"*20) for i in range(4))); P(collections.defaultdict(list,{"a":[1]*40})); P(collections.Counter("abracadabra"*2)); P(collections.Counter({("key"*5+str(i)):i for i in range(8)})); P(collections.deque(range(50))); P(collections.deque(range(50),maxlen=50)); P(collections.ChainMap({"a":"x"*50},{"b":"y"*50}))
P(types.SimpleNamespace(a="x"*40,b="y"*40)); P(types.MappingProxyType({"a":"x"*40,"b":"y"*40}))
@dataclasses.dataclass
class D:
    name:str
    items:list
P(D("n",[1])); P(D("n"*30,list(range(30))))
P([[[[1]]]],depth=2); P({"a":{"b":{"c":1}}},depth=2); P(list(range(60)),compact=True); P({"b":1,"a":2},sort_dicts=False); P(1234567,underscore_numbers=True); P([1,[2,[3,"x"*70]]],indent=4); P({"b":1,"a":{"x":"y"*70}},indent=2,width=40); pprint.pp({"b":1,"a":2})
l=[1]; l.append(l); print(pprint.pformat(l).split(" with")[0]); print(pprint.isrecursive(l), pprint.isreadable([1,"a"]), pprint.isreadable(object()), pprint.saferepr({"b":1,"a":2}))
P({1:2,"a":3,None:4}); P("a\nb\n"*20); P(["a\nb"*20]); P(""); P([]); P({}); P(()); P(None); P(3.5); P({"nested":[{"id":i,"tags":["t1","t2"],"name":"Name number %d"%i} for i in range(3)]})
for a in [dict(indent=-1),dict(depth=0),dict(width=0)]:
    try: pprint.pformat(1,**a)
    except ValueError as e: print(e)
f=io.StringIO(); pprint.pprint([1,2],stream=f); print(repr(f.getvalue())); P(collections.namedtuple("P","x y")(1,2)); P([collections.namedtuple("P","x y")("a"*50,"b"*50)])
P({"a"*30:{"b"*30:{"c"*30:1}}}); P([("x"*30,"y"*30,"z"*30)]*2); P({(1,2):"x"*70,(1,):"y"*70})
