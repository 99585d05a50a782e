# Values out of texts that are literals.
import ast
for t in ["1", "-1.5", "'a' 'b'", "[1, 'x', (2,), {'k': [None, True]}, {1, 2}]", "(1)", "()", "{}", "1+2j", "b'x\\n'", "r'\\n'", "  3", "0x1f", "1e-5", "set()", "1, 2", "'''a\nb'''", "[1,\n 2, # c\n]", "...", "-3j", "1_000", "{'a': {'b': ()}}"]:
    print(repr(ast.literal_eval(t)))
for t in ["a", "f(1)", "[1", "1 +", "__import__('os')", "1 if 1 else 2", "[x for x in y]", "1 + 2", "'abc", "", "{1: 2, 3}", "-'a'", "x.y"]:
    try: print(ast.literal_eval(t))
    except Exception as e: print(type(e).__name__)
