from array import array
import array as M, copy
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
a=array("i",[1,2,3]); print(a,len(a),a[0],a[-1],a[1:],a.typecode,a.itemsize,a.tobytes(),a.tolist(),list(a),a+array("i",[4]),a*2,2*a,3 in a,a.index(2),a.count(1),a==array("d",[1,2,3]),a<array("i",[2]),sum(a))
a.append(4); a.extend([5,6]); a.insert(0,9); a.pop(); a.remove(9); a.reverse(); a[0]=7; a[1:2]=array("i",[8,8]); del a[0]; print(a); a.fromlist([1]); a+=array("i",[2]); a.byteswap(); a.byteswap(); a.frombytes(b"\1\0\0\0"); print(a, copy.copy(a)==a, array("d",[1,2.5]), array("u","ab"), array("f",[0.1]), array("b"), array("B",b"ab"), bytes(array("h",[1,-1])), array("q",[2**62]))
for f in [lambda: array("i",["a"]), lambda: array("x"), lambda: array("b",[200]), lambda: array("B",[-1]), lambda: array("i",[2**31]), lambda: array("H",[70000]), lambda: array("I",[-1]), lambda: array("q",[2**63]), lambda: array("Q",[-1]), lambda: array("i",[1.5]), lambda: array("d",["x"]), lambda: a[100], lambda: array("i").pop(), lambda: a.index(99), lambda: a.remove(99), lambda: a+[1], lambda: array("i",b"abc"), lambda: array("i","ab"), lambda: a.__setitem__(100,1), lambda: array("L",[2**64]), lambda: array("h",[-40000])]: t(f)
print(M.typecodes, array("u","é漢").tounicode(), array("w","x"), [x for x in array("d",range(3))], max(array("i",[3,1])), sorted(array("i",[3,1])))
