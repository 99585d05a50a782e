import difflib as d
a="one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\n".splitlines(True); b="ore\ntree\nemu\nfour\nfive\nsix\nseven!\neight\nnine\nten\neleven\n".splitlines(True)
print("".join(d.ndiff(a,b))); print("".join(d.unified_diff(a,b,"A","B","d1","d2",n=1))); print("".join(d.context_diff(a,b,"A","B"))); print(list(d.unified_diff(["x"],["y"],lineterm="")))
s=d.SequenceMatcher(None,"abxcd","abcd"); print(s.ratio(),s.quick_ratio(),s.real_quick_ratio(),s.get_matching_blocks(),s.get_opcodes(),s.find_longest_match(0,5,0,4)); print(d.SequenceMatcher(lambda x:x==" "," abcd","abcd abcd").find_longest_match(0,5,0,9), d.SequenceMatcher(None,"a"*300,"a"*300).ratio(), d.SequenceMatcher(None,"","").ratio())
print(d.get_close_matches("appel",["ape","apple","peach","puppy"]), d.get_close_matches("x",["y"]), list(d.restore(d.ndiff(a,b),1))==a, list(d.restore(d.ndiff(a,b),2))==b)
print("".join(d.ndiff(["abcDefghiJkl\n","x\ty\n","private Thread currentThread;\n"],["abcdefGhijkl\n","x y\n","private volatile Thread currentThread;\n"])), list(d.diff_bytes(d.unified_diff,[b"a"],[b"b"],b"f",b"t")))
import random; random.seed(1)
for _ in range(30):
    x=["".join(random.choice("abc") for _ in range(random.randrange(6)))+"\n" for _ in range(random.randrange(12))]; y=["".join(random.choice("abc") for _ in range(random.randrange(6)))+"\n" for _ in range(random.randrange(12))]
    print(list(d.ndiff(x,y)), list(d.SequenceMatcher(None,x,y).get_grouped_opcodes(2)))
